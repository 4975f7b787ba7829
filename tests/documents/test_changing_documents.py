from __future__ import annotations

from copy import deepcopy
from datetime import date, time

import pytest

from aufwand.documents import Plain, change, read, write
from aufwand.errors import Fault

TOML = """\
# Our plan
name = "Bakery" # for now
# Money
budget = 900
dotted.a = 1
dotted.b.c = 2

[calendar] # days
start = 2027-01-01
closures = [
    { from = 1 }, # first
    # the long one
    { from = 2 }, # second
    { from = 3 }  # third
]

# The people who talk
[[roles]]
key = "pr" # public
rate = "45 EUR/h"

# The people who care
[[roles]]
key = "care"
more = { a = 1,  b = [1,2] }
[roles.extra]
x = 1

# The people who film
[[roles]]
key = "film"

[deep.er]
y = 1
"""


def changed(text, form, **edits):
    """Return *text* after changes to its tree: each name is called with the tree."""
    document = read(text, form)
    tree = deepcopy(document.tree)
    for edit in edits.values():
        edit(tree)
    result = change(document, tree)
    assert tree == read(result, form).tree
    return result


class TestToml:
    def test_a_value_changes_where_it_stands(self):
        """Only the value is another one; comments and blanks stay."""
        result = changed(TOML, "toml", edit=lambda tree: tree.update(name="Shop"))

        assert TOML.replace('"Bakery"', '"Shop"') == result

    def test_a_removed_pair_takes_its_comment(self):
        """The comment directly above a pair goes with it."""
        result = changed(TOML, "toml", edit=lambda tree: tree.pop("budget"))

        assert TOML.replace("# Money\nbudget = 900\n", "") == result

    def test_a_new_pair_stands_behind_the_last_one(self):
        """A new value comes before the next header."""
        result = changed(TOML, "toml", edit=lambda tree: tree["calendar"].update(end="x"))

        assert TOML.replace("# third\n]\n", '# third\n]\nend = "x"\n') == result

    def test_comments_go_with_a_removed_table(self):
        """A table that goes takes the comment above it, and no other."""
        result = changed(TOML, "toml", edit=lambda tree: tree["roles"].pop(1))

        start, end = TOML.index("# The people who care"), TOML.index("# The people who film")
        assert TOML[:start] + TOML[end:] == result

    def test_comments_move_with_their_table(self):
        """Tables in another order keep the comments above them and what is below them."""
        result = changed(TOML, "toml", edit=lambda tree: tree["roles"].reverse())

        order = ["who film", '"film"', "who care", '"care"', "extra", "who talk", '"pr" # pub']
        places = [result.index(each) for each in order]
        assert sorted(places) == places
        assert result.endswith("[deep.er]\ny = 1\n")

    def test_a_new_table_stands_behind_its_neighbour(self):
        """A new entry of a list of tables comes where it is in the list."""
        result = changed(TOML, "toml", edit=lambda tree: tree["roles"].insert(1, {"key": "x"}))

        new = 'rate = "45 EUR/h"\n\n[[roles]]\nkey = "x"\n\n# The people who care'
        assert TOML.replace('rate = "45 EUR/h"\n\n# The people who care', new) == result

    def test_the_last_table_may_go(self):
        """A text that loses its end still ends with one line end."""
        result = changed(TOML, "toml", edit=lambda tree: tree.pop("deep"))

        assert TOML.replace("\n[deep.er]\ny = 1\n", "") == result

    def test_comments_in_a_list_stay_with_their_entry(self):
        """Entries that go, come or change place keep the comments of the others."""

        def edit(tree):
            closures = tree["calendar"]["closures"]
            tree["calendar"]["closures"] = [closures[2], closures[0], {"from": 9}]

        result = changed(TOML, "toml", edit=edit)

        assert (
            "closures = [\n    { from = 3 },  # third\n    { from = 1 }, # first\n"
            "    { from = 9 }\n]\n"
        ) in result

    def test_a_value_in_braces_changes_alone(self):
        """What stands beside a changed value in braces keeps its blanks."""

        def edit(tree):
            tree["roles"][1]["more"]["b"][1] = 5

        result = changed(TOML, "toml", edit=edit)

        assert TOML.replace("b = [1,2]", "b = [1,5]") == result

    def test_braces_with_other_keys_are_written_anew(self):
        """A key that comes or goes lays out the braces again."""
        result = changed(TOML, "toml", edit=lambda tree: tree["roles"][1]["more"].pop("a"))

        assert TOML.replace("{ a = 1,  b = [1,2] }", "{ b = [1, 2] }") == result

    def test_dotted_keys_stay_dotted(self):
        """A table made of dotted keys gets its new keys the same way."""

        def edit(tree):
            tree["dotted"]["b"] = {"c": 3, "d": 4}

        result = changed(TOML, "toml", edit=edit)

        assert TOML.replace("dotted.b.c = 2\n", "dotted.b.c = 3\ndotted.b.d = 4\n") == result

    def test_a_table_without_header_gets_one(self):
        """A value for a table that only its subtables name gets a header in front of them."""
        result = changed(TOML, "toml", edit=lambda tree: tree["deep"].update(z=1))

        assert TOML.replace("[deep.er]", "[deep]\nz = 1\n\n[deep.er]") == result

    @pytest.mark.parametrize(
        "edit",
        [
            lambda tree: tree.update(calendar=5),
            lambda tree: tree.update(roles=[]),
            lambda tree: tree.update(roles="none"),
            lambda tree: tree.update(dotted=1),
            lambda tree: tree.update(name={"a": {"b": 1}}),
            lambda tree: tree.update(new={"a": 1}, list=[{"a": 1}, {}]),
            lambda tree: tree["calendar"].update(new={"a": {"b": 1}}),
            lambda tree: tree["roles"].clear() or tree["roles"].append({"key": "new"}),
            lambda tree: tree["roles"][0].update(key="new", rate={"x": [1]}),
            lambda tree: tree["calendar"]["closures"].clear(),
            lambda tree: tree["dotted"].clear(),
            lambda tree: tree.clear(),
            lambda tree: tree["roles"][2].update({"a b": 1}),
        ],
    )
    def test_any_other_change_reads_as_it_should(self, edit):
        """Whatever becomes of a value, the text reads as the new tree."""
        assert changed(TOML, "toml", edit=edit)

    @pytest.mark.parametrize(
        ("text", "tree", "expected"),
        [
            ("", {"a": 1}, "a = 1\n"),
            ("# top\n", {"a": 1}, "# top\na = 1\n"),
            ("# top", {"a": 1}, "# top\na = 1\n"),
            ("a = 1", {"a": 1, "b": 2}, "a = 1\nb = 2\n"),
            ("[t]", {"t": {}, "a": 1}, "a = 1\n\n[t]"),
            ("[t]", {"t": {"a": 1}}, "[t]\na = 1\n"),
            ("[[t]]\n", {"t": [{"a": 1}]}, "[[t]]\na = 1\n"),
            ("a = 1\r\n", {"a": 1, "b": {"c": 1}}, "a = 1\r\n\r\n[b]\r\nc = 1\r\n"),
            ("a = [ ]\n", {"a": [1]}, "a = [1]\n"),
            ("a = [1]\n", {"a": [1, 2]}, "a = [1, 2]\n"),
            ("a = [ 1, 2 ]\n", {"a": [2]}, "a = [ 2 ]\n"),
            ("a = [ 1, 2 ]\n", {"a": [1]}, "a = [ 1 ]\n"),
            ("a = [1, 2,]\n", {"a": [1]}, "a = [1, ]\n"),
            ("a = [1\n, 2]\n", {"a": [1]}, "a = [1]\n"),
            ("a = [\n  1,\n  2]\n", {"a": [1, 2, 3]}, "a = [\n  1,\n  2,\n  3]\n"),
            (
                "a = {b.c = 1, b.d = 2}\n",
                {"a": {"b": {"c": 1, "d": 3}}},
                "a = {b.c = 1, b.d = 3}\n",
            ),
            ("a = {b.c = 1}\n", {"a": {"b": {"d": 3}}}, "a = { b = { d = 3 } }\n"),
            ("a = {b.c = 1}\n", {"a": {"b": 1}}, "a = { b = 1 }\n"),
            ("  a = 1\n", {"a": 1, "b": 2}, "  a = 1\n  b = 2\n"),
            ("[[a]]\n\n\n[b]\n", {"a": [{}]}, "[[a]]\n"),
            ("a.b = 1\n", {"a": {"b": 1, "c": {"d": 1}}}, "a.b = 1\na.c = { d = 1 }\n"),
        ],
    )
    def test_small_texts_keep_their_layout(self, text, tree, expected):
        """Indentation, line ends and blanks of a text go on in what is new."""
        assert expected == change(read(text, "toml"), tree)

    def test_long_lists_get_a_line_for_each_entry(self):
        """A list that does not fit in a line is written in several."""
        words = ["word number " + str(number) for number in range(10)]
        result = change(read("a = 1\r\n", "toml"), {"a": words})

        assert result.startswith('a = [\r\n    "word number 0",\r\n')


