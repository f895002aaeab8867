"""Rounding each quota by itself: to the nearest unit or down, and who takes the rest.

Quotas come as whole numerators, not negative, over one denominator; for the methods that
keep the total they add up to a whole number of units. Never here: checks of the caller's
input.
"""

from __future__ import annotations

from collections.abc import Sequence

from fordelning.apportionment.method import CodeOf
from fordelning.apportionment.ties import Tie, Ties
from fordelning.errors import ResidualError

__all__ = [
    "down",
    "is_down",
    "is_nearest",
    "is_nearest_then_largest",
    "is_nearest_then_last",
    "nearest",
    "nearest_then_largest",
    "nearest_then_last",
    "to_nearest",
]

Outcome = tuple[list[int], Tie | None]


def to_nearest(quota: int, denominator: int) -> int:
    """Return the whole number nearest to a quota, halves up.

    >>> to_nearest(3, 2), to_nearest(10, 7)
    (2, 1)
    """
    return (2 * quota + denominator) // (2 * denominator)


def nearest(quotas: Sequence[int], denominator: int, code_of: CodeOf, ties: Ties) -> Outcome:
    """Return every quota rounded to the nearest unit."""
    del code_of, ties
    return [to_nearest(quota, denominator) for quota in quotas], None


def down(quotas: Sequence[int], denominator: int, code_of: CodeOf, ties: Ties) -> Outcome:
    """Return every quota rounded down."""
    del code_of, ties
    return [quota // denominator for quota in quotas], None


def nearest_then_largest(
    quotas: Sequence[int], denominator: int, code_of: CodeOf, ties: Ties
) -> Outcome:
    """Return every quota rounded to the nearest unit, and the rest to the largest of them."""
    most = max(quotas)
    largest = [index for index, quota in enumerate(quotas) if quota == most]
    rest = _rest(quotas, denominator)
    if rest == 0 or len(largest) == 1:
        return _with_rest(quotas, denominator, largest[0], code_of), None
    codes = [code_of(index) for index in largest]
    first, *others = ties.order(codes)
    tie = Tie((codes[first],), tuple(codes[place] for place in sorted(others)))
    return _with_rest(quotas, denominator, largest[first], code_of), tie


def nearest_then_last(
    quotas: Sequence[int], denominator: int, code_of: CodeOf, ties: Ties
) -> Outcome:
    """Return every quota rounded to the nearest unit, and the rest to the last above zero."""
    del ties
    return _with_rest(quotas, denominator, _last(quotas), code_of), None


def _last(quotas: Sequence[int]) -> int:
    return max((index for index, quota in enumerate(quotas) if quota), default=0)


def _rest(quotas: Sequence[int], denominator: int) -> int:
    return sum(quotas) // denominator - sum(to_nearest(quota, denominator) for quota in quotas)


def _with_rest(quotas: Sequence[int], denominator: int, taker: int, code_of: CodeOf) -> list[int]:
    units = [to_nearest(quota, denominator) for quota in quotas]
    rest = _rest(quotas, denominator)
    if units[taker] + rest < 0:
        raise ResidualError(
            "residual.negative", recipient=code_of(taker), units=units[taker], rest=rest
        )
    units[taker] += rest
    return units


def is_nearest(
    quotas: Sequence[int], denominator: int, units: Sequence[int], code_of: CodeOf, ties: Ties
) -> bool:
    """Tell whether the units are the quotas rounded to the nearest."""
    return list(units) == nearest(quotas, denominator, code_of, ties)[0]


def is_down(
    quotas: Sequence[int], denominator: int, units: Sequence[int], code_of: CodeOf, ties: Ties
) -> bool:
    """Tell whether the units are the quotas rounded down."""
    return list(units) == down(quotas, denominator, code_of, ties)[0]


def is_nearest_then_largest(
    quotas: Sequence[int], denominator: int, units: Sequence[int], code_of: CodeOf, ties: Ties
) -> bool:
    """Tell whether all are rounded to the nearest, but for one largest with the rest."""
    most = max(quotas)
    largest = [index for index, quota in enumerate(quotas) if quota == most]
    taker = largest[0]
    if len(largest) > 1 and _rest(quotas, denominator):
        taker = largest[ties.order([code_of(index) for index in largest])[0]]
    return _all_but(quotas, denominator, units, taker)


def is_nearest_then_last(
    quotas: Sequence[int], denominator: int, units: Sequence[int], code_of: CodeOf, ties: Ties
) -> bool:
    """Tell whether all are rounded to the nearest, but for the last, with the rest."""
    del code_of, ties
    return _all_but(quotas, denominator, units, _last(quotas))


def _all_but(quotas: Sequence[int], denominator: int, units: Sequence[int], taker: int) -> bool:
    return (
        sum(units) == sum(quotas) // denominator
        and units[taker] >= 0
        and all(
            unit == to_nearest(quota, denominator) or index == taker
            for index, (quota, unit) in enumerate(zip(quotas, units, strict=True))
        )
    )
