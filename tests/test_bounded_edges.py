"""Bounds at their edges: numbers beyond any float, and sums that nobody can reach, by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from fordelning import Bounded, Fixed, Money, PerCapita, Population, kr
from fordelning.errors import InfeasibleError
from fordelning.keys import BoundedStep, Bounds, Key, Staged
from fordelning.measures import Scope, table

DAY = date(2020, 12, 31)
HEADS = PerCapita()
GOOGOL = 10**400


def scope(**people: int) -> Scope:
    population = Population.from_counts(people, date=DAY, source="påhittad", level="skola")
    return Scope(tuple(people), "skola", population, DAY)


def gives(key: Key, ore: Fraction | int, who: Scope) -> tuple[Fraction, ...]:
    return key.quotas(Fraction(ore), who).vector.fractions()


class TestNumbers:
    def test_an_amount_may_have_a_denominator_of_its_own(self) -> None:
        """10 öre each, raised in proportion to a third of 100 öre."""
        key = Bounded(Fixed(Money(10)), cap=kr(1))
        assert gives(key, Fraction(100, 3), scope(a=1, b=3)) == (Fraction(50, 3),) * 2

    @pytest.mark.parametrize(
        "key",
        [
            Bounded(HEADS, floor={"a": Money(3 * GOOGOL)}),
            Bounded(HEADS, cap={"b": Money(5 * GOOGOL)}),
            Bounded(HEADS, floor={"a": Money(3 * GOOGOL)}, cap={"b": Money(6 * GOOGOL)}),
            Bounded(HEADS, floor=Money(3 * GOOGOL), cap=Money(5 * GOOGOL)),
        ],
    )
    def test_of_any_size(self, key: Key) -> None:
        """2 and 6 of 8 become 3 and 5."""
        who = scope(a=1, b=3)
        assert gives(key, 8 * GOOGOL, who) == (Fraction(3 * GOOGOL), Fraction(5 * GOOGOL))
        (step,) = key.steps(Fraction(8 * GOOGOL), who)
        assert isinstance(step, BoundedStep)
        (stage,) = step.stages
        at_bounds = {*stage.at_floor, *stage.at_cap}
        assert at_bounds
        assert at_bounds <= {"a", "b"}

    def test_crossed_bounds_of_any_size(self) -> None:
        key = Bounded(HEADS, floor=Money(GOOGOL + 1), cap=Money(GOOGOL))
        with pytest.raises(InfeasibleError) as caught:
            gives(key, GOOGOL, scope(a=1))
        assert caught.value.code == "bounds.crossed"


class TestOutOfReach:
    """a pays nothing of what the others have to give or get."""

    WHO = scope(a=1, b=3, c=4)
    OTHERS = table({"a": 0, "b": 1, "c": 1})

    @pytest.mark.parametrize(
        ("floor", "cap", "reached", "difference"),
        [
            # 1 kr to a, 3 to b and 4 to c; b and c may have 2 and 2,50 at most.
            ({}, {"b": kr(2), "c": kr("2,50")}, "5,50 kr", "2,50 kr"),
            ({"a": kr("1,50")}, {"b": kr(2), "c": kr("2,50")}, "6,00 kr", "2,00 kr"),
            ({"a": kr("0,20")}, {"b": kr(2), "c": kr("2,50")}, "5,50 kr", "2,50 kr"),
            # They are to have 4 and 4,50 at least.
            ({"b": kr(4), "c": kr("4,50")}, {}, "9,50 kr", "1,50 kr"),
            ({"b": kr(4), "c": kr("4,50")}, {"a": kr("0,25")}, "8,75 kr", "0,75 kr"),
            ({"b": kr(4), "c": kr("4,50")}, {"a": kr(2)}, "9,50 kr", "1,50 kr"),
        ],
    )
    def test_tells_how_far_the_others_can_go(
        self, floor: dict[str, Money], cap: dict[str, Money], reached: str, difference: str
    ) -> None:
        key = Bounded(HEADS, floor=floor or None, cap=cap or None, paid_by=self.OTHERS)
        with pytest.raises(InfeasibleError) as caught:
            gives(key, 800, self.WHO)
        assert caught.value.code == "bounds.stuck"
        assert str(caught.value.values["reached"]) == reached
        assert str(caught.value.values["difference"]) == difference

    def test_caps_that_leave_money_over_are_told_as_such(self) -> None:
        """0,50 and 2 and 5 kr are 50 öre short of 8."""
        cap = {"a": kr("0,50"), "b": kr(2), "c": kr(5)}
        with pytest.raises(InfeasibleError) as caught:
            gives(Bounded(HEADS, cap=cap, paid_by=self.OTHERS), 800, self.WHO)
        assert caught.value.code == "bounds.caps"
        assert str(caught.value.values["difference"]) == "0,50 kr"

    def test_bounds_that_make_up_the_total_are_not_what_is_wrong(self) -> None:
        """Of 1 kr, a keeps its 0,50, so that b cannot have 0,60; or have no more than 0,40."""
        who, b_pays = scope(a=1, b=1), table({"a": 0, "b": 1})
        floors = Bounded(HEADS, floor={"a": Money(40), "b": Money(60)}, paid_by=b_pays)
        caps = Bounded(HEADS, cap={"a": Money(60), "b": Money(40)}, paid_by=b_pays)
        for key, reached in ((floors, "1,10 kr"), (caps, "0,90 kr")):
            with pytest.raises(InfeasibleError) as caught:
                gives(key, 100, who)
            assert caught.value.code == "bounds.stuck"
            assert str(caught.value.values["reached"]) == reached


class TestWhatIsSaid:
    """1, 2 and 1 kr of 4 kr, before any bounds."""

    WHO = scope(a=1, b=2, c=1)

    def said(self, key: Key, code: str) -> list[str]:
        (step,) = key.steps(Fraction(400), self.WHO)
        heard = [str(each) for each in step.sentences(code)]
        assert heard[1].startswith("Proportional(population()): 4,00 kr x ")
        return heard[2:]

    def test_of_floors(self) -> None:
        """a is raised by 50 öre; c has its floor already, so b alone pays."""
        key = Bounded(HEADS, floor={"a": kr("1,50"), "c": kr(1)})
        assert self.said(key, "a") == [
            "before bounds a has 1,00 kr; its floor is 1,50 kr, its cap none",
            "a is raised to its floor: 1,50 kr",
        ]
        assert self.said(key, "c") == [
            "before bounds c has 1,00 kr; its floor is 1,00 kr, its cap none",
            "c is lowered, and stops at its floor: 1,00 kr",
        ]
        assert self.said(key, "b") == [
            "before bounds b has 2,00 kr; its floor is none, its cap none",
            "at their floor: 2, at their cap: 0; between them 1, who share what is left: they had "
            "2,00 kr and have 1,50 kr",
            "2,00 kr x 1,50 kr / 2,00 kr gives 1,50 kr",
        ]

    def test_of_caps(self) -> None:
        """a is lowered by 50 öre; c has its cap already, so b alone gets them."""
        key = Bounded(HEADS, cap={"a": kr("0,50"), "c": kr(1)})
        assert self.said(key, "a") == [
            "before bounds a has 1,00 kr; its floor is 0,00 kr, its cap 0,50 kr",
            "a is lowered to its cap: 0,50 kr",
        ]
        assert self.said(key, "c") == [
            "before bounds c has 1,00 kr; its floor is 0,00 kr, its cap 1,00 kr",
            "c is raised, and stops at its cap: 1,00 kr",
        ]

    def test_of_two_stages(self) -> None:
        key = Staged(HEADS, Bounds(cap={"a": kr("0,50")}), Bounds(floor={"c": kr(2)}))
        heard = self.said(key, "c")
        assert [each for each in heard if each.startswith("stage ")] == [
            "stage 1 of 2, of 3 recipients",
            "stage 2 of 2, of 2 recipients",
        ]
        assert heard[-1] == "c is raised to its floor: 2,00 kr"
        assert [each for each in self.said(key, "a") if each.startswith("stage ")] == [
            "stage 1 of 2, of 3 recipients"
        ]
