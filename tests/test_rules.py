"""One test for each rule seen in reality, with its key written as a definition has it.

All figures are invented and small enough to do by hand; the docstrings do so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from fordelning import (
    REST,
    AgeWeighted,
    Agreement,
    Allocation,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    Level,
    Money,
    Only,
    PerCapita,
    Population,
    Pot,
    Proportional,
    Recipient,
    ShareOf,
    Split,
    Tier,
    Tiered,
    allocate,
    apportion,
    catalogue,
    kr,
    mkr,
)
from fordelning.agreement import About, Declared, UpTo
from fordelning.errors import OverdrawnError, ReferenceDateError, WeightError
from fordelning.keys import (
    Bounded,
    Bounds,
    DeclaredShares,
    HoldHarmless,
    Key,
    RoundedRate,
    Staged,
    Unspent,
)
from fordelning.measures import (
    ages,
    clamp,
    indicator,
    largest,
    marginal,
    population,
    quotas_of,
    share,
    smallest,
    steps,
    summed,
    table,
)

DAY = date(2020, 12, 31)
BEFORE = date(2019, 11, 1)
LEVEL = "ort"
# a, b and c have 100, 300 and 600 inhabitants.
PEOPLE = Population.from_counts(
    {"a": 100, "b": 300, "c": 600}, date=DAY, source="invented", level=LEVEL
)


def having(name: str, a: Any, b: Any, c: Any, on: date = DAY) -> Population:
    """Return an indicator's value for a, b and c."""
    return Population.from_values(
        name, {"a": a, "b": b, "c": c}, date=on, source="invented", level=LEVEL
    )


def agreement(*pots: Pot, on: date | None = None, declared: tuple[Declared, ...] = ()) -> Agreement:
    total = Money.total(pot.stated for pot in pots)
    return Agreement("x", "X", total, pots, on, declared=declared)


def given_out(
    key: Key, amount: Money | UpTo | About, people: Population = PEOPLE, level: str = LEVEL
) -> Allocation:
    return allocate(agreement(Pot("p", amount, level, key)), people)


def amounts(
    key: Key, amount: Money | UpTo | About, people: Population = PEOPLE
) -> dict[str, Money]:
    return given_out(key, amount, people).pot("p")


def abc(a: Any, b: Any, c: Any) -> dict[str, Money]:
    """Return kronor for a, b and c."""
    return {"a": kr(a), "b": kr(b), "c": kr(c)}


class TestPerCapita:
    """ "Per capita at a reference date: 1 November of the year before; 31 December." """

    def test_at_the_agreements_date(self) -> None:
        """1 000 kr on 1 000 people; figures of another day are refused."""
        dated = agreement(Pot("p", kr(1000), LEVEL, PerCapita()), on=DAY)
        assert allocate(dated, PEOPLE).pot("p") == abc(100, 300, 600)
        november = agreement(Pot("p", kr(1000), LEVEL, PerCapita()), on=BEFORE)
        with pytest.raises(ReferenceDateError):
            allocate(november, PEOPLE)

    def test_at_a_date_of_the_pots_own(self) -> None:
        """On 1 November they were 200, 200 and 600: 200 kr each to a and b."""
        people = PEOPLE | Population.from_counts(
            {"a": 200, "b": 200, "c": 600}, date=BEFORE, source="invented", level=LEVEL
        )
        dated = agreement(
            Pot("nu", kr(1000), LEVEL, PerCapita()),
            Pot("då", kr(1000), LEVEL, Proportional(population(at=BEFORE))),
            on=DAY,
        )
        result = allocate(dated, people)
        assert result.pot("nu") == abc(100, 300, 600)
        assert result.pot("då") == abc(200, 200, 600)


class TestFlatPlusRemainder:
    """ "5 Mkr per län and the rest by population." """

    def test_flat_plus_remainder(self) -> None:
        """3 x 5 kr, and 10 kr by 1, 3 and 6 tenths."""
        assert amounts(FlatPlusRemainder(kr(5)), kr(25)) == abc(6, 8, 11)


class TestTierByClass:
    """ "1 Mkr per län, 2 Mkr in storstadslän." """

    def test_tier_by_class(self) -> None:
        key = Tiered(Tier(kr(2), codes=["c"]), Tier(kr(1)))
        assert amounts(key, kr(4)) == abc(1, 1, 2)


