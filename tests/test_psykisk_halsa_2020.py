"""The 2020 agreement: its arithmetic as the text states it, and its outcome."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from fordelning import Allocation, Level, Money, allocate, catalogue, kr, mkr
from fordelning.errors import AgreementError, ReadingError, ReferenceDateError, UnknownIdError
from fordelning.measures import Scope, ages, population

from .reference import largest_remainder

ORACLES = Path(__file__).parent / "oracles"
TEXT: dict[str, Any] = json.loads((ORACLES / "psykisk_halsa_2020.json").read_text("utf-8"))
SCB: dict[str, Any] = json.loads((ORACLES / "scb_2020_12_31_lan.json").read_text("utf-8"))
LAST = date(2020, 12, 31)


@pytest.fixture(scope="module")
def result() -> Allocation:
    return allocate(
        catalogue.agreement("psykisk-halsa-2020"),
        catalogue.population("scb-2020-12-31"),
        readings={"barn-och-unga": "0-25"},
        reference_date=LAST,
    )


class TestTheText:
    """ "820 + 300 + 574 = 1 694, + 22 = 1 716; 18 × 1 + 3 × 2 = 24" """

    def test_adds_up(self) -> None:
        sums = [sum(TEXT[level]) for level in ("region", "kommun", "lan", "skr")]
        assert sums == [820, 300, 574, 22]
        assert sum(sums[:3]) == TEXT["stimulansmedel"] == 1694
        assert sum(sums) == TEXT["total"] == 1716
        assert catalogue.agreement("psykisk-halsa-2020").problems() == ()

    def test_is_what_the_definition_says(self, result: Allocation) -> None:
        for level, name in ((Level.REGION, "region"), (Level.KOMMUN, "kommun"), (Level.LAN, "lan")):
            amounts = [o.pot.amount for o in result.outcomes if o.pot.level == level]
            assert amounts == [mkr(each) for each in TEXT[name]]
        assert [o.pot.amount for o in result.outcomes if not o.pot.level] == [mkr(20), mkr(2)]
        assert [d.amount for d in result.agreement.declared] == [mkr(1694), mkr(1716)]
        assert str(result.agreement.reference_date) == TEXT["reference_date"]

    def test_money_to_a_lan_is_paid_to_whom_region_and_kommuner_name(
        self, result: Allocation
    ) -> None:
        for outcome in result.outcomes:
            named = outcome.pot.payee == "den aktör som regionen och länets kommuner anger"
            assert named == (outcome.pot.level == Level.LAN)


class TestTheOutcome:
    """ "Distributed to 21 regions, 290 kommuner, 21 län and SKR, each öre accounted for." """

    def test_everyone_is_there(self, result: Allocation) -> None:
        numbers = {Level.REGION: 21, Level.KOMMUN: 290, Level.LAN: 21, "": 1}
        for level, number in numbers.items():
            assert len(result.totals(level)) == number
        assert len(result.rows()) == 4 * 21 + 2 * 290 + 4 * 21 + 2

    def test_every_pot_adds_up(self, result: Allocation) -> None:
        for outcome in result.outcomes:
            assert Money.total(result.pot(outcome.pot.id).values()) == outcome.pot.amount
        assert result.total == mkr(1716)
        assert Money.total(result.by_lan().values()) == mkr(1716)
        assert result.by_lan()[""] == mkr(22)

    def test_gotland_in_lan_samverkan(self, result: Allocation) -> None:
        """5 Mkr + 95 Mkr · 60 124 / 10 379 295, third of twelve remainders rounded up."""
        quota = 500_000_000 + Fraction(9_500_000_000 * 60_124, 10_379_295)
        trace = result.explain("lan-samverkan", "09")
        assert trace.quota == quota
        assert round(quota, 4) == Fraction("555030519.8956")
        assert result["lan-samverkan", "09"] == trace.amount == kr("5 550 305,20")
        assert (trace.rounding.left, trace.rounding.rank) == (12, 3)

    def test_brukarmedverkan_is_one_and_in_three_lan_two(self, result: Allocation) -> None:
        two = {
            code for code, amount in result.pot("lan-brukarmedverkan").items() if amount == mkr(2)
        }
        one = {
            code for code, amount in result.pot("lan-brukarmedverkan").items() if amount == mkr(1)
        }
        assert (two, len(one)) == ({"01", "12", "14"}, 18)

    def test_ungdomsmottagningar_by_hand(self, result: Allocation) -> None:
        """150 Mkr by those aged 0-25, floor and largest remainders over SCB's own figures."""
        young = {code: number for code, number, _ in SCB["rows"]}
        total, whole = sum(young.values()), 15_000_000_000
        floors = {code: whole * number // total for code, number in young.items()}
        left = whole - sum(floors.values())
        ranked = sorted(young, key=lambda code: (-(whole * young[code] % total), code))
        for code in ranked[:left]:
            floors[code] += 1
        got = result.pot("lan-ungdomsmottagningar")
        assert {code: amount.ore for code, amount in got.items()} == floors

    def test_the_other_reading_moves_money_but_loses_none(self, result: Allocation) -> None:
        other = allocate(
            result.agreement,
            result.population,
            readings={"barn-och-unga": "befolkningsmangd"},
            reference_date=LAST,
        )
        assert other.total == result.total
        assert other.pot("barn-och-unga") != result.pot("barn-och-unga")
        assert other.pot("lan-samverkan") == result.pot("lan-samverkan")


class TestRecomputed:
    """Every cell again, from the bundled figures as they stand in their file."""

    def test_all_750_cells(self, result: Allocation) -> None:
        raw = json.loads(
            (resources.files("fordelning.catalogue") / "data" / "scb-2020-12-31.json").read_text(
                "utf-8"
            )
        )
        by_level = {table["level"]: table for table in raw["tables"]}
        lan = by_level["lan"]["figures"]
        assert by_level["lan"]["ages"][25] == "25"
        people = {code: sum(counts) for code, counts in lan.items()}
        young = {code: sum(counts[:26]) for code, counts in lan.items()}
        kommuner = by_level["kommun"]["figures"]

        def shared(mkr_: int, by: dict[str, int], flat: int = 0) -> dict[str, int]:
            each, rest = flat * 10**8, mkr_ * 10**8 - flat * 10**8 * len(by)
            total = sum(by.values())
            return largest_remainder(
                {code: each + Fraction(rest * count, total) for code, count in by.items()}
            )

        expected = {
            "region-handlingsplaner": shared(300, people),
            "barn-och-unga": shared(370, young),
            "region-kunskapsbaserad-vard": shared(100, people),
            "region-traumavard": shared(50, people),
            "kommun-handlingsplaner": shared(200, kommuner),
            "kommun-kunskapsbaserad-vard": shared(100, kommuner),
            "lan-samverkan": shared(200, people, flat=5),
            "lan-brukarmedverkan": {
                code: 10**8 * (2 if code in ("01", "12", "14") else 1) for code in lan
            },
            "lan-suicidprevention": shared(200, people),
            "lan-ungdomsmottagningar": shared(150, young),
            "skr-samordning": {"SKR": 20 * 10**8},
            "skr-administration": {"SKR": 2 * 10**8},
        }
        assert sum(len(cells) for cells in expected.values()) == 750
        assert expected == {
            outcome.pot.id: {
                code: amount.ore for code, amount in result.pot(outcome.pot.id).items()
            }
            for outcome in result.outcomes
        }


class TestTheFigures:
    """ "Every figure has its source and its reference date." """

    def test_ages_and_totals_are_scbs(self) -> None:
        figures = catalogue.population("scb-2020-12-31")
        assert figures.dates() == (LAST,)
        codes = tuple(code for code, _, _ in SCB["rows"])
        scope = Scope(codes, Level.LAN, figures, LAST)
        assert list(ages(0, 25).vector(scope).weights) == [row[1] for row in SCB["rows"]]
        assert list(population().vector(scope).weights) == [row[2] for row in SCB["rows"]]

    def test_kommuner_add_up_to_their_lan(self) -> None:
        figures = catalogue.population("scb-2020-12-31")
        kommuner = next(t for t in figures.tables if t.level == Level.KOMMUN)
        for code, _, people in SCB["rows"]:
            own = [count for kommun, (count,) in kommuner.rows if kommun.startswith(code)]
            assert sum(own) == people

    def test_each_table_has_its_source(self) -> None:
        for table in catalogue.population("scb-2020-12-31").tables:
            (source,) = table.sources
            assert "SCB" in source.document
            assert source.locator == "BE0101N1"


class TestWhatHasToBeChosen:
    """ "`allocate` refuses until each is chosen." """

    agreement = staticmethod(lambda: catalogue.agreement("psykisk-halsa-2020"))
    figures = staticmethod(lambda: catalogue.population("scb-2020-12-31"))

    def test_the_reading(self) -> None:
        with pytest.raises(ReadingError, match="befolkningsmangd, 0-25"):
            allocate(self.agreement(), self.figures(), reference_date=LAST)

    def test_the_date(self) -> None:
        with pytest.raises(ReferenceDateError, match="2019-11-01 are asked for") as caught:
            allocate(self.agreement(), self.figures(), readings={"barn-och-unga": "0-25"})
        assert "reference_date=date(2020, 12, 31)" in str(caught.value)

    def test_both_at_once(self) -> None:
        with pytest.raises(AgreementError, match="reasons: 2") as caught:
            allocate(self.agreement(), self.figures())
        assert [each.code for each in caught.value.problems] == ["reading.unchosen", "date.missing"]


class TestTheCatalogue:
    """ "A wrong id suggests the nearest." """

    def test_lists_what_it_has(self) -> None:
        for id in catalogue.agreements():
            assert catalogue.agreement(id).id == id
        example = catalogue.example("psykisk-halsa-2020")
        assert example.population in catalogue.populations()

    def test_says_where_there_is_no_example(self) -> None:
        with pytest.raises(UnknownIdError, match="no example of 'psykisk-halsa-2017'"):
            catalogue.example("psykisk-halsa-2017")

    @pytest.mark.parametrize(
        ("look_up", "wrong", "right"),
        [
            (catalogue.agreement, "psykisk-hälsa-2020", "psykisk-halsa-2020"),
            (catalogue.population, "SCB-2020-12-31", "scb-2020-12-31"),
            (catalogue.example, "psykisk-halsa-2020x", "psykisk-halsa-2020"),
        ],
    )
    def test_suggests_the_nearest(self, look_up: Any, wrong: str, right: str) -> None:
        with pytest.raises(UnknownIdError, match=f"did you mean '{right}'"):
            look_up(wrong)

    @pytest.mark.parametrize(
        ("look_up", "wrong"),
        [
            (catalogue.agreement, "psykisk-halsa"),
            (catalogue.agreement, "psykisk-halsa-2018"),
            (catalogue.population, "scb-2016-11-01"),
            (catalogue.population, "scb-2020-12-13"),
            (catalogue.population, "scb-20xx-12-31"),
        ],
    )
    def test_never_guesses_a_year(self, look_up: Any, wrong: str) -> None:
        """ "'psykisk-halsa-2018' is not 2019; among equals nothing is suggested." """
        with pytest.raises(UnknownIdError) as caught:
            look_up(wrong)
        assert caught.value.near == ""

    def test_suggests_nothing_where_nothing_is_near(self) -> None:
        with pytest.raises(UnknownIdError) as caught:
            catalogue.agreement("zzz")
        assert caught.value.near == ""
        assert "psykisk-halsa-2020" in str(caught.value)
