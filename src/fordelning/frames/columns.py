"""The columns of a frame: which there are, of which types, and a frame from and to its engine.

Never here: the figures in the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw
from attrs import field, frozen
from narwhals.exceptions import DuplicateError

from fordelning.errors import (
    FordelningError,
    InputTypeError,
    InputValueError,
    nearest,
    raise_problems,
)
from fordelning.frames.engines import KNOWN, Frame, bytewise, known
from fordelning.sentences import shown

__all__ = ["OWN", "Columns", "closed", "opened"]

OWN = "fordelning_"
"""Columns of this library's own, while it computes, begin so."""

_WHOLE = (nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.UInt8, nw.UInt16, nw.UInt32)
_GROUPS = (
    *_WHOLE,
    nw.UInt64,
    nw.Boolean,
    nw.String,
    nw.Categorical,
    nw.Enum,
    nw.Date,
    nw.Datetime,
)


def _names(by: str | Sequence[str]) -> tuple[str, ...]:
    names = (by,) if isinstance(by, str) else by
    if not isinstance(names, Sequence) or not all(isinstance(each, str) for each in names):
        raise InputTypeError("frames.by", value=shown(by))
    return tuple(names)


def _name(name: str) -> str:
    if not (isinstance(name, str) and name):
        raise InputTypeError("frames.name", value=shown(name))
    return name


@frozen
class Columns:
    """Name the columns that are used."""

    amount: str
    weight: str
    by: tuple[str, ...] = field(converter=_names)
    code: str
    into: str = field(converter=_name)

    def all(self) -> tuple[str, ...]:
        """Return the columns that are read."""
        return self.amount, self.weight, self.code, *self.by

    def group(self) -> tuple[str, ...]:
        """Return the columns of a group; without any, one that is the same on all rows."""
        return self.by or (f"{OWN}group",)


def opened(frame: object, used: Columns) -> Frame:
    """Return the frame for narwhals, having seen that it has the columns that are used.

    The amount, the weight and, where no column tells groups, one group of all rows come as
    columns of 64 bits of our own.

    Raises:
        InputTypeError: no frame of a known engine; columns of another type.
        InputValueError: a column that is not there, that is there already, or named twice.
    """
    try:
        found: Frame = known(frame)
    except DuplicateError:
        raise InputValueError("frames.repeated") from None
    except TypeError:
        raise InputTypeError("frames.type", value=shown(frame), type=type(frame).__name__) from None
    if found.implementation not in KNOWN:
        raise InputTypeError(
            "frames.engine", engine=found.implementation.value, known=tuple(KNOWN.values())
        )
    schema = _schema(found)
    raise_problems(_misnamed(used, list(schema)), InputValueError, "frames.columns")
    raise_problems(_mistyped(used, schema), InputTypeError, "frames.dtypes")
    if found.implementation.is_polars():
        found = found.lazy()
    found = bytewise(found, [name for name in (*used.by, used.code) if schema[name] == nw.String])
    whole = {"amount": used.amount, "weight": used.weight}
    own = [nw.col(column).cast(nw.Int64).alias(OWN + name) for name, column in whole.items()]
    if not used.by:
        own.append(nw.lit(0, nw.Int64).alias(*used.group()))
    return found.with_columns(*own)


def _schema(found: Frame) -> dict[str, Any]:
    schema = dict(found.collect_schema())
    unnamed = tuple(shown(name) for name in schema if not isinstance(name, str))
    if unnamed:
        raise InputTypeError("frames.unnamed", columns=unnamed)
    return schema


def closed(result: Frame, frame: object) -> Any:
    """Return what is computed as a frame of the kind that came in."""
    if result.implementation.is_polars() and isinstance(known(frame), nw.DataFrame):
        result = result.collect()
    return result.to_native()


def _misnamed(used: Columns, names: list[str]) -> list[FordelningError]:
    told = used.all()
    problems: list[FordelningError] = [
        InputValueError("frames.missing", column=shown(column), near=nearest(str(column), names))
        for column in dict.fromkeys(told)
        if column not in names
    ]
    twice = {column for column in told if told.count(column) > 1}
    problems += [InputValueError("frames.named_twice", column=column) for column in sorted(twice)]
    # SQL does not tell upper from lower case in a name.
    problems += [
        InputValueError("frames.taken", column=name)
        for name in names
        if name.lower() == used.into.lower() or name.lower().startswith(OWN)
    ]
    return problems


def _mistyped(used: Columns, schema: dict[str, Any]) -> list[FordelningError]:
    problems: list[FordelningError] = []
    for column in (used.amount, used.weight):
        if schema[column] not in _WHOLE:
            kind = str(schema[column])
            problems.append(InputTypeError("frames.not_whole", column=column, type=kind))
    if schema[used.code] != nw.String:
        kind = str(schema[used.code])
        problems.append(InputTypeError("frames.not_text", column=used.code, type=kind))
    for column in used.by:
        if schema[column] not in _GROUPS:
            kind = str(schema[column])
            problems.append(InputTypeError("frames.not_a_group", column=column, type=kind))
    return problems
