"""Money in whole öre, its constructors and its plain text."""

import operator
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fordelning.errors import InputTypeError, InputValueError
from fordelning.money import Money, Ore, kr, mkr, tkr

from .strategies import SETTINGS

ore = st.integers(-(10**16), 10**16)


class TestFormat:
    def test_pads_like_text(self) -> None:
        assert f"{kr(5):>9}|{kr(5)}" == "  5,00 kr|5,00 kr"


class TestTotals:
    """ "Never a bare number where money is meant." """

    def test_refuse_a_bare_number(self) -> None:
        with pytest.raises(InputTypeError, match="is not money"):
            Money.total([kr(1), 5])  # type: ignore[list-item]


class TestMoney:
    """`Money(ore: int)`, ordered, hashable, signed; a float is a TypeError, and so is a bool.
    Never a bare number where money is meant."""

    @pytest.mark.property
    @SETTINGS
    @given(ore, ore, st.integers(-1000, 1000))
    def test_adds_subtracts_and_multiplies_by_whole_numbers(self, a, b, n):
        assert Money(a) + Money(b) == Money(a + b)
        assert Money(a) - Money(b) == Money(a - b)
        assert Money(a) * n == n * Money(a) == Money(a * n)
        assert -Money(a) == Money(-a)

    @pytest.mark.property
    @SETTINGS
    @given(ore, ore)
    def test_is_ordered_and_hashed_by_its_ore(self, a, b):
        assert (Money(a) < Money(b)) == (a < b)
        assert (Money(a) >= Money(b)) == (a >= b)
        assert (Money(a) == Money(b)) == (a == b)
        assert hash(Money(a)) == hash(Money(a))

    @pytest.mark.property
    @SETTINGS
    @given(st.lists(ore))
    def test_total_is_the_sum_and_of_none_zero(self, amounts):
        assert Money.total(Money(each) for each in amounts) == Money(sum(amounts))

    @pytest.mark.parametrize(
        ("value", "code"),
        [
            (5.0, "number.float"),
            (True, "money.ore"),
            ("5", "money.ore"),
            (Fraction(5), "money.ore"),
            (None, "money.ore"),
        ],
    )
    def test_ore_are_an_int(self, value, code):
        with pytest.raises(InputTypeError) as caught:
            Money(value)
        assert caught.value.code == code
        assert str(value) in str(caught.value)

    @pytest.mark.parametrize("by", [2, 2.0, Money(200), Fraction(1, 2), "x"])
    @pytest.mark.parametrize(
        "divide",
        [
            lambda money, by: money / by,
            lambda money, by: money // by,
            lambda money, by: money % by,
            divmod,
        ],
    )
    def test_does_not_divide_and_says_what_does(self, divide, by):
        with pytest.raises(InputTypeError, match="apportion") as caught:
            divide(kr(100), by)
        assert caught.value.code == "money.divided"
        assert caught.value.money == kr(100)
        assert "100,00 kr cannot be divided by" in str(caught.value)

    @pytest.mark.parametrize(("by", "code"), [(0.5, "number.float"), (True, "number.bool")])
    def test_times_a_float_or_a_bool_says_why_not(self, by, code):
        with pytest.raises(InputTypeError) as caught:
            kr(1) * by
        assert caught.value.code == code
        with pytest.raises(InputTypeError):
            by * kr(1)

    @pytest.mark.parametrize(
        ("mix", "left", "right"),
        [
            (operator.add, kr(1), 1),
            (operator.add, 1, kr(1)),
            (operator.sub, kr(1), 1),
            (operator.lt, kr(1), 1),
            (operator.mul, kr(1), Fraction(1, 2)),
            (operator.mul, kr(1), "2"),
            (operator.mul, kr(1), kr(1)),
            (operator.truediv, 1, kr(1)),
        ],
    )
    def test_never_mixes_with_bare_numbers(self, mix, left, right):
        with pytest.raises(TypeError):
            mix(left, right)

    def test_is_not_equal_to_a_bare_number(self):
        bare: object = 1
        assert Money(1) != bare

    def test_pickles(self):
        assert pickle.loads(pickle.dumps(kr("1,50"))) == kr("1,50")


