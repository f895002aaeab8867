"""Sentences: what errors and traces say, as templates with typed values.

A sentence keeps its template and its values apart, so that it reads as plain English by
`str()` here and can be rendered in another language elsewhere, from the same values.
Never here: a language other than English, a locale, money itself.
"""

from __future__ import annotations

import reprlib
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import singledispatch
from typing import Any

from attrs import field, frozen

__all__ = ["Sentence", "decimal", "grouped", "plain", "shown"]

_LISTED = 12
_DECIMALS = 4
_DIGITS = 400

_repr = reprlib.Repr()
_repr.maxstring = _repr.maxother = _repr.maxlong = 80


def _pairs(values: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    return tuple(dict(values).items())


@frozen
class Sentence:
    """State something as a template and the values that it speaks of.

    >>> str(Sentence("{given} to {n} recipients", {"given": "5 kr", "n": 1290}))
    '5 kr to 1 290 recipients'
    """

    template: str
    values: tuple[tuple[str, Any], ...] = field(default=(), converter=_pairs)

    def __str__(self) -> str:
        return self.template.format_map({name: plain(value) for name, value in self.values})


def grouped(number: int) -> str:
    """Write a whole number with a plain space between groups of three.

    >>> grouped(-1716000)
    '-1 716 000'
    """
    if number.bit_length() > _DIGITS * 3:
        return f"(a number of {number.bit_length()} bits)"
    return f"{number:,}".replace(",", " ")


@singledispatch
def plain(value: object) -> str:
    """Write a value the way that sentences show it, in no particular language.

    Whole numbers are grouped; a fraction is a decimal where that is exact, otherwise
    rounded to four decimals behind "≈"; dates are ISO; of a long list the first twelve.

    >>> plain(Fraction(1, 4)), plain(Fraction(2, 3)), plain(("01", "03"))
    ('0,25', '≈ 0,6667', '01, 03')
    """
    return str(value)


@plain.register
def _(value: int) -> str:
    return grouped(value)


@plain.register
def _(value: Fraction) -> str:
    return decimal(value, _DECIMALS)


@plain.register
def _(value: date) -> str:
    return value.isoformat()


@plain.register(Set)
def _(value: Set[object]) -> str:
    return _listed(sorted(map(str, value)))


@plain.register(tuple)
@plain.register(list)
def _(value: Sequence[object]) -> str:
    return _listed([plain(item) for item in value])


def decimal(value: Fraction, decimals: int) -> str:
    """Write a fraction with a decimal comma, behind "≈" where it goes on after `decimals`.

    >>> decimal(Fraction(1, 8), 3), decimal(Fraction(1, 8), 2), decimal(Fraction(-2469, 2), 2)
    ('0,125', '≈ 0,12', '-1 234,5')
    """
    if value.denominator == 1:
        return grouped(value.numerator)
    exact = 10**decimals % value.denominator == 0
    digits = Decimal(round(value * 10**decimals)).scaleb(-decimals, _CONTEXT)
    whole, _, after = f"{digits:,f}".replace(",", " ").partition(".")
    if exact:
        after = after.rstrip("0")
    return f"{'' if exact else '≈ '}{whole}{',' if after else ''}{after}"


def shown(value: object) -> str:
    """Write a value that somebody passed, short, as Python would spell it.

    >>> shown(0.1), shown("x" * 200)[-3:], shown(10**9999)
    ('0.1', "xx'", 'an integer of 33216 bits')
    """
    if isinstance(value, int) and value.bit_length() > _DIGITS * 3:
        return f"an integer of {value.bit_length()} bits"
    try:
        return _repr.repr(value)
    except Exception:  # noqa: BLE001 - a repr may fail in any way, and an error is being worded
        return f"a {type(value).__name__} that cannot be shown"


def _listed(items: list[str]) -> str:
    if len(items) <= _LISTED:
        return ", ".join(items)
    return f"{', '.join(items[:_LISTED])} and {grouped(len(items) - _LISTED)} more"


# A context of our own: the ambient one is the caller's, and may round to few digits.
_CONTEXT = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN)
