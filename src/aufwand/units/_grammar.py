"""The one grammar for durations, rates, money and cadences that people write.

It is closed: what is not listed here is refused, with the place and what to write instead.
No text reaches another parser, ``int()`` or ``float()`` before its length and digits are bounded.

::

    duration  = amount [sep amount [sep amount]]         "3-5 h", "45 min to 1 h", "2-3-5 h"
    amount    = part {part} | clock | iso | number "/" number unit
    part      = number unit                              "1 h 30 min", "1h30", "1,5 Std."
    clock     = digits ":" digit digit "h"               "1:30 h"
    iso       = "PT" [number "H"] [number "M"] [number "S"]
    sep       = "-" | "–" | "—" | "to" | "bis"
    per       = "/" | "per" | "pro" | "je" | "a" | "an" | "im"
    rate      = duration per period | money per ("h" | period)
    money     = number currency | currency number | number "/" number currency
    cadence   = period | event | "daily" … | [count] per (period | event) | "every" count periods
    event     = "piece" | "message" | "reply" | "once"
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from aufwand.errors import Fault
from aufwand.units._currencies import MINOR_UNITS
from aufwand.units._exact import LARGEST
from aufwand.units._pattern import Pattern

__all__ = [
    "LONGEST",
    "read_amount",
    "read_cadence",
    "read_duration",
    "read_factor",
    "read_money",
    "split_rate",
]

#: No duration, rate, price or cadence needs more characters.
LONGEST = 64

_DURATION = "working time such as '15 min', '1.5 h', '1 h 30 min' or '3-5 h'"
_MONEY = "money such as '45 EUR' or '49.90 EUR'"
_CADENCE = "a cadence such as 'week', 'daily', '2/week' or 'every 2 weeks'"

_UNITS = {
    word: seconds
    for words, seconds in (
        ("h hr hrs hour hours std stunde stunden", 3600),
        ("min mins minute minutes minuten", 60),
        ("s sec secs second seconds sek sekunde sekunden", 1),
    )
    for word in words.split()
}

#: Words that name a length of time, but not how many working hours are in it.
_UNCLEAR = frozenset(
    "d day days tag tage tagen workday workdays arbeitstag arbeitstage werktag werktage "
    "pt mt personentag personentage manntag w week weeks woche wochen month months monat "
    "monate quarter quarters quartal quartale y year years jahr jahre fortnight shift "
    "schicht pd".split()
)

PERIOD_WORDS = {
    word: period
    for words, period in (
        ("workday workdays arbeitstag arbeitstage", "workday"),
        ("day days tag tage", "day"),
        ("week weeks wk woche wochen", "week"),
        ("month months monat monate", "month"),
        ("quarter quarters quartal quartale", "quarter"),
        ("year years yr jahr jahre", "year"),
    )
    for word in words.split()
}

_EVENT_WORDS = {
    word: event
    for words, event in (
        ("piece beitrag", "piece"),
        ("message nachricht", "message"),
        ("reply antwort", "reply"),
        ("once", "once"),
    )
    for word in words.split()
}

_ADVERBS = {
    "daily": "day",
    "täglich": "day",
    "arbeitstäglich": "workday",
    "weekly": "week",
    "wöchentlich": "week",
    "monthly": "month",
    "monatlich": "month",
    "quarterly": "quarter",
    "quartalsweise": "quarter",
    "vierteljährlich": "quarter",
    "yearly": "year",
    "annually": "year",
    "jährlich": "year",
    "einmalig": "once",
    "einmal": "once",
}

#: What can stand behind a count, and what can stand alone.
_COUNTED = PERIOD_WORDS | _EVENT_WORDS
_RECURRING = _COUNTED | _ADVERBS

_COUNTS = {"once": 1, "twice": 2, "einmal": 1, "zweimal": 2, "dreimal": 3, "viermal": 4}

_WORKDAY = "six days or five? write 'arbeitstäglich' for the plan's working days"
_FORTNIGHT = "write 'every 2 weeks' or '2/week'"

#: Cadences that people mean in two ways.
_TWO_WAYS = {
    "werktäglich": _WORKDAY,
    "werktag": _WORKDAY,
    "werktage": _WORKDAY,
    "biweekly": _FORTNIGHT,
    "fortnight": _FORTNIGHT,
    "fortnightly": _FORTNIGHT,
    "vierzehntägig": _FORTNIGHT,
    "bimonthly": "write 'every 2 months' or '2/month'",
}

_EVERY = frozenset(("every", "alle", "jede", "jeden", "jedes"))
_TIMES = frozenset(("x", "times", "mal"))
_PER = frozenset(("per", "pro", "je", "a", "an", "im"))
_TO = frozenset(("to", "bis"))

# Blanks that word processors put between a number and its unit count as blanks.
_TOKEN = Pattern(
    "(?P<number>[0-9]+(?:[.,][0-9]+)?)"
    "|(?P<word>[A-Za-zÄÖÜäöüß€]+\\.?)"
    "|(?P<dash>[-–—])"
    "|(?P<sign>[:/])"
    "|(?P<blank>[ \\t\u00a0\u202f]+)"
)

# Most of what people write; the same meaning as the long way, in a fifth of the time.
_SHORT = Pattern("([0-9]{1,9}) ?(?:[-–] ?([0-9]{1,9}) ?)?(h|min)")

_ISO_PART = "([0-9]+(?:[.,][0-9]+)?)"
_ISO = Pattern(f"PT(?:{_ISO_PART}H)?(?:{_ISO_PART}M)?(?:{_ISO_PART}S)?")

_THOUSANDS = Pattern("[1-9][0-9]{0,2}[.,][0-9]{3}")


class _Token(NamedTuple):
    kind: str
    text: str
    start: int


class _Text:
    """One text under the reader's eye: knows how to complain about it."""

    def __init__(self, text: str, expected: str, whole: str = "") -> None:
        self.text = text
        self.expected = expected
        self.whole = whole or text
        if len(text) > LONGEST:
            raise Fault(text, expected, hint=f"at most {LONGEST} characters")
        self.tokens = self._tokens()

    def fault(self, start: int, why: str) -> Fault:
        return Fault(self.whole, self.expected, hint=f"at character {start + 1}: {why}")

    def _tokens(self) -> list[_Token]:
        tokens: list[_Token] = []
        position, end = 0, len(self.text)
        while position < end:
            match = _TOKEN.match(self.text, position)
            if match is None:
                raise self.fault(position, _strange(self.text[position]))
            kind = match.lastgroup or ""
            if kind == "number" and tokens and tokens[-1].kind == "number":
                raise self.fault(position, "digits are written without blanks, as in '1000 h'")
            if kind != "blank":
                tokens.append(_Token(kind, match[0], position))
            position = match.end()
        if not tokens:
            raise self.fault(0, "there is nothing to read")
        return tokens

    def number(self, token: _Token) -> Fraction:
        """Return the number a token stands for, refusing what can be read in two ways."""
        text = token.text
        if _THOUSANDS.fullmatch(text):
            whole = text.replace(",", "").replace(".", "")
            part = text.replace(",", ".").rstrip("0").rstrip(".")
            # A fourth decimal makes sure that they are decimals.
            part += "0" if len(part.partition(".")[2]) == 3 else ""
            raise self.fault(
                token.start, f"{text!r} can be read in two ways; write {whole} or {part}"
            )
        digits, _, decimals = text.replace(",", ".").partition(".")
        number = Fraction(int(digits + decimals), 10 ** len(decimals))
        if number > LARGEST:
            raise self.fault(token.start, f"numbers go up to {LARGEST:,}")
        return number