class TestText:
    """`str(money)` is plain: `1 234,50 kr`."""

    @pytest.mark.parametrize(
        ("ore", "text", "spelling"),
        [
            (0, "0,00 kr", 'kr("0")'),
            (1, "0,01 kr", 'kr("0,01")'),
            (50, "0,50 kr", 'kr("0,50")'),
            (-5, "-0,05 kr", 'kr("-0,05")'),
            (-500, "-5,00 kr", 'kr("-5")'),
            (123450, "1 234,50 kr", 'kr("1 234,50")'),
            (-123450, "-1 234,50 kr", 'kr("-1 234,50")'),
            (171_600_000_000, "1 716 000 000,00 kr", 'kr("1 716 000 000")'),
        ],
    )
    def test_by_hand(self, ore, text, spelling):
        assert str(Money(ore)) == text
        assert repr(Money(ore)) == spelling

    @pytest.mark.property
    @SETTINGS
    @given(ore)
    @example(0)
    @example(-1)
    @example(-100)
    def test_what_is_written_reads_back(self, ore):
        money = Money(ore)
        assert Money.parse(str(money)) == money
        assert kr(str(money).removesuffix(" kr")) == money
        assert eval(repr(money), {"kr": kr}) == money


class TestOre:
    """Say an exact amount of öre in kronor, also where it is not whole; only for text."""

    @pytest.mark.parametrize(
        ("ore", "text"),
        [
            (Fraction(12345), "123,45 kr"),
            (Fraction(-5), "-0,05 kr"),
            (Fraction(1, 2), "0,005 kr"),
            (Fraction(200, 3), "≈ 0,666667 kr"),
        ],
    )
    def test_by_hand(self, ore, text):
        assert str(Ore(ore)) == text


class TestConstructors:
    """`kr("1 234,50")`, `kr(5)`, `tkr(…)`, `mkr("1,5")`; a value that is not whole öre is an
    error."""

    @pytest.mark.parametrize(
        ("money", "ore"),
        [
            (kr(5), 500),
            (kr("1 234,50"), 123_450),
            (kr("-0,01"), -1),
            (kr("−5"), -500),
            (kr(Fraction(1, 4)), 25),
            (kr(Decimal("2.10")), 210),
            (kr("0.25"), 25),
            (tkr(2), 200_000),
            (tkr("37,5"), 3_750_000),
            (tkr("0,00001"), 1),
            (mkr("1,5"), 150_000_000),
            (mkr("1 716"), 171_600_000_000),
            (mkr("0.7"), 70_000_000),
        ],
    )
    def test_by_hand(self, money, ore):
        assert money == Money(ore)

    @pytest.mark.parametrize(
        ("make", "value", "code"),
        [
            (kr, "0,005", "money.not_whole_ore"),
            (kr, "1/3", "money.not_whole_ore"),
            (kr, Fraction(1, 3), "money.not_whole_ore"),
            (kr, Decimal("0.001"), "money.not_whole_ore"),
            (tkr, "0,000001", "money.not_whole_ore"),
            (mkr, "1/7", "money.not_whole_ore"),
            (kr, "1.716", "money.point"),
            (kr, "1.716,50", "money.point"),
            (kr, "1.716.000", "money.point"),
            (mkr, "0.125", "money.point"),
            (kr, "1e6", "number.text"),
            (kr, "12 34", "number.text"),
            (kr, "NaN", "number.text"),
            (kr, "5 kr", "number.text"),
            (kr, Decimal("NaN"), "number.not_finite"),
        ],
    )
    def test_a_value_that_is_not_whole_ore_or_unclear_is_refused(self, make, value, code):
        with pytest.raises(InputValueError) as caught:
            make(value)
        assert caught.value.code == code
        said = str(value) if code == "number.not_finite" else repr(value)
        assert said in str(caught.value)

    @pytest.mark.parametrize("make", [kr, tkr, mkr])
    @pytest.mark.parametrize(
        ("value", "code"),
        [(0.5, "number.float"), (True, "number.bool"), (None, "number.type")],
    )
    def test_a_float_a_bool_and_nothing_are_refused(self, make, value, code):
        with pytest.raises(InputTypeError) as caught:
            make(value)
        assert caught.value.code == code

    def test_the_error_tells_the_exact_ore(self):
        with pytest.raises(InputValueError, match="is ≈ 33,3333 öre") as caught:
            kr("1/3")
        assert caught.value.ore == Fraction(100, 3)

    @pytest.mark.property
    @SETTINGS
    @given(ore)
    def test_a_unit_is_a_thousand_of_the_one_below(self, amount):
        assert tkr(amount) == kr(1000) * amount
        assert mkr(amount) == tkr(1000) * amount
        assert kr(Fraction(amount, 100)) == Money(amount)


