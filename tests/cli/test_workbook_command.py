"""The command that writes a workbook."""

from __future__ import annotations

import io
import os
import sys

import openpyxl
import pytest

from aufwand.cli.exit_codes import BROKEN, FINE, NO_PLAN, WRONG_USE
from aufwand.cli.main import run

ASKED = ("workbook", "plan.toml", "--select", "AUD104")


def test_a_file(aufwand, folder):
    """It is written whole, and that is told on standard error."""
    ended = aufwand(*ASKED, "-o", "plan.xlsx")
    sheets = openpyxl.load_workbook(folder / "plan.xlsx").sheetnames

    assert (FINE, "") == (ended.code, ended.out)
    assert ended.err.startswith("plan.xlsx is written")
    assert ["Summary", "Items", "Findings", "Sources"] == sheets


def test_in_german(aufwand, folder):
    """With German words for what came with aufwand."""
    ended = aufwand(*ASKED, "-o", "plan.xlsx", "--lang", "de")
    items = openpyxl.load_workbook(folder / "plan.xlsx")["Posten"]

    assert "plan.xlsx ist geschrieben" in ended.err
    assert "Gespräche beobachten" == items["A2"].value


def test_standard_output(folder, monkeypatch):
    """The same bytes as in the file, and nothing else."""
    assert FINE == run([*ASKED, "-o", "plan.xlsx"])
    printed = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", printed)

    assert FINE == run([*ASKED])
    assert (folder / "plan.xlsx").read_bytes() == printed.buffer.getvalue()


def test_a_terminal(aufwand, monkeypatch):
    """Bytes are nothing for it."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    ended = aufwand(*ASKED)

    assert (WRONG_USE, "") == (ended.code, ended.out)
    assert "-o plan.xlsx" in ended.err


def test_what_is_there_already(aufwand, folder):
    """One of ours is replaced; one that somebody has saved, or anything else, only by force."""
    file = folder / "plan.xlsx"
    assert FINE == aufwand(*ASKED, "-o", "plan.xlsx").code
    first = file.read_bytes()
    assert FINE == aufwand(*ASKED, "-o", "plan.xlsx", "--lang", "de").code
    assert first != file.read_bytes()
    openpyxl.load_workbook(file).save(file)
    theirs = file.read_bytes()

    ended = aufwand(*ASKED, "-o", "plan.xlsx")
    assert WRONG_USE == ended.code
    assert "replace it with --force" in " ".join(ended.err.split())
    assert theirs == file.read_bytes()
    assert WRONG_USE == aufwand(*ASKED, "-o", "plan.toml").code
    assert FINE == aufwand(*ASKED, "-o", "plan.xlsx", "--force").code
    assert first == file.read_bytes()


def test_what_cannot_be_written(aufwand, folder, monkeypatch):
    """A folder is no file; a full disk leaves the old file, and nothing beside it."""
    (folder / "dir").mkdir()
    assert NO_PLAN == aufwand(*ASKED, "-o", "dir").code
    assert FINE == aufwand(*ASKED, "-o", "plan.xlsx").code
    before = (folder / "plan.xlsx").read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ended = aufwand(*ASKED, "-o", "plan.xlsx", "--lang", "de")

    assert (NO_PLAN, "plan.xlsx: No space left on device\n") == (ended.code, ended.err)
    assert before == (folder / "plan.xlsx").read_bytes()
    assert ["dir", "plan.toml", "plan.xlsx"] == sorted(os.listdir(folder))


def test_a_rule_that_breaks(aufwand, with_rules, folder):
    """The workbook is written, and the exit code says that findings may be missing."""
    from aufwand.rules import rule

    @rule("BAD001", "bad", message="x")
    def bad(facts):
        """Break."""
        raise ValueError

    with_rules(bad)

    assert BROKEN == aufwand("workbook", "plan.toml", "-o", "plan.xlsx").code
    assert (folder / "plan.xlsx").exists()


@pytest.mark.parametrize("extra", ["arrow", "excel"])
def test_without_the_extra(aufwand, folder, monkeypatch, extra):
    """A workbook needs one, and not the other."""
    monkeypatch.setitem(sys.modules, {"arrow": "arro3", "excel": "xlsxwriter"}[extra], None)
    ended = aufwand(*ASKED, "-o", "plan.xlsx")

    assert (FINE if extra == "arrow" else NO_PLAN) == ended.code
    assert ("aufwand[excel]" in ended.err) == (extra == "excel")
    assert (folder / "plan.xlsx").exists() == (extra == "arrow")
