"""Populations: dated, sourced figures per recipient, and by age."""

import pickle
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fordelning.canonical import form
from fordelning.errors import (
    BandError,
    FordelningError,
    InputTypeError,
    InputValueError,
    MissingFigureError,
    PopulationError,
    UnknownCodeError,
)
from fordelning.population import FOLKMANGD, AgeClass, Population, Sex, Table
from fordelning.register import swedish
from fordelning.source import Source

from .strategies import SETTINGS

DAY = date(2020, 12, 31)
THREE = {("01", "0-25"): 30, ("01", "26-64"): 50, ("01", "65+"): 20}
ages_up = st.integers(0, 120)


def counts(figures, **given):
    return Population.from_counts(figures, **{"date": DAY, "source": "SCB", **given})


def by_age(figures, **given):
    return Population.from_ages(figures, **{"date": DAY, "source": "SCB", **given})


def values(name, figures, **given):
    return Population.from_values(name, figures, **{"date": DAY, "source": "SCB", **given})


def look_up(population, codes, level="lan", **wanted):
    return population.figures(codes, **{"level": level, "date": DAY, **wanted})[0]


@st.composite
def partitions(draw):
    """Classes that hold every age from 0 up, once each, as (low, high or None)."""
    lows = sorted({0, *draw(st.lists(st.integers(1, 110), max_size=8))})
    return [*((low, high - 1) for low, high in pairwise(lows)), (lows[-1], None)]


class TestTablesByAgeSideBySide:
    """A band is made from whichever table has the classes for it."""

    def test_the_table_that_makes_the_band_is_used(self) -> None:
        day = date(2020, 12, 31)
        young = Population.from_ages(
            {("a", "0-15"): 1, ("a", "16+"): 9}, date=day, source="one", level="skola"
        )
        grown = Population.from_ages(
            {("a", "0-25"): 3, ("a", "26+"): 7}, date=day, source="two", level="skola"
        )
        both = young | grown
        for low, high, people, source in (
            (0, 15, 1, "one"),
            (0, 25, 3, "two"),
            (0, None, 10, "one"),
        ):
            figures, table = both.figures(("a",), level="skola", date=day, band=AgeClass(low, high))
            assert figures == (people,)
            assert table.sources[0].document == source
        with pytest.raises(BandError, match="cuts the age class"):
            both.figures(("a",), level="skola", date=day, band=AgeClass(0, 20))


class TestTablesThatContradict:
    """ "A conflicting cell is an error." """

    def test_two_tables_by_age_agree_on_what_both_can_tell(self) -> None:
        def by(classes: dict[str, int], source: str) -> Population:
            cells = {("a", age): count for age, count in classes.items()}
            return Population.from_ages(cells, date=DAY, source=source, level="skola")

        young = by({"0-17": 1, "18+": 1}, "one")
        with pytest.raises(PopulationError, match="differ for a"):
            young | by({"0-25": 100, "26+": 100}, "two")
        with pytest.raises(PopulationError, match="differ for a"):
            by({"0-15": 1, "16-25": 2, "26+": 3}, "one") | by({"0-25": 4, "26+": 2}, "two")
        agreeing = by({"0-15": 1, "16-25": 2, "26+": 3}, "one") | by({"0-25": 3, "26+": 3}, "two")
        assert len(agreeing.tables) == 2

    def test_joining_does_not_depend_on_the_order(self) -> None:
        one = Population.from_counts({"a": 1}, date=DAY, source="x", level="skola")
        two = Population.from_counts({"b": 2}, date=DAY, source="a", level="skola")
        assert one | two == two | one
        assert hash(one | two) == hash(two | one)

    def test_totals_of_some_do_not_hide_the_ages_of_all(self) -> None:
        some = Population.from_counts({"a": 3}, date=DAY, source="x", level="skola")
        cells = {("a", "0+"): 3, ("b", "0+"): 4}
        ages_ = Population.from_ages(cells, date=DAY, source="y", level="skola")
        figures, _ = (some | ages_).figures(("a", "b"), level="skola", date=DAY)
        assert figures == (3, 4)

    def test_a_population_says_whether_it_is_perturbed(self) -> None:
        noisy = Population.from_counts(
            {"a": 3}, date=DAY, source="x", level="skola", perturbed=True
        )
        quiet = Population.from_counts({"b": 3}, date=DAY, source="x", level="skola")
        assert (noisy.perturbed, quiet.perturbed) == (True, False)
        assert repr(noisy) == "Population(folkmängd, skola 2020-12-31, perturbed)"

    def test_everything_wrong_with_cells_is_told_at_once(self) -> None:
        with pytest.raises(PopulationError, match="4 in all") as caught:
            Population.from_ages(
                {("a", "alla"): 1, ("a", 0): -1, ("a", "0"): 2, "a": 5},  # type: ignore[arg-type]
                date=DAY,
                source="s",
                level="skola",
            )
        assert [each.code for each in caught.value.problems] == [
            "band.class",
            "cell.negative",
            "cell.twice",
            "cell.key",
        ]


