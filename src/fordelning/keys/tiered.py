"""Tiered amounts (differentierat belopp): who is in which class gets that class's amount.

Never here: what the classes are for, or who is in them in Sweden (`register`).
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from fordelning.errors import InputTypeError, InputValueError, UnknownCodeError
from fordelning.keys.base import Key, Quotas
from fordelning.keys.combined import as_codes
from fordelning.keys.kernel import Fixed
from fordelning.keys.steps import Step
from fordelning.measures import Scope
from fordelning.money import Money, as_money
from fordelning.sentences import Sentence, shown

__all__ = ["Tier", "Tiered", "TieredStep"]


def _codes(codes: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if codes is None else as_codes(codes)


@final
@frozen(repr=False)
class Tier:
    """Name an amount and those who get it: some codes, or, without any, everyone else.

    >>> from fordelning.money import mkr
    >>> Tier(mkr(2), codes=("14", "01", "12"))
    Tier(kr("2 000 000"), codes=('01', '12', '14'))

    Raises:
        InputTypeError: an amount that is no money, or a code that is no text.
    """

    money: Money = field(converter=as_money)
    codes: tuple[str, ...] | None = field(default=None, converter=_codes)

    def __repr__(self) -> str:
        codes = "" if self.codes is None else f", codes={self.codes!r}"
        return f"Tier({self.money!r}{codes})"


@final
@frozen(repr=False, init=False)
class Tiered(Key):
    """Give each recipient the amount of the first tier that it is in, and leave the rest.

    `Fixed` with a mapping from code to the tier's money (differentierat belopp).

    Real: "1 mkr per län, 2 mkr i storstadslänen" (överenskommelsen om psykisk hälsa 2020).

    >>> from fordelning.money import mkr
    >>> Tiered(Tier(mkr(2), codes=("01", "12", "14")), Tier(mkr(1)))
    Tiered(Tier(kr("2 000 000"), codes=('01', '12', '14')), Tier(kr("1 000 000")))

    Raises:
        InputTypeError: something else than a tier.
        InputValueError: no tiers, or one behind the tier for everyone else.

    Raises, when it distributes:
        UnknownCodeError: somebody is in no tier, or a tier names a code that nobody at the
            pot's level has.
    """

    tiers: tuple[Tier, ...]

    if TYPE_CHECKING:  # attrs makes it, for a class that has an __init__ of its own

        def __attrs_init__(self, tiers: tuple[Tier, ...]) -> None: ...

    def __init__(self, *tiers: Tier) -> None:
        for tier in tiers:
            if not isinstance(tier, Tier):
                raise InputTypeError("tier.type", value=shown(tier), type=type(tier).__name__)
        if not tiers:
            raise InputValueError("tier.empty")
        for tier, following in pairwise(tiers):
            if tier.codes is None:
                raise InputValueError("tier.unreachable", tier=repr(following), all=repr(tier))
        self.__attrs_init__(tiers)

    def places(self, scope: Scope) -> tuple[int, ...]:
        """Return the place of each recipient's tier among the tiers."""
        found: dict[str, int] = {}
        # From the last to the first, so that the first tier to name somebody stays.
        for place in reversed(range(len(self.tiers))):
            codes = self.tiers[place].codes
            found.update(dict.fromkeys(scope.codes if codes is None else scope.known(codes), place))
        nowhere = tuple(code for code in scope.codes if code not in found)
        if nowhere:
            raise UnknownCodeError("tier.none", codes=nowhere, key=repr(self))
        return tuple(map(found.__getitem__, scope.codes))

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        """Return each recipient's tier's money, and what it leaves or lacks."""
        by_code = zip(scope.codes, self.places(scope), strict=True)
        return Fixed({code: self.tiers[place].money for code, place in by_code}).quotas(
            amount, scope
        )

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        """Return the tiers and who is in which."""
        quotas = self.quotas(amount, scope)
        return (
            TieredStep(
                key=repr(self),
                codes=scope.codes,
                given=amount,
                quotas=quotas.vector,
                rest=quotas.rest,
                tiers=self.tiers,
                places=self.places(scope),
            ),
        )

    def __repr__(self) -> str:
        return f"Tiered({', '.join(map(repr, self.tiers))})"


@frozen(kw_only=True)
class TieredStep(Step):
    """Record tiers, and the place of each recipient's tier among them."""

    tiers: tuple[Tier, ...]
    places: tuple[int, ...]

    def sentences(self, code: str) -> tuple[Sentence, ...]:
        """Tell the recipient's tier and what is left of what was given."""
        place = self.places[self.codes.index(code)]
        return (
            Sentence(
                "{code} is in tier {number} of {tiers}, with {members} recipients: {money} each",
                {
                    "code": code,
                    "number": place + 1,
                    "tiers": len(self.tiers),
                    "members": self.places.count(place),
                    "money": self.tiers[place].money,
                },
            ),
            *self.left(),
        )
