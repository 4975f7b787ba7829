"""The words of reports, in English and German."""

from __future__ import annotations

from aufwand.language import N_, Words, n_

__all__ = ["ACTIVITY_NAMES", "AREA_NAMES", "CHANNEL_NAMES", "WORDS"]

WORDS = Words(
    {
        # The answer.
        "typical": N_("In a typical week"),
        "low": N_("low"),
        "likely": N_("likely"),
        "high": N_("high"),
        "hours": N_("Hours"),
        "positions": N_("Full-time positions"),
        "cost": N_("Cost"),
        "cost_year": N_("Cost in a year"),
        "once_hours": N_("Once: hours"),
        "once_cost": N_("Once: cost"),
        "full_time": N_("A full-time position is {week} a week."),
        "bounds": N_("Low and high are bounds: all low ends added, all high ends added."),
        "chance": N_(
            "As likely as not it takes at most {p50} {per}; in 8 of 10 cases at most {p80}, in 9 "
            "of 10 at most {p90}."
        ),
        "no_chance": N_(
            "How likely which hours are is not told here: that takes numpy, which cannot be "
            "imported."
        ),
        "no_days": N_("What single weeks take is not told here: that takes numpy as well."),
        "dated": N_("From {first} to {last}, day by day, with all that is done once: {effort}."),
        "dated_p80": N_("In 8 of 10 cases all of it takes at most {p80}."),
        "dated_cost": N_("All of it costs {money}, with {fixed} of fixed costs over these days."),
        "dated_labour": N_("All of it costs {money}."),
        "dated_cost_p80": N_("In 8 of 10 cases all of it costs at most {p80}."),
        "dated_unpriced": N_("Its cost leaves out {effort} that nobody with a rate does."),
        "chance_budget": N_("With a chance of {chance} the budget of {budget} a week is kept."),
        "over": N_("over 99 %"),
        "under": N_("under 1 %"),
        "fixed": N_("The cost has {money} a week in it for tools and other fixed costs."),
        "unpriced": N_("The cost leaves out {effort} a week that nobody with a rate does."),
        "no_cost": N_("There is no cost, as the plan names no rate and no fixed cost."),
        "once": N_("What is done once is in no week and no year."),
        # The tables.
        "total": N_("Total"),
        "activity": N_("Activity"),
        "channel": N_("Channel"),
        "role": N_("Role"),
        "area": N_("Area"),
        "done_once": N_("Done once"),
        "bars_key": N_("Bars: █ up to low, ▓ up to likely, ░ up to high."),
        "all_channels": N_("presence as a whole"),
        "nobody": N_("nobody yet"),
        "nothing": N_("Nothing in this plan takes time again and again."),
        "and_once": N_("Done once, beside that: {hours}"),
        "capacity": N_("capacity"),
        "used": N_("used"),
        "free": N_("kept free"),
        "unknown": N_("unknown"),
        "by": N_("{name}: hours {per}"),
        "week": N_("a week"),
        "month": N_("a month"),
        "quarter": N_("a quarter"),
        "year": N_("a year"),
        # The findings.
        "findings": N_("Findings: {counts}"),
        "no_findings": N_("No findings."),
        "whole": N_("the whole plan"),
        "accepted": N_("Accepted{until}{owner}: {reason}"),
        "until": N_(" until {day}"),
        "owner": N_(" by {name}"),
        "more": N_("More about a rule: aufwand explain {code}"),
        "error": N_("error"),
        "warning": N_("warning"),
        "advice": N_("advice"),
        "info": N_("info"),
        "n_error": n_("{n} error", "{n} errors"),
        "n_warning": n_("{n} warning", "{n} warnings"),
        "n_advice": n_("{n} piece of advice", "{n} pieces of advice"),
        "n_info": n_("{n} note", "{n} notes"),
        "n_accepted": n_("{n} accepted", "{n} accepted"),
        "n_known": n_("{n} known", "{n} known"),
        "known": N_("Known: it is in the baseline."),
        "accepted_cost": N_("What is accepted costs {price} a week together."),
        "remedy": N_("{title} ({safety})"),
        "remedy_saves": N_("{title} ({safety}): saves {price} a week"),
        "remedy_costs": N_("{title} ({safety}): costs {price} a week"),
        "safe": N_("safe"),
        "trade-off": N_("trade-off"),
        "manual": N_("by hand"),
        "check": N_("Check of {name}"),
        "set_aside": N_("Accepted or known: {number}"),
        "off": N_("It is turned off here, by {layer}."),
        "left_out": N_(
            "Only the gravest {kept} of {whole} findings are here: GitHub takes no more."
        ),
        "cut": N_("What ends in … is whole in --format json."),
        # The rules.
        "rule": N_("Rule"),
        "level": N_("level"),
        "name": N_("name"),
        "from": N_("from"),
        # The sources.
        "sources": N_("Where the numbers come from"),
        "no_source": N_("No source named"),
        "trust": N_("trust {grade}"),
    }
)

#: What areas are called.
AREA_NAMES = Words(
    {
        "monitoring": N_("Monitoring"),
        "distribution": N_("Distribution"),
        "dialogue": N_("Dialogue"),
        "content": N_("Content"),
        "networking": N_("Networking"),
        "planning": N_("Planning"),
        "reporting": N_("Reporting"),
        "crisis": N_("Crisis"),
        "training": N_("Training"),
        "setup": N_("Set-up"),
        "other": N_("Other"),
    }
)

#: What the activities of a baseline are called, by their English name.
ACTIVITY_NAMES = Words(
    {
        each: each
        for each in (
            N_("Monitor conversations"),
            N_("Distribute content"),
            N_("Take part in dialogues"),
            N_("Create content"),
            N_("Win fans and followers"),
            N_("Plan topics and dates"),
            N_("Review the results"),
        )
    }
)

#: What channels are called that have no name of their own.
CHANNEL_NAMES = Words(
    {
        "corporate_blog": N_("Corporate blog"),
        "whatsapp_channels": N_("WhatsApp Channels"),
    }
)
