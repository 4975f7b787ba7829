"""Rules that fail exactly one check each, and one that fails none.

All of them say which role has work and no department. What is wrong with each shows only where a
plan has tools, so that their examples, which have none, are in order.
"""

from __future__ import annotations

import decimal
import locale
import os
import random
import sys
import warnings
from itertools import count

from aufwand.model import Goal, Role
from aufwand.rules import Drop, Match, Measure, Message, Put, Remedy, option, options, rule
from aufwand.units import Effort, Money, hours

PAGE = """A role has work, and no department.

What it checks:
    Every role without a department whose weekly load is at least ``least``.

Why it matters:
    Nobody knows whom to ask.

When not to worry:
    There is but one department.

Remedy:
    Name it.

Example:
    Two hours trip it; with a department they pass.

    >>> from aufwand.model import Activity, Plan, Role
    >>> posts = Activity("posts", duration="2 h", roles="pr")
    >>> plan = Plan("Bakery", roles=[Role("pr")], activities=[posts])
    >>> fine = Plan("Bakery", roles=[Role("pr", department="PR")], activities=[posts])

Source:
    None: it is there to be tried.
"""

MESSAGE = {"en": "{role} has {measured}", "de": "{role} hat {measured}"}

#: The rules by the check that each fails, in a list as there may be several.
FAULTY = {}


@options
class Least:
    """The options of all of them."""

    least: Effort = option(
        "effort", "1 h", {"en": "The least load", "de": "Die kleinste Last"}, raising="fewer"
    )


def department(role, *changes, safety="safe"):
    title = {"en": "Name the department of {who}", "de": "Nennen Sie die Abteilung von {who}"}
    return Remedy(title, safety, *(changes or [Put(f"roles.{role.key}.department", "PR")]), who="x")


def matches(facts, given, **changes):
    """Yield what is to be found, with *changes* where the plan has tools."""
    for role in facts.plan.roles:
        load = facts.load(role.key)
        if not role.department and load.likely >= given.least and load.likely:
            told = {
                "path": f"roles.{role.key}",
                "measured": load,
                "limit": given.least,
                "cost": load,
                "remedies": [department(role)],
                "role": role.label,
            }
            if facts.plan.tools:
                told |= {
                    name: each(role) if callable(each) else each for name, each in changes.items()
                }
            yield Match(**told)


def made(function, *, page=PAGE, **changes):
    function.__doc__ = page
    said = {
        "level": "warning",
        "message": MESSAGE,
        "since": "1.0",
        "grounds": "evidence",
        "sources": ["A trial"],
        "options": Least,
        "scope": "roles",
    }
    name = function.__name__.strip("_").replace("_", "-")
    return rule(f"TRY{len(FAULTY) + 100}", name, **{**said, **changes})(function)


def fails(check, **changes):
    def decorated(function):
        found = made(function, **changes)
        FAULTY[found] = check
        return found

    return decorated


def broken(check, function_name, **changes):
    """Make a rule that says something else where the plan has tools."""

    def function(facts, given):
        return matches(facts, given, **changes)

    function.__name__ = function.__qualname__ = function_name
    globals()[function_name] = fails(check)(function)


def doing(check, function_name, act):
    """Make a rule that does something on the side where the plan has tools."""

    def function(facts, given):
        if facts.plan.tools:
            act(facts)
        yield from matches(facts, given)

    function.__name__ = function.__qualname__ = function_name
    globals()[function_name] = fails(check)(function)


def described(function_name, check="described", **changes):
    """Make a rule that is described in another way."""

    def function(facts, given):
        return matches(facts, given)

    function.__name__ = function.__qualname__ = function_name
    globals()[function_name] = fails(check, **changes)(function)


def sound(facts, given):
    return matches(facts, given)


sound = made(sound)


described("without_version", since="")
described("without_evidence", sources=[" "])
described("without_successor", status="deprecated")
described("with_needless_successor", replaced_by="TRY999")


def in_our_family(facts, given):
    return matches(facts, given)


in_our_family.__doc__ = PAGE
in_our_family = rule(
    "STF999",
    "in-our-family",
    message=MESSAGE,
    since="1",
    grounds="opinion",
    options=Least,
    scope="roles",
)(in_our_family)
FAULTY[in_our_family] = "described"

