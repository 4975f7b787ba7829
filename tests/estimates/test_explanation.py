"""How a number came about: every step follows from its parts, down to sources."""

from __future__ import annotations

import json
import pickle
from fractions import Fraction
from html.parser import HTMLParser
from math import isclose

import pytest
from hypothesis import given

from aufwand.errors import UnknownName
from aufwand.estimates import estimate
from aufwand.estimates.explanation import Explanation
from aufwand.model import (
    Activity,
    Channel,
    Cost,
    Driver,
    Plan,
    Role,
    Source,
)
from aufwand.testing.strategies import plans
from aufwand.units import Effort, Money, Range

PERIODS = ("weekly", "monthly", "quarterly", "yearly")
DIMENSIONS = ("activity", "channel", "role", "area")


def paths(found):
    """Every number of an estimate that can be explained."""
    named = [*PERIODS, "once", "fte"]
    if found.cost is not None:
        named += [f"cost.{period}" for period in PERIODS]
    return named + [f"by.{each}.{key}" for each in DIMENSIONS for key in found.by(each)]


def steps(explanation):
    """An explanation and all below it."""
    yield explanation
    for part in explanation.parts:
        yield from steps(part)


def ends(value):
    """Low, likely and high as exact numbers: minutes, money or bare factors."""
    found = (value.low, value.likely, value.high) if isinstance(value, Range) else (value,) * 3
    return tuple(
        each.minutes
        if isinstance(each, Effort)
        else each.amount
        if isinstance(each, Money)
        else Fraction(each)
        for each in found
    )


def value_at(found, path):
    """What the estimate itself has at a path of an explanation."""
    words = path.split(".", 2)
    if words[0] == "by":
        return found.by(words[1])[words[2]]
    if words[0] == "cost":
        return getattr(found.cost, words[1])
    return getattr(found, path)


def close(expected, actual):
    """Whether ends agree to a thousand-millionth."""
    return all(isclose(old, new, rel_tol=1e-9) for old, new in zip(expected, actual, strict=True))


def assert_follows(step):
    """The value of *step* follows from its parts in the way it says."""
    parts = [ends(part.value) for part in step.parts]
    if step.how == "sum":
        assert ends(step.value) == tuple(
            sum((part[end] for part in parts), Fraction(0)) for end in range(3)
        )
    elif step.how == "product":
        expected = [Fraction(1)] * 3
        for part in parts:
            expected = [so_far * each for so_far, each in zip(expected, part, strict=True)]
        if step.term == "labour":
            # Minutes of load at a price of an hour.
            expected = [each / 60 for each in expected]
        assert close(expected, ends(step.value))
    elif step.how == "quotient":
        above, below = parts
        assert close([each / by for each, by in zip(above, below, strict=True)], ends(step.value))
    else:
        assert step.how == "given"
        assert step.parts == ()


class Tags(HTMLParser):
    """Reads HTML and minds that every tag is closed, in order, and known."""

    def __init__(self):
        super().__init__()
        self.open, self.texts, self.seen = [], [], set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        assert attrs in ([], [("open", None)], [("class", "aufwand")])
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert tag == self.open.pop()

    def handle_data(self, data):
        self.texts.append(data)

    @classmethod
    def read(cls, html):
        """Return the parser after it has read all of *html*."""
        parser = cls()
        parser.feed(html)
        parser.close()
        assert parser.open == []
        return parser


KNOWN_TAGS = {"div", "details", "summary", "ul", "li", "strong", "small", "br"}


