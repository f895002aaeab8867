"""Published sums, supplements and single amounts, against the rule that gives them."""

from __future__ import annotations

from datetime import date

import pytest

from fordelning import (
    Agreement,
    Allocation,
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
from fordelning.comparison import Kind, Published, Reconciliation
from fordelning.errors import AgreementError
from fordelning.measures import table
from fordelning.register import swedish

from .published import among, compared, oracle

EVERYBODY_2017 = 9_967_637


def one_pot(amount: Money, method: Method, unit: Money) -> Agreement:
    pot = Pot("p", amount, "landsting", PerCapita())
    return Agreement("a", "A", amount, [pot], None, rounding=Rounding(unit, method))


def as_printed(published: Published) -> Reconciliation:
    """Reconcile a table with an allocation of its own rows, so that only sums can differ."""
    rows = dict(published.amounts)
    key = Proportional(table({code: amount.ore for code, amount in rows.items()}))
    pot = Pot("p", published.sum, "rad", key)
    allocation = allocate(
        Agreement("a", "A", published.sum, [pot], None), Population.of(rows, level="rad")
    )
    return compared(allocation, "p", published)


class TestSupplementOf2017:
    """490 mkr, of which five rows in two columns are known: 117 and 373 mkr by population."""

    @pytest.mark.parametrize(
        ("column", "pot", "rest"), [(2, "primarvard", 1), (3, "forlossningsvard", -1)]
    )
    def test_all_but_the_largest_are_the_nearest_krona(
        self, column: int, pot: str, rest: int
    ) -> None:
        """What rounding leaves is the largest's, Stockholm's, a krona more and one less."""
        rows = oracle("kvinnors_halsa_2017")["rows"]
        agreement = catalogue.agreement("kvinnors-halsa-2017-tillagg")
        amount = next(each.amount for each in agreement.pots if each.id == pot)
        assert isinstance(amount, Money)
        assert agreement.rounding == Rounding(kr(1), Method.NEAREST_THEN_LARGEST)
        allocation = allocate(
            one_pot(amount, Method.NEAREST, kr(1)),
            among({row[0]: row[1] for row in rows}, EVERYBODY_2017),
        )
        published = Published({row[0]: kr(row[column]) for row in rows})
        found = compared(allocation, "p", published)
        assert [(cell.code, cell.kind) for cell in found.cells] == [
            ("01", Kind.RESIDUAL),
            *((code, Kind.EQUAL) for code in ("03", "04", "05", "06")),
        ]
        assert found.cells[0].difference == kr(rest)

    def test_the_columns_add_up_to_the_third(self) -> None:
        for code, _, first, second, together in oracle("kvinnors_halsa_2017")["rows"]:
            if together is not None:
                found = as_printed(Published({"a": kr(first), "b": kr(second)}, kr(together)))
                assert found.missed == kr(0), code

    def test_what_is_inferred_is_said_to_be(self) -> None:
        """The parts 117 and 373 are inferred from the amounts, and no day is known."""
        supplement = catalogue.agreement("kvinnors-halsa-2017-tillagg")
        assert supplement.reference_date is None
        assert supplement.problems() == ()
        for pot in supplement.pots:
            assert isinstance(pot, Pot)
            assert "härlett ur beloppen" in str(pot.source)
            assert "inferred" in pot.note


class TestPrintedSums:
    """ "Printed totals that their rows miss." """

    def test_1470_0_over_rows_of_1470_1(self) -> None:
        """Temporary support of 2015, in mnkr with one decimal."""
        published = oracle("tillfalligt_stod_2015")
        rows = {code: mkr(amount) for code, amount in published["rows"]}
        printed = mkr(published["printed_total_mnkr"])
        found = as_printed(Published(rows, printed, unit=tkr(100)))
        assert len(found.of(Kind.EQUAL)) == len(rows)
        assert found.missed == -mkr("0,1")
        assert "the rows miss the printed total by -100 000,00 kr" in str(found)

    def blocks_of_2016(self) -> dict[str, Published]:
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

    def test_welfare_2016_has_five_printed_sums_of_which_four_are_a_krona_off(self) -> None:
        """Preliminary amounts of 13 April 2016."""
        blocks = self.blocks_of_2016()
        assert {name: as_printed(block).missed for name, block in blocks.items()} == {
            "10 kommuner": kr(1),
            "10 län": kr(1),
            "20 kommuner": kr(0),
            "20 län": kr(1),
            "09 län": -kr(1),
        }

    def test_every_name_of_2016_is_found_as_it_stands_there(self) -> None:
        division = swedish().at(date(2016, 4, 13))
        levels = {"kommun": Level.KOMMUN, "landsting": Level.REGION, "totalt_lanet": Level.LAN}
        found = [
            (division.find(levels[kind], name), code)
            for kind, code, name, _ in oracle("valfardsmiljarderna_2016")["rows"]
            if kind in levels
        ]
        assert len(found) > 30
        assert [mine for mine, _ in found] == [theirs for _, theirs in found]


class TestSingleAmounts:
    """Amounts that a region's, a county's or a kommun's own page gives."""

    def allocated(self, code: str, people: int, agreement: Agreement) -> Allocation:
        return allocate(agreement, among({code: people}, EVERYBODY_2017))

    def test_norrbotten_2017_is_rounded_down(self) -> None:
        """6 276 462 kr of 250 mkr: exactly 6 276 462,5156, so the nearest is a krona more.

        Rounding both down leaves a krona. D'Hondt too gives it to the others, who have
        0,48 over but are 39 times as many as long as they stand together as one.
        """
        allocation = self.allocated("25", 250_246, one_pot(mkr(250), Method.FLOOR, kr(1)))
        found = compared(allocation, "p", Published({"25": kr("6 276 462")}))
        assert found.cells[0].kind is Kind.EQUAL
        assert set(found.methods) == {Method.FLOOR, Method.DHONDT}

    def test_four_per_cent_of_stockholms_lan_2017(self) -> None:
        """4 542 924 kr: money passed on, of what the region and its 26 kommuner got."""
        given = one_pot(mkr(500), Method.LARGEST_REMAINDER, Money(1))
        received = self.allocated("01", 2_264_111, given)["p", "01"]
        key = Proportional(table({"gemensamt": 4, "kvar": 96}))
        parts = Population.of(["gemensamt", "kvar"], level="del")
        passed_on = Agreement("a", "A", received, [Pot("p", received, "del", key)], None)
        assert allocate(passed_on, parts)["p", "gemensamt"] == kr("4 542 924,27")
        whole = Rounding(kr(1), Method.NEAREST)
        in_kronor = Agreement(
            "a", "A", received, [Pot("p", received, "del", key, rounding=whole)], None
        )
        published = Published({"gemensamt": kr("4 542 924")})
        found = compared(allocate(in_kronor, parts), "p", published)
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
            given = one_pot(mkr(250), Method.NEAREST, tkr(100))
            assert (self.allocated("0180", count, given)["p", "0180"] == mkr("23,4")) is equal


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
        for place, problem in zip(agreement.ambiguities(), raised.value.problems, strict=True):
            assert "known to us" in place.note
            assert place.note.removesuffix(".") in str(problem)
            # Nothing is said of texts that we have not read.
            assert "text" not in str(problem)

    def test_a_reading_of_ones_own_runs_and_is_marked(self) -> None:
        agreement = catalogue.agreement("psykisk-halsa-2022")
        own = {
            place.id: Reading("per capita", key=PerCapita()) for place in agreement.ambiguities()
        }
        allocation = allocate(agreement, catalogue.population("scb-2021-12-31"), readings=own)
        assert allocation.total == mkr(1358)
        assert all(choice.own for choice in allocation.readings)
