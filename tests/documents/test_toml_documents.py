from __future__ import annotations

import tomllib
from datetime import date
from math import inf, isnan

import pytest

from aufwand.documents import Limits, read
from aufwand.documents._tomlscan import Scan
from aufwand.documents.toml import read_tree, suspicious
from aufwand.errors import InvalidPlan

PLAN = """\
# A plan with everything TOML has
schema = 1
name = "Bäckerei"
review_on = 2027-06-30
reserve = 0.15
"quoted key" = 'it is "so"'
x.y.'z' = 0x1F
x.q = \"\"\"many "" lines \\
  here\"\"\"\"
w = '''lit ' eral'''
moment = 1979-05-27 07:32:00Z
time = 07:32:00

[calendar]
workdays = ["mon", "tue"] # in short
closures = [
  # first
  { from = 2027-08-09, "to" = 2027-08-20 },
  { a.b = 1, a.c = [1, [2,
    3]] }, # last
]

[[roles]]
key = "pr"
[roles.more]
u = +1_000
[[roles.tasks]]
e = {}
[[roles]]
key = "care"

[a.b.c]
[a]
d = -1.5e-3
"q\\u00e9\\"\\U0001F600" = []
"""

#: Text, line, column, what was found, and a part of what is expected.
WRONG = [
    ("a=1\na=2", 2, 1, "a", "not there yet"),
    ("a=1\r\nb=1\r\na=2", 3, 1, "a", "not there yet"),
    ("[b]\n[b]", 2, 2, "b", "not there yet"),
    ("a.b=1\na.b.c=2", 2, 3, "b", "not there yet"),
    ("a=1\n[a]", 2, 2, "a", "not there yet"),
    ("a=1\n[a.b]", 2, 2, "a", "not there yet"),
    ("a=1\n[[a]]", 2, 3, "a", "not there yet"),
    ("[[a]]\n[a]", 2, 2, "a", "not there yet"),
    ("a={b=1}\na.c=2", 2, 1, "a", "not there yet"),
    ("a = Our Bakery # x", 1, 5, "Our Bakery # x", "value after ="),
    ("é = 1", 1, 1, "é = 1", "a key"),
    ('"""a""" = 1', 1, 1, '"""a""" = 1', "a key"),
    ("ü\n", 1, 1, "ü", "a key"),
    ("= 1", 1, 1, "= 1", "a key"),
    ("a", 1, 2, None, "= after the key"),
    ("a =", 1, 4, None, "value after ="),
    ("a = = 1", 1, 5, "= 1", "value after ="),
    ("a = '", 1, 5, "'", "ends with '"),
    ('a = "x', 1, 5, '"x', 'ends with "'),
    ("a = '''x", 1, 5, "'''x", "ends with '''"),
    ("ab = 'ä' x", 1, 10, "x", "end of the line"),
    ("[a", 1, 3, None, "] after"),
    ("[[a]", 1, 4, "]", "]] after"),
    ("a = [1 2]", 1, 8, "2]", ", or ]"),
    ("a = [", 1, 6, None, "value after ="),
    ("a = {b = 1 c", 1, 12, "c", ", or }"),
    ("a = {b = 1,\n c = 2}", 1, 12, "a line end", "on one line"),
    ("a = {\r\n}", 1, 6, "a line end", "on one line"),
    ("a = {b = 1 # c\n}", 1, 12, "a comment", "on one line"),
    ("a = {b = 1, }", 1, 11, ",", "no comma before"),
    (r'a = "\x41"', 1, 6, r"\x", None),
    (r'a = "b\n\e"', 1, 9, r"\e", "escape"),
    (r'"\e" = 1', 1, 2, r"\e", "escape"),
    (r'"\uD800" = 1', 1, 1, None, None),
    (r'"\U00110000" = 1', 1, 1, None, None),
    ("a = 10:30", 1, 5, "10:30", "time with seconds"),
    ("a = 2027-01-01T10:30Z", 1, 5, "2027-01-01T10:30Z", "time with seconds"),
    ("b = 1\na = 1e999", 2, 5, "1e999", "finite"),
    ("a = -1E999", 1, 5, "-1E999", "finite"),
    ("a = 1e5x", 1, 5, "1e5x", None),
    ("a = 2024-02-30", 1, 5, "2024-02-30", "valid TOML"),
    ("a = 1\n\nb = 1__0", 3, 5, "1__0", None),
    ("a = 1 \x01", 1, 7, "\x01", "end of the line"),
    ("# \x01", 1, 3, "\x01", "valid TOML"),
    ("a = 1\rb = 2", 1, 6, None, None),
]


