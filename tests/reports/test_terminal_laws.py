"""What holds for the text of every plan."""

from __future__ import annotations

import re
from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.errors import InvalidPlan
from aufwand.estimates import estimate
from aufwand.model import Role
from aufwand.reports import assessment_text, estimate_text, named
from aufwand.reports._table import width
from aufwand.rules import assess
from aufwand.testing.strategies import plans

LANGUAGES = st.sampled_from(["en", "de"])

_TIME = r"[\d.,]+ (?:h|Std\.)(?: \d+ (?:min|Min\.))?|\d+ (?:min|Min\.)"
_THREE = re.compile(rf" {{3,}}({_TIME}) {{3,}}({_TIME}) {{3,}}({_TIME})$")
_ONE = re.compile(rf" {{3,}}({_TIME})(?: {{3,}}.*)?$")
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")

#: What somebody may try to do to a terminal, a page or a table.
HOSTILE = (
    "\x1b[2J\x1b[31mred",
    "\x1b]0;title\x07",
    "two\nlines\r\nand\ttabs",
    "<script>alert(1)</script> & [bold]",
    "\u202eright to left\u202c",
    "\u2066isolated\u2069\u200f\u200e",
    "zero\u200bwidth\ufeff",
    "🥐👩\u200d💻🏳️\u200d🌈",
    "e" + "\u0301" * 50,
    "a\x00b\x7f\x85\u2028\u2029",
    "│ └─ ─── 12 h   3 h   4 h   5 h",
    "{name} {0} %s $HOME",
    "x" * 10_000,
    "中" * 10_000,
)


def _minutes(text):
    """Return how many minutes a cell tells."""
    hours = re.match(r"([\d.,]+) (?:h|Std\.)", text)
    rest = re.search(r"(\d+) (?:min|Min\.)$", text)
    whole = int(re.sub("[.,]", "", hours[1])) if hours else 0
    return 60 * whole + (int(rest[1]) if rest else 0)


def _tables(text):
    """Return the numbers in rows and total of every table that has a total."""
    lines = text.splitlines()
    rules = [index for index, line in enumerate(lines) if line and not line.strip("─")]
    for first, second in pairwise(rules):
        rows = lines[first + 1 : second]
        if rows and "" not in rows:
            # Where high is told, all three are; beside a role only its likely load is.
            three = lines[first - 1].endswith(("high", "höchstens"))
            cells = _THREE if three else _ONE
            numbers = [
                [_minutes(cell) for cell in cells.search(line).groups()]
                for line in (*rows, lines[second + 1])
            ]
            yield numbers[:-1], numbers[-1]


def _sums_hold(text):
    for rows, total in _tables(text):
        assert [sum(column) for column in zip(*rows, strict=True)] == total
        for row in (*rows, total):
            assert row == sorted(row)


@given(plan=plans(max_activities=6, max_roles=4, max_channels=4), lang=LANGUAGES)
def test_shown_parts_add_up(plan, lang):
    """In every table of an assessment, what is shown sums to the total that is shown."""
    _sums_hold(assessment_text(assess(plan, rules=()), lang=lang))


@given(
    plan=plans(max_activities=6, max_roles=4),
    lang=LANGUAGES,
    by=st.sampled_from(["activity", "channel", "role", "area"]),
    per=st.sampled_from(["week", "month", "quarter", "year"]),
)
def test_shown_parts_of_a_period_add_up(plan, lang, by, per):
    """So they do over every period, by everything."""
    _sums_hold(estimate_text(estimate(plan), by=by, per=per, lang=lang))


def test_tables_are_found():
    """The laws above do look at numbers."""
    text = (
        "a   low   likely   high\n─────\nx   1 h   2 h 5 min   3 h\ny   2 min   3 min   4 min\n"
        "─────\nT   1 h   2 h   3 h"
    )
    ((rows, total),) = _tables(text)

    assert ([[60, 125, 180], [2, 3, 4]], [60, 120, 180]) == (rows, total)
    with pytest.raises(AssertionError):
        _sums_hold(text)


@given(plan=plans(), lang=LANGUAGES)
def test_any_plan_can_be_told(plan, lang):
    """No plan is too odd for a text, with the findings of all installed rules."""
    text = assessment_text(assess(named(plan, lang)), lang=lang)

    assert all(line == line.rstrip() for line in text.splitlines())
    assert _harmless(text)


def test_what_a_plan_takes_as_a_name():
    """Some hostile names are refused before they are ever shown, and some are not."""
    assert 0 < sum(map(_taken, HOSTILE)) < len(HOSTILE)


@given(plan=plans(min_activities=1, min_roles=1, min_channels=1), data=st.data())
def test_hostile_names(plan, data):
    """Whatever parts are called, the text steers no terminal and keeps its tables."""
    names = st.sampled_from([name for name in HOSTILE if _taken(name)])
    plan = plan.with_(
        name=data.draw(names),
        activities=[each.with_(name=data.draw(names)) for each in plan.activities],
        roles=[each.with_(name=data.draw(names)) for each in plan.roles],
        channels=[each.with_(name=data.draw(names)) for each in plan.channels],
    )
    for lang in ("en", "de"):
        text = assessment_text(assess(plan), lang=lang)

        assert _harmless(text)
        _sums_hold(text)
        assert all(width(line) <= 110 for line in text.splitlines() if "   " in line.strip())


_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_GERMAN_DAY = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{4}")


@given(plan=plans(max_activities=4))
def test_german_numbers(plan):
    """In German every number of the English text stands in its German form."""
    plan = plan.with_(
        name="Name",
        activities=[each.with_(name="Arbeit", source=()) for each in plan.activities],
        roles=[each.with_(name="Rolle") for each in plan.roles],
        channels=[each.with_(name="Kanal") for each in plan.channels],
    )
    assessment = assess(plan, rules=())
    english, german = (assessment_text(assessment, lang=lang) for lang in ("en", "de"))
    days = ["{2}.{1}.{0}".format(*day) for day in _ISO_DAY.findall(english)]

    assert days == _GERMAN_DAY.findall(german)

    english, german = (
        _NUMBER.findall(form.sub("", text))
        for form, text in ((_ISO_DAY, english), (_GERMAN_DAY, german))
    )

    assert [number.translate(str.maketrans(",.", ".,")) for number in english] == german


def _taken(name):
    try:
        return Role("a", name=name).name == name
    except InvalidPlan:
        return False


def _harmless(text):
    """Return whether only line ends and joiners are no visible characters."""
    return all(
        each in "\n\u200c\u200d" or category(each) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        for each in text
    )
