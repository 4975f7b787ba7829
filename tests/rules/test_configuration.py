"""Which rules run, at which level, with which options, and who said so."""

from __future__ import annotations

import time

import pytest

from aufwand.errors import Fault, InvalidPlan, UnknownName
from aufwand.model import Channel, Override, Plan, RuleSettings
from aufwand.rules import Match, RuleSet, assess, option, options, rule
from aufwand.rules._failing import rule_failed
from aufwand.rules.configuration import Layer, configure, reaches


@options
class Limits:
    """Two options."""

    least: float = option("number", 1, "The least.")
    most: float = option("number", 9, "The most.")


def speaking(code, name, **given):
    def function(facts, limits=None):
        for channel in facts.plan.channels:
            if limits is None:
                yield Match(f"channels.{channel.key}")
            else:
                yield Match(f"channels.{channel.key}", discriminator=f"{limits}")

    return rule(code, name, **given)(function)


RULES = RuleSet(
    [
        rule_failed,
        speaking("AAA001", "first"),
        speaking("AAA002", "second", aliases=["zweite"]),
        speaking("AAA101", "limited", options=Limits),
        speaking("BBB001", "early", status="preview"),
        speaking("BBB002", "other", level="warning", status="deprecated"),
    ]
)


def configured(*settings, path="rules"):
    layers = [Layer(f"layer{n}", each, path) for n, each in enumerate(settings, 1)]
    return configure(RULES, layers)


def codes(*settings):
    return [each.rule.code for each in configured(*settings).chosen if each.rule != rule_failed]


def faults(*settings):
    with pytest.raises(InvalidPlan) as caught:
        configured(*settings)
    return list(caught.value.faults)


def says(**given):
    return RuleSettings(**given)


class TestSelecting:
    @pytest.mark.parametrize(
        ("settings", "expected"),
        [
            ([], "AAA001 AAA002 AAA101 BBB002"),
            ([says(select=["AAA"])], "AAA001 AAA002 AAA101"),
            ([says(select=["AAA0"])], "AAA001 AAA002"),
            ([says(select=["zweite", "limited"])], "AAA002 AAA101"),
            ([says(select=["INT"])], ""),
            ([says(select=["BBB"])], "BBB002"),
            ([says(select=["BBB", "early"])], "BBB001 BBB002"),
            ([says(extend=["early"])], "AAA001 AAA002 AAA101 BBB001 BBB002"),
            ([says(extend=["BBB"])], "AAA001 AAA002 AAA101 BBB002"),
            ([says(ignore=["AAA"])], "BBB002"),
            ([says(select=["AAA"], ignore=["first"])], "AAA002 AAA101"),
            ([says(select=["AAA"]), says(select=["BBB"])], "BBB002"),
            ([says(select=["AAA"]), says(extend=["other"])], "AAA001 AAA002 AAA101 BBB002"),
            ([says(ignore=["AAA"]), says(select=["AAA001"])], "AAA001"),
            ([says(select=["AAA001"]), says(ignore=["AAA"])], ""),
            ([says(ignore=["AAA"]), says(extend=["AAA001"])], "AAA001 BBB002"),
            ([says(extend=["early"]), says(select=["BBB"])], "BBB001 BBB002"),
            ([says(extend=["early"]), says(ignore=["BBB"])], "AAA001 AAA002 AAA101"),
            ([says(levels={"AAA": "off"})], "BBB002"),
            ([says(levels={"AAA": "off", "AAA0": "info"})], "AAA001 AAA002 BBB002"),
            ([says(levels={"AAA": "off", "first": "info"})], "AAA001 BBB002"),
            ([says(levels={"AAA": "off"}), says(select=["AAA001"])], "AAA001"),
            ([says(levels={"AAA": "off"}), says(levels={"AAA001": "info"})], "AAA001 BBB002"),
            ([says(select=["first"], levels={"first": "off"})], ""),
            ([says(select=["first"]), says(levels={"AAA": "off"})], ""),
            ([says(levels={"early": "error"})], "AAA001 AAA002 AAA101 BBB002"),
            ([says(ignore=["first"], levels={"first": "error"})], "AAA002 AAA101 BBB002"),
        ],
    )
    def test_each_layer_is_on_top_of_those_before(self, settings, expected):
        """Within one, what is left out wins over what is asked for, and off over both."""
        assert expected.split() == codes(*settings)

    def test_that_a_rule_broke_is_always_told(self):
        """It is on, whatever is selected."""
        assert configured(says(select=["AAA"])).choice("INT001").on

    def test_a_set_that_is_selected_already_keeps_its_previews(self):
        """As was asked of it."""
        chosen = configure(RULES.select(["early"]), []).chosen

        assert ["BBB001"] == [each.rule.code for each in chosen]

    def test_families_that_were_not_loaded_are_known(self):
        """Nobody has to import them to leave them out."""
        rules = RuleSet(RULES.rules, resting=frozenset({"ACME"}))
        settings = says(ignore=["ACME"], levels={"ACME001": "off"}, options={"ACME001": {"x": 1}})

        assert configure(rules, [Layer("plan", settings, "rules")]).choice("first").on


