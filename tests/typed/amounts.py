"""Money, exact numbers and measures: which mix, and what they make."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import assert_type

from fordelning import Fixed, Flat, Money, ShareOf, kr, mkr, tkr
from fordelning.exact import Vector, exact
from fordelning.measures import (
    Amount,
    Measure,
    ages,
    as_amount,
    clamp,
    constant,
    indicator,
    largest,
    marginal,
    population,
    quotas_of,
    share,
    smallest,
    steps,
    summed,
    table,
)


def money(five: Money) -> None:
    assert_type(kr(5), Money)
    assert_type(kr("1 234,50"), Money)
    assert_type(tkr(Decimal("0.5")), Money)
    assert_type(mkr(Fraction(1, 2)), Money)
    assert_type(Money.parse("37,8 mnkr"), Money)
    assert_type(five + five - five, Money)
    assert_type(-five, Money)
    assert_type(five * 3, Money)
    assert_type(3 * five, Money)
    assert_type(five < kr(6), bool)
    assert_type(Money.total([five, five]), Money)
    assert_type(five.ore, int)
    assert_type(f"{five}", str)


def numbers() -> None:
    assert_type(exact("13,04061 %"), Fraction)
    assert_type(Vector.of([Fraction(1, 2)]) + Vector.repeated(Fraction(1), 1), Vector)
    assert_type(Vector(1, 2, [3, 4])[0], Fraction)


def measures(people: Measure) -> None:
    assert_type(population(), Measure)
    assert_type(ages(0, 25), Measure)
    assert_type(indicator("asylsökande"), Measure)
    assert_type(constant("3/2"), Measure)
    assert_type(table({"01": 3, "03": "1,5"}), Measure)
    assert_type(people + 1, Measure)
    assert_type("1/2" * people - people, Measure)
    assert_type(people * Decimal("0.5") / people, Measure)
    assert_type(1 / people, Measure)
    assert_type(smallest(people, 3), Measure)
    assert_type(largest(people, ages(0, 25), "2/3"), Measure)
    assert_type(clamp(people, low=1, high=people), Measure)
    assert_type(steps(people, (0, 1), (1000, "3/2")), Measure)
    assert_type(marginal(people, (0, 1), (1000, "1/2")), Measure)
    assert_type(share(people), Measure)
    assert_type(summed(people, over="kommun"), Measure)
    assert_type(quotas_of("samverkan"), Measure)


def amounts(people: Measure) -> None:
    """Take money, money times a measure, a share or a mapping for an amount."""
    assert_type(as_amount(kr(5)), Amount)
    assert_type(as_amount({"01": mkr(2)}), Amount)
    each: Amount = kr(32) * people
    other: Amount = people * kr(32)
    for amount in (each, other, kr(5), ShareOf("22 %"), {"01": mkr(2)}):
        assert_type(Fixed(amount).amount, Amount)
    assert_type(Flat(kr(5)).money, Money)
