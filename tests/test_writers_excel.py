"""Workbooks: every amount, how it is computed, what it rests on, and what is refused."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from fordelning import (
    REST,
    Agreement,
    Allocation,
    Ambiguity,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    Lot,
    Method,
    Money,
    Nested,
    Only,
    PerCapita,
    Population,
    Pot,
    Proportional,
    Reading,
    Recipient,
    Rounding,
    ShareOf,
    Source,
    Split,
    Tier,
    Tiered,
    allocate,
    kr,
)
from fordelning.agreement import About, UpTo
from fordelning.canonical import digest
from fordelning.errors import (
    CertificateError,
    InputTypeError,
    InputValueError,
    MissingExtraError,
)
from fordelning.exact import Vector
from fordelning.keys import (
    Bounded,
    Bounds,
    Cited,
    HoldHarmless,
    Key,
    Quotas,
    RoundedRate,
    Staged,
    Unspent,
)
from fordelning.measures import (
    Amount,
    Measure,
    constant,
    indicator,
    largest,
    population,
    quotas_of,
    table,
)
from fordelning.register import swedish
from fordelning.writers import book, excel
from fordelning.writers.plan import called
from fordelning.writers.sheet import letters, sheet_name

from .strategies import SETTINGS
from .workbooks import DAY, FIRST, agreed_2020, facts, ore, values, written

CODES = "abcdefgh"
PEOPLE = {code: 10_007 * (place + 1) for place, code in enumerate(CODES)}
NEEDS = {code: Fraction(place + 1, 2) for place, code in enumerate(CODES)}
ABOUT: dict[str, Any] = {"date": DAY, "level": "skola", "source": "påhittad"}
FIGURES = Population.from_counts(PEOPLE, **ABOUT) | Population.from_values("behov", NEEDS, **ABOUT)
WEIGHTS = Proportional(table(dict.fromkeys(CODES, 1) | {"a": 0}))
PART = Fraction(123_456_789, 10**9 + 7)
NEAREST = (Method.NEAREST, Method.FLOOR, Method.NEAREST_THEN_LARGEST, Method.NEAREST_THEN_LAST)


@frozen
class HalfAnOre(Amount):
    """Give everyone half an öre."""

    def ore(self, given: Fraction, scope: Any) -> Vector:
        del given
        return Vector.repeated(Fraction(1, 2), len(scope.codes))


# One pot of each kind that formulas follow.
LIVE: dict[str, tuple[Any, Key, Rounding]] = {
    name: (amount, key, rounding)
    for name, amount, key, rounding in [
        ("lika", kr(100), Equal(), Rounding()),
        ("lott", kr(100), Equal(), Rounding(ties=Lot("dnr 1"))),
        ("folkmangd", kr(100), PerCapita(), Rounding()),
        ("behov", kr(100), Proportional(indicator("behov")), Rounding()),
        ("uttryck", kr(100), Proportional(population() + constant(1)), Rounding()),
        ("resten", kr(100), FlatPlusRemainder(kr(5)), Rounding()),
        ("kallad", kr(100), Cited(FlatPlusRemainder(kr(5)), "s. 7"), Rounding()),
        (
            "klasser",
            kr(100),
            Tiered(Tier(kr(3), codes=["a", "b"]), Tier(kr(1))) >> PerCapita(),
            Rounding(),
        ),
        (
            "storleksklasser",
            kr(100),
            Tiered(
                Tier(kr(3), codes=["a", "b"]),
                Tier(kr(2), by=population() * "1/2", low=30_000, high="35000,5"),
                Tier(kr(1), by=population(), low=20_000),
            )
            >> PerCapita(),
            Rounding(),
        ),
        (
            "resten-i-fjardedel",
            kr(100),
            Split(("1/4", Split((kr(5), Equal()), (REST, PerCapita()))), ("3/4", Equal())),
            Rounding(),
        ),
        ("namngivna", kr(100), Fixed({"a": kr(40), "b": kr(60)}), Rounding()),
        ("hela-kronor", kr(100), Fixed({"a": kr("40,50"), "b": kr("59,50")}), Rounding(kr(1))),
        ("andel", kr(100), Fixed(ShareOf("1/16")) >> PerCapita(), Rounding()),
        ("brak", kr(100), Fixed(ShareOf("1/3000")) >> PerCapita(), Rounding()),
        ("helt-i-grans", kr(100), Bounded(Fixed(ShareOf("1/16"))), Rounding()),
        (
            "golv-per-tva",
            kr(10_000),
            Bounded(Equal(), floor=kr("0,02") * (population() * "1/2")),
            Rounding(),
        ),
        ("a-pris", kr(10_000_000), Fixed(kr(5) * population()) >> Equal(), Rounding()),
        ("halva", kr(100), Fixed(kr(2) * indicator("behov")) >> Equal(), Rounding()),
        ("inget-a-pris", kr(100), Fixed(kr(0) * population()) >> Equal(), Rounding()),
        ("tredjedelar", kr(100), Split(("1/3", PerCapita()), ("2/3", Equal())), Rounding()),
        ("fjardedelar", kr(100), Split(("1/4", PerCapita()), ("3/4", Equal())), Rounding()),
        ("resten-lika", kr(100), Split((kr(30), PerCapita()), (REST, Equal())), Rounding()),
        (
            "fast-i-tredjedel",
            kr(100),
            Split(("1/3", Flat(kr(2)) >> PerCapita()), ("2/3", Equal())),
            Rounding(),
        ),
        (
            "oren-av-tredjedel",
            kr(1),
            Split(("1/3", Fixed(ShareOf("3/100")) >> Equal()), ("2/3", Equal())),
            Rounding(),
        ),
        ("tva-fasta", kr(100), Flat(kr(5)) >> Fixed({"a": kr(60)}), Rounding()),
        ("bara", kr(100), Only(["b", "c", "d"], PerCapita()), Rounding()),
        ("bara-fasta", kr(100), Only(["b", "c", "d"], Flat(kr(5))) >> PerCapita(), Rounding()),
        ("golv", kr(100), Bounded(PerCapita(), floor=kr(10)), Rounding()),
        ("tak", kr(100), Bounded(PerCapita(), cap=ShareOf("15 %")), Rounding()),
        ("bade", kr(100), Bounded(PerCapita(), floor=kr(8), cap=kr(16)), Rounding()),
        ("obundna", kr(100), Bounded(PerCapita(), floor=None), Rounding()),
        ("ovagda", kr(100), Bounded(WEIGHTS, floor=kr(5)), Rounding()),
        ("alla-vid", kr(64), Bounded(PerCapita(), floor=kr(8), cap=kr(8)), Rounding()),
        ("garanti", kr(100), HoldHarmless("1/2", {"a": kr(40)}, PerCapita()), Rounding()),
        ("fasta-i-grans", kr(100), Bounded(Flat(kr(5)), cap={"a": kr(6)}), Rounding()),
        (
            "regleringspost",
            kr(100),
            Bounded(Flat(kr(14)), floor=None, paid_by=population()),
            Rounding(),
        ),
        (
            "delvis",
            kr(100),
            Bounded(
                Fixed(dict.fromkeys(CODES, kr(9)) | {"a": kr(1), "b": kr(40)}),
                floor=kr(2),
                cap=kr(30),
                paid_by=table(dict.fromkeys(CODES, 1) | {"a": 0, "b": 0}),
            ),
            Rounding(),
        ),
        ("efter-fasta", kr(100), Flat(kr(2)) >> Bounded(PerCapita(), floor=kr(9)), Rounding()),
        ("hogst", UpTo(kr(100)), Flat(kr("3,33")), Rounding(kr(1))),
        ("hogst-allt", UpTo(kr(100)), PerCapita(), Rounding()),
        ("omkring", About(kr(100)), Flat(kr("13,33")), Rounding()),
        ("till-staten", kr(100), Flat(kr(5)) >> Unspent("till staten"), Rounding()),
        ("allt-till-staten", kr(100), Unspent("till staten"), Rounding()),
        *(
            (f"{method.value}-{unit}", kr(100), PerCapita(), Rounding(Money(unit), method))
            for method in NEAREST
            for unit in (1, 100)
        ),
        (
            "storst-lott",
            kr(100),
            Equal(),
            Rounding(method=Method.NEAREST_THEN_LARGEST, ties=Lot("dnr 1")),
        ),
    ]
}

# One pot of each kind that they do not follow, and why.
VALUES: dict[str, tuple[Any, Key, Rounding, str]] = {
    name: (amount, key, rounding, why)
    for name, amount, key, rounding, why in [
        (
            "a-pris-avrundat",
            About(kr(100)),
            RoundedRate(population(), Money(1)),
            Rounding(),
            "nyckeln",
        ),
        (
            "i-steg",
            kr(100),
            Staged(PerCapita(), Bounds(cap=kr(20)), Bounds(floor=kr(5))),
            Rounding(),
            "nyckeln",
        ),
        ("bunden-rest", kr(100), Bounded(FlatPlusRemainder(kr(5))), Rounding(), "nyckeln"),
        ("efter-allt", kr(100), PerCapita() >> Flat(kr(0)), Rounding(), "nyckeln"),
        ("uddatal", kr(100), PerCapita(), Rounding(method=Method.SAINTE_LAGUE), "uddatalsmetoden"),
        ("brak", kr(100), Fixed(HalfAnOre()) >> PerCapita(), Rounding(), "hela ören"),
        (
            "brutet-i-grans",
            kr(100),
            Bounded(Fixed(ShareOf("1/3000"))),
            Rounding(),
            "hela ören",
        ),
        (
            "fast-i-del",
            kr(100),
            Split(
                ("1/3", Split((kr(1), Equal()), (REST, PerCapita()))),
                ("2/3", Equal()),
            ),
            Rounding(),
            "hela ören",
        ),
        (
            "grans-i-del",
            kr(100),
            Split(("1/3", Bounded(Equal())), ("2/3", Equal())),
            Rounding(),
            "hela ören",
        ),
        (
            "bruten-grans",
            kr(100),
            Bounded(PerCapita(), cap=ShareOf("1/3")),
            Rounding(),
            "hela ören",
        ),
        (
            "nara",
            Money(11),
            Bounded(
                Proportional(table(dict.fromkeys(CODES, 0) | {"a": 3, "b": 1})),
                floor={"a": Money(8)},
            ),
            Rounding(),
            "så nära",
        ),
        (
            "stora-tal",
            kr(10**8),
            Proportional(table({code: 10**9 + place for place, code in enumerate(CODES)})),
            Rounding(),
            "15 siffror",
        ),
        (
            "stor-andel",
            kr(10**9 + 1),
            Split((PART, Equal()), (1 - PART, PerCapita())),
            Rounding(),
            "15 siffror",
        ),
        (
            "stor-enhet",
            kr(10**9),
            PerCapita(),
            Rounding(kr(2 * 10**7), Method.NEAREST),
            "15 siffror",
        ),
    ]
}


Sheets = dict[str, dict[str, Any]]


def one(name: str, amount: Any, key: Key | None, rounding: Rounding | None = None) -> Allocation:
    pot = Pot(name, amount, "skola", key, rounding=rounding)
    return allocate(Agreement("a", "A", pot.stated, [pot], None), FIGURES)


def of_all(pots: dict[str, Any]) -> Allocation:
    made = [
        Pot(name, about[0], "skola", about[1], rounding=about[2]) for name, about in pots.items()
    ]
    total = Money.total(pot.stated for pot in made)
    return allocate(Agreement("alla", "Alla", total, made, None), FIGURES)


def assert_amounts(cells: Sheets, allocation: Allocation) -> None:
    """Compare every row of every pot's sheet with the allocation."""
    for outcome in allocation.outcomes:
        sheet = cells[outcome.pot.id[:31]]
        rows = [*outcome.rows(), *outcome.residual()]
        found = [
            (sheet.get(f"A{row}", ""), sheet[f"B{row}"], ore(sheet[f"C{row}"]))
            for row in range(FIRST, FIRST + len(outcome.codes) + 2)
            if f"B{row}" in sheet
        ]
        expected = [(row.code, row.name, row.amount.ore) for row in rows]
        assert [each for each in found if each[2] or each[0]] == expected
        assert ore(sheet["C5"]) == outcome.pot.stated.ore
        assert facts(sheet)["Beloppen gör tillsammans potten"] == "ja"


