"""How a tie (lika) is decided: by code, by a reproducible lot, or not at all.

Never here: finding the ties, which is the methods' work.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, final

from attrs import frozen

from fordelning.errors import InputTypeError, TieError
from fordelning.sentences import shown

__all__ = ["BY_CODE", "REFUSE", "ByCode", "Lot", "Refuse", "Tie", "Ties", "checked_ties"]


@final
@frozen
class ByCode:
    """Decide ties in ascending order of code (of place, where there are no codes)."""

    def order(self, codes: Sequence[str]) -> list[int]:
        """Return the places of `codes`, which ascend, in the order of precedence."""
        return list(range(len(codes)))

    def __repr__(self) -> str:
        return "BY_CODE"


@final
@frozen
class Lot:
    """Decide ties by a lot (lottning) that anyone can draw again.

    The order is that of SHA-256 of `text`, a line break and the code. Unlike an order by
    code it does not favour the same recipient in every equal split. Choose a text that
    nobody could pick for its outcome, such as the agreement's registry number.

    >>> Lot("S2020/00001").order(["01", "03", "04"])
    [1, 2, 0]
    """

    text: str

    def order(self, codes: Sequence[str]) -> list[int]:
        """Return the places of `codes` in the order of precedence."""
        import hashlib

        drawn = [hashlib.sha256(f"{self.text}\n{code}".encode()).digest() for code in codes]
        return sorted(range(len(codes)), key=drawn.__getitem__)


@final
@frozen
class Refuse:
    """Decide no tie: raise `TieError`, so that the caller can draw lots."""

    def order(self, codes: Sequence[str]) -> list[int]:
        """Raise `TieError` with the codes that tie."""
        raise TieError("tie.refused", codes=tuple(codes))

    def __repr__(self) -> str:
        return "REFUSE"


Ties: TypeAlias = ByCode | Lot | Refuse

BY_CODE = ByCode()
"""Decide ties in ascending order of code."""

REFUSE = Refuse()
"""Decide no tie, and raise `TieError`."""


def checked_ties(ties: Ties) -> Ties:
    """Return a rule for ties, having seen that it is one.

    Raises:
        InputTypeError: anything else, also the class `Lot` itself.
    """
    if not isinstance(ties, ByCode | Lot | Refuse):
        raise InputTypeError("ties.type", value=shown(ties), type=type(ties).__name__)
    return ties


@final
@frozen
class Tie:
    """Record a decided tie: who had equal claims to the last units, and who got them."""

    winners: tuple[str, ...]
    losers: tuple[str, ...]
