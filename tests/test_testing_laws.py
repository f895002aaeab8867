"""`fordelning.testing.laws`: every law holds for the library, and fails for what breaks it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from fractions import Fraction
from typing import Any, ClassVar

import pytest
from attrs import define, evolve, field, frozen
from hypothesis import given
from hypothesis import strategies as st

from fordelning import (
    Agreement,
    Allocation,
    Equal,
    Flat,
    Level,
    Method,
    Only,
    PerCapita,
    Population,
    Pot,
    Proportional,
    RoundedRate,
    Rounding,
    Unspent,
    allocate,
    kr,
)
from fordelning.errors import FordelningError, OverdrawnError
from fordelning.exact import Vector
from fordelning.keys import Key, Nested, Quotas, Step
from fordelning.measures import Measure, Scope, indicator, population
from fordelning.register import swedish
from fordelning.testing import LawError, allocations, keys, laws, money, populations, scope
from fordelning.testing.laws.changed import orders

from .strategies import DAY, SETTINGS

SCHOOLS = Population.from_counts(
    {"norra": 3, "södra": 1}, date=DAY, source="invented", level="skola"
)
EVERYONE = scope(SCHOOLS)
AREAS = (
    SCHOOLS
    | Population.of(["norra", "södra"], level="skola", parents={"norra": "k", "södra": "k"})
    | Population.of(["k"], level="område")
)


def even(amount: Fraction, scope: Scope) -> Vector:
    return Vector.of([amount / len(scope.codes)] * len(scope.codes))


@frozen
class Loses(Key):
    """Lose an öre."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return Quotas(even(amount - 1, scope))


@frozen
class Gives(Key):
    """Answer something that is no exact quota for each."""

    answer: Any = field(eq=False)

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        del amount, scope
        answer: Quotas = self.answer
        return answer


@frozen
class LeavesAFloat(Key):
    """Leave something inexact, which `Quotas` refuses."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return Quotas(even(amount, scope), 0.0)  # type: ignore[arg-type]


@frozen
class DividesByNobody(Key):
    """Crash."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return Quotas(Vector.of([amount / 0 for _ in scope.codes]))


@frozen
class Refuses(Key):
    """Hand out more than there is, to a key that says so."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return (Flat(kr(100)) >> Equal()).quotas(amount, scope)


@frozen
class TakesFromTheFirst(Key):
    """Give the others what the first one has to pay."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        first, *others = scope.codes
        shares = {first: -amount, **dict.fromkeys(others, 2 * amount / len(others))}
        return Quotas(Vector.of(shares.values()))


@define(eq=False)
class Counts(Key):
    """Give everyone, or leave, an öre more each time that it is asked."""

    leaves: bool
    asked: int = 0

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        del amount
        self.asked += 1
        given = 0 if self.leaves else self.asked
        return Quotas(even(Fraction(2 * given), scope), Fraction(self.asked if self.leaves else 0))


class IsNoValue(Key):
    """Compare by identity, as classes do."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return Quotas(even(amount, scope))


@frozen
class HasNoHash(Key):
    """Hold a dict."""

    weights: dict[str, int] = field(factory=dict)

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return Quotas(even(amount, scope))


@frozen
class CopiesBadly(Key):
    """Be equal to a copy that forgets what it gives."""

    given: int = field(default=1, eq=False)

    def __copy__(self) -> CopiesBadly:
        return CopiesBadly(0)

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return Quotas(even(Fraction(2 * self.given), scope), amount - 2 * self.given)


@frozen
class RemembersWhom(Key):
    """Keep the weights of recipients, by their codes, for ever."""

    kept: ClassVar[dict[tuple[str, ...], dict[str, Fraction]]] = {}

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        codes = tuple(sorted(scope.codes))
        if codes not in self.kept:
            shares = PerCapita().quotas(Fraction(1), scope).vector.fractions()
            self.kept[codes] = dict(zip(scope.codes, shares, strict=True))
        return Quotas(Vector.of(amount * self.kept[codes][code] for code in scope.codes))


@frozen
class Forgets(Key):
    """Answer whoever it has not seen with figures, and nobody once it has."""

    seen: ClassVar[set[tuple[str, ...]]] = set()

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        if any(table.indicator for table in scope.population.tables):
            self.seen.add(scope.codes)
        elif scope.codes in self.seen:
            return Quotas(Vector.of([]))
        return Quotas(even(amount, scope))


@frozen
class MissingIsZero(Key):
    """Share by figures, and take one that is missing for zero."""

    by: Measure

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        weights = [self.weight(code, scope) for code in scope.codes]
        return Quotas(Vector.of(amount * each / sum(weights) for each in weights))

    def weight(self, code: str, scope: Scope) -> Fraction:
        try:
            return self.by.vector(scope.only([code]))[0]
        except FordelningError:
            return Fraction(0)


@frozen
class Mirror(Key):
    """Share by population, from the last to the first."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        people = population().vector(scope).fractions()
        return Quotas(Vector.of(amount * each / sum(people) for each in reversed(people)))


