"""Come here for results laid out for people, and for programs that show them to people."""

from __future__ import annotations

from aufwand.reports.concise import concise_text
from aufwand.reports.configuration import configuration_text
from aufwand.reports.difference import diff_markdown, diff_text
from aufwand.reports.fixes import fixes_text
from aufwand.reports.github import github_text
from aufwand.reports.jsonl import findings_dict, jsonl_text
from aufwand.reports.junit import junit_xml
from aufwand.reports.markdown import markdown_text
from aufwand.reports.naming import named
from aufwand.reports.sarif import sarif_log
from aufwand.reports.terminal import (
    assessment_text,
    estimate_text,
    findings_text,
    rules_text,
)

__all__ = [
    "assessment_text",
    "concise_text",
    "configuration_text",
    "diff_markdown",
    "diff_text",
    "estimate_text",
    "findings_dict",
    "findings_text",
    "fixes_text",
    "github_text",
    "jsonl_text",
    "junit_xml",
    "markdown_text",
    "named",
    "rules_text",
    "sarif_log",
]
