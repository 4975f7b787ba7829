"""Rules run in another process, so that one that hangs or crashes takes nothing with it."""

from __future__ import annotations

import os
from contextlib import suppress
from math import ceil
from threading import RLock
from time import monotonic
from typing import TYPE_CHECKING, Any

from attrs import evolve

from aufwand.errors import AufwandError, Fault, InvalidPlan
from aufwand.model import Plan
from aufwand.model._reading import read_day
from aufwand.rules.assessment import Assessment, _asked, _assessed, _configured
from aufwand.rules.engine import JUDGING
from aufwand.rules.rule import OWN, is_found
from aufwand.rules.rule_set import RuleSet
from aufwand.units._exact import finite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from types import TracebackType
    from typing import Self

    from aufwand.model import RuleSettings
    from aufwand.rules._process import Process
    from aufwand.rules._wire import Answer
    from aufwand.rules._worker import Job, Question
    from aufwand.rules.configuration import Choice
    from aufwand.rules.facts import Facts
    from aufwand.rules.finding import Finding
    from aufwand.rules.match import Match
    from aufwand.rules.rule import Rule

    # A rule and the options it is asked with, and what both are known by.
    Asked = tuple[Rule, Any]
    Key = tuple[str, Any]

__all__ = ["Isolated"]

#: Python itself needs some memory to say that there is no more.
LEAST_MEMORY = 16 * 1024**2


