"""Random agreements with populations that fit them, and their allocations.

Never here: agreements that refuse, or that can be read in several ways.
"""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

from hypothesis import strategies as st

from fordelning.agreement import Agreement, Declared
from fordelning.allocation import Allocation, allocate
from fordelning.errors import FordelningError
from fordelning.measures import Scope
from fordelning.money import Money
from fordelning.population import Population
from fordelning.register import Level
from fordelning.testing.figures import populations as drawn_populations
from fordelning.testing.pots import pots
from fordelning.testing.scopes import scope

__all__ = ["Populations", "agreements", "allocations", "as_strategy"]

Populations: TypeAlias = Population | st.SearchStrategy[Population]

_AREAS = "område"
_POTS = 3


def agreements(
    populations: Populations | None = None,
) -> st.SearchStrategy[tuple[Agreement, Population]]:
    """Draw an agreement and a population that it can be allocated to (överenskommelse).

    One to three pots, to everyone at some level of the population or to one recipient alone,
    by keys of every kind: nothing is left, or what is left is a row (`UpTo`, `About`,
    `Unspent`). In öre, kronor or thousands, by each method that never refuses. The pots add
    up to the total, and to a declared sum. `populations` are those to fit: one, or a
    strategy. It shrinks to one pot of 1 krona that one recipient gets.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5)
    ... @given(agreements())
    ... def test_all_is_distributed(pair):
    ...     agreement, population = pair
    ...     assert allocate(agreement, population).total == agreement.total
    >>> test_all_is_distributed()
    """
    if populations is None:
        plain = drawn_populations()
        rich = drawn_populations(
            ages=["0-17", "18-64", "65+"], indicators=["asylsökande"], through=_AREAS
        )
        populations = plain | rich
    return _agreements(as_strategy(populations))


def as_strategy(populations: Populations) -> st.SearchStrategy[Population]:
    """Return a strategy as it is; of one population, the strategy that draws it."""
    return st.just(populations) if isinstance(populations, Population) else populations


@st.composite
def _agreements(
    draw: st.DrawFn, populations: st.SearchStrategy[Population]
) -> tuple[Agreement, Population]:
    population = draw(populations)
    dates = population.dates()
    # Where there are several, an agreement has to say which it means.
    date = draw(st.sampled_from((None, *dates) if len(dates) <= 1 else dates))
    scopes = st.sampled_from(_scopes(population, date))
    drawn = [
        draw(pots(f"p{number + 1}", draw(scopes))) for number in range(draw(st.integers(1, _POTS)))
    ]
    total = Money.total(pot.stated for pot in drawn)
    declared = [Declared("tillsammans", total, [pot.id for pot in drawn])]
    return (
        Agreement("a", "A", total, drawn, date, declared=draw(st.sampled_from(([], declared)))),
        population,
    )


def _scopes(population: Population, date: dt.date | None) -> list[Scope]:
    """Return the scope of each level at which somebody is listed on the date."""
    levels = dict.fromkeys(table.level for table in population.tables)
    if Level.LAN in levels:
        levels[Level.REGION] = None
    return [found for level in levels if (found := _listed(population, level, date))]


def _listed(population: Population, level: str, date: dt.date | None) -> Scope | None:
    try:
        return scope(population, level, date=date)
    except FordelningError:
        return None


def allocations(populations: Populations | None = None) -> st.SearchStrategy[Allocation]:
    """Draw allocations: what `agreements` draws, allocated (fördelning).

    For tests of what is done with allocations: each has its agreement and its population.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5)
    ... @given(allocations())
    ... def test_rows_make_up_the_total(allocation):
    ...     assert Money.total(row.amount for row in allocation.rows()) == allocation.total
    >>> test_rows_make_up_the_total()
    """
    return agreements(populations).map(lambda pair: allocate(*pair))
