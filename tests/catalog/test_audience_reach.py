"""How many people of an audience use a channel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.catalog import Reach, channels, reach
from aufwand.catalog._table import Row, table
from aufwand.catalog.audience_reach import _COLUMNS, _reach
from aufwand.errors import Fault
from aufwand.model import Audience, Source

FAMILIES = Audience("families", country="DE", ages=(25, 49))

ages = st.tuples(st.integers(0, 110), st.integers(0, 110)).map(sorted)
countries = st.sampled_from(["DE", "US"])
keys = st.sampled_from([each.key for each in channels()])


class TestReach:
    def test_newest_come_first(self):
        """The newest survey stands first; its number is as published."""
        found = reach("instagram", FAMILIES)

        newest = found[0]
        assert (newest.share, newest.measure, newest.year, newest.n) == (0.4, "weekly", 2025, 2512)
        assert (newest.population, newest.source.key) == (
            "German-speaking population 14+",
            "de-ardzdf-2025",
        )
        assert sorted((each.year for each in found), reverse=True) == [each.year for each in found]

    def test_age_bands_that_overlap_are_told(self):
        """Of the bands of 2025, an audience of 30 to 49 meets its own and no other."""
        found = reach("facebook", Audience("a", country="US", ages=(30, 49)))

        groups = [each.group for each in found if each.year == 2025]
        assert groups == ["all", "30-49"]

    def test_without_ages_only_everybody_is_told(self):
        """An audience of any age is met by the rows on all adults."""
        found = reach("facebook", Audience("a", country="US"))

        assert {each.group for each in found} == {"all"}

    def test_people_too_young_for_a_survey_are_not_spoken_about(self):
        """A survey of adults says nothing about children."""
        assert reach("facebook", Audience("a", country="US", ages=(12, 17))) == ()

    @pytest.mark.parametrize(
        "audience",
        [
            Audience("nowhere"),
            Audience("swiss", country="CH"),
            Audience("companies", country="DE", business="gastronomy"),
        ],
    )
    def test_no_evidence_is_nothing(self, audience):
        """Without a country, elsewhere, and on companies there is no evidence."""
        assert reach("facebook", audience) == ()

    @pytest.mark.parametrize("name", ["our_app", "google_plus"])
    def test_a_channel_nobody_asked_about_has_none(self, name):
        """One's own channels and closed ones have no evidence, and that is no error."""
        assert reach(name, FAMILIES) == ()

    def test_takes_aliases(self):
        """Twitter is X, in any case."""
        assert reach("x", FAMILIES) == reach("TWITTER", FAMILIES)

    @given(channel=keys, country=countries, span=ages)
    def test_every_row_speaks_about_the_audience(self, channel, country, span):
        """Country and channel are the audience's, and somebody can be in both groups."""
        found = reach(channel, Audience("a", country=country, ages=span))

        for each in found:
            oldest = 200 if each.oldest is None else each.oldest
            assert (each.channel, each.country) == (channel, country)
            assert set(range(span[0], span[1] + 1)) & set(range(each.youngest, oldest + 1))

    @given(channel=keys, country=countries, span=ages, more=st.integers(0, 30))
    def test_a_wider_audience_loses_no_evidence(self, channel, country, span, more):
        """Whatever speaks about some ages speaks about those and others."""
        wider = (max(0, span[0] - more), span[1] + more)

        narrow = reach(channel, Audience("a", country=country, ages=span))
        wide = reach(channel, Audience("a", country=country, ages=wider))
        assert set(narrow) <= set(wide)

    def test_is_a_value(self):
        """Two equal rows are equal and hash alike."""
        made = [
            Reach("x", "DE", "all", 14, None, 0.1, "weekly", "14+", None, 2025, Source("a"))
            for _ in range(2)
        ]

        assert len(set(made)) == 1


class TestBadRow:
    @pytest.mark.parametrize(
        ("column", "text"),
        [
            ("channel", "any_social_media"),
            ("country", "UK"),
            ("group", ""),
            ("youngest", ""),
            ("oldest", "17.5"),
            ("share", ""),
            ("share", "1.2"),
            ("measure", "hourly"),
            ("population", ""),
            ("n", "many"),
            ("year", ""),
            ("source_id", "de-nowhere"),
        ],
    )
    def test_is_told_with_its_column(self, column, text):
        """A slip in the table is refused with the column it stands in."""
        row = table("reach.csv", _COLUMNS)["us-2025-ever_use-facebook-all"]

        with pytest.raises(Fault) as caught:
            _reach(Row(row.file, row.line, {**row.cells, column: text}))
        assert (caught.value.path, caught.value.file) == (column, "reach.csv")
