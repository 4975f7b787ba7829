"""How all tests run: the same examples every time, with no clock to fail by."""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, so that a failure is a change of ours; AUFWAND_EXAMPLES asks
# for more of them, and then for new ones each time.
_MORE = os.environ.get("AUFWAND_EXAMPLES")

settings.register_profile(
    "aufwand",
    deadline=None,
    derandomize=_MORE is None,
    database=None,
    max_examples=int(_MORE or 8),
    # Slowness is a matter of the machine; it is measured in the benchmarks.
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("aufwand")


@pytest.fixture(autouse=True, scope="session")
def ctrl_c():
    """Let Ctrl-C mean what it means to a person, wherever the tests run.

    What a shell starts in the background begins its life deaf to it.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
