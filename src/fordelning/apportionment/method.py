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

    def __repr__(self) -> str:
        return f"Method.{self.name}"


CodeOf: TypeAlias = Callable[[int], str]
"""The code at a place, which ties are decided by."""


@frozen
class Kernel:
    """Offer a method's two functions, on quotas as numerators over one denominator.

    The quotas are not negative and add up to a whole number of units. `apportion` takes
    (quotas, denominator, code_of, ties) and returns the units of each and the tie that it
    had to decide, if any; `holds` takes (quotas, denominator, units, code_of, ties) and
    tells whether the units are the method's, without computing them again.
    """

    apportion: Callable[[Sequence[int], int, CodeOf, Ties], tuple[list[int], Tie | None]]
    holds: Callable[[Sequence[int], int, Sequence[int], CodeOf, Ties], bool]
