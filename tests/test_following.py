"""`quotas_of`: "another pot's exact outcome: nothing is rounded in between"."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from attrs import frozen

from fordelning import (
    Agreement,
    Ambiguity,
    Equal,
    Fixed,
    Money,
    Only,
    PerCapita,
    Population,
    Pot,
    Proportional,
    Reading,
    Recipient,
    Split,
    allocate,
    kr,
)
from fordelning.errors import AgreementError, FordelningError, InputTypeError, InputValueError
from fordelning.keys import Key, Nested, Quotas
from fordelning.measures import Measure, Scope, population, quotas_of
from fordelning.measures.scope import PotQuotas
from fordelning.register import Level, swedish

from .strategies import DAY, LEVEL

PEOPLE = Population.from_counts({"a": 1, "b": 2, "c": 4}, date=DAY, source="invented", level=LEVEL)


def follows(*pots: str, plus: int = 0) -> Proportional:
    measure = quotas_of(pots[0])
    for pot in pots[1:]:
        measure = measure + quotas_of(pot)
    return Proportional(measure + plus if plus else measure)


def agreement(*pots: Pot | Ambiguity) -> Agreement:
    total = Money.total(
        each.stated if isinstance(each, Pot) else each.amount or Money(0) for each in pots
    )
    return Agreement("x", "X", total, pots, None)


class TestOutcome:
    def test_is_exact_and_not_what_was_rounded(self) -> None:
        """1 öre by 1, 2, 4 is 1/7, 2/7 and 4/7 öre, all of it c's when rounded; 7 kr by
        these is still 1, 2 and 4 kr."""
        result = allocate(
            agreement(
                Pot("follower", kr(7), LEVEL, follows("first")),
                Pot("first", Money(1), LEVEL, PerCapita()),
            ),
            PEOPLE,
        )
        assert result.pot("first") == {"a": Money(0), "b": Money(0), "c": Money(1)}
        assert result.pot("follower") == {"a": kr(1), "b": kr(2), "c": kr(4)}
        assert [each.pot.id for each in result.outcomes] == ["follower", "first"]

    def test_of_several_pots_through_several(self) -> None:
        """200 + 200 + 200 and 100 + 200 + 400 are 300, 400 and 600 of 1 300."""
        result = allocate(
            agreement(
                Pot("last", kr(13), LEVEL, follows("sum")),
                Pot("sum", kr("1,30"), LEVEL, follows("lika", "folk")),
                Pot("folk", kr(700), LEVEL, PerCapita()),
                Pot("lika", kr(600), LEVEL, Equal()),
            ),
            PEOPLE,
        )
        assert result.pot("last") == {"a": kr(3), "b": kr(4), "c": kr(6)}

    def test_the_same_population_can_follow_another_agreement(self) -> None:
        """What was remembered of one agreement's pot is not another's."""
        key = follows("first")
        for first, a in ((PerCapita(), Fraction(1, 7)), (Equal(), Fraction(1, 3))):
            result = allocate(
                agreement(Pot("first", kr(21), LEVEL, first), Pot("p", kr(21), LEVEL, key)), PEOPLE
            )
            assert result["p", "a"].ore == 2100 * a

    def test_deep_inside_a_key_and_among_some(self) -> None:
        key = Split(("1/2", Only(["a", "b"], follows("first"))), ("1/2", Equal()))
        result = allocate(
            agreement(Pot("p", kr(6), LEVEL, key), Pot("first", kr(7), LEVEL, PerCapita())), PEOPLE
        )
        assert result.pot("p") == {"a": kr(2), "b": kr(3), "c": kr(1)}

    def test_with_a_row_that_nobody_has(self) -> None:
        from fordelning.keys import Unspent

        first = Fixed({"a": kr(1), "b": kr(3)}) >> Unspent("till staten")
        result = allocate(
            agreement(Pot("p", kr(4), LEVEL, follows("first")), Pot("first", kr(9), LEVEL, first)),
            PEOPLE,
        )
        assert result.pot("p") == {"a": kr(1), "b": kr(3), "c": kr(0)}

    def test_under_a_reading(self) -> None:
        place = Ambiguity(
            "first",
            Reading("folk", key=PerCapita()),
            Reading("lika", key=Equal()),
            amount=kr(7),
            to=LEVEL,
        )
        given = agreement(place, Pot("p", kr(21), LEVEL, follows("first")))
        assert given.problems() == ()
        assert allocate(given, PEOPLE, readings={"first": "lika"})["p", "a"] == kr(7)
        assert allocate(given, PEOPLE, readings={"first": "folk"})["p", "a"] == kr(3)

    def test_is_traced(self) -> None:
        result = allocate(
            agreement(Pot("p", kr(7), LEVEL, follows("f")), Pot("f", kr(7), LEVEL, PerCapita())),
            PEOPLE,
        )
        assert "Proportional(quotas_of('f')): 7,00 kr x" in str(result.explain("p", "a"))

    def test_under_a_nested_key(self) -> None:
        parents = {"a": "x", "b": "x", "c": "y"}
        people = (
            PEOPLE
            | Population.of(parents, level=LEVEL, parents=parents)
            | Population.of(["x", "y"], level="område")
        )
        key = Nested(through="område", upper=Equal(), lower=follows("first"))
        result = allocate(
            agreement(Pot("p", kr(6), LEVEL, key), Pot("first", kr(7), LEVEL, PerCapita())), people
        )
        assert result.pot("p") == {"a": kr(1), "b": kr(2), "c": kr(3)}


class TestWrongInput:
    def test_a_cycle_is_named(self) -> None:
        given = agreement(
            Pot("a", kr(1), LEVEL, follows("b")),
            Pot("b", kr(1), LEVEL, follows("c")),
            Pot("c", kr(1), LEVEL, follows("a")),
        )
        (problem,) = given.problems()
        assert "pots wait for each other's quotas: " in str(problem)
        for id_ in "abc":
            assert f"'{id_}'" in str(problem)
        with pytest.raises(AgreementError, match="wait for each other"):
            allocate(given, PEOPLE)
        itself = agreement(Pot("a", kr(1), LEVEL, follows("a")))
        assert "'a' -> 'a'" in str(itself.problems()[0])

    def test_a_cycle_of_readings_that_exclude_each_other_is_none(self) -> None:
        place = Ambiguity(
            "a",
            Reading("one", pots=[Pot("a1", kr(1), LEVEL, follows("b"))]),
            Reading("two", pots=[Pot("a1", kr(1), LEVEL, Equal())]),
        )
        given = agreement(place, Pot("b", kr(1), LEVEL, follows("a1")))
        from attrs import evolve

        given = evolve(given, total=kr(2))
        (problem,) = given.problems()
        assert "wait for each other" in str(problem)
        assert given.problems({"a": "two"}) == ()
        assert allocate(given, PEOPLE, readings={"a": "two"}).total == kr(2)

    def test_a_pot_that_there_is_not(self) -> None:
        given = agreement(
            Pot("folk", kr(1), LEVEL, Equal()), Pot("p", kr(1), LEVEL, follows("folkk"))
        )
        with pytest.raises(AgreementError, match="did you mean 'folk'"):
            allocate(given, PEOPLE)

    def test_one_that_could_not_be_allocated_is_told_once(self) -> None:
        given = agreement(
            Pot("first", kr(1), LEVEL, Fixed(kr(1))),
            Pot("p", kr(1), LEVEL, follows("first")),
        )
        with pytest.raises(FordelningError) as caught:
            allocate(given, PEOPLE)
        assert "pot 'first'" in str(caught.value)
        assert "pot 'p'" not in str(caught.value)

    def test_other_recipients(self) -> None:
        given = agreement(
            Pot("first", kr(1), Recipient("SKR", "SKR")),
            Pot("p", kr(1), LEVEL, follows("first")),
        )
        with pytest.raises(FordelningError, match="is of level '', and is used at level 'skola'"):
            allocate(given, PEOPLE)

    def test_codes_that_look_alike_at_another_level(self) -> None:
        """Two areas have the codes of two schools: they are other recipients."""
        people = Population.of(["1", "2"], level="skola") | Population.of(
            ["1", "2"], level="område"
        )
        given = agreement(
            Pot("first", kr(1), "skola", Equal()), Pot("p", kr(1), "område", follows("first"))
        )
        with pytest.raises(FordelningError, match="is of level 'skola', and is used at level"):
            allocate(given, people)

    def test_a_region_is_its_lan(self) -> None:
        lan = Population.from_counts(
            dict.fromkeys(swedish().at(DAY).codes("lan"), 1), date=DAY, source="invented"
        )
        given = agreement(
            Pot("first", kr(21), Level.REGION, Equal()),
            Pot("p", kr(21), Level.LAN, follows("first")),
        )
        assert allocate(given, lan)["p", "09"] == kr(1)

    def test_fewer_recipients(self) -> None:
        scope = Scope(("a",), LEVEL, PEOPLE, DAY, quotas=(PotQuotas("f", LEVEL, ()),))
        with pytest.raises(FordelningError, match="has no quota for a"):
            quotas_of("f").vector(scope)

    def test_outside_an_agreement(self) -> None:
        with pytest.raises(FordelningError, match="has no outcome to read"):
            quotas_of("p").vector(Scope(("a",), LEVEL, PEOPLE, DAY))

    @pytest.mark.parametrize(("wrong", "kind"), [(5, InputTypeError), ("", InputValueError)])
    def test_no_id(self, wrong: Any, kind: type[Exception]) -> None:
        with pytest.raises(kind):
            quotas_of(wrong)

    def test_evaluates_to_itself(self) -> None:
        measure = quotas_of("p") / population()
        assert eval(repr(measure)) == measure


@frozen
class ByCode(Key):
    """A key of a user's own that holds measures in a mapping."""

    measures: dict[str, Measure]

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        """Share by the first of them."""
        return Proportional(next(iter(self.measures.values()))).quotas(amount, scope)


class TestAnOwnKey:
    def test_what_it_holds_is_found_wherever_it_keeps_it(self) -> None:
        key = ByCode({"x": quotas_of("first")})
        result = allocate(
            agreement(Pot("p", kr(7), LEVEL, key), Pot("first", kr(7), LEVEL, PerCapita())), PEOPLE
        )
        assert result.pot("p") == {"a": kr(1), "b": kr(2), "c": kr(4)}
