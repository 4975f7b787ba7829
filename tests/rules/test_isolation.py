"""Whatever a rule does, it does it elsewhere, and for a short time."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
from datetime import date
from decimal import getcontext
from pathlib import Path

import pytest

from aufwand.errors import Fault, InvalidPlan
from aufwand.model import (
    Acceptance,
    Activity,
    Correlation,
    Event,
    Override,
    Plan,
    Role,
    RuleSettings,
)
from aufwand.rules import Assessment, Isolated, Rule, RuleSet, assess, isolation, rule
from aufwand.rules import _process as process
from aufwand.rules._process import Ended, Process, TooSlow, Unstartable

PLUGINS = str(Path(__file__).parents[1] / "plugins")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system copies no processes")


@pytest.fixture(scope="module", autouse=True)
def on_the_path():
    """The folder of the rules, where the other process finds it, too."""
    sys.path.insert(0, PLUGINS)
    yield
    sys.path.remove(PLUGINS)


@pytest.fixture(scope="module")
def hostile(on_the_path):
    """The module of hostile rules."""
    import hostile_rules

    return hostile_rules


@pytest.fixture(scope="module")
def gentle(on_the_path):
    """The module of rules that behave."""
    import gentle_rules

    return gentle_rules


def rules_of(*modules):
    listed = []
    for module in modules:
        listed += [each for each in vars(module).values() if isinstance(each, Rule)]
    return RuleSet([*RuleSet.installed(), *listed])


@pytest.fixture(scope="module")
def isolated(hostile, gentle):
    """All of them, with little memory."""
    with Isolated(rules_of(hostile, gentle), seconds=20, memory=64 * 1024**2) as opened:
        yield opened


@pytest.fixture(scope="module")
def hurried(hostile, gentle):
    """All of them, with so little time that waiting for it is bearable."""
    with Isolated(rules_of(hostile, gentle), seconds=0.6) as opened:
        yield opened


@pytest.fixture(scope="module")
def calm(gentle):
    """Those that behave, with enough time on a busy machine."""
    with Isolated(rules_of(gentle), seconds=20) as opened:
        yield opened


@pytest.fixture
def bakery():
    """A plan that much is to be said of."""
    return Plan(
        "Bakery",
        roles=[Role("pr", capacity="3 h/week", rate="45 EUR/h"), Role("care")],
        activities=[
            Activity(f"a{number}", duration="1-2 h", roles=["pr", "care"][number % 2])
            for number in range(6)
        ],
        accepted=[
            Acceptance(rule="FINE001", where="roles.pr", reason="summer"),
            Acceptance(rule="FINE002", where="channels", reason="summer"),
        ],
    )


NUMBERS = list(range(1, 30))


class TestHostileRules:
    @pytest.mark.parametrize("number", NUMBERS)
    def test_whatever_it_does_the_others_are_heard(
        self, isolated, hurried, hostile, bakery, number, monkeypatch, capfd
    ):
        """One finding names it at most, and everything else is as if it had not been asked."""
        monkeypatch.setattr(process, "ORDER", 1)
        code = f"HOST{number:03}"
        if hostile.KINDS[code].startswith("TooSlow"):
            isolated = hurried
        before = os.getcwd(), getcontext().prec, sys.getrecursionlimit(), list(sys.path)
        alone = assess(bakery, select=["FINE", "STF", "SUP"], rules=isolated._rules)
        found = isolated.assess(bakery, select=["FINE", "STF", "SUP", code])
        broken = [each for each in found.findings if dict(each.details).get("rule") == code]
        others = [each for each in found.findings if each not in broken and each.code != code]

        assert alone.estimate == found.estimate
        assert list(alone.findings) == others
        assert [hostile.KINDS[code] != ""] == [len(broken) == 1]
        assert all(hostile.KINDS[code] in each.message for each in broken)
        assert before == (
            os.getcwd(),
            getcontext().prec,
            sys.getrecursionlimit(),
            list(sys.path),
        )
        assert "AUFWAND_SPOILT" not in os.environ
        assert capfd.readouterr() == ("", "")

    def test_there_are_no_others(self, hostile):
        """Every hostile rule is tried."""
        assert [f"HOST{number:03}" for number in NUMBERS] == list(hostile.KINDS)

    def test_what_it_found_before_it_broke_stays(self, isolated, bakery):
        """As it does without."""
        select = ["HOST007", "FINE003"]
        found = isolated.assess(bakery, select=select)

        assert assess(bakery, select=select, rules=isolated._rules) == found
        assert ["HOST007", "FINE003"] == sorted(
            (each.code for each in found.findings if each.code != "INT001"), reverse=True
        )

    def test_those_of_its_package_are_asked_afterwards(self, isolated, bakery):
        """In another process, each that breaks is told of."""
        found = isolated.assess(bakery, select=["HOST006", "HOST007", "HOST008", "HOST011"])
        broken = {dict(each.details)["rule"] for each in found.findings if each.code == "INT001"}

        assert {"HOST006", "HOST007", "HOST008"} == broken

    def test_apart_not_even_modules_are_shared(self, hostile, bakery):
        """Each rule has a process of its own."""
        select = ["HOST007", "HOST013", "HOST016"]
        rules = rules_of(hostile)
        with Isolated(rules, together=False) as apart:
            found = apart.assess(bakery, select=select)

            assert assess(bakery, select=["HOST007", "HOST016"], rules=rules) == found

    def test_who_it_was_shows_when_each_answers_for_itself(self, hostile, bakery):
        """The first time they are asked together, and from then on with care."""
        rules = rules_of(hostile)
        select = ["HOST007", "HOST018", "HOST024"]
        with Isolated(rules, seconds=20) as opened:
            first = opened.check(bakery, select=select)

            assert first == opened.check(bakery, select=select)
        told = {dict(each.details)["rule"]: dict(each.details)["kind"] for each in first[:3]}

        assert {"HOST007": "SystemExit", "HOST018": "Garbled", "HOST024": "ChangedPlan"} == told

    def test_all_together_have_an_end(self, hostile, bakery):
        """Then those that were not asked are told of."""
        with Isolated(rules_of(hostile), total=0.2) as opened:
            found = opened.check(bakery, select=["HOST001", "HOST003", "HOST011"])
        told = "TooSlow: the rules of this run took more than 0.2 s together"

        assert 3 == sum(told in each.message for each in found)

    def test_a_process_that_cannot_be_had_again_is_told_of(self, hostile, bakery, monkeypatch):
        """For every rule that is left."""
        with Isolated(rules_of(hostile), seconds=20) as opened:
            opened.check(Plan("Bakery"), select=["HOST011"])

            def gone(self, job):
                raise Ended("gone")

            monkeypatch.setattr(Process, "begin", gone)
            found = opened.check(bakery, select=["HOST011", "HOST012"])

        assert 2 == sum("Unstartable: the process for" in each.message for each in found)


class TestGentleRules:
    @pytest.mark.parametrize(
        "given",
        [
            {},
            {"select": ["FINE"]},
            {"select": ["SUP"]},
            {"ignore": ["FINE001"], "today": date(2030, 1, 1)},
            {"extend": ["FINE002"], "settings": RuleSettings(options={"FINE002": {"most": 9}})},
        ],
    )
    @pytest.mark.parametrize("name", ["Bakery", "Bäckerei 🥐"])
    def test_the_result_is_the_same(self, calm, bakery, given, name):
        """With prices, remedies, options, acceptances, and in both languages."""
        plan = bakery.with_(name=name)
        here, there = assess(plan, rules=calm._rules, **given), calm.assess(plan, **given)

        assert here == there
        for lang in ("en", "de"):
            assert here.as_dict(lang) == there.as_dict(lang)
        assert here.findings == calm.check(plan, **given)

    def test_what_is_rare_dated_and_shaped_gets_there(self, calm, bakery):
        """With settings that name it."""
        plan = bakery.with_(
            activities=[
                each.with_(shape="pert 0.3", start="2027-01-01", ramp_up=4)
                for each in bakery.activities
            ],
            events=[Event("wave", per_year=0.2, effort="8-40 h", shape="lognormal")],
            correlations=[Correlation(["a0", "a1"], 0.5), Correlation(["a1", "a2"], -0.5)],
            rules=RuleSettings(
                overrides=[Override(where="events.wave", levels={"FINE": "off"})],
                levels={"STF101": "error"},
            ),
        )

        assert assess(plan, rules=calm._rules).as_dict() == calm.assess(plan).as_dict()

    def test_options_for_a_part_are_the_same(self, calm, bakery):
        """Both are asked, and each counts in its place."""
        local = Override(where="activities", options={"FINE002": {"most": 5}})
        settings = RuleSettings(overrides=[local])
        here = assess(bakery, rules=calm._rules, settings=settings, select=["FINE002"])

        assert here == calm.assess(bakery, settings=settings, select=["FINE002"])
        assert "6 of 5" == here.findings[0].message

    def test_installed_rules_are_asked_where_none_are_named(self, bakery):
        """Ours stay here, and nothing has to be started for them."""
        with Isolated() as opened:
            found = opened.assess(bakery)

            assert assess(bakery) == found
            assert None is opened._process

    def test_remedies_are_applied_with_the_same_rules(self, calm, bakery):
        """Each is asked in the other process again."""
        found = calm.assess(bakery, select=["FINE001"])
        here = assess(bakery, rules=calm._rules, select=["FINE001"])
        remedy = next(each for each in found.findings if each.path == "roles.care").remedies[0]

        assert here.apply(remedy) == found.apply(remedy)
        assert isinstance(found, Assessment)

    def test_nothing_of_a_run_is_left_for_the_next(self, calm, bakery):
        """A copy is gone when it has answered."""
        first = calm.assess(bakery)
        other = calm.assess(bakery.with_(name="Butcher"))

        assert "Butcher" == other.plan.name
        assert first == calm.assess(bakery)

    def test_several_threads_take_turns(self, calm, bakery):
        """Each gets its own result."""
        plans = [bakery.with_(name=f"Bakery {number}") for number in range(4)]
        found = {}

        def ask(plan):
            found[plan.name] = calm.assess(plan)

        threads = [threading.Thread(target=ask, args=[plan]) for plan in plans]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

        assert [assess(plan, rules=calm._rules) for plan in plans] == [
            found[plan.name] for plan in plans
        ]

    def test_new_modules_are_taken_in(self, gentle, hostile, bakery, monkeypatch):
        """What is installed can become more."""
        with Isolated(rules_of(gentle), seconds=20) as opened:
            opened.assess(bakery)
            opened._rules = rules_of(hostile, gentle)

            assert assess(bakery, select=["HOST007", "FINE"], rules=opened._rules) == opened.assess(
                bakery, select=["HOST007", "FINE"]
            )


class TestRefusing:
    def test_a_rule_without_a_name_is_refused_before_anything_runs(self):
        """All of them at once, with what to do."""

        @rule("ACME001", "nameless")
        def nameless(facts):
            return ()

        with pytest.raises(InvalidPlan) as caught:
            Isolated([nameless])
        (fault,) = caught.value.faults

        assert "ACME001" == fault.path
        assert "nameless" in fault.value
        assert "a file of its own" in fault.hint

    def test_a_rule_of_a_script_is_refused(self, monkeypatch):
        """There, the script is another module."""

        @rule("ACME001", "of-a-script")
        def of_a_script(facts):
            return ()

        of_a_script.function.__module__ = "__main__"
        of_a_script.function.__qualname__ = "of_a_script"
        monkeypatch.setattr(sys.modules["__main__"], "of_a_script", of_a_script, raising=False)

        with pytest.raises(InvalidPlan) as caught:
            Isolated([of_a_script])

        assert ["__main__.of_a_script"] == [each.value for each in caught.value.faults]

    def test_options_without_a_name_are_refused(self, gentle, bakery, monkeypatch):
        """Before anything runs."""
        with Isolated(rules_of(gentle)) as opened:
            monkeypatch.delattr(gentle, "Limits")
            with pytest.raises(InvalidPlan) as caught:
                opened.assess(bakery, select=["FINE002"])

            assert None is opened._process
        (fault,) = caught.value.faults

        assert ("FINE002", "Limits") == (fault.path, fault.value)

    @pytest.mark.parametrize(
        ("given", "path"),
        [
            ({"seconds": 0}, "seconds"),
            ({"seconds": "2"}, "seconds"),
            ({"total": -1}, "total"),
            ({"total": 86_401}, "total"),
            ({"memory": 3}, "memory"),
            ({"memory": True}, "memory"),
            ({"memory": 1e9}, "memory"),
        ],
    )
    def test_a_limit_that_is_none_is_refused(self, given, path):
        """With its name."""
        with pytest.raises(Fault) as caught:
            Isolated([], **given)

        assert path == caught.value.path

    def test_a_system_without_copies_is_refused(self, monkeypatch):
        """Clearly, and at once."""
        monkeypatch.delattr(os, "fork")
        with pytest.raises(Fault, match="Linux or macOS"):
            Isolated([])

    def test_what_is_no_plan_is_refused(self, calm):
        """As without."""
        with pytest.raises(Fault, match="a Plan"):
            calm.assess("Bakery")


class TestTheProcess:
    def test_closing_ends_it(self, gentle, bakery):
        """Twice is fine, and nothing is asked after that."""
        opened = Isolated(rules_of(gentle), memory=None)
        found = opened.assess(bakery, select=["FINE002"])
        started = opened._process._process
        opened.close()
        opened.close()

        assert "<Isolated, 2 s a rule, 20 s a run: closed>" == repr(opened)
        assert None is not started.returncode
        with pytest.raises(Fault, match="still open"):
            opened.assess(bakery, select=["FINE002"])
        assert found.apply().broken

    def test_forgetting_it_ends_it(self, gentle, bakery):
        """Without a warning, and without a process that nobody waits for."""
        opened = Isolated(rules_of(gentle))
        opened.assess(bakery, select=["FINE002"])
        started = opened._process._process
        del opened
        gc.collect()

        assert None is not started.returncode

    def test_it_ends_with_its_parent(self, gentle, bakery):
        """However that ends."""
        code = (
            "import os, sys\n"
            f"sys.path.insert(0, {PLUGINS!r})\n"
            "import gentle_rules\n"
            "from aufwand.model import Plan\n"
            "from aufwand.rules import Isolated\n"
            "opened = Isolated([gentle_rules.stops_halfway])\n"
            "print(opened.check(Plan('Bakery')))\n"
            "print(opened._process._process.pid, flush=True)\n"
            "os._exit(0)\n"
        )
        ended = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        )
        # Its standard output is closed with the last process that has it.
        number = int(ended.stdout.split()[-1])

        assert "stops-halfway" in ended.stdout
        for _ in range(1_000):
            try:
                os.kill(number, 0)
            except ProcessLookupError:
                break
            threading.Event().wait(0.01)
        else:
            pytest.fail("it is still there")

    def test_one_that_is_gone_is_started_again(self, gentle, bakery):
        """Whoever ended it, no rule is to blame."""
        with Isolated(rules_of(gentle), seconds=20) as opened:
            first = opened.assess(bakery)
            opened._process._process.kill()
            opened._process._process.wait()

            assert first == opened.assess(bakery)

    def test_a_copy_of_this_program_starts_its_own(self, gentle, bakery):
        """And leaves that of the other alone."""
        with Isolated(rules_of(gentle), seconds=20) as opened:
            first = opened.assess(bakery)
            before = opened._process
            before._owner = 0

            assert first == opened.assess(bakery)
            assert before is not opened._process

    def test_one_of_another_owner_is_not_waited_for(self):
        """Only a parent can."""
        started, control = process._started([])
        process._end(started, control, 0)

        assert 0 == started.returncode
        assert os.waitpid(started.pid, 0)

    def test_one_that_does_not_end_is_ended(self):
        """It has a second."""
        started, control = process._started([])
        started.send_signal(signal.SIGSTOP)
        process._end(started, control, os.getpid())

        assert -signal.SIGKILL == started.returncode

    def test_ctrl_c_ends_what_is_under_way(self, gentle, bakery, monkeypatch):
        """The next run starts with nothing of it."""
        with Isolated(rules_of(gentle), seconds=20) as opened:
            first = opened.assess(bakery)
            with monkeypatch.context() as patched:
                patched.setattr(Process, "answers", lambda *_: signal.raise_signal(signal.SIGINT))
                with pytest.raises(KeyboardInterrupt):
                    opened.assess(bakery)

            assert None is opened._process
            assert first == opened.assess(bakery)

    def test_what_nobody_will_hear_is_ended(self, gentle, bakery, monkeypatch):
        """When something else goes wrong here meanwhile."""
        with Isolated(rules_of(gentle), seconds=20) as opened:
            first = opened.assess(bakery)
            with monkeypatch.context() as patched:

                def broken(plan, asked):
                    raise MemoryError

                patched.setattr(isolation, "_assessed", broken)
                with pytest.raises(MemoryError):
                    opened.assess(bakery)

            assert None is opened._process
            assert first == opened.assess(bakery)

    def test_a_module_that_is_in_the_way_is_told_of_by_its_rules(
        self, tmp_path, bakery, monkeypatch
    ):
        """It can be imported here, and ends the other process."""
        (tmp_path / "blocking_rules.py").write_text(
            "import os, sys\n"
            "from aufwand.rules import rule\n"
            "if sys.flags.isolated:\n"
            "    os._exit(7)\n"
            "@rule('ACME001', 'blocking')\n"
            "def blocking(facts):\n"
            "    return ()\n",
            encoding="utf-8",
        )
        monkeypatch.syspath_prepend(tmp_path)
        import blocking_rules

        with Isolated([blocking_rules.blocking], seconds=20) as opened:
            (found,) = opened.check(bakery)
            del sys.modules["blocking_rules"]

        assert "Ended: its process ended with exit code 7" in found.message

    @pytest.mark.parametrize("program", ["", "/nowhere/python"])
    def test_a_python_that_is_not_there_is_told_of(self, gentle, bakery, monkeypatch, program):
        """As an error, since no rule is to blame."""
        monkeypatch.setattr(sys, "executable", program)
        with Isolated(rules_of(gentle)) as opened, pytest.raises(Unstartable, match="process"):
            opened.assess(bakery)

    def test_one_that_says_something_else_is_none(self, monkeypatch):
        """It is ended."""
        monkeypatch.setattr(process, "READY", b"?")
        with pytest.raises(Unstartable, match="did not answer"):
            Process([])

    def test_python_is_started_as_this_one_was(self, monkeypatch):
        """Where compiled files lie, and whether they are written."""
        asked = []

        def noted(arguments, **given):
            asked.extend(arguments)
            raise OSError("enough")

        monkeypatch.setattr(subprocess, "Popen", noted)
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
        monkeypatch.setattr(sys, "pycache_prefix", "compiled")
        with pytest.raises(Unstartable, match="enough"):
            process._started([])

        assert {"-I", "-B", "pycache_prefix=compiled"} <= set(asked)
        asked.clear()
        monkeypatch.setattr(sys, "dont_write_bytecode", False)
        monkeypatch.setattr(sys, "pycache_prefix", None)
        with pytest.raises(Unstartable):
            process._started([])

        assert "-B" not in asked

    def test_a_signal_without_a_name_is_told_by_its_number(self):
        """Those for real time have none."""
        with_copy = Process([])
        with_copy._heard = lambda count, seconds=None: b"R" + (-39).to_bytes(4, "big", signed=True)

        assert "by signal 39" == with_copy.finish()
        with_copy.end()

    def test_a_line_that_is_cut_is_an_end(self):
        """Also in the middle of a word."""
        from socket import socketpair

        ours, theirs = socketpair()
        theirs.sendall(b"ab")
        theirs.close()
        read = process._reader(ours, process.monotonic() + 9)
        with pytest.raises(Ended):
            read(3)
        ours.close()
        with pytest.raises(Ended):
            read(3)
        with pytest.raises(TooSlow):
            process._reader(ours, process.monotonic() - 1)(3)

    def test_an_order_that_cannot_be_given_is_an_end(self):
        """Whatever it was."""
        from aufwand.rules._worker import Job

        lost = Process([])
        lost._process.kill()
        lost._process.wait()
        with pytest.raises(Ended):
            lost.begin(Job((), True, b"", b"", None, 1))
        with pytest.raises(Ended):
            lost.finish()
        lost.end()
        lost.end()
