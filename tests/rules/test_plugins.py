"""Where installed rules are found."""

from __future__ import annotations

import subprocess
import sys
import threading
from importlib.metadata import EntryPoint, distribution, entry_points
from itertools import permutations

import pytest

from aufwand.model import Plan
from aufwand.rules import Facts, RuleSet, assess, plugins, rule
from aufwand.rules._failing import rule_failed
from aufwand.rules.plugins import GROUP, load

OWN = tuple(entry_points(group=GROUP))

RULE = '''
from aufwand.rules import rule

@rule("{code}", "{name}")
def {function}(facts):
    """Say nothing."""
    return ()
'''


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """A function that makes a module of some source, and its entry point."""
    monkeypatch.syspath_prepend(tmp_path)
    made = []

    def make(module, source, attribute=""):
        made.append(module)
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        value = f"{module}:{attribute}" if attribute else module
        return EntryPoint(name=module, value=value, group=GROUP)

    yield make
    for module in made:
        sys.modules.pop(module, None)


def source(code="ACME001", name="no-friday-posts", function="acme"):
    return RULE.format(code=code, name=name, function=function)


def codes(rules):
    return [each.code for each in rules]


OUR_CODES = codes(load(OWN))


class TestLoading:
    def test_our_own_guidance_enters_by_the_same_door(self):
        """All of them, and the one that broken rules are told with."""
        assert {"AUD101", "INT001", "STF102", "TIM102"} <= set(OUR_CODES)
        assert sorted(OUR_CODES) == OUR_CODES
        assert load(OWN).broken == ()

    def test_a_module_brings_its_rules(self, plugin):
        """Whatever else is in it."""
        found = load([*OWN, plugin("acme_module", source() + "\nOTHER = 3\n")])

        assert sorted(["ACME001", *OUR_CODES]) == codes(found)
        assert found.broken == ()
        assert found.named("ACME001").package == "acme_module"

    @pytest.mark.parametrize(
        "last", ["RULES = acme", "RULES = [acme]", "RULES = (acme, acme)", "RULES = Set([acme])"]
    )
    def test_an_entry_point_can_name_rules(self, plugin, last):
        """One, a list, or a set of them."""
        text = f"{source()}\nfrom aufwand.rules import RuleSet as Set\n{last}\n"
        found = load([*OWN, plugin("acme_named", text, "RULES")])

        assert sorted(["ACME001", *OUR_CODES]) == codes(found)

    def test_a_rule_that_is_listed_twice_is_one(self, plugin):
        """A module may import a rule of another one."""
        first = plugin("acme_first", source())
        again = plugin("acme_again", "from acme_first import acme\n")
        found = load([*OWN, *OWN, first, again, first])

        assert sorted(["ACME001", *OUR_CODES]) == codes(found)
        assert found.broken == ()

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("raise RuntimeError('no')", "RuntimeError: no"),
            ("import does_not_exist", "ModuleNotFoundError"),
            ("import sys; sys.exit(3)", "SystemExit: 3"),
            ("raise GeneratorExit", "GeneratorExit"),
            ("raise KeyboardInterrupt", "KeyboardInterrupt"),
            ("class Own(BaseException): pass\nraise Own", "Own"),
            ("def (", "SyntaxError"),
            ("", "a module with rules"),
            ("from aufwand.rules import rule\nx = rule('a', 'b')(print)", "InvalidPlan"),
        ],
    )
    def test_a_broken_module_is_told_of(self, plugin, text, kind):
        """All other rules are there, and every result says what is missing."""
        found = load([plugin("acme_broken", text), *OWN])
        (broken,) = found.broken

        assert codes(found) == OUR_CODES
        assert broken.code == "INT001"
        assert kind in broken.message
        assert "acme_broken" in broken.message
        assert "acme_broken" in broken.say("de")
        assert broken in assess(Plan("Bakery"), rules=found).findings
        assert assess(Plan("Bakery"), rules=found, select=["STF"]).broken
        assert ", 1 not loaded" in repr(found)

    @pytest.mark.parametrize(
        "last", ["RULES = 3", "RULES = []", "RULES = [acme, 3]", "RULES = None"]
    )
    def test_what_is_no_rules_is_told_of(self, plugin, last):
        """Half a list is none."""
        found = load([*OWN, plugin("acme_odd", f"{source()}\n{last}\n", "RULES")])

        assert codes(found) == OUR_CODES
        assert "a module with rules" in found.broken[0].message

    @pytest.mark.parametrize(
        "value", ["acme_missing:x", "not an entry point", "", "::", "aufwand.x"]
    )
    def test_a_malformed_entry_point_is_told_of(self, value):
        """Nobody checks them when a package is installed."""
        found = load([*OWN, EntryPoint(name="odd", value=value, group=GROUP)])

        assert codes(found) == OUR_CODES
        assert len(found.broken) == 1

    def test_an_attribute_that_is_not_there_is_told_of(self, plugin):
        """It names the entry point."""
        found = load([*OWN, plugin("acme_without", source(), "nothing")])

        assert "AttributeError" in found.broken[0].message

    def test_a_person_can_interrupt_loading(self, plugin):
        """Ctrl-C is for the run."""
        text = "import signal\nsignal.raise_signal(signal.SIGINT)"
        with pytest.raises(KeyboardInterrupt):
            load([plugin("acme_interrupted", text)])

    def test_without_our_guidance_silence_would_lie(self):
        """Nothing found must not look like nothing wrong."""
        found = load([])

        assert codes(found) == ["INT001"]
        assert "The rules * of aufwand could not be loaded" in found.broken[0].message

    def test_the_distribution_is_named(self, plugin):
        """It is what a person would remove."""
        entry_point = plugin("acme_dist", "raise ValueError")._for(distribution("attrs"))

        assert "of attrs could not" in load([*OWN, entry_point]).broken[0].message

    def test_metadata_can_be_broken_too(self, plugin):
        """Then the module is named."""

        class Odd:
            @property
            def name(self):
                raise KeyError("Name")

        entry_point = plugin("acme_meta", "raise ValueError")._for(Odd())

        assert "of acme_meta could not" in load([*OWN, entry_point]).broken[0].message


