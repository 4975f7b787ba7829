"""Rules about what is to be reached, for the company and for its audiences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.rules import Match, Message, Remedy, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.model import Goal
    from aufwand.rules import Facts

__all__ = ["audience_without_benefit", "audience_without_goal", "goal_without_measure"]

_CLEAR_GOALS = "The opinion this project starts from: define the audience clearly, goals follow"

#: Most characters by which two goals are told apart.
_TOLD_APART = 1_000

_MISSING = {
    (True, True): Message("what is counted and how much of it", "was gezählt wird und wie viel"),
    (True, False): Message("what is counted", "was gezählt wird"),
    (False, True): Message("how much of it", "wie viel davon"),
}


@rule(
    "GOL101",
    "audience-without-goal",
    level="advice",
    message={
        "en": "There is no goal for {audience}. In our opinion work bears fruit only where you "
        "know what for: say what you want to reach with them.",
        "de": "Für {audience} gibt es kein Ziel. Unserer Meinung nach trägt Arbeit nur Früchte, wo "
        "Sie wissen, wofür: Sagen Sie, was Sie mit dieser Zielgruppe erreichen wollen.",
    },
    since="0.1",
    grounds="opinion",
    sources=(_CLEAR_GOALS,),
    scope="audiences",
)
def audience_without_goal(facts: Facts) -> Iterator[Match]:
    """An audience has no goal.

    What it checks:
        Every audience without any goal.

    Why it matters:
        Without a goal nobody can say whether the hours were worth it, or which of two ideas is
        the better one.

    When not to worry:
        You want the hours first, and settle the goals with others later.

    Remedy:
        Write down in a few words what is to be reached with them, for example more regulars.

    Example:
        Families without a goal trip it; with one they pass.

        >>> from aufwand.model import Audience, Goal, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", audiences=[Audience("families")])
        >>> [finding.path for finding in check(plan, select=["GOL101"])]
        ['audiences.families']
        >>> regulars = Audience("families", goals=[Goal("more regulars")])
        >>> check(plan.adding(regulars), select=["GOL101"])
        ()

    Source:
        The opinion this project starts from: define the audience clearly, and the goals that
        follow from it.
    """
    for audience in facts.plan.audiences:
        if not audience.goals:
            yield Match(
                f"audiences.{audience.key}",
                remedies=Remedy(
                    {"en": "Set a goal for {audience}", "de": "Ein Ziel für {audience} setzen"},
                    "manual",
                    audience=audience.label,
                ),
                audience=audience.label,
            )


@rule(
    "GOL102",
    "goal-without-measure",
    level="advice",
    message={
        "en": "The goal[ “{goal}”] for {audience} does not say {missing}. In our opinion only what "
        "is counted can be reached: name a number you already have or can get.",
        "de": "Das Ziel[ „{goal}“] für {audience} sagt nicht, {missing}. Unserer Meinung nach "
        "lässt sich nur erreichen, was gezählt wird: Nennen Sie eine Zahl, die Sie schon haben "
        "oder bekommen können.",
    },
    since="0.1",
    grounds="opinion",
    sources=(_CLEAR_GOALS,),
    scope="audiences",
)
def goal_without_measure(facts: Facts) -> Iterator[Match]:
    """A goal does not say what is counted, or how much of it.

    What it checks:
        Every goal of every audience that lacks its metric or its target.

    Why it matters:
        A goal without a number is neither missed nor reached, so nobody learns from it.

    When not to worry:
        You are at the very beginning and first want to know where you stand.

    Remedy:
        Say what is counted and how much of it, for example 200 loyalty cards.

    Example:
        More regulars is only a wish; 200 loyalty cards pass.

        >>> from aufwand.model import Audience, Goal, Plan
        >>> from aufwand.rules import check
        >>> wish = Audience("families", goals=[Goal("more regulars")])
        >>> plan = Plan("Bakery", audiences=[wish])
        >>> [finding.path for finding in check(plan, select=["GOL102"])]
        ['audiences.families']
        >>> goal = Goal("more regulars", metric="loyalty cards", target=200)
        >>> check(plan.adding(Audience("families", goals=[goal])), select=["GOL102"])
        ()

    Source:
        The opinion this project starts from: define the audience clearly, and the goals that
        follow from it.
    """
    for audience in facts.plan.audiences:
        told: set[str] = set()
        for goal in audience.goals:
            missing = _missing(goal)
            # Two goals in the same words are one to whoever reads about them.
            words = goal.text.strip()[:_TOLD_APART]
            if missing is not None and words not in told:
                told.add(words)
                details: dict[str, Any] = {"goal": words} if words else {}
                yield Match(
                    f"audiences.{audience.key}",
                    discriminator=words,
                    remedies=Remedy(
                        {"en": "Say {missing}", "de": "Sagen, {missing}"},
                        "manual",
                        missing=missing,
                    ),
                    audience=audience.label,
                    missing=missing,
                    **details,
                )


def _missing(goal: Goal) -> Message | None:
    metric, target = goal.metric.strip(), goal.target
    without = target is None or (isinstance(target, str) and not target.strip())
    return _MISSING.get((not metric, without))


@rule(
    "GOL103",
    "audience-without-benefit",
    level="advice",
    message={
        "en": "The plan does not say what {audience} get out of it. In our opinion people follow "
        "only where there is something in it for them: name it in a few words.",
        "de": "Der Plan sagt nicht, was {audience} davon haben. Unserer Meinung nach folgen "
        "Menschen nur, wo für sie etwas dabei ist: Nennen Sie es in wenigen Worten.",
    },
    since="0.1",
    grounds="opinion",
    sources=("The opinion this project starts from: both sides need a motivation",),
    scope="audiences",
)
def audience_without_benefit(facts: Facts) -> Iterator[Match]:
    """There is nothing in it for an audience.

    What it checks:
        Every audience whose ``benefit`` is empty.

    Why it matters:
        Both sides need a reason: what is only good for the company is seldom read, and never
        passed on.

    When not to worry:
        Everybody who works on the plan knows it by heart.

    Remedy:
        Say what they get, for example recipes, first news of offers, or quick answers.

    Example:
        Families who get nothing trip it; with recipes they pass.

        >>> from aufwand.model import Audience, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", audiences=[Audience("families")])
        >>> [finding.path for finding in check(plan, select=["GOL103"])]
        ['audiences.families']
        >>> check(plan.adding(Audience("families", benefit="recipes")), select=["GOL103"])
        ()

    Source:
        The opinion this project starts from: both sides need a motivation.
    """
    for audience in facts.plan.audiences:
        if not audience.benefit.strip():
            yield Match(
                f"audiences.{audience.key}",
                remedies=Remedy(
                    {
                        "en": "Say what {audience} get out of it",
                        "de": "Sagen, was {audience} davon haben",
                    },
                    "manual",
                    audience=audience.label,
                ),
                audience=audience.label,
            )