class TestParse:
    """`Money.parse("1 716 miljoner kronor")`: kr, kronor, tkr, Mkr/mkr/mnkr/mn kr, miljon(er)
    kronor, mdkr/miljard(er); space, U+00A0, U+202F between groups; `−`, `‑`, `-`; the unit is
    mandatory; `.`-grouping, misplaced groups, NaN, 1e6 refused."""

    @pytest.mark.parametrize(
        ("unit", "ore"),
        [
            ("kr", 100),
            ("kronor", 100),
            ("Kronor", 100),
            ("tkr", 100_000),
            ("Tkr", 100_000),
            ("Mkr", 100_000_000),
            ("mkr", 100_000_000),
            ("MKR", 100_000_000),
            ("mnkr", 100_000_000),
            ("mn kr", 100_000_000),
            ("mn\u00a0kr", 100_000_000),
            ("miljon kronor", 100_000_000),
            ("miljoner kronor", 100_000_000),
            ("mdkr", 100_000_000_000),
            ("miljard", 100_000_000_000),
            ("miljarder", 100_000_000_000),
            ("miljard kronor", 100_000_000_000),
            ("miljarder kronor", 100_000_000_000),
        ],
    )
    def test_every_unit(self, unit, ore):
        assert Money.parse(f"1 {unit}") == Money(ore)
        assert Money.parse(f"1{unit}") == Money(ore)
        assert Money.parse(f" −1,5\u00a0{unit} ") == Money(-ore * 3 // 2)

    @pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
    def test_every_space_parts_groups(self, space):
        text = f"1{space}716{space}000,50{space}kr"
        assert Money.parse(text) == Money(171_600_050)

    @pytest.mark.parametrize("minus", ["-", "−", "‑"])
    def test_every_minus(self, minus):
        assert Money.parse(f"{minus}1 234,50 kr") == Money(-123_450)

    @pytest.mark.parametrize(
        ("text", "ore"),
        [
            ("1 716 miljoner kronor", 171_600_000_000),
            ("37,8 mnkr", 3_780_000_000),
            ("37.8 mnkr", 3_780_000_000),
            ("0 kr", 0),
            ("+5 kr", 500),
            ("100000 kr", 10_000_000),
        ],
    )
    def test_as_documents_write_it(self, text, ore):
        assert Money.parse(text) == Money(ore)

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("1.716 kr", "money.point"),
            ("1.716.000 kr", "money.point"),
            ("1.716,50 kr", "money.point"),
            ("12 34 kr", "number.text"),
            ("1234 567 kr", "number.text"),
            ("1 2345 kr", "number.text"),
            ("1e6 kr", "number.text"),
            ("1,2,3 kr", "number.text"),
            ("--5 kr", "number.text"),
            ("SEK 5 kr", "number.text"),
            ("0,005 kr", "money.not_whole_ore"),
            ("NaN kr", "money.no_unit"),
            ("NaN", "money.no_unit"),
            ("5", "money.no_unit"),
            ("1 716", "money.no_unit"),
            ("", "money.no_unit"),
            ("kr", "money.no_unit"),
            ("kr 5", "money.no_unit"),
            ("5 SEK", "money.no_unit"),
            ("5 euro", "money.no_unit"),
            ("5 miljoner", "money.no_unit"),
            ("5 %", "money.no_unit"),
            ("5 kr per invånare", "money.no_unit"),
            ("5" * 200 + " kr", "money.no_unit"),
        ],
    )
    def test_refuses(self, text, code):
        with pytest.raises(InputValueError) as caught:
            Money.parse(text)
        assert caught.value.code == code
        assert text.removesuffix(" kr")[:20] in str(caught.value)

    @pytest.mark.parametrize("value", [5, 5.0, True, None, kr(5), Decimal(5)])
    def test_reads_only_text(self, value):
        with pytest.raises(InputTypeError) as caught:
            Money.parse(value)
        assert caught.value.code == "money.not_text"
        assert caught.value.type == type(value).__name__
