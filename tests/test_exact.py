"""Exact numbers: the one grammar for them, and vectors over one denominator."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fordelning.errors import InputTypeError, InputValueError
from fordelning.exact import Vector, exact

from .strategies import SETTINGS

fractions = st.builds(Fraction, st.integers(-1000, 1000), st.integers(1, 60))
lists = st.lists(fractions, max_size=6)
pairs = st.lists(st.tuples(fractions, fractions), max_size=6)


class TestExact:
    """One grammar for exact numbers everywhere: 2, "2/3", "13,04061 %", "0.25", Fraction,
    Decimal; bool refused. No float enters anywhere."""

    @pytest.mark.parametrize(
        ("value", "number"),
        [
            (2, Fraction(2)),
            (-2, Fraction(-2)),
            (Fraction(2, 3), Fraction(2, 3)),
            (Decimal("0.25"), Fraction(1, 4)),
            (Decimal("-1E+3"), Fraction(-1000)),
            ("2", Fraction(2)),
            ("+2", Fraction(2)),
            ("-2", Fraction(-2)),
            ("−2", Fraction(-2)),
            ("‑2", Fraction(-2)),
            ("  2 ", Fraction(2)),
            ("0.25", Fraction(1, 4)),
            ("0,25", Fraction(1, 4)),
            ("2/3", Fraction(2, 3)),
            ("2 / 3", Fraction(2, 3)),
            ("-2/3", Fraction(-2, 3)),
            ("1 234/5", Fraction(1234, 5)),
            ("22 %", Fraction(22, 100)),
            ("22%", Fraction(22, 100)),
            ("13,04061 %", Fraction(1304061, 10_000_000)),
            ("1/3 %", Fraction(1, 300)),
            ("1 234", Fraction(1234)),
            ("1\u00a0234\u00a0567", Fraction(1_234_567)),
            ("1\u202f234,5", Fraction(12345, 10)),
            ("0012", Fraction(12)),
        ],
    )
    def test_is_the_number_that_it_spells(self, value, number):
        result = exact(value)
        assert result == number
        assert type(result) is Fraction

    def test_an_int_of_a_type_of_its_own_is_an_int(self):
        class Number(int):
            pass

        assert exact(Number(7)) == Fraction(7)

    @pytest.mark.parametrize(
        ("value", "code"),
        [
            (0.1, "number.float"),
            (float("nan"), "number.float"),
            (True, "number.bool"),
            (False, "number.bool"),
            (None, "number.type"),
            (b"1", "number.type"),
            ([1], "number.type"),
            (1j, "number.type"),
        ],
    )
    def test_what_is_no_exact_number_is_a_type_error(self, value, code):
        with pytest.raises(InputTypeError, match=code.partition(".")[0]) as caught:
            exact(value)
        assert caught.value.code == code
        assert str(value) in str(caught.value)

    @pytest.mark.parametrize(
        ("value", "code"),
        [
            (Decimal("NaN"), "number.not_finite"),
            (Decimal("-Infinity"), "number.not_finite"),
            ("", "number.text"),
            ("NaN", "number.text"),
            ("inf", "number.text"),
            ("1e6", "number.text"),
            ("1_000", "number.text"),
            ("1 23", "number.text"),
            ("1234 567", "number.text"),
            ("1  234", "number.text"),
            ("1.234.567", "number.text"),
            ("1,2,3", "number.text"),
            ("--1", "number.text"),
            ("1,", "number.text"),
            (",5", "number.text"),
            ("0x10", "number.text"),
            ("١٢", "number.text"),
            ("1/2/3", "number.text"),
            ("1,5/2", "number.text"),
            ("1/-2", "number.text"),
            ("5 kr", "number.text"),
            ("1/0", "number.zero_denominator"),
            ("9" * 201, "number.too_long"),
        ],
    )
    def test_text_outside_the_grammar_is_a_value_error(self, value, code):
        with pytest.raises(InputValueError) as caught:
            exact(value)
        assert caught.value.code == code

    def test_a_float_is_shown_its_exact_spelling(self):
        with pytest.raises(InputTypeError, match=r"write the number as text, '0\.1'"):
            exact(0.1)  # type: ignore[arg-type]

    def test_two_hundred_characters_are_read(self):
        assert exact("9" * 200) == 10**200 - 1

    @pytest.mark.property
    @SETTINGS
    @given(st.fractions(max_denominator=10**9))
    def test_reads_what_a_fraction_spells(self, number):
        assert exact(str(number)) == number

    @pytest.mark.property
    @SETTINGS
    @given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
    def test_reads_what_a_decimal_spells_with_either_mark(self, number):
        text = f"{number:f}"
        assert exact(text) == exact(text.replace(".", ",")) == exact(number) == Fraction(number)

    @pytest.mark.property
    @SETTINGS
    @given(st.integers(-(10**18), 10**18), st.sampled_from(" \u00a0\u202f"))
    def test_reads_groups_of_three_after_any_space(self, number, space):
        assert exact(f"{number:,}".replace(",", space)) == number


class TestVector:
    """Hold exact numbers, one per recipient: numerator / denominator * weights[i]."""

    @pytest.mark.property
    @SETTINGS
    @given(lists)
    def test_of_is_the_numbers_themselves(self, numbers):
        vector = Vector.of(numbers)
        assert vector.fractions() == tuple(numbers)
        assert len(vector) == len(numbers)
        assert [vector[index] for index in range(len(vector))] == numbers

    def test_of_takes_the_least_common_denominator(self):
        vector = Vector.of([Fraction(1, 4), Fraction(1, 6)])
        assert (vector.numerator, vector.denominator, tuple(vector.weights)) == (1, 12, (3, 2))

    @pytest.mark.property
    @SETTINGS
    @given(pairs, fractions)
    def test_adds_subtracts_and_scales_number_by_number(self, numbers, by):
        left = Vector.of(v for v, _ in numbers)
        right = Vector.of(w for _, w in numbers)
        assert (left + right).fractions() == tuple(v + w for v, w in numbers)
        assert (left - right).fractions() == tuple(v - w for v, w in numbers)
        assert left.scaled(by).fractions() == tuple(v * by for v, _ in numbers)

    @pytest.mark.property
    @SETTINGS
    @given(lists, fractions)
    def test_totals(self, numbers, other):
        vector, total = Vector.of(numbers), sum(numbers, Fraction(0))
        assert vector.total() == total
        assert vector.adds_up_to(total)
        assert vector.adds_up_to(other) == (total == other)

    @pytest.mark.property
    @SETTINGS
    @given(lists, st.integers(1, 50), st.integers(1, 50))
    def test_equal_numbers_are_equal_and_hash_alike_however_they_are_kept(self, numbers, p, q):
        vector = Vector.of(numbers)
        other = Vector(
            vector.numerator * p,
            vector.denominator * p * q,
            [weight * q for weight in vector.weights],
        )
        assert vector == other
        assert hash(vector) == hash(other)

    @pytest.mark.property
    @SETTINGS
    @given(st.lists(fractions, min_size=1), st.data())
    def test_one_other_number_makes_it_unequal(self, numbers, data):
        place = data.draw(st.integers(0, len(numbers) - 1))
        other = [*numbers[:place], numbers[place] + 1, *numbers[place + 1 :]]
        assert Vector.of(numbers) != Vector.of(other)
        assert Vector.of(numbers) != Vector.of([*numbers, Fraction(0)])

    def test_is_not_equal_to_other_things(self):
        assert Vector.of([Fraction(1)]) != (Fraction(1),)

    @pytest.mark.property
    @SETTINGS
    @given(fractions, st.integers(0, 5))
    def test_repeated(self, number, length):
        assert Vector.repeated(number, length).fractions() == (number,) * length

    @pytest.mark.property
    @SETTINGS
    @given(lists)
    @example([])
    @example([Fraction(0)])
    def test_has_negative(self, numbers):
        assert Vector.of(numbers).has_negative() == any(number < 0 for number in numbers)

    def test_nothing_times_a_negative_weight_is_not_negative(self):
        assert not Vector(0, 1, (-1,)).has_negative()

    @pytest.mark.property
    @SETTINGS
    @given(lists)
    def test_numerators_stand_over_the_denominator(self, numbers):
        vector = Vector.of(numbers).scaled(Fraction(3, 7))
        over = vector.denominator
        assert [Fraction(each, over) for each in vector.numerators()] == list(vector.fractions())

    @pytest.mark.property
    @SETTINGS
    @given(st.lists(fractions, min_size=1, max_size=6), st.data())
    def test_spread_puts_numbers_at_their_places(self, numbers, data):
        places = data.draw(st.lists(st.integers(0, len(numbers) - 1), unique=True))
        picked = Vector.of([numbers[place] for place in places])
        spread = picked.spread(places, len(numbers))
        assert spread.fractions() == tuple(
            number if place in places else 0 for place, number in enumerate(numbers)
        )

    def test_repr_shows_scale_and_weights(self):
        assert repr(Vector(2, 3, [1, -1])) == "Vector(2, 3, (1, -1))"

    @pytest.mark.parametrize(("numerator", "denominator"), [(-1, 1), (1, 0), (1, -2)])
    def test_a_scale_has_no_sign_and_a_denominator(self, numerator, denominator):
        with pytest.raises(InputValueError) as caught:
            Vector(numerator, denominator, (1,))
        assert caught.value.code == "vector.sign"
        assert (caught.value.numerator, caught.value.denominator) == (numerator, denominator)
