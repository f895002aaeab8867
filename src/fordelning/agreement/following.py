"""Pots whose keys follow other pots: whether these exist, and in which order all can go.

Never here: the outcomes that they follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from fordelning.agreement.checks import Alternatives
from fordelning.agreement.pot import Pot
from fordelning.errors import AgreementError, FordelningError, nearest
from fordelning.measures.quoted import quotas_of, quoted
from fordelning.sentences import Phrase

__all__ = ["following", "in_order"]


def following(places: Sequence[Alternatives]) -> Iterator[FordelningError]:
    """Yield pots that follow one that there is not, and pots that wait for each other."""
    pots = [pot for alternatives in places for each in alternatives.values() for pot in each]
    known = tuple(dict.fromkeys(pot.id for pot in pots))
    followers = [pot for pot in pots if quoted(pot.key)]
    for pot in followers:
        for unknown in sorted(quoted(pot.key).difference(known)):
            error = AgreementError(
                "quoted.unknown",
                measure=repr(quotas_of(unknown)),
                near=nearest(unknown, known),
                known=known,
            )
            yield error.within(Phrase("pot '{pot}'", pot=pot.id))
    if followers:
        # Only readings that can be chosen together wait for each other.
        followed = frozenset[str]().union(*(quoted(pot.key) for pot in followers))
        chosen = [
            list(alternatives.values())
            for alternatives in places
            if any(_concerned(pot, followed) for each in alternatives.values() for pot in each)
        ]
        cycles = (_cycle([pot for each in choice for pot in each]) for choice in product(*chosen))
        for cycle in dict.fromkeys(each for each in cycles if each):
            yield AgreementError("quoted.cycle", cycle=cycle)


def _concerned(pot: Pot, followed: frozenset[str]) -> bool:
    return pot.id in followed or bool(quoted(pot.key))


def _cycle(pots: Sequence[Pot]) -> str:
    from graphlib import CycleError

    try:
        in_order(pots)
    except CycleError as error:
        return " -> ".join(f"'{id_}'" for id_ in error.args[1])
    return ""


def in_order(pots: Sequence[Pot]) -> tuple[str, ...]:
    """Return the pots' ids in an order in which each comes after those that it follows.

    >>> from fordelning import Equal, Pot, Proportional, kr
    >>> pots = [Pot("b", kr(1), "skola", Proportional(quotas_of("a")))]
    >>> in_order([*pots, Pot("a", kr(1), "skola", Equal())])
    ('a', 'b')
    """
    if not any(quoted(pot.key) for pot in pots):
        return tuple(pot.id for pot in pots)
    from graphlib import TopologicalSorter

    return tuple(
        TopologicalSorter({pot.id: sorted(quoted(pot.key)) for pot in pots}).static_order()
    )
