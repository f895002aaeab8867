"""Making keys: what each takes, what it refuses at once, and what nobody can pass."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from inspect import signature
from typing import Any

import pytest

from fordelning import (
    AgeWeighted,
    Bounded,
    DeclaredShares,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    HoldHarmless,
    Nested,
    Only,
    PerCapita,
    Proportional,
    RoundedRate,
    Split,
    Then,
    Tier,
    Tiered,
    Unspent,
    kr,
)
from fordelning.errors import FordelningError, InputTypeError
from fordelning.keys import Bounds, Cited, Key, Staged
from fordelning.keys.declared import percent
from fordelning.measures import population
from fordelning.source import Source

HEADS = PerCapita()

# What a key is worked out to be by others is no argument: it could contradict the rest.
TAKES: list[tuple[type[Any], str]] = [
    (AgeWeighted, "bands"),
    (Bounded, "key, floor, cap, paid_by"),
    (Bounds, "floor, cap, paid_by"),
    (Cited, "key, source"),
    (DeclaredShares, "shares, total"),
    (Equal, ""),
    (Fixed, "amount"),
    (Flat, "money"),
    (FlatPlusRemainder, "money, remainder"),
    (HoldHarmless, "share, previous, key"),
    (Nested, "through, upper, lower"),
    (Only, "codes, key"),
    (PerCapita, ""),
    (Proportional, "by"),
    (RoundedRate, "measure, unit"),
    (Unspent, "name"),
]


@pytest.mark.parametrize(("kind", "names"), TAKES, ids=[kind.__name__ for kind, _ in TAKES])
def test_takes_no_more_than_its_rule_says(kind: type[Any], names: str) -> None:
    assert list(signature(kind).parameters) == (names.split(", ") if names else [])


NO_KEYS: dict[str, Callable[[Any], object]] = {
    "Bounded": lambda bad: Bounded(bad, cap=kr(1)),
    "Staged": lambda bad: Staged(bad, Bounds(cap=kr(1))),
    "HoldHarmless": lambda bad: HoldHarmless("90 %", {"01": kr(5)}, bad),
    "Only": lambda bad: Only(["01"], bad),
    "Then": lambda bad: Then(HEADS, bad),
    "Split": lambda bad: Split(("1/2", bad), ("1/2", HEADS)),
    "FlatPlusRemainder": lambda bad: FlatPlusRemainder(kr(1), bad),
    "Cited": lambda bad: Cited(bad, Source("a")),
}


@pytest.mark.parametrize("name", NO_KEYS)
@pytest.mark.parametrize("bad", [5, "PerCapita()", population(), PerCapita, None])
def test_something_else_than_a_key_is_refused(name: str, bad: object) -> None:
    with pytest.raises(InputTypeError):
        NO_KEYS[name](bad)


NO_AMOUNTS: dict[str, Callable[[Any], object]] = {
    "Fixed": Fixed,
    "Flat": Flat,
    "FlatPlusRemainder": FlatPlusRemainder,
    "a floor": lambda bad: Bounded(HEADS, floor=bad),
    "a cap": lambda bad: Bounded(HEADS, cap=bad),
    "a stage's floor": lambda bad: Bounds(floor=bad),
    "a stage's cap": lambda bad: Bounds(cap=bad),
    "HoldHarmless": lambda bad: HoldHarmless("90 %", bad, HEADS),
    "Tier": lambda bad: Tiered(Tier(bad)),
    "a unit": lambda bad: RoundedRate(population(), bad),
}


@pytest.mark.parametrize("name", NO_AMOUNTS)
@pytest.mark.parametrize("bad", [0.5, 5, "5 kr", HEADS])
def test_something_else_than_an_amount_is_refused(name: str, bad: object) -> None:
    with pytest.raises(InputTypeError):
        NO_AMOUNTS[name](bad)


NO_MEASURES: dict[str, Callable[[Any], object]] = {
    "Proportional": Proportional,
    "RoundedRate": lambda bad: RoundedRate(bad, kr(1)),
    "who pays": lambda bad: Bounded(HEADS, cap=kr(1), paid_by=bad),
    "who pays in a stage": lambda bad: Bounds(cap=kr(1), paid_by=bad),
}


@pytest.mark.parametrize("name", NO_MEASURES)
@pytest.mark.parametrize("bad", [0.5, "population", HEADS, population])
def test_something_else_than_a_measure_is_refused(name: str, bad: object) -> None:
    with pytest.raises(FordelningError):
        NO_MEASURES[name](bad)


def test_percentages_are_shown_to_seven_decimals() -> None:
    assert str(percent(Fraction(1, 3))) == "≈ 33,3333333 %"
    assert str(percent(Fraction(12_345_678, 10**9))) == "1,2345678 %"


def test_derived_keys_are_no_part_of_equality() -> None:
    """They follow from what was passed, so equal arguments are equal keys."""
    pairs: list[tuple[Key, Key]] = [
        (Bounded(HEADS, cap=kr(1)), Bounded(PerCapita(), cap=kr(1))),
        (HoldHarmless(1, {"01": kr(5)}, HEADS), HoldHarmless("100 %", {"01": kr(5)}, HEADS)),
        (DeclaredShares({"01": "50 %"}, "50 %"), DeclaredShares({"01": "1/2"}, "1/2")),
    ]
    for one, other in pairs:
        assert one == other
        assert hash(one) == hash(other)
