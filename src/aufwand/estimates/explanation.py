"""How a number came about: from a total through its items down to sources."""

from __future__ import annotations

from fractions import Fraction
from math import floor, log10
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from attrs import frozen

from aufwand.errors import UnknownName, nearest
from aufwand.estimates._columns import channel_parts, repetitions, role_parts
from aufwand.estimates.cost import fixed_costs
from aufwand.language import N_, Words
from aufwand.model import FULL_TIME, FULL_TIME_SOURCE, Source
from aufwand.model.activity import PER_CHANNEL
from aufwand.outline import Outline
from aufwand.units import Effort, Money, MoneyRate, Range, say, weeks_in
from aufwand.units._exact import exact
from aufwand.units._value import value
from aufwand.units.wording import say_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aufwand.estimates._columns import Parts
    from aufwand.estimates.cost import CostEstimate
    from aufwand.estimates.estimate import Estimate
    from aufwand.model import Activity, Channel, Plan, Role

__all__ = ["Explanation", "explain"]

#: What a step can amount to: effort, money, or a bare factor.
Amount: TypeAlias = "Range[Effort] | Range[Money] | Range[float] | Effort | Money | float"

T = TypeVar("T", Effort, float)

_TERMS = Words(
    {
        "week": N_("effort a week"),
        "month": N_("effort a month"),
        "quarter": N_("effort a quarter"),
        "year": N_("effort a year"),
        "once": N_("effort of one-off work"),
        "fte": N_("full-time positions"),
        "full_time": N_("full-time week"),
        "weeks_month": N_("weeks in a month (Gregorian calendar)"),
        "weeks_quarter": N_("weeks in a quarter (Gregorian calendar)"),
        "weeks_year": N_("weeks in a year (Gregorian calendar)"),
        "activity": N_("{name}"),
        "part": N_("{name}"),
        "duration": N_("working time of one person, once"),
        "workday": N_("working days a week"),
        "day": N_("days a week"),
        "times": N_("times a week"),
        "pieces": N_("pieces a week"),
        "messages": N_("messages a week"),
        "replies": N_("replies a week"),
        "number": N_("times in all"),
        "people": N_("people together"),
        "channels": N_("channels, each its own"),
        "channel_share": N_("share of {name}"),
        "role_share": N_("share of {name}"),
        "driver": N_("driver {name}"),
        "cost_week": N_("cost a week"),
        "cost_month": N_("cost a month"),
        "cost_quarter": N_("cost a quarter"),
        "cost_year": N_("cost a year"),
        "labour": N_("work of {name}"),
        "rate": N_("price of an hour"),
        "fixed": N_("{name}"),
        "none": N_("without"),
        "midpoint": N_("likely is the midpoint: nobody gave one"),
        "no_source": N_("no source named"),
        "trust": N_("trust"),
    }
)

_PERIOD_OF = {"weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year"}


@value
@frozen(repr=False, eq=False)
class Explanation:
    """One number, and the numbers it is made of."""

    #: Where the estimate has it, for example ``by.role.pr``; empty for a mere step.
    path: str

    #: What it is, for example ``duration`` or ``week``.
    term: str

    #: The name that people gave it, where it has one.
    name: str

    #: What it amounts to.
    value: Amount

    #: How it follows from its parts: ``sum``, ``product``, ``quotient`` or ``given``.
    how: str = "given"

    #: What it follows from.
    parts: tuple[Explanation, ...] = ()

    #: Where it was read, if it was.
    sources: tuple[Source, ...] = ()

    #: Why it is so, in the plan's own words.
    reason: str = ""

    def outline(self, lang: str = "en") -> Outline:
        """Return the tree as short lines in *lang*.

        Raises:
            UnknownName: If *lang* is neither ``en`` nor ``de``.
        """
        value = _said(self.value, lang)
        words = _TERMS[lang]
        head = words[self.term].format(name=self.name or words["none"])
        notes = [self.reason] if self.reason else []
        if isinstance(self.value, Range) and self.value.derived and self.how == "given":
            notes.append(words["midpoint"])
        for source in self.sources:
            supports = f"{source.supports}: " if source.supports else ""
            notes.append(f"[{supports}{source}]")
        if self.term == "duration" and not self.sources:
            notes.append(f"[{words['no_source']}]")
        signs = {"sum": "+ ", "product": "× ", "quotient": "÷ "}
        parts: list[Outline] = []
        for index, part in enumerate(self.parts):
            laid = part.outline(lang)
            sign = "" if index == 0 and self.how != "sum" else signs.get(self.how, "")
            parts.append(Outline(sign + laid.head, laid.value, laid.notes, laid.parts))
        return Outline(head, value, tuple(notes), tuple(parts))

    def as_dict(self) -> dict[str, Any]:
        """Return the tree as plain data: hours, units of money, or bare factors."""
        value, unit = _plain(self.value)
        return {
            "path": self.path,
            "term": self.term,
            "name": self.name,
            "value": value,
            "unit": unit,
            "how": self.how,
            "reason": self.reason,
            "sources": [
                {
                    "key": source.key,
                    "figure": source.figure,
                    "title": source.title,
                    "says": source.says,
                    "supports": source.supports,
                    "publisher": source.publisher,
                    "year": source.year,
                    "trust": source.trust,
                    "url": source.url,
                }
                for source in self.sources
            ],
            "parts": [part.as_dict() for part in self.parts],
        }

    def __str__(self) -> str:
        return self.outline().to_text()

    def __repr__(self) -> str:
        return f"Explanation({self.path or self.term!r}: {_said(self.value, 'en')})"

    def _repr_html_(self) -> str:
        return self.outline().to_html()


