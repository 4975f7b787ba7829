"""The words of the page, in English and German."""

from __future__ import annotations

from aufwand.language import N_, NP_, Words, n_

__all__ = ["PAGE_WORDS", "READING"]

#: What the page explains at its end, in order.
READING = ("ends", "p80", "sums", "share", "findings", "trust", "once", "rounding")

PAGE_WORDS = Words(
    {
        "title": N_("{name}: what the social-media work takes"),
        "skip": N_("To the answer"),
        "kicker": N_("What the social-media work takes"),
        "typical": N_("A typical week, from a plan of {activities}"),
        "n_activities": n_("{n} activity", "{n} activities"),
        "from_to": N_("{first} to {last}"),
        "answer": N_("The answer"),
        "hours_week": N_("Hours a week"),
        "positions": N_("Full-time positions"),
        "cost_week": N_("Cost a week"),
        "cost_all_tile": N_("{money} in all"),
        "cost_year_tile": N_("{money} a year"),
        "budget_tile": N_("Chance to keep the budget"),
        "budget_note": N_("of {money} a week"),
        "kept": N_("certain"),
        "missed": NP_("page", "none"),
        "position_note": N_("{low} to {high}; one is {week} a week"),
        "position_fixed": N_("one is {week} a week"),
        "known": N_("known exactly"),
        "to": N_("{low} to {high}"),
        "horizon_tile": N_("Hours in all"),
        "chances": N_("How much it takes at most"),
        "half": N_("half of all cases"),
        "eight": NP_("page", "8 of 10 cases"),
        "nine": N_("9 of 10 cases"),
        "hours_row": N_("Hours a week"),
        "cost_row": N_("Cost a week"),
        "cost_year_row": N_("Cost a year"),
        "cost_all_row": N_("Cost in all"),
        "answer_table": N_("Low, likely and high"),
        "answer_caption": N_("Bounds and likely values"),
        "hours": N_("Where the hours go"),
        "activities": N_("Hours by activity"),
        "nothing": N_("Nothing in this plan takes time again and again."),
        "done_once": N_("Done once"),
        "load": N_("Who has how much to do"),
        "load_dated": N_(
            "Day by day from {first} to {last}, with holidays, closures and absences."
        ),
        "load_few": N_("The {number} roles with the most weeks over capacity have a chart."),
        "spread": N_("How sure this is"),
        "spread_lead": N_(
            "Nobody knows how long work takes before it is done. These are the chances, "
            "and the numbers that would narrow them most if they were known better."
        ),
        "nothing_unsure": N_("Every number of this plan is exact, so there is no spread."),
        "findings": N_("What to look at"),
        "findings_told": N_("{counts}."),
        "no_findings": N_("The rules found nothing to object to."),
        "costs": N_("Costs {price} a week"),
        "n_more": n_(
            "{n} more is not shown; aufwand check lists all of them.",
            "{n} more are not shown; aufwand check lists all of them.",
        ),
        "accepted": N_("Accepted risks"),
        "sources": N_("Where the numbers come from"),
        "sources_caption": N_("Sources and what they are used for"),
        "source": N_("Source"),
        "year": N_("Year"),
        "trust_head": N_("Trust"),
        "used_for": N_("Used for"),
        "n_sources_more": n_("{n} more source is not shown.", "{n} more sources are not shown."),
        "reading": N_("How to read this"),
        # What the words and pictures of the page mean.
        "read_ends": N_("Low, likely, high"),
        "read_ends_text": N_(
            "Each activity has three times: hardly less, most likely, hardly more. Sums add all "
            "low ends, all likely values, all high ends. So low and high are bounds, which "
            "hardly ever come true: not everything turns out long in the same week."
        ),
        "read_p80": N_("In 8 of 10 cases at most (P80)"),
        "read_p80_text": N_(
            "What is enough eight times out of ten. Half of all cases stay below P50, nine of "
            "ten below P90. Whoever promises something to others promises P80 rather than likely."
        ),
        "read_sums": N_("Why these chances do not add up"),
        "read_sums_text": N_(
            "The P80 of a sum is not the sum of the P80s of its parts: some parts turn out long "
            "while others turn out short. Likely values and bounds add up, chances do not."
        ),
        "read_share": N_("Share of the spread"),
        "read_share_text": N_(
            "How much of all that is uncertain comes from one number. Know the first ones "
            "better, and the whole becomes surer; the last ones hardly matter."
        ),
        "read_findings": N_("Findings"),
        "read_findings_text": N_(
            "An error contradicts itself or the law. A warning will not work, or spends time in "
            "vain. Advice would make the plan better. A remedy is safe, a trade-off in which "
            "something is given up, or a thing only a person can do."
        ),
        "read_trust": N_("Trust of a source"),
        "read_trust_text": N_(
            "A: official, or with a sample one can see. B: a named study or practitioner. C: one "
            "undated opinion, or what a vendor says. Empty: nobody judged."
        ),
        "read_once": N_("Once and again"),
        "read_once_text": N_(
            "What is done once is in no week and no year; it has a line, or a table, of its own."
        ),
        "read_rounding": N_("Rounding"),
        "read_rounding_text": N_(
            "Everything is worked out exactly and rounded only here, so that the parts of a "
            "table sum to its total."
        ),
        "footer": N_("Made by aufwand from a plan; the same plan gives the same page."),
    }
)