def _strange(character: str) -> str:
    if character in "+~<>≈":
        return "write the number and the unit alone, as in '2 h'"
    if character == "$":
        return "name the currency by its code, as in '45 USD'"
    if character.isdigit() or character.isnumeric():
        return "only the digits 0 to 9 are read"
    if character in ".,":
        return "a number starts with a digit and has one decimal mark at most, as in '0.5 h'"
    if character in "\u2010\u2011\u2212":
        return "between low and high stands '-' or '–', as in '3-5 h'"
    return f"{character!r} (U+{ord(character):04X}) is not read here"


def _folded(token: _Token) -> str:
    return token.text.rstrip(".").casefold()


def read_duration(text: str) -> tuple[Fraction, Fraction | None, Fraction]:
    """Return low, likely (if given) and high of *text*, in minutes."""
    short = _SHORT.fullmatch(text)
    if short is not None:
        scale = 60 if short[3] == "h" else 1
        low = int(short[1])
        if short[2] is None:
            return (amount := Fraction(low * scale)), amount, amount
        if low <= (high := int(short[2])):
            return Fraction(low * scale), None, Fraction(high * scale)
    return _duration(_Text(text, _DURATION))


def read_amount(text: str, expected: str, whole: str = "") -> Fraction:
    """Return the one duration *text* names, in minutes; a range is refused.

    Where *text* is the beginning of a *whole*, faults show the whole.
    """
    low, likely, high = _duration(_Text(text, expected, whole))
    if likely is None or low != high:
        raise Fault(whole or text, expected, hint="one value, not a range")
    return low


