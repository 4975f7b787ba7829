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
    read_up_to,
)

if TYPE_CHECKING:
    from typing import TypedDict, Unpack

    from aufwand.units._exact import Number

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


#: No channel shows more a week: one a second, by day and by night, as no work is done more often.
MOST_PIECES = 7 * 24 * 60 * 60

#: No company is sent more in a week: a hundred a second. All that the world writes on a large
#: channel is some thousands a second; more is a slip of the keyboard, or meant to do harm.
MOST_MESSAGES = 100 * 7 * 24 * 60 * 60


def _status(value: str) -> str:
    if value in STATUSES:
        return STATUSES[STATUSES.index(value)]
    near = _MEANT.get(value) or nearest(value, STATUSES) if isinstance(value, str) else ""
    raise Fault(
        value, f"one of {', '.join(STATUSES)}", hint=f"did you mean {near!r}?" if near else ""
    )


def _pieces(value: Number) -> float:
    hint = "that is one a second, by day and by night"
    return read_up_to(value, MOST_PIECES, "pieces a week", hint)


def _messages(value: Number) -> float:
    hint = "that is a hundred a second, by day and by night"
    return read_up_to(value, MOST_MESSAGES, "messages a week", hint)


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

    #: Pieces published a week; at most one a second, by day and by night.
    pieces: float = field(
        default=0,
        converter=_pieces,
        kw_only=True,
        metadata=holds("number", "Pieces published a week."),
    )

    #: Messages coming in a week; at most a hundred a second.
    messages: float = field(
        default=0,
        converter=_messages,
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
