"""What is refused, and where: a corpus of broken files, and files made to do harm.

"Refuses rather than guesses: overlapping classes (totals and age groups as ordinary rows),
missing values, names without codes, duplicates, a band that cannot be made."
"""

import json
import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fordelning.errors import FordelningError, ReaderError
from fordelning.readers import limits, read_population

from .readers import SEXES, YEARS, delimited, invented, json_stat_2, px, workbook, xlsx, zipped
from .strategies import SETTINGS

CORPUS = Path(__file__).parent / "broken_scb"

# Of each file: the error's code, and a few words that it must say.
WRONG = {
    "truncated.json": ("reader.json", "line 1, column"),
    "metadata.json": ("reader.metadata", "no figures"),
    "codelist.json": ("reader.no_json_stat", "outputFormat=json-stat2"),
    "list.json": ("reader.no_json_stat", ""),
    "too_few.json": ("reader.length", "1 figures for 2 cells"),
    "no_list.json": ("reader.length", "0 figures for 2 cells"),
    "no_id.json": ("reader.json_shape", "id of the json-stat is 'Region'"),
    "id_of_numbers.json": ("reader.json_shape", "id of the json-stat is [1, 2]"),
    "id_twice.json": ("reader.json_shape", "['Region', 'Region']"),
    "other_size.json": ("reader.json_shape", "Region.category"),
    "same_place.json": ("reader.json_shape", "Region.category"),
    "no_category.json": ("reader.json_shape", "category of the json-stat is None"),
    "code_is_number.json": ("reader.json_shape", "Region.category"),
    "sparse_outside.json": ("reader.json_shape", "value of the json-stat"),
    "null.json": ("reader.missing", "'..' stands in place of a figure for region 03"),
    "marked_zero.json": ("reader.missing", "'..' stands in place of a figure for region 03"),
    "decimal.json": ("reader.count", "region 03 is '6.5'"),
    "true.json": ("reader.count", "region 01 is True"),
    "negative.json": ("reader.count", "region 03 is -6"),
    "not_a_number.json": ("reader.count", "region 03 is 'NaN'"),
    "nested.json": ("reader.count", "region 03 is [6]"),
    "sixteen_digits.json": ("reader.count", "region 03 is 10000000000000000"),
    "error_page.csv": ("reader.markup", "the service answered with an error"),
    "empty.csv": ("reader.empty", ""),
    "title_only.csv": ("reader.no_table", ""),
    "headings_only.csv": ("reader.no_rows", "no rows beneath the headings region, 2019"),
    "list_of_names.csv": ("reader.not_figures", "row 2 of 'Namn' holds 'Stockholms län'"),
    "totals_and_groups.csv": ("reader.overlap", "bands=[(0, 25)]"),
    "mark.csv": ("reader.missing", "region 03 (row 5, column 2)"),
    "blank_figure.csv": ("reader.blank", "region 03 (row 5, column 2)"),
    "names_without_codes.csv": ("reader.names", "Sörmland is 04 Södermanlands län"),
    "lan_or_kommuner.csv": ("reader.level", "Stockholm, Uppsala could be län or kommuner"),
    "unknown_name.csv": ("name.unknown", "'Norrland'"),
    "swapped_names.csv": ("reader.problems", "0114"),
    "twice.csv": ("reader.twice", "rows 4, 6"),
    "twice_by_name.csv": ("reader.same", "SE121 Uppsala län is 03 Uppsala län: this recipient"),
    "lost_zeros.csv": ("reader.zeros", "dtype={'kod': str}"),
    "lost_zero_of_lan.csv": ("reader.zeros", "1, 3 are codes that lost their leading zeros: 01"),
    "nobody_there.csv": ("reader.unknown", "region 0330 has figures"),
    "only_the_country.csv": ("reader.nobody", "nobody is left"),
    "ragged.csv": ("reader.width", "rows 3, 4 do not have the 2 cells"),
    "blank_label.csv": ("reader.blank_label", "rows 3 have a blank label"),
    "thousands.csv": ("reader.problems", "region 01 (row 4, column 2) is '2,377'"),
    "minus.csv": ("reader.count", "is '-5'"),
    "open_quote.csv": ("reader.csv", "line 3"),
    "blank_line.csv": ("reader.after_blank", "row 4 stands below a blank row"),
    "footnotes.csv": ("reader.not_figures", "row 2 of '2019' holds '5 1)'"),
    "year_of_which_day.csv": ("reader.problems", "the file says 2019"),
    "no_year.csv": ("reader.problems", "does not say of which day"),
    "two_of_recipients.csv": ("reader.two", "kommun, län both tell region apart"),
    "no_recipients.csv": ("reader.no_region", "ålder, time"),
    "one_civil_status.csv": ("reader.other", "civilstånd holds ogifta"),
    "unknown_age.csv": ("reader.ages", "uppgift saknas"),
    "ages_backwards.csv": ("reader.ages", "25-0 år"),
    "one_age_missing.csv": ("reader.absent", "region 03, ålder 1 år"),
    "births.csv": ("reader.contents", "Levande födda"),
    "several_at_once.csv": ("reader.problems", "4 reasons in all"),
    "no_data.px": ("reader.px_syntax", "line 12"),
    "too_few.px": ("reader.length", "1 figures for 2 cells"),
    "codes_and_values.px": ("reader.px_keyword", 'CODES("region")'),
    "no_values.px": ("reader.px_keyword", 'VALUES("år")'),
    "no_variables.px": ("reader.px_keyword", "no STUB"),
    "keys.px": ("reader.px_keys", ""),
    "mark.px": ("reader.missing", "region 03"),
    "births_by_title.csv": ("reader.not_everyone", "title 'Levande födda 1 november efter"),
    "unmarried.csv": ("reader.not_everyone", "title 'Folkmängd 1 november, ogifta"),
    "births.px": ("reader.not_everyone", "title 'Levande födda 1 november"),
    "unmarried.json": ("reader.not_everyone", "title 'Folkmängd 1 november, ogifta"),
    "sum.csv": ("reader.sum", "rows 6 are sums and nobody's figures: Summa"),
    "sum_beside.csv": ("reader.sum", "rows 6 are sums and nobody's figures: Summa"),
    "country_without_code.csv": ("reader.sum", "rows 4 are sums and nobody's figures: Riket"),
    "note.csv": ("reader.note", "from row 6 on, right below the figures, 'Siffrorna är"),
    "note_in_excel.csv": (
        "reader.note",
        "from row 6 on, right below the figures, 'Källa: påhittad'",
    ),
    "cut_off.csv": ("reader.width", "row 5 holds ['03 Uppsala län']"),
    "dots.csv": ("reader.not_figures", "row 5 of '2019' holds '2.377.081'"),
    "age_total.csv": ("reader.total", "by ålder: 01 has 30 and not 12 + 11 = 23"),
    "sex_total.csv": ("reader.total", "by kön: 01 has 30 and not 12 + 11 = 23"),
    "colons.csv": ("reader.csv", "parted by something else than ; , | or tabs"),
    "garbled.csv": ("reader.garbled", "which was 'Södermanlands län'"),
    "renamed.csv": ("reader.problems", "4 reasons in all"),
    "document.pdf": ("reader.foreign", "the file is a PDF, which is not read"),
}


