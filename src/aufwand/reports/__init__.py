"""Come here for results laid out for people: for now as text for a terminal."""

from __future__ import annotations

from aufwand.reports.difference import diff_markdown, diff_text
from aufwand.reports.naming import named
from aufwand.reports.terminal import (
    assessment_text,
    estimate_text,
    findings_text,
    rules_text,
)

__all__ = [
    "assessment_text",
    "diff_markdown",
    "diff_text",
    "estimate_text",
    "findings_text",
    "named",
    "rules_text",
]
