"""The words of the paragraph for a board, in English and German."""

from __future__ import annotations

from aufwand.language import N_, Words, n_

__all__ = ["BOARD_WORDS"]

BOARD_WORDS = Words(
    {
        "takes": N_("The social-media work of {name} takes {likely} a week"),
        "takes_nothing": N_("In the social-media work of {name} nothing recurs."),
        "positions": N_(" ({fte} full-time positions)"),
        "at_most": N_(", in 8 of 10 cases at most {p80}"),
        "once": N_("What is done once takes {effort} beside that."),
        "dated": N_("From {first} to {last} it is {effort} in all."),
        "costs": N_("It costs {weekly} a week and {whole} a year."),
        "costs_unsure": N_(
            "It costs {weekly} a week and {whole} a year, in 8 of 10 cases at most {p80} a year."
        ),
        "costs_all": N_("It costs {weekly} a week and {whole} in all."),
        "costs_all_unsure": N_(
            "It costs {weekly} a week and {whole} in all, in 8 of 10 cases at most {p80} in all."
        ),
        "unpriced": N_("Work of {effort} a week has no price yet and is not in it."),
        "budget_chance": N_("The budget of {budget} a week is kept with a chance of {chance}."),
        "budget_kept": N_("The budget of {budget} a week is enough."),
        "budget_missed": N_("The budget of {budget} a week is not enough."),
        "over": N_("{who} has more work than time."),
        "all_over": N_("{who} have more work than time."),
        "n_over_weeks": n_("{role} ({over} of {n} week)", "{role} ({over} of {n} weeks)"),
        "over_used": N_("{role} ({used} of the time used)"),
        "and": N_(" and "),
        "n_others": n_("{n} other", "{n} others"),
        "fits": N_("Nobody has more work than time."),
        "nobody": N_("Nobody is named yet for {effort} a week."),
        "nobody_unpriced": N_(
            "Nobody is named yet for {effort} a week, so it has no price either."
        ),
        "finding": N_("One thing was found: {said}"),
        "findings": N_("The gravest of {number} findings: {said}"),
        "besides": N_("Beyond that, the gravest of {number} findings: {said}"),
        "no_findings": N_("The rules found nothing to object to."),
        "remedy": N_("What would save most: “{title}”, {price} a week."),
    }
)
