"""The other side of isolated rules: a process that waits, and a copy of it for each job.

A copy asks the rules of one package and is gone then, so that nothing a rule leaves behind meets
the next plan. What it says goes through a line of its own; the one on which copies are ordered is
closed in it before any rule is asked.
"""

from __future__ import annotations

import os
import signal
import socket
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from aufwand.errors import Fault
from aufwand.model import Plan
from aufwand.rules._failing import told_of
from aufwand.rules._wire import LARGEST, listed, packed_match, receive, send, written
from aufwand.rules.engine import MOST, ChangedPlan, _have_last_word
from aufwand.rules.facts import Facts
from aufwand.rules.match import Match
from aufwand.rules.rule import Rule, _named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aufwand.rules._guard import Guard
    from aufwand.rules.judgement import Judgement

__all__ = [
    "COPY",
    "END",
    "READY",
    "STOP",
    "Job",
    "Known",
    "Question",
    "answer",
    "attend",
    "bound",
    "ended",
    "heard",
    "main",
    "used_bytes",
    "warm",
    "work",
]

#: What the other side orders: a copy, its end once it has had a moment to end by itself, its end.
COPY, END, STOP = b"C", b"E", b"S"

#: What is answered when something is done.
READY = b"R"

#: Most seconds that a copy whose line is closed may take to end by itself.
MOMENT = 0.2


class Question(NamedTuple):
    """A rule by its name, and the options it is asked with."""

    #: Its code.
    code: str

    #: The module it is in.
    module: str

    #: Its name there.
    name: str

    #: Its options, pickled; nothing where it has none.
    options: bytes | None


class Job(NamedTuple):
    """What a copy is to do."""

    #: The rules to ask, one after the other.
    questions: tuple[Question, ...]

    #: Whether each is answered, and looked after, for itself; else all of them together.
    careful: bool

    #: The plan, pickled.
    plan: bytes

    #: How its acceptances fare, pickled.
    acceptances: bytes

    #: Most bytes that the rules may take beside what is there; nothing: as many as there are.
    memory: int | None

    #: Most seconds of the processor.
    seconds: int


def main(line: int, modules: Sequence[str]) -> None:
    """Wait for orders on the socket number *line* until it is closed, and end.

    Args:
        line: The number of the socket.
        modules: What to import before the first order, so that no rule waits for it.
    """
    # Ended hard, as modules of rules may have asked to be told of the end.
    try:
        with socket.socket(fileno=line) as control:
            warm(modules)
            control.sendall(READY)
            attend(control)
    finally:
        os._exit(0)


def warm(modules: Sequence[str]) -> None:
    """Import *modules* and whatever a copy needs, and leave it to them."""
    import gc
    from importlib import import_module

    # What is imported and kept when first needed is needed once before there are copies.
    answer(Question("", __name__, "main", None), Known())

    import_module("resource")
    for each in modules:
        # The rule itself tells what is wrong, in its copy and its time.
        with suppress(BaseException):
            import_module(each)
    gc.collect()
    # What is never looked at again by the collector stays in memory that the copies share.
    gc.freeze()


def attend(control: socket.socket) -> None:
    """Make and end copies, as ordered on *control*, until it is closed."""
    copy = 0
    known = Known()
    try:
        while True:
            order, lines, _, _ = socket.recv_fds(control, 1, 1)
            if order == COPY:
                channel = socket.socket(fileno=lines[0])
                job = _job(channel)
                # Read here once, and not again in the copy for every package.
                known.take_in(job)
                start, go = os.pipe()
                copy = os.fork()
                if not copy:
                    control.close()
                    os.close(go)
                    _copied(job, known, channel, start)
                channel.close()
                os.setpgid(copy, copy)
                control.sendall(copy.to_bytes(4, "big"))
                # Nothing of it runs before it is known how to end it.
                os.write(go, READY)
                os.close(go)
                os.close(start)
            elif order:
                status = ended(copy, patient=order == END)
                copy = 0
                control.sendall(READY + status.to_bytes(4, "big", signed=True))
            else:
                break
    except OSError:
        # Whoever gave the orders is gone.
        pass
    finally:
        if copy:
            ended(copy, patient=False)


