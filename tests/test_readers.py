"""Files of figures: every shape that Statistikdatabasen delivers, read as what stands in it.

"One entry `read_population` that recognises the format, keeps codes, dates, table id,
`updated`, notes and status, and refuses rather than guesses." All figures are invented.
"""

import json
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fordelning.errors import InputTypeError, ReaderError
from fordelning.population import Population, Sex
from fordelning.readers import examine, read_population
from fordelning.register import Level
from fordelning.sentences import plain
from fordelning.source import Source

from .readers import (
    CODE,
    CODE_AND_NAME,
    REGIONS,
    SEXES,
    TWO_CELLS,
    YEARS,
    Axis,
    Invented,
    age_axis,
    delimited,
    invented,
    json_stat_1,
    json_stat_2,
    px,
    workbook,
    xlsx,
)
from .strategies import SETTINGS

DAYS = {"2018": date(2018, 11, 1), "2019": date(2019, 11, 1)}
TABLE = invented()

SHAPES: dict[str, Callable[[Invented], bytes]] = {
    "json-stat2": json_stat_2,
    "json-stat1": json_stat_1,
    "px": px,
    **{
        f"csv {separator!r} {encoding} {'titled' if title else 'bare'} {cells} "
        f"{'years as columns' if heading else 'years as rows'}": partial(
            delimited,
            separator=separator,
            encoding=encoding,
            title=title,
            cells=cells,
            heading=heading,
        )
        for separator, encoding, title, cells, heading in [
            (";", "latin-1", True, CODE_AND_NAME, True),
            (",", "utf-8", True, CODE_AND_NAME, True),
            ("\t", "utf-8-sig", False, CODE, True),
            (";", "utf-16", True, TWO_CELLS, True),
            (",", "latin-1", False, TWO_CELLS, False),
            (";", "cp1252", True, CODE, False),
            ("\t", "utf-8", True, CODE_AND_NAME, False),
        ]
    },
    "xlsx in two cells": xlsx,
    "xlsx in one cell": lambda table: xlsx(table, cells=CODE_AND_NAME),
    "xlsx in full": lambda table: xlsx(table, once=False, shared=False),
}


def cells_of(population):
    """List the cells of a population, by level, day, sex, code and age class."""
    return {
        (table.level, table.date, table.sex, code, str(age) if age else ""): figure
        for table in population.tables
        for code, figures in table.rows
        for age, figure in zip(table.classes or ("",), figures, strict=True)
    }


def expected(table):
    """List what a table over region, age, sex and year says, one cell at a time."""
    return {
        ("lan", DAYS[year], Sex(sex), code, age): figure
        for (code, age, sex, year), figure in table.figures.items()
    }


def read(data, **options):
    return read_population(data, source="påhittad", **options)


class TestEveryShape:
    """ "json-stat2 (PxWebApi v2 and v1), PxWeb CSV in its shapes (latin-1 or UTF-8, `;` `,`
    tab, titles or none, code and name in one cell or two, years as columns), the xlsx
    exports (labels written once), px." """

    @pytest.fixture(params=SHAPES)
    def shape(self, request):
        return SHAPES[request.param]

    def test_is_read_as_what_stands_in_it(self, shape, tmp_path):
        path = tmp_path / "TAB1267_20200203-093000.dat"
        path.write_bytes(shape(TABLE))
        assert cells_of(read(path)) == expected(TABLE)
        assert cells_of(read(str(path))) == expected(TABLE)

    def test_is_the_population_that_the_same_figures_make(self, shape):
        wanted = Population.from_ages(
            {
                (code, age, sex): figure
                for (code, age, sex, year), figure in TABLE.figures.items()
                if year == "2019"
            },
            date=DAYS["2019"],
            source="x",
        )
        found = read(shape(TABLE), date=DAYS["2019"])
        assert cells_of(found) == cells_of(wanted)

    def test_counts_both_sexes_where_no_total_stands(self, shape):
        population = read(shape(TABLE), date=DAYS["2019"])
        figures, _ = population.figures(("01",), level="region", date=DAYS["2019"])
        wanted = sum(
            figure
            for (code, _, _, year), figure in TABLE.figures.items()
            if (code, year) == ("01", "2019")
        )
        assert figures == (wanted,)

    def test_refuses_a_mark_where_a_figure_should_be(self, shape):
        cell = ("03", "1-24", "2", "2018")
        table = TABLE._replace(figures={**TABLE.figures, cell: ".."})
        with pytest.raises(ReaderError) as caught:
            read(shape(table), date=DAYS["2018"])
        assert (caught.value.code, caught.value.mark) == ("reader.missing", "..")
        (named,) = caught.value.cells
        assert "03" in named
        assert "1-24" in named
        assert "kvinnor" in named or "kön 2" in named
        # A cell that nobody asks for is no matter.
        assert len(read(shape(table), date=DAYS["2019"]).tables) == 2

    @pytest.mark.property
    @SETTINGS
    @given(st.sampled_from(sorted(SHAPES)), st.data())
    def test_whatever_the_figures(self, name, data):
        shape = SHAPES[name]
        ages = data.draw(
            st.sampled_from([("0", "1", "2+"), ("0-24", "25+"), ("7-15",), ("0-9", "10-19", "20")])
        )
        regions = Axis("Region", "region", REGIONS.values[: data.draw(st.integers(1, 3))])
        table = invented((regions, age_axis(*ages), SEXES, YEARS))
        figures = data.draw(
            st.lists(
                st.integers(0, 3_000_000),
                min_size=len(table.figures),
                max_size=len(table.figures),
            )
        )
        table = table._replace(figures=dict(zip(table.cells(), figures, strict=True)))
        assert cells_of(read(shape(table), date=DAYS["2018"])) == {
            cell: figure for cell, figure in expected(table).items() if cell[1] == DAYS["2018"]
        }


