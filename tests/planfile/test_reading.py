from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from aufwand.catalog import baseline
from aufwand.documents import Limits, read, write
from aufwand.errors import Fault, InvalidPlan, UnreadablePlan
from aufwand.model import (
    Acceptance,
    Activity,
    Audience,
    Calendar,
    Channel,
    Closure,
    Criticism,
    Driver,
    Goal,
    Identity,
    Plan,
    Role,
    Source,
    Tool,
)
from aufwand.planfile import load, loads, read_plan_file
from aufwand.units import CADENCES, Range

EXPECTED = Plan(
    "Bakery",
    currency="EUR",
    full_time="38.5 h/week",
    budget="900 EUR/week",
    reserve=0.15,
    review_on=date(2027, 6, 30),
    calendar=Calendar(
        country="DE",
        subdivision="BY",
        start=date(2027, 1, 1),
        end=date(2027, 12, 31),
        closures=[Closure("2027-08-09", "2027-08-20", "summer break")],
    ),
    identity=Identity(handle="@bakery", tone="warm, first names"),
    criticism=Criticism(
        owner="care",
        reply_within="4 h",
        procedure="answer publicly, move to a call, tell what changed",
    ),
    audiences=[
        Audience(
            "families",
            country="DE",
            ages=(25, 49),
            benefit="recipes and first pick of the day",
            goals=[Goal("more regulars", metric="loyalty cards", target=200)],
        )
    ],
    channels=[
        Channel(
            "facebook",
            audiences=["families"],
            pieces=3,
            messages=20,
            answered=0.9,
            exclusive=True,
            invitations=True,
        )
    ],
    roles=[
        Role("pr", department="PR", capacity="12 h/week", rate="45 EUR/h"),
        Role("care", customer_facing=True),
        Role("sales"),
    ],
    activities=[
        *baseline("orientation", roles=["pr"]),
        Activity(
            "reel",
            name="Film a reel",
            area="content",
            duration="2-4 h",
            channels=["facebook"],
            roles={"pr": 0.5, "sales": 0.5},
        ),
    ],
    drivers=[
        Driver(
            "two_languages", factor=[1.5, 1.7, 2.0], areas=["content"], reason="German and English"
        )
    ],
    tools=[Tool("monitoring-suite", cost="49 EUR/month", purposes=["monitoring", "analytics"])],
    accepted=[
        Acceptance(
            rule="EXC101",
            where="channels.facebook",
            reason="shop closes in June",
            until=date(2027, 6, 30),
        )
    ],
)


def said(fault):
    """Return what a fault says beside what was found and expected."""
    return fault.path, (fault.line, fault.column), fault.hint


class TestWholeFile:
    @pytest.mark.parametrize("form", ["toml", "yaml", "json"])
    def test_everything_the_documentation_shows_is_read(self, form, bakery):
        """The documented plan means the same in every format."""
        text = bakery if form == "toml" else write(read(bakery, "toml").tree, form)

        assert EXPECTED == loads(text, form)

    def test_a_name_is_enough(self):
        """Nothing but a name is needed."""
        assert Plan("Bakery") == loads('name = "Bakery"')

    def test_bytes_are_read_too(self):
        """Bytes are UTF-8."""
        assert Plan("Bäckerei") == loads('name = "Bäckerei"'.encode())

    def test_a_file_is_read_by_its_suffix(self, tmp_path, bakery):
        """The suffix says the format, a path may be text or a Path."""
        file = tmp_path / "plan.toml"
        file.write_text(bakery)

        assert EXPECTED == load(file) == load(str(file))

    def test_a_file_can_be_read_with_its_places(self, tmp_path):
        """The plan comes with the text it was read from."""
        file = tmp_path / "plan.json"
        file.write_text('{"name": "Bakery"}')
        found = read_plan_file(file)

        assert (Plan("Bakery"), "json", str(file)) == (
            found.plan,
            found.document.format,
            found.document.name,
        )

    def test_what_was_read_elsewhere_is_taken(self):
        """A text can come with the name and format of where it was."""
        found = read_plan_file("-", text=b"name: Bakery", format="yaml")

        assert (Plan("Bakery"), "-") == (found.plan, found.document.name)

    def test_a_suffix_that_names_no_format_is_told(self):
        """A plan file is TOML, YAML or JSON."""
        with pytest.raises(Fault, match="a file name that ends with"):
            load("plan.txt")

    def test_limits_can_be_narrowed(self, tmp_path):
        """A host says how much a file may ask of it."""
        file = tmp_path / "plan.toml"
        file.write_text('name = "Bakery"')

        with pytest.raises(InvalidPlan) as of_file:
            load(file, limits=Limits(size=5))
        with pytest.raises(InvalidPlan) as of_text:
            loads('name = "Bakery"', limits=Limits(size=5))

        assert "at most 5 bytes" == of_file.value.faults[0].expected
        assert "at most 5 bytes" == of_text.value.faults[0].expected


