"""What a measure and an amount are, and the arithmetic that combines them.

Never here: where figures come from, or how rules name amounts.
"""

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from fractions import Fraction
from math import lcm
from typing import final, overload

from attrs import field, frozen

from fordelning.errors import InputTypeError, WeightError
from fordelning.exact import Exact, Vector, exact
from fordelning.measures.scope import Scope
from fordelning.money import Money
from fordelning.population import Table
from fordelning.sentences import shown

__all__ = [
    "Amount",
    "Binary",
    "Constant",
    "Ground",
    "Measure",
    "PerUnit",
    "as_measure",
    "grounds_of",
    "operand",
    "spelled",
    "written",
]


def as_measure(value: Measure) -> Measure:
    """Return a measure, having seen that it is one (fördelningsgrund).

    >>> from fordelning.measures import population
    >>> as_measure(population())
    population()

    Raises:
        InputTypeError: anything else.
    """
    if not isinstance(value, Measure):
        raise InputTypeError("measure.type", value=shown(value), type=type(value).__name__)
    return value


@final
@frozen
class Ground:
    """Record figures that a calculation rests on: what they count, and where they stand.

    `vector` has a figure per code of the scope; `table` is None for figures that stand in
    the rule itself.
    """

    measure: Measure
    vector: Vector
    table: Table | None


class Measure(ABC):
    """Give each recipient an exact number (fördelningsgrund, underlag); never money.

    Measures add, subtract, multiply and divide with each other and with exact numbers;
    money times a measure is an amount per recipient. Write one of your own as a frozen
    attrs class that defines `vector`, and `grounds` if it reads figures; equal measures
    give equal numbers. (a + b)(i) = a(i) + b(i) for each recipient i, and so on, in the
    units that this makes; a key cancels the unit of what it shares by.

    >>> from fordelning.measures import ages, population
    >>> (population() - ages(0, 25)) * "1/2"
    (population() - ages(0, 25)) * constant("1/2")

    Raises:
        InputTypeError, InputValueError: neither a measure nor an exact number.

    Raises, when it is evaluated:
        WeightError: a division by zero.
        MissingFigureError: a figure that is not there.
    """

    __slots__ = ()

    @abstractmethod
    def vector(self, scope: Scope) -> Vector:
        """Return the number of each recipient in scope."""

    def grounds(self, scope: Scope) -> tuple[Ground, ...]:
        """Return the figures that the numbers are made of."""
        return (Ground(self, self.vector(scope), None),)

    def __add__(self, other: Measure | Exact) -> Measure:
        return _binary("+", self, other)

    def __radd__(self, other: Exact) -> Measure:
        return _binary("+", other, self)

    def __sub__(self, other: Measure | Exact) -> Measure:
        return _binary("-", self, other)

    def __rsub__(self, other: Exact) -> Measure:
        return _binary("-", other, self)

    @overload
    def __mul__(self, other: Money) -> PerUnit: ...
    @overload
    def __mul__(self, other: Measure | Exact) -> Measure: ...
    def __mul__(self, other: Measure | Exact | Money) -> Measure | PerUnit:
        if isinstance(other, Money):
            return PerUnit(other, self)
        return _binary("*", self, other)

    @overload
    def __rmul__(self, other: Money) -> PerUnit: ...
    @overload
    def __rmul__(self, other: Exact) -> Measure: ...
    def __rmul__(self, other: Exact | Money) -> Measure | PerUnit:
        if isinstance(other, Money):
            return PerUnit(other, self)
        return _binary("*", other, self)

    def __truediv__(self, other: Measure | Exact) -> Measure:
        return _binary("/", self, other)

    def __rtruediv__(self, other: Exact) -> Measure:
        return _binary("/", other, self)


class Amount(ABC):
    """Give each recipient exact money, in öre, that need not be whole öre.

    Where a key takes an amount (belopp per mottagare), `as_amount` makes it of money, of
    money times a measure, or of a mapping from code to money.

    >>> from fordelning.measures import ShareOf
    >>> isinstance(ShareOf("22 %"), Amount)
    True
    """

    __slots__ = ()

    @abstractmethod
    def ore(self, given: Fraction, scope: Scope) -> Vector:
        """Return the öre of each recipient in scope, of a key that was given so many."""

    def grounds(self, scope: Scope) -> tuple[Ground, ...]:
        """Return the figures that the amounts rest on."""
        del scope
        return ()


