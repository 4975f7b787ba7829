"""What each kind of field takes, and the plain frozen value it keeps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from numbers import Integral
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeGuard, TypeVar, cast

from aufwand.errors import Fault, InvalidPlan, nearest
from aufwand.units import (
    CADENCES,
    Cadence,
    EffortRate,
    Elapsed,
    HourlyRate,
    Money,
    MoneyRate,
    Shape,
    currency_code,
    shape,
)
from aufwand.units._exact import LARGEST, SMALLEST, Number, exact, finite
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import timedelta

    from aufwand.units import ShapeLike, SupportsMAs

__all__ = [
    "Names",
    "Share",
    "Weights",
    "is_nothing",
    "is_whole",
    "plain_text",
    "read_ages",
    "read_amount",
    "read_count",
    "read_country",
    "read_currency",
    "read_day",
    "read_day_or_none",
    "read_each",
    "read_effort_rate",
    "read_elapsed",
    "read_flag",
    "read_hourly_rate",
    "read_key",
    "read_money_rate",
    "read_name",
    "read_names",
    "read_office_hours",
    "read_part",
    "read_people",
    "read_per",
    "read_reach",
    "read_shape",
    "read_shares",
    "read_target",
    "read_text",
    "read_times",
    "read_timezone",
    "read_up_to",
    "read_weekday",
    "read_weights",
    "whole_or_float",
]

P = TypeVar("P")

#: Keys by name: one text, or several.
Names: TypeAlias = "str | Iterable[str]"

#: Keys with or without a weight each: ``["pr", "care"]`` or ``{"pr": 0.7, "care": 0.3}``.
Weights: TypeAlias = "str | Iterable[str | Share] | Mapping[str, Number]"

#: Nobody repairs more entries of one list at once.
_ENOUGH = 1_000

#: Longest text of a plan, in characters.
LONGEST_TEXT = 10_000

_KEY = Pattern(r"\w[\w\-]{0,63}")
_EXPECTED_KEY = "a key of letters, digits, '_' and '-', such as 'corporate_blog'"
_DAY = Pattern("([0-9]{4})-([0-9]{2})-([0-9]{2})")
_COUNTRY = Pattern("[A-Z]{2}")
_OFFICE_HOURS = Pattern(
    "([01]?[0-9]|2[0-4]):([0-5][0-9]) ?[-\u2013] ?([01]?[0-9]|2[0-4]):([0-5][0-9])"
)
_TIMEZONE = Pattern("[A-Z][A-Za-z0-9_+-]{0,31}(?:/[A-Za-z0-9_+-]{1,32}){0,2}")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# Direction overrides and invisible characters make a text read differently from what it is;
# the joiners that emoji and some scripts need stay.
_TREACHEROUS = Pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)


class Share(NamedTuple):
    """A part of the plan by its key, and what falls to it."""

    #: The key.
    key: str

    #: Its weight among the others; nothing where only keys were listed.
    weight: float | None = None


def read_text(value: str) -> str:
    """Return *value* if it is text without control characters, composed (NFC)."""
    if not isinstance(value, str):
        raise Fault(value, "text")
    value = plain_text(value)
    if value.isascii() and value.isprintable() and len(value) <= LONGEST_TEXT:
        return value
    if len(value) > LONGEST_TEXT:
        raise Fault(value, f"text of at most {LONGEST_TEXT:,} characters")
    strange = _TREACHEROUS.search(value)
    if strange is not None:
        raise Fault(
            value,
            "text without control characters",
            hint=f"character {strange.start() + 1} is U+{ord(strange[0]):04X}",
        )
    from unicodedata import normalize

    composed = normalize("NFC", value)
    if len(composed) > LONGEST_TEXT:
        # Some characters are composed as two or three.
        raise Fault(value, f"text of at most {LONGEST_TEXT:,} characters")
    return composed


def plain_text(text: str) -> str:
    """Return *text* as a ``str`` and nothing more.

    The member of an enum and other kinds of text need their class to be unpickled, and some say
    their own name when they are written.
    """
    return text if type(text) is str else str.__str__(text)


def read_key(value: str) -> str:
    """Return *value* if it can be a key."""
    if type(value) is str and value.isascii() and _KEY.fullmatch(value):
        return value
    text = read_text(value) if isinstance(value, str) else ""
    if not _KEY.fullmatch(text):
        proposal = re.sub(r"[^\w\-]+", "_", text).strip("_-")[:64].casefold()
        raise Fault(value, _EXPECTED_KEY, hint=f"for example {proposal!r}" if proposal else "")
    return text


def read_name(value: str) -> str:
    """Return *value* if it is the name of a part, or nothing; blanks name nothing."""
    text = read_text(value)
    if text and not text.strip():
        raise Fault(value, "a name, or nothing")
    return text


def read_names(value: Names) -> tuple[str, ...]:
    """Return keys, in their order, each once."""
    return tuple(read_each(value, read_key, unique=True))


def read_texts(value: Names) -> tuple[str, ...]:
    """Return texts, in their order."""
    return tuple(read_each(value, read_text))


def _is_table(value: object) -> bool:
    # Asking whether it is any mapping takes ten times as long as asking what it mostly is.
    return not isinstance(value, (str, list, tuple)) and isinstance(value, Mapping)


def is_nothing(value: object) -> bool:
    """Return whether *value* is the empty tuple, which most collections are."""
    # Arrays do not compare with tuples.
    return type(value) is tuple and not value


def read_each(value: Any, read: Callable[[Any], P], *, unique: bool = False) -> list[P]:
    """Return what *read* makes of each of several values, telling of every one that is wrong."""
    if is_nothing(value):
        return []
    items: list[object] = [value] if isinstance(value, str) else _listed(value, "a list")
    faults: list[Fault] = []
    made: list[P] = []
    seen: set[object] = set()
    for index, item in enumerate(items):
        try:
            one = read(item)
            if unique:
                if one in seen:
                    raise Fault(item, "each name once")
                seen.add(one)
            made.append(one)
        except Fault as fault:
            faults.append(fault.at(f"[{index}]"))
        except InvalidPlan as group:
            faults += [fault.at(f"[{index}]") for fault in group.faults]
        if len(faults) >= _ENOUGH:
            break
    if faults:
        raise InvalidPlan("list", faults)
    return made


def _listed(value: Any, expected: str) -> list[Any]:
    if isinstance(value, (set, frozenset)):
        # Their order differs from one process to the next.
        raise Fault(cast("object", value), expected, hint="a set has no order; write a list")
    if _is_table(value) or not hasattr(value, "__iter__"):
        raise Fault(value, expected)
    return list(value)


def whole_or_float(number: Number) -> float:
    """Return *number* as an ``int`` or ``float`` where that loses nothing that people write."""
    if isinstance(number, (int, float)):
        return number
    fraction = Fraction(number)
    if fraction.denominator == 1:
        return fraction.numerator
    near = float(fraction)
    # A fraction no decimal number holds, such as one time in three weeks, stays exact; it
    # behaves as a float wherever one is needed.
    return near if exact(near) == fraction else cast("float", fraction)


def _at_least_zero(value: object, expected: str) -> float:
    if type(value) is int and 0 <= value <= LARGEST:
        return value
    number = finite(value, expected)
    if number < 0:
        raise Fault(value, expected)
    made = whole_or_float(number)
    if number and made < SMALLEST:
        raise Fault(value, expected, hint=f"numbers go down to {SMALLEST}")
    # Zero has no sign here.
    return made or 0


def read_count(value: Number) -> float:
    """Return *value* if it is a number of zero or more."""
    return _at_least_zero(value, "a number of zero or more")


def read_up_to(value: Number, most: int, of: str, hint: str) -> float:
    """Return *value* if it is a number from zero to *most* of what *of* says in words."""
    number = read_count(value)
    if number > most:
        raise Fault(value, f"at most {most:,} {of}", hint=hint)
    return number


def read_times(value: Number, per: Cadence | None = None) -> float:
    """Return how many times: a number of zero or more, in each of the times that *per* says."""
    expected = "a number of times, zero or more"
    times = _at_least_zero(value, expected)
    return times if per is None else _at_least_zero(exact(times) * per.times, expected)


def read_people(value: int) -> int:
    """Return how many people: a whole number from 1."""
    if type(value) is int and 1 <= value <= LARGEST:
        return value
    number = finite(value, "a whole number of people, 1 or more")
    if number < 1 or number != int(number):
        raise Fault(value, "a whole number of people, 1 or more")
    return int(number)


def read_share(value: Number) -> float:
    """Return a share from 0 to 1."""
    expected = "a share from 0 to 1, such as 0.25"
    number = finite(value, expected)
    if not 0 <= number <= 1:
        hint = f"for {number} % write {whole_or_float(exact(number) / 100)}"
        raise Fault(value, expected, hint=hint if 1 < number <= 100 else "")
    return whole_or_float(number)


def read_flag(value: bool) -> bool:
    """Return *value* if it is true or false."""
    if not isinstance(value, bool):
        raise Fault(value, "true or false")
    return value


def read_day(value: object) -> date:
    """Return the day that *value* is, or names as ``YYYY-MM-DD`` and in no other way."""
    expected = "a day as YYYY-MM-DD, such as 2027-06-30"
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise Fault(value if isinstance(value, str) else str(value), expected)
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        raise Fault(value, expected, hint=f"there is no such day: {error}") from None


def read_day_or_none(value: date | str | None) -> date | None:
    """Return the day that *value* is, or nothing if it is that."""
    return None if value is None else read_day(value)


def read_office_hours(value: str) -> str:
    """Return from when to when people work, such as ``09:00-17:00``; empty text stays so."""
    expected = "from when to when people work, such as '09:00-17:00'"
    # Arrays do not compare with texts.
    if isinstance(value, str) and not value:
        return ""
    match = _OFFICE_HOURS.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise Fault(value, expected)
    begin, end = (
        f"{int(hour):02}:{minute}" for hour, minute in (match.group(1, 2), match.group(3, 4))
    )
    if end <= begin or end > "24:00":
        raise Fault(value, expected, hint="it ends after it began, on the same day")
    return f"{begin}-{end}"


def read_timezone(value: str) -> str:
    """Return *value* if it is written as the name of a time zone; empty text stays so."""
    if isinstance(value, str) and (not value or _TIMEZONE.fullmatch(value)):
        return plain_text(value)
    raise Fault(value, "the name of a time zone, such as 'Europe/Berlin'")


def read_shape(value: ShapeLike) -> Shape:
    """Return how likely each value of a range is."""
    return shape(value)


def read_per(value: object) -> Cadence:
    """Return the cadence that *value* names."""
    if isinstance(value, Cadence):
        return value
    if isinstance(value, str):
        text = plain_text(value)
        return Cadence(text) if text in CADENCES else Cadence.parse(text)
    raise Fault(value, f"one of {', '.join(CADENCES)}, or text such as '2/week'")


def read_effort_rate(value: object) -> EffortRate:
    """Return working time per period."""
    if isinstance(value, EffortRate):
        return value
    if isinstance(value, str):
        return EffortRate.parse(value)
    raise Fault(
        value if isinstance(value, (int, float)) else str(value),
        "working time per period such as '12 h/week' or hours(12).per('week')",
    )


def read_hourly_rate(value: object) -> HourlyRate:
    """Return a price per hour."""
    if isinstance(value, HourlyRate):
        return value
    if isinstance(value, str):
        return HourlyRate.parse(value)
    raise Fault(value, "a price per hour such as '45 EUR/h'")


def read_money_rate(value: object) -> MoneyRate:
    """Return money per period."""
    if isinstance(value, MoneyRate):
        return value
    if isinstance(value, str):
        return MoneyRate.parse(value)
    raise Fault(value, "money per period such as '49 EUR/month'")


def read_amount(value: object) -> Money | MoneyRate:
    """Return money per period, or money spent once."""
    if isinstance(value, MoneyRate):
        return value
    if isinstance(value, str):
        if "/" in value or " " in value.strip().partition(" ")[2]:
            return MoneyRate.parse(value)
        value = Money.parse(value)
    if not isinstance(value, Money) or value.amount < 0:
        raise Fault(value, "money per period such as '49 EUR/month', or once such as '300 EUR'")
    return value


def read_elapsed(value: str | timedelta | SupportsMAs | Elapsed) -> Elapsed:
    """Return a length of elapsed time."""
    return value if isinstance(value, Elapsed) else Elapsed(value)


def read_currency(value: str) -> str:
    """Return an ISO 4217 code."""
    return plain_text(currency_code(value))


def read_country(value: object) -> str:
    """Return a country's two-letter code."""
    if isinstance(value, str) and _COUNTRY.fullmatch(value):
        return plain_text(value)
    raise Fault(value, "a country's two-letter code (ISO 3166-1), such as 'DE'")


