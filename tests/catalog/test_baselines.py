"""The activities a plan starts from."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest

from aufwand.catalog import BASELINES, baseline
from aufwand.errors import Fault, InvalidPlan, UnknownName
from aufwand.model import AREAS, FIVE_AREAS, Share
from aufwand.units import Effort, Range, hours, minutes


def week(activities, workdays):
    """Return low, likely and high of a week, in hours."""
    times = {"workday": workdays, "week": 1}
    total = sum(activity.duration * times[activity.per] for activity in activities)
    return tuple(end.minutes / 60 for end in (total.low, total.likely, total.high))


class TestOrientation:
    def test_has_the_five_areas_as_stated(self):
        """The orientation is the five areas, in their order, with the numbers it states."""
        actual = {each.key: (each.per, each.duration) for each in baseline("orientation")}

        expected = {
            "monitoring": ("workday", Range.at(minutes(15))),
            "distribution": ("workday", Range.at(minutes(20))),
            "dialogue": ("workday", Range.at(minutes(30))),
            "content": ("week", Range.between(hours(3), hours(5))),
            "networking": ("week", Range.between(hours(5), hours(10))),
        }
        assert list(expected.items()) == list(actual.items())
        assert tuple(actual) == FIVE_AREAS

    def test_is_the_default(self):
        """Without a name it is the orientation."""
        assert baseline("orientation") == baseline()

    @pytest.mark.parametrize(
        ("workdays", "expected"),
        [
            (5, (Fraction(805, 60), Fraction(1015, 60), Fraction(1225, 60))),
            (6, (Fraction(29, 2), Fraction(18), Fraction(43, 2))),
        ],
    )
    def test_sums_to_what_was_worked_out_by_hand(self, workdays, expected):
        """A week sums to 13 h 25 min, 16 h 55 min and 20 h 25 min, or to that of six days."""
        assert expected == week(baseline(), workdays)

    def test_names_its_source(self):
        """Every activity tells its figure, what it says, its year and its trust."""
        (source,) = baseline()[0].source

        expected = ("e001", "sherman2010", "15 minutes a day", 2010, "B", "")
        told = (source.figure, source.key, source.says, source.year, source.trust, source.supports)
        assert expected == told
        assert [each.figure for activity in baseline() for each in activity.source] == [
            "e001",
            "e002",
            "e003",
            "e004",
            "e005",
        ]

    def test_says_ranges_as_published(self):
        """What was published as a range is told as one."""
        assert baseline()[3].source[0].says == "3–5 hours a week"

    def test_area_is_the_key(self):
        """Every activity stands in the area of its key and has a plain name."""
        assert [each.key for each in baseline()] == [each.area for each in baseline()]
        assert baseline()[0].name == "Monitor conversations"


class TestEvidence:
    def test_has_what_is_published_with_all_ends(self):
        """The recurring activities with low, likely and high are in it, and nothing else."""
        expected = (*FIVE_AREAS, "planning", "reporting")

        assert expected == tuple(each.key for each in baseline("evidence"))
        assert set(expected) <= set(AREAS)

    def test_every_end_has_a_source(self):
        """Low, likely and high each carry a source with its figure."""
        for activity in baseline("evidence"):
            supported = [source.supports for source in activity.source]

            assert list(dict.fromkeys(supported)) == ["low", "likely", "high"]
            assert all(source.figure and source.says for source in activity.source)

    def test_tells_population_and_conversion(self):
        """A source says whom the figure was published for, and how it was converted."""
        low, likely, high = baseline("evidence")[0].source

        said = "4 minutes a day (small business, minimal daily routine)"
        assert low.says == f"{said}; a day taken as a working day"
        assert likely.key == "sherman2010"
        assert (
            high.says == "2.5 hours a week (one full-time social media marketer); "
            "here 2.5 h over 5 working days"
        )

    def test_a_value_of_two_figures_names_both(self):
        """Publishing by hand is two figures added, and both are named."""
        distribution = baseline("evidence")[1]

        low = [each.figure for each in distribution.source if each.supports == "low"]
        assert low == ["e033", "e035"]
        assert Effort("6 min") == distribution.duration.low

    def test_sums_to_what_was_worked_out_by_hand(self):
        """A week of five working days sums to what pencil and paper give."""
        # low: (4+6+6)x5 min + 3 + 2 + 1 h + 10 min; likely: 65x5 min + 5+5+2+2.5 h;
        # high: (30+48+48)x5 min + 7.5+10+3.6+3.8 h
        low = Fraction(16 * 5 + 10, 60) + 6
        likely = Fraction(65 * 5, 60) + Fraction(29, 2)
        high = Fraction(126 * 5, 60) + Fraction("24.9")

        assert (low, likely, high) == week(baseline("evidence"), 5)


@pytest.mark.parametrize("name", BASELINES)
class TestBaseline:
    def test_hands_on_roles_and_channels(self, name):
        """Roles and channels go to every activity, also from what can be read only once."""
        made = baseline(name, roles=(key for key in ("pr", "care")), channels={"facebook": 1})

        assert {(Share("pr"), Share("care"))} == {each.roles for each in made}
        assert {(Share("facebook", 1),)} == {each.channels for each in made}

    def test_leaves_the_next_one_alone(self, name):
        """What was handed to one baseline does not show in the next."""
        baseline(name, roles=["pr"])

        assert all(each.roles == () for each in baseline(name))

    def test_survives_pickling(self, name):
        """A baseline can be sent to another process."""
        assert baseline(name) == pickle.loads(pickle.dumps(baseline(name)))

    def test_wrong_roles_are_told(self, name):
        """Roles that are no keys are refused with their path."""
        with pytest.raises(InvalidPlan) as caught:
            baseline(name, roles=["p r"])

        assert [fault.path for fault in caught.value.faults] == ["roles[0]"]


def test_unknown_baseline_is_refused():
    """A baseline that does not exist is refused, with the nearest name."""
    with pytest.raises(UnknownName) as caught:
        baseline("orientierung")

    assert caught.value.near == "orientation"


def test_a_baseline_that_is_no_text_is_refused():
    """A number or a list names no baseline."""
    with pytest.raises(Fault, match="the name of a baseline"):
        baseline(["orientation"])
