"""Every block of the README and of the pages runs, and shows what really comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MADE = ROOT / "docs" / "reference" / "rules"
PAGES = [
    ROOT / "README.md",
    # The pages of rules are made when the site is built; their examples are those of the rules.
    *sorted(each for each in (ROOT / "docs").rglob("*.md") if each.parent != MADE),
]

#: Run by the page; ``sh`` stands only in the README, where .ci/run reads it.
RUN = {"python", "toml", "yaml", "json", "console"}

_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<language>\S*)", re.MULTILINE)


def _languages(text: str) -> list[str]:
    found = list(_FENCE.finditer(text))
    opening = found[::2]
    return [each["language"] for each in opening]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_block_of_a_page_runs(path, open_page):
    """Read from the top, each block of a page does and shows what the page says."""
    wanted = sum(language in RUN for language in _languages(path.read_text(encoding="utf-8")))

    assert wanted <= open_page(path).run()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_block_is_of_a_kind_that_is_not_run(path):
    """A block says what it is, and only kinds that are run are used."""
    languages = _languages(path.read_text(encoding="utf-8"))
    others = [each for each in languages if each not in RUN and not each.startswith("{")]

    assert (["sh", "sh"] if path.name == "README.md" else []) == others


def test_the_commands_for_a_fresh_machine_are_those_that_the_pipeline_runs():
    """Behind each marker stands one command, and .ci/run takes the second from there."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"<!-- (.+) -->\n```sh\n(.+)\n```\n", text)

    main_job = (
        'python3 -m venv .venv && .venv/bin/pip install --quiet ".[all]" && .venv/bin/aufwand demo'
    )
    test = 'python3 -m venv .venv && .venv/bin/pip install --quiet "nox[uv]" && .venv/bin/nox'

    assert [("main job", main_job), ("test command", test)] == commands