class TestRollingUp:
    """ "Rolling up only when every child is there and the figures are not perturbed." """

    @staticmethod
    def kommuner(day: date, *, perturbed: bool = False) -> Population:
        codes = swedish().at(day).codes("kommun")
        people = {code: place for place, code in enumerate(codes, start=1)}
        return Population.from_counts(people, date=day, source="invented", perturbed=perturbed)

    def test_ages_are_summed_from_the_table_that_has_them(self) -> None:
        cells = {(code, "0+"): 1 for code in swedish().at(DAY).codes("kommun")}
        by_age = Population.from_ages(cells, date=DAY, source="invented")
        totals = Population.from_counts({code: 1 for code, _ in cells}, date=DAY, source="invented")
        everyone = AgeClass(0, None)
        figures, _ = (totals | by_age).figures(("09",), level="lan", date=DAY, band=everyone)
        assert figures == (1,)

    def test_a_lan_is_the_sum_of_its_kommuner(self) -> None:
        people = self.kommuner(DAY)
        (rows,) = (dict(table.rows) for table in people.tables)
        figures, table = people.figures(("01", "09"), level="region", date=DAY)
        stockholm = sum(count for code, (count,) in rows.items() if code.startswith("01"))
        assert figures == (stockholm, rows["0980"][0])
        assert table.level == "kommun"

    def test_by_the_division_of_the_date(self) -> None:
        november, december = date(2006, 11, 1), date(2006, 12, 31)
        for day, uppsala, vastmanland in ((november, 0, 1), (december, 1, 0)):
            codes = swedish().at(day).codes("kommun")
            heby = {"1917", "0331"} & set(codes)
            people = {code: int(code in heby) for code in codes}
            population = Population.from_counts(people, date=day, source="invented")
            figures, _ = population.figures(("03", "19"), level="lan", date=day)
            assert figures == (uppsala, vastmanland)

    def test_a_figure_of_its_own_is_preferred_to_a_sum(self) -> None:
        own = Population.from_counts({"09": 5}, date=DAY, source="invented")
        figures, table = (own | self.kommuner(DAY)).figures(("09",), level="lan", date=DAY)
        assert (figures, table.level) == ((5,), "lan")

    def test_a_missing_kommun_is_never_a_zero(self) -> None:
        some = Population.from_counts({"0114": 5}, date=DAY, source="invented")
        with pytest.raises(MissingFigureError, match="no figure for 0115"):
            some.figures(("01",), level="lan", date=DAY)

    def test_perturbed_figures_are_not_added_up(self) -> None:
        with pytest.raises(MissingFigureError, match="must not be added up") as caught:
            self.kommuner(DAY, perturbed=True).figures(("01",), level="lan", date=DAY)
        assert caught.value.code == "figure.perturbed"

    def test_a_band_needs_its_classes_as_ever(self) -> None:
        with pytest.raises(BandError):
            self.kommuner(DAY).figures(("01",), level="lan", date=DAY, band=AgeClass(0, 25))


class TestAllProblemsAtOnce:
    """ "All problems at once where a person would otherwise mend them one by one." """

    def test_wrong_codes_and_wrong_figures_are_told_together(self) -> None:
        with pytest.raises(PopulationError, match="3 in all") as caught:
            Population.from_counts(
                {"01": -1, "9999": 5, 3: 1},  # type: ignore[arg-type]
                date=date(2020, 12, 31),
                source="s",
            )
        assert [each.code for each in caught.value.problems] == [
            "code.type",
            "code.unknown",
            "cell.negative",
        ]

    def test_a_value_that_is_no_number_is_told_with_its_recipient(self) -> None:
        with pytest.raises(InputTypeError, match="01: a float is not exact"):
            Population.from_values(
                "x",
                {"01": 0.5},  # type: ignore[dict-item]
                date=date(2020, 12, 31),
                source="s",
            )


class TestAgeClass:
    """Single years with an open top class ("100+"), or classes; both ends belong to a class."""

    @pytest.mark.parametrize(
        ("label", "low", "high"),
        [
            (25, 25, 25),
            (0, 0, 0),
            ("25", 25, 25),
            ("7-15", 7, 15),
            ("7–15", 7, 15),
            (" 7-15 ", 7, 15),
            ("100+", 100, None),
            ("0+", 0, None),
        ],
    )
    def test_reads_what_tables_write(self, label, low, high):
        assert AgeClass.read(label) == AgeClass(low, high)

    @pytest.mark.parametrize(
        "label",
        ["", "total", "100-", "+", "7-15 år", "-5", "1000", "0.5", 0.5, True, None, "7-15-20"],
    )
    def test_refuses_other_labels(self, label):
        with pytest.raises(BandError) as caught:
            AgeClass.read(label)
        assert caught.value.code == "band.class"
        assert repr(label) in str(caught.value)

    @pytest.mark.property
    @SETTINGS
    @given(ages_up, st.none() | ages_up)
    def test_reads_what_it_writes(self, low, above):
        age = AgeClass(low, None if above is None else low + above)
        assert AgeClass.read(str(age)) == age

    @pytest.mark.parametrize(
        ("low", "high", "said"), [(5, 3, "5-3"), (-1, 3, "-1-3"), (-1, None, "-1+")]
    )
    def test_ends_are_ages_in_order(self, low, high, said):
        with pytest.raises(BandError) as caught:
            AgeClass(low, high)
        assert caught.value.code == "band.order"
        assert (caught.value.low, caught.value.high) == (low, high)
        assert f"the ages {said} are no band" in str(caught.value)

    @pytest.mark.parametrize(
        ("low", "high"),
        [(0.0, 5), (0, 5.0), (True, 5), ("0", 5), (0, "5"), (None, 25), (None, None)],
    )
    def test_an_age_is_a_whole_number(self, low, high):
        with pytest.raises(InputTypeError) as caught:
            AgeClass(low, high)
        assert caught.value.code == "band.type"

    @pytest.mark.property
    @SETTINGS
    @given(
        st.tuples(ages_up, st.none() | ages_up),
        st.tuples(ages_up, st.none() | ages_up),
    )
    def test_overlaps_and_holds_by_single_ages(self, first, second):
        def members(low, width):
            return set(range(low, 300 if width is None else low + width + 1))

        one, other = (
            AgeClass(low, None if width is None else low + width) for low, width in (first, second)
        )
        mine, theirs = members(*first), members(*second)
        assert one.overlaps(other) == bool(mine & theirs)
        assert one.holds(other) == (theirs <= mine)

    def test_an_open_class_sorts_last_of_those_with_its_low(self):
        classes = [AgeClass(26, None), AgeClass(26, 64), AgeClass(0, 25)]
        assert [str(each) for each in sorted(classes)] == ["0-25", "26-64", "26+"]


