"""The methods that round each quota by itself: their rules, and tables made by them."""

from __future__ import annotations

import json
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fordelning import (
    BY_CODE,
    REFUSE,
    Agreement,
    Equal,
    Lot,
    Method,
    Money,
    PerCapita,
    Population,
    Pot,
    Rounding,
    allocate,
    apportion,
    certify,
    kr,
    tkr,
)
from fordelning.errors import CertificateError, ResidualError, TieError

from .strategies import DAY, LEVEL, SETTINGS

ORACLES = Path(__file__).parent / "oracles"
EXAMPLE = [6, 6, 2]
weights = st.lists(st.integers(0, 50), min_size=1, max_size=6)
by_itself = (
    Method.NEAREST_THEN_LARGEST,
    Method.NEAREST_THEN_LAST,
    Method.NEAREST,
    Method.FLOOR,
)


def slow(total: int, by: list[int], method: Method) -> list[int] | None:
    """Round by the rule as it is worded, in fractions; None where it cannot be done."""
    quotas = [Fraction(total * weight, sum(by)) for weight in by]
    if method is Method.FLOOR:
        return [floor(quota) for quota in quotas]
    near = [floor(quota + Fraction(1, 2)) for quota in quotas]
    if method is Method.NEAREST:
        return near
    if method is Method.NEAREST_THEN_LARGEST:
        taker = min(range(len(by)), key=lambda place: (-quotas[place], place))
    else:
        taker = max((place for place, quota in enumerate(quotas) if quota > 0), default=0)
    near[taker] += total - sum(near)
    return near if near[taker] >= 0 else None


class TestTheWorkedExample:
    """ "10 units by the weights 6, 6 and 2, whose quotas are 4 2/7, 4 2/7 and 1 3/7." """

    @pytest.mark.parametrize(
        ("method", "units"),
        [
            (Method.LARGEST_REMAINDER, [4, 4, 2]),
            (Method.NEAREST_THEN_LARGEST, [5, 4, 1]),
            (Method.NEAREST_THEN_LAST, [4, 4, 2]),
            (Method.NEAREST, [4, 4, 1]),
            (Method.FLOOR, [4, 4, 1]),
        ],
    )
    def test_by_every_method(self, method: Method, units: list[int]) -> None:
        assert apportion(10, EXAMPLE, method) == units
        certify(10, EXAMPLE, units, method)

    def test_halves_are_rounded_up(self) -> None:
        assert apportion(1, [1, 1], Method.NEAREST) == [1, 1]
        assert apportion(-1, [1, 1], Method.NEAREST) == [-1, -1]

    def test_the_last_is_the_last_above_zero(self) -> None:
        assert apportion(10, [6, 6, 2, 0], Method.NEAREST_THEN_LAST) == [4, 4, 2, 0]

    def test_equal_largest_are_a_tie(self) -> None:
        drawn = Lot("dnr 1").order(["0", "1"])[0]
        units = [4, 4, 1]
        units[drawn] += 1
        assert apportion(10, EXAMPLE, Method.NEAREST_THEN_LARGEST, ties=Lot("dnr 1")) == units
        certify(10, EXAMPLE, units, Method.NEAREST_THEN_LARGEST, ties=Lot("dnr 1"))
        with pytest.raises(TieError, match="0, 1 have equal claims"):
            apportion(10, EXAMPLE, Method.NEAREST_THEN_LARGEST, ties=REFUSE)

    def test_equal_largest_are_no_tie_where_there_is_no_rest(self) -> None:
        assert apportion(4, [1, 1], Method.NEAREST_THEN_LARGEST, ties=REFUSE) == [2, 2]
        certify(4, [1, 1], [2, 2], Method.NEAREST_THEN_LARGEST, ties=REFUSE)


