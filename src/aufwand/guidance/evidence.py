"""Rules about what the hours of a plan rest on."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from aufwand.errors import Fault, MissingPackage
from aufwand.estimates.sensitivity import shares_of_variance
from aufwand.rules import Match, Measure, Remedy, option, options, rule
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.model import Activity
    from aufwand.rules import Facts

__all__ = ["weak_evidence", "wide_range"]


@options
class _Most:
    """How much may be weak."""

    most: float = option(
        "share",
        0.5,
        {
            "en": "The highest share of the likely hours that may rest on weak sources.",
            "de": "Der höchste Anteil der wahrscheinlichen Stunden mit schwachen Quellen.",
        },
        raising="fewer",
    )


@rule(
    "EST101",
    "weak-evidence",
    level="info",
    message={
        "en": "{share} of the hours a week have no source or only a weak one, most of them "
        "{activity}. In our opinion what weighs most should be known best: note for two weeks how "
        "long it takes.",
        "de": "{share} der Stunden je Woche haben keine oder nur eine schwache Quelle, die meisten "
        "davon {activity}. Unserer Meinung nach sollte am besten bekannt sein, was am meisten "
        "wiegt: Schreiben Sie zwei Wochen lang auf, wie lange es dauert.",
    },
    since="0.1",
    grounds="opinion",
    sources=("The plan's own sources", "Our opinion: half of the hours should rest on more"),
    options=_Most,
)
def weak_evidence(facts: Facts, options: _Most) -> Iterator[Match]:
    """A large share of the hours rests on weak sources.

    What it checks:
        The likely weekly hours of activities that have no source, or only sources of trust C,
        as a share of all. It is told when that is more than the option ``most``. Sources that
        nobody judged, such as your own records, are not weak.

    Why it matters:
        An estimate is as good as what went into it. Where nobody knows where a number comes
        from, nobody can say whether it still holds.

    When not to worry:
        The plan is a first sketch, and its ranges are wide enough.

    Remedy:
        Begin with the activity that takes the most of these hours: note for two weeks how long
        it takes, and give your own records as its source.

    Example:
        Hours out of thin air trip it; with your own records they pass.

        >>> from aufwand.model import Activity, Plan
        >>> from aufwand.rules import check
        >>> posts = Activity("posts", duration="3-5 h")
        >>> plan = Plan("Bakery", activities=[posts])
        >>> [str(finding.measured) for finding in check(plan, select=["EST101"])]
        ['100 %']
        >>> check(plan.adding(posts.with_(source="our log of May")), select=["EST101"])
        ()

    Source:
        The plan's own sources. That half of the hours should rest on more than one vague opinion
        is our own.
    """
    weeks = facts.estimate._weekly.by("activity")
    total = sum(likely for _, likely, _ in weeks.values())
    if not total:
        return
    weak = [
        (-weeks[each.key][1], each.key, each)
        for each in facts.plan.activities
        if each.key in weeks and _weak(each)
    ]
    share = Fraction(-sum(likely for likely, _, _ in weak), total)
    if share > exact(options.most):
        _, _, largest = min(weak, key=lambda each: each[:2])
        yield Match(
            "activities",
            measured=Measure(float(share * 100), "%"),
            limit=Measure(options.most * 100, "%"),
            remedies=_measuring(largest),
            share=_percent(share),
            activity=largest.label,
        )


@options
class _Share:
    """How much is most."""

    share: float = option(
        "share",
        0.5,
        {
            "en": "The share of the whole uncertainty that one activity may make.",
            "de": "Der Anteil an der ganzen Unsicherheit, den eine Tätigkeit haben darf.",
        },
        raising="fewer",
    )


@rule(
    "EST102",
    "wide-range",
    level="info",
    message={
        "en": "{activity} makes {share} of all that is uncertain in a week: it takes between {low} "
        "and {high}. Measure it first, as nothing else makes this plan so much surer.",
        "de": "{activity} macht {share} dessen aus, was an einer Woche unsicher ist: zwischen "
        "{low} und {high} Arbeit. Messen Sie das zuerst, denn nichts sonst macht diesen Plan so "
        "viel sicherer.",
    },
    since="0.1",
    grounds="evidence",
    sources=("The plan's own numbers", "Our opinion: more than half is most"),
    options=_Share,
    scope="activities",
)
def wide_range(facts: Facts, options: _Share) -> Iterator[Match]:
    """One activity makes most of the uncertainty.

    What it checks:
        What share of the variance of a week's hours the duration of every activity makes, as
        ``aufwand sensitivity`` tells it: variances add up, widths of ranges do not. Drivers have
        shares of their own. It is told when a share is more than the option ``share``. A plan
        with fewer than two activities that take time each week is left alone, and so is one
        whose drivers overlap in more ways than anybody waits for, or one with drivers where numpy
        cannot be imported.

    Why it matters:
        What you measure first should be what you know least of: its range decides how wide that
        of the whole plan is.

    When not to worry:
        The whole range fits into your capacity and your budget.

    Remedy:
        Note for two weeks how long it takes, and write down what you found.

    Example:
        Networking between 1 and 9 hours hides all else; between 4 and 6 hours it does not.

        >>> from aufwand.model import Activity, Plan
        >>> from aufwand.rules import check
        >>> wide = Activity("networking", duration="1-9 h")
        >>> plan = Plan("Bakery", activities=[wide, Activity("content", duration="3-5 h")])
        >>> [finding.path for finding in check(plan, select=["EST102"])]
        ['activities.networking']
        >>> check(plan.adding(wide.with_(duration="4-6 h")), select=["EST102"])
        ()

    Source:
        The plan's own ranges and shapes: variances of independent things add up.
    """
    weeks = facts.estimate._weekly.by("activity")
    if sum(1 for _, _, high in weeks.values() if high) < 2:
        return
    try:
        shares = shares_of_variance(facts.estimate)
    except (Fault, MissingPackage):
        return
    for activity in facts.plan.activities:
        share = shares.get(f"activities.{activity.key}.duration", 0.0)
        if share > options.share:
            weekly = facts.weekly(activity.key)
            yield Match(
                f"activities.{activity.key}",
                measured=Measure(share * 100, "%"),
                limit=Measure(options.share * 100, "%"),
                remedies=_measuring(activity),
                share=_percent(share),
                activity=activity.label,
                low=weekly.low,
                high=weekly.high,
            )


def _weak(activity: Activity) -> bool:
    return not activity.source or all(each.trust == "C" for each in activity.source)


def _percent(share: Fraction | float) -> Measure:
    return Measure(round(float(share * 100), 1), "%")


def _measuring(activity: Activity) -> Iterator[Remedy]:
    yield Remedy(
        {
            "en": "Note for two weeks how long {activity} takes, and give that as its source",
            "de": "Zwei Wochen lang aufschreiben, wie lange {activity} dauert, und das als Quelle "
            "angeben",
        },
        "manual",
        activity=activity.label,
    )