class TestAgeBand:
    """ "0–25; 6–19 per kommun (skolmiljarden); 65+." """

    people = Population.from_ages(
        {
            ("a", "0-5"): 10, ("a", "6-19"): 20, ("a", "20-64"): 50, ("a", "65+"): 20,
            ("b", "0-5"): 30, ("b", "6-19"): 30, ("b", "20-64"): 200, ("b", "65+"): 40,
            ("c", "0-5"): 60, ("c", "6-19"): 50, ("c", "20-64"): 450, ("c", "65+"): 40,
        },
        date=DAY, source="invented", level=LEVEL,
    )  # fmt: skip

    def test_age_band(self) -> None:
        """20, 30 and 50 are 6–19 years old; 20, 40 and 40 are 65 or more."""
        assert amounts(Proportional(ages(6, 19)), kr(100), self.people) == abc(20, 30, 50)
        assert amounts(Proportional(ages(65, None)), kr(100), self.people) == abc(20, 40, 40)

    def test_several_bands_with_cost_weights(self) -> None:
        """förordning 1995:1644. 6–19 weigh 1 and 65+ weigh 3/2: 20 + 30, 30 + 60, 50 + 60."""
        key = AgeWeighted({(6, 19): 1, (65, None): "1,5"})
        assert amounts(key, kr(250), self.people) == abc(50, 90, 110)


class TestEqualSplit:
    """ "50 Mkr evenly between regions; 2 Mkr to each RCC." """

    def test_equal_split(self) -> None:
        assert amounts(Equal(), kr(51)) == abc(17, 17, 17)

    def test_so_much_to_each(self) -> None:
        assert amounts(Flat(kr(2)), kr(6)) == abc(2, 2, 2)


class TestPartsWithDifferentKeys:
    """ "Parts with different keys in one pot: 300 by population, 100 evenly." """

    def test_parts_with_different_keys_in_one_pot(self) -> None:
        """30 + 100, 90 + 100, 180 + 100. The parts are money, money and the rest, or shares."""
        key = Split((kr(300), PerCapita()), (kr(300), Equal()))
        assert amounts(key, kr(600)) == abc(130, 190, 280)
        assert amounts(Split((kr(300), Equal()), (REST, PerCapita())), kr(600)) == abc(
            130, 190, 280
        )
        assert amounts(Split(("50 %", PerCapita()), ("50 %", Equal())), kr(600)) == abc(
            130, 190, 280
        )


class TestSplitBetweenLevelsFirst:
    """ "70/30 and 80/20 kommuner/landsting; half/half." """

    def test_split_between_levels_first(self) -> None:
        """70 kr to two kommuner by 3 and 4 people, 30 kr to two landsting evenly."""
        kommuner, landsting = apportion(kr(100).ore, [70, 30])
        people = Population.from_counts(
            {"k1": 3, "k2": 4}, date=DAY, source="invented", level="kommuner"
        ) | Population.of(["l1", "l2"], level="landsting")
        result = allocate(
            agreement(
                Pot("till kommuner", Money(kommuner), "kommuner", PerCapita()),
                Pot("till landsting", Money(landsting), "landsting", Equal()),
                declared=(Declared("70 procent", kr(70), ["kommuner"]),),
            ),
            people,
        )
        assert result.totals("kommuner") == {"k1": kr(30), "k2": kr(40)}
        assert result.totals("landsting") == {"l1": kr(15), "l2": kr(15)}


class TestMixThatShiftsByYear:
    """ "3/7, 3/7, 5/5, 7/3, 10/0 per head / by asylum seekers, 2017–2021." """

    tenths_per_head = {2017: 3, 2018: 3, 2019: 5, 2020: 7, 2021: 10}

    def key(self, year: int) -> Key:
        tenths = self.tenths_per_head[year]
        return Split(
            (Fraction(tenths, 10), PerCapita()),
            (Fraction(10 - tenths, 10), Proportional(indicator("asylsökande"))),
        )

    @pytest.mark.parametrize(
        ("year", "expected"),
        [
            (2017, abc(30 + 350, 90 + 350, 180)),
            (2018, abc(380, 440, 180)),
            (2019, abc(50 + 250, 150 + 250, 300)),
            (2020, abc(70 + 150, 210 + 150, 420)),
            (2021, abc(100, 300, 600)),
        ],
    )
    def test_mix_that_shifts_by_year(self, year: int, expected: Mapping[str, Money]) -> None:
        """Of 1 000 kr; a and b have one asylum seeker each."""
        people = PEOPLE | having("asylsökande", 1, 1, 0)
        assert amounts(self.key(year), kr(1000), people) == expected


