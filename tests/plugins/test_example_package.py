"""A package with rules, built and installed as any other, is heard everywhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from aufwand.model import Activity, Plan, Role
from aufwand.rules import RuleSet, assess, check, plugins, settings_named

PROJECT = Path(__file__).with_name("acme-rules")

CODES = ["ACME001", "ACME002", "ACME003"]

PLAN = """\
name = "ACME"
baseline = "orientation"
baseline_roles = ["pr"]

[[roles]]
key = "pr"
"""

STRICT = """
[[activities]]
key = "launch"
duration = "8 h"
roles = ["pr"]

[rules]
extends = ["acme-rules:strict"]
select = ["ACME"]
"""

BUILD = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder that the package is installed in, from a wheel that its own backend built."""
    wheels = tmp_path_factory.mktemp("wheels")
    source = tmp_path_factory.mktemp("source") / "acme-rules"
    shutil.copytree(PROJECT, source, ignore=shutil.ignore_patterns("__pycache__"))
    ran = subprocess.run(
        [sys.executable, "-c", BUILD, str(wheels)],
        cwd=source,
        capture_output=True,
        text=True,
        check=True,
    )
    target = tmp_path_factory.mktemp("site")
    with ZipFile(wheels / ran.stdout.split()[-1]) as wheel:
        # A wheel without scripts or data is installed by unpacking it.
        wheel.extractall(target)
    return target


@pytest.fixture
def aufwand(tmp_path):
    """Run the command in a folder with a plan, with packages on its path."""
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "strict.toml").write_text(PLAN + STRICT, encoding="utf-8")

    def run(*arguments, path=(), python=("-m", "aufwand")):
        own = os.environ.get("PYTHONPATH", "")
        found = os.pathsep.join([*map(str, path), *filter(None, [own])])
        return subprocess.run(
            [sys.executable, *python, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": found, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture
def here(installed, monkeypatch):
    """Install the package in this process."""
    monkeypatch.syspath_prepend(installed)
    monkeypatch.setattr(plugins, "_listed", [])
    monkeypatch.setattr(plugins, "_kept", {})
    yield
    for name in [each for each in sys.modules if each.partition(".")[0] == "acme_rules"]:
        del sys.modules[name]


class TestCommand:
    def test_rules(self, aufwand, installed):
        """Its rules are listed with all others, and say where they come from."""
        listed = json.loads(aufwand("rules", "--format", "json", path=[installed]).stdout)
        packages = {each["code"]: each["package"] for each in listed["rules"]}

        assert dict.fromkeys(CODES, "acme_rules") == {
            code: package for code, package in packages.items() if package != "aufwand"
        }
        assert "STF102" in packages

    def test_check(self, aufwand, installed):
        """They find what they are made to find, and can be selected."""
        ended = aufwand(
            "check", "plan.toml", "--select", "ACME", "--format", "json", path=[installed]
        )

        assert ["ACME003"] == [each["code"] for each in json.loads(ended.stdout)["findings"]]
        assert "" == ended.stderr

    def test_explain(self, aufwand, installed):
        """In both languages, with their options."""
        page = aufwand("explain", "too-many-hats", "--lang", "de", path=[installed]).stdout

        assert "ACME001 too-many-hats" in page
        assert "Works agreement of 2026, section 4" in page

    def test_settings(self, aufwand, installed):
        """A plan can start from the settings that it brings."""
        ended = aufwand("check", "strict.toml", "--format", "json", path=[installed])
        found = {each["code"]: each for each in json.loads(ended.stdout)["findings"]}

        assert {"ACME001": "error", "ACME003": "error"} == {
            code: each["level"] for code, each in found.items()
        }
        assert {"value": 4.0, "unit": "activities"} == found["ACME001"]["limit"]

    def test_without_it(self, aufwand):
        """Nobody knows its family."""
        ended = aufwand("check", "plan.toml", "--select", "ACME")

        assert 2 == ended.returncode
        assert "ACME" in ended.stderr

    def test_its_own_tests_pass(self, aufwand, installed, tmp_path):
        """Where it is installed, as its makers run them."""
        shutil.copytree(PROJECT / "tests", tmp_path / "tests")
        (tmp_path / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n")
        ended = aufwand(
            "-q", "-p", "no:cacheprovider", "tests", path=[installed], python=("-m", "pytest")
        )

        assert 0 == ended.returncode, ended.stdout


class TestLibrary:
    def test_rules_are_found(self, here):
        """Beside our own."""
        found = RuleSet.installed()

        assert set(CODES) <= {each.code for each in found}
        assert () == found.broken
        assert CODES == [each.code for each in RuleSet.installed(["ACME"]) if each.family == "ACME"]

    def test_a_remedy_is_applied(self, here):
        """As any other: what it was for is gone."""
        hats = [Activity(f"hat{each}", duration="1 h", roles="pr") for each in range(6)]
        plan = Plan("ACME", roles=[Role("pr"), Role("care")], activities=hats)
        assessment = assess(plan, select=["ACME001", "ACME003"])
        after = assessment.apply(*(each.remedies[0] for each in assessment.findings))

        assert ["ACME001", "ACME003"] == [each.code for each in after.gone]
        assert ((), ()) == (after.findings, after.came)

    def test_a_family_that_nobody_asks_for_is_not_imported(self, here):
        """It would cost everybody its time."""
        check(Plan("ACME"), ignore=["ACME"])

        assert "acme_rules.policy" not in sys.modules

    def test_settings_are_named(self, here):
        """As the package and what it calls them, with either spelling of the package."""
        assert {"ACME": "error"} == dict(settings_named("acme-rules:strict").levels)
        assert settings_named("acme_rules:strict") == settings_named("acme-rules:strict")


def renamed(installed, target, name):
    """Install the same rules once more, as another package."""
    module = name.replace("-", "_")
    shutil.copytree(installed / "acme_rules", target / module)
    info = target / f"{module}-1.0.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.0\n")
    (info / "entry_points.txt").write_text(f"[aufwand.rules]\nACME = {module}.policy\n")
    return target


class TestTrouble:
    def test_two_packages_with_one_family(self, aufwand, installed, tmp_path):
        """Neither is guessed, whichever comes first on the path."""
        other = renamed(installed, tmp_path / "other", "apex-rules")
        arguments = ("check", "plan.toml", "--format", "json")
        one = aufwand(*arguments, path=[installed, other])
        two = aufwand(*arguments, path=[other, installed])
        findings = json.loads(one.stdout)["findings"]
        found = [each for each in findings if each["code"] == "INT001"]

        assert one.stdout == two.stdout
        assert all(any(code in each["message"] for each in found) for code in CODES)
        assert not set(CODES) & {each["code"] for each in findings}
        assert all("acme_rules.policy" in each["message"] for each in found)
        assert all("apex_rules.policy" in each["message"] for each in found)
        assert 4 == one.returncode == two.returncode

    def test_a_package_that_cannot_be_imported(self, aufwand, installed, tmp_path):
        """It is one finding for those who ask for it, and everything else is heard."""
        other = renamed(installed, tmp_path / "other", "broken-rules")
        (other / "broken_rules" / "policy.py").write_text("import nothing_of_that_name\n")
        ended = aufwand("check", "plan.toml", "--format", "json", path=[other])
        codes = [each["code"] for each in json.loads(ended.stdout)["findings"]]
        without = aufwand(
            "check", "plan.toml", "--ignore", "ACME", "--format", "json", path=[other]
        )

        assert 1 == codes.count("INT001")
        assert "AUD104" in codes
        assert 4 == ended.returncode
        assert "INT001" not in without.stdout
