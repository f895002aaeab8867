"""Writing sheets into a workbook, with xlsxwriter: formats, widths, print areas.

Text is only ever written as text, never as a formula or a link. Never here: what stands on
the sheets.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from io import BytesIO
from textwrap import wrap
from typing import Any

from fordelning.errors import InputValueError, MissingExtraError
from fordelning.sentences import shown
from fordelning.writers.plan import Style
from fordelning.writers.sheet import FIRST_ROW, Cell, Fact, Sheet
from fordelning.writers.words import Language, Word

__all__ = ["book", "xlsxwriter"]

_LONGEST_TEXT = 32_767
_ROWS, _COLUMNS = 1_048_576, 16_384
# Where facts are shown, at least so many columns are printed.
_PRINTED = 7
_WIDTH = 14
# How many small characters stand where one of the usual size would, with some room.
_SMALL = 1.25
_HIGHEST = 409
_LINE = 15
# Above the first line of a row, so that it does not touch the rule above it.
_GAP = 3
_A4 = 9
_ONE_PAGE = 60
# The day of a file says nothing here, and the same allocation gives the same file.
_CREATED = datetime(1980, 1, 1)  # noqa: DTZ001 - the library takes it without a zone

_GREY, _SHADE, _LINE_COLOUR = "#595959", "#DDE6F0", "#7F8FA6"
_NUMBER, _KRONOR = "#,##0", "#,##0.00"


def xlsxwriter() -> Any:
    """Return the module that writes workbooks.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        return import_module("xlsxwriter")
    except ModuleNotFoundError:
        raise MissingExtraError("extra.missing", needs="xlsxwriter", extra="excel") from None


def book(sheets: Sequence[Sheet], title: str, language: Language) -> bytes:
    """Return the file of a workbook with these sheets.

    Raises:
        MissingExtraError: xlsxwriter is not installed.
        InputValueError: more rows or columns than a sheet has, or too long a text.
    """
    out = BytesIO()
    workbook = xlsxwriter().Workbook(out, {"in_memory": True})
    workbook.set_properties({"title": title, "created": _CREATED})
    workbook.set_calc_mode("auto")
    formats = _Formats(workbook, language)
    for sheet in sheets:
        _see_fits(sheet)
        _Writing(workbook.add_worksheet(sheet.name), sheet, formats).write()
    workbook.close()
    return out.getvalue()


def _see_fits(sheet: Sheet) -> None:
    rows, columns = sheet.first_fact + len(sheet.facts), len(sheet.headings)
    if rows > _ROWS or columns > _COLUMNS:
        raise InputValueError(
            "excel.too_large", sheet=sheet.name, rows=rows, columns=columns, most=(_ROWS, _COLUMNS)
        )


# A white line between headings, which would else seem to run on into each other.
_APART: dict[str, object] = {"left": 5, "left_color": "#FFFFFF"}
_PLACES: dict[str, dict[str, object]] = {
    "row": {},
    "sum": {"bold": True, "bottom": 1, "bottom_color": _LINE_COLOUR},
    "title": {"bold": True, "font_size": 14},
    "subtitle": {"font_color": _GREY},
    "heading": {"bold": True, "text_wrap": True, "valign": "bottom", "bg_color": _SHADE},
    "heading-right": {
        "bold": True,
        "text_wrap": True,
        "align": "right",
        "valign": "bottom",
        "bg_color": _SHADE,
        **_APART,
    },
    "note": {
        "italic": True,
        "font_size": 8,
        "font_color": _GREY,
        "text_wrap": True,
        "align": "right",
        "valign": "top",
        "bg_color": _SHADE,
        **_APART,
    },
    "label": {"valign": "top", "font_color": _GREY, "text_wrap": True},
    "fact": {"text_wrap": True, "align": "left", "valign": "top"},
    "number": {"align": "right", "valign": "top"},
    "remark": {
        "text_wrap": True,
        "align": "left",
        "valign": "top",
        "font_color": _GREY,
        "indent": 1,
    },
}
"""How cells look by what they are on a sheet."""


class _Formats:
    """Make each format once."""

    def __init__(self, workbook: Any, language: Language) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, str], Any] = {}
        local = "[$-41D]" if language == "sv" else ""
        floor, cap, between = (
            word.said(language) for word in (Word.AT_FLOOR, Word.AT_CAP, Word.BETWEEN)
        )
        right = {"align": "right", "valign": "bottom"}
        self._styles: dict[str, dict[str, object]] = {
            Style.TEXT: {"num_format": "@", "valign": "bottom"},
            Style.NUMBER: {"num_format": local + _NUMBER, "valign": "bottom"},
            Style.KRONOR: {"num_format": local + _KRONOR, "valign": "bottom"},
            Style.STATE: {"num_format": f'"{cap}";"{floor}";"{between}"', **right},
            Style.BOUND: {
                "num_format": f'{local}[>=1E+15]"–";{local}[<=-1E+15]"–";{local}{_NUMBER}',
                **right,
            },
            Style.FRACTION: {"num_format": "@", **right},
            Style.WRAPPED: {"num_format": "@", "text_wrap": True, "valign": "top"},
        }

    def __call__(self, place: str, style: str = Style.TEXT) -> Any:
        key = (place, style)
        if key not in self._made:
            look = {"font_name": "Calibri", **self._styles[style], **_PLACES[place]}
            self._made[key] = self._workbook.add_format(look)
        return self._made[key]