class TestLevels:
    def test_the_more_exact_name_counts(self):
        """A code over a beginning over a family, in whatever order."""
        levels = {"first": "error", "AAA": "info", "AAA0": "warning"}
        for given in (levels, dict(reversed(levels.items()))):
            found = configured(says(levels=given))

            assert ["error", "warning", "info"] == [
                found.choice(name).level for name in ("AAA001", "AAA002", "AAA101")
            ]

    def test_asking_for_a_rule_that_was_off_gives_it_its_own_level(self):
        """Whoever asks later knows better."""
        found = configured(says(levels={"BBB002": "off"}), says(extend=["BBB002"]))

        assert ("warning", "default") == (
            found.choice("BBB002").level,
            found.choice("BBB002").level_from,
        )

    def test_a_rule_that_is_off_says_who_turned_it_off(self):
        """And has its own level, should anybody turn it on."""
        choice = configured(says(), says(levels={"other": "off"})).choice("BBB002")

        assert (False, "layer2", "warning") == (choice.on, choice.on_from, choice.level)


class TestOptions:
    def test_each_layer_counts_option_by_option(self):
        """And is told of each."""
        choice = configured(
            says(options={"AAA101": {"least": 2, "most": 8}}),
            says(options={"limited": {"least": 3}}),
        ).choice("AAA101")

        assert Limits(least=3, most=8) == choice.options
        assert (("least", "layer2"), ("most", "layer1")) == choice.options_from

    def test_as_dict_tells_all_of_it(self):
        """As explain-config shows it."""
        override = Override(where="channels.*", levels={"AAA101": "off"}, options={"AAA101": {}})
        found = configured(says(options={"AAA101": {"least": 2}}, overrides=override))

        assert {
            "code": "AAA101",
            "name": "limited",
            "on": True,
            "on_from": "default",
            "level": "advice",
            "level_from": "default",
            "options": {
                "least": {"value": 2, "from": "layer1"},
                "most": {"value": 9, "from": "default"},
            },
            "overrides": [
                {
                    "where": "channels.*",
                    "level": "off",
                    "options": {"least": 2, "most": 9},
                    "from": "layer1",
                }
            ],
        } == found.choice("limited").as_dict()
        assert {} == found.choice("first").as_dict()["options"]

    def test_a_configuration_is_gone_through(self):
        """In the order of codes; who is not in it is told with the nearest."""
        found = configured(says(ignore=["AAA"]))

        assert RULES.rules == tuple(choice.rule for choice in found)
        assert len(RULES) == len(found)
        with pytest.raises(UnknownName, match="did you mean 'zweite'"):
            found.choice("zweit")


class TestOverrides:
    @pytest.mark.parametrize(
        ("overrides", "expected"),
        [
            ([("channels.xing", {"least": 2})], {"xing": (2, 9), "blog": (1, 9)}),
            (
                [("channels.*", {"least": 2}), ("channels.xing", {"most": 3})],
                {"xing": (2, 3), "blog": (2, 9)},
            ),
            (
                [("channels.xing", {"most": 3}), ("channels.*", {"least": 2})],
                {"xing": (2, 3), "blog": (2, 9)},
            ),
            (
                [("channels.xing", {"least": 3}), ("*", {"least": 2})],
                {"xing": (2, 9), "blog": (2, 9)},
            ),
            (
                [("channels.xing", {"least": 3}), ("channels.xing", {"most": 2})],
                {"xing": (3, 2), "blog": (1, 9)},
            ),
            ([("channels", {"least": 3})], {"xing": (3, 9), "blog": (3, 9)}),
        ],
    )
    def test_what_is_said_of_a_part_starts_from_what_holds_around_it(self, overrides, expected):
        """In whatever order; of one thing, the last counts."""
        said = [Override(where=where, options={"AAA101": given}) for where, given in overrides]
        settings = says(select=["AAA101"], overrides=said)
        plan = Plan("Bakery", channels=[Channel("xing"), Channel("blog")], rules=settings)
        found = assess(plan, rules=RULES).findings

        assert {
            f"channels.{key}": f"{Limits(least=least, most=most)}"
            for key, (least, most) in expected.items()
        } == {each.path: each.discriminator for each in found}
        assert 2 == len(found)

    def test_levels_and_options_are_taken_apart(self):
        """A level said before stays where only options are said."""
        choice = configured(
            says(
                overrides=[
                    Override(
                        where="channels.xing",
                        levels={"limited": "error"},
                        options={"limited": {"least": 3}},
                    ),
                    Override(where="channels.*", options={"limited": {"most": 2}}),
                ]
            )
        ).choice("limited")

        assert [
            ("channels.xing", "error", None),
            ("channels.*", None, Limits(most=2)),
            ("channels.xing", None, Limits(least=3, most=2)),
        ] == [(each.where, each.level, each.options) for each in choice.locals]

    def test_what_a_later_layer_says_of_all_holds_there_too(self):
        """Where nothing else is said."""
        choice = configured(
            says(overrides=[Override(where="channels.*", options={"limited": {"least": 3}})]),
            says(options={"limited": {"least": 5, "most": 5}}),
        ).choice("limited")

        assert Limits(least=3, most=5) == choice.locals[0].options

    def test_a_rule_that_is_off_can_be_told_for_some_parts(self):
        """But not one that nobody asks."""
        here = Override(where="channels.xing", levels={"first": "error"})

        assert "AAA001" in codes(says(levels={"AAA": "off"}, overrides=[here]))
        assert "AAA001" not in codes(says(ignore=["AAA"], overrides=[here]))
        assert "AAA001" not in codes(
            says(levels={"AAA": "off"}),
            says(overrides=[Override(where="channels.xing", levels={"first": "off"})]),
        )

    @pytest.mark.parametrize(
        ("where", "path", "expected"),
        [
            ("channels", "channels.xing", True),
            ("channels.xing", "channels", False),
            ("channels.xing", "channels.xing2", False),
            ("channels.xing", "channels.xing.pieces", True),
            ("channels.xing", "channels.xing[0]", True),
            ("channels.*", "channels.xing", True),
            ("channels.*", "channels", False),
            ("channels.*.pieces", "channels.xing.pieces", True),
            ("channels.*.pieces", "channels.xing.tone", False),
            ("*", "", True),
            ("*", "channels.xing", True),
            ("*.xing", "channels.xing.tone", True),
        ],
    )
    def test_where_it_holds(self, where, path, expected):
        """The part itself, and what is in it."""
        assert expected == reaches(where, path)


