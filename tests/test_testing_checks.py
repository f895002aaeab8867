"""`check_key` and `check_agreement`: what they find, what they say, what they pass over."""

from __future__ import annotations

import operator
import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

import hypothesis
import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.errors import Flaky, InvalidArgument

import fordelning
from fordelning import (
    Agreement,
    Ambiguity,
    Equal,
    Flat,
    FlatPlusRemainder,
    HoldHarmless,
    Level,
    Lot,
    Method,
    Only,
    PerCapita,
    Population,
    Pot,
    Proportional,
    Reading,
    Recipient,
    Rounding,
    allocate,
    catalogue,
    kr,
)
from fordelning.errors import (
    InputTypeError,
    MissingExtraError,
    MissingFigureError,
    ReferenceDateError,
    UnspentError,
    WeightError,
)
from fordelning.exact import Vector
from fordelning.keys import Key, Quotas
from fordelning.measures import Scope, population
from fordelning.population import Sex
from fordelning.register import swedish
from fordelning.testing import (
    LawError,
    agreements,
    allocations,
    check_agreement,
    check_key,
    keys,
    laws,
    money,
    populations,
    scope,
)
from fordelning.testing.spelled import spelled

from .strategies import DAY, SETTINGS

pytestmark = pytest.mark.property

# What is rare is found all the same.
MANY = hypothesis.settings(max_examples=300)
FEW = hypothesis.settings(max_examples=20)
NAMES: dict[str, Any] = {
    **vars(fordelning),
    "date": date,
    "Fraction": Fraction,
    "laws": laws,
    "scope": scope,
    "swedish": swedish,
}


IMPORTS = """\
from datetime import date
from fractions import Fraction

from fordelning import Population, allocate, kr
from fordelning.register import swedish
from fordelning.testing import laws, scope
"""


def test_the_docs_name_what_a_pasted_case_imports() -> None:
    docs = Path(__file__).parents[1] / "docs" / "testing.md"
    assert f"```python\n{IMPORTS}```" in docs.read_text("utf-8")


@frozen
class InWholeKronor(Key):
    """Share by population, in whole kronor, and lose what that leaves."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        people = population().vector(scope).fractions()
        kronor = [amount * each / sum(people) // 100 for each in people]
        return Quotas(Vector.of(Fraction(100 * each) for each in kronor))


@frozen
class ByTable(Key):
    """Share by a table, in its own order."""

    weights: tuple[tuple[str, int], ...]

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        weights = [weight for code, weight in self.weights if code in scope.codes]
        return Quotas(Vector.of(amount * Fraction(each, sum(weights)) for each in weights))


@frozen
class WholeOre(Key):
    """Forget parts of an öre, which only a key inside another is given."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return Equal().quotas(Fraction(int(amount)), scope)


@frozen
class ToEveryone(Key):
    """Share among everyone, also inside an `Only`."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        codes = scope.population.codes(scope.level, scope.date)
        return Quotas(Vector.of([amount / len(codes)] * len(codes)))


@frozen
class BySquare(Key):
    """Divide by nobody where there is nobody."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        squares = [each * each for each in population().vector(scope).fractions()]
        return Quotas(Vector.of(amount * each / sum(squares) for each in squares))


@frozen
class DropsEmpty(Key):
    """Share by population, and leave out whoever has nobody."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        people = [each for each in population().vector(scope).fractions() if each]
        return Quotas(Vector.of(amount * each / sum(people) for each in people))


@frozen
class DistributesNothing(Key):
    """Refuse whatever there is, and distribute nothing."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        if amount:
            raise WeightError("weights.none")
        return Equal().quotas(amount, scope)


