"""Brackets of a measure: the value of the one it falls in, and graduated scales.

A bracket is half-open: its low end belongs to it, its high end to the next one. Never
here: classes of ages (`population`), or tiers of money (`keys`).
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import ClassVar, TypeAlias, final

from attrs import field, frozen

from fordelning.errors import InputTypeError, InputValueError
from fordelning.exact import Exact, Vector, exact
from fordelning.measures.base import Ground, Measure, as_measure, spelled
from fordelning.measures.scope import Scope
from fordelning.sentences import Phrase, shown

__all__ = ["Bracket", "BracketLike", "Marginal", "Stepped", "marginal", "steps"]

BracketLike: TypeAlias = tuple[Exact, Exact] | tuple[Exact, Exact | None, Exact]


@final
@frozen
class Bracket:
    """Hold the numbers from `low` up to but not including `high`, and what they are worth.

    With `high=None` there is no upper end.
    """

    low: Fraction
    high: Fraction | None
    value: Fraction

    def __str__(self) -> str:
        if self.high is None:
            return Phrase("from {low} on", low=self.low)
        return Phrase("from {low} to {high}", low=self.low, high=self.high)


def _as_brackets(given: tuple[BracketLike, ...]) -> tuple[Bracket, ...]:
    """Read brackets, which ascend without a hole; a pair ends where the next one begins."""
    for each in given:
        if not (isinstance(each, tuple) and len(each) in (2, 3)):
            raise InputTypeError("bracket.type", value=shown(each), type=type(each).__name__)
    if not given:
        raise InputValueError("bracket.empty")
    ordered = sorted(given, key=lambda each: exact(each[0]))
    ends = [*(exact(each[0]) for each in ordered[1:]), None]
    brackets = tuple(map(_bracket, ordered, ends))
    for first, second in pairwise(brackets):
        if first.high is None or first.high > second.low or first.low == second.low:
            raise InputValueError("bracket.overlap", first=str(first), second=str(second))
        if first.high < second.low:
            raise InputValueError("bracket.hole", high=first.high, low=second.low)
    return brackets


def _bracket(given: BracketLike, end: Fraction | None) -> Bracket:
    low = exact(given[0])
    if len(given) == 2:  # noqa: PLR2004 - a pair, (from, value)
        return Bracket(low, end, exact(given[1]))
    high = None if given[1] is None else exact(given[1])
    if high is not None and high <= low:
        raise InputValueError("bracket.order", low=low, high=high)
    return Bracket(low, high, exact(given[2]))


def _as_scale(given: tuple[BracketLike, ...]) -> tuple[Bracket, ...]:
    """Read the brackets of a scale, of which the first begins at zero."""
    brackets = _as_brackets(given)
    if brackets[0].low != 0:
        raise InputValueError("bracket.start", low=brackets[0].low)
    return brackets


class _Bracketed(Measure):
    """Look a measure up in brackets, recipient by recipient."""

    __slots__ = ()

    name: ClassVar[str]
    measure: Measure
    brackets: tuple[Bracket, ...]

    def _over_one(self, scope: Scope) -> tuple[int, list[int], list[int]]:
        """Return one denominator for all, the numbers over it, and the brackets' ends.

        Raises:
            InputValueError: a number in no bracket.
        """
        vector, last = self.measure.vector(scope), self.brackets[-1].high
        limits = [bracket.low for bracket in self.brackets] + ([] if last is None else [last])
        denominator = lcm(vector.denominator, *(limit.denominator for limit in limits))
        numbers = vector.scaled(Fraction(denominator)).numerators()
        ends = [limit.numerator * (denominator // limit.denominator) for limit in limits]
        for code, number in zip(scope.codes, numbers, strict=True):
            if number < ends[0] or (last is not None and self._beyond(number, ends[-1])):
                raise InputValueError(
                    "bracket.outside",
                    measure=repr(self.measure),
                    recipient=code,
                    number=Fraction(number, denominator),
                    brackets=tuple(map(str, self.brackets)),
                )
        return denominator, numbers, ends

    def _beyond(self, number: int, end: int) -> bool:
        return number >= end

    def grounds(self, scope: Scope) -> tuple[Ground, ...]:
        """Return the measure's figures."""
        return self.measure.grounds(scope)

    def __repr__(self) -> str:
        *others, last = self.brackets
        pairs = [f"({spelled(each.low)}, {spelled(each.value)})" for each in others]
        end = "" if last.high is None else f"{spelled(last.high)}, "
        pairs.append(f"({spelled(last.low)}, {end}{spelled(last.value)})")
        return f"{self.name}({self.measure!r}, {', '.join(pairs)})"


