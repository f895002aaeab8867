"""Money that goes to nobody: `Unspent`, `UpTo`, `About`, and the rate that rounds first."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fordelning import (
    Agreement,
    Bounded,
    Equal,
    Fixed,
    Flat,
    Method,
    Money,
    Only,
    PerCapita,
    Population,
    Pot,
    Recipient,
    Rounding,
    Split,
    allocate,
    kr,
)
from fordelning.agreement import About, UpTo
from fordelning.errors import (
    AgreementError,
    InputTypeError,
    InputValueError,
    OverdrawnError,
    ResidualError,
    UnspentError,
    WeightError,
)
from fordelning.keys import Key, RoundedRate, Unspent
from fordelning.measures import constant, indicator, population

from .strategies import DAY, LEVEL, SETTINGS

PEOPLE = Population.from_counts(
    {"a": 10, "b": 20, "c": 70}, date=DAY, source="invented", level=LEVEL
) | Population.from_values(
    "andel", {"a": "1/3", "b": "1/3", "c": 0}, date=DAY, source="invented", level=LEVEL
)

EACH_NEEDS_ONE = (Method.ADAMS, Method.HUNTINGTON_HILL, Method.DEAN)


def pot(
    key: Key | None, amount: Money | UpTo | About, rounding: Rounding | None = None, to: Any = LEVEL
) -> Agreement:
    stated = amount if isinstance(amount, Money) else amount.money
    return Agreement("x", "X", stated, [Pot("p", amount, to, key, rounding=rounding)], None)


class TestUnspent:
    """ "`Unspent("återgår till staten")`, which makes it a row of its own." """

    def test_is_a_row_without_a_recipient(self) -> None:
        result = allocate(pot(Flat(kr(20)) >> Unspent("återgår till staten"), kr(100)), PEOPLE)
        assert result.pot("p") == dict.fromkeys("abc", kr(20))
        (row,) = result.residuals
        assert (row.code, row.name, row.amount, row.quota) == (
            "",
            "återgår till staten",
            kr(40),
            Fraction(4000),
        )
        assert result.total == kr(100)
        assert result.rows()[-1] == row
        assert "återgår till staten" in str(result)

    def test_is_no_row_where_nothing_is_left(self) -> None:
        key = Fixed({"a": kr(100)}) >> Unspent("till staten")
        assert allocate(pot(key, kr(100)), PEOPLE).residuals == ()

    def test_a_part_of_a_unit_goes_to_nobody_too(self) -> None:
        """2 öre by thirds to a and b are 4/3 öre, so one öre, which is a's by the tie; the
        other goes to nobody, though the key leaves only 2/3 of it."""
        key = Fixed(Money(2) * indicator("andel")) >> Unspent("till staten")
        result = allocate(pot(key, Money(2)), PEOPLE)
        assert result.pot("p") == {"a": Money(1), "b": Money(0), "c": Money(0)}
        (row,) = result.residuals
        assert (row.amount, row.quota) == (Money(1), Fraction(2, 3))

    def test_what_nobody_gets_need_not_be_whole_units(self) -> None:
        whole = Rounding(kr(1))
        result = allocate(pot(Flat(kr(20)) >> Unspent("x"), kr("60,50"), whole), PEOPLE)
        assert [row.amount for row in result.residuals] == [kr("0,50")]
        with pytest.raises(AgreementError, match="not a whole multiple of the unit 1,00 kr"):
            allocate(pot(Equal(), kr("60,50"), whole), PEOPLE)

    def test_rounding_to_the_nearest_may_leave_two_rows(self) -> None:
        """3 x 33,40 kr are 33 kr each; 1,20 kr is the rounding's, and 99,80 kr are unspent."""
        rounding = Rounding(kr(1), Method.NEAREST)
        result = allocate(pot(Flat(kr("33,40")) >> Unspent("x"), kr(200), rounding), PEOPLE)
        assert result.pot("p") == dict.fromkeys("abc", kr(33))
        assert {row.name: row.amount for row in result.residuals} == {
            # The 20 öre over 100 kr in what is handed out go to nobody too.
            "x": kr(100),
            "avrundningsdifferens": kr(1),
        }
        assert result.total == kr(200)

    def test_elsewhere_a_rest_is_an_error(self) -> None:
        half = Split(("1/2", PerCapita()), ("1/2", Unspent("x")))
        with pytest.raises(AgreementError, match="an Unspent stands inside Split"):
            allocate(pot(half, kr(1)), PEOPLE)
        with pytest.raises(UnspentError, match="Unspent"):
            allocate(pot(Flat(kr(20)), kr(100)), PEOPLE)

    def test_more_than_there_is_is_an_error(self) -> None:
        with pytest.raises(OverdrawnError):
            allocate(pot(Flat(kr(40)) >> Unspent("x"), kr(100)), PEOPLE)

    def test_is_traced(self) -> None:
        result = allocate(pot(Flat(kr(20)) >> Unspent("till staten"), kr(100)), PEOPLE)
        assert "40,00 kr go to nobody: till staten" in str(result.explain("p", "a"))

    @pytest.mark.parametrize("name", [kr(5), None])
    def test_is_given_a_text(self, name: Any) -> None:
        with pytest.raises(InputTypeError, match="what becomes of the money"):
            Unspent(name)

    def test_is_not_given_an_empty_one(self) -> None:
        with pytest.raises(InputValueError, match="does not say what becomes"):
            Unspent(" ")


