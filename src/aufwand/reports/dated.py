"""Plans with dates as text for a terminal: hours over time, and weeks over capacity."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, cast

from aufwand.outline.text import plain
from aufwand.reports._dated_words import DATED_WORDS
from aufwand.reports._table import cut, ruled, wrapped
from aufwand.reports._whole import whole_notes
from aufwand.reports._words import WORDS
from aufwand.reports.naming import activity_name, area_name, channel_name
from aufwand.units.rounding import apportion, half_up, shown_parts
from aufwand.units.wording import say_day, say_minutes, say_number, say_percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aufwand.calendars import Period, PublicHolidays
    from aufwand.estimates.capacity import Capacity, RoleWeek
    from aufwand.estimates.estimate import Estimate
    from aufwand.estimates.timeline import Horizon, Timeline
    from aufwand.model import Plan
    from aufwand.units import Effort

__all__ = ["capacity_text", "holiday_notes", "timeline_text"]

#: Cells of a line.
LINE = 100

#: How many columns of hours fit into a line.
COLUMNS = 6

#: Cells that the names above columns have together, and of one that is a row.
_HEADS, _NAME = 66, 18


def timeline_text(estimate: Estimate, timeline: Timeline, *, lang: str = "en") -> str:
    """Return what a plan takes in each period, as a table.

    Without anything it is summed by, low, likely and high have a column each; else each part has
    one with its likely hours.

    Args:
        estimate: The estimate of the plan.
        timeline: The same over time, by nothing or by one thing.
        lang: ``en`` or ``de``.
    """
    words = DATED_WORDS[lang]
    first, last = timeline.periods[0].first, timeline.periods[-1].last
    lines = [
        words["timeline"].format(
            name=cut(estimate.plan.name),
            per=words[f"a_{timeline.per}"],
            first=say_day(first, lang),
            last=say_day(last, lang),
        ),
        "",
    ]
    notes: list[str] = []
    if timeline.by:
        table, wide = _by_columns(estimate.plan, timeline, lang)
        notes.append(words["likely_only"])
        if wide:
            notes.append(words["widest"].format(number=COLUMNS - 1))
    else:
        table = _by_ends(timeline, lang)
        notes.append(WORDS[lang]["bounds"])
    if any(activity.per == "once" for activity in estimate.plan.activities):
        notes.append(words["once"])
    # What has a timeline has one.
    horizon = cast("Horizon", estimate.horizon)
    notes += whole_notes(horizon, lang)
    shown = say_number(horizon.working_days, 0 if horizon.working_days % 1 == 0 else 1, lang)
    # Half days are told as several: 0.5 working days.
    worked = words.count("working_days", 1 if horizon.working_days == 1 else 2, n=shown)
    notes.append(words.count("of_days", horizon.days, worked=worked))
    notes += holiday_notes(timeline.holidays, lang)
    lines += table
    return "\n".join([*lines, "", *_wrapped(notes)]) + "\n"


def _by_ends(timeline: Timeline, lang: str) -> list[str]:
    words = DATED_WORDS[lang]
    parts = [row.effort for row in timeline.rows()]
    shown, total = shown_parts(
        [(each.low.minutes, each.likely.minutes, each.high.minutes) for each in parts]
    )
    ends = [WORDS[lang][end] for end in ("low", "likely", "high")]
    blank, head = _heads(timeline, lang)
    rows = [[*head, *ends]]
    for period, numbers in zip(timeline.periods, shown, strict=True):
        rows.append([*_names(timeline, period, lang), *(say_minutes(n, lang) for n in numbers)])
    rows.append([words["total"], *blank, *(say_minutes(each, lang) for each in total)])
    return ruled(rows)


def _by_columns(plan: Plan, timeline: Timeline, lang: str) -> tuple[list[str], bool]:
    """Return a table with a column for each part, and whether some had to share one."""
    words = DATED_WORDS[lang]
    columns: dict[tuple[str, ...], list[Fraction]] = {key: [] for key in timeline.keys}
    for row in timeline.rows():
        columns[row.key].append(row.effort.likely.minutes)
    named = {key: _label(plan, timeline.by[0], key[0], lang) for key in columns}
    wide = len(columns) > COLUMNS
    # Exact sums, so that the order of those alike is the plan's.
    kept = sorted(columns, key=lambda key: -sum(columns[key]))[: COLUMNS - 1] if wide else columns
    room = _HEADS // min(len(columns) or 1, COLUMNS)
    shown = [(cut(named[key], min(room, _NAME)), columns[key]) for key in columns if key in kept]
    if wide:
        rest = [columns[key] for key in columns if key not in kept]
        shown.append(
            (words["others"], [sum(each, Fraction(0)) for each in zip(*rest, strict=True)])
        )
    totals = apportion(
        [sum(column, Fraction(0)) for _, column in shown],
        half_up(sum((sum(column, Fraction(0)) for _, column in shown), Fraction(0))),
    )
    whole = [apportion(column, total) for (_, column), total in zip(shown, totals, strict=True)]
    blank, head = _heads(timeline, lang)
    rows = [[*head, *(name for name, _ in shown), words["total"]]]
    for place, period in enumerate(timeline.periods):
        here = [column[place] for column in whole]
        rows.append([*_names(timeline, period, lang), *map(_clock, here), _clock(sum(here))])
    rows.append([words["total"], *blank, *map(_clock, totals), _clock(sum(totals))])
    return ruled(rows), wide


def _heads(timeline: Timeline, lang: str) -> tuple[list[str], list[str]]:
    """Return what stands below and above the column of first days, where there is one."""
    words = DATED_WORDS[lang]
    if timeline.per == "week":
        return [""], [words["week"], words["from"]]
    return [], [words[timeline.per]]


def _names(timeline: Timeline, period: Period, lang: str) -> list[str]:
    if timeline.per == "week":
        return [period.name, say_day(period.first, lang)]
    return [say_day(period.first, lang) if timeline.per == "day" else period.name]


def _label(plan: Plan, by: str, key: str, lang: str) -> str:
    if by == "channel":
        return channel_name(plan.channel(key), lang) if key else WORDS[lang]["all_channels"]
    if by == "role":
        return plan.role(key).label if key else WORDS[lang]["nobody"]
    if by == "area":
        return area_name(key, lang)
    return activity_name(plan.activity(key), lang)


def capacity_text(plan: Plan, capacity: Capacity, *, lang: str = "en") -> str:
    """Return load against capacity as tables: all roles, then every week that is over capacity.

    Args:
        plan: The plan.
        capacity: Its load and capacity.
        lang: ``en`` or ``de``.
    """
    words = DATED_WORDS[lang]
    first, last = capacity.weeks[0].first, capacity.weeks[-1].last
    title = words["capacity"].format(
        name=cut(plan.name), first=say_day(first, lang), last=say_day(last, lang)
    )
    if not capacity.roles:
        return f"{title}\n\n{words['no_roles']}\n"
    over = sorted(capacity.over_p80, key=lambda each: each.week.first)
    blocks = [[title], _all_roles(plan, capacity, lang)]
    notes = [words["bounds"]]
    if over:
        blocks.append([words["some_over"].format(weeks=len(over)), *_over(plan, over, lang)])
        notes.append(words["alone"])
    else:
        blocks.append([words["none_over"]])
    blocks.append(_wrapped([*notes, *holiday_notes(capacity.holidays, lang)]))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _all_roles(plan: Plan, capacity: Capacity, lang: str) -> list[str]:
    words = DATED_WORDS[lang]
    heads = ("role", "load", "able", "used", "weeks_over", "over", "weeks_over_80")
    rows = [[words[each] for each in heads]]
    for key in capacity.roles:
        weeks = capacity.of(key)
        load = sum((each.load.minutes for each in weeks), Fraction(0))
        row = [cut(plan.role(key).label, _NAME), _minutes(load)]
        known = [each.capacity.minutes for each in weeks if each.capacity is not None]
        if not known:
            rows.append([*row, words["unknown"], "", "", "", ""])
            continue
        able = sum(known, Fraction(0))
        beyond = [each for each in weeks if each.over]
        hours = sum((each.over.minutes for each in beyond), Fraction(0))
        careful = [each for each in weeks if each.over_p80]
        used = say_percent(load / able, lang) if able else ""
        rows.append(
            [*row, _minutes(able), used, str(len(beyond)), _minutes(hours), str(len(careful))]
        )
    return ruled(rows, total=False)


def _over(plan: Plan, over: Sequence[RoleWeek], lang: str) -> list[str]:
    words = DATED_WORDS[lang]
    heads = ("week", "from", "role", "load", "able", "over", "over_80")
    rows = [[words[each] for each in heads]]
    remarks: list[str] = []
    for each in over:
        rows.append(
            [
                each.week.name,
                say_day(each.week.first, lang),
                cut(plan.role(each.role).label, _NAME),
                _effort(each.load),
                "" if each.capacity is None else _effort(each.capacity),
                _effort(each.over),
                _effort(each.over_p80),
            ]
        )
        remarks.append(_remark(plan, each, lang))
    head, rule, *lines = ruled(rows, total=False)
    told = [head, rule]
    for line, remark in zip(lines, remarks, strict=True):
        told += [line, *wrapped(remark, LINE, "    ")]
    return told


def _remark(plan: Plan, week: RoleWeek, lang: str) -> str:
    words = DATED_WORDS[lang]
    who = ", ".join(f"{cut(plan.role(role).label)} {_effort(free)}" for role, free in week.cover)
    told = f"{words['step_in']}: {who or words['nobody']}"
    names = dict.fromkeys(cut(each.name) for each in week.off if each.name)
    return f"{words['away']}: {', '.join(names)}; {told}" if names else told


def holiday_notes(holidays: PublicHolidays, lang: str) -> list[str]:
    """Return where holidays come from, and what is not known of them."""
    words = DATED_WORDS[lang]
    if holidays.why == "not installed":
        return [words["not installed"]]
    if not holidays.source:
        return [words["no_country"]]
    notes = [words["source"].format(source=plain(holidays.source))]
    if holidays.uncovered:
        first, last = holidays.uncovered[0], holidays.uncovered[-1]
        years = str(first) if first == last else words["to"].format(first=first, last=last)
        number, source = len(holidays.uncovered), plain(holidays.source)
        notes.append(words.count("not covered", number, years=years, source=source))
    return notes


def _wrapped(notes: Sequence[str]) -> list[str]:
    return [line for note in notes for line in wrapped(note, LINE)]


def _effort(effort: Effort) -> str:
    return _minutes(effort.minutes)


def _minutes(minutes: Fraction) -> str:
    return _clock(half_up(minutes))


def _clock(minutes: int) -> str:
    """Return whole minutes as hours and minutes, ``12:05``, which fit into narrow columns."""
    return f"{minutes // 60}:{minutes % 60:02d}"
