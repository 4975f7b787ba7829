"""Where installed rules are found: entry points, each loaded on its own."""

from __future__ import annotations

from collections.abc import Iterable
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from aufwand.errors import Fault
from aufwand.rules._entry_points import Found, listed
from aufwand.rules._failing import clashing, not_loaded, rule_failed
from aufwand.rules._interrupt import pressed
from aufwand.rules.rule import OWN, Rule, is_found
from aufwand.rules.rule_set import RuleSet
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from aufwand.rules.finding import Finding

__all__ = ["GROUP", "installed", "load", "package_of"]

#: The entry-point group of rules: ``ACME = "acme_rules.posting"``, a module with rules in it,
#: or one rule, a list of rules or a :class:`~aufwand.rules.RuleSet` in one. An entry point that is
#: named as a family brings rules of that family only, and is loaded only when they are asked.
GROUP = "aufwand.rules"

_FAMILY = Pattern("[A-Z]{2,4}")

# A plug-in that asks for the rules while it is loaded must not wait for itself.
_lock = RLock()
_listed: list[tuple[Found | EntryPoint, ...]] = []
_kept: dict[frozenset[str], RuleSet] = {}


def installed(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> RuleSet:
    """Return the rules of the installed packages, each loaded once and kept.

    Args:
        select: Codes, families or names that are asked; none: all. Families that none of them
            can be about are not loaded.
        ignore: Families that are not loaded either.
    """
    found = _entry_points()
    resting = _resting(found, tuple(select), tuple(ignore))
    if resting not in _kept:
        with _lock:
            if resting not in _kept:
                _kept[resting] = load(found, resting)
    return _kept[resting]


def _entry_points() -> tuple[Found | EntryPoint, ...]:
    if not _listed:
        with _lock:
            if not _listed:
                _listed.append(tuple(listed(GROUP)))
    return _listed[0]


def _resting(
    found: Iterable[Found | EntryPoint], select: tuple[str, ...], ignore: tuple[str, ...]
) -> frozenset[str]:
    """Return the families that need not be loaded."""
    families = {each.name for each in found if _FAMILY.fullmatch(each.name)}
    if not select:
        return frozenset(families.intersection(ignore))
    asked = {each.rstrip("0123456789") for each in select}
    # A name says nothing about who brings it, and what nobody brings is told with the nearest.
    return frozenset(families - asked) if asked <= families else frozenset()


def load(
    entry_points: Iterable[Found | EntryPoint], resting: frozenset[str] = frozenset()
) -> RuleSet:
    """Return the rules of *entry_points*; what cannot be loaded is told of in its ``broken``.

    Of rules that share a code or name, only one that comes with aufwand is kept, as which of
    the others came first would depend on how they were installed.

    Args:
        entry_points: What installed packages bring.
        resting: The families that are left where they are.
    """
    rules: dict[Rule, None] = {rule_failed: None}
    broken: list[Finding] = []
    own = False
    # Order must not depend on where packages lie.
    for each in sorted(entry_points, key=_order):
        own = own or each.value.startswith(f"{OWN}.")
        if each.name in resting:
            continue
        try:
            found = _rules_of(each.load())
        except BaseException as error:
            if pressed(error):
                raise
            broken.append(not_loaded(each.name, package_of(each), error))
            if _FAMILY.fullmatch(each.name):
                # Whoever selects it is told that it broke, and not that nobody knows it.
                resting |= {each.name}
            continue
        for one in found:
            if _FAMILY.fullmatch(each.name) and one.family != each.name:
                taken = Fault(one.code, f"a code of the family {each.name}, as it is registered")
                broken.append(not_loaded(one.code, package_of(each), taken))
            else:
                rules[one] = None
    if not own:
        # Nothing found would look like nothing wrong.
        lost = LookupError("its entry points are not installed")
        broken.append(not_loaded("*", OWN, lost))
    kept = _without_clashes(list(rules), broken)
    clashed = {each.family for each in rules} - {each.family for each in kept}
    return RuleSet(kept, broken=tuple(broken), resting=resting | clashed)


def package_of(entry_point: Found | EntryPoint) -> str:
    """Return the name of the package that brings an entry point."""
    if isinstance(entry_point, Found):
        return entry_point.package
    try:
        name = entry_point.dist.name if entry_point.dist else ""
    except Exception:
        name = ""
    return name or entry_point.value.partition(":")[0].partition(".")[0]


def _order(entry_point: Found | EntryPoint) -> tuple[str, str, str]:
    return package_of(entry_point), entry_point.name, entry_point.value


def _rules_of(found: Any) -> list[Rule]:
    kind = type(found).__name__
    listed: list[Any]
    if isinstance(found, ModuleType):
        listed = [each for each in vars(found).values() if isinstance(each, Rule)]
    elif isinstance(found, (RuleSet, list, tuple)):
        listed = list(cast("Iterable[Any]", found))
    else:
        listed = [found]
    rules = [each for each in listed if isinstance(each, Rule)]
    if not rules or len(rules) < len(listed):
        raise Fault(kind, "a module with rules, a rule, or a list of rules")
    return rules


def _without_clashes(rules: list[Rule], broken: list[Finding]) -> list[Rule]:
    """Return *rules* that can stand together, and add to *broken* those that cannot."""
    by_name: dict[str, list[Rule]] = {}
    for each in rules:
        for name in each.names:
            by_name.setdefault(name, []).append(each)
    # Rules that share their code often share their name, too: that is one clash.
    clashes: dict[tuple[str, ...], tuple[list[str], list[Rule]]] = {}
    for name, sharing in by_name.items():
        if len(sharing) > 1:
            origins = tuple(sorted(each.origin for each in sharing))
            clashes.setdefault(origins, ([], sharing))[0].append(name)
    out: dict[Rule, None] = {}
    for origins, (names, sharing) in clashes.items():
        left = [each for each in sharing if each.package != OWN or not is_found(each)]
        left_out = tuple(sorted(each.origin for each in left))
        broken.append(clashing(", ".join(names), origins, left_out))
        out.update(dict.fromkeys(left))
    for each in rules:
        if each.family == rule_failed.family and each != rule_failed and each not in out:
            taken = Fault(each.code, "a family of its own")
            broken.append(not_loaded(each.code, each.package, taken))
            out[each] = None
    return [each for each in rules if each not in out]
