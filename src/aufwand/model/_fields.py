"""How the parts of a plan are declared: each field says once what it takes.

From that one saying come the checks of the constructors, the plan-file reader and writer, and
the JSON Schema; so they cannot drift apart.
"""

from __future__ import annotations

from functools import wraps
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import NOTHING, Factory, fields, frozen

from aufwand.errors import CUT, Fault, InvalidPlan, MixedTime, nearest
from aufwand.units._value import value
from aufwand.units.shape import fits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from aufwand.units import Range, Shape

__all__ = [
    "Guesses",
    "Kind",
    "all_faults_at_once",
    "default_of",
    "duplicates",
    "faults_of",
    "file_name",
    "holds",
    "in_turn",
    "in_words",
    "kind_of",
    "shaped",
    "unknown",
]

C = TypeVar("C")

_KIND = "aufwand"

#: Fields that hold a first and a last day, in whatever has both.
_IN_TURN = (("start", "end"), ("first", "last"))


@value
@frozen(repr=False, eq=False)
class Kind:
    """What a field holds, for everything that walks over a plan without knowing its parts."""

    #: The kind's name, for example ``duration``; the plan file knows how each is written.
    name: str

    #: One sentence for the schema and the reference page.
    about: str

    #: The class of which the field holds one (``one``) or many (``many``).
    part: type[Any] | None = None

    #: The texts that are allowed, where only some are.
    choices: tuple[str, ...] = ()

    #: The name in a plan file, where it differs from the attribute's.
    file_name: str = ""

    #: The collection of the plan that the text names a member of.
    names: str = ""


def holds(
    name: str,
    about: str,
    *,
    part: type[Any] | None = None,
    choices: tuple[str, ...] = (),
    file_name: str = "",
    names: str = "",
) -> dict[str, Kind]:
    """Return the metadata of a field that holds the kind *name*."""
    return {_KIND: Kind(name, about, part, choices, file_name, names)}


def kind_of(field: Any) -> Kind:
    """Return what an attrs *field* of a part of a plan holds."""
    kind: Kind = field.metadata[_KIND]
    return kind


def file_name(field: Any) -> str:
    """Return how an attrs *field* is called in a plan file."""
    return kind_of(field).file_name or str(field.name)


def all_faults_at_once(cls: type[C]) -> type[C]:
    """Make an attrs class tell of every wrong field in one group, and show only what was set."""
    made_by_attrs: Any = cls.__init__

    @wraps(made_by_attrs)
    def init(self: object, *args: Any, **given: Any) -> None:
        # What can be gone through only once is, before it is asked for its faults again.
        args = tuple(map(_kept, args))
        given = {name: _kept(value) for name, value in given.items()}
        try:
            made_by_attrs(self, *args, **given)
        except (Fault, MixedTime):
            # The first wrong field stopped attrs; now all are asked, one by one.
            raise InvalidPlan(_title(cls), faults_of(cls, args, given)) from None
        except InvalidPlan as group:
            raise InvalidPlan(_title(cls), faults_of(cls, args, given) or group.faults) from None

    made: Any = cls
    made.__init__ = init
    made.__repr__ = _repr
    return value(cls)


def in_turn(first: date | None, last: date | None, name: str = "end") -> list[Fault]:
    """Return a fault if the *last* day is before the *first*."""
    if first is not None and last is not None and last < first:
        return [Fault(str(last), f"a day from {first} on", name)]
    return []


def shaped(shape: Shape, known: Range[Any], name: str) -> list[Fault]:
    """Return a fault if the range in the field *name* cannot have its *shape*."""
    try:
        fits(shape, known)
    except Fault as fault:
        return [fault.at(name)]
    return []


def _kept(value: Any) -> Any:
    return tuple(value) if hasattr(value, "__next__") else value


def _fields_of(cls: Any) -> tuple[Any, ...]:
    own: tuple[Any, ...] = fields(cls)
    return own


def _title(cls: type[Any]) -> str:
    return "".join(f" {each}" if each.isupper() else each for each in cls.__name__).strip().lower()


def in_words(cls: type[Any]) -> str:
    """Return what a class of parts is called in a sentence: ``a role``, ``rule settings``."""
    name = _title(cls)
    if name.endswith("s"):
        return name
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def faults_of(cls: type[Any], args: Sequence[object], given: Mapping[str, object]) -> list[Fault]:
    """Return the fault of every argument for *cls* that is wrong on its own.

    Where there is one, days out of order are told beside it, as nobody asks for them then.
    """
    own = _fields_of(cls)
    values = {**dict(zip((each.name for each in own), args, strict=False)), **given}
    faults: list[Fault] = []
    sound: dict[str, Any] = {}
    for each in own:
        if each.name in values and each.converter is not None:
            try:
                sound[each.name] = each.converter(values[each.name])
            except Fault as fault:
                faults.append(fault.at(each.name))
            except InvalidPlan as group:
                faults.extend(fault.at(each.name) for fault in group.faults)
            except MixedTime as error:
                value = values[each.name]
                faults.append(Fault(str(value), "the other kind of time", each.name, str(error)))
    for first, last in _IN_TURN if faults else ():
        faults += in_turn(sound.get(first), sound.get(last), last)
    return faults


def _repr(self: Any) -> str:
    told: list[str] = []
    for each in _fields_of(type(self)):
        value = getattr(self, each.name)
        if each.default is NOTHING and not each.kw_only:
            told.append(repr(value))
        elif value != default_of(each):
            told.append(f"{each.name}={value!r}")
    return f"{type(self).__name__}({', '.join(told)})"


def default_of(field: Any) -> object:
    """Return what an attrs *field* is when it is left out; a needed one has no sound answer."""
    default: Any = field.default
    # To type checkers attrs shows Factory as a function, though it is a class.
    return default.factory() if isinstance(default, Factory) else default  # type: ignore[arg-type]


def duplicates(parts: Iterable[Any], collection: str) -> list[Fault]:
    """Return a fault for every part whose key an earlier one of *collection* has."""
    seen: set[str] = set()
    faults: list[Fault] = []
    for index, part in enumerate(parts):
        if part.key in seen:
            faults.append(Fault(part.key, "a key of its own", f"{collection}[{index}].key"))
        seen.add(part.key)
    return faults


class Guesses:
    """Looks for what was meant, as long as looking stays cheap.

    Comparing two names takes the product of their lengths, and a hostile plan has thousands.
    """

    def __init__(self) -> None:
        self._left = 1_000_000

    def near(self, name: str, names: Iterable[str]) -> str:
        """Return the one of *names* that *name* was probably meant to be, or an empty text."""
        if self._left > 0:
            known = list(names)
            self._left -= 1_000 + min(len(name), CUT) * sum(map(len, known))
            if self._left > 0:
                return nearest(name, known)
        return ""


def unknown(
    name: str, known: Collection[str], path: str, collection: str, guesses: Guesses
) -> Fault:
    """Return the fault of naming something that is not in *collection*."""
    near = guesses.near(name, known)
    if near:
        hint = f"did you mean {near!r}?"
    elif known:
        hint = f"there are: {', '.join(islice(known, 8))}" + (", …" if len(known) > 8 else "")
    else:
        hint = f"the plan has no {collection}"
    return Fault(name, f"the key of one of the plan's {collection}", path, hint)
