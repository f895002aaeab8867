"""Issuing a receipt: the digests of what was computed, and its certificates checked anew.

Never here: text, or computing again.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import version

from fordelning.allocation import Allocation, Outcome
from fordelning.apportionment.api import kernel
from fordelning.apportionment.largest_remainder import holds_to_total
from fordelning.canonical import digest
from fordelning.errors import InputTypeError, ReceiptError
from fordelning.money import Money
from fordelning.receipts.figures import figures_of
from fordelning.receipts.receipt import (
    Certificate,
    Digests,
    OwnReading,
    PotResult,
    Receipt,
    Versions,
)
from fordelning.receipts.text import as_mapping
from fordelning.rounding import Rounded
from fordelning.sentences import shown

__all__ = ["issue"]


def issue(allocation: Allocation, *, figures: bool = True) -> Receipt:
    """Issue a receipt of an allocation (beräkningsintyg), to be verified by anyone, later.

    It holds three digests, SHA-256(canonical form), of the definition, the population and
    the result; the choices; each amount; and, outside the digests, versions and
    certificates. The definition and the caller's own readings are in it as documents; so
    are the population's figures, unless `figures` is false, when whoever verifies it has
    to have the population.

    >>> from fordelning import Agreement, Equal, Population, Pot, allocate, kr
    >>> agreement = Agreement("a", "A", kr(1), [Pot("p", kr(1), "skola", Equal())], None)
    >>> receipt = issue(allocate(agreement, Population.of(["m", "n"], level="skola")))
    >>> receipt.agreement, receipt.digests.result[:16], receipt.pots[0].distributed
    ('a', '...', kr("1"))

    Real: the decision on each year's amounts, which somebody may have to account for.

    Raises:
        DocumentError: a key, a measure or an amount of a class of the user's own, which
            nobody else could compute again.
        ReceiptError: figures in tables of the caller's own making, which would not be read
            as the same.
        InputTypeError: something else than an allocation.
    """
    if not isinstance(allocation, Allocation):
        raise InputTypeError(
            "receipt.allocation", value=shown(allocation), type=type(allocation).__name__
        )
    own = _own(allocation)
    receipt = Receipt(
        agreement=allocation.agreement.id,
        digests=Digests(
            definition=digest(allocation.agreement),
            population=digest(allocation.population),
            result=digest(_result(allocation, own)),
        ),
        reference_date=allocation.reference_date,
        readings=tuple((choice.ambiguity, choice.reading) for choice in allocation.readings),
        total=allocation.total,
        pots=tuple(map(_pot, allocation.outcomes)),
        certificates=tuple(map(_certificate, allocation.outcomes)),
        versions=Versions(version("fordelning"), platform.python_version()),
        definition=allocation.agreement,
        own=own,
        figures=tuple(figures_of(each, rows=figures) for each in allocation.population.tables),
    )
    _readable(receipt, allocation)
    return receipt


def _readable(receipt: Receipt, allocation: Allocation) -> None:
    """See that all which computing again needs can be written, and read as the same."""
    as_mapping(receipt)
    if receipt.population not in (None, allocation.population):
        tables = tuple(each.name for each in receipt.figures)
        raise ReceiptError("receipt.unkept", tables=tables)


def _own(allocation: Allocation) -> tuple[OwnReading, ...]:
    return tuple(
        OwnReading(
            choice.ambiguity,
            choice.reading,
            tuple(
                each.pot
                for each in allocation.outcomes
                if each.choice is not None and each.choice.ambiguity == choice.ambiguity
            ),
            choice.source,
        )
        for choice in allocation.readings
        if choice.own
    )


def _result(allocation: Allocation, own: tuple[OwnReading, ...]) -> object:
    """Return what the digest of the result is of; names of recipients are not among it."""
    return {
        "reference_date": allocation.reference_date,
        "dates": allocation.dates,
        "readings": [(choice.ambiguity, choice.reading) for choice in allocation.readings],
        "own": own,
        "rows": [
            (row.pot, row.level, row.code, row.amount.ore, row.quota, row.payee)
            for row in allocation.rows()
        ],
    }


def _pot(outcome: Outcome) -> PotResult:
    return PotResult(
        outcome.pot.id,
        outcome.pot.stated,
        tuple(outcome.amounts.items()),
        Money.total(row.amount for row in outcome.residual()),
    )


def _certificate(outcome: Outcome) -> Certificate:
    rounding = outcome.rounded.rounding
    return Certificate(outcome.pot.id, rounding.method, rounding.unit, all(_checks(outcome)))


def _checks(outcome: Outcome) -> Iterator[bool]:
    """Check each rounding of a pot: one, or those of all the parents of a nested one."""
    yield _holds(outcome.top or outcome.rounded)
    for node in (each for top in outcome.nodes for each in top.within()):
        yield _holds(node.rounded, node.amount)


def _holds(rounded: Rounded, inside: Money | None = None) -> bool:
    rounding, unit = rounded.rounding, rounded.rounding.unit.ore
    numerators, over = rounded.quotas.numerators(), rounded.quotas.denominator * unit
    units, code = list(rounded.units), rounded.codes.__getitem__
    if inside is not None:
        return holds_to_total(numerators, over, units, inside.ore // unit, code, rounding.ties)
    return kernel(rounding.method).holds(numerators, over, units, code, rounding.ties)
