"""Text for people: numbers, money and dates of a locale, and errors in its words."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from decimal import ROUND_UP, Inexact, localcontext
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fordelning import Agreement, Flat, Population, Pot, Rounding, allocate, catalogue, kr, mkr
from fordelning.agreement import About, UpTo
from fordelning.allocation.bounds import Passed
from fordelning.errors import (
    AgreementError,
    FordelningError,
    InputTypeError,
    InputValueError,
    UnspentError,
    several,
)
from fordelning.money import Money, Ore
from fordelning.sentences import Digits, Phrase, Sentence
from fordelning.source import Source
from fordelning.text import describe, format_date, format_money, format_number

from .strategies import SETTINGS
from .test_errors import CASES, provoked

HARD, NARROW, MINUS = "\u00a0", "\u202f", "\u2212"
LOCALES = ["sv_SE", "sv_FI", "fi_FI", "en_US"]


def swedish(text: str) -> str:
    """Write a text with the hard spaces and the minus that Swedish has, as CLDR gives them."""
    return text.replace(" ", HARD).replace("-", MINUS)


class TestFormatMoney:
    """`format_money` in kr, tkr, Mkr: right minus, right spaces, never `-0,00`.

    CLDR, by hand: Swedish and Finnish part groups by U+00A0, have a decimal comma and the
    minus U+2212; American English has a comma, a point and the hyphen-minus.
    """

    @pytest.mark.parametrize("locale", ["sv_SE", "sv_FI", "fi_FI", "sv", "sv-SE", "sv_SE.UTF-8"])
    @pytest.mark.parametrize(
        ("ore", "text"),
        [
            (0, "0,00 kr"),
            (1, "0,01 kr"),
            (-1, "-0,01 kr"),
            (123450, "1 234,50 kr"),
            (-171_600_000_000, "-1 716 000 000,00 kr"),
        ],
    )
    def test_in_the_north(self, locale, ore, text):
        assert format_money(Money(ore), locale) == swedish(text)

    @pytest.mark.parametrize(
        ("ore", "text"),
        [(0, "0.00"), (-1, "-0.01"), (123450, "1,234.50"), (-171_600_000_000, "-1,716,000,000.00")],
    )
    def test_in_america(self, ore, text):
        assert format_money(Money(ore), "en_US") == f"{text}{HARD}kr"

    @pytest.mark.parametrize(
        ("locale", "text"),
        [
            ("fr_FR", f"-1{NARROW}234,50"),
            ("de_DE", "-1.234,50"),
            ("de_CH", "-1’234.50"),
            ("nb_NO", f"{MINUS}1{HARD}234,50"),
        ],
    )
    def test_elsewhere(self, locale, text):
        assert format_money(Money(-123450), locale) == f"{text}{HARD}kr"

    @pytest.mark.parametrize(
        ("money", "unit", "text"),
        [
            (mkr(1716), "Mkr", "1 716 Mkr"),
            (mkr("1,5"), "Mkr", "1,5 Mkr"),
            (-mkr("1,5"), "tkr", "-1 500 tkr"),
            (kr("1 234,50"), "tkr", "1,2345 tkr"),
            (kr(0), "Mkr", "0 Mkr"),
            (Money(1), "Mkr", "0,00000001 Mkr"),
        ],
    )
    def test_has_as_many_decimals_as_the_amount_needs(self, money, unit, text):
        assert format_money(money, unit=unit) == swedish(text)

    @pytest.mark.parametrize(
        ("money", "unit", "decimals", "text"),
        [
            (kr(5), "kr", 0, "5 kr"),
            (kr(5), "kr", 3, "5,000 kr"),
            (mkr("1,5"), "Mkr", 1, "1,5 Mkr"),
            (mkr(24), "Mkr", 2, "24,00 Mkr"),
            (mkr("0,5"), "tkr", 0, "500 tkr"),
        ],
    )
    def test_has_the_decimals_that_are_asked_for(self, money, unit, decimals, text):
        assert format_money(money, unit=unit, decimals=decimals) == swedish(text)

    @pytest.mark.parametrize(
        ("money", "unit", "decimals"),
        [(kr("1,50"), "kr", 0), (Money(1), "Mkr", 7), (mkr("1,05"), "Mkr", 1)],
    )
    def test_never_rounds_unasked(self, money, unit, decimals):
        with pytest.raises(InputValueError) as caught:
            format_money(money, unit=unit, decimals=decimals)
        assert caught.value.code == "text.inexact"
        assert (caught.value.money, caught.value.unit, caught.value.decimals) == (
            money,
            unit,
            decimals,
        )

    @pytest.mark.parametrize(
        ("money", "unit", "decimals", "text"),
        [
            (kr("0,50"), "kr", 0, "≈ 1 kr"),
            (kr("-0,50"), "kr", 0, "≈ -1 kr"),
            (kr("0,49"), "kr", 0, "≈ 0 kr"),
            (kr("-0,49"), "kr", 0, "≈ 0 kr"),
            (Money(-1), "Mkr", 2, "≈ 0,00 Mkr"),
            (mkr("1,05"), "Mkr", 1, "≈ 1,1 Mkr"),
            (kr(999_950), "Mkr", 1, "≈ 1,0 Mkr"),
            (kr(5), "kr", 0, "5 kr"),
        ],
    )
    def test_rounds_halves_away_from_zero_and_shows_it(self, money, unit, decimals, text):
        said = format_money(money, unit=unit, decimals=decimals, rounded=True)
        assert said == swedish(text)

    @pytest.mark.property
    @SETTINGS
    @given(
        st.integers(-(10**24), 10**24),
        st.sampled_from(["sv_SE", "sv_FI", "fi_FI", "fr_FR"]),
        st.sampled_from(["kr", "tkr", "Mkr"]),
    )
    @example(-1, "sv_SE", "Mkr")
    def test_is_read_back_as_the_same_amount(self, ore, locale, unit):
        assert Money.parse(format_money(Money(ore), locale, unit)) == Money(ore)

    @pytest.mark.property
    @SETTINGS
    @given(st.integers(-(10**6), 10**6), st.integers(0, 8), st.sampled_from(LOCALES))
    @example(-49, 0, "sv_SE")
    def test_zero_has_no_minus_and_what_is_shown_is_the_nearest(self, ore, decimals, locale):
        said = format_money(Money(ore), locale, "tkr", decimals, rounded=True)
        number = said.removesuffix(f"{HARD}tkr").removeprefix(f"≈{HARD}")
        plain = number.replace(MINUS, "-").replace(HARD, "")
        plain = plain.replace(",", "" if locale == "en_US" else ".")
        assert not re.fullmatch("-[0.]+", plain)
        shown = Fraction(plain) * 100_000
        assert (shown == ore) == ("≈" not in said)
        assert abs(shown - ore) * 2 <= Fraction(100_000, 10**decimals)

    def test_loses_no_digit_of_a_long_amount(self):
        digits = "1" + "234567890" * 5
        groups = [digits[: len(digits) % 3], *re.findall("...", digits[len(digits) % 3 :])]
        assert format_money(Money(int(digits + "05"))) == swedish(f"{' '.join(groups)},05 kr")

    @pytest.mark.parametrize(
        ("arguments", "kind", "code"),
        [
            ((5,), InputTypeError, "money.expected"),
            ((kr(5), "xx_YY"), InputValueError, "text.locale"),
            ((kr(5), ""), InputValueError, "text.locale"),
            ((kr(5), None), InputTypeError, "text.locale"),
            ((kr(5), "sv_SE", "SEK"), InputValueError, "text.unit"),
            ((kr(5), "sv_SE", "kr", -1), InputValueError, "text.decimals"),
            ((kr(5), "sv_SE", "kr", 21), InputValueError, "text.decimals"),
            ((kr(5), "sv_SE", "kr", True), InputValueError, "text.decimals"),
        ],
    )
    def test_refuses_what_it_cannot_write(self, arguments, kind, code):
        with pytest.raises(kind) as caught:
            format_money(*arguments)
        assert caught.value.code == code


class TestFormatNumber:
    """An exact number as a decimal one; one that goes on is rounded behind "≈"."""

    @pytest.mark.parametrize(
        ("number", "decimals", "text"),
        [
            (0, 4, "0"),
            (10_379_295, 4, "10 379 295"),
            ("-1/4", 4, "-0,25"),
            ("2/3", 4, "≈ 0,6667"),
            ("-2/3", 2, "≈ -0,67"),
            ("1/8", 2, "≈ 0,13"),
            ("-1/100000", 4, "≈ 0,0000"),
            ("22 %", 2, "0,22"),
            ("0,50", 2, "0,5"),
        ],
    )
    def test_by_hand(self, number, decimals, text):
        assert format_number(number, decimals=decimals) == swedish(text)

    def test_in_america(self):
        assert format_number(Fraction(-2469, 2), "en_US") == "-1,234.5"

    def test_refuses_a_float(self):
        with pytest.raises(InputTypeError):
            format_number(0.1)  # type: ignore[arg-type]


class TestFormatDate:
    """A date with the name of its month."""

    @pytest.mark.parametrize(
        ("locale", "text"),
        [
            ("sv_SE", "1 november 2019"),
            ("sv_FI", "1 november 2019"),
            ("fi_FI", "1. marraskuuta 2019"),
            ("en_US", "November 1, 2019"),
            ("en_GB", "1 November 2019"),
        ],
    )
    def test_by_hand(self, locale, text):
        assert format_date(date(2019, 11, 1), locale) == text

    def test_refuses_a_text(self):
        with pytest.raises(InputTypeError) as caught:
            format_date("2019-11-01")  # type: ignore[arg-type]
        assert caught.value.code == "text.date"


class TestIndependence:
    """What is written does not depend on the ambient decimal context or the process's locale."""

    def texts(self):
        return [
            format_money(-Money(123456789), "sv_SE"),
            format_money(Money(123456789), "en_US", "Mkr"),
            format_number(Fraction(1234567891, 7)),
            format_date(date(2020, 12, 31)),
        ]

    def test_of_the_decimal_context(self):
        before = self.texts()
        with localcontext() as context:
            context.prec, context.rounding, context.Emax = 5, ROUND_UP, 3
            context.traps[Inexact] = True
            assert self.texts() == before
        assert before[0] == swedish("-1 234 567,89 kr")

    def test_of_the_locale_of_the_process(self):
        program = (
            "import json, locale\n"
            "from fordelning import kr\n"
            "from fordelning.text import describe, format_money\n"
            "try:\n    locale.setlocale(locale.LC_ALL, '')\nexcept locale.Error:\n    pass\n"
            "print(json.dumps([format_money(-kr('1234,50')), describe(kr(5), 'en_US')]))"
        )
        for name in ("C", "C.UTF-8", "en_US.UTF-8", "de_DE"):
            environment = {**os.environ, "LC_ALL": name, "LANG": name, "LANGUAGE": name}
            done = subprocess.run(
                [sys.executable, "-c", program],
                env=environment,
                capture_output=True,
                check=True,
                text=True,
            )
            assert json.loads(done.stdout) == [swedish("-1 234,50 kr"), f"5.00{HARD}kr"]

    def test_importing_the_library_imports_neither_this_nor_babel(self):
        program = "import sys, fordelning; print(*(each in sys.modules for each in sys.argv[1:]))"
        done = subprocess.run(
            [sys.executable, "-c", program, "fordelning.text", "babel"],
            capture_output=True,
            check=True,
            text=True,
        )
        assert done.stdout.split() == ["False", "False"]


