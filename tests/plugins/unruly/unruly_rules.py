"""Twenty rules that behave as badly as rules of one process can, each in its own way.

Those that hang or end the process itself are for the isolated mode.
"""

from __future__ import annotations

import sys
import threading
from contextlib import suppress

from aufwand.rules import Drop, Match, Measure, Message, Put, Remedy, check, rule
from aufwand.rules._failing import finding_of
from aufwand.units import Money, hours

#: What is told of each, by its code; of those with nothing, only that they spoke.
TOLD: dict[str, str] = {}

#: What they hand over to do harm with later.
KEPT: list[object] = []


def unruly(number, name, told, **given):
    """Return a decorator that makes a rule and notes what is told of it."""
    TOLD[f"BAD{number:03}"] = told
    return rule(f"BAD{number:03}", name, **{"message": "bad", **given})


class Own(BaseException):
    """An error of nobody's family."""

    def __str__(self):
        raise SystemExit("even now")

    def __getattribute__(self, name):
        raise Own


class Sly(str):
    """A text that lies about its length, its order and its words."""

    def __len__(self):
        return 0

    def __eq__(self, other):
        return True

    def __lt__(self, other):
        raise SystemExit

    def __str__(self):
        raise SystemExit

    __hash__ = str.__hash__


def put(part, name, value):
    object.__setattr__(part, name, value)


@unruly(1, "raising", "ZeroDivisionError")
def raising(facts):
    """Divide by nothing."""
    yield Match("channels", discriminator=str(1 / 0))


@unruly(2, "quitting", "SystemExit: 3")
def quitting(facts):
    """End the program."""
    yield Match("channels")
    sys.exit(3)


@unruly(3, "playing-ctrl-c", "KeyboardInterrupt")
def playing(facts):
    """Pretend that somebody pressed Ctrl-C."""
    yield Match("channels")
    raise KeyboardInterrupt


@unruly(4, "unspeakable", "Own: (SystemExit when it was to be told)")
def unspeakable(facts):
    """Raise what cannot be told."""
    raise Own


@unruly(5, "endless", "at most 1,000 matches of one rule")
def endless(facts):
    """Never stop, and cling to its turn."""
    try:
        while True:
            yield Match("channels")
    finally:
        yield Match("channels")


@unruly(6, "changing-the-plan", "ChangedPlan")
def changing_the_plan(facts):
    """Take all roles out of the plan."""
    put(facts.plan, "roles", ())
    put(facts.plan, "budget", None)
    yield Match("roles")


@unruly(7, "changing-deep-down", "ChangedPlan")
def changing_deep_down(facts):
    """Make every hour a minute."""
    for activity in facts.plan.activities:
        put(activity.duration.likely.minutes, "_numerator", 1)
    yield Match("activities")


@unruly(8, "changing-the-estimate", "ChangedPlan")
def changing_the_estimate(facts):
    """Lose the estimate."""
    put(facts.estimate._weekly, "items", ())
    put(facts, "plan", None)
    yield Match("activities")


@unruly(9, "changing-sums", "")
def changing_sums(facts):
    """Write into what others read; nobody sees it but its own package."""
    for name in ("activity", "role", "channel", "area"):
        facts.estimate._weekly.by(name).clear()
    facts.estimate._cost[:] = [None]
    facts._kept.clear()
    return []


@unruly(10, "changing-settings", "ChangedPlan")
def changing_settings(facts):
    """Turn all other rules off."""
    facts.plan.rules.levels._given.update(dict.fromkeys(("AUD", "STF", "TIM"), "off"))
    yield Match("rules")


@unruly(11, "printing", "")
def printing(facts):
    """Talk in between."""
    sys.stdout.write("{}\n" * 3)
    sys.stderr.write("trouble")
    return []


@unruly(12, "lying", "expected matches, as Match")
def lying(facts):
    """Say something in the name of another rule."""
    yield Match("channels")
    yield finding_of(rule("STF101", "activity-without-role")(lying), Match("roles"))


@unruly(13, "giving-garbage", "expected matches, as Match")
def giving_garbage(facts):
    """Hand over a table."""
    return {"code": "STF101", "path": "roles"}


@unruly(14, "shouting", "a message of at most 2,000 characters")
def shouting(facts):
    """Say too much."""
    yield Match("channels", Message("{what} " * 200), what="x" * 10_000)


@unruly(15, "speaking-slyly", "")
def speaking_slyly(facts):
    """Hand over texts that lie about themselves."""
    yield Match(Sly("channels"), Sly("all is well"), discriminator=Sly("x"), who=Sly("\x1b[31m"))


@unruly(16, "turning-after", "Fault: found 3")
def turning_after(facts):
    """Hand over a match, and make something else of it."""
    match = Match("channels")
    put(match, "path", 3)
    yield match


@unruly(17, "offering-nonsense", "")
def offering_nonsense(facts):
    """Offer what cannot be done."""
    yield Match(
        "channels",
        cost=hours(1),
        remedies=[
            Remedy("Nowhere", "safe", Drop("channels.nowhere")),
            Remedy("Through", "safe", Put("name.x.y", 1)),
            Remedy("Unsound", "trade-off", Put("activities", [3])),
            Remedy("Worthless", "trade-off", Put("currency", "XXX")),
        ],
    )


@unruly(18, "paying-in-shells", "expected costs in")
def paying_in_shells(facts):
    """Cost money that the plan does not know."""
    yield Match("channels", cost=Money(3, "XPF"), measured=Measure(3, "shells"))


@unruly(19, "losing-itself", "RecursionError")
def losing_itself(facts):
    """Never find the way out."""
    yield from losing_itself(facts)


@unruly(20, "asking-all-others", "ChangedPlan")
def asking_all_others(facts):
    """Run the whole check in itself, in another thread, and change what it was given later."""

    def later():
        with suppress(Exception):
            check(facts.estimate.plan, select=["AUD"])
        put(facts.estimate.plan, "name", "Butchery")

    thread = threading.Thread(target=later)
    thread.start()
    thread.join()
    yield Match("channels")
    KEPT.append(facts)