@frozen
class InTheMiddle(Key):
    """Weigh recipients by how far they stand from the ends."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        last = len(scope.codes) - 1
        weights = [1 + min(place, last - place) for place in range(last + 1)]
        return Quotas(Vector.of(amount * Fraction(each, sum(weights)) for each in weights))


@frozen
class ByNeighbours(Key):
    """Share by the population of those listed before and after, in a ring."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        people = population().vector(scope).fractions()
        beside = [people[at - 1] + people[at + 1 - len(people)] for at in range(len(people))]
        return Quotas(Vector.of(amount * each / sum(beside) for each in beside))


@frozen
class FirstTakesAll(Key):
    """Give all to whoever stands first, or leave an öre for each who does not."""

    leaves: bool = False

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        if self.leaves:
            return Quotas(even(Fraction(0), scope), Fraction(scope.codes.index("norra")))
        others = [Fraction(0)] * (len(scope.codes) - 1)
        return Quotas(Vector.of([amount, *others]))


@frozen
class TellsOtherwise(Key):
    """Share equally, and tell something else."""

    told: Callable[[Step], tuple[Step, ...]]

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return Quotas(even(amount, scope))

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        return self.told(*Equal().steps(amount, scope))


class Silent(Step):
    """Say nothing."""

    def sentences(self, code: str) -> tuple[Any, ...]:
        del code
        return ()


def silent(step: Step) -> tuple[Step, ...]:
    silenced = Silent(
        key=step.key, codes=step.codes, given=step.given, quotas=step.quotas, rest=step.rest
    )
    return (silenced,)


HALF = Vector.of([Fraction(50), Fraction(50)])

# Of 1 krona to two schools: the law, a key that breaks it, and what is found, by hand.
BROKEN: list[tuple[laws.KeyLaw, Key, str]] = [
    (laws.answers, Gives(None), "it returned None, which is no Quotas of a Vector"),
    (laws.answers, Gives(Quotas([50, 50])), "it returned Quotas(vector=[50, 50]"),  # type: ignore[arg-type]
    (laws.answers, LeavesAFloat(), "a float is not exact: 0.0"),
    (laws.answers, Gives(Quotas(Vector(1, 1, (0.5, 1)))), "0.5 is not exact"),  # type: ignore[arg-type]
    (laws.answers, Gives(Quotas(Vector(1, 1, (100,)))), "recipients in scope: 2, quotas: 1"),
    (laws.answers, Gives(Quotas(Vector(1, 1, (100,)))) >> Equal(), "Gives("),
    (laws.answers, Gives(None) >> Equal(), "gave None, and not Quotas of a Vector"),
    (laws.answers, DividesByNobody(), "it raised ZeroDivisionError"),
    (laws.conserves, Loses(), "it was given 1,00 kr, and accounts for 0,99 kr"),
    (laws.conserves, Loses() >> Equal(), "Loses() was given 1,00 kr and accounts for 0,99 kr"),
    (laws.not_negative, TakesFromTheFirst(), "norra gets -1,00 kr"),
    (laws.same_twice, Counts(leaves=False), "norra gets 0,01 kr, and then 0,03 kr"),
    (laws.same_twice, Counts(leaves=True), "0,01 kr are left, and then 0,03 kr"),
    (
        laws.same_twice,
        RemembersWhom(),
        "new recipients without figures: it says nothing; "
        "once it has seen their figures: norra gets 0,75 kr",
    ),
    (
        laws.same_twice,
        Forgets(),
        "new recipients without figures: norra gets 0,50 kr; "
        "once it has seen their figures: it says nothing",
    ),
    (laws.is_a_value, IsNoValue(), "a copy of it is another key"),
    (laws.is_a_value, HasNoHash(), "it has no hash: unhashable type: 'dict'"),
    (laws.is_a_value, CopiesBadly(), "norra gets 0,01 kr, and by a copy 0,00 kr"),
    (laws.ignores_order, FirstTakesAll(), "norra gets 1,00 kr, and listed backwards 0,00 kr"),
    (
        laws.ignores_order,
        FirstTakesAll(leaves=True),
        "0,00 kr are left, and listed backwards 0,01 kr",
    ),
    (
        laws.needs_its_figures,
        MissingIsZero(population()),
        "norra gets 0,75 kr, and where folkmängd of norra is missing 0,00 kr",
    ),
    (laws.explains, TellsOtherwise(lambda _: ()), "norra gets 0,50 kr, and the steps tell of 0,00"),
    (laws.explains, TellsOtherwise(silent), "the steps say nothing of norra"),
    (
        laws.explains,
        TellsOtherwise(lambda step: (evolve(step, rest=Fraction(7)),)),
        "0,00 kr are left, and the last step tells of 0,07 kr",
    ),
    (
        laws.explains,
        TellsOtherwise(lambda step: (evolve(step, given=Fraction(7)),)),
        "step 1 is given 0,07 kr, and accounts for 1,00 kr",
    ),
    (
        laws.explains,
        TellsOtherwise(
            lambda step: (
                evolve(step, given=Fraction(300), quotas=HALF, rest=Fraction(200)),
                evolve(step, given=Fraction(0), quotas=HALF - HALF),
            )
        ),
        "step 1 is given 3,00 kr, where 1,00 kr are left",
    ),
]