class TestWhatIsKept:
    """ "Keeps codes, dates, table id, `updated`, notes and status." """

    @pytest.mark.parametrize("shape", [json_stat_2, px])
    def test_is_in_the_source_of_every_table(self, shape):
        table = examine(shape(TABLE)).population.tables[0]
        (source,) = table.sources
        assert source.document.startswith("SCB, Folkmängd 1 november")
        assert source.dated == date(2020, 2, 3)
        assert source.locator.startswith("TAB1267: ")
        assert "ålder 0, 1-24, 25+; kön 1, 2; " in source.locator
        assert "år 2018" in source.locator

    def test_notes_and_marks_are_in_the_cube(self):
        found = examine(json_stat_2(TABLE, status={"0": "p", "x": "q", "2": 5}))
        assert found.cube.about.notes == ("Påhittade siffror.",)
        assert found.cube.status == {0: "p"}
        assert examine(px(TABLE)).cube.about.notes == ("Påhittade siffror; inget annat",)
        assert examine(json_stat_2(TABLE, status="e")).cube.status[5] == "e"
        assert examine(json_stat_2(TABLE, status=["", "r", None])).cube.status[1] == "r"
        assert examine(json_stat_2(TABLE, status=7)).cube.status == {}

    def test_what_stands_below_a_workbook(self):
        below: tuple[list[str], ...] = (
            [],
            ["Siffrorna är påhittade."],
            ["Senaste uppdatering:", "20200203 09:30"],
            ["Referenstid:", "1 november respektive år"],
            ["Källa:", "SCB"],
        )
        about = examine(xlsx(TABLE._replace(table="x", title="Folkmängd"), below=below)).cube.about
        assert (about.updated, about.office) == (date(2020, 2, 3), "SCB")
        assert about.period == "1 november respektive år"
        assert about.notes[0] == "Siffrorna är påhittade."
        wrong = examine(xlsx(TABLE, below=([], ["Uppdaterad 20209999"])))
        assert wrong.cube.about.updated is None

    def test_the_callers_source_is_kept(self):
        data = json_stat_2(TABLE)
        (source,) = read(data).tables[0].sources
        assert source.document == "påhittad"
        own = Source("Bilaga", locator="s. 3")
        assert read_population(data, source=own).tables[0].sources == (own,)
        (source,) = read_population(data, source=Source("Bilaga")).tables[0].sources
        assert source.locator.startswith("TAB1267: ")


