"""`allocate` against what it cannot do without, and with populations that are new to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import count

from attrs import frozen

from benchmarks.measure import Line, in_turns, ratio
from fordelning import BY_CODE, Agreement, Allocation, Population, allocate, apportion, catalogue
from fordelning.apportionment import largest_remainder
from fordelning.population import Table

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
    """Count scenarios a minute of one processor: a population with other figures, allocated."""
    agreement = catalogue.agreement(_ID)
    people = catalogue.population(catalogue.example(_ID).population)
    scenes = _Scenes(people, max(people.dates()))
    ways: dict[str, Callable[[int], Population]] = {
        "one kommun by updated()": scenes.one,
        "one kommun and one age of a län": scenes.two,
        "every figure, in two age classes": scenes.every,
        "every figure, in 101 ages": scenes.in_ages,
    }
    numbers, calls = count(1), 10
    times = in_turns(
        {
            name: lambda number, make=make: _allocate(agreement, make(number))  # type: ignore[misc]
            for name, make in ways.items()
        },
        lambda calls: [next(numbers) for _ in range(calls)],
        blocks=21,
        calls=calls,
    )
    return [
        Line.of(
            f"scenarios a minute: {name}",
            [60 * calls / each for each in seconds],
            "60 000" if name.endswith("updated()") else "",
        )
        for name, seconds in times.items()
    ]


@frozen
class _Scenes:
    """Make populations with some more people than the bundled one, each in its own way."""

    people: Population
    date: date

    def _counts(self, figures: Mapping[str, int]) -> Population:
        return Population.from_counts(figures, date=self.date, source="scenario")

    def _ages(self, figures: Mapping[tuple[str, int | str], int]) -> Population:
        return Population.from_ages(figures, date=self.date, source="scenario")

    def one(self, more: int) -> Population:
        return self.people.updated(self._counts({"0114": 47_000 + more}))

    def two(self, more: int) -> Population:
        return self.one(more).updated(self._ages({("01", 25): 30_000 + more}))

    def every(self, more: int) -> Population:
        kommuner, lan = self.people.tables
        figures: dict[tuple[str, int | str], int] = {}
        for code, ages in lan.rows:
            figures[code, "0-25"] = int(sum(ages[:26])) + more
            figures[code, "26+"] = int(sum(ages[26:])) + more
        return self._kommuner(kommuner, more) | self._ages(figures)

    def in_ages(self, more: int) -> Population:
        kommuner, lan = self.people.tables
        labels = [str(each) for each in lan.classes]
        return self._kommuner(kommuner, more) | self._ages(
            {
                (code, label): int(figure) + more
                for code, figures in lan.rows
                for label, figure in zip(labels, figures, strict=True)
            }
        )

    def _kommuner(self, table: Table, more: int) -> Population:
        return self._counts({code: int(figures[0]) + more for code, figures in table.rows})
