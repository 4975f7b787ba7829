from __future__ import annotations

import pickle

import pytest

from aufwand.documents import Document, Limits, Place, format_of, read
from aufwand.errors import Fault, InvalidPlan

TEXTS = {"toml": "a = {}\n", "yaml": "a: {}\n", "json": '{{"a": {}}}\n'}


@pytest.mark.parametrize(
    ("path", "expected"),
    [("plan.toml", "toml"), ("a/b.YAML", "yaml"), ("x.y.yml", "yaml"), ("plan.json", "json")],
)
def test_the_suffix_names_the_format(path, expected):
    """The end of a file name tells its format, in any case."""
    assert expected == format_of(path)


@pytest.mark.parametrize(
    "path", ["plan", "toml", "a.toml/b", "plan.txt", ".toml", "plan.toml.bak", ""]
)
def test_other_suffixes_are_refused(path):
    """A file name that ends otherwise is told with the endings there are."""
    with pytest.raises(Fault, match=r"\.toml or \.yaml or \.yml or \.json"):
        format_of(path)


@pytest.mark.parametrize(
    ("form", "where"), [("toml", "tomllib.loads"), ("json", "json.loads"), ("yaml", "yaml.parse")]
)
def test_recursion_never_escapes(monkeypatch, form, where):
    """A host without stack left gets a fault, not a RecursionError."""

    def exhausted(text, **options):
        raise RecursionError

    monkeypatch.setattr(where, exhausted)
    with pytest.raises(InvalidPlan) as caught:
        read(TEXTS[form], form)

    assert "fewer of them inside one another" in str(caught.value)


def test_an_unknown_format_is_refused():
    """A format that nobody reads is told with those that are read."""
    with pytest.raises(Fault, match="one of toml, yaml and json"):
        read("", "xml")


@pytest.mark.parametrize("form", TEXTS)
def test_a_byte_order_mark_is_dropped(form):
    """A byte order mark, as bytes or as text, is no part of the document."""
    text = TEXTS[form].format('"x"')

    assert text == read("\ufeff" + text, form).text
    assert text == read(b"\xef\xbb\xbf" + text.encode(), form).text


@pytest.mark.parametrize("form", TEXTS)
def test_other_encodings_are_told_with_their_place(form):
    """Bytes that are not UTF-8 are told where they stand."""
    text = "ä\n\n".encode() + b"a\xe4"
    with pytest.raises(InvalidPlan) as caught:
        read(text, form, name="plan")
    fault = caught.value.faults[0]

    assert (fault.line, fault.column, fault.value, fault.expected) == (3, 2, b"\xe4", "UTF-8")
    assert "plan: 1 fault" in str(caught.value)


def test_half_a_character_is_told_with_its_place():
    """Text with a lone surrogate is no Unicode."""
    with pytest.raises(InvalidPlan) as caught:
        read("\na = '\ud800'", "toml")

    assert "line 2, column 6" in str(caught.value)


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize("character", "\x00\x1b\x7f\x85\u200b\u200e\u202e\u2066\ufeff")
def test_characters_nobody_sees_are_refused(form, character):
    """Control and direction characters are refused in values and keys."""
    for text in (f'"{character}"', f'{{"{character}": 1}}' if form != "toml" else ""):
        if text:
            with pytest.raises(InvalidPlan):
                read(TEXTS[form].format(text), form)


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize("escape", ["0000", "001b", "200b", "202e", "feff"])
def test_escapes_hide_nothing(form, escape):
    """A character that is refused is refused as an escape too, at the start of its value."""
    text = TEXTS[form].format(f'["b", "x\\u{escape}"]')
    with pytest.raises(InvalidPlan) as caught:
        read(text, form)
    fault = caught.value.faults[0]

    assert ("a[1]", 1, text.index('"x') + 1) == (fault.path, fault.line, fault.column)
    assert f"U+{escape.upper()}" in fault.expected


