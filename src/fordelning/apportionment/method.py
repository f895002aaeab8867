"""The named methods of apportionment, each with its rule and a surprise.

Never here: how they are computed; each has a module of its own beside this one, which
offers a `Kernel`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TypeAlias

from attrs import frozen

from fordelning.apportionment.priority import Bounds, Claims
from fordelning.apportionment.ties import Tie, Ties

__all__ = ["CodeOf", "Kernel", "Method"]


class Method(Enum):
    """Name a method that turns exact quotas into whole units.

    The worked example: 10 units by the weights 6, 6 and 2, whose quotas are
    4 2/7, 4 2/7 and 1 3/7.

    >>> from fordelning import apportion
    >>> apportion(10, [6, 6, 2], Method.LARGEST_REMAINDER), apportion(10, [6, 6, 2], Method.FLOOR)
    ([4, 4, 2], [4, 4, 1])
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

    SAINTE_LAGUE = "sainte-lague"
    """Give each unit to the largest quotient of weight and 1/2, 1 1/2, 2 1/2 and so on.

    Uddatalsmetoden; Webster's. The example gives 5, 4, 1: the last unit is a tie of all
    three, as 6 / 4 1/2 = 2 / 1 1/2, and falls to the first. It favours neither large nor
    small, and nobody loses when there is more to share. Its surprise: it may leave quota,
    though it seldom does. Of 7 units by 8, 1, 1 and 1 the first has the quota 5 1/11, and
    gets 4.
    """

    SAINTE_LAGUE_1_2 = "sainte-lague-1.2"
    """Do as SAINTE_LAGUE, but divide by 0.6 before the first unit.

    Jämkade uddatalsmetoden with 1,2 as its first divisor: Riksdag elections from 2018 on.
    The example gives 5, 4, 1, with the same tie. Its surprise: a first unit is dearer than
    a second. Of 2 units by 3, 1, 1, 1 and 1 the first has the quota 6/7, and gets both.
    """

    SAINTE_LAGUE_1_4 = "sainte-lague-1.4"
    """Do as SAINTE_LAGUE, but divide by 0.7 before the first unit.

    Jämkade uddatalsmetoden as in Swedish elections from 1952 to 2014. The example gives 5,
    4, 1, with the same tie. Its surprise: of 3 units by 4, 1, 1 and 1 the first has the
    quota 1 5/7, and gets all three.
    """

    DHONDT = "dhondt"
    """Give each unit to the largest quotient of weight and 1, 2, 3 and so on.

    Heltalsmetoden; d'Hondt's, Jefferson's. The example gives 5, 4, 1: the last unit is a tie
    of the two largest, as both have 6 / 5. Nobody gets less than the quota rounded down, and
    nobody gains by splitting in two. Its surprise: it favours the large. Of 4 units by 5, 1
    and 1 the first has the quota 2 6/7, and gets all four.
    """

    ADAMS = "adams"
    """Give each unit to the largest quotient of weight and 0, 1, 2 and so on.

    Adams' metod. The example gives 4, 4, 2. A quotient by 0 comes first, so everyone with a
    weight gets a unit, and fewer units than that are an error. Nobody gets more than the
    quota rounded up. Its surprise: it favours the small. Of 3 units by 5, 1 and 1 the first
    has the quota 2 1/7, and gets 1.
    """

    HUNTINGTON_HILL = "huntington-hill"
    """Give each unit to the largest quotient of weight and the geometric mean of k - 1 and k.

    Huntington-Hills metod (lika proportioner): the US House since 1941. The example gives
    4, 4, 2: the last unit goes at 2 / √2, before 6 / √20. Everyone with a weight gets a
    unit, as with ADAMS. Its surprise: it may favour the large too. Of 14 units by 7, 1, 1,
    1 and 1 the first has the quota 8 10/11, and gets 10.
    """

    DEAN = "dean"
    """Give each unit to the largest quotient of weight and the harmonic mean of k - 1 and k.

    Deans metod: weight per unit is as near to the same number as can be. The divisors are
    2k(k - 1) / (2k - 1). The example gives 4, 4, 2: the last unit goes at 2 / 1 1/3, before
    6 / 4 4/9. Everyone with a weight gets a unit, as with ADAMS. Its surprise: five divisor
    methods can give five outcomes. Of 26 units by 9061, 7179, 5259, 3319 and 1182 it gives
    9, 7, 5, 4, 1, and HUNTINGTON_HILL 9, 7, 6, 3, 1.
    """

    @property
    def keeps_total(self) -> bool:
        """Whether the units always add up to the total, with nothing left over."""
        return self not in (Method.NEAREST, Method.FLOOR)

    @property
    def monotone(self) -> bool:
        """Whether nobody ever loses a unit when the total grows by one, for fixed weights."""
        return self not in (
            Method.LARGEST_REMAINDER,
            Method.NEAREST_THEN_LARGEST,
            Method.NEAREST_THEN_LAST,
        )

    def __repr__(self) -> str:
        return f"Method.{self.name}"


CodeOf: TypeAlias = Callable[[int], str]
"""The code at a place, which ties are decided by."""


@frozen
class Kernel:
    """Offer a method's functions, on quotas as numerators over one denominator.

    The quotas are not negative; for a method that keeps the total they add up to a whole
    number of units. `apportion` takes
    (quotas, denominator, code_of, ties) and returns the units of each and the tie that it
    had to decide, if any; `holds` takes (quotas, denominator, units, code_of, ties) and
    tells whether the units are the method's, without computing them again. `between` takes
    (quotas, denominator, bounds) and returns the claims that do both between bounds; it is
    None for a method that knows none.
    """

    apportion: Callable[[Sequence[int], int, CodeOf, Ties], tuple[list[int], Tie | None]]
    holds: Callable[[Sequence[int], int, Sequence[int], CodeOf, Ties], bool]
    between: Callable[[Sequence[int], int, Bounds], Claims] | None = None
