"""The integer kernel: whole units to recipients, by weights."""

import hashlib
import pickle
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, product
from math import ceil, floor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fordelning.apportionment import (
    BY_CODE,
    REFUSE,
    Lot,
    Method,
    Tie,
    apportion,
    certify,
)
from fordelning.apportionment.largest_remainder import holds_to_total, to_total
from fordelning.errors import (
    CertificateError,
    InputTypeError,
    InputValueError,
    TieError,
    WeightError,
)

from .strategies import SETTINGS

totals = st.integers(0, 40) | st.integers(0, 10**16)
weights = st.lists(st.integers(0, 12) | st.integers(0, 10**9), min_size=1, max_size=9).filter(any)
by_code = st.dictionaries(
    st.text("0123456789ab", min_size=1, max_size=3), st.integers(0, 12), min_size=1, max_size=9
).filter(lambda each: any(each.values()))


def drawn(text):
    """Rank codes as a lot of this text does."""
    return lambda code: hashlib.sha256(f"{text}\n{code}".encode()).hexdigest()


def slow(total, weights, rank=lambda code: code):
    """Largest remainder by the book, in fractions: floors, then one each."""
    if total < 0:
        return {code: -units for code, units in slow(-total, weights, rank).items()}
    quotas = {
        code: Fraction(total) * Fraction(weight) / sum(map(Fraction, weights.values()))
        for code, weight in weights.items()
    }
    units = {code: floor(quota) for code, quota in quotas.items()}
    queue = sorted(quotas, key=lambda code: (units[code] - quotas[code], rank(code)))
    for code in queue[: total - sum(units.values())]:
        units[code] += 1
    return units


class TestAgainstTheBook:
    """⌊q⌋, then one each to the largest q−⌊q⌋ > 0; ties in ascending order of code, or in the
    order of SHA-256 of text and code."""

    @pytest.mark.property
    @SETTINGS
    @given(totals, weights)
    @example(10, [6, 6, 2])
    @example(11, [6, 6, 2])
    @example(1, [1, 1])
    @example(10**16, [1, 1, 1, 0])
    def test_a_sequence(self, total, weights):
        places = dict(enumerate(weights))
        assert apportion(total, weights) == list(slow(total, places).values())

    @pytest.mark.property
    @SETTINGS
    @given(st.integers(-40, 40) | st.integers(-(10**16), 10**16), by_code)
    @example(1, {"b": 1, "a": 1})
    @example(-1, {"b": 1, "a": 1})
    def test_a_mapping(self, total, weights):
        assert apportion(total, weights) == slow(total, weights)

    @pytest.mark.property
    @SETTINGS
    @given(totals, by_code, st.text(max_size=5))
    def test_a_lot(self, total, weights, text):
        expected = slow(total, weights, drawn(text))
        assert apportion(total, weights, ties=Lot(text)) == expected

    @pytest.mark.property
    @SETTINGS
    @given(
        totals,
        st.dictionaries(
            st.sampled_from("abcd"),
            st.builds(Fraction, st.integers(0, 40), st.integers(1, 12)),
            min_size=1,
        ).filter(lambda each: any(each.values())),
    )
    def test_weights_may_be_fractions(self, total, weights):
        assert apportion(total, weights) == slow(total, weights)


