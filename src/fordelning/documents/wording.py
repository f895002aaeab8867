"""How money and exact numbers stand in a document: the shortest text that says them exactly.

Never here: text for people, with a locale (`text`).
"""

from __future__ import annotations

from fractions import Fraction

from fordelning.money import Money
from fordelning.sentences import grouped

__all__ = ["money_text", "number_text"]

_KRONA = 100
_MILLION = 100_000_000
_PLACES = 16


def money_text(money: Money) -> str:
    """Write money with its unit: whole millions in Mkr, otherwise kronor.

    >>> money_text(Money(50_000_000_000)), money_text(Money(123_450)), money_text(-Money(500))
    ('500 Mkr', '1 234,50 kr', '-5 kr')
    """
    sign, ore = ("-" if money.ore < 0 else ""), abs(money.ore)
    if ore and ore % _MILLION == 0:
        return f"{sign}{grouped(ore // _MILLION)} Mkr"
    kronor, rest = divmod(ore, _KRONA)
    decimals = f",{rest:02}" if rest else ""
    return f"{sign}{grouped(kronor)}{decimals} kr"


def number_text(number: Fraction) -> str:
    """Write a number: whole, as a decimal number where that ends soon, or as a fraction.

    >>> number_text(Fraction(3)), number_text(Fraction(-1, 8)), number_text(Fraction(2, 3))
    ('3', '-0.125', '2/3')
    """
    places = next((each for each in range(_PLACES) if 10**each % number.denominator == 0), 0)
    if not places:
        return str(number)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"