THREE = scope(
    Population.from_counts({"a": 1, "b": 1, "c": 2}, date=DAY, source="invented", level="skola")
)


class TestLawsOfKeys:
    """ "A law returns nothing, or raises `LawError`."""

    @pytest.mark.parametrize(("law", "key", "found"), BROKEN)
    def test_each_fails_for_a_key_that_breaks_it(
        self, law: laws.KeyLaw, key: Key, found: str
    ) -> None:
        with pytest.raises(LawError) as caught:
            law(key, kr(1), EVERYONE)
        assert caught.value.law == law.__name__
        assert found in caught.value.found
        assert caught.value.rule in str(law.__doc__)
        assert caught.value.case == ()

    def test_each_has_a_key_that_breaks_it(self) -> None:
        assert {law for law, _, _ in BROKEN} == set(laws.OF_KEYS)

    @pytest.mark.parametrize(
        ("key", "found"),
        [
            # Of 2, 1 and 1 quarters a has the first; listed last, of 1, 2 and 1 the third.
            (Mirror(), "a gets 0,50 kr, and with the first one listed last 0,25 kr"),
            # Of 1, 2 and 1 quarters b has the second, and, listed first, the first.
            (InTheMiddle(), "b gets 0,50 kr, and with the first one listed last 0,25 kr"),
        ],
    )
    def test_a_key_that_reads_the_same_backwards_is_found(self, key: Key, found: str) -> None:
        with pytest.raises(LawError) as caught:
            laws.ignores_order(key, kr(1), THREE)
        assert caught.value.found == found

    def test_a_ring_reads_the_same_from_anywhere_and_backwards(self) -> None:
        """Beside a are b and d, 5 of 16; with b before a they are b and c, 3 of 16."""
        counts = {"a": 1, "b": 1, "c": 2, "d": 4}
        ring = Population.from_counts(counts, date=DAY, source="invented", level="skola")
        with pytest.raises(LawError) as caught:
            laws.ignores_order(ByNeighbours(), kr(1), scope(ring))
        assert caught.value.found == ("a gets 0,3125 kr, and with the first two swapped 0,1875 kr")

    def test_the_words_name_the_order(self) -> None:
        assert list(orders(EVERYONE)) == [
            (
                "listed backwards",
                evolve(EVERYONE, codes=("södra", "norra"), everyone=EVERYONE.codes),
            )
        ]
        assert [(how, each.codes, each.everyone) for how, each in orders(THREE)] == [
            ("listed backwards", ("c", "b", "a"), THREE.codes),
            ("with the first one listed last", ("b", "c", "a"), THREE.codes),
            ("with the first two swapped", ("b", "a", "c"), THREE.codes),
        ]
        assert list(orders(THREE.only(["b"]))) == []

    @pytest.mark.parametrize("level", [Level.LAN, Level.REGION, Level.KOMMUN])
    def test_a_memory_is_found_at_the_swedish_levels(self, level: Level) -> None:
        """Not only while it is empty: codes that were asked of before are in it."""
        code = "0180" if level == Level.KOMMUN else "01"
        at = scope(Population.from_counts({code: 1}, date=DAY, source="invented")).only([code])
        at = evolve(at, level=level)
        for _ in range(2):
            with pytest.raises(LawError, match="same_twice"):
                laws.same_twice(RemembersWhom(), kr(1), at)

    def test_what_is_asked_of_everyone_may_be_remembered_by_their_figures(self) -> None:
        """A memory is no fault that has another place for other figures."""
        kept: dict[Scope, Quotas] = {}

        @frozen
        class Remembers(Key):
            def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
                if scope not in kept:
                    kept[scope] = PerCapita().quotas(Fraction(1), scope)
                return Quotas(kept[scope].vector.scaled(amount))

        laws.same_twice(Remembers(), kr(1), EVERYONE)
        assert len(kept) == 2

    def test_a_figure_of_each_indicator_is_taken_away(self) -> None:
        values = {"norra": 3, "södra": 1}
        schools = SCHOOLS | Population.from_values(
            "elever", values, date=DAY, source="invented", level="skola"
        )
        by = population() + indicator("elever")
        laws.needs_its_figures(Proportional(by), kr(1), scope(schools))
        with pytest.raises(LawError) as caught:
            laws.needs_its_figures(MissingIsZero(indicator("elever")), kr(1), scope(schools))
        assert caught.value.found == (
            "norra gets 0,75 kr, and where elever of norra is missing 0,00 kr"
        )

    def test_no_other_table_stands_in_for_a_figure_that_is_taken_away(self) -> None:
        """Neither the sum of ages, nor that of kommuner, which noise may make another."""
        lan, kommuner = (swedish().at(DAY).codes(each) for each in (Level.LAN, Level.KOMMUN))
        counted = Population.from_counts(dict.fromkeys(lan, 100), date=DAY, source="invented")
        by_age = Population.from_ages(
            {(code, "0+"): 200 for code in lan}, date=DAY, source="noise", perturbed=True
        )
        below = Population.from_counts(dict.fromkeys(kommuner, 9), date=DAY, source="invented")
        for together in (counted | by_age | below, below):
            laws.needs_its_figures(PerCapita(), kr(1), scope(together, Level.LAN))

    def test_of_one_alone_the_only_figure_is_taken_away(self) -> None:
        alone = scope(Population.from_counts({"a": 1}, date=DAY, source="invented", level="skola"))
        laws.needs_its_figures(PerCapita(), kr(1), alone)
        with pytest.raises(ZeroDivisionError):
            laws.needs_its_figures(MissingIsZero(population()), kr(1), alone)

    @pytest.mark.parametrize(
        ("inner", "law"),
        [(Gives(Quotas(Vector(1, 1, (100,)))), "answers"), (Loses(), "conserves")],
    )
    def test_a_wrong_number_of_quotas_is_no_answer_wherever_it_is_found(
        self, inner: Key, law: str
    ) -> None:
        with pytest.raises(LawError) as caught:
            laws.conserves(inner >> Equal(), kr(1), EVERYONE)
        assert caught.value.law == law

    def test_that_a_key_refuses_is_an_answer(self) -> None:
        laws.answers(Refuses(), kr(1), EVERYONE)
        with pytest.raises(OverdrawnError):
            laws.conserves(Refuses(), kr(1), EVERYONE)

    def test_that_it_refuses_another_question_is_no_matter(self) -> None:
        """In between, the key is asked for an öre more."""

        @frozen
        class TakesNoMore(Key):
            def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
                if amount > 100:
                    raise OverdrawnError("money.overdrawn", key="x", over=1, given=1)
                return Quotas(even(amount, scope))

        laws.same_twice(TakesNoMore(), kr(1), EVERYONE)

    def test_an_amount_is_money_or_a_part_of_an_ore(self) -> None:
        assert laws.ore(kr("2,50")) == 250
        for law in laws.OF_KEYS:
            law(Equal(), Fraction(1, 3), EVERYONE)

    @pytest.mark.property
    @SETTINGS
    @given(st.data())
    def test_they_hold_for_the_keys_of_the_library(self, data: st.DataObject) -> None:
        schools = data.draw(populations(["a", "b", "c"], ages=["0-17", "18+"], indicators=["x"]))
        key = data.draw(keys(["a", "b", "c"], amount=kr(9), ages=["0-17", "18+"], indicators=["x"]))
        amount = data.draw(money(kr(9)))
        for law in laws.OF_KEYS:
            law(key, amount, scope(schools))

    @pytest.mark.parametrize(
        "key",
        [
            RoundedRate(population()),
            Flat(kr(1)) >> Unspent("återgår"),
            Only(["södra"], PerCapita()),
            Nested(through="område", upper=Equal(), lower=PerCapita()),
        ],
    )
    def test_they_hold_for_keys_that_are_not_drawn(self, key: Key) -> None:
        for law in laws.OF_KEYS:
            law(key, kr(5), scope(AREAS, "skola"))


