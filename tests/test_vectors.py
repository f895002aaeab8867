"""Published cases: apportionments with known answers, and what other libraries get wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import pytest

from fordelning import REFUSE, Method, apportion, certify
from fordelning.errors import ResidualError, TieError, WeightError

ORACLES = Path(__file__).parent / "oracles"


def oracle(name: str) -> Any:
    return json.loads((ORACLES / f"{name}.json").read_text("utf-8"))


APPORTIONMENTS = oracle("apportionment_vectors")
MONEY = oracle("money_vectors")
TO_ONE = (Method.NEAREST_THEN_LARGEST, Method.NEAREST_THEN_LAST)
COUNTEREXAMPLES = oracle("counterexamples")["cases"]


def bounds(case: dict[str, Any]) -> dict[str, Any]:
    return {name: case[name] for name in ("minimum", "maximum") if name in case}


def tied(total: int, weights: Any, method: Method, **more: Any) -> bool:
    """Say whether a tie has to be decided."""
    try:
        apportion(total, weights, method, ties=REFUSE, **more)
    except TieError:
        return True
    return False


class TestApportionments:
    """Every published case of a method of ours; what is another rule is listed as such."""

    @pytest.mark.parametrize("case", APPORTIONMENTS["cases"], ids=lambda case: case["id"])
    def test_is_what_was_published(self, case: dict[str, Any]) -> None:
        total, weights, method = case["total"], case["weights"], Method(case["method"])
        more = bounds(case)
        units = apportion(total, weights, method, **more)
        certify(total, weights, units, method, **more)
        assert tied(total, weights, method, **more) is not case["unique"]
        if case["unique"]:
            assert units == case["expected"]
        for place, expected in case.get("must", {}).items():
            assert units[int(place)] == expected
        if "ties" in case:
            assert units in case["ties"]
        elif case["expected"]:
            # Which of equal claims come first is a matter of the tie rule.
            assert sorted(units) == sorted(case["expected"])

    def test_every_method_that_keeps_the_total_by_itself_has_some(self) -> None:
        methods = {case["method"] for case in APPORTIONMENTS["cases"]}
        others = ("nearest-then-largest", "nearest-then-last", "nearest", "floor")
        assert methods == {method.value for method in Method} - set(others)

    def test_what_is_left_out_has_a_reason(self) -> None:
        assert len(APPORTIONMENTS["cases"]) + len(APPORTIONMENTS["outside"]) == 100
        assert all(case["reason"] for case in APPORTIONMENTS["outside"])
        assert all(case["reason"] for case in MONEY["outside"])


class TestMoney:
    """What libraries that share money out say in their tests, where their rule is ours."""

    @pytest.mark.parametrize("case", MONEY["cases"], ids=lambda case: case["source"][:40])
    def test_is_what_they_say(self, case: dict[str, Any]) -> None:
        unit = case.get("unit", 1)
        total, weights, method = case["total"] // unit, case["weights"], Method(case["method"])
        expected = [each // unit for each in case["expected"]]
        assert [each * unit for each in expected] == case["expected"]
        units = apportion(total, weights, method)
        certify(total, weights, units, method)
        if tied(total, weights, method):
            gaps = deviations(total, weights, expected)
            assert sum(expected) == total
            assert max(gaps) - min(gaps) == 1
        else:
            assert units == expected
        assert (total - sum(units)) * unit == case.get("residual", 0)


def deviations(total: int, weights: Any, units: list[int]) -> list[Fraction]:
    """Return each quota less its units."""
    exact = [Fraction(each) for each in weights]
    return [total * each / sum(exact) - unit for each, unit in zip(exact, units, strict=True)]


def outcome(total: int, weights: list[Fraction], method: Method) -> list[int] | None:
    """Apportion; None where the method says, rightly, that it cannot."""
    near = [floor(total * each / sum(weights) + Fraction(1, 2)) for each in weights]
    try:
        units = apportion(total, weights, method)
    except WeightError:
        assert method in (Method.ADAMS, Method.HUNTINGTON_HILL, Method.DEAN)
        assert total < sum(map(bool, weights))
        return None
    except ResidualError:
        assert method in TO_ONE
        assert total < sum(near)
        return None
    certify(total, weights, units, method)
    return units


def outcomes(method: Method) -> Iterator[tuple[int, list[Fraction], list[int]]]:
    """Yield every case that the method can apportion: total, weights and units."""
    for case in COUNTEREXAMPLES:
        total, weights = abs(case["total"]), [Fraction(each) for each in case["weights"]]
        units = outcome(total, weights, method)
        if units is not None:
            yield total, weights, units


@pytest.mark.parametrize("method", Method, ids=lambda method: method.value)
class TestWhereOthersFail:
    """Each method keeps what is claimed for it where some library breaks a property."""

    def test_keeps_the_total_and_its_distance_from_quota(self, method: Method) -> None:
        for total, weights, units in outcomes(method):
            assert not method.keeps_total or sum(units) == total
            gaps = sorted(abs(gap) for gap in deviations(total, weights, units))
            if method in (Method.LARGEST_REMAINDER, Method.FLOOR):
                assert gaps[-1] < 1
            if method is Method.NEAREST:
                assert gaps[-1] <= Fraction(1, 2)
            if method in TO_ONE:
                assert all(gap <= Fraction(1, 2) for gap in gaps[:-1])

    def test_gives_nothing_for_nothing_and_never_less(self, method: Method) -> None:
        for _, weights, units in outcomes(method):
            assert min(units) >= 0
            assert all(weight or not unit for unit, weight in zip(units, weights, strict=True))

    def test_gives_equals_to_equals(self, method: Method) -> None:
        for _, weights, units in outcomes(method):
            for weight in set(weights) if method not in TO_ONE else ():
                equal = [u for u, each in zip(units, weights, strict=True) if each == weight]
                assert max(equal) - min(equal) <= 1

    def test_mirrors_a_negative_total(self, method: Method) -> None:
        for total, weights, units in outcomes(method):
            assert apportion(-total, weights, method) == [-unit for unit in units]

    def test_grows_with_the_total_if_it_says_so(self, method: Method) -> None:
        for total, weights, units in outcomes(method) if method.monotone else ():
            more = apportion(total + 1, weights, method)
            assert all(a <= b for a, b in zip(units, more, strict=True))

    def test_does_not_depend_on_the_order(self, method: Method) -> None:
        for total, weights, units in outcomes(method):
            by_code = {f"{place:03}": weight for place, weight in enumerate(weights)}
            turned = apportion(total, dict(reversed(by_code.items())), method)
            assert turned == dict(zip(by_code, units, strict=True))
