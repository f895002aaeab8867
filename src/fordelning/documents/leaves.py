"""Kinds of document values that hold no others: texts, words, money, numbers, dates, ages.

Never here: lists and tables, or what a value is for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar, final

from attrs import frozen

from fordelning.documents.kinds import Kind, built, type_name, wrong
from fordelning.documents.wording import money_text, number_text
from fordelning.errors import nearest
from fordelning.exact import exact
from fordelning.money import Money
from fordelning.population import AgeClass
from fordelning.sentences import shown

__all__ = ["FILLED", "SAID", "Band", "Choice", "Day", "Number", "Sum", "Text"]

T = TypeVar("T")

FILLED = "[\\s\\S]"
"""The pattern of a text that is not empty."""

SAID = "\\S"
"""The pattern of a text that is not blank either."""

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@final
@frozen
class Text(Kind[str]):
    """Read a text, in which a pattern may have to be found."""

    pattern: str = ""

    def read(self, value: object) -> str:
        """Return the text."""
        if not isinstance(value, str):
            raise wrong("document.text", value=shown(value), type=type_name(value))
        if not re.search(self.pattern, value):
            raise wrong("document.empty")
        try:
            value.encode()
        except UnicodeEncodeError:
            # JSON can write half of a pair of code units, which no file can hold.
            raise wrong("document.half", value=shown(value)) from None
        return value

    def write(self, value: str) -> object:
        """Return the text; of a level, without its class."""
        return str(self.read(value))

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"type": "string", **({"pattern": self.pattern} if self.pattern else {})}


@final
@frozen
class Choice(Kind[T]):
    """Read one of several words."""

    words: tuple[tuple[str, T], ...]

    def read(self, value: object) -> T:
        """Return what the word stands for."""
        known = dict(self.words)
        if not isinstance(value, str) or value not in known:
            raise wrong(
                "document.choice",
                value=shown(value),
                near=nearest(value, known) if isinstance(value, str) else "",
                known=tuple(known),
            )
        return known[value]

    def write(self, value: T) -> object:
        """Return the word."""
        return next(word for word, meant in self.words if meant == value)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"enum": [word for word, _ in self.words]}


@final
@frozen
class Sum(Kind[Money]):
    """Read money, a text with its unit: "5 Mkr"."""

    def read(self, value: object) -> Money:
        """Return the money."""
        if not isinstance(value, str) or _is_bare(value):
            raise wrong("document.money", value=shown(value), type=type_name(value))
        return built(lambda: Money.parse(value))

    def write(self, value: Money) -> object:
        """Return the shortest exact text."""
        return _exactly(value, money_text, Money.parse)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"$ref": "#/$defs/money"}


@final
@frozen
class Number(Kind[Fraction]):
    """Read an exact number, a text: "3", "2/3", "13,04061 %"."""

    def read(self, value: object) -> Fraction:
        """Return the number."""
        if not isinstance(value, str):
            raise wrong("document.number", value=shown(value), type=type_name(value))
        return built(lambda: exact(value))

    def write(self, value: Fraction) -> object:
        """Return the shortest exact text."""
        return _exactly(value, number_text, exact)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"$ref": "#/$defs/number"}


@final
@frozen
class Band(Kind[AgeClass]):
    """Read a band of ages, as tables label it: "0-25", "65+", "25"."""

    def read(self, value: object) -> AgeClass:
        """Return the band."""
        label = Text().read(value)
        return built(lambda: AgeClass.read(label))

    def write(self, value: AgeClass) -> object:
        """Return the label."""
        return _exactly(value, str, AgeClass.read)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"$ref": "#/$defs/band"}


@final
@frozen
class Day(Kind[date]):
    """Read a day, as ISO 8601 writes it: "2019-11-01"."""

    def read(self, value: object) -> date:
        """Return the date."""
        try:
            if isinstance(value, str) and _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise wrong("document.date", value=shown(value))

    def write(self, value: date) -> object:
        """Return the ISO text."""
        if type(value) is not date:
            raise wrong("document.date", value=shown(value))
        return value.isoformat()

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"$ref": "#/$defs/date"}


def _is_bare(text: str) -> bool:
    """Tell whether a text is a number alone."""
    try:
        exact(text)
    except ValueError:
        return False
    return "%" not in text


def _exactly(value: T, write: Callable[[T], str], read: Callable[[str], T]) -> str:
    """Return a text for a value, having seen that it is read as that value again."""
    try:
        text = write(value)
        same = read(text) == value
    except ValueError:
        # Too long for the library's grammar, or for Python's own.
        text, same = "", False
    if not same:
        raise wrong("document.not_exact", value=shown(value))
    return text
