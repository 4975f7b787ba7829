"""pint quantities, on the way in and on the way out."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from functools import cache

import numpy as np
import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.errors import Fault
from aufwand.units import Effort, Elapsed, duration, hours, minutes

UREG = pint.UnitRegistry()


def host(*definitions, **options):
    """Return a registry such as a program around aufwand may have."""
    registry = pint.UnitRegistry(**options)
    for definition in definitions:
        registry.define(definition)
    return registry


@cache
def formatting(form):
    """Return a registry that writes its units in another way."""
    registry = host()
    registry.formatter.default_format = form
    return registry


class TestIn:
    def test_two_registries(self):
        """Quantities of two registries, which pint cannot add, add as efforts."""
        one, other = host(), host()

        assert hours(2) == Effort(one.Quantity(1, "hour")) + Effort(other.Quantity(60, "minute"))
        assert hash(Effort(one.Quantity(1, "hour"))) == hash(Effort(other.Quantity(60, "minute")))

    def test_redefined_hour(self):
        """In a registry with school hours of 45 minutes, an hour is 45 minutes."""
        school = host("hour = 45 * minute", on_redefinition="ignore")

        assert minutes(45) == Effort(school.Quantity(1, "hour"))
        assert minutes(60) == hours(1)
        assert minutes(60) == Effort(hours(1).to_pint())

    @pytest.mark.parametrize(
        "unit", ["day", "week", "month", "year", "fortnight", "common_year", "eon"]
    )
    @pytest.mark.parametrize("form", ["", "~P", "~", "C", "L"])
    def test_calendar_words(self, unit, form):
        """Days, weeks, months and years have no number of hours, however they are formatted."""
        registry = formatting(form)
        with pytest.raises(Fault, match=f"{unit} does not say how many working hours it has"):
            Effort(registry.Quantity(1, unit))
        with pytest.raises(Fault, match=f"{unit} does not say"):
            duration(registry.Quantity(1, unit))

    def test_workdays_of_the_host(self):
        """What the host calls a workday is refused as well; hours are written in hours."""
        registry = host("workday = 7.6 * hour", "shift = 6 * hour")
        with pytest.raises(Fault, match="workday does not say"):
            Effort(registry.Quantity(1, "workday"))

        assert hours(6) == Effort(registry.Quantity(1, "shift"))

    @pytest.mark.parametrize(
        ("kind", "magnitude"),
        [(Decimal, Decimal("0.1")), (Fraction, Fraction(1, 10)), (float, 0.1)],
    )
    def test_number_types(self, kind, magnitude):
        """Registries of decimals, fractions and floats are all read exactly."""
        registry = pint.UnitRegistry(non_int_type=kind)

        assert minutes(6) == Effort(registry.Quantity(magnitude, "hour"))

    def test_decimals_do_not_depend_on_the_context(self):
        """The host's decimal precision and traps change nothing."""
        registry = pint.UnitRegistry(non_int_type=Decimal)
        quantity = registry.Quantity(Decimal("1234.56"), "hour")
        with localcontext() as context:
            context.prec = 3
            context.traps[Inexact] = True
            effort = Effort(quantity)

        assert hours(1234.56) == effort

    @pytest.mark.parametrize(
        "magnitude", [np.float64(1.5), np.float32(1.5), np.array(1.5), Fraction(3, 2)], ids=repr
    )
    def test_scalars(self, magnitude):
        """Scalars of numpy are numbers."""
        assert hours(1.5) == Effort(UREG.Quantity(magnitude, "hour"))

    @pytest.mark.parametrize(
        "magnitude",
        [[1.0, 2.0], [1.0], [[1.0, 2.0], [3.0, 4.0]], []],
        ids=repr,
    )
    def test_arrays(self, magnitude):
        """An array is not one working time, not even an array of one."""
        with pytest.raises(Fault, match="found array") as caught:
            Effort(UREG.Quantity(np.array(magnitude), "hour"))

        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize("magnitude", [float("nan"), float("inf"), float("-inf"), 1e300, 1j])
    def test_no_finite_number(self, magnitude):
        """Quantities without a sound magnitude are refused."""
        with pytest.raises(Fault, match="expected working time"):
            Effort(UREG.Quantity(magnitude, "hour"))

    def test_below_zero(self):
        """Quantities below zero are refused."""
        with pytest.raises(Fault, match="less than nothing cannot be planned"):
            Effort(UREG.Quantity(-1, "hour"))

    def test_bounds(self):
        """Quantities are bounded as all working times are."""
        assert hours(10**9) == Effort(UREG.Quantity(10**9, "hour"))
        with pytest.raises(Fault, match="numbers go up to"):
            Effort(UREG.Quantity(10**9 + 1, "hour"))

    @pytest.mark.parametrize("unit", ["", "meter", "hour**2", "1/hour", "hour/week", "becquerel"])
    def test_no_time(self, unit):
        """What is no time is refused, and so are rates, which pint takes for plain numbers."""
        with pytest.raises(Fault):
            Effort(UREG.Quantity(1, unit))

    def test_something_like_a_quantity(self):
        """What only looks like a quantity is refused."""

        class Alike:
            def m_as(self, unit):
                return 1

        with pytest.raises(Fault, match="the quantity is no time"):
            Effort(Alike())
        with pytest.raises(Fault, match="the quantity is no time"):
            Effort(pint.Quantity)

    def test_person_hours_of_the_host(self):
        """A host's own person-hours are effort, and no elapsed time."""
        registry = host("person = [person]", "person_hour = person * hour", "staff = 2 * person")

        assert hours(3) == Effort(registry.Quantity(3, "person_hour"))
        assert hours(6) == Effort(registry.Quantity(3, "staff * hour"))
        with pytest.raises(TypeError, match="effort is not elapsed time"):
            Elapsed(registry.Quantity(3, "person_hour"))

    def test_strange_persons(self):
        """Where the host counts persons in units of its own, the fault says what is missing."""
        registry = host("head = [person]")
        with pytest.raises(Fault, match=r"its registry has no person \* second"):
            Effort(registry.Quantity(3, "head * hour"))

    def test_small_registries(self):
        """A registry that knows nothing but seconds is enough."""
        registry = pint.UnitRegistry(None)
        registry.define("second = [time]")

        assert minutes(90) == Effort(registry.Quantity(5400, "second"))


