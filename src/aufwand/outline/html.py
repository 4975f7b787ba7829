"""An outline as nested HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.outline.text import plain

if TYPE_CHECKING:
    from aufwand.outline.outline import Outline

__all__ = ["escaped", "said", "to_html"]

#: Characters of a name that one reads; the rest is only there for whoever asks.
READ = 160


def to_html(outline: Outline) -> str:
    """Return *outline* as a nested list; parts fold, the top is open."""
    return f'<div class="aufwand">{_item(outline, opened=True)}</div>'


def escaped(text: str) -> str:
    """Return *text* as HTML that shows it and does nothing else."""
    from html import escape

    return escape(plain(text), quote=True)


def said(text: str, most: int = READ) -> str:
    """Return what somebody wrote as HTML: in its own direction, and no longer than one reads.

    Args:
        text: A name, a reason, a source.
        most: Characters that are shown; where there are more, the title has all of them.
    """
    text = plain(text)
    if len(text) <= most:
        return f"<bdi>{escaped(text)}</bdi>"
    return f'<bdi title="{escaped(text)}">{escaped(text[:most].rstrip())}…</bdi>'


def _item(outline: Outline, *, opened: bool) -> str:
    head = escaped(outline.head)
    if outline.value:
        head += f" <strong>{escaped(outline.value)}</strong>"
    notes = "".join(f"<br><small>{escaped(note)}</small>" for note in outline.notes)
    if not outline.parts:
        return f"<div>{head}{notes}</div>"
    parts = "".join(f"<li>{_item(part, opened=False)}</li>" for part in outline.parts)
    state = " open" if opened else ""
    return f"<details{state}><summary>{head}{notes}</summary><ul>{parts}</ul></details>"