class TestEveryPath:
    @given(plan=plans())
    def test_every_step_follows_from_its_parts(self, plan):
        """Sums sum exactly; products multiply and quotients divide."""
        found = estimate(plan)

        for path in paths(found):
            for step in steps(found.explain(path)):
                assert_follows(step)

    @given(plan=plans())
    def test_a_path_names_the_number_that_stands_there(self, plan):
        """What is explained is what the estimate says, wherever the path occurs in the tree."""
        found = estimate(plan)

        for path in paths(found):
            explained = found.explain(path)
            assert path == explained.path
            for step in steps(explained):
                if step.path.split(".")[0] in {*PERIODS, "once", "fte", "by"} or (
                    step.path in {f"cost.{period}" for period in PERIODS}
                ):
                    assert value_at(found, step.path) == step.value

    @given(plan=plans(min_activities=1))
    def test_durations_carry_their_sources(self, plan):
        """Below every activity stands its duration, given, with the sources it was read in."""
        found = estimate(plan)
        by_label = {each.label: [] for each in plan.activities}
        for each in plan.activities:
            by_label[each.label].append((each.duration, each.source))

        for path in ("weekly", "once"):
            for step in steps(found.explain(path)):
                if step.term == "activity":
                    leaf = step.parts[0]
                    assert (leaf.term, leaf.how) == ("duration", "given")
                    assert (leaf.value, leaf.sources) in by_label[step.name]

    @given(plan=plans())
    def test_every_tree_can_be_shown_and_stored(self, plan):
        """As text and HTML, in English and German, as JSON, through pickle."""
        found = estimate(plan)

        for path in paths(found):
            explained = found.explain(path)
            data = explained.as_dict()
            assert data == json.loads(json.dumps(data))
            assert explained == pickle.loads(pickle.dumps(explained))
            for lang in ("en", "de"):
                outline = explained.outline(lang)
                assert all(
                    line.isprintable() or "\u200d" in line for line in outline.to_text().split("\n")
                )
                assert Tags.read(outline.to_html()).seen <= KNOWN_TAGS


class TestPaths:
    @pytest.mark.parametrize(
        ("path", "near"),
        [
            ("weekli", "weekly"),
            ("by.rol.pr", "by.role.pr"),
            ("by.role.pt", "by.role.pr"),
            ("by.activity.launch", ""),
            ("by.role", ""),
            ("cost.week", "cost.weekly"),
            ("cost.weekly.pr", "cost.weekly"),
            ("", ""),
        ],
    )
    def test_what_is_no_number_is_named_with_the_nearest(self, busy, path, near):
        """A slip of the keyboard is answered with the path that was meant."""
        with pytest.raises(UnknownName, match="there is no number in this estimate") as caught:
            estimate(busy).explain(path)

        assert path == caught.value.name
        assert near in {"", caught.value.near}

    def test_without_cost_there_is_no_number_of_it(self):
        """Nor is it proposed."""
        with pytest.raises(UnknownName, match=r"cost\.weekly") as caught:
            estimate(Plan("p")).explain("cost.weekly")

        assert not caught.value.near.startswith("cost")

    def test_what_has_no_channel_or_role_can_be_explained(self, busy):
        """Its key is empty, in the path as in the estimate."""
        found = estimate(busy)

        assert found.by("role")[""] == found.explain("by.role.").value
        assert found.by("channel")[""] == found.explain("by.channel.").value
        assert found.explain("by.role.").outline().head == "without"
        assert found.explain("by.role.").outline("de").head == "ohne"

    def test_a_resting_activity_is_no_part(self, busy):
        """Work for a closed channel alone is in no sum."""
        names = [part.name for part in estimate(busy).explain().parts]

        assert "Rest" not in names
        assert names == ["Replies", "Posts", "Inbox", "Look", "Shared", "Weighed", "Review"]

    def test_a_plan_of_nothing_but_resting_work(self):
        """Nothing is the sum of nothing."""
        plan = Plan(
            "p",
            channels=[Channel("a", status="closed")],
            activities=[
                Activity("x", duration="1 h", channels="a"),
                Activity("y", duration="1 h", channels="a", per="once"),
            ],
        )

        assert estimate(plan).explain("weekly").parts == ()
        assert estimate(plan).explain("once").parts == ()

    def test_what_passes_is_no_part(self):
        """Neither work nor a driver of a campaign; what is done once stays what it is."""
        march = {"start": "2027-03-01", "end": "2027-03-31"}
        plan = Plan(
            "p",
            activities=[
                Activity("always", duration="1 h"),
                Activity("campaign", duration="1 h", **march),
                Activity("launch", duration="1 h", per="once", **march),
            ],
            drivers=[Driver("season", factor=2, **march)],
        )
        found = estimate(plan)
        (item,) = found.explain("weekly").parts

        assert (item.name, [each.term for each in item.parts]) == ("Always", ["duration", "times"])
        assert ["Launch"] == [each.name for each in found.explain("once").parts]
        with pytest.raises(UnknownName, match=r"by\.activity\.always"):
            found.explain("by.activity.campaign")

    def test_a_plan_without_activities(self):
        """It has no parts; every total can be explained all the same."""
        for path in (*PERIODS, "once", "fte"):
            assert not ends(estimate(Plan("p")).explain(path).value)[2]


