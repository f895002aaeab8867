"""Shapes of document values that are built of others: records, tagged unions, references.

Never here: which records and tags there are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Generic, TypeVar, final

from attrs import frozen

from fordelning.documents.kinds import Kind, UnreadableError, as_table, built, children, path, wrong
from fordelning.errors import DocumentError, FordelningError, nearest
from fordelning.sentences import shown

__all__ = ["Built", "Either", "Field", "Later", "OrWord", "Record", "Tagged", "Told", "Variant"]

T = TypeVar("T")

_REQUIRED = object()


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

    `make` builds the value from its parts, by name; `get` gives one back.
    """

    make: Callable[..., Any]
    fields: Mapping[str, Field]
    get: Callable[[Any, str], Any] = getattr

    def read(self, value: object) -> T:
        """Return the value that the table stands for."""
        table = as_table(value)
        errors: list[FordelningError] = [
            *_unknown(table, tuple(self.fields)),
            *(
                DocumentError("document.missing", field=name)
                for name, each in self.fields.items()
                if each.required and name not in table
            ),
        ]
        there = [name for name in table if name in self.fields]
        found: list[Any] = []
        try:
            found = children(
                (path(name), partial(self.fields[name].kind.read, table[name])) for name in there
            )
        except UnreadableError as raised:
            errors.extend(raised.errors)
        if errors:
            raise UnreadableError(errors)
        parts = [self.fields[name].part or name for name in there]
        made: T = built(lambda: self.make(**dict(zip(parts, found, strict=True))))
        return made

    def write(self, value: T) -> object:
        """Return the table, without what is meant anyhow."""
        parts = {name: self.get(value, each.part or name) for name, each in self.fields.items()}
        return {
            name: each.kind.write(parts[name])
            for name, each in self.fields.items()
            if each.required or parts[name] != each.default
        }

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        required = [name for name, each in self.fields.items() if each.required]
        return {
            "type": "object",
            "properties": {name: each.kind.schema() for name, each in self.fields.items()},
            "additionalProperties": False,
            **({"required": required} if required else {}),
        }


def _unknown(table: Mapping[str, object], known: tuple[str, ...]) -> list[FordelningError]:
    return [
        DocumentError("document.unknown", field=name, near=nearest(name, known), known=known)
        for name in table
        if name not in known
    ]


@final
@frozen
class Variant(Generic[T]):
    """One alternative of a tagged value: what it is, and the kind of its body.

    Without a kind the tag says it all, and stands as a text: "per_capita".
    """

    tag: str
    holds: Callable[[Any], bool]
    kind: Kind[Any] | None
    value: Any = None


@final
@frozen
class Tagged(Kind[T], Generic[T]):
    """Read a table whose only field says what it is: { flat = "5 Mkr" }.

    `name` is what such values are called; `plain`, if given, reads texts that are no tag.
    """

    name: str
    variants: tuple[Variant[T], ...]
    plain: Kind[Any] | None = None
    is_plain: Callable[[Any], bool] = bool

    def read(self, value: object) -> T:
        """Return the value that the tag and its body stand for."""
        if isinstance(value, str):
            return self._by_text(value)
        table = as_table(value)
        tags = tuple(each.tag for each in self.variants if each.kind)
        if len(table) != 1:
            raise wrong("document.one_tag", kind=self.name, given=tuple(table), known=tags)
        ((tag, body),) = table.items()
        found = next((each for each in self.variants if each.tag == tag), None)
        if found is None:
            raise wrong(
                "document.tag", kind=self.name, tag=tag, near=nearest(tag, tags), known=tags
            )
        if found.kind is None:
            raise wrong("document.bare_tag", tag=tag)
        try:
            made: T = found.kind.read(body)
        except UnreadableError as raised:
            raise raised.below(path(tag)) from None
        return made

    def _by_text(self, value: str) -> T:
        bare: dict[str, T] = {each.tag: each.value for each in self.variants if each.kind is None}
        if value in bare:
            return bare[value]
        if self.plain is not None:
            made: T = self.plain.read(value)
            return made
        known = tuple(bare) + tuple(each.tag for each in self.variants if each.kind)
        raise wrong(
            "document.tag", kind=self.name, tag=value, near=nearest(value, known), known=known
        )

    def write(self, value: T) -> object:
        """Return the tag with its body, or the tag alone.

        Raises:
            UnreadableError: a value of a class of the user's own, for which there is no tag.
        """
        if self.plain is not None and self.is_plain(value):
            return self.plain.write(value)
        for each in self.variants:
            if each.holds(value):
                return each.tag if each.kind is None else {each.tag: each.kind.write(value)}
        raise wrong(
            "document.no_tag", kind=self.name, value=shown(value), type=type(value).__name__
        )

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        bare = [each.tag for each in self.variants if each.kind is None]
        texts = [self.plain.schema()] if self.plain is not None else []
        return {
            "oneOf": [
                *([{"enum": bare}] if bare else []),
                *texts,
                *(
                    {
                        "type": "object",
                        "properties": {each.tag: each.kind.schema()},
                        "required": [each.tag],
                        "additionalProperties": False,
                    }
                    for each in self.variants
                    if each.kind is not None
                ),
            ]
        }


@final
@frozen
class Built(Kind[T], Generic[T]):
    """Read values of one kind and build something of them: a list, a pair, a single one."""

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
class OrWord(Kind[Any]):
    """Read a word that stands for a value, or anything of a kind."""

    word: str
    value: Any
    kind: Kind[Any]

    def read(self, value: object) -> Any:
        """Return the word's value, or what the kind reads."""
        return self.value if value == self.word else self.kind.read(value)

    def write(self, value: Any) -> object:
        """Return the word, or what the kind writes."""
        return self.word if value == self.value else self.kind.write(value)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"anyOf": [{"const": self.word}, self.kind.schema()]}


@final
@frozen
class Either(Kind[T], Generic[T]):
    """Read a text as one kind, and a table as another."""

    text: Kind[Any]
    table: Kind[Any]
    is_text: Callable[[T], bool]

    def read(self, value: object) -> T:
        """Return what the kind for such a value reads."""
        made: T = (self.text if isinstance(value, str) else self.table).read(value)
        return made

    def write(self, value: T) -> object:
        """Return what the kind for such a value writes."""
        return (self.text if self.is_text(value) else self.table).write(value)

    def schema(self) -> dict[str, Any]:
        """Describe both."""
        return {"oneOf": [self.text.schema(), self.table.schema()]}


@final
@frozen
class Told(Kind[T], Generic[T]):
    """Read a table as one kind if it has a field, otherwise as another."""

    field: str
    having: Kind[Any]
    lacking: Kind[Any]
    has: Callable[[T], bool]

    def read(self, value: object) -> T:
        """Return what the kind for such a table reads."""
        made: T = (self.having if self.field in as_table(value) else self.lacking).read(value)
        return made

    def write(self, value: T) -> object:
        """Return what the kind for such a value writes."""
        return (self.having if self.has(value) else self.lacking).write(value)

    def schema(self) -> dict[str, Any]:
        """Describe both."""
        return {
            "if": {"type": "object", "required": [self.field]},
            "then": self.having.schema(),
            "else": self.lacking.schema(),
        }


@final
@frozen
class Later(Kind[T], Generic[T]):
    """Refer to a kind by name, so that keys can hold keys."""

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