class TestFaults:
    @pytest.mark.parametrize(
        ("given", "path", "hint"),
        [
            ({"select": ["AAA", "AAB001"]}, "rules.select[1]", "did you mean 'AAA001'?"),
            ({"extend": ["scond"]}, "rules.extend[0]", "did you mean 'second'?"),
            ({"ignore": ["~~~"]}, "rules.ignore[0]", "aufwand rules lists them"),
            ({"ignore": ["first", "INT"]}, "rules.ignore[1]", "that a rule broke is always told"),
            ({"levels": {"firts": "off"}}, "rules.levels.firts", "did you mean 'first'?"),
            (
                {"levels": {"rule-failed": "off"}},
                "rules.levels.rule-failed",
                "that a rule broke is always told",
            ),
            (
                {"levels": {"AAA002": "off", "zweite": "info"}},
                "rules.levels.zweite",
                "AAA002 is the same rule",
            ),
            (
                {"options": {"AAA": {"x": 1}}},
                "rules.options.AAA",
                "options belong to one rule each",
            ),
            ({"options": {"AA": {"x": 1}}}, "rules.options.AA", "did you mean 'AAA'?"),
            ({"options": {"first": {"x": 1}}}, "rules.options.first.x", "it has none"),
            (
                {"options": {"limited": {"leest": 1}}},
                "rules.options.limited.leest",
                "did you mean 'least'?",
            ),
            ({"options": {"limited": {"least": "1 h"}}}, "rules.options.limited.least", ""),
            (
                {"options": {"limited": {"least": 1}, "AAA101": {"most": 1}}},
                "rules.options.AAA101",
                "limited is the same rule",
            ),
            (
                {"overrides": [Override(where="*"), Override(where="*", levels={"x": "off"})]},
                "rules.overrides[1].levels.x",
                "aufwand rules lists them",
            ),
            (
                {"overrides": [Override(where="*", options={"limited": {"least": -1}})]},
                "rules.overrides[0].options.limited.least",
                "",
            ),
        ],
    )
    def test_each_has_its_path(self, given, path, hint):
        """And what was probably meant."""
        (fault,) = faults(says(**given))

        assert (path, hint) == (fault.path, fault.hint)

    def test_all_are_told_at_once(self):
        """Those of all layers."""
        found = faults(says(select=["x"], levels={"y": "off"}), says(options={"z": {}}))

        assert ["rules.select[0]", "rules.levels.y", "rules.options.z"] == [
            fault.path for fault in found
        ]

    def test_what_is_wrong_with_an_option_does_not_hide_the_others(self):
        """Nor is it taken."""
        given = {"limited": {"least": -1, "most": -1}}

        assert 2 == len(faults(says(options=given)))

    def test_whoever_calls_is_told_at_once(self):
        """There is no file that it could stand in."""
        with pytest.raises(UnknownName):
            configure(RULES, [Layer("call", says(select=["x"]))])
        with pytest.raises(Fault, match="always told"):
            configure(RULES, [Layer("call", says(ignore=["INT001"]))])

    def test_thousands_are_told_soon(self):
        """Guessing ends, and so does the list."""
        many = {f"unknown-rule-number-{n}": "off" for n in range(12_000)}
        started = time.process_time()
        found = faults(says(levels=many))

        assert 10_000 == len(found)
        assert time.process_time() - started < 5

    def test_overrides_add_up_in_bounded_time(self):
        """A hundred of them, each on top of all others."""
        wheres = [f"channels.c{n}" if n % 2 else "channels.*" for n in range(100)]
        said = [Override(where=each, options={"limited": {"least": 1}}) for each in wheres]
        choice = configured(says(overrides=said)).choice("limited")

        assert len(choice.locals) <= 100
