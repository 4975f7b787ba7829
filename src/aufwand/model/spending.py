"""What costs money beside working time: tools and other fixed costs."""

from __future__ import annotations

from attrs import field, frozen

from aufwand.model._fields import all_faults_at_once, holds
from aufwand.model._reading import read_amount, read_key, read_name, read_texts
from aufwand.units import Money, MoneyRate

__all__ = ["Cost", "Tool"]


def _cost(value: str | Money | MoneyRate | None) -> Money | MoneyRate | None:
    return None if value is None else read_amount(value)


@all_faults_at_once
@frozen(repr=False, eq=False)
class Tool:
    """A tool the work is done with."""

    #: What the rest of the plan calls it.
    key: str = field(converter=read_key, metadata=holds("key", "What the plan calls it."))

    #: What people call it.
    name: str = field(
        default="",
        converter=read_name,
        kw_only=True,
        metadata=holds("text", "Its name."),
    )

    #: What it costs, per period or once.
    cost: Money | MoneyRate | None = field(
        default=None,
        converter=_cost,
        kw_only=True,
        metadata=holds("amount", "What it costs, such as '49 EUR/month' or '300 EUR' once."),
    )

    #: What it is used for, for example ``monitoring`` or ``analytics``.
    purposes: tuple[str, ...] = field(
        default=(),
        converter=read_texts,
        kw_only=True,
        metadata=holds("texts", "What it is used for, such as monitoring or analytics."),
    )

    @property
    def label(self) -> str:
        """The name, or the key where there is none."""
        return self.name or self.key


def _amount(value: str | Money | MoneyRate) -> Money | MoneyRate:
    return read_amount(value)


@all_faults_at_once
@frozen(repr=False, eq=False)
class Cost:
    """A fixed cost, such as advertisements or training."""

    #: What the rest of the plan calls it.
    key: str = field(converter=read_key, metadata=holds("key", "What the plan calls it."))

    #: What people call it.
    name: str = field(
        default="",
        converter=read_name,
        kw_only=True,
        metadata=holds("text", "Its name."),
    )

    #: How much it is, per period or once.
    amount: Money | MoneyRate = field(
        converter=_amount,
        kw_only=True,
        metadata=holds("amount", "How much it is, such as '200 EUR/month' or '300 EUR' once."),
    )

    @property
    def label(self) -> str:
        """The name, or the key where there is none."""
        return self.name or self.key
