"""Small inventories of what others document, so that links to it need no network.

``python docs/_ext/aufwand_inventories.py objects.inv`` writes those under ``docs/_inventories``:
of Python the names below, from the full inventory (any published one, such as that of Debian's
package *python3.11-doc*); of others, with a name or two each, what their pages say. A name that is
asked for and not there is an error. ``nox -s inventories -- objects.inv`` does the same.
"""

from __future__ import annotations

import sys
from pathlib import Path
from zlib import compress

from sphinx.util.inventory import InventoryFile

#: The folder they are kept in.
FOLDER = Path(__file__).parents[1] / "_inventories"

#: Where each project documents itself.
SITES = {
    "python": "https://docs.python.org/3/",
    "hypothesis": "https://hypothesis.readthedocs.io/en/latest/",
    "pint": "https://pint.readthedocs.io/en/stable/",
}

#: What our signatures and docstrings name of Python.
WANTED = (
    *"bool bytes complex dict float frozenset int list object set str tuple type".split(),
    *"ArithmeticError ExceptionGroup ImportError LookupError OSError".split(),
    *"RuntimeError TypeError ValueError".split(),
    *(f"collections.abc.{name}" for name in "Callable Iterable Iterator Mapping Sequence".split()),
    *(f"datetime.{name}" for name in "date datetime time timedelta".split()),
    *("decimal.Decimal", "fractions.Fraction", "os.PathLike"),
    *(f"typing.{name}" for name in "Any Literal NamedTuple Protocol TypedDict Unpack".split()),
)

#: What others document, by kind and name: the page, to which the name is the anchor.
BY_HAND = {
    "hypothesis": {("py:class", "hypothesis.strategies.SearchStrategy"): "reference/strategies"},
    "pint": {("py:class", "pint.Quantity"): "api/base"},
}


def trimmed(full: bytes, wanted: tuple[str, ...] = WANTED) -> bytes:
    """Return an inventory with nothing but the *wanted* names of Python.

    Args:
        full: An inventory as it is published.
        wanted: Names with their module.

    Raises:
        KeyError: If it lacks one of them.
    """
    known = InventoryFile.loads(full, uri="").data
    lines = []
    for name in wanted:
        kinds = [kind for kind in known if kind.startswith("py:") and name in known[kind]]
        if not kinds:
            raise KeyError(name)
        lines.append(_line(name, kinds[0], known[kinds[0]][name].uri))
    return _written("Python", lines)


def by_hand(project: str) -> bytes:
    """Return the inventory of a *project* of which a name or two are needed."""
    found = BY_HAND[project].items()
    lines = [_line(name, kind, f"{page}.html#{name}") for (kind, name), page in found]
    return _written(project, lines)


def _line(name: str, kind: str, uri: str) -> str:
    return f"{name} {kind} 1 {uri.removesuffix(name)}{'$' if uri.endswith(name) else ''} -"


def _written(project: str, lines: list[str]) -> bytes:
    head = (
        "# Sphinx inventory version 2\n"
        f"# Project: {project}\n"
        "# Version: \n"
        "# The remainder of this file is compressed using zlib.\n"
    )
    return head.encode() + compress("".join(f"{line}\n" for line in lines).encode(), 9)


def main(full: str) -> None:
    """Write all of them anew."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "python.inv").write_bytes(trimmed(Path(full).read_bytes()))
    for project in BY_HAND:
        (FOLDER / f"{project}.inv").write_bytes(by_hand(project))


if __name__ == "__main__":
    main(*sys.argv[1:])

__all__ = ["FOLDER", "SITES", "by_hand", "main", "trimmed"]