class TestFromCounts:
    """With the Swedish register a two-digit code is a län (and serves its region), a four-digit
    one a kommun; otherwise `level=`. Counts are non-negative ints; anything else is an error
    that names the cell."""

    def test_two_digits_are_a_lan_that_serves_its_region(self):
        people = counts({"03": 388_394, "01": 2_391_990})
        assert look_up(people, ("01", "03")) == (2_391_990, 388_394)
        assert look_up(people, ("03",), level="region") == (388_394,)
        assert people.codes("lan", DAY) == people.codes("region", DAY) == ("01", "03")

    def test_four_digits_are_a_kommun(self):
        people = counts({"0114": 47_184, "01": 2_391_990})
        assert people.codes("kommun", DAY) == ("0114",)
        assert people.codes("lan", DAY) == ("01",)
        assert repr(people) == "Population(folkmängd, kommun 2020-12-31; folkmängd, lan 2020-12-31)"

    def test_figures_of_a_region_are_its_lans(self):
        assert (
            counts({"01": 5}, level="region") == counts({"01": 5}) == counts({"01": 5}, level="lan")
        )

    def test_a_level_of_ones_own_has_any_codes(self):
        people = counts({"norra": 5, "01": 0}, level="skola")
        assert people.codes("skola", DAY) == ("01", "norra")
        assert look_up(people, ("norra", "01"), level="skola") == (5, 0)

    def test_does_not_depend_on_order(self):
        assert counts({"01": 1, "03": 2}) == counts({"03": 2, "01": 1})

    @pytest.mark.parametrize(
        ("value", "code", "kind"),
        [
            (5.0, "cell.float", InputTypeError),
            (float("nan"), "cell.float", InputTypeError),
            (True, "cell.type", InputTypeError),
            ("5", "cell.type", InputTypeError),
            (None, "cell.type", InputTypeError),
            (Decimal(5), "cell.type", InputTypeError),
            (Fraction(5), "cell.type", InputTypeError),
            (-1, "cell.negative", InputValueError),
        ],
    )
    def test_a_count_is_an_int_of_zero_or_more(self, value, code, kind):
        with pytest.raises(kind) as caught:
            counts({"01": 5, "03": value})
        assert caught.value.code == code
        assert caught.value.cell == "03"
        assert f"03 is {'the float ' if code == 'cell.float' else ''}{value!r}" in str(caught.value)

    def test_several_cells_are_reported_together(self):
        with pytest.raises(PopulationError, match="3 in all") as caught:
            counts({"01": -1, "03": 0.5, "04": "x", "05": 5})
        assert caught.value.code == "population.problems"
        assert [problem.code for problem in caught.value.problems] == [
            "cell.negative",
            "cell.float",
            "cell.type",
        ]
        assert all(f"\n- {code} is" in str(caught.value) for code in ("01", "03", "04"))

    def test_a_code_is_text(self):
        with pytest.raises(InputTypeError, match="a code is text, not 114 ") as caught:
            counts({114: 5})
        assert caught.value.code == "code.type"

    def test_several_codes_that_are_no_text_are_reported_together(self):
        with pytest.raises(PopulationError) as caught:
            counts({1: 5, 3: 5, "04": 5})
        assert [problem.value for problem in caught.value.problems] == ["1", "3"]

    @pytest.mark.parametrize(
        ("code", "level", "near"),
        [("02", None, ""), ("0115", "lan", ""), ("114", "kommun", "0114"), ("1", "lan", "01")],
    )
    def test_a_code_that_the_register_does_not_know(self, code, level, near):
        with pytest.raises(UnknownCodeError, match=code) as caught:
            counts({code: 5}, level=level)
        assert caught.value.code == "code.unknown"
        assert caught.value.codes == (code,)
        assert not near or f"; did you mean '{near}'?" in str(caught.value)

    def test_unknown_codes_of_two_levels_are_reported_together(self):
        with pytest.raises(PopulationError) as caught:
            counts({"99": 5, "9999": 5})
        assert {each.level: each.codes for each in caught.value.problems} == {
            "kommun": ("9999",),
            "lan": ("99",),
        }

    @pytest.mark.parametrize("code", ["1", "114", "01140", "norra", "", "1a", "0１"])
    def test_a_code_of_no_swedish_form_needs_a_level(self, code):
        with pytest.raises(UnknownCodeError, match="no level is named") as caught:
            counts({"01": 1, code: 5})
        assert caught.value.code == "level.needed"
        assert caught.value.codes == (code,)

    def test_nobody_is_no_population(self):
        with pytest.raises(PopulationError) as caught:
            counts({})
        assert caught.value.code == "population.empty"

    @pytest.mark.parametrize("day", ["2020-12-31", datetime(2020, 12, 31), 2020, None])
    def test_the_date_is_a_date(self, day):
        with pytest.raises(InputTypeError) as caught:
            counts({"01": 5}, date=day)
        assert caught.value.code == "population.date"
        assert caught.value.type == type(day).__name__


class TestDivision:
    """31 December figures use the division of the next 1 January; every other date that of the
    same year's 1 January."""

    @pytest.mark.parametrize(
        ("day", "code", "other"),
        [
            (date(2006, 11, 1), "1917", "0331"),
            (date(2006, 12, 31), "0331", "1917"),
            (date(2002, 11, 1), "0381", "0330"),
            (date(2002, 12, 31), "0330", "1918"),
        ],
    )
    def test_heby_and_knivsta(self, day, code, other):
        assert counts({code: 5}, date=day).codes("kommun", day) == (code,)
        with pytest.raises(UnknownCodeError, match=f"has the code {other} on {day.isoformat()}"):
            counts({other: 5}, date=day)