def read_ages(value: Any) -> tuple[int, int]:
    """Return the youngest and the oldest age."""
    expected = "the youngest and the oldest age, such as [25, 49]"
    if isinstance(value, str):
        raise Fault(value, expected)
    ages = _listed(value, expected)
    whole = [int(age) for age in ages if is_whole(age)]
    if len(ages) != 2 or len(whole) != 2 or not 0 <= whole[0] <= whole[1] <= 150:
        raise Fault(str(ages) if len(ages) < 5 else ages, expected)
    return whole[0], whole[1]


def is_whole(value: object) -> TypeGuard[Integral]:
    """Return whether *value* is a whole number of any library; true and false are none."""
    return isinstance(value, Integral) and not isinstance(value, bool)


def read_target(value: object) -> float | str:
    """Return what a goal wants to reach: a number or text."""
    if isinstance(value, str):
        return read_text(value)
    return whole_or_float(finite(value, "a number or text"))


def read_weekday(value: object) -> str:
    """Return a day of the week by its three letters."""
    if isinstance(value, str):
        text = value.casefold()
        if text in _WEEKDAYS:
            return text
        near = nearest(text, _WEEKDAYS)
        raise Fault(
            value,
            f"a day of the week: {', '.join(_WEEKDAYS)}",
            hint=f"did you mean {near!r}?" if near else "",
        )
    raise Fault(value, f"a day of the week: {', '.join(_WEEKDAYS)}")


