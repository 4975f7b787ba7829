"""What remedies made of a plan, as text for a terminal."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve

from aufwand.language import N_, Words
from aufwand.language.forms import ended
from aufwand.reports._sentences import remedy_sentence, where
from aufwand.reports._table import wrapped
from aufwand.units import say
from aufwand.units.rounding import half_up

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aufwand.estimates import Difference
    from aufwand.rules import Finding, Fixes

__all__ = ["fixes_text"]

_WORDS = Words(
    {
        "nothing": N_("Nothing to fix: no finding has a safe remedy."),
        "nothing_at_all": N_("Nothing to fix: no finding has a remedy that can be applied."),
        "more": N_("There are trade-offs as well; --unsafe makes them."),
        "written": N_("Applied and written:"),
        "would": N_("Would be applied:"),
        "saves": N_("The week takes {after} instead of {before}, which saves {amount}."),
        "costs": N_("The week takes {after} instead of {before}, which is {amount} more."),
        "same": N_("The week takes {after}, as before."),
        "gone": N_("Gone: {findings}"),
        "came": N_("New: {findings}"),
    }
)

#: Cells of a line.
LINE = 100


def fixes_text(
    fixes: Fixes, *, lang: str = "en", written: bool = False, unsafe: bool = False
) -> str:
    """Return what was applied, what it saves, and which findings went and came.

    Args:
        fixes: What to tell.
        lang: ``en`` or ``de``.
        written: Whether the plan's file was changed.
        unsafe: Whether trade-offs were made too.
    """
    words = _WORDS[lang]
    if not fixes.applied:
        return _nothing(fixes, words, unsafe=unsafe)
    lines = [words["written" if written else "would"]]
    for each in fixes.applied:
        lines.append(f"  {each.finding.code}  {where(each.finding, lang)}")
        lines += wrapped(remedy_sentence(each.remedy, lang), LINE, "    ")
    lines += wrapped(_sum(fixes, words, lang), LINE)
    for name, findings in (("gone", fixes.gone), ("came", fixes.came)):
        if findings:
            lines += wrapped(words[name].format(findings=_listed(findings, lang)), LINE)
    return "\n".join(lines) + "\n"


def _sum(fixes: Fixes, words: Mapping[str, str], lang: str) -> str:
    saves = fixes.saves
    before, after = (say(each.estimate.weekly.likely, lang) for each in (fixes.before, fixes.after))
    saves = _as_shown(fixes, saves)
    if saves.nothing:
        return words["same"].format(after=after)
    money = saves.money[1] if saves.money else 0
    if saves.minutes[1] < 0 or (not saves.minutes[1] and money < 0):
        return words["costs"].format(before=before, after=after, amount=(-saves).say(lang))
    return ended(words["saves"].format(before=before, after=after, amount=saves.say(lang)))


def _as_shown(fixes: Fixes, saves: Difference) -> Difference:
    """Return what is saved as what is shown before less what is shown after, to the minute."""
    minutes = [half_up(each.estimate.weekly.likely.minutes) for each in (fixes.before, fixes.after)]
    low, _, high = saves.minutes
    return evolve(saves, minutes=(low, Fraction(minutes[0] - minutes[1]), high))


def _listed(findings: Sequence[Finding], lang: str) -> str:
    return ", ".join(f"{each.code} {where(each, lang)}" for each in findings)


def _nothing(fixes: Fixes, words: Mapping[str, str], *, unsafe: bool) -> str:
    if unsafe:
        return words["nothing_at_all"] + "\n"
    others = any(
        remedy.safety == "trade-off"
        for finding in fixes.after.findings
        if finding.accepted is None
        for remedy in finding.remedies
    )
    return words["nothing"] + "\n" + (words["more"] + "\n" if others else "")
