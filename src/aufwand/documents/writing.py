"""Writing a document: afresh, or as a change to a text that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.documents._same import same
from aufwand.documents.reading import read
from aufwand.errors import Fault, InvalidPlan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aufwand.documents.document import Document, Format, Tree


def write(tree: Mapping[str, object], format: Format) -> str:  # noqa: A002 - the word people know
    """Return *tree* as text, the same text for the same tree.

    Args:
        tree: Text, numbers, booleans, dates, lists and tables.
        format: What to write it in.

    Raises:
        Fault: If the format has no such value.
    """
    if format == "toml":
        from aufwand.documents._tomlwrite import fresh as fresh_toml

        return fresh_toml(tree)
    if format == "json":
        from aufwand.documents._jsonwrite import fresh as fresh_json

        return fresh_json(tree)
    if format == "yaml":
        from aufwand.documents._yamlwrite import fresh as fresh_yaml

        return fresh_yaml(tree)
    raise Fault(format, "one of toml, yaml and json")


def change(document: Document, tree: Mapping[str, object]) -> str:
    """Return the text of *document*, changed so that reading it gives *tree*.

    Comments, order and layout of what did not change stay. Tables in lists are known by their
    ``key``, so comments move and go with them. What is laid out in a way that cannot be changed
    in place is written afresh.

    Raises:
        Fault: If the format has no such value.
    """
    new = dict(tree)
    if same(document.tree, new):
        return document.text
    if document.format == "json":
        from aufwand.documents._jsonwrite import changed as changed_json

        return changed_json(document.text, new)
    text = _changed(document, new)
    if text is not None and _reads(text, document, new):
        return text
    return write(new, document.format)


def _changed(document: Document, new: Tree) -> str | None:
    if document.format == "toml":
        from aufwand.documents._tomledit import changed as changed_toml
        from aufwand.documents.toml import scanned

        return changed_toml(document.text, scanned(document.text), document.tree, new)
    from aufwand.documents._yamledit import Unsplit
    from aufwand.documents._yamledit import changed as changed_yaml

    try:
        return changed_yaml(document.text, document.spots, document.tree, new)
    except Unsplit:
        return None


def _reads(text: str, document: Document, tree: Tree) -> bool:
    """Return whether reading *text* gives *tree*."""
    try:
        found = read(text, document.format)
    except InvalidPlan:
        return False
    return same(found.tree, tree)