def read_workdays(value: Names) -> tuple[str, ...]:
    """Return days of the week, Monday first, at least one."""
    days = read_each(value, read_weekday, unique=True)
    if not days:
        raise Fault(days, "at least one day of the week")
    return tuple(day for day in _WEEKDAYS if day in days)


def read_shares(value: Weights) -> tuple[Share, ...]:
    """Return who does something, with shares that sum to 1; a list shares equally."""
    shares = read_weights(value)
    if shares and shares[0].weight is not None:
        total = sum((exact(share.weight or 0) for share in shares), Fraction(0))
        # A third written as 0.33 is meant as a third.
        if not Fraction(99, 100) <= total <= Fraction(101, 100):
            raise Fault(
                ", ".join(f"{share.key} = {share.weight}" for share in shares),
                "shares that sum to 1",
                hint=f"they sum to {whole_or_float(total)}",
            )
    return shares


def read_weights(value: Weights) -> tuple[Share, ...]:
    """Return what something falls to, with a weight each, or with none where keys are listed."""
    if is_nothing(value):
        return ()
    table: Any = value
    if _is_table(value):
        given: list[tuple[Any, Any]] = list(table.items())
    else:
        expected = "a list of keys, or a table of keys and shares"
        items: list[Any] = [value] if isinstance(value, str) else _listed(value, expected)
        if len(items) == 1 and type(items[0]) is str:
            # One key alone is what most activities have.
            return (Share(read_each(items, read_key)[0]),)
        weighed = [isinstance(item, Share) and item.weight is not None for item in items]
        if not any(weighed):
            names = [item.key if isinstance(item, Share) else item for item in items]
            return tuple(Share(name) for name in read_each(names, read_key, unique=True))
        if not all(weighed):
            raise Fault(items, "a weight for each, or for none")
        given = items
    shares = _weighed(given, lambda weight: _at_least_zero(weight, "a share of zero or more"))
    if shares and not any(share.weight for share in shares):
        raise Fault(dict(given), "at least one weight above zero")
    return shares


