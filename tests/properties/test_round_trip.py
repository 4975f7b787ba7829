"""Law 7: plan -> file -> plan is the same plan, in every format; the estimate too."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from aufwand.documents import read
from aufwand.estimates import estimate
from aufwand.planfile import changed_text, dumps, loads
from aufwand.testing.strategies import plans

pytestmark = pytest.mark.parametrize("form", ["toml", "yaml", "json"])

settings.register_profile(
    "files", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
files = settings(settings.get_profile("files"))


def derived(plan):
    """Return which likely values nobody gave; equal ranges can differ in it."""
    ranges = [
        *(activity.duration for activity in plan.activities),
        *(driver.factor for driver in plan.drivers),
    ]
    return [each.derived and not each.fixed for each in ranges]


@files
@given(plan=plans())
def test_a_plan_comes_back(form, plan):
    """Whatever a plan says, its file says."""
    again = loads(dumps(plan, form), form)

    assert plan == again
    assert hash(plan) == hash(again)
    assert derived(plan) == derived(again)


@files
@given(plan=plans(min_activities=1))
def test_the_estimate_comes_back(form, plan):
    """The same numbers, to the last digit."""
    before, after = estimate(plan), estimate(loads(dumps(plan, form), form))

    assert before == after
    assert before.as_dict() == after.as_dict()


@files
@given(plan=plans())
def test_a_text_that_says_it_already_stays(form, plan):
    """Byte by byte."""
    text = dumps(plan, form)

    assert text == changed_text(plan, read(text, form))


@files
@given(before=plans(), after=plans())
def test_any_plan_can_be_written_into_the_file_of_any_other(form, before, after):
    """Parts that are there, parts that go, parts that come."""
    text = dumps(before, form)
    changed = changed_text(after, read(text, form))

    assert after == loads(changed, form)


@files
@given(before=plans(), after=plans())
def test_comments_at_the_top_stay(form, before, after):
    """What people wrote above it all is nobody's to remove."""
    comment = "" if form == "json" else "# Ours. Ask before you change it.\n\n"
    text = comment + dumps(before, form)

    assert changed_text(after, read(text, form)).startswith(comment)


@files
@given(plan=plans(max_channels=0, max_audiences=0))
def test_comments_beside_what_stays_stay(form, plan):
    """One changed name leaves every other line alone."""
    lines = dumps(plan, form).splitlines(keepends=True)
    if form != "json":
        lines = [line.replace("\n", " # ours\n") if _single(line) else line for line in lines]
    text = "".join(lines)
    changed = changed_text(plan.with_(reserve=0.123), read(text, form))

    assert text.count("# ours") <= changed.count("# ours") + 1
    assert plan.with_(reserve=0.123) == loads(changed, form)


def _single(line):
    """Return whether a comment can stand behind a line."""
    return line.startswith(("schema", "name", "budget", "currency", "full_time", "review_on"))
