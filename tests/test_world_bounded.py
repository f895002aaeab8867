"""A cap in the world: the Montreal Protocol's fund, of which nobody pays more than 22 %."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import pytest

from fordelning import (
    Agreement,
    Allocation,
    Bounded,
    Method,
    Money,
    Population,
    Pot,
    Proportional,
    Rounding,
    ShareOf,
    allocate,
)
from fordelning.exact import exact
from fordelning.measures import indicator

FUND = json.loads(
    (Path(__file__).parent / "oracles" / "montreal_fund_2021_2023.json").read_text("utf-8")
)
ROWS: list[list[str]] = FUND["rows"]
LEVEL = "party"
DAY = date(2021, 1, 1)
# Dollars, as bare minor units.
TOTAL = Money(int(FUND["total"]))


def replenishment(**agreement: Any) -> Allocation:
    scale = {party: exact(percent) for party, percent, _, _ in ROWS}
    figures = Population.from_values("scale", scale, date=DAY, source=FUND["source"], level=LEVEL)
    key = Bounded(Proportional(indicator("scale")), cap=ShareOf(FUND["cap"]))
    pots = [Pot("contribution", TOTAL, LEVEL, key)]
    return allocate(
        Agreement("mlf", "Replenishment 2021-2023", TOTAL, pots, DAY, **agreement), figures
    )


class TestTheMontrealFund:
    """ "475 million dollars, by the UN scale, nobody above 22 %, the excess over the others." """

    result = replenishment(rounding=Rounding(method=Method.NEAREST))

    @pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
    def test_every_published_amount_is_met(self, row: list[str]) -> None:
        party, _, dollars, _ = row
        assert self.result["contribution", party] == Money(int(dollars))

    def test_every_published_percentage_is_met(self) -> None:
        assert len(ROWS) == 49
        quotas = {row.code: row.quota for row in self.result.rows() if row.code}
        for party, _, _, percent in ROWS:
            exactly = quotas[party] * 100 / TOTAL.ore
            assert Fraction(floor(exactly * 10**4 + Fraction(1, 2)), 10**4) == exact(percent)

    def test_the_published_amounts_are_a_dollar_short_and_so_is_ours(self) -> None:
        published = sum(int(dollars) for _, _, dollars, _ in ROWS)
        assert published == 474_999_999
        assert [row.amount for row in self.result.residuals] == [Money(1)]

    def test_largest_remainder_keeps_the_total_and_moves_one_dollar(self) -> None:
        whole = replenishment()
        assert Money.total(whole.pot("contribution").values()) == TOTAL
        moved = [
            party
            for party, _, dollars, _ in ROWS
            if whole["contribution", party].ore != int(dollars)
        ]
        assert len(moved) == 1

    def test_the_only_one_at_the_cap_says_so(self) -> None:
        said = str(self.result.explain("contribution", "United States of America"))
        assert "United States of America is lowered to its cap" in said
        assert self.result["contribution", "United States of America"] == Money(104_500_000)
        assert self.result.passed == ()