class TestClashes:
    @pytest.mark.parametrize(
        ("code", "name"), [("STF102", "other"), ("ACME001", "role-overbooked"), ("INT001", "mine")]
    )
    def test_our_own_rule_stays(self, plugin, code, name):
        """The other one is left out, and both are named."""
        found = load([*OWN, plugin("acme_clash", source(code, name))])
        (broken,) = found.broken

        assert codes(found) == OUR_CODES
        assert "acme_clash.acme" in broken.message
        assert "aufwand." in broken.message
        assert "acme_clash.acme" in broken.say("de")

    def test_a_rule_that_only_says_it_is_ours_goes(self, plugin):
        """It is not where it says."""
        text = (
            "from aufwand.rules import rule\n"
            "def other(facts):\n"
            '    """Say nothing."""\n'
            "    return ()\n"
            "other.__module__, other.__qualname__ = 'aufwand.guidance.staffing', 'other'\n"
            "other = rule('STF102', 'other')(other)\n"
        )
        found = load([*OWN, plugin("acme_lying", text)])

        assert codes(found) == OUR_CODES
        assert found.named("STF102").name == "role-overbooked"
        assert ["INT001"] == [each.code for each in found.broken]
        assert "aufwand.guidance.staffing.other" in found.broken[0].message

    def test_of_others_none_is_guessed(self, plugin):
        """Which one came first would depend on the order of installation."""
        one = plugin("acme_one", source() + source("ACME002", "fine", "fine"))
        two = plugin("acme_two", source())
        for order in permutations([*OWN[:1], one, two]):
            found = load(order)

            assert "ACME001" not in codes(found)
            assert "ACME002" in codes(found)
            assert "acme_one.acme, acme_two.acme" in found.broken[0].message

    def test_the_family_of_broken_rules_is_taken(self, plugin):
        """No package can tell of failures that were none."""
        found = load([*OWN, plugin("acme_int", source("INT002"))])

        assert codes(found) == OUR_CODES
        assert "INT002" in found.broken[0].message

    def test_order_does_not_matter(self, plugin):
        """The same packages give the same rules."""
        others = [plugin(f"acme_{n}", source(f"ACME00{n}", f"rule-{n}")) for n in range(3)]
        others.append(plugin("acme_bad", "raise ValueError"))
        found = {load([*OWN, *order]) for order in permutations(others)}

        assert len(found) == 1


