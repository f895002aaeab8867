"""What amounts rest on: the figures of each step, the tables used, and the sources cited.

Never here: how any of it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fordelning.allocation import Allocation, Outcome, RoundedNode
from fordelning.keys import CitedStep, NestedStep, Step
from fordelning.measures import Ground
from fordelning.population import Table
from fordelning.source import Source

__all__ = ["cited", "grounds", "tables"]


def grounds(outcome: Outcome) -> Iterator[tuple[str, Ground, tuple[str, ...]]]:
    """Yield every figure's ground in a pot's calculation, with its level and codes."""
    for step in outcome.steps():
        yield from _within(step, outcome.pot.level, outcome.nodes)


def _within(
    step: Step, level: str, nodes: tuple[RoundedNode, ...]
) -> Iterator[tuple[str, Ground, tuple[str, ...]]]:
    for ground in step.grounds:
        yield level, ground, step.codes
    above = nodes[0].level if isinstance(step, NestedStep) else level
    for inner in step.inner:
        yield from _within(inner, above, nodes)
    if isinstance(step, NestedStep):
        for _, steps in step.lower:
            for inner in steps:
                yield from _within(inner, level, nodes[0].nodes)


def tables(allocation: Allocation) -> tuple[Table, ...]:
    """Return the tables of the population that are of a day whose figures were used."""
    days: set[date | None] = set(allocation.dates.values())
    for outcome in allocation.outcomes:
        days |= {ground.table.date for _, ground, _ in grounds(outcome) if ground.table}
    return tuple(each for each in allocation.population.tables if each.date in days)


def cited(outcome: Outcome) -> tuple[Source, ...]:
    """Return where a pot, its reading and its keys stand, each once."""
    choice = outcome.choice
    keys = (each for step in outcome.steps() for each in _cited(step))
    found = (outcome.pot.source, choice.source if choice else None, *keys)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _cited(step: Step) -> Iterator[Source]:
    if isinstance(step, CitedStep):
        yield step.source
    for inner in step.inner:
        yield from _cited(inner)