class TestTheCorpus:
    """ "A corpus of broken ones": each is refused for its own reason, in its own place."""

    def test_every_file_has_its_expectation(self):
        assert {path.name for path in CORPUS.iterdir()} == WRONG.keys()

    @pytest.mark.parametrize("name", WRONG)
    def test_is_refused(self, name):
        code, words = WRONG[name]
        with pytest.raises(FordelningError) as caught:
            read_population(CORPUS / name)
        assert caught.value.code == code
        assert words in str(caught.value)
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)

    def test_a_file_that_does_not_say_its_source(self):
        rows = b"region;2019\n01;5\n"
        with pytest.raises(ReaderError) as caught:
            read_population(rows, date=date(2019, 11, 1))
        assert caught.value.code == "reader.no_source"

    def test_all_that_is_wrong_is_told_at_once(self):
        with pytest.raises(ReaderError) as caught:
            read_population(CORPUS / "several_at_once.csv")
        assert [each.code for each in caught.value.problems] == [
            "reader.other",
            "reader.ages",
            "reader.not_everyone",
            "reader.no_date",
        ]
        with pytest.raises(ReaderError) as caught:
            read_population(CORPUS / "swapped_names.csv")
        assert [each.code for each in caught.value.problems] == ["name.other_code"] * 2


