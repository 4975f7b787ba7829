"""Whole plans: what is in them, what they name, what is wrong with them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import ClassVar

import numpy as np
import pytest
from attrs import fields
from attrs.exceptions import FrozenInstanceError

from aufwand.errors import Fault, InvalidPlan, UnknownName
from aufwand.model import (
    FULL_TIME,
    FULL_TIME_SOURCE,
    Acceptance,
    Activity,
    Audience,
    Calendar,
    Channel,
    Correlation,
    Cost,
    Criticism,
    Driver,
    Event,
    Identity,
    Override,
    Plan,
    Role,
    RuleSettings,
    Share,
    Source,
    Tool,
)
from aufwand.model._fields import kind_of
from aufwand.model.plan import COLLECTIONS
from aufwand.units import EffortRate, Money, MoneyRate

OF_AUDIENCES = "the key of one of the plan's audiences"
OF_CHANNELS = "the key of one of the plan's channels"
OF_ROLES = "the key of one of the plan's roles"
OF_AREAS = "the key of one of the plan's areas"
OF_ACTIVITIES = "the key of one of the plan's activities"
OWN = "a key of its own"
PARTS = (
    "an audience, a channel, a role, an activity, a driver, an event, a tool, a cost or a scenario"
)
CONVERT = "two currencies do not add; convert one of them at a rate you choose"


def work(key: str = "reel", **given) -> Activity:
    return Activity(key, duration="1 h", **given)


class TestPlan:
    def test_a_name_is_enough(self):
        """Everything else has a default."""
        plan = Plan("Bakery")

        assert (plan.name, str(plan), repr(plan)) == ("Bakery", "Bakery", "Plan('Bakery')")
        assert plan.audiences == plan.channels == plan.roles == plan.activities == ()
        assert plan.events == plan.correlations == plan.typical_drivers == ()
        assert plan.drivers == plan.tools == plan.costs == plan.accepted == ()
        assert plan.calendar == Calendar()
        assert (plan.identity, plan.criticism, plan.budget) == (None, None, None)
        assert (plan.currency, plan.review_on, plan.reserve) == (None, None, 0)
        assert plan.full_time == FULL_TIME == EffortRate("40 h", "week")
        assert "No. 47" in FULL_TIME_SOURCE

    def test_every_field_is_kept(self):
        """What is given is what it says."""
        parts = {
            "audiences": (Audience("families", reach={"facebook": 0.6}),),
            "channels": (Channel("facebook", audiences=["families"]),),
            "roles": (Role("pr", rate="45 EUR/h"),),
            "activities": (work(channels=["facebook"], roles=["pr"]), work("story")),
            "drivers": (Driver("d", factor=2, areas=["other"], activities=["reel"]),),
            "events": (Event("wave", per_year=1, effort="8 h", roles="pr", channels="facebook"),),
            "correlations": (Correlation(["reel", "story"], 0.5),),
            "calendar": Calendar(country="DE"),
            "identity": Identity(name="Bakery"),
            "criticism": Criticism(owner="pr"),
            "tools": (Tool("suite", cost="49 EUR/month"),),
            "costs": (Cost("ads", amount="300 EUR"),),
            "accepted": (Acceptance(rule="EXC101", reason="why not"),),
        }
        plan = Plan(
            "Bakery",
            **parts,
            budget="900 EUR/week",
            reserve=0.15,
            full_time="38.5 h/week",
            currency="EUR",
            review_on="2027-06-30",
        )

        assert parts == {name: getattr(plan, name) for name in parts}
        assert plan.budget == MoneyRate("900 EUR", "week")
        assert plan.full_time == EffortRate.parse("38.5 h/week")
        assert (plan.reserve, plan.currency) == (0.15, "EUR")
        assert plan.review_on == date(2027, 6, 30)

    def test_one_part_is_a_list_of_one(self):
        """As everywhere."""
        assert Plan("p", roles=Role("pr")).roles == (Role("pr"),)

    def test_parts_come_from_any_iterable(self):
        """A generator is gone through once."""
        plan = Plan("p", roles=(Role(key) for key in "ab"), channels=iter([Channel("x")]))

        assert plan.roles == (Role("a"), Role("b"))
        assert plan.channels == (Channel("x"),)

    @pytest.mark.parametrize(
        ("given", "currency"),
        [
            ({"budget": "1 CHF/week"}, "CHF"),
            ({"roles": Role("a", rate="1 USD/h")}, "USD"),
            ({"tools": Tool("a", cost="1 JPY")}, "JPY"),
            ({"tools": Tool("a", cost="1 JPY/year")}, "JPY"),
            ({"costs": Cost("a", amount="1 GBP")}, "GBP"),
            ({"roles": Role("a"), "tools": Tool("a"), "currency": "SEK"}, "SEK"),
            ({"roles": Role("a"), "tools": Tool("a")}, None),
        ],
    )
    def test_the_currency_is_that_of_the_first_money(self, given, currency):
        """Unless it is named."""
        assert currency == Plan("p", **given).currency

    def test_parts_are_found_by_their_keys(self):
        """Each kind by a verb of its own."""
        plan = Plan(
            "p",
            audiences=[Audience("a"), Audience("b")],
            channels=Channel("x"),
            roles=Role("pr"),
            activities=work(),
        )

        assert plan.audience("b") == Audience("b")
        assert plan.channel("x") == Channel("x")
        assert plan.role("pr") == Role("pr")
        assert plan.activity("reel") == work()

    @pytest.mark.parametrize(
        ("kind", "key", "near"),
        [
            ("role", "cares", "care"),
            ("role", "zzz", ""),
            ("audience", "care", ""),
            ("channel", "facebok", "facebook"),
            ("activity", "reels", "reel"),
        ],
    )
    def test_an_unknown_key_is_told_with_the_nearest(self, kind, key, near):
        """Where one is near."""
        plan = Plan("p", roles=Role("care"), channels=Channel("facebook"), activities=work())

        with pytest.raises(UnknownName) as caught:
            getattr(plan, kind)(key)

        assert (kind, key, near) == (caught.value.kind, caught.value.name, caught.value.near)

    @pytest.mark.parametrize("key", [None, 3, ["care"]])
    def test_what_is_no_key_names_nothing(self, key):
        """However it came there."""
        with pytest.raises(UnknownName, match="there is no role"):
            Plan("p", roles=Role("care")).role(key)

    def test_it_is_frozen(self):
        """Nothing is set from outside."""
        with pytest.raises(FrozenInstanceError):
            Plan("p").name = "q"  # type: ignore[misc]

    def test_repr_shows_what_was_set(self):
        """And nothing else."""
        plan = Plan("p", roles=Role("pr"), reserve=0.1)

        assert repr(plan) == "Plan('p', roles=(Role('pr'),), reserve=0.1)"


class TestFaults:
    @pytest.mark.parametrize(
        ("field", "value", "path", "found", "expected"),
        [
            ("name", "", "name", "", "a name"),
            ("name", " \t", "name", " \t", "a name"),
            ("name", 3, "name", 3, "text"),
            ("audiences", "a", "audiences[0]", "a", "an Audience"),
            ("channels", [Role("a")], "channels[0]", Role("a"), "a Channel"),
            ("roles", {"a": Role("a")}, "roles", {"a": Role("a")}, "a list"),
            ("activities", 3, "activities", 3, "a list"),
            ("drivers", None, "drivers", None, "a list"),
            ("events", [work()], "events[0]", work(), "an Event"),
            ("correlations", [0.5], "correlations[0]", 0.5, "a Correlation"),
            ("correlations", {"a": 1}, "correlations", {"a": 1}, "a list"),
            ("tools", [1], "tools[0]", 1, "a Tool"),
            ("costs", [1], "costs[0]", 1, "a Cost"),
            ("accepted", [1], "accepted[0]", 1, "an Acceptance"),
            ("calendar", None, "calendar", None, "a Calendar"),
            ("identity", "@bakery", "identity", "@bakery", "an Identity"),
            ("criticism", "care", "criticism", "care", "a Criticism"),
            ("budget", 900, "budget", 900, "money per period such as '49 EUR/month'"),
            ("reserve", "15 %", "reserve", "15 %", "a share from 0 to 1, such as 0.25"),
            ("reserve", True, "reserve", True, "a share from 0 to 1, such as 0.25"),
            (
                "full_time",
                "0 h/week",
                "full_time",
                "0 min/week",
                "a full-time week of more than no time",
            ),
            (
                "full_time",
                None,
                "full_time",
                "None",
                "working time per period such as '12 h/week' or hours(12).per('week')",
            ),
            ("review_on", "June", "review_on", "June", "a day as YYYY-MM-DD, such as 2027-06-30"),
        ],
    )
    def test_each_wrong_field_is_told(self, faults, field, value, path, found, expected):
        """With its path, what was found and what is expected."""
        assert faults(Plan, **{"name": "p", field: value}) == [(path, found, expected, "")]

    @pytest.mark.parametrize(
        ("currency", "hint"), [("eur", "did you mean 'EUR'?"), ("€", ""), (978, "")]
    )
    def test_a_wrong_currency_is_told(self, faults, currency, hint):
        """With the nearest code."""
        ((path, value, _, told),) = faults(Plan, "p", currency=currency)

        assert ("currency", currency, hint) == (path, value, told)

    @pytest.mark.parametrize(
        ("reserve", "hint"),
        [(15, "for 15 % write 0.15"), (12.5, "for 12.5 % write 0.125"), (101, ""), (-1, "")],
    )
    def test_a_percentage_is_shown_as_a_share(self, faults, reserve, hint):
        """Where it can be one."""
        ((_, value, _, told),) = faults(Plan, "p", reserve=reserve)

        assert (reserve, hint) == (value, told)

    @pytest.mark.parametrize("reserve", [Fraction(1, 3), np.float64(0.5), 0, 1])
    def test_other_shares_are_kept(self, reserve):
        """Of Python or numpy."""
        assert Plan("p", reserve=reserve).reserve == reserve

    def test_wrong_fields_are_told_at_once(self, wrong):
        """Each of a list, too."""
        told = wrong(Plan, " ", roles=["a", Role("b"), "c"], reserve=15, currency="x")

        assert told == [
            ("name", " "),
            ("roles[0]", "a"),
            ("roles[2]", "c"),
            ("reserve", 15),
            ("currency", "x"),
        ]

    def test_parts_of_a_generator_are_told_with_their_places(self, wrong):
        """It is not gone through a second time, when nothing is left."""
        assert wrong(Plan, "p", roles=(key for key in "ab")) == [
            ("roles[0]", "a"),
            ("roles[1]", "b"),
        ]
        assert wrong(Plan, "p", roles=(Role(key) for key in "ab"), reserve=15) == [("reserve", 15)]

    @pytest.mark.parametrize(
        ("collection", "part"),
        [
            ("audiences", Audience("a")),
            ("channels", Channel("a")),
            ("roles", Role("a")),
            ("activities", work("a")),
            ("drivers", Driver("a", factor=1)),
            ("events", Event("a", per_year=1, effort="1 h")),
            ("tools", Tool("a")),
            ("costs", Cost("a", amount="1 EUR")),
        ],
    )
    def test_two_parts_with_one_key_are_told(self, faults, collection, part):
        """Each after the first."""
        told = faults(Plan, "p", **{collection: [part, part, part]})

        assert told == [
            (f"{collection}[1].key", "a", OWN, ""),
            (f"{collection}[2].key", "a", OWN, ""),
        ]

    def test_parts_of_different_kinds_may_share_a_key(self):
        """A role and an audience are not mixed up."""
        assert Plan("p", audiences=Audience("a"), roles=Role("a")).role("a") == Role("a")

    def test_unknown_names_are_told_all_at_once(self, faults):
        """With the nearest there is, or those there are, or that there are none."""
        told = faults(
            Plan,
            "p",
            audiences=[Audience("families", reach={"facbook": 0.5, "facebook": 0.1})],
            channels=[Channel("facebook", audiences=["famlies", "families"])],
            roles=[Role("pr", cover=["sales", "care"]), Role("sales", cover="prs")],
            events=[
                Event("e", per_year=1, effort="1 h", channels={"facebok": 1}, roles=["sale"]),
                Event("f", per_year=1, effort="1 h", channels="zzz", roles={"pr": 1}),
            ],
            correlations=[Correlation(["a", "b"], 0.5), Correlation(["c", "a"], 0.5)],
            activities=[
                work("a", channels=["zzz"], roles=["pr", "cars"]),
                work("b", channels={"facebok": 2}, roles={"pr": 0.5, "sale": 0.5}),
            ],
            drivers=[Driver("d", factor=1, areas=["contnt", "other"], activities=["a", "c"])],
            criticism=Criticism(owner="seles"),
        )

        assert told == [
            (
                "audiences.families.reach.facbook",
                "facbook",
                OF_CHANNELS,
                "did you mean 'facebook'?",
            ),
            ("channels.facebook.audiences[0]", "famlies", OF_AUDIENCES, "did you mean 'families'?"),
            ("roles.pr.cover[1]", "care", OF_ROLES, "there are: pr, sales"),
            ("roles.sales.cover[0]", "prs", OF_ROLES, "did you mean 'pr'?"),
            ("activities.a.channels[0]", "zzz", OF_CHANNELS, "there are: facebook"),
            ("activities.a.roles[1]", "cars", OF_ROLES, "there are: pr, sales"),
            ("activities.b.channels.facebok", "facebok", OF_CHANNELS, "did you mean 'facebook'?"),
            ("activities.b.roles.sale", "sale", OF_ROLES, "did you mean 'sales'?"),
            ("events.e.channels.facebok", "facebok", OF_CHANNELS, "did you mean 'facebook'?"),
            ("events.e.roles[0]", "sale", OF_ROLES, "did you mean 'sales'?"),
            ("events.f.channels[0]", "zzz", OF_CHANNELS, "there are: facebook"),
            ("correlations[1].between[0]", "c", OF_ACTIVITIES, "there are: a, b"),
            ("drivers.d.areas[0]", "contnt", OF_AREAS, "did you mean 'content'?"),
            ("drivers.d.activities[1]", "c", OF_ACTIVITIES, "there are: a, b"),
            ("criticism.owner", "seles", OF_ROLES, "did you mean 'sales'?"),
        ]

    def test_where_there_is_nothing_to_name_it_is_said(self, faults):
        """Rather than an empty list."""
        assert faults(Plan, "p", activities=work(roles="pr")) == [
            ("activities.reel.roles[0]", "pr", OF_ROLES, "the plan has no roles")
        ]

    def test_of_many_names_a_few_are_told(self, faults):
        """In the order of the plan."""
        roles = [Role(f"role-{letter}{letter}") for letter in "zyxwvutsr"]
        ((_, _, _, hint),) = faults(Plan, "p", roles=roles, activities=work(roles="47"))

        expected = "there are: " + ", ".join(role.key for role in roles[:8]) + ", …"
        assert expected == hint

    def test_areas_of_the_plan_are_known_to_drivers(self):
        """Those of its activities beside the eleven with a name."""
        plan = Plan(
            "p",
            activities=work(area="käse"),
            drivers=Driver("d", factor=1, areas=["käse", "crisis"]),
        )

        assert plan.drivers[0].areas == ("käse", "crisis")

    def test_guessing_what_was_meant_ends(self, faults):
        """A hostile plan cannot make it go on for minutes."""
        names = [f"{'x' * 50}{number}" for number in range(300)]
        told = faults(
            Plan,
            "p",
            roles=[Role(f"{'y' * 50}{number}") for number in range(300)],
            activities=[work(roles=names)],
        )

        assert len(told) == 300
        assert {hint.partition(":")[0] for _, _, _, hint in told} == {"there are"}

    def test_money_of_two_currencies_is_told(self, faults):
        """All that is not of the first."""
        told = faults(
            Plan,
            "p",
            budget="900 EUR/week",
            roles=[Role("a", rate="45 CHF/h"), Role("b"), Role("c", rate="45 EUR/h")],
            tools=[Tool("a", cost="1 USD"), Tool("b", cost="2 USD/month"), Tool("c")],
            costs=[Cost("a", amount="3 JPY")],
        )
        expected = "money in EUR, as elsewhere in the plan"

        assert told == [
            ("roles.a.rate", "45 CHF", expected, CONVERT),
            ("tools.a.cost", "1 USD", expected, CONVERT),
            ("tools.b.cost", "2 USD", expected, CONVERT),
            ("costs.a.amount", "3 JPY", expected, CONVERT),
        ]

    def test_the_named_currency_is_the_first(self, wrong):
        """Before all money."""
        assert wrong(Plan, "p", currency="USD", budget="900 EUR/week") == [("budget", "900 EUR")]

    def test_duplicates_names_and_money_are_told_together(self, wrong):
        """Three kinds of fault between the parts, one group."""
        told = wrong(
            Plan,
            "p",
            roles=[Role("a", rate="1 EUR/h"), Role("a", rate="1 CHF/h")],
            activities=work(roles="b"),
        )

        assert told == [
            ("roles[1].key", "a"),
            ("activities.reel.roles[0]", "b"),
            ("roles.a.rate", "1 CHF"),
        ]

    def test_faults_are_a_group(self):
        """``except*`` takes out what it asks for and keeps the kind."""
        rest: list[InvalidPlan] = []
        try:
            try:
                Plan("", roles=[Role("a")], reserve=2)
            except* Fault as group:
                rest.append(group)  # type: ignore[arg-type]
                raise
        except InvalidPlan as group:
            whole = group

        assert isinstance(rest[0], InvalidPlan)
        assert [fault.path for fault in whole.faults] == ["name", "reserve"]
        assert str(whole).startswith("plan: 2 faults\n")


class TestChanging:
    plan: ClassVar[Plan] = Plan(
        "p", roles=[Role("a"), Role("b")], activities=work(roles={"a": 0.5, "b": 0.5})
    )

    def test_with_changes_only_what_is_named(self):
        """The first stays as it was."""
        changed = self.plan.with_(name="q", reserve=0.1)

        assert (changed.name, changed.reserve, changed.roles) == ("q", 0.1, self.plan.roles)
        assert self.plan.name == "p"

    def test_with_tells_faults(self, wrong):
        """Those of fields, and those between parts."""
        assert wrong(self.plan.with_, name="", reserve=2) == [("name", ""), ("reserve", 2)]
        assert wrong(self.plan.with_, roles=Role("a")) == [("activities.reel.roles.b", "b")]

    def test_adding_puts_parts_behind(self):
        """Each into its collection."""
        parts = (
            Audience("x"),
            Channel("x"),
            Role("x"),
            work("x"),
            Driver("x", factor=1),
            Event("x", per_year=1, effort="1 h"),
            Tool("x"),
            Cost("x", amount="1 EUR"),
        )
        plan = self.plan.adding(*parts)

        assert parts == (
            plan.audiences[-1],
            plan.channels[-1],
            plan.roles[-1],
            plan.activities[-1],
            plan.drivers[-1],
            plan.events[-1],
            plan.tools[-1],
            plan.costs[-1],
        )
        assert plan.roles[:-1] == self.plan.roles

    def test_adding_replaces_the_part_with_the_same_key(self):
        """In its place; the last one counts."""
        plan = self.plan.adding(Role("a", name="A"), Role("c"), Role("c", name="C"))

        assert plan.roles == (Role("a", name="A"), Role("b"), Role("c", name="C"))

    def test_adding_nothing_is_the_same_plan(self):
        """Equal, that is."""
        assert self.plan == self.plan.adding()

    def test_adding_takes_parts_of_subclasses(self):
        """A role of one's own is a role."""

        class Person(Role):
            """A role that is one person."""

        assert self.plan.adding(Person("c")).roles[-1] == Person("c")

    def test_adding_tells_faults(self, faults):
        """What is no part, and what the new parts name that is not there."""
        source = Source("A study")

        assert faults(self.plan.adding, "x", Role("c"), source) == [
            ("", "x", PARTS, ""),
            ("", source, PARTS, ""),
        ]
        assert faults(self.plan.adding, work("b", roles="zz")) == [
            ("activities.b.roles[0]", "zz", OF_ROLES, "there are: a, b")
        ]


