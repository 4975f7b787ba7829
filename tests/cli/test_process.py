"""The command as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

MODULE = [sys.executable, "-m", "aufwand"]


def _process(*arguments, **options):
    quiet = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    return subprocess.run(
        [*MODULE, *arguments], capture_output=True, check=False, env=quiet, **options
    )


def test_module_and_locale():
    """``python -m aufwand`` is the command, and speaks UTF-8 whatever the locale is."""
    ended = _process("assess", "plan.toml", "--lang", "de")

    assert 0 == ended.returncode
    assert b"" == ended.stderr
    assert "Tätigkeit" in ended.stdout.decode("utf-8")


def test_standard_input():
    """A plan can be piped in."""
    ended = _process("assess", "-", "--format", "json", input="name = 'Bäckerei'".encode())

    assert "Bäckerei" == json.loads(ended.stdout)["plan"]["name"]


def test_codes():
    """The process ends with the exit codes that scripts rely on."""
    assert 0 == _process("check", "plan.toml").returncode
    assert 1 == _process("check", "plan.toml", "--fail-on", "warning").returncode
    assert 2 == _process("check").returncode
    assert 3 == _process("check", "nothing.toml").returncode


def test_a_reader_that_has_seen_enough():
    """A closed pipe ends with 0 and without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run([*MODULE, "schema"], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert (0, b"") == (ended.returncode, ended.stderr)


def test_a_closed_output():
    """So does a standard output that is closed from the beginning."""
    shell = 'exec "$0" -m aufwand check plan.toml >&-'
    ended = subprocess.run(
        ["/bin/sh", "-c", shell, sys.executable], stderr=subprocess.PIPE, check=False
    )

    assert (0, b"") == (ended.returncode, ended.stderr)
