"""Results that draw themselves: in notebooks, and where rich prints them."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from aufwand.charts._pictured import Pictured
from aufwand.estimates import estimate
from aufwand.estimates._pictures import chance_told, labelled, ranges_figure, tornado_figure
from aufwand.model import Activity, Calendar, Channel, Closure, Plan, Role, Tool
from aufwand.rules import Match, assess, rule
from aufwand.units import Effort, Range

YEAR = Calendar(start="2027-01-01", end="2027-12-31")
PLAN = Plan(
    "A [bold]<b>Bakery</b>",
    channels=[Channel("facebook")],
    roles=[Role("pr", capacity="4 h/week", rate="40 EUR/h"), Role("care")],
    activities=[
        Activity("posts", duration="3-6 h", roles="pr", channels="facebook"),
        Activity("letters", duration="1 h", roles="care"),
        Activity("training", duration="9 h", per="month", roles="pr", start="2027-06-01"),
    ],
    calendar=YEAR,
)


class Console:
    """As much of a console of rich as results need."""

    def render_str(self, text, *, markup, emoji, highlight):
        assert (False, False, False) == (markup, emoji, highlight)
        return text


def printed(result, width=80):
    """The lines that rich would print."""
    return list(result.__rich_console__(Console(), SimpleNamespace(max_width=width)))


def results():
    """One result of each kind."""
    found = estimate(PLAN)
    return {
        "estimate": found,
        "assessment": assess(PLAN),
        "timeline": found.timeline("month", "role"),
        "days": found.timeline("day"),
        "capacity": found.capacity(),
        "sensitivity": found.sensitivity(),
        "cost": found.sensitivity("cost"),
        "simulation": found.simulate(200),
    }


RESULTS = results()


@pytest.mark.parametrize("name", RESULTS)
class TestResults:
    def test_in_a_notebook(self, name):
        """Charts with their tables, all text escaped, no id twice, the same every time."""
        html = RESULTS[name]._repr_html_()
        ids = re.findall(r' id="([^"]+)"', html)

        assert html.startswith('<div class="aw"><style>.aw')
        assert 1 <= html.count("<svg ")
        assert len(ids) == len(set(ids))
        assert "<b>" not in html
        assert "<script" not in html
        assert html == RESULTS[name]._repr_html_()

    def test_where_rich_prints(self, name):
        """A headline and bars, and no line longer than there is room."""
        lines = printed(RESULTS[name])

        assert any("█" in line or "▓" in line for line in lines)
        assert all(len(line) <= 80 for line in lines[1:] if "█" in line)

    def test_inside_of_other_things(self, name):
        """There it is its repr, once."""
        result = RESULTS[name]
        (told,) = result.__rich_repr__()

        assert repr(told) in repr(result)
        assert not repr(told).startswith(type(result).__name__)


def test_results_differ_in_their_ids():
    """So that two of them can stand in one notebook."""
    ids = [re.search(r' id="(aw-[^"]+)"', each._repr_html_())[1] for each in RESULTS.values()]

    # An assessment shows the estimate it has.
    assert len(RESULTS) - 1 == len(set(ids))


def test_nothing_is_no_mistake():
    """A plan without anything shows that it has nothing."""
    found = estimate(Plan("A", calendar=YEAR))

    assert "A: 0 min a week" in found._repr_html_()
    assert "Findings: 0" in assess(found.plan, select=["STF102"])._repr_html_()
    assert "<svg" not in found.sensitivity()._repr_html_()
    assert ["A: 0 min a week"] == printed(found)
    assert found.timeline("year")._repr_html_()
    assert "0 of 0" not in str(printed(found.capacity()))
    assert found.capacity()._repr_html_()


def test_weeks_alone_of_a_role_without_capacity():
    """There is a chart of its hours, and no line of what it can do."""
    html = RESULTS["capacity"]._repr_html_()

    assert "<bdi>care: hours a week</bdi>" in html
    assert "pr: hours a week and capacity" in html


def test_a_week_over_capacity():
    """It is listed, with who can step in."""
    away = Closure("2027-03-02", "2027-03-03", "training")
    roles = [Role("pr", capacity="5 h/week", absences=[away], cover=["care"]), PLAN.roles[1]]
    plan = PLAN.with_(roles=roles, activities=[Activity("posts", duration="4 h", roles="pr")])
    html = estimate(plan).capacity()._repr_html_()

    assert '<th scope="row"><bdi>2027-W09</bdi></th><td>2027-03-01</td><td>4 h</td>' in html
    assert 1 == html.count("<bdi>nobody</bdi>")
    assert " more</bdi>" not in html


def test_without_a_cost():
    """There are only hours."""
    found = estimate(Plan("A", activities=[Activity("posts", duration="3-6 h")]))

    assert 1 == found.simulate(200)._repr_html_().count("<svg ")


@pytest.mark.parametrize(
    ("chance", "told"), [(1.0, "over 99 %"), (0.0, "under 1 %"), (0.5, "50 %")]
)
def test_nothing_is_certain(chance, told):
    """What is all but certain is not told as if it were."""
    assert told == chance_told(chance)


def test_long_horizons_are_told_by_years():
    """Months would not have room."""
    found = estimate(PLAN.with_(calendar=Calendar(start="2027-01-01", end="2035-12-31")))
    html = found.capacity()._repr_html_()

    assert ">2030</text>" in html
    assert ">Jan</text>" not in html
    assert '<th scope="row"><bdi>2035</bdi></th>' in html


def test_many_parts_share_the_last_bar_and_row():
    """What stands in it is summed, so that the parts still make the whole."""
    parts = [(f"a{each}", Range.at(Effort(f"{each} min"))) for each in range(1, 151)]
    figure = ranges_figure(parts, title="Hours", head="Activity", name="a", lang="en")

    assert 12 == figure.svg.count('class="n"')
    assert "139 others" in figure.svg
    assert 100 == len(figure.tables[0].rows)
    assert ("51 others", "106 h 15 min") == figure.tables[0].rows[-1][:2]


def test_many_inputs_share_the_last_row():
    """Their shares still sum to a hundred."""
    plan = Plan("A", activities=[Activity(f"a{each}", duration="1-2 h") for each in range(30)])
    table = tornado_figure(estimate(plan).sensitivity(), name="a").tables[0]

    assert 15 == len(table.rows)
    assert 100 == sum(int(row[3].removesuffix(" %")) for row in table.rows)
    assert "16 others" == table.rows[-1][0]


def test_many_roles_show_those_with_the_most_weeks_over():
    """Six of them have a chart."""
    roles = [Role(f"r{each}", capacity=f"{each + 1} h/week") for each in range(8)]
    work = [Activity(f"a{each}", duration="4 h", roles=f"r{each}") for each in range(8)]
    found = estimate(Plan("A", roles=roles, activities=work, calendar=YEAR)).capacity()

    assert 6 == found._repr_html_().count("<svg ")
    assert "and 43 more" not in found._repr_html_()
    assert "and 45 more" in found._repr_html_()


def test_many_findings_are_counted():
    """Twenty of them are told."""
    speaks = rule("ACME001", "speaks", message="So.")(
        lambda _: [Match(f"a{each}") for each in range(22)]
    )
    found = assess(Plan("A"), rules=[speaks])

    assert "and 2 more findings" in found._repr_html_()
    assert "and 2 more findings" == printed(found)[-1]


@pytest.mark.parametrize(
    ("by", "key", "label"),
    [
        ("channel", "", "presence as a whole"),
        ("channel", "facebook", "facebook"),
        ("role", "", "nobody yet"),
        ("role", "pr", "pr"),
        ("area", "content", "Content"),
        ("activity", "posts", "Posts"),
    ],
)
def test_labels(by, key, label):
    """Parts are called what people call them."""
    assert label == labelled(estimate(PLAN), by, key)


def test_every_result_has_a_picture():
    """Whoever says that it draws itself has to say how."""
    with pytest.raises(NotImplementedError):
        Pictured()._picture()


def test_fixed_costs_alone():
    """A plan that only costs money has a curve without a spread, and nothing that drives it."""
    plan = Plan("A", tools=[Tool("suite", cost="49 EUR/month")])
    found = estimate(plan)

    assert "tornado" not in found.sensitivity("cost")._repr_html_()
    assert "<svg" in found.simulate(200)._repr_html_()
