"""What a table of a page shows: amounts by recipient, with the inhabitants where known.

Never here: words, markup, or a figure that the population does not have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction

from attrs import frozen

from fordelning.allocation import Allocation, Outcome
from fordelning.errors import FordelningError
from fordelning.money import Money
from fordelning.population import Population
from fordelning.register import SWEDISH, Level, swedish

__all__ = ["Line", "Lines", "by_lan", "by_level", "of_pot"]


@frozen
class Line:
    """Hold what one recipient got, and how many live there; `people` is None if not known."""

    code: str
    name: str
    amount: Money
    people: int | None = None

    @property
    def each(self) -> Fraction | None:
        """Exact öre per inhabitant, of a recipient with any."""
        return Fraction(self.amount.ore, self.people) if self.people else None


@frozen
class Lines:
    """Hold the lines of a table; `nobody` has what goes elsewhere, by name.

    `date` is the day whose inhabitants are counted; `sum_people` is None where the
    population may not be added up.
    """

    level: str
    date: date | None
    lines: tuple[Line, ...]
    nobody: tuple[tuple[str, Money], ...] = ()
    sum_people: int | None = None

    @property
    def total(self) -> Money:
        """The sum of all rows."""
        amounts = [line.amount for line in self.lines] + [amount for _, amount in self.nobody]
        return Money.total(amounts)

    @property
    def average(self) -> Fraction | None:
        """Exact öre per inhabitant of all together, where all the money is theirs."""
        return Fraction(self.total.ore, self.sum_people) if self.sum_people else None


def of_pot(allocation: Allocation, outcome: Outcome, nobody: Callable[[str], str]) -> Lines:
    """Return the lines of one pot, those of recipients who got nothing too.

    `nobody` tells how a row of money that goes to nobody is called here.
    """
    return _lines(
        allocation.population,
        outcome.pot.level,
        outcome.scope.date,
        {code: (outcome.name(code) or code, amount) for code, amount in outcome.amounts.items()},
        [(nobody(row.name), row.amount) for row in outcome.residual()],
    )


def by_level(allocation: Allocation, level: str, nobody: Callable[[str], str]) -> Lines:
    """Return what each recipient at a level got of all pots together."""
    outcomes = [each for each in allocation.outcomes if each.pot.level == level]
    first = outcomes[0]
    return _lines(
        allocation.population,
        level,
        first.scope.date,
        {code: (first.name(code), amount) for code, amount in allocation.totals(level).items()},
        [(nobody(row.name), row.amount) for each in outcomes for row in each.residual()],
    )


def by_lan(allocation: Allocation, outside: str) -> Lines:
    """Return what went to each län, and by the name `outside` what went elsewhere."""
    amounts = allocation.by_lan()
    elsewhere = amounts.pop("")
    on = allocation.dates.get(Level.LAN) or next(
        day for level, day in allocation.dates.items() if level in SWEDISH
    )
    division = swedish().at(on)
    return _lines(
        allocation.population,
        Level.LAN,
        on,
        {code: (division.name(Level.LAN, code), each) for code, each in amounts.items()},
        [(outside, elsewhere)] if elsewhere.ore else [],
    )


def _lines(
    population: Population,
    level: str,
    on: date | None,
    amounts: Mapping[str, tuple[str, Money]],
    nobody: Iterable[tuple[str, Money]],
) -> Lines:
    nobody = tuple(nobody)
    people, perturbed = _people(population, tuple(amounts), level, on)
    lines = tuple(
        Line(code, name, amount, people.get(code)) for code, (name, amount) in amounts.items()
    )
    added = bool(people) and not perturbed and not nobody
    return Lines(level, on, lines, nobody, sum(people.values()) if added else None)


def _people(
    population: Population, codes: tuple[str, ...], level: str, on: date | None
) -> tuple[dict[str, int], bool]:
    """Return the inhabitants by code, and whether noise was added; none if not all known."""
    if not level or on is None:
        return {}, False
    try:
        figures, table = population.figures(codes, level=level, date=on)
    except FordelningError:
        return {}, False
    return {code: int(each) for code, each in zip(codes, figures, strict=True)}, table.perturbed
