"""Resource limits: what is far too large is refused at once, or computed in good time.

"Untrusted input has limits (size, depth, digits, rows) and never executes anything." A
number of a hundred thousand digits, a document of a hundred thousand levels, a workbook
that unpacks to a thousand times its size, a million columns, a million recipients, a name
of a million letters. Limits of readers that have a test of their own are in
`test_readers_refuse`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from time import process_time
from typing import Any

import pytest

from fordelning import (
    Agreement,
    Level,
    Method,
    Money,
    Only,
    PerCapita,
    Population,
    Pot,
    allocate,
    apportion,
    certify,
    documents,
    kr,
    receipts,
)
from fordelning.errors import FordelningError
from fordelning.exact import exact
from fordelning.readers import read_population

from .readers import workbook, zipped

HUGE = 10**100_000
LONG = "9" * 100_000
DAY = date(2019, 11, 1)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

# Of the processor; far more than any of these takes, also where every line is traced.
SECONDS = 20


@pytest.fixture(autouse=True)
def in_good_time() -> Iterator[None]:
    """Let no test here take long."""
    began = process_time()
    yield
    assert process_time() - began < SECONDS


def refused(call: Callable[..., Any], *values: Any, **named: Any) -> str:
    """Return the code of the error that a call raises, whose message is no longer than need be."""
    with pytest.raises(FordelningError) as caught:
        call(*values, **named)
    assert len(str(caught.value)) < 1_000
    return caught.value.code


def figures(data: bytes) -> Population:
    return read_population(data, source="invented", date=DAY)


class TestNumbersOfAHundredThousandDigits:
    """As text they are refused unread; as whole numbers they are numbers like any other, whose
    digits no message writes out."""

    def test_as_text_are_refused(self) -> None:
        assert refused(exact, LONG) == "number.too_long"
        assert refused(exact, f"1/{LONG}") == "number.too_long"
        assert refused(kr, LONG) == "number.too_long"
        assert refused(Money.parse, f"{LONG} kr") == "money.no_unit"
        assert refused(apportion, 5, [LONG, "1"]) == "number.too_long"

    def test_as_decimals_are_refused_whatever_their_exponent_makes(self) -> None:
        assert refused(exact, Decimal("1e100000")) == "number.too_large"
        assert refused(exact, Decimal("1e-100000")) == "number.too_large"
        assert refused(exact, Decimal(LONG)) == "number.too_large"

    @pytest.mark.parametrize("method", [each for each in Method if not each.monotone])
    def test_as_a_total_are_apportioned(self, method: Method) -> None:
        # 6 n by 3, 2 and 1: every quota is whole.
        units = [3 * HUGE, 2 * HUGE, HUGE]
        assert apportion(6 * HUGE, [3, 2, 1], method) == units
        certify(6 * HUGE, [3, 2, 1], units, method)

    @pytest.mark.parametrize("method", [each for each in Method if each.monotone])
    def test_a_total_of_five_thousand_digits_takes_no_steps(self, method: Method) -> None:
        # A divisor method keeps whole quotas too, and divides to compare them.
        total = 6 * 10**5_000
        assert apportion(total, [3, 2, 1], method) == [total // 2, total // 3, total // 6]

    def test_as_weights_are_apportioned(self) -> None:
        assert apportion(4, [HUGE, 2 * HUGE, HUGE]) == [1, 2, 1]
        assert apportion(4, [HUGE, 2 * HUGE, HUGE], Method.SAINTE_LAGUE) == [1, 2, 1]

    def test_are_told_by_their_size(self) -> None:
        # 10^100000 has 100000 * log2(10) = 332192.8… binary digits, so 332193.
        with pytest.raises(FordelningError, match="a number of 332193 bits"):
            apportion(5, [-HUGE, 1])
        assert refused(apportion, 5, [1, 1], minimum=HUGE) == "limits.above"
        assert refused(apportion, HUGE, [1, 1], maximum=5) == "limits.below"
        assert refused(certify, HUGE, [1, 1], [HUGE, 1]) == "certificate.broken"

    def test_as_money_are_amounts(self) -> None:
        people = Population.from_counts({"a": 1, "b": 1}, date=DAY, source="x", level="skola")
        pot = Pot("p", Money(2 * HUGE), "skola", PerCapita())
        agreement = Agreement("a", "A", Money(2 * HUGE), [pot], None)
        result = allocate(agreement, people)
        assert result["p", "a"] == Money(HUGE)
        assert len(str(result)) < 2_000
        assert refused(documents.to_json, agreement) == "document.unwritable"


class TestDeepDocuments:
    """Levels beyond any that a person writes are refused, in each way that there is to nest."""

    @pytest.mark.parametrize(
        "text",
        [
            "a = " + "[" * 100_000,
            "a = " + "{a = " * 100_000,
            ".".join("a" * 100_000) + " = 1",
            "[" + ".".join("a" * 100_000) + "]",
            "".join(f"[[a{'.b' * (at % 90)}]]\n" for at in range(5_000)),
        ],
        ids=["lists", "tables", "dotted", "heading", "tables-in-lists"],
    )
    def test_in_toml(self, text: str) -> None:
        assert refused(documents.from_toml, text) == "document.too_deep"

    @pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000])
    def test_in_json_and_receipts(self, text: str) -> None:
        assert refused(documents.from_json, text) == "document.too_deep"
        assert refused(receipts.read, text) == "document.too_deep"

    def test_of_keys_within_keys(self) -> None:
        key: object = "per_capita"
        for _ in range(99):
            key = {"then": [{"flat": "1 kr"}, key]}
        pot = {"id": "p", "amount": "5 Mkr", "to": "lan", "key": key}
        document = {"schema": "fordelning/1", "id": "a", "title": "A", "total": "5 Mkr"}
        assert refused(documents.from_mapping, {**document, "pot": [pot]}) == "document.too_deep"

    @pytest.mark.parametrize("read", [documents.from_toml, documents.from_json, receipts.read])
    def test_too_many_characters_or_digits(self, read: Callable[[str], object]) -> None:
        assert refused(read, " " * 1_000_001) == "document.too_long"
        digits = f"a = {LONG}" if read is documents.from_toml else LONG
        assert refused(read, digits) == "document.digits"


class TestMillionsOfCells:
    """A million columns, or one cell that says it stands in the millionth."""

    def test_a_million_columns_of_csv(self) -> None:
        assert refused(figures, b"kod" + b";a" * 10**6 + b"\n01" + b";1" * 10**6) == (
            "reader.too_large"
        )

    def test_a_million_rows_of_csv(self) -> None:
        assert refused(figures, b"kod;antal\n" + b"01;5\n" * 10**6) == "reader.too_large"

    @pytest.mark.parametrize(
        "rows",
        [b"01;" + b"5" * 10**6, b"x" * 10**6 + b";5", b'"' + b"01\n" * 10**6],
        ids=["figure", "name", "quote"],
    )
    def test_a_cell_of_a_million_characters(self, rows: bytes) -> None:
        assert refused(figures, b"kod;antal\n" + rows + b"\n") == "reader.csv"

    def test_a_million_cells_in_a_row_of_a_workbook(self) -> None:
        row = "".join(f'<c t="inlineStr"><is><t>{at}</t></is></c>' for at in range(10**6))
        body = f'<worksheet xmlns="{MAIN}"><sheetData><row>{row}</row></sheetData></worksheet>'
        assert refused(figures, workbook([["x"]], body=body)) in {"reader.bomb", "reader.too_large"}

    def test_a_workbook_of_columns_that_differ(self) -> None:
        # Too few to be a bomb; more than are read.
        names = [f"spalt {at * at}" for at in range(2_001)]
        assert refused(figures, workbook([names, ["01"]], shared=False)) == "reader.too_large"

    @pytest.mark.parametrize("place", ["ZZZZZZZZ1", "A999999999999"])
    def test_a_cell_very_far_away(self, place: str) -> None:
        number = place.lstrip("AZ")
        row = f'<row r="{number}"><c r="{place}"><v>1</v></c></row>'
        body = f'<worksheet xmlns="{MAIN}"><sheetData>{row}</sheetData></worksheet>'
        assert refused(figures, workbook([["x"]], body=body)).startswith("reader.")

    def test_a_px_file_of_ten_thousand_million_cells(self) -> None:
        many = ",".join(f'"{at}"' for at in range(100_000)).encode()
        text = b'CHARSET="ANSI";AXIS-VERSION="2006";STUB="a";HEADING="b";VALUES("a")='
        assert refused(figures, text + many + b';VALUES("b")=' + many + b";DATA=1;") == (
            "reader.too_large"
        )


class TestBombs:
    """A workbook is no larger than it says, and is unpacked no further than it is read."""

    def test_of_zeros_in_a_part_that_is_read(self) -> None:
        for part in ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
            assert refused(figures, workbook([["x"]], parts={part: "0" * 50_000_000})) == (
                "reader.bomb"
            )

    def test_that_lies_about_its_size(self) -> None:
        honest = workbook([["x"]], parts={"xl/sharedStrings.xml": "0" * 30_000_000})
        size = (30_000_000).to_bytes(4, "little")
        lying = honest.replace(size, (1_000).to_bytes(4, "little"))
        assert lying != honest
        assert refused(figures, lying).startswith("reader.")

    def test_within_itself(self) -> None:
        inner = zipped({"xl/workbook.xml": " " * 30_000_000})
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as archive:
            archive.writestr("xl/workbook.xml", inner)
        assert refused(figures, outer.getvalue()).startswith("reader.")

    def test_of_names_that_stand_for_names(self) -> None:
        laughs = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
        body = (
            f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]><worksheet xmlns="{MAIN}">&a11;</worksheet>'
        )
        assert refused(figures, workbook([["x"]], body=body)) == "reader.doctype"


class TestAMillionRecipients:
    """Half of weight 1 and half of weight 2 share one unit more than 1 and 2 each: with n in
    each half the quotas are 1 + 1/3n and 2 + 2/3n, so the first of weight 2 has the largest
    remainder. By uddatalsmetoden it has 2 / 2 1/2, before 1 / 1 1/2."""

    @pytest.mark.parametrize(
        ("method", "half"),
        [(Method.LARGEST_REMAINDER, 500_000), (Method.SAINTE_LAGUE, 100_000)],
    )
    def test_are_apportioned(self, method: Method, half: int) -> None:
        weights = [1] * half + [2] * half
        assert apportion(3 * half + 1, weights, method) == [1] * half + [3] + [2] * (half - 1)


class TestVeryLongNames:
    """A name may be as long as one likes."""

    LONG = "x" * 1_000_000

    def test_are_names(self) -> None:
        people = Population.from_counts({self.LONG: 1, "b": 3}, date=DAY, source="x", level="skola")
        pot = Pot("p", kr(8), "skola", Only([self.LONG], PerCapita()))
        result = allocate(Agreement(self.LONG, self.LONG, kr(8), [pot], None), people)
        assert result["p", self.LONG] == kr(8)
        assert self.LONG in str(result.explain("p", self.LONG))

    def test_of_an_agreement_are_no_trouble_to_a_document(self) -> None:
        pot = Pot("p", kr(8), Level.LAN, PerCapita())
        agreement = Agreement("a", self.LONG[:900_000], kr(8), [pot], None)
        assert documents.from_json(documents.to_json(agreement)) == agreement
        longer = Agreement("a", self.LONG, kr(8), [pot], None)
        assert refused(documents.to_json, longer) == "document.too_long"
