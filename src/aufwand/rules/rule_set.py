"""Rules that are run together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from aufwand.errors import Fault, InvalidPlan, UnknownName, nearest
from aufwand.rules._failing import rule_failed
from aufwand.rules.finding import Finding
from aufwand.rules.rule import OWN, Rule, fits, is_found
from aufwand.units._value import value

if TYPE_CHECKING:
    from datetime import date

    from aufwand.rules.configuration import Choice
    from aufwand.rules.facts import Facts

__all__ = ["RuleSet"]


def _rules(value: Iterable[Rule]) -> tuple[Rule, ...]:
    if isinstance(value, Rule):
        value = (value,)
    # A rule that is listed twice is one rule.
    listed = dict.fromkeys(value)
    for each in listed:
        if not isinstance(each, Rule):
            raise Fault(each, "a Rule, as the decorator rule(…) makes it")
    return tuple(sorted(listed, key=lambda each: (each.code, each.origin)))


@value
@frozen(repr=False, eq=False)
class RuleSet:
    """Rules that are run together, in the order of their codes.

    >>> RuleSet.installed().select(["STF"])
    <RuleSet of 6 rules: STF101 STF102 STF103 STF104 STF105 STF106>

    Raises:
        Fault: If one of them is no rule.
        InvalidPlan: If two of them share a code or name; it says where both come from.
    """

    #: The rules.
    rules: tuple[Rule, ...] = field(default=(), converter=_rules)

    #: What is to be said of rules that could not be loaded.
    broken: tuple[Finding, ...] = field(default=(), kw_only=True)

    #: The codes of rules in preview that were selected by name.
    previewed: frozenset[str] = field(default=frozenset(), kw_only=True)

    #: Families of installed rules that were not loaded: nobody asked for them, or they broke.
    resting: frozenset[str] = field(default=frozenset(), kw_only=True)

    # What it is asked for in every run, once it was asked.
    _kept: dict[str, Any] = field(factory=dict[str, Any], init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        faults: list[Fault] = []
        by_name: dict[str, Rule] = {}
        for each in self.rules:
            if each.family == rule_failed.family and each != rule_failed:
                why = f"{each.origin} takes it; it is what broken rules are told with"
                faults.append(Fault(each.code, "a family of its own", each.code, why))
            for name in each.names:
                other = by_name.setdefault(name, each)
                if other is not each:
                    both = f"{other.origin} and {each.origin} both have it"
                    faults.append(Fault(name, "a code and names of its own", each.code, both))
        if faults:
            raise InvalidPlan("rules", faults)

    @classmethod
    def installed(cls, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> RuleSet:
        """Return the rules of the installed packages, each loaded once and kept.

        They come from the entry points of the group ``aufwand.rules``. A package whose rules
        cannot be loaded is told of in :attr:`broken` and in every result.

        Args:
            select: Codes, families or names that will be asked; packages that register other
                families are not loaded. None: every package is.
            ignore: Families whose packages are not loaded either.
        """
        from aufwand.rules.plugins import installed

        return installed(select, ignore)

    def named(self, name: str) -> Rule:
        """Return the rule with that code, name or alias.

        Raises:
            UnknownName: If there is none.
        """
        for each in self.rules:
            if name in each.names:
                return each
        known = [known for each in self.rules for known in each.names]
        raise UnknownName("rule", name, nearest(str(name), known))

    def select(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> RuleSet:
        """Return the rules that are selected and not ignored.

        Args:
            select: Codes, families such as ``AUD``, beginnings of codes such as ``AUD1``, names
                or aliases; none: every rule that is stable.
            ignore: The same; what it names is left out, selected or not.

        Raises:
            UnknownName: If one of them names no rule.
            Fault: If one of them is no text, or would hide that a rule broke.
        """
        chosen = self._listed(select)
        left_out = self._listed(ignore)
        for each in left_out:
            if each == rule_failed:
                expected = "a rule that can be left out"
                raise Fault(each.code, expected, hint="that a rule broke is always told")
        previewed = self.previewed | {
            each.code
            for each, by_itself in chosen.items()
            if by_itself and each.status == "preview"
        }
        return RuleSet(
            [
                each
                for each in chosen or self.rules
                if each not in left_out and (each.status != "preview" or each.code in previewed)
            ],
            broken=self.broken,
            previewed=previewed,
            resting=self.resting,
        )

    def with_(self, *rules: Rule) -> RuleSet:
        """Return this set with more *rules*.

        Raises:
            InvalidPlan: If one has a code or name that another has.
        """
        return RuleSet(
            (*self.rules, *rules),
            broken=self.broken,
            previewed=self.previewed,
            resting=self.resting,
        )

    def run(
        self, facts: Facts, *, today: date | None = None, strict: bool = False
    ) -> tuple[Finding, ...]:
        """Return what the rules say of *facts*, in order.

        All of them run, at their own level and with their own options.

        Args:
            facts: The plan and its estimate.
            today: The day on which acceptances must still hold; left out, all do.
            strict: Whether what a rule raises is raised, instead of being told as ``INT001``.
        """
        from aufwand.rules.engine import run

        return run(self, self._choices, facts, today=today, strict=strict)

    @property
    def _choices(self) -> tuple[Choice, ...]:
        """Every rule as it is by default."""
        from aufwand.rules.configuration import configure

        return configure(self, ()).chosen

    @property
    def _packages(self) -> dict[str, str]:
        """The package that brings each rule, by code; only what is there is aufwand's own."""
        if "packages" not in self._kept:
            self._kept["packages"] = {
                each.code: each.package if each.package != OWN or is_found(each) else "?"
                for each in self.rules
            }
        packages: dict[str, str] = self._kept["packages"]
        return packages

    def _listed(self, selectors: Iterable[str]) -> dict[Rule, bool]:
        """Return the rules that *selectors* name, and whether by a name of their own."""
        found: dict[Rule, bool] = {}
        for selector in (selectors,) if isinstance(selectors, str) else selectors:
            if not isinstance(selector, str):
                raise Fault(selector, "the code, family or name of a rule")
            matched = [each for each in self.rules if fits(each, selector)]
            if not matched:
                raise UnknownName("rule", selector, nearest(selector, self._selectors()))
            for each in matched:
                found[each] = found.get(each, False) or selector in each.names
        return found

    def _selectors(self) -> list[str]:
        families = dict.fromkeys(each.family for each in self.rules)
        return [*families, *(name for each in self.rules for name in each.names)]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def __repr__(self) -> str:
        codes = " ".join(each.code for each in self.rules)
        noun = "rule" if len(self.rules) == 1 else "rules"
        lost = f", {len(self.broken)} not loaded" if self.broken else ""
        return f"<RuleSet of {len(self.rules)} {noun}{lost}: {codes}>"
