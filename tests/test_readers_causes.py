"""What is really wrong with a file: the value, its place and the cause, all that can be told.

"Each should say what is really wrong with value and place, the likely cause, what to do."
All figures are invented.
"""

from datetime import date

import pytest

from fordelning.errors import ReaderError
from fordelning.readers import examine, read_population
from fordelning.readers.letters import before

from .readers import workbook, zipped

DAY = date(2019, 12, 31)
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read(data, **options):
    data = data.encode() if isinstance(data, str) else data
    return read_population(data, **{"date": DAY, "source": "påhittad", **options})


def refused(data, **options):
    with pytest.raises(ReaderError) as caught:
        read(data, **options)
    return caught.value


class TestOtherFormats:
    """A format that is not read is told by its name."""

    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (b"%PDF-1.4\n", "a PDF"),
            (b"\x89PNG\r\n\x1a\n\0", "a picture"),
            (b"\xff\xd8\xff\xe0", "a picture"),
            (b"{\\rtf1 01;5}", "a text document (rtf)"),
            (b"\x1f\x8b\x08\0", "a packed file (gz)"),
            (zipped({"mimetype": "x", "content.xml": "<x/>"}), "an OpenDocument file (ods or odt)"),
            (zipped({"word/document.xml": "<x/>"}), "a Word document"),
            (zipped({"ppt/presentation.xml": "<x/>"}), "a presentation"),
            (zipped({"xl/workbook.bin": "x"}), "a binary workbook (xlsb)"),
        ],
    )
    def test_is_named(self, data, kind):
        error = refused(data)
        assert (error.code, error.kind) == ("reader.foreign", kind)
        assert "save it as xlsx or CSV" in str(error)

    def test_files_that_are_packed_together_are_listed(self):
        error = refused(zipped({"lan.csv": "01;5", "kommun.csv": "0114;5"}))
        assert (error.code, error.parts) == ("reader.packed", ("lan.csv", "kommun.csv"))

    def test_a_packed_file_that_is_damaged_is_no_other_format(self):
        whole = zipped({"word/document.xml": "<x/>"})
        assert refused(whole[:60]).code == "reader.xlsx"


class TestWorkbooks:
    """ "Formula without cached value", "data on sheet 2"."""

    def sheet(self, *cells, saved=""):
        return workbook(
            [["x"]],
            body=f'<worksheet xmlns="{SHEET}"><sheetData>'
            '<row r="1"><c r="A1" t="str"><v>kod</v></c><c r="B1" t="str"><v>antal</v></c></row>'
            f'<row r="2"><c r="A2" t="str"><v>01</v></c><c r="B2"><f>C2</f>{saved}</c>'
            '<c r="AB2"><f>1+1</f></c></row></sheetData></worksheet>',
        )

    def test_formulas_without_saved_values_are_told_by_their_cells(self):
        error = refused(self.sheet())
        assert (error.code, error.cells) == ("reader.formula", ("B2", "AB2"))
        assert "open it in a spreadsheet program, save it" in str(error)

    def test_a_formula_with_its_value_is_no_matter(self):
        assert refused(self.sheet(saved="<v>5</v>")).cells == ("AB2",)

    def test_a_formula_may_give_an_empty_text(self):
        """As `=IF(A2="";"";…)` does, below the figures."""
        body = (
            f'<worksheet xmlns="{SHEET}"><sheetData>'
            '<row r="1"><c r="A1" t="str"><v>kod</v></c><c r="B1" t="str"><v>antal</v></c></row>'
            '<row r="2"><c r="A2" t="str"><v>01</v></c><c r="B2"><v>5</v></c></row>'
            '<row r="3"><c r="A3" t="str"><f>X1</f><v></v></c></row></sheetData></worksheet>'
        )
        assert read(workbook([["x"]], body=body, sheet="Blad1")).tables[0].rows == (("01", (5,)),)

    def test_what_another_program_writes(self, tmp_path):
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in (["kod", "antal"], ["01", 5], ["03", "=B2+1"]):
            book.active.append(row)
        book.save(tmp_path / "x.xlsx")
        with pytest.raises(ReaderError) as caught:
            read_population(tmp_path / "x.xlsx", date=DAY, source="x")
        assert caught.value.cells == ("B3",)

    @pytest.mark.parametrize("first", [[], ["Läs mig"], ["kod", "antal"]])
    def test_a_table_on_another_sheet(self, first, tmp_path):
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        book.active.title = "Försättsblad"
        book.active.append(first)
        for name in ("Län", "Kommuner"):
            book.create_sheet(name).append(["kod", "antal"])
        book.save(tmp_path / "x.xlsx")
        with pytest.raises(ReaderError) as caught:
            read_population(tmp_path / "x.xlsx", date=DAY, source="x")
        assert caught.value.code == "reader.sheets"
        assert caught.value.sheet == "Försättsblad"
        assert caught.value.others == ("Län", "Kommuner")

    def test_other_sheets_are_no_matter_where_the_first_is_a_table(self, tmp_path):
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in (["kod", "antal"], ["01", 5]):
            book.active.append(row)
        book.create_sheet("Anteckningar")
        book.save(tmp_path / "x.xlsx")
        assert read(tmp_path / "x.xlsx").tables[0].rows == (("01", (5,)),)
        # What is wrong with that table is told as it is.
        book.active.append(["01", 6])
        book.save(tmp_path / "x.xlsx")
        assert refused(tmp_path / "x.xlsx").code == "reader.twice"

    @pytest.mark.parametrize("corner", ["kod", None])
    def test_a_blank_cell_at_the_end_of_a_row(self, corner):
        error = refused(workbook([[corner, "2019"], ["01", 5], ["03"]], sheet="Blad1"))
        assert error.code == "reader.blank"
        assert "03 (row 3, column 2)" in str(error)

    def test_a_sum_below(self):
        rows = [[None, None, "2019"], ["01", "Stockholms län", 5], ["Summa", None, 5]]
        error = refused(workbook(rows))
        assert (error.code, error.rows, error.labels) == ("reader.sum", (3,), ("Summa",))


