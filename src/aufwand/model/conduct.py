"""How the company shows itself, and how it takes criticism."""

from __future__ import annotations

from datetime import timedelta

from attrs import field, frozen

from aufwand.model._fields import all_faults_at_once, holds
from aufwand.model._reading import read_elapsed, read_key, read_text
from aufwand.units import Elapsed, SupportsMAs

__all__ = ["Criticism", "Identity"]


@all_faults_at_once
@frozen(repr=False, eq=False, kw_only=True)
class Identity:
    """The one social identity that every channel shows."""

    #: What the company is called on its channels.
    name: str = field(
        default="",
        converter=read_text,
        metadata=holds("text", "What the company is called on its channels."),
    )

    #: Its handle, for example ``@bakery``.
    handle: str = field(
        default="", converter=read_text, metadata=holds("text", "Its handle, such as @bakery.")
    )

    #: How it speaks.
    tone: str = field(default="", converter=read_text, metadata=holds("text", "How it speaks."))


def _owner(value: str) -> str:
    return "" if value == "" else read_key(value)


def _within(value: str | timedelta | SupportsMAs | Elapsed | None) -> Elapsed | None:
    return None if value is None else read_elapsed(value)


@all_faults_at_once
@frozen(repr=False, eq=False, kw_only=True)
class Criticism:
    """How negative criticism is handled."""

    #: The role that is responsible.
    owner: str = field(
        default="",
        converter=_owner,
        metadata=holds("name", "The role that is responsible.", names="roles"),
    )

    #: Elapsed time within which an answer is promised.
    reply_within: Elapsed | None = field(
        default=None,
        converter=_within,
        metadata=holds("elapsed", "Elapsed time within which an answer is promised."),
    )

    #: What is done, in words.
    procedure: str = field(
        default="", converter=read_text, metadata=holds("text", "What is done, in words.")
    )