def shape(tree, spot):
    """Return whether *spot* has an entry for every entry of *tree*, and no other."""
    if isinstance(tree, dict):
        if not isinstance(spot.items, dict) or tree.keys() != spot.items.keys():
            return False
        return all(shape(tree[name], spot.items[name]) for name in tree)
    if isinstance(tree, list):
        if not isinstance(spot.items, list) or len(tree) != len(spot.items):
            return False
        return all(map(shape, tree, spot.items))
    return spot.items is None


def test_toml_reads_as_the_library_reads_it():
    """Guards and places change nothing in what a text means."""
    document = read(PLAN, "toml")

    assert tomllib.loads(PLAN) == document.tree
    assert date(2027, 6, 30) == document.tree["review_on"]


def test_the_scanner_finds_a_spot_for_everything():
    """Every key and entry of a TOML text has a spot, and nothing else has."""
    document = read(PLAN, "toml")

    assert shape(document.tree, document.spots)


@pytest.mark.parametrize("pinned", [True, False])
def test_words_for_no_number_are_toml(pinned):
    """Whoever asks for a number refuses them, with all else that is wrong."""
    tree, mistakes = read_tree("a = nan\nb = [-inf, +inf, 0.5]", Limits(), pinned=pinned)

    assert [] == mistakes
    assert [isnan(tree["a"]), tree["b"]] == [True, [-inf, inf, 0.5]]


@pytest.mark.parametrize(("text", "line", "column", "found", "expected"), WRONG)
def test_toml_faults_have_their_place(text, line, column, found, expected):
    """Whatever is wrong in TOML is told with its line and column."""
    with pytest.raises(InvalidPlan) as caught:
        read(text, "toml", name="plan.toml")
    fault = caught.value.faults[0]

    assert (line, "plan.toml") == (fault.line, fault.file)
    if expected is not None:
        assert expected in fault.expected
        assert (column, found) == (fault.column, fault.value)


def test_all_double_keys_are_told():
    """Every key that is there twice is told, with the line of the first one."""
    with pytest.raises(InvalidPlan) as caught:
        read("a=1\nb=1\na=2\nb=2\nc=1", "toml")

    assert [(each.line, each.path) for each in caught.value.faults] == [(3, "a"), (4, "b")]
    assert caught.value.faults[1].hint == "the first one is in line 2"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a = Our Bakery", 'put text in quotes: "Our Bakery"'),
        ('a = x"y', ""),
        ("a = 10:30", "write 10:30:00"),
        ("ä = 1", "put a key with other characters in quotes"),
        ("a = 2024-02-30", "invalid date or datetime"),
    ],
)
def test_a_hint_says_what_to_write(text, hint):
    """Frequent slips are told with what to write instead."""
    with pytest.raises(InvalidPlan) as caught:
        read(text, "toml")

    assert hint == caught.value.faults[0].hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = " + "[" * 33 + "]" * 33, "at most 32 tables"),
        ("a = " + "{b = " * 33 + "1" + "}" * 33, "at most 32 tables"),
        ("a = " + "[" * 100_000, "at most 32 tables"),
        (".".join("a" * 50_000) + " = 1", "at most 16 parts"),
        ("[" + ".".join("a" * 50_000) + "]", "at most 16 parts"),
        ("[" + ".".join("a" * 16) + "]\n" + ".".join("b" * 16) + " = {a = [1]}", "at most 32"),
        ("[[" + "]]\n[[".join(".".join("a" * n) for n in range(1, 17)) + ".b]]", "at most 16"),
        ("[[" + "]]\n[[".join(".".join("a" * n) for n in range(1, 17)) + "]]\n[a.b]\nc.d=[[]]", ""),
        ("a = " + "1" * 41, "at most 40 digits"),
        ("a = " + "1" * 5_000, "at most 40 digits"),
        ("a = 0x" + "f" * 100_000, "at most 40 digits"),
        ("a = 0." + "1" * 41, "at most 40 digits"),
        ("\n".join(f"k{number} = 1" for number in range(25_001)), "at most 50000 keys"),
        ("[[a]]\n" * 60_000, "at most 50000 keys"),
    ],
)
def test_toml_that_is_too_much_is_refused(text, expected):
    """Depth, parts of keys, digits and numbers of values have a limit each."""
    if not expected:
        assert read(text, "toml").tree
        return
    with pytest.raises(InvalidPlan) as caught:
        read(text, "toml")

    assert expected in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 32 + "]" * 32,
        ".".join("a" * 16) + " = 1",
        "a = " + "1" * 40,
        "a = 0x" + "f" * 40,
        "# " + "[" * 1000 + "." * 1000 + "1" * 1000,
        "a = '" + "[" * 1000 + "." * 1000 + "1" * 1000 + "'",
        'a = """' + "\n[" * 1000 + '"""',
        "a = [" + "1.5, " * 20 + "]",
        "\n".join(f"k{number} = 1" for number in range(24_999)),
    ],
)
def test_toml_within_its_limits_is_read(text):
    """What is just within a limit, or only looks like too much, is read."""
    assert tomllib.loads(text) == read(text, "toml").tree


