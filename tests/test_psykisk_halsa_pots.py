"""Every pot of the agreements on mental health against what the sources state, exactly."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from fordelning import (
    AgeWeighted,
    FlatPlusRemainder,
    PerCapita,
    Pot,
    Recipient,
    Tier,
    Tiered,
    catalogue,
    kr,
    mkr,
)
from fordelning.keys import Key

from .published import oracle

STATED = oracle("psykisk_halsa_pottar")
YEARS = (2016, 2017, 2019, 2020, 2022)
# What the sources say of the key, and the key that it is; nothing said is none.
UNCLEAR = "OKLART: befolkningsmängd enligt punktlistan; 0-25 år enligt avsnittet Återrapportering"
BY_YOUNG = AgeWeighted({(0, 25): 1})
KEYS: dict[str, Key | None] = {
    "": None,
    "befolkningsmängd": PerCapita(),
    "befolkning 1 november 2016": PerCapita(),
    "befolkningsmängd 1 november 2019": PerCapita(),
    "5 000 000 per län och resten efter befolkningsmängd": FlatPlusRemainder(kr(5_000_000)),
    "1 000 000 per län; 2 000 000 i de tre storstadslänen": Tiered(
        Tier(kr(2_000_000), codes=["01", "12", "14"]), Tier(kr(1_000_000))
    ),
    "andel barn och unga 0-25 år": BY_YOUNG,
}
# The reading of 2017 that the sources state, and both of 2020.
CHOICES: list[tuple[int, dict[str, str], dict[str, Key]]] = [
    (2016, {}, {}),
    (2017, {"analys": "till-vardera"}, {}),
    (2019, {}, {}),
    (2020, {"barn-och-unga": "befolkningsmangd"}, {UNCLEAR: PerCapita()}),
    (2020, {"barn-och-unga": "0-25"}, {UNCLEAR: BY_YOUNG}),
    (2022, {}, {}),
]


def pots(year: int, chosen: dict[str, str]) -> list[Pot]:
    """Return the pots under the chosen readings; what is left open has no key."""
    found: list[Pot] = []
    for each in catalogue.agreement(f"psykisk-halsa-{year}").pots:
        if isinstance(each, Pot):
            found.append(each)
        elif each.readings:
            found += each.pots(each.chosen(chosen[each.id]))
        else:
            assert each.amount is not None
            assert each.to is not None
            found.append(Pot(each.id, each.amount, each.to, title=each.title))
    return found


class TestStated:
    """ "Every year, level, purpose and amount", and the key where one is stated."""

    @pytest.mark.parametrize(("year", "chosen", "keys"), CHOICES)
    def test_every_pot_is_what_the_source_says_and_there_are_no_others(
        self, year: int, chosen: dict[str, str], keys: dict[str, Key]
    ) -> None:
        expected = Counter(
            # What goes to several levels together has no split, and so no key either.
            (to, purpose, kr(amount), None if "+" in to else {**KEYS, **keys}[key])
            for each, to, purpose, amount, key, _ in STATED["rows"]
            if each == year
        )
        assert expected == Counter(
            (
                pot.to.code if isinstance(pot.to, Recipient) else str(pot.to),
                pot.title,
                pot.amount,
                pot.key,
            )
            for pot in pots(year, chosen)
        )

    def test_every_row_is_of_a_year_in_the_catalogue(self) -> None:
        assert {row[0] for row in STATED["rows"]} == set(YEARS)
        assert all(row[-1] for row in STATED["rows"])

    @pytest.mark.parametrize(("year", "total"), STATED["totals_mkr"].items())
    def test_the_whole_is_what_the_text_says(self, year: str, total: int) -> None:
        assert catalogue.agreement(f"psykisk-halsa-{year}").total == mkr(total)

    @pytest.mark.parametrize(
        ("year", "on"),
        [
            *((2016, None), (2017, date(2016, 11, 1)), (2019, None)),
            *((2020, date(2019, 11, 1)), (2022, None)),
        ],
    )
    def test_the_day_is_the_one_that_the_source_names_or_none(
        self, year: int, on: date | None
    ) -> None:
        assert catalogue.agreement(f"psykisk-halsa-{year}").reference_date == on

    def test_the_sums_that_the_texts_declare(self) -> None:
        declared = {
            year: [each.amount for each in catalogue.agreement(f"psykisk-halsa-{year}").declared]
            for year in YEARS
        }
        assert declared == {
            2016: [mkr(780)],
            2017: [mkr(780)],
            2019: [],
            2020: [mkr(1694), mkr(1716)],
            2022: [],
        }
