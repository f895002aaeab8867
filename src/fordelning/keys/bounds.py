"""What bounds are: a floor and a cap for each recipient, in money, and who pays for them.

Never here: a key, or whether bounds can be kept.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, final

from attrs import field, frozen

from fordelning.exact import Vector
from fordelning.keys.clamped import Limits
from fordelning.measures import Amount, Ground, Measure, Scope, as_amount, as_measure
from fordelning.measures.amounts import AmountLike, ByCode, Each
from fordelning.money import Money

__all__ = ["NOTHING", "Bounds", "PartOf", "as_bound", "as_payer"]

NOTHING: Final = Each(Money(0))
"""The floor unless another is named: nobody gets less than nothing."""


def as_bound(value: AmountLike | None) -> Amount | None:
    """Return a floor or cap as an amount per recipient; None where there is no bound."""
    return None if value is None else as_amount(value)


def as_payer(value: Measure | None) -> Measure | None:
    """Return the measure by which bounds are paid; None for what each had."""
    return None if value is None else as_measure(value)


def _limits(bound: Amount | None, amount: Fraction, scope: Scope) -> Limits:
    """Return a bound per recipient; in a mapping whoever is not named has none."""
    if bound is None:
        return Limits.none(len(scope.codes))
    limits = Limits.of(bound.ore(amount, scope))
    if not isinstance(bound, ByCode):
        return limits
    named = dict(bound.amounts)
    return Limits(
        limits.denominator,
        tuple(
            ore if code in named else None
            for code, ore in zip(scope.codes, limits.numerators, strict=True)
        ),
    )


@final
@frozen(repr=False)
class Bounds:
    """Say what nobody gets less or more than, and who pays for it: one stage of `Staged`.

    floor <= quota <= cap, in exact öre. `floor` (golv, lägsta belopp) and `cap` (tak,
    högsta belopp) are amounts: money for each, money times a measure, `ShareOf` what the
    key was given, or a mapping from code to money, in which whoever is not named has no
    bound. None is no bound for anybody. What the bounds cost or free is shared in
    proportion to what each had, or to the measure `paid_by`, whose unit cancels; `Bounded`
    has the formula.

    Real: a floor for each state in the US Coronavirus Relief Fund; a cap of 22 % of the
    whole in the Montreal Protocol's fund.

    >>> from fordelning.measures import ShareOf
    >>> from fordelning.money import kr
    >>> Bounds(floor=kr(5), cap=ShareOf("22 %"))
    Bounds(floor=kr("5"), cap=ShareOf("11/50"))

    Raises:
        InputTypeError: a bound that is no amount, or `paid_by` that is no measure.

    Raises, when it distributes:
        UnknownCodeError: a bound for a code outside the scope.
    """

    floor: Amount | None = field(default=NOTHING, converter=as_bound)
    cap: Amount | None = field(default=None, converter=as_bound)
    paid_by: Measure | None = field(default=None, converter=as_payer)

    def limits(self, amount: Fraction, scope: Scope) -> tuple[Limits, Limits]:
        """Return everyone's floor and cap, of a key that was given so many exact öre."""
        return _limits(self.floor, amount, scope), _limits(self.cap, amount, scope)

    def grounds(self, scope: Scope) -> tuple[Ground, ...]:
        """Return the figures that the bounds rest on."""
        return tuple(
            ground
            for each in (self.floor, self.cap, self.paid_by)
            if each is not None
            for ground in each.grounds(scope)
        )

    def spelled(self) -> str:
        """Write what differs from the default, as Python takes it."""
        said = [f"floor={self.floor!r}"] if self.floor != NOTHING else []
        said += [f"cap={self.cap!r}"] if self.cap is not None else []
        said += [f"paid_by={self.paid_by!r}"] if self.paid_by is not None else []
        return ", ".join(said)

    def __repr__(self) -> str:
        return f"Bounds({self.spelled()})"


@final
@frozen(repr=False)
class PartOf(Amount):
    """Give each recipient a share of another amount."""

    share: Fraction
    amount: Amount

    def ore(self, given: Fraction, scope: Scope) -> Vector:
        """Return the share of each recipient's amount."""
        return self.amount.ore(given, scope).scaled(self.share)

    def grounds(self, scope: Scope) -> tuple[Ground, ...]:
        """Return the figures that the amount rests on."""
        return self.amount.grounds(scope)

    def __repr__(self) -> str:
        return f'PartOf("{self.share}", {self.amount!r})'