class TestWeightedHeads:
    """ "Minors count double for kommuner, not for landsting." """

    def test_weighted_heads_different_per_level(self) -> None:
        """10 and 20 people, 10 and 5 of them minors: 20 and 25 in kommuner; 10 and 20."""
        cells = {("x", "0-17"): 10, ("x", "18+"): 0, ("y", "0-17"): 5, ("y", "18+"): 15}
        people = Population.from_ages(cells, date=DAY, source="invented", level="kommuner")
        people |= Population.from_ages(cells, date=DAY, source="invented", level="landsting")
        result = allocate(
            agreement(
                Pot("k", kr(45), "kommuner", Proportional(population() + ages(0, 17))),
                Pot("l", kr(30), "landsting", PerCapita()),
            ),
            people,
        )
        assert result.pot("k") == {"x": kr(20), "y": kr(25)}
        assert result.pot("l") == {"x": kr(10), "y": kr(20)}


class TestSnapshotAndCumulativeCounts:
    """ "Asylum seekers at a date + reception 2012–2016." """

    def test_snapshot_and_cumulative_counts(self) -> None:
        """On 1 November 5, 0 and 5; received 10 + 5, 5 + 5 and 0 + 20: 20, 10 and 25."""
        people = PEOPLE | having("inskrivna", 5, 0, 5, on=BEFORE)
        people |= having("mottagna 2015", 10, 5, 0) | having("mottagna 2016", 5, 5, 20)
        received = indicator("mottagna 2015") + indicator("mottagna 2016")
        key = Proportional(indicator("inskrivna", at=BEFORE) + received)
        dated = agreement(Pot("p", kr(55), LEVEL, key), on=DAY)
        assert allocate(dated, people).pot("p") == abc(20, 10, 25)


class TestWeightsByKommunType:
    """ "Landsbygd: 1, 4, 6", summed to region."""

    def test_weights_by_kommun_type_summed_to_region(self) -> None:
        """Region r has kommuner of types 1 and 6, with 40 and 10 people: 40 + 60 = 100;
        region s one of type 4 with 50 people: 200."""
        kommuner = {"r1": "r", "r2": "r", "s1": "s"}
        people = (
            Population.of(["r", "s"], level="regioner")
            | Population.of(kommuner, level="kommuner", parents=kommuner)
            | Population.from_counts(
                {"r1": 40, "r2": 10, "s1": 50}, date=DAY, source="invented", level="kommuner"
            )
            | Population.from_values(
                "typ", {"r1": 1, "r2": 3, "s1": 2}, date=DAY, source="invented", level="kommuner"
            )
        )
        weight = steps(indicator("typ"), (1, 1), (2, 4), (3, 6))
        key = Proportional(summed(population() * weight, over="kommuner"))
        dated = agreement(Pot("p", kr(300), "regioner", key), on=DAY)
        assert allocate(dated, people).pot("p") == {"r": kr(100), "s": kr(200)}

    def test_weights_of_the_types_as_the_rule_lists_them(self) -> None:
        """Without people: 1 + 6 and 4 of 11."""
        kommuner = {"r1": "r", "r2": "r", "s1": "s"}
        people = Population.of(["r", "s"], level="regioner") | Population.of(
            kommuner, level="kommuner", parents=kommuner
        )
        key = Proportional(summed(table({"r1": 1, "r2": 6, "s1": 4}), over="kommuner"))
        result = given_out(key, kr(11), people, "regioner")
        assert result.pot("p") == {"r": kr(7), "s": kr(4)}


