"""The strategies need Hypothesis; nothing else does."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from aufwand.errors import MissingExtra


def test_what_is_missing_is_named(monkeypatch):
    """With the extra that brings it."""
    for name in list(sys.modules):
        if name.startswith("aufwand.testing.strategies"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "hypothesis", None)

    with pytest.raises(MissingExtra) as caught:
        importlib.import_module("aufwand.testing.strategies")

    assert caught.value.extra == "testing"
    assert "pip install 'aufwand[testing]'" in str(caught.value)


@pytest.mark.parametrize("name", ["values", "parts", "plan", "spelling"])
def test_every_door_says_so(monkeypatch, name):
    """Whichever file is imported first."""
    for each in list(sys.modules):
        if each.startswith("aufwand.testing.strategies"):
            monkeypatch.delitem(sys.modules, each)
    monkeypatch.setitem(sys.modules, "hypothesis", None)

    with pytest.raises(MissingExtra):
        importlib.import_module(f"aufwand.testing.strategies.{name}")


def test_the_library_imports_no_hypothesis():
    """It would make every start a second longer."""
    there = (
        "import sys, aufwand, aufwand.model, aufwand.testing; sys.exit('hypothesis' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", there], check=False, capture_output=True)

    assert ended.returncode == 0, ended.stderr.decode()
