"""Keys (fördelningsnycklar): how an amount becomes exact quotas, and how keys combine.

The kernel keys define everything; the named keys are the kernel's under the names that
the field uses. Never here: rounding, populations, agreements.
"""

from fordelning.keys.base import Key, Quotas, Then
from fordelning.keys.combined import REST, Only, Split
from fordelning.keys.kernel import Fixed, Proportional
from fordelning.keys.named import AgeWeighted, Equal, Flat, FlatPlusRemainder, Named, PerCapita
from fordelning.keys.steps import FixedStep, OnlyStep, ProportionalStep, SplitStep, Step
from fordelning.keys.tiered import Tier, Tiered, TieredStep

__all__ = [
    "REST",
    "AgeWeighted",
    "Equal",
    "Fixed",
    "FixedStep",
    "Flat",
    "FlatPlusRemainder",
    "Key",
    "Named",
    "Only",
    "OnlyStep",
    "PerCapita",
    "Proportional",
    "ProportionalStep",
    "Quotas",
    "Split",
    "SplitStep",
    "Step",
    "Then",
    "Tier",
    "Tiered",
    "TieredStep",
]
