"""Workbooks computed again: LibreOffice finds every cell, equal to the öre."""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fordelning import Agreement, Allocation, Money, Population, Pot, Proportional, allocate
from fordelning.errors import FordelningError
from fordelning.measures import table

from .workbooks import (
    DAY,
    FIRST,
    Invented,
    agreed_2020,
    changed_pots,
    facts,
    ore,
    recalculated,
    refused_pots,
    values,
    written,
)


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


PEOPLE = {
    code: (4_001 + 2_003 * place, 1_009 * (place + 2), 20_011 + 3_001 * place)
    for place, code in enumerate("abcdefgh")
}
BANDS = ("0-17", "18-25", "26+")


def people(more: int) -> Population:
    """Return invented people, of whom there may be more children in c."""
    counts = {
        (code, band): number + (more if (code, band) == ("c", "0-17") else 0)
        for code, numbers in PEOPLE.items()
        for band, number in zip(BANDS, numbers, strict=True)
    }
    return Population.from_ages(counts, date=DAY, level="skola", source="påhittad")


def allocated(pots: list[Pot], more: int) -> Allocation:
    total = Money.total(pot.stated for pot in pots)
    return allocate(Agreement("a", "A", total, pots, DAY), people(more))


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return what the sheets show when every pot has another amount, and c more children."""
    folder = tmp_path_factory.mktemp("changed")
    every = changed_pots() | refused_pots()
    pots = [
        Pot(name, Money(before), "skola", key, rounding=rounding)
        for name, (before, _, key, rounding) in every.items()
    ]
    path = written(allocated(pots, 0), folder)
    summary = values(path)["Sammanfattning"]
    assert [summary[f"H{FIRST + row}"] for row in range(len(pots))] == ["formler"] * len(pots)
    book = openpyxl.load_workbook(path)
    for name, (before, after, *_) in every.items():
        (cell,) = (row[2] for row in book[name].iter_rows() if row[0].value == "Pott, öre")
        assert cell.value == before
        cell.value = after
    figures = book["Underlag skola"]
    assert figures.cell(FIRST + 2, 1).value == "c"
    grown = [
        cell.column
        for cell in figures[3]
        if cell.value in ("folkmängden", "antalet invånare 0-17 år")
    ]
    assert len(grown) == 2
    for column in grown:
        figures.cell(FIRST + 2, column).value += 6_007
    book.save(folder / "changed.xlsx")
    return values(recalculated(folder / "changed.xlsx", folder))


class TestChangedPots:
    """ "Change a figure, a weight or the pot, and what is computed by formulas follows." """

    def test_give_what_allocating_them_gives(self, changed: dict[str, dict[str, Any]]) -> None:
        for name, (before, after, key, rounding) in changed_pots().items():
            pot = Pot(name, Money(after), "skola", key, rounding=rounding)
            amounts = allocated([pot], 6_007).pot(name).values()
            found = [changed[name][f"C{FIRST + row}"] for row in range(len(amounts))]
            for kronor, amount in zip(found, amounts, strict=True):
                assert abs(Fraction(kronor) * 100 - amount.ore) < Fraction(1, 1000), name
            unchanged = Pot(name, Money(before), "skola", key, rounding=rounding)
            assert list(allocated([unchanged], 0).pot(name).values()) != list(amounts), name
            about = facts(changed[name])
            assert about["Beloppen gör tillsammans potten"] == "ja", name
            assert about["Alla mellanled är under 10^15"] == "ja", name

    def test_say_no_where_there_is_no_allocation(self, changed: dict[str, dict[str, Any]]) -> None:
        for name, (_, after, key, rounding) in refused_pots().items():
            pot = Pot(name, Money(after), "skola", key, rounding=rounding)
            if name not in ("brutet-tak", "bruten-del"):
                with pytest.raises(FordelningError):
                    allocated([pot], 6_007)
            assert facts(changed[name])["Beloppen gör tillsammans potten"] == "NEJ", name


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
