"""Reading the sheets of an xlsx workbook into rows, with nothing but Python's own.

A workbook is a zip of XML. Numbers are taken as the text that stands in the file, so no
float is ever made. Limits are checked before anything is unpacked and while it is parsed;
document types and entities are refused. Never here: formulas (the value saved beside one
is read, and one without is refused), formats, or what the rows mean.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from posixpath import join, normpath
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from attrs import define, field, frozen

from fordelning.errors import ReaderError
from fordelning.readers.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED, check_size
from fordelning.sentences import Phrase

__all__ = ["DAMAGE", "Sheet", "is_zip", "sheets"]

_MOST_PARTS = 1_000
_MOST_RATIO = 200
_LEAST = 100_000
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CELL = re.compile(r"(?P<column>[A-Z]{1,3})(?P<row>[0-9]{1,7})")

DAMAGE = (
    BadZipFile,
    expat.ExpatError,
    zlib.error,
    struct.error,
    LookupError,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
)
"""What Python's own readers of zip and XML raise for files that are damaged."""

_Attributes = dict[str, str]


def is_zip(data: bytes) -> bool:
    """Tell whether bytes begin as a zip does."""
    return data[:4] == b"PK\x03\x04"


@frozen
class Sheet:
    """Hold a sheet (blad): its cells as text, blank rows included.

    `unsaved` are cells with formulas whose values are not saved.
    """

    name: str
    hidden: bool
    rows: list[list[str]] = field(repr=False)
    unsaved: tuple[str, ...] = ()


