"""How long it takes to load a checked plan, beside the standard library's bare reading of TOML."""

from __future__ import annotations

import tomllib

from _peers import interleaved, ratio_line

from aufwand.planfile import loads

#: As people write them; most in one unit, some not.
_DURATIONS = ("15-30 min", "2-4 h", "45 min", "3 h", "1 h 30 min", "20-40 min", "1-2 h", "0.5-1 h")
_PERIODS = ("workday", "week", "week", "month", "week", "piece", "message", "2/month")

_HEAD = """\
schema = 1
name = "Bakery"
currency = "EUR"
full_time = "38.5 h/week"
budget = "900 EUR/week"
reserve = 0.15

[[audiences]]
key = "families"
country = "DE"
ages = [25, 49]
goals = [{ text = "more regulars", metric = "loyalty cards", target = 200 }]
"""


def realistic_text() -> str:
    """Return a plan of 6 channels, 40 activities and 5 roles as somebody would write it."""
    parts = [_HEAD]
    parts += [
        f'\n[[channels]]\nkey = "channel_{index}"\naudiences = ["families"]\n'
        f"pieces = {index + 1}\nmessages = 20\nanswered = 0.9\n"
        for index in range(6)
    ]
    parts += [
        f'\n[[roles]]\nkey = "role_{index}"\ncapacity = "12 h/week"\nrate = "45 EUR/h"\n'
        for index in range(5)
    ]
    for index in range(40):
        role = f"role_{index % 5}"
        shared = f"{{ {role} = 0.7, role_{(index + 1) % 5} = 0.3 }}"
        parts.append(
            f'\n[[activities]]\nkey = "work_{index}"\narea = "content"\n'
            f'duration = "{_DURATIONS[index % 8]}"\nper = "{_PERIODS[index % 8]}"\n'
            f'channels = ["channel_{index % 6}"]\n'
            f"roles = {shared if index % 4 == 0 else [role]}\n"
        )
    return "".join(parts)


def main() -> None:
    """Print the ratio, from the best of many interleaved runs."""
    text = realistic_text()
    seconds = interleaved({"aufwand": lambda: loads(text), "tomllib": lambda: tomllib.loads(text)})
    what = "load a checked plan from TOML / tomllib.loads"
    print(ratio_line(what, seconds["aufwand"], seconds["tomllib"], 2.5))


if __name__ == "__main__":
    main()