class TestFromAges:
    """`Population.from_ages({("01", 0): 28_474, …}, …)`: single years with an open top class, or
    classes; a band that cuts a class is an error that names the class; `0–25` has both ends
    included."""

    @pytest.mark.parametrize(
        ("band", "figure"),
        [
            (None, 100),
            (AgeClass(0, 25), 30),
            (AgeClass(0, 64), 80),
            (AgeClass(26, None), 70),
            (AgeClass(0, None), 100),
        ],
    )
    def test_a_band_is_the_sum_of_its_classes(self, band, figure):
        assert look_up(by_age(THREE), ("01",), band=band) == (figure,)

    @pytest.mark.property
    @SETTINGS
    @given(partitions(), st.data())
    def test_any_band_of_whole_classes_is_their_sum(self, classes, data):
        figures = [data.draw(st.integers(0, 1000)) for _ in classes]
        people = by_age(
            {
                ("01", str(AgeClass(*each))): figure
                for each, figure in zip(classes, figures, strict=True)
            }
        )
        first = data.draw(st.integers(0, len(classes) - 1))
        last = data.draw(st.integers(first, len(classes) - 1))
        band = AgeClass(classes[first][0], classes[last][1])
        assert look_up(people, ("01",), band=band) == (sum(figures[first : last + 1]),)
        assert look_up(people, ("01",)) == (sum(figures),)

    @pytest.mark.property
    @SETTINGS
    @given(partitions(), ages_up, st.none() | ages_up)
    @example([(0, None)], 0, None)
    @example([(0, 25), (26, None)], 0, 26)
    def test_a_band_that_cuts_a_class_is_an_error_that_names_it(self, classes, low, width):
        band = AgeClass(low, None if width is None else low + width)
        cut = [
            str(AgeClass(*each))
            for each in classes
            if band.overlaps(AgeClass(*each)) and not band.holds(AgeClass(*each))
        ]
        people = by_age({("01", str(AgeClass(*each))): 1 for each in classes})
        if not cut:
            look_up(people, ("01",), band=band)
            return
        with pytest.raises(BandError) as caught:
            look_up(people, ("01",), band=band)
        assert caught.value.code == "band.cut"
        assert caught.value.classes == tuple(cut)
        assert caught.value.band == str(band)

    def test_single_years_by_number_or_text(self):
        by_number = by_age({("01", 0): 1, ("01", 1): 2, ("01", "2+"): 3})
        assert by_number == by_age({("01", "2+"): 3, ("01", "1"): 2, ("01", "0"): 1})
        assert look_up(by_number, ("01",), band=AgeClass(1, 1)) == (2,)

    @pytest.mark.parametrize(
        ("labels", "band", "missing"),
        [
            (["0-25"], AgeClass(0, 64), ("26-64",)),
            (["0-25"], AgeClass(0, None), ("26+",)),
            (["0-25"], None, ("26+",)),
            (["7-15", "20-25"], AgeClass(0, 30), ("0-6", "16-19", "26-30")),
            (["7-15"], AgeClass(3, 5), ("3-5",)),
            (["7-15", "17+"], AgeClass(7, None), ("16",)),
        ],
    )
    def test_ages_that_no_class_holds_are_missing_and_never_zero(self, labels, band, missing):
        people = by_age({("01", label): 1 for label in labels})
        with pytest.raises(BandError) as caught:
            look_up(people, ("01",), band=band)
        assert caught.value.code == "band.missing"
        assert caught.value.ages == missing

    @pytest.mark.parametrize(
        ("cells", "code", "kind", "said"),
        [
            ({("01", "alla"): 1}, "band.class", BandError, "'alla'"),
            ({("01", True): 1}, "band.class", BandError, "True"),
            ({("01", 0.5): 1}, "band.class", BandError, "0.5"),
            ({("01", -1): 1}, "band.order", BandError, "-1"),
            ({("01", "9-7"): 1}, "band.order", BandError, "9-7"),
            ({("01", 0): 1, ("01", "0"): 2}, "cell.twice", PopulationError, "01, age 0"),
            ({("01", "0-25"): 1, ("01", 25): 2}, "class.overlap", PopulationError, "0-25 and 25"),
            ({("01", "0+"): 1, ("01", 25): 2}, "class.overlap", PopulationError, "0+ and 25"),
            ({("01", "7+"): 1, ("01", "7-9"): 2}, "class.overlap", PopulationError, "7+ and 7-9"),
            ({"01": 1}, "cell.key", InputTypeError, "'01'"),
            ({"skola": 1}, "cell.key", InputTypeError, "'skola'"),
            ({("01", 0, "1", 1): 1}, "cell.key", InputTypeError, "('01', 0, '1', 1)"),
            ({("01", 0, "k"): 1}, "sex.unknown", InputValueError, "01: 'k' is not the sex"),
            ({("01", 0, "1"): -1}, "cell.negative", InputValueError, "01, age 0, men is -1"),
            ({("01", 0): 0.5}, "cell.float", InputTypeError, "01, age 0 is the float 0.5"),
            ({("01", 0): True}, "cell.type", InputTypeError, "01, age 0 is True"),
            ({("01", 0): -5}, "cell.negative", InputValueError, "01, age 0 is -5"),
            ({(1, 0): 5}, "code.type", InputTypeError, "1 (int)"),
            ({(1, 0): 5, ("01", 0): 6}, "code.type", InputTypeError, "1 (int)"),
            ({("02", 0): 5}, "code.unknown", UnknownCodeError, "02"),
            ({("norra", 0): 5}, "level.needed", UnknownCodeError, "norra"),
            ({}, "population.empty", PopulationError, "no figures"),
        ],
    )
    def test_refuses(self, cells, code, kind, said):
        with pytest.raises(kind) as caught:
            by_age(cells)
        assert caught.value.code == code
        assert said in str(caught.value)

    def test_a_recipient_with_fewer_ages_than_others_is_an_error(self):
        with pytest.raises(PopulationError, match="03 has no figure for the ages 1, 2") as caught:
            by_age({("01", 0): 1, ("01", 1): 1, ("01", 2): 1, ("03", 0): 1})
        assert caught.value.code == "cell.missing"
        assert caught.value.recipient == "03"
        assert caught.value.classes == ("1", "2")

    def test_several_problems_are_reported_together(self):
        with pytest.raises(PopulationError) as caught:
            by_age({("01", 0): 1, ("03", 1): 1})
        assert [problem.recipient for problem in caught.value.problems] == ["01", "03"]
        with pytest.raises(PopulationError) as caught:
            by_age({("01", 0): -1, ("01", 1): 0.5})
        assert [each.cell for each in caught.value.problems] == ["01, age 0", "01, age 1"]

    def test_levels_of_ones_own(self):
        people = by_age({("norra", 7): 5, ("norra", 8): 6}, level="skola")
        assert look_up(people, ("norra",), level="skola", band=AgeClass(7, 8)) == (11,)
        assert repr(people) == "Population(folkmängd, skola 2020-12-31 by age)"


