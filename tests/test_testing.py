"""The strategies of `fordelning.testing`: what they draw, and what it shrinks to."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

import pytest
from hypothesis import Phase, given, settings
from hypothesis import find as find_smallest
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from fordelning import (
    About,
    AgeWeighted,
    Agreement,
    Allocation,
    Bounded,
    DeclaredShares,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    HoldHarmless,
    Level,
    Lot,
    Method,
    Money,
    Nested,
    Only,
    PerCapita,
    Population,
    Pot,
    Proportional,
    RoundedRate,
    Rounding,
    ShareOf,
    Split,
    Then,
    UpTo,
    allocate,
    catalogue,
    kr,
    tkr,
)
from fordelning.errors import BandError, InputTypeError, InputValueError, UnknownCodeError
from fordelning.keys import Cited, Key
from fordelning.keys.base import distributed
from fordelning.measures import Measure, constant, population, table
from fordelning.measures.base import Binary
from fordelning.measures.quoted import inside
from fordelning.population import Sex
from fordelning.register import swedish
from fordelning.testing import (
    agreements,
    allocations,
    keys,
    measures,
    money,
    populations,
    scope,
)

from .strategies import DAY, SETTINGS

pytestmark = pytest.mark.property

T = TypeVar("T")

AGES = ("0-17", "18-64", "65+")
RICH = populations(["a", "b", "c"], ages=AGES, sex=True, indicators=["x"], through="område")
LAN = swedish().at(DAY).codes(Level.LAN)


def anything(_: object) -> bool:
    return True


def smallest(strategy: st.SearchStrategy[T], condition: Callable[[T], bool] = anything) -> T:
    """Return what a failing case of a simple condition shrinks to."""
    phases = [Phase.generate, Phase.shrink]
    chosen = settings(max_examples=5000, database=None, phases=phases)
    return find_smallest(strategy, condition, settings=chosen)


def some(strategy: st.SearchStrategy[T], condition: Callable[[T], bool]) -> T:
    """Return anything drawn that meets a condition, however large."""
    phases = [Phase.generate]
    chosen = settings(max_examples=20_000, database=None, phases=phases)
    return find_smallest(strategy, condition, settings=chosen)


def people(population: Population) -> dict[str, Any]:
    """Return the only table's figures: one for each recipient."""
    (table,) = population.tables
    return {code: figure for code, (figure,) in table.rows}


class TestMoney:
    """ "Amounts between two bounds, both included, in whole multiples of a unit." """

    @SETTINGS
    @given(st.data())
    def test_is_within_the_bounds_and_in_whole_units(self, data: st.DataObject) -> None:
        unit = Money(data.draw(st.sampled_from((1, 7, 100, 250))))
        low = Money(data.draw(st.integers(-1000, 1000)))
        high = low + 5 * unit
        amount = data.draw(money(low, high, unit=unit))
        assert low <= amount <= high
        assert amount.ore % unit.ore == 0

    @pytest.mark.parametrize(
        ("strategy", "condition", "found"),
        [
            (money(), anything, kr(1)),
            (money(), lambda amount: amount > kr(5), kr(6)),
            (money(), lambda amount: amount.ore % 100 > 0, kr("0,01")),
            (money(), lambda amount: amount == kr(0), kr(0)),
            (money(kr(20)), anything, kr(20)),
            (money(kr("20,50")), anything, kr(21)),
            (money(max_value=kr("0,50")), anything, kr(0)),
            (money(-kr(5)), lambda amount: amount < kr(0), kr("-0,01")),
            (money(-kr(5), -kr(2)), anything, -kr(2)),
            (money(unit=kr(7)), anything, kr(7)),
            (money(unit=kr("0,30")), anything, kr(3)),
            (money(unit=kr("0,30")), lambda amount: amount.ore % 100 > 0, kr("0,30")),
            (money(), lambda amount: amount > kr(10**9), kr(10**9 + 1)),
        ],
    )
    def test_shrinks_to_few_whole_kronor(
        self, strategy: st.SearchStrategy[Money], condition: Callable[[Money], bool], found: Money
    ) -> None:
        assert smallest(strategy, condition) == found

    def test_the_least_is_drawn_often(self) -> None:
        least = kr("0,01")
        assert some(money(least, kr(10**9)), lambda amount: amount == least) == least

    def test_a_bare_number_is_no_bound(self) -> None:
        with pytest.raises(InputTypeError):
            money(5)  # type: ignore[arg-type]

    def test_no_multiple_between_the_bounds_is_an_error(self) -> None:
        with pytest.raises(InvalidArgument):
            smallest(money(kr(1), kr(4), unit=kr(5)))


