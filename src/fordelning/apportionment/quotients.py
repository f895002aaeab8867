"""The account of a divisor method's outcome: at which quotients units went.

Never here: how units are given out, or the words of the account.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from fordelning.apportionment.divisor import DIVISORS
from fordelning.apportionment.method import Method
from fordelning.sentences import Digits

__all__ = ["Quotient", "Quotients", "quotients"]


@frozen(order=True)
class Quotient(Digits):
    """Hold a quotient and how many decimals it takes to tell it from its like.

    >>> str(Quotient(Fraction(2, 3), 6))
    '≈ 0,666667'
    """


@frozen
class Quotients:
    """Account for one outcome of a divisor method, in units and quotients.

    `weight` is the quota in units and `divisor` that of the recipient's last unit, if it has
    any, which went at the quotient `last`; `next_divisor` is that of one unit more, whose
    quotient `next` was not reached; `reached` is the least quotient of all at which a unit
    went. A first unit that everyone gets has no quotient, nor has who has no weight. Where
    they are `squared`, all of these are squares.
    """

    squared: bool
    weight: Fraction
    divisor: Fraction | None
    last: Quotient | None
    next_divisor: Fraction
    next: Quotient | None
    reached: Quotient | None


def quotients(
    method: Method, quotas: Sequence[Fraction], units: Sequence[int], index: int
) -> Quotients | None:
    """Return the account of one recipient; None for a method that is no divisor method.

    `quotas` count units and need not be whole.
    """
    rule = DIVISORS.get(method)
    if rule is None:
        return None
    # Near x units, quotients lie about 1 / x apart.
    decimals = 4 + len(str(max(units)))

    def quotient(weight: Fraction, k: int) -> Quotient | None:
        if not weight or not k or not rule.divisor(k):
            return None
        return Quotient(rule.quotient(weight, k), decimals)

    weight, mine = quotas[index], units[index]
    lasts = [quotient(each, k) for each, k in zip(quotas, units, strict=True)]
    return Quotients(
        squared=rule.squared,
        weight=weight * weight if rule.squared else weight,
        divisor=rule.divisor(mine) if mine else None,
        last=lasts[index],
        next_divisor=rule.divisor(mine + 1),
        next=quotient(weight, mine + 1),
        reached=min((last for last in lasts if last is not None), default=None),
    )
