"""Checking a definition: that its ids are its own and that its pots add up as it says.

Every check works on all readings at once. Never here: raising, or choosing a reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from fordelning.agreement.pot import Ambiguity, Declared, Pot, Reading
from fordelning.errors import AgreementError, FordelningError
from fordelning.money import Money
from fordelning.sentences import Phrase

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
        if isinstance(item, Ambiguity):
            yield from _readings(item)
    for id_, count in ids.items():
        if count > 1:
            yield AgreementError("agreement.duplicate", id=id_, count=count)


def _readings(place: Ambiguity) -> Iterator[FordelningError]:
    for name, count in Counter(reading.name for reading in place.readings).items():
        if count > 1:
            yield AgreementError("reading.duplicate", ambiguity=place.id, reading=name, count=count)
    for reading in place.readings:
        if reading.pots and reading.key is not None:
            yield AgreementError("reading.both", ambiguity=place.id, reading=reading.name)


def _stated(item: Pot | Ambiguity, alternatives: Alternatives) -> Iterator[FordelningError]:
    if isinstance(item, Pot) or item.amount is None:
        return
    for reading, pots in alternatives.items():
        money = Money.total(pot.stated for pot in pots)
        if reading is not None and pots and money != item.amount:
            yield AgreementError(
                "reading.amount",
                ambiguity=item.id,
                reading=reading.name,
                sum=money,
                total=item.amount,
                difference=_apart(item.amount, money),
            )


def sums(
    total: Money, declared: Sequence[Declared], items: Sequence[Pot | Ambiguity], places: _Places
) -> Iterator[FordelningError]:
    """Yield the sums that the pots do not make up, and those over pots that there are not."""
    for item, alternatives in zip(items, places, strict=True):
        yield from _stated(item, alternatives)
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
    """Return what a declared sum may call what stands at one place, under any reading."""
    pots = [pot for pots in alternatives.values() for pot in pots]
    if isinstance(item, Ambiguity):
        pots += [pot for reading in item.readings for pot in item.pots(reading)]
    return {item.id} | {name for pot in pots for name in (pot.id, pot.level)}


def _covered(declared: Declared | None, item: Pot | Ambiguity, pots: Sequence[Pot]) -> Money:
    return Money.total(
        pot.stated
        for pot in pots
        if declared is None or {item.id, pot.id, pot.level} & set(declared.pots)
    )


def _totals(
    declared: Declared | None, items: Sequence[Pot | Ambiguity], places: _Places
) -> Iterator[tuple[str, Money]]:
    """Yield the sum of the pots that a declared one covers, per reading that changes it."""
    sums: dict[Money, tuple[tuple[str, str], ...]] = {Money(0): ()}
    for item, alternatives in zip(items, places, strict=True):
        covered = [
            (reading.name if reading else "", _covered(declared, item, pots))
            for reading, pots in alternatives.items()
        ]
        varies = len({money for _, money in covered}) > 1
        # One example of readings is enough for each sum, however many give it.
        sums = {
            before + money: (*names, (name, item.id)) if varies else names
            for before, names in sums.items()
            for name, money in covered or [("", Money(0))]
        }
    for money, names in sums.items():
        read = tuple(Phrase("'{name}' of '{id}'", name=name, id=id_) for name, id_ in names)
        yield Phrase(" (reading {readings})", readings=read) if read else "", money
