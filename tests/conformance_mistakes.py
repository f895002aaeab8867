"""Mistakes that implementations make, each planted in the slow reference.

    python conformance/run.py -- python -m tests.conformance_mistakes "an öre is lost"

Every one has been seen in a program that shares money out, or lies near at hand. Never
here: anything that is right.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

from .conformance_keys import Ends as Bounds
from .conformance_keys import Outcome
from .conformance_measures import Scope, Shares, Table
from .conformance_numbers import Refused
from .conformance_pots import Rule
from .conformance_reference import Reference, main
from .conformance_units import Claim, Ends, Quotas


class LosesUnits(Reference):
    """Round every quota down, and forget what is left."""

    def largest_remainder(
        self, quotas: Quotas, total: int, codes: Sequence[str], ties: Any
    ) -> list[int]:
        return [floor(quota) for quota in quotas]


class SwapsTies(Reference):
    """Let the highest code go first."""

    def first(self, places: list[int], count: int, codes: Sequence[str], ties: Any) -> list[int]:
        return super().first(places, len(places), codes, ties)[::-1][:count]


class TakesInputOrder(Reference):
    """Let whoever stands first in the input go first."""

    def ranks(self, codes: Sequence[str], ties: Any) -> list[int]:
        return super().ranks(codes, ties) if isinstance(ties, dict) else list(range(len(codes)))


class SortsAsSwedish(Reference):
    """Sort codes as a dictionary does, capitals and small letters alike."""

    def ranks(self, codes: Sequence[str], ties: Any) -> list[int]:
        if isinstance(ties, dict):
            return super().ranks(codes, ties)
        order = "abcdefghijklmnopqrstuvwxyzåäö"
        spelled = [[order.find(letter) for letter in code.lower()] for code in codes]
        return [sorted(spelled).index(each) for each in spelled]


class SortsNumbers(Reference):
    """Take codes for numbers."""

    def ranks(self, codes: Sequence[str], ties: Any) -> list[int]:
        if isinstance(ties, dict) or not all(code.isdigit() for code in codes):
            return super().ranks(codes, ties)
        return [sorted(map(int, codes)).index(int(code)) for code in codes]


class DecidesAll(Reference):
    """Decide ties that were to be refused."""

    def first(self, places: list[int], count: int, codes: Sequence[str], ties: Any) -> list[int]:
        return super().first(places, count, codes, "by_code" if ties == "refuse" else ties)


class DrawsWithoutBreak(Reference):
    """Join the text of a lot to the code without a line break."""

    def drawn(self, text: str, code: str) -> str:
        return super().drawn("", text + code)


class RoundsHalfToEven(Reference):
    """Round halves to the even number, as IEEE 754 and Python's round do."""

    def alone(self, method: str, quota: Fraction) -> int:
        return round(quota) if method == "nearest" else floor(quota)


class RoundsHalfDown(Reference):
    """Round halves down."""

    def alone(self, method: str, quota: Fraction) -> int:
        return -floor(Fraction(1, 2) - quota) if method == "nearest" else floor(quota)


class UsesDoubles(Reference):
    """Compute quotas in doubles."""

    def largest_remainder(
        self, quotas: Quotas, total: int, codes: Sequence[str], ties: Any
    ) -> list[int]:
        doubles = [Fraction(float(quota)) for quota in quotas]
        return super().largest_remainder(doubles, total, codes, ties)


class ComparesDoubles(Reference):
    """Compare the quotients of divisor methods as doubles."""

    def claim(self, method: str, quotas: Quotas) -> Claim:
        self.exactly = super().claim(method, quotas)
        return lambda place, k: Fraction(float(self.exactly(place, k)))

    def sure(self, claim: Claim, ends: Sequence[Ends], total: int) -> list[int]:
        return super().sure(self.exactly, ends, total)


class ReadsDoubles(Reference):
    """Read exact numbers as doubles."""

    def exact(self, value: Any) -> Fraction:
        return Fraction(float(super().exact(value)))


class TakesFloats(Reference):
    """Take floats as they are."""

    def exact(self, value: Any) -> Fraction:
        return Fraction(value) if isinstance(value, float) else super().exact(value)


class TakesPoints(Reference):
    """Read 1.716 as 1716."""

    def without_point(self, number: str) -> str:
        try:
            return super().without_point(number)
        except Refused:
            return number.replace(".", "")


class FloorsBelowZero(Reference):
    """Round a negative total down, away from zero."""

    def apportion(self, given: Table) -> Any:
        total = str(given["total"])
        if not total.startswith("-") or given["method"] != "floor":
            return super().apportion(given)
        _, weights = self.weights(given["weights"])
        return [floor(int(total) * weight / sum(weights)) for weight in weights]


