"""The words of the report on what changed, in English and German."""

from __future__ import annotations

from aufwand.language import N_, Words, n_

__all__ = ["WORDS"]

WORDS = Words(
    {
        "title": N_("{before} → {after}"),
        "nothing": N_("Nothing changed."),
        # The sentences.
        "more": N_("{change} a week more than before ({now} instead of {before})"),
        "less": N_("{change} a week less than before ({now} instead of {before})"),
        "same": N_("As many hours a week as before ({now})"),
        "of_it": N_(", of it {parts}"),
        "shifted": N_(", but otherwise spent: {parts}"),
        "and": N_(" and "),
        "bounds": N_("The change is {low} at least and {high} at most"),
        "costs_more": N_("It costs {change} a week more: {now} instead of {before}."),
        "costs_less": N_("It costs {change} a week less: {now} instead of {before}."),
        "costs_same": N_("It costs as much as before: {now} a week."),
        "cost_known": N_("It costs {now} a week; before, no cost was known."),
        "cost_lost": N_("No cost is known any more; before, it was {before} a week."),
        "once": N_("Done or paid once, beside that: {parts}"),
        # The tables.
        "activity": N_("Activity"),
        "channel": N_("Channel"),
        "role": N_("Role"),
        "driver": N_("Driver"),
        "before": N_("before"),
        "now": N_("now"),
        "change": N_("change"),
        "cost": N_("cost"),
        "total": N_("Total"),
        "unchanged": N_("unchanged"),
        "others": n_("{n} other", "{n} others"),
        "fixed": N_("fixed costs"),
        "new": N_("new"),
        "gone": N_("gone"),
        "no_channel": N_("presence as a whole"),
        "no_role": N_("nobody yet"),
        "no_driver": N_("the work itself"),
        "many_drivers": N_("other drivers"),
        "shares": N_(
            "Drivers multiply: each has its mean share over all orders in which the changes can "
            "be thought."
        ),
        # The parts.
        "parts": N_("What changed in the plan"),
        "audiences": N_("Audiences"),
        "channels": N_("Channels"),
        "roles": N_("Roles"),
        "activities": N_("Activities"),
        "drivers": N_("Drivers"),
        "events": N_("Events"),
        "tools": N_("Tools"),
        "costs": N_("Costs"),
        "scenarios": N_("Scenarios"),
        "plan": N_("The plan"),
        "added": N_("{what}, new"),
        "removed": N_("{what}, gone"),
        "changed": N_("{what}, changed"),
        "and_more": n_("and {n} more", "and {n} more"),
        "empty": N_("–"),
        "yes": N_("yes"),
        "no": N_("no"),
        # The findings.
        "findings": N_("Findings: {counts}"),
        "no_findings": N_("There are no findings, as before."),
        "n_new": n_("{n} new", "{n} new"),
        "n_gone": n_("{n} gone", "{n} gone"),
        "n_changed": n_("{n} changed", "{n} changed"),
        "n_kept": n_("{n} as before", "{n} as before"),
        "were": N_("Before: {message}"),
        "accepted": N_("Accepted: {reason}"),
        "shortened": N_("More has changed than fits here."),
    }
)
