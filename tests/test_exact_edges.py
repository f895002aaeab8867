"""Exact numbers at their edges: the longest that is read, nothing, parts of one, the empty."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from fordelning.errors import InputTypeError, InputValueError
from fordelning.exact import Vector, exact


class TestTheLongestDecimal:
    """A Decimal of at most 200 digits before or behind the mark is read."""

    def test_is_the_two_hundredth_power_of_ten(self) -> None:
        assert exact(Decimal("1e200")) == 10**200
        assert exact(Decimal("1e-200")) == Fraction(1, 10**200)
        for beyond in ("1e201", "1e-201"):
            with pytest.raises(InputValueError):
                exact(Decimal(beyond))


class TestPartsOfOne:
    """A number between 0 and 1 is positive, and one of nothing has no sign."""

    def test_repeated(self) -> None:
        assert Vector.repeated(Fraction(1, 2), 2).fractions() == (Fraction(1, 2),) * 2
        assert Vector.repeated(Fraction(-1, 2), 2).fractions() == (Fraction(-1, 2),) * 2

    def test_scale(self) -> None:
        assert Vector(1, 1, (4, -2)).scaled(Fraction(1, 2)) == Vector(1, 1, (2, -1))
        assert Vector(1, 1, (4, -2)).scaled(Fraction(-1, 2)) == Vector(1, 1, (-2, 1))


class TestNothing:
    """Numbers that are all zero add up as others do."""

    def test_and_nothing_is_nothing(self) -> None:
        assert Vector(0, 1, (1, 2)) + Vector(0, 5, (3, 4)) == Vector(1, 1, (0, 0))

    def test_and_something_is_that(self) -> None:
        something = Vector(1, 5, (3, 4))
        assert (Vector(0, 1, (1, 2)) + something).fractions() == (Fraction(3, 5), Fraction(4, 5))
        assert (something + Vector(0, 1, (1, 2))).fractions() == (Fraction(3, 5), Fraction(4, 5))

    def test_of_nobody(self) -> None:
        assert not Vector(1, 1, ()).has_negative()
        assert Vector(1, 1, ()).fractions() == ()


class TestWeights:
    """A vector is a value: whatever its weights come in, it keeps them as a tuple."""

    def test_are_kept_as_a_tuple(self) -> None:
        weights = [1, 2]
        vector = Vector(1, 1, weights)
        weights[0] = 9
        assert vector.weights == (1, 2)

    def test_hashes_tell_numbers_apart(self) -> None:
        assert len({hash(Vector(1, 1, (number,))) for number in range(100)}) > 90


class TestNumbersOfOtherKinds:
    """What is exact is taken, as `exact` takes it; what is not is named with its value."""

    LOOSE: Any = Vector

    def test_exact_ones(self) -> None:
        numbers = [1, Fraction(1, 2), Decimal("0.25"), "2/3"]
        assert self.LOOSE.of(numbers) == Vector(1, 12, (12, 6, 3, 8))
        assert self.LOOSE.of([1, 2]) == Vector(1, 1, (1, 2))
        assert self.LOOSE.repeated("1/2", 2) == Vector(1, 2, (1, 1))

    @pytest.mark.parametrize(
        "call",
        [
            lambda loose: loose.of([1, 0.5]),
            lambda loose: loose.of([0.5, Fraction(1, 2)]),
            lambda loose: loose.repeated(0.5, 2),
            lambda loose: loose(1, 1, (0, 0.5)).adds_up_to(Fraction(1, 2)),
            lambda loose: loose(1, 0.5, (1, 0)).adds_up_to(Fraction(2)),
        ],
    )
    def test_floats(self, call: Callable[[Any], object]) -> None:
        with pytest.raises(InputTypeError, match=r"a float is not exact: 0\.5"):
            call(self.LOOSE)