AGREED = agreed_2020()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(AGREED, tmp_path_factory.mktemp("agreed"))


@pytest.fixture(scope="module")
def cells(path: Path) -> Sheets:
    return values(path)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    return values(written(of_all(LIVE), tmp_path_factory.mktemp("live")))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(of_all(VALUES), tmp_path_factory.mktemp("values"))


class TestTheAgreementOf2020:
    """ "Summary, one sheet per pot with live formulas ... the population with its source,
    traces' sources, digests; codes as text; Swedish or English." """

    allocation = AGREED

    def test_has_every_amount(self, cells: Sheets) -> None:
        assert_amounts(cells, self.allocation)

    def test_every_pot_is_live(self, cells: Sheets) -> None:
        summary = cells["Sammanfattning"]
        assert [summary[f"H{FIRST + place}"] for place in range(12)] == ["formler"] * 12
        assert ore(summary["E5"]) == ore(summary["F5"]) == 171_600_000_000
        assert summary["G5"] == 0

    def test_has_each_recipients_amounts_over_the_pots(self, cells: Sheets) -> None:
        for level, name in (("lan", "län"), ("region", "region"), ("kommun", "kommun")):
            sheet = cells[f"Per mottagare, {name}"]
            mine = [each for each in self.allocation.outcomes if each.pot.level == level]
            totals = self.allocation.totals(level)
            for row, (code, total) in enumerate(totals.items(), FIRST):
                assert sheet[f"A{row}"] == code
                assert ore(sheet[f"{letters(2 + len(mine))}{row}"]) == total.ore
                for place, each in enumerate(mine, 2):
                    amount = self.allocation[each.pot.id, code]
                    assert ore(sheet[f"{letters(place)}{row}"]) == amount.ore
            assert ore(sheet[f"{letters(2 + len(mine))}5"]) == Money.total(totals.values()).ore

    def test_computes_from_the_figures_by_formulas(self, path: Path) -> None:
        sheet = openpyxl.load_workbook(path)["lan-samverkan"]
        for row in range(FIRST, FIRST + 21):
            formulas = [sheet.cell(row, column).value for column in range(3, 12)]
            assert all(str(formula).startswith("=") for formula in formulas)
            assert formulas[2] == f"='Underlag län'!C{row}"
        assert "SUMPRODUCT" in str(sheet.cell(FIRST, 10).value)

    def test_has_the_figures_and_their_source(self, cells: Sheets) -> None:
        sheet = cells["Underlag län"]
        names = {code: swedish().at(date(2020, 12, 31)).name("lan", code) for code in ("01", "09")}
        assert (sheet["A6"], sheet["B6"], sheet["C6"]) == ("01", names["01"], 2_391_990)
        assert (sheet["A13"], sheet["B13"], sheet["C13"]) == ("09", names["09"], 60_124)
        assert sheet["C5"] == 10_379_295
        assert any("BE0101N1" in str(value) for value in facts(sheet).values())

    def test_has_the_sources_and_the_digests(self, cells: Sheets) -> None:
        sheet = cells["Källor"]
        about = facts(sheet)
        assert about["Kontrollsumma, definition"] == digest(self.allocation.agreement)
        assert about["Kontrollsumma, befolkning"] == digest(self.allocation.population)
        assert len(about["Kontrollsumma, resultat"]) == 64
        documents = {value for address, value in sheet.items() if re.fullmatch(r"C\d+", address)}
        assert {source.document for source in self.allocation.agreement.sources} <= documents

    def test_tells_what_it_rests_on(self, cells: Sheets) -> None:
        about = facts(cells["Sammanfattning"])
        assert about["Mättidpunkt enligt texten"] == "2019-11-01"
        assert about["Mättidpunkt som används, län"] == "2020-12-31"
        assert about["Tolkning"] == "barn-och-unga, läst som 0-25"

    def test_codes_are_text_and_headings_frozen_and_printed_on_each_page(self, path: Path) -> None:
        workbook = openpyxl.load_workbook(path)
        for sheet in workbook:
            assert sheet.freeze_panes in {"C6", "B6"}
            assert sheet.print_title_rows == "$3:$3"
            assert sheet.print_area
            assert sheet.page_setup.fitToWidth in (None, 1)
        cell = workbook["lan-samverkan"]["A6"]
        assert (cell.value, cell.data_type, cell.number_format) == ("01", "s", "@")

    def test_is_the_same_file_each_time(self, path: Path, tmp_path: Path) -> None:
        assert written(self.allocation, tmp_path).read_bytes() == path.read_bytes()

    def test_is_there_in_english(self, tmp_path: Path) -> None:
        cells = values(written(self.allocation, tmp_path, "en"))
        assert {"Summary", "Sources", "Figures county", "By recipient, county"} <= cells.keys()
        assert cells["Summary"]["H6"] == "formulas"
        assert facts(cells["Summary"])["Reading"] == "barn-och-unga, read as 0-25"


