"""What is refused rather than guessed, where a guess would have been wrong.

"Refuses rather than guesses": some of the people are not everyone, a code does not make up
for a label, and no row is left out in silence. All figures are invented.
"""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fordelning.errors import FordelningError, InputTypeError, InputValueError, ReaderError
from fordelning.population import AgeClass, Sex
from fordelning.readers import Cover, examine, from_columns, from_frame, read_population
from fordelning.readers.tokens import age_of, is_total, sex_of

from .readers import REGIONS, YEARS, Axis, delimited, invented, json_stat_2, px, workbook, zipped
from .strategies import SETTINGS

DAY = date(2019, 11, 1)


def examined(data, **options):
    data = data.encode() if isinstance(data, str) else data
    return examine(data, **{"date": DAY, "source": "påhittad", **options})


def refused(data, **options):
    with pytest.raises(FordelningError) as caught:
        examined(data, **options)
    return caught.value


def rows(data, **options):
    """Return the rows of the only table."""
    (table,) = examined(data, **options).population.tables
    return table.rows


def labelled(id, label, labels, total=""):
    """Write json-stat2 with one more variable, of which only the labels matter."""
    return json_stat_2(invented((REGIONS, Axis(id, label, tuple(labels.items()), total), YEARS)))


class TestTotals:
    """A total is that of everyone: "a closed list (totalt, samtliga, alla, all, båda könen, …)
    optionally with the variable's own name, and the file's own elimination code"."""

    EVERYONE = (
        "totalt", "Total", "samtliga", "alla", "all", "båda könen", "both sexes", "summa",
        "män och kvinnor", "totalt, samtliga män och kvinnor", "totalt ålder", "all ages",
        "samtliga åldrar", "totalt, samtliga åldrar", "TOT1", "TotSA", "TotSa", "tot",
    )  # fmt: skip
    SOME = (
        "totalt utrikes födda", "samtliga gifta", "all foreign-born", "totalt barn", "alla barn",
        "totalt, utrikes födda", "total employed", "båda föräldrarna utrikes födda", "both",
        "totalt män", "totgifta", "totalt 0-19 år", "", "totalt,", "summa ogifta",
    )  # fmt: skip

    @pytest.mark.parametrize("text", EVERYONE)
    def test_of_everyone(self, text):
        assert is_total(text)

    @pytest.mark.parametrize("text", SOME)
    def test_of_some(self, text):
        assert not is_total(text, "ålder", "Alder")

    def test_may_name_their_variable(self):
        assert is_total("totalt civilstånd", "civilstånd")
        assert is_total("Samtliga skolformer", "Skolform")
        assert not is_total("samtliga skolformer", "ålder")

    @pytest.mark.parametrize("some", ["totalt utrikes födda", "all foreign-born"])
    def test_of_some_are_no_total_of_another_variable(self, some):
        data = f"region;bakgrund;2019\n01;{some};5\n01;inrikes födda;50\n"
        error = refused(data)
        assert error.code == "reader.other"
        assert some in error.held
        assert rows(data, where={"bakgrund": "*"}) == (("01", (55,)),)

    def test_of_some_are_no_total_of_ages_or_sexes(self):
        ages = "region;ålder;2019\n01;totalt barn;5\n01;0-17;5\n01;18+;9\n"
        assert refused(ages).code == "reader.ages"
        sexes = "region;kön;2019\n01;totalt utrikes födda;5\n01;män;9\n01;kvinnor;9\n"
        assert refused(sexes).code == "reader.sexes"

    def test_are_known_by_the_files_own_word(self):
        data = labelled("x", "bakgrund", {"A": "alla bakgrunderna här", "B": "utrikes"}, "A")
        assert len(examined(data).population.tables) == 1
        assert refused(labelled("x", "bakgrund", {"A": "x", "B": "utrikes"})).code == (
            "reader.other"
        )

    def test_a_code_that_is_blank_is_no_word_of_the_file(self):
        data = labelled("x", "bakgrund", {"": "utrikes födda", "B": "inrikes födda"})
        assert refused(data).code == "reader.other"

    def test_men_or_children_are_not_everyone_whatever_the_file_says(self):
        data = labelled("Kon", "kön", {"1": "män", "2": "kvinnor"}, "1")
        assert {table.sex for table in examined(data).population.tables} == set(Sex)
        data = labelled("Alder", "ålder", {"B": "0-17 år", "V": "18+ år"}, "B")
        (table,) = examined(data).population.tables
        assert [str(each) for each in table.classes] == ["0-17", "18+"]


