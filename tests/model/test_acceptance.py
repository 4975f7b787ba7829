"""Findings that somebody has decided to live with."""

from __future__ import annotations

from datetime import date

import pytest

from aufwand.model import Acceptance


class TestAcceptance:
    def test_every_field_is_kept(self):
        """What, where, why, until when, by whom."""
        accepted = Acceptance(
            rule="EXC101",
            where="channels.facebook",
            reason="shop closes in June",
            until="2027-06-30",
            owner="Ada",
        )

        assert (accepted.rule, accepted.where) == ("EXC101", "channels.facebook")
        assert (accepted.reason, accepted.owner) == ("shop closes in June", "Ada")
        assert accepted.until == date(2027, 6, 30)

    def test_it_may_hold_everywhere_and_for_ever(self):
        """A rule and a reason are enough."""
        accepted = Acceptance(rule="EXC101", reason="why not")

        assert (accepted.where, accepted.until, accepted.owner) == ("", None, "")
        assert repr(accepted) == "Acceptance(rule='EXC101', reason='why not')"

    def test_a_reason_is_needed(self):
        """So that somebody can ask again one day."""
        with pytest.raises(TypeError, match="reason"):
            Acceptance(rule="EXC101")  # type: ignore[call-arg]

    def test_every_fault_is_told_at_once(self, faults):
        """Blank is no reason."""
        told = faults(Acceptance, rule="", where=1, reason=" \n", until="June", owner=2)

        assert told == [
            ("rule", "", "a few words", ""),
            ("where", 1, "text", ""),
            ("reason", " \n", "a few words", ""),
            ("until", "June", "a day as YYYY-MM-DD, such as 2027-06-30", ""),
            ("owner", 2, "text", ""),
        ]

    @pytest.mark.parametrize("given", ["2 h/week", "90 EUR/month"])
    def test_it_can_end_when_the_problem_grows(self, given):
        """In hours or money of a period."""
        accepted = Acceptance(rule="EXC101", reason="so", up_to=given)

        assert given == accepted.up_to.text
        assert accepted == Acceptance(rule="EXC101", reason="so", up_to=accepted.up_to)

    @pytest.mark.parametrize("given", [2, "2 h", "much", ["2 h/week"]])
    def test_other_limits_are_refused(self, faults, given):
        """As they compare with no cost."""
        ((path, value, expected, _),) = faults(Acceptance, rule="EXC101", reason="so", up_to=given)

        assert ("up_to", given) == (path, value)
        assert expected.startswith("effort or money of a period")
