"""A finance officer can follow a trace with a pocket calculator.

Each cell of the 2020 agreement is computed again from nothing but the figures that the
Swedish text shows: what is read here is text, and the arithmetic is that of this file.
"""

import re
from datetime import date
from fractions import Fraction

import pytest

from fordelning import allocate, catalogue
from fordelning.text import describe

NUMBER = r"\d{1,3}(?:\u00a0\d{3})*(?:,\d+)?"
ABOUT = rf"(?:≈\u00a0)?({NUMBER})"
SHARED = re.compile(rf": ({NUMBER})\u00a0kr × ({NUMBER}) / ({NUMBER}) ger {ABOUT}\u00a0kr")
FIXED = re.compile(rf"\) ger ({NUMBER})\u00a0kr, av ({NUMBER})\u00a0kr för alla")
LEFT = re.compile(
    rf"de ({NUMBER}) mottagarna får tillsammans ({NUMBER})\u00a0kr; ({NUMBER})\u00a0kr återstår"
)
TIER = re.compile(
    rf"hör till klass (\d) av (\d), med ({NUMBER}) mottagare: ({NUMBER})\u00a0kr till var"
)
FIGURE = re.compile(rf" för (\d+) är ({NUMBER}) \(folkmängd")
QUOTA = re.compile(rf"exakt belopp: {ABOUT} öre(?: \(exakt ({NUMBER}) / ({NUMBER})\))?")
DOWN = re.compile(
    rf"nedåt till en hel multipel av ({NUMBER})\u00a0kr: ({NUMBER})\u00a0kr, överskott {ABOUT}"
)
CUT = re.compile(
    rf"återstår ({NUMBER}) × ({NUMBER})\u00a0kr, som går med en var till de största överskotten, "
    rf"ned till {ABOUT}; detta överskott är nummer ({NUMBER}) från det största"
)
ROUNDED = re.compile(rf"avrundat (uppåt|nedåt) till ({NUMBER})\u00a0kr$", re.MULTILINE)
AMOUNT = re.compile(rf"belopp: ({NUMBER})\u00a0kr(?:, utbetalas till .*)?$")
POT = re.compile(rf"^  ({NUMBER})\u00a0kr till ", re.MULTILINE)


def number(text: str) -> Fraction:
    return Fraction(text.replace("\u00a0", "").replace(",", "."))


def near(shown: str, exact: Fraction) -> bool:
    """Tell whether a shown number is the exact one, to half of its last decimal."""
    decimals = len(shown.partition(",")[2])
    return abs(number(shown) - exact) * 2 <= Fraction(1, 10**decimals)


def computed(text: str) -> Fraction:
    """Compute the exact kronor of a cell from the figures in its text, checking each step."""
    total = Fraction(0)
    given = number(POT.findall(text)[0])
    left = given
    for amount, of in FIXED.findall(text):
        assert number(of) == given
        total += number(amount)
    for count, handed, rest in LEFT.findall(text):
        # Everyone was given the same, so that what is handed out is that times all of them.
        assert number(handed) == number(count) * total
        left = given - number(handed)
        assert number(rest) == left
    for _, _, _, each in TIER.findall(text):
        total += number(each)
    for amount, weight, weights, shown in SHARED.findall(text):
        assert number(amount) == left
        assert weight in [figure for _, figure in FIGURE.findall(text)]
        quota = number(amount) * number(weight) / number(weights)
        assert near(shown, quota)
        total += quota
    return total


