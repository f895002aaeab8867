"""Largest remainder on arrays of numpy: what `apportion` gives, and what is refused."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fordelning import apportion, certify
from fordelning.arrays import apportion_array
from fordelning.errors import (
    FordelningError,
    InputTypeError,
    InputValueError,
    MissingExtraError,
    WeightError,
)
from fordelning.text import describe

from .strategies import SETTINGS

MOST = 2**63 - 1

figures = st.integers(0, 3) | st.integers(0, 3_000_000) | st.integers(0, 2**27)
# Of 12 weights of at most 2^27, W - 1 is below 2^31 and far within the guards.
weights = st.lists(figures, min_size=1, max_size=12).filter(any)
totals = st.integers(-40, 40) | st.integers(-(10**13), 10**13) | st.sampled_from([MOST, -MOST])


def given_out(total: int, *figures: int) -> list[int]:
    units: list[int] = apportion_array(total, np.array(figures, dtype=np.int64)).tolist()
    return units


def refused(total: object, weights: object) -> FordelningError:
    with pytest.raises(FordelningError) as caught:
        apportion_array(total, weights)  # type: ignore[arg-type]
    return caught.value


@pytest.mark.property
class TestTheCore:
    """ "It is what `apportion(total, weights.tolist())` gives, to the unit." """

    @settings(SETTINGS, max_examples=SETTINGS.max_examples * 4)
    @given(total=totals, figures=weights)
    @example(total=5, figures=[1] * 12)  # a tie of all, of which some win
    @example(total=7, figures=[3, 0, 1, 1, 0])
    @example(total=MOST, figures=[2**27, 2**27, 1])
    def test_each_place_gets_what_apportion_gives(self, total: int, figures: list[int]) -> None:
        assert given_out(total, *figures) == apportion(total, figures)

    @settings(SETTINGS)
    @given(total=totals, seed=st.integers(0, 2**32))
    def test_many_weights_pass_the_certificate(self, total: int, seed: int) -> None:
        many = np.random.default_rng(seed).integers(0, 1000, 500)
        many[0] += 1
        certify(total, many.tolist(), apportion_array(total, many).tolist())


class TestByHand:
    def test_remainders_and_ties(self) -> None:
        # Quotas 4 2/7, 4 2/7, 1 3/7; and 2 2/3 each, where the first two places go up.
        assert given_out(10, 6, 6, 2) == [4, 4, 2]
        assert given_out(8, 1, 1, 1) == [3, 3, 2]

    def test_a_negative_total_is_minus_the_result_for_its_absolute_value(self) -> None:
        assert given_out(-7, 1, 1) == [-4, -3]
        assert given_out(-MOST, 1) == [-MOST]

    def test_no_weight_gets_nothing_and_a_total_of_nothing_is_nothing(self) -> None:
        assert given_out(5, 0, 1) == [0, 5]
        assert given_out(0, 2, 3) == [0, 0]

    def test_whole_quotas_stay(self) -> None:
        assert given_out(12, 1, 2, 3) == [2, 4, 6]

    @pytest.mark.parametrize("kind", ["int8", "int16", "int32", ">i8", "uint8", "uint16", "uint32"])
    def test_whole_numbers_of_other_sizes_do(self, kind: str) -> None:
        result = apportion_array(2000, np.array([100, 100], dtype=kind))
        assert result.dtype == np.int64
        assert result.tolist() == [1000, 1000]

    def test_a_view_is_read_and_left_as_it_was(self) -> None:
        table = np.array([[6, 1], [6, 1], [2, 1]])
        assert apportion_array(10, table[:, 0]).tolist() == [4, 4, 2]
        assert table.tolist() == [[6, 1], [6, 1], [2, 1]]


class TestBorders:
    """ "n * max(w) not below 2^63, or max(w) above (2^63 - 1) // (W - 1)." """

    def test_of_the_number_of_weights_times_the_largest(self) -> None:
        error = refused(1, np.array([2**62, 0]))
        assert (error.code, error.count, error.weight) == ("arrays.sum", 2, 2**62)
        # 2^62 - 1 is below the first bound; (2^63 - 1) // (2^62 - 2) is 2.
        error = refused(1, np.array([2**62 - 1, 0]))
        assert (error.code, error.limit) == ("arrays.product", 2)

    def test_a_sum_that_would_wrap_is_found(self) -> None:
        # Added up in 64 bits these are 0.
        assert refused(1, np.array([2**62] * 4)).code == "arrays.sum"

    def test_of_a_weight_times_the_sum(self) -> None:
        # 3037000500 * 3037000499 = 9223372033963249500, and 2^63 = 9223372036854775808.
        assert given_out(MOST, 3037000500) == [MOST]
        error = refused(MOST, np.array([3037000501]))
        assert isinstance(error, InputValueError)
        assert error.code == "arrays.product"
        assert (error.weight, error.total, error.limit) == (3037000501, 3037000501, 3037000499)

    def test_figures_just_within_are_exact(self) -> None:
        for figures in ([3037000499, 1], [3, 3, 1], [1, 2], [2**31, 2**30, 2**30 - 1]):
            assert given_out(MOST, *figures) == apportion(MOST, figures)

    def test_of_the_total(self) -> None:
        assert refused(MOST + 1, np.array([1])).total == MOST + 1
        error = refused(-(2**63), np.array([1]))
        assert isinstance(error, InputValueError)
        assert error.code == "arrays.total"


class TestRefused:
    """ "Refuse floats; object and uint64 clearly." """

    @pytest.mark.parametrize("kind", ["float64", "float32", "object", "bool", "uint64"])
    def test_other_types_of_number(self, kind: str) -> None:
        error = refused(1, np.array([1, 2]).astype(kind))
        assert isinstance(error, InputTypeError)
        assert (error.code, error.dtype) == ("arrays.dtype", kind)

    @pytest.mark.parametrize("kind", ["U1", "datetime64[D]", "timedelta64[s]"])
    def test_what_is_no_number(self, kind: str) -> None:
        assert refused(1, np.array([1, 2]).astype(kind)).code == "arrays.dtype"

    @pytest.mark.parametrize("weights", [[6, 6, 2], "66", None, np.int64(5)])
    def test_what_is_no_array(self, weights: object) -> None:
        error = refused(1, weights)
        assert isinstance(error, InputTypeError)
        assert (error.code, error.type) == ("arrays.type", type(weights).__name__)

    def test_an_array_that_hides_some_of_its_figures(self) -> None:
        masked = np.ma.array([1, 2], mask=[False, True])
        assert refused(1, masked).type == "MaskedArray"

    @pytest.mark.parametrize(("shape", "axes"), [((), 0), ((2, 2), 2)])
    def test_other_shapes(self, shape: tuple[int, ...], axes: int) -> None:
        error = refused(1, np.ones(shape, dtype=np.int64))
        assert isinstance(error, InputValueError)
        assert (error.code, error.axes) == ("arrays.axes", axes)

    @pytest.mark.parametrize("total", [1.0, True, "1", np.int64(1)])
    def test_a_total_that_is_no_int(self, total: object) -> None:
        error = refused(total, np.array([1]))
        assert isinstance(error, InputTypeError)
        assert error.code == "total.type"

    def test_weights_that_nothing_can_be_shared_by(self) -> None:
        for figures, code in (([], "weights.none"), ([0, 0], "weights.zero_total")):
            error = refused(1, np.array(figures, dtype=np.int64))
            assert isinstance(error, WeightError)
            assert error.code == code
        error = refused(1, np.array([3, -2, -2]))
        assert isinstance(error, WeightError)
        assert (error.code, error.weight) == ("weights.negative", -2)
        assert str(error).startswith("the weights give place 1 the negative weight -2")

    def test_is_told_in_swedish_too(self) -> None:
        said = describe(refused(1, np.array([0.5])), locale="sv")
        assert said.startswith("vikter av typen float64 är inte heltal på 64 bitar")

    def test_an_extra_that_is_missing_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(sys.modules, "fordelning.arrays.remainders")
        monkeypatch.delattr("fordelning.arrays.remainders")
        monkeypatch.setitem(sys.modules, "numpy", None)
        error = refused(1, [1])
        assert isinstance(error, MissingExtraError)
        assert (error.needs, error.extra) == ("numpy", "arrays")

    def test_importing_the_package_does_not_import_numpy(self) -> None:
        program = "import sys, fordelning.arrays; print('numpy' in sys.modules)"
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
        assert run.stdout.decode().strip() == "False"
