"""Measures and amounts: expressions over a population, evaluated over a scope."""

import pickle
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fordelning import Agreement, PerCapita, Pot, Proportional, allocate
from fordelning.errors import (
    BandError,
    InputTypeError,
    InputValueError,
    MissingFigureError,
    ReferenceDateError,
    UnknownCodeError,
    WeightError,
)
from fordelning.exact import Vector
from fordelning.measures import (
    Amount,
    Measure,
    Scope,
    ShareOf,
    ages,
    as_amount,
    constant,
    indicator,
    population,
    table,
)
from fordelning.measures.expressions import weights
from fordelning.money import Money, kr
from fordelning.population import AgeClass, Population, Sex

from .strategies import SETTINGS

DAY = date(2020, 12, 31)
CODES = ("01", "03", "09")
PEOPLE = Population.from_ages(
    {
        ("01", "0-25"): 30,
        ("01", "26+"): 70,
        ("03", "0-25"): 12,
        ("03", "26+"): 28,
        ("09", "0-25"): 0,
        ("09", "26+"): 10,
    },
    date=DAY,
    source="SCB",
) | Population.from_values(
    "andel", {"01": "1/3", "03": "-1/2", "09": 0}, date=DAY, source="Skolverket"
)
SCOPE = Scope(CODES, "lan", PEOPLE, DAY)

fractions = st.builds(Fraction, st.integers(-50, 50), st.integers(1, 12))
columns = st.lists(fractions, min_size=3, max_size=3)


def numbers(measure: Measure, scope: Scope = SCOPE) -> tuple[Any, ...]:
    return measure.vector(scope).fractions()


def ore(amount, given=Fraction(0), scope=SCOPE):
    return amount.ore(Fraction(given), scope).fractions()


def listed(column):
    return table(dict(zip(CODES, column, strict=True)))


class TestScope:
    """`Scope` (frozen: codes, level, population, date) is what a measure or key is evaluated
    over; `Only` in `Only` intersects; an unknown code is one unknown at the pot's level."""

    def test_only_leaves_those_who_are_named_in_order(self):
        narrow = SCOPE.only(["09", "01"])
        assert narrow.codes == ("01", "09")
        assert narrow.everyone == CODES
        assert (narrow.level, narrow.population, narrow.date) == ("lan", PEOPLE, DAY)

    @pytest.mark.property
    @SETTINGS
    @given(st.sets(st.sampled_from(CODES)), st.sets(st.sampled_from(CODES)))
    def test_only_in_only_intersects(self, first, second):
        narrow = SCOPE.only(first).only(second)
        assert narrow.codes == tuple(sorted(first & second))
        assert narrow.everyone == CODES

    def test_a_code_outside_an_only_is_still_known(self):
        assert SCOPE.only(["01"]).known(["03"]) == {"03"}

    def test_an_unknown_code_is_an_error_that_names_the_nearest(self):
        with pytest.raises(UnknownCodeError, match="did you mean '09'") as caught:
            SCOPE.only(["01", "9"])
        assert caught.value.code == "code.unknown"
        assert caught.value.codes == ("9",)
        assert caught.value.date == DAY

    def test_an_unknown_code_where_there_is_no_date(self):
        scope = Scope(("a",), "skola", Population.of(["a"], level="skola"))
        with pytest.raises(UnknownCodeError, match="has the code x on any date"):
            scope.known(["x"])

    def test_reads_figures_of_its_codes_level_and_date(self):
        figures, source = SCOPE.only(["09", "03"]).figures()
        assert figures == (40, 10)
        assert source == PEOPLE.tables[1]
        assert SCOPE.figures(band=AgeClass(0, 25))[0] == (30, 12, 0)

    def test_remembers_what_was_made_of_a_measure(self):
        made = []

        def make(measure, scope):
            made.append((measure, scope))
            return len(made)

        people = Population.of(CODES, level="x")
        scope = Scope(CODES, "x", people)
        again = Scope(CODES, "x", people)
        other = scope.only(["01"])
        assert [scope.remembered("m", make), again.remembered("m", make)] == [1, 1]
        assert [other.remembered("m", make), scope.remembered("n", make)] == [2, 3]
        assert made == [("m", scope), ("m", other), ("n", scope)]

    def test_compares_by_content(self):
        assert Scope(CODES, "lan", PEOPLE, DAY) == SCOPE != SCOPE.only(["01"])
        assert hash(Scope(CODES, "lan", PEOPLE, DAY)) == hash(SCOPE)


