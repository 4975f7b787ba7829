"""Two plans side by side: what one takes more than the other and why, and what is to be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from attrs import fields, frozen

from aufwand.errors import Fault
from aufwand.estimates import Attribution, Cause, Difference, attribution
from aufwand.language import N_, Words
from aufwand.model import Plan
from aufwand.model._fields import kind_of
from aufwand.model.plan import COLLECTIONS
from aufwand.rules.assessment import Assessment, assess
from aufwand.rules.finding import Finding, Place
from aufwand.rules.rule_set import RuleSet
from aufwand.tables import Table, Tabular
from aufwand.units._value import value

if TYPE_CHECKING:
    from aufwand.rules.rule import Rule

    #: Returns file, line and column of a path in a plan.
    Places = Callable[[str], Place | None]

__all__ = ["PartChanges", "PlanDiff", "diff"]

_CAUSES: tuple[Cause, ...] = ("activity", "channel", "role", "area", "driver")

_NO_MONEY = Words(
    {
        "two": N_(
            "one plan is in {0} and the other in {1}: money is not compared without a rate between "
            "them, only hours are"
        ),
        "none": N_("neither plan names a rate or a fixed cost"),
    }
)


@value
@frozen(repr=False, eq=False)
class PartChanges:
    """What became of the parts of one kind, such as the channels; their order is of no account."""

    #: Keys of what is new.
    added: tuple[str, ...] = ()

    #: Keys of what is gone.
    removed: tuple[str, ...] = ()

    #: Keys of what is in both plans and not the same, each with the fields that changed.
    changed: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "added": list(self.added),
            "removed": list(self.removed),
            "changed": {key: list(names) for key, names in self.changed},
        }


@value
@frozen(repr=False, eq=False)
class PlanDiff(Tabular):
    """What changed from one plan to another: work, money, parts, findings."""

    #: The plan as it was, with what it took and what was to be said of it.
    before: Assessment

    #: The plan as it is now.
    after: Assessment

    #: What is to be said no more, as it was said before.
    gone: tuple[Finding, ...]

    #: What is to be said now and was not before.
    new: tuple[Finding, ...]

    #: What is to be said of both: as it was, and as it is now.
    kept: tuple[tuple[Finding, Finding], ...]

    #: What the difference in work and money comes from.
    attribution: Attribution

    @property
    def change(self) -> Difference:
        """How much more a typical week takes now."""
        return self.attribution.change

    @property
    def once(self) -> Difference:
        """How much more is done and paid once; it is part of no week."""
        return self.attribution.once

    @property
    def fixed(self) -> dict[str, Difference]:
        """How much more each tool and fixed cost is a week, such as ``tools.suite``."""
        return self.attribution.fixed

    def by(self, cause: Cause, /) -> dict[str, Difference]:
        """Return the change by ``activity``, ``channel``, ``role``, ``area`` or ``driver``.

        Likely hours sum to those of :attr:`change` exactly, likely money does so together with
        :attr:`fixed`. What has no channel, no role or no driver stands under the key ``""``.
        :meth:`Attribution.by <aufwand.estimates.Attribution.by>` says what a driver's share is.

        Raises:
            UnknownName: If there is no such cause.
        """
        return self.attribution.by(cause)

    @property
    def changed(self) -> tuple[tuple[Finding, Finding], ...]:
        """What is to be said of both, but of another measure, limit or level, or accepted since."""
        return tuple(pair for pair in self.kept if _state(pair[0]) != _state(pair[1]))

    @property
    def parts(self) -> dict[str, PartChanges]:
        """What became of the parts of each kind, such as channels, roles and activities."""
        return {
            name: _part_changes(getattr(self.before.plan, name), getattr(self.after.plan, name))
            for name in COLLECTIONS
        }

    @property
    def fields(self) -> tuple[str, ...]:
        """What else of the plan changed, such as ``budget`` or ``calendar.workdays``."""
        found = _changed_fields(self.before.plan, self.after.plan)
        return tuple(name for name in found if name not in COLLECTIONS)

    @property
    def nothing(self) -> bool:
        """Whether nothing changed: neither the plan nor what it takes nor what is said of it."""
        return (
            self.change.nothing
            and self.once.nothing
            and not (self.fields or self.gone or self.new or self.changed)
            and not any(each != PartChanges() for each in self.parts.values())
        )

    def no_money(self, lang: str = "en") -> str:
        """Return why money is not compared, or nothing where it is.

        Raises:
            UnknownName: If *lang* is neither ``en`` nor ``de``.
        """
        words = _NO_MONEY[lang]
        if self.attribution.currencies:
            # Told as one reads: the plan as it was comes first.
            now, was = self.attribution.currencies
            return words["two"].format(was, now)
        return words["none"] if self.change.money is None else ""

    def as_dict(
        self,
        lang: str = "en",
        before: Places | None = None,
        after: Places | None = None,
    ) -> dict[str, Any]:
        """Return it as plain data, as ``diff --format json`` shows it.

        Args:
            lang: The language of the messages, ``en`` or ``de``.
            before: What gives file, line and column of a path in the plan as it was.
            after: The same for the plan as it is now.

        Raises:
            UnknownName: If *lang* is another language.
        """

        def was(finding: Finding) -> dict[str, Any]:
            return finding.as_dict(lang, before(finding.path) if before else None)

        def now(finding: Finding) -> dict[str, Any]:
            return finding.as_dict(lang, after(finding.path) if after else None)

        return {
            "schema": 1,
            "before": _told(self.before),
            "after": _told(self.after),
            "unit": "h",
            "currency": self.change.currency or None,
            "no_money": self.no_money(lang) or None,
            "change": _numbers(self.change),
            "by": {
                cause: {key: _numbers(part) for key, part in self.by(cause).items()}
                for cause in _CAUSES
            },
            "fixed": {key: _numbers(part)["money"] for key, part in self.fixed.items()},
            "once": _numbers(self.once),
            "parts": {name: each.as_dict() for name, each in self.parts.items()},
            "fields": list(self.fields),
            "findings": {
                "gone": [was(each) for each in self.gone],
                "new": [now(each) for each in self.new],
                "changed": [{"before": was(old), "after": now(new)} for old, new in self.changed],
                "kept": [now(new) for _, new in self.kept],
            },
        }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a row for each part of the change, for a data frame.

        ``by`` is ``total``, ``activity``, ``channel``, ``role``, ``area``, ``driver``, ``fixed``
        or ``once``, and ``key`` says of which; hours are person-hours. All are those of a typical
        week, but for ``once``.
        """
        parts = [
            ("total", "", self.change),
            *((cause, key, part) for cause in _CAUSES for key, part in self.by(cause).items()),
            *(("fixed", key, part) for key, part in self.fixed.items()),
            ("once", "", self.once),
        ]
        return [{"by": by, "key": key, **_flat(part)} for by, key, part in parts]

    def table(self) -> Table:
        """Return the rows of :meth:`to_rows` as a table."""
        numbers = [f"{what}{end}" for what in ("hours", "money") for end in ("_low", "", "_high")]
        return Table.from_rows(
            [
                *(("by", "text"), ("key", "text")),
                *((name, "number") for name in numbers),
                ("currency", "text"),
            ],
            self.to_rows(),
        )

    def __repr__(self) -> str:
        told = f"{self.change} a week; {len(self.new)} new, {len(self.gone)} gone"
        return f"<PlanDiff of {self.before.plan.name!r} and {self.after.plan.name!r}: {told}>"


