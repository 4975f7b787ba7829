"""Results that draw themselves: in a notebook, and wherever *rich* prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aufwand.charts.figure import Figure

__all__ = ["Picture", "Pictured"]


class Picture(NamedTuple):
    """What a result shows of itself."""

    #: A line above everything.
    head: str

    #: Its charts.
    figures: Sequence[Figure] = ()

    #: The same for a terminal: label, amount in words, and low, likely and high.
    rows: Sequence[tuple[str, str, tuple[float, float, float]]] = ()

    #: Lines below.
    notes: Sequence[str] = ()

    #: More lines below, in a terminal only.
    text: Sequence[str] = ()

    #: The same as HTML, already escaped.
    html: str = ""


class Pictured:
    """A result with a picture."""

    __slots__ = ()

    def _picture(self) -> Picture:
        raise NotImplementedError

    def _repr_html_(self) -> str:
        from aufwand.charts.figure import scoped
        from aufwand.outline.html import said

        shown = self._picture()
        head = f"<p><strong>{said(shown.head)}</strong></p>"
        figures = "".join(each.to_html() for each in shown.figures)
        notes = "".join(f"<p>{said(note)}</p>" for note in shown.notes)
        return scoped(head + figures + notes + shown.html)

    def __rich_console__(self, console: Any, options: Any) -> Iterator[Any]:
        from aufwand.charts.bars import bar_lines
        from aufwand.outline.text import plain

        shown = self._picture()
        lines = [plain(shown.head), *bar_lines(shown.rows, options.max_width)]
        # Text of the console's own kind, in which no name is taken for markup or an emoji.
        for line in (*lines, *shown.notes, *shown.text):
            yield console.render_str(plain(line), markup=False, emoji=False, highlight=False)

    def __rich_repr__(self) -> Iterator[object]:
        inside = repr(self)[:-1]
        name = type(self).__name__
        for head in (f"{name}(", f"<{name} of "):
            inside = inside.removeprefix(head)
        yield _AsItIs(inside)


class _AsItIs(str):
    """Text that stands for itself, without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)
