"""The one key that rounds: a rate in whole units of money, multiplied by a measure.

Never here: the rounding of amounts, which is the pot's (`rounding`).
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import final

from attrs import field, frozen

from fordelning.errors import InputTypeError, InputValueError
from fordelning.keys.base import Key, Quotas
from fordelning.keys.steps import ProportionalStep, Step, figures
from fordelning.measures import Measure, Scope, as_measure
from fordelning.measures.expressions import weights
from fordelning.money import Money, Ore
from fordelning.sentences import Sentence, shown

__all__ = ["RateStep", "RoundedRate"]


def _unit(unit: Money) -> Money:
    if not isinstance(unit, Money):
        raise InputTypeError("rounding.unit_type", value=shown(unit), type=type(unit).__name__)
    if unit.ore <= 0:
        raise InputValueError("rounding.unit", unit=unit)
    return unit


@final
@frozen(repr=False)
class RoundedRate(Key):
    """Round a rate per unit of a measure first, then multiply (avrundad à-pris, kr per invånare).

    rate = amount / sum of the measure, rounded to the nearest whole `unit`, halves up;
    quota = rate * measure; rest = amount - sum of the quotas. The rate is in öre per unit
    of the measure, quotas and rest are in öre. The amount is seldom hit: what is left, or
    lacking, is the rest, so a pot with this key is `About` its amount.

    Real: förordning (1995:1644), whole kronor per inhabitant.

    >>> from fordelning.measures import population
    >>> RoundedRate(population())
    RoundedRate(population(), unit=kr("1"))

    Raises:
        InputTypeError, InputValueError: something else than a measure; a unit that is no
            money, or not positive.

    Raises, when it distributes:
        WeightError: a negative measure, or a sum of zero.
        MissingFigureError, BandError: as `Proportional`.
    """

    measure: Measure = field(converter=as_measure)
    unit: Money = field(default=Money(100), converter=_unit)

    def rate(self, amount: Fraction, scope: Scope) -> Fraction:
        """Return the rounded rate, in öre per unit of the measure."""
        vector, _ = weights(self.measure, scope)
        return self._rounded(amount / vector.total())

    def _rounded(self, rate: Fraction) -> Fraction:
        return Fraction(floor(rate / self.unit.ore + Fraction(1, 2)) * self.unit.ore)

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        """Return the rate times the measure, and what that leaves or lacks."""
        vector, _ = weights(self.measure, scope)
        quotas = vector.scaled(self._rounded(amount / vector.total()))
        return Quotas(quotas, amount - quotas.total())

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        """Return the rate, and the figures that it was multiplied by."""
        vector, _ = weights(self.measure, scope)
        quotas = self.quotas(amount, scope)
        return (
            RateStep(
                key=repr(self),
                codes=scope.codes,
                given=amount,
                quotas=quotas.vector,
                rest=quotas.rest,
                weights=vector,
                grounds=self.measure.grounds(scope),
                exact=amount / vector.total(),
                rate=self.rate(amount, scope),
            ),
        )

    def __repr__(self) -> str:
        return f"RoundedRate({self.measure!r}, unit={self.unit!r})"


@frozen(kw_only=True)
class RateStep(ProportionalStep):
    """Record a rate, exact and rounded, and the measure that it was multiplied by."""

    exact: Fraction
    rate: Fraction

    def sentences(self, code: str) -> tuple[Sentence, ...]:
        """Tell the rate, the recipient's measure, and what all of it leaves or lacks."""
        place = self.codes.index(code)
        return (
            *figures(self.grounds, code, place),
            Sentence(
                "{key}: {given} / {total} is {exact} each, rounded to {rate}",
                {
                    "key": self.key,
                    "given": Ore(self.given),
                    "total": self.weights.total(),
                    "exact": Ore(self.exact),
                    "rate": Ore(self.rate),
                },
            ),
            Sentence(
                "{rate} x {weight} gives {quota}",
                {
                    "rate": Ore(self.rate),
                    "weight": self.weights[place],
                    "quota": Ore(self.quotas[place]),
                },
            ),
            *self.left(),
        )
