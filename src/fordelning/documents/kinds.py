"""What a kind of document value is: how it is read, written and described, from one place.

One description serves reading, writing and the JSON Schema, so that they cannot disagree.
A kind takes what a TOML or JSON parser gives, and finds everything that is wrong below it,
each thing with its path. Never here: any particular kind, or text of any format.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeGuard, TypeVar

from fordelning.errors import DocumentError, FordelningError
from fordelning.sentences import Phrase, shown

__all__ = [
    "MOST",
    "Kind",
    "ProblemsError",
    "as_table",
    "built",
    "children",
    "is_table",
    "path",
    "short",
    "type_name",
    "wrong",
]

T = TypeVar("T")

_TYPES = {
    "NoneType": Phrase("null"),
    "bool": Phrase("boolean"),
    "dict": Phrase("table"),
    "int": Phrase("whole number"),
    "list": Phrase("list"),
    "str": Phrase("text"),
}


class ProblemsError(Exception):
    """Carry all that is wrong at or below a value; each error's place begins with its path."""

    def __init__(self, errors: Iterable[FordelningError]) -> None:
        super().__init__()
        self.errors: tuple[FordelningError, ...] = tuple(errors)

    def below(self, path: str) -> ProblemsError:
        """Return the same, seen from one step further up."""
        for error in self.errors:
            error.place = (path + error.place[0], *error.place[1:])
        return self


def wrong(code: str, **values: Any) -> ProblemsError:
    """Return a single error of the document, at this place."""
    return ProblemsError([DocumentError(code, **values).within("")])


class Kind(ABC, Generic[T]):
    """Read, write and describe one kind of value."""

    __slots__ = ()

    @abstractmethod
    def read(self, value: object) -> T:
        """Return what a document's value stands for.

        Raises:
            ProblemsError: it stands for nothing, or something below it does not.
        """

    @abstractmethod
    def write(self, value: T) -> object:
        """Return the value as a document has it.

        Raises:
            ProblemsError: no document can have it, or something below it.
        """

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """Describe the values that can be read, as JSON Schema."""


MOST = 100
"""So many errors are gathered, and no more: nobody mends more than that at once."""

_LONGEST = 60


def short(name: str) -> str:
    """Return a name as errors tell it: not all of one that is far too long.

    >>> short("pot"), len(short("x" * 1000))
    ('pot', 60)
    """
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 3]}..."


def children(steps: Iterable[tuple[str, Callable[[], T]]]) -> list[T]:
    """Read or write several values, each at its path; raise what is wrong with any."""
    found: list[T] = []
    errors: list[FordelningError] = []
    for step, make in steps:
        try:
            found.append(make())
        except ProblemsError as raised:
            errors.extend(raised.below(step).errors)
            if len(errors) >= MOST:
                break
    if errors:
        raise ProblemsError(errors)
    return found


def built(make: Callable[[], T]) -> T:
    """Make a value; what the library says is wrong with it is an error at this place."""
    try:
        return make()
    except FordelningError as error:
        raise ProblemsError([error.within("")]) from error


def is_table(value: object) -> TypeGuard[dict[str, object]]:
    """Tell whether a value is a table."""
    return isinstance(value, dict)


def as_table(value: object) -> dict[str, object]:
    """Return a table, having seen that it is one."""
    if not is_table(value):
        raise wrong("document.table", value=shown(value), type=type_name(value))
    return value


def path(name: str) -> str:
    """Return one step of a path, quoted where the name needs it.

    >>> path("pot"), path("01")
    ('.pot', '."01"')
    """
    name = short(name)
    return f".{name}" if name.isidentifier() else f".{json.dumps(name, ensure_ascii=False)}"


def type_name(value: object) -> str:
    """Name the type of a value as documents call it.

    >>> type_name(5), type_name({}), type_name([])
    ('whole number', 'table', 'list')
    """
    name = type(value).__name__
    return _TYPES.get(name, name)