def diff(
    before: Plan | Assessment,
    after: Plan | Assessment,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    rules: RuleSet | Iterable[Rule] | None = None,
    today: date | None = None,
) -> PlanDiff:
    """Return what changed from one plan to another, and why.

    Parts are known by their keys, findings by their fingerprints: what is only called otherwise
    stays what it is.

    >>> from aufwand.model import Activity
    >>> old = Plan("Bakery", activities=[Activity("content", duration="3 h")])
    >>> new = old.adding(Activity("reel", area="content", duration="2 h"))
    >>> found = diff(old, new, select=["AUD104"])
    >>> found
    <PlanDiff of 'Bakery' and 'Bakery': 2 h a week; 0 new, 0 gone>
    >>> found.parts["activities"].added
    ('reel',)

    Args:
        before: The plan as it was; a plan is assessed with the options below, an assessment is
            taken as it is.
        after: The plan as it is now.
        select: Codes, families, beginnings or names of the rules to ask; none: all stable ones.
        ignore: The same, of rules not to ask.
        rules: The rules to choose from; left out, those of all installed packages.
        today: The day on which acceptances must still hold; left out, all do.

    Raises:
        Fault: If one of them is neither plan nor assessment, or *today* is no day.
        UnknownName: If *select* or *ignore* names no rule.
    """
    if rules is not None and not isinstance(rules, RuleSet):
        rules = RuleSet(rules)
    # Both plans are asked the same, even where the names can be gone through only once.
    select, ignore = (each if isinstance(each, str) else tuple(each) for each in (select, ignore))

    def assessed(given: Plan | Assessment) -> Assessment:
        if isinstance(given, Assessment):
            return given
        if not isinstance(given, Plan):
            raise Fault(given, "a Plan or an Assessment")
        return assess(given, select=select, ignore=ignore, rules=rules, today=today)

    old, new = assessed(before), assessed(after)
    gone, appeared, kept = _matched(old.findings, new.findings)
    return PlanDiff(old, new, gone, appeared, kept, attribution(new.estimate, old.estimate))


