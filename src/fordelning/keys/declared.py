"""Shares that were published as such, and checked before money is shared by them.

Never here: shares that follow from figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import final

from attrs import Factory, field, frozen

from fordelning.errors import FordelningError, InputTypeError, ShareError, raise_problems
from fordelning.exact import Exact, exact
from fordelning.keys.base import Key
from fordelning.keys.kernel import Proportional
from fordelning.keys.named import Named
from fordelning.measures import table
from fordelning.sentences import Digits, Phrase, shown

__all__ = ["DeclaredShares"]

_PLACES = 7


def _shares(shares: Mapping[str, Exact]) -> tuple[tuple[str, Fraction], ...]:
    if not isinstance(shares, Mapping):
        raise InputTypeError("declared.type", value=shown(shares), type=type(shares).__name__)
    if not shares:
        raise ShareError("declared.empty")
    found: dict[str, Fraction] = {}
    wrong: list[FordelningError] = []
    for code, share in shares.items():
        try:
            if not isinstance(code, str):
                raise InputTypeError("code.type", value=shown(code), type=type(code).__name__)
            found[code] = exact(share)
            if found[code] < 0:
                raise ShareError("declared.negative", share=percent(found[code]))
        except FordelningError as error:
            wrong.append(error.within(f"{code}"))
    raise_problems(wrong, ShareError, "declared.problems")
    return tuple(sorted(found.items()))


def percent(share: Fraction) -> str:
    """Write a share in per cent, with as many decimals as published ones have.

    >>> percent(Fraction(1304061, 10000000))
    '13,04061 %'
    """
    return Phrase("{share} %", share=Digits(share * 100, _PLACES))


def _proportional(key: DeclaredShares) -> Key:
    return Proportional(table(dict(key.shares)))


@final
@frozen(repr=False)
class DeclaredShares(Named):
    """Share by published percentages (angivna andelar, procentsatser).

    quota = amount * share / sum of the shares in scope, in exact öre. Over everyone that
    sum is `total`; inside an `Only` it is the sum of those whom the `Only` names, who then
    share the whole amount. All the shares must make up `total`, to the last decimal: what a
    table prints is checked before money is shared by it. `Proportional` to a table; a share
    has no unit ("62,5 %" is 5/8). Nothing is left.

    Real: the Königsteiner Schlüssel, by which Germany's Länder share what they pay
    together; a reprint of 2014 has a column that makes up 99,97961 %.

    >>> DeclaredShares({"n": "62,5 %", "s": "37,5 %"})
    DeclaredShares({'n': "5/8", 's': "3/8"})

    Raises:
        ShareError: shares that do not make up the total, a negative one, or none.
        InputTypeError, InputValueError: a share that is not exact, a code that is no text.

    Raises, when it distributes:
        MissingFigureError: somebody in scope has no share.
        UnknownCodeError: a code that nobody at the pot's level has.
        WeightError: the shares of all in scope are zero.
    """

    shares: tuple[tuple[str, Fraction], ...] = field(converter=_shares)
    total: Fraction = field(default=Fraction(1), converter=exact)
    definition: Key = field(default=Factory(_proportional, takes_self=True), init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        together = sum((share for _, share in self.shares), Fraction(0))
        if together != self.total or not together:
            raise ShareError(
                "declared.sum",
                sum=percent(together),
                total=percent(self.total),
                difference=percent(abs(self.total - together)),
            )

    def __repr__(self) -> str:
        shares = ", ".join(f'{code!r}: "{share}"' for code, share in self.shares)
        total = "" if self.total == 1 else f', total="{self.total}"'
        return f"DeclaredShares({{{shares}}}{total})"
