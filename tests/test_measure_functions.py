"""Functions of measures: smallest, largest, clamp, steps, marginal and share.

The laws are checked against the definitions written out here, a `Fraction` per recipient.
"""

import pickle
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import fordelning.measures
from fordelning import Agreement, Level, Only, Population, Pot, Proportional, allocate, kr
from fordelning.errors import FordelningError, InputTypeError, InputValueError, WeightError
from fordelning.measures import (
    Scope,
    ages,
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
from fordelning.population import Sex

from .strategies import SETTINGS

DAY = date(2020, 12, 31)
CODES = ("a", "b", "c")
PEOPLE = Population.from_counts(
    {"a": 9_000, "b": 50_000, "c": 0}, date=DAY, source="invented", level="skola"
) | Population.from_values(
    "behov", {"a": "1/3", "b": -2, "c": "5/3"}, date=DAY, source="invented", level="skola"
)
SCOPE = Scope(CODES, "skola", PEOPLE, DAY)
FIRST = SCOPE.only(["a"])

fractions = st.builds(Fraction, st.integers(-50, 50), st.integers(1, 12))
columns = st.lists(fractions, min_size=3, max_size=3)


def numbers(measure, scope=SCOPE):
    return measure.vector(scope).fractions()


def listed(column):
    return table(dict(zip(CODES, column, strict=True)))


def raised(kind, provoke):
    with pytest.raises(kind) as caught:
        provoke()
    return caught.value


@st.composite
def brackets(draw, lowest=-20):
    """Draw ascending brackets without holes, as (low, high or None, value)."""
    lows = sorted(draw(st.sets(fractions.filter(lambda low: low > lowest), max_size=4)))
    ends = [Fraction(lowest), *lows, draw(st.none() | st.just(Fraction(51)))]
    return [(low, high, draw(fractions)) for low, high in pairwise(ends)]


scales = brackets(lowest=0)


class TestSmallestAndLargest:
    """min(first(i), second(i), ...) and max(...), for each recipient i; a number stands for
    everyone."""

    def test_by_hand(self):
        assert numbers(smallest(population(), 20_000)) == (9_000, 20_000, 0)
        assert numbers(largest(population(), 20_000)) == (20_000, 50_000, 20_000)
        assert numbers(largest(indicator("behov"), "1/2", 0)) == (
            Fraction(1, 2),
            Fraction(1, 2),
            Fraction(5, 3),
        )
        assert numbers(smallest(1, "1/2")) == (Fraction(1, 2),) * 3

    @pytest.mark.property
    @SETTINGS
    @given(columns, columns, columns)
    def test_choose_recipient_by_recipient(self, first, second, third):
        a, b, c = listed(first), listed(second), listed(third)
        rows = list(zip(first, second, third, strict=True))
        assert numbers(smallest(a, b, c)) == tuple(map(min, rows))
        assert numbers(largest(a, b, c)) == tuple(map(max, rows))

    @pytest.mark.property
    @SETTINGS
    @given(columns, columns, columns)
    def test_are_commutative_associative_and_idempotent(self, first, second, third):
        a, b, c = listed(first), listed(second), listed(third)
        for choose in (smallest, largest):
            assert numbers(choose(a, b)) == numbers(choose(b, a))
            assert numbers(choose(choose(a, b), c)) == numbers(choose(a, choose(b, c)))
            assert numbers(choose(a, b, c)) == numbers(choose(choose(a, b), c))
            assert numbers(choose(a, a)) == numbers(a)

    @pytest.mark.property
    @SETTINGS
    @given(columns, columns)
    def test_together_are_the_sum_of_both(self, first, second):
        a, b = listed(first), listed(second)
        assert numbers(smallest(a, b) + largest(a, b)) == numbers(a + b)
        assert numbers(0 - smallest(a, b)) == numbers(largest(0 - a, 0 - b))

    @pytest.mark.parametrize("wrong", [0.5, True, None, kr(5)])
    def test_take_measures_and_exact_numbers_only(self, wrong):
        for choose in (smallest, largest):
            assert raised(InputTypeError, lambda: choose(population(), wrong))  # noqa: B023
        with pytest.raises(TypeError):
            smallest(population())  # type: ignore[call-arg]


class TestClamp:
    """min(max(measure(i), low(i)), high(i)); crossed bounds are an error that names the
    recipient."""

    def test_by_hand(self):
        assert numbers(clamp(population(), low=1_000, high=20_000)) == (9_000, 20_000, 1_000)
        assert numbers(clamp(population(), low=1_000)) == (9_000, 50_000, 1_000)
        assert numbers(clamp(population(), high="1/2")) == (Fraction(1, 2), Fraction(1, 2), 0)
        assert numbers(clamp(population())) == (9_000, 50_000, 0)
        assert numbers(clamp(population(), 7, 7)) == (7, 7, 7)

    @pytest.mark.property
    @SETTINGS
    @given(columns, columns, columns)
    @example([Fraction(1)] * 3, [Fraction(0)] * 3, [Fraction(2)] * 3)
    @example([Fraction(1)] * 3, [Fraction(2)] * 3, [Fraction(0)] * 3)
    def test_lies_within_bounds_or_names_who_has_crossed_ones(self, column, lows, highs):
        measure, low, high = listed(column), listed(lows), listed(highs)
        clamped = clamp(measure, low, high)
        rows = list(zip(column, lows, highs, strict=True))
        crossed = [code for code, (_, a, b) in zip(CODES, rows, strict=True) if a > b]
        if crossed:
            error = raised(InputValueError, lambda: numbers(clamped))
            assert (error.code, error.recipient) == ("clamp.crossed", crossed[0])
            return
        expected = tuple(sorted(row)[1] for row in rows)
        assert numbers(clamped) == expected
        assert numbers(clamp(clamped, low, high)) == expected

    def test_crossed_bounds_say_whose_and_which(self):
        error = raised(InputValueError, lambda: numbers(clamp(indicator("behov"), population(), 1)))
        assert (error.low, error.high) == (9_000, 1)
        assert str(error).startswith(
            "clamp(indicator('behov'), low=population(), high=1) has the bounds 9 000 and 1 for a: "
        )

    def test_takes_measures_and_exact_numbers_only(self):
        for make in (
            lambda: clamp(3),  # type: ignore[arg-type]
            lambda: clamp(population(), low=0.5),  # type: ignore[arg-type]
            lambda: clamp(population(), high=kr(1)),  # type: ignore[arg-type]
        ):
            raised(InputTypeError, make)


class TestSteps:
    """value(k) for the bracket k with low(k) <= measure(i) < high(k)."""

    def test_by_hand(self):
        trappa = steps(population(), (0, 1), (9_000, "1,5"), (50_000, 2))
        assert numbers(trappa) == (Fraction(3, 2), 2, 1)
        assert numbers(steps(population(), (0, 50_001, -1))) == (-1, -1, -1)

    @pytest.mark.parametrize(
        ("number", "value"), [(0, 1), (9, 1), ("9,999", 1), (10, 2), (19, 2), (20, 3), (10**9, 3)]
    )
    def test_the_low_end_belongs_to_a_bracket_and_the_high_end_to_the_next(self, number, value):
        assert numbers(steps(constant(number), (0, 1), (10, 2), (20, 3)), FIRST) == (value,)

    @pytest.mark.property
    @SETTINGS
    @given(columns, brackets())
    @example([Fraction(0)] * 3, [(Fraction(-20), Fraction(51), Fraction(1, 3))])
    @example([Fraction(-20)] * 3, [(Fraction(-20), None, Fraction(1, 3))])
    @example([Fraction(-21)] * 3, [(Fraction(-20), None, Fraction(1, 3))])
    def test_is_the_value_of_the_one_bracket_or_an_error(self, column, given):
        measure = steps(listed(column), *given)
        values = [
            [value for low, high, value in given if low <= x and (high is None or x < high)]
            for x in column
        ]
        outside = [code for code, found in zip(CODES, values, strict=True) if not found]
        if outside:
            error = raised(InputValueError, lambda: numbers(measure))
            assert (error.code, error.recipient) == ("bracket.outside", outside[0])
            return
        assert numbers(measure) == tuple(value for (value,) in values)

    def test_a_pair_ends_where_the_next_begins_in_any_order(self):
        pairs = steps(population(), (0, 1), (10, 2), (20, 3))
        assert pairs == steps(population(), (20, 3), (0, 1), (10, 2))
        assert pairs == steps(population(), (0, 10, 1), (10, 20, 2), (20, None, 3))
        assert pairs == steps(population(), (0, 10, 1), (10, "2"), ("20", None, "3"))
        assert hash(pairs) == hash(steps(population(), (20, 3), (0, 1), (10, 2)))

    @pytest.mark.parametrize(
        ("given", "code", "said"),
        [
            ((), "bracket.empty", "there are no brackets"),
            (((0, 9, 1), (10, 2)), "bracket.hole", "no bracket between 9 and 10"),
            (
                ((0, 11, 1), (10, 2)),
                "bracket.overlap",
                "the bracket from 0 to 11 and the bracket from 10 on overlap",
            ),
            (((0, None, 1), (10, 2)), "bracket.overlap", "from 0 on and the bracket from 10 on"),
            (((0, 1), (0, 2)), "bracket.overlap", "from 0 to 0 and the bracket from 0 on"),
            (((5, 5, 1),), "bracket.order", "a bracket from 5 to 5 holds nothing"),
            (((9, 0, 1),), "bracket.order", "a bracket from 9 to 0 holds nothing"),
        ],
    )
    def test_brackets_are_whole_and_in_order(self, given, code, said):
        for make in (steps, marginal):
            error = raised(InputValueError, lambda: make(population(), *given))  # noqa: B023
            assert error.code == code
            assert said in str(error)

    @pytest.mark.parametrize("wrong", [5, "ab", (1,), (1, 2, 3, 4), [0, 1], {0: 1}, None])
    def test_a_bracket_is_a_pair_or_a_triple(self, wrong):
        error = raised(InputTypeError, lambda: steps(population(), (0, 1), wrong))
        assert error.code == "bracket.type"
        assert "is not a bracket" in str(error)

    @pytest.mark.parametrize(
        "wrong", [(0.5, 1), (0, 0.5), (0, 1.5, 2), (True, 1), (0, None), (None, 1), (0, kr(5))]
    )
    def test_ends_and_values_are_exact(self, wrong):
        raised(InputTypeError, lambda: steps(population(), wrong))

    def test_somebody_in_no_bracket_is_named_with_the_number(self):
        measure = steps(population(), (0, 1), (10, 50_000, 2))
        error = raised(InputValueError, lambda: numbers(measure))
        assert (error.recipient, error.number) == ("b", 50_000)
        assert str(error).startswith(
            "population() is 50 000 for b, which is in no bracket: from 0 to 10, from 10 to 50 000"
        )
        error = raised(InputValueError, lambda: numbers(steps(indicator("behov"), (0, 1))))
        assert (error.recipient, error.number) == ("b", -2)
        assert "from 0 on" in str(error)


def scale(number, given):
    """The part of the number in each bracket, at the bracket's rate: the definition."""
    return sum(
        (
            rate * max(Fraction(0), (number if high is None else min(number, high)) - low)
            for low, high, rate in given
        ),
        Fraction(0),
    )


def austrian(people):
    """Weigh a municipality by the words of the regulation to the FAG 2008, § 4.

    "Bei Gemeinden mit höchstens 10 000 Einwohnern mit 1 41/67, bei Gemeinden mit 10 001 bis
    20 000 Einwohnern mit 1 2/3, ... 20 001 bis 50 000 ... mit 2 und bei Gemeinden mit über
    50 000 Einwohnern ... mit 2 1/3 vervielfacht. Zu diesen Beträgen wird bei Gemeinden, deren
    Einwohnerzahl im Bereich von 9 000 bis 10 000, von 18 000 bis 20 000 oder von 45 000 bis
    50 000 liegt ... ein weiterer Betrag dazugezählt. Dieser beträgt bei Gemeinden bis 10 000
    Einwohnern 110/201, bei den anderen Gemeinden 3 1/3 vervielfacht mit der Zahl, mit der die
    Einwohnerzahl die untere Bereichsgrenze übersteigt."
    """
    if people <= 10_000:
        return people * (1 + Fraction(41, 67)) + max(0, people - 9_000) * Fraction(110, 201)
    if people <= 20_000:
        return people * Fraction(5, 3) + max(0, people - 18_000) * Fraction(10, 3)
    if people <= 50_000:
        return people * Fraction(2) + max(0, people - 45_000) * Fraction(10, 3)
    return people * Fraction(7, 3)


class TestMarginal:
    """sum over the brackets k of rate(k) * (the part of measure(i) between low(k) and
    high(k)), without a jump at any threshold."""

    def test_by_hand(self):
        graded = marginal(population(), (0, 1), (10_000, "1/2"), (40_000, 0))
        assert numbers(graded) == (9_000, 10_000 + 15_000, 0)

    @pytest.mark.property
    @SETTINGS
    @given(columns, scales)
    @example([Fraction(0), Fraction(1, 2), Fraction(51)], [(0, Fraction(51), Fraction(1, 3))])
    @example([Fraction(-1)] * 3, [(0, None, Fraction(1))])
    @example([Fraction(52)] * 3, [(0, Fraction(51), Fraction(1))])
    def test_is_the_sum_of_the_slices_or_an_error(self, column, given):
        measure, top = marginal(listed(column), *given), given[-1][1]
        outside = [
            code
            for code, x in zip(CODES, column, strict=True)
            if x < 0 or (top is not None and x > top)
        ]
        if outside:
            error = raised(InputValueError, lambda: numbers(measure))
            assert (error.code, error.recipient) == ("bracket.outside", outside[0])
            return
        assert numbers(measure) == tuple(scale(x, given) for x in column)

    @pytest.mark.property
    @SETTINGS
    @given(scales, st.integers(1, 10**6))
    def test_does_not_jump_at_a_threshold(self, given, parts):
        near = Fraction(1, 10**6 * parts)
        steepest = max(abs(rate) for _, _, rate in given)
        for low, _, _ in given[1:]:
            at, before = (
                numbers(marginal(constant(x), *given), FIRST)[0] for x in (low, low - near)
            )
            assert abs(at - before) <= steepest * near

    @pytest.mark.property
    @SETTINGS
    @given(columns, fractions)
    def test_one_rate_is_that_times_the_measure(self, column, rate):
        measure = listed(map(abs, column))
        assert numbers(marginal(measure, (0, rate))) == numbers(measure * rate)

    def test_the_last_end_itself_lies_in_the_scale(self):
        assert numbers(marginal(constant(10), (0, 10, 2)), FIRST) == (20,)

    @pytest.mark.parametrize(
        "people",
        [
            0,
            1,
            8_999,
            9_000,
            9_001,
            10_000,
            10_001,
            17_999,
            18_000,
            18_001,
            20_000,
            20_001,
            44_999,
            45_000,
            45_001,
            49_999,
            50_000,
            50_001,
            1_982_097,
        ],
    )
    def test_says_the_austrian_key(self, people):
        graded = marginal(
            constant(people),
            (0, "108/67"),
            (9_000, Fraction(108, 67) + Fraction(110, 201)),
            (10_000, "5/3"),
            (18_000, 5),
            (20_000, 2),
            (45_000, "16/3"),
            (50_000, "7/3"),
        )
        assert numbers(graded, FIRST) == (austrian(people),)

    def test_a_scale_begins_at_zero(self):
        error = raised(InputValueError, lambda: marginal(population(), (10_000, 1)))
        assert (error.code, error.low) == ("bracket.start", 10_000)
        assert str(error).startswith("the scale begins at 10 000, and a scale counts every part")

    def test_of_nobody_is_nothing(self):
        assert numbers(marginal(population(), (0, 1)), SCOPE.only([])) == ()


class TestShare:
    """measure(i) / sum over j of measure(j); the shares add up to exactly 1."""

    def test_by_hand(self):
        assert numbers(share(population())) == (Fraction(9, 59), Fraction(50, 59), 0)
        assert numbers(share(population()), SCOPE.only(["a", "c"])) == (1, 0)

    @pytest.mark.property
    @SETTINGS
    @given(columns)
    @example([Fraction(0)] * 3)
    @example([Fraction(1), Fraction(-1), Fraction(0)])
    @example([Fraction(-1), Fraction(-1), Fraction(0)])
    def test_is_a_part_of_the_sum_or_an_error(self, column):
        measure, total = share(listed(column)), sum(column)
        if total == 0:
            error = raised(WeightError, lambda: numbers(measure))
            assert (error.code, error.recipients) == ("share.zero_total", 3)
            return
        assert numbers(measure) == tuple(x / total for x in column)
        assert sum(numbers(measure)) == 1
        assert numbers(share(measure)) == numbers(measure)

    def test_a_sum_of_zero_says_of_what(self):
        error = raised(WeightError, lambda: numbers(share(population()), SCOPE.only(["c"])))
        assert str(error).startswith(
            "share(population()) has no shares: the sum over all 1 recipients is zero"
        )

    def test_is_of_a_measure(self):
        raised(InputTypeError, lambda: share(1))  # type: ignore[arg-type]


NAMES = {name: getattr(fordelning.measures, name) for name in fordelning.measures.__all__} | {
    "Sex": Sex,
    "Level": Level,
    "date": date,
}
SPELLED = {
    "smallest(population(), 20000)": smallest(population(), 20_000),
    'largest(ages(0, 25), "1/2", population())': largest(ages(0, 25), "0,5", population()),
    "clamp(population())": clamp(population()),
    'clamp(population(), low="3/2")': clamp(population(), low="1,5"),
    "clamp(population(), high=indicator('tak'))": clamp(population(), high=indicator("tak")),
    "clamp(population(), low=1, high=ages(0, 25) * constant(2))": clamp(
        population(), 1, ages(0, 25) * 2
    ),
    'steps(population(), (0, 1), (50000, "3/2"))': steps(population(), (0, 1), (50_000, "1,5")),
    "steps(population(), (-5, 1), (0, 10, 2))": steps(population(), (-5, 0, 1), (0, 10, 2)),
    'marginal(population() - constant(1), (0, 1), ("1/2", 0))': marginal(
        population() - 1, (0, 1), ("0,5", 0)
    ),
    "share(population() + constant(1)) * constant(2)": share(population() + 1) * 2,
    "population(sex=Sex.MEN)": population(sex=Sex.MEN),
    "population(at=date(2018, 12, 31))": population(at=date(2018, 12, 31)),
    "ages(0, 25, sex=Sex.WOMEN, at=date(2018, 1, 2))": ages(0, 25, sex="2", at=date(2018, 1, 2)),
    "indicator('asylsökande', at=date(2019, 11, 1))": indicator(
        "asylsökande", at=date(2019, 11, 1)
    ),
    "table({'a': 1, 'b': \"1/2\", 'c': 2})": table({"a": 1, "b": "1/2", "c": 2}),
    "(constant(1) / population()) - ages(65, None)": 1 / population() - ages(65, None),
    "summed(population(), over=Level.KOMMUN)": summed(population(), over=Level.KOMMUN),
    "quotas_of('grund') + constant(1)": quotas_of("grund") + 1,
}

measures = st.recursive(
    st.sampled_from(list(SPELLED.values())) | columns.map(listed) | fractions.map(constant),
    lambda inner: st.one_of(
        st.builds(smallest, inner, inner),
        st.builds(largest, inner, inner, inner),
        st.builds(clamp, inner, st.none() | inner, st.none() | inner),
        st.builds(lambda m, given: steps(m, *given), inner, brackets()),
        st.builds(lambda m, given: marginal(m, *given), inner, scales),
        st.builds(share, inner),
        st.builds(lambda a, b: a - b, inner, inner),
        st.builds(lambda a, b: a / b, inner, inner),
    ),
    max_leaves=4,
)


class TestSpelling:
    """The repr reads as the formula and evaluates back, save of long tables."""

    @pytest.mark.parametrize("spelling", SPELLED)
    def test_by_hand(self, spelling):
        assert repr(SPELLED[spelling]) == spelling
        assert eval(spelling, dict(NAMES)) == SPELLED[spelling]

    @pytest.mark.property
    @SETTINGS
    @given(measures)
    def test_evaluates_back(self, measure):
        again = eval(repr(measure), dict(NAMES))
        assert again == measure
        assert hash(again) == hash(measure)
        assert pickle.loads(pickle.dumps(measure)) == measure


class TestGrounds:
    """A function passes on the figures inside it, each once."""

    @pytest.mark.parametrize(
        "measure",
        [
            smallest(population(), indicator("behov"), population()),
            largest(population(), indicator("behov")),
            clamp(population(), indicator("behov")),
            clamp(population(), high=indicator("behov")),
            share(population() + indicator("behov")),
            steps(population() + indicator("behov"), (0, 1)),
            marginal(population() + indicator("behov"), (0, 1)),
        ],
        ids=repr,
    )
    def test_of_both_measures(self, measure):
        grounds = measure.grounds(SCOPE)
        assert [ground.measure for ground in grounds] == [population(), indicator("behov")]
        assert [ground.table.indicator for ground in grounds] == ["folkmängd", "behov"]


class TestInAKey:
    """Measures are what keys share by."""

    @staticmethod
    def shared(measure, amount):
        pots = [Pot("p", amount, "skola", measure)]
        return allocate(Agreement("a", "A", amount, pots, DAY), PEOPLE)

    def test_shares_by_a_scale_with_figures_in_the_trace(self):
        # 9 000 of a, and 10 000 and half of 40 000 of b: 9 to 30.
        graded = marginal(population(), (0, 1), (10_000, "1/2"))
        result = self.shared(Proportional(graded), kr(39))
        assert result.pot("p") == {"a": kr(9), "b": kr(30), "c": kr(0)}
        assert "population() of b is 50 000 (folkmängd, skola 2020-12-31" in str(
            result.explain("p", "b")
        )

    def test_inside_an_only_a_share_is_of_those_it_names(self):
        key = Only(["a", "b"], Proportional(share(population())))
        result = self.shared(key, kr(59))
        assert result.pot("p") == {"a": kr(9), "b": kr(50), "c": kr(0)}

    def test_an_error_says_in_which_pot(self):
        with pytest.raises(FordelningError, match="pot 'p': population\\(\\) is 50 000 for b"):
            self.shared(Proportional(steps(population(), (0, 10_000, 1))), kr(1))
