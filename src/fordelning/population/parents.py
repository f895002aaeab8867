"""Who is part of whom at levels of the user's own, for nested distribution.

Never here: the Swedish levels, whose parts the register knows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from fordelning.errors import InputTypeError, InputValueError, PopulationError, UnknownCodeError
from fordelning.population.table import Table
from fordelning.register import SWEDISH
from fordelning.sentences import shown

__all__ = ["ancestors", "checked_parents", "parents_at"]


def checked_parents(
    parents: Mapping[str, str], codes: tuple[str, ...], level: str
) -> tuple[tuple[str, str], ...]:
    """Return (child, parent) pairs, ascending, having seen that they are of these codes.

    Raises:
        InputTypeError: no mapping, or a code that is no text.
        InputValueError: parents at a Swedish level.
        UnknownCodeError: a child that is not among the codes.
    """
    if not isinstance(parents, Mapping):
        raise InputTypeError("parents.type", value=shown(parents))
    for pair in parents.items():
        if not all(isinstance(code, str) for code in pair):
            raise InputTypeError("parents.type", value=shown(dict([pair])))
    if parents and level in SWEDISH:
        raise InputValueError("parents.swedish", level=level)
    unknown = tuple(sorted(set(parents).difference(codes)))
    if unknown:
        raise UnknownCodeError("parents.unknown", codes=unknown)
    return tuple(sorted(parents.items()))


def parents_at(tables: Iterable[Table], level: str) -> dict[str, str]:
    """Return each child's parent, by all tables of a level.

    Raises:
        PopulationError: a child with two parents.
    """
    found: dict[str, str] = {}
    for table in tables:
        if table.level == level:
            for child, parent in table.parents:
                if found.setdefault(child, parent) != parent:
                    raise PopulationError(
                        "parents.two", child=child, first=found[child], second=parent
                    )
    return found


def ancestors(
    parents: Mapping[str, Mapping[str, str]], level: str, among: Collection[str]
) -> dict[str, str]:
    """Return of whom among some each child at a level is part: its parent, or that one's.

    `parents` are by level.

    >>> parents = {"klass": {"1a": "norra"}, "skola": {"norra": "kust"}}
    >>> ancestors(parents, "klass", ["kust"]), ancestors(parents, "klass", ["norra"])
    ({'1a': 'kust'}, {'1a': 'norra'})
    """
    found = dict(parents.get(level, {}))
    for _ in parents:
        higher = {
            child: above[parent]
            for child, parent in found.items()
            if parent not in among
            for above in parents.values()
            if parent in above
        }
        found.update(higher)
    return {child: parent for child, parent in found.items() if parent in among}
