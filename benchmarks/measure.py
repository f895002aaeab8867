"""How things are measured: in turns, in blocks, as ratios. Never here: what is measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import process_time
from typing import TypeVar

from attrs import frozen

__all__ = ["Line", "in_turns", "ratio"]

T = TypeVar("T")


@frozen
class Line:
    """Hold a line of the table; an empty target is none."""

    name: str
    median: float
    least: float
    most: float
    target: str = ""

    @classmethod
    def of(cls, name: str, values: Sequence[float], target: str = "") -> Line:
        """Sum up the values of the blocks."""
        return cls(name, median(values), min(values), max(values), target)


def in_turns(
    contestants: Mapping[str, Callable[[T], object]],
    fresh: Callable[[int], Sequence[T]],
    *,
    blocks: int,
    calls: int,
    clock: Callable[[], float] = process_time,
) -> dict[str, list[float]]:
    """Return the seconds of each contestant in each block of so many calls.

    In a block each contestant in its turn gets the same inputs, which `fresh` makes anew for
    every block, outside the measured time. The first block is thrown away. Counted are the
    seconds of the processor, which a busy machine changes least; where other processes or
    threads do the work, `clock` is that of the wall.
    """
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(blocks + 1):
        inputs = fresh(calls)
        for name, contestant in contestants.items():
            start = clock()
            for each in inputs:
                contestant(each)
            times[name].append(clock() - start)
    return {name: seconds[1:] for name, seconds in times.items()}


def ratio(name: str, ours: Sequence[float], theirs: Sequence[float], target: str = "") -> Line:
    """Compare two contestants block by block."""
    return Line.of(name, [a / b for a, b in zip(ours, theirs, strict=True)], target)
