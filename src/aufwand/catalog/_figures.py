"""Published working times, one figure each, as they were published."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from aufwand.catalog._table import Row, effort_of, table
from aufwand.errors import Fault

if TYPE_CHECKING:
    from aufwand.units import Effort

__all__ = ["ENDS", "Figure", "figure", "figures", "referred"]

#: The three values a figure can give.
ENDS = ("low", "likely", "high")

_COLUMNS = (
    "id",
    "activity",
    "channel",
    "low",
    "likely",
    "high",
    "unit",
    "per",
    "population",
    "year",
    "source_id",
    "note",
)

_EACH = {
    "day": "a day",
    "workday": "a working day",
    "week": "a week",
    "month": "a month",
    "post": "a post",
    "once": "once",
}


class Figure(NamedTuple):
    """One published working time."""

    #: Its key, for example ``e032``.
    key: str

    #: Its end, as far as each was published.
    low: Effort | None
    likely: Effort | None
    high: Effort | None

    #: What it was published per: ``day``, ``workday``, ``week``, ``month``, ``post`` or ``once``.
    per: str

    #: The figure as it was published, for example ``3–5 hours a week``.
    says: str

    #: Whom it was published for, the channel first where it was published for one.
    population: str

    #: The year it is from, where known.
    year: int | None

    #: The key of its source.
    source: str

    @property
    def told(self) -> str:
        """What it says, and of whom."""
        return f"{self.says} ({self.population})"

    def at(self, end: str) -> Effort | None:
        """Return its ``low``, ``likely`` or ``high``."""
        value: Effort | None = getattr(self, end)
        return value


@cache
def _rows() -> dict[str, Row]:
    return table("figures.csv", _COLUMNS)


def figures() -> tuple[str, ...]:
    """Return the key of every figure."""
    return tuple(_rows())


@cache
def figure(key: str) -> Figure:
    """Return the figure with that *key*; there must be one."""
    return _figure(_rows()[key])


def _figure(row: Row) -> Figure:
    low, likely, high = (effort_of(row, end) for end in ENDS)
    known = [value for value in (low, likely, high) if value is not None]
    if not known or known != sorted(known):
        raise Fault(row["id"], "low <= likely <= high, at least one of them", "", "", row.file)
    population = ", ".join(each for each in (row["channel"], row.filled("population")) if each)
    return Figure(
        key=row["id"],
        low=low,
        likely=likely,
        high=high,
        per=row.one_of("per", tuple(_EACH)),
        says=_says(row),
        population=population,
        year=row.whole("year"),
        source=row.filled("source_id"),
    )


def _says(row: Row) -> str:
    low, likely, high = (row[end] for end in ENDS)
    number = "–".join(each for each in (low, likely, high) if each)
    unit = row["unit"] if number == "1" else f"{row['unit']}s"
    if not likely and not high:
        unit += " or more"
    elif not likely and not low:
        number = f"up to {number}"
    return f"{number} {unit} {_EACH[row['per']]}"


def referred(row: Row, column: str) -> tuple[tuple[Figure, str], ...]:
    """Return the figures, each with its end, that *column* names as ``e033.likely+e035.likely``.

    Raises:
        Fault: If one of them does not exist or does not give that end.
    """
    found: list[tuple[Figure, str]] = []
    for reference in row[column].split("+") if row[column] else ():
        key, _, end = reference.partition(".")
        if key not in _rows() or end not in ENDS or figure(key).at(end) is None:
            raise row.fault(column, "figures and their ends, such as e033.likely+e035.likely")
        found.append((figure(key), end))
    return tuple(found)