class TestPerformance:
    """ "Performance share + per-capita share." """

    people = PEOPLE | having("resultat", 3, 1, 0)

    def test_performance_share_and_per_capita_share(self) -> None:
        """80/20. Of 100 kr, 80 by 3, 1 and 0 quarters, and 20 by 1, 3 and 6 tenths."""
        key = Split(("80 %", Proportional(indicator("resultat"))), ("20 %", PerCapita()))
        assert amounts(key, kr(100), self.people) == abc(62, 26, 12)

    def test_several_pots_each_shared_by_those_who_met_that_goal(self) -> None:
        """a and b met the first goal, b and c the second: 40 by 1 to 3 and 90 by 3 to 6."""
        result = allocate(
            agreement(
                Pot("mål 1", kr(40), LEVEL, Only(["a", "b"], PerCapita())),
                Pot("mål 2", kr(90), LEVEL, Only(["b", "c"], PerCapita())),
            ),
            PEOPLE,
        )
        assert result.totals(LEVEL) == abc(10, 30 + 30, 60)

    def test_gate_then_per_capita(self) -> None:
        """a and c met the requirements: 1 to 6. The same with the gate as a figure."""
        assert amounts(Only(["a", "c"], PerCapita()), kr(70)) == abc(10, 0, 60)
        gated = Proportional(population() * indicator("godkänd"))
        assert amounts(gated, kr(70), PEOPLE | having("godkänd", 1, 0, 1)) == abc(10, 0, 60)

    def test_half_now_half_on_result(self) -> None:
        """50 kr by population; of the other 50 those who met the goal get their part, and
        c's 30 go back."""
        people = PEOPLE | having("nått målet", 1, 1, 0)
        on_result = Fixed(kr(50) * (share(population()) * indicator("nått målet")))
        result = allocate(
            agreement(
                Pot("nu", kr(50), LEVEL, PerCapita()),
                Pot("på resultat", kr(50), LEVEL, on_result >> Unspent("återgår till staten")),
            ),
            people,
        )
        assert result.totals(LEVEL) == abc(5 + 5, 15 + 15, 30)
        assert [(row.name, row.amount) for row in result.residuals] == [
            ("återgår till staten", kr(30))
        ]

    def test_top_three_share_a_bonus(self) -> None:
        """d, b and a did best, in that order: 30 kr are 10 each. Who is among them is no
        part of the key, and a tie for the third place is for the rule to settle."""
        results = {"a": 3, "b": 5, "c": 1, "d": 8}
        best = sorted(results, key=lambda code: (-results[code], code))[:3]
        key = Only(best, Equal())
        assert amounts(key, kr(30), Population.of(results, level=LEVEL)) == {
            "a": kr(10),
            "b": kr(10),
            "c": kr(0),
            "d": kr(10),
        }


class TestUnitPrice:
    """ "275 kr per dose; 60/40 over two counts with a uniform price." """

    def test_unit_price_times_volume(self) -> None:
        """4, 2 and 0 doses are 1 100 and 550 kr; the rest of at most 2 000 is not used."""
        people = PEOPLE | having("doser", 4, 2, 0)
        result = given_out(Fixed(kr(275) * indicator("doser")), UpTo(kr(2000)), people)
        assert result.pot("p") == abc(1100, 550, 0)
        assert [(row.name, row.amount) for row in result.residuals] == [("outnyttjat", kr(350))]

    def test_two_counts_each_with_a_uniform_price(self) -> None:
        """60 kr on 30 first doses are 2 kr each, 40 kr on 40 second doses 1 kr each."""
        people = PEOPLE | having("dos 1", 10, 20, 0) | having("dos 2", 0, 10, 30)
        key = Split(
            ("60 %", Proportional(indicator("dos 1"))), ("40 %", Proportional(indicator("dos 2")))
        )
        assert amounts(key, kr(100), people) == abc(20, 40 + 10, 30)


class TestRateRoundedFirst:
    """ "Whole kronor per inhabitant before multiplying (1995:1644)." """

    def test_rate_rounded_first(self) -> None:
        """2 400 kr on 1 000 people is 2,40, so 2 kr each: 400 kr are left."""
        result = given_out(RoundedRate(population()), About(kr(2400)))
        assert result.pot("p") == abc(200, 600, 1200)
        assert [row.amount for row in result.residuals] == [kr(400)]

    def test_the_pot_may_be_passed(self) -> None:
        """2 500 kr is 2,50, halves up 3 kr each: 500 kr too much."""
        result = given_out(RoundedRate(population()), About(kr(2500)))
        assert result.pot("p") == abc(300, 900, 1800)
        assert [row.amount for row in result.residuals] == [-kr(500)]