class TestLabels:
    """A label that cannot be read is never made up for by its code: "read the code only where
    the label is blank or equals the code"."""

    def test_of_ages(self):
        for labels in (
            {"1": "under 18 år", "2": "18-64 år", "3": "65+ år"},
            {"0": "0-64 år", "999": "uppgift saknas"},
        ):
            error = refused(labelled("Alder", "ålder", labels))
            assert error.code == "reader.ages"

    def test_of_sexes(self):
        error = refused(labelled("Kon", "kön", {"1": "flickor", "2": "pojkar"}))
        assert (error.code, error.labels) == ("reader.sexes", ("flickor", "pojkar"))

    def test_codes_alone_are_read(self):
        assert (age_of("5", ""), age_of("5", "5")) == (AgeClass(5, 5),) * 2
        assert (sex_of("1", " "), sex_of("2", "2")) == (Sex.MEN, Sex.WOMEN)
        assert sex_of("2", "män") == Sex.MEN

    @pytest.mark.parametrize("text", ["131", "999", "0-999", "131+", "0-19-", "0-19 år och äldre"])
    def test_no_ages(self, text):
        assert age_of(text, "") is None
        assert age_of("5", text) is None

    @pytest.mark.property
    @SETTINGS
    @given(st.text(max_size=8), st.text(max_size=8).filter(str.strip))
    @example("1", "under 18 år")
    def test_the_code_is_no_matter_where_there_is_a_label(self, code, label):
        assert age_of(code, label) == age_of("", label)
        assert sex_of(code, label) == sex_of("", label)


class TestBelowABlankRow:
    """ "A line below may be a note only if it has one filled cell, in the first column, that is
    neither a figure nor a code; everything else is reader.after_blank." """

    @pytest.mark.parametrize(
        ("data", "row"),
        [
            ("kod;antal\nA;5\nC;5\n\nB;\n", 5),
            ("kod;antal\nA;5\n\nB\n", 4),
            ("kod;antal\nA;5\n\nB;6\n", 4),
            ("kod;ålder;antal\nA;0-19;5\nA;20+;5\n\n;0-19;7\n;20+;9\n", 5),
            ("kod;antal\nA;5\n\n;6\n", 4),
            ("kod;antal\nA;5\n\n6\n", 4),
            ("kod;antal\nA;5\n\n..\n", 4),
            ("kod;antal\nA;5\n\nKälla:;6\n", 4),
            ("kod;antal\nA;5\n\nKälla:;SCB;6\n", 4),
            ("namn;antal\nEnskede;5\n\nFarsta;\n", 4),
        ],
    )
    def test_rows_are_refused(self, data, row):
        error = refused(data, level="stadsdel", columns={"region": data.partition(";")[0]})
        assert (error.code, error.row) == ("reader.after_blank", row)

    @pytest.mark.parametrize("label", ["03", "03 Uppsala län", "SE121", "0114", "Gotlands län"])
    def test_labels_alone_are_refused(self, label):
        first = "Uppsala län" if label == "Gotlands län" else "01"
        error = refused(f"region;antal\n{first};5\n\n{label}\n", names=True)
        assert error.code == "reader.after_blank"

    def test_in_a_workbook_too(self):
        sheet = [["kod", "ålder", "antal"], ["01", "0-19", 5], [None, "20+", 5], []]
        error = refused(workbook([*sheet, [None, "0-19", 7], [None, "20+", 9]]))
        assert (error.code, error.row) == ("reader.after_blank", 5)

    def test_notes_are_kept(self):
        below = "Siffrorna är påhittade.\nKälla: SCB\nCopyright\nEnhet:\nantal\nKälla:;SCB\n"
        found = examined(f"kod;antal\n01;5\n\n{below}")
        assert found.cube.about.notes == (
            "Siffrorna är påhittade.", "Källa: SCB", "Copyright", "Enhet:", "antal", "Källa: SCB",
        )  # fmt: skip

    @pytest.mark.parametrize(
        "note", ["31 December each year", "2019 års siffror", "20200203 09:30"]
    )
    def test_notes_may_begin_with_a_number(self, note):
        assert examined(f"kod;antal\n01 Stockholms län;5\n\n{note}\n").cube.about.notes == (note,)

    def test_a_table_without_labels_may_have_notes(self):
        error = refused("antal;värde\n5;6\n\nPåhittat\n")
        assert error.code == "reader.no_region"

    def test_columns_have_no_notes_and_no_title(self):
        columns: dict[str, list[object]] = {"kod": ["a", "", "b"], "antal": [5, 6, 7]}
        options: dict[str, Any] = {"code": "kod", "value": "antal", "date": DAY, "source": "x"}
        with pytest.raises(ReaderError) as caught:
            from_columns(columns, level="stadsdel", **options)
        assert (caught.value.code, caught.value.rows) == ("reader.blank_label", (3,))
        columns = {"kod": ["01", ""], "antal": [5, None]}
        with pytest.raises(ReaderError) as caught:
            from_columns(columns, **options)
        assert caught.value.code == "reader.blank_label"


