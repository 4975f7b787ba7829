"""The page of a rule, read from its docstring and from what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.outline import Outline
from aufwand.rules.message import language
from aufwand.rules.options import in_words, plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.rules.options import Option
    from aufwand.rules.rule import Rule

__all__ = ["HEADINGS", "OPTIONS", "page", "said_of", "said_of_option", "sections"]

#: The headings of a docstring, in their order, and in German.
HEADINGS = {
    "What it checks": "Was geprüft wird",
    "Why it matters": "Warum es wichtig ist",
    "When not to worry": "Wann es nicht stört",
    "Remedy": "Abhilfe",
    "Example": "Beispiel",
    "Source": "Quelle",
}

#: The heading of the options, which stand before the example.
OPTIONS = {"en": "Options", "de": "Optionen"}

_LEVELS = {"error": "Fehler", "warning": "Warnung", "advice": "Rat", "info": "Hinweis"}
_GROUNDS = {"opinion": "Meinung", "evidence": "Belegen", "law": "Recht"}

_SAID = {
    "en": {
        "since": "Since {since} of {package}.",
        "of": "From {package}.",
        "grounds": "Rests on {grounds}: {sources}.",
        "bare": "Rests on {grounds}.",
        "aliases": "Also called {aliases}.",
        "preview": "In preview: it is asked only when its own code or name is selected.",
        "deprecated": "Deprecated: {replaced_by} takes its place.",
        "more": "Raising it never gives fewer findings.",
        "fewer": "Raising it never gives more findings.",
        "opinion": "The default is our opinion.",
        "source": "The default comes from: {source}.",
    },
    "de": {
        "since": "Seit {since} von {package}.",
        "of": "Aus {package}.",
        "grounds": "Beruht auf {grounds}: {sources}.",
        "bare": "Beruht auf {grounds}.",
        "aliases": "Heißt auch {aliases}.",
        "preview": "Vorschau: wird nur gefragt, wenn Code oder Name gewählt ist.",
        "deprecated": "Veraltet: An ihre Stelle tritt {replaced_by}.",
        "more": "Höher gibt nie weniger Befunde.",
        "fewer": "Höher gibt nie mehr Befunde.",
        "opinion": "Die Voreinstellung ist unsere Meinung.",
        "source": "Die Voreinstellung stammt aus: {source}.",
    },
}


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
    parts = [
        Outline(HEADINGS[heading] if german else heading, notes=tuple(body.splitlines()))
        for heading, body in rule.sections().items()
    ]
    options = tuple(
        Outline(each.name, _default(each), tuple(said_of_option(each, lang)))
        for each in rule.known_options
    )
    if options:
        behind = {"Example", "Source"}
        before = sum(heading not in behind for heading in rule.sections())
        parts.insert(before, Outline(OPTIONS[lang], parts=options))
    level = _LEVELS[rule.level] if german else rule.level
    notes = (rule.summary, " ".join(said_of(rule, lang)))
    return Outline(f"{rule.code} {rule.name}", level, notes, tuple(parts))


def said_of(rule: Rule, lang: str) -> Iterator[str]:
    """Yield what is to be known of *rule* beside its docstring, sentence by sentence."""
    say = _SAID[language(lang)]
    yield say["since" if rule.since else "of"].format(since=rule.since, package=rule.package)
    grounds = _GROUNDS[rule.grounds] if lang == "de" else rule.grounds
    sources = "; ".join(each.rstrip(".") for each in rule.sources)
    yield say["grounds" if sources else "bare"].format(grounds=grounds, sources=sources)
    if rule.aliases:
        yield say["aliases"].format(aliases=", ".join(rule.aliases))
    if rule.status != "stable":
        yield say[rule.status].format(replaced_by=rule.replaced_by)


def said_of_option(option: Option, lang: str) -> Iterator[str]:
    """Yield what is to be known of an *option*, sentence by sentence."""
    say = _SAID[language(lang)]
    yield f"{option.about.say(lang, {}).rstrip('.')}."
    if option.source.strip().lower() == "opinion":
        yield say["opinion"]
    else:
        yield say["source"].format(source=option.source.rstrip("."))
    if option.raising:
        yield say[option.raising]


def _default(option: Option) -> str:
    return in_words(plain_value(option.default)) or '""'
