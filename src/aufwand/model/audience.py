"""The people a company wants to meet, and what it wants to reach with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

from aufwand.model._fields import all_faults_at_once, holds
from aufwand.model._reading import (
    Share,
    read_ages,
    read_country,
    read_day,
    read_key,
    read_name,
    read_parts,
    read_reach,
    read_target,
    read_text,
)

__all__ = ["Audience", "Goal"]


def _target(value: float | str | None) -> float | str | None:
    return None if value is None else read_target(value)


def _by(value: date | str | None) -> date | None:
    return None if value is None else read_day(value)


@all_faults_at_once
@frozen(repr=False, eq=False)
class Goal:
    """What is to be reached with an audience."""

    #: The goal in words, for example ``more regulars``.
    text: str = field(converter=read_text, metadata=holds("text", "The goal in words."))

    #: What is counted, for example ``loyalty cards``.
    metric: str = field(
        default="", converter=read_text, kw_only=True, metadata=holds("text", "What is counted.")
    )

    #: How much of it, as a number or in words.
    target: float | str | None = field(
        default=None,
        converter=_target,
        kw_only=True,
        metadata=holds("target", "How much of it, as a number or in words."),
    )

    #: The day it is to be reached by.
    by: date | None = field(
        default=None,
        converter=_by,
        kw_only=True,
        metadata=holds("day", "The day it is to be reached by."),
    )


def _goals(value: Goal | Iterable[Goal]) -> tuple[Goal, ...]:
    return read_parts(value, Goal)


def _ages(value: Iterable[int] | None) -> tuple[int, int] | None:
    return None if value is None else read_ages(value)


def _country(value: str | None) -> str | None:
    return None if value is None else read_country(value)


def _reach(value: Mapping[str, float] | Iterable[Share]) -> tuple[Share, ...]:
    return read_reach(value)


@all_faults_at_once
@frozen(repr=False, eq=False)
class Audience:
    """People a company wants to meet."""

    #: What the rest of the plan calls it.
    key: str = field(converter=read_key, metadata=holds("key", "What the plan calls it."))

    #: What people call it.
    name: str = field(
        default="",
        converter=read_name,
        kw_only=True,
        metadata=holds("text", "Its name."),
    )

    #: Where it lives, as a two-letter code such as ``DE``.
    country: str | None = field(
        default=None,
        converter=_country,
        kw_only=True,
        metadata=holds("country", "Where it lives, as a two-letter code such as DE."),
    )

    #: Youngest and oldest age.
    ages: tuple[int, int] | None = field(
        default=None,
        converter=_ages,
        kw_only=True,
        metadata=holds("ages", "Youngest and oldest age, such as [25, 49]."),
    )

    #: The line of business, where it is companies one wants to meet.
    business: str = field(
        default="",
        converter=read_text,
        kw_only=True,
        metadata=holds("text", "The line of business, where the audience is companies."),
    )

    #: What is to be reached with it.
    goals: tuple[Goal, ...] = field(
        default=(),
        converter=_goals,
        kw_only=True,
        metadata=holds("many", "What is to be reached with it.", part=Goal),
    )

    #: What is in it for the audience.
    benefit: str = field(
        default="",
        converter=read_text,
        kw_only=True,
        metadata=holds("text", "What is in it for the audience."),
    )

    #: The share of it that uses a channel, by one's own knowledge.
    reach: tuple[Share, ...] = field(
        default=(),
        converter=_reach,
        kw_only=True,
        metadata=holds(
            "reach",
            "The share of it that uses a channel, by one's own knowledge.",
            names="channels",
        ),
    )

    @property
    def label(self) -> str:
        """The name, or the key where there is none."""
        return self.name or self.key
