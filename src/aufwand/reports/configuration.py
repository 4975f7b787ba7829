"""Which rules are asked about a plan, how, and who said so, as a table for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.language import N_, Words
from aufwand.reports._table import aligned, cut
from aufwand.reports._words import WORDS
from aufwand.rules.options import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aufwand.rules import Choice, Configuration

__all__ = ["configuration_text"]

_WORDS = Words(
    {
        "asked": N_("asked"),
        "says": N_("says"),
        "on": N_("yes"),
        "off": N_("no"),
        "option": N_("{name} = {value}"),
        "local": N_("at {where}: {what}"),
        "default": N_("default"),
        "plan": N_("the plan"),
        "settings": N_("settings"),
        "call": N_("the call"),
    }
)


def configuration_text(configuration: Configuration, *, lang: str = "en") -> str:
    """Return for every rule whether it is asked, at which level, with which options, and why.

    Behind each stands which layer said so: ``default``, the settings, the plan, the call, or
    settings that one of them starts from, such as ``aufwand:strict``.
    """
    words = {**WORDS[lang], **_WORDS[lang]}
    head = [words[name] for name in ("rule", "name", "asked", "says", "level", "says")]
    rows = [
        [
            choice.rule.code,
            choice.rule.name,
            words["on" if choice.on else "off"],
            _layer(choice.on_from, words),
            words[choice.level],
            _layer(choice.level_from, words),
        ]
        for choice in configuration
    ]
    table = aligned([head, *rows], left=6)
    lines = [table[0]]
    for choice, line in zip(configuration, table[1:], strict=True):
        lines.append(line)
        lines += [f"    {each}" for each in _details(choice, words)]
    return "\n".join(lines) + "\n"


def _layer(name: str, words: Mapping[str, str]) -> str:
    return words.get(name, name)


def _details(choice: Choice, words: Mapping[str, str]) -> Iterator[str]:
    told: dict[str, Any] = choice.as_dict()
    for name, each in told["options"].items():
        shown = words["option"].format(name=name, value=cut(in_words(each["value"])))
        yield f"{shown}  ({_layer(each['from'], words)})"
    for each in told["overrides"]:
        what = [] if each["level"] is None else [words.get(each["level"], each["level"])]
        what += [
            words["option"].format(name=name, value=cut(in_words(value)))
            for name, value in each["options"].items()
        ]
        shown = words["local"].format(where=cut(each["where"]), what=", ".join(what))
        yield f"{shown}  ({_layer(each['from'], words)})"