class TestUnits:
    """ "Refuse a unit that does not mean persons/antal; a missing unit is fine." """

    TABLE = invented((REGIONS, YEARS))

    def json_stat(self, **unit):
        dataset = json.loads(json_stat_2(self.TABLE))
        category = dataset["dimension"]["ContentsCode"]["category"]
        category["unit"] = {"BE0101A9": unit}
        return json.dumps(dataset).encode()

    def px(self, unit):
        return px(self.TABLE).replace(b"STUB=", f'UNITS="{unit}";\nSTUB='.encode(), 1)

    @pytest.mark.parametrize("unit", ["antal", "Antal personer", "persons", "number", " Number. "])
    def test_of_people(self, unit):
        assert examined(self.json_stat(base=unit)).population.tables
        assert examined(self.px(unit)).population.tables

    @pytest.mark.parametrize("unit", ["tusental", "tkr", "procent", "per 1000", "thousands"])
    def test_of_anything_else(self, unit):
        for data in (self.json_stat(base=unit), self.json_stat(label=unit), self.px(unit)):
            error = refused(data)
            assert (error.code, error.unit) == ("reader.unit", unit)
            # That it is everyone does not make thousands into people.
            assert refused(data, indicator="folkmängd").code == "reader.unit"
            (table,) = examined(data, indicator="medelinkomst").population.tables
            assert table.indicator == "medelinkomst"

    def test_with_a_power_of_ten(self):
        assert refused(self.json_stat(base="Person", mult=3)).unit == "10^3 Person"
        assert examined(self.json_stat(base="Person", mult=0)).population.tables

    def test_of_several_contents_in_px(self):
        axis = Axis("c", "tabellinnehåll", (("BE0101A9", "Folkmängd"), ("X", "Areal")))
        data = px(invented((REGIONS, axis, YEARS)))
        units = 'CONTVARIABLE="tabellinnehåll";\nUNITS("Folkmängd")="{}";\nCONTENTS='
        told = data.replace(b"CONTENTS=", units.format("antal").encode("latin-1"), 1)
        assert examined(told).population.tables
        told = data.replace(b"CONTENTS=", units.format("tusental").encode("latin-1"), 1)
        assert refused(told).unit == "tusental"
        told = data.replace(
            b"CONTENTS=",
            'CONTVARIABLE="tabellinnehåll";\nUNITS="tkr";\nCONTENTS='.encode("latin-1"),
            1,
        )
        assert refused(told).unit == "tkr"


class TestWithoutLabels:
    """What tells nobody apart is refused in words."""

    def test_in_a_file(self):
        error = refused("a;b\n1;2\n")
        assert (error.code, error.held) == ("reader.no_region", ("a", "b"))

    def test_in_columns(self):
        columns: dict[str, list[object]] = {"Kod": ["01"], "KOD": [1]}
        options: dict[str, Any] = {"date": DAY, "source": "x"}
        (table,) = from_columns(columns, code="Kod", value="KOD", **options).tables
        assert table.rows == (("01", (1,)),)
        with pytest.raises(ReaderError) as caught:
            from_columns(columns, code="Kod", value="Kod", **options)
        assert caught.value.code == "reader.no_region"


