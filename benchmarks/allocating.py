"""`allocate` against what it cannot do without, and with populations that are new to it."""

from __future__ import annotations

from itertools import count

from benchmarks.measure import Line, in_turns, ratio
from fordelning import BY_CODE, Agreement, Allocation, Population, allocate, apportion, catalogue
from fordelning.apportionment import largest_remainder

__all__ = ["overhead", "varied"]

_ID = "psykisk-halsa-2020"


def _allocate(agreement: Agreement, population: Population) -> Allocation:
    example = catalogue.example(_ID)
    return allocate(
        agreement,
        population,
        readings=dict(example.readings),
        reference_date=example.reference_date,
    )


def overhead() -> list[Line]:
    """Compare `allocate` with its kernel calls, and with `apportion` once per pot."""
    agreement = catalogue.agreement(_ID)
    population = catalogue.population(catalogue.example(_ID).population)
    outcomes = _allocate(agreement, population).outcomes
    calls = [(each.rounded.quotas, each.rounded.codes.__getitem__) for each in outcomes]
    pots = [(each.pot.stated.ore, each.rounded.quotas.weights) for each in outcomes]

    def bare(_: int) -> object:
        return [
            largest_remainder.apportion(quotas.numerators(), quotas.denominator, code_of, BY_CODE)
            for quotas, code_of in calls
        ]

    def public(_: int) -> object:
        return [apportion(amount, weights) for amount, weights in pots]

    times = in_turns(
        {
            "allocate": lambda _: _allocate(agreement, population),
            "bare": bare,
            "public": public,
        },
        range,
        blocks=101,
        calls=20,
    )
    return [
        ratio("allocate / apportion once per pot", times["allocate"], times["public"], "at most 3"),
        ratio("allocate / the same without checks", times["allocate"], times["bare"], "at most 3"),
    ]


def varied() -> list[Line]:
    """Count the calls a minute when every one gets a population that is new."""
    agreement = catalogue.agreement(_ID)
    original = catalogue.population(catalogue.example(_ID).population)
    numbers = count(1)
    calls = 10
    allocated = in_turns(
        {"allocate": lambda population: _allocate(agreement, population)},
        lambda calls: [_changed(original, next(numbers)) for _ in range(calls)],
        blocks=21,
        calls=calls,
    )
    built = in_turns(
        {"both": lambda number: _allocate(agreement, _changed(original, number))},
        lambda calls: [next(numbers) for _ in range(calls)],
        blocks=21,
        calls=calls,
    )
    return [
        Line.of(name, [60 * calls / each for each in seconds])
        for name, seconds in (
            ("allocate calls a minute, new population", allocated["allocate"]),
            ("the same, with building the population", built["both"]),
        )
    ]


def _changed(population: Population, more: int) -> Population:
    """Return a population anew, with so many more people in the first cell of each table."""
    tables: list[Population] = []
    for table in population.tables:
        if table.date is None:
            continue
        classes = [str(each) for each in table.classes] or [""]
        cells: dict[tuple[str, int | str], int] = {
            (code, label): int(figure)
            for code, figures in table.rows
            for label, figure in zip(classes, figures, strict=True)
        }
        cells[next(iter(cells))] += more
        date, source, level = table.date, table.sources[0], table.level
        if table.classes:
            new = Population.from_ages(cells, date=date, source=source, level=level)
        else:
            counts = {code: figure for (code, _), figure in cells.items()}
            new = Population.from_counts(counts, date=date, source=source, level=level)
        tables.append(new)
    first, *others = tables
    for other in others:
        first |= other
    return first