class TestFromValues:
    """Further named indicators are tables too, with exact values."""

    def test_values_are_exact_and_of_any_sign(self):
        people = values("tillgång", {"01": "12,5 %", "03": -2, "04": Decimal("0.1")})
        found = look_up(people, ("01", "03", "04"), indicator="tillgång")
        assert found == (Fraction(1, 8), Fraction(-2), Fraction(1, 10))

    @pytest.mark.parametrize(
        ("value", "code"), [(0.5, "number.float"), (True, "number.bool"), (None, "number.type")]
    )
    def test_a_value_is_an_exact_number(self, value, code):
        with pytest.raises(InputTypeError) as caught:
            values("x", {"01": value})
        assert caught.value.code == code

    def test_codes_are_checked_too(self):
        with pytest.raises(UnknownCodeError):
            values("x", {"02": 1})
        with pytest.raises(PopulationError):
            values("x", {})

    def test_is_another_table_than_the_people(self):
        people = counts({"01": 5}) | values("asylsökande", {"01": 2})
        assert look_up(people, ("01",)) == (5,)
        assert look_up(people, ("01",), indicator="asylsökande") == (2,)


class TestOf:
    """`Population.of(codes, level=)` serves keys that need no figures."""

    def test_names_recipients_without_figures(self):
        schools = Population.of(["södra", "norra"], level="skola")
        assert schools.codes("skola", None) == schools.codes("skola", DAY) == ("norra", "södra")
        assert schools.dates() == ()
        assert repr(schools) == "Population(recipients, skola)"

    def test_order_does_not_matter(self):
        assert Population.of(["b", "a"], level="x") == Population.of(iter("ab"), level="x")

    @pytest.mark.parametrize(
        ("codes", "code", "kind"),
        [
            ([1], "code.type", InputTypeError),
            ([1, 2], "population.problems", PopulationError),
            ([], "population.empty", PopulationError),
            ("01", "codes.text", InputTypeError),
            (["a", "b", "a"], "cell.twice", PopulationError),
        ],
    )
    def test_refuses(self, codes, code, kind):
        with pytest.raises(kind) as caught:
            Population.of(codes, level="skola")
        assert caught.value.code == code

    def test_has_no_figures_to_give(self):
        with pytest.raises(MissingFigureError) as caught:
            Population.of(["a"], level="skola").figures(("a",), level="skola", date=None)
        assert caught.value.code == "figure.no_table"
        assert caught.value.held == "recipients, skola"


class TestLookingUp:
    """A missing recipient is an error, never a zero."""

    def test_figures_stand_in_the_order_asked_for(self):
        people = counts({"01": 1, "03": 3, "04": 4})
        assert look_up(people, ("04", "01")) == (4, 1)

    def test_comes_with_the_table_that_it_stands_in(self):
        source = Source("SCB", locator="BE0101N1")
        people = counts({"01": 1}, source=source)
        _, table = people.figures(("01",), level="lan", date=DAY)
        assert table == Table(FOLKMANGD, "lan", DAY, (source,), (), (("01", (1,)),))
        assert table.codes == ("01",)

    def test_a_missing_recipient_is_named(self):
        with pytest.raises(MissingFigureError, match="has no figure for 03, 04") as caught:
            look_up(counts({"01": 1}), ("01", "03", "04"))
        assert caught.value.code == "figure.missing"
        assert caught.value.codes == ("03", "04")

    @pytest.mark.parametrize(
        ("wanted", "said"),
        [
            ({"level": "kommun"}, "no table of folkmängd at level 'kommun' on 2020-12-31"),
            ({"date": date(2019, 12, 31)}, "at level 'lan' on 2019-12-31"),
            ({"date": None}, "on any date"),
            ({"indicator": "födda"}, "no table of födda"),
            ({"band": AgeClass(0, 25)}, "no table of folkmängd by age"),
        ],
    )
    def test_a_missing_table_is_named_with_those_at_hand(self, wanted, said):
        with pytest.raises(MissingFigureError, match="holds folkmängd, lan 2020-12-31") as caught:
            look_up(counts({"01": 1}), ("01",), **wanted)
        assert caught.value.code == "figure.no_table"
        assert said in str(caught.value)

    def test_a_total_of_its_own_is_preferred_to_a_sum(self):
        ages = by_age({("01", "0-25"): 30, ("01", "26+"): 71}, perturbed=True)
        totals = counts({"01": 100}, perturbed=True)
        for people in (ages | totals, totals | ages):
            assert look_up(people, ("01",)) == (100,)
            assert look_up(people, ("01",), band=AgeClass(0, None)) == (101,)

    def test_dates_ascend(self):
        before = date(2019, 12, 31)
        people = (
            counts({"01": 1})
            | counts({"01": 2}, date=before)
            | counts({"0114": 1}, date=date(2018, 12, 31))
            | Population.of(["norra"], level="skola")
        )
        assert people.dates() == (date(2018, 12, 31), before, DAY)
        assert people.dates("lan") == people.dates("region") == (before, DAY)
        assert people.dates("kommun") == (date(2018, 12, 31),)
        assert people.dates("skola") == ()

    def test_codes_are_those_of_a_date_and_of_none(self):
        people = (
            counts({"a": 1}, level="skola")
            | counts({"b": 1}, level="skola", date=date(2019, 12, 31))
            | Population.of(["c"], level="skola")
        )
        assert people.codes("skola", DAY) == ("a", "c")
        assert people.codes("skola", None) == ("c",)
        assert people.codes("annan", DAY) == ()


