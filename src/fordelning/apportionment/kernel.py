"""What every method offers to those who call it. Never here: a method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from attrs import frozen

from fordelning.apportionment.ties import Tie, Ties

__all__ = ["CodeOf", "Kernel"]

CodeOf: TypeAlias = Callable[[int], str]
"""The code at a place, which ties are decided by."""


@frozen
class Kernel:
    """Offer a method's two functions, on quotas as numerators over one denominator.

    The quotas are not negative and add up to a whole number of units. `apportion` takes
    (quotas, denominator, code_of, ties) and returns the units of each and the tie that it
    had to decide, if any; `holds` takes (quotas, denominator, units, code_of, ties) and
    tells whether the units are the method's, without computing them again.
    """

    apportion: Callable[[Sequence[int], int, CodeOf, Ties], tuple[list[int], Tie | None]]
    holds: Callable[[Sequence[int], int, Sequence[int], CodeOf, Ties], bool]
