"""A finding that somebody has decided to live with."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from aufwand.errors import Fault
from aufwand.model._fields import all_faults_at_once, holds
from aufwand.model._reading import read_day, read_text
from aufwand.units import EffortRate, MoneyRate, rate

__all__ = ["Acceptance"]


def _needed(value: str) -> str:
    text = read_text(value)
    if not text.strip():
        raise Fault(value, "a few words")
    return text


def _until(value: date | str | None) -> date | None:
    return None if value is None else read_day(value)


def _up_to(value: object) -> EffortRate | MoneyRate | None:
    return None if value is None else rate(value)


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

    #: What the finding may cost a week, in hours or money; when it costs more, this has ended.
    up_to: EffortRate | MoneyRate | None = field(
        default=None,
        converter=_up_to,
        metadata=holds("limit", "What it may cost, such as '2 h/week' or '90 EUR/week'."),
    )

    #: Who decided.
    owner: str = field(default="", converter=read_text, metadata=holds("text", "Who decided."))
