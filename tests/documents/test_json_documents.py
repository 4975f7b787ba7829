from __future__ import annotations

import json

import pytest

from aufwand.documents import read
from aufwand.errors import InvalidPlan

WRONG = [
    ("", 1, 1, None, "a value"),
    ("[1]", 1, 1, [1], "a table"),
    ('{"a": 1, "a": 2}', 1, 10, "a", "not there yet"),
    ('{"ä": {"a": 1,\r\n "a": 2}}', 2, 2, "a", "not there yet"),
    ('{"a": 1e999}', 1, 7, "1e999", "finite"),
    ('{"a": -1e999}', 1, 7, "-1e999", "finite"),
    ('{"a": NaN}', 1, 7, "NaN", "finite"),
    ('{"a": -Infinity}', 1, 7, "-Infinity", "finite"),
    ('{"a":\n "\\ud800"}', 2, 2, "\ud800", "U+D800"),
    ('{"a": ' + "1" * 41 + "}", 1, 7, "1" * 41, "at most 40 digits"),
    ('{"a": 0.' + "1" * 41 + "}", 1, 7, "0." + "1" * 41, "at most 40 digits"),
    ("{'a': 1}", 1, 2, "'a': 1}", "a key in double quotes"),
    ('{"a": 1,}', 1, 8, ",", "no comma before }"),
    ('{"a": [1,]}', 1, 9, ",", "no comma before ]"),
    ('{"a": 1', 1, 8, None, ", or }"),
    ('{"a": [1', 1, 9, None, ", or ]"),
    ('{"a": tru}', 1, 7, "tru}", "a value"),
    ('{"a": 01}', 1, 7, "01}", "a value"),
    ('{"a": // c', 1, 7, "// c", "a value"),
    ('{"a" 1}', 1, 6, "1}", ": after the key"),
    ('{"a": "x\ny"}', 1, 7, '"x', "text in double quotes"),
    ('{"a": 1} 2', 1, 10, "2", "end of the document"),
    ('{"a": [}', 1, 8, "}", "a value"),
]


@pytest.mark.parametrize(("text", "line", "column", "found", "expected"), WRONG)
def test_json_faults_have_their_place(text, line, column, found, expected):
    """Whatever is wrong in JSON is told with its line and column."""
    with pytest.raises(InvalidPlan) as caught:
        read(text, "json", name="plan.json")
    fault = caught.value.faults[0]

    assert (line, column, found) == (fault.line, fault.column, fault.value)
    assert expected in fault.expected
    assert fault.file == "plan.json"


def test_all_double_keys_of_json_are_told():
    """Every key that is there twice is told at once."""
    with pytest.raises(InvalidPlan) as caught:
        read('{"a": 1, "a": 2, "b": {"c": 1, "c": 2}}', "json")

    assert [each.path for each in caught.value.faults] == ["a", "b.c"]


@pytest.mark.parametrize(
    ("text", "hint"), [("{'a': 1}", "JSON has double quotes only"), ("# x", "JSON has no comments")]
)
def test_a_json_hint_names_what_json_has_not(text, hint):
    """Quotes and comments of other formats are told as such."""
    with pytest.raises(InvalidPlan) as caught:
        read(text, "json")

    assert hint == caught.value.faults[0].hint


def test_json_reads_as_the_library_reads_it():
    """Guards change nothing in what a text means."""
    text = '{"a": [1, 2.5, {}, [], null, true], "b": {"c": "x\\n\\"é"}, "d": -1e-5}'

    assert json.loads(text) == read(text, "json").tree


@pytest.mark.parametrize(
    "text",
    [
        '{"a": ' + "[" * 33 + "]" * 33 + "}",
        '{"a": ' + "[" * 100_000,
        '{"a":' * 40_000,
        "[" * 200_000,
        "[}" * 100_000,
        '\\"' * 100_000,
        '{"a": "' + "a" * 200_000,
        "{" + '"a":1,' * 30_000 + '"a":1}',
        "[" + "[]," * 60_000 + "]",
        '{"a": [' + "1," * 60_000 + "1]}",
        '{"a": "' + "a" * 10_001 + '"}',
        "{" + ",".join(f'"k{number}": 1' for number in range(25_001)) + "}",
    ],
)
def test_hostile_json_is_refused(text):
    """Depth, size and double keys without end are refused like anything else."""
    with pytest.raises(InvalidPlan):
        read(text, "json")


def test_json_as_deep_as_the_limit_is_read():
    """The outermost table does not count as depth."""
    text = '{"a": ' + "[" * 32 + "]" * 32 + "}"

    assert json.loads(text) == read(text, "json").tree
