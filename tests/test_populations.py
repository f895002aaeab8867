"""The bundled populations: what is in them, and that it is what SCB published."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from fordelning import Agreement, Level, PerCapita, Pot, allocate, catalogue, mkr
from fordelning.catalogue import figures
from fordelning.errors import MissingFigureError, UnknownIdError
from fordelning.population import AgeClass, Population, Table
from fordelning.register import swedish
from fordelning.sentences import plain

ORACLES = Path(__file__).parent / "oracles"
SCB: dict[str, Any] = json.loads((ORACLES / "scb_riket.json").read_text("utf-8"))
SCB_2020: dict[str, Any] = json.loads((ORACLES / "scb_2020_12_31_lan.json").read_text("utf-8"))
BY_AGE: dict[str, Any] = {
    "2015-12-31": SCB["lan"]["2015-12-31"],
    "2019-12-31": SCB["lan"]["2019-12-31"],
    "2020-12-31": SCB_2020["rows"],
}
PERTURBED = "scb-2025-12-31"
NUMBERS = {Level.LAN: 21, Level.KOMMUN: 290}
SINGLE_YEARS = (*(AgeClass(age, age) for age in range(100)), AgeClass(100, None))


def id_of(year: int) -> str:
    return f"scb-{year}-12-31"


WITH_AGES = tuple(map(id_of, (*range(2000, 2016), 2019, 2020)))
WITH_LAN = (*WITH_AGES, *map(id_of, (2018, 2021, 2022, 2023, 2024)))
WITH_KOMMUNER = tuple(map(id_of, range(2020, 2026)))
WITH_BOTH = sorted({*WITH_LAN} & {*WITH_KOMMUNER})


def table(id: str, level: str) -> Table:
    (found,) = (each for each in catalogue.population(id).tables if each.level == level)
    return found


def people(id: str, level: str) -> dict[str, Any]:
    return table(id, level).column(None)


def per_capita(id: str, level: str) -> Any:
    day = date.fromisoformat(id.removeprefix("scb-"))
    pot = Pot("p", mkr(1), level, PerCapita())
    return allocate(Agreement("a", "Avtalet", mkr(1), [pot], day), catalogue.population(id))


@pytest.mark.parametrize("id", catalogue.populations())
class TestEach:
    """ "Every figure has its source and its reference date." """

    def test_is_of_the_day_that_it_is_named_after(self, id: str) -> None:
        assert [f"scb-{day}" for day in catalogue.population(id).dates()] == [id]

    def test_holds_everyone_in_the_division_of_its_date(self, id: str) -> None:
        for each in catalogue.population(id).tables:
            assert each.date is not None
            assert each.codes == swedish().at(each.date).codes(each.level)
            assert len(each.codes) == NUMBERS[Level(each.level)]

    def test_names_scb_and_the_year_in_each_source(self, id: str) -> None:
        title = f"SCB Statistikdatabasen, Folkmängd 31 december {id[4:8]} efter "
        for each in catalogue.population(id).tables:
            (source,) = each.sources
            assert source.document.startswith(title)
            assert source.locator == ("000007ME" if id == PERTURBED else "BE0101N1")

    def test_has_a_title_of_its_own_date(self, id: str) -> None:
        file = resources.files("fordelning.catalogue") / "data" / f"{id}.json"
        raw = json.loads(file.read_text("utf-8"))
        assert raw["title"].startswith(f"Folkmängd 31 december {id[4:8]}: ")
        assert f"scb-{raw['date']}" == id

    def test_has_people_everywhere(self, id: str) -> None:
        for each in catalogue.population(id).tables:
            assert all(count > 0 for count in each.column(None).values())

    def test_is_read_from_its_own_file_alone(
        self, id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A population is found where nothing but its file can be read."""
        file = resources.files("fordelning.catalogue") / "data" / f"{id}.json"
        (tmp_path / f"{id}.json").write_text(file.read_text("utf-8"), "utf-8")
        (tmp_path / "scb-1999-12-31.json").write_text("not figures", "utf-8")
        monkeypatch.setattr(figures, "_folder", lambda: tmp_path)
        assert figures.read(id) == catalogue.population(id)


class TestWhichThereAre:
    def test_those_that_are_known_of_and_no_other(self) -> None:
        assert set(catalogue.populations()) == {*WITH_LAN, *WITH_KOMMUNER}
        for id in catalogue.populations():
            levels = {each.level for each in catalogue.population(id).tables}
            assert (Level.LAN in levels, Level.KOMMUN in levels) == (
                id in WITH_LAN,
                id in WITH_KOMMUNER,
            )

    def test_a_year_without_figures_is_unknown(self) -> None:
        for year in (2016, 2017):
            with pytest.raises(UnknownIdError):
                catalogue.population(id_of(year))

    def test_lan_by_single_years_of_age(self) -> None:
        for id in catalogue.populations():
            classes = {each.classes for each in catalogue.population(id).tables if each.classes}
            assert classes == ({SINGLE_YEARS} if id in WITH_AGES else set())

    def test_years_join_into_one_population(self) -> None:
        both = catalogue.population(id_of(2018)) | catalogue.population(id_of(2019))
        assert both.dates() == (date(2018, 12, 31), date(2019, 12, 31))