@pytest.mark.property
class TestTheRules:
    """ "⌊q⌉; T−Σ to the largest quota, or the last in code order with a positive quota." """

    @SETTINGS
    @given(st.integers(0, 10**12), weights, st.sampled_from(by_itself))
    def test_are_those_of_the_slow_reference(
        self, total: int, by: list[int], method: Method
    ) -> None:
        assume(any(by))
        expected = slow(total, by, method)
        if expected is None:
            with pytest.raises(ResidualError):
                apportion(total, by, method)
        else:
            assert apportion(total, by, method) == expected
            certify(total, by, expected, method)

    @SETTINGS
    @given(st.integers(0, 60), weights, st.sampled_from(by_itself), st.data())
    def test_certificate_refuses_a_unit_that_was_moved(
        self, total: int, by: list[int], method: Method, data: st.DataObject
    ) -> None:
        assume(any(by) and len(by) > 1)
        units = slow(total, by, method)
        assume(units is not None)
        assert units is not None
        giver, taker = data.draw(
            st.lists(st.integers(0, len(by) - 1), min_size=2, max_size=2, unique=True)
        )
        moved = list(units)
        moved[giver] -= 1
        moved[taker] += 1
        with pytest.raises(CertificateError):
            certify(total, by, moved, method)

    @SETTINGS
    @given(st.integers(0, 10**9), weights, st.sampled_from(by_itself))
    def test_zero_weight_gets_zero(self, total: int, by: list[int], method: Method) -> None:
        assume(any(by))
        try:
            units = apportion(total, by, method)
        except ResidualError:
            return
        assert all(unit == 0 for unit, weight in zip(units, by, strict=True) if weight == 0)

    def test_a_rest_larger_than_its_taker_has_is_an_error(self) -> None:
        # Twenty equal parts of ten units are halves, all rounded up: ten too many.
        with pytest.raises(ResidualError, match="has 1 units and should take a rest of -10"):
            apportion(10, [1] * 20, Method.NEAREST_THEN_LARGEST)


class TestPublishedTables:
    """Tables that were decided, cell by cell: largest remainder in 2022, the rest to the
    largest in 2023."""

    @pytest.mark.parametrize("year", [2022, 2023, 2024])
    def test_are_equal_in_all_cells_and_the_sum(self, year: int) -> None:
        table: dict[str, Any] = json.loads(
            (ORACLES / f"kvinnors_halsa_{year}.json").read_text("utf-8")
        )
        people = {code: count for code, count, _ in table["rows"]}
        published = {code: kr_ for code, _, kr_ in table["rows"]}
        assert len(published) == 21
        assert sum(published.values()) == table["total_kr"]
        method = Method(table["method"])
        assert apportion(table["total_kr"], people, method) == published
        population = Population.from_counts(people, date=DAY, source=table["note"], level=LEVEL)
        amount = kr(table["total_kr"])
        rounding = Rounding(unit=kr(1), method=method)
        agreement = Agreement(
            "k", "K", amount, [Pot("p", amount, LEVEL, PerCapita())], None, rounding=rounding
        )
        result = allocate(agreement, population)
        assert result.pot("p") == {code: kr(kr_) for code, kr_ in published.items()}

    def test_2023_is_not_largest_remainder(self) -> None:
        table = json.loads((ORACLES / "kvinnors_halsa_2023.json").read_text("utf-8"))
        people = {code: count for code, count, _ in table["rows"]}
        published = {code: kr_ for code, _, kr_ in table["rows"]}
        assert apportion(table["total_kr"], people) != published


