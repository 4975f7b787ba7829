"""The page of a rule, read from its docstring and from what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.language import N_, Words
from aufwand.outline import Outline
from aufwand.rules.options import in_words, plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.rules.options import Option
    from aufwand.rules.rule import Rule

__all__ = ["HEADINGS", "OPTIONS", "page", "said_of", "said_of_option", "sections"]

#: The headings of a docstring, in their order.
HEADINGS = (
    N_("What it checks"),
    N_("Why it matters"),
    N_("When not to worry"),
    N_("Remedy"),
    N_("Example"),
    N_("Source"),
)

#: The heading of the options, which stand before the example.
OPTIONS = N_("Options")

_HEADINGS = Words({each: each for each in (*HEADINGS, OPTIONS)})

_LEVELS = Words({each: each for each in (N_("error"), N_("warning"), N_("advice"), N_("info"))})

# Translators: what a rule rests on.
_GROUNDS = Words({each: each for each in (N_("opinion"), N_("evidence"), N_("law"))})

_SAID = Words(
    {
        "since": N_("Since {since} of {package}."),
        "of": N_("From {package}."),
        "grounds": N_("Rests on {grounds}: {sources}."),
        "bare": N_("Rests on {grounds}."),
        "aliases": N_("Also called {aliases}."),
        "preview": N_("In preview: it is asked only when its own code or name is selected."),
        "deprecated": N_("Deprecated: {replaced_by} takes its place."),
        "more": N_("Raising it never gives fewer findings."),
        "fewer": N_("Raising it never gives more findings."),
        "opinion": N_("The default is our opinion."),
        "source": N_("The default comes from: {source}."),
    }
)


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
    headings = _HEADINGS[lang]
    parts = [
        Outline(headings[heading], notes=tuple(body.splitlines()))
        for heading, body in rule.sections().items()
    ]
    options = tuple(
        Outline(each.name, _default(each), tuple(said_of_option(each, lang)))
        for each in rule.known_options
    )
    if options:
        behind = {"Example", "Source"}
        before = sum(heading not in behind for heading in rule.sections())
        parts.insert(before, Outline(headings[OPTIONS], parts=options))
    level = _LEVELS[lang][rule.level]
    notes = (rule.summary, " ".join(said_of(rule, lang)))
    return Outline(f"{rule.code} {rule.name}", level, notes, tuple(parts))


def said_of(rule: Rule, lang: str) -> Iterator[str]:
    """Yield what is to be known of *rule* beside its docstring, sentence by sentence."""
    say = _SAID[lang]
    yield say["since" if rule.since else "of"].format(since=rule.since, package=rule.package)
    grounds = _GROUNDS[lang][rule.grounds]
    sources = "; ".join(each.rstrip(".") for each in rule.sources)
    yield say["grounds" if sources else "bare"].format(grounds=grounds, sources=sources)
    if rule.aliases:
        yield say["aliases"].format(aliases=", ".join(rule.aliases))
    if rule.status != "stable":
        yield say[rule.status].format(replaced_by=rule.replaced_by)


def said_of_option(option: Option, lang: str) -> Iterator[str]:
    """Yield what is to be known of an *option*, sentence by sentence."""
    say = _SAID[lang]
    yield f"{option.about.say(lang, {}).rstrip('.')}."
    if option.source.strip().lower() == "opinion":
        yield say["opinion"]
    else:
        yield say["source"].format(source=option.source.rstrip("."))
    if option.raising:
        yield say[option.raising]


def _default(option: Option) -> str:
    return in_words(plain_value(option.default)) or '""'
