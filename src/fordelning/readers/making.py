"""Making a population of a cube: its tables by day, level, sex and age, with their source.

Everything that a person would mend one by one is told at once. Never here: formats.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import product

from attrs import define, evolve, field, frozen

from fordelning.errors import FordelningError, ReaderError, raise_problems
from fordelning.population import FOLKMANGD, AgeClass, Population, Sex, Table
from fordelning.readers.covers import Cover
from fordelning.readers.cube import Cube
from fordelning.readers.dates import KNOWN
from fordelning.readers.figures import Figures
from fordelning.readers.kinds import Kind
from fordelning.readers.letters import check_letters
from fordelning.readers.limits import MOST_PROBLEMS
from fordelning.readers.plan import Plan, Wanted, plan
from fordelning.readers.regions import Match, Who, recipients
from fordelning.readers.totals import wrong_totals
from fordelning.register import SWEDISH
from fordelning.source import Source

__all__ = ["Findings", "make"]

_NOISE_SINCE = 2025
_LISTED = 6


@frozen
class Findings:
    """Hold the population of a file, and how it was found.

    `matches` tell which recipient each name was taken for; `covers` which age classes are
    read; `aside` what was left out: the whole country, and codes that nobody has on the
    day; `cube` is the table as it was delivered, with its notes and marks.
    """

    population: Population
    matches: tuple[Match, ...]
    covers: tuple[Cover, ...]
    aside: tuple[str, ...]
    cube: Cube = field(repr=False)


def make(cube: Cube, tables: tuple[str, ...], wanted: Wanted) -> Findings:
    """Return the population of a cube; `tables` are further ids that it is known by.

    Raises:
        ReaderError: `problems` has all that is refused.
    """
    check_letters(cube)
    making = _Making(plan(cube, tables, wanted), wanted, tables, Figures(cube))
    found = list(making.all_tables())
    problems = [*making.plan.problems, *making.problems, *making.figures.problems()]
    if not making.document():
        problems.append(ReaderError("reader.no_source"))
    if not problems:
        problems += wrong_totals(found, making.named(Kind.AGE), making.named(Kind.SEX))
    _refuse(problems, enough=making.enough)
    if not found:
        held = cube.variables[making.plan.region].labels
        raise ReaderError("reader.nobody", held=held)
    return Findings(
        Population(found),
        tuple(making.matches),
        making.plan.covers,
        tuple(making.aside),
        cube,
    )


def _refuse(problems: list[FordelningError], *, enough: bool) -> None:
    """Raise what is wrong, each thing once; what is wrong with a name is so on every day."""
    once = list({str(each): each for each in problems[:MOST_PROBLEMS]}.values())
    if enough or len(problems) > MOST_PROBLEMS:
        once.append(ReaderError("reader.more", most=MOST_PROBLEMS))
    raise_problems(once, ReaderError, "reader.problems")


@define
class _Making:
    """Make the tables of a plan, and gather what is matched, left out and wrong."""

    plan: Plan
    wanted: Wanted
    ids: tuple[str, ...]
    figures: Figures
    matches: dict[Match, None] = field(factory=dict[Match, None])
    aside: dict[str, None] = field(factory=dict[str, None])
    problems: list[FordelningError] = field(factory=list[FordelningError])

    @property
    def enough(self) -> bool:
        """Whether so much is wrong that no more is looked at."""
        return self.figures.enough or len(self.problems) >= MOST_PROBLEMS

    def all_tables(self) -> Iterator[Table]:
        """Make the tables of each day, until enough is wrong."""
        for day in self.plan.days:
            for table in self.tables(day):
                yield table
                if self.enough:
                    return

    def tables(self, day: dt.date) -> Iterator[Table]:
        """Make the tables of one day."""
        plan, wanted = self.plan, self.wanted
        variable = plan.cube.variables[plan.region]
        chosen = plan.positions[plan.region]
        who, wrong = recipients(variable, chosen, day, wanted.level, names=wanted.names)
        self.problems += wrong
        self.matches.update(dict.fromkeys(who.matches))
        if plan.dated:
            self._leave_out(who, day)
        for classes in plan.systems():
            source = self._source(day, classes)
            for (level, held), sex in product(who.places.items(), plan.sexes):
                parts = plan.parts(classes)
                rows = [
                    (code, self.figures.row(self._bases(day, sex, at), parts))
                    for code, at in sorted(held.items())
                ]
                yield Table(
                    FOLKMANGD if wanted.indicator is None else wanted.indicator,
                    level,
                    day,
                    (source,),
                    classes,
                    tuple(rows),
                    self._perturbed(level, day),
                    sex,
                )
        if plan.dated:
            self._compare_same(who, day)

    def named(self, kind: Kind) -> str:
        """Return what the file calls the variable of a kind, if it has one."""
        plan = self.plan
        if kind not in plan.kinds:
            return ""
        return plan.cube.variables[plan.kinds.index(kind)].name

    def document(self) -> str:
        """Return what the figures are from: as the caller says, or else the file."""
        about, said = self.plan.cube.about, self.wanted.source
        if isinstance(said, Source):
            return said.document
        table = self._table()
        office = about.office or ("SCB" if table.upper() in KNOWN else "")
        return said or ", ".join(part for part in (office, about.title) if part) or table

    def _table(self) -> str:
        return self.plan.cube.about.table or next(iter(self.ids), "")

    def _bases(self, day: dt.date, sex: Sex | None, at: int) -> list[int]:
        """Return the places that the figures of a recipient count from."""
        plan = self.plan
        offset = (
            plan.days[day] * plan.step(Kind.TIME)
            + plan.sexes[sex] * plan.step(Kind.SEX)
            + at * plan.step(Kind.REGION)
        )
        return [base + offset for base in plan.bases]

    def _leave_out(self, who: Who, day: dt.date) -> None:
        """Leave out the country, and codes that nobody has, having seen that they are empty."""
        variable = self.plan.cube.variables[self.plan.region]
        for at in who.unknown:
            indexes = (
                base + part
                for sex in self.plan.sexes
                for base in self._bases(day, sex, at)
                for classes in self.plan.systems()
                for part in self.plan.parts(classes)
            )
            if self.figures.anybody(indexes):
                recipient = variable.named(at)
                self.problems.append(ReaderError("reader.unknown", recipient=recipient, date=day))
        for at in (*who.country, *who.unknown):
            name = f"{variable.codes[at]} {variable.labels[at]}".strip()
            self.aside[name] = None

    def _compare_same(self, who: Who, day: dt.date) -> None:
        """See that a class that stands twice, as 100+ does, has the same figures twice."""
        step = self.plan.step(Kind.AGE)
        for first, second in self.plan.ages.same:
            for (_, held), sex in product(who.places.items(), self.plan.sexes):
                rows = [
                    self.figures.row(self._bases(day, sex, at), (first * step, second * step))
                    for at in held.values()
                ]
                if any(one != other for one, other in rows):
                    variable = self.plan.cube.variables[self.plan.kinds.index(Kind.AGE)]
                    both = variable.named(first), variable.named(second)
                    self.problems.append(ReaderError("reader.same_class", classes=both, date=day))
                    return

    def _perturbed(self, level: str, day: dt.date) -> bool:
        if self.wanted.perturbed is None:
            return level in SWEDISH and day.year >= _NOISE_SINCE
        return self.wanted.perturbed

    def _source(self, day: dt.date, classes: tuple[AgeClass, ...]) -> Source:
        """Name the table, the cells that were taken of it, and when it was updated."""
        about, said = self.plan.cube.about, self.wanted.source
        locator = ": ".join(part for part in (self._table(), self._cells(day, classes)) if part)
        if isinstance(said, Source):
            return said if said.locator else evolve(said, locator=locator)
        # Figures without a source are looked at, and refused.
        return Source(self.document() or "-", locator=locator, dated=about.updated)

    def _cells(self, day: dt.date, classes: tuple[AgeClass, ...]) -> str:
        """Name the cells by the codes of each variable but that of recipients."""
        plan = self.plan
        told: list[str] = []
        for variable, kind, chosen in zip(
            plan.cube.variables, plan.kinds, plan.positions, strict=True
        ):
            read = chosen
            if kind == Kind.AGE:
                places = tuple(plan.ages.places[each] for each in classes)
                read = places or (plan.ages.total or 0,)
            if kind == Kind.TIME:
                read = (plan.days[day],)
            if kind != Kind.REGION:
                told.append(f"{variable.name} {_listed([variable.codes[at] for at in read])}")
        return "; ".join(told)


def _listed(codes: list[str]) -> str:
    """List codes; of many, which the table names itself, the first and the last.

    >>> _listed(["0-9", "10-19"]), _listed([str(age) for age in range(101)])
    ('0-9, 10-19', '0 ... 100 (101)')
    """
    if len(codes) <= _LISTED:
        return ", ".join(codes)
    return f"{codes[0]} ... {codes[-1]} ({len(codes)})"
