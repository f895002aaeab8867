"""Keys in words, for those who do not read Python.

One phrase for each kind, made of the phrases of its parts, so that `describe` can say them
in another language. Never here: measures (`grounds`), or the steps of a calculation.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import singledispatch

from fordelning.keys import (
    AgeWeighted,
    BoundedKey,
    Bounds,
    DeclaredShares,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    HoldHarmless,
    Key,
    Named,
    Nested,
    Only,
    PerCapita,
    Proportional,
    RoundedRate,
    Split,
    Then,
    Tier,
    Tiered,
    Unspent,
)
from fordelning.measures import Amount, ShareOf
from fordelning.measures.amounts import Each
from fordelning.money import Money
from fordelning.sentences import Phrase
from fordelning.text.grounds import between, called, ground, percent, rows

__all__ = ["rule"]


@singledispatch
def rule(value: object) -> str:
    """Return a key in words, one's own kinds as Python writes them; or a measure or amount."""
    return ground(value)


def _chain(phrases: Iterable[str]) -> str:
    """Return what is done one after the other."""
    first, *others = phrases
    for each in others:
        first = Phrase("{first}, then {next}", first=first, next=each)
    return first


@rule.register
def _(key: Named) -> str:
    return rule(key.definition)


@rule.register
def _(_key: PerCapita) -> str:
    return Phrase("by population")


@rule.register
def _(_key: Equal) -> str:
    return Phrase("the same to each")


@rule.register
def _(key: Proportional) -> str:
    return Phrase("in proportion to {measure}", measure=rule(key.by))


@rule.register
def _(key: AgeWeighted) -> str:
    if len(key.bands) == 1:
        return Phrase("by the number of people aged {band}", band=str(key.bands[0][0]))
    weighted = (
        Phrase("{weight} for each person aged {band}", weight=weight, band=str(band))
        for band, weight in key.bands
    )
    return Phrase("by age, where there count {weights}", weights=rows(weighted))


@rule.register
def _(key: Fixed) -> str:
    return rule(key.amount)


@rule.register
def _(key: Flat) -> str:
    return rule(Each(key.money))


@rule.register
def _(key: FlatPlusRemainder) -> str:
    return _chain((rule(Flat(key.money)), rule(key.remainder)))


@rule.register
def _(key: Then) -> str:
    return _chain(map(rule, key.keys))


@rule.register
def _(key: Split) -> str:
    return rows(_part(share, inner) for share, inner in key.parts)


def _part(share: object, key: Key) -> str:
    if isinstance(share, Fraction):
        return Phrase("{part} {key}", part=percent(share), key=rule(key))
    if isinstance(share, Money):
        return Phrase("{part} {key}", part=share, key=rule(key))
    return Phrase("the rest {key}", key=rule(key))


@rule.register
def _(key: Only) -> str:
    return Phrase("only to {codes}: {key}", codes=key.codes, key=rule(key.key))


@rule.register
def _(key: Nested) -> str:
    parents = Phrase("first to {through}, {key}", through=called(key.through), key=rule(key.upper))
    if isinstance(key.lower, Key):
        return Phrase("{first}; inside each {key}", first=parents, key=rule(key.lower))
    inside = (Phrase("inside {code} {key}", code=code, key=rule(each)) for code, each in key.lower)
    return rows((parents, *inside))


@rule.register
def _(key: BoundedKey) -> str:
    said = rule(key.key)
    for stage in key.stages:
        said = _bounded(said, stage)
    return said


def _bounded(said: str, bounds: Bounds) -> str:
    floor = _bound(bounds.floor) if bounds.floor is not None else None
    cap = _bound(bounds.cap) if bounds.cap is not None else None
    said = between(said, floor, cap)
    if bounds.paid_by is not None:
        said = Phrase(
            "{key}, the difference in proportion to {measure}",
            key=said,
            measure=rule(bounds.paid_by),
        )
    return said


def _bound(amount: Amount) -> object:
    """Return a bound, of which it goes without saying that it is each one's."""
    if isinstance(amount, Each):
        return amount.money
    if isinstance(amount, ShareOf):
        return Phrase("{share} of it", share=percent(amount.share))
    return rule(amount)


@rule.register
def _(key: HoldHarmless) -> str:
    before = Phrase(
        "{share} of before: {amount}", share=percent(key.share), amount=rule(key.previous)
    )
    return Phrase("{key}, but at least {bound}", key=rule(key.key), bound=before)


@rule.register
def _(key: DeclaredShares) -> str:
    shares = tuple(
        Phrase("{percent} to {code}", percent=percent(share), code=code)
        for code, share in key.shares
    )
    return Phrase("by declared shares: {shares}", shares=shares)


@rule.register
def _(key: RoundedRate) -> str:
    return Phrase(
        "a rate for each of {measure}, itself rounded to {unit}",
        measure=rule(key.measure),
        unit=key.unit,
    )


@rule.register
def _(key: Tiered) -> str:
    return rows(map(rule, key.tiers))


@rule.register
def _(tier: Tier) -> str:
    if tier.codes is not None:
        return Phrase("{money} to {codes}", money=tier.money, codes=tier.codes)
    if tier.by is None:
        return Phrase("{money} to each other", money=tier.money)
    measure = rule(tier.by)
    if tier.low is None:
        return Phrase(
            "{money} where {measure} is below {high}",
            money=tier.money,
            measure=measure,
            high=tier.high,
        )
    if tier.high is None:
        return Phrase(
            "{money} where {measure} is {low} or more",
            money=tier.money,
            measure=measure,
            low=tier.low,
        )
    return Phrase(
        "{money} where {measure} is {low} or more, and below {high}",
        money=tier.money,
        measure=measure,
        low=tier.low,
        high=tier.high,
    )


@rule.register
def _(key: Unspent) -> str:
    return Phrase("the rest to nobody: {name}", name=key.name)
