"""Every example in a docstring runs."""

from __future__ import annotations

from doctest import ELLIPSIS, DocTestFinder, DocTestRunner
from importlib import import_module
from pkgutil import walk_packages

import pytest

import aufwand

MODULES = sorted(
    each.name
    for each in walk_packages(aufwand.__path__, "aufwand.")
    if not each.name.endswith("__main__")
)

#: The verbs a user meets first; each shows what it gives.
VERBS = [
    "Effort",
    "Estimate.by",
    "Estimate.explain",
    "Finding",
    "Money",
    "Plan",
    "Range",
    "assess",
    "baseline",
    "check",
    "duration",
    "dumps",
    "estimate",
    "hours",
    "load",
    "loads",
    "rule",
    "save",
    "say",
]


@pytest.mark.parametrize("name", MODULES)
def test_every_example_of_a_docstring_runs(name, tmp_path, monkeypatch):
    """What a docstring shows is what comes out."""
    monkeypatch.chdir(tmp_path)
    module = import_module(name)
    told = []
    runner = DocTestRunner(optionflags=ELLIPSIS)
    for each in DocTestFinder(exclude_empty=True).find(module, name):
        runner.run(each, out=told.append)

    assert "".join(told) == ""


@pytest.mark.parametrize("name", VERBS)
def test_a_main_verb_shows_an_example(name):
    """Whoever asks for help on a name of the face sees it at work."""
    found = aufwand
    for part in name.split("."):
        found = getattr(found, part)

    assert ">>> " in (found.__doc__ or "")
