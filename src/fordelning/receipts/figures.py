"""A population's tables in a receipt: what each is, and its rows where they are kept.

Rows are read by the population's own checks, so that nothing gets in unchecked. Never here:
which population is meant.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, TypeAlias

from attrs import evolve, field, frozen

from fordelning.errors import ReceiptError
from fordelning.exact import exact
from fordelning.population import FOLKMANGD, AgeClass, Population, Sex, Table
from fordelning.source import Source

__all__ = ["Figures", "figures_of", "figures_population"]

Numbers: TypeAlias = tuple[Fraction, ...]


@frozen
class Figures:
    """Describe one table of figures; `rows` are (code, numbers), None where left out."""

    indicator: str
    level: str
    sources: tuple[Source, ...]
    date: dt.date | None = None
    classes: tuple[AgeClass, ...] = ()
    sex: Sex | None = None
    perturbed: bool = False
    parents: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, Numbers], ...] | None = field(default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        by_age = self.indicator == FOLKMANGD and self.classes
        expected = len(self.classes) if by_age else min(len(self.indicator), 1)
        for code, numbers in self.rows or ():
            if len(numbers) != expected:
                raise ReceiptError(
                    "receipt.numbers", recipient=code, count=len(numbers), expected=expected
                )

    @property
    def name(self) -> str:
        """The table in a few words: what it counts, at which level, on which day."""
        return str(
            Table(
                self.indicator,
                self.level,
                self.date,
                self.sources,
                self.classes,
                (),
                self.perturbed,
                self.sex,
            )
        )

    @property
    def population(self) -> Population:
        """A population of this table alone; its rows must be there.

        Raises:
            FordelningError: a figure, a code or an age that cannot be.
        """
        made = self._made(dict(self.rows or ()))
        return Population(evolve(table, sources=self.sources) for table in made.tables)

    def _made(self, rows: dict[str, Numbers]) -> Population:
        if not self.indicator:
            parents = dict(self.parents)
            return Population.of(rows, level=self.level, date=self.date, parents=parents)
        about: dict[str, Any] = {"date": self.date, "level": self.level, "source": "-"}
        if self.indicator != FOLKMANGD:
            values = {code: _only(numbers) for code, numbers in rows.items()}
            return Population.from_values(self.indicator, values, **about)
        about["perturbed"] = self.perturbed
        sex = () if self.sex is None else (self.sex,)
        if self.classes:
            cells: dict[Any, Any] = {
                (code, str(each), *sex): _whole(number)
                for code, numbers in rows.items()
                for each, number in zip(self.classes, numbers, strict=True)
            }
            return Population.from_ages(cells, **about)
        counts: dict[Any, Any] = {
            (code, *sex) if sex else code: _whole(_only(numbers)) for code, numbers in rows.items()
        }
        return Population.from_counts(counts, **about)


def _only(numbers: Numbers) -> Fraction:
    (number,) = numbers
    return number


def _whole(number: Fraction) -> int | Fraction:
    """Return a whole number as such; another is refused where counts are checked."""
    return number.numerator if number.denominator == 1 else number


def figures_of(table: Table, *, rows: bool) -> Figures:
    """Describe a table of a population, with its rows or without."""
    kept = tuple((code, tuple(map(exact, numbers))) for code, numbers in table.rows)
    return Figures(
        indicator=table.indicator,
        level=table.level,
        sources=table.sources,
        date=table.date,
        classes=table.classes,
        sex=table.sex,
        perturbed=table.perturbed,
        parents=table.parents,
        rows=kept if rows else None,
    )


def figures_population(figures: Iterable[Figures]) -> Population | None:
    """Return the population of these tables, None where the rows of any are left out.

    Raises:
        FordelningError: as `Figures.population`; tables that contradict each other.
    """
    figures = tuple(figures)
    if any(each.rows is None for each in figures):
        return None
    return Population(table for each in figures for table in each.population.tables)
