"""Figures from columns, dataframes and the service itself.

"Also plain CSV, columns and any dataframe (narwhals) with code and value columns; codes
that lost their zeros are an error that tells how to read them."
"""

import json
import sys
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from fordelning.errors import FordelningError, InputTypeError, MissingExtraError, ReaderError
from fordelning.population import Sex
from fordelning.readers import from_columns, from_frame, read_population, scb

from .readers import REGIONS, SEXES, TABLES_YEAR, invented, json_stat_2

DAY = date(2019, 11, 1)
COLUMNS = {"kod": ["01", "03"], "namn": ["Stockholm", "Uppsala"], "antal": [5, 6], "x": [0, 0]}


def read(columns, **options):
    return from_columns(
        columns, code="kod", value="antal", source="påhittad", **{"date": DAY, **options}
    )


class TestColumns:
    def test_of_codes_and_counts(self):
        (table,) = read(COLUMNS).tables
        assert table.rows == (("01", (5,)), ("03", (6,)))
        assert (table.date, str(table.sources[0])) == (DAY, "påhittad, contents antal")

    def test_by_age_sex_and_year(self):
        columns = {
            "kod": ["0114"] * 8,
            "år": [2018, 2018, 2018, 2018, 2019, 2019, 2019, 2019],
            "ålder": [0, "1+"] * 4,
            "kön": ["1", "1", "2", "2"] * 2,
            "antal": range(8),
        }
        men, women = read(columns, age="ålder", sex="kön", time="år").tables
        assert men.rows == (("0114", (4, 5)),)
        assert women.rows == (("0114", (6, 7)),)
        assert women.sex == Sex.WOMEN

    def test_codes_that_are_numbers_lost_their_zeros(self):
        with pytest.raises(ReaderError) as caught:
            read({"kod": [1, 3], "antal": [5, 6]})
        assert caught.value.code == "reader.numbers"
        assert "pd.read_csv(..., dtype={'kod': str})" in str(caught.value)
        with pytest.raises(ReaderError) as caught:
            read({"kod": ["1", "3"], "antal": [5, 6]})
        assert caught.value.code == "reader.zeros"

    @pytest.mark.parametrize("value", [6.0, Decimal("6.5"), True, float("nan"), "6 1)", -6])
    def test_what_is_no_count_is_refused_in_its_row(self, value):
        with pytest.raises(ReaderError) as caught:
            read({"kod": ["01", "03"], "antal": [5, value]})
        assert caught.value.code == "reader.count"
        assert "kod 03 (row 3, column 2)" in caught.value.cell

    def test_nothing_is_no_zero(self):
        with pytest.raises(ReaderError) as caught:
            read({"kod": ["01", "03"], "antal": [5, None]})
        assert caught.value.code == "reader.blank"

    @pytest.mark.parametrize(
        ("columns", "code"),
        [
            ({"kod": ["01"]}, "reader.no_variable"),
            ({"kod": ["01"], "antal": [5, 6]}, "reader.column_lengths"),
            ({"kod": ["01", "01"], "antal": [5, 5]}, "reader.twice"),
            ({"kod": [], "antal": []}, "reader.no_rows"),
            ({"kod": ["01", ""], "antal": [5, 6]}, "reader.blank_label"),
            ({"kod": ["01", "", "03"], "antal": [5, None, 6]}, "reader.blank_label"),
        ],
    )
    def test_what_is_refused(self, columns, code):
        with pytest.raises(FordelningError) as caught:
            read(columns)
        assert caught.value.code == code

    def test_options_that_there_are_not(self):
        with pytest.raises(TypeError):
            read(COLUMNS, ages="ålder")


class Frame:
    """A dataframe, as far as narwhals shows one."""

    def __init__(self, columns):
        self.held = columns
        self.columns = list(columns)

    def __getitem__(self, name):
        return SimpleNamespace(to_list=lambda: self.held[name])


class LazyFrame(Frame):
    def collect(self):
        return Frame(self.held)


def from_native(frame):
    if not isinstance(frame, Frame):
        raise TypeError("no dataframe")
    if "twice" in frame.held:
        raise ValueError("expected unique column names")
    return frame


