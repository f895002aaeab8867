"""The parts of the readers: covers of bands, names of recipients, layouts, workbooks."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fordelning.errors import BandError, FordelningError, ReaderError
from fordelning.population import AgeClass, Sex
from fordelning.readers import Variable, examine, read_population
from fordelning.readers.covers import covers_of, fewest
from fordelning.readers.cube import About, Cube
from fordelning.readers.figures import Figures, evenly
from fordelning.readers.kinds import Kind, kind_by_values
from fordelning.readers.layout import found
from fordelning.readers.tokens import age_of, is_figure, is_total, sex_of, time_in, value_of

from .readers import (
    CODE,
    REGIONS,
    YEARS,
    Axis,
    delimited,
    invented,
    json_stat_2,
    px,
    workbook,
)
from .strategies import SETTINGS

DAY = date(2019, 11, 1)


def classes(*labels):
    return [AgeClass.read(label) for label in labels]


def slow_fewest(band, held):
    """Try every set of classes, the smallest first."""
    ages = set(range(band.low, 40 if band.high is None else band.high + 1))
    sets = {each: set(range(each.low, 40 if each.high is None else each.high + 1)) for each in held}
    for size in range(1, len(held) + 1):
        for chosen in combinations(held, size):
            together = [age for each in chosen for age in sets[each]]
            open_ended = any(each.high is None for each in chosen)
            if (
                len(together) == len(set(together))
                and set(together) == ages
                and open_ended == (band.high is None)
            ):
                return size
    return None


class TestFewest:
    """ "For 0-25 the cover with the fewest cells carries least noise." """

    @pytest.mark.parametrize(
        ("band", "held", "wanted"),
        [
            (AgeClass(0, 25), "0-9 10-19 20-24 25 0 1 2", "0-9 10-19 20-24 25"),
            (AgeClass(0, None), "0-9 10+ 5-9 0-4", "0-9 10+"),
            (AgeClass(5, 9), "0-9 5 6 7 8 9", "5 6 7 8 9"),
            (AgeClass(0, 9), "0-4 0-6 5-9 7 8 9", "0-4 5-9"),
            (AgeClass(7, 7), "7", "7"),
        ],
    )
    def test_by_hand(self, band, held, wanted):
        assert list(fewest(band, classes(*held.split()))) == classes(*wanted.split())

    @pytest.mark.parametrize(
        ("band", "held"),
        [(AgeClass(0, 9), "0-4 6-9"), (AgeClass(0, None), "0-9"), (AgeClass(2, 3), "0-9")],
    )
    def test_none(self, band, held):
        with pytest.raises(BandError) as caught:
            fewest(band, classes(*held.split()))
        assert caught.value.code == "reader.band"

    @pytest.mark.property
    @SETTINGS
    @given(
        st.integers(0, 6),
        st.none() | st.integers(0, 8),
        st.lists(
            st.tuples(st.integers(0, 9), st.none() | st.integers(0, 5)), max_size=9, unique=True
        ),
    )
    def test_are_as_few_as_trying_every_set(self, low, width, pairs):
        band = AgeClass(low, None if width is None else low + width)
        held = [AgeClass(a, None if b is None else a + b) for a, b in pairs]
        wanted = slow_fewest(band, held)
        try:
            assert len(fewest(band, held)) == wanted
        except BandError:
            assert wanted is None

    def test_without_classes_there_is_nothing_to_cover(self):
        assert covers_of([], []) == ()


class TestNames:
    """ "Names in other use are mapped by the register, with the match shown." """

    def read(self, rows, **options):
        return examine(rows.encode(), source="x", date=DAY, **options)

    def test_are_mapped_when_the_caller_says_so_and_the_match_is_shown(self):
        rows = "region;2019\nSörmland;5\nJämtland/Härjedalen;6\nRiket;11\n"
        for options in ({}, {"level": "region"}):
            read = self.read(rows, names=True, **options)
            assert list(map(str, read.matches)) == [
                "Sörmland is 04 Södermanlands län",
                "Jämtland/Härjedalen is 23 Jämtlands län",
            ]
            assert read.population.tables[0].rows == (("04", (5,)), ("23", (6,)))
            assert read.aside == ("Riket",)

    def test_of_kommuner(self):
        rows = "kommun;2019\nUpplands-Bro kommun;5\nMalmö stad;6\n"
        (table,) = self.read(rows, names=True).population.tables
        assert (table.level, table.codes) == ("kommun", ("0139", "1280"))

    def test_that_could_be_at_two_levels_need_the_level(self):
        rows = "region;2019\nStockholm;5\nUppsala;6\n"
        with pytest.raises(ReaderError) as caught:
            self.read(rows, names=True)
        assert caught.value.code == "reader.level"
        (table,) = self.read(rows, names=True, level="kommun").population.tables
        assert table.codes == ("0180", "0380")

    def test_all_that_nobody_has_are_told(self):
        with pytest.raises(ReaderError) as caught:
            self.read("region;2019\nSverigedel;5\nNorrland;6\nSkåne;7\n", names=True)
        assert [each.code for each in caught.value.problems] == ["name.unknown"] * 2

    def test_codes_of_the_european_division_are_mapped(self):
        read = self.read("region;2019\nSE110 Stockholms län;5\nSE121;6\n")
        assert list(map(str, read.matches)) == [
            "SE110 Stockholms län is 01 Stockholms län",
            "SE121 is 03 Uppsala län",
        ]

    def test_a_european_code_with_anothers_name_is_refused(self):
        with pytest.raises(FordelningError) as caught:
            self.read("region;2019\nSE110 Uppsala län;5\n")
        assert caught.value.code == "name.other_code"

    def test_a_code_is_not_lost_over_a_name_that_is_not_known(self):
        (table,) = self.read("region;2019\n01 Huvudstadens län;5\n").population.tables
        assert table.codes == ("01",)

    def test_codes_that_are_no_mans_and_empty_are_set_aside(self):
        rows = "region;2006;2007\n0331 Heby;..;7\n1917 Heby;6;..\n"
        read = examine(rows.encode(), source="x", date=date(2007, 11, 1))
        assert read.aside == ("1917 Heby",)
        assert read.population.tables[0].rows == (("0331", (7,)),)

    def test_names_and_codes_in_columns_apart_in_either_order(self):
        for rows in (
            "kod;namn;2019\n01;Stockholms län;5\n03;Uppsala län;6\n",
            "namn;kod;2019\nStockholms län;01;5\nUppsala län;03;6\n",
            "kommun;kommunkod;2019\nEkerö;0125;5\nSalem;0128;6\n",
            "kommunkod;kommun;2019\n0125;Ekerö;5\n0128;Salem;6\n",
        ):
            assert not self.read(rows).matches

    def test_a_swap_of_names_in_columns_apart_is_found(self):
        rows = "kod;namn;2019\n0114;Upplands-Bro;5\n0139;Upplands Väsby;6\n"
        with pytest.raises(ReaderError) as caught:
            self.read(rows)
        assert [each.code for each in caught.value.problems] == ["name.other_code"] * 2

    def test_a_column_that_might_tell_of_something_else_is_no_name(self):
        for rows in (
            "kod;civilstånd;2019\n01;ogifta;5\n03;gifta;6\n",
            "kod;namn;2019\n01;A;5\n03;A;6\n",
        ):
            with pytest.raises(ReaderError, match="no total of them|there is no figure"):
                self.read(rows)
        # In a crosstab, whose columns have no names, the register tells.
        for label, code in (("Stockholms län", None), ("ogifta", "reader.other")):
            data = workbook([["Folkmängd"], [], [None, None, "2019"], ["01", label, 5]])
            if code is None:
                read_population(data, source="x", date=DAY)
                continue
            with pytest.raises(ReaderError) as caught:
                read_population(data, source="x", date=DAY)
            assert caught.value.code == code


class TestColumns:
    """The caller may say which column is which."""

    def test_by_names_of_their_own(self):
        rows = "Kommunkod 2020;Ort;Grupp;Antal 2020;Areal\n0114;x;0-24;5;9\n0114;x;25+;6;9\n"
        population = read_population(
            rows.encode(),
            source="x",
            date=date(2020, 12, 31),
            columns={"region": "kommunkod 2020", "age": "Grupp", "value": "Antal 2020"},
            where={"ort": "*", "areal": "9"},
        )
        (table,) = population.tables
        assert table.rows == (("0114", (5, 6)),)
        with pytest.raises(ReaderError) as caught:
            read_population(rows.encode(), columns={"value": "antal"})
        assert caught.value.code == "reader.no_variable"

    def test_a_kind_that_is_named_is_no_other_columns(self):
        rows = "kommun;stadsdel;2019\n0114;norra;5\n0114;södra;6\n"
        population = read_population(
            rows.encode(),
            source="x",
            date=DAY,
            level="stadsdel",
            columns={"region": "stadsdel"},
            where={"kommun": "0114"},
        )
        assert population.tables[0].codes == ("norra", "södra")


class TestTokens:
    @pytest.mark.parametrize(
        ("token", "value"),
        [
            (" 5 ", 5),
            ("0", 0),
            ("2 377 081", 2377081),
            ("2\u00a0377", 2377),
            ("23 77", "23 77"),
            ("2.377", "2.377"),
            ("-5", "-5"),
            ("5 1)", "5 1)"),
            ("٥", "٥"),
            ("9" * 16, "9" * 16),
            ("", ""),
        ],
    )
    def test_figures(self, token, value):
        assert value_of(token) == value

    def test_a_total_of_some_is_no_total(self):
        assert not is_total("totalt 0-19 år")
        assert is_total("TOT5")

    @pytest.mark.parametrize(
        ("code", "label", "wanted"),
        [
            ("x", "1 year", "1"),
            ("x", "0-4 years", "0-4"),
            ("x", "100+ years", "100+"),
            ("x", "85 år och äldre", "85+"),
            ("x", "65-", "65+"),
            ("-9", "0–9 år", "0-9"),
            ("7-15", "", "7-15"),
        ],
    )
    def test_ages(self, code, label, wanted):
        assert str(age_of(code, label)) == wanted

    def test_what_is_none(self):
        assert age_of("US", "uppgift saknas") is None
        assert age_of("5", "25-0 år") is None
        assert sex_of("3", "okänt") is None
        assert time_in("2019A") == ("", "2019A")
        assert not is_figure("5 1)")

    def test_variables_without_a_name_are_known_by_their_values(self):
        def kind(*labels):
            return kind_by_values(Variable("", "", labels, labels))

        assert kind("2018", "2019M01") == Kind.TIME
        assert kind("men", "women", "total") == Kind.SEX
        assert kind("0 år", "1-9 år", "totalt") == Kind.AGE
        assert kind("ogifta") is None


class TestHeadings:
    """Years, sexes and ages may stand together above the figures of one row."""

    @pytest.mark.parametrize(
        ("headings", "wanted"),
        [
            ("män 2019;kvinnor 2019", {(Sex.MEN, "", 5), (Sex.WOMEN, "", 6)}),
            ("2019 men;2019 women", {(Sex.MEN, "", 5), (Sex.WOMEN, "", 6)}),
            ("Folkmängd män 2019;Folkmängd kvinnor 2019", {(Sex.MEN, "", 5), (Sex.WOMEN, "", 6)}),
            ("0-9 år 2019;10+ år 2019", {(None, "0-9", 5), (None, "10+", 6)}),
            ("män;kvinnor", {(Sex.MEN, "", 5), (Sex.WOMEN, "", 6)}),
        ],
    )
    def test_are_cut_into_what_they_tell(self, headings, wanted):
        rows = f"region;{headings}\n01;5;6\n".encode()
        population = read_population(rows, source="x", date=DAY)
        assert wanted == {
            (table.sex, str(age), figure)
            for table in population.tables
            for _, figures in table.rows
            for age, figure in zip(table.classes or ("",), figures, strict=True)
        }


class TestLayout:
    def test_headings_without_figures_beneath(self):
        with pytest.raises(ReaderError) as caught:
            found([["", "2019"], [], []])
        assert (caught.value.code, caught.value.held) == ("reader.no_rows", ("2019",))

    def test_a_cell_out_of_place_above_the_table_is_a_heading(self):
        layout = found([[], ["", "2019"], ["01", "5"]])
        assert (layout.title, layout.headings) == ("", (("2019",),))

    def test_one_column_alone_is_no_table(self):
        assert found([["x"], ["a", "5"], ["01", "5"]]).title == "x"
        with pytest.raises(ReaderError):
            found([["kod"], ["01"], ["03"]])

    def test_figures_with_their_own_note_below(self):
        layout = found([["a", "b"], ["01", "5"], [], ["Källa: SCB"]])
        assert layout.notes == ("Källa: SCB",)


class TestWorkbooks:
    def test_rich_text_readings_and_truth_values(self):
        strings = (
            "<sst><si><r><t>ko</t></r><r><t>d</t></r><rPh><t>x</t></rPh></si>"
            "<si><t>antal</t></si><si><t>01</t></si></sst>"
        )
        body = (
            '<x><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
            '<row><c t="s"><v>2</v></c><c t="b"><v>1</v></c></row>'
            '<row><c t="s"><v>2</v></c><c t="b"><v>0</v></c></row></x>'
        )
        from fordelning.readers import xlsx

        data = workbook([["x"]], body=body, parts={"xl/sharedStrings.xml": strings})
        (sheet,) = xlsx.sheets(data)
        assert (sheet.name, sheet.hidden) == ("TAB1267", False)
        assert sheet.rows == [["kod", "antal"], ["01", "TRUE"], ["01", "FALSE"]]

    def test_a_part_may_be_named_from_the_root(self):
        relations = '<x><Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/></x>'
        data = workbook(
            [["kod", "2019"], ["01", 5]], parts={"xl/_rels/workbook.xml.rels": relations}
        )
        assert read_population(data, source="x", date=DAY).tables[0].rows == (("01", (5,)),)

    def test_gaps_between_cells_and_rows_are_blank(self):
        body = '<x><row r="2"><c r="B2"><v>5</v></c></row></x>'
        from fordelning.readers import xlsx

        (sheet,) = xlsx.sheets(workbook([["x"]], body=body))
        assert sheet.rows == [[], ["", "5"]]

    def test_a_part_packed_in_another_way_is_refused(self):
        import io
        import zipfile

        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
            archive.writestr("xl/workbook.xml", "x" * 100)
        with pytest.raises(ReaderError, match="packed in another way"):
            read_population(packed.getvalue())

    def test_what_another_program_writes(self, tmp_path):
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in (
            ["Folkmängd"],
            [],
            [None, "2019"],
            ["01 Stockholms län", 2377081],
            [None, None],
        ):
            book.active.append(row)
        book.save(tmp_path / "x.xlsx")
        population = read_population(tmp_path / "x.xlsx", date=DAY)
        assert population.tables[0].rows == (("01", (2377081,)),)


class TestPx:
    TABLE = invented((REGIONS, YEARS))

    def test_without_codes_they_are_in_the_labels(self):
        text = px(self.TABLE).decode("latin-1")
        lines = [line for line in text.split("\n") if not line.startswith("CODES")]
        labels = "\n".join(lines).replace('"Stockholms', '"01 Stockholms')
        labels = labels.replace('"Uppsala', '"03 Uppsala').replace('"Gotlands', '"09 Gotlands')
        (first, _) = read_population(labels.encode("latin-1")).tables
        assert first.codes == ("01", "03", "09")

    def test_a_label_twice_is_a_recipient_twice(self):
        text = px(self.TABLE).decode("latin-1")
        lines = [line for line in text.split("\n") if not line.startswith("CODES")]
        labels = "\n".join(lines).replace('"Stockholms', '"01 Stockholms')
        labels = labels.replace('"Uppsala län', '"01 Stockholm').replace('"Gotl', '"09 Gotl')
        with pytest.raises(ReaderError) as caught:
            read_population(labels.encode("latin-1"), date=DAY)
        assert caught.value.code == "reader.same"

    def test_contents_may_be_a_variable(self):
        axis = Axis("c", "tabellinnehåll", (("BE0101A9", "Folkmängd"), ("X", "Areal")))
        table = invented((REGIONS, axis, YEARS))
        data = px(table).replace(b"CONTENTS=", b'CONTVARIABLE="tabellinneh\xe5ll";\nCONTENTS=')
        rows = read_population(data, date=DAY).tables[0].rows
        assert rows[0] == ("01", (table.figures["01", "BE0101A9", "2019"],))

    def test_without_contents_a_day_of_update_or_a_title(self):
        text = px(self.TABLE).decode("latin-1")
        left_out = ("CONTENTS", "LAST-UPDATED", "TITLE", "SOURCE")
        kept = [part for part in text.split(";\n") if not part.startswith(left_out)]
        read = examine(";\n".join(kept).encode("latin-1"))
        assert read.cube.about.updated is None
        assert str(read.population.tables[0].sources[0]).startswith("SCB, TAB1267")

    @pytest.mark.parametrize("total", ["x", "TOT", "totalt"])
    def test_a_total_is_named_by_its_label_or_its_code(self, total):
        axis = Axis("s", "status", (("TOT", "x"), ("OG", "ogifta")), "TOT")
        table = invented((REGIONS, axis, YEARS))
        data = px(table).replace(
            b'ELIMINATION("status")="x"', f'ELIMINATION("status")="{total}"'.encode()
        )
        if total == "totalt":
            with pytest.raises(ReaderError) as caught:
                read_population(data)
            assert caught.value.code == "reader.other"
        else:
            rows = read_population(data).tables[0].rows
            assert rows[0] == ("01", (table.figures["01", "TOT", "2018"],))


class TestJsonStat:
    TABLE = invented((REGIONS, YEARS))

    def data(self, **changed):
        import json

        dataset = json.loads(json_stat_2(self.TABLE))
        dataset.update(changed)
        return json.dumps(dataset).encode()

    def test_figures_may_be_given_by_place(self):
        whole = {str(at): figure for at, figure in enumerate(self.TABLE.figures.values())}
        assert read_population(self.data(value=whole)) == read_population(self.data())
        del whole["3"]
        with pytest.raises(ReaderError) as caught:
            read_population(self.data(value=whole, status={"3": ".."}))
        assert caught.value.mark == ".."

    def test_codes_may_be_a_list_or_left_out_where_there_is_one(self):
        import json

        dataset = json.loads(json_stat_2(self.TABLE))
        category = dataset["dimension"]["Region"]["category"]
        category["index"] = list(category["index"])
        contents = dataset["dimension"]["ContentsCode"]["category"]
        del contents["index"]
        assert read_population(json.dumps(dataset).encode()) == read_population(self.data())

    def test_what_is_said_beside_the_figures_may_be_missing(self):
        data = self.data(
            role=["x"], note="x", updated="i går", extension=None, source=5, label="1 november"
        )
        about = examine(data).cube.about
        assert (about.notes, about.updated, about.table, about.office) == ((), None, "", "")
        assert examine(self.data(role={"time": "Tid", "metric": [5]})).population.tables


class TestFigures:
    def test_places_that_are_not_even_are_taken_one_by_one(self):
        cube = Cube(About("x"), (), list(range(20)))
        for places in ((3,), (1, 2, 3), (2, 9, 4), (4, 2), (1, 1)):
            assert Figures(cube).row([5], evenly(places)) == tuple(5 + place for place in places)

    def test_several_bases_are_added_up(self):
        assert Figures(Cube(About("x"), (), list(range(20)))).row([1, 10], (0, 2)) == (11, 15)

    def test_the_only_cell_has_a_name_too(self):
        assert Cube(About("x"), (Variable("r", "region", ("01",), ("",)),), [5]).cell(0) == (
            "region 01"
        )


def test_a_cell_is_named_once_for_each_level():
    """A list with codes alone has no names to compare."""
    rows = delimited(invented((REGIONS, YEARS)), cells=CODE)
    assert examine(rows).matches == ()
