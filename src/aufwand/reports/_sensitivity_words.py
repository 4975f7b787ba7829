"""The words of the report on what moves a total, in English and German."""

from __future__ import annotations

from aufwand.language import N_, Words, n_

__all__ = ["WORDS"]

WORDS = Words(
    {
        "effort": N_("{name}: what moves the hours {period}"),
        "cost": N_("{name}: what moves the cost {period}"),
        "week": N_("a week"),
        "month": N_("a month"),
        "quarter": N_("a quarter"),
        "year": N_("a year"),
        "likely": N_("Likely {period}: {total}"),
        "nobody": N_("nobody yet"),
        "no_channel": N_("presence as a whole"),
        "nothing": N_("Nothing moves it: every number in it is known exactly."),
        "input": N_("If only this changes"),
        "low": N_("low"),
        "high": N_("high"),
        "share": N_("share"),
        "others": n_("{n} other", "{n} others"),
        "bars": N_(
            "Bars: the total from the low to the high end of one number, all others likely; light "
            "below the likely total, full above it."
        ),
        "shapley": N_(
            "Share: of the variance of the total, with everything unknown at once; what several "
            "do only together is split equally (Shapley effects)."
        ),
        "covariance": N_(
            "Share: of the variance of the total, with everything unknown at once. Some durations "
            "go together: shares are covariances with the total, below 0 for what works against it."
        ),
    }
)
