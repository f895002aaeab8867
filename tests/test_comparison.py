"""Reconciling: published tables against the rule, cell by cell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fordelning import (
    Agreement,
    Allocation,
    Equal,
    Method,
    Money,
    PerCapita,
    Population,
    Pot,
    Rounding,
    allocate,
    kr,
    mkr,
)
from fordelning.cli import main
from fordelning.comparison import Kind, Published, Reconciliation, reconcile
from fordelning.errors import InputTypeError, UnknownIdError

from .strategies import DAY, LEVEL

ORACLES = Path(__file__).parent / "oracles"


def oracle(name: str) -> Any:
    return json.loads((ORACLES / f"{name}.json").read_text("utf-8"))


def by_people(
    people: dict[str, int], amount: Money, method: Method = Method.LARGEST_REMAINDER
) -> Allocation:
    population = Population.from_counts(people, date=DAY, source="recovered", level=LEVEL)
    rounding = Rounding(unit=kr(1), method=method)
    pot = Pot("p", amount, LEVEL, PerCapita())
    return allocate(Agreement("a", "A", amount, [pot], None, rounding=rounding), population)


def table(year: int, method: Method) -> Reconciliation:
    published = oracle(f"kvinnors_halsa_{year}")
    people = {code: count for code, count, _ in published["rows"]}
    total = kr(published["total_kr"])
    amounts = {code: kr(amount) for code, _, amount in published["rows"]}
    (result,) = reconcile(by_people(people, total, method), {"p": Published(amounts, total)})
    return result


class TestPublishedTables:
    """ "Every cell *equal*, *one unit by the residual rule*, or *different*." """

    @pytest.mark.parametrize(
        ("year", "method"),
        [
            (2022, Method.LARGEST_REMAINDER),
            (2023, Method.NEAREST_THEN_LARGEST),
            (2024, Method.LARGEST_REMAINDER),
        ],
    )
    def test_the_method_that_made_a_table_is_found(self, year: int, method: Method) -> None:
        found = table(year, method)
        assert len(found.of(Kind.EQUAL)) == len(found.cells) == 21
        assert method in found.methods
        assert found.missed == kr(0)

    def test_the_wrong_method_is_not_taken_for_the_right_one(self) -> None:
        assert Method.LARGEST_REMAINDER not in table(2023, Method.LARGEST_REMAINDER).methods
        assert Method.NEAREST_THEN_LARGEST not in table(2022, Method.NEAREST).methods

    @pytest.mark.parametrize(("year", "equal"), [(2019, 13), (2020, 19)])
    def test_where_no_single_method_will_do_that_is_said(self, year: int, equal: int) -> None:
        """Parts rounded one by one and then added: 13 and 19 of 21 are the nearest krona."""
        found = table(year, Method.NEAREST)
        assert len(found.of(Kind.EQUAL)) == equal
        assert found.methods == ()
        assert "methods that give all of them: none" in str(found)
        for cell in found.cells:
            assert abs(cell.difference.ore) <= 100
            assert cell.kind is (Kind.EQUAL if cell.difference == kr(0) else Kind.RESIDUAL)


class TestPrintedTotals:
    """ "Printed totals that their rows miss." """

    def test_1470_0_over_rows_of_1470_1(self) -> None:
        published = oracle("tillfalligt_stod_2015")
        rows = {code: mkr(amount) for code, amount in published["rows"]}
        printed = mkr(published["printed_total_mnkr"])
        assert Published(rows, printed).missed == -mkr("0,1")

    def test_one_krona_in_2016(self) -> None:
        """Gotland, 13 April 2016: 35 450 126 + 10 619 077 under 46 069 202."""
        parts = {"0980": kr(35_450_126), "09": kr(10_619_077)}
        assert Published(parts, kr(46_069_202)).missed == -kr(1)

    def test_without_a_printed_total_nothing_is_missed(self) -> None:
        assert Published({"a": kr(1)}).missed == kr(0)


class TestToldApart:
    """ "A table with one cell off by 1 kr and one by 1 000 kr is told apart." """

    # 300 kr by 1, 1 and 1: 100 each, whatever the method.
    ALLOCATION = staticmethod(lambda: by_people({"a": 1, "b": 1, "c": 1}, kr(6000)))

    def test_one_krona_from_a_thousand(self) -> None:
        published = Published({"a": kr(2001), "b": kr(1000), "c": kr(2000)}, total=kr(6000))
        (found,) = reconcile(self.ALLOCATION(), {"p": published})
        assert {cell.code: cell.kind for cell in found.cells} == {
            "a": Kind.RESIDUAL,
            "b": Kind.DIFFERENT,
            "c": Kind.EQUAL,
        }
        assert found.missed == kr(999)
        assert found.methods == ()
        assert str(found).splitlines() == [
            "p: 3 cells, 1 equal, 1 one unit by the residual rule, 1 different",
            "methods that give all of them: none",
            "the rows miss the printed total by 999,00 kr",
            "  a a: published 2 001,00 kr, computed 2 000,00 kr, one unit by the residual rule",
            "  b b: published 1 000,00 kr, computed 2 000,00 kr, different",
        ]

    def test_whoever_is_left_out_is_named(self) -> None:
        (found,) = reconcile(self.ALLOCATION(), {"p": Published({"a": kr(2000)})})
        assert found.missing == ("b", "c")
        assert "not in the table: b, c" in str(found)

    def test_a_rest_of_several_units_is_the_residual_rules_too(self) -> None:
        # 10 kr in 7 parts are 1 3/7 each, nearest 1: the last takes 4 and not 1.
        published = Published({**dict.fromkeys("abcdef", kr(1)), "g": kr(4)})
        allocation = by_people(dict.fromkeys("abcdefg", 1), kr(10))
        (found,) = reconcile(allocation, {"p": published})
        assert found.methods == (Method.NEAREST_THEN_LAST,)
        assert {cell.code: cell.kind for cell in found.cells}["g"] is Kind.RESIDUAL

    def test_methods_that_cannot_round_the_pot_are_left_out(self) -> None:
        population = Population.of([f"{i:02}" for i in range(20)], level=LEVEL)
        pot = Pot("p", kr("10,50"), LEVEL, Equal(), rounding=Rounding(kr(1), Method.FLOOR))
        allocation = allocate(Agreement("a", "A", kr("10,50"), [pot], None), population)
        nothing = Published({f"{i:02}": kr(0) for i in range(20)})
        (found,) = reconcile(allocation, {"p": nothing})
        assert found.methods == (Method.FLOOR,)

    def test_wrong_input_is_refused(self) -> None:
        with pytest.raises(UnknownIdError, match="has no recipient 'x'"):
            reconcile(self.ALLOCATION(), {"p": Published({"x": kr(1)})})
        with pytest.raises(UnknownIdError, match="no pot 'q'"):
            reconcile(self.ALLOCATION(), {"q": Published({"a": kr(1)})})
        for make in (lambda: Published({"a": 5}), lambda: Published({}, total=5)):  # type: ignore[dict-item,arg-type]
            with pytest.raises(InputTypeError, match="is not money"):
                make()


class TestCommand:
    """ "`fordelning reconcile ID published.csv`, a short report per table." """

    CHOICES = (
        *("--population", "scb-2020-12-31", "--reference-date", "2020-12-31"),
        *("--reading", "barn-och-unga=0-25"),
    )

    def run(
        self, capsys: pytest.CaptureFixture[str], path: Path, text: str
    ) -> tuple[int, str, str]:
        path.write_text(text, encoding="utf-8")
        code = main(["reconcile", "psykisk-halsa-2020", str(path), *self.CHOICES])
        out, err = capsys.readouterr()
        return code, out, err

    def test_reports_each_table(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        # 5 550 305,1990 kr is Gotland's exact amount: the nearest krona is 5 550 305.
        text = (
            "pot;code;kr\nlan-samverkan;09;5 550 305\nlan-brukarmedverkan;01;2 000 000\n"
            "lan-brukarmedverkan;03;2 000 000\nlan-brukarmedverkan;;24 000 000\n"
        )
        code, out, _ = self.run(capsys, tmp_path / "t.csv", text)
        assert code == 0
        first, second = out.split("\n\n")
        assert first.startswith("lan-samverkan: 1 cells, 1 equal")
        assert "the rows miss the printed total by 20 000 000,00 kr" in second
        assert "03 Uppsala län: published 2 000 000,00 kr, computed 1 000 000,00 kr" in second

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "does not begin with the header pot;code;kr"),
            ("pot,code,kr\n", "does not begin with the header"),
            ("pot;code;kr\nlan-samverkan;09\n", "line 2: the row has 2 cells"),
            ("pot;code;kr\np;09;1\np;09;2\n", "line 3: '09' stands twice in the table of 'p'"),
            ("pot;code;kr\np;;1\np;;x\n", "line 3: '(total)' stands twice"),
            ("pot;code;kr\np;01;1.000\np;03;1,234\n", "2 in all"),
        ],
    )
    def test_refuses_what_it_cannot_read(
        self, text: str, said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        code, out, err = self.run(capsys, tmp_path / "t.csv", text)
        assert (code, out) == (2, "")
        assert said in err

    def test_refuses_a_file_that_is_too_large_or_not_there(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        code, _, err = self.run(capsys, tmp_path / "t.csv", "x" * 10_000_001)
        assert code == 2
        assert "larger than 10 000 000 bytes" in err
        missing = str(tmp_path / "missing.csv")
        assert main(["reconcile", "psykisk-halsa-2020", missing, *self.CHOICES]) == 2
        assert "cannot be read" in capsys.readouterr().err