class TestAgainstWhatIsPublished:
    """ "21 län and 290 kommuner add up to the country." """

    @pytest.mark.parametrize(("day", "number"), SCB["riket"]["people"].items())
    def test_the_country(self, day: str, number: int) -> None:
        for each in catalogue.population(f"scb-{day}").tables:
            assert sum(each.column(None).values()) == number

    @pytest.mark.parametrize("day", BY_AGE)
    def test_each_lan_and_its_young(self, day: str) -> None:
        lan = table(f"scb-{day}", Level.LAN)
        assert lan.column(AgeClass(0, 25)) == {code: young for code, young, _ in BY_AGE[day]}
        assert lan.column(None) == {code: number for code, _, number in BY_AGE[day]}

    @pytest.mark.parametrize("id", WITH_BOTH)
    def test_kommuner_add_up_to_their_lan(self, id: str) -> None:
        sums = dict.fromkeys(people(id, Level.LAN), 0)
        for code, number in people(id, Level.KOMMUN).items():
            sums[code[:2]] += number
        assert sums == people(id, Level.LAN)

    def test_sums_say_that_they_are_sums(self) -> None:
        for id in WITH_LAN:
            (source,) = table(id, Level.LAN).sources
            summed = "summa av länets kommuner" in source.document
            assert summed == (id in WITH_BOTH and id not in WITH_AGES)

    @pytest.mark.parametrize("year", [*range(2000, 2015), 2019])
    def test_children_are_there_a_year_older_the_next_year(self, year: int) -> None:
        """Nothing published stands beside the early years; but few children move or die."""
        now, then = (table(id_of(each), Level.LAN) for each in (year, year + 1))
        for (code, young), (same, old) in zip(now.rows, then.rows, strict=True):
            assert code == same
            for age in range(15):
                assert abs(Fraction(old[age + 1]) / Fraction(young[age]) - 1) < Fraction("0.07")

    def test_heby_is_in_uppsala_lan_from_the_last_of_december_2006(self) -> None:
        """The division of 1 January 2007, in which Heby has left Västmanland."""
        before, after = (people(id_of(year), Level.LAN) for year in (2005, 2006))
        assert after["03"] - before["03"] > 13_000
        assert before["19"] - after["19"] > 12_000


class TestTheSumOfKommuner:
    """ "A län without figures of its own is the sum of its kommuner", which the trace says."""

    def test_is_said_in_the_trace_and_only_there(self) -> None:
        id = id_of(2021)
        day = date(2021, 12, 31)
        own = table(id, Level.KOMMUN)
        kommuner = Population.from_counts(
            {code: int(count) for code, count in people(id, Level.KOMMUN).items()},
            date=day,
            source=own.sources[0],
        )
        pot = Pot("p", mkr(1), Level.LAN, PerCapita())
        agreement = Agreement("a", "Avtalet", mkr(1), [pot], day)
        in_all = sum(count for code, count in people(id, Level.KOMMUN).items() if code[:2] == "03")
        summed = str(allocate(agreement, kommuner).explain("p", "03"))
        assert f"{plain(in_all)}, the sum of its kommuner (folkmängd, kommun 2021-12-31;" in summed
        assert "sum of its kommuner" not in str(per_capita(id, Level.LAN).explain("p", "03"))
        assert "sum of its kommuner" not in str(per_capita(id, Level.KOMMUN).explain("p", "0330"))


class TestPerturbedFigures:
    """ "From reference year 2025 SCB adds noise to every published figure." """

    def test_only_2025_says_that_it_is_perturbed(self) -> None:
        for id in catalogue.populations():
            found: Population = catalogue.population(id)
            assert found.perturbed == (id == PERTURBED)
            assert all(each.perturbed == found.perturbed for each in found.tables)

    def test_kommuner_can_be_allocated_to(self) -> None:
        assert per_capita(PERTURBED, Level.KOMMUN).total == mkr(1)

    @pytest.mark.parametrize("level", [Level.LAN, Level.REGION])
    def test_kommuner_are_not_summed_to_lan(self, level: str) -> None:
        with pytest.raises(MissingFigureError, match="must not be added up"):
            per_capita(PERTURBED, level)
        assert per_capita(id_of(2024), level).total == mkr(1)
