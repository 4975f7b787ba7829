"""Workbooks, as a spreadsheet program reads them."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import zipfile
from datetime import datetime
from fractions import Fraction

import openpyxl
import pytest
from attrs import evolve

import aufwand as aw
from aufwand.errors import Fault, MissingExtra, UnknownName
from aufwand.reports import _sheets, is_plan_workbook, workbook
from aufwand.reports._sheets import Amount, Grid, Heading, Sheet, book, shown
from aufwand.reports._workbook_words import WORDS
from aufwand.rules import Match

HOURS, MONEY, SHARE, DAY = "#,##0.00", '#,##0.00 "EUR"', "0 %", "yyyy-mm-dd"

PLAN = aw.Plan(
    "=Bakery",
    budget="700 EUR/week",
    calendar=aw.Calendar(
        start="2027-01-04",
        end="2027-01-17",
        closures=[aw.Closure("2027-01-11", "2027-01-11", name="moving")],
    ),
    channels=[aw.Channel("facebook"), aw.Channel("blog", name="+blog")],
    roles=[
        aw.Role("pr", rate="45 EUR/h", capacity="1 h/week"),
        aw.Role("sales", capacity="10 h/week"),
        aw.Role("guests"),
    ],
    tools=[aw.Tool("suite", cost="99 EUR/month")],
    activities=[
        aw.Activity("posts", duration="1-2 h", channels=["facebook", "blog"], roles="pr"),
        aw.Activity("thirds", duration="20 min", channels="blog", roles=["pr", "sales"]),
        aw.Activity("tours", duration="20 min", roles="guests"),
        aw.Activity(
            "numbers",
            area="reporting",
            duration="1 h",
            source=aw.Source("=HYPERLINK(1)", url="http://x.example", year=2026),
        ),
        aw.Activity("launch", duration="6-10 h", per="once", roles="pr"),
    ],
    accepted=[aw.Acceptance(rule="AUD104", reason="@soon", until="2027-06-30", owner="Mara")],
)


def opened(data):
    """Return a workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_of(sheet):
    """Return the rows of a sheet, without those in which nothing is."""
    return [row for row in sheet.iter_rows(values_only=True) if set(row) != {None}]


def tables_of(sheet):
    """Return the tables of a sheet by what stands above their first column."""
    found = {}
    table = None
    for row in sheet.iter_rows(values_only=True):
        if row[0] is None:
            table = None
        elif table is None:
            table = found[row[0]] = []
        else:
            table.append(row)
    return found


@pytest.fixture(scope="module")
def bakery():
    """A plan with dates, money, one-off work, and names that look like formulas."""
    return aw.assess(PLAN)


@pytest.fixture(scope="module")
def made(bakery):
    """Its workbook."""
    return workbook(bakery)


@pytest.fixture(scope="module")
def read(made):
    """Its workbook, read."""
    return opened(made)


