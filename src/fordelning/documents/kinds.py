"""Kinds of document values: how each is read, written and described in JSON Schema.

One description serves all three, so that they cannot disagree. A kind reads what a TOML
or JSON parser gives, and finds everything that is wrong below it, each thing with its
path. Never here: what keys, measures or agreements consist of, or text of any format.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any, Generic, TypeVar, cast, final

from attrs import frozen

from fordelning.documents.wording import money_text, number_text
from fordelning.errors import DocumentError, FordelningError, nearest
from fordelning.exact import exact
from fordelning.money import Money
from fordelning.sentences import shown

__all__ = [
    "Choice",
    "Day",
    "Kind",
    "Listed",
    "Mapped",
    "Number",
    "Sum",
    "Text",
    "UnreadableError",
    "children",
]

T = TypeVar("T")


class UnreadableError(Exception):
    """Carry all that is wrong below a value: each error has its path as its place."""

    def __init__(self, errors: Iterable[FordelningError]) -> None:
        super().__init__()
        self.errors = tuple(errors)

    def below(self, path: str) -> UnreadableError:
        """Return the same, found one step further down."""
        for error in self.errors:
            error.place = (path + error.place[0], *error.place[1:]) if error.place else (path,)
        return self


def wrong(code: str, **values: Any) -> UnreadableError:
    """Return a single error of a document."""
    return UnreadableError([DocumentError(code, **values)])


class Kind(ABC, Generic[T]):
    """Read, write and describe one kind of value."""

    __slots__ = ()

    @abstractmethod
    def read(self, value: object) -> T:
        """Return what a document's value stands for.

        Raises:
            UnreadableError: it stands for nothing, or something below it does not.
        """

    @abstractmethod
    def write(self, value: T) -> object:
        """Return the value as a document has it."""

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """Describe the values that can be read, as JSON Schema."""


def children(
    pairs: Iterable[tuple[str, Callable[[], T]]],
) -> list[T]:
    """Read several values, each at its path, and raise together what is wrong with any."""
    found: list[T] = []
    errors: list[FordelningError] = []
    for path, read in pairs:
        try:
            found.append(built(read))
        except UnreadableError as raised:
            errors.extend(raised.below(path).errors)
    if errors:
        raise UnreadableError(errors)
    return found


def built(make: Callable[[], T]) -> T:
    """Make a value; an error of the library is one of the document, at this place."""
    try:
        return make()
    except FordelningError as error:
        raise UnreadableError([error]) from error


@final
@frozen
class Text(Kind[str]):
    """Read a text, which may have to say something."""

    empty: bool = True

    def read(self, value: object) -> str:
        """Return the text."""
        if not isinstance(value, str):
            raise wrong("document.text", value=shown(value), type=_kind_of(value))
        if not (value or self.empty):
            raise wrong("document.empty")
        return value

    def write(self, value: str) -> object:
        """Return the text, without a level's class."""
        return str(value)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"type": "string"} if self.empty else {"type": "string", "minLength": 1}


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
                near=nearest(value, tuple(known)) if isinstance(value, str) else "",
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
        if isinstance(value, str):
            return built(lambda: Money.parse(value))
        raise wrong("document.money", value=shown(value), type=_kind_of(value))

    def write(self, value: Money) -> object:
        """Return the shortest exact text."""
        return _exactly(money_text(value), value, Money.parse)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"$ref": "#/$defs/money"}


@final
@frozen
class Number(Kind[Fraction]):
    """Read an exact number, a text: "3", "2/3", "13,04061 %"."""

    def read(self, value: object) -> Fraction:
        """Return the number."""
        if isinstance(value, str):
            return built(lambda: exact(value))
        raise wrong("document.number", value=shown(value), type=_kind_of(value))

    def write(self, value: Fraction) -> object:
        """Return the shortest exact text."""
        return _exactly(number_text(value), value, exact)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"$ref": "#/$defs/number"}


@final
@frozen
class Day(Kind[date]):
    """Read a day, as ISO 8601 writes it: "2019-11-01"."""

    def read(self, value: object) -> date:
        """Return the date."""
        try:
            if isinstance(value, str) and len(value) == len("2019-11-01"):
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise wrong("document.date", value=shown(value))

    def write(self, value: date) -> object:
        """Return the ISO text."""
        return value.isoformat()

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"$ref": "#/$defs/date"}


@final
@frozen
class Listed(Kind[tuple[T, ...]]):
    """Read a list of values of one kind."""

    kind: Kind[T]
    least: int = 0

    def read(self, value: object) -> tuple[T, ...]:
        """Return them all."""
        if not isinstance(value, list):
            raise wrong("document.list", value=shown(value), type=_kind_of(value))
        items = cast("list[object]", value)
        if len(items) < self.least:
            raise wrong("document.too_few", least=self.least, length=len(items))
        return tuple(
            children(
                (f"[{place}]", partial(self.kind.read, each)) for place, each in enumerate(items)
            )
        )

    def write(self, value: tuple[T, ...]) -> object:
        """Return a list."""
        return [self.kind.write(each) for each in value]

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        least = {"minItems": self.least} if self.least else {}
        return {"type": "array", "items": self.kind.schema(), **least}


@final
@frozen
class Mapped(Kind[dict[str, T]]):
    """Read a table of values of one kind, by code."""

    kind: Kind[T]

    def read(self, value: object) -> dict[str, T]:
        """Return them all, by code."""
        table = as_table(value)
        found = children(
            (path(code), partial(self.kind.read, each)) for code, each in table.items()
        )
        return dict(zip(table, found, strict=True))

    def write(self, value: dict[str, T]) -> object:
        """Return a table."""
        return {code: self.kind.write(each) for code, each in value.items()}

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"type": "object", "additionalProperties": self.kind.schema()}


def _exactly(text: str, value: T, read: Callable[[str], T]) -> str:
    """Return a text, having seen that it is read as the value."""
    try:
        if read(text) == value:
            return text
    except FordelningError:
        pass
    raise wrong("document.not_exact", value=shown(value))


def as_table(value: object) -> Mapping[str, object]:
    """Return a table, having seen that it is one."""
    if not isinstance(value, dict):
        raise wrong("document.table", value=shown(value), type=_kind_of(value))
    return cast("dict[str, object]", value)


def path(name: str) -> str:
    """Return one step of a path: ".name", or quoted where the name needs it."""
    return f".{name}" if name.isidentifier() else f'."{name}"'


def _kind_of(value: object) -> str:
    """Name the kind of a value as documents call it."""
    names = {"dict": "table", "str": "text", "bool": "boolean", "int": "whole number"}
    name = type(value).__name__
    return names.get(name, name)
