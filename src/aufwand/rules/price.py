"""What a problem costs: hours and money of a week, as far as they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import frozen

from aufwand.errors import Fault
from aufwand.units import Effort, Money, Range, say
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aufwand.rules.finding import Finding

__all__ = ["Price", "PriceLike", "dearer", "price_of", "price_together", "sum_of"]

_EXPECTED = "an Effort or Money of a week, a Range of them, or a pair of both"


@value
@frozen(repr=False, eq=False)
class Price:
    """What something costs in a typical week: hours, money, or both.

    >>> from aufwand.units import hours
    >>> print(Price(Range.at(hours(2)), Range.at(Money(90, "EUR"))))
    2 h (90.00 EUR)
    """

    #: Person-hours a week; nothing where none are known.
    effort: Range[Effort] | None = None

    #: Money a week; nothing where no price is known.
    money: Range[Money] | None = None

    def say(self, lang: str = "en") -> str:
        """Return its likely values in words: ``2 h (90.00 EUR)``.

        Raises:
            UnknownName: If *lang* is neither ``en`` nor ``de``.
        """
        effort = None if self.effort is None else say(self.effort.likely, lang)
        money = None if self.money is None else say(self.money.likely, lang)
        return f"{effort} ({money})" if effort and money else effort or money or ""

    def as_dict(self) -> dict[str, Any]:
        """Return the likely hours and money of a week, unrounded, and both with their ends."""
        effort, money = self.effort, self.money
        return {
            "hours_per_week": None if effort is None else effort.likely.hours,
            "money_per_week": None if money is None else float(money.likely),
            "hours": None if effort is None else effort.as_dict(),
            "money": None if money is None else money.as_dict(),
            "currency": None if money is None else money.likely.currency,
        }

    def __bool__(self) -> bool:
        return bool((self.effort and self.effort.high) or (self.money and self.money.high))

    def __str__(self) -> str:
        return self.say()


#: All that is taken as a price.
PriceLike: TypeAlias = "Price | Effort | Money | Range[Any] | tuple[Any, Any]"


def price_of(value: PriceLike) -> Price:
    """Return *value* as a price.

    Raises:
        Fault: If it is none.
    """
    if isinstance(value, Price):
        return value
    efforts: list[Range[Effort]] = []
    sums: list[Range[Money]] = []
    given: tuple[Any, ...] = value if isinstance(value, tuple) else (value,)
    for each in given:
        ends = _ends(each)
        if ends is not None and isinstance(ends.likely, Effort):
            efforts.append(ends)
        elif ends is not None and isinstance(ends.likely, Money):
            if ends.low.amount < 0:
                raise Fault(each, "a cost of zero or more")
            sums.append(ends)
        elif each is not None:
            raise Fault(each, _EXPECTED)
    if len(efforts) > 1 or len(sums) > 1:
        raise Fault(value, _EXPECTED)
    return Price(efforts[0] if efforts else None, sums[0] if sums else None)


def _ends(value: Any) -> Any:
    if isinstance(value, (Effort, Money)):
        maker: Any = Range
        return maker.at(value)
    # Of what it is a range is asked by whoever takes it.
    return value if type(value) is Range else None  # pyright: ignore[reportUnknownVariableType]


def dearer(one: Price, other: Price) -> Price:
    """Return the more hours and the more money of two prices, each by its likely value."""
    effort, money = one.effort, one.money
    if effort is None or (other.effort and other.effort.likely > effort.likely):
        effort = other.effort
    if money is None or (other.money and other.money.likely > money.likely):
        money = other.money
    return Price(effort, money)


def sum_of(prices: Iterable[Price]) -> Price:
    """Return what *prices* come to together."""
    effort: Range[Effort] | None = None
    money: Range[Money] | None = None
    for each in prices:
        if each.effort is not None:
            effort = each.effort if effort is None else effort + each.effort
        if each.money is not None:
            money = each.money if money is None else money + each.money
    return Price(effort, money)


def price_together(findings: Iterable[Finding]) -> Price:
    """Return what *findings* cost in a week together, as far as they have a price.

    Of several about one part only the most hours and the most money count, as they may speak of
    the same ones.
    """
    dearest: dict[str, Price] = {}
    for finding in findings:
        if finding.cost is not None:
            before = dearest.get(finding.path, finding.cost)
            dearest[finding.path] = dearer(before, finding.cost)
    return sum_of(dearest.values())
