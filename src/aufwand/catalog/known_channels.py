"""The channels that people know, under the names they know them by."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from aufwand.catalog._table import Row, table
from aufwand.catalog.citations import publication
from aufwand.errors import Fault, UnknownName, nearest
from aufwand.model import Source
from aufwand.units._value import value

__all__ = ["KnownChannel", "channel", "channels", "find_channel"]

_COLUMNS = (
    "key",
    "name",
    "aliases",
    "status",
    "kind",
    "replies",
    "polls",
    "direct_messages",
    "scheduling",
    "analytics",
    "note",
    "source_id",
)

_KINDS = ("network", "professional", "microblog", "video", "messenger", "blog")

_OFFERS = ("yes", "no", "limited", "unknown")


@value
@frozen(repr=False, eq=False)
class KnownChannel:
    """A place to be present that the catalogue knows.

    What it offers is ``yes``, ``no``, ``limited`` (the note says how) or ``unknown``, which is
    not ``no``.
    """

    #: What a plan calls it, for example ``corporate_blog``.
    key: str

    #: What people call it.
    name: str

    #: What people call it, or called it, too.
    aliases: tuple[str, ...]

    #: ``active`` or ``closed``, and what changed, for example its name.
    status: str

    #: Whether nobody can be present there any more.
    closed: bool

    #: ``network``, ``professional``, ``microblog``, ``video``, ``messenger`` or ``blog``.
    kind: str

    #: Whether people can reply in public.
    replies: str

    #: Whether it has polls.
    polls: str

    #: Whether people can write in private.
    direct_messages: str

    #: Whether tools can publish there at a set time.
    scheduling: str

    #: Whether it tells how many saw and did what.
    analytics: str

    #: What to know about it.
    note: str

    #: Where that was read.
    sources: tuple[Source, ...]


def _channel(row: Row) -> KnownChannel:
    status = row.filled("status")
    if not status.startswith(("active", "closed")):
        raise row.fault("status", "active or closed, and what changed")
    return KnownChannel(
        key=row["key"],
        name=row.filled("name"),
        aliases=tuple(row["aliases"].split(";")) if row["aliases"] else (),
        status=status,
        closed=status.startswith("closed"),
        kind=row.one_of("kind", _KINDS),
        replies=row.one_of("replies", _OFFERS),
        polls=row.one_of("polls", _OFFERS),
        direct_messages=row.one_of("direct_messages", _OFFERS),
        scheduling=row.one_of("scheduling", _OFFERS),
        analytics=row.one_of("analytics", _OFFERS),
        note=row["note"],
        sources=publication(row),
    )


def _folded(name: str) -> str:
    if not isinstance(name, str):
        raise Fault(name, "the name of a channel, such as 'facebook'")
    if name.isascii():
        return name.casefold()
    from unicodedata import normalize

    return normalize("NFC", name.casefold())


@cache
def channels() -> tuple[KnownChannel, ...]:
    """Return every channel the catalogue knows."""
    return tuple(_channel(row) for row in table("channels.csv", _COLUMNS).values())


@cache
def _by_name() -> dict[str, KnownChannel]:
    return {
        _folded(name): each for each in channels() for name in (each.key, each.name, *each.aliases)
    }


def find_channel(name: str) -> KnownChannel | None:
    """Return the channel with that *name*, or nothing where the catalogue knows none.

    Args:
        name: Its key, name or alias, in any case: ``X``, ``twitter``, ``FB``.
    """
    return _by_name().get(_folded(name))


def channel(name: str) -> KnownChannel:
    """Return the channel with that *name*.

    Args:
        name: Its key, name or alias, in any case: ``X``, ``twitter``, ``FB``.

    Raises:
        UnknownName: If the catalogue knows none.
    """
    found = find_channel(name)
    if found is not None:
        return found
    names = [each for known in channels() for each in (known.key, known.name, *known.aliases)]
    raise UnknownName("channel", name, nearest(name, names))
