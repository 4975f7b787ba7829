"""An assessment as text for a terminal, in the words of a marketer."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from aufwand.catalog import BASELINES, baseline
from aufwand.model import Source
from aufwand.outline.text import plain
from aufwand.reports._table import aligned
from aufwand.reports._words import AREA_NAMES, WORDS
from aufwand.units import Effort, Range, say
from aufwand.units.rounding import shown_parts
from aufwand.units.wording import say_minutes, say_number, say_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aufwand.estimates import CostEstimate, Dimension, Estimate
    from aufwand.model import Activity, Plan
    from aufwand.rules import Assessment, Finding, RuleSet

    #: Returns file, line and column of a path in the plan.
    Places: TypeAlias = Callable[[str], tuple[str | None, int, int]]

    #: Returns text marked as what it is: ``title``, ``error``, ``warning``, ``advice``, ``faint``.
    Paint: TypeAlias = Callable[[str, str], str]

__all__ = ["assessment_text", "estimate_text", "findings_text", "rules_text"]


def _unpainted(text: str, _: str) -> str:
    return text


def assessment_text(
    assessment: Assessment,
    *,
    lang: str = "en",
    places: Places | None = None,
    paint: Paint = _unpainted,
) -> str:
    """Return an assessment as text: the answer, its parts, the findings, the sources.

    Args:
        assessment: What to tell.
        lang: ``en`` or ``de``.
        places: Where the parts of the plan stand, if it came from a file.
        paint: Marks titles and levels, for terminals with colours.
    """
    estimate = assessment.estimate
    plan = estimate.plan
    blocks = [
        [paint(plain(plan.name), "title"), *_answer(estimate, lang)],
        [*_parts(estimate, "activity", "week", lang), paint(WORDS[lang]["bounds"], "faint")],
    ]
    if plan.roles:
        blocks.append(_roles(estimate, lang))
    if plan.channels:
        blocks.append(_parts(estimate, "channel", "week", lang))
    blocks.append(
        findings_text(assessment.findings, lang=lang, places=places, paint=paint).splitlines()
    )
    blocks.append(_sources(plan, lang, paint))
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def estimate_text(estimate: Estimate, *, by: Dimension, per: str, lang: str = "en") -> str:
    """Return the effort *by* activity, channel, role or area in a period, as a table."""
    words = WORDS[lang]
    title = f"{plain(estimate.plan.name)}, {words[per]}"
    return "\n".join([title, "", *_parts(estimate, by, per, lang)]) + "\n"


def findings_text(
    findings: Iterable[Finding],
    *,
    lang: str = "en",
    places: Places | None = None,
    paint: Paint = _unpainted,
) -> str:
    """Return findings as text, the gravest first, with a line that counts them."""
    words = WORDS[lang]
    found = list(findings)
    if not found:
        return words["no_findings"]
    lines = [paint(words["findings"], "title")]
    for finding in found:
        place = ""
        if places is not None:
            file, line, _ = places(finding.path)
            place = f"  {file}:{line}" if file else f"  {line}"
        level = paint(words[finding.level], finding.level)
        lines.append(f"{finding.code} {level}  {plain(finding.path)}{paint(plain(place), 'faint')}")
        lines.append(f"    {plain(finding.say(lang))}")
        if finding.accepted is not None:
            reason = words["accepted"].format(reason=plain(finding.accepted.reason))
            lines.append(f"    {paint(reason, 'faint')}")
    counts = [
        (level, sum(finding.level == level for finding in found))
        for level in ("error", "warning", "advice", "info")
    ]
    told = [
        f"1 {words[level]}" if number == 1 else words[f"{level}s"].format(n=number)
        for level, number in counts
        if number
    ]
    lines.append(", ".join(told))
    return "\n".join(lines)


def rules_text(rules: RuleSet, *, lang: str = "en") -> str:
    """Return every rule with its level and where it comes from, as a table."""
    words = WORDS[lang]
    rows = [[rule.code, words[rule.level], rule.name, rule.package] for rule in rules]
    lines = aligned([[words["rule"], words["level"], words["name"], words["from"]], *rows], left=4)
    return "\n".join(lines) + "\n"


def _answer(estimate: Estimate, lang: str) -> list[str]:
    words = WORDS[lang]
    plan = estimate.plan
    people = " – ".join(
        dict.fromkeys(
            say_number(number, 2, lang)
            for number in (estimate.fte.low, estimate.fte.likely, estimate.fte.high)
        )
    )
    rows = [
        (words["hours"], words["head"].format(hours=say(estimate.weekly, lang))),
        (
            words["people"],
            f"{people} {words['positions'].format(week=say(plan.full_time.weekly, lang))}",
        ),
        *_money(estimate.cost, lang),
    ]
    if estimate.once.high:
        rows.append((words["once"], say(estimate.once, lang)))
    room = max(len(name) for name, _ in rows)
    return [
        f"{name.ljust(room)}  {text}" if name else f"{' ' * room}  {text}" for name, text in rows
    ]


def _money(cost: CostEstimate | None, lang: str) -> list[tuple[str, str]]:
    words = WORDS[lang]
    if cost is None:
        return [(words["money"], words["no_cost"])]
    rows = [
        (words["money"], f"{say(cost.weekly, lang)} {words['week']}"),
        ("", f"{say(cost.yearly, lang)} {words['year']}"),
    ]
    if cost.fixed:
        rows.append(("", words["fixed"].format(money=f"{say(cost.fixed, lang)} {words['week']}")))
    if cost.unpriced.high:
        rows.append(("", words["unpriced"].format(effort=say(cost.unpriced, lang))))
    if cost.once.high:
        rows.append((words["once"], say(cost.once, lang)))
    return rows


def _parts(estimate: Estimate, by: Dimension, per: str, lang: str) -> list[str]:
    """Return a table of effort whose shown parts add up to the shown total."""
    words = WORDS[lang]
    found = estimate.by(by, per=per)
    if not found:
        return [say_minutes(0, lang)]
    rows, total = shown_parts([_minutes(each) for each in found.values()])
    cells = [[words[by], words["low"], words["likely"], words["high"]]]
    cells += [
        [_label(estimate.plan, by, key, lang), *(say_minutes(number, lang) for number in row)]
        for key, row in zip(found, rows, strict=True)
    ]
    cells.append([words["total"], *(say_minutes(number, lang) for number in total)])
    lines = aligned(cells)
    rule = "─" * max(len(line) for line in lines)
    return [lines[0], rule, *lines[1:-1], rule, lines[-1]]


def _minutes(value: Range[Effort]) -> tuple[Fraction, Fraction, Fraction]:
    return value.low.minutes, value.likely.minutes, value.high.minutes


def _label(plan: Plan, by: str, key: str, lang: str) -> str:
    words = WORDS[lang]
    if by == "channel":
        return plan.channel(key).label if key else words["all_channels"]
    if by == "role":
        return plan.role(key).label if key else words["nobody"]
    if by == "area":
        return AREA_NAMES[lang].get(key, key)
    return activity_label(plan.activity(key), lang)


def activity_label(activity: Activity, lang: str) -> str:
    """Return the activity's name; the names of a baseline are told in *lang*."""
    area = AREA_NAMES[lang].get(activity.key, activity.label)
    if activity.name in ("", _baseline_names().get(activity.key)) and lang != "en":
        return area
    return activity.name or area


