"""Strategies for the parts of a plan: sound by themselves, naming only what is known."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

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
    Goal,
    Identity,
    Plan,
    Role,
    Share,
    Source,
    Tool,
)
from aufwand.model.activity import PER_CHANNEL
from aufwand.testing.strategies import (
    acceptances,
    activities,
    audiences,
    calendars,
    channels,
    closures,
    costs,
    criticisms,
    drivers,
    events,
    goals,
    identities,
    roles,
    scenarios,
    shapes,
    shares,
    sources,
    tools,
)
from aufwand.units import PERT, Money
from aufwand.units._exact import exact

KEYS = ("a", "b", "c")


@given(
    audience=audiences(key="x", channels=KEYS, max_goals=1),
    channel=channels(audiences=KEYS),
    role=roles(key="y", currency="CHF", max_absences=1),
    activity=activities(channels=KEYS, roles=KEYS, max_people=2, max_sources=1),
    driver=drivers(areas=["content"], activities=KEYS),
    criticism=criticisms(roles=KEYS),
)
def test_parts_name_only_what_is_known(audience, channel, role, activity, driver, criticism):
    """Each name once; counts within their bounds."""
    assert {share.key for share in audience.reach} <= set(KEYS)
    assert set(channel.audiences) <= set(KEYS)
    assert {share.key for share in (*activity.channels, *activity.roles)} <= set(KEYS)
    assert set(driver.areas) <= {"content"}
    assert set(driver.activities) <= set(KEYS)
    assert criticism.owner in ("", *KEYS)
    assert (audience.key, role.key) == ("x", "y")
    assert len(audience.goals) <= 1
    assert len(role.absences) <= 1
    assert len(activity.source) <= 1
    assert activity.people <= 2
    assert role.rate is None or role.rate.money.currency == "CHF"


@given(
    audience=audiences(),
    channel=channels(),
    role=roles(),
    activity=activities(),
    driver=drivers(),
    criticism=criticisms(),
    tool=tools(),
    cost=costs(),
)
def test_parts_alone_name_nothing(audience, channel, role, activity, driver, criticism, tool, cost):
    """So that a plan of each alone is sound, whatever its currency."""
    for given_ in (
        {"audiences": audience},
        {"channels": channel},
        {"roles": role},
        {"activities": activity},
        {"criticism": criticism},
        {"tools": tool},
        {"costs": cost},
    ):
        assert Plan("p", **given_)
    assert set(driver.areas) <= set(AREAS)
    assert driver.activities == ()


@given(
    event=events(key="z", channels=KEYS, roles=KEYS),
    role=roles(key=KEYS[0], cover=KEYS),
    currency=st.sampled_from(["EUR", "JPY"]),
    data=st.data(),
)
def test_events_and_cover_name_only_what_is_known(event, role, currency, data):
    """And no role stands in for itself."""
    assert event.key == "z"
    assert {share.key for share in (*event.channels, *event.roles)} <= set(KEYS)
    assert set(role.cover) <= set(KEYS[1:])
    paid = data.draw(roles(currency=currency))
    assert paid.rate is None or paid.rate.money.currency == currency
    assert paid.cover == ()


@given(tool=tools(key="t", currency="JPY"), cost=costs(key="c", currency="KWD"))
def test_costs_are_in_the_currency_asked_for(tool, cost):
    """Once or per period, in whole coins."""
    amount = cost.amount if isinstance(cost.amount, Money) else cost.amount.money

    assert (tool.key, cost.key) == ("t", "c")
    assert amount.currency == "KWD"
    assert (amount.amount * 1000).denominator == 1
    assert Plan("p", tools=tool).currency in (None, "JPY")


@given(drawn=shares(keys=KEYS))
def test_shares_of_roles_sum_to_one(drawn):
    """Exactly; or they are listed without any."""
    assert len({share.key for share in drawn}) == len(drawn)
    if drawn and drawn[0].weight is not None:
        assert sum(exact(share.weight) for share in drawn) == 1
    assert Activity("x", duration="1 h", roles=drawn).roles == drawn


@given(drawn=shares(keys=KEYS, summing=False))
def test_weights_of_channels_are_any(drawn):
    """At least one above zero."""
    assert not drawn or any(share.weight != 0 for share in drawn)
    assert Activity("x", duration="1 h", channels=drawn).channels == drawn


@given(
    two=shares(keys=KEYS, min_size=2, max_size=2),
    none=shares(keys=[]),
    all_=shares(keys=KEYS, min_size=3, summing=False),
)
def test_so_many_shares_as_asked_for(two, none, all_):
    """Between the sizes."""
    assert len(two) == 2
    assert none == ()
    assert {share.key for share in all_} == set(KEYS)


@given(closure=closures(), calendar=calendars(max_closures=1))
def test_days_go_forward(closure, calendar):
    """From the first to the last, from start to end."""
    assert closure.first <= closure.last
    assert len(calendar.closures) <= 1
    assert calendar.workdays
    assert calendar.start is None or calendar.end is None or calendar.start <= calendar.end


@given(goal=goals(), identity=identities(), accepted=acceptances(), source=sources())
def test_parts_that_name_nothing(goal, identity, accepted, source):
    """Sound as they are drawn."""
    assert (type(goal), type(identity)) == (Goal, Identity)
    assert (type(accepted), type(source)) == (Acceptance, Source)
    assert accepted.reason.strip()


@pytest.mark.parametrize(
    ("strategy", "all_of"),
    [
        (
            activities(channels=KEYS),
            [
                lambda activity: activity.channels and activity.each_channel,
                lambda activity: any(share.weight for share in activity.channels),
                lambda activity: activity.channels and activity.per in PER_CHANNEL,
                lambda activity: activity.area not in AREAS,
                lambda activity: activity.people > 2,
                lambda activity: len(activity.source) > 1,
                lambda activity: activity.shape != PERT and not activity.duration.fixed,
                lambda activity: activity.start and activity.end,
                lambda activity: activity.start and not activity.end,
                lambda activity: activity.ramp_up,
            ],
        ),
        (
            activities(periods=["year"]),
            [lambda activity: activity.per == "year", lambda activity: activity.times == 0],
        ),
        (audiences(channels=KEYS), [lambda audience: audience.reach and audience.ages]),
        (
            calendars(),
            [
                lambda calendar: calendar.start and calendar.end and calendar.closures,
                lambda calendar: calendar.end and not calendar.start,
                lambda calendar: len(calendar.workdays) < 4,
                lambda calendar: calendar.office_hours and calendar.timezone,
                lambda calendar: calendar.categories,
                lambda calendar: any(0 < closure.share < 1 for closure in calendar.closures),
            ],
        ),
        (
            channels(),
            [lambda channel: channel.status == "closed", lambda channel: not channel.weight],
        ),
        (criticisms(roles=KEYS), [lambda criticism: criticism.owner and criticism.reply_within]),
        (
            events(channels=KEYS, roles=KEYS),
            [
                lambda event: event.channels and event.roles,
                lambda event: event.shape != PERT and not event.effort.fixed,
            ],
        ),
        (
            drivers(),
            [lambda driver: driver.start and driver.end, lambda driver: driver.shape != PERT],
        ),
        (
            roles(cover=KEYS),
            [lambda role: role.cover, lambda role: role.workdays, lambda role: role.people > 1],
        ),
        (shapes(), [lambda shape: shape.weight > 10, lambda shape: shape.name == "lognormal"]),
        (goals(), [lambda goal: isinstance(goal.target, str), lambda goal: goal.by]),
        (sources(), [lambda source: source.trust == "C" and source.url]),
        (tools(), [lambda tool: tool.cost and tool.purposes]),
    ],
)
def test_everything_a_part_can_say_occurs(never_drawn, strategy, all_of):
    """Sooner or later."""
    assert never_drawn(strategy, all_of, 2_000) == []


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        (acceptances(), Acceptance(rule="0", reason="0")),
        (activities(), Activity("a", duration="0 min")),
        (audiences(), Audience("a")),
        (calendars(), Calendar()),
        (channels(), Channel("facebook")),
        (closures(), Closure("2000-01-01", "2000-01-01")),
        (costs(), Cost("a", amount="0 EUR")),
        (criticisms(), Criticism()),
        (drivers(), Driver("a", factor=1)),
        (goals(), Goal("")),
        (identities(), Identity()),
        (roles(), Role("a")),
        (sources(), Source()),
        (tools(), Tool("a")),
    ],
)
def test_parts_shrink_to_their_keys(simplest, strategy, expected):
    """Everything else to its default, as far as it has one."""
    assert expected == simplest(strategy, lambda part: True)


def test_shares_shrink_to_one_who_does_it_all(simplest):
    """The first."""
    drawn = simplest(shares(keys=KEYS), lambda drawn: any(share.weight for share in drawn))

    assert drawn == (Share("a", 1),)


@pytest.mark.parametrize(
    ("make", "bounds", "why"),
    [
        (audiences, {"max_goals": -1}, "min_goals=0 and max_goals=-1"),
        (calendars, {"max_closures": -1}, "max_closures=-1"),
        (roles, {"max_absences": -1}, "max_absences=-1"),
        (roles, {"currency": "EURO"}, "currency: found 'EURO'"),
        (tools, {"currency": "euro"}, "currency: found 'euro'"),
        (costs, {"currency": ""}, "currency: found ''"),
        (activities, {"max_people": 0}, "min_people=1 and max_people=0"),
        (activities, {"max_sources": -1}, "max_sources=-1"),
        (activities, {"periods": ["fortnight"]}, "'fortnight' is none of"),
        (shares, {"keys": "ab", "min_size": 3}, "min_size=3 and max_size=2"),
        (shares, {"keys": "ab", "max_size": 3}, "max_size=3 of 2 keys"),
        (shares, {"keys": "ab", "min_size": -1}, "min_size=-1"),
    ],
)
def test_impossible_bounds_are_refused(make, bounds, why):
    """At once, not when the first example is drawn."""
    with pytest.raises(InvalidArgument) as caught:
        make(**bounds)

    assert why in str(caught.value)


def test_examples_show_the_part_and_not_its_making():
    """A failing test tells what broke it."""

    @settings(phases=[Phase.generate])
    @given(role=roles(key="pr"))
    def fails(role):
        assert not role

    with pytest.raises(AssertionError) as caught:
        fails()

    assert "role=Role(key='pr'," in "\n".join(caught.value.__notes__)


@given(scenario=scenarios(key="lean", roles=KEYS, activities=KEYS))
def test_scenarios_name_what_they_are_given(scenario):
    """And nothing else of the plan by its key."""
    named = [path.split(".") for path in (*scenario.set, *scenario.drop)]

    assert scenario.key == "lean"
    assert {each[1] for each in named if each[0] in {"roles", "activities"}} <= set(KEYS)
