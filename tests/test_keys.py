"""Keys, one by one, on figures that anyone can recompute by hand."""

from __future__ import annotations

import pickle
from fractions import Fraction
from typing import Any

import pytest
from attrs import frozen

from fordelning import (
    REST,
    AgeWeighted,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    Only,
    PerCapita,
    Population,
    Proportional,
    ShareOf,
    Split,
    Then,
    Tier,
    Tiered,
    kr,
)
from fordelning.errors import (
    BandError,
    FordelningError,
    InputTypeError,
    InputValueError,
    MissingFigureError,
    OverdrawnError,
    ShareError,
    UnknownCodeError,
    UnspentError,
    WeightError,
)
from fordelning.exact import Vector
from fordelning.keys import Key, Quotas
from fordelning.measures import Scope, ages, constant, population, table

from .strategies import DAY, LEVEL

# Of a, b, c: 1, 2 and 5 people; under 18: 1, 0 and 1; of 18-25: 0, 2 and 0.
PEOPLE = {
    ("a", "0-17"): 1,
    ("a", "18-25"): 0,
    ("a", "26+"): 0,
    ("b", "0-17"): 0,
    ("b", "18-25"): 2,
    ("b", "26+"): 0,
    ("c", "0-17"): 1,
    ("c", "18-25"): 0,
    ("c", "26+"): 4,
}
SCOPE = Scope(
    ("a", "b", "c"),
    LEVEL,
    Population.from_ages(PEOPLE, date=DAY, source="invented", level=LEVEL),
    DAY,
)


def given(key: Key, ore: int, scope: Scope = SCOPE) -> tuple[list[str], str]:
    """Return the quotas and the rest in öre, as texts that read well in a test."""
    quotas = key.quotas(Fraction(ore), scope)
    return [str(quota) for quota in quotas.vector.fractions()], str(quotas.rest)


class TestProportional:
    """ "amount · wᵢ / Σw; Σw = 0 is an error; wᵢ = 0 gets exactly 0" """

    def test_shares_by_weight(self) -> None:
        assert given(PerCapita(), 100) == (["25/2", "25", "125/2"], "0")

    def test_zero_weight_gets_exactly_zero(self) -> None:
        assert given(Proportional(ages(18, 25)), 100) == (["0", "100", "0"], "0")

    def test_only_proportions_matter(self) -> None:
        tripled = Proportional(population() * "3/7")
        assert given(tripled, 100) == given(PerCapita(), 100)

    def test_refuses_weights_that_are_all_zero(self) -> None:
        with pytest.raises(WeightError, match="are zero for all 3 recipients") as caught:
            given(Proportional(constant(0)), 1)
        assert caught.value.code == "weights.zero_total"
        assert caught.value.recipients == 3

    def test_refuses_a_negative_weight_and_names_who_has_it(self) -> None:
        with pytest.raises(WeightError, match="give b the negative weight -1") as caught:
            given(Proportional(table({"a": 1, "b": -1, "c": 5})), 1)
        assert caught.value.code == "weights.negative"

    @pytest.mark.parametrize("by", ["population", 3, population])
    def test_refuses_what_is_no_measure(self, by: Any) -> None:
        with pytest.raises(InputTypeError, match="is not a measure"):
            Proportional(by)

    def test_is_per_capita_under_another_name(self) -> None:
        assert PerCapita().definition == Proportional(population())
        assert Equal().definition == Proportional(constant(1))

    def test_equal_gives_equal_parts(self) -> None:
        assert given(Equal(), 100) == (["100/3"] * 3, "0")


