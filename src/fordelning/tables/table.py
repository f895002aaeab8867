"""The controlled table: what is printed, with its totals and how far it is from exact.

Figures are kept as whole units; money is made when asked for. Never here: rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Generic, TypeVar

from attrs import frozen

from fordelning.allocation import show
from fordelning.money import Money, kr, mkr, tkr
from fordelning.sentences import grouped

__all__ = ["ControlledTable", "Figure"]

Figure = TypeVar("Figure", int, Money)

_PRINTED = (("mkr", mkr(1)), ("tkr", tkr(1)), ("kr", kr(1)), ("öre", Money(1)))


@frozen(repr=False)
class ControlledTable(Generic[Figure]):
    """Hold a table that adds up in every direction (tabell med kontrollerad avrundning).

    `rows` and `columns` are codes, ascending. `counts[i][j]` is the cell of row i and
    column j in whole units. `distance` is the sum of |printed - exact| over the cells, in
    units. `str()` is the table, with totals, in the largest of mkr, tkr and kr that goes
    into the unit.

    >>> from fordelning import tkr
    >>> print(ControlledTable(tkr(1), ("01", "03"), ("p", "q"), ((2, 0), (1, 3)), Fraction(1)))
    tkr    p  q  total
    01     2  0      2
    03     1  3      4
    total  3  3      6
    """

    unit: Figure
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    distance: Fraction

    @property
    def cells(self) -> dict[str, dict[str, Figure]]:
        """The figures, by row and column."""
        return {
            row: self._figures(self.columns, counts)
            for row, counts in zip(self.rows, self.counts, strict=True)
        }

    @property
    def row_totals(self) -> dict[str, Figure]:
        """The sum of each row, by its code."""
        return self._figures(self.rows, self._row_sums())

    @property
    def column_totals(self) -> dict[str, Figure]:
        """The sum of each column, by its code."""
        return self._figures(self.columns, self._column_sums())

    @property
    def total(self) -> Figure:
        """The grand total: the sum of all rows, and of all columns."""
        return self.unit * sum(self._row_sums())

    def _row_sums(self) -> tuple[int, ...]:
        return tuple(map(sum, self.counts))

    def _column_sums(self) -> tuple[int, ...]:
        return tuple(map(sum, zip(*self.counts, strict=True)))

    def _figures(self, codes: tuple[str, ...], counts: tuple[int, ...]) -> dict[str, Figure]:
        return {code: self.unit * count for code, count in zip(codes, counts, strict=True)}

    def __repr__(self) -> str:
        return (
            f"<ControlledTable of {len(self.rows)} rows and {len(self.columns)} columns, "
            f"in whole {self.unit!r}>"
        )

    def __str__(self) -> str:
        lines = [*zip(self.rows, self.counts, strict=True), ("total", self._column_sums())]
        return _text(self.unit, self.columns, lines)


def _text(
    unit: Money | int, columns: Sequence[str], lines: Sequence[tuple[str, tuple[int, ...]]]
) -> str:
    heading, size = _printed(unit)
    rows = [
        [code, *(grouped(size * count) for count in (*counts, sum(counts)))]
        for code, counts in lines
    ]
    return show.text([heading, *columns, "total"], rows, right=range(1, len(columns) + 2))


def _printed(unit: Money | int) -> tuple[str, int]:
    """Return what a table is headed with, and how many of it a unit is."""
    if not isinstance(unit, Money):
        return "", unit
    name, one = next(each for each in _PRINTED if unit.ore % each[1].ore == 0)
    return name, unit.ore // one.ore
