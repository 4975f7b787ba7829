"""How long it takes to start: the import beside that of attrs, the command beside no command."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from _peers import ratio_line

ROUNDS = 15

_TIMED = "import time; t = time.perf_counter(); import {}; print(time.perf_counter() - t)"


def _run(arguments: list[str], env: dict[str, str]) -> tuple[float, str]:
    start = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, *arguments], check=True, env=env, capture_output=True, text=True
    )
    return time.perf_counter() - start, ended.stdout


def main() -> None:
    """Print both ratios, from the best of many interleaved runs."""
    with tempfile.TemporaryDirectory() as folder:
        # Compiled once and kept, as after any installation, whatever this environment says.
        env = {**os.environ, "PYTHONPYCACHEPREFIX": str(Path(folder, "compiled"))}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        plan = Path(folder, "plan.toml")
        _run(["-m", "aufwand", "init", str(plan)], env)
        commands = {
            "pass": ["-c", "pass"],
            "attrs": ["-c", _TIMED.format("attrs")],
            "aufwand": ["-c", _TIMED.format("aufwand")],
            "assess": ["-m", "aufwand", "assess", str(plan)],
        }
        whole: dict[str, float] = dict.fromkeys(commands, float("inf"))
        inside: dict[str, float] = {}
        for round_ in range(ROUNDS + 1):
            for name, arguments in commands.items():
                seconds, said = _run(arguments, env)
                if round_ == 0:
                    # The first round compiles.
                    continue
                whole[name] = min(whole[name], seconds)
                if name in ("attrs", "aufwand"):
                    inside[name] = min(inside.get(name, seconds), float(said))
    within = inside["aufwand"] / inside["attrs"]
    beside = (whole["aufwand"] - whole["pass"]) / (whole["attrs"] - whole["pass"])
    command = whole["assess"] / whole["pass"]
    lines = (
        ratio_line("import aufwand / import attrs", max(within, beside), 1, 2.5),
        ratio_line("aufwand assess plan.toml / python -c pass", command, 1, 10),
    )
    print(*lines, sep="\n")


if __name__ == "__main__":
    main()
