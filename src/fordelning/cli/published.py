"""Reading published tables from CSV, for `reconcile`. Never here: comparing them.

The file has a header `pot;code;kr` and a row per amount; a row without a code has the
printed total of its pot.
"""

from __future__ import annotations

import csv
from pathlib import Path

from fordelning.comparison import Published
from fordelning.errors import FordelningError, InputValueError, raise_problems
from fordelning.money import Money, kr
from fordelning.sentences import Phrase

__all__ = ["read"]

_HEADER = ["pot", "code", "kr"]
_LARGEST = 10_000_000


def read(path: Path) -> dict[str, Published]:
    """Return the tables of a file, by pot.

    Raises:
        InputValueError: the file is too large, is no CSV in UTF-8, or has another header.
        FordelningError: a row that cannot be read; several of them are told at once.
    """
    rows = _rows(path)
    if not rows or [cell.strip() for cell in rows[0]] != _HEADER:
        raise InputValueError("published.header", path=str(path), header=";".join(_HEADER))
    amounts: dict[str, dict[str, Money]] = {}
    problems: list[FordelningError] = []
    for number, row in enumerate(rows[1:], start=2):
        try:
            _add(amounts, row)
        except FordelningError as error:
            problems.append(error.within(Phrase("line {number}", number=str(number))))
    raise_problems(problems, InputValueError, "published.problems", path=str(path))
    totals = {pot: cells.pop("", None) for pot, cells in amounts.items()}
    return {pot: _table(pot, cells, totals[pot]) for pot, cells in amounts.items()}


def _rows(path: Path) -> list[list[str]]:
    if path.stat().st_size > _LARGEST:
        raise InputValueError("published.too_large", path=str(path), largest=_LARGEST)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputValueError("published.unreadable", path=str(path), reason=str(error)) from None
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def _add(amounts: dict[str, dict[str, Money]], row: list[str]) -> None:
    if len(row) != len(_HEADER):
        raise InputValueError("published.row", cells=len(row), header=";".join(_HEADER))
    pot, code, amount = (cell.strip() for cell in row)
    cells = amounts.setdefault(pot, {})
    if code in cells:
        raise InputValueError("published.twice", pot=pot, recipient=code or Phrase("(total)"))
    cells[code] = kr(amount)


def _table(pot: str, cells: dict[str, Money], total: Money | None) -> Published:
    try:
        return Published(cells, total)
    except FordelningError as error:
        raise error.within(Phrase("pot '{pot}'", pot=pot)) from None