class TestFiles:
    def test_a_missing_file_is_told(self, tmp_path):
        """The error names the file as it was named, and why."""
        name = str(tmp_path / "no.toml")
        with pytest.raises(UnreadablePlan) as caught:
            load(name)

        assert (name, "No such file or directory") == (caught.value.file, caught.value.why)

    def test_a_directory_is_told(self, tmp_path):
        """A directory is no file."""
        folder = tmp_path / "plan.toml"
        folder.mkdir()

        with pytest.raises(UnreadablePlan, match="directory"):
            load(folder)

    def test_an_impossible_name_is_told(self):
        """No file has a NUL in its name."""
        with pytest.raises(UnreadablePlan, match="null"):
            load("a\0.toml")

    def test_a_too_large_file_is_refused(self, tmp_path):
        """More than a megabyte is no plan."""
        file = tmp_path / "plan.toml"
        file.write_bytes(b"#" * 1_000_001)

        with pytest.raises(InvalidPlan) as caught:
            load(file)

        assert "at most 1000000 bytes" == caught.value.faults[0].expected

    def test_an_endless_file_is_read_to_the_limit_only(self, tmp_path):
        """A device without end is refused as too large."""
        endless = Path("/dev/zero")
        if not endless.exists():
            pytest.skip("this system has no such device")
        link = tmp_path / "plan.toml"
        link.symlink_to(endless)

        with pytest.raises(InvalidPlan) as caught:
            load(link)

        assert "at most 1000000 bytes" == caught.value.faults[0].expected

    @pytest.mark.parametrize("suffix", ["toml", "yaml", "json"])
    @pytest.mark.parametrize(
        "content", [b"name = '\xff'", b"\xff\xfe", b'name = "\0"', b"\0", b'{"name": "\0"}']
    )
    def test_what_is_no_text_is_refused(self, tmp_path, suffix, content):
        """Neither broken UTF-8 nor control characters get in."""
        file = tmp_path / f"plan.{suffix}"
        file.write_bytes(content)

        with pytest.raises(InvalidPlan):
            load(file)

    @pytest.mark.parametrize("suffix", ["toml", "yaml"])
    def test_an_empty_file_lacks_a_name(self, tmp_path, suffix):
        """A plan file may be short, but a plan has a name."""
        file = tmp_path / f"plan.{suffix}"
        file.write_bytes(b"")
        with pytest.raises(InvalidPlan) as caught:
            load(file)

        assert [("name", 1, 1)] == [
            (fault.path, fault.line, fault.column) for fault in caught.value.faults
        ]

    def test_an_empty_json_file_is_no_json(self, tmp_path):
        """JSON has at least a pair of braces."""
        file = tmp_path / "plan.json"
        file.write_bytes(b"")

        with pytest.raises(InvalidPlan):
            load(file)


def wrong(line, path, value, expected, hint="", column=None):
    """Return a case: the TOML line, and all that its one fault says."""
    at = column if column is not None else line.index("=") + 3
    return pytest.param(line, (path, value, expected, hint, at), id=line)


