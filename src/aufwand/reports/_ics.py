"""Lines of a calendar file: what may stand in them, and that nothing else does."""

from __future__ import annotations

from typing import Final

from aufwand.errors import Fault

__all__ = ["PRODUCT", "checked", "plain"]

#: What made the file; by this a file of ours is known.
PRODUCT: Final = "-//aufwand//aufwand//EN"

#: The only parts of a calendar there are.
_PARTS = frozenset((b"VCALENDAR", b"VTIMEZONE", b"STANDARD", b"DAYLIGHT", b"VEVENT"))

#: The only properties there are.
_PROPERTIES = frozenset(
    name.encode()
    for name in (
        "BEGIN END VERSION PRODID CALSCALE METHOD X-WR-CALNAME TZID TZNAME TZOFFSETFROM "
        "TZOFFSETTO DTSTART DTEND DTSTAMP UID SEQUENCE SUMMARY DESCRIPTION CATEGORIES RRULE RDATE "
        "EXDATE RECURRENCE-ID"
    ).split()
)

#: Longest line without its end. Source: RFC 5545, 3.1.
_LONGEST = 75

#: Most characters of a name that go into a calendar.
_CUT = 250

# It joins emoji to one.
_JOINER = "\u200d"


def plain(text: str) -> str:
    """Return *text* on one line, without characters that control something, at most 250."""
    shown = "".join(each if each.isprintable() or each == _JOINER else " " for each in text[:5000])
    whole = " ".join(shown.split())
    return whole if len(whole) <= _CUT else f"{whole[: _CUT - 1]}…"


def checked(data: bytes) -> bytes:
    """Return the bytes of a calendar if they are one, line by line.

    The library that writes them guards names by an ``assert``, which is gone under ``-O``.

    Raises:
        Fault: If a line is too long, is no text, or says something that no calendar of ours does.
    """
    inside: list[bytes] = []
    lines = data.split(b"\r\n")
    if lines.pop() or not lines:
        raise Fault(data[-_LONGEST:], "lines that end with CR LF")
    for place, line in enumerate(lines):
        if len(line) > _LONGEST:
            raise Fault(line, f"a line of at most {_LONGEST} octets")
        if any(each < 0x20 or each == 0x7F for each in line):
            raise Fault(line, "a line without control characters")
        try:
            line.decode()
        except UnicodeDecodeError:
            raise Fault(line, "a line that is folded between characters") from None
        if line[:1] == b" " and place:
            continue
        name, _, rest = line.replace(b";", b":", 1).partition(b":")
        if name not in _PROPERTIES or (not inside and name != b"BEGIN"):
            raise Fault(line, "a property that is known here")
        if name == b"BEGIN":
            if rest not in _PARTS or (rest == b"VCALENDAR") == bool(inside):
                raise Fault(line, "a part of a calendar")
            inside.append(rest)
        elif name == b"END" and inside.pop() != rest:
            raise Fault(line, "the end of what was begun last")
    if inside:
        raise Fault(inside[-1], "an end of all that was begun")
    return data