class TestHarm:
    """ "Limits on untrusted input (size, depth, digits, rows, columns), nothing executed." """

    def code(self, data):
        with pytest.raises(FordelningError) as caught:
            read_population(data, source="x", date=date(2019, 11, 1))
        return caught.value.code

    def test_more_bytes_than_are_read(self, monkeypatch, tmp_path):
        from fordelning.readers import reading

        monkeypatch.setattr(reading, "MOST_BYTES", 100)
        (tmp_path / "large.csv").write_bytes(b"x" * 101)
        assert self.code(b"x" * 101) == "reader.too_large"
        assert self.code(tmp_path / "large.csv") == "reader.too_large"

    def test_deep_json(self):
        assert self.code(b"[" * 100_000) == "reader.deep"

    def test_a_number_of_thousands_of_digits(self):
        assert self.code(b'{"value": [' + b"9" * 5_000 + b"]}") == "reader.digits"

    def test_more_cells_than_are_read(self):
        dataset = json.loads(json_stat_2(invented()))
        many = {str(at): at for at in range(2_000)}
        for variable in ("Region", "Alder"):
            dataset["dimension"][variable]["category"] = {"index": many}
        dataset["size"][:2] = [2_000, 2_000]
        assert self.code(json.dumps(dataset).encode()) == "reader.too_large"

    def test_more_rows_and_columns_than_are_read(self, monkeypatch):
        from fordelning.readers import csvs, xlsx

        assert self.code(b"kod" + b";x" * limits.MOST_COLUMNS) == "reader.too_large"
        with monkeypatch.context() as fewer:
            fewer.setattr(csvs, "MOST_CELLS", 3)
            assert self.code(b"kod;antal\n01;5\n") == "reader.too_large"
            fewer.setattr(xlsx, "MOST_CELLS", 3)
            assert self.code(workbook([["kod", "antal"], ["01", 5]])) == "reader.too_large"
        monkeypatch.setattr(csvs, "MOST_ROWS", 3)
        assert self.code(b"kod;antal\n01;5\n03;6\n04;7\n") == "reader.too_large"
        monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
        assert self.code(workbook([["kod", "antal"], ["01", 5], ["03", 6], ["04", 7]])) == (
            "reader.too_large"
        )

    def test_a_workbook_that_unpacks_to_far_more_than_it_holds(self, monkeypatch):
        from fordelning.readers import xlsx

        bomb = workbook([["x"]], parts={"xl/media/x.png": "0" * 1_000_000})
        assert self.code(bomb) == "reader.bomb"
        monkeypatch.setattr(xlsx, "MOST_UNPACKED", 1_000_000)
        assert self.code(bomb) == "reader.too_large"

    def test_a_workbook_of_very_many_parts(self):
        parts = {f"x{at}": "" for at in range(1_001)}
        assert self.code(workbook([["x"]], parts=parts)) == "reader.too_large"

    def test_entities_and_document_types(self):
        laughs = (
            '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
            "<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
        )
        assert self.code(workbook([["x"]], body=laughs)) == "reader.doctype"

    def test_formulas_are_not_computed(self):
        # A formula's saved value is read; the formula itself is left alone.
        body = (
            '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>kod</v></c>'
            '<c r="B1" t="str"><v>antal</v></c></row><row r="2"><c r="A2" t="str"><v>01</v></c>'
            '<c r="B2"><f>WEBSERVICE("x")</f><v>7</v></c></row></sheetData></worksheet>'
        )
        population = read_population(
            workbook([["x"]], body=body), source="x", date=date(2019, 11, 1)
        )
        assert population.tables[0].rows == (("01", (7,)),)

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "reader.xls"),
            (b"BM\0\0", "reader.binary"),
            (b"\xff\xfea\0b", "reader.binary"),
            (b"PK\x03\x04 and no more", "reader.xlsx"),
            (zipped({"mimetype": "x"}), "reader.packed"),
            (workbook([["x"]], parts={"xl/workbook.xml": "<workbook/>"}), "reader.xlsx"),
            (workbook([["x"]], parts={"xl/workbook.xml": "<workbook"}), "reader.xlsx"),
            (workbook([["x"]], parts={"xl/_rels/workbook.xml.rels": "<x/>"}), "reader.xlsx"),
            (
                workbook([["x"]], body='<x><row r="2"/><row r="1"/></x>'),
                "reader.xlsx",
            ),
            (workbook([["x"]], body='<x><row r="x"/></x>'), "reader.xlsx"),
            (workbook([["x"]], body='<x><c r="A1"/></x>'), "reader.xlsx"),
            (workbook([["x"]], body='<x><row r="1"><c r="A2"/></row></x>'), "reader.xlsx"),
            (
                workbook([["x"]], body='<x><row r="1"><c r="ZZZ1"/></row></x>'),
                "reader.too_large",
            ),
            (
                workbook([["x"]], body='<x><row r="1"><c t="s"><v>9</v></c></row></x>'),
                "reader.xlsx",
            ),
            (
                workbook([["x"]], body='<x><row r="1"><c t="s"><v>x</v></c></row></x>'),
                "reader.xlsx",
            ),
            (workbook([]), "reader.no_table"),
        ],
    )
    def test_what_is_no_file_of_figures(self, data, code):
        assert self.code(data) == code

    @pytest.mark.parametrize(
        "text",
        [
            b'CHARSET="x";' + b"A(" * 500_000,
            b'CHARSET="x";' + b"A=" * 500_000,
            b'CHARSET="x";A=' + b" " * 2_000_000 + b";",
            b'CHARSET="x";' + b"\n" * 2_000_000,
            b"31" + b" " * 2_000_000 + b"\nkod;2019\n01;5",
            b"kod;2019\n01;5\n\n" + b"updat" * 400_000,
            b"kod" + b" " * 2_000_000 + b";2019\n0 1;5",
        ],
        ids=range(7),
    )
    def test_no_text_takes_long(self, text):
        """Each of these took a pattern that looks back a time that grows with its square."""
        from time import process_time

        start = process_time()
        try:
            read_population(text, source="x", date=date(2019, 11, 1))
        except FordelningError as error:
            assert str(error)
        assert process_time() - start < 10

    @pytest.mark.property
    @SETTINGS
    @given(
        st.sampled_from([json_stat_2, px, delimited, xlsx]),
        st.data(),
    )
    def test_a_damaged_file_is_read_or_refused_in_words(self, shape, data):
        """Whatever is cut out or changed, the answer is a population or our own error."""
        whole = shape(invented((invented().axes[0], SEXES, YEARS)))
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(start, min(len(whole), start + 40)))
        damaged = whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:]
        try:
            read_population(damaged, source="x")
        except FordelningError as error:
            assert str(error)

    @pytest.mark.property
    @SETTINGS
    @given(st.text(st.sampled_from('0123456789;,."\n\t AårKk-=()<{['), max_size=200))
    def test_any_text_is_read_or_refused_in_words(self, text):
        try:
            read_population(text.encode(), source="x", date=date(2019, 11, 1))
        except FordelningError as error:
            assert str(error)
