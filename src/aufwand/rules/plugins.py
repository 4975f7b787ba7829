"""Where installed rules are found: entry points, each loaded on its own."""

from __future__ import annotations

from collections.abc import Iterable
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from aufwand.errors import Fault
from aufwand.rules._entry_points import Found, listed
from aufwand.rules._failing import clashing, not_loaded, rule_failed
from aufwand.rules.rule import Rule
from aufwand.rules.rule_set import RuleSet

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from aufwand.rules.finding import Finding

__all__ = ["GROUP", "installed", "load", "package_of"]

#: The entry-point group of rules: ``acme = "acme_rules.posting"``, a module with rules in it,
#: or one rule, a list of rules or a :class:`~aufwand.rules.RuleSet` in one.
GROUP = "aufwand.rules"

_OWN = "aufwand"

# A plug-in that asks for the rules while it is loaded must not wait for itself.
_lock = RLock()
_kept: list[RuleSet] = []


def installed() -> RuleSet:
    """Return every rule of the installed packages, found once and kept."""
    if not _kept:
        with _lock:
            if not _kept:
                found = load(listed(GROUP))
                _kept[:] = [found]
    return _kept[0]


def load(entry_points: Iterable[Found | EntryPoint]) -> RuleSet:
    """Return the rules of *entry_points*; what cannot be loaded is told of in its ``broken``.

    Of rules that share a code or name, only one that comes with aufwand is kept, as which of
    the others came first would depend on how they were installed.
    """
    rules: dict[Rule, None] = {rule_failed: None}
    broken: list[Finding] = []
    own = False
    # Order must not depend on where packages lie.
    for each in sorted(entry_points, key=_order):
        own = own or each.value.startswith(f"{_OWN}.")
        try:
            rules.update(dict.fromkeys(_rules_of(each.load())))
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            broken.append(not_loaded(each.name, package_of(each), error))
    if not own:
        # Nothing found would look like nothing wrong.
        lost = LookupError("its entry points are not installed")
        broken.append(not_loaded("*", _OWN, lost))
    kept = _without_clashes(list(rules), broken)
    return RuleSet(kept, broken=tuple(broken))


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
    out: dict[Rule, None] = {}
    for name, sharing in by_name.items():
        if len(sharing) > 1:
            left = [each for each in sharing if each.package != _OWN]
            origins = tuple(sorted(each.origin for each in sharing))
            broken.append(clashing(name, origins, tuple(sorted(each.origin for each in left))))
            out.update(dict.fromkeys(left))
    for each in rules:
        if each.family == rule_failed.family and each != rule_failed and each not in out:
            taken = Fault(each.code, "a family of its own")
            broken.append(not_loaded(each.code, each.package, taken))
            out[each] = None
    return [each for each in rules if each not in out]