class TestWorkbook:
    def test_sheets(self, read):
        """Summary, items, weeks, findings, sources; heads stay in sight, and rows are filtered."""
        names = ["Summary", "Items", "Weeks", "Findings", "Sources"]

        assert names == read.sheetnames
        assert [None, "B2", "C2", "C2", "B2"] == [read[each].freeze_panes for each in names]
        for name in names[1:]:
            whole = len([row for row in rows_of(read[name]) if not str(row[0]).startswith("Total")])
            assert read[name].auto_filter.ref.endswith(str(whole))

    def test_the_answer(self, bakery, read):
        """Low, likely, high and what is 80 % sure; numbers with formats for what they are."""
        sheet, estimate = read["Summary"], bakery.estimate
        answer = {row[0]: row[1:5] for row in tables_of(sheet)["What it takes"]}

        assert "=Bakery" == sheet["A1"].value
        assert round(estimate.weekly.likely.hours, 2) == answer["Hours a week"][1]
        assert round(estimate.percentile(80).hours, 2) == answer["Hours a week"][3]
        assert (None, 700, None, None) == answer["Budget a week"]
        assert (6, 8, 10, None) == answer["Hours, once"]
        assert (270, 360, 450, None) == answer["Cost, once"]
        assert 22.77 == answer["of it tools and other fixed costs"][0]
        horizon = estimate.horizon
        assert round(horizon.likely.hours, 2) == answer["Hours from 2027-01-04 to 2027-01-17"][1]
        money = answer["Cost from 2027-01-04 to 2027-01-17"]
        assert (float(horizon.cost.likely), float(horizon.cost.percentile(80))) == (
            pytest.approx(money[1], abs=0.005),
            pytest.approx(money[3], abs=0.005),
        )
        found = {sheet.cell(row, 1).value: sheet.cell(row, 3) for row in range(1, 40)}
        assert (HOURS, MONEY) == tuple(
            found[each].number_format for each in ("Hours a week", "Cost a year")
        )
        assert "0.00" == found["Full-time positions"].number_format
        assert "that nobody with a rate does" in sheet["A4"].value

    @pytest.mark.parametrize("name", ["Area", "Channel", "Role", "Activity"])
    def test_shown_totals_add_up(self, read, name):
        """Column by column, to the last digit; shares to 100 %."""
        *parts, total = tables_of(read["Summary"])[name]

        assert "Total" == total[0]
        assert 1 == total[4]
        for column in range(1, 6):
            cells = [Fraction(str(row[column])) for row in parts if row[column] is not None]
            assert Fraction(str(total[column])) == sum(cells)

    def test_items(self, read):
        """Each activity, channel and role that meet; what nobody with a rate does has no cost."""
        head, *rows = rows_of(read["Items"])
        weekly = [row for row in rows if row[4] == "every week"]
        total, once = rows[-2:]

        assert ("Activity", "Area", "Channel", "Role", "When") == head[:5]
        assert ("Posts", "Other", "+blog", "pr", "every week", 0.5, 0.75, 1) == weekly[1][:8]
        assert (22.5, 33.75, 45) == weekly[1][8:]
        assert ("Numbers", "Reporting", "presence as a whole", "nobody yet") == weekly[5][:4]
        assert (None, None, None) == weekly[5][8:]
        assert ("Total, once", 6, 8, 10, 270, 360, 450) == (once[0], *once[5:])
        for column in range(5, 11):
            cells = [Fraction(str(row[column])) for row in weekly if row[column] is not None]
            assert Fraction(str(total[column])) == sum(cells)

    def test_weeks(self, read):
        """Load against capacity by role and week, with days as days."""
        sheet = read["Weeks"]
        _, first, second, *others = rows_of(sheet)

        assert ("pr", "2027-W01", datetime(2027, 1, 4), datetime(2027, 1, 10)) == first[:4]  # noqa: DTZ001
        assert pytest.approx(first[4] - first[6]) == first[8]
        assert pytest.approx(first[5] - first[6]) == first[9]
        assert "sales (9.83 h)" in first[12]
        assert (4, "moving") == second[10:12]
        assert (0, 0) == others[0][8:10]
        assert (None, None, None, None) == others[2][6:10]
        assert [DAY, HOURS, SHARE] == [sheet[cell].number_format for cell in ("C2", "E2", "H2")]

    def test_findings(self, bakery, read):
        """With what they cost, the best remedy and what it saves, and who accepted them."""
        sheet = read["Findings"]
        head, *rows = rows_of(sheet)
        by_rule = {row[1]: dict(zip(head, row, strict=True)) for row in rows}

        assert len(bakery.findings) == len(rows)
        assert ("warning", "no-audience", "audiences") == tuple(
            by_rule["AUD104"][each] for each in ("Level", "Name", "Part of the plan")
        )
        assert ("@soon", datetime(2027, 6, 30), "Mara") == tuple(  # noqa: DTZ001
            by_rule["AUD104"][each] for each in ("Accepted", "until", "by")
        )
        over = by_rule["STF102"]
        assert over["costs hours a week"] > 0
        assert over["costs money a week"] > 0
        assert "trade-off" == over["how safe"]
        assert over["Other remedies"]
        assert any(row["saves hours a week"] for row in by_rule.values())
        assert any(row["Remedy"] and row["saves hours a week"] is None for row in by_rule.values())

    def test_it_is_readable_on_paper(self, read):
        """Heads and texts have as many lines as they take, and texts touch no number."""
        weeks, findings = read["Weeks"], read["Findings"]
        head = [each.value for each in weeks[1]]
        days = weeks.cell(2, head.index("working days") + 1)

        assert weeks.row_dimensions[1].height >= 33
        assert findings.row_dimensions[2].height >= 45
        assert (5, "General") == (days.value, days.number_format)
        assert all(each.alignment.indent for each in findings["E"])
        assert "landscape" == findings.page_setup.orientation
        assert (2, 0) == (findings.page_setup.fitToWidth, findings.page_setup.fitToHeight)
        assert "$A:$B" == findings.print_title_cols

    def test_lines(self):
        """Words go on below where there is no room, and long ones in as many lines as they take."""
        assert [1, 1, 2, 3, 3] == [
            _sheets._lines(text, 10)
            for text in ("", "ten cells.", "eleven cells", "x" * 25, f"a {'x' * 15} b")
        ]

    def test_sources(self, read):
        """A row for each source of each part, and for what names none."""
        rows = rows_of(read["Sources"])[1:]
        by_name = {row[0]: row[1:] for row in rows}

        assert 5 == len(rows)
        assert ("=HYPERLINK(1)", None, None, 2026, None, "http://x.example") == by_name["Numbers"]
        assert "no source named" == by_name["Posts"][0]

    def test_there_is_no_formula_and_no_link(self, made, read):
        """Text is text, whatever it looks like."""
        parts = zipfile.ZipFile(io.BytesIO(made))
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]

        assert 5 == len(sheets)
        for name in sheets:
            assert b"<f>" not in parts.read(name)
            assert b"<hyperlink" not in parts.read(name)
        assert read["Items"]["C3"].quotePrefix
        assert {"s", "n", "d"} >= {
            cell.data_type for sheet in read for row in sheet.iter_rows() for cell in row
        }

    def test_the_chart(self, read, made):
        """One of Excel's own: hours by channel with their ranges, and words for who cannot see."""
        (chart,) = read["Summary"]._charts
        parts = zipfile.ZipFile(io.BytesIO(made))
        drawn = parts.read("xl/charts/chart1.xml").decode()
        (series,) = chart.series
        first, last = (series.cat.strRef or series.cat.numRef).f.rpartition("!")[2].split(":")
        cells = read["Summary"][first.replace("$", "") : last.replace("$", "")]

        assert ["Facebook", "+blog", "presence as a whole"] == [cell.value for (cell,) in cells]
        assert 2 == drawn.count("<c:numLit>")
        assert "<c:v>0.25</c:v>" in drawn
        assert "A column for each" in parts.read("xl/drawings/drawing1.xml").decode()

    def test_without_channels_money_or_dates(self):
        """By area; no cost and no weeks, which is said."""
        plan = aw.Plan("Small", activities=[aw.Activity("posts", duration="1 h")])
        found = opened(workbook(aw.assess(plan, select=["STF"])))
        head, *_ = rows_of(found["Items"])

        assert ["Summary", "Items", "Findings", "Sources"] == found.sheetnames
        assert "There is no cost" in found["Summary"]["A4"].value
        assert 8 == len(head)
        assert "Area" in tables_of(found["Summary"])
        assert "$A$" in found["Summary"]._charts[0].series[0].cat.strRef.f

    def test_an_empty_plan(self):
        """It has the sheets, and nothing to draw."""
        found = opened(workbook(aw.assess(aw.Plan("Nothing"), select=["AUD104"])))

        assert ["What it takes"] == list(tables_of(found["Summary"]))[1:]
        assert not found["Summary"]._charts
        assert ("Total", 0, 0, 0) == (
            rows_of(found["Items"])[1][0],
            *rows_of(found["Items"])[1][5:],
        )

    def test_nothing_to_share(self):
        """Where no work takes time, no part has a share of it."""
        plan = aw.Plan(
            "Nothing",
            roles=[aw.Role("pr", rate="45 EUR/h")],
            activities=[aw.Activity("posts", duration="0 h", roles="pr")],
        )
        tables = tables_of(opened(workbook(aw.assess(plan, select=["AUD104"])))["Summary"])

        assert [("Posts", 0, 0, 0, None, 0), ("Total", 0, 0, 0, None, 0)] == tables["Activity"]

    def test_days_that_nobody_can_lay_out(self):
        """A country that is none is told; the rest is there."""
        plan = PLAN.with_(calendar=evolve(PLAN.calendar, country="DE", subdivision="XX"))
        found = opened(workbook(aw.assess(plan, select=["AUD104"])))

        assert "Weeks" not in found.sheetnames
        assert "There are no weeks here" in found["Summary"]["A5"].value

    def test_many_parts(self):
        """The chart draws the first twenty, and says so."""
        channels = [aw.Channel(f"c{number}") for number in range(25)]
        work = aw.Activity("posts", duration="1 h", channels=[each.key for each in channels])
        plan = aw.Plan("Many", channels=channels, activities=[work])
        data = workbook(aw.assess(plan, select=["AUD104"]))
        drawn = zipfile.ZipFile(io.BytesIO(data)).read("xl/charts/chart1.xml").decode()

        assert "the first 20 of 25" in drawn
        assert '<c:ptCount val="20"/>' in drawn

    def test_in_german(self, bakery):
        """Sheets, heads, names and days."""
        found = opened(workbook(bakery, lang="de"))
        names = ["Überblick", "Posten", "Wochen", "Befunde", "Quellen"]

        assert names == found.sheetnames
        assert "Hours a week" not in {row[0] for row in rows_of(found["Überblick"])}
        assert "dd.mm.yyyy" == found["Wochen"]["C2"].number_format
        assert "sales (9,83 Std.)" in rows_of(found["Wochen"])[1][12]
        assert WORDS["en"].keys() == WORDS["de"].keys()
        with pytest.raises(UnknownName):
            workbook(bakery, lang="fr")

    def test_yen_have_no_coins(self):
        """Money is rounded and shown as its currency has it."""
        plan = aw.Plan(
            "Bakery",
            roles=[aw.Role("pr", rate="4500 JPY/h")],
            activities=[aw.Activity("posts", duration="20 min", roles="pr")],
        )
        cell = opened(workbook(aw.assess(plan, select=["AUD104"])))["Items"]["J2"]

        assert (1500, '#,##0 "JPY"') == (cell.value, cell.number_format)

    def test_hostile_texts(self, spoken, hostile):
        """They come back as they were told, as text, in one line."""
        found = spoken(hostile)
        data = workbook(found)
        cells = [row[4] for row in rows_of(opened(data)["Findings"])[1:]]

        assert [shown(each.say()) for each in found.findings] == cells

    def test_a_broken_rule_is_in_it(self, assessed, says, broken_rule):
        """And a finding without a path is one of the whole plan."""
        found = opened(workbook(assessed(broken_rule, says(Match("", "x")))))
        rows = rows_of(found["Findings"])[1:]

        assert "INT001" in {row[1] for row in rows}
        assert "the whole plan" in {row[3] for row in rows}

    def test_the_same_plan_gives_the_same_bytes(self, made):
        """In another process, too, whatever its hashes and its clock say."""
        program = (
            "import pickle, sys\n"
            "from aufwand.reports import workbook\n"
            "from aufwand.rules import assess\n"
            "sys.stdout.buffer.write(workbook(assess(pickle.load(sys.stdin.buffer))))"
        )
        other = subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            input=pickle.dumps(PLAN),
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        )

        assert made == other.stdout

    def test_what_it_says_of_itself(self, read):
        """Its plan, who made it, and no time."""
        told = read.properties

        assert ("=Bakery", "aufwand") == (told.title, told.creator)
        assert datetime(1980, 1, 1) == told.created == told.modified  # noqa: DTZ001

    def test_without_the_extra(self, bakery, monkeypatch):
        """It says what to install."""
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)
        with pytest.raises(MissingExtra, match=r"aufwand\[excel\]"):
            workbook(bakery)

    def test_more_rows_than_excel_can_hold(self, bakery, monkeypatch):
        """Are refused, and not left out."""
        monkeypatch.setattr(_sheets, "_MOST_ROWS", 9)
        with pytest.raises(Fault, match="rows of a sheet"):
            workbook(bakery)


