"""Files as Statistikdatabasen really delivered them, where somebody has them.

They are not part of the project. `FORDELNING_SAMPLES` names the directory; without it
these tests are left out. Figures to compare with were read in the files by eye.
"""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fordelning.errors import FordelningError, ReaderError
from fordelning.population import AgeClass, Sex
from fordelning.readers import examine

SAMPLES = os.environ.get("FORDELNING_SAMPLES", "")
pytestmark = pytest.mark.skipif(not SAMPLES, reason="FORDELNING_SAMPLES names no directory")

READ: dict[str, dict[str, Any]] = {
    "BE0101A1_lan_alder_2004-2005_en.px": {"where": {"marital status": "*"}},
    "BE0101N1_20210513-223812.head60.csv": {
        # The file breaks off in the middle of an age.
        "where": {"civilstånd": "ogifta", "ålder": [f"{age} år" for age in range(28)]}
    },
    "BE0101N1_20230704-171432.csv": {},
    "BE0101N1_20230719-185419.csv": {},
    "BE0101N1_lan_2007-2008_en.px": {},
    "BE0101U1_20230706-191203.csv": {},
    "scb_pxwebapi2_TAB6471_data.jsonstat2.json": {},
    "scb_statistikdatabasen_v1_BE0101N1_kommun_2020-2024_en.xlsx": {},
    "scb_statistikdatabasen_v2_000007ME_kommun_2025_en.xlsx": {},
}
REFUSED = {
    "scb_kommunlankod-2026.xlsx": "reader.not_figures",
    "scb_pxwebapi2_TAB6471_metadata.json": "reader.metadata",
    "scb_pxwebapi2_codelist_agg_alder10arJ.json": "reader.no_json_stat",
    "scb_pxwebapi2_config.json": "reader.no_json_stat",
}


def read(name):
    return examine(Path(SAMPLES) / name, **READ[name])


def figure(found, code, day, **options):
    (count,), _ = found.population.figures(
        (code,), level="lan" if len(code) == 2 else "kommun", date=day, **options
    )
    return count


def test_every_file_is_read_or_refused():
    assert {path.name for path in Path(SAMPLES).iterdir()} == READ.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_figures_is_refused(name):
    with pytest.raises(FordelningError) as caught:
        examine(Path(SAMPLES) / name)
    assert caught.value.code == REFUSED[name]


@pytest.mark.parametrize("name", READ)
def test_is_read(name):
    found = read(name)
    assert found.population.tables
    assert found.cube.about.table or name.startswith("BE0101")
    assert not found.aside


def test_a_px_file_split_by_marital_status():
    found = read("BE0101A1_lan_alder_2004-2005_en.px")
    day = date(2004, 12, 31)
    # The first figures of the file: unmarried boys of age 0; nobody of that age is married.
    age = AgeClass(0, 0)
    assert figure(found, "01", day, band=age, sex=Sex.MEN) == 13201
    assert found.cube.about.updated == date(2006, 2, 9)
    with pytest.raises(ReaderError) as caught:
        examine(Path(SAMPLES) / "BE0101A1_lan_alder_2004-2005_en.px")
    assert caught.value.code == "reader.other"


def test_a_px_file_with_years_and_sexes_as_headings():
    found = read("BE0101N1_lan_2007-2008_en.px")
    assert figure(found, "01", date(2007, 12, 31)) == 961146 + 988370
    assert figure(found, "25", date(2008, 12, 31), sex=Sex.WOMEN) == 123149
    assert "Uppsala county has been expanded" in found.cube.about.notes[1]


def test_a_csv_file_with_codes_of_the_european_division():
    found = read("BE0101N1_20210513-223812.head60.csv")
    (match,) = found.matches
    assert str(match) == "SE110 Stockholms län is 01 Stockholms län"
    assert figure(found, "01", date(2020, 12, 31), band=AgeClass(0, 1)) == (
        14577 + 13807 + 14579 + 13838
    )
    path = Path(SAMPLES) / "BE0101N1_20210513-223812.head60.csv"
    with pytest.raises(ReaderError) as caught:
        examine(path, where={"civilstånd": "ogifta"})
    assert caught.value.cells == ("ålder 28 år, kön kvinnor",)


def test_csv_files_with_and_without_ages():
    ages = read("BE0101N1_20230704-171432.csv")
    assert figure(ages, "25", date(2019, 12, 31), band=AgeClass(100, None)) == 28
    totals = read("BE0101N1_20230719-185419.csv")
    assert figure(totals, "09", date(2018, 12, 31)) == 59249


def test_people_among_other_contents():
    assert figure(read("BE0101U1_20230706-191203.csv"), "01", date(2019, 12, 31)) == 2377081


def test_json_stat_with_noise():
    found = read("scb_pxwebapi2_TAB6471_data.jsonstat2.json")
    assert found.population.perturbed
    day = date(2026, 1, 31)
    assert figure(found, "01", day, band=AgeClass(0, 9)) == 245284
    assert found.population.tables[0].sources[0].dated == date(2026, 6, 8)
    assert "TAB6471" in found.population.tables[0].sources[0].locator
    assert len(found.cube.about.notes) == 4


def test_workbooks_of_both_versions():
    first = read("scb_statistikdatabasen_v1_BE0101N1_kommun_2020-2024_en.xlsx")
    assert len(first.population.codes("kommun", date(2024, 12, 31))) == 290
    assert figure(first, "0114", date(2020, 12, 31)) == 47184
    second = read("scb_statistikdatabasen_v2_000007ME_kommun_2025_en.xlsx")
    assert second.population.perturbed
    assert figure(second, "2584", date(2025, 12, 31)) == 22402