class TestTrees:
    def test_the_week_of_the_baseline(self, five):
        """Activities as products, down to what has no source."""
        assert "".join(str(estimate(five).explain()).splitlines(keepends=True)[:5]) == (
            "effort a week  13 h 25 min – 16 h 55 min – 20 h 25 min\n"
            "├─ + Monitoring  1 h 15 min\n"
            "│  ├─ working time of one person, once  15 min\n"
            "│  │     [no source named]\n"
            "│  └─ × working days a week  5\n"
        )

    def test_a_likely_value_nobody_gave_is_marked(self, five):
        """It says that it is the midpoint, in either language."""
        explained = estimate(five).explain("by.activity.content")

        assert "likely is the midpoint: nobody gave one" in str(explained)
        assert "die Mitte" in explained.outline("de").to_text()

    def test_sources_stand_where_they_are_used(self):
        """With what they say, who published them, and the end they speak for."""
        source = Source("A study", says="15 min a day", publisher="P", year=2010, supports="high")
        plan = Plan("p", activities=[Activity("monitoring", duration="15 min", source=source)])

        assert "[high: 15 min a day: A study (P, 2010)]" in str(estimate(plan).explain())

    def test_people_shares_channels_and_drivers_are_factors(self, busy):
        """Each with its name, a driver with its reason."""
        found = estimate(busy)
        terms = {
            part.name: [(each.term, each.name) for each in part.parts]
            for part in found.explain("by.channel.facebook").parts
        }

        assert terms == {
            "Replies": [("duration", ""), ("replies", ""), ("driver", "season")],
            "Posts": [("duration", ""), ("pieces", ""), ("driver", "languages")],
            "Inbox": [("duration", ""), ("messages", "")],
            "Look": [("duration", ""), ("day", ""), ("channels", "")],
            "Shared": [("duration", ""), ("times", ""), ("channel_share", "Facebook")],
            "Weighed": [
                ("duration", ""),
                ("times", ""),
                ("people", ""),
                ("channel_share", "Facebook"),
            ],
        }
        assert "de and en" in str(found.explain("by.role.intern"))
        assert ("role_share", "intern") in [
            (each.term, each.name) for each in found.explain("by.role.intern").parts[0].parts
        ]

    def test_a_part_of_an_activity_claims_no_path(self, busy):
        """What a role does of an activity is not the activity's own number."""
        found = estimate(busy)

        assert {""} == {part.path for part in found.explain("by.role.pr").parts}
        assert {""} == {part.path for part in found.explain("once").parts}
        assert found.explain("by.area.content").parts[0].path == "by.activity.posts"

    def test_the_largest_numbers_can_be_explained(self):
        """Counts of several channels may sum to more than any one number of a plan."""
        most = 10**9
        plan = Plan(
            "p",
            channels=[Channel("a", pieces=604_800), Channel("b", pieces=604_800)],
            activities=[Activity("x", duration=f"{most} h", per="piece", times=9999, people=most)],
            drivers=[Driver("d", factor=most), Driver("e", factor=most)],
        )
        found = estimate(plan)

        assert found.weekly == found.explain().parts[0].value
        assert found.yearly == found.explain("yearly").value

    def test_full_time_names_its_convention(self, five):
        """Forty hours come from the ILO; what the plan says needs no source."""
        ours = estimate(five).explain("fte").parts[1]
        default = estimate(Plan("p")).explain("fte").parts[1]

        assert ours.reason == ""
        assert "ILO" in default.reason

    def test_cost_is_labour_and_fixed_costs(self, busy):
        """Load at a price, then tools and costs per period; what is paid once is no part."""
        explained = estimate(busy).explain("cost.weekly")

        assert [(part.term, part.name) for part in explained.parts] == [
            ("labour", "Press"),
            ("labour", "care"),
            ("fixed", "Radar"),
            ("fixed", "ads"),
        ]
        assert explained.parts[2].reason == "49 EUR/month"

    @pytest.mark.parametrize("path", ["monthly", "cost.quarterly", "yearly"])
    def test_german_is_german_throughout(self, busy, path):
        """No English word of ours is left, periods included."""
        text = estimate(busy).explain(path).outline("de").to_text()

        assert "gregorianischer Kalender" in text
        for word in (
            "weeks",
            "effort",
            "month ",
            "quarter ",
            "year ",
            "Gregorian",
            "share",
            "without",
        ):
            assert word not in text

    def test_other_languages_are_unknown(self, five):
        """So that nobody gets English by accident."""
        with pytest.raises(UnknownName, match="no language 'fr'"):
            estimate(five).explain().outline("fr")

    def test_its_repr_is_what_people_need(self, five):
        """The path, or the step, and the value."""
        explained = estimate(five).explain("fte")

        assert repr(explained) == "Explanation('fte': 0.35 – 0.44 – 0.53)"
        assert repr(explained.parts[1]) == "Explanation('full_time': 38 h 30 min)"
        assert (
            repr(estimate(five).explain("by.activity.monitoring").parts[0])
            == "Explanation('duration': 15 min)"
        )


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (3, "3"),
            (2.5, "2.5"),
            (52.1775, "52.1775"),
            (1 / 3, "0.3333"),
            (1 / 3000, "0.000333"),
            (1.5e-9, "0.00000000150"),
            (1234567, "1,234,567"),
            (0, "0"),
        ],
    )
    def test_bare_factors_have_as_many_decimals_as_they_need(self, value, shown):
        """A small share is not shown as nothing."""
        assert shown == Explanation("", "times", "", value).outline().value

    def test_plain_data_has_units(self, busy):
        """Hours, the currency, or nothing for a factor."""
        data = estimate(busy).explain("cost.weekly").as_dict()
        labour = data["parts"][0]

        assert data["unit"] == "EUR"
        assert [part["unit"] for part in labour["parts"]] == ["h", "EUR"]
        assert labour["parts"][1]["value"] == 45.0
        assert labour["parts"][0]["parts"][0]["parts"][1]["unit"] == ""

    def test_plain_data_has_sources(self):
        """All that is known of them."""
        source = Source("T", key="k", url="https://example.org", trust="B")
        plan = Plan("p", activities=[Activity("x", duration="1 h", source=source)])
        leaf = estimate(plan).explain().as_dict()["parts"][0]["parts"][0]

        assert leaf["sources"] == [
            {
                "key": "k",
                "figure": "",
                "title": "T",
                "says": "",
                "supports": "",
                "publisher": "",
                "year": None,
                "trust": "B",
                "url": "https://example.org",
            }
        ]


