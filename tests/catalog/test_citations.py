"""Where the numbers were read."""

from __future__ import annotations

import pytest

from aufwand.catalog import source, sources
from aufwand.catalog._figures import _COLUMNS, _figure
from aufwand.catalog._table import Row, table
from aufwand.errors import Fault, UnknownName
from aufwand.model import Source


class TestSource:
    def test_by_its_own_key(self):
        """A source's key gives the publication."""
        expected = Source(
            "How Much Time Does Social Media Marketing Take?",
            key="sherman2010",
            publisher="Gigaom (Aliza Sherman)",
            year=2010,
            url="https://gigaom.com/2010/12/01/how-much-time-does-social-media-marketing-take/",
            trust="B",
        )
        assert expected == source("sherman2010")

    def test_by_the_key_of_a_figure(self):
        """A figure's key gives its publication and what it says."""
        found = source("e032")

        assert (found.key, found.figure) == ("hootsuite20", "e032")
        assert found.says == "4 minutes a day (small business, minimal daily routine)"

    def test_tells_the_year_of_the_figure(self):
        """The year is the figure's where it has one, else that of its publication."""
        assert source("e058").year is None
        assert source("e062").year == 2020

    @pytest.mark.parametrize(
        ("key", "says"),
        [
            ("e021", "1 hour a week (one full-time social media marketer)"),
            ("e058", "2 hours a week (xing, small company)"),
            ("e091", "1–3 hours a post (blog, 45 % of the small US companies with a blog)"),
            ("e130", "up to 20 hours a post (30-second promotional video, post-production)"),
            ("e135", "80 hours once (future social media manager, chamber certificate)"),
        ],
    )
    def test_says_the_figure_as_published(self, key, says):
        """Numbers, unit and population are told as they were published."""
        assert says == source(key).says

    @pytest.mark.parametrize(("key", "near"), [("sherman2011", "sherman2010"), ("e32", "e032")])
    def test_unknown_key_is_refused(self, key, near):
        """A key that is in no table is refused, with the nearest one."""
        with pytest.raises(UnknownName) as caught:
            source(key)

        assert near == caught.value.near

    def test_sources_lists_each_once(self):
        """Every source is listed once and found under its key."""
        listed = sources()

        assert [source(each.key) for each in listed] == list(listed)
        assert len({each.key for each in listed}) == len(listed)


class TestFigure:
    def changed(self, **cells):
        """Return the row of figure e091 with other cells."""
        row = table("figures.csv", _COLUMNS)["e091"]
        return Row(row.file, row.line, {**row.cells, **cells})

    def test_published_as_a_minimum_says_so(self):
        """A low end alone is told as "or more"."""
        assert _figure(self.changed(high="")).says == "1 hour or more a post"

    @pytest.mark.parametrize("cells", [{"low": "", "high": ""}, {"low": "4"}, {"likely": "9"}])
    def test_ends_out_of_order_are_refused(self, cells):
        """A figure has at least one end, and its ends are in order."""
        with pytest.raises(Fault, match="low <= likely <= high"):
            _figure(self.changed(**cells))

    @pytest.mark.parametrize("column", ["unit", "per", "population", "source_id"])
    def test_an_empty_cell_is_refused(self, column):
        """What every figure must tell is asked for."""
        with pytest.raises(Fault) as caught:
            _figure(self.changed(**{column: ""}))

        assert caught.value.path == column