class TestUpTo:
    """ "`UpTo(money)`: the rate decides; the difference is a row." """

    RATE = Fixed(kr(1) * population())

    def test_what_is_not_used_is_a_row(self) -> None:
        result = allocate(pot(self.RATE, UpTo(kr(1000))), PEOPLE)
        assert result.pot("p") == {"a": kr(10), "b": kr(20), "c": kr(70)}
        assert [(row.name, row.amount) for row in result.residuals] == [("outnyttjat", kr(900))]
        assert result.total == kr(1000)

    def test_more_is_an_error(self) -> None:
        with pytest.raises(OverdrawnError, match="50,00 kr more than the 50,00 kr"):
            allocate(pot(self.RATE, UpTo(kr(50))), PEOPLE)

    def test_its_own_name_where_the_key_says_so(self) -> None:
        result = allocate(pot(self.RATE >> Unspent("till staten"), UpTo(kr(101))), PEOPLE)
        assert [(row.name, row.amount) for row in result.residuals] == [("till staten", kr(1))]

    def test_a_single_recipient_gets_all(self) -> None:
        result = allocate(pot(None, UpTo(kr(5)), to=Recipient("SKR", "SKR")), PEOPLE)
        assert result["p", "SKR"] == kr(5)

    def test_bounds_hold_too(self) -> None:
        key = Bounded(PerCapita(), cap=kr(50))
        result = allocate(pot(key, UpTo(kr("100,50")), Rounding(kr(1))), PEOPLE)
        assert result["p", "c"] == kr(50)
        assert result.total == kr("100,50")

    def test_adds_up_with_the_agreements_total(self) -> None:
        agreement = pot(self.RATE, UpTo(kr(1000)))
        assert agreement.problems() == ()
        assert agreement.pots[0].amount == UpTo(kr(1000))
        assert "up to 1 000,00 kr" in str(allocate(agreement, PEOPLE))

    def test_a_negative_one_is_a_problem(self) -> None:
        with pytest.raises(AgreementError, match="-1,00 kr"):
            allocate(pot(self.RATE, UpTo(-kr(1))), PEOPLE)

    @pytest.mark.parametrize("make", [UpTo, About])
    def test_is_of_money(self, make: Any) -> None:
        with pytest.raises(InputTypeError, match="is not money"):
            make(5)


