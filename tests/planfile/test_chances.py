"""Shapes, dates, events and correlations in plan files: what is wrong is told with its place."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given

from aufwand.documents import read, write
from aufwand.errors import InvalidPlan
from aufwand.model import Calendar, Correlation, Event
from aufwand.planfile import dumps, loads, read_plan_file
from aufwand.testing.strategies import plans
from aufwand.units import Shape

PLAN = """\
name = "Bakery"

[calendar]
categories = ["catholic"]
closures = [{ from = 2027-12-24, to = 2027-12-24, share = 0.5 }]
start = 2027-01-01
end = 2027-12-31
office_hours = "09:00-17:00"
timezone = "Europe/Berlin"

[[channels]]
key = "facebook"

[[roles]]
key = "pr"
workdays = ["mon", "tue"]
cover = ["care"]

[[roles]]
key = "care"

[[activities]]
key = "reel"
duration = "2-4 h"
shape = "uniform"
start = 2027-03-01
end = 2027-10-31
ramp_up = 4

[[activities]]
key = "story"
duration = ["1 h", "2 h", "4 h"]
shape = "pert 8"

[[activities]]
key = "post"
duration = "1-2 h"

[[drivers]]
key = "before_christmas"
factor = "1.2-1.5"
shape = "lognormal"
start = 2027-11-22
end = 2027-12-24

[[events]]
key = "wave"
per_year = 0.5
effort = "8-40 h"
shape = "lognormal"
channels = ["facebook"]
roles = { pr = 0.5, care = 0.5 }

[[correlations]]
between = ["reel", "story"]
value = 0.5
reason = "what is long to make is long to place"

