"""Which rules are asked about a plan, how much their findings matter, and with which options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from attrs import field, fields_dict, frozen

from aufwand.errors import Fault, InvalidPlan, nearest
from aufwand.model._fields import all_faults_at_once, holds
from aufwand.model._reading import (
    Names,
    plain_text,
    read_each,
    read_parts,
    read_text,
    whole_or_float,
)
from aufwand.units._exact import finite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["LEVELS", "Override", "RuleSettings", "Table", "named_part"]

#: How much a finding can matter, and that it is not to be told at all.
LEVELS = ("error", "warning", "advice", "info", "off")

#: Most settings that others start from; each is looked for among the installed packages.
MOST_EXTENDED = 20

#: Most overrides; a rule is asked once for each of them that has options for it.
MOST_OVERRIDES = 100

#: What an option can be in a plan file.
Scalar: TypeAlias = "str | float | bool | tuple[str | float | bool, ...]"


class Table(Mapping[str, Any]):
    """A read-only table that can be hashed: texts, numbers, or further tables by name."""

    __slots__ = ("_given",)

    def __init__(self, given: Mapping[str, Any] = {}, /) -> None:
        self._given: dict[str, Any] = dict(given)

    def __getitem__(self, key: str) -> Any:
        return self._given[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def __hash__(self) -> int:
        return hash(frozenset(self._given.items()))

    def __repr__(self) -> str:
        return repr(self._given)


_EMPTY = Table()


def _selectors(value: Names) -> tuple[str, ...]:
    return tuple(read_each(value, _selector, unique=True))


def _extends(value: Names) -> tuple[str, ...]:
    names = _selectors(value)
    if len(names) > MOST_EXTENDED:
        raise Fault(names, f"at most {MOST_EXTENDED} settings to start from")
    return names


def _selector(value: object) -> str:
    text = read_text(cast("str", value))
    # A name in a table of a plan file has no line breaks in it.
    if not text.strip() or not text.isprintable():
        raise Fault(value, "the code, family or name of a rule")
    return text


def _level(value: object) -> str:
    text = plain_text(value) if isinstance(value, str) else ""
    if text not in LEVELS:
        near = nearest(text, LEVELS)
        hint = f"did you mean {near!r}?" if near else ""
        raise Fault(value, f"one of {', '.join(LEVELS)}", hint=hint)
    return text


def _scalar(value: object) -> Scalar:
    if isinstance(value, (list, tuple)):
        return tuple(_one(each) for each in cast("Iterable[object]", value))
    return _one(value)


def _one(value: object) -> str | float | bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return whole_or_float(finite(value, "a finite number"))
    if isinstance(value, str):
        return read_text(value)
    # What has units, such as an Effort, is kept as people write it.
    text = getattr(value, "text", None) or getattr(value, "isoformat", lambda: None)()
    if not isinstance(text, str):
        raise Fault(value, "text, a number, true or false, or a list of them")
    return text


def _table(value: object, read: Callable[[Any], Any], expected: str) -> Table:
    if isinstance(value, Table):
        return value
    if value == ():
        return _EMPTY
    if not isinstance(value, Mapping):
        raise Fault(value, expected)
    given = cast("Mapping[object, object]", value)
    made: dict[str, Any] = {}
    faults: list[Fault] = []
    for key, each in given.items():
        try:
            name = _selector(key)
            if name in made:
                raise Fault(key, "each name once")
            made[name] = read(each)
        except Fault as fault:
            faults.append(fault.at(str(key)))
        except InvalidPlan as group:
            faults += [fault.at(str(key)) for fault in group.faults]
    if faults:
        raise InvalidPlan("settings", faults)
    return Table(made)


def _levels(value: object) -> Table:
    return _table(value, _level, "a table of rules and levels, such as { STF101 = 'error' }")


def _options(value: object) -> Table:
    return _table(value, _values, "a table of rules, each with a table of its options")


def _values(value: object) -> Table:
    return _table(value, _scalar, "a table of options, such as { least = '3 h' }")


def _where(value: str) -> str:
    text = read_text(value)
    steps = text.split(".")
    if not all(step.strip() for step in steps):
        raise Fault(value, "the path of a part, such as channels.linkedin")
    if any("*" in step and step != "*" for step in steps):
        raise Fault(value, "a path in which each * stands for a whole key, such as channels.*")
    from aufwand.model.plan import Plan

    names = ("*", *fields_dict(Plan))
    first = steps[0].partition("[")[0]
    if first not in names:
        near = nearest(first, names)
        hint = f"did you mean {near!r}?" if near else f"there are: {', '.join(names[1:])}"
        raise Fault(value, "a path that begins with something a plan has", hint=hint)
    return text


def named_part(where: str) -> tuple[str, str]:
    """Return the collection and the key of the one part that *where* names, else nothing."""
    steps = where.split(".")
    key = steps[1] if len(steps) > 1 else ""
    return steps[0], "" if key == "*" else key.partition("[")[0]


@all_faults_at_once
@frozen(repr=False, eq=False, kw_only=True)
class Override:
    """What is different for one part of the plan, or for several alike."""

    #: The path of the part, for example ``channels.linkedin``; ``*`` stands for any key.
    where: str = field(
        converter=_where,
        metadata=holds("text", "The path of the part, such as channels.linkedin or channels.*."),
    )

    #: Levels of rules there, by code, family or name.
    levels: Table = field(
        default=_EMPTY, converter=_levels, metadata=holds("levels", "Levels of rules there.")
    )

    #: Options of rules there, by code or name.
    options: Table = field(
        default=_EMPTY, converter=_options, metadata=holds("options", "Options of rules there.")
    )


def _overrides(value: Override | Iterable[Override]) -> tuple[Override, ...]:
    found = read_parts(value, Override)
    if len(found) > MOST_OVERRIDES:
        raise Fault(found, f"at most {MOST_OVERRIDES} overrides; * stands for any key")
    return found


@all_faults_at_once
@frozen(repr=False, eq=False, kw_only=True)
class RuleSettings:
    """Which rules are asked, how much their findings matter, and with which options.

    Whether the rules that it names exist is asked when they are.

    >>> RuleSettings(ignore=["COS"], levels={"STF101": "error"})
    RuleSettings(ignore=('COS',), levels={'STF101': 'error'})

    Raises:
        InvalidPlan: With everything that is wrong with them.
    """

    #: Settings to start from, such as ``aufwand:recommended`` or those of a rule pack.
    extends: tuple[str, ...] = field(
        default=(),
        converter=_extends,
        metadata=holds("texts", "Settings to start from, such as aufwand:recommended."),
    )

    #: The rules to ask, by code, family, beginning or name; none: all stable ones.
    select: tuple[str, ...] = field(
        default=(),
        converter=_selectors,
        metadata=holds("texts", "The rules to ask, by code, family, beginning or name."),
    )

    #: Rules to ask beside those.
    extend: tuple[str, ...] = field(
        default=(), converter=_selectors, metadata=holds("texts", "Rules to ask beside those.")
    )

    #: Rules not to ask.
    ignore: tuple[str, ...] = field(
        default=(), converter=_selectors, metadata=holds("texts", "Rules not to ask.")
    )

    #: Levels of rules, by code, family, beginning or name: ``error``, ``warning``, ``advice``,
    #: ``info`` or ``off``.
    levels: Table = field(
        default=_EMPTY,
        converter=_levels,
        metadata=holds("levels", "Levels of rules, by code, family or name."),
    )

    #: Options of rules, by code or name.
    options: Table = field(
        default=_EMPTY,
        converter=_options,
        metadata=holds("options", "Options of rules, by code or name."),
    )

    #: What is different for parts of the plan; the last that fits counts.
    overrides: tuple[Override, ...] = field(
        default=(),
        converter=_overrides,
        metadata=holds("many", "What is different for parts of the plan.", part=Override),
    )

    def __bool__(self) -> bool:
        return self != _NO_SETTINGS


_NO_SETTINGS = RuleSettings()
