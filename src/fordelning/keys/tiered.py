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
from fordelning.exact import Exact, exact
from fordelning.keys.base import Key, Quotas
from fordelning.keys.combined import as_codes
from fordelning.keys.kernel import Fixed
from fordelning.keys.steps import Step, figures
from fordelning.measures import Measure, Scope, as_measure
from fordelning.measures.base import spelled
from fordelning.money import Money, as_money
from fordelning.sentences import Sentence, shown

__all__ = ["Tier", "Tiered", "TieredStep"]


def _codes(codes: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if codes is None else as_codes(codes)


def _measure(measure: Measure | None) -> Measure | None:
    return None if measure is None else as_measure(measure)


def _bound(bound: Exact | None) -> Fraction | None:
    return None if bound is None else exact(bound)


@final
@frozen(repr=False)
class Tier:
    """Name an amount and those who get it: some codes, a bracket, or everyone else.

    One class of a `Tiered` key (differentierat belopp): `money`, in whole öre, for each in
    it. A bracket is those of whom `low <= by < high`, in the unit of the measure `by`;
    without `low` or `high` it is open at that end. Without `codes` and `by` the tier is for
    everyone else.

    Real: 2 mkr in each of the three storstadslän, 1 mkr in each other län (2020).

    >>> from fordelning.measures import population
    >>> from fordelning.money import mkr
    >>> Tier(mkr(2), codes=("14", "01", "12"))
    Tier(kr("2 000 000"), codes=('01', '12', '14'))
    >>> Tier(mkr(1), by=population(), low=100_000)
    Tier(kr("1 000 000"), by=population(), low=100000)

    Raises:
        InputTypeError: an amount that is no money, a code that is no text, a `by` that is
            no measure.
        InputValueError: codes and a bracket at once, bounds without `by` or the other way
            round, or a bracket that nobody can be in.
    """

    money: Money = field(converter=as_money)
    codes: tuple[str, ...] | None = field(default=None, converter=_codes)
    by: Measure | None = field(default=None, converter=_measure, kw_only=True)
    low: Fraction | None = field(default=None, converter=_bound, kw_only=True)
    high: Fraction | None = field(default=None, converter=_bound, kw_only=True)

    def __attrs_post_init__(self) -> None:
        bounded = self.low is not None or self.high is not None
        if self.by is not None and self.codes is not None:
            raise InputValueError("tier.both", tier=repr(self))
        if bounded != (self.by is not None):
            raise InputValueError("tier.bracket", tier=repr(self))
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise InputValueError("tier.crossed", low=self.low, high=self.high, tier=repr(self))

    @property
    def for_everyone(self) -> bool:
        """Whether the tier is for all that are in none before it."""
        return self.codes is None and self.by is None

    def members(self, scope: Scope) -> tuple[str, ...]:
        """Return the codes of those in scope that the tier names, or that its bracket has."""
        if self.codes is not None:
            named = scope.known(self.codes)
            return tuple(code for code in scope.codes if code in named)
        if self.by is None:
            return scope.codes
        return tuple(
            code
            for code, number in zip(scope.codes, self.by.vector(scope).fractions(), strict=True)
            if (self.low is None or self.low <= number)
            and (self.high is None or number < self.high)
        )

    def __repr__(self) -> str:
        named = (
            ("codes", repr(self.codes) if self.codes is not None else None),
            ("by", repr(self.by) if self.by else None),
            ("low", spelled(self.low) if self.low is not None else None),
            ("high", spelled(self.high) if self.high is not None else None),
        )
        given = "".join(f", {name}={value}" for name, value in named if value is not None)
        return f"Tier({self.money!r}{given})"


@final
@frozen(repr=False, init=False)
class Tiered(Key):
    """Give each recipient the amount of the first tier that it is in, and leave the rest.

    quota = the money of the first tier that the recipient is in; rest = amount - sum of the
    quotas, in öre. `Fixed` with a mapping from code to the tier's money (differentierat
    belopp). A tier is a set of codes, a bracket of a measure, or everyone else. A rest
    below zero is an `OverdrawnError` of the key or pot around this one.

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
        MissingFigureError: a figure of a bracket that is not there.
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
            if tier.for_everyone:
                raise InputValueError("tier.unreachable", tier=repr(following), all=repr(tier))
        self.__attrs_init__(tiers)

    def places(self, scope: Scope) -> tuple[int, ...]:
        """Return the place of each recipient's tier among the tiers."""
        found: dict[str, int] = {}
        # From the last to the first, so that the first tier to name somebody stays.
        for place in reversed(range(len(self.tiers))):
            found.update(dict.fromkeys(self.tiers[place].members(scope), place))
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
                grounds=tuple(
                    ground for tier in self.tiers if tier.by for ground in tier.by.grounds(scope)
                ),
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
        index = self.codes.index(code)
        place = self.places[index]
        return (
            *figures(tuple(dict.fromkeys(self.grounds)), code, index),
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
