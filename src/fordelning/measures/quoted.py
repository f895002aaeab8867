"""Another pot's exact outcome as a measure, and how to find who uses it.

Never here: in which order pots are allocated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast, final

from attrs import field, fields, frozen, has

from fordelning.errors import InputTypeError, InputValueError, WeightError
from fordelning.exact import Vector
from fordelning.measures.base import Measure
from fordelning.measures.scope import Scope
from fordelning.register import Level
from fordelning.sentences import shown

__all__ = ["QuotasOf", "inside", "quotas_of", "quoted"]

_SAME = {Level.LAN, Level.REGION}


def _id(pot: object) -> str:
    if not isinstance(pot, str):
        raise InputTypeError("quoted.type", value=shown(pot), type=type(pot).__name__)
    if not pot:
        raise InputValueError("quoted.empty")
    return pot


@final
@frozen(repr=False)
class QuotasOf(Measure):
    """Read the exact quotas of another pot."""

    pot: str = field(converter=_id)

    def vector(self, scope: Scope) -> Vector:
        """Return the quotas of those in scope, in öre.

        Raises:
            WeightError: the pot's outcome is not known here, or not for everyone in scope.
        """
        known = {each.pot: each for each in scope.quotas}.get(self.pot)
        if known is None:
            raise WeightError("quoted.outside", measure=repr(self))
        # A län and its region are the same place; other levels may share codes by chance.
        if known.level != scope.level and not {known.level, scope.level} <= _SAME:
            raise WeightError(
                "quoted.level", measure=repr(self), level=scope.level, other=known.level
            )
        quotas = dict(known.quotas)
        missing = tuple(code for code in scope.codes if code not in quotas)
        if missing:
            raise WeightError("quoted.missing", measure=repr(self), recipients=missing)
        return Vector.of(map(quotas.__getitem__, scope.codes))

    def __repr__(self) -> str:
        return f"quotas_of({self.pot!r})"


def quotas_of(pot: str) -> Measure:
    """Read what another pot of the agreement gives each recipient, exactly (annan nyckels utfall).

    quotas_of(i) = the other pot's quota for recipient i, in exact öre: nothing is rounded
    in between.

    Real: the German Regionalisierungsgesetz, in which a key follows from the outcome of
    two others.

    >>> quotas_of("grund") + quotas_of("tillagg")
    quotas_of('grund') + quotas_of('tillagg')

    Raises:
        InputTypeError, InputValueError: no id.

    Raises, when it is evaluated:
        WeightError: the pot is of another level, or has no quota for somebody in scope.
    """
    return QuotasOf(pot)


def quoted(value: object) -> frozenset[str]:
    """Return the ids of the pots whose quotas a key or a measure uses, however deep inside.

    >>> from fordelning import Equal, Proportional, Split
    >>> sorted(quoted(Split(("1/2", Equal()), ("1/2", Proportional(quotas_of("a"))))))
    ['a']
    """
    return frozenset(each.pot for each in inside(value) if isinstance(each, QuotasOf))


def inside(value: object) -> Iterator[object]:
    """Yield a value and everything that its fields hold, however deep."""
    yield value
    held: Iterator[object] = iter(())
    kind: type[Any] = type(value)
    if has(kind):
        held = (getattr(value, each.name) for each in fields(kind) if each.eq)
    elif isinstance(value, tuple | list | frozenset):
        held = iter(cast("tuple[object, ...]", value))
    elif isinstance(value, Mapping):
        held = iter(cast("Mapping[object, object]", value).values())
    for each in held:
        yield from inside(each)
