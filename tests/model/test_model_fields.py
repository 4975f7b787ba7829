"""What fields say of themselves to the plan file and the schema."""

from __future__ import annotations

import pytest
from attrs import fields

from aufwand import model
from aufwand.model._fields import Guesses, file_name, kind_of, unknown

PARTS = [
    part
    for name in model.__all__
    if isinstance(part := getattr(model, name), type) and hasattr(part, "__attrs_attrs__")
]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_says_what_it_holds(part):
    """In a sentence, for the schema; and converts what it is given."""
    assert len(PARTS) == 21
    for each in fields(part):
        kind = kind_of(each)

        assert kind.name
        assert kind.about[0].isupper()
        assert kind.about.endswith(".")
        assert each.converter is not None


def test_four_fields_have_other_names_in_a_file():
    """Where Python's own words are in the way, or a shorter one reads better."""
    other = {
        (part.__name__, each.name): file_name(each)
        for part in PARTS
        for each in fields(part)
        if file_name(each) != each.name
    }

    assert other == {
        ("Closure", "first"): "from",
        ("Closure", "last"): "to",
        ("Plan", "accepted"): "accept",
        ("Additions", "accepted"): "accept",
    }


def test_what_names_something_says_what():
    """So that the reader of files can look it up."""
    named = {
        f"{part.__name__}.{each.name}": kind_of(each).names
        for part in PARTS
        for each in fields(part)
        if kind_of(each).names
    }

    assert named == {
        "Audience.reach": "channels",
        "Channel.audiences": "audiences",
        "Activity.channels": "channels",
        "Activity.roles": "roles",
        "Driver.areas": "areas",
        "Driver.activities": "activities",
        "Event.channels": "channels",
        "Event.roles": "roles",
        "Correlation.between": "activities",
        "Role.cover": "roles",
        "Criticism.owner": "roles",
        "Scenario.inherits": "scenarios",
    }


def test_guessing_gives_up_in_time():
    """After so much looking nothing is near any more."""
    guesses = Guesses()
    names = [f"{'x' * 40}{number}" for number in range(600)]

    assert guesses.near("facebok", ["facebook"]) == "facebook"
    assert guesses.near("x" * 60, names) == ""
    assert guesses.near("facebok", ["facebook"]) == ""
    fault = unknown("facebok", ["facebook"], "p", "channels", guesses)
    assert fault.hint == "there are: facebook"
