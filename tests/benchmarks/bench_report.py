"""How long a whole page takes, and how large it is, beside one bar chart of matplotlib.

Run ``python tests/benchmarks/bench_report.py``; only ratios mean anything on another machine.
The peer draws one of the page's charts, the hours by channel from low to high, as SVG.
"""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import matplotlib as mpl
from _peers import interleaved, ratio_line, realistic_plan
from matplotlib.figure import Figure

from aufwand.estimates._pictures import by_figure
from aufwand.model import Calendar
from aufwand.rules import assess

if TYPE_CHECKING:
    from aufwand.estimates import Estimate

#: Bytes and seconds that a page of the realistic plan may take.
LARGEST, LONGEST = 60_000, 0.5


def theirs(estimate: Estimate) -> str:
    """The hours by channel as bars from low to high, with likely as a tick, in SVG."""
    parts = estimate.by("channel")
    labels = list(parts)
    low = [each.low.hours for each in parts.values()]
    likely = [each.likely.hours for each in parts.values()]
    high = [each.high.hours for each in parts.values()]
    figure = Figure(figsize=(4.5, 4))
    axes = figure.subplots()
    axes.barh(labels, low)
    axes.barh(labels, [b - a for a, b in zip(low, high, strict=True)], left=low, alpha=0.35)
    axes.plot(likely, labels, "|", color="black", markersize=14)
    axes.set_xlabel("hours a week")
    drawn = io.StringIO()
    figure.savefig(drawn, format="svg")
    return drawn.getvalue()


def main() -> None:
    """Print how long and how large, and the ratios."""
    # The same bytes every time, as ours are.
    mpl.rcParams["svg.hashsalt"] = "aufwand"
    plan = realistic_plan()
    dated = plan.with_(calendar=Calendar(start="2027-01-01", end="2027-12-31"))
    found, year = assess(plan), assess(dated)
    estimate = found.estimate
    page, long, chart = found.to_html(), year.to_html(), theirs(estimate)
    ours = by_figure(estimate, "channel", name="by-channel").to_html()
    times = interleaved(
        {
            "page": found.to_html,
            "year": year.to_html,
            "chart": lambda: by_figure(estimate, "channel", name="by-channel").to_html(),
            "matplotlib": lambda: theirs(estimate),
        },
        repeats=10,
    )
    lines = [
        f"{name}: {1000 * times[key]:.0f} ms, {len(text.encode()) / 1000:.0f} kB"
        for name, key, text in (
            ("the page of the realistic plan", "page", page),
            ("the same over the weeks of a year", "year", long),
            ("hours by channel, with their table", "chart", ours),
            ("hours by channel in matplotlib, without one", "matplotlib", chart),
        )
    ]
    size = len(ours.encode()) / len(chart.encode())
    lines += [
        ratio_line(
            "the whole page / one chart of matplotlib", times["page"], times["matplotlib"], 1
        ),
        ratio_line("one chart / one chart of matplotlib", times["chart"], times["matplotlib"], 0.1),
        f"bytes of one chart / of matplotlib's: {size:.2g} (goal 0.25)",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    if len(page.encode()) > LARGEST or times["page"] > LONGEST:
        sys.exit(f"a page may take {LARGEST:,} bytes and {LONGEST} s")


if __name__ == "__main__":
    main()
