"""The page of a rule, read from its docstring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.outline import Outline
from aufwand.rules.message import language

if TYPE_CHECKING:
    from aufwand.rules.rule import Rule

__all__ = ["HEADINGS", "page", "sections"]

#: The headings of a page, in their order, and in German.
HEADINGS = {
    "What it checks": "Was geprüft wird",
    "Why it matters": "Warum es wichtig ist",
    "When not to worry": "Wann es nicht stört",
    "Remedy": "Abhilfe",
    "Example": "Beispiel",
    "Source": "Quelle",
}

_LEVELS = {"error": "Fehler", "warning": "Warnung", "advice": "Rat", "info": "Hinweis"}


def sections(doc: str) -> dict[str, str]:
    """Return the parts of a docstring that have one of the headings, by heading."""
    from inspect import cleandoc

    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in cleandoc(doc).splitlines():
        if line[-1:] == ":" and line[:-1] in HEADINGS:
            lines = found.setdefault(line[:-1], [])
        else:
            lines.append(line)
    # What stands before the first heading is the summary.
    return {heading: cleandoc("\n".join(("", *body))) for heading, body in found.items()}


def page(rule: Rule, lang: str) -> Outline:
    """Return the page of *rule*, with the headings in *lang*."""
    german = language(lang) == "de"
    parts = tuple(
        Outline(HEADINGS[heading] if german else heading, notes=tuple(body.splitlines()))
        for heading, body in rule.sections().items()
    )
    level = _LEVELS[rule.level] if german else rule.level
    return Outline(f"{rule.code} {rule.name}", level, (rule.summary,), parts)