class TestAgeWeighted:
    """ "`Proportional(Σ weight · ages(lo, hi))`; bands may not overlap" """

    def test_weighs_each_band(self) -> None:
        # a: 3 * 1 = 3, b: 2 * 2 = 4, c: 3 * 1 = 3; of 10 in all.
        assert given(AgeWeighted({(0, 17): 3, (18, 25): 2}), 100) == (["30", "40", "30"], "0")

    def test_both_ends_belong_to_a_band(self) -> None:
        # Ages 0-25: 1, 2 and 1.
        assert given(AgeWeighted({(0, 25): 1}), 100) == (["25", "50", "25"], "0")

    def test_takes_a_band_without_an_upper_end(self) -> None:
        assert given(AgeWeighted({(26, None): "1/2"}), 100) == (["0", "0", "100"], "0")

    @pytest.mark.parametrize("bands", [{"65+": 1}, {65: 1}, [(65, None)], {(65,): 1}])
    def test_refuses_what_gives_no_bands_their_weights(self, bands: Any) -> None:
        with pytest.raises(InputTypeError, match="does not give bands of ages") as caught:
            AgeWeighted(bands)
        assert caught.value.code == "bands.type"

    @pytest.mark.parametrize(
        ("bands", "code"),
        [
            ({}, "band.empty"),
            ({(0, 25): 1, (25, 64): 1}, "band.overlap"),
            ({(0, None): 1, (65, None): 1}, "band.overlap"),
            ({(25, 0): 1}, "band.order"),
            ({(0, 25): -1}, "band.negative"),
        ],
    )
    def test_refuses_bands_that_are_none(self, bands: Any, code: str) -> None:
        with pytest.raises(BandError) as caught:
            AgeWeighted(bands)
        assert caught.value.code == code

    def test_refuses_a_band_that_cuts_a_class_and_names_the_class(self) -> None:
        with pytest.raises(BandError, match=r"0-20 cuts the age class 18-25") as caught:
            given(AgeWeighted({(0, 20): 1}), 1)
        assert caught.value.code == "band.cut"

    def test_refuses_a_float_for_a_weight(self) -> None:
        with pytest.raises(InputTypeError, match="write the number as text, '0.5'"):
            AgeWeighted({(0, 17): 0.5})  # type: ignore[dict-item]


class TestFixed:
    """ "as written, per recipient; in a mapping a code not named gets 0" """

    def test_gives_the_same_to_each(self) -> None:
        assert given(Fixed(kr("0,10")), 100) == (["10", "10", "10"], "70")
        assert given(Flat(kr("0,10")), 100) == (["10", "10", "10"], "70")

    def test_gives_what_is_named_and_nothing_to_others(self) -> None:
        assert given(Fixed({"b": kr("0,10")}), 100) == (["0", "10", "0"], "90")

    def test_gives_money_per_unit_of_a_measure(self) -> None:
        assert given(Fixed(kr("0,10") * population()), 100) == (["10", "20", "50"], "20")

    def test_gives_a_share_of_what_it_was_given(self) -> None:
        assert given(Fixed(ShareOf("22 %")), 100) == (["22", "22", "22"], "34")

    def test_share_after_another_key_is_of_the_rest(self) -> None:
        # 100 - 3 * 10 = 70 are left; 10 % of that is 7 each.
        chained = Flat(kr("0,10")) >> Fixed(ShareOf("10 %"))
        assert given(chained, 100) == (["17", "17", "17"], "49")

    def test_may_overdraw_which_whoever_uses_it_sees(self) -> None:
        assert given(Flat(kr(1)), 100) == (["100", "100", "100"], "-200")

    def test_refuses_a_code_that_nobody_has(self) -> None:
        with pytest.raises(UnknownCodeError, match="nobody at level 'skola' has the code x"):
            given(Fixed({"x": kr(1)}), 100)

    def test_refuses_a_code_outside_its_only_since_the_money_would_be_lost(self) -> None:
        with pytest.raises(UnknownCodeError, match="c stand outside") as caught:
            given(Only(["a", "b"], Fixed({"c": kr(1)})), 100)
        assert caught.value.code == "code.outside"

    @pytest.mark.parametrize("amount", [5, 0.5, "5 kr", None, {"a": 5}])
    def test_refuses_what_is_no_money(self, amount: Any) -> None:
        with pytest.raises(InputTypeError) as caught:
            Fixed(amount)
        assert caught.value.code == "money.expected"

    def test_refuses_a_code_that_is_no_text(self) -> None:
        with pytest.raises(InputTypeError, match="a code is text, not 1"):
            Fixed({1: kr(1)})  # type: ignore[dict-item]

    @pytest.mark.parametrize("make", [Flat, FlatPlusRemainder, Tier])
    def test_bare_numbers_are_refused_everywhere(self, make: Any) -> None:
        with pytest.raises(InputTypeError, match="write kr"):
            make(5)