@pytest.mark.parametrize(
    "text",
    [
        'a="' + "a" * 200_000,
        'a="' + '\\"' * 100_000,
        '\\"' * 100_000,
        'a="""' + '"x' * 100_000,
        "a=" + "'" * 200_000,
        "a" * 200_000,
        "a=" + "[]" * 100_000,
        "a=" + "[" * 200_000,
        "." * 200_000,
        "a." * 100_000,
        "a=[" + "1.5," * 60_000,
        "\\" * 200_000,
        "[a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p]\n" * 6_000,
        "a=1\n" * 5_000,
        "=" * 200_000,
        "a=" + "1234567890" * 20_000,
        '"a".' * 60_000,
        "x''" * 60_000,
    ],
)
def test_hostile_toml_is_refused(text):
    """Much of what is hard to read is refused like anything else."""
    with pytest.raises(InvalidPlan):
        read(text, "toml")


def test_low_limits_are_kept():
    """Limits below what the quick look knows are kept by the exact one."""
    for limits, text in (
        (Limits(key_parts=2), "a.b.c = 1"),
        (Limits(depth=1), "a = [[1]]"),
        (Limits(digits=2), "a = 123"),
        (Limits(values=3), "a = [1, 2]"),
        (Limits(text=3), "a = 'four'"),
        (Limits(size=3), "a = 1"),
    ):
        with pytest.raises(InvalidPlan) as caught:
            read(text, "toml", limits=limits)

        assert "at most" in str(caught.value)


def test_an_ordinary_plan_is_not_suspicious():
    """The exact scanner stays at home for an ordinary plan."""
    text = '[[a.b.c]]\nx = 1.5 # [[[[ "\ny = [{ z = "1.5.5.5.5.5", w = [1, 2] }]\n'

    assert not suspicious(text * 20, Limits())


@pytest.mark.parametrize(
    "text",
    ["a = {b = 1,}", "a = {\nb = 1}", r'a = "\e"', r'a = """\x41"""', "a = 10:30"],
)
def test_a_library_that_reads_newer_toml_changes_nothing(text):
    """TOML 1.1 is refused also where the library would read it."""
    _, mistakes = read_tree(text, Limits(), loads=lambda *args, **kwargs: {"a": 1}, pinned=False)

    assert mistakes


def test_a_library_that_reads_newer_toml_reads_plain_toml():
    """A text without anything new passes the scanner untouched."""
    tree, mistakes = read_tree(PLAN, Limits(), pinned=False)

    assert (tomllib.loads(PLAN), []) == (tree, mistakes)


def test_a_complaint_without_a_place_stands_at_the_end():
    """A message of the library without line and column is put at the end of the text."""

    for message in ("No idea", "No idea (at end of document)"):

        def complains(text, message=message, **options):
            raise ValueError(message)

        _, mistakes = read_tree("a = 1", Limits(), loads=complains)

        assert (mistakes[0].offset, mistakes[0].hint) == (5, "no idea")


def test_the_scanner_stops_where_it_cannot_go_on():
    """After a mistake that leaves no way to go on, what came before is still known."""
    scan = Scan("a = 1\nb = [\nc = 2", Limits()).run()

    assert len(scan.mistakes) == 1
    assert list(scan.root.items) == ["a", "b"]
