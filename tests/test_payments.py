"""Payments: invoices per payee, instalments, and money that comes back and goes out again."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date, datetime
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from fordelning import (
    Agreement,
    Allocation,
    Equal,
    Fixed,
    Flat,
    Level,
    Method,
    Money,
    Only,
    PerCapita,
    Population,
    Pot,
    Proportional,
    Recipient,
    Rounding,
    Source,
    allocate,
    apportion,
    catalogue,
    kr,
    mkr,
)
from fordelning.errors import (
    FordelningError,
    InputTypeError,
    InputValueError,
    PaymentError,
    RoundingUnitError,
    ShareError,
    UnknownCodeError,
    UnknownIdError,
)
from fordelning.keys import Unspent
from fordelning.measures import table
from fordelning.payments import (
    Entry,
    Event,
    Instalments,
    Ledger,
    Payee,
    Step,
    instalments,
    invoices,
)
from fordelning.payments.margins import in_proportion

from .strategies import SETTINGS

DAY = date(2020, 12, 31)
MARCH, JUNE, SEPTEMBER = date(2020, 3, 1), date(2020, 6, 1), date(2020, 9, 1)
ACTOR = "den aktör som regionen och länets kommuner anger"


def schools(*pots: Pot, codes=("n", "s"), sources=()) -> Allocation:
    total = Money.total(pot.stated for pot in pots)
    agreement = Agreement("a", "Avtalet", total, pots, None, sources=sources)
    return allocate(agreement, Population.of(codes, level="skola"))


def to_schools(id: str, amount: Money, payee: str = "", **more) -> Pot:
    return Pot(id, amount, "skola", more.pop("key", Equal()), payee=payee, **more)


def caught(kind: type[FordelningError], code: str, call, *values, **more) -> FordelningError:
    with pytest.raises(kind) as error:
        call(*values, **more)
    assert error.value.code == code, error.value
    assert str(error.value)
    return error.value


@pytest.fixture(scope="module")
def year_2020() -> Allocation:
    return allocate(
        catalogue.agreement("psykisk-halsa-2020"),
        catalogue.population("scb-2020-12-31"),
        readings={"barn-och-unga": "0-25"},
        reference_date=DAY,
    )


class TestImport:
    """Importing `fordelning` imports nothing that only payments need."""

    def test_the_package_does_not_import_payments(self):
        program = "import sys, fordelning; print('fordelning.payments' in sys.modules)"
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
        assert run.stdout.split() == [b"False"]


class TestPayee:
    """Name who is paid, and the reference for its invoices."""

    @pytest.mark.parametrize("name", ["", " ", None, 5])
    def test_has_a_name(self, name):
        caught(InputValueError, "payee.name", Payee, name)


class TestInvoices:
    """One invoice per pot and recipient; invoices and what goes to nobody make up the total."""

    def test_a_recipient_is_paid_itself_where_the_pot_names_nobody(self):
        listed = invoices(schools(to_schools("p", kr(3)), to_schools("q", kr(1))))
        assert [(row.pot, row.code, row.recipient, row.payee) for row in listed.rows] == [
            ("p", "n", "n", Payee("n")),
            ("p", "s", "s", Payee("s")),
            ("q", "n", "n", Payee("n")),
            ("q", "s", "s", Payee("s")),
        ]
        assert listed.sums() == {"n": kr(2), "s": kr(2)}
        assert listed.total == kr(4)
        assert listed.nobody == ()

    def test_text_and_registry_number(self):
        own = Source("Bilaga 1", dnr="S2020/2")
        first = Source("Avtalet")
        whole = Source("Beslutet", dnr="S2020/1")
        listed = invoices(
            schools(
                to_schools("p", kr(1), title="läxhjälp", source=own),
                to_schools("q", kr(1), source=Source("Bilaga 2")),
                sources=(first, whole),
            )
        )
        assert {row.pot: (row.text, row.dnr) for row in listed.rows} == {
            "p": ("Avtalet: läxhjälp", "S2020/2"),
            "q": ("Avtalet: q", "S2020/1"),
        }
        assert {row.dnr for row in invoices(schools(to_schools("p", kr(1)))).rows} == {""}

    def test_whoever_the_pot_means_is_named_by_pair_before_code(self):
        pots = to_schools("p", kr(2), ACTOR), to_schools("q", kr(4), ACTOR), to_schools("r", kr(8))
        named: dict[str | tuple[str, str], Payee | str] = {
            "n": "Norra förbundet",
            ("p", "n"): Payee("Stiftelsen", "ZZ7"),
            ("skola", "s"): "Södra förbundet",
        }
        listed = invoices(schools(*pots), named)
        assert {(row.pot, row.code): row.payee for row in listed.rows} == {
            ("p", "n"): Payee("Stiftelsen", "ZZ7"),
            ("p", "s"): Payee("Södra förbundet"),
            ("q", "n"): Payee("Norra förbundet"),
            ("q", "s"): Payee("Södra förbundet"),
            # The pot says of nobody else, so a code alone does not move its money; a pair does.
            ("r", "n"): Payee("n"),
            ("r", "s"): Payee("Södra förbundet"),
        }
        assert listed.sums() == {
            "Stiftelsen": kr(1),
            "Södra förbundet": kr(7),
            "Norra förbundet": kr(2),
            "n": kr(4),
        }
        assert [row.pot for row in listed.by_payee()["Södra förbundet"]] == ["p", "q", "r"]

    def test_references_do_not_part_a_payee(self):
        pots = to_schools("p", kr(2)), to_schools("q", kr(4))
        named = {("p", "n"): Payee("Norra", "1"), ("q", "n"): Payee("Norra", "2")}
        listed = invoices(schools(*pots), named)
        assert listed.sums() == {"Norra": kr(3), "s": kr(3)}

    def test_payees_that_are_missing_are_told_all_at_once(self):
        pots = to_schools("p", kr(2), ACTOR), to_schools("q", kr(4), "huvudmannen")
        error = caught(PaymentError, "payee.problems", invoices, schools(*pots), {("p", "n"): "N"})
        assert [(each.pot, each.text, each.recipients) for each in error.problems] == [
            ("p", ACTOR, "s"),
            ("q", "huvudmannen", "n, s"),
        ]
        assert "huvudmannen" in str(error)
        one = caught(PaymentError, "payee.missing", invoices, schools(pots[0]), {"n": "N"})
        assert (one.recipients, one.count) == ("s", 1)

    def test_a_payee_that_nobody_needs_is_an_error(self):
        pots = to_schools("p", kr(2), ACTOR), to_schools("q", kr(4))
        named: dict[str | tuple[str, str], str] = {"n": "N", "s": "S", "x": "X", ("q", "x"): "X"}
        error = caught(PaymentError, "payee.needless", invoices, schools(*pots), named)
        assert error.named == "'x', ('q', 'x')"
        error = caught(PaymentError, "payee.needless", invoices, schools(pots[1]), {"n": "N"})
        assert error.named == "'n'"

    def test_those_who_get_nothing_have_no_invoice_and_need_no_payee(self):
        only = to_schools("p", kr(2), ACTOR, key=Only(["n"], Equal()))
        assert invoices(schools(only), {"n": "N"}).sums() == {"N": kr(2)}
        assert invoices(schools(only), {"n": "N", "s": "S"}).sums() == {"N": kr(2)}

    def test_what_goes_to_nobody_is_listed_apart(self):
        some = to_schools("p", kr(5), key=Flat(kr(2)) >> Unspent("återgår till staten"))
        allocation = schools(some)
        listed = invoices(allocation)
        assert [(row.name, row.amount) for row in listed.nobody] == [("återgår till staten", kr(1))]
        assert listed.total + Money.total(row.amount for row in listed.nobody) == allocation.total
        assert str(listed) == (
            "payee                           invoices   amount\n"
            "n                                      1  2,00 kr\n"
            "s                                      1  2,00 kr\n"
            "total                                  2  4,00 kr\n"
            "nobody: p, återgår till staten            1,00 kr"
        )

    def test_namesakes_at_two_levels_are_two_payees(self):
        people = Population.of(["a"], level="skola") | Population.of(["a"], level="land")
        pots = [
            Pot("p", kr(1), "skola", Equal()),
            Pot("q", kr(2), "land", Equal()),
            Pot("r", kr(4), Recipient("a")),
            Pot("s", kr(8), Recipient("b", "Bolaget")),
        ]
        listed = invoices(allocate(Agreement("a", "A", kr(15), pots, None), people))
        assert listed.sums() == {
            "a (skola)": kr(1),
            "a (land)": kr(2),
            "a (a)": kr(4),
            "Bolaget": kr(8),
        }

    def test_columns(self):
        columns = invoices(schools(to_schools("p", kr(2))), {("p", "n"): Payee("N", "r")})
        assert columns.to_columns() == {
            "payee": ["N", "s"],
            "reference": ["r", ""],
            "pot": ["p", "p"],
            "level": ["skola", "skola"],
            "code": ["n", "s"],
            "recipient": ["n", "s"],
            "ore": [100, 100],
            "text": ["Avtalet: p", "Avtalet: p"],
            "dnr": ["", ""],
        }
        assert repr(columns) == "<Invoices: 2, 2,00 kr>"
        assert pickle.loads(pickle.dumps(columns)) == columns

    def test_a_kommun_may_be_paid_through_an_actor_of_its_lan(self):
        people = Population.from_counts({"0114": 1, "0115": 1, "0980": 2}, date=DAY, source="s")
        codes = ["0114", "0115", "0980"]
        pot = Pot(
            "p",
            kr(4),
            Level.KOMMUN,
            Only(codes, Proportional(table(dict.fromkeys(codes, 1) | {"0980": 2}))),
            payee=ACTOR,
        )
        allocation = allocate(Agreement("a", "A", kr(4), [pot], DAY), people)
        named = {"01": "Storsthlm", "0115": "Vallentuna stiftelse", "09": "Region Gotland"}
        assert invoices(allocation, named).sums() == {
            "Storsthlm": kr(1),
            "Vallentuna stiftelse": kr(1),
            "Region Gotland": kr(2),
        }

    @pytest.mark.parametrize("payees", [["n"], "n", 5])
    def test_payees_are_a_mapping(self, payees):
        caught(InputTypeError, "payee.type", invoices, schools(to_schools("p", kr(1))), payees)

    def test_places_and_names_are_checked_all_at_once(self):
        allocation = schools(to_schools("p", kr(1)))
        named = {9: "N", ("p", 9): "N", ("p", "n", "x"): "N", "n": None}
        error = caught(PaymentError, "payee.problems", invoices, allocation, named)
        assert [each.code for each in error.problems] == ["payee.place"] * 3 + ["payee.name"]
        caught(InputTypeError, "payee.place", invoices, allocation, {9: "N"})

    def test_only_an_allocation_is_invoiced(self):
        caught(InputTypeError, "invoices.type", invoices, {"n": kr(1)})


class TestInvoicesOf2020:
    """Money to a län is paid to an actor that is named; Gotland is kommundel and landstingsdel."""

    NAMED = {f"{code:02}": f"Aktören i {code:02}" for code in range(1, 26)}

    def named(self, allocation):
        return {code: self.NAMED[code] for code in allocation.totals(Level.LAN)}

    def test_every_krona_is_invoiced(self, year_2020):
        listed = invoices(year_2020, self.named(year_2020))
        assert listed.total == year_2020.total == mkr(1716)
        assert len(listed.rows) == 4 * 21 + 2 * 290 + 4 * 21 + 2
        sums = listed.sums()
        for code, amount in year_2020.totals(Level.LAN).items():
            assert sums[f"Aktören i {code}"] == amount
        assert sums["Sveriges Kommuner och Regioner"] == mkr(22)
        assert sums["Region Stockholm"] == year_2020.totals(Level.REGION)["01"]
        assert len(listed.by_payee()["Region Stockholm"]) == 4

    def test_region_gotland_sends_six_invoices_for_two_parts(self, year_2020):
        listed = invoices(year_2020, self.named(year_2020))
        assert [row.recipient for row in listed.by_payee()["Region Gotland"]] == [
            "Region Gotland (landstingsdel)"
        ] * 4 + ["Gotland (kommundel)"] * 2
        assert listed.sums()["Region Gotland"] == (
            year_2020.totals(Level.REGION)["09"] + year_2020.totals(Level.KOMMUN)["0980"]
        )

    def test_all_payees_that_are_missing_are_named(self, year_2020):
        named = self.named(year_2020)
        del named["09"], named["25"]
        error = caught(PaymentError, "payee.problems", invoices, year_2020, named)
        assert [each.recipients for each in error.problems] == ["09, 25"] * 4
        error = caught(PaymentError, "payee.problems", invoices, year_2020)
        assert all(code in str(error) for code in year_2020.totals(Level.LAN))


def exact_cells(rows, weights):
    return [[Fraction(row * weight, sum(weights)) for weight in weights] for row in rows]


def keeps_its_promises(rows, weights, cells) -> bool:
    exactly = exact_cells(rows, weights)
    columns, sums = zip(*cells, strict=True), zip(*exactly, strict=True)
    return (
        [sum(row) for row in cells] == list(rows)
        and all(
            abs(cell - near) < 1 and cell >= 0
            for row, line in zip(cells, exactly, strict=True)
            for cell, near in zip(row, line, strict=True)
        )
        and all(abs(sum(a) - sum(b)) < 1 for a, b in zip(columns, sums, strict=True))
    )


class TestInProportion:
    """Rows add up; every cell, and every column's sum, is less than a unit from its exact one."""

    @pytest.mark.property
    @given(
        st.lists(st.integers(0, 12) | st.integers(0, 10**9), min_size=1, max_size=6),
        st.lists(st.integers(0, 6) | st.integers(0, 10**6), min_size=1, max_size=6),
    )
    @SETTINGS
    @example([4, 6], [2, 2, 2, 3, 3])
    @example([0], [1])
    @example([1, 1, 1], [1, 1, 1])
    def test_keeps_its_promises(self, rows, weights):
        assume(any(weights))
        assert keeps_its_promises(rows, weights, in_proportion(rows, weights))

    @pytest.mark.parametrize(
        ("rows", "weights"),
        [([4, 6], [2, 2, 2, 3, 3]), ([7, 5, 3], [1, 2, 4]), ([10, 10, 1], [3, 3, 1, 0])],
    )
    def test_by_hand_sized_cases(self, rows, weights):
        assert keeps_its_promises(rows, weights, in_proportion(rows, weights))

    def test_one_row_gives_what_is_over_to_the_first(self):
        # 10001 / 4 = 2500 1/4 each.
        assert in_proportion([10001], [1, 1, 1, 1]) == [[2501, 2500, 2500, 2500]]

    def test_equal_rows_take_turns(self):
        # Of four rows with one öre over, each column gets 10001 exactly.
        cells = in_proportion([10001] * 4, [1] * 4)
        assert [sum(column) for column in zip(*cells, strict=True)] == [10001] * 4

    def test_columns_rounded_first_can_leave_no_table(self):
        """Largest remainder gives the dates 2, 2, 2, 2, 2 of 10 by 1/6, 1/6, 1/6, 1/4, 1/4.

        The exact rows are 2/3, 2/3, 2/3, 1, 1 and 1, 1, 1, 1 1/2, 1 1/2. No table with those
        columns has all its cells next to them: the second row needs an öre more in one of
        the last two columns, which then has 3.
        """
        rows, weights = [4, 6], [2, 2, 2, 3, 3]
        columns = apportion(10, weights)
        assert columns == [2, 2, 2, 2, 2]
        choices = [
            [range(int(cell), int(cell) + 1 + (cell.denominator > 1)) for cell in row]
            for row in exact_cells(rows, weights)
        ]
        tables = [
            (first, second)
            for first, second in product(*(product(*row) for row in choices))
            if (sum(first), sum(second)) == (4, 6)
        ]
        assert tables
        assert not any([a + b for a, b in zip(*two, strict=True)] == columns for two in tables)

    def test_cumulated_columns_can_give_less_than_nothing(self):
        """Rounding what has been paid up to each date makes the first pay an öre back.

        1, 3 and 3 öre by 3/7, 1/7 and 3/7: the dates have 3, 1 and 3.
        """
        rows, weights = [1, 3, 3], [3, 1, 3]
        so_far = [apportion(done, [row * done for row in rows]) for done in (3, 4, 7)]
        assert so_far == [[1, 1, 1], [0, 2, 2], [1, 3, 3]]
        cells = in_proportion(rows, weights)
        assert keeps_its_promises(rows, weights, cells)
        assert [sum(column) for column in zip(*cells, strict=True)] == [3, 1, 3]


