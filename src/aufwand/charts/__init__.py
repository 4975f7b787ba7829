"""Come here for pictures of numbers: charts as SVG with their tables, and bars of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand._later import imported_later

if TYPE_CHECKING:
    from aufwand.charts.bars import bar_lines, text_bars
    from aufwand.charts.figure import STYLE, DataTable, Figure
    from aufwand.charts.load import Load, load_chart
    from aufwand.charts.ranges import Band, range_chart
    from aufwand.charts.spread import Limit, Mark, spread_chart
    from aufwand.charts.tornado import Swing, tornado_chart
else:
    # Results know how to draw themselves, and most are never asked to.
    _HOMES = {
        "aufwand.charts.bars": "bar_lines text_bars",
        "aufwand.charts.figure": "STYLE DataTable Figure",
        "aufwand.charts.load": "Load load_chart",
        "aufwand.charts.ranges": "Band range_chart",
        "aufwand.charts.spread": "Limit Mark spread_chart",
        "aufwand.charts.tornado": "Swing tornado_chart",
    }
    __getattr__ = imported_later(
        __name__, {name: home for home, names in _HOMES.items() for name in names.split()}
    )

__all__ = [
    "STYLE",
    "Band",
    "DataTable",
    "Figure",
    "Limit",
    "Load",
    "Mark",
    "Swing",
    "bar_lines",
    "load_chart",
    "range_chart",
    "spread_chart",
    "text_bars",
    "tornado_chart",
]
