"""The words of reports on plans with dates, in English and German."""

from __future__ import annotations

from aufwand.language import N_, NP_, Words, n_

__all__ = ["DATED_WORDS"]

DATED_WORDS = Words(
    {
        "timeline": N_("{name}: hours {per} from {first} to {last}"),
        "a_day": N_("a day"),
        "a_week": N_("a week"),
        "a_month": N_("a month"),
        "a_quarter": N_("a quarter"),
        "a_year": N_("a year"),
        "day": N_("Day"),
        "week": N_("Week"),
        "month": N_("Month"),
        "quarter": N_("Quarter"),
        "year": N_("Year"),
        "from": NP_("the first day of a week", "from"),
        "chance": N_("80 % sure"),
        "others": N_("others"),
        "likely_only": N_("Likely hours and minutes; low and high are in --format json."),
        "widest": N_("The {number} with the most hours have columns; all are in --format json."),
        "once": N_("Work that is done once is in it."),
        "working_days": n_("{n} working day", "{n} working days"),
        # Translators: {worked} is what stands above, such as "5 working days".
        "of_days": n_("{worked} of {n} day.", "{worked} of {n} days."),
        "source": N_("Holidays: {source}."),
        "no_country": N_("No holidays are left out, as the calendar names no country."),
        "not installed": N_(
            "Holidays count as working days; to know them: pip install 'aufwand[calendar]'"
        ),
        "not covered": n_(
            "Holidays of {years} count as working days: {source} does not cover this year.",
            "Holidays of {years} count as working days: {source} does not cover these years.",
        ),
        "to": N_("{first} to {last}"),
        "capacity": N_("{name}: load and capacity a week from {first} to {last}"),
        "role": N_("Role"),
        "load": N_("likely load"),
        "able": N_("capacity"),
        "used": N_("used"),
        "weeks_over": N_("weeks over"),
        "over": N_("over"),
        "weeks_over_80": N_("over at 80 %"),
        "over_80": NP_("hours beyond capacity", "over at 80 %"),
        "unknown": N_("unknown"),
        "no_roles": N_("The plan names no roles."),
        "none_over": N_("Nobody has more to do than time in any week."),
        "some_over": N_("Weeks over capacity: {weeks}"),
        "step_in": N_("can step in"),
        "nobody": N_("nobody"),
        "away": N_("off"),
        "bounds": N_("A load at 80 % is not exceeded with a chance of 80 %."),
        "alone": N_(
            "Who can step in is told with the hours free that week, as if nobody else asked."
        ),
        "total": N_("Total"),
    }
)
