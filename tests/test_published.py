"""Every published table that we know, against the rule: equal, off by a unit, or different."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fordelning import (
    Agreement,
    Equal,
    Level,
    Method,
    Money,
    PerCapita,
    Population,
    Pot,
    Proportional,
    Reading,
    Rounding,
    allocate,
    catalogue,
    kr,
    mkr,
    tkr,
)
from fordelning.comparison import Kind, Published, reconcile
from fordelning.errors import AgreementError
from fordelning.measures import population, summed, table
from fordelning.register import swedish

from .strategies import DAY

ORACLES = Path(__file__).parent / "oracles"
# Of whom no amount was found stand together as one, so that shares are of everybody.
REST = "övriga"
EVERYBODY_2017 = 9_967_637


def oracle(name: str) -> Any:
    return json.loads((ORACLES / f"{name}.json").read_text("utf-8"))


def people(of: dict[str, int], everybody: int) -> Population:
    counts = {**of, REST: everybody - sum(of.values())}
    return Population.from_counts(counts, date=DAY, source="recovered", level="landsting")


def one_pot(amount: Money, method: Method, unit: Money) -> Agreement:
    pot = Pot("p", amount, "landsting", PerCapita())
    return Agreement("a", "A", amount, [pot], None, rounding=Rounding(unit, method))


class TestSupplementOf2017:
    """490 mkr, of which five rows in two columns are known: 117 and 373 mkr by population."""

    @pytest.mark.parametrize(("column", "pot"), [(2, "primarvard"), (3, "forlossningsvard")])
    def test_all_but_the_largest_are_the_nearest_krona(self, column: int, pot: str) -> None:
        """What rounding leaves is the largest's, Stockholm's, a krona more and one less."""
        rows = oracle("kvinnors_halsa_2017")["rows"]
        agreement = catalogue.agreement("kvinnors-halsa-2017-tillagg")
        amount = next(each.amount for each in agreement.pots if each.id == pot)
        assert amount
        assert agreement.rounding == Rounding(kr(1), Method.NEAREST_THEN_LARGEST)
        allocation = allocate(
            one_pot(amount, Method.NEAREST, kr(1)),
            people({row[0]: row[1] for row in rows}, EVERYBODY_2017),
        )
        published = Published({row[0]: kr(row[column]) for row in rows})
        (found,) = reconcile(allocation, {"p": published})
        assert [(cell.code, cell.kind) for cell in found.cells] == [
            ("01", Kind.RESIDUAL),
            *((code, Kind.EQUAL) for code in ("03", "04", "05", "06")),
        ]

    def test_the_columns_add_up_to_the_third(self) -> None:
        for code, _, first, second, together in oracle("kvinnors_halsa_2017")["rows"]:
            if together is not None:
                parts = Published({"a": kr(first), "b": kr(second)}, kr(together))
                assert parts.missed == kr(0), code

    def test_the_day_is_that_of_the_agreement_on_mental_health(self) -> None:
        """The shares are of the same population as the single amounts of that year."""
        supplement = catalogue.agreement("kvinnors-halsa-2017-tillagg")
        mental_health = catalogue.agreement("psykisk-halsa-2017")
        assert supplement.reference_date == mental_health.reference_date == date(2016, 11, 1)
        assert supplement.problems() == ()


class TestLandsbygd2023:
    """150 mkr by people weighted by kommun type and summed to region: 19 of 21 the nearest."""

    def allocated(self, method: Method) -> Any:
        rows = oracle("kvinnors_halsa_landsbygd_2023")["rows"]
        base = Population.from_counts(
            {code: 1000 for code, _, _ in rows}, date=DAY, source="of no matter here"
        )
        reading = Reading(
            "vikter",
            pots=[
                Pot(
                    "landsbygd",
                    mkr(150),
                    Level.REGION,
                    Proportional(table({code: weighed for code, weighed, _ in rows})),
                    rounding=Rounding(kr(1), method),
                )
            ],
        )
        agreement = catalogue.agreement("kvinnors-halsa-2023")
        allocation = allocate(agreement, base, readings={"landsbygd": reading})
        published = Published({code: kr(amount) for code, _, amount in rows}, mkr(150))
        (found,) = reconcile(allocation, {"landsbygd": published})
        return found

    def test_what_differs_is_a_krona_less_and_no_method_gives_it(self) -> None:
        found = self.allocated(Method.NEAREST)
        differing = {cell.code: cell.difference for cell in found.cells if cell.difference.ore}
        assert differing == {"06": -kr(1), "12": -kr(1)}
        assert found.methods == ()
        assert found.missed == kr(0)

    def test_without_a_reading_it_does_not_run(self) -> None:
        base = catalogue.population("scb-2021-12-31")
        with pytest.raises(LookupError, match="'landsbygd'"):
            allocate(catalogue.agreement("kvinnors-halsa-2023"), base)

    def test_people_weighted_by_kommun_are_summed_to_the_region(self) -> None:
        """Gotland is a single kommun: at weight 4 its 61 001 people make up the 244 004 that
        its published amount rests on."""
        day = date(2021, 12, 31)
        base = catalogue.population("scb-2021-12-31")
        gotland = base.figures(("0980",), level=Level.KOMMUN, date=day)[0]
        weighed = dict.fromkeys(swedish().at(day).codes(Level.KOMMUN), 0) | {"0980": 4, "0114": 1}
        key = Proportional(summed(table(weighed) * population(), over=Level.KOMMUN))
        pot = Pot("landsbygd", mkr(150), Level.REGION, key)
        allocation = allocate(Agreement("a", "A", mkr(150), [pot], None), base)
        assert gotland == (61_001,)
        assert ["09", 4 * 61_001] in [
            row[:2] for row in oracle("kvinnors_halsa_landsbygd_2023")["rows"]
        ]
        got = {code: money for code, money in allocation.pot("landsbygd").items() if money.ore}
        vasby = base.figures(("0114",), level=Level.KOMMUN, date=day)[0][0]
        assert got.keys() == {"01", "09"}
        share = 15_000_000_000 * 244_004 // (244_004 + int(vasby))
        assert 0 <= got["09"].ore - share <= 1


class TestDecided2023And2024:
    """ "`-2023` (rest to the largest) and `-2024` are equal in all 21 cells and the sum." """

    @pytest.mark.parametrize("year", [2023, 2024])
    def test_from_the_bases_that_the_tables_rest_on(self, year: int) -> None:
        published = oracle(f"kvinnors_halsa_{year}")
        base = Population.from_counts(
            {code: count for code, count, _ in published["rows"]}, date=DAY, source="recovered"
        )
        readings = {"landsbygd": Reading("lika", key=Equal())} if year == 2023 else {}
        allocation = allocate(
            catalogue.agreement(f"kvinnors-halsa-{year}"), base, readings=readings
        )
        rows = {code: kr(amount) for code, _, amount in published["rows"]}
        (found,) = reconcile(allocation, {"regioner": Published(rows, kr(published["total_kr"]))})
        assert len(found.of(Kind.EQUAL)) == 21
        assert found.missed == kr(0)
        assert Money.total(allocation.pot("regioner").values()) == kr(published["total_kr"])


class TestWelfare2016:
    """Preliminary amounts of 13 April 2016: nine printed sums, of which four are a krona off."""

    def blocks(self) -> dict[str, Published]:
        rows = oracle("valfardsmiljarderna_2016")["rows"]
        amount = {(kind, code): kr(money) for kind, code, _, money in rows}
        found: dict[str, Published] = {}
        for lan in ("10", "20", "09"):
            kommuner = {
                code: kr(money)
                for kind, code, _, money in rows
                if kind == "kommun" and code.startswith(lan)
            }
            printed = amount.get(("summa_kommuner", lan))
            if printed:
                found[f"{lan} kommuner"] = Published(kommuner, printed)
            both = {"kommuner": printed or kommuner["0980"], "landsting": amount["landsting", lan]}
            found[f"{lan} län"] = Published(both, amount["totalt_lanet", lan])
        return found

    def test_the_sums_that_their_rows_miss_are_found(self) -> None:
        assert {name: block.missed for name, block in self.blocks().items()} == {
            "10 kommuner": kr(1),
            "10 län": kr(1),
            "20 kommuner": kr(0),
            "20 län": kr(1),
            "09 län": -kr(1),
        }

    def test_every_kommun_is_found_by_its_name_there(self) -> None:
        division = swedish().at(date(2016, 4, 13))
        for kind, code, name, _ in oracle("valfardsmiljarderna_2016")["rows"]:
            if kind == "kommun" and code != "0980":
                assert division.find(Level.KOMMUN, name) == code


class TestSingleAmounts:
    """Amounts that a region's, a county's or a kommun's own page gives."""

    def test_norrbotten_2017_is_rounded_down(self) -> None:
        """6 276 462 kr of 250 mkr: exactly 6 276 462,51…, so the nearest is a krona more."""
        base = people({"25": 250_246}, EVERYBODY_2017)
        allocation = allocate(one_pot(mkr(250), Method.FLOOR, kr(1)), base)
        (found,) = reconcile(allocation, {"p": Published({"25": kr("6 276 462")})})
        assert Method.FLOOR in found.methods
        assert Method.NEAREST not in found.methods

    def test_four_per_cent_of_stockholms_lan_2017(self) -> None:
        """4 542 924 kr: money passed on, of what the region and its 26 kommuner got."""
        base = people({"01": 2_264_111}, EVERYBODY_2017)
        received = allocate(one_pot(mkr(500), Method.LARGEST_REMAINDER, Money(1)), base)["p", "01"]
        common = Population.from_values(
            "andel", {"gemensamt": 4, "kvar": 96}, date=DAY, source="avtalet", level="del"
        )
        pot = Pot("p", received, "del", Proportional(table({"gemensamt": 4, "kvar": 96})))
        passed_on = allocate(Agreement("a", "A", received, [pot], None), common)
        (found,) = reconcile(
            allocate(
                Agreement(
                    "a", "A", received, [pot], None, rounding=Rounding(kr(1), Method.NEAREST)
                ),
                common,
            ),
            {"p": Published({"gemensamt": kr("4 542 924")})},
        )
        assert passed_on["p", "gemensamt"] == kr("4 542 924,27")
        assert found.cells[0].kind is Kind.EQUAL

    def test_karlstad_2020_to_a_tenth_of_a_million(self) -> None:
        """2,7 mkr, which has two digits: 300 mkr by 94 828 of 10 379 295 people."""
        allocation = allocate(
            catalogue.agreement("psykisk-halsa-2020"),
            catalogue.population("scb-2020-12-31"),
            readings={"barn-och-unga": "0-25"},
            reference_date=date(2020, 12, 31),
        )
        karlstad = allocation.totals(Level.KOMMUN)["1780"]
        # 300 000 000 * 94 828 / 10 379 295 = 2 740 879,80…, in two parts rounded each by itself.
        assert abs(karlstad.ore - 274_087_980) <= 2
        assert mkr("2,65") <= karlstad < mkr("2,75")

    def test_stockholm_2017_to_three_digits_has_room_for_a_thousand_people(self) -> None:
        """23,4 mkr of 250 mkr: from 931 and up to 935 thousand people would give that."""
        for count, equal in ((931_000, True), (934_900, True), (930_900, False), (935_000, False)):
            base = people({"0180": count}, EVERYBODY_2017)
            allocation = allocate(one_pot(mkr(250), Method.NEAREST, tkr(100)), base)
            assert (allocation["p", "0180"] == mkr("23,4")) is equal