class TestWhatPasses:
    @pytest.mark.parametrize(
        ("calendar", "typical"),
        [
            (Calendar(), ["always", "from march"]),
            (Calendar(start="2027-01-01"), ["always", "from march"]),
            (
                Calendar(start="2027-03-01", end="2027-03-31"),
                ["always", "from march", "in march"],
            ),
            (Calendar(start="2027-01-01", end="2027-02-28"), ["always"]),
        ],
    )
    def test_drivers_of_a_typical_week_hold_throughout(self, calendar, typical):
        """Those of a season, or of later, do not."""
        plan = Plan(
            "p",
            calendar=calendar,
            drivers=[
                Driver("always", factor=2),
                Driver("from_march", factor=2, start="2027-03-01"),
                Driver("in_march", factor=2, start="2027-03-01", end="2027-03-31"),
                Driver("once", factor=2, start="2027-03-05", end="2027-03-05"),
            ],
        )

        assert typical == [each.key.replace("_", " ") for each in plan.typical_drivers]


def test_collections_are_what_has_keys():
    """In the order of the plan; correlations are known by their two activities."""
    keyed = [
        each.name
        for each in fields(Plan)
        if kind_of(each).name == "many" and hasattr(kind_of(each).part, "key")
    ]

    assert keyed == [*COLLECTIONS]
    assert {each.name: kind_of(each).part for each in fields(Plan) if each.name in keyed} == (
        COLLECTIONS
    )


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_overrides_name_parts_there_are(faults, collection):
    """Of every collection."""
    told = faults(
        Plan,
        "p",
        rules=RuleSettings(overrides=[Override(where=f"{collection}.a", levels={"STF": "off"})]),
    )

    expected = f"the key of one of the plan's {collection}"
    assert told == [("rules.overrides[0].where", "a", expected, f"the plan has no {collection}")]


def test_ten_thousand_correlations_are_told_of_at_once(faults):
    """Unknown names, pairs that come again and again."""
    told = faults(
        Plan,
        "p",
        activities=work("b"),
        correlations=[Correlation(["a", "b"], 0.5)] * 10_000,
    )

    assert len(told) == 10_000 + 9_999


def test_shares_are_kept_as_they_were_weighed():
    """A plan does not touch its parts."""
    plan = Plan("p", roles=[Role("a"), Role("b")], activities=work(roles={"b": 0.7, "a": 0.3}))

    assert plan.activity("reel").roles == (Share("b", 0.7), Share("a", 0.3))
    assert plan.with_(currency="EUR").adding(Cost("c", amount=Money(1, "EUR"))).currency == "EUR"