def read_reach(value: Any) -> tuple[Share, ...]:
    """Return the share of an audience that uses each channel."""
    if _is_table(value):
        return _weighed(value.items(), read_share)
    expected = "a table of channels and shares, such as { facebook = 0.6 }"
    items = _listed(value, expected)
    if isinstance(value, str) or not all(isinstance(item, Share) for item in items):
        raise Fault(value, expected)
    return _weighed(items, read_share)


def _weighed(
    given: Iterable[tuple[Any, Any]], read_weight: Callable[[Any], float]
) -> tuple[Share, ...]:
    faults: list[Fault] = []
    shares: dict[str, Share] = {}
    for key, weight in given:
        try:
            name = read_key(key)
            if name in shares:
                raise Fault(key, "each name once")
            shares[name] = Share(name, read_weight(weight))
        except Fault as fault:
            faults.append(fault.at(str(key)))
    if faults:
        raise InvalidPlan("shares", faults)
    return tuple(shares.values())


def read_part(value: object, part: type[P]) -> P:
    """Return *value* if it is a *part*."""
    if isinstance(value, part):
        return value
    article = "an" if part.__name__[0] in "AEIOU" else "a"
    raise Fault(value, f"{article} {part.__name__}")


def read_parts(value: Any, part: type[P]) -> tuple[P, ...]:
    """Return *value* as a tuple of *part*; one alone stands for a list of one."""
    if isinstance(value, part):
        return (value,)
    return tuple(read_each(value, lambda item: read_part(item, part)))
