"""Functions of measures: the smallest, the largest, within bounds, and as a share.

Each goes recipient by recipient, exactly; a number stands for everyone. Never here:
brackets and scales (`brackets`), or where figures come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import lcm
from typing import final

from attrs import field, frozen

from fordelning.errors import InputValueError, WeightError
from fordelning.exact import Exact, Vector
from fordelning.measures.base import Ground, Measure, as_measure, grounds_of, operand, written
from fordelning.measures.scope import Scope

__all__ = ["Chosen", "Clamped", "Share", "clamp", "largest", "share", "smallest"]

_CHOICES: dict[str, Callable[[Iterable[int]], int]] = {"smallest": min, "largest": max}


@final
@frozen(repr=False)
class Chosen(Measure):
    """Choose the smallest or the largest of several measures, recipient by recipient."""

    name: str
    measures: tuple[Measure, ...]

    def vector(self, scope: Scope) -> Vector:
        """Return the number that is chosen for each recipient."""
        vectors = [measure.vector(scope) for measure in self.measures]
        denominator = lcm(*(vector.denominator for vector in vectors))
        columns = [vector.scaled(Fraction(denominator)).numerators() for vector in vectors]
        choose = _CHOICES[self.name]
        return Vector(1, denominator, tuple(map(choose, zip(*columns, strict=True))))

    def grounds(self, scope: Scope) -> tuple[Ground, ...]:
        """Return the figures of all the measures, each once."""
        return grounds_of(self.measures, scope)

    def __repr__(self) -> str:
        return f"{self.name}({', '.join(map(written, self.measures))})"


def _bound(value: Measure | Exact | None) -> Measure | None:
    return None if value is None else operand(value)


@final
@frozen(repr=False)
class Clamped(Measure):
    """Keep a measure within bounds, recipient by recipient."""

    measure: Measure = field(converter=as_measure)
    low: Measure | None = field(converter=_bound)
    high: Measure | None = field(converter=_bound)

    def vector(self, scope: Scope) -> Vector:
        """Return the measure, or the bound that it lies beyond, for each recipient.

        Raises:
            InputValueError: somebody's lower bound is above the upper one.
        """
        within = self.measure
        if self.low is not None:
            within = Chosen("largest", (within, self.low))
        if self.high is not None:
            within = Chosen("smallest", (within, self.high))
        if self.low is not None and self.high is not None:
            self._check(self.low.vector(scope), self.high.vector(scope), scope)
        return within.vector(scope)

    def _check(self, lows: Vector, highs: Vector, scope: Scope) -> None:
        room = highs - lows
        if room.has_negative():
            place = next(place for place, weight in enumerate(room.weights) if weight < 0)
            raise InputValueError(
                "clamp.crossed",
                measure=repr(self),
                recipient=scope.codes[place],
                low=lows[place],
                high=highs[place],
            )

    def grounds(self, scope: Scope) -> tuple[Ground, ...]:
        """Return the figures of the measure and of its bounds, each once."""
        bounds = [bound for bound in (self.low, self.high) if bound is not None]
        return grounds_of([self.measure, *bounds], scope)

    def __repr__(self) -> str:
        low = "" if self.low is None else f", low={written(self.low)}"
        high = "" if self.high is None else f", high={written(self.high)}"
        return f"clamp({self.measure!r}{low}{high})"


@final
@frozen(repr=False)
class Share(Measure):
    """Divide a measure by its sum over those in scope."""

    measure: Measure = field(converter=as_measure)

    def vector(self, scope: Scope) -> Vector:
        """Return each recipient's part of the sum.

        Raises:
            WeightError: the sum is zero.
        """
        vector = self.measure.vector(scope)
        total = vector.total()
        if total == 0:
            raise WeightError("share.zero_total", measure=repr(self), recipients=len(scope.codes))
        return vector.scaled(1 / total)

    def grounds(self, scope: Scope) -> tuple[Ground, ...]:
        """Return the measure's figures."""
        return self.measure.grounds(scope)

    def __repr__(self) -> str:
        return f"share({self.measure!r})"


def smallest(
    first: Measure | Exact, second: Measure | Exact, /, *others: Measure | Exact
) -> Measure:
    """Take the smallest of several measures, recipient by recipient (det lägsta av).

    min(first(i), second(i), ...) for each recipient i, in the measures' unit; a number
    stands for everyone.

    Real: the EU's cohesion funds for 2021-2027, where what a member state gets is at most a
    percentage of its gross national income or product (capping).

    >>> from fordelning.measures import population
    >>> smallest(population(), 20_000)
    smallest(population(), 20000)

    Raises:
        InputTypeError, InputValueError: neither a measure nor an exact number.
    """
    return Chosen("smallest", tuple(map(operand, (first, second, *others))))


def largest(
    first: Measure | Exact, second: Measure | Exact, /, *others: Measure | Exact
) -> Measure:
    """Take the largest of several measures, recipient by recipient (det högsta av).

    max(first(i), second(i), ...) for each recipient i, in the measures' unit; a number
    stands for everyone.

    Real: Community Development Block Grants in the United States, where each city gets the
    larger of what two formulas give it.

    >>> from datetime import date
    >>> from fordelning.measures import population
    >>> largest(population(), population(at=date(2018, 12, 31)))
    largest(population(), population(at=date(2018, 12, 31)))

    Raises:
        InputTypeError, InputValueError: neither a measure nor an exact number.
    """
    return Chosen("largest", tuple(map(operand, (first, second, *others))))


def clamp(
    measure: Measure, low: Measure | Exact | None = None, high: Measure | Exact | None = None
) -> Measure:
    """Keep a measure within bounds, recipient by recipient (lägsta och högsta värde).

    min(max(measure(i), low(i)), high(i)) for each recipient i, in the measure's unit; a
    bound is a number, a measure, or None for no bound. Bounds of money are `Bounded`.

    Real: the federal share of Medicaid in the United States, by each state's income and
    at least 50 and at most 83 per cent.

    >>> from fordelning.measures import population
    >>> clamp(population(), low=10_000, high=200_000)
    clamp(population(), low=10000, high=200000)

    Raises:
        InputTypeError, InputValueError: neither a measure nor an exact number.

    Raises, when it is evaluated:
        InputValueError: somebody's lower bound is above the upper one.
    """
    return Clamped(measure, low, high)


def share(measure: Measure) -> Measure:
    """Divide a measure by its sum over all recipients (andel).

    measure(i) / sum over j of measure(j), without a unit; the shares add up to exactly 1.
    The recipients are those that the key distributes to: inside an `Only`, those it names.

    Real: keys weighed together from shares of several measures, such as the
    Königsteiner Schlüssel (two thirds by tax revenue and one third by population).

    >>> from fordelning.measures import indicator, population
    >>> "2/3" * share(indicator("skatt")) + "1/3" * share(population())
    (constant("2/3") * share(indicator('skatt'))) + (constant("1/3") * share(population()))

    Raises:
        InputTypeError: no measure.

    Raises, when it is evaluated:
        WeightError: the sum is zero.
    """
    return Share(measure)
