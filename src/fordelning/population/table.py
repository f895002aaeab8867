"""One table of figures: an indicator at a level and a date, with its sources.

Never here: several tables together, or where cells come from.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TypeAlias

from attrs import evolve, field, frozen

from fordelning.errors import BandError, FordelningError, MissingFigureError, PopulationError
from fordelning.population.ages import AgeClass, classes_in
from fordelning.source import Source

__all__ = ["FOLKMANGD", "Figure", "Row", "Table"]

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
    """

    indicator: str
    level: str
    date: dt.date | None
    sources: tuple[Source, ...]
    classes: tuple[AgeClass, ...]
    rows: tuple[Row, ...] = field(repr=False)
    perturbed: bool = False

    @property
    def key(self) -> tuple[str, str, dt.date, tuple[AgeClass, ...]]:
        """What tables are told apart and ordered by."""
        return self.indicator, self.level, self.date or dt.date.min, self.classes

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of those who have figures here, ascending."""
        return tuple(code for code, _ in self.rows)

    def __str__(self) -> str:
        by_age = " by age" if self.classes else ""
        dated = f" {self.date.isoformat()}" if self.date else ""
        noisy = ", perturbed" if self.perturbed else ""
        return f"{self.indicator or 'recipients'}, {self.level}{dated}{by_age}{noisy}"

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
        if not self.classes and band is None:
            return {code: figures[0] for code, figures in self.rows}
        places = classes_in(band or _EVERYONE, self.classes, self.level)
        first, last = places[0], places[-1] + 1
        return {code: sum(figures[first:last]) for code, figures in self.rows}

    def figures(self, codes: tuple[str, ...], band: AgeClass | None) -> tuple[Figure, ...]:
        """Return the figures of these recipients, in their order.

        Raises:
            MissingFigureError: somebody has no figure here.
            BandError: the band cannot be made from the classes.
        """
        column = self.column(band)
        missing = tuple(code for code in codes if code not in column)
        if missing:
            raise MissingFigureError(
                "figure.missing",
                indicator=self.indicator,
                level=self.level,
                date=self.date,
                codes=missing,
            )
        return tuple(map(column.__getitem__, codes))

    def joined(self, other: Table) -> Table:
        """Return one table of two with the same key.

        Raises:
            PopulationError: they differ for a cell that both have.
        """
        rows = dict(self.rows)
        differing = tuple(
            code for code, figures in other.rows if rows.get(code, figures) != figures
        )
        if differing:
            raise self._conflict(differing)
        return evolve(
            self,
            rows=tuple(sorted({**rows, **dict(other.rows)}.items())),
            sources=tuple(sorted({*self.sources, *other.sources}, key=str)),
            perturbed=self.perturbed or other.perturbed,
        )

    def agree(self, other: Table) -> None:
        """Check that two tables of the same figures agree for all that both can tell.

        That is the total and each band that both make. Perturbed figures need not.

        Raises:
            PopulationError: they differ for somebody whom both have.
        """
        if self.perturbed or other.perturbed:
            return
        for band in (None, *self.classes, *other.classes):
            if self.makes(band) and other.makes(band):
                mine, its = self.column(band), other.column(band)
                differing = tuple(code for code in mine if mine[code] != its.get(code, mine[code]))
                if differing:
                    raise self._conflict(differing)

    def _conflict(self, codes: tuple[str, ...]) -> FordelningError:
        return PopulationError("cell.conflict", date=self.date, level=self.level, cells=codes)
