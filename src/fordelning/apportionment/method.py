"""The named methods of apportionment, each with its rule and a surprise.

Never here: how they are computed; each has a module of its own beside this one.
"""

from enum import Enum

__all__ = ["Method"]


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
