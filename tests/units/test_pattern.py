"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from aufwand.units._pattern import Pattern


@pytest.mark.parametrize(
    "method", ["findall", "finditer", "fullmatch", "match", "search", "split", "sub"]
)
def test_methods_are_those_of_a_compiled_pattern(method):
    """Every method gives what the compiled expression gives, at first use and later."""
    pattern = Pattern("b+", re.IGNORECASE)
    arguments = ("-", "abBc") if method == "sub" else ("abBc",)

    expected = str(getattr(re.compile("b+", re.IGNORECASE), method)(*arguments)).partition(" at 0x")
    for _ in range(2):
        assert expected[0] == str(getattr(pattern, method)(*arguments)).partition(" at 0x")[0]


def test_broken_patterns_break_at_first_use():
    """A pattern is compiled when it is used, not before."""
    pattern = Pattern("(")

    assert pattern.pattern == "("
    with pytest.raises(re.error):
        pattern.match("a")


def test_other_names():
    """A pattern has no other attributes."""
    with pytest.raises(AttributeError, match="flag"):
        getattr(Pattern("a"), "flag")  # noqa: B009 - no such attribute for type checkers either


def first_number(pattern):
    return pattern.fullmatch("17")[0]


def test_first_use_by_many_threads():
    """Threads that use a pattern for the first time at once all get an answer."""
    for _ in range(50):
        pattern = Pattern("[0-9]+")
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(first_number, [pattern] * 8))
        assert found == ["17"] * 8
