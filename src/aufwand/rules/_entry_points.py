"""Entry points of installed packages, found without importing ``importlib.metadata``.

That module brings the mail and archive libraries with it, and importing them takes as long as
all of aufwand. What it would find in folders on the path is found here in the same order; where
packages come from anywhere else, such as an archive, it is asked after all.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from importlib.metadata import EntryPoint

__all__ = ["Found", "found_in", "listed"]

_SUFFIXES = (".dist-info", ".egg-info")


class Found:
    """An entry point: a name, what it points at, and the package that brings it."""

    __slots__ = ("name", "package", "value")

    def __init__(self, name: str, value: str, package: str) -> None:
        self.name: str = name
        self.value: str = value
        self.package: str = package

    def load(self) -> Any:
        """Return the module, or what it names in one."""
        from importlib import import_module

        module, _, inside = self.value.partition(":")
        found: Any = import_module(module.strip())
        for step in filter(None, inside.strip().split(".")):
            found = getattr(found, step)
        return found


def listed(group: str) -> Sequence[Found | EntryPoint]:
    """Return the entry points of *group*, of the first package of each name on the path."""
    folders = [folder or os.curdir for folder in sys.path]
    only_folders = all(os.path.isdir(each) or not os.path.exists(each) for each in folders)
    others = [
        finder
        for finder in sys.meta_path
        if hasattr(finder, "find_distributions") and getattr(finder, "__name__", "") != "PathFinder"
    ]
    if others or not only_folders:
        from importlib.metadata import entry_points

        return list(entry_points(group=group))
    return list(found_in(folders, group))


def found_in(folders: Iterable[str], group: str) -> Iterator[Found]:
    """Yield the entry points of *group* of the packages that lie in *folders*."""
    seen: set[str] = set()
    for folder in dict.fromkeys(folders):
        try:
            names = sorted(each for each in os.listdir(folder) if each.endswith(_SUFFIXES))
        except OSError:
            continue
        for each in names:
            package = each.rpartition(".")[0].partition("-")[0].replace("_", "-").lower()
            if package in seen:
                continue
            seen.add(package)
            text = _text(os.path.join(folder, each, "entry_points.txt"))
            if group in text:
                yield from _read(text, group, package)


def _text(file: str) -> str:
    try:
        with open(file, encoding="utf-8") as opened:
            return opened.read()
    except (OSError, UnicodeDecodeError):
        return ""


def _read(text: str, group: str, package: str) -> Iterator[Found]:
    """Yield the entry points in one section of an ``entry_points.txt``."""
    inside = False
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            inside = line == f"[{group}]"
        elif inside and "=" in line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            # Extras in brackets behind the value ask for nothing that matters here.
            yield Found(name.strip(), value.partition("[")[0].strip(), package)
