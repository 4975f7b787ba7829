"""A plan as a calendar file: recurring blocks of time for each role."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from attrs import field, frozen

from aufwand.calendars import PublicHolidays
from aufwand.calendars.time_zones import zone_of
from aufwand.errors import Fault, MissingExtra
from aufwand.language import N_, Words, n_
from aufwand.model import Plan
from aufwand.reports._blocks import LeftOut, Series, lay_out
from aufwand.reports._ics import PRODUCT, checked, plain
from aufwand.reports._zones import observances
from aufwand.reports.naming import area_name, named
from aufwand.units import Effort, Range, say
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zoneinfo import ZoneInfo

    from icalendar import Calendar, Component, Event

__all__ = ["Block", "LeftOut", "PlanCalendar", "calendar_text", "is_plan_calendar", "plan_calendar"]

_WORDS = Words(
    {
        "title": N_("{activity} ({role})"),
        "effort": N_("Working time: {effort}"),
        "people": n_("At once: {n} person", "At once: {n} people"),
        "channels": N_("Channels: {names}"),
        "plan": N_("Plan: {name}"),
    }
)


class Block(NamedTuple):
    """A piece of time in which a role does some work."""

    #: The key of the activity.
    activity: str

    #: The key of the role.
    role: str

    #: When it begins: in the calendar's time zone, or without one where it has none.
    begins: datetime

    #: When it ends.
    ends: datetime


@value
@frozen(kw_only=True, repr=False, eq=False)
class PlanCalendar:
    """The blocks of a plan, for :func:`calendar_text`."""

    #: The plan.
    plan: Plan

    #: The key of the role whose calendar it is; empty: all roles.
    role: str

    #: The time zone, such as ``Europe/Berlin``; empty: whatever the reader's clock says.
    timezone: str

    #: Work that is in no block, and why.
    left_out: tuple[LeftOut, ...]

    #: Where holidays come from, and the years of which none are known.
    holidays: PublicHolidays

    _series: tuple[Series, ...] = field(alias="series")

    @property
    def series(self) -> int:
        """How many recurring blocks there are; a single one counts, too."""
        return len(self._series)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block, by role in the order of the plan, and by time."""
        zone = zone_of(self.timezone) if self.timezone else None
        place = {role.key: index for index, role in enumerate(self.plan.roles)}
        found = [
            Block(each.activity, each.role, *_ends(day, each, zone))
            for each in self._series
            for day in each.days
        ]
        return tuple(
            sorted(found, key=lambda each: (place[each.role], each.begins.date(), each[2:]))
        )

    @property
    def effort(self) -> Effort:
        """The likely working time of all blocks together, before they were rounded to minutes."""
        parts = [len(each.days) * each.effort[1] for each in self._series]
        return Effort._of(sum(parts, Fraction(0)))

    def __repr__(self) -> str:
        return f"PlanCalendar({self.plan.name!r}: {self.series} series)"


def plan_calendar(
    plan: Plan, *, role: str | None = None, timezone: str | None = None
) -> PlanCalendar:
    """Return the work of *plan* as blocks of time, from the first to the last day of its calendar.

    >>> from aufwand.model import Activity, Calendar, Role
    >>> watch = Activity("monitoring", duration="15 min", per="workday", roles="pr")
    >>> week = Calendar(start="2027-03-01", end="2027-03-07")
    >>> found = plan_calendar(Plan("Bakery", roles=[Role("pr")], activities=[watch], calendar=week))
    >>> found, len(found.blocks), str(found.blocks[0].begins)
    (PlanCalendar('Bakery': 1 series), 5, '2027-03-01 09:00:00')

    Args:
        plan: The plan; its calendar has a start and an end.
        role: The key of the only role that is wanted; left out, all.
        timezone: The time zone; left out, that of the plan's calendar.

    Raises:
        InvalidPlan: If the calendar has no start or no end.
        Fault: If there is no such time zone, nothing is known of the country's holidays, or the
            blocks are too many.
        UnknownName: If the plan has no such role.
    """
    only = None if role is None else plan.role(role)
    zone = plan.calendar.timezone if timezone is None else timezone
    try:
        if zone:
            zone_of(zone)
    except Fault as fault:
        raise fault.at("calendar.timezone" if timezone is None else "") from None
    laid = lay_out(plan, only)
    return PlanCalendar(
        plan=plan,
        role=role or "",
        timezone=zone,
        left_out=laid.left_out,
        holidays=laid.holidays,
        series=laid.series,
    )


