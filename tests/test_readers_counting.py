"""What a file counts: everyone who lives there, or it is refused or named.

"A title (or table id) that is there and not known to count people (the whole population) is
refused, or needs an explicit choice." All figures are invented.
"""

from collections.abc import Callable
from datetime import date

import pytest

from fordelning.errors import ReaderError
from fordelning.population import FOLKMANGD
from fordelning.readers import examine, from_columns, read_population
from fordelning.readers.counting import is_everyone

from .readers import (
    REGIONS,
    YEARS,
    Axis,
    Invented,
    delimited,
    invented,
    json_stat_1,
    json_stat_2,
    px,
    xlsx,
)

DAY = date(2019, 12, 31)
TABLE = invented((REGIONS, YEARS), table="", contents=("x", "Folkmängd"))

EVERYONE = [
    "Folkmängd efter region och år",
    "Folkmängden efter region, civilstånd, ålder och kön. År 1968-2024",
    "Folkmängden den 1 november efter region, ålder och kön. År 2002 - 2024",
    "Folkmängden per månad efter region, ålder, kön och månad",
    "Population by region, marital status, age, sex and period",
    "The population 1 November by region and year",
    "Folkmängd 31 december 2020 efter län och ålder i ettårsklasser",
    "Folkmängd i riket, län och kommuner 31/12 2020",
    "Antal invånare per kommun 2019-12-31",
    "Källa: SCB. Befolkningen totalt (preliminära uppgifter)",
    "Folkmängd (antal) efter region och år",
]
OTHERS = [
    "Levande födda efter region och år",
    "Live births by region and year",
    "Döda efter region, kön och år",
    "Folkökning efter region och år",
    "Invandringar efter region och år",
    "Antal hushåll efter region och år",
    "Medelinkomst tkr efter region och år",
    "Antal personbilar efter region och år",
    "Befolkning 16-64 sysselsatta",
    "Befolkning 16-64 år efter region",
    "Folkmängd, ogifta",
    "Folkmängd (ogifta) efter region",
    "Folkmängd efter region och år, män",
    "Folkmängd, män",
    "Folkmängd i tätorter efter region",
    "Folkmängd 16 år och äldre efter region",
    "Folkmängd, 65 efter region",
    "Befolkningstäthet efter region och år",
    "Population density by region and year",
    "Folkmängdens förändring efter region",
    "Medelfolkmängd efter region och år",
    "Antal efter region och år",
    "Region och år",
    "Folkmängd" + " efter region" * 100,
]
SHAPES: dict[str, Callable[[Invented], bytes]] = {
    "csv": delimited,
    "xlsx": xlsx,
    "json-stat2": json_stat_2,
    "json-stat1": json_stat_1,
    "px": px,
}


def read(data, **options):
    return read_population(data, **{"date": DAY, "source": "påhittad", **options})


def refused(data, **options):
    with pytest.raises(ReaderError) as caught:
        read(data, **options)
    return caught.value


class TestTitles:
    """ "Births, cars, households, incomes" are not inhabitants, and a "title with 'Folkmängd'
    restricted to a part (ogifta, män)" is not everyone."""

    @pytest.mark.parametrize("title", EVERYONE)
    def test_of_everyone(self, title):
        assert is_everyone(title)

    @pytest.mark.parametrize("title", OTHERS)
    def test_of_something_else_or_of_some(self, title):
        assert not is_everyone(title)

    @pytest.mark.parametrize("shape", SHAPES)
    @pytest.mark.parametrize("title", ["Levande födda efter region och år", "Folkmängd, män"])
    def test_are_refused_in_every_shape(self, shape, title):
        # "Antal" says no more of what is counted than a year does.
        data = SHAPES[shape](TABLE._replace(title=title, contents=("antal", "Antal")))
        error = refused(data)
        assert error.code == "reader.not_everyone"
        assert title in str(error)
        assert "indicator='folkmängd'" in str(error)

    @pytest.mark.parametrize("shape", SHAPES)
    def test_are_refused_whatever_the_contents_are_called(self, shape):
        data = SHAPES[shape](TABLE._replace(title="Folkmängd, ogifta"))
        assert refused(data).code == "reader.not_everyone"

    @pytest.mark.parametrize("shape", SHAPES)
    def test_of_everyone_are_read_in_every_shape(self, shape):
        data = SHAPES[shape](TABLE._replace(title="Folkmängd efter region och år"))
        assert read(data).tables[0].indicator == FOLKMANGD

    def test_may_name_any_variable_of_the_table(self):
        axis = Axis("x", "skolform", (("T", "totalt"), ("G", "grundskola")), "T")
        title = "Folkmängd efter region, skolform och år"
        split = invented((REGIONS, axis, YEARS))
        table = TABLE._replace(axes=split.axes, figures=split.figures, title=title)
        assert read(json_stat_2(table)).tables
        assert refused(json_stat_2(TABLE._replace(title=title))).code == "reader.not_everyone"

    def test_need_not_repeat_what_the_contents_say(self):
        data = json_stat_2(TABLE._replace(title="Region och år"))
        assert read(data).tables
        data = json_stat_2(TABLE._replace(title="Region och år", contents=("x", "Antal")))
        assert refused(data).code == "reader.not_everyone"

    def test_may_name_the_other_contents_too(self):
        rows = (
            "Folkmängd och folkökning efter region\n\nregion;Folkmängd 2019;Folkökning 2019\n01;{}"
        )
        (table,) = read(rows.format("5;1\n").encode()).tables
        assert table.rows == (("01", (5,)),)
        lone = "Folkmängd och folkökning efter region\n\nregion;2019\n01;5\n"
        assert refused(lone.encode()).code == "reader.not_everyone"

    def test_of_several_lines(self):
        rows = "Folkmängd efter region\nKälla: SCB\n{}\nregion;2019\n01;5\n"
        found = examine(rows.format("").encode(), date=DAY)
        assert str(found.population.tables[0].sources[0]).startswith(
            "Folkmängd efter region. Källa: SCB"
        )
        assert refused(rows.format("Ogifta\n").encode()).code == "reader.not_everyone"