@final
@frozen(repr=False)
class Stepped(_Bracketed):
    """Give each recipient the value of the bracket that a measure falls in."""

    name = "steps"

    measure: Measure = field(converter=as_measure)
    brackets: tuple[Bracket, ...] = field(converter=_as_brackets)

    def vector(self, scope: Scope) -> Vector:
        """Return the value of each recipient's bracket.

        Raises:
            InputValueError: a number in no bracket.
        """
        _, numbers, ends = self._over_one(scope)
        values = Vector.of(bracket.value for bracket in self.brackets)
        # The last of those that begin at or below the number.
        places = (sum(end <= number for end in ends) - 1 for number in numbers)
        return Vector(1, values.denominator, tuple(values.weights[place] for place in places))


@final
@frozen(repr=False)
class Marginal(_Bracketed):
    """Weigh each part of a measure at the rate of the bracket that the part lies in."""

    name = "marginal"

    measure: Measure = field(converter=as_measure)
    brackets: tuple[Bracket, ...] = field(converter=_as_scale)

    def vector(self, scope: Scope) -> Vector:
        """Return the sum of the weighed parts for each recipient.

        Raises:
            InputValueError: a number in no bracket.
        """
        denominator, numbers, ends = self._over_one(scope)
        rates = Vector.of(bracket.value for bracket in self.brackets)
        # A last bracket without an end reaches as far as anybody does.
        slices = list(zip(rates.weights, ends, [*ends[1:], max(numbers, default=0)], strict=False))
        weights = (
            sum(rate * (min(number, high) - low) for rate, low, high in slices if low < number)
            for number in numbers
        )
        return Vector(1, denominator * rates.denominator, tuple(weights))

    def _beyond(self, number: int, end: int) -> bool:
        # All of a number that is the last end itself lies in the brackets.
        return number > end


def steps(measure: Measure, /, *brackets: BracketLike) -> Measure:
    """Give each recipient the value of the bracket that a measure falls in (trappa).

    value(k) for the bracket k with low(k) <= measure(i) < high(k), for each recipient i,
    in the values' unit. A bracket is (from, value) and ends where the next one begins, the
    last never; or (low, high, value), with None for no upper end. The value jumps at each
    threshold; for a scale without jumps see `marginal`.

    Real: Austria's municipalities get an amount for each inhabitant by their size class
    (regulation to the FAG 2008, § 5).

    >>> from fordelning.measures import population
    >>> steps(population(), (0, 1), (50_000, "1,5"), (200_000, 2))
    steps(population(), (0, 1), (50000, "3/2"), (200000, 2))

    Raises:
        InputTypeError: no measure, no bracket, or an end or a value that is no exact number.
        InputValueError: no brackets, a hole between them, an overlap, or swapped ends.

    Raises, when it is evaluated:
        InputValueError: somebody's number is in no bracket.
    """
    return Stepped(measure, brackets)


def marginal(measure: Measure, /, *brackets: BracketLike) -> Measure:
    """Weigh each part of a measure at its bracket's rate (marginalskala, graderad skala).

    sum over the brackets k of rate(k) * (the part of measure(i) between low(k) and
    high(k)), for each recipient i: in the measure's unit times that of the rates, without
    a jump at any threshold, as a scale of income tax is. Brackets are those of `steps`;
    the first begins at 0, and a rate may be 0.

    Real: Austria's graduated population key (abgestufter Bevölkerungsschlüssel). Its text
    multiplies people by the size class and adds a part below each threshold, so that there
    is no jump: this scale, up to 20 000 people (regulation to the FAG 2008, § 4).

    >>> from fordelning.measures import population
    >>> marginal(
    ...     population(), (0, "108/67"), (9_000, "434/201"), (10_000, "5/3"), (18_000, 20_000, 5)
    ... )
    marginal(population(), (0, "108/67"), (9000, "434/201"), (10000, "5/3"), (18000, 20000, 5))

    Raises:
        InputTypeError, InputValueError: as `steps`; a first bracket that does not begin at 0.

    Raises, when it is evaluated:
        InputValueError: somebody's number is negative, or above the last bracket.
    """
    return Marginal(measure, brackets)