class TestOptions:
    """ "InputTypeError/ValueError of the library for each." """

    DATA = b"region;2019\n01;5\n"

    @pytest.mark.parametrize(
        "options",
        [
            {"where": 5}, {"where": {5: "x"}}, {"bands": 5}, {"columns": 5}, {"perturbed": "no"},
            {"perturbed": 1}, {"names": "no"}, {"names": None}, {"indicator": 5}, {"source": 5},
        ],
    )  # fmt: skip
    def test_of_another_type(self, options):
        error = refused(self.DATA, **options)
        assert isinstance(error, InputTypeError)
        (option,) = options
        assert str(error).startswith(f"{option} cannot be ")
        assert f"write it as {option}=" in str(error)

    @pytest.mark.parametrize("option", ["level", "indicator"])
    @pytest.mark.parametrize("value", ["", " "])
    def test_without_a_name(self, option, value):
        error = refused(self.DATA, **{option: value})
        assert isinstance(error, InputValueError)
        assert error.code == "reader.option"

    @pytest.mark.parametrize(
        ("columns", "code"),
        [
            (5, "reader.frame"),
            ({0: ["01"], 1: [5]}, "reader.column_names"),
            ({"kod": "01", "antal": [5]}, "reader.cells"),
            ({"kod": ["01"], "antal": 5}, "reader.cells"),
        ],
    )
    def test_of_columns(self, columns, code):
        with pytest.raises(InputTypeError) as caught:
            from_columns(columns, code="kod", value="antal", date=DAY, source="x")
        assert caught.value.code == code

    @pytest.mark.parametrize("names", [["kod", "kod"], [0, 1]])
    def test_of_dataframes(self, names):
        pytest.importorskip("narwhals")
        pandas = pytest.importorskip("pandas")
        frame = pandas.DataFrame([["01", 5]], columns=names)
        with pytest.raises(InputTypeError) as caught:
            from_frame(frame, code="kod", value="antal", date=DAY, source="x")
        assert caught.value.code == "reader.column_names"


class TestMarks:
    """ "`value:[0], status:{"0":".."}` is read as 0: refuse (missing)." """

    TABLE = invented((REGIONS, YEARS), start=0)

    @pytest.mark.parametrize("status", [{"0": ".."}, {"0": " .. "}, [".."], {"0": "-"}])
    def test_a_marked_figure_is_none(self, status):
        error = refused(json_stat_2(self.TABLE, status=status), date=date(2018, 11, 1))
        assert error.code == "reader.missing"
        assert error.cells == ("region 01, år 2018",)

    @pytest.mark.parametrize("status", [{"0": "p"}, {"0": ""}, "e", {"x": ".."}, {"99": ".."}])
    def test_other_marks_are_no_matter(self, status):
        assert examined(json_stat_2(self.TABLE, status=status)).population.tables

    def test_a_mark_for_all(self):
        assert refused(json_stat_2(self.TABLE, status="..")).code == "reader.missing"

    def test_a_place_of_thousands_of_digits(self):
        assert examined(json_stat_2(self.TABLE, status={"9" * 5000: ".."})).population.tables


class TestSheets:
    """ "Refuse when other sheets hold figures too", and a first sheet that is hidden."""

    @staticmethod
    def book(path, *, hidden=False, second=()):
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        book.active.title = "2018"
        for row in (["kod", "antal"], ["01", 5]):
            book.active.append(row)
        book.active.sheet_state = "hidden" if hidden else "visible"
        other = book.create_sheet("2019")
        for row in second:
            other.append(row)
        book.save(path)
        return path.read_bytes()

    def test_figures_on_several(self, tmp_path):
        second = (["kod", "antal"], ["01", 6])
        error = refused(self.book(tmp_path / "x.xlsx", second=second))
        assert (error.code, error.sheet, error.others) == (
            "reader.several_sheets", "2018", ("2019",),
        )  # fmt: skip
        broken: tuple[list[object], ...] = (["Folkmängd"], [], ["kod", "antal"], ["01", 6], ["03"])
        error = refused(self.book(tmp_path / "y.xlsx", second=broken))
        assert error.code == "reader.several_sheets"

    def test_a_first_one_that_is_hidden(self, tmp_path):
        error = refused(self.book(tmp_path / "x.xlsx", hidden=True))
        assert (error.code, error.sheet, error.others) == ("reader.hidden", "2018", ("2019",))

    def test_words_on_another(self, tmp_path):
        words: list[tuple[list[object], ...]] = [
            (["Läs mig"], ["först"]),
            ([None, "Ord"], ["region", "län"]),
            (["Uppdaterad 2020"], ["Sida", 1]),
        ]
        for second in words:
            assert rows(self.book(tmp_path / "x.xlsx", second=second)) == (("01", (5,)),)

    @pytest.mark.parametrize(
        ("cells", "words"),
        [
            ('<c r="B2"><v>5</v></c><c r="B2"><v>6</v></c>', "cell B2 stands twice"),
            ('<c r="B2"><v>5</v></c><c r="A2"><v>6</v></c>', "cell A2 stands twice, or out"),
            ('<c r="B2"><v>5</v><v>6</v></c>', "cell B2 has several values"),
        ],
    )
    def test_a_cell_has_one_value(self, cells, words):
        body = (
            '<x><row r="1"><c t="str"><v>kod</v></c><c t="str"><v>antal</v></c></row>'
            f'<row r="2">{cells}</row></x>'
        )
        error = refused(workbook([["x"]], body=body))
        assert error.code == "reader.xlsx"
        assert words in str(error)

    def test_a_damaged_zip_is_told_in_words(self):
        """A zip that says that its version is not known raises NotImplementedError."""
        whole = bytearray(zipped({"word/document.xml": "<x/>"}))
        directory = whole.index(b"PK\x01\x02")
        whole[directory + 6] = 255
        assert refused(bytes(whole)).code == "reader.xlsx"


