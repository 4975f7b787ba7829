"""What a page of the documentation needs to run: a folder, a terminal, the files it has shown."""

from __future__ import annotations

import ast
import io
import os
import re
import shlex
import shutil
import sys
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from doctest import ELLIPSIS, OutputChecker
from importlib import import_module, invalidate_caches
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, is_hypothesis_test, settings
from sybil import Region, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser

import aufwand as aw
from aufwand.cli.main import run
from aufwand.documents import write
from aufwand.planfile import read_settings
from aufwand.rules import plugins

#: Set to rewrite what console blocks show, after a wanted change of the output.
REFRESH = "AUFWAND_REFRESH_DOCS"

_INCLUDED = re.compile(r"^```\{literalinclude\} (\S+)\n.*?^```", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# ([\w.-]+\.(?:toml|yaml|py))(, continued)?\n")

#: What a piece of a plan file on a page may name.
AROUND = {
    "name": "Around a piece",
    "audiences": [{"key": "families"}],
    "channels": [{"key": key} for key in ("facebook", "instagram", "corporate_blog")],
    "roles": [{"key": key} for key in ("pr", "sales", "care")],
    "activities": [{"key": key, "duration": "2 h"} for key in ("reel", "story")],
}


class Page:
    """A page that is read from the top: each block finds what those before it have left."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.path = path
        self.folder = folder
        self.code = 0
        self.fresh: dict[str, str] = {}
        python = PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)
        python.codeblock_parser = CodeBlockParser("python", self.python)
        self.sybil = Sybil(
            [
                python,
                CodeBlockParser("toml", self.toml),
                CodeBlockParser("yaml", lambda example: self.plan(example.parsed, "yaml")),
                CodeBlockParser("json", lambda example: self.plan(example.parsed, "json")),
                CodeBlockParser("console", self.console),
                self.included,
            ]
        )

    def run(self) -> int:
        """Run every block and return how many there were."""
        examples = list(self.sybil.parse(self.path).examples())
        for example in examples:
            example.evaluate()
        if self.fresh:
            text = self.path.read_text(encoding="utf-8")
            for old, new in self.fresh.items():
                text = text.replace(f"```console\n{old}```", f"```console\n{new}```")
            self.path.write_text(text, encoding="utf-8")
        return len(examples)

    def included(self, document):
        """Find the files of the repository that a page shows."""
        for found in _INCLUDED.finditer(document.text):
            yield Region(found.start(), found.end(), found[1], self.include)

    def include(self, example):
        """Read a file that is shown; of a package, its project file stands for installing it."""
        file = (self.path.parent / example.parsed).resolve()
        text = file.read_text(encoding="utf-8")
        if file.name == "pyproject.toml":
            shutil.copytree(file.parent / "src", self.folder, dirs_exist_ok=True)
            self.install(tomllib.loads(text))
        elif file.suffix == ".py":
            ast.parse(text)

    def kept(self, text: str) -> str:
        """Write a block that is a file to the folder, and return the file's name."""
        head = _FILE.match(text)
        if head is None:
            return ""
        file = self.folder / head[1]
        before = file.read_text(encoding="utf-8") if head[2] else ""
        file.write_text(before + text, encoding="utf-8")
        return head[1]

    def python(self, example):
        name = self.kept(example.parsed)
        if not name:
            return PythonEvaluator()(example)
        ast.parse(example.parsed)
        if name.startswith("test_"):
            module = import_module(name.removesuffix(".py"))
            for each in [name for name in vars(module) if name.startswith("test_")]:
                _run(getattr(module, each))
        return None

    def toml(self, example):
        text = example.parsed
        name = self.kept(text)
        if name == "pyproject.toml" and "project" in tomllib.loads(text):
            self.install(tomllib.loads(text))
        elif name == "pyproject.toml":
            read_settings(self.folder / name)
        elif name.startswith("broken"):
            with pytest.raises(aw.InvalidPlan):
                aw.load(self.folder / name)
        elif name:
            aw.load(self.folder / name)
        elif "name" in (tree := tomllib.loads(text)):
            aw.loads(text)
        else:
            aw.loads(write(_around(tree), "toml"))

    def plan(self, text, form):
        name = self.kept(text)
        if form == "yaml" and "\njobs:\n" in text:
            self.workflow(text)
        elif name:
            aw.load(self.folder / name)
        else:
            aw.loads(text, form)

    def workflow(self, text):
        """Run our steps of a workflow for GitHub Actions as the runner would."""
        for job in yaml.safe_load(text)["jobs"].values():
            ours = [each["run"] for each in job["steps"] if "aufwand " in each.get("run", "")]
            assert ours, text
            for command in ours:
                self.typed(command)
                assert self.code in {0, 1}, command

    def install(self, project):
        """Make the entry points of a project known, as installing it would."""
        name = project["project"]["name"]
        info = self.folder / f"{name.replace('-', '_')}-{project['project']['version']}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1.0\n")
        lines = []
        for group, points in project["project"]["entry-points"].items():
            lines += [f"[{group}]", *(f"{key} = {value}" for key, value in points.items())]
        (info / "entry_points.txt").write_text("\n".join(lines))
        invalidate_caches()
        plugins._kept.clear()
        plugins._listed.clear()

    def console(self, example):
        text = example.parsed
        commands = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE)
        if not commands or not text.startswith("$ "):
            return "a console block starts with '$ '"
        fresh = ""
        for command, wanted in commands:
            shown = self.typed(command)
            shown = "".join(f"{line.rstrip()}\n" for line in shown.splitlines())
            if os.environ.get(REFRESH) and "..." not in wanted:
                fresh += f"$ {command}\n{shown}"
                continue
            fresh += f"$ {command}\n{wanted}"
            if not OutputChecker().check_output(wanted, shown, ELLIPSIS):
                return f"$ {command}\n--- the page shows\n{wanted}--- it prints\n{shown}"
        if fresh != text:
            self.fresh[text] = fresh
        return None

    def typed(self, command: str) -> str:
        """Return what a terminal shows after *command*, as far as our pages need one."""
        if command == "echo $?":
            return f"{self.code}\n"
        words = shlex.split(command)
        stdin = b""
        target = None
        if words[0] == "cat":
            stdin = (self.folder / words[1]).read_bytes()
            if len(words) == 2:
                return stdin.decode()
            assert words[2] == "|", command
            words = words[3:]
        if words[-2:-1] == [">"]:
            target = self.folder / words[-1]
            words = words[:-2]
        assert words[0] == "aufwand", command
        # Of bytes, as some answers are made of them.
        out, both = (
            io.TextIOWrapper(io.BytesIO(), "utf-8", newline="", write_through=True)
            for _ in range(2)
        )
        typed_before = sys.stdin
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin))
        try:
            with redirect_stdout(out if target else both), redirect_stderr(both):
                self.code = run(words[1:])
        finally:
            sys.stdin = typed_before
        if target:
            target.write_bytes(out.buffer.getvalue())
        return both.buffer.getvalue().decode()


