"""What may happen, and what goes together."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.errors import InvalidPlan
from aufwand.model import Activity, Correlation, Event, Plan, Share, Source
from aufwand.model.chance import MOST_CORRELATED, together
from aufwand.testing.strategies import events
from aufwand.units import PERT, Range, Shape, hours

KEY = "a key of letters, digits, '_' and '-', such as 'corporate_blog'"
COUNT = "a number of zero or more"
SHAPE = "a shape: pert, 'pert 8' with another weight, triangular, uniform or lognormal"
TWO = "the keys of two activities"
VALUE = "a correlation from -1 to 1, such as 0.5"
POSSIBLE = "correlations that are possible together (a positive semidefinite matrix)"
IMPOSSIBLE = "what goes with one thing cannot go against another that goes with it as much"


class TestEvent:
    def test_a_key_how_often_and_what_it_costs_are_enough(self):
        """Everything else has a default."""
        event = Event("wave", per_year=0.5, effort="8-40 h")

        assert (event.key, event.name, event.per_year) == ("wave", "", 0.5)
        assert event.effort == Range.between(hours(8), hours(40))
        assert event.shape == PERT
        assert event.channels == event.roles == event.source == ()

    def test_every_field_is_kept(self):
        """What is given is what it says."""
        event = Event(
            "wave",
            name="A wave of criticism",
            per_year=Decimal("0.2"),
            effort=["8 h", "12 h", "40 h"],
            shape="pert 8",
            channels={"facebook": 3, "x": 1},
            roles={"pr": 0.25, "care": 0.75},
            source="Our own records",
        )

        assert (event.name, event.per_year) == ("A wave of criticism", 0.2)
        assert event.effort == Range(hours(8), hours(12), hours(40))
        assert event.shape == Shape("pert", 8)
        assert event.channels == (Share("facebook", 3), Share("x", 1))
        assert event.roles == (Share("pr", 0.25), Share("care", 0.75))
        assert event.source == (Source("Our own records"),)

    def test_a_label_is_the_name_or_the_key_in_words(self):
        """What a report shows."""
        assert Event("bad_wave", per_year=1, effort="1 h").label == "Bad wave"
        assert Event("wave", name="A storm", per_year=1, effort="1 h").label == "A storm"

    @pytest.mark.parametrize(
        ("field", "value", "found", "expected", "hint"),
        [
            ("key", "a b", ("key", "a b"), KEY, "for example 'a_b'"),
            ("name", 3, ("name", 3), "text", ""),
            ("per_year", -1, ("per_year", -1), COUNT, ""),
            ("per_year", "2", ("per_year", "2"), COUNT, ""),
            (
                "effort",
                3,
                ("effort", 3),
                "working time such as '15 min', '3-5 h', or low, likely and high",
                "a number needs a unit: '3 min' or '3 h'",
            ),
            ("shape", "normal", ("shape", "normal"), SHAPE, "did you mean 'lognormal'?"),
            ("shape", None, ("shape", None), SHAPE, ""),
            ("channels", {"x": -1}, ("channels.x", -1), "a share of zero or more", ""),
            (
                "roles",
                {"a": 0.5},
                ("roles", "a = 0.5"),
                "shares that sum to 1",
                "they sum to 0.5",
            ),
            ("source", 3, ("source", 3), "a source: text, a Source, or several", ""),
            (
                "shape",
                "lognormal",
                ("effort", "0 min – 30 min – 1 h"),
                "a low end above zero, as a lognormal never reaches it",
                "give the value that is undercut in one of twenty cases",
            ),
        ],
    )
    def test_each_fault_is_told(self, faults, field, value, found, expected, hint):
        """With its path, what was found, what is expected, and what to write instead."""
        event = {"key": "a", "per_year": 1, "effort": "0-60 min", field: value}

        assert [(*found, expected, hint)] == faults(Event, **event)

    def test_every_fault_is_told_at_once(self, wrong):
        """In the order of the fields."""
        told = wrong(Event, "", per_year=-1, effort="1 day", shape="x", channels=3, roles=4)

        assert ["key", "per_year", "effort", "shape", "channels", "roles"] == [
            path for path, _ in told
        ]

    def test_with_changes_only_what_is_named(self):
        """Text is read as in the constructor."""
        event = Event("wave", per_year=1, effort="8-40 h")

        assert event.with_(shape="uniform", per_year=2) == Event(
            "wave", per_year=2, effort="8-40 h", shape="uniform"
        )

    def test_repr_shows_what_was_set(self):
        """And nothing else."""
        event = Event("wave", per_year=1, effort="1 h", shape="uniform")

        expected = (
            "Event('wave', per_year=1, effort=Range(1 h – 1 h – 1 h), shape=Shape('uniform'))"
        )
        assert expected == repr(event)

    @given(event=events(channels=["a", "b"], roles=["c"]))
    def test_it_travels(self, event):
        """To other processes, as the same value."""
        back = pickle.loads(pickle.dumps(event))

        assert event == back == event.with_()
        assert hash(event) == hash(back)


class TestCorrelation:
    def test_two_activities_and_a_value_are_enough(self):
        """A reason need not be given."""
        found = Correlation(["reel", "story"], 0.5)

        assert (found.between, found.value, found.reason) == (("reel", "story"), 0.5, "")
        assert repr(found) == "Correlation(('reel', 'story'), 0.5)"
        assert found == pickle.loads(pickle.dumps(found))

    @pytest.mark.parametrize(
        ("value", "kept"),
        [
            (1, 1),
            (-1.0, -1),
            (0, 0),
            (-0.0, 0),
            (Decimal("0.25"), 0.25),
            (Fraction(-1, 3), -1 / 3),
            (np.float64(0.5), 0.5),
        ],
    )
    def test_its_value_is_any_number(self, value, kept):
        """From -1 to 1, kept as one of Python's own."""
        found = Correlation(["a", "b"], value).value

        assert kept == found
        assert type(kept) is type(found)
        assert str(kept) == str(found)

    @pytest.mark.parametrize(
        ("between", "path", "value", "expected"),
        [
            ("ab", "between", ("ab",), TWO),
            ([], "between", (), TWO),
            (["a", "b", "c"], "between", ("a", "b", "c"), TWO),
            (["a", "a"], "between[1]", "a", "each name once"),
            (["a", ""], "between[1]", "", KEY),
            (["a", 3], "between[1]", 3, KEY),
            (3, "between", 3, "a list"),
        ],
    )
    def test_it_is_between_two(self, faults, between, path, value, expected):
        """Different ones, by their keys."""
        assert faults(Correlation, between, 0.5) == [(path, value, expected, "")]

    @pytest.mark.parametrize("value", [1.01, -1.01, "0.5", True, None, 10**6])
    def test_its_value_has_ends(self, faults, value):
        """Beyond them there is no correlation."""
        assert faults(Correlation, ["a", "b"], value) == [("value", value, VALUE, "")]

    def test_every_fault_is_told_at_once(self, wrong):
        """In the order of the fields."""
        told = wrong(Correlation, "a", 2, reason=3)

        assert told == [("between", ("a",)), ("value", 2), ("reason", 3)]


