"""The other side of isolated rules, looked at from this one."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from socket import SO_SNDBUF, SOL_SOCKET, send_fds, socket, socketpair

import pytest

from aufwand.model import Activity, Plan, Role
from aufwand.rules import _worker as worker
from aufwand.rules._wire import LARGEST, listed, read_answers, receive, send
from aufwand.rules._worker import COPY, END, READY, STOP, Job, Known, Question

PLUGINS = str(Path(__file__).parents[1] / "plugins")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system copies no processes")


class Left(BaseException):
    """What ends a copy, in place of the end of the process."""


@pytest.fixture
def rules(monkeypatch):
    """The modules of rules."""
    monkeypatch.syspath_prepend(PLUGINS)


@pytest.fixture
def ends(monkeypatch):
    """What was ended, and how."""
    noted = []

    def leave(code):
        noted.append(("left", code))
        raise Left

    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr(os, "setpgid", lambda *numbers: noted.append(("group", *numbers)))
    monkeypatch.setattr(os, "killpg", lambda *numbers: noted.append(("killed", *numbers)))
    return noted


def job(*questions, plan=None, careful=True):
    whole = Plan("Bakery", roles=[Role("pr")]) if plan is None else plan
    return Job(questions, careful, pickle.dumps(whole), pickle.dumps(()), None, 9)


@contextmanager
def lines():
    pairs = socketpair(), socketpair()
    try:
        yield pairs
    finally:
        for pair in pairs:
            for each in pair:
                each.close()


def read_answer(data, most):
    (found,) = read_answers(listed([data]), 1, most)
    return found


class TestAnswering:
    @pytest.mark.parametrize(
        ("code", "module", "name", "kind"),
        [
            ("FINE003", "gentle_rules", "stops_halfway", "LookupError"),
            ("HOST002", "hostile_rules", "yields_endlessly", "Fault"),
            ("HOST007", "hostile_rules", "exits", "SystemExit"),
            ("HOST024", "hostile_rules", "changes_the_plan", "ChangedPlan"),
            ("HOST026", "hostile_rules", "says_too_much", "Fault"),
            ("HOST027", "hostile_rules", "has_no_name", "Exception"),
            ("FINE001", "gentle_rules", "stops_halfway", "Fault"),
            ("FINE001", "gentle_rules", "nobody", "AttributeError"),
            ("FINE001", "gentle_rules", "Limits", "Fault"),
            ("FINE001", "nowhere", "nobody", "ModuleNotFoundError"),
        ],
    )
    def test_what_stops_a_rule_is_told(self, rules, code, module, name, kind):
        """By the name of the error."""
        known = Known()
        found = read_answer(worker.answer(Question(code, module, name, None), known), 1_000)

        assert kind == found.kind

    def test_a_rule_without_matches_is_told_of_as_here(self, rules, tmp_path, monkeypatch):
        """Something else than a match ends it."""
        (tmp_path / "odd_rules.py").write_text(
            "from aufwand.rules import rule\n"
            "@rule('ACME001', 'odd')\n"
            "def odd(facts):\n"
            "    return [3]\n",
            encoding="utf-8",
        )
        monkeypatch.syspath_prepend(tmp_path)
        data = worker.answer(Question("ACME001", "odd_rules", "odd", None), Known())
        del sys.modules["odd_rules"]

        assert read_answer(data, 0).text.startswith("found 3, expected matches")

    def test_options_are_handed_over(self, rules):
        """As they were chosen."""
        import gentle_rules

        known = Known()
        plan = Plan(
            "Bakery", activities=[Activity("a", duration="1 h"), Activity("b", duration="1 h")]
        )
        known.take_in(job(plan=plan))
        asked = Question(
            "FINE002",
            "gentle_rules",
            "many_activities",
            pickle.dumps(gentle_rules.Limits(most=1)),
        )
        (found,) = read_answer(worker.answer(asked, known), 1_000).matches

        assert (("number", 2), ("most", 1)) == found.details

    @pytest.mark.parametrize(
        ("code", "name", "answered"),
        [
            ("HOST007", "exits", True),
            ("HOST024", "changes_the_plan", False),
            ("HOST026", "says_too_much", False),
        ],
    )
    def test_all_together_answer_or_none(self, rules, code, name, answered):
        """Who changed something or says too much shows when each is asked for itself."""
        asked = [
            Question("FINE003", "gentle_rules", "stops_halfway", None),
            Question(code, "hostile_rules", name, None),
        ]
        ours, theirs = socketpair()
        with ours, theirs:
            theirs.setsockopt(SOL_SOCKET, SO_SNDBUF, LARGEST)
            worker.work(job(*asked, careful=False), Known(), theirs)
            data = receive(ours.recv)

        assert answered == bool(data)
        if answered:
            assert ["LookupError", "SystemExit"] == [each.kind for each in read_answers(data, 2, 9)]

    def test_what_was_changed_is_forgotten(self, rules):
        """The next rule sees the plan as it was."""
        known = Known()
        known.take_in(job())
        worker.answer(Question("HOST024", "hostile_rules", "changes_the_plan", None), known)

        assert "Bakery" == known.facts.plan.name
        assert not known.guard.broken()

    def test_the_same_plan_is_read_once(self):
        """Every package is asked about it."""
        known = Known()
        known.take_in(job())
        before = known.facts
        known.take_in(job())

        assert before is known.facts


class TestOrders:
    def test_copies_are_made_and_ended(self, ends, monkeypatch):
        """Each in a group of its own, with everything it started."""
        monkeypatch.setattr(os, "fork", lambda: 4_242)
        monkeypatch.setattr(os, "waitpid", lambda number, how: (number, 3 << 8))
        with lines() as ((ours, theirs), (channel, copied)):
            send_fds(ours, [COPY], [copied.fileno()])
            send(channel, pickle.dumps(job()))
            ours.sendall(END)
            send_fds(ours, [COPY], [copied.fileno()])
            send(channel, pickle.dumps(job()))
            ours.sendall(STOP)
            send_fds(ours, [COPY], [copied.fileno()])
            send(channel, pickle.dumps(job()))
            ours.shutdown(1)
            worker.attend(theirs)
            said = ours.recv(100)

        number, ended = (4_242).to_bytes(4, "big"), READY + (3).to_bytes(4, "big")

        assert (number + ended) * 2 + number == said
        assert [("group", 4_242, 4_242), ("killed", 4_242, signal.SIGKILL)] * 3 == ends

    @pytest.mark.parametrize("started", [True, False])
    def test_a_copy_answers_and_leaves(self, rules, ends, monkeypatch, started):
        """It never goes on as the original would, and not at all if that is gone."""
        start, go = os.pipe()
        if started:
            os.write(go, b".")
        monkeypatch.setattr(os, "pipe", lambda: (start, go))
        monkeypatch.setattr(os, "fork", lambda: 0)
        monkeypatch.setattr(worker, "bound", lambda *given: ends.append(("bound",)))
        asked = Question("FINE003", "gentle_rules", "stops_halfway", None)
        with lines() as ((ours, theirs), (channel, copied)):
            send_fds(ours, [COPY], [copied.fileno()])
            send(channel, pickle.dumps(job(asked)))
            with pytest.raises(Left):
                worker.attend(theirs)
            if started:
                data = receive(channel.recv)
                assert ["LookupError"] == [each.kind for each in read_answers(data, 1, 9)]
            else:
                os.close(start)

        assert [("bound",), ("left", 0)][not started :] == ends

    def test_whoever_waits_ends_when_nobody_orders(self, ends):
        """With everything that modules of rules would do then left undone."""
        with lines() as ((ours, theirs), _):
            ours.shutdown(1)
            with pytest.raises(Left):
                worker.main(os.dup(theirs.fileno()), ["json", "no_such_module"])
            gc.unfreeze()

            assert READY == ours.recv(9)
        assert [("left", 0)] == ends

    def test_a_line_that_breaks_is_the_end(self, ends):
        """Whoever gave orders is gone."""
        closed = socket()
        closed.close()
        worker.attend(closed)

        assert [] == ends

    def test_one_that_ends_by_itself_is_told_apart(self, ends, monkeypatch):
        """It has a moment for that."""
        told = iter([(0, 0), (4_242, 3 << 8)])
        monkeypatch.setattr(os, "waitpid", lambda number, how: next(told))
        monkeypatch.setattr(time, "sleep", lambda seconds: None)

        assert 3 == worker.ended(4_242, patient=True)

    def test_one_that_does_not_is_ended(self, ends, monkeypatch):
        """After that moment."""
        clock = iter([0.0, 0.1, 9.0])
        told = iter([(0, 0), (4_242, signal.SIGKILL)])
        monkeypatch.setattr(time, "monotonic", lambda: next(clock))
        monkeypatch.setattr(time, "sleep", lambda seconds: None)
        monkeypatch.setattr(os, "waitpid", lambda number, how: next(told))

        assert -signal.SIGKILL == worker.ended(4_242, patient=True)


class TestBounds:
    @pytest.mark.parametrize(("memory", "used", "number"), [(None, 9, 2), (5, 0, 2), (5, 9, 3)])
    def test_what_a_copy_may_take_is_bounded(self, monkeypatch, memory, used, number):
        """Memory only where the system says how much is there already."""
        import resource

        bounds = {}

        def bound(which, most):
            bounds[which] = most[0]
            raise ValueError("not that much")

        monkeypatch.setattr(resource, "setrlimit", bound)
        worker.bound(Job((), True, b"", b"", memory, 7), used)

        assert number == len(bounds)
        assert (0, 7) == (bounds[resource.RLIMIT_CORE], bounds[resource.RLIMIT_CPU])
        assert (14 if number == 3 else None) == bounds.get(resource.RLIMIT_AS)

    def test_what_is_used_is_asked_of_the_system(self, monkeypatch):
        """Where it says nothing, it is nothing."""
        assert worker.used_bytes() >= 0

        def missing(*given, **more):
            raise FileNotFoundError

        monkeypatch.setattr("builtins.open", missing)

        assert 0 == worker.used_bytes()
