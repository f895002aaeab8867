"""Measures as formulas: figures where they stand, put together by +, - and x.

A measure is whole numbers in formulas, once its fractions are multiplied away. Never here:
how numbers share money, or brackets and other measures that formulas do not follow.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import gcd, lcm
from typing import TypeAlias

from attrs import frozen

from fordelning.exact import Vector
from fordelning.measures import Measure, Scope
from fordelning.measures.base import Binary, Constant
from fordelning.measures.expressions import Figures, Listed
from fordelning.writers.plan import Plan, below
from fordelning.writers.saying import in_words
from fordelning.writers.words import Word

__all__ = ["Followed", "Links", "Weights", "followed", "is_whole", "weighed"]

Links: TypeAlias = Callable[[Measure, Scope], dict[str, str]]
"""Where the figures of a measure that reads one table stand, by code."""


@frozen
class Followed:
    """Hold whole numbers, `times` times those of a measure, and what gives each.

    `given` tells that the rule itself has all of them.
    """

    times: int
    numbers: tuple[int, ...]
    formulas: tuple[str, ...]
    given: bool = False

    def multiplied(self, by: int) -> Followed:
        """Return the same measure with so many times the numbers."""
        if by == 1:
            return self
        numbers = tuple(each * by for each in self.numbers)
        formulas = tuple(f"{each}*{by}" for each in self.formulas)
        return Followed(self.times * by, numbers, formulas, self.given)


@frozen
class Weights:
    """Name a column of weights; a measure is `scale` times them."""

    name: str
    scale: Fraction = Fraction(1)


def is_whole(vector: Vector) -> bool:
    """Tell whether all the numbers are whole."""
    return all(number.denominator == 1 for number in vector.fractions())


def followed(measure: Measure, scope: Scope, links: Links) -> Followed | None:
    """Return a measure as formulas of the figures; None where formulas do not follow it.

    Raises:
        NotLive: it takes too large numbers.
    """
    match measure:
        case Constant() | Listed():
            return _given(measure.vector(scope))
        case Figures():
            vector, cells = measure.vector(scope), links(measure, scope)
            if not is_whole(vector):
                return None
            numbers = tuple(int(number) for number in vector.fractions())
            below(max(map(abs, numbers), default=0))
            return Followed(1, numbers, tuple(cells[code] for code in scope.codes))
        case Binary():
            return _both(measure, scope, links)
        case _:
            return None


def _given(vector: Vector) -> Followed:
    fractions = vector.fractions()
    times = lcm(*(each.denominator for each in fractions))
    numbers = tuple(int(each * times) for each in fractions)
    below(max(map(abs, numbers), default=0))
    return Followed(times, numbers, tuple(map(str, numbers)), given=True)


def _both(measure: Binary, scope: Scope, links: Links) -> Followed | None:
    """Return the sum, difference or product of two; a quotient only by what the rule has."""
    left, right = followed(measure.left, scope, links), followed(measure.right, scope, links)
    if measure.sign == "/":
        if right is None or not right.given:
            return None
        right = _given(Vector.of(Fraction(right.times, each) for each in right.numbers))
    if left is None or right is None:
        return None
    if measure.sign in "*/":
        numbers = tuple(a * b for a, b in zip(left.numbers, right.numbers, strict=True))
        sign, times = "*", left.times * right.times
    else:
        times = lcm(left.times, right.times)
        left, right = (each.multiplied(times // each.times) for each in (left, right))
        sign, turn = measure.sign, 1 if measure.sign == "+" else -1
        numbers = tuple(a + turn * b for a, b in zip(left.numbers, right.numbers, strict=True))
    below(max(map(abs, numbers), default=0))
    formulas = tuple(
        f"({a}{sign}{b if b[0] != '-' else f'({b})'})"
        for a, b in zip(left.formulas, right.formulas, strict=True)
    )
    if left.given and right.given:
        return Followed(times, numbers, tuple(map(str, numbers)), given=True)
    return Followed(times, numbers, formulas)


def weighed(
    plan: Plan, measure: Measure, scope: Scope, links: Links, word: Word = Word.WEIGHT
) -> Weights:
    """Add the weights of a measure: whole numbers in its proportions, by formulas if it can be."""
    found, said = followed(measure, scope, links), in_words(measure, plan.language)
    if found is None:
        plan.stays(Word.WEIGHTS_STAY, said)
        numbers, formulas, scale = _plain(measure.vector(scope))
    else:
        numbers, scale = found.numbers, Fraction(1, found.times)
        formulas = ("",) * len(numbers) if found.given else found.formulas
    by_code = dict(zip(scope.codes, formulas, strict=True))
    name = plan.column(
        "w",
        plan.say(word),
        plan.spread(scope.codes, numbers),
        [by_code.get(code, "") for code in plan.codes],
        said if scale == 1 else plan.say(Word.WHOLE_WEIGHT_OF, measure=said),
        summed=word is Word.WEIGHT,
    )
    return Weights(name, scale)


def _plain(vector: Vector) -> tuple[tuple[int, ...], tuple[str, ...], Fraction]:
    """Return a measure's numbers, or the smallest whole ones in their proportions."""
    none = ("",) * len(vector)
    if is_whole(vector):
        return tuple(number.numerator for number in vector.fractions()), none, Fraction(1)
    common = gcd(*vector.weights)
    scale = Fraction(vector.numerator * common, vector.denominator)
    return tuple(weight // common for weight in vector.weights), none, scale
