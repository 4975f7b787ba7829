"""What comes back from another process is what a rule could have said here, or is refused."""

from __future__ import annotations

import json
from collections import deque
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import fields_dict
from hypothesis import given
from hypothesis import strategies as st

from aufwand.model import Closure, Correlation, Driver, Event, Override, Role, RuleSettings, Share
from aufwand.rules import Add, Drop, Match, Measure, Message, Put, Remedy
from aufwand.rules._wire import (
    LARGEST,
    Answer,
    Garbled,
    _all,
    listed,
    packed,
    packed_match,
    read_answers,
    receive,
    written,
)
from aufwand.testing.strategies import plans
from aufwand.units import (
    Cadence,
    EffortRate,
    Elapsed,
    HourlyRate,
    Money,
    MoneyRate,
    Range,
    Shape,
    hours,
)

VALUES = [
    None,
    True,
    3,
    10**100,
    -2.5,
    1e-300,
    "",
    "Bäckerei 🥐 \ud800 \x00",
    Fraction(1, 3),
    Decimal("1.50"),
    date(2026, 2, 28),
    timedelta(days=-1, microseconds=3),
    (),
    ("a", (1, 2.0)),
    {"a": {"b": (1,)}},
    hours(Fraction(1, 3)),
    Elapsed("72 h"),
    Money(-3, "EUR"),
    Range.between(hours(1), hours(2)),
    Range(1.0, 1.5, 3.0),
    EffortRate.parse("12 h/week"),
    MoneyRate.parse("3 EUR/month"),
    HourlyRate.parse("45 EUR/h"),
    Cadence.parse("2/week"),
    Share("a", 0.5),
    Shape(),
    Shape("pert", 0.3),
    Shape("lognormal"),
    Correlation(["a", "b"], -0.5, reason="one hand"),
    Event("wave", per_year=0.2, effort="8-40 h", shape="lognormal", roles={"pr": 1}),
    Closure("2027-12-24", "2027-12-24", share=0.5),
    Driver("season", factor="1-2", shape="uniform", start="2027-11-22", end="2027-12-24"),
    RuleSettings(
        select=["STF"],
        levels={"STF101": "error"},
        options={"FINE002": {"most": 3, "names": ("a", "b")}},
        overrides=[Override(where="roles.*", levels={"STF": "off"})],
    ),
]

DETAILS = {
    "text": "x",
    "number": 3,
    "share": 0.5,
    "part": Fraction(1, 3),
    "decimal": Decimal("1.5"),
    "effort": hours(2),
    "elapsed": Elapsed("72 h"),
    "money": Money(3, "EUR"),
    "range": Range.between(hours(1), hours(2)),
    "measure": Measure(3, "km"),
    "words": Message("a", "b"),
}


def read_answer(data, most):
    (found,) = read_answers(listed([data]), 1, most)
    return found


def there_and_back(*matches):
    return read_answer(written([packed_match(each) for each in matches]), 1_000).matches


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_value_comes_back_as_it_was(value):
    """Also what it looks like."""
    remedy = Remedy("Do", "safe", Put("reserve", value))
    (found,) = there_and_back(Match(remedies=[remedy]))
    (back,) = found.remedies

    assert remedy == back
    assert repr(remedy.changes[0].value) == repr(back.changes[0].value)


def test_a_match_comes_back_as_it_was():
    """With everything that it can hold."""
    match = Match(
        "roles.pr",
        {"en": "{text}", "de": "{number}"},
        measured=hours(3),
        limit=Measure(2, "h/week"),
        discriminator="d",
        level="error",
        cost=(hours(1), Money(3, "EUR")),
        remedies=lambda: [
            Remedy("Add {a}", "safe", Add(Role("pr")), Drop("channels.xing"), a=hours(1)),
            Remedy({"en": "Talk", "de": "Reden"}, "manual"),
        ],
        **DETAILS,
    )

    assert (match, Match()) == there_and_back(match, Match())


