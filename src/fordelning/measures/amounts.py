"""Amounts (belopp per mottagare): exact money for each recipient, before any rounding.

Never here: measures themselves, or what is left when amounts are handed out.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias, final

from attrs import field, frozen

from fordelning.errors import InputTypeError, UnknownCodeError
from fordelning.exact import Vector, exact
from fordelning.measures.base import Amount
from fordelning.measures.scope import Scope
from fordelning.money import Money, as_money
from fordelning.sentences import shown

__all__ = ["AmountLike", "ByCode", "Each", "ShareOf", "as_amount"]


@final
@frozen(repr=False)
class Each(Amount):
    """Give every recipient the same money.

    amount(i) = money, in whole öre.
    """

    money: Money

    def ore(self, given: Fraction, scope: Scope) -> Vector:
        """Return the money, once per recipient."""
        del given
        return Vector.repeated(Fraction(self.money.ore), len(scope.codes))

    def __repr__(self) -> str:
        return repr(self.money)


@final
@frozen(repr=False)
class ByCode(Amount):
    """Give each recipient the money that the rule names for it, and others nothing.

    amount(i) = amounts[i], or 0 where there is none; in whole öre.
    """

    amounts: tuple[tuple[str, Money], ...]

    def ore(self, given: Fraction, scope: Scope) -> Vector:
        """Return the named amounts.

        Raises:
            UnknownCodeError: a code that is not in scope, whose money would be lost.
        """
        del given
        amounts = dict(self.amounts)
        scope.known(amounts)
        outside = tuple(sorted(amounts.keys() - set(scope.codes)))
        if outside:
            raise UnknownCodeError("code.outside", codes=outside, key=repr(self))
        zero = Money(0)
        return Vector(1, 1, tuple(amounts.get(code, zero).ore for code in scope.codes))

    def __repr__(self) -> str:
        listed = ", ".join(f"{code!r}: {money!r}" for code, money in self.amounts[:3])
        return f"{{{listed}{', ...' if len(self.amounts) > 3 else ''}}}"  # noqa: PLR2004


@final
@frozen(repr=False)
class ShareOf(Amount):
    """Give every recipient a share (andel) of what this key was given.

    amount(i) = share * what the key was given, in exact öre and the same for each recipient
    i; the share has no unit. Behind `>>` what was given is the rest that the key before
    left; inside a `Split`, the part.

    Real: the Montreal Protocol's fund, to which nobody pays more than 22 % of the whole.

    >>> ShareOf("22 %")
    ShareOf("11/50")

    Raises:
        InputTypeError, InputValueError: not an exact number.
    """

    share: Fraction = field(converter=exact)

    def ore(self, given: Fraction, scope: Scope) -> Vector:
        """Return the share of what was given, once per recipient."""
        return Vector.repeated(self.share * given, len(scope.codes))

    def __repr__(self) -> str:
        return f'ShareOf("{self.share}")'


AmountLike: TypeAlias = Amount | Money | Mapping[str, Money]


def as_amount(value: AmountLike) -> Amount:
    """Return an amount per recipient: money for each, or a mapping from code to money.

    amount(i) = the money, or what the mapping has for i and else 0, in whole öre; what is an
    amount already stays as it is (belopp per mottagare).

    >>> as_amount({"01": Money(200)})
    {'01': kr("2")}

    Raises:
        InputTypeError: neither, or a code that is no text.
    """
    if isinstance(value, Amount):
        return value
    if isinstance(value, Money):
        return Each(value)
    if not isinstance(value, Mapping):
        raise InputTypeError("money.expected", value=shown(value), type=type(value).__name__)
    for code, money in value.items():
        if not isinstance(code, str):
            raise InputTypeError("code.type", value=shown(code), type=type(code).__name__)
        as_money(money)
    return ByCode(tuple(sorted(value.items())))