MEN, WOMEN = Sex.MEN, Sex.WOMEN
BY_SEX = {
    ("01", "0-25", MEN): 16,
    ("01", "26+", MEN): 34,
    ("01", "0-25", WOMEN): 14,
    ("01", "26+", WOMEN): 36,
}


class TestBySex:
    """ "Cells per recipient, optionally by age and sex." Of both together the figures are those
    of a table that counts both, or men and women of the same date added; never one alone."""

    def test_scbs_codes_name_the_sexes(self):
        assert (Sex("1"), Sex("2")) == (Sex.MEN, Sex.WOMEN)
        assert counts({("01", "1"): 5, ("01", "2"): 6}) == counts(
            {("01", MEN): 5, ("01", WOMEN): 6}
        )
        assert by_age({(*cell[:2], str(cell[2])): n for cell, n in BY_SEX.items()}) == by_age(
            BY_SEX
        )

    @pytest.mark.parametrize(
        ("sex", "band", "figure"),
        [
            (None, None, 100),
            (MEN, None, 50),
            (WOMEN, None, 50),
            (None, AgeClass(0, 25), 30),
            (MEN, AgeClass(0, 25), 16),
            (WOMEN, AgeClass(26, None), 36),
        ],
    )
    def test_are_looked_up_by_themselves_or_added(self, sex, band, figure):
        people = by_age(BY_SEX)
        assert look_up(people, ("01",), sex=sex, band=band) == (figure,)
        again = pickle.loads(pickle.dumps(people))
        assert again == people
        assert look_up(again, ("01",), sex=sex, band=band) == (figure,)

    @pytest.mark.property
    @SETTINGS
    @given(
        st.dictionaries(
            st.tuples(st.sampled_from(["01", "03", "04"]), st.sampled_from([MEN, WOMEN])),
            st.integers(0, 9),
            min_size=1,
        )
    )
    @example({("01", MEN): 1})
    @example({("01", MEN): 1, ("03", WOMEN): 2})
    @example({("01", MEN): 1, ("01", WOMEN): 2, ("03", WOMEN): 2})
    def test_of_both_is_the_sum_or_an_error_and_never_one_alone(self, figures):
        people = counts(figures)
        for code in ("01", "03", "04"):
            if {(code, MEN), (code, WOMEN)} <= figures.keys():
                both = figures[code, MEN] + figures[code, WOMEN]
                assert look_up(people, (code,)) == (both,)
            else:
                with pytest.raises(MissingFigureError):
                    look_up(people, (code,))
            for sex in (MEN, WOMEN):
                if (code, sex) in figures:
                    assert look_up(people, (code,), sex=sex) == (figures[code, sex],)
                else:
                    with pytest.raises(MissingFigureError):
                        look_up(people, (code,), sex=sex)

    def test_a_missing_figure_says_of_which_sex(self):
        women = counts({("01", WOMEN): 5})
        with pytest.raises(
            MissingFigureError, match="folkmängd, women at level 'lan' on .* for 03"
        ):
            look_up(women, ("01", "03"), sex=WOMEN)
        with pytest.raises(MissingFigureError, match="no table of folkmängd, men at") as caught:
            look_up(women, ("01",), sex=MEN)
        assert caught.value.held == "folkmängd, lan 2020-12-31, women"
        with pytest.raises(MissingFigureError, match="no table of folkmängd at"):
            look_up(women, ("01",))
        with pytest.raises(MissingFigureError, match="no table of folkmängd by age, women at"):
            look_up(women, ("01",), sex=WOMEN, band=AgeClass(0, 25))
        other_day = women | counts({("01", MEN): 6}, date=date(2019, 12, 31))
        with pytest.raises(MissingFigureError, match="no table of folkmängd at"):
            look_up(other_day, ("01",))

    def test_a_table_of_both_comes_before_the_sum(self):
        both = counts({"01": 100}, source="both")
        people = by_age(BY_SEX, source="each") | both
        _, table = people.figures(("01",), level="lan", date=DAY)
        assert table.sources == (Source("both"),)
        figures, table = people.figures(("01",), level="lan", date=DAY, band=AgeClass(0, 25))
        assert (figures, table.sources) == ((30,), (Source("each"),))

    def test_the_sum_has_the_sources_of_both(self):
        men = counts({("01", MEN): 5}, source="of men")
        people = men | counts({("01", WOMEN): 6}, source="of women")
        figures, table = people.figures(("01",), level="lan", date=DAY)
        assert figures == (11,)
        assert table == Table(
            FOLKMANGD, "lan", DAY, (Source("of men"), Source("of women")), (), (("01", (11,)),)
        )

    @pytest.mark.parametrize(
        ("totals", "cells"),
        [
            ({("01", "0-25"): 31, ("01", "26+"): 70}, ("01",)),
            ({("01", "0-25"): 31, ("01", "26+"): 69}, ("01, age 0-25",)),
        ],
    )
    def test_a_total_that_they_do_not_make_up_is_an_error(self, totals, cells):
        people, of_all = by_age(BY_SEX), by_age(totals)
        for join in (lambda: people | of_all, lambda: of_all | people):
            with pytest.raises(PopulationError, match="do not make up the total for 01") as caught:
                join()
            assert caught.value.code == "cell.sexes"
            assert caught.value.cells == cells

    def test_another_date_level_or_indicator_is_no_total(self):
        people = by_age(BY_SEX)
        for other in (
            counts({"01": 7}, date=date(2019, 12, 31)),
            counts({"0114": 7}),
            values("x", {"01": 7}),
        ):
            assert len((people | other).tables) == 3

    def test_perturbed_figures_need_not_make_up_the_total_which_is_preferred(self):
        noisy = counts({("01", MEN): 50, ("01", WOMEN): 49}, perturbed=True)
        people = noisy | counts({"01": 100}, perturbed=True)
        assert look_up(people, ("01",)) == (100,)
        assert look_up(people, ("01",), sex=WOMEN) == (49,)
        # SCB's table of 1 November has no total: there the two cells are all there is.
        assert look_up(noisy, ("01",)) == (99,)

    def test_tables_of_one_sex_conflict_with_each_other_only(self):
        women = counts({("01", WOMEN): 5})
        with pytest.raises(PopulationError, match="differ for 01, women") as caught:
            women | counts({("01", WOMEN): 6})
        assert caught.value.code == "cell.conflict"
        with pytest.raises(PopulationError, match="differ for 01, women"):
            women | by_age({("01", "0+", WOMEN): 6})
        assert len((women | counts({("01", MEN): 6})).tables) == 2

    def test_kommuner_are_summed_to_their_lan(self):
        codes = swedish().at(DAY).codes("kommun")
        people = counts({(code, sex): 1 + (sex is WOMEN) for code in codes for sex in Sex})
        stockholm = sum(code.startswith("01") for code in codes)
        assert look_up(people, ("01",), sex=MEN) == (stockholm,)
        assert look_up(people, ("01",), sex=WOMEN, level="region") == (2 * stockholm,)
        assert look_up(people, ("01",)) == (3 * stockholm,)

    def test_joining_is_of_all_sexes_at_once(self):
        parts = [by_age({cell: n for cell, n in BY_SEX.items() if cell[2] is sex}) for sex in Sex]
        assert parts[0] | parts[1] == parts[1] | parts[0] == by_age(BY_SEX)
        assert str(by_age(BY_SEX).tables[1]) == "folkmängd, lan 2020-12-31 by age, women"

    def test_everyone_has_the_same_ages(self):
        with pytest.raises(PopulationError, match="01, women has no figure for the ages 26\\+"):
            by_age({cell: n for cell, n in BY_SEX.items() if cell != ("01", "26+", WOMEN)})

    @pytest.mark.parametrize(
        ("cells", "code", "said"),
        [
            ({("01", "kvinnor"): 1}, "sex.unknown", "01: 'kvinnor' is not the sex"),
            ({("01", 0): 1}, "sex.unknown", "01: 0 is not the sex"),
            ({("01", 1): 1}, "sex.unknown", "01: 1 is not the sex"),
            ({("01", WOMEN): -1}, "cell.negative", "01, women is -1"),
            ({("01", WOMEN): 0.5}, "cell.float", "01, women is the float 0.5"),
            ({("02", WOMEN): 1}, "code.unknown", "02"),
            ({(1, WOMEN): 1}, "code.type", "1 (int)"),
            ({("01", WOMEN, 0): 1}, "code.type", "('01', <Sex.WOMEN: '2'>, 0)"),
        ],
    )
    def test_a_wrong_cell_is_named(self, cells, code, said):
        with pytest.raises(FordelningError) as caught:
            counts(cells)
        assert caught.value.code == code
        assert said in str(caught.value)

    def test_everything_wrong_is_told_at_once(self):
        with pytest.raises(PopulationError) as caught:
            counts({("01", "3"): 1, ("99", MEN): 1, ("03", MEN): -1, "04": 0.5})
        assert [each.code for each in caught.value.problems] == [
            "code.unknown",
            "sex.unknown",
            "cell.negative",
            "cell.float",
        ]

    def test_the_form_of_figures_of_both_is_what_it_was(self):
        (table,) = counts({"01": 5}).tables
        assert form(table) == (
            '{"@":"Table","classes":[],"date":"2020-12-31","indicator":"folkmängd",'
            '"level":"lan","rows":[["01",[5]]],"sources":[{"@":"Source","document":"SCB"}]}'
        )
        (women,) = counts({("01", WOMEN): 5}).tables
        assert '"sex":"2"' in form(women)
        assert form(by_age(BY_SEX)) == form(pickle.loads(pickle.dumps(by_age(BY_SEX))))


