"""`Nested`: to parents first, then inside each, and rounded from the top down."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, ClassVar

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fordelning import (
    REFUSE,
    Agreement,
    Equal,
    Fixed,
    Flat,
    Level,
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
    catalogue,
    kr,
    mkr,
)
from fordelning.errors import (
    AgreementError,
    InputTypeError,
    InputValueError,
    PopulationError,
    TieError,
    UnknownCodeError,
    UnknownIdError,
    UnspentError,
)
from fordelning.keys import Key, Nested
from fordelning.measures import Scope, ages, constant, population, summed

from .strategies import SETTINGS

DAY = date(2020, 12, 31)
SWEDEN = catalogue.population("scb-2020-12-31")
# Two areas: the coast with two schools, the inland with one.
PARENTS = {"norra": "kust", "södra": "kust", "östra": "inland"}
UNLISTED = Population.from_counts(
    {"norra": 30, "södra": 10, "östra": 60}, date=DAY, source="invented", level="skola"
) | Population.of(PARENTS, level="skola", parents=PARENTS)
SCHOOLS = UNLISTED | Population.of(["kust", "inland"], level="område")


HUNDRED = kr(100)


def pot(
    key: Key, amount: Money = HUNDRED, level: str = "skola", rounding: Rounding | None = None
) -> Agreement:
    return Agreement("a", "A", amount, [Pot("p", amount, level, key, rounding=rounding)], None)


def nested(upper: Key, lower: Any, through: str = "område") -> Nested:
    return Nested(through=through, upper=upper, lower=lower)


class TestByHand:
    def test_equal_areas_then_by_head(self) -> None:
        """50 kr to each area; on the coast 3/4 and 1/4 of them, inland all."""
        result = allocate(pot(nested(Equal(), PerCapita())), SCHOOLS)
        assert result.pot("p") == {"norra": kr("37,50"), "södra": kr("12,50"), "östra": kr(50)}
        assert result.nodes("p") == {"inland": kr(50), "kust": kr(50)}

    def test_a_lower_key_for_each_parent(self) -> None:
        lower = {"kust": Equal(), "inland": PerCapita()}
        result = allocate(pot(nested(Equal(), lower)), SCHOOLS)
        assert result.pot("p") == {"norra": kr(25), "södra": kr(25), "östra": kr(50)}

    def test_the_parents_own_figures_are_the_upper_keys(self) -> None:
        areas = Population.from_counts(
            {"kust": 1, "inland": 3}, date=DAY, source="invented", level="område"
        )
        result = allocate(pot(nested(PerCapita(), Equal())), SCHOOLS | areas)
        assert result.nodes("p") == {"inland": kr(75), "kust": kr(25)}

    def test_sums_over_children_can_be_the_upper_keys_measure(self) -> None:
        """40 people on the coast and 60 inland, as the schools have them."""
        by = Proportional(summed(population(), over="skola"))
        result = allocate(pot(nested(by, PerCapita())), SCHOOLS)
        assert result.nodes("p") == {"inland": kr(60), "kust": kr(40)}

    def test_is_rounded_from_the_top_down(self) -> None:
        """1 kr in whole kronor: each area has 1/2, and the tie falls to inland by code.

        Rounded over the three schools at once, norra's 3/8 would win over nobody's: östra
        has 1/2. Nested, östra has inland's krona, and the coast has nothing to share.
        """
        rounding = Rounding(kr(1))
        result = allocate(pot(nested(Equal(), PerCapita()), kr(1), rounding=rounding), SCHOOLS)
        assert result.nodes("p") == {"inland": kr(1), "kust": kr(0)}
        assert result.pot("p") == {"norra": kr(0), "södra": kr(0), "östra": kr(1)}

    def test_two_levels_of_parents(self) -> None:
        """100 kr: half to each area, then to its schools, then to their classes, equally."""
        classes = {"n1": "norra", "n2": "norra", "s1": "södra", "ö1": "östra"}
        people = (
            Population.of(classes, level="klass", parents=classes)
            | Population.of(PARENTS, level="skola", parents=PARENTS)
            | Population.of(["kust", "inland"], level="område")
        )
        inner = nested(Equal(), Equal(), through="skola")
        result = allocate(pot(nested(Equal(), inner), level="klass"), people)
        assert result.pot("p") == {
            "n1": kr("12,50"),
            "n2": kr("12,50"),
            "s1": kr(25),
            "ö1": kr(50),
        }
        assert result.nodes("p") == {"inland": kr(50), "kust": kr(50)}
        assert result.nodes("p", "skola") == {"norra": kr(25), "södra": kr(25), "östra": kr(50)}
        said = str(result.explain("p", "n1"))
        assert said.index("first kust is rounded") < said.index("first norra is rounded")

    def test_the_kommuner_of_each_lan(self) -> None:
        """200 mkr to the län by population, then to their kommuner by population: the same
        as by population at once, before rounding (the measure adds up)."""
        key = nested(PerCapita(), PerCapita(), through=Level.LAN)
        result = allocate(pot(key, mkr(200), Level.KOMMUN), SWEDEN)
        direct = allocate(pot(PerCapita(), mkr(200), Level.KOMMUN), SWEDEN)
        quotas = {row.code: row.quota for row in direct.rows()}
        assert {row.code: row.quota for row in result.rows()} == quotas
        assert len(result.nodes("p")) == 21
        assert result.nodes("p")["09"] == result["p", "0980"]
        for lan, money in result.nodes("p").items():
            inside = [m for code, m in result.pot("p").items() if code.startswith(lan)]
            assert Money.total(inside) == money


@st.composite
def trees(draw: st.DrawFn) -> tuple[Population, Nested, int]:
    """Draw up to four areas of up to four schools, weights of both, and an amount of öre."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    parents = {f"{area}{i}": f"{area}" for area, size in enumerate(sizes) for i in range(size)}
    heads = draw(st.fixed_dictionaries(dict.fromkeys(parents, st.integers(1, 50))))
    above = draw(
        st.fixed_dictionaries(dict.fromkeys(sorted(set(parents.values())), st.integers(0, 9)))
    )
    above = above if any(above.values()) else dict.fromkeys(above, 1)
    people = (
        Population.from_counts(heads, date=DAY, source="invented", level="skola")
        | Population.from_counts(above, date=DAY, source="invented", level="område")
        | Population.of(parents, level="skola", parents=parents)
    )
    return people, nested(PerCapita(), PerCapita()), draw(st.integers(0, 10_000))


