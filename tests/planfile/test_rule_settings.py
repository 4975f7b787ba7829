"""What a plan file says of rules: where every fault of it stands, however hostile it is."""

from __future__ import annotations

import json
import time
from textwrap import dedent

import pytest

from aufwand.documents import read
from aufwand.errors import InvalidPlan
from aufwand.model import Override, Plan, RuleSettings
from aufwand.planfile import changed_text, dumps, loads, read_plan_file
from aufwand.rules import Match, RuleSet, assess, option, options, rule


@options
class Limits:
    """Two options."""

    least: object = option("effort", "1 h", "The least.")
    words: tuple[str, ...] = option("texts", [], "Some.")


RULES = RuleSet(
    [
        rule("AAA001", "first")(lambda facts: []),
        rule("AAA002", "limited", options=Limits)(lambda facts, limits: [Match()]),
    ]
)


def places(text, form="toml"):
    """Return line, column and path of every fault, found in reading or when rules are asked."""
    text = dedent(text)
    try:
        file = read_plan_file(f"plan.{form}", text=text.encode())
    except InvalidPlan as group:
        return [(each.line, each.column, each.path) for each in group.faults]
    with pytest.raises(InvalidPlan) as caught:
        assess(file.plan, rules=RULES)
    return [(*file.place(each.path)[1:], each.path) for each in caught.value.faults]


class TestPlaces:
    def test_wrong_types_are_told_where_they_stand(self):
        """All of them."""
        found = places(
            """\
            name = "B"
            [rules]
            select = 3
            extend = { a = 1 }
            ignore = ["", 3, "AAA", "AAA"]
            levels = "off"
            options = [1]
            overrides = "x"
            slect = []
            """
        )

        assert [
            (3, 10, "rules.select"),
            (4, 10, "rules.extend"),
            (5, 11, "rules.ignore[0]"),
            (5, 15, "rules.ignore[1]"),
            (5, 25, "rules.ignore[3]"),
            (6, 10, "rules.levels"),
            (7, 11, "rules.options"),
            (8, 13, "rules.overrides"),
            (9, 1, "rules.slect"),
        ] == found

    def test_what_rules_do_not_know_is_told_where_it_stands(self):
        """Keys with dots and brackets, things in lists, overrides one by one."""
        found = places(
            """\
            name = "B"
            [rules]
            select = "AAB"
            extends = ["aufwand:recomended"]
            ignore = ["first", "INT001", "zzz"]
            [rules.levels]
            AAA003 = "error"
            limited = "off"
            AAA002 = "info"
            "a.b[0]" = "off"
            "[x" = "off"
            [rules.options.first]
            "x.y" = 3
            [rules.options.AAA002]
            least = "3 EUR"
            words = ["a", 3]
            [rules.options.AAA]
            least = 1
            [[rules.overrides]]
            where = "channels"
            levels = { AAA0 = "info", X9 = "off" }
            [[rules.overrides]]
            where = "channels.*"
            options = { AAA002 = { least = 3, most = "x" } }
            """
        )

        assert {
            (4, 12, "rules.extends[0]"),
            (3, 10, "rules.select[0]"),
            (5, 20, "rules.ignore[1]"),
            (5, 30, "rules.ignore[2]"),
            (7, 10, "rules.levels.AAA003"),
            (9, 10, "rules.levels.AAA002"),
            (10, 12, "rules.levels.a.b[0]"),
            (11, 8, "rules.levels.[x"),
            (13, 9, "rules.options.first.x.y"),
            (15, 9, "rules.options.AAA002.least"),
            (16, 15, "rules.options.AAA002.words[1]"),
            (17, 1, "rules.options.AAA"),
            (21, 32, "rules.overrides[0].levels.X9"),
            (24, 32, "rules.overrides[1].options.AAA002.least"),
            (24, 42, "rules.overrides[1].options.AAA002.most"),
        } == set(found)

    def test_yaml_says_the_same(self):
        """Off is a level there, and numbers are numbers."""
        text = """\
            name: B
            rules:
              levels: {first: off, limited: no}
              options:
                limited:
                  least: [1, yes, ~]
              overrides:
                - where: channels.*
                  levels: {AAA: 3}
            """

        assert [
            (3, 33, "rules.levels.limited"),
            (6, 14, "rules.options.limited.least"),
            (9, 21, "rules.overrides[0].levels.AAA"),
        ] == places(text, "yaml")

    def test_what_starts_from_settings_is_told_at_their_name(self):
        """Nobody sees into the package from here."""
        found = places('name = "B"\n[rules]\nextends = ["aufwand:numbers"]\n')

        assert {(3, 12)} == {(line, column) for line, column, _ in found}

    def test_they_come_back_from_every_format(self):
        """As they were."""
        settings = RuleSettings(
            extends=["aufwand:recommended"],
            select=["AUD", "no-cover"],
            ignore=["COS"],
            levels={"a.b": "off", "STF101": "error"},
            options={"QLT102": {"least": "2 h", "x": [1, "a", True], "y": 0.5}},
            overrides=[Override(where="channels.*", levels={"EXC": "off"})],
        )
        plan = Plan("Bakery", rules=settings)
        for form in ("toml", "yaml", "json"):
            assert plan == loads(dumps(plan, form), form)

    def test_a_change_elsewhere_leaves_them_as_they_are_written(self):
        """Comments included."""
        text = 'name = "B"\n[rules]\nlevels = { STF = "off" } # for now\n'
        file = read_plan_file("plan.toml", text=text.encode())
        changed = changed_text(file.plan.with_(reserve=0.1), file.document)

        assert 'levels = { STF = "off" } # for now' in changed


