"""What a pot's amount may be besides a fixed sum: at most so much, or about so much.

Never here: what comes of it, which the key decides.
"""

from __future__ import annotations

from typing import final

from attrs import field, frozen

from fordelning.money import Money, as_money

__all__ = ["About", "UpTo"]


@final
@frozen(repr=False)
class UpTo:
    """State the most that a pot may be (högst): what its key leaves is a row of its own.

    The key is given the whole sum. 0 <= what it hands out <= `money`, in öre; more than
    that is `OverdrawnError`.

    Real: "högst 1 miljard kronor", by the fall in days of sick leave.

    >>> from fordelning.money import mkr
    >>> UpTo(mkr(1000))
    UpTo(kr("1 000 000 000"))

    Raises:
        InputTypeError: something else than money.
    """

    money: Money = field(converter=as_money)

    def __repr__(self) -> str:
        return f"UpTo({self.money!r})"

    def __str__(self) -> str:
        return f"up to {self.money}"


@final
@frozen(repr=False)
class About:
    """State about how much a pot is (omkring): the difference, either way, is a row.

    The key is given the whole sum, and may hand out more or less of it.

    Real: förordning (1995:1644), where a rate in whole kronor per inhabitant decides.

    >>> from fordelning.money import mkr
    >>> About(mkr(300))
    About(kr("300 000 000"))

    Raises:
        InputTypeError: something else than money.
    """

    money: Money = field(converter=as_money)

    def __repr__(self) -> str:
        return f"About({self.money!r})"

    def __str__(self) -> str:
        return f"about {self.money}"
