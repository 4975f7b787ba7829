from __future__ import annotations

import os
import stat
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.catalog import baseline, source
from aufwand.documents import change, read
from aufwand.errors import Fault, InvalidPlan, UnreadablePlan
from aufwand.model import (
    Acceptance,
    Activity,
    Audience,
    Calendar,
    Channel,
    Closure,
    Cost,
    Criticism,
    Driver,
    Goal,
    Identity,
    Plan,
    Role,
    Source,
)
from aufwand.planfile import changed_text, dumps, load, loads, save, write_bytes, write_text
from aufwand.planfile.writing import tree_of
from aufwand.units import Effort, Range

FORMS = ("toml", "yaml", "json")


NAMES = (
    "schema name baseline baseline_roles roles activities audiences calendar budget currency "
    "accept costs identity nonsense"
).split()


def changed(text: str, form: str = "toml", **changes: object) -> str:
    """Return a text after its plan was changed, and make sure that it holds that plan."""
    document = read(text, form)
    plan = loads(text, form).with_(**changes)
    new = changed_text(plan, document)

    assert plan == loads(new, form)
    return new


class TestNewText:
    def test_a_plan_is_written_from_what_is_short_to_what_is_long(self):
        """Name and numbers first, tables behind."""
        plan = Plan(
            "B",
            budget="900 EUR/week",
            reserve=0.15,
            roles=[Role("pr", capacity="12 h/week")],
            activities=baseline(roles=["pr"]),
        )

        assert (
            'schema = 1\nname = "B"\nbaseline = "orientation"\nbaseline_roles = ["pr"]\n'
            'budget = "900 EUR/week"\nreserve = 0.15\ncurrency = "EUR"\n\n'
            '[[roles]]\nkey = "pr"\ncapacity = "12 h/week"\n'
        ) == dumps(plan)

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("name", ["orientation", "evidence"])
    def test_a_baseline_is_written_by_its_name(self, name, form):
        """With what replaces and joins its activities."""
        activities = list(baseline(name, roles=["pr"]))
        activities[2] = Activity(activities[2].key, duration="2 h")
        plan = Plan(
            "B", roles=[Role("pr")], activities=[*activities, Activity("own", duration="1 h")]
        )
        tree = tree_of(plan)

        assert (name, ["pr"], [activities[2].key, "own"]) == (
            tree["baseline"],
            tree["baseline_roles"],
            [each["key"] for each in tree["activities"]],
        )
        assert plan == loads(dumps(plan, form), form)

    @pytest.mark.parametrize("activities", [(), baseline()[1:], baseline()[::-1]])
    def test_what_is_no_whole_baseline_is_written_out(self, activities):
        """Fewer activities, or another order, are no baseline."""
        plan = Plan("B", activities=activities)

        assert "baseline" not in tree_of(plan)
        assert plan == loads(dumps(plan))

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize(
        ("per", "times", "expected"),
        [
            ("week", 1, {}),
            ("month", 1, {"per": "month"}),
            ("week", 2.5, {"times": 2.5}),
            ("1/3/week", 1, {"per": "1/3/week"}),
            ("every 2 weeks", 1, {"times": 0.5}),
            ("once", 1, {"per": "once"}),
        ],
    )
    def test_how_often_is_written_exactly(self, form, per, times, expected):
        """A third that no decimal number holds stands in the cadence."""
        activity = Activity("a", duration="1 h", per=per, times=times)
        plan = Plan("B", activities=[activity])
        tree = tree_of(plan)["activities"][0]

        assert {"key": "a", "duration": "1 h", **expected} == tree
        assert plan == loads(dumps(plan, form), form)

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("90 min", "1 h 30 min"),
            ("3-5 h", "3-5 h"),
            ("30 min - 2 h", "30 min - 2 h"),
            ("1.5-2 h", "1 h 30 min - 2 h"),
            (["1 h 30 min", "1 h 30 min 1 s"], "1 h 30 min - 1 h 30 min 1 s"),
            (["1 h", "2 h", "4 h"], {"low": "1 h", "likely": "2 h", "high": "4 h"}),
            (
                ["9/30000000000000000000000000001 h", "7/10000000000000000000000000001 h"],
                {"low": "", "high": ""},
            ),
        ],
    )
    def test_durations_are_written_exactly(self, written, expected):
        """One value, low and high, or all three; in a table where one text is too short."""
        plan = Plan("B", activities=[Activity("a", duration=written)])
        found = tree_of(plan)["activities"][0]["duration"]

        assert plan == loads(dumps(plan))
        if isinstance(expected, str):
            assert expected == found
        else:
            assert expected.keys() == found.keys()

    def test_a_duration_that_no_text_says_is_refused(self):
        """Arithmetic can make fractions that are longer than any text."""
        odd = Effort("1 h") * Fraction(10**40 + 1, 10**40 + 3)

        with pytest.raises(Fault, match="can be written in 64 characters"):
            dumps(Plan("B", activities=[Activity("a", duration=Range.at(odd))]))

    def test_a_share_that_no_file_holds_is_refused(self):
        """An exact third is no number of a file."""
        with pytest.raises(Fault, match="a number that a file can hold"):
            dumps(Plan("B", channels=[Channel("a", answered=Fraction(1, 3))]))

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("factor", [1.5, [1, 2], [1, 1.2, 2], 0])
    def test_factors_are_written_as_short_as_they_are(self, factor, form):
        """A number, two or three."""
        plan = Plan("B", drivers=[Driver("a", factor=factor)])

        assert factor == tree_of(plan)["drivers"][0]["factor"]
        assert plan == loads(dumps(plan, form), form)

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize(
        ("sources", "expected"),
        [
            ([source("sherman2010")], "sherman2010"),
            ([source("e001")], "e001"),
            ([Source("own records")], "own records"),
            ([Source("records")], {"title": "records"}),
            ([Source("")], {"title": ""}),
            ([Source("a b", trust="A")], {"title": "a b", "trust": "A"}),
            ([Source("a b"), Source("c d")], ["a b", "c d"]),
            ([Source("x", key="sherman2010")], {"title": "x", "key": "sherman2010"}),
            ([Source("x", figure="mine")], {"title": "x", "figure": "mine"}),
        ],
    )
    def test_sources_are_written_as_short_as_they_are(self, sources, expected, form):
        """By key, in words, or as a table."""
        plan = Plan("B", activities=[Activity("a", duration="1 h", source=sources)])

        assert expected == tree_of(plan)["activities"][0]["source"]
        assert plan == loads(dumps(plan, form), form)

    def test_what_the_catalogue_knows_of_a_source_is_left_to_it(self):
        """Only what is different is written."""
        known = source("e001")
        mine = Source(
            known.title,
            key=known.key,
            figure=known.figure,
            says="mine",
            supports=known.supports,
            publisher=known.publisher,
            year=known.year,
            url=known.url,
            trust=known.trust,
        )
        plan = Plan("B", activities=[Activity("a", duration="1 h", source=[mine])])

        assert {"figure": "e001", "says": "mine"} == tree_of(plan)["activities"][0]["source"]
        assert plan == loads(dumps(plan))

    def test_a_source_that_lacks_what_the_catalogue_knows_is_written_with_its_title(self):
        """The catalogue must not fill in what this source does not say."""
        plan = Plan(
            "B", activities=[Activity("a", duration="1 h", source=[Source("t", figure="e001")])]
        )

        assert plan == loads(dumps(plan))

    @pytest.mark.parametrize("form", FORMS)
    def test_words_that_mean_something_to_yaml_stay_words(self, form):
        """Norway, nothing, numbers, switches, clock times."""
        names = ["NO", "null", "~", "017", "1e3", "15:30", "yes", "true", "2027-01-01", "#", "a: b"]
        plan = Plan("1.10", channels=[Channel(f"c{n}", name=each) for n, each in enumerate(names)])

        assert plan == loads(dumps(plan, form), form)