def calendar_text(
    calendar: PlanCalendar, *, stamp: date | None = None, sequence: int = 0, lang: str = "en"
) -> str:
    """Return an iCalendar file (RFC 5545) of a plan's blocks; its lines end with CR LF.

    The same calendar gives the same text in every process: identifiers are made of the names of
    plan, activity and role, so that a program that imports the file again knows its events.

    Args:
        calendar: The blocks.
        stamp: The day the file is from; left out, the first day of the plan.
        sequence: How many times the events were changed since they were first given to somebody.
        lang: The language of descriptions, ``en`` or ``de``.

    Raises:
        MissingExtra: If *icalendar* is not installed.
        UnknownName: If *lang* is another language.
        Fault: If *sequence* is no whole number from 0, or there is no block: a file without
            any is no calendar (RFC 5545, 3.6).
    """
    if type(sequence) is not int or not 0 <= sequence < 2**31:
        raise Fault(sequence, "a whole number, 0 or more")
    if not calendar.series:
        raise Fault(None, "a plan with a block of time, as no calendar file can be without any")
    try:
        import icalendar
    except ImportError:
        raise MissingExtra("calendar", "writing a calendar file") from None
    return _Writer(calendar, stamp, sequence, lang).text(icalendar.Calendar())


def is_plan_calendar(data: bytes) -> bool:
    """Return whether *data*, the first bytes of a file, are those of a calendar of ours."""
    head = data[:1000].replace(b"\r\n", b"\n").split(b"\n")
    return head[0] == b"BEGIN:VCALENDAR" and f"PRODID:{PRODUCT}".encode() in head