class TestTables:
    """ "(or table id)": what has no title is known by its table."""

    @pytest.mark.parametrize(
        ("name", "known"),
        [
            ("BE0101N1_20230719-185419.csv", True),
            ("BE0701A1_20230719-185419.csv", False),
            ("000001Z3_20230719-185419.csv", False),
            ("BE0101U1_20230719-185419.csv", False),
            ("folkmangd.csv", True),
        ],
    )
    def test_by_the_name_that_statistikdatabasen_gives_a_file(self, name, known, tmp_path):
        path = tmp_path / name
        path.write_bytes(b"region;2019\n01;5\n")
        if known:
            assert read(path).tables
        else:
            assert name.partition("_")[0] in str(refused(path))

    def test_by_the_id_in_the_file(self):
        data = json_stat_2(TABLE._replace(title="", table="TAB5000", contents=("x", "Antal")))
        assert refused(data).code == "reader.not_everyone"
        assert read(json_stat_2(TABLE._replace(title="", table="TAB5000"))).tables
        data = json_stat_2(TABLE._replace(title="", table="TAB638", contents=("x", "Antal")))
        assert read(data).tables

    def test_a_sheets_own_name_is_no_id(self):
        for name in ("Blad1", "Tab1", "2019"):
            assert read(xlsx(TABLE._replace(title="", table=name))).tables
        assert refused(xlsx(TABLE._replace(title="", table="BE0701A1"))).code == (
            "reader.not_everyone"
        )


class TestTheCallersWord:
    """ "indicator= names what is counted; … 'this is people', e.g. indicator='folkmängd'
    explicitly given." """

    def test_names_what_is_counted(self):
        data = delimited(TABLE._replace(title="Levande födda efter region och år"))
        (table,) = read(data, indicator="levande födda").tables
        assert table.indicator == "levande födda"

    def test_says_that_it_is_everyone_all_the_same(self):
        data = delimited(TABLE._replace(title="Underlag till utbetalning"))
        assert refused(data).code == "reader.not_everyone"
        (table,) = read(data, indicator=FOLKMANGD).tables
        assert table.indicator == FOLKMANGD

    def test_says_it_of_contents_too(self):
        rows = b"region;Boende 2019\n01;5\n"
        assert refused(rows).code == "reader.contents"
        assert read(rows, indicator=FOLKMANGD).tables[0].rows == (("01", (5,)),)

    def test_chooses_everyone_among_several_contents(self):
        rows = "region;Folkmängd 2019;Levande födda 2019\n01;5;1\n".encode()
        assert read(rows, indicator=FOLKMANGD).tables[0].rows == (("01", (5,)),)
        births = {"indicator": "levande födda", "where": {"contents": "Levande födda"}}
        assert read(rows, **births).tables[0].rows == (("01", (1,)),)
        assert refused(rows, indicator="levande födda").code == "reader.contents"

    def test_of_which_cells_is_not_yet_of_what(self):
        """Chosen births are still births."""
        rows = "region;Folkmängd 2019;Levande födda 2019\n01;5;1\n".encode()
        assert refused(rows, where={"contents": "Levande födda"}).code == "reader.contents"


class TestOnesOwn:
    """ "A plain CSV of one's own without any title, column called antal/2019/folkmängd, goes on
    as now." """

    @pytest.mark.parametrize(
        "heading", ["antal", "2019", "folkmängd", "Folkmängd 2019", "Antal invånare", "value"]
    )
    def test_goes_on(self, heading):
        assert read(f"kod;{heading}\n01;5\n".encode()).tables[0].rows == (("01", (5,)),)

    def test_a_column_that_is_named_is_taken_at_the_callers_word(self):
        rows = b"kod;Bef 191231\n01;5\n"
        assert refused(rows).code == "reader.contents"
        assert read(rows, columns={"value": "Bef 191231"}).tables
        columns: dict[str, list[object]] = {"kod": ["01"], "bef": [5]}
        found = from_columns(columns, code="kod", value="bef", date=DAY, source="x")
        assert found.tables[0].indicator == FOLKMANGD