BY_HEAD = PerCapita()


def outcome(key: Key = BY_HEAD, rounding: Rounding | None = None) -> Allocation:
    """Share 1,01 kr (101 öre, or 10 100 of them in kronor) among the schools."""
    rounding = rounding or Rounding()
    amount = 101 * rounding.unit
    pots = [Pot("p", amount, "skola", key)]
    return allocate(Agreement("a", "A", amount, pots, None, rounding=rounding), AREAS)


def with_units(allocation: Allocation, *units: int) -> Allocation:
    """Change what the recipients of the first pot got, after it was rounded."""
    first, *others = allocation.outcomes
    changed = evolve(first, rounded=evolve(first.rounded, units=units))
    return evolve(allocation, outcomes=(changed, *others))


NESTED = Nested(through="område", upper=Equal(), lower=PerCapita())
PEOPLE = Population.from_counts(
    {"a": 2, "b": 3, "c": 5}, date=DAY, source="invented", level="skola"
)


def in_two_areas() -> Allocation:
    """Share 10 öre, of which a and b have 2 and 3 in one area, and c 5 in the other."""
    parents = {"a": "k", "b": "k", "c": "m"}
    areas = (
        PEOPLE
        | Population.of(parents, level="skola", parents=parents)
        | Population.of(["k", "m"], level="område")
    )
    pots = [Pot("p", kr("0,10"), "skola", NESTED)]
    return allocate(Agreement("a", "A", kr("0,10"), pots, None), areas)


