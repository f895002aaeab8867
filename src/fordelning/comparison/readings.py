"""The readings of one ambiguous place, side by side: what each would give everyone.

Never here: which reading is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from fordelning.agreement import Agreement, Reading
from fordelning.allocation import Allocation, allocate, show
from fordelning.errors import InputValueError, UnknownIdError, nearest
from fordelning.money import Money
from fordelning.population import Population

__all__ = ["ReadingRow", "ReadingsCompared", "readings_compared"]


@frozen
class ReadingRow:
    """Hold what one recipient gets of the whole agreement under each reading, in their order.

    The code "" is what went to nobody.
    """

    level: str
    code: str
    name: str
    amounts: tuple[Money, ...]

    @property
    def spread(self) -> Money:
        """The most less the least that it gets."""
        return max(self.amounts) - min(self.amounts)


@frozen
class ReadingsCompared:
    """Hold the outcomes under each reading of one place (tolkningar jämförda)."""

    ambiguity: str
    readings: tuple[str, ...]
    rows: tuple[ReadingRow, ...]

    @property
    def differing(self) -> tuple[ReadingRow, ...]:
        """The rows of those for whom it matters."""
        return tuple(row for row in self.rows if row.spread.ore)

    def __str__(self) -> str:
        differing = self.differing
        rows = [
            [row.level, row.code, row.name, *map(str, row.amounts), str(row.spread)]
            for row in differing
        ]
        header = ["level", "code", "name", *self.readings, "spread"]
        return (
            f"'{self.ambiguity}' in {len(self.readings)} readings: it matters to "
            f"{len(differing)} of {len(self.rows)} recipients\n"
            + show.text(header, rows, right=range(3, len(header)))
        )


def readings_compared(
    agreement: Agreement,
    population: Population,
    ambiguity: str,
    *,
    own: Iterable[Reading] = (),
    readings: Mapping[str, str | Reading] | None = None,
    reference_date: date | None = None,
) -> ReadingsCompared:
    """Allocate under each reading of one ambiguity, and set the outcomes side by side.

    Sums are over all pots, as others may follow those of the ambiguity. `own` are readings
    of the caller's own, compared with those of the agreement; `readings` chooses one for
    every other ambiguity; the rest is as in `allocate`.

    >>> from fordelning import Ambiguity, Equal, Fixed, Pot, kr
    >>> ways = Reading("lika", key=Equal()), Reading("allt till m", key=Fixed({"m": kr(4)}))
    >>> place = Ambiguity("oklart", *ways, amount=kr(4), to="skola")
    >>> agreement = Agreement("a", "A", kr(4), [place], None)
    >>> people = Population.of(["m", "n"], level="skola")
    >>> print(readings_compared(agreement, people, "oklart"))
    'oklart' in 2 readings: it matters to 2 of 2 recipients
    level  code  name     lika  allt till m   spread
    skola  m     m     2,00 kr      4,00 kr  2,00 kr
    skola  n     n     2,00 kr      0,00 kr  2,00 kr

    Real: the 370 mkr of 2020, "efter befolkningsmängd" in one place and by ages 0-25 in
    another.

    Raises:
        UnknownIdError: the agreement has no such ambiguity.
        InputValueError: fewer than two readings, or two of the same name.
        FordelningError: as `allocate`.
    """
    ways = _ways(agreement, ambiguity, tuple(own))
    outcomes = [
        allocate(
            agreement,
            population,
            readings={**(readings or {}), ambiguity: way},
            reference_date=reference_date,
        )
        for way in ways
    ]
    return ReadingsCompared(ambiguity, tuple(way.name for way in ways), _rows(outcomes))


def _ways(agreement: Agreement, ambiguity: str, own: tuple[Reading, ...]) -> tuple[Reading, ...]:
    places = {each.id: each for each in agreement.ambiguities()}
    if ambiguity not in places:
        known = tuple(places)
        raise UnknownIdError(
            "ambiguity.unknown", id=ambiguity, near=nearest(ambiguity, known), known=known
        )
    ways = (*places[ambiguity].readings, *own)
    names = tuple(way.name for way in ways)
    if len(set(names)) < max(2, len(names)):
        raise InputValueError("readings.few", ambiguity=ambiguity, names=names)
    return ways


def _rows(outcomes: list[Allocation]) -> tuple[ReadingRow, ...]:
    sums: list[dict[tuple[str, str], Money]] = []
    names: dict[tuple[str, str], str] = {}
    for allocation in outcomes:
        each: dict[tuple[str, str], Money] = {}
        for row in allocation.rows():
            place = (row.level, row.code)
            names.setdefault(place, row.name)
            each[place] = each.get(place, Money(0)) + row.amount
        sums.append(each)
    nothing = Money(0)
    return tuple(
        ReadingRow(level, code, name, tuple(each.get((level, code), nothing) for each in sums))
        for (level, code), name in names.items()
    )
