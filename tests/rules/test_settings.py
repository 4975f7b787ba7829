"""Settings that others start from."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from aufwand.errors import Fault, UnknownName
from aufwand.model import Override, RuleSettings
from aufwand.rules import RuleSet, assess, settings_named
from aufwand.rules._entry_points import Found
from aufwand.rules.settings import OWN_SETTINGS, asked_of, layers_of

STRICT = RuleSettings(extends=["aufwand:recommended"], ignore=["COS"])


@pytest.fixture
def packs(monkeypatch):
    """Settings that some packages bring."""
    module = ModuleType("acme_settings")
    module.STRICT = STRICT
    module.LOOP = RuleSettings(extends=["acme-rules:loop"])
    module.AROUND = RuleSettings(extends=["acme-rules:back"])
    module.BACK = RuleSettings(extends=["acme-rules:around"])
    module.WRONG = {"select": ["AUD"]}
    monkeypatch.setitem(sys.modules, "acme_settings", module)
    broken = ModuleType("broken_settings")

    def quitting(name):
        raise SystemExit("no settings today")

    broken.__getattr__ = quitting
    monkeypatch.setitem(sys.modules, "broken_settings", broken)
    found = [
        Found(name, f"acme_settings:{name.upper()}", "acme-rules")
        for name in ("strict", "loop", "around", "back", "wrong")
    ]
    found.append(Found("broken", "broken_settings:IT", "acme-rules"))
    monkeypatch.setattr("aufwand.rules.settings.listed", lambda group: found)


class TestSettingsNamed:
    @pytest.mark.parametrize("name", list(OWN_SETTINGS))
    def test_our_own_settings_fit_the_installed_rules(self, plan, name):
        """Every rule they name is there."""
        assert settings_named(name) == OWN_SETTINGS[name]
        assert assess(plan, settings=RuleSettings(extends=[name])).estimate

    @pytest.mark.parametrize("name", ["acme-rules:strict", "acme_rules:strict"])
    def test_a_package_brings_some(self, packs, name):
        """Its name is written either way."""
        assert STRICT == settings_named(name)

    def test_what_nobody_brings_is_told(self, packs):
        """With the nearest."""
        with pytest.raises(UnknownName, match="did you mean 'acme-rules:strict'"):
            settings_named("acme-rules:strickt")

    def test_other_things_are_no_settings(self, packs):
        """Even if they look like them."""
        with pytest.raises(Fault, match="found 'dict'"):
            settings_named("acme-rules:wrong")

    def test_what_breaks_is_told(self, packs):
        """Whatever it raises."""
        with pytest.raises(Fault, match="it raised SystemExit: no settings today"):
            settings_named("acme-rules:broken")

    def test_a_person_can_interrupt(self, packs, monkeypatch):
        """Ctrl-C is for the run."""
        import signal

        def slow(name):
            signal.raise_signal(signal.SIGINT)

        monkeypatch.setattr(sys.modules["broken_settings"], "__getattr__", slow)
        with pytest.raises(KeyboardInterrupt):
            settings_named("acme-rules:broken")


class TestLayers:
    def test_settings_of_all_plans_lie_below_the_plan_and_the_call_on_top(self):
        """Each on what it starts from."""
        some = RuleSettings(extends=["aufwand:recommended"], ignore=["COS"])
        layers = layers_of(some, some, RuleSettings(select=["AUD"]))

        assert [
            ("aufwand:recommended", "settings.extends[0]"),
            ("settings", "settings"),
            ("aufwand:recommended", "rules.extends[0]"),
            ("plan", "rules"),
            ("call", ""),
        ] == [(each.name, each.path) for each in layers]

    def test_who_says_nothing_is_no_layer(self):
        """Most plans."""
        assert [] == layers_of(RuleSettings(), None, RuleSettings())

    def test_what_a_start_starts_from_comes_first(self, packs):
        """All the way down."""
        layers = layers_of(RuleSettings(extends=["acme-rules:strict"]), None, None)

        assert ["aufwand:recommended", "acme-rules:strict", "plan"] == [
            each.name for each in layers
        ]
        assert "rules.extends[0].extends[0]" == layers[0].path

    def test_a_call_can_start_from_some(self):
        """It has no path."""
        layers = layers_of(RuleSettings(), None, RuleSettings(extends=["aufwand:recommended"]))

        assert "extends[0]" == layers[0].path

    @pytest.mark.parametrize(
        ("names", "told"),
        [
            (["acme-rules:loop"], ["settings that do not start from each other"]),
            (["acme-rules:around"], ["settings that do not start from each other"]),
            (
                ["aufwand:recomended", "zzz", "acme-rules:wrong"],
                [
                    "the settings of an installed package",
                    "the settings of an installed package",
                    "RuleSettings(…) under the name acme-rules:wrong",
                ],
            ),
        ],
    )
    def test_what_is_wrong_with_them_is_told_with_the_rest(self, packs, names, told):
        """All at once."""
        layers = layers_of(RuleSettings(extends=names), None, None)
        faults = [fault for each in layers for fault in each.faults]

        assert told == [fault.expected for fault in faults]
        assert all(fault.path.startswith("rules.extends[") for fault in faults)

    def test_a_near_name_is_told(self, packs):
        """As everywhere."""
        layer, _ = layers_of(RuleSettings(extends=["aufwand:recomended"]), None, None)

        assert "did you mean 'aufwand:recommended'?" == layer.faults[0].hint


class TestAskedOf:
    @pytest.mark.parametrize(
        ("settings", "expected"),
        [
            ([], ((), ())),
            ([RuleSettings(select=["AUD"], extend=["STF"])], (("AUD", "STF"), ())),
            ([RuleSettings(extend=["STF"])], ((), ())),
            ([RuleSettings(ignore=["AUD"])], ((), ("AUD",))),
            ([RuleSettings(ignore=["AUD"]), RuleSettings(extend=["AUD"])], ((), ())),
            ([RuleSettings(ignore=["AUD"]), RuleSettings(select=["AUD"])], (("AUD",), ())),
            ([RuleSettings(ignore=["AUD"], levels={"STF101": "off"})], ((), ("AUD",))),
            ([RuleSettings(ignore=["AUD", "no-cover"])], ((), ())),
            ([RuleSettings(ignore=["AUD"], levels={"no-cover": "off"})], ((), ())),
            (
                [RuleSettings(select=["AUD"], options={"no-cover": {"a": 1}})],
                ((), ()),
            ),
            (
                [
                    RuleSettings(
                        select=["AUD"], overrides=[Override(where="*", levels={"x": "off"})]
                    )
                ],
                ((), ()),
            ),
        ],
    )
    def test_what_must_be_loaded(self, settings, expected):
        """A name says nothing about who brings it."""
        from aufwand.rules.configuration import Layer

        assert expected == asked_of([Layer("plan", each, "rules") for each in settings])

    def test_a_name_is_found_whatever_is_selected(self):
        """Though its family is not asked."""
        assert 1 == len(RuleSet.installed().select(["role-overbooked"]))
