"""What moves a total, as a tornado for a terminal."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from aufwand.reports._sensitivity_words import WORDS
from aufwand.reports._table import cut, ruled, width, wrapped
from aufwand.reports.naming import channel_name
from aufwand.units import Effort, Money, say
from aufwand.units.rounding import apportion, half_up
from aufwand.units.wording import say_percent

if TYPE_CHECKING:
    from aufwand.estimates import Influence, Sensitivity
    from aufwand.model import Plan
    from aufwand.reports.terminal import Paint

__all__ = ["sensitivity_text"]

#: Cells of a line, unless a terminal has fewer.
LINE = 100

#: Most inputs that are told one by one.
ROWS = 25

#: Cells of the longest name, and of the shortest and the longest bar.
_NAME, _SHORT, _LONG = 30, 11, 41

_LOW, _HIGH = "▒", "█"


def sensitivity_text(
    sensitivity: Sensitivity[Any],
    plan: Plan,
    *,
    lang: str = "en",
    paint: Paint = lambda text, _: text,
    line: int = LINE,
) -> str:
    """Return what moves a total as a tornado: a bar for each input, from low to high.

    Bars share one scale. They are light below the likely total and full above it. Shares are
    rounded so that those shown sum to 100 %; of more than 25 inputs the last are one line.

    Args:
        sensitivity: What to tell.
        plan: The plan it is about.
        lang: ``en`` or ``de``.
        paint: Marks the title, for terminals with colours.
        line: Cells of a line.
    """
    words = WORDS[lang]
    period = words[sensitivity.per]
    title = words[sensitivity.of].format(name=cut(plan.name), period=period)
    title += _where(sensitivity, plan, lang)
    likely = words["likely"].format(total=say(sensitivity.likely, lang), period=period)
    head = [paint(title, "title"), *wrapped(likely, line)]
    if not sensitivity.inputs:
        return "\n".join([*head, "", *wrapped(words["nothing"], line)]) + "\n"
    rows = _rows(sensitivity, lang, line)
    notes = [words["bars"], words[sensitivity.method]]
    told = [paint(each, "faint") for note in notes for each in wrapped(note, line)]
    return "\n".join([*head, "", *ruled(rows, total=False), "", *told]) + "\n"


def _where(sensitivity: Sensitivity[Any], plan: Plan, lang: str) -> str:
    words = WORDS[lang]
    parts: list[str] = []
    if sensitivity.role is not None:
        role = sensitivity.role
        parts.append(cut(plan.role(role).label) if role else words["nobody"])
    if sensitivity.channel is not None:
        key = sensitivity.channel
        parts.append(cut(channel_name(plan.channel(key), lang)) if key else words["no_channel"])
    return f" ({', '.join(parts)})" if parts else ""


def _rows(sensitivity: Sensitivity[Any], lang: str, line: int) -> list[list[str]]:
    words = WORDS[lang]
    shown = sensitivity.inputs
    rest = len(shown) - ROWS
    if rest > 1:
        shown = shown[:ROWS]
    left = sum(each.share for each in sensitivity.inputs[len(shown) :])
    exact = [Fraction(each) for each in (*(each.share for each in shown), left)]
    whole = apportion([each * 100 for each in exact], _whole(exact))
    shares = [say_percent(Fraction(each, 100), lang) for each in whole]
    rows = [[cut(each.label, _NAME), say(each.low, lang), say(each.high, lang)] for each in shown]
    head = [words["input"], words["low"], words["high"], words["share"]]
    columns = [*zip(head[:3], *rows, strict=True), (head[3], *shares)]
    used = sum(max(map(width, column)) for column in columns) + 3 * len(columns)
    room = min(_LONG, max(_SHORT, line - used))
    made = [[*head[:2], "", *head[2:]]]
    for (name, low, high), each, share in zip(rows, shown, shares, strict=False):
        made.append([name, low, _bar(sensitivity, each, room), high, share])
    if rest > 1:
        made.append([words.count("others", rest), "", "", "", shares[-1]])
    return made


def _whole(shares: list[Fraction]) -> int:
    # Floats that sum to 1 but for their rounding; or to nothing, where all cancel out.
    return half_up(sum(shares, Fraction(0)) * 100)


def _bar(sensitivity: Sensitivity[Any], each: Influence[Any], room: int) -> str:
    """Return a bar of *room* cells; blanks behind it keep it in its place."""
    first = min(_amount(other.low) for other in sensitivity.inputs)
    last = max(_amount(other.high) for other in sensitivity.inputs)
    scale = Fraction(room) / ((last - first) or 1)
    start, middle, end = (
        half_up((_amount(number) - first) * scale)
        for number in (each.low, sensitivity.likely, each.high)
    )
    bar = _LOW * (middle - start) + _HIGH * (end - middle)
    return (" " * start + bar).ljust(room)


def _amount(value: Effort | Money) -> Fraction:
    return value.minutes if isinstance(value, Effort) else value.amount
