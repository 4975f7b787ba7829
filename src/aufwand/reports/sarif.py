"""A check as SARIF 2.1.0, for code scanning and editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.documents.document import is_list, is_table
from aufwand.outline.text import plain
from aufwand.reports._files import uri_of
from aufwand.reports._markdown import code, escaped, fenced
from aufwand.reports._told import choices_of, told
from aufwand.reports._words import WORDS
from aufwand.rules._failing import rule_failed
from aufwand.units._pattern import Pattern
from aufwand.units.wording import say_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aufwand.model import Acceptance, Plan
    from aufwand.reports._told import Places, Told
    from aufwand.rules import Assessment, Finding, Rule
    from aufwand.rules.known import KnownFindings

__all__ = ["sarif_log"]

# Source of both: GitHub's documentation, "SARIF results exceed limit" and "SARIF support".
#: Most results of a run that GitHub takes.
MOST = 25_000

#: Most bytes of a log that GitHub takes, gzipped.
LARGEST = 10_000_000

#: Most characters of a short or full description.
DESCRIPTION = 1_024

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_LEVELS = {"error": "error", "warning": "warning", "advice": "note", "info": "note"}

#: How GitHub sorts what is no matter of security.
_SEVERITIES = {
    "error": "error",
    "warning": "warning",
    "advice": "recommendation",
    "info": "recommendation",
}

_KINDS = {
    "audiences": "audience",
    "channels": "channel",
    "roles": "role",
    "activities": "activity",
    "drivers": "driver",
    "events": "event",
    "tools": "tool",
    "costs": "cost",
    "scenarios": "scenario",
}

#: Control characters and lone surrogates; line ends and tabs have their place in a page.
_FOUL = Pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_QUOTED = Pattern("``(.+?)``")


def sarif_log(
    assessment: Assessment,
    *,
    lang: str = "en",
    places: Places | None = None,
    known: KnownFindings | None = None,
    folder: str = "",
    windows: bool = False,
    anchor: str = "",
) -> dict[str, Any]:
    """Return a check as a SARIF log: plain data, ready for JSON.

    It stays within what GitHub takes: of more findings the gravest are told, and a notification
    says so. A rule that broke is a notification, too, and the run is no success then.

    Args:
        assessment: What to tell.
        lang: ``en`` or ``de``.
        places: Where the parts of the plan stand, if it came from a text.
        known: Findings that were there before.
        folder: The absolute folder that file names are told from; a file elsewhere has its whole
            name.
        windows: Whether file names are those of Windows.
        anchor: The file that a plan without one is to be shown in.
    """
    writing = _Writing(assessment, lang, folder, anchor, windows=windows)
    found = told(assessment.findings, places, known)
    results = [writing.result(each) for each in found if each.finding.code != rule_failed.code]
    notes = [
        writing.notification(each.finding)
        for each in found
        if each.finding.code == rule_failed.code
    ]
    return _small_enough(writing, results, notes)


def _small_enough(
    writing: _Writing, results: list[dict[str, Any]], notes: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return a log of as many *results* as are taken."""
    whole = len(results)
    kept = min(whole, MOST)
    while True:
        cut = [] if kept == whole else [_left_out(kept, whole, writing.lang)]
        log = writing.log(results[:kept], [*notes, *cut])
        size = _zipped(log)
        if size <= LARGEST or not kept:
            return log
        # A little less than would be in proportion, as what was told of the rules stays.
        kept = int(kept * min(0.9, 0.9 * LARGEST / size))


def _zipped(log: dict[str, Any]) -> int:
    from gzip import compress
    from json import dumps

    text = dumps(log, indent=2).encode()
    return len(text) if len(text) <= LARGEST else len(compress(text))


def _left_out(kept: int, whole: int, lang: str) -> dict[str, Any]:
    text = WORDS[lang]["left_out"].format(
        kept=say_number(kept, 0, lang), whole=say_number(whole, 0, lang)
    )
    return {"level": "warning", "message": {"text": text}}


