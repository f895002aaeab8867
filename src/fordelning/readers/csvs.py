"""Reading delimited text into rows: semicolons, tabs, commas or bars, quoted or not.

Never here: what the rows mean.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from fordelning.errors import ReaderError
from fordelning.readers.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, check_size
from fordelning.sentences import Phrase

__all__ = ["rows"]

_SEPARATORS = (";", "\t", ",", "|")
_TRIED = 200
_HEAD = 100_000
# Made once, and not for every row.
_ROWS, _COLUMNS, _CELLS = Phrase("rows"), Phrase("columns"), Phrase("cells")
# What Excel takes, and others write, as a first line that is no part of the table.
_SAID = re.compile(r"sep=([;,|\t])(?=\r?\n)", re.IGNORECASE)


def rows(text: str) -> list[list[str]]:
    r"""Return the cells of a delimited text, line by line, blank lines included.

    The separator is the one that a first line names, as Excel reads it, or else the one that
    cuts most of the first lines into as many cells; a text whose lines it does not cut has
    one column.

    >>> rows('"kod";"antal"\n"01";5\n')
    [['kod', 'antal'], ['01', '5']]

    Raises:
        ReaderError: too many rows or columns, or a quote that never ends.
    """
    if said := _SAID.match(text):
        separator, text = said[1], text[said.end() :]
    else:
        separator = max(_SEPARATORS, key=lambda each: _even(text, each))
    found: list[list[str]] = []
    cells = 0
    try:
        for row in _parsed(text, separator):
            cells += len(row)
            check_size(_ROWS, len(found) + 1, MOST_ROWS)
            check_size(_COLUMNS, len(row), MOST_COLUMNS)
            check_size(_CELLS, cells, MOST_CELLS)
            found.append(row)
    except csv.Error as error:
        raise ReaderError("reader.csv", line=len(found) + 1, reason=str(error)) from None
    return found


def _parsed(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)


def _even(text: str, separator: str) -> tuple[int, int]:
    """Return how many of the first lines have as many cells as the widest, and how many."""
    head = text[:_HEAD]
    if len(head) < len(text):
        # A cut within quotes would look like a quote that never ends.
        head = head[: max(head.rfind("\n"), head.rfind("\r")) + 1] or head
    try:
        widths = [len(row) for row in islice(_parsed(head, separator), _TRIED)]
    except csv.Error:
        return 0, 0
    widest = max(widths, default=1)
    return (widths.count(widest) if widest > 1 else 0), widest