@final
@frozen(repr=False)
class PerUnit(Amount):
    """Give every recipient money for each unit of a measure (à-pris, schablon).

    amount(i) = money * measure(i), in exact öre; the money is per unit of the measure.

    Real: 275 kr per dose; 85 000 kr + 15 öre per inhabitant (1977:419).

    >>> from fordelning.measures import indicator
    >>> Money(27500) * indicator("doser")
    kr("275") * indicator('doser')
    """

    money: Money
    measure: Measure

    def ore(self, given: Fraction, scope: Scope) -> Vector:
        """Return the money times the measure."""
        del given
        return self.measure.vector(scope).scaled(Fraction(self.money.ore))

    def grounds(self, scope: Scope) -> tuple[Ground, ...]:
        """Return the measure's figures."""
        return self.measure.grounds(scope)

    def __repr__(self) -> str:
        return f"{self.money!r} * {_nested(self.measure)}"


@final
@frozen(repr=False)
class Constant(Measure):
    """Give every recipient the same number."""

    number: Fraction = field(converter=exact)

    def vector(self, scope: Scope) -> Vector:
        """Return the number, once per recipient."""
        return Vector.repeated(self.number, len(scope.codes))

    def grounds(self, scope: Scope) -> tuple[Ground, ...]:
        """Return no figures: the number stands in the rule as it is written."""
        del scope
        return ()

    def __repr__(self) -> str:
        return f"constant({spelled(self.number)})"


@final
@frozen(repr=False)
class Binary(Measure):
    """Combine two measures, recipient by recipient."""

    sign: str
    left: Measure
    right: Measure

    def vector(self, scope: Scope) -> Vector:
        """Return the sum, difference, product or quotient for each recipient.

        Raises:
            WeightError: a division by zero.
        """
        left, right = self.left.vector(scope), self.right.vector(scope)
        return (
            self._divided(left, right, scope)
            if self.sign == "/"
            else _SIGNS[self.sign](left, right)
        )

    def _divided(self, left: Vector, right: Vector, scope: Scope) -> Vector:
        zero = tuple(
            code
            for code, weight in zip(scope.codes, right.weights, strict=True)
            if weight * right.numerator == 0
        )
        if zero:
            raise WeightError("figure.by_zero", measure=repr(self), recipients=zero)
        common = lcm(*right.weights)
        return Vector(
            left.numerator * right.denominator,
            left.denominator * right.numerator * common,
            tuple(v * (common // w) for v, w in zip(left.weights, right.weights, strict=True)),
        )

    def grounds(self, scope: Scope) -> tuple[Ground, ...]:
        """Return the figures of both sides, each once."""
        return grounds_of((self.left, self.right), scope)

    def __repr__(self) -> str:
        return f"{_nested(self.left)} {self.sign} {_nested(self.right)}"


def _nested(measure: Measure) -> str:
    return f"({measure!r})" if isinstance(measure, Binary) else repr(measure)


def _times(left: Vector, right: Vector) -> Vector:
    return Vector(
        left.numerator * right.numerator,
        left.denominator * right.denominator,
        tuple(v * w for v, w in zip(left.weights, right.weights, strict=True)),
    )


_SIGNS: dict[str, Callable[[Vector, Vector], Vector]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": _times,
}


def _binary(sign: str, left: Measure | Exact, right: Measure | Exact) -> Measure:
    return Binary(sign, operand(left), operand(right))


def operand(value: Measure | Exact) -> Measure:
    """Return a measure, or the measure that gives every recipient a number.

    Raises:
        InputTypeError, InputValueError: neither a measure nor an exact number.
    """
    return value if isinstance(value, Measure) else Constant(value)


def grounds_of(measures: Iterable[Measure], scope: Scope) -> tuple[Ground, ...]:
    """Return the figures of several measures, each once."""
    grounds = (each for measure in measures for each in measure.grounds(scope))
    return tuple({each.measure: each for each in grounds}.values())


def spelled(number: Fraction) -> str:
    """Write a number as Python takes it: digits, or a text for a fraction."""
    return str(number) if number.denominator == 1 else f'"{number}"'


def written(measure: Measure) -> str:
    """Write a measure as an argument: a constant as its number alone."""
    return spelled(measure.number) if isinstance(measure, Constant) else repr(measure)