def _run(test):
    """Run a test as pytest would: once, or once for each set of what it takes."""
    marks = getattr(test, "pytestmark", [])
    for values in [each.values for mark in marks for each in mark.args[1]] or [()]:
        _steady(test)(*values)


def _steady(test):
    """Return *test*, drawing the same plans each time and whatever the machine is busy with."""
    if not is_hypothesis_test(test):
        return test
    busy = [HealthCheck.too_slow]
    return settings(
        derandomize=True, database=None, deadline=None, suppress_health_check=busy, max_examples=50
    )(test)


def _around(piece: dict[str, object]) -> dict[str, object]:
    """Return a whole plan around a piece, with the parts that it may name."""
    whole: dict[str, object] = {**AROUND, **piece}
    for collection in ("audiences", "channels", "roles", "activities"):
        own = piece.get(collection, [])
        keys = {each["key"] for each in own}
        whole[collection] = [
            *own,
            *(each for each in AROUND[collection] if each["key"] not in keys),
        ]
    return whole


@pytest.fixture
def open_page(tmp_path, monkeypatch):
    """Open a page in a folder of its own, and leave no trace of what it does."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    before = set(sys.modules)
    monkeypatch.setattr(plugins, "_kept", dict(plugins._kept))
    monkeypatch.setattr(plugins, "_listed", list(plugins._listed))
    yield lambda path: Page(path, tmp_path)
    for name in set(sys.modules) - before:
        file = getattr(sys.modules[name], "__file__", None)
        if file is not None and Path(file).is_relative_to(tmp_path):
            del sys.modules[name]