class TestManyProblems:
    """ "Cap at 100, and stop early." """

    @pytest.mark.parametrize(("cell", "code"), [("-5", "reader.count"), ("..", "reader.missing")])
    def test_are_told_in_part(self, cell, code):
        body = "".join(f"{at:04};{cell}\n" for at in range(2_000))
        error = refused(f"kod;antal\n{body}", level="stadsdel")
        assert [each.code for each in error.problems][-1] == "reader.more"
        told = [each for each in error.problems if each.code == code]
        assert sum(len(each.values.get("cells", "x")) for each in told) == 100

    def test_so_many_exactly_are_told_in_full(self):
        body = "".join(f"{at:04};-5\n" for at in range(99))
        error = refused(f"kod;antal\n{body}", level="stadsdel")
        assert len(error.problems) == 99

    def test_of_names_too(self):
        body = "".join(f"Ort {at};5\n" for at in range(5_000))
        error = refused(f"region;antal\n{body}", names=True)
        assert len(error.problems) == 101


class TestSeparators:
    """ "If the cut falls inside quotes every candidate scores 0: cut at the last line break." """

    def test_a_long_text_is_cut_between_rows(self):
        # Each row has 8 000 characters within quotes, and no 100 000 end with one.
        body = "".join(f'"{at:02}";"{"a" * 7_000},{"b" * 992}";5\n' for at in range(1, 31))
        data = f'"kod";"anm";"antal"\n{body}'
        assert data[:100_000].count('"') % 2 == 1
        error = refused(data, level="stadsdel")
        assert (error.code, error.variable) == ("reader.other", "anm")

    def test_one_line_that_is_longer(self):
        assert refused("kod;" + "x" * 100_000).code == "reader.no_rows"


class TestTitles:
    """A title may name the level that the caller says, and the names of columns."""

    def test_name_the_callers_level(self):
        data = "Folkmängd efter stadsdel, ålder och år\n\nkod;ålder;2019\nA;0+;5\n"
        assert rows(data, level="stadsdel") == (("A", (5,)),)
        assert refused(data, level="ort").code == "reader.not_everyone"

    def test_name_the_columns(self):
        data = "Folkmängd efter stadsdelsnamn och år\n\nkod;{};2019\n01;Stockholms län;5\n"
        assert rows(data.format("stadsdelsnamn")) == (("01", (5,)),)
        assert refused(data.format("namn")).code == "reader.not_everyone"


class TestNothingAboveTheFigures:
    """A column without a heading, as fuzzing found it, is one of figures all the same."""

    def test_one_column(self):
        data = '"region";"ålder";\n"0114";"0-24 år";11\n"0114";"25+ år";12\n'.encode()
        (table,) = read_population(data, source="påhittad", date=date(2019, 11, 1)).tables
        assert table.rows == (("0114", (11, 12)),)
        assert table.classes == (AgeClass(0, 24), AgeClass(25, None))

    def test_two_columns_cannot_be_told_apart(self):
        data = '"region";"ålder";;\n"0114";"0-24 år";11;12\n"0114";"25+ år";13;14\n'.encode()
        error = refused(data)
        assert (error.code, error.rows) == ("reader.twice", (2, 3))


class TestCovers:
    """A cover with a hole is no band."""

    def test_with_a_hole(self):
        (cover,) = examined("region;ålder;2019\n01;0-10;5\n01;20+;6\n").covers
        assert (str(cover), cover.band) == ("0-10, 20+", None)

    def test_without_one(self):
        (cover,) = examined("region;ålder;2019\n01;0-10;5\n01;11+;6\n").covers
        assert cover == Cover(AgeClass(0, None), (AgeClass(0, 10), AgeClass(11, None)))
        assert str(cover) == "0+: 0-10, 11+"


def test_what_was_read_before_still_is():
    table = invented((REGIONS, YEARS))
    assert read_population(delimited(table), source="x").tables