class TestPopulations:
    """ "Some have nobody, but the first recipient always has somebody of every sort." """

    @SETTINGS
    @given(
        st.one_of(
            populations(),
            RICH,
            populations(level=Level.LAN, ages=AGES, indicators=["x"]),
            populations(people=st.just(0)),
        )
    )
    def test_the_first_recipient_has_some_of_everything(self, drawn: Population) -> None:
        for each in drawn.tables:
            if each.indicator:
                assert all(figure > 0 for figure in each.rows[0][1]), each

    def test_shrink_to_one_recipient_with_one_inhabitant(self) -> None:
        found = smallest(populations())
        assert people(found) == {"a": 1}
        assert (found.tables[0].level, found.tables[0].date) == ("skola", date(2020, 12, 31))

    @pytest.mark.parametrize(
        ("strategy", "condition", "found"),
        [
            (populations(), lambda who: len(who) == 3, {"a": 1, "b": 1, "c": 1}),
            (populations(), lambda who: 0 in who.values(), {"a": 1, "b": 0}),
            (populations(), lambda who: max(who.values()) > 20, {"a": 21}),
            (populations(), lambda who: max(who.values()) > 10**6, {"a": 1_099_901}),
            (populations(["s", "n"]), anything, {"n": 1, "s": 1}),
            (populations(people=st.integers(0, 9)), anything, {"a": 1}),
            (populations(level=Level.LAN), anything, dict.fromkeys(LAN, 1)),
            (
                populations(level=Level.LAN),
                lambda who: who["09"] > 5,
                dict.fromkeys(LAN, 6),
            ),
        ],
    )
    def test_shrink_to_first_codes_and_ones(
        self,
        strategy: st.SearchStrategy[Population],
        condition: Callable[[dict[str, Any]], bool],
        found: dict[str, Any],
    ) -> None:
        assert people(smallest(strategy, lambda drawn: condition(people(drawn)))) == found

    def test_of_many_alike_shrink_to_one_that_is_not(self) -> None:
        found = smallest(
            populations(level=Level.LAN), lambda each: people(each)["09"] != people(each)["10"]
        )
        assert sorted(people(found).values()) == [*[1] * 20, 2]

    def test_have_everyone_at_a_swedish_level_by_the_division_of_the_date(self) -> None:
        """Knivsta is new in 2003, so there were 289 kommuner the year before."""
        found = smallest(populations(level=Level.KOMMUN, date=date(2002, 6, 1)))
        assert len(people(found)) == 289
        assert smallest(populations(level=Level.REGION)).tables[0].level == Level.LAN

    def test_count_ages_and_sexes_and_have_indicators_and_parents(self) -> None:
        found = smallest(RICH)
        by_age, *others = sorted(found.tables, key=lambda each: -len(each.classes))
        assert list(map(str, by_age.classes)) == list(AGES)
        assert {each.sex for each in found.tables} == {Sex.MEN, Sex.WOMEN, None}
        assert {each.indicator for each in others} == {"folkmängd", "x", ""}
        assert found.parents("skola", ["A"]) == {"a": "A", "b": "A", "c": "A"}
        assert found.codes("område", None) == ("A",)

    def test_count_sexes_without_ages(self) -> None:
        men, women = smallest(populations(["a"], sex=True)).tables
        assert (men.sex, women.sex) == (Sex.MEN, Sex.WOMEN)
        assert (men.rows, women.rows) == ((("a", (1,)),), (("a", (1,)),))

    @pytest.mark.parametrize("value", [Fraction(0), Fraction(1, 2), Fraction(7)])
    def test_indicators_may_be_zero_or_have_halves(self, value: Fraction) -> None:
        drawn = populations(["a", "b"], indicators=["x"])
        found = some(
            drawn,
            lambda each: (
                each.figures(("b",), level="skola", date=DAY, indicator="x")[0] == (value,)
            ),
        )
        assert found.dates() == (DAY,)

    @pytest.mark.parametrize("condition", [lambda n: n == 0, lambda n: n > 10**6])
    def test_many_recipients_are_alike_but_for_a_few(
        self, condition: Callable[[int], bool]
    ) -> None:
        found = people(
            some(populations(level=Level.LAN), lambda each: condition(people(each)["25"]))
        )
        assert len(set(found.values())) <= 6

    @pytest.mark.parametrize(
        ("strategy", "error"),
        [
            (populations(["01", "02"], level=Level.LAN), UnknownCodeError),
            (populations(ages=["young"]), BandError),
            (populations(indicators=[""]), InputValueError),
            (populations(level=Level.LAN, through="del"), InputValueError),
        ],
    )
    def test_refuse_what_no_population_can_have(
        self, strategy: st.SearchStrategy[Population], error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            smallest(strategy)


class TestMeasures:
    """ "None is below zero, and the first recipient's is above." """

    @SETTINGS
    @given(st.data())
    def test_can_be_shared_by(self, data: st.DataObject) -> None:
        drawn = data.draw(RICH)
        by = data.draw(measures(["a", "b", "c"], ages=AGES, sex=True, indicators=["x"]))
        vector = by.vector(scope(drawn, "skola"))
        assert not vector.has_negative()
        assert vector[0] > 0

    @pytest.mark.parametrize(
        ("strategy", "word", "found"),
        [
            (measures(), "", "population()"),
            (measures(), "constant", "constant(1)"),
            (measures(ages=["0-17", "18+"]), "ages", "ages(0, 17)"),
            (measures(ages=["18+", "0-17"]), "ages(0, None", "ages(0, None)"),
            (measures(ages=["0-6", "18+"]), "ages(18", "ages(18, None)"),
            (measures(sex=True), "sex", "population(sex=Sex.MEN)"),
            (measures(indicators=["x"]), "indicator", "indicator('x')"),
            (measures(["b", "a"]), "table", "table({'a': 1, 'b': 1})"),
            (measures(["a", "b"]), "'b': 0", "table({'a': 1, 'b': 0})"),
            (measures(), "+ p", "population() + population()"),
            (measures(), "* c", "population() * constant(1)"),
            (measures(), "* p", "population() * population()"),
            (measures(), "/ (", "population() / (population() + constant(1))"),
            (measures(), "smallest", "smallest(population(), population())"),
            (measures(), "largest", "largest(population(), population())"),
            (measures(), "high", "clamp(population(), high=1)"),
            (measures(), "low", "clamp(population(), low=1)"),
            (measures(), "share", "share(population())"),
            (measures(), "steps", "steps(population(), (0, 1), (1, 1))"),
            (measures(), "marginal", "marginal(population(), (0, 1), (1, 1))"),
        ],
    )
    def test_shrink_to_the_simplest_of_their_kind(
        self, strategy: st.SearchStrategy[Measure], word: str, found: str
    ) -> None:
        assert repr(smallest(strategy, lambda by: word in repr(by))) == found

    def test_name_nothing_that_there_is_not(self) -> None:
        with pytest.raises(BandError):
            measures(ages=["young"])

    @pytest.mark.parametrize("strategy", [measures, keys, populations])
    def test_one_code_is_not_several(self, strategy: Callable[[Any], object]) -> None:
        for codes in ("0114", [114]):
            with pytest.raises(InputTypeError):
                strategy(codes)


ONE = Equal()
HALVES = Split(("1/2", ONE), ("1/2", ONE))


class TestKeys:
    """ "They leave nothing of any amount from `amount` on; fixed amounts are within that." """

    @SETTINGS
    @given(st.data())
    def test_use_up_any_amount_that_is_large_enough(self, data: st.DataObject) -> None:
        least, more = data.draw(money()), data.draw(money())
        drawn = data.draw(RICH)
        key = data.draw(keys(["a", "b", "c"], amount=least, ages=AGES, sex=True, indicators=["x"]))
        given_ = Fraction((least + more).ore)
        quotas = distributed(key, given_, scope(drawn, "skola"))
        assert quotas.rest == 0
        assert not quotas.vector.has_negative()

    @SETTINGS
    @given(populations(), keys(), money())
    def test_without_codes_they_fit_anybody(
        self, drawn: Population, key: Key, amount: Money
    ) -> None:
        assert distributed(key, Fraction(amount.ore), scope(drawn)).rest == 0

    @pytest.mark.parametrize(
        ("strategy", "kind", "found"),
        [
            (keys(), Equal, ONE),
            (keys(), PerCapita, PerCapita()),
            (keys(), Proportional, Proportional(population())),
            (keys(ages=["0-17", "18+"]), AgeWeighted, AgeWeighted({(0, 17): 1})),
            (keys(["b", "a"]), DeclaredShares, DeclaredShares({"a": "1/2", "b": "1/2"})),
            (keys(), Split, HALVES),
            (keys(), Cited, Cited(ONE, "invented")),
            (keys(["a", "b"]), Only, Only(["a"], ONE)),
            (
                keys(["a", "b"]),
                Bounded,
                Bounded(ONE, floor=ShareOf("1/4"), cap=ShareOf("1/2"), paid_by=constant(1)),
            ),
            (keys(["a", "b"]), Then, Fixed(ShareOf("1/4")) >> ONE),
            (keys(["a", "b"], amount=kr(4)), FlatPlusRemainder, FlatPlusRemainder(kr(1), ONE)),
            (keys(["a", "b"], amount=kr(4)), HoldHarmless, HoldHarmless("1/2", {"a": kr(1)}, ONE)),
        ],
    )
    def test_shrink_to_the_simplest_of_their_kind(
        self, strategy: st.SearchStrategy[Key], kind: type[Key], found: Key
    ) -> None:
        assert smallest(strategy, lambda key: isinstance(key, kind)) == found

    @pytest.mark.parametrize(
        ("kind", "word", "found"),
        [
            (Split, "REST", 'Split((kr("1"), Equal()), (REST, Equal()))'),
            (Then, "Fixed({", "Fixed({'a': kr(\"1\")}) >> Equal()"),
            (
                Then,
                "Tiered",
                'Tiered(Tier(kr("1"), codes=(\'a\',)), Tier(kr("1"))) >> Equal()',
            ),
        ],
    )
    def test_shrink_to_few_kronor(self, kind: type[Key], word: str, found: str) -> None:
        key = smallest(
            keys(["a", "b"], amount=kr(4)),
            lambda key: isinstance(key, kind) and word in repr(key),
        )
        assert repr(key) == found

    def test_are_put_into_one_another(self) -> None:
        kinds = {Split, Only, Bounded}
        key = some(keys(["a", "b", "c"]), lambda key: kinds <= set(map(type, inside(key))))
        assert isinstance(key, Split | Only | Bounded | Then | Cited)

    def test_weigh_several_bands_that_do_not_overlap(self) -> None:
        key = some(keys(ages=AGES), lambda key: isinstance(key, AgeWeighted) and len(key.bands) > 1)
        assert isinstance(key, AgeWeighted)

    def test_of_one_recipient_name_that_one(self) -> None:
        assert smallest(keys(["a"]), lambda key: isinstance(key, Only)) == Only(["a"], ONE)


def sole(pair: tuple[Agreement, Population]) -> Pot:
    """Return the first pot."""
    pot = pair[0].pots[0]
    assert isinstance(pot, Pot)
    return pot


def rated(pot: Pot) -> bool:
    return isinstance(pot.key, RoundedRate)


def nested(pot: Pot) -> bool:
    return isinstance(pot.key, Nested)


def rule(pot: Pot) -> tuple[Money, object]:
    assert pot.rounding is not None
    return pot.rounding.unit, pot.rounding.ties


class TestAgreements:
    """ "An agreement and a population that it can be allocated to." """

    @SETTINGS
    @given(
        agreements(
            st.one_of(
                populations(),
                RICH,
                populations(level=Level.LAN),
                populations(level=Level.KOMMUN, ages=["0-6", "7+"]),
                st.just(Population.of(["n", "s"], level="skola")),
                st.just(Population.from_counts({"n": 0, "s": 1}, date=DAY, source="x", level="y")),
            )
        )
    )
    def test_fit_and_add_up(self, pair: tuple[Agreement, Population]) -> None:
        agreement, drawn = pair
        assert agreement.problems() == ()
        assert allocate(agreement, drawn).total == agreement.total

    def test_shrink_to_one_pot_of_one_krona_shared_equally(self) -> None:
        agreement, drawn = smallest(agreements())
        assert agreement == Agreement("a", "A", kr(1), [sole((agreement, drawn))], None)
        assert sole((agreement, drawn)) == Pot("p1", kr(1), "skola", ONE, rounding=Rounding())
        assert people(drawn) == {"a": 1}

    @pytest.mark.parametrize(
        ("populations", "sorts"),
        [
            (
                populations(["a", "b"], ages=["0-17", "18+"], indicators=["x"], through="område"),
                {
                    "at most": lambda pot: isinstance(pot.amount, UpTo),
                    "about": lambda pot: isinstance(pot.amount, About) and not rated(pot),
                    "a rate": lambda pot: isinstance(pot.amount, About) and rated(pot),
                    "unspent": lambda pot: "Unspent" in repr(pot.key),
                    "flat": lambda pot: isinstance(pot.key, Flat),
                    "fixed": lambda pot: isinstance(pot.key, Fixed),
                    "to some": lambda pot: isinstance(pot.key, Only),
                    "bounded": lambda pot: "Bounded" in repr(pot.key),
                    "guaranteed": lambda pot: "HoldHarmless" in repr(pot.key),
                    "by ages": lambda pot: "ages" in repr(pot.key),
                    "by an indicator": lambda pot: "indicator" in repr(pot.key),
                    "to one alone": lambda pot: pot.level == "",
                    "to the parents": lambda pot: pot.level == "område",
                    "nested, equally": lambda pot: nested(pot) and "summed" not in repr(pot.key),
                    "nested, by children": lambda pot: nested(pot) and "summed" in repr(pot.key),
                    "nested, by people": lambda pot: nested(pot) and "popula" in repr(pot.key),
                    "in thousands, by lot": lambda pot: rule(pot) == (tkr(1), Lot("invented")),
                    "by a divisor": lambda pot: pot.rounding.method is Method.DHONDT,
                    "to another payee": lambda pot: pot.payee != "",
                },
            ),
            (populations(["a"], sex=True), {"by sex": lambda pot: "sex" in repr(pot.key)}),
            (
                populations(level=Level.LAN),
                {"to regions": lambda pot: pot.level == Level.REGION},
            ),
            (
                populations(level=Level.KOMMUN),
                {"by län first": lambda pot: nested(pot) and pot.key.through == Level.LAN},
            ),
            (
                Population.of(["n", "s"], level="x", parents={"n": "k", "s": "k"})
                | Population.of(["k"], level="y"),
                {"without figures": nested},
            ),
        ],
    )
    def test_have_pots_of_every_sort(
        self, populations: Any, sorts: dict[str, Callable[[Any], bool]]
    ) -> None:
        missing = dict(sorts)

        def has_had_all(pair: tuple[Agreement, Population]) -> bool:
            assert allocate(*pair).total == pair[0].total
            for pot in pair[0].pots:
                for sort in [name for name, fits in missing.items() if fits(pot)]:
                    del missing[sort]
            return not missing

        some(agreements(populations), has_had_all)

    def test_have_up_to_three_pots_a_declared_sum_and_a_date(self) -> None:
        agreement, _ = some(
            agreements(),
            lambda pair: len(pair[0].pots) == 3 and pair[0].reference_date == DAY,
        )
        assert agreement.total == Money.total(
            pot.stated for pot in agreement.pots if isinstance(pot, Pot)
        )
        agreement, _ = smallest(agreements(), lambda pair: bool(pair[0].declared))
        assert agreement.declared[0].amount == agreement.total

    def test_say_the_date_where_there_are_several(self) -> None:
        years = [
            Population.from_counts({"n": 1}, date=date(year, 12, 31), source="x", level="skola")
            for year in (2019, 2020)
        ]
        both = years[0] | years[1]
        assert smallest(agreements(both))[0].reference_date == date(2019, 12, 31)
        of_2020 = smallest(
            agreements(both), lambda pair: pair[0].reference_date == date(2020, 12, 31)
        )
        assert allocate(*of_2020).total == kr(1)

    def test_go_to_those_who_are_listed_on_the_date(self) -> None:
        of_2019 = Population.from_counts({"n": 1}, date=date(2019, 12, 31), source="x", level="x")
        of_2020 = Population.from_counts({"s": 1}, date=date(2020, 12, 31), source="x", level="y")
        found = smallest(
            agreements(of_2019 | of_2020),
            lambda pair: pair[0].reference_date == date(2020, 12, 31),
        )
        assert sole(found).level == "y"

    def test_fit_a_population_that_is_given(self) -> None:
        bundled = catalogue.population("scb-2020-12-31")
        agreement, drawn = smallest(agreements(bundled), lambda pair: sole(pair).level == "region")
        assert drawn is bundled
        assert agreement.total == kr(1)

    def test_fit_populations_that_are_joined(self) -> None:
        both = st.builds(operator.or_, populations(level="x"), populations(level="y"))
        agreement, _ = smallest(
            agreements(both),
            lambda pair: {pot.level for pot in pair[0].pots if isinstance(pot, Pot)} == {"x", "y"},
        )
        assert agreement.total == kr(2)


class TestAllocations:
    def test_are_agreements_allocated(self) -> None:
        found = smallest(allocations())
        assert found == allocate(found.agreement, found.population)
        assert found["p1", "a"] == kr(1)

    def test_shrink_to_few_recipients(self) -> None:
        def differ(each: Allocation) -> bool:
            return len(set(each.outcomes[0].amounts.values())) > 1

        found = smallest(allocations(populations()), differ)
        assert len(found.outcomes) == 1
        assert len(found.outcomes[0].codes) == 2


class TestScope:
    """ "It is what `allocate` gives the key of a pot to that level." """

    def test_is_everyone_at_the_level_of_the_figures(self) -> None:
        schools = Population.of(["n"], level="område") | Population.from_counts(
            {"a": 1}, date=DAY, source="x", level="skola"
        )
        assert scope(schools).codes == ("a",)
        assert scope(schools, "område").codes == ("n",)
        assert scope(Population.of(["n"], level="område")).codes == ("n",)

    def test_is_of_a_date_where_there_are_several(self) -> None:
        both = Population.from_counts(
            {"a": 1}, date=date(2019, 12, 31), source="x", level="skola"
        ) | Population.from_counts({"a": 2}, date=DAY, source="x", level="skola")
        assert population().vector(scope(both, date=DAY))[0] == 2

    def test_nobody_at_a_level_is_an_error(self) -> None:
        with pytest.raises(UnknownCodeError):
            scope(Population.of(["n"], level="område"), "skola")


def test_a_table_of_the_rule_names_the_codes_in_order() -> None:
    found = smallest(
        measures(["s", "n"]),
        lambda by: by != constant(1) and not isinstance(by, Binary) and "table" in repr(by),
    )
    assert found == table({"n": 1, "s": 1})
