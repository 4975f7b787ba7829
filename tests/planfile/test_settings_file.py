"""Settings of rules in a file of their own."""

from __future__ import annotations

import pytest

from aufwand.errors import InvalidPlan, UnreadablePlan
from aufwand.model import RuleSettings
from aufwand.planfile import read_settings


@pytest.fixture
def written(tmp_path):
    """Write a file and read its settings."""

    def write(text, name="rules.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_settings(path)

    return write


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", "[tool.aufwand.rules]\nignore = ['COS']"),
        ("rules.toml", "[rules]\nignore = ['COS']"),
        ("rules.yaml", "rules:\n  ignore: [COS]"),
        ("rules.json", '{"rules": {"ignore": ["COS"]}}'),
    ],
)
def test_they_stand_in_a_table(written, name, text):
    """Of any file that a plan can be written in."""
    assert RuleSettings(ignore=["COS"]) == written(text, name).settings


def test_everything_in_them_has_a_place(written):
    """For whatever is found to be wrong with it later."""
    found = written(
        "[tool.aufwand.rules]\n"
        "ignore = ['COS', 'X']\n"
        "[tool.aufwand.rules.options.QLT101]\n"
        "least = '3 h'\n"
    )

    assert found.place("ignore[1]")[1:] == (2, 18)
    assert found.place("options.QLT101.least")[1:] == (4, 9)
    assert found.place("options.QLT101.most")[1:] == (3, 1)
    assert found.place("")[1] == 1


def test_all_faults_are_told_at_once(written):
    """Each with its place."""
    with pytest.raises(InvalidPlan) as caught:
        written("[rules]\nlevels = { STF101 = 'fatal' }\nselct = ['A']\n")

    assert [fault.line for fault in caught.value.faults] == [2, 3]
    assert [fault.path for fault in caught.value.faults] == ["rules.levels.STF101", "rules.selct"]


@pytest.mark.parametrize("text", ["", "[rule]", "rules = 3", "[tool]\naufwand = 1"])
def test_a_file_without_settings_is_told_of(written, text):
    """It was named for them."""
    with pytest.raises(InvalidPlan) as caught:
        written(text)

    assert "[tool.aufwand.rules]" in str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    """Cannot be read."""
    with pytest.raises(UnreadablePlan):
        read_settings(tmp_path / "none.toml")
