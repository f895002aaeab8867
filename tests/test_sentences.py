"""What errors and traces say: templates with typed values."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal, localcontext
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from fordelning.money import Money
from fordelning.register import Level
from fordelning.sentences import Sentence, decimal, grouped, plain, shown

from .strategies import SETTINGS

fractions = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)


class TestValuesThatCannotBeShown:
    """An error is worded whatever was passed."""

    def test_a_repr_that_fails_does_not_hide_the_error(self) -> None:
        assert shown([10**9999]) == "a list that cannot be shown"


class TestSentence:
    """A sentence keeps its template and its values apart, so that it reads as plain English."""

    def test_reads_as_its_template_with_its_values(self):
        sentence = Sentence("{n} of {total}", {"n": 1290, "total": Money(500)})
        assert str(sentence) == "1 290 of 5,00 kr"

    def test_keeps_its_values_as_they_are(self):
        assert Sentence("{n}", {"n": 1290}).values == (("n", 1290),)

    def test_needs_no_values(self):
        assert str(Sentence("nothing to say")) == "nothing to say"

    def test_equal_content_is_equal_and_hashes_alike(self):
        first, second = Sentence("{n}", {"n": 1}), Sentence("{n}", {"n": 1})
        assert first == second
        assert hash(first) == hash(second)
        assert first != Sentence("{n}", {"n": 2})

    def test_can_be_said_with_another_template(self):
        said = evolve(Sentence("{n} recipients", {"n": 2}), template="{n} mottagare")
        assert str(said) == "2 mottagare"

    def test_braces_in_a_value_are_not_a_template(self):
        assert str(Sentence("{what}", {"what": "{n}"})) == "{n}"


class TestGrouped:
    """Write a whole number with a plain space between groups of three."""

    @pytest.mark.parametrize(
        ("number", "text"),
        [
            (0, "0"),
            (999, "999"),
            (1000, "1 000"),
            (-999, "-999"),
            (-1716000, "-1 716 000"),
            (20_000_000_000, "20 000 000 000"),
        ],
    )
    def test_groups_by_three_from_the_right(self, number, text):
        assert grouped(number) == text

    @pytest.mark.property
    @SETTINGS
    @given(st.integers(-(10**30), 10**30))
    @example(-1)
    def test_only_spaces_are_added(self, number):
        text = grouped(number)
        assert int(text.replace(" ", "")) == number
        head, *groups = text.lstrip("-").split(" ")
        assert 1 <= len(head) <= 3
        assert all(len(group) == 3 for group in groups)

    def test_a_number_too_long_to_read_is_told_by_its_size(self):
        # 2**5000 is a one and 5000 zeros: 5001 bits.
        assert grouped(2**5000) == "(a number of 5001 bits)"


class TestPlain:
    """Write a value the way that sentences show it, in no particular language."""

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("as it is", "as it is"),
            (12345, "12 345"),
            (Fraction(1, 4), "0,25"),
            (Fraction(2, 3), "≈ 0,6667"),
            (date(2020, 12, 31), "2020-12-31"),
            (Level.LAN, "lan"),
            (Money(12345), "123,45 kr"),
            (None, "None"),
            (("01", "03"), "01, 03"),
            (["03", 1000], "03, 1 000"),
            (frozenset({"03", "01"}), "01, 03"),
            ((), ""),
        ],
    )
    def test_by_type(self, value, text):
        assert plain(value) == text

    def test_of_a_long_list_the_first_twelve(self):
        codes = [f"{number:02}" for number in range(1, 22)]
        assert plain(codes[:12]) == "01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12"
        assert plain(codes) == "01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12 and 9 more"

    def test_a_set_is_said_in_ascending_order(self):
        assert plain({"b", "c", "a"}) == "a, b, c"


class TestDecimal:
    """Write a fraction with a decimal comma, behind "≈" where it goes on after `decimals`."""

    @pytest.mark.parametrize(
        ("value", "decimals", "text"),
        [
            (Fraction(7), 4, "7"),
            (Fraction(1, 8), 3, "0,125"),
            (Fraction(1, 8), 2, "≈ 0,12"),  # half to even
            (Fraction(3, 8), 2, "≈ 0,38"),  # half to even
            (Fraction(1, 2), 4, "0,5"),
            (Fraction(-2469, 2), 2, "-1 234,5"),
            (Fraction(1, 3), 6, "≈ 0,333333"),
            (Fraction(1, 3), 0, "≈ 0"),
            (Fraction(5, 3), 0, "≈ 2"),
            (Fraction(1, 10**6), 4, "≈ 0,0000"),
        ],
    )
    def test_by_hand(self, value, decimals, text):
        assert decimal(value, decimals) == text

    @pytest.mark.property
    @SETTINGS
    @given(fractions, st.integers(1, 8))
    @example(Fraction(-1, 3), 4)
    def test_exact_or_marked_and_within_half_a_last_digit(self, value, decimals):
        text = decimal(value, decimals)
        said = Fraction(text.removeprefix("≈ ").replace(" ", "").replace(",", "."))
        assert (said == value) == (not text.startswith("≈ "))
        assert abs(said - value) <= Fraction(1, 2 * 10**decimals)

    def test_the_callers_decimal_context_does_not_matter(self):
        with localcontext() as context:
            context.prec = 2
            context.rounding = ROUND_DOWN
            assert decimal(Fraction(123456789, 100), 4) == "1 234 567,89"
            assert decimal(Fraction(2, 3), 4) == "≈ 0,6667"


@dataclass
class Long:
    """Something whose spelling is long."""

    text: str


class TestShown:
    """Write a value that somebody passed, short, as Python would spell it."""

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (0.1, "0.1"),
            ("01", "'01'"),
            (114, "114"),
            (Decimal("1.5"), "Decimal('1.5')"),
            (None, "None"),
            (True, "True"),
        ],
    )
    def test_as_python_spells_it(self, value, text):
        assert shown(value) == text

    @pytest.mark.parametrize("value", ["x" * 500, Long("x" * 500), 10**300])
    def test_never_longer_than_a_line(self, value):
        assert len(shown(value)) <= 80
        assert "..." in shown(value)

    def test_a_number_too_long_to_spell_is_told_by_its_size(self):
        assert shown(2**5000) == "an integer of 5001 bits"
