"""An assessment as one page: the answer first, charts with their numbers, findings, sources.

The page asks for nothing: no script, no font, no picture from elsewhere.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from attrs import evolve

from aufwand.charts import STYLE, DataTable
from aufwand.errors import Fault, MissingExtra
from aufwand.estimates._pictures import (
    ROLES,
    ROWS,
    by_figure,
    chance_told,
    loads_figure,
    ranges_figure,
    spread_figure,
    tornado_figure,
    weeks_figures,
)
from aufwand.outline.html import READ, said
from aufwand.outline.text import plain
from aufwand.reports._markup import lean, unbroken
from aufwand.reports._page_words import PAGE_WORDS, READING
from aufwand.reports._sentences import accepted_sentence, cost_sentence, counts, remedies_of, where
from aufwand.reports._told import told
from aufwand.reports._words import WORDS
from aufwand.reports.board import board_sentence, money_told
from aufwand.reports.dated import holiday_notes
from aufwand.reports.naming import activity_name, area_name, channel_name
from aufwand.reports.terminal import cost_notes
from aufwand.units import Effort, Money, Range, say
from aufwand.units.wording import say_day, say_number

if TYPE_CHECKING:
    from jinja2 import Template

    from aufwand.charts import Figure
    from aufwand.estimates import Capacity, CostEstimate, Estimate, Horizon
    from aufwand.model import Plan, Source
    from aufwand.rules import Assessment, Finding

__all__ = ["assessment_html", "is_report"]

#: Most findings, and most sources, that are shown.
_FINDINGS, _SOURCES = 100, 100

#: What a page of ours has in its first bytes.
_MARK = b'<meta name="generator" content="aufwand report">'


class _Tile(NamedTuple):
    """A number that stands for itself."""

    label: str

    value: str

    note: str


class _Told(NamedTuple):
    """A finding as it is shown."""

    level: str

    level_name: str

    code: str

    where: str

    said: str

    cost: str

    remedies: list[str]

    why: str


class _Cited(NamedTuple):
    """A source as it is shown."""

    title: str

    url: str

    publisher: str

    year: str

    trust: str

    used: str


def is_report(head: bytes) -> bool:
    """Return whether a file that begins with *head* is a page of ours.

    Args:
        head: Its first bytes, a thousand or so.
    """
    return head.startswith(b"<!doctype html>") and _MARK in head


def assessment_html(assessment: Assessment, *, lang: str = "en") -> str:
    """Return an assessment as one page of HTML that needs nothing else.

    It is bright or dark as the reader's screen is, and prints with all its tables. Nothing that
    stands in a plan is anything but text in it. The same assessment gives the same page.

    Args:
        assessment: What to tell.
        lang: ``en`` or ``de``.

    Raises:
        UnknownName: If *lang* is another language.
        MissingExtra: If the extra ``report`` is not installed.
    """
    template = _template()
    # Whoever says values knows the languages.
    say(Effort("0 min"), lang)
    from markupsafe import Markup

    words = {**WORDS[lang], **PAGE_WORDS[lang]}
    estimate, plan = assessment.estimate, assessment.plan
    horizon = assessment._horizon
    style = _style()
    found = [each for each in assessment.findings if each.accepted is None]
    accepted = assessment.accepted
    capacity = None if horizon is None else _capacity(estimate)
    hours, activities = _hours(estimate, lang)
    sources = _sources(plan, lang)
    html: dict[str, Any] = {
        "style": Markup(style),  # noqa: S704 - our own file
        "chances": _markup(_chances(estimate, horizon, lang)),
        "answer": _markup(_answer(estimate, horizon, lang)),
        "hours": [_markup(each) for each in hours],
        "activities": _markup(activities, words["activities"]),
        "once": _markup(_once(estimate, lang), words["done_once"]),
        "loads": [_markup(each) for each in _loads(estimate, capacity, lang)],
        "load_table": _markup(_load_table(estimate, capacity, lang)),
        "spreads": [_markup(each) for each in _spreads(estimate, lang)],
    }
    page = template.render(
        lang=lang,
        words=words,
        hash=b64encode(sha256(style.encode()).digest()).decode(),
        title=words["title"].format(name=plain(plan.name)[:200]),
        name=plan.name,
        about=_about(plan, horizon, lang),
        tiles=_tiles(estimate, horizon, lang),
        board=board_sentence(assessment, lang=lang),
        notes=_notes(estimate, lang),
        load_before=_load_before(capacity, lang),
        load_after=[] if capacity is None else _load_after(capacity, lang),
        counts=words["findings_told"].format(counts=counts(told(assessment.findings), lang))
        if assessment.findings
        else words["no_findings"],
        findings=[_finding(each, lang) for each in found[:_FINDINGS]],
        more=_more(len(found) - _FINDINGS, "n_more", lang),
        accepted=[_finding(each, lang) for each in accepted[:_FINDINGS]],
        accepted_cost=cost_sentence(assessment.accepted_cost, lang),
        sources=sources[:_SOURCES],
        source_notes=_more(len(sources) - _SOURCES, "n_sources_more", lang),
        reading=[(words[f"read_{each}"], words[f"read_{each}_text"]) for each in READING],
        **html,
    )
    # The stylesheet is as its hash says.
    head, end, body = page.partition("</style>")
    return f"{head}{end}{unbroken(lean(body))}"


def _markup(known: Figure | DataTable | None, above: str = "") -> Any:
    """Return what a chart or table is as HTML; all text in it is escaped already."""
    from markupsafe import Markup

    if known is None:
        return ""
    if isinstance(known, DataTable):
        if above:
            known = evolve(known, caption=above)
        return Markup(known.to_html(above=above))  # noqa: S704 - escaped where it is made
    return Markup(known.to_html())  # noqa: S704 - escaped where it is made


@cache
def _template() -> Template:
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError:
        raise MissingExtra("report", "to make a page") from None
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        keep_trailing_newline=True,
    )
    made.filters["said"] = _said
    return made.from_string(_file("report.html.j2"))


def _said(text: str, most: int = READ) -> Any:
    """Return what somebody wrote, as markup that shows as much of it as one reads."""
    from markupsafe import Markup

    return Markup(said(text, most))  # noqa: S704 - escaped there


def _shown(value: object) -> object:
    """Return what is put into the page: markup of ours as it is, all else as a line of text.

    Control and direction characters and lone surrogates become signs; what claims to be HTML
    already is not believed.
    """
    from markupsafe import Markup

    return value if type(value) is Markup else plain(str.__str__(str(value)))


@cache
def _style() -> str:
    return STYLE + _file("report.css")


def _file(name: str) -> str:
    return files("aufwand.reports").joinpath("templates", name).read_text(encoding="utf-8")


def _more(number: int, word: str, lang: str) -> list[str]:
    words = PAGE_WORDS[lang]
    return [words.count(word, number)] if number > 0 else []


def _about(plan: Plan, horizon: Horizon | None, lang: str) -> str:
    words = PAGE_WORDS[lang]
    activities = words.count("n_activities", len(plan.activities))
    about = words["typical"].format(activities=activities)
    if horizon is not None:
        about += "; " + words["from_to"].format(**_days(horizon, lang))
    return about


def _days(horizon: Horizon, lang: str) -> dict[str, str]:
    return {"first": say_day(horizon.start, lang), "last": say_day(horizon.end, lang)}


def _tiles(estimate: Estimate, horizon: Horizon | None, lang: str) -> list[_Tile]:
    words = PAGE_WORDS[lang]
    weekly, fte, cost, budget = estimate.weekly, estimate.fte, estimate.cost, estimate.plan.budget
    week = say(estimate.plan.full_time.weekly, lang)
    numbers = {end: say_number(getattr(fte, end), 2, lang) for end in ("low", "high")}
    note = words["position_fixed" if fte.fixed else "position_note"].format(week=week, **numbers)
    tiles = [
        _Tile(words["hours_week"], say(weekly.likely, lang), _ends(weekly, lang)),
        _Tile(words["positions"], say_number(fte.likely, 2, lang), note),
    ]
    if horizon is not None:
        value = say(horizon.likely, lang)
        tiles.append(_Tile(words["horizon_tile"], value, _ends(horizon.effort, lang)))
    if cost is not None:
        whole = None if horizon is None else horizon.cost
        if whole is None:
            note = words["cost_year_tile"].format(money=money_told(cost.yearly.likely, lang))
        else:
            note = words["cost_all_tile"].format(money=money_told(whole.likely, lang))
        tiles.append(_Tile(words["cost_week"], money_told(cost.weekly.likely, lang), note))
    if cost is not None and budget is not None:
        if cost.weekly.fixed:
            value = words["kept" if cost.weekly.likely <= budget.weekly else "missed"]
        else:
            value = chance_told(cost.chance_within(budget), lang)
        money = money_told(budget.weekly, lang)
        tiles.append(_Tile(words["budget_tile"], value, words["budget_note"].format(money=money)))
    return tiles


def _ends(known: Range[Effort], lang: str) -> str:
    words = PAGE_WORDS[lang]
    if known.fixed:
        return words["known"]
    return words["to"].format(low=say(known.low, lang), high=say(known.high, lang))


def _chances(estimate: Estimate, horizon: Horizon | None, lang: str) -> DataTable | None:
    """Return what half, 8 of 10 and 9 of 10 cases take at most; nothing where all is known.

    A plan with dates has its own days to tell of, and no typical year.
    """
    words = PAGE_WORDS[lang]
    rows: list[tuple[str, ...]] = []

    def told(row: str, known: Any) -> None:
        ends = (known.p50, known.p80, known.p90)
        rows.append((words[row], *(_spoken(end, lang) for end in ends)))

    cost = estimate.cost
    if not estimate.weekly.fixed:
        told("hours_row", estimate.distribution().percentiles)
    if cost is not None and not cost.weekly.fixed:
        told("cost_row", cost.distribution().percentiles)
        if horizon is None:
            told("cost_year_row", cost.distribution(per="year").percentiles)
    if horizon is not None and not horizon.effort.fixed:
        told("horizon_tile", horizon.distribution().percentiles)
        if horizon.cost is not None and not horizon.cost.money.fixed:
            told("cost_all_row", horizon.cost.distribution().percentiles)
    heads = ("", words["half"], words["eight"], words["nine"])
    return DataTable(words["chances"], heads, tuple(rows)) if rows else None


def _spoken(amount: Effort | Money, lang: str) -> str:
    return money_told(amount, lang) if isinstance(amount, Money) else say(amount, lang)


def _answer(estimate: Estimate, horizon: Horizon | None, lang: str) -> DataTable:
    words = WORDS[lang]
    fte, cost = estimate.fte, estimate.cost

    def told(row: str, known: Range[Effort] | Range[Money]) -> tuple[str, ...]:
        return (words[row], *(say(end, lang) for end in (known.low, known.likely, known.high)))

    def whole(row: str, known: Range[Effort] | Range[Money]) -> tuple[str, ...]:
        ends = (say(end, lang) for end in (known.low, known.likely, known.high))
        return (PAGE_WORDS[lang][row], *ends)

    positions = (say_number(end, 2, lang) for end in (fte.low, fte.likely, fte.high))
    rows = [told("hours", estimate.weekly), (words["positions"], *positions)]
    if cost is not None:
        rows += [told("cost", cost.weekly), told("cost_year", cost.yearly)]
    if horizon is not None:
        rows.append(whole("horizon_tile", horizon.effort))
        if horizon.cost is not None:
            rows.append(whole("cost_all_row", horizon.cost.money))
    if estimate.once.high:
        rows.append(told("once_hours", estimate.once))
    if cost is not None and cost.once.high:
        rows.append(told("once_cost", cost.once))
    heads = (words["typical"], words["low"], words["likely"], words["high"])
    return DataTable(PAGE_WORDS[lang]["answer_caption"], heads, tuple(rows))


def _notes(estimate: Estimate, lang: str) -> list[str]:
    words = WORDS[lang]
    cost: CostEstimate | None = estimate.cost
    notes = cost_notes(cost, lang)
    if estimate.once.high or (cost is not None and cost.once.high):
        notes.append(words["once"])
    return notes


def _hours(estimate: Estimate, lang: str) -> tuple[list[Figure], DataTable | None]:
    """Return charts by channel and area, and the table of all activities."""
    plan = estimate.plan
    if not estimate.by("activity"):
        return [], None
    by_activity = by_figure(
        estimate,
        "activity",
        name="by-activity",
        lang=lang,
        label=lambda key: activity_name(plan.activity(key), lang),
    )
    every = WORDS[lang]["all_channels"]
    figures = [
        by_figure(
            estimate,
            "channel",
            name="by-channel",
            lang=lang,
            label=lambda key: channel_name(plan.channel(key), lang) if key else every,
        ),
        by_figure(
            estimate, "area", name="by-area", lang=lang, label=lambda key: area_name(key, lang)
        ),
    ]
    # Without channels, one bar would only say the total again.
    if plan.channels:
        return figures, by_activity.tables[0]
    return [figures[1], by_activity], None


def _once(estimate: Estimate, lang: str) -> DataTable | None:
    if not estimate.once.high:
        return None
    steps = estimate.explain("once").parts
    parts = [(step.name, cast("Range[Effort]", step.value)) for step in steps]
    title = WORDS[lang]["done_once"]
    head = WORDS[lang]["activity"]
    return ranges_figure(parts, title=title, head=head, name="once", lang=lang).tables[0]


def _capacity(estimate: Estimate) -> Capacity | None:
    try:
        return estimate.capacity()
    except Fault:
        # Far too many roles and days to lay side by side; the typical week is shown instead.
        return None


def _loads(estimate: Estimate, capacity: Capacity | None, lang: str) -> list[Figure]:
    plan = estimate.plan

    if not plan.roles:
        return []
    if capacity is not None:
        label = {role.key: role.label for role in plan.roles}.__getitem__
        return weeks_figures(capacity, name="weeks", lang=lang, label=label)
    return [evolve(_load(estimate, lang), tables=())]


def _load(estimate: Estimate, lang: str) -> Figure:
    plan = estimate.plan

    def label(key: str) -> str:
        return plan.role(key).label if key else WORDS[lang]["nobody"]

    return loads_figure(estimate, name="loads", lang=lang, label=label)


def _load_table(estimate: Estimate, capacity: Capacity | None, lang: str) -> DataTable | None:
    """Return the table that stands beside the one chart of a typical week."""
    if capacity is not None or not estimate.plan.roles:
        return None
    return _load(estimate, lang).tables[0]


def _load_before(capacity: Capacity | None, lang: str) -> list[str]:
    if capacity is None:
        return []
    words = PAGE_WORDS[lang]
    first, last = capacity.weeks[0].first, capacity.weeks[-1].last
    days = {"first": say_day(first, lang), "last": say_day(last, lang)}
    notes = [words["load_dated"].format(**days)]
    if len(capacity.roles) > ROLES:
        notes.append(words["load_few"].format(number=ROLES))
    return notes


def _load_after(capacity: Capacity, lang: str) -> list[str]:
    from aufwand.reports._dated_words import DATED_WORDS

    notes = [DATED_WORDS[lang]["alone"]] if capacity.over else []
    return [*notes, *holiday_notes(capacity.holidays, lang)]


def _spreads(estimate: Estimate, lang: str) -> list[Figure]:
    figures: list[Figure] = []
    cost, budget = estimate.cost, estimate.plan.budget
    if not estimate.weekly.fixed:
        figures.append(spread_figure(estimate.distribution(), name="spread-hours", lang=lang))
    if cost is not None and not cost.weekly.fixed:
        money = None if budget is None else budget.weekly
        figures.append(
            spread_figure(cost.distribution(), name="spread-cost", lang=lang, budget=money)
        )
    found = estimate.sensitivity()
    if found.inputs:
        figures.append(tornado_figure(found, name="tornado-hours", lang=lang))
    if cost is not None and not cost.weekly.fixed:
        priced = estimate.sensitivity("cost")
        figures.append(tornado_figure(priced, name="tornado-cost", lang=lang))
    return figures


def _finding(finding: Finding, lang: str) -> _Told:
    cost = finding.cost
    words = PAGE_WORDS[lang]
    accepted = finding.accepted
    return _Told(
        finding.level,
        WORDS[lang][finding.level],
        finding.code,
        where(finding, lang)[:200],
        finding.say(lang),
        words["costs"].format(price=cost.say(lang)) if cost else "",
        remedies_of(finding, lang),
        "" if accepted is None else accepted_sentence(accepted, lang),
    )


def _sources(plan: Plan, lang: str) -> list[_Cited]:
    used: dict[tuple[str, str, str, str, str], dict[str, None]] = {}
    for activity in plan.activities:
        name = plain(activity_name(activity, lang))
        for source in activity.source or (None,):
            used.setdefault(_about_source(source, lang), {})[name] = None
    cited: list[_Cited] = []
    for about, names in used.items():
        few = list(names)[:ROWS]
        more = ", …" if len(names) > ROWS else ""
        cited.append(_Cited(*about, ", ".join(few) + more))
    return cited


def _about_source(source: Source | None, lang: str) -> tuple[str, str, str, str, str]:
    if source is None:
        return WORDS[lang]["no_source"], "", "", "", ""
    title = source.title or source.key or source.figure
    year = "" if source.year is None else str(source.year)
    return title, _address(source.url), source.publisher, year, source.trust


def _address(url: str) -> str:
    """Return an address that may be a link: one of the web, and nothing that runs."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    # What is not printable would be cleaned on its way into the page, and lead elsewhere.
    fine = parts.scheme in {"http", "https"} and parts.netloc and url.isprintable()
    return url if fine and " " not in url else ""
