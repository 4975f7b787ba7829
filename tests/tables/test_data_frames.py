"""Results as data frames, databases and spreadsheets read them."""

from __future__ import annotations

import csv
import io
from datetime import date

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import aufwand as aw

TEXT, NUMBER, WHOLE, FLAG, DAY = (
    pl.String,
    pl.Float64,
    pl.Int64,
    pl.Boolean,
    pl.Date,
)

HOUR_ENDS = dict.fromkeys(("low", "likely", "high"), NUMBER)

#: What each result has as columns, and how many rows of the plan below.
SHAPES = {
    "estimate": (
        3,
        {
            **dict.fromkeys(("activity", "area", "channel", "role"), TEXT),
            "once": FLAG,
            **HOUR_ENDS,
        },
    ),
    "by role": (
        2,
        {"role": TEXT, **HOUR_ENDS, **dict.fromkeys(("p10", "p50", "p80", "p90"), NUMBER)},
    ),
    "sources": (
        4,
        {
            **dict.fromkeys(("part", "key", "name", "says", "supports", "title"), TEXT),
            "publisher": TEXT,
            "year": WHOLE,
            "trust": TEXT,
            "url": TEXT,
            "figure": TEXT,
        },
    ),
    "timeline": (
        4,
        {"period": TEXT, "first": DAY, "last": DAY, "role": TEXT, **HOUR_ENDS, "p80": NUMBER},
    ),
    "capacity": (
        2,
        {
            "role": TEXT,
            "week": TEXT,
            "first": DAY,
            "last": DAY,
            **dict.fromkeys(("load", "p80", "capacity", "utilisation", "over"), NUMBER),
            **dict.fromkeys(("over_p80", "uncovered", "working_days"), NUMBER),
        },
    ),
    "sensitivity": (
        1,
        {
            "path": TEXT,
            "label": TEXT,
            "low": NUMBER,
            "high": NUMBER,
            "swing": NUMBER,
            "share": NUMBER,
            "unit": TEXT,
        },
    ),
    "simulation": (
        16,
        {
            "by": TEXT,
            "key": TEXT,
            "unit": TEXT,
            **dict.fromkeys(("mean", "mean_error", "p80", "p80_error"), NUMBER),
        },
    ),
    "comparison": (
        2,
        {
            "scenario": TEXT,
            "name": TEXT,
            **dict.fromkeys(("hours_low", "hours", "hours_high", "hours_p80", "fte"), NUMBER),
            **dict.fromkeys(("money_low", "money", "money_high", "money_p80"), NUMBER),
            "currency": TEXT,
            "budget": TEXT,
            **{f"{each}_findings": WHOLE for each in ("error", "warning", "advice", "info")},
            "hours_change": NUMBER,
            "money_change": NUMBER,
        },
    ),
    "diff": (
        8,
        {
            "by": TEXT,
            "key": TEXT,
            **dict.fromkeys(("hours_low", "hours", "hours_high"), NUMBER),
            **dict.fromkeys(("money_low", "money", "money_high"), NUMBER),
            "currency": TEXT,
        },
    ),
    "findings": (
        2,
        {
            **dict.fromkeys(("code", "name", "level", "path", "message"), TEXT),
            "measured": NUMBER,
            "measured_unit": TEXT,
            "limit": NUMBER,
            "limit_unit": TEXT,
            "hours": NUMBER,
            "money": NUMBER,
            "currency": TEXT,
            "remedies": WHOLE,
            "remedy": TEXT,
            "remedy_safety": TEXT,
            "remedy_hours": NUMBER,
            "remedy_money": NUMBER,
            "accepted": TEXT,
            "accepted_until": DAY,
            "accepted_by": TEXT,
            "file": TEXT,
            "line": WHOLE,
            "column": WHOLE,
            "fingerprint": TEXT,
        },
    ),
}


def results(plan):
    """Return a result of each kind."""
    found = aw.assess(plan, select=["AUD104", "STF102"])
    estimate = found.estimate
    lean = plan.with_(activities=plan.activities[:1], roles=plan.roles, tools=())
    return {
        "estimate": estimate,
        "by role": estimate.table("role", per="month"),
        "sources": estimate.sources(),
        "timeline": estimate.timeline("week", "role", percentiles=[80]),
        "capacity": estimate.capacity(),
        "sensitivity": estimate.sensitivity(),
        "simulation": estimate.simulate(1_000, percentiles=[80]),
        "comparison": aw.compare(plan, select=["AUD104"]),
        "diff": aw.diff(lean, plan, select=["AUD104"]),
        "findings": found,
    }


