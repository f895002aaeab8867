"""Values as a terminal can show them: what is not printable in their texts is escaped.

A document may come from anybody, and a text in it may hold a terminal's commands, or line
breaks that forge lines. Never here: printing, or which line breaks the library writes.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any, TypeVar, cast
from unicodedata import category

from attrs import evolve, fields, has

from fordelning.errors import FordelningError, listed
from fordelning.population import Population
from fordelning.sentences import Phrase, Sentence

__all__ = ["printable"]

T = TypeVar("T")


def printable(value: T) -> T:
    r"""Return a value with every text in it escaped, wherever it stands.

    For printing only: to compute with the copy could give another result.

    >>> print(printable(("a\nb", "å\x1b[2J")))
    ('a\\nb', 'å\\x1b[2J')
    """
    return cast("T", _printable(value))


def _printable(value: object) -> object:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple | list | frozenset):
        items = cast("tuple[object, ...]", value)
        return type(items)(_printable(each) for each in items)
    if isinstance(value, dict):
        pairs = cast("dict[object, object]", value)
        return {_printable(name): _printable(each) for name, each in pairs.items()}
    if isinstance(value, FordelningError):
        return _error(value)
    # A population is large, and what is printed of it is escaped where that is done.
    if has(type(value)) and not isinstance(value, Population):
        return _parts(value)
    return value


def _text(text: str) -> str:
    if isinstance(text, Phrase):
        return type(text)(text.sentence.template, **_by_name(text.sentence.values))
    return text if text.isprintable() else "".join(map(_letter, text))


def _letter(letter: str) -> str:
    # Hard and narrow spaces are in many amounts, and do no harm.
    if letter.isprintable() or category(letter) == "Zs":
        return letter
    return letter.encode("unicode_escape").decode("ascii")


def _by_name(values: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: _printable(each) for name, each in values}


def _error(error: FordelningError) -> FordelningError:
    values = _by_name(error.values.items())
    if "problems" in values:
        # The list has line breaks of the library's own.
        values["listed"] = listed(values["problems"])
    made = type(error)(error.code, **values)
    made.place = printable(error.place)
    return made


def _parts(value: object) -> object:
    """Return a copy with its parts escaped; what checks or computes them is not run again."""
    if isinstance(value, Sentence):
        # Line breaks in a template are the library's own.
        return evolve(value, values=_by_name(value.values))
    made = copy(value)
    for each in fields(cast("Any", type(value))):
        object.__setattr__(made, each.name, _printable(getattr(value, each.name)))
    return made
