"""The laws: what holds for every key and every allocation, each as a function to call.

A law of keys takes a key, an amount and a scope; a law of allocations takes an allocation.
It returns nothing, or raises `LawError`. Any such function, also one of your own that
asserts, can be checked by `check_key` or `check_agreement`. Never here: random cases.
"""

from fordelning.testing.laws.of_allocations import (
    OF_ALLOCATIONS,
    AllocationLaw,
    adds_up,
    certified,
    children_add_up,
    whole_units,
    within_a_unit,
)
from fordelning.testing.laws.of_keys import (
    OF_KEYS,
    KeyLaw,
    answers,
    conserves,
    explains,
    ignores_order,
    is_a_value,
    needs_its_figures,
    not_negative,
    ore,
    same_twice,
)

__all__ = [
    "OF_ALLOCATIONS",
    "OF_KEYS",
    "AllocationLaw",
    "KeyLaw",
    "adds_up",
    "answers",
    "certified",
    "children_add_up",
    "conserves",
    "explains",
    "ignores_order",
    "is_a_value",
    "needs_its_figures",
    "not_negative",
    "ore",
    "same_twice",
    "whole_units",
    "within_a_unit",
]