class TestChangedText:
    TEXT = """\
# Our plan
name = "Bakery"   # since 1950

[[roles]]
# She knows everybody.
key = "pr"
capacity = "720 min/week"
rate = "45 EUR/h" # gross
customer_facing = false

[[activities]]
key = "reel"
duration = "120-240 min" # measured
per = "2/month"
roles = "pr"
"""

    def test_nothing_changes_nothing(self):
        """The text stays as it is, byte by byte."""
        assert self.TEXT == changed_text(loads(self.TEXT), read(self.TEXT, "toml"))

    def test_one_change_leaves_the_rest_alone(self):
        """Comments, order, other ways to write the same, defaults that are written."""
        new = changed(self.TEXT, name="Bakery 2")

        assert self.TEXT.replace('"Bakery"', '"Bakery 2"') == new

    def test_a_change_in_a_part_leaves_the_rest_of_it_alone(self):
        """The part is known by its key."""
        role = Role("pr", capacity="14 h/week", rate="45 EUR/h")

        assert self.TEXT.replace("720 min/week", "14 h/week") == changed(self.TEXT, roles=[role])

    def test_another_cadence_is_written_where_it_stood(self):
        """Per and times belong together."""
        plan = loads(self.TEXT)
        text = changed(self.TEXT, activities=[plan.activities[0].with_(per="week", times=3)])

        assert self.TEXT.replace("2/month", "week") + "times = 3\n" == text

    def test_a_third_in_place_of_times(self):
        """What no number says moves into the cadence."""
        text = "name = 'B'\n[[activities]]\nkey = 'a'\nduration = '1 h'\nper = 'week'\ntimes = 3\n"
        new = changed(text, activities=[Activity("a", duration="1 h", per="1/3/week")])

        assert "times" not in new

    @pytest.mark.parametrize("form", ["toml", "yaml"])
    def test_what_is_gone_is_gone(self, form):
        """Values, tables and lists of tables."""
        plan = Plan(
            "B",
            reserve=0.1,
            budget="1 EUR/week",
            calendar=Calendar(country="DE"),
            identity=Identity(name="B"),
            criticism=Criticism(procedure="p"),
            channels=[Channel("a", name="A")],
        )
        document = read(dumps(plan, form), form)
        text = changed_text(Plan("B"), document)

        assert Plan("B") == loads(text, form)

    def test_a_currency_is_written_where_no_money_says_it(self):
        """It follows from money, but only where there is some."""
        assert 'currency = "EUR"' in changed("name = 'B'\n", currency="EUR")
        assert "currency" not in changed("name = 'B'\n", budget="1 EUR/week")

    def test_no_schema_is_added(self):
        """Who left it out wants it left out."""
        assert "schema" not in changed("name = 'B'\n", name="C")

    def test_roles_of_the_baseline_stay_as_they_are_written(self):
        """One name, a list or a table."""
        text = (
            'name = "B"\nbaseline = "orientation"\nbaseline_roles = "pr" # for now\n\n'
            '[[roles]]\nkey = "pr"\n'
        )

        assert text.replace('"B"', '"C"') == changed(text, name="C")

    def test_a_baseline_that_no_longer_fits_is_written_out(self):
        """Without one of its activities it is no baseline any more."""
        text = 'name = "B"\nbaseline = "orientation"\n'
        new = changed(text, activities=baseline()[1:])

        assert "baseline" not in new

    def test_activities_that_are_listed_stay_listed(self):
        """A file without a baseline does not get one."""
        text = dumps(Plan("B")) + "# nothing yet\n"

        assert "baseline" not in changed(text, activities=baseline())

    def test_parts_without_a_key_are_known_by_what_they_say(self):
        """Goals, closures and accepted findings keep how they are written."""
        text = (
            'name = "B"\n\n[[audiences]]\nkey = "a"\n\n[[audiences.goals]]\ntext = "one"\n'
            'metric = "" # none\n\n[[audiences.goals]]\ntext = "two"\nby = "2027-01-01"\n\n'
            '[[accept]]\nrule = "A"\nreason = "b"\nuntil = "2027-01-01" # or later\n'
        )
        plan = loads(text)
        first, second = plan.audiences[0].goals
        swapped = Audience("a", goals=[Goal("zero"), second, first])
        new = changed(text, audiences=[swapped], name="C")

        assert 'metric = "" # none' in new
        assert 'by = "2027-01-01"' in new
        assert 'until = "2027-01-01" # or later' in new

    def test_a_part_without_a_key_is_else_known_by_its_place(self):
        """What it said and still says is kept."""
        text = "name = 'B'\n[[accept]]\nrule = 'A'\nreason = 'b'\nowner = '' # nobody\n"
        new = changed(text, accepted=[Acceptance(rule="A", reason="c")])

        assert "owner = '' # nobody" in new

    def test_a_file_that_holds_no_sound_plan_can_become_one(self):
        """Also where what stands there is nothing that could be meant."""
        text = (
            'name = 5\nschema = 9\nbaseline = 3\nroles = "x"\ncalendar = 5\nbudget = []\n'
            '[[activities]]\nkey = 5\nper = []\n[[activities]]\nkey = "a"\nper = 5\nduration = 3\n'
            "source = [[]]\n[[activities]]\n"
        )
        plan = Plan(
            "B",
            budget="1 EUR/week",
            roles=[Role("pr")],
            calendar=Calendar(country="DE", closures=[Closure("2027-01-01", "2027-01-01")]),
            activities=[Activity("a", duration="1 h", source="own records")],
        )

        assert plan == loads(changed_text(plan, read(text, "toml")))

    garbage = st.recursive(
        st.none() | st.booleans() | st.integers(-9, 9) | st.text("a.1 ", max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["key", "text", "low", "a", "from"]), inner)
        ),
        max_leaves=6,
    )

    @given(
        tree=st.dictionaries(st.sampled_from(NAMES), garbage),
        name=st.text("ab", min_size=1),
    )  # fmt: skip
    def test_whatever_stands_there_can_be_replaced(self, tree, name):
        """No content of a file stops a plan from being written into it."""
        plan = Plan(
            name,
            audiences=[Audience("a", goals=[Goal("a")])],
            costs=[Cost("a", amount="1 EUR")],
            identity=Identity(),
            activities=[*baseline(), Activity("a", duration="1 h")],
        )
        text = change(read("{}", "json"), tree)

        assert plan == loads(changed_text(plan, read(text, "json")), "json")