def with_top(allocation: Allocation, *units: int) -> Allocation:
    """Change what the parents of the only pot got."""
    (each,) = allocation.outcomes
    assert each.top is not None
    changed = evolve(each, top=evolve(each.top, units=units))
    return evolve(allocation, outcomes=(changed,))


def spoiled_node(allocation: Allocation) -> Allocation:
    """Change how the area's money was rounded among its schools."""
    (each,) = allocation.outcomes
    (node,) = each.nodes
    spoiled = evolve(node, rounded=evolve(node.rounded, units=(100, 1)))
    return evolve(allocation, outcomes=(evolve(each, nodes=(spoiled,)),))


# Of 101 öre 75 3/4 and 25 1/4 are the quotas: 76 and 25 are right.
SPOILED: list[tuple[laws.AllocationLaw, Allocation, str]] = [
    (laws.adds_up, with_units(outcome(), 76, 24), "pot 'p' hands out 1,00 kr, and should 1,01 kr"),
    (
        laws.adds_up,
        evolve(outcome(), outcomes=()),
        "the pots make 0,00 kr, and the total is 1,01 kr",
    ),
    (
        laws.adds_up,
        with_units(outcome(Flat(kr("0,40")) >> Unspent("återgår")), 40, 41),
        "pot 'p' hands out 0,81 kr, and should 0,80 kr",
    ),
    (
        laws.whole_units,
        evolve(outcome(), agreement=evolve(outcome().agreement, rounding=Rounding(kr(1)))),
        "norra gets 0,76 kr of pot 'p', in units of 1,00 kr",
    ),
    (
        laws.within_a_unit,
        with_units(outcome(), 77, 24),
        "norra gets 0,77 kr of pot 'p', quota 0,7575 kr",
    ),
    (
        laws.within_a_unit,
        with_units(outcome(rounding=Rounding(kr(1), Method.FLOOR)), 75, 24),
        "södra gets 24,00 kr of pot 'p', quota 25,25 kr",
    ),
    (
        laws.certified,
        with_units(outcome(), 75, 26),
        "LARGEST_REMAINDER does not give pot 'p' as norra: 0,75 kr, södra: 0,26 kr",
    ),
    (
        laws.certified,
        with_units(outcome(rounding=Rounding(method=Method.DHONDT)), 75, 26),
        "DHONDT does not give pot 'p' as norra: 0,75 kr, södra: 0,26 kr",
    ),
    (
        laws.certified,
        spoiled_node(outcome(NESTED)),
        "LARGEST_REMAINDER does not give pot 'p' as norra: 1,00 kr, södra: 0,01 kr",
    ),
    (
        laws.children_add_up,
        with_units(outcome(NESTED), 76, 24),
        "k has 1,01 kr of pot 'p', its children 1,00 kr",
    ),
    (
        laws.children_add_up,
        with_units(in_two_areas(), 1, 4, 5),
        "a has 0,01 kr of pot 'p', and 0,02 kr by its parent",
    ),
    (
        laws.children_add_up,
        with_top(in_two_areas(), 4, 6),
        "k has 0,05 kr of pot 'p', and 0,04 kr by its parent",
    ),
]


