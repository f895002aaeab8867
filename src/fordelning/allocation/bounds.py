"""Bounds after rounding: floors and caps hold for exact quotas, and here for amounts too.

A whole-unit bound holds for the rounded amount. One that is no whole number of units may
be passed by less than a unit, which is told. Never here: the bounds themselves, or
rounding.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from fordelning.agreement import Pot
from fordelning.errors import BoundBrokenError
from fordelning.keys import BoundedKey, Key
from fordelning.keys.cited import plain_key
from fordelning.measures import Scope
from fordelning.money import Money, Ore
from fordelning.rounding import Rounded
from fordelning.sentences import Sentence

__all__ = ["Passed", "kept", "passed"]


@frozen
class Passed:
    """Record an amount that rounding put past an exact bound; `bound` is in öre."""

    pot: str
    code: str
    amount: Money
    bound: Fraction

    @property
    def by(self) -> Fraction:
        """By how much the amount is past the bound, in öre."""
        return abs(self.bound - self.amount.ore)

    def sentences(self) -> tuple[Sentence, ...]:
        """Tell which bound was passed, and by how much."""
        return (
            Sentence(
                "rounding puts {amount} {by} below the exact floor of {bound}"
                if self.amount.ore < self.bound
                else "rounding puts {amount} {by} above the exact cap of {bound}",
                {"amount": self.amount, "by": Ore(self.by), "bound": Ore(self.bound)},
            ),
        )

    def __str__(self) -> str:
        return f"{self.code}: {self.sentences()[0]}"


def _bounded(key: Key | None) -> BoundedKey | None:
    plain = plain_key(key)
    return plain if isinstance(plain, BoundedKey) else None


def passed(pot: Pot, scope: Scope, rounded: Rounded) -> tuple[Passed, ...]:
    """Return the amounts that are past a bound of the pot's outermost key."""
    key = _bounded(pot.key)
    if key is None:
        return ()
    floors, caps = key.bounds(Fraction(pot.stated.ore), scope)
    unit = rounded.rounding.unit.ore
    found: list[Passed] = []
    for limits, sign in ((floors, 1), (caps, -1)):
        under = limits.denominator
        found += [
            Passed(pot.id, code, Money(units * unit), Fraction(limit, under))
            # Behind the recipients there may be what goes to nobody, which has no bounds.
            for code, units, limit in zip(
                scope.codes, rounded.units, limits.numerators, strict=False
            )
            if limit is not None and sign * (limit - units * unit * under) > 0
        ]
    return tuple(sorted(found, key=lambda each: each.code))


def kept(pot: Pot, scope: Scope, rounded: Rounded) -> Rounded:
    """Return rounded amounts, having seen that no bound is passed by a unit or more.

    Raises:
        BoundBrokenError: a whole-unit bound is passed, or another by a unit or more.
    """
    unit = rounded.rounding.unit.ore
    broken = [
        each for each in passed(pot, scope, rounded) if each.by >= unit or not each.bound % unit
    ]
    if broken:
        raise BoundBrokenError(
            "bounds.broken",
            method=rounded.rounding.method.name,
            recipients=tuple(map(_short, broken)),
            broken=tuple(broken),
        )
    return rounded


def _short(each: Passed) -> str:
    side = "below its floor" if each.amount.ore < each.bound else "above its cap"
    return f"{each.code} {Ore(each.by)} {side} of {Ore(each.bound)}"