class TestOneFault:
    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            wrong("budget = 900", "budget", 900, "money per period such as '49 EUR/month'"),
            wrong("reserve = 15", "reserve", 15, "a share from 0 to 1, such as 0.25",
                  "for 15 % write 0.15"),
            wrong("reserve = '0.1'", "reserve", "0.1", "a share from 0 to 1, such as 0.25"),
            wrong("review_on = 'June'", "review_on", "June",
                  "a day as YYYY-MM-DD, such as 2027-06-30"),
            wrong("review_on = 2027-06-30T10:00:00", "review_on", "2027-06-30 10:00:00",
                  "a day as YYYY-MM-DD, such as 2027-06-30"),
            wrong("review_on = 10:00:00", "review_on", "10:00:00",
                  "a day as YYYY-MM-DD, such as 2027-06-30"),
            wrong("calendar = 5", "calendar", 5, "a table"),
            wrong("roles = 'pr'", "roles", "pr", "a list of tables", "write [[roles]] above it"),
            wrong("roles = [1]", "roles[0]", 1, "a table", column=10),
            wrong("schema = 2", "schema", 2, "1, the version this aufwand reads"),
            wrong("schema = true", "schema", True, "1, the version this aufwand reads"),
            wrong("schema = '1'", "schema", "1", "1, the version this aufwand reads"),
            wrong("baseline = 'orientatoin'", "baseline", "orientatoin",
                  "'orientation' or 'evidence'", "did you mean 'orientation'?"),
            wrong("baseline = 'x'", "baseline", "x", "'orientation' or 'evidence'"),
            wrong("baseline = true", "baseline", True, "'orientation' or 'evidence'"),
            wrong("budgte = 1", "budgte", "budgte", "a key of a plan", "did you mean 'budget'?",
                  column=1),
            wrong("calendar.starts = 1", "calendar.starts", "starts", "a key of a calendar",
                  "did you mean 'start'?", column=10),
            wrong("calendar.workdays = ['mon', 'tuesday']", "calendar.workdays[1]", "tuesday",
                  "a day of the week: mon, tue, wed, thu, fri, sat, sun",
                  "did you mean 'tue'?", column=29),
            wrong("calendar.closures = [{ from = 2027-01-02, to = 2027-01-01 }]",
                  "calendar.closures[0].to", "2027-01-01", "a day from 2027-01-02 on", column=48),
            wrong("calendar.closures = [{ from = 2027-01-02 }]",
                  "calendar.closures[0].to", None, "the last day", column=22),
            wrong("criticism.owner = 'care'", "criticism.owner", "care",
                  "the key of one of the plan's roles", "the plan has no roles"),
            wrong("criticism.owner = false", "criticism.owner", False,
                  "a key of letters, digits, '_' and '-', such as 'corporate_blog'"),
            wrong("full_time = '0 h/week'", "full_time", "0 min/week",
                  "a full-time week of more than no time"),
        ],
    )  # fmt: skip
    def test_a_wrong_line_of_a_plan_is_told(self, line, expected, the_fault):
        """Path, place, what was found, what is needed, what was probably meant."""
        fault = the_fault(f'name = "Bakery"\n{line}\n')

        assert expected == (fault.path, fault.value, fault.expected, fault.hint, fault.column)
        assert ("plan.toml", 2) == (fault.file, fault.line)

    @pytest.mark.parametrize(
        ("table", "line", "expected"),
        [
            ("channels", "pieces = -1", ("pieces", -1, "a number of zero or more", "", 10)),
            ("channels", "pieces = '3'", ("pieces", "3", "a number of zero or more", "", 10)),
            ("channels", "exclusive = 'yes'", ("exclusive", "yes", "true or false", "", 13)),
            ("channels", "exclusive = 1", ("exclusive", 1, "true or false", "", 13)),
            ("channels", "status = 'close'",
             ("status", "close", "one of active, paused, closed", "did you mean 'closed'?", 10)),
            ("channels", "audiences = ['x y']",
             ("audiences[0]", "x y",
              "a key of letters, digits, '_' and '-', such as 'corporate_blog'",
              "for example 'x_y'", 14)),
            ("channels", "audiences = { a = 1 }", ("audiences", {"a": 1}, "a list", "", 13)),
            ("channels", "name = 2027-01-01", ("name", date(2027, 1, 1), "text", "", 8)),
            ("channels", "name = ['a']", ("name", ["a"], "text", "", 8)),
            ("roles", "rate = '45 EUR'",
             ("rate", "45 EUR", "a price per hour such as '45 EUR/h'",
              "at character 7: per what? write the period behind it, as in '/week'", 8)),
            ("roles", "absences = 'x'",
             ("absences", "x", "a list of tables", "write [[roles.absences]] above it", 12)),
            ("audiences", "ages = [49, 25]",
             ("ages", "[49, 25]", "the youngest and the oldest age, such as [25, 49]", "", 8)),
            ("audiences", "goals = [{ text = 'a', metrics = 'b' }]",
             ("goals[0].metrics", "metrics", "a key of a goal", "did you mean 'metric'?", 24)),
            ("audiences", "xyz = 'b'",
             ("xyz", "xyz", "a key of an audience",
              "there are: key, name, country, ages, business, goals, benefit, reach", 1)),
            ("audiences", "reach = { 'a b' = 1 }",
             ("reach.a b", "a b", "a key of letters, digits, '_' and '-', such as 'corporate_blog'",
              "for example 'a_b'", 11)),
            ("audiences", "reach = { 'a.b' = 1 }",
             ("reach.a.b", "a.b", "a key of letters, digits, '_' and '-', such as 'corporate_blog'",
              "for example 'a_b'", 11)),
            ("audiences", "country = 'Germany'",
             ("country", "Germany", "a country's two-letter code (ISO 3166-1), such as 'DE'",
              "", 11)),
        ],
    )  # fmt: skip
    def test_a_wrong_line_of_a_part_is_told(self, table, line, expected, the_fault):
        """The path names the part by its key; the place is that of the value."""
        fault = the_fault(f'name = "B"\n[[{table}]]\nkey = "one"\n{line}\n')
        path, *rest = expected

        assert [f"{table}.one.{path}", *rest] == [
            fault.path,
            fault.value,
            fault.expected,
            fault.hint,
            fault.column,
        ]
        assert fault.line == 4

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("duration = 15", ("duration", 15, "a number needs a unit: '15 min' or '15 h'", 12)),
            ("duration = '3'",
             ("duration", "3", "at character 2: a unit is missing; write '3 min' or '3 h'", 12)),
            ("duration = { low = '1 h', high = 5 }",
             ("duration.high", 5, "a number needs a unit: '5 min' or '5 h'", 34)),
            ("duration = ['1 h', '5']",
             ("duration[1]", "5", "at character 2: a unit is missing; write '5 min' or '5 h'", 20)),
            ("duration = { low = '1 h', hgih = '2 h' }",
             ("duration.hgih", "hgih", "no such end of a range", 27)),
            ("area = []\nduration = '1 h'", ("area", [], "", 8)),
            ("area = 0\nduration = '1 h'", ("area", 0, "", 8)),
            ("duration = '1 h'\nper = 'weak'",
             ("per", "weak", "at character 1: did you mean 'week'?", 7)),
            ("duration = '1 h'\nroles = { pr = 0.5 }", ("roles", "pr = 0.5", "they sum to 0.5", 9)),
            ("duration = '1 h'\nroles = { pr = -1 }", ("roles.pr", -1, "", 16)),
            ("duration = '1 h'\nroles = 'slaes'",
             ("roles", "slaes", "did you mean 'sales'?", 9)),
            ("duration = '1 h'\nroles = ['pr', 'slaes']",
             ("roles[1]", "slaes", "did you mean 'sales'?", 16)),
            ("duration = '1 h'\nroles = { pr = 0.5, xy = 0.5 }",
             ("roles.xy", "xy", "there are: pr, sales", 21)),
            ("duration = '1 h'\nroles = 5", ("roles", 5, "", 9)),
            ("duration = '1 h'\nsource = 5", ("source", 5, "", 10)),
            ("duration = '1 h'\nsource = ''", ("source", "", "", 10)),
            ("duration = '1 h'\nsource = ['own records', []]", ("source[1]", [], "", 26)),
            ("duration = '1 h'\nsource = 'shermann2010'",
             ("source", "shermann2010",
              "did you mean 'sherman2010'? Your own source is a few words, or a table with a title",
              10)),
            ("duration = '1 h'\nsource = 'qqqq'",
             ("source", "qqqq", "Your own source is a few words, or a table with a title", 10)),
            ("duration = '1 h'\nsource = { figure = 'e0001' }",
             ("source.figure", "e0001", "did you mean 'e001'?", 21)),
            ("duration = '1 h'\nsource = { key = 'qqqq' }",
             ("source.key", "qqqq", "or give it a title", 18)),
            ("duration = '1 h'\nsource = { title = 'a', trust = 'D' }",
             ("source.trust", "D", "", 33)),
        ],
    )  # fmt: skip
    def test_a_wrong_line_of_an_activity_is_told(self, line, expected, the_fault):
        """Durations, cadences, shares and sources each have their own words."""
        roles = 'roles = [{ key = "pr" }, { key = "sales" }]'
        fault = the_fault(f'name = "B"\n{roles}\n[[activities]]\nkey = "one"\n{line}\n')
        path, *rest = expected

        assert [f"activities.one.{path}", *rest] == [
            fault.path,
            fault.value,
            fault.hint,
            fault.column,
        ]

    def test_a_missing_name_is_told(self, the_fault):
        """Where a name would stand, and what it would be."""
        fault = the_fault("currency = 'EUR'\n")

        assert "plan.toml:1:1: name: found nothing, expected what the plan is called" == str(fault)

    def test_a_blank_name_is_told(self, the_fault):
        """Blanks are no name."""
        fault = the_fault("name = ' '\n")

        assert "plan.toml:1:8: name: found ' ', expected a name" == str(fault)

    def test_a_missing_key_is_told_at_its_table(self, the_fault):
        """A part without its key stands where its header does."""
        fault = the_fault("name = 'B'\n\n[[roles]]\nname = 'PR'\n")

        assert "plan.toml:3:1: roles[0].key: found nothing, expected what the plan calls it" == str(
            fault
        )

    def test_a_key_twice_is_told_at_the_second(self, the_fault):
        """Keys are of their own, also where a part of that key is wrong."""
        fault = the_fault("name = 'B'\n[[roles]]\nkey = 'pr'\n[[roles]]\nkey = 'pr'\n")

        assert ("roles.pr.key", (5, 7), "") == said(fault)

    def test_a_second_currency_is_told(self, the_fault):
        """Money of two currencies does not add."""
        fault = the_fault(
            "name = 'B'\nbudget = '1 EUR/week'\n[[costs]]\nkey = 'a'\namount = '2 USD'\n"
        )

        assert ("costs.a.amount", (5, 10)) == said(fault)[:2]

    def test_without_a_file_the_line_is_told(self):
        """A text without a name is told by line and column."""
        with pytest.raises(InvalidPlan) as caught:
            loads("name = 1")

        assert "plan: 1 fault\n  line 1, column 8: name: found 1, expected text" == str(
            caught.value
        )


