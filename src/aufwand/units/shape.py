"""How likely each value of a range is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, frozen

from aufwand.errors import Fault, nearest
from aufwand.units._exact import SMALLEST, Number, exact, finite
from aufwand.units._pattern import Pattern
from aufwand.units._value import value
from aufwand.units.effort import decimal_text

if TYPE_CHECKING:
    from aufwand.units.range import Range

__all__ = ["PERT", "SHAPES", "Shape", "ShapeLike", "fits", "shape"]

#: The shapes that there are.
SHAPES = ("pert", "triangular", "uniform", "lognormal")

#: All that is taken where a shape is needed.
ShapeLike: TypeAlias = "str | Shape"

_SHAPE = "a shape: pert, 'pert 8' with another weight, triangular, uniform or lognormal"
# As many decimals as the smallest number has that is taken.
_TEXT = Pattern(r"([a-zA-Z]{1,16})(?: ([0-9]{1,3}(?:\.[0-9]{1,45})?))?")

#: How much more the likely value counts than an end, in the PERT of 1959.
_USUAL = 4

#: So many times its low end the high end of a lognormal may be.
MOST_TIMES = 10_000

#: Beyond this the range is its likely value, and nothing else.
_MOST = 100

_WEIGHT = f"a weight above 0, at most {_MOST}"
_NO_WEIGHT = "no weight, which only a pert has"


def _name(value: str) -> str:
    if isinstance(value, str) and value in SHAPES:
        return str.__str__(value)
    near = nearest(value, SHAPES) if isinstance(value, str) else ""
    raise Fault(value, _SHAPE, hint=f"did you mean {near!r}?" if near else "")


def _weight(value: Number) -> float:
    number = exact(finite(value, _WEIGHT))
    if not exact(SMALLEST) <= number <= _MOST:
        raise Fault(value, _WEIGHT)
    return number.numerator if number.denominator == 1 else float(number)


@value
@frozen(repr=False, eq=False)
class Shape:
    """How likely each value of a range is.

    - ``pert``: a beta distribution from low to high whose mode is the likely value; its mean is
      (low + weight x likely + high) / (weight + 2), with a weight of 4 unless told otherwise.
    - ``triangular``: from low to high, with its peak at the likely value.
    - ``uniform``: every value from low to high is as likely as any other.
    - ``lognormal``: a long tail above; low and high are what is undercut and exceeded in one of
      twenty cases each, so that nine of ten lie between.

    A range whose ends are the same is that value, whatever its shape.

    Source of PERT: Malcolm, Roseboom, Clark and Fazar, *Application of a Technique for Research
    and Development Program Evaluation*, Operations Research 7 (1959); of its weight: Vose, *Risk
    Analysis* (2008).

    Args:
        name: ``pert``, ``triangular``, ``uniform`` or ``lognormal``.
        weight: How much the likely value of a ``pert`` counts, above 0 and at most 100.

    Raises:
        Fault: If there is no such shape, or the weight is none.
    """

    #: ``pert``, ``triangular``, ``uniform`` or ``lognormal``.
    name: str = field(default="pert", converter=_name)

    #: How much the likely value of a ``pert`` counts; the others have none.
    weight: float = field(default=_USUAL, converter=_weight)

    def __attrs_post_init__(self) -> None:
        if self.name != "pert" and self.weight != _USUAL:
            raise Fault(self.weight, _NO_WEIGHT)

    @classmethod
    def parse(cls, text: str) -> Shape:
        """Return the shape that *text* such as ``triangular`` or ``pert 8`` names.

        Raises:
            Fault: If it names none.
        """
        found = _TEXT.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            raise Fault(text, _SHAPE)
        name = found[1].casefold()
        try:
            if found[2] is None:
                return cls(name)
            if name in SHAPES and name != "pert":
                raise Fault(text, _NO_WEIGHT)
            return cls(name, float(found[2]))
        except Fault as fault:
            # What was written, not the piece of it that was looked at.
            raise Fault(text, fault.expected, hint=fault.hint) from None

    @property
    def text(self) -> str:
        """The same shape as text that reads back to exactly this value."""
        if self.weight == _USUAL:
            return self.name
        return f"{self.name} {decimal_text(exact(self.weight))}"

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Shape({self.text!r})"


#: What a range has where nothing else is said.
PERT = Shape()


def shape(value: ShapeLike) -> Shape:
    """Return the shape that *value* is or names.

    Raises:
        Fault: If it is none.
    """
    return value if isinstance(value, Shape) else Shape.parse(value)


def _in_the_middle(range: Range[Any]) -> bool:  # noqa: A002 - a range is what it is
    ends = range.low, range.likely, range.high
    # In floats, 0.4 is not the middle of 0.1 and 0.7.
    low, likely, high = (exact(end) if isinstance(end, float) else end for end in ends)
    middle: bool = likely * 2 == low + high
    return middle


def fits(shape: Shape, range: Range[Any]) -> None:  # noqa: A002 - a range is what it is
    """Raise a fault if a *range* cannot have a *shape*.

    Raises:
        Fault: If it names a likely value that the shape has no use for, or is a lognormal that
            begins at zero or has no sensible end.
    """
    if range.fixed or shape.name in {"pert", "triangular"}:
        return
    if not range.derived and not _in_the_middle(range):
        raise Fault(
            str(range),
            f"low and high alone, as a {shape.name} has no use for a likely value",
            hint="leave the likely value out, or take pert or triangular",
        )
    if shape.name == "lognormal" and not range.low:
        raise Fault(
            str(range),
            "a low end above zero, as a lognormal never reaches it",
            hint="give the value that is undercut in one of twenty cases",
        )
    if shape.name == "lognormal" and range.high > range.low * MOST_TIMES:
        raise Fault(
            str(range),
            f"a high end of at most {MOST_TIMES:,} times the low end",
            hint="whoever knows less than that knows nothing of it",
        )
