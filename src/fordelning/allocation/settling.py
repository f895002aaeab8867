"""Settling one pot: its key's exact quotas, who gets no part of them, and whole units.

Never here: which pots there are, readings, dates or recipients.
"""

from __future__ import annotations

from fractions import Fraction

from fordelning.agreement import About, Choice, Pot, UpTo
from fordelning.allocation.bounds import kept
from fordelning.allocation.outcome import Nobody, Outcome, RoundedNode
from fordelning.errors import InputValueError
from fordelning.exact import Vector
from fordelning.keys import Key, Nested, Node
from fordelning.keys.base import distributed, not_overdrawn, spent
from fordelning.keys.cited import plain_key
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
    vector, rest = _quotas(pot, pot.key, scope)
    name = _name(pot)
    if name is None:
        rounded = rounding.rounded(scope.codes, vector, pot.stated)
        return Outcome(pot, choice, scope, kept(pot, scope, rounded))
    rounded, nobody = _with_nobody(pot, vector, rest, scope, rounding)
    return Outcome(pot, choice, scope, kept(pot, scope, rounded), Nobody(name, rest, nobody))


def _name(pot: Pot) -> str | None:
    """Return what the row of money that goes to nobody is called; None where all is spent."""
    end = ending(pot.key)
    if end is not None:
        return end.name
    if isinstance(pot.amount, UpTo):
        return _UP_TO
    return _ABOUT if isinstance(pot.amount, About) else None


def _quotas(pot: Pot, key: Key, scope: Scope) -> tuple[Vector, Fraction]:
    """Return exact quotas, none of them negative, and the rest that the pot may leave."""
    amount = Fraction(pot.stated.ore)
    quotas = distributed(key, amount, scope)
    if _name(pot) is None:
        spent(key, quotas, amount)
    elif not isinstance(pot.amount, About):
        not_overdrawn(key, quotas, amount)
    if quotas.vector.has_negative():
        shares = zip(scope.codes, quotas.vector.fractions(), strict=True)
        code, quota = next((code, quota) for code, quota in shares if quota < 0)
        raise InputValueError("quota.negative", recipient=code, quota=Ore(quota))
    return quotas.vector, quotas.rest


def _with_nobody(
    pot: Pot, vector: Vector, rest: Fraction, scope: Scope, rounding: Rounding
) -> tuple[Rounded, Money]:
    """Round quotas that leave a rest; return them with what then goes to nobody.

    The rest is whole units and a part of one. That part stands in line with the quotas, as
    the last, so that it too is rounded once and nothing is lost.
    """
    unit = rounding.unit.ore
    handed_out = pot.stated.ore - rest
    part = -handed_out % unit
    if not part:
        rounded = rounding.rounded(scope.codes, vector, Money(int(handed_out)))
        return rounded, Money(int(rest))
    extended = Vector.of((*vector.fractions(), part))
    rounded = rounding.rounded((*scope.codes, ""), extended, Money(int(handed_out + part)))
    return rounded, Money(int(rest - part) + rounded.units[-1] * unit)


def _nested(
    pot: Pot, key: Nested, choice: Choice | None, scope: Scope, rounding: Rounding
) -> Outcome:
    """Round from the top down: the parents to the pot, children to what their parent has."""
    nodes = key.nodes(Fraction(pot.stated.ore), scope)
    top = rounding.rounded(
        tuple(node.code for node in nodes), Vector.of(node.quota for node in nodes), pot.stated
    )
    inside = _inside(nodes, top)
    units = {code: count for node in inside for code, count in node.leaves()}
    vector = key.quotas(Fraction(pot.stated.ore), scope).vector
    leaves = Rounded(
        rounding, scope.codes, vector, tuple(units[code] for code in scope.codes), None
    )
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
