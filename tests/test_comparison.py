"""Reconciling: published tables against the rule, cell by cell."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from fordelning import (
    Agreement,
    Allocation,
    Equal,
    Flat,
    Level,
    Method,
    Money,
    Nested,
    PerCapita,
    Population,
    Pot,
    Rounding,
    UpTo,
    allocate,
    catalogue,
    kr,
    tkr,
)
from fordelning.comparison import Kind, Published, reconcile, sensitivity
from fordelning.comparison.again import by_every_method
from fordelning.errors import (
    CertificateError,
    InputTypeError,
    InputValueError,
    UnknownIdError,
    UnspentError,
)

from .strategies import DAY, LEVEL


def by_people(
    people: dict[str, int], amount: Money, method: Method = Method.LARGEST_REMAINDER
) -> Allocation:
    population = Population.from_counts(people, date=DAY, source="invented", level=LEVEL)
    rounding = Rounding(unit=kr(1), method=method)
    pot = Pot("p", amount, LEVEL, PerCapita())
    return allocate(Agreement("a", "A", amount, [pot], None, rounding=rounding), population)


class TestToldApart:
    """ "A table with one cell off by 1 kr and one by 1 000 kr is told apart." """

    # 300 kr by 1, 1 and 1: 100 each, whatever the method.
    ALLOCATION = staticmethod(lambda: by_people({"a": 1, "b": 1, "c": 1}, kr(6000)))

    def test_one_krona_from_a_thousand(self) -> None:
        published = Published({"a": kr(2001), "b": kr(1000), "c": kr(2000)}, total=kr(6000))
        (found,) = reconcile(self.ALLOCATION(), {"p": published})
        assert {cell.code: cell.kind for cell in found.cells} == {
            "a": Kind.RESIDUAL,
            "b": Kind.DIFFERENT,
            "c": Kind.EQUAL,
        }
        assert found.missed == kr(999)
        assert found.methods == ()
        assert str(found).splitlines() == [
            "p: 3 cells, 1 equal, 1 one unit off, or as another method has it, 1 different",
            "methods that give all of them: none",
            "the rows miss the printed total by 999,00 kr",
            "  a a: published 2 001,00 kr, computed 2 000,00 kr, one unit off, or as another "
            "method has it",
            "  b b: published 1 000,00 kr, computed 2 000,00 kr, different",
        ]

    def test_whoever_is_left_out_is_named(self) -> None:
        (found,) = reconcile(self.ALLOCATION(), {"p": Published({"a": kr(2000)})})
        assert found.missing == ("b", "c")
        assert "not in the table: b, c" in str(found)

    def test_two_units_off_is_different_where_no_method_has_it(self) -> None:
        published = Published({"a": kr(2002), "b": kr(1999), "c": kr(2000)})
        (found,) = reconcile(self.ALLOCATION(), {"p": published})
        assert [cell.kind for cell in found.cells] == [Kind.DIFFERENT, Kind.RESIDUAL, Kind.EQUAL]

    def test_a_coarser_table_is_compared_in_its_own_unit(self) -> None:
        # 6 tkr by 1, 1 and 1, in whole tkr: 2 each; 3 is one unit off and 4 two.
        published = Published({"a": tkr(3), "b": tkr(4), "c": tkr(2)}, unit=tkr(1))
        (found,) = reconcile(self.ALLOCATION(), {"p": published})
        assert [cell.kind for cell in found.cells] == [Kind.RESIDUAL, Kind.DIFFERENT, Kind.EQUAL]

    def test_of_no_cells_no_method_can_be_told(self) -> None:
        (found,) = reconcile(self.ALLOCATION(), {"p": Published({})})
        assert (found.cells, found.methods, found.missing) == ((), (), ("a", "b", "c"))
        assert "0 cells" in str(found)

    def test_one_cell_is_not_called_cells(self) -> None:
        (found,) = reconcile(self.ALLOCATION(), {"p": Published({"a": kr(2000)})})
        assert str(found).startswith("p: 1 cell, 1 equal")

    def test_without_a_printed_total_nothing_is_missed(self) -> None:
        assert Published({"a": kr(1)}).missed == kr(0)

    def test_a_broken_certificate_is_not_taken_for_a_method_that_cannot(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        allocation = self.ALLOCATION()

        def broken(*_: object) -> Allocation:
            raise CertificateError("certificate.broken", method="FLOOR", total=kr(1))

        monkeypatch.setattr("fordelning.comparison.again.settled", broken)
        with pytest.raises(CertificateError):
            by_every_method(allocation.outcome("p"), kr(1))

    def test_a_rest_of_several_units_is_the_residual_rules_too(self) -> None:
        # 10 kr in 7 parts are 1 3/7 each, nearest 1: the last takes 4 and not 1.
        published = Published({**dict.fromkeys("abcdef", kr(1)), "g": kr(4)})
        allocation = by_people(dict.fromkeys("abcdefg", 1), kr(10))
        (found,) = reconcile(allocation, {"p": published})
        assert found.methods == (Method.NEAREST_THEN_LAST,)
        assert {cell.code: cell.kind for cell in found.cells}["g"] is Kind.RESIDUAL

    def test_methods_that_cannot_round_the_pot_are_left_out(self) -> None:
        population = Population.of([f"{i:02}" for i in range(20)], level=LEVEL)
        pot = Pot("p", kr("10,50"), LEVEL, Equal(), rounding=Rounding(kr(1), Method.FLOOR))
        allocation = allocate(Agreement("a", "A", kr("10,50"), [pot], None), population)
        nothing = Published({f"{i:02}": kr(0) for i in range(20)})
        (found,) = reconcile(allocation, {"p": nothing})
        assert found.methods == (Method.FLOOR,)

    def test_wrong_input_is_refused(self) -> None:
        with pytest.raises(UnknownIdError, match="has no recipient 'x'"):
            reconcile(self.ALLOCATION(), {"p": Published({"x": kr(1)})})
        with pytest.raises(UnknownIdError, match="no pot 'q'"):
            reconcile(self.ALLOCATION(), {"q": Published({"a": kr(1)})})
        for make in (lambda: Published({"a": 5}), lambda: Published({}, total=5)):  # type: ignore[arg-type]
            with pytest.raises(InputTypeError, match="is not money"):
                make()

    @pytest.mark.parametrize("amounts", [5, [5], ["abc"], "ab", None])
    def test_what_is_no_table_is_refused(self, amounts: Any) -> None:
        with pytest.raises(InputTypeError, match="is not a table of published amounts"):
            Published(amounts)

    @pytest.mark.parametrize("tables", [{"p": {"a": kr(1)}}, Published({"a": kr(1)}), None])
    def test_what_are_no_tables_by_pot_is_refused(self, tables: Any) -> None:
        with pytest.raises(InputTypeError, match=r"write reconcile\(allocation, \{'pot'"):
            reconcile(self.ALLOCATION(), tables)

    def test_codes_are_text_and_stand_once(self) -> None:
        codes: Any = {1: kr(1), "03": kr(2)}
        with pytest.raises(InputTypeError) as caught:
            Published(codes)
        assert caught.value.code == "code.type"
        with pytest.raises(InputValueError, match="a code stands twice"):
            Published([("a", kr(1)), ("a", kr(2))])

    def test_amounts_are_whole_multiples_of_the_unit(self) -> None:
        """ "No whole multiple of the table's unit" could be neither equal nor a unit off."""
        with pytest.raises(InputValueError, match="a 1,50 kr, "):
            Published({"a": kr("1,50"), "b": kr(2)}, kr("3,50"))
        with pytest.raises(InputValueError, match=r"\(total\) 3,50 kr are"):
            Published({"a": kr(1), "b": kr(2)}, kr("3,50"))
        assert Published({"a": kr("1,50")}, unit=Money(50)).sum == kr("1,50")
        for unit, kind in ((Money(0), InputValueError), (1, InputTypeError)):
            with pytest.raises(kind) as caught:
                Published({"a": kr(1)}, unit=unit)  # type: ignore[arg-type]
            assert caught.value.code.startswith("rounding.unit")

    def test_a_table_is_a_value(self) -> None:
        published = Published({"b": kr(1), "a": kr(2)}, kr(3))
        assert published == Published([("a", kr(2)), ("b", kr(1))], kr(3))
        assert evolve(published, total=kr(4)).missed == kr(1)
        assert eval(repr(published)) == published
        assert published == Published(iter({"a": kr(2), "b": kr(1)}.items()), kr(3))

    def test_a_table_made_by_a_divisor_method_is_found(self) -> None:
        # 7 kr by 8, 1, 1 and 1: quotas 5 1/11 and 7/11. 1 / 0.5 comes before 8 / 4.5, and
        # where everyone gets the first one, 8 / 4 before 1 / 1. To the nearest, 5 and three
        # times 1 are one too many, which the largest gives back.
        allocation = by_people({"a": 8, "b": 1, "c": 1, "d": 1}, kr(7))
        table = Published({"a": kr(4), "b": kr(1), "c": kr(1), "d": kr(1)})
        (found,) = reconcile(allocation, {"p": table})
        assert found.methods == (
            Method.NEAREST_THEN_LARGEST,
            Method.SAINTE_LAGUE,
            Method.ADAMS,
            Method.HUNTINGTON_HILL,
            Method.DEAN,
        )

    def test_what_a_divisor_method_would_give_is_no_residual(self) -> None:
        # D'Hondt gives the first all seven, as 8 / 7 comes before 1 / 1. A table with seven of
        # eight is nobody's.
        allocation = by_people({"a": 8, "b": 1, "c": 1, "d": 1}, kr(7))
        assert allocation.pot("p")["a"] == kr(5)
        made = Published({"a": kr(7), "b": kr(0), "c": kr(0), "d": kr(0)})
        (found,) = reconcile(allocation, {"p": made})
        assert found.methods == (Method.DHONDT,)
        assert {cell.code: cell.kind for cell in found.cells}["a"] is Kind.RESIDUAL
        other = Published({"a": kr(7), "b": kr(0), "c": kr(0), "d": kr(1)})
        (found,) = reconcile(allocation, {"p": other})
        assert found.methods == ()
        assert {cell.code: cell.kind for cell in found.cells}["a"] is Kind.DIFFERENT


class TestSensitivity:
    """Who gains or loses when the pot grows by one unit of its rounding."""

    ALABAMA = staticmethod(lambda method: by_people({"a": 6, "b": 6, "c": 2}, kr(10), method))

    def test_with_largest_remainder_somebody_may_lose(self) -> None:
        """The Alabama paradox: of 10 units 4, 4, 2; of 11 units 5, 5, 1.

        Rounded to the nearest, 11 units are 5, 5, 2, and who takes the rest takes -1.
        """
        found = sensitivity(self.ALABAMA(Method.LARGEST_REMAINDER), "p")
        assert [(row.code, row.before, row.after) for row in found.rows] == [
            ("a", kr(4), kr(5)),
            ("b", kr(4), kr(5)),
            ("c", kr(2), kr(1)),
        ]
        assert [row.code for row in found.gains] == ["a", "b"]
        (loser,) = found.losses
        assert (loser.code, loser.name, loser.difference) == ("c", "c", -kr(1))
        assert (found.unit, found.method) == (kr(1), Method.LARGEST_REMAINDER)
        assert found.unassigned == kr(0)
        losing = [each.method for each in found.methods if each.losses]
        assert losing == [
            Method.LARGEST_REMAINDER,
            Method.NEAREST_THEN_LARGEST,
            Method.NEAREST_THEN_LAST,
        ]
        assert str(found).splitlines()[:7] == [
            "p: 1,00 kr more, by largest-remainder",
            "  a a gains 1,00 kr: 4,00 kr, then 5,00 kr",
            "  b b gains 1,00 kr: 4,00 kr, then 5,00 kr",
            "  c c loses 1,00 kr: 2,00 kr, then 1,00 kr",
            "largest-remainder: c would lose; with fixed weights somebody sometimes does",
            "nearest-then-largest: a would lose; with fixed weights somebody sometimes does",
            "nearest-then-last: c would lose; with fixed weights somebody sometimes does",
        ]
        assert str(found).splitlines()[-1] == (
            "dean: nobody would lose; with fixed weights somebody never does"
        )

    def test_with_a_divisor_method_nobody_loses(self) -> None:
        # Of 11 units the tie for the tenth leaves the second one too: 5, 5, 1.
        found = sensitivity(self.ALABAMA(Method.SAINTE_LAGUE), "p")
        assert [row.code for row in found.gains] == ["b"]
        assert found.losses == ()
        assert {each.method for each in found.methods if each.method.monotone} == {
            Method.NEAREST,
            Method.FLOOR,
            Method.SAINTE_LAGUE,
            Method.SAINTE_LAGUE_1_2,
            Method.SAINTE_LAGUE_1_4,
            Method.DHONDT,
            Method.ADAMS,
            Method.HUNTINGTON_HILL,
            Method.DEAN,
        }

    def test_what_goes_to_nobody_is_told(self) -> None:
        # 4 2/7, 4 2/7 and 1 3/7 rounded down are 9 of 10; 4 5/7, 4 5/7 and 1 4/7 are 9 of 11.
        found = sensitivity(self.ALABAMA(Method.FLOOR), "p")
        assert (found.gains, found.losses, found.unassigned) == ((), (), kr(1))
        assert str(found).splitlines()[1] == "  nobody gets 1,00 kr of it"

    def test_a_method_that_cannot_round_the_larger_pot_is_left_out(self) -> None:
        # Twenty equal parts of 9 kr are nearest to 0, and the rest is 9; of 10 kr they are
        # halves, all rounded up, and the taker would owe 9.
        allocation = by_people({f"{place:02}": 1 for place in range(20)}, kr(9))
        methods = {each.method for each in sensitivity(allocation, "p").methods}
        assert Method.NEAREST_THEN_LAST not in methods
        assert Method.LARGEST_REMAINDER in methods
        assert Method.ADAMS not in methods

    def test_the_key_is_followed_and_not_only_the_rounding(self) -> None:
        # 2 kr each and the rest by people: the krona more is a's, who has all the people.
        population = Population.from_counts(
            {"a": 5, "b": 0}, date=DAY, source="invented", level=LEVEL
        )
        pot = Pot("p", UpTo(kr(5)), LEVEL, Flat(kr(2)) >> PerCapita(), rounding=Rounding(kr(1)))
        allocation = allocate(Agreement("a", "A", kr(5), [pot], None), population)
        found = sensitivity(allocation, "p")
        assert [(row.code, row.difference) for row in found.rows] == [("a", kr(1)), ("b", kr(0))]

    def test_a_key_that_cannot_take_more_says_so(self) -> None:
        population = Population.of(["a", "b"], level=LEVEL)
        pot = Pot("p", kr(4), LEVEL, Flat(kr(2)), rounding=Rounding(kr(1)))
        allocation = allocate(Agreement("a", "A", kr(4), [pot], None), population)
        with pytest.raises(UnspentError):
            sensitivity(allocation, "p")
        with pytest.raises(UnknownIdError, match="no pot 'q'"):
            sensitivity(allocation, "q")

    def test_a_nested_pot_is_rounded_by_largest_remainder_only(self) -> None:
        key = Nested(through=Level.LAN, upper=Equal(), lower=Equal())
        pot = Pot("p", kr(2100), Level.KOMMUN, key, rounding=Rounding(kr(1)))
        allocation = allocate(
            Agreement("a", "A", kr(2100), [pot], DAY), catalogue.population("scb-2020-12-31")
        )
        found = sensitivity(allocation, "p")
        assert [each.method for each in found.methods] == [Method.LARGEST_REMAINDER]
        # A hundred kronor each; Gotland's only kommun has them all.
        (table,) = reconcile(allocation, {"p": Published({"0980": kr(100)})})
        assert table.methods == (Method.LARGEST_REMAINDER,)
