"""``python -m aufwand``, seen from inside this process."""

from __future__ import annotations

import runpy
import sys
from importlib import import_module

import pytest


def test_the_module_is_the_command(monkeypatch, capsys):
    """It runs the command with the process's own arguments and leaves with its exit code."""
    monkeypatch.setattr(sys, "argv", ["aufwand", "--version"])
    sys.modules.pop("aufwand.__main__", None)

    with pytest.raises(SystemExit) as left:
        runpy.run_module("aufwand", run_name="__main__")

    assert not left.value.code
    assert capsys.readouterr().out.strip()


def test_importing_it_does_nothing(capsys):
    """A tool that imports every module does not start the command."""
    sys.modules.pop("aufwand.__main__", None)
    import_module("aufwand.__main__")

    assert not capsys.readouterr().out