@pytest.mark.property
class TestLaws:
    """ "Keeps every node and leaf within one unit", and its sum."""

    @given(trees())
    @example(
        (
            Population.from_counts({"00": 1, "01": 1}, date=DAY, source="x", level="skola")
            | Population.from_counts({"0": 1}, date=DAY, source="x", level="område")
            | Population.of(["00", "01"], level="skola", parents={"00": "0", "01": "0"}),
            nested(PerCapita(), PerCapita()),
            1,
        )
    )
    @SETTINGS
    def test_every_sum_is_kept_and_everybody_within_a_unit(
        self, drawn: tuple[Population, Nested, int]
    ) -> None:
        people, key, ore = drawn
        result = allocate(pot(key, Money(ore)), people)
        parents = people.parents("skola", people.codes("område", DAY))
        nodes = result.nodes("p")
        assert Money.total(nodes.values()) == result.total == Money(ore)
        upper = {
            row[0]: Fraction(int(row[1][0]))
            for t in people.tables
            for row in t.rows
            if t.level == "område"
        }
        for code, money in nodes.items():
            children = [child for child, parent in parents.items() if parent == code]
            assert Money.total(result["p", child] for child in children) == money
            assert abs(money.ore - ore * upper[code] / sum(upper.values())) < 1
        for row in result.rows():
            assert abs(row.amount.ore - row.quota) < 1

    @given(trees())
    @SETTINGS
    def test_equals_direct_allocation_before_rounding_when_the_measure_adds_up(
        self, drawn: tuple[Population, Nested, int]
    ) -> None:
        people, _, ore = drawn
        adds_up = nested(Proportional(summed(population(), over="skola")), PerCapita())
        two_steps = allocate(pot(adds_up, Money(ore)), people)
        at_once = allocate(pot(PerCapita(), Money(ore)), people)
        assert [row.quota for row in two_steps.rows()] == [row.quota for row in at_once.rows()]