class TestInstalments:
    """What each recipient is paid adds up to its amount, and what is paid at each date to its
    sum, or to less than a unit from its share."""

    AMOUNTS = {"03": Money(3), "01": Money(5)}

    def test_by_hand(self):
        """5 and 3 öre in halves are 2 1/2 + 2 1/2 and 1 1/2 + 1 1/2; each date has 4."""
        plan = instalments(self.AMOUNTS, {SEPTEMBER: "1/2", MARCH: "50 %"})
        assert plan.dates == (MARCH, SEPTEMBER)
        assert plan.codes == ("01", "03")
        assert plan.sums == {MARCH: Money(4), SEPTEMBER: Money(4)}
        assert Money.total(plan.to("01").values()) == Money(5)
        assert {plan["01", day].ore for day in plan.dates} == {2, 3}
        assert {plan["03", day].ore for day in plan.dates} == {1, 2}
        assert plan.on(MARCH) == {"01": plan["01", MARCH], "03": plan["03", MARCH]}
        assert plan.total == Money(8)
        assert repr(plan) == "<Instalments: 2 to be paid 0,08 kr at 2 dates>"
        assert pickle.loads(pickle.dumps(plan)) == plan

    def test_is_printed_with_its_sums(self):
        """8 and 4 öre in halves: 4 + 4 and 2 + 2."""
        plan = instalments({"01": Money(8), "03": Money(4)}, {MARCH: "1/2", JUNE: "1/2"})
        assert str(plan).splitlines() == [
            "code   2020-03-01  2020-06-01    total",
            "01        0,04 kr     0,04 kr  0,08 kr",
            "03        0,02 kr     0,02 kr  0,04 kr",
            "total     0,06 kr     0,06 kr  0,12 kr",
        ]

    def test_sums_of_dates_are_kept_exactly(self):
        plan = instalments(self.AMOUNTS, {MARCH: Money(7), SEPTEMBER: Money(1)})
        # Exactly 4 3/8 and 5/8, and 2 5/8 and 3/8.
        assert plan.sums == {MARCH: Money(7), SEPTEMBER: Money(1)}
        assert plan["01", MARCH].ore in (4, 5)
        assert plan["03", MARCH].ore in (2, 3)

    def test_whole_kronor(self):
        plan = instalments({"a": kr(5), "b": kr(2)}, {MARCH: "1/2", JUNE: "1/2"}, unit=kr(1))
        assert {amount.ore % 100 for amount in plan.on(MARCH).values()} == {0}
        assert plan.to("b") == {MARCH: kr(1), JUNE: kr(1)}
        assert sorted(plan.to("a").values()) == [kr(2), kr(3)]

    def test_nothing_is_paid_in_nothing(self):
        plan = instalments({"a": kr(0)}, {MARCH: kr(0), JUNE: kr(0)})
        assert plan.to("a") == {MARCH: kr(0), JUNE: kr(0)}

    @pytest.mark.property
    @given(
        st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 999).map(Money), min_size=1),
        st.lists(st.integers(0, 9), min_size=1, max_size=5),
        st.randoms(),
    )
    @SETTINGS
    def test_promises(self, amounts, parts, random):
        assume(any(parts))
        whole = sum(parts)
        shares = {
            date(2020, month, 1): Fraction(part, whole) for month, part in enumerate(parts, 1)
        }
        plan = instalments(amounts, shares)
        total = sum(amount.ore for amount in amounts.values())
        for code, amount in amounts.items():
            assert Money.total(plan.to(code).values()) == amount
            for day, share in shares.items():
                assert plan[code, day].ore >= 0
                assert abs(plan[code, day].ore - amount.ore * share) < 1
        for day, share in shares.items():
            assert abs(plan.sums[day].ore - total * share) < 1
        shuffled = list(amounts.items()), list(shares.items())
        for each in shuffled:
            random.shuffle(each)
        assert instalments(dict(shuffled[0]), dict(shuffled[1])) == plan
        # The same sums, given as sums, are kept exactly.
        assert instalments(amounts, plan.sums).sums == plan.sums

    @pytest.mark.parametrize(
        ("dates", "kind", "code"),
        [
            ([MARCH], InputTypeError, "instalments.type"),
            ({}, PaymentError, "instalments.none"),
            ({"2020-03-01": 1}, InputTypeError, "instalments.date"),
            ({datetime(2020, 3, 1): 1}, InputTypeError, "instalments.date"),
            ({MARCH: "1/2", JUNE: Money(4)}, ShareError, "instalments.mixed"),
            ({MARCH: "3/2", JUNE: "-1/2"}, PaymentError, "instalments.negative"),
            ({MARCH: Money(9), JUNE: Money(-1)}, PaymentError, "instalments.negative"),
            ({MARCH: "1/2", JUNE: "49 %"}, ShareError, "instalments.shares"),
            ({MARCH: Money(7)}, ShareError, "instalments.sums"),
            ({MARCH: Money(9)}, ShareError, "instalments.sums"),
            ({MARCH: 0.5, JUNE: 0.5}, InputTypeError, "number.float"),
        ],
    )
    def test_dates_that_are_refused(self, dates, kind, code):
        caught(kind, code, instalments, self.AMOUNTS, dates)

    def test_the_error_shows_the_difference(self):
        error = caught(
            ShareError,
            "instalments.shares",
            instalments,
            self.AMOUNTS,
            {MARCH: "1/2", JUNE: "49 %"},
        )
        assert (error.sum, error.difference) == (Fraction(99, 100), Fraction(1, 100))
        error = caught(ShareError, "instalments.sums", instalments, self.AMOUNTS, {MARCH: Money(7)})
        assert (error.sum, error.total, error.difference) == (Money(7), Money(8), Money(1))

    def test_amounts_and_sums_are_whole_units(self):
        half = {MARCH: "1/2", JUNE: "1/2"}
        error = caught(
            RoundingUnitError,
            "instalments.unit",
            instalments,
            {"a": kr(1), "b": kr("0,50")},
            half,
            unit=kr(1),
        )
        assert error.of == ("b",)
        error = caught(
            RoundingUnitError,
            "instalments.unit",
            instalments,
            {"a": kr(1)},
            {MARCH: kr("0,50"), JUNE: kr("0,50")},
            unit=kr(1),
        )
        assert error.of == (MARCH, JUNE)

    def test_amounts_are_checked_all_at_once(self):
        caught(InputTypeError, "payments.type", instalments, [Money(1)], {MARCH: 1})
        caught(PaymentError, "payments.none", instalments, {}, {MARCH: 1})
        wrong = {1: Money(1), "a": 5, "b": Money(-1), "c": Money(1)}
        error = caught(PaymentError, "payments.problems", instalments, wrong, {MARCH: 1})
        assert [each.code for each in error.problems] == [
            "code.type",
            "money.expected",
            "payments.negative",
        ]
        assert error.problems[2].place == ("'b'",)

    def test_who_or_when_is_not_in_the_plan(self):
        plan = instalments(self.AMOUNTS, {MARCH: 1})
        caught(UnknownCodeError, "instalments.unknown", plan.to, "1")
        caught(UnknownCodeError, "instalments.unknown", plan.on, JUNE)
        caught(UnknownCodeError, "instalments.unknown", lambda: plan["01", JUNE])

    def test_every_region_of_2020_in_four_parts(self, year_2020):
        amounts = year_2020.totals(Level.REGION)
        days = {date(2020, month, 15): "1/4" for month in (2, 5, 8, 11)}
        plan = instalments(amounts, days)
        # 820 mkr by four is 205 mkr each.
        assert set(plan.sums.values()) == {mkr(205)}
        for code, amount in amounts.items():
            assert Money.total(plan.to(code).values()) == amount
            assert all(
                4 * abs(part.ore - Fraction(amount.ore, 4)) < 4 for part in plan.to(code).values()
            )