class TestLivePots:
    """ "Live formulas that recompute quota, rounding and sums exactly wherever every
    intermediate stays below 10^15." """

    allocation = of_all(LIVE)

    @pytest.mark.parametrize("name", LIVE)
    def test_are_live(self, name: str, live: Sheets) -> None:
        row = FIRST + list(LIVE).index(name)
        assert live["Sammanfattning"][f"A{row}"] == name
        assert live["Sammanfattning"][f"H{row}"].endswith("formler"), facts(live[name])

    def test_have_every_amount(self, live: Sheets) -> None:
        assert_amounts(live, self.allocation)

    def test_no_number_is_as_large_as_10_15(self, live: Sheets) -> None:
        for name in LIVE:
            about = facts(live[name])
            assert about["Alla mellanled är under 10^15"] == "ja"
            for address, value in live[name].items():
                if isinstance(value, int) and abs(value) >= 10**15:
                    heading = live[name][re.sub(r"\d+", "3", address)]
                    assert (heading, abs(value)) in {("Tak, öre", 10**15), ("Golv, öre", 10**15)}

    def test_tell_who_is_at_which_bound(self, live: Sheets) -> None:
        """Of 100 kr by 1 to 8 parts: 8 kr for the first two, then at most 16 kr."""
        sheet = live["bade"]
        (column,) = [each[0] for each in sheet if each[1:] == "3" and sheet[each] == "Gräns"]
        states = [sheet.get(f"{column}{FIRST + place}") for place in range(8)]
        amounts = [amount.ore for amount in self.allocation.pot("bade").values()]
        assert states == [-1 if amount == 800 else 1 if amount == 1600 else 0 for amount in amounts]
        assert set(states) == {-1, 0, 1}


