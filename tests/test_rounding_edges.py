"""Rounding at its edges: what errors name, and the whole of an outcome inside a parent."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fordelning.apportionment import Method, Tie
from fordelning.errors import CertificateError, InputTypeError, InputValueError
from fordelning.exact import Vector
from fordelning.money import Money
from fordelning.rounding import Rounding, RoundingStep

THIRDS = Vector(1, 3, (4, 4, 1))
"""Quotas of 1 1/3, 1 1/3 and 1/3 öre, which are 3."""


class TestWhatIsRefused:
    """What is wrong, with its value and its recipient."""

    def test_a_method_that_is_a_text(self) -> None:
        with pytest.raises(InputTypeError) as caught:
            Rounding(method="largest-remainder")  # type: ignore[arg-type]
        assert caught.value.code == "method.type"

    def test_a_code_that_is_no_text(self) -> None:
        with pytest.raises(InputTypeError) as caught:
            Rounding().apply({1_234: 1}, Money(1))  # type: ignore[dict-item]
        assert (caught.value.code, caught.value.value, caught.value.type) == (
            "code.type",
            "1234",
            "int",
        )

    def test_the_first_quota_below_zero(self) -> None:
        with pytest.raises(InputValueError) as caught:
            Rounding().apply({"a": 0, "b": "1/2", "c": "-1/2", "d": -1}, Money(0))
        assert (caught.value.code, caught.value.recipient) == ("quota.negative", "c")


class TestWithoutACertificate:
    """An outcome that is not what the method promises is never handed out."""

    def test_a_sum_that_is_not_the_total(self) -> None:
        with pytest.raises(CertificateError) as caught:
            Rounding().rounded(("a",), Vector(1, 1, (1,)), Money(2))
        assert (caught.value.code, caught.value.total) == ("certificate.broken", Money(2))

    def test_two_units_above_the_quotas_inside_a_parent(self) -> None:
        # Four halves are 2 and not 4.
        with pytest.raises(CertificateError) as caught:
            Rounding().handed_on(("a", "b", "c", "d"), Vector(1, 2, (1, 1, 1, 1)), Money(4))
        error = caught.value
        assert (error.code, error.method, error.total) == (
            "certificate.broken",
            "LARGEST_REMAINDER",
            Money(4),
        )


class TestInsideAParent:
    """Quotas inside a parent, rounded to what the parent has."""

    def test_the_outcome_is_whole(self) -> None:
        rounding = Rounding(unit=Money(1), method=Method.LARGEST_REMAINDER)
        found = rounding.handed_on(("a", "b", "c"), THIRDS, Money(3))
        assert found.amounts == {"a": Money(2), "b": Money(1), "c": Money(0)}
        assert found.tie == Tie(("a",), ("b", "c"))
        assert (found.rounding, found.total, found.residual) == (rounding, Money(3), Money(0))
        assert found.step("b").quota == Fraction(4, 3)


class TestAStep:
    """Quotients belong to divisor methods, and there are none unless they are given."""

    def test_of_a_whole_quota(self) -> None:
        step = RoundingStep(
            rounding=Rounding(),
            quota=Fraction(1),
            floor=1,
            nearest=1,
            remainder=Fraction(0),
            left=0,
            rest=0,
            rank=1,
            recipients=1,
            cut=None,
            tie=None,
            units=1,
        )
        assert [str(each) for each in step.sentences()] == ["exact quota: 1 öre, nothing to round"]
