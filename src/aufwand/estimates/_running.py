"""Who draws which block of a simulation; it changes nothing of what comes out."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, cast

from aufwand.estimates._description import Description, counted, described
from aufwand.estimates._program import BLOCK, Program, fill
from aufwand.estimates._streams import ATOMS

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
    from concurrent.futures import Executor
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from aufwand.estimates._description import Span

    Counts: TypeAlias = npt.NDArray[np.uint16]
    Floats: TypeAlias = npt.NDArray[np.float64]

    #: As the built-in one, with whoever works.
    Map: TypeAlias = Callable[..., Iterator[Description]]

    #: Rows of sums, and terms whose places are counted; see :func:`fill`.
    Task: TypeAlias = tuple[Mapping[int, int], Sequence[int]]

    #: The number of a block, its first draw, and the one after its last.
    Block: TypeAlias = tuple[int, int, int]

__all__ = ["run"]

#: Numbers that are kept at a time; with more, some sums are drawn after the others.
AT_ONCE = 1 << 25


def run(
    laid_out: Program,
    seed: int,
    draws: int,
    spans: Sequence[Span],
    workers: int,
    *,
    processes: bool,
    progress: Callable[[int, int], object] | None,
) -> Iterator[tuple[int, Floats | None, Description]]:
    """Return for each sum of a program, in any order: its position, its draws, what they come to.

    Args:
        laid_out: The program.
        seed: The seed.
        draws: How many draws.
        spans: The ranks to describe them by.
        workers: How many work at a time.
        processes: Whether they are processes of their own, or threads.
        progress: Told how many steps are done, and of how many.
    """
    import numpy as np

    alone = laid_out.alone
    numbered = list(dict.fromkeys(term for term, _ in alone.values()))
    others = [each for each in range(len(laid_out.sums)) if each not in alone]
    each_time = max(1, AT_ONCE // draws)
    parts = [others[first : first + each_time] for first in range(0, len(others), each_time)]
    blocks = [
        (first // BLOCK, first, min(first + BLOCK, draws)) for first in range(0, draws, BLOCK)
    ]
    steps = len(parts) * len(blocks)
    done = 0
    workers = min(workers, len(blocks))
    with _hired(laid_out, seed, workers, processes=processes) as pool:
        in_turn: Map = cast("Map", map) if pool is None or processes else pool.map
        for part in parts:
            values = np.empty((len(part), draws))
            wanted = {each: row for row, each in enumerate(part)}
            counts = np.zeros((len(numbered), ATOMS), dtype=np.intp)
            task = wanted, numbered
            for some in _drawn(laid_out, seed, task, blocks, values, pool, processes=processes):
                counts += some
                done += 1
                if progress is not None:
                    progress(done, steps)
            known = in_turn(partial(described, spans=spans), values)
            for row, (position, found) in enumerate(zip(part, known, strict=True)):
                yield position, values[row], found
            by_term = {
                term: counted(row, laid_out.table(term), spans)
                for term, row in zip(numbered, counts, strict=True)
            }
            for position, (term, amount) in alone.items():
                yield position, None, by_term[term].moved(laid_out.always[position], amount)
            # Counted once, with the first part.
            alone, numbered = {}, []


@contextmanager
def _hired(
    laid_out: Program, seed: int, workers: int, *, processes: bool
) -> Generator[Executor | None]:
    """Return those who work, and let them go in the end, whatever happens meanwhile."""
    if workers == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
    from multiprocessing import get_context

    # A fresh process, as one that is forked off among threads may wait for them forever.
    pool: Executor = (
        ProcessPoolExecutor(workers, get_context("spawn"), _learn, (laid_out, seed))
        if processes
        else ThreadPoolExecutor(workers)
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _drawn(
    laid_out: Program,
    seed: int,
    task: Task,
    blocks: Sequence[Block],
    values: Floats,
    pool: Executor | None,
    *,
    processes: bool,
) -> Iterator[Counts]:
    """Fill *values* block by block, and return what was counted."""
    if pool is not None and processes:
        found = pool.map(_elsewhere, [(task, each) for each in blocks])
        for (_, first, last), (part, counts) in zip(blocks, found, strict=True):
            values[:, first:last] = part
            yield counts
        return

    def one(block: Block) -> Counts:
        number, first, last = block
        return fill(laid_out, seed, number, *task, values[:, first:last])

    yield from map(one, blocks) if pool is None else pool.map(one, blocks)


#: What a process that draws for another one knows of it.
_learned: list[tuple[Program, int]] = []


def _learn(laid_out: Program, seed: int) -> None:
    _learned[:] = [(laid_out, seed)]


def _elsewhere(given: tuple[Task, Block]) -> tuple[Floats, Counts]:
    """Return some sums in the draws of a block, and what was counted."""
    import numpy as np

    laid_out, seed = _learned[0]
    task, (number, first, last) = given
    out = np.empty((len(task[0]), last - first))
    counts = fill(laid_out, seed, number, *task, out)
    return out, counts