class TestFigures:
    """`population()`, `ages(0, 25)`, `indicator("asylsökande")`, `constant("3/2")`,
    `table({"01": 3, …})`."""

    @pytest.mark.parametrize(
        ("measure", "expected"),
        [
            (population(), (100, 40, 10)),
            (ages(0, 25), (30, 12, 0)),
            (ages(26, None), (70, 28, 10)),
            (ages(0, None), (100, 40, 10)),
            (indicator("andel"), (Fraction(1, 3), Fraction(-1, 2), 0)),
            (constant("3/2"), (Fraction(3, 2),) * 3),
            (constant(-2), (-2, -2, -2)),
            (table({"09": "1,5", "01": 3, "03": "-1/3"}), (3, Fraction(-1, 3), Fraction(3, 2))),
        ],
    )
    def test_by_hand(self, measure, expected):
        assert numbers(measure) == expected
        assert numbers(measure, SCOPE.only(["03", "09"])) == expected[1:]

    @pytest.mark.parametrize(
        ("measure", "spelling"),
        [
            (population(), "population()"),
            (ages(0, 25), "ages(0, 25)"),
            (ages(65, None), "ages(65, None)"),
            (indicator("födda"), "indicator('födda')"),
            (constant(2), "constant(2)"),
            (constant("2/3"), 'constant("2/3")'),
            (table({"03": "1/2", "01": 1}), "table({'01': 1, '03': \"1/2\"})"),
            (
                table({"01": 1, "03": 1, "04": 1, "05": 1}),
                "table({'01': 1, '03': 1, '04': 1, ...})",
            ),
            (1 + population() * 2, "constant(1) + (population() * constant(2))"),
            (ages(0, 25) / population() - 1, "(ages(0, 25) / population()) - constant(1)"),
        ],
    )
    def test_spells_itself(self, measure, spelling):
        assert repr(measure) == spelling

    def test_compares_and_pickles_by_content(self):
        for make in (population, lambda: ages(0, 25) / 2, lambda: table({"b": 1, "a": 2})):
            assert make() == make()
            assert hash(make()) == hash(make())
            assert pickle.loads(pickle.dumps(make())) == make()
        assert table({"a": 2, "b": 1}) == table({"b": 1, "a": 2})
        assert ages(0, 25) != ages(0, 24)

    def test_says_which_figures_it_rests_on(self):
        (ground,) = ages(0, 25).grounds(SCOPE)
        assert ground.measure == ages(0, 25)
        assert list(ground.vector.fractions()) == [30, 12, 0]
        assert ground.table == PEOPLE.tables[1]
        (ground,) = (table(dict(zip(SCOPE.codes, (1, 2, 3), strict=True))) * constant(2)).grounds(
            SCOPE
        )
        assert ground.table is None
        assert list(ground.vector.fractions()) == [1, 2, 3]
        assert constant(2).grounds(SCOPE) == ()

    def test_a_figure_that_is_missing_is_never_zero(self):
        scope = Scope(("01", "04"), "lan", PEOPLE, DAY)
        with pytest.raises(MissingFigureError) as caught:
            numbers(population(), scope)
        assert caught.value.code == "figure.missing"
        with pytest.raises(MissingFigureError) as caught:
            numbers(indicator("födda"))
        assert caught.value.code == "figure.no_table"

    def test_a_table_names_everyone_in_scope(self):
        partial = table({"01": 1, "03": 2})
        with pytest.raises(MissingFigureError, match="names no value for 09") as caught:
            numbers(partial)
        assert caught.value.code == "table.missing"
        assert numbers(partial, SCOPE.only(["01", "03"])) == (1, 2)

    def test_a_table_names_nobody_unknown(self):
        with pytest.raises(UnknownCodeError) as caught:
            numbers(table({"01": 1, "03": 2, "09": 3, "99": 4}))
        assert caught.value.code == "code.unknown"
        assert caught.value.codes == ("99",)

    @pytest.mark.parametrize(
        ("make", "given", "code", "kind"),
        [
            (constant, (0.5,), "number.float", InputTypeError),
            (constant, (True,), "number.bool", InputTypeError),
            (constant, ("x",), "number.text", InputValueError),
            (table, ({1: 1},), "code.type", InputTypeError),
            (table, ({"01": 0.5},), "number.float", InputTypeError),
            (ages, (0.0, 25), "band.type", InputTypeError),
            (ages, (None, 25), "band.type", InputTypeError),
            (ages, (25, 0), "band.order", BandError),
        ],
    )
    def test_refuses(self, make, given, code, kind):
        with pytest.raises(kind) as caught:
            make(*given)
        assert caught.value.code == code