class TestOtherPots:
    """ "Any other pot shows fractions as text, values and live sums, and says why." """

    allocation = of_all(VALUES)

    def test_say_why(self, other: Path) -> None:
        cells = values(other)
        for name, (*_, why) in VALUES.items():
            assert why in facts(cells[name])["Varför värden"]

    def test_have_every_amount(self, other: Path) -> None:
        assert_amounts(values(other), self.allocation)

    def test_have_quotas_as_text_and_sums_as_formulas(self, other: Path) -> None:
        workbook = openpyxl.load_workbook(other)
        for outcome in self.allocation.outcomes:
            sheet = workbook[outcome.pot.id]
            for row, quota in enumerate(outcome.rounded.quotas.fractions(), FIRST):
                assert (sheet.cell(row, 5).value, sheet.cell(row, 5).data_type) == (str(quota), "s")
                assert sheet.cell(row, 4).data_type == "n"
            assert str(sheet["D5"].value).startswith("=SUM(")
            assert sheet["C5"].value == "=D5/100"

    def test_a_nested_pot_has_the_figures_of_every_level(self, tmp_path: Path) -> None:
        key = Nested(
            through="stad",
            upper=PerCapita(),
            lower=Nested(through="del", upper=PerCapita(), lower=PerCapita()),
        )
        about: dict[str, Any] = {"source": "x", "date": DAY}
        people = (
            Population.of(
                ["a", "b", "c"], level="skola", date=DAY, parents={"a": "n", "b": "n", "c": "s"}
            )
            | Population.of(["n", "s"], level="del", date=DAY, parents={"n": "x", "s": "x"})
            | Population.from_counts({"a": 3, "b": 4, "c": 5}, level="skola", **about)
            | Population.from_counts({"n": 7, "s": 5}, level="del", **about)
            | Population.from_counts({"x": 12}, level="stad", **about)
        )
        pot = Pot("nivåvis", kr(10), "skola", key)
        result = allocate(Agreement("a", "A", kr(10), [pot], None), people)
        cells = values(written(result, tmp_path))
        assert {"Underlag skola", "Underlag del", "Underlag stad"} <= cells.keys()
        assert cells["Underlag del"]["C6"] == 7
        assert_amounts(cells, result)