def rounded(text: str, kronor: Fraction) -> Fraction:
    """Round exact kronor as the text says that they were, checking what it shows."""
    ((shown, over, under),) = QUOTA.findall(text)
    ore = kronor * 100
    assert near(shown, ore)
    if not under:
        return kronor
    assert number(over) / number(under) == ore
    ((unit, floor, remainder),) = DOWN.findall(text)
    units = kronor / number(unit)
    assert number(floor) == number(unit) * (units.numerator // units.denominator)
    assert near(remainder, units - units.numerator // units.denominator)
    ((left, _, cut, rank),) = CUT.findall(text)
    ((way, amount),) = ROUNDED.findall(text)
    up = number(rank) <= number(left)
    assert up == (way == "uppåt")
    assert number(remainder) >= number(cut) if up else number(remainder) <= number(cut)
    assert number(amount) == number(floor) + (number(unit) if up else 0)
    return number(amount)


@pytest.fixture(scope="module")
def allocation():
    return allocate(
        catalogue.agreement("psykisk-halsa-2020"),
        catalogue.population("scb-2020-12-31"),
        readings={"barn-och-unga": "0-25"},
        reference_date=date(2020, 12, 31),
    )


@pytest.mark.parametrize(
    ("pot", "codes"),
    [
        ("region-handlingsplaner", ["01", "09", "25"]),  # by population
        ("barn-och-unga", ["01", "10", "24"]),  # by ages 0-25
        ("kommun-handlingsplaner", ["0114", "0980", "2584", "2418"]),  # by population
        ("lan-samverkan", ["01", "09", "14", "20"]),  # 5 Mkr each, the rest by population
        ("lan-ungdomsmottagningar", ["01", "12", "23"]),  # by ages 0-25
    ],
)
def test_a_cell_is_what_its_text_lets_anyone_compute(allocation, pot, codes):
    for code in codes:
        text = describe(allocation.explain(pot, code), "sv")
        kronor = computed(text)
        assert SHARED.search(text)
        amount = rounded(text, kronor)
        assert number(AMOUNT.findall(text)[0]) == amount
        assert allocation[pot, code].ore == amount * 100


@pytest.mark.parametrize(("code", "mkr"), [("01", 2), ("12", 2), ("14", 2), ("09", 1), ("25", 1)])
def test_a_tiered_amount_is_told_with_its_tier(allocation, code, mkr):
    """1 Mkr per län, 2 Mkr in each of the three storstadslän 01, 12 and 14: 18 + 6 = 24."""
    text = describe(allocation.explain("lan-brukarmedverkan", code), "sv")
    ((place, tiers, members, each),) = TIER.findall(text)
    assert (place, tiers, members) == (("1", "2", "3") if mkr == 2 else ("2", "2", "18"))
    assert computed(text) == number(each) == mkr * 1_000_000
    assert rounded(text, computed(text)) == number(AMOUNT.findall(text)[0]) == mkr * 1_000_000


def test_a_single_recipient_gets_the_pot(allocation):
    text = describe(allocation.explain("skr-samordning", "SKR"), "sv")
    assert "till enbart SKR; nyckel: ingen, eftersom det finns en enda mottagare" in text
    assert POT.findall(text) == AMOUNT.findall(text) == ["20\u00a0000\u00a0000,00"]


def test_the_whole_text_reads_as_swedish(allocation):
    text = describe(allocation.explain("lan-samverkan", "09"), "sv_SE").replace("\u00a0", " ")
    assert text.splitlines() == [
        "Gotlands län (09), delbelopp 'lan-samverkan', sammanhållen vård (samsjuklighet), i "
        "Överenskommelsen om psykisk hälsa 2020",
        "  200 000 000,00 kr till nivån 'lan'; nyckel: "
        'FlatPlusRemainder(kr("5 000 000"), PerCapita())',
        "  källa: Överenskommelse mellan staten och SKR om psykisk hälsa 2020, punktlistan över "
        "medlen",
        "  överenskommelsen avser uppgifter per 1 november 2019; de som har använts är per "
        "31 december 2020",
        '  Fixed(kr("5 000 000")) ger 5 000 000,00 kr, av 200 000 000,00 kr för alla',
        "  de 21 mottagarna får tillsammans 105 000 000,00 kr; 95 000 000,00 kr återstår",
        "  population() för 09 är 60 124 (folkmängd, lan 31 december 2020 efter ålder; SCB "
        "Statistikdatabasen, Folkmängd 31 december 2020 efter län och ålder i ettårsklasser, "
        "BE0101N1)",
        "  Proportional(population()): 95 000 000,00 kr × 60 124 / 10 379 295 ger "
        "≈ 550 305,198956 kr",
        "  exakt belopp: ≈ 555 030 519,8956 öre (exakt 1 152 165 100 000 000 / 2 075 859)",
        "  avrundat nedåt till en hel multipel av 0,01 kr: 5 550 305,19 kr, överskott ≈ 0,8956",
        "  när alla 21 exakta belopp avrundas nedåt återstår 12 × 0,01 kr, som går med en var till "
        "de största överskotten, ned till ≈ 0,6000; detta överskott är nummer 3 från det största",
        "  avrundat uppåt till 5 550 305,20 kr",
        "  belopp: 5 550 305,20 kr, utbetalas till den aktör som regionen och länets kommuner "
        "anger",
    ]


def test_numbers_follow_the_locale_and_words_the_language(allocation):
    trace = allocation.explain("lan-samverkan", "09")
    finland, america = describe(trace, "sv_FI"), describe(trace, "en_US")
    assert finland == describe(trace, "sv_SE")
    assert (
        "95,000,000.00\u00a0kr x 60,124 / 10,379,295 gives ≈\u00a0550,305.198956\u00a0kr" in america
    )
    assert "figures of November 1, 2019; those of December 31, 2020 were used" in america
    assert len(america.splitlines()) == len(str(trace).splitlines())
    spaces = re.compile(r"[\u00a0]")
    finnish = spaces.sub(" ", describe(trace, "fi_FI"))
    assert finnish.replace("1. marraskuuta 2019", "2019-11-01").replace(
        "31. joulukuuta 2020", "2020-12-31"
    ) == str(trace)