class TestSave:
    @pytest.mark.parametrize("suffix", ["toml", "yaml", "yml", "json"])
    def test_a_new_file_is_written(self, tmp_path, suffix, bakery):
        """In the format of its suffix."""
        plan, file = loads(bakery), tmp_path / f"plan.{suffix}"
        save(plan, file)

        assert plan == load(file)
        assert [file] == list(tmp_path.iterdir())

    def test_an_empty_file_is_filled(self, tmp_path):
        """Blanks are nothing to keep."""
        file = tmp_path / "plan.toml"
        file.write_text("\n")
        save(Plan("B"), str(file))

        assert dumps(Plan("B")) == file.read_text()

    @pytest.mark.parametrize(
        ("suffix", "text"),
        [
            ("toml", '# Ours\nname = "A" # short\nreserve = 0.10\n'),
            ("yaml", "# Ours\nname: A # short\nreserve: 0.10\n"),
        ],
    )
    def test_a_file_is_changed_in_place(self, tmp_path, suffix, text):
        """Its comments stay."""
        file = tmp_path / f"plan.{suffix}"
        file.write_text(text)
        save(Plan("B", reserve=0.1), file)

        assert text.replace("A", "B") == file.read_text()

    def test_a_file_that_says_it_already_is_not_touched(self, tmp_path):
        """Not even its byte order mark or its time."""
        file = tmp_path / "plan.toml"
        file.write_bytes(b'\xef\xbb\xbfname = "B"\r\n')
        os.utime(file, (1, 1))
        save(Plan("B"), file)

        assert b'\xef\xbb\xbfname = "B"\r\n' == file.read_bytes()
        assert 1 == file.stat().st_mtime

    def test_permissions_stay(self, tmp_path):
        """What only its owner may read stays so."""
        file = tmp_path / "plan.toml"
        file.write_text('name = "A"')
        file.chmod(0o640)
        save(Plan("B"), file)

        assert 0o640 == stat.S_IMODE(file.stat().st_mode)

    def test_a_new_file_has_the_permissions_of_any_new_file(self, tmp_path):
        """The host's mask holds."""
        other = tmp_path / "other"
        other.touch()
        file = tmp_path / "plan.toml"
        save(Plan("B"), file)

        assert other.stat().st_mode == file.stat().st_mode

    @pytest.mark.parametrize("exists", [True, False])
    def test_a_link_stays_a_link(self, tmp_path, exists):
        """The file it leads to is written."""
        real, link = tmp_path / "real.toml", tmp_path / "plan.toml"
        if exists:
            real.write_text('name = "A"')
        link.symlink_to(real)
        save(Plan("B"), link)

        assert link.is_symlink()
        assert Plan("B") == load(real)

    def test_a_missing_directory_is_told(self, tmp_path):
        """Directories are not made by the way."""
        with pytest.raises(UnreadablePlan, match="No such file or directory"):
            save(Plan("B"), tmp_path / "no" / "plan.toml")

    def test_a_directory_is_told(self, tmp_path):
        """A directory is no file."""
        (tmp_path / "plan.toml").mkdir()

        with pytest.raises(UnreadablePlan, match="directory"):
            save(Plan("B"), tmp_path / "plan.toml")

    def test_a_name_that_no_file_can_have_is_told(self):
        """No file has a NUL in its name."""
        with pytest.raises(UnreadablePlan, match="null"):
            save(Plan("B"), "a\0.toml")

    def test_a_read_only_directory_is_told(self, tmp_path, monkeypatch):
        """The new file cannot be made beside the old one."""
        file = tmp_path / "plan.toml"
        file.write_text('name = "A"')
        if os.geteuid() == 0:
            # Root may write everywhere, so the refusal is played.
            import builtins

            real = builtins.open

            def refusing(name, mode="r", *args, **given):
                if "x" in mode:
                    raise PermissionError(13, "Permission denied", name)
                return real(name, mode, *args, **given)

            monkeypatch.setattr(builtins, "open", refusing)
        tmp_path.chmod(0o500)
        try:
            with pytest.raises(UnreadablePlan, match="Permission denied"):
                save(Plan("B"), file)
        finally:
            tmp_path.chmod(0o700)

        assert 'name = "A"' == file.read_text()

    @pytest.mark.parametrize("step", ["replace", "fsync", "chmod"])
    def test_what_fails_leaves_the_old_file(self, tmp_path, monkeypatch, step):
        """And nothing beside it."""
        file = tmp_path / "plan.toml"
        file.write_text('name = "A"')

        def failing(*args, **given):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, step, failing)
        with pytest.raises(UnreadablePlan) as caught:
            save(Plan("B"), file)

        assert f"{file}: No space left on device" == str(caught.value)
        assert 'name = "A"' == file.read_text()
        assert [file] == list(tmp_path.iterdir())

    def test_an_interrupt_leaves_the_old_file(self, tmp_path, monkeypatch):
        """Somebody who stops it finds nothing half done."""
        file = tmp_path / "plan.toml"
        file.write_text('name = "A"')

        def interrupted(*args):
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            save(Plan("B"), file)

        assert [file] == list(tmp_path.iterdir())

    @pytest.mark.parametrize("suffix", ["toml", "yaml", "json"])
    def test_a_file_that_cannot_be_read_stays(self, tmp_path, suffix):
        """What is no document at all may be somebody's work."""
        file = tmp_path / f"plan.{suffix}"
        file.write_text('{"name": [')
        with pytest.raises(InvalidPlan):
            save(Plan("B"), file)

        assert '{"name": [' == file.read_text()

    def test_a_file_without_a_sound_plan_is_made_sound(self, tmp_path):
        """Its comments stay."""
        file = tmp_path / "plan.toml"
        file.write_text('# Ours\nname = ""\nreserve = 15\n')
        save(Plan("B", reserve=0.15), file)

        assert '# Ours\nname = "B"\nreserve = 0.15\n' == file.read_text()

    def test_a_suffix_that_names_no_format_is_told(self, tmp_path):
        """Before anything is written."""
        with pytest.raises(Fault, match="a file name that ends with"):
            save(Plan("B"), tmp_path / "plan.txt")

    def test_a_too_large_file_stays(self, tmp_path):
        """It is not read to its end."""
        file = tmp_path / "plan.toml"
        file.write_bytes(b"#" * 1_000_001)
        with pytest.raises(InvalidPlan):
            save(Plan("B"), file)

        assert 1_000_001 == file.stat().st_size


