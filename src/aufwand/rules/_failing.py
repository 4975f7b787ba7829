"""The finding that a rule broke."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve

from aufwand.errors import Fault
from aufwand.model._reading import plain_text
from aufwand.rules._offer import NOTHING
from aufwand.rules.finding import Finding
from aufwand.rules.match import Match
from aufwand.rules.measure import LARGEST, Measure
from aufwand.rules.message import LONGEST, Message, detail, longest
from aufwand.rules.rule import rule
from aufwand.units import LANGUAGES, Effort

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.estimates import Estimate
    from aufwand.rules.facts import Facts
    from aufwand.rules.rule import Rule

__all__ = ["clashing", "failed", "finding_of", "not_loaded", "rehearsed", "rule_failed", "told_of"]

#: Most characters of an error's text that are told.
CUT = 200


@rule(
    "INT001",
    "rule-failed",
    level="error",
    message={
        "en": "The rule {rule} of {package} broke, so it may have missed something: {kind}"
        "[: {text}]. Everything else in this result stands; tell whoever made that rule.",
        "de": "Die Regel {rule} aus {package} ist gescheitert und hat vielleicht etwas übersehen: "
        "{kind}[: {text}]. Alles andere in diesem Ergebnis gilt; sagen Sie es denen, die die "
        "Regel gemacht haben.",
    },
    since="0.1",
    grounds="evidence",
    sources=("The error itself",),
)
def rule_failed(facts: Facts) -> Iterator[Match]:  # noqa: ARG001 - it is the engine that finds it
    """A rule broke, or a package with rules could not be loaded.

    What it checks:
        Nothing in the plan. The engine says so when a rule raises an error, returns something
        else than matches, finds more than 1,000 of them or says more than 2,000 characters; and
        when a package that brings rules cannot be loaded or takes the code or name of another
        rule.

    Why it matters:
        A check that breaks is no check that passed. What the rule found before it broke stays,
        all other rules run, and the estimate is made before any rule is asked.

    When not to worry:
        Never for long: until it is repaired, that rule misses what it was made to find.

    Remedy:
        Tell the package that the message names, with the error; until then leave the rule out
        with ``ignore``, or remove the package.

    Example:
        A rule that divides by nothing is told of, and loses nothing else.

        >>> from aufwand.model import Plan
        >>> from aufwand.rules import check, rule
        >>> @rule("ACME001", "divides-by-nothing")
        ... def divides_by_nothing(facts):
        ...     yield 1 / 0
        >>> [finding.code for finding in check(Plan("Bakery"), rules=[divides_by_nothing])]
        ['INT001']

    Source:
        The error itself.
    """
    return iter(())


_NOT_LOADED = Message(
    "The rules {rule} of {package} could not be loaded and did not run: {kind}[: {text}]. "
    "Everything else in this result stands; repair or remove that package.",
    "Die Regeln {rule} aus {package} konnten nicht geladen werden und liefen nicht: "
    "{kind}[: {text}]. Alles andere in diesem Ergebnis gilt; reparieren oder entfernen Sie das "
    "Paket.",
)

_CLASHING = Message(
    "{rule} is the code or name of several rules, from {package}, and {left_out} did not run. "
    "Remove one of these packages, or ask its makers for codes of their own.",
    "{rule} ist Code oder Name mehrerer Regeln, aus {package}, und {left_out} lief nicht. "
    "Entfernen Sie eines der Pakete oder bitten Sie um eigene Codes.",
)


def finding_of(
    rule: Rule, match: Match, level: str | None = None, estimate: Estimate | None = None
) -> Finding:
    """Return what *rule* says with *match*.

    Args:
        rule: The rule.
        match: What it found.
        level: The level that was chosen for the rule; if that is its own, a match may have one.
        estimate: What the savings of remedies are reckoned from.

    Raises:
        Fault: If the match lacks details that the message needs.
    """
    message = match.message
    if message is None:
        message = rule.message
    needs = message.needs
    if needs and not needs <= {name for name, _ in match.details}:
        given = dict(match.details)
        lacking = ", ".join(sorted(name for name in needs if name not in given))
        raise Fault(lacking, f"details for every name in the message {message.en!r}")
    return Finding(
        rule.code,
        rule.name,
        level if level and level != rule.level else match.level or rule.level,
        match.path,
        match.measured,
        match.limit,
        match.discriminator,
        message,
        match.details,
        match.cost,
        match._offer.found_in(estimate) if match._offer is not NOTHING else NOTHING,
    )


def rehearsed(finding: Finding) -> None:
    """Read everything of a *finding* that is read of it later, to see that it can be.

    What a rule hands over was sound when it was made; what it made of it since, nobody knows.

    Raises:
        BaseException: Whatever reading it raises.
    """
    length = longest(finding.wording, dict(finding.details))
    if length > LONGEST:
        raise Fault(f"{length:,} characters", f"a message of at most {LONGEST:,} characters")
    # It is sorted before anybody reads it.
    hash(finding.order)
    if _is_plain(finding):
        return
    from json import dumps

    for each in (finding.path, finding.discriminator, *(name for name, _ in finding.details)):
        if type(each) is not str:
            raise Fault(each, "text")
    hash(finding)
    for lang in LANGUAGES:
        for name, one in finding.details:
            Message("{it}").say(lang, {"it": detail(name, one)})
        for remedy in finding.remedies:
            remedy.say(lang)
        # What the remedies save is reckoned when somebody asks, and cannot fail then.
        dumps(evolve(finding, remedies=()).as_dict(lang))


def _is_plain(finding: Finding) -> bool:
    """Return whether *finding* holds nothing that could fail when it is read."""
    wording = finding.wording
    return (
        type(wording) is Message
        and type(wording.en) is str
        and type(wording.de) is str
        and type(finding.path) is str
        and type(finding.discriminator) is str
        and finding.cost is None
        and not finding.remedies
        and all(type(name) is str and _is_solid(each) for name, each in finding.details)
        and all(
            each is None or (type(each) is Measure and _is_solid(each))
            for each in (finding.measured, finding.limit)
        )
    )


def _is_solid(value: object) -> bool:
    kind = type(value)
    if kind is Measure:
        measure = cast("Measure", value)
        return (
            type(measure.unit) is str and type(measure.value) is float and _is_solid(measure.value)
        )
    if kind is Effort:
        minutes = cast("Effort", value).minutes
        return (
            type(minutes) is Fraction
            and type(minutes.numerator) is type(minutes.denominator) is int
            and minutes.denominator > 0
        )
    # Neither is what is no number larger than any.
    return kind is str or (kind in {int, float} and -LARGEST <= cast("float", value) <= LARGEST)


def failed(broken: Rule, error: BaseException) -> Finding:
    """Return that *broken* raised *error*."""
    match = Match(
        discriminator=broken.code, rule=broken.code, package=broken.package, **told_of(error)
    )
    return finding_of(rule_failed, match)


def not_loaded(name: str, package: str, error: BaseException) -> Finding:
    """Return that the rules called *name* of *package* could not be loaded."""
    told = told_of(error)
    return finding_of(
        rule_failed,
        Match(
            message=_NOT_LOADED,
            discriminator=f"{package}:{name}",
            rule=name,
            package=package,
            **told,
        ),
    )


def clashing(name: str, origins: tuple[str, ...], left_out: tuple[str, ...]) -> Finding:
    """Return that several rules are called *name*."""
    return finding_of(
        rule_failed,
        Match(
            message=_CLASHING,
            discriminator=f"{name}:{','.join(origins)}",
            rule=name,
            package=", ".join(origins),
            left_out=", ".join(left_out),
        ),
    )


def told_of(error: BaseException) -> dict[str, Any]:
    """Return the name of an *error* and its text, as far as it has one."""
    try:
        text = plain_text(str(error))[:CUT]
    except BaseException as another:
        text = f"({_name_of(another)} when it was to be told)"
    told: dict[str, Any] = {"kind": _name_of(error)}
    if text:
        told["text"] = text
    return told


def _name_of(error: BaseException) -> str:
    # Past whatever the class of its class says of names.
    name: str = vars(type)["__name__"].__get__(type(error))
    return name
