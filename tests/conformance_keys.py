"""The conformance suite's reference, 4: what each key gives, exactly, and what it leaves.

A key is read from its document form and carried out at once. Nothing of the library is
used. Never here: rounding, pots.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any

from .conformance_measures import ZERO, Measures, Scope, Shares, Table, at_level, band_of
from .conformance_numbers import Refused, need

Outcome = tuple[Shares, Fraction]
Ends = dict[str, tuple[Fraction, Fraction, Fraction | None, Fraction | None]]
"""What each has, in what proportion it pays, its floor and its cap."""
NOTHING = "0 kr"


class Keys(Measures):
    """Carry out keys."""

    def key(self, key: Any, amount: Fraction, scope: Scope) -> Outcome:
        """Return each recipient's exact öre, and the rest."""
        tag, body = (key, None) if isinstance(key, str) else next(iter(key.items()))
        carried_out: Callable[..., Outcome] = getattr(self, f"key_{tag}")
        return carried_out(body, amount, scope)

    def all_of(self, key: Any, amount: Fraction, scope: Scope) -> Shares:
        """Return what a key gives that has to use up what it is given."""
        shares, rest = self.key(key, amount, scope)
        need(rest <= 0, "money.unspent")
        need(rest >= 0, "money.overdrawn")
        return shares

    def key_proportional(self, by: Any, amount: Fraction, scope: Scope) -> Outcome:
        """Share by a measure."""
        weights = self.measure(by, scope)
        need(all(weight >= 0 for weight in weights.values()), "weights.negative")
        need(any(weights.values()), "weights.zero_total")
        total = sum(weights.values())
        return {code: amount * weight / total for code, weight in weights.items()}, ZERO

    def key_per_capita(self, _: None, amount: Fraction, scope: Scope) -> Outcome:
        """Share by people."""
        return self.key_proportional("population", amount, scope)

    def key_equal(self, _: None, amount: Fraction, scope: Scope) -> Outcome:
        """Share in equal parts."""
        return dict.fromkeys(scope.codes, amount / len(scope.codes)), ZERO

    def key_fixed(self, fixed: Any, amount: Fraction, scope: Scope) -> Outcome:
        """Give amounts as they are written."""
        shares = self.amount(fixed, amount, scope)
        return shares, amount - sum(shares.values())

    key_flat = key_fixed

    def key_flat_plus_remainder(self, body: Table, amount: Fraction, scope: Scope) -> Outcome:
        """Give the same to each, and share what is left."""
        keys = [{"flat": body["money"]}, body.get("remainder", "per_capita")]
        return self.key_then(keys, amount, scope)

    def key_age_weighted(self, bands: Table, amount: Fraction, scope: Scope) -> Outcome:
        """Share by people in bands of ages, each with its weight."""
        for one, other in pairwise(sorted(map(band_of, bands))):
            need(one[1] < other[0], "band.overlap")
        need(all(self.exact(weight) >= 0 for weight in bands.values()), "band.negative")
        sums = dict.fromkeys(scope.codes, ZERO)
        for label, weight in bands.items():
            people = self.people(scope, band_of(label), {})
            sums = {code: sums[code] + self.exact(weight) * people[code] for code in scope.codes}
        need(any(sums.values()), "weights.zero_total")
        return {code: amount * w / sum(sums.values()) for code, w in sums.items()}, ZERO

    def key_tiered(self, tiers: list[Table], amount: Fraction, scope: Scope) -> Outcome:
        """Give each the amount of the first tier that it is in."""
        everyone = ["codes" not in tier and "by" not in tier for tier in tiers]
        need(not any(everyone[:-1]), "tier.unreachable")
        shares: Shares = {}
        for tier in tiers:
            for code in self.in_tier(tier, scope):
                shares.setdefault(code, Fraction(self.money(tier["money"])))
        need(set(shares) == set(scope.codes), "tier.none")
        return shares, amount - sum(shares.values())

    def in_tier(self, tier: Table, scope: Scope) -> list[str]:
        """Return those whom a tier is for."""
        if "codes" in tier:
            need(set(tier["codes"]) <= set(scope.everyone), "code.unknown")
            return [code for code in scope.codes if code in tier["codes"]]
        if "by" not in tier:
            return scope.codes
        low, high = (self.exact(tier[end]) if end in tier else None for end in ("low", "high"))
        need(low is None or high is None or low < high, "tier.crossed")
        numbers = self.measure(tier["by"], scope)
        return [
            code
            for code in scope.codes
            if (low is None or low <= numbers[code]) and (high is None or numbers[code] < high)
        ]

    def key_declared_shares(self, body: Table, amount: Fraction, scope: Scope) -> Outcome:
        """Share by published shares, which have to make up their total."""
        shares = {code: self.exact(share) for code, share in body["shares"].items()}
        need(all(share >= 0 for share in shares.values()), "declared.negative")
        need(sum(shares.values()) == self.exact(body.get("total", "1")), "declared.sum")
        return self.key_proportional({"table": body["shares"]}, amount, scope)

    def key_rounded_rate(self, body: Table, amount: Fraction, scope: Scope) -> Outcome:
        """Round a rate per unit first, and multiply then."""
        unit, numbers = self.money(body.get("unit", "1 kr")), self.measure(body["of"], scope)
        need(all(number >= 0 for number in numbers.values()), "weights.negative")
        need(any(numbers.values()), "weights.zero_total")
        rate = unit * floor(amount / sum(numbers.values()) / unit + Fraction(1, 2))
        shares = {code: rate * number for code, number in numbers.items()}
        return shares, amount - sum(shares.values())

    def key_then(self, keys: list[Any], amount: Fraction, scope: Scope) -> Outcome:
        """Let each key distribute what the one before it left."""
        sums = dict.fromkeys(scope.codes, ZERO)
        for key in keys:
            need(amount >= 0, "money.overdrawn")
            shares, amount = self.key(key, amount, scope)
            sums = {code: sums[code] + shares[code] for code in scope.codes}
        return sums, amount

    def key_split(self, parts: list[Table], amount: Fraction, scope: Scope) -> Outcome:
        """Give each part of the amount to its own key."""
        sums = dict.fromkeys(scope.codes, ZERO)
        for size, part in zip(self.sizes(parts, amount), parts, strict=True):
            shares = self.all_of(part["key"], size, scope)
            sums = {code: sums[code] + shares[code] for code in scope.codes}
        return sums, ZERO

    def sizes(self, parts: list[Table], amount: Fraction) -> list[Fraction]:
        """Return how much each part of a split is."""
        rests = sum(part.get("share") == "rest" for part in parts)
        money = [Fraction(self.money(part["money"])) for part in parts if "money" in part]
        shares = [self.exact(p["share"]) for p in parts if p.get("share", "rest") != "rest"]
        need(rests <= 1, "share.rests")
        need(not shares or len(shares) == len(parts), "share.mixed")
        need(all(each >= 0 for each in (*money, *shares)), "share.negative")
        if shares:
            need(sum(shares) == 1, "share.sum")
            return [share * amount for share in shares]
        left = amount - sum(money)
        need(left >= 0, "money.overdrawn")
        need(left == 0 or rests, "money.unspent")
        return [Fraction(self.money(p["money"])) if "money" in p else left for p in parts]

    def key_only(self, body: Table, amount: Fraction, scope: Scope) -> Outcome:
        """Carry a key out among some; everyone else gets nothing."""
        need(set(body["codes"]) <= set(scope.everyone), "code.unknown")
        among = [code for code in scope.codes if code in body["codes"]]
        need(among, "scope.empty")
        shares, rest = self.key(body["key"], amount, replace(scope, codes=among))
        return {code: shares.get(code, ZERO) for code in scope.codes}, rest

    def key_cited(self, body: Table, amount: Fraction, scope: Scope) -> Outcome:
        """Carry a key out whose source is told."""
        return self.key(body["key"], amount, scope)

    def key_unspent(self, _: str, amount: Fraction, scope: Scope) -> Outcome:
        """Give nobody anything."""
        return dict.fromkeys(scope.codes, ZERO), amount

    def key_nested(self, body: Table, amount: Fraction, scope: Scope) -> Outcome:
        """Share among parents, and inside each of them."""
        leaves = dict.fromkeys(scope.codes, ZERO)
        for _, _, inside in self.nodes(body, amount, scope):
            leaves.update(inside)
        return leaves, ZERO

    def nodes(
        self, body: Table, amount: Fraction, scope: Scope
    ) -> list[tuple[str, Fraction, Shares]]:
        """Return for each parent what it has, and what its children have of it."""
        through, parent_of = body["through"], self.parents(scope.tables)
        above = at_level(scope.tables, through, scope.date)
        need(above, "nested.level")
        if scope.inside:
            above = [code for code in above if parent_of.get(code) == scope.inside[1]]
        whole = {code: self.ancestor(code, above, parent_of) for code in scope.codes}
        shares = self.all_of(
            body["upper"], amount, replace(scope, codes=above, level=through, everyone=above)
        )
        found = []
        for parent in above:
            inner = [code for code in scope.codes if whole[code] == parent]
            need(inner or not shares[parent], "nested.childless")
            lower = body.get("lower") or body["lower_by_parent"].get(parent)
            need(lower or not shares[parent], "nested.no_lower")
            within = replace(scope, codes=inner, everyone=scope.everyone, inside=(through, parent))
            inside = dict.fromkeys(inner, ZERO)
            if shares[parent]:
                inside = self.all_of(lower, shares[parent], within)
            found.append((parent, shares[parent], inside))
        return found

    def ancestor(self, code: str, among: list[str], parent_of: dict[str, str]) -> str:
        """Return of whom among some a recipient is part, however far above."""
        while code not in among:
            need(code in parent_of, "nested.orphans")
            code = parent_of[code]
        return code

    def key_bounded(self, body: Table, amount: Fraction, scope: Scope) -> Outcome:
        """Keep what a key gives between bounds."""
        return self.key_staged({"key": body["key"], "stages": [body]}, amount, scope)

    def key_staged(self, body: Table, amount: Fraction, scope: Scope) -> Outcome:
        """Keep it between the bounds of each stage among those that none has settled."""
        had, _ = self.key(body["key"], amount, scope)
        free, given, settled = list(scope.codes), amount, {}
        for stage in body["stages"]:
            by = self.measure(stage["paid_by"], scope) if "paid_by" in stage else had
            low = self.bound(stage.get("floor", NOTHING), amount, scope)
            high = self.bound(stage.get("cap", "none"), amount, scope)
            need(all(by[code] >= 0 for code in free), "bounds.payers")
            ends = {code: (had[code], by[code], low[code], high[code]) for code in free}
            has = self.within(ends, given)
            for code in free:
                at_end = has[code] in (low[code], high[code])
                idle = not by[code] and has[code] == had[code]
                if at_end and not idle:
                    settled[code] = has[code]
            free = [code for code in free if code not in settled]
            had, given = has, given - sum(settled[c] for c in has if c in settled)
        return {code: settled.get(code, had.get(code, ZERO)) for code in scope.codes}, ZERO

    def key_hold_harmless(self, body: Table, amount: Fraction, scope: Scope) -> Outcome:
        """Guarantee a share of what everyone had."""
        share = self.exact(body["share"])
        need(share >= 0, "share.negative")
        previous = self.amount(body["previous"], amount, scope)
        had, _ = self.key(body["key"], amount, scope)
        need(all(number >= 0 for number in had.values()), "bounds.payers")
        ends: Ends = {c: (had[c], had[c], share * previous[c], None) for c in scope.codes}
        return self.within(ends, amount), ZERO

    def bound(self, bound: Any, amount: Fraction, scope: Scope) -> dict[str, Fraction | None]:
        """Return a bound for each; whoever a table does not name has none."""
        if bound == "none":
            return dict.fromkeys(scope.codes)
        shares = self.amount(bound, amount, scope)
        named = bound["by_code"] if isinstance(bound, dict) and "by_code" in bound else shares
        return {code: shares[code] if code in named else None for code in scope.codes}

    def within(self, ends: Ends, total: Fraction) -> Shares:
        """Return clamp(x + t * d, low, high) for the t that makes the sum the total.

        The sum grows with t, and between two breakpoints it grows evenly.
        """
        for _, _, low, high in ends.values():
            need(low is None or high is None or low <= high, "bounds.crossed")

        def at(t: Fraction) -> Shares:
            found = {}
            for code, (x, d, low, high) in ends.items():
                number = x + t * d
                number = number if low is None else max(number, low)
                found[code] = number if high is None else min(number, high)
            return found

        bends = {
            (end - x) / d for x, d, *two in ends.values() if d for end in two if end is not None
        }
        first, last = min(bends, default=ZERO) - 1, max(bends, default=ZERO) + 1
        points = sorted({first, *bends, ZERO, last})
        sums = [sum(at(t).values()) for t in points]
        if total in sums:
            return at(points[sums.index(total)])
        # Before the first breakpoint and behind the last the sum goes on as it went.
        pairs = list(pairwise(zip(points, sums, strict=True)))
        for place, ((t, low_sum), (u, high_sum)) in enumerate(pairs):
            inside = low_sum < total < high_sum
            before = place == 0 and total < low_sum < high_sum
            behind = place == len(pairs) - 1 and low_sum < high_sum < total
            if inside or before or behind:
                return at(t + (total - low_sum) * (u - t) / (high_sum - low_sum))
        raise Refused(self.infeasible(ends, total))

    def infeasible(self, ends: Ends, total: Fraction) -> str:
        """Return why no t makes the sum the total."""
        lows = [low for *_, low, _ in ends.values()]
        highs = [high for *_, high in ends.values()]
        if None not in lows and sum(low for low in lows if low is not None) > total:
            return "bounds.floors"
        if None not in highs and sum(high for high in highs if high is not None) < total:
            return "bounds.caps"
        return "bounds.stuck"
