"""Examples: how a bundled agreement is allocated with what is bundled. Never here: rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

__all__ = ["Example"]


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
