"""Exact numbers: the one grammar for them, and vectors of them over one denominator.

`exact` is the door by which every number enters the library. `Vector` is how many exact
numbers are kept: one fraction times whole weights, which costs a fraction of what a
`Fraction` per cell does. Never here: floats, money, rounding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm
from typing import TypeAlias

from attrs import field, frozen

from fordelning.errors import InputTypeError, InputValueError
from fordelning.sentences import shown

__all__ = ["Exact", "Vector", "exact"]

Exact: TypeAlias = int | str | Fraction | Decimal

_EXACT = frozenset({int, Fraction})
_LONGEST = 200
_MINUS = str.maketrans({"−": "-", "‑": "-", "\u00a0": " ", "\u202f": " "})
_NUMBER = re.compile(
    r"(?P<number>[+-]?(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,](?P<decimals>[0-9]+))?)"
    r"(?: ?/ ?(?P<over>[0-9]+))?"
    r"(?P<percent> ?%)?"
)


def exact(value: Exact) -> Fraction:
    """Read an exact number.

    Whole numbers, `Fraction` and `Decimal` are themselves; text is digits with an optional
    sign, groups of three after spaces, a decimal comma or point, a denominator ("2/3") or
    a per cent sign ("13,04061 %" is 1304061/10000000).

    >>> exact("13,04061 %"), exact("2/3"), exact("1 234,5"), exact("0.25")
    (Fraction(1304061, 10000000), Fraction(2, 3), Fraction(2469, 2), Fraction(1, 4))
    >>> exact(0.1)
    Traceback (most recent call last):
    fordelning.errors.InputTypeError: a float is not exact: 0.1
      likely cause: floats round silently: 0.1 + 0.2 is not 0.3
      what to do: write the number as text, '0.1', or as a Fraction

    Raises:
        InputTypeError: a float, a bool, or anything else that is not a number.
        InputValueError: text or a Decimal that is not a finite number of this grammar.
    """
    if type(value) is Fraction:
        return value
    if type(value) is int:
        return Fraction(value)
    if isinstance(value, str):
        return _read(value)
    if isinstance(value, bool):
        raise InputTypeError("number.bool", value=shown(value))
    if isinstance(value, int | Fraction):
        return Fraction(value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise InputValueError("number.not_finite", value=str(value))
        if abs(value.adjusted()) > _LONGEST:
            raise InputValueError(
                "number.too_large", digits=abs(value.adjusted()), longest=_LONGEST
            )
        return Fraction(value)
    raise not_exact(value)


def not_exact(value: object) -> InputTypeError:
    """Return the error for a value that is no exact number."""
    if isinstance(value, float):
        return InputTypeError("number.float", value=shown(float(value)))
    return InputTypeError("number.type", value=shown(value), type=type(value).__name__)


def _read(text: str) -> Fraction:
    if len(text) > _LONGEST:
        raise InputValueError("number.too_long", length=len(text), longest=_LONGEST)
    found = _NUMBER.fullmatch(text.strip().translate(_MINUS))
    if found is None or (found["over"] and found["decimals"]):
        raise InputValueError("number.text", value=shown(text))
    number = Fraction(found["number"].replace(" ", "").replace(",", "."))
    over = int(found["over"] or 1)
    if over == 0:
        raise InputValueError("number.zero_denominator", value=shown(text))
    return number / (over * 100 if found["percent"] else over)


def _tuple(weights: Sequence[int]) -> tuple[int, ...]:
    return tuple(weights)


@frozen(eq=False)
class Vector:
    """Hold exact numbers, one per recipient: `numerator / denominator * weights[i]`.

    `weights` may have any sign; `numerator` is not negative and `denominator` positive.
    Two vectors are equal when all their numbers are.

    >>> Vector(1, 3, (3, 4)) + Vector(1, 6, (6, 1))
    Vector(1, 6, (12, 9))

    Raises:
        InputValueError: a numerator below zero, or a denominator that is not above it.
    """

    numerator: int
    denominator: int
    weights: tuple[int, ...] = field(converter=_tuple)

    def __attrs_post_init__(self) -> None:
        if self.numerator < 0 or self.denominator <= 0:
            raise InputValueError(
                "vector.sign", numerator=self.numerator, denominator=self.denominator
            )

    @classmethod
    def of(cls, numbers: Iterable[Fraction]) -> Vector:
        """Bring numbers over one denominator, the least that they have in common.

        >>> Vector.of([Fraction(1, 2), Fraction(1, 3)])
        Vector(1, 6, (3, 2))

        Raises:
            InputTypeError: a float, or something else that is no exact number.
        """
        numbers = tuple(numbers)
        if not _EXACT.issuperset(map(type, numbers)):
            numbers = tuple(map(exact, numbers))
        denominator = lcm(*(number.denominator for number in numbers))
        return cls(
            1,
            denominator,
            tuple(number.numerator * (denominator // number.denominator) for number in numbers),
        )

    @classmethod
    def repeated(cls, number: Fraction, length: int) -> Vector:
        """Return the same number `length` times.

        Raises:
            InputTypeError: a float, or something else that is no exact number.
        """
        number = exact(number)
        sign = -1 if number < 0 else 1
        return cls(abs(number.numerator), number.denominator, (sign,) * length)

    def __len__(self) -> int:
        return len(self.weights)

    def __getitem__(self, index: int) -> Fraction:
        return Fraction(self.numerator * self.weights[index], self.denominator)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Vector):
            return NotImplemented
        p, q = self.numerator * other.denominator, other.numerator * self.denominator
        return len(self) == len(other) and all(
            p * v == q * w for v, w in zip(self.weights, other.weights, strict=True)
        )

    def __hash__(self) -> int:
        return hash(self.fractions())

    def __repr__(self) -> str:
        return f"Vector({self.numerator}, {self.denominator}, {tuple(self.weights)})"

    def __add__(self, other: Vector) -> Vector:
        p, q = self.numerator * other.denominator, other.numerator * self.denominator
        common = gcd(p, q) or 1
        p, q = p // common, q // common
        weights = [p * v + q * w for v, w in zip(self.weights, other.weights, strict=True)]
        return _reduced(common, self.denominator * other.denominator, weights)

    def __sub__(self, other: Vector) -> Vector:
        return self + other.scaled(Fraction(-1))

    def scaled(self, by: Fraction) -> Vector:
        """Return every number times `by`."""
        weights = self.weights if by >= 0 else tuple(-weight for weight in self.weights)
        return _reduced(
            self.numerator * abs(by.numerator), self.denominator * by.denominator, weights
        )

    def total(self) -> Fraction:
        """Return the sum of the numbers."""
        return Fraction(self.numerator * sum(self.weights), self.denominator)

    def adds_up_to(self, amount: Fraction) -> bool:
        """Tell whether the numbers' sum is `amount`.

        Raises:
            InputTypeError: there is a float among the numbers, which makes their sum one.
        """
        whole = self.numerator * sum(self.weights)
        for value in (whole, self.denominator):
            if isinstance(value, float):
                raise not_exact(value)
        return whole * amount.denominator == self.denominator * amount.numerator

    def has_negative(self) -> bool:
        """Tell whether any number is below zero."""
        return self.numerator > 0 and min(self.weights, default=0) < 0

    def numerators(self) -> list[int]:
        """Return the numbers' numerators over the common denominator."""
        numerator = self.numerator
        return [numerator * weight for weight in self.weights]

    def fractions(self) -> tuple[Fraction, ...]:
        """Return the numbers one by one."""
        return tuple(self[index] for index in range(len(self)))

    def spread(self, indices: Iterable[int], length: int) -> Vector:
        """Return a vector of `length` with these numbers at `indices`, zero elsewhere."""
        weights = [0] * length
        for index, weight in zip(indices, self.weights, strict=True):
            weights[index] = weight
        return Vector(self.numerator, self.denominator, weights)


def _reduced(numerator: int, denominator: int, weights: Sequence[int]) -> Vector:
    common = gcd(numerator, denominator)
    return Vector(numerator // common, denominator // common, weights)