class TestSources:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("'own records'", [Source("own records")]),
            ("['own records', 'a second one']", [Source("own records"), Source("a second one")]),
            ("{ title = 'own', trust = 'A', year = 2025 }", [Source("own", trust="A", year=2025)]),
        ],
    )
    def test_own_sources_are_words_or_a_table(self, written, expected):
        """A few words, a table, or several of them."""
        plan = loads(
            f"name = 'B'\n[[activities]]\nkey = 'a'\nduration = '1 h'\nsource = {written}\n"
        )

        assert tuple(expected) == plan.activities[0].source

    def test_a_key_of_the_catalogue_brings_all_that_is_known(self):
        """By key or by figure, with changes of one's own."""
        plan = loads(
            "name = 'B'\n[[activities]]\nkey = 'a'\nduration = '1 h'\n"
            "source = ['sherman2010', { figure = 'e001' }, { figure = 'e001', says = 'mine' }]\n"
        )
        known, figure, changed = plan.activities[0].source

        assert known.key == figure.key == changed.key == "sherman2010"
        assert ("mine", figure.title, "e001") == (changed.says, changed.title, figure.figure)
        assert figure.says not in ("", "mine")


class TestBaseline:
    def test_listed_activities_replace_those_of_the_baseline(self):
        """In their place, the others behind."""
        plan = loads(
            "name = 'B'\nbaseline = 'orientation'\n"
            "[[activities]]\nkey = 'events'\nduration = '1 h'\n"
            "[[activities]]\nkey = 'dialogue'\nduration = '2 h'\n"
        )

        assert [
            "monitoring", "distribution", "dialogue", "content", "networking", "events",
        ] == [each.key for each in plan.activities]  # fmt: skip
        assert Activity("dialogue", duration="2 h") == plan.activities[2]

    def test_roles_of_the_baseline_can_have_shares(self):
        """As those of an activity."""
        plan = loads(
            "name = 'B'\nbaseline = 'evidence'\nbaseline_roles = { a = 0.25, b = 0.75 }\n"
            "[[roles]]\nkey = 'a'\n[[roles]]\nkey = 'b'\n"
        )

        assert baseline("evidence", roles={"a": 0.25, "b": 0.75}) == plan.activities

    @pytest.mark.parametrize(
        ("written", "path", "column", "hint"),
        [
            ("5", "baseline_roles", 18, ""),
            ("{ pr = 0.5 }", "baseline_roles", 18, "they sum to 0.5"),
            ("{ pr = 'x' }", "baseline_roles.pr", 25, ""),
            ("{ pr = 1, 'a.b' = 0 }", "baseline_roles.a.b", 28, "for example 'a_b'"),
            ("['pr', 3]", "baseline_roles[1]", 25, ""),
            ("['rp']", "baseline_roles[0]", 19, "there are: pr"),
            ("'rp'", "baseline_roles", 18, "there are: pr"),
            ("{ prs = 1 }", "baseline_roles.prs", 20, "did you mean 'pr'?"),
        ],
    )
    def test_wrong_roles_of_the_baseline_are_told_once(
        self, written, path, column, hint, the_fault
    ):
        """Not once for each of its activities."""
        fault = the_fault(
            f"name = 'B'\nbaseline = 'orientation'\nbaseline_roles = {written}\n"
            "[[roles]]\nkey = 'pr'\n"
        )

        assert (path, (3, column), hint) == said(fault)

    def test_roles_without_a_baseline_are_told(self, the_fault):
        """Somebody forgot to say which."""
        fault = the_fault("name = 'B'\nbaseline_roles = ['pr']\n[[roles]]\nkey = 'pr'\n")

        assert (
            "plan.toml:2:1: baseline_roles: found 'baseline_roles', expected a baseline beside it, "
            "such as baseline = 'orientation'"
        ) == str(fault)

    def test_two_that_replace_the_same_activity_are_told(self, the_fault):
        """The second is no second replacement."""
        fault = the_fault(
            "name = 'B'\nbaseline = 'orientation'\n"
            "[[activities]]\nkey = 'content'\nduration = '1 h'\n"
            "[[activities]]\nkey = 'content'\nduration = '2 h'\n"
        )

        assert ("activities.content.key", (7, 7), "") == said(fault)

    def test_a_wrong_replacement_brings_no_faults_of_the_replaced(self, faults):
        """What is told stands in the file."""
        found = faults(
            "name = 'B'\nbaseline = 'orientation'\nbaseline_roles = 'nobody'\n"
            "[[activities]]\nkey = 'content'\nduration = 1\n"
        )

        assert ["baseline_roles", "activities.content.duration"] == [each.path for each in found]


