"""`diff`: what differs between two definitions, or between two outcomes.

Never here: how either is compared.
"""

from __future__ import annotations

from typing import overload

from fordelning.agreement import Agreement
from fordelning.comparison.definitions import DefinitionDiff, definitions_compared
from fordelning.comparison.outcomes import Amounts, OutcomeDiff, outcomes_compared
from fordelning.errors import InputTypeError
from fordelning.sentences import shown

__all__ = ["diff"]


@overload
def diff(before: Agreement, after: Agreement) -> DefinitionDiff: ...
@overload
def diff(before: Amounts, after: Amounts) -> OutcomeDiff: ...


def diff(before: Agreement | Amounts, after: Agreement | Amounts) -> DefinitionDiff | OutcomeDiff:
    """Tell what differs between two definitions, or between two outcomes (jämförelse).

    Two agreements are compared part by part: pots, readings and sums by their names, and
    field by field. Two outcomes are compared amount by amount, after - before in öre,
    100 * (after - before) / before in per cent, and in kronor per inhabitant; either may be
    any baseline, a mapping from pot to code to money.

    >>> from fordelning import Agreement, Equal, Population, Pot, allocate, kr
    >>> def agreement(amount):
    ...     return Agreement("a", "A", amount, [Pot("p", amount, "skola", Equal())], None)
    >>> print(diff(agreement(kr(4)), agreement(kr(6))))
    a -> a: 0 added, 0 removed, 2 changed
      the agreement, total: 4,00 kr -> 6,00 kr
      pot 'p', amount: 4,00 kr -> 6,00 kr
    >>> result = allocate(agreement(kr(4)), Population.of(["m", "n"], level="skola"))
    >>> print(diff({"p": {"m": kr(3), "n": kr(1)}}, result))
    baseline -> a: 2 of 2 amounts differ, 0,00 kr in all
    pot  code  name   before    after  difference  per cent  kr per inhabitant
    p    m     m     3,00 kr  2,00 kr    -1,00 kr  ≈ -33,33
    p    n     n     1,00 kr  2,00 kr     1,00 kr       100
    p          sum   4,00 kr  4,00 kr     0,00 kr         0

    Real: what a new key means for each kommun, against last year's decision.

    Raises:
        InputTypeError: a definition and an outcome, or something else than these.
    """
    if isinstance(before, Agreement) and isinstance(after, Agreement):
        return definitions_compared(before, after)
    if isinstance(before, Agreement) or isinstance(after, Agreement):
        raise InputTypeError("diff.mixed", value=shown(before), other=shown(after))
    return outcomes_compared(before, after)