class TestTheTableOf1November:
    """ "A response shaped like TAB1267, invented and labelled so, is read too." """

    AGES = Axis(
        "Alder",
        "ålder",
        (*((str(age), f"{age} år") for age in range(100)), ("100+", "100+ år")),
    )
    TOTAL = Axis("Alder", "ålder", (*AGES.values, ("tot", "totalt ålder")))
    COUNTRY = Axis("Region", "region", (("00", "Riket"), *REGIONS.values))
    YEAR = Axis("Tid", "år", (("2019", "2019"),))

    def table(self, ages=TOTAL):
        table = invented((self.COUNTRY, ages, SEXES, self.YEAR))
        figures = {
            (code, age, *rest): (
                sum(table.figures[code, str(each), *rest] for each in range(100))
                + table.figures[code, "100+", *rest]
                if age == "tot"
                else figure
            )
            for (code, age, *rest), figure in table.figures.items()
        }
        return table._replace(figures=figures)

    def test_is_read_with_its_day_its_total_and_its_ages(self):
        table = self.table()
        found = examine(json_stat_2(table))
        assert found.aside == ("00 Riket",)
        population = found.population
        assert population.dates("lan") == (DAYS["2019"],)
        assert not population.perturbed
        women, total = population.figures(
            ("01", "09"), level="lan", date=DAYS["2019"], sex=Sex.WOMEN
        )
        assert women == tuple(table.figures[code, "tot", "2", "2019"] for code in ("01", "09"))
        assert total.classes == ()
        young, _ = population.figures(("03",), level="region", date=DAYS["2019"], band=_band(0, 25))
        assert young == (
            sum(
                table.figures["03", str(age), sex, "2019"]
                for age in range(26)
                for sex in ("1", "2")
            ),
        )

    def test_a_total_that_is_not_the_sum_of_its_ages_is_refused(self):
        table = self.table()
        table.figures["01", "tot", "1", "2019"] += 1
        with pytest.raises(ReaderError) as caught:
            read(json_stat_2(table))
        assert caught.value.code == "reader.total"
        total = table.figures["01", "tot", "1", "2019"]
        (cell,) = caught.value.cells
        assert cell == f"01, men has {plain(total)} and not {plain(total - 1)}"


def _band(low, high):
    from fordelning.population import AgeClass

    return AgeClass(low, high)


