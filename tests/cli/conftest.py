"""How the command is tried out: in this process, in a folder of its own."""

from __future__ import annotations

import io
import json
import sys
from typing import NamedTuple

import pytest

from aufwand.cli.main import run
from aufwand.rules import RuleSet, plugins

#: One role with too little time, a channel nobody is met on, one-off work.
PLAN = """\
schema = 1
name = "Bakery"
baseline = "orientation"
baseline_roles = ["pr"]

[[channels]]
key = "facebook"

[[roles]]
key = "pr"
department = "PR"
capacity = "12 h/week"
rate = "45 EUR/h"

[[activities]]
key = "launch"
duration = "6-10 h"
per = "once"
roles = ["pr"]
"""


class Ending(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def data(self):
        """What it printed, as JSON."""
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of its own, with a plan in it, and no wishes about colours."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "_AUFWAND_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def aufwand(capsys):
    """Run the command and return how it ended."""

    def command(*arguments):
        capsys.readouterr()
        code = run(arguments)
        return Ending(code, *capsys.readouterr())

    return command


@pytest.fixture
def typed(monkeypatch):
    """Put text on standard input."""

    def put(text):
        raw = text if isinstance(text, bytes) else text.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))

    return put


@pytest.fixture
def with_rules(monkeypatch):
    """Let some rules be all that are installed."""

    def install(*rules, broken=()):
        found = RuleSet(rules, broken=broken)
        monkeypatch.setattr(plugins, "installed", lambda *_: found)

    return install
