"""Settings of rules in a file of their own, for all plans of a company."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from attrs import frozen

from aufwand.documents import Document, Limits, format_of, read
from aufwand.errors import Fault, InvalidPlan
from aufwand.model import RuleSettings
from aufwand.planfile._paths import Paths
from aufwand.planfile._shapes import is_table
from aufwand.planfile._structuring import Structuring, tree_in
from aufwand.planfile.reading import bytes_of, placed
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

__all__ = ["SettingsFile", "read_settings"]

#: Where settings of rules stand: in a ``pyproject.toml``, or as in a plan file.
_TABLES = (("tool", "aufwand", "rules"), ("rules",))


@value
@frozen(repr=False, eq=False)
class SettingsFile:
    """Settings of rules together with the text they were read from."""

    #: The settings.
    settings: RuleSettings

    #: The text, and where everything in it stands.
    document: Document

    #: Where they stand in it, for example ``("tool", "aufwand", "rules")``.
    table: tuple[str, ...]

    def place(self, path: str) -> tuple[str | None, int, int]:
        """Return file, line and column of a *path* in the settings, such as ``levels.STF101``."""
        settings = _inside(self.document.tree, self.table) or {}
        steps = Paths().located(RuleSettings, settings, path)
        place = self.document.place((*self.table, *steps))
        return self.document.name, place.line, place.column


def read_settings(path: str | PathLike[str], *, limits: Limits | None = None) -> SettingsFile:
    """Return the settings of rules in a TOML, YAML or JSON file.

    They stand under ``[tool.aufwand.rules]``, as in a ``pyproject.toml``, or under ``[rules]``.

    >>> from pathlib import Path
    >>> _ = Path("rules.toml").write_text("rules = { ignore = ['COS'] }")
    >>> read_settings("rules.toml").settings
    RuleSettings(ignore=('COS',))

    Args:
        path: The file; its suffix says the format.
        limits: What the file may ask of this machine.

    Raises:
        UnreadablePlan: If the file cannot be read.
        InvalidPlan: With every fault at once, each with file, line and column.
        MissingExtra: If it is YAML and the ``yaml`` extra is not installed.
    """
    name = os.fspath(path)
    bounds = limits or Limits()
    document = read(bytes_of(name, bounds), format_of(name), name=name, limits=bounds)
    tree = tree_in(document)
    for steps in _TABLES:
        table = _inside(tree, steps)
        if table is not None:
            walk = Structuring(document.format)
            made = walk.one(RuleSettings, table, steps)
            if walk.faults:
                raise InvalidPlan(name, placed(document, tree, walk.faults))
            return SettingsFile(made, document, steps)
    expected = "settings of rules under [tool.aufwand.rules] or [rules]"
    raise InvalidPlan(name, [Fault(None, expected, file=name)])


def _inside(tree: Mapping[str, object], steps: tuple[str, ...]) -> Mapping[str, object] | None:
    here: Any = tree
    for step in steps:
        here = here.get(step) if is_table(here) else None
    return here if is_table(here) else None