class TestOut:
    @given(st.integers(0, 10**6) | st.decimals(0, 10**6, places=3))
    def test_round_trip(self, number):
        """An effort goes to pint and comes back unchanged."""
        assert hours(number) == Effort(hours(number).to_pint())
        assert minutes(number) == Effort(minutes(number).to_pint())

    def test_person_hours(self):
        """The quantity is in person-hours, which convert to person-minutes and not to hours."""
        quantity = hours(1.5).to_pint()

        assert str(quantity) == "1.5 person_hour"
        assert quantity.m_as("person_minute") == 90
        with pytest.raises(pint.DimensionalityError):
            quantity.to("hour")

    def test_quantities_add(self):
        """All quantities come from one registry, so that they add."""
        assert (hours(1).to_pint() + minutes(30).to_pint()).m_as("person_hour") == 1.5

    def test_sealed(self):
        """Nobody changes what an hour is in aufwand's registry."""
        registry = hours(1).to_pint()._REGISTRY
        with pytest.raises(TypeError, match="sealed"):
            registry.define("hour = 45 * minute")
        with pytest.raises(TypeError, match="sealed"):
            registry.define("workday = 8 * hour")

        assert hours(1).to_pint().m_as("person_minute") == 60

    @pytest.mark.parametrize("unit", ["day", "week", "month", "year", "workday"])
    def test_no_calendar(self, unit):
        """aufwand's registry knows no calendar."""
        with pytest.raises(pint.UndefinedUnitError):
            hours(1).to_pint().to(unit)


def test_first_use_by_many_threads():
    """Sixteen threads that need the registry at once get one, whole."""
    program = """
import sys, threading
from aufwand.units import Effort, hours
sys.setswitchinterval(1e-6)
barrier, found = threading.Barrier(16), []
def work():
    barrier.wait()
    quantity = hours(1.5).to_pint()
    found.append((id(quantity._REGISTRY), quantity.m_as("person_minute"), Effort(quantity).text))
threads = [threading.Thread(target=work) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(found), len(set(found)), *found[0][1:])
"""

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
    assert done.stdout == "16 1 90.0 1 h 30 min\n"
