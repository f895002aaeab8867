"""What is read at all: so many bytes, rows, columns and cells, and how bytes become text.

Files come from anywhere, so each limit is far above what a statistics office delivers and
far below what would hurt. Nothing in a file is ever executed. Never here: any format.
"""

from __future__ import annotations

from math import prod

from fordelning.errors import ReaderError
from fordelning.sentences import Phrase

__all__ = [
    "MOST_BYTES",
    "MOST_CELLS",
    "MOST_COLUMNS",
    "MOST_DIGITS",
    "MOST_PROBLEMS",
    "MOST_ROWS",
    "MOST_UNPACKED",
    "cells_in",
    "check_size",
    "decoded",
]

MOST_BYTES = 20_000_000
MOST_UNPACKED = 80_000_000
MOST_CELLS = 2_000_000
MOST_ROWS = 400_000
MOST_COLUMNS = 2_000
MOST_DIGITS = 15
MOST_PROBLEMS = 100
"""So many problems are gathered, and no more: nobody mends more than that at once."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def check_size(what: str, size: int, most: int) -> None:
    """See that there is not more of something than is read.

    Raises:
        ReaderError: there is.
    """
    if size > most:
        raise ReaderError("reader.too_large", what=what, size=size, most=most)


def cells_in(sizes: list[int]) -> int:
    """Return how many cells variables of these sizes span.

    Raises:
        ReaderError: more than are read.
    """
    cells = prod(sizes)
    check_size(Phrase("cells"), cells, MOST_CELLS)
    return cells


def decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 (with its mark) or Windows' latin-1.

    >>> decoded("kön".encode("latin-1")), decoded("kön".encode("utf-8-sig"))
    ('kön', 'kön')

    Raises:
        ReaderError: it is no text.
    """
    try:
        text = data.decode("utf-16") if data[:2] in _UTF_16 else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise ReaderError("reader.binary")
    return text