class TestDays:
    """ "31 December for BE0101N1-like tables, 1 November for FolkmangdNov-like: never guess:
    known table ids map to dates; otherwise the caller passes `date=`, else an error." """

    PLAIN = TABLE._replace(title="Folkmängd (påhittade siffror)", table="")

    @pytest.mark.parametrize(
        ("table", "title", "day"),
        [
            ("TAB1267", "Folkmängd", date(2019, 11, 1)),
            ("FolkmangdNov", "Folkmängd", date(2019, 11, 1)),
            ("BE0101N1", "Population", date(2019, 12, 31)),
            ("TAB638", "Population", date(2019, 12, 31)),
            ("", "Folkmängd den 1 november", date(2019, 11, 1)),
            ("", "Population 31 December", date(2019, 12, 31)),
        ],
    )
    def test_of_a_table_by_its_id_or_its_words(self, table, title, day):
        data = json_stat_2(TABLE._replace(table=table, title=title, contents=("x", "Folkmängd")))
        assert day in read(data).dates()

    def test_of_a_file_by_the_name_that_statistikdatabasen_gives_it(self, tmp_path):
        path = tmp_path / "BE0101N1_20230719-185419.csv"
        path.write_bytes(delimited(self.PLAIN))
        assert read(path).dates() == (date(2018, 12, 31), date(2019, 12, 31))

    def test_by_what_a_px_file_says_of_its_period(self):
        data = px(self.PLAIN).replace(b'MATRIX="";', b'REFPERIOD="31 Dec each year";')
        assert read(data).dates() == (date(2018, 12, 31), date(2019, 12, 31))

    def test_by_what_json_stat_says_of_its_period(self):
        dataset = json.loads(json_stat_2(self.PLAIN._replace(contents=("x", "Folkmängd"))))
        extension = dataset["dimension"]["ContentsCode"]["extension"]
        extension["refperiod"] = {"x": "1 november respektive år"}
        assert read(json.dumps(dataset).encode()).dates() == tuple(DAYS.values())

    def test_unknown_is_an_error_that_says_so(self):
        with pytest.raises(ReaderError) as caught:
            read(delimited(self.PLAIN))
        assert caught.value.code == "reader.no_date"
        assert caught.value.times == ("2018", "2019")
        assert "date=date(2019, 11, 1)" in str(caught.value)

    def test_unknown_is_what_the_caller_says(self):
        day = date(2019, 6, 30)
        assert read(delimited(self.PLAIN), date=day).dates() == (day,)

    @pytest.mark.parametrize("day", [date(2020, 12, 31), date(2019, 12, 31)])
    def test_another_day_than_the_files_is_refused(self, day):
        with pytest.raises(ReaderError) as caught:
            read(json_stat_2(TABLE), date=day)
        assert caught.value.code == "reader.other_date"
        assert caught.value.held == ("2018-11-01", "2019-11-01")

    def test_another_year_than_the_files_is_refused(self):
        with pytest.raises(ReaderError, match="the file has 2018, 2019"):
            read(delimited(self.PLAIN), date=date(2021, 11, 1))

    def test_ids_and_words_that_contradict_each_other(self):
        with pytest.raises(ReaderError) as caught:
            read(json_stat_2(TABLE._replace(table="BE0101N1")))
        assert caught.value.code == "reader.days"
        assert caught.value.days == ("1 November", "31 December")

    def test_a_month_is_its_last_day(self):
        months = Axis("Tid", "månad", (("2024M02", "2024M02"), ("2024M12", "2024M12")))
        table = invented((REGIONS, SEXES, months), table="TAB5444", title="Folkmängd")
        data = json_stat_2(table._replace(contents=("0000", "Folkmängd")))
        assert read(data).dates() == (date(2024, 2, 29), date(2024, 12, 31))
        # A year in such a table, or a month in a yearly one, is not known.
        with pytest.raises(ReaderError, match="the file says 2018, 2019"):
            read(
                json_stat_2(
                    TABLE._replace(table="TAB5444", contents=("0", "Folkmängd"), title="Folkmängd")
                )
            )
        with pytest.raises(ReaderError, match="the file says 2024M02, 2024M12"):
            read(json_stat_2(table._replace(table="TAB638", contents=("0", "Folkmängd"))))

    def test_an_unknown_month_is_the_callers(self):
        months = Axis("Tid", "månad", (("2024M02", "2024M02"), ("2024M03", "2024M03")))
        table = invented((REGIONS, SEXES, months), table="x", title="Folkmängd")
        day = date(2024, 3, 31)
        assert read(json_stat_2(table), date=day).dates() == (day,)

    def test_days_may_be_written_out(self):
        rows = "kod;år;antal\n01;2019-11-01;5\n01;2020-11-01;6\n"
        population = read(rows.encode())
        assert population.dates() == (date(2019, 11, 1), date(2020, 11, 1))
        with pytest.raises(ReaderError, match="the file says 2019-11-31"):
            read(b"kod;time;antal\n01;2019-11-31;5\n")

    def test_a_file_without_years_has_the_callers_day(self):
        assert read(b"kod;antal\n01;5\n", date=DAYS["2019"]).dates() == (DAYS["2019"],)
        with pytest.raises(ReaderError) as caught:
            read(b"kod;antal\n01;5\n")
        assert caught.value.code == "reader.no_time"

    def test_a_file_without_years_is_still_of_its_tables_day(self):
        table = invented((REGIONS, SEXES), table="TAB1267")
        assert read(json_stat_2_without_time(table), date=DAYS["2019"]).dates() == (DAYS["2019"],)
        with pytest.raises(ReaderError) as caught:
            read(json_stat_2_without_time(table), date=date(2019, 12, 31))
        assert caught.value.code == "reader.other_date"
        month = json_stat_2_without_time(
            table._replace(table="TAB6471", title="Folkmängd", contents=("", ""))
        )
        assert read(month, date=date(2019, 12, 31)).dates() == (date(2019, 12, 31),)
        with pytest.raises(ReaderError, match="the file has the last day of the month"):
            read(month, date=date(2019, 12, 30))


def json_stat_2_without_time(table):
    """Write a table that has no variable of time."""
    dataset = json.loads(json_stat_2(table))
    dataset["role"] = {}
    if not table.contents[0]:
        at = dataset["id"].index("ContentsCode")
        del dataset["id"][at], dataset["size"][at], dataset["dimension"]["ContentsCode"]
    return json.dumps(dataset).encode()


class TestPerturbed:
    """ "Knows perturbed tables (2025 on)." """

    def table(self, year):
        years = Axis("Tid", "år", ((year, year),))
        return json_stat_2(invented((REGIONS, SEXES, years)))

    def test_from_reference_year_2025_on(self):
        assert not read(self.table("2024")).perturbed
        assert read(self.table("2025")).perturbed

    def test_the_caller_may_know_better(self):
        assert not read(self.table("2025"), perturbed=False).perturbed
        assert read(self.table("2024"), perturbed=True).perturbed

    def test_a_level_of_the_callers_own_is_not_scbs(self):
        assert not read(self.table("2025"), level="stadsdel").perturbed


