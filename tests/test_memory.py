"""What is remembered with a population is that of its own date, level and recipients."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from fordelning import Agreement, Equal, Only, PerCapita, Population, Pot, allocate, kr
from fordelning.errors import UnknownCodeError
from fordelning.keys import Key

EARLIER, LATER = date(2019, 12, 31), date(2020, 12, 31)


def counted(day: date, level: str, **people: int) -> Population:
    return Population.from_counts(people, date=day, source="invented", level=level)


def agreement(level: str, key: Key) -> Agreement:
    return Agreement("a", "A", kr(12), [Pot("p", kr(12), level, key)], None)


class TestTheSamePopulation:
    def test_on_two_dates(self) -> None:
        people = counted(EARLIER, "skola", a=1, b=2) | counted(LATER, "skola", a=2, b=1)
        given = agreement("skola", PerCapita())
        assert allocate(given, people, reference_date=EARLIER)["p", "a"] == kr(4)
        assert allocate(given, people, reference_date=LATER)["p", "a"] == kr(8)

    def test_at_two_levels_with_the_same_codes(self) -> None:
        people = counted(LATER, "skola", a=1, b=2) | counted(LATER, "klass", a=2, b=1)
        pots = [Pot("s", kr(12), "skola", PerCapita()), Pot("k", kr(12), "klass", PerCapita())]
        both = evolve(agreement("skola", Equal()), total=kr(24), pots=pots)
        result = allocate(both, people)
        assert (result["s", "a"], result["k", "a"]) == (kr(4), kr(8))

    def test_among_some_whoever_is_outside_stays_known(self) -> None:
        people = counted(LATER, "skola", a=1, b=2, c=3)
        # The same two recipients, once as all there are and once as some of three.
        two = counted(LATER, "skola", a=1, b=2)
        assert allocate(agreement("skola", PerCapita()), two)["p", "a"] == kr(4)
        inner = Only(["a", "b"], Only(["b", "c"], PerCapita()))
        assert allocate(agreement("skola", inner), people)["p", "b"] == kr(12)
        with pytest.raises(UnknownCodeError, match="code c"):
            allocate(agreement("skola", inner), two)
