"""Who has more to do than hours to do it in, and in which weeks."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import frozen

from aufwand.calendars import DayOff, Period, PublicHolidays, periods, working_days
from aufwand.charts._pictured import Picture, Pictured
from aufwand.errors import Fault, UnknownName, nearest
from aufwand.estimates._schedule import WEEKDAYS, Schedule, schedule
from aufwand.estimates._split import cut, effort, percentiles, split
from aufwand.estimates.timeline import holidays_dict, plain_hours
from aufwand.tables import Kind, Table, Tabular
from aufwand.units import Effort
from aufwand.units._exact import exact
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from aufwand.model import Plan, Role

    Floats: TypeAlias = npt.NDArray[np.float64]

__all__ = ["Capacity", "Cover", "RoleWeek", "capacity"]

#: The percentile that a load is told at beside the likely one.
_CAREFUL = 0.8

#: Most days of all roles together, as many as a thousand roles have in a year.
_MOST_DAYS = 366_000

#: The columns of the table.
_COLUMNS: Mapping[str, Kind] = {
    "role": "text",
    "week": "text",
    "first": "date",
    "last": "date",
    "load": "number",
    "p80": "number",
    "capacity": "number",
    "utilisation": "number",
    "over": "number",
    "over_p80": "number",
    "uncovered": "number",
    "working_days": "number",
}

#: No overload that is shorter than a second is one: a load can be all of the capacity.
_LEAST = 1 / 60


def _hours(effort: Effort) -> float:
    return plain_hours(float(effort.minutes))


class Cover(NamedTuple):
    """Who can step in for a role in a week."""

    #: The key of the role.
    role: str

    #: Working time it has free in that week, beside its own likely load.
    free: Effort


@value
@frozen
class RoleWeek:
    """What a role has to do in a week, and what it can do."""

    #: The key of the role.
    role: str

    #: The ISO week, as far as it lies in the horizon.
    week: Period

    #: Likely load: all likely values added.
    load: Effort

    #: The load that is not exceeded with a chance of 80 %.
    p80: Effort

    #: Working time the role can give in that week; nothing where the plan does not say.
    capacity: Effort | None

    #: Working days of the role, half ones counted as halves.
    working_days: float

    #: Holidays, closures and absences that take working time of the role.
    off: tuple[DayOff, ...]

    #: Who can step in, those whom the plan names first; only of a week that is over capacity or
    #: has an absence. Each is told as if nobody else asked for its hours.
    cover: tuple[Cover, ...]

    @property
    def utilisation(self) -> float | None:
        """Likely load / capacity; nothing where there is no capacity."""
        if not self.capacity:
            return None
        return float(self.load.minutes / self.capacity.minutes)

    @property
    def over(self) -> Effort:
        """Likely load beyond the capacity."""
        return self._beyond(self.load)

    @property
    def over_p80(self) -> Effort:
        """Load beyond the capacity that is not exceeded with a chance of 80 %."""
        return self._beyond(self.p80)

    @property
    def free(self) -> Effort:
        """Capacity that the likely load leaves."""
        if self.capacity is None or self.capacity <= self.load:
            return Effort._of(exact(0))
        return Effort._of(self.capacity.minutes - self.load.minutes)

    @property
    def uncovered(self) -> Effort:
        """Likely load beyond the capacity that those who can step in have no time for either."""
        left = self.over.minutes - sum(each.free.minutes for each in self.cover)
        return Effort._of(max(exact(0), left))

    def _beyond(self, load: Effort) -> Effort:
        if self.capacity is None:
            return Effort._of(exact(0))
        beyond = load.minutes - self.capacity.minutes
        return Effort._of(exact(0) if beyond < _LEAST else beyond)

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data, in person-hours."""
        used = self.utilisation
        return {
            "role": self.role,
            "week": self.week.name,
            "first": self.week.first.isoformat(),
            "last": self.week.last.isoformat(),
            "load": _hours(self.load),
            "p80": _hours(self.p80),
            "capacity": None if self.capacity is None else _hours(self.capacity),
            "utilisation": None if used is None else float(f"{used:.12g}"),
            "over": _hours(self.over),
            "over_p80": _hours(self.over_p80),
            "uncovered": _hours(self.uncovered),
            "working_days": self.working_days,
            "off": [
                {"day": day.isoformat(), "cause": cause, "name": name, "share": share}
                for day, cause, name, share in self.off
            ],
            "cover": [{"role": role, "free": _hours(free)} for role, free in self.cover],
        }