class TestToATotalOfItsOwn:
    """Every quota rounded down, then one unit each to the largest remainders until there are
    `total`, which is less than a unit from the sum of the quotas."""

    @pytest.mark.property
    @SETTINGS
    @given(
        st.lists(st.integers(0, 60), min_size=1, max_size=7),
        st.integers(1, 12),
        st.booleans(),
        st.sampled_from([BY_CODE, Lot("x")]),
    )
    @example([4, 5], 3, True, BY_CODE)
    @example([4, 4, 1], 3, False, BY_CODE)
    def test_by_the_book(self, quotas, denominator, up, ties):
        exact = [Fraction(quota, denominator) for quota in quotas]
        total = ceil(sum(exact)) if up else floor(sum(exact))
        units = [floor(quota) for quota in exact]
        codes = list(map(str, range(len(quotas))))
        rank = {place: order for order, place in enumerate(ties.order(codes))}
        queue = sorted(rank, key=lambda place: (units[place] - exact[place], rank[place]))
        for place in queue[: total - sum(units)]:
            units[place] += 1
        got, tie = to_total(quotas, denominator, total, codes.__getitem__, ties)
        assert got == units
        assert holds_to_total(quotas, denominator, units, total, codes.__getitem__, ties)
        assert all(abs(unit - quota) < 1 for unit, quota in zip(units, exact, strict=True))
        if tie is not None:
            remainders = {
                exact[int(code)] - floor(exact[int(code)]) for code in tie.winners + tie.losers
            }
            assert len(remainders) == 1

    def test_a_sum_of_whole_units_is_as_ever(self):
        assert to_total([60, 60, 20], 14, 10, str, BY_CODE) == ([4, 4, 2], None)
        assert holds_to_total([60, 60, 20], 14, [4, 4, 2], 10, str, BY_CODE)

    def test_nobody_with_a_whole_quota_gets_more(self):
        # Quotas 2 and 1 1/3 are 3 1/3: the unit up to 4 is the second one's.
        assert to_total([6, 4], 3, 4, str, BY_CODE) == ([2, 2], None)
        assert to_total([6, 4], 3, 3, str, BY_CODE) == ([2, 1], None)

    def test_a_tie_is_decided_and_told(self):
        # 1 1/3 twice and 1/3 are 3: one unit among three equal remainders.
        assert to_total([4, 4, 1], 3, 3, str, BY_CODE) == ([2, 1, 0], Tie(("0",), ("1", "2")))
        with pytest.raises(TieError):
            to_total([4, 4, 1], 3, 3, str, REFUSE)
        assert not holds_to_total([4, 4, 1], 3, [1, 2, 0], 3, str, BY_CODE)

    def test_another_sum_or_a_total_too_far_away_is_not_certified(self):
        assert not holds_to_total([6, 4], 3, [2, 1], 4, str, BY_CODE)
        assert not holds_to_total([6, 4], 3, [3, 2], 5, str, BY_CODE)
        assert not holds_to_total([6, 4], 3, [3, 1], 4, str, BY_CODE)


class TestLaws:
    """Certified properties of largest remainder: keeps the total, within a unit; no share ever
    has the opposite sign; zero weight gets zero; equal weights differ by at most one."""

    @pytest.mark.property
    @SETTINGS
    @given(totals, weights)
    def test_keeps_the_total_within_one_unit_of_every_quota(self, total, weights):
        units = apportion(total, weights)
        assert sum(units) == total
        for got, weight in zip(units, weights, strict=True):
            assert abs(got - Fraction(total * weight, sum(weights))) < 1
            assert got >= 0

    @pytest.mark.property
    @SETTINGS
    @given(totals, weights)
    def test_a_weight_of_zero_gets_zero(self, total, weights):
        padded = [0, *weights, 0]
        assert apportion(total, padded) == [0, *apportion(total, weights), 0]

    @pytest.mark.property
    @SETTINGS
    @given(totals, weights, st.integers(1, 10**6), st.integers(1, 1000))
    def test_only_proportions_matter(self, total, weights, by, over):
        scaled = [Fraction(weight * by, over) for weight in weights]
        assert apportion(total, scaled) == apportion(total, weights)

    @pytest.mark.property
    @SETTINGS
    @given(totals, weights)
    def test_equal_weights_differ_by_at_most_one_and_larger_ones_get_no_less(self, total, weights):
        got = sorted(zip(weights, apportion(total, weights), strict=True))
        for (lighter, less), (heavier, more) in pairwise(got):
            if lighter == heavier:
                assert abs(more - less) <= 1
            else:
                assert less <= more

    @pytest.mark.property
    @SETTINGS
    @given(totals, by_code)
    def test_a_negative_total_is_the_mirror(self, total, weights):
        mirrored = {code: -units for code, units in apportion(total, weights).items()}
        assert apportion(-total, weights) == mirrored

    @pytest.mark.property
    @SETTINGS
    @given(totals, by_code, st.randoms(), st.sampled_from([BY_CODE, Lot("x")]))
    def test_the_order_of_a_mapping_does_not_matter(self, total, weights, random, ties):
        items = list(weights.items())
        random.shuffle(items)
        shuffled = apportion(total, dict(items), ties=ties)
        assert shuffled == apportion(total, weights, ties=ties)
        assert list(shuffled) == [code for code, _ in items]

    def test_it_takes_the_alabama_paradox_with_it(self):
        # Quotas of 10: 4 2/7, 4 2/7, 1 3/7. Of 11: 4 5/7, 4 5/7, 1 4/7.
        assert apportion(10, [6, 6, 2]) == [4, 4, 2]
        assert apportion(11, [6, 6, 2]) == [5, 5, 1]

    def test_the_default_is_largest_remainder(self):
        assert apportion(10, [6, 6, 2], Method.LARGEST_REMAINDER) == apportion(10, [6, 6, 2])
        assert repr(Method.LARGEST_REMAINDER) == "Method.LARGEST_REMAINDER"

    def test_takes_every_spelling_of_an_exact_number(self):
        assert apportion(6, ["1/2", Decimal("1.0"), Fraction(3, 2)]) == [1, 2, 3]

    def test_does_not_change_its_input(self):
        weights = {"b": 1, "a": 2}
        apportion(5, weights)
        assert list(weights.items()) == [("b", 1), ("a", 2)]


