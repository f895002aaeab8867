"""Taking figures out of a cube, and gathering all that are none.

A figure that is missing is an error, never a zero. Never here: which cells are taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import define, field

from fordelning.errors import FordelningError, ReaderError
from fordelning.readers.cube import Cube, Value
from fordelning.readers.limits import MOST_DIGITS, MOST_PROBLEMS
from fordelning.readers.tokens import MARKS
from fordelning.sentences import shown

__all__ = ["Figures", "evenly"]

_MOST = 10**MOST_DIGITS


@define
class Figures:
    """Take figures out of a cube; those that cannot be taken are kept as problems."""

    cube: Cube
    missing: dict[str, dict[int, None]] = field(factory=dict[str, dict[int, None]])
    wrong: dict[int, Value] = field(factory=dict[int, Value])
    found: int = 0
    _clean: bool = field(init=False)

    @property
    def enough(self) -> bool:
        """Whether so many figures are missing or wrong that no more are looked at."""
        return self.found >= MOST_PROBLEMS

    def __attrs_post_init__(self) -> None:
        values = self.cube.values
        # One look at all of them, so that nothing need be looked at one by one.
        self._clean = set(map(type, values)) == {int} and (
            min(values) >= 0 and max(values) < _MOST  # type: ignore[type-var,operator]
        )

    def row(self, bases: Sequence[int], places: Sequence[int]) -> tuple[int, ...]:
        """Return a figure for each place, added up over the bases that places count from."""
        first, *others = [self._taken(base, places) for base in bases]
        return tuple(map(sum, zip(first, *others, strict=True))) if others else first

    def _taken(self, base: int, places: Sequence[int]) -> tuple[int, ...]:
        values = self.cube.values
        if self._clean:
            if isinstance(places, range):
                even = values[base + places.start : base + places.stop : places.step]
                return tuple(even)  # type: ignore[arg-type]
            return tuple(values[base + place] for place in places)  # type: ignore[misc]
        return tuple(self._checked(base + place) for place in places)

    def _checked(self, index: int) -> int:
        value = self.cube.values[index]
        if type(value) is int and 0 <= value < _MOST:
            return value
        if self.enough:
            return 0
        self.found += 1
        mark = "" if value is None else str(value)
        if mark in MARKS:
            self.missing.setdefault(self.cube.status.get(index, mark), {})[index] = None
        else:
            self.wrong[index] = value
        return 0

    def anybody(self, indexes: Iterable[int]) -> bool:
        """Tell whether any of these cells holds something else than zero or a mark."""
        values = (self.cube.values[index] for index in indexes)
        return any(value and str(value) not in MARKS for value in values)

    def problems(self) -> list[FordelningError]:
        """Return what is wrong with the figures that were taken."""
        problems: list[FordelningError] = []
        for mark, indexes in self.missing.items():
            if mark:
                cells = tuple(map(self.cube.cell, indexes))
                problems.append(ReaderError("reader.missing", mark=mark, cells=cells))
                continue
            blank = tuple(self.cube.cell(at) for at in indexes if at in self.cube.places)
            absent = tuple(self.cube.cell(at) for at in indexes if at not in self.cube.places)
            if blank:
                problems.append(ReaderError("reader.blank", cells=blank))
            if absent:
                problems.append(ReaderError("reader.absent", cells=absent))
        problems += [
            ReaderError("reader.count", cell=self.cube.cell(index), value=shown(value))
            for index, value in self.wrong.items()
        ]
        return problems


def evenly(places: Sequence[int]) -> Sequence[int]:
    """Return a range where places are evenly apart and ascend, which is read at once.

    >>> evenly((4, 6, 8)), evenly((4, 6, 9))
    (range(4, 9, 2), (4, 6, 9))
    """
    step = places[1] - places[0] if len(places) > 1 else 1
    if step < 1 or any(after - before != step for before, after in pairwise(places)):
        return places
    return range(places[0], places[-1] + 1, step)
