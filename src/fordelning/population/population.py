"""The population: tables of figures together, immutable, joined and looked up.

Never here: the checks of single cells, or expressions over figures.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any

from attrs import Factory, field, frozen

from fordelning.errors import (
    FordelningError,
    InputTypeError,
    InputValueError,
    PopulationError,
)
from fordelning.exact import Exact, exact
from fordelning.population.ages import AgeClass
from fordelning.population.cells import (
    BySex,
    Cells,
    Counts,
    by_class,
    by_sex,
    checked_date,
    checked_mapping,
    checked_source,
    grouped_by_level,
)
from fordelning.population.joining import joined, of_both_sexes, updated
from fordelning.population.lookup import Answer, Question, answer, figures_of
from fordelning.population.parents import ancestors, checked_parents, parents_at
from fordelning.population.sex import Sex
from fordelning.population.table import FOLKMANGD, Figure, Table
from fordelning.register import Level
from fordelning.sentences import shown
from fordelning.source import Source

__all__ = ["Population"]

# More scopes than any agreement has; a program that runs on does not gather them for ever.
_SCOPES = 256


def _together(population: Population) -> tuple[Table, ...]:
    return of_both_sexes(population.tables)


def _parents_by_level(population: Population) -> dict[str, dict[str, str]]:
    levels = {table.level for table in population.tables if table.parents}
    return {level: parents_at(population.tables, level) for level in levels}


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

    tables: tuple[Table, ...] = field(converter=joined)
    _both: tuple[Table, ...] = field(
        default=Factory(_together, takes_self=True), init=False, eq=False
    )
    _parents: dict[str, dict[str, str]] = field(
        default=Factory(_parents_by_level, takes_self=True), init=False, eq=False
    )
    _memo: dict[Hashable, dict[Hashable, Any]] = field(
        factory=dict[Hashable, dict[Hashable, Any]], init=False, eq=False
    )

    @classmethod
    def from_counts(
        cls,
        counts: Counts,
        *,
        date: dt.date,
        source: Source | str,
        level: str | None = None,
        perturbed: bool = False,
    ) -> Population:
        """Build a population of one count of people per recipient, or per recipient and sex.

        A code of two digits is a län (and serves its region), one of four a kommun, in the
        division of the date; for recipients of your own, name their `level`.

        >>> from datetime import date
        >>> from fordelning.population import Sex
        >>> Population.from_counts(
        ...     {("norra", Sex.MEN): 14, ("norra", Sex.WOMEN): 16},
        ...     date=date(2020, 12, 31), source="invented", level="skola",
        ... )
        Population(folkmängd, skola 2020-12-31, men; folkmängd, skola 2020-12-31, women)

        Raises:
            InputTypeError, InputValueError: a count that is no whole number of zero or more,
                or a sex that is none.
            UnknownCodeError: a code that the register does not know, or no level for it.
            PopulationError: several of these at once, in `problems`; men and women who do
                not make up the total.
        """
        checked_mapping(counts)
        rows, wrong = by_sex(counts)
        return cls._of_people(
            rows, wrong=wrong, date=date, source=source, level=level, perturbed=perturbed
        )

    @classmethod
    def _of_people(
        cls,
        rows: BySex,
        classes: tuple[AgeClass, ...] = (),
        wrong: Sequence[FordelningError] = (),
        *,
        date: dt.date,
        source: Source | str,
        level: str | None,
        perturbed: bool,
    ) -> Population:
        everyone = {code: None for row in rows.values() for code in row}
        groups = grouped_by_level(everyone, level, checked_date(date), wrong)
        return cls(
            Table(
                FOLKMANGD,
                each,
                date,
                checked_source(source),
                classes,
                tuple((code, figures[code]) for code in codes if code in figures),
                perturbed,
                sex,
            )
            for each, codes in groups.items()
            for sex, figures in rows.items()
            if not figures.keys().isdisjoint(codes)
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
        """Build a population of counts by recipient and age, or by recipient, age and sex.

        An age is a year (25), a class ("7-15") or the open class ("100+"); every recipient
        has the same classes, which do not overlap. Ages are those reached at the end of
        the year (SCB). A key is (code, age) or (code, age, sex).

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
        return cls._of_people(
            rows, classes, date=date, source=source, level=level, perturbed=perturbed
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
        return cls(
            Table(
                indicator,
                each,
                date,
                checked_source(source),
                (),
                tuple((code, (figures[code],)) for code in codes),
            )
            for each, codes in groups.items()
        )

    @classmethod
    def of(
        cls,
        codes: Iterable[str],
        *,
        level: str,
        date: dt.date | None = None,
        parents: Mapping[str, str] | None = None,
    ) -> Population:
        """Name recipients without any figures, for keys that need none.

        At a Swedish level `date` says by which division; at one of your own it may be left
        out, and `parents` may say of whom each is part, for `Nested` and `summed`.

        >>> Population.of(["norra", "södra"], level="skola", parents={"norra": "kust"})
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
        pairs = checked_parents(parents or {}, codes, level)
        return cls(
            Table("", each, date, (), (), tuple((code, ()) for code in members), parents=pairs)
            for each, members in groups.items()
        )

    def __or__(self, other: Population) -> Population:
        if not isinstance(other, Population):
            return NotImplemented
        return Population((*self.tables, *other.tables))

    def updated(self, figures: Population) -> Population:
        """Return this population with other figures in place of its own (scenario).

        Figures are of the same date, level and indicator as those here, of a sex or ages
        that a table here has, and of recipients that it names; all other figures stay. The
        sources of both are named.

        >>> from datetime import date
        >>> def counted(source, **people):
        ...     day = date(2020, 12, 31)
        ...     return Population.from_counts(people, date=day, source=source, level="skola")
        >>> people = counted("invented", norra=120, södra=80)
        >>> people.updated(counted("if södra grew", södra=95)).tables[0].rows
        (('norra', (120,)), ('södra', (95,)))

        Raises:
            InputTypeError: something else than a population.
            MissingFigureError: figures that no table here has.
            PopulationError: totals and ages, or men, women and all, that no longer agree.
        """
        if not isinstance(figures, Population):
            raise InputTypeError("updated.type", value=shown(figures), type=type(figures).__name__)
        return Population(updated(self.tables, figures.tables))

    def __repr__(self) -> str:
        return f"Population({'; '.join(map(str, self.tables))})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Population, (self.tables,)

    @property
    def perturbed(self) -> bool:
        """Whether the source adds noise to any of the figures, so that they do not add up."""
        return any(table.perturbed for table in self.tables)

    def dates(self, level: str | None = None) -> tuple[dt.date, ...]:
        """Return the dates that there are figures of, ascending; of one level or of all.

        Those of a län without tables of its own are its kommuner's.
        """
        wanted = None if level is None else figures_of(level)
        found = {table.date for table in self.tables if wanted in (None, table.level)}
        dates = tuple(sorted(date for date in found if date is not None))
        return dates or (self.dates(Level.KOMMUN) if wanted == Level.LAN else ())

    def parents(self, level: str, among: Collection[str]) -> dict[str, str]:
        """Return of whom among some each recipient is part, at a level of one's own.

        That is the parent that was named for it, or, if that is none of them, the parent's
        own; whoever has none among them is left out.
        """
        return ancestors(self._parents, level, among)

    def codes(self, level: str, date: dt.date | None) -> tuple[str, ...]:
        """Return the codes that tables at a level name, ascending.

        Of the tables of `date`, and of those that have none.
        """
        return tuple(
            sorted(
                {
                    code
                    for table in self.tables
                    if table.level == figures_of(level) and table.date in (date, None)
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
        sex: Sex | None = None,
    ) -> tuple[tuple[Figure, ...], Table]:
        """Look up the figures of recipients, in their order, and the table they stand in.

        Where no table counts men and women together, they are added, as SCB's table of 1
        November has to be. People of a län that has no table of its own are summed over
        all its kommuner, but never from perturbed figures.

        Raises:
            MissingFigureError: no such table, or somebody who is not in it.
            BandError: a band of ages that the table's classes do not make up.
        """
        remembered = self.memory((codes, figures_of(level), date))
        found: Answer | None = remembered.get((indicator, band, sex))
        if found is None:
            asked = Question(indicator, level, date, band, sex)
            found = answer(asked, codes, self.tables, self._both)
            remembered[indicator, band, sex] = found
        return found

    def memory(self, scope: Hashable) -> dict[Hashable, Any]:
        """Return what is remembered of expressions over a scope of this population."""
        if len(self._memo) >= _SCOPES:
            self._memo.clear()
        return self._memo.setdefault(scope, {})
