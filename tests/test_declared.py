"""`DeclaredShares`: "published percentages, checked to sum to the declared total"."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from fordelning import Agreement, Money, Population, Pot, allocate, kr
from fordelning.errors import (
    InputTypeError,
    InputValueError,
    MissingFigureError,
    ShareError,
    UnknownCodeError,
)
from fordelning.keys import DeclaredShares, Key

from .strategies import LEVEL

THREE = Population.of(["a", "b", "c"], level=LEVEL)


def shared(key: Key, amount: Money) -> dict[str, Money]:
    return allocate(Agreement("x", "X", amount, [Pot("p", amount, LEVEL, key)], None), THREE).pot(
        "p"
    )


class TestShares:
    def test_each_gets_its_share(self) -> None:
        key = DeclaredShares({"a": "12,5 %", "b": "62,5 %", "c": "25 %"})
        assert shared(key, kr(8)) == {"a": kr(1), "b": kr(5), "c": kr(2)}

    def test_points_of_another_sum(self) -> None:
        """33,3 + 33,3 + 33,3 is 99,9 as it was printed; each has a third."""
        printed = {"a": "33,3 %", "b": "33,3 %", "c": "33,3 %"}
        assert shared(DeclaredShares(printed, total="99,9 %"), kr(9)) == dict.fromkeys("abc", kr(3))
        points = DeclaredShares({"a": 1, "b": 2, "c": 1}, total=4)
        assert shared(points, kr(4)) == {"a": kr(1), "b": kr(2), "c": kr(1)}

    def test_evaluates_to_itself(self) -> None:
        for key in (
            DeclaredShares({"a": "12,5 %", "b": "87,5 %"}),
            DeclaredShares({"a": 1, "b": 3}, total=4),
        ):
            assert eval(repr(key)) == key
        assert DeclaredShares({"b": 1, "a": 0}).shares == (("a", Fraction(0)), ("b", Fraction(1)))


class TestWrongInput:
    def test_a_sum_that_misses_the_total(self) -> None:
        with pytest.raises(ShareError) as caught:
            DeclaredShares({"a": "33,3 %", "b": "33,3 %", "c": "33,3 %"})
        said = str(caught.value)
        assert "make up 99,9 %, not 100 %: 0,1 % differ" in said
        assert "declare their sum: total=" in said

    def test_everything_that_cannot_be_read_at_once(self) -> None:
        wrong: Any = {"a": 0.5, "b": "x", 3: "1 %", "d": "-1 %"}
        with pytest.raises(ShareError) as caught:
            DeclaredShares(wrong)
        said = str(caught.value)
        assert "4 in all" in said
        assert "a: a float is not exact" in said
        assert "d: the share -1 % is negative" in said

    def test_one_that_cannot_be_read_is_told_alone(self) -> None:
        with pytest.raises(InputValueError, match="b: "):
            DeclaredShares({"a": "50 %", "b": "half"})

    def test_none_at_all(self) -> None:
        with pytest.raises(ShareError, match="no declared shares"):
            DeclaredShares({})
        with pytest.raises(ShareError, match="make up 0 %, not 0 %"):
            DeclaredShares({"a": 0}, total=0)

    def test_no_mapping(self) -> None:
        with pytest.raises(InputTypeError, match="a mapping from code to share"):
            DeclaredShares([1, 2])  # type: ignore[arg-type]

    def test_other_recipients_than_the_pot_has(self) -> None:
        with pytest.raises(MissingFigureError, match="c"):
            shared(DeclaredShares({"a": "50 %", "b": "50 %"}), kr(1))
        with pytest.raises(UnknownCodeError, match="x"):
            shared(DeclaredShares({"a": "50 %", "b": "25 %", "c": 0, "x": "25 %"}), kr(1))
