"""Text: CSV for people and for machines, JSON and Markdown, read back and compared."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fordelning import (
    Agreement,
    Allocation,
    Ambiguity,
    Equal,
    Flat,
    Money,
    PerCapita,
    Population,
    Pot,
    Reading,
    allocate,
    kr,
)
from fordelning.agreement import About
from fordelning.errors import InputTypeError, InputValueError
from fordelning.writers.safety import safe
from fordelning.writers.text import csv_for_machines, csv_for_people, to_json, to_markdown

from .strategies import SETTINGS
from .workbooks import DAY, agreed_2020

AGREED = agreed_2020()
BAD = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def hostile() -> Allocation:
    people = Population.from_counts(
        {**dict.fromkeys(BAD, 3), "a|b; `c`": 4}, level="skola", source="=x", date=DAY
    )
    pot = Pot("=pott", kr(100), "skola", PerCapita(), title="@titel", payee="-till")
    return allocate(Agreement("=id", "=titel\n# ny", kr(100), [pot], None), people)


def overdrawn() -> Allocation:
    """Give 3 x 40,50 kr of about 100 kr: 21,50 kr too much."""
    pot = Pot("p", About(kr(100)), "skola", Flat(kr("40,50")))
    people = Population.of(["m", "n", "o"], level="skola")
    return allocate(Agreement("a", "A", kr(100), [pot], None), people)


class TestForPeople:
    """ "CSV (Swedish: `;`, decimal comma, BOM)." """

    def test_has_every_amount_in_kronor(self) -> None:
        text = csv_for_people(AGREED)
        assert text.startswith("\ufeffPott;Nivå;Kod;Namn;Belopp, kr;Betalas till\r\n")
        assert text.encode().startswith(b"\xef\xbb\xbf")
        found = [
            (row["\ufeffPott"], row["Kod"], Money.parse(f"{row['Belopp, kr']} kr"))
            for row in rows(text)
        ]
        assert found == [(row.pot, row.code, row.amount) for row in AGREED.rows()]

    def test_an_amount_below_zero_is_a_number(self) -> None:
        assert csv_for_people(overdrawn()).splitlines()[-1] == (
            "p;skola;;skillnad mot beloppet;-21,50;"
        )


class TestForMachines:
    """ "Machine: öre as integers." """

    def test_is_read_back(self) -> None:
        found = [
            (row["pot"], row["level"], row["code"], row["name"], int(row["ore"]), row["payee"])
            for row in rows(csv_for_machines(AGREED))
        ]
        assert found == [
            (row.pot, row.level, row.code, row.name, row.amount.ore, row.payee)
            for row in AGREED.rows()
        ]
        quotas = [Fraction(row["quota"]) for row in rows(csv_for_machines(AGREED))]
        assert quotas == [row.quota for row in AGREED.rows()]

    def test_numbers_below_zero_are_numbers(self) -> None:
        assert csv_for_machines(overdrawn()).splitlines()[-1] == (
            "p;skola;;skillnad mot beloppet;-2150;-2150;"
        )


class TestJson:
    def test_is_read_back(self) -> None:
        tree = json.loads(to_json(AGREED))
        found = {
            (pot["id"], row["code"]): (row["ore"], Fraction(row["quota"]))
            for pot in tree["pots"]
            for row in pot["recipients"]
        }
        assert found == {(row.pot, row.code): (row.amount.ore, row.quota) for row in AGREED.rows()}
        assert tree["total_ore"] == 171_600_000_000
        assert tree["reference_date"] == "2019-11-01"
        assert set(tree["figures_of"].items()) == {
            (level, "2020-12-31") for level in ("kommun", "lan", "region")
        }
        assert [each["table"] for each in tree["figures"]] == [
            "folkmängd, kommun 2020-12-31",
            "folkmängd, lan 2020-12-31 by age",
        ]
        assert all("BE0101N1" in each["sources"][0] for each in tree["figures"])
        assert tree["rounding"] == {"method": "largest-remainder", "unit_ore": 1}
        assert tree["readings"] == [{"ambiguity": "barn-och-unga", "reading": "0-25", "own": False}]

    def test_has_what_goes_to_nobody(self) -> None:
        tree = json.loads(to_json(overdrawn()))
        assert tree["pots"][0]["nobody"] == [
            {"name": "skillnad mot beloppet", "ore": -2150, "quota": "-2150"}
        ]
        assert tree["reference_date"] is None


class TestMarkdown:
    def test_has_a_table_of_the_pots_and_one_of_each(self) -> None:
        text = to_markdown(AGREED)
        lines = text.splitlines()
        assert lines[0] == "# Överenskommelsen om psykisk hälsa 2020"
        assert "| Pott | Benämning | Mottagare | Belopp, kr |" in lines
        assert "| 09 | Gotlands län | 5550305,20 |" in lines
        assert sum(line.startswith("## ") for line in lines) == len(AGREED.outcomes)
        assert "|  | Summa | 200000000,00 |" in lines

    def test_is_there_in_english(self) -> None:
        assert "| Code | Name | Amount, SEK |" in to_markdown(AGREED, "en")

    def test_refuses_another_language(self) -> None:
        with pytest.raises(InputValueError) as caught:
            to_markdown(AGREED, "de")  # type: ignore[arg-type]
        assert caught.value.code == "writers.language"

    def test_shows_every_text_as_it_is(self) -> None:
        lines = to_markdown(hostile()).splitlines()
        assert lines[0] == "# '=titel \\# ny"
        assert "| a\\|b; \\`c\\` | a\\|b; \\`c\\` | " in "\n".join(lines)


class TestSafety:
    """ "All safe against formula injection (cells that begin with = + - @ tab CR ...)." """

    @pytest.mark.parametrize("bad", BAD)
    def test_what_begins_like_a_formula_gets_an_apostrophe(self, bad: str) -> None:
        assert safe(bad) == f"'{bad}"

    @pytest.mark.parametrize("write", [csv_for_people, csv_for_machines])
    def test_no_cell_of_csv_begins_like_a_formula(self, write: Any) -> None:
        found = list(csv.reader(io.StringIO(write(hostile()), newline=""), delimiter=";"))
        cells = [cell for row in found for cell in row]
        assert "'=pott" in cells
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in cells)

    def test_no_text_of_json_begins_like_a_formula(self) -> None:
        tree = json.loads(to_json(hostile()))
        assert (tree["agreement"], tree["pots"][0]["id"]) == ("'=id", "'=pott")
        assert [row["code"] for row in tree["pots"][0]["recipients"]] == [
            safe(row.code) for row in hostile().rows()
        ]

    @pytest.mark.property
    @SETTINGS
    @given(st.text(alphabet="'=+-@\ta1", max_size=6) | st.text(max_size=10))
    @example("''=1")
    def test_the_apostrophe_can_be_taken_away(self, text: str) -> None:
        told = safe(text)
        assert not told.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        rest = told.lstrip("'")
        marked = told.startswith("'") and rest.startswith(tuple("=+-@\t\r\n"))
        assert (told[1:] if marked else told) == text


@pytest.mark.parametrize("write", [csv_for_people, csv_for_machines, to_json, to_markdown])
def test_something_else_than_an_allocation_is_refused(write: Any) -> None:
    with pytest.raises(InputTypeError) as caught:
        write({"a": kr(1)})
    assert caught.value.code == "writers.allocation"


def test_a_reading_of_ones_own_is_told() -> None:
    place = Ambiguity("p", amount=kr(1), to="skola", note="Oklart.")
    own = Reading("min", pots=[Pot("p", kr(1), "skola", Equal())])
    people = Population.of(["m"], level="skola")
    result = allocate(Agreement("a", "A", kr(1), [place], None), people, readings={"p": own})
    assert json.loads(to_json(result))["readings"][0]["own"] is True
