"""Where numbers come from."""

from __future__ import annotations

import enum

import numpy as np
import pytest

from aufwand.model import Source

YEAR = "a year such as 2025"


class TestSource:
    def test_every_field_is_kept(self):
        """What is given is what it says."""
        source = Source(
            "A study",
            key="study",
            figure="study-7",
            says="15 min a day",
            supports="low",
            publisher="A house",
            year=2025,
            url="https://example.org",
            trust="A",
        )

        assert (source.title, source.key, source.figure) == ("A study", "study", "study-7")
        assert (source.says, source.supports) == ("15 min a day", "low")
        assert (source.publisher, source.year) == ("A house", 2025)
        assert (source.url, source.trust) == ("https://example.org", "A")

    @pytest.mark.parametrize(
        ("given", "text"),
        [
            ({}, ""),
            ({"figure": "study-7"}, "study-7"),
            ({"figure": "study-7", "key": "study"}, "study"),
            ({"key": "study", "title": "A study"}, "A study"),
            ({"title": "A study", "year": 2025}, "A study (2025)"),
            ({"title": "A study", "says": "15 min"}, "15 min: A study"),
            (
                {"title": "A study", "publisher": "A house", "year": 2025, "trust": "B"},
                "A study (A house, 2025, trust B)",
            ),
        ],
    )
    def test_it_reads_as_a_reference(self, given, text):
        """As far as anything is known of it."""
        assert text == str(Source(**given))

    @pytest.mark.parametrize("year", [1800, 2200, np.int32(2025)])
    def test_a_year_is_a_whole_number(self, year):
        """Of any library; it becomes Python's own."""
        kept = Source("a", year=year).year

        assert kept == int(year)
        assert type(kept) is int

    def test_choices_are_plain(self):
        """The member of an enum is kept as its text."""

        class Word(enum.StrEnum):
            TRUST = "A"
            SUPPORTS = "low"

        source = Source("a", trust=Word.TRUST, supports=Word.SUPPORTS)

        assert source == Source("a", trust="A", supports="low")
        assert {type(source.trust), type(source.supports)} == {str}

    @pytest.mark.parametrize(
        ("field", "value", "expected"),
        [
            ("year", 1799, YEAR),
            ("year", 2201, YEAR),
            ("year", 2025.0, YEAR),
            ("year", True, YEAR),
            ("year", "2025", YEAR),
            ("trust", "D", "a trust of 'A', 'B' or 'C'"),
            ("trust", None, "a trust of 'A', 'B' or 'C'"),
            ("trust", ["A"], "a trust of 'A', 'B' or 'C'"),
            ("supports", "middle", "the end it supports: 'low', 'likely' or 'high'"),
            ("title", 3, "text"),
            ("key", 3, "text"),
            ("figure", 3, "text"),
            ("says", 3, "text"),
            ("publisher", 3, "text"),
            ("url", 3, "text"),
        ],
    )
    def test_each_fault_is_told(self, faults, field, value, expected):
        """With its path, what was found and what is expected."""
        assert [(field, value, expected, "")] == faults(Source, **{field: value})

    def test_repr_shows_what_was_set(self):
        """And nothing else."""
        assert repr(Source("a", year=2025)) == "Source(title='a', year=2025)"