# English words that no Swedish sentence has, outside names of the library and quotations.
ENGLISH = re.compile(r"\b(the|and|is|are|not|with|by|all|none|any|of|which|women|recipients?)\b")
QUOTED = re.compile(
    r"'[^']*'|\"[^\"]*\"|\([^()]*\)|[\w.]+\(|\w+[.]\w+|[\w=.]+=[\w.(]*|population \| other"
)


def prose(text: str) -> str:
    """Return a text without what is quoted or spelt as in Python."""
    while (shorter := QUOTED.sub("", text)) != text:
        text = shorter
    return text


class TestErrors:
    """`describe(error, locale)`: what is wrong, the likely cause, what to do, in Swedish."""

    @pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.said[:30]}")
    def test_is_in_swedish_throughout(self, case):
        error = provoked(case)
        said = describe(error, "sv")
        assert "trolig orsak: " in said
        assert "åtgärd: " in said
        assert not ENGLISH.search(prose(said)), said
        assert len(said.splitlines()) == len(str(error).splitlines())

    @pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.said[:30]}")
    def test_in_english_says_what_str_does(self, case):
        error = provoked(case)
        said = describe(error, "en_US")
        if not re.search(r"[0-9]", str(error)):
            assert said == str(error)
        assert said.splitlines()[-1].startswith(str(error).splitlines()[-1][:14])

    def test_tells_where_it_is_and_by_whose_rules(self):
        two = Population.of(["norra", "södra"], level="skola")
        flat = Agreement("a", "A", kr(5), [Pot("p", kr(5), "skola", Flat(kr(1)))], None)
        with pytest.raises(UnspentError) as caught:
            allocate(flat, two)
        assert describe(caught.value) == (
            "delbelopp 'p': Flat(kr(\"1\")) lämnar 3,00\u00a0kr av 5,00\u00a0kr\n"
            "  trolig orsak: fasta belopp använder inte upp det som de fick\n"
            '  åtgärd: ange vem som får resten, Flat(kr("1")) >> PerCapita(), '
            "eller att ingen får den, >> Unspent('...')"
        )

    def test_tells_several_at_once_each_where_it_is(self):
        problems = (
            InputValueError("pot.negative", amount=-kr(1000)).within(
                Phrase("pot '{pot}'", pot="a")
            ),
            InputTypeError("code.type", value="1", type="int"),
        )
        said = describe(several(problems, AgreementError, "agreement.problems", agreement="x"))
        assert said.splitlines() == [
            "fel i överenskommelsen 'x', 2 totalt:",
            f"- delbelopp 'a': delbeloppet är {swedish('-1 000,00 kr')}",
            "    trolig orsak: ett tecken blev fel; ett delbelopp är noll eller mer",
            "    åtgärd: ange beloppet som fördelas",
            "- en kod är text, inte 1 (int)",
            "    trolig orsak: ett kalkylblad eller en dataframe läste koderna som tal, och "
            "nollorna försvann",
            "    åtgärd: läs koder som text: '01', '0114'",
            "  trolig orsak: se vart och ett av dem",
            "  åtgärd: rätta definitionen; agreement.problems() räknar upp dem igen",
        ]

    def test_str_stays_plain_english(self):
        error = InputValueError("text.inexact", money=kr("1,50"), unit="kr", decimals=0)
        assert str(error).startswith("1,50 kr in kr has more than 0 decimals\n")


