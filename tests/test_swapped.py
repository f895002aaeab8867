"""`swapped`: the mistake of 2015 is found, and no ordinary year looks like it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from fordelning import Level, Population, catalogue
from fordelning.comparison import swapped
from fordelning.errors import InputTypeError, InputValueError
from fordelning.population import Sex

from .strategies import LEVEL, SETTINGS

BY_KOMMUN = [
    id
    for id in catalogue.populations()
    if any(table.level == Level.KOMMUN for table in catalogue.population(id).tables)
]


def with_swapped(population: Population, level: str, one: str, other: str) -> Population:
    """Return a population in which two recipients have each other's figures."""
    tables = []
    for table in population.tables:
        rows = dict(table.rows)
        if table.level == level:
            rows[one], rows[other] = rows[other], rows[one]
        tables.append(evolve(table, rows=tuple(sorted(rows.items()))))
    return Population(tables)


def people(year: int, counts: dict[Any, int]) -> Population:
    return Population.from_counts(counts, date=date(year, 1, 1), source="invented", level=LEVEL)


class TestTheMistakeOf2015:
    """ "Upplands Väsby and Upplands-Bro had been swapped, and 290 amounts were reissued." """

    @pytest.mark.parametrize(("one", "two"), list(pairwise(BY_KOMMUN)))
    def test_is_found_whichever_year_has_it(self, one: str, two: str) -> None:
        before, after = catalogue.population(one), catalogue.population(two)
        for found in (
            swapped(before, with_swapped(after, Level.KOMMUN, "0114", "0139")),
            swapped(with_swapped(before, Level.KOMMUN, "0114", "0139"), after),
        ):
            assert [(each.first, each.second) for each in found] == [("0114", "0139")]

    def test_is_told_with_names_and_figures(self) -> None:
        before, after = (
            catalogue.population("scb-2020-12-31"),
            catalogue.population("scb-2021-12-31"),
        )
        (found,) = swapped(before, with_swapped(after, Level.KOMMUN, "0114", "0139"))
        said = str(found)
        # SCB: 47 184 and 30 195 people in 2020, 47 820 and 31 082 in 2021.
        assert "Upplands Väsby (0114) went from 47 184 to 31 082, Upplands-Bro (0139)" in said
        assert "from 30 195 to 47 820; put crosswise, they would change by 1 523" in said
        assert found.crossed * 4 <= found.straight

    def test_lan_too(self) -> None:
        before, after = (
            catalogue.population("scb-2010-12-31"),
            catalogue.population("scb-2011-12-31"),
        )
        (found,) = swapped(before, with_swapped(after, Level.LAN, "09", "10"))
        assert (found.first, found.second, found.table.level) == ("09", "10", Level.LAN)


class TestNoFalseAlarm:
    """ "No false alarm between any two consecutive years of SCB's populations." """

    @pytest.mark.parametrize(("one", "two"), list(pairwise(catalogue.populations())))
    def test_consecutive_years(self, one: str, two: str) -> None:
        before, after = catalogue.population(one), catalogue.population(two)
        assert swapped(before, after) == ()
        assert swapped(after, before) == ()
        # Nor would there be one, did the figures have to change by two per cent only.
        assert swapped(before, after, least="2 %") == ()

    def test_growth_over_several_years_can_look_so(self) -> None:
        """Of 2020 and 2024 the rule for one year finds pairs; a larger change does not."""
        before, after = (
            catalogue.population("scb-2020-12-31"),
            catalogue.population("scb-2024-12-31"),
        )
        assert swapped(before, after)
        assert swapped(before, after, least="5 %") == ()


