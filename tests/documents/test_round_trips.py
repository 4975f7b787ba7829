from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aufwand.documents import Plain, change, read, write

words = st.sampled_from(["key", "a", "b-c", "_", "Film a reel", "12 h/week", "name", "roles"])
tricky = st.sampled_from(
    [
        "",
        " ",
        "NO",
        "null",
        "~",
        "1.10",
        "15:30",
        "0x1f",
        "1e3",
        ".inf",
        "2027-01-01",
        "- a",
        "a: b",
        "a #b",
        "#",
        "[x",
        "{x}",
        "'",
        '"',
        '"""',
        "'''",
        "\\",
        "\\n",
        "a\nb",
        "a\r\nb\t c",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a",
        "a, b",
        "<<",
        "---",
        "...",
        "? a",
        "=",
        "ä €",
    ]
)
texts = st.one_of(
    words, tricky, st.text("aZ0 .:-#'\"[]{},&*!|>%@`?=\\äß€漢\U0001f600\n", max_size=6)
)
keys = st.one_of(words, words, texts).map(lambda text: re.sub("[\\r\\n\\t]", "", text))
numbers = st.one_of(
    st.integers(-(10**30), 10**30), st.floats(allow_nan=False, allow_infinity=False)
)
dates = st.dates(min_value=date(1000, 1, 1))


def trees(*leaves):
    values = st.recursive(
        st.one_of(texts, numbers, st.booleans(), *leaves),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(keys, inner, max_size=3),
            st.lists(st.dictionaries(keys, inner, max_size=3), max_size=3),
            st.lists(
                st.builds(
                    lambda name, rest: {"key": name, **rest},
                    words,
                    st.dictionaries(keys, inner, max_size=3),
                ),
                max_size=3,
            ),
        ),
        max_leaves=6,
    )
    return st.dictionaries(keys, values, max_size=5)


def as_yaml(value):
    """Return what our reader gives for a value that was written to YAML."""
    if isinstance(value, dict):
        return {key: as_yaml(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_yaml(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else repr(value)


def exactly(value):
    """Return *value* with its types, so that 1, 1.0 and True differ."""
    if isinstance(value, dict):
        return {key: exactly(each) for key, each in value.items()}
    if isinstance(value, list):
        return [exactly(each) for each in value]
    return type(value).__name__, value


@pytest.mark.parametrize("form", ["toml", "json"])
@given(data=st.data())
def test_what_is_written_reads_the_same(form, data):
    """Writing a tree and reading it again gives the same tree, types included."""
    tree = data.draw(trees(dates) if form == "toml" else trees())
    again = read(write(tree, form), form)

    assert exactly(tree) == exactly(again.tree)


@given(tree=trees(dates))
def test_what_is_written_as_yaml_reads_as_the_same_text(tree):
    """Numbers, booleans and dates come back from YAML as their text."""
    again = read(write(tree, "yaml"), "yaml")

    assert as_yaml(tree) == again.tree


@given(text=texts)
def test_text_that_looks_like_something_else_comes_back_in_quotes(text):
    """Text that a schema could take for a number, date or boolean is not plain in YAML."""
    again = read(write({"a": text}, "yaml"), "yaml").tree["a"]

    assert text == again
    assert not (isinstance(again, Plain) and text in {"NO", "null", "1.10", "15:30", "1e3"})


@pytest.mark.parametrize("form", ["toml", "yaml", "json"])
@settings(max_examples=30)
@given(data=st.data())
def test_no_change_keeps_every_byte(form, data):
    """Changing a document to the tree it has gives the text it has."""
    text = write(data.draw(trees()), form)
    document = read(text, form)

    assert text == change(document, document.tree)


@pytest.mark.parametrize("form", ["toml", "yaml", "json"])
@given(data=st.data())
def test_a_changed_document_reads_as_the_new_tree(form, data):
    """Whatever the old and new trees are, the changed text gives the new one."""
    old, new = data.draw(trees()), data.draw(trees())
    mixed = {**old, **new} if data.draw(st.booleans()) else new
    changed = read(change(read(write(old, form), form), mixed), form).tree

    if form == "yaml":
        assert as_yaml(mixed) == changed
    else:
        assert exactly(mixed) == exactly(changed)