class TestKnownInPart:
    """ "What is not known is said, and does not run." """

    @pytest.mark.parametrize(("year", "parts", "total"), [(2019, 6, 1660), (2022, 8, 1358)])
    def test_mental_health_of_2019_and_2022(self, year: int, parts: int, total: int) -> None:
        agreement = catalogue.agreement(f"psykisk-halsa-{year}")
        assert agreement.total == mkr(total)
        assert agreement.problems() == ()
        assert "de delar som är kända" in agreement.title
        with pytest.raises(AgreementError) as raised:
            allocate(agreement, catalogue.population("scb-2021-12-31"))
        assert len(raised.value.problems) == parts
        for place in agreement.ambiguities():
            assert "known to us" in place.note

    def test_a_reading_of_ones_own_runs_and_is_marked(self) -> None:
        agreement = catalogue.agreement("psykisk-halsa-2022")
        own = {
            place.id: Reading("per capita", key=PerCapita()) for place in agreement.ambiguities()
        }
        allocation = allocate(agreement, catalogue.population("scb-2021-12-31"), readings=own)
        assert allocation.total == mkr(1358)
        assert all(choice.own for choice in allocation.readings)

    def test_2021_is_largest_remainder(self) -> None:
        agreement = catalogue.agreement("kvinnors-halsa-2021")
        assert (agreement.total, agreement.rounding) == (
            mkr(937),
            Rounding(kr(1), Method.LARGEST_REMAINDER),
        )
        base = catalogue.population("scb-2019-12-31")
        assert allocate(agreement, base).total == mkr(937)
