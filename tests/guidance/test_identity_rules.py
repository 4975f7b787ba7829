"""Rules about the one identity that every channel shows."""

from __future__ import annotations

import pytest

from aufwand.model import Channel, Identity, Plan
from aufwand.rules import check

BAKERY = Identity(name="Bakery", handle="@bakery", tone="warm")


def plan_of(*channels, identity=None):
    return Plan("Bakery", channels=channels, identity=identity)


class TestNoIdentity:
    @pytest.mark.parametrize("identity", [None, Identity(name=" ", handle="")])
    def test_channels_without_an_identity_are_told(self, identity):
        """By their names in alphabetical order."""
        plan = plan_of(Channel("x"), Channel("facebook", name="Facebook"), identity=identity)
        (found,) = check(plan, select=["IDN101"])

        assert found.path == "identity"
        assert found.level == "advice"
        assert found.message == (
            "The plan does not say how the company shows itself on Facebook, x. In our opinion "
            "people know you again only by one identity: write down name, handle and tone."
        )
        assert found.say("de") == (
            "Der Plan sagt nicht, wie sich das Unternehmen auf Facebook, x zeigt. Unserer Meinung "
            "nach erkennt man Sie nur an einer Identität wieder: Schreiben Sie Namen, Handle und "
            "Ton auf."
        )
        (remedy,) = found.remedies
        assert (remedy.title, remedy.safety) == ("Write down name, handle and tone", "manual")
        assert remedy.say("de") == "Namen, Handle und Ton aufschreiben"

    def test_one_handle_everywhere_can_be_taken(self):
        """Then the identity is what the channels already show."""
        plan = plan_of(Channel("x", handle="@bakery"), Channel("b", handle="Bakery"), Channel("c"))
        (found,) = check(plan, select=["IDN101"])
        take, _ = found.remedies
        done = take.change(plan)

        assert (take.title, take.safety) == ("Take @bakery as the handle of the company", "safe")
        assert take.say("de") == "@bakery als Handle des Unternehmens nehmen"
        assert done.identity == Identity(handle="@bakery")
        assert check(done, select=["IDN"]) == ()
        assert done == take.change(done)

    def test_several_handles_cannot(self):
        """Somebody has to choose."""
        plan = plan_of(Channel("x", handle="@bakery"), Channel("b", handle="@bread"))
        (found,) = check(plan, select=["IDN101"])

        assert [each.safety for each in found.remedies] == ["manual"]

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            plan_of(Channel("x", status="paused")),
            plan_of(Channel("x"), identity=Identity(tone="warm")),
        ],
    )
    def test_an_identity_or_no_channel_passes(self, plan):
        """Any part of it is a beginning."""
        assert check(plan, select=["IDN101"]) == ()


class TestInconsistentIdentity:
    def test_another_handle_is_told(self):
        """With the one of the identity; taking it clears the finding."""
        plan = plan_of(Channel("x", name="X", handle="@bread"), identity=BAKERY)
        (found,) = check(plan, select=["IDN102"])
        same, why = found.remedies

        assert found.path == "channels.x"
        assert found.level == "advice"
        assert found.message == (
            "X differs from the rest: the handle is @bread instead of @bakery, and no reason is "
            "given. In our opinion people know you again only by one identity: make it the same, "
            "or say why it differs."
        )
        assert found.say("de") == (
            "X weicht vom Rest ab: Der Handle ist @bread statt @bakery, und kein Grund ist "
            "genannt. Unserer Meinung nach erkennt man Sie nur an einer Identität wieder: Gleichen "
            "Sie es an, oder sagen Sie, warum es abweicht."
        )
        assert (same.title, same.safety) == ("Use @bakery on X, too", "trade-off")
        assert same.say("de") == "Auch auf X @bakery verwenden"
        assert (why.title, why.safety) == ("Say why X differs", "manual")
        assert why.say("de") == "Sagen, warum X abweicht"
        assert check(same.change(plan), select=["IDN102"]) == ()

    def test_another_tone_is_told(self):
        """Alone, or together with the handle."""
        plan = plan_of(
            Channel("x", tone="cheeky"), Channel("y", tone="cheeky", handle="z"), identity=BAKERY
        )
        tone, both = check(plan, select=["IDN102"])

        assert "x differs from the rest; the tone is “cheeky” instead of “warm”, and" in (
            tone.message
        )
        assert tone.remedies[0].title == "Use “warm” on x, too"
        assert "is z instead of @bakery; the tone is “cheeky” instead of “warm”" in both.message
        assert both.remedies[0].title == "Use @bakery “warm” on y, too"
        assert check(both.remedies[0].change(plan), select=["IDN102"]) == (tone,)

    @pytest.mark.parametrize("handle", ["@bakery", "bakery", " @Bakery ", "BAKERY", ""])
    def test_spelling_makes_no_other_handle(self, handle):
        """Case, a leading @ and surrounding space; and silence is agreement."""
        plan = plan_of(Channel("x", handle=handle, tone=" Warm "), identity=BAKERY)

        assert check(plan, select=["IDN102"]) == ()

    def test_without_an_identity_the_majority_counts(self):
        """Most channels show what the company is called."""
        channels = [
            Channel("a", handle="@bread"),
            Channel("b", handle="@bakery"),
            Channel("c", handle="Bakery"),
            Channel("d", handle="@ant", status="closed"),
        ]
        (found,) = check(plan_of(*channels), select=["IDN102"])

        assert found.path == "channels.a"
        assert "is @bread instead of @bakery" in found.message
        assert check(found.remedies[0].change(plan_of(*channels)), select=["IDN102"]) == ()

    def test_of_equally_many_the_first_in_the_alphabet_counts(self):
        """So that the order of the channels does not."""
        one, other = Channel("a", tone="warm"), Channel("b", tone="Cool")

        for plan in (plan_of(one, other), plan_of(other, one)):
            (found,) = check(plan, select=["IDN102"])
            assert found.path == "channels.a"
            assert "“warm” instead of “Cool”" in found.message

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A", identity=BAKERY),
            plan_of(Channel("x"), Channel("y")),
            plan_of(Channel("x", handle="@bread", differs="taken"), identity=BAKERY),
            plan_of(Channel("x", handle="@bread", status="paused"), identity=BAKERY),
        ],
    )
    def test_the_same_or_a_reason_passes(self, plan):
        """Only active channels show anything."""
        assert check(plan, select=["IDN102"]) == ()
