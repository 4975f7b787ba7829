"""A rule: a function, and what people should know about it."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys

import pytest

from aufwand.errors import InvalidPlan, UnknownName
from aufwand.rules import Match, Message, Rule, RuleSet, rule
from aufwand.rules._page import HEADINGS


def nothing(facts):
    """Say nothing."""
    return ()


def made(code="ACME001", name="no-friday-posts", **given):
    return rule(code, name, **given)(nothing)


class TestRule:
    def test_the_decorator_makes_a_rule(self):
        """What it is told stands in the rule."""
        known = made(
            level="warning",
            message={"en": "No", "de": "Nein"},
            since="1.2",
            status="preview",
            grounds="law",
            sources=["a law", "another"],
            aliases=["friday", "no-friday"],
        )

        assert (known.code, known.name, known.level) == ("ACME001", "no-friday-posts", "warning")
        assert Message("No", "Nein") == known.message
        assert (known.since, known.status, known.grounds) == ("1.2", "preview", "law")
        assert known.sources == ("a law", "another")
        assert known.names == ("ACME001", "no-friday-posts", "friday", "no-friday")
        assert known.family == "ACME"
        assert nothing.__module__.partition(".")[0] == known.package
        assert f"{nothing.__module__}.nothing" == known.origin
        assert f"<Rule ACME001 no-friday-posts (warning) from {known.package}>" == repr(known)

    def test_little_has_to_be_said(self):
        """Advice, stable, an opinion, with the docstring's first line as its message."""
        known = made()

        assert (known.level, known.status, known.grounds) == ("advice", "stable", "opinion")
        assert "Say nothing." == known.summary == known.message.say("en", {})

    def test_without_a_docstring_the_name_is_said(self):
        """Something is always said."""
        known = rule("ACME001", "no-friday-posts")(lambda facts: ())

        assert "No friday posts" == known.summary == known.message.say("en", {})

    def test_one_text_is_one_source(self):
        """It is not a list of letters."""
        known = made(sources="a law", aliases="friday")

        assert known.sources == ("a law",)
        assert known.aliases == ("friday",)

    def test_calling_it_gives_bare_matches(self, facts):
        """A rule is tried as the function it was."""

        @rule("ACME001", "x")
        def known(facts):
            yield Match("roles.pr")

        assert [Match("roles.pr")] == list(known(facts))

    def test_rules_are_values(self):
        """Equal descriptions of one function are equal and hash alike."""
        assert made() == made()
        assert hash(made()) == hash(made())
        assert made() != made(level="error")

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("code", "acme001"),
            ("code", "A001"),
            ("code", "ACMEX001"),
            ("code", "ACME01"),
            ("code", 1),
            ("name", "No Friday"),
            ("name", "no--friday"),
            ("name", "x" * 65),
            ("name", None),
            ("level", "fatal"),
            ("level", 3),
            ("status", "retired"),
            ("grounds", "feeling"),
            ("since", 1),
            ("sources", [1]),
            ("sources", 1),
            ("aliases", ["A B"]),
            ("message", ""),
            ("message", 3),
        ],
    )
    def test_a_wrong_description_is_refused(self, field, value):
        """The fault says which part of it."""
        with pytest.raises(InvalidPlan) as caught:
            made(**{field: value})

        assert [field] == [fault.path for fault in caught.value.faults]

    def test_all_that_is_wrong_is_told_at_once(self):
        """With what would be right, where one can guess."""
        with pytest.raises(InvalidPlan) as caught:
            made("x", "Y", level="warnin")

        assert [fault.path for fault in caught.value.faults] == ["code", "name", "level"]
        assert caught.value.faults[2].hint == "did you mean 'warning'?"

    def test_only_a_function_can_be_a_rule(self):
        """What cannot be called finds nothing."""
        with pytest.raises(InvalidPlan):
            rule("ACME001", "x")(3)

    def test_a_callable_object_can_be_a_rule(self, facts):
        """It is named after its class."""

        class Weekday:
            def __call__(self, facts):
                return [Match()]

        known = rule("ACME001", "x")(Weekday())

        assert [Match()] == list(known(facts))
        assert known.origin.endswith(".Weekday")

    def test_as_dict_is_plain(self):
        """It can be written as JSON."""
        data = made(aliases=["friday"]).as_dict()

        assert data == json.loads(json.dumps(data))
        assert (data["code"], data["aliases"]) == ("ACME001", ["friday"])


