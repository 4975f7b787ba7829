"""Strategies for the parts of a plan; what they name they draw from the keys they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from aufwand.model import (
    AREAS,
    Acceptance,
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
    Identity,
    Role,
    Scenario,
    Share,
    Source,
    Tool,
)
from aufwand.testing.strategies._drafts import (
    DAYS,
    TEXT,
    Draft,
    Known,
    activity_drafts,
    audience_drafts,
    calendar_parts,
    channel_drafts,
    closure_parts,
    cost_drafts,
    criticism_drafts,
    driver_drafts,
    event_drafts,
    goal_parts,
    role_drafts,
    scenario_drafts,
    share_drafts,
    source_parts,
    tool_drafts,
)
from aufwand.testing.strategies._drawing import InvalidArgument, bound, in_order, st
from aufwand.testing.strategies.values import currencies, effort_rates, texts
from aufwand.units import CADENCES, currency_code

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = [
    "acceptances",
    "activities",
    "audiences",
    "calendars",
    "channels",
    "closures",
    "costs",
    "criticisms",
    "drivers",
    "events",
    "goals",
    "identities",
    "roles",
    "scenarios",
    "shares",
    "sources",
    "tools",
]

P = TypeVar("P")


def _made(
    drafts: SearchStrategy[Draft[P]], known: Known, key: str | None = None
) -> SearchStrategy[P]:
    return _resolved(drafts, st.just(known), {} if key is None else {"key": key})


def _paid(
    drafts: SearchStrategy[Draft[P]], currency: str | None, key: str | None
) -> SearchStrategy[P]:
    """Return parts that cost something in *currency*, or in any."""
    if currency is not None:
        return _made(drafts, Known(currency=bound("currency", currency_code, currency)), key)
    known = st.builds(Known, currency=currencies())
    return _resolved(drafts, known, {} if key is None else {"key": key})


# Of a composite strategy Hypothesis shows what it drew, not how.
@st.composite
def _resolved(
    draw: DrawFn,
    drafts: SearchStrategy[Draft[P]],
    known: SearchStrategy[Known],
    own: Mapping[str, str],
) -> P:
    return draw(drafts).made(draw(known), **own)


def goals() -> SearchStrategy[Goal]:
    """Return a strategy for what is to be reached with an audience."""
    return goal_parts()


def audiences(
    *, key: str | None = None, channels: Sequence[str] = (), max_goals: int = 2
) -> SearchStrategy[Audience]:
    """Return a strategy for people a company wants to meet.

    Args:
        key: Their key; left out, any.
        channels: The keys of channels that its reach may name.
        max_goals: The highest number of goals.

    Raises:
        InvalidArgument: If *max_goals* is below zero.
    """
    in_order(0, max_goals, "goals")
    return _made(audience_drafts(max_goals), Known(channels=channels), key)


def channels(*, key: str | None = None, audiences: Sequence[str] = ()) -> SearchStrategy[Channel]:
    """Return a strategy for places where a company is present.

    Args:
        key: Its key; left out, any.
        audiences: The keys of audiences that may be met there.
    """
    return _made(channel_drafts(), Known(audiences=audiences), key)


def closures() -> SearchStrategy[Closure]:
    """Return a strategy for days, from one to a month, on which nobody works."""
    return closure_parts()


def calendars(*, max_closures: int = 2) -> SearchStrategy[Calendar]:
    """Return a strategy for calendars, with dates and without.

    Args:
        max_closures: The highest number of closures.

    Raises:
        InvalidArgument: If *max_closures* is below zero.
    """
    in_order(0, max_closures, "closures")
    return calendar_parts(max_closures)


def roles(
    *,
    key: str | None = None,
    currency: str | None = None,
    cover: Sequence[str] = (),
    max_absences: int = 2,
) -> SearchStrategy[Role]:
    """Return a strategy for who works.

    Args:
        key: Its key; left out, any.
        cover: The keys of roles that may stand in for it.
        currency: The currency of its rate; left out, any.
        max_absences: The highest number of absences.

    Raises:
        InvalidArgument: If *max_absences* is below zero, or *currency* is no code.
    """
    in_order(0, max_absences, "absences")
    if currency is not None:
        currency = bound("currency", currency_code, currency)
    known = st.builds(
        Known,
        currency=currencies() if currency is None else st.just(currency),
        roles=st.just(cover),
    )
    return _resolved(role_drafts(max_absences), known, {} if key is None else {"key": key})


def shares(
    *, keys: Sequence[str], min_size: int = 0, max_size: int | None = None, summing: bool = True
) -> SearchStrategy[tuple[Share, ...]]:
    """Return a strategy for what falls to some of *keys*: listed alone, or with a share each.

    >>> from hypothesis import find
    >>> find(shares(keys=["pr", "care"]), lambda drawn: any(each.weight for each in drawn))
    (Share(key='pr', weight=1),)

    Args:
        keys: The keys to draw from.
        min_size: The least number of them.
        max_size: The highest number of them; left out, all.
        summing: Whether the shares sum to exactly 1, as those of roles do; else they are any
            weights, at least one above zero, as those of channels.

    Raises:
        InvalidArgument: If there are not as many *keys*, or nothing lies between the sizes.
    """
    most = len(keys) if max_size is None else max_size
    in_order(min_size, most, "size")
    if most > len(keys):
        raise InvalidArgument(f"max_size={most} of {len(keys)} keys cannot be drawn")
    known = Known(roles=keys)
    drafts = share_drafts("roles", summing=summing, least=min_size, most=most)
    return drafts.map(lambda pending: pending(known))


def sources() -> SearchStrategy[Source]:
    """Return a strategy for where a number comes from."""
    return source_parts()


def activities(
    *,
    key: str | None = None,
    channels: Sequence[str] = (),
    roles: Sequence[str] = (),
    periods: Sequence[str] = CADENCES,
    max_people: int = 3,
    max_sources: int = 2,
) -> SearchStrategy[Activity]:
    """Return a strategy for pieces of work: every cadence, shared in every way.

    Args:
        key: Its key; left out, any.
        channels: The keys of channels that it may serve.
        roles: The keys of roles that may do it.
        periods: What it may recur with.
        max_people: The highest number of people who do it together, at least 1.
        max_sources: The highest number of sources.

    Raises:
        InvalidArgument: If nobody could do it, or one of *periods* is none.
    """
    in_order(1, max_people, "people")
    in_order(0, max_sources, "sources")
    drafts = activity_drafts(periods, max_people, max_sources)
    return _made(drafts, Known(channels=channels, roles=roles), key)


def drivers(
    *,
    key: str | None = None,
    areas: Sequence[str] = AREAS,
    activities: Sequence[str] = (),
) -> SearchStrategy[Driver]:
    """Return a strategy for what makes work more or less than usual.

    Args:
        key: Its key; left out, any.
        areas: The areas it may scale.
        activities: The keys of activities that it may scale.
    """
    return _made(driver_drafts(), Known(areas=areas, activities=activities), key)


def events(
    *, key: str | None = None, channels: Sequence[str] = (), roles: Sequence[str] = ()
) -> SearchStrategy[Event]:
    """Return a strategy for rare things that cost work when they happen.

    Args:
        key: Its key; left out, any.
        channels: The keys of channels that it may happen on.
        roles: The keys of roles that may have the work.
    """
    return _made(event_drafts(), Known(channels=channels, roles=roles), key)


def scenarios(
    *,
    key: str | None = None,
    roles: Sequence[str] = (),
    activities: Sequence[str] = (),
    inherits: Sequence[str] = (),
) -> SearchStrategy[Scenario]:
    """Return a strategy for named variations of a plan.

    Args:
        key: Its key; left out, any.
        roles: The keys of roles that it may change or drop.
        activities: The keys of activities that it may change or drop.
        inherits: The keys of scenarios that it may build on.
    """
    known = Known(roles=roles, activities=activities, scenarios=inherits)
    return _made(scenario_drafts(), known, key)


def identities() -> SearchStrategy[Identity]:
    """Return a strategy for the one identity that every channel shows."""
    return st.builds(Identity, name=TEXT, handle=TEXT, tone=TEXT)


def criticisms(*, roles: Sequence[str] = ()) -> SearchStrategy[Criticism]:
    """Return a strategy for how negative criticism is handled.

    Args:
        roles: The keys of roles that may be responsible.
    """
    return _made(criticism_drafts(), Known(roles=roles))


def tools(*, key: str | None = None, currency: str | None = None) -> SearchStrategy[Tool]:
    """Return a strategy for tools: free, paid once, paid per period.

    Args:
        key: Its key; left out, any.
        currency: The currency of what it costs; left out, any.

    Raises:
        InvalidArgument: If *currency* is no code.
    """
    return _paid(tool_drafts(), currency, key)


def costs(*, key: str | None = None, currency: str | None = None) -> SearchStrategy[Cost]:
    """Return a strategy for fixed costs, once and per period.

    Args:
        key: Its key; left out, any.
        currency: Its currency; left out, any.

    Raises:
        InvalidArgument: If *currency* is no code.
    """
    return _paid(cost_drafts(), currency, key)


def acceptances() -> SearchStrategy[Acceptance]:
    """Return a strategy for findings that somebody has decided to live with."""
    words = texts(max_size=12, blank=False)
    return st.builds(
        Acceptance,
        rule=words,
        where=TEXT,
        reason=words,
        until=st.none() | DAYS,
        up_to=st.none() | effort_rates(),
        owner=TEXT,
    )