EARLIER = date(2018, 12, 31)
WOMEN_AND_MEN = {("a", "0-25", "1"): 3, ("a", "26+", "1"): 4, ("b", "0-25", "1"): 5}
WOMEN_AND_MEN |= {("b", "26+", "1"): 6, ("a", "0-25", "2"): 30, ("a", "26+", "2"): 40}
WOMEN_AND_MEN |= {("b", "0-25", "2"): 50, ("b", "26+", "2"): 60}


def invented(day, **counts):
    return Population.from_counts(counts, date=day, source=f"of {day.year}", level="skola")


class TestOfOneSex:
    """`ages(0, 25, sex=…)`: SCB's codes, "1" men and "2" women; without a sex it is both."""

    PEOPLE = Population.from_ages(WOMEN_AND_MEN, date=DAY, source="invented", level="skola")

    @pytest.mark.parametrize(
        ("measure", "expected"),
        [
            (population(), (77, 121)),
            (population(sex=Sex.MEN), (7, 11)),
            (population(sex="2"), (70, 110)),
            (ages(0, 25), (33, 55)),
            (ages(0, 25, sex=Sex.WOMEN), (30, 50)),
            (ages(26, None, sex=Sex.MEN), (4, 6)),
            (population(sex=Sex.WOMEN) + population(sex=Sex.MEN) - population(), (0, 0)),
        ],
    )
    def test_by_hand(self, measure, expected):
        assert numbers(measure, Scope(("a", "b"), "skola", self.PEOPLE, DAY)) == expected

    def test_rests_on_the_table_of_that_sex(self):
        scope = Scope(("a", "b"), "skola", self.PEOPLE, DAY)
        (ground,) = ages(0, 25, sex=Sex.WOMEN).grounds(scope)
        assert str(ground.table) == "folkmängd, skola 2020-12-31 by age, women"
        (ground,) = ages(0, 25).grounds(scope)
        assert str(ground.table) == "folkmängd, skola 2020-12-31 by age"

    def test_a_sex_that_the_population_does_not_tell_is_missing(self):
        with pytest.raises(MissingFigureError, match="no table of folkmängd, women") as caught:
            numbers(population(sex=Sex.WOMEN))
        assert caught.value.code == "figure.no_table"

    def test_reads_a_code_and_compares_by_content(self):
        assert population(sex="2") == population(sex=Sex.WOMEN) != population(sex=Sex.MEN)
        assert population(sex="2") != population()
        again = pickle.loads(pickle.dumps(ages(0, 25, sex="1")))
        assert again == ages(0, 25, sex=Sex.MEN)

    @pytest.mark.parametrize("sex", ["kvinna", 2, True, "", 2.0])
    def test_refuses_what_is_no_sex(self, sex):
        for make in (lambda: population(sex=sex), lambda: ages(0, 25, sex=sex)):
            with pytest.raises(InputValueError) as caught:
                make()
            assert caught.value.code == "sex.unknown"


