"""The command that writes a page, the page of the sample, and bars in a terminal."""

from __future__ import annotations

import builtins
import locale
import os
import sys

import pytest

from aufwand.cli._options import bars_wanted
from aufwand.cli.exit_codes import BROKEN, FINE, NO_PLAN, WRONG_USE
from aufwand.reports import is_report, page
from aufwand.rules import rule


@pytest.fixture
def without_jinja2(monkeypatch):
    """Let the extra not be installed."""

    def without(name, *rest):
        if name == "jinja2":
            raise ImportError(name)
        return imported(name, *rest)

    imported = builtins.__import__
    page._template.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)


class TestReport:
    def test_a_file(self, aufwand, folder):
        """It is written whole, and what a board should know is told beside."""
        ended = aufwand("report", "plan.toml", "-o", "report.html")

        assert (FINE, "") == (ended.code, ended.out)
        assert ended.err.startswith(
            "report.html is written; open it in a browser, or print it\n"
            "The social-media work of Bakery takes 16 h 55 min a week"
        )
        assert is_report((folder / "report.html").read_bytes())

    def test_to_standard_output(self, aufwand):
        """In German if wanted, and only with the rules that are asked."""
        ended = aufwand("report", "plan.toml", "--lang", "de", "--select", "AUD104")

        assert is_report(ended.out.encode())
        assert "Dialoge führen" in ended.out
        assert "AUD104" in ended.out
        assert "STF102" not in ended.out
        assert ended.err.startswith("Die Social-Media-Arbeit von Bakery")

    def test_the_same_plan_gives_the_same_page(self, aufwand, folder):
        """So an older page of ours may be replaced; anything else is not."""
        aufwand("report", "plan.toml", "-o", "report.html")
        before = (folder / "report.html").read_bytes()

        assert FINE == aufwand("report", "plan.toml", "-o", "report.html").code
        assert before == (folder / "report.html").read_bytes()

        (folder / "other.html").write_text("<p>mine", encoding="utf-8")
        ended = aufwand("report", "plan.toml", "-o", "other.html")

        assert WRONG_USE == ended.code
        assert "other.html is there already and is no page of aufwand" in ended.err
        assert FINE == aufwand("report", "plan.toml", "-o", "other.html", "--force").code
        assert before == (folder / "other.html").read_bytes()

    def test_nowhere_to_write(self, aufwand, folder):
        """It is told why."""
        (folder / "folder").mkdir()

        for name in ("folder", "missing/report.html", "a\0b"):
            ended = aufwand("report", "plan.toml", "-o", name)
            assert (NO_PLAN, "") == (ended.code, ended.out)
            assert ended.err.startswith(f"{name}: ")

    def test_a_scenario(self, aufwand, folder):
        """The page of the plan as a scenario makes it."""
        with (folder / "plan.toml").open("a", encoding="utf-8") as file:
            file.write('\n[[scenarios]]\nkey = "lean"\ndrop = ["activities.networking"]\n')

        assert "9 h 25 min a week" in aufwand("report", "plan.toml", "--scenario", "lean").err

    def test_a_broken_rule(self, aufwand, with_rules):
        """It loses nothing else, and the exit code says so."""

        @rule("ACME001", "breaks", message="So.")
        def breaks(facts):
            raise ValueError("no")

        with_rules(breaks)
        ended = aufwand("report", "plan.toml")

        assert BROKEN == ended.code
        assert "INT001" in ended.out

    @pytest.mark.usefixtures("without_jinja2")
    def test_without_the_extra(self, aufwand):
        """It is told how to get it."""
        ended = aufwand("report", "plan.toml")

        assert (NO_PLAN, "") == (ended.code, ended.out)
        assert "pip install 'aufwand[report]'" in ended.err


class TestDemo:
    @pytest.mark.parametrize(
        ("lang", "name"), [("en", "aufwand-demo.html"), ("de", "aufwand-beispiel.html")]
    )
    def test_a_report_beside_the_plan(self, aufwand, folder, lang, name):
        """It is that of the command; another file in its place is kept."""
        assert f" {name}; " in aufwand("demo", "--lang", lang).err

        plan = name.replace("html", "toml")
        assert (folder / name).read_text(encoding="utf-8") == (
            aufwand("report", plan, "--lang", lang).out
        )
        (folder / name).write_text("mine", encoding="utf-8")
        assert WRONG_USE == aufwand("demo", "--lang", lang).code
        assert "mine" == (folder / name).read_text(encoding="utf-8")

    def test_a_plan_that_is_called_as_a_page(self, aufwand, folder):
        """Its report is called otherwise."""
        assert FINE == aufwand("demo", "a.html").code
        assert is_report((folder / "a.html.html").read_bytes())

    @pytest.mark.usefixtures("without_jinja2")
    def test_without_the_extra(self, aufwand, folder):
        """The plan and its answer are there all the same, and the rest is told."""
        ended = aufwand("demo")

        assert FINE == ended.code
        assert "There is no report" in ended.err
        assert "20 h 21 min" in ended.out
        assert not (folder / "aufwand-demo.html").exists()


class TestBars:
    def test_when_they_are_asked_for(self, aufwand):
        """Beside the numbers of each part, of which none is changed."""
        for command in ("assess", "estimate"):
            bare = aufwand(command, "plan.toml").out
            drawn = aufwand(command, "plan.toml", "--bars", "always").out

            assert "█" not in bare
            assert "5 h    7 h 30 min          10 h   ███████████████▓▓▓▓▓▓▓▓░░░░░░░" in drawn
            key = "Bars: █ up to low, ▓ up to likely, ░ up to high."
            assert key in drawn
            assert bare == "".join(
                f"{line.rstrip('█▓░').rstrip()}\n" for line in drawn.splitlines() if line != key
            )
            assert 100 >= max(map(len, drawn.splitlines()))

    def test_not_where_there_is_no_room(self, aufwand, monkeypatch):
        """In a narrow terminal the numbers come first."""
        monkeypatch.setattr("aufwand.cli.plans.line_length", lambda: 66)

        assert "█" not in aufwand("assess", "plan.toml", "--bars", "always").out

    @pytest.mark.parametrize(
        ("terminal", "encoding", "term", "platform", "wanted"),
        [
            (True, "UTF-8", "xterm", "linux", True),
            (True, "utf8", "xterm", "linux", True),
            (False, "UTF-8", "xterm", "linux", False),
            (True, "latin-1", "xterm", "linux", False),
            (True, "cp1252", "xterm", "win32", True),
            (True, "UTF-8", "dumb", "linux", False),
        ],
    )
    def test_on_a_terminal(self, monkeypatch, terminal, encoding, term, platform, wanted):
        """Without a word, only one that shows them gets bars."""
        monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
        monkeypatch.setattr(locale, "getencoding", lambda: encoding)
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setitem(os.environ, "TERM", term)

        assert wanted is bars_wanted("auto")
        assert bars_wanted("always")
        assert not bars_wanted("never")
