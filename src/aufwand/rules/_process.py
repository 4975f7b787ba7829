"""The process that isolated rules run in, as seen from outside."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any
from weakref import finalize

from aufwand.errors import AufwandError
from aufwand.rules._wire import LARGEST, Answer, read_answers, receive, send
from aufwand.rules._worker import COPY, END, READY, STOP
from aufwand.rules.engine import MOST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from socket import socket
    from subprocess import Popen

    from aufwand.rules._worker import Job

__all__ = ["Ended", "Process", "TooSlow", "Unstartable"]

#: Most seconds that the process may take to start, and its modules to be imported.
START = 30.0

#: Most seconds that an order may take; a busy machine needs some of them.
ORDER = 5.0


class TooSlow(AufwandError, TimeoutError):
    """A rule took longer than it may."""


class Ended(AufwandError, RuntimeError):
    """A rule ended the process it ran in, or cut its line."""


class Unstartable(AufwandError, OSError):
    """The process that isolated rules run in cannot be started."""


class Process:
    """A process that waits for jobs; each is done by a copy of it, one at a time."""

    def __init__(self, modules: Sequence[str]) -> None:
        self.modules = frozenset(modules)
        self._owner = os.getpid()
        self._copy = 0
        self._channel: socket | None = None
        self._process, self._control = _started(modules)
        self._end = finalize(self, _end, self._process, self._control, self._owner)
        try:
            if self._heard(1, START) != READY:
                raise Unstartable("the process for isolated rules did not answer")
        except (Ended, TooSlow) as error:
            self.end()
            raise Unstartable("the process for isolated rules did not start") from error

    @property
    def usable(self) -> bool:
        """Whether it runs, and is ours: a copy of this program has to start its own."""
        return self._end.alive and self._owner == os.getpid()

    def begin(self, job: Job) -> None:
        """Order a copy that does a *job*, without waiting for it.

        Raises:
            Ended: If nobody takes the order.
        """
        import pickle
        from socket import send_fds, socketpair

        self._hang_up()
        self._channel, theirs = socketpair()
        with theirs:
            try:
                self._control.settimeout(ORDER)
                send_fds(self._control, [COPY], [theirs.fileno()])
                self._channel.settimeout(ORDER)
                send(self._channel, pickle.dumps(job, 5))
            except OSError as error:
                raise Ended(_GONE) from error

    def begun(self) -> None:
        """Wait until there is a copy.

        Raises:
            Ended: If there will be none.
            TooSlow: If it takes too long.
        """
        self._copy = int.from_bytes(self._heard(4), "big")

    def answers(self, number: int, seconds: float) -> list[Answer]:
        """Return what the next rules have to say.

        Args:
            number: How many of them answer together.
            seconds: How long to wait for it.

        Raises:
            Ended: If the copy is gone.
            TooSlow: If they do not say it in time.
            Garbled: If it is no answer.
        """
        channel: Any = self._channel
        data = receive(_reader(channel, monotonic() + seconds), LARGEST)
        return read_answers(data, number, MOST)

    def finish(self, *, patient: bool = False) -> str:
        """End the copy and what it started, and return in words how it ended.

        Args:
            patient: Whether it is about to end by itself.

        Raises:
            Ended: If the process itself is gone.
            TooSlow: If it does not answer.
        """
        self._hang_up()
        try:
            self._control.settimeout(ORDER)
            self._control.sendall(END if patient else STOP)
        except OSError as error:
            raise Ended(_GONE) from error
        status = int.from_bytes(self._heard(5)[1:], "big", signed=True)
        self._copy = 0
        if status >= 0:
            return f"with exit code {status}"
        # Of the signals, the system knows the names of most.
        with suppress(ValueError):
            return f"by {signal.Signals(-status).name}"
        return f"by signal {-status}"

    def end(self) -> None:
        """End it with its copy; once it has ended, nothing happens."""
        self._hang_up()
        if self._copy and self.usable:
            # It does not hear any more, or there would be no copy.
            with suppress(OSError):
                os.killpg(self._copy, signal.SIGKILL)
            self._process.kill()
        self._end()

    def _hang_up(self) -> None:
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    def _heard(self, count: int, seconds: float | None = None) -> bytes:
        until = monotonic() + (ORDER if seconds is None else seconds)
        return _reader(self._control, until)(count)


_GONE = "its process is gone"


def _reader(line: socket, until: float) -> Callable[[int], bytes]:
    """Return what gives a number of bytes of a *line*, as long as the clock is before *until*."""

    def read(count: int) -> bytes:
        parts: list[bytes] = []
        while count:
            left = until - monotonic()
            if left <= 0:
                raise TooSlow("it took too long")
            try:
                line.settimeout(left)
                part = line.recv(min(count, 2**16))
            except TimeoutError:
                raise TooSlow("it took too long") from None
            except OSError:
                part = b""
            if not part:
                raise Ended(_GONE)
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    return read


def _started(modules: Sequence[str]) -> tuple[Popen[bytes], socket]:
    import sys
    from socket import socketpair
    from subprocess import DEVNULL, Popen

    ours, theirs = socketpair()
    path = [each for each in sys.path if isinstance(each, str)]
    # Isolated from variables and folders of the user, it finds modules exactly where we do.
    code = (
        f"import sys; sys.path[:] = {path!a}\n"
        "from aufwand.rules._worker import main\n"
        f"main({theirs.fileno()}, {list(modules)!a})"
    )
    flags = ["-I", "-X", f"utf8={sys.flags.utf8_mode}", *["-O"] * sys.flags.optimize]
    if sys.dont_write_bytecode:
        flags.append("-B")
    if sys.pycache_prefix:
        flags += ["-X", f"pycache_prefix={sys.pycache_prefix}"]
    with theirs:
        try:
            process = Popen(  # noqa: S603 - it is this Python, and our own code
                [sys.executable, *flags, "-c", code],
                stdin=DEVNULL,
                stdout=DEVNULL,
                stderr=DEVNULL,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        except OSError as error:
            ours.close()
            raise Unstartable(f"no process can be started: {error}") from error
    return process, ours


def _end(process: Popen[bytes], control: socket, owner: int) -> None:
    from subprocess import TimeoutExpired

    control.close()
    if os.getpid() != owner:
        # It is somebody else's child, and is not to be waited for here.
        process.returncode = 0
        return
    try:
        # It ends by itself once nobody gives it orders.
        process.wait(1)
    except TimeoutExpired:
        process.kill()
        process.wait()