class TestThen:
    """ "b distributes what a left" """

    def test_hands_on_what_is_left(self) -> None:
        # 100 - 30 = 70: by 1, 2 and 5 of 8, that is 8.75, 17.5 and 43.75.
        key = Flat(kr("0,10")) >> PerCapita()
        assert given(key, 100) == (["75/4", "55/2", "215/4"], "0")
        assert given(FlatPlusRemainder(kr("0,10")), 100) == given(key, 100)

    def test_is_flat(self) -> None:
        a, b, c = Flat(kr(1)), Flat(kr(2)), Equal()
        assert Then(a, Then(b, c)) == Then(Then(a, b), c) == a >> b >> c
        assert len((a >> (b >> c)).keys) == 3

    def test_leaves_what_its_last_key_leaves(self) -> None:
        assert given(Flat(kr("0,10")) >> Flat(kr("0,20")), 100) == (["30", "30", "30"], "10")

    def test_refuses_to_hand_on_an_overdraft(self) -> None:
        with pytest.raises(OverdrawnError, match="hands out 2,00 kr more than the 1,00 kr"):
            given(Flat(kr(1)) >> PerCapita(), 100)

    def test_refuses_what_is_no_key(self) -> None:
        with pytest.raises(InputTypeError, match="is not a key"):
            Flat(kr(1)) >> kr(5)  # type: ignore[operator]
        with pytest.raises(InputTypeError, match="write Equal") as caught:
            Flat(kr(1)) >> Equal  # type: ignore[operator]
        assert caught.value.code == "key.class"


class TestSplit:
    """ "shares are exact and sum to 1, or are money with at most one REST" """

    def test_gives_each_part_its_share(self) -> None:
        # 75 by 1/8, 2/8, 5/8 and 25 in thirds.
        key = Split(("3/4", PerCapita()), ("25 %", Equal()))
        assert given(key, 100) == (["425/24", "325/12", "1325/24"], "0")

    def test_gives_money_first_and_then_the_rest(self) -> None:
        key = Split((kr("0,40"), PerCapita()), (REST, Equal()))
        assert given(key, 100) == (["25", "30", "45"], "0")

    def test_takes_money_that_makes_up_the_amount(self) -> None:
        assert given(Split((kr("0,40"), Equal()), (kr("0,60"), Equal())), 100)[1] == "0"

    @pytest.mark.parametrize(
        ("parts", "code", "said"),
        [
            ((), "split.empty", "no parts"),
            ((("1/3", Equal()), ("1/3", Equal())), "share.sum", "≈ 0,6667 and not to 1: ≈ 0,3333"),
            (((1, Equal()), (kr(1), Equal())), "share.mixed", "mixes shares with money"),
            (((1, Equal()), (REST, Equal())), "share.mixed", "mixes shares with money"),
            (((REST, Equal()), (REST, Equal())), "share.rests", "2 parts that are REST"),
            (((-1, Equal()), (2, Equal())), "share.negative", "negative part -1"),
            (((kr(-1), Equal()), (REST, Equal())), "share.negative", "negative part -1,00 kr"),
        ],
    )
    def test_refuses_shares_that_are_no_whole(self, parts: Any, code: str, said: str) -> None:
        with pytest.raises(ShareError, match=said) as caught:
            Split(*parts)
        assert caught.value.code == code

    @pytest.mark.parametrize("part", ["1/2", ("1/2",), ["1/2", Equal()]])
    def test_refuses_a_part_that_is_no_share_and_key(self, part: Any) -> None:
        with pytest.raises(InputTypeError, match="is not a part of a Split"):
            Split(part)

    def test_refuses_a_float_and_a_text_that_is_no_number(self) -> None:
        with pytest.raises(InputTypeError, match="a float is not exact"):
            Split((0.5, Equal()), ("1/2", Equal()))  # type: ignore[arg-type]
        with pytest.raises(InputValueError, match="cannot be read"):
            Split(("half", Equal()))

    def test_rest_is_the_same_after_a_round_trip(self) -> None:
        key = Split((kr(1), Equal()), (REST, PerCapita()))
        again = pickle.loads(pickle.dumps(key))
        assert again == key
        assert again.parts[1][0] == REST

    def test_refuses_money_that_does_not_fit_the_amount(self) -> None:
        forty = Split((kr("0,40"), Equal()))
        with pytest.raises(UnspentError, match="leaves 0,60 kr of 1,00 kr"):
            given(forty, 100)
        with pytest.raises(OverdrawnError, match="hands out 0,10 kr more than the 0,30 kr"):
            given(forty, 30)

    def test_refuses_a_part_that_leaves_or_lacks_money(self) -> None:
        with pytest.raises(UnspentError):
            given(Split((1, Flat(kr("0,10")))), 100)
        with pytest.raises(OverdrawnError):
            given(Split((1, Flat(kr(1)))), 100)


