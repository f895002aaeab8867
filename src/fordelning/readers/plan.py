"""Planning which cells of a cube are read: of which ages, sexes, days and contents.

All that keeps one from choosing is told at once. Never here: figures, or recipients.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product

from attrs import define, field, frozen

from fordelning.errors import FordelningError, ReaderError, raise_problems
from fordelning.population import FOLKMANGD, AgeClass, Sex
from fordelning.readers.counting import check_counted, check_units, contents_of
from fordelning.readers.covers import Ages, Cover, ages_of, covers_of
from fordelning.readers.cube import Cube, Variable
from fordelning.readers.dates import day_of, may_be, rule_for
from fordelning.readers.figures import evenly
from fordelning.readers.kinds import Kind, kinds_of
from fordelning.readers.selecting import (
    Where,
    is_named,
    others_of,
    selected,
    sexes_of,
)
from fordelning.source import Source

__all__ = ["Plan", "Wanted", "plan"]

# Where a file has no day: the division is the same in every year since 2007.
_ANY_DAY = dt.date(2020, 7, 1)
_FIRST_YEAR = "2000"


@frozen
class Wanted:
    """Hold what the caller asked for, beside the file itself.

    `said` are names of variables by kind, `value` that of the column with figures. Without
    an `indicator` the file must say that it counts everyone.
    """

    said: Mapping[str, str] = field(factory=dict[str, str])
    where: Where = field(factory=dict[str, str])
    bands: tuple[AgeClass, ...] = ()
    date: dt.date | None = None
    level: str | None = None
    names: bool = False
    perturbed: bool | None = None
    source: Source | str | None = None
    indicator: str | None = None
    value: str = ""


@define
class Plan:
    """Hold the cells to read: where each figure of a recipient is.

    `positions` are the values that are read of each variable, `region` the place of the
    variable of recipients; `days` and `sexes` are positions by day and sex, `step` how far
    apart values of each kind are, `bases` what is added up. `problems` do not keep one from
    looking at the figures; where one of them is that the days are not known, `days` are
    others of the same years, and not `dated`.
    """

    cube: Cube
    kinds: tuple[Kind, ...]
    positions: list[tuple[int, ...]]
    region: int
    days: dict[dt.date, int] = field(factory=dict[dt.date, int])
    ages: Ages = field(factory=lambda: Ages({}, None, ()))
    covers: tuple[Cover, ...] = ()
    sexes: dict[Sex | None, int] = field(factory=lambda: {None: 0})
    bases: tuple[int, ...] = (0,)
    dated: bool = True
    problems: list[FordelningError] = field(factory=list[FordelningError])

    def step(self, kind: Kind) -> int:
        """Return how far apart two values of a kind are; 0 where there is no such variable."""
        return self.cube.steps[self.kinds.index(kind)] if kind in self.kinds else 0

    def parts(self, classes: tuple[AgeClass, ...]) -> Sequence[int]:
        """Return how far from a recipient's first cell its figures by age are, or its total."""
        step = self.step(Kind.AGE)
        if not classes:
            return ((self.ages.total or 0) * step,)
        return evenly([self.ages.places[each] * step for each in classes])

    def systems(self) -> tuple[tuple[AgeClass, ...], ...]:
        """Return the sets of age classes to make tables of; none is the total."""
        found = tuple(cover.classes for cover in self.covers)
        if self.ages.total is not None or not self.ages.places:
            return ((), *found)
        return found


def plan(cube: Cube, tables: tuple[str, ...], wanted: Wanted) -> Plan:
    """Return the cells to read; `tables` are ids that the file is known by.

    Raises:
        ReaderError: `problems` has all that keeps one from choosing.
    """
    kinds = kinds_of(cube.variables, wanted.said)
    found = Plan(cube, kinds, selected(cube.variables, wanted.where), _region(cube, kinds))
    problems, contents = _values(found, wanted)
    problems += _refused(_covers, found, (), wanted)
    for step in (_counts, _days):
        found.problems += _refused(step, found, (*tables, *contents), wanted)
    if problems:
        raise_problems([*problems, *found.problems], ReaderError, "reader.problems")
    return found


def _refused(
    step: Callable[[Plan, tuple[str, ...], Wanted], None],
    found: Plan,
    tables: tuple[str, ...],
    wanted: Wanted,
) -> list[FordelningError]:
    """Take a step, and return why it cannot be taken."""
    try:
        step(found, tables, wanted)
    except FordelningError as error:
        return [error]
    return []


