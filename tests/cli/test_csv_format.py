"""Answers as CSV."""

from __future__ import annotations

import csv
import io

import pytest

import aufwand as aw
from aufwand.cli.exit_codes import FINE, FOUND, WRONG_USE

DATED = """\
name = "Bakery"

[calendar]
start = 2027-01-04
end = 2027-01-17

[[channels]]
key = "facebook"
name = "=1+1"

[[roles]]
key = "pr"
capacity = "1 h/week"

[[activities]]
key = "posts"
name = "=cmd|' /C calc'!A0"
duration = "1-2 h"
channels = ["facebook"]
roles = ["pr"]

[[scenarios]]
key = "lean"
set = { "activities.posts.times" = 0.5 }
"""


@pytest.fixture(autouse=True)
def plan(folder):
    """A plan of two weeks."""
    (folder / "plan.toml").write_text(DATED, encoding="utf-8")
    return aw.loads(DATED)


def read(text):
    """Return the rows of a CSV."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    ("command", "ask"),
    [
        (("estimate",), lambda found: found.table("activity")),
        (
            ("estimate", "--by", "role", "--per", "month"),
            lambda found: found.table("role", per="month"),
        ),
        (("timeline", "--per", "month"), lambda found: found.timeline("month")),
        (("timeline", "--by", "role"), lambda found: found.timeline("week", "role")),
        (("capacity",), lambda found: found.capacity()),
        (("sensitivity", "--per", "year"), lambda found: found.sensitivity(per="year")),
        (
            ("simulate", "--draws", "1000", "--by", "role"),
            lambda found: found.simulate(1000).table("role"),
        ),
        (
            ("scenarios", "--select", "AUD104"),
            lambda found: aw.compare(found.plan, select=["AUD104"]),
        ),
    ],
)
def test_it_is_the_table_of_python(aufwand, plan, command, ask):
    """With the same options, and lines that end as the standard has it."""
    ended = aufwand(command[0], "plan.toml", *command[1:], "--format", "csv")

    assert (FINE, "") == (ended.code, ended.err)
    assert ask(aw.estimate(plan)).to_csv() == ended.out
    assert ended.out.count("\n") == ended.out.count("\r\n") > 1


def test_no_language_changes_numbers(aufwand):
    """A comma parts columns, and never the digits of a number."""
    one, other = (
        aufwand("estimate", "plan.toml", "--format", "csv", "--lang", lang).out
        for lang in ("en", "de")
    )

    assert one == other
    assert "1.5" == read(one)[0]["likely"]


def test_findings(aufwand):
    """Each with its place, in the language asked for; the gate holds as ever."""
    asked = ("check", "plan.toml", "--select", "AUD104,STF102", "--format", "csv")
    ended = aufwand(*asked, "--fail-on", "warning", "--lang", "de")
    first, second = read(ended.out)

    assert FOUND == ended.code
    assert ("AUD104", "plan.toml", "1") == (first["code"], first["file"], first["line"])
    assert "Dieser Plan" in first["message"]
    assert ("0.5", "h/week", "1.5") == tuple(
        second[each] for each in ("hours", "limit_unit", "measured")
    )
    assert "known" not in first


def test_known_findings(aufwand):
    """A column says which of them are in the baseline."""
    asked = ("check", "plan.toml", "--format", "csv")
    assert FINE == aufwand(*asked, "--select", "AUD104", "--write-baseline", "known.json").code
    rows = read(aufwand(*asked, "--select", "AUD104,STF102", "--baseline", "known.json").out)

    assert [("AUD104", "true"), ("STF102", "false")] == [
        (row["code"], row["known"]) for row in rows
    ]


def test_chances_are_no_rows(aufwand):
    """An option that would do nothing is refused."""
    ended = aufwand("simulate", "plan.toml", "--budget", "16 h/week", "--format", "csv")

    assert (WRONG_USE, "") == (ended.code, ended.out)
    assert "--budget asks for a chance" in ended.err