def matrix_of(pairs, size):
    rows = np.eye(size)
    for (one, other), value in pairs.items():
        rows[one, other] = rows[other, one] = value
    return rows


def correlated(pairs):
    return [Correlation([f"a{one}", f"a{other}"], value) for (one, other), value in pairs.items()]


class TestTogether:
    def test_nothing_is_possible(self):
        """As most plans have none."""
        assert together([]) == []

    @pytest.mark.parametrize(
        ("ab", "ac", "bc", "possible"),
        [
            (0.9, 0.9, 0.9, True),
            (0.9, 0.9, -0.9, False),
            (1, 1, 1, True),
            (1, 1, 0.99, False),
            (1, -1, -1, True),
            (1, -1, 1, False),
            (-0.5, -0.5, -0.5, True),
            (-0.51, -0.5, -0.5, False),
            (0.6, 0.8, 0, True),
            (0.6, 0.8, 0.01, True),
            (0.6, 0.8, -0.01, False),
            (0.61, 0.8, 0, False),
            (0, 0, 0, True),
        ],
    )
    def test_three_activities(self, ab, ac, bc, possible):
        """On the edge of what is possible, and a hundredth beyond it."""
        given = correlated({(0, 1): ab, (0, 2): ac, (1, 2): bc})
        told = [(each.path, each.expected, each.hint) for each in together(given)]

        assert told == ([] if possible else [("correlations", POSSIBLE, IMPOSSIBLE)])

    def test_what_is_impossible_is_shown(self):
        """With the values as they were given."""
        (fault,) = together(correlated({(0, 1): 1, (0, 2): 0.5, (1, 2): -0.5}))

        assert fault.value == "a0 and a1: 1; a0 and a2: 0.5; a1 and a2: -0.5"

    def test_of_what_nothing_is_said_counts_as_zero(self):
        """And is told, as it is easily forgotten."""
        (fault,) = together(correlated({(0, 1): 1, (1, 2): 0.5}))

        assert fault.hint == f"{IMPOSSIBLE}; a0 and a2, of which nothing is said, count as 0"
        assert together(correlated({(0, 1): 1, (1, 2): 0.5, (0, 2): 0.5})) == []

    @pytest.mark.parametrize("size", [2, 3, 10, 100])
    def test_all_as_one_is_possible(self, size):
        """Exactly semidefinite: a matrix of nothing but ones."""
        assert together(correlated(dict.fromkeys(combinations(range(size), 2), 1))) == []

    @pytest.mark.parametrize("size", [3, 10, 100])
    def test_of_many_at_most_one_in_so_many_goes_against(self, size):
        """-1 / (n - 1) is the least that all of n can have between each other."""
        pairs = list(combinations(range(size), 2))

        assert together(correlated(dict.fromkeys(pairs, -1 / (size - 1)))) == []
        (fault,) = together(correlated(dict.fromkeys(pairs, -1.01 / (size - 1))))
        assert fault.expected == POSSIBLE

    @pytest.mark.parametrize("again", [["a", "b"], ["b", "a"]])
    def test_two_are_told_of_once(self, again):
        """In whichever order; the matrix is not asked then."""
        given = [
            Correlation(["a", "b"], 0.5),
            Correlation(["a", "c"], 0.5),
            Correlation(again, -0.5),
            Correlation(again, 0.5),
        ]
        named = " and ".join(again)
        told = [(each.path, each.value, each.expected) for each in together(given)]

        assert told == [
            ("correlations[2].between", named, "each two activities once"),
            ("correlations[3].between", named, "each two activities once"),
        ]

    def test_a_hundred_activities_are_enough(self):
        """One more is refused before anything is reckoned."""
        assert MOST_CORRELATED == 100
        chain = [Correlation([f"a{n}", f"a{n + 1}"], 0.5) for n in range(100)]
        (fault,) = together(chain)

        assert (fault.path, fault.value, fault.expected, fault.hint) == (
            "correlations",
            101,
            "at most 100 activities that go together",
            "a driver moves many activities together",
        )
        assert together(chain[:99]) == []

    def test_too_many_and_twice_are_told_together(self):
        """Neither hides the other."""
        chain = [Correlation([f"a{n}", f"a{n + 1}"], 0.5) for n in range(100)]

        assert ["correlations[100].between", "correlations"] == [
            each.path for each in together([*chain, chain[0]])
        ]

    @given(seed=st.integers(0, 10**6), size=st.integers(2, 6), rank=st.integers(1, 6))
    def test_what_can_be_measured_is_possible(self, seed, size, rank):
        """Correlations of anything, of less than full rank, too."""
        random = Random(seed)
        vectors = np.array([[random.gauss(0, 1) for _ in range(rank)] for _ in range(size)])
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        rows = np.clip(vectors @ vectors.T, -1, 1)
        pairs = {pair: float(rows[pair]) for pair in combinations(range(size), 2)}

        assert together(correlated(pairs)) == []

    @given(
        values=st.lists(st.integers(-20, 20), min_size=6, max_size=6), order=st.permutations("0123")
    )
    def test_it_is_as_numpy_says(self, values, order):
        """By the least eigenvalue, whatever the order of the activities."""
        pairs = dict(zip(combinations(range(4), 2), (each / 20 for each in values), strict=True))
        least = np.linalg.eigvalsh(matrix_of(pairs, 4))[0]
        moved = {(int(order[a]), int(order[b])): value for (a, b), value in pairs.items()}

        if abs(least) > 1e-6:
            assert (least < 0) == bool(together(correlated(pairs)))
            assert (least < 0) == bool(together(correlated(moved)))

    def test_a_plan_looks_at_them(self, faults):
        """Beside all else that is wrong between its parts."""
        told = faults(
            Plan,
            "p",
            activities=[Activity(key, duration="1-2 h") for key in "abc"],
            correlations=[
                Correlation(["a", "b"], 0.9),
                Correlation(["a", "d"], 0.9),
                Correlation(["b", "d"], -0.9),
            ],
        )

        assert [(path, expected) for path, _, expected, _ in told] == [
            ("correlations[1].between[1]", "the key of one of the plan's activities"),
            ("correlations[2].between[1]", "the key of one of the plan's activities"),
            ("correlations", POSSIBLE),
        ]


def test_what_is_rare_happens_once_an_hour_at_most():
    """What happens more often is work that recurs."""
    assert Event("a", per_year=8784, effort="1 h").per_year == 8784
    with pytest.raises(InvalidPlan) as caught:
        Event("a", per_year=10**9, effort="1 h")
    (fault,) = caught.value.faults
    assert (fault.path, fault.value, fault.expected) == (
        "per_year",
        10**9,
        "at most 8,784 times a year",
    )