class _Writer:
    """Writes the events of a calendar."""

    def __init__(
        self, calendar: PlanCalendar, stamp: date | None, sequence: int, lang: str
    ) -> None:
        self._calendar = calendar
        self._plan = named(calendar.plan, lang)
        first = calendar.plan.calendar.start if stamp is None else stamp
        self._stamp = datetime.combine(first or date.min, time(), UTC)
        self._sequence = sequence
        self._lang = lang
        self._named = plain(self._plan.name)
        self._activities = {each.key: each for each in self._plan.activities}
        self._roles = {each.key: each for each in self._plan.roles}
        self._channels = {each.key: plain(each.label) for each in self._plan.channels}
        self._words = _WORDS[lang]
        self._zone = zone_of(calendar.timezone) if calendar.timezone else None

    def text(self, whole: Calendar) -> str:
        """Return the text of a calendar that is empty as yet."""
        from icalendar import vText

        words = self._words
        name = self._named
        if self._calendar.role:
            role = plain(self._plan.role(self._calendar.role).label)
            name = words["title"].format(activity=name, role=role)
        _fill(
            whole,
            PRODID=PRODUCT,
            VERSION="2.0",
            CALSCALE="GREGORIAN",
            METHOD="PUBLISH",
            # The package does not know it, and so would leave ";" and "," in it as they are.
            X_WR_CALNAME=vText(name),
        )
        if self._zone is not None:
            whole.add_component(self._described(self._zone))
        for each in self._calendar._series:
            for event in self._events(each):
                whole.add_component(event)
        return checked(whole.to_ical()).decode()

    def _described(self, zone: ZoneInfo) -> Component:
        """Return what the file says about a time zone."""
        from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

        dates = self._plan.calendar.start, self._plan.calendar.end
        years = [each.year for each in dates if each is not None]
        described = Timezone()
        _fill(described, TZID=zone.key)
        for each in observances(zone, years[0], years[-1]):
            part = TimezoneDaylight() if each.daylight else TimezoneStandard()
            _fill(part, DTSTART=each.begins[0], TZNAME=each.name)
            _fill(part, TZOFFSETFROM=each.before, TZOFFSETTO=each.after)
            if each.rule is not None:
                _fill(part, RRULE=each.rule)
            elif len(each.begins) > 1:
                _fill(part, RDATE=list(each.begins[1:]))
            described.add_component(part)
        return described

    def _events(self, series: Series) -> Iterator[Event]:
        """Yield the event that recurs, and those of its blocks that are on another day."""
        zone = self._zone
        first, last = series.named[0], series.named[-1]
        event = self._event(series, first)
        if series.rule is not None and first != last:
            until = _begins(last, series, zone)
            rule = series.rule.as_dict()
            rule["UNTIL"] = until if zone is None else until.astimezone(UTC)
            _fill(event, RRULE=rule)
        if series.left_out:
            _fill(event, EXDATE=[_begins(day, series, zone) for day in series.left_out])
        yield event
        for day, other in series.moved:
            instead = self._event(series, other)
            _fill(instead, RECURRENCE_ID=_begins(day, series, zone))
            yield instead

    def _event(self, series: Series, day: date) -> Event:
        from icalendar import Event

        words = self._words
        activity, role = self._activities[series.activity], self._roles[series.role]
        title = plain(activity.label)
        if not self._calendar.role:
            title = words["title"].format(activity=title, role=plain(role.label))
        low, likely, high = (Effort._of(each) for each in series.effort)
        told = [words["effort"].format(effort=say(Range(low, likely, high), self._lang))]
        if series.together > 1:
            told.append(words.count("people", series.together))
        serving = [self._channels[each.key] for each in activity.channels]
        if serving:
            told.append(words["channels"].format(names=", ".join(serving)))
        told.append(words["plan"].format(name=self._named))
        begins, ends = _ends(day, series, self._zone)
        event = Event()
        _fill(
            event,
            UID=self._identifier(series),
            DTSTAMP=self._stamp,
            SEQUENCE=self._sequence,
            DTSTART=begins,
            DTEND=ends,
            SUMMARY=title,
            DESCRIPTION="\n".join(told),
            CATEGORIES=[plain(role.label), plain(area_name(activity.area, self._lang))],
        )
        return event

    def _identifier(self, series: Series) -> str:
        """Return the name of a series that is the same whenever and wherever it is written."""
        parts = [self._plan.name, series.activity, series.role]
        if series.stretch:
            parts.append(str(series.stretch))
        # With lengths, so that no two lists of names read the same.
        known = "".join(f"{len(each)}:{each}" for each in parts)
        return f"{sha256(known.encode('utf-8', 'replace')).hexdigest()[:32]}@aufwand"


def _fill(part: Component, **properties: Any) -> None:
    """Add properties, whose names nobody but this file gives."""
    # The package leaves the type of what is added open.
    add = cast("Callable[[str, Any], None]", part.add)  # pyright: ignore[reportUnknownMemberType]
    for name, content in properties.items():
        add(name.replace("_", "-"), content)


def _begins(day: date, series: Series, zone: ZoneInfo | None) -> datetime:
    hour, minute = divmod(series.start, 60)
    return datetime.combine(day, time(hour, minute), zone)


def _ends(day: date, series: Series, zone: ZoneInfo | None) -> tuple[datetime, datetime]:
    """Return when the block of a *day* begins and ends."""
    begins, length = _begins(day, series, zone), timedelta(minutes=series.length)
    if zone is None:
        return begins, begins + length
    # Within one zone Python adds by the clock on the wall, which jumps twice a year.
    return begins, (begins.astimezone(UTC) + length).astimezone(zone)