class TestTheRule:
    """ "Both changed by at least `least`, and crosswise at most a quarter of it is left." """

    BEFORE = people(2020, {"a": 1000, "b": 2000, "c": 1500})

    def test_by_hand(self) -> None:
        """1000 -> 1900 and 2000 -> 1100: changes of 1800, crosswise 100 + 100."""
        (found,) = swapped(self.BEFORE, people(2021, {"a": 1900, "b": 1100, "c": 1501}))
        assert (found.first, found.second) == ("a", "b")
        assert found.straight == 1800
        assert found.crossed == 200
        assert str(found) == (
            "folkmängd: a went from 1 000 to 1 900, b went from 2 000 to 1 100; put crosswise, "
            "they would change by 200 instead of 1 800"
        )

    @pytest.mark.parametrize(
        ("a", "b", "alarm"),
        [
            # Crosswise 200 + 200 of 800 + 800 is a quarter; one more is too much.
            (1800, 1200, True),
            (1799, 1200, False),
            (1000, 2000, False),
            (1000, 1000, False),
        ],
    )
    def test_a_quarter(self, a: int, b: int, alarm: bool) -> None:
        later = people(2021, {"a": a, "b": b, "c": 1500})
        assert bool(swapped(self.BEFORE, later)) is alarm

    def test_who_is_about_as_large_cannot_be_told(self) -> None:
        """Of 1000 and 1029 the larger changes by less than 3 %; of 1031 both by more."""
        for count, alarm in ((1029, False), (1031, True)):
            before = people(2020, {"a": 1000, "b": count})
            assert bool(swapped(before, people(2021, {"a": count, "b": 1000}))) is alarm

    def test_zero_before_and_who_left_are_passed_over(self) -> None:
        before = people(2020, {"a": 0, "b": 1000, "c": 2000})
        assert swapped(before, people(2021, {"a": 1000, "b": 0})) == ()

    def test_each_sex_and_indicator_by_itself(self) -> None:
        def both(year: int, women: tuple[int, int]) -> Population:
            men = {("a", Sex.MEN): 1000, ("b", Sex.MEN): 2000}
            seekers = Population.from_values(
                "asylsökande",
                {"a": women[0], "b": women[1]},
                date=date(year, 1, 1),
                source="invented",
                level=LEVEL,
            )
            counts = {("a", Sex.WOMEN): women[0], ("b", Sex.WOMEN): women[1], **men}
            return people(year, counts) | seekers

        found = swapped(both(2020, (900, 1900)), both(2021, (1900, 900)))
        assert [str(each).partition(":")[0] for each in found] == [
            "asylsökande",
            "folkmängd, women",
        ]

    def test_the_latest_date_of_each_counts_and_tables_without_totals_do_not(self) -> None:
        before = people(2019, {"a": 2000, "b": 1000, "c": 1500}) | self.BEFORE
        later = people(2021, {"a": 2000, "b": 1000, "c": 1500})
        assert len(swapped(before, later)) == 1
        # A table by age of the same day says no more than the total.
        ages = Population.from_ages(
            {("a", "0+"): 2000, ("b", "0+"): 1000, ("c", "0+"): 1500},
            date=date(2021, 1, 1),
            source="invented",
            level=LEVEL,
        )
        assert len(swapped(before, later | ages)) == 1
        young = Population.from_ages(
            {("a", "7-15"): 20, ("b", "7-15"): 10},
            date=date(2022, 1, 1),
            source="invented",
            level=LEVEL,
        )
        assert len(swapped(before, later | young)) == 1
        assert swapped(Population.of(["a"], level=LEVEL), Population.of(["a"], level=LEVEL)) == ()
        assert swapped(before, Population.of(["a"], level=LEVEL)) == ()

    @pytest.mark.property
    @given(*[st.integers(1, 10**6)] * 2)
    @SETTINGS
    def test_two_that_differ_by_a_tenth_are_always_found(self, one: int, two: int) -> None:
        assume(abs(one - two) * 10 >= max(one, two))
        found = swapped(people(2020, {"a": one, "b": two}), people(2021, {"a": two, "b": one}))
        assert [(each.first, each.second) for each in found] == [("a", "b")]
        assert found[0].crossed == 0

    @pytest.mark.property
    @given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 10**6), min_size=1))
    @SETTINGS
    def test_nothing_that_stands_still_is_swapped(self, counts: dict[str, int]) -> None:
        assert swapped(people(2020, counts), people(2021, counts)) == ()


class TestWrongInput:
    def test_something_else_than_populations(self) -> None:
        wrong: Any = {"a": 1}
        for pair in ((wrong, people(2020, {"a": 1})), (people(2020, {"a": 1}), wrong)):
            with pytest.raises(InputTypeError, match="is not a population") as caught:
                swapped(*pair)
            assert caught.value.code == "swapped.type"

    @pytest.mark.parametrize("least", [0, Fraction(-1, 2)])
    def test_a_threshold_that_is_none(self, least: Any) -> None:
        one = people(2020, {"a": 1})
        with pytest.raises(InputValueError, match="must be above zero"):
            swapped(one, one, least=least)