def _baseline_names() -> dict[str, str]:
    return {each.key: each.name for name in BASELINES for each in baseline(name)}


def _roles(estimate: Estimate, lang: str) -> list[str]:
    words = WORDS[lang]
    plan = estimate.plan
    loads = estimate.by("role")
    nothing = Effort("0 min")
    head = [words["role"], words["load"], words["capacity"], words["used"]]
    if plan.reserve:
        head.append(words["free"])
    rows = [head]
    for role in plan.roles:
        load = loads[role.key].likely if role.key in loads else nothing
        used = estimate.utilisation(role.key)
        row = [
            role.label,
            say(load, lang),
            words["unknown"] if role.capacity is None else say(role.capacity.weekly, lang),
            "" if used is None else say_percent(used.likely, lang),
        ]
        if plan.reserve:
            free = None if role.capacity is None else role.capacity.weekly * plan.reserve
            row.append("" if free is None else say(free, lang))
        rows.append(row)
    if "" in loads:
        rows.append([words["nobody"], say(loads[""].likely, lang), *[""] * (len(head) - 2)])
    return aligned(rows)


def _sources(plan: Plan, lang: str, paint: Paint) -> list[str]:
    words = WORDS[lang]
    named: dict[str, list[str]] = {}
    for activity in plan.activities:
        label = activity_label(activity, lang)
        if not activity.source:
            named.setdefault(words["no_source"], []).append(label)
        for source in activity.source:
            labels = named.setdefault(_publication(source), [])
            if label not in labels:
                labels.append(label)
    if not named:
        return []
    lines = [paint(words["sources"], "title")]
    lines += [f"{plain(text)}: {plain(', '.join(labels))}" for text, labels in named.items()]
    return lines


def _publication(source: Source) -> str:
    return str(
        Source(
            source.title or source.key,
            publisher=source.publisher,
            year=source.year,
            trust=source.trust,
        )
    )
