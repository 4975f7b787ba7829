"""An assessment as text for a terminal, in the words of a marketer."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

from aufwand.errors import MissingPackage
from aufwand.estimates._arrays import numpy_is_here
from aufwand.language.forms import ended
from aufwand.outline.text import plain
from aufwand.reports._sentences import (
    REMARK,
    accepted_sentence,
    cost_sentence,
    counts,
    remedies_of,
    where,
)
from aufwand.reports._table import aligned, cut, ruled, width, wrapped
from aufwand.reports._told import told
from aufwand.reports._whole import whole_notes
from aufwand.reports._words import WORDS
from aufwand.reports.naming import activity_name, area_name, channel_name
from aufwand.units import Effort, Money, Range, say
from aufwand.units.rounding import shown_parts
from aufwand.units.wording import say_day, say_minutes, say_number, say_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from fractions import Fraction

    from aufwand.estimates import CostEstimate, Dimension, Estimate
    from aufwand.model import Plan, Source
    from aufwand.reports._told import Places, Told
    from aufwand.rules import Assessment, Finding, Price, RuleSet
    from aufwand.rules.known import KnownFindings

    #: Returns text marked as what it is: ``title``, ``error``, ``warning``, ``advice``, ``faint``.
    Paint: TypeAlias = Callable[[str, str], str]

__all__ = ["assessment_text", "cost_notes", "estimate_text", "findings_text", "rules_text"]

#: Cells of a line, unless a terminal has fewer.
LINE = 100

#: How many pieces of advice, or notes, of one family of rules are told in full.
WHOLE = 3

_INDENT = "    "


def _unpainted(text: str, _: str) -> str:
    return text


def assessment_text(
    assessment: Assessment,
    *,
    lang: str = "en",
    places: Places | None = None,
    paint: Paint = _unpainted,
    line: int = LINE,
    bars: bool = False,
) -> str:
    """Return an assessment as text: the answer, its parts, the findings, the sources.

    Args:
        assessment: What to tell.
        lang: ``en`` or ``de``.
        places: Where the parts of the plan stand, if it came from a file.
        paint: Marks titles and levels, for terminals with colours.
        line: Cells of a line.
        bars: Whether hours have bars beside their numbers, as far as the line has room.
    """
    estimate = assessment.estimate
    plan = estimate.plan
    room = line if bars else 0
    notes = [
        paint(each, "faint")
        for note in (*_notes(estimate, lang), *_dated(assessment, lang))
        for each in wrapped(note, line)
    ]
    blocks = [
        [paint(cut(plan.name, line), "title")],
        [*_answer(estimate, lang), *(paint(note, "faint") for note in notes)],
        _parts(estimate, "activity", "week", lang, room),
        _one_off(estimate, lang),
        _roles(estimate, lang) if plan.roles else [],
        _parts(estimate, "channel", "week", lang, room) if plan.channels else [],
        [
            findings_text(
                assessment.findings,
                lang=lang,
                places=places,
                accepted_cost=assessment.accepted_cost if assessment.accepted else None,
                paint=paint,
                line=line,
            )
        ],
        _sources(plan, lang, paint, line),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def estimate_text(
    estimate: Estimate,
    *,
    by: Dimension,
    per: str,
    lang: str = "en",
    line: int = LINE,
    bars: bool = False,
) -> str:
    """Return the effort by activity, channel, role or area in a period, as a table.

    Args:
        estimate: What to tell.
        by: ``activity``, ``channel``, ``role`` or ``area``.
        per: ``week``, ``month``, ``quarter`` or ``year``.
        lang: ``en`` or ``de``.
        line: Cells of a line.
        bars: Whether hours have bars beside their numbers, as far as the line has room.
    """
    words = WORDS[lang]
    name = cut(estimate.plan.name)
    lines = [words["by"].format(name=name, per=words[per]), ""]
    lines += _parts(estimate, by, per, lang, line if bars else 0) or [words["nothing"]]
    if not estimate.weekly.fixed:
        lines += ["", *wrapped(_chance(estimate, per, lang), LINE)]
    if estimate.once.high:
        lines += ["", words["and_once"].format(hours=say(estimate.once, lang))]
    return "\n".join(lines) + "\n"


def findings_text(
    findings: Iterable[Finding],
    *,
    lang: str = "en",
    places: Places | None = None,
    known: KnownFindings | None = None,
    accepted_cost: Price | None = None,
    paint: Paint = _unpainted,
    line: int = LINE,
) -> str:
    """Return findings as text, the gravest first, under a title that counts them.

    Each shows at most three remedies, the best first. Of advice and notes from one family of
    rules, those behind the third are told in a line each.

    Args:
        findings: What to tell.
        lang: ``en`` or ``de``.
        places: Where the parts of the plan stand, if it came from a file.
        known: Findings that were there before.
        accepted_cost: What the accepted ones cost together.
        paint: Marks titles and levels, for terminals with colours.
        line: Cells of a line.
    """
    words = WORDS[lang]
    found = told(tuple(findings), places, known)
    if not found:
        return words["no_findings"]
    lines = [paint(words["findings"].format(counts=counts(found, lang)), "title")]
    seen: dict[tuple[str, str], int] = {}
    short = False
    for each in found:
        group = (each.finding.level, each.finding.code.rstrip("0123456789"))
        seen[group] = seen.get(group, 0) + 1
        if seen[group] > WHOLE and each.finding.level in {"advice", "info"}:
            lines.append(_in_a_line(each, lang, paint, line))
            short = short or lines[-1].endswith("…")
        else:
            lines += _in_full(each, lang, paint, line)
    notes = [cost_sentence(accepted_cost, lang)] if accepted_cost is not None else []
    if short:
        notes.append(words["cut"])
    notes.append(words["more"].format(code=found[0].finding.code))
    return "\n".join([*lines, *(paint(note, "faint") for note in notes if note)])


def _head(told: Told, lang: str, paint: Paint) -> str:
    finding = told.finding
    head = f"{finding.code} {paint(WORDS[lang][finding.level], finding.level)}"
    head += f"  {cut(where(finding, lang), LINE)}"
    if told.line is not None:
        place = f"{plain(told.file)}:{told.line}" if told.file else str(told.line)
        head += paint(f"  {place}", "faint")
    return head


def _in_full(told: Told, lang: str, paint: Paint, line: int) -> list[str]:
    finding = told.finding
    lines = [_head(told, lang, paint), *wrapped(finding.say(lang), line, _INDENT)]
    remarks: list[str] = []
    if finding.accepted is not None:
        remarks = [accepted_sentence(finding.accepted, lang)]
    elif told.known:
        remarks = [WORDS[lang]["known"]]
    else:
        for remedy in remedies_of(finding, lang):
            lines += wrapped(f"→ {remedy}", line, _INDENT)
    return lines + [
        paint(each, "faint") for text in remarks for each in wrapped(text, line, _INDENT)
    ]


def _in_a_line(told: Told, lang: str, paint: Paint, line: int) -> str:
    # Measured without colours, which take no room.
    room = line - width(_head(told, lang, _unpainted)) - 2
    said = cut(told.finding.say(lang), room) if room > len("…") else "…"
    return f"{_head(told, lang, paint)}  {said}"


def rules_text(rules: RuleSet, *, lang: str = "en") -> str:
    """Return every rule with its level and where it comes from, as a table."""
    words = WORDS[lang]
    rows = [[rule.code, words[rule.level], rule.name, rule.package] for rule in rules]
    lines = aligned([[words["rule"], words["level"], words["name"], words["from"]], *rows], left=4)
    return "\n".join(lines) + "\n"


def _answer(estimate: Estimate, lang: str) -> list[str]:
    words = WORDS[lang]
    fte, cost = estimate.fte, estimate.cost
    rows = [
        [words["typical"], words["low"], words["likely"], words["high"]],
        _told("hours", estimate.weekly, lang),
        [
            words["positions"],
            *(say_number(number, 2, lang) for number in (fte.low, fte.likely, fte.high)),
        ],
    ]
    if cost is not None:
        rows += [_told("cost", cost.weekly, lang), _told("cost_year", cost.yearly, lang)]
    if estimate.once.high:
        rows.append(_told("once_hours", estimate.once, lang))
    if cost is not None and cost.once.high:
        rows.append(_told("once_cost", cost.once, lang))
    return ruled(rows, total=False)


def _told(name: str, value: Range[Effort] | Range[Money], lang: str) -> list[str]:
    return [WORDS[lang][name], *(say(end, lang) for end in (value.low, value.likely, value.high))]


def _notes(estimate: Estimate, lang: str) -> list[str]:
    words = WORDS[lang]
    cost = estimate.cost
    full_time = words["full_time"].format(week=say(estimate.plan.full_time.weekly, lang))
    notes = [words["bounds"], *_chances(estimate, lang), full_time, *cost_notes(cost, lang)]
    if estimate.once.high or (cost is not None and cost.once.high):
        notes.append(words["once"])
    return notes


def _dated(assessment: Assessment, lang: str) -> list[str]:
    """Return what the whole of a plan with dates takes and costs."""
    horizon = assessment._horizon
    words = WORDS[lang]
    if horizon is None:
        calendar = assessment.plan.calendar
        dated = calendar.start is not None and calendar.end is not None
        return [words["no_days"]] if dated and not numpy_is_here() else []
    first, last = (say_day(day, lang) for day in (horizon.start, horizon.end))
    effort = say(horizon.effort, lang)
    # In one note, so that "all of it" is what it is said of.
    told = ended(words["dated"].format(first=first, last=last, effort=effort))
    return [" ".join([told, *whole_notes(horizon, lang)])]


def _chance(estimate: Estimate, per: str, lang: str) -> str:
    try:
        found = estimate.distribution(per=per).percentiles
    except MissingPackage:
        return WORDS[lang]["no_chance"]
    ends = {f"p{at}": say(getattr(found, f"p{at}"), lang) for at in (50, 80, 90)}
    return ended(WORDS[lang]["chance"].format(per=WORDS[lang][per], **ends))


def _chances(estimate: Estimate, lang: str) -> list[str]:
    """Return how likely which hours are, and whether the budget is kept."""
    words, budget, cost = WORDS[lang], estimate.plan.budget, estimate.cost
    notes: list[str] = []
    if not estimate.weekly.fixed:
        notes.append(_chance(estimate, "week", lang))
    if budget is None or cost is None or cost.weekly.fixed or not numpy_is_here():
        return notes
    chance = cost.chance_within(budget)
    told = words["over"] if chance > 0.99 else words["under"] if chance < 0.01 else ""
    told = told or say_percent(chance, lang)
    notes.append(words["chance_budget"].format(chance=told, budget=say(budget.weekly, lang)))
    return notes


def cost_notes(cost: CostEstimate | None, lang: str) -> list[str]:
    """Return what is, and what is not, in the cost."""
    words = WORDS[lang]
    if cost is None:
        return [words["no_cost"]]
    notes: list[str] = []
    if cost.fixed:
        notes.append(words["fixed"].format(money=say(cost.fixed, lang)))
    if cost.unpriced.high:
        notes.append(words["unpriced"].format(effort=say(cost.unpriced, lang)))
    return notes


def _parts(estimate: Estimate, by: Dimension, per: str, lang: str, room: int) -> list[str]:
    """Return a table of effort by one thing, or nothing where nothing recurs.

    Where there is *room* for it in a line, each has a bar.
    """
    found = estimate.by(by, per=per)
    parts = [(_label(estimate.plan, by, key, lang), value) for key, value in found.items()]
    return _with_bars(_summed(by, parts, lang), parts, room, lang)


def _with_bars(
    lines: list[str], parts: Sequence[tuple[str, Range[Effort]]], room: int, lang: str
) -> list[str]:
    """Return the lines of a table with a bar for each part, and below it what the bars say."""
    from aufwand.charts.bars import LONGEST, SHORTEST, text_bars

    left = room - max(map(width, lines), default=0) - 3
    if not lines or left < SHORTEST:
        return lines
    ends = [(float(low), float(likely), float(high)) for low, likely, high in _all_minutes(parts)]
    # The head and the rule above, the rule and the total below.
    bars = ["", "", *text_bars(ends, min(left, LONGEST)), "", ""]
    wide = max(map(width, lines))
    drawn = [
        f"{line}{' ' * (wide - width(line) + 3)}{bar}" if bar else line
        for line, bar in zip(lines, bars, strict=True)
    ]
    return [*drawn, *wrapped(WORDS[lang]["bars_key"], room)]


def _one_off(estimate: Estimate, lang: str) -> list[str]:
    """Return a table of what is done once, or nothing where nothing is."""
    if not estimate.once.high:
        return []
    steps = estimate.explain("once").parts
    parts = [(step.name, cast("Range[Effort]", step.value)) for step in steps]
    return _summed("done_once", parts, lang)


def _summed(title: str, parts: Sequence[tuple[str, Range[Effort]]], lang: str) -> list[str]:
    """Return a table whose shown parts add up to the shown total."""
    if not parts:
        return []
    words = WORDS[lang]
    rows, total = shown_parts(_all_minutes(parts))
    cells = [[words[title], words["low"], words["likely"], words["high"]]]
    cells += [
        [cut(label), *(say_minutes(number, lang) for number in row)]
        for (label, _), row in zip(parts, rows, strict=True)
    ]
    cells.append([words["total"], *(say_minutes(number, lang) for number in total)])
    return ruled(cells)


def _all_minutes(
    parts: Sequence[tuple[str, Range[Effort]]],
) -> list[tuple[Fraction, Fraction, Fraction]]:
    return [_minutes(value) for _, value in parts]


def _minutes(value: Range[Effort]) -> tuple[Fraction, Fraction, Fraction]:
    return value.low.minutes, value.likely.minutes, value.high.minutes


def _label(plan: Plan, by: str, key: str, lang: str) -> str:
    words = WORDS[lang]
    if by == "channel":
        return channel_name(plan.channel(key), lang) if key else words["all_channels"]
    if by == "role":
        return plan.role(key).label if key else words["nobody"]
    if by == "area":
        return area_name(key, lang)
    return activity_name(plan.activity(key), lang)


def _roles(estimate: Estimate, lang: str) -> list[str]:
    """Return a table of who has how much to do in how much time; its loads add up as well."""
    words = WORDS[lang]
    plan = estimate.plan
    loads = estimate.by("role")
    keys = [role.key for role in plan.roles] + ([""] if "" in loads else [])
    nothing = Range[Effort].at(Effort("0 min"))
    shown, total = shown_parts([_minutes(loads.get(key, nothing)) for key in keys])
    rows = [[words["role"], words["likely"], words["capacity"], words["used"]]]
    for key, (_, load, _) in zip(keys, shown, strict=True):
        row = [cut(_label(plan, "role", key, lang)), say_minutes(load, lang)]
        rows.append([*row, *(_time_of(estimate, key, lang) if key else ("", ""))])
    rows.append([words["total"], say_minutes(total[1], lang), "", ""])
    if plan.reserve:
        free = [role.capacity and role.capacity.weekly * plan.reserve for role in plan.roles]
        column = [words["free"], *(say(each, lang) if each else "" for each in free)]
        column += [""] * (len(rows) - len(column))
        rows = [[*row, cell] for row, cell in zip(rows, column, strict=True)]
    return ruled(rows)


def _time_of(estimate: Estimate, key: str, lang: str) -> tuple[str, str]:
    capacity = estimate.plan.role(key).capacity
    if capacity is None:
        return WORDS[lang]["unknown"], ""
    used = estimate.utilisation(key)
    return say(capacity.weekly, lang), "" if used is None else say_percent(used.likely, lang)


def _sources(plan: Plan, lang: str, paint: Paint, line: int) -> list[str]:
    words = WORDS[lang]
    named: dict[str, dict[str, None]] = {}
    for activity in plan.activities:
        texts = [_publication(source, lang) for source in activity.source] or [words["no_source"]]
        for text in texts:
            named.setdefault(text, {})[cut(activity_name(activity, lang))] = None
    if not named:
        return []
    lines = [paint(words["sources"], "title")]
    for text, labels in named.items():
        lines += wrapped(text, line)
        lines += [paint(each, "faint") for each in wrapped(", ".join(labels), line, _INDENT)]
    return lines


def _publication(source: Source, lang: str) -> str:
    trust = WORDS[lang]["trust"].format(grade=source.trust) if source.trust else ""
    about = (source.publisher, str(source.year or ""), trust)
    known = ", ".join(cut(part) for part in about if part)
    title = cut(source.title or source.key or source.figure, REMARK)
    return f"{title} ({known})" if known else title