YAML = """\
# Our plan
name: Bakery # for now
# Money
budget: 900
empty:
roles:
  # The people who talk
  - key: pr # public
    rate: 45 EUR/h

  # The people who care
  - key: care
    more: {a: 1,  b: [1,2]}
  - key: film
plain:
- 1
- "2"
block: |
  some
  text
last: [
  a, # first
  b,
]
"""


class TestYaml:
    def test_a_value_changes_where_it_stands(self):
        """Only the value is another one; comments and blanks stay."""

        def edit(tree):
            tree["name"], tree["empty"], tree["block"] = "NO", "x", "one line"
            tree["roles"][1]["more"]["a"] = "w"
            tree["plain"][1] = "3"

        expected = YAML.replace("Bakery", '"NO"').replace("empty:", "empty: x")
        expected = expected.replace("|\n  some\n  text", "one line").replace("a: 1,", "a: w,")
        assert expected.replace('"2"', '"3"') == changed(YAML, "yaml", edit=edit)

    def test_a_removed_entry_takes_its_comment(self):
        """The comment directly above an entry goes with it."""
        result = changed(YAML, "yaml", edit=lambda tree: tree.pop("budget"))

        assert YAML.replace("# Money\nbudget: 900\n", "") == result

    def test_comments_go_with_a_removed_table(self):
        """An entry of a list that goes takes the comment above it, and no other."""
        result = changed(YAML, "yaml", edit=lambda tree: tree["roles"].pop(1))

        start, end = YAML.index("  # The people who care"), YAML.index("  - key: film")
        assert YAML[:start] + YAML[end:] == result

    def test_comments_move_with_their_table(self):
        """Entries in another order keep the comments above them."""
        result = changed(YAML, "yaml", edit=lambda tree: tree["roles"].reverse())

        order = ["key: film", "who care", "key: care", "who talk", "key: pr # pub", "plain"]
        places = [result.index(each) for each in order]
        assert sorted(places) == places

    def test_new_entries_are_indented_like_their_neighbours(self):
        """New keys and entries stand below the others of their table or list."""

        def edit(tree):
            tree["roles"][0]["capacity"] = "12 h/week"
            tree["roles"].append({"key": "new", "areas": ["content"]})
            tree["plain"].append(True)
            tree["tools"] = [{"key": "suite"}, {}, "x"]

        def in_text(tree):
            tree["plain"][2] = "true"

        document = read(YAML, "yaml")
        tree = deepcopy(document.tree)
        edit(tree)
        result = change(document, tree)
        in_text(tree)

        assert tree == read(result, "yaml").tree
        expected = YAML.replace("45 EUR/h\n", "45 EUR/h\n    capacity: 12 h/week\n")
        expected = expected.replace(
            "  - key: film\n", "  - key: film\n  - key: new\n    areas: [content]\n"
        )
        expected = expected.replace('- "2"\n', '- "2"\n- true\n')
        assert expected + "tools:\n  - key: suite\n  - {}\n  - x\n" == result

    def test_the_first_key_behind_a_dash_may_go(self):
        """The dash of an entry stays when its first keys go."""
        result = changed(
            "a:\n  - b: 1\n    c: 2\n    d: 3\n", "yaml", edit=lambda tree: del_keys(tree["a"][0])
        )

        assert result == "a:\n  - d: 3\n"

    @pytest.mark.parametrize(
        "edit",
        [
            lambda tree: tree.update(roles=[]),
            lambda tree: tree.update(roles={}),
            lambda tree: tree.update(plain="x"),
            lambda tree: tree.update(name={"a": {"b": ["1"]}}),
            lambda tree: tree.update(block=["a", ["b"], {"c": "d"}, None]),
            lambda tree: tree["last"].reverse(),
            lambda tree: tree["last"].insert(1, "c"),
            lambda tree: tree["last"].clear(),
            lambda tree: tree["roles"].insert(0, {"key": "a"}),
            lambda tree: tree["roles"][0].clear(),
            lambda tree: tree["roles"][0].update(rate={"low": "1"}),
            lambda tree: tree["roles"][1].update(more={"a": ["x"]}),
            lambda tree: tree["plain"].__setitem__(0, {"a": "b"}),
            lambda tree: tree["plain"].__setitem__(0, ["a", "b"]),
            lambda tree: tree.clear(),
            lambda tree: tree.clear() or tree.update(new="x"),
        ],
    )
    def test_any_other_change_reads_as_it_should(self, edit):
        """Whatever becomes of a value, the text reads as the new tree."""
        assert changed(YAML, "yaml", edit=edit)

    @pytest.mark.parametrize(
        ("text", "tree", "expected"),
        [
            ("", {"a": "x"}, "a: x\n"),
            ("a: x", {"a": "x", "b": "q"}, "a: x\nb: q\n"),
            ("a: x\r\n", {"a": "x", "b": ["q"]}, "a: x\r\nb: [q]\r\n"),
            ("{a: x}", {"a": "q"}, "{a: q}"),
            ("{a: [x, {b: c}]}", {"a": ["x", {"b": "d"}]}, "{a: [x, {b: d}]}"),
            ("a:\n- - x\n  - q\n", {"a": [["x", "r"]]}, "a:\n- [x, r]\n"),
            ("a:\n- - x\n  - q\n", {"a": [["q"]]}, "a:\n- [q]\n"),
            ("a:\n  - x", {"a": ["x", "q"]}, "a:\n  - x\n  - q\n"),
            ("? a\n: x\n", {"a": "x", "b": "q"}, "a: x\nb: q\n"),
            ("a: 5\n", {"a": 5}, "a: 5\n"),
            ("a: 5\n", {"a": "5"}, 'a: "5"\n'),
            ("a: '5'\n", {"a": 5}, "a: 5\n"),
            ("a: x y\n", {"a": "x y"}, "a: x y\n"),
            ("a: 2027-01-01\n", {"a": date(2027, 1, 1)}, "a: 2027-01-01\n"),
            ("a: true\n", {"a": True}, "a: true\n"),
            ("? a\n: x\n? b\n: x\n", {"a": "x", "b": "q"}, "a: x\nb: q\n"),
            ("a:\n  # b\n  b: w\n  # c\n  c: w\n", {"a": {"c": "w"}}, "a:\n  # c\n  c: w\n"),
            ("# t\nb: w\n# c\nc: w\n", {"c": "w"}, "# t\n# c\nc: w\n"),
            ("a: # b\n- x\n- q\n", {"a": ["q"]}, "a: # b\n- q\n"),
            ("a:\n  b: 1\n", {"a": {"c": 1}}, "a:\n  c: 1\n"),
        ],
    )
    def test_small_texts_keep_their_layout(self, text, tree, expected):
        """Indentation, line ends and blanks of a text go on in what is new."""
        assert expected == change(read(text, "yaml"), tree)