def _region(cube: Cube, kinds: tuple[Kind, ...]) -> int:
    """Return the place of the variable of recipients; only others may be several."""
    for kind in Kind:
        same = tuple(
            variable.name
            for variable, each in zip(cube.variables, kinds, strict=True)
            if each == kind
        )
        if len(same) > 1 and kind != Kind.OTHER:
            raise ReaderError("reader.two", kind=str(kind), variables=same)
    if Kind.REGION not in kinds:
        held = tuple(variable.name for variable in cube.variables)
        raise ReaderError("reader.no_region", held=held)
    return kinds.index(Kind.REGION)


def _values(found: Plan, wanted: Wanted) -> tuple[list[FordelningError], list[str]]:
    """Choose ages, sexes, contents and what is added up; return the problems, and contents."""
    problems: list[FordelningError] = []
    added: list[list[int]] = []
    contents: list[str] = []
    for place, kind in enumerate(found.kinds):
        variable, chosen = found.cube.variables[place], found.positions[place]
        step, named = found.cube.steps[place], is_named(variable, wanted.where)
        wrong: list[FordelningError] = []
        if kind == Kind.SEX:
            found.sexes, wrong = sexes_of(variable, chosen)
        elif kind == Kind.AGE:
            found.ages, wrong = ages_of(variable, chosen)
        elif kind == Kind.CONTENTS:
            chosen, wrong = contents_of(variable, chosen, wanted.indicator, own=bool(wanted.value))
            contents = [names[at] for at in chosen for names in (variable.codes, variable.labels)]
        elif kind == Kind.OTHER:
            chosen, wrong = others_of(variable, chosen, named=named)
        if kind in (Kind.CONTENTS, Kind.OTHER):
            found.positions[place] = chosen
            added.append([each * step for each in chosen])
        problems += wrong
    found.bases = tuple(map(sum, product(*added)))
    return problems, contents


def _covers(found: Plan, _: tuple[str, ...], wanted: Wanted) -> None:
    found.covers = covers_of(found.ages.places, wanted.bands)


def _counts(found: Plan, tables: tuple[str, ...], wanted: Wanted) -> None:
    """See that everyone is counted, one by one, unless the caller says what is.

    That figures are of everyone does not make thousands of them into people.
    """
    contents: Variable | None = None
    chosen: tuple[int, ...] = ()
    if Kind.CONTENTS in found.kinds:
        place = found.kinds.index(Kind.CONTENTS)
        contents, chosen = found.cube.variables[place], found.positions[place]
        if not chosen:
            return
        if wanted.indicator in (None, FOLKMANGD):
            check_units(contents, chosen)
    if wanted.indicator is None:
        check_counted(found.cube, contents, chosen, tables, wanted.level)


def _days(found: Plan, tables: tuple[str, ...], wanted: Wanted) -> None:
    """Find the day of each time, by what the file says or by what the caller does."""
    about = found.cube.about
    rule = rule_for((about.table, *tables), (*tables, about.title, about.period))
    if Kind.TIME not in found.kinds:
        if wanted.date is None:
            found.days, found.dated = {_ANY_DAY: 0}, False
            raise ReaderError("reader.no_time")
        if rule is not None and not may_be(wanted.date, rule):
            raise ReaderError("reader.other_date", date=wanted.date, held=(rule.told,))
        found.days = {wanted.date: 0}
        return
    place = found.kinds.index(Kind.TIME)
    variable, chosen = found.cube.variables[place], found.positions[place]
    by_day = {at: day_of(variable.codes[at], rule) for at in chosen}
    known = {day: at for at, day in by_day.items() if day is not None}
    if wanted.date is None:
        if len(known) < len(chosen):
            unknown = tuple(variable.codes[at] for at, day in by_day.items() if day is None)
            found.days, found.dated = _some_days(variable, chosen), False
            raise ReaderError("reader.no_date", times=unknown)
        found.days = known
    else:
        by_name = [] if known else [at for at in chosen if _is_of(variable.codes[at], wanted.date)]
        at = known.get(wanted.date, by_name[0] if len(by_name) == 1 else None)
        if at is None:
            held = tuple(str(by_day[at] or variable.codes[at]) for at in chosen)
            raise ReaderError("reader.other_date", date=wanted.date, held=held)
        found.days = {wanted.date: at}
    found.positions[place] = tuple(found.days.values())


def _some_days(variable: Variable, chosen: Iterable[int]) -> dict[dt.date, int]:
    """Return a day of each time whose year has a register, to look at its figures by."""
    years = {at: variable.codes[at][:4] for at in chosen}
    return {
        _ANY_DAY.replace(year=int(year)): at
        for at, year in years.items()
        if year.isdecimal() and year >= _FIRST_YEAR
    }


def _is_of(time: str, day: dt.date) -> bool:
    """Tell whether a year or month of a table is the one that a day is in."""
    return time in (f"{day.year:04}", f"{day.year:04}M{day.month:02}")