class TestAtADateOfItsOwn:
    """A measure takes the table of its own `at=` date, else of the reference date that holds."""

    PEOPLE = invented(DAY, a=1, b=3) | invented(EARLIER, a=2, b=2)
    PEOPLE |= Population.from_values(
        "behov", {"a": "1/2", "b": 1}, date=EARLIER, source="invented", level="skola"
    )
    SCOPE = Scope(("a", "b"), "skola", PEOPLE, DAY)

    @pytest.mark.parametrize(
        ("measure", "expected"),
        [
            (population(), (1, 3)),
            (population(at=DAY), (1, 3)),
            (population(at=EARLIER), (2, 2)),
            (population() - population(at=EARLIER), (-1, 1)),
            (indicator("behov", at=EARLIER) * population(), (Fraction(1, 2), 3)),
        ],
    )
    def test_by_hand(self, measure, expected):
        assert numbers(measure, self.SCOPE) == expected

    def test_rests_on_the_tables_of_both_dates(self):
        measure = population() + population(at=EARLIER)
        assert [str(ground.table) for ground in measure.grounds(self.SCOPE)] == [
            "folkmängd, skola 2020-12-31",
            "folkmängd, skola 2018-12-31",
        ]
        assert repr(measure) == "population() + population(at=date(2018, 12, 31))"

    def test_a_date_without_a_table_says_what_is_held(self):
        for measure in (
            population(at=date(2017, 12, 31)),
            ages(0, 25, at=date(2017, 12, 31)),
            indicator("behov", at=date(2017, 12, 31)),
            indicator("behov"),
        ):
            with pytest.raises(MissingFigureError, match="it holds .*skola 2018-12-31") as caught:
                numbers(measure, self.SCOPE)
            assert caught.value.code == "figure.no_table"
        assert caught.value.date == DAY

    @pytest.mark.parametrize("at", ["2018-12-31", datetime(2018, 12, 31), 2018])
    def test_a_date_is_a_date(self, at):
        for make in (
            lambda: population(at=at),
            lambda: ages(0, 25, at=at),
            lambda: indicator("behov", at=at),
        ):
            with pytest.raises(InputTypeError) as caught:
                make()
            assert caught.value.code == "population.date"

    @staticmethod
    def agreement(key, day):
        return Agreement("a", "A", kr(8), [Pot("p", kr(8), "skola", key)], day)

    def test_a_pot_shares_by_figures_of_two_dates(self):
        both = Proportional(population() + population(at=EARLIER))
        result = allocate(self.agreement(both, DAY), self.PEOPLE)
        assert result.pot("p") == {"a": kr(3), "b": kr(5)}
        said = str(result.explain("p", "a"))
        assert "population() of a is 1 (folkmängd, skola 2020-12-31; of 2020)" in said
        assert (
            "population(at=date(2018, 12, 31)) of a is 2 (folkmängd, skola 2018-12-31; of 2018)"
            in said
        )

    def test_without_a_reference_date_one_is_named_where_there_are_several(self):
        both = Proportional(population() + population(at=EARLIER))
        agreement = self.agreement(both, None)
        with pytest.raises(ReferenceDateError, match="2018-12-31, 2020-12-31") as caught:
            allocate(agreement, self.PEOPLE)
        assert caught.value.code == "date.several"
        result = allocate(agreement, self.PEOPLE, reference_date=DAY)
        assert result.pot("p") == {"a": kr(3), "b": kr(5)}

    def test_without_a_reference_date_one_date_is_enough(self):
        agreement = self.agreement(PerCapita(), None)
        assert allocate(agreement, invented(EARLIER, a=1, b=1)).pot("p") == {"a": kr(4), "b": kr(4)}

    def test_who_shares_is_told_by_the_reference_date(self):
        people = invented(DAY, a=1, b=3) | invented(EARLIER, a=1, b=1, c=2)
        earlier = self.agreement(Proportional(population(at=EARLIER)), DAY)
        assert allocate(earlier, people).pot("p") == {"a": kr(4), "b": kr(4)}
        with pytest.raises(MissingFigureError, match="on 2020-12-31 has no figure for c"):
            allocate(self.agreement(Proportional(population(at=DAY)), EARLIER), people)