class TestInstalled:
    def test_rules_are_found_once(self, monkeypatch):
        """However many threads ask at the same time."""
        asked = []

        def listed(_group):
            asked.append(1)
            return OWN

        monkeypatch.setattr(plugins, "_kept", {})
        monkeypatch.setattr(plugins, "_listed", [])
        monkeypatch.setattr(plugins, "listed", listed)
        start = threading.Barrier(8)
        found = []

        def ask():
            start.wait()
            found.append(RuleSet.installed())

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(asked) == 1
        assert all(each is found[0] for each in found)

    def test_a_thread_that_waited_finds_what_was_found(self, monkeypatch):
        """It does not look again."""

        class Lock:
            def __enter__(self):
                plugins._kept[frozenset()] = RuleSet([rule_failed])
                plugins._listed.append(OWN)

            def __exit__(self, *raised):
                pass

        monkeypatch.setattr(plugins, "_kept", {})
        monkeypatch.setattr(plugins, "_listed", [])
        monkeypatch.setattr(plugins, "_lock", Lock())

        assert RuleSet([rule_failed]) == RuleSet.installed()

    def test_a_family_is_loaded_when_it_is_asked(self, plugin, monkeypatch):
        """And only then; a name can be anybody's, so it loads them all."""
        point = plugin("acme_lazy", "raise ValueError('loaded')")
        point = EntryPoint(name="ACME", value=point.value, group=GROUP)
        monkeypatch.setattr(plugins, "_kept", {})
        monkeypatch.setattr(plugins, "_listed", [(*OWN, point)])
        plan = Plan("Bakery")

        assert not assess(plan, ignore=["ACME"]).broken
        assert RuleSet.installed(ignore=["ACME"]).resting == {"ACME"}
        assert assess(plan).broken
        assert assess(plan, select=["role-overbooked"]).broken
        assert "loaded" in assess(plan, select=["ACME"], ignore=["ACME001"]).findings[0].message

    def test_an_entry_point_named_as_a_family_brings_no_other(self, plugin):
        """A code that was not registered is refused."""
        point = plugin("acme_liar", source() + source("STF999", "mine", "mine"))
        found = load([*OWN, EntryPoint(name="ACME", value=point.value, group=GROUP)])
        (broken,) = found.broken

        assert "STF999" not in codes(found)
        assert "ACME001" in codes(found)
        assert "a code of the family ACME" in broken.message

    def test_installed_rules_are_ours_here(self):
        """Each says where it comes from."""
        found = RuleSet.installed()

        assert set(OUR_CODES) <= set(codes(found))
        assert found.named("STF102").package == "aufwand"
        assert found.named("STF102").origin == "aufwand.guidance.staffing.role_overbooked"


def test_importing_rules_is_light():
    """What is heavy is imported when it is needed."""
    heavy = ("importlib.metadata", "hashlib", "csv", "json", "difflib", "email", "pint", "click")
    code = (
        "import sys\n"
        "import aufwand.model, aufwand.estimates\n"
        "before = set(sys.modules)\n"
        "import aufwand.rules\n"
        f"heavy = {heavy!r}\n"
        "print([name for name in heavy if name in sys.modules and name not in before])\n"
        "print([name for name in sys.modules if name.startswith('aufwand.guidance')])\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.split("\n") == ["[]", "[]", ""]


def test_that_a_rule_failed_checks_nothing():
    """It is there to be explained."""
    assert list(rule_failed(Facts.of(Plan("Bakery")))) == []


def test_a_rule_outside_every_set_is_not_asked(plan):
    """Making a rule does not register it."""
    rule("ZZZ009", "never")(lambda facts: 1 / 0)

    assert not assess(plan).broken


def test_two_packages_with_one_family_clash_once_for_each_rule(plugin, monkeypatch):
    """Code and name are one clash, and selecting the family tells of it."""
    points = [
        EntryPoint(name="ACME", value=plugin(module, source()).value, group=GROUP)
        for module in ("acme_left", "acme_right")
    ]
    found = load([*OWN, *points])
    monkeypatch.setattr(plugins, "_kept", {})
    monkeypatch.setattr(plugins, "_listed", [(*OWN, *points)])

    assert 1 == len(found.broken)
    assert "ACME001, no-friday-posts is the code or name of several" in found.broken[0].message
    assert "ACME" in found.resting
    assert assess(Plan("Bakery"), select=["ACME"]).broken
