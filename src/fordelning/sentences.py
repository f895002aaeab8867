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
from typing import Any, Self

from attrs import field, frozen

__all__ = [
    "DECIMALS",
    "LISTED",
    "Digits",
    "Phrase",
    "Sentence",
    "decimal",
    "grouped",
    "more",
    "plain",
    "shown",
]

LISTED = 12
"""Of a longer list, so many are told."""

DECIMALS = 4
"""A number that goes on is told with so many decimals."""

_DIGITS = 400

_repr = reprlib.Repr()
_repr.maxstring = _repr.maxother = _repr.maxlong = 80


def _pairs(values: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    return tuple(dict(values).items())


class _Plain(dict[str, Any]):
    """Values that are written when a template asks for them, and only then."""

    def __getitem__(self, name: str) -> str:
        return plain(super().__getitem__(name))


@frozen
class Sentence:
    """State something as a template and the values that it speaks of.

    >>> str(Sentence("{given} to {n} recipients", {"given": "5 kr", "n": 1290}))
    '5 kr to 1 290 recipients'
    """

    template: str
    values: tuple[tuple[str, Any], ...] = field(default=(), converter=_pairs)

    def __str__(self) -> str:
        return self.template.format_map(_Plain(self.values))


class Phrase(str):
    """Be text that knows what it was made of, so that it can be said in another language.

    It is a part of a sentence: a value of it, or the place where something is. Put into
    another text by an f-string it is plain text again; as a value of a `Sentence` or a
    `Phrase` it stays what it is.

    >>> Phrase("pot '{pot}'", pot="a")
    "pot 'a'"
    """

    __slots__ = ("sentence",)
    sentence: Sentence

    def __new__(cls, template: str, /, **values: Any) -> Self:
        """Return the text of a template with its values."""
        sentence = Sentence(template, values)
        made = super().__new__(cls, str(sentence))
        made.sentence = sentence
        return made

    def __str__(self) -> str:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _phrase, (self.sentence,)


def _phrase(sentence: Sentence) -> Phrase:
    return Phrase(sentence.template, **dict(sentence.values))


@frozen(order=True)
class Digits:
    """Hold a number and with how many decimals it is told.

    >>> str(Digits(Fraction(2, 3), 6))
    '≈ 0,666667'
    """

    value: Fraction
    decimals: int

    def __str__(self) -> str:
        return decimal(self.value, self.decimals)


def grouped(number: int) -> str:
    """Write a whole number with a plain space between groups of three.

    >>> grouped(-1716000)
    '-1 716 000'
    """
    if number.bit_length() > _DIGITS * 3:
        return Phrase("(a number of {bits} bits)", bits=str(number.bit_length()))
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
    return decimal(value, DECIMALS)


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
        return Phrase("an integer of {bits} bits", bits=str(value.bit_length()))
    try:
        return _repr.repr(value)
    except Exception:  # noqa: BLE001 - a repr may fail in any way, and an error is being worded
        return Phrase("a {type} that cannot be shown", type=type(value).__name__)


def _listed(items: list[str]) -> str:
    if len(items) <= LISTED:
        return ", ".join(items)
    return str(more(items))


def more(items: Sequence[str]) -> Sentence:
    """Tell the first of a list that is too long, and how many more there are."""
    listed = ", ".join(items[:LISTED])
    return Sentence("{listed} and {count} more", {"listed": listed, "count": len(items) - LISTED})


# A context of our own: the ambient one is the caller's, and may round to few digits.
_CONTEXT = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN)
