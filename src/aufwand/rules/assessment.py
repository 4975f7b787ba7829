"""A plan judged: what it takes, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from aufwand.charts._pictured import Picture, Pictured
from aufwand.errors import AufwandError, Fault, InvalidPlan, MissingPackage, UnknownName, nearest
from aufwand.estimates import Estimate, estimate
from aufwand.model import Plan, RuleSettings
from aufwand.model._reading import read_day
from aufwand.model.change import Drop, changed
from aufwand.rules.configuration import Choice, Configuration, configure
from aufwand.rules.engine import run
from aufwand.rules.facts import Facts
from aufwand.rules.finding import LEVELS, Finding, Place
from aufwand.rules.price import Price, price_together
from aufwand.rules.remedy import Remedy, overlapping
from aufwand.rules.rule import fits
from aufwand.rules.rule_set import RuleSet
from aufwand.rules.settings import asked_of, layers_of
from aufwand.tables import Table, Tabular
from aufwand.units._value import value

if TYPE_CHECKING:
    from aufwand.estimates import Horizon
    from aufwand.rules.rule import Rule

__all__ = ["Assessment", "assess", "check", "explain_configuration"]


#: So many findings are shown in a notebook or by *rich*.
_SHOWN = 20


@value
@frozen(repr=False, eq=False)
class _Asked:
    """What was asked about a plan, so that it can be asked of a changed one."""

    rules: RuleSet
    settings: RuleSettings | None
    call: RuleSettings | None
    today: date | None


@value
@frozen(repr=False, eq=False)
class Assessment(Pictured, Tabular):
    """What a plan takes, and what the rules say about it."""

    #: The plan.
    plan: Plan

    #: What it takes; no finding changes it.
    estimate: Estimate

    #: What the rules say, by level, path and code.
    findings: tuple[Finding, ...]

    #: The findings that :meth:`apply` made go; none where nothing was applied.
    gone: tuple[Finding, ...] = field(default=(), kw_only=True)

    #: The findings that :meth:`apply` made come; none where nothing was applied.
    came: tuple[Finding, ...] = field(default=(), kw_only=True)

    _asked: tuple[_Asked, ...] = field(
        default=(), kw_only=True, eq=False, repr=False, alias="asked"
    )

    @property
    def broken(self) -> bool:
        """Whether a rule broke or could not be loaded, so that findings may be missing."""
        return any(finding.code == "INT001" for finding in self.findings)

    @property
    def accepted(self) -> tuple[Finding, ...]:
        """The findings that somebody has decided to live with."""
        return tuple(finding for finding in self.findings if finding.accepted is not None)

    @property
    def accepted_cost(self) -> Price:
        """What the accepted findings cost in a week, as far as they have a price.

        Of several findings about one part only the most hours and the most money count, as they
        may speak of the same ones.
        """
        return price_together(self.accepted)

    def apply(self, *remedies: Remedy) -> Assessment:
        """Return the assessment of the plan as *remedies* would change it.

        Its :attr:`gone` and :attr:`came` say which findings went and which are new. The same
        rules are asked, with the same settings. This plan, and any file, stays as it is.

        Args:
            *remedies: What to apply, in whatever order; one that is given twice is applied once.

        Raises:
            Fault: If one of them can only be done by hand, two would change the same thing in
                different ways, or the plan would not be sound with them; or if this assessment
                was made somewhere else by rules that are not known here.
        """
        if not self._asked:
            raise Fault("its rules", "an assessment that knows its rules; assess the plan again")
        for each in remedies:
            if not isinstance(each, Remedy) or not each.changes:
                told = each.title if isinstance(each, Remedy) else each
                raise Fault(told, "a remedy that changes the plan; this is for a person to do")
        # In an order of their own, so that theirs does not matter; what drops parts comes last,
        # as others may still change what goes with them.
        wanted = sorted(dict.fromkeys(remedies), key=_turn)
        both = overlapping(wanted)
        if both:
            hint = "apply one, look at the result, then apply the other"
            raise Fault(", ".join(both), "remedies that do not change the same thing", hint=hint)
        changes = dict.fromkeys(change for each in wanted for change in each.changes)
        asked = self._asked[0]
        try:
            plan = changed(self.plan, changes)
        except AufwandError as error:
            faults = error.faults if isinstance(error, InvalidPlan) else (error,)
            told = "; ".join(each.title for each in wanted)
            why = "; ".join(map(str, faults))
            raise Fault(told, "remedies that this plan can take", hint=why) from error
        after = _assessed(plan, asked)
        before, now = _by_fingerprint(self.findings), _by_fingerprint(after.findings)
        return Assessment(
            after.plan,
            after.estimate,
            after.findings,
            gone=tuple(each for mark, each in before.items() if mark not in now),
            came=tuple(each for mark, each in now.items() if mark not in before),
            asked=after._asked,
        )

    @property
    def configuration(self) -> Configuration:
        """What was chosen for every rule, and which layer said so.

        Raises:
            Fault: If this assessment was made somewhere else by rules that are not known here.
        """
        if not self._asked:
            raise Fault("its rules", "an assessment that knows its rules; assess the plan again")
        return _configured(self.plan, self._asked[0])

    def chosen(self, names: Iterable[str] = ()) -> tuple[Choice, ...]:
        """Return the choices of the rules that were asked, or of those with one of *names*.

        Args:
            names: Codes, families, beginnings or names; none: all that were asked.

        Raises:
            UnknownName: If one of them names no rule that was asked.
            Fault: If this assessment was made somewhere else by rules that are not known here.
        """
        chosen = self.configuration.chosen
        wanted = (names,) if isinstance(names, str) else tuple(names)
        for name in wanted:
            if not any(fits(each.rule, name) for each in chosen):
                known = [known for each in chosen for known in each.rule.names]
                raise UnknownName("rule that was asked", name, nearest(name, known))
        if not wanted:
            return chosen
        return tuple(each for each in chosen if any(fits(each.rule, name) for name in wanted))

    @property
    def _horizon(self) -> Horizon | None:
        """The whole of a plan with dates; nothing where it cannot be laid over its days."""
        try:
            return self.estimate.horizon
        except (Fault, MissingPackage):
            # A rule tells it; the typical week is right all the same.
            return None

    def as_dict(
        self, lang: str = "en", places: Callable[[str], Place | None] | None = None
    ) -> dict[str, Any]:
        """Return it as plain data, as ``assess --format json`` shows it.

        Args:
            lang: The language of the messages, ``en`` or ``de``.
            places: What gives file, line and column of a path, such as a table's ``get``.

        Raises:
            UnknownName: If *lang* is another language.
        """
        data: dict[str, Any] = {
            "schema": 1,
            "plan": {"name": self.plan.name},
            "estimate": self.estimate._as_dict(self._horizon),
            "findings": [
                finding.as_dict(lang, places(finding.path) if places else None)
                for finding in self.findings
            ],
        }
        if self.accepted:
            data["accepted_cost"] = self.accepted_cost.as_dict()
        return data

    def to_rows(
        self, lang: str = "en", places: Callable[[str], Place | None] | None = None
    ) -> list[dict[str, Any]]:
        """Return a flat row for each finding, for a data frame.

        ``hours`` and ``money`` are what the problem costs in a week, ``remedy_hours`` and
        ``remedy_money`` what the best remedy saves; nothing where that is not known.

        Args:
            lang: The language of messages and remedies, ``en`` or ``de``.
            places: What gives file, line and column of a path, such as a table's ``get``.

        Raises:
            UnknownName: If *lang* is another language.
        """
        from aufwand.rules._findings import finding_rows

        return finding_rows(self.findings, lang, places)

    def table(self, lang: str = "en", places: Callable[[str], Place | None] | None = None) -> Table:
        """Return the rows of :meth:`to_rows` as a table.

        Args:
            lang: The language of messages and remedies, ``en`` or ``de``.
            places: What gives file, line and column of a path, such as a table's ``get``.

        Raises:
            UnknownName: If *lang* is another language.
        """
        from aufwand.rules._findings import findings_table

        return findings_table(self.findings, lang, places)

    def sentence(self, lang: str = "en") -> str:
        """Return it in one paragraph for those who decide: hours, people, money, what to do.

        >>> from aufwand.model import Activity
        >>> plan = Plan("Bakery", activities=[Activity("posts", duration="3-5 h")])
        >>> print(assess(plan, select=["STF102"]).sentence().partition(" in 8 ")[0])
        The social-media work of Bakery takes 4 h a week (0.10 full-time positions),

        Every number in it is one of the estimate; what the plan does not know is left out.

        Args:
            lang: ``en`` or ``de``.

        Raises:
            UnknownName: If *lang* is another language.
        """
        return _report("board_sentence", self, lang)

    def to_html(self, lang: str = "en") -> str:
        """Return it as one page of HTML that needs nothing else: for a browser, or for paper.

        Args:
            lang: ``en`` or ``de``.

        Raises:
            UnknownName: If *lang* is another language.
            MissingExtra: If the extra ``report`` is not installed.
        """
        return _report("assessment_html", self, lang)

    def __getstate__(self) -> tuple[Any, ...]:
        # Rules travel by name, and apart: where one has none, as in a notebook, or is not known
        # where they arrive, the rest still travels.
        from pickle import dumps

        try:
            asked = dumps(self._asked)
        except Exception:
            asked = dumps(())
        return self.plan, self.estimate, self.findings, self.gone, self.came, asked

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        from pickle import loads

        *others, asked = state
        try:
            known = loads(asked)  # noqa: S301 - it came with the rest, which is being unpickled
        except Exception:
            known = ()
        names = ("plan", "estimate", "findings", "gone", "came", "_asked")
        for name, each in zip(names, (*others, known), strict=True):
            object.__setattr__(self, name, each)

    def __repr__(self) -> str:
        levels = [finding.level for finding in self.findings]
        counts = [f"{levels.count(level)} {level}" for level in LEVELS if level in levels]
        told = ", ".join(counts) or "no findings"
        return f"<Assessment of {self.plan.name!r}: {self.estimate.weekly} a week; {told}>"

    def _picture(self) -> Picture:
        from aufwand.estimates._pictures import estimate_picture
        from aufwand.outline.html import said

        shown = estimate_picture(self.estimate)
        notes = [f"{each.code} {each.level}: {each.message}" for each in self.findings[:_SHOWN]]
        if len(self.findings) > _SHOWN:
            notes.append(f"and {len(self.findings) - _SHOWN} more findings")
        items = "".join(f"<li>{said(note, 1_000)}</li>" for note in notes)
        html = f"<p>Findings: {len(self.findings)}</p>" + (f"<ul>{items}</ul>" if items else "")
        return shown._replace(text=notes, html=html)


def _report(name: str, assessment: Assessment, lang: str) -> str:
    # By name: reports stand above rules, and a ring of imports is more than type checkers can take.
    from importlib import import_module

    made: str = getattr(import_module("aufwand.reports"), name)(assessment, lang=lang)
    return made


def _turn(remedy: Remedy) -> tuple[bool, str]:
    return any(isinstance(each, Drop) for each in remedy.changes), repr(remedy.changes)


def _by_fingerprint(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {finding.fingerprint: finding for finding in findings}


def assess(
    plan: Plan,
    *,
    select: Iterable[str] = (),
    extend: Iterable[str] = (),
    ignore: Iterable[str] = (),
    rules: RuleSet | Iterable[Rule] | None = None,
    settings: RuleSettings | None = None,
    today: date | None = None,
    strict: bool = False,
) -> Assessment:
    """Return what *plan* takes and what the rules say about it.

    The estimate is made first; whatever a rule does, it stays. A rule that breaks is told of
    as ``INT001`` and loses nothing but its own further findings.

    >>> from aufwand.model import Activity
    >>> plan = Plan("Bakery", activities=[Activity("content", duration="3-5 h")])
    >>> assess(plan, select=["AUD104", "STF101"])
    <Assessment of 'Bakery': 3 h – 4 h – 5 h a week; 2 warning>

    Args:
        plan: The plan; what its own ``rules`` say of rules, levels and options is followed.
        select: Codes, families, beginnings or names of the rules to ask; none: those that the
            plan selects, or all stable ones.
        extend: The same, of rules to ask beside those.
        ignore: The same, of rules not to ask.
        rules: The rules to choose from; left out, those of all installed packages.
        settings: Settings below those of the plan, such as a company's own.
        today: The day on which acceptances must still hold; left out, all do.
        strict: Whether what a rule raises is raised, instead of being told as ``INT001``.

    Raises:
        Fault: If *plan* is no plan or *today* no day.
        UnknownName: If *select*, *extend* or *ignore* names no rule.
        InvalidPlan: With everything that is wrong with the settings of rules.
    """
    if not isinstance(plan, Plan):
        raise Fault(plan, "a Plan")
    day = None if today is None else read_day(today)
    asked = _asked(plan, select, extend, ignore, rules, settings, day)
    return _assessed(plan, asked, strict=strict)


def _asked(
    plan: Plan,
    select: Iterable[str],
    extend: Iterable[str],
    ignore: Iterable[str],
    rules: RuleSet | Iterable[Rule] | None,
    settings: RuleSettings | None,
    today: date | None,
) -> _Asked:
    call = None
    if select or extend or ignore:
        call = RuleSettings(select=select, extend=extend, ignore=ignore)
    if rules is None:
        rules = RuleSet.installed(*asked_of(layers_of(plan.rules, settings, call)))
    elif not isinstance(rules, RuleSet):
        rules = RuleSet(rules)
    return _Asked(rules, settings, call, today)


def explain_configuration(
    plan: Plan,
    *,
    select: Iterable[str] = (),
    extend: Iterable[str] = (),
    ignore: Iterable[str] = (),
    rules: RuleSet | Iterable[Rule] | None = None,
    settings: RuleSettings | None = None,
) -> Configuration:
    """Return for every rule whether it would be asked about *plan*, how, and who said so.

    >>> plan = Plan("Bakery", rules=RuleSettings(ignore=["COS101"]))
    >>> choice = explain_configuration(plan).choice("COS101")
    >>> choice.on, choice.on_from
    (False, 'plan')

    Args:
        plan: The plan, with what its own ``rules`` say.
        select: As for :func:`assess`.
        extend: As for :func:`assess`.
        ignore: As for :func:`assess`.
        rules: The rules to choose from; left out, those of all installed packages.
        settings: Settings below those of the plan, such as a company's own.

    Raises:
        UnknownName: If *select*, *extend* or *ignore* names no rule.
        InvalidPlan: With everything that is wrong with the settings of rules.
    """
    known = RuleSet.installed() if rules is None else rules
    return _configured(plan, _asked(plan, select, extend, ignore, known, settings, None))


def _configured(plan: Plan, asked: _Asked) -> Configuration:
    return configure(asked.rules, layers_of(plan.rules, asked.settings, asked.call))


def _assessed(plan: Plan, asked: _Asked, *, strict: bool = False) -> Assessment:
    chosen = _configured(plan, asked).chosen
    made = estimate(plan)
    facts = Facts(plan, made)
    findings = run(asked.rules, chosen, facts, today=asked.today, strict=strict)
    return Assessment(plan, made, findings, asked=(asked,))


def check(
    plan: Plan,
    *,
    select: Iterable[str] = (),
    extend: Iterable[str] = (),
    ignore: Iterable[str] = (),
    rules: RuleSet | Iterable[Rule] | None = None,
    settings: RuleSettings | None = None,
    today: date | None = None,
) -> tuple[Finding, ...]:
    """Return what the rules say about *plan*, by level, path and code.

    >>> check(Plan("Bakery"), select=["AUD104"])
    (<Finding AUD104 no-audience at audiences: warning>,)

    Args:
        plan: The plan; what its own ``rules`` say of rules, levels and options is followed.
        select: Codes, families, beginnings or names of the rules to ask; none: those that the
            plan selects, or all stable ones.
        extend: The same, of rules to ask beside those.
        ignore: The same, of rules not to ask.
        rules: The rules to choose from; left out, those of all installed packages.
        settings: Settings below those of the plan, such as a company's own.
        today: The day on which acceptances must still hold; left out, all do.

    Raises:
        Fault: If *plan* is no plan or *today* no day.
        UnknownName: If *select*, *extend* or *ignore* names no rule.
        InvalidPlan: With everything that is wrong with the settings of rules.
    """
    return assess(
        plan,
        select=select,
        extend=extend,
        ignore=ignore,
        rules=rules,
        settings=settings,
        today=today,
    ).findings
