"""Sensitivity: who gains and who loses when a pot grows by one unit of its rounding.

Never here: a rule of distribution or of rounding.
"""

from __future__ import annotations

from attrs import frozen

from fordelning.allocation import Allocation, Outcome
from fordelning.apportionment import Method
from fordelning.comparison.again import UNABLE, by_every_method, grown
from fordelning.money import Money

__all__ = ["Change", "MethodChange", "Sensitivity", "sensitivity"]


@frozen
class Change:
    """Hold what one recipient gets before and after; `difference` is what it gains."""

    code: str
    name: str
    before: Money
    after: Money

    @property
    def difference(self) -> Money:
        """The amount after less the amount before."""
        return self.after - self.before


@frozen
class MethodChange:
    """Hold who would gain and who would lose, had the pot been rounded by a method."""

    method: Method
    gains: tuple[str, ...]
    losses: tuple[str, ...]

    def __str__(self) -> str:
        now = f"{', '.join(self.losses)} would lose" if self.losses else "nobody would lose"
        ever = "never" if self.method.monotone else "sometimes"
        return f"{self.method.value}: {now}; with fixed weights somebody {ever} does"


@frozen
class Sensitivity:
    """Hold what one unit more of a pot changes (känslighet).

    `rows` are the pot's recipients, by the pot's own method; `unassigned` is how much more
    goes to nobody; `methods` says the same of every method that can round the pot.
    """

    pot: str
    unit: Money
    method: Method
    rows: tuple[Change, ...]
    unassigned: Money
    methods: tuple[MethodChange, ...]

    @property
    def gains(self) -> tuple[Change, ...]:
        """The rows of those who get more."""
        return tuple(row for row in self.rows if row.difference.ore > 0)

    @property
    def losses(self) -> tuple[Change, ...]:
        """The rows of those who get less."""
        return tuple(row for row in self.rows if row.difference.ore < 0)

    def __str__(self) -> str:
        lines = [f"{self.pot}: {self.unit} more, by {self.method.value}"]
        lines += [f"  {row.code} {row.name} gains {_moved(row)}" for row in self.gains]
        lines += [f"  {row.code} {row.name} loses {_moved(row)}" for row in self.losses]
        if self.unassigned.ore:
            lines.append(f"  nobody gets {self.unassigned} of it")
        return "\n".join([*lines, *map(str, self.methods)])


def _moved(row: Change) -> str:
    return f"{Money(abs(row.difference.ore))}: {row.before}, then {row.after}"


def sensitivity(allocation: Allocation, pot_id: str) -> Sensitivity:
    """Tell who gains and who loses when a pot grows by one unit of its rounding.

    The pot is distributed again, with amount + unit, by its key over the same recipients,
    figures and readings. With largest remainder somebody may lose (the Alabama paradox);
    with a divisor method nobody does, as long as the weights are fixed: a key put together
    of others can shift them.

    >>> from datetime import date
    >>> from fordelning import Agreement, PerCapita, Population, Pot, Rounding, allocate, kr
    >>> people = Population.from_counts(
    ...     {"a": 6, "b": 6, "c": 2}, date=date(2020, 12, 31), source="invented", level="skola"
    ... )
    >>> pot = Pot("p", kr(10), "skola", PerCapita(), rounding=Rounding(kr(1)))
    >>> allocation = allocate(Agreement("a", "A", kr(10), [pot], None), people)
    >>> print(sensitivity(allocation, "p"))
    p: 1,00 kr more, by largest-remainder
      a a gains 1,00 kr: 4,00 kr, then 5,00 kr
      b b gains 1,00 kr: 4,00 kr, then 5,00 kr
      c c loses 1,00 kr: 2,00 kr, then 1,00 kr
    largest-remainder: c would lose; with fixed weights somebody sometimes does
    ...

    Raises:
        UnknownIdError: there is no such pot.
        FordelningError: the key cannot distribute one unit more, as `allocate`.
    """
    before = allocation.outcome(pot_id)
    rounding = before.rounded.rounding
    after = grown(before, rounding.unit)
    rows = _rows(before, after)
    given = Money.total(row.difference for row in rows)
    return Sensitivity(
        pot_id,
        rounding.unit,
        rounding.method,
        rows,
        rounding.unit - given,
        _by_method(before, rounding.unit),
    )


def _rows(before: Outcome, after: Outcome) -> tuple[Change, ...]:
    amounts = after.amounts
    return tuple(
        Change(code, before.name(code), amount, amounts[code])
        for code, amount in before.amounts.items()
    )


def _by_method(before: Outcome, unit: Money) -> tuple[MethodChange, ...]:
    found: list[MethodChange] = []
    for method, outcome in by_every_method(before, unit).items():
        try:
            after = grown(outcome, unit)
        except UNABLE:
            continue
        rows = _rows(outcome, after)
        gains = tuple(row.code for row in rows if row.difference.ore > 0)
        losses = tuple(row.code for row in rows if row.difference.ore < 0)
        found.append(MethodChange(method, gains, losses))
    return tuple(found)
