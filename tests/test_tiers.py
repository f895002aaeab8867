"""Tiers: "a tier is a set of codes, a bracket of a measure, or everyone; first match wins"."""

from __future__ import annotations

from typing import Any

import pytest

from fordelning import Agreement, Money, Only, Population, Pot, Tier, Tiered, allocate, kr
from fordelning.agreement import UpTo
from fordelning.errors import InputTypeError, InputValueError, UnknownCodeError
from fordelning.measures import ages, population

from .strategies import DAY, LEVEL

PEOPLE = Population.from_counts(
    {"a": 99, "b": 100, "c": 199, "d": 200}, date=DAY, source="invented", level=LEVEL
)


def amounts(*tiers: Tier) -> dict[str, Money]:
    pot = Pot("p", UpTo(kr(100)), LEVEL, Tiered(*tiers))
    return allocate(Agreement("x", "X", kr(100), [pot], None), PEOPLE).pot("p")


class TestBrackets:
    def test_hold_those_from_low_up_to_but_not_high(self) -> None:
        by = population()
        found = amounts(
            Tier(kr(3), by=by, low=200), Tier(kr(2), by=by, low=100, high=200), Tier(kr(1))
        )
        assert found == {"a": kr(1), "b": kr(2), "c": kr(2), "d": kr(3)}

    def test_the_first_that_fits_counts(self) -> None:
        by = population()
        found = amounts(
            Tier(kr(5), codes=["d"]), Tier(kr(2), by=by, low=100), Tier(kr(1), by=by, high=1000)
        )
        assert found == {"a": kr(1), "b": kr(2), "c": kr(2), "d": kr(5)}

    def test_bounds_are_exact(self) -> None:
        half = population() / 2
        found = amounts(Tier(kr(2), by=half, low="49,5", high="99,6"), Tier(kr(1)))
        assert found == {"a": kr(2), "b": kr(2), "c": kr(2), "d": kr(1)}

    def test_a_hole_is_an_error_that_names_who_falls_through(self) -> None:
        by = population()
        with pytest.raises(UnknownCodeError, match="b, c are in no tier"):
            amounts(Tier(kr(3), by=by, low=200), Tier(kr(1), by=by, high=100))

    def test_are_traced_with_their_figures(self) -> None:
        key = Tiered(Tier(kr(2), by=population(), low=100), Tier(kr(1)))
        pot = Pot("p", UpTo(kr(100)), LEVEL, key)
        said = str(allocate(Agreement("x", "X", kr(100), [pot], None), PEOPLE).explain("p", "b"))
        assert "population() of b is 100" in said
        assert "b is in tier 1 of 2, with 3 recipients: 2,00 kr each" in said
        assert "those of" not in said

    def test_among_some(self) -> None:
        key = Only(["a", "d"], Tiered(Tier(kr(2), codes=["c", "d"]), Tier(kr(1))))
        pot = Pot("p", UpTo(kr(100)), LEVEL, key)
        found = allocate(Agreement("x", "X", kr(100), [pot], None), PEOPLE).pot("p")
        assert found == {"a": kr(1), "b": kr(0), "c": kr(0), "d": kr(2)}

    def test_evaluate_to_themselves(self) -> None:
        for tier in (
            Tier(kr(1), by=ages(0, 25), low="1/2", high=7),
            Tier(kr(1), by=population(), high=7),
            Tier(kr(1), by=population(), low=0),
        ):
            assert eval(repr(tier)) == tier


class TestWrongInput:
    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({"codes": ["a"], "by": population(), "low": 1}, "has both codes and a bracket"),
            ({"by": population()}, "bounds without a measure, or a measure without bounds"),
            ({"low": 5}, "bounds without a measure, or a measure without bounds"),
            ({"by": population(), "low": 5, "high": 5}, "from 5 up to, but not including, 5"),
            ({"by": population(), "low": 6, "high": 5}, "the bounds were swapped"),
        ],
    )
    def test_brackets_that_are_none(self, given: Any, said: str) -> None:
        with pytest.raises(InputValueError, match=said):
            Tier(kr(1), **given)

    def test_what_is_no_measure_or_number(self) -> None:
        with pytest.raises(InputTypeError, match="measure"):
            Tier(kr(1), by="population", low=1)  # type: ignore[arg-type]
        with pytest.raises(InputTypeError, match="float"):
            Tier(kr(1), by=population(), low=1.5)  # type: ignore[arg-type]

    def test_a_tier_behind_the_one_for_everyone_else(self) -> None:
        with pytest.raises(InputValueError, match="nobody can reach it"):
            Tiered(Tier(kr(1)), Tier(kr(2), by=population(), low=1))
