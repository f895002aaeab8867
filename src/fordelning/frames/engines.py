"""Where the engines differ: division, order, sums and row numbers by group, fetching rows.

narwhals spells one expression for all of them. But on PySpark it divides as floating point
numbers, and elsewhere sums of a group or a count in order cost more than all the rest; there
the engine's own way is used. Never here: what is computed.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, TypeAlias

import narwhals.stable.v2 as nw

__all__ = [
    "KNOWN",
    "MOST",
    "Frame",
    "bytewise",
    "fetched",
    "known",
    "numbered",
    "quotient",
    "summed",
]

Frame: TypeAlias = Any
"""A frame of narwhals: eager for pandas, lazy for the others."""

MOST = 2**63 - 1

KNOWN = {
    nw.Implementation.POLARS: "Polars",
    nw.Implementation.PANDAS: "pandas",
    nw.Implementation.DUCKDB: "DuckDB",
    nw.Implementation.PYSPARK: "PySpark",
}


def known(native: object) -> Frame:
    """Return a frame of an engine as one of narwhals; a TypeError where it is none."""
    read: Any = nw.from_native
    return read(native)


def bytewise(frame: Frame, texts: Sequence[str]) -> Frame:
    """Let these columns of text be grouped and sorted by their bytes, and no collation."""
    if not (frame.implementation.is_duckdb() and texts):
        return frame
    columns = [_quoted(frame, text) for text in texts]
    plain = ", ".join(f'{column} collate "C" as {column}' for column in columns)
    return known(frame.to_native().project(f"* replace ({plain})"))


def quotient(frame: Frame, name: str, top: str, bottom: str) -> Frame:
    """Add the column top // bottom; both are not negative, and bottom not zero."""
    if frame.implementation.is_pyspark():
        return _sql(frame, name, f"{_quoted(frame, top)} div {_quoted(frame, bottom)}")
    if frame.implementation.is_duckdb():
        return _sql(frame, name, f"{_quoted(frame, top)} // {_quoted(frame, bottom)}")
    return frame.with_columns((nw.col(top) // nw.col(bottom)).alias(name))


def summed(frame: Frame, name: str, column: str, by: Sequence[str]) -> Frame:
    """Add the sum of a column over each group, beside every row of it."""
    if frame.implementation.is_duckdb():
        # A sum there has 128 bits, with which all that follows would be slow.
        sums = frame.group_by(*by).agg(nw.col(column).sum().cast(nw.Int64).alias(name))
        return frame.join(sums, on=list(by), how="inner")
    return frame.with_columns(nw.col(column).sum().over(*by).alias(name))


def numbered(frame: Frame, name: str, by: Sequence[str], rest: str, code: str) -> Frame:
    """Add the number of each row in its group, from 1, in ascending order of rest and code."""
    if frame.implementation.is_duckdb() or frame.implementation.is_pyspark():
        group = ", ".join(_quoted(frame, column) for column in by)
        order = f"{_quoted(frame, rest)}, {_quoted(frame, code)}"
        return _sql(frame, name, f"row_number() over (partition by {group} order by {order})")
    if frame.implementation.is_pandas():
        return _numbered_by_numpy(frame, name, by, rest, code)
    one = frame.with_columns(nw.lit(1, nw.Int64).alias(name))
    return one.with_columns(nw.col(name).cum_sum().over(*by, order_by=[rest, code]))


def _numbered_by_numpy(frame: Frame, name: str, by: Sequence[str], rest: str, code: str) -> Frame:
    """Sort whole numbers only, which takes a third of the time of pandas' own sort."""
    numpy: Any = import_module("numpy")
    native = frame.to_native()
    group, codes = (
        native.groupby(columns, sort=True, observed=True).ngroup().to_numpy()
        for columns in (list(by), code)
    )
    order = numpy.lexsort((codes, native[rest].to_numpy(dtype="int64"), group))
    sizes = numpy.bincount(group)
    before = (numpy.cumsum(sizes) - sizes)[group[order]]
    places = numpy.empty(len(native), dtype="int64")
    places[order] = numpy.arange(1, len(native) + 1) - before
    return known(native.assign(**{name: places}))


def fetched(frame: Frame) -> list[dict[str, Any]]:
    """Return the rows, None for an empty cell; few, for they are fetched to Python."""
    native, names = frame.to_native(), frame.columns
    rows: Any
    if frame.implementation.is_duckdb():
        rows = native.fetchall()
    elif frame.implementation.is_pyspark():
        rows = native.collect()
    else:
        rows = frame.lazy().collect().iter_rows()
    return [{name: _cell(value) for name, value in zip(names, row, strict=True)} for row in rows]


def _cell(value: Any) -> Any:
    """Return a value, or None for what pandas has in an empty cell: it does not equal itself."""
    try:
        return value if value == value else None  # noqa: PLR0124
    except TypeError:
        return None


def _sql(frame: Frame, name: str, expression: str) -> Frame:
    native = frame.to_native()
    added = f"{expression} as {_quoted(frame, name)}"
    if frame.implementation.is_duckdb():
        return known(native.project(f"*, {added}"))
    return known(native.selectExpr("*", added))


def _quoted(frame: Frame, name: str) -> str:
    mark = '"' if frame.implementation.is_duckdb() else "`"
    return mark + name.replace(mark, mark * 2) + mark
