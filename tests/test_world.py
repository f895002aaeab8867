"""Published formulas of other countries, each in a few lines of keys, to the last unit.

Money counts bare minor units here: euro, cents, or finer ones, as each test says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import floor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fordelning import (
    Agreement,
    Allocation,
    Equal,
    Fixed,
    Method,
    Money,
    Only,
    PerCapita,
    Population,
    Pot,
    Proportional,
    Rounding,
    Split,
    allocate,
    apportion,
)
from fordelning.errors import ShareError
from fordelning.exact import Exact, exact
from fordelning.keys import DeclaredShares, Key, Nested
from fordelning.measures import (
    Measure,
    Scope,
    indicator,
    largest,
    marginal,
    population,
    smallest,
    steps,
)

from .strategies import SETTINGS

LEVEL = "land"
DAY = date(2020, 12, 31)


def published(name: str) -> dict[str, Any]:
    path = Path(__file__).parent / "oracles" / f"{name}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def given_out(
    key: Key, amount: Money, people: Population, rounding: Rounding | None = None
) -> Allocation:
    pots = [Pot("p", amount, LEVEL, key, rounding=rounding)]
    return allocate(Agreement("a", "A", amount, pots, None), people)


def quotas(result: Allocation) -> dict[str, Fraction]:
    return {row.code: row.quota for row in result.rows() if row.code}


def percentages(column: Mapping[str, str]) -> dict[str, str]:
    return {code: f"{number} %" for code, number in column.items()}


class TestKoenigsteinerSchluessel:
    """ "Die Mittel werden nach dem Königsteiner Schlüssel verteilt" (GaFinHG § 5), in euro."""

    case = published("koenigsteiner_gafinhg_2021")
    rows: list[list[str]] = case["rows"]
    key = DeclaredShares(percentages({land: percent for land, percent, _ in rows}))
    result = given_out(
        key, Money(int(case["total"])), Population.of([row[0] for row in rows], level=LEVEL)
    )

    @pytest.mark.parametrize("row", rows, ids=lambda row: row[0])
    def test_every_amount_of_the_law_is_met(self, row: list[str]) -> None:
        land, _, euro = row
        assert self.result["p", land] == Money(int(euro))

    def test_nothing_had_to_be_rounded(self) -> None:
        assert len(self.rows) == 16
        assert all(row.quota == row.amount.ore for row in self.result.rows())

    def test_what_is_not_called_goes_to_those_who_called_all(self) -> None:
        """§ 5(3): by the same shares among these. Of 2 860 133 euro, Baden-Württemberg has
        13.04061 and Bayern 15.56072 of 28.60133."""
        everyone = Population.of([row[0] for row in self.rows], level=LEVEL)
        again = given_out(Only(["BW", "BY"], self.key), Money(2_860_133), everyone)
        assert (again["p", "BW"], again["p", "BY"]) == (Money(1_304_061), Money(1_556_072))
        assert again.total == Money(2_860_133)


class TestIndexedFunds:
    """ "200 million euro in 2016, 1.8 % more each year": RegG § 5 and Anlage 2.

    After n years there are 3n decimals to a euro, so a sum is no whole number of cents. A
    minor unit is so small here that every year's sum is a whole number of them, and the
    unit of rounding is a cent.
    """

    case = published("regg_anlage_2")
    lands: list[str] = case["columns"][1:]
    rows: list[list[Any]] = case["rows"]
    euro = 10 ** (3 * len(rows))
    cents = Rounding(Money(euro // 100), Method.NEAREST)
    key = DeclaredShares(percentages(case["percent"]))
    people = Population.of(lands, level=LEVEL)

    def envelope(self, year: int) -> Money:
        index = exact(self.case["factor"]) ** (year - self.case["base_year"])
        minor = int(self.case["base"]) * index * self.euro
        assert minor.denominator == 1
        return Money(minor.numerator)

    def printed(self, row: list[Any]) -> dict[str, Money]:
        amounts = {land: exact(euro) for land, euro in zip(self.lands, row[1:], strict=True)}
        return {land: Money(int(euro * self.euro)) for land, euro in amounts.items()}

    def test_seven_lander_in_sixteen_years(self) -> None:
        assert (len(self.lands), len(self.rows)) == (7, 16)
        assert sum(len(row) - 1 for row in self.rows) == 112

    @pytest.mark.parametrize("row", rows, ids=lambda row: row[0])
    def test_every_amount_of_the_annex_is_met(self, row: list[Any]) -> None:
        result = given_out(self.key, self.envelope(row[0]), self.people, self.cents)
        assert result.pot("p") == self.printed(row)
        assert result.total == self.envelope(row[0])

    @pytest.mark.parametrize("row", rows, ids=lambda row: row[0])
    def test_rounding_alone_gives_the_same(self, row: list[Any]) -> None:
        total = self.envelope(row[0])
        exactly = {
            land: exact(percent) / 100 * total.ore for land, percent in self.case["percent"].items()
        }
        assert self.cents.apply(exactly, total).amounts == self.printed(row)

    def test_the_residual_is_up_to_two_cents_and_never_hidden(self) -> None:
        """The printed rows miss the sum, rounded to cents, in 13 of 16 years, by at most 2."""
        missing: list[int] = []
        for row in self.rows:
            total = self.envelope(row[0])
            cent = self.cents.unit.ore
            whole = floor(Fraction(total.ore, cent) + Fraction(1, 2))
            printed = Money.total(self.printed(row).values())
            missing.append(abs(whole - printed.ore // cent))
            left = given_out(self.key, total, self.people, self.cents).residuals
            assert Money.total(each.amount for each in left) == total - printed
        assert sum(1 for each in missing if each) == 13
        assert max(missing) == 2

    def test_rounding_every_year_is_another_rule(self) -> None:
        """The amount printed the year before, indexed and rounded, misses 18 of the others."""
        factor, wrong = exact(self.case["factor"]), 0
        for before, row in pairwise(self.rows):
            for then, now in zip(before[1:], row[1:], strict=True):
                cents = floor(exact(then) * factor * 100 + Fraction(1, 2))
                wrong += cents != exact(now) * 100
        assert wrong == 18


class TestCoalRegions:
    """InvKG § 3: to three Reviere, then to the Länder in each. Sachsen is in two of them."""

    case = published("invkg")
    total = Money(int(case["total"]))
    lander: dict[str, dict[str, str]] = case["lander"]
    people = Population.of(case["percent"], level=LEVEL)

    def as_split(self) -> Key:
        """Return a share of a share, each of one Land."""
        return Split(
            *(
                (share, Split(*((part, Only([land], Equal())) for land, part in inside.items())))
                for (_, share), inside in zip(
                    self.case["reviere"].items(), self.lander.values(), strict=True
                )
            )
        )

    def as_nested(self) -> tuple[Key, Population, dict[str, str]]:
        """Return the same over the parts of Länder in a Revier, and whose part each is."""
        parts = [(revier, land) for revier, inside in self.lander.items() for land in inside]
        parents = {f"{revier}/{land}": revier for revier, land in parts}
        key = Nested(
            through="revier",
            upper=DeclaredShares(self.case["reviere"]),
            lower={
                revier: DeclaredShares(
                    {f"{revier}/{land}": part for land, part in inside.items()},
                )
                for revier, inside in self.lander.items()
            },
        )
        people = Population.of(parents, level=LEVEL, parents=parents) | Population.of(
            self.lander, level="revier"
        )
        return key, people, {f"{revier}/{land}": land for revier, land in parts}

    def test_the_shares_of_the_law_are_met(self) -> None:
        result = given_out(self.as_split(), self.total, self.people)
        assert quotas(result) == {
            land: self.total.ore * exact(percent) / 100
            for land, percent in self.case["percent"].items()
        }
        assert result["p", "SN"] == Money(3_528_000_000)

    def test_shares_inside_shares_and_parents_give_the_same(self) -> None:
        """0.43 x 0.4 + 0.2 x 0.4 is Sachsen's 0.252."""
        key, people, land_of = self.as_nested()
        nested = given_out(key, self.total, people)
        by_land = dict.fromkeys(self.case["percent"], Fraction(0))
        for part, quota in quotas(nested).items():
            by_land[land_of[part]] += quota
        assert by_land == quotas(given_out(self.as_split(), self.total, self.people))
        assert nested.nodes("p") == {
            "Lausitz": Money(6_020_000_000),
            "Mitteldeutschland": Money(2_800_000_000),
            "Rheinland": Money(5_180_000_000),
        }


