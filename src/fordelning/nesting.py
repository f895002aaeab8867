"""How deep a text of JSON is nested, counted before it is read.

A parser goes one call deeper for each bracket, and where the calls end differs between
machines; in a browser it ends the interpreter. Never here: reading JSON.
"""

from __future__ import annotations

import re

__all__ = ["DEEPEST", "too_deep"]

DEEPEST = 500
"""So deep may brackets be nested; no agreement and no table of figures comes near it."""

_MARK = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|[\]}]', re.DOTALL)


def too_deep(text: str) -> bool:
    """Tell whether brackets outside strings are nested deeper than `DEEPEST`.

    >>> too_deep("[" * 500 + "]" * 500), too_deep("[" * 501), too_deep('"' + "[" * 501 + '"')
    (False, True, False)
    """
    if text.count("[") + text.count("{") <= DEEPEST:
        return False
    depth = 0
    for found in _MARK.finditer(text):
        mark = found[0]
        if mark in {"[", "{"}:
            depth += 1
            if depth > DEEPEST:
                return True
        elif mark in {"]", "}"}:
            depth -= 1
    return False
