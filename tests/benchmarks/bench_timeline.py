"""How long a dated year takes, beside the same loop in pandas.

Run ``python tests/benchmarks/bench_timeline.py``; only the ratio means anything. Both lay the
realistic plan over the days of 2027 in Bavaria and sum likely hours by week, role and channel.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from _peers import interleaved, ratio_line, realistic_plan

from aufwand.calendars import working_days
from aufwand.estimates import estimate
from aufwand.model import Calendar, Closure

if TYPE_CHECKING:
    from aufwand.model import Plan

YEAR = Calendar(
    country="DE",
    subdivision="BY",
    start="2027-01-01",
    end="2027-12-31",
    closures=Closure("2027-08-09", "2027-08-20", "summer break"),
)


def ours(plan: Plan) -> Any:
    """Likely hours by week, role and channel, from the plan on."""
    return estimate(plan).timeline("week", ("role", "channel"))


def theirs(plan: Plan, worked: Any) -> Any:
    """The same as somebody writes it down in pandas: a series of days for each activity."""
    days = pd.DataFrame({"worked": worked}, index=pd.date_range("2027-01-01", "2027-12-31"))
    iso = days.index.isocalendar()
    days["week"] = iso.year.astype(str) + "-W" + iso.week.astype(str).str.zfill(2)
    in_month = days.groupby([days.index.year, days.index.month])["worked"].transform("sum")
    days["monthly"] = days["worked"] / in_month
    frames = []
    for each in plan.activities:
        hours = each.duration.likely.hours * float(each.times) * each.people
        for driver in plan.drivers:
            if driver.scales(each):
                hours *= float(driver.factor.likely)
        for channel in each.channels:
            of_channel = plan.channel(channel.key)
            if each.per == "workday":
                spread = days["worked"] * hours / len(each.channels)
            elif each.per == "month":
                spread = days["monthly"] * hours / len(each.channels)
            elif each.per == "piece":
                spread = days["worked"] / 5 * hours * of_channel.pieces
            elif each.per == "message":
                spread = days["worked"] / 5 * hours * of_channel.messages
            else:
                spread = days["worked"] / 5 * hours / len(each.channels)
            for role in each.roles:
                share = 1.0 if role.weight is None else role.weight
                frames.append(
                    pd.DataFrame(
                        {
                            "week": days["week"],
                            "role": role.key,
                            "channel": channel.key,
                            "hours": spread * share,
                        }
                    )
                )
    return pd.concat(frames).groupby(["week", "role", "channel"])["hours"].sum()


def main() -> None:
    """Print the ratio."""
    plan = realistic_plan().with_(calendar=YEAR)
    # What pandas has no calendar for is given to it for nothing.
    worked = np.array(working_days(YEAR, YEAR.start, YEAR.end).shares)
    # Who is compared must say the same.
    summed = theirs(plan, worked)
    for row in ours(plan).to_rows():
        found = summed.get((row["period"], row["role"], row["channel"]), 0.0)
        assert abs(row["likely"] - found) < 1e-9 * max(1.0, found)
    found = interleaved(
        {"ours": lambda: ours(plan), "pandas": lambda: theirs(plan, worked)}, repeats=15
    )
    line = ratio_line(
        "a dated year by week, role and channel / the same loop in pandas",
        found["ours"],
        found["pandas"],
        0.3,
    )
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
