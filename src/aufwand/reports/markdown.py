"""Findings as Markdown, for the comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.reports._markdown import code, escaped
from aufwand.reports._sentences import (
    accepted_sentence,
    cost_sentence,
    counts,
    remedies_of,
    where,
)
from aufwand.reports._table import cut
from aufwand.reports._told import told
from aufwand.reports._words import WORDS
from aufwand.units.wording import say_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.reports._told import Places, Told
    from aufwand.rules import Assessment
    from aufwand.rules.known import KnownFindings

__all__ = ["markdown_text"]


def markdown_text(
    assessment: Assessment,
    *,
    lang: str = "en",
    places: Places | None = None,
    known: KnownFindings | None = None,
) -> str:
    """Return the findings as a list in Markdown, those that do not count folded away.

    Names and messages are shown as they are: they call nobody, link nowhere, and bring no HTML.

    Args:
        assessment: What to tell.
        lang: ``en`` or ``de``.
        places: Where the parts of the plan stand, if it came from a text.
        known: Findings that were there before.
    """
    words = WORDS[lang]
    found = told(assessment.findings, places, known)
    title = words["check"].format(name=escaped(cut(assessment.plan.name)))
    blocks = [[f"### {title}"], [words["no_findings"]]]
    if found:
        blocks[1] = [f"**{words['findings'].format(counts=counts(found, lang))}**"]
    blocks.append([line for each in found if each.open for line in _item(each, lang)])
    aside = [each for each in found if not each.open]
    if aside:
        summary = words["set_aside"].format(number=say_number(len(aside), 0, lang))
        blocks += [
            [f"<details><summary>{summary}</summary>"],
            [line for each in aside for line in _item(each, lang)],
            ["</details>"],
        ]
    cost = cost_sentence(assessment.accepted_cost, lang) if assessment.accepted else ""
    blocks.append([escaped(cost)] if cost else [])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _item(told: Told, lang: str) -> Iterator[str]:
    words, finding = WORDS[lang], told.finding
    place = code(cut(where(finding, lang), 100)) if finding.path else where(finding, lang)
    if told.file is not None and told.line is not None:
        place += f" ({code(f'{told.file}:{told.line}')})"
    yield f"- **{words[finding.level]}** {finding.code} {place}: {escaped(finding.say(lang))}"
    if finding.accepted is not None:
        yield f"  - {escaped(accepted_sentence(finding.accepted, lang))}"
    elif told.known:
        yield f"  - {words['known']}"
    else:
        for remedy in remedies_of(finding, lang):
            yield f"  - {escaped(remedy)}"