def _duration(reading: _Text) -> tuple[Fraction, Fraction | None, Fraction]:
    if reading.text.lstrip(" ").startswith("P"):
        amounts = [_iso(reading)]
    else:
        sides = _sides(reading)
        amounts = [_amount(reading, side, last=sides[-1]) for side in sides]
    low, likely, high = _ordered(reading, amounts)
    if high > LARGEST * 60:
        raise reading.fault(0, f"at most {LARGEST:,} h")
    return low, likely, high


def _ordered(reading: _Text, amounts: list[Fraction]) -> tuple[Fraction, Fraction | None, Fraction]:
    low, high = amounts[0], amounts[-1]
    likely = amounts[1] if len(amounts) == 3 else (low if len(amounts) == 1 else None)
    if low > high or (likely is not None and not low <= likely <= high):
        raise reading.fault(0, "a range goes from low to high")
    return low, likely, high


def _sides(reading: _Text) -> list[list[_Token]]:
    """Split the tokens at the words and dashes that make a range."""
    sides: list[list[_Token]] = [[]]
    for token in reading.tokens:
        if token.kind == "dash" or (token.kind == "word" and _folded(token) in _TO):
            if not sides[-1] and token.kind == "word":
                raise reading.fault(token.start, "the low end of the range is missing")
            if not sides[-1]:
                raise reading.fault(token.start, "less than nothing cannot be planned")
            if len(sides) == 3:
                raise reading.fault(
                    token.start, "a range has a low, a likely and a high end at most"
                )
            sides.append([])
        else:
            sides[-1].append(token)
    if not sides[-1]:
        raise reading.fault(len(reading.text), "the high end of the range is missing")
    return sides


def _iso(reading: _Text) -> Fraction:
    match = _ISO.fullmatch(reading.text.strip(" "))
    if match is None or not any(match.groups()):
        raise reading.fault(
            0, "of ISO 8601 only hours, minutes and seconds are read, as in 'PT1H30M'"
        )
    seconds = Fraction(0)
    for part, unit in zip(match.groups(), (3600, 60, 1), strict=True):
        if part is not None:
            seconds += reading.number(_Token("number", part, reading.text.index(part))) * unit
    return seconds / 60


def _amount(reading: _Text, side: list[_Token], *, last: list[_Token]) -> Fraction:
    """Return the minutes of one end of a range; a bare number takes the unit of the last."""
    first = side[0]
    if first.kind != "number":
        raise reading.fault(first.start, f"a number comes first, not {first.text!r}")
    kinds = [token.kind if token.kind != "sign" else token.text for token in side]
    if kinds[:3] == ["number", ":", "number"]:
        return _clock(reading, side, last)
    if kinds[:3] == ["number", "/", "number"]:
        return _fraction(reading, side)
    if len(side) == 1:
        if len(last) == 1 and last[0].kind == "number":
            number = last[0].text
            raise reading.fault(
                last[0].start + len(number),
                f"a unit is missing; write '{number} min' or '{number} h'",
            )
        if [token.kind for token in last] != ["number", "word"]:
            raise reading.fault(first.start + len(first.text), "a unit is missing at the low end")
        return reading.number(first) * _seconds(reading, last[1]) / 60
    return _parts(reading, side)