def _matched(
    old: Sequence[Finding], new: Sequence[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[tuple[Finding, Finding], ...]]:
    """Return what is gone, what is new, and what is in both, each in its order."""
    was_of: dict[int, int] = {}
    left = dict.fromkeys(range(len(old)))
    # Several can have one fingerprint: what did not change at all is itself first, then what is
    # at the same path, then what comes first.
    for identity in (_itself, _place, _fingerprint):
        open_ones: dict[object, list[int]] = {}
        for index in reversed(left):
            open_ones.setdefault(identity(old[index]), []).append(index)
        for index, finding in enumerate(new):
            if index not in was_of and (same := open_ones.get(identity(finding))):
                was_of[index] = same.pop()
                del left[was_of[index]]
    return (
        tuple(old[index] for index in left),
        tuple(finding for index, finding in enumerate(new) if index not in was_of),
        tuple((old[was], new[index]) for index, was in sorted(was_of.items())),
    )


def _itself(finding: Finding) -> object:
    return finding


def _place(finding: Finding) -> object:
    return finding.fingerprint, finding.path


def _fingerprint(finding: Finding) -> object:
    return finding.fingerprint


def _state(finding: Finding) -> tuple[object, ...]:
    return finding.measured, finding.limit, finding.level, finding.accepted


def _part_changes(old: Iterable[Any], new: Iterable[Any]) -> PartChanges:
    before = {part.key: part for part in old}
    after = {part.key: part for part in new}
    changed = (
        (key, tuple(_changed_fields(before[key], part)))
        for key, part in after.items()
        if key in before
    )
    return PartChanges(
        tuple(key for key in after if key not in before),
        tuple(key for key in before if key not in after),
        tuple((key, names) for key, names in changed if names),
    )


def _changed_fields(old: Any, new: Any) -> Iterator[str]:
    """Yield the names of the fields that differ, of a part within a part after its name."""
    kind: Any = new.__class__
    for each in fields(kind):
        was, now = getattr(old, each.name), getattr(new, each.name)
        if _same(was, now):
            continue
        if kind_of(each).name == "one" and was is not None and now is not None:
            yield from (f"{each.name}.{inner}" for inner in _changed_fields(was, now))
        else:
            yield each.name


def _same(one: object, other: object) -> bool:
    # A list says what there is; in what order is of no account anywhere in a plan.
    if isinstance(one, tuple) and isinstance(other, tuple):
        return Counter(cast("tuple[object, ...]", one)) == Counter(
            cast("tuple[object, ...]", other)
        )
    return one == other


def _told(assessment: Assessment) -> dict[str, Any]:
    estimate = assessment.estimate
    cost = estimate.cost
    return {
        "plan": {"name": assessment.plan.name},
        "hours": estimate.weekly.as_dict(),
        "money": None if cost is None else cost.weekly.as_dict(),
        "currency": None if cost is None else cost.currency,
    }


def _numbers(difference: Difference) -> dict[str, Any]:
    money = difference.money_per_week
    return {
        "hours": difference.hours_per_week.as_dict(),
        "money": None if money is None else money.as_dict(),
    }


def _flat(difference: Difference) -> dict[str, Any]:
    hours, money = difference.hours_per_week, difference.money_per_week
    return {
        "hours_low": hours.low,
        "hours": hours.likely,
        "hours_high": hours.high,
        "money_low": None if money is None else money.low,
        "money": None if money is None else money.likely,
        "money_high": None if money is None else money.high,
        "currency": difference.currency or None,
    }
