"""The command that writes a calendar file."""

from __future__ import annotations

import os
import sys

import icalendar
import pytest

from aufwand.cli.exit_codes import FINE, NO_PLAN, WRONG_USE

PLAN = """\
name = "Bakery"

[calendar]
start = 2027-03-01
end = 2027-03-28
timezone = "Europe/Berlin"

[[roles]]
key = "pr"
name = "Mara"

[[roles]]
key = "care"

[[activities]]
key = "monitoring"
duration = "15 min"
per = "workday"
roles = ["pr"]

[[activities]]
key = "posts"
duration = "2 h"
roles = ["care"]

[[activities]]
key = "numbers"
duration = "1 h"
per = "year"
roles = ["pr"]

[[activities]]
key = "dreams"
duration = "1 h"
"""


@pytest.fixture(autouse=True)
def plan(folder):
    """A plan of four weeks."""
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    return folder / "plan.toml"


class TestCalendar:
    def test_a_file(self, aufwand, folder):
        """It is written whole, and what is in it is told."""
        ended = aufwand("calendar", "plan.toml", "-o", "plan.ics")
        data = (folder / "plan.ics").read_bytes()

        assert (FINE, "") == (ended.code, ended.out)
        assert ended.err == (
            "plan.ics: 2 series, 24 blocks, 13 h\n"
            "Not in it: Numbers (Mara), as it happens less than once in these days\n"
            "Not in it: Dreams, as nobody does it yet\n"
        )
        assert 2 == len(icalendar.Calendar.from_ical(data).walk("VEVENT"))
        assert data.endswith(b"END:VCALENDAR\r\n")

    def test_in_german(self, aufwand):
        """With German names and numbers."""
        ended = aufwand("calendar", "plan.toml", "-o", "plan.ics", "--lang", "de")

        assert ended.err == (
            "plan.ics: 2 Serien, 24 Termine, 13 Std.\n"
            "Nicht darin: Numbers (Mara), da es in diesen Tagen nicht einmal vorkommt\n"
            "Nicht darin: Dreams, da es noch niemand tut\n"
        )

    def test_standard_output(self, aufwand, folder):
        """The same bytes as in the file, with nothing else."""
        aufwand("calendar", "plan.toml", "-o", "plan.ics")
        ended = aufwand("calendar", "plan.toml")

        assert ended.out.encode() == (folder / "plan.ics").read_bytes()
        assert ended.err.startswith("standard output: 2 series, 24 blocks")

    def test_one_role(self, aufwand, folder):
        """Its calendar has its work alone."""
        ended = aufwand("calendar", "plan.toml", "-o", "care.ics", "--role", "care")

        assert "care.ics: 1 series, 4 blocks, 8 h\n" == ended.err
        assert b"X-WR-CALNAME:Bakery (care)" in (folder / "care.ics").read_bytes()

    def test_without_a_block_nothing_is_written(self, aufwand, plan, folder):
        """What is no calendar is no file; the reasons are told, and scripts see it."""
        plan.write_text(PLAN.replace("03-28", "03-07").replace("03-01", "03-07"), encoding="utf-8")
        ended = aufwand("calendar", "plan.toml", "-o", "care.ics", "--role", "care")

        assert (NO_PLAN, "") == (ended.code, ended.out)
        assert ended.err.startswith(
            "care.ics: not written, as the plan has no block of time in these days\nNot in it: "
        )
        assert not (folder / "care.ics").exists()

    def test_one_block(self, aufwand, plan):
        """Words for one."""
        plan.write_text(PLAN.replace("2027-03-28", "2027-03-01"), encoding="utf-8")

        assert "1 series, 1 block, 2 h" in aufwand("calendar", "plan.toml", "--role", "care").err

    def test_zone_stamp_and_sequence(self, aufwand):
        """What the plan does not say, the command line can."""
        told = aufwand(
            *("calendar", "plan.toml", "--timezone", "Asia/Tokyo"),
            *("--stamp", "2027-02-01", "--sequence", "7"),
        ).out

        assert "DTSTART;TZID=Asia/Tokyo:20270301T090000" in told
        assert "DTSTAMP:20270201T000000Z" in told
        assert "SEQUENCE:7" in told

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (("--timezone", "Europe/Berln"), "did you mean 'Europe/Berlin'?"),
            (("--stamp", "tomorrow"), "it is no day as YYYY-MM-DD"),
            (("--sequence", "-1"), "not in the range"),
            (("--role", "prr"), "did you mean 'pr'?"),
            (("-o", "plan.toml"), "plan.toml is the plan itself; name another file"),
        ],
    )
    def test_wrong_use(self, aufwand, plan, options, said):
        """Is told, and nothing is written."""
        ended = aufwand("calendar", "plan.toml", *options)

        assert (WRONG_USE, "") == (ended.code, ended.out)
        assert said in " ".join(ended.err.split())
        assert PLAN == plan.read_text(encoding="utf-8")

    def test_a_calendar_of_ours_is_replaced(self, aufwand, folder):
        """One of others only by force."""
        file = folder / "plan.ics"
        assert FINE == aufwand("calendar", "plan.toml", "-o", "plan.ics").code
        first = file.read_bytes()
        assert FINE == aufwand("calendar", "plan.toml", "-o", "plan.ics", "--role", "pr").code
        assert first != file.read_bytes()
        file.write_bytes(first.replace(b"-//aufwand//aufwand", b"-//somebody//else"))

        assert WRONG_USE == aufwand("calendar", "plan.toml", "-o", "plan.ics").code
        assert b"somebody" in file.read_bytes()
        assert FINE == aufwand("calendar", "plan.toml", "-o", "plan.ics", "--force").code
        assert first == file.read_bytes()

    @pytest.mark.parametrize("command", ["calendar", "report", "workbook"])
    @pytest.mark.parametrize("link", [os.symlink, os.link])
    def test_the_plan_itself_is_never_replaced(self, aufwand, folder, plan, link, command):
        """By no command that writes a file, and by no other name either."""
        link(plan, folder / "plan.ics")
        for output in ("plan.toml", "./plan.toml", "plan.ics"):
            ended = aufwand(command, "plan.toml", "--force", "-o", output)

            assert (WRONG_USE, "") == (ended.code, ended.out)
            assert f"{output} is the plan itself; name another file" in ended.err
            assert PLAN == plan.read_text(encoding="utf-8")

    def test_a_file_that_cannot_be_read_or_written(self, aufwand, folder):
        """A folder is no file, and a folder that is not there takes none."""
        (folder / "dir").mkdir()

        assert NO_PLAN == aufwand("calendar", "plan.toml", "-o", "dir").code
        assert NO_PLAN == aufwand("calendar", "plan.toml", "-o", "no/plan.ics").code
        assert NO_PLAN == aufwand("calendar", "plan.toml", "-o", "a\0b").code

    def test_faults_have_their_place(self, aufwand, plan):
        """Line and column of what is wrong."""
        plan.write_text(PLAN.replace("Berlin", "Berln"), encoding="utf-8")
        ended = aufwand("calendar", "plan.toml", "-o", "plan.ics")

        assert NO_PLAN == ended.code
        assert "plan.toml:6:12: calendar.timezone: found 'Europe/Berln'" in ended.err

    def test_without_days(self, aufwand, plan):
        """It says what to add."""
        plan.write_text(PLAN.replace("start = 2027-03-01\n", ""), encoding="utf-8")
        ended = aufwand("calendar", "plan.toml")

        assert NO_PLAN == ended.code
        assert "calendar.start: found nothing, expected the first day of the plan" in ended.err

    def test_months_without_a_free_day(self, aufwand, plan):
        """Are told with their number."""
        text = PLAN.replace("2027-03-28", "2027-12-31").replace('"year"', '"month"')
        for closed, told in (
            ("[{ from = 2027-08-01, to = 2027-08-31 }]", ("1 block", "1 Termin")),
            ("[{ from = 2027-07-01, to = 2027-08-31 }]", ("2 blocks", "2 Termine")),
        ):
            dated = text.replace("[calendar]", f"[calendar]\nclosures = {closed}")
            plan.write_text(dated, encoding="utf-8")
            english, german = (
                aufwand("calendar", "plan.toml", "--lang", lang).err for lang in ("en", "de")
            )

            assert (
                f"Not in it: Numbers (Mara), {told[0]}, as no day before the next one has its "
                "time free\n"
            ) in english
            assert f"Nicht darin: Numbers (Mara), {told[1]}, da bis zum nächsten" in german

    def test_much_that_is_left_out(self, aufwand, plan):
        """Twenty lines, then how many more."""
        more = "".join(
            f'\n[[activities]]\nkey = "dream_{each}"\nduration = "1 h"\n' for each in range(30)
        )
        plan.write_text(PLAN + more, encoding="utf-8")
        lines = aufwand("calendar", "plan.toml").err.splitlines()

        assert 22 == len(lines)
        assert "and 12 more" == lines[-1]

    def test_years_without_holidays(self, aufwand, plan):
        """Are told, as blocks are on them as on any day."""
        late = PLAN.replace("2027-03-01", "2300-12-01").replace("2027-03-28", "2301-01-31")
        plan.write_text(late.replace("[calendar]", '[calendar]\ncountry = "DE"'), encoding="utf-8")

        assert (
            "No holidays are known of 2300 – 2301: blocks are on them as on any day"
            in aufwand("calendar", "plan.toml").err
        )

    def test_without_the_package_of_holidays(self, aufwand, plan, monkeypatch):
        """It says what brings them."""
        text = PLAN.replace("[calendar]", '[calendar]\ncountry = "DE"')
        plan.write_text(text, encoding="utf-8")
        monkeypatch.setitem(sys.modules, "holidays.version", None)

        assert (
            "Blocks are on holidays as on any day: pip install 'aufwand[calendar]' brings them"
            in aufwand("calendar", "plan.toml").err
        )