class TestAbout:
    """ "`About(money)`: the difference, either way, is a row." """

    def test_a_rate_in_whole_kronor_leaves_some(self) -> None:
        """130 kr on 100 people is 1,30 each, so 1 kr: 100 kr, and 30 kr are left."""
        result = allocate(pot(RoundedRate(population()), About(kr(130))), PEOPLE)
        assert result.pot("p") == {"a": kr(10), "b": kr(20), "c": kr(70)}
        assert [row.amount for row in result.residuals] == [kr(30)]
        assert result.total == kr(130)

    def test_or_lacks_some(self) -> None:
        """150 kr on 100 people is 1,50 each, halves up 2 kr: 200 kr, 50 kr too much."""
        result = allocate(pot(RoundedRate(population()), About(kr(150))), PEOPLE)
        assert result.pot("p") == {"a": kr(20), "b": kr(40), "c": kr(140)}
        assert [(row.name, row.amount) for row in result.residuals] == [
            ("skillnad mot beloppet", -kr(50))
        ]
        assert result.total == kr(150)
        assert "about 150,00 kr" in str(result)

    def test_the_trace_has_the_rate_before_and_after(self) -> None:
        result = allocate(pot(RoundedRate(population()), About(kr(130))), PEOPLE)
        said = str(result.explain("p", "b"))
        assert "130,00 kr / 100 is 1,30 kr each, rounded to 1,00 kr" in said
        assert "1,00 kr x 20 gives 20,00 kr" in said
        assert "30,00 kr are left" in said
        too_much = allocate(pot(RoundedRate(population()), About(kr(150))), PEOPLE)
        assert "which is 50,00 kr too much" in str(too_much.explain("p", "b"))

    def test_a_part_of_a_unit_goes_to_nobody_too(self) -> None:
        """5 x 1/3 öre each to a and b of 1 öre: 10/3, so three, which is two too many."""
        key = Fixed(Money(5) * indicator("andel"))
        result = allocate(pot(key, About(Money(1))), PEOPLE)
        assert result.pot("p") == {"a": Money(2), "b": Money(1), "c": Money(0)}
        assert [row.amount for row in result.residuals] == [-Money(2)]
        assert result.total == Money(1)

    def test_a_sum_that_must_be_hit_refuses_a_rounded_rate(self) -> None:
        with pytest.raises(UnspentError):
            allocate(pot(RoundedRate(population()), kr(130)), PEOPLE)
        with pytest.raises(OverdrawnError, match="About"):
            allocate(pot(RoundedRate(population()), kr(150)), PEOPLE)


@pytest.mark.property
class TestLaw:
    """ "Money never vanishes": every row together is what the text states."""

    @given(
        st.sampled_from([UpTo, About, Money]),
        st.integers(0, 10_000),
        st.integers(0, 300),
        st.sampled_from([each for each in Method if each not in EACH_NEEDS_ONE]),
        st.sampled_from([1, 10, 100]),
    )
    @SETTINGS
    def test_the_rows_make_up_the_stated_sum(
        self, make: Any, ore: int, each: int, method: Method, unit: int
    ) -> None:
        amount = Money(ore) if make is Money else make(Money(ore))
        key: Key = Fixed(Money(each) * (indicator("andel") + constant(2)))
        if make is Money:
            key = key >> Unspent("till staten")
        agreement = pot(key, amount, Rounding(Money(unit), method))
        quota = Fraction(each) * (Fraction(2, 3) + 6)
        if make is not About and quota > ore:
            with pytest.raises(OverdrawnError):
                allocate(agreement, PEOPLE)
            return
        try:
            result = allocate(agreement, PEOPLE)
        except ResidualError:
            assume(False)
        assert result.total == Money(ore)
        paid = Money.total(result.pot("p").values())
        if method.keeps_total:
            assert paid.ore <= quota
        for row in result.rows():
            if row.code and method in (Method.LARGEST_REMAINDER, Method.NEAREST, Method.FLOOR):
                assert abs(row.amount.ore - row.quota) < unit


class TestRoundedRate:
    def test_units_of_its_own(self) -> None:
        """133 kr on 100 people is 1,33 each: 1,30 to ten öre."""
        key = RoundedRate(population(), unit=Money(10))
        assert allocate(pot(key, About(kr(133))), PEOPLE)["p", "a"] == kr(13)
        assert eval(repr(key)) == key

    def test_among_some(self) -> None:
        key = Only(["a", "b"], RoundedRate(population()))
        assert allocate(pot(key, About(kr(40))), PEOPLE).pot("p") == {
            "a": kr(10),
            "b": kr(20),
            "c": kr(0),
        }

    def test_wrong_input(self) -> None:
        with pytest.raises(InputTypeError, match="the unit of rounding is money"):
            RoundedRate(population(), unit=1)  # type: ignore[arg-type]
        with pytest.raises(InputValueError, match="0,00 kr"):
            RoundedRate(population(), unit=kr(0))
        with pytest.raises(WeightError, match="zero for all"):
            allocate(pot(RoundedRate(constant(0)), About(kr(1))), PEOPLE)
        with pytest.raises(InputTypeError, match="measure"):
            RoundedRate(PerCapita())  # type: ignore[arg-type]