class TestTrace:
    def test_follows_the_money_through_the_parent(self) -> None:
        key = nested(Equal(), PerCapita())
        said = str(allocate(pot(key, kr("0,05")), SCHOOLS).explain("p", "norra"))
        assert "norra is part of kust" in said
        assert "Proportional(constant(1)): 0,05 kr x 1 / 2 gives 0,025 kr" in said
        assert "x 30 / 40 gives 0,01875 kr" in said
        assert "first kust is rounded, with its like" in said
        assert "then norra, with the others inside kust" in said
        assert "folkmängd, skola 2020-12-31" in said

    def test_tells_that_the_figures_are_of_another_day(self) -> None:
        from attrs import evolve

        asked = evolve(pot(nested(Equal(), PerCapita())), reference_date=date(2019, 11, 1))
        result = allocate(asked, SCHOOLS, reference_date=DAY)
        assert "those of 2020-12-31 were used" in str(result.explain("p", "norra"))

    def test_a_parent_with_nothing_hands_nothing_on(self) -> None:
        key = nested(Fixed({"kust": kr(100)}), {"kust": PerCapita()})
        result = allocate(pot(key), SCHOOLS)
        assert result.pot("p") == {"norra": kr(75), "södra": kr(25), "östra": kr(0)}
        assert "inland" in str(result.explain("p", "östra"))

    def test_a_tie_is_refused_where_that_is_asked_for(self) -> None:
        refusing = Rounding(ties=REFUSE)
        with pytest.raises(TieError, match="inland, kust"):
            allocate(pot(nested(Equal(), Equal()), kr("0,01"), rounding=refusing), SCHOOLS)
        with pytest.raises(TieError, match="norra, södra"):
            allocate(pot(nested(Equal(), Equal()), kr("0,02"), rounding=refusing), SCHOOLS)


class TestWrongInput:
    def problem(self, key: Key, people: Population = SCHOOLS, **more: Any) -> str:
        with pytest.raises(LookupError) as caught:
            allocate(pot(key, **more), people)
        return str(caught.value)

    def test_somebody_without_a_parent(self) -> None:
        people = Population.of(["a", "b"], level="skola", parents={"a": "x"}) | Population.of(
            ["x"], level="område"
        )
        said = self.problem(nested(Equal(), Equal()), people)
        assert "b at level 'skola' have no parent at level 'område'" in said
        said = self.problem(nested(Equal(), Equal(), through=Level.LAN), SCHOOLS)
        assert "have no parent at level 'lan'" in said

    def test_a_level_at_which_nobody_is_listed(self) -> None:
        said = self.problem(nested(Equal(), Equal(), through="områden"))
        assert "lists nobody; did you mean 'område'?" in said
        assert "lists nobody" in self.problem(nested(Equal(), Equal()), UNLISTED)

    def test_a_parent_without_children_holding_money(self) -> None:
        childless = SCHOOLS | Population.of(["kust", "inland", "fjäll"], level="område")
        said = self.problem(nested(Equal(), Equal()), childless)
        assert "fjäll get money from Equal() and have nobody at level 'skola'" in said
        result = allocate(pot(nested(Only(["kust", "inland"], Equal()), Equal())), childless)
        assert result.nodes("p").keys() == {"inland", "kust"}

    def test_lower_keys_that_are_missing_or_for_nobody(self) -> None:
        said = self.problem(nested(Equal(), {"kust": Equal()}))
        assert "has no lower key for inland" in said
        said = self.problem(nested(Equal(), {"kust": Equal(), "inland": Equal(), "x": Equal()}))
        assert "has lower keys for x, who are not at level 'område'" in said

    def test_a_child_with_two_parents(self) -> None:
        with pytest.raises(PopulationError, match="a has two parents, x and y"):
            Population.of(["a"], level="skola", parents={"a": "x"}) | Population.of(
                ["a"], level="skola", parents={"a": "y"}
            )

    def test_an_inner_parent_without_children_holding_money(self) -> None:
        """k2 is a school on the coast without classes: half of the coast's money is its."""
        people = (
            Population.of(["1a", "2a"], level="klass", parents={"1a": "k1", "2a": "i1"})
            | Population.of(
                ["k1", "k2", "i1"],
                level="skola",
                parents={"k1": "kust", "k2": "kust", "i1": "inland"},
            )
            | Population.of(["kust", "inland"], level="område")
        )
        inner = nested(Equal(), Equal(), through="skola")
        said = self.problem(nested(Equal(), inner), people, level="klass")
        assert "k2 get money from Equal() and have nobody at level 'klass'" in said
        said = self.problem(inner, people, level="klass")
        assert "k2 get money" in said

    @pytest.mark.parametrize("parents", [["a"], {"a": 1}, {1: "a"}])
    def test_parents_that_are_no_codes(self, parents: Any) -> None:
        with pytest.raises(InputTypeError, match="parents are a mapping from child to parent"):
            Population.of(["a"], level="skola", parents=parents)

    def test_parents_of_somebody_else_or_of_the_register(self) -> None:
        with pytest.raises(UnknownCodeError, match="parents are named for b"):
            Population.of(["a"], level="skola", parents={"b": "x"})
        with pytest.raises(InputValueError, match="the parents at level 'kommun' are the reg"):
            Population.of(["0114"], level=Level.KOMMUN, date=DAY, parents={"0114": "01"})

    @pytest.mark.parametrize("lower", [[Equal()], Equal, {1: Equal()}, {"kust": "Equal"}], ids=repr)
    def test_lower_keys_that_are_none(self, lower: Any) -> None:
        with pytest.raises(InputTypeError):
            nested(Equal(), lower)

    def test_a_key_that_does_not_use_up_what_it_has(self) -> None:
        with pytest.raises(UnspentError):
            allocate(pot(nested(Flat(kr(1)), Equal())), SCHOOLS)
        with pytest.raises(UnspentError):
            allocate(pot(nested(Equal(), Flat(kr(1)))), SCHOOLS)

    @pytest.mark.parametrize(
        "key",
        [
            Split((1, nested(Equal(), Equal()))),
            nested(Equal(), Equal()) >> Equal(),
            nested(Split((1, nested(Equal(), Equal()))), Equal()),
            nested(Equal(), {"kust": Only(["norra"], nested(Equal(), Equal()))}),
        ],
    )
    def test_only_as_a_pots_whole_key(self, key: Key) -> None:
        with pytest.raises(AgreementError, match="a Nested stands inside"):
            allocate(pot(key), SCHOOLS)

    def test_by_largest_remainder_only(self) -> None:
        rounding = Rounding(method=Method.NEAREST)
        with pytest.raises(AgreementError, match="a Nested pot is rounded by NEAREST"):
            allocate(pot(nested(Equal(), Equal()), rounding=rounding), SCHOOLS)

    def test_nodes_that_there_are_not(self) -> None:
        result = allocate(pot(nested(Equal(), Equal())), SCHOOLS)
        with pytest.raises(UnknownIdError, match="did you mean 'område'"):
            result.nodes("p", "områden")
        with pytest.raises(UnknownIdError, match="its levels are none"):
            allocate(pot(Equal()), SCHOOLS).nodes("p")


