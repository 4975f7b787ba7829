"""A place where the company is present."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from aufwand.errors import Fault, nearest
from aufwand.model._fields import all_faults_at_once, holds
from aufwand.model._reading import (
    Names,
    read_count,
    read_flag,
    read_key,
    read_name,
    read_names,
    read_share,
    read_text,
)

if TYPE_CHECKING:
    from typing import TypedDict, Unpack

    class ChannelChanges(TypedDict, total=False):
        """What can be changed of a channel."""

        key: str
        name: str
        audiences: Names
        pieces: float
        messages: float
        answered: float
        exclusive: bool
        invitations: bool
        handle: str
        tone: str
        differs: str
        status: str
        weight: float


__all__ = ["STATUSES", "Channel"]

#: A channel that is ``paused`` or ``closed`` takes no effort.
STATUSES = ("active", "paused", "closed")

# Words that look most like the status they deny.
_MEANT = {"inactive": "paused", "inaktiv": "paused", "deactivated": "paused"}


def _status(value: str) -> str:
    if value in STATUSES:
        return STATUSES[STATUSES.index(value)]
    near = _MEANT.get(value) or nearest(value, STATUSES) if isinstance(value, str) else ""
    raise Fault(
        value, f"one of {', '.join(STATUSES)}", hint=f"did you mean {near!r}?" if near else ""
    )


@all_faults_at_once
@frozen(repr=False, eq=False)
class Channel:
    """A place where the company is present."""

    #: What the rest of the plan calls it, for example ``facebook``.
    key: str = field(converter=read_key, metadata=holds("key", "What the plan calls it."))

    #: What people call it.
    name: str = field(
        default="",
        converter=read_name,
        kw_only=True,
        metadata=holds("text", "Its name."),
    )

    #: The audiences to be met there.
    audiences: tuple[str, ...] = field(
        default=(),
        converter=read_names,
        kw_only=True,
        metadata=holds("names", "The audiences to be met there.", names="audiences"),
    )

    #: Pieces published a week.
    pieces: float = field(
        default=0,
        converter=read_count,
        kw_only=True,
        metadata=holds("number", "Pieces published a week."),
    )

    #: Messages coming in a week.
    messages: float = field(
        default=0,
        converter=read_count,
        kw_only=True,
        metadata=holds("number", "Messages coming in a week."),
    )

    #: The share of messages that get a reply.
    answered: float = field(
        default=1,
        converter=read_share,
        kw_only=True,
        metadata=holds("share", "The share of messages that get a reply, from 0 to 1."),
    )

    #: Whether it gets content that no other channel gets.
    exclusive: bool = field(
        default=False,
        converter=read_flag,
        kw_only=True,
        metadata=holds("flag", "Whether it gets content that no other channel gets."),
    )

    #: Whether open questions or polls are planned.
    invitations: bool = field(
        default=False,
        converter=read_flag,
        kw_only=True,
        metadata=holds("flag", "Whether open questions or polls are planned."),
    )

    #: What the company is called there, where it differs from the identity.
    handle: str = field(
        default="",
        converter=read_text,
        kw_only=True,
        metadata=holds("text", "What the company is called there."),
    )

    #: How the company speaks there, where it differs from the identity.
    tone: str = field(
        default="",
        converter=read_text,
        kw_only=True,
        metadata=holds("text", "How the company speaks there."),
    )

    #: Why handle or tone differ there from those elsewhere.
    differs: str = field(
        default="",
        converter=read_text,
        kw_only=True,
        metadata=holds("text", "Why handle or tone differ there from those elsewhere."),
    )

    #: ``active``, ``paused`` or ``closed``; only an active channel takes effort.
    status: str = field(
        default="active",
        converter=_status,
        kw_only=True,
        metadata=holds("choice", "Only an active channel takes effort.", choices=STATUSES),
    )

    #: How much of a shared activity falls to it, compared with other channels.
    weight: float = field(
        default=1,
        converter=read_count,
        kw_only=True,
        metadata=holds(
            "number", "How much of a shared activity falls to it, compared with other channels."
        ),
    )

    @property
    def label(self) -> str:
        """The name, or the key where there is none."""
        return self.name or self.key

    @property
    def active(self) -> bool:
        """Whether it takes effort."""
        return self.status == "active"

    @property
    def replies(self) -> float:
        """Replies given a week: messages x answered."""
        return self.messages * self.answered

    def with_(self, **changes: Unpack[ChannelChanges]) -> Channel:
        """Return this channel with some fields changed."""
        return evolve(self, **changes)