@value
@frozen(repr=False)
class Capacity(Pictured, Tabular):
    """Load against capacity of every role in every ISO week of a horizon."""

    #: The weeks of the horizon, in order; the outer ones may be cut.
    weeks: tuple[Period, ...]

    #: The keys of the roles, in the order of the plan.
    roles: tuple[str, ...]

    #: Every role in every week: the weeks of the first role, then those of the next.
    role_weeks: tuple[RoleWeek, ...]

    #: The holidays of the years of the horizon: their source, and years it does not cover.
    holidays: PublicHolidays

    @property
    def over(self) -> tuple[RoleWeek, ...]:
        """The weeks in which a role's likely load is beyond its capacity."""
        return tuple(each for each in self.role_weeks if each.over)

    @property
    def over_p80(self) -> tuple[RoleWeek, ...]:
        """The weeks in which it is likely to be, or is with a chance of one in five."""
        return tuple(each for each in self.role_weeks if each.over or each.over_p80)

    def of(self, role: str) -> tuple[RoleWeek, ...]:
        """Return the weeks of a *role*.

        Raises:
            UnknownName: If the plan has no such role.
        """
        if role not in self.roles:
            raise UnknownName("role", role, nearest(str(role), self.roles))
        first = self.roles.index(role) * len(self.weeks)
        return self.role_weeks[first : first + len(self.weeks)]

    def at(self, role: str, week: str) -> RoleWeek:
        """Return a *role* in a *week*, by its name such as ``2027-W32``.

        Raises:
            UnknownName: If the plan has no such role, or its horizon no such week.
        """
        for each in self.of(role):
            if each.week.name == week:
                return each
        names = [each.name for each in self.weeks]
        raise UnknownName("week", week, nearest(str(week), names))

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a row for each role and week, for a data frame; effort is in person-hours."""
        rows = (row.as_dict() for row in self.role_weeks)
        return [{name: row[name] for name in _COLUMNS} for row in rows]

    def table(self) -> Table:
        """Return the rows of :meth:`to_rows` as a table, in which days are days."""
        return Table.from_rows(
            _COLUMNS.items(),
            (
                {**row.as_dict(), "first": row.week.first, "last": row.week.last}
                for row in self.role_weeks
            ),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data, as ``capacity --format json`` shows it."""
        return {
            "unit": "h",
            "start": self.weeks[0].first.isoformat(),
            "end": self.weeks[-1].last.isoformat(),
            "holidays": holidays_dict(self.holidays),
            "over": [{"role": each.role, "week": each.week.name} for each in self.over],
            "over_p80": [{"role": each.role, "week": each.week.name} for each in self.over_p80],
            "weeks": [each.as_dict() for each in self.role_weeks],
        }

    def __repr__(self) -> str:
        told = f"{len(self.roles)} roles x {len(self.weeks)} weeks"
        return f"Capacity({told}, {len(self.over)} over capacity)"

    def _picture(self) -> Picture:
        from aufwand.estimates._pictures import capacity_picture

        return capacity_picture(self)


class _Given(NamedTuple):
    """What a role can give."""

    #: Minutes in each week, not a number where nothing is said: shape (weeks,).
    minutes: Floats

    #: Working days in each week: shape (weeks,).
    days: Floats

    #: What takes working time, by week.
    off: dict[int, list[DayOff]]


