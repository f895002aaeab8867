"""Largest remainder on dataframes: Polars, pandas, DuckDB and PySpark, by narwhals.

Here lives `allocate_frame`. It needs the extra `frames`, and an engine of the caller's own.
Never here: keys, populations or money; a unit is whatever the caller counts.
"""

from fordelning.frames.allocate import allocate_frame

__all__ = ["allocate_frame"]
