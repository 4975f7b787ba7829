"""The second reckoning that the laws hold the first against."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType


@pytest.fixture(scope="session")
def oracle() -> ModuleType:
    """The second reckoning; tests are no package, so it is found by its path."""
    spec = spec_from_file_location("second_reckoning", Path(__file__).with_name("oracle.py"))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
