"""The thresholds of a rule: typed, with units, each with its source or the word opinion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar, cast, dataclass_transform

from attrs import NOTHING, converters, field, fields, frozen

from aufwand.errors import Fault, InvalidPlan, MixedTime
from aufwand.model._fields import Guesses
from aufwand.model._reading import (
    read_count,
    read_day,
    read_elapsed,
    read_flag,
    read_people,
    read_share,
    read_text,
    read_texts,
    whole_or_float,
)
from aufwand.rules.message import Message, message_of
from aufwand.units import Effort, Elapsed
from aufwand.units._exact import exact, finite
from aufwand.units._value import value

if TYPE_CHECKING:
    from aufwand.rules.message import MessageLike

__all__ = ["KINDS", "Option", "in_words", "made_from", "option", "options", "options_of"]

T = TypeVar("T")

_OPTION = "aufwand option"


def _effort(value: Any) -> Effort:
    return value if isinstance(value, Effort) else Effort(value)


def _percentile(value: Any) -> float:
    expected = "a percentile from 0.1 to 99.9, such as 80; 0 for the likely value"
    number = finite(value, expected)
    if number and not 0.1 <= number <= 99.9:
        raise Fault(value, expected)
    return whole_or_float(exact(number))


#: What an option can hold: how it is read, and what its reference says of it.
KINDS: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    "effort": (_effort, "working time, such as '2 h'"),
    "elapsed": (read_elapsed, "elapsed time, such as '48 h'"),
    "share": (read_share, "a share from 0 to 1"),
    "number": (read_count, "a number of zero or more"),
    "percentile": (_percentile, "a percentile from 0.1 to 99.9; 0 for the likely value"),
    "whole": (read_people, "a whole number from 1"),
    "flag": (read_flag, "true or false"),
    "text": (read_text, "text"),
    "texts": (read_texts, "a list of texts"),
    "day": (read_day, "a day as YYYY-MM-DD"),
}


@value
@frozen(repr=False, eq=False)
class Option:
    """What is known of one option of a rule."""

    #: Its name, as a plan file has it under ``[rules.options.CODE]``.
    name: str

    #: ``effort``, ``elapsed``, ``share``, ``number``, ``percentile``, ``whole``, ``flag``,
    #: ``text``, ``texts`` or ``day``.
    kind: str

    #: What it is when nobody says otherwise.
    default: Any

    #: What it decides.
    about: Message

    #: Where its default comes from; ``opinion`` where no source says it.
    source: str

    #: What raising it does to the number of findings: ``more``, ``fewer``, or nothing declared.
    raising: str

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return it as plain data, as ``rules --format json`` shows it."""
        return {
            "name": self.name,
            "kind": self.kind,
            "default": plain_value(self.default),
            "about": self.about.say(lang, {}),
            "source": self.source,
            "raising": self.raising or None,
        }


def option(
    kind: str,
    default: Any,
    about: MessageLike,
    *,
    source: str = "opinion",
    raising: str = "",
) -> Any:
    """Return the field of an option, for a class under the decorator :func:`options`.

    Args:
        kind: ``effort``, ``elapsed``, ``share``, ``number``, ``percentile``, ``whole``, ``flag``,
            ``text``, ``texts`` or ``day``.
        default: What it is when nobody says otherwise, as people write it: ``"30 min"``, 0.25;
            nothing where the rule then finds it elsewhere, as *about* says.
        about: What it decides: text, or a table by language.
        source: Where the default comes from; ``opinion`` where no source says it.
        raising: What raising it does to the number of findings: ``more`` or ``fewer``; left out,
            nothing is promised.

    Raises:
        Fault: If the kind is unknown, the default is none of it, or *raising* says neither.
    """
    if kind not in KINDS:
        raise Fault(kind, f"one of {', '.join(KINDS)}")
    if raising not in {"", "more", "fewer"}:
        raise Fault(raising, "more or fewer")
    read: Any = KINDS[kind][0]
    if default is None:
        read = converters.optional(read)
    told = message_of(about)
    made: Any = field(
        default=read(default),
        converter=read,
        kw_only=True,
        metadata={_OPTION: (kind, told, source, raising)},
    )
    return made


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(option,))
def options(cls: type[T]) -> type[T]:
    """Make a frozen class of options from fields that :func:`option` gives.

    >>> @options
    ... class Limits:
    ...     least: Effort = option("effort", "30 min", "The least time for a post.")
    >>> Limits(least="1 h")
    Limits(least=Effort('1 h'))

    Raises:
        Fault: If a field of it is no option.
    """
    made: Any = value(frozen(repr=False, eq=False)(cls))
    for each in fields(made):
        if _OPTION not in each.metadata or each.default is NOTHING:
            raise Fault(each.name, "a field that option(…) gives")
    return cast("type[T]", made)


def options_of(cls: type[Any] | None) -> tuple[Option, ...]:
    """Return what is known of the options in a class; none where there is no class."""
    if cls is None:
        return ()
    found: list[Option] = []
    for each in fields(cls):
        kind, about, source, raising = each.metadata[_OPTION]
        found.append(Option(each.name, kind, each.default, about, source, raising))
    return tuple(found)


def made_from(
    cls: type[Any] | None, given: Mapping[str, Any], code: str, guesses: Guesses | None = None
) -> tuple[Any, list[Fault]]:
    """Return the options in a class that were *given*, and what is wrong with them.

    What is wrong keeps its default, and is told with its path under the rule's *code*.

    Args:
        cls: The class; nothing where a rule has no options.
        given: Options by name, as people write them.
        code: The rule's code, or another of its names.
        guesses: What looks for the names that were meant; left out, a new one.
    """
    known = {each.name: each for each in options_of(cls)}
    sound: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, said in given.items():
        path = f"{code}.{name}"
        if name not in known:
            guesses = guesses or Guesses()
            near = guesses.near(name, known)
            hint = f"did you mean {near!r}?" if near else _there(known)
            faults.append(Fault(name, f"an option of {code}", path, hint))
            continue
        try:
            sound[name] = KINDS[known[name].kind][0](said)
        except Fault as fault:
            faults.append(fault.at(path))
        except InvalidPlan as group:
            faults.extend(fault.at(path) for fault in group.faults)
        except MixedTime as error:
            faults.append(Fault(said, "the other kind of time", path, str(error)))
    return (None if cls is None else cls(**sound)), faults


def _there(known: Mapping[str, Option]) -> str:
    return f"there are: {', '.join(known)}" if known else "it has none"


def plain_value(value: Any) -> Any:
    """Return the value of an option as plain data, as a plan file would have it."""
    if isinstance(value, (Effort, Elapsed)):
        return value.text
    if value.__class__ is tuple:
        return [plain_value(each) for each in value]
    if isinstance(value, Fraction):
        return float(value)
    isoformat = getattr(value, "isoformat", None)
    return value if isoformat is None else isoformat()


def in_words(value: Any) -> str:
    """Return the plain value of an option as one would write it: ``2 h``, ``0.25``, ``true``."""
    if value.__class__ is list:
        return ", ".join(in_words(each) for each in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "–" if value is None else str(value)
