"""What is done to all markup of a page at once: numbers keep their units, nothing is said twice."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import bidirectional

from aufwand.language import LANGUAGES
from aufwand.language.forms import unit_words

__all__ = ["lean", "unbroken"]

_NO_BREAK = "\u00a0"

#: Ends of elements that HTML itself puts where they belong.
_IMPLIED = re.compile(r"</(?:td|th|tr|caption|thead|tbody|tfoot)>\s*")

#: Names that are kept apart from what stands around them.
_APART = re.compile("<bdi>([^<]*)</bdi>")

#: Directions of characters that turn what is beside them around; all else goes as we write.
_TURNING = {"R", "AL", "AN"}


def unbroken(html: str) -> str:
    r"""Return markup whose lines never end between a number and its unit.

    Hours stay with their minutes, and a dash with what is before it. Tags and drawings are left
    as they are.

    >>> unbroken('<b title="2 h">2 h 30 min – 4 h of 5 days</b>').split(" ")
    ['<b', 'title="2', 'h">2\xa0h\xa030\xa0min\xa0–', '4\xa0h', 'of', '5', 'days</b>']
    """
    return _breaks().sub(lambda found: _NO_BREAK if found[0] == " " else found[0], html)


@cache
def _breaks() -> re.Pattern[str]:
    """Return what finds tags, drawings, and spaces where no line may end."""
    units = [re.escape(unit) for lang in LANGUAGES for unit in unit_words(lang)]
    units += ["%", "[A-Z][A-Z][A-Z]"]
    before = "|".join(rf"{unit}(?!\w)" for unit in units)
    # What is looked back at must have one length.
    after = "|".join(rf"(?<=\d {unit})" for unit in units)
    return re.compile(rf"<svg\b.*?</svg>|<[^>]*>|(?<=\d) (?:(?={before}))|(?:{after}) (?=[\d–])")


def lean(html: str) -> str:
    """Return markup that says the same in fewer bytes.

    Ends of cells and rows are left out, which HTML allows, and names that are written as all
    around them are need no direction of their own.

    >>> lean("<tr><td><bdi>News</bdi></td></tr>")
    '<tr><td>News'
    """
    return _APART.sub(_joined, _IMPLIED.sub("", html))


def _joined(found: re.Match[str]) -> str:
    told = found[1]
    turns = not told.isascii() and any(bidirectional(each) in _TURNING for each in told)
    return found[0] if turns else told
