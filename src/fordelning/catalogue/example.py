"""Examples: how a bundled agreement is allocated with what is bundled. Never here: rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

__all__ = ["EXAMPLES", "Example"]


def _pairs(
    readings: Mapping[str, str] | Iterable[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(dict(readings).items()))


@frozen
class Example:
    """Choose a population, readings, and another reference date where that is needed."""

    population: str
    readings: tuple[tuple[str, str], ...] = field(default=(), converter=_pairs)
    reference_date: date | None = None


EXAMPLES = {
    "kvinnors-halsa-2019": Example(population="scb-2018-12-31"),
    "kvinnors-halsa-2020": Example(population="scb-2018-12-31"),
    "psykisk-halsa-2020": Example(
        population="scb-2020-12-31",
        readings={"barn-och-unga": "0-25"},
        reference_date=date(2020, 12, 31),
    ),
}
"""How those agreements whose figures are bundled can be allocated, by id."""
