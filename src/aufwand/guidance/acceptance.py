"""Rules about what somebody has decided to live with."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from attrs import evolve

from aufwand.errors import nearest
from aufwand.rules import Add, Drop, Match, Message, Remedy, RuleSet, rule
from aufwand.units import Effort, EffortRate, Money, hours
from aufwand.units._exact import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.rules import Facts, Judgement

__all__ = ["acceptance_ended", "acceptance_unknown", "acceptance_unused"]

_OWN = ("The plan's own list of what is accepted",)

#: Most paths that one acceptance is divided into; beyond that, a person should look again.
_MOST = 10

_SEVERAL = Message(
    "The acceptance of {rule} names no part of the plan, and there are {number} such findings, so "
    "it holds for none of them. Say which one you live with, or accept each with its reason.",
    "Die Annahme von {rule} nennt keinen Teil des Plans, und solche Befunde gibt es {number}: Sie "
    "gilt also für keinen davon. Sagen Sie, mit welchem Sie leben, oder nehmen Sie jeden mit "
    "seinem Grund an.",
)


@rule(
    "SUP001",
    "acceptance-unused",
    level="advice",
    message={
        "en": "{rule}[ at {where}] is accepted, but it is not found there[; it is found at "
        "{others}]. Take the acceptance out, so that it cannot hide something new, or correct its "
        "path.",
        "de": "{rule}[ bei {where}] ist angenommen, wird dort aber nicht gefunden[, sondern bei "
        "{others}]. Nehmen Sie die Annahme heraus, damit sie nichts Neues verdeckt, oder "
        "berichtigen Sie den Pfad.",
    },
    since="0.1",
    grounds="evidence",
    sources=_OWN,
)
def acceptance_unused(facts: Facts) -> Iterator[Match]:
    """Something is accepted that is not found, or not clearly.

    What it checks:
        Every acceptance whose rule was asked and found nothing at its path; and every acceptance
        without a path where the rule found more than one thing, as it is not clear which one is
        meant.

    Why it matters:
        An acceptance that waits for nothing hides the next finding of its kind, for a reason that
        was about another one.

    When not to worry:
        The finding comes and goes, such as with the season.

    Remedy:
        Take the acceptance out, or give it the path of the finding it is about.

    Example:
        An acceptance of something that is not there trips it; of something there, it passes.

        >>> from aufwand.model import Acceptance, Audience, Plan
        >>> from aufwand.rules import check
        >>> accepted = Acceptance(rule="AUD104", reason="only the hours for now")
        >>> plan = Plan("Bakery", audiences=[Audience("families")], accepted=[accepted])
        >>> [finding.path for finding in check(plan, select=["SUP001", "AUD104"])]
        ['accepted[0]']
        >>> found = check(plan.with_(audiences=[]), select=["SUP001", "AUD104"])
        >>> [finding.code for finding in found]
        ['AUD104']

    Source:
        The plan's own list of what is accepted.
    """
    for judgement in facts.acceptances:
        if judgement.state == "unused":
            # Elsewhere there is such a finding: perhaps only the path is wrong.
            safety = "trade-off" if judgement.findings else "safe"
            elsewhere = sorted({finding.path for finding in judgement.findings})[:3]
            told: dict[str, Any] = {"others": ", ".join(elsewhere)} if any(elsewhere) else {}
            remedies = _leaving_out(judgement, safety)
            yield _match(facts, judgement, remedies=remedies, **told)
        elif judgement.state == "several":
            yield _match(
                facts,
                judgement,
                _SEVERAL,
                remedies=(*_each(judgement), _leaving_out(judgement, "trade-off")),
                number=len(judgement.findings),
            )


_OUTGROWN = Message(
    "{rule}[ at {where}] was accepted up to {limit} a week, but costs {measured} by now, so the "
    "acceptance has ended[; {owner} decided it]. Decide again whether you live with it, or do "
    "something about it.",
    "{rule}[ bei {where}] war bis {limit} je Woche angenommen, kostet inzwischen aber {measured}, "
    "und die Annahme ist zu Ende[; entschieden hat das {owner}]. Entscheiden Sie neu, ob Sie damit "
    "leben, oder tun Sie etwas dagegen.",
)


@rule(
    "SUP002",
    "acceptance-ended",
    level="warning",
    message={
        "en": "{rule}[ at {where}] was accepted until {day}, and that day has passed[; {owner} "
        "decided it]. Decide again whether you live with it, or do something about it.",
        "de": "{rule}[ bei {where}] war bis {day} angenommen, und dieser Tag ist vorbei[; "
        "entschieden hat das {owner}]. Entscheiden Sie neu, ob Sie damit leben, oder tun Sie etwas "
        "dagegen.",
    },
    since="0.1",
    grounds="evidence",
    sources=_OWN,
)
def acceptance_ended(facts: Facts) -> Iterator[Match]:
    """What was accepted for a time, or up to a cost, is so no more.

    What it checks:
        Every acceptance whose last day lies before the day that the check was made for, and
        every one with a limit that its finding costs more than by now.

    Why it matters:
        What was tolerable for a while, or while it was small, was never meant for ever.

    When not to worry:
        You decided again, and only forgot to write it down.

    Remedy:
        Decide again, with a new day or a new limit; or take the acceptance out.

    Example:
        An acceptance until the end of June trips it in July, and passes in May.

        >>> from datetime import date
        >>> from aufwand.model import Acceptance, Plan
        >>> from aufwand.rules import check
        >>> accepted = Acceptance(rule="AUD104", reason="a sketch", until="2026-06-30")
        >>> plan = Plan("Bakery", accepted=[accepted])
        >>> found = check(plan, select=["SUP002", "AUD104"], today=date(2026, 7, 1))
        >>> sorted(finding.path for finding in found)
        ['accepted[0]', 'audiences']
        >>> check(plan, select=["SUP002"], today=date(2026, 5, 1))
        ()

    Source:
        The plan's own list of what is accepted.
    """
    for judgement in facts.acceptances:
        acceptance = judgement.acceptance
        owner: dict[str, Any] = {"owner": acceptance.owner} if acceptance.owner else {}
        if judgement.state == "expired":
            day = "" if acceptance.until is None else acceptance.until
            remedies = _leaving_out(judgement, "trade-off")
            yield _match(facts, judgement, remedies=remedies, day=day, **owner)
        elif judgement.state == "outgrown":
            now = _dearest(judgement)
            limit = acceptance.up_to
            yield _match(
                facts,
                judgement,
                _OUTGROWN,
                measured=now,
                limit=None if limit is None else limit.weekly,
                remedies=(*_up_to(judgement, now), _leaving_out(judgement, "trade-off")),
                **owner,
            )


@rule(
    "SUP003",
    "acceptance-unknown",
    level="warning",
    message={
        "en": "{rule} is accepted, but there is no such rule, so nothing is accepted by it[; "
        "perhaps {near} was meant]. Correct the code or name, or take the acceptance out.",
        "de": "{rule} ist angenommen, doch eine solche Regel gibt es nicht, und nichts ist damit "
        "angenommen[; gemeint ist vielleicht {near}]. Berichtigen Sie Code oder Namen, "
        "oder nehmen Sie die Annahme heraus.",
    },
    since="0.1",
    grounds="evidence",
    sources=_OWN,
)
def acceptance_unknown(facts: Facts) -> Iterator[Match]:
    """A rule is accepted that does not exist.

    What it checks:
        Every acceptance whose ``rule`` is no code, name or former name of an installed rule, or
        of one that was asked. If the name of an installed rule is near, it is told.

    Why it matters:
        Somebody believes that something is settled, and it is not.

    When not to worry:
        The rule is of a package that is not installed here.

    Remedy:
        Correct the name, or take the acceptance out.

    Example:
        A slip of the keyboard trips it; the right code passes.

        >>> from aufwand.model import Acceptance, Plan
        >>> from aufwand.rules import check
        >>> slip = Acceptance(rule="no-audiense", reason="a sketch")
        >>> plan = Plan("Bakery", accepted=[slip])
        >>> [finding.path for finding in check(plan, select=["SUP003"])]
        ['accepted[0]']
        >>> right = Acceptance(rule="no-audience", reason="a sketch")
        >>> check(plan.with_(accepted=[right]), select=["SUP003"])
        ()

    Source:
        The plan's own list of what is accepted, and the rules that are known.
    """
    for judgement in facts.acceptances:
        if judgement.state == "unknown":
            names = [each for rule in RuleSet.installed() for each in rule.names]
            if judgement.acceptance.rule in names:
                # It is known, but not among the rules of this check.
                continue
            near = nearest(judgement.acceptance.rule, names)
            if not near:
                yield _match(facts, judgement, remedies=_leaving_out(judgement))
                continue
            # Somebody meant another rule, and had a reason.
            leaving = _leaving_out(judgement, "trade-off")
            right = Remedy(
                {"en": "Accept {near} instead", "de": "Stattdessen {near} annehmen"},
                "trade-off",
                Drop(judgement.path),
                Add(evolve(judgement.acceptance, rule=near)),
                near=near,
            )
            yield _match(facts, judgement, remedies=(right, leaving), near=near)


def _match(
    facts: Facts, judgement: Judgement, message: Message | None = None, **given: Any
) -> Match:
    acceptance = judgement.acceptance
    same = f"{acceptance.rule}:{acceptance.where}"
    # Two that say the same are two all the same.
    before = sum(
        1
        for each in facts.acceptances[: judgement.index]
        if (each.acceptance.rule, each.acceptance.where) == (acceptance.rule, acceptance.where)
    )
    where: dict[str, Any] = {"where": acceptance.where} if acceptance.where else {}
    return Match(
        judgement.path,
        message,
        discriminator=f"{same}:{before + 1}" if before else same,
        rule=acceptance.rule,
        **where,
        **given,
    )


def _leaving_out(judgement: Judgement, safety: str = "safe") -> Remedy:
    """Return that the acceptance goes, which accepts nothing anyway."""
    return Remedy(
        {"en": "Take this acceptance out", "de": "Diese Annahme herausnehmen"},
        safety,
        Drop(judgement.path),
    )


def _each(judgement: Judgement) -> Iterator[Remedy]:
    """Yield that each of several findings is accepted on its own."""
    paths = sorted({finding.path for finding in judgement.findings})
    if len(paths) <= _MOST and all(paths):
        yield Remedy(
            {
                "en": "Accept each of the {number} with the same reason",
                "de": "Jeden der {number} mit demselben Grund annehmen",
            },
            "trade-off",
            Drop(judgement.path),
            *(Add(evolve(judgement.acceptance, where=path)) for path in paths),
            number=len(paths),
        )


def _dearest(judgement: Judgement) -> Effort | Money:
    """Return what the findings cost most, in what their limit is in."""
    in_hours = isinstance(judgement.acceptance.up_to, EffortRate)
    costs = [each.cost for each in judgement.findings if each.cost is not None]
    if in_hours:
        return max(each.effort.likely for each in costs if each.effort is not None)
    return max(each.money.likely for each in costs if each.money is not None)


def _up_to(judgement: Judgement, now: Effort | Money) -> Iterator[Remedy]:
    """Yield that it is accepted up to what it costs now, in whole hours or units."""
    whole = ceil(now.minutes / 60) if isinstance(now, Effort) else ceil(now.amount)
    if whole > LARGEST:
        return
    amount = hours(whole) if isinstance(now, Effort) else Money(whole, now.currency)
    limit = amount.per("week")
    yield Remedy(
        {
            "en": "Accept it up to {amount} a week",
            "de": "Bis {amount} je Woche annehmen",
        },
        "trade-off",
        Drop(judgement.path),
        Add(evolve(judgement.acceptance, up_to=limit)),
        amount=amount,
    )
