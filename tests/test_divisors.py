"""Divisor methods, bounds, and what each method promises: laws, and examples against others."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from fordelning import BY_CODE, REFUSE, Lot, Method, apportion, certify
from fordelning.apportionment import Tie
from fordelning.apportionment.api import KERNELS
from fordelning.apportionment.priority import Bounds, Claims, level
from fordelning.apportionment.quotients import quotients
from fordelning.errors import (
    CertificateError,
    FordelningError,
    InfeasibleError,
    InputTypeError,
    InputValueError,
    ResidualError,
    TieError,
    WeightError,
)

from .strategies import SETTINGS

# s(k) by the book; of Huntington-Hill its square, as it is irrational.
SIGNPOSTS = {
    Method.SAINTE_LAGUE: lambda k: k - Fraction(1, 2),
    Method.SAINTE_LAGUE_1_2: lambda k: Fraction("0.6") if k == 1 else k - Fraction(1, 2),
    Method.SAINTE_LAGUE_1_4: lambda k: Fraction("0.7") if k == 1 else k - Fraction(1, 2),
    Method.DHONDT: Fraction,
    Method.ADAMS: lambda k: Fraction(k - 1),
    Method.HUNTINGTON_HILL: lambda k: Fraction(k * (k - 1)),
    Method.DEAN: lambda k: Fraction(2 * k * (k - 1), 2 * k - 1),
}
DIVISOR_METHODS = tuple(SIGNPOSTS)
ONE_EACH = (Method.ADAMS, Method.HUNTINGTON_HILL, Method.DEAN)
BOUNDED = (Method.LARGEST_REMAINDER, *DIVISOR_METHODS)
TO_ONE = (Method.NEAREST_THEN_LARGEST, Method.NEAREST_THEN_LAST)

divisor_methods = pytest.mark.parametrize("method", DIVISOR_METHODS, ids=lambda each: each.value)
every_method = pytest.mark.parametrize("method", Method, ids=lambda each: each.value)

totals = st.integers(0, 30)
weights = st.lists(st.integers(0, 12), min_size=1, max_size=6).filter(any)


def claim(method: Method, total: int, by: list[int], place: int, k: int) -> tuple[int, Fraction]:
    """Return with what a recipient claims its k-th unit: infinity first, then the quotient."""
    if method is Method.LARGEST_REMAINDER:
        return 0, Fraction(total * by[place], sum(by)) - k
    signpost = SIGNPOSTS[method](k)
    weight = by[place] ** 2 if method is Method.HUNTINGTON_HILL else by[place]
    return (1, Fraction(0)) if signpost == 0 else (0, weight / signpost)


def slow(
    total: int, by: list[int], method: Method, low: list[int], high: list[int]
) -> list[int] | None:
    """Give units one by one to the first claim, from the minima on; None if there are too few."""
    if method in ONE_EACH:
        needed = [
            1 if weight and most and not least else least
            for weight, least, most in zip(by, low, high, strict=True)
        ]
        if sum(needed) > total:
            return None
    units = list(low)
    for _ in range(total - sum(low)):
        able = [place for place, weight in enumerate(by) if weight and units[place] < high[place]]
        first = max(
            able, key=lambda place: (claim(method, total, by, place, units[place] + 1), -place)
        )
        units[first] += 1
    return units


def unbounded(total: int, by: list[int], method: Method) -> list[int] | None:
    return slow(total, by, method, [0] * len(by), [total + 1] * len(by))


@st.composite
def bounded(draw: st.DrawFn) -> tuple[int, list[int], list[int], list[int]]:
    """Draw a total, weights, and minima and maxima that leave room for it."""
    by = draw(weights)
    bounds = [sorted(draw(st.tuples(st.integers(0, 9), st.integers(0, 14)))) for _ in by]
    low, high = [each[0] for each in bounds], [each[1] for each in bounds]
    most = sum(m if weight else least for weight, least, m in zip(by, low, high, strict=True))
    return draw(st.integers(sum(low), most)), by, low, high


class TestTheWorkedExample:
    """ "10 units by the weights 6, 6 and 2." By hand: 6 / 4 1/2 = 2 / 1 1/2 ties three for the
    last unit; 6 / 5 twice; 2 / 1 before 6 / 4; 2 / √2 before 6 / √20; 2 / (4/3) before 6 / (40/9).
    """

    @pytest.mark.parametrize(
        ("method", "units", "tie"),
        [
            (Method.SAINTE_LAGUE, [5, 4, 1], Tie(("0",), ("1", "2"))),
            (Method.SAINTE_LAGUE_1_2, [5, 4, 1], Tie(("0",), ("1", "2"))),
            (Method.SAINTE_LAGUE_1_4, [5, 4, 1], Tie(("0",), ("1", "2"))),
            (Method.DHONDT, [5, 4, 1], Tie(("0",), ("1",))),
            (Method.ADAMS, [4, 4, 2], None),
            (Method.HUNTINGTON_HILL, [4, 4, 2], None),
            (Method.DEAN, [4, 4, 2], None),
        ],
    )
    def test_by_every_divisor_method(
        self, method: Method, units: list[int], tie: Tie | None
    ) -> None:
        assert apportion(10, [6, 6, 2], method) == units
        certify(10, [6, 6, 2], units, method)
        kernel = KERNELS[method]
        assert kernel.apportion([60, 60, 20], 14, str, BY_CODE) == (units, tie)

    # The surprises told in the methods' docstrings.
    @pytest.mark.parametrize(
        ("method", "total", "by", "units"),
        [
            (Method.SAINTE_LAGUE, 7, [8, 1, 1, 1], [4, 1, 1, 1]),
            (Method.SAINTE_LAGUE_1_2, 2, [3, 1, 1, 1, 1], [2, 0, 0, 0, 0]),
            (Method.SAINTE_LAGUE_1_4, 3, [4, 1, 1, 1], [3, 0, 0, 0]),
            (Method.DHONDT, 4, [5, 1, 1], [4, 0, 0]),
            (Method.ADAMS, 3, [5, 1, 1], [1, 1, 1]),
            (Method.HUNTINGTON_HILL, 14, [7, 1, 1, 1, 1], [10, 1, 1, 1, 1]),
            (Method.DEAN, 26, [9061, 7179, 5259, 3319, 1182], [9, 7, 5, 4, 1]),
            (Method.HUNTINGTON_HILL, 26, [9061, 7179, 5259, 3319, 1182], [9, 7, 6, 3, 1]),
        ],
    )
    def test_each_has_its_surprise(
        self, method: Method, total: int, by: list[int], units: list[int]
    ) -> None:
        assert apportion(total, by, method, ties=REFUSE) == units


@divisor_methods
class TestDivisorMethods:
    """Signposts s(k); every unit to the largest w / s(k) that is left."""

    @pytest.mark.property
    @SETTINGS
    @given(totals, weights)
    @example(7, [8, 1, 1, 1])
    @example(5, [0, 0, 3])
    @example(1, [7, 3])
    def test_is_the_slow_reference(self, method: Method, total: int, by: list[int]) -> None:
        expected = unbounded(total, by, method)
        if expected is None:
            with pytest.raises(WeightError, match="gives everyone with a weight at least one"):
                apportion(total, by, method)
            with pytest.raises(WeightError):
                certify(total, by, [0] * len(by), method)
        else:
            assert apportion(total, by, method) == expected
            certify(total, by, expected, method)

    def test_many_small_ones_take_many_steps(self, method: Method) -> None:
        # Where the start is far off on purpose: quotas of 40 small ones are just below a half,
        # or just above.
        for small in (9, 11):
            by = [small] * 40 + [600]
            for total in (41, 50, 83):
                assert apportion(total, by, method) == unbounded(total, by, method)

    @pytest.mark.property
    @SETTINGS
    @given(st.integers(1, 10**30), st.lists(st.integers(1, 10**9), min_size=2, max_size=6))
    def test_large_totals_are_certified_and_whole_quotas_kept(
        self, method: Method, total: int, by: list[int]
    ) -> None:
        assume(total >= len(by))
        units = apportion(total, by, method)
        certify(total, by, units, method)
        assert sum(units) == total
        assert apportion(total * sum(by), by, method) == [total * weight for weight in by]

    @pytest.mark.property
    @SETTINGS
    @given(totals, weights)
    def test_parts_are_coherent(self, method: Method, total: int, by: list[int]) -> None:
        """What some share is what they would share of the same among themselves."""
        assume(method not in ONE_EACH or total >= sum(map(bool, by)))
        codes = [chr(ord("a") + place) for place in range(len(by))]
        units = apportion(total, dict(zip(codes, by, strict=True)), method)
        part = {code: weight for code, weight in zip(codes, by, strict=True) if code < "d"}
        assume(any(part.values()))
        shared = {code: units[code] for code in part}
        assert apportion(sum(shared.values()), part, method) == shared

    @pytest.mark.property
    @SETTINGS
    @given(totals, weights, st.sampled_from([BY_CODE, Lot("x"), Lot("y")]))
    def test_ties_are_decided_in_order_and_told(
        self, method: Method, total: int, by: list[int], ties: Any
    ) -> None:
        assume(method not in ONE_EACH or total >= sum(map(bool, by)))
        quotas = [total * weight for weight in by]
        kernel = KERNELS[method]
        units, tie = kernel.apportion(quotas, sum(by), str, ties)
        assert kernel.holds(quotas, sum(by), units, str, ties)
        if tie is None:
            assert apportion(total, by, method, ties=REFUSE) == units
            return
        tied = sorted((*tie.winners, *tie.losers))
        order = [tied[place] for place in ties.order(tied)]
        assert set(tie.winners) == set(order[: len(tie.winners)])
        last = {claim(method, total, by, int(code), units[int(code)]) for code in tie.winners}
        then = {claim(method, total, by, int(code), units[int(code)] + 1) for code in tie.losers}
        assert len(last | then) == 1
        for refused in (
            lambda: apportion(total, by, method, ties=REFUSE),
            lambda: certify(total, by, units, method, ties=REFUSE),
        ):
            with pytest.raises(TieError):
                refused()

    def test_a_total_of_nothing(self, method: Method) -> None:
        kernel = KERNELS[method]
        assert kernel.apportion([0, 0], 1, str, BY_CODE) == ([0, 0], None)
        assert kernel.holds([0, 0], 1, [0, 0], str, BY_CODE)
        assert not kernel.holds([0, 0], 1, [1, -1], str, BY_CODE)
        if method in ONE_EACH:
            with pytest.raises(WeightError, match="2 recipients need 2 units, and there are 0"):
                apportion(0, [1, 0, 2], method)
            with pytest.raises(WeightError, match="1 recipients need 1 units, and there are 0"):
                apportion(0, [1, 2], method, maximum=[0, 5])
        else:
            assert apportion(0, [1, 2], method) == [0, 0]
            assert apportion(0, [1, 2], method, maximum=5) == [0, 0]
        assert apportion(0, [1, 2], method, maximum=0) == [0, 0]
        certify(0, [1, 2], [0, 0], method, maximum=0)

    def test_a_negative_total_is_the_mirror(self, method: Method) -> None:
        assert apportion(-11, [6, 6, 2], method) == [-u for u in apportion(11, [6, 6, 2], method)]
        certify(-11, [6, 6, 2], apportion(-11, [6, 6, 2], method), method)


class TestBounds:
    """min_i <= x_i <= max_i; max{w_i / s(x_i + 1): x_i < max_i} <= min{w_j / s(x_j): x_j > min_j};
    largest remainder takes max(min_i, floor(q_i)), then remainders."""

    @pytest.mark.property
    @SETTINGS
    @given(bounded(), st.sampled_from(BOUNDED))
    def test_is_the_slow_reference(
        self, case: tuple[int, list[int], list[int], list[int]], method: Method
    ) -> None:
        total, by, low, high = case
        expected = slow(total, by, method, low, high)
        if expected is None:
            with pytest.raises(WeightError, match="gives everyone with a weight at least one"):
                apportion(total, by, method, minimum=low, maximum=high)
        else:
            got = apportion(total, by, method, minimum=low, maximum=high)
            assert got == expected
            certify(total, by, got, method, minimum=low, maximum=high)
            assert apportion(-total, by, method, minimum=low, maximum=high) == [-u for u in got]

    @pytest.mark.property
    @SETTINGS
    @given(totals, weights, st.sampled_from(BOUNDED))
    def test_that_do_not_bind_change_nothing(
        self, total: int, by: list[int], method: Method
    ) -> None:
        assume(method not in ONE_EACH or total >= sum(map(bool, by)))
        free = apportion(total, by, method)
        assert apportion(total, by, method, minimum=0) == free
        assert apportion(total, by, method, minimum=0, maximum=total) == free

    @pytest.mark.property
    @SETTINGS
    @given(totals, weights, st.integers(0, 2))
    def test_largest_remainder_is_the_census_rule_where_that_says_anything(
        self, total: int, by: list[int], least: int
    ) -> None:
        quotas = [Fraction(total * weight, sum(by)) for weight in by]
        units = [max(least, floor(quota)) for quota in quotas]
        assume(sum(units) <= total)
        queue = sorted(range(len(by)), key=lambda place: (units[place] - quotas[place], place))
        for place in queue[: total - sum(units)]:
            units[place] += 1
        assert apportion(total, by, minimum=least) == units

    def test_minima_that_are_too_many_are_paid_for_in_equal_units(self) -> None:
        # Quotas of 20 by 14, 4, 1 and 1 are the weights. Minima of 3 take 4 units too many,
        # of the 14 and the 4: one unit leaves the latter at its minimum, three are the first's.
        assert apportion(20, [14, 4, 1, 1], minimum=3) == [11, 3, 3, 3]
        # By quotients the first gets its eleventh unit, at 14 / 10.5, before 4 / 3.5.
        assert apportion(20, [14, 4, 1, 1], Method.SAINTE_LAGUE, minimum=3) == [11, 3, 3, 3]
        assert apportion(30, [15, 9, 3, 3], minimum=6) == [12, 6, 6, 6]

    def test_maxima_are_made_up_for_in_equal_units(self) -> None:
        # Quotas 80, 15 and 5; a maximum of 50 leaves 30 units, 15 for each of the others.
        assert apportion(100, [80, 15, 5], maximum=50) == [50, 30, 20]
        # By weight: 15 and 5 share 50 as 37.5 and 12.5; 15 / 37.5 = 5 / 12.5 ties.
        assert apportion(100, [80, 15, 5], Method.SAINTE_LAGUE, maximum=50) == [50, 38, 12]

    def test_take_any_shape_that_the_weights_have(self) -> None:
        by = {"b": 6, "a": 6, "c": 2}
        assert apportion(10, by, Method.DHONDT, minimum={"c": 3}) == {"b": 3, "a": 4, "c": 3}
        assert apportion(10, by, Method.DHONDT, maximum=4) == {"b": 4, "a": 4, "c": 2}
        assert apportion(10, by, Method.DHONDT, maximum={"a": 2}) == {"b": 6, "a": 2, "c": 2}
        assert apportion(10, [6, 6, 2], Method.DHONDT, maximum=[3, None, 2]) == [3, 6, 1]
        certify(10, by, {"b": 3, "a": 4, "c": 3}, Method.DHONDT, minimum={"c": 3})

    def test_who_has_no_weight_gets_its_minimum(self) -> None:
        for method in BOUNDED:
            assert apportion(10, [5, 0, 5], method, minimum=2) == [4, 2, 4]
            certify(10, [5, 0, 5], [4, 2, 4], method, minimum=2)

    def test_a_maximum_of_nothing_is_no_claim_to_a_first_unit(self) -> None:
        for method in ONE_EACH:
            assert apportion(2, [9, 1, 1], method, maximum=[0, 1, 1]) == [0, 1, 1]
            assert apportion(3, [9, 1, 1], method, minimum=[1, 0, 0]) == [1, 1, 1]
            with pytest.raises(WeightError, match="3 recipients need 4 units, and there are 3"):
                apportion(3, [9, 1, 1], method, minimum=[2, 0, 0])

    @pytest.mark.parametrize(
        ("more", "code", "said"),
        [
            ({"minimum": 4}, "limits.above", "add up to 12 units, which is 2 more than the total"),
            ({"maximum": 3}, "limits.below", "add up to 9 units, which is 1 less than the total"),
            (
                {"minimum": 2, "maximum": [9, 1, 9]},
                "limits.crossed",
                "place 1 is to have at least 2 and at most 1",
            ),
        ],
    )
    def test_that_cannot_be_kept_are_refused_with_figures(
        self, more: dict[str, Any], code: str, said: str
    ) -> None:
        for method in BOUNDED:
            with pytest.raises(InfeasibleError, match=said) as caught:
                apportion(10, [6, 6, 2], method, **more)
            assert caught.value.code == code
            with pytest.raises(InfeasibleError):
                certify(10, [6, 6, 2], [4, 4, 2], method, **more)

    def test_crossed_bounds_name_the_code(self) -> None:
        with pytest.raises(InfeasibleError, match="b is to have at least 3 and at most 2"):
            apportion(10, {"b": 1, "a": 1}, minimum={"b": 3}, maximum={"b": 2})

    @pytest.mark.parametrize(
        ("by", "more", "code", "kind"),
        [
            ([6, 2], {"minimum": 1.0}, "limits.type", InputTypeError),
            ([6, 2], {"minimum": True}, "limits.type", InputTypeError),
            ([6, 2], {"maximum": "1"}, "limits.type", InputTypeError),
            ([6, 2], {"maximum": {"a": 1}}, "limits.type", InputTypeError),
            ({"a": 1}, {"minimum": [1]}, "limits.type", InputTypeError),
            ([6, 2], {"minimum": [1, "1"]}, "limits.type", InputTypeError),
            ([6, 2], {"minimum": -1}, "limits.negative", InputValueError),
            ([6, 2], {"maximum": [1]}, "limits.length", InputValueError),
            ({"a": 1}, {"minimum": {"b": 1}}, "limits.codes", InputValueError),
        ],
    )
    def test_of_another_shape_are_refused(
        self, by: Any, more: dict[str, Any], code: str, kind: type[FordelningError]
    ) -> None:
        with pytest.raises(kind) as caught:
            apportion(10, by, Method.DHONDT, **more)
        assert caught.value.code == code

    @pytest.mark.parametrize(
        "method", [method for method in Method if method not in BOUNDED], ids=lambda m: m.value
    )
    def test_are_refused_by_methods_that_know_none(self, method: Method) -> None:
        for refused in (
            lambda: apportion(10, [6, 2], method, minimum=1),
            lambda: certify(10, [6, 2], [8, 2], method, maximum=9),
        ):
            with pytest.raises(InputValueError, match="takes no minimum") as caught:
                refused()
            assert caught.value.code == "limits.method"

    def test_the_level_is_found_where_everybody_is_at_a_bound(self) -> None:
        assert level([0, 0], [1, 2], 1, Bounds([0, 0], [3, 4]), 7) == 3
        assert level([0], [0], 1, Bounds([2], [2]), 2) == 0
        assert level([0, 0], [1, 1], 1, Bounds([2, 2], [2, 9]), 4) in (2, 3)


class TestCertificate:
    """A corrupted result never passes."""

    @pytest.mark.property
    @SETTINGS
    @given(totals, weights, st.sampled_from(DIVISOR_METHODS), st.data())
    def test_refuses_a_unit_that_was_moved(
        self, total: int, by: list[int], method: Method, data: st.DataObject
    ) -> None:
        units = unbounded(total, by, method)
        assume(units is not None and len(by) > 1)
        assert units is not None
        giver, taker = data.draw(st.permutations(range(len(by))))[:2]
        units[giver] -= 1
        units[taker] += 1
        with pytest.raises(CertificateError):
            certify(total, by, units, method)

    @pytest.mark.property
    @SETTINGS
    @given(bounded(), st.sampled_from(BOUNDED), st.data())
    def test_refuses_any_other_outcome_between_bounds(
        self,
        case: tuple[int, list[int], list[int], list[int]],
        method: Method,
        data: st.DataObject,
    ) -> None:
        total, by, low, high = case
        right = slow(total, by, method, low, high)
        assume(right is not None)
        other = [
            data.draw(st.integers(least - 1, most + 1))
            for least, most in zip(low, high, strict=True)
        ]
        assume(other != right)
        with pytest.raises(CertificateError):
            certify(total, by, other, method, minimum=low, maximum=high)

    @divisor_methods
    def test_by_hand(self, method: Method) -> None:
        right = apportion(11, [6, 6, 2], method)
        for giver in range(3):
            for taker in {0, 1, 2} - {giver}:
                moved = list(right)
                moved[giver] -= 1
                moved[taker] += 1
                with pytest.raises(CertificateError):
                    certify(11, [6, 6, 2], moved, method)
            with pytest.raises(CertificateError):
                certify(11, [6, 6, 2], [*right[:giver], right[giver] + 1, *right[giver + 1 :]])

    def test_refuses_winners_swapped_in_a_tie(self) -> None:
        certify(10, [6, 6, 2], [5, 4, 1], Method.DHONDT)
        with pytest.raises(CertificateError):
            certify(10, [6, 6, 2], [4, 5, 1], Method.DHONDT)

    def test_refuses_what_lies_outside_its_bounds(self) -> None:
        with pytest.raises(CertificateError):
            certify(10, [6, 6, 2], [5, 4, 1], Method.DHONDT, maximum=4)

    def test_of_nobody_who_can_give_or_take(self) -> None:
        certify(6, [1, 1], [3, 3], Method.DHONDT, minimum=3)
        certify(6, [1, 1], [3, 3], Method.DHONDT, minimum=3, maximum=3)

    def test_does_not_compute_where_to_begin(self) -> None:
        def never() -> list[int]:
            raise AssertionError

        claims = Claims(2, Bounds([0, 0], [2, 2]), lambda _, k: -k, never)
        assert claims.hold([1, 1], str, BY_CODE)
        assert not claims.hold([2, 0], str, BY_CODE)


KEEP_TOTAL = set(Method) - {Method.NEAREST, Method.FLOOR}
WITHIN_A_UNIT = {Method.LARGEST_REMAINDER, Method.NEAREST, Method.FLOOR}
EQUAL_TO_EQUALS = set(Method) - set(TO_ONE)
MONOTONE = {Method.NEAREST, Method.FLOOR, *DIVISOR_METHODS}


def able(total: int, by: list[int], method: Method) -> list[int]:
    """Apportion, and draw again where the method cannot."""
    try:
        return apportion(total, by, method)
    except (ResidualError, WeightError):
        assume(False)
        raise


@pytest.mark.property
class TestTheTableOfProperties:
    """What each method keeps, on random cases; below, the smallest cases where it does not."""

    @SETTINGS
    @given(totals, weights, st.sampled_from(sorted(KEEP_TOTAL, key=str)))
    def test_keeps_the_total(self, total: int, by: list[int], method: Method) -> None:
        assert sum(able(total, by, method)) == total

    @SETTINGS
    @given(totals, weights, st.sampled_from(sorted(WITHIN_A_UNIT, key=str)))
    def test_stays_within_a_unit(self, total: int, by: list[int], method: Method) -> None:
        for unit, weight in zip(able(total, by, method), by, strict=True):
            assert abs(unit - Fraction(total * weight, sum(by))) < 1

    @SETTINGS
    @given(totals, weights, st.sampled_from(sorted(EQUAL_TO_EQUALS, key=str)))
    def test_equal_weights_differ_by_at_most_one(
        self, total: int, by: list[int], method: Method
    ) -> None:
        got = sorted(zip(by, able(total, by, method), strict=True))
        for (lighter, less), (heavier, more) in pairwise(got):
            assert more - less <= 1 if lighter == heavier else less <= more

    @SETTINGS
    @given(totals, weights, st.sampled_from(sorted(MONOTONE, key=str)))
    def test_nobody_loses_when_the_total_grows(
        self, total: int, by: list[int], method: Method
    ) -> None:
        assert method.monotone
        before, after = able(total, by, method), able(total + 1, by, method)
        assert all(a <= b for a, b in zip(before, after, strict=True))

    @SETTINGS
    @given(totals, weights, st.sampled_from(list(Method)), st.randoms())
    def test_does_not_depend_on_the_order(
        self, total: int, by: list[int], method: Method, random: Any
    ) -> None:
        items = [(f"{place}", weight) for place, weight in enumerate(by)]
        units = dict(zip(dict(items), able(total, by, method), strict=True))
        random.shuffle(items)
        assert apportion(total, dict(items), method) == units

    @SETTINGS
    @given(totals, weights, st.sampled_from(list(Method)))
    def test_zero_weight_gets_zero(self, total: int, by: list[int], method: Method) -> None:
        assert able(total, [0, *by, 0], method) == [0, *able(total, by, method), 0]


class TestWhereAPropertyDoesNotHold:
    """The other cells of the table: a smallest example of each, worked by hand."""

    @pytest.mark.parametrize(
        ("method", "units"), [(Method.NEAREST, [1, 1]), (Method.FLOOR, [0, 0])]
    )
    def test_the_total_is_not_kept(self, method: Method, units: list[int]) -> None:
        assert not method.keeps_total
        assert apportion(1, [1, 1], method) == units

    LEFT_QUOTA = (
        # Two fifths each are nearest to 0, and one takes both units.
        (Method.NEAREST_THEN_LARGEST, 2, [1] * 5, [2, 0, 0, 0, 0]),
        (Method.NEAREST_THEN_LAST, 2, [1] * 5, [0, 0, 0, 0, 2]),
        # Quota 5 1/11.
        (Method.SAINTE_LAGUE, 7, [8, 1, 1, 1], [4, 1, 1, 1]),
        # Quotas 6/7, 1 5/7, 2 6/7, 2 1/7, 8 10/11, 2 1/7.
        (Method.SAINTE_LAGUE_1_2, 2, [3, 1, 1, 1, 1], [2, 0, 0, 0, 0]),
        (Method.SAINTE_LAGUE_1_4, 3, [4, 1, 1, 1], [3, 0, 0, 0]),
        (Method.DHONDT, 4, [5, 1, 1], [4, 0, 0]),
        (Method.ADAMS, 3, [5, 1, 1], [1, 1, 1]),
        (Method.HUNTINGTON_HILL, 14, [7, 1, 1, 1, 1], [10, 1, 1, 1, 1]),
        (Method.DEAN, 3, [5, 1, 1], [1, 1, 1]),
    )

    @pytest.mark.parametrize(("method", "total", "by", "units"), LEFT_QUOTA)
    def test_somebody_is_a_unit_or_more_from_quota(
        self, method: Method, total: int, by: list[int], units: list[int]
    ) -> None:
        assert method not in WITHIN_A_UNIT
        assert apportion(total, by, method) == units
        quotas = [Fraction(total * weight, sum(by)) for weight in by]
        assert max(abs(u - quota) for u, quota in zip(units, quotas, strict=True)) > 1

    def test_every_method_that_leaves_quota_has_an_example(self) -> None:
        assert {method for method, *_ in self.LEFT_QUOTA} == set(Method) - WITHIN_A_UNIT

    def test_equal_weights_differ_by_two(self) -> None:
        assert apportion(2, [1] * 5, Method.NEAREST_THEN_LARGEST) == [2, 0, 0, 0, 0]
        assert apportion(2, [1] * 5, Method.NEAREST_THEN_LAST) == [0, 0, 0, 0, 2]

    @pytest.mark.parametrize(
        ("method", "total", "by", "before", "after"),
        [
            (Method.LARGEST_REMAINDER, 10, [6, 6, 2], [4, 4, 2], [5, 5, 1]),
            # Thirds of 1 are nearest to 0, of 2 nearest to 1: the rest is +1, then -1.
            (Method.NEAREST_THEN_LARGEST, 1, [1, 1, 1], [1, 0, 0], [0, 1, 1]),
            (Method.NEAREST_THEN_LAST, 1, [1, 1, 1], [0, 0, 1], [1, 1, 0]),
        ],
    )
    def test_somebody_loses_when_the_total_grows(
        self, method: Method, total: int, by: list[int], before: list[int], after: list[int]
    ) -> None:
        assert not method.monotone
        assert apportion(total, by, method) == before
        assert apportion(total + 1, by, method) == after

    def test_the_flags_of_the_methods_say_the_same(self) -> None:
        assert {method for method in Method if method.monotone} == MONOTONE
        assert {method for method in Method if method.keeps_total} == KEEP_TOTAL


class TestQuotients:
    """The account of a divisor method's outcome, for a person with a calculator."""

    def test_there_is_none_of_another_method(self) -> None:
        assert quotients(Method.FLOOR, [Fraction(1)], [1], 0) is None

    def test_of_the_worked_example(self) -> None:
        quotas = [Fraction(30, 7), Fraction(30, 7), Fraction(10, 7)]
        found = quotients(Method.DEAN, quotas, [4, 4, 2], 0)
        assert found is not None
        # 30/7 over 24/7 and over 40/9; the last unit of all went at 10/7 over 4/3.
        assert (found.divisor, found.next_divisor) == (Fraction(24, 7), Fraction(40, 9))
        assert found.last is not None
        assert found.next is not None
        assert found.reached is not None
        assert (found.last.value, found.next.value) == (Fraction(5, 4), Fraction(27, 28))
        assert found.reached.value == Fraction(15, 14)
