"""Come here for results laid out for people, and for programs that show them to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand._later import imported_later
from aufwand.reports.naming import named
from aufwand.reports.terminal import assessment_text, estimate_text, findings_text, rules_text

if TYPE_CHECKING:
    from aufwand.reports.board import board_sentence
    from aufwand.reports.comparison import comparison_text
    from aufwand.reports.concise import concise_text
    from aufwand.reports.configuration import configuration_text
    from aufwand.reports.dated import capacity_text, timeline_text
    from aufwand.reports.difference import diff_markdown, diff_text
    from aufwand.reports.excel import is_plan_workbook, workbook
    from aufwand.reports.findings import findings_table
    from aufwand.reports.fixes import fixes_text
    from aufwand.reports.github import github_text
    from aufwand.reports.icalendar import (
        Block,
        LeftOut,
        PlanCalendar,
        calendar_text,
        is_plan_calendar,
        plan_calendar,
    )
    from aufwand.reports.jsonl import findings_dict, jsonl_text
    from aufwand.reports.junit import junit_xml
    from aufwand.reports.markdown import markdown_text
    from aufwand.reports.page import assessment_html, is_report
    from aufwand.reports.sarif import sarif_log
    from aufwand.reports.sensitivity import sensitivity_text
    from aufwand.reports.simulation import simulation_text
else:
    __getattr__ = imported_later(
        __name__,
        {
            "assessment_html": "aufwand.reports.page",
            "board_sentence": "aufwand.reports.board",
            "capacity_text": "aufwand.reports.dated",
            "comparison_text": "aufwand.reports.comparison",
            "Block": "aufwand.reports.icalendar",
            "LeftOut": "aufwand.reports.icalendar",
            "PlanCalendar": "aufwand.reports.icalendar",
            "calendar_text": "aufwand.reports.icalendar",
            "is_plan_calendar": "aufwand.reports.icalendar",
            "plan_calendar": "aufwand.reports.icalendar",
            "concise_text": "aufwand.reports.concise",
            "configuration_text": "aufwand.reports.configuration",
            "diff_markdown": "aufwand.reports.difference",
            "diff_text": "aufwand.reports.difference",
            "findings_table": "aufwand.reports.findings",
            "fixes_text": "aufwand.reports.fixes",
            "github_text": "aufwand.reports.github",
            "findings_dict": "aufwand.reports.jsonl",
            "is_report": "aufwand.reports.page",
            "jsonl_text": "aufwand.reports.jsonl",
            "junit_xml": "aufwand.reports.junit",
            "markdown_text": "aufwand.reports.markdown",
            "sarif_log": "aufwand.reports.sarif",
            "sensitivity_text": "aufwand.reports.sensitivity",
            "timeline_text": "aufwand.reports.dated",
            "simulation_text": "aufwand.reports.simulation",
            "is_plan_workbook": "aufwand.reports.excel",
            "workbook": "aufwand.reports.excel",
        },
    )

__all__ = [
    "Block",
    "LeftOut",
    "PlanCalendar",
    "assessment_html",
    "assessment_text",
    "board_sentence",
    "calendar_text",
    "capacity_text",
    "comparison_text",
    "concise_text",
    "configuration_text",
    "diff_markdown",
    "diff_text",
    "estimate_text",
    "findings_dict",
    "findings_table",
    "findings_text",
    "fixes_text",
    "github_text",
    "is_plan_calendar",
    "is_plan_workbook",
    "is_report",
    "jsonl_text",
    "junit_xml",
    "markdown_text",
    "named",
    "plan_calendar",
    "rules_text",
    "sarif_log",
    "sensitivity_text",
    "simulation_text",
    "timeline_text",
    "workbook",
]