HUGE = {
    "levels": {"levels": {f"unknown-rule-{n:05}": "off" for n in range(20_000)}},
    "select": {"select": [f"unknown-rule-{n:05}" for n in range(40_000)]},
    "options": {"options": {f"unknown-{n:05}": {"a": 1} for n in range(12_000)}},
    "one": {"options": {"limited": {f"unknown-{n:05}": 1 for n in range(20_000)}}},
    "extends": {"extends": [f"unknown-{n:05}" for n in range(20_000)]},
    "overrides": {"overrides": [{"where": "*", "levels": {"AAA": "off"}} for _ in range(8_000)]},
    "deep": {"options": {"limited": {"least": [[[[[[[[[1]]]]]]]]]}}},
    "dots": {"options": {("a." * 4_999): {"x": 1}, "limited": {("c[" * 4_999): 3}}},
    "long": {"levels": {"[" * 200_000: "off"}},
}


@pytest.mark.parametrize("name", list(HUGE))
def test_however_much_is_wrong_it_is_told_soon(name):
    """Each with its line; how fast exactly is watched in the benchmarks."""
    started = time.process_time()
    found = places(json.dumps({"name": "B", "rules": HUGE[name]}), "json")

    assert 1 <= len(found) <= 10_000
    assert {1} == {line for line, _, _ in found}
    assert time.process_time() - started < 10


def test_a_thousand_parts_with_a_hundred_overrides_are_checked():
    """Every rule is asked once for each that has options for it."""
    overrides = [
        {"where": f"channels.c{n}", "options": {"AAA002": {"least": f"{n} h"}}} for n in range(100)
    ]
    channels = [{"key": f"c{n}"} for n in range(1_000)]
    plan = loads(
        json.dumps({"name": "B", "channels": channels, "rules": {"overrides": overrides}}), "json"
    )

    assert ("AAA002",) == tuple(each.code for each in assess(plan, rules=RULES).findings)


def test_a_part_that_is_not_there_is_told_where_it_stands():
    """With the nearest key, beside all else that is wrong."""
    with pytest.raises(InvalidPlan) as caught:
        loads(
            "name = 'B'\n"
            "[[channels]]\n"
            "key = 'linkedin'\n"
            "[[rules.overrides]]\n"
            "where = 'channels.linkdin'\n"
            "[[rules.overrides]]\n"
            "where = 'channels.*.pieces'\n"
            "[[rules.overrides]]\n"
            "where = 'tools.suite'\n"
            "[[rules.overrides]]\n"
            "where = 3\n"
            "[[rules.overrides]]\n"
            "where = 'channels.linkedin'\n"
        )

    assert [(fault.line, fault.column, fault.hint) for fault in caught.value.faults] == [
        (5, 9, "did you mean 'linkedin'?"),
        (9, 9, "the plan has no tools"),
        (11, 9, ""),
    ]


def test_what_is_accepted_costs_in_the_money_of_the_plan():
    """A limit in another currency could never be compared."""
    with pytest.raises(InvalidPlan) as caught:
        loads(
            "name = 'B'\n"
            "budget = '9 EUR/week'\n"
            "[[accept]]\n"
            "rule = 'STF102'\n"
            "reason = 'so'\n"
            "up_to = '90 USD/week'\n"
        )

    assert [(fault.line, fault.path) for fault in caught.value.faults] == [(6, "accept[0].up_to")]


def test_lines_that_end_as_on_windows_are_changed_in_place():
    """Comments within lists stay as well, and so do the ends of lines."""
    text = "name = 'B'\r\nroles = [\r\n  { key = 'pr' }, # Mara\r\n  { key = 'it' },\r\n]\r\n"
    document = read(text.encode(), "toml")
    plan = loads(text)
    changed = changed_text(plan.adding(plan.role("it").with_(department="IT")), document)

    assert "# Mara\r\n" in changed
    assert changed.count("\r\n") == changed.count("\n")
    assert "IT" == loads(changed).role("it").department
