"""When findings are too grave, or cost too much, to go on."""

from __future__ import annotations

import pytest

from aufwand.errors import Fault, MixedCurrencies
from aufwand.model import Acceptance, Plan
from aufwand.rules import LEVELS, Match, Price, check, rule
from aufwand.rules.gate import Gate
from aufwand.rules.price import price_together
from aufwand.units import EffortRate, Money, Range, hours

EUR_90 = Money(90, "EUR")


def _findings(*matches, level="advice", **plan):
    @rule("ACME001", "speaks", level=level)
    def speaks(facts):
        yield from matches

    return check(Plan("Bakery", **plan), rules=[speaks])


class TestLevels:
    @pytest.mark.parametrize("gate", LEVELS)
    @pytest.mark.parametrize("level", LEVELS)
    def test_a_gate_counts_its_level_and_graver_ones(self, gate, level):
        """What is less grave passes."""
        expected = LEVELS.index(level) <= LEVELS.index(gate)

        assert expected is Gate(gate).fails(_findings(Match(), level=level))

    def test_errors_count_unless_told_otherwise(self):
        """Nothing found, or only warnings, is fine."""
        assert not Gate().fails(())
        assert not Gate().fails(_findings(Match(), level="warning"))
        assert Gate().fails(_findings(Match(), level="error"))

    def test_what_is_accepted_does_not_count(self):
        """Whatever its level or cost."""
        accepted = [Acceptance(rule="ACME001", reason="why not")]
        match = Match(cost=hours(9))
        found = _findings(match, level="error", accepted=accepted)

        assert not Gate("info", "1 h/week").fails(found)


class TestPrices:
    @pytest.mark.parametrize(
        ("above", "expected"),
        [
            ("5 h/week", True),
            ("6 h/week", False),
            ("300 min/week", True),
            ("20 h/month", True),
            (EffortRate.parse("5 h/week"), True),
            ("89.99 EUR/week", True),
            ("90 EUR/week", False),
            (None, False),
        ],
    )
    def test_findings_may_cost_so_much_together(self, above, expected):
        """The likely cost of all open findings is held against the limit."""
        found = _findings(Match("a", cost=hours(2)), Match("b", cost=(hours(4), EUR_90)))

        assert expected is Gate(above=above).fails(found)

    def test_of_one_part_the_dearest_counts(self):
        """Two findings about one part may speak of the same hours."""
        found = _findings(
            Match("a", cost=hours(2), discriminator="1"),
            Match("a", cost=hours(3), discriminator="2"),
            Match("a", cost=hours(1), discriminator="3"),
            Match("b", cost=hours(1)),
            Match("c"),
        )

        assert Price(Range.at(hours(4))) == price_together(found)

    @pytest.mark.parametrize("above", ["5 h/week", "5 EUR/week"])
    def test_no_price_is_no_fault(self, above):
        """What costs nothing that is known does not fail, and is told to be unknown."""
        other = EUR_90 if above.startswith("5 h") else hours(9)
        gate = Gate(above=above)

        assert not gate.fails(_findings(Match(), Match("b", cost=other)))
        assert not gate.comparable(_findings(Match("b", cost=other)))
        assert gate.comparable(())
        assert Gate().comparable(_findings(Match()))
        assert Gate(above="1 h/week").comparable(_findings(Match(cost=hours(1))))

    def test_other_money(self):
        """Money of two currencies is never compared."""
        with pytest.raises(MixedCurrencies):
            Gate(above="90 CHF/week").fails(_findings(Match(cost=EUR_90)))


class TestFaults:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (("warnin",), "fail_on: found 'warnin', expected one of error.*'warning'"),
            (("xyz",), "expected one of error"),
            ((3,), "expected one of error"),
            (("error", "5"), "above: found '5', expected effort or money of a period"),
            (("error", "5 h/day"), "above"),
            (("error", 5), "above: found 5"),
        ],
    )
    def test_are_told(self, given, expected):
        """A gate that is none says what would be one."""
        with pytest.raises(Fault, match=expected):
            Gate(*given)
