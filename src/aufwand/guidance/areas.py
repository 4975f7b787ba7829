"""Rules about the five areas of the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.catalog import baseline
from aufwand.model import FIVE_AREAS
from aufwand.rules import Match, Message, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.rules import Facts

__all__ = ["area_missing"]

_AREAS = {
    "monitoring": Message("monitoring conversations", "das Beobachten von Gesprächen"),
    "distribution": Message("distributing content", "das Verteilen von Inhalten"),
    "dialogue": Message("taking part in dialogues", "das Teilnehmen an Dialogen"),
    "content": Message("creating content", "das Erstellen von Inhalten"),
    "networking": Message("networking", "das Vernetzen"),
}


@rule(
    "TIM102",
    "area-missing",
    level="advice",
    message={
        "en": "No activity covers {area}, for which the orientation of 2010 plans {usual} a week. "
        "In our opinion a presence needs all five areas: add it, or leave it out on purpose.",
        "de": "Keine Aktivität deckt {area} ab, wofür die Orientierung von 2010 {usual} je Woche "
        "vorsieht. Unserer Meinung nach braucht eine Präsenz alle fünf Bereiche: Ergänzen Sie ihn, "
        "oder lassen Sie ihn bewusst weg.",
    },
    since="0.1",
    grounds="opinion",
    sources=("Gigaom (Aliza Sherman), How Much Time Does Social Media Marketing Take? (2010)",),
)
def area_missing(facts: Facts) -> Iterator[Match]:
    """One of the five areas of the work is not in the plan.

    What it checks:
        Whether some activity belongs to each of the five areas: monitoring, distribution,
        dialogue, content and networking. One finding for each that has none.

    Why it matters:
        What is not planned is done on the side or not at all; often that is listening and
        answering, without which social media is advertising.

    When not to worry:
        Somebody else does it, such as an agency, and its hours are not yours to plan.

    Remedy:
        Add an activity of that area; the orientation says how long it takes others.

    Example:
        A plan of content alone lacks four areas; the whole orientation passes.

        >>> from aufwand.catalog import baseline
        >>> from aufwand.model import Activity, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", activities=[Activity("content", duration="3-5 h")])
        >>> [finding.discriminator for finding in check(plan, select=["TIM102"])]
        ['dialogue', 'distribution', 'monitoring', 'networking']
        >>> check(plan.with_(activities=baseline()), select=["TIM102"])
        ()

    Source:
        Aliza Sherman, *How Much Time Does Social Media Marketing Take?*, Gigaom 2010
        (``sherman2010``, figures ``e001`` to ``e005``), a practitioner's view.
    """
    planned = {activity.area for activity in facts.plan.activities}
    if planned.issuperset(FIVE_AREAS):
        return
    workdays = len(facts.plan.calendar.workdays)
    for usual in baseline("orientation"):
        if usual.area not in planned:
            times = workdays if usual.per == "workday" else 1
            yield Match(
                "activities",
                discriminator=usual.area,
                area=_AREAS[usual.area],
                usual=usual.duration * times,
            )
