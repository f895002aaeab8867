"""The agreements of 2016 and 2017: what their texts say adds up, and what does not."""

from __future__ import annotations

from datetime import date

import pytest

from fordelning import Level, Money, PerCapita, Pot, Reading, allocate, catalogue, mkr
from fordelning.errors import AgreementError, ReadingError

LAST = date(2020, 12, 31)
HALVES = Reading(
    "hälften var",
    pots=[
        Pot("mottagningar-landsting", mkr(65), Level.REGION, PerCapita()),
        Pot("mottagningar-kommun", mkr(65), Level.KOMMUN, PerCapita()),
    ],
)


class Test2016:
    """ "300 + 200 + 150 + 130 = 780; SKL 60 + 5." """

    def test_adds_up(self) -> None:
        assert catalogue.agreement("psykisk-halsa-2016").problems() == ()

    def test_asks_how_130_mkr_are_to_be_split(self) -> None:
        agreement = catalogue.agreement("psykisk-halsa-2016")
        with pytest.raises(ReadingError, match="'ungdomsmottagningar' is left open: The text does"):
            allocate(agreement, catalogue.population("scb-2020-12-31"))

    def test_is_distributed_under_a_reading_of_the_callers(self) -> None:
        result = allocate(
            catalogue.agreement("psykisk-halsa-2016"),
            catalogue.population("scb-2020-12-31"),
            readings={"ungdomsmottagningar": HALVES},
        )
        assert result.total == mkr(845)
        (choice,) = result.readings
        assert choice.own
        assert result["skl-utredning", "SKL"] == mkr(5)


class Test2017:
    """ "250 Mkr fördelas till landstingen/regionerna och till kommunerna" """

    def test_read_literally_530_of_780_are_there(self) -> None:
        problems = catalogue.agreement("psykisk-halsa-2017").problems()
        declared = next(each for each in problems if each.code == "agreement.declared")
        assert (declared.sum, declared.total) == (mkr(530), mkr(780))
        assert all("'ordagrant' of 'analys'" in str(each) for each in problems)

    def test_read_as_250_to_each_it_adds_up(self) -> None:
        chosen: dict[str, str | Reading] = {"analys": "till-vardera", "ungdomsmottagningar": HALVES}
        assert catalogue.agreement("psykisk-halsa-2017").problems(chosen) == ()
        result = allocate(
            catalogue.agreement("psykisk-halsa-2017"),
            catalogue.population("scb-2020-12-31"),
            readings=chosen,
            reference_date=LAST,
        )
        assert result.total == mkr(885)
        # What the 290 kommuner and the 21 regions get, with 65 mkr of the open 130 to each.
        assert Money.total(result.totals(Level.KOMMUN).values()) == mkr(250 + 65)
        assert Money.total(result.totals(Level.REGION).values()) == mkr(250 + 150 + 65)

    def test_the_literal_reading_is_not_distributed(self) -> None:
        with pytest.raises(AgreementError, match="250 000 000,00 kr differ"):
            allocate(
                catalogue.agreement("psykisk-halsa-2017"),
                catalogue.population("scb-2020-12-31"),
                readings={"analys": "ordagrant", "ungdomsmottagningar": HALVES},
                reference_date=LAST,
            )
