"""Giving units out one by one in order of priority, between bounds, and its certificate.

A method says with which priority each recipient claims its k-th unit; the larger comes
first, and a recipient's later claims come after its earlier ones. Here live the bounds,
the steps from any start to the method's outcome, and the check of an outcome. Never here:
which priorities a method has, or checks of the caller's input.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heappush
from typing import TypeAlias

from attrs import frozen

from fordelning.apportionment.ties import Tie, Ties

__all__ = ["Bounds", "Claims", "Priority", "level"]

Priority: TypeAlias = Callable[[int, int], int]
"""The priority, by place and k, with which a recipient claims its k-th unit."""


@frozen
class Bounds:
    """Hold the fewest and the most units of each; they leave room for the total."""

    low: Sequence[int]
    high: Sequence[int]

    def clamped(self, units: Sequence[int]) -> list[int]:
        """Return units, each moved to its nearest bound where it lies outside."""
        return [
            low if unit < low else min(unit, high)
            for unit, low, high in zip(units, self.low, self.high, strict=True)
        ]

    def hold(self, units: Sequence[int]) -> bool:
        """Tell whether all units lie between their bounds."""
        return all(
            low <= unit <= high for unit, low, high in zip(units, self.low, self.high, strict=True)
        )


class _Steps:
    """Move single units until there are as many as wanted, in order of priority."""

    def __init__(self, units: list[int], bounds: Bounds, priority: Priority) -> None:
        self.units = units
        self.bounds = bounds
        self.priority = priority
        # Claims as (priority, place, k): the next one of each, the best first, and the last
        # one that was met of each, the worst first.
        self.next = [
            (-priority(place, unit + 1), place, unit + 1)
            for place, (unit, high) in enumerate(zip(units, bounds.high, strict=True))
            if unit < high
        ]
        self.met = [
            (priority(place, unit), place, unit)
            for place, (unit, low) in enumerate(zip(units, bounds.low, strict=True))
            if unit > low
        ]
        heapify(self.next)
        heapify(self.met)

    def run(self, total: int) -> None:
        given = sum(self.units)
        while given != total or self.passed_over():
            if given <= total:
                self._move(self.next[0][1], 1)
                given += 1
            else:
                self._move(self.met[0][1], -1)
                given -= 1

    def passed_over(self) -> bool:
        return bool(self.next and self.met) and -self.next[0][0] > self.met[0][0]

    def tied(self) -> bool:
        return bool(self.next and self.met) and -self.next[0][0] == self.met[0][0]

    def _move(self, place: int, change: int) -> None:
        units = self.units
        unit = units[place] = units[place] + change
        if unit < self.bounds.high[place]:
            heappush(self.next, (-self.priority(place, unit + 1), place, unit + 1))
        if unit > self.bounds.low[place]:
            heappush(self.met, (self.priority(place, unit), place, unit))
        # What was pushed before a recipient's units changed is out of date.
        while self.next and self.next[0][2] != units[self.next[0][1]] + 1:
            heappop(self.next)
        while self.met and self.met[0][2] != units[self.met[0][1]]:
            heappop(self.met)


@frozen
class Claims:
    """Hold who claims how many units of a total, between bounds, and with what priority.

    `start` makes units to begin with, between the bounds; the nearer to the outcome they
    are, the fewer steps it takes.
    """

    total: int
    bounds: Bounds
    priority: Priority
    start: Callable[[], list[int]]

    def settled(self, code_of: Callable[[int], str], ties: Ties) -> tuple[list[int], Tie | None]:
        """Return the units that priority gives, and the tie that had to be decided, if any.

        From the start, a unit goes to the first claim that is not met, or comes from the last
        one that is, until there are as many as the total and no claim is passed over.
        """
        steps = _Steps(self.start(), self.bounds, self.priority)
        steps.run(self.total)
        units = steps.units
        if not steps.tied():
            return units, None
        places, met = self._equal(units, steps.met[0][0])
        codes = [code_of(place) for place in places]
        order = ties.order(codes)
        winners, losers = sorted(order[: sum(met)]), sorted(order[sum(met) :])
        for place, was_met in zip(places, met, strict=True):
            units[place] -= was_met
        for index in winners:
            units[places[index]] += 1
        return units, Tie(
            tuple(codes[index] for index in winners), tuple(codes[index] for index in losers)
        )

    def hold(self, units: Sequence[int], code_of: Callable[[int], str], ties: Ties) -> bool:
        """Tell whether units are the settled ones, without computing them again.

        They are when they add up to the total, lie between the bounds, and no claim that is
        met comes after one that is not; equal ones must stand in the order of `ties`.
        """
        if sum(units) != self.total or not self.bounds.hold(units):
            return False
        priority, bounds = self.priority, self.bounds
        following = [
            priority(place, unit + 1)
            for place, (unit, high) in enumerate(zip(units, bounds.high, strict=True))
            if unit < high
        ]
        met = [
            priority(place, unit)
            for place, (unit, low) in enumerate(zip(units, bounds.low, strict=True))
            if unit > low
        ]
        if not following or not met or max(following) < min(met):
            return True
        if max(following) > min(met):
            return False
        places, last = self._equal(units, min(met))
        order = ties.order([code_of(place) for place in places])
        ranked = [last[index] for index in order]
        return ranked == sorted(ranked, reverse=True)

    def _equal(self, units: Sequence[int], at: int) -> tuple[list[int], list[bool]]:
        """Return whose claims have this priority, and whether each is met."""
        places: list[int] = []
        met: list[bool] = []
        for place, unit in enumerate(units):
            if unit > self.bounds.low[place] and self.priority(place, unit) == at:
                places.append(place)
                met.append(True)
            elif unit < self.bounds.high[place] and self.priority(place, unit + 1) == at:
                places.append(place)
                met.append(False)
        return places, met


def level(
    starts: Sequence[int], slopes: Sequence[int], scale: int, bounds: Bounds, total: int
) -> int:
    """Return about the t at which `(start + slope * t) / scale`, kept in bounds, sum to total.

    The points where somebody leaves the lower bound or reaches the upper one are sorted, and
    the sum followed from one to the next; so a larger total takes no longer. Who has a slope
    of zero must have equal bounds.

    >>> level([0, 0], [3, 1], 1, Bounds([0, 5], [100, 100]), 20)
    5
    """
    bends: list[tuple[int, int, int]] = []
    for start, slope, low, high in zip(starts, slopes, bounds.low, bounds.high, strict=True):
        if slope:
            below, above = low * scale - start, high * scale - start
            bends += [(below // slope, -below, slope), (above // slope, above, -slope)]
    fixed, steepness, wanted, at = sum(bounds.low) * scale, 0, total * scale, 0
    for at, more, steeper in sorted(bends):
        if fixed + steepness * at >= wanted:
            break
        fixed += more
        steepness += steeper
    return (wanted - fixed) // steepness if steepness else at