class TestValues:
    """Values inside sentences are rendered for the locale by their type."""

    @pytest.mark.parametrize(
        ("value", "sv", "en"),
        [
            (1290, "1 290", "1,290"),
            (-5, "-5", "-5"),
            (Fraction(-2, 3), "≈ -0,6667", "≈ -0.6667"),
            (Fraction(1, 4), "0,25", "0.25"),
            (Digits(Fraction(2, 3), 6), "≈ 0,666667", "≈ 0.666667"),
            (Money(-123450), "-1 234,50 kr", "-1,234.50 kr"),
            (Ore(Fraction(123450)), "1 234,50 kr", "1,234.50 kr"),
            (Ore(Fraction(200, 3)), "≈ 0,666667 kr", "≈ 0.666667 kr"),
        ],
    )
    def test_numbers_and_money(self, value, sv, en):
        assert describe(Sentence("{n}", {"n": value})) == swedish(sv)
        assert describe(Sentence("{n}", {"n": value}), "en_US") == en.replace(" ", HARD)

    @pytest.mark.parametrize(
        ("value", "sv", "en"),
        [
            ('Flat(kr("1 000"))', 'Flat(kr("1 000"))', 'Flat(kr("1 000"))'),
            (("01", "03"), "01, 03", "01, 03"),
            (frozenset({"b", "a"}), "a, b", "a, b"),
            ([date(2020, 1, 2), 5], "2 januari 2020, 5", "January 2, 2020, 5"),
            (None, "None", "None"),
            (Source("SCB", dated=date(2020, 1, 2)), "SCB, 2020-01-02", "SCB, 2020-01-02"),
            (2**5000, "(ett tal på 5001 bitar)", "(a number of 5001 bits)"),
        ],
    )
    def test_others(self, value, sv, en):
        assert (describe(value), describe(value, "en_US")) == (sv, en)

    def test_of_a_long_list_the_first_twelve(self):
        codes = tuple(f"{number:02}" for number in range(1, 22))
        assert describe(codes) == "01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12 och 9 till"

    def test_amounts_that_are_not_just_money(self):
        assert describe(UpTo(kr(5))) == f"högst 5,00{HARD}kr"
        assert describe(About(mkr(1)), "en_US") == f"about 1,000,000.00{HARD}kr"

    def test_tables(self):
        (lan,) = (
            each for each in catalogue.population("scb-2020-12-31").tables if each.level == "lan"
        )
        assert describe(lan) == "folkmängd, lan 31 december 2020 efter ålder"
        assert describe(lan, "en_US") == "folkmängd, lan December 31, 2020 by age"

    def test_an_amount_past_its_bound(self):
        said = Passed("p", "a", kr(5), Fraction(49950))
        assert describe(said) == (
            f"a: avrundningen ger 5,00{HARD}kr, vilket är 494,50{HARD}kr under det exakta "
            f"golvet 499,50{HARD}kr"
        )

    def test_how_a_quota_was_rounded(self):
        rounded = Rounding(unit=kr(1)).apply({"01": "66,7", "03": "133,3"}, kr(2))
        first, *others = describe(rounded.step("01")).splitlines()
        assert first == "exakt belopp: 66,7 öre (exakt 667 / 10)"
        assert others[-1] == f"  avrundat uppåt till 1,00{HARD}kr"

    def test_braces_in_a_value_are_not_a_template(self):
        assert describe(Sentence("{a}", {"a": "{b}"})) == "{b}"


class TestPhrase:
    """Text that knows what it was made of, so that it can be said in another language."""

    def test_is_plain_text_with_its_template(self):
        phrase = Phrase("stage {number}", number="2")
        assert phrase == "stage 2"
        assert hash(phrase) == hash("stage 2")
        assert (f"{phrase}", str(phrase)) == ("stage 2", "stage 2")
        assert str(phrase) is phrase
        assert type(f"{phrase}!") is str

    def test_stays_what_it_is_inside_another(self):
        inner = Phrase("{name}, women", name="folkmängd")
        assert describe(Phrase("{table} by age", table=inner)) == "folkmängd, kvinnor efter ålder"

    def test_pickles_and_copies(self):
        import copy
        import pickle

        phrase = Phrase("{code} alone", code="SKR")
        for again in (pickle.loads(pickle.dumps(phrase)), copy.deepcopy(phrase)):
            assert again == phrase
            assert again.sentence == phrase.sentence

    def test_an_error_that_is_sent_elsewhere_can_still_be_translated(self):
        import pickle

        error = FordelningError("weights.none").within(Phrase("pot '{pot}'", pot="a"))
        again = pickle.loads(pickle.dumps(error))
        assert describe(again).startswith("delbelopp 'a': det finns inga vikter\n")
