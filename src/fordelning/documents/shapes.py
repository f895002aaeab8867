"""Kinds of document values that hold others: lists, tables by code, records, wholes.

Never here: values told apart by what they look like (`unions`), or which records there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast, final

from attrs import frozen

from fordelning.documents.kinds import (
    MOST,
    Kind,
    ProblemsError,
    as_table,
    built,
    children,
    path,
    short,
    type_name,
    wrong,
)
from fordelning.documents.leaves import Text
from fordelning.errors import DocumentError, FordelningError, nearest
from fordelning.sentences import shown

__all__ = ["Built", "Field", "Later", "Listed", "Mapped", "Record"]

K = TypeVar("K")
T = TypeVar("T")

_REQUIRED = object()


@final
@frozen
class Listed(Kind[tuple[T, ...]]):
    """Read a list of values of one kind, of at least and at most so many."""

    kind: Kind[T]
    least: int = 0
    most: int | None = None

    def read(self, value: object) -> tuple[T, ...]:
        """Return them all."""
        if not isinstance(value, list):
            raise wrong("document.list", value=shown(value), type=type_name(value))
        items = cast("list[object]", value)
        self._count(len(items))
        return tuple(self._each(self.kind.read, items))

    def write(self, value: tuple[T, ...]) -> object:
        """Return a list."""
        self._count(len(value))
        return self._each(self.kind.write, value)

    def _each(self, make: Callable[[Any], Any], items: list[object] | tuple[T, ...]) -> list[Any]:
        return children((f"[{place}]", partial(make, each)) for place, each in enumerate(items))

    def _count(self, length: int) -> None:
        if length < self.least:
            raise wrong("document.too_few", least=self.least, length=length)
        if self.most is not None and length > self.most:
            raise wrong("document.too_many", most=self.most, length=length)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        least = {"minItems": self.least} if self.least else {}
        most = {} if self.most is None else {"maxItems": self.most}
        return {"type": "array", "items": self.kind.schema(), **least, **most}


@final
@frozen
class Mapped(Kind[tuple[tuple[K, T], ...]], Generic[K, T]):
    """Read a table of values of one kind, each under a code, as at least so many pairs."""

    kind: Kind[T]
    codes: Kind[K]
    least: int = 0

    def read(self, value: object) -> tuple[tuple[K, T], ...]:
        """Return the pairs, in the document's order."""
        table = as_table(value)
        if len(table) < self.least:
            raise wrong("document.too_few", least=self.least, length=len(table))
        found = children(
            (path(code), partial(self._pair, code, each)) for code, each in table.items()
        )
        # Ages can be written in two ways: 25 and 25-25.
        twice = [code for code, count in Counter(code for code, _ in found).items() if count > 1]
        if twice:
            raise wrong("document.twice", what=str(twice[0]))
        return tuple(found)

    def _pair(self, code: str, value: object) -> tuple[K, T]:
        steps: list[tuple[str, Callable[[], Any]]] = [
            ("", partial(self.codes.read, code)),
            ("", partial(self.kind.read, value)),
        ]
        read_code, read_value = children(steps)
        return read_code, read_value

    def write(self, value: tuple[tuple[K, T], ...]) -> object:
        """Return a table."""
        codes = [cast("str", self.codes.write(code)) for code, _ in value]
        found = children(
            (path(code), partial(self.kind.write, each))
            for code, (_, each) in zip(codes, value, strict=True)
        )
        return dict(zip(codes, found, strict=True))

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        names = {} if self.codes == Text() else {"propertyNames": self.codes.schema()}
        least = {"minProperties": self.least} if self.least else {}
        return {"type": "object", **names, **least, "additionalProperties": self.kind.schema()}


@final
@frozen
class Field:
    """Describe a field of a record: its kind, and what is meant when it is left out.

    Without a default it must be there. `part` is what the value itself calls it.
    """

    kind: Kind[Any]
    default: Any = _REQUIRED
    part: str = ""

    @property
    def required(self) -> bool:
        """Whether it must be there."""
        return self.default is _REQUIRED


@final
@frozen
class Record(Kind[T], Generic[T]):
    """Read a table with these fields and no other.

    `make` builds the value of its parts, by name; `get` gives one back. `elsewhere` are
    fields that somebody may look for here. `rules` say in JSON Schema which fields go
    together, as `make` sees to it.
    """

    make: Callable[..., Any]
    fields: Mapping[str, Field]
    get: Callable[[Any, str], Any] = getattr
    elsewhere: tuple[str, ...] = ()
    rules: Mapping[str, Any] = MappingProxyType({})

    def read(self, value: object) -> T:
        """Return the value that the table stands for."""
        table = as_table(value)
        errors = [*self._unknown(table), *self._missing(table)]
        there = [name for name in table if name in self.fields]
        found: list[Any] = []
        try:
            found = children(
                (path(name), partial(self.fields[name].kind.read, table[name])) for name in there
            )
        except ProblemsError as raised:
            errors.extend(raised.errors)
        if errors:
            raise ProblemsError(errors)
        parts = [self.fields[name].part or name for name in there]
        made: T = built(lambda: self.make(**dict(zip(parts, found, strict=True))))
        return made

    def _unknown(self, table: Mapping[str, object]) -> list[FordelningError]:
        known = (*self.fields, *self.elsewhere)
        unknown = islice((name for name in table if name not in self.fields), MOST)
        return [
            DocumentError(
                "document.unknown",
                field=short(name),
                near=nearest(short(name), known),
                known=tuple(self.fields),
            ).within("")
            for name in unknown
        ]

    def _missing(self, table: Mapping[str, object]) -> list[FordelningError]:
        return [
            DocumentError("document.missing", field=name).within("")
            for name, each in self.fields.items()
            if each.required and name not in table
        ]

    def write(self, value: T) -> object:
        """Return the table, without what is meant anyhow."""
        parts = {name: self.get(value, each.part or name) for name, each in self.fields.items()}
        there = [
            name
            for name, each in self.fields.items()
            if each.required or parts[name] != each.default
        ]
        found = children(
            (path(name), partial(self.fields[name].kind.write, parts[name])) for name in there
        )
        return dict(zip(there, found, strict=True))

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        required = [name for name, each in self.fields.items() if each.required]
        return {
            "type": "object",
            "properties": {name: each.kind.schema() for name, each in self.fields.items()},
            "additionalProperties": False,
            **({"required": required} if required else {}),
            **self.rules,
        }


@final
@frozen
class Built(Kind[T], Generic[T]):
    """Read values of one kind and build something of them; `part` gives them back."""

    kind: Kind[Any]
    make: Callable[[Any], T]
    part: Callable[[Any], Any]

    def read(self, value: object) -> T:
        """Return what is built of the value."""
        found = self.kind.read(value)
        return built(lambda: self.make(found))

    def write(self, value: T) -> object:
        """Return what the value was built of."""
        return self.kind.write(self.part(value))

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return self.kind.schema()


@final
@frozen
class Later(Kind[T], Generic[T]):
    """Refer to a kind by name: keys can hold keys, and the schema says a thing once."""

    name: str
    kind: Callable[[], Kind[T]]

    def read(self, value: object) -> T:
        """Return what the named kind reads."""
        return self.kind().read(value)

    def write(self, value: T) -> object:
        """Return what the named kind writes."""
        return self.kind().write(value)

    def schema(self) -> dict[str, Any]:
        """Refer to its description."""
        return {"$ref": f"#/$defs/{self.name}"}
