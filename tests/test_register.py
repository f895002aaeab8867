"""The register: who can receive money, under which division of the country, and when."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fordelning.errors import InputTypeError, InputValueError, UnknownCodeError
from fordelning.register import (
    STORSTADSLAN,
    Level,
    Recipient,
    division_year,
    swedish,
)

from .strategies import SETTINGS

NOW = date(2025, 12, 31)


def kommuner(on):
    return set(swedish().at(on).codes(Level.KOMMUN))


class TestLevel:
    """`Level`: `KOMMUN`, `REGION`, `LAN`, plus any string of the user's own."""

    def test_is_the_text_that_names_it(self):
        assert {level: str(level) for level in Level} == {
            "kommun": "kommun",
            "region": "region",
            "lan": "lan",
        }


class TestRecipient:
    """`Recipient(code, name)` for a single body; codes are text, an int is refused."""

    def test_has_a_code_and_perhaps_a_name(self):
        assert Recipient("SKR") == Recipient("SKR", "")
        assert Recipient("SKR", "Sveriges Kommuner och Regioner").name.startswith("Sveriges")

    @pytest.mark.parametrize("code", [1, None, 1.0, ("SKR",)])
    def test_a_code_is_text(self, code):
        with pytest.raises(InputTypeError) as caught:
            Recipient(code)
        assert caught.value.code == "code.type"
        assert str(code) in str(caught.value)


class TestDivisionYear:
    """Division date: 31 December figures use the division of the next 1 January; every other
    date that of the same year's 1 January."""

    @pytest.mark.parametrize(
        ("on", "year"),
        [
            (date(2006, 11, 1), 2006),
            (date(2006, 12, 30), 2006),
            (date(2006, 12, 31), 2007),
            (date(2007, 1, 1), 2007),
            (date(2007, 11, 1), 2007),
        ],
    )
    def test_by_hand(self, on, year):
        assert division_year(on) == year

    @pytest.mark.property
    @SETTINGS
    @given(st.dates(max_value=date(9999, 12, 30)))
    @example(date(2020, 12, 31))
    def test_is_the_year_of_the_day_after(self, on):
        assert division_year(on) == (on + timedelta(days=1)).year


