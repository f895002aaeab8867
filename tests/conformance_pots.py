"""The conformance suite's reference, 5: one pot in its document form, rounded once.

What the key gives, what goes to nobody, and nested pots from the top down. Nothing of the
library is used. Never here: keys, or pots together.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import floor
from typing import Any

from .conformance_keys import Keys
from .conformance_measures import Scope, Shares, Table
from .conformance_numbers import need

BOUNDED = ("bounded", "staged", "hold_harmless")
KEEPS_NOT = ("nearest", "floor")


@dataclass(frozen=True)
class Rule:
    """A rule of rounding: a unit in öre, a method, and how ties are decided."""

    unit: int
    method: str
    ties: Any


@dataclass
class Handed:
    """What has been handed on in a nested pot, by what rule."""

    rule: Rule
    amounts: dict[str, int] = field(default_factory=dict)
    nodes: dict[str, dict[str, int]] = field(default_factory=dict)
    leaves: Shares = field(default_factory=dict)


def plain(key: Any) -> tuple[str, Any]:
    """Return a key's tag and body, without the names around it."""
    if isinstance(key, str):
        return key, None
    ((tag, body),) = key.items()
    if tag == "cited":
        return plain(body["key"])
    if tag == "flat_plus_remainder":
        return "then", [{"flat": body["money"]}, body.get("remainder", "per_capita")]
    return tag, body


def unspent(key: Any) -> str | None:
    """Return what becomes of a rest that goes to nobody, if the key ends so."""
    tag, body = plain(key)
    if tag == "then":
        return unspent(body[-1])
    return str(body) if tag == "unspent" else None


class Pots(Keys):
    """Settle pots."""

    def stated(self, pot: Table) -> int:
        """Return the öre that a pot's text states."""
        amount = pot["amount"]
        return self.money(amount if isinstance(amount, str) else next(iter(amount.values())))

    def pot(self, pot: Table, rule: Rule, scope: Scope) -> Table:
        """Return what one pot gives whom, and what goes to nobody."""
        ore, key = self.stated(pot), pot.get("key")
        if key is None:
            return self.rounded({scope.codes[0]: Fraction(ore)}, ore, rule, scope.level)
        tag, body = plain(key)
        if tag == "nested":
            return self.nested_pot(body, ore, rule, scope)
        quotas, rest = self.key(key, Fraction(ore), scope)
        name = self.nobody(pot, key)
        need(rest <= 0 or name, "money.unspent")
        need(rest >= 0 or name == "skillnad mot beloppet", "money.overdrawn")
        need(min(quotas.values()) >= 0, "quota.negative")
        whole = floor((ore - rest) / rule.unit) * rule.unit if name else ore
        found = self.rounded(quotas, whole, rule, scope.level)
        if tag == "bounded":
            self.kept(body, Fraction(ore), scope, found["amounts"], rule)
        found["left"].insert(0, (name, ore - whole))
        return found

    def nobody(self, pot: Table, key: Any) -> str | None:
        """Return what the money is called that goes to nobody; None where all is spent."""
        kind = "" if isinstance(pot["amount"], str) else next(iter(pot["amount"]))
        named = {"up_to": "outnyttjat", "about": "skillnad mot beloppet"}
        return unspent(key) or named.get(kind)

    def rounded(self, quotas: Shares, whole: int, rule: Rule, level: str) -> Table:
        """Round quotas to whole units of money."""
        need(whole % rule.unit == 0 or rule.method in KEEPS_NOT, "rounding.not_whole_units")
        codes = sorted(quotas)
        shares = [quotas[code] / rule.unit for code in codes]
        units = self.units(rule.method, shares, codes, rule.ties)
        amounts = {code: n * rule.unit for code, n in zip(codes, units, strict=True)}
        residual = ("avrundningsdifferens", whole - sum(amounts.values()))
        return {"amounts": amounts, "exact": (level, quotas), "left": [residual]}

    def kept(
        self, body: Table, given: Fraction, scope: Scope, amounts: dict[str, int], rule: Rule
    ) -> None:
        """See that rounding puts nobody past a bound by a unit or more."""
        low = self.bound(body.get("floor", "0 kr"), given, scope)
        high = self.bound(body.get("cap", "none"), given, scope)
        for code, ore in amounts.items():
            least, most = low[code], high[code]
            need(least is None or least - ore < rule.unit, "bounds.broken")
            need(most is None or ore - most < rule.unit, "bounds.broken")

    def nested_pot(self, body: Table, ore: int, rule: Rule, scope: Scope) -> Table:
        """Round from the top down: parents first, then the children of each."""
        handed = Handed(rule)
        self.hand_on(body, Fraction(ore), ore // rule.unit, scope, handed)
        return {
            "amounts": {code: handed.amounts[code] for code in scope.codes},
            "exact": (scope.level, handed.leaves),
            "left": [],
            "nodes": handed.nodes,
        }

    def hand_on(
        self, body: Table, share: Fraction, units: int, scope: Scope, handed: Handed
    ) -> None:
        """Give parents whole units, and let each hand them on."""
        parents = [each for each in self.nodes(body, share, scope) if each[2]]
        given = self.shared_out({code: quota for code, quota, _ in parents}, units, handed.rule)
        unit, through = handed.rule.unit, body["through"]
        nodes = handed.nodes.setdefault(through, {})
        nodes.update({code: n * unit for code, n in given.items()})
        for code, quota, inner in parents:
            lower = body.get("lower") or body["lower_by_parent"].get(code, "equal")
            tag, below = plain(lower)
            if tag == "nested":
                within = replace(
                    scope, codes=list(inner), everyone=scope.everyone, inside=(through, code)
                )
                self.hand_on(below, quota, given[code], within, handed)
                continue
            found = self.shared_out(inner, given[code], handed.rule)
            handed.amounts.update({child: n * unit for child, n in found.items()})
            handed.leaves.update(inner)

    def shared_out(self, quotas: Shares, units: int, rule: Rule) -> dict[str, int]:
        """Give out so many units by largest remainder."""
        codes, shares = list(quotas), [quota / rule.unit for quota in quotas.values()]
        found = self.largest_remainder(shares, units, codes, rule.ties)
        return dict(zip(codes, found, strict=True))
