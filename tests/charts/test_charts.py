"""Charts: what they draw, and that whatever they are given they stay pictures."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.charts import (
    STYLE,
    Band,
    DataTable,
    Figure,
    Limit,
    Load,
    Mark,
    Swing,
    load_chart,
    range_chart,
    spread_chart,
    tornado_chart,
)
from aufwand.charts._drawing import keys_below, step_below, ticks

SVG = "{http://www.w3.org/2000/svg}"
ABOUT = {"name": "a", "title": "Title", "about": "About"}
KEYS = (("low", "at least"), ("tick", "likely"), ("limit", "capacity"), ("over", "too much"))

amounts = st.floats(0, 1e300) | st.floats(0, 100)
texts = st.text(max_size=40)


def read(drawn):
    """A chart as XML; it has a role, and a title and a description that its ids lead to."""
    tree = ET.fromstring(drawn)
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    labels = tree.get("aria-labelledby").split()

    assert "img" == tree.get("role")
    assert len(set(ids)) == len(ids)
    assert labels == [tree.find(f"{SVG}title").get("id"), tree.find(f"{SVG}desc").get("id")]
    return tree


def parts(tree, kind):
    """The elements of one kind."""
    return [each for each in tree.iter() if kind in (each.get("class") or "").split()]


def lines(tree):
    """The words of a chart."""
    return [each.text for each in tree.iter(f"{SVG}text")]


def numbers(tree):
    """All coordinates in a chart."""
    drawn = " ".join(each.get("d", "") for each in tree.iter())
    placed = [each.get(name) for each in tree.iter() for name in ("x", "y", "cx", "cy")]
    return [
        float(each) for each in re.findall(r"-?[\d.]+", drawn) + [each for each in placed if each]
    ]


class TestRanges:
    def test_bars(self):
        """Full to low, pale to high, a tick at likely; the longest is as wide as the chart."""
        bands = [Band("Posts", 2, 5, 10, "5 h", "2 h to 10 h"), Band("News", 1, 1, 1, "1 h")]
        tree = read(range_chart(bands, keys=KEYS[:2], **ABOUT))

        assert ["Posts", "5 h", "2 h to 10 h", "News", "1 h", "at least", "likely"] == lines(tree)
        assert "M0 19h71.6v10H0zM0 77h35.8v10H0z" == parts(tree, "low")[0].get("d")
        assert "M71.6 19h286.4v10H71.6zM35.8 77h0v10H35.8z" == parts(tree, "high")[0].get("d")
        assert "M179 17v14M35.8 75v14" == parts(tree, "tick")[0].get("d")
        assert not parts(tree, "over")

    def test_above_a_limit(self):
        """What is too much is hatched and has a sign; colour alone tells nothing."""
        bands = [Band("PR", 10, 14, 20, "14 h", limit=12), Band("Sales", 1, 2, 3, "2 h", limit=7)]
        tree = read(range_chart(bands, keys=KEYS, **ABOUT))

        assert [True, False] == [each.over for each in bands]
        assert ["▲ 14 h", "2 h"] == [each.text for each in parts(tree, "v")]
        assert "url(#a-h)" == parts(tree, "over")[0].get("fill")
        assert ["a-h"] == [each.get("id") for each in tree.iter(f"{SVG}pattern")]

    def test_nothing(self):
        """No bands, and bands of nothing, are no mistake."""
        read(range_chart([], keys=(), **ABOUT))
        tree = read(range_chart([Band("Posts", 0, 0, 0, "0 min")], keys=(), **ABOUT))

        assert "M0 19h0v10H0z" == parts(tree, "low")[0].get("d")

    def test_a_long_name_is_shortened(self):
        """It leaves room for what stands at the end of the line."""
        tree = read(range_chart([Band("x" * 10_000, 1, 2, 3, "2 h")], keys=(), **ABOUT))

        assert 50 > len(lines(tree)[0])
        assert lines(tree)[0].endswith("x…")

    @given(st.lists(st.tuples(texts, st.lists(amounts, min_size=3, max_size=3), amounts)))
    def test_any_bands(self, given):
        """Whatever the names and numbers, it is a picture, and nothing leaves it."""
        bands = [Band(name, *sorted(ends), name, name, limit) for name, ends, limit in given]
        tree = read(range_chart(bands, keys=KEYS, **ABOUT))

        assert all(-8 <= each <= 60 + 58 * max(6, len(bands)) for each in numbers(tree))


class TestTornado:
    def test_bars(self):
        """To both sides of what is likely, each with its share."""
        swings = [Swing("Posts", 8, 11, "64 %", "8 h to 11 h"), Swing("News", 9, 9.5, "36 %")]
        tree = read(tornado_chart(swings, likely=9, told="9 h", keys=(("less", "low"),), **ABOUT))

        assert ["9 h", "Posts", "64 %", "8 h to 11 h", "News", "36 %", "low"] == lines(tree)
        assert "M2 39h118.7v10H2zM120.7 97h0v10H120.7z" == parts(tree, "less")[0].get("d")
        assert "middle" == parts(tree, "s")[0].get("text-anchor")

    @pytest.mark.parametrize(("likely", "anchor"), [(8, "start"), (11, "end")])
    def test_likely_at_an_end(self, likely, anchor):
        """What is told of it does not leave the picture."""
        tree = read(
            tornado_chart([Swing("Posts", 8, 11, "")], likely=likely, told="9 h", keys=(), **ABOUT)
        )

        assert anchor == parts(tree, "s")[0].get("text-anchor")

    def test_nothing(self):
        """Without anything that moves the total there is a line of text."""
        assert ["9 h"] == lines(read(tornado_chart([], likely=9, told="9 h", keys=(), **ABOUT)))


class TestSpread:
    POINTS = ((10, 0.05), (15, 0.5), (20, 0.95))

    def drawn(self, points=POINTS, limit=None):
        marks = [Mark(0.5, points[0][0], "P50")]
        return read(spread_chart(points, marks, limit=limit, unit=str, **ABOUT))

    def test_a_curve(self):
        """It rises, and its percentiles are marked."""
        tree = self.drawn()

        assert "M118 160L236 88L354 16" == parts(tree, "line")[0].get("d")
        assert ["P50"] == [each.text for each in parts(tree, "m")]
        assert {"10", "15", "20", "0 %", "100 %"} <= set(lines(tree))

    @pytest.mark.parametrize(
        ("value", "told", "anchor"),
        [
            (15, "budget", "middle"),
            (9, "budget", "start"),
            (-15, "◂ budget", "start"),
            (21, "budget", "end"),
            (99, "budget ▸", "end"),
        ],
    )
    def test_a_limit(self, value, told, anchor):
        """One that is far away stands at the edge, and the curve stays a curve."""
        tree = self.drawn(limit=Limit(value, "budget"))
        head = parts(tree, "v")[0]
        curve = [float(x) for x in re.findall(r"[ML]([\d.]+)", parts(tree, "line")[0].get("d"))]

        assert (told, anchor) == (head.text, head.get("text-anchor"))
        assert curve[-1] - curve[0] >= 0.44 * 236

    def test_what_is_known(self):
        """A sum without any spread is an upright line."""
        tree = self.drawn(((5, 0.05), (5, 0.95)), Limit(5, "budget"))

        assert "M118 176L118 32" == parts(tree, "line")[0].get("d")


class TestLoad:
    def drawn(self, loads, below=(), keys=KEYS):
        return read(load_chart(loads, below=below, unit=str, keys=keys, **ABOUT))

    def test_weeks(self):
        """Weeks alike are one step; a week that is over is hatched and has a mark."""
        tree = self.drawn([Load(5, 6, 10), Load(5, 6, 10), Load(12, 12, 8)], below=[(0, "Jan")])

        assert "M34 124V78.2H251.3V14H360V124z" == parts(tree, "calm")[0].get("d")
        assert "M251.3 50.7V14H360V50.7H251.3z" == parts(tree, "over")[0].get("d")
        assert "M34 32.3H251.3V50.7H360" == parts(tree, "line")[0].get("d")
        assert 2 == parts(tree, "mark")[0].get("d").count("M") + 1
        assert "Jan" in lines(tree)

    def test_only_what_is_above_the_line_is_too_much(self):
        """Weeks beside each other are one shape; where nobody has time it begins at the bottom."""
        loads = [Load(10, 10, 5), Load(10, 10, 5), Load(8, 8, 5), Load(4, 4, 5), Load(5, 5, 0)]
        shapes = parts(self.drawn(loads), "over")

        assert "M34 69V14H164.4V36H229.6V69H34zM294.8 124V69H360V124H294.8z" == (shapes[0].get("d"))
        assert 4 == parts(self.drawn(loads), "mark")[0].get("d").count("z")

    def test_capacity_that_is_not_known(self):
        """The line stops there, and where none is known there is none."""
        some = self.drawn([Load(5, 6, 10), Load(5, 6), Load(5, 6, 10)])
        none = self.drawn([Load(0, 0)], keys=())

        assert 2 == parts(some, "line")[0].get("d").count("M")
        assert not parts(none, "line")
        assert not parts(none, "over")

    def test_years_of_weeks_stay_small(self):
        """However many weeks there are, a role is a handful of paths."""
        loads = [Load(10 + index % 3, 14, 11) for index in range(520)]
        drawn = load_chart(loads, below=(), unit=str, keys=(), **ABOUT)

        assert 12 > drawn.count("<path")
        assert 40_000 > len(drawn)


class TestDrawing:
    @given(st.floats(1e-290, 1e300), st.integers(1, 9))
    def test_steps(self, span, most):
        """Steps are 1, 2 or 5 with zeros, and few enough."""
        step = step_below(span, most)

        assert step * most >= span
        assert most + 1 >= len(ticks(0.0, span, most))
        assert f"{float(step):e}".rstrip("0123456789").startswith(("1.", "2.", "5."))

    def test_no_span(self):
        """Where nothing is apart, a step is one."""
        assert 1 == step_below(0.0, 4)

    def test_a_key_that_has_no_room_goes_on_below(self):
        """It ends one line further down."""
        short, low = keys_below((("low", "low"),), 100, "a")
        _, lower = keys_below((("low", "x" * 40), ("high", "y" * 40)), 100, "a")

        assert (118, 136) == (low, lower)
        assert "url(#a-h)" not in short
        assert ("", 100) == keys_below((), 100, "a")


class TestFigure:
    TABLE = DataTable("Hours", ("", "low"), (("<b>", "1 h"),), ("Total", "1 h"))

    def test_a_table(self):
        """Heads say what they are the heads of; an empty one is none."""
        html = self.TABLE.to_html()

        assert '<thead><tr><td></td><th scope="col">low</th></tr></thead>' in html
        assert '<th scope="row"><bdi>&lt;b&gt;</bdi></th><td>1 h</td>' in html
        assert "<tfoot><tr>" in html
        assert "<caption><bdi>Hours</bdi></caption>" in html
        assert '<caption class="q">' in self.TABLE.to_html(above="Hours")

    def test_a_wide_table(self):
        """Text in it may wrap, and it can be moved with the keys."""
        html = DataTable("Weeks", tuple("abcde"), (tuple("vwxyz"),), text=(4,)).to_html()

        assert html.startswith('<div class="x" role="group" tabindex="0" aria-label="Weeks">')
        assert '<th scope="col" class="t">e</th>' in html
        assert '<td class="t"><bdi>z</bdi></td>' in html

    def test_in_a_notebook(self):
        """The stylesheet comes along and styles nothing else on the page."""
        figure = Figure("Hours", "<svg/>", (self.TABLE,), note="So.")
        rules = [rule.partition("{")[0] for rule in STYLE.splitlines() if "{" in rule]

        assert figure.to_html() in figure._repr_html_()
        assert STYLE in figure._repr_html_()
        assert "<p>So.</p>" in figure.to_html()
        assert "<details>" not in Figure("Hours", "<svg/>").to_html()
        assert all(each.startswith(".aw") for rule in rules for each in rule.split(","))
