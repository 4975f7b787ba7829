"""The page of a rule has everything that is to be known of it."""

from __future__ import annotations

import pytest

from aufwand.rules import option, options, rule


@options
class Limits:
    least: object = option(
        "effort",
        "30 min",
        {"en": "The least time", "de": "Die kürzeste Zeit"},
        source="our records.",
        raising="more",
    )
    most: object = option("whole", 5, "The most hats.", raising="fewer")
    seen: object = option("text", "", "A word.")
    other: object = option("share", None, "A share; left out, another one.")


def page_of(lang="en", **changes):
    """Return the page of a rule that says everything."""
    said = {"level": "info", "since": "1.2", "grounds": "law", "sources": ["One.", "Two"]}

    def looked_at(facts, limits):
        """It is looked at.

        What it checks:
            Something.

        Remedy:
            Something else.

        Example:
            >>> 1
            1

        Source:
            Nobody.
        """

    looked_at.__module__ = "acme_rules.policy"
    return rule("ACME001", "looked-at", **{**said, **changes})(looked_at).page(lang)


def test_everything_is_told():
    """In one line: since when, from whom, and what it rests on."""
    assert page_of().notes == (
        "It is looked at.",
        "Since 1.2 of acme_rules. Rests on law: One; Two.",
    )
    assert page_of("de").notes == (
        "It is looked at.",
        "Seit 1.2 von acme_rules. Beruht auf Recht: One; Two.",
    )


@pytest.mark.parametrize(
    ("changes", "en", "de"),
    [
        (
            {"since": "", "sources": [], "grounds": "opinion"},
            "From acme_rules. Rests on opinion.",
            "Aus acme_rules. Beruht auf Meinung.",
        ),
        ({"aliases": ["old", "older"]}, "Also called old, older.", "Heißt auch old, older."),
        (
            {"status": "preview"},
            "In preview: it is asked only when its own code or name is selected.",
            "Vorschau: wird nur gefragt, wenn Code oder Name gewählt ist.",
        ),
        (
            {"status": "deprecated", "replaced_by": "ACME002"},
            "Deprecated: ACME002 takes its place.",
            "Veraltet: An ihre Stelle tritt ACME002.",
        ),
    ],
)
def test_what_is_not_usual_is_told(changes, en, de):
    """In both languages."""
    assert page_of(**changes).notes[1].endswith(en)
    assert page_of("de", **changes).notes[1].endswith(de)


def test_options_stand_before_the_example():
    """With default, what they decide, where the default comes from, and their promise."""
    english, german = page_of(options=Limits), page_of("de", options=Limits)
    options = english.parts[2]

    assert [each.head for each in english.parts] == [
        *("What it checks", "Remedy", "Options", "Example", "Source")
    ]
    assert (german.parts[2].head, len(options.parts)) == ("Optionen", 4)
    assert [(each.head, each.value) for each in options.parts] == [
        *(("least", "30 min"), ("most", "5"), ("seen", '""'), ("other", "–"))
    ]
    assert options.parts[0].notes == (
        "The least time.",
        "The default comes from: our records.",
        "Raising it never gives fewer findings.",
    )
    assert german.parts[2].parts[1].notes == (
        "The most hats.",
        "Die Voreinstellung ist unsere Meinung.",
        "Höher gibt nie mehr Befunde.",
    )


def test_without_options_there_is_no_such_part():
    """Nothing that is empty."""
    assert "Options" not in [each.head for each in page_of().parts]