AUSTRIA = published("abgestufter_bevoelkerungsschluessel")
LOWS = [0, *(int(to) for to, _ in AUSTRIA["multipliers"][:-1])]
MULTIPLIERS = [multiplier for _, multiplier in AUSTRIA["multipliers"]]


def graduated(people: Measure, first: int = 1) -> Measure:
    """Return the key as the law tells it, people times a multiplier and an addition.

    "10 001 bis 20 000" begins a class one above 10 000; with `first=0` at 10 000 itself.
    """
    begins = [0, *(low + first for low in LOWS[1:])]
    multiplier = steps(people, *zip(begins, MULTIPLIERS, strict=True))
    above: list[tuple[int, int]] = [(0, 0)]
    rate: list[tuple[int, Exact]] = [(0, 0)]
    for low, high, per_inhabitant in AUSTRIA["added"]:
        above.append((int(low), int(low)))
        rate += [(int(low), per_inhabitant), (int(high) + first, 0)]
    return people * multiplier + (people - steps(people, *above)) * steps(people, *rate)


# The same as one scale: each rate is the multiplier, with what is added where it is.
AS_SCALE = marginal(
    population(),
    (0, "108/67"),
    (9_000, "434/201"),
    (10_000, "5/3"),
    (18_000, 5),
    (20_000, 2),
    (45_000, "16/3"),
    (50_000, "7/3"),
)


