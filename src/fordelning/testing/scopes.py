"""Whom a population lists: the scope that a key is evaluated over.

Never here: how `allocate` finds it, which is asked.
"""

from __future__ import annotations

import datetime as dt

from fordelning.agreement import Agreement, Pot
from fordelning.allocation import allocate
from fordelning.keys import Equal
from fordelning.measures import Scope
from fordelning.money import Money
from fordelning.population import Population

__all__ = ["level_of", "scope"]


def scope(
    population: Population, level: str | None = None, *, date: dt.date | None = None
) -> Scope:
    """Return the scope of a pot: everyone at a level, with their figures (alla mottagare).

    It is what `allocate` gives the key of a pot to that level. `level` is that of the
    population's first table of figures, and `date` the only one that there is, unless given.

    >>> schools = Population.of(["norra", "södra"], level="skola")
    >>> scope(schools).codes
    ('norra', 'södra')

    Raises:
        UnknownCodeError: nobody is listed at the level.
        ReferenceDateError: no figures of the date, or several dates and none given.
    """
    pot = Pot("p", Money(0), level_of(population) if level is None else level, Equal())
    agreement = Agreement("a", "A", Money(0), [pot], None)
    return allocate(agreement, population, reference_date=date).outcomes[0].scope


def level_of(population: Population) -> str:
    """Return the level of a population's first table of figures, or of its first table."""
    tables = population.tables
    return next((table.level for table in tables if table.indicator), tables[0].level)