class TestRows:
    """ "'Summa' row in a CSV", "footnote last", "`|` as delimiter"."""

    @pytest.mark.parametrize(
        ("last", "label"),
        [
            ("Summa;;11", "Summa"),
            (";Summa;11", "Summa"),
            ("99;Summa kommuner;11", "Summa kommuner"),
            ("Totalt;Totalt;11", "Totalt"),
            (";Hela riket;11", "Hela riket"),
            ("Samtliga län;;11", "Samtliga län"),
        ],
    )
    def test_sums_are_told_by_row_and_label(self, last, label):
        error = refused(f"kod;namn;2019\n01;Stockholms län;5\n03;Uppsala län;6\n{last}\n")
        assert (error.code, error.rows, error.labels) == ("reader.sum", (4,), (label,))

    def test_a_total_of_ages_is_no_sum_of_recipients(self):
        (total, _) = read("region;ålder;2019\n01;0-25;5\n01;26+;6\n01;Summa;11\n").tables
        assert total.rows == (("01", (11,)),)

    def test_sexes_by_age_make_up_the_total_of_each_age(self):
        rows = "kod;ålder;kön;2019\n" + "".join(
            f"01;{age};{sex};{figure}\n"
            for age, figures in (("0-25", (5, 6, 11)), ("26+", (7, 8, 16)))
            for sex, figure in zip(("män", "kvinnor", "totalt"), figures, strict=True)
        )
        error = refused(rows)
        assert error.code == "reader.total"
        assert list(map(str, error.cells)) == ["01, age 26+ has 16 and not 7 + 8 = 15"]
        assert read(rows, perturbed=True).perturbed

    def test_of_many_parts_the_sum_is_told(self):
        ages = "".join(f"01;{age};1\n" for age in (*range(9), "9+"))
        error = refused(f"region;ålder;2019\n{ages}01;totalt;11\n")
        assert list(map(str, error.cells)) == ["01 has 11 and not 10"]
        assert read(f"region;ålder;2019\n{ages}01;totalt;10\n").tables

    def test_ages_that_are_not_all_are_no_parts_of_the_total(self):
        assert read("region;ålder;2019\n01;0-25;5\n01;totalt;11\n").tables

    def test_a_short_last_row_with_a_code_was_cut_off(self):
        error = refused("region;2019\n01;5\n03 Uppsala\n")
        assert (error.code, error.row) == ("reader.width", 3)
        assert error.cells == "['03 Uppsala']"

    def test_a_name_without_a_figure_is_no_note(self):
        assert (
            refused("region;2019\nGotlands län;5\nUppsala län;\n", names=True).code
            == "reader.blank"
        )

    def test_all_notes_below_are_told(self):
        error = refused("kod;2019\n01;5\n* Preliminärt.\nKälla: påhittad\n")
        assert (error.code, error.row) == ("reader.note", 3)
        assert error.held == ("'* Preliminärt.'", "'Källa: påhittad'")

    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_a_line_that_names_the_separator_is_no_title(self, end):
        rows = end.join(["sep=,", "kod,namn,antal", "01,Stockholms län,5", "03,Uppsala län,6 1)"])
        assert refused(rows).row == 4
        assert read(rows.replace(" 1)", "")).tables[0].rows == (("01", (5,)), ("03", (6,)))

    def test_bars_part_cells_too(self):
        assert read('"kod"|"2019"\n"01"|5\n').tables[0].rows == (("01", (5,)),)

    @pytest.mark.parametrize(
        ("rows", "row", "column", "value"),
        [
            ("kod;folkmängd\n01;2.377.081\n03;5\n", 2, "folkmängd", "'2.377.081'"),
            ("kod;ort;antal\n01;A;5\n03;B;6 1)\n", 3, "antal", "'6 1)'"),
            ("kod;ort;antal\n01;A;\n03;B;\n", 2, "antal", "''"),
            ("kod;ort;antal\n01;A;c. 5\n03;B;c. 6\n", 2, "antal", "'c. 5'"),
        ],
    )
    def test_the_first_cell_that_is_no_figure_is_told(self, rows, row, column, value):
        rows = rows.replace(";A;\n", ";;\n").replace(";B;\n", ";;\n")
        error = refused(rows)
        assert error.code == "reader.not_figures"
        assert (error.row, error.column, error.value) == (row, column, value)

    def test_columns_that_all_tell_something_else(self):
        error = refused("kod;år\n01;2019\n")
        assert (error.code, error.held) == ("reader.no_figures", ("kod", "år"))


