"""The laws: what holds for every key, every amount and every population."""

from __future__ import annotations

import pickle
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from fordelning import (
    Agreement,
    Allocation,
    Equal,
    Flat,
    FordelningError,
    Money,
    PerCapita,
    Population,
    Pot,
    Rounding,
    Split,
    allocate,
    apportion,
    kr,
)
from fordelning.exact import Vector
from fordelning.keys import Key
from fordelning.measures import Scope
from fordelning.population import Table

from .reference import Impossible, Reference
from .strategies import (
    DAY,
    LEVEL,
    SETTINGS,
    codes,
    keys,
    money,
    populations,
    small_money,
    sound_keys,
)

pytestmark = pytest.mark.property


def agreement(amount: Money, key: Key, *, unit: Money | None = None) -> Agreement:
    rounding = Rounding() if unit is None else Rounding(unit=unit)
    return Agreement("a", "A", amount, [Pot("p", amount, LEVEL, key)], DAY, rounding=rounding)


def outcome(amount: Money, key: Key, population: Population) -> Allocation | None:
    """Return the allocation, or None if the library says why there is none."""
    try:
        return allocate(agreement(amount, key), population)
    except FordelningError:
        return None


@st.composite
def cases(draw: st.DrawFn) -> tuple[Money, Key, Population]:
    who = draw(codes())
    amount = draw(st.one_of(money, money, small_money))
    key = draw(st.one_of(keys(who), keys(who).map(lambda key: key >> Equal())))
    return amount, key, draw(populations(who))


@st.composite
def sound_cases(draw: st.DrawFn) -> tuple[Money, Key, Population]:
    who = draw(codes())
    return draw(money), draw(sound_keys(who)), draw(populations(who))


def everyone(population: Population) -> Scope:
    return Scope(population.codes(LEVEL, DAY), LEVEL, population, DAY)


class TestMoneyNeverVanishes:
    """ "Every path conserves the sum or raises." """

    @SETTINGS
    @given(cases())
    def test_total_is_preserved_or_an_error_is_raised(
        self, case: tuple[Money, Key, Population]
    ) -> None:
        amount, key, population = case
        result = outcome(amount, key, population)
        if result is not None:
            assert Money.total(result.pot("p").values()) == amount == result.total

    @SETTINGS
    @given(sound_cases())
    def test_total_is_preserved_by_keys_that_use_up_what_they_get(
        self, case: tuple[Money, Key, Population]
    ) -> None:
        amount, key, population = case
        result = allocate(agreement(amount, key), population)
        assert Money.total(result.pot("p").values()) == amount

    @SETTINGS
    @given(cases())
    def test_every_key_accounts_for_all_that_it_was_given(
        self, case: tuple[Money, Key, Population]
    ) -> None:
        amount, key, population = case
        try:
            quotas = key.quotas(Fraction(amount.ore), everyone(population))
        except FordelningError:
            return
        assert quotas.vector.total() + quotas.rest == amount.ore


class TestAgainstTheSlowReference:
    """ "All against an independent slow implementation in Fraction." """

    @SETTINGS
    @given(cases())
    def test_amounts_are_equal_and_so_are_refusals(
        self, case: tuple[Money, Key, Population]
    ) -> None:
        amount, key, population = case
        try:
            expected = Reference(population).pot(key, amount)
        except Impossible:
            expected = None
        result = outcome(amount, key, population)
        got = None if result is None else {c: m.ore for c, m in result.pot("p").items()}
        assert got == expected

    @SETTINGS
    @given(cases())
    def test_the_trace_tells_the_same_quota(self, case: tuple[Money, Key, Population]) -> None:
        amount, key, population = case
        result = outcome(amount, key, population)
        if result is None:
            return
        shares, _ = Reference(population).key(
            key, Fraction(amount.ore), list(population.codes(LEVEL, DAY))
        )
        for code, share in shares.items():
            trace = result.explain("p", code)
            assert trace.quota == share
            assert sum((step.quota(code) for step in trace.steps), Fraction(0)) == share
            assert trace.amount == result["p", code]
            assert str(trace)


class TestEveryCell:
    """ "Stays within one unit of every quota"; "zero weight gets zero"."""

    @SETTINGS
    @given(cases())
    def test_is_within_one_unit_of_its_exact_quota(
        self, case: tuple[Money, Key, Population]
    ) -> None:
        result = outcome(*case)
        for row in () if result is None else result.rows():
            assert abs(row.amount.ore - row.quota) < 1

    @SETTINGS
    @given(cases())
    def test_equal_quotas_are_within_one_unit(self, case: tuple[Money, Key, Population]) -> None:
        result = outcome(*case)
        by_quota: dict[Fraction, list[int]] = {}
        for row in () if result is None else result.rows():
            by_quota.setdefault(row.quota, []).append(row.amount.ore)
        for amounts in by_quota.values():
            assert max(amounts) - min(amounts) <= 1

    @SETTINGS
    @given(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 9), min_size=1), money)
    @example({"a": 0, "b": 1}, Money(1))
    def test_zero_weight_gets_zero(self, people: dict[str, int], amount: Money) -> None:
        assume(any(people.values()))
        population = Population.from_counts(people, date=DAY, source="invented", level=LEVEL)
        result = allocate(agreement(amount, PerCapita()), population)
        for code, count in people.items():
            if count == 0:
                assert result["p", code] == Money(0)