def of_people(measure: Measure, inhabitants: int) -> Fraction:
    people = Population.from_counts({"a": inhabitants}, date=DAY, source="invented", level=LEVEL)
    return measure.vector(Scope(("a",), LEVEL, people, DAY))[0]


class TestAbgestufterBevoelkerungsschluessel:
    """Austria's graduated population key: size classes, without a jump at any threshold."""

    @pytest.mark.parametrize("check", AUSTRIA["weighted"], ids=lambda check: check[0])
    def test_the_exact_values(self, check: list[str]) -> None:
        inhabitants, weighted = check
        assert of_people(graduated(population()), int(inhabitants)) == Fraction(weighted)

    @pytest.mark.parametrize("threshold", LOWS[1:])
    def test_at_a_threshold_both_classes_give_the_same(self, threshold: int) -> None:
        """What is added makes up the step exactly: 50000/3, 40000 and 350000/3."""
        below = of_people(graduated(population(), first=1), threshold)
        above = of_people(graduated(population(), first=0), threshold)
        assert below == above
        place = LOWS.index(threshold)
        assert above == threshold * Fraction(MULTIPLIERS[place])
        # Without the addition there is a step.
        assert below > threshold * Fraction(MULTIPLIERS[place - 1])

    @pytest.mark.property
    @given(st.integers(0, 120_000))
    @example(9_001)
    @example(10_001)
    @example(19_999)
    @example(50_001)
    @SETTINGS
    def test_is_a_scale(self, inhabitants: int) -> None:
        assert of_people(graduated(population()), inhabitants) == of_people(AS_SCALE, inhabitants)

    def test_a_city_with_its_own_statute_has_at_least_two(self) -> None:
        """Of 12 000 people, 5/3 is 20 000 and 2 is 24 000; of 60 000, 7/3 is 140 000."""
        own = indicator("eget statut")
        key = population() * largest(
            2 * own,
            steps(population(), *zip([0, 10_001, 20_001, 50_001], MULTIPLIERS, strict=True)),
        )
        codes = ("stad", "storstad", "tätort")
        people = Population.from_counts(
            {"stad": 12_000, "storstad": 60_000, "tätort": 12_000},
            date=DAY,
            source="invented",
            level=LEVEL,
        ) | Population.from_values(
            "eget statut",
            {"stad": 1, "storstad": 1, "tätort": 0},
            date=DAY,
            source="invented",
            level=LEVEL,
        )
        weighted = key.vector(Scope(codes, LEVEL, people, DAY)).fractions()
        assert list(weighted) == [24_000, 140_000, 20_000]

    def test_shares_money(self) -> None:
        """40 000 and 50000/3 are 12 to 5: of 17 million, 12 and 5."""
        people = Population.from_counts(
            {"a": 20_000, "b": 10_000}, date=DAY, source="invented", level=LEVEL
        )
        result = given_out(Proportional(graduated(population())), Money(17_000_000), people)
        assert result.pot("p") == {"a": Money(12_000_000), "b": Money(5_000_000)}


