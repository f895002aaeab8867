"""Keys: what they are made of, how they combine, and one of the user's own."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_type

from attrs import frozen

from fordelning import (
    REST,
    AgeWeighted,
    Bounded,
    DeclaredShares,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    HoldHarmless,
    Level,
    Nested,
    Only,
    PerCapita,
    Pot,
    Proportional,
    RoundedRate,
    ShareOf,
    Split,
    Then,
    Tier,
    Tiered,
    Unspent,
    kr,
    mkr,
)
from fordelning.exact import Vector
from fordelning.keys import Bounds, Cited, Key, Quotas, Staged, Step
from fordelning.measures import Measure, Scope, ages, population, table


def kernel(key: Key) -> tuple[Key, ...]:
    assert_type(key >> PerCapita(), Then)
    assert_type(Flat(mkr(5)) >> PerCapita() >> Unspent("återgår till staten"), Then)
    assert_type((key >> key).keys, tuple[Key, ...])
    return (
        Proportional(ages(0, 25)),
        Fixed({"01": mkr(2)}),
        Split(("3/4", key), (Fraction(1, 4), Equal())),
        Split((mkr(1), key), (REST, Equal())),
        Only(["01", "12"], key),
        Nested(through=Level.LAN, upper=PerCapita(), lower={"01": Equal(), "03": key}),
        Nested(through="distrikt", upper=PerCapita(), lower=Equal()),
        Bounded(key, floor=kr(1), cap=ShareOf("1/4"), paid_by=population()),
        Bounded(key, floor=None, cap={"01": kr(3)}),
        Staged(key, Bounds(floor=kr(1)), Bounds(cap=kr(5) * population())),
        Cited(key, "förordning (1995:1644)"),
    )


def named(key: Key) -> tuple[Key, ...]:
    return (
        PerCapita(),
        AgeWeighted({(0, 17): 2, (18, None): "3/2"}),
        Equal(),
        Flat(mkr(5)),
        FlatPlusRemainder(mkr(5), key),
        Tiered(Tier(mkr(2), codes=["01"]), Tier(kr(1), by=population(), low=1000), Tier(mkr(1))),
        DeclaredShares({"01": "13,04061 %", "03": "86,95939 %"}),
        HoldHarmless("90 %", {"01": kr(5)}, key),
        RoundedRate(population(), unit=kr(10)),
    )


@frozen
class TwiceAsMuch(Key):
    """Give each of some recipients twice what the others get."""

    codes: frozenset[str]

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        weights = [Fraction(2 if code in self.codes else 1) for code in scope.codes]
        return Quotas(Vector.of(weights).scaled(amount / sum(weights, Fraction(0))))


@frozen
class Letters(Measure):
    """Count the letters of a code."""

    def vector(self, scope: Scope) -> Vector:
        return Vector.of(Fraction(len(code)) for code in scope.codes)


def own(scope: Scope) -> None:
    key = TwiceAsMuch(frozenset({"norra"}))
    assert_type(key >> Equal(), Then)
    assert_type(key.quotas(Fraction(300), scope).vector, Vector)
    assert_type(key.quotas(Fraction(300), scope).rest, Fraction)
    assert_type(key.steps(Fraction(300), scope), tuple[Step, ...])
    assert_type(Letters() + table({"norra": 1}), Measure)
    assert_type(Pot("p", kr(3), "skola", Proportional(Letters())).key, Key | None)
