"""Settling a pot again: by another rounding, by every method, or with another amount.

Never here: what the outcomes are compared for.
"""

from __future__ import annotations

from attrs import evolve

from fordelning.allocation import Outcome
from fordelning.allocation.settling import settled
from fordelning.apportionment import Method
from fordelning.errors import (
    BoundBrokenError,
    ResidualError,
    RoundingUnitError,
    TieError,
    WeightError,
)
from fordelning.keys import Nested
from fordelning.keys.cited import plain_key
from fordelning.money import Money
from fordelning.rounding import Rounding

__all__ = ["UNABLE", "by_every_method", "grown", "settled_by"]

# What a method raises that cannot round a pot. A broken certificate is not among it.
UNABLE = (BoundBrokenError, ResidualError, RoundingUnitError, TieError, WeightError)


def settled_by(outcome: Outcome, rounding: Rounding) -> Outcome:
    """Return a pot's outcome by another rounding, over the same recipients and figures."""
    return settled(outcome.pot, outcome.choice, outcome.scope, rounding)


def grown(outcome: Outcome, by: Money) -> Outcome:
    """Return the outcome of a pot that is so much larger, all else being equal."""
    amount = outcome.pot.amount
    larger = amount + by if isinstance(amount, Money) else evolve(amount, money=amount.money + by)
    pot = evolve(outcome.pot, amount=larger)
    return settled(pot, outcome.choice, outcome.scope, outcome.rounded.rounding)


def by_every_method(outcome: Outcome, unit: Money) -> dict[Method, Outcome]:
    """Return a pot's outcome by each method that can round it to a unit.

    A nested pot is rounded by largest remainder only.
    """
    ties = outcome.rounded.rounding.ties
    found: dict[Method, Outcome] = {}
    for method in Method:
        if (
            isinstance(plain_key(outcome.pot.key), Nested)
            and method is not Method.LARGEST_REMAINDER
        ):
            continue
        try:
            found[method] = settled_by(outcome, Rounding(unit, method, ties))
        except UNABLE:
            # A method that cannot round this pot cannot have made a table of it either.
            continue
    return found
