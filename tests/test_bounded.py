"""Floors and caps: laws against a slow search, cases by hand, and bounds after rounding."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import ceil, floor
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from fordelning import (
    Agreement,
    Allocation,
    Bounded,
    Equal,
    Fixed,
    Flat,
    FordelningError,
    HoldHarmless,
    Method,
    Money,
    Only,
    PerCapita,
    Population,
    Pot,
    Proportional,
    Rounding,
    ShareOf,
    allocate,
    kr,
)
from fordelning.agreement import UpTo
from fordelning.canonical import form
from fordelning.errors import (
    AgreementError,
    BoundBrokenError,
    InfeasibleError,
    InputTypeError,
    InputValueError,
    ShareError,
    UnknownCodeError,
    WeightError,
)
from fordelning.exact import Vector
from fordelning.keys import BoundedStep, Bounds, Key, Staged
from fordelning.keys.clamped import Limits, Problem, clamped
from fordelning.measures import Scope, constant, population, table

from .strategies import CODES, DAY, LEVEL, SETTINGS

Numbers = Sequence[Fraction]
Some = Sequence[Fraction | None]

WITHIN_A_UNIT = (Method.LARGEST_REMAINDER, Method.NEAREST, Method.FLOOR)


class Case(NamedTuple):
    """What the definition speaks of."""

    x: Numbers
    d: Numbers
    lo: Some
    hi: Some
    total: Fraction

    def at(self, t: Fraction) -> tuple[Fraction, ...]:
        return tuple(
            _clamp(x + t * d, low, high)
            for x, d, low, high in zip(self.x, self.d, self.lo, self.hi, strict=True)
        )

    def crossed(self) -> bool:
        bounds = zip(self.lo, self.hi, strict=True)
        return any(low is not None and high is not None and low > high for low, high in bounds)

    def only(self, places: Sequence[int]) -> Case:
        """Return the case of some, who have what they have to share."""
        x, d = ([each[place] for place in places] for each in (self.x, self.d))
        lo, hi = ([each[place] for place in places] for each in (self.lo, self.hi))
        return Case(x, d, lo, hi, sum(x, Fraction(0)))


def slow(case: Case) -> list[Fraction] | None:
    """Try every t that any choice of who is at a floor, at a cap and between asks for.

    All that make the sum right must give the same numbers.
    """
    found = {numbers for t in asked(case) if sum(numbers := case.at(t)) == case.total}
    assert len(found) <= 1
    return list(*found) if found else None


def asked(case: Case) -> Iterator[Fraction]:
    yield Fraction(0)
    payers = [place for place, d in enumerate(case.d) if d]
    still = sum(
        (n for n, d in zip(case.at(Fraction(0)), case.d, strict=True) if not d), Fraction(0)
    )
    for place in payers:
        for bound in (case.lo[place], case.hi[place]):
            if bound is not None:
                yield (bound - case.x[place]) / case.d[place]
    for chosen in product((case.x, case.lo, case.hi), repeat=len(payers)):
        numbers = [which[place] for which, place in zip(chosen, payers, strict=True)]
        moved = sum(case.d[p] for which, p in zip(chosen, payers, strict=True) if which is case.x)
        if moved and None not in numbers:
            yield (case.total - still - sum(_all(numbers))) / moved


def _clamp(number: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    number = number if low is None else max(number, low)
    return number if high is None else min(number, high)


def _all(numbers: Some) -> list[Fraction]:
    return [number for number in numbers if number is not None]


def limits(numbers: Some) -> Limits:
    vector = Vector.of(Fraction(0) if number is None else number for number in numbers)
    return Limits(
        vector.denominator,
        tuple(
            None if number is None else ore
            for number, ore in zip(numbers, vector.numerators(), strict=True)
        ),
    )


def whole(*numbers: int) -> list[Fraction]:
    return [Fraction(number) for number in numbers]


def fast(case: Case) -> list[Fraction] | None:
    x, d = Vector.of(case.x), Vector.of(case.d)
    found = clamped(Problem(x, d, limits(case.lo), limits(case.hi), case.total))
    return None if found is None else list(found.fractions())


small = st.builds(Fraction, st.integers(-8, 12), st.integers(1, 3))
weight = st.builds(Fraction, st.integers(0, 4) | st.integers(5, 30), st.integers(1, 2))


@st.composite
def problems(draw: st.DrawFn) -> Case:
    """Draw numbers, weights, bounds that do not cross and a total, reachable or not."""
    n = draw(st.integers(1, 4))
    x, d = (draw(st.lists(each, min_size=n, max_size=n)) for each in (small, weight))
    lo: list[Fraction | None] = []
    hi: list[Fraction | None] = []
    for _ in range(n):
        low, high = sorted((draw(small), draw(small)))
        lo.append(draw(st.sampled_from((low, None))))
        hi.append(draw(st.sampled_from((high, None))))
    return Case(x, d, lo, hi, draw(small) * draw(st.integers(1, 3)))


def scope(**people: int) -> Scope:
    figures = Population.from_counts(people, date=DAY, source="invented", level=LEVEL)
    return Scope(figures.codes(LEVEL, DAY), LEVEL, figures, DAY)


def quotas(key: Key, amount: Money, **people: int) -> list[Fraction]:
    """Return exact quotas in kronor, in the order of the codes."""
    found = key.quotas(Fraction(amount.ore), scope(**people))
    assert found.rest == 0
    return [each / 100 for each in found.vector.fractions()]


def in_kronor(limits: Limits) -> list[Fraction | None]:
    return [None if each is None else each / 100 for each in limits.fractions()]


def result(key: Key, amount: Money, /, **people: int) -> Allocation:
    return rounded(Rounding(), key, amount, **people)


def rounded(rounding: Rounding, key: Key, amount: Money, /, **people: int) -> Allocation:
    pots = [Pot("p", amount, LEVEL, key)]
    return allocate(
        Agreement("a", "A", amount, pots, None, rounding=rounding),
        Population.from_counts(people, date=DAY, source="invented", level=LEVEL),
    )


@pytest.mark.property
class TestTheDefinition:
    """ "The unique aᵢ = clamp(xᵢ + t·dᵢ, loᵢ, hiᵢ) that sum to the amount." """

    @SETTINGS
    @given(problems())
    @example(
        # Breakpoints that lie closer together than few bits can tell.
        Case(
            whole(22, 10, 25, 20),
            whole(22, 10, 25, 20),
            whole(27, 10, 5, 2),
            whole(34, 14, 13, 14),
            Fraction(67),
        )
    )
    def test_is_what_a_search_finds_or_nothing_is(self, case: Case) -> None:
        assert fast(case) == slow(case)

    @SETTINGS
    @given(problems(), st.randoms(use_true_random=False))
    def test_order_does_not_matter(self, case: Case, random: Random) -> None:
        order = list(range(len(case.x)))
        random.shuffle(order)
        found = fast(case)
        again = fast(case.only(order)._replace(total=case.total))
        assert again == (None if found is None else [found[place] for place in order])

    @SETTINGS
    @given(problems(), st.integers(1, 7))
    def test_only_the_proportions_of_d_matter(self, case: Case, times: int) -> None:
        assert fast(case._replace(d=[each / times for each in case.d])) == fast(case)

    @SETTINGS
    @given(problems())
    def test_nothing_binding_is_the_identity(self, case: Case) -> None:
        x = Vector.of(case.at(Fraction(0)))
        x = Vector.of(map(_clamp, x.fractions(), case.lo, case.hi))
        problem = Problem(x, Vector.of(case.d), limits(case.lo), limits(case.hi), x.total())
        assert clamped(problem) is x


@pytest.mark.parametrize(
    ("numbers", "total", "expected"),
    [
        # Nobody has a part in what others pay.
        (([3, 1], [0, 0], [None, None], [2, None]), 3, [2, 1]),
        (([3, 1], [0, 0], [None, None], [2, None]), 4, None),
        (([0], [0], [None], [None]), 1, None),
        (([0], [0], [1], [None]), 1, [1]),
        # Everyone ends at a floor, or at a cap: any t beyond does.
        (([3, 1], [1, 1], [2, 2], [9, 9]), 4, [2, 2]),
        (([3, 1], [1, 1], [2, 2], [9, 9]), 18, [9, 9]),
        (([3, 1], [1, 1], [2, 2], [9, 9]), 3, None),
        (([3, 1], [1, 1], [2, 2], [9, 9]), 19, None),
        # The sum stands still while one is at its cap and one still at its floor.
        (([3, 1], [1, 1], [0, 4], [4, 9]), 8, [4, 4]),
        # A floor that is the cap, and equal breakpoints.
        (([3, 3, 3], [1, 1, 1], [4, 4, 0], [4, 4, 9]), 9, [4, 4, 1]),
        (([1, 1, 1], [1, 1, 1], [2, 2, None], [None, None, None]), 0, [2, 2, -4]),
    ],
)
def test_ends_and_ties_by_hand(
    numbers: tuple[list[int | None], ...], total: int, expected: list[int] | None
) -> None:
    x, d, lo, hi = ([None if n is None else Fraction(n) for n in each] for each in numbers)
    case = Case(_all(x), _all(d), lo, hi, Fraction(total))
    assert fast(case) == slow(case) == expected


money = st.integers(0, 10_000).map(Money)
shares = st.builds(Fraction, st.integers(0, 30), st.just(60))


def bounds_of(who: tuple[str, ...]) -> st.SearchStrategy[Bounds]:
    """Draw floors below caps: money, a share, a mapping, or none."""
    floors = st.one_of(
        st.none(), st.integers(0, 400).map(Money), shares.map(lambda share: ShareOf(share / 8))
    )
    caps = st.one_of(
        st.none(),
        st.integers(400, 9000).map(Money),
        st.dictionaries(st.sampled_from(who), st.integers(400, 9000).map(Money)),
        st.integers(400, 9000).map(lambda ore: Money(ore) * constant("4/3")),
    )
    by = st.one_of(st.none(), st.just(population()), st.just(constant(2)))
    return st.builds(Bounds, floors, caps, by)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Key, Bounds, Money, Scope]:
    who = CODES[: draw(st.integers(1, 5))]
    people = {code: draw(st.integers(0, 9)) for code in who}
    assume(any(people.values()))
    inner = draw(
        st.one_of(
            st.just(PerCapita()),
            st.just(Equal()),
            st.integers(0, 3000).map(lambda ore: Flat(Money(ore))),
            st.dictionaries(st.sampled_from(who), st.integers(0, 3000).map(Money)).map(Fixed),
        )
    )
    return inner, draw(bounds_of(who)), draw(money), scope(**people)


def bounded(key: Key, bounds: Bounds) -> Bounded:
    return Bounded(key, bounds.floor, bounds.cap, bounds.paid_by)


def outcome(key: Key, amount: Money, who: Scope) -> list[Fraction] | None:
    try:
        found = key.quotas(Fraction(amount.ore), who)
    except FordelningError:
        return None
    assert found.rest == 0
    return list(found.vector.fractions())


def ingredients(key: Key, bounds: Bounds, amount: Money, who: Scope) -> Case:
    """Return what the definition speaks of, of a key and its bounds."""
    given_ = Fraction(amount.ore)
    x = key.quotas(given_, who).vector.fractions()
    d = x if bounds.paid_by is None else bounds.paid_by.vector(who).fractions()
    lo, hi = (each.fractions() for each in bounds.limits(given_, who))
    return Case(x, d, lo, hi, given_)


@pytest.mark.property
class TestEveryBoundedKey:
    @SETTINGS
    @given(cases())
    def test_is_within_its_bounds_and_adds_up(self, case: tuple[Key, Bounds, Money, Scope]) -> None:
        """ "The inner key may leave a rest or overdraw, the result always adds up." """
        key, bounds, amount, who = case
        found = outcome(bounded(key, bounds), amount, who)
        expected = ingredients(*case)
        if expected.crossed():
            assert found is None
            return
        assert found == slow(expected)
        if found is not None:
            assert sum(found) == amount.ore
            assert found == list(map(_clamp, found, expected.lo, expected.hi))

    @SETTINGS
    @given(cases())
    def test_bounding_again_changes_nothing(self, case: tuple[Key, Bounds, Money, Scope]) -> None:
        key, bounds, amount, who = case
        once = bounded(key, bounds)
        first = outcome(once, amount, who)
        assume(first is not None and min(first) >= 0)
        assert outcome(bounded(once, bounds), amount, who) == first

    @SETTINGS
    @given(cases())
    def test_one_stage_is_bounded(self, case: tuple[Key, Bounds, Money, Scope]) -> None:
        key, bounds, amount, who = case
        assert outcome(Staged(key, bounds), amount, who) == outcome(
            bounded(key, bounds), amount, who
        )

    @SETTINGS
    @given(cases())
    def test_the_trace_leads_to_the_same_quotas(
        self, case: tuple[Key, Bounds, Money, Scope]
    ) -> None:
        key, bounds, amount, who = case
        found = outcome(bounded(key, bounds), amount, who)
        assume(found is not None)
        assert found is not None
        (step,) = bounded(key, bounds).steps(Fraction(amount.ore), who)
        assert isinstance(step, BoundedStep)
        assert list(step.quotas.fractions()) == found
        (stage,) = step.stages
        x, d, lo, hi, _ = ingredients(*case)
        for place, code in enumerate(who.codes):
            settled = [code in stage.at_floor, code in stage.at_cap]
            assert sum(settled) <= 1
            if place in stage.paying:
                assert stage.t is not None
                assert x[place] + stage.t * d[place] == found[place]
            elif any(settled):
                assert found[place] == (lo if settled[0] else hi)[place]
            else:
                assert d[place] == 0
                assert x[place] == found[place]
            assert step.sentences(code)

    @SETTINGS
    @given(
        st.lists(st.integers(0, 9), min_size=1, max_size=5),
        st.integers(0, 10_000),
        st.integers(0, 10_000),
        st.data(),
    )
    def test_nobody_loses_when_there_is_more(
        self, people: list[int], first: int, second: int, data: st.DataObject
    ) -> None:
        """Of a proportional key, with bounds that are fixed or shares of the pot."""
        assume(any(people))
        who = scope(**dict(zip(CODES, people, strict=False)))
        floors = st.one_of(st.integers(0, 400).map(Money), shares.map(ShareOf))
        caps = st.one_of(st.none(), st.integers(0, 9000).map(Money), shares.map(ShareOf))
        key = Bounded(PerCapita(), data.draw(floors), data.draw(caps))
        less = outcome(key, Money(min(first, second)), who)
        more = outcome(key, Money(max(first, second)), who)
        assume(less is not None and more is not None)
        assert less is not None
        assert more is not None
        assert all(a <= b for a, b in zip(less, more, strict=True))

    @SETTINGS
    @given(cases(), st.data())
    def test_settled_recipients_stay_out_of_the_next_stage(
        self, case: tuple[Key, Bounds, Money, Scope], data: st.DataObject
    ) -> None:
        key, first, amount, who = case
        second = data.draw(bounds_of(who.codes))
        found = outcome(Staged(key, first, second), amount, who)
        stage = ingredients(*case)
        mine = None if stage.crossed() else slow(stage)
        if mine is None:
            assert found is None
            return
        free = [
            place
            for place, number in enumerate(mine)
            if number not in (stage.lo[place], stage.hi[place])
            or (stage.d[place] == 0 and stage.x[place] == number)
        ]
        following = ingredients(key, second, amount, who)._replace(x=mine).only(free)
        if second.paid_by is None:
            following = following._replace(d=following.x)
        if following.crossed() or min(following.d, default=0) < 0 or slow(following) is None:
            assert found is None
            return
        for place, number in zip(free, slow(following) or [], strict=True):
            mine[place] = number
        assert found == mine


class TestByHand:
    def test_more_fall_below_the_floor_when_the_others_pay(self) -> None:
        """The shape of the US Coronavirus Relief Fund: some states start below the floor, and
        more fall below it when the others pay.

        100 kr by 138, 21, 21, 15 and 5: 69, 10.50, 10.50, 7.50 and 2.50. Two are below 10.
        Raising them leaves 80 for the 180 of the others, and 21 · 80/180 is 9.33: two more.
        """
        key = Bounded(PerCapita(), floor=kr(10))
        assert quotas(key, kr(100), a=138, b=21, c=21, d=15, e=5) == [60, 10, 10, 10, 10]

    def test_freezing_both_sides_in_one_round_would_break_the_cap(self) -> None:
        """100 kr by 50, 38, 6, 6, at least 10 and at most 39.

        Freezing a at 39 and c and d at 10 leaves 41 for b, above its cap. With a and b at
        39 the others share 22, and have no need of the floor.
        """
        key = Bounded(PerCapita(), floor=kr(10), cap=kr(39))
        assert quotas(key, kr(100), a=50, b=38, c=6, d=6) == [39, 39, 11, 11]

    def test_freezing_both_sides_in_one_round_would_leave_money(self) -> None:
        """100 kr by 70, 16, 14, at least 20 and at most 45: 45 + 20 + 20 is 85."""
        key = Bounded(PerCapita(), floor=kr(20), cap=kr(45))
        assert quotas(key, kr(100), a=70, b=16, c=14) == [45, Fraction(88, 3), Fraction(77, 3)]

    def test_a_floor_holds_for_those_without_weight(self) -> None:
        """60 kr by 0, 1 and 2, at least 6: a gets 6, and 54 go 18 and 36."""
        assert quotas(Bounded(PerCapita(), floor=kr(6)), kr(60), a=0, b=1, c=2) == [6, 18, 36]

    def test_a_rest_is_shared_by_those_who_may_have_more(self) -> None:
        """10 kr to each of three, of 60 kr, and at most 15 to a: b and c share 45."""
        key = Bounded(Flat(kr(10)), cap={"a": kr(15)})
        assert quotas(key, kr(60), a=1, b=1, c=1) == [15, Fraction(45, 2), Fraction(45, 2)]

    def test_an_overdraft_is_paid_by_those_above_their_floor(self) -> None:
        """30, 20 and 10 kr of 45, at least 8 kr: at three quarters c would have 7.50.

        So c has 8, and a and b have 37 by 30 to 20.
        """
        key = Bounded(Fixed({"a": kr(30), "b": kr(20), "c": kr(10)}), floor=kr(8))
        assert quotas(key, kr(45), a=1, b=1, c=1) == [Fraction("22.2"), Fraction("14.8"), 8]

    def test_a_balancing_item_is_the_same_per_head(self) -> None:
        """30 kr to each of three is 90, of 80: 10 kr are lacking, for 1 + 1 + 2 people.

        2.50 per head, from everyone (regleringspost).
        """
        key = Bounded(Flat(kr(30)), paid_by=population(), floor=None)
        assert quotas(key, kr(80), a=1, b=1, c=2) == [Fraction("27.5"), Fraction("27.5"), 25]

    def test_a_balancing_item_may_take_more_than_there_is_where_there_is_no_floor(self) -> None:
        key = Bounded(Flat(kr(30)), paid_by=population(), floor=None)
        assert quotas(key, kr(50), a=0, b=1, c=1) == [30, 10, 10]
        assert quotas(key, kr(20), a=0, b=1, c=1) == [30, -5, -5]
        with pytest.raises(InputValueError, match="b has the negative quota -5,00 kr"):
            result(key, kr(20), a=0, b=1, c=1)

    def test_in_a_mapping_whoever_is_not_named_has_no_bound(self) -> None:
        key = Bounded(PerCapita(), floor={"a": kr(5)}, cap={"c": kr(5)})
        assert quotas(key, kr(20), a=1, b=4, c=5) == [5, 10, 5]
        no_floor, cap = key.bounds(Fraction(2000), scope(a=1, b=4, c=5))
        assert in_kronor(no_floor) == [5, None, None]
        assert in_kronor(cap) == [None, None, 5]

    def test_a_share_is_of_what_this_key_was_given(self) -> None:
        """10 kr each first; of the 100 that are left, at most half to anyone."""
        key = Flat(kr(10)) >> Bounded(PerCapita(), cap=ShareOf("1/2"))
        assert quotas(key, kr(130), a=8, b=1, c=1) == [60, 35, 35]

    def test_money_per_head_bounds_too(self) -> None:
        """At most 3 kr per head: 9 to a and 3 to b, and 8 are left for c."""
        key = Bounded(Equal(), cap=kr(3) * population())
        assert quotas(key, kr(20), a=3, b=1, c=9) == [Fraction("8.5"), 3, Fraction("8.5")]

    def test_stages_in_turn(self) -> None:
        """100 kr by 60, 30, 8, 2. A cap of 30 settles a; 70 by 30, 8, 2 are 52.50, 14 and 3.50.

        Those are over the cap for b: it has 30 too, and 40 by 8 and 2 are 32 and 8. So c
        is capped as well, and d has 10. Then a floor of 25: only d is left, with its 10.
        """
        capped = Bounds(cap=kr(30))
        assert quotas(Staged(PerCapita(), capped), kr(100), a=60, b=30, c=8, d=2) == [
            30,
            30,
            30,
            10,
        ]
        with pytest.raises(
            InfeasibleError, match=r"^stage 2: the floors of the 1 recipients"
        ) as caught:
            quotas(Staged(PerCapita(), capped, Bounds(floor=kr(25))), kr(100), a=60, b=30, c=8, d=2)
        assert (caught.value.place, str(caught.value.difference)) == (("stage 2",), "15,00 kr")

    def test_a_stage_does_not_touch_what_the_one_before_it_settled(self) -> None:
        """100 kr by 60, 25, 10, 5: capped at 40, the others have 60 by 25, 10, 5.

        That is 37.50, 15 and 7.50. Then at least 12 for each: d has 12, and b and c pay,
        48 by 25 to 10, which is 34.29 and 13.71. In one stage a would still be at 40.
        """
        key = Staged(PerCapita(), Bounds(cap=kr(40)), Bounds(floor=kr(12)))
        expected = [40, Fraction(240, 7), Fraction(96, 7), 12]
        assert quotas(key, kr(100), a=60, b=25, c=10, d=5) == expected
        who = scope(a=60, b=25, c=10, d=5)
        floors, caps = key.bounds(Fraction(10_000), who)
        assert in_kronor(floors) == [0, 12, 12, 12]
        assert in_kronor(caps) == [40, None, None, None]

    def test_the_next_stage_is_for_those_without_weight_too(self) -> None:
        """b has nothing, and no bound has put it there: it is raised in the second stage."""
        key = Staged(PerCapita(), Bounds(cap=kr(30)), Bounds(floor=kr(5)))
        assert quotas(key, kr(60), a=4, b=0, c=1, d=1) == [
            30,
            5,
            Fraction("12.5"),
            Fraction("12.5"),
        ]

    def test_when_all_are_settled_the_next_stage_has_nothing_to_do(self) -> None:
        key = Staged(Equal(), Bounds(cap=kr(5)), Bounds(floor=kr(9)))
        assert quotas(key, kr(10), a=1, b=1) == [5, 5]


class TestHoldHarmless:
    """ "Bounded with a floor of a share of previous amounts (garantibelopp)." """

    def test_by_hand(self) -> None:
        """80 kr by 1, 1 and 2: 20, 20, 40. a had 40 and is guaranteed 90 %: 36; 44 by 1 to 2."""
        key = HoldHarmless("90 %", {"a": kr(40), "b": kr(8)}, PerCapita())
        assert quotas(key, kr(80), a=1, b=1, c=2) == [36, Fraction(44, 3), Fraction(88, 3)]

    def test_the_amounts_of_another_allocation_are_previous_ones(self) -> None:
        before = result(Equal(), kr(60), a=1, b=1, c=4)
        key = HoldHarmless(1, before.pot("p"), PerCapita())
        after = result(key, kr(90), a=1, b=1, c=4)
        assert after.pot("p") == {"a": kr(20), "b": kr(20), "c": kr(50)}

    def test_who_had_nothing_is_guaranteed_nothing_and_pays_no_more_than_it_has(self) -> None:
        key = HoldHarmless("1/2", {"a": kr(100)}, PerCapita())
        assert quotas(key, kr(50), a=0, b=1) == [50, 0]
        with pytest.raises(InfeasibleError, match="10,00 kr are lacking"):
            quotas(key, kr(40), a=1, b=1)

    def test_a_previous_amount_outside_the_scope_is_an_error(self) -> None:
        with pytest.raises(UnknownCodeError, match="nobody at level 'skola' has the code x"):
            quotas(HoldHarmless(1, {"x": kr(5)}, PerCapita()), kr(50), a=1)
        with pytest.raises(UnknownCodeError, match="b stand outside"):
            quotas(Only(["a"], HoldHarmless(1, {"b": kr(5)}, PerCapita())), kr(50), a=1, b=1)

    def test_a_negative_share_is_an_error(self) -> None:
        with pytest.raises(ShareError, match="has the negative part -1"):
            HoldHarmless(-1, {"a": kr(1)}, PerCapita())

    def test_a_guarantee_may_be_by_a_measure(self) -> None:
        key = HoldHarmless("1/2", kr(4) * population(), Equal())
        assert quotas(key, kr(30), a=10, b=1) == [20, 10]
        (step,) = key.steps(Fraction(3000), scope(a=10, b=1))
        assert step.uses_figures()


class TestInfeasible:
    """ "Infeasible bounds are an error", with figures and all recipients at once."""

    def test_floors_above_the_amount(self) -> None:
        with pytest.raises(InfeasibleError) as caught:
            quotas(Bounded(PerCapita(), floor=kr(4)), kr(10), a=1, b=1, c=1)
        assert caught.value.code == "bounds.floors"
        assert str(caught.value).startswith(
            'the floors of the 3 recipients of Bounded(PerCapita(), floor=kr("4")) add up to '
            "12,00 kr, of 10,00 kr: 2,00 kr are lacking"
        )

    def test_caps_below_the_amount(self) -> None:
        with pytest.raises(InfeasibleError) as caught:
            quotas(Bounded(PerCapita(), cap=ShareOf("22 %")), kr(100), a=1, b=1, c=1, d=1)
        assert caught.value.code == "bounds.caps"
        assert "add up to 88,00 kr, of 100,00 kr: 12,00 kr are left over" in str(caught.value)

    @pytest.mark.parametrize(
        ("key", "amount", "said"),
        [
            # Only a has a part, and it stops at its cap.
            (
                Bounded(Only(["a"], Flat(kr(9))), cap={"a": kr(5)}),
                20,
                "bring all to 5,00 kr and not to 20,00 kr: nobody is left to take or pay 15,00 kr",
            ),
            # b and c stand at 9 each, which nobody pays.
            (
                Bounded(Flat(kr(9)), paid_by=table({"a": 1, "b": 0, "c": 0})),
                12,
                "bring all to 18,00 kr and not to 12,00 kr: nobody is left to take or pay 6,00 kr",
            ),
            (
                Bounded(Fixed({}), floor=None),
                12,
                "bring all to 0,00 kr and not to 12,00 kr: nobody is left to take or pay 12,00 kr",
            ),
        ],
    )
    def test_nobody_left_who_can_pay(self, key: Key, amount: int, said: str) -> None:
        with pytest.raises(InfeasibleError) as caught:
            quotas(key, kr(amount), a=1, b=1, c=1)
        assert caught.value.code == "bounds.stuck"
        assert said in str(caught.value)

    def test_says_who_has_no_part(self) -> None:
        key = Bounded(Flat(kr(9)), paid_by=table({"a": 1, "b": 0, "c": 0}))
        with pytest.raises(InfeasibleError, match=r"table\({'a': 1, .*}\) is zero for b, c,"):
            quotas(key, kr(12), a=1, b=1, c=1)

    def test_floors_above_caps_are_named_all_at_once(self) -> None:
        key = Bounded(PerCapita(), floor=kr(4), cap={"a": kr(3), "b": kr(4), "c": kr(1)})
        with pytest.raises(InfeasibleError) as caught:
            quotas(key, kr(12), a=1, b=1, c=1)
        assert caught.value.code == "bounds.crossed"
        assert caught.value.recipients == (
            "a (4,00 kr above 3,00 kr)",
            "c (4,00 kr above 1,00 kr)",
        )
        with pytest.raises(InfeasibleError, match=r"a \(0,00 kr above -0,01 kr\)"):
            quotas(Bounded(PerCapita(), cap=Money(-1)), kr(12), a=1)

    def test_nobody_is_paid_for_paying(self) -> None:
        key = Bounded(PerCapita(), paid_by=population() - 2)
        with pytest.raises(
            WeightError, match=r"^population\(\) - constant\(2\) is below zero for a \(-1\),"
        ):
            quotas(key, kr(12), a=1, b=2)
        with pytest.raises(
            WeightError, match=r"^what Fixed\(.*\) gives is below zero for b \(-1,00 kr\),"
        ):
            quotas(Bounded(Fixed({"b": -kr(1)})), kr(12), a=1, b=2)

    def test_a_bound_outside_the_scope_is_an_error(self) -> None:
        with pytest.raises(UnknownCodeError):
            quotas(Bounded(PerCapita(), cap={"x": kr(3)}), kr(12), a=1, b=2)


class TestValues:
    KEYS = (
        Bounded(PerCapita()),
        Bounded(PerCapita(), floor=None, cap=kr(5), paid_by=population()),
        Bounded(PerCapita(), {"a": kr(5)}),
        Staged(PerCapita(), Bounds(cap=ShareOf("22 %")), Bounds(kr(5), paid_by=constant(1))),
        HoldHarmless("90 %", {"a": kr(5)}, PerCapita() >> Equal()),
    )

    @pytest.mark.parametrize("key", KEYS, ids=repr)
    def test_are_values(self, key: Key) -> None:
        assert pickle.loads(pickle.dumps(key)) == key
        assert hash(pickle.loads(pickle.dumps(key))) == hash(key)
        names = {
            each.__name__: each
            for each in (Bounded, Bounds, HoldHarmless, PerCapita, ShareOf, Staged, Equal)
        }
        again = eval(repr(key), {**names, "kr": kr, "population": population, "constant": constant})
        assert again == key
        assert form(again) == form(key)

    def test_the_form_leaves_out_what_is_default(self) -> None:
        assert form(Bounded(PerCapita())) == '{"@":"Bounded","key":{"@":"PerCapita"}}'

    def test_reprs(self) -> None:
        assert repr(Bounds()) == "Bounds()"
        assert repr(Bounds(None)) == "Bounds(floor=None)"
        definition = HoldHarmless("90 %", {"a": kr(5)}, PerCapita()).definition
        assert repr(definition) == ('Bounded(PerCapita(), floor=PartOf("9/10", {\'a\': kr("5")}))')

    def test_refuse_what_they_are_not_made_of(self) -> None:
        wrong: Any
        for wrong in (5, "22 %", population()):
            with pytest.raises(InputTypeError):
                Bounded(PerCapita(), cap=wrong)
        wrong = kr(5)
        with pytest.raises(InputTypeError):
            Bounded(PerCapita(), paid_by=wrong)
        with pytest.raises(InputTypeError):
            Bounded(wrong)
        with pytest.raises(InputTypeError, match="is not a stage of a Staged"):
            Staged(PerCapita(), wrong)
        with pytest.raises(InputTypeError):
            Staged(wrong, Bounds())
        with pytest.raises(InputValueError, match="a Staged has no stages"):
            Staged(PerCapita())


class TestTrace:
    """A person can recompute the figure with a calculator."""

    def said(self, key: Key, amount: Money, code: str, **people: int) -> list[str]:
        trace = result(key, amount, **people).explain("p", code)
        (step,) = trace.steps
        assert isinstance(step, BoundedStep)
        return [
            str(each)
            for stage in step.stages
            if code in stage.codes
            for each in stage.sentences(code)
        ]

    def test_of_those_at_a_bound_and_of_those_who_pay(self) -> None:
        key = Bounded(PerCapita(), floor=kr(10), cap=kr(55))
        people = {"a": 138, "b": 25, "c": 22, "d": 15}
        # 69, 12.50, 11, 7.50; a is capped, d is raised, and b and c share 35 by 25 to 22.
        assert self.said(key, kr(100), "a", **people) == [
            "before bounds a has 69,00 kr; its floor is 10,00 kr, its cap 55,00 kr",
            "a is lowered to its cap: 55,00 kr",
        ]
        assert self.said(key, kr(100), "b", **people) == [
            "before bounds b has 12,50 kr; its floor is 10,00 kr, its cap 55,00 kr",
            "at their floor: 0, at their cap: 1; between them 3, who share what is left: they "
            "had 31,00 kr and have 45,00 kr",
            "12,50 kr x 45,00 kr / 31,00 kr gives ≈ 18,145161 kr",
        ]

    def test_of_each_way_to_a_bound(self) -> None:
        floor_ = Bounded(PerCapita(), floor=kr(10))
        people = {"a": 138, "b": 21, "c": 21, "d": 15, "e": 5}
        assert self.said(floor_, kr(100), "b", **people)[1:] == [
            "b is lowered, and stops at its floor: 10,00 kr"
        ]
        assert self.said(floor_, kr(100), "e", **people)[1:] == [
            "e is raised to its floor: 10,00 kr"
        ]
        cap = Bounded(PerCapita(), cap=kr(39))
        people = {"a": 50, "b": 38, "c": 6, "d": 6}
        assert self.said(cap, kr(100), "b", **people)[1:] == [
            "b is raised, and stops at its cap: 39,00 kr"
        ]

    def test_of_nothing_to_do(self) -> None:
        assert self.said(Bounded(PerCapita()), kr(10), "a", a=1, b=1) == [
            "before bounds a has 5,00 kr; its floor is 0,00 kr, its cap none",
            "all are within their bounds and nothing is over or lacking: 5,00 kr",
        ]

    def test_of_a_balancing_item(self) -> None:
        key = Bounded(Flat(kr(30)), paid_by=population(), floor=None)
        assert self.said(key, kr(80), "c", a=1, b=1, c=2)[1:] == [
            "at their floor: 0, at their cap: 0; between them 3, who share what is left: they "
            "had 90,00 kr and have 80,00 kr",
            "by population(): 30,00 kr + (80,00 kr - 90,00 kr) x 2 / 4 gives 25,00 kr",
        ]
        assert self.said(key, kr(80), "a", a=0, b=2, c=2)[1:] == [
            "a has no part in what is paid or shared: 30,00 kr"
        ]
        full = result(key, kr(80), a=1, b=1, c=2).explain("p", "c")
        assert "population() of c is 2" in str(full)
        assert full.steps[0].inner[0].key == 'Fixed(kr("30"))'

    def test_t_is_what_each_unit_of_d_got(self) -> None:
        """10 kr of 90 lacking, by 4 people: 2.50 kr each; or a ninth of what each had."""
        for by, t in ((population(), Fraction(-250)), (None, Fraction(-1, 9))):
            key = Bounded(Flat(kr(30)), paid_by=by)
            (step,) = key.steps(Fraction(8000), scope(a=1, b=1, c=2))
            assert isinstance(step, BoundedStep)
            assert step.stages[0].t == t

    def test_of_nobody_having_a_part(self) -> None:
        """All d are zero, and the floors alone make up the amount."""
        key = Bounded(Fixed({"b": kr(10)}), floor=kr(5), cap=kr(5), paid_by=constant(0))
        who = scope(a=1, b=1)
        (step,) = key.steps(Fraction(1000), who)
        assert isinstance(step, BoundedStep)
        assert (step.stages[0].at_floor, step.stages[0].at_cap) == (("a", "b"), ())
        assert (step.stages[0].t, step.stages[0].paying) == (None, ())
        still = Bounded(Fixed({"b": kr(10)}), paid_by=constant(0)).steps(Fraction(1000), who)[0]
        assert isinstance(still, BoundedStep)
        assert (still.stages[0].at_floor, still.stages[0].free) == ((), (0, 1))

    def test_of_stages(self) -> None:
        key = Staged(PerCapita(), Bounds(cap=kr(40)), Bounds(floor=kr(12)))
        people = {"a": 60, "b": 25, "c": 10, "d": 5}
        told = result(key, kr(100), **people).explain("p", "d")
        assert [str(each) for each in told.steps[0].sentences("d")][2:] == [
            "stage 1 of 2, of 4 recipients",
            "before bounds d has 5,00 kr; its floor is 0,00 kr, its cap 40,00 kr",
            "at their floor: 0, at their cap: 1; between them 3, who share what is left: they "
            "had 40,00 kr and have 60,00 kr",
            "5,00 kr x 60,00 kr / 40,00 kr gives 7,50 kr",
            "stage 2 of 2, of 3 recipients",
            "before bounds d has 7,50 kr; its floor is 12,00 kr, its cap none",
            "d is raised to its floor: 12,00 kr",
        ]
        assert "stage 2" not in str(result(key, kr(100), **people).explain("p", "a"))


@pytest.mark.property
class TestAfterRounding:
    """ "Whole-unit bounds also hold after LARGEST_REMAINDER, NEAREST and FLOOR; a fractional
    one may be passed by less than a unit, and the result says so."""

    @SETTINGS
    @given(
        st.lists(st.integers(0, 9), min_size=1, max_size=6),
        st.integers(0, 400),
        st.integers(0, 60),
        st.integers(60, 900),
        st.sampled_from(WITHIN_A_UNIT),
    )
    def test_bounds_hold_or_the_result_says_so(
        self, people: list[int], kronor: int, low: int, high: int, method: Method
    ) -> None:
        assume(any(people))
        who = dict(zip(CODES, people, strict=False))
        rounding = Rounding(unit=kr(1), method=method)
        key = Bounded(PerCapita(), floor=Money(low * 10), cap=Money(high * 10))
        try:
            found = rounded(rounding, key, kr(kronor), **who)
        except InfeasibleError:
            return
        told = {each.code: each for each in found.passed}
        for code, amount in found.pot("p").items():
            assert ceil(Fraction(high, 10)) * 100 >= amount.ore >= floor(Fraction(low, 10)) * 100
            outside = not low * 10 <= amount.ore <= high * 10
            assert outside == (code in told)
            assert outside == ("rounding puts" in str(found.explain("p", code)))


class TestPassed:
    def test_a_fractional_cap_is_passed_by_less_than_a_unit(self) -> None:
        """5 kr by halves, at most 2.50: one has 3 kr, and the other 2."""
        found = rounded(Rounding(unit=kr(1)), Bounded(Equal(), cap=Money(250)), kr(5), a=1, b=1)
        assert found.pot("p") == {"a": kr(3), "b": kr(2)}
        (passed,) = found.passed
        assert (passed.pot, passed.code, passed.amount) == ("p", "a", kr(3))
        assert [passed.bound, passed.by] == [250, 50]
        assert str(passed) == "a: rounding puts 3,00 kr 0,50 kr above the exact cap of 2,50 kr"
        assert "rounding puts 3,00 kr 0,50 kr above" in str(found.explain("p", "a"))
        assert found.explain("p", "b").passed == ()

    def test_a_fractional_floor_too(self) -> None:
        key = HoldHarmless("1/2", {"a": kr(5)}, PerCapita())
        found = rounded(Rounding(kr(1), Method.FLOOR), key, kr(9), a=0, b=1)
        assert found.pot("p") == {"a": kr(2), "b": kr(6)}
        assert [str(each) for each in found.passed] == [
            "a: rounding puts 2,00 kr 0,50 kr below the exact floor of 2,50 kr"
        ]

    def test_a_result_with_passed_bounds_pickles(self) -> None:
        found = rounded(Rounding(unit=kr(1)), Bounded(Equal(), cap=Money(250)), kr(5), a=1, b=1)
        again = pickle.loads(pickle.dumps(found))
        assert again.passed == found.passed != ()
        trace = found.explain("p", "a")
        assert str(trace) == str(pickle.loads(pickle.dumps(trace)))

    def test_a_pot_of_at_most_so_much_is_bounded_by_shares_of_that(self) -> None:
        most = UpTo(kr(10))
        pots = [Pot("p", most, LEVEL, Bounded(PerCapita(), cap=ShareOf("1/2")))]
        people = Population.from_counts({"a": 8, "b": 2}, date=DAY, source="invented", level=LEVEL)
        found = allocate(Agreement("a", "A", kr(10), pots, None), people)
        assert found.pot("p") == {"a": kr(5), "b": kr(5)}
        assert found.passed == ()

    def test_a_key_without_bounds_outermost_passes_none(self) -> None:
        inside = Only(["a", "b"], Bounded(Equal(), cap=Money(250)))
        assert rounded(Rounding(unit=kr(1)), inside, kr(5), a=1, b=1).passed == ()

    def test_of_stages_those_bounds_count_that_settled(self) -> None:
        """a is settled at 3.40; the floor of 4 of the second stage is not for it."""
        key = Staged(PerCapita(), Bounds(cap={"a": Money(340)}), Bounds(floor=kr(4)))
        found = rounded(Rounding(unit=kr(1)), key, kr(13), a=10, b=2, c=1)
        # 3.40 and 9.60, by 2 to 1: 6.40 and 3.20, which is raised to 4, so that b has 5.60.
        assert found.pot("p") == {"a": kr(3), "b": kr(6), "c": kr(4)}
        assert found.passed == ()


class TestBroken:
    """ "A method that breaks a bound raises `BoundBrokenError`." """

    def test_the_rest_to_the_largest_breaks_its_cap(self) -> None:
        """11 kr, at most 4 to a: the five others have 1.40 and are rounded to 1.

        That leaves 2 kr, for the largest quota, which is a's.
        """
        key = Bounded(PerCapita(), cap={"a": kr(4)})
        rounding = Rounding(kr(1), Method.NEAREST_THEN_LARGEST)
        with pytest.raises(BoundBrokenError) as caught:
            rounded(rounding, key, kr(11), a=99, b=1, c=1, d=1, e=1, f=1)
        said = "NEAREST_THEN_LARGEST puts a 2,00 kr above its cap of 4,00 kr"
        assert said in str(caught.value)
        assert [each.code for each in caught.value.broken] == ["a"]
        again = pickle.loads(pickle.dumps(caught.value))
        assert again.broken == caught.value.broken

    def test_the_rest_to_the_last_breaks_its_floor(self) -> None:
        """4 kr, at least 1: two have 1.50 and are rounded to 2, and the last pays 1 kr."""
        key = Bounded(PerCapita(), floor=kr(1))
        rounding = Rounding(kr(1), Method.NEAREST_THEN_LAST)
        with pytest.raises(BoundBrokenError, match="puts c 1,00 kr below its floor of 1,00 kr"):
            rounded(rounding, key, kr(4), a=3, b=3, c=1)

    def test_a_fractional_bound_is_broken_by_a_unit_or_more(self) -> None:
        """As before with a cap of 3.90: the others have 1.42, and a takes 6 kr."""
        key = Bounded(PerCapita(), cap={"a": Money(390)})
        rounding = Rounding(kr(1), Method.NEAREST_THEN_LARGEST)
        with pytest.raises(BoundBrokenError, match="a 2,10 kr above its cap of 3,90 kr"):
            rounded(rounding, key, kr(11), a=99, b=1, c=1, d=1, e=1, f=1)

    def test_inside_another_key_only_methods_near_the_quota_are_let_in(self) -> None:
        """Only a Bounded that is the whole key is checked after rounding."""
        key = Flat(kr(1)) >> Bounded(PerCapita(), cap={"a": kr(4)})
        with pytest.raises(AgreementError, match="floors or caps stand inside") as caught:
            rounded(Rounding(kr(1), Method.DHONDT), key, kr(11), a=99, b=1)
        assert [each.code for each in caught.value.problems] == ["bounds.hidden"]
        assert "DHONDT can pass them by more than a unit" in str(caught.value)
        # 1 kr each, and of 9 kr the 4 of the cap to a: 5 and 6.
        found = rounded(Rounding(kr(1)), key, kr(11), a=99, b=1)
        assert found.pot("p") == {"a": kr(5), "b": kr(6)}

    def test_the_same_pot_by_largest_remainder_keeps_it(self) -> None:
        key = Bounded(PerCapita(), cap={"a": kr(4)})
        found = rounded(Rounding(unit=kr(1)), key, kr(11), a=99, b=1, c=1, d=1, e=1, f=1)
        assert [amount.ore // 100 for amount in found.pot("p").values()] == [4, 2, 2, 1, 1, 1]


def test_proportional_to_a_measure_in_a_large_case() -> None:
    """10 000 recipients: floors and caps hold, and the free ones keep their proportions."""
    people = {f"{number:05}": 1 + number * number % 997 for number in range(10_000)}
    who = scope(**people)
    key = Bounded(Proportional(population()), floor=kr(20), cap=kr(150))
    found = key.quotas(Fraction(100_000_000), who).vector
    assert found.total() == 100_000_000
    ore = found.numerators()
    low, high = (found.denominator * bound for bound in (2_000, 15_000))
    assert (min(ore), max(ore)) == (low, high)
    weights = list(people.values())
    rates = {Fraction(n, w) for n, w in zip(ore, weights, strict=True) if low < n < high}
    assert len(rates) == 1
    (rate,) = rates
    for number, each in zip(ore, weights, strict=True):
        assert number == max(low, min(high, rate * each))