class Isolated:
    """Asks rules in a process of their own, with limits of time and memory.

    A rule that hangs, crashes, takes too much or answers nonsense becomes one ``INT001``, as any
    rule that breaks; the estimate and all other findings stay. aufwand's own rules run here, as
    they would without. The other process starts when it is first needed and waits between runs:
    keep one of these, in a ``with`` statement, for many plans. Several threads may share it, and
    take turns.

    It is no sandbox: what the user of this process may read, send or delete, a rule may, too; and
    modules with rules are imported here before they are there.

    Args:
        rules: The rules to choose from; left out, those of all installed packages.
        seconds: Most seconds that one rule may take.
        total: Most seconds that all rules of one run may take together.
        memory: Most bytes that the rules of one package may take beside what is loaded; nothing:
            as many as there are. Only Linux keeps them to it.
        together: Whether rules of one package share a process. Apart, each pays for its own, and
            not even what it changes in modules reaches another.

    Raises:
        InvalidPlan: If rules cannot be found under their names, as those of a notebook or script.
        Fault: If a limit is none, or the system cannot copy processes, as Windows.
    """

    def __init__(
        self,
        rules: RuleSet | Iterable[Rule] | None = None,
        *,
        seconds: float = 2.0,
        total: float = 20.0,
        memory: int | None = 512 * 1024**2,
        together: bool = True,
    ) -> None:
        if not hasattr(os, "fork"):
            expected = "a system whose processes can be copied, such as Linux or macOS"
            raise Fault(os.name, expected)
        self._seconds = _seconds("seconds", seconds)
        self._total = _seconds("total", total)
        self._memory = None if memory is None else _bytes(memory)
        self._together = together
        self._lock = RLock()
        self._closed = False
        self._process: Process | None = None
        self._modules: dict[str, None] = {}
        # Packages, or rules where each is apart, that once did not answer all together.
        self._suspects: set[str] = set()
        self._places: dict[Rule, Rule] = {}
        self._moved_last: tuple[RuleSet, RuleSet] | None = None
        # Of the run that has the lock: its plan as it is sent, what it will ask in each of its
        # two rounds, when it has to be done, and what was answered.
        self._sent: bytes = b""
        self._ahead = False
        self._expected: tuple[dict[Key, Asked], dict[Key, Asked]] = ({}, {})
        self._until: float | None = None
        self._answers: dict[Key, Answer] = {}
        self._rules: RuleSet | None = None
        if rules is not None:
            self._rules = rules if isinstance(rules, RuleSet) else RuleSet(rules)
            self._moved(self._rules)

    def assess(
        self,
        plan: Plan,
        *,
        select: Iterable[str] = (),
        extend: Iterable[str] = (),
        ignore: Iterable[str] = (),
        settings: RuleSettings | None = None,
        today: date | None = None,
    ) -> Assessment:
        """Return what :func:`~aufwand.rules.assess` returns, with every rule in its place.

        What is applied to it later is judged in the other process, too, as long as this is open.

        Args:
            plan: The plan; what its own ``rules`` say of rules, levels and options is followed.
            select: Codes, families, beginnings or names of the rules to ask; none: those that
                the plan selects, or all stable ones.
            extend: The same, of rules to ask beside those.
            ignore: The same, of rules not to ask.
            settings: Settings below those of the plan, such as a company's own.
            today: The day on which acceptances must still hold; left out, all do.

        Raises:
            Fault: If *plan* is no plan, *today* no day, or this is closed.
            UnknownName: If *select*, *extend* or *ignore* names no rule.
            InvalidPlan: With everything that is wrong with the settings of rules, or with rules
                or options that cannot be found under their names.
            OSError: If no other process can be started.
        """
        if not isinstance(plan, Plan):
            raise Fault(plan, "a Plan")
        day = None if today is None else read_day(today)
        asked = _asked(plan, select, extend, ignore, self._rules, settings, day)
        with self._lock:
            asked = evolve(asked, rules=self._moved(asked.rules))
            self._expect(plan, _configured(plan, asked).chosen)
            try:
                return _assessed(plan, asked)
            finally:
                if self._ahead:
                    # Nobody will hear what was begun.
                    self._ahead = False
                    self._end()
                self._expected, self._until = ({}, {}), None
                self._answers.clear()

    def check(
        self,
        plan: Plan,
        *,
        select: Iterable[str] = (),
        extend: Iterable[str] = (),
        ignore: Iterable[str] = (),
        settings: RuleSettings | None = None,
        today: date | None = None,
    ) -> tuple[Finding, ...]:
        """Return the findings alone, as :func:`~aufwand.rules.check` does."""
        return self.assess(
            plan, select=select, extend=extend, ignore=ignore, settings=settings, today=today
        ).findings

    def close(self) -> None:
        """End the other process; closing twice is fine."""
        with self._lock:
            self._closed = True
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        state = "closed" if self._closed else "open"
        return f"<Isolated, {self._seconds:g} s a rule, {self._total:g} s a run: {state}>"

    def _moved(self, rules: RuleSet) -> RuleSet:
        """Return *rules* with something in the place of each that is asked elsewhere."""
        last = self._moved_last
        if last is not None and last[0] is rules:
            return last[1]
        faults: list[Fault] = []
        for each in rules:
            # There, the module that was started is another one.
            if not is_found(each) or each._module == "__main__":
                hint = "put it into a file of its own, at its top level, and import it from there"
                expected = "a rule that another process finds under its name"
                faults.append(Fault(each.origin, expected, each.code, hint))
            elif each not in self._places:
                # Our own are known to end, and to leave everything as it is.
                self._places[each] = each if each.package == OWN else self._stand_in(each)
        if faults:
            raise InvalidPlan("rules", faults)
        moved = evolve(rules, rules=[self._places[each] for each in rules])
        self._moved_last = rules, moved
        return moved

    def _stand_in(self, rule: Rule) -> Rule:
        self._modules[rule._module] = None
        return evolve(rule, function=_Elsewhere(self, rule))

    def _expect(self, plan: Plan, chosen: Iterable[Choice]) -> None:
        """Take in what a run is going to ask, and be ready for it."""
        faults: list[Fault] = []
        for choice in chosen:
            rule = choice.rule
            if isinstance(rule.function, _Elsewhere):
                local = [each.options for each in choice.locals if each.options is not None]
                for options in dict.fromkeys([choice.options, *local]):
                    try:
                        _question(rule, options)
                    except Fault as fault:
                        faults.append(fault)
                    self._expected[rule.family == JUDGING][rule.code, options] = rule, options
        if faults:
            raise InvalidPlan("rules", faults)
        if any(self._expected):
            self._sent = _pickled(plan, "a plan", plan.name)
            process = self._running()
            asked = list(self._expected[False].values())
            if asked:
                # While the estimate is made and our own rules look at it, the others do.
                about = self._sent, _pickled((), "acceptances", "")
                name, first = next(iter(self._groups(asked).items()))
                careful = self._careful(name, first)
                with suppress(AufwandError):
                    process.begin(self._job([asked[each] for each in first], about, careful))
                    self._ahead = True

    def _running(self) -> Process:
        """Return the other process, which may have to be started."""
        from aufwand.rules._process import Process, Unstartable

        if self._closed:
            raise Fault("closed", "something to ask rules with that is still open")
        process = self._process
        if process is None or not process.usable or process.modules != self._modules.keys():
            self._end()
            try:
                process = Process(list(self._modules))
            except Unstartable:
                # One of them may be in the way; then each is imported by those who ask it.
                process = Process([])
                process.modules = frozenset(self._modules)
            self._process = process
        return process

    def _end(self) -> None:
        if self._process is not None:
            self._process.end()
            self._process = None

    def _answer(self, rule: Rule, options: Any, facts: Facts) -> Answer:
        """Return what a rule has to say of *facts*; all that is going to be asked is asked now."""
        key = rule.code, options
        with self._lock:
            if key not in self._answers:
                acceptances = _pickled(facts.acceptances, "acceptances", rule.code)
                expected = self._expected[rule.family == JUDGING]
                if key not in expected:
                    # Somebody asks beside any run, as when a remedy is applied.
                    plan = _pickled(facts.plan, "a plan", facts.plan.name)
                    until = monotonic() + self._total
                    return self._all([(rule, options)], (plan, acceptances), until)[0]
                if self._until is None:
                    self._until = monotonic() + self._total
                asked = list(expected.values())
                answers = self._all(asked, (self._sent, acceptances), self._until)
                self._answers.update(zip(expected, answers, strict=True))
            return self._answers[key]

    def _all(self, asked: list[Asked], about: tuple[bytes, bytes], until: float) -> list[Answer]:
        """Return the answers of rules, in order, each package asked in a process of its own."""
        answers: dict[int, Answer] = {}
        for name, group in self._groups(asked).items():
            left = group
            while left:
                careful = self._careful(name, left)
                job = self._job([asked[each] for each in left], about, careful)
                found = self._part(job, until)
                if len(found) < len(left):
                    # Who it was that did not answer shows when each answers for itself.
                    self._suspects.add(name)
                answers.update(zip(left, found, strict=False))
                left = left[len(found) :]
        return [answers[index] for index in range(len(asked))]

    def _careful(self, name: str, group: list[int]) -> bool:
        """Return whether those of a *group* answer for themselves."""
        return name in self._suspects or len(group) == 1

    def _groups(self, asked: list[Asked]) -> dict[str, list[int]]:
        """Return which of those that are asked share a process, by what they have in common."""
        groups: dict[str, list[int]] = {}
        for index, (rule, _) in enumerate(asked):
            groups.setdefault(rule.package if self._together else rule.code, []).append(index)
        return groups

    def _job(self, asked: list[Asked], about: tuple[bytes, bytes], careful: bool) -> Job:
        from aufwand.rules._worker import Job

        questions = tuple([_question(rule, options) for rule, options in asked])
        return Job(questions, careful, *about, self._memory, ceil(self._total) + 1)

    def _part(self, job: Job, until: float) -> list[Answer]:
        """Return the answers to the first questions of a *job*; a failed one is the last.

        If they are not asked carefully, and one fails, there is none.
        """
        from aufwand.rules._process import Ended, TooSlow, Unstartable
        from aufwand.rules._wire import Answer, Garbled

        answers: list[Answer] = []
        number = len(job.questions)
        why = f"the rules of this run took more than {self._total:g} s together"
        if monotonic() >= until:
            return [Answer((), TooSlow.__name__, why)] * number
        limit = self._seconds
        kind = text = ""
        try:
            process = self._begun(job)
            try:
                for _ in range(number if job.careful else 1):
                    limit = min(self._seconds, until - monotonic())
                    answers += process.answers(1 if job.careful else number, limit)
            except TooSlow:
                if limit == self._seconds:
                    why = f"it took more than {limit:g} s"
                kind, text = TooSlow.__name__, why
            except Garbled as error:
                kind, text = Garbled.__name__, str(error)
            except Ended:
                kind, text = Ended.__name__, "its process ended "
            gone = kind == Ended.__name__
            how = self._finished(process, patient=gone)
            if gone:
                text += how
        except Unstartable as error:
            return [Answer((), Unstartable.__name__, str(error))] * number
        except BaseException:
            # Somebody pressed Ctrl-C: what the other side was about to say is for nobody.
            self._end()
            raise
        if not kind:
            return answers
        return [*answers, Answer((), kind, text)] if job.careful else []

    def _begun(self, job: Job) -> Process:
        """Return the other process once it has begun a *job*."""
        from aufwand.rules._process import Ended, TooSlow, Unstartable

        for _ in range(2):
            ahead, self._ahead = self._ahead, False
            process = self._running()
            try:
                if not ahead:
                    process.begin(job)
                process.begun()
            except (Ended, TooSlow):
                # Ended by somebody since it was last asked.
                self._end()
            else:
                return process
        raise Unstartable("the process for isolated rules ends as soon as it is asked")

    def _finished(self, process: Process, *, patient: bool = False) -> str:
        """End what was begun, and return in words how it ended."""
        from aufwand.rules._process import Ended, TooSlow

        try:
            return process.finish(patient=patient)
        except (Ended, TooSlow):
            self._end()
            return "with the one it was copied from"