@frozen
class OwnAmount(Amount):
    """Give everyone one krona."""

    def ore(self, given: Fraction, scope: Any) -> Vector:
        del given
        return Vector.repeated(Fraction(100), len(scope.codes))


# Pots of formulas in which something stays as it is, and what the sheet says of it.
STAYING: dict[str, tuple[Any, Key, Rounding, str]] = {
    name: (kr(10_000_000), key, Rounding(), why)
    for name, key, why in [
        ("kvot", Proportional(population() / indicator("behov")), "vikterna efter"),
        ("brutna", Proportional(indicator("behov") + population()), "vikterna efter"),
        (
            "tva-ganger",
            Split(*[("1/2", Proportional(indicator("behov")))] * 2),
            "vikterna efter behov",
        ),
        ("storst", Proportional(largest(population(), 3)), "vikterna efter"),
        ("a-pris", Fixed(kr(2) * indicator("behov")) >> Equal(), "vikterna efter"),
        (
            "klasser",
            Tiered(Tier(kr(2), by=indicator("behov"), low=2), Tier(kr(1))) >> Equal(),
            "vem som är i vilken klass, efter behov",
        ),
        (
            "manga-klasser",
            Tiered(*(Tier(kr(1), by=population(), low=90_000 - n) for n in range(61)), Tier(kr(2)))
            >> Equal(),
            "vem som är i vilken klass, efter folkmängden",
        ),
        ("egna", Fixed(OwnAmount()) >> Equal(), "de fasta beloppen OwnAmount()"),
        ("golv", Bounded(Equal(), floor=OwnAmount()), "golv eller tak OwnAmount()"),
        (
            "garanti",
            HoldHarmless("1/2", kr("0,02") * population(), Equal()),
            "golv eller tak PartOf",
        ),
    ]
}


class TestWhatFollows:
    """ "Change a figure, a weight or the pot": what does not follow is said on the sheet."""

    allocation = of_all(STAYING)

    @pytest.fixture(scope="class")
    @classmethod
    def staying(cls, tmp_path_factory: pytest.TempPathFactory) -> Sheets:
        return values(written(cls.allocation, tmp_path_factory.mktemp("staying")))

    def test_is_told_of_each_pot(self, staying: Sheets) -> None:
        for row, (name, (*_, why)) in enumerate(STAYING.items(), FIRST):
            assert staying["Sammanfattning"][f"H{row}"] == "delvis formler"
            assert facts(staying[name])["Följer inte ändrat underlag"].startswith(why)

    def test_has_every_amount(self, staying: Sheets) -> None:
        assert_amounts(staying, self.allocation)

    def test_is_not_told_where_all_follows(self, live: Sheets) -> None:
        told = [name for name in LIVE if "Följer inte ändrat underlag" in facts(live[name])]
        assert told == ["behov", "halva"]

    @pytest.mark.parametrize(
        ("measure", "formula"),
        [
            (population() + 1, "=('Underlag skola'!C6+1)"),
            (population() - "1/3" + constant(1), "=(('Underlag skola'!C6*3-1)+1*3)"),
            (population() * "-3/2" + population() * 2, None),
            (population() / 3, "=('Underlag skola'!C6*1)"),
            (constant(2) * "3/2", 6),
            (population() * (constant(3) - 5) * -1, None),
        ],
    )
    def test_weights_are_formulas_of_figures(
        self, measure: Measure, formula: Any, tmp_path: Path
    ) -> None:
        result = one("p", kr(100), Proportional(measure))
        path = written(result, tmp_path)
        cell = openpyxl.load_workbook(path)["p"]["D6"].value
        weight = values(path)["p"]["D6"]
        if formula is not None:
            assert cell == formula
        else:
            figures = re.sub(r"'Underlag skola'!C6", str(PEOPLE["a"]), str(cell)[1:])
            assert re.fullmatch(r"[0-9+*()-]+", figures)
            assert eval(figures) == weight
        assert values(path)["Sammanfattning"]["H6"] == "formler"


