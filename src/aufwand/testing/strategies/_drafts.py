"""Parts of a plan before it is known what else is in the plan.

In a draft, numbers stand for the keys that a part names, and for its money. Names and currency
come in when the part is made. So nothing that is drawn depends on what was drawn before: drawing
is fast, and Hypothesis can take a part out of a plan without disturbing the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from attrs import frozen

from aufwand.errors import Fault
from aufwand.model import (
    AREAS,
    FIVE_AREAS,
    Activity,
    Audience,
    Calendar,
    Channel,
    Closure,
    Cost,
    Criticism,
    Driver,
    Event,
    Goal,
    Role,
    Scenario,
    Share,
    Source,
    Tool,
)
from aufwand.model.activity import PER_CHANNEL
from aufwand.model.channel import STATUSES
from aufwand.model.source import TRUSTS
from aufwand.testing.strategies._drawing import st, usually
from aufwand.testing.strategies.values import (
    cadences,
    counts,
    effort_rates,
    elapsed_times,
    factors,
    keys,
    ranges,
    shapes,
    texts,
)
from aufwand.units import (
    CADENCES,
    PERIODS,
    PERT,
    Cadence,
    Effort,
    HourlyRate,
    Money,
    MoneyRate,
    Range,
    Shape,
)
from aufwand.units._currencies import MINOR_UNITS
from aufwand.units.shape import fits

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = [
    "DAYS",
    "HUNDREDTHS",
    "NAME",
    "TEXT",
    "Draft",
    "Known",
    "activity_drafts",
    "audience_drafts",
    "calendar_parts",
    "channel_drafts",
    "closure_parts",
    "cost_drafts",
    "criticism_drafts",
    "driver_drafts",
    "event_drafts",
    "goal_parts",
    "rate_drafts",
    "role_drafts",
    "scenario_drafts",
    "share_drafts",
    "source_parts",
    "tool_drafts",
]

P = TypeVar("P")

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
TEXT = usually("", texts(max_size=12))

#: What parts are called; blanks call them nothing.
NAME = usually("", texts(max_size=12, blank=False))
HUNDREDTHS = st.integers(0, 100).map(lambda part: part // 100 if part in {0, 100} else part / 100)

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = st.lists(st.sampled_from(_WEEKDAYS), unique=True, min_size=1)
_SPANS = usually(None, st.tuples(DAYS, st.integers(0, 400)))
_COUNTRIES = ("DE", "AT", "CH", "FR", "US")

#: Countries, their parts and kinds of holidays, as the package *holidays* knows them.
_PLACES = (
    (None, "", ()),
    ("DE", "", ()),
    ("DE", "BY", ("catholic",)),
    ("AT", "9", ("bank",)),
    ("CH", "ZH", ()),
    ("IS", "", ("half_day",)),
    ("US", "", ()),
)
_KEYS = keys(max_size=8)


@frozen(kw_only=True)
class Known:
    """What the parts of a plan can name."""

    currency: str = "EUR"
    audiences: Sequence[str] = ()
    channels: Sequence[str] = ()
    roles: Sequence[str] = ()
    activities: Sequence[str] = ()
    areas: Sequence[str] = ()
    scenarios: Sequence[str] = ()


#: What a field will be once it is known what it can name.
_Pending: TypeAlias = Callable[[Known], Any]


@frozen
class Draft(Generic[P]):
    """A part of a plan that waits for what it names."""

    _make: Callable[..., P]
    _fields: dict[str, Any]
    _pending: dict[str, _Pending | None]

    def key(self, taken: Iterable[str]) -> str:
        """Return its key, with a number behind it if it is *taken*."""
        key: str = self._fields["key"]
        others, number = set(taken), 2
        while key in others:
            key, number = f"{self._fields['key']}{number}", number + 1
        return key

    def made(self, known: Known, **changes: object) -> P:
        """Return the part, which names only what is *known*."""
        named = {
            name: None if pending is None else pending(known)
            for name, pending in self._pending.items()
        }
        return self._make(**{**self._fields, **named, **changes})


def _drafts(
    make: Callable[..., P],
    fields: dict[str, SearchStrategy[Any]],
    **pending: SearchStrategy[Any],
) -> SearchStrategy[Draft[P]]:
    def draft(drawn: tuple[Any, ...], waiting: tuple[Any, ...]) -> Draft[P]:
        return Draft(
            make,
            dict(zip(fields, drawn, strict=True)),
            dict(zip(pending, waiting, strict=True)),
        )

    # Not fixed_dictionaries: it also draws the order of the fields, which costs as much again.
    return st.builds(draft, st.tuples(*fields.values()), st.tuples(*pending.values()))


def _picked(numbers: Iterable[int], known: Sequence[str]) -> list[str]:
    """Return the *known* names that *numbers* stand for, each once, as many as there are."""
    left, names = list(known), list[str]()
    for number in numbers:
        if left:
            names.append(left.pop(number % len(left)))
    return names


def _numbers(least: int = 0, most: int = 3) -> SearchStrategy[list[int]]:
    return st.lists(st.integers(0, 7), min_size=least, max_size=most)


def _some(collection: str, most: int = 3) -> SearchStrategy[_Pending]:
    """Return names of some members of *collection*."""

    def pending(numbers: list[int]) -> _Pending:
        return lambda known: _picked(numbers, getattr(known, collection))

    return _numbers(most=most).map(pending)


def _first(names: _Pending) -> _Pending:
    return lambda known: "".join(names(known))


def share_drafts(
    collection: str, *, summing: bool, least: int = 0, most: int = 3
) -> SearchStrategy[Callable[[Known], tuple[Share, ...]]]:
    """Return who something falls to: listed, or with shares (*summing* to 1) or weights."""

    def pending(numbers: list[int], weights: Sequence[Any]) -> Callable[[Known], tuple[Share, ...]]:
        def shares(known: Known) -> tuple[Share, ...]:
            names = _picked(numbers, getattr(known, collection))
            if not weights:
                return tuple(map(Share, names))
            return tuple(map(Share, names, (_parts_of_one if summing else _sound)(weights, names)))

        return shares

    each = st.integers(0, 100) if summing else counts(max_value=5)
    weights = usually((), st.lists(each, min_size=most, max_size=most))
    return st.builds(pending, _numbers(least, most), weights)


def _parts_of_one(cuts: Sequence[int], names: Sequence[str]) -> list[float]:
    """Return the parts into which *cuts*, in hundredths, divide 1."""
    ends = [0, *sorted(cuts[: len(names) - 1]), 100]
    sizes = [high - low for low, high in pairwise(ends)]
    # The last is what the cuts leave; first comes first.
    return [size // 100 if size in {0, 100} else size / 100 for size in reversed(sizes)]


def _sound(weights: Sequence[float], names: Sequence[str]) -> list[float]:
    """Return *weights*, of which at least the first is above zero."""
    return [weights[0] or 1, *weights[1 : len(names)]]


def _money(most: int) -> SearchStrategy[Callable[[Known], Money]]:
    def units(number: int) -> Callable[[Known], Money]:
        return lambda known: Money(number, known.currency)

    def coins(number: int) -> Callable[[Known], Money]:
        return lambda known: Money(
            Fraction(number, 10 ** MINOR_UNITS[known.currency]), known.currency
        )

    return st.integers(0, most).map(units) | st.integers(0, most).map(coins)


def rate_drafts(most: int = 10_000) -> SearchStrategy[Callable[[Known], MoneyRate]]:
    """Return money per period, of at most so many units of the currency."""

    def pending(money: Callable[[Known], Money], period: str) -> Callable[[Known], MoneyRate]:
        return lambda known: MoneyRate(money(known), period)

    return st.builds(pending, _money(most), st.sampled_from(PERIODS))


def _prices() -> SearchStrategy[Callable[[Known], HourlyRate]]:
    def pending(money: Callable[[Known], Money]) -> Callable[[Known], HourlyRate]:
        return lambda known: HourlyRate(money(known))

    return _money(250).map(pending)


def _reach() -> SearchStrategy[Callable[[Known], dict[str, float]]]:
    def pending(numbers: list[int], shares: list[float]) -> Callable[[Known], dict[str, float]]:
        return lambda known: dict(zip(_picked(numbers, known.channels), shares, strict=False))

    return st.builds(pending, _numbers(), st.lists(HUNDREDTHS, min_size=3, max_size=3))


def goal_parts() -> SearchStrategy[Goal]:
    """Return goals, which name nothing."""
    return st.builds(
        Goal,
        texts(max_size=12),
        metric=TEXT,
        target=st.none() | counts(max_value=10_000) | texts(min_size=1, max_size=12),
        by=st.none() | DAYS,
    )


def audience_drafts(max_goals: int = 2) -> SearchStrategy[Draft[Audience]]:
    """Return audiences that may name channels in their reach."""

    def span(youngest: int, years: int) -> tuple[int, int]:
        return youngest, youngest + years

    return _drafts(
        Audience,
        {
            "key": _KEYS,
            "name": NAME,
            "country": st.none() | st.sampled_from(_COUNTRIES),
            "ages": st.none() | st.builds(span, st.integers(0, 120), st.integers(0, 30)),
            "business": TEXT,
            "goals": st.lists(goal_parts(), max_size=max_goals),
            "benefit": TEXT,
        },
        reach=_reach(),
    )


def channel_drafts() -> SearchStrategy[Draft[Channel]]:
    """Return channels that may name audiences."""
    return _drafts(
        Channel,
        {
            "key": usually("facebook", _KEYS),
            "name": NAME,
            "pieces": counts(),
            "messages": counts(max_value=200),
            "answered": usually(1, HUNDREDTHS),
            "exclusive": st.booleans(),
            "invitations": st.booleans(),
            "handle": TEXT,
            "tone": TEXT,
            "differs": TEXT,
            "status": st.sampled_from(STATUSES),
            "weight": usually(1, counts(max_value=10)),
        },
        audiences=_some("audiences"),
    )


def closure_parts() -> SearchStrategy[Closure]:
    """Return one day, or up to a month, on which nobody works."""

    def closure(first: date, days: int, name: str, share: float) -> Closure:
        return Closure(first, first + timedelta(days), name, share=share)

    return st.builds(closure, DAYS, st.integers(0, 30), TEXT, usually(1, HUNDREDTHS))


def role_drafts(max_absences: int = 2) -> SearchStrategy[Draft[Role]]:
    """Return roles whose rates wait for a currency."""

    def role(*, key: str, cover: list[str], **others: Any) -> Role:
        # Nobody stands in for itself.
        return Role(key, cover=[name for name in cover if name != key], **others)

    return _drafts(
        role,
        {
            "key": _KEYS,
            "name": NAME,
            "department": TEXT,
            "capacity": st.none() | effort_rates(),
            "customer_facing": st.booleans(),
            "people": usually(1, st.integers(1, 5)),
            "workdays": usually((), _WEEK),
            "absences": st.lists(closure_parts(), max_size=max_absences),
        },
        rate=st.none() | _prices(),
        cover=_some("roles", most=1),
    )


def source_parts() -> SearchStrategy[Source]:
    """Return sources, which name nothing."""
    return st.builds(
        Source,
        texts(max_size=12),
        key=TEXT,
        figure=TEXT,
        says=TEXT,
        supports=st.sampled_from(("", "low", "likely", "high")),
        publisher=TEXT,
        year=st.none() | st.integers(1990, 2030),
        url=usually("", st.just("https://example.org/study?page=1#figure")),
        trust=st.sampled_from(TRUSTS[::-1]),
    )


def activity_drafts(
    periods: Sequence[str] = CADENCES, max_people: int = 3, max_sources: int = 2
) -> SearchStrategy[Draft[Activity]]:
    """Return activities that may name channels and roles."""

    def activity(
        *,
        each_channel: bool,
        per: Cadence,
        channels: Sequence[Share],
        dated: tuple[date, int] | None,
        **others: Any,
    ) -> Activity:
        others |= _dated(dated)
        others["shape"] = _fitting(others["shape"], others["duration"])
        if each_channel or per.period in PER_CHANNEL:
            # Weights say how one duration is split, so they go with neither.
            channels = [Share(share.key) for share in channels]
        return Activity(each_channel=each_channel, per=per, channels=channels, **others)

    return _drafts(
        activity,
        {
            "key": _KEYS | st.sampled_from(FIVE_AREAS),
            "name": NAME,
            "area": st.just("") | st.sampled_from(AREAS) | keys(max_size=4),
            "duration": ranges(),
            "per": st.just(Cadence("week")) | cadences(periods=periods),
            "people": st.integers(1, max_people),
            "each_channel": st.booleans(),
            "shape": shapes(),
            "dated": _SPANS,
            "ramp_up": usually(0, counts(max_value=10)),
            "source": usually((), st.lists(source_parts(), max_size=max_sources)),
        },
        channels=share_drafts("channels", summing=False),
        roles=share_drafts("roles", summing=True),
    )


def driver_drafts() -> SearchStrategy[Draft[Driver]]:
    """Return drivers that may name areas and activities."""

    def driver(*, factor: Range[float], shape: Shape, dated: Any, **others: Any) -> Driver:
        dates = _dated(dated)
        return Driver(factor=factor, shape=_fitting(shape, factor), **dates, **others)

    return _drafts(
        driver,
        {"key": _KEYS, "factor": factors(), "shape": shapes(), "dated": _SPANS, "reason": TEXT},
        areas=_some("areas", most=2),
        activities=_some("activities", most=2),
    )


def event_drafts() -> SearchStrategy[Draft[Event]]:
    """Return events that may name channels and roles."""

    def event(*, effort: Range[Effort], shape: Shape, **others: Any) -> Event:
        return Event(effort=effort, shape=_fitting(shape, effort), **others)

    return _drafts(
        event,
        {
            "key": _KEYS,
            "name": NAME,
            "per_year": counts(max_value=10),
            "effort": ranges(),
            "shape": shapes(),
        },
        channels=share_drafts("channels", summing=False),
        roles=share_drafts("roles", summing=True),
    )


def _dated(span: tuple[date, int] | None) -> dict[str, Any]:
    if span is None:
        return {}
    start, days = span
    return {"start": start, "end": start + timedelta(days) if days else None}


def _fitting(drawn: Shape, known: Range[Any]) -> Shape:
    """Return the shape that was *drawn*, or the usual one if the range cannot have it."""
    try:
        fits(drawn, known)
    except Fault:
        return PERT
    return drawn


def criticism_drafts() -> SearchStrategy[Draft[Criticism]]:
    """Return how criticism is handled, perhaps by a role."""
    return _drafts(
        Criticism,
        {"reply_within": st.none() | elapsed_times(), "procedure": TEXT},
        owner=_some("roles", most=1).map(_first),
    )


def tool_drafts() -> SearchStrategy[Draft[Tool]]:
    """Return tools whose costs wait for a currency."""
    return _drafts(
        Tool,
        {
            "key": _KEYS,
            "name": NAME,
            "purposes": st.lists(texts(min_size=1, max_size=8), max_size=2),
        },
        cost=st.none() | _money(10_000) | rate_drafts(),
    )


def cost_drafts() -> SearchStrategy[Draft[Cost]]:
    """Return costs whose amounts wait for a currency."""
    return _drafts(Cost, {"key": _KEYS, "name": NAME}, amount=_money(10_000) | rate_drafts())


def calendar_parts(max_closures: int = 2) -> SearchStrategy[Calendar]:
    """Return calendars, which name nothing."""

    def calendar(start: date | None, days: int | None, place: Any, **others: Any) -> Calendar:
        begun = date(2000, 1, 1) if start is None else start
        end = None if days is None else begun + timedelta(days)
        country, subdivision, categories = place
        named = {"country": country, "subdivision": subdivision, "categories": categories}
        return Calendar(start=start, end=end, **named, **others)

    return st.builds(
        calendar,
        st.none() | DAYS,
        st.none() | st.integers(0, 800),
        workdays=usually(_WEEKDAYS[:5], _WEEK),
        place=st.sampled_from(_PLACES),
        closures=st.lists(closure_parts(), max_size=max_closures),
        office_hours=usually("", st.just("09:00-17:00")),
        timezone=usually("", st.just("Europe/Berlin")),
    )


def scenario_drafts() -> SearchStrategy[Draft[Scenario]]:
    """Return scenarios that may change roles and activities, and build on others."""

    def scenario(
        *,
        reserve: float | None,
        workdays: Sequence[str],
        added: Role | None,
        inherits: str,
        longer: Sequence[tuple[str, str, Any]],
        less: Sequence[str],
        **others: Any,
    ) -> Scenario:
        said: dict[str, Any] = {} if reserve is None else {"reserve": reserve}
        if workdays:
            said["calendar.workdays"] = workdays
        if inherits:
            # What it builds on may have dropped anything else.
            longer, less = (), ()
        said |= {f"{collection}.{name}.people": people for collection, name, people in longer}
        drop = [path for path in less if f"{path}.people" not in said]
        add = () if added is None else added
        return Scenario(set=said, drop=drop, add=add, inherits=inherits, **others)

    def changes(collection: str) -> SearchStrategy[_Pending]:
        def pending(names: _Pending, people: int) -> _Pending:
            return lambda known: [(collection, name, people) for name in names(known)]

        return st.builds(pending, _some(collection, most=1), st.integers(1, 4))

    return _drafts(
        scenario,
        {
            "key": _KEYS,
            "name": NAME,
            "reason": TEXT,
            "reserve": usually(None, HUNDREDTHS),
            "workdays": usually((), _WEEK),
        },
        added=st.none() | role_drafts(max_absences=0).map(_added),
        inherits=_some("scenarios", most=1).map(_first),
        longer=changes("roles") | changes("activities"),
        less=_paths("roles") | _paths("activities"),
    )


def _added(draft: Draft[Role]) -> _Pending:
    return lambda known: draft.made(Known(currency=known.currency), key="added")


def _paths(collection: str) -> SearchStrategy[_Pending]:
    def pending(names: _Pending) -> _Pending:
        return lambda known: [f"{collection}.{name}" for name in names(known)]

    return _some(collection, most=1).map(pending)
