"""Kinds of document values that are one of several things: by tag, by word, by shape.

Never here: which tags there are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from inspect import getdoc
from typing import Any, Generic, TypeVar, final

from attrs import frozen

from fordelning.documents.kinds import (
    Kind,
    ProblemsError,
    as_table,
    children,
    is_table,
    path,
    short,
    type_name,
    wrong,
)
from fordelning.errors import nearest
from fordelning.sentences import shown

__all__ = ["Either", "OrWord", "Tagged", "Told", "Variant"]

T = TypeVar("T")


@final
@frozen
class Variant(Generic[T]):
    """One alternative of a tagged value: the class that it is of, and the kind of its body.

    Without a kind the tag says it all and stands as a text, "per_capita", for `value`.
    `when` tells alternatives of the same class apart.
    """

    tag: str
    of: type[Any]
    kind: Kind[Any] | None = None
    value: Any = None
    when: Callable[[Any], bool] | None = None

    def holds(self, value: object) -> bool:
        """Tell whether a value is this alternative; of a subclass, it is not."""
        return type(value) is self.of and (self.when is None or self.when(value))

    def description(self) -> str:
        """Return the first line of what the class says of itself."""
        return (getdoc(self.of) or "").partition("\n")[0]


@final
@frozen
class Tagged(Kind[T], Generic[T]):
    """Read a table whose only field says what it is, { flat = "5 Mkr" }, or a bare tag.

    `name` is what such values are called; texts that are no tag are `plain`, if given,
    which stands for values of the class `plain_of`.
    """

    name: str
    variants: tuple[Variant[T], ...]
    plain: Kind[Any] | None = None
    plain_of: type[Any] | None = None

    def read(self, value: object) -> T:
        """Return the value that the tag and its body stand for."""
        if is_table(value):
            return self._by_tag(value)
        if isinstance(value, str):
            for each in self.variants:
                if each.tag == value:
                    return self._bare(each)
        if self.plain is not None:
            plain: T = self.plain.read(value)
            return plain
        if isinstance(value, str):
            raise self._no_tag(value)
        raise wrong(
            "document.tagged",
            kind=self.name,
            value=shown(value),
            type=type_name(value),
            known=self._tags(),
        )

    def _by_tag(self, table: dict[str, object]) -> T:
        if not table:
            raise wrong("document.no_tag", kind=self.name, known=self._tags())
        if len(table) > 1:
            given = tuple(f"'{short(tag)}'" for tag in table)
            raise wrong("document.one_tag", kind=self.name, given=given, known=self._tags())
        ((tag, body),) = table.items()
        found = next((each for each in self.variants if each.tag == tag), None)
        if found is None:
            raise self._no_tag(tag)
        if found.kind is None:
            raise wrong("document.bare_tag", tag=tag)
        made: T
        (made,) = children([(path(tag), partial(found.kind.read, body))])
        return made

    def _bare(self, found: Variant[T]) -> T:
        if found.kind is not None:
            raise wrong("document.no_body", tag=found.tag)
        bare: T = found.value
        return bare

    def _no_tag(self, tag: str) -> ProblemsError:
        known = self._tags()
        tag = short(tag)
        return wrong("document.tag", kind=self.name, tag=tag, near=nearest(tag, known), known=known)

    def _tags(self) -> tuple[str, ...]:
        return tuple(each.tag for each in self.variants)

    def write(self, value: T) -> object:
        """Return the tag with its body, or the tag alone.

        Raises:
            ProblemsError: a value of a class of the user's own, for which there is no tag.
        """
        if self.plain is not None and type(value) is self.plain_of:
            return self.plain.write(value)
        found = next((each for each in self.variants if each.holds(value)), None)
        if found is None:
            raise wrong(
                "document.own_class", kind=self.name, value=shown(value), type=type(value).__name__
            )
        if found.kind is None:
            return found.tag
        (body,) = children([(path(found.tag), partial(found.kind.write, value))])
        return {found.tag: body}

    def schema(self) -> dict[str, Any]:
        """Describe it: texts, and one table with room for one tag."""
        bare = [
            {"const": each.tag, "description": each.description()}
            for each in self.variants
            if each.kind is None
        ]
        bodies = {
            each.tag: {"description": each.description(), **each.kind.schema()}
            for each in self.variants
            if each.kind is not None
        }
        tables = {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "properties": bodies,
            "additionalProperties": False,
        }
        return {"anyOf": [*bare, *([self.plain.schema()] if self.plain else []), tables]}


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
    """Read a table as one kind, and anything else as another, which is a text."""

    text: Kind[Any]
    table: Kind[Any]
    is_text: Callable[[T], bool]

    def read(self, value: object) -> T:
        """Return what the kind for such a value reads."""
        made: T = (self.table if is_table(value) else self.text).read(value)
        return made

    def write(self, value: T) -> object:
        """Return what the kind for such a value writes."""
        return (self.text if self.is_text(value) else self.table).write(value)

    def schema(self) -> dict[str, Any]:
        """Describe both."""
        return {"anyOf": [self.text.schema(), self.table.schema()]}


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
