"""Where a number comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, frozen

from aufwand.errors import Fault
from aufwand.model._fields import all_faults_at_once, holds
from aufwand.model._reading import is_nothing, is_whole, read_each, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Source", "SourceLike", "read_sources"]

#: How far a source can be trusted: A official or with visible sample, B named study or
#: practitioner, C one undated opinion or a vendor's claim; empty where nobody judged.
TRUSTS = ("A", "B", "C", "")

_ENDS = ("low", "likely", "high", "")

_SOURCE = "a source: text, a Source, or several"


def _year(value: int | None) -> int | None:
    if value is None:
        return None
    if is_whole(value) and 1800 <= int(value) <= 2200:
        return int(value)
    raise Fault(value, "a year such as 2025")


def _trust(value: str) -> str:
    if value in TRUSTS:
        return TRUSTS[TRUSTS.index(value)]
    raise Fault(value, "a trust of 'A', 'B' or 'C'")


def _end(value: str) -> str:
    if value in _ENDS:
        return _ENDS[_ENDS.index(value)]
    raise Fault(value, "the end it supports: 'low', 'likely' or 'high'")


@all_faults_at_once
@frozen(repr=False, eq=False)
class Source:
    """A publication, or one's own records, that a number was read in."""

    #: What it is called.
    title: str = field(
        default="", converter=read_text, metadata=holds("text", "What the source is called.")
    )

    #: Its key in the catalogue, or empty.
    key: str = field(
        default="",
        converter=read_text,
        kw_only=True,
        metadata=holds("text", "Its key in the catalogue."),
    )

    #: The figure's key in the catalogue, or empty.
    figure: str = field(
        default="",
        converter=read_text,
        kw_only=True,
        metadata=holds("text", "The figure's key in the catalogue."),
    )

    #: What it says, in a few words, for example ``15 min a day``.
    says: str = field(
        default="",
        converter=read_text,
        kw_only=True,
        metadata=holds("text", "What it says, in a few words."),
    )

    #: The end of the range it speaks for: ``low``, ``likely``, ``high``, or all if empty.
    supports: str = field(
        default="",
        converter=_end,
        kw_only=True,
        metadata=holds("choice", "The end of the range it speaks for.", choices=_ENDS[:3]),
    )

    #: Who published it.
    publisher: str = field(
        default="", converter=read_text, kw_only=True, metadata=holds("text", "Who published it.")
    )

    #: The year it is from, where known.
    year: int | None = field(
        default=None, converter=_year, kw_only=True, metadata=holds("year", "The year it is from.")
    )

    #: Its address, where it has one.
    url: str = field(
        default="", converter=read_text, kw_only=True, metadata=holds("text", "Its address.")
    )

    #: ``A``, ``B``, ``C``, or empty where nobody judged.
    trust: str = field(
        default="",
        converter=_trust,
        kw_only=True,
        metadata=holds(
            "choice",
            "A official or with visible sample, B named study or practitioner, C one opinion.",
            choices=TRUSTS[:3],
        ),
    )

    def __str__(self) -> str:
        known = ", ".join(
            part
            for part in (
                self.publisher,
                str(self.year) if self.year else "",
                f"trust {self.trust}" if self.trust else "",
            )
            if part
        )
        text = self.title or self.key or self.figure
        if self.says:
            text = f"{self.says}: {text}"
        return f"{text} ({known})" if known else text


#: All that is taken as the source of a number: text, a :class:`Source`, or several.
SourceLike: TypeAlias = "str | Source | Iterable[str | Source]"


def _source(value: object) -> Source:
    if isinstance(value, Source):
        return value
    if isinstance(value, str) and value:
        return Source(value)
    raise Fault(value, _SOURCE)


def read_sources(value: SourceLike) -> tuple[Source, ...]:
    """Return sources; a text is the title of one."""
    if isinstance(value, (str, Source)):
        return (_source(value),)
    several: Any = value
    if is_nothing(several):
        return ()
    if isinstance(several, Mapping) or not hasattr(several, "__iter__"):
        raise Fault(value, _SOURCE)
    return tuple(read_each(several, _source))
