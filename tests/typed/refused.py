"""What a type checker says no to, each line once; an ignore that is not needed is an error."""

# pyright: reportUnusedExpression=false

from __future__ import annotations

from datetime import date

from fordelning import (
    AgeWeighted,
    Agreement,
    Allocation,
    Bounded,
    Declared,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    Money,
    Only,
    PerCapita,
    Population,
    Pot,
    Proportional,
    RoundedRate,
    Split,
    Tier,
    Unspent,
    allocate,
    apportion,
    kr,
    mkr,
)
from fordelning.keys import Key
from fordelning.measures import Measure, population, table


def floats_are_not_exact(five: Money, people: Measure) -> None:
    kr(0.1)  # type: ignore[arg-type]
    Money(5.0)  # type: ignore[arg-type]
    five * 0.5  # type: ignore[operator]
    people * 0.5  # type: ignore[operator]
    table({"01": 0.5})  # type: ignore[dict-item]
    apportion(10, [0.5, 0.5])  # type: ignore[list-item]
    AgeWeighted({(0, 25): 0.5})  # type: ignore[dict-item]
    Split((0.5, Equal()), ("1/2", Equal()))  # type: ignore[arg-type]


def money_is_not_divided_nor_a_number(five: Money, people: Measure) -> object:
    five / 2  # type: ignore[operator]
    five // 2  # type: ignore[arg-type]
    five % 2  # type: ignore[arg-type]
    five / people  # type: ignore[operator]
    five + 1  # type: ignore[operator]
    five * five  # type: ignore[operator]
    five + people  # type: ignore[operator]
    return five < 6  # type: ignore[operator]


def a_number_is_no_money_and_no_key(five: Money, people: Measure, key: Key) -> None:
    Flat(5)  # type: ignore[arg-type]
    Flat(5.0)  # type: ignore[arg-type]
    FlatPlusRemainder(5_000_000)  # type: ignore[arg-type]
    FlatPlusRemainder(mkr(5), people)  # type: ignore[arg-type]
    Fixed(5)  # type: ignore[arg-type]
    Fixed({"01": 5})  # type: ignore[dict-item]
    Tier(5)  # type: ignore[arg-type]
    RoundedRate(people, unit=1)  # type: ignore[arg-type]
    Unspent(five)  # type: ignore[arg-type]
    Proportional(key)  # type: ignore[arg-type]
    Proportional(5)  # type: ignore[arg-type]
    Bounded(people)  # type: ignore[arg-type]
    Bounded(key, floor=1)  # type: ignore[arg-type]
    Bounded(key, paid_by=key)  # type: ignore[arg-type]
    key >> people  # type: ignore[operator]
    PerCapita() >> 5  # type: ignore[operator]
    Pot("p", 5, "skola", Equal())  # type: ignore[arg-type]
    Pot("p", kr(5), "skola", population())  # type: ignore[arg-type]
    Declared("alla", 5, ["p"])  # type: ignore[arg-type]


def codes_are_texts(allocation: Allocation, key: Key) -> None:
    allocation["p", 1]  # type: ignore[index]
    allocation["p"]  # type: ignore[index]
    allocation.pot(1)  # type: ignore[arg-type]
    Only([1, 12], key)  # type: ignore[list-item]
    apportion(10, {1: 6, 3: 2})  # type: ignore[dict-item]
    Population.from_counts({1: 5}, date=date(2020, 1, 1), source="SCB")  # type: ignore[arg-type]


def what_is_meant_is_said(agreement: Agreement, people: Population) -> None:
    allocate(agreement)  # type: ignore[call-arg]
    allocate(agreement, people, {"unga": "alla"})  # type: ignore[call-arg]
    allocate(people, agreement)  # type: ignore[arg-type]
    apportion(10, [1, 1], "dhondt")  # type: ignore[call-overload]
    apportion(10.0, [1, 1])  # type: ignore[call-overload]
    Population.from_counts({"01": 5}, date="2020-12-31", source="SCB")  # type: ignore[arg-type]
    Agreement("a", "A", kr(5), [])  # type: ignore[call-arg]


def values_do_not_change(five: Money, agreement: Agreement) -> None:
    five.ore = 6  # type: ignore[misc]
    agreement.total = five  # type: ignore[misc]


class Better(PerCapita):  # type: ignore[misc]
    """Named keys are final; one's own is a `Key`."""


class Unfinished(Key):
    """A key says what it gives."""


def a_key_says_what_it_gives() -> None:
    Unfinished()  # type: ignore[abstract]