class TestAllAtOnce:
    def test_ten_different_faults_are_told_in_their_order(self, faults):
        """One walk finds all of them, and tells them from top to bottom."""
        found = faults(
            """\
            name = 5
            schema = 3
            reserve = 2
            nme = "x"
            baseline = "x"

            [calendar]
            country = "Germany"

            [[channels]]
            key = "facebook"
            audiences = ["families"]
            pieces = "many"

            [[roles]]
            key = "pr"
            rate = "45 EUR"

            [[activities]]
            key = "reel"
            roles = ["prs"]
            """
        )

        assert [
            "name", "schema", "reserve", "nme", "baseline", "calendar.country",
            "channels.facebook.audiences[0]", "channels.facebook.pieces", "roles.pr.rate",
            "activities.reel.duration", "activities.reel.roles[0]",
        ] == [fault.path for fault in found]  # fmt: skip
        assert [1, 2, 3, 4, 5, 8, 12, 13, 17, 19, 21] == [fault.line for fault in found]
        assert "did you mean 'pr'?" == found[-1].hint

    def test_forty_faults_are_all_there(self, faults):
        """The message tells twenty, the group has all, with a guess for each."""
        lines = "".join(
            f"[[channels]]\nkey = 'c{number}'\naudience = 1\npieces = {-number - 1}\n"
            for number in range(20)
        )
        found = faults(f"name = 'B'\n{lines}")

        assert 40 == len(found)
        assert ["did you mean 'audiences'?", ""] * 20 == [fault.hint for fault in found]
        assert [line for n in range(20) for line in (4 + 4 * n, 5 + 4 * n)] == [
            fault.line for fault in found
        ]

    def test_unknown_keys_are_told_at_every_level(self, faults):
        """From the plan down to the source of an activity."""
        found = faults(
            """\
            name = "B"
            x1 = 1
            calendar = { x2 = 1, closures = [{ from = 2027-01-01, to = 2027-01-01, x3 = 1 }] }
            identity = { x4 = 1 }
            criticism = { x5 = 1 }
            audiences = [{ key = "a", x6 = 1, goals = [{ text = "t", x7 = 1 }] }]
            channels = [{ key = "a", x8 = 1 }]
            roles = [{ key = "a", x9 = 1, absences = [{ to = 2027-01-01, y1 = 1 }] }]
            activities = [{ key = "a", y2 = 1, source = { figure = "no", y3 = 1 } }]
            drivers = [{ key = "a", factor = 1, y4 = 1 }]
            tools = [{ key = "a", y5 = 1 }]
            costs = [{ key = "a", amount = "1 EUR", y6 = 1 }]
            accept = [{ rule = "a", reason = "b", y7 = 1 }]
            """
        )

        assert [
            "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", None, "y1", None, "y2", "no",
            "y3", "y4", "y5", "y6", "y7",
        ] == [fault.value for fault in found]  # fmt: skip

    def test_names_are_looked_up_in_wrong_parts_too(self, faults):
        """A wrong part neither hides the wrong names in it, nor makes its own name wrong."""
        found = faults(
            """\
            name = "B"

            [criticism]
            owner = "nobody"
            reply_within = 5

            [[audiences]]
            key = "families"
            ages = 5
            reach = { tiktok = 0.5, facebook = 0.2 }

            [[channels]]
            key = "facebook"
            pieces = -1
            audiences = ["families", "famlies"]

            [[roles]]
            key = "pr"
            capacity = 5

            [[activities]]
            key = "fair"
            area = "events"
            duration = 5
            channels = ["facebok"]
            roles = { pr = 0.5, rp = 0.5 }

            [[drivers]]
            key = "season"
            factor = "x"
            areas = ["events", "event", "content"]
            activities = ["fair", "fairs"]
            """
        )

        assert [
            "criticism.owner", "criticism.reply_within", "audiences.families.ages",
            "audiences.families.reach.tiktok", "channels.facebook.pieces",
            "channels.facebook.audiences[1]", "roles.pr.capacity", "activities.fair.duration",
            "activities.fair.channels[0]", "activities.fair.roles.rp", "drivers.season.factor",
            "drivers.season.areas[1]", "drivers.season.activities[1]",
        ] == [fault.path for fault in found]  # fmt: skip

    def test_a_name_that_is_no_key_is_told_once(self, the_fault):
        """What cannot be a key needs no look-up."""
        fault = the_fault("name = 'B'\n[[channels]]\nkey = 'a'\naudiences = ['not here']\n")

        assert "for example 'not_here'" == fault.hint

    def test_a_wrong_field_hides_no_second_currency(self, faults):
        """Money is compared among what is sound."""
        found = faults(
            "name = ''\nbudget = '1 EUR'\n[[roles]]\nkey = 'a'\nrate = '1 USD/h'\n"
            "[[tools]]\nkey = 'b'\ncost = '1 CHF'\n"
        )

        assert ["name", "budget", "tools.b.cost"] == [fault.path for fault in found]

    def test_a_part_without_a_needed_field_is_asked_for_the_rest(self, faults):
        """What it has is checked all the same."""
        found = faults("name = 'B'\n[[activities]]\nper = 'weak'\npeople = 0\nchannels = 5\n")

        assert [
            "activities[0].key", "activities[0].duration", "activities[0].per",
            "activities[0].people", "activities[0].channels",
        ] == [fault.path for fault in found]  # fmt: skip


