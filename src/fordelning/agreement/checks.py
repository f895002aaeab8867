"""Checking a definition: that its ids are its own and that its pots add up as it says.

Every check works on all readings at once. Never here: raising, or choosing a reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from typing import TypeAlias

from fordelning.agreement.pot import Ambiguity, Declared, Pot, Reading
from fordelning.errors import AgreementError, FordelningError
from fordelning.money import Money

__all__ = ["Alternatives", "structure", "sums"]

# The pots that stand at one place of the agreement, under each of its readings; a place
# with only one has None for a reading.
Alternatives: TypeAlias = dict[Reading | None, tuple[Pot, ...]]

_Places: TypeAlias = Sequence[Alternatives]


def structure(items: Sequence[Pot | Ambiguity], places: _Places) -> Iterator[FordelningError]:
    """Yield pots that are missing, ids that are used twice, readings that say nothing."""
    if not items:
        yield AgreementError("agreement.no_pots")
    ids: Counter[str] = Counter()
    for item, alternatives in zip(items, places, strict=True):
        if not alternatives:
            yield AgreementError("agreement.unknown_amount", ambiguity=item.id)
        # Readings replace each other, so the same id in two of them is used once.
        used = Counter([item.id])
        for reading, pots in alternatives.items():
            if reading is not None and not pots:
                yield AgreementError("pot.no_pots", reading=reading.name)
            used |= Counter(pot.id for pot in pots)
        ids += used
    for id_, count in ids.items():
        if count > 1:
            yield AgreementError("agreement.duplicate", id=id_, count=count)


def sums(
    total: Money, declared: Sequence[Declared], items: Sequence[Pot | Ambiguity], places: _Places
) -> Iterator[FordelningError]:
    """Yield the sums that the pots do not make up, and those over pots that there are not."""
    for readings, money in _totals(None, items, places):
        if money != total:
            yield AgreementError(
                "agreement.total",
                total=total,
                sum=money,
                difference=_apart(total, money),
                reading=readings,
            )
    known = {name for item, each in zip(items, places, strict=True) for name in _names(item, each)}
    for sum_ in declared:
        for name in sum_.pots:
            if name not in known:
                yield AgreementError("agreement.declared_unknown", name=sum_.name, pot=name)
        for readings, money in _totals(sum_, items, places):
            if money != sum_.amount:
                yield AgreementError(
                    "agreement.declared",
                    name=sum_.name,
                    total=sum_.amount,
                    sum=money,
                    difference=_apart(sum_.amount, money),
                    reading=readings,
                )


def _apart(first: Money, second: Money) -> Money:
    return Money(abs(first.ore - second.ore))


def _names(item: Pot | Ambiguity, alternatives: Alternatives) -> set[str]:
    """Return what a declared sum may call what stands at one place."""
    levels = {item.to} if isinstance(item, Ambiguity) and isinstance(item.to, str) else set[str]()
    pots = [pot for pots in alternatives.values() for pot in pots]
    return {item.id} | levels | {name for pot in pots for name in (pot.id, pot.level)}


def _covered(declared: Declared | None, item: Pot | Ambiguity, pots: Sequence[Pot]) -> Money:
    if declared is None or {item.id, item.to if isinstance(item, Ambiguity) else ""} & set(
        declared.pots
    ):
        return Money.total(pot.amount for pot in pots)
    return Money.total(pot.amount for pot in pots if {pot.id, pot.level} & set(declared.pots))


def _totals(
    declared: Declared | None, items: Sequence[Pot | Ambiguity], places: _Places
) -> Iterator[tuple[str, Money]]:
    """Yield the sum of the pots that a declared one covers, per reading that changes it."""
    certain = Money(0)
    varying: list[list[tuple[str, Money]]] = []
    for item, alternatives in zip(items, places, strict=True):
        covered = [
            (f"'{reading.name}' of '{item.id}'" if reading else "", _covered(declared, item, pots))
            for reading, pots in alternatives.items()
        ]
        if len({money for _, money in covered}) > 1:
            varying.append(covered)
        else:
            certain += Money.total(money for _, money in covered[:1])
    for combination in product(*varying):
        names = ", ".join(name for name, _ in combination)
        money = certain + Money.total(money for _, money in combination)
        yield f" (reading {names})" if names else "", money