class TestResiduals:
    """ "NEAREST, FLOOR: the residual (avrundningsdifferens) is a row of the result." """

    THREE = Population.of(["a", "b", "c"], level=LEVEL)

    def result(self, amount: Money, **rule: Any) -> Any:
        pot = Pot("p", amount, LEVEL, Equal(), rounding=Rounding(**rule))
        return allocate(Agreement("a", "A", amount, [pot], None), self.THREE)

    def test_floor_leaves_a_positive_one(self) -> None:
        # 100 kr in thirds of whole kronor: 33 each, and one over.
        result = self.result(kr(100), unit=kr(1), method=Method.FLOOR)
        assert set(result.pot("p").values()) == {kr(33)}
        (row,) = result.residuals
        assert (row.code, row.name, row.amount) == ("", "avrundningsdifferens", kr(1))
        assert row in result.rows()
        assert result.total == kr(100)
        assert result.by_lan() == {"": kr(100)}
        assert "avrundningsdifferens" in str(result)

    def test_nearest_may_leave_a_negative_one(self) -> None:
        # 200 kr in thirds: 66 2/3, nearest 67, one krona too much in all.
        result = self.result(kr(200), unit=kr(1), method=Method.NEAREST)
        assert set(result.pot("p").values()) == {kr(67)}
        assert result.residuals[0].amount == -kr(1)
        assert result.total == kr(200)

    def test_a_pot_need_not_be_whole_units_then(self) -> None:
        result = self.result(kr("100,50"), unit=kr(1), method=Method.FLOOR)
        assert result.residuals[0].amount == kr("1,50")
        thousands = self.result(kr(10_000), unit=tkr(1), method=Method.NEAREST)
        assert thousands.pot("p")["a"] == tkr(3)
        assert thousands.residuals[0].amount == tkr(1)

    def test_there_are_none_where_the_total_is_kept(self) -> None:
        for method in (Method.LARGEST_REMAINDER, Method.NEAREST_THEN_LARGEST):
            result = self.result(kr(100), unit=kr(1), method=method, ties=BY_CODE)
            assert result.residuals == ()
            assert sum(amount.ore for amount in result.pot("p").values()) == 10_000

    def test_the_trace_of_a_quota_of_whole_ore(self) -> None:
        # 99 kr in thirds are 33 kr, and 100,50 kr are 33,50 kr: 3 350 öre, to whole kronor.
        whole = self.result(kr(99), unit=kr(1), method=Method.FLOOR).explain("p", "a")
        assert str(whole.rounding.sentences()[0]) == "exact quota: 3 300 öre"
        half = self.result(kr("100,50"), unit=kr(1), method=Method.NEAREST).explain("p", "a")
        assert [str(each) for each in half.rounding.sentences()] == [
            "exact quota: 3 350 öre",
            "rounded to the nearest multiple of 1,00 kr, halves up: 34,00 kr",
        ]

    @pytest.mark.parametrize(
        ("method", "code", "said"),
        [
            (Method.FLOOR, "a", ["rounded down to a whole multiple of 1,00 kr: 33,00 kr"]),
            (
                Method.NEAREST,
                "a",
                ["rounded to the nearest multiple of 1,00 kr, halves up: 33,00 kr"],
            ),
            (
                Method.NEAREST_THEN_LAST,
                "c",
                [
                    "rounded to the nearest multiple of 1,00 kr, halves up: 33,00 kr",
                    "so rounded, all 3 miss the pot by 1,00 kr, which the last takes, and that is "
                    "this one",
                ],
            ),
            (
                Method.NEAREST_THEN_LARGEST,
                "a",
                [
                    "rounded to the nearest multiple of 1,00 kr, halves up: 33,00 kr",
                    "so rounded, all 3 miss the pot by 1,00 kr, which the largest takes, and that "
                    "is this one",
                    "a tie was decided by BY_CODE: a before b, c",
                ],
            ),
        ],
    )
    def test_the_trace_tells_how_each_was_rounded(
        self, method: Method, code: str, said: list[str]
    ) -> None:
        trace = self.result(kr(100), unit=kr(1), method=method).explain("p", code)
        first, *others = map(str, trace.rounding.sentences())
        assert first == "exact quota: ≈ 3 333,3333 öre (exactly 10 000 / 3)"
        assert others == said
        assert trace.rounding.units * kr(1) == trace.amount


class TestTakersThatHaveTooLittle:
    def test_a_negative_amount_never_passes_the_certificate(self) -> None:
        """Ten halves are rounded up ten too many: the taker would have to give nine back."""
        with pytest.raises(CertificateError):
            certify(10, [1] * 20, [-9] + [1] * 19, Method.NEAREST_THEN_LARGEST)