class TestOnly:
    """ "key among these recipients; an unknown code is an error" """

    def test_gives_the_others_exactly_zero(self) -> None:
        assert given(Only(["c", "a"], PerCapita()), 60) == (["10", "0", "50"], "0")

    def test_hands_its_keys_rest_on(self) -> None:
        # 20 to c, and the other 80 by 1, 2 and 5 of 8.
        key = Only(["c"], Flat(kr("0,20"))) >> PerCapita()
        assert given(key, 100) == (["10", "20", "70"], "0")

    def test_inside_another_holds_for_those_in_both(self) -> None:
        assert given(Only(["a", "b"], Only(["b", "c"], Equal())), 9) == (["0", "9", "0"], "0")

    def test_refuses_an_unknown_code_and_suggests_the_nearest(self) -> None:
        with pytest.raises(UnknownCodeError, match="has the code x") as caught:
            given(Only(["a", "x"], Equal()), 1)
        assert caught.value.codes == ("x",)

    def test_refuses_an_empty_scope(self) -> None:
        for key in (Only([], Equal()), Only(["a"], Only(["b"], Equal()))):
            with pytest.raises(WeightError, match="has no recipients") as caught:
                given(key, 1)
            assert caught.value.code == "scope.empty"

    def test_refuses_codes_that_are_no_texts(self) -> None:
        with pytest.raises(InputTypeError, match="a code is text, not 1"):
            Only([1], Equal())  # type: ignore[list-item]
        with pytest.raises(InputTypeError, match="is one text where several codes belong"):
            Only("a", Equal())


class TestTiered:
    """ "first match wins; in no tier is an error" """

    def test_the_first_tier_that_names_somebody_holds(self) -> None:
        key = Tiered(Tier(kr(2), codes=["a"]), Tier(kr(3), codes=["a", "b"]), Tier(kr(1)))
        assert given(key, 1000) == (["200", "300", "100"], "400")

    def test_eighteen_with_one_and_three_with_two_make_twenty_four(self) -> None:
        lan = tuple(f"{number:02}" for number in range(21))
        big = lan[:3]
        scope = Scope(lan, LEVEL, Population.of(lan, level=LEVEL))
        quotas, rest = given(Tiered(Tier(kr(2), codes=big), Tier(kr(1))), 2400, scope)
        assert quotas == ["200"] * 3 + ["100"] * 18
        assert rest == "0"

    def test_refuses_somebody_in_no_tier(self) -> None:
        with pytest.raises(UnknownCodeError, match="b, c are in no tier"):
            given(Tiered(Tier(kr(1), codes=["a"])), 1000)

    def test_refuses_a_tier_with_an_unknown_code(self) -> None:
        with pytest.raises(UnknownCodeError, match="has the code x"):
            given(Tiered(Tier(kr(1), codes=["x"]), Tier(kr(1))), 1000)

    def test_refuses_a_tier_that_nobody_can_reach(self) -> None:
        for behind in (Tier(kr(3), codes=["a"]), Tier(kr(3))):
            with pytest.raises(InputValueError, match="so nobody can reach it") as caught:
                Tiered(Tier(kr(7)), behind)
            assert caught.value.code == "tier.unreachable"

    def test_refuses_no_tiers_and_what_is_no_tier(self) -> None:
        with pytest.raises(InputValueError, match="has no tiers"):
            Tiered()
        with pytest.raises(InputTypeError, match="is not a Tier"):
            Tiered(kr(1))  # type: ignore[arg-type]


class TestFiguresThatAreNotThere:
    """ "A missing recipient is an error, never a zero." """

    def test_a_missing_table_is_named(self) -> None:
        nobody = Scope(("a",), LEVEL, Population.of(["a"], level=LEVEL))
        with pytest.raises(MissingFigureError, match="no table of folkmängd") as caught:
            given(PerCapita(), 1, nobody)
        assert caught.value.held == "recipients, skola"


