"""What changed between two plans, as text for a terminal and as Markdown for a pull request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from aufwand.estimates.cost import fixed_costs
from aufwand.language.forms import ended
from aufwand.outline.text import plain
from aufwand.reports._difference_words import WORDS
from aufwand.reports._markdown import escaped, table
from aufwand.reports._table import cut, ruled, wrapped
from aufwand.reports._words import WORDS as REPORT_WORDS
from aufwand.reports.naming import activity_name, channel_name
from aufwand.units import Effort, EffortRate, Elapsed, HourlyRate, Money, MoneyRate, Range, say
from aufwand.units._currencies import MINOR_UNITS
from aufwand.units.rounding import apportion, half_up
from aufwand.units.wording import (
    hour_word,
    say_day,
    say_minutes,
    say_money,
    say_shortest,
)

if TYPE_CHECKING:
    from aufwand.estimates import Cause, Difference, Estimate
    from aufwand.reports._told import Places
    from aufwand.reports.terminal import Paint
    from aufwand.rules import Finding, PlanDiff

__all__ = ["diff_markdown", "diff_text"]

#: Cells of a line, unless a terminal has fewer.
LINE = 100

#: Most rows of a table; of more changes the smallest are one.
ROWS = 25

#: Most names in a list, and most findings of a kind in Markdown.
NAMES = 20

#: Most characters of a finding's message in Markdown.
REMARK = 300

#: GitHub takes no comment of more than 65,536 characters.
LONGEST = 60_000

_INDENT = "    "


class _Table(NamedTuple):
    """A table before it is laid out: a row is a label, its mark, and its cells."""

    head: list[str]
    rows: list[tuple[str, str, list[str]]]
    total: list[str]


class _Group(NamedTuple):
    """Findings that are new, gone or changed, with what was said before."""

    name: str
    findings: list[tuple[Finding, Finding | None]]


def diff_text(
    diff: PlanDiff,
    *,
    lang: str = "en",
    before: Places | None = None,
    after: Places | None = None,
    paint: Paint = lambda text, _: text,
    line: int = LINE,
) -> str:
    """Return what changed as text: in a sentence, by what it comes from, in the plan, in findings.

    Args:
        diff: What to tell.
        lang: ``en`` or ``de``.
        before: Where the parts of the plan as it was stand, if it came from a file.
        after: The same for the plan as it is now.
        paint: Marks titles and levels, for terminals with colours.
        line: Cells of a line.
    """
    words = WORDS[lang]
    head = [paint(cut(_title(diff, lang), line), "title")]
    first, *notes = _sentences(diff, lang)
    blocks = [
        [*head, "", *wrapped(first, line)],
        [each for note in notes for each in wrapped(note, line)],
    ]
    blocks[0] += blocks.pop()
    for cause, found in _tables(diff, lang):
        rows = [
            [f"{label} ({mark})" if mark else label, *cells] for label, mark, cells in found.rows
        ]
        blocks.append(ruled([found.head, *rows, [words["total"], *found.total]]))
        if cause == "driver":
            blocks[-1] += [paint(each, "faint") for each in wrapped(words["shares"], line)]
    parts = _parts(diff, lang)
    if parts:
        lines = [paint(words["parts"], "title")]
        for name, told in parts:
            lines += wrapped(f"{name}: {told}", line)
        blocks.append(lines)
    for group in _groups(diff):
        counts = words.count(f"n_{group.name}", len(group.findings))
        lines = [paint(words["findings"].format(counts=counts), "title")]
        places = before if group.name == "gone" else after
        for finding, was in group.findings:
            lines += _finding_lines(finding, was, lang, places, paint, line)
        blocks.append(lines)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def diff_markdown(
    diff: PlanDiff,
    *,
    lang: str = "en",
    before: Places | None = None,
    after: Places | None = None,
) -> str:
    """Return what changed as Markdown, short enough for a comment on a pull request.

    What people wrote into the plans is escaped: it mentions nobody, links to nothing and is no
    markup.

    Args:
        diff: What to tell.
        lang: ``en`` or ``de``.
        before: Where the parts of the plan as it was stand, if it came from a file.
        after: The same for the plan as it is now.
    """
    words = WORDS[lang]
    first, *notes = _sentences(diff, lang)
    blocks = [f"## {escaped(_title(diff, lang))}\n\n**{escaped(first)}**"]
    blocks += [escaped(note) for note in notes]
    for cause, found in _tables(diff, lang):
        rows = [
            [f"{escaped(label)} *({mark})*" if mark else escaped(label), *cells]
            for label, mark, cells in found.rows
        ]
        total = [f"**{each}**" if each else "" for each in (words["total"], *found.total)]
        text = "\n".join(table([found.head, *rows, total]))
        blocks.append(f"{text}\n\n{words['shares']}" if cause == "driver" else text)
    parts = _parts(diff, lang)
    if parts:
        items = [f"- **{name}:** {escaped(told)}" for name, told in parts]
        blocks.append("\n".join((f"### {words['parts']}\n", *items)))
    for group in _groups(diff):
        places = before if group.name == "gone" else after
        counts = words.count(f"n_{group.name}", len(group.findings))
        lines = [f"### {words['findings'].format(counts=counts)}\n"]
        lines += [_item(finding, was, lang, places) for finding, was in group.findings[:NAMES]]
        left = len(group.findings) - NAMES
        if left > 0:
            lines.append(f"- {words.count('and_more', left)}")
        blocks.append("\n".join(lines))
    kept: list[str] = []
    room = LONGEST
    for block in blocks:
        room -= len(block) + 2
        if room < 0:
            kept.append(words["shortened"])
            break
        kept.append(block)
    return "\n\n".join(kept) + "\n"


def _title(diff: PlanDiff, lang: str) -> str:
    before, after = cut(diff.before.plan.name), cut(diff.after.plan.name)
    if before == after:
        return after
    return WORDS[lang]["title"].format(before=before, after=after)


class _Row(NamedTuple):
    """What one thing took and takes in whole minutes, and its change in the smallest coins."""

    label: str

    #: Whether it is new or gone.
    mark: str

    #: Minutes before; nothing for what is no work.
    was: int | None

    #: Minutes now.
    now: int | None

    coins: int

    @property
    def change(self) -> int:
        return (self.now or 0) - (self.was or 0)


def _tables(diff: PlanDiff, lang: str) -> list[tuple[Cause, _Table]]:
    tables: list[tuple[Cause, _Table]] = []
    if diff.by("activity") or _fixed(diff):
        tables.append(("activity", _table(diff, "activity", lang)))
    causes: tuple[Cause, ...] = ("channel", "role")
    for cause in causes:
        found = _table(diff, cause, lang)
        # Of a single row the total says the same.
        if any(diff.by(cause)) and len(found.rows) > 1:
            tables.append((cause, found))
    if any(diff.by("driver")):
        tables.append(("driver", _table(diff, "driver", lang)))
    return tables


def _table(diff: PlanDiff, cause: Cause, lang: str) -> _Table:
    words = WORDS[lang]
    rows = _bundled(_rows(diff, cause, lang), lang)
    total = _total(diff)
    priced = any(row.coins for row in (*rows, total))
    # What there was before and is now of a driver's share, nobody can say.
    columns = ["change"] if cause == "driver" else ["before", "now", "change"]

    def cells(row: _Row) -> list[str]:
        told = {"before": "", "now": "", "change": ""}
        if row.was is not None and row.now is not None:
            told["before"], told["now"] = say_minutes(row.was, lang), say_minutes(row.now, lang)
            told["change"] = _signed(say_minutes(row.change, lang))
        shown = [told[name] for name in columns]
        return [*shown, _coins_told(diff, row.coins, lang)] if priced else shown

    head = [words[cause], *(words[name] for name in columns)]
    return _Table(
        [*head, words["cost"]] if priced else head,
        [(row.label, row.mark, cells(row)) for row in rows],
        cells(total),
    )


def _total(diff: PlanDiff) -> _Row:
    """Return what both plans take as their own reports show it, and the difference of that."""
    was, now = (half_up(each.estimate.weekly.likely.minutes) for each in (diff.before, diff.after))
    old, new = (_cost(each.estimate, diff) for each in (diff.before, diff.after))
    return _Row("", "", was, now, new - old)


def _cost(estimate: Estimate, diff: PlanDiff) -> int:
    cost, currency = estimate.cost, diff.change.currency
    if cost is None or not currency:
        return 0
    return half_up(cost.weekly.likely.amount * 10 ** MINOR_UNITS[currency])


def _rows(diff: PlanDiff, cause: Cause, lang: str) -> list[_Row]:
    """Return the rows of a table whose columns add up to those of the total.

    In each row, too, the change is what is shown as now less what is shown as before.
    """
    words = WORDS[lang]
    parts, fixed, total = diff.by(cause), _fixed(diff), _total(diff)
    scale = 10 ** MINOR_UNITS[diff.change.currency] if diff.change.currency else 0
    money = [_money(part) * scale for part in (*parts.values(), *fixed.values())]
    coins = apportion(money, total.coins)
    minutes = _minutes(diff, cause)
    rows = [
        _Row(_label(diff, cause, key, lang), _mark(diff, cause, key, lang), was, now, coin)
        for (key, (was, now)), coin in zip(minutes.items(), coins, strict=False)
        if key is not None
    ]
    if minutes.get(None, (0, 0))[0]:
        rows.append(_Row(words["unchanged"], "", *minutes[None], 0))
    below = coins[len(parts) :]
    if cause != "activity":
        return [*rows, _Row(words["fixed"], "", None, None, sum(below))] if any(below) else rows
    labels = _fixed_labels(diff)
    for path, coin in zip(fixed, below, strict=True):
        collection, _, key = path.partition(".")
        mark = _mark_in(diff, collection, key, lang)
        rows.append(_Row(cut(labels[path]), mark, None, None, coin))
    return rows


def _minutes(diff: PlanDiff, cause: Cause) -> dict[str | None, tuple[int, int]]:
    """Return what each part took and takes in whole minutes, under no key what did not change."""
    parts, total = diff.by(cause), _total(diff)
    if cause == "driver":
        shares = apportion([part.minutes[1] for part in parts.values()], total.change)
        return {key: (0, share) for key, share in zip(parts, shares, strict=True)}
    took, takes = (
        {key: part.likely.minutes for key, part in each.estimate.by(cause).items()}
        for each in (diff.before, diff.after)
    )
    none = Fraction(0)
    rest = sum((each for key, each in took.items() if key not in parts), none)
    # What takes as long as before is rounded once, for both columns.
    steady: dict[str | None, Fraction] = {
        key: took.get(key, none) for key, part in parts.items() if not part.minutes[1]
    }
    steady[None] = rest
    whole = half_up(sum(steady.values(), none))
    shown = dict(zip(steady, apportion(list(steady.values()), whole), strict=True))
    moved = [key for key, part in parts.items() if part.minutes[1]]
    was = apportion([took.get(key, none) for key in moved], (total.was or 0) - whole)
    now = apportion([takes.get(key, none) for key in moved], (total.now or 0) - whole)
    pairs: dict[str | None, tuple[int, int]] = {key: (each, each) for key, each in shown.items()}
    pairs.update(zip(moved, zip(was, now, strict=True), strict=True))
    return {key: pairs[key] for key in (*parts, None)}


def _bundled(rows: list[_Row], lang: str) -> list[_Row]:
    """Return *rows* with the smallest changes as one row, where there are too many."""
    if len(rows) <= ROWS:
        return rows
    by_size = sorted(rows, key=lambda row: (-abs(row.change), -abs(row.coins)))
    kept = {id(row) for row in by_size[: ROWS - 1]}
    small = [row for row in rows if id(row) not in kept]
    others = _Row(
        WORDS[lang].count("others", len(small)),
        "",
        sum(row.was or 0 for row in small),
        sum(row.now or 0 for row in small),
        sum(row.coins for row in small),
    )
    return [*(row for row in rows if id(row) in kept), others]


def _fixed(diff: PlanDiff) -> dict[str, Difference]:
    return {key: part for key, part in diff.fixed.items() if _money(part)}


def _money(part: Difference) -> Fraction:
    return part.money[1] if part.money else Fraction(0)


def _signed(told: str) -> str:
    # What is nothing has no digit but zero.
    return told if told.startswith("-") or not re.search("[1-9]", told) else f"+{told}"


def _coins_told(diff: PlanDiff, coins: int, lang: str) -> str:
    return _signed(say_money(coins, diff.change.currency, lang)) if coins else ""


# What things are called.

_COLLECTION_OF = {
    "activity": "activities",
    "channel": "channels",
    "role": "roles",
    "driver": "drivers",
}


def _label(diff: PlanDiff, cause: Cause, key: str, lang: str) -> str:
    if not key:
        return WORDS[lang][f"no_{cause}"]
    if key == "*":
        return WORDS[lang]["many_drivers"]
    return _name(diff, _COLLECTION_OF[cause], key, lang)


def _name(diff: PlanDiff, collection: str, key: str, lang: str) -> str:
    """Return what a part is called now, or was called."""
    parts: tuple[Any, ...] = tuple(
        part
        for each in (diff.after, diff.before)
        for part in getattr(each.plan, collection)
        if part.key == key
    )
    if collection == "activities":
        return cut(activity_name(parts[0], lang))
    if collection == "channels":
        return cut(channel_name(parts[0], lang))
    # A driver has no other name.
    return cut(getattr(parts[0], "label", key))


def _fixed_labels(diff: PlanDiff) -> dict[str, str]:
    plans = (diff.before.plan, diff.after.plan)
    return {path: label for plan in plans for path, label, _ in fixed_costs(plan)}


def _mark(diff: PlanDiff, cause: Cause, key: str, lang: str) -> str:
    return _mark_in(diff, _COLLECTION_OF[cause], key, lang)


def _mark_in(diff: PlanDiff, collection: str, key: str, lang: str) -> str:
    was, now = (
        any(part.key == key for part in getattr(each.plan, collection))
        for each in (diff.before, diff.after)
    )
    if was == now:
        return ""
    return WORDS[lang]["new" if now else "gone"]


# What is said in sentences.


def _sentences(diff: PlanDiff, lang: str) -> list[str]:
    words = WORDS[lang]
    if diff.nothing:
        return [words["nothing"]]
    found = [_hours_told(diff, lang)]
    low, _, high = diff.change.minutes
    if low != high:
        ends = (_signed(say_minutes(half_up(end), lang)) for end in (low, high))
        found.append(ended(words["bounds"].format(low=next(ends), high=next(ends))))
    found += [*_cost_told(diff, lang), *_once_told(diff, lang)]
    counts = {
        "new": len(diff.new),
        "gone": len(diff.gone),
        "changed": len(diff.changed),
        "kept": len(diff.kept) - len(diff.changed),
    }
    told = ", ".join(words.count(f"n_{name}", number) for name, number in counts.items() if number)
    found.append(words["findings"].format(counts=told) + "." if told else words["no_findings"])
    return found


def _hours_told(diff: PlanDiff, lang: str) -> str:
    words = WORDS[lang]
    total = _total(diff)
    rows = [row for row in _rows(diff, "activity", lang) if row.change]
    rows.sort(key=lambda row: -abs(row.change))
    # One more is told rather than counted.
    told = [_contribution(row, lang) for row in rows[: 3 if len(rows) > 4 else 4]]
    left = len(rows) - len(told)
    if left:
        told.append(words.count("others", left))
    *most, last = told or [""]
    parts = f"{', '.join(most)}{words['and']}{last}" if most else last
    numbers = {
        "change": say_minutes(abs(total.change), lang),
        "before": say_minutes(total.was or 0, lang),
        "now": say_minutes(total.now or 0, lang),
    }
    kind = "more" if total.change > 0 else "less" if total.change else "same"
    head = words[kind].format(**numbers)
    if not parts:
        return f"{head}."
    tail = words["of_it" if total.change else "shifted"].format(parts=parts)
    return ended(f"{head}{tail}")


def _contribution(row: _Row, lang: str) -> str:
    mark = f" ({row.mark})" if row.mark else ""
    return f"{_signed(say_minutes(row.change, lang))} {row.label}{mark}"


def _cost_told(diff: PlanDiff, lang: str) -> list[str]:
    words = WORDS[lang]
    costs = [
        None if each.estimate.cost is None else say(each.estimate.cost.weekly.likely, lang)
        for each in (diff.before, diff.after)
    ]
    reason = diff.no_money(lang)
    if reason:
        # Where nobody ever spoke of money, it is not missed.
        return [f"{reason[0].upper()}{reason[1:]}."] if any(costs) else []
    was, now = costs
    if was is None or now is None:
        return [words["cost_known" if now else "cost_lost"].format(before=was, now=now)]
    coins = _total(diff).coins
    kind = "costs_more" if coins > 0 else "costs_less" if coins else "costs_same"
    change = say_money(abs(coins), diff.change.currency, lang)
    return [words[kind].format(change=change, before=was, now=now)]


def _once_told(diff: PlanDiff, lang: str) -> list[str]:
    once = diff.once
    told = [_signed(say_minutes(half_up(once.minutes[1]), lang))] if once.minutes[1] else []
    if _money(once):
        scale = 10 ** MINOR_UNITS[once.currency]
        told.append(_coins_told(diff, half_up(_money(once) * scale), lang))
    return [ended(WORDS[lang]["once"].format(parts=", ".join(told)))] if any(told) else []


# What changed in the plan.


def _parts(diff: PlanDiff, lang: str) -> list[tuple[str, str]]:
    """Return what became of each kind of part, and of the plan itself, each with its title."""
    words = WORDS[lang]
    found: list[tuple[str, str]] = []
    for collection, changes in diff.parts.items():
        old, new = (
            {part.key: part for part in getattr(each.plan, collection)}
            for each in (diff.before, diff.after)
        )
        changed = [
            f"{_name(diff, collection, key, lang)} "
            f"({', '.join(_field_told(name, old[key], new[key], lang) for name in fields)})"
            for key, fields in changes.changed
        ]
        added, removed = (
            [_name(diff, collection, key, lang) for key in keys]
            for keys in (changes.added, changes.removed)
        )
        found += [
            (words[kind].format(what=words[collection]), _listed(names, lang))
            for kind, names in (("added", added), ("removed", removed), ("changed", changed))
            if names
        ]
    own = [_field_told(name, diff.before.plan, diff.after.plan, lang) for name in diff.fields]
    return [*found, (words["plan"], _listed(own, lang))] if own else found


def _listed(names: Sequence[str], lang: str) -> str:
    told = ", ".join(names[:NAMES])
    if len(names) <= NAMES:
        return told
    return f"{told} {WORDS[lang].count('and_more', len(names) - NAMES)}"


def _field_told(name: str, old: object, new: object, lang: str) -> str:
    """Return the name of a field, and what it was and is if that is short to say."""
    for step in name.split("."):
        old, new = getattr(old, step), getattr(new, step)
    was, now = _value_told(old, lang), _value_told(new, lang)
    return f"{name} {was} → {now}" if was and now else name


def _value_told(value: Any, lang: str) -> str:
    """Return a simple value in words, or nothing if it is not simple."""
    words = WORDS[lang]
    if value is None or value == "":
        return words["empty"]
    if isinstance(value, bool):
        return words["yes" if value else "no"]
    if isinstance(value, str):
        return cut(value)
    if isinstance(value, (int, float, Fraction)):
        return say_shortest(value, lang, 3)
    # Compared like this, as a range of nobody knows what is of no use to type checkers.
    if value.__class__ is Range:
        return _range_told(value, lang)
    if isinstance(value, (Money, Elapsed)):
        return say(value, lang)
    if isinstance(value, EffortRate):
        return f"{say(value.effort, lang)} {REPORT_WORDS[lang][value.period]}"
    if isinstance(value, MoneyRate):
        return f"{say(value.money, lang)} {REPORT_WORDS[lang][value.period]}"
    if isinstance(value, HourlyRate):
        return f"{say(value.money, lang)}/{hour_word(lang)}"
    if isinstance(value, date):
        return say_day(value, lang)
    return ""


def _range_told(value: Range[Any], lang: str) -> str:
    if isinstance(value.likely, Effort):
        return say(value, lang)
    ends = (value.likely,) if value.fixed else (value.low, value.likely, value.high)
    return " – ".join(say_shortest(end, lang, 3) for end in ends)


# What is to be said of the plans.


def _groups(diff: PlanDiff) -> list[_Group]:
    groups = [
        _Group("new", [(each, None) for each in diff.new]),
        _Group("gone", [(each, None) for each in diff.gone]),
        _Group("changed", [(now, was) for was, now in diff.changed]),
    ]
    return [group for group in groups if group.findings]


def _finding_lines(
    finding: Finding, was: Finding | None, lang: str, places: Places | None, paint: Paint, line: int
) -> list[str]:
    words = WORDS[lang]
    level = paint(REPORT_WORDS[lang][finding.level], finding.level)
    lines = [f"{finding.code} {level}  {_where(finding, lang, places)}"]
    lines += wrapped(finding.say(lang), line, _INDENT)
    notes: list[str] = []
    if was is not None:
        notes = wrapped(words["were"].format(message=was.say(lang)), line, _INDENT)
    if finding.accepted is not None:
        reason = words["accepted"].format(reason=cut(finding.accepted.reason, REMARK))
        notes += wrapped(reason, line, _INDENT)
    return [*lines, *(paint(each, "faint") for each in notes)]


def _item(finding: Finding, was: Finding | None, lang: str, places: Places | None) -> str:
    """Return a finding as an item of a Markdown list."""
    words = WORDS[lang]
    level = REPORT_WORDS[lang][finding.level]
    # In brackets, as a number between two colons can be the name of an emoji.
    where = escaped(_where(finding, lang, places, " ({})"))
    head = f"**{escaped(finding.code)}** {level}, {where}"
    told = [cut(finding.say(lang), REMARK)]
    if was is not None:
        told.append(words["were"].format(message=cut(was.say(lang), REMARK)))
    if finding.accepted is not None:
        told.append(words["accepted"].format(reason=cut(finding.accepted.reason, REMARK)))
    return f"- {head}: {'<br>'.join(map(escaped, told))}"


def _where(finding: Finding, lang: str, places: Places | None, between: str = "  {}") -> str:
    where = plain(finding.path) or REPORT_WORDS[lang]["whole"]
    if places is None:
        return where
    file, row, _ = places(finding.path)
    return where + between.format(f"{plain(file)}:{row}" if file else row)
