"""Reading a document: one door for all formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from aufwand.documents._mistakes import Mistake, refuse
from aufwand.documents._text import clean, spotless
from aufwand.documents.document import Document, Limits, Memory, written
from aufwand.errors import Fault

if TYPE_CHECKING:
    from aufwand.documents.document import Format, Spot, Tree

_SUFFIXES: dict[str, Format] = {".toml": "toml", ".yaml": "yaml", ".yml": "yaml", ".json": "json"}
_DEFAULT = Limits()


def format_of(path: str) -> Format:
    """Return the format that the suffix of *path* names.

    Raises:
        Fault: If it names none.
    """
    # By hand, as pathlib is long to import and nothing else here needs it.
    stem, _, suffix = path.replace("\\", "/").rpartition("/")[2].rpartition(".")
    found = _SUFFIXES.get(f".{suffix.lower()}")
    if found is None or not stem:
        raise Fault(path, "a file name that ends with " + " or ".join(_SUFFIXES))
    return found


def read(
    text: str | bytes,
    format: Format,  # noqa: A002 - the word that people know
    *,
    name: str | None = None,
    limits: Limits = _DEFAULT,
) -> Document:
    """Return the tree in *text*, with places.

    Args:
        text: What stands in the file; bytes must be UTF-8.
        format: What it is written in.
        name: The file name, for messages.
        limits: What is too much.

    Raises:
        InvalidPlan: With everything that is wrong, each with its line and column.
        MissingExtra: For YAML without its package.
    """
    if len(text) > limits.size:
        raise refuse([_too_long(limits)], "", format, name)
    if isinstance(text, bytes):
        try:
            decoded = text.decode("utf-8")
        except UnicodeDecodeError as error:
            before = text[: error.start].decode("utf-8")
            found = text[error.start : error.start + 1]
            mistake = Mistake(len(before), found, "UTF-8", hint="save the file as UTF-8")
            raise refuse([mistake], before, format, name) from None
    else:
        decoded = text
        try:
            size = len(text.encode("utf-8"))
        except UnicodeEncodeError as error:
            mistake = Mistake(error.start, text[error.start], "a character of Unicode")
            raise refuse([mistake], text, format, name) from None
        if size > limits.size:
            raise refuse([_too_long(limits)], "", format, name)
    decoded = decoded.removeprefix("\ufeff")
    try:
        tree, root, mistakes = _tree(decoded, format, limits)
        if mistakes:
            raise refuse(mistakes, decoded, format, name)
        document = Document(format, name, decoded, tree, Memory(root))
        # A key in YAML may have line ends without any escape that would tell.
        spotted = format == "yaml" or not spotless(decoded, limits)
        return _washed(document, limits) if spotted else document
    except RecursionError:
        # Only a host that is itself deep in calls gets here: the guards end far above.
        mistake = Mistake(0, "tables and lists", "fewer of them inside one another")
        raise refuse([mistake], decoded, format, name) from None


def _tree(text: str, form: Format, limits: Limits) -> tuple[Tree, Spot | None, list[Mistake]]:
    if form == "toml":
        from aufwand.documents.toml import read_tree as read_toml

        tree, mistakes = read_toml(text, limits)
        return tree, None, mistakes
    if form == "json":
        from aufwand.documents.json import read_tree as read_json

        tree, mistakes = read_json(text, limits)
        return tree, None, mistakes
    if form == "yaml":
        from aufwand.documents.yaml import read_tree as read_yaml

        return read_yaml(text, limits)
    raise Fault(form, "one of toml, yaml and json")


def _washed(document: Document, limits: Limits) -> Document:
    """Return *document* with composed text.

    Raises:
        InvalidPlan: If something in it hides, turns or is too long.
    """
    tree, washing = clean(document.tree, limits)
    mistakes: list[Mistake] = []
    if washing.count > limits.values:
        mistakes.append(Mistake(0, washing.count, f"at most {limits.values} keys and values"))
    for path, key, found, expected in washing.found:
        place = document.offset(path, key=key)
        mistakes.append(Mistake(place, found, expected, written(path)))
    for path in washing.doubles:
        place = document.offset(path, key=True)
        expected = "a key that is not there yet"
        hint = "it is the same as another key but for how its characters are stored"
        mistakes.append(Mistake(place, path[-1], expected, written(path), hint))
    if mistakes:
        raise refuse(mistakes, document.text, document.format, document.name)
    return evolve(document, tree=tree)


def _too_long(limits: Limits) -> Mistake:
    return Mistake(0, "a longer text", f"at most {limits.size} bytes")
