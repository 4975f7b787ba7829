"""Text that Markdown shows as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.outline.text import plain
from aufwand.reports._markdown import code, escaped, fenced

ANY = st.text(st.characters(exclude_categories=()))

_GAP = "&#8203;"
_BARE = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>~|$!]")


def _shown(text):
    """Return what a reader sees of escaped *text*."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text.replace(_GAP, ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 h a week (45.00 EUR)", "12 h a week (45.00 EUR)"),
        ("a|b", r"a\|b"),
        ("<b>&lt;", r"\<b\>\&lt;"),
        ("`x` *y* _z_", r"\`x\` \*y\* \_z\_"),
        ("[a](b)", r"\[a\](b)"),
        ("@team", f"@{_GAP}team"),
        ("a @ b", "a @ b"),
        ("see #12", f"see #{_GAP}12"),
        ("http://x.example", f"http:{_GAP}//x.example"),
        ("www.x.example", f"www{_GAP}.x.example"),
        ("- item", r"\- item"),
        ("-5 h", "-5 h"),
        ("12. item", r"12\. item"),
        ("12) item", r"12\) item"),
        ("12.5 h", "12.5 h"),
        ("# title", r"\# title"),
        ("---", r"\---"),
        ("  indented  ", "indented"),
        ("two\nlines", "two lines"),
    ],
)
def test_escaped(text, expected):
    """Nothing begins markup, calls anybody or becomes a link; the rest stays readable."""
    assert expected == escaped(text)


@given(text=ANY)
def test_any_text_is_shown_as_it_is(text):
    """What is read is the text, as one line; no mark is left without its backslash."""
    safe = escaped(text)

    assert plain(text).strip() == _shown(safe)
    assert not _BARE.search(safe)
    assert not re.search(r"[@#]\w|://|www\.", safe.replace(_GAP, " "), re.IGNORECASE)
    assert "\n" not in safe


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("roles.pr", "`roles.pr`"),
        ("a`b", "`` a`b ``"),
        ("``", "``` `` ```"),
        (" x", "`  x `"),
        ("", "`  `"),
        ("@team <b>", "`@team <b>`"),
    ],
)
def test_code(text, expected):
    """A span of code has a fence that its text cannot close."""
    assert expected == code(text)


@given(text=ANY)
def test_any_text_can_be_code(text):
    """No run of backticks in the text is as long as the fence."""
    span = code(text)
    fence = re.match("`+", span)[0]

    assert span.endswith(fence)
    assert fence not in re.findall("`+", span[len(fence) : -len(fence)])


@pytest.mark.parametrize("text", ["x = 1", "```\nx", "````", "a `b`"])
def test_fenced(text):
    """A block of code has a fence that its text cannot close, and says its language."""
    first, *_, last = fenced(text, "python").split("\n")

    assert f"{last}python" == first
    assert 3 <= len(last)
    assert last not in text
