"""What is checked of each group before anything is computed, by queries that sum groups up.

The engines find the groups that are wrong, and the first of them in order are told; no
other rows are fetched. Never here: the calculation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import narwhals.stable.v2 as nw

from fordelning.errors import FordelningError, InputValueError, WeightError, raise_problems
from fordelning.frames.columns import OWN, Columns
from fordelning.frames.engines import MOST, Frame, fetched, quotient
from fordelning.sentences import LISTED, shown

__all__ = ["check"]

_AMOUNT, _WEIGHT, _ROWS = f"{OWN}amount", f"{OWN}weight", f"{OWN}rows"
_AMOUNTS, _WEIGHTS, _CODES = f"{OWN}amounts", f"{OWN}weights", f"{OWN}codes"
_LOW, _HIGH, _LEAST, _LARGEST = f"{OWN}low", f"{OWN}high", f"{OWN}least", f"{OWN}largest"
_MOST, _LESS, _LIMIT = f"{OWN}most", f"{OWN}less", f"{OWN}limit"


def check(frame: Frame, used: Columns) -> None:
    """See that the figures of every group can be distributed, exactly and in 64 bits.

    Raises:
        InputValueError: an empty cell, a code twice, amounts that differ, or figures with
            which products could reach 2^63; several problems are told together.
        WeightError: a negative weight, or weights that add up to zero.
    """
    by = used.group()
    wrong = _first(_figures(frame, used), by)
    problems = [error for row in wrong for error in _told(row, used)]
    twice = _first(_twice(frame, used), (*by, used.code))
    problems += [
        _in_group(
            InputValueError("frames.twice", recipient=row[used.code], rows=int(row[_ROWS])),
            row,
            used,
        )
        for row in twice
    ]
    raise_problems(problems, InputValueError, "frames.wrong", most=LISTED)
    # Only now is it certain that the sums themselves stay below 2^63.
    large = _first(_products(frame, by), by)
    raise_problems(
        [
            _in_group(
                InputValueError(
                    "frames.product",
                    weight=int(row[_LARGEST]),
                    total=int(row[_LESS]) + 1,
                    limit=int(row[_LIMIT]),
                ),
                row,
                used,
            )
            for row in large
        ],
        InputValueError,
        "frames.wrong",
        most=LISTED,
    )


def _figures(frame: Frame, used: Columns) -> Frame:
    """Return the groups with a figure that cannot be distributed, or too many large ones."""
    by, weight, amount = used.group(), nw.col(_WEIGHT), nw.col(_AMOUNT)
    groups = frame.group_by(*by).agg(
        nw.len().alias(_ROWS),
        amount.count().alias(_AMOUNTS),
        weight.count().alias(_WEIGHTS),
        nw.col(used.code).count().alias(_CODES),
        amount.min().alias(_LOW),
        amount.max().alias(_HIGH),
        weight.min().alias(_LEAST),
        weight.max().alias(_LARGEST),
    )
    # n * max(w) < 2^63 in a form that cannot itself wrap: max(w) <= (2^63 - 1) // n.
    groups = groups.with_columns(nw.col(_ROWS).cast(nw.Int64), nw.lit(MOST, nw.Int64).alias(_MOST))
    groups = quotient(groups, _LIMIT, _MOST, _ROWS)
    rows, largest = nw.col(_ROWS), nw.col(_LARGEST)
    return groups.filter(
        nw.any_horizontal(
            *(nw.col(column).is_null() for column in by),
            *(nw.col(count) < rows for count in (_AMOUNTS, _WEIGHTS, _CODES)),
            nw.col(_LOW) != nw.col(_HIGH),
            nw.col(_LOW) < -MOST,
            nw.col(_LEAST) < 0,
            largest == 0,
            largest > nw.col(_LIMIT),
            ignore_nulls=True,
        )
    )


def _twice(frame: Frame, used: Columns) -> Frame:
    """Return the codes that stand more than once in a group."""
    counts = frame.group_by(*used.group(), used.code).agg(nw.len().alias(_ROWS))
    return counts.filter(nw.col(_ROWS) > 1, ~nw.col(used.code).is_null())


def _products(frame: Frame, by: tuple[str, ...]) -> Frame:
    """Return the groups in which max(w) > (2^63 - 1) // (W - 1)."""
    groups = frame.group_by(*by).agg(
        nw.col(_WEIGHT).sum().alias(_LESS), nw.col(_WEIGHT).max().alias(_LARGEST)
    )
    less = nw.col(_LESS).cast(nw.Int64) - 1
    groups = groups.with_columns(
        nw.lit(MOST, nw.Int64).alias(_MOST),
        # With W = 1 there is nothing to divide by, and no product either.
        nw.when(less > 0).then(less).otherwise(nw.lit(1, nw.Int64)).alias(_LESS),
    )
    groups = quotient(groups, _LIMIT, _MOST, _LESS)
    return groups.filter(nw.col(_LARGEST) > nw.col(_LIMIT))


def _first(groups: Frame, by: tuple[str, ...]) -> list[dict[str, Any]]:
    return fetched(groups.sort(*by).head(LISTED))


def _told(row: Mapping[str, Any], used: Columns) -> Iterator[FordelningError]:
    """Tell all that is wrong in one group."""
    for error in _empty(row, used) or _unsound(row):
        yield _in_group(error, row, used)


def _empty(row: Mapping[str, Any], used: Columns) -> list[FordelningError]:
    counts = {used.amount: _AMOUNTS, used.weight: _WEIGHTS, used.code: _CODES}
    rows = int(row[_ROWS])
    missing = {column: rows - int(row[count]) for column, count in counts.items()}
    missing |= {column: rows for column in used.by if row[column] is None}
    return [
        InputValueError("frames.empty", column=column, count=count)
        for column, count in missing.items()
        if count
    ]


def _unsound(row: Mapping[str, Any]) -> list[FordelningError]:
    low, high = int(row[_LOW]), int(row[_HIGH])
    least, largest, rows = int(row[_LEAST]), int(row[_LARGEST]), int(row[_ROWS])
    problems: list[FordelningError] = []
    if low != high:
        problems.append(InputValueError("frames.amounts", low=low, high=high))
    if low < -MOST:
        problems.append(InputValueError("frames.amount_bits", amount=low))
    if least < 0:
        problems.append(WeightError("frames.negative", weight=least))
    if least == largest == 0:
        problems.append(WeightError("frames.zero", rows=rows))
    if largest > int(row[_LIMIT]):
        problems.append(InputValueError("frames.sum", weight=largest, rows=rows))
    return problems


def _in_group(error: FordelningError, row: Mapping[str, Any], used: Columns) -> FordelningError:
    for column in reversed(used.by):
        error = error.within(f"{column} {shown(row[column])}")
    return error
