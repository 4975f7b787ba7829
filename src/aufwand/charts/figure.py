"""A chart with the table of its data, and the stylesheet of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from aufwand.outline.html import READ, escaped, said
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["STYLE", "DataTable", "Figure", "scoped"]

#: How charts and their tables look; everything in it stays inside of ``.aw``. A page gives the
#: variables values of its own; without them, charts fit bright and dark ground.
STYLE = """\
.aw-chart{display:block;width:100%;max-width:29rem;height:auto;overflow:visible;\
font-family:system-ui,sans-serif}
.aw-chart text{fill:var(--aw-ink,currentColor);font-size:12.5px}
.aw-chart .n{font-size:13px}
.aw-chart .v{font-size:13px;font-weight:600}
.aw-chart .s{font-size:11.5px;fill:var(--aw-soft,currentColor)}
.aw-chart .m{font-size:12px}
.aw-chart .o{fill:var(--aw-over,currentColor)}
.aw-chart .low,.aw-chart .less{fill:var(--aw-bar,#3b82a0)}
.aw-chart .high{fill:var(--aw-bar,#3b82a0);fill-opacity:.34}
.aw-chart .calm,.aw-chart .faint{fill:var(--aw-bar,#3b82a0);fill-opacity:.62}
.aw-chart .faint{fill-opacity:.25}
.aw-chart .more{fill:var(--aw-more,#b7791f)}
.aw-chart .tick,.aw-chart .limit{stroke:var(--aw-ink,currentColor);stroke-width:2.5;fill:none}
.aw-chart .limit{stroke-width:1.5;stroke-dasharray:3 2}
.aw-chart .line{stroke:var(--aw-ink,currentColor);stroke-width:1.6;fill:none}
.aw-chart .grid{stroke:var(--aw-rule,#8886);stroke-width:1;fill:none}
.aw-chart .lead{stroke:var(--aw-soft,currentColor);stroke-width:1;stroke-dasharray:1 3;fill:none}
.aw-chart .dot{fill:var(--aw-bar,#3b82a0);stroke:var(--aw-ground,transparent);stroke-width:1.5}
.aw-chart .over,.aw-chart .mark{stroke:var(--aw-over,#c2553a);stroke-width:1}
.aw-chart .mark{fill:var(--aw-over,#c2553a);stroke:none}
.aw-chart .h{stroke:var(--aw-over,#c2553a);stroke-width:1.6}
.aw-chart .g{fill:var(--aw-ground,transparent)}
.aw figure{margin:0 0 1.4em}
.aw figcaption{margin:0 0 .6em;font-weight:600}
.aw details{margin:.5em 0}
.aw table{border-collapse:collapse;font-variant-numeric:tabular-nums}
.aw td,.aw th{padding:.25em .9em .25em 0;text-align:right;font-weight:400;vertical-align:top}
.aw td{white-space:nowrap}
.aw th{overflow-wrap:normal}
.aw th:first-child,.aw .t{text-align:left;white-space:normal;overflow-wrap:anywhere}
.aw .t{padding-left:.8em}
.aw thead th,.aw thead td{border-bottom:1px solid var(--aw-rule,#8886);color:var(--aw-soft,inherit)}
.aw tfoot th,.aw tfoot td{border-top:1px solid var(--aw-rule,#8886);font-weight:600}
.aw caption{text-align:left;font-weight:600;padding:.3em 0}
.aw .x{overflow-x:auto}
.aw th:first-child,.aw td.t{min-width:6.5em}
.aw .x td,.aw .x th{padding-right:.6em}
.aw .q{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
"""


#: So many columns fit on a phone; a table with more of them can be moved sideways.
_NARROW = 4

#: Characters of a cell of text that are shown.
_TEXT = 400


@value
@frozen
class DataTable:
    """Numbers as they are shown, with their heads; a name in the first column."""

    #: What it shows.
    caption: str

    #: The heads of the columns.
    heads: tuple[str, ...]

    #: The rows: the name, then what belongs to it.
    rows: tuple[tuple[str, ...], ...]

    #: What the rows sum to, if they do.
    total: tuple[str, ...] = ()

    #: Which columns beside the first are text, by their place.
    text: tuple[int, ...] = ()

    def to_html(self, *, above: str = "") -> str:
        """Return it as an HTML table; every head says what it is the head of.

        Args:
            above: What stands above it; a caption that says the same is only for screen readers.
        """
        kind = ' class="q"' if self.caption == above else ""
        heads = "".join(self._head(place, head) for place, head in enumerate(self.heads))
        rows = "".join(self._row(row) for row in self.rows)
        foot = f"<tfoot>{self._row(self.total)}</tfoot>" if self.total else ""
        table = (
            f"<table><caption{kind}>{said(self.caption)}</caption><thead><tr>{heads}</tr></thead>"
            f"<tbody>{rows}</tbody>{foot}</table>"
        )
        if len(self.heads) <= _NARROW:
            return table
        # Whoever has no mouse moves it with the arrow keys, and must be able to get there.
        label = escaped(self.caption[:READ])
        return f'<div class="x" role="group" tabindex="0" aria-label="{label}">{table}</div>'

    def _head(self, place: int, head: str) -> str:
        if not head:
            return "<td></td>"
        kind = ' class="t"' if place in self.text else ""
        return f'<th scope="col"{kind}>{escaped(head)}</th>'

    def _row(self, row: Sequence[str]) -> str:
        # A name may be written in any direction, and must not turn its neighbours around.
        head = f'<th scope="row">{said(row[0])}</th>'
        cells = "".join(
            f'<td class="t">{said(cell, _TEXT)}</td>'
            if index in self.text
            else f"<td>{escaped(cell)}</td>"
            for index, cell in enumerate(row[1:], 1)
        )
        return f"<tr>{head}{cells}</tr>"


@value
@frozen
class Figure:
    """A chart, and the table of what it shows."""

    #: What stands above it.
    title: str

    #: The chart, as one of the functions of this package returns it.
    svg: str

    #: Its data.
    tables: tuple[DataTable, ...] = ()

    #: What opens the table.
    summary: str = "The numbers"

    #: What is to be said below the chart.
    note: str = ""

    def to_html(self) -> str:
        """Return it as HTML, its tables folded; styled where the stylesheet is at hand."""
        note = f"<p>{escaped(self.note)}</p>" if self.note else ""
        tables = "".join(f"<div>{table.to_html(above=self.title)}</div>" for table in self.tables)
        folded = (
            f"<details><summary>{escaped(self.summary)}</summary>{tables}</details>"
            if tables
            else ""
        )
        head = f"<figcaption>{said(self.title)}</figcaption>"
        return f"<figure>{head}{self.svg}{note}{folded}</figure>"

    def _repr_html_(self) -> str:
        return scoped(self.to_html())


def scoped(html: str) -> str:
    """Return *html* with the stylesheet beside it, which styles nothing else on its page."""
    return f'<div class="aw"><style>{STYLE}</style>{html}</div>'
