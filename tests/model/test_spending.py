"""What costs money beside working time."""

from __future__ import annotations

import pytest

from aufwand.model import Cost, Tool
from aufwand.units import Money, MoneyRate

AMOUNT = "money per period such as '49 EUR/month', or once such as '300 EUR'"


class TestTool:
    def test_every_field_is_kept(self):
        """What is given is what it says."""
        tool = Tool(
            "suite", name="Suite", cost="49 EUR/month", purposes=["monitoring", "analytics"]
        )

        assert (tool.key, tool.name) == ("suite", "Suite")
        assert tool.cost == MoneyRate("49 EUR", "month")
        assert tool.purposes == ("monitoring", "analytics")

    def test_a_key_is_enough(self):
        """Many are free."""
        tool = Tool("suite")

        assert (tool.name, tool.cost, tool.purposes) == ("", None, ())

    def test_one_purpose_is_a_list_of_one(self):
        """As everywhere."""
        assert Tool("suite", purposes="monitoring").purposes == ("monitoring",)

    def test_a_label_is_the_name_or_the_key(self):
        """What a report shows."""
        assert [Tool("a").label, Tool("a", name="A").label] == ["a", "A"]

    def test_every_fault_is_told_at_once(self, wrong):
        """Texts in a list have places."""
        assert wrong(Tool, "", cost=49, purposes=["x", 3]) == [
            ("key", ""),
            ("cost", 49),
            ("purposes[1]", 3),
        ]

    def test_repr_shows_what_was_set(self):
        """And nothing else."""
        assert repr(Tool("a", cost="1 EUR")) == "Tool('a', cost=Money('1 EUR'))"


class TestCost:
    @pytest.mark.parametrize(
        ("amount", "expected"),
        [
            ("300 EUR", Money(300, "EUR")),
            ("EUR 300", Money(300, "EUR")),
            (" 300 EUR ", Money(300, "EUR")),
            ("12 EUR/month", MoneyRate("12 EUR", "month")),
            ("12 EUR per month", MoneyRate("12 EUR", "month")),
            (Money(0, "CHF"), Money(0, "CHF")),
            (MoneyRate("1 JPY", "year"), MoneyRate("1 JPY", "year")),
        ],
    )
    def test_an_amount_is_once_or_per_period(self, amount, expected):
        """The text says which."""
        cost = Cost("ads", name="Ads", amount=amount)

        assert expected == cost.amount
        assert cost.label == "Ads"

    def test_a_label_is_the_key_without_a_name(self):
        """What a report shows."""
        assert Cost("ads", amount="1 EUR").label == "ads"

    @pytest.mark.parametrize("amount", [12, None, Money(-1, "EUR")])
    def test_what_is_no_amount_is_told(self, faults, amount):
        """A cost has one, and it is zero or more."""
        assert faults(Cost, "ads", amount=amount) == [("amount", amount, AMOUNT, "")]

    @pytest.mark.parametrize("amount", ["12", "12 eur", "12 EUR/day", "12 EUR once", ""])
    def test_a_text_that_names_none_is_told(self, faults, amount):
        """With the place in it."""
        ((path, value, _, hint),) = faults(Cost, "ads", amount=amount)

        assert (path, value) == ("amount", amount)
        assert hint.startswith("at character")

    def test_repr_shows_what_was_set(self):
        """The amount always."""
        assert repr(Cost("a", amount="1 EUR/week")) == "Cost('a', amount=MoneyRate('1 EUR/week'))"
