"""Rules about the days of a plan with dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.errors import MissingPackage
from aufwand.guidance._naming import named
from aufwand.rules import Match, Message, Remedy, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aufwand.model import Calendar
    from aufwand.rules import Facts

__all__ = ["holidays_unknown"]

#: Most years that are told one by one.
_FEW = 3

_NOT_INSTALLED = Message(
    "The holidays of {place} are not known, as the extra calendar is not installed: in {years} "
    "they count as working days. Install it with {command}.",
    "Die Feiertage von {place} sind nicht bekannt, da das Extra calendar nicht installiert ist: "
    "{years} zählen sie als Arbeitstage. Installieren Sie es mit {command}.",
)
_NOT_LAID_OUT = Message(
    "The days of this plan cannot be reckoned with: {fault}. Correct that; until then only its "
    "typical week is looked at.",
    "Mit den Tagen dieses Plans lässt sich nicht rechnen: {fault}. Berichtigen Sie das; bis dahin "
    "wird nur seine typische Woche betrachtet.",
)
_WITHOUT_NUMPY = Message(
    "The days of this plan are not reckoned with here, as {package} cannot be imported: only its "
    "typical week is looked at; where {package} is installed, every week is.",
    "Mit den Tagen dieses Plans wird hier nicht gerechnet, da {package} nicht importiert werden "
    "kann: Nur seine typische Woche wird betrachtet; wo {package} installiert ist, jede Woche.",
)

_INSTALLING = Remedy(
    {
        "en": "Install the extra calendar",
        "de": "Das Extra calendar installieren",
    },
    "manual",
)
_CLOSING = Remedy(
    {
        "en": "Write those holidays down as closures of the calendar",
        "de": "Diese Feiertage als Schließtage des Kalenders eintragen",
    },
    "manual",
)
_CORRECTING = Remedy(
    {"en": "Correct what was found there", "de": "Berichtigen, was dort gefunden wurde"},
    "manual",
)


@rule(
    "CAL101",
    "holidays-unknown",
    level="warning",
    message={
        "en": "No holidays of {place} are known for {years}, so that they count as working days. "
        "Write those that matter under calendar.closures, or plan for other years.",
        "de": "Für {place} sind {years} keine Feiertage bekannt, sodass sie als Arbeitstage "
        "zählen. Tragen Sie die wichtigen unter calendar.closures ein, oder planen Sie für andere "
        "Jahre.",
    },
    since="0.1",
    grounds="evidence",
    sources=("The plan's own dates, and the years that the package holidays covers",),
)
def holidays_unknown(facts: Facts) -> Iterator[Match]:
    """The holidays of a plan with dates are not known.

    What it checks:
        Every year of a plan with dates that names a country: whether its holidays are known.
        They are not outside the years that the package *holidays* covers, nor where the extra
        ``calendar`` is not installed. A country, part of it or kind of holidays that does not
        exist, and all else that keeps a plan from being laid over its days, is told too.

    Why it matters:
        A holiday that nobody knows of counts as a working day: there seems to be more time than
        there is, and replies are promised for days on which nobody is there.

    When not to worry:
        The calendar names all holidays as closures.

    Remedy:
        Install the extra, write the holidays down as closures, or correct the calendar.

    Example:
        Nobody knows the holidays of the year 2500; those of 2027 are known.

        >>> from aufwand.model import Calendar, Plan
        >>> from aufwand.rules import check
        >>> far = Calendar(country="DE", start="2500-01-01", end="2500-12-31")
        >>> [finding.path for finding in check(Plan("Bakery", calendar=far), select=["CAL101"])]
        ['calendar']
        >>> near = Calendar(country="DE", start="2027-01-01", end="2027-12-31")
        >>> check(Plan("Bakery", calendar=near), select=["CAL101"])
        ()

    Source:
        The plan's own dates, and the years that the package *holidays* covers.
    """
    fault = facts.capacity_fault
    if isinstance(fault, MissingPackage):
        yield Match("calendar", _WITHOUT_NUMPY, package=fault.package)
        return
    if fault is not None:
        path = "calendar" if fault.path.startswith("calendar") else ""
        yield Match(path, _NOT_LAID_OUT, remedies=_CORRECTING, fault=str(fault))
        return
    capacity = facts.capacity
    if capacity is None or not capacity.holidays.uncovered:
        return
    place, years = _place(facts.plan.calendar), _told(capacity.holidays.uncovered)
    if capacity.holidays.why == "not installed":
        yield Match(
            "calendar",
            _NOT_INSTALLED,
            remedies=_INSTALLING,
            place=place,
            years=years,
            # In the message itself, brackets would make it a part that can be left out.
            command="pip install 'aufwand[calendar]'",
        )
    else:
        yield Match("calendar", remedies=_CLOSING, place=place, years=years)


def _place(calendar: Calendar) -> str:
    return "-".join(each for each in (calendar.country, calendar.subdivision) if each)


def _told(years: Sequence[int]) -> Message:
    """Return *years* one by one, or the first and the last of many."""
    if len(years) <= _FEW:
        return named(str(each) for each in years)
    first, last, number = years[0], years[-1], len(years)
    return Message(
        f"{number} years from {first} to {last}",
        f"in {number} Jahren von {first} bis {last}",
        verbatim=True,
    )
