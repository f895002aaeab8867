"""Rounding: exact quotas become whole units, once."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fordelning.apportionment import BY_CODE, REFUSE, Lot, Method, Tie
from fordelning.errors import (
    CertificateError,
    InputTypeError,
    InputValueError,
    RoundingUnitError,
    TieError,
    WeightError,
)
from fordelning.exact import Vector
from fordelning.money import Money, kr, tkr
from fordelning.rounding import Rounding

from .strategies import SETTINGS

WORKED = {"a": Fraction(30, 7), "b": Fraction(30, 7), "c": Fraction(10, 7)}
"""10 öre by the weights 6, 6 and 2: 4 2/7, 4 2/7 and 1 3/7."""


@st.composite
def quotas_and_unit(draw):
    weights = draw(st.lists(st.integers(0, 30), min_size=1, max_size=6).filter(any))
    unit = draw(st.sampled_from([1, 100, 250]))
    units = draw(st.integers(0, 50))
    codes = [f"{index:02}" for index in range(len(weights))]
    total = units * unit
    return (
        {
            code: Fraction(total * weight, sum(weights))
            for code, weight in zip(codes, weights, strict=True)
        },
        unit,
        total,
    )


class TestRounding:
    """`Rounding(unit=Money(1), method=Method.LARGEST_REMAINDER, ties=BY_CODE)` acts once per
    pot, on exact quotas q counted in units (öre, krona, tkr)."""

    def test_is_whole_ore_by_largest_remainder_unless_said_otherwise(self):
        assert Rounding() == Rounding(Money(1), Method.LARGEST_REMAINDER, BY_CODE)
        assert hash(Rounding()) == hash(Rounding(unit=Money(1)))
        assert Rounding() != Rounding(unit=kr(1))

    @pytest.mark.parametrize(
        ("value", "code", "kind"),
        [
            (1, "rounding.unit_type", InputTypeError),
            (1.0, "rounding.unit_type", InputTypeError),
            ("1 kr", "rounding.unit_type", InputTypeError),
            (Money(0), "rounding.unit", InputValueError),
            (kr(-1), "rounding.unit", InputValueError),
        ],
    )
    def test_the_unit_is_money_above_zero(self, value, code, kind):
        with pytest.raises(kind) as caught:
            Rounding(unit=value)
        assert caught.value.code == code
        assert str(value) in str(caught.value)


class TestApply:
    """⌊q⌋, then one each to the largest q−⌊q⌋ > 0."""

    def test_the_worked_example(self):
        rounded = Rounding().apply(WORKED, Money(10))
        assert rounded.amounts == {"a": Money(4), "b": Money(4), "c": Money(2)}
        assert rounded.tie is None

    def test_takes_every_spelling_of_an_exact_number(self):
        rounded = Rounding().apply({"b": "1/2", "a": "1,5"}, Money(2))
        assert rounded.amounts == {"a": Money(2), "b": Money(0)}
        assert rounded.tie == Tie(("a",), ("b",))

    def test_counts_in_its_unit(self):
        # 66,7 öre and 133,3 öre of 2 kr: nothing and one krona whole, one left over; the
        # remainders are 0.667 and 0.333.
        rounded = Rounding(unit=kr(1)).apply({"01": "66,7", "03": "133,3"}, kr(2))
        assert rounded.units == (1, 1)
        assert rounded.amounts == {"01": kr(1), "03": kr(1)}

    def test_nothing_is_shared_into_nothing(self):
        assert Rounding().apply({"a": 0, "b": 0}, Money(0)).amounts == {
            "a": Money(0),
            "b": Money(0),
        }

    @pytest.mark.property
    @SETTINGS
    @given(quotas_and_unit())
    def test_keeps_the_total_and_stays_within_a_unit(self, case):
        quotas, unit, total = case
        amounts = Rounding(unit=Money(unit)).apply(quotas, Money(total)).amounts
        assert sum(amount.ore for amount in amounts.values()) == total
        for code, quota in quotas.items():
            assert amounts[code].ore % unit == 0
            assert abs(amounts[code].ore - quota) < unit
            assert quota > 0 or amounts[code] == Money(0)

    @pytest.mark.property
    @SETTINGS
    @given(quotas_and_unit())
    def test_does_not_depend_on_the_order_of_the_input(self, case):
        quotas, unit, total = case
        rounding = Rounding(unit=Money(unit))
        turned = dict(reversed(quotas.items()))
        assert rounding.apply(quotas, Money(total)) == rounding.apply(turned, Money(total))

    def test_ties_are_decided_as_asked(self):
        halves = {"a": "1/2", "b": "1/2"}
        assert Rounding(ties=BY_CODE).apply(halves, Money(1)).amounts["a"] == Money(1)
        lot = Rounding(ties=Lot("x")).apply(halves, Money(1))
        first = ("a", "b")[Lot("x").order(["a", "b"])[0]]
        assert lot.amounts[first] == Money(1)
        with pytest.raises(TieError) as caught:
            Rounding(ties=REFUSE).apply(halves, Money(1))
        assert caught.value.codes == ("a", "b")

    def test_a_total_that_is_no_multiple_of_the_unit_is_refused_with_both_figures(self):
        with pytest.raises(RoundingUnitError, match=r"10,50 kr .* unit 1,00 kr: 0,50 kr") as caught:
            Rounding(unit=kr(1)).apply({"a": 1050}, kr("10,50"))
        assert caught.value.code == "rounding.not_whole_units"
        assert caught.value.over == kr("0,50")

    def test_quotas_that_do_not_add_up_are_refused_with_the_difference(self):
        with pytest.raises(InputValueError, match="0,09 kr and not to 0,10 kr: 0,01") as caught:
            Rounding().apply({"a": 4, "b": 5}, Money(10))
        assert caught.value.code == "quota.sum"

    def test_a_negative_quota_is_refused_with_the_recipient(self):
        with pytest.raises(InputValueError, match="b has the negative quota -0,01 kr") as caught:
            Rounding().apply({"a": 2, "b": -1}, Money(1))
        assert caught.value.code == "quota.negative"
        assert caught.value.recipient == "b"

    @pytest.mark.parametrize(
        ("quotas", "total", "code", "kind"),
        [
            ({1: 5}, Money(5), "code.type", InputTypeError),
            ({"a": 0.5}, Money(5), "number.float", InputTypeError),
            ({"a": True}, Money(1), "number.bool", InputTypeError),
            ({"a": 5}, 5, "money.expected", InputTypeError),
            ({"a": "fem"}, Money(5), "number.text", InputValueError),
            ({}, Money(0), "weights.none", WeightError),
        ],
    )
    def test_what_is_no_quota_is_refused(self, quotas, total, code, kind):
        with pytest.raises(kind) as caught:
            Rounding().apply(quotas, total)
        assert caught.value.code == code

    def test_the_certificate_catches_quotas_that_are_not_sound(self):
        # `rounded` is for quotas known to add up to whole units; a half does not.
        half = Vector.of([Fraction(1, 2)])
        with pytest.raises(CertificateError, match="LARGEST_REMAINDER") as caught:
            Rounding().rounded(("a",), half, Money(1))
        assert caught.value.code == "certificate.broken"

    def test_the_certificate_of_what_is_handed_on_catches_a_total_too_far_away(self):
        # Two halves are one unit, and `handed_on` is for a total less than a unit from that.
        halves = Vector.of([Fraction(1, 2), Fraction(1, 2)])
        assert Rounding().handed_on(("a", "b"), halves, Money(1)).units == (1, 0)
        with pytest.raises(CertificateError):
            Rounding().handed_on(("a", "b"), halves, Money(2))


class TestStep:
    """`quota` is exact, in öre; `floor` and `units` count the rounding's unit; `remainder` is
    what the floor leaves; `left` is how many units remained; `rank` is the remainder's place
    from the largest; `cut` is the least remainder that was rounded up; `tie` is the decision
    among equal remainders, where this was one of them."""

    def test_of_one_that_was_rounded_up(self):
        step = Rounding().apply(WORKED, Money(10)).step("c")
        assert step.quota == Fraction(10, 7)
        assert (step.floor, step.remainder, step.units) == (1, Fraction(3, 7), 2)
        assert (step.left, step.rank, step.recipients, step.cut) == (1, 1, 3, Fraction(3, 7))
        assert step.tie is None
        assert [str(sentence) for sentence in step.sentences()] == [
            "exact quota: ≈ 1,4286 öre (exactly 10 / 7)",
            "rounded down to a whole multiple of 0,01 kr: 0,01 kr, remainder ≈ 0,4286",
            "rounding all 3 quotas down leaves 1 x 0,01 kr, which go one each to the largest "
            "remainders, down to ≈ 0,4286; this one is number 1 from the largest",
            "rounded up to 0,02 kr",
        ]

    def test_of_one_that_was_rounded_down(self):
        step = Rounding().apply(WORKED, Money(10)).step("b")
        assert (step.floor, step.remainder, step.units) == (4, Fraction(2, 7), 4)
        assert (step.rank, step.cut) == (2, Fraction(3, 7))
        assert str(step.sentences()[-1]) == "rounded down to 0,04 kr"

    def test_of_whole_quotas(self):
        step = Rounding(unit=kr(1)).apply({"a": 100, "b": 200}, kr(3)).step("b")
        assert (step.quota, step.floor, step.units) == (Fraction(200), 2, 2)
        assert not step.remainder
        assert step.left == 0
        assert step.cut is None
        assert step.tie is None
        assert [str(sentence) for sentence in step.sentences()] == [
            "exact quota: 200 öre, nothing to round"
        ]

    def test_counts_in_the_unit_of_the_rounding(self):
        # 1 234,50 kr of 2 000 kr in whole thousands: one whole, and 0.2345 over.
        step = Rounding(unit=tkr(1)).apply({"a": 123450, "b": 76550}, kr(2000)).step("a")
        assert (step.floor, step.remainder, step.units) == (1, Fraction(2345, 10000), 1)
        assert step.cut == Fraction(7655, 10000)

    def test_of_a_decided_tie(self):
        rounded = Rounding().apply({"a": "1/2", "b": "1/2", "c": 1}, Money(2))
        assert rounded.tie == Tie(("a",), ("b",))
        winner, loser, other = (rounded.step(code) for code in "abc")
        assert (winner.units, loser.units) == (1, 0)
        assert winner.tie == loser.tie == rounded.tie
        assert other.tie is None
        assert winner.rank == loser.rank == 1
        said = "a tie was decided by BY_CODE: a before b"
        assert said in [str(sentence) for sentence in loser.sentences()]

    def test_of_a_divisor_method(self):
        # Quotas 30/7 = 4.2857 and 10/7: 30/7 over 24/7 is 1.25, over 40/9 27/28; the last unit
        # of all went to c, at 10/7 over 4/3, which is 15/14.
        step = Rounding(method=Method.DEAN).apply(WORKED, Money(10)).step("a")
        assert [str(sentence) for sentence in step.sentences()] == [
            "exact quota: ≈ 4,2857 öre (exactly 30 / 7)",
            "the quota is ≈ 4,2857 units of 0,01 kr",
            "units go to the largest quotients of quota and divisor, down to ≈ 1,07143 among all "
            "3 recipients",
            "unit 4 went at ≈ 4,2857 / ≈ 3,4286, which is 1,25",
            "one more, at ≈ 4,2857 / ≈ 4,4444, which is ≈ 0,96429, was not reached",
            "rounded to 4 x 0,01 kr, 0,04 kr",
        ]

    def test_of_a_divisor_method_where_a_tie_was_decided(self):
        # 60/70 for both of the largest quotas, over 5.
        step = Rounding(kr(1), Method.DHONDT).apply(
            {code: 100 * quota for code, quota in WORKED.items()}, kr(10)
        )
        said = [str(sentence) for sentence in step.step("b").sentences()]
        assert said[3:] == [
            "unit 4 went at ≈ 4,2857 / 4, which is ≈ 1,07143",
            "one more, at ≈ 4,2857 / 5, which is ≈ 0,85714, was not reached",
            "a tie was decided by BY_CODE: a before b",
            "rounded to 4 x 1,00 kr, 4,00 kr",
        ]
        assert "down to ≈ 0,85714 among" in said[2]

    def test_of_a_method_that_compares_squares(self):
        # (10/7) squared is 100/49 = 2.0408; over 1 * 2 it is 1.0204, over 2 * 3 0.3401.
        step = Rounding(method=Method.HUNTINGTON_HILL).apply(WORKED, Money(10)).step("c")
        assert [str(sentence) for sentence in step.sentences()][1:] == [
            "quota and divisors are compared by their squares; that of the quota, in units of "
            "0,01 kr, is ≈ 2,0408",
            "units go to the largest quotients of quota and divisor, down to ≈ 1,02041 among all "
            "3 recipients",
            "unit 2 went at ≈ 2,0408 / 2, which is ≈ 1,02041",
            "one more, at ≈ 2,0408 / 6, which is ≈ 0,34014, was not reached",
            "rounded to 2 x 0,01 kr, 0,02 kr",
        ]

    def test_of_a_unit_that_everyone_gets_and_of_none(self):
        rounded = Rounding(method=Method.ADAMS).apply({"a": "1", "b": "1", "c": "0"}, Money(2))
        assert [str(sentence) for sentence in rounded.step("a").sentences()][1:] == [
            "the quota is 1 units of 0,01 kr",
            "its only unit is the first, which everyone gets",
            "one more, at 1 / 1, which is 1, was not reached",
            "rounded to 1 x 0,01 kr, 0,01 kr",
        ]
        assert [str(sentence) for sentence in rounded.step("c").sentences()] == [
            "exact quota: 0 öre",
            "rounded to 0 x 0,01 kr, 0,00 kr",
        ]
        small = Rounding(method=Method.DHONDT).apply({"a": "9/5", "b": "1/5"}, Money(2))
        assert [str(sentence) for sentence in small.step("b").sentences()][2:] == [
            "units go to the largest quotients of quota and divisor, down to 0,9 among all "
            "2 recipients",
            "one more, at 0,2 / 1, which is 0,2, was not reached",
            "rounded to 0 x 0,01 kr, 0,00 kr",
        ]

    def test_quotients_of_large_pots_have_the_decimals_that_tell_them_apart(self):
        # A third of 2 * 10**10 öre: near so many units, quotients differ from the tenth decimal.
        thirds = {code: Fraction(2 * 10**10, 3) for code in "abc"}
        rounded = Rounding(method=Method.SAINTE_LAGUE).apply(thirds, Money(2 * 10**10))
        quotients = rounded.step("a").quotients
        assert quotients is not None
        assert quotients.last is not None
        assert quotients.last.decimals == 14
        assert str(quotients.last) != str(quotients.next)

    @pytest.mark.parametrize("method", [m for m in Method if m.keeps_total], ids=lambda m: m.value)
    def test_every_method_can_round_a_pot(self, method):
        rounding = Rounding(kr(1), method)
        rounded = rounding.apply({"a": 66670, "b": 33330}, kr(1000))
        assert sum(rounded.units) == 1000
        # 666.7 and 333.3 kronor; who rounds up is beyond doubt.
        assert rounded.units == (667, 333)
        assert rounding.apply({"a": 0, "b": 0}, Money(0)).units == (0, 0)

    def test_more_recipients_than_units_is_an_error_of_a_method_with_one_each(self):
        with pytest.raises(WeightError, match="3 recipients need 3 units, and there are 2"):
            Rounding(kr(1), Method.ADAMS).apply({"a": 100, "b": 50, "c": 50}, kr(2))

    @pytest.mark.property
    @SETTINGS
    @given(quotas_and_unit())
    def test_accounts_for_every_quota(self, case):
        quotas, unit, total = case
        rounded = Rounding(unit=Money(unit)).apply(quotas, Money(total))
        floors = {code: floor(quota / unit) for code, quota in quotas.items()}
        for code, quota in quotas.items():
            step = rounded.step(code)
            assert step.quota == quota
            assert step.floor == floors[code]
            assert step.remainder == quota / unit - floors[code]
            assert step.left == total // unit - sum(floors.values())
            assert Money(step.units * unit) == rounded.amounts[code]
            up = step.units > step.floor
            assert (step.cut is None) == (step.left == 0)
            if step.cut is not None:
                assert (step.remainder >= step.cut) if up else (step.remainder <= step.cut)
            assert step.rank <= step.left or not up
            assert str(step.sentences()[0]).startswith("exact quota: ")
