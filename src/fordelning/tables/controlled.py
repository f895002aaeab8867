"""The door to controlled rounding: what it takes, and the table that comes out.

Never here: the flow that decides, the printing.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import Any, overload

from fordelning.allocation import Allocation
from fordelning.errors import FordelningError, InputTypeError, InputValueError, raise_problems
from fordelning.exact import Exact, Vector, exact
from fordelning.money import Money, as_money
from fordelning.sentences import Phrase, shown
from fordelning.tables import flow
from fordelning.tables.table import ControlledTable

__all__ = ["by_pot", "controlled"]


@overload
def controlled(
    matrix: Mapping[str, Mapping[str, Money]], unit: Money
) -> ControlledTable[Money]: ...
@overload
def controlled(matrix: Mapping[str, Mapping[str, Exact]], unit: int) -> ControlledTable[int]: ...
def controlled(
    matrix: Mapping[str, Mapping[str, Any]], unit: Money | int
) -> ControlledTable[Money] | ControlledTable[int]:
    """Round a table so that rows, columns and grand total add up (kontrollerad avrundning).

    `matrix` has a mapping from column code to figure for each row code; a cell left out is
    zero. Every cell and every total becomes floor or ceiling of its exact figure in whole
    units, so less than a unit off, and a multiple of the unit stays as it is, of any sign.
    Among the tables that add up so, the sum of |printed - exact| over the cells is least;
    totals do not count in it. Of several as close, it is the one that rounds up the first
    cell in which they differ, by row code and then column code: the order of the input
    never matters. What comes back is proved, in whole numbers, to add up and be closest.

    Money goes with a unit of money, bare exact numbers with a whole number. Needs the extra
    `fordelning[tables]`. Real: tables of official statistics (Cox and Ernst 1982,
    Controlled rounding).

    >>> from fordelning import kr, tkr
    >>> exactly = {"01": {"p": kr(1400), "q": kr(2400)}, "03": {"p": kr(1400), "q": kr(400)}}
    >>> print(controlled(exactly, tkr(1)))
    tkr    p  q  total
    01     2  2      4
    03     1  0      1
    total  3  2      5

    Raises:
        InputTypeError: no such table or unit; a cell that is a float, or a bare number
            where the unit is money, or money where it is not.
        InputValueError: no cells, several that cannot be read, or a unit that is not positive.
        MissingExtraError: the extra is not installed.
        CertificateError: the solver's answer is wrong.
    """
    size = _size(unit)
    rows, columns = _codes(matrix)
    exactly = _figures(matrix, rows, columns, money=isinstance(unit, Money))
    width, vector = len(columns), Vector.of(exactly)
    cells = [
        vector.weights[start : start + width] for start in range(0, len(vector.weights), width)
    ]
    counts = flow.rounded(cells, size * vector.denominator)
    printed = (count * size for row in counts for count in row)
    off = sum((abs(a - b) for a, b in zip(printed, exactly, strict=True)), Fraction())
    either: Any = unit
    return ControlledTable(either, rows, columns, tuple(map(tuple, counts)), off / size)


def by_pot(allocation: Allocation, level: str) -> dict[str, dict[str, Money]]:
    """Return the amounts of the pots to a level, by recipient and pot: what is published.

    Money that goes to nobody (`allocation.residuals`) is in no row.

    >>> from fordelning import Agreement, Equal, Population, Pot, allocate, kr
    >>> agreement = Agreement("a", "A", kr(1), [Pot("lika", kr(1), "skola", Equal())], None)
    >>> by_pot(allocate(agreement, Population.of(["n", "s"], level="skola")), "skola")
    {'n': {'lika': kr("0,50")}, 's': {'lika': kr("0,50")}}

    Raises:
        UnknownIdError: no pot goes to that level.
    """
    matrix: dict[str, dict[str, Money]] = {code: {} for code in allocation.totals(level)}
    for outcome in allocation.outcomes:
        if outcome.pot.level == level:
            for code, amount in outcome.amounts.items():
                matrix[code][outcome.pot.id] = amount
    return matrix


def _size(unit: object) -> int:
    if not (isinstance(unit, Money) or type(unit) is int):
        raise InputTypeError("tables.unit_type", value=shown(unit), type=type(unit).__name__)
    size = unit.ore if isinstance(unit, Money) else unit
    if size <= 0:
        raise InputValueError("tables.unit", unit=unit)
    return size


def _codes(
    matrix: Mapping[str, Mapping[str, Any]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    for part in (matrix, *matrix.values()) if isinstance(matrix, Mapping) else (matrix,):
        if not isinstance(part, Mapping):
            raise InputTypeError("tables.type", value=shown(part), type=type(part).__name__)
        for code in part:
            if not isinstance(code, str):
                raise InputTypeError("code.type", value=shown(code), type=type(code).__name__)
    columns = {code for row in matrix.values() for code in row}
    if not columns:
        raise InputValueError("tables.empty", rows=len(matrix))
    return tuple(sorted(matrix)), tuple(sorted(columns))


def _figures(
    matrix: Mapping[str, Mapping[str, Any]],
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    *,
    money: bool,
) -> list[Fraction]:
    figures: list[Fraction] = []
    problems: list[FordelningError] = []
    for row, column in product(rows, columns):
        try:
            missing = column not in matrix[row]
            figures.append(Fraction() if missing else _figure(matrix[row][column], money=money))
        except FordelningError as error:
            problems.append(
                error.within(Phrase("row '{row}', column '{column}'", row=row, column=column))
            )
    raise_problems(problems, InputValueError, "tables.cells")
    return figures


def _figure(value: Any, *, money: bool) -> Fraction:
    if money:
        return Fraction(as_money(value).ore)
    if isinstance(value, Money):
        raise InputTypeError("tables.money", value=value)
    return exact(value)
