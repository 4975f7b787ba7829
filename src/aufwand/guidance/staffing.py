"""Rules about who does the work, and whether they have the time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.rules import Match, Measure, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.rules import Facts

__all__ = ["activity_without_role", "role_overbooked", "role_without_capacity"]

_OWN_NUMBERS = ("The plan's own numbers",)


@rule(
    "STF101",
    "activity-without-role",
    level="warning",
    message={
        "en": "Nobody does {activity}[ ({weekly} a week)][ ({once} once)]. Name who does it, or "
        "take it out of the plan.",
        "de": "Niemand macht {activity}[ ({weekly} je Woche)][ (einmal {once})]. Nennen Sie, wer "
        "es macht, oder nehmen Sie es aus dem Plan.",
    },
    since="0.1",
    grounds="evidence",
    sources=_OWN_NUMBERS,
)
def activity_without_role(facts: Facts) -> Iterator[Match]:
    """An activity has nobody who does it.

    What it checks:
        Every activity without roles that takes time: each week, or once.

    Why it matters:
        Work that belongs to nobody is not done, or done on the side; and its hours are in no
        one's load and without a price.

    When not to worry:
        You are still sketching how much work there is before you ask who does it.

    Remedy:
        Name one role, or several with their shares; or take the activity out.

    Example:
        Monitoring that nobody does trips it; with a role it passes.

        >>> from aufwand.model import Activity, Plan, Role
        >>> from aufwand.rules import check
        >>> watch = Activity("monitoring", duration="15 min", per="workday")
        >>> plan = Plan("Bakery", roles=[Role("pr")], activities=[watch])
        >>> [str(finding.measured) for finding in check(plan, select=["STF101"])]
        ['1.25 h/week']
        >>> check(plan.adding(watch.with_(roles="pr")), select=["STF101"])
        ()

    Source:
        The plan's own numbers.
    """
    for activity in facts.plan.activities:
        if activity.roles:
            continue
        weekly, once = facts.weekly(activity.key), facts.once(activity.key)
        path = f"activities.{activity.key}"
        if weekly.high:
            yield Match(path, measured=weekly, activity=activity.label, weekly=weekly)
        elif once.high:
            hours = Measure(once.likely.hours, "h")
            yield Match(path, measured=hours, activity=activity.label, once=once)


@rule(
    "STF102",
    "role-overbooked",
    level="warning",
    message={
        "en": "{role} has {measured} of work for a week of {limit}: {over} too much[ ({price})]"
        "[, and even the low end of {low} does not fit][; besides, {reserve} were to stay free]. "
        "Share the work, do some of it less often, or drop a channel.",
        "de": "{role} hat {measured} Arbeit für eine Woche von {limit}: {over} zu viel[ ({price})]"
        "[, und selbst das untere Ende von {low} passt nicht][; außerdem sollten {reserve} frei "
        "bleiben]. Verteilen Sie die Arbeit, machen Sie manches seltener oder geben Sie einen "
        "Kanal auf.",
    },
    since="0.1",
    grounds="evidence",
    sources=_OWN_NUMBERS,
)
def role_overbooked(facts: Facts) -> Iterator[Match]:
    """A role has more weekly work than time for it.

    What it checks:
        The likely load of every role in a typical week against its whole weekly capacity. The
        plan's reserve is named in the message, but not taken off: with it, even less fits.

    Why it matters:
        Who is overbooked drops what nobody waits for, and in social media that is listening and
        looking at the numbers.

    When not to worry:
        The likely values are deliberately careful, and the low end fits.

    Remedy:
        Share activities with another role, make some of them rarer, drop a channel, or raise the
        capacity.

    Example:
        The whole orientation, 16 h 55 min, does not fit into 12 hours; 17 hours pass.

        >>> from aufwand.catalog import baseline
        >>> from aufwand.model import Plan, Role
        >>> from aufwand.rules import check
        >>> pr = Role("pr", capacity="12 h/week")
        >>> plan = Plan("Bakery", roles=[pr], activities=baseline(roles="pr"))
        >>> [finding.path for finding in check(plan, select=["STF102"])]
        ['roles.pr']
        >>> check(plan.adding(pr.with_(capacity="17 h/week")), select=["STF102"])
        ()

    Source:
        The plan's own numbers.
    """
    for role in facts.plan.roles:
        if role.capacity is None:
            continue
        load, capacity = facts.load(role.key), role.capacity.weekly
        if load.likely > capacity:
            over = load.likely - capacity
            details: dict[str, Any] = {}
            if role.rate is not None and role.rate.money:
                details["price"] = role.rate.money * (over.minutes / 60)
            if load.low > capacity and not load.fixed:
                details["low"] = load.low
            if facts.plan.reserve:
                kept = capacity * facts.plan.reserve
                if kept:
                    details["reserve"] = kept
            yield Match(
                f"roles.{role.key}",
                measured=load,
                limit=capacity,
                role=role.label,
                over=over,
                **details,
            )


@rule(
    "STF103",
    "role-without-capacity",
    level="advice",
    message={
        "en": "{role} has {load} of work a week, and nobody knows whether that fits. Say how much "
        "time this role can give, such as 12 h/week.",
        "de": "{role} hat {load} Arbeit je Woche, und niemand weiß, ob das passt. Sagen Sie, wie "
        "viel Zeit diese Rolle geben kann, etwa 12 Std./Woche.",
    },
    since="0.1",
    grounds="evidence",
    sources=_OWN_NUMBERS,
)
def role_without_capacity(facts: Facts) -> Iterator[Match]:
    """A role has work, but the plan does not say how much time it can give.

    What it checks:
        Every role with a load above zero in a typical week and without a capacity.

    Why it matters:
        Without it nothing can warn you that somebody is planned for more than they have.

    When not to worry:
        The role is an agency or a freelancer you pay by the hour, who will find the time.

    Remedy:
        Ask them, and write down the hours that are really free for social media.

    Example:
        A role with an hour of work and no capacity trips it; with a capacity it passes.

        >>> from aufwand.model import Activity, Plan, Role
        >>> from aufwand.rules import check
        >>> hour = Activity("posts", duration="1 h", roles="pr")
        >>> plan = Plan("Bakery", roles=[Role("pr")], activities=[hour])
        >>> [finding.path for finding in check(plan, select=["STF103"])]
        ['roles.pr']
        >>> check(plan.adding(Role("pr", capacity="12 h/week")), select=["STF103"])
        ()

    Source:
        The plan's own numbers.
    """
    for role in facts.plan.roles:
        if role.capacity is None:
            load = facts.load(role.key)
            if load.high:
                yield Match(f"roles.{role.key}", measured=load, role=role.label, load=load)
