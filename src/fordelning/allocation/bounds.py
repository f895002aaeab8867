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
from fordelning.keys import BoundedKey
from fordelning.keys.cited import plain_key
from fordelning.measures import Scope
from fordelning.money import Money, Ore
from fordelning.rounding import Rounded
from fordelning.sentences import Phrase, Sentence

__all__ = ["Passed", "passed", "see_kept"]


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
        (said,) = self.sentences()
        return Phrase("{code}: {said}", code=self.code, said=said)


def passed(pot: Pot, scope: Scope, rounded: Rounded) -> tuple[Passed, ...]:
    """Return the amounts that are past a bound of the pot's outermost key."""
    plain = plain_key(pot.key)
    return _past(pot, plain, scope, rounded) if isinstance(plain, BoundedKey) else ()


def _past(pot: Pot, key: BoundedKey, scope: Scope, rounded: Rounded) -> tuple[Passed, ...]:
    floors, caps = key.bounds(Fraction(pot.stated.ore), scope)
    unit = rounded.rounding.unit.ore
    found: list[Passed] = []
    for limits, sign in ((floors, 1), (caps, -1)):
        under = limits.denominator
        found += [
            Passed(pot.id, code, Money(units * unit), Fraction(limit, under))
            for code, units, limit in zip(
                scope.codes, rounded.units, limits.numerators, strict=True
            )
            if limit is not None and sign * (limit - units * unit * under) > 0
        ]
    return tuple(sorted(found, key=lambda each: each.code))


def see_kept(pot: Pot, key: BoundedKey, scope: Scope, rounded: Rounded) -> None:
    """See that rounding passes no bound by a unit or more.

    Raises:
        BoundBrokenError: a whole-unit bound is passed, or another by a unit or more.
    """
    unit = rounded.rounding.unit.ore
    broken = [each for each in _past(pot, key, scope, rounded) if each.by >= unit]
    if broken:
        raise BoundBrokenError(
            "bounds.broken",
            method=rounded.rounding.method.name,
            recipients=tuple(map(_short, broken)),
            broken=tuple(broken),
        )


def _short(each: Passed) -> str:
    values = {"code": each.code, "by": Ore(each.by), "bound": Ore(each.bound)}
    if each.amount.ore < each.bound:
        return Phrase("{code} {by} below its floor of {bound}", **values)
    return Phrase("{code} {by} above its cap of {bound}", **values)