described("without_heading", "documented", page=PAGE.replace("Remedy:", "What to do:"))
described(
    "with_headings_moved",
    "documented",
    page=PAGE.replace("Remedy:", "X:")
    .replace("Why it matters:", "Remedy:")
    .replace("X:", "Why it matters:"),
)
described("without_sentence", "documented", page=PAGE.replace("department.", "department", 1))
described("without_option", "documented", page=PAGE.replace("``least``", "one hour"))
described(
    "with_false_example",
    "documented",
    page=PAGE.replace("    >>> fine", "    >>> 1\n    2\n    >>> fine"),
)
described(
    "with_broken_example",
    "documented",
    page=PAGE.replace("    >>> fine", "    >>> 1 / 0\n    >>> fine"),
)
described(
    "with_nothing_that_trips",
    "documented",
    page=PAGE.replace('roles="pr")', 'roles="pr")'[:0] + ")"),
)
described(
    "with_nothing_that_passes",
    "documented",
    page="\n".join(line for line in PAGE.splitlines() if "fine" not in line),
)


def raising(facts):
    raise ValueError("there are tools")


def leaving(facts):
    sys.exit(3)


def changing(facts):
    object.__setattr__(facts.plan, "reserve", 1)


def changing_the_estimate(facts):
    object.__setattr__(facts.estimate, "plan", None)


def setting(facts):
    os.environ["AUFWAND_TRIAL"] = "1"


def moving(facts):
    os.chdir("/")


def digging(facts):
    sys.setrecursionlimit(sys.getrecursionlimit() + 1)


def rounding(facts):
    decimal.getcontext().prec = 3


def speaking(facts):
    locale.setlocale(locale.LC_ALL, "C.UTF-8")


def importing(facts):
    sys.path.append("nowhere")


doing("never-breaks", "that_raises", raising)
doing("never-breaks", "that_leaves", leaving)
doing("pure", "that_changes_the_plan", changing)
doing("pure", "that_changes_the_estimate", changing_the_estimate)
doing("pure", "that_prints", lambda facts: sys.stdout.write("tools!"))
doing("pure", "that_talks", lambda facts: sys.stderr.write("tools!"))
doing("pure", "that_warns", lambda facts: warnings.warn("tools", stacklevel=2))
doing("pure", "that_sets_the_environment", setting)
doing("pure", "that_moves", moving)
doing("pure", "that_digs", digging)
doing("pure", "that_rounds", rounding)
doing("pure", "that_speaks_another_language", speaking)
doing("pure", "that_imports_from_nowhere", importing)
doing("pure", "that_throws_dice", lambda facts: random.random())


@fails("never-breaks")
def that_finds_texts(facts, given):
    yield from matches(facts, given)
    if facts.plan.tools:
        yield "tools"


@fails("never-breaks")
def that_never_ends(facts, given):
    yield from matches(facts, given)
    if facts.plan.tools and facts.plan.roles:
        for number in count():
            yield Match(
                f"roles.{min((each.key for each in facts.plan.roles), default='')}",
                measured=given.least,
                discriminator=str(number),
                role="x",
            )


numbers = count()


@fails("deterministic")
def that_counts(facts, given):
    return matches(facts, given, number=lambda role: next(numbers))


@fails("deterministic")
def that_knows_names(facts, given):
    # What was written in a source is interned, and what was unpickled is not.
    name = facts.plan.name
    return matches(facts, given, known=lambda role: str(sys.intern(name) is name))


@fails("order-independent")
def that_looks_at_the_first(facts, given):
    return matches(facts, given, first=lambda role: facts.plan.roles[0].key)


@fails("order-independent")
def that_tells_the_first(facts, given):
    first = facts.plan.roles[0] if facts.plan.roles else Role("x")
    return matches(facts, given, role=lambda role: f"{role.key} or {first.key}")


@fails("order-independent")
def that_stops_at_the_first(facts, given):
    for each in matches(facts, given):
        yield each
        if facts.plan.tools:
            return


@fails("order-independent")
def that_knows_but_the_first(facts, given):
    first = min((each.key for each in facts.plan.roles), default="")
    for each in matches(facts, given):
        if not facts.plan.tools or facts.plan.roles[0].key == first:
            yield each


@fails("alone-as-together")
def that_listens(facts, given):
    # Rules of one package share what was summed up; of no other's can it hear.
    heard = (
        ("presence", facts.plan.channels[0].key) in facts._kept if facts.plan.channels else False
    )
    return matches(facts, given, role="others spoke" if heard else "nobody spoke")


# Our own rules are not given copies.
that_knows_names.function.__module__ = "aufwand._trial"
that_listens.function.__module__ = "aufwand._trial"
sys.modules["aufwand._trial"] = sys.modules[__name__]


def by_key(role):
    return role.key