class TestPickling:
    def test_a_rule_travels_by_name(self):
        """It arrives as the very rule of its module."""
        known = RuleSet.installed().named("STF102")

        assert known is pickle.loads(pickle.dumps(known))
        assert known is copy.deepcopy(known)

    def test_a_rule_set_travels_to_another_process(self):
        """All its rules and what was chosen arrive."""
        chosen = RuleSet.installed().select(["STF", "INT"])
        code = (
            "import pickle, sys\n"
            "from aufwand.rules import RuleSet\n"
            "found = pickle.load(sys.stdin.buffer)\n"
            "assert found == RuleSet.installed().select(['STF', 'INT'])\n"
            "sys.stdout.buffer.write(pickle.dumps(found))\n"
        )
        ran = subprocess.run(
            [sys.executable, "-c", code],
            input=pickle.dumps(chosen),
            stdout=subprocess.PIPE,
            check=True,
        )

        assert chosen == pickle.loads(ran.stdout)

    def test_a_rule_without_a_name_in_a_module_stays(self):
        """It says so when it is packed, not when it is missed."""
        with pytest.raises(pickle.PicklingError, match="ACME001"):
            pickle.dumps(rule("ACME001", "x")(lambda facts: ()))

    def test_a_rule_under_the_name_of_another_thing_stays(self):
        """What would arrive is not it."""
        with pytest.raises(pickle.PicklingError):
            pickle.dumps(made())

    def test_a_rule_from_nowhere_stays(self):
        """A function that names no module cannot be found again."""

        def lost(facts):
            return ()

        lost.__module__ = None
        known = rule("ACME001", "x")(lost)

        assert known.package == ""
        with pytest.raises(pickle.PicklingError):
            pickle.dumps(known)


class TestPage:
    def test_a_page_has_the_sections_of_the_docstring(self):
        """Headings come in either language, the text as it was written."""

        @rule("ACME001", "x", level="warning")
        def known(facts):
            """Say a thing.

            And more.

            What it checks:
                One thing.

                    deeper

            Remedy:
                Another.
            """

        assert (known.sections()) == {
            "What it checks": "One thing.\n\n    deeper",
            "Remedy": "Another.",
        }
        page = known.page()
        assert (page.head, page.value, page.notes[0]) == ("ACME001 x", "warning", "Say a thing.")
        assert [part.head for part in page.parts] == ["What it checks", "Remedy"]
        assert page.parts[0].notes == ("One thing.", "", "    deeper")
        assert [part.head for part in known.page("de").parts] == ["Was geprüft wird", "Abhilfe"]
        assert known.page("de").value == "Warnung"

    def test_without_a_docstring_a_page_is_short(self):
        """There is nothing more to say."""
        known = rule("ACME001", "x")(lambda facts: ())

        assert known.sections() == {}
        assert known.page().parts == ()

    def test_other_languages_are_unknown(self):
        """There is no silent choice of language."""
        with pytest.raises(UnknownName):
            made().page("fr")

    def test_headings_are_fixed(self):
        """Tools can rely on them."""
        expected = (
            "What it checks",
            "Why it matters",
            "When not to worry",
            "Remedy",
            "Example",
            "Source",
        )

        assert expected == tuple(HEADINGS)


def test_a_rule_is_an_instance_of_rule():
    """Types can be told apart."""
    assert isinstance(made(), Rule)