class TestLargePots:
    """Spreadsheets take 255 arguments, 8192 characters and rows of 409 points."""

    def test_three_hundred_tiers_and_forty_parts(self, tmp_path: Path) -> None:
        tiers = Tiered(
            *(Tier(Money(place), codes=[CODES[place % 8]]) for place in range(300)), Tier(kr(1))
        )
        keys = {
            "klasser": tiers >> PerCapita(),
            "delar": Split(*[("1/40", PerCapita())] * 40),
        }
        pots = [Pot(name, kr(10_000), "skola", key) for name, key in keys.items()]
        result = allocate(Agreement("a", "A", kr(20_000), pots, None), FIGURES)
        path = written(result, tmp_path)
        summary = values(path)["Sammanfattning"]
        assert [summary[f"H{FIRST + place}"] for place in range(2)] == ["formler"] * 2
        for sheet in openpyxl.load_workbook(path):
            assert all((row.height or 0) <= 409 for row in sheet.row_dimensions.values())
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        assert len(str(cell.value)) < 8192
                        assert str(cell.value).count(",") < 255

    def test_a_formula_that_is_longer_than_excel_takes_gives_values(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("fordelning.writers.pots._LONGEST_FORMULA", 40)
        cells = values(written(one("p", kr(1), PerCapita()), tmp_path))
        assert "Excel tar högst 8192" in facts(cells["p"])["Varför värden"]

    def test_arguments_are_in_groups(self) -> None:
        said = called("AND", [f"A{place}" for place in range(450)])
        groups = re.findall(r"AND\((A[^()]*)\)", said)
        assert [group.count(",") + 1 for group in groups] == [200, 200, 50]
        assert said == f"AND({','.join(f'AND({group})' for group in groups)})"

    def test_remainders_are_of_small_numbers(self, tmp_path: Path) -> None:
        """Excel's MOD has #NUM! where a quotient is above 1.1e12: each is of a difference."""
        path = written(one("p", kr(10**9), PerCapita(), Rounding(kr(1))), tmp_path)
        cells = [cell for row in openpyxl.load_workbook(path)["p"].iter_rows() for cell in row]
        found = [part for cell in cells for part in str(cell.value).split("MOD(")[1:]]
        assert len(found) == 3 * 8 + 1
        assert all("ROUND(" in part.split(",")[0] for part in found)

    def test_a_row_is_no_higher_than_excel_takes(self, tmp_path: Path) -> None:
        pot = Pot("p", kr(1), "skola", Equal(), note="ord " * 8_000)
        result = allocate(Agreement("a", "A", kr(1), [pot], None), FIGURES)
        sheet = openpyxl.load_workbook(written(result, tmp_path))["p"]
        assert 408 < max(row.height or 0 for row in sheet.row_dimensions.values()) <= 409


class TestSafety:
    """ "Cells that begin with = + - @ tab CR are written as text." """

    bad = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")

    def test_no_text_becomes_a_formula(self, tmp_path: Path) -> None:
        people = Population.from_counts(
            dict.fromkeys(self.bad, 3), level="=lägen", source="=x", date=DAY
        )
        pots = [
            Pot(f"{bad}p", kr(1), "=lägen", PerCapita(), title=bad, payee=bad, note=bad)
            for bad in self.bad
        ]
        pots.append(Pot("=en", kr(1), Recipient("=cmd|' /C calc'!A0", "=namn")))
        agreement = Agreement(
            "=id", "=titel", kr(7), pots, None, sources=[Source("=dokument", quote="@ord")]
        )
        result = allocate(agreement, people)
        path = written(result, tmp_path)
        workbook = openpyxl.load_workbook(path)
        wrong = {*self.bad, *(f"{bad}p" for bad in self.bad), "=x", "=lägen"}
        for sheet in workbook:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type != "s":
                        assert cell.value not in wrong
                    if str(cell.value).startswith(("=namn", "=titel", "=id", "=dok", "=cmd")):
                        assert cell.data_type == "s", cell
        with zipfile.ZipFile(path) as parts:
            formulas = re.findall(
                r"<f>([^<]*)</f>",
                "".join(
                    parts.read(name).decode()
                    for name in parts.namelist()
                    if name.startswith("xl/worksheets/sheet")
                ),
            )
            assert not any("hyperlink" in name for name in parts.namelist())
        assert formulas
        assert not any("cmd" in formula for formula in formulas)

    def test_braces_in_names_are_no_templates(self, tmp_path: Path) -> None:
        people = Population.from_counts({"{pot}": 1, "b": 2}, level="{w} 'x'", source="x", date=DAY)
        pot = Pot("{0}", kr(1), "{w} 'x'", PerCapita())
        result = allocate(Agreement("a", "A", kr(1), [pot], None), people)
        workbook = openpyxl.load_workbook(written(result, tmp_path))
        assert workbook["{0}"]["D6"].value == "='Underlag {w} ''x'!C6"

    @pytest.mark.property
    @SETTINGS
    @given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
    def test_every_name_of_a_sheet_is_one_that_excel_takes(self, wanted: list[str]) -> None:
        taken: list[str] = []
        for each in wanted:
            name = sheet_name(each, taken)
            assert 0 < len(name.encode("utf-16-le", "surrogatepass")) <= 62
            assert not set(name) & set("[]:*?/\\")
            assert name.isprintable()
            assert name[0] != "'"
            assert name[-1] != "'"
            assert name.casefold() not in {"history", *(other.casefold() for other in taken)}
            taken.append(name)

    def test_names_of_sheets(self) -> None:
        assert sheet_name("x" * 40, ["x" * 31]) == "x" * 27 + " (2)"
        assert sheet_name("'", ()) == "-"
        assert sheet_name("History", ()) == "History (2)"
        assert sheet_name("😀" * 20, ()) == "😀" * 15


@frozen
class Own(Key):
    """Give everything to the first."""

    def quotas(self, amount: Fraction, scope: Any) -> Quotas:
        return Only(scope.codes[:1], Equal()).quotas(amount, scope)


class TestWhatItRestsOn:
    def test_a_key_of_ones_own_has_values_and_no_digest(self, tmp_path: Path) -> None:
        cells = values(written(one("egen", kr(1), Own()), tmp_path))
        assert "nyckeln" in facts(cells["egen"])["Varför värden"]
        assert "egen klass" in facts(cells["Källor"])["Kontrollsummor"]

    def test_sources_of_keys_and_readings_are_there(self, tmp_path: Path) -> None:
        place = Ambiguity(
            "p",
            Reading(
                "bilagan",
                key=Cited(Only(["a", "b"], Cited(Equal(), "s. 8")), "s. 7"),
                source="bilaga 1",
            ),
            amount=kr(1),
            to="skola",
            note="Oklart.",
        )
        agreement = Agreement("a", "A", kr(1), [place], None, note="En anmärkning.")
        result = allocate(agreement, FIGURES, readings={"p": "bilagan"})
        cells = values(written(result, tmp_path))
        assert {"s. 7", "s. 8", "bilaga 1", "påhittad"} <= set(cells["Källor"].values())
        assert facts(cells["p"])["Tolkning"] == "bilagan"
        assert facts(cells["p"])["Källa"] == "bilaga 1"
        assert facts(cells["Sammanfattning"])["Anmärkning"] == "En anmärkning."

    def test_a_reading_of_ones_own_is_told_as_such(self, tmp_path: Path) -> None:
        place = Ambiguity("p", amount=kr(1), to="skola", note="Oklart.")
        own = Reading("min", pots=[Pot("p", kr(1), "skola", Equal())])
        result = allocate(Agreement("a", "A", kr(1), [place], None), FIGURES, readings={"p": own})
        said = facts(values(written(result, tmp_path))["Sammanfattning"])
        assert said["Tolkning"] == "p, en egen läsning: min"

    def test_figures_that_are_too_large_or_no_whole_numbers_are_text(self, tmp_path: Path) -> None:
        large = Population.from_values("stort", {"a": 10**16, "b": 1}, **ABOUT)
        result = allocate(
            Agreement(
                "a", "A", kr(1), [Pot("p", kr(1), "skola", Proportional(indicator("stort")))], None
            ),
            large,
        )
        sheet = values(written(result, tmp_path))["Underlag skola"]
        assert (sheet["C6"], sheet["C7"]) == (str(10**16), 1)
        assert "C5" not in sheet
        sheet = values(written(one("p", kr(1), LIVE["behov"][1]), tmp_path))["Underlag skola"]
        assert (sheet["C6"], sheet["C7"]) == ("1/2", 1)

    @pytest.mark.parametrize(
        ("people", "perturbed", "total"),
        [
            ({"a": 3, "b": 4}, False, 7),
            ({"a": 3, "b": 4}, True, None),
            ({"a": 6 * 10**14, "b": 6 * 10**14}, False, None),
        ],
    )
    def test_figures_are_added_up_where_that_means_something(
        self, people: dict[str, int], perturbed: bool, total: int | None, tmp_path: Path
    ) -> None:
        figures = Population.from_counts(
            people, level="skola", source="x", date=DAY, perturbed=perturbed
        )
        pot = Pot("p", kr(1), "skola", PerCapita())
        result = allocate(Agreement("a", "A", kr(1), [pot], None), figures)
        assert values(written(result, tmp_path))["Underlag skola"].get("C5") == total

    def test_weights_made_of_several_figures_have_no_link(self, tmp_path: Path) -> None:
        key = Proportional(population() * indicator("behov"))
        workbook = openpyxl.load_workbook(written(one("p", kr(1), key), tmp_path))
        assert all(isinstance(workbook["p"][f"D{row}"].value, int) for row in range(6, 14))

    def test_a_pot_that_follows_another(self, tmp_path: Path) -> None:
        pots = [
            Pot("p", kr(1), "skola", Flat(kr("0,10")) >> Only(["a", "b"], Equal())),
            Pot("q", kr(1), "skola", Proportional(quotas_of("p"))),
        ]
        result = allocate(Agreement("a", "A", kr(2), pots, None), FIGURES)
        assert_amounts(values(written(result, tmp_path)), result)


class TestRefusals:
    def test_another_language(self, tmp_path: Path) -> None:
        with pytest.raises(InputValueError) as caught:
            written(one("p", kr(1), Equal()), tmp_path, "sv_SE")
        assert caught.value.code == "writers.language"
        assert not list(tmp_path.iterdir())

    def test_something_else_than_an_allocation(self, tmp_path: Path) -> None:
        with pytest.raises(InputTypeError) as caught:
            excel.write({"a": kr(1)}, tmp_path / "x.xlsx")  # type: ignore[arg-type]
        assert caught.value.code == "writers.allocation"

    @pytest.mark.parametrize("place", ["", "saknas/x.xlsx"])
    def test_a_path_that_cannot_be_written(self, place: str, tmp_path: Path) -> None:
        with pytest.raises(InputValueError) as caught:
            excel.write(one("p", kr(1), Equal()), tmp_path / place)
        assert caught.value.code == "writers.unwritable"
        assert str(tmp_path) in caught.value.path

    def test_xlsxwriter_that_is_not_installed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)
        with pytest.raises(MissingExtraError) as caught:
            written(one("p", kr(1), Equal()), tmp_path)
        assert (caught.value.code, caught.value.extra) == ("extra.missing", "excel")

    @pytest.mark.parametrize("limit", ["_ROWS", "_COLUMNS"])
    def test_more_than_a_sheet_has(
        self, limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(book, limit, 7)
        with pytest.raises(InputValueError) as caught:
            written(one("p", kr(1), Equal()), tmp_path)
        assert caught.value.code == "excel.too_large"

    def test_a_text_that_is_longer_than_a_cell(self, tmp_path: Path) -> None:
        pot = Pot("p", kr(1), "skola", Equal(), note="x" * 32_768)
        result = allocate(Agreement("a", "A", kr(1), [pot], None), FIGURES)
        with pytest.raises(InputValueError) as caught:
            written(result, tmp_path)
        assert (caught.value.code, caught.value.length) == ("excel.text", 32_768)

    def test_amounts_that_excel_cannot_keep(self, tmp_path: Path) -> None:
        written(one("p", Money(10**15 - 1), Equal()), tmp_path)
        with pytest.raises(InputValueError) as caught:
            written(one("p", Money(10**15), Equal()), tmp_path)
        assert caught.value.code == "excel.amount"

    def test_an_allocation_that_was_changed(self, tmp_path: Path) -> None:
        result = one("p", kr(1), Equal())
        outcome = result.outcomes[0]
        units = (outcome.rounded.units[0] + 1, outcome.rounded.units[1] - 1)
        rounded = evolve(outcome.rounded, units=(*units, *outcome.rounded.units[2:]))
        changed = evolve(result, outcomes=(evolve(outcome, rounded=rounded),))
        with pytest.raises(CertificateError) as caught:
            written(changed, tmp_path)
        assert (caught.value.code, caught.value.pot) == ("excel.differs", "p")


def test_importing_the_library_imports_no_writer() -> None:
    code = (
        "import sys, fordelning; print([name for name in sys.modules "
        "if name.startswith(('fordelning.writers', 'xlsxwriter'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class TestWhatTheFiguresAre:
    """ "The population with its source": what was used of it, and how it was made."""

    PEOPLE = Population.from_counts(
        dict.fromkeys(swedish().at(DAY).codes("kommun"), 100), date=DAY, source="en"
    ) | Population.from_counts(
        dict.fromkeys(swedish().at(DAY).codes("kommun"), 90),
        date=DAY.replace(year=DAY.year - 1),
        source="annan",
    )

    def test_a_day_that_was_not_used_is_not_told(self, tmp_path: Path) -> None:
        pot = Pot("p", kr(100), "lan", PerCapita())
        agreement = Agreement("a", "A", kr(100), [pot], DAY)
        excel.write(allocate(agreement, self.PEOPLE), tmp_path / "x.xlsx")
        told = values(tmp_path / "x.xlsx")
        said = {str(value) for sheet in told.values() for value in sheet.values()}
        assert f"folkmängd, kommun {DAY.day} december {DAY.year}" in said
        assert not any(str(DAY.year - 1) in each or "annan" in each for each in said)

    def test_sums_of_kommuner_are_told_to_be_sums(self, tmp_path: Path) -> None:
        pot = Pot("p", kr(100), "lan", PerCapita())
        agreement = Agreement("a", "A", kr(100), [pot], DAY)
        excel.write(allocate(agreement, self.PEOPLE), tmp_path / "x.xlsx")
        sheet = values(tmp_path / "x.xlsx")["Underlag län"]
        assert sheet["C4"] == f"summa av folkmängd, kommun {DAY.day} december {DAY.year}"
        assert sheet["C3"] == "folkmängden"