@frozen
class Halves(Key):
    """Give half to the first: a key of a user's own, with a trace of its own."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        shares = [amount / 2] + [Fraction(0)] * (len(scope.codes) - 1)
        return Quotas(Vector.of(shares), amount / 2)


class TestKeysOfTheUsersOwn:
    """ "Write one of your own as a frozen attrs class that defines `quotas`." """

    def test_compose_with_the_librarys(self) -> None:
        assert given(Halves() >> Only(["b"], Equal()), 10) == (["5", "5", "0"], "0")

    def test_are_explained_by_what_they_gave_and_left(self) -> None:
        (step,) = Halves().steps(Fraction(10), SCOPE)
        assert [str(sentence) for sentence in step.sentences("a")] == [
            "Halves() gives a 0,05 kr of 0,10 kr",
            "together the 3 get 0,05 kr; 0,05 kr are left",
        ]


class TestSteps:
    """ "the calculation as typed records": a calculator is enough to follow them."""

    def said(self, key: Key, ore: int, code: str) -> list[str]:
        steps = key.steps(Fraction(ore), SCOPE)
        return [str(sentence) for step in steps for sentence in step.sentences(code)]

    def test_flat_then_per_capita(self) -> None:
        assert self.said(FlatPlusRemainder(kr("0,10")), 100, "b") == [
            'Fixed(kr("0,10")) gives 0,10 kr, out of 1,00 kr for all',
            "together the 3 get 0,30 kr; 0,70 kr are left",
            "population() of b is 2 (folkmängd, skola 2020-12-31 by age; invented)",
            "Proportional(population()): 0,70 kr x 2 / 8 gives 0,175 kr",
        ]

    def test_split_tells_the_size_of_each_part(self) -> None:
        key = Split(("1/4", Equal()), ("3/4", Only(["a"], Equal())))
        assert self.said(key, 100, "b") == [
            'a part of "1/4" is 0,25 kr',
            "Proportional(constant(1)): 0,25 kr x 1 / 3 gives ≈ 0,083333 kr",
            'a part of "3/4" is 0,75 kr',
            "Only(('a',), Equal()): nothing, since b is not among them",
        ]

    def test_only_tells_of_its_key_to_those_who_are_in_it(self) -> None:
        assert self.said(Only(["a"], Flat(kr("0,20"))), 100, "a") == [
            'Fixed(kr("0,20")) gives 0,20 kr, out of 1,00 kr for all',
            "together the 1 get 0,20 kr; 0,80 kr are left",
        ]
        assert self.said(Only(["a"], Flat(kr("0,20"))), 100, "b") == [
            "Only(('a',), Flat(kr(\"0,20\"))): nothing, since b is not among them",
            "together the 1 get 0,20 kr; 0,80 kr are left",
        ]

    def test_tiers_tell_which_one_and_how_many_are_in_it(self) -> None:
        key = Tiered(Tier(kr("0,20"), codes=["a"]), Tier(kr("0,40")))
        assert self.said(key, 100, "c") == ["c is in tier 2 of 2, with 2 recipients: 0,40 kr each"]

    def test_amounts_made_of_figures_tell_the_figures(self) -> None:
        assert self.said(Fixed(kr("0,10") * ages(18, 25)), 20, "b") == [
            "ages(18, 25) of b is 2 (folkmängd, skola 2020-12-31 by age; invented)",
            'Fixed(kr("0,10") * ages(18, 25)) gives 0,20 kr, out of 0,20 kr for all',
        ]

    def test_every_measure_of_an_expression_is_told_once(self) -> None:
        both = Proportional(ages(0, 17) + ages(0, 17) * table({"a": 1, "b": 1, "c": 1}))
        said = self.said(both, 100, "c")
        assert said[0].startswith("ages(0, 17) of c is 1 ")
        assert said[1] == "table({'a': 1, 'b': 1, 'c': 1}) of c is 1"
        assert len(said) == 3


class TestReprs:
    """Keys read as what would build them again."""

    @pytest.mark.parametrize(
        "key",
        [
            PerCapita(),
            Equal(),
            Flat(kr(5)),
            FlatPlusRemainder(kr("5,50"), Equal()),
            AgeWeighted({(0, 17): "1/3", (18, None): 2}),
            Fixed({"a": kr(1), "b": kr(2), "c": kr(3)}),
            Fixed(kr(32) * (population() - ages(0, 25))),
            Fixed(ShareOf("22 %")),
            Proportional(table({"a": 1, "b": "2/3"}) * constant("3/2")),
            Tiered(Tier(kr(2), codes=("a",)), Tier(kr(1))),
            Only(("a", "b"), Flat(kr(1))) >> PerCapita(),
            Split(("1/4", Equal()), ("3/4", PerCapita())),
            Split((kr(1), Equal()), (REST, PerCapita())),
        ],
    )
    def test_evaluate_to_the_same_key(self, key: Key) -> None:
        assert eval(repr(key)) == key
        assert hash(eval(repr(key))) == hash(key)

    def test_show_no_more_than_three_of_many(self) -> None:
        many = dict.fromkeys("abcd", kr(1))
        assert repr(Fixed(many)).endswith("'c': kr(\"1\"), ...})")
        assert repr(table(dict.fromkeys("abcd", 1))) == "table({'a': 1, 'b': 1, 'c': 1, ...})"

    def test_errors_of_keys_are_the_librarys(self) -> None:
        with pytest.raises(FordelningError):
            given(PerCapita(), 1, Scope((), LEVEL, SCOPE.population, DAY))