class Known:
    """What was last asked about: a plan, and how its acceptances fare."""

    def __init__(self) -> None:
        self._sent: tuple[bytes, bytes] | None = None
        self._whole: Facts = Facts.of(Plan("Bakery"))

        #: How many bytes were at hand then; 0 where the system does not say.
        self.used: int = 0

        #: What rules may see, and whether they left it as it was.
        self.facts: Facts
        self.guard: Guard
        self.anew()

    def take_in(self, job: Job) -> None:
        """Read what *job* is about, unless it is the same as before."""
        if self._sent != (job.plan, job.acceptances):
            plan: Plan = _trusted(job.plan)
            acceptances: tuple[Judgement, ...] = _trusted(job.acceptances)
            self._whole = Facts.of(plan).anew(acceptances)
            self.anew()
            self._sent = job.plan, job.acceptances
            self.used = used_bytes()

    def anew(self) -> None:
        """Forget what was made of the facts that rules saw."""
        self.facts, self.guard, _ = self._whole._apart()


def _trusted(data: bytes) -> Any:
    """Return what the process that asks has sent; only the way back is not trusted."""
    from pickle import loads

    return loads(data)  # noqa: S301 - who asks could do all that here anyway


def _job(channel: socket.socket) -> Job:
    def read(count: int) -> bytes:
        return channel.recv(count, socket.MSG_WAITALL)

    job: Job = _trusted(receive(read))
    return job


def ended(copy: int, *, patient: bool) -> int:
    """End a *copy* with everything it started, and return how it ended.

    Args:
        copy: Its number.
        patient: Whether it has a moment to end by itself.
    """
    status: int | None = None
    until = time.monotonic() + MOMENT
    while patient and status is None and time.monotonic() < until:
        found, how = os.waitpid(copy, os.WNOHANG)
        if found:
            status = how
        else:
            time.sleep(0.001)
    with suppress(OSError):
        os.killpg(copy, signal.SIGKILL)
    if status is None:
        _, status = os.waitpid(copy, 0)
    return os.waitstatus_to_exitcode(status)


def _copied(job: Job, known: Known, channel: socket.socket, start: int) -> None:
    """Do a *job* once something comes from *start*, and end."""
    try:
        with channel:
            if os.read(start, 1):
                os.close(start)
                bound(job, known.used)
                work(job, known, channel)
    finally:
        # Whatever went wrong, the copy must not take over from the original.
        os._exit(0)


def work(job: Job, known: Known, channel: socket.socket) -> None:
    """Ask the rules of a *job*, and answer for each on its *channel*."""
    if job.careful:
        for each in job.questions:
            send(channel, listed([answer(each, known)]))
        return
    data = listed([heard(each, known) for each in job.questions])
    # What is no answer makes the other side ask carefully.
    send(channel, b"" if known.guard.broken() or len(data) > LARGEST else data)


def answer(question: Question, known: Known) -> bytes:
    """Return what a rule has to say, if it left what is *known* as it was and is not too much."""
    data = heard(question, known)
    if known.guard.broken():
        known.anew()
        data = written([], *_said(ChangedPlan("it changed the plan or its estimate")))
    if len(data) + len(listed([])) > LARGEST:
        much = Fault(f"{len(data):,} bytes", f"an answer of less than {LARGEST:,}")
        data = written([], *_said(much))
    return data


def heard(question: Question, known: Known) -> bytes:
    """Return what a rule has to say of what is *known*."""
    matches: list[Any] = []
    kind = text = ""
    found = None
    try:
        rule, options = _rule(question)
        facts = known.facts
        found = rule.function(facts) if options is None else rule.function(facts, options)
        for match in found:
            if type(match) is not Match:
                raise Fault(match, "matches, as Match(…) makes them")
            if len(matches) >= MOST:
                raise Fault("more of them", f"at most {MOST:,} matches of one rule")
            matches.append(packed_match(match))
    except BaseException as error:
        _have_last_word(found)
        kind, text = _said(error)
    return written(matches, kind, text)


def _rule(question: Question) -> tuple[Rule, Any]:
    found = _named(question.module, question.name)
    if not isinstance(found, Rule) or found.code != question.code:
        raise Fault(found, f"the rule {question.code}, under the name it had")
    options = None if question.options is None else _trusted(question.options)
    return found, options


def _said(error: BaseException) -> tuple[str, str]:
    said = told_of(error)
    # A class can be made without a name; an error without one would be no error.
    return said["kind"] or "Exception", said.get("text", "")


def bound(job: Job, used: int) -> None:
    """Bound what this process may take for a *job*, as far as the system has bounds.

    Args:
        job: What it is to do.
        used: How many bytes it has at its disposal already.
    """
    import resource

    bounds = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, job.seconds)]
    if job.memory is not None and used:
        bounds.append((resource.RLIMIT_AS, used + job.memory))
    for which, most in bounds:
        # A bound that is lower already stays.
        with suppress(OSError, ValueError):
            resource.setrlimit(which, (most, most))


def used_bytes() -> int:
    """Return how many bytes this process has at its disposal; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:
            pages = int(told.read().split()[0])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