@frozen
class Mirror(Key):
    """Share by population, from the last to the first."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        people = population().vector(scope).fractions()
        if not any(people):
            raise WeightError("weights.none")
        return Quotas(Vector.of(amount * each / sum(people) for each in reversed(people)))


@frozen
class RemembersWhom(Key):
    """Keep the weights of recipients, by their codes, for ever."""

    kept: ClassVar[dict[tuple[str, ...], tuple[Fraction, ...]]] = {}

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        if scope.codes not in self.kept:
            self.kept[scope.codes] = PerCapita().quotas(Fraction(1), scope).vector.fractions()
        return Quotas(Vector.of(amount * each for each in self.kept[scope.codes]))


@frozen
class MissingIsZero(Key):
    """Take people who are not counted for none."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        people = [self.people(code, scope) for code in scope.codes]
        if not any(people):
            raise WeightError("weights.none")
        return Quotas(Vector.of(amount * each / sum(people) for each in people))

    def people(self, code: str, scope: Scope) -> Fraction:
        try:
            return population().vector(scope.only([code]))[0]
        except MissingFigureError:
            return Fraction(0)


@frozen
class Moody(Key):
    """Lose an öre the third time that it is asked, and never again."""

    asked: list[int] = field(factory=list, eq=False)

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        self.asked.append(1)
        return Equal().quotas(amount - 1 if len(self.asked) == 3 else amount, scope)


def failure(check: Callable[..., None], *values: Any, **options: Any) -> LawError:
    with pytest.raises(LawError) as caught:
        check(*values, **options)
    return caught.value


class TestThePlantedBug:
    """ "An error that tells which law failed, its rule as a sentence, and the smallest case." """

    def test_a_krona_that_is_lost_is_told_with_the_smallest_case(self) -> None:
        assert str(failure(check_key, InWholeKronor(), amounts=money(unit=kr(1)))) == (
            "InWholeKronor() breaks the law 'conserves'\n"
            "  the law: every öre that a key is given is in its quotas or in its rest\n"
            "  found: it was given 1,00 kr, and accounts for 0,00 kr\n"
            "  smallest case:\n"
            "    key = InWholeKronor()\n"
            "    population = Population.from_counts({'a': 1, 'b': 1}, "
            "date=date(2020, 12, 31), source='invented', level='skola')\n"
            "    laws.conserves(key, kr(\"1\"), scope(population, 'skola'))"
        )

    def test_rows_that_are_swapped_are_told_by_who_gets_the_others(self) -> None:
        key = ByTable((("b", 3), ("a", 1)))
        error = failure(check_key, key, populations=populations(["a", "b"]))
        assert error.law == "ignores_order"
        assert error.found == "a gets 0,75 kr, and listed backwards 0,25 kr"
        assert error.case[-1] == "laws.ignores_order(key, kr(\"1\"), scope(population, 'skola'))"

    @pytest.mark.parametrize(
        ("key", "law", "call"),
        [
            (
                WholeOre(),
                "conserves",
                "laws.conserves(key, Fraction(100, 3), scope(population, 'skola'))",
            ),
            (
                ToEveryone(),
                "answers",
                "laws.answers(key, kr(\"1\"), scope(population, 'skola').only(['b']))",
            ),
            (
                BySquare(),
                "answers",
                "laws.answers(key, kr(\"1\"), scope(population, 'skola').only(['b']))",
            ),
        ],
    )
    def test_keys_are_checked_as_they_work_inside_others(
        self, key: Key, law: str, call: str
    ) -> None:
        error = failure(check_key, key, settings=MANY)
        assert (error.law, error.case[-1]) == (law, call)

    def test_a_key_inside_that_loses_money_is_told_by_its_name(self) -> None:
        error = failure(check_key, InWholeKronor() >> Equal(), amounts=money(unit=kr(1)))
        assert error.who == "InWholeKronor() >> Equal()"
        assert error.found == "InWholeKronor() was given 1,00 kr and accounts for 0,00 kr"
        assert error.case[-1] == "laws.conserves(key, kr(\"1\"), scope(population, 'skola'))"

    @pytest.mark.parametrize(
        "key", [InWholeKronor(), WholeOre(), ToEveryone(), BySquare(), BySquare() >> Equal()]
    )
    def test_the_case_can_be_pasted_and_fails_again(self, key: Key) -> None:
        error = failure(check_key, key, settings=MANY)
        names = {each.__name__: each for each in (type(key), BySquare, Equal)}
        *lines, call = error.case
        exec("\n".join((IMPORTS, *lines)), names)
        with pytest.raises(LawError) as caught:
            eval(call, names)
        assert (caught.value.law, caught.value.found) == (error.law, error.found)

    @pytest.mark.parametrize(
        ("key", "law", "found"),
        [
            # Of two, the only other order is the mirrored one: it takes three.
            (Mirror(), "ignores_order", ", and with the first one listed last "),
            (RemembersWhom(), "same_twice", "once it has seen their figures: a gets 1,00 kr"),
            (MissingIsZero(), "needs_its_figures", "and where folkmängd of a is missing 0,00 kr"),
        ],
    )
    def test_what_one_question_alone_does_not_show_is_found(
        self, key: Key, law: str, found: str
    ) -> None:
        error = failure(check_key, key)
        assert error.law == law
        assert found in error.found

    def test_it_can_be_pickled_and_has_nothing_of_hypothesis_in_it(self) -> None:
        error = failure(check_key, BySquare(), settings=MANY)
        assert str(pickle.loads(pickle.dumps(error))) == str(error)
        assert not getattr(error, "__notes__", [])
        assert isinstance(error.__cause__, ZeroDivisionError)

    def test_a_key_that_does_not_fail_again_is_told_all_the_same(self) -> None:
        """It is asked whether it refuses, then for the first law, and for the second."""
        error = failure(check_key, Moody())
        assert (error.law, error.found) == (
            "conserves",
            "it was given 1,00 kr, and accounts for 0,99 kr",
        )


