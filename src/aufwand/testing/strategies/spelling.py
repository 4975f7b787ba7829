"""Strategies for durations as people write them, each with what it means."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, TypeAlias

from aufwand.testing.strategies._drawing import InvalidArgument, bound, st
from aufwand.units import Effort, Range, minutes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from aufwand.units import EffortLike

__all__ = ["durations_text", "ranges_text"]

# Every word the grammar knows; it also takes each in any case and with a dot behind it.
_WORDS = {
    3600: "h hr hrs hour hours std stunde stunden H Std. Stunden HOURS".split(),
    60: "min mins minute minutes minuten Min. Minuten MIN".split(),
    1: "s sec secs second seconds sek sekunde sekunden Sek. SEKUNDEN".split(),
}
# So short that both ends of a range fit into one text.
_SHORT_WORDS = {3600: ["h", "Std."], 60: ["min", "Min."], 1: ["s", "sec"]}

_BLANKS = (" ", "", "\u00a0", "\u202f", "\t", "  ")
_TO = ("-", "–", "—", " - ", " – ", " to ", " bis ", " TO ")

#: One tenth of a second is the smallest step, in seconds.
_TENTH = Fraction(1, 10)

#: With more the two ends of a range would not fit into one text.
_MOST = Effort("9999 h")


# How one way of writing writes so many seconds with these words.
_Way: TypeAlias = "Callable[[DrawFn, Fraction, Mapping[int, Sequence[str]]], str]"


def _is_decimal(number: Fraction) -> bool:
    """Return whether a decimal of at most six places says *number* exactly."""
    return (number * 10**6).denominator == 1


def _decimal(draw: DrawFn, number: Fraction) -> str:
    """Return *number* as a decimal, with a point or a comma."""
    text = f"{number.numerator * 10**6 // number.denominator:07d}"
    whole, decimals = text[:-6], text[-6:].rstrip("0")
    if not decimals:
        return whole
    # Three decimals alone could be thousands, so a fourth makes sure.
    return f"{whole}{draw(st.sampled_from('.,'))}{decimals}{'0' if len(decimals) == 3 else ''}"


def _word(draw: DrawFn, words: Sequence[str]) -> str:
    return draw(st.sampled_from(_BLANKS)) + draw(st.sampled_from(words))


def _ways(seconds: Fraction) -> list[_Way]:
    """Return the ways in which *seconds* can be written in one text or at one end of a range."""
    ways: list[_Way] = [_one_unit, _fraction]
    if seconds % 60 == 0:
        ways.append(_clock)
    if seconds > 60 and seconds % 3600:
        ways.append(_parts)
    if seconds >= 3600 and seconds % 60 == 0:
        ways.append(_hours_then_minutes)
    return ways


def _one_unit(draw: DrawFn, seconds: Fraction, words: Mapping[int, Sequence[str]]) -> str:
    unit = draw(st.sampled_from([unit for unit in words if _is_decimal(seconds / unit)]))
    return _decimal(draw, seconds / unit) + _word(draw, words[unit])


def _fraction(draw: DrawFn, seconds: Fraction, words: Mapping[int, Sequence[str]]) -> str:
    unit = draw(st.sampled_from(sorted(words)))
    number = seconds / unit
    return f"{number.numerator}/{number.denominator}{_word(draw, words[unit])}"


def _clock(draw: DrawFn, seconds: Fraction, words: Mapping[int, Sequence[str]]) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02d}{_word(draw, words[3600])}"


def _parts(draw: DrawFn, seconds: Fraction, words: Mapping[int, Sequence[str]]) -> str:
    """Return hours, minutes and seconds, those that are there; the last may have decimals."""
    units = [3600, 60, 1] if seconds >= 3600 else [60, 1]
    if len(units) == 3 and _is_decimal(seconds / 60) and draw(st.booleans()):
        units = [3600, 60]
    written: list[str] = []
    for unit in units[:-1]:
        number, seconds = divmod(seconds, unit)
        if number:
            written.append(f"{number}{_word(draw, words[unit])}")
    if seconds:
        written.append(_decimal(draw, seconds / units[-1]) + _word(draw, words[units[-1]]))
    return draw(st.sampled_from(_BLANKS)).join(written)


def _hours_then_minutes(draw: DrawFn, seconds: Fraction, words: Mapping[int, Sequence[str]]) -> str:
    hours, rest = divmod(seconds, 3600)
    # After hours, "m" and no unit at all can only be minutes.
    unit = draw(st.sampled_from(("", "m", " m")))
    return f"{hours}{_word(draw, words[3600])}{rest // 60}{unit}"


def _iso(draw: DrawFn, seconds: Fraction, words: Mapping[int, Sequence[str]]) -> str:
    letters = {3600: "H", 60: "M", 1: "S"}
    if draw(st.booleans()):
        unit = draw(st.sampled_from([unit for unit in words if _is_decimal(seconds / unit)]))
        return f"PT{_decimal(draw, seconds / unit)}{letters[unit]}"
    hours, rest = divmod(seconds, 3600)
    whole, rest = divmod(rest, 60)
    return f"PT{hours}H{whole}M{_decimal(draw, rest)}S"


def _seconds(low: EffortLike, high: EffortLike) -> SearchStrategy[Fraction]:
    least = bound("min_value", Effort, low).minutes * 60
    most = min(bound("max_value", Effort, high), _MOST).minutes * 60
    steps = (Fraction(3600), Fraction(60), Fraction(900), Fraction(1), _TENTH)
    drawn = [
        st.integers(first, last).map(step.__mul__)
        for step in steps
        if (first := ceil(least / step)) <= (last := floor(most / step))
    ]
    if not drawn:
        raise InvalidArgument(
            f"no tenth of a second lies between min_value={low!r} and max_value={high!r}, "
            f"or only more than {_MOST}"
        )
    return st.one_of(drawn)


def durations_text(
    *, min_value: EffortLike = "0 min", max_value: EffortLike = "100 h"
) -> SearchStrategy[tuple[str, Fraction]]:
    """Return a strategy for one working time in every spelling, with the minutes it means.

    Units in English and German, decimal point and comma, ``1:30 h``, ``1h30``, ``3/4 h``,
    ``PT1H30M``, and the blanks of word processors. For testing one's own input form against::

        @given(written=durations_text())
        def test_the_form_reads_what_aufwand_reads(written):
            text, expected = written

            assert expected == my_form(text)

    Args:
        min_value: The least.
        max_value: The most, up to 9999 h.

    Raises:
        InvalidArgument: If no tenth of a second lies between the bounds.
    """
    return _durations_text(_seconds(min_value, max_value))


@st.composite
def _durations_text(draw: DrawFn, seconds: SearchStrategy[Fraction]) -> tuple[str, Fraction]:
    value = draw(seconds)
    text = draw(st.sampled_from([*_ways(value), _iso]))(draw, value, _WORDS)
    around = draw(st.sampled_from(("", " ")))
    return f"{around}{text}{around}", value / 60


def ranges_text(
    *, min_value: EffortLike = "0 min", max_value: EffortLike = "100 h"
) -> SearchStrategy[tuple[str, Range[Effort]]]:
    """Return a strategy for ranges of working time in every spelling, with what they mean.

    Args:
        min_value: The least low end.
        max_value: The most high end, up to 9999 h.

    Raises:
        InvalidArgument: If no tenth of a second lies between the bounds.
    """
    return _ranges_text(_seconds(min_value, max_value))


@st.composite
def _ranges_text(draw: DrawFn, seconds: SearchStrategy[Fraction]) -> tuple[str, Range[Effort]]:
    ends = sorted(draw(st.lists(seconds, min_size=2, max_size=3)))
    to = st.sampled_from(_TO)
    if len(ends) == 3 or draw(st.booleans()):
        # One unit for all ends, as in 2-3-5 h.
        units = [unit for unit in _WORDS if all(_is_decimal(end / unit) for end in ends)]
        unit = draw(st.sampled_from(units))
        *others, last = (_decimal(draw, end / unit) for end in ends)
        text = "".join(other + draw(to) for other in others) + last + _word(draw, _WORDS[unit])
    else:
        low, high = (draw(st.sampled_from(_ways(end)))(draw, end, _SHORT_WORDS) for end in ends)
        text = f"{low}{draw(to)}{high}"
    efforts = [minutes(end / 60) for end in ends]
    likely = efforts[1] if len(ends) == 3 else None
    return text, Range(efforts[0], likely, efforts[-1])
