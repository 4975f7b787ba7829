"""When findings are too grave, or cost too much, to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from aufwand.errors import Fault, nearest
from aufwand.rules.finding import LEVELS
from aufwand.rules.price import price_together
from aufwand.units import EffortRate, MoneyRate, rate
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aufwand.rules.finding import Finding

__all__ = ["Gate"]


def _level(value: str) -> str:
    if value in LEVELS:
        return str(value)
    near = nearest(value, LEVELS) if isinstance(value, str) else ""
    hint = f"did you mean {near!r}?" if near else ""
    raise Fault(value, f"one of {', '.join(LEVELS)}", "fail_on", hint)


def _above(value: EffortRate | MoneyRate | str | None) -> EffortRate | MoneyRate | None:
    try:
        return None if value is None else rate(value)
    except Fault as fault:
        raise fault.at("above") from None


@value
@frozen(repr=False, eq=False)
class Gate:
    """What a plan must not have if work is to go on: grave findings, or dear ones.

    >>> from aufwand.model import Plan
    >>> from aufwand.rules import check
    >>> findings = check(Plan("Bakery"), select=["AUD104"])
    >>> Gate("warning").fails(findings), Gate("error").fails(findings)
    (True, False)

    Raises:
        Fault: If a level or limit is none.
    """

    #: The least grave level that counts.
    fail_on: str = field(default="error", converter=_level)

    #: What the findings may cost together, for example ``5 h/week`` or ``90 EUR/week``; what
    #: costs more counts whatever its level.
    above: EffortRate | MoneyRate | None = field(default=None, converter=_above)

    def fails(self, findings: Iterable[Finding]) -> bool:
        """Return whether *findings* are too grave or too dear; accepted ones do not count."""
        counted = [each for each in findings if each.accepted is None]
        grave = LEVELS[: LEVELS.index(self.fail_on) + 1]
        return any(each.level in grave for each in counted) or self.exceeded(counted)

    def comparable(self, findings: Iterable[Finding]) -> bool:
        """Return whether *findings* have a price of the kind that the limit is, if there is one.

        Without any finding that counts there is nothing to compare, which is fine.
        """
        counted = [each for each in findings if each.accepted is None]
        if self.above is None or not counted:
            return True
        price = price_together(counted)
        known = price.effort if isinstance(self.above, EffortRate) else price.money
        return known is not None

    def exceeded(self, findings: Iterable[Finding]) -> bool:
        """Return whether *findings* cost more together than they may.

        Raises:
            MixedCurrencies: If the limit is money of another currency.
        """
        if self.above is None:
            return False
        price = price_together(findings)
        if isinstance(self.above, EffortRate):
            return price.effort is not None and price.effort.likely > self.above.weekly
        return price.money is not None and price.money.likely > self.above.weekly