class _Writing:
    """Write one sheet; rows are numbered from 1, as they are shown."""

    def __init__(self, worksheet: Any, sheet: Sheet, formats: _Formats) -> None:
        self._to, self._sheet, self._formats = worksheet, sheet, formats
        self._widths = [heading.width for heading in sheet.headings]
        if sheet.facts:
            self._widths += [_WIDTH] * (_PRINTED - len(self._widths))

    def write(self) -> None:
        """Write everything that stands on the sheet, and how it is printed."""
        sheet = self._sheet
        self._headings()
        for place, cell in enumerate(sheet.sums):
            self._cell(FIRST_ROW - 1, place, cell, "sum")
        self._height_of(FIRST_ROW - 1, _LINE + _GAP)
        for row, cells in enumerate(sheet.rows, FIRST_ROW):
            for place, cell in enumerate(cells):
                self._cell(row, place, cell, "row")
            self._height_of(row, _LINE * self._height(cells) + _GAP)
        for row, fact in enumerate(sheet.facts, sheet.first_fact):
            self._fact(row, fact)
        self._view()

    def _headings(self) -> None:
        sheet, formats = self._sheet, self._formats
        self._text(1, 0, sheet.title, formats("title"))
        self._text(2, 0, sheet.subtitle, formats("subtitle"))
        headings, notes = (
            max(_lines(text, width, fit) for text, width in zip(texts, self._widths, strict=False))
            for texts, fit in (
                ([each.text for each in sheet.headings], 1.0),
                ([each.note for each in sheet.headings], _SMALL),
            )
        )
        self._height_of(3, _LINE * headings + 2)
        self._height_of(4, 11 * notes + 2)
        for place, heading in enumerate(sheet.headings):
            self._to.set_column(place, place, heading.width)
            side = "heading-right" if heading.right else "heading"
            self._text(3, place, heading.text, formats(side))
            self._text(4, place, heading.note, formats("note"))

    def _height_of(self, row: int, points: int) -> None:
        self._to.set_row(row - 1, min(points, _HIGHEST))

    def _height(self, cells: Sequence[Cell | None]) -> int:
        """Return how many lines a row takes, by the texts in it that wrap."""
        return max(
            _lines(str(cell.value), width) if cell and cell.style == Style.WRAPPED else 1
            for cell, width in zip(cells, self._widths, strict=False)
        )

    def _text(self, row: int, column: int, text: str, look: Any) -> None:
        self._to.write_string(row - 1, column, self._fitting(text), look)

    def _fitting(self, text: str) -> str:
        if len(text) > _LONGEST_TEXT:
            raise InputValueError(
                "excel.text", text=shown(text), length=len(text), longest=_LONGEST_TEXT
            )
        return text

    def _cell(self, row: int, column: int, cell: Cell | None, place: str) -> None:
        look = self._formats(place, cell.style if cell else Style.TEXT)
        if cell is None:
            self._to.write_blank(row - 1, column, None, look)
        elif cell.formula:
            self._to.write_formula(row - 1, column, f"={cell.formula}", look, cell.value)
        elif isinstance(cell.value, str):
            self._text(row, column, cell.value, look)
        else:
            self._to.write_number(row - 1, column, cell.value, look)

    def _fact(self, row: int, fact: Fact) -> None:
        widths, formats = self._widths, self._formats
        self._wide(row, 0, 1, fact.label, formats("label"))
        lines = _lines(fact.label, sum(widths[:2]), 1.2)
        if isinstance(fact.cell.value, str) and not fact.cell.formula:
            self._wide(row, 2, len(widths) - 1, fact.cell.value, formats("fact"))
            lines = max(lines, _lines(fact.cell.value, sum(widths[2:])))
        else:
            self._cell(row, 2, fact.cell, "number")
            self._wide(row, 3, len(widths) - 1, fact.note, formats("remark"))
            lines = max(lines, _lines(fact.note, sum(widths[3:])))
        self._height_of(row, _LINE * lines)

    def _wide(self, row: int, first: int, last: int, text: str, look: Any) -> None:
        """Write a text over several columns."""
        self._to.merge_range(row - 1, first, row - 1, last, "", look)
        self._text(row, first, text, look)

    def _view(self) -> None:
        sheet, to = self._sheet, self._to
        last = sheet.first_fact + len(sheet.facts) - 1
        to.freeze_panes(FIRST_ROW - 1, sheet.frozen_columns)
        to.print_area(0, 0, last - 1, len(self._widths) - 1)
        to.repeat_rows(2, 2)
        to.set_landscape()
        to.set_paper(_A4)
        to.fit_to_pages(1, 1 if last <= _ONE_PAGE else 0)
        to.set_footer("&L&F&C&A&R&P (&N)")
        to.hide_gridlines(1)


def _lines(text: str, width: float, fit: float = 1.0) -> int:
    """Return how many lines a text takes in a column."""
    return max(1, len(wrap(text, max(1, int(width * fit)))))
