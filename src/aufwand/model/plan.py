"""A plan: who meets whom where, with which work, by whom, for how much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve, field, frozen

from aufwand.errors import Fault, InvalidPlan
from aufwand.model._fields import Guesses, all_faults_at_once, duplicates, holds, unknown
from aufwand.model._reading import (
    read_currency,
    read_day,
    read_effort_rate,
    read_money_rate,
    read_part,
    read_parts,
    read_share,
    read_text,
)
from aufwand.model.acceptance import Acceptance
from aufwand.model.activity import AREAS, Activity, Driver
from aufwand.model.audience import Audience
from aufwand.model.calendar import Calendar
from aufwand.model.chance import Correlation, Event, together
from aufwand.model.channel import Channel
from aufwand.model.conduct import Criticism, Identity
from aufwand.model.role import Role
from aufwand.model.scenario import MOST_SCENARIOS, Scenario, inheritance_faults
from aufwand.model.settings import RuleSettings, named_part
from aufwand.model.spending import Cost, Tool
from aufwand.units import EffortRate, Money, MoneyRate

if TYPE_CHECKING:
    from typing import TypedDict, Unpack

    class PlanChanges(TypedDict, total=False):
        """What can be changed of a plan."""

        name: str
        audiences: Iterable[Audience]
        channels: Iterable[Channel]
        roles: Iterable[Role]
        activities: Iterable[Activity]
        drivers: Iterable[Driver]
        calendar: Calendar
        identity: Identity | None
        criticism: Criticism | None
        events: Iterable[Event]
        correlations: Iterable[Correlation]
        tools: Iterable[Tool]
        costs: Iterable[Cost]
        budget: str | MoneyRate | None
        reserve: float
        full_time: str | EffortRate
        currency: str | None
        review_on: date | str | None
        rules: RuleSettings
        accepted: Iterable[Acceptance]
        scenarios: Iterable[Scenario]


__all__ = ["COLLECTIONS", "FULL_TIME", "FULL_TIME_SOURCE", "Plan"]

#: A full-time week where the plan names none.
FULL_TIME = EffortRate.parse("40 h/week")

#: Where :data:`FULL_TIME` comes from.
FULL_TIME_SOURCE = "ILO, Forty-Hour Week Convention (No. 47), 1935"

#: The parts of a plan that have a key of their own, by where they stand.
COLLECTIONS: dict[str, type[Any]] = {
    "audiences": Audience,
    "channels": Channel,
    "roles": Role,
    "activities": Activity,
    "drivers": Driver,
    "events": Event,
    "tools": Tool,
    "costs": Cost,
    "scenarios": Scenario,
}


def _name(value: str) -> str:
    text = read_text(value)
    if not text.strip():
        raise Fault(value, "a name")
    return text


def _audiences(value: Audience | Iterable[Audience]) -> tuple[Audience, ...]:
    return read_parts(value, Audience)


def _channels(value: Channel | Iterable[Channel]) -> tuple[Channel, ...]:
    return read_parts(value, Channel)


def _roles(value: Role | Iterable[Role]) -> tuple[Role, ...]:
    return read_parts(value, Role)


def _activities(value: Activity | Iterable[Activity]) -> tuple[Activity, ...]:
    return read_parts(value, Activity)


def _drivers(value: Driver | Iterable[Driver]) -> tuple[Driver, ...]:
    return read_parts(value, Driver)


def _events(value: Event | Iterable[Event]) -> tuple[Event, ...]:
    return read_parts(value, Event)


def _correlations(value: Correlation | Iterable[Correlation]) -> tuple[Correlation, ...]:
    return read_parts(value, Correlation)


def _tools(value: Tool | Iterable[Tool]) -> tuple[Tool, ...]:
    return read_parts(value, Tool)


def _costs(value: Cost | Iterable[Cost]) -> tuple[Cost, ...]:
    return read_parts(value, Cost)


def _accepted(value: Acceptance | Iterable[Acceptance]) -> tuple[Acceptance, ...]:
    return read_parts(value, Acceptance)


def _scenarios(value: Scenario | Iterable[Scenario]) -> tuple[Scenario, ...]:
    found = read_parts(value, Scenario)
    if len(found) > MOST_SCENARIOS:
        raise Fault(found, f"at most {MOST_SCENARIOS} scenarios")
    return found


def _calendar(value: Calendar) -> Calendar:
    return read_part(value, Calendar)


def _identity(value: Identity | None) -> Identity | None:
    return None if value is None else read_part(value, Identity)


def _criticism(value: Criticism | None) -> Criticism | None:
    return None if value is None else read_part(value, Criticism)


def _budget(value: str | MoneyRate | None) -> MoneyRate | None:
    return None if value is None else read_money_rate(value)


def _full_time(value: str | EffortRate) -> EffortRate:
    rate = read_effort_rate(value)
    if not rate.effort:
        raise Fault(rate.text, "a full-time week of more than no time")
    return rate


def _currency(value: str | None) -> str | None:
    return None if value is None else read_currency(value)


def _review_on(value: date | str | None) -> date | None:
    return None if value is None else read_day(value)


_AS_USUAL = RuleSettings()


def _rules(value: RuleSettings) -> RuleSettings:
    return read_part(value, RuleSettings)


@all_faults_at_once
@frozen(repr=False, eq=False)
class Plan:
    """A company's social-media work as it is planned. A name is enough to begin with.

    >>> plan = Plan("Bakery", roles=[Role("pr")])
    >>> plan.adding(Activity("content", duration="3-5 h", roles="pr")).activity("content").area
    'content'
    >>> plan.with_(budget="900 EUR/week").currency
    'EUR'

    Raises:
        InvalidPlan: With every fault at once: wrong values, keys that two parts share, names
            of parts that are not in the plan, money of two currencies.
    """

    #: What the plan is called.
    name: str = field(converter=_name, metadata=holds("text", "What the plan is called."))

    #: The people the company wants to meet.
    audiences: tuple[Audience, ...] = field(
        default=(),
        converter=_audiences,
        kw_only=True,
        metadata=holds("many", "The people the company wants to meet.", part=Audience),
    )

    #: The places where it is present.
    channels: tuple[Channel, ...] = field(
        default=(),
        converter=_channels,
        kw_only=True,
        metadata=holds("many", "The places where the company is present.", part=Channel),
    )

    #: Who works.
    roles: tuple[Role, ...] = field(
        default=(),
        converter=_roles,
        kw_only=True,
        metadata=holds("many", "Who works.", part=Role),
    )

    #: The work.
    activities: tuple[Activity, ...] = field(
        default=(),
        converter=_activities,
        kw_only=True,
        metadata=holds("many", "The work.", part=Activity),
    )

    #: What makes the work more or less than usual.
    drivers: tuple[Driver, ...] = field(
        default=(),
        converter=_drivers,
        kw_only=True,
        metadata=holds("many", "What makes the work more or less than usual.", part=Driver),
    )

    #: Rare things that cost work when they happen.
    events: tuple[Event, ...] = field(
        default=(),
        converter=_events,
        kw_only=True,
        metadata=holds("many", "Rare things that cost work when they happen.", part=Event),
    )

    #: Activities that turn out long, or short, together.
    correlations: tuple[Correlation, ...] = field(
        default=(),
        converter=_correlations,
        kw_only=True,
        metadata=holds(
            "many", "Activities that turn out long, or short, together.", part=Correlation
        ),
    )

    #: The days on which people work.
    calendar: Calendar = field(
        factory=Calendar,
        converter=_calendar,
        kw_only=True,
        metadata=holds("one", "The days on which people work.", part=Calendar),
    )

    #: The one social identity.
    identity: Identity | None = field(
        default=None,
        converter=_identity,
        kw_only=True,
        metadata=holds("one", "The one social identity that every channel shows.", part=Identity),
    )

    #: How criticism is handled.
    criticism: Criticism | None = field(
        default=None,
        converter=_criticism,
        kw_only=True,
        metadata=holds("one", "How negative criticism is handled.", part=Criticism),
    )

    #: The tools the work is done with.
    tools: tuple[Tool, ...] = field(
        default=(),
        converter=_tools,
        kw_only=True,
        metadata=holds("many", "The tools the work is done with.", part=Tool),
    )

    #: Other fixed costs.
    costs: tuple[Cost, ...] = field(
        default=(),
        converter=_costs,
        kw_only=True,
        metadata=holds("many", "Other fixed costs, such as advertisements.", part=Cost),
    )

    #: What may be spent.
    budget: MoneyRate | None = field(
        default=None,
        converter=_budget,
        kw_only=True,
        metadata=holds("money_rate", "What may be spent, such as '900 EUR/week'."),
    )

    #: The share of every capacity that is kept free for what nobody planned.
    reserve: float = field(
        default=0,
        converter=read_share,
        kw_only=True,
        metadata=holds("share", "The share of every capacity that is kept free, from 0 to 1."),
    )

    #: The week of one full-time position; 40 h where nothing is said (ILO Convention 47).
    full_time: EffortRate = field(
        default=FULL_TIME,
        converter=_full_time,
        kw_only=True,
        metadata=holds("effort_rate", "The week of one full-time position, such as '38.5 h/week'."),
    )

    #: The currency of all its money; left out, that of the first amount.
    currency: str | None = field(
        default=None,
        converter=_currency,
        kw_only=True,
        metadata=holds("currency", "The currency of all its money, such as EUR."),
    )

    #: The day to look at the list of channels again.
    review_on: date | None = field(
        default=None,
        converter=_review_on,
        kw_only=True,
        metadata=holds("day", "The day to look at the list of channels again."),
    )

    #: Which rules are asked about it, how much their findings matter, and with which options.
    rules: RuleSettings = field(
        default=_AS_USUAL,
        converter=_rules,
        kw_only=True,
        metadata=holds("one", "Which rules are asked about it, and how.", part=RuleSettings),
    )

    #: Findings that somebody has decided to live with.
    accepted: tuple[Acceptance, ...] = field(
        default=(),
        converter=_accepted,
        kw_only=True,
        metadata=holds(
            "many",
            "Findings that somebody has decided to live with.",
            part=Acceptance,
            file_name="accept",
        ),
    )

    #: Named variations of the plan.
    scenarios: tuple[Scenario, ...] = field(
        default=(),
        converter=_scenarios,
        kw_only=True,
        metadata=holds("many", "Named variations of the plan.", part=Scenario),
    )

    def __attrs_post_init__(self) -> None:
        faults: list[Fault] = []
        for collection in COLLECTIONS:
            faults += duplicates(getattr(self, collection), collection)
        faults += _unknown_names(self)
        faults += together(self.correlations)
        faults += self._currencies()
        if self.scenarios:
            faults += self._scenario_faults(sound=not faults)
        if faults:
            raise InvalidPlan("plan", faults)

    def _scenario_faults(self, *, sound: bool) -> list[Fault]:
        wrong = list(inheritance_faults(self.scenarios))
        if sound and not wrong:
            from aufwand.model.variation import unsound

            return unsound(self, self.scenarios)
        return wrong

    def _currencies(self) -> Iterator[Fault]:
        for path, money in _amounts(self):
            if self.currency is None:
                object.__setattr__(self, "currency", money.currency)
            elif money.currency != self.currency:
                yield Fault(
                    money.text,
                    f"money in {self.currency}, as elsewhere in the plan",
                    path,
                    "two currencies do not add; convert one of them at a rate you choose",
                )

    @property
    def typical_drivers(self) -> tuple[Driver, ...]:
        """The drivers that hold in a typical week: all but those of a season or a campaign."""
        is_typical = self.calendar.is_typical
        return tuple(each for each in self.drivers if is_typical(each.start, each.end))

    def audience(self, key: str) -> Audience:
        """Return the audience with that *key*.

        Raises:
            UnknownName: If there is none.
        """
        return _part(self.audiences, key, "audience")

    def channel(self, key: str) -> Channel:
        """Return the channel with that *key*.

        Raises:
            UnknownName: If there is none.
        """
        return _part(self.channels, key, "channel")

    def role(self, key: str) -> Role:
        """Return the role with that *key*.

        Raises:
            UnknownName: If there is none.
        """
        return _part(self.roles, key, "role")

    def activity(self, key: str) -> Activity:
        """Return the activity with that *key*.

        Raises:
            UnknownName: If there is none.
        """
        return _part(self.activities, key, "activity")

    def scenario(self, key: str) -> Plan:
        """Return this plan as its scenario with that *key* makes it, without scenarios.

        >>> plan = Plan("Bakery", scenarios=[Scenario("careful", set={"reserve": 0.2})])
        >>> plan.scenario("careful").reserve
        0.2

        Raises:
            UnknownName: If there is none.
        """
        from aufwand.model.variation import of_scenario

        return of_scenario(self, key)

    def with_(self, **changes: Unpack[PlanChanges]) -> Plan:
        """Return this plan with some fields changed.

        Raises:
            InvalidPlan: If the changed plan is no sound plan.
        """
        given: dict[str, Any] = dict(changes)
        return evolve(self, **given)

    def adding(
        self, *parts: Audience | Channel | Role | Activity | Driver | Event | Tool | Cost | Scenario
    ) -> Plan:
        """Return this plan with *parts* added, each in the place of one with the same key.

        Raises:
            InvalidPlan: If the changed plan is no sound plan.
        """
        changed: dict[str, Any] = {}
        strange = [part for part in parts if not isinstance(part, tuple(COLLECTIONS.values()))]
        if strange:
            expected = (
                "an audience, a channel, a role, an activity, a driver, an event, a tool, a cost "
                "or a scenario"
            )
            raise InvalidPlan("plan", [Fault(part, expected) for part in strange])
        for part in parts:
            collection = next(name for name, kind in COLLECTIONS.items() if isinstance(part, kind))
            now: tuple[Any, ...] = changed.get(collection, getattr(self, collection))
            if any(each.key == part.key for each in now):
                now = tuple(part if each.key == part.key else each for each in now)
            else:
                now = (*now, part)
            changed[collection] = now
        return evolve(self, **changed)

    def __str__(self) -> str:
        return self.name


_P = TypeVar("_P", Audience, Channel, Role, Activity)


def _part(parts: tuple[_P, ...], key: str, kind: str) -> _P:
    for part in parts:
        if part.key == key:
            return part
    from aufwand.errors import UnknownName, nearest

    raise UnknownName(kind, key, nearest(str(key), [part.key for part in parts]))


def _unknown_names(plan: Plan) -> Iterator[Fault]:
    audiences = dict.fromkeys(audience.key for audience in plan.audiences)
    channels = dict.fromkeys(channel.key for channel in plan.channels)
    roles = dict.fromkeys(role.key for role in plan.roles)
    guesses = Guesses()
    for audience in plan.audiences:
        for share in audience.reach:
            if share.key not in channels:
                path = f"audiences.{audience.key}.reach.{share.key}"
                yield unknown(share.key, channels, path, "channels", guesses)
    for channel in plan.channels:
        for index, name in enumerate(channel.audiences):
            if name not in audiences:
                path = f"channels.{channel.key}.audiences[{index}]"
                yield unknown(name, audiences, path, "audiences", guesses)
    for role in plan.roles:
        for index, name in enumerate(role.cover):
            if name not in roles:
                path = f"roles.{role.key}.cover[{index}]"
                yield unknown(name, roles, path, "roles", guesses)
    work: list[Activity | Event] = [*plan.activities, *plan.events]
    for each in work:
        path = f"{'events' if isinstance(each, Event) else 'activities'}.{each.key}"
        for collection, shares, known in (
            ("channels", each.channels, channels),
            ("roles", each.roles, roles),
        ):
            for index, share in enumerate(shares):
                if share.key not in known:
                    end = f"[{index}]" if share.weight is None else f".{share.key}"
                    where = f"{path}.{collection}{end}"
                    yield unknown(share.key, known, where, collection, guesses)
    yield from _unknown_to_correlations(plan, guesses)
    yield from _unknown_to_drivers(plan, guesses)
    yield from _unknown_to_overrides(plan, guesses)
    owner = plan.criticism.owner if plan.criticism else ""
    if owner and owner not in roles:
        yield unknown(owner, roles, "criticism.owner", "roles", guesses)


def _unknown_to_overrides(plan: Plan, guesses: Guesses) -> Iterator[Fault]:
    """Yield what is different for parts that the plan does not have."""
    for index, override in enumerate(plan.rules.overrides):
        collection, key = named_part(override.where)
        if collection in COLLECTIONS and key:
            keys = dict.fromkeys(part.key for part in getattr(plan, collection))
            if key not in keys:
                path = f"rules.overrides[{index}].where"
                yield unknown(key, keys, path, collection, guesses)


def _unknown_to_correlations(plan: Plan, guesses: Guesses) -> Iterator[Fault]:
    if not plan.correlations:
        return
    activities = dict.fromkeys(activity.key for activity in plan.activities)
    for index, correlation in enumerate(plan.correlations):
        for place, name in enumerate(correlation.between):
            if name not in activities:
                path = f"correlations[{index}].between[{place}]"
                yield unknown(name, activities, path, "activities", guesses)


def _unknown_to_drivers(plan: Plan, guesses: Guesses) -> Iterator[Fault]:
    if not plan.drivers:
        return
    activities = dict.fromkeys(activity.key for activity in plan.activities)
    areas = dict.fromkeys((*AREAS, *(activity.area for activity in plan.activities)))
    for driver in plan.drivers:
        path = f"drivers.{driver.key}"
        for index, name in enumerate(driver.areas):
            if name not in areas:
                yield unknown(name, areas, f"{path}.areas[{index}]", "areas", guesses)
        for index, name in enumerate(driver.activities):
            if name not in activities:
                where = f"{path}.activities[{index}]"
                yield unknown(name, activities, where, "activities", guesses)


def _amounts(plan: Plan) -> Iterator[tuple[str, Money]]:
    """Return all money of the plan with its path, in the order of the plan file."""
    if plan.budget is not None:
        yield "budget", plan.budget.money
    for role in plan.roles:
        if role.rate is not None:
            yield f"roles.{role.key}.rate", role.rate.money
    for tool in plan.tools:
        if tool.cost is not None:
            yield f"tools.{tool.key}.cost", _money(tool.cost)
    for cost in plan.costs:
        yield f"costs.{cost.key}.amount", _money(cost.amount)
    for index, each in enumerate(plan.accepted):
        if isinstance(each.up_to, MoneyRate):
            yield f"accepted[{index}].up_to", each.up_to.money


def _money(amount: Money | MoneyRate) -> Money:
    return amount if isinstance(amount, Money) else amount.money