@given(plan=plans())
def test_every_part_of_a_plan_comes_back_as_it_was(plan):
    """Whatever a change puts in."""
    parts = [
        *plan.audiences,
        *plan.channels,
        *plan.roles,
        *plan.activities,
        *plan.drivers,
        *plan.events,
        *plan.tools,
        *plan.costs,
        *plan.accepted,
    ]
    others = [plan.calendar, plan.identity, plan.criticism, plan.rules, plan.budget]
    others.append(plan.correlations)
    remedies = [Remedy("Do", "safe", Add(each)) for each in parts]
    remedies += [Remedy("Do", "safe", Put("reserve", each)) for each in others]
    matches = [Match(remedies=each) for each in remedies]

    assert tuple(matches) == there_and_back(*matches)


@pytest.mark.parametrize(
    "value",
    [deque(), object(), {1, 2}, float("nan"), float("inf"), b"x", [1], type],
    ids=lambda each: type(each).__name__,
)
def test_what_no_finding_holds_is_not_sent(value):
    """It is refused where the rule is."""
    from aufwand.errors import Fault

    with pytest.raises(Fault):
        packed(value)


#: What a hostile process could send as one value.
GARBAGE = [
    [],
    {},
    {"Effort": 1},
    [[]],
    ["system", "ls"],
    ["Plan", "Bakery"],
    ["Fraction", "1e999999999"],
    ["Fraction", 1],
    ["Fraction", 1, 0],
    ["Decimal", "1e999999"],
    ["Decimal", "9" * 200],
    ["Decimal", "nan"],
    ["Decimal", 3],
    ["date", "today"],
    ["date", 3],
    ["Effort", -1, 1],
    ["Effort", 10**30, 1],
    ["Effort", "1", 1],
    ["Effort", True, 1],
    ["Money", 1, 1, "XXX"],
    ["Money", 1, 1, ["tuple"]],
    ["Range", 3.0, 2.0, 1.0, False],
    ["Range", 1.0, None, 3.0, True],
    ["Range", 1.0, 2.0, 3.0, 0],
    ["Range", ["Effort", 1, 1], ["Money", 1, 1, "EUR"], ["Effort", 1, 1], False],
    ["Price", ["Range", 1.0, 2.0, 3.0, False], None],
    ["Price", None, 3],
    ["Price"],
    ["Message", "", "", False],
    ["Message", "x" * 3_000, "", False],
    ["Message", "x", "", 1],
    ["Message", 3, "", False],
    ["Measure", 1e300, "h"],
    ["Measure", 3, ""],
    ["Measure", True, "h"],
    ["Cadence", "never", 1],
    ["EffortRate", 3, "week"],
    ["Role"],
    ["Role", "pr"],
    ["Table", "a"],
    ["Table", ["tuple"], 1, ["Table"], 2],
    ["Remedy", "Do", "safe", ["tuple", ["Drop", "a.b"]], ["tuple"]],
    ["Remedy", ["Message", "x", "", False], "unsafe", ["tuple"], ["tuple"]],
    ["Remedy", ["Message", "{x}", "", False], "manual", ["tuple"], ["tuple"]],
    ["Add", 3],
    ["Put", "", 3],
    ["Shape", "normal", 4],
    ["Shape", "uniform", 8],
    ["Shape", "pert", -1],
    ["Shape", "pert", 4, 4],
    ["Correlation", ["tuple", "a"], 0.5, ""],
    ["Correlation", ["tuple", "a", "b"], 2, ""],
    ["Event", "wave"],
]

EMPTY = packed_match(Match())

PLACES = [*fields_dict(Match)]


def _with(name, value):
    place = PLACES.index(name)
    return [*EMPTY[:place], value, *EMPTY[place + 1 :]]


@pytest.mark.parametrize("value", GARBAGE, ids=str)
@pytest.mark.parametrize("place", PLACES)
def test_garbage_is_refused_in_every_place(place, value):
    """No value of a match can be it."""
    with pytest.raises(Garbled):
        read_answer(written([_with(place, value)]), 1_000)


@pytest.mark.parametrize("value", GARBAGE, ids=str)
def test_garbage_is_refused_inside_of_what_is_sound(value):
    """Neither as what a message is filled with."""
    with pytest.raises(Garbled):
        read_answer(written([_with("details", ["tuple", ["tuple", "name", value]])]), 1_000)


