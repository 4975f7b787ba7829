"""The holidays of a country, and what is not known of them."""

from __future__ import annotations

import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import holidays
import pytest

from aufwand.calendars import public_holidays
from aufwand.errors import Fault
from aufwand.model import Calendar

#: The module, which has the name of its function.
known = sys.modules["aufwand.calendars.public_holidays"]

START, END = date(2027, 1, 1), date(2027, 12, 31)


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """Begin with nothing that was asked before."""
    monkeypatch.setattr(known, "_places", {})
    monkeypatch.setattr(known, "_years", {})


class TestPublicHolidays:
    def test_a_part_of_a_country_has_its_own(self):
        """Corpus Christi is one in Bavaria, and Assumption where Catholics live."""
        found = public_holidays(
            Calendar(country="DE", subdivision="BY", categories=["catholic"]), START, END
        )
        names = {day.isoformat(): name for day, name, _ in found.days}

        assert (names["2027-05-27"], names["2027-08-15"]) == ("Fronleichnam", "Mariä Himmelfahrt")
        assert len(found.days) == 13
        assert found.source == f"holidays {holidays.__version__}, DE-BY, public, catholic"
        assert (found.uncovered, found.why) == ((), "")

    def test_a_part_may_be_named_in_full(self):
        """The package knows some names of parts; the source tells the code."""
        found = public_holidays(Calendar(country="DE", subdivision="Bayern"), START, END)

        assert found.source == f"holidays {holidays.__version__}, DE-BY, public"

    def test_names_do_not_hang_on_the_environment(self, monkeypatch):
        """They are in the country's language, whatever the shell speaks."""
        monkeypatch.setenv("LANGUAGE", "en_US")

        assert public_holidays(Calendar(country="DE"), START, END).days[0].name == "Neujahr"
        assert public_holidays(Calendar(country="US"), START, END).days[0].name == "New Year's Day"

    def test_half_days_take_half(self):
        """A day that is a whole holiday as well is no half one."""
        iceland = Calendar(country="IS", categories=["half_day"])
        found = public_holidays(iceland, START, END).days
        shares = {day.isoformat(): share for day, _, share in found}

        assert (shares["2027-12-24"], shares["2027-12-25"]) == (0.5, 1.0)

    def test_without_a_country_there_are_none(self):
        """And nothing is uncovered."""
        found = public_holidays(Calendar(), START, END)

        assert (found.days, found.source, found.uncovered) == ((), "", ())

    def test_years_that_are_not_covered_are_told(self):
        """The package itself answers that there are none."""
        found = public_holidays(Calendar(country="DE"), date(2099, 1, 1), date(2102, 1, 1))

        assert (found.uncovered, found.why) == ((2101, 2102), "not covered")
        assert {each.day.year for each in found.days} == {2099, 2100}

    def test_years_of_which_only_some_is_known_are_not_covered(self, recwarn):
        """India's end years before its class does, which only a warning says; asked twice, too."""
        for _ in range(2):
            found = public_holidays(
                Calendar(country="IN", subdivision="MH"), date(2035, 1, 1), date(2036, 12, 31)
            )

            assert (found.uncovered, found.why) == ((2036,), "not covered")
            assert {each.day.year for each in found.days} == {2035}
        assert not recwarn.list

    def test_without_the_extra_every_year_is_uncovered(self, monkeypatch):
        """A plan can be looked at all the same."""
        monkeypatch.setitem(sys.modules, "holidays", None)
        monkeypatch.setitem(sys.modules, "holidays.version", None)
        found = public_holidays(Calendar(country="DE"), START, END)

        assert (found.days, found.uncovered, found.why) == ((), (2027,), "not installed")

    @pytest.mark.parametrize(
        ("place", "told"),
        [
            (
                {"country": "DF"},
                "calendar.country: found 'DF', expected a country whose holidays are known",
            ),
            (
                {"country": "DE", "subdivision": "BYY"},
                "calendar.subdivision: found 'BYY', expected a part of DE whose holidays are known",
            ),
            (
                {"country": "AQ", "subdivision": "BY"},
                "calendar.subdivision: found 'BY', expected a part of AQ whose holidays are known",
            ),
            (
                {"country": "AT", "categories": ["x"]},
                "calendar.categories: found 'x', expected a category of holidays in AT",
            ),
            (
                {"subdivision": "BY"},
                "calendar.country: found nothing, expected the country that 'BY' is a part of",
            ),
        ],
    )
    def test_a_place_that_is_not_known_is_refused(self, place, told):
        """The fault stands where the calendar names it."""
        with pytest.raises(Fault) as caught:
            public_holidays(Calendar(**place), START, END)

        assert str(caught.value).startswith(told)

    @pytest.mark.parametrize(
        ("place", "hint"),
        [
            ({"country": "DE", "subdivision": "BYY"}, "did you mean 'BY'?"),
            ({"country": "AQ", "subdivision": "BY"}, "it has none"),
            (
                {"country": "AT", "categories": ["x"]},
                "there are: bank, protestant, public, school",
            ),
        ],
    )
    def test_the_nearest_is_told(self, place, hint):
        """Or what there is."""
        with pytest.raises(Fault) as caught:
            public_holidays(Calendar(**place), START, END)

        assert caught.value.hint == hint

    def test_long_lists_of_parts_are_cut(self):
        """The United States have more than fit into a message."""
        with pytest.raises(Fault, match=r"there are: AK, .*…"):
            public_holidays(Calendar(country="US", subdivision="Qqqq"), START, END)

    def test_no_more_is_kept_than_is_needed(self, monkeypatch):
        """A service that is asked about many places does not grow for ever."""
        monkeypatch.setattr(known, "_KEPT", 2)
        public_holidays(Calendar(country="DE"), START, date(2031, 12, 31))

        assert len(known._years) <= 2

    def test_threads_see_the_same_days(self):
        """No thread meets a year that another is still filling."""
        calendar = Calendar(country="DE", subdivision="BY")

        def count(_):
            return len(public_holidays(calendar, date(2000, 1, 1), date(2039, 12, 31)).days)

        with ThreadPoolExecutor(12) as pool:
            counts = set(pool.map(count, range(24)))

        assert len(counts) == 1

    def test_it_travels(self):
        """It is a value: equal, hashable, and the same after a pickle."""
        found = public_holidays(Calendar(country="AT"), START, END)

        assert pickle.loads(pickle.dumps(found)) == found
        assert hash(pickle.loads(pickle.dumps(found))) == hash(found)
