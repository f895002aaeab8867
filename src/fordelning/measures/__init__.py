"""Measures and amounts: expressions over a population, evaluated over a scope.

A measure (fördelningsgrund) gives each recipient an exact number that is no money; an
amount (belopp per mottagare) gives each exact money. Never here: keys, or rounding.
"""

from fordelning.measures.amounts import ShareOf, as_amount
from fordelning.measures.base import Amount, Ground, Measure, as_measure
from fordelning.measures.brackets import marginal, steps
from fordelning.measures.expressions import ages, constant, indicator, population, table
from fordelning.measures.functions import clamp, largest, share, smallest
from fordelning.measures.quoted import quotas_of
from fordelning.measures.scope import Scope
from fordelning.measures.summed import summed

__all__ = [
    "Amount",
    "Ground",
    "Measure",
    "Scope",
    "ShareOf",
    "ages",
    "as_amount",
    "as_measure",
    "clamp",
    "constant",
    "indicator",
    "largest",
    "marginal",
    "population",
    "quotas_of",
    "share",
    "smallest",
    "steps",
    "summed",
    "table",
]
