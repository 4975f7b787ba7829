from __future__ import annotations

import pickle

import pytest

from aufwand.documents import read, write
from aufwand.planfile import read_plan_file


@pytest.fixture(scope="module")
def found(bakery):
    """The documented plan with its places."""
    return read_plan_file("plan.toml", text=bakery.encode())


def line_of(text: str, start: str) -> int:
    """Return the number of the line that starts so."""
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(start))


class TestPlace:
    @pytest.mark.parametrize(
        ("path", "line", "column"),
        [
            ("name", "name =", 8),
            ("budget", "budget", 10),
            ("calendar", "[calendar]", 1),
            ("calendar.country", "country", 11),
            ("calendar.closures", "closures", 12),
            ("calendar.closures[0]", "closures", 13),
            ("calendar.closures[0].first", "closures", 22),
            ("calendar.closures[0].last", "closures", 39),
            ("criticism.owner", "owner", 9),
            ("audiences.families", "[[audiences]]", 1),
            ("audiences.families.goals[0].metric", "goals", 45),
            ("channels.facebook", "[[channels]]", 1),
            ("channels[0].pieces", "pieces", 10),
            ("channels.facebook.audiences[0]", "audiences =", 14),
            ("roles.pr", "[[roles]]", 1),
            ("roles.pr.capacity", "capacity", 12),
            ("activities.reel.roles.sales", "roles = {", 29),
            ("drivers.two_languages.factor[1]", "factor", 16),
            ("accepted[0]", "[[accept]]", 1),
            ("accepted[0].rule", "rule", 8),
        ],
    )
    def test_what_the_file_holds_stands_where_it_is_written(
        self, path, line, column, found, bakery
    ):
        """Parts by key or by position, fields in the words of the model."""
        assert ("plan.toml", line_of(bakery, line), column) == found.place(path)

    @pytest.mark.parametrize(
        "path", ["activities.monitoring", "activities.content.duration", "activities.nobody"]
    )
    def test_what_the_baseline_brings_stands_where_it_is_asked_for(self, path, found, bakery):
        """At the name of the baseline."""
        assert ("plan.toml", line_of(bakery, "baseline ="), 12) == found.place(path)

    @pytest.mark.parametrize(
        ("path", "line", "column"),
        [
            ("roles.care.capacity", '[[roles]]\nkey = "care"', 1),
            ("calendar.closures[7]", "closures", 12),
            ("calendar.closures[x]", "closures", 12),
            ("channels.facebook.audiences.x", "audiences =", 13),
            ("activities", "[[activities]]", 1),
            ("channels.nobody", "[[channels]]", 1),
            ("name.first", "name =", 8),
        ],
    )
    def test_what_is_missing_stands_where_it_would_belong(self, path, line, column, found, bakery):
        """At the nearest thing that is there."""
        number = bakery[: bakery.index("\n" + line) + 1].count("\n") + 1

        assert ("plan.toml", number, column) == found.place(path)

    @pytest.mark.parametrize(
        "path", ["", "costs", "nonsense", "[0]", "...", "[[", "a[b].c", "x.y.z"]
    )
    def test_what_leads_nowhere_stands_at_the_top(self, path, found):
        """Any text can be asked for."""
        assert ("plan.toml", 1, 1) == found.place(path)

    def test_without_listed_activities_the_baseline_is_the_place(self):
        """Also of all activities together."""
        plan = read_plan_file("p.toml", text=b"name = 'B'\nbaseline = 'orientation'\n")

        assert ("p.toml", 2, 12) == plan.place("activities") == plan.place("activities.content")

    @pytest.mark.parametrize("form", ["yaml", "json"])
    def test_other_formats_have_places_too(self, form, bakery):
        """A part stands where its first key, or its brace, does."""
        text = write(read(bakery, "toml").tree, form)
        found = read_plan_file(f"plan.{form}", text=text.encode())
        lines = text.splitlines()
        _, line, column = found.place("channels.facebook")
        _, of_pieces, at = found.place("channels.facebook.pieces")

        assert lines[line - 1][column - 1 :].startswith("key" if form == "yaml" else "{")
        assert "3" == lines[of_pieces - 1][at - 1 :].rstrip(",")

    def test_the_first_of_two_is_found(self):
        """Nothing but a sound plan has places, so positions are those of the file."""
        plan = read_plan_file(
            "p.json", text=b'{"name": "B", "roles": [{"key": "a"}, {"key": "b"}]}'
        )

        assert ("p.json", 1, 39) == plan.place("roles.b") == plan.place("roles[1]")

    def test_a_plan_with_its_places_can_be_compared_and_kept(self, found, bakery):
        """Two readings of the same text are the same."""
        again = read_plan_file("plan.toml", text=bakery.encode())
        found.place("roles.pr")

        assert again == found == pickle.loads(pickle.dumps(found))
        assert hash(again) == hash(found)
