"""Rules of another package that behave, in every way a rule can answer."""

from __future__ import annotations

from aufwand.model import Acceptance, Role
from aufwand.rules import Add, Drop, Match, Measure, Put, Remedy, option, options, rule
from aufwand.units import Money, Range, hours


@rule(
    "FINE001",
    "load-told",
    message={"en": "{role} has {measured}[, {cost}]", "de": "{role} hat {measured}[, {cost}]"},
)
def load_told(facts):
    """Tell of every role, with a price and changes of every kind."""
    for role in facts.plan.roles:
        path = f"roles.{role.key}"
        load = facts.load(role.key)
        money = Money(3, facts.plan.currency or "EUR")
        yield Match(
            path,
            measured=load,
            limit=Measure(40, "h/week"),
            discriminator="load",
            cost=(load, Range(money, money * 2, money * 3)),
            remedies=[
                Remedy(
                    "Give {role} {week}",
                    "safe",
                    Put(f"{path}.capacity", "40 h/week"),
                    role=role.label,
                    week=hours(40),
                ),
                Remedy(
                    {"en": "Ask another", "de": "Andere fragen"},
                    "trade-off",
                    Drop(path),
                    Add(Role("temp", capacity="40 h/week")),
                ),
                Remedy("Accept it", "safe", Add(Acceptance(rule="FINE001", reason="summer"))),
                Remedy("Talk", "manual"),
            ],
            role=role.label,
        )


@options
class Limits:
    """When there is too much."""

    most: int = option("whole", 3, "The most activities.")


@rule("FINE002", "many-activities", options=Limits, message="{number} of {most}")
def many_activities(facts, limits):
    """Tell when there are more activities than the option says."""
    number = len(facts.plan.activities)
    if number > limits.most:
        yield Match("activities", number=number, most=limits.most)


@rule("FINE003", "stops-halfway", message="found")
def stops_halfway(facts):
    """Tell one thing, and break."""
    yield Match("channels")
    raise LookupError("no more")


@rule("SUP901", "acceptances-told", message="{state}")
def acceptances_told(facts):
    """Tell how each acceptance fares."""
    for each in facts.acceptances:
        yield Match(each.path, state=each.state)
