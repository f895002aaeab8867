"""Numbers, money and dates in the way of a locale, from exact values.

What is written depends on the value and the locale alone: not on the caller's decimal
context, nor on the locale of the process. Never here: words, or rounding that is not asked
for or not shown.
"""

from __future__ import annotations

from datetime import date
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError, dates, numbers

from fordelning.errors import InputTypeError, InputValueError
from fordelning.exact import Exact, exact
from fordelning.money import DECIMALS as ORE_DECIMALS
from fordelning.money import Money, as_money
from fordelning.sentences import DECIMALS, shown

__all__ = [
    "Unit",
    "as_locale",
    "format_date",
    "format_money",
    "format_number",
    "kronor",
    "long_date",
    "written",
]

Unit = Literal["kr", "tkr", "Mkr"]

_UNITS = {"kr": 2, "tkr": 5, "Mkr": 8}  # the decimals that an öre has in each
_KRONA = 100
_MOST = 20
_HARD_SPACE = "\u00a0"
_ABOUT = f"≈{_HARD_SPACE}"


@lru_cache(maxsize=64)
def _parsed(locale: str) -> Locale:
    return Locale.parse(locale.replace("-", "_"))


def as_locale(locale: str) -> Locale:
    """Read the name of a locale: `sv_SE`, `sv-SE` or `sv`.

    Raises:
        InputTypeError, InputValueError: not the name of a locale that is known.
    """
    if not isinstance(locale, str):
        raise InputTypeError("text.locale", value=shown(locale))
    try:
        return _parsed(locale)
    except (UnknownLocaleError, ValueError):
        raise InputValueError("text.locale", value=shown(locale)) from None


def format_money(
    money: Money,
    locale: str = "sv_SE",
    unit: Unit = "kr",
    decimals: int | None = None,
    *,
    rounded: bool = False,
) -> str:
    r"""Write money in kr, tkr or Mkr, with the groups, decimal mark and minus of a locale.

    Without `decimals` as many as are needed, in kr always two. With fewer than are needed
    it is an error; with `rounded=True` it is rounded to the nearest, halves away from zero,
    and "≈" stands before what is no longer exact. Zero has no minus. Between the number
    and its unit, which stands last in every locale, is a hard space.

    >>> format_money(Money(-123450)), format_money(Money(123450), "en_US")
    ('−1\xa0234,50\xa0kr', '1,234.50\xa0kr')
    >>> format_money(Money(171600000000), unit="Mkr"), format_money(Money(123450), unit="tkr")
    ('1\xa0716\xa0Mkr', '1,2345\xa0tkr')
    >>> format_money(Money(123450), unit="tkr", decimals=1, rounded=True)
    '≈\xa01,2\xa0tkr'

    Raises:
        InputTypeError: something else than money.
        InputValueError: a locale or unit that is not known, decimals that are no number of
            them, or too few to write the amount exactly, without `rounded=True`.
    """
    as_money(money)
    parsed = as_locale(locale)
    if unit not in _UNITS:
        raise InputValueError("text.unit", value=shown(unit), known=tuple(_UNITS))
    places = _UNITS[unit]
    wanted = _decimals(decimals)
    if wanted is None:
        wanted = places if unit == "kr" else _needed(money.ore, places)
    if wanted < _needed(money.ore, places) and not rounded:
        raise InputValueError("text.inexact", money=money, unit=unit, decimals=wanted)
    return f"{_written(Fraction(money.ore, 10**places), wanted, parsed)}{_HARD_SPACE}{unit}"


def kronor(ore: Fraction, locale: Locale) -> str:
    """Write an exact amount of öre in kronor, also where it is no whole öre."""
    if ore.denominator == 1:
        return f"{_written(ore / _KRONA, _UNITS['kr'], locale)}{_HARD_SPACE}kr"
    return f"{written(ore / _KRONA, ORE_DECIMALS, locale)}{_HARD_SPACE}kr"


def format_number(number: Exact, locale: str = "sv_SE", decimals: int = DECIMALS) -> str:
    r"""Write an exact number, as a decimal one.

    One that goes on after `decimals` is rounded to the nearest there, and "≈" stands before
    it. Zeros at the end are left out where the number is exact.

    >>> format_number("1234567,25"), format_number(Fraction(-2, 3), "en_US")
    ('1\xa0234\xa0567,25', '≈\xa0-0.6667')

    Raises:
        InputTypeError, InputValueError: no exact number, a locale that is not known, or
            decimals that are no number of them.
    """
    return written(exact(number), _decimals(decimals) or 0, as_locale(locale))


def format_date(day: date, locale: str = "sv_SE") -> str:
    """Write a date with the name of its month.

    >>> format_date(date(2019, 11, 1)), format_date(date(2019, 11, 1), "en_US")
    ('1 november 2019', 'November 1, 2019')

    Raises:
        InputTypeError: something else than a date.
        InputTypeError, InputValueError: not the name of a locale that is known.
    """
    if not isinstance(day, date):
        raise InputTypeError("text.date", value=shown(day), type=type(day).__name__)
    return long_date(day, as_locale(locale))


def long_date(day: date, locale: Locale) -> str:
    """Write a date with the name of its month."""
    return dates.format_date(day, format="long", locale=locale)


def written(number: Fraction, decimals: int, locale: Locale) -> str:
    """Write a number with up to so many decimals; behind "≈" where it goes on."""
    digits = number * 10**decimals
    if digits.denominator == 1:
        decimals = _needed(digits.numerator, decimals)
    return _written(number, decimals, locale)


def _decimals(decimals: int | None) -> int | None:
    if decimals is not None and not (type(decimals) is int and 0 <= decimals <= _MOST):
        raise InputValueError("text.decimals", value=shown(decimals), most=_MOST)
    return decimals


def _needed(number: int, places: int) -> int:
    """Return how many decimals `number / 10**places` has, up to `places`."""
    while places and number % 10 == 0:
        number //= 10
        places -= 1
    return places


def _written(number: Fraction, decimals: int, locale: Locale) -> str:
    """Write a number with so many decimals, halves away from zero; "≈" where not exact."""
    units = (abs(number) * 10**decimals + Fraction(1, 2)).__floor__()
    about = "" if abs(number) * 10**decimals == units else _ABOUT
    whole, after = divmod(units, 10**decimals)
    minus = numbers.get_minus_sign_symbol(locale) if number < 0 and units else ""
    text = _grouped(whole, locale)
    if decimals:
        text += f"{numbers.get_decimal_symbol(locale)}{after:0{decimals}}"
    return f"{about}{minus}{text}"


def _grouped(number: int, locale: Locale) -> str:
    # Babel works in the ambient decimal context: it is given one that loses no digit.
    context = Context(
        prec=number.bit_length() // 3 + 10,
        rounding=ROUND_HALF_EVEN,
        Emin=-999_999,
        Emax=999_999,
        capitals=1,
        clamp=0,
        flags=[],
        traps=[InvalidOperation, DivisionByZero, Overflow],
    )
    with localcontext(context):
        return numbers.format_decimal(Decimal(number), locale=locale)
