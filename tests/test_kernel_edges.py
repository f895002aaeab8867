"""The kernel at its edges: bounds that bind on huge totals, totals of one, what errors name.

Expectations are by hand, from the rules that `Method` and `apportion` state.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from fordelning.apportionment import REFUSE, Method, apportion, certify
from fordelning.apportionment.divisor import DIVISORS
from fordelning.apportionment.quotients import Quotient, quotients
from fordelning.errors import (
    InfeasibleError,
    InputTypeError,
    InputValueError,
    ResidualError,
    WeightError,
)

HUGE = 6 * 10**18


class TestBoundsOnHugeTotals:
    """Between bounds too a larger total takes no longer: of 6 * 10^18 units by 1, 2 and 3 the
    quotas are 1, 2 and 3 * 10^18. By largest remainder others pay in equal units; by a divisor
    method they share the rest in proportion."""

    @pytest.mark.parametrize(
        ("minimum", "maximum", "equally", "in_proportion"),
        [
            # The third has half of the rest less: 10^18 more for the others.
            (None, [None, None, HUGE // 3], (15, 25, 20), (13, 27, 20)),
            # The first has twice its quota: 10^18 less for the others.
            ([HUGE // 3, 0, 0], None, (20, 15, 25), (20, 16, 24)),
            # The third is cut to 2, the first raised to 2: what is left is the second's.
            ([HUGE // 3, 0, 0], [None, None, HUGE // 3], (20, 20, 20), (20, 20, 20)),
        ],
    )
    @pytest.mark.parametrize(
        "method", [Method.LARGEST_REMAINDER, Method.SAINTE_LAGUE, Method.DHONDT, Method.ADAMS]
    )
    def test_are_met_at_once(
        self,
        method: Method,
        minimum: list[int] | None,
        maximum: list[int | None] | None,
        equally: tuple[int, ...],
        in_proportion: tuple[int, ...],
    ) -> None:
        units = apportion(HUGE, [1, 2, 3], method, minimum=minimum, maximum=maximum)
        expected = equally if method is Method.LARGEST_REMAINDER else in_proportion
        # In tenths of 10^18, to the nearest: thirds of units are the method's own matter.
        assert tuple(round(Fraction(unit, 10**17)) for unit in units) == expected
        assert sum(units) == HUGE

    def test_four_who_pay_for_each_other(self) -> None:
        # Quotas 1, 2, 3 and 4 * 10^18. The last is held at 3, so the others have 1/3 more each.
        units = apportion(10**19, [1, 2, 3, 4], maximum=[None, None, None, 3 * 10**18])
        third = 10**18 // 3
        assert units == [10**18 + third + 1, 2 * 10**18 + third, 3 * 10**18 + third, 3 * 10**18]


class TestSmallBounds:
    """Each unit to the largest quotient among those below their maximum."""

    def test_nobody_gets_more_than_the_maximum_on_the_way(self) -> None:
        # Quotients 6 / 1, 3 / 1, 2 / 1: one each to the second and the third.
        assert apportion(2, [2, 6, 3], Method.DHONDT, maximum=1) == [0, 1, 1]

    @pytest.mark.parametrize("method", [Method.LARGEST_REMAINDER, Method.DHONDT])
    def test_of_a_single_unit(self, method: Method) -> None:
        assert apportion(1, [1, 2], method, maximum=1) == [0, 1]
        assert apportion(1, [1, 2], method, maximum=[1, 0]) == [1, 0]

    @pytest.mark.parametrize("method", [Method.LARGEST_REMAINDER, Method.SAINTE_LAGUE])
    def test_who_has_no_weight_makes_up_for_no_maximum(self, method: Method) -> None:
        # The second has 3 at most, and the first exactly its minimum: 2 of 5 are nobody's.
        with pytest.raises(InfeasibleError) as caught:
            apportion(5, [0, 1], method, maximum=[5, 3])
        assert caught.value.code == "limits.below"

    def test_codes_that_are_not_there_are_named_whatever_they_are(self) -> None:
        bounds = {5: 1, "x": 1}
        with pytest.raises(InputValueError) as caught:
            apportion(5, {"a": 1}, minimum=bounds)  # type: ignore[arg-type]
        assert caught.value.code == "limits.codes"


class TestWhatErrorsName:
    """What is wrong, with its value and its place."""

    def test_a_code_that_is_no_text(self) -> None:
        with pytest.raises(InputTypeError) as caught:
            apportion(1, {1_234: 1})  # type: ignore[dict-item]
        assert (caught.value.code, caught.value.value, caught.value.type) == (
            "code.type",
            "1234",
            "int",
        )

    @pytest.mark.parametrize("before", [0, 1])
    def test_the_first_negative_weight(self, before: int) -> None:
        with pytest.raises(WeightError, match=r"^the weights give place 1 the negative weight -2"):
            apportion(5, [before, -2, -3])

    def test_weights_that_are_all_zero(self) -> None:
        with pytest.raises(WeightError, match=r"^the weights\b"):
            apportion(5, [0, 0])


class TestOneLargest:
    """NEAREST_THEN_LARGEST: the rest to the largest quota, which is no tie where it is alone."""

    def test_that_has_less_than_the_rest_is_named(self) -> None:
        # Quotas 1 and four halves, which all round to 1: 5 of 3, so the largest has 1 - 2.
        with pytest.raises(ResidualError) as caught:
            apportion(3, {"a": 1, "b": 1, "c": 2, "d": 1, "e": 1}, Method.NEAREST_THEN_LARGEST)
        assert caught.value.recipient == "c"

    def test_has_its_certificate_where_ties_are_refused(self) -> None:
        # Quotas 1 1/2 and three halves round to 2, 1, 1 and 1: 5 of 3, so the largest has 0.
        weights, method = [3, 1, 1, 1], Method.NEAREST_THEN_LARGEST
        assert apportion(3, weights, method, ties=REFUSE) == [0, 1, 1, 1]
        certify(3, weights, [0, 1, 1, 1], method, ties=REFUSE)


class TestTheAccount:
    """Of a divisor method: units went at quota and divisor, the k-th of uddatalsmetoden at
    1/2, 1 1/2, 2 1/2; who has none has no last unit."""

    def test_the_divisors_of_uddatalsmetoden(self) -> None:
        divisors = DIVISORS[Method.SAINTE_LAGUE]
        assert [divisors.divisor(k) for k in (1, 2, 3)] == [
            Fraction(1, 2),
            Fraction(3, 2),
            Fraction(5, 2),
        ]

    def test_of_who_has_no_unit(self) -> None:
        # Of 3 units by 14 and 1: quotas 2.8 and 0.2. The third went at 2.8 / 2.5 = 1.12.
        found = quotients(Method.SAINTE_LAGUE, [Fraction(14, 5), Fraction(1, 5)], [3, 0], 1)
        assert found is not None
        assert (found.divisor, found.last, found.next_divisor) == (None, None, Fraction(1, 2))
        assert (found.next, found.reached) == (
            Quotient(Fraction(2, 5), 5),
            Quotient(Fraction(28, 25), 5),
        )

    def test_of_who_has_no_weight(self) -> None:
        found = quotients(Method.SAINTE_LAGUE, [Fraction(3), Fraction(0)], [3, 0], 1)
        assert found is not None
        assert (found.last, found.next) == (None, None)
