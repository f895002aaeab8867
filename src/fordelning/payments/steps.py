"""Steps: what happened to money, one event at a time. Never here: what is left after them."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from fordelning.allocation import Allocation
from fordelning.money import Money

__all__ = ["Entry", "Event", "Step"]


class Event(StrEnum):
    """Name what happened to the money in a step."""

    GRANTED = "granted"
    """Recipients were given what they hold (beviljat)."""

    PAID = "paid"
    """A part of what they hold was paid out (utbetalt)."""

    GIVEN_UP = "given up"
    """What was not claimed went to the pool (ej rekvirerade medel)."""

    GIVEN_BACK = "given back"
    """What had been paid came back to the pool (återbetalning, oförbrukade medel)."""

    POOLED = "pooled"
    """A share of what each holds went to the pool (gemensam pott)."""

    DISTRIBUTED = "distributed"
    """Money of the pool was given to recipients again (omfördelning)."""


@frozen
class Entry:
    """Hold what a step changed for one recipient: what it holds, and what it has been paid."""

    code: str
    held: Money
    paid: Money


@frozen
class Step:
    """Hold one step: the event, what it is called, and what it changed.

    `pool` is the change of what is in the pool; but for the first step, it and the changes
    of what recipients hold make up 0. `allocation` is that by which money of the pool was
    distributed, so that every öre of it can be explained.
    """

    event: Event
    title: str
    entries: tuple[Entry, ...]
    pool: Money
    allocation: Allocation | None = None

    @property
    def amount(self) -> Money:
        """How much was granted, was paid, or went to or from the pool."""
        if self.event is Event.GRANTED:
            return Money.total(entry.held for entry in self.entries)
        if self.event is Event.PAID:
            return Money.total(entry.paid for entry in self.entries)
        return max(self.pool, -self.pool)
