"""`summed`: "a region's sum over its kommuner"."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from fordelning import (
    Agreement,
    Level,
    Only,
    Population,
    Pot,
    Proportional,
    allocate,
    catalogue,
    kr,
)
from fordelning.errors import InputTypeError
from fordelning.exact import Vector
from fordelning.keys import Key
from fordelning.measures import Scope, constant, population, summed
from fordelning.register import swedish

DAY = date(2021, 12, 31)
BASE = catalogue.population("scb-2021-12-31")
LAN = swedish().at(DAY).codes(Level.LAN)
REGIONS = Scope(LAN, Level.REGION, BASE, DAY)


def pot(key: Key) -> Agreement:
    return Agreement("a", "A", kr(100), [Pot("p", kr(100), Level.REGION, key)], None)


class TestValue:
    def test_people_summed_are_the_people_of_the_lan(self) -> None:
        assert summed(population(), over=Level.KOMMUN).vector(REGIONS) == population().vector(
            REGIONS
        )

    def test_ones_summed_count_the_kommuner(self) -> None:
        """26 in Stockholm, one on Gotland, 49 in Västra Götaland, 290 in all."""
        ones = summed(constant(1), over=Level.KOMMUN).vector(REGIONS)
        counted = dict(zip(LAN, ones.fractions(), strict=True))
        assert [counted[code] for code in ("01", "09", "14")] == [26, 1, 49]
        assert ones.total() == 290

    def test_fractions_stay_exact(self) -> None:
        thirds = summed(constant("1/3"), over=Level.KOMMUN).vector(REGIONS)
        assert thirds[LAN.index("09")] == Fraction(1, 3)
        assert thirds == Vector.of(
            number / 3
            for number in summed(constant(1), over=Level.KOMMUN).vector(REGIONS).fractions()
        )

    def test_among_some_only_their_parts_count(self) -> None:
        key = Only(["01", "09"], Proportional(summed(constant(1), over=Level.KOMMUN)))
        shares = allocate(pot(key), BASE).pot("p")
        # 26 kommuner and 1: 100 kr * 26 / 27 = 96,296…
        assert (shares["01"], shares["09"], shares["03"]) == (kr("96,30"), kr("3,70"), kr(0))

    def test_a_sum_of_sums_and_its_trace(self) -> None:
        by = summed(population() * 2, over=Level.KOMMUN) + 1
        allocation = allocate(pot(Proportional(by)), BASE)
        text = str(allocation.explain("p", "09"))
        assert "summed(population(), over=Level.KOMMUN) of 09 is 61 001 (folkmängd, kommun" in text
        assert "x 122 003 /" in text
        assert eval(repr(by)) == by


class TestWrongInput:
    def test_what_is_no_measure_is_refused(self) -> None:
        with pytest.raises(InputTypeError, match="measure"):
            summed(5, over=Level.KOMMUN)  # type: ignore[arg-type]
        with pytest.raises(InputTypeError, match="level"):
            summed(population(), over=5)  # type: ignore[arg-type]

    def test_a_level_that_nobody_is_part_of(self) -> None:
        population_of_own = Population.of(["a"], level="skola")
        agreement = Agreement(
            "a",
            "A",
            kr(1),
            [Pot("p", kr(1), "skola", Proportional(summed(constant(1), over="klass")))],
            None,
        )
        with pytest.raises(LookupError, match="nobody at level 'klass' is a part"):
            allocate(agreement, population_of_own)