TO_LARGEST = Method.NEAREST_THEN_LARGEST


class TestRestToTheLargest:
    """UStSchlFestV: "auf neun Stellen gerundet; die Differenz trägt das größte Land"."""

    case = published("ustschlfestv_2021")
    rounding = Rounding(method=TO_LARGEST)  # a minor unit is a thousand millionth of the whole

    @pytest.mark.parametrize(("name", "decimals"), [("key", 9), ("key_2000", 7)])
    def test_the_published_keys_make_up_one_and_stay_as_they_are(
        self, name: str, decimals: int
    ) -> None:
        key = self.case[name]
        assert sum(map(exact, key.values())) == 1
        whole = 10**decimals
        units = {land: exact(share) * whole for land, share in key.items()}
        assert apportion(whole, key, TO_LARGEST) == units
        people = Population.of(key, level=LEVEL)
        result = given_out(DeclaredShares(key), Money(whole), people, self.rounding)
        assert {land: money.ore for land, money in result.pot("p").items()} == units

    @pytest.mark.parametrize("invented", case["invented"], ids=str)
    def test_invented_keys(self, invented: list[Any]) -> None:
        """1/7 is .143 and 4/7 .571, which is 1; 1/3 is .333, and the first has .001 more."""
        decimals, weights, expected = invented
        units = apportion(10**decimals, {code: int(w) for code, w in weights.items()}, TO_LARGEST)
        assert {code: Fraction(n, 10**decimals) for code, n in units.items()} == {
            code: exact(share) for code, share in expected.items()
        }

    def test_the_largest_pays_what_is_too_much(self) -> None:
        """By 2, 2, 2, 5: .181818… is .182 three times, .454545… is .455: 1.001 in all."""
        exactly = {
            code: Fraction(1000 * w, 11) for code, w in zip("ABCD", (2, 2, 2, 5), strict=True)
        }
        rounded = self.rounding.apply(exactly, Money(1000))
        assert [money.ore for money in rounded.amounts.values()] == [182, 182, 182, 454]

    def test_shares_that_no_longer_make_up_one_are_divided_by_their_sum(self) -> None:
        """§ 3(2). Shares of 0.5 and 0.3 after weighing are 5/8 and 3/8."""
        people = Population.of(["a", "b"], level=LEVEL)
        result = given_out(
            DeclaredShares({"a": "0.5", "b": "0.3"}, total="0.8"), Money(10**9), people
        )
        assert result.pot("p") == {"a": Money(625_000_000), "b": Money(375_000_000)}

    def test_a_share_is_carried_to_successors_by_inhabitants(self) -> None:
        """§§ 4 and 5. Of a's quarter, b takes over a third of the people and c two thirds:
        b has 1/4 + 1/12 = 1/3, and c 1/2 + 1/6 = 2/3."""
        people = Population.from_values(
            "övertagna", {"b": 100, "c": 200}, date=DAY, source="invented", level=LEVEL
        )
        key = Split(
            ("1/4", Proportional(indicator("övertagna"))),
            ("3/4", DeclaredShares({"b": "1/3", "c": "2/3"})),
        )
        assert quotas(given_out(key, Money(1), people)) == {
            "b": Fraction(1, 3),
            "c": Fraction(2, 3),
        }


DECLARED = published("declared_percentages")
COLUMNS: list[str] = DECLARED["columns"][1:]
SUMS = {name: exact(total) for name, _, total in DECLARED["keys"]}


def column(name: str) -> dict[str, str]:
    place = DECLARED["columns"].index(name)
    return percentages({row[0]: row[place] for row in DECLARED["rows"]})


