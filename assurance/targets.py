"""What is fuzzed: each door by which untrusted bytes and texts come in, with its seeds.

A target takes bytes and returns; what it lets out is a finding, unless it is one of the
library's own errors. What was read is also written and read again, where it can be.
Never here: how bytes are found (`fuzz`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from attrs import frozen

from fordelning import catalogue, documents, receipts
from fordelning.errors import FordelningError
from fordelning.exact import exact
from fordelning.money import Money
from fordelning.readers import read_population
from tests import readers

__all__ = ["TARGETS", "Target"]

_TESTS = Path(__file__).parent.parent / "tests"
_OWN = b"\x00"


@frozen
class Target:
    """Hold a door and what is sent through it first; `longest` is the most bytes."""

    door: Callable[[bytes], object]
    seeds: Callable[[], Iterator[bytes]]
    longest: int = 4096

    def __call__(self, data: bytes) -> None:
        """Send bytes through the door; only what is no error of the library's comes out."""
        with suppress(FordelningError):
            self.door(data)


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="surrogateescape")


def _figures(data: bytes) -> None:
    read_population(data, source="invented", date=date(2019, 11, 1))


def _workbook(data: bytes) -> None:
    """Read a workbook, or one with these bytes as its sheet or its texts."""
    if data[:2] != b"PK":
        text = _text(data[1:]).encode("utf-8", errors="replace").decode()
        part = "xl/sharedStrings.xml" if data[:1] == _OWN else "xl/worksheets/sheet1.xml"
        data = readers.workbook([["kod", "antal"], ["01", 5]], parts={part: text})
    _figures(data)


def _invented() -> tuple[readers.Invented, ...]:
    ages = readers.age_axis("0", "1-24", "25+")
    axes = [
        (readers.REGIONS, readers.TABLES_YEAR),
        (readers.REGIONS, ages, readers.TABLES_YEAR),
        (readers.REGIONS, ages, readers.SEXES, readers.TABLES_YEAR),
    ]
    return tuple(readers.invented(each) for each in axes)


def _broken(*endings: str) -> Iterator[bytes]:
    for folder in ("broken_scb", "broken"):
        for ending in endings:
            for path in sorted((_TESTS / folder).glob(f"*.{ending}")):
                yield path.read_bytes()


def _json_stat() -> Iterator[bytes]:
    yield from map(readers.json_stat_2, _invented())
    yield from map(readers.json_stat_1, _invented())
    yield from (path.read_bytes() for path in sorted((_TESTS / "broken_scb").glob("*.json")))


def _px() -> Iterator[bytes]:
    yield from map(readers.px, _invented())
    yield from _broken("px")


def _csv() -> Iterator[bytes]:
    for table in _invented():
        for cells in (readers.CODE_AND_NAME, readers.CODE, readers.TWO_CELLS):
            yield readers.delimited(table, cells=cells)
            yield readers.delimited(table, cells=cells, heading=False, encoding="utf-16")
    yield from _broken("csv")


def _xlsx() -> Iterator[bytes]:
    yield from map(readers.xlsx, _invented())
    yield (
        b"\x01<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
        b"<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>antal"
        b"</t></is></c></row><row r='2'><c r='A2' t='str'><v>01</v></c><c r='B2'><v>5</v></c>"
        b"</row></sheetData></worksheet>"
    )
    yield (
        b"\x00<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>kod</t>"
        b"</si><si><r><t>an</t></r><r><t>tal</t></r></si><si><t>01</t></si></sst>"
    )


def _toml(data: bytes) -> None:
    agreement = documents.from_toml(_text(data))
    assert documents.from_toml(documents.to_toml(agreement)) == agreement


def _json(data: bytes) -> None:
    agreement = documents.from_json(_text(data))
    assert documents.from_json(documents.to_json(agreement)) == agreement


def _tomls() -> Iterator[bytes]:
    yield from _broken("toml")
    yield (_TESTS / "kept" / "0.1.0" / "document.toml").read_bytes()
    for name in ("psykisk-halsa-2017", "psykisk-halsa-2020", "kvinnors-halsa-2020"):
        yield documents.to_toml(catalogue.agreement(name)).encode()


def _jsons() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted((_TESTS / "broken").glob("*.json")))
    yield (_TESTS / "kept" / "0.1.0" / "document.json").read_bytes()
    for name in ("psykisk-halsa-2017", "psykisk-halsa-2020", "kvinnors-halsa-2020"):
        yield documents.to_json(catalogue.agreement(name)).encode()


def _receipt(data: bytes) -> None:
    receipt = receipts.read(_text(data))
    assert receipts.read(receipt.to_json()) == receipt


def _receipts() -> Iterator[bytes]:
    yield (_TESTS / "kept" / "0.1.0" / "receipt.json").read_bytes()


def _money(data: bytes) -> None:
    money = Money.parse(_text(data))
    assert Money.parse(str(money)) == money


def _monies() -> Iterator[bytes]:
    for text in ("1 716 miljoner kronor", "37,8 mnkr", "−5 kr", "1\u00a0234,50 kr", "2 mdkr"):
        yield text.encode()


def _exact(data: bytes) -> None:
    number = exact(_text(data))
    assert exact(str(number)) == number


def _numbers() -> Iterator[bytes]:
    for text in ("2", "2/3", "13,04061 %", "0.25", "−1 234,5", "\u202f1", "1 / 2 %"):
        yield text.encode()


TARGETS = {
    "json-stat": Target(_figures, _json_stat, 8192),
    "px": Target(_figures, _px, 8192),
    "csv": Target(_figures, _csv, 8192),
    "xlsx": Target(_workbook, _xlsx, 8192),
    "toml": Target(_toml, _tomls, 16384),
    "json": Target(_json, _jsons, 32768),
    "receipt": Target(_receipt, _receipts, 65536),
    "money": Target(_money, _monies, 256),
    "exact": Target(_exact, _numbers, 256),
}