@pytest.mark.parametrize("form", TEXTS)
def test_line_ends_and_tabs_are_text_but_no_key(form):
    """Values may have several lines, keys may not."""
    tree = read(TEXTS[form].format('"x\\r\\n\\ty"'), form).tree
    key = '{{"a\\tb"{}1}}'.format("=" if form == "toml" else ": ")
    with pytest.raises(InvalidPlan) as caught:
        read(TEXTS[form].format(key), form)

    assert tree == {"a": "x\r\n\ty"}
    assert caught.value.faults[0].path == r"a.'a\tb'"


@pytest.mark.parametrize("form", TEXTS)
def test_text_is_composed(form):
    """What looks the same is the same: keys and values are in NFC."""
    key = '{{"e\u0301"{}"u\u0308"}}'.format("=" if form == "toml" else ": ")
    document = read(TEXTS[form].format(key), form)

    assert document.tree == {"a": {"é": "ü"}}
    assert document.place(("a", "é")).column > document.place(("a",)).column


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("toml", '"é" = 1\n"e\u0301" = 2'),
        ("yaml", "é: 1\ne\u0301: 2"),
        ("json", '{"é": 1,\n"e\u0301": 2}'),
    ],
)
def test_keys_that_look_the_same_are_double(form, text):
    """Two ways to store one character do not make two keys."""
    with pytest.raises(InvalidPlan) as caught:
        read(text, form)

    assert "not there yet" in str(caught.value)


@pytest.mark.parametrize("form", TEXTS)
def test_all_unclean_texts_are_told(form):
    """Every value that hides something is told, not only the first."""
    with pytest.raises(InvalidPlan) as caught:
        read(TEXTS[form].format('["\\u200b", "ok", "\\u200e"]'), form)

    assert [each.path for each in caught.value.faults] == ["a[0]", "a[2]"]


@pytest.mark.parametrize("form", TEXTS)
def test_joined_emoji_stay(form):
    """What joins emoji and the letters of some scripts is part of them."""
    read_back = read(TEXTS[form].format('"\U0001f469\u200d\U0001f373"'), form)

    assert read_back.tree["a"] == "\U0001f469\u200d\U0001f373"


@pytest.mark.parametrize("form", TEXTS)
def test_limits_hold_for_every_format(form):
    """Size, values and characters of a text have a limit in each format."""
    for value, limits in (
        ('"' + "a" * 11 + '"', Limits(text=10)),
        ("[1, 2, 3]", Limits(values=4)),
        ("[[1]]", Limits(depth=1)),
        ("123", Limits(digits=2)),
        ('"ää"', Limits(size=len(TEXTS[form].format('"ää"')))),
        ("1", Limits(size=3)),
    ):
        with pytest.raises(InvalidPlan) as caught:
            read(TEXTS[form].format(value), form, limits=limits)

        assert "at most" in str(caught.value)


def test_a_limit_on_values_is_kept_where_the_library_reads_first():
    """JSON is counted after the library has read it."""
    with pytest.raises(InvalidPlan) as caught:
        read('{"a": [1, 2, 3]}', "json", limits=Limits(values=3))

    assert "at most 3 keys and values" in str(caught.value)


def test_no_more_than_a_thousand_faults_are_told():
    """A file that is wrong everywhere is told once, not a hundred thousand times."""
    with pytest.raises(InvalidPlan) as caught:
        read("a = 1\n" * 5_000, "toml")

    assert len(caught.value.faults) == 1_000


def test_a_hostile_key_does_not_write_the_message():
    """Keys with odd characters and long keys are quoted and cut in paths."""
    long = "k" * 200
    with pytest.raises(InvalidPlan) as caught:
        read(f'{{"a\\nb": 1, "{long}": "\\u0000", "x-y": ["\\u0000"]}}', "json")

    paths = [each.path for each in caught.value.faults]
    assert paths == [r"'a\nb'", "'" + "k" * 60 + "…'", "x-y[0]"]