def _said(value: Amount, lang: str) -> str:
    if isinstance(value, (Range, Effort, Money)):
        return say(value, lang)
    for places in range(5):
        # As many decimals as it has, and no more than can be taken in.
        if round(value, places) == value:
            return say_number(value, places, lang)
    # A small share is still not nothing: three digits of it.
    return say_number(value, max(4, 2 - floor(log10(abs(value)))), lang)


def _plain(value: Amount) -> tuple[dict[str, float] | float, str]:
    end = value.low if isinstance(value, Range) else value
    unit = "h" if isinstance(end, Effort) else end.currency if isinstance(end, Money) else ""
    if isinstance(value, Range):
        return value.as_dict(), unit
    return (value.hours if isinstance(value, Effort) else float(value)), unit


def explain(estimate: Estimate, path: str) -> Explanation:
    """Return how the number at *path* came about; see :meth:`Estimate.explain`."""
    if path in _PERIOD_OF:
        return _period(estimate, path)
    if path == "once":
        return _sum(estimate, path, "once", "", estimate.once, once=True)
    if path == "fte":
        return _fte(estimate)
    words = path.split(".", 2)
    if words[0] == "by" and len(words) == 3:
        return _by(estimate, words[1], words[2])
    cost = estimate.cost
    if words[0] == "cost" and len(words) == 2 and words[1] in _PERIOD_OF and cost is not None:
        return _cost(estimate, cost, words[1])
    raise UnknownName("number in this estimate", path, nearest(path, _paths(estimate)))


def _paths(estimate: Estimate) -> list[str]:
    """Return every path that can be explained."""
    paths = [*_PERIOD_OF, "once", "fte"]
    if estimate.cost is not None:
        paths += [f"cost.{name}" for name in _PERIOD_OF]
    for name, sums in _dimensions(estimate).items():
        paths += [f"by.{name}.{key}" for key in sums]
    return paths


def _dimensions(estimate: Estimate) -> dict[str, Mapping[str, Range[Effort]]]:
    return {
        "activity": estimate.by("activity"),
        "channel": estimate.by("channel"),
        "role": estimate.by("role"),
        "area": estimate.by("area"),
    }


def _period(estimate: Estimate, path: str) -> Explanation:
    period = _PERIOD_OF[path]
    if period == "week":
        return _sum(estimate, path, "week", "", estimate.weekly)
    parts = (_period(estimate, "weekly"), _weeks(period))
    return Explanation(path, period, "", estimate.per(period), "product", parts)


def _weeks(period: str) -> Explanation:
    return Explanation("", f"weeks_{period}", "", float(weeks_in(period)))


def _fte(estimate: Estimate) -> Explanation:
    full_time = estimate.plan.full_time
    reason = FULL_TIME_SOURCE if full_time == FULL_TIME else ""
    week = Explanation("full_time", "full_time", "", full_time.weekly, reason=reason)
    return Explanation(
        "fte", "fte", "", estimate.fte, "quotient", (_period(estimate, "weekly"), week)
    )


def _by(estimate: Estimate, dimension: str, key: str) -> Explanation:
    path = f"by.{dimension}.{key}"
    value = _dimensions(estimate).get(dimension, {}).get(key)
    if value is None:
        raise UnknownName("number in this estimate", path, nearest(path, _paths(estimate)))
    plan = estimate.plan
    if dimension == "activity":
        return _item(plan, plan.activity(key))
    if dimension == "area":
        return _sum(
            estimate, path, "part", key, value, wanted=lambda activity: activity.area == key
        )
    index = _position(plan, dimension, key)
    restricted = {dimension: index}
    return _sum(estimate, path, "part", _label(plan, dimension, key), value, restricted=restricted)


def _position(plan: Plan, dimension: str, key: str) -> int:
    parts = plan.channels if dimension == "channel" else plan.roles
    keys = [part.key for part in parts]
    return keys.index(key) if key else -1


def _label(plan: Plan, dimension: str, key: str) -> str:
    if not key:
        return ""
    return plan.channel(key).label if dimension == "channel" else plan.role(key).label


