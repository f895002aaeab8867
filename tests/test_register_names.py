"""The register by name: a published name is matched to one code, or refused."""

from datetime import date, datetime
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fordelning.errors import InputTypeError, UnknownCodeError
from fordelning.register import Level, Recipient, Register, skr, swedish
from fordelning.register.bodies import Kommun

from .strategies import SETTINGS

DIVISION = swedish().at(date(2020, 12, 31))

# By code: the län, as the state grants name it, the region since, the landsting before.
# Sources: SCB, Län och kommuner 2026; statsbidrag till kvinnors hälsa 2019-2024.
LAN = {
    "01": ("Stockholms län", "Stockholm", "Region Stockholm", "Stockholms läns landsting"),
    "03": ("Uppsala län", "Uppsala", "Region Uppsala", "Landstinget i Uppsala län"),
    "04": ("Södermanlands län", "Södermanland", "Region Sörmland", "Landstinget Sörmland"),
    "05": (
        "Östergötlands län",
        "Östergötland",
        "Region Östergötland",
        "Landstinget i Östergötland",
    ),
    "06": ("Jönköpings län", "Jönköping", "Region Jönköpings län", "Landstinget i Jönköpings län"),
    "07": ("Kronobergs län", "Kronoberg", "Region Kronoberg", "Landstinget Kronoberg"),
    "08": ("Kalmar län", "Kalmar", "Region Kalmar län", "Landstinget i Kalmar län"),
    "09": ("Gotlands län", "Gotland", "Region Gotland", "Gotlands kommun"),
    "10": ("Blekinge län", "Blekinge", "Region Blekinge", "Landstinget Blekinge"),
    "12": ("Skåne län", "Skåne", "Region Skåne", "Skåne läns landsting"),
    "13": ("Hallands län", "Halland", "Region Halland", "Landstinget Halland"),
    "14": (
        "Västra Götalands län",
        "Västra Götaland",
        "Västra Götalandsregionen",
        "Västra Götalands läns landsting",
    ),
    "17": ("Värmlands län", "Värmland", "Region Värmland", "Landstinget i Värmland"),
    "18": ("Örebro län", "Örebro", "Region Örebro län", "Örebro läns landsting"),
    "19": ("Västmanlands län", "Västmanland", "Region Västmanland", "Landstinget Västmanland"),
    "20": ("Dalarnas län", "Dalarna", "Region Dalarna", "Landstinget Dalarna"),
    "21": ("Gävleborgs län", "Gävleborg", "Region Gävleborg", "Landstinget Gävleborg"),
    "22": (
        "Västernorrlands län",
        "Västernorrland",
        "Region Västernorrland",
        "Landstinget Västernorrland",
    ),
    "23": ("Jämtlands län", "Jämtland", "Region Jämtland Härjedalen", "Jämtlands läns landsting"),
    "24": (
        "Västerbottens län",
        "Västerbotten",
        "Region Västerbotten",
        "Västerbottens läns landsting",
    ),
    "25": ("Norrbottens län", "Norrbotten", "Region Norrbotten", "Norrbottens läns landsting"),
}

# From which 1 January the region's own name holds; "de sista sju" were 2019.
REGION_SINCE = {
    **dict.fromkeys(("12", "14"), 1999),
    **dict.fromkeys(("09", "13"), 2011),
    **dict.fromkeys(("05", "06", "07", "18", "21", "23"), 2015),
    **dict.fromkeys(("03", "19", "25"), 2017),
    "22": 2018,
    **dict.fromkeys(("01", "04", "08", "10", "17", "20", "24"), 2019),
}

OTHERS = [
    # Kvinnors hälsa 2022 and 2024.
    ("region", "Sörmland", "04"),
    ("region", "Jämtland Härjedalen", "23"),
    ("region", "Jämtland/Härjedalen", "23"),
    # Välfärdsmiljarderna, 13 April 2016.
    ("region", "Blekinge läns landsting", "10"),
    ("region", "Dalarnas läns landsting", "20"),
    ("region", "Gotlands kommun ( landstingsdel )", "09"),
    ("region", "Gotlands kommun (landstingsdel)", "09"),
    ("kommun", "Gotlands kommun ( kommundel )", "0980"),
    ("kommun", "Gotlands kommun (kommundel)", "0980"),
    ("kommun", "Malung-sälen", "2023"),
    ("kommun", "Karlskrona", "1080"),
    # SCB's labels.
    ("lan", "SE110 Stockholms län", "01"),
    ("lan", "SE214 Gotlands län", "09"),
    ("lan", "01 Stockholm county", "01"),
    ("lan", "14 Västra Götaland county", "14"),
    ("lan", "09 Gotland county", "09"),
    ("kommun", "0114 Upplands Väsby", "0114"),
    ("kommun", "0139 Upplands-Bro", "0139"),
    ("kommun", "2081 Borlänge", "2081"),
    # Psykisk hälsa 2017 and 2020.
    ("region", "Region Norrbotten", "25"),
    ("kommun", "Stockholms stad", "0180"),
    ("kommun", "Karlstads kommun", "1780"),
    # Kommuner by the names that they have themselves.
    ("kommun", "Alingsås kommun", "1489"),
    ("kommun", "Falu kommun", "2080"),
    ("kommun", "Malmö stad", "1280"),
    ("kommun", "Göteborgs stad", "1480"),
    ("kommun", "Gotlands kommun", "0980"),
    ("kommun", "Region Gotland", "0980"),
]