class _Elsewhere:
    """Stands where a rule's function was, and asks it in the other process."""

    def __init__(self, isolated: Isolated, rule: Rule) -> None:
        self.__doc__ = rule.function.__doc__
        self.__module__ = rule._module
        self.__qualname__ = rule._qualified
        self._isolated = isolated
        self._rule = rule

    def __call__(self, facts: Facts, options: Any = None) -> Iterator[Match]:
        answer = self._isolated._answer(self._rule, options, facts)
        yield from answer.matches
        if answer.kind:
            # Told by its name and its text, and by nothing else.
            kind = type(answer.kind, (Exception,), {})
            raise kind(answer.text)


def _question(rule: Rule, options: Any) -> Question:
    from aufwand.rules._worker import Question

    sent = None if options is None else _pickled(options, "options", rule.code)
    return Question(rule.code, rule._module, rule._qualified, sent)


def _pickled(value: object, what: str, path: str) -> bytes:
    from pickle import PicklingError, dumps

    try:
        return dumps(value, 5)
    except (PicklingError, AttributeError, TypeError):
        expected = f"{what} that can be sent to another process"
        hint = "its class has to be found under its name in a module"
        raise Fault(type(value).__qualname__, expected, path, hint) from None


def _seconds(name: str, value: float) -> float:
    expected = "a number of seconds above zero, and at most a day"
    try:
        number = float(finite(value, expected))
    except Fault as fault:
        raise fault.at(name) from None
    if not 0 < number <= 86_400:
        raise Fault(value, expected, name)
    return number


def _bytes(value: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < LEAST_MEMORY:
        expected = f"a whole number of bytes, at least {LEAST_MEMORY:,}"
        raise Fault(value, expected, "memory")
    return value