class TestLedger:
    """What all hold and the pool make up what was granted, after every step."""

    LEDGER = Ledger.of({"b": kr(40), "a": kr(60)})

    def test_begins_with_what_was_granted(self):
        assert list(self.LEDGER.held.items()) == [("a", kr(60)), ("b", kr(40))]
        assert self.LEDGER.paid == {"a": kr(0), "b": kr(0)}
        assert self.LEDGER.unpaid == self.LEDGER.held
        assert (self.LEDGER.total, self.LEDGER.pool) == (kr(100), kr(0))
        assert repr(self.LEDGER) == "<Ledger: 2 recipients, 100,00 kr, 1 steps>"

    def test_is_printed_with_what_was_held_paid_and_free_after_every_step(self):
        after = self.LEDGER.pay("först", {"a": kr(25)}).give_up({"b": kr(10)}, "ej rekvirerat")
        assert str(after).splitlines() == [
            "event     title             amount       held      paid      pool",
            "granted   beviljat       100,00 kr  100,00 kr   0,00 kr   0,00 kr",
            "paid      först           25,00 kr  100,00 kr  25,00 kr   0,00 kr",
            "given up  ej rekvirerat   10,00 kr   90,00 kr  25,00 kr  10,00 kr",
        ]

    def test_what_is_shown_is_a_copy(self):
        self.LEDGER.held["a"] = kr(0)
        self.LEDGER.paid.clear()
        assert self.LEDGER.held["a"] == kr(60)
        assert self.LEDGER.paid["a"] == kr(0)

    def test_paying(self):
        paid = self.LEDGER.pay("först", {"a": kr(60), "b": kr(10)})
        assert paid.paid == {"a": kr(60), "b": kr(10)}
        assert paid.unpaid == {"a": kr(0), "b": kr(30)}
        assert paid.held == self.LEDGER.held
        assert paid.steps[-1].amount == kr(70)
        assert self.LEDGER.paid["a"] == kr(0)

    def test_no_payment_is_made_twice(self):
        paid = self.LEDGER.pay("först", {"a": kr(1)})
        caught(PaymentError, "ledger.paid_twice", paid.pay, "först", {"b": kr(1)})
        assert paid.pay("sedan", {"a": kr(1)}).paid["a"] == kr(2)

    def test_what_is_not_claimed_goes_to_the_pool(self):
        after = self.LEDGER.pay("först", {"a": kr(50)}).give_up({"a": kr(10), "b": kr(40)})
        assert after.held == {"a": kr(50), "b": kr(0)}
        assert after.paid == {"a": kr(50), "b": kr(0)}
        assert after.pool == kr(50)
        error = caught(PaymentError, "ledger.too_much", after.give_up, {"a": Money(1)})
        assert (error.recipient, error.amount, error.most) == ("a", Money(1), kr(0))

    def test_what_was_paid_can_be_given_back_and_no_more(self):
        paid = self.LEDGER.pay("först", {"a": kr(50)})
        after = paid.give_back({"a": kr(20)})
        assert after.held == {"a": kr(40), "b": kr(40)}
        assert after.paid == {"a": kr(30), "b": kr(0)}
        assert after.pool == kr(20)
        error = caught(
            PaymentError, "payments.problems", paid.give_back, {"a": kr(51), "b": kr(1), "c": kr(1)}
        )
        assert [each.code for each in error.problems] == [
            "ledger.unknown",
            "ledger.too_much",
            "ledger.too_much",
        ]

    def test_paying_more_than_is_held_is_an_error(self):
        error = caught(PaymentError, "ledger.too_much", self.LEDGER.pay, "x", {"a": kr(61)})
        assert (error.amount, error.most) == (kr(61), kr(60))
        caught(PaymentError, "payments.negative", self.LEDGER.pay, "x", {"a": kr(-1)})
        error = caught(UnknownCodeError, "ledger.unknown", self.LEDGER.pay, "x", {"c": kr(1)})
        assert error.known == ("a", "b")

    def test_a_share_is_set_aside_by_all(self):
        """4 % of 1,20 and 0,80 kr are 4 4/5 and 3 1/5 öre; together exactly 8."""
        after = Ledger.of({"01": Money(120), "0114": Money(80)}).set_aside("4 %")
        assert after.held == {"01": Money(115), "0114": Money(77)}
        assert after.pool == Money(8)
        assert after.steps[-1].event is Event.POOLED

    def test_a_share_that_is_no_whole_ore_is_rounded_once_halves_up(self):
        """Half of 1, 1 and 1 öre is 1 1/2: the pool gets 2, of the first two in code order."""
        after = Ledger.of(dict.fromkeys("abc", Money(1))).set_aside("1/2")
        assert (after.pool, after.held) == (
            Money(2),
            {"a": Money(0), "b": Money(0), "c": Money(1)},
        )

    def test_a_share_may_be_set_aside_by_some(self):
        assert self.LEDGER.set_aside("1/4", ["a"]).held == {"a": kr(45), "b": kr(40)}
        caught(UnknownCodeError, "ledger.unknown", self.LEDGER.set_aside, "1/4", ["x"])
        caught(InputTypeError, "codes.text", self.LEDGER.set_aside, "1/4", "a")
        caught(PaymentError, "payments.none", self.LEDGER.set_aside, "1/4", [])

    def test_what_is_not_paid_is_set_aside_first(self):
        """Of a's 60 kr, 50 are paid: half of them are the 10 that are not, and 20 come back."""
        after = self.LEDGER.pay("först", {"a": kr(50), "b": kr(20)}).set_aside("1/2")
        assert after.held == {"a": kr(30), "b": kr(20)}
        assert after.paid == {"a": kr(30), "b": kr(20)}
        assert after.steps[-1].entries == (
            Entry("a", kr(-30), kr(-20)),
            Entry("b", kr(-20), kr(0)),
        )

    @pytest.mark.parametrize("share", ["-1 %", "101 %", 4])
    def test_a_share_is_between_nothing_and_all(self, share):
        caught(ShareError, "ledger.share", self.LEDGER.set_aside, share)

    def test_the_pool_is_distributed_to_all_or_to_those_who_asked(self):
        pooled = Ledger.of(dict.fromkeys("abc", kr(10))).give_up({"a": kr(10)})
        by_all = pooled.distribute(Equal())
        assert by_all.held == {"a": kr("3,34"), "b": kr("13,33"), "c": kr("13,33")}
        by_some = pooled.distribute(Only(["b", "c"], Equal()))
        assert by_some.held == {"a": kr(0), "b": kr(15), "c": kr(15)}
        assert by_all.pool == by_some.pool == kr(0)

    def test_by_what_is_held(self):
        pooled = self.LEDGER.give_up({"a": kr(30)})
        held = table({code: amount.ore for code, amount in pooled.held.items()})
        # 30 kr by 30 and 40.
        after = pooled.distribute(Proportional(held))
        assert after.held == {"a": kr("42,86"), "b": kr("57,14")}

    def test_the_step_keeps_the_allocation(self):
        after = self.LEDGER.give_up({"a": kr(30)}).distribute(Equal(), title="en gång till")
        step = after.steps[-1]
        assert isinstance(step, Step)
        assert step.allocation is not None
        assert step.allocation.total == step.amount == kr(30)
        assert "Equal()" in str(step.allocation.explain("pool", "a"))
        assert pickle.loads(pickle.dumps(after)) == after
        assert hash(after) == hash(pickle.loads(pickle.dumps(after)))

    def test_a_part_of_the_pool_by_whole_kronor(self):
        pooled = self.LEDGER.give_up({"a": kr("7,50")})
        after = pooled.distribute(Equal(), kr(7), rounding=Rounding(kr(1)))
        assert after.held == {"a": kr("56,50"), "b": kr(43)}
        assert after.pool == kr("0,50")
        caught(PaymentError, "ledger.pool", after.distribute, Equal(), kr(1))

    def test_what_the_key_leaves_stays_in_the_pool(self):
        pooled = self.LEDGER.give_up({"a": kr(10)})
        key = Fixed({"b": kr(4)}) >> Unspent("återgår till staten")
        after = pooled.distribute(key)
        assert (after.held, after.pool) == ({"a": kr(50), "b": kr(44)}, kr(6))
        assert after.steps[-1].amount == kr(4)

    def test_a_rounding_that_gives_more_than_there_is_is_refused(self):
        pooled = self.LEDGER.give_up({"a": kr(1)})
        up = Rounding(kr(1), Method.NEAREST)
        # 1 kr in halves is rounded to 1 kr each.
        error = caught(PaymentError, "ledger.pool", pooled.distribute, Equal(), rounding=up)
        assert (error.amount, error.pool) == (kr(2), kr(1))

    def test_amounts_that_are_no_amounts(self):
        caught(InputTypeError, "payments.type", Ledger.of, [kr(1)])
        caught(PaymentError, "payments.none", Ledger.of, {})
        caught(PaymentError, "payments.negative", Ledger.of, {"a": kr(-1)})

    def test_keys_see_the_population_that_was_given(self):
        people = Population.from_counts({"a": 1, "b": 3}, date=DAY, source="s", level="skola")
        ledger = Ledger.of({"a": kr(4), "b": kr(4)}, population=people, level="skola", date=DAY)
        assert ledger.give_up({"a": kr(4)}).distribute(PerCapita()).held == {
            "a": kr(1),
            "b": kr(7),
        }

    def test_everyone_in_the_ledger_is_in_the_population(self):
        people = Population.of(["a"], level="skola")
        ledger = Ledger.of({"a": kr(4), "b": kr(4)}, population=people, level="skola")
        error = caught(
            UnknownCodeError, "ledger.absent", ledger.give_up({"a": kr(4)}).distribute, Equal()
        )
        assert error.codes == ("b",)

    def test_nobody_outside_the_ledger_is_given_anything(self):
        people = Population.of(["a", "b", "c"], level="skola")
        pooled = Ledger.of({"a": kr(4), "b": kr(4)}, population=people, level="skola").give_up(
            {"a": kr(4)}
        )
        error = caught(UnknownCodeError, "ledger.unknown", pooled.distribute, Equal())
        assert error.recipient == "c"
        assert pooled.distribute(Only(["a", "b"], Equal())).held == {"a": kr(2), "b": kr(6)}

    def test_of_a_pot(self, year_2020):
        ledger = Ledger.of_pot(year_2020, "lan-brukarmedverkan")
        assert (ledger.level, ledger.date, ledger.total) == (Level.LAN, DAY, mkr(24))
        after = ledger.give_up({"09": mkr(1)}).distribute(Only(["01", "12"], PerCapita()))
        figures = year_2020.population.figures(
            ("01", "12"), level=Level.LAN, date=DAY, indicator="folkmängd"
        )[0]
        assert after.held["01"] - mkr(2) == Money(apportion(10**8, figures)[0])
        assert after.held["09"] == kr(0)
        alone = Ledger.of_pot(year_2020, "skr-samordning")
        assert alone.give_up({"SKR": mkr(1)}).distribute(Equal()).held == {"SKR": mkr(20)}
        caught(UnknownIdError, "pot.unknown", Ledger.of_pot, year_2020, "x")

    def test_instalments_of_what_is_not_paid(self):
        plan = instalments(self.LEDGER.held, {MARCH: "1/2", SEPTEMBER: "1/2"})
        after = self.LEDGER.pay("mars", plan.on(MARCH)).give_up({"b": kr(20)})
        error = caught(PaymentError, "ledger.too_much", after.pay, "sept", plan.on(SEPTEMBER))
        assert error.recipient == "b"
        after = after.distribute(Only(["a"], Equal()))
        rest: Instalments = instalments(after.unpaid, {SEPTEMBER: 1})
        done = after.pay("september", rest.on(SEPTEMBER))
        assert done.paid == done.held == {"a": kr(80), "b": kr(20)}

    def test_steps_sum_to_nothing_but_for_the_first(self):
        ledger = (
            self.LEDGER.pay("först", {"a": kr(60)})
            .set_aside("10 %")
            .give_back({"a": kr(5)})
            .give_up({"b": kr(6)})
            .distribute(Equal())
        )
        assert [step.event for step in ledger.steps] == [
            Event.GRANTED,
            Event.PAID,
            Event.POOLED,
            Event.GIVEN_BACK,
            Event.GIVEN_UP,
            Event.DISTRIBUTED,
        ]
        assert [step.amount for step in ledger.steps] == [
            kr(100),
            kr(60),
            kr(10),
            kr(5),
            kr(6),
            kr(21),
        ]
        for step in ledger.steps[1:]:
            assert Money.total(entry.held for entry in step.entries) + step.pool == kr(0)
        assert ledger.total == Money.total(ledger.held.values()) + ledger.pool
        # 60 - 6 - 5 + 10,50 and 40 - 4 - 6 + 10,50.
        assert ledger.held == {"a": kr("59,50"), "b": kr("40,50")}


class TestDoors:
    """Wrong input is refused where it comes in."""

    @pytest.mark.parametrize(
        ("unit", "kind"), [(1, InputTypeError), (kr(0), InputValueError), (-kr(1), InputValueError)]
    )
    def test_a_unit_that_is_none(self, unit: Any, kind: type[Exception]) -> None:
        with pytest.raises(kind, match="unit"):
            instalments({"a": kr(5)}, {date(2020, 3, 1): 1}, unit=unit)

    def test_a_ledger_of_something_else(self) -> None:
        with pytest.raises(InputTypeError, match="is not Allocation"):
            Ledger.of_pot("psykisk-halsa-2020", "p")  # type: ignore[arg-type]

    def test_codes_that_are_no_list(self) -> None:
        with pytest.raises(InputTypeError, match="5 is one text where several codes belong"):
            Ledger.of({"a": kr(5)}).set_aside("4 %", 5)  # type: ignore[arg-type]
