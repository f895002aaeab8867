"""Scenarios: a population with some other figures is the population that has those figures."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fordelning import AgeWeighted, Agreement, PerCapita, Population, Pot, allocate, catalogue, kr
from fordelning.errors import (
    FordelningError,
    InputTypeError,
    MissingFigureError,
    PopulationError,
)
from fordelning.population import AgeClass, Sex
from fordelning.population.ages import classes_in
from fordelning.text import describe

from .strategies import SETTINGS

DAY = date(2020, 12, 31)
LABELS = ("0-17", "18-25", "26+")
SOURCE = "invented"

ONE_EACH = dict.fromkeys("abc", 1)
NOBODY = dict.fromkeys([(code, age) for code in "abc" for age in LABELS], 0)

counts = st.integers(0, 10_000)
people = st.fixed_dictionaries({code: counts.map(lambda n: n + 1) for code in "abc"})
by_age = st.fixed_dictionaries({(code, age): counts for code in "abc" for age in LABELS})
AGREEMENT = Agreement(
    "a",
    "A",
    kr(3000),
    [
        Pot("alla", kr(1000), "skola", PerCapita()),
        Pot("unga", kr(2000), "klass", AgeWeighted({(0, 17): 2, (18, 25): 1})),
    ],
    DAY,
)


def counted(figures: dict[str, int], level: str = "skola") -> Population:
    return Population.from_counts(figures, date=DAY, source=SOURCE, level=level)


def aged(figures: dict[tuple[str, str], int], level: str = "klass") -> Population:
    return Population.from_ages(figures, date=DAY, source=SOURCE, level=level)


def some(figures: st.SearchStrategy[dict[str, int]]) -> st.SearchStrategy[dict[str, int]]:
    """Draw at least one of the cells, with figures of their own."""
    return st.tuples(figures, st.sets(st.integers(0, 8), min_size=1)).map(
        lambda drawn: {
            key: drawn[0][key]
            for key in [list(drawn[0])[place % len(drawn[0])] for place in sorted(drawn[1])]
        }
    )


def outcome(population: Population) -> object:
    """Return every amount, or the error."""
    try:
        return allocate(AGREEMENT, population).rows()
    except FordelningError as error:
        return type(error), str(error)


@pytest.mark.property
class TestAnUpdatedPopulation:
    """ "Exactly `allocate`'s result, errors included." """

    @settings(SETTINGS)
    @given(before=people, ages=by_age, more=some(people))
    def test_of_counts_is_the_one_built_anew(self, before, ages, more) -> None:
        updated = (counted(before) | aged(ages)).updated(counted(more))
        anew = counted({**before, **more}) | aged(ages)
        assert updated == anew
        assert hash(updated) == hash(anew)
        assert outcome(updated) == outcome(anew)

    @settings(SETTINGS)
    @given(before=people, ages=by_age, code=st.sampled_from("abc"), more=st.lists(counts))
    @example(before=ONE_EACH, ages=NOBODY, code="b", more=[])  # an error: nobody is young
    def test_of_some_ages_is_the_one_built_anew(self, before, ages, code, more) -> None:
        cells = {(code, age): count for age, count in zip(LABELS, more, strict=False)}
        population = counted(before) | aged(ages)
        updated = population.updated(aged(cells)) if cells else population
        anew = counted(before) | aged({**ages, **cells})
        assert updated == anew
        assert outcome(updated) == outcome(anew)

    @settings(SETTINGS)
    @given(before=people, ages=by_age, more=some(people))
    def test_leaves_the_population_that_it_came_from(self, before, ages, more) -> None:
        population = counted(before) | aged(ages)
        first = outcome(population)
        outcome(population.updated(counted(more)))
        assert population == counted(before) | aged(ages)
        assert outcome(population) == first


class TestByHand:
    def test_a_kommun_of_the_bundled_figures(self) -> None:
        people = catalogue.population("scb-2020-12-31")
        more = Population.from_counts({"0114": 50_000}, date=DAY, source="prognos")
        updated = people.updated(more)
        (before,), _ = people.figures(("0114",), level="kommun", date=DAY)
        (after,), table = updated.figures(("0114",), level="kommun", date=DAY)
        assert (before, after) == (47_184, 50_000)
        assert [source.document for source in table.sources][-1] == "prognos"
        # What did not change is shared, not copied.
        assert updated.tables[1] is people.tables[1]

    def test_figures_of_one_sex(self) -> None:
        def of(men: int, women: int) -> Population:
            cells = {("a", Sex.MEN): men, ("a", Sex.WOMEN): women}
            return Population.from_counts(cells, date=DAY, source=SOURCE, level="skola")

        men = Population.from_counts({("a", Sex.MEN): 9}, date=DAY, source=SOURCE, level="skola")
        updated = of(5, 6).updated(men)
        assert updated == of(9, 6)
        assert updated.figures(("a",), level="skola", date=DAY)[0] == (15,)

    def test_an_indicator(self) -> None:
        def of(**values: int | str) -> Population:
            return Population.from_values("doser", values, date=DAY, source=SOURCE, level="skola")

        assert of(a=1, b=2).updated(of(b="1/2")) == of(a=1, b="1/2")

    def test_every_table_that_has_a_class_gets_its_figure(self) -> None:
        # Two divisions into classes, both with 18-25.
        fine = aged({("a", "0-17"): 1, ("a", "18-25"): 2, ("a", "26+"): 3})
        coarse = aged({("a", "0-6"): 1, ("a", "7-17"): 0, ("a", "18-25"): 2})
        updated = (fine | coarse).updated(aged({("a", "18-25"): 7}))
        assert [table.rows for table in updated.tables] == [
            (("a", (1, 0, 7)),),
            (("a", (1, 7, 3)),),
        ]

    def test_tables_that_do_not_name_somebody_keep_what_they_have(self) -> None:
        """b is counted in two classes, a in these and in three: 0-17 is in both tables."""

        def ages(figures: dict[tuple[str, int | str], int]) -> Population:
            return Population.from_ages(figures, date=DAY, source=SOURCE, level="skola")

        three = ages({("a", "0-17"): 1, ("a", "18-64"): 1, ("a", "65+"): 1})
        before = ages({("a", "0-17"): 1, ("a", "18+"): 2, ("b", "0-17"): 3, ("b", "18+"): 4})
        after = ages({("a", "0-17"): 1, ("a", "18+"): 2, ("b", "0-17"): 9, ("b", "18+"): 4})
        assert (before | three).updated(ages({("b", "0-17"): 9})) == after | three
        with pytest.raises(MissingFigureError, match="c"):
            (before | three).updated(ages({("c", "0-17"): 9}))


class TestRefused:
    def test_figures_that_no_table_has(self) -> None:
        population = counted({"a": 1}) | aged({("a", "0-17"): 1, ("a", "18+"): 1})
        others = (
            counted({"a": 1}, "klass"),  # a total, where there are ages
            aged({("a", "0-17"): 1}, "skola"),
            aged({("a", "0-25"): 1}),
            Population.from_counts({"a": 1}, date=date(2021, 1, 1), source="x", level="skola"),
            Population.from_counts({("a", Sex.MEN): 1}, date=DAY, source="x", level="skola"),
        )
        for other in others:
            with pytest.raises(MissingFigureError) as caught:
                population.updated(other)
            assert caught.value.code == "figure.no_table"

    def test_names_without_figures(self) -> None:
        named = Population.of(["a"], level="skola")
        with pytest.raises(MissingFigureError, match="no table of recipients") as caught:
            named.updated(named)
        assert caught.value.date == "any date"

    def test_somebody_who_has_no_figures_here(self) -> None:
        with pytest.raises(MissingFigureError) as caught:
            counted({"a": 1}).updated(counted({"a": 2, "b": 3}))
        assert (caught.value.code, caught.value.codes) == ("figure.missing", ("b",))

    def test_a_total_that_its_ages_no_longer_make_up(self) -> None:
        population = counted({"a": 3}) | aged({("a", "0-17"): 1, ("a", "18+"): 2}, "skola")
        with pytest.raises(PopulationError) as caught:
            population.updated(counted({"a": 4}))
        assert caught.value.code == "cell.conflict"
        both = counted({"a": 4}) | aged({("a", "18+"): 3}, "skola")
        assert population.updated(both).figures(("a",), level="skola", date=DAY)[0] == (4,)

    @pytest.mark.parametrize("figures", [{"a": 4}, None, 4])
    def test_what_is_no_population(self, figures: object) -> None:
        with pytest.raises(InputTypeError) as caught:
            counted({"a": 3}).updated(figures)  # type: ignore[arg-type]
        assert (caught.value.code, caught.value.type) == ("updated.type", type(figures).__name__)
        assert describe(caught.value, locale="sv").startswith("uppgifter som träder i andras")


def slowly(band: AgeClass, classes: tuple[AgeClass, ...]) -> range | str:
    """Find the classes of a band age by age: those that touch it, or what hinders them."""
    most = 130
    ages = set(range(band.low, most if band.high is None else band.high + 1))
    of = [set(range(each.low, most if each.high is None else each.high + 1)) for each in classes]
    touched = [place for place, each in enumerate(of) if each & ages]
    if any(not of[place] <= ages for place in touched):
        return "band.cut"
    if ages - set().union(*of):
        return "band.missing"
    return range(touched[0], touched[-1] + 1)


@st.composite
def divisions(draw: st.DrawFn) -> tuple[AgeClass, ...]:
    """Draw classes that ascend, perhaps with gaps, perhaps open at the end."""
    ends = sorted(draw(st.lists(st.integers(0, 12), min_size=2, max_size=8, unique=True)))
    found = [AgeClass(low, high - 1) for low, high in pairwise(ends)]
    kept = [each for each in found if draw(st.booleans())]
    return (*kept, *([AgeClass(ends[-1], None)] if draw(st.booleans()) else []))


@pytest.mark.property
class TestBands:
    """ "A band that cuts a class is an error"; and so is an age in no class."""

    @settings(SETTINGS, max_examples=SETTINGS.max_examples * 4)
    @given(classes=divisions(), low=st.integers(0, 12), more=st.none() | st.integers(0, 12))
    @example(classes=(), low=0, more=3)
    @example(classes=(AgeClass(0, 25), AgeClass(26, None)), low=0, more=None)
    @example(classes=(AgeClass(0, 25), AgeClass(26, None)), low=0, more=25)
    @example(classes=(AgeClass(3, 3),), low=3, more=0)
    def test_are_found_as_they_are_age_by_age(self, classes, low, more) -> None:
        band = AgeClass(low, None if more is None else low + more)
        try:
            found: range | str = classes_in(band, classes, "skola")
        except FordelningError as error:
            found = error.code
        assert found == slowly(band, classes)