class TestTies:
    """Ties: `BY_CODE` (ascending), `Lot(text)` (order by SHA-256 of text and code:
    reproducible, and does not favour code 01 in every equal split), or `REFUSE`."""

    def test_by_code_ascends(self):
        assert apportion(2, {"c": 1, "a": 1, "b": 1}) == {"c": 0, "a": 1, "b": 1}

    def test_in_a_sequence_the_first_place_comes_first(self):
        assert apportion(1, [1] * 11) == [1] + [0] * 10

    @pytest.mark.property
    @SETTINGS
    @given(st.text(max_size=5), st.lists(st.text(max_size=3), unique=True, max_size=8))
    def test_a_lot_is_the_order_of_the_digests_of_text_and_code(self, text, codes):
        codes.sort()
        order = Lot(text).order(codes)
        assert [codes[place] for place in order] == sorted(codes, key=drawn(text))

    def test_lots_favour_nobody(self):
        firsts = {Lot(f"S2020/{number}").order(["01", "03", "04"])[0] for number in range(40)}
        assert firsts == {0, 1, 2}

    def test_refuse_names_those_who_tie(self):
        with pytest.raises(TieError, match="01, 03") as caught:
            apportion(2, {"04": 2, "03": 1, "01": 1}, ties=REFUSE)
        assert caught.value.code == "tie.refused"
        assert caught.value.codes == ("01", "03")

    def test_refuse_lets_what_is_no_tie_pass(self):
        assert apportion(10, [6, 6, 2], ties=REFUSE) == [4, 4, 2]
        assert apportion(4, [1, 1], ties=REFUSE) == [2, 2]

    def test_equal_remainders_that_all_go_up_or_all_go_down_are_no_tie(self):
        # Quotas 4 2/7 twice go down; 4 5/7 twice go up.
        assert apportion(11, [6, 6, 2], ties=REFUSE) == [5, 5, 1]

    def test_rules_compare_by_content_and_spell_themselves(self):
        assert Lot("a") == Lot("a") != Lot("b")
        assert (repr(BY_CODE), repr(REFUSE), repr(Lot("a"))) == (
            "BY_CODE",
            "REFUSE",
            "Lot(text='a')",
        )
        for rule in (BY_CODE, REFUSE, Lot("a"), Tie(("01",), ("03",))):
            assert pickle.loads(pickle.dumps(rule)) == rule


class TestRefusals:
    """No float enters anywhere; a total is whole; weights are zero or more, and not all zero."""

    @pytest.mark.parametrize(
        ("total", "weights", "code", "kind"),
        [
            (10.0, [1], "total.type", InputTypeError),
            (True, [1], "total.type", InputTypeError),
            ("10", [1], "total.type", InputTypeError),
            (Fraction(10), [1], "total.type", InputTypeError),
            (10, [1, 0.5], "number.float", InputTypeError),
            (10, {"a": 0.5}, "number.float", InputTypeError),
            (10, [1, True], "number.bool", InputTypeError),
            (10, [1, None], "number.type", InputTypeError),
            (10, {1: 1}, "code.type", InputTypeError),
            (10, ["x"], "number.text", InputValueError),
            (10, [Decimal("NaN")], "number.not_finite", InputValueError),
            (10, [], "weights.none", WeightError),
            (10, {}, "weights.none", WeightError),
            (10, [0, 0], "weights.zero_total", WeightError),
            (10, {"a": "0"}, "weights.zero_total", WeightError),
            (0, [0], "weights.zero_total", WeightError),
            (10, [1, -1], "weights.negative", WeightError),
            (10, {"a": 2, "b": "-1/2"}, "weights.negative", WeightError),
        ],
    )
    def test_by_code(self, total, weights, code, kind):
        with pytest.raises(kind) as caught:
            apportion(total, weights)
        assert caught.value.code == code
        with pytest.raises(kind) as again:
            certify(total, weights, [1])
        assert again.value.code == code

    def test_a_negative_weight_is_named_by_place_or_code(self):
        with pytest.raises(WeightError, match="give place 1 the negative weight -1"):
            apportion(10, [1, -1])
        with pytest.raises(WeightError, match="give b the negative weight -0,5") as caught:
            apportion(10, {"a": 2, "b": "-1/2"})
        assert caught.value.weight == Fraction(-1, 2)