class TestFind:
    """A name in use, exact after folding case, spaces, hyphens, slashes and a leading code."""

    @pytest.mark.parametrize("level", ["lan", "region"])
    @pytest.mark.parametrize("code", LAN)
    def test_a_lan_and_its_region_by_any_of_their_names(self, level, code):
        for name in (*LAN[code], f"{code} {LAN[code][1]}", f"{LAN[code][1]} county"):
            assert DIVISION.find(level, name) == code, name

    @pytest.mark.parametrize(("level", "name", "code"), OTHERS)
    def test_other_published_names(self, level, name, code):
        assert DIVISION.find(level, name) == code

    @pytest.mark.parametrize("level", list(Level))
    @pytest.mark.parametrize("year", [2000, 2006, 2018, 2025])
    def test_everyone_by_the_name_that_the_register_gives(self, level, year):
        division = swedish().at(date(year, 11, 1))
        for code in division.codes(level):
            name = division.name(level, code)
            assert division.find(level, name) == division.find(level, f"{code} {name}") == code

    @pytest.mark.parametrize("year", [2000, 2006, 2025])
    def test_every_kommun_with_the_word_kommun(self, year):
        division = swedish().at(date(year, 11, 1))
        for code in division.codes("kommun"):
            name = division.name("kommun", code)
            assert division.find("kommun", f"{name} kommun") == code
            assert division.find("kommun", f"{name}s kommun") == code

    @pytest.mark.parametrize(
        "name",
        [
            "UPPLANDS VÄSBY",
            "  upplands\u00a0 väsby\n",
            "Upplands-Väsby",
            "Upplands\u2013Väsby",
            "0114\tUpplands Väsby",
            "0114 - Upplands Väsby kommun",
            normalize("NFD", "Upplands Väsby"),
        ],
    )
    def test_folds_capitals_spaces_hyphens_and_composed_letters(self, name):
        assert DIVISION.find("kommun", name) == "0114"

    @pytest.mark.property
    @SETTINGS
    @given(st.data())
    def test_no_folding_makes_another_kommun_of_a_name(self, data):
        code = data.draw(st.sampled_from(DIVISION.codes("kommun")))
        name = DIVISION.name("kommun", code)
        for change in (str.upper, str.lower, lambda text: f" {text} "):
            name = change(name) if data.draw(st.booleans()) else name
        gap = data.draw(st.sampled_from([" ", "  ", "-", "/", "\u202f"]))
        assert DIVISION.find("kommun", gap.join(name.split())) == code

    @pytest.mark.parametrize(
        ("level", "name"),
        [
            ("lan", "Riket"),
            ("lan", "00 Riket"),
            ("lan", ""),
            ("lan", "01"),
            ("lan", "Solna"),
            ("kommun", "Skåne"),
            ("kommun", "Vasby"),
            ("kommun", "Upplands"),
            ("region", "Summa"),
        ],
    )
    def test_a_name_that_nobody_has(self, level, name):
        with pytest.raises(UnknownCodeError) as caught:
            DIVISION.find(level, name)
        assert caught.value.code == "name.unknown"
        assert caught.value.level == level
        assert repr(name) in str(caught.value)

    def test_suggests_the_name_that_is_nearest(self):
        with pytest.raises(UnknownCodeError, match="did you mean 'Södermanland'"):
            DIVISION.find("lan", "04 Södermaland")

    @pytest.mark.parametrize(
        ("level", "name", "own"),
        [
            # In 2015 the two kommuner's amounts had been swapped.
            ("kommun", "0114 Upplands-Bro", "0139"),
            ("kommun", "0139 Upplands Väsby", "0114"),
            ("lan", "03 Stockholms län", "01"),
            ("lan", "SE121 Stockholms län", "01"),
            ("lan", "0980 Gotland", "09"),
            ("kommun", "09 Gotland", "0980"),
            ("kommun", "1917 Heby", "0331"),
        ],
    )
    def test_a_code_before_the_name_of_another_is_refused(self, level, name, own):
        with pytest.raises(UnknownCodeError) as caught:
            DIVISION.find(level, name)
        assert caught.value.code == "name.other_code"
        assert caught.value.codes == (own,)

    def test_a_name_that_several_have_is_refused_unless_its_code_stands_before_it(self):
        always = (date.min, date.max)
        two = Register(
            (),
            (
                Kommun("0001", "Nyby", "00", *always),
                Kommun("0002", "Nybys", "00", *always),
            ),
        ).at(date(2020, 12, 31))
        assert two.find("kommun", "Nyby") == two.find("kommun", "Nyby kommun") == "0001"
        assert two.find("kommun", "Nybys") == "0002"
        with pytest.raises(UnknownCodeError) as caught:
            two.find("kommun", "Nybys kommun")
        assert caught.value.code == "name.ambiguous"
        assert caught.value.codes == ("0001", "0002")
        assert two.find("kommun", "0001 Nybys kommun") == "0001"

    @pytest.mark.parametrize("name", [None, 114, float("nan"), b"Heby"])
    def test_a_name_is_text(self, name):
        with pytest.raises(InputTypeError) as caught:
            DIVISION.find("kommun", name)
        assert caught.value.code == "name.type"

    def test_a_level_is_a_swedish_one(self):
        with pytest.raises(UnknownCodeError, match="'skola'") as caught:
            DIVISION.find("skola", "Heby")
        assert caught.value.code == "name.level"
        with pytest.raises(InputTypeError) as other:
            DIVISION.find(["kommun"], "Heby")  # type: ignore[arg-type]
        assert other.value.code == "level.type"


