"""The conformance suite's reference, 2: whole units by every method, slowly.

Quotas are Fractions, and units are given out one by one to whoever has the best claim.
Only of very large totals are those that are sure to go given at once. Nothing of the
library is used. Never here: money, keys.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import floor
from typing import Any

from .conformance_numbers import Numbers, digits, need

HALF = Fraction(1, 2)
BY_ITSELF = ("nearest-then-largest", "nearest-then-last", "nearest", "floor")
GIVES_ONE = ("adams", "huntington-hill", "dean")
DIVISORS: dict[str, Callable[[int], Fraction]] = {
    "sainte-lague": lambda k: k - HALF,
    "sainte-lague-1.2": lambda k: Fraction(3, 5) if k == 1 else k - HALF,
    "sainte-lague-1.4": lambda k: Fraction(7, 10) if k == 1 else k - HALF,
    "dhondt": Fraction,
    "adams": lambda k: Fraction(k - 1),
    # The square of it: weights are squared too.
    "huntington-hill": lambda k: Fraction(k * (k - 1)),
    "dean": lambda k: Fraction(2 * k * (k - 1), 2 * k - 1),
}
METHODS = ("largest-remainder", *BY_ITSELF, *DIVISORS)
Quotas = Sequence[Fraction]
Claim = Callable[[int, int], Fraction]
Ends = tuple[int, int]


class Units(Numbers):
    """Turn quotas into whole units."""

    def ranks(self, codes: Sequence[str], ties: Any) -> list[int]:
        """Return the rank of each code, from 0, by which equal claims are met."""
        if isinstance(ties, dict):
            drawn = [self.drawn(ties["lot"], code) for code in codes]
            return [sorted(drawn).index(each) for each in drawn]
        need(ties in ("by_code", "refuse"), "ties.type")
        return [sorted(codes).index(code) for code in codes]

    def drawn(self, text: str, code: str) -> str:
        """Draw a lot: SHA-256 of the text, a line break and the code, as hexadecimal digits."""
        return hashlib.sha256(f"{text}\n{code}".encode()).hexdigest()

    def first(self, places: list[int], count: int, codes: Sequence[str], ties: Any) -> list[int]:
        """Return which of several equal claims are met; with all or none there is no tie."""
        if 0 < count < len(places):
            need(ties != "refuse", "tie.refused")
        ranks = self.ranks(codes, ties)
        return sorted(places, key=lambda place: ranks[place])[:count]

    def units(self, method: str, quotas: Quotas, codes: Sequence[str], ties: Any) -> list[int]:
        """Return the units of each, of the whole units in all quotas together."""
        total = floor(sum(quotas))
        if method in ("nearest", "floor"):
            return [self.alone(method, quota) for quota in quotas]
        if method in BY_ITSELF:
            return self.with_rest(method, quotas, codes, ties)
        if method == "largest-remainder":
            return self.largest_remainder(quotas, total, codes, ties)
        low = [int(method in GIVES_ONE and quota > 0) for quota in quotas]
        need(sum(low) <= total, "weights.one_each")
        ends = [(least, total if quota else 0) for least, quota in zip(low, quotas, strict=True)]
        return self.given(self.claim(method, quotas), ends, total, codes, ties)

    def alone(self, method: str, quota: Fraction) -> int:
        """Round a quota by itself: down, or to the nearest, halves up."""
        return floor(quota) if method == "floor" else floor(quota + HALF)

    def with_rest(self, method: str, quotas: Quotas, codes: Sequence[str], ties: Any) -> list[int]:
        """Round all to the nearest; one takes what that misses."""
        units = [self.alone("nearest", quota) for quota in quotas]
        rest = floor(sum(quotas)) - sum(units)
        if rest:
            taker = self.taker(method, quotas, codes, ties)
            need(units[taker] + rest >= 0, "residual.negative")
            units[taker] += rest
        return units

    def taker(self, method: str, quotas: Quotas, codes: Sequence[str], ties: Any) -> int:
        """Return who takes the rest."""
        if method == "nearest-then-last":
            places = [place for place, quota in enumerate(quotas) if quota]
            return max(places, key=lambda place: codes[place])
        places = [place for place, quota in enumerate(quotas) if quota == max(quotas)]
        return self.first(places, 1, codes, ties)[0]

    def largest_remainder(
        self, quotas: Quotas, total: int, codes: Sequence[str], ties: Any
    ) -> list[int]:
        """Round down, and give one each to the largest remainders."""
        units = [floor(quota) for quota in quotas]
        left = total - sum(units)
        for remainder in sorted({quota - floor(quota) for quota in quotas}, reverse=True):
            equal = [p for p, quota in enumerate(quotas) if quota - floor(quota) == remainder]
            for place in self.first(equal, min(left, len(equal)), codes, ties):
                units[place] += 1
                left -= 1
        return units

    def claim(self, method: str, quotas: Quotas) -> Claim:
        """Return how strong the claim of each to its k-th unit is."""
        if method == "largest-remainder":
            return lambda place, k: quotas[place] - k
        divisor = DIVISORS[method]
        power = 2 if method == "huntington-hill" else 1
        return lambda place, k: quotas[place] ** power / divisor(k)

    def given(
        self, claim: Claim, ends: Sequence[Ends], total: int, codes: Sequence[str], ties: Any
    ) -> list[int]:
        """Give units one by one to the strongest claim, for each from one end to the other."""
        units = self.sure(claim, ends, total)
        left = total - sum(units)
        while left:
            claims = {p: claim(p, unit + 1) for p, unit in enumerate(units) if unit < ends[p][1]}
            best = max(claims.values())
            equal = [place for place, each in claims.items() if each == best]
            for place in self.first(equal, min(left, len(equal)), codes, ties):
                units[place] += 1
                left -= 1
        return units

    def sure(self, claim: Claim, ends: Sequence[Ends], total: int) -> list[int]:
        """Return units that are met before the last ones: all claims above some strength.

        The last few per recipient are left to be given one by one.
        """
        few = 20 + 2 * len(ends)
        if total - sum(low for low, _ in ends) <= few:
            return [low for low, _ in ends]

        def met(strength: Fraction) -> list[int]:
            return [self.above(claim, p, *each, strength) for p, each in enumerate(ends)]

        weak, strong = Fraction(-1), Fraction(2)
        while sum(met(strong)) > total:
            strong *= 2
        while sum(met(weak)) < total:
            weak *= 2
        while total - sum(units := met(strong)) > few:
            middle = (weak + strong) / 2
            if sum(met(middle)) > total:
                weak = middle
            else:
                strong = middle
        return units

    def above(self, claim: Claim, place: int, low: int, high: int, strength: Fraction) -> int:
        """Return up to which unit a recipient's claims are above a strength."""
        while low < high:
            middle = (low + high + 1) // 2
            if claim(place, middle) > strength:
                low = middle
            else:
                high = middle - 1
        return low

    def apportion(self, given: dict[str, Any]) -> Any:
        """Share out a total by weights, in a list or by code."""
        named = isinstance(given["weights"], dict)
        codes, weights = self.weights(given["weights"])
        method, ties = given["method"], given.get("ties", "by_code")
        total = self.whole(given["total"], "total.type")
        need(method in METHODS, "method.type")
        size = abs(total)
        quotas = [size * weight / sum(weights) for weight in weights]
        if "minimum" in given or "maximum" in given:
            units = self.between(given, codes, weights, size)
        else:
            need(size or method not in GIVES_ONE, "weights.one_each")
            units = self.units(method, quotas, codes, ties)
        units = [-unit for unit in units] if total < 0 else units
        return dict(zip(codes, units, strict=True)) if named else units

    def whole(self, value: Any, code: str) -> int:
        """Read a whole number that stands as text."""
        need(isinstance(value, str) and digits(value.removeprefix("-")), code)
        return int(value)

    def weights(self, given: Any) -> tuple[list[str], list[Fraction]]:
        """Return codes, or places, and weights that something can be shared by."""
        need(isinstance(given, dict | list), "weights.type")
        by_code = given if isinstance(given, dict) else {str(p): w for p, w in enumerate(given)}
        codes, weights = list(by_code), [self.exact(each) for each in by_code.values()]
        need(weights, "weights.none")
        need(min(weights) >= 0, "weights.negative")
        need(sum(weights) > 0, "weights.zero_total")
        if isinstance(given, list):
            # The first place goes first: 2 before 10.
            codes = [code.zfill(9) for code in codes]
        return codes, weights

    def between(
        self, given: dict[str, Any], codes: list[str], weights: list[Fraction], total: int
    ) -> list[int]:
        """Share out a total between a minimum and a maximum for each."""
        method = given["method"]
        need(method not in BY_ITSELF, "limits.method")
        most = self.limits(given, "maximum", codes)
        ends: list[Ends] = []
        for least, up, weight in zip(
            self.limits(given, "minimum", codes), most, weights, strict=True
        ):
            low, high = least or 0, total if up is None else up
            need(up is None or low <= up, "limits.crossed")
            ends.append((low, min(high, total) if weight else low))
        need(sum(low for low, _ in ends) <= total, "limits.above")
        need(sum(high for _, high in ends) >= total, "limits.below")
        if method in GIVES_ONE:
            able = [weight > 0 and up != 0 for weight, up in zip(weights, most, strict=True)]
            ends = [(max(e[0], int(can)), e[1]) for e, can in zip(ends, able, strict=True)]
            need(sum(low for low, _ in ends) <= total, "weights.one_each")
        quotas = [total * weight / sum(weights) for weight in weights]
        claim, ties = self.claim(method, quotas), given.get("ties", "by_code")
        return self.given(claim, ends, total, codes, ties)

    def limits(self, given: dict[str, Any], name: str, codes: list[str]) -> list[int | None]:
        """Return a bound for each, None where there is none."""
        bound = given.get(name)
        if isinstance(bound, dict):
            need(set(bound) <= set(codes), "limits.codes")
            values = [bound.get(code) for code in codes]
        elif isinstance(bound, list):
            need(len(bound) == len(codes), "limits.length")
            values = bound
        else:
            values = [bound] * len(codes)
        found = [None if each is None else self.whole(each, "limits.type") for each in values]
        need(all(each is None or each >= 0 for each in found), "limits.negative")
        return found

    def certify(self, given: dict[str, Any]) -> bool:
        """Tell whether units are what the method gives."""
        units = given["units"]
        fits = isinstance(units, dict) == isinstance(given["weights"], dict)
        need(fits and len(units) == len(given["weights"]), "units.shape")
        if isinstance(units, dict):
            need(set(units) == set(given["weights"]), "units.keys")
            whole = {code: self.whole(unit, "units.type") for code, unit in units.items()}
            return bool(self.apportion(given) == whole)
        return bool(self.apportion(given) == [self.whole(unit, "units.type") for unit in units])
