"""Looking figures up: which of several tables answers a question, and what it says.

Never here: what a table is, or how tables are put together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeAlias

from attrs import frozen

from fordelning.errors import MissingFigureError
from fordelning.population.ages import AgeClass
from fordelning.population.joining import held, rolled_up
from fordelning.population.sex import Sex, of_sex
from fordelning.population.table import FOLKMANGD, Figure, Table
from fordelning.register import Level
from fordelning.sentences import Phrase

__all__ = ["Answer", "Question", "answer", "figures_of"]

Answer: TypeAlias = tuple[tuple[Figure, ...], Table]


@frozen
class Question:
    """Ask for an indicator's figures at a level and a date: of a band of ages, of a sex."""

    indicator: str
    level: str
    date: dt.date | None
    band: AgeClass | None
    sex: Sex | None

    def among(self, tables: Sequence[Table]) -> list[Table]:
        """Return the tables that may answer, those that are not added up first."""
        wanted = self.indicator, figures_of(self.level), self.date, self.sex
        return [
            table
            for table in tables
            if (table.indicator, table.level, table.date, table.sex) == wanted
        ]


def figures_of(level: str) -> str:
    """Return the level whose tables serve a level: a region's figures are its län's."""
    return Level.LAN if level == Level.REGION else level


def answer(
    asked: Question, codes: tuple[str, ...], tables: tuple[Table, ...], added: tuple[Table, ...]
) -> Answer:
    """Return the figures of recipients, in their order, and the table they stand in.

    `added` are tables of men and women together. People of a län that has no table of its
    own are summed over all its kommuner, but never from perturbed figures.

    Raises:
        MissingFigureError: no such table, or somebody who is not in it.
        BandError: a band of ages that the table's classes do not make up.
    """
    band, every = asked.band, (*tables, *added)
    own = [table for table in asked.among(every) if band is None or table.classes]
    # Totals sort before tables by age, so a total of its own is preferred to a sum.
    for table in own[:-1]:
        if table.makes(band) and set(codes) <= set(table.codes):
            return table.figures(codes, band), table
    if own:
        return own[-1].figures(codes, band), own[-1]
    if (
        figures_of(asked.level) == Level.LAN
        and asked.indicator == FOLKMANGD
        and asked.date is not None
    ):
        kommuner = Question(FOLKMANGD, Level.KOMMUN, asked.date, band, asked.sex).among(every)
        for table in kommuner:
            if table.makes(band) or table is kommuner[-1]:
                return rolled_up(table, codes, band, asked.date), table
    what = asked.indicator if band is None else Phrase("{table} by age", table=asked.indicator)
    raise MissingFigureError(
        "figure.no_table",
        indicator=of_sex(what, asked.sex),
        level=asked.level,
        date=asked.date or Phrase("any date"),
        held=held(tables),
    )
