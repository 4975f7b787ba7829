"""How the command ends: help, closed pipes, full disks, mishaps."""

from __future__ import annotations

import errno
import os
import re
import shlex
import sys

import click
import pytest

from aufwand.cli.exit_codes import BROKEN, FINE, NO_PLAN, STOPPED, WRONG_USE
from aufwand.cli.main import command, main, run

COMMANDS = sorted(command.commands)

#: The module, whose name in its package is that of the function.
MODULE = sys.modules["aufwand.cli.main"]


class TestHelp:
    @pytest.mark.parametrize("name", ["", *COMMANDS])
    def test_begins_with_an_example(self, aufwand, name):
        """After the usage and one sentence there is an example that can be typed."""
        ended = aufwand(*name.split(), "--help")
        usage, sentence, example, *_ = ended.out.split("\n\n")

        assert FINE == ended.code
        assert usage.startswith(f"Usage: aufwand {name}".rstrip())
        assert re.fullmatch(r"[^.]+\.", sentence)
        assert example.strip().startswith(f"Example:\n    aufwand {name}".rstrip())
        assert ended == aufwand(*name.split(), "-h")

    def test_every_example_works(self, aufwand, folder, typed):
        """What stands in the help does what it says."""
        (folder / "plan.toml").unlink()
        for name in ("init", "demo", "assess", "estimate", "check", "explain", "rules", "schema"):
            text = aufwand(name, "--help").out
            for line in re.findall(r"^    aufwand (.*)", text, re.MULTILINE):
                example = re.split(r"   | > ", line)[0]

                assert aufwand(*shlex.split(example)).code in {0, 1}

    def test_version(self, aufwand):
        """The version is a line of its own."""
        ended = aufwand("--version")

        assert FINE == ended.code
        assert re.fullmatch(r"\d+\.\d+\.\d+\n", ended.out)

    def test_nothing_asked(self, aufwand):
        """Without a command the help is shown."""
        ended = aufwand()

        assert "aufwand init plan.toml" in ended.out + ended.err


class TestMain:
    def test_leaves_with_the_code(self, capsys):
        """The process ends with the exit code."""
        with pytest.raises(SystemExit) as left:
            main(["assess", "nothing.toml"])

        assert NO_PLAN == left.value.code

    def test_the_arguments_of_the_process(self, monkeypatch, capsys):
        """Where none are given, those of the process count."""
        monkeypatch.setattr(sys, "argv", ["aufwand", "--version"])

        assert FINE == run()

    def test_completion(self, monkeypatch, capsys):
        """Shells can ask what would fit."""
        monkeypatch.setenv("_AUFWAND_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", "aufwand ass")
        monkeypatch.setenv("COMP_CWORD", "1")

        assert FINE == run([])
        assert "plain,assess\n" == capsys.readouterr().out


class TestMishaps:
    def test_a_closed_pipe(self, monkeypatch):
        """Whoever reads our output may stop; that is no failure."""
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "w") as pipe:
            monkeypatch.setattr(sys, "stdout", pipe)

            assert FINE == run(["rules"])

    def test_a_full_disk(self, monkeypatch, capsys, tmp_path):
        """An answer that cannot be written is told of."""
        full = OSError(errno.ENOSPC, "No space left on device")
        monkeypatch.setattr(MODULE, "_invoked", _raising(full))
        with (tmp_path / "disk").open("w") as disk:
            monkeypatch.setattr(sys, "stdout", disk)

            assert NO_PLAN == run(["rules"])
        assert (
            "Error: the answer cannot be written: No space left on device\n"
            == capsys.readouterr().err
        )

    def test_no_output_at_all(self, monkeypatch):
        """Standard output may be closed."""
        monkeypatch.setattr(sys, "stdout", None)

        assert FINE == run(["rules"])
        assert FINE == run(["check", "plan.toml"])

    @pytest.mark.parametrize("error", [KeyboardInterrupt, click.Abort])
    def test_stopped(self, monkeypatch, error):
        """Ctrl-C ends quietly, with the code that shells give it."""
        monkeypatch.setattr(MODULE, "_invoked", _raising(error()))

        assert STOPPED == run(["rules"])

    def test_a_mistake_of_ours(self, monkeypatch, capsys):
        """What nobody foresaw is shown in full, and is no finding."""
        monkeypatch.setattr(MODULE, "_invoked", _raising(ZeroDivisionError("oh")))

        assert BROKEN == run(["rules"])
        assert "ZeroDivisionError: oh" in capsys.readouterr().err

    def test_a_wrong_name(self, capsys):
        """Names that are in no list are wrong use."""
        assert WRONG_USE == run(["explain", "AUD999"])
        assert capsys.readouterr().err.startswith("Error: there is no rule 'AUD999'")


def _raising(error):
    def function(_):
        raise error

    return function
