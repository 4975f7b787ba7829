"""Rounding for the eye: shown parts add up to the shown total. Every writer rounds here."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["apportion", "half_up", "shown_parts"]


def half_up(number: Fraction) -> int:
    """Return *number* as the nearest whole number, halves away from zero as people round."""
    doubled = abs(number) * 2 + 1
    whole = doubled.numerator // (2 * doubled.denominator)
    return -whole if number < 0 else whole


def apportion(parts: Sequence[Fraction], total: int) -> list[int]:
    """Return *parts* as whole numbers that sum to *total*, each less than two from its own.

    The largest remainders are rounded up first; what is zero stays zero as long as anything
    else can give way.

    Args:
        parts: Exact parts; those of a difference can be below zero.
        total: The rounded sum of the parts, as it is shown.
    """
    whole = [part.numerator // part.denominator for part in parts]
    short = total - sum(whole)
    by_remainder = sorted(
        range(len(parts)), key=lambda index: (whole[index] - parts[index], -parts[index], index)
    )
    # A total that was rounded together with others may be one more than the parts have room for.
    while short > 0 and by_remainder:
        for index in by_remainder[:short]:
            whole[index] += 1
            short -= 1
    return whole


def shown_parts(
    parts: Sequence[tuple[Fraction, Fraction, Fraction]],
) -> tuple[list[tuple[int, int, int]], tuple[int, int, int]]:
    """Return low, likely and high of each part and of their sum, as whole numbers that add up.

    In every column the shown parts sum to the shown total, the total is the rounded exact
    total, and in every row low <= likely <= high still holds: the steps from low to likely
    and from likely to high are rounded, not the columns one by one.

    Args:
        parts: Exact low, likely and high of each part, in the unit that is shown.
    """
    lows, likelies, highs = (
        half_up(sum((part[column] for part in parts), Fraction(0))) for column in range(3)
    )
    low = apportion([part[0] for part in parts], lows)
    step = apportion([part[1] - part[0] for part in parts], likelies - lows)
    leap = apportion([part[2] - part[1] for part in parts], highs - likelies)
    rows = [
        (first, first + second, first + second + third)
        for first, second, third in zip(low, step, leap, strict=True)
    ]
    return rows, (lows, likelies, highs)