class TestCheckKey:
    @pytest.mark.parametrize(
        ("key", "options"),
        [
            (FlatPlusRemainder(kr(5)), {}),
            (keys(), {}),
            (keys(["a", "b"]), {"populations": populations(["a", "b"])}),
            (PerCapita(), {"populations": populations(level=Level.LAN)}),
            (Equal(), {"populations": populations(through="område"), "level": "område"}),
            (
                PerCapita(),
                {"populations": catalogue.population("scb-2020-12-31"), "level": "kommun"},
            ),
        ],
    )
    def test_passes_keys_that_keep_the_laws(
        self, key: Key | st.SearchStrategy[Key], options: dict[str, Any]
    ) -> None:
        check_key(key, settings=FEW, **options)

    def test_says_that_a_key_refuses_everything(self) -> None:
        """Without figures of ages there is nothing to tell 65 from 64 by."""
        error = failure(check_key, fordelning.AgeWeighted({(65, None): 1}), settings=FEW)
        assert error.law == "distributes"
        assert error.found.startswith("it refuses every case, the simplest one thus: ")
        assert error.case[-1] == "key.quotas(Fraction(100, 1), scope(population, 'skola'))"

        assert error.found.endswith(
            "\nin a check: draw populations that have the figures, such as\n"
            '  populations=populations(ages=["0-17", "18+"], indicators=["elever"])'
        )

    def test_says_that_a_key_refuses_all_the_money_for_several(self) -> None:
        error = failure(check_key, DistributesNothing(), amounts=money(max_value=kr(1)))
        assert error.law == "distributes"
        assert error.found.startswith(
            "it refuses every case with money for several, the simplest one thus: "
        )
        assert "in a check" not in error.found
        assert error.case[1:] == (
            "population = Population.from_counts({'a': 1, 'b': 1}, "
            "date=date(2020, 12, 31), source='invented', level='skola')",
            "key.quotas(Fraction(100, 1), scope(population, 'skola'))",
        )

    @pytest.mark.parametrize(
        "options",
        [{"amounts": kr(0)}, {"populations": populations(["a"]), "amounts": money(kr(0), kr(1))}],
    )
    def test_where_no_case_has_money_for_several_any_will_do(self, options: Any) -> None:
        check_key(DistributesNothing(), settings=FEW, **options)

    def test_a_single_amount_is_one(self) -> None:
        given_: set[Any] = set()

        def notes(key: Key, amount: Any, scope: Scope) -> None:
            given_.add(laws.ore(amount))

        check_key(Equal(), amounts=kr(5), laws=[notes], settings=FEW)
        assert given_ == {500, Fraction(500, 3)}

    @pytest.mark.parametrize(
        ("key", "options", "code"),
        [
            (PerCapita, {}, "key.class"),
            (kr(5), {}, "key.type"),
            (PerCapita(), {"amounts": 5}, "money.expected"),
        ],
    )
    def test_refuses_what_is_no_key_and_no_amount(
        self, key: Any, options: dict[str, Any], code: str
    ) -> None:
        with pytest.raises(InputTypeError) as caught:
            check_key(key, **options)
        assert caught.value.code == code

    @pytest.mark.parametrize("key", [DropsEmpty(), DropsEmpty() >> Equal()])
    def test_somebody_left_out_is_the_same_law_for_keys_and_agreements(self, key: Key) -> None:
        assert failure(check_key, key).law == "answers"
        assert failure(check_agreement, one_pot(key), populations()).law == "answers"

    def test_passes_refusals_over_unless_told_not_to(self) -> None:
        by_second = Only(["b"], PerCapita())
        schools = populations(["a", "b"])
        check_key(by_second, populations=schools)
        check_key(by_second, populations=schools, refusals=(WeightError,))
        for refusals in ((), (UnspentError,)):
            error = failure(check_key, by_second, populations=schools, refusals=refusals)
            assert error.law == "distributes"
            assert error.found.startswith("it is refused: ")
            assert isinstance(error.__cause__, WeightError)
            assert error.case[1] == (
                "population = Population.from_counts({'a': 1, 'b': 0}, "
                "date=date(2020, 12, 31), source='invented', level='skola')"
            )

    def test_takes_laws_of_the_callers_own(self) -> None:
        def gives_the_first_more(key: Key, amount: Any, scope: Scope) -> None:
            """See that the first recipient gets more than half of the amount."""
            first = key.quotas(laws.ore(amount), scope).vector[0]
            assert first > laws.ore(amount) / 2, "too little"

        check_key(HoldHarmless("1", {"a": kr(1)}, Flat(kr(0))), laws=[], settings=FEW)
        error = failure(check_key, Equal(), laws=[*laws.OF_KEYS, gives_the_first_more])
        assert error.law == "gives_the_first_more"
        assert error.rule == "the first recipient gets more than half of the amount"
        assert error.found.startswith("too little")
        assert error.case[-1].startswith("gives_the_first_more(key, ")

    def test_says_what_a_law_raises_that_does_not_assert(self) -> None:
        def is_odd(key: Key, amount: Any, scope: Scope) -> None:
            raise LookupError("no such row")

        def says_nothing(key: Key, amount: Any, scope: Scope) -> None:
            raise AssertionError

        error = failure(check_key, Equal(), laws=[is_odd])
        assert (error.rule, error.found) == ("is_odd", "it raised LookupError: no such row")
        assert failure(check_key, Equal(), laws=[says_nothing]).found == "it does not hold"

    def test_takes_settings_of_hypothesis(self) -> None:
        asked: list[Key] = []

        def counts(key: Key, amount: Any, scope: Scope) -> None:
            asked.append(key)

        check_key(Equal(), laws=[counts], settings=hypothesis.settings(max_examples=7))
        assert len(asked) == 14

    def test_a_strategy_that_cannot_be_drawn_from_is_no_law_that_fails(self) -> None:
        with pytest.raises(InvalidArgument):
            check_key(Equal(), amounts=money(kr(2), kr(1)))

    def test_nor_is_a_strategy_that_is_another_each_time(self) -> None:
        drawn: list[int] = []

        @st.composite
        def unsteady(draw: st.DrawFn) -> Key:
            drawn.append(1)
            draw(st.integers(0, len(drawn)))
            return Equal()

        with pytest.raises(Flaky):
            check_key(unsteady())