class TestArithmetic:
    """Closed under `+ - * /`; the numbers are exact, recipient by recipient."""

    @pytest.mark.property
    @SETTINGS
    @given(columns, columns)
    def test_plus_minus_and_times_each_recipient(self, left, right):
        a, b = listed(left), listed(right)
        pairs = list(zip(left, right, strict=True))
        assert numbers(a + b) == tuple(v + w for v, w in pairs)
        assert numbers(a - b) == tuple(v - w for v, w in pairs)
        assert numbers(a * b) == tuple(v * w for v, w in pairs)

    @pytest.mark.property
    @SETTINGS
    @given(columns, columns)
    @example([Fraction(0)] * 3, [Fraction(1), Fraction(-2, 3), Fraction(0)])
    @example([Fraction(1)] * 3, [Fraction(1), Fraction(-2, 3), Fraction(7)])
    def test_division_is_exact_or_names_those_who_divide_by_zero(self, left, right):
        quotient = listed(left) / listed(right)
        zero = tuple(code for code, w in zip(CODES, right, strict=True) if w == 0)
        if not zero:
            expected = tuple(v / w for v, w in zip(left, right, strict=True))
            assert numbers(quotient) == expected
            return
        with pytest.raises(WeightError) as caught:
            numbers(quotient)
        assert caught.value.code == "figure.by_zero"
        assert caught.value.recipients == zero
        assert repr(quotient) in str(caught.value)

    @pytest.mark.property
    @SETTINGS
    @given(columns, fractions)
    def test_a_number_stands_for_everyone_on_either_side(self, column, number):
        measure = listed(column)
        assert numbers(measure + number) == numbers(number + measure)
        assert numbers(number - measure) == tuple(number - each for each in column)
        assert numbers(measure - number) == tuple(each - number for each in column)
        assert numbers(number * measure) == numbers(measure * number)
        assert numbers(measure + number) == tuple(each + number for each in column)
        assert numbers(measure * number) == tuple(each * number for each in column)
        if all(column):
            assert numbers(number / measure) == tuple(number / each for each in column)
        if number:
            assert numbers(measure / number) == tuple(each / number for each in column)

    def test_a_number_stands_on_either_side(self):
        assert numbers(1 - population()) == (-99, -39, -9)
        assert numbers(1 + population()) == (101, 41, 11)
        assert numbers(200 / population()) == (2, 5, 20)

    def test_texts_are_numbers_too(self):
        assert numbers(population() * "50 %") == (50, 20, 5)
        assert numbers("1/2" * ages(0, 25)) == (15, 6, 0)

    def test_dividing_by_a_constant_zero_names_everyone(self):
        with pytest.raises(WeightError, match="01, 03, 09") as caught:
            numbers(population() / 0)
        assert caught.value.code == "figure.by_zero"

    @pytest.mark.parametrize("number", [0.5, True, kr(1), None])
    def test_takes_no_float_bool_or_money(self, number):
        for mix in (
            lambda: population() + number,
            lambda: number + population(),
            lambda: population() / number,
        ):
            with pytest.raises(InputTypeError):
                mix()

    def test_money_is_not_divided_by_a_measure(self):
        with pytest.raises(InputTypeError) as caught:
            kr(1) / population()  # type: ignore[operator]
        assert caught.value.code == "money.divided"

    def test_rests_on_the_figures_of_both_sides_each_once(self):
        measure = ages(0, 25) / population() + ages(0, 25)
        grounds = measure.grounds(SCOPE)
        assert [ground.measure for ground in grounds] == [ages(0, 25), population()]

    def test_a_measure_of_ones_own_joins_in(self):
        class Length(Measure):
            def vector(self, scope):
                return Vector.of(Fraction(len(code)) for code in scope.codes)

        assert numbers(Length() * 2) == (4, 4, 4)
        (ground,) = Length().grounds(SCOPE)
        assert list(ground.vector.fractions()) == [2, 2, 2]
        assert ground.table is None


