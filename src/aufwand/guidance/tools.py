"""Rules about keeping an overview: tools, listening, looking at the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.catalog import find_channel
from aufwand.guidance._naming import named
from aufwand.guidance._orientation import planning, unused_key
from aufwand.guidance._room import resting
from aufwand.model import Tool
from aufwand.rules import Add, Match, Message, Remedy, option, options, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.model import Plan
    from aufwand.rules import Facts

__all__ = ["no_tool", "nobody_listens"]

#: What the channels' own statistics are for.
_STATISTICS = "analytics"

_NUMBERS = (
    *("analytics", "analysis", "statistics", "reporting", "insights"),
    *("Analyse", "Auswertung", "Bericht", "Statistik"),
)


@options
class _Overview:
    """Which tools give an overview."""

    purposes: tuple[str, ...] = option(
        "texts",
        (
            *("overview", "dashboard", "monitoring", "listening", *_NUMBERS),
            *("Beobachtung", "Monitor", "Übersicht", "Überblick"),
        ),
        {
            "en": "Words in a tool's purposes that mean an overview.",
            "de": "Wörter in den Zwecken eines Werkzeugs, die einen Überblick bedeuten.",
        },
    )


@rule(
    "TOL101",
    "no-tool",
    level="advice",
    message={
        "en": "No tool of this plan gives an overview of {channels}. In our opinion you need one "
        "to see how the plan comes true and what people say: often the statistics of the channels "
        "are enough to begin with.",
        "de": "Kein Werkzeug dieses Plans gibt einen Überblick über {channels}. Unserer Meinung "
        "nach brauchen Sie einen, um zu sehen, wie der Plan aufgeht und was Menschen sagen: Oft "
        "genügen für den Anfang die Statistiken der Kanäle.",
    },
    since="0.1",
    grounds="opinion",
    sources=("The opinion this project starts from: use tools for an overview",),
    options=_Overview,
)
def no_tool(facts: Facts, options: _Overview) -> Iterator[Match]:
    """No tool gives an overview.

    What it checks:
        Whether some tool has a purpose with one of the words of the option ``purposes`` in it,
        such as ``overview``, ``monitoring`` or ``Auswertung``. A plan without active channels is
        left alone.

    Why it matters:
        Who looks into every channel by hand looks seldom, and sees what is there, not how it
        changes.

    When not to worry:
        There is one channel only, and you see all of it every day.

    Remedy:
        Name the tool you have with what it is for, or begin with the channels' own statistics.

    Example:
        A channel and no tool trip it; with a tool for monitoring it passes.

        >>> from aufwand.model import Channel, Plan, Tool
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", channels=[Channel("facebook")])
        >>> [finding.path for finding in check(plan, select=["TOL101"])]
        ['tools']
        >>> check(plan.adding(Tool("alerts", purposes=["monitoring"])), select=["TOL101"])
        ()

    Source:
        The opinion this project starts from: use tools for an overview of how the strategy comes
        true. Which channels have statistics is in the catalogue.
    """
    if facts.channels and not _for(facts.plan, options.purposes):
        channels = named(each.label for each in facts.channels)
        yield Match("tools", remedies=_overview(facts, options.purposes), channels=channels)


def _for(plan: Plan, words: tuple[str, ...]) -> bool:
    """Return whether some tool of *plan* has a purpose with one of *words* in it."""
    sought = [word.casefold() for word in words]
    return any(
        word in purpose.casefold()
        for tool in plan.tools
        for purpose in tool.purposes
        for word in sought
    )


def _overview(facts: Facts, words: tuple[str, ...]) -> Iterator[Remedy]:
    unclear = [tool.label for tool in facts.plan.tools if not tool.purposes]
    if unclear:
        yield Remedy(
            {"en": "Say what {tools} is used for", "de": "Sagen, wofür {tools} gebraucht wird"},
            "manual",
            tools=named(unclear),
        )
    counted = [
        each.label
        for each in facts.channels
        if (known := find_channel(each.key)) is not None and known.analytics == "yes"
    ]
    if counted and any(word.casefold() in _STATISTICS for word in words):
        key = unused_key("channel_statistics", (each.key for each in facts.plan.tools))
        yield Remedy(
            {
                "en": "Use the statistics that come with {channels}",
                "de": "Die Statistiken nutzen, die es bei {channels} gibt",
            },
            "trade-off",
            Add(Tool(key, purposes=_STATISTICS)),
            channels=named(counted),
        )
    elif not unclear:
        yield Remedy(
            {
                "en": "Choose a tool that shows all channels at a glance",
                "de": "Ein Werkzeug wählen, das alle Kanäle auf einen Blick zeigt",
            },
            "manual",
        )


@options
class _Read:
    """Which tools count."""

    purposes: tuple[str, ...] = option(
        "texts",
        _NUMBERS,
        {
            "en": "Words in a tool's purposes that mean that it tells the numbers.",
            "de": "Wörter in den Zwecken eines Werkzeugs, die bedeuten, dass es die Zahlen nennt.",
        },
    )


_UNREAD = Message(
    "Nobody looks at the numbers: no time is planned for results, and no tool tells them. In our "
    "opinion a plan that nobody measures cannot be improved: plan a look at them, be it short.",
    "Niemand sieht die Zahlen an: Für Ergebnisse ist keine Zeit geplant, und kein Werkzeug nennt "
    "sie. Unserer Meinung nach lässt sich ein Plan, den niemand misst, nicht verbessern: Planen "
    "Sie einen Blick darauf ein, und sei er kurz.",
)


@rule(
    "TOL102",
    "nobody-listens",
    level="advice",
    message={
        "en": "Nobody listens to what people say about you: no time is planned for monitoring. In "
        "our opinion that comes before everything else, as most of it is said outside your own "
        "channels.",
        "de": "Niemand hört zu, was über Sie gesagt wird: Für das Beobachten ist keine Zeit "
        "geplant. Unserer Meinung nach kommt das vor allem anderen, denn das meiste wird außerhalb "
        "Ihrer eigenen Kanäle gesagt.",
    },
    since="0.1",
    grounds="opinion",
    sources=("The opinion this project starts from: what fans and others say",),
    options=_Read,
)
def nobody_listens(facts: Facts, options: _Read) -> Iterator[Match]:
    """Nobody listens to what people say, or nobody looks at the numbers.

    What it checks:
        Whether some activity belongs to the area ``monitoring``; and whether one belongs to the
        area ``reporting``, or a tool has a purpose with one of the words of the option
        ``purposes`` in it. Work that is done no times, or only for channels that are not active,
        does not count. A plan without any work and without an active channel is left alone.

    Why it matters:
        Criticism begins where you are not, and what works is only seen in numbers that somebody
        looks at.

    When not to worry:
        Another department listens and tells you, and its hours are not yours to plan.

    Remedy:
        Plan a quarter of an hour a day to listen, and some time a week for the results.

    Example:
        Content alone trips both; with monitoring and a look at the results, it passes.

        >>> from aufwand.model import Activity, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", activities=[Activity("content", duration="3-5 h")])
        >>> [finding.discriminator for finding in check(plan, select=["TOL102"])]
        ['listening', 'numbers']
        >>> check(
        ...     plan.adding(
        ...         Activity("monitoring", duration="15 min", per="workday"),
        ...         Activity("reporting", duration="1 h"),
        ...     ),
        ...     select=["TOL102"],
        ... )
        ()

    Source:
        The opinion this project starts from: tools and people that show what fans and others
        say. How long it takes others is in the baselines, figures ``e001`` and those of
        reporting.
    """
    plan = facts.plan
    if not plan.activities and not facts.channels:
        return
    if not _planned(plan, "monitoring"):
        yield Match("activities", discriminator="listening", remedies=planning(facts, "monitoring"))
    if not _planned(plan, "reporting") and not _for(plan, options.purposes):
        yield Match(
            "activities",
            _UNREAD,
            discriminator="numbers",
            remedies=planning(facts, "reporting"),
        )


def _planned(plan: Plan, area: str) -> bool:
    """Return whether time is planned for an *area*."""
    return any(each.area == area and not resting(each, plan) for each in plan.activities)
