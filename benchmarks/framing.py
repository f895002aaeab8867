"""Dataframes: `allocate_frame` against the same engine's bare grouped sort.

`python -m benchmarks.framing 1e7` takes more rows than `python -m benchmarks` does; name
engines after the number to measure only these.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.util import find_spec
from itertools import count
from time import perf_counter
from typing import Any

from attrs import frozen

from benchmarks.measure import Line, in_turns, ratio
from fordelning.frames import allocate_frame

__all__ = ["framing"]

_ROWS, _RECIPIENTS = 10**6, 290
_ORDER = ["pot", "weight", "code"]
_TABLES = count(1)


def _table(rows: int, seed: int) -> Any:
    """Return a DuckDB table: pots of 290 recipients, in random order."""
    import duckdb

    table = duckdb.connect()
    table.sql(
        f"""create table t as select
            i // {_RECIPIENTS} as pot,
            lpad((i % {_RECIPIENTS})::varchar, 4, '0') as code,
            (100000000 + hash(i // {_RECIPIENTS} + {seed}) % 100000000000)::bigint as amount,
            (1 + hash(i + {seed}) % 1000000)::bigint as weight
        from range({rows}) as r(i) order by hash(i - {seed})"""  # noqa: S608 - all are numbers
    )
    return table.table("t")


def _polars(table: Any) -> Any:
    import polars as pl

    columns = table.fetchnumpy()
    return pl.DataFrame({name: pl.Series(columns[name].tolist()) for name in table.columns})


def _kept(relation: Any) -> None:
    """Compute a relation and keep its rows, as the other engines do."""
    relation.create(f"kept_{next(_TABLES)}")


def _ours(frame: Any) -> Any:
    return allocate_frame(frame, amount="amount", weight="weight", by="pot")


@frozen
class _Engine:
    """Hold how a frame is made, sorted, and computed in full."""

    make: Callable[[Any], Any]
    sort: Callable[[Any], Any]
    compute: Callable[[Any], object]

    def contestants(self) -> dict[str, Callable[[Any], object]]:
        return {
            "ours": lambda frame: self.compute(_ours(frame)),
            "sort": lambda frame: self.compute(self.sort(frame)),
        }


_ENGINES = {
    "polars": _Engine(_polars, lambda frame: frame.sort(_ORDER), lambda frame: frame),
    "pandas": _Engine(
        lambda table: table.df(), lambda frame: frame.sort_values(_ORDER), lambda frame: frame
    ),
    "duckdb": _Engine(lambda table: table, lambda frame: frame.order(", ".join(_ORDER)), _kept),
}


def _measured(name: str, rows: int) -> Line:
    engine, seeds = _ENGINES[name], count(1)
    times = in_turns(
        engine.contestants(),
        lambda calls: [engine.make(_table(rows, next(seeds))) for _ in range(calls)],
        blocks=5 if rows <= _ROWS else 3,
        calls=1,
        clock=perf_counter,
    )
    line = f"allocate_frame of {rows:.0e} rows / sort, {name}"
    return ratio(line, times["ours"], times["sort"], "at most 1.5")


def framing(rows: int = _ROWS, engines: tuple[str, ...] = tuple(_ENGINES)) -> list[Line]:
    """Compare each engine that is installed with itself; DuckDB makes the figures."""
    if not find_spec("duckdb") or not find_spec("narwhals"):
        return []
    return [_measured(name, rows) for name in engines if find_spec(name)]


if __name__ == "__main__":
    for each in framing(int(float(sys.argv[1])), tuple(sys.argv[2:]) or tuple(_ENGINES)):
        print(f"{each.name}: {each.median:.2f} ({each.least:.2f} to {each.most:.2f})")
