"""Findings as Markdown."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from aufwand.model import Acceptance, Activity, Role
from aufwand.reports import markdown_text
from aufwand.rules import Drop, Match, Remedy
from aufwand.rules.known import KnownFindings
from aufwand.units import hours

ANY = st.text(st.characters(exclude_categories=()))

#: Every line begins as we wrote it.
_LINE = re.compile(
    r"### Check of .+|\*\*Findings: .+\*\*|- \*\*\w+\*\* ACME001 .+|  - .+|"
    r"<details><summary>.+</summary>|</details>|What is accepted costs .+|"
)


def test_a_report(assessed, says, place):
    """Title, numbers, a list of what counts, what does not folded away, its cost."""
    accepted = [Acceptance(rule="ACME001", where="b", reason="why | not")]
    load = Activity("load", duration="1 h", roles=["pr"])
    rules = says(
        Match("roles.pr", "Too <much>.", remedies=Remedy("Drop it", "trade-off", Drop("roles.pr"))),
        Match("b", cost=hours(2)),
        Match("c", "Old."),
    )
    found = assessed(rules, accepted=accepted, roles=[Role("pr")], activities=[load])
    known = KnownFindings.from_findings(found.findings[1:2])
    expected = r"""### Check of Bakery

**Findings: 1 warning, 1 known, 1 accepted**

- **warning** ACME001 `roles.pr` (`plan.toml:7`): Too \<much\>.
  - Drop it (trade-off)

<details><summary>Accepted or known: 2</summary>

- **warning** ACME001 `b` (`plan.toml:7`): Say what it was given.
  - Accepted: why \| not
- **warning** ACME001 `c` (`plan.toml:7`): Old.
  - Known: it is in the baseline.

</details>

What is accepted costs 2 h a week together.
"""

    assert expected == markdown_text(found, places=place, known=known)


def test_nothing(assessed):
    """That nothing was found is said, under a title."""
    assert "### Check of B\\*\n\nNo findings.\n" == markdown_text(assessed(name="B*"))
    assert "### Prüfung von Bakery\n\nKeine Befunde.\n" == markdown_text(assessed(), lang="de")


def test_the_whole_plan(assessed, says):
    """What is about no part is about the whole; without a file there is no place."""
    shown = markdown_text(assessed(says(Match("", "So."))))

    assert "- **warning** ACME001 the whole plan: So.\n" in shown


def test_accepted_without_a_price(assessed, says):
    """What costs nothing that is known adds no sentence."""
    accepted = [Acceptance(rule="ACME001", reason="why not")]
    shown = markdown_text(assessed(says(Match()), accepted=accepted))

    assert "together" not in shown


def test_hostile(hostile, spoken):
    """Whatever a name holds, every line is one that we began."""
    reason = re.sub(
        r"[\x00-\x1f\x7f-\x9f\u2028-\u2069\u200f\ud800-\udfff\ufffe\uffff]", "", hostile
    )
    accepted = [
        Acceptance(rule="x", reason="y"),
        Acceptance(rule="ACME001", reason=f"z{reason}"[:9_000]),
    ]
    for found in (spoken(hostile), spoken(hostile, accepted=accepted)):
        text = markdown_text(found, places=lambda path: (hostile, 1, 1))

        assert all(_LINE.fullmatch(line) for line in text.split("\n"))


@given(text=ANY)
def test_any_text(text, spoken):
    """So it is with any text."""
    shown = markdown_text(spoken(text), places=lambda path: (text, 1, 1))

    assert all(_LINE.fullmatch(line) for line in shown.split("\n"))
    assert shown.removesuffix("\n") == "".join(
        each if each.isprintable() or each in "\n\u200c\u200d" else "?" for each in shown[:-1]
    )