broken("points-at-the-plan", "that_points_at_nobody", path="roles.nobody", discriminator=by_key)
broken("points-at-the-plan", "that_points_too_deep", path=lambda role: f"roles.{role.key}.x")
broken(
    "points-at-the-plan", "that_points_into_a_name", path=lambda role: f"roles.{role.key}.name[0]"
)
broken(
    "points-at-the-plan",
    "that_points_past_the_end",
    path=lambda role: f"roles.{role.key}.absences[9]",
)
broken("points-at-the-plan", "that_points_oddly", path=lambda role: f"roles.{role.key}.[x]")
broken("points-at-the-plan", "that_points_elsewhere", path="tools", discriminator=by_key)


@fails("distinct")
def that_says_it_twice(facts, given):
    for each in matches(facts, given):
        yield each
        if facts.plan.tools:
            yield each


def worded(function_name, en, de="", **details):
    broken("worded", function_name, message=Message(en, de), **details)


worded("with_unfilled_name", "{nothing} here", "{nothing} hier")
broken("worded", "with_unfilled_verbatim", message="{nothing} here")
worded("without_german", "Here")
worded("with_english_for_german", "Here", "Here")
worded("with_much_to_say", "Here " + "x" * 1_900 + "{long}", "Hier " + "{long}", long="y" * 200)
worded("with_a_detail_to_fill", "Here {inner}", "Hier {inner}", inner=Message("{x}", "{y} da"))
broken(
    "worded",
    "with_english_remedy",
    remedies=lambda role: Remedy("Name it", "safe", Put(f"roles.{role.key}.department", "PR")),
)


broken("priced", "in_another_currency", cost=Money(3, "JPY"))
broken("priced", "with_two_units", limit=Measure(3, "channels"))
broken("priced", "with_nothing_measured", measured=None, message=Message("Here", "Hier"))
broken("priced", "measured_in_yen", measured=Money(3, "JPY"), limit=Money(2, "JPY"))


broken(
    "remedies-apply",
    "for_somebody_else",
    remedies=lambda role: department(role, Put("roles.nobody.people", 2), safety="trade-off"),
)
broken(
    "remedies-apply",
    "for_nothing",
    remedies=lambda role: department(
        role, Put(f"roles.{role.key}.department", ""), safety="trade-off"
    ),
)
broken(
    "safe-is-safe",
    "that_clears_nothing",
    remedies=lambda role: department(role, Put("reserve", 0.123)),
)


def without_goals(role):
    return department(
        role,
        Put(f"roles.{role.key}.department", "PR"),
        Put("audiences.families.goals", [Goal("another")]),
    )


def only_once(role):
    return department(
        role,
        Put(f"roles.{role.key}.department", "PR"),
        Put("channels.facebook.audiences", ["families"]),
        Drop("audiences.families"),
    )


broken("safe-is-safe", "that_changes_goals", remedies=without_goals)


@fails("safe-is-safe", level="error")
def that_finds_the_next_thing(facts, given):
    yield from matches(facts, given)
    for role in facts.plan.roles:
        if facts.plan.tools and role.department == "PR":
            yield Match(f"roles.{role.key}", discriminator="pr", measured=hours(9), role="x")


@fails("safe-is-safe")
def that_works_once(facts, given):
    for each in matches(facts, given):
        role = facts.plan.role(each.path.partition(".")[2])
        there = {part.key for part in (*facts.plan.audiences, *facts.plan.channels)}
        offered = only_once(role) if {"families", "facebook"} <= there else department(role)
        goals = any(part.goals for part in facts.plan.audiences)
        yield Match(
            each.path,
            measured=given.least,
            role=role.label,
            remedies=department(role) if goals else offered,
        )


@options
class WithoutSource(Least):
    most: Effort = option("effort", "9 h", {"en": "Most", "de": "Das meiste"}, source=" ")


@options
class WithoutGerman(Least):
    most: Effort = option("effort", "9 h", "Most")


@options
class RaisedText(Least):
    word: str = option("text", "x", {"en": "A word", "de": "Ein Wort"}, raising="more")


@options
class Promising:
    """Both promises are broken."""

    least: Effort = option(
        "effort", "1 h", {"en": "The least load", "de": "Die kleinste Last"}, raising="more"
    )


WITH_MORE = PAGE.replace("``least``", "``least``, and ``most`` or ``word``")

described("without_source", "options-declared", options=WithoutSource, page=WITH_MORE)
described("without_german_option", "options-declared", options=WithoutGerman, page=WITH_MORE)
described("with_raised_text", "options-declared", options=RaisedText, page=WITH_MORE)
described("with_false_promise", "options-keep-their-promise", options=Promising)


def own_number():
    class Own(int):
        """A number that is known only here."""

    return Own(3)


broken("travels", "with_numbers_of_its_own", number=lambda role: own_number())


def _elsewhere(facts, given):
    return matches(facts, given)


with_another_name = fails("travels")(_elsewhere)