class _Writing:
    """What all parts of one log are written with."""

    def __init__(
        self, assessment: Assessment, lang: str, folder: str, anchor: str, *, windows: bool
    ) -> None:
        self.plan: Plan = assessment.plan
        self.lang = lang
        self.folder = folder
        self.anchor = anchor
        self.windows = windows
        rules = {each.rule.code: each.rule for each in choices_of(assessment) if each.on}
        rules.pop(rule_failed.code, None)
        names = {each.code: each.name for each in assessment.findings}
        codes = sorted({*rules, *names} - {rule_failed.code})
        self.index = {code: index for index, code in enumerate(codes)}
        self.rules = [
            _rule(rules[code], lang) if code in rules else {"id": code, "name": names[code]}
            for code in codes
        ]

    def log(self, results: list[dict[str, Any]], notes: list[dict[str, Any]]) -> dict[str, Any]:
        """Return the whole log."""
        from importlib.metadata import version

        broken = any("descriptor" in note for note in notes)
        run = {
            "tool": {
                "driver": {
                    "name": "aufwand",
                    "version": version("aufwand"),
                    "language": self.lang,
                    "rules": self.rules,
                    "notifications": [_rule(rule_failed, self.lang)],
                }
            },
            "language": self.lang,
            "columnKind": "unicodeCodePoints",
            "invocations": [
                {"executionSuccessful": not broken, "toolExecutionNotifications": notes}
            ],
            "results": results,
        }
        clean: dict[str, Any] = _cleaned({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})
        return clean

    def result(self, told: Told) -> dict[str, Any]:
        """Return a finding as a result."""
        finding = told.finding
        data = finding.as_dict(self.lang)
        about = ("name", "level", "path", "measured", "limit", "cost", "remedies")
        return {
            "ruleId": finding.code,
            "ruleIndex": self.index[finding.code],
            "level": _LEVELS[finding.level],
            "message": {"text": _message(finding.say(self.lang))},
            "locations": [self.location(told)],
            "partialFingerprints": {"aufwand/v1": finding.fingerprint},
            "suppressions": self.suppressions(told),
            "properties": {name: data[name] for name in about},
        }

    def location(self, told: Told) -> dict[str, Any]:
        """Return where a finding is, in the plan and in its file."""
        location: dict[str, Any] = {"logicalLocations": [self.logical(told.finding.path)]}
        file = told.on_disk or self.anchor
        if file:
            location["physicalLocation"] = {
                "artifactLocation": {"uri": uri_of(file, self.folder, windows=self.windows)},
                "region": {
                    "startLine": max(1, told.line or 1),
                    "startColumn": max(1, told.column or 1),
                },
            }
        return location

    def logical(self, path: str) -> dict[str, Any]:
        """Return a part of the plan, or the whole."""
        if not path:
            return {"name": self.plan.name, "kind": "plan"}
        collection, _, key = path.partition(".")
        kind = _KINDS.get(collection, "property") if key and "." not in key else "property"
        whole = plain(path)
        return {"name": whole.rpartition(".")[2], "fullyQualifiedName": whole, "kind": kind}

    def suppressions(self, told: Told) -> list[dict[str, Any]]:
        """Return why a finding does not count."""
        if told.finding.accepted is not None:
            return [_suppression(told.finding.accepted)]
        if told.known:
            why = WORDS[self.lang]["known"]
            return [{"kind": "external", "status": "accepted", "justification": why}]
        return []

    def notification(self, finding: Finding) -> dict[str, Any]:
        """Return that a rule broke."""
        details = {name: each for name, each in finding.details if isinstance(each, str)}
        note: dict[str, Any] = {
            "level": "error",
            "message": {"text": _message(finding.say(self.lang))},
            "descriptor": {"id": finding.code, "index": 0},
        }
        index = self.index.get(details.get("rule", ""))
        if index is not None:
            note["associatedRule"] = {"id": details["rule"], "index": index}
        if "kind" in details:
            exception = {"kind": details["kind"], "message": details.get("text", "")}
            note["exception"] = {name: plain(each) for name, each in exception.items()}
        return note


def _suppression(acceptance: Acceptance) -> dict[str, Any]:
    more = {
        "until": None if acceptance.until is None else acceptance.until.isoformat(),
        "owner": acceptance.owner or None,
    }
    return {
        "kind": "inSource",
        "status": "accepted",
        "justification": plain(acceptance.reason),
        "properties": {name: each for name, each in more.items() if each is not None},
    }


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    """Return what is to be known of a rule."""
    page = rule.page(lang)
    text = "\n\n".join("\n".join((part.head, *part.notes)) for part in page.parts)
    markdown = "\n\n".join(f"## {escaped(part.head)}\n\n{_page(part.notes)}" for part in page.parts)
    summary = _unlinked(plain(rule.summary)[:DESCRIPTION])
    full = _unlinked(plain(rule.sections().get("What it checks", rule.summary))[:DESCRIPTION])
    enabled = {} if rule.status != "preview" else {"enabled": False}
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": full},
        "help": {
            "text": _unlinked(text) if text else summary,
            "markdown": markdown or escaped(rule.summary),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.level], **enabled},
        "properties": {
            "tags": [rule.family, rule.grounds, rule.status],
            "problem.severity": _SEVERITIES[rule.level],
            "package": rule.package,
            "sources": list(rule.sources),
        },
    }


def _page(lines: Iterable[str]) -> str:
    """Return a part of a rule's page as Markdown: prose, and examples as code."""
    blocks = "\n".join(lines).split("\n\n")
    return "\n\n".join(
        fenced(block, "python") if block.startswith(">>> ") else _prose(block) for block in blocks
    )


def _prose(text: str) -> str:
    # Every second piece stood between the marks of code.
    pieces = _QUOTED.split(" ".join(text.split()))
    return "".join(
        code(piece) if index % 2 else _within(piece) for index, piece in enumerate(pieces)
    )


def _within(text: str) -> str:
    """Return *text* as a piece of a line of Markdown, with the blanks at its ends."""
    before = " " if text[:1] == " " else ""
    after = " " if text[-1:] == " " and text.strip() else ""
    return f"{before}{escaped(text)}{after}"


def _message(text: str) -> str:
    """Return *text* as a message that waits for no arguments and links nowhere."""
    return _unlinked(text.replace("{", "{{").replace("}", "}}"))


def _unlinked(text: str) -> str:
    # Brackets with parentheses behind them are links, even in plain text.
    return text.replace("](", "] (")


def _cleaned(data: object) -> Any:
    """Return plain *data* with nothing in its texts that JSON or a reader may trip over."""
    if isinstance(data, str):
        return _FOUL.sub("\ufffd", data)
    if is_table(data):
        return {name: _cleaned(each) for name, each in data.items()}
    if is_list(data):
        return [_cleaned(each) for each in data]
    return data
