"""The door to frames: `allocate_frame`.

Never here: arithmetic, checks of figures, or an import of narwhals before there is a frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from fordelning.errors import MissingExtraError

__all__ = ["allocate_frame"]

T = TypeVar("T")


def allocate_frame(
    frame: T,
    *,
    amount: str,
    weight: str,
    by: str | Sequence[str] = (),
    code: str = "code",
    into: str = "units",
) -> T:
    """Apportion the amount of each group of rows to its rows, by largest remainder.

    Each row is a recipient: `by` names the columns of its group (none: all rows are one),
    `amount` the whole units that the group shares, the same on all of its rows, `weight` its
    whole-number weight, and `code` its code, which decides ties (lika), ascending. The column
    `into` is added with what it gets: with a the amount, w the weight and W their sum,
    floor(a * w / W), and one more for the a - sum of those with the largest remainders. So
    it is what `apportion(amount, {code: weight, ...})` gives for the group, to the unit; a
    negative amount gives minus the result for its absolute value.

    What comes in goes out: a pandas or Polars DataFrame in the same order of rows, or a
    Polars LazyFrame, a DuckDB relation or a PySpark DataFrame, not yet computed. Before that,
    queries that sum up each group check the figures. Nothing is divided but by W, and
    products stay below 2^63, so it is exact in integers of 64 bits.

    Real: SKR's yearly lists (överenskommelsernas bilagor) as one table, a row per pot and
    recipient.

    >>> import polars
    >>> pots = polars.DataFrame({
    ...     "pot": ["a", "a", "a", "b", "b"],
    ...     "code": ["01", "03", "04", "01", "03"],
    ...     "öre": [10, 10, 10, -7, -7],
    ...     "people": [6, 6, 2, 1, 1],
    ... })
    >>> allocate_frame(pots, amount="öre", weight="people", by="pot")["units"].to_list()
    [4, 4, 2, -4, -3]

    Raises:
        MissingExtraError: narwhals is not installed.
        InputTypeError: no frame of these engines; a column of another type.
        InputValueError: a column that is missing or taken; of the first groups in order: an
            empty cell, a code twice, amounts that differ, figures beyond 64 bits: n * max(w)
            not below 2^63, or max(w) above (2^63 - 1) // (W - 1).
        WeightError: of the first groups in order: a negative weight, or a sum of zero.
    """
    try:
        from fordelning.frames import columns, guards, plan
    except ModuleNotFoundError:
        raise MissingExtraError("extra.missing", needs="narwhals", extra="frames") from None
    used = columns.Columns(amount, weight, by, code, into)
    opened = columns.opened(frame, used)
    guards.check(opened, used)
    result: T = columns.closed(plan.planned(opened, used), frame)
    return result
