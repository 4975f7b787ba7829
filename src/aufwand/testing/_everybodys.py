"""What belongs to everybody in a process, and is put back when a rule has disturbed it."""

from __future__ import annotations

import decimal
import locale
import os
import random
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

__all__ = ["undisturbed"]


def _environment() -> Any:
    # Asked in public, it decodes every name and value, which took a third of all checks.
    environ: Any = os.environ
    return environ._data.copy()


def _put_back(environment: Any) -> None:
    os.environ.clear()
    os.environ.update({os.fsdecode(name): os.fsdecode(each) for name, each in environment.items()})


def _decimals() -> Any:
    return decimal.getcontext().__reduce__()


def _put_decimals(was: Any) -> None:
    kind, settings = was
    decimal.setcontext(kind(*settings))


#: What belongs to everybody: how it is read, and how it is put back.
_EVERYBODYS: Mapping[str, tuple[Callable[[], Any], Callable[[Any], object]]] = {
    "the working directory": (os.getcwd, os.chdir),
    "the environment": (_environment, _put_back),
    "the recursion limit": (sys.getrecursionlimit, sys.setrecursionlimit),
    "the decimal context": (_decimals, _put_decimals),
    "the locale": (
        lambda: locale.setlocale(locale.LC_ALL),
        lambda was: locale.setlocale(locale.LC_ALL, was),
    ),
    "the import path": (lambda: list(sys.path), lambda was: sys.path.__setitem__(slice(None), was)),
    "the random numbers": (random.getstate, random.setstate),
}


@contextmanager
def undisturbed() -> Generator[list[str]]:
    """Put back at the end what belongs to everybody, and tell in a list what that was."""
    before = {name: read() for name, (read, _) in _EVERYBODYS.items()}
    disturbed: list[str] = []
    try:
        yield disturbed
    finally:
        for name, (read, put) in _EVERYBODYS.items():
            if read() != before[name]:
                put(before[name])
                disturbed.append(name)