class UsesOneDivisor(Reference):
    """Divide by 0.7 first, where the law of 2018 says 0.6."""

    def claim(self, method: str, quotas: Quotas) -> Claim:
        return super().claim("sainte-lague-1.4" if method == "sainte-lague-1.2" else method, quotas)


class TakesHillForWebster(Reference):
    """Take the arithmetic mean for the geometric."""

    def claim(self, method: str, quotas: Quotas) -> Claim:
        return super().claim("sainte-lague" if method == "huntington-hill" else method, quotas)


class GivesMinimaFirst(Reference):
    """Give everyone the minimum, and share the rest by all the weights."""

    def between(
        self, given: Table, codes: list[str], weights: list[Fraction], total: int
    ) -> list[int]:
        right = super().between(given, codes, weights, total)
        low = [each or 0 for each in self.limits(given, "minimum", codes)]
        if not any(low) or "maximum" in given:
            return right
        left = total - sum(low)
        quotas = [left * weight / sum(weights) for weight in weights]
        more = self.units(given["method"], quotas, codes, given.get("ties", "by_code"))
        return [at + each for at, each in zip(low, more, strict=True)]


class SharesByNothing(Reference):
    """Share equally where all weights are zero."""

    def weights(self, given: Any) -> tuple[list[str], list[Fraction]]:
        try:
            return super().weights(given)
        except Refused as refused:
            if refused.codes != {"weights.zero_total"}:
                raise
            return super().weights([1] * len(given))


class TakesMissingForZero(Reference):
    """Take a missing figure for zero."""

    def indicator(self, scope: Scope, asked: Table) -> Shares:
        try:
            return super().indicator(scope, asked)
        except Refused:
            return dict.fromkeys(scope.codes, Fraction(0))


class LosesRests(Reference):
    """Pass over money that a key leaves."""

    def all_of(self, key: Any, amount: Fraction, scope: Scope) -> Shares:
        return self.key(key, amount, scope)[0]

    def nobody(self, pot: Table, key: Any) -> str | None:
        return super().nobody(pot, key) or "outnyttjat"


class SharesTheWhole(Reference):
    """Let every key behind another distribute the whole amount again."""

    def key_then(self, keys: list[Any], amount: Fraction, scope: Scope) -> Outcome:
        shares, _ = super().key_then(keys, amount, scope)
        first, rest = self.key(keys[0], amount, scope)
        if len(keys) != 2 or rest == 0:
            return shares, super().key_then(keys, amount, scope)[1]
        second, left = self.key(keys[1], amount, scope)
        return {code: first[code] + second[code] for code in shares}, left


class RoundsEveryPart(Reference):
    """Round each part of a split before they are added."""

    def key_split(self, parts: list[Table], amount: Fraction, scope: Scope) -> Outcome:
        sums, rest = super().key_split(parts, amount, scope)
        sizes = self.sizes(parts, amount)
        if any(size.denominator > 1 for size in sizes):
            return sums, rest
        whole = dict.fromkeys(scope.codes, Fraction(0))
        for size, part in zip(sizes, parts, strict=True):
            shares = list(self.all_of(part["key"], size, scope).values())
            units = self.largest_remainder(shares, int(size), scope.codes, "by_code")
            whole = {c: whole[c] + unit for c, unit in zip(scope.codes, units, strict=True)}
        return whole, rest


class ClampsOnce(Reference):
    """Hold those past their bounds, share once among the others, and leave it at that."""

    def within(self, ends: Bounds, total: Fraction) -> Shares:
        super().within(ends, total)
        held: Shares = {}
        for code, (x, _, low, high) in ends.items():
            if low is not None and x < low:
                held[code] = low
            elif high is not None and x > high:
                held[code] = high
        had = {code: x for code, (x, *_) in ends.items()}
        free = {code: d for code, (_, d, *_) in ends.items() if code not in held}
        left = total - sum(held.values()) - sum(had[code] for code in free)
        if not sum(free.values()):
            return {**had, **held}
        more = {code: had[code] + left * d / sum(free.values()) for code, d in free.items()}
        return {code: held.get(code, more.get(code, Fraction(0))) for code in ends}


