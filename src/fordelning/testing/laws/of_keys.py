"""The laws of keys: what holds for every key, amount and scope.

Never here: the laws themselves, random cases, or what becomes of quotas when they are rounded.
"""

from __future__ import annotations

from typing import Final

from fordelning.testing.laws.one_answer import (
    KeyLaw,
    answers,
    conserves,
    explains,
    not_negative,
    ore,
)
from fordelning.testing.laws.two_answers import (
    ignores_order,
    is_a_value,
    needs_its_figures,
    same_twice,
)

__all__ = [
    "OF_KEYS",
    "KeyLaw",
    "answers",
    "conserves",
    "explains",
    "ignores_order",
    "is_a_value",
    "needs_its_figures",
    "not_negative",
    "ore",
    "same_twice",
]

OF_KEYS: Final[tuple[KeyLaw, ...]] = (
    answers,
    conserves,
    not_negative,
    same_twice,
    is_a_value,
    ignores_order,
    needs_its_figures,
    explains,
)
"""The laws of keys, in the order in which they are checked."""
