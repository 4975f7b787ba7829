"""Entry points are found as ``importlib.metadata`` finds them, without importing it."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from zipfile import ZipFile

import pytest

from aufwand.rules._entry_points import Found, found_in, listed
from aufwand.rules.plugins import GROUP

TEXT = """\
[console_scripts]
acme = acme.cli:main

# ours
[aufwand.rules]
posting = acme_rules.posting
; not = acme_rules.this
one=acme_rules.more:rules.first [extra]
a line without a value

[other]
posting = acme_rules.other
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with one installed package."""
    package = tmp_path / "acme_rules-1.0.dist-info"
    package.mkdir()
    (package / "entry_points.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_what_is_installed_is_found():
    """Both ways find the same, in this environment."""
    known = {(each.name, each.value) for each in entry_points(group=GROUP)}

    assert known == {(each.name, each.value) for each in listed(GROUP)}


def test_one_section_is_read(folder):
    """Names and values of the group, and nothing of comments, extras or other groups."""
    found = [(each.name, each.value, each.package) for each in found_in([str(folder)], GROUP)]

    assert found == [
        ("posting", "acme_rules.posting", "acme-rules"),
        ("one", "acme_rules.more:rules.first", "acme-rules"),
    ]


def test_the_first_of_a_name_counts(folder, tmp_path_factory):
    """A package that lies twice on the path is the one that is imported."""
    second = tmp_path_factory.mktemp("second")
    later = second / "acme_rules-2.0.dist-info"
    later.mkdir()
    (later / "entry_points.txt").write_text("[aufwand.rules]\nlate = acme_rules.late\n")

    found = [each.name for each in found_in([str(folder), str(second), str(folder)], GROUP)]

    assert found == ["posting", "one"]


def test_what_cannot_be_read_is_passed_over(tmp_path):
    """A missing folder, a package without entry points and one that is no text are no reason."""
    (tmp_path / "plain-1.0.dist-info").mkdir()
    strange = tmp_path / "strange-1.0.egg-info"
    strange.mkdir()
    (strange / "entry_points.txt").write_bytes(b"\xff[aufwand.rules]\n")

    assert list(found_in([str(tmp_path / "missing"), str(tmp_path)], GROUP)) == []


def test_an_archive_on_the_path_is_looked_into(tmp_path, monkeypatch):
    """Where folders are not all, the standard library is asked."""
    archive = tmp_path / "acme.zip"
    with ZipFile(archive, "w") as packed:
        packed.writestr("acme-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: acme\n")
        packed.writestr("acme-1.0.dist-info/entry_points.txt", "[aufwand.rules]\nzip = acme.r\n")
    monkeypatch.setattr(sys, "path", [*sys.path, str(archive)])

    assert "zip" in {each.name for each in listed(GROUP)}


def test_a_finder_of_packages_is_asked(monkeypatch):
    """A host's own finder of packages is not passed over."""

    class Finder:
        @staticmethod
        def find_spec(name, path=None, target=None):
            return None

        @staticmethod
        def find_distributions(context=None):
            return []

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])

    assert {each.name for each in entry_points(group=GROUP)} == {
        each.name for each in listed(GROUP)
    }


def test_loading_takes_a_module_or_what_is_in_it():
    """As with other entry points, a colon leads into the module."""
    path = Found("path", "os:path.join", "x").load()

    assert Found("os", "os", "x").load() is sys.modules["os"]
    assert path is sys.modules["os"].path.join