class TestAtOnce:
    """ "In a renamed file the missing day hides `..`, blanks, missing rows, names without codes,
    which then show one by one." """

    def codes(self, data, **options):
        error = refused(data, **{"date": None, **options})
        return [each.code for each in error.values.get("problems", (error,))]

    def test_what_needs_no_day_is_told_with_its_lack(self):
        rows = (
            "region;ålder;2018;2019\nStockholms län;0;5;..\nUppsala län;0;;6\nUppsala län;1+;2;3\n"
        )
        assert self.codes(rows, source=None) == [
            "reader.no_date",
            "reader.names",
            "reader.blank",
            "reader.absent",
            "reader.missing",
            "reader.no_source",
        ]

    def test_also_where_there_are_no_years(self):
        rows = "kod;antal\n01;..\n03;5.5\n"
        assert self.codes(rows) == ["reader.no_time", "reader.missing", "reader.count"]

    def test_what_needs_the_day_is_not_told(self):
        """Knivsta is a kommun since 2003, and the year of these figures is not known."""
        assert self.codes("kod;antal\n0330;5\n9999;6\n") == ["reader.no_time"]

    def test_years_before_the_register_are_not_looked_at(self):
        assert self.codes("kod;1968\n01;..\n") == ["reader.no_date"]

    def test_a_name_is_told_once_for_all_years(self):
        assert self.codes("kod;2018;2019\nStockholms län;5;6\n") == [
            "reader.no_date",
            "reader.names",
        ]

    def test_a_title_of_something_else_hides_nothing(self):
        rows = "Levande födda efter region\n\nkod;2019\n01;..\n"
        assert self.codes(rows, date=DAY) == ["reader.not_everyone", "reader.missing"]


class TestLetters:
    """ "Mojibake (text that decodes back cp1252/latin-1 -> UTF-8) is an error that says so." """

    @pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
    @pytest.mark.parametrize("name", ["Södermanlands län", "Örebro län", "Åsele", "Linné"])
    def test_are_mended_back(self, encoding, name):
        try:
            garbled = name.encode().decode(encoding)
        except UnicodeDecodeError:
            pytest.skip("this encoding has no such letter")
        assert before(garbled) == name

    @pytest.mark.parametrize("name", ["Södermanlands län", "Ã", "A", "", "é", "Malmö €", "łódź"])
    def test_that_are_right_are_left_alone(self, name):
        assert before(name) == ""

    @pytest.mark.parametrize(
        "rows",
        [
            "region;2019\n04 Södermanlands län;5\n",
            "kod;namn;2019\n04;Södermanlands län;5\n",
            "region;kön;2019\n04;män;5\n04;kvinnor;6\n",
            "region;ålder;2019\n04;0+ år;5\n",
            "Folkmängd efter region\n\nregion;2019\n04;5\n",
        ],
    )
    def test_that_are_garbled_anywhere_in_the_names(self, rows):
        assert read(rows).tables
        error = refused(rows.encode().decode("cp1252"))
        assert error.code == "reader.garbled"
        assert "which was " in str(error)

    def test_at_a_level_of_the_callers_own(self):
        rows = "region;2019\nSödra;5\n".encode().decode("cp1252")
        assert refused(rows, level="stadsdel").code == "reader.garbled"

    def test_another_name_beside_a_code_is_kept(self):
        """The code decides, and what it was taken for can be seen."""
        found = examine(
            "region;2019\n01 Huvudstadens län;5\n0114 Väsby;6\n03;7\n".encode(),
            date=DAY,
            source="x",
        )
        assert list(map(str, found.matches)) == [
            "01 Huvudstadens län is 01 Stockholms län",
            "0114 Väsby is 0114 Upplands Väsby",
        ]
        codes = {code for table in found.population.tables for code in table.codes}
        assert codes == {"01", "0114", "03"}
