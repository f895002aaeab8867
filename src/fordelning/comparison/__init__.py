"""Comparing: definitions and outcomes, published tables, readings, a unit more, populations.

Never here: allocating, or reading files.
"""

from fordelning.comparison.definitions import DefinitionDiff, FieldChange
from fordelning.comparison.diff import diff
from fordelning.comparison.outcomes import AmountChange, Amounts, OutcomeDiff
from fordelning.comparison.readings import ReadingRow, ReadingsCompared, readings_compared
from fordelning.comparison.reconcile import Cell, Kind, Published, Reconciliation, reconcile
from fordelning.comparison.sensitivity import Change, MethodChange, Sensitivity, sensitivity
from fordelning.comparison.swapped import Swap, swapped

__all__ = [
    "AmountChange",
    "Amounts",
    "Cell",
    "Change",
    "DefinitionDiff",
    "FieldChange",
    "Kind",
    "MethodChange",
    "OutcomeDiff",
    "Published",
    "ReadingRow",
    "ReadingsCompared",
    "Reconciliation",
    "Sensitivity",
    "Swap",
    "diff",
    "readings_compared",
    "reconcile",
    "sensitivity",
    "swapped",
]
