"""Where the numbers of a plan come from, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.model import Source
from aufwand.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aufwand.model import Plan
    from aufwand.tables import Cell, Kind

__all__ = ["source_table"]

_COLUMNS: Mapping[str, Kind] = {
    **dict.fromkeys(("part", "key", "name", "says", "supports", "title", "publisher"), "text"),
    "year": "whole",
    **dict.fromkeys(("trust", "url", "figure"), "text"),
}


def source_table(plan: Plan) -> Table:
    """Return a row for each source of each activity and event of *plan*.

    What has no source has a row, too, in which nothing is known of one.
    """
    return Table(_COLUMNS.items(), _rows(plan))


def _rows(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    activities = [("activity", each.key, each.label, each.source) for each in plan.activities]
    events = [("event", each.key, each.label, each.source) for each in plan.events]
    for part, key, name, sources in (*activities, *events):
        for source in sources or (Source(),):
            yield (
                *(part, key, name, source.says or None, source.supports or None),
                *(source.title or source.key or None, source.publisher or None, source.year),
                *(source.trust or None, source.url or None, source.figure or None),
            )