class TestDeclaredPercentages:
    """Printed percentages of German law and of reprints: those that make up 100, and not."""

    @pytest.mark.parametrize("name", [name for name in COLUMNS if SUMS[name] == 100])
    def test_the_columns_that_make_up_100_are_taken(self, name: str) -> None:
        """Ten million units have a percentage's five decimals as whole ones."""
        whole = Money(10**7)
        key = DeclaredShares(column(name))
        result = given_out(key, whole, Population.of(column(name), level=LEVEL))
        assert len(result.pot("p")) == 16
        for land, share in column(name).items():
            assert result["p", land].ore == exact(share) * whole.ore

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("koenigsteiner_2014", "make up 99,97961 %, not 100 %: 0,02039 % differ"),
            ("population_2014_12_31", "make up 100,12 %, not 100 %: 0,12 % differ"),
        ],
    )
    def test_the_columns_that_do_not_are_refused_with_the_difference(
        self, name: str, said: str
    ) -> None:
        assert SUMS[name] != 100
        with pytest.raises(ShareError, match=said):
            DeclaredShares(column(name))

    def test_the_reprint_has_a_figure_of_the_year_after(self) -> None:
        """Brandenburg's share of 2014 is printed as that of 2015, to the last decimal."""
        same = [
            land
            for land, share in column("koenigsteiner_2014").items()
            if share == column("koenigsteiner_2015")[land]
        ]
        assert same == ["BB"]

    def test_what_makes_up_100_is_every_column_but_two(self) -> None:
        assert [name for name in COLUMNS if SUMS[name] != 100] == [
            "koenigsteiner_2014",
            "population_2014_12_31",
        ]
        for name in COLUMNS:
            assert sum(map(exact, column(name).values())) * 100 == SUMS[name]

    def test_shares_and_adjustments_that_make_up_zero(self) -> None:
        """FAG § 1: percentages of the VAT, and euro that the Bund hands to the others.

        Of an invented 100 thousand million the Bund has 52 813 983 510 less
        20 533 717 472, the Länder 45 190 072 540 and 15 858 934 915 more, the Gemeinden
        1 995 943 950 and 4 674 782 557 more.
        """
        adjustments = {
            code: Money(int(euro)) for code, euro in DECLARED["fag_2020_adjustments"].items()
        }
        assert Money.total(adjustments.values()) == Money(0)
        key = Fixed(adjustments) >> DeclaredShares(percentages(DECLARED["fag_2020_percent"]))
        result = given_out(key, Money(10**11), Population.of(adjustments, level=LEVEL))
        assert result.pot("p") == {
            "Bund": Money(32_280_266_038),
            "Gemeinden": Money(6_670_726_507),
            "Länder": Money(61_049_007_455),
        }


class TestDotationDeSolidariteRurale:
    """The target fraction of France's DSR: parts, scores, and the value of a point."""

    case = published("dsr_fraction_cible")

    @pytest.mark.parametrize("points", case["points"], ids=str)
    def test_the_value_of_a_point_is_the_same_for_all(self, points: list[Any]) -> None:
        amount, scores, value, amounts = points
        by_code = {f"{place}": score for place, score in enumerate(scores)}
        people = Population.from_values("poäng", by_code, date=DAY, source="invented", level=LEVEL)
        shared = given_out(Proportional(indicator("poäng")), Money(int(amount)), people)
        priced = given_out(
            Fixed(Money(int(value)) * indicator("poäng")), Money(int(amount)), people
        )
        assert [money.ore for money in shared.pot("p").values()] == [int(each) for each in amounts]
        assert priced.pot("p") == shared.pot("p")

    @pytest.mark.parametrize("split", case["split"], ids=str)
    def test_the_parts(self, split: list[Any]) -> None:
        amount, shares, amounts = split
        key = Split(*((share, PerCapita()) for share in shares))
        assert list(key.amounts(Fraction(amount))) == [int(each) for each in amounts]

    @pytest.mark.parametrize("row", case["rows"], ids=str)
    def test_the_score(self, row: list[str]) -> None:
        inhabitants, potential, effort, score = row
        people = Population.from_counts(
            {"a": int(inhabitants)}, date=DAY, source="invented", level=LEVEL
        )
        for name, value in (("pf", potential), ("effort", effort)):
            people |= Population.from_values(
                name, {"a": value}, date=DAY, source="invented", level=LEVEL
            )
        measure = (
            population()
            * largest(0, 2 - indicator("pf") / self.case["pf_mean"])
            * smallest("1.2", indicator("effort"))
        )
        assert measure.vector(Scope(("a",), LEVEL, people, DAY))[0] == exact(score)
