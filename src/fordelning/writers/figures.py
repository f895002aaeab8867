"""The sheets of figures that an allocation rests on, by level, and where each figure stands.

Never here: figures that nothing rests on, or weights made of several of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from attrs import define, field

from fordelning.allocation import Allocation
from fordelning.measures import Ground, Measure, Scope
from fordelning.population import Table
from fordelning.register import SWEDISH, Level, swedish
from fordelning.writers.grounds import grounds
from fordelning.writers.plan import LIMIT, Style
from fordelning.writers.saying import in_words, level_name
from fordelning.writers.sheet import (
    FIRST_ROW,
    Cell,
    Fact,
    Heading,
    Sheet,
    letters,
    quoted,
    sheet_name,
    span,
)
from fordelning.writers.words import Language, Word

__all__ = ["Figures", "named", "number"]

_Key: TypeAlias = tuple[str, Measure, object]


def named(level: str, code: str, day: date | None) -> str:
    """Return a recipient's name; at a level of the caller's own that is its code."""
    if level in SWEDISH and day is not None:
        return swedish().at(day).name(level, code)
    return code


def number(value: Fraction) -> Cell:
    """Return a number as a cell, as text where a spreadsheet would not keep it exactly."""
    if value.denominator == 1 and abs(value) < LIMIT:
        return Cell(int(value), Style.NUMBER)
    return Cell(str(value), Style.FRACTION)


@define
class _Column:
    """Collect one measure's figures, by code."""

    ground: Ground
    table: Table
    day: date | None
    values: dict[str, Fraction] = field(factory=dict[str, Fraction])


class Figures:
    """Collect the figures of an allocation, and know where they stand."""

    def __init__(self, allocation: Allocation, taken: list[str], language: Language) -> None:
        """Collect; `taken` are the names of sheets, to which those of these are added."""
        self._language: Language = language
        self._columns: dict[_Key, _Column] = {}
        for outcome in allocation.outcomes:
            for level, ground, codes in grounds(outcome):
                if ground.table is not None:
                    self._add(level, ground, ground.table, codes, outcome.scope.date)
        self._names: dict[str, str] = {}
        for level in dict.fromkeys(level for level, _, _ in self._columns):
            wanted = f"{Word.FIGURES.said(language)} {level_name(level, language)}"
            self._names[level] = sheet_name(wanted, taken)
            taken.append(self._names[level])

    def _add(
        self, level: str, ground: Ground, table: Table, codes: tuple[str, ...], day: date | None
    ) -> None:
        column = self._columns.setdefault(
            (level, ground.measure, table.key), _Column(ground, table, day)
        )
        column.values.update(zip(codes, ground.vector.fractions(), strict=True))

    def links(self, measure: Measure, scope: Scope) -> dict[str, str]:
        """Return where the figures of a measure that reads one table stand, by code."""
        (ground,) = measure.grounds(scope)
        key = (scope.level, measure, ground.table and ground.table.key)
        mine = [each for each in self._columns if each[0] == scope.level]
        column = letters(2 + mine.index(key))
        rows = {code: row for row, code in enumerate(self._codes(scope.level), FIRST_ROW)}
        sheet = quoted(self._names[scope.level]).replace("{", "{{").replace("}", "}}")
        return {code: f"{sheet}{column}{rows[code]}" for code in scope.codes}

    def _codes(self, level: str) -> list[str]:
        columns = (column for key, column in self._columns.items() if key[0] == level)
        return sorted({code for column in columns for code in column.values})

    def sheets(self) -> Iterator[Sheet]:
        """Yield a sheet per level."""

        def say(word: Word) -> str:
            return word.said(self._language)

        for level, name in self._names.items():
            columns = [column for key, column in self._columns.items() if key[0] == level]
            codes = self._codes(level)
            names = {code: named(level, code, columns[0].day) for code in codes}
            yield Sheet(
                name,
                title=name,
                subtitle="",
                headings=(
                    Heading.over(say(Word.CODE), codes, right=False),
                    Heading.over(say(Word.NAME), names.values(), right=False),
                    *(self._heading(level, each) for each in columns),
                ),
                sums=(
                    Cell(say(Word.TOTAL)),
                    None,
                    *(_sum(place, column, len(codes)) for place, column in enumerate(columns, 2)),
                ),
                rows=tuple(
                    (
                        Cell(code),
                        Cell(names[code]),
                        *(
                            number(each.values[code]) if code in each.values else None
                            for each in columns
                        ),
                    )
                    for code in codes
                ),
                facts=tuple(self._facts(columns)),
            )

    def _heading(self, level: str, column: _Column) -> Heading:
        measure = in_words(column.ground.measure, self._language)
        return Heading.over(measure, ["0" * 14], self._origin(level, column.table))

    def _origin(self, level: str, table: Table) -> str:
        """Return the table of a column, and whether its figures are sums of the table's."""
        said = in_words(str(table), self._language)
        if table.level == level or {table.level, level} == {Level.LAN, Level.REGION}:
            return said
        return Word.SUM_OF.said(self._language, table=said)

    def _facts(self, columns: list[_Column]) -> Iterator[Fact]:
        for table in {column.table.key: column.table for column in columns}.values():
            sources = "; ".join(map(str, table.sources))
            label = f"{Word.SOURCE.said(self._language)}: {in_words(str(table), self._language)}"
            yield Fact(label, Cell(sources))


def _sum(place: int, column: _Column, rows: int) -> Cell | None:
    """Return the sum of whole figures, none of those that the source adds noise to."""
    cells = [number(value) for value in column.values.values()]
    if column.table.perturbed or any(isinstance(cell.value, str) for cell in cells):
        return None
    total = sum(column.values.values(), Fraction(0))
    if total >= LIMIT:
        return None
    formula = f"SUM({span(place, FIRST_ROW, FIRST_ROW + rows - 1)})"
    return Cell(int(total), Style.NUMBER, formula)
