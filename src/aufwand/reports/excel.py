"""An assessment as a workbook for Excel and other spreadsheet programs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from aufwand.errors import Fault
from aufwand.language import language
from aufwand.reports._sheets import MAKER, MODIFIED, Amount, Chart, Grid, Heading, Sheet, book
from aufwand.reports._workbook_words import WORDS
from aufwand.reports.naming import activity_name, area_name, channel_name
from aufwand.units._currencies import MINOR_UNITS
from aufwand.units.rounding import apportion, half_up, shown_parts
from aufwand.units.wording import say_day, say_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aufwand.estimates import Capacity, CostEstimate, Dimension, Estimate, RoleWeek
    from aufwand.model import Acceptance, Plan
    from aufwand.reports._sheets import Content
    from aufwand.rules import Assessment, Finding, Price, Remedy
    from aufwand.units import Effort, Money, Range

    #: Exact low, likely and high.
    Ends = tuple[Fraction, Fraction, Fraction]

__all__ = ["is_plan_workbook", "workbook"]

#: Hours are shown in hundredths.
_HOURS = 100

#: Most columns of the chart.
_DRAWN = 20

#: The longest beginning of the properties of a workbook that are looked at.
_PROPERTIES = 10_000

_ENDS = ("low", "likely", "high")


def workbook(assessment: Assessment, *, lang: str = "en") -> bytes:
    """Return an assessment as a workbook (.xlsx): summary, items, weeks, findings and sources.

    Numbers are numbers, with formats for hours, money, shares and days; names are text and
    nothing else, whatever they look like; there is no formula in it. The numbers of each table
    are rounded so that they add up to its total. The weeks are there for a plan with dates. The
    same assessment gives the same bytes.

    Args:
        assessment: What to tell.
        lang: ``en`` or ``de``.

    Raises:
        MissingExtra: If *XlsxWriter* is not installed.
        UnknownName: If *lang* is another language.
        Fault: If a sheet would have more rows than Excel can hold.
    """
    return _Writer(assessment, language(lang)).written()


def is_plan_workbook(data: bytes) -> bool:
    """Return whether *data* is a workbook of ours that nobody has saved since."""
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile
    from zlib import error as BadStream  # noqa: N812 - it is named as its neighbour is

    try:
        with ZipFile(BytesIO(data)) as parts, parts.open("docProps/core.xml") as properties:
            told = properties.read(_PROPERTIES).decode("utf-8", "replace")
    except (BadZipFile, BadStream, KeyError, OSError, RuntimeError, ValueError):
        return False
    # Whoever saves it puts a name and a time there.
    stamp = f">{MODIFIED:%Y-%m-%dT%H:%M:%S}Z</dcterms:modified>"
    return f"<cp:lastModifiedBy>{MAKER}</cp:lastModifiedBy>" in told and stamp in told


class _Part(NamedTuple):
    """A piece of work of the plan, as it is told."""

    activity: str
    area: str
    channel: str
    role: str

    #: Exact hours.
    hours: Ends

    #: Exact money; nothing where nobody with a rate does it.
    money: Ends | None


class _Writer:
    """Lays out an assessment as sheets."""

    def __init__(self, assessment: Assessment, lang: str) -> None:
        self._assessment = assessment
        self._estimate: Estimate = assessment.estimate
        self._plan: Plan = assessment.estimate.plan
        self._cost: CostEstimate | None = assessment.estimate.cost
        self._lang = lang
        self._words: Mapping[str, str] = WORDS[lang]
        currency = self._plan.currency
        places = MINOR_UNITS[currency] if currency else 2
        self._coins = 10**places
        digits = "#,##0" + ("." + "0" * places if places else "")
        self._money_format = f'{digits} "{currency}"' if currency else digits

    def written(self) -> bytes:
        """Return the workbook."""
        words = self._words
        weeks, why = self._capacity()
        sheets = [
            self._summary(why),
            Sheet(words["items"], [self._items()], frozen=1),
            *([Sheet(words["weeks"], [self._weeks(weeks)], frozen=2)] if weeks else []),
            Sheet(words["findings"], [self._findings()], frozen=2, pages=2),
            Sheet(words["sources"], [self._sources()], frozen=1),
        ]
        return book(
            sheets,
            title=self._plan.name,
            subject=words["subject"],
            money=self._money_format,
            day=words["day"],
        )

    def _capacity(self) -> tuple[Capacity | None, str]:
        """Return the weeks of a plan with dates, or why there are none where there should be."""
        calendar = self._plan.calendar
        if calendar.start is None or calendar.end is None:
            return None, ""
        try:
            return self._estimate.capacity(), ""
        except Fault as fault:
            # A finding tells it as well; the typical week is right all the same.
            return None, str(fault)

    def _summary(self, why: str) -> Sheet:
        words, cost = self._words, self._cost
        above = [self._plan.name, words["bounds"], words["rounded"]]
        if cost is None:
            above.append(words["no_cost"])
        elif cost.unpriced.high:
            hours = say_number(cost.unpriced.likely.hours, 2, self._lang)
            above.append(words["unpriced"].format(hours=hours))
        if why:
            above.append(words["no_weeks"].format(why=why))
        drawn: Dimension = "channel" if self._plan.channels else "area"
        dimensions: tuple[Dimension, ...] = ("area", "channel", "role", "activity")
        grids = [self._answer(), *(self._by(each, chart=each == drawn) for each in dimensions)]
        return Sheet(words["summary"], [each for each in grids if each.rows], above)

    def _answer(self) -> Grid:
        words, estimate, cost = self._words, self._estimate, self._cost
        fte = estimate.fte
        rows = [self._hours_row("hours_week", estimate.weekly, estimate.percentile(80))]
        rows.append(
            [words["positions"], *(Amount(getattr(fte, end), "positions") for end in _ENDS), None]
        )
        if cost is not None:
            rows.append(self._money_row("cost_week", cost.weekly, cost.percentile(80)))
            if cost.fixed:
                fixed = self._amount(cost.fixed.amount)
                rows.append([words["fixed_week"], fixed, fixed, fixed, None])
            year = cost.percentile(80, per="year")
            rows.append(self._money_row("cost_year", cost.yearly, year))
        if self._plan.budget is not None:
            budget = self._amount(self._plan.budget.weekly.amount)
            rows.append([words["budget"], None, budget, None, None])
        if estimate.once.high:
            rows.append(self._hours_row("hours_once", estimate.once))
        if cost is not None and cost.once.high:
            rows.append(self._money_row("cost_once", cost.once))
        horizon = self._assessment._horizon
        if horizon is not None:
            first, last = (say_day(day, self._lang) for day in (horizon.start, horizon.end))
            row = self._hours_row("dated", horizon.effort, horizon.percentile(80))
            rows.append([words["dated"].format(first=first, last=last), *row[1:]])
            if horizon.cost is not None:
                row = self._money_row("dated_cost", horizon.cost.money, horizon.cost.percentile(80))
                rows.append([words["dated_cost"].format(first=first, last=last), *row[1:]])
        ends = [Heading(words[end], "hours") for end in (*_ENDS, "p80")]
        return Grid([Heading(words["typical"]), *ends], rows)

    def _hours_row(
        self, name: str, effort: Range[Effort], p80: Effort | None = None
    ) -> list[Content]:
        last = None if p80 is None else _hundredths(p80)
        return [
            self._words[name],
            *(Amount(_hundredths(getattr(effort, end)), "hours") for end in _ENDS),
            Amount(last, "hours"),
        ]

    def _money_row(self, name: str, money: Range[Money], p80: Money | None = None) -> list[Content]:
        last = Amount(None, "money") if p80 is None else self._amount(p80.amount)
        ends = [self._amount(getattr(money, end).amount) for end in _ENDS]
        return [self._words[name], *ends, last]

    def _amount(self, exact: Fraction) -> Amount:
        return Amount(half_up(exact * self._coins) / self._coins, "money")

    def _by(self, dimension: Dimension, *, chart: bool) -> Grid:
        """Return a table of effort by one thing, with its share and its cost."""
        words, cost = self._words, self._cost
        found = self._estimate.by(dimension)
        shown, total = shown_parts([_hours(each) for each in found.values()])
        likely = [each.likely.minutes for each in found.values()]
        whole = sum(likely, Fraction(0))
        shares = apportion([each * 100 / whole for each in likely], 100) if whole else []
        head = [Heading(words[dimension]), *(Heading(words[end], "hours") for end in _ENDS)]
        rows: list[list[Content]] = [
            [
                self._name(dimension, key),
                *(number / _HOURS for number in row),
                shares[place] / 100 if shares else None,
            ]
            for place, (key, row) in enumerate(zip(found, shown, strict=True))
        ]
        sums: list[Content] = [words["total"], *(each / _HOURS for each in total)]
        sums.append(1 if shares else None)
        head.append(Heading(words["share"], "share"))
        if cost is not None:
            prices = cost.by(dimension)
            known = {key: prices[key].likely.amount * self._coins for key in found if key in prices}
            labour = half_up(sum(known.values(), Fraction(0)))
            coins = dict(zip(known, apportion(list(known.values()), labour), strict=True))
            for key, row in zip(found, rows, strict=True):
                row.append(coins[key] / self._coins if key in coins else None)
            sums.append(labour / self._coins)
            head.append(Heading(words["cost"], "money"))
        return Grid(head, rows, [sums], self._chart(len(rows)) if chart and rows else None)

    def _chart(self, rows: int) -> Chart:
        words = self._words
        title = words["chart"]
        if rows > _DRAWN:
            title = words["chart_some"].format(shown=_DRAWN, all=rows)
        return Chart(title, words["chart_about"], min(rows, _DRAWN), (1, 2, 3))

    def _name(self, dimension: Dimension, key: str) -> str:
        plan, words, lang = self._plan, self._words, self._lang
        if dimension == "channel":
            return channel_name(plan.channel(key), lang) if key else words["all_channels"]
        if dimension == "role":
            return plan.role(key).label if key else words["nobody"]
        if dimension == "area":
            return area_name(key, lang)
        return activity_name(plan.activity(key), lang)

    def _items(self) -> Grid:
        """Return every activity, channel and role that meet."""
        words = self._words
        head = [Heading(words[each]) for each in ("activity", "area", "channel", "role", "when")]
        head += [Heading(words["hours_of"].format(end=words[end]), "hours") for end in _ENDS]
        if self._cost is not None:
            head += [Heading(words["cost_of"].format(end=words[end]), "money") for end in _ENDS]
        rows: list[list[Content]] = []
        totals: list[list[Content]] = []
        for once in (False, True):
            parts = list(self._parts(once=once))
            if once and not parts:
                continue
            when, name = ("once", "total_once") if once else ("recurs", "total")
            shown, total = shown_parts([_scaled(each.hours, _HOURS) for each in parts])
            priced = [_scaled(each.money, self._coins) for each in parts if each.money]
            prices, cost = shown_parts(priced)
            left = iter(prices)
            for part, hours in zip(parts, shown, strict=True):
                row: list[Content] = [*part[:4], words[when], *(each / _HOURS for each in hours)]
                if self._cost is not None:
                    coins = next(left) if part.money else (None, None, None)
                    row += [None if each is None else each / self._coins for each in coins]
                rows.append(row)
            sums: list[Content] = [words[name], "", "", "", "", *(each / _HOURS for each in total)]
            if self._cost is not None:
                sums += [each / self._coins for each in cost]
            totals.append(sums)
        return Grid(head, rows, totals)

    def _parts(self, *, once: bool) -> Iterator[_Part]:
        plan = self._plan
        table = self._estimate._once if once else self._estimate._weekly
        names = [self._name("activity", each.key) for each in plan.activities]
        areas = [self._name("area", each.area) for each in plan.activities]
        # At the end, where the position -1 finds it: no channel, or no role.
        channels = [self._name("channel", each) for each in (*(c.key for c in plan.channels), "")]
        roles = [self._name("role", each) for each in (*(role.key for role in plan.roles), "")]
        rates = [None if each.rate is None else each.rate.money.amount for each in plan.roles]
        rates.append(None)
        for (activity, channel, role), (low, likely, high) in table.rows():
            below = table.denominator * 60
            hours = Fraction(low, below), Fraction(likely, below), Fraction(high, below)
            rate = rates[role]
            money = None if rate is None else (hours[0] * rate, hours[1] * rate, hours[2] * rate)
            yield _Part(
                names[activity], areas[activity], channels[channel], roles[role], hours, money
            )

    def _weeks(self, found: Capacity) -> Grid:
        """Return load against capacity of every role in every week."""
        words = self._words
        head = [
            *(Heading(words["role"]), Heading(words["week"])),
            *(Heading(words["first"], "day"), Heading(words["last"], "day")),
            *(Heading(words[each], "hours") for each in ("load", "load_80", "capacity")),
            Heading(words["used"], "share"),
            *(Heading(words[each], "hours") for each in ("over", "over_80")),
            Heading(words["working_days"], "days"),
            *(Heading(words["off"], "long"), Heading(words["cover"], "long")),
        ]
        names = {role.key: role.label for role in self._plan.roles}
        return Grid(head, [self._week(each, names) for each in found.role_weeks])

    def _week(self, row: RoleWeek, names: Mapping[str, str]) -> list[Content]:
        load, p80 = _hundredths(row.load), _hundredths(row.p80)
        capacity = None if row.capacity is None else _hundredths(row.capacity)
        # What is over is the difference of what is shown.
        over, over_p80 = (
            round(max(0.0, each - (capacity or 0)), 2) if beyond else 0
            for each, beyond in ((load, row.over), (p80, row.over_p80))
        )
        step_in = self._words["hours_free"]
        cover = [
            step_in.format(name=names[role], hours=say_number(free.hours, 2, self._lang))
            for role, free in row.cover
        ]
        off = dict.fromkeys(each.name for each in row.off if each.name)
        return [
            *(names[row.role], row.week.name, row.week.first, row.week.last),
            *(load, p80, capacity, row.utilisation),
            *((None, None) if capacity is None else (over, over_p80)),
            *(round(row.working_days, 2), ", ".join(off), ", ".join(cover)),
        ]

    def _findings(self) -> Grid:
        words = self._words
        looks = {
            "name": "long",
            "part": "long",
            "message": "long",
            "remedy": "long",
            "others": "long",
            "accepted": "long",
        }
        looks |= {"costs_hours": "hours", "costs_money": "money", "until": "day"}
        looks |= {"saves_hours": "hours", "saves_money": "money"}
        names = (
            *("level", "rule", "name", "part", "message", "costs_hours", "costs_money"),
            *("remedy", "safety", "saves_hours", "saves_money", "others"),
            *("accepted", "until", "owner"),
        )
        head = [Heading(words[name], looks.get(name, "text")) for name in names]
        return Grid(head, [self._finding(each) for each in self._assessment.findings])

    def _finding(self, finding: Finding) -> list[Content]:
        words, accepted = self._words, finding.accepted
        remedies = finding.remedies
        best = self._remedy(remedies[0]) if remedies else [None, None, None, None]
        others = [each.say(self._lang) for each in remedies[1:]]
        return [
            *(words[finding.level], finding.code, finding.name, finding.path or words["whole"]),
            finding.say(self._lang),
            *self._price(finding.cost),
            *best,
            "; ".join(others),
            *((None, None, None) if accepted is None else _accepted(accepted)),
        ]

    def _price(self, price: Price | None) -> list[Content]:
        if price is None:
            return [None, None]
        hours = None if price.effort is None else _hundredths(price.effort.likely)
        money = None if price.money is None else self._amount(price.money.likely.amount)
        return [hours, money]

    def _remedy(self, remedy: Remedy) -> list[Content]:
        saves = remedy.saves
        told: list[Content] = [remedy.say(self._lang), self._words[remedy.safety]]
        if saves is None:
            return [*told, None, None]
        money = None if saves.money is None else self._amount(saves.money[1])
        return [*told, half_up(saves.minutes[1] * _HOURS / 60) / _HOURS, money]

    def _sources(self) -> Grid:
        words, plan = self._words, self._plan
        head = [
            *(Heading(words["of"]), Heading(words["title"], "long"), Heading(words["says"])),
            *(Heading(words["publisher"]), Heading(words["year"], "whole")),
            *(Heading(words["trust"]), Heading(words["url"])),
        ]
        names = {
            ("activity", each.key): activity_name(each, self._lang) for each in plan.activities
        }
        rows: list[list[Content]] = []
        # Any, as a type checker cannot know which column holds what.
        told: list[dict[str, Any]] = self._estimate.sources().to_rows()
        for row in told:
            name = names.get((row["part"], row["key"]), row["name"])
            title = row["title"] or row["figure"] or words["no_source"]
            known = (row["says"], row["publisher"], row["year"], row["trust"], row["url"])
            rows.append([name, title, *known])
        return Grid(head, rows)


def _hundredths(effort: Effort) -> float:
    return half_up(effort.minutes * _HOURS / 60) / _HOURS


def _hours(value: Range[Effort]) -> Ends:
    """Return the ends in hundredths of hours."""
    ends = (value.low.minutes, value.likely.minutes, value.high.minutes)
    return _scaled(ends, Fraction(_HOURS, 60))


def _scaled(ends: Sequence[Fraction], by: Fraction | int) -> Ends:
    low, likely, high = (each * by for each in ends)
    return low, likely, high


def _accepted(acceptance: Acceptance) -> tuple[Content, Content, Content]:
    return acceptance.reason, acceptance.until, acceptance.owner
