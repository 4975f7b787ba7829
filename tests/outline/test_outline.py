"""Outlines as text and as HTML."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.outline import Outline
from aufwand.outline.html import escaped, said
from aufwand.outline.text import plain

TREE = Outline(
    "effort",
    "3 h",
    ("why", "[source]"),
    (
        Outline("first", "1 h", ("note",), (Outline("deep", "", ("below",)),)),
        Outline("last", "2 h", ("end",), (Outline("leaf"),)),
    ),
)


def outlines():
    """Trees of any text."""
    texts = st.text(max_size=12)
    notes = st.lists(texts, max_size=2).map(tuple)
    return st.recursive(
        st.builds(Outline, texts, texts, notes),
        lambda inner: st.builds(
            Outline, texts, texts, notes, st.lists(inner, max_size=3).map(tuple)
        ),
        max_leaves=8,
    )


def lines_of(tree):
    """How many lines a tree has."""
    return 1 + len(tree.notes) + sum(lines_of(part) for part in tree.parts)


class Text(HTMLParser):
    """Collects the text between tags."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_data(self, data):
        self.found.append(data)


def as_xml(html):
    """HTML of ours as XML: the two things HTML writes more shortly are written out."""
    return ET.fromstring(
        html.replace("<br>", "<br/>").replace("<details open>", '<details open="open">')
    )


class TestText:
    def test_branches_are_drawn(self):
        """Notes stand below their line, beside the branch that goes on."""
        assert TREE.to_text() == (
            "effort  3 h\n"
            "│  why\n"
            "│  [source]\n"
            "├─ first  1 h\n"
            "│  │  note\n"
            "│  └─ deep\n"
            "│        below\n"
            "└─ last  2 h\n"
            "   │  end\n"
            "   └─ leaf"
        )

    @given(tree=outlines())
    def test_every_line_is_printable(self, tree):
        """No control character, line end or direction mark reaches a terminal."""
        lines = tree.to_text().split("\n")

        assert lines_of(tree) == len(lines)
        for line in lines:
            assert line.replace("\u200c", "").replace("\u200d", "").isprintable()

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("plain", "plain"),
            ("a\tb\nc\r\u2028d\u00a0e", "a b c  d e"),
            ("\x1b[31mred\x1b[0m", "�[31mred�[0m"),
            ("\u202eright to left", "�right to left"),
            ("\ud800", "�"),
            ("👩\u200d💻", "👩\u200d💻"),
            ("می\u200cخواهم", "می\u200cخواهم"),
        ],
    )
    def test_what_could_steer_is_replaced(self, text, shown):
        """Blanks become blanks; escapes are shown as such; joiners stay, as emoji need them."""
        assert shown == plain(text)


class TestHtml:
    def test_parts_fold_and_the_top_is_open(self):
        """Nested lists in nested details."""
        assert Outline("a", "1", ("n",), (Outline("b", parts=(Outline("c"),)),)).to_html() == (
            '<div class="aufwand"><details open><summary>a <strong>1</strong><br><small>n</small>'
            "</summary><ul><li><details><summary>b</summary><ul><li><div>c</div></li></ul></details>"
            "</li></ul></details></div>"
        )

    def test_a_leaf_is_not_folded(self):
        """There is nothing to open."""
        assert (
            Outline("a", notes=("n",)).to_html()
            == '<div class="aufwand"><div>a<br><small>n</small></div></div>'
        )

    @given(tree=outlines())
    def test_it_is_well_formed_whatever_it_says(self, tree):
        """An XML parser and an HTML parser read the same text, all of it."""
        html = tree.to_html()
        parser = Text()
        parser.feed(html)
        parser.close()

        assert "".join(as_xml(html).itertext()) == "".join(parser.found)
        assert plain(tree.head) in "".join(parser.found)

    @pytest.mark.parametrize("mark", ["<script>", '"', "'", "&", "&lt;", "</summary>"])
    def test_marks_of_html_are_escaped(self, mark):
        """In the line, its value and its notes."""
        html = Outline(mark, mark, (mark,), (Outline(mark),)).to_html()
        parser = Text()
        parser.feed(html)
        parser.close()

        assert html.count(escaped(mark)) == 4
        assert f"{mark} {mark}{mark}{mark}" == "".join(parser.found)


def test_importing_stays_light():
    """HTML comes when it is asked for."""
    program = "import sys, aufwand.outline; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()

    assert not {"html", "pint", "numpy", "click", "json"} & set(loaded)


def test_what_is_said_is_no_longer_than_one_reads():
    """All of it is there for whoever asks; it cannot turn its neighbours around."""
    assert "<bdi>&lt;b&gt; �</bdi>" == said("<b> \u202e")
    assert '<bdi title="ab c">ab…</bdi>' == said("ab c", 3)
    assert "<bdi>abc</bdi>" == said("abc", 3)