def _sum(
    estimate: Estimate,
    path: str,
    term: str,
    name: str,
    value: Range[Effort],
    *,
    once: bool = False,
    wanted: Callable[[Activity], bool] = lambda _: True,
    restricted: Mapping[str, int] | None = None,
) -> Explanation:
    """Return *value* as the sum of the items that are *wanted*."""
    items = [
        _item(estimate.plan, activity, **(restricted or {}))
        for activity in estimate.plan.activities
        if (activity.per == "once") == once and wanted(activity)
    ]
    found = tuple(item for item in items if item.parts)
    return Explanation(path, term, name, value, "sum", found)


def _item(
    plan: Plan, activity: Activity, *, channel: int | None = None, role: int | None = None
) -> Explanation:
    """Return an activity as the product of its factors, for one channel or role if named.

    It has no parts where nothing of it falls to that channel or role.
    """
    # A share of an activity, or one-off work, is not what the estimate has under its name.
    whole = channel is None and role is None and activity.per != "once"
    path = f"by.activity.{activity.key}" if whole else ""
    on = _falling(channel_parts(activity, plan.channels, _positions(plan.channels)), channel)
    by = _falling(role_parts(activity.roles, _positions(plan.roles)), role)
    passing = activity.per != "once" and not plan.calendar.is_typical(activity.start, activity.end)
    if on is None or by is None or passing:
        return Explanation(path, "activity", activity.label, activity.duration * 0, "product")
    factors = [
        Explanation("", "duration", "", activity.duration, sources=activity.source),
        _often(plan, activity, on),
    ]
    if activity.people != 1:
        factors.append(Explanation("", "people", "", activity.people))
    if activity.per not in PER_CHANNEL:
        if activity.each_channel:
            factors.append(Explanation("", "channels", "", _number(on)))
        elif on != 1:
            name = "" if channel is None or channel < 0 else plan.channels[channel].label
            factors.append(Explanation("", "channel_share", name, _number(on)))
    if by != 1:
        name = "" if role is None or role < 0 else plan.roles[role].label
        factors.append(Explanation("", "role_share", name, _number(by)))
    # In fractions, as products of several numbers of a plan may be larger than any one may be.
    scale = Fraction(*repetitions(activity.per, len(plan.calendar.workdays)))
    scale *= exact(activity.times) * activity.people * on * by
    ends = [end.minutes * scale for end in _ends(activity.duration)]
    for driver in plan.typical_drivers:
        if driver.scales(activity):
            ends = [
                end * exact(factor) for end, factor in zip(ends, _ends(driver.factor), strict=True)
            ]
            factors.append(
                Explanation(
                    f"drivers.{driver.key}",
                    "driver",
                    driver.key,
                    driver.factor,
                    reason=driver.reason,
                )
            )
    value = Range[Effort]._of(*(Effort._of(end) for end in ends))
    return Explanation(path, "activity", activity.label, value, "product", tuple(factors))


def _ends(found: Range[T]) -> tuple[T, T, T]:
    return found.low, found.likely, found.high


def _falling(parts: Parts, wanted: int | None) -> Fraction | None:
    """Return what falls to the part at position *wanted*, or to all; nothing if none does."""
    indices, numbers, whole = parts
    found = [
        number
        for index, number in zip(indices, numbers, strict=True)
        if wanted is None or index == wanted
    ]
    return Fraction(sum(found), whole) if found else None


def _positions(parts: Sequence[Channel | Role]) -> dict[str, int]:
    return {part.key: index for index, part in enumerate(parts)}


def _often(plan: Plan, activity: Activity, on: Fraction) -> Explanation:
    """Return the repetitions a week, with the channels' own counts where they count."""
    times = Fraction(*repetitions(activity.per, len(plan.calendar.workdays)))
    times *= exact(activity.times)
    if activity.per in PER_CHANNEL:
        term = {"piece": "pieces", "message": "messages", "reply": "replies"}[activity.per]
        times *= on
    elif activity.per == "once":
        term = "number"
    else:
        plain = activity.times == 1 and activity.per in ("workday", "day")
        term = activity.per if plain else "times"
    return Explanation("", term, "", _number(times))


def _number(fraction: Fraction) -> float:
    return fraction.numerator if fraction.denominator == 1 else float(fraction)


def _cost(estimate: Estimate, cost: CostEstimate, name: str) -> Explanation:
    period = _PERIOD_OF[name]
    if period != "week":
        parts = (_cost(estimate, cost, "weekly"), _weeks(period))
        return Explanation(f"cost.{name}", f"cost_{period}", "", cost.per(period), "product", parts)
    parts_of: list[Explanation] = []
    by_role = cost.by("role")
    for role in estimate.plan.roles:
        if role.rate is not None and role.key in by_role:
            rate = Explanation(f"roles.{role.key}.rate", "rate", "", role.rate.money)
            made_of = (_by(estimate, "role", role.key), rate)
            parts_of.append(
                Explanation("", "labour", role.label, by_role[role.key], "product", made_of)
            )
    for path, label, amount in fixed_costs(estimate.plan):
        if isinstance(amount, MoneyRate):
            parts_of.append(Explanation(path, "fixed", label, amount.weekly, reason=amount.text))
    return Explanation("cost.weekly", "cost_week", "", cost.weekly, "sum", tuple(parts_of))