def _clock(reading: _Text, side: list[_Token], last: list[_Token]) -> Fraction:
    hours, _, minutes = side[:3]
    named = [*side[3:], *([] if side is last else last[3:])]
    if not named:
        raise reading.fault(
            hours.start,
            "hours and minutes or minutes and seconds? write "
            f"'{hours.text}:{minutes.text} h' or '{hours.text} min {minutes.text} s'",
        )
    if len(side) > 4 or _UNITS.get(_folded(named[0])) != 3600:
        raise reading.fault(named[0].start, "after hours:minutes comes 'h' and nothing else")
    if len(minutes.text) != 2 or not minutes.text.isdigit() or int(minutes.text) > 59:
        raise reading.fault(minutes.start, "minutes have two digits, 00 to 59")
    if not hours.text.isdigit():
        raise reading.fault(hours.start, "whole hours stand before the colon")
    return reading.number(hours) * 60 + int(minutes.text)


def _fraction(reading: _Text, side: list[_Token]) -> Fraction:
    below = side[2]
    if len(side) != 4 or side[3].kind != "word":
        raise reading.fault(below.start + len(below.text), "after a fraction comes its unit")
    return _quotient(reading, side) * _seconds(reading, side[3]) / 60


def _quotient(reading: _Text, tokens: list[_Token]) -> Fraction:
    above, sign, below = tokens[:3]
    whole = above.text.isdigit() and below.text.isdigit()
    if sign.text != "/" or not whole or not int(below.text):
        raise reading.fault(above.start, "a fraction has whole numbers, as in '1/2 h'")
    # What no decimal number holds is written like this, so that only the length of the text
    # bounds the digits, and the quotient itself.
    number = Fraction(int(above.text), int(below.text))
    if number > LARGEST:
        raise reading.fault(above.start, f"numbers go up to {LARGEST:,}")
    return number


def _parts(reading: _Text, side: list[_Token]) -> Fraction:
    total, previous = Fraction(0), None
    position = 0
    while position < len(side):
        number = side[position]
        if number.kind != "number":
            raise reading.fault(number.start, f"{number.text!r} is not expected here")
        amount = reading.number(number)
        final = position + 2 >= len(side)
        if not final and not number.text.isdigit():
            raise reading.fault(number.start, "only the last part may have decimals")
        if position + 1 == len(side):
            # As in 1h30.
            if previous != 3600:
                raise reading.fault(number.start + len(number.text), "a unit is missing")
            unit = 60
        else:
            unit = _seconds(reading, side[position + 1], after=previous)
        if previous is not None:
            if unit >= previous:
                raise reading.fault(number.start, "units fall from hours to seconds, each once")
            if amount >= 60:
                raise reading.fault(number.start, "less than 60 stands after a larger unit")
        total += amount * unit
        previous = unit
        position += 2
    return total / 60


def _seconds(reading: _Text, token: _Token, *, after: int | None = None) -> int:
    if token.kind != "word":
        raise reading.fault(token.start, f"a unit is expected, not {token.text!r}")
    word = _folded(token)
    if word in _UNITS:
        return _UNITS[word]
    if word == "m":
        # Alone it could be months or metres; after hours it can only be minutes.
        if after == 3600:
            return 60
        raise reading.fault(token.start, "'m' can mean minutes or months; write 'min'")
    if word in _UNCLEAR:
        raise reading.fault(
            token.start,
            f"{token.text!r} does not say how many working hours it has; write them, as in '8 h'",
        )
    from aufwand.errors import nearest

    near = nearest(word, _UNITS)
    raise reading.fault(
        token.start,
        f"{token.text!r} is no unit of working time"
        + (f"; did you mean {near!r}?" if near else "; write 'min' or 'h'"),
    )


def split_rate(text: str, expected: str) -> tuple[str, str, int]:
    """Return what stands before and after "per" in *text*, and where the latter starts.

    The second part is one word, casefolded and without a dot: ``week``, ``woche``, ``h``.
    """
    reading = _Text(text, expected)
    for index, token in enumerate(reading.tokens):
        is_per = token.text == "/" or (token.kind == "word" and _folded(token) in _PER)
        # A slash between numbers is a fraction.
        following = reading.tokens[index + 1 :]
        if is_per and following and following[0].kind == "word":
            if len(following) > 1:
                raise reading.fault(
                    following[1].start, f"{following[1].text!r} is not expected here"
                )
            return text[: token.start], _folded(following[0]), following[0].start
    raise reading.fault(len(text), "per what? write the period behind it, as in '/week'")


