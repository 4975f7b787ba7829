"""Where the numbers of the catalogue were read."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from aufwand.catalog._figures import figure, figures
from aufwand.catalog._table import Row, looked_up, table
from aufwand.model import Source

if TYPE_CHECKING:
    from aufwand.catalog._figures import Figure

__all__ = ["cited", "publication", "source", "sources"]

_COLUMNS = ("source_id", "title", "publisher", "year", "url", "language", "kind", "trust")


@cache
def _rows() -> dict[str, Row]:
    return table("sources.csv", _COLUMNS)


@cache
def _source(key: str) -> Source:
    row = _rows()[key]
    return Source(
        row.filled("title"),
        key=key,
        publisher=row.filled("publisher"),
        year=row.whole("year"),
        url=row.filled("url"),
        trust=row.one_of("trust", ("A", "B", "C")),
    )


def publication(row: Row) -> tuple[Source, ...]:
    """Return the sources that a row of another table names, separated by semicolons.

    Raises:
        Fault: If one of them is not in the catalogue.
    """
    keys = row.filled("source_id").split(";")
    if not _rows().keys() >= set(keys):
        raise row.fault("source_id", "keys of sources, separated by semicolons")
    return tuple(_source(key) for key in keys)


def cited(figure: Figure, says: str, supports: str = "") -> Source:
    """Return the source of a *figure*, with what it *says* there.

    Args:
        figure: The figure.
        says: What it says, in words.
        supports: The end of a range it speaks for, or all if empty.
    """
    read_in = _source(figure.source)
    return Source(
        read_in.title,
        key=read_in.key,
        figure=figure.key,
        says=says,
        supports=supports,
        publisher=read_in.publisher,
        year=figure.year or read_in.year,
        url=read_in.url,
        trust=read_in.trust,
    )


def source(key: str) -> Source:
    """Return the source with that *key*; the key of a figure gives its source and what it says.

    Args:
        key: The key of a source such as ``sherman2010``, or of a figure such as ``e032``.

    Raises:
        UnknownName: If the catalogue has neither.
    """
    makers = dict.fromkeys(_rows(), _source) | dict.fromkeys(figures(), _of_figure)
    return looked_up(makers, key, "source")(key)


def _of_figure(key: str) -> Source:
    found = figure(key)
    return cited(found, found.told)


def sources() -> tuple[Source, ...]:
    """Return every source of the catalogue."""
    return tuple(_source(key) for key in _rows())