class TestWriteBytes:
    def test_a_new_file(self, tmp_path):
        """It is there whole, with nothing beside it."""
        file = tmp_path / "new"
        write_bytes(file, b"\xff", new=True)

        assert b"\xff" == file.read_bytes()
        assert [file] == list(tmp_path.iterdir())

    @pytest.mark.parametrize("links", [True, False])
    def test_a_new_file_takes_no_place(self, tmp_path, monkeypatch, links):
        """What is there already stays, also on disks that know one name for a file."""
        file = tmp_path / "old"
        if not links:
            monkeypatch.setattr(os, "link", _no_links)
        write_bytes(file, b"first", new=True)
        with pytest.raises(FileExistsError):
            write_text(file, "second", new=True)

        assert b"first" == file.read_bytes()
        assert [file] == list(tmp_path.iterdir())

    def test_a_full_disk_leaves_no_new_file(self, tmp_path, monkeypatch):
        """Not even half of one."""

        def full(_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(UnreadablePlan):
            write_bytes(tmp_path / "new", b"x", new=True)

        assert [] == list(tmp_path.iterdir())

    def test_a_device_stays_one(self):
        """It takes what is written to it."""
        write_bytes(os.devnull, b"x")

        assert not os.path.isfile(os.devnull)


def _no_links(*names):
    raise OSError(1, "Operation not permitted")
