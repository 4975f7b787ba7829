"""From a plan with a closed channel to one that saves the time for it."""

from __future__ import annotations

import json

import pytest

from aufwand.cli.main import run


@pytest.fixture
def aufwand(tmp_path, monkeypatch, capsys):
    """The command in a folder of its own, its answer as data."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments):
        capsys.readouterr()
        assert run(arguments) in {0, 1}
        return json.loads(capsys.readouterr().out)

    return command


@pytest.mark.parametrize(
    ("lang", "name"), [("en", "aufwand-demo.toml"), ("de", "aufwand-beispiel.toml")]
)
def test_the_sample_plan_can_be_made_better(aufwand, lang, name):
    """It has findings with prices, and a safe remedy that saves hours and clears them."""
    asked = ("--lang", lang, "--format", "json")
    found = aufwand("demo", *asked)["findings"]
    priced = {each["code"] for each in found if each["cost"]}
    saving = {
        each["code"]
        for each in found
        for remedy in each["remedies"]
        if remedy["saves"] and remedy["saves"]["hours_per_week"]
    }
    told = aufwand("fix", name, "--write", *asked)
    left = aufwand("check", name, *asked)["findings"]
    gone = {each["fingerprint"] for each in told["gone"]}

    assert len(priced | saving) >= 5
    assert told["written"]
    assert 0.5 < told["saves"]["hours_per_week"]
    assert gone
    assert gone.isdisjoint(each["fingerprint"] for each in left)
    assert 0 == len(aufwand("fix", name, *asked)["applied"])
