"""The catalogue: agreements and populations that are bundled, looked up by id.

Each has its source and its reference date; an agreement is a document, a file of TOML in
`definitions`. Never here: figures without a date that they have, or rules that no text
states.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from fordelning.agreement import Agreement
from fordelning.catalogue import figures, rules
from fordelning.catalogue.example import EXAMPLES, Example
from fordelning.errors import UnknownIdError, nearest
from fordelning.population import Population
from fordelning.sentences import Phrase

__all__ = ["Example", "agreement", "agreements", "example", "population", "populations"]


def agreements() -> tuple[str, ...]:
    """Return the ids of the bundled agreements, ascending.

    >>> agreements()[-2:]
    ('psykisk-halsa-2020', 'psykisk-halsa-2022')
    """
    return rules.ids()


def populations() -> tuple[str, ...]:
    """Return the ids of the bundled populations, ascending.

    >>> len(populations()), populations()[-1]
    (24, 'scb-2025-12-31')
    """
    return figures.ids()


@cache
def agreement(id: str) -> Agreement:
    """Return a bundled agreement (överenskommelse).

    >>> agreement("psykisk-halsa-2020").total
    kr("1 716 000 000")

    Raises:
        UnknownIdError: there is none of that id; the nearest is suggested.
    """
    return rules.read(_known(id, Phrase("agreement"), agreements()))


@cache
def population(id: str) -> Population:
    """Return a bundled population (befolkningsunderlag).

    >>> population("scb-2020-12-31")
    Population(folkmängd, kommun 2020-12-31; folkmängd, lan 2020-12-31 by age)

    Raises:
        UnknownIdError: there is none of that id; the nearest is suggested.
    """
    return figures.read(_known(id, Phrase("population"), populations()))


def example(id: str) -> Example:
    """Return a way to allocate a bundled agreement with bundled figures.

    Raises:
        UnknownIdError: there is no agreement of that id, or no example of it, since it
            leaves open what only the caller can say, or its figures are not bundled.
    """
    found = EXAMPLES.get(_known(id, Phrase("agreement"), agreements()))
    if found is None:
        raise UnknownIdError("catalogue.no_example", id=id)
    return found


def _known(id: str, kind: str, known: Collection[str]) -> str:
    if id not in known:
        raise UnknownIdError(
            "catalogue.unknown", kind=kind, id=id, near=nearest(id, known), known=tuple(known)
        )
    return id
