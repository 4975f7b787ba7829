"""Results as charts, each with the table of what it shows; of notebooks and of reports."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from aufwand.charts import (
    Band,
    DataTable,
    Figure,
    Limit,
    Load,
    Mark,
    Swing,
    load_chart,
    range_chart,
    spread_chart,
    tornado_chart,
)
from aufwand.charts._pictured import Picture
from aufwand.estimates._picture_words import PICTURE_WORDS
from aufwand.estimates.distribution import PERCENTILES
from aufwand.language.forms import ended
from aufwand.units import Effort, Money, Range, say
from aufwand.units.rounding import apportion, half_up, shown_parts
from aufwand.units.wording import hour_word, say_day, say_minutes, say_number, say_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from aufwand.calendars import Period
    from aufwand.charts._drawing import Key
    from aufwand.estimates.capacity import Capacity, RoleWeek
    from aufwand.estimates.distribution import Distribution
    from aufwand.estimates.estimate import Dimension, Estimate
    from aufwand.estimates.sensitivity import Sensitivity
    from aufwand.estimates.simulation import Simulation
    from aufwand.estimates.timeline import Timeline

__all__ = [
    "bar_rows",
    "by_figure",
    "capacity_picture",
    "chance_told",
    "estimate_picture",
    "labelled",
    "loads_figure",
    "ranges_figure",
    "sensitivity_picture",
    "simulation_figures",
    "simulation_picture",
    "spread_figure",
    "timeline_figure",
    "timeline_picture",
    "tornado_figure",
    "unique",
    "weeks_figures",
]

#: Most bars of a chart, most rows of its table, and most weeks that are listed.
BARS, ROWS, WEEKS = 12, 100, 8

#: Most bars of a tornado, and most rows of its table: those behind them move next to nothing.
SWINGS, INPUTS = 10, 15

#: Most roles whose weeks have a chart.
ROLES = 6

#: Where the curve of a distribution is asked for, in percent.
_AT = (0.5, 1, *range(2, 99, 3), 99, 99.5)

#: Horizons of at most so many weeks are told by months, longer ones by years.
_BY_MONTHS = 60


def labelled(estimate: Estimate, by: str, key: str, lang: str = "en") -> str:
    """Return what an activity, channel, role or area is called in its plan."""
    words = PICTURE_WORDS[lang]
    plan = estimate.plan
    if by == "channel":
        return plan.channel(key).label if key else words["all_channels"]
    if by == "role":
        return plan.role(key).label if key else words["nobody"]
    return key.capitalize() if by == "area" else plan.activity(key).label


def by_figure(
    estimate: Estimate,
    by: Dimension,
    *,
    name: str,
    per: str = "week",
    lang: str = "en",
    label: Callable[[str], str] | None = None,
) -> Figure:
    """Return the effort by one thing as bars from low to high, the longest first."""
    words = PICTURE_WORDS[lang]
    told = label or partial(labelled, estimate, by, lang=lang)
    parts = [(told(key), value) for key, value in estimate.by(by, per=per).items()]
    title = words[f"by_{by}"].format(per=words[per])
    return ranges_figure(parts, title=title, head=words[by], name=name, lang=lang)


def ranges_figure(
    parts: Sequence[tuple[str, Range[Effort]]], *, title: str, head: str, name: str, lang: str
) -> Figure:
    """Return ranges as bars, the longest first, and as a table whose parts add up.

    Args:
        parts: Labels and ranges.
        title: What they are.
        head: What a label is, as the head of a column.
        name: What no other chart of the page is called.
        lang: ``en`` or ``de``.
    """
    words = PICTURE_WORDS[lang]
    shown, total = shown_parts([_three(value) for _, value in parts])
    lines = [(label, numbers) for (label, _), numbers in zip(parts, shown, strict=True)]
    ranked = sorted(lines, key=lambda line: (-line[1][1], -line[1][2]))
    bands = [
        Band(
            label,
            float(numbers[0]),
            float(numbers[1]),
            float(numbers[2]),
            say_minutes(numbers[1], lang),
            words["exact"] if numbers[0] == numbers[2] else _ends(numbers, lang),
        )
        for label, numbers in _gathered(ranked, BARS, lang)
    ]
    most = ranked[0] if ranked else ("", (0, 0, 0))
    about = ended(
        words.count("n_ranges", len(bands), label=most[0][:80], told=say_minutes(most[1][1], lang))
    )
    keys = (("low", words["key_low"]), ("high", words["key_high"]), ("tick", words["key_likely"]))
    rows = tuple(
        (label, *(say_minutes(end, lang) for end in numbers))
        for label, numbers in _gathered(lines, ROWS, lang)
    )
    heads = (head, words["low"], words["likely"], words["high"])
    summed = (words["total"], *(say_minutes(end, lang) for end in total))
    return Figure(
        title,
        range_chart(bands, name=name, title=title, about=about, keys=keys),
        (DataTable(title, heads, rows, summed),),
        words["summary"],
    )


def _gathered(
    lines: Sequence[tuple[str, tuple[int, int, int]]], most: int, lang: str
) -> list[tuple[str, tuple[int, int, int]]]:
    """Return *lines*, those behind the last that has room as one."""
    if len(lines) <= most:
        return list(lines)
    rest = [numbers for _, numbers in lines[most - 1 :]]
    told = PICTURE_WORDS[lang].count("n_others", len(rest))
    low, likely, high = (sum(column) for column in zip(*rest, strict=True))
    return [*lines[: most - 1], (told, (low, likely, high))]


def _ends(numbers: tuple[int, int, int], lang: str) -> str:
    low, high = (say_minutes(end, lang) for end in (numbers[0], numbers[2]))
    return PICTURE_WORDS[lang]["to"].format(low=low, high=high)


def _three(value: Range[Effort]) -> tuple[Fraction, Fraction, Fraction]:
    return value.low.minutes, value.likely.minutes, value.high.minutes


def loads_figure(
    estimate: Estimate,
    *,
    name: str,
    lang: str = "en",
    label: Callable[[str], str] | None = None,
) -> Figure:
    """Return load against capacity of every role in a typical week."""
    words = PICTURE_WORDS[lang]
    told = label or partial(labelled, estimate, "role", lang=lang)
    plan = estimate.plan
    loads = estimate.by("role")
    keys = [role.key for role in plan.roles] + ([""] if "" in loads else [])
    nothing = Range[Effort].at(Effort._of(Fraction(0)))
    shown, total = shown_parts([_three(loads.get(key, nothing)) for key in keys])
    bands: list[Band] = []
    rows: list[tuple[str, ...]] = []
    free = bool(plan.reserve)
    for key, numbers in zip(keys, shown, strict=True):
        capacity = plan.role(key).capacity if key else None
        able = None if capacity is None else capacity.weekly
        used = estimate.utilisation(key) if key else None
        share = "" if used is None else say_percent(used.likely, lang)
        kept = "" if able is None or not free else say(able * plan.reserve, lang)
        if able is None:
            note = words["no_capacity" if key else "no_role"]
        else:
            sentence = words["of_reserve" if kept else "of_capacity"]
            note = sentence.format(capacity=say(able, lang), used=share or "–", free=kept)
        limit = None if able is None else float(able.minutes)
        low, likely, high = (float(end) for end in numbers)
        said = say_minutes(numbers[1], lang)
        bands.append(Band(told(key), low, likely, high, said, note, limit))
        given = "" if able is None else say(able, lang)
        rows.append((told(key), *(say_minutes(end, lang) for end in numbers), given, share))
    title = words["loads"]
    over = ", ".join(each.label[:40] for each in bands[:BARS] if each.over) or words["none"]
    summed = (words["total"], *(say_minutes(end, lang) for end in total), "", "")
    heads = ("role", "low", "likely", "high", "capacity", "used")
    signs: list[Key] = [
        ("low", words["key_low"]),
        ("high", words["key_high"]),
        ("tick", words["key_likely"]),
    ]
    if any(each.limit is not None for each in bands):
        signs.append(("limit", words["key_capacity"]))
    if any(each.over for each in bands):
        signs.append(("over", words["key_over"]))
    about = ended(words["loads_about"].format(over=over))
    # Those with the most to do for their time come first where not all have room.
    few = bands if len(bands) <= BARS else sorted(bands, key=_pressed)[:BARS]
    return Figure(
        title,
        range_chart(few, name=name, title=title, about=about, keys=signs),
        (DataTable(title, tuple(words[head] for head in heads), tuple(rows), summed),),
        words["summary"],
    )


def _pressed(band: Band) -> float:
    return -band.likely / band.limit if band.limit else 0.0


def weeks_figures(
    capacity: Capacity,
    *,
    name: str,
    lang: str = "en",
    label: Callable[[str], str] | None = None,
) -> list[Figure]:
    """Return load against capacity over the weeks, a chart for each role; the most over first."""
    told = label or str
    roles = list(capacity.roles)
    if len(roles) > ROLES:
        roles.sort(key=lambda key: -sum(bool(each.over) for each in capacity.of(key)))
    return [
        _weeks_figure(capacity.of(key), told, name=f"{name}-{place}", lang=lang)
        for place, key in enumerate(roles[:ROLES])
    ]


def _weeks_figure(
    weeks: Sequence[RoleWeek], told: Callable[[str], str], *, name: str, lang: str
) -> Figure:
    words = PICTURE_WORDS[lang]
    role = told(weeks[0].role)
    known = any(each.capacity is not None for each in weeks)
    over = [each for each in weeks if each.over]
    title = words["load_weeks" if known else "load_weeks_plain"].format(role=role)
    first, last = (say_day(day, lang) for day in (weeks[0].week.first, weeks[-1].week.last))
    about = words.count("n_loaded", len(weeks), first=first, last=last, over=len(over))
    loads = [
        Load(
            each.load.hours,
            # In a week that is over for sure, chance has no say in the picture.
            max(each.load.hours, each.p80.hours),
            None if each.capacity is None else each.capacity.hours,
        )
        for each in weeks
    ]
    # What rounding makes of a load that is all of a capacity is no overload.
    loads = [
        each
        if week.over or each.capacity is None
        else each._replace(likely=min(each.likely, each.capacity))
        for each, week in zip(loads, weeks, strict=True)
    ]
    keys: list[Key] = [("calm", words["key_load"]), ("faint", words["key_careful"])]
    if known:
        keys.append(("line", words["key_capacity"]))
    if over:
        keys.append(("over", words["key_over"]))
    drawn = load_chart(
        loads,
        below=_below([each.week for each in weeks], lang),
        unit=lambda value: _plain(value, lang),
        name=name,
        title=title,
        about=about,
        keys=keys,
    )
    tables = [_by_month(weeks, lang)]
    if over:
        tables.append(_over(over, told, lang))
    return Figure(title, drawn, tuple(tables), words["summary"], about)


def _by_month(weeks: Sequence[RoleWeek], lang: str) -> DataTable:
    words = PICTURE_WORDS[lang]
    groups = [
        (f"{words[f'month_{month}']} {year}", list(here))
        for (year, month), here in groupby(
            weeks, key=lambda each: (each.week.first.year, each.week.first.month)
        )
    ]
    if len(groups) > ROWS:
        groups = [
            (str(year), list(here))
            for year, here in groupby(weeks, key=lambda each: each.week.first.year)
        ]
    loads = _summing([_sum(each.load for each in here) for _, here in groups], lang)
    rows: list[tuple[str, ...]] = []
    given = all(each.capacity is not None for each in weeks)
    able = [""] * (len(groups) + 1)
    if given:
        able = _summing(
            [_sum(each.capacity for each in here if each.capacity) for _, here in groups], lang
        )
    numbers = [len([each for each in here if each.over]) for _, here in groups]
    for (label, here), load, limit, over in zip(groups, loads, able, numbers, strict=False):
        rows.append((label, str(len(here)), load, limit, str(over)))
    total = (words["total"], str(len(weeks)), loads[-1], able[-1], str(sum(numbers)))
    heads = ("month_head", "weeks_head", "load", "capacity", "weeks_over")
    return DataTable(words["months"], tuple(words[head] for head in heads), tuple(rows), total)


def _sum(efforts: Iterable[Effort]) -> Fraction:
    return sum((each.minutes for each in efforts), Fraction(0))


def _summing(parts: Sequence[Fraction], lang: str) -> list[str]:
    """Return parts as they are shown, and their sum at the end."""
    total = half_up(sum(parts, Fraction(0)))
    return [say_minutes(each, lang) for each in (*apportion(parts, total), total)]


def _over(over: Sequence[RoleWeek], told: Callable[[str], str], lang: str) -> DataTable:
    words = PICTURE_WORDS[lang]
    worst = sorted(over, key=lambda each: -each.over.minutes)[:WEEKS]
    rows: list[tuple[str, ...]] = []
    for each in sorted(worst, key=lambda each: each.week.first):
        cover = ", ".join(f"{told(role)} {say(free, lang)}" for role, free in each.cover)
        rows.append(
            (
                each.week.name,
                say_day(each.week.first, lang),
                say(each.load, lang),
                "" if each.capacity is None else say(each.capacity, lang),
                say(each.over, lang),
                cover or words["nobody_free"],
            )
        )
    if len(over) > WEEKS:
        more = words.count("n_weeks_more", len(over) - WEEKS)
        rows.append((more, "", "", "", "", ""))
    heads = ("week_head", "from", "load", "capacity", "over", "step_in")
    named = tuple(words[head] for head in heads)
    return DataTable(words["over_weeks"], named, tuple(rows), text=(5,))


def _below(weeks: Sequence[Period], lang: str) -> list[tuple[int, str]]:
    """Return what stands below which weeks: months, or years where there are many."""
    found: list[tuple[int, str]] = []
    short = len(weeks) <= _BY_MONTHS
    before: object = None
    # A word needs a tenth of the width.
    apart = len(weeks) / 10
    for index, week in enumerate(weeks):
        here = (week.first.year, week.first.month) if short else week.first.year
        new, before = here != before, here
        if new and (not found or index - found[-1][0] >= apart) and index <= len(weeks) - apart:
            told = (
                PICTURE_WORDS[lang][f"month_{week.first.month}"] if short else str(week.first.year)
            )
            found.append((index, told))
    return found


def tornado_figure(found: Sensitivity[Any], *, name: str, lang: str = "en") -> Figure:
    """Return what moves a total as a tornado, the largest share of the spread first."""
    words = PICTURE_WORDS[lang]
    title = words[f"tornado_{found.of}"].format(per=words[found.per])
    shares = _shares(found)
    swings: list[Swing] = []
    rows: list[tuple[str, ...]] = []
    for each, share in zip(found.inputs, shares, strict=True):
        low, high, told = say(each.low, lang), say(each.high, lang), f"{share} %"
        note = words["to"].format(low=low, high=high)
        swings.append(Swing(each.label, _number(each.low), _number(each.high), told, note))
        rows.append((each.label, low, high, told))
    if len(rows) > INPUTS:
        rest = sum(shares[INPUTS - 1 :])
        others = words.count("n_others", len(rows) - INPUTS + 1)
        rows[INPUTS - 1 :] = [(others, "", "", f"{rest} %")]
    likely = say(found.likely, lang)
    drawn = tornado_chart(
        swings[:SWINGS],
        likely=_number(found.likely),
        told=words["tornado_total"].format(total=likely),
        name=name,
        title=title,
        about=words["tornado_about"],
        keys=(("less", words["key_less"]), ("more", words["key_more"])),
    )
    heads = tuple(words[head] for head in ("input", "total_low", "total_high", "share"))
    total = (words["total"], "", "", "100 %") if rows else ()
    return Figure(title, drawn, (DataTable(title, heads, tuple(rows), total),), words["summary"])


def _shares(found: Sensitivity[Any]) -> list[int]:
    """Return the shares of a spread in percent, which sum to a hundred."""
    return apportion([Fraction(each.share) * 100 for each in found.inputs], 100)


def _number(amount: Effort | Money) -> float:
    return amount.hours if isinstance(amount, Effort) else float(amount.amount)


def spread_figure(
    known: Distribution[Any],
    *,
    name: str,
    per: str = "week",
    lang: str = "en",
    budget: Money | None = None,
) -> Figure:
    """Return how likely a sum is at most so much, as a curve with its percentiles."""
    values = [known.percentile(at) for at in _AT]
    points = [(_number(value), at / 100) for value, at in zip(values, _AT, strict=True)]
    marks = [(at, known.percentile(at)) for at in PERCENTILES]
    chance = None if budget is None else known.chance_within(budget)
    told = [(at, _number(value), _said(value, lang)) for at, value in marks]
    currency = values[0].currency if isinstance(values[0], Money) else ""
    return _spread(points, told, currency, name, per, lang, budget, chance)


def _spread(
    points: Sequence[tuple[float, float]],
    marks: Sequence[tuple[float, float, str]],
    currency: str,
    name: str,
    per: str,
    lang: str,
    budget: Money | None = None,
    chance: float | None = None,
) -> Figure:
    words = PICTURE_WORDS[lang]
    title = words["spread_cost" if currency else "spread_effort"].format(
        per=words[per], currency=currency
    )
    note = ""
    limit = None
    if budget is not None and chance is not None:
        money = _said(budget, lang)
        limit = Limit(_number(budget), words["budget"].format(money=money))
        note = words["budget_about"].format(money=money, chance=chance_told(chance, lang))
    sentences = [
        ended(words["mark"].format(percent=f"{at:g}", value=said)) for at, _, said in marks
    ]
    drawn = spread_chart(
        points,
        [Mark(at / 100, value, f"P{at:g}  {said}") for at, value, said in marks],
        limit=limit,
        unit=lambda value: _plain(value, lang) + ("" if currency else f" {hour_word(lang)}"),
        name=name,
        title=title,
        about=words["spread_about"].format(marks=" ".join([*sentences, note]).strip()),
    )
    rows = tuple((f"P{at:g}", f"{at:g} %", said) for at, _, said in marks)
    heads = ("", words["chance"], words["at_most"])
    return Figure(title, drawn, (DataTable(title, heads, rows),), words["summary"], note)


def chance_told(chance: float, lang: str = "en") -> str:
    """Return a chance in percent; what is all but certain is not told as if it were."""
    words = PICTURE_WORDS[lang]
    if chance > 0.99:
        return words["over_99"]
    return words["under_1"] if chance < 0.01 else say_percent(chance, lang)


def _said(value: Effort | Money, lang: str) -> str:
    """Return a value for the eye of somebody who looks at a picture: without cents from 100 on."""
    if isinstance(value, Money) and abs(value.amount) >= 100:
        return f"{say_number(value.amount, 0, lang)} {value.currency}"
    return say(value, lang)


def _plain(value: Fraction, lang: str) -> str:
    """Return a round number with the decimals it has."""
    places = 0
    while places < 6 and (value * 10**places).denominator != 1:
        places += 1
    return say_number(value, places, lang)


def timeline_figure(found: Timeline, *, name: str, lang: str = "en") -> Figure:
    """Return what a plan takes in each period, as bars beside each other."""
    words = PICTURE_WORDS[lang]
    first, last = (say_day(day, lang) for day in (found.periods[0].first, found.periods[-1].last))
    per = words["day_each"] if found.per == "day" else words[found.per]
    title = words["timeline"].format(per=per, first=first, last=last)
    ends = _period_sums(found)
    shown, total = shown_parts(list(ends.values()))
    numbers = list(zip(found.periods, shown, strict=True))
    most = max(numbers, key=lambda each: each[1][1])
    about = ended(
        words.count(
            "n_periods", len(numbers), told=say_minutes(most[1][1], lang), label=most[0].name
        )
    )
    drawn = load_chart(
        [Load(float(each[1]) / 60, float(each[2]) / 60) for each in ends.values()],
        below=_below_periods(found.periods, lang),
        unit=lambda value: _plain(value, lang),
        name=name,
        title=title,
        about=about,
        keys=(("calm", words["key_likely"]), ("faint", words["key_high"])),
    )
    lines = [(period.name, each) for period, each in numbers]
    rows = tuple(
        (label, *(say_minutes(end, lang) for end in each))
        for label, each in _gathered(lines, ROWS, lang)
    )
    heads = (words["period"], words["low"], words["likely"], words["high"])
    summed = (words["total"], *(say_minutes(end, lang) for end in total))
    return Figure(title, drawn, (DataTable(title, heads, rows, summed),), words["summary"])


def _period_sums(found: Timeline) -> Mapping[str, tuple[Fraction, Fraction, Fraction]]:
    sums = {each.name: (Fraction(0), Fraction(0), Fraction(0)) for each in found.periods}
    for row in found.rows():
        low, likely, high = sums[row.period.name]
        one, other, another = _three(row.effort)
        sums[row.period.name] = (low + one, likely + other, high + another)
    return sums


def _below_periods(spans: Sequence[Period], lang: str) -> list[tuple[int, str]]:
    if spans[0].days > 15 or len(spans) < 10:
        apart = max(1, -(-len(spans) // 5))
        return [(index, each.name) for index, each in enumerate(spans) if index % apart == 0]
    return _below(spans, lang)


def simulation_figures(found: Simulation, *, name: str, lang: str = "en") -> list[Figure]:
    """Return the draws of a simulation as curves: of hours, and of money if there is a cost."""
    import numpy as np

    figures: list[Figure] = []
    outcomes = [(found.hours, found.total, "")]
    if found.money is not None and found.cost is not None:
        outcomes.append((found.money, found.cost, found.estimate.plan.currency or ""))
    for draws, outcome, currency in outcomes:
        values: list[float] = np.quantile(draws, [at / 100 for at in _AT]).tolist()
        points = [(value, at / 100) for value, at in zip(values, _AT, strict=True)]
        marks = [
            (at, each.value, f"{each.say_value(lang)} {currency or hour_word(lang)}")
            for at, each in outcome.percentiles.items()
        ]
        end = "-cost" if currency else ""
        figures.append(_spread(points, marks, currency, f"{name}{end}", found.per, lang))
    return figures


def bar_rows(
    parts: Sequence[tuple[str, Range[Effort]]], lang: str = "en"
) -> list[tuple[str, str, tuple[float, float, float]]]:
    """Return ranges for a terminal, the longest first: label, likely value, and the ends."""
    ranked = sorted(parts, key=lambda part: -part[1].likely.minutes)[:ROWS]
    found: list[tuple[str, str, tuple[float, float, float]]] = []
    for label, value in ranked:
        low, likely, high = (float(end) for end in _three(value))
        found.append((label, say(value.likely, lang), (low, likely, high)))
    return found


def unique(*about: object) -> str:
    """Return a name for charts of a result, which no other result in a notebook has."""
    from hashlib import sha256

    return f"aw-{sha256(repr(about).encode('utf-8', 'backslashreplace')).hexdigest()[:10]}"


def estimate_picture(estimate: Estimate) -> Picture:
    """Return what an estimate shows of itself."""
    found = estimate.by("activity")
    parts = [(labelled(estimate, "activity", key), value) for key, value in found.items()]
    rows = bar_rows(parts)
    name = unique("estimate", repr(estimate), rows)
    figures = [by_figure(estimate, "activity", name=name)]
    if not estimate.weekly.fixed:
        figures.append(spread_figure(estimate.distribution(), name=f"{name}-spread"))
    head = f"{estimate.plan.name}: {estimate.weekly} a week"
    return Picture(head, figures, rows, html=estimate.explain()._repr_html_())


def timeline_picture(found: Timeline) -> Picture:
    """Return what a timeline shows of itself."""
    parts = [
        (name, Range[Effort]._of(*(Effort._of(end) for end in ends)))
        for name, ends in _period_sums(found).items()
    ]
    # Here the order of time is the one that says something.
    rows = [row for part in parts[:ROWS] for row in bar_rows([part])]
    name = unique("timeline", repr(found), rows)
    first, last = found.periods[0].first, found.periods[-1].last
    head = f"Hours by {found.per} from {first} to {last}: {found.total}"
    return Picture(head, [timeline_figure(found, name=name)], rows)


def capacity_picture(found: Capacity) -> Picture:
    """Return what capacity shows of itself."""
    rows: list[tuple[str, str, tuple[float, float, float]]] = []
    for role in found.roles:
        weeks = found.of(role)
        worst = max(weeks, key=lambda each: (each.over, each.load))
        over = sum(bool(each.over) for each in weeks)
        told = f"over in {over} of {len(weeks)} weeks; most {say(worst.load)} in {worst.week.name}"
        load = worst.load.hours
        rows.append((role, told, (load, load, max(load, worst.p80.hours))))
    name = unique("capacity", repr(found), rows)
    first, last = found.weeks[0].first, found.weeks[-1].last
    head = f"Load and capacity from {first} to {last}"
    return Picture(head, weeks_figures(found, name=name), rows)


def sensitivity_picture(found: Sensitivity[Any]) -> Picture:
    """Return what sensitivity shows of itself."""
    rows: list[tuple[str, str, tuple[float, float, float]]] = []
    for each, share in list(zip(found.inputs, _shares(found), strict=True))[:ROWS]:
        part = max(each.share, 0.0)
        rows.append((each.label, f"{share} %", (part, part, part)))
    name = unique(
        "sensitivity", repr(found), rows, [(each.low, each.high) for each in found.inputs]
    )
    head = (
        f"{PICTURE_WORDS['en'][f'tornado_{found.of}'].format(per=PICTURE_WORDS['en'][found.per])}"
    )
    likely = PICTURE_WORDS["en"]["tornado_total"].format(total=found.likely)
    figures = [tornado_figure(found, name=name)] if found.inputs else []
    return Picture(f"{head}: {likely}", figures, rows)


def simulation_picture(found: Simulation) -> Picture:
    """Return what a simulation shows of itself."""
    rows: list[tuple[str, str, tuple[float, float, float]]] = []
    for at, each in found.total.percentiles.items():
        value = max(each.value, 0.0)
        rows.append((f"P{at:g}", str(each), (value, value, value)))
    name = unique("simulation", repr(found), rows)
    head = f"{found.estimate.plan.name}: {found.total.mean} a {found.per} on average"
    notes = (f"{found.draws:,} draws, seed {found.seed}.",)
    return Picture(head, simulation_figures(found, name=name), rows, notes)
