"""One pot's outcome: over whom it was distributed, the rounded amounts, and their rows.

Never here: the calculation, or several pots together.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from fordelning.agreement import Choice, Pot
from fordelning.allocation.bounds import Passed, passed
from fordelning.keys import Step
from fordelning.measures import Scope
from fordelning.money import Money
from fordelning.register import SWEDISH, Recipient, swedish
from fordelning.rounding import Rounded, RoundingStep

__all__ = ["Nobody", "Outcome", "RoundedNode", "Row"]

_RESIDUAL = "avrundningsdifferens"


@frozen
class Row:
    """Hold what one recipient got of one pot; `quota` is exact, in öre."""

    pot: str
    level: str
    code: str
    name: str
    amount: Money
    quota: Fraction
    payee: str


@frozen
class Nobody:
    """Hold what a pot gives nobody, of either sign: what becomes of it, exact and rounded."""

    name: str
    quota: Fraction
    amount: Money


@frozen
class RoundedNode:
    """Hold a parent of a nested pot: what it got, and how that was rounded among its own.

    `rounded` is of the parent's children, or, where there are `nodes`, of these.
    """

    level: str
    code: str
    amount: Money
    quota: Fraction
    rounded: Rounded
    nodes: tuple[RoundedNode, ...] = ()

    def leaves(self) -> Iterator[tuple[str, int]]:
        """Yield the units of each recipient inside."""
        if not self.nodes:
            yield from zip(self.rounded.codes, self.rounded.units, strict=True)
        for node in self.nodes:
            yield from node.leaves()

    def within(self) -> Iterator[RoundedNode]:
        """Yield this parent and all those inside it."""
        yield self
        for node in self.nodes:
            yield from node.within()


@frozen
class Outcome:
    """Hold one pot's outcome: over whom it was distributed, and the rounded amounts.

    `nobody` is what goes to no recipient, where the pot may leave something; of a nested
    pot, `top` has the rounding of the parents, and `nodes` are these.
    """

    pot: Pot
    choice: Choice | None
    scope: Scope
    rounded: Rounded
    nobody: Nobody | None = None
    top: Rounded | None = None
    nodes: tuple[RoundedNode, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the recipients, ascending."""
        return self.scope.codes

    @property
    def amounts(self) -> dict[str, Money]:
        """The amount of each recipient, by code."""
        unit = self.rounded.rounding.unit.ore
        return {
            code: Money(units * unit)
            for code, units in zip(self.codes, self.rounded.units, strict=True)
        }

    def name(self, code: str) -> str:
        """Return a recipient's name; at a level of the caller's own that is its code."""
        if isinstance(self.pot.to, Recipient):
            return self.pot.to.name
        if self.pot.to in SWEDISH and self.scope.date is not None:
            return swedish().at(self.scope.date).name(self.pot.to, code)
        return code

    def lan(self, code: str) -> str:
        """Return the code of a recipient's län; empty where it is in none."""
        if self.pot.level in SWEDISH and self.scope.date is not None:
            return swedish().at(self.scope.date).lan_of(self.pot.level, code)
        return ""

    def rows(self) -> Iterator[Row]:
        """Yield a row per recipient, those who got nothing too."""
        pot = self.pot
        for place, (code, amount) in enumerate(self.amounts.items()):
            quota = self.rounded.quotas[place]
            yield Row(pot.id, pot.level, code, self.name(code), amount, quota, pot.payee)

    def residual(self) -> Iterator[Row]:
        """Yield the rows of what went to nobody, and of what rounding left over, if any."""
        nobody = self.nobody
        if nobody is not None and nobody.amount.ore:
            yield self._row(nobody.name, nobody.amount, nobody.quota)
        left = self.rounded.residual
        if left.ore:
            yield self._row(_RESIDUAL, left, Fraction(0))

    def _row(self, name: str, amount: Money, quota: Fraction) -> Row:
        return Row(self.pot.id, self.pot.level, "", name, amount, quota, "")

    def passed(self) -> tuple[Passed, ...]:
        """Return the amounts that rounding put past a bound of the key, by part of a unit."""
        return passed(self.pot, self.scope, self.rounded)

    def steps(self) -> tuple[Step, ...]:
        """Return the key's calculation as typed records."""
        if self.pot.key is None:
            return ()
        return self.pot.key.steps(Fraction(self.pot.stated.ore), self.scope)

    def roundings(self, code: str) -> tuple[tuple[str, RoundingStep], ...]:
        """Return how each quota on the way to a recipient was rounded, its own last.

        One, but for a nested pot, where the parents' come first.
        """
        rounded = self.top or self.rounded
        steps: list[tuple[str, RoundingStep]] = []
        for node in self._above(code):
            steps.append((node.code, rounded.step(node.code)))
            rounded = node.rounded
        return (*steps, (code, rounded.step(code)))

    def _above(self, code: str) -> Iterator[RoundedNode]:
        """Yield the parents on the way to a recipient, from the top."""
        for top in self.nodes:
            for node in top.within():
                if code in dict(node.leaves()):
                    yield node