def one_pot(key: Key, to: str = "skola", **options: Any) -> Agreement:
    return Agreement("a", "A", kr(100), [Pot("p", kr(100), to, key)], None, **options)


READINGS = Ambiguity(
    "unga",
    Reading("efter befolkning", key=PerCapita()),
    Reading("i hela kronor", key=InWholeKronor()),
    amount=kr(100),
    to="skola",
)
AMBIGUOUS = Agreement("b", "B", kr(100), [READINGS], None)


class TestCheckAgreement:
    def test_passes_an_agreement_that_keeps_the_laws(self) -> None:
        """The bundled one of 2020, under both of its readings, at all of its levels."""
        both = st.builds(
            operator.or_,
            populations(level=Level.LAN, ages=["0-25", "26+"]),
            populations(level=Level.KOMMUN),
        )
        check_agreement(
            catalogue.agreement("psykisk-halsa-2020"),
            both,
            reference_date=DAY,
            refusals=(),
            settings=hypothesis.settings(max_examples=3),
        )

    def test_passes_agreements_to_one_population(self) -> None:
        schools = Population.of(["n", "s"], level="skola")
        pots = [Pot("p", kr(1), "skola", Equal()), Pot("q", kr(1), Recipient("SKR"))]
        check_agreement(Agreement("a", "A", kr(2), pots, None), schools, settings=FEW)

    def test_finds_a_key_that_loses_money(self) -> None:
        error = failure(check_agreement, one_pot(InWholeKronor()), populations())
        assert (error.who, error.law) == ("agreement 'a'", "conserves")
        assert error.found == "InWholeKronor() was given 100,00 kr and accounts for 99,00 kr"
        # 33 1/3 and 66 2/3 kr; between two alike 100 kr divide.
        assert error.case == (
            "population = Population.from_counts({'a': 1, 'b': 2}, "
            "date=date(2020, 12, 31), source='invented', level='skola')",
            "allocation = allocate(agreement, population)",
        )

    def test_finds_a_key_that_breaks_another_law(self) -> None:
        agreement = one_pot(ByTable((("b", 3), ("a", 1))))
        error = failure(check_agreement, agreement, populations(["a", "b"]))
        assert error.who == "ByTable(weights=(('b', 3), ('a', 1)))"
        assert error.case[1:] == (
            "allocation = allocate(agreement, population)",
            "outcome = allocation.outcome('p')",
            "laws.ignores_order(outcome.pot.key, outcome.pot.stated, outcome.scope)",
        )
        names = {**NAMES, "agreement": agreement}
        *lines, call = error.case
        exec("\n".join(lines), names)
        with pytest.raises(LawError, match="ignores_order"):
            eval(call, names)
        check_agreement(agreement, populations(["a", "b"]), key_laws=[laws.conserves], settings=FEW)

    def test_finds_a_key_that_crashes(self) -> None:
        error = failure(check_agreement, one_pot(Only(["b"], BySquare())), populations(["a", "b"]))
        assert (error.law, error.found) == (
            "answers",
            "it raised ZeroDivisionError: Fraction(0, 0)",
        )

    def test_tries_every_reading_that_is_not_chosen(self) -> None:
        error = failure(check_agreement, AMBIGUOUS, populations())
        assert error.case[1] == (
            "allocation = allocate(agreement, population, readings={'unga': 'i hela kronor'})"
        )
        readings = {"unga": "efter befolkning"}
        check_agreement(AMBIGUOUS, populations(), readings=readings, settings=FEW)

    def test_asks_for_a_reading_where_there_is_none(self) -> None:
        agreement = Agreement("c", "C", kr(1), [Ambiguity("x", amount=kr(1), to="skola")], None)
        error = failure(check_agreement, agreement, populations(), settings=FEW)
        assert error.law == "distributes"
        reading = Reading("lika", key=Equal())
        check_agreement(agreement, populations(), readings={"x": reading}, settings=FEW)

    def test_takes_laws_of_the_callers_own(self) -> None:
        def leaves_nobody_out(allocation: fordelning.Allocation) -> None:
            """See that everyone gets something."""
            assert all(row.amount.ore for row in allocation.rows())

        agreement = one_pot(PerCapita())
        error = failure(check_agreement, agreement, populations(), laws=[leaves_nobody_out])
        assert error.rule == "everyone gets something"
        assert error.case[0].startswith("population = Population.from_counts({'a': 1, 'b': 0}")
        assert error.case[-1] == "leaves_nobody_out(allocation)"

    def test_names_our_laws_as_they_are_called(self) -> None:
        """An allocation that does not add up, as no rule of the library's makes it."""

        def first(allocation: fordelning.Allocation) -> None:
            raise LawError("x", "adds_up", "y", "z")

        error = failure(check_agreement, one_pot(Equal()), populations(), laws=[first])
        assert error.case[-1] == "first(allocation)"
        first.__module__ = laws.adds_up.__module__
        error = failure(check_agreement, one_pot(Equal()), populations(), laws=[first])
        assert error.case[-1] == "laws.first(allocation)"

    def test_a_date_that_there_are_no_figures_of_refuses_everything(self) -> None:
        agreement = Agreement("a", "A", kr(1), one_pot(Equal()).pots, date(2019, 11, 1))
        error = failure(check_agreement, agreement, populations(), settings=FEW)
        assert error.law == "distributes"
        assert failure(
            check_agreement, agreement, populations(), refusals=(), settings=FEW
        ).__cause__.__class__ in (ReferenceDateError, fordelning.errors.AgreementError)
        whole = Agreement("a", "A", kr(100), one_pot(Equal()).pots, date(2019, 11, 1))
        check_agreement(whole, populations(), reference_date=DAY, settings=FEW)


