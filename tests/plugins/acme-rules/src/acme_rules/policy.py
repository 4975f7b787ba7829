"""The policy of ACME, rule by rule."""

from __future__ import annotations

from collections.abc import Iterator

import aufwand as aw
from aufwand.rules import Drop, Put, Remedy, option, options


@options
class Hats:
    """What can be changed about ``too-many-hats``."""

    most: int = option(
        "whole",
        5,
        {"en": "How many activities one role may do", "de": "So viele Tätigkeiten je Rolle"},
        source="Works agreement of 2026, section 4",
        raising="fewer",
    )


@aw.rule(
    "ACME001",
    "too-many-hats",
    level="warning",
    message={
        "en": "{role} does {number} different activities[, {cost} a week]; we agreed on {most}.",
        "de": "{role} macht {number} verschiedene Tätigkeiten[, {cost} je Woche]; vereinbart "
        "sind {most}.",
    },
    since="1.0",
    grounds="law",
    sources=("Works agreement of 2026, section 4",),
    options=Hats,
    scope="roles",
)
def too_many_hats(facts: aw.Facts, options: Hats) -> Iterator[aw.Match]:
    """A role does more different activities than agreed.

    What it checks:
        How many activities name the role, against ``most``.

    Why it matters:
        Who changes the subject all day finishes nothing, and the works council has our word.

    When not to worry:
        Several of them are one job that was written down in pieces: make them one activity.

    Remedy:
        Give some of them to another role.

    Example:
        Six activities are one too many; five are fine.

        >>> import aufwand as aw
        >>> from acme_rules.policy import too_many_hats
        >>> six = [aw.Activity(f"hat{each}", duration="1 h", roles="pr") for each in range(6)]
        >>> plan = aw.Plan("ACME", roles=[aw.Role("pr")], activities=six)
        >>> for finding in aw.check(plan, rules=[too_many_hats]):
        ...     print(finding.message)
        pr does 6 different activities, 6 h a week; we agreed on 5.
        >>> aw.check(plan.with_(activities=six[:5]), rules=[too_many_hats])
        ()

    Source:
        Works agreement of 2026, section 4.
    """
    for role in facts.plan.roles:
        own = [each for each in facts.plan.activities if role.key in dict(each.roles)]
        if len(own) <= options.most:
            continue
        # The order in which a plan lists its work says nothing.
        own.sort(key=lambda each: each.key)
        yield aw.Match(
            f"roles.{role.key}",
            measured=aw.Measure(len(own), "activities"),
            limit=aw.Measure(options.most, "activities"),
            cost=facts.load(role.key),
            remedies=_given_away(facts.plan, role, own[options.most :]),
            role=role.label,
            number=len(own),
            most=options.most,
        )


def _given_away(plan: aw.Plan, role: aw.Role, surplus: list[aw.Activity]) -> list[Remedy]:
    """Offer the *surplus* of a role to the next one by key, if there is another."""
    others = sorted(each.key for each in plan.roles if each.key != role.key)
    if not others:
        return []
    other = others[0]
    title = {
        "en": "Give {surplus} to {other}",
        "de": "{surplus} an {other} geben",
    }
    changes = [Put(f"activities.{each.key}.roles", [other]) for each in surplus]
    told = ", ".join(each.label for each in surplus)
    return [Remedy(title, "trade-off", *changes, surplus=told, other=plan.role(other).label)]


@aw.rule(
    "ACME002",
    "tool-without-purpose",
    level="advice",
    message={
        "en": "{tool} costs {cost} a week, and nothing says what it is for. In our opinion what "
        "nobody can name is not needed.",
        "de": "{tool} kostet {cost} je Woche, und nirgends steht, wofür. Unserer Meinung nach "
        "braucht man nicht, was niemand nennen kann.",
    },
    since="1.0",
    grounds="opinion",
    sources=("Our opinion",),
    scope="tools",
)
def tool_without_purpose(facts: aw.Facts) -> Iterator[aw.Match]:
    """A tool is paid for, and nothing says what it is for.

    What it checks:
        Every tool that costs something again and again, and names no purpose.

    Why it matters:
        Subscriptions outlive the people who ordered them.

    When not to worry:
        You know what it is for: write it down.

    Remedy:
        Name its purposes, or cancel it.

    Example:
        A board for nothing trips it; one for planning passes.

        >>> import aufwand as aw
        >>> from acme_rules.policy import tool_without_purpose
        >>> plan = aw.Plan("ACME", tools=[aw.Tool("board", cost="52 EUR/year")])
        >>> [finding.path for finding in aw.check(plan, rules=[tool_without_purpose])]
        ['tools.board']
        >>> board = aw.Tool("board", cost="52 EUR/year", purposes=["planning"])
        >>> aw.check(plan.adding(board), rules=[tool_without_purpose])
        ()

    Source:
        Our opinion.
    """
    for tool in facts.plan.tools:
        if tool.purposes or not isinstance(tool.cost, aw.MoneyRate) or not tool.cost.weekly:
            continue
        path = f"tools.{tool.key}"
        title = {"en": "Cancel {tool}", "de": "{tool} kündigen"}
        yield aw.Match(
            path,
            cost=tool.cost.weekly,
            remedies=Remedy(title, "trade-off", Drop(path), tool=tool.label),
            tool=tool.label,
        )


@options
class Reserve:
    """What can be changed about ``reserve-below-policy``."""

    least: float = option(
        "share",
        0.1,
        {"en": "The least share to keep free", "de": "Der Anteil, der frei bleiben muss"},
        source="ACME's planning policy, page 2",
        raising="more",
    )


@aw.rule(
    "ACME003",
    "reserve-below-policy",
    level="advice",
    message={
        "en": "The plan keeps {measured} of everybody's time free; our policy asks for {limit}.",
        "de": "Der Plan hält {measured} aller Zeit frei; unsere Vorgabe ist {limit}.",
    },
    since="1.0",
    grounds="evidence",
    sources=("ACME's planning policy, page 2",),
    options=Reserve,
)
def reserve_below_policy(facts: aw.Facts, options: Reserve) -> Iterator[aw.Match]:
    """Less time is kept free than ACME's policy asks.

    What it checks:
        The reserve of a plan with work in it, against ``least``.

    Why it matters:
        Something always comes up.

    When not to worry:
        The plan is for a week that has begun.

    Remedy:
        Raise the reserve.

    Example:
        No reserve trips it; a tenth passes.

        >>> import aufwand as aw
        >>> from acme_rules.policy import reserve_below_policy
        >>> plan = aw.Plan("ACME", activities=aw.baseline())
        >>> finding, = aw.check(plan, rules=[reserve_below_policy])
        >>> finding.message
        "The plan keeps 0 % of everybody's time free; our policy asks for 10 %."
        >>> aw.check(plan.with_(reserve=0.1), rules=[reserve_below_policy])
        ()

    Source:
        ACME's planning policy, page 2.
    """
    reserve = facts.plan.reserve
    if facts.plan.activities and reserve < options.least:
        title = {"en": "Keep {least} free", "de": "{least} frei halten"}
        least = aw.Measure(100 * options.least, "%")
        yield aw.Match(
            "reserve",
            measured=aw.Measure(100 * reserve, "%"),
            limit=least,
            remedies=Remedy(title, "safe", Put("reserve", options.least), least=least),
        )
