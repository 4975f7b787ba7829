from __future__ import annotations

import sys

import pytest
import yaml

from aufwand.documents import Limits, Plain, read
from aufwand.documents.yaml import read_tree
from aufwand.errors import InvalidPlan, MissingExtra

PARSERS = ["pure", *(["c"] if yaml.__with_libyaml__ else [])]

PLAN = """\
# top
name: Bäckerei  # comment
list:
- a
- key: b
  "q u": 'it''s'
  n: [1, {x: y, z: }, "w"]
- - x
  - y
empty:
block: |
  some
    text

fold: >-  # why not
  a
  b
multi: a
  b
m:
  ? k
  : v
  t: 1:30
tab: "a\tb"
"""

TREE = {
    "name": "Bäckerei",
    "list": ["a", {"key": "b", "q u": "it's", "n": ["1", {"x": "y", "z": None}, "w"]}, ["x", "y"]],
    "empty": None,
    "block": "some\n  text\n",
    "fold": "a b",
    "multi": "a b",
    "m": {"k": "v", "t": "1:30"},
    "tab": "a\tb",
}

WRONG = [
    ("a: 1\nä: 2\na: 2", 3, 1, "a", "not there yet"),
    ("- 1", 1, 1, [], "a table"),
    ("x", 1, 1, "x", "a table"),
    ("&x\na: 1", 1, 1, "&x", "without an anchor"),
    ("ä: &x 1", 1, 4, "&x 1", "without an anchor"),
    ("a: [&x 1]", 1, 5, "&x 1]", "without an anchor"),
    ("a: *x", 1, 4, "*x", "in place of an alias"),
    ("a: !!str 1", 1, 4, "!!str 1", "without a tag"),
    ("a: ! 1", 1, 4, "! 1", "without a tag"),
    ("a:\n  <<: {}", 2, 3, "<<", "in place of a merge"),
    ("a: 1\n---\nb: 2", 2, 1, "---", "one document"),
    ("%TAG ! tag:x,2000:\n---\na: 1", 1, 1, "%TAG ! tag:x,2000:", "one document"),
    ("a: [1, 2", 1, 9, None, "valid YAML"),
    ("a: b: c", 1, 5, ": c", "valid YAML"),
    ("? [a]\n: 1", 1, 3, "[a]", "one piece of text"),
    (": 1", 1, 1, ": 1", "valid YAML"),
    ("? \n: 1", 1, 2, None, "a key"),
    ("a:\tb", 1, 3, "\t", "spaces in place"),
    ("a: b\tc", 1, 5, "\t", "spaces in place"),
    ("\ta: b", 1, 1, "\t", "spaces in place"),
    ("a: " + "1" * 41, 1, 4, "1" * 41, "at most 40 digits"),
    ("a: \x01", 1, 4, "\x01", "a character that YAML allows"),
    ("a: \u2028", 1, 4, "\u2028", "a character that YAML allows"),
    ("a: '\\u202e'\nb: \"\\u202e\"", 2, 4, "\u202e", "U+202E"),
    ('? "a\\nb"\n: 1', 1, 3, "a\nb", "U+000A"),
    ("? |\n  a\n: 1", 1, 3, "a\n", "U+000A"),
]


@pytest.mark.parametrize("parser", PARSERS)
def test_yaml_scalars_stay_text(parser):
    """Both parsers read the same tree, in which every scalar is text."""
    tree, _, mistakes = read_tree(PLAN, Limits(), parser=parser)

    assert (tree, mistakes) == (TREE, [])


def test_scalars_without_quotes_are_told_apart():
    """Plain scalars are marked, quoted and block scalars are ordinary text."""
    tree = read("a: NO\nb: 'NO'\nc: \"1\"\nd: |\n  1\ne: ä\nf: 'ä'\n? 1\n: x", "yaml").tree

    assert [name for name, value in tree.items() if isinstance(value, Plain)] == ["a", "e", "1"]
    assert not any(isinstance(name, Plain) for name in tree)


@pytest.mark.parametrize("parser", [None, *PARSERS])
@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "{}"])
def test_nothing_is_an_empty_table(text, parser):
    """A file without values reads as an empty table."""
    assert read_tree(text, Limits(), parser=parser)[::2] == ({}, [])


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("text", "line", "column", "found", "expected"), WRONG)
def test_yaml_faults_have_their_place(monkeypatch, parser, text, line, column, found, expected):
    """Whatever is wrong in YAML is told with its line and column, whichever parser is there."""
    monkeypatch.setattr(yaml, "__with_libyaml__", parser == "c")
    with pytest.raises(InvalidPlan) as caught:
        read(text, "yaml", name="plan.yaml")
    fault = caught.value.faults[0]

    assert (line, column) == (fault.line, fault.column)
    assert expected in fault.expected
    assert fault.file == "plan.yaml"
    if isinstance(found, str) and expected != "valid YAML":
        assert found == fault.value


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    "text",
    [
        "a: {b:}",
        "a: [b:, c]",
        "a: [b?]",
        "a: {b?: c}",
        "a: |\n  \tb\n",
        "a: |\n  b\n \tc\n",
        "a: >#\n b",
    ],
)
def test_what_the_parsers_disagree_on_is_refused(text, parser):
    """A text that one of the parsers reads and the other does not is read by neither."""
    _, _, mistakes = read_tree(text, Limits(), parser=parser)

    assert len(mistakes) == 1


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 30_000,
        "a: " + "{" * 30_000,
        "a: " + "[a, " * 30_000,
        "- " * 30_000,
        "? " * 30_000,
        "".join(" " * number + "a:\n" for number in range(500)),
        "\t" * 100_000,
        "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
        "".join(f"a{number}: &x{number} 1\n" for number in range(10_000)),
        "a: [" + "a, " * 2_000 + "a]",
    ],
)
def test_hostile_yaml_ends_at_once(text, parser):
    """Bombs of brackets, anchors and indentation are refused where they start."""
    _, _, mistakes = read_tree(text, Limits(values=1_000), parser=parser)

    assert len(mistakes) == 1


def test_a_host_cannot_change_what_yaml_means(monkeypatch):
    """Constructors and resolvers that a host adds to PyYAML do not reach plans."""
    monkeypatch.setattr(yaml.SafeLoader, "yaml_implicit_resolvers", {})
    monkeypatch.setattr(yaml.BaseLoader, "yaml_constructors", {None: lambda *_: 1 / 0})

    assert read("a: NO", "yaml").tree == {"a": "NO"}


def test_yaml_without_its_package_names_the_extra(monkeypatch):
    """Who reads YAML without PyYAML learns what to install."""
    monkeypatch.setitem(sys.modules, "yaml", None)

    with pytest.raises(MissingExtra, match=r"aufwand\[yaml\]"):
        read("a: 1", "yaml")
