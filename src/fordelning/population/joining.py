"""Putting tables together: joined, updated, added over the sexes, summed over kommuner.

Never here: what a table is, or which of several answers a question.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import combinations, groupby, product

from fordelning.errors import MissingFigureError, PopulationError
from fordelning.population.ages import AgeClass
from fordelning.population.sex import Sex, of_sex
from fordelning.population.table import Figure, Table, no_figures
from fordelning.register import Level, swedish
from fordelning.sentences import Phrase

__all__ = ["held", "joined", "of_both_sexes", "rolled_up", "updated"]


def joined(tables: Iterable[Table]) -> tuple[Table, ...]:
    """Return tables in order, those of the same figures as one, having seen that they agree."""
    found: list[Table] = []
    for _, same in groupby(sorted(tables, key=lambda table: table.key), key=lambda t: t.key):
        table, *others = same
        for other in others:
            table = table.joined(other)
        found.append(table)
    for one, other in combinations(found, 2):
        if one.indicator and one.sex == other.sex and one.key[:3] == other.key[:3]:
            one.agree(other)
    return tuple(found)


def updated(tables: tuple[Table, ...], others: Iterable[Table]) -> tuple[Table, ...]:
    """Return tables with the figures of others in place of their own.

    Raises:
        MissingFigureError: figures that no table has, or of somebody who is in none.
    """
    found = list(tables)
    for other in others:
        places = [place for place, table in enumerate(found) if table.has(other)]
        if not places:
            raise MissingFigureError(
                "figure.no_table",
                indicator=of_sex(other.indicator or Phrase("recipients"), other.sex),
                level=other.level,
                date=other.date or Phrase("any date"),
                held=held(tables),
            )
        known = {code for place in places for code in found[place].codes}
        missing = tuple(code for code in other.codes if code not in known)
        if missing:
            raise no_figures(found[places[0]], missing)
        for place in places:
            found[place] = found[place].updated(other)
    return tuple(found)


def held(tables: Iterable[Table]) -> str:
    """Name tables, one after the other."""
    first, *others = map(str, tables)
    for other in others:
        first = Phrase("{first}; {second}", first=first, second=other)
    return first


def of_both_sexes(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Add men and women of the same date and classes.

    Raises:
        PopulationError: a table of all says that they are more or fewer.
    """
    women = {table.key[:4]: table for table in tables if table.sex == Sex.WOMEN}
    together = [
        table.added(women[table.key[:4]])
        for table in tables
        if table.sex == Sex.MEN and table.key[:4] in women
    ]
    for table, total in product(together, tables):
        if total.sex is None and total.key[:3] == table.key[:3]:
            differing = total.differing(table)
            if differing:
                raise PopulationError(
                    "cell.sexes", date=table.date, level=table.level, cells=differing
                )
    return tuple(together)


def rolled_up(
    table: Table, codes: tuple[str, ...], band: AgeClass | None, date: dt.date
) -> tuple[Figure, ...]:
    """Return the people of each län: the sum over its kommuner, every one of them.

    Raises:
        MissingFigureError: a kommun is missing, or the source adds noise to the figures.
    """
    if table.perturbed:
        raise MissingFigureError("figure.perturbed", table=str(table))
    division = swedish().at(date)
    kommuner = division.codes(Level.KOMMUN)
    sums = dict.fromkeys(codes, 0)
    for code, people in zip(kommuner, table.figures(kommuner, band), strict=True):
        lan = division.lan_of(Level.KOMMUN, code)
        if lan in sums:
            sums[lan] += int(people)
    return tuple(sums.values())
