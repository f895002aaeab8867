"""Comparing an allocation: with what was published, and with one of a unit more.

Never here: allocating, or reading files.
"""

from fordelning.comparison.reconcile import Cell, Kind, Published, Reconciliation, reconcile
from fordelning.comparison.sensitivity import Change, MethodChange, Sensitivity, sensitivity

__all__ = [
    "Cell",
    "Change",
    "Kind",
    "MethodChange",
    "Published",
    "Reconciliation",
    "Sensitivity",
    "reconcile",
    "sensitivity",
]