class TestSpelled:
    """ "Values as Python that makes them again." """

    @SETTINGS
    @given(
        st.one_of(
            populations(),
            populations(["a", "b"], ages=["0-17", "18+"], sex=True, indicators=["x"], through="o"),
            populations(level=Level.LAN, ages=["0-17", "18+"], indicators=["x"]),
            populations(level=Level.KOMMUN, sex=True),
        )
    )
    def test_populations_are_made_again(self, drawn: Population) -> None:
        assert eval(spelled(drawn), NAMES) == drawn

    @SETTINGS
    @given(agreements(populations(["a", "b", "c"])))
    def test_agreements_are_made_again(self, pair: tuple[Agreement, Population]) -> None:
        names = {**NAMES, **vars(fordelning.keys), **vars(fordelning.measures)}
        assert eval(spelled(pair[0]), names) == pair[0]

    def test_allocations_are_made_again(self) -> None:
        schools = Population.of(["n", "s"], level="skola")
        allocation = allocate(one_pot(Equal(), declared=[]), schools)
        assert spelled(allocation) == (
            "allocate(Agreement(id='a', title='A', total=kr(\"100\"), "
            "pots=[Pot(id='p', amount=kr(\"100\"), to='skola', key=Equal())], "
            "reference_date=None), Population.of(['n', 's'], level='skola'))"
        )
        assert eval(spelled(allocation), NAMES) == allocation

    @pytest.mark.parametrize(
        ("value", "written"),
        [
            (
                Rounding(kr(1), Method.DHONDT, Lot("x")),
                "Rounding(unit=kr(\"1\"), method=Method.DHONDT, ties=Lot(text='x'))",
            ),
            (Level.LAN, "Level.LAN"),
            (PerCapita(), "PerCapita()"),
            (
                Population.from_counts({("n", Sex.WOMEN): 2}, date=DAY, source="x", level="y"),
                "Population.from_counts({('n', '2'): 2}, date=date(2020, 12, 31), source='x', "
                "level='y')",
            ),
            (
                Population.from_counts({"09": 2}, date=DAY, source="x", perturbed=True),
                "Population.from_counts({'09': 2}, date=date(2020, 12, 31), source='x', "
                "level='lan', perturbed=True)",
            ),
            (
                Population.from_values("i", {"n": "1/2"}, date=DAY, source="x", level="y"),
                "Population.from_values('i', {'n': '1/2'}, date=date(2020, 12, 31), source='x', "
                "level='y')",
            ),
        ],
    )
    def test_by_hand(self, value: object, written: str) -> None:
        assert spelled(value) == written

    def test_a_population_of_too_many_figures_is_named(self) -> None:
        bundled = catalogue.population("scb-2020-12-31")
        error = failure(check_key, InWholeKronor(), populations=bundled, level="lan", settings=FEW)
        assert error.case[1] == f"# population: {bundled!r}"

    def test_hypothesis_shows_them_so(self) -> None:
        phases = [hypothesis.Phase.generate, hypothesis.Phase.shrink]

        @hypothesis.settings(database=None, phases=phases)
        @given(allocations(), keys())
        def fails(allocation: object, key: object) -> None:
            raise AssertionError

        with pytest.raises(AssertionError) as caught:
            fails()
        (note, *_) = caught.value.__notes__
        assert "allocate(Agreement(id='a', title='A', total=kr(\"1\"), " in note
        assert "Population.from_counts({'a': 1}, date=date(2020, 12, 31)" in note

    @pytest.mark.parametrize(
        "value",
        [
            one_pot(Equal()),
            allocate(one_pot(Equal()), Population.of(["n"], level="skola")),
            Population.of(["n"], level="skola"),
            kr(5),
            Only(["n"], Equal()),
            population(),
        ],
    )
    def test_another_printer_shows_them_as_ever(self, value: Any) -> None:
        """IPython calls the same method, with a printer of its own."""
        written: list[str] = []

        class Other:
            def text(self, obj: str) -> None:
                written.append(obj)

        value._repr_pretty_(Other(), cycle=False)
        assert written == [repr(value)]

    def test_nor_does_hypothesis_write_out_a_case(self) -> None:
        """A whole population would be pages, and takes its time."""
        printed: list[str] = []

        class Printer:
            def text(self, obj: str) -> None:
                printed.append(obj)

        from fordelning.testing.cases import AgreementCase, KeyCase

        schools = Population.of(["n"], level="skola")
        cases = (
            KeyCase(Equal(), kr(1), schools, scope(schools)),
            AgreementCase(one_pot(Equal()), schools, {}, None),
        )
        for case in cases:
            case._repr_pretty_(Printer(), cycle=False)
        assert printed == ["Equal()", "agreement 'a'"]


PROGRAM = """
import sys
sys.modules["hypothesis"] = None
from fordelning.errors import MissingExtraError
import fordelning, fordelning.catalogue, fordelning.receipts, fordelning.writers.html
for name in ("fordelning.testing", "fordelning.testing.laws"):
    try:
        __import__(name)
    except MissingExtraError as error:
        print(error.code, error.extra, error)
"""


def test_without_the_extra_the_error_names_it() -> None:
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, check=True, text=True
    ).stdout
    assert said.count("extra.missing testing hypothesis is not installed") == 2
    assert said.count("install it: pip install 'fordelning[testing]'") == 2


def test_importing_without_it_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "fordelning.testing")
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(MissingExtraError) as caught:
        import_module("fordelning.testing")
    assert caught.value.extra == "testing"


def test_proportional_refuses_what_the_square_key_divides_by() -> None:
    """What the docs say of the key that divides by nobody: it is mended so."""
    check_key(Proportional(population() * population()), settings=FEW)
