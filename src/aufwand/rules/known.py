"""Findings that were there before anybody looked, so that only what is new counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, cast

from attrs import evolve, field, frozen

from aufwand.errors import Fault, InvalidPlan, nearest
from aufwand.outline.text import plain
from aufwand.units._pattern import Pattern
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aufwand.rules.finding import Finding

    #: The way to a value, whether its key is at fault, and what is wrong.
    Located: TypeAlias = tuple[tuple[str, ...], bool, Fault]

__all__ = ["KnownFinding", "KnownFindings", "entries_in"]

#: The version of the form in which known findings are kept.
SCHEMA = 1

#: That a rule broke is always told.
NEVER = "INT001"

#: Most findings of one fingerprint.
MOST = 1_000_000

#: Most characters of a path that is kept; it is there for people, and not compared.
KEPT = 300

#: Most characters of a path that is read; composing what was kept may make it longer.
LONGEST = 1_000

_FINGERPRINT = Pattern("[0-9a-f]{64}")
_CODE = Pattern("[A-Z]{2,4}[0-9]{3}")


def _fingerprint(value: str) -> str:
    if not isinstance(value, str) or not _FINGERPRINT.fullmatch(value):
        raise Fault(value, "a fingerprint of 64 digits, 0 to 9 and a to f")
    return str(value)


def _code(value: str) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise Fault(value, "the code of a rule, such as 'STF102'")
    if value == NEVER:
        raise Fault(value, "another rule", hint="that a rule broke is always told")
    return str(value)


def _path(value: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise Fault(value, f"a path of at most {LONGEST:,} characters, such as 'roles.pr'")
    return str(value)


def _count(value: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
        raise Fault(value, f"a whole number from 1 to {MOST:,}")
    return int(value)


@value
@frozen(eq=False, repr=False)
class KnownFinding:
    """A fingerprint, and how many findings may have it.

    Raises:
        Fault: If one of its fields is not as it must be.
    """

    #: The fingerprint of the findings.
    fingerprint: str = field(converter=_fingerprint)

    #: The code of their rule; for people, who cannot read fingerprints.
    code: str = field(converter=_code)

    #: The path of the first of them; for people as well.
    path: str = field(default="", converter=_path)

    #: How many there may be.
    count: int = field(default=1, converter=_count)


def _entries(value: Iterable[KnownFinding]) -> tuple[KnownFinding, ...]:
    return tuple(sorted(value, key=lambda each: (each.code, each.path, each.fingerprint)))


@value
@frozen(eq=False, repr=False)
class KnownFindings:
    """The findings of a plan at the time somebody began to look: a baseline to grow no further.

    >>> from aufwand.model import Plan
    >>> from aufwand.rules import check
    >>> findings = check(Plan("Bakery"), select=["AUD104"])
    >>> known = KnownFindings.from_findings(findings)
    >>> known.new(findings)
    ()
    """

    #: The fingerprints, by code and path.
    entries: tuple[KnownFinding, ...] = field(default=(), converter=_entries)

    @classmethod
    def from_findings(cls, findings: Iterable[Finding]) -> KnownFindings:
        """Return what is to be known of *findings*.

        What somebody accepted is not among it, as the plan says that already; nor that a rule
        broke.
        """
        made: dict[str, KnownFinding] = {}
        for finding in findings:
            if not _countable(finding):
                continue
            mark = finding.fingerprint
            before = made.get(mark)
            if before is None:
                made[mark] = KnownFinding(mark, finding.code, plain(finding.path)[:KEPT])
            else:
                made[mark] = evolve(before, count=before.count + 1)
        return cls(made.values())

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> KnownFindings:
        """Return what :meth:`as_dict` gave.

        Raises:
            InvalidPlan: With everything that is wrong with it, each with its path.
        """
        entries, located = entries_in(data)
        if located:
            faults = [
                Fault(fault.value, fault.expected, ".".join(path), fault.hint)
                for path, _, fault in located
            ]
            raise InvalidPlan("baseline", faults)
        return cls(entries)

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data, as ``check --write-baseline`` writes it."""
        return {
            "schema": SCHEMA,
            "findings": {
                each.fingerprint: {"code": each.code, "path": each.path, "count": each.count}
                for each in self.entries
            },
        }

    def marks(self, findings: Iterable[Finding]) -> tuple[bool, ...]:
        """Return for each of *findings* whether it is known.

        Of several with one fingerprint the first ones are, as many as may be.
        """
        left = {each.fingerprint: each.count for each in self.entries}
        marks: list[bool] = []
        for finding in findings:
            mark = finding.fingerprint if _countable(finding) else ""
            known = left.get(mark, 0) > 0
            if known:
                left[mark] -= 1
            marks.append(known)
        return tuple(marks)

    def new(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return those of *findings* that are not known."""
        told = tuple(findings)
        return tuple(each for each, known in zip(told, self.marks(told), strict=True) if not known)

    def stale(
        self, findings: Iterable[Finding], resting: Iterable[str] = ()
    ) -> tuple[KnownFinding, ...]:
        """Return what is known though it is not among *findings* any more.

        Args:
            findings: All there are now.
            resting: Codes or families of rules that were not asked, so that nothing is known
                of them.
        """
        return tuple(
            evolve(each, count=each.count - found)
            for each, found in self._found(findings, resting)
            if found < each.count
        )

    def pruned(self, findings: Iterable[Finding], resting: Iterable[str] = ()) -> KnownFindings:
        """Return it without what is :meth:`stale`.

        Args:
            findings: All there are now.
            resting: Codes or families of rules that were not asked; what is known of them stays.
        """
        return KnownFindings(
            evolve(each, count=found) for each, found in self._found(findings, resting) if found
        )

    def _found(
        self, findings: Iterable[Finding], resting: Iterable[str]
    ) -> Iterator[tuple[KnownFinding, int]]:
        """Yield each entry, and how many of its findings there still are."""
        now = {each.fingerprint: each.count for each in self.from_findings(findings).entries}
        asleep = frozenset(resting)
        for each in self.entries:
            found = min(each.count, now.get(each.fingerprint, 0))
            family = each.code.rstrip("0123456789")
            yield each, found if asleep.isdisjoint((each.code, family)) else each.count

    def __len__(self) -> int:
        return sum(each.count for each in self.entries)

    def __repr__(self) -> str:
        return f"<KnownFindings: {len(self)}>"


def _countable(finding: Finding) -> bool:
    return finding.accepted is None and finding.code != NEVER


def entries_in(data: object) -> tuple[list[KnownFinding], list[Located]]:
    """Return the entries that plain *data* holds, and everything that is wrong with it.

    What is wrong comes with the way to it, for whoever knows lines and columns.
    """
    if not isinstance(data, dict):
        return [], [((), False, Fault(data, "a table with schema and findings"))]
    table = cast("dict[str, object]", data)
    wrong = _beside(table, ("schema", "findings"), ())
    version = table.get("schema")
    if isinstance(version, bool) or version != SCHEMA:
        expected = f"{SCHEMA}, the version this aufwand reads"
        wrong.append((("schema",), False, Fault(version, expected)))
    listed = table.get("findings")
    entries: list[KnownFinding] = []
    if not isinstance(listed, dict):
        wrong.append((("findings",), False, Fault(listed, "a table of findings by fingerprint")))
        return entries, wrong
    for mark, told in cast("dict[str, object]", listed).items():
        faults = _entry(mark, told, entries)
        wrong += faults
    return entries, wrong


def _entry(mark: str, told: object, entries: list[KnownFinding]) -> list[Located]:
    """Add what one entry says to *entries*, or return what is wrong with it."""
    here = ("findings", mark)
    if not isinstance(told, dict):
        return [(here, False, Fault(told, "a table with code, path and count"))]
    table = cast("dict[str, Any]", told)
    wrong = _beside(table, ("code", "path", "count"), here)
    given: dict[str, Any] = {}
    for name, read in (("code", _code), ("path", _path), ("count", _count)):
        try:
            given[name] = cast("Any", read)(table.get(name))
        except Fault as fault:
            wrong.append(((*here, name), False, fault))
    try:
        _fingerprint(mark)
    except Fault as fault:
        wrong.append((here, True, fault))
    if not wrong:
        entries.append(KnownFinding(mark, **given))
    return wrong


def _beside(
    table: Mapping[str, object], names: tuple[str, ...], path: tuple[str, ...]
) -> list[Located]:
    """Return that keys of a *table* are not among its *names*."""
    wrong: list[Located] = []
    for key in table:
        if key not in names:
            near = nearest(key, names)
            hint = f"did you mean {near!r}?" if near else ""
            fault = Fault(key, f"one of {', '.join(names)}", hint=hint)
            wrong.append(((*path, key), True, fault))
    return wrong
