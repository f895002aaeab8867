"""Settling one pot: its key's exact quotas, who gets no part of them, and whole units.

Never here: which pots there are, readings, dates or recipients.
"""

from __future__ import annotations

from fractions import Fraction

from fordelning.agreement import About, Choice, Pot, UpTo
from fordelning.allocation.bounds import see_kept
from fordelning.allocation.outcome import Nobody, Outcome, RoundedNode
from fordelning.errors import InputValueError
from fordelning.exact import Vector
from fordelning.keys import BoundedKey, Key, Nested, Node
from fordelning.keys.base import distributed, not_overdrawn, spent
from fordelning.keys.cited import plain_key
from fordelning.keys.nested import leaves_of
from fordelning.keys.unspent import ending
from fordelning.measures import Scope
from fordelning.money import Money, Ore
from fordelning.rounding import Rounded, Rounding

__all__ = ["settled"]

_UP_TO = "outnyttjat"
_ABOUT = "skillnad mot beloppet"


def settled(pot: Pot, choice: Choice | None, scope: Scope, rounding: Rounding) -> Outcome:
    """Distribute a pot by its key, round its quotas once, and certify them."""
    if pot.key is None:
        vector = Vector(pot.stated.ore, 1, (1,))
        return Outcome(pot, choice, scope, rounding.rounded(scope.codes, vector, pot.stated))
    plain = plain_key(pot.key)
    if isinstance(plain, Nested):
        return _nested(pot, plain, choice, scope, rounding)
    name = _name(pot, plain)
    vector, rest = _quotas(pot, pot.key, scope, spends_all=name is None)
    nobody: Nobody | None = None
    if name is None:
        rounded = rounding.rounded(scope.codes, vector, pot.stated)
    else:
        rounded, left = _with_nobody(pot, vector, rest, scope, rounding)
        nobody = Nobody(name, rest, left)
    if isinstance(plain, BoundedKey):
        see_kept(pot, plain, scope, rounded)
    return Outcome(pot, choice, scope, rounded, nobody)


def _name(pot: Pot, plain: Key | None) -> str | None:
    """Return what the row of money that goes to nobody is called; None where all is spent."""
    end = ending(plain)
    if end is not None:
        return end.name
    if isinstance(pot.amount, UpTo):
        return _UP_TO
    return _ABOUT if isinstance(pot.amount, About) else None


def _quotas(pot: Pot, key: Key, scope: Scope, *, spends_all: bool) -> tuple[Vector, Fraction]:
    """Return exact quotas, none of them negative, and the rest that the pot may leave."""
    amount = Fraction(pot.stated.ore)
    quotas = distributed(key, amount, scope)
    if spends_all:
        spent(key, quotas, amount)
    elif not isinstance(pot.amount, About):
        not_overdrawn(key, quotas, amount)
    return _not_negative(scope.codes, quotas.vector), quotas.rest


def _not_negative(codes: tuple[str, ...], quotas: Vector) -> Vector:
    if quotas.has_negative():
        shares = zip(codes, quotas.fractions(), strict=True)
        code, quota = next((code, quota) for code, quota in shares if quota < 0)
        raise InputValueError("quota.negative", recipient=code, quota=Ore(quota))
    return quotas


def _with_nobody(
    pot: Pot, vector: Vector, rest: Fraction, scope: Scope, rounding: Rounding
) -> tuple[Rounded, Money]:
    """Round quotas that leave a rest; return them with what then goes to nobody.

    The recipients get the whole units in what the key hands out; the part of a unit that
    is over goes to nobody too. By a method that keeps the total they never get, together,
    more than the key gives them.
    """
    unit = rounding.unit
    whole = int((pot.stated.ore - rest) // unit.ore) * unit
    return rounding.rounded(scope.codes, vector, whole), pot.stated - whole


def _nested(
    pot: Pot, key: Nested, choice: Choice | None, scope: Scope, rounding: Rounding
) -> Outcome:
    """Round from the top down: the parents to the pot, children to what their parent has."""
    nodes = key.nodes(Fraction(pot.stated.ore), scope)
    vector = _not_negative(scope.codes, leaves_of(nodes, scope.codes))
    parents = tuple(node.code for node in nodes)
    shares = _not_negative(parents, Vector.of(node.quota for node in nodes))
    top = rounding.rounded(parents, shares, pot.stated)
    inside = _inside(nodes, top)
    found = {code: count for node in inside for code, count in node.leaves()}
    units = tuple(found[code] for code in scope.codes)
    leaves = Rounded(rounding, scope.codes, vector, units, None, pot.stated)
    return Outcome(pot, choice, scope, leaves, top=top, nodes=inside)


def _inside(nodes: tuple[Node, ...], above: Rounded) -> tuple[RoundedNode, ...]:
    return tuple(
        _rounded_node(node, amount, above.rounding)
        for node, amount in zip(nodes, above.amounts.values(), strict=True)
    )


def _rounded_node(node: Node, amount: Money, rounding: Rounding) -> RoundedNode:
    if not node.nodes:
        rounded = rounding.handed_on(node.codes, node.quotas, amount)
        return RoundedNode(node.level, node.code, amount, node.quota, rounded)
    codes = tuple(each.code for each in node.nodes)
    quotas = Vector.of(each.quota for each in node.nodes)
    rounded = rounding.handed_on(codes, quotas, amount)
    return RoundedNode(
        node.level, node.code, amount, node.quota, rounded, _inside(node.nodes, rounded)
    )