class TestBaseAndRates:
    """ "85 000 kr + 15 öre (1977:419); base + inhabitants + installations." """

    def test_base_and_ore_per_inhabitant(self) -> None:
        """85 000 kr and 15, 45 and 90 kr; of 300 000 kr, 44 850 are left."""
        key = Flat(kr(85_000)) >> Fixed(kr("0,15") * population())
        result = given_out(key, UpTo(kr(300_000)))
        assert result.pot("p") == abc(85_015, 85_045, 85_090)
        assert [row.amount for row in result.residuals] == [kr(44_850)]

    def test_base_and_inhabitants_and_installations(self) -> None:
        """100 kr each, 2 kr per inhabitant, 50 kr per installation (0, 1 and 4)."""
        people = PEOPLE | having("anläggningar", 0, 1, 4)
        key = (
            Flat(kr(100))
            >> Fixed(kr(2) * population())
            >> Fixed(kr(50) * indicator("anläggningar"))
        )
        assert amounts(key, kr(2550), people) == abc(300, 750, 1500)


class TestCappedPot:
    """ "At most 1 billion, by fall in sick days." """

    people = PEOPLE | having("minskade dagar", 10, 30, 0)
    days = indicator("minskade dagar")

    def test_capped_pot(self) -> None:
        """10 and 30 days at 20 kr are 800 of at most 1 000 kr."""
        result = given_out(Fixed(kr(20) * self.days), UpTo(kr(1000)), self.people)
        assert result.pot("p") == abc(200, 600, 0)
        assert [row.amount for row in result.residuals] == [kr(200)]

    def test_more_than_the_cap_is_refused_where_the_rule_says_nothing(self) -> None:
        with pytest.raises(OverdrawnError, match="200,00 kr more"):
            given_out(Fixed(kr(20) * self.days), UpTo(kr(600)), self.people)

    @pytest.mark.parametrize(
        ("most", "expected"),
        [(1000, abc(200, 600, 0)), (800, abc(200, 600, 0)), (600, abc(150, 450, 0))],
    )
    def test_or_all_are_lowered_alike_where_it_says_so(
        self, most: int, expected: Mapping[str, Money]
    ) -> None:
        """600 kr pay for 30 days of 40: 7.5 and 22.5."""
        paid_for = smallest(self.days, share(self.days) * Fraction(most, 20))
        key = Fixed(kr(20) * paid_for)
        assert amounts(key, UpTo(kr(most)), self.people) == expected

    def test_where_nobody_has_any_there_are_no_shares_and_that_is_said(self) -> None:
        """Nobody has any days: a share of nothing has no value, and nobody gets a guess."""
        paid_for = smallest(self.days, share(self.days) * 30)
        nobody = PEOPLE | having("minskade dagar", 0, 0, 0)
        with pytest.raises(WeightError, match="minskade dagar"):
            amounts(Fixed(kr(20) * paid_for), UpTo(kr(600)), nobody)


