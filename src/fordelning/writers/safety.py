"""Texts that no spreadsheet takes for a formula. Never here: formats, or files."""

from __future__ import annotations

import re

__all__ = ["safe"]

# Apostrophes before are doubled too, so that taking one away gives back any text.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    One that begins with = + - @, a tab or a line break gets an apostrophe before it; so
    does one that begins so behind apostrophes, so that none is ambiguous.

    >>> safe("=1+1"), safe("'=1+1"), safe("Umeå")
    ("'=1+1", "''=1+1", 'Umeå')
    """
    return f"'{text}" if _FORMULA.match(text) else text
