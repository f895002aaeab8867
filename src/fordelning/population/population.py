"""The population: tables of figures together, immutable, joined and looked up.

Never here: the checks of single cells, or expressions over figures.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations, groupby
from typing import Any

from attrs import field, frozen

from fordelning.errors import (
    FordelningError,
    InputTypeError,
    InputValueError,
    MissingFigureError,
    PopulationError,
)
from fordelning.exact import Exact, exact
from fordelning.population.ages import AgeClass
from fordelning.population.cells import (
    Cells,
    by_class,
    checked_date,
    checked_mapping,
    grouped_by_level,
    wrong_counts,
)
from fordelning.population.table import FOLKMANGD, Figure, Table
from fordelning.register import Level, swedish
from fordelning.sentences import shown
from fordelning.source import Source, as_source

__all__ = ["Population"]

# More scopes than any agreement has; a program that runs on does not gather them for ever.
_SCOPES = 256


def _joined(tables: Iterable[Table]) -> tuple[Table, ...]:
    joined: list[Table] = []
    for _, same in groupby(sorted(tables, key=lambda table: table.key), key=lambda t: t.key):
        table, *others = same
        for other in others:
            table = table.joined(other)
        joined.append(table)
    for one, other in combinations(joined, 2):
        if one.indicator and one.key[:3] == other.key[:3]:
            one.agree(other)
    return tuple(joined)


@frozen(cache_hash=True, repr=False)
class Population:
    """Hold dated, sourced tables of figures per recipient (befolkningsunderlag).

    Build it with `from_counts`, `from_ages`, `from_values` or, for keys that need no
    figures, `of`; join populations with `|`, where a cell that differs is an error. A
    missing figure is an error when it is asked for, never a zero.

    >>> from datetime import date
    >>> people = {"01": 2_391_990, "09": 60_124}
    >>> Population.from_counts(people, date=date(2020, 12, 31), source="SCB, BE0101N1")
    Population(folkmängd, lan 2020-12-31)
    """

    tables: tuple[Table, ...] = field(converter=_joined)
    _memo: dict[Hashable, dict[Hashable, Any]] = field(
        factory=dict[Hashable, dict[Hashable, Any]], init=False, eq=False
    )

    @classmethod
    def from_counts(
        cls,
        counts: Mapping[str, int],
        *,
        date: dt.date,
        source: Source | str,
        level: str | None = None,
        perturbed: bool = False,
    ) -> Population:
        """Build a population of one count of people per recipient.

        A code of two digits is a län (and serves its region), one of four a kommun, in the
        division of the date; for recipients of your own, name their `level`.

        Raises:
            InputTypeError, InputValueError: a count that is no whole number of zero or more.
            UnknownCodeError: a code that the register does not know, or no level for it.
            PopulationError: several of these at once, in `problems`.
        """
        checked_mapping(counts)
        groups = grouped_by_level(
            counts,
            level,
            checked_date(date),
            wrong_counts((f"{c}", n) for c, n in counts.items()),
        )
        return cls._one_figure_each(FOLKMANGD, counts, groups, date, source, perturbed=perturbed)

    @classmethod
    def _one_figure_each(
        cls,
        indicator: str,
        figures: Mapping[str, Figure],
        groups: Mapping[str, tuple[str, ...]],
        date: dt.date,
        source: Source | str,
        *,
        perturbed: bool = False,
    ) -> Population:
        return cls(
            Table(
                indicator,
                each,
                date,
                _sources(source),
                (),
                tuple((code, (figures[code],)) for code in codes),
                perturbed,
            )
            for each, codes in groups.items()
        )

    @classmethod
    def from_ages(
        cls,
        counts: Cells,
        *,
        date: dt.date,
        source: Source | str,
        level: str | None = None,
        perturbed: bool = False,
    ) -> Population:
        """Build a population of counts by recipient and age.

        An age is a year (25), a class ("7-15") or the open class ("100+"); every recipient
        has the same classes, which do not overlap. Ages are those reached at the end of
        the year (SCB).

        >>> from datetime import date
        >>> Population.from_ages(
        ...     {("09", "0-25"): 16_058, ("09", "26+"): 44_066},
        ...     date=date(2020, 12, 31), source="SCB, BE0101N1",
        ... )
        Population(folkmängd, lan 2020-12-31 by age)

        Raises:
            BandError: a label that is no age class.
            InputTypeError, InputValueError, UnknownCodeError, PopulationError: as
                `from_counts`; classes that overlap; a cell that stands twice or is missing.
        """
        checked_mapping(counts)
        classes, rows = by_class(counts)
        groups = grouped_by_level((code for code, _ in rows), level, checked_date(date))
        figures = dict(rows)
        return cls(
            Table(
                FOLKMANGD,
                each,
                date,
                _sources(source),
                classes,
                tuple((code, figures[code]) for code in codes),
                perturbed,
            )
            for each, codes in groups.items()
        )

    @classmethod
    def from_values(
        cls,
        indicator: str,
        values: Mapping[str, Exact],
        *,
        date: dt.date,
        source: Source | str,
        level: str | None = None,
    ) -> Population:
        """Build a population of one exact value per recipient of a named indicator.

        Raises:
            InputTypeError, InputValueError: a value that is no exact number.
            UnknownCodeError, PopulationError: as `from_counts`.
        """
        checked_mapping(values)
        if not isinstance(indicator, str) or indicator in ("", FOLKMANGD):
            raise InputValueError("indicator.name", value=shown(indicator))
        figures: dict[str, Figure] = {}
        wrong: list[FordelningError] = []
        for code, value in values.items():
            try:
                figures[code] = exact(value)
            except FordelningError as error:
                wrong.append(error.within(f"{code}"))
        groups = grouped_by_level(values, level, checked_date(date), wrong)
        return cls._one_figure_each(indicator, figures, groups, date, source)

    @classmethod
    def of(cls, codes: Iterable[str], *, level: str, date: dt.date | None = None) -> Population:
        """Name recipients without any figures, for keys that need none.

        At a Swedish level `date` says by which division; at one of your own it may be left
        out.

        >>> Population.of(["norra", "södra"], level="skola")
        Population(recipients, skola)

        Raises:
            InputTypeError: a code that is no text, or one text where several codes belong.
            InputValueError: a Swedish level without a date.
            UnknownCodeError: a code that the register does not know.
            PopulationError: no codes, or a code that stands twice.
        """
        if isinstance(codes, str):
            raise InputTypeError("codes.text", value=shown(codes))
        if date is None and level in set(Level):
            raise InputValueError("population.of_date", level=level)
        codes = tuple(codes)
        groups = grouped_by_level(codes, level, None if date is None else checked_date(date))
        for code, count in Counter(codes).items():
            if count > 1:
                raise PopulationError("cell.twice", cell=code)
        return cls(
            Table("", each, date, (), (), tuple((code, ()) for code in members))
            for each, members in groups.items()
        )

    def __or__(self, other: Population) -> Population:
        if not isinstance(other, Population):
            return NotImplemented
        return Population((*self.tables, *other.tables))

    def __repr__(self) -> str:
        return f"Population({'; '.join(map(str, self.tables))})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Population, (self.tables,)

    @property
    def perturbed(self) -> bool:
        """Whether the source adds noise to any of the figures, so that they do not add up."""
        return any(table.perturbed for table in self.tables)

    def dates(self, level: str | None = None) -> tuple[dt.date, ...]:
        """Return the dates that there are figures of, ascending; of one level or of all."""
        wanted = None if level is None else _figures_of(level)
        found = {table.date for table in self.tables if wanted in (None, table.level)}
        return tuple(sorted(date for date in found if date is not None))

    def codes(self, level: str, date: dt.date | None) -> tuple[str, ...]:
        """Return the codes that tables at a level name, ascending.

        Of the tables of `date`, and of those that have none.
        """
        return tuple(
            sorted(
                {
                    code
                    for table in self.tables
                    if table.level == _figures_of(level) and table.date in (date, None)
                    for code in table.codes
                }
            )
        )

    def figures(
        self,
        codes: tuple[str, ...],
        *,
        level: str,
        date: dt.date | None,
        indicator: str = FOLKMANGD,
        band: AgeClass | None = None,
    ) -> tuple[tuple[Figure, ...], Table]:
        """Look up the figures of recipients, in their order, and the table they stand in.

        People of a län that has no table of its own are summed over all its kommuner, but
        never from perturbed figures.

        Raises:
            MissingFigureError: no such table, or somebody who is not in it.
            BandError: a band of ages that the table's classes do not make up.
        """
        tables = [
            table
            for table in self.tables
            if (table.indicator, table.level, table.date) == (indicator, _figures_of(level), date)
            and (band is None or table.classes)
        ]
        # Totals sort before tables by age, so a total of its own is preferred to a sum.
        for table in tables[:-1]:
            if table.makes(band) and set(codes) <= set(table.codes):
                return table.figures(codes, band), table
        if tables:
            return tables[-1].figures(codes, band), tables[-1]
        if _figures_of(level) == Level.LAN and indicator == FOLKMANGD and date is not None:
            kommuner = [
                table
                for table in self.tables
                if (table.indicator, table.level, table.date) == (FOLKMANGD, Level.KOMMUN, date)
            ]
            for table in kommuner:
                if table.makes(band) or table is kommuner[-1]:
                    return _rolled_up(table, codes, band, date), table
        raise MissingFigureError(
            "figure.no_table",
            indicator=indicator if band is None else f"{indicator} by age",
            level=level,
            date=date or "any date",
            held="; ".join(map(str, self.tables)),
        )

    def memory(self, scope: Hashable) -> dict[Hashable, Any]:
        """Return what is remembered of expressions over a scope of this population."""
        if len(self._memo) >= _SCOPES:
            self._memo.clear()
        return self._memo.setdefault(scope, {})


def _rolled_up(
    table: Table, codes: tuple[str, ...], band: AgeClass | None, date: dt.date
) -> tuple[Figure, ...]:
    """Return the people of each län: the sum over its kommuner, every one of them."""
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


def _figures_of(level: str) -> str:
    return Level.LAN if level == Level.REGION else level


def _sources(source: Source | str) -> tuple[Source, ...]:
    found = as_source(source)
    if found is None:
        raise InputTypeError("source.type", value="None", type="NoneType")
    return (found,)
