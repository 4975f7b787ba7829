"""Names that are imported when somebody asks for them."""

from __future__ import annotations

import subprocess
import sys
from ast import literal_eval
from importlib import import_module

import pytest

import aufwand
from aufwand._later import imported_later


@pytest.mark.parametrize(
    "package",
    ["aufwand", "aufwand.charts", "aufwand.estimates", "aufwand.reports", "aufwand.rules"],
)
def test_every_public_name_is_there(package):
    """As what it is where it comes from."""
    module = import_module(package)
    for name in module.__all__:
        assert getattr(module, name) is not None, name


def test_what_is_not_there_is_told_as_python_does():
    """So that hasattr and misspellings work as ever."""
    assert not hasattr(aufwand, "Plann")
    with pytest.raises(AttributeError, match="module 'aufwand' has no attribute 'Plann'"):
        _ = aufwand.Plann
    with pytest.raises(ImportError):
        from aufwand import Plann  # noqa: F401


def test_a_name_is_looked_up_once():
    """Then it stands in the package."""
    found = imported_later("aufwand", {"model": "aufwand.model", "Role": "aufwand.model"})

    assert found("model") is import_module("aufwand.model")
    assert found("Role") is vars(aufwand)["Role"]


def test_importing_aufwand_imports_nothing_heavy():
    """Not even what a plan is made of, before somebody asks for it."""
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "import aufwand\n"
        "print(sorted(set(sys.modules) - before))\n"
        "print(aufwand.Plan('A'), aufwand.rules.check is aufwand.check)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported, said = ran.stdout.splitlines()

    assert not {"attr", "click", "fractions", "json", "pint", "yaml"} & set(literal_eval(imported))
    assert "A True" == said
