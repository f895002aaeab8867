"""Largest remainder (största restens metod, Hamilton): the method and its certificate.

Quotas come as whole numerators, not negative, over one denominator. The units given out
are the whole ones in their sum, or a total of its own less than a unit from it. Never
here: checks of the caller's input.
"""

from __future__ import annotations

from collections.abc import Sequence

from fordelning.apportionment.method import CodeOf
from fordelning.apportionment.priority import Bounds, Claims, level
from fordelning.apportionment.ties import Tie, Ties

__all__ = ["apportion", "between", "holds", "holds_to_total", "to_total"]


def apportion(
    quotas: Sequence[int], denominator: int, code_of: CodeOf, ties: Ties
) -> tuple[list[int], Tie | None]:
    """Return the units of each, and the tie that had to be decided, if any.

    Every quota is rounded down; the units left go one each to the largest remainders.
    """
    remainders = [quota % denominator for quota in quotas]
    left = sum(remainders) // denominator
    return _given_out(quotas, denominator, remainders, left, code_of, ties)


def to_total(
    quotas: Sequence[int], denominator: int, total: int, code_of: CodeOf, ties: Ties
) -> tuple[list[int], Tie | None]:
    """Return units that add up to `total`, which is less than one unit from the quotas' sum.

    As `apportion`, but units are given out until there are `total`. All stay within one
    unit of their quotas, and a whole quota stays as it is.

    >>> from fordelning.apportionment import BY_CODE
    >>> to_total([4, 4, 1], 3, 3, str, BY_CODE)
    ([2, 1, 0], Tie(winners=('0',), losers=('1', '2')))
    >>> to_total([4, 5], 3, 4, str, BY_CODE)
    ([2, 2], None)
    """
    remainders = [quota % denominator for quota in quotas]
    left = total - (sum(quotas) - sum(remainders)) // denominator
    return _given_out(quotas, denominator, remainders, left, code_of, ties)


def _given_out(  # noqa: PLR0917 - these are what a kernel works on
    quotas: Sequence[int],
    denominator: int,
    remainders: list[int],
    left: int,
    code_of: CodeOf,
    ties: Ties,
) -> tuple[list[int], Tie | None]:
    if left == 0:
        return [quota // denominator for quota in quotas], None
    ranked = sorted(remainders)
    cut = ranked[-left]
    if left == len(ranked) or ranked[-left - 1] != cut:
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

    They are when they add up to the whole units in the sum of the quotas and no two
    deviations from quota lie more than one unit apart; two that lie exactly one apart are
    a tie, and must stand in the order of `ties`.
    """
    gaps = [quota - denominator * unit for quota, unit in zip(quotas, units, strict=True)]
    return 0 <= sum(gaps) < denominator and _level(gaps, denominator, code_of, ties)


def holds_to_total(  # noqa: PLR0917 - those of `holds` and the total
    quotas: Sequence[int],
    denominator: int,
    units: Sequence[int],
    total: int,
    code_of: CodeOf,
    ties: Ties,
) -> bool:
    """Tell whether the units are those of `to_total`, without computing them again.

    They are when they add up to `total`, it is less than a unit from the sum of the quotas,
    and deviations from quota lie as `holds` says.
    """
    gaps = [quota - denominator * unit for quota, unit in zip(quotas, units, strict=True)]
    return (
        sum(units) == total
        and abs(sum(gaps)) < denominator
        and _level(gaps, denominator, code_of, ties)
    )


def _level(gaps: list[int], denominator: int, code_of: CodeOf, ties: Ties) -> bool:
    least, most = min(gaps), max(gaps)
    if most - least != denominator:
        return most - least < denominator
    tied = [index for index, gap in enumerate(gaps) if gap in (least, most)]
    order = ties.order([code_of(index) for index in tied])
    rounded_up = [gaps[tied[place]] == least for place in order]
    return rounded_up == sorted(rounded_up, reverse=True)


def between(quotas: Sequence[int], denominator: int, bounds: Bounds) -> Claims:
    """Return the claims of each between bounds.

    Every quota is rounded down and moved into its bounds. Units left go one at a time to
    whoever is furthest below quota and not at the upper bound; units missing come one at a
    time from whoever is least below (or most above) and not at the lower one.
    """
    total = sum(quotas) // denominator

    def start() -> list[int]:
        lift = level(quotas, [1] * len(quotas), denominator, bounds, total)
        return bounds.clamped([(quota + lift) // denominator for quota in quotas])

    return Claims(total, bounds, lambda place, k: quotas[place] - denominator * k, start)