def del_keys(table):
    """Remove two keys from *table*."""
    del table["b"], table["c"]


class TestJson:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ('{\n    "a": 1\n}\n', '{\n    "a": 2\n}\n'),
            ('{\n\t"a": 1\n}', '{\n\t"a": 2\n}'),
            ('{"a":1}', '{"a":2}'),
            ('{"a": 1}', '{"a": 2}'),
            ('{\r\n  "a": 1\r\n}\r\n', '{\r\n  "a": 2\r\n}\r\n'),
        ],
    )
    def test_json_keeps_its_indentation(self, text, expected):
        """JSON is laid out as it was."""
        assert expected == change(read(text, "json"), {"a": 2})


class TestWriting:
    def test_toml_has_values_first_and_small_tables_in_braces(self):
        """Values come first, then tables, then lists of tables; what is in them stays in line."""
        tree = {
            "calendar": {
                "start": date(2027, 1, 1),
                "closures": [{"from": 1}],
                "x": {"y": {"z": 1}},
            },
            "roles": [{"key": "pr", "roles": {"pr": 0.5}, "deep": {"a": {"b": time(7, 30)}}}],
            "name": "x\ty",
            "only": {"sub": {"a": {}}},
            "on": True,
        }

        assert write(tree, "toml") == (
            'name = "x\\ty"\non = true\n'
            "\n[calendar]\nstart = 2027-01-01\nclosures = [{ from = 1 }]\n"
            "\n[calendar.x]\ny = { z = 1 }\n"
            '\n[[roles]]\nkey = "pr"\nroles = { pr = 0.5 }\ndeep = { a = { b = 07:30:00 } }\n'
            "\n[only]\n"
            "\n[only.sub]\na = {}\n"
        )

    def test_yaml_has_quotes_only_where_text_needs_them(self):
        """Text that may mean something else is quoted, numbers and dates are not."""
        tree = {
            "name": "Café & more",
            "no": "NO",
            "n": 1.5,
            "on": date(2027, 1, 1),
            "t": time(7, 30),
            "b": True,
            "plain": Plain("1.10"),
            "odd": Plain("a: b"),
            "nothing": None,
            "list": ["a", None],
            "long": ["word number " + str(number) for number in range(10)],
            "e\x7f": {"a": [{"b": [["c"], {"d": "1"}]}]},
        }

        assert write(tree, "yaml").startswith(
            'name: Café & more\n"no": "NO"\n"n": 1.5\n"on": 2027-01-01\nt: 07:30:00\nb: true\n'
            'plain: 1.10\nodd: "a: b"\nnothing:\nlist:\n  - a\n  -\nlong:\n  - word number 0\n'
        )
        assert write(tree, "yaml").endswith(
            '"e\\u007F":\n  a:\n    - b:\n        - [c]\n        - d: "1"\n'
        )

    def test_json_is_indented_and_keeps_characters(self):
        """JSON has two blanks a level, and dates as text."""
        tree = {"a": ["ä"], "b": date(2027, 1, 1)}

        assert write(tree, "json") == '{\n  "a": [\n    "ä"\n  ],\n  "b": "2027-01-01"\n}\n'

    @pytest.mark.parametrize("form", ["toml", "yaml", "json"])
    @pytest.mark.parametrize("value", [float("nan"), float("inf"), object, {1}])
    def test_what_a_format_has_not_is_refused(self, form, value):
        """A value without a form in the format is a fault, not a guess."""
        with pytest.raises(Fault):
            write({"a": [value]}, form)

    def test_nothing_has_a_form_in_yaml_and_json_only(self):
        """TOML cannot hold nothing, and YAML not between brackets."""
        for form, tree in (("toml", {"a": None}), ("yaml", {"a": [[None]]})):
            with pytest.raises(Fault):
                write(tree, form)

        assert write({"a": None}, "json") == '{\n  "a": null\n}\n'

    def test_a_key_that_yaml_would_not_find_is_refused(self):
        """A very long key is no key in YAML."""
        with pytest.raises(Fault, match="at most 160"):
            write({"k" * 161: 1}, "yaml")

    def test_an_unknown_format_is_refused(self):
        """A format that nobody writes is told with those that are written."""
        with pytest.raises(Fault, match="one of toml, yaml and json"):
            write({}, "xml")
