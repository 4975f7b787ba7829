"""A check as JUnit XML: what was looked at, so that what passed is visible, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from aufwand.outline.text import plain
from aufwand.reports._sentences import accepted_sentence, where
from aufwand.reports._told import choices_of, told
from aufwand.reports._words import WORDS
from aufwand.rules.configuration import reaches
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from aufwand.model import Plan
    from aufwand.reports._told import Places, Told
    from aufwand.rules import Assessment
    from aufwand.rules.configuration import Choice
    from aufwand.rules.known import KnownFindings

__all__ = ["junit_xml"]

#: What no XML can hold, however it is escaped.
_NO_XML = Pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_BROKEN = "INT001"


@define
class _Case:
    """A rule and a part of the plan it looked at."""

    name: str
    told: list[Told] = field(factory=list["Told"])
    skipped: str = ""
    broken: list[str] = field(factory=list[str])

    def counts(self) -> str:
        """Return which count it adds to beside that of all tests."""
        if self.broken:
            return "errors"
        if any(each.open for each in self.told):
            return "failures"
        return "skipped" if self.told or self.skipped else ""


@define
class _Suite:
    """A rule and everything it looked at."""

    code: str
    name: str
    cases: list[_Case] = field(factory=list[_Case])


def junit_xml(
    assessment: Assessment,
    *,
    lang: str = "en",
    places: Places | None = None,
    known: KnownFindings | None = None,
) -> str:
    """Return a check as JUnit XML: a suite for each rule, a case for each part it looked at.

    A case fails by findings that count, with their level as its type; it is skipped where all
    of them are accepted or known, with the reason. A rule that broke is an error, and has no
    cases that passed.

    Args:
        assessment: What to tell.
        lang: ``en`` or ``de``.
        places: Where the parts of the plan stand, if it came from a text.
        known: Findings that were there before.
    """
    found = told(assessment.findings, places, known)
    suites = [suite for suite in _suites(assessment, found, lang) if suite.cases]
    return _written(suites, assessment.plan, lang)


def _suites(assessment: Assessment, found: Iterable[Told], lang: str) -> list[_Suite]:
    by_code: dict[str, list[Told]] = {}
    broken: dict[str, list[Told]] = {}
    choices = {each.rule.code: each for each in choices_of(assessment) if each.on}
    for each in found:
        finding = each.finding
        rule = dict(finding.details).get("rule") if finding.code == _BROKEN else None
        if isinstance(rule, str) and rule in choices:
            broken.setdefault(rule, []).append(each)
        else:
            by_code.setdefault(finding.code, []).append(each)
    suites: list[_Suite] = []
    for code in sorted({*choices, *by_code}):
        choice, mine = choices.get(code), by_code.get(code, [])
        suite = _Suite(code, choice.rule.name if choice else mine[0].finding.name)
        whole = WORDS[lang]["whole"]
        if code == _BROKEN:
            texts = [each.finding.say(lang) for each in mine]
            suite.cases.append(_Case(whole, broken=texts))
        else:
            looked_at = _looked_at(choice, assessment.plan, lang) if choice else []
            suite.cases += _cases(looked_at, mine, lang)
        if code in broken:
            # What it did not find before it broke, it may have missed.
            suite.cases = [each for each in suite.cases if each.told]
            texts = [each.finding.say(lang) for each in broken[code]]
            suite.cases.append(_Case(whole, broken=texts))
        suites.append(suite)
    return suites


def _looked_at(choice: Choice, plan: Plan, lang: str) -> list[_Case]:
    """Return a case for each part of the plan that a rule looks at, or for the whole."""
    scope = choice.rule.scope
    if not scope:
        return [_Case("")]
    cases: list[_Case] = []
    for part in getattr(plan, scope):
        case = _Case(f"{scope}.{part.key}")
        for local in choice.locals:
            if local.level is not None and reaches(local.where, case.name):
                off = local.level == "off"
                case.skipped = WORDS[lang]["off"].format(layer=local.source) if off else ""
        cases.append(case)
    return cases


def _cases(looked_at: list[_Case], found: Iterable[Told], lang: str) -> list[_Case]:
    """Return what was looked at with what was *found* there, and whatever was found elsewhere."""
    cases = {each.name: each for each in looked_at}
    for each in found:
        path = each.finding.path
        part = ".".join(path.split(".", 2)[:2]).partition("[")[0]
        # What looks at the plan as a whole has one case, wherever it finds something.
        name = part if part in cases else "" if "" in cases else path
        cases.setdefault(name, _Case(name)).told.append(each)
    made = list(cases.values())
    for case in made:
        case.name = plain(case.name) or WORDS[lang]["whole"]
    return made


def _written(suites: list[_Suite], plan: Plan, lang: str) -> str:
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    root = Element("testsuites", _attributes({"name": f"aufwand: {plan.name}"}))
    totals: list[_Case] = []
    for suite in suites:
        name = f"{suite.code} {suite.name}"
        about = {"name": name, **_numbers(suite.cases)}
        element = SubElement(root, "testsuite", _attributes(about))
        totals += suite.cases
        for case in suite.cases:
            given = {"name": case.name, "classname": f"aufwand.{suite.code}", **_place(case)}
            _fill(SubElement(element, "testcase", _attributes(given)), case, lang)
    root.attrib.update(_numbers(totals))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _numbers(cases: list[_Case]) -> dict[str, str]:
    counted = [case.counts() for case in cases]
    names = ("failures", "errors", "skipped")
    return {"tests": str(len(cases)), **{name: str(counted.count(name)) for name in names}}


def _place(case: _Case) -> dict[str, str]:
    for each in case.told:
        if each.on_disk is not None:
            return {"file": each.on_disk, **({} if each.line is None else {"line": str(each.line)})}
    return {}


def _fill(element: Element, case: _Case, lang: str) -> None:
    from xml.etree.ElementTree import SubElement

    counts = case.counts()
    if counts == "errors":
        about = {"type": _BROKEN, "message": case.broken[0]}
        error = SubElement(element, "error", _attributes(about))
        error.text = _clean("\n".join(case.broken))
    elif counts == "failures":
        counted = [each.finding for each in case.told if each.open]
        about = {"type": counted[0].level, "message": counted[0].say(lang)}
        failure = SubElement(element, "failure", _attributes(about))
        lines = [f"{each.code} {where(each, lang)}: {each.say(lang)}" for each in counted]
        failure.text = _clean("\n".join(lines))
    elif counts == "skipped":
        reasons = [case.skipped] if case.skipped else list(_reasons(case, lang))
        about = {"message": " ".join(dict.fromkeys(reasons))}
        SubElement(element, "skipped", _attributes(about))


def _reasons(case: _Case, lang: str) -> Iterator[str]:
    for each in case.told:
        accepted = each.finding.accepted
        yield WORDS[lang]["known"] if accepted is None else accepted_sentence(accepted, lang)


def _attributes(given: Mapping[str, str]) -> dict[str, str]:
    return {name: _clean(each) for name, each in given.items()}


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