@pytest.mark.parametrize("limit", [{"depth": 0}, {"depth": 101}, {"digits": 0}])
def test_limits_have_limits(limit):
    """A depth that the machine cannot keep is no limit."""
    with pytest.raises(ValueError, match="must be"):
        Limits(**limit)


TOML = (
    '# ä\r\nname = "Ä"\r\n"q.q" = { b = [1, 2] }\r\nd.e.f = 1\r\n'
    "[[roles]]\r\nkey = 'x'\r\n[roles.more.deep]\r\n[[roles]]"
)
PLACES = {
    "toml": (
        TOML,
        {
            (): (1, 1, 1, 1),
            ("name",): (2, 8, 2, 1),
            ("q.q",): (3, 9, 3, 1),
            ("q.q", "b"): (3, 15, 3, 11),
            ("q.q", "b", 1): (3, 19, 3, 19),
            ("d",): (4, 1, 4, 1),
            ("d", "e", "f"): (4, 9, 4, 5),
            ("roles",): (5, 1, 5, 3),
            ("roles", 0): (5, 1, 5, 3),
            ("roles", 0, "key"): (6, 7, 6, 1),
            ("roles", 0, "more"): (7, 1, 7, 8),
            ("roles", 0, "more", "deep", "nix"): (7, 1, 7, 1),
            ("roles", 1): (8, 1, 8, 3),
            ("roles", 9): (5, 1, 5, 1),
            ("roles", "x"): (5, 1, 5, 1),
            ("name", 0): (2, 8, 2, 8),
            (0,): (1, 1, 1, 1),
        },
    ),
    "yaml": (
        '# ä\r\nname: Ä\r\n"q.q": {b: [1, 2]}\r\nroles:\r\n  - key: x\r\n    none:\r\n  - y',
        {
            (): (2, 1, 2, 1),
            ("name",): (2, 7, 2, 1),
            ("q.q", "b", 1): (3, 16, 3, 16),
            ("q.q", "b"): (3, 12, 3, 9),
            ("roles",): (5, 3, 4, 1),
            ("roles", 0): (5, 5, 5, 5),
            ("roles", 0, "none"): (6, 10, 6, 5),
            ("roles", 1): (7, 5, 7, 5),
            ("nix",): (2, 1, 2, 1),
        },
    ),
    "json": (
        '\n{"ä": "Ä", "q.q": {"b": [1, 2]},\r\n "e": {}, "l": []}',
        {
            (): (2, 1, 2, 1),
            ("ä",): (2, 7, 2, 2),
            ("q.q", "b", 1): (2, 29, 2, 29),
            ("e",): (3, 7, 3, 2),
            ("l", 3): (3, 16, 3, 16),
        },
    ),
}


@pytest.mark.parametrize(
    ("form", "path", "expected"),
    [(form, path, place) for form, (_, places) in PLACES.items() for path, place in places.items()],
)
def test_everything_has_its_place(form, path, expected):
    """Values and keys stand where the text has them, in characters."""
    document = read(PLACES[form][0], form)
    value, key = document.place(path), document.place(path, key=True)

    assert expected == (value.line, value.column, key.line, key.column)


@pytest.mark.parametrize("form", TEXTS)
def test_documents_survive_a_pickle(form):
    """A document that went to another process still knows its places."""
    document = read(TEXTS[form].format("[1, 2]"), form, name="x")
    again = pickle.loads(pickle.dumps(document))

    assert document == again
    assert hash(document) == hash(again)
    assert document.place(("a", 1)) == again.place(("a", 1))


def test_a_document_shows_little_of_itself():
    """The text of a document is not part of its repr."""
    document = read("a = 'long'", "toml", name="plan.toml")

    assert repr(document) == "Document(format='toml', name='plan.toml')"
    assert isinstance(document, Document)
    assert Place(1, 5) == document.place(("a",))