class TestRegister:
    """Swedish register bundled: 21 län, 21 regions (20 regions + Gotland, which is kommun,
    region and län at once), 290 kommuner; changes since 2000 with the date from which they hold
    (Knivsta 0330 new 2003, Heby 1917 -> 0331 in 2007)."""

    def test_has_everyone_once(self):
        division = swedish().at(NOW)
        sizes = {level: len(set(division.codes(level))) for level in Level}
        assert sizes == {"lan": 21, "region": 21, "kommun": 290}

    @pytest.mark.parametrize("level", list(Level))
    def test_codes_ascend_and_everyone_has_a_name(self, level):
        division = swedish().at(NOW)
        codes = division.codes(level)
        assert list(codes) == sorted(codes)
        assert {len(code) for code in codes} == {4 if level == Level.KOMMUN else 2}
        assert all(division.name(level, code).strip() for code in codes)

    def test_names_are_distinct_at_each_level(self):
        division = swedish().at(NOW)
        for level in Level:
            codes = division.codes(level)
            assert len({division.name(level, code) for code in codes}) == len(codes)

    def test_a_kommun_lies_in_the_lan_that_its_code_begins_with(self):
        # SCB: the first two digits of a kommun's code are its län's.
        division = swedish().at(NOW)
        assert all(
            division.lan_of(Level.KOMMUN, code) == code[:2] for code in division.codes("kommun")
        )
        assert {division.lan_of("kommun", code) for code in division.codes("kommun")} == set(
            division.codes("lan")
        )

    def test_a_region_has_the_code_of_its_lan(self):
        division = swedish().at(NOW)
        assert division.codes(Level.REGION) == division.codes(Level.LAN)
        assert division.lan_of(Level.REGION, "14") == division.lan_of(Level.LAN, "14") == "14"

    def test_gotland_is_all_three_at_once(self):
        division = swedish().at(NOW)
        assert division.name("kommun", "0980") == "Gotland"
        assert division.name("region", "09") == "Region Gotland"
        assert division.name("lan", "09") == "Gotlands län"
        assert [code for code in division.codes("kommun") if code.startswith("09")] == ["0980"]

    @pytest.mark.parametrize(
        ("code", "name"),
        [
            ("0114", "Upplands Väsby"),
            ("0139", "Upplands-Bro"),
            ("0180", "Stockholm"),
            ("1280", "Malmö"),
            ("1480", "Göteborg"),
            ("2584", "Kiruna"),
        ],
    )
    def test_kommuner_have_scbs_codes(self, code, name):
        assert swedish().at(NOW).name("kommun", code) == name

    @pytest.mark.parametrize(
        ("code", "year", "name"),
        [
            ("01", 2018, "Stockholms läns landsting"),
            ("01", 2019, "Region Stockholm"),
            ("14", 2020, "Västra Götalandsregionen"),
        ],
    )
    def test_a_region_has_the_name_of_its_time(self, code, year, name):
        # Landstingen became regions: Stockholm on 1 January 2019.
        assert swedish().at(date(year, 11, 1)).name("region", code) == name

    def test_the_big_city_lan(self):
        division = swedish().at(NOW)
        assert [division.name("lan", code) for code in STORSTADSLAN] == [
            "Stockholms län",
            "Skåne län",
            "Västra Götalands län",
        ]

    def test_knivsta_is_new_in_2003(self):
        assert "0330" not in kommuner(date(2002, 11, 1))
        assert "0330" in kommuner(date(2002, 12, 31))
        assert "0330" in kommuner(date(2003, 1, 1))
        assert len(kommuner(date(2002, 11, 1))) == 289
        assert len(kommuner(date(2003, 11, 1))) == 290

    def test_heby_moves_from_vastmanland_to_uppsala_in_2007(self):
        before, after = swedish().at(date(2006, 11, 1)), swedish().at(date(2006, 12, 31))
        assert (before.year, after.year) == (2006, 2007)
        assert before.name("kommun", "1917") == after.name("kommun", "0331") == "Heby"
        assert before.lan_of("kommun", "1917") == "19"
        assert after.lan_of("kommun", "0331") == "03"
        assert kommuner(date(2006, 11, 1)) ^ kommuner(date(2006, 12, 31)) == {"1917", "0331"}

    @pytest.mark.property
    @SETTINGS
    @given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
    def test_between_changes_the_kommuner_stay(self, on):
        # One kommun more in 2003 and, in 2007, a code that gives way to another.
        year = division_year(on)
        expected = set(swedish().at(NOW).codes("kommun"))
        if year < 2007:
            expected = expected - {"0331"} | {"1917"}
        if year < 2003:
            expected = expected - {"0330"}
        assert kommuner(on) == expected

    def test_knows_no_division_before_2000(self):
        assert len(kommuner(date(1999, 12, 31))) == 289
        with pytest.raises(InputValueError, match="1999") as caught:
            swedish().at(date(1999, 12, 30))
        assert caught.value.code == "date.before_register"
        assert caught.value.first == date(2000, 1, 1)

    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            (lambda there: there.name("lan", "1"), "'lan' has the code 1 on 2020-01-01"),
            (lambda there: there.name("lan", "1"), "did you mean '01'?"),
            (lambda there: there.name("kommun", "0331 "), "'kommun' has the code 0331 "),
            (lambda there: there.lan_of("kommun", "1917"), "'kommun' has the code 1917 on 2020"),
            (lambda there: there.name("län", "01"), "no names at the level 'län'; did you mean"),
            (lambda there: there.codes("skola"), "no names at the level 'skola'"),
            (lambda there: there.find("skola", "Norra"), "no names at the level 'skola'"),
        ],
    )
    def test_says_what_it_does_not_have(self, asked, told):
        with pytest.raises(UnknownCodeError) as caught:
            asked(swedish().at(date(2020, 1, 1)))
        assert told in str(caught.value)

    def test_is_read_once(self):
        assert swedish() is swedish()
        assert swedish().at(date(2020, 12, 31)) is swedish().at(date(2021, 11, 1))
