"""Workbooks computed again: LibreOffice finds every cell, equal to the öre."""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from pathlib import Path

import openpyxl
import pytest

from fordelning import Agreement, Allocation, Money, Population, Pot, Proportional, allocate
from fordelning.measures import table

from .workbooks import DAY, FIRST, Invented, agreed_2020, ore, recalculated, values, written


def assert_found_again(allocation: Allocation, folder: Path) -> None:
    path = written(allocation, folder)
    before, after = values(path), values(recalculated(path, folder))
    assert before.keys() == after.keys()
    for name, cells in before.items():
        assert cells.keys() == after[name].keys(), name
        for address, value in cells.items():
            found = after[name][address]
            if isinstance(value, str):
                assert found == value, (name, address)
            else:
                assert abs(Fraction(found) - Fraction(value)) < Fraction(1, 1000), (name, address)


class TestEveryCell:
    """ "A test recalculates it in LibreOffice headless and finds every cell equal to the öre." """

    def test_of_the_whole_agreement_of_2020(self, tmp_path: Path) -> None:
        assert_found_again(agreed_2020(), tmp_path)

    def test_of_pots_of_every_kind(self, tmp_path: Path) -> None:
        assert_found_again(Invented(2020).allocation(60), tmp_path)

    def test_where_remainders_are_nearly_the_divisor_of_nearly_the_largest_numbers(
        self, tmp_path: Path
    ) -> None:
        """MOD alone keeps 15 digits of a quotient, and fails here."""
        pots = []
        for number in range(12):
            # b * w is one less than a multiple of W.
            over, weight = 31_000_000 - number, 15_499_999 + 2 * number
            if gcd(over, weight) > 1:
                continue
            part = pow(-weight, -1, over)
            assert part * weight % over == over - 1
            amount = Money((number + 1) * over + part)
            weights = {"a": weight, "b": over - weight}
            pots.append(Pot(f"p{number}", amount, "skola", Proportional(table(weights))))
        agreement = Agreement("a", "A", Money.total(pot.stated for pot in pots), pots, None)
        result = allocate(agreement, Population.of(["a", "b"], level="skola"))
        path = written(result, tmp_path)
        summary = values(path)["Sammanfattning"]
        assert len(pots) > 5
        assert all(summary[f"H{FIRST + place}"] == "formler" for place in range(len(pots)))
        assert_found_again(result, tmp_path)


class TestChangedFigures:
    """ "Live formulas that recompute quota, rounding and sums exactly." """

    def test_give_what_allocating_them_gives(self, tmp_path: Path) -> None:
        invented = Invented(7)
        result = invented.allocation(40)
        path = written(result, tmp_path)
        book = openpyxl.load_workbook(path)
        sheet = book["Underlag skola"]
        places = [cell.column for cell in sheet[3] if cell.value == "folkmängden"]
        (place,) = places
        cell = sheet.cell(FIRST + 2, place)
        assert sheet.cell(FIRST + 2, 1).value == "c"
        assert isinstance(cell.value, int)
        cell.value += 1_234
        changed = tmp_path / "changed.xlsx"
        book.save(changed)
        cells = values(recalculated(changed, tmp_path))
        population = Population.from_counts(
            {code: sheet.cell(FIRST + n, place).value for n, code in enumerate(invented.codes)},
            date=DAY,
            level="skola",
            source="påhittad",
        )
        compared = 0
        for outcome in result.outcomes:
            if "population()" not in repr(outcome.pot.key).replace("PerCapita()", "population()"):
                continue
            if any(word in repr(outcome.pot.key) for word in ("ages", "Age", "behov", "Tier")):
                continue
            summary = cells["Sammanfattning"]
            row = FIRST + [each.pot.id for each in result.outcomes].index(outcome.pot.id)
            if summary[f"H{row}"] != "formler" or "+ ages" in repr(outcome.pot.key):
                continue
            again = allocate(
                Agreement("a", "A", outcome.pot.stated, [outcome.pot], DAY), population
            )
            found = cells[outcome.pot.id]
            for number, amount in enumerate(again.pot(outcome.pot.id).values()):
                assert ore(found[f"C{FIRST + number}"]) == amount.ore, outcome.pot
            compared += 1
        assert compared > 3


def test_without_libreoffice_it_is_skipped_or_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tests.workbooks.OFFICE", None)
    monkeypatch.delenv("FORDELNING_OFFICE", raising=False)
    with pytest.raises(pytest.skip.Exception):
        recalculated(tmp_path, tmp_path)
    monkeypatch.setenv("FORDELNING_OFFICE", "1")
    with pytest.raises(pytest.fail.Exception):
        recalculated(tmp_path, tmp_path)
