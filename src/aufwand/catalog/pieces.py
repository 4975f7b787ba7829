"""How long one piece for a channel takes: made for it, or made over from another."""

from __future__ import annotations

from functools import cache

from aufwand.catalog._figures import referred
from aufwand.catalog._table import Row, table
from aufwand.catalog.citations import cited
from aufwand.catalog.durations import Default, default
from aufwand.catalog.known_channels import find_channel
from aufwand.units import Effort, Range

__all__ = ["adapted_piece", "piece"]

_COLUMNS = ("id", "channel", "low_ref", "low_pieces", "high_ref", "high_pieces", "note")

#: What a piece is, by the kind of channel.
_KINDS = {"blog": "content_blog_post", "video": "content_video"}


def piece(channel: str = "") -> Default:
    """Return what is published on how long a piece takes that is made for *channel*.

    A blog post for a blog, a short clip for a video channel, and a short post elsewhere.

    Args:
        channel: Its key, name or alias; left out, or unknown to the catalogue, a short post.
    """
    return default(_KINDS.get(_kind(channel), "content_short_post"))


def adapted_piece(channel: str = "") -> Default | None:
    """Return what is published on making a piece of another channel over for *channel*.

    Nothing where there is no evidence: nobody published it for blogs and videos. For other
    channels without a figure of their own, what was published for short posts stands in, and
    the note says so.

    >>> print(adapted_piece("linkedin").duration)
    5 min 13 s – 25 min – 45 min

    Args:
        channel: Its key, name or alias.
    """
    known = find_channel(channel)
    own = _adapted().get(known.key) if known else None
    if own is None and _kind(channel) in _KINDS:
        return None
    return own or _adapted()[""]


def _kind(channel: str) -> str:
    known = find_channel(channel)
    return known.kind if known else ""


@cache
def _adapted() -> dict[str, Default]:
    return {row["channel"]: _default(row) for row in table("adapting.csv", _COLUMNS).values()}


def _default(row: Row) -> Default:
    low, high = _end(row, "low"), _end(row, "high")
    sources = [
        cited(figure, f"{figure.told}; {row['note']}" if row["note"] else figure.told, supports=end)
        for end in ("low", "high")
        for figure, _ in referred(row, f"{end}_ref")
    ]
    return Default(
        activity="adapting",
        per="piece",
        duration=Range(low, None, high),
        known=(("low", low), ("high", high)),
        sources=tuple(sources),
        note=row["note"],
    )


def _end(row: Row, end: str) -> Effort:
    found = [figure.at(at) for figure, at in referred(row, f"{end}_ref")]
    pieces = row.whole(f"{end}_pieces")
    efforts = [each for each in found if each is not None]
    if len(efforts) != 1 or not pieces:
        raise row.fault(f"{end}_ref", "one figure for a number of pieces")
    return efforts[0] / pieces