def capacity(plan: Plan, *, made: Schedule | None = None) -> Capacity:
    """Return load against capacity of every role of *plan* in every ISO week of its horizon.

    A role's capacity of a week is spread evenly over the role's own workdays; holidays, closures
    and absences take theirs. Work lies on the days of the plan, whoever is away; that is what
    makes weeks go over. A day that only the horizon's end cuts off counts on neither side.

    Args:
        plan: A plan with dates.
        made: Its schedule, if there is one already.

    Raises:
        Fault: If the plan lacks one of its dates, nothing is known of the holidays of its
            country, or there are too many roles and weeks.
        MissingPackage: If numpy cannot be imported.
    """
    made = made or schedule(plan)
    weeks = periods(made.start, made.end, "week")
    keys = tuple(role.key for role in plan.roles)
    days = (made.end - made.start).days + 1
    if len(keys) * days > _MOST_DAYS:
        hint = "plan for fewer years, or fewer roles"
        raise Fault(len(keys) * days, f"at most {_MOST_DAYS:,} days of roles", hint=hint)
    given = _all_given(plan, made, weeks)
    load, careful = _loads(plan, made, weeks)
    free = [
        [_free(minutes, here) for minutes, here in zip(each.minutes.tolist(), loads, strict=True)]
        for each, loads in zip(given, load.tolist(), strict=True)
    ]
    others = _stand_ins(plan)
    found: list[RoleWeek] = []
    for index, role in enumerate(plan.roles):
        here = given[index]
        for place, week in enumerate(weeks):
            off = tuple(here.off.get(place, ()))
            minutes = float(here.minutes[place])
            likely, p80 = float(load[index, place]), float(careful[index, place])
            over = max(likely, p80) - minutes >= _LEAST
            away = any(each.cause == "absence" for each in off)
            asked = [index, *others[index]] if role.people > 1 else others[index]
            found.append(
                RoleWeek(
                    role.key,
                    week,
                    _effort(likely),
                    _effort(p80),
                    None if isnan(minutes) else _effort(minutes),
                    float(here.days[place]),
                    off,
                    tuple(
                        Cover(keys[other], _effort(free[other][place]))
                        for other in (asked if over or away else ())
                        if free[other][place] >= _LEAST
                    ),
                )
            )
    return Capacity(weeks, keys, tuple(found), made.holidays)


def _effort(minutes: float) -> Effort:
    return Effort._of(exact(minutes))


def _free(minutes: float, load: float) -> float:
    """Return the minutes a role has left; none where its capacity is not a number."""
    return minutes - load if minutes > load else 0.0


def _all_given(plan: Plan, made: Schedule, weeks: Sequence[Period]) -> list[_Given]:
    """Return what each role can give; those alike are looked at once."""
    import numpy as np

    firsts = np.array([(week.first - made.start).days for week in weeks])
    known: dict[object, tuple[Floats, dict[int, list[DayOff]]]] = {}
    found: list[_Given] = []
    for role in plan.roles:
        workdays = role.workdays or plan.calendar.workdays
        alike = workdays, role.absences
        if alike not in known:
            known[alike] = _days(plan, made, role, firsts)
        days, off = known[alike]
        if role.capacity is None:
            minutes = np.full(len(weeks), np.nan)
        else:
            minutes = days * (float(role.capacity.weekly.minutes) / len(workdays))
        found.append(_Given(minutes, days, off))
    return found


def _days(
    plan: Plan, made: Schedule, role: Role, firsts: npt.NDArray[np.intp]
) -> tuple[Floats, dict[int, list[DayOff]]]:
    """Return the working days of a role in each week, and what takes some of them."""
    import numpy as np

    found = working_days(plan.calendar, made.start, made.end, role=role)
    workdays = role.workdays or plan.calendar.workdays
    off: dict[int, list[DayOff]] = {}
    for each in found.off:
        # What falls on a free day takes nothing.
        if WEEKDAYS[each.day.weekday()] in workdays:
            place = int(firsts.searchsorted((each.day - made.start).days, side="right")) - 1
            off.setdefault(place, []).append(each)
    return np.add.reduceat(np.array(found.shares), firsts), off


def _loads(plan: Plan, made: Schedule, weeks: Sequence[Period]) -> tuple[Floats, Floats]:
    """Return likely minutes and those at 80 %, of each role in each week: (roles, weeks)."""
    import numpy as np

    parts = split(plan, made, ("role",))
    counted = cut(made, parts, weeks)
    likely = np.zeros((len(plan.roles), len(weeks)))
    careful = np.zeros_like(likely)
    place = {role.key: index for index, role in enumerate(plan.roles)}
    # What nobody does stands at the end, under no key.
    own = [index for index, (key,) in enumerate(parts.keys) if key]
    rows = [place[parts.keys[index][0]] for index in own]
    if own:
        likely[rows] = effort(made, parts, counted)[1][own]
        careful[rows] = percentiles(plan, made, parts, counted, (_CAREFUL,))[0][own]
    return likely, careful


def _stand_ins(plan: Plan) -> list[list[int]]:
    """Return who can stand in for each role: those it names, then those who do the same work."""
    place = {role.key: index for index, role in enumerate(plan.roles)}
    together: list[set[int]] = [set() for _ in plan.roles]
    for activity in plan.activities:
        here = {place[share.key] for share in activity.roles}
        for index in here:
            together[index] |= here
    found: list[list[int]] = []
    for index, role in enumerate(plan.roles):
        asked = [*(place[key] for key in role.cover), *sorted(together[index])]
        found.append([other for other in dict.fromkeys(asked) if other != index])
    return found