class TestAges:
    """ "Overlapping classes (totals and age groups as ordinary rows)... It chooses the
    disjoint cover with the fewest cells and says which." """

    MIXED = Axis(
        "Alder",
        "ålder",
        (
            *((str(age), f"{age} år") for age in range(30)),
            ("0-9", "0-9 år"),
            ("10-19", "10-19 år"),
            ("20-24", "20-24 år"),
            ("30+", "30+ år"),
            ("30+5", "30+ år"),
            ("TOT1", "totalt ålder"),
        ),
    )

    def table(self, year="2025"):
        years = Axis("Tid", "år", ((year, year),))
        table = invented((REGIONS, self.MIXED, years))
        for code, age, time in table.cells():
            if age == "30+5":
                table.figures[code, age, time] = table.figures[code, "30+", time]
        return table

    def test_overlapping_classes_are_refused_without_a_band(self):
        with pytest.raises(ReaderError) as caught:
            read(json_stat_2(self.table()))
        assert caught.value.code == "reader.overlap"
        assert (caught.value.first, caught.value.second, caught.value.count) == ("0-9", "0", 34)

    def test_a_band_is_made_of_the_fewest_cells(self):
        table = self.table()
        found = examine(json_stat_2(table), bands=[(0, 25), (30, None)])
        assert list(map(str, found.covers)) == ["0-25: 0-9, 10-19, 20-24, 25", "30+: 30+"]
        day = date(2025, 11, 1)
        figures, used = found.population.figures(("01",), level="lan", date=day, band=_band(0, 25))
        wanted = sum(table.figures["01", age, "2025"] for age in ("0-9", "10-19", "20-24", "25"))
        assert figures == (wanted,)
        assert "ålder 0-9, 10-19, 20-24, 25; " in used.sources[0].locator
        everyone, total = found.population.figures(("01",), level="lan", date=day)
        assert everyone == (table.figures["01", "TOT1", "2025"],)
        assert "ålder TOT1; " in total.sources[0].locator

    def test_a_band_that_cannot_be_made(self):
        with pytest.raises(ValueError, match="band 28-35 cannot be made .* there are 28, 29"):
            read(json_stat_2(self.table()), bands=[(28, 35)])

    def test_bands_keep_all_classes_that_do_not_overlap(self):
        found = examine(json_stat_2(TABLE), bands=[(1, 24)])
        assert [str(cover) for cover in found.covers] == ["0+: 0, 1-24, 25+"]

    def test_the_same_class_twice_must_be_the_same_figures(self):
        table = self.table()
        table.figures["03", "30+5", "2025"] += 1
        with pytest.raises(ReaderError) as caught:
            read(json_stat_2(table), bands=[(0, 9)])
        assert caught.value.code == "reader.same_class"
        assert caught.value.classes == ("ålder 30+", "ålder 30+5")

    def test_two_totals_are_compared_too(self):
        ages = Axis("Alder", "ålder", (("tot", "totalt"), ("TOT1", "samtliga")))
        table = invented((REGIONS, ages, YEARS))
        with pytest.raises(ReaderError) as caught:
            read(json_stat_2(table))
        assert caught.value.problems[0].code == "reader.same_class"

    def test_a_class_that_cannot_be_read_is_refused_or_left_out_on_purpose(self):
        ages = Axis("Alder", "ålder", (*age_axis("0", "1+").values, ("US", "uppgift saknas")))
        table = invented((REGIONS, ages, SEXES, YEARS))
        with pytest.raises(ReaderError) as caught:
            read(json_stat_2(table))
        assert (caught.value.code, caught.value.labels) == ("reader.ages", ("uppgift saknas",))
        assert len(read(json_stat_2(table), where={"Alder": ["0", "1+"]}).tables) == 4

    def test_a_total_alone_is_no_age(self):
        ages = Axis("Alder", "ålder", (("tot", "totalt ålder"),))
        population = read(json_stat_2(invented((REGIONS, ages, SEXES, YEARS))))
        assert {table.classes for table in population.tables} == {()}


