"""The two keys that all others are made of: in proportion to a measure, or as written.

Never here: combinations of keys.
"""

from __future__ import annotations

from fractions import Fraction
from typing import final

from attrs import field, frozen

from fordelning.exact import Vector
from fordelning.keys.base import Key, Quotas
from fordelning.keys.steps import FixedStep, ProportionalStep, Step
from fordelning.measures import Amount, Measure, Scope, as_amount, as_measure
from fordelning.measures.expressions import weights

__all__ = ["Fixed", "Proportional"]


@final
@frozen(repr=False)
class Proportional(Key):
    """Share the whole amount in proportion to a measure (proportionell fördelning).

    quota = amount * weight / sum of the weights in scope, in exact öre. A weight is what
    `by` gives the recipient; its unit (people, days, ...) cancels. A weight of zero gets
    exactly zero. Nothing is left.

    Real: "fördelas efter befolkningsmängd" (överenskommelsen om psykisk hälsa 2020).

    >>> from fordelning.measures import ages
    >>> Proportional(ages(0, 25))
    Proportional(ages(0, 25))

    Raises:
        InputTypeError: something else than a measure.

    Raises, when it distributes:
        WeightError: a negative weight, or a sum of zero.
        MissingFigureError, BandError: a figure that is not there.
    """

    by: Measure = field(converter=as_measure)

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        """Return `amount * weight / total` for each, and no rest."""
        vector, total = weights(self.by, scope)
        return Quotas(_shared(amount, vector, total))

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        """Return the sharing with its weights and the figures that they are made of."""
        vector, total = weights(self.by, scope)
        return (
            ProportionalStep(
                key=repr(self),
                codes=scope.codes,
                given=amount,
                quotas=_shared(amount, vector, total),
                rest=Fraction(0),
                weights=vector,
                grounds=self.by.grounds(scope),
            ),
        )

    def __repr__(self) -> str:
        return f"Proportional({self.by!r})"


def _shared(amount: Fraction, vector: Vector, total: int) -> Vector:
    # The fraction that the weights have in common cancels: only their proportions matter.
    return Vector(amount.numerator, amount.denominator * total, vector.weights)


@final
@frozen(repr=False)
class Fixed(Key):
    """Give fixed amounts, as written, and leave the rest (fasta belopp).

    quota = the recipient's `amount`; rest = what the key was given - sum of the quotas, all
    in exact öre. `amount` is one of

    - money for each: quota = money;
    - money times a measure: quota = money * the measure, so much per unit of it;
    - `ShareOf` what this key was given: quota = share * given;
    - a mapping from code to money, in which whoever is not named gets 0.

    A rest below zero is an `OverdrawnError` of the key or pot around this one, unless that
    is a `Bounded` key or an `About` pot.

    Real: 5 mkr per län (överenskommelsen om psykisk hälsa 2020); 275 kr per dose.

    >>> from fordelning.measures import population
    >>> from fordelning.money import kr
    >>> Fixed({"01": kr(5)}), Fixed(kr(32) * population())
    (Fixed({'01': kr("5")}), Fixed(kr("32") * population()))

    Raises:
        InputTypeError: an amount that is no money.

    Raises, when it distributes:
        UnknownCodeError: a code outside the scope.
    """

    amount: Amount = field(converter=as_amount)

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        """Return the amounts, and what they leave or, below zero, lack."""
        vector = self.amount.ore(amount, scope)
        return Quotas(vector, amount - vector.total())

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        """Return the amounts with the figures that they are made of, if any."""
        quotas = self.quotas(amount, scope)
        return (
            FixedStep(
                key=repr(self),
                codes=scope.codes,
                given=amount,
                quotas=quotas.vector,
                rest=quotas.rest,
                grounds=self.amount.grounds(scope),
            ),
        )

    def __repr__(self) -> str:
        return f"Fixed({self.amount!r})"
