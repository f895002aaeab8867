"""A sheet as a value: a table with its headings above and its facts below.

Every sheet is laid out alike: title, subtitle, headings, notes on the columns, sums, rows,
and, after an empty line, facts as label, value and note. So addresses are known before
anything is written. Never here: a file, or what sheets there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from fordelning.writers.plan import Style

__all__ = [
    "FIRST_ROW",
    "Cell",
    "Fact",
    "Heading",
    "Sheet",
    "Value",
    "address",
    "kronor",
    "letters",
    "quoted",
    "sheet_name",
    "span",
]

Value: TypeAlias = str | int | Decimal

FIRST_ROW = 6
"""The number of the first row of a table; the sums stand in the row above."""

_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_RESERVED = "history"


@frozen
class Cell:
    """Hold what a cell shows, and the formula that gives it, if one does."""

    value: Value
    style: str = Style.TEXT
    formula: str = ""


@frozen
class Heading:
    """Head a column: what it is, how it comes about, and how wide it must be."""

    text: str
    note: str = ""
    width: int = 14
    right: bool = True

    @classmethod
    def over(
        cls, text: str, shown: Iterable[str], note: str = "", *, right: bool = True
    ) -> Heading:
        """Head a column of these texts, wide enough for them and, within reason, for itself."""
        longest = max(map(len, shown), default=0)
        # A note takes about four lines of small letters.
        least = max(7 if text else 2, min(len(text), 22), min(len(note) // 5, 22))
        return cls(text, note, min(max(least, longest) + 3, 60 if right else 40), right)


@frozen
class Fact:
    """State something below a table: a label, a value, and what it means."""

    label: str
    cell: Cell
    note: str = ""


@frozen
class Sheet:
    """Hold one sheet; `sums` and `rows` have a cell per heading, or None for no cell."""

    name: str
    title: str
    subtitle: str
    headings: tuple[Heading, ...] = field(converter=tuple[Heading, ...])
    sums: tuple[Cell | None, ...] = field(converter=tuple["Cell | None", ...])
    rows: tuple[tuple[Cell | None, ...], ...]
    facts: tuple[Fact, ...] = ()
    frozen_columns: int = 2

    @property
    def first_fact(self) -> int:
        """The number of the row of the first fact."""
        return FIRST_ROW + len(self.rows) + 1


def letters(column: int) -> str:
    """Return the letters of a column, the first being 0.

    >>> letters(0), letters(26), letters(702)
    ('A', 'AA', 'AAA')
    """
    text, column = "", column + 1
    while column:
        column, place = divmod(column - 1, 26)
        text = chr(ord("A") + place) + text
    return text


def address(column: int, row: int) -> str:
    """Return the fixed address of a cell, by its column from 0 and the number of its row.

    >>> address(2, 6)
    '$C$6'
    """
    return f"${letters(column)}${row}"


def span(column: int, first: int, last: int) -> str:
    """Return the fixed addresses of a part of a column."""
    return f"{address(column, first)}:{address(column, last)}"


def quoted(name: str) -> str:
    """Return a sheet's name as formulas take it.

    >>> quoted("Barn 'och' unga")
    "'Barn ''och'' unga'!"
    """
    return "'" + name.replace("'", "''") + "'!"


def sheet_name(wanted: str, taken: Collection[str]) -> str:
    r"""Return a name that a workbook takes, as like the wanted one as it can be.

    At most 31 characters, none of []:*?/\ or of control, no apostrophe at an end, not
    "History", and none that is taken, in whatever case.

    >>> sheet_name("a/b", ()), sheet_name("Lika", ["LIKA"])
    ('a-b', 'Lika (2)')
    """
    plain = "".join(letter for letter in wanted.translate(_FORBIDDEN) if letter.isprintable())
    plain = _cut(plain.strip("' "), _LONGEST_NAME) or "-"
    used = {each.casefold() for each in taken} | {_RESERVED}
    found, number = plain, 1
    while found.casefold() in used:
        number += 1
        ending = f" ({number})"
        found = _cut(plain, _LONGEST_NAME - len(ending)) + ending
    return found


def _cut(text: str, longest: int) -> str:
    """Cut a text to so many characters as spreadsheets count them, in UTF-16."""
    while len(text.encode("utf-16-le")) > 2 * longest:
        text = text[:-1]
    return text.rstrip("' ")


def kronor(ore: int) -> Decimal:
    """Return öre as kronor, exactly.

    >>> kronor(-5), kronor(12345)
    (Decimal('-0.05'), Decimal('123.45'))
    """
    whole, part = divmod(abs(ore), 100)
    return Decimal(f"{'-' if ore < 0 else ''}{whole}.{part:02}")