class TestTopSlice:
    """ "SKR 22 of 1 716 Mkr; at most 500 000 kr for own costs." """

    def test_top_slice(self) -> None:
        """22 of 1 022 kr are SKR's; by län they are money outside the län, as all of it is."""
        skr = Recipient("SKR", "Sveriges Kommuner och Regioner")
        result = allocate(
            agreement(
                Pot("samordning", kr(22), skr),
                Pot("stimulansmedel", kr(1000), LEVEL, PerCapita()),
                declared=(Declared("stimulansmedel", kr(1000), [LEVEL]),),
            ),
            PEOPLE,
        )
        assert result["samordning", "SKR"] == kr(22)
        assert result.pot("stimulansmedel") == abc(100, 300, 600)
        assert result.by_lan() == {"": kr(1022)}

    @pytest.mark.parametrize(
        ("costs", "own", "left"), [(300_000, 300_000, 700_000), (800_000, 500_000, 500_000)]
    )
    def test_at_most_so_much_for_own_costs(self, costs: int, own: int, left: int) -> None:
        """Of 1 000 000 kr; what the own costs leave goes to the members, evenly to two."""
        codes = {"egna kostnader": costs, "m1": 0, "m2": 0}
        people = Population.from_values(
            "kostnader", codes, date=DAY, source="invented", level="post"
        )
        key = Fixed(kr(1) * smallest(indicator("kostnader"), 500_000)) >> Only(
            ["m1", "m2"], Equal()
        )
        assert given_out(key, mkr(1), people, "post").pot("p") == {
            "egna kostnader": kr(own),
            "m1": kr(left) - kr(left // 2),
            "m2": kr(left // 2),
        }


class TestUnclaimedMoney:
    """ "Unclaimed money distributed again, to all, or only to those who asked." """

    first = given_out(PerCapita(), kr(1000))
    # b asked for nothing, a and c for all.
    claimed = {"a": kr(100), "b": kr(0), "c": kr(600)}

    def unclaimed(self) -> Money:
        given = self.first.pot("p")
        return Money.total(given[code] - claimed for code, claimed in self.claimed.items())

    def test_to_all(self) -> None:
        """b's 300 kr by 1, 3 and 6 tenths."""
        assert amounts(PerCapita(), self.unclaimed()) == abc(30, 90, 180)

    def test_only_to_those_who_asked(self) -> None:
        """a's seventh of 300 kr is 42,857… kr, and c has the rest."""
        asked = [code for code, money in self.claimed.items() if money.ore]
        again = amounts(Only(asked, PerCapita()), self.unclaimed())
        assert again == abc("42,86", 0, "257,14")
        both = {code: self.claimed[code] + again[code] for code in again}
        assert Money.total(both.values()) == kr(1000)


class TestLocalRepooling:
    """ "4 % of every recipient's amount to a common pot." """

    def test_in_the_rule_itself(self) -> None:
        """96 % of 1 000 kr by population and 40 kr by what they agreed on, here evenly."""
        key = Split(("96 %", PerCapita()), ("4 %", Only(["a", "b"], Equal())))
        assert amounts(key, kr(1000)) == abc(96 + 20, 288 + 20, 576)

    def test_by_a_later_decision(self) -> None:
        """Of 100, 300 and 600 kr, 4, 12 and 24 to the pot, which has 40."""
        first = given_out(PerCapita(), kr(1000)).pot("p")
        key = Only(["pott"], Fixed(ShareOf("4 %"))) >> Only(["eget"], Equal())
        people = Population.of(["eget", "pott"], level="del")
        passed_on = {
            code: given_out(key, money, people, "del").pot("p") for code, money in first.items()
        }
        assert {code: parts["eget"] for code, parts in passed_on.items()} == abc(96, 288, 576)
        pool = Money.total(parts["pott"] for parts in passed_on.values())
        assert amounts(Only(["a", "b"], Equal()), pool) == abc(20, 20, 0)


class TestPayeeIsNotTheEarner:
    """ "Län money to a named actor; Gotland appears as kommundel and landstingsdel." """

    def test_payee_is_not_the_earner(self) -> None:
        actor = "den aktör som regionen och länets kommuner anger"
        result = allocate(agreement(Pot("p", kr(3), LEVEL, Equal(), payee=actor)), PEOPLE)
        assert [(row.code, row.payee) for row in result.rows()] == [
            ("a", actor),
            ("b", actor),
            ("c", actor),
        ]

    def test_gotland_is_a_kommun_and_a_region(self) -> None:
        """1 kr to each of 290 kommuner and 2 kr to each of 21 regions: 3 kr to Gotland."""
        result = allocate(
            agreement(
                Pot("kommundel", kr(290), Level.KOMMUN, Equal()),
                Pot("landstingsdel", kr(42), Level.REGION, Equal()),
            ),
            catalogue.population("scb-2020-12-31"),
            reference_date=DAY,
        )
        assert result["kommundel", "0980"] == kr(1)
        assert result["landstingsdel", "09"] == kr(2)
        assert result.by_lan()["09"] == kr(3)


class TestTransition:
    """ "Regleringspost (same kr per head); införandebidrag (kr per head, time-limited)." """

    def test_balancing_item(self) -> None:
        """Rates make 700 + 900 + 1 400 = 3 000; of 2 000, each of 1 000 people pays 1 kr."""
        key = Bounded(
            Fixed({"a": kr(700), "b": kr(900), "c": kr(1400)}), floor=None, paid_by=population()
        )
        assert amounts(key, kr(2000)) == abc(600, 600, 800)

    def test_balancing_item_that_adds(self) -> None:
        """Of 4 000, each has 1 kr more."""
        key = Bounded(
            Fixed({"a": kr(700), "b": kr(900), "c": kr(1400)}), floor=None, paid_by=population()
        )
        assert amounts(key, kr(4000)) == abc(800, 1200, 2000)

    # The first year nobody loses more than 1 kr per head, the second 2, the third 3.
    @pytest.mark.parametrize(
        ("year", "expected"),
        [(1, abc(200, 0, 0)), (2, abc(100, 0, 0)), (3, abc(0, 0, 0)), (4, abc(0, 0, 0))],
    )
    def test_transition_protection(self, year: int, expected: Mapping[str, Money]) -> None:
        """a had 400 kr and has 100, which is 3 kr less for each of its 100 people; b and c
        had 100 and 500 and have 300 and 600."""
        previous = table({"a": 400_00, "b": 100_00, "c": 500_00})
        loss = previous - quotas_of("ny") - kr(year).ore * population()
        result = allocate(
            agreement(
                Pot("ny", kr(1000), LEVEL, PerCapita()),
                Pot("införandebidrag", UpTo(kr(300)), LEVEL, Fixed(Money(1) * largest(0, loss))),
            ),
            PEOPLE,
        )
        assert result.pot("införandebidrag") == expected

    def test_transition_from_an_old_key(self) -> None:
        """A third of the way: 2/3 of 300 kr by old shares, 1/2, 1/4, 1/4, and 100 kr by
        population."""
        old = DeclaredShares({"a": "50 %", "b": "25 %", "c": "25 %"})
        key = Split(("2/3", old), ("1/3", PerCapita()))
        assert amounts(key, kr(300)) == abc(100 + 10, 50 + 30, 50 + 60)

    def test_guaranteed_part_of_the_year_before(self) -> None:
        """90 % of a's 200 kr is 180, 80 more than its 100; b and c pay it as 1 to 2."""
        key = HoldHarmless("90 %", abc(200, 0, 0), PerCapita())
        assert amounts(key, kr(1000)) == abc(180, "273,33", "546,67")


class TestZeroSum:
    """ "Zero-sum between units: solidarisk finansiering." """

    def test_what_is_paid_in_is_given_out_again(self) -> None:
        """Two allocations of the same sum: all pay 1 kr per head, 100, 300 and 600, and get
        by need, 1, 1 and 0 halves. The net is 400, 200 and -600, which is nothing in all."""
        people = PEOPLE | having("behov", 1, 1, 0)
        paid_in = amounts(Fixed(kr(1) * population()), kr(1000))
        pot = Money.total(paid_in.values())
        given = amounts(Proportional(indicator("behov")), pot, people)
        net = {code: given[code] - paid_in[code] for code in given}
        assert net == abc(400, 200, -600)
        assert Money.total(net.values()) == Money(0)

    def test_adjustments_that_make_up_zero_are_on_top_of_a_pot(self) -> None:
        """Additions and deductions as the rule lists them, and 1 000 kr by population."""
        key = Fixed(abc(40, 20, -60)) >> PerCapita()
        assert amounts(key, kr(1000)) == abc(140, 320, 540)

    def test_a_pot_of_its_own_has_no_negative_amounts(self) -> None:
        """ "A pot is not negative": who pays and who gets are two allocations."""
        with pytest.raises(ValueError, match="c.*-60,00 kr"):
            amounts(Fixed(abc(40, 20, -60)), kr(0))


class TestFloorsAndCaps:
    """ "Floors and caps with redistribution": relief fund, Montreal fund, UN scale."""

    def test_floor_with_redistribution(self) -> None:
        """Of 1 000 kr a has at least 190: b and c share 810 as 1 to 2."""
        assert amounts(Bounded(PerCapita(), floor=kr(190)), kr(1000)) == abc(190, 270, 540)

    def test_a_floor_that_pushes_others_below_it(self) -> None:
        """With at least 290 kr each, a lacks 190. Of the 710 that are left b would have a
        third, which is below 290 too: both have 290, and c the rest."""
        assert amounts(Bounded(PerCapita(), floor=kr(290)), kr(1000)) == abc(290, 290, 420)

    def test_cap_with_redistribution(self) -> None:
        """Nobody above 52 %: c has 520 kr, and a and b share 480 as 1 to 3."""
        key = Bounded(PerCapita(), cap=ShareOf("52 %"))
        assert amounts(key, kr(1000)) == abc(120, 360, 520)

    def test_bounds_in_turn(self) -> None:
        """First at least 190 kr: 190, 270, 540. Then nobody above 50 %: c has 500, and of
        those not settled only b is left for the 40."""
        key = Staged(PerCapita(), Bounds(floor=kr(190)), Bounds(cap=ShareOf("50 %")))
        assert amounts(key, kr(1000)) == abc(190, 310, 500)


class TestElsewhere:
    """ "Declared percentages, indexed pots, a key from other pots, graduated keys, points." """

    def test_declared_percentages(self) -> None:
        key = DeclaredShares({"a": "13,5 %", "b": "20 %", "c": "66,5 %"})
        assert amounts(key, kr(200)) == abc(27, 40, 133)

    @pytest.mark.parametrize(
        ("year", "expected"),
        [(2020, abc(100, 300, 600)), (2021, abc(110, 330, 660)), (2022, abc(121, 363, 726))],
    )
    def test_indexed_pot(self, year: int, expected: Mapping[str, Money]) -> None:
        """1 000 kr in 2020 and 10 % more each year, not rounded in between."""
        index = Fraction(11, 10) ** (year - 2020)
        pot = kr(1000 * index)
        assert amounts(PerCapita(), pot) == expected

    def test_indexed_amounts_where_the_sum_is_no_whole_ore(self) -> None:
        """0,10 kr and 5 % more is 10.5 öre, which a sum of money cannot be: the index stands
        in the amounts, 2.625, 2.625 and 5.25 öre of about 11. Ten whole öre are handed out:
        2, 2 and 5, and the one that misses is a's by the tie; the eleventh is nobody's."""
        exactly = table({"a": "1/4", "b": "1/4", "c": "1/2"}) * "1,05"
        result = given_out(Fixed(Money(10) * exactly), About(Money(11)))
        assert result.pot("p") == {"a": Money(3), "b": Money(2), "c": Money(5)}
        assert {row.code: row.quota for row in result.rows() if row.code} == {
            "a": Fraction(21, 8),
            "b": Fraction(21, 8),
            "c": Fraction(21, 4),
        }
        assert [row.amount for row in result.residuals] == [Money(1)]

    def test_a_key_derived_from_other_pots_outcome(self) -> None:
        """RegG. 30 kr evenly and 100 kr by population are 20, 40 and 70 of 130."""
        result = allocate(
            agreement(
                Pot("grund", kr(30), LEVEL, Equal()),
                Pot("folk", kr(100), LEVEL, PerCapita()),
                Pot("tillägg", kr(13), LEVEL, Proportional(quotas_of("grund") + quotas_of("folk"))),
            ),
            PEOPLE,
        )
        assert result.pot("tillägg") == abc(2, 4, 7)

    def test_graduated_population_key_with_smoothing(self) -> None:
        """People count 1 up to 400 and 2 above that, and from 300 on so much more that there
        is no step at 400: the rate there is 5. So 100, 300, and at 600 twice 600."""
        key = marginal(population(), (0, 1), (300, 5), (400, 2))
        assert amounts(Proportional(key), kr(1600)) == abc(100, 300, 1200)
        stepped = population() * steps(population(), (0, 1), (400, 2))
        assert amounts(Proportional(stepped), kr(1600)) == abc(100, 300, 1200)

    def test_points(self) -> None:
        """A point for each 100 people and for each school, at most 5: 1 + 1, 3 + 2 and
        6 + 4 are 2, 5 and 10, which is 5. A point of 120 kr is worth 10."""
        people = PEOPLE | having("skolor", 1, 2, 4)
        points = clamp(population() / 100 + indicator("skolor"), high=5)
        assert amounts(Proportional(points), kr(120), people) == abc(20, 50, 50)

    def test_steps_by_country_band(self) -> None:
        """Below 1 000 a head 90 % of a cost, below 4 000 half, above that nothing."""
        people = PEOPLE | having("bnp", 999, 1000, 4000) | having("kostnad", 100, 100, 100)
        band = steps(indicator("bnp"), (0, "90 %"), (1000, "50 %"), (4000, 0))
        key = Fixed(kr(1) * (band * indicator("kostnad")))
        assert amounts(key, UpTo(kr(200)), people) == abc(90, 50, 0)

    def test_an_amount_for_each_band(self) -> None:
        by = indicator("bnp")
        key = Tiered(Tier(kr(3), by=by, high=1000), Tier(kr(2), by=by, high=4000), Tier(kr(1)))
        assert amounts(key, kr(6), PEOPLE | having("bnp", 999, 1000, 4000)) == abc(3, 2, 1)
