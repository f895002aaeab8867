"""What a document may hold at all: so much text, so deep, each field once.

Never here: what a field means.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import cast

from fordelning.documents.kinds import path, type_name
from fordelning.errors import DocumentError, FordelningError
from fordelning.sentences import shown

__all__ = ["Table", "check_keys", "check_length", "plain"]

_LONGEST = 1_000_000
_DEEPEST = 100
# Python's parser takes as many parts of a dotted key as there are, in quadratic time.
_DOTTED = re.compile(
    r"""(?m)(?:^|[\[{,])[ \t]*+(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}"""
)


class Table(dict[str, object]):
    """Hold the fields of a table, and which of them were written twice."""

    twice: tuple[str, ...] = ()

    @classmethod
    def of(cls, pairs: list[tuple[str, object]]) -> Table:
        """Make a table of pairs; of a field that was written twice the last holds."""
        table = cls(pairs)
        if len(table) < len(pairs):
            counts = Counter(name for name, _ in pairs)
            table.twice = tuple(name for name, count in counts.items() if count > 1)
        return table


def check_length(text: str) -> str:
    """Return a text, having seen that it is not too long for a document.

    Raises:
        DocumentError: it is.
    """
    if len(text) > _LONGEST:
        raise DocumentError("document.too_long", length=len(text), longest=_LONGEST)
    return text


def check_keys(text: str) -> None:
    """See that no key of a TOML text has too many parts.

    Raises:
        DocumentError: one has.
    """
    if _DOTTED.search(text):
        raise DocumentError("document.too_deep")


def plain(value: object) -> tuple[object, list[FordelningError]]:
    """Return a value of dicts, lists and texts, with the fields that were written twice.

    Dates, which TOML has, become texts, and mappings and tuples, which Python has, become
    dicts and lists.

    Raises:
        DocumentError: it is too deep.
    """
    errors: list[FordelningError] = []
    return _plain(value, "$", 0, errors), errors


def _plain(value: object, place: str, depth: int, errors: list[FordelningError]) -> object:
    if depth > _DEEPEST:
        raise DocumentError("document.too_deep")
    if isinstance(value, Mapping):
        table = cast("Mapping[object, object]", value)
        errors.extend(_about_names(table, place))
        return {
            name: _plain(each, place + path(name), depth + 1, errors)
            for name, each in table.items()
            if isinstance(name, str)
        }
    if isinstance(value, list | tuple):
        return [
            _plain(each, f"{place}[{index}]", depth + 1, errors)
            for index, each in enumerate(cast("list[object]", value))
        ]
    # A time is no date, though Python has it as one.
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value


def _about_names(table: Mapping[object, object], place: str) -> Iterator[FordelningError]:
    for name in getattr(table, "twice", ()):
        yield DocumentError("document.twice", what=name).within(place)
    for name in table:
        if not isinstance(name, str):
            yield DocumentError("document.name", value=shown(name), type=type_name(name)).within(
                place
            )
