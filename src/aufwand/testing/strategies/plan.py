"""The strategy for whole plans, put together from drafts of their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from aufwand.model import AREAS, FULL_TIME, Calendar, Correlation, Plan
from aufwand.testing.strategies._drafts import (
    DAYS,
    HUNDREDTHS,
    Draft,
    Known,
    activity_drafts,
    audience_drafts,
    channel_drafts,
    cost_drafts,
    criticism_drafts,
    driver_drafts,
    event_drafts,
    rate_drafts,
    role_drafts,
    scenario_drafts,
    tool_drafts,
)
from aufwand.testing.strategies._drawing import bound, in_order, st, usually
from aufwand.testing.strategies.around import seeds_of, tripping
from aufwand.testing.strategies.parts import acceptances, calendars, identities
from aufwand.testing.strategies.values import currencies, effort_rates, texts
from aufwand.units import currency_code

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from aufwand.model import (
        Activity,
        Audience,
        Channel,
        Cost,
        Criticism,
        Driver,
        Event,
        Role,
        Scenario,
        Tool,
    )
    from aufwand.rules import Rule
    from aufwand.units import MoneyRate

__all__ = ["plans"]

P = TypeVar("P")


def plans(
    *,
    min_audiences: int = 0,
    max_audiences: int = 2,
    min_channels: int = 0,
    max_channels: int = 2,
    min_roles: int = 0,
    max_roles: int = 2,
    min_activities: int = 0,
    max_activities: int = 3,
    min_drivers: int = 0,
    max_drivers: int = 1,
    min_events: int = 0,
    max_events: int = 1,
    min_tools: int = 0,
    max_tools: int = 1,
    min_costs: int = 0,
    max_costs: int = 1,
    min_acceptances: int = 0,
    max_acceptances: int = 1,
    min_scenarios: int = 0,
    max_scenarios: int = 1,
    currency: str | None = None,
    violating: Rule | None = None,
) -> SearchStrategy[Plan]:
    """Return a strategy for whole plans: sound, small, with everything a plan can say.

    In a test::

        @given(plan=plans(min_activities=1, currency="EUR"))
        def test_my_rule_reads_any_plan(plan): ...

    Examples shrink to the fewest parts that still show the fault, each with little more than
    its key; ``Plan('0')`` is the simplest.

    Args:
        min_audiences: The least number of audiences.
        max_audiences: The highest number of audiences.
        min_channels: The least number of channels.
        max_channels: The highest number of channels.
        min_roles: The least number of roles.
        max_roles: The highest number of roles.
        min_activities: The least number of activities.
        max_activities: The highest number of activities.
        min_drivers: The least number of drivers.
        max_drivers: The highest number of drivers.
        min_events: The least number of events.
        max_events: The highest number of events.
        min_tools: The least number of tools.
        max_tools: The highest number of tools.
        min_costs: The least number of costs.
        max_costs: The highest number of costs.
        min_acceptances: The least number of accepted findings.
        max_acceptances: The highest number of accepted findings.
        min_scenarios: The least number of scenarios.
        max_scenarios: The highest number of scenarios.
        currency: The ISO 4217 code of all money; left out, one that is drawn.
        violating: A rule that finds something in every one of them: they are plans that its own
            example shows, with as much of a drawn plan as leaves it something to find. The
            bounds are those of the drawn part.

    Raises:
        InvalidArgument: If nothing lies between two bounds, *currency* is no code, or the example
            of the rule *violating* shows no plan that trips it.
    """
    seeds = () if violating is None else seeds_of(violating)
    if seeds and currency is None:
        # Otherwise what costs something could hardly ever be joined.
        currency = seeds[0].currency
    parts: dict[str, SearchStrategy[Any]] = {
        "audiences": _list(audience_drafts(max_goals=1), "audiences", min_audiences, max_audiences),
        "channels": _list(channel_drafts(), "channels", min_channels, max_channels),
        "roles": _list(role_drafts(max_absences=1), "roles", min_roles, max_roles),
        "activities": _list(
            activity_drafts(max_sources=1), "activities", min_activities, max_activities
        ),
        "drivers": _list(driver_drafts(), "drivers", min_drivers, max_drivers),
        "events": _list(event_drafts(), "events", min_events, max_events),
        "tools": _list(tool_drafts(), "tools", min_tools, max_tools),
        "costs": _list(cost_drafts(), "costs", min_costs, max_costs),
        "accepted": _list(acceptances(), "acceptances", min_acceptances, max_acceptances),
        # Most plans have none.
        "scenarios": usually(
            [], _list(scenario_drafts(), "scenarios", min_scenarios, max_scenarios)
        )
        if min_scenarios == 0
        else _list(scenario_drafts(), "scenarios", min_scenarios, max_scenarios),
    }
    code = currencies() if currency is None else st.just(bound("currency", currency_code, currency))
    drawn = _plans(
        {
            **parts,
            "code": code,
            "criticism": st.none() | criticism_drafts(),
            "correlated": usually(None, st.integers(-100, 100)),
            "budget": st.none() | rate_drafts(),
            "named": st.booleans(),
            "name": texts(max_size=12, blank=False),
            "calendar": usually(Calendar(), calendars(max_closures=1)),
            "identity": st.none() | identities(),
            "reserve": HUNDREDTHS,
            "full_time": usually(FULL_TIME, effort_rates(min_value="1 min")),
            "review_on": st.none() | DAYS,
        }
    )
    return drawn if violating is None else tripping(violating, seeds, drawn)


# Of a composite strategy Hypothesis shows what it drew, not how.
@st.composite
def _plans(draw: DrawFn, fields: dict[str, SearchStrategy[Any]]) -> Plan:
    return _plan(**{name: draw(field) for name, field in fields.items()})


def _list(each: SearchStrategy[P], what: str, least: int, most: int) -> SearchStrategy[list[P]]:
    in_order(least, most, what)
    # Not lists(): of a list, Hypothesis hardly ever takes out a part other than the last.
    places = st.tuples(*[each] * least, *[st.none() | each] * (most - least))
    return places.map(lambda drawn: [part for part in drawn if part is not None])


def _keys(drafts: Sequence[Draft[Any]]) -> list[str]:
    taken: list[str] = []
    for draft in drafts:
        taken.append(draft.key(taken))
    return taken


def _parts(drafts: Sequence[Draft[P]], known: Known) -> list[P]:
    keys = _keys(drafts)
    return [draft.made(known, key=key) for key, draft in zip(keys, drafts, strict=True)]


def _plan(
    *,
    code: str,
    audiences: Sequence[Draft[Audience]],
    channels: Sequence[Draft[Channel]],
    roles: Sequence[Draft[Role]],
    activities: Sequence[Draft[Activity]],
    drivers: Sequence[Draft[Driver]],
    events: Sequence[Draft[Event]],
    tools: Sequence[Draft[Tool]],
    costs: Sequence[Draft[Cost]],
    scenarios: Sequence[Draft[Scenario]],
    criticism: Draft[Criticism] | None,
    budget: Callable[[Known], MoneyRate] | None,
    named: bool,
    correlated: int | None,
    **others: Any,
) -> Plan:
    """Return a plan whose parts name one another, with money of one currency."""
    known = Known(
        currency=code,
        audiences=_keys(audiences),
        channels=_keys(channels),
        roles=_keys(roles),
        activities=_keys(activities),
    )
    work = _parts(activities, known)
    pair = [activity.key for activity in work[:2]]
    correlations = (
        [Correlation(pair, correlated / 100)] if correlated is not None and len(pair) == 2 else ()
    )
    variations: list[Scenario] = []
    for key, draft in zip(_keys(scenarios), scenarios, strict=True):
        earlier = evolve(known, scenarios=[each.key for each in variations])
        variations.append(draft.made(earlier, key=key))
    areas = list(dict.fromkeys((*AREAS, *(activity.area for activity in work))))
    return Plan(
        audiences=_parts(audiences, known),
        channels=_parts(channels, known),
        roles=_parts(roles, known),
        activities=work,
        drivers=_parts(drivers, evolve(known, areas=areas)),
        events=_parts(events, known),
        correlations=correlations,
        tools=_parts(tools, known),
        costs=_parts(costs, known),
        scenarios=variations,
        criticism=None if criticism is None else criticism.made(known),
        budget=None if budget is None else budget(known),
        currency=code if named else None,
        **others,
    )
