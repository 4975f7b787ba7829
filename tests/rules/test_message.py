"""What findings say."""

from __future__ import annotations

from datetime import date

import pytest

from aufwand.errors import Fault, UnknownName
from aufwand.rules import Measure, Message
from aufwand.rules.message import message_of
from aufwand.units import Elapsed, Money, Range, hours


def test_details_are_worded_in_the_language():
    """Efforts, money, ranges, numbers and days read as people of that language write them."""
    message = Message("{a}; {b}; {c}; {d}; {e}; {f}; {g}; {h}; {i}", "")
    details = {
        "a": hours(1.5),
        "b": Money(1234.5, "EUR"),
        "c": Range(hours(1), hours(2), hours(3)),
        "d": 1234,
        "e": 2.5,
        "f": 1 / 3,
        "g": Measure(4.5, "%"),
        "h": Elapsed("4 h"),
        "i": date(2027, 6, 30),
    }

    english = "1 h 30 min; 1,234.50 EUR; 1 h – 2 h – 3 h; 1,234; 2.5; 0.33; 4.5 %; 4 h"
    english += "; 2027-06-30"
    german = (
        "1 Std. 30 Min.; 1.234,50 EUR; 1 Std. – 2 Std. – 3 Std.; 1.234; 2,5; 0,33; 4,5 %; 4 Std."
        "; 30.06.2027"
    )
    assert english == message.say("en", details)
    assert german == message.say("de", details)


def test_a_phrase_is_told_in_the_language():
    """A detail may be a message itself."""
    message = Message("it is {often}", "es ist {often}")
    often = {"often": Message("daily", "täglich")}

    assert message.say("en", often) == "it is daily"
    assert message.say("de", often) == "es ist täglich"


def test_without_german_english_is_said():
    """A message in one language is better than none."""
    assert Message("hello").say("de", {}) == "hello"


@pytest.mark.parametrize("lang", ["fr", "EN", ""])
def test_other_languages_are_unknown(lang):
    """There is no silent choice of language."""
    with pytest.raises(UnknownName):
        Message("hello").say(lang, {})


def test_optional_parts_need_all_their_details():
    """Square brackets with names in them are left out where one is not given."""
    message = Message("{a}[, at {b} and {c}][ [1]][sic]")

    assert message.say("en", {"a": "x", "b": "y", "c": "z"}) == "x, at y and z[ [1]][sic]"
    assert message.say("en", {"a": "x", "b": "y"}) == "x[ [1]][sic]"
    assert frozenset("a") == message.needs


def test_both_languages_say_what_they_need():
    """A detail that only German needs is needed."""
    assert frozenset({"a", "b"}) == Message("{a}", "{b}").needs


def test_values_are_not_read_again():
    """Braces and brackets in a name stay what they are."""
    assert Message("{a} is it").say("en", {"a": "{b} [{b}]", "b": "no"}) == "{b} [{b}] is it"


def test_verbatim_text_keeps_its_brackets():
    """Only details that are there are filled in."""
    message = message_of("{name} [{other}] {x.y}", verbatim=True)

    assert frozenset() == message.needs
    assert message.say("en", {"name": "PR"}) == "PR [{other}] {x.y}"


def test_long_details_are_cut():
    """A name of thousands of characters does not drown the message."""
    said = Message("{name}!").say("en", {"name": "x" * 3_000})

    assert f"{'x' * 200}…!" == said


def test_a_message_is_one_line():
    """Nothing in it can steer a terminal."""
    said = Message("{name}\nand\x1b[31m").say("en", {"name": "a\tb\x07"})

    assert said.isprintable()
    assert "\x1b" not in said


def test_bounded_messages_are_known_before():
    """A short template cannot become too long, whatever fills it."""
    assert Message("{a} and {b}").bounded
    assert not Message("{a}" * 20).bounded
    assert not Message("ok", "{a}" * 20).bounded


@pytest.mark.parametrize(
    "value",
    [
        "",
        "  ",
        "x" * 2_001,
        3,
        None,
        {"de": "x"},
        {"en": "x", "fr": "y"},
        {"en": 3},
        {"en": ""},
        [1],
    ],
)
def test_what_says_nothing_is_refused(value):
    """English is needed, other languages than ours are a mistake."""
    with pytest.raises(Fault):
        message_of(value)


def test_german_is_text_too():
    """A second language that is none is refused."""
    with pytest.raises(Fault):
        Message("hello", 3)


def test_messages_come_as_text_table_or_message():
    """All three make the same."""
    message = Message("hello")

    assert message == message_of("hello")
    assert message == message_of({"en": "hello"})
    assert message is message_of(message)
    assert Message("hello", "hallo") == message_of({"de": "hallo", "en": "hello"})
