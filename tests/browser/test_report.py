"""The report as people see it: on a screen, on a phone, in the dark, on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import aufwand as aw

if TYPE_CHECKING:
    from collections.abc import Callable

#: What a page shows of each text in its charts: its size and its contrast with what is behind it.
_TEXTS = """
() => {
  const channel = (value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const light = (rgb) =>
    0.2126 * channel(rgb[0]) + 0.7152 * channel(rgb[1]) + 0.0722 * channel(rgb[2]);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const numbers = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const found = numbers(getComputedStyle(each).backgroundColor);
      if (found[3] === 255) return found;
    }
    return [255, 255, 255, 255];
  };
  return [...document.querySelectorAll("svg text")].map((text) => {
    const style = getComputedStyle(text);
    const [one, other] = [light(numbers(style.fill)), light(behind(text.closest("svg")))];
    const scale = text.getScreenCTM().a;
    return {
      text: text.textContent,
      size: parseFloat(style.fontSize) * scale,
      contrast: (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05),
    };
  });
}
"""

_HOSTILE = """"><script>document.title='live'</script><img src=x onerror="document.title='live'">"""


def dated_plan() -> aw.Plan:
    """Return a plan with something in every part of its report."""
    return aw.Plan(
        "Brewery",
        audiences=[aw.Audience("families", country="DE", ages=(25, 49))],
        channels=[
            aw.Channel("facebook", audiences=["families"], pieces=3, messages=20, answered=0.9),
            aw.Channel("instagram", audiences=["families"], pieces=5, messages=40, answered=0.8),
        ],
        roles=[
            aw.Role("pr", department="PR", capacity="18 h/week", rate="45 EUR/h"),
            aw.Role("care", department="Customer care", capacity="6 h/week", rate="30 EUR/h"),
        ],
        activities=[
            *aw.baseline(roles=["pr"]),
            aw.Activity("replies", area="dialogue", duration="5-10 min", per="reply", roles="care"),
            aw.Activity("launch", area="setup", duration="8-16 h", per="once", roles="pr"),
        ],
        drivers=[
            aw.Driver(
                "season",
                factor=[1.2, 1.4, 1.8],
                areas=["content"],
                reason="Christmas",
                start="2027-11-15",
                end="2027-12-24",
            )
        ],
        calendar=aw.Calendar(
            country="DE",
            subdivision="BY",
            start="2027-01-01",
            end="2027-12-31",
            closures=[aw.Closure("2027-08-09", "2027-08-20", name="summer break")],
        ),
        budget="1000 EUR/week",
        reserve=0.1,
        accepted=[aw.Acceptance(rule="GOL101", reason="goals come in spring")],
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Callable[..., str]:
    """Return what writes the report of a plan and gives its address."""
    known: dict[tuple[aw.Plan, str], Path] = {}

    def written(plan: aw.Plan, lang: str = "en") -> str:
        if (plan, lang) not in known:
            path = tmp_path_factory.mktemp("report") / "report.html"
            path.write_text(aw.assess(plan).to_html(lang), encoding="utf-8")
            known[plan, lang] = path
        return known[plan, lang].as_uri()

    return written


@pytest.fixture(params=["light", "dark"])
def scheme(request) -> str:
    """Return what the person prefers."""
    return request.param


@pytest.mark.parametrize("lang", ["en", "de"])
def test_everybody_can_use_it(opened, axe, written, scheme, lang):
    """Axe finds nothing, in either language and in the light as in the dark."""
    page = opened(written(dated_plan(), lang), color_scheme=scheme)

    assert axe(page) == []
    assert page.locator("html").get_attribute("lang") == lang


def test_a_plan_with_nothing_can_be_used_too(opened, axe, written):
    """No roles, no channels, no dates, no rates."""
    page = opened(written(aw.Plan("Nothing yet")))

    assert axe(page) == []
    assert page.locator("h1").count() == 1


def test_text_in_charts_can_be_read(opened, written, scheme):
    """It stands out from what is behind it, which axe does not look at."""
    texts = opened(written(dated_plan()), color_scheme=scheme).evaluate(_TEXTS)

    assert texts
    assert [each for each in texts if each["contrast"] < 4.5] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits(opened, written, width):
    """Onto a phone as onto a screen: nothing to move sideways, no text too small to read."""
    page = opened(written(dated_plan(), "de"), viewport={"width": width, "height": 844})

    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert [each for each in page.evaluate(_TEXTS) if not 10.5 <= each["size"] <= 24] == []


def test_on_paper_every_table_is_open(opened, written):
    """What is folded on the screen cannot be unfolded there."""
    page = opened(written(dated_plan()))
    page.emulate_media(media="print")

    hidden = """() => [...document.querySelectorAll("td, th")].filter(
        (each) => !each.checkVisibility({ contentVisibilityAuto: true })
    ).length"""
    assert page.locator("td").count() > 20
    assert page.evaluate(hidden) == 0


def test_no_name_becomes_live(opened, written):
    """Markup in a name is shown, and does nothing."""
    plan = aw.Plan(
        _HOSTILE,
        channels=[aw.Channel("facebook", name=_HOSTILE)],
        roles=[aw.Role("pr", name=_HOSTILE, capacity="1 h/week")],
        activities=[
            aw.Activity("a", name=_HOSTILE, duration="1-3 h", channels="facebook", roles="pr")
        ],
    )
    page = opened(written(plan))

    assert "live" not in page.title().replace(_HOSTILE, "")
    assert page.locator("script, img").count() == 0
    assert page.get_by_text(_HOSTILE).count() > 0


def test_it_asks_nobody_for_anything(opened, written):
    """Neither this machine nor another: all it needs is in it."""
    page: Any = opened()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = written(dated_plan())
    page.goto(address)

    assert asked == [address]


def test_it_looks_the_same_every_time(opened, written):
    """To the last point."""
    one, other = (opened(written(dated_plan())).screenshot(full_page=True) for _ in range(2))

    assert one == other