def sheets(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook, in their order.

    Raises:
        ReaderError: no workbook, a zip that unpacks to far more than it holds, XML with a
            document type, too many rows or columns, a cell that stands twice.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check(archive.infolist())
            return list(_read(archive))
    except ReaderError:
        raise
    except DAMAGE as error:
        raise ReaderError("reader.xlsx", reason=str(error)) from None


def _read(archive: ZipFile) -> Iterator[Sheet]:
    strings = _strings(archive)
    cells = 0
    for listed, part in _listed(archive):
        sheet = _Sheet(strings, cells=cells)
        _parse(archive.read(part), sheet.start, sheet.end, sheet.text)
        cells = sheet.cells
        hidden = listed.get("state", "visible") != "visible"
        yield Sheet(listed.get("name", ""), hidden, sheet.rows, tuple(sheet.unsaved))


def _check(parts: list[ZipInfo]) -> None:
    check_size(Phrase("parts"), len(parts), _MOST_PARTS)
    check_size(Phrase("bytes, unpacked"), sum(part.file_size for part in parts), MOST_UNPACKED)
    for part in parts:
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ReaderError(
                "reader.xlsx", reason=Phrase("{part} is packed in another way", part=part.filename)
            )
        if part.file_size > max(_LEAST, _MOST_RATIO * part.compress_size):
            raise ReaderError("reader.bomb", part=part.filename, size=part.file_size)


def _parse(
    text: bytes,
    start: Callable[[str, _Attributes], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, found: start(name.rpartition(" ")[2], found)
    parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(text, True)  # noqa: FBT003 - it is all there is


def _refuse(*_: object) -> None:
    raise ReaderError("reader.doctype")


def _elements(text: bytes, wanted: str) -> list[_Attributes]:
    """Return the attributes of all elements of one name."""
    found: list[_Attributes] = []

    def start(name: str, attributes: _Attributes) -> None:
        if name == wanted:
            found.append(attributes)

    _parse(text, start, lambda _: None, lambda _: None)
    return found


def _listed(archive: ZipFile) -> Iterator[tuple[_Attributes, str]]:
    """Return what the workbook says of each sheet, and the part that holds it."""
    sheets = _elements(archive.read("xl/workbook.xml"), "sheet")
    relations = _elements(archive.read("xl/_rels/workbook.xml.rels"), "Relationship")
    if not sheets:
        raise KeyError("no sheet")
    targets = {each.get("Id", ""): each.get("Target", "") for each in relations}
    for each in sheets:
        target = targets[each.get(f"{_RELATION} id", "")]
        yield each, target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _strings(archive: ZipFile) -> list[str]:
    """Return the texts that cells refer to by number."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    found: list[str] = []
    inside: list[str] = []
    depth = {"t": 0, "rPh": 0}

    def start(name: str, _: _Attributes) -> None:
        if name == "si":
            inside.clear()
        if name in depth:
            depth[name] += 1

    def end(name: str) -> None:
        if name == "si":
            found.append("".join(inside))
        if name in depth:
            depth[name] -= 1

    def text(data: str) -> None:
        # Readings of Asian scripts stand beside the text itself.
        if depth["t"] and not depth["rPh"]:
            inside.append(data)

    _parse(archive.read("xl/sharedStrings.xml"), start, end, text)
    return found


@define
class _Sheet:
    """Gather the cells of a sheet while it is parsed."""

    strings: list[str]
    rows: list[list[str]] = field(factory=list[list[str]])
    kind: str = ""
    column: int = 0
    cells: int = 0
    inside: bool = False
    values: int = 0
    parts: list[str] = field(factory=list[str])
    computed: bool = False
    unsaved: list[str] = field(factory=list[str])

    def start(self, name: str, attributes: _Attributes) -> None:
        if name == "row":
            number = attributes.get("r", str(len(self.rows) + 1))
            self._row(int(number) if number.isdecimal() and len(number) < 9 else 0)  # noqa: PLR2004 - rows have seven digits
        elif name == "c":
            self._cell(attributes)
        elif name == "f":
            self.computed = True
        elif name in ("v", "t"):
            self.inside = True
            self.values += name == "v"

    def _row(self, number: int) -> None:
        if number <= len(self.rows):
            raise ReaderError(
                "reader.xlsx",
                reason=Phrase("row {row} comes after row {last}", row=number, last=len(self.rows)),
            )
        check_size(Phrase("rows"), number, MOST_ROWS)
        self.rows.extend([] for _ in range(number - len(self.rows)))

    def _cell(self, attributes: _Attributes) -> None:
        place = attributes.get("r", "")
        found = _CELL.fullmatch(place)
        self.column = _number(found["column"]) if found else len(self.rows[-1]) if self.rows else 0
        check_size(Phrase("columns"), self.column + 1, MOST_COLUMNS)
        if not self.rows or (found and int(found["row"]) != len(self.rows)):
            raise ReaderError(
                "reader.xlsx", reason=Phrase("cell {place} is in another row", place=place)
            )
        if self.column < len(self.rows[-1]):
            raise ReaderError(
                "reader.xlsx",
                reason=Phrase("cell {place} stands twice, or out of order", place=self.place),
            )
        self.kind = attributes.get("t", "n")
        self.values = 0
        self.parts.clear()
        self.computed = False

    @property
    def place(self) -> str:
        """The name of the cell, such as B2."""
        return f"{_letters(self.column)}{len(self.rows)}"

    def text(self, data: str) -> None:
        if self.inside:
            self.parts.append(data)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.inside = False
        elif name == "c":
            row = self.rows[-1]
            self.cells += max(0, self.column + 1 - len(row))
            check_size(Phrase("cells"), self.cells, MOST_CELLS)
            row.extend("" for _ in range(self.column + 1 - len(row)))
            if self.values > 1:
                raise ReaderError(
                    "reader.xlsx",
                    reason=Phrase("cell {place} has several values", place=self.place),
                )
            row[self.column] = self._value("".join(self.parts))
            # A formula that gives a text may give an empty one.
            if self.computed and not row[self.column] and self.kind != "str":
                self.unsaved.append(self.place)

    def _value(self, text: str) -> str:
        if self.kind == "b":
            return "TRUE" if text == "1" else "FALSE"
        if self.kind != "s":
            return text
        if not text.isdecimal() or int(text) >= len(self.strings):
            raise ReaderError(
                "reader.xlsx", reason=Phrase("there is no text number {number}", number=text)
            )
        return self.strings[int(text)]


def _number(letters: str) -> int:
    """Return the place of a column, A being 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _letters(number: int) -> str:
    """Return the letters of a column.

    >>> _letters(0), _letters(26), _letters(_number("AMK"))
    ('A', 'AA', 'AMK')
    """
    letters = ""
    number += 1
    while number:
        number, at = divmod(number - 1, 26)
        letters = chr(ord("A") + at) + letters
    return letters
