"""What goes between a rule in another process and this one: nothing in it can run as code.

An answer is JSON. Every value of ours in it is a list that begins with its name, and is made again
by its constructor or checked by hand, so that an answer holds what a rule could have said here or
is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import accumulate
from math import isfinite
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import fields, fields_dict

from aufwand import model
from aufwand.errors import AufwandError, Fault
from aufwand.model import Share, Table
from aufwand.model.change import Add, Drop, Put
from aufwand.rules._offer import MOST as MOST_REMEDIES
from aufwand.rules._offer import NOTHING, Offer
from aufwand.rules.finding import LEVELS
from aufwand.rules.match import Match
from aufwand.rules.measure import Measure
from aufwand.rules.message import LONGEST, Message, detail
from aufwand.rules.price import Price
from aufwand.rules.remedy import Remedy
from aufwand.units import (
    Cadence,
    Effort,
    EffortRate,
    Elapsed,
    HourlyRate,
    Money,
    MoneyRate,
    Range,
    Shape,
)
from aufwand.units.money import currency_code

if TYPE_CHECKING:
    from socket import socket

    Parts = Callable[[Any], Iterable[Any]]
    Maker = Callable[..., Any]

__all__ = [
    "LARGEST",
    "Answer",
    "Garbled",
    "listed",
    "packed_match",
    "read_answers",
    "receive",
    "send",
    "written",
]

#: Most bytes that are sent back at once; a thousand matches with a remedy each take half of it.
LARGEST = 2 * 1024**2

#: Most lists inside each other.
DEEPEST = 40

#: Most digits of a whole number; Python itself takes no more from texts.
DIGITS = 4_000

#: Most minutes or units of money; sums of a plan, unlike its numbers, have no end of their own.
LARGEST_AMOUNT = 10**18

_LENGTH = 4

# A text that never ends is taken to the end, or every quote in it would be looked at again.
_TEXT = re.compile(r'"(?:[^"\\]|\\.?)*+(?:"|\Z)', re.DOTALL)

_BRACKET = re.compile(r"[\[\]{}]")

_STEP = {"[": 1, "{": 1, "]": -1, "}": -1}

_PLAIN: frozenset[type[object]] = frozenset({type(None), bool, int, str})


class Garbled(AufwandError, ValueError):
    """What came back is nothing that a rule can say."""


class Answer(NamedTuple):
    """What a rule had to say, and what stopped it."""

    #: What it found.
    matches: tuple[Match, ...] = ()

    #: The name of the error that stopped it; empty where none did.
    kind: str = ""

    #: What the error said.
    text: str = ""


def packed(value: object) -> Any:
    """Return *value* as plain data.

    Raises:
        Fault: If it is nothing that a match can hold, or a number that is none.
    """
    # Not its __class__, which it could be asked to lie about.
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is float and isinstance(value, float) and isfinite(value):
        return value
    known = _kinds().get(kind)
    if known is None:
        raise Fault(value, "a value that plans and findings are made of")
    name, parts = known
    return [name, *[packed(part) for part in parts(value)]]


def packed_match(match: Match) -> list[Any]:
    """Return *match* as plain data.

    Raises:
        Fault: If something in it can be in no finding.
    """
    # Remedies that a function makes are made here, by the rule and in its time.
    names = ("remedies" if name == "_offer" else name for name in fields_dict(Match))
    return [packed(getattr(match, name)) for name in names]


def written(matches: list[Any], kind: str = "", text: str = "") -> bytes:
    """Return an answer of *matches* that are packed, and of what stopped the rule."""
    from json import dumps

    return dumps([kind, text, matches], allow_nan=False, separators=(",", ":")).encode()


def listed(answers: Iterable[bytes]) -> bytes:
    """Return several *answers* as one piece of data."""
    return b"[%s]" % b",".join(answers)


def read_answers(data: bytes, number: int, most: int) -> list[Answer]:
    """Return the answers that are listed in *data*.

    Args:
        data: What came from the other process.
        number: How many answers there are.
        most: Most matches in each.

    Raises:
        Garbled: If there is something else.
    """
    try:
        parts = _json(data)
        if len(parts) != number:
            raise Garbled
        return [_answer(each, most) for each in parts]
    # Constructors refuse in their own ways; a number too many or a list that is none is the same.
    except Exception:
        raise Garbled("what it sent back is no answer") from None


def _answer(data: Any, most: int) -> Answer:
    kind, text, matches = data
    if len(matches) > most or not type(kind) is type(text) is str:
        raise Garbled
    # What it is called becomes the name of a class.
    if len(kind) > LONGEST or len(text) > LONGEST or not kind.isprintable():
        raise Garbled
    return Answer(tuple([_match(each) for each in matches]), kind, text)


def _json(data: bytes) -> Any:
    from json import loads

    text = data.decode("ascii")
    # A host that raised the recursion limit would be ended by lists inside lists.
    depths = accumulate(map(_STEP.__getitem__, _BRACKET.findall(_TEXT.sub("", text))))
    if max(depths, default=0) > DEEPEST:
        raise Garbled
    return loads(text, parse_int=_whole, parse_float=_number, parse_constant=_number)


def _whole(text: str) -> int:
    if len(text) > DIGITS:
        raise Garbled
    return int(text)


def _number(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise Garbled
    return number


def _unpacked(data: Any) -> Any:
    if data is None or isinstance(data, (str, int, float)):
        return data
    if data.__class__ is not list:
        raise Garbled
    return _makers()[data[0]](*[_unpacked(part) for part in data[1:]])


def _match(data: Any) -> Match:
    match = object.__new__(Match)
    for name, part in zip(fields_dict(Match), data, strict=True):
        object.__setattr__(match, name, _READERS[name](_unpacked(part)))
    return match


def _short(value: Any) -> str:
    if len(_text(value)) > LONGEST:
        raise Garbled
    return _text(value)


def _level(value: Any) -> str:
    if value not in {"", *LEVELS}:
        raise Garbled
    return _text(value)


def _one_of(kind: type[Any]) -> Maker:
    def read(value: Any) -> Any:
        if value is not None and type(value) is not kind:
            raise Garbled
        return value

    return read


def _details(value: Any) -> tuple[tuple[str, Any], ...]:
    return tuple([(_text(name), detail(name, each)) for name, each in value])


def _offer(value: Any) -> Offer:
    if value.__class__ is not tuple or len(value) > MOST_REMEDIES:
        raise Garbled
    if any(type(each) is not Remedy for each in value):
        raise Garbled
    return Offer(value) if value else NOTHING


#: How each field of a match is read once it is unpacked.
_READERS: dict[str, Maker] = {
    "path": _short,
    "message": _one_of(Message),
    "measured": _one_of(Measure),
    "limit": _one_of(Measure),
    "discriminator": _short,
    "details": _details,
    "level": _level,
    "cost": _one_of(Price),
    "_offer": _offer,
}


def _text(value: Any) -> str:
    if type(value) is not str:
        raise Garbled
    return value


def _fraction(value: Any) -> tuple[int, int]:
    ratio: tuple[int, int] = value.as_integer_ratio()
    return ratio


def _pairs(value: Any) -> Iterator[Any]:
    for name, each in value.items():
        yield name
        yield each


def _ratio(above: Any, below: Any) -> Fraction:
    # Of texts, Fraction would reckon exponents for minutes.
    if not type(above) is type(below) is int:
        raise Garbled
    return Fraction(above, below)


def _amount(above: Any, below: Any) -> Fraction:
    amount = _ratio(above, below)
    if abs(amount) > LARGEST_AMOUNT:
        raise Garbled
    return amount


def _time(kind: Any) -> Maker:
    def made(above: Any, below: Any) -> Any:
        amount = _amount(above, below)
        if amount < 0:
            raise Garbled
        return kind._of(amount)

    return made


def _money(above: Any, below: Any, currency: Any) -> Money:
    return Money._of(_amount(above, below), currency_code(currency))


def _message(en: Any, de: Any, verbatim: Any) -> Message:
    if type(verbatim) is not bool:
        raise Garbled
    return Message(en, de, verbatim=verbatim)


def _range(low: Any, likely: Any, high: Any, derived: Any) -> Range[Any]:
    if likely is None or type(derived) is not bool:
        raise Garbled
    sound: Any = Range(low, likely, high)
    made: Range[Any] = sound._of(sound.low, sound.likely, sound.high, derived=derived)
    return made


def _price(effort: Any, money: Any) -> Price:
    for given, kind in ((effort, Effort), (money, Money)):
        low: Any = getattr(given, "low", None)
        if given is not None and not (isinstance(given, Range) and isinstance(low, kind)):
            raise Garbled
    return Price(effort, money)


def _remedy(wording: Any, safety: Any, changes: Any, details: Any) -> Remedy:
    if type(wording) is not Message:
        raise Garbled
    return Remedy(wording, safety, *changes, **dict(details))


def _decimal(text: str) -> Decimal:
    number = Decimal(_text(text))
    exponent = number.as_tuple().exponent
    # A letter is the exponent of what is no number, or has no end.
    if not isinstance(exponent, int) or abs(exponent) > 40 or len(text) > 100:
        raise Garbled
    return number


def _in_order(kind: Any, *names: str) -> tuple[type[Any], Parts, Maker]:
    return kind, attrgetter(*names), kind


def _by_name(kind: Any) -> tuple[type[Any], Parts, Maker]:
    names = tuple(each.name for each in fields(kind))

    def made(*parts: Any) -> Any:
        return kind(**dict(zip(names, parts, strict=True)))

    return kind, attrgetter(*names), made


def _one(name: str) -> Parts:
    def part(value: Any) -> tuple[Any]:
        return (getattr(value, name),)

    return part


@cache
def _all() -> dict[str, tuple[type[Any], Parts, Maker]]:
    """Return all that can travel, by name."""
    known: dict[str, tuple[type[Any], Parts, Maker]] = {
        "tuple": (tuple, iter, lambda *parts: parts),
        # Whoever takes a table makes one of what is in it, and looks at each.
        "Table": (Table, _pairs, lambda *parts: dict(zip(parts[::2], parts[1::2], strict=True))),
        "Fraction": (Fraction, _fraction, _ratio),
        "Decimal": (Decimal, lambda value: (str(value),), _decimal),
        "timedelta": (timedelta, attrgetter("days", "seconds", "microseconds"), timedelta),
        "date": (date, lambda value: (value.isoformat(),), date.fromisoformat),
        "Effort": (Effort, lambda value: _fraction(value.minutes), _time(Effort)),
        "Elapsed": (Elapsed, lambda value: _fraction(value.minutes), _time(Elapsed)),
        "Money": (Money, lambda value: (*_fraction(value.amount), value.currency), _money),
        "Range": (Range, attrgetter("low", "likely", "high", "derived"), _range),
        "EffortRate": _in_order(EffortRate, "effort", "period"),
        "MoneyRate": _in_order(MoneyRate, "money", "period"),
        "Shape": _in_order(Shape, "name", "weight"),
        "HourlyRate": (HourlyRate, _one("money"), HourlyRate),
        "Cadence": _in_order(Cadence, "period", "times"),
        "Share": _in_order(Share, "key", "weight"),
        "Measure": _in_order(Measure, "value", "unit"),
        "Message": (Message, attrgetter("en", "de", "verbatim"), _message),
        "Price": (Price, attrgetter("effort", "money"), _price),
        "Put": _in_order(Put, "path", "value"),
        "Drop": (Drop, _one("path"), Drop),
        "Add": (Add, _one("part"), Add),
        "Remedy": (Remedy, attrgetter("wording", "safety", "changes", "details"), _remedy),
    }
    parts = (
        model.Acceptance,
        model.Activity,
        model.Additions,
        model.Audience,
        model.Calendar,
        model.Channel,
        model.Closure,
        model.Correlation,
        model.Cost,
        model.Criticism,
        model.Driver,
        model.Event,
        model.Goal,
        model.Identity,
        model.Override,
        model.Role,
        model.RuleSettings,
        model.Scenario,
        model.Source,
        model.Tool,
    )
    known.update({each.__name__: _by_name(each) for each in parts})
    return known


@cache
def _kinds() -> dict[object, tuple[str, Parts]]:
    return {kind: (name, parts) for name, (kind, parts, _) in _all().items()}


@cache
def _makers() -> dict[str, Maker]:
    return {name: maker for name, (_, _, maker) in _all().items()}


def send(channel: socket, data: bytes) -> None:
    """Send *data* with its length before it."""
    channel.sendall(len(data).to_bytes(_LENGTH, "big") + data)


def receive(read: Callable[[int], bytes], most: int | None = None) -> bytes:
    """Return what was sent.

    Args:
        read: What gives a number of bytes of it.
        most: Most bytes that are taken; nothing: all.

    Raises:
        Garbled: If there are more.
    """
    length = int.from_bytes(read(_LENGTH), "big")
    if most is not None and length > most:
        raise Garbled(f"it sent back {length:,} bytes where {most:,} are taken")
    return read(length)