class RoundsLeavesAtOnce(Reference):
    """Round all children of a nested pot together, and add up to their parents."""

    def nested_pot(self, body: Table, ore: int, rule: Rule, scope: Scope) -> Table:
        found = super().nested_pot(body, ore, rule, scope)
        _, leaves = found["exact"]
        units = self.shared_out(dict(sorted(leaves.items())), ore // rule.unit, rule)
        return {**found, "amounts": {code: n * rule.unit for code, n in units.items()}}


class FollowsRounded(Reference):
    """Let a pot follow the rounded amounts of another."""

    def rounded(self, quotas: Shares, whole: int, rule: Rule, level: str) -> Table:
        found = super().rounded(quotas, whole, rule, level)
        amounts = {code: Fraction(ore) for code, ore in found["amounts"].items()}
        return {**found, "exact": (found["exact"][0], amounts)}


class TurnsResiduals(Reference):
    """Give residuals the other sign."""

    def told(self, outcomes: list[tuple[str, Table]]) -> Table:
        turned = [
            (id_, {**each, "left": [(name, -ore) for name, ore in each["left"]]})
            for id_, each in outcomes
        ]
        return super().told(turned)


class TakesHighEnds(Reference):
    """Let a bracket hold its high end."""

    def in_tier(self, tier: Table, scope: Scope) -> list[str]:
        if "high" not in tier:
            return super().in_tier(tier, scope)
        return super().in_tier({**tier, "high": f"{tier['high']}1"}, scope)


class ChoosesReadings(Reference):
    """Take the first reading where none is chosen."""

    def chosen(self, document: Table, choices: dict[str, str]) -> Table:
        first = {
            item["id"]: item["readings"][0]["name"]
            for item in document["pot"]
            if item.get("readings")
        }
        return super().chosen(document, {**first, **choices})


class TakesAnyDay(Reference):
    """Use the figures of whatever day there are."""

    def allocate(self, given: Table) -> Table:
        days = [table["date"] for table in given["population"] if "date" in table]
        asked = given["agreement"].get("reference_date")
        if asked is None or asked in days or "reference_date" in given:
            return super().allocate(given)
        return super().allocate({**given, "reference_date": days[0]})


class Mistake(NamedTuple):
    """A mistake in words, an implementation that makes it, and a family that finds it."""

    words: str
    made_by: type[Reference]
    family: str


MISTAKES = (
    Mistake("an öre is lost", LosesUnits, "kernel"),
    Mistake("the highest code goes first", SwapsTies, "ties"),
    Mistake("ties go by the order of the input", TakesInputOrder, "kernel"),
    Mistake("codes are sorted as a dictionary sorts words", SortsAsSwedish, "kernel"),
    Mistake("codes are taken for numbers", SortsNumbers, "kernel"),
    Mistake("ties that were to be refused are decided", DecidesAll, "ties"),
    Mistake("a lot is drawn without the line break", DrawsWithoutBreak, "ties"),
    Mistake("halves are rounded to the even number", RoundsHalfToEven, "nearest"),
    Mistake("halves are rounded down", RoundsHalfDown, "nearest"),
    Mistake("quotas are doubles", UsesDoubles, "kernel"),
    Mistake("quotients are compared as doubles", ComparesDoubles, "divisors"),
    Mistake("numbers are read as doubles", ReadsDoubles, "exact"),
    Mistake("floats are taken as they are", TakesFloats, "errors"),
    Mistake("1.716 is read as 1 716", TakesPoints, "money"),
    Mistake("negative quotas are rounded away from zero", FloorsBelowZero, "negative"),
    Mistake("0.7 is the first divisor where 0.6 is", UsesOneDivisor, "divisors"),
    Mistake("Huntington-Hill's mean is the arithmetic one", TakesHillForWebster, "divisors"),
    Mistake("minima are given first and the rest by all weights", GivesMinimaFirst, "limits"),
    Mistake("weights of zero share equally", SharesByNothing, "errors"),
    Mistake("a missing figure is zero", TakesMissingForZero, "measures"),
    Mistake("money that a key leaves vanishes", LosesRests, "residuals"),
    Mistake("what follows shares the whole again", SharesTheWhole, "keys"),
    Mistake("each part is rounded before they are added", RoundsEveryPart, "agreements"),
    Mistake("bounds are met in one pass", ClampsOnce, "bounded"),
    Mistake("children are rounded without their parents", RoundsLeavesAtOnce, "nested"),
    Mistake("a pot follows rounded amounts", FollowsRounded, "agreements"),
    Mistake("residuals have the other sign", TurnsResiduals, "residuals"),
    Mistake("a bracket holds its high end", TakesHighEnds, "keys"),
    Mistake("a reading is chosen unasked", ChoosesReadings, "agreements"),
    Mistake("figures of another day are used unasked", TakesAnyDay, "agreements"),
)


def named(words: str) -> Iterator[type[Reference]]:
    """Yield the implementation that makes a mistake."""
    return (each.made_by for each in MISTAKES if each.words == words)


if __name__ == "__main__":
    main(next(named(sys.argv[1]))())
