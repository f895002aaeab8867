"""The laws of allocations: what holds for every amount that was rounded.

Never here: random cases, or how exact quotas come about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from fordelning.allocation import Allocation, Outcome, RoundedNode
from fordelning.apportionment import Method
from fordelning.apportionment.api import kernel
from fordelning.apportionment.largest_remainder import holds_to_total
from fordelning.money import Money, Ore
from fordelning.rounding import Rounded
from fordelning.testing.law import broken

__all__ = [
    "OF_ALLOCATIONS",
    "AllocationLaw",
    "adds_up",
    "certified",
    "children_add_up",
    "whole_units",
    "within_a_unit",
]

AllocationLaw: TypeAlias = Callable[[Allocation], None]

# The methods by which every amount is within a unit of its quota.
_NEAR_QUOTA = (Method.LARGEST_REMAINDER, Method.NEAREST, Method.FLOOR)


def _named(allocation: Allocation) -> str:
    return f"agreement '{allocation.agreement.id}'"


def adds_up(allocation: Allocation) -> None:
    """See that every pot adds up to what is stated, and the pots to the agreement's total.

    sum of the amounts + the rows without a recipient = the pot, and the sum of the pots =
    the total; a method that keeps the total leaves no row of what rounding missed
    (avrundningsdifferens).

    >>> from fordelning import Agreement, Equal, Population, Pot, allocate, kr
    >>> agreement = Agreement("a", "A", kr(1), [Pot("p", kr(1), "skola", Equal())], None)
    >>> adds_up(allocate(agreement, Population.of(["n", "s"], level="skola")))

    Raises:
        LawError: a pot, or the total, is missed.
    """
    for outcome in allocation.outcomes:
        if not outcome.rounded.rounding.method.keeps_total:
            # What rounding missed is a row, and counts in the total.
            continue
        handed = Money.total(outcome.amounts.values())
        expected = outcome.pot.stated - (outcome.nobody.amount if outcome.nobody else Money(0))
        if handed != expected:
            found = f"pot '{outcome.pot.id}' hands out {handed}, and should {expected}"
            raise broken(adds_up, _named(allocation), found)
    if allocation.total != allocation.agreement.total:
        found = f"the pots make {allocation.total}, and the total is {allocation.agreement.total}"
        raise broken(adds_up, _named(allocation), found)


def whole_units(allocation: Allocation) -> None:
    """See that every amount is a whole multiple of its pot's unit.

    amount = n * unit for a whole n, by the rounding of the pot, or else of the agreement
    (jämna kronor).

    >>> from fordelning import Agreement, Equal, Population, Pot, allocate, kr
    >>> agreement = Agreement("a", "A", kr(1), [Pot("p", kr(1), "skola", Equal())], None)
    >>> whole_units(allocate(agreement, Population.of(["n", "s"], level="skola")))

    Raises:
        LawError: an amount between two multiples.
    """
    for outcome in allocation.outcomes:
        unit = (outcome.pot.rounding or allocation.agreement.rounding).unit
        for code, amount in outcome.amounts.items():
            if amount.ore % unit.ore:
                found = f"{code} gets {amount} of pot '{outcome.pot.id}', in units of {unit}"
                raise broken(whole_units, _named(allocation), found)


def within_a_unit(allocation: Allocation) -> None:
    """See that every amount is less than a unit from its exact quota, where that is promised.

    |amount - quota| < unit by the methods LARGEST_REMAINDER, NEAREST and FLOOR, of parents
    in a nested pot too; the other methods do not promise it.

    >>> from fordelning import Agreement, Equal, Population, Pot, allocate, kr
    >>> agreement = Agreement("a", "A", kr(1), [Pot("p", kr(1), "skola", Equal())], None)
    >>> within_a_unit(allocate(agreement, Population.of(["n", "s"], level="skola")))

    Raises:
        LawError: an amount a unit or more from its quota.
    """
    for outcome in allocation.outcomes:
        for rounded, _ in _roundings(outcome):
            if rounded.rounding.method not in _NEAR_QUOTA:
                continue
            quotas = rounded.quotas.fractions()
            for (code, amount), quota in zip(rounded.amounts.items(), quotas, strict=True):
                if abs(amount.ore - quota) >= rounded.rounding.unit.ore:
                    found = f"{code} gets {amount} of pot '{outcome.pot.id}', quota {Ore(quota)}"
                    raise broken(within_a_unit, _named(allocation), found)


def _roundings(outcome: Outcome) -> Iterator[tuple[Rounded, Money | None]]:
    """Yield how a pot was rounded; of a nested one also inside each parent, and what that had."""
    yield outcome.top or outcome.rounded, None
    for node in _nodes(outcome):
        yield node.rounded, node.amount


def _nodes(outcome: Outcome) -> Iterator[RoundedNode]:
    for top in outcome.nodes:
        yield from top.within()


def certified(allocation: Allocation) -> None:
    """See that every pot has the certificate of its method, which computes nothing again.

    By largest remainder, for instance, the units add up to the total and no two deviations
    from quota lie more than one unit apart, or one in the order of ties.

    >>> from fordelning import Agreement, Equal, Population, Pot, allocate, kr
    >>> agreement = Agreement("a", "A", kr(1), [Pot("p", kr(1), "skola", Equal())], None)
    >>> certified(allocate(agreement, Population.of(["n", "s"], level="skola")))

    Raises:
        LawError: amounts that the method does not give.
    """
    for outcome in allocation.outcomes:
        for rounded, within in _roundings(outcome):
            if not _holds(rounded, within):
                amounts = ", ".join(f"{code}: {each}" for code, each in rounded.amounts.items())
                method = rounded.rounding.method.name
                found = f"{method} does not give pot '{outcome.pot.id}' as {amounts}"
                raise broken(certified, _named(allocation), found)


def _holds(rounded: Rounded, within: Money | None) -> bool:
    rounding, unit = rounded.rounding, rounded.rounding.unit.ore
    numerators, over = rounded.quotas.numerators(), rounded.quotas.denominator * unit
    units, code_of = list(rounded.units), rounded.codes.__getitem__
    if within is not None:
        return holds_to_total(numerators, over, units, within.ore // unit, code_of, rounding.ties)
    return kernel(rounding.method).holds(numerators, over, units, code_of, rounding.ties)


def children_add_up(allocation: Allocation) -> None:
    """See that the children of each parent add up to what the parent has.

    sum of the children's amounts = the parent's amount, and the parents at the top make up
    the pot, in every nested pot (nivåvis fördelning). Whoever has a parent has what the
    rounding inside that parent gives. `allocation.nodes(pot_id)` has the parents.

    >>> from fordelning import Agreement, Equal, Population, Pot, allocate, kr
    >>> agreement = Agreement("a", "A", kr(1), [Pot("p", kr(1), "skola", Equal())], None)
    >>> children_add_up(allocate(agreement, Population.of(["n", "s"], level="skola")))

    Raises:
        LawError: children who have more or less than their parent, or than it gives them.
    """
    for outcome in allocation.outcomes:
        amounts, pot = outcome.amounts, outcome.pot.id
        for node in _nodes(outcome):
            inside = Money.total(amounts[code] for code, _ in node.leaves())
            if inside != node.amount:
                found = f"{node.code} has {node.amount} of pot '{pot}', its children {inside}"
                raise broken(children_add_up, _named(allocation), found)
        for code, amount, by_parent in _told_twice(outcome):
            if amount != by_parent:
                found = f"{code} has {amount} of pot '{pot}', and {by_parent} by its parent"
                raise broken(children_add_up, _named(allocation), found)


def _told_twice(outcome: Outcome) -> Iterator[tuple[str, Money, Money]]:
    """Yield what each in a nested pot has, and what the rounding inside its parent gives it."""
    above = [(outcome.top or outcome.rounded, outcome.nodes)]
    above += [(node.rounded, node.nodes) for node in _nodes(outcome)]
    for rounded, nodes in above:
        for node in nodes:
            yield node.code, node.amount, rounded.amounts[node.code]
    amounts, unit = outcome.amounts, outcome.rounded.rounding.unit
    for top in outcome.nodes:
        for code, units in top.leaves():
            yield code, amounts[code], units * unit


OF_ALLOCATIONS: Final[tuple[AllocationLaw, ...]] = (
    adds_up,
    whole_units,
    within_a_unit,
    certified,
    children_add_up,
)
"""The laws of allocations, in the order in which they are checked."""
