"""What a simulation does for each draw, laid out once: what is drawn, and which sums it is in.

It is plain data, so that it travels to other processes, and what a block of draws gives depends on
nothing but the program, the seed and the block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from aufwand.estimates._draws import draw_of_activity, draw_of_driver, draw_of_event
from aufwand.estimates._sharing import alike, bundled
from aufwand.estimates._streams import (
    ATOMS,
    Tabled,
    by_normal,
    compound,
    drawn,
    looked_up,
    normals,
    places,
    poisson,
    stream,
    tabled,
)
from aufwand.estimates._terms import GROUPINGS, grouped, typical_rows
from aufwand.model import Activity, Plan
from aufwand.model.chance import factored
from aufwand.units import weeks_in
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from aufwand.estimates._draws import Draw
    from aufwand.estimates._sharing import Amounts, Shares
    from aufwand.estimates._terms import Groups, Row
    from aufwand.model import Driver

    Counts: TypeAlias = npt.NDArray[np.uint16]
    Floats: TypeAlias = npt.NDArray[np.float64]

    #: The coefficients of a member of what goes together, and which members they are of.
    Mixture: TypeAlias = tuple[tuple[int, float], ...]

__all__ = ["BLOCK", "MONEY", "Program", "Sum", "fill", "program"]

#: So many draws have random bits of their own, whoever draws them.
BLOCK = 1 << 15

#: The grouping of what everything costs.
MONEY = "money"

#: Of these every draw is kept.
_WHOLE = ("total", MONEY)

#: A whole is summed from so many parts at most; from more of them, term by term.
_MOST_PARTS = 64

#: Groupings that share many things in the same way: an area is often the work of the same roles,
#: for whichever channels.
_SHARED_ALIKE = (frozenset({"role", "area"}), frozenset({"channel"}))

#: The area of events.
_CRISIS = "crisis"


class Sum(NamedTuple):
    """Something that is summed: all hours, those of a role, all money."""

    #: ``total``, ``activity``, ``channel``, ``role``, ``area``, ``event`` or ``money``.
    grouping: str

    #: What it is the sum of; empty for a whole, or for what has no channel or role.
    key: str


class Term(NamedTuple):
    """Something that is drawn, and the sums it is in."""

    #: What names its stream, such as ``activities.content``.
    name: str

    #: Its distribution, or its value, in minutes.
    known: Tabled | float

    #: The names of drivers that multiply it.
    drivers: tuple[str, ...]

    #: ``message`` or ``reply`` and the name of a channel, where its arrivals multiply it.
    arrivals: tuple[str, str] | None

    #: How much of it is in which sums and bundles.
    amounts: Amounts

    #: Of an event: how often it happens on average, and mean and variance of its minutes.
    event: tuple[float, float, float] | None = None

    #: Whether it is nothing but what a table has at places drawn for it alone.
    plain: bool = False


class Program(NamedTuple):
    """All that a simulation draws and sums."""

    #: What is summed; hours, and money at the end.
    sums: tuple[Sum, ...]

    #: What each sum has in every draw.
    always: tuple[float, ...]

    #: What is drawn.
    terms: tuple[Term, ...]

    #: The drivers that are not known exactly, by name.
    drivers: dict[str, Tabled]

    #: Messages that are answered and those that are not, in the period on average, by channel.
    arrivals: dict[str, tuple[float, float]]

    #: What goes together: name, table, and the independent normals its own is mixed of.
    together: tuple[tuple[str, Tabled, Mixture], ...]

    #: Sums that are made of others: which, and how much of each. No term is in them.
    made: dict[int, Shares]

    #: What is summed before it is shared, as it is shared in the same way; positions after sums.
    bundles: tuple[Shares, ...]

    @property
    def alone(self) -> dict[int, tuple[int, float]]:
        """Sums of a single term that is only looked up in a table: the term, and how much of it.

        What they come to follows from how often each place of the table was drawn.
        """
        bundled = {position for shares in self.bundles for position, _ in shares}
        found: dict[int, list[tuple[int, float]]] = {}
        for place, term in enumerate(self.terms):
            for amount, positions in term.amounts:
                for each in positions:
                    found.setdefault(each, []).append((place, amount))
        return {
            position: parts[0]
            for position, parts in sorted(found.items())
            if len(parts) == 1
            and position not in bundled
            and self.sums[position].grouping not in _WHOLE
            and self.terms[parts[0][0]].plain
        }

    def table(self, term: int) -> Floats:
        """Return the table of a term that has one."""
        known: Any = self.terms[term].known
        table: Floats = known.table
        return table


def program(
    plan: Plan,
    per: str,
    correlations: Mapping[tuple[str, str], float],
    *,
    arrivals: bool,
    fixed_cost: float | None,
) -> Program:
    """Return what is to be drawn and summed.

    Args:
        plan: The plan.
        per: ``week``, ``month``, ``quarter`` or ``year``.
        correlations: How much two activities go together, by their keys.
        arrivals: Whether messages arrive by chance.
        fixed_cost: Money a week beside work; nothing if nobody knows what work costs.
    """
    weeks = float(weeks_in(per))
    rows = list(typical_rows(plan))
    counts: list[tuple[str, str] | None] = [None] * len(rows)
    if arrivals:
        rows, counts = _by_channel(plan, rows)
    names = [f"activities.{plan.activities[row.activity].key}" for row in rows]
    durations = {
        name: draw_of_activity(plan.activities[row.activity])
        for name, row in zip(names, rows, strict=True)
    }
    used = [plan.drivers[index] for row in rows for index in row.drivers]
    factors = _tabled({_driver(each): draw_of_driver(each) for each in used})
    tied = _together(durations, correlations)
    together = {name for name, _, _ in tied}
    known = _tabled(durations) | {name: each for name, each, _ in tied}
    sums, shares, of_events = _sums(plan, rows, weeks, priced=fixed_cost is not None)
    always = [0.0] * len(sums)
    if fixed_cost is not None:
        always[-1] = fixed_cost * weeks
    made = _made(plan, sums)
    for own in (*shares, *of_events):
        for index in made:
            own.pop(index, None)
    terms = _of_events(plan, of_events, weeks)
    for name, row, count, own in zip(names, rows, counts, shares, strict=True):
        value = known[name]
        times = 1.0
        varying: list[str] = []
        for index in row.drivers:
            driver = _driver(plan.drivers[index])
            factor = factors[driver]
            if isinstance(factor, Tabled):
                varying.append(driver)
            else:
                times *= factor
        if not varying and count is None:
            least = value.start if isinstance(value, Tabled) else value
            for index, amount in own.items():
                always[index] += amount * times * least
            if not isinstance(value, Tabled):
                continue
            # Only what is above the least is drawn, and its width goes into the amounts.
            times *= value.size
            value = value._replace(start=0.0, size=1.0)
        known_alone = not (varying or count or name in together)
        plain = known_alone and isinstance(value, Tabled) and not value.spread
        amounts = alike(own, times)
        terms.append(Term(name, value, tuple(varying), count, amounts, plain=plain))
    # By name: the order of a plan must not show, not even in the last digit.
    terms.sort(key=lambda each: (each.name, each.arrivals or ("", "")))
    apart = [
        frozenset(place for place, each in enumerate(sums) if each.grouping in groupings)
        for groupings in _SHARED_ALIKE
    ]
    shared, bundles = bundled([each.amounts for each in terms], apart, len(sums))
    return Program(
        tuple(sums),
        tuple(always),
        tuple(each._replace(amounts=own) for each, own in zip(terms, shared, strict=True)),
        {name: each for name, each in factors.items() if isinstance(each, Tabled)},
        _messages(plan, weeks) if arrivals else {},
        tied,
        made,
        bundles,
    )


def _driver(driver: Driver) -> str:
    return f"drivers.{driver.key}"


def _tabled(draws: Mapping[str, Draw]) -> dict[str, Tabled | float]:
    """Return a table of each draw, or its value where it is fixed."""
    made = iter(tabled([each for each in draws.values() if not each.fixed]))
    return {name: each.low if each.fixed else next(made) for name, each in draws.items()}


def _together(
    durations: Mapping[str, Draw], correlations: Mapping[tuple[str, str], float]
) -> tuple[tuple[str, Tabled, Mixture], ...]:
    """Return what goes together, with how its normal is mixed of independent ones."""
    # What is fixed, or not done in a typical week, goes with nothing.
    loose = {name for name, each in durations.items() if not each.fixed}
    pairs = {
        (f"activities.{one}", f"activities.{other}"): value
        for (one, other), value in correlations.items()
        if value and {f"activities.{one}", f"activities.{other}"} <= loose
    }
    # In the order of names, so that the order of a plan does not show.
    members = sorted({name for pair in pairs for name in pair})
    place = {name: index for index, name in enumerate(members)}
    rows = [[float(one == other) for other in members] for one in members]
    for (one, other), value in pairs.items():
        rows[place[one]][place[other]] = rows[place[other]][place[one]] = value
    lower = factored(rows) or []
    return tuple(
        (
            name,
            by_normal(durations[name]),
            tuple((index, each) for index, each in enumerate(mixture) if each),
        )
        for name, mixture in zip(members, lower, strict=True)
    )


def _by_channel(plan: Plan, rows: Sequence[Row]) -> tuple[list[Row], list[tuple[str, str] | None]]:
    """Return *rows* with those that messages cause split by channel, and the arrivals of each."""
    apart: list[Row] = []
    counts: list[tuple[str, str] | None] = []
    for row in rows:
        per = plan.activities[row.activity].per
        if per not in {"message", "reply"}:
            apart.append(row)
            counts.append(None)
            continue
        for channel in dict.fromkeys(channel for channel, _, _ in row.parts):
            apart.append(
                row._replace(parts=tuple(each for each in row.parts if each[0] == channel))
            )
            counts.append((per, f"channels.{plan.channels[channel].key}"))
    return apart, counts


def _messages(plan: Plan, weeks: float) -> dict[str, tuple[float, float]]:
    return {
        f"channels.{each.key}": (
            float(exact(each.messages) * exact(each.answered)) * weeks,
            float(exact(each.messages) * (1 - exact(each.answered))) * weeks,
        )
        for each in plan.channels
    }


def _sums(
    plan: Plan, rows: Sequence[Row], weeks: float, *, priced: bool
) -> tuple[list[Sum], list[dict[int, float]], list[dict[int, float]]]:
    """Return all sums, and how much of each row and of each event is in which of them.

    Amounts are hours, or money, for each minute.
    """
    # An event is shared as an activity is; on channels that rest it does not happen.
    stand_in = Plan(
        plan.name,
        audiences=plan.audiences,
        channels=plan.channels,
        roles=plan.roles,
        activities=[
            Activity(
                each.key,
                duration=each.effort,
                shape=each.shape,
                area=_CRISIS,
                channels=each.channels,
                roles=each.roles,
            )
            for each in plan.events
        ],
    )
    event_rows = typical_rows(stand_in) if plan.events else ()
    sums: list[Sum] = []
    shares: list[dict[int, float]] = [{} for _ in rows]
    event_shares: list[dict[int, float]] = [{} for _ in plan.events]

    def put(grouping: str, own: str, others: str, *, priced: bool = False) -> None:
        """Add the sums of a grouping, *own* for activities and *others* for events."""
        scale = 1.0 if priced else 1 / 60
        groups = grouped(plan, rows, own, priced=priced, times=weeks * scale)
        found: list[tuple[Groups, Sequence[dict[int, float]]]] = [(groups, shares)]
        if others and event_rows:
            groups = grouped(stand_in, event_rows, others, priced=priced, times=scale)
            found.append((groups, [event_shares[row.activity] for row in event_rows]))
        keys = {key for groups, _ in found for key in groups.keys}
        ordered = [key for key in _order(plan, grouping) if key in keys]
        position = {key: len(sums) + index for index, key in enumerate(ordered)}
        sums.extend(Sum(grouping, key) for key in position)
        for groups, into in found:
            places = [position[key] for key in groups.keys]
            for row, group, amount in zip(
                groups.rows.tolist(), groups.groups.tolist(), groups.amounts.tolist(), strict=True
            ):
                into[row][places[group]] = amount

    for grouping in GROUPINGS:
        # Events have no activity: together they stand beside them, as these do beside events.
        put(grouping, grouping, "total" if grouping == "activity" else grouping)
    if event_rows:
        put("event", "total", "activity")
    if priced:
        put(MONEY, "total", "total", priced=True)
    return sums, shares, event_shares


def _made(plan: Plan, sums: Sequence[Sum]) -> dict[int, Shares]:
    """Return the wholes, each with its parts: hours are those of all areas, money is of roles."""
    prices = {
        each.key: float(each.rate.money.amount) for each in plan.roles if each.rate is not None
    }
    known = {"total": ("area", None), MONEY: ("role", prices)}
    found: dict[int, Shares] = {}
    for whole, (grouping, _) in enumerate(sums):
        if grouping not in known:
            continue
        of, times = known[grouping]
        # By name: the order of a plan must not show.
        parts = sorted((key, place) for place, (other, key) in enumerate(sums) if other == of)
        if len(parts) <= _MOST_PARTS:
            found[whole] = tuple(
                (place, 1.0 if times is None else times[key])
                for key, place in parts
                if times is None or key in times
            )
    return found


def _order(plan: Plan, grouping: str) -> dict[str, None]:
    """Return all keys of a grouping in the order of the plan, what has none at the end."""
    keys: list[str] = []
    if grouping in {"activity", "channel", "role", "event"}:
        collection = "activities" if grouping == "activity" else f"{grouping}s"
        keys = [each.key for each in getattr(plan, collection)]
    elif grouping == "area":
        keys = [*(each.area for each in plan.activities), _CRISIS]
    return dict.fromkeys((*keys, ""))


def _of_events(plan: Plan, shares: Sequence[Mapping[int, float]], weeks: float) -> list[Term]:
    draws = {each.key: draw_of_event(each) for each in plan.events}
    known = _tabled(draws)
    year = float(weeks_in("year"))
    return [
        Term(
            f"events.{event.key}",
            known[event.key],
            (),
            None,
            alike(own),
            (event.per_year * weeks / year, draws[event.key].mean, draws[event.key].variance),
        )
        for event, own in zip(plan.events, shares, strict=True)
        if own and event.per_year
    ]


def fill(
    laid_out: Program,
    seed: int,
    block: int,
    wanted: Mapping[int, int],
    numbered: Sequence[int],
    out: Floats,
) -> Counts:
    """Put what some sums are in each draw of a block where they belong.

    Args:
        laid_out: The program.
        seed: The seed.
        block: The number of the block, from 0.
        wanted: Positions of the sums, and the rows that they have in *out*.
        numbered: Terms whose places in their table are counted.
        out: Where they go; (wanted, draws).

    Returns:
        How often each place was drawn; (numbered, places).
    """
    import numpy as np

    draws = out.shape[1]
    made = {whole: parts for whole, parts in laid_out.made.items() if whole in wanted}
    sums = {each: out[row] for each, row in wanted.items()}
    for parts in made.values():
        # Parts that nobody asked for now are needed all the same.
        sums |= {each: np.empty(draws) for each, _ in parts if each not in sums}
    bundles = {
        len(laid_out.sums) + number: shares
        for number, shares in enumerate(laid_out.bundles)
        if any(each in sums for each, _ in shares)
    }
    # What is first added to a sum is added to what it always has.
    begin = {each: laid_out.always[each] for each in sums} | dict.fromkeys(bundles, 0.0)
    sums |= {bundle: np.empty(draws) for bundle in bundles}
    drawn_so_far = _Block(laid_out, seed, block, draws)
    looked, scaled = np.empty(draws), np.empty(draws)

    def add(value: Floats | float, times: float, positions: Sequence[int]) -> None:
        part = value if times == 1 else np.multiply(value, times, out=scaled)
        for each in positions:
            np.add(part, begin.pop(each, sums[each]), out=sums[each])

    row_of = {term: row for row, term in enumerate(numbered)}
    # No more than a block has draws.
    counts = np.zeros((len(numbered), ATOMS), dtype=np.uint16)
    for index, term in enumerate(laid_out.terms):
        amounts = [
            (amount, [each for each in positions if each in sums])
            for amount, positions in term.amounts
        ]
        needed = any(into for _, into in amounts)
        most = 1.0
        if term.plain and (needed or index in row_of):
            at = places(drawn_so_far.stream(term.name), draws)
            if index in row_of:
                counts[row_of[index]] = np.bincount(at, minlength=ATOMS)
            # A table is shorter than a block: the largest amount is multiplied there.
            most = max(amount for amount, _ in term.amounts)
            table = laid_out.table(index) * most
            value: Floats | float = table.take(at, out=looked, mode="clip")
        elif needed:
            value = drawn_so_far.value(term)
        else:
            continue
        for amount, into in amounts:
            if into:
                add(value, amount / most, into)
    for bundle, shares in bundles.items():
        for each, times in shares:
            if each in sums:
                add(sums[bundle], times, [each])
    for each, least in begin.items():
        sums[each].fill(least)
    begin.clear()
    for whole, parts in made.items():
        for each, times in parts:
            add(sums[each], times, [whole])
    return counts


class _Block:
    """What is drawn in a block; what several terms have in common is drawn once."""

    def __init__(self, laid_out: Program, seed: int, number: int, draws: int) -> None:
        self.laid_out = laid_out
        self.seed = seed
        self.number = number
        self.draws = draws
        self.kept: dict[str, Floats] = {}
        self.last = ""
        self._tie()

    def stream(self, name: str) -> np.random.SFC64:
        return stream(self.seed, name, self.number)

    def value(self, term: Term) -> Floats | float:
        """Return the minutes of a term in each draw."""
        known = term.known
        if term.event is not None:
            happens, mean, variance = term.event
            return compound(known, (mean, variance), self.stream(term.name), self.draws, happens)
        value = self._duration(term.name, known) if isinstance(known, Tabled) else known
        for name in term.drivers:
            value = value * self._driver(name)
        if term.arrivals is not None:
            value = value * self._arrivals(*term.arrivals)
        return value

    def _duration(self, name: str, known: Tabled) -> Floats:
        found = self.kept.get(name)
        if found is None:
            # Terms of one activity follow each other; further back nobody looks.
            self.kept.pop(self.last, None)
            self.last = name
            found = self.kept[name] = drawn(known, self.stream(name), self.draws)
        return found if known.size == 1 and not known.start else known.start + known.size * found

    def _driver(self, name: str) -> Floats:
        found = self.kept.get(name)
        if found is None:
            known = self.laid_out.drivers[name]
            table = drawn(known, self.stream(name), self.draws)
            found = self.kept[name] = known.start + known.size * table
        return found

    def _arrivals(self, per: str, channel: str) -> Floats:
        """Return how many messages arrive, or are answered, for each that does on average."""
        name = f"{per} {channel}"
        found = self.kept.get(name)
        if found is None:
            answered, ignored = self.laid_out.arrivals[channel]
            # Whether a message is answered is a matter of chance, too: so both kinds arrive
            # independently. Source: Kingman, Poisson Processes (1993), 5.1.
            number = self._number(f"{channel}.answered", answered)
            if per == "reply":
                mean = answered
            else:
                mean = answered + ignored
                number = number + self._number(f"{channel}.ignored", ignored)
            found = self.kept[name] = number / mean
        return found

    def _number(self, name: str, mean: float) -> Floats:
        found = self.kept.get(name)
        if found is None:
            found = self.kept[name] = poisson(self.stream(name), self.draws, mean)
        return found

    def _tie(self) -> None:
        """Draw what goes together."""
        import numpy as np

        own = [normals(self.stream(name), self.draws) for name, _, _ in self.laid_out.together]
        scaled = np.empty(self.draws)
        for name, known, mixture in self.laid_out.together:
            mixed = np.zeros(self.draws)
            # Not as a matrix product, whose last digits depend on the machine's threads.
            for index, coefficient in mixture:
                np.multiply(own[index], coefficient, out=scaled)
                mixed += scaled
            self.kept[name] = looked_up(known, mixed)
