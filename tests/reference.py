"""The rules once more, slowly: every number a Fraction, every recipient by name.

Written from the definitions and sharing no arithmetic with the library, so that the two
agree only if both are right.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

from fordelning import (
    AgeWeighted,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    Money,
    Only,
    PerCapita,
    Proportional,
    ShareOf,
    Split,
    Then,
    Tiered,
)
from fordelning.keys import Key
from fordelning.keys.combined import Rest
from fordelning.measures import Measure
from fordelning.measures.amounts import ByCode, Each
from fordelning.measures.base import Binary, Constant, PerUnit
from fordelning.measures.expressions import Figures, Listed
from fordelning.population import Population

Shares = dict[str, Fraction]


class Impossible(Exception):
    """The rule cannot be carried out: that is, the library has to raise."""


class Reference:
    """Carry keys out for the recipients and figures of one population of one date."""

    def __init__(self, population: Population) -> None:
        by_age, values = (
            next(t for t in population.tables if t.indicator == name)
            for name in ("folkmängd", "asylsökande")
        )
        self.classes = by_age.classes
        self.people = dict(by_age.rows)
        self.values = {code: Fraction(figures[0]) for code, figures in values.rows}
        self.codes = sorted(self.people)

    def measure(self, by: Measure, code: str) -> Fraction:
        """Return one recipient's number."""
        if isinstance(by, Figures):
            if by.indicator == "asylsökande":
                return self.values[code]
            ages = range(200) if by.band is None else range(by.band.low, (by.band.high or 199) + 1)
            return Fraction(
                sum(
                    people
                    for each, people in zip(self.classes, self.people[code], strict=True)
                    if each.low in ages
                )
            )
        if isinstance(by, Constant):
            return by.number
        if isinstance(by, Listed):
            return dict(by.numbers)[code]
        assert isinstance(by, Binary)
        left, right = self.measure(by.left, code), self.measure(by.right, code)
        if by.sign == "/" and right == 0:
            raise Impossible
        return {
            "+": lambda: left + right,
            "-": lambda: left - right,
            "*": lambda: left * right,
            "/": lambda: left / right,
        }[by.sign]()

    def key(self, key: Key, given: Fraction, codes: list[str]) -> tuple[Shares, Fraction]:
        """Return what each gets, and what is left."""
        if isinstance(key, PerCapita | Equal | AgeWeighted):
            return self.shared(self.named(key, codes), given)
        if isinstance(key, Proportional):
            return self.shared({code: self.measure(key.by, code) for code in codes}, given)
        if isinstance(key, Flat):
            return left({code: Fraction(key.money.ore) for code in codes}, given)
        if isinstance(key, Fixed):
            return left(self.fixed(key, given, codes), given)
        if isinstance(key, Tiered):
            first = {
                code: next(t for t in key.tiers if t.codes is None or code in t.codes)
                for code in codes
            }
            return left({code: Fraction(tier.money.ore) for code, tier in first.items()}, given)
        if isinstance(key, FlatPlusRemainder):
            return self.chain([Flat(key.money), key.remainder], given, codes)
        if isinstance(key, Then):
            return self.chain(list(key.keys), given, codes)
        if isinstance(key, Only):
            among = [code for code in codes if code in key.codes]
            if not among:
                raise Impossible
            shares, rest = self.key(key.key, given, among)
            return {code: shares.get(code, Fraction(0)) for code in codes}, rest
        assert isinstance(key, Split)
        return self.split(key, given, codes)

    def named(self, key: PerCapita | Equal | AgeWeighted, codes: list[str]) -> Shares:
        """Return the weights that a named key stands for."""
        if isinstance(key, Equal):
            return dict.fromkeys(codes, Fraction(1))
        bands = (
            [(band.low, band.high or 199, weight) for band, weight in key.bands]
            if isinstance(key, AgeWeighted)
            else [(0, 199, Fraction(1))]
        )
        return {
            code: sum(
                (
                    weight * people
                    for each, people in zip(self.classes, self.people[code], strict=True)
                    for low, high, weight in bands
                    if low <= each.low <= high
                ),
                Fraction(0),
            )
            for code in codes
        }

    def shared(self, weights: Shares, given: Fraction) -> tuple[Shares, Fraction]:
        """Share in proportion."""
        total = sum(weights.values())
        if total <= 0 or min(weights.values()) < 0:
            raise Impossible
        return {code: given * weight / total for code, weight in weights.items()}, Fraction(0)

    def fixed(self, key: Fixed, given: Fraction, codes: list[str]) -> Shares:
        """Return fixed amounts."""
        amount = key.amount
        if isinstance(amount, Each):
            return {code: Fraction(amount.money.ore) for code in codes}
        if isinstance(amount, PerUnit):
            return {code: amount.money.ore * self.measure(amount.measure, code) for code in codes}
        if isinstance(amount, ShareOf):
            return dict.fromkeys(codes, amount.share * given)
        assert isinstance(amount, ByCode)
        named = {code: money.ore for code, money in amount.amounts}
        if set(named) - set(codes):
            raise Impossible
        return {code: Fraction(named.get(code, 0)) for code in codes}

    def chain(self, keys: list[Key], given: Fraction, codes: list[str]) -> tuple[Shares, Fraction]:
        """Let each key have what the one before it left."""
        sums = dict.fromkeys(codes, Fraction(0))
        for key in keys:
            if given < 0:
                raise Impossible
            shares, given = self.key(key, given, codes)
            sums = {code: sums[code] + shares[code] for code in codes}
        return sums, given

    def split(self, key: Split, given: Fraction, codes: list[str]) -> tuple[Shares, Fraction]:
        """Give each part its share, which it has to use up."""
        money = sum(share.ore for share, _ in key.parts if isinstance(share, Money))
        sums = dict.fromkeys(codes, Fraction(0))
        for share, part in key.parts:
            size = (
                Fraction(share.ore)
                if isinstance(share, Money)
                else given - money
                if isinstance(share, Rest)
                else share * given
            )
            if size < 0:
                raise Impossible
            shares, rest = self.key(part, size, codes)
            if rest != 0:
                raise Impossible
            sums = {code: sums[code] + shares[code] for code in codes}
        return sums, Fraction(0)

    def pot(self, key: Key, amount: Money) -> dict[str, int]:
        """Return everyone's whole öre."""
        shares, rest = self.key(key, Fraction(amount.ore), self.codes)
        if rest != 0 or min(shares.values()) < 0:
            raise Impossible
        return largest_remainder(shares)


def left(shares: Shares, given: Fraction) -> tuple[Shares, Fraction]:
    """Return shares and what they leave."""
    return shares, given - sum(shares.values())


def largest_remainder(quotas: Shares) -> dict[str, int]:
    """Round down, then one each to the largest remainders, equals by code."""
    units = {code: floor(quota) for code, quota in quotas.items()}
    over = sum(quotas.values()) - sum(units.values())
    assert over.denominator == 1
    ranked = sorted(quotas, key=lambda code: (units[code] - quotas[code], code))
    for code in ranked[: over.numerator]:
        units[code] += 1
    return units
