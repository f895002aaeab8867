"""Two definitions, part by part: what was added, removed and changed in an agreement.

Never here: amounts that come of a definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, cast

from attrs import fields, frozen

from fordelning.agreement import About, Agreement, Ambiguity, Declared, Pot, Reading, UpTo
from fordelning.money import Money
from fordelning.register import Recipient
from fordelning.source import Source

__all__ = ["DefinitionDiff", "FieldChange", "definitions_compared"]

# The fields of a part that hold parts of their own, which are told apart by id or name.
_PARTS: dict[type, tuple[str, ...]] = {
    Agreement: ("declared", "pots"),
    Ambiguity: ("readings",),
    Reading: ("pots",),
}
_ID = "id"
_NOTHING = "none"


@frozen
class FieldChange:
    """Hold one difference of two definitions.

    `place` is the part, outermost first, such as `pot 'a'`; `field` is its field, empty
    where the whole part was added or removed. `before` is None for what was added, `after`
    for what was removed.
    """

    place: str
    field: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        if self.before is None:
            return f"+ {self.place}: {self.after}"
        if self.after is None:
            return f"- {self.place}: {self.before}"
        return f"  {self.place}, {self.field}: {self.before} -> {self.after}"


@frozen
class DefinitionDiff:
    """Hold what differs between two definitions; `before` and `after` are their ids."""

    before: str
    after: str
    rows: tuple[FieldChange, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self.rows

    @property
    def added(self) -> tuple[FieldChange, ...]:
        """The parts that only the second has."""
        return tuple(row for row in self.rows if row.before is None)

    @property
    def removed(self) -> tuple[FieldChange, ...]:
        """The parts that only the first has."""
        return tuple(row for row in self.rows if row.after is None)

    @property
    def changed(self) -> tuple[FieldChange, ...]:
        """The fields that both have, and that differ."""
        return tuple(row for row in self.rows if row.field)

    def __str__(self) -> str:
        counted = (
            "the definitions are the same"
            if self.same
            else f"{len(self.added)} added, {len(self.removed)} removed, "
            f"{len(self.changed)} changed"
        )
        return "\n".join([f"{self.before} -> {self.after}: {counted}", *map(str, self.rows)])


def definitions_compared(before: Agreement, after: Agreement) -> DefinitionDiff:
    """Return every field in which two definitions differ; none where they are equal."""
    rows = _changes("the agreement", before, after, whole="")
    return DefinitionDiff(before.id, after.id, tuple(rows))


def _changes(place: str, before: object, after: object, *, whole: str) -> Iterator[FieldChange]:
    """Yield what differs in two parts of one class; `whole` goes before their own parts."""
    kind = cast("type[Any]", type(before))
    for each in fields(kind):
        old, new = getattr(before, each.name), getattr(after, each.name)
        if not each.eq or old == new:
            continue
        if each.name in _PARTS.get(kind, ()):
            yield from _parts(whole, place, each.name, old, new)
        else:
            yield _changed(place, each.name, old, new)


def _changed(place: str, field: str, old: object, new: object) -> FieldChange:
    before, after = _text(old), _text(new)
    if before == after:
        after = f"{after} (another value that looks the same)"
    return FieldChange(place, field, before, after)


def _parts(
    whole: str, place: str, field: str, old: Iterable[Any], new: Iterable[Any]
) -> Iterator[FieldChange]:
    before, after = _named(old), _named(new)
    for name, part in before.items():
        if name not in after:
            yield FieldChange(f"{whole}{name}", "", _summary(part), None)
    for name, part in after.items():
        if name not in before:
            yield FieldChange(f"{whole}{name}", "", None, _summary(part))
        else:
            yield from _changes(f"{whole}{name}", before[name], part, whole=f"{whole}{name}, ")
    were = [name for name in before if name in after]
    are = [name for name in after if name in before]
    if were != are:
        yield FieldChange(place, f"order of {field}", ", ".join(were), ", ".join(are))


def _named(parts: Iterable[Any]) -> dict[str, Any]:
    """Return parts by what they are called; a name that comes again has a number."""
    found: dict[str, Any] = {}
    for part in parts:
        kind = type(part).__name__.lower()
        first = f"{kind} '{part.id if hasattr(part, _ID) else part.name}'"
        name, count = first, 1
        while name in found:
            count += 1
            name = f"{first} ({count})"
        found[name] = part
    return found


def _summary(part: Pot | Ambiguity | Reading | Declared) -> str:
    if isinstance(part, Pot):
        by = f", by {part.key!r}" if part.key else ""
        return f"{part.amount} to {_text(part.to)}{by}"
    if isinstance(part, Ambiguity):
        names = ", ".join(reading.name for reading in part.readings) or _NOTHING
        return f"{_text(part.amount)} to {_text(part.to)}, readings: {names}"
    if isinstance(part, Reading):
        return repr(part.key) if part.key else ", ".join(f"{p.id} {p.amount}" for p in part.pots)
    return f"{part.amount} over {', '.join(part.pots)}"


def _text(value: object) -> str:
    """Write a field's value in one line."""
    if value is None or value in ("", ()):
        return _NOTHING
    if isinstance(value, Recipient):
        return f"{value.name} ({value.code})"
    if isinstance(value, tuple):
        return "; ".join(map(_text, cast("tuple[object, ...]", value)))
    if isinstance(value, Money | UpTo | About | Source | date | str):
        return str(value)
    return repr(value)
