"""Tables written as the sheets of a workbook: numbers as numbers, text as nothing but text."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from aufwand.errors import Fault, MissingExtra
from aufwand.outline.text import plain
from aufwand.reports._table import width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    #: What a cell holds; nothing where it is not known.
    Content: TypeAlias = "str | float | date | Amount | None"

__all__ = ["MAKER", "MODIFIED", "Amount", "Chart", "Grid", "Heading", "Sheet", "book", "shown"]

#: Who a workbook says it is from.
MAKER = "aufwand"

#: The day that every workbook says it is from, so that the same plan gives the same bytes.
MODIFIED = datetime(1980, 1, 1)  # noqa: DTZ001 - the format has no time zones

#: Most UTF-16 units of a text, and most rows of a sheet: what Excel can hold.
_LONGEST = 32_767
_MOST_ROWS = 1_048_576

#: Cells of the narrowest and of the widest column of names.
_NARROW, _WIDE = 11, 44

#: How many of the first rows of a column say how wide it is.
_LOOKED_AT = 500

#: Points that a line of a head is high, and cells that the button of a filter takes.
_LINE_HEIGHT, _BUTTON = 15, 3

#: Points of the highest row that Excel knows.
_HIGHEST = 409

_HEAD = "#1F3864"
_LINE = "#8EA9DB"


class Amount(NamedTuple):
    """A number that looks otherwise than its column does."""

    #: The number.
    value: float | None

    #: How it looks: ``hours``, ``money``, ``share``, ``positions``, ``days``, ``whole``.
    look: str


class Heading(NamedTuple):
    """What stands above a column, and how the column looks."""

    #: The words.
    title: str

    #: ``text``, ``long`` (text in several lines), ``hours``, ``money``, ``share``, ``positions``,
    #: ``days`` (how many), ``whole`` or ``day`` (which).
    look: str = "text"


class Chart(NamedTuple):
    """Columns for the first rows of a grid, from low to high."""

    #: What stands above it.
    title: str

    #: What it shows, for those who cannot see it.
    about: str

    #: How many of the rows are in it.
    rows: int

    #: The columns of low, likely and high.
    ends: tuple[int, int, int]


class Grid(NamedTuple):
    """A table on a sheet."""

    #: What stands above each column.
    head: Sequence[Heading]

    #: A row each.
    rows: Sequence[Sequence[Content]]

    #: Sums, below the rows.
    totals: Sequence[Sequence[Content]] = ()

    #: What is drawn of it, beside it.
    chart: Chart | None = None


class Sheet(NamedTuple):
    """A sheet with one table or several below each other."""

    #: Its name.
    name: str

    #: The tables; a sheet with a single one can be filtered, and its head stays in sight.
    grids: Sequence[Grid]

    #: What stands above them: the first is a title.
    above: Sequence[str] = ()

    #: How many columns stay in sight beside the head.
    frozen: int = 1

    #: How many pages it is wide where it is printed.
    pages: int = 1


def shown(text: str) -> str:
    """Return *text* as a cell holds it: one line, no control characters, cut where it must be."""
    told = plain(text)
    if len(told) * 2 <= _LONGEST:
        return told
    units = told.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return told
    # Half a character that is left at the end goes with what is cut.
    return units[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def book(sheets: Sequence[Sheet], *, title: str, subject: str, money: str, day: str) -> bytes:
    """Return a workbook (.xlsx) with *sheets*; the same sheets give the same bytes.

    Args:
        sheets: What is in it.
        title: What it is called.
        subject: What it is about.
        money: The number format of money.
        day: The number format of days.

    Raises:
        MissingExtra: If *XlsxWriter* is not installed.
        Fault: If a sheet would have more rows than Excel can hold.
    """
    try:
        # Any, as the package says no types.
        from xlsxwriter import Workbook  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]
    except ImportError:
        raise MissingExtra("excel", "writing a workbook") from None
    for sheet in sheets:
        rows = sum(len(each.rows) + len(each.totals) + 2 for each in sheet.grids)
        if len(sheet.above) + rows > _MOST_ROWS:
            raise Fault(rows, f"at most {_MOST_ROWS:,} rows of a sheet")
    file = BytesIO()
    made: Any = Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    made.set_properties(
        {
            "title": shown(title)[:255],
            "subject": subject,
            "author": MAKER,
            "company": "",
            "created": MODIFIED,
        }
    )
    pen = _Pen(made, {"money": money, "day": day})
    for sheet in sheets:
        pen.write(sheet)
    made.close()
    return file.getvalue()


class _Pen:
    """Writes sheets into a workbook."""

    def __init__(self, made: Any, formats: Mapping[str, str]) -> None:
        self._made = made
        numbers = {
            "hours": "#,##0.00",
            "share": "0 %",
            "positions": "0.00",
            # As many decimals as it has.
            "days": "General",
            "whole": "0",
            **formats,
        }
        looks: dict[str, dict[str, object]] = {
            # It stays text when somebody edits it, too, and touches no number beside it.
            "text": {"quote_prefix": True, "align": "left", "indent": 1},
            "long": {"quote_prefix": True, "align": "left", "indent": 1, "text_wrap": True},
            **{name: {"num_format": form} for name, form in numbers.items()},
        }
        line = {"bold": True, "top": 1, "top_color": _LINE}
        self._looks = {
            name: made.add_format({"valign": "top", **look}) for name, look in looks.items()
        }
        self._sums = {
            name: made.add_format({"valign": "top", **look, **line}) for name, look in looks.items()
        }
        head = {"bold": True, "font_color": "white", "bg_color": _HEAD, "valign": "vcenter"}
        self._head = made.add_format({**head, "text_wrap": True, "indent": 1})
        self._number_head = made.add_format({**head, "text_wrap": True, "align": "right"})
        self._title = made.add_format({"bold": True, "font_size": 16})
        self._note = made.add_format({"italic": True, "font_color": "#595959"})

    def write(self, sheet: Sheet) -> None:
        """Write a sheet."""
        to = self._made.add_worksheet(sheet.name)
        for row, text in enumerate(sheet.above):
            to.write_string(row, 0, shown(text), self._note if row else self._title)
        top = len(sheet.above) + 1 if sheet.above else 0
        single = len(sheet.grids) == 1 and not sheet.above
        widths = _widths(sheet)
        for grid in sheet.grids:
            self._grid(to, sheet.name, grid, top)
            # Not every program makes room for several lines by itself.
            to.set_row(top, _LINE_HEIGHT * _head_lines(grid, widths, single=single) + 3)
            for row, cells in enumerate(grid.rows, start=top + 1):
                lines = _row_lines(grid, cells, widths)
                if lines > 1:
                    to.set_row(row, min(_LINE_HEIGHT * lines, _HIGHEST))
            if single:
                to.freeze_panes(1, sheet.frozen)
                to.autofilter(0, 0, len(grid.rows), len(grid.head) - 1)
                to.repeat_rows(0)
            top += len(grid.rows) + len(grid.totals) + 2
        for column, wide in enumerate(widths):
            to.set_column(column, column, wide)
        to.set_landscape()
        to.set_paper(9)
        to.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        to.fit_to_pages(sheet.pages, 0)
        if sheet.pages > 1:
            # Each page says whose rows these are.
            to.repeat_columns(0, sheet.frozen - 1)

    def _grid(self, to: Any, name: str, grid: Grid, top: int) -> None:
        for column, (title, look) in enumerate(grid.head):
            number = look not in {"text", "long"}
            to.write_string(top, column, title, self._number_head if number else self._head)
        looks = [each.look for each in grid.head]
        for offset, row in enumerate([*grid.rows, *grid.totals], start=1):
            formats = self._looks if offset <= len(grid.rows) else self._sums
            for column, (cell, look) in enumerate(zip(row, looks, strict=True)):
                self._cell(to, (top + offset, column), cell, look, formats)
        if grid.chart is not None:
            self._chart(to, name, grid, grid.chart, top)

    def _cell(
        self,
        to: Any,
        place: tuple[int, int],
        cell: Content,
        look: str,
        formats: Mapping[str, Any],
    ) -> None:
        if isinstance(cell, Amount):
            cell, look = cell
        # Never the method that guesses what a cell is: text stays text, whatever it begins with.
        if cell is None or cell == "":
            to.write_blank(*place, None, formats[look])
        elif isinstance(cell, str):
            to.write_string(*place, shown(cell), formats[look])
        elif isinstance(cell, date):
            to.write_datetime(*place, cell, formats[look])
        else:
            to.write_number(*place, cell, formats[look])

    def _chart(self, to: Any, name: str, grid: Grid, chart: Chart, top: int) -> None:
        low, likely, high = chart.ends
        ends: list[tuple[Any, Any, Any]] = [
            (row[low], row[likely], row[high]) for row in grid.rows[: chart.rows]
        ]
        first, last = top + 1, top + chart.rows
        drawn = self._made.add_chart({"type": "column"})
        drawn.add_series(
            {
                "name": grid.head[likely].title,
                "categories": [name, first, 0, last, 0],
                "values": [name, first, likely, last, likely],
                "fill": {"color": _LINE},
                "gap": 60,
                "y_error_bars": {
                    "type": "custom",
                    "plus_values": [round(above - here, 2) for _, here, above in ends],
                    "minus_values": [round(here - below, 2) for below, here, _ in ends],
                    "line": {"color": _HEAD, "width": 1.5},
                },
            }
        )
        drawn.set_title({"name": chart.title, "name_font": {"size": 12}, "overlay": False})
        drawn.set_legend({"none": True})
        drawn.set_y_axis({"num_format": "0", "min": 0, "major_gridlines": {"visible": True}})
        drawn.set_size({"width": 640, "height": 360})
        # Beside all tables of the sheet.
        to.insert_chart(2, 9, drawn, {"description": chart.about, "object_position": 3})


def _widths(sheet: Sheet) -> list[float]:
    """Return how wide each column is, in characters."""
    found: list[float] = []
    for column in range(max(len(each.head) for each in sheet.grids)):
        widest = _NARROW
        for grid in sheet.grids:
            if column < len(grid.head):
                widest = max(widest, _widest(grid, column))
        found.append(widest + 2)
    return found


def _widest(grid: Grid, column: int) -> int:
    title, look = grid.head[column]
    if look not in {"text", "long"}:
        # A head of several words has several lines.
        return max(map(width, title.split()))
    heads = title.split() if look == "long" else [title]
    texts = [*heads, *(str(row[column] or "") for row in [*grid.rows[:_LOOKED_AT], *grid.totals])]
    return min(_WIDE, max(width(each[:_WIDE]) for each in texts))


def _head_lines(grid: Grid, widths: Sequence[float], *, single: bool) -> int:
    """Return how many lines the head of a table takes; one that filters has buttons in it."""
    beside = _BUTTON if single else 0
    return max(
        _lines(title, room * 0.9 - 2 - beside)
        for (title, _), room in zip(grid.head, widths, strict=False)
    )


def _row_lines(grid: Grid, row: Sequence[Content], widths: Sequence[float]) -> int:
    """Return how many lines a row takes."""
    return max(
        _lines(cell, room - 2) if look == "long" and isinstance(cell, str) else 1
        for cell, (_, look), room in zip(row, grid.head, widths, strict=False)
    )


def _lines(text: str, cells: float) -> int:
    """Return how many lines a text takes; a word that is longer than a line goes on in others."""
    lines, used = 1, 0.0
    for word in text.split():
        needed = width(word)
        if used and used + 1 + needed > cells:
            lines, used = lines + 1, 0.0
        used += needed + (1 if used else 0)
        more = int(used // cells) if used > cells else 0
        lines, used = lines + more, used - more * cells
    return lines