class TestNothing:
    @pytest.mark.parametrize("form", ["json", "yaml"])
    def test_null_is_told(self, form, faults):
        """A key with nothing in it is left out instead."""
        found = faults(
            '{"name": "B", "budget": null, "identity": null, "roles": [null, {"key": null}],'
            ' "schema": null, "baseline": null, "baseline_roles": null,'
            ' "channels": [{"key": "a", "audiences": [null]}]}',
            form,
        )

        assert [
            "budget", "identity", "roles[0]", "roles[1].key", "schema", "baseline",
            "baseline_roles", "channels.a.audiences[0]",
        ] == [fault.path for fault in found]  # fmt: skip
        assert "leave the key out if there is nothing to say" == found[0].hint

    @pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL"])
    def test_every_yaml_word_for_nothing_is_told(self, word, the_fault):
        """No plan gets a handle that is called null by accident."""
        fault = the_fault(f"name: B\nidentity:\n  handle: {word}\n", "yaml")

        assert "leave the key out if there is nothing to say" == fault.hint

    def test_a_quoted_null_is_text(self):
        """Quotes make it a name."""
        assert Plan("null") == loads("name: 'null'", "yaml")


class TestYaml:
    @pytest.mark.parametrize(
        "text",
        ["NO", "no", "on", "yes", "true", "15:30", "017", "1e3", "1.10", "2027-01-01", "1_0"],
    )
    def test_text_stays_as_it_is_written(self, text):
        """A name is never a number, a date or a switch."""
        assert Plan(text) == loads(f"name: {text}", "yaml")

    def test_norway_is_a_country(self):
        """NO is no false here."""
        plan = loads("name: B\ncalendar:\n  country: NO\n", "yaml")

        assert "NO" == plan.calendar.country

    @pytest.mark.parametrize(
        ("written", "number"),
        [("3", 3), ("+3", 3), ("017", 17), ("1.10", 1.1), ("1e3", 1000), ("0.1", 0.1), ("3.0", 3)],
    )
    def test_numbers_are_those_that_are_written(self, written, number):
        """Decimal, and nothing but decimal."""
        plan = loads(f"name: B\nchannels:\n- key: a\n  pieces: {written}\n", "yaml")

        assert number == plan.channels[0].pieces

    @pytest.mark.parametrize(
        "written",
        ["'3'", '"3"', "15:30", "0x1F", "0o17", "1_000", ".5", "yes", "true", "٣", ".inf"],
    )
    def test_what_only_some_readers_take_for_a_number_is_told(self, written, the_fault):
        """Quoted numbers, clock times, other bases, other digits."""
        fault = the_fault(f"name: B\nchannels:\n- key: a\n  pieces: {written}\n", "yaml")

        assert ("a number of zero or more", 4, 11) == (fault.expected, fault.line, fault.column)

    @pytest.mark.parametrize(("word", "flag"), [("true", True), ("False", False), ("TRUE", True)])
    def test_flags_are_true_and_false(self, word, flag):
        """In the three ways of writing them that YAML knows."""
        plan = loads(f"name: B\nchannels:\n- key: a\n  exclusive: {word}\n", "yaml")

        assert flag is plan.channels[0].exclusive

    @pytest.mark.parametrize("word", ["yes", "on", "no", "off", "y", "'true'", "1"])
    def test_other_words_are_no_flags(self, word, the_fault):
        """Old YAML had eleven more."""
        fault = the_fault(f"name: B\nchannels:\n- key: a\n  exclusive: {word}\n", "yaml")

        assert "true or false" == fault.expected
        assert type(fault.value) is str

    def test_durations_weights_and_days_are_read(self):
        """What has numbers inside is read like the rest."""
        plan = loads(
            """\
name: B
review_on: 2027-06-30
baseline: orientation
baseline_roles: {pr: 1.0}
audiences:
- key: a
  ages: [25, 49]
  reach: {c: 0.5}
  goals: [{text: t, target: 200}, {text: u, target: many}]
channels: [{key: c}]
roles: [{key: pr}]
activities:
- {key: x, duration: [1 h, 2 h], roles: {pr: 1}, people: 2, source: {title: t, year: 2020}}
drivers: [{key: d, factor: [1, 1.2, 1.5]}, {key: e, factor: 1.5-2}]
""",
            "yaml",
        )

        assert ((25, 49), 200, "many") == (
            plan.audiences[0].ages,
            plan.audiences[0].goals[0].target,
            plan.audiences[0].goals[1].target,
        )
        assert (date(2027, 6, 30), 2, 2020) == (
            plan.review_on,
            plan.activities[-1].people,
            plan.activities[-1].source[0].year,
        )
        assert [Range(1, 1.2, 1.5), Range(1.5, None, 2)] == [each.factor for each in plan.drivers]

    def test_a_fault_shows_plain_text(self, the_fault):
        """What was found is text like any other, and can be kept."""
        fault = the_fault("name: B\nroles: pr\n", "yaml")

        assert ("pr", str, "") == (fault.value, type(fault.value), fault.hint)

    def test_a_schema_is_a_number(self, the_fault):
        """A quoted one is text."""
        assert Plan("B") == loads("schema: 1\nname: B\n", "yaml")
        assert ("schema", "1") == (
            (fault := the_fault("schema: '1'\nname: B\n", "yaml")).path,
            fault.value,
        )


def test_every_cadence_is_read():
    """The plan file knows all that the model does."""
    text = json.dumps(
        {
            "name": "B",
            "activities": [{"key": each, "duration": "1 h", "per": each} for each in CADENCES],
        }
    )

    assert list(CADENCES) == [each.per for each in loads(text, "json").activities]


def test_composed_and_decomposed_names_are_one(the_fault):
    """What looks the same is the same."""
    plan = loads(
        dedent(
            """\
            name = "B"
            [[roles]]
            key = "bu\u0308ro"
            [[activities]]
            key = "a"
            duration = "1 h"
            roles = ["b\u00fcro"]
            """
        )
    )

    assert "b\u00fcro" == plan.roles[0].key == plan.activities[0].roles[0].key
