"""Rules that do all they can to be noticed."""

from __future__ import annotations

import ctypes
import decimal
import json
import os
import re
import signal
import sys
import threading
import time

from aufwand.rules import Match, rule
from aufwand.rules import match as match_module

#: What must be said of each, by its code; of those with nothing, no harm is done.
KINDS = {}


def hostile(number, name, told=""):
    KINDS[f"HOST{number:03}"] = told
    return rule(f"HOST{number:03}", name, message="found")


def _lines():
    """Return every file and socket that is open here."""
    return [int(each) for each in os.listdir("/dev/fd") if int(each) > 2]


def _write(data):
    for each in _lines():
        try:
            os.write(each, data)
        except OSError:
            continue


def _frame(answer):
    data = json.dumps(answer).encode()
    return len(data).to_bytes(4, "big") + data


@hostile(1, "loops", "TooSlow: it took more than 0.6 s")
def loops(facts):
    while True:
        pass


@hostile(2, "yields-endlessly", "Fault: found 'more of them', expected at most 1,000 matches")
def yields_endlessly(facts):
    while True:
        yield Match()


@hostile(3, "sleeps", "TooSlow")
def sleeps(facts):
    time.sleep(3_600)


@hostile(4, "backtracks", "TooSlow")
def backtracks(facts):
    return [Match(re.match(r"(a+)+$", "a" * 60 + "b"))]


@hostile(5, "reckons", "TooSlow")
def reckons(facts):
    return [Match(str(9**9**8))]


@hostile(6, "ends-hard", "Ended: its process ended with exit code 3")
def ends_hard(facts):
    os._exit(3)


@hostile(7, "exits", "SystemExit: 3")
def exits(facts):
    yield Match()
    sys.exit(3)


@hostile(8, "crashes", "Ended: its process ended by SIGSEGV")
def crashes(facts):
    ctypes.string_at(0)


@hostile(9, "aborts", "Ended: its process ended by SIGABRT")
def aborts(facts):
    os.abort()


@hostile(10, "hoards", "MemoryError" if sys.platform == "linux" else "TooSlow")
def hoards(facts):
    kept = []
    while True:
        kept.append(bytearray(32 * 1024**2))


@hostile(11, "prints")
def prints(facts):
    sys.stdout.write("noise")
    for line in (1, 2):
        os.write(line, b"noise\n")
    return ()


@hostile(12, "listens", "EOFError")
def listens(facts):
    input()


@hostile(13, "rearranges")
def rearranges(facts):
    os.chdir("/")
    os.environ["AUFWAND_SPOILT"] = "yes"
    decimal.getcontext().prec = 1
    sys.setrecursionlimit(50)
    sys.path.clear()
    match_module.Match.__init__ = lambda *args, **given: None
    return ()


@hostile(14, "kills-its-group", "Ended: its process ended by SIGTERM")
def kills_its_group(facts):
    os.killpg(os.getpgrp(), signal.SIGTERM)
    time.sleep(3_600)


@hostile(15, "kills-its-parent", "Ended: its process ended with the one it was copied from")
def kills_its_parent(facts):
    os.kill(os.getppid(), signal.SIGKILL)
    os._exit(0)


@hostile(16, "interrupts", "KeyboardInterrupt")
def interrupts(facts):
    raise KeyboardInterrupt


@hostile(17, "signals-itself", "KeyboardInterrupt")
def signals_itself(facts):
    signal.raise_signal(signal.SIGINT)


@hostile(18, "writes-garbage", "Garbled: ")
def writes_garbage(facts):
    _write(b"\xff" * 4_096)
    return ()


@hostile(19, "writes-half", "TooSlow")
def writes_half(facts):
    _write((1_000).to_bytes(4, "big") + b"[")
    time.sleep(3_600)


@hostile(20, "writes-of-others", "Garbled: what it sent back is no answer")
def writes_of_others(facts):
    _write(_frame({"kind": "", "text": "", "matches": [{"code": "STF101"}]}))
    return ()


@hostile(21, "hangs-up", "Ended: its process ended")
def hangs_up(facts):
    os.closerange(3, 256)
    time.sleep(3_600)


@hostile(22, "leaves-others-behind", "TooSlow")
def leaves_others_behind(facts):
    # It holds on to the line, so that nobody sees that this one is gone.
    if os.fork() == 0:
        time.sleep(3_600)
    threading.Thread(target=time.sleep, args=[3_600]).start()
    os._exit(0)


@hostile(23, "recurses", "it may have missed something")
def recurses(facts):
    sys.setrecursionlimit(10**9)
    nested = None
    for _ in range(10**6):
        nested = [nested]
    return [Match(repr(nested))]


@hostile(24, "changes-the-plan", "ChangedPlan: it changed the plan or its estimate")
def changes_the_plan(facts):
    object.__setattr__(facts.plan, "name", "Butcher")
    return [Match()]


@hostile(25, "says-what-nobody-knows", "Fault: found ")
def says_what_nobody_knows(facts):
    match = Match()
    object.__setattr__(match, "cost", threading.Lock())
    return [match]


@hostile(26, "says-too-much", "Fault: found '")
def says_too_much(facts):
    return [Match(message={"en": "x"}, text="x" * 9_000) for _ in range(500)]


@hostile(27, "has-no-name", "Exception: no")
def has_no_name(facts):
    raise type("", (Exception,), {})("no")


@hostile(28, "calls-itself-oddly", "Garbled")
def calls_itself_oddly(facts):
    raise type("a\nb", (Exception,), {})("no")


@hostile(29, "stops-its-parent", "TooSlow")
def stops_its_parent(facts):
    # Whoever is stopped hears no orders; it is ended all the same.
    os.kill(os.getppid(), signal.SIGSTOP)
    time.sleep(3_600)