class TestSexes:
    """ "Tables without total are fine (men and women are added when no total stands)." """

    def axis(self, *values, total=""):
        return Axis("Kon", "kön", values, total)

    def figures(self, axis, **options):
        table = invented((REGIONS, axis, YEARS), start=0)
        for code, sex, year in table.cells():
            men, women = 10 * int(code), 20 * int(code)
            known = {"1": men, "2": women, "3": men}
            table.figures[code, sex, year] = known.get(sex, men + women)
        return cells_of(read(json_stat_2(table), **options))

    def test_a_total_is_a_table_of_its_own(self):
        found = self.figures(
            self.axis(("TotSa", "totalt, samtliga"), ("1", "män"), ("2", "kvinnor"), total="TotSa")
        )
        assert found["lan", DAYS["2019"], None, "03", ""] == 90
        assert found["lan", DAYS["2019"], Sex.WOMEN, "03", ""] == 60

    def test_a_total_may_have_a_code_of_its_own(self):
        assert self.figures(self.axis(("1+2", "båda könen")))["lan", DAYS["2019"], None, "01", ""]
        assert self.figures(self.axis(("X", "x"), total="X"))["lan", DAYS["2019"], None, "01", ""]

    def test_one_sex_is_never_taken_for_both(self):
        assert {cell[2] for cell in self.figures(self.axis(("1", "män")))} == {Sex.MEN}

    @pytest.mark.parametrize(
        "axis",
        [(("1", "män"), ("9", "okänt kön")), (("1", "män"), ("3", "men"))],
    )
    def test_what_is_no_sex_or_stands_twice_is_refused(self, axis):
        with pytest.raises(ReaderError) as caught:
            self.figures(self.axis(*axis))
        assert caught.value.code == "reader.sexes"
        assert self.figures(self.axis(*axis), where={"kön": "1"})


class TestOtherVariables:
    """ "Refuses rather than guesses": a table that is split further."""

    STATUS = Axis("Civilstand", "civilstånd", (("OG", "ogifta"), ("G", "gifta")))

    def test_parts_without_a_total_are_refused_even_a_single_one(self):
        for parts in (self.STATUS.values, self.STATUS.values[:1]):
            axis = self.STATUS._replace(values=parts)
            with pytest.raises(ReaderError) as caught:
                read(json_stat_2(invented((REGIONS, axis, SEXES, YEARS))))
            assert caught.value.code == "reader.other"
            assert caught.value.held == tuple(label for _, label in parts)

    def test_they_are_added_up_or_chosen_on_purpose(self):
        table = invented((REGIONS, self.STATUS, YEARS))
        cell = "lan", DAYS["2018"], None, "01", ""
        both = table.figures["01", "OG", "2018"] + table.figures["01", "G", "2018"]
        assert cells_of(read(json_stat_2(table), where={"civilstånd": "*"}))[cell] == both
        assert (
            cells_of(read(json_stat_2(table), where={"civilstånd": ["og", "Gifta"]}))[cell] == both
        )
        one = read(json_stat_2(table), where={"Civilstand": "gifta"})
        assert cells_of(one)[cell] == table.figures["01", "G", "2018"]
        assert "civilstånd G" in one.tables[0].sources[0].locator

    @pytest.mark.parametrize("total", [("TOT", "totalt"), ("XX", "ugifta och gifta")])
    def test_a_total_is_taken_alone(self, total):
        axis = self.STATUS._replace(values=(*self.STATUS.values, total), total=total[0])
        table = invented((REGIONS, axis, YEARS))
        found = cells_of(read(json_stat_2(table)))
        assert found["lan", DAYS["2018"], None, "01", ""] == table.figures["01", total[0], "2018"]

    @pytest.mark.parametrize(
        ("where", "code"),
        [
            ({"civilstånd": "skilda"}, "reader.no_value"),
            ({"civilstånd": []}, "reader.no_value"),
            ({"civilstand ": "OG"}, "reader.no_variable"),
            ({"": "OG"}, "reader.no_variable"),
        ],
    )
    def test_what_is_not_there_cannot_be_chosen(self, where, code):
        with pytest.raises(ReaderError) as caught:
            read(json_stat_2(invented((REGIONS, self.STATUS, YEARS))), where=where)
        assert caught.value.code == code

    def test_contents_that_are_not_people_are_refused(self):
        data = json_stat_2(TABLE._replace(contents=("BE0701", "Levande födda")))
        with pytest.raises(ReaderError) as caught:
            read(data)
        assert caught.value.code == "reader.contents"
        assert caught.value.held == ("Levande födda",)

    def test_contents_that_are_not_people_have_a_name_of_their_own(self):
        table = invented((REGIONS, YEARS), contents=("BE0701", "Levande födda"))
        population = read(json_stat_2(table), indicator="levande födda")
        figures, _ = population.figures(
            ("01",), level="lan", date=DAYS["2018"], indicator="levande födda"
        )
        assert figures == (table.figures["01", "2018"],)

    def test_of_several_contents_people_are_chosen(self):
        rows = "region;Invånare per kvkm 2019;Population 2019;Area 2019\n01 x;364.9;25;6513,83\n"
        found = read(rows.encode(), date=DAYS["2019"])
        assert list(cells_of(found).values()) == [25]
        with pytest.raises(ReaderError, match="contents holds Area, and none of it"):
            read(rows.encode(), date=DAYS["2019"], where={"contents": "Area"})