[[correlations]]
between = ["reel", "post"]
value = 0.5
"""

FORMS = ("toml", "yaml", "json")


def in_form(text: str, form: str) -> str:
    return text if form == "toml" else write(read(text, "toml").tree, form)


@pytest.mark.parametrize("form", FORMS)
def test_all_of_it_is_read(form):
    """The same from every format, and from what is written again."""
    plan = loads(in_form(PLAN, form), form)

    assert plan.calendar == Calendar(
        categories="catholic",
        closures=plan.calendar.closures,
        start="2027-01-01",
        end="2027-12-31",
        office_hours="09:00-17:00",
        timezone="Europe/Berlin",
    )
    assert plan.calendar.closures[0].share == 0.5
    assert (plan.role("pr").workdays, plan.role("pr").cover) == (("mon", "tue"), ("care",))
    assert plan.activity("reel").shape == Shape("uniform")
    assert plan.activity("reel").ramp_up == 4
    assert plan.activity("story").shape == Shape("pert", 8)
    assert plan.drivers[0].shape == Shape("lognormal")
    assert plan.events == (
        Event(
            "wave",
            per_year=0.5,
            effort="8-40 h",
            shape="lognormal",
            channels="facebook",
            roles={"pr": 0.5, "care": 0.5},
        ),
    )
    assert plan.correlations == (
        Correlation(["reel", "story"], 0.5, reason="what is long to make is long to place"),
        Correlation(["reel", "post"], 0.5),
    )
    for other in FORMS:
        assert plan == loads(dumps(plan, other), other)


@given(plan=plans(min_events=1, min_activities=2))
def test_round_trips_in_every_format(plan):
    """What is written is what is read."""
    for form in FORMS:
        assert plan == loads(dumps(plan, form), form)


def test_a_weight_with_many_decimals_is_read_back():
    """As it was written."""
    plan = loads(PLAN.replace('"pert 8"', '"pert 0.3333333333333333"'))

    assert plan.activity("story").shape.weight == 1 / 3
    assert plan == loads(dumps(plan))


IMPOSSIBLE = "correlations that are possible together (a positive semidefinite matrix)"
HOURS = "from when to when people work, such as '09:00-17:00'"
ACTIVITIES = "the key of one of the plan's activities"

#: What is written instead of what, where the fault begins, its path and what is expected.
WRONG = {
    "hours that are none": (
        ('"09:00-17:00"', '"24:00"'),
        '"24:00"',
        "calendar.office_hours",
        HOURS,
    ),
    "hours that go back": (
        ('"09:00-17:00"', '"17:00\u201309:00"'),
        '"17:00\u201309:00"',
        "calendar.office_hours",
        HOURS,
    ),
    "no time zone": (
        ('"Europe/Berlin"', '"berlin"'),
        '"berlin"',
        "calendar.timezone",
        "the name of a time zone, such as 'Europe/Berlin'",
    ),
    "a plan of ten thousand years": (
        ("end = 2027-12-31", "end = 9999-12-31"),
        "9999-12-31",
        "calendar.end",
        "a plan of at most a century",
    ),
    "a share of a day": (
        ("share = 0.5", "share = 50"),
        "50 }",
        "calendar.closures[0].share",
        "a share from 0 to 1, such as 0.25",
    ),
    "a category twice": (
        ('["catholic"]', '["catholic", "catholic"]'),
        '"catholic"]',
        "calendar.categories[1]",
        "each name once",
    ),
    "no day of the week": (
        ('"mon", "tue"', '"mon", "tues"'),
        '"tues"',
        "roles.pr.workdays[1]",
        "a day of the week: mon, tue, wed, thu, fri, sat, sun",
    ),
    "cover by nobody": (
        ('cover = ["care"]', 'cover = ["carl"]'),
        '"carl"',
        "roles.pr.cover[0]",
        "the key of one of the plan's roles",
    ),
    "cover by itself": (
        ('cover = ["care"]', 'cover = ["care", "pr"]'),
        '"pr"]',
        "roles.pr.cover[1]",
        "another role, to stand in for it",
    ),
    "no shape": (
        ('"uniform"', '"unform"'),
        '"unform"',
        "activities.reel.shape",
        "a shape: pert, 'pert 8' with another weight, triangular, uniform or lognormal",
    ),
    "no weight": (
        ('"pert 8"', '"pert 101"'),
        '"pert 101"',
        "activities.story.shape",
        "a weight above 0, at most 100",
    ),
    "uniform with a likely value": (
        ('"pert 8"', '"uniform"'),
        '["1 h", "2 h", "4 h"]',
        "activities.story.duration",
        "low and high alone, as a uniform has no use for a likely value",
    ),
    "lognormal from zero": (
        ('factor = "1.2-1.5"', 'factor = "0-1.5"'),
        '"0-1.5"',
        "drivers.before_christmas.factor",
        "a low end above zero, as a lognormal never reaches it",
    ),
    "an event lognormal from zero": (
        ('effort = "8-40 h"', 'effort = "0-40 h"'),
        '"0-40 h"',
        "events.wave.effort",
        "a low end above zero, as a lognormal never reaches it",
    ),
    "an activity that ends before it begins": (
        ("end = 2027-10-31", "end = 2027-02-28"),
        "2027-02-28",
        "activities.reel.end",
        "a day from 2027-03-01 on",
    ),
    "a season that ends before it begins": (
        ("end = 2027-12-24\n", "end = 2027-11-21\n"),
        "2027-11-21",
        "drivers.before_christmas.end",
        "a day from 2027-11-22 on",
    ),
    "less than never": (
        ("per_year = 0.5", "per_year = -0.5"),
        "-0.5",
        "events.wave.per_year",
        "a number of zero or more",
    ),
    "an event on no channel": (
        ('channels = ["facebook"]', 'channels = ["faceboook"]'),
        '"faceboook"',
        "events.wave.channels[0]",
        "the key of one of the plan's channels",
    ),
    "an event for nobody": (
        ("{ pr = 0.5, care = 0.5 }", "{ pr = 0.5, cars = 0.5 }"),
        "cars =",
        "events.wave.roles.cars",
        "the key of one of the plan's roles",
    ),
    "a correlation beyond one": (
        ("value = 0.5\nreason", "value = 1.5\nreason"),
        "1.5",
        "correlations[0].value",
        "a correlation from -1 to 1, such as 0.5",
    ),
    "a correlation of one": (
        ('between = ["reel", "post"]', 'between = ["reel"]'),
        '["reel"]',
        "correlations[1].between",
        "the keys of two activities",
    ),
    "a correlation with itself": (
        ('between = ["reel", "post"]', 'between = ["reel", "reel"]'),
        '"reel"]',
        "correlations[1].between[1]",
        "each name once",
    ),
    "a correlation with nothing": (
        ('between = ["reel", "post"]', 'between = ["reel", "pst"]'),
        '"pst"]',
        "correlations[1].between[1]",
        ACTIVITIES,
    ),
    "a correlation twice": (
        ('between = ["reel", "post"]', 'between = ["story", "reel"]'),
        '["story", "reel"]',
        "correlations[1].between",
        "each two activities once",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_each_fault_stands_where_it_is_written(case, the_fault):
    """File, line and column; and in the other formats on the line of the same value."""
    (old, new), at, path, expected = WRONG[case]
    text = PLAN.replace(old, new, 1)
    fault = the_fault(text)
    before = text[: text.index(at, text.index(new))]

    assert (fault.path, fault.expected) == (path, expected)
    assert fault.file == "plan.toml"
    assert fault.line == before.count("\n") + 1
    assert fault.column == len(before) - before.rfind("\n")
    for form in ("yaml", "json"):
        other = the_fault(in_form(text, form), form)

        assert (other.path, other.expected, other.hint) == (path, expected, fault.hint)
        assert other.line is not None
        assert other.column is not None


class TestTogether:
    AGAINST = (
        PLAN.replace("value = 0.5\n", "value = 0.9\n")
        + '\n[[correlations]]\nbetween = ["post", "story"]\nvalue = -0.9\n'
    )

    @pytest.mark.parametrize("form", FORMS)
    def test_what_is_impossible_stands_at_the_correlations(self, form, the_fault):
        """At the first of them."""
        text = in_form(self.AGAINST, form)
        fault = the_fault(text, form)
        before = "\n".join(text.splitlines()[: fault.line])

        assert (fault.path, fault.expected) == ("correlations", IMPOSSIBLE)
        assert fault.value == "reel and story: 0.9; reel and post: 0.9; post and story: -0.9"
        assert before.count("correlations") == 1
        if form == "toml":
            first = PLAN[: PLAN.index("[[correlations]]")].count("\n") + 1
            assert (fault.line, fault.column) == (first, 1)

    def test_one_beyond_a_hundred_is_refused(self, the_fault):
        """All in a row, with every pair of a hundred and one."""
        keys = [f"a{number}" for number in range(101)]
        work = "".join(f'[[activities]]\nkey = "{key}"\nduration = "1-2 h"\n' for key in keys)
        pairs = "".join(
            f'[[correlations]]\nbetween = ["{one}", "{other}"]\nvalue = 0.1\n'
            for one, other in combinations(keys, 2)
        )
        fault = the_fault(f'name = "B"\n{work}{pairs}')

        assert (fault.path, fault.line, fault.value) == ("correlations", 305, 101)
        assert fault.expected == "at most 100 activities that go together"

    def test_all_as_one_is_possible(self):
        """A matrix of ones is one that there can be."""
        text = self.AGAINST.replace("value = 0.9", "value = 1").replace("value = -0.9", "value = 1")

        assert [each.value for each in loads(text).correlations] == [1, 1, 1]

    def test_a_wrong_one_is_told_alone(self, the_fault):
        """Without it nobody knows what is possible."""
        fault = the_fault(self.AGAINST.replace("value = 0.9", 'value = "high"', 1))

        assert fault.path == "correlations[0].value"

    def test_other_faults_do_not_hide_it(self, faults):
        """All are told, in the order of the file."""
        told = faults(
            self.AGAINST.replace('"Europe/Berlin"', '"berlin"').replace('"care"]', '"x"]')
        )

        assert ["calendar.timezone", "roles.pr.cover[0]", "correlations"] == [
            each.path for each in told
        ]

    def test_no_list_is_told(self, the_fault):
        """As of every list of tables."""
        fault = the_fault('name = "B"\ncorrelations = 0.5\n')

        assert (fault.path, fault.expected) == ("correlations", "a list of tables")


@pytest.mark.parametrize(
    ("path", "at"),
    [
        ("events.wave", '[[events]]\nkey = "wave"'),
        ("events.wave.effort", '"8-40 h"'),
        ("events.wave.roles.care", "0.5 }\n\n[[corr"),
        ("correlations", "[[correlations]]"),
        ("correlations[1]", '[[correlations]]\nbetween = ["reel", "post"]'),
        ("correlations[1].between[1]", '"post"]'),
        ("activities.reel.shape", '"uniform"'),
        ("roles.pr.cover[0]", '"care"]'),
    ],
)
def test_everything_has_a_place(path, at):
    """For findings about it."""
    before = PLAN[: PLAN.index(at)]
    found = read_plan_file("plan.toml", text=PLAN.encode())

    assert ("plan.toml", before.count("\n") + 1, len(before) - before.rfind("\n")) == found.place(
        path
    )


def test_a_name_for_nobody_is_told_once():
    """Though the plan itself would tell of it, too."""
    with pytest.raises(InvalidPlan) as caught:
        loads(PLAN.replace('"reel", "post"', '"x", "y"'))

    assert [each.value for each in caught.value.faults] == ["x", "y"]
