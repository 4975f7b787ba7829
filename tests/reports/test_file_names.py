"""File names as other programs want them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.reports._files import relative, uri_of

HERE = "/srv/plans"
THERE = r"C:\Users\Ann\plans"

#: What RFC 3986 lets stand in a relative reference, and in one with a scheme.
_SEGMENT = r"(?:[A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-F]{2})"
_RELATIVE = re.compile(rf"{_SEGMENT}+(?:/{_SEGMENT}*)*")
_FILE = re.compile(rf"file://{_SEGMENT}*(?:/(?:[A-Z]:)?{_SEGMENT}*)*")


@pytest.mark.parametrize(
    ("name", "folder", "expected"),
    [
        ("plan.toml", HERE, "plan.toml"),
        ("./a/../plan.toml", HERE, "plan.toml"),
        ("a b/100 %.toml", HERE, "a%20b/100%20%25.toml"),
        ("Bäckerei.toml", HERE, "B%C3%A4ckerei.toml"),
        ("a:b.toml", HERE, "a%3Ab.toml"),
        (r"a\b.toml", HERE, "a%5Cb.toml"),
        ("javascript:alert(1).toml", HERE, "javascript%3Aalert(1).toml"),
        ("x\udcff.toml", HERE, "x%FF.toml"),
        ("x\ud800.toml", HERE, "x%ED%A0%80.toml"),
        ("/srv/plans/a/plan.toml", HERE, "a/plan.toml"),
        ("/srv/plans/plan.toml", f"{HERE}/", "plan.toml"),
        ("/srv/plans-of-others/plan.toml", HERE, "file:///srv/plans-of-others/plan.toml"),
        ("../plan 2.toml", HERE, "file:///srv/plan%202.toml"),
        ("/srv/plans", HERE, "file:///srv/plans"),
        ("plan.toml", "/", "plan.toml"),
        ("a/plan.toml", "", "a/plan.toml"),
        ("../plan.toml", "", "../plan.toml"),
        ("/etc/plan.toml", "", "file:///etc/plan.toml"),
    ],
)
def test_uri(name, folder, expected):
    """A file below the folder is relative, any other has its scheme; nothing else is a URI."""
    assert expected == uri_of(name, folder)


@pytest.mark.parametrize(
    ("name", "folder", "expected"),
    [
        ("plan.toml", THERE, "plan.toml"),
        (r"a\b c.toml", THERE, "a/b%20c.toml"),
        ("a/b.toml", THERE, "a/b.toml"),
        (r"c:\users\ann\PLANS\x.toml", THERE, "x.toml"),
        (r"D:\plans\x y.toml", THERE, "file:///D:/plans/x%20y.toml"),
        (r"..\x.toml", THERE, "file:///C:/Users/Ann/x.toml"),
        (r"\x.toml", THERE, "file:///C:/x.toml"),
        (r"\\host\share\x.toml", THERE, "file://host/share/x.toml"),
        (r"a\x.toml", "", "a/x.toml"),
        (r"..\x.toml", "", "../x.toml"),
        (r"\x.toml", "", "file:///x.toml"),
        (r"C:\x.toml", "", "file:///C:/x.toml"),
    ],
)
def test_uri_on_windows(name, folder, expected):
    """Backslashes part names there, case does not, and drives and shares have their own form."""
    assert expected == uri_of(name, folder, windows=True)


@pytest.mark.parametrize(
    ("name", "folder", "windows", "expected"),
    [
        ("plan.toml", HERE, False, "plan.toml"),
        ("/srv/plans/a b.toml", HERE, False, "a b.toml"),
        ("/etc/plan.toml", HERE, False, None),
        ("..", "", False, None),
        (r"a\b.toml", THERE, True, "a/b.toml"),
        (r"D:\b.toml", THERE, True, None),
    ],
)
def test_relative(name, folder, windows, expected):
    """A name as seen from the folder, with slashes; nothing for what is elsewhere."""
    assert expected == relative(name, folder, windows=windows)


NAMES = st.text(st.characters(exclude_categories=()), min_size=1).filter(lambda x: "\0" not in x)


@given(name=NAMES, folder=st.sampled_from(["", HERE]), windows=st.just(False))
def test_any_name_is_a_uri(name, folder, windows):
    """Whatever a file is called, what comes out is a reference as RFC 3986 wants it."""
    uri = uri_of(name, folder, windows=windows)

    assert _RELATIVE.fullmatch(uri) or _FILE.fullmatch(uri)
    if folder:
        assert HERE not in uri or uri.startswith("file:")


@given(name=NAMES)
def test_any_name_of_windows_is_a_uri(name):
    """So it is for names of Windows."""
    uri = uri_of(name, THERE, windows=True)

    assert uri.isascii()
    assert "\\" not in uri
    assert " " not in uri