class TestLawsOfAllocations:
    @pytest.mark.parametrize(("law", "allocation", "found"), SPOILED)
    def test_each_fails_for_an_allocation_that_breaks_it(
        self, law: laws.AllocationLaw, allocation: Allocation, found: str
    ) -> None:
        with pytest.raises(LawError) as caught:
            law(allocation)
        assert caught.value.who == "agreement 'a'"
        assert caught.value.law == law.__name__
        assert caught.value.found == found

    def test_each_has_an_allocation_that_breaks_it(self) -> None:
        assert {law for law, _, _ in SPOILED} == set(laws.OF_ALLOCATIONS)

    def test_a_method_that_promises_no_nearness_is_not_held_to_it(self) -> None:
        laws.within_a_unit(with_units(outcome(rounding=Rounding(method=Method.DHONDT)), 78, 23))

    def test_what_a_method_leaves_over_is_a_row_that_counts(self) -> None:
        """Rounded down, 75 3/4 and 25 1/4 kronor leave 1 krona to nobody."""
        allocation = outcome(rounding=Rounding(kr(1), Method.FLOOR))
        assert [row.amount for row in allocation.residuals] == [kr(1)]
        for law in laws.OF_ALLOCATIONS:
            law(allocation)

    def test_they_hold_for_a_nested_pot(self) -> None:
        assert in_two_areas().outcomes[0].rounded.units == (2, 3, 5)
        for law in laws.OF_ALLOCATIONS:
            law(outcome(NESTED))
            law(in_two_areas())

    @pytest.mark.property
    @SETTINGS
    @given(allocations())
    def test_they_hold_for_what_the_library_allocates(self, allocation: Allocation) -> None:
        for law in laws.OF_ALLOCATIONS:
            law(allocation)


class TestLawError:
    def test_says_who_which_law_what_it_asks_what_was_found_and_where(self) -> None:
        error = LawError("K()", "conserves", "nothing is lost", "a\nb", ("x = 1", "f(x)"))
        assert str(error) == (
            "K() breaks the law 'conserves'\n"
            "  the law: nothing is lost\n"
            "  found: a\n"
            "    b\n"
            "  smallest case:\n"
            "    x = 1\n"
            "    f(x)"
        )
        assert isinstance(error, AssertionError)

    def test_pickles_with_its_words(self) -> None:
        error = LawError("K()", "conserves", "nothing is lost", "a", ("x = 1",))
        again = pickle.loads(pickle.dumps(error))
        assert str(again) == str(error)
        assert (again.who, again.law, again.rule, again.found, again.case) == error.args
