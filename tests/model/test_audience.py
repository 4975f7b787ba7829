"""People a company wants to meet, and goals."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from aufwand.model import Audience, Goal, Share

KEY = "a key of letters, digits, '_' and '-', such as 'corporate_blog'"
DAY = "a day as YYYY-MM-DD, such as 2027-06-30"
AGES = "the youngest and the oldest age, such as [25, 49]"
COUNTRY = "a country's two-letter code (ISO 3166-1), such as 'DE'"
REACH = "a table of channels and shares, such as { facebook = 0.6 }"
SHARE = "a share from 0 to 1, such as 0.25"
NO_ORDER = "a set has no order; write a list"


class TestGoal:
    def test_every_field_is_kept(self):
        """A number of something, by a day."""
        goal = Goal("more regulars", metric="loyalty cards", target=200, by="2027-06-30")

        assert (goal.text, goal.metric, goal.target) == ("more regulars", "loyalty cards", 200)
        assert goal.by == date(2027, 6, 30)

    @pytest.mark.parametrize(
        ("target", "expected"),
        [
            (None, None),
            ("a full house", "a full house"),
            (-5, -5),
            (Decimal("1.5"), 1.5),
            (Fraction(1, 3), Fraction(1, 3)),
            (np.int16(7), 7),
        ],
    )
    def test_a_target_is_a_number_or_words(self, target, expected):
        """It may also be below zero: fewer complaints."""
        assert expected == Goal("g", target=target).target

    @pytest.mark.parametrize(
        ("given", "path", "found", "expected", "hint"),
        [
            ({"text": 3}, "text", 3, "text", ""),
            ({"metric": None}, "metric", None, "text", ""),
            ({"target": True}, "target", True, "a number or text", ""),
            ({"target": [1]}, "target", [1], "a number or text", ""),
            ({"by": "30.6.2027"}, "by", "30.6.2027", DAY, ""),
            ({"by": "٢٠٢٧-06-30"}, "by", "٢٠٢٧-06-30", DAY, ""),
            ({"by": 2027}, "by", "2027", DAY, ""),
            ({"by": datetime(2027, 6, 30)}, "by", "2027-06-30 00:00:00", DAY, ""),  # noqa: DTZ001
            (
                {"by": "2027-02-30"},
                "by",
                "2027-02-30",
                DAY,
                "there is no such day: day is out of range for month",
            ),
        ],
    )
    def test_each_fault_is_told(self, faults, given, path, found, expected, hint):
        """A day is written in one way, and a time is no day."""
        assert [(path, found, expected, hint)] == faults(Goal, **{"text": "g", **given})

    @pytest.mark.parametrize("target", [float("nan"), float("inf"), 10**10])
    def test_a_target_is_finite(self, faults, target):
        """And no slip of the keyboard."""
        ((path, _, _, hint),) = faults(Goal, "g", target=target)

        assert path == "target"
        assert hint.startswith("numbers go up to 1,000,000,000")


class TestAudience:
    def test_a_key_is_enough(self):
        """Everything else has a default."""
        audience = Audience("families")

        assert (audience.key, audience.name, audience.country) == ("families", "", None)
        assert (audience.ages, audience.business, audience.benefit) == (None, "", "")
        assert (audience.goals, audience.reach) == ((), ())

    def test_every_field_is_kept(self):
        """What is given is what it says."""
        goal = Goal("more regulars")
        audience = Audience(
            "families",
            name="Families",
            country="DE",
            ages=[25, 49],
            business="bakeries",
            goals=goal,
            benefit="recipes",
            reach={"facebook": 0.6, "x": 0},
        )

        assert (audience.name, audience.country, audience.ages) == ("Families", "DE", (25, 49))
        assert (audience.business, audience.benefit) == ("bakeries", "recipes")
        assert audience.goals == (goal,)
        assert audience.reach == (Share("facebook", 0.6), Share("x", 0))

    def test_a_label_is_the_name_or_the_key(self):
        """What a report shows."""
        assert [Audience("a").label, Audience("a", name="A").label] == ["a", "A"]

    @pytest.mark.parametrize(
        "ages", [(25, 49), [np.int64(25), 49], iter((25, 49)), range(25, 50, 24)]
    )
    def test_ages_are_two_whole_numbers(self, ages):
        """In any order-keeping collection."""
        made = Audience("a", ages=ages)

        assert made.ages == (25, 49)
        assert [type(age) for age in made.ages] == [int, int]

    @pytest.mark.parametrize(
        ("ages", "found", "hint"),
        [
            ("25-49", "25-49", ""),
            (25, 25, ""),
            ({25: 49}, {25: 49}, ""),
            ({25, 49}, {25, 49}, NO_ORDER),
            ([25], "[25]", ""),
            ([49, 25], "[49, 25]", ""),
            ([-1, 5], "[-1, 5]", ""),
            ([5, 151], "[5, 151]", ""),
            ([True, 5], "[True, 5]", ""),
            ([5.0, 6], "[5.0, 6]", ""),
            (list(range(9)), list(range(9)), ""),
        ],
    )
    def test_wrong_ages_are_told(self, faults, ages, found, hint):
        """Youngest first, of living people."""
        assert [("ages", found, AGES, hint)] == faults(Audience, "a", ages=ages)

    def test_reach_is_taken_back_from_another(self):
        """What an audience holds makes another."""
        audience = Audience("a", reach={"facebook": 0.6})

        assert audience == Audience("a", reach=audience.reach)
        assert Audience("a", reach=[]) == Audience("a", reach={}) == Audience("a")

    @pytest.mark.parametrize(
        ("reach", "told"),
        [
            ("facebook", [("reach", "facebook", REACH, "")]),
            ("", [("reach", "", REACH, "")]),
            (3, [("reach", 3, REACH, "")]),
            (["facebook"], [("reach", ["facebook"], REACH, "")]),
            ({Share("a", 1)}, [("reach", {Share("a", 1)}, REACH, NO_ORDER)]),
            ({1: 0.5}, [("reach.1", 1, KEY, "")]),
            ({"a": 60}, [("reach.a", 60, SHARE, "for 60 % write 0.6")]),
            ([Share("a")], [("reach.a", None, SHARE, "")]),
            (
                [Share("a", 0.5), Share("a", 0.6), Share("b c", 0.1)],
                [
                    ("reach.a", "a", "each name once", ""),
                    ("reach.b c", "b c", KEY, "for example 'b_c'"),
                ],
            ),
        ],
    )
    def test_wrong_reach_is_told(self, faults, reach, told):
        """A share for each channel, once."""
        assert told == faults(Audience, "a", reach=reach)

    @pytest.mark.parametrize("country", ["de", "DEU", "D", "", 49, "ДЕ"])
    def test_a_country_has_two_capital_letters(self, faults, country):
        """As in ISO 3166-1."""
        assert faults(Audience, "a", country=country) == [("country", country, COUNTRY, "")]

    def test_every_fault_is_told_at_once(self, wrong):
        """Those of goals that were made are told by the goals."""
        told = wrong(
            Audience, "", name=1, country="x", ages=1, business=2, goals=["g"], benefit=3, reach=4
        )

        assert told == [
            ("key", ""),
            ("name", 1),
            ("country", "x"),
            ("ages", 1),
            ("business", 2),
            ("goals[0]", "g"),
            ("benefit", 3),
            ("reach", 4),
        ]

    def test_repr_shows_what_was_set(self):
        """And nothing else."""
        audience = Audience("a", goals=[Goal("more", target=2)])

        assert repr(audience) == "Audience('a', goals=(Goal('more', target=2),))"
