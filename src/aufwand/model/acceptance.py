"""A finding that somebody has decided to live with."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from aufwand.errors import Fault
from aufwand.model._fields import all_faults_at_once, holds
from aufwand.model._reading import read_day, read_text

__all__ = ["Acceptance"]


def _needed(value: str) -> str:
    text = read_text(value)
    if not text.strip():
        raise Fault(value, "a few words")
    return text


def _until(value: date | str | None) -> date | None:
    return None if value is None else read_day(value)


@all_faults_at_once
@frozen(repr=False, eq=False, kw_only=True)
class Acceptance:
    """A finding that somebody has decided to live with, and why."""

    #: The code or name of the rule.
    rule: str = field(
        converter=_needed, metadata=holds("text", "The code or name of the rule, such as STF102.")
    )

    #: The path of the finding.
    where: str = field(
        default="",
        converter=read_text,
        metadata=holds("text", "The path of the finding, such as roles.pr."),
    )

    #: Why it is accepted.
    reason: str = field(converter=_needed, metadata=holds("text", "Why it is accepted."))

    #: The last day it holds.
    until: date | None = field(
        default=None, converter=_until, metadata=holds("day", "The last day it holds.")
    )

    #: Who decided.
    owner: str = field(default="", converter=read_text, metadata=holds("text", "Who decided."))