class TestRecognising:
    def test_a_path_is_no_text_and_no_file_object(self):
        with pytest.raises(InputTypeError) as caught:
            read_population('{"class": "dataset"}')
        assert caught.value.code == "reader.text"
        with pytest.raises(InputTypeError) as caught:
            read_population(5)  # type: ignore[arg-type]
        assert caught.value.code == "reader.type"
        with pytest.raises(ReaderError, match="cannot be read: No such file") as missing:
            read_population("no such file.csv")
        assert missing.value.code == "file.unreadable"

    def test_a_day_is_a_date(self):
        with pytest.raises(InputTypeError) as caught:
            read(json_stat_2(TABLE), date="2019-11-01")
        assert caught.value.code == "population.date"

    @pytest.mark.parametrize("columns", [{"kommunkod": "region"}, {"region": 5}])
    def test_columns_are_told_by_kind(self, columns):
        with pytest.raises(ReaderError) as caught:
            read(json_stat_2(TABLE), columns=columns)
        assert caught.value.code == "reader.columns"

    @pytest.mark.parametrize(
        ("options", "code"),
        [
            ({"level": 5}, "level.type"),
            ({"bands": (0, 25)}, "reader.bands"),
            ({"bands": [(0, 25, 3)]}, "reader.bands"),
            ({"where": {"år": 2019}}, "reader.where"),
            ({"where": {"år": [2019]}}, "reader.where"),
        ],
    )
    def test_options_are_of_their_types(self, options, code):
        with pytest.raises(InputTypeError) as caught:
            read(json_stat_2(TABLE), **options)
        assert caught.value.code == code

    def test_level_leaves_the_others_out(self):
        regions = Axis("Region", "region", (("01", "Stockholms län"), ("0114", "Upplands Väsby")))
        data = json_stat_2(invented((regions, YEARS)))
        assert {table.level for table in read(data).tables} == {"lan", "kommun"}
        assert {table.level for table in read(data, level=Level.REGION).tables} == {"lan"}
        assert {table.level for table in read(data, level="kommun").tables} == {"kommun"}

    def test_a_level_of_the_callers_own(self):
        rows = "stadsdel;2019\nnorra;5\nsödra;6\n"
        found = read(
            rows.encode(), date=DAYS["2019"], level="stadsdel", columns={"region": "stadsdel"}
        )
        assert set(cells_of(found)) == {
            ("stadsdel", DAYS["2019"], None, "norra", ""),
            ("stadsdel", DAYS["2019"], None, "södra", ""),
        }

    def test_workbooks_may_have_headings_in_two_rows(self):
        rows: list[list[object]] = [
            ["Folkmängd (påhittade siffror)"],
            [],
            [None, None, "2018", None, "2019", None],
            [None, None, "män", "kvinnor", "män", "kvinnor"],
            ["01", "Stockholms län", 1, 2, 3, 4],
            ["03", "Uppsala län", 5, 6, 7, 8],
        ]
        found = cells_of(read(workbook(rows)))
        assert found["lan", DAYS["2018"], Sex.WOMEN, "01", ""] == 2
        assert found["lan", DAYS["2019"], Sex.MEN, "03", ""] == 7
        rows[3] = [None, None, "Folkmängd", None, "Folkmängd", None]
        assert len(read(workbook([[*row[:3], *row[4:5]] for row in rows])).tables) == 2
