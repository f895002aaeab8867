"""The divisor methods: units go to the largest quotients of weight and divisor.

Each has its divisors (signposts): a recipient's k-th unit goes at the quotient of its
weight and s(k). Units are first put about where they will end, then moved one by one; so
a larger total takes no longer. Weights are whole and not negative. Never here: checks of
the caller's input.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from fordelning.apportionment.method import CodeOf, Method
from fordelning.apportionment.priority import Bounds, Claims, Priority, level
from fordelning.apportionment.ties import Tie, Ties
from fordelning.errors import WeightError

__all__ = ["DIVISORS", "Divisors"]


@frozen
class Divisors:
    """Hold a method's divisors: s(k), for k from 1 on, as numerator and denominator.

    `halves` is about how many halves k - s(k) is; where to begin rests on it, the outcome
    does not. Of a `squared` method s(k) and weights are compared by their squares, and `at`
    gives that of s(k).

    >>> DIVISORS[Method.SAINTE_LAGUE].divisor(3), DIVISORS[Method.HUNTINGTON_HILL].divisor(3)
    (Fraction(5, 2), Fraction(6, 1))
    """

    method: Method
    at: Callable[[int], tuple[int, int]]
    halves: int = 1
    squared: bool = False

    def divisor(self, k: int) -> Fraction:
        """Return s(k), or its square."""
        return Fraction(*self.at(k))

    def quotient(self, weight: Fraction, k: int) -> Fraction:
        """Return the quotient of a weight and s(k), or its square; s(k) must not be zero."""
        return (weight * weight if self.squared else weight) / self.divisor(k)

    @property
    def one_each(self) -> bool:
        """Whether everyone with a weight gets a unit before anyone gets a second: s(1) = 0."""
        return self.at(1)[0] == 0

    def apportion(
        self, quotas: Sequence[int], denominator: int, code_of: CodeOf, ties: Ties
    ) -> tuple[list[int], Tie | None]:
        """Return the units of each, and the tie that had to be decided, if any."""
        return self._free(quotas, denominator).settled(code_of, ties)

    def holds(
        self,
        quotas: Sequence[int],
        denominator: int,
        units: Sequence[int],
        code_of: CodeOf,
        ties: Ties,
    ) -> bool:
        """Tell whether the units are the method's, without computing them again.

        They are when they add up and the largest quotient that was not reached is no larger
        than the least that was; equal ones must stand in the order of `ties`.
        """
        return self._free(quotas, denominator).hold(units, code_of, ties)

    def between(self, quotas: Sequence[int], denominator: int, bounds: Bounds) -> Claims:
        """Return the claims of each between bounds."""
        total = sum(quotas) // denominator
        if total == 0:
            bounds = evolve(bounds, high=bounds.low)
        bounds = self.least(quotas, bounds, total)
        scale = 1 << max(quotas).bit_length()

        def start() -> list[int]:
            multiplier = level([0] * len(quotas), quotas, scale, bounds, total)
            return self._about(quotas, multiplier, scale, bounds)

        return Claims(total, bounds, self._priority(quotas, total), start)

    def _free(self, quotas: Sequence[int], denominator: int) -> Claims:
        weight = sum(quotas)
        total = weight // denominator
        bounds = Bounds([0] * len(quotas), [total if quota else 0 for quota in quotas])
        bounds = self.least(quotas, bounds, total)

        def start() -> list[int]:
            more = sum(map(bool, quotas)) * (1 - self.halves)
            return self._about(quotas, 2 * total + more, 2 * weight or 1, bounds)

        return Claims(total, bounds, self._priority(quotas, total), start)

    def least(self, weights: Sequence[int], bounds: Bounds, total: int) -> Bounds:
        """Return the bounds, with one unit for each where the method gives that.

        Raises:
            WeightError: there are not so many units.
        """
        if not self.one_each:
            return bounds
        low = [
            1 if least == 0 and weight and most else least
            for weight, least, most in zip(weights, bounds.low, bounds.high, strict=True)
        ]
        if sum(low) > total:
            raise WeightError(
                "weights.one_each",
                method=self.method.name,
                recipients=sum(map(bool, low)),
                least=sum(low),
                total=total,
            )
        return evolve(bounds, low=low)

    def _about(
        self, weights: Sequence[int], multiplier: int, over: int, bounds: Bounds
    ) -> list[int]:
        """Return every weight times the multiplier, rounded about as the method does."""
        multiplier, more, over = 2 * multiplier, self.halves * over, 2 * over
        return bounds.clamped([(weight * multiplier + more) // over for weight in weights])

    def _priority(self, weights: Sequence[int], total: int) -> Priority:
        # Two quotients that differ do so by at least one over both their denominators, and
        # none of these is above the larger of the ends'; so many bits keep quotients apart.
        shift = 2 * max(self.at(1)[0], self.at(total + 1)[0]).bit_length()
        shifted = [(weight * weight if self.squared else weight) << shift for weight in weights]
        at = self.at

        def priority(place: int, k: int) -> int:
            over, times = at(k)
            return shifted[place] * times // over

        return priority


def _sainte_lague(k: int) -> tuple[int, int]:
    return 2 * k - 1, 2


def _sainte_lague_1_2(k: int) -> tuple[int, int]:
    return (3, 5) if k == 1 else (2 * k - 1, 2)


def _sainte_lague_1_4(k: int) -> tuple[int, int]:
    return (7, 10) if k == 1 else (2 * k - 1, 2)


def _dhondt(k: int) -> tuple[int, int]:
    return k, 1


def _adams(k: int) -> tuple[int, int]:
    return k - 1, 1


def _huntington_hill(k: int) -> tuple[int, int]:
    return k * (k - 1), 1


def _dean(k: int) -> tuple[int, int]:
    return 2 * k * (k - 1), 2 * k - 1


DIVISORS: dict[Method, Divisors] = {
    each.method: each
    for each in (
        Divisors(Method.SAINTE_LAGUE, _sainte_lague),
        Divisors(Method.SAINTE_LAGUE_1_2, _sainte_lague_1_2),
        Divisors(Method.SAINTE_LAGUE_1_4, _sainte_lague_1_4),
        Divisors(Method.DHONDT, _dhondt, halves=0),
        Divisors(Method.ADAMS, _adams, halves=2),
        Divisors(Method.HUNTINGTON_HILL, _huntington_hill, squared=True),
        Divisors(Method.DEAN, _dean),
    )
}