figures_of_two = st.dictionaries(st.sampled_from(["01", "03", "04"]), st.integers(0, 3), min_size=1)


class TestJoining:
    """`a | b` joins; a conflicting cell is an error."""

    @pytest.mark.property
    @SETTINGS
    @given(figures_of_two, figures_of_two)
    def test_holds_the_cells_of_both_or_names_those_that_differ(self, first, second):
        differing = tuple(
            code for code in sorted(first.keys() & second.keys()) if first[code] != second[code]
        )
        if not differing:
            assert counts(first) | counts(second) == counts({**first, **second})
            return
        with pytest.raises(PopulationError) as caught:
            counts(first) | counts(second)
        assert caught.value.code == "cell.conflict"
        assert caught.value.cells == differing

    @pytest.mark.property
    @SETTINGS
    @given(figures_of_two, st.permutations(["0", "1", "2"]))
    def test_is_commutative_associative_and_idempotent(self, figures, order):
        parts = [
            counts(figures),
            counts({"0114": 5}),
            values("x", {"01": 1}),
        ]
        turned = [parts[int(place)] for place in order]
        assert (parts[0] | parts[1]) | parts[2] == parts[0] | (parts[1] | parts[2])
        assert turned[0] | turned[1] | turned[2] == parts[0] | parts[1] | parts[2]
        assert parts[0] | parts[0] == parts[0]

    def test_sources_of_one_table_are_all_kept_once(self):
        joined = (
            counts({"01": 1}, source="A")
            | counts({"03": 2}, source="B")
            | counts({"04": 3}, source="A")
        )
        assert joined.tables[0].sources == (Source("A"), Source("B"))

    def test_a_join_is_perturbed_where_either_is(self):
        joined = counts({"01": 1}, perturbed=True) | counts({"03": 2})
        assert joined.tables[0].perturbed

    def test_a_conflict_names_date_level_and_cells(self):
        with pytest.raises(PopulationError, match="of 2020-12-31 at level 'lan' differ for 03"):
            counts({"01": 1, "03": 2}) | counts({"03": 3})

    def test_other_dates_and_levels_do_not_conflict(self):
        people = counts({"01": 1}) | counts({"01": 2}, date=date(2019, 12, 31))
        assert look_up(people, ("01",)) == (1,)
        assert look_up(people, ("01",), date=date(2019, 12, 31)) == (2,)

    @pytest.mark.parametrize(
        "other", [{("01", "0-25"): 30, ("01", "26+"): 71}, {("01", "0+"): 101}]
    )
    def test_totals_and_ages_that_disagree_are_an_error(self, other):
        totals = counts({"01": 100, "03": 5})
        for join in (lambda: totals | by_age(other), lambda: by_age(other) | totals):
            with pytest.raises(PopulationError) as caught:
                join()
            assert caught.value.code == "cell.conflict"
            assert caught.value.cells == ("01",)

    def test_totals_and_ages_that_agree_are_joined(self):
        ages = by_age({("01", "0-25"): 30, ("01", "26+"): 70, ("04", "0-25"): 1, ("04", "26+"): 1})
        people = counts({"01": 100, "03": 5}) | ages
        assert look_up(people, ("01", "03")) == (100, 5)

    @pytest.mark.parametrize(("of_ages", "of_totals"), [(True, False), (False, True), (True, True)])
    def test_perturbed_figures_need_not_add_up(self, of_ages, of_totals):
        # From reference year 2025 SCB adds noise to every published figure, totals included.
        ages = by_age({("01", "0-25"): 30, ("01", "26+"): 71}, perturbed=of_ages)
        people = counts({"01": 100}, perturbed=of_totals) | ages
        assert look_up(people, ("01",)) == (100,)

    def test_classes_that_leave_ages_out_need_not_add_up(self):
        people = counts({"01": 100}) | by_age({("01", "0-25"): 30})
        assert look_up(people, ("01",)) == (100,)
        assert look_up(people, ("01",), band=AgeClass(0, 25)) == (30,)

    def test_tables_of_other_classes_stand_side_by_side(self):
        two = by_age({("09", "0-25"): 16, ("09", "26+"): 44})
        three = by_age({("09", "0-25"): 16, ("09", "26-64"): 30, ("09", "65+"): 14})
        assert two | three == three | two
        assert len((two | three).tables) == 2

    def test_only_populations_join(self):
        with pytest.raises(TypeError):
            counts({"01": 1}) | {"01": 1}


