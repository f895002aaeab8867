"""Largest remainder (största restens metod, Hamilton): the method and its certificate.

Quotas come as whole numerators, not negative, over one denominator, and add up to a whole
number of units. Never here: checks of the caller's input.
"""

from __future__ import annotations

from collections.abc import Sequence

from fordelning.apportionment.method import CodeOf
from fordelning.apportionment.ties import Tie, Ties

__all__ = ["apportion", "holds"]


def apportion(
    quotas: Sequence[int], denominator: int, code_of: CodeOf, ties: Ties
) -> tuple[list[int], Tie | None]:
    """Return the units of each, and the tie that had to be decided, if any.

    Every quota is rounded down; the units left go one each to the largest remainders.
    """
    remainders = [quota % denominator for quota in quotas]
    left = sum(remainders) // denominator
    if left == 0:
        return [quota // denominator for quota in quotas], None
    ranked = sorted(remainders)
    cut = ranked[-left]
    if ranked[-left - 1] != cut:
        # Rounding up from the cut on is rounding down after adding what it lacks of one.
        lift = denominator - cut
        return [(quota + lift) // denominator for quota in quotas], None
    lift = denominator - cut - 1
    units = [(quota + lift) // denominator for quota in quotas]
    tied = [index for index, remainder in enumerate(remainders) if remainder == cut]
    codes = [code_of(index) for index in tied]
    order = ties.order(codes)
    short = left - sum(remainder > cut for remainder in remainders)
    for place in order[:short]:
        units[tied[place]] += 1
    winners, losers = sorted(order[:short]), sorted(order[short:])
    return units, Tie(
        tuple(codes[place] for place in winners), tuple(codes[place] for place in losers)
    )


def holds(
    quotas: Sequence[int],
    denominator: int,
    units: Sequence[int],
    code_of: CodeOf,
    ties: Ties,
) -> bool:
    """Tell whether the units are this method's, without computing them again.

    They are when they add up to the sum of the quotas and no two deviations from quota
    lie more than one unit apart; two that lie exactly one apart are a tie, and must
    stand in the order of `ties`.
    """
    gaps = [quota - denominator * unit for quota, unit in zip(quotas, units, strict=True)]
    if sum(gaps) != 0:
        return False
    least, most = min(gaps), max(gaps)
    if most - least != denominator:
        return most - least < denominator
    tied = [index for index, gap in enumerate(gaps) if gap in (least, most)]
    order = ties.order([code_of(index) for index in tied])
    rounded_up = [gaps[tied[place]] == least for place in order]
    return rounded_up == sorted(rounded_up, reverse=True)
