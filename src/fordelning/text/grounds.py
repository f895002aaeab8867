"""Measures and amounts in words, and the ways of putting words together.

Never here: keys (`rules`), or a language other than English.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import singledispatch

from fordelning.keys.bounds import PartOf
from fordelning.measures import ShareOf
from fordelning.measures.amounts import ByCode, Each
from fordelning.measures.base import Binary, Constant, Measure, PerUnit
from fordelning.measures.brackets import Bracket, Marginal, Stepped
from fordelning.measures.expressions import Figures, Listed
from fordelning.measures.functions import Chosen, Clamped, Share
from fordelning.measures.quoted import QuotasOf
from fordelning.measures.summed import Summed
from fordelning.population import FOLKMANGD, Sex
from fordelning.register import Level
from fordelning.sentences import Digits, Phrase

__all__ = ["between", "called", "ground", "percent", "rows"]

_DECIMALS = 7
"""A share in percent is told with so many."""

_LEVELS: dict[str, Phrase] = {
    Level.KOMMUN: Phrase("kommuner"),
    Level.LAN: Phrase("län"),
    Level.REGION: Phrase("regioner"),
}


@singledispatch
def ground(value: object) -> str:
    """Return a measure or an amount in words; one's own kinds as Python writes them."""
    return repr(value)


def percent(share: Fraction) -> Phrase:
    """Return a share in percent."""
    return Phrase("{percent} %", percent=Digits(share * 100, _DECIMALS))


def rows(phrases: Iterable[str]) -> str:
    """Return what stands side by side."""
    first, *others = phrases
    for each in others:
        first = Phrase("{first}; {next}", first=first, next=each)
    return first


def called(level: str) -> str:
    """Return what the recipients of a level are called."""
    return _LEVELS.get(level) or Phrase("level '{level}'", level=level)


def between(said: str, low: object | None, high: object | None) -> str:
    """Return words with a lower and an upper bound, as far as there are any."""
    if low is None and high is None:
        return said
    if high is None:
        return Phrase("{key}, but at least {bound}", key=said, bound=low)
    if low is None:
        return Phrase("{key}, but at most {bound}", key=said, bound=high)
    return Phrase("{key}, but at least {low} and at most {high}", key=said, low=low, high=high)


@ground.register
def _(amount: Each) -> str:
    return Phrase("{money} to each", money=amount.money)


@ground.register
def _(amount: ByCode) -> str:
    if not amount.amounts:
        return Phrase("nothing")
    return Phrase(
        "{amounts}",
        amounts=tuple(
            Phrase("{money} to {codes}", money=money, codes=code) for code, money in amount.amounts
        ),
    )


@ground.register
def _(amount: ShareOf) -> str:
    return Phrase("{share} of it to each", share=percent(amount.share))


@ground.register
def _(amount: PartOf) -> str:
    return Phrase("{share} of {amount}", share=percent(amount.share), amount=ground(amount.amount))


@ground.register
def _(amount: PerUnit) -> str:
    return Phrase(
        "{money} for each of {measure}", money=amount.money, measure=ground(amount.measure)
    )


@ground.register
def _(measure: Figures) -> str:
    said: str = Phrase("the population") if measure.indicator == FOLKMANGD else measure.indicator
    if measure.band is not None:
        said = Phrase("the number of people aged {band}", band=str(measure.band))
    if measure.sex is not None:
        sex = Phrase("men") if measure.sex is Sex.MEN else Phrase("women")
        said = Phrase("{measure} ({sex})", measure=said, sex=sex)
    if measure.at is not None:
        said = Phrase("{measure} of {date}", measure=said, date=measure.at)
    return said


@ground.register
def _(measure: Constant) -> str:
    return Phrase("{number}", number=measure.number)


@ground.register
def _(measure: Listed) -> str:
    numbers = tuple(
        Phrase("{number} for {code}", number=number, code=code) for code, number in measure.numbers
    )
    return Phrase("numbers of the rule's own: {numbers}", numbers=numbers)


@ground.register
def _(measure: Binary) -> str:
    sign = {"*": "×", "-": "−"}.get(measure.sign, measure.sign)
    return Phrase(
        "{left} {sign} {right}", left=_term(measure.left), sign=sign, right=_term(measure.right)
    )


def _term(measure: Measure) -> str:
    said = ground(measure)
    return Phrase("({measure})", measure=said) if isinstance(measure, Binary) else said


@ground.register
def _(measure: Chosen) -> str:
    measures = rows(map(ground, measure.measures))
    if measure.name == "smallest":
        return Phrase("the smallest of {measures}", measures=measures)
    return Phrase("the largest of {measures}", measures=measures)


@ground.register
def _(measure: Clamped) -> str:
    low = ground(measure.low) if measure.low is not None else None
    high = ground(measure.high) if measure.high is not None else None
    return between(ground(measure.measure), low, high)


@ground.register
def _(measure: Share) -> str:
    return Phrase("the share of {measure}", measure=ground(measure.measure))


@ground.register
def _(measure: Stepped) -> str:
    return Phrase(
        "by brackets of {measure}: {brackets}",
        measure=ground(measure.measure),
        brackets=rows(map(_bracket, measure.brackets)),
    )


@ground.register
def _(measure: Marginal) -> str:
    return Phrase(
        "graduated by {measure}: {brackets}",
        measure=ground(measure.measure),
        brackets=rows(map(_bracket, measure.brackets)),
    )


def _bracket(bracket: Bracket) -> str:
    # What a bracket calls itself is a phrase.
    return Phrase("{value} {bracket}", value=bracket.value, bracket=str(bracket))


@ground.register
def _(measure: QuotasOf) -> str:
    return Phrase("the exact amounts of pot '{pot}'", pot=measure.pot)


@ground.register
def _(measure: Summed) -> str:
    return Phrase(
        "{measure}, summed over {level}",
        measure=ground(measure.measure),
        level=called(measure.over),
    )