HOSTILE = [
    "<script>alert(1)</script>",
    "\" onmouseover='alert(1)'",
    "a & b &amp; <b>",
    "{name} {0} %s",
    "]]> --> </details></div>",
    "two\nlines\tand a tab",
]


class TestHostileNames:
    @pytest.fixture(params=HOSTILE)
    def hostile(self, request):
        name = request.param
        return name, Plan(
            name,
            channels=[Channel("a", name=name), Channel("b", name=name)],
            roles=[Role("r", name=name, rate="10 EUR/h"), Role("s", name=name)],
            activities=[
                Activity(
                    "x",
                    name=name,
                    duration="1-2 h",
                    channels=["a", "b"],
                    roles=["r", "s"],
                    source=Source(name, says=name, publisher=name),
                )
            ],
            drivers=[Driver("d", factor=1.5, reason=name)],
            costs=[Cost("c", name=name, amount="1 EUR/week")],
        )

    def test_html_shows_them_and_does_nothing_else(self, hostile):
        """Whatever a name says, it is text of known tags."""
        name, plan = hostile
        found = estimate(plan)

        for path in paths(found):
            read = Tags.read(found.explain(path)._repr_html_())
            assert read.seen <= KNOWN_TAGS
        shown = "".join(Tags.read(found.explain("by.role.r")._repr_html_()).texts)
        assert name.replace("\n", " ").replace("\t", " ") in shown

    def test_text_keeps_to_its_lines(self, hostile):
        """A line end in a name starts no line of its own."""
        _, plan = hostile
        explained = estimate(plan).explain("by.activity.x")

        assert 1 + sum(1 + len(part.outline().notes) for part in explained.parts) == len(
            str(explained).splitlines()
        )
