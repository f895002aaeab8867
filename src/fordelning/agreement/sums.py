"""What a pot's amount may be besides a fixed sum: at most so much, or about so much.

Never here: what comes of it, which the key decides.
"""

from __future__ import annotations

from typing import final

from attrs import field, frozen

from fordelning.money import Money, as_money
from fordelning.sentences import Phrase

__all__ = ["About", "UpTo"]


@final
@frozen(repr=False)
class UpTo:
    """State the most that a pot may be (högst): what its key leaves is a row of its own.

    The key is given the whole sum. 0 <= what it hands out <= `money`, in exact öre; more
    than that is `OverdrawnError` when it distributes.

    To the recipients go the whole units of the pot's rounding in what the key hands out,
    floor(handed out / unit) * unit; to nobody (outnyttjat) the rest of `money`, and so the
    part of a unit that is over. With a method that keeps the total the recipients together
    never get more than the key gives them. NEAREST rounds each by itself and may give them
    more, which the rows show: then the residual (avrundningsdifferens) is below zero.

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
        return Phrase("up to {money}", money=self.money)


@final
@frozen(repr=False)
class About:
    """State about how much a pot is (omkring): the difference, either way, is a row.

    The key is given the whole sum, and may hand out more or less of it: the row is `money`
    less what the key hands out, in whole units of the pot's rounding, as `UpTo` has it. It
    is below zero where the key hands out more.

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
        return Phrase("about {money}", money=self.money)
