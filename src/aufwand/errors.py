"""Everything that can go wrong, as one tree.

::

    AufwandError
    ├── Fault               one mistake in one value: where, what was found, what was expected
    ├── InvalidPlan         all faults of a plan at once (an exception group of Fault)
    ├── UnreadablePlan      a plan file that cannot be opened or is no text
    ├── MixedTime           effort and elapsed time in one sum
    ├── MixedCurrencies     two currencies in one sum
    ├── UnknownName         a name that is in no list, with the nearest one that is
    ├── MissingExtra        an optional package is needed for what was asked
    ├── MissingPackage      a package that always comes along cannot be imported here
    └── MissingWords        the words of a language were not packed
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Sized

__all__ = [
    "AufwandError",
    "Fault",
    "InvalidPlan",
    "MissingExtra",
    "MissingPackage",
    "MissingWords",
    "MixedCurrencies",
    "MixedTime",
    "UnknownName",
    "UnreadablePlan",
    "nearest",
    "shown",
]

#: How many faults a message tells before it says how many more there are.
TOLD = 20

#: How many characters of a found value a message shows.
CUT = 60


class AufwandError(Exception):
    """The root of every error that aufwand raises on purpose."""


@frozen
class Fault(AufwandError, ValueError):
    """One mistake: what was found where, and what would be right."""

    #: What was found.
    value: object

    #: What is needed there, as the end of "expected …".
    expected: str

    #: Where in the plan, for example ``roles.pr.capacity``; empty for a value on its own.
    path: str = ""

    #: What to write instead, where one can guess, for example ``did you mean 'facebook'?``.
    hint: str = ""

    #: The file it stands in, if it came from one.
    file: str | None = None

    #: The line in that file, counted from 1.
    line: int | None = None

    #: The column in that line, counted from 1, in characters.
    column: int | None = None

    def at(self, path: str) -> Fault:
        """Return the same fault, its path continued in front by *path*."""
        glue = "" if not self.path or self.path.startswith("[") else "."
        return evolve(self, path=f"{path}{glue}{self.path}" if path else self.path)

    def placed(self, file: str | None, line: int | None, column: int | None) -> Fault:
        """Return the same fault with its place in a file."""
        return evolve(self, file=file, line=line, column=column)

    def __str__(self) -> str:
        place = self.file or ""
        if self.line is not None:
            place += f":{self.line}" if place else f"line {self.line}"
            if self.column is not None:
                place += f":{self.column}" if self.file else f", column {self.column}"
        head = ": ".join(part for part in (place, _printable(self.path, 4 * CUT)) if part)
        body = f"found {shown(self.value)}, expected {self.expected}"
        if self.hint:
            body += f"; {self.hint}"
        return f"{head}: {body}" if head else body


class InvalidPlan(AufwandError, ExceptionGroup[Fault]):
    """A plan, or a part of one, with everything that is wrong with it.

    The faults are the members of the group, so ``except*`` works; :attr:`faults` lists them.

    Args:
        message: What is wrong, for example ``plan``.
        exceptions: Its faults, at least one.
    """

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault, in the order of the plan."""
        return cast("tuple[Fault, ...]", self.exceptions)

    # The stubs let it take any exceptions, which no group of faults can hold.
    def derive(self, excs: Sequence[Fault]) -> InvalidPlan:  # type: ignore[override]
        """Return a group of the same kind around *excs*, as ``except*`` asks for."""
        return InvalidPlan(self.message, excs)

    def __str__(self) -> str:
        lines = [f"{self.message}: {counted(len(self.faults), 'fault')}"]
        lines += [f"  {fault}" for fault in self.faults[:TOLD]]
        if len(self.faults) > TOLD:
            lines.append(f"  and {len(self.faults) - TOLD} more")
        return "\n".join(lines)


@frozen
class UnreadablePlan(AufwandError, OSError):
    """A plan file could not be opened, read or written."""

    #: The file, as it was named.
    file: str

    #: Why, in a few words.
    why: str

    def __str__(self) -> str:
        return f"{self.file}: {self.why}"


class MixedTime(AufwandError, TypeError):
    """Effort (working time of people) met elapsed time (hours on the wall)."""


class MixedCurrencies(AufwandError, TypeError):
    """Money of two currencies met without a rate between them."""


@frozen
class UnknownName(AufwandError, LookupError):
    """A name that is not in the list it was looked up in."""

    #: What the name should have named, for example ``channel``.
    kind: str

    #: The name that was given.
    name: str

    #: The nearest name in the list, or an empty text.
    near: str = ""

    def __str__(self) -> str:
        near = f"; did you mean {self.near!r}?" if self.near else ""
        return f"there is no {self.kind} {shown(self.name)}{near}"


@frozen
class MissingExtra(AufwandError, ImportError):
    """What was asked needs a package that comes with an extra."""

    #: The extra that brings it, for example ``yaml``.
    extra: str

    #: What it is needed for, for example ``to read YAML``.
    purpose: str

    def __str__(self) -> str:
        return f"{self.purpose} needs an extra: pip install 'aufwand[{self.extra}]'"


@frozen
class MissingWords(AufwandError, LookupError):
    """The words of a language are not where they are packed, or one of them is not there.

    They are compiled when aufwand is built, so that no finished package lacks any.
    """

    #: The language, for example ``de``.
    lang: str

    #: The English text that has no translation; empty where there are none at all.
    text: str = ""

    def __str__(self) -> str:
        lack = f"{shown(self.text)} is not among" if self.text else "aufwand was packed without"
        return f"{lack} the words of {self.lang!r}; install aufwand again, or run nox -s words"


@frozen
class MissingPackage(AufwandError, ImportError):
    """What was asked needs a package that cannot be imported, as numpy in a browser."""

    #: The package, for example ``numpy``.
    package: str

    #: What it is needed for, for example ``telling percentiles``.
    purpose: str

    def __str__(self) -> str:
        return f"{self.purpose} needs {self.package}, which cannot be imported here"


def shown(value: object) -> str:
    """Return *value* as a message shows it: one line, at most 60 characters."""
    if value is None:
        return "nothing"
    # A hostile value must not be written out in full only to be cut.
    if isinstance(value, (str, bytes)):
        text = repr(value[: CUT + 1])
    elif isinstance(value, dict):
        text = "a table"
    elif isinstance(value, (list, tuple, set, frozenset)):
        text = f"a list of {len(cast('Sized', value))}"
    elif isinstance(value, int) and abs(value) >= 10**CUT:
        text = "a number of more than 60 digits"
    else:
        text = _represented(value)
    return _printable(text, CUT)


def _represented(value: object) -> str:
    try:
        return repr(value)
    except Exception:
        # A message about a value must not fail because of the value.
        return f"a {type(value).__name__} that cannot be written out"


def _printable(text: str, longest: int) -> str:
    # Two more than are told, for the quotes around a text of that length.
    cut = text if len(text) <= longest + 2 else text[:longest] + "…"
    return "".join(each if each.isprintable() else " " for each in cut)


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the one of *names* that *name* was probably meant to be, or an empty text."""
    from difflib import get_close_matches

    by_folded = {each.casefold(): each for each in names}
    # Names are bounded before they are compared: the comparison is quadratic in their length.
    found = get_close_matches(name[:CUT].casefold(), list(by_folded), n=1, cutoff=0.6)
    return by_folded[found[0]] if found else ""


def counted(number: int, noun: str) -> str:
    """Return ``1 fault`` or ``3 faults``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