class TestFrames:
    def read(self, frame):
        return from_frame(frame, code="kod", value="antal", date=DAY, source="påhittad")

    @pytest.fixture
    def narwhals(self, monkeypatch):
        module = SimpleNamespace(from_native=from_native, LazyFrame=LazyFrame)
        monkeypatch.setitem(sys.modules, "narwhals", module)

    @pytest.mark.usefixtures("narwhals")
    def test_are_read_as_their_columns(self):
        assert self.read(Frame(COLUMNS)) == read(COLUMNS)
        assert self.read(LazyFrame(COLUMNS)) == read(COLUMNS)

    @pytest.mark.usefixtures("narwhals")
    def test_anything_else_is_refused(self):
        with pytest.raises(InputTypeError) as caught:
            self.read(COLUMNS)
        assert caught.value.code == "reader.frame"

    @pytest.mark.usefixtures("narwhals")
    @pytest.mark.parametrize("columns", [{0: ["01"], 1: [5]}, {"twice": ["01"]}])
    def test_columns_have_names_of_their_own(self, columns):
        with pytest.raises(InputTypeError) as caught:
            self.read(Frame(columns))
        assert caught.value.code == "reader.column_names"

    def test_need_their_extra(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "narwhals", None)
        with pytest.raises(MissingExtraError) as caught:
            self.read(Frame(COLUMNS))
        assert (caught.value.needs, caught.value.extra) == ("narwhals", "frames")

    @pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow"])
    def test_of_libraries_that_are_installed(self, engine):
        pytest.importorskip("narwhals")
        library = pytest.importorskip(engine)
        make = library.table if engine == "pyarrow" else library.DataFrame
        assert self.read(make(COLUMNS)) == read(COLUMNS)
        if engine == "polars":
            assert self.read(make(COLUMNS).lazy()) == read(COLUMNS)
        with pytest.raises(ReaderError) as caught:
            self.read(make({"kod": [1, 3], "antal": [5, 6]}))
        assert caught.value.code == "reader.numbers"


class TestAddresses:
    """ "The query for it is documented as an address a person can paste." """

    def test_of_the_table_of_1_november(self):
        asked = scb.november(2019, ages=False)
        assert scb.address(scb.NOVEMBER, asked) == (
            "https://statistikdatabasen.scb.se/api/v2/tables/TAB1267/data"
            "?lang=sv&outputFormat=json-stat2&valueCodes[ContentsCode]=BE0101A9"
            "&valueCodes[Region]=01,03,04,05,06,07,08,09,10,12,13,14,17,18,19,20,21,22,23,24,25"
            "&valueCodes[Alder]=tot&valueCodes[Kon]=1,2&valueCodes[Tid]=2019"
        )

    def test_asks_for_every_age_and_everyone_of_the_year(self):
        asked = scb.november(2006, level="kommun")
        assert len(asked["Alder"]) == 101
        # Heby had another code until 2007.
        assert "1917" in asked["Region"]
        assert len(asked["Region"]) == 290
        assert "valueCodes[Alder]=0,1,2," in scb.address(scb.NOVEMBER, asked, language="en")

    @pytest.mark.parametrize("year", [2001, 2025])
    def test_a_year_that_the_table_does_not_have(self, year):
        with pytest.raises(ReaderError) as caught:
            scb.november(year)
        assert caught.value.code == "reader.november"


class TestFetching:
    """ "An optional fetch through pxwebpy (extra `scb`). No network in core or tests." """

    TABLE = invented((REGIONS, SEXES, TABLES_YEAR))

    @pytest.fixture
    def asked(self, monkeypatch):
        told: dict[str, object] = {}
        whole = json.loads(json_stat_2(self.TABLE))
        metadata = {**whole, "value": []}

        class PxApi:
            def __init__(self, url, language):
                told.update(url=url, language=language)

            def get_table_metadata(self, table_id):
                return metadata

            def get_table_data(self, table_id, value_codes, show):
                told.update(table=table_id, values=value_codes, show=show)
                if "9" in value_codes.get("Kon", ()):
                    raise OSError("Error 400: Bad Request")
                return [
                    {
                        "region": code,
                        "kön": sex,
                        "tabellinnehåll": "BE0101A9",
                        "år": year,
                        "value": figure,
                    }
                    for (code, sex, year), figure in self.figures
                    if code in value_codes["Region"]
                ]

            figures = self.TABLE.figures.items()

        monkeypatch.setitem(sys.modules, "pxweb", SimpleNamespace(PxApi=PxApi))
        return told

    def test_gives_the_bytes_of_a_file(self, asked):
        values = {"Region": ["01", "03"], "Kon": ("1", "2"), "Tid": ["2019"]}
        data = scb.fetch("TAB1267", values)
        assert asked == {
            "url": "scb",
            "language": "sv",
            "table": "TAB1267",
            "values": {"Region": ["01", "03"], "Kon": ["1", "2"], "Tid": ["2019"]},
            "show": "code",
        }
        men, women = read_population(data).tables
        assert men.rows == tuple((c, (self.TABLE.figures[c, "1", "2019"],)) for c in ("01", "03"))
        assert men.sources[0].dated == date(2020, 2, 3)
        assert women.codes == ("01", "03")

    def test_a_refusal_is_told(self, asked):
        with pytest.raises(ReaderError, match="Error 400: Bad Request"):
            scb.fetch("TAB1267", {"Kon": ["9"]})

    def test_needs_its_extra(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "pxweb", None)
        with pytest.raises(MissingExtraError) as caught:
            scb.fetch("TAB1267", {})
        assert (caught.value.needs, caught.value.extra) == ("pxwebpy", "scb")


def test_the_core_does_not_import_readers():
    import subprocess

    program = "import fordelning, sys; print(any('readers' in name for name in sys.modules))"
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert said.stdout.split() == ["False"]