def read_money(text: str, expected: str = _MONEY, whole: str = "") -> tuple[Fraction, str]:
    """Return amount and ISO 4217 code of *text*; *whole* is as in :func:`read_amount`."""
    reading = _Text(text, expected, whole)
    kinds = [token.kind for token in reading.tokens]
    if kinds == ["number", "sign", "number", "word"]:
        # A third of an amount, which no decimal number holds.
        return _quotient(reading, reading.tokens), _code(reading, reading.tokens[3])
    if kinds == ["number", "word"]:
        number, word = reading.tokens
    elif kinds == ["word", "number"]:
        word, number = reading.tokens
    elif kinds == ["number"]:
        raise reading.fault(len(text), "the currency is missing, as in '45 EUR'")
    elif kinds[:1] == ["dash"]:
        raise reading.fault(0, "less than nothing cannot be planned")
    else:
        raise reading.fault(reading.tokens[-1].start, "a number and a currency, nothing else")
    return reading.number(number), _code(reading, word)


def _code(reading: _Text, token: _Token) -> str:
    word = token.text.rstrip(".")
    if word in MINOR_UNITS:
        return word
    if word == "€" or word.casefold() == "euro":
        return "EUR"
    if word.upper() in MINOR_UNITS:
        raise reading.fault(token.start, f"currency codes are capital letters: {word.upper()}")
    raise reading.fault(
        token.start, f"{word!r} is no ISO 4217 currency code, such as EUR, CHF or USD"
    )


def read_factor(text: str) -> tuple[Fraction, Fraction | None, Fraction]:
    """Return low, likely (if given) and high of a factor such as ``1.2`` or ``1.5-2``."""
    reading = _Text(text, "a factor such as '1.2' or '1.5-2'")
    amounts: list[Fraction] = []
    for side in _sides(reading):
        if len(side) != 1 or side[0].kind != "number":
            raise reading.fault(side[-1].start, "a factor has no unit")
        amounts.append(reading.number(side[0]))
    return _ordered(reading, amounts)


def read_cadence(text: str) -> tuple[str, Fraction]:
    """Return the period and how many times in it: ``2/week`` is ("week", 2)."""
    reading = _Text(text, _CADENCE)
    words = [_folded(token) if token.kind == "word" else token.text for token in reading.tokens]
    if len(words) == 1:
        word = words[0]
        if word in _RECURRING:
            return _RECURRING[word], Fraction(1)
        if word in _TWO_WAYS:
            raise reading.fault(0, _TWO_WAYS[word])
        near = _near_cadence(word)
        raise reading.fault(0, f"did you mean {near!r}?" if near else "no such cadence")
    position, times = _times(reading, words)
    if position == len(words) - 1 and words[position] in _COUNTED:
        return _COUNTED[words[position]], times
    raise reading.fault(
        _end(reading, position),
        "a period is expected: workday, day, week, month, quarter or year",
    )


def _times(reading: _Text, words: list[str]) -> tuple[int, Fraction]:
    """Return where the period of a cadence starts, and how many times in it."""
    tokens = reading.tokens
    if words[0] in _EVERY:
        if tokens[1].kind != "number":
            return 1, Fraction(1)
        interval = reading.number(tokens[1])
        if not interval:
            raise reading.fault(tokens[1].start, "at least every 1")
        return 2, 1 / interval
    position, times = 0, Fraction(1)
    if tokens[0].kind == "number":
        times, position = reading.number(tokens[0]), 1
        if [token.kind for token in tokens[:3]] == ["number", "sign", "number"]:
            times, position = _quotient(reading, tokens), 3
        if position < len(words) and words[position] in _TIMES:
            position += 1
    elif words[0] in _COUNTS:
        times, position = Fraction(_COUNTS[words[0]]), 1
    if position < len(words) and (words[position] == "/" or words[position] in _PER):
        return position + 1, times
    if position:
        raise reading.fault(_end(reading, position), "per what? as in '2/week'")
    return position, times


def _end(reading: _Text, position: int) -> int:
    if position < len(reading.tokens):
        return reading.tokens[position].start
    return len(reading.text)


def _near_cadence(word: str) -> str:
    from aufwand.errors import nearest

    return nearest(word, _RECURRING)
