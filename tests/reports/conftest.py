"""What reports are tried out with: rules that say what a test wants, and hostile texts."""

from __future__ import annotations

import pytest

from aufwand.model import Plan
from aufwand.rules import Match, assess, rule

#: What somebody may try to do to a log, a page, a document or a terminal.
HOSTILE = {
    "commands": "%0A::error::%25 100 %\n::set-output name=x::y",
    "xml": "]]><script>alert(1)</script><![CDATA[",
    "entities": "&lt; &#60; <b>bold</b> <!-- x --> &amp;",
    "table": "| a | b |",
    "code": "`code` ``more`` ```",
    "marks": "*bold* _under_ ~~gone~~ $x^2$ !",
    "calls": "@team #12 GH-3 a@b.example http://x.example WWW.x.example",
    "links": "[click](javascript:alert(1)) ![x](y) [a]: b",
    "braces": "{0} {name} {{x}} %s $HOME ${{ secrets.X }}",
    "list": "- item",
    "numbers": "12. item",
    "heading": "# title",
    "directions": "\u202eright to left\u202c \u2066isolated\u2069\u200f",
    "emoji": "🥐👩\u200d💻🏳️\u200d🌈 ÄÖÜ 中",
    "terminal": "\x1b[2J\x1b]0;title\x07",
    "lines": "two\nlines\r\nand\ttabs\u2028\u2029\x85",
    "control": "a\x00b\x0b\x7f\ufffe\uffff",
    "surrogates": "lone \ud800 surrogate \udcff",
    "long": "x" * 10_000,
    "ticks": "`" * 10_000,
    "empty": "",
    "blank": "   ",
}


def pytest_generate_tests(metafunc):
    """Run a test that asks for a *hostile* text once with each of them."""
    if "hostile" in metafunc.fixturenames:
        metafunc.parametrize("hostile", list(HOSTILE.values()), ids=list(HOSTILE))


@rule("ACME009", "breaks", scope="channels", message="Before it broke")
def breaks(facts):
    """Find one thing and break."""
    yield Match("channels.a")
    raise ValueError("no <luck> ]]> \x00")


@pytest.fixture(scope="session")
def broken_rule():
    """A rule that finds one thing and breaks."""
    return breaks


@pytest.fixture(scope="session")
def says():
    """Make a rule that finds some matches."""

    def make(*matches, code="ACME001", level="warning", scope=""):
        @rule(code, f"says-{code.lower()}", level=level, scope=scope)
        def speaks(facts):
            """Say what it was given."""
            yield from matches

        return speaks

    return make


@pytest.fixture(scope="session")
def assessed():
    """Assess a plan with some rules."""

    def make(*rules, name="Bakery", **plan):
        return assess(Plan(name, **plan), rules=rules)

    return make


@pytest.fixture(scope="session")
def spoken(says, assessed):
    """Assess a plan with a rule that has a text wherever a rule can put one."""

    def make(text, **plan):
        told = text[:1_900]
        match = Match(told, "{text} and {text}", discriminator=told, text=text)
        return assessed(says(match), **plan)

    return make


@pytest.fixture(scope="session")
def place():
    """Say where everything stands: in one file, in one line."""
    return lambda path: ("plan.toml", 7, 3)
