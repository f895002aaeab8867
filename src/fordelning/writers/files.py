"""An allocation in a file of the format that the end of its name tells.

Never here: what any format looks like.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from fordelning.allocation import Allocation
from fordelning.errors import InputValueError
from fordelning.writers import excel, html
from fordelning.writers.saving import saved
from fordelning.writers.text import csv_for_people, to_json, to_markdown
from fordelning.writers.words import Language, known

__all__ = ["ENDINGS", "check", "write"]

_Write: TypeAlias = Callable[[Allocation, Path, Language], None]


def _text(made: Callable[[Allocation, Language], str]) -> _Write:
    return lambda allocation, path, language: saved(made(allocation, language).encode(), path)


_WRITERS: dict[str, _Write] = {
    ".xlsx": excel.write,
    ".csv": _text(lambda allocation, _: csv_for_people(allocation)),
    ".json": _text(lambda allocation, _: to_json(allocation)),
    ".html": html.write,
    ".md": _text(to_markdown),
}

ENDINGS = tuple(_WRITERS)
"""The ends of names that tell a format."""


def write(allocation: Allocation, path: str | os.PathLike[str], language: Language = "sv") -> None:
    """Write an allocation to a file (spara till fil), as the end of its name tells.

    `.xlsx` is a workbook with formulas, `.html` a page, `.csv` what Excel opens in Swedish,
    `.json` for programs, with amounts in whole öre, `.md` Markdown. A file that is there is
    replaced, once the whole of the new one is made. CSV has Swedish headings in any
    language, and JSON English ones.

    Raises:
        MissingExtraError: what a workbook needs is not installed.
        InputTypeError, InputValueError: a name that ends otherwise, something else than an
            allocation, another language, a place that cannot be written to, or what the
            writer of the format refuses.
    """
    known(language)
    _WRITERS[check(path)](allocation, Path(path), language)


def check(path: str | os.PathLike[str]) -> str:
    """Return the end of a file's name, having seen that it tells a format.

    Raises:
        InputValueError: it does not.
    """
    ending = Path(path).suffix.lower()
    if ending not in _WRITERS:
        raise InputValueError("writers.ending", path=str(path), known=ENDINGS)
    return ending
