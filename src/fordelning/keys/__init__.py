"""Keys (fördelningsnycklar): how an amount becomes exact quotas, and how keys combine.

The kernel keys define everything; the named keys are the kernel's under the names that
the field uses. Never here: rounding, populations, agreements.
"""

from fordelning.keys.base import Key, Quotas, Then
from fordelning.keys.bounded import Bounded, BoundedKey, HoldHarmless, Staged
from fordelning.keys.bounded_steps import BoundedStep, Stage
from fordelning.keys.bounds import Bounds
from fordelning.keys.cited import Cited
from fordelning.keys.combined import REST, Only, Split
from fordelning.keys.declared import DeclaredShares
from fordelning.keys.kernel import Fixed, Proportional
from fordelning.keys.named import AgeWeighted, Equal, Flat, FlatPlusRemainder, Named, PerCapita
from fordelning.keys.nested import Nested, Node
from fordelning.keys.rate import RateStep, RoundedRate
from fordelning.keys.steps import (
    CitedStep,
    FixedStep,
    NestedStep,
    OnlyStep,
    ProportionalStep,
    SplitStep,
    Step,
)
from fordelning.keys.tiered import Tier, Tiered, TieredStep
from fordelning.keys.unspent import Unspent, UnspentStep

__all__ = [
    "REST",
    "AgeWeighted",
    "Bounded",
    "BoundedKey",
    "BoundedStep",
    "Bounds",
    "Cited",
    "CitedStep",
    "DeclaredShares",
    "Equal",
    "Fixed",
    "FixedStep",
    "Flat",
    "FlatPlusRemainder",
    "HoldHarmless",
    "Key",
    "Named",
    "Nested",
    "NestedStep",
    "Node",
    "Only",
    "OnlyStep",
    "PerCapita",
    "Proportional",
    "ProportionalStep",
    "Quotas",
    "RateStep",
    "RoundedRate",
    "Split",
    "SplitStep",
    "Stage",
    "Staged",
    "Step",
    "Then",
    "Tier",
    "Tiered",
    "TieredStep",
    "Unspent",
    "UnspentStep",
]