class TestInvariance:
    """ "Results never depend on the order of the input, the hash seed or the platform." """

    @SETTINGS
    @given(cases(), st.randoms(use_true_random=False))
    def test_of_the_order_of_the_figures(
        self, case: tuple[Money, Key, Population], random: Random
    ) -> None:
        amount, key, population = case
        shuffled = Population(random_order(population, random))
        assert shuffled == population
        first, second = outcome(amount, key, population), outcome(amount, key, shuffled)
        assert (first and first.pot("p")) == (second and second.pot("p"))

    @SETTINGS
    @given(
        st.dictionaries(st.sampled_from("abcde"), st.integers(0, 99), min_size=1),
        money,
        st.integers(1, 1000),
    )
    def test_of_the_scale_of_the_weights(
        self, people: dict[str, int], amount: Money, scale: int
    ) -> None:
        assume(any(people.values()))
        first, second = (
            allocate(
                agreement(amount, PerCapita()),
                Population.from_counts(
                    {code: count * times for code, count in people.items()},
                    date=DAY,
                    source="invented",
                    level=LEVEL,
                ),
            ).pot("p")
            for times in (1, scale)
        )
        assert first == second

    @SETTINGS
    @given(cases())
    def test_of_a_round_trip_through_pickle(self, case: tuple[Money, Key, Population]) -> None:
        result = outcome(*case)
        again = pickle.loads(pickle.dumps(result))
        assert again == result
        if result is not None:
            assert hash(again) == hash(result)
            assert again.pot("p") == result.pot("p")


def random_order(population: Population, random: Random) -> list[Table]:
    tables = list(population.tables)
    random.shuffle(tables)
    return tables


class TestAlgebra:
    """ "`a >> b` reads därefter", and chains are flat, so that `>>` is associative."""

    @SETTINGS
    @given(st.data())
    def test_then_is_associative(self, data: st.DataObject) -> None:
        who = data.draw(codes())
        a, b, c = (data.draw(keys(who)) for _ in range(3))
        assert (a >> b) >> c == a >> (b >> c)
        assert hash((a >> b) >> c) == hash(a >> (b >> c))
        population, amount = data.draw(populations(who)), data.draw(money)
        first = outcome(amount, (a >> b) >> c, population)
        second = outcome(amount, a >> (b >> c), population)
        assert (first and first.pot("p")) == (second and second.pot("p"))

    @SETTINGS
    @given(st.data())
    def test_split_of_equal_keys_without_fixed_money_is_that_key(self, data: st.DataObject) -> None:
        who = data.draw(codes())
        key = data.draw(sound_keys(who))
        population, amount = data.draw(populations(who)), data.draw(money)
        thirds = Split(("1/3", key), ("2/3", key))
        scope, given_ = everyone(population), Fraction(amount.ore)
        assert thirds.quotas(given_, scope) == key.quotas(given_, scope)
        assert allocate(agreement(amount, thirds), population).pot("p") == allocate(
            agreement(amount, key), population
        ).pot("p")

    @SETTINGS
    @given(st.integers(1, 50), st.integers(0, 100), st.integers(0, 10**6))
    def test_flat_then_equal_is_equal(self, n: int, flat: int, over: int) -> None:
        amount = Money(n * flat + over)
        population = Population.of([f"{i:03}" for i in range(n)], level=LEVEL)
        chained, equal = (
            allocate(Agreement("a", "A", amount, [Pot("p", amount, LEVEL, key)], None), population)
            for key in (Flat(Money(flat)) >> Equal(), Equal())
        )
        assert chained.pot("p") == equal.pot("p")


class TestUnits:
    """ "A pot is rounded once, to whole multiples of its unit." """

    @SETTINGS
    @given(st.integers(0, 10**9), st.data())
    def test_amounts_are_whole_units_and_add_up(self, kronor: int, data: st.DataObject) -> None:
        who = data.draw(codes())
        population = data.draw(populations(who))
        result = allocate(agreement(kr(kronor), Equal(), unit=kr(1)), population)
        ore = {code: amount.ore for code, amount in result.pot("p").items()}
        assert sum(ore.values()) == 100 * kronor
        assert {amount % 100 for amount in ore.values()} == {0}
        assert {code: amount // 100 for code, amount in ore.items()} == apportion(
            kronor, dict.fromkeys(who, 1)
        )


class TestVectors:
    """Vectors are exact numbers: their arithmetic is that of fractions."""

    numbers = st.lists(st.fractions(max_denominator=50), min_size=3, max_size=3)

    @SETTINGS
    @given(numbers, numbers, st.fractions(max_denominator=20))
    def test_arithmetic(self, a: list[Fraction], b: list[Fraction], by: Fraction) -> None:
        v, w = Vector.of(a), Vector.of(b)
        assert (v + w).fractions() == tuple(x + y for x, y in zip(a, b, strict=True))
        assert (v - w).fractions() == tuple(x - y for x, y in zip(a, b, strict=True))
        assert v.scaled(by).fractions() == tuple(x * by for x in a)
        assert v.total() == sum(a)
        assert v.has_negative() == any(x < 0 for x in a)
