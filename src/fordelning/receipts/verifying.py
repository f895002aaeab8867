"""Verifying a receipt: computing it again, and saying what differs.

Never here: what a receipt looks like, or where a population is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from attrs import frozen

from fordelning.agreement import Agreement
from fordelning.allocation import allocate
from fordelning.canonical import digest
from fordelning.comparison import DefinitionDiff, diff
from fordelning.documents.kinds import path
from fordelning.errors import FordelningError, ReceiptError, raise_problems
from fordelning.population import Population
from fordelning.receipts.issuing import issue
from fordelning.receipts.receipt import Receipt, Versions
from fordelning.receipts.text import as_mapping, read
from fordelning.sentences import LISTED

__all__ = ["Difference", "Verification", "verify"]

# The definition is compared by its digest: a later version may write it in other words.
_NOT_COMPARED = ("versions", "definition", "own_readings")


@frozen
class Difference:
    """Hold one field that a receipt states otherwise than it was computed now.

    `place` is its path; a side that lacks it is None.
    """

    place: str
    stated: str | None
    computed: str | None

    def __str__(self) -> str:
        stated = "nothing" if self.stated is None else self.stated
        computed = "nothing" if self.computed is None else self.computed
        return f"{self.place}: the receipt says {stated}, computed again it is {computed}"


@frozen
class Verification:
    """Hold what came of computing a receipt again.

    `definition` is what differs in the definition, where the caller gave one of its own.
    """

    receipt: Receipt
    computed: Receipt
    differences: tuple[Difference, ...]
    definition: DefinitionDiff | None = None

    @property
    def holds(self) -> bool:
        """Whether everything that the receipt states was computed again."""
        return not self.differences

    def __str__(self) -> str:
        pots = len(self.computed.pots)
        amounts = sum(len(pot.amounts) for pot in self.computed.pots)
        verdict = "holds" if self.holds else "does not hold"
        lines = [
            f"{self.receipt.agreement}: the receipt {verdict}",
            f"computed again: {amounts} amounts in {pots} pots, {self.computed.total}",
            f"issued by {_named(self.receipt.versions)}",
            f"verified by {_named(self.computed.versions)}",
        ]
        lines += [f"  {each}" for each in self.differences[:LISTED]]
        left = len(self.differences) - LISTED
        if left > 0:
            lines.append(f"  and {left} more differences")
        if self.definition is not None and not self.definition.same:
            lines.append(str(self.definition))
        return "\n".join(lines)


def _named(versions: Versions) -> str:
    return f"fordelning {versions.fordelning} on Python {versions.python}"


def verify(
    text: str, agreement: Agreement | None = None, population: Population | None = None
) -> Verification:
    """Compute a receipt again, and tell each field that differs (kontroll av intyg).

    The definition is the receipt's own, or `agreement`, to see whether that gives the
    same; the figures are the receipt's own, or `population`. Versions are told and not
    compared, since every version of a series gives the same.

    >>> from fordelning import Agreement, Equal, Population, Pot, allocate, kr
    >>> agreement = Agreement("a", "A", kr(1), [Pot("p", kr(1), "skola", Equal())], None)
    >>> result = allocate(agreement, Population.of(["m", "n"], level="skola"))
    >>> text = issue(result).to_json()
    >>> verify(text).holds
    True
    >>> found = verify(text.replace("0,50 kr", "0,51 kr", 1))
    >>> print(found.differences[0])
    $.pots[0].amounts.m: the receipt says 0,51 kr, computed again it is 0,50 kr

    Raises:
        InputTypeError, DocumentError: as `read`.
        ReceiptError: another version of the form; a definition or figures that are not
            those of the digests; no figures, and no population given.
        FordelningError: it cannot be computed again, as `allocate`.
    """
    receipt = read(text)
    held = _held(receipt)
    used = population or held
    if used is None:
        raise ReceiptError(
            "receipt.no_figures",
            digest=receipt.digests.population,
            tables=tuple(each.name for each in receipt.figures),
        )
    allocation = allocate(
        agreement or receipt.definition,
        used,
        readings=receipt.chosen,
        reference_date=receipt.reference_date,
    )
    computed = issue(allocation, figures=held is not None)
    return Verification(
        receipt,
        computed,
        tuple(_differences(receipt, computed)),
        None if agreement is None else diff(receipt.definition, agreement),
    )


def _held(receipt: Receipt) -> Population | None:
    """Return the figures that a receipt holds, having seen that all are those of its digests."""
    problems: list[FordelningError] = []
    stated = receipt.digests
    if (found := digest(receipt.definition)) != stated.definition:
        problems.append(ReceiptError("receipt.definition", stated=stated.definition, found=found))
    held = receipt.population
    if held is not None and (found := digest(held)) != stated.population:
        problems.append(ReceiptError("receipt.figures", stated=stated.population, found=found))
    raise_problems(problems, ReceiptError, "receipt.problems")
    return held


def _differences(receipt: Receipt, computed: Receipt) -> Iterator[Difference]:
    stated, found = (dict(_leaves("$", _compared(each))) for each in (receipt, computed))
    for place in dict.fromkeys((*stated, *found)):
        if stated.get(place) != found.get(place):
            yield Difference(place, stated.get(place), found.get(place))


def _compared(receipt: Receipt) -> dict[str, Any]:
    document = as_mapping(receipt)
    return {name: each for name, each in document.items() if name not in _NOT_COMPARED}


def _leaves(place: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, each in cast("Mapping[str, object]", value).items():
            yield from _leaves(f"{place}{path(name)}", each)
    elif isinstance(value, list):
        for index, each in enumerate(cast("list[object]", value)):
            yield from _leaves(f"{place}[{index}]", each)
    else:
        yield place, str(value)