class TestText:
    @pytest.mark.parametrize("text", ["x" * 32_767, "🥐" * 16_383, "", "_x0041_", "=1"])
    def test_what_fits_stays(self, text):
        """To the last character."""
        assert text == shown(text)

    @pytest.mark.parametrize("text", ["x" * 40_000, "🥐" * 20_000, "x" + "🥐" * 20_000])
    def test_what_does_not_fit_is_cut_where_one_sees_it(self, text):
        """With an ellipsis, and no half character before it."""
        told = shown(text)

        assert len(told.encode("utf-16-le")) // 2 in {32_766, 32_767}
        assert told.endswith("…")
        assert text.startswith(told[:-1])

    def test_it_arrives(self):
        """Even what Excel would take for an escape, and numbers that look like text."""
        texts = [
            "_x0041_",
            "007",
            "1e5",
            "=1",
            "{=1}",
            "http://x",
            "file:///etc",
            "a\ufffe\ud800\x00",
        ]
        grid = Grid([Heading("head"), Heading("n", "whole")], [[each, 1] for each in texts])
        made = book([Sheet("S", [grid])], title="t", subject="s", money="0", day="0")

        assert [*texts[:-1], "a���"] == [row[0] for row in rows_of(opened(made)["S"])[1:]]

    def test_an_amount_of_nothing(self):
        """It is an empty cell."""
        grid = Grid([Heading("head"), Heading("n", "hours")], [["a", Amount(None, "money")]])
        made = book([Sheet("S", [grid])], title="t", subject="s", money="0", day="0")

        assert [("head", "n"), ("a", None)] == rows_of(opened(made)["S"])


class TestOurs:
    def test_ours(self, made):
        """As long as nobody has saved it."""
        touched = opened(made)
        saved = io.BytesIO()
        touched.save(saved)

        assert is_plan_workbook(made)
        assert not is_plan_workbook(saved.getvalue())

    def test_what_is_none(self, made):
        """Not half of one, no other archive, and nothing else."""
        other = io.BytesIO()
        with zipfile.ZipFile(other, "w") as parts:
            parts.writestr("docProps/app.xml", "")

        assert not any(
            is_plan_workbook(each) for each in (b"", b"PK", made[:-30], other.getvalue(), b"x" * 99)
        )