class TestThreeLevels:
    """ "Parents of parents": classes in schools in areas, all listed."""

    LEAVES: ClassVar = {"l1": "m1", "l2": "m2", "l3": "m3"}
    MIDS: ClassVar = {"m1": "t1", "m2": "t1", "m3": "t2"}
    PEOPLE = (
        Population.of(LEAVES, level="leaf", parents=LEAVES)
        | Population.of(MIDS, level="mid", parents=MIDS)
        | Population.of(["t1", "t2"], level="top")
    )
    INNER = nested(Equal(), Equal(), through="mid")

    def test_each_parent_hands_on_to_its_own(self) -> None:
        """120 kr: 60 to each top; t1's in two, t2's to one."""
        key = nested(Equal(), self.INNER, through="top")
        result = allocate(pot(key, kr(120), level="leaf"), self.PEOPLE)
        assert result.pot("p") == {"l1": kr(30), "l2": kr(30), "l3": kr(60)}
        assert result.nodes("p", "top") == {"t1": kr(60), "t2": kr(60)}

    def test_parents_with_nothing_are_nodes_too(self) -> None:
        key = nested(Only(["t1"], Equal()), self.INNER, through="top")
        result = allocate(pot(key, kr(10), level="leaf"), self.PEOPLE)
        assert result.nodes("p", "mid") == {"m1": kr(5), "m2": kr(5), "m3": kr(0)}
        lower = {"t1": self.INNER, "t2": nested(Equal(), {"m3": Equal()}, through="mid")}
        key = nested(Only(["t1"], Equal()), lower, through="top")
        nothing = allocate(pot(key, kr(0), level="leaf"), self.PEOPLE)
        assert nothing.nodes("p", "mid") == dict.fromkeys(("m1", "m2", "m3"), kr(0))


class TestRepr:
    @pytest.mark.parametrize(
        "key",
        [
            nested(Equal(), PerCapita()),
            nested(Equal(), {"kust": Equal()}),
            nested(Proportional(ages(0, 25)), Proportional(constant(2)), through=Level.LAN),
        ],
    )
    def test_evaluates_to_the_key(self, key: Nested) -> None:
        assert eval(repr(key)) == key


class TestAsAKey:
    def test_its_quotas_are_what_reaches_each_recipient(self) -> None:
        scope = Scope(("norra", "södra", "östra"), "skola", SCHOOLS, DAY)
        found = nested(Equal(), PerCapita()).quotas(Fraction(100), scope)
        assert found.vector.fractions() == (Fraction(75, 2), Fraction(25, 2), Fraction(50))
        assert found.rest == 0
