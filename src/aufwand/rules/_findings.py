"""Findings as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from aufwand.rules.finding import Finding, Place
    from aufwand.tables import Kind

__all__ = ["finding_rows", "findings_table"]

_COLUMNS: Mapping[str, Kind] = {
    **dict.fromkeys(("code", "name", "level", "path", "message"), "text"),
    "measured": "number",
    "measured_unit": "text",
    "limit": "number",
    "limit_unit": "text",
    "hours": "number",
    "money": "number",
    "currency": "text",
    "remedies": "whole",
    "remedy": "text",
    "remedy_safety": "text",
    "remedy_hours": "number",
    "remedy_money": "number",
    "accepted": "text",
    "accepted_until": "date",
    "accepted_by": "text",
    "file": "text",
    "line": "whole",
    "column": "whole",
    "fingerprint": "text",
}


def findings_table(
    findings: Sequence[Finding],
    lang: str = "en",
    places: Callable[[str], Place | None] | None = None,
    known: Sequence[bool] | None = None,
) -> Table:
    """Return a row for each of *findings*, and whether it was *known* where that was asked."""
    columns: dict[str, Kind] = dict(_COLUMNS)
    rows = finding_rows(findings, lang, places)
    if known is not None:
        columns["known"] = "flag"
        rows = [{**row, "known": each} for row, each in zip(rows, known, strict=True)]
    return Table.from_rows(columns.items(), rows)


def finding_rows(
    findings: Iterable[Finding],
    lang: str = "en",
    places: Callable[[str], Place | None] | None = None,
) -> list[dict[str, Any]]:
    """Return a flat row for each of *findings*."""
    return [_row(each, lang, places(each.path) if places else None) for each in findings]


def _row(finding: Finding, lang: str, place: Place | None) -> dict[str, Any]:
    file, line, column = place or (None, None, None)
    measured, limit, accepted = finding.measured, finding.limit, finding.accepted
    cost = finding.cost.as_dict() if finding.cost is not None else {}
    remedies = finding.remedies
    remedy = remedies[0] if remedies else None
    saves = remedy.saves if remedy is not None else None
    saved = saves.as_dict() if saves is not None else {}
    return {
        "code": finding.code,
        "name": finding.name,
        "level": finding.level,
        "path": finding.path,
        "message": finding.say(lang),
        "measured": None if measured is None else measured.value,
        "measured_unit": None if measured is None else measured.unit,
        "limit": None if limit is None else limit.value,
        "limit_unit": None if limit is None else limit.unit,
        "hours": cost.get("hours_per_week"),
        "money": cost.get("money_per_week"),
        "currency": cost.get("currency") or saved.get("currency"),
        "remedies": len(remedies),
        "remedy": None if remedy is None else remedy.say(lang),
        "remedy_safety": None if remedy is None else remedy.safety,
        "remedy_hours": saved.get("hours_per_week"),
        "remedy_money": saved.get("money_per_week"),
        "accepted": None if accepted is None else accepted.reason,
        "accepted_until": None if accepted is None else accepted.until,
        "accepted_by": None if accepted is None else accepted.owner or None,
        "file": file,
        "line": line,
        "column": column,
        "fingerprint": finding.fingerprint,
    }