class TestAmounts:
    """Amounts are money, money × measure, a mapping, `ShareOf("22 %")` (of what this key was
    given: after `>>` that is the rest)."""

    def test_money_is_the_same_for_each(self):
        assert ore(as_amount(kr(5))) == (500, 500, 500)
        assert ore(as_amount(kr(-5))) == (-500, -500, -500)
        assert ore(as_amount(kr(0))) == (0, 0, 0)

    def test_money_times_a_measure_goes_by_the_measure(self):
        assert ore(kr(32) * population()) == (320_000, 128_000, 32_000)
        assert ore(population() * kr(32)) == (320_000, 128_000, 32_000)
        assert ore(Money(1) * indicator("andel")) == (Fraction(1, 3), Fraction(-1, 2), 0)
        assert ore(kr(-1) * population()) == (-10_000, -4_000, -1_000)

    def test_a_mapping_names_recipients_and_gives_others_nothing(self):
        assert ore(as_amount({"03": kr(2), "01": kr(1)})) == (100, 200, 0)

    def test_a_code_outside_is_an_error_since_its_money_would_be_lost(self):
        amount = as_amount({"03": kr(2)})
        with pytest.raises(UnknownCodeError, match="03 stand outside") as caught:
            ore(amount, scope=SCOPE.only(["01"]))
        assert caught.value.code == "code.outside"
        with pytest.raises(UnknownCodeError) as caught:
            ore(as_amount({"99": kr(2)}))
        assert caught.value.code == "code.unknown"

    @pytest.mark.property
    @SETTINGS
    @given(fractions, st.integers(0, 10**12))
    def test_a_share_is_of_what_was_given(self, share, given):
        assert ore(ShareOf(share), given) == (share * given,) * 3

    def test_a_share_of_what_was_given_by_hand(self):
        assert ore(ShareOf("10 %"), 250) == (25, 25, 25)

    def test_a_share_is_read_as_a_number_is(self):
        assert ShareOf("22 %") == ShareOf("11/50") == ShareOf(Fraction(22, 100))

    @pytest.mark.parametrize(
        ("value", "code", "kind"),
        [
            (0.22, "number.float", InputTypeError),
            (True, "number.bool", InputTypeError),
            ("x", "number.text", InputValueError),
        ],
    )
    def test_a_share_is_exact(self, value, code, kind):
        with pytest.raises(kind) as caught:
            ShareOf(value)
        assert caught.value.code == code

    @pytest.mark.parametrize(
        ("value", "code", "said"),
        [
            (5, "money.expected", "5 (int) is not money"),
            (5.0, "money.expected", "5.0 (float) is not money"),
            ("5 kr", "money.expected", "'5 kr' (str) is not money"),
            (None, "money.expected", "None (NoneType) is not money"),
            (population(), "money.expected", "population() (Figures) is not money"),
            ({"01": 5}, "money.expected", "5 (int) is not money"),
            ({1: kr(5)}, "code.type", "1 (int)"),
        ],
    )
    def test_what_is_no_amount_is_refused(self, value, code, said):
        with pytest.raises(InputTypeError) as caught:
            as_amount(value)
        assert caught.value.code == code
        assert said in str(caught.value)

    @pytest.mark.parametrize(
        ("amount", "spelling"),
        [
            (as_amount(kr(5)), 'kr("5")'),
            (kr(5) * ages(0, 25), 'kr("5") * ages(0, 25)'),
            (ShareOf("22 %"), 'ShareOf("11/50")'),
            (as_amount({"b": kr(1), "a": kr(2)}), "{'a': kr(\"2\"), 'b': kr(\"1\")}"),
            (
                as_amount(dict.fromkeys("abcd", kr(1))),
                "{'a': kr(\"1\"), 'b': kr(\"1\"), 'c': kr(\"1\"), ...}",
            ),
        ],
    )
    def test_spells_itself(self, amount, spelling):
        assert repr(amount) == spelling
        assert as_amount(amount) is amount
        assert isinstance(amount, Amount)

    def test_rests_on_the_figures_of_its_measure(self):
        assert as_amount(kr(5)).grounds(SCOPE) == ShareOf("1/2").grounds(SCOPE) == ()
        grounds = (kr(5) * population()).grounds(SCOPE)
        assert [ground.measure for ground in grounds] == [population()]

    def test_compares_by_content(self):
        assert as_amount({"a": kr(1), "b": kr(2)}) == as_amount({"b": kr(2), "a": kr(1)})
        assert kr(5) * population() == population() * kr(5) != kr(5) * ages(0, 25)


class TestWeights:
    """Division by zero, a negative weight: errors that name recipient and place; Σw = 0 is an
    error."""

    def test_are_the_numbers_of_the_measure_with_their_sum(self):
        vector, total = weights(ages(0, 25) / 2, SCOPE)
        assert list(vector.fractions()) == [15, 6, 0]
        assert vector.total() == 21
        assert total == sum(vector.weights)

    def test_are_remembered(self):
        assert weights(population(), SCOPE) is weights(
            population(), Scope(CODES, "lan", PEOPLE, DAY)
        )

    def test_a_negative_weight_names_the_recipient(self):
        with pytest.raises(WeightError, match="give 03 the negative weight -0,5") as caught:
            weights(indicator("andel"), SCOPE)
        assert caught.value.code == "weights.negative"
        assert caught.value.recipient == "03"
        assert caught.value.weight == Fraction(-1, 2)

    @pytest.mark.parametrize("measure", [constant(0), population() * 0, ages(0, 25)])
    def test_all_zero_is_an_error(self, measure):
        with pytest.raises(WeightError, match="are zero for all 1 recipients") as caught:
            weights(measure, SCOPE.only(["09"]))
        assert caught.value.code == "weights.zero_total"
        assert caught.value.by == repr(measure)