@pytest.fixture(scope="module")
def of_a_bakery():
    """What a plan of two weeks gives."""
    known = aw.Source("Our log", publisher="us", year=2026, trust="A", url="https://log.example")
    return results(
        aw.Plan(
            "Bakery",
            calendar=aw.Calendar(start="2027-01-04", end="2027-01-17"),
            channels=[aw.Channel("facebook"), aw.Channel("instagram")],
            roles=[aw.Role("pr", rate="45 EUR/h", capacity="1 h/week")],
            tools=[aw.Tool("suite", cost="10 EUR/week")],
            activities=[
                aw.Activity(
                    "posts",
                    duration="1-2 h",
                    channels=["facebook", "instagram"],
                    roles="pr",
                    source=known,
                ),
                aw.Activity("numbers", area="reporting", duration="1 h"),
            ],
            events=[
                aw.Event("criticism", per_year=2, effort="4 h"),
                aw.Event("prize", per_year=1, effort="2 h"),
            ],
            accepted=[aw.Acceptance(rule="AUD104", reason="soon", until="2027-06-30")],
            scenarios=[aw.Scenario("lean", set={"activities.posts.times": 0.5})],
        )
    )


@pytest.mark.parametrize("kind", SHAPES)
def test_every_reader_finds_the_same(of_a_bakery, kind):
    """Polars, pandas, pyarrow and DuckDB read a result itself, with the same rows and kinds."""
    result = of_a_bakery[kind]
    rows, columns = SHAPES[kind]
    expected = result.table().to_rows()
    frame = pl.DataFrame(result)

    assert columns == dict(frame.schema)
    assert rows == len(expected)
    assert expected == frame.to_dicts()
    assert expected == pa.table(result).to_pylist()
    assert list(map(tuple, map(dict.values, expected))) == duckdb.sql("from result").fetchall()
    # Where nothing is known pandas says so in a way of its own; what is known has to be the same.
    known = pd.DataFrame.from_arrow(result).notna().to_numpy().tolist()
    assert [[each is not None for each in row.values()] for row in expected] == known


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_an_empty_plan_has_the_same_columns(kind):
    """Kinds of columns depend on no row."""
    result = results(aw.Plan("Nothing", calendar=aw.Calendar(start="2027-01-04", end="2027-01-10")))

    assert SHAPES[kind][1] == dict(pl.DataFrame(result[kind]).schema)


@pytest.mark.parametrize("kind", sorted(set(SHAPES) - {"by role", "sources"}))
def test_rows_and_tables_say_the_same(of_a_bakery, kind):
    """But for days, which are text where rows become JSON."""
    result = of_a_bakery[kind]
    told = [
        {name: str(cell) if isinstance(cell, date) else cell for name, cell in row.items()}
        for row in result.table().to_rows()
    ]
    rows = [
        {name: str(cell) if isinstance(cell, date) else cell for name, cell in row.items()}
        for row in result.to_rows()
    ]

    assert rows == told


@pytest.mark.parametrize("kind", SHAPES)
def test_csv_has_the_same_rows(of_a_bakery, kind):
    """As Python reads them, twice the same."""
    result = of_a_bakery[kind]
    rows = list(csv.DictReader(io.StringIO(result.to_csv(), newline="")))

    assert list(SHAPES[kind][1]) == list(rows[0])
    assert SHAPES[kind][0] == len(rows)
    assert result.to_csv() == result.to_csv()


def test_what_is_in_them(of_a_bakery):
    """Rates and periods are reckoned, sources have what is known of them."""
    estimate = of_a_bakery["estimate"]
    month = estimate.table(per="month").to_rows()
    unknown, known = of_a_bakery["sources"].to_rows()[1], of_a_bakery["sources"].to_rows()[0]

    assert [row["likely"] * 4.348125 for row in estimate.to_rows()] == [
        pytest.approx(row["likely"]) for row in month
    ]
    assert ("posts", "Our log", 2026, "A") == tuple(
        known[each] for each in ("key", "title", "year", "trust")
    )
    assert {None} == {unknown[each] for each in ("says", "title", "publisher", "year", "url")}
    assert ["total", "role", "role", "money"] == [
        row["by"] for row in of_a_bakery["simulation"].table("role").to_rows()
    ]
    with pytest.raises(aw.UnknownName):
        of_a_bakery["simulation"].table("rolle")