class TestValue:
    """`Population` is an immutable set of dated tables; values compare and hash by content."""

    PEOPLE = by_age({("01", "0-25"): 30, ("01", "26+"): 70}) | values("x", {"01": "1/3"})

    def test_pickles(self):
        again = pickle.loads(pickle.dumps(self.PEOPLE))
        assert again == self.PEOPLE
        assert hash(again) == hash(self.PEOPLE)
        assert look_up(again, ("01",), indicator="x") == (Fraction(1, 3),)

    def test_equal_content_is_equal_and_hashes_alike(self):
        again = by_age({("01", "26+"): 70, ("01", "0-25"): 30}) | values("x", {"01": "2/6"})
        assert again == self.PEOPLE
        assert hash(again) == hash(self.PEOPLE)
        assert counts({"01": 100}) != self.PEOPLE
        assert counts({"01": 1}) != counts({"01": 2})
        assert counts({"01": 1}) != counts({"01": 1}, source="another")

    def test_what_it_remembers_is_no_part_of_it(self):
        people = counts({"01": 1})
        people.memory("scope")["measure"] = 1
        assert people.memory("scope") == {"measure": 1}
        assert people == counts({"01": 1})
        assert pickle.loads(pickle.dumps(people)).memory("scope") == {}

    def test_cannot_be_changed(self):
        with pytest.raises(AttributeError):
            self.PEOPLE.tables = ()

    def test_every_error_is_of_the_tree(self):
        for build in (counts, by_age):
            with pytest.raises(FordelningError):
                build({})