class TestByDate:
    """Who a name stands for, and what a region is called, depends on the day."""

    def test_heby_is_in_vastmanland_until_the_last_day_of_2006(self):
        before, after = swedish().at(date(2006, 11, 1)), swedish().at(date(2006, 12, 31))
        old, new = before.find("kommun", "Heby"), after.find("kommun", "Heby")
        assert (old, before.lan_of("kommun", old)) == ("1917", "19")
        assert (new, after.lan_of("kommun", new)) == ("0331", "03")
        assert before.name("lan", "19") == "Västmanlands län"
        assert after.name("lan", "03") == "Uppsala län"

    def test_knivsta_is_found_when_it_is_there(self):
        with pytest.raises(UnknownCodeError, match="2002-01-01"):
            swedish().at(date(2002, 11, 1)).find("kommun", "Knivsta")
        division = swedish().at(date(2002, 12, 31))
        assert division.find("kommun", "Knivsta") == "0330"
        assert division.lan_of("kommun", "0330") == "03"

    @pytest.mark.parametrize("day", [date(2005, 11, 1), date(2020, 12, 31)])
    def test_gotland_is_all_three_at_once(self, day):
        division = swedish().at(day)
        found = {str(level): division.find(level, "Gotland") for level in Level}
        assert found == {"kommun": "0980", "region": "09", "lan": "09"}
        assert {division.lan_of(level, code) for level, code in found.items()} == {"09"}
        assert division.find("region", "Gotlands kommun") == "09"

    @pytest.mark.parametrize("code", LAN)
    @pytest.mark.parametrize("year", range(2000, 2027))
    def test_a_region_is_called_landsting_until_its_year(self, code, year):
        _, _, region, landsting = LAN[code]
        expected = region if year >= REGION_SINCE[code] else landsting
        assert swedish().at(date(year, 11, 1)).name("region", code) == expected
        assert swedish().at(date(year - 1, 12, 31)).name("region", code) == expected

    def test_the_last_seven_became_regions_in_2019(self):
        division = swedish().at(date(2018, 11, 1))
        names = [division.name("region", code) for code in division.codes("region")]
        assert sum("andsting" in name for name in names) == 7
        assert not any(
            "andsting" in name for name in swedish().at(date(2018, 12, 31)).names["region"].values()
        )


class TestSkr:
    """SKR was SKL until November 2019."""

    @pytest.mark.parametrize(
        ("on", "code", "name"),
        [
            (date(2016, 1, 1), "SKL", "Sveriges Kommuner och Landsting"),
            (date(2019, 10, 31), "SKL", "Sveriges Kommuner och Landsting"),
            (date(2019, 11, 1), "SKR", "Sveriges Kommuner och Regioner"),
            (date(2020, 12, 31), "SKR", "Sveriges Kommuner och Regioner"),
        ],
    )
    def test_by_its_name_at_the_date(self, on, code, name):
        assert skr(on) == Recipient(code, name)

    @pytest.mark.parametrize("on", ["2020", 2020, None, datetime(2020, 1, 1)])
    def test_needs_a_date(self, on):
        with pytest.raises(InputTypeError) as caught:
            skr(on)
        assert caught.value.code == "population.date"
