"""The named methods of apportionment, each with its rule and a surprise.

Never here: how they are computed; each has a module of its own beside this one, which
offers a `Kernel`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TypeAlias

from attrs import frozen

from fordelning.apportionment.ties import Tie, Ties

__all__ = ["CodeOf", "Kernel", "Method"]


class Method(Enum):
    """Name a method that turns exact quotas into whole units.

    The worked example: 10 units by the weights 6, 6 and 2, whose quotas are
    4 2/7, 4 2/7 and 1 3/7.
    """

    LARGEST_REMAINDER = "largest-remainder"
    """Round every quota down, then give one unit each to the largest remainders.

    Största restens metod, Hamilton's. The example gives 4, 4, 2: the one unit left goes
    to the smallest recipient, whose remainder 3/7 is the largest. It keeps the total and
    stays within one unit of every quota. Its surprise (the Alabama paradox): of 11 units
    the quotas are 4 5/7, 4 5/7 and 1 4/7, and 5, 5, 1 result: the third recipient loses
    a unit when there is one more to share.
    """

    NEAREST_THEN_LARGEST = "nearest-then-largest"
    """Round every quota to the nearest unit, halves up; the largest quota takes the rest.

    The example rounds to 4, 4 and 1, and the one unit left goes to the largest quota, of
    equal ones the first in the order of ties: 5, 4, 1. It keeps the total, and all but one
    recipient are within half a unit. Its surprise: the largest recipient answers for
    everybody's rounding, by as many units as that takes; if there are not so many, that is
    an error. German law prescribes it; SKR used it in 2017 and 2023.
    """

    NEAREST_THEN_LAST = "nearest-then-last"
    """Round every quota to the nearest unit, halves up; the last one takes the rest.

    The last in order of code whose quota is above zero. The example rounds to 4, 4 and 1,
    and gives 4, 4, 2. It keeps the total. Its surprise: who answers for everybody's
    rounding depends on how recipients are numbered.
    """

    NEAREST = "nearest"
    """Round every quota to the nearest unit, halves up, and leave what that misses.

    The example gives 4, 4, 1, and one unit that nobody has: the residual
    (avrundningsdifferens), which may also be below zero. Its surprise: the rows of a table
    do not add up to its total, and no rule says that they should.
    """

    FLOOR = "floor"
    """Round every quota down, and leave what is over.

    The example gives 4, 4, 1 and a residual of one unit, which is never below zero. Its
    surprise: of n recipients up to n - 1 units are left.
    """

    @property
    def keeps_total(self) -> bool:
        """Whether the units always add up to the total, with nothing left over."""
        return self not in (Method.NEAREST, Method.FLOOR)

    def __repr__(self) -> str:
        return f"Method.{self.name}"


CodeOf: TypeAlias = Callable[[int], str]
"""The code at a place, which ties are decided by."""


@frozen
class Kernel:
    """Offer a method's two functions, on quotas as numerators over one denominator.

    The quotas are not negative; for a method that keeps the total they add up to a whole
    number of units. `apportion` takes
    (quotas, denominator, code_of, ties) and returns the units of each and the tie that it
    had to decide, if any; `holds` takes (quotas, denominator, units, code_of, ties) and
    tells whether the units are the method's, without computing them again.
    """

    apportion: Callable[[Sequence[int], int, CodeOf, Ties], tuple[list[int], Tie | None]]
    holds: Callable[[Sequence[int], int, Sequence[int], CodeOf, Ties], bool]
