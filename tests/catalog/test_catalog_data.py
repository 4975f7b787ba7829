"""The shipped tables: every row is sound, every reference leads somewhere, nothing is unused."""

from __future__ import annotations

import re
import subprocess
import sys
from fractions import Fraction
from importlib.resources import files
from unicodedata import is_normalized

import pytest

from aufwand.catalog import (
    audience_reach,
    channels,
    citations,
    default,
    defaults,
    durations,
    find_channel,
    known_channels,
    minimums,
    pieces,
    source,
    sources,
)
from aufwand.catalog._figures import _COLUMNS as FIGURE_COLUMNS
from aufwand.catalog._figures import ENDS, figure, figures, referred
from aufwand.catalog._table import table
from aufwand.units import Effort

DATA = files("aufwand.catalog") / "data"

TABLES = {
    "figures.csv": FIGURE_COLUMNS,
    "defaults.csv": durations._COLUMNS,
    "minimums.csv": minimums._COLUMNS,
    "adapting.csv": pieces._COLUMNS,
    "channels.csv": known_channels._COLUMNS,
    "reach.csv": audience_reach._COLUMNS,
    "sources.csv": citations._COLUMNS,
}

#: Weeks' worth of each cadence of a figure or a default, in working days; one-offs count once.
DAYS = {"day": 1, "workday": 1, "week": 5, "post": 1, "piece": 1, "once": 1}


def rows(file):
    """Return the rows of a shipped table."""
    return list(table(file, TABLES[file]).values())


def texts():
    """Return every file of the data by its name."""
    return {each.name: each.read_bytes().decode("utf-8") for each in DATA.iterdir()}


class TestFiles:
    def test_are_the_tables_and_their_page(self):
        """No file is missing and none is there that nobody reads."""
        assert sorted(texts()) == sorted([*TABLES, "README.md"])

    def test_are_named_on_their_page(self):
        """The page tells of every table."""
        page = texts()["README.md"]

        assert [file for file in TABLES if f"`{file}`" not in page] == []

    def test_carry_the_notice_that_pew_asks_for(self):
        """Pew Research Center asks for a notice beside its data."""
        page = " ".join(texts()["README.md"].split())

        assert "Pew Research Center bears no responsibility for the analyses" in page

    def test_are_plain_text(self):
        """Composed characters, one kind of line end, no blanks around cells."""
        for text in texts().values():
            assert is_normalized("NFC", text)
            assert "\r" not in text
            assert text.endswith("\n")
        for file in TABLES:
            for row in rows(file):
                assert all(cell == cell.strip() for cell in row.cells.values())

    def test_addresses_are_web_addresses(self):
        """Every source has an address one can open."""
        assert [each.url for each in sources() if not re.match(r"https?://\w", each.url)] == []


class TestFigures:
    @pytest.mark.parametrize("key", figures())
    def test_parses_and_has_its_source(self, key):
        """Every figure can be cited."""
        found = source(key)

        assert found.figure == key
        assert found.key in {each.key for each in sources()}
        assert found.says

    def test_each_is_used(self):
        """Every figure is the orientation's, a default's, a minimum's or an adapted piece's."""
        used = {"e001", "e002", "e003", "e004", "e005"}
        for row in rows("defaults.csv"):
            used |= {found.key for end in ENDS for found, _ in referred(row, f"{end}_ref")}
        used |= {found.key for row in rows("minimums.csv") for found, _ in referred(row, "ref")}
        for row in rows("adapting.csv"):
            used |= {
                found.key for end in ("low", "high") for found, _ in referred(row, f"{end}_ref")
            }

        assert used == set(figures())


class TestDefaults:
    @pytest.mark.parametrize("row", rows("defaults.csv"), ids=lambda row: row["activity"])
    @pytest.mark.parametrize("end", ENDS)
    def test_each_end_follows_from_its_figures(self, row, end):
        """A value is the sum of its figures, with five working days in a week."""
        expected = sum(
            found.at(at).minutes * Fraction(DAYS[row["per"]], DAYS[found.per])
            for found, at in referred(row, f"{end}_ref")
        )

        known = dict(default(row["activity"]).known)
        assert expected == known.get(end, Effort("0 min")).minutes

    def test_all_parse(self):
        """Every row becomes a default, in the order of the table."""
        assert [row["activity"] for row in rows("defaults.csv")] == [
            each.activity for each in defaults()
        ]


class TestMinimums:
    @pytest.mark.parametrize("row", rows("minimums.csv"), ids=lambda row: row["id"])
    def test_follows_from_its_figure(self, row):
        """A minimum is the end of the figure it names, and its channel is known."""
        ((found, at),) = referred(row, "ref")
        days = DAYS["week"] if found.per == "day" else 1

        assert minimums._minimum(row).effort == found.at(at) * days
        assert not row["channel"] or find_channel(row["channel"]).key == row["channel"]


class TestChannels:
    @pytest.mark.parametrize("row", rows("channels.csv"), ids=lambda row: row["key"])
    def test_parses(self, row):
        """Every row becomes a channel with its sources."""
        found = known_channels._channel(row)

        assert found in channels()
        assert ";".join(each.key for each in found.sources) == row["source_id"]


class TestReachRows:
    @pytest.mark.parametrize("row", rows("reach.csv"), ids=lambda row: row["id"])
    def test_parses_and_ages_are_those_of_the_group(self, row):
        """Every row is sound, recent, and its ages are those it is named after."""
        found = audience_reach._reach(row)

        said = found.population if found.group == "all" else found.group
        youngest, oldest = re.search(r"([0-9]+)(?:-([0-9]+)|\+)", said).groups()
        assert (found.youngest, found.oldest) == (int(youngest), int(oldest) if oldest else None)
        assert row["group_kind"] == ("all" if found.group == "all" else "age")
        assert found.year >= 2023
        assert found.source.key == row["source_id"]


class TestSources:
    def test_each_is_named_by_a_row(self):
        """No source is there that no row of another table names."""
        named = {figure(key).source for key in figures()}
        named |= {row["source_id"] for row in rows("reach.csv")}
        named |= {each.key for channel in channels() for each in channel.sources}
        # A figure that was read through relays names them in its note.
        words = {word for row in rows("figures.csv") for word in re.findall(r"\w+", row["note"])}

        left = [each.key for each in sources() if each.key not in named | words]
        assert left == []


def test_importing_reads_no_file():
    """Whoever imports the catalogue pays for no table and for no reader of tables."""
    code = (
        "import sys, os.path\n"
        "opened = []\n"
        "def note(event, args):\n"
        "    if event == 'open' and str(args[0]).endswith('.csv'):\n"
        "        opened.append(os.path.basename(args[0]))\n"
        "sys.addaudithook(note)\n"
        "import aufwand.catalog\n"
        "print(opened, 'csv' in sys.modules)\n"
        "aufwand.catalog.baseline()\n"
        "print(sorted(opened))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == ["[] False", "['figures.csv', 'sources.csv']"]