WRONG = [
    _with("path", None),
    _with("path", "x" * 3_000),
    _with("message", "found"),
    _with("measured", 3),
    _with("limit", ["Effort", 1, 1]),
    _with("discriminator", 3),
    _with("details", None),
    _with("details", ["tuple", ["tuple", 3, 3]]),
    _with("details", ["tuple", ["tuple", "a", True]]),
    _with("details", ["tuple", ["tuple", "a", 10**20]]),
    _with("details", ["tuple", ["tuple", "a", None]]),
    _with("level", "grave"),
    _with("level", "off"),
    _with("level", None),
    _with("cost", ["Effort", 1, 1]),
    _with("_offer", ["tuple", 3]),
    _with("_offer", None),
    _with("_offer", ["Table"]),
    _with("_offer", ["tuple", *[packed(Remedy("Do", "manual"))] * 21]),
    EMPTY[:-1],
    [*EMPTY, None],
    "match",
    None,
]


@pytest.mark.parametrize("match", WRONG, ids=lambda each: str(each)[:60])
def test_a_match_that_no_rule_can_make_is_refused(match):
    """Every field is what it should be."""
    with pytest.raises(Garbled):
        read_answer(written([match]), 1_000)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        '["", "é", []]'.encode(),
        "[]".encode("utf-16"),
        b"[",
        b"3",
        b"null",
        b'["", "", []] []',
        b'["", ""]',
        b'["", "", 3]',
        b'["", 3, []]',
        b'[null, "", []]',
        b'["a\\nb", "", []]',
        b'["\\ud800", "", []]',
        b'["", "", [NaN]]',
        b'["", "", [1e999]]',
        b'["", "", [' + b"1" * 5_000 + b"]]",
        b"[" * 1_000_000,
        b'["", "", ' + b"[" * 41 + b"]" * 41 + b"]",
        b'{"a":' * 100_000,
        b'"' + b'\\"' * 1_000_000,
        b'"\\',
        json.dumps(["x" * 3_000, "", []]).encode(),
        json.dumps(["", "x" * 3_000, []]).encode(),
    ],
    ids=lambda each: repr(each)[:40],
)
def test_what_is_no_answer_is_refused(data):
    """At once, whatever the limits of this process are."""
    with pytest.raises(Garbled, match="no answer"):
        read_answer(data, 1_000)


@pytest.mark.parametrize("data", [b"", b"[]", b"[[]]", listed([written([])] * 3), b"{}"])
def test_another_number_of_answers_is_refused(data):
    """Each rule has one."""
    with pytest.raises(Garbled):
        read_answers(data, 2, 1_000)


def test_answers_come_back_in_their_order():
    """One for each rule."""
    data = listed([written([], "A"), written([packed_match(Match())]), written([], "C")])

    assert ["A", "", "C"] == [each.kind for each in read_answers(data, 3, 1)]


def test_too_many_matches_are_refused():
    """Before they are looked at."""
    data = written([EMPTY] * 3)

    assert 3 == len(read_answer(data, 3).matches)
    with pytest.raises(Garbled):
        read_answer(data, 2)


def test_what_stopped_a_rule_comes_back():
    """By name and text."""
    assert Answer((), "ValueError", "no") == read_answer(written([], "ValueError", "no"), 0)


@given(
    data=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inside: st.lists(inside, max_size=4).flatmap(
            lambda values: st.sampled_from([values, *([name, *values] for name in _all())])
        ),
        max_leaves=8,
    )
)
def test_no_data_is_too_strange_to_be_refused(data):
    """Either it is an answer, or it is refused with the one error."""
    match = _with("details", ["tuple", ["tuple", "a", data]])
    try:
        found = read_answer(json.dumps(["", "", [match]]).encode(), 9)
    except Garbled:
        return

    assert there_and_back(*found.matches) == found.matches


def test_more_than_the_largest_answer_is_not_read():
    """Its length says so."""
    given = iter([(LARGEST + 1).to_bytes(4, "big")])

    with pytest.raises(Garbled, match="2,097,153 bytes where 2,097,152 are taken"):
        receive(lambda count: next(given), LARGEST)
