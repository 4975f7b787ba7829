"""Come here to read a plan from a file, to write one, and for the schema of such files."""

from __future__ import annotations

from aufwand.planfile.reading import PlanFile, load, loads, read_plan_file
from aufwand.planfile.schema import plan_schema
from aufwand.planfile.settings import SettingsFile, read_settings
from aufwand.planfile.writing import changed_text, dumps, save, write_bytes, write_text

__all__ = [
    "PlanFile",
    "SettingsFile",
    "changed_text",
    "dumps",
    "load",
    "loads",
    "plan_schema",
    "read_plan_file",
    "read_settings",
    "save",
    "write_bytes",
    "write_text",
]
