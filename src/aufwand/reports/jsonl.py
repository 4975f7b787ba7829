"""Findings as JSON: one object in all, or one on each line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.reports._told import resting_in, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.reports._told import Places
    from aufwand.rules import Assessment
    from aufwand.rules.known import KnownFindings

__all__ = ["findings_dict", "jsonl_text"]


def findings_dict(
    assessment: Assessment,
    *,
    lang: str = "en",
    places: Places | None = None,
    known: KnownFindings | None = None,
) -> dict[str, Any]:
    """Return the findings as plain data, as ``check --format json`` shows them.

    Args:
        assessment: What to tell.
        lang: The language of the messages, ``en`` or ``de``.
        places: Where the parts of the plan stand, if it came from a text.
        known: Findings that were there before; each finding then says whether it is among them,
            and ``stale`` tells which of them are gone.
    """
    data: dict[str, Any] = {
        "schema": 1,
        "plan": {"name": assessment.plan.name},
        "findings": list(_each(assessment, lang, places, known)),
    }
    if assessment.accepted:
        data["accepted_cost"] = assessment.accepted_cost.as_dict()
    if known is not None:
        gone = known.stale(assessment.findings, resting_in(assessment))
        if assessment.broken:
            # What seems to be gone may only not have been looked for.
            gone = ()
        data["stale"] = [
            {
                "code": each.code,
                "path": each.path,
                "count": each.count,
                "fingerprint": each.fingerprint,
            }
            for each in gone
        ]
    return data


def jsonl_text(
    assessment: Assessment,
    *,
    lang: str = "en",
    places: Places | None = None,
    known: KnownFindings | None = None,
) -> str:
    """Return each finding as a line of JSON, with the keys of ``check --format json``.

    Args:
        assessment: What to tell.
        lang: The language of the messages, ``en`` or ``de``.
        places: Where the parts of the plan stand, if it came from a text.
        known: Findings that were there before; each finding then says whether it is among them.
    """
    from json import dumps

    # Pure ASCII: some readers of lines take a few characters of Unicode for the end of one.
    lines = [dumps(each, allow_nan=False) for each in _each(assessment, lang, places, known)]
    return "".join(f"{line}\n" for line in lines)


def _each(
    assessment: Assessment, lang: str, places: Places | None, known: KnownFindings | None
) -> Iterator[dict[str, Any]]:
    for each in told(assessment.findings, places, known):
        place = (each.file, each.line, each.column)
        data = each.finding.as_dict(lang, place)
        yield data if known is None else {**data, "known": each.known}
