"""What a finding says, in each language; put into words only when somebody reads it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from attrs import field, frozen

from aufwand.errors import Fault
from aufwand.language import LANGUAGES, language
from aufwand.model._reading import plain_text
from aufwand.outline.text import plain
from aufwand.rules.measure import LARGEST, Measure
from aufwand.rules.price import Price
from aufwand.units import Effort, Elapsed, Money, Range, say
from aufwand.units._exact import finite
from aufwand.units._pattern import Pattern
from aufwand.units._value import value
from aufwand.units.wording import say_day, say_shortest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

__all__ = [
    "LONGEST",
    "Detail",
    "Message",
    "MessageLike",
    "detail",
    "longest",
    "message_of",
]

#: Most characters of a message.
LONGEST = 2_000

#: Most characters of one text that a message is filled with; names in a plan may be longer.
LONGEST_DETAIL = 200

#: What has units.
Quantity: TypeAlias = "Effort | Elapsed | Money | Range[Any] | Measure | Price"

#: What a message can be filled with.
Detail: TypeAlias = "str | float | Fraction | Decimal | date | Quantity | Message"

_NAME = Pattern(r"\{([a-z_][a-z0-9_]*)\}")
_OPTIONAL = Pattern(r"\[[^\[\]]*\]")


class _Needs(NamedTuple):
    names: frozenset[str]

    #: Whether no details can make the message too long.
    bounded: bool


@lru_cache(maxsize=1024)
def _needs(english: str, german: str) -> _Needs:
    names: list[str] = []
    longest = 0
    for text in (english, german):
        names += _NAME.findall(_OPTIONAL.sub(_unless_filled, text))
        longest = max(longest, len(text) + (LONGEST_DETAIL + 1) * len(_NAME.findall(text)))
    return _Needs(frozenset(names), longest <= LONGEST)


def _unless_filled(found: re.Match[str]) -> str:
    return "" if _NAME.search(found[0]) else found[0]


def _english(value: str) -> str:
    text = _template(value)
    if not text.strip():
        raise Fault(value, "a message in words")
    return text


def _template(value: str) -> str:
    text = plain_text(value) if isinstance(value, str) else None
    if text is None or len(text) > LONGEST:
        raise Fault(value, f"a message of at most {LONGEST:,} characters")
    return text


@value
@frozen(repr=False, eq=False)
class Message:
    """What a finding says, in English and German.

    Names in braces are filled with the details of a match: efforts, money, ranges, numbers and
    days are worded in the language of the message. A part in square brackets with a name in it is
    left out where the match has no such detail:
    ``"{role} has {measured} of work[, {price}] a week"``.

    Raises:
        Fault: If one of them is no text or has more than 2,000 characters.
    """

    #: The message in English.
    en: str = field(converter=_english)

    #: The message in German; where it is empty, English is said.
    de: str = field(default="", converter=_template)

    #: Whether it is taken word for word, so that nothing but details is replaced.
    verbatim: bool = field(default=False, kw_only=True)

    @property
    def needs(self) -> frozenset[str]:
        """The details without which it cannot be said."""
        return frozenset() if self.verbatim else _needs(self.en, self.de).names

    @property
    def bounded(self) -> bool:
        """Whether it stays within 2,000 characters whatever it is filled with."""
        return _needs(self.en, self.de).bounded

    def say(self, lang: str, details: Mapping[str, Detail]) -> str:
        """Return it in *lang* as one line, filled with *details*.

        Raises:
            UnknownName: If *lang* is neither ``en`` nor ``de``.
        """

        def part(found: re.Match[str]) -> str:
            return _part(found[0], details)

        def filled(found: re.Match[str]) -> str:
            return _filled(found, lang, details)

        text = self.de if language(lang) == "de" and self.de else self.en
        if not self.verbatim:
            text = _OPTIONAL.sub(part, text)
        return plain(_NAME.sub(filled, text))


#: All that is taken as a message: text for every language, a table by language, a message.
MessageLike: TypeAlias = "str | Mapping[str, str] | Message"


def message_of(value: MessageLike, *, verbatim: bool = False) -> Message:
    """Return the message that *value* is.

    Args:
        value: Text, a table by language, or a message.
        verbatim: Whether text is taken word for word.

    Raises:
        Fault: If it is none.
    """
    if isinstance(value, Message):
        return value
    if isinstance(value, str):
        return Message(value, verbatim=verbatim)
    expected = "text, or a table such as {'en': '…', 'de': '…'}"
    try:
        texts = dict(value)
    except (TypeError, ValueError):
        raise Fault(value, expected) from None
    if "en" not in texts or not texts.keys() <= set(LANGUAGES):
        raise Fault(value, expected)
    return Message(texts["en"], texts.get("de", ""))


def longest(message: Message, details: Mapping[str, Detail]) -> int:
    """Return how many characters a *message* has in the language that takes most of them.

    Where they cannot be too many they are not counted, and it is 0.
    """
    # A message in a message is not cut, as other details are.
    inside = [each for each in details.values() if isinstance(each, Message)]
    if message.bounded and all(len(each.en + each.de) <= LONGEST_DETAIL for each in inside):
        return 0
    return max(len(message.say(lang, details)) for lang in LANGUAGES)


def _part(part: str, details: Mapping[str, Detail]) -> str:
    names = _NAME.findall(part)
    if not names:
        return part
    return part[1:-1] if all(name in details for name in names) else ""


def _filled(found: re.Match[str], lang: str, details: Mapping[str, Detail]) -> str:
    value = details.get(found[1])
    return found[0] if value is None else _told(value, lang)


def _told(value: Detail, lang: str) -> str:
    if isinstance(value, str):
        return value if len(value) <= LONGEST_DETAIL else f"{value[:LONGEST_DETAIL]}…"
    if isinstance(value, Message):
        return value.say(lang, {})
    if isinstance(value, Price):
        return value.say(lang)
    if isinstance(value, Measure):
        return f"{say_shortest(value.value, lang)} {value.unit}"
    if isinstance(value, (Effort, Elapsed, Money, Range)):
        return say(value, lang)
    if isinstance(value, date):
        return say_day(value, lang)
    return say_shortest(value, lang)


_TOLD_AS_IS = frozenset({date, Effort, Elapsed, Measure, Message, Money, Price, Range, str})


def detail(name: str, value: Any) -> Detail:
    """Return *value* if a message can be filled with it.

    Raises:
        Fault: If it is something else; its path is the *name* of the detail.
    """
    if type(value) in _TOLD_AS_IS:
        told: Detail = value
        return told
    if isinstance(value, str):
        return plain_text(value)
    expected = "text, a finite number, a day, an Effort, Money, a Range, a Measure or a Message"
    try:
        return finite(value, expected, LARGEST)
    except Fault as fault:
        raise fault.at(name) from None
