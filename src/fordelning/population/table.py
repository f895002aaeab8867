"""One table of figures: an indicator at a level and a date, with its sources.

Never here: several tables together, or where cells come from.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from fractions import Fraction
from typing import TypeAlias

from attrs import evolve, field, frozen

from fordelning.errors import BandError, MissingFigureError, PopulationError
from fordelning.population.ages import AgeClass, classes_in
from fordelning.population.sex import Sex, cell, of_sex
from fordelning.sentences import Phrase
from fordelning.source import Source

__all__ = ["FOLKMANGD", "Figure", "Row", "Table", "no_figures"]

Figure: TypeAlias = int | Fraction
Row: TypeAlias = tuple[str, tuple[Figure, ...]]

FOLKMANGD = "folkmängd"
"""The indicator that counts people, which is what a table holds unless it says otherwise."""

_EVERYONE = AgeClass(0, None)


@frozen
class Table:
    """Hold one indicator's figures per recipient, in total or by age class.

    `rows` are (code, figures), ascending by code, with a figure per age class, or one
    where there are no `classes`, or none where the table only names recipients.
    `perturbed` says that the source adds noise to each figure, so that they do not add up.
    `sex` is that of the people counted, where they are of one; `parents` are (child,
    parent) codes, at a level of the user's own.
    """

    indicator: str
    level: str
    date: dt.date | None
    sources: tuple[Source, ...]
    classes: tuple[AgeClass, ...]
    rows: tuple[Row, ...] = field(repr=False)
    perturbed: bool = False
    sex: Sex | None = None
    parents: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def key(self) -> tuple[str, str, dt.date, tuple[AgeClass, ...], str]:
        """What tables are told apart and ordered by."""
        on = self.date or dt.date.min
        return self.indicator, self.level, on, self.classes, self.sex or ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of those who have figures here, ascending."""
        return tuple([code for code, _ in self.rows])

    def __str__(self) -> str:
        what = self.indicator or Phrase("recipients")
        if self.date:
            what = Phrase("{what}, {level} {date}", what=what, level=self.level, date=self.date)
        else:
            what = Phrase("{what}, {level}", what=what, level=self.level)
        by_age = Phrase("{table} by age", table=what) if self.classes else what
        named = of_sex(by_age, self.sex)
        return Phrase("{table}, perturbed", table=named) if self.perturbed else named

    def makes(self, band: AgeClass | None) -> bool:
        """Tell whether the classes make up a band of ages, or everyone."""
        if not self.classes:
            return band is None
        try:
            classes_in(band or _EVERYONE, self.classes, self.level)
        except BandError:
            return False
        return True

    def column(self, band: AgeClass | None) -> dict[str, Figure]:
        """Return each recipient's figure for a band of ages, or in total.

        Raises:
            BandError: the band cannot be made from the classes.
        """
        return dict(zip(self.codes, self._values(band), strict=True))

    def _values(self, band: AgeClass | None) -> list[Figure]:
        if not self.classes and band is None:
            return [figures[0] for _, figures in self.rows]
        places = classes_in(band or _EVERYONE, self.classes, self.level)
        first, after = places.start, places.stop
        return [sum(figures[first:after]) for _, figures in self.rows]

    def figures(self, codes: tuple[str, ...], band: AgeClass | None) -> tuple[Figure, ...]:
        """Return the figures of these recipients, in their order.

        Raises:
            MissingFigureError: somebody has no figure here.
            BandError: the band cannot be made from the classes.
        """
        if codes == self.codes:
            return tuple(self._values(band))
        column = self.column(band)
        missing = tuple(code for code in codes if code not in column)
        if missing:
            raise no_figures(self, missing)
        return tuple(map(column.__getitem__, codes))

    def joined(self, other: Table) -> Table:
        """Return one table of two with the same key.

        Raises:
            PopulationError: they differ for a cell that both have.
        """
        rows = dict(self.rows)
        differing = tuple(
            cell(code, None, self.sex)
            for code, figures in other.rows
            if rows.get(code, figures) != figures
        )
        if differing:
            raise PopulationError(
                "cell.conflict", date=self.date, level=self.level, cells=differing
            )
        return self._with(tuple(sorted({**rows, **dict(other.rows)}.items())), other)

    def has(self, other: Table) -> bool:
        """Tell whether there are figures here of all that another table counts."""
        return (
            self.indicator != ""
            and (self.key[:3], self.sex) == (other.key[:3], other.sex)
            and bool(self.classes) == bool(other.classes)
            and set(other.classes) <= set(self.classes)
        )

    def updated(self, other: Table) -> Table:
        """Return this table with another's figures of those who are in both."""
        mine = self.codes
        places = [self.classes.index(each) for each in other.classes] or [0]
        rows = list(self.rows)
        for code, figures in other.rows:
            at = bisect_left(mine, code)
            if mine[at : at + 1] != (code,):
                continue
            row = list(rows[at][1])
            for place, figure in zip(places, figures, strict=True):
                row[place] = figure
            rows[at] = code, tuple(row)
        return self._with(tuple(rows), other)

    def added(self, other: Table) -> Table:
        """Return the table of both sexes together, of those whom the tables of both name."""
        theirs = dict(other.rows)
        rows: tuple[Row, ...] = tuple(
            (code, tuple(map(sum, zip(figures, theirs[code], strict=True))))
            for code, figures in self.rows
            if code in theirs
        )
        return evolve(self._with(rows, other), sex=None)

    def _with(self, rows: tuple[Row, ...], other: Table) -> Table:
        return evolve(
            self,
            rows=rows,
            sources=tuple(sorted({*self.sources, *other.sources}, key=str)),
            perturbed=self.perturbed or other.perturbed,
            parents=tuple(sorted({*self.parents, *other.parents})),
        )

    def agree(self, other: Table) -> None:
        """Check that two tables of the same figures agree for all that both can tell.

        That is the total and each band that both make. Perturbed figures need not.

        Raises:
            PopulationError: they differ for somebody whom both have.
        """
        differing = self.differing(other)
        if differing:
            raise PopulationError(
                "cell.conflict", date=self.date, level=self.level, cells=differing
            )

    def differing(self, other: Table) -> tuple[str, ...]:
        """Name the cells that differ, of the first band of which any do; none if perturbed."""
        if self.perturbed or other.perturbed:
            return ()
        for band in (None, *self.classes, *other.classes):
            if self.makes(band) and other.makes(band):
                mine, its = self.column(band), other.column(band)
                differing = [code for code in mine if mine[code] != its.get(code, mine[code])]
                if differing:
                    return tuple(cell(code, band, self.sex) for code in differing)
        return ()


def no_figures(table: Table, codes: tuple[str, ...]) -> MissingFigureError:
    """Return the error for recipients who have no figure in a table."""
    return MissingFigureError(
        "figure.missing",
        indicator=of_sex(table.indicator, table.sex),
        level=table.level,
        date=table.date,
        codes=codes,
    )