class TestCertify:
    """Σx = T and max(q−x) − min(q−x) ≤ 1, the tie order at equality; checked without
    recomputing."""

    @pytest.mark.property
    @SETTINGS
    @given(
        st.integers(-40, 40) | st.integers(-(10**16), 10**16),
        by_code,
        st.sampled_from([BY_CODE, Lot("x"), Lot("y")]),
    )
    def test_accepts_what_the_method_gives(self, total, weights, ties):
        units = apportion(total, weights, ties=ties)
        certify(total, weights, units, ties=ties)
        certify(total, dict(reversed(weights.items())), units, ties=ties)

    @pytest.mark.property
    @SETTINGS
    @given(
        st.integers(-40, 40) | st.integers(-(10**16), 10**16),
        by_code.filter(lambda each: len(each) > 1),
        st.sampled_from([BY_CODE, Lot("x")]),
        st.data(),
    )
    @example(1, {"a": 1, "b": 1}, BY_CODE, None)
    def test_rejects_a_unit_moved_from_anyone_to_anyone(self, total, weights, ties, data):
        right = apportion(total, weights, ties=ties)
        codes = sorted(weights)
        if data is None:
            pairs = [(a, b) for a in codes for b in codes if a != b]
        else:
            pairs = [data.draw(st.permutations(codes).map(lambda each: tuple(each[:2])))]
        for giver, taker in pairs:
            moved = {**right, giver: right[giver] - 1, taker: right[taker] + 1}
            with pytest.raises(CertificateError) as caught:
                certify(total, weights, moved, ties=ties)
            assert caught.value.code == "certificate.broken"

    @pytest.mark.property
    @SETTINGS
    @given(totals, weights, st.data())
    def test_rejects_another_sum(self, total, weights, data):
        units = apportion(total, weights)
        place = data.draw(st.integers(0, len(units) - 1))
        units[place] += data.draw(st.sampled_from([-1, 1]))
        with pytest.raises(CertificateError, match="LARGEST_REMAINDER"):
            certify(total, weights, units)

    @pytest.mark.parametrize("total", range(6))
    def test_accepts_one_outcome_of_all_that_there_are(self, total):
        for weights in filter(any, product(range(4), repeat=3)):
            accepted = []
            for units in product(range(-1, total + 2), repeat=3):
                with suppress(CertificateError):
                    certify(total, weights, units)
                    accepted.append(list(units))
            assert accepted == [list(slow(total, dict(enumerate(weights))).values())]

    def test_rejects_winners_swapped_in_a_tie(self):
        weights = {"a": 1, "b": 1, "c": 1}
        certify(2, weights, {"a": 1, "b": 1, "c": 0})
        for units in ({"a": 1, "b": 0, "c": 1}, {"a": 0, "b": 1, "c": 1}):
            with pytest.raises(CertificateError):
                certify(2, weights, units)

    def test_a_tie_goes_by_the_rule_that_is_named(self):
        weights = {"a": 1, "b": 1}
        text = next(text for text in "abcdef" if Lot(text).order(["a", "b"]) == [1, 0])
        certify(1, weights, {"a": 0, "b": 1}, ties=Lot(text))
        with pytest.raises(CertificateError):
            certify(1, weights, {"a": 1, "b": 0}, ties=Lot(text))
        with pytest.raises(TieError):
            certify(1, weights, {"a": 1, "b": 0}, ties=REFUSE)

    @pytest.mark.parametrize(
        ("weights", "units", "code", "kind", "said"),
        [
            ([1, 1], [1], "units.shape", InputValueError, "1 units do not answer to 2 weights"),
            ([1], {"a": 1}, "units.shape", InputValueError, "1 units"),
            ({"a": 1}, [1], "units.shape", InputValueError, "1 units"),
            ({"a": 1, "b": 1}, {"a": 1, "c": 0}, "units.keys", InputValueError, "b, c"),
            ([1], [1.0], "units.type", InputTypeError, "1.0"),
            ([1], [True], "units.type", InputTypeError, "True"),
        ],
    )
    def test_units_have_the_shape_of_the_weights(self, weights, units, code, kind, said):
        with pytest.raises(kind, match=said) as caught:
            certify(1, weights, units)
        assert caught.value.code == code
