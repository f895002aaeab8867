"""The public door to the kernel: `apportion` and `certify`, which check what they get.

Here, once, are signs, types and fractions settled; the methods see whole numbers that
are not negative. Never here: a method's own rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import overload

from fordelning.apportionment import bounds, largest_remainder, nearest
from fordelning.apportionment.bounds import Bound
from fordelning.apportionment.divisor import DIVISORS
from fordelning.apportionment.method import CodeOf, Kernel, Method
from fordelning.apportionment.priority import Claims
from fordelning.apportionment.ties import BY_CODE, Ties, checked_ties
from fordelning.errors import CertificateError, InputTypeError, InputValueError, WeightError
from fordelning.exact import Exact, Vector, exact
from fordelning.sentences import Phrase, shown

__all__ = ["KERNELS", "apportion", "certify"]


KERNELS: dict[Method, Kernel] = {
    Method.LARGEST_REMAINDER: Kernel(
        largest_remainder.apportion, largest_remainder.holds, largest_remainder.between
    ),
    Method.NEAREST_THEN_LARGEST: Kernel(
        nearest.nearest_then_largest, nearest.is_nearest_then_largest
    ),
    Method.NEAREST_THEN_LAST: Kernel(nearest.nearest_then_last, nearest.is_nearest_then_last),
    Method.NEAREST: Kernel(nearest.nearest, nearest.is_nearest),
    Method.FLOOR: Kernel(nearest.down, nearest.is_down),
    **{
        method: Kernel(each.apportion, each.holds, each.between)
        for method, each in DIVISORS.items()
    },
}


def kernel(method: Method) -> Kernel:
    """Return a method's functions, having seen that it is one."""
    if not isinstance(method, Method):
        raise InputTypeError("method.type", value=shown(method), type=type(method).__name__)
    return KERNELS[method]


@overload
def apportion(
    total: int,
    weights: Sequence[Exact],
    method: Method = ...,
    *,
    minimum: Bound = ...,
    maximum: Bound = ...,
    ties: Ties = ...,
) -> list[int]: ...
@overload
def apportion(
    total: int,
    weights: Mapping[str, Exact],
    method: Method = ...,
    *,
    minimum: Bound = ...,
    maximum: Bound = ...,
    ties: Ties = ...,
) -> dict[str, int]: ...
def apportion(
    total: int,
    weights: Sequence[Exact] | Mapping[str, Exact],
    method: Method = Method.LARGEST_REMAINDER,
    *,
    minimum: Bound = None,
    maximum: Bound = None,
    ties: Ties = BY_CODE,
) -> list[int] | dict[str, int]:
    """Apportion a whole number of units by weights, between bounds if there are any.

    The result adds up to `total`, but for the methods NEAREST and FLOOR.

    The quota (exakt belopp) of each is `total * weight / sum(weights)`; the method says
    how quotas become whole units. A sequence gives a list, a mapping a dict with the same
    keys in the same order; who gets what does not depend on that order, except that in a
    sequence ties fall to the first place. A negative total is minus the result for its
    absolute value, on which the bounds then are. A weight of zero gets zero, or its minimum.

    `minimum` and `maximum` are units, one number for everyone or one each in the shape of
    the weights; a mapping may leave codes out. A divisor method gives each unit to the
    largest quotient among those below their maximum, once everyone has the minimum. Largest
    remainder gives max(minimum, quota rounded down), at most the maximum, then one unit at a
    time to whoever is furthest below quota; where that is too many from the start, they come
    back one at a time from whoever is least below quota. So others pay in equal units.

    >>> apportion(10, [6, 6, 2])
    [4, 4, 2]
    >>> apportion(-10, {"b": "0,5", "a": "0,5", "c": 0})
    {'b': -5, 'a': -5, 'c': 0}
    >>> apportion(10, {"a": 90, "b": 6, "c": 4}, Method.DHONDT, minimum={"b": 2}, maximum=7)
    {'a': 7, 'b': 2, 'c': 1}

    Raises:
        InputTypeError: a float, a bool, a total that is not an int, a key that is no text.
        InputValueError: bounds in another shape, below zero, or for a method without any.
        InfeasibleError: bounds that cannot be kept.
        WeightError: no weights, a negative one, or a sum of zero; fewer units than
            recipients, where the method gives everyone one.
        TieError: a tie, under `ties=REFUSE`.
        ResidualError: the rest of NEAREST_THEN_… is more than its taker has.
    """
    total, codes, numbers = _checked(total, weights)
    if isinstance(weights, Mapping):
        codes, numbers = _by_code(codes, numbers)
    functions, size = kernel(method), abs(total)
    code_of: CodeOf = codes.__getitem__ if codes else str
    claims = _claims(method, codes, numbers, size, minimum=minimum, maximum=maximum)
    if claims is None:
        quotas = [size * number for number in numbers]
        units, _ = functions.apportion(quotas, sum(numbers), code_of, checked_ties(ties))
    else:
        units, _ = claims.settled(code_of, checked_ties(ties))
    if total < 0:
        units = [-unit for unit in units]
    if not isinstance(weights, Mapping):
        return units
    by_code = dict(zip(codes, units, strict=True))
    return {code: by_code[code] for code in weights}


def certify(
    total: int,
    weights: Sequence[Exact] | Mapping[str, Exact],
    units: Sequence[int] | Mapping[str, int],
    method: Method = Method.LARGEST_REMAINDER,
    *,
    minimum: Bound = None,
    maximum: Bound = None,
    ties: Ties = BY_CODE,
) -> None:
    """Check in O(n), without computing them again, that units are the method's.

    `units` is shaped like `weights`. Largest remainder: they add up to `total`, and no two
    deviations from quota lie more than one unit apart (exactly one: in the order of ties).
    Divisor methods: they add up, and no quotient that was not reached is larger than one
    that was. Between bounds, only who may get more or fewer counts.

    >>> certify(10, [6, 6, 2], [4, 4, 2])
    >>> certify(10, [6, 6, 2], [5, 4, 1])
    Traceback (most recent call last):
    fordelning.errors.CertificateError: these units are not what LARGEST_REMAINDER gives for...
      likely cause: a figure was changed, or they were made by another method or tie rule
      what to do: apportion again, or certify with the method and ties that were used

    Raises:
        CertificateError: the units are not the method's.
        InputValueError: units of another shape or with other keys than the weights.
        InputTypeError, WeightError, InfeasibleError, TieError: as `apportion`.
    """
    total, codes, numbers = _checked(total, weights)
    if isinstance(weights, Mapping) != isinstance(units, Mapping) or len(units) != len(numbers):
        raise InputValueError("units.shape", weights=len(numbers), units=len(units))
    if isinstance(units, Mapping):
        if set(units) != set(codes):
            raise InputValueError("units.keys", codes=tuple(sorted(set(units) ^ set(codes))))
        codes, numbers = _by_code(codes, numbers)
        units = [units[code] for code in codes]
    wrong = [unit for unit in units if type(unit) is not int]
    if wrong:
        raise InputTypeError("units.type", value=shown(wrong[0]))
    functions, size = kernel(method), abs(total)
    units = [-unit for unit in units] if total < 0 else units
    code_of: CodeOf = codes.__getitem__ if codes else str
    claims = _claims(method, codes, numbers, size, minimum=minimum, maximum=maximum)
    if claims is None:
        quotas = [size * number for number in numbers]
        sound = functions.holds(quotas, sum(numbers), units, code_of, checked_ties(ties))
    else:
        sound = claims.hold(units, code_of, checked_ties(ties))
    if not sound:
        raise CertificateError("certificate.broken", method=method.name, total=total)


def _claims(
    method: Method,
    codes: Sequence[str],
    weights: Sequence[int],
    size: int,
    *,
    minimum: Bound,
    maximum: Bound,
) -> Claims | None:
    """Return the claims between bounds; None where there are no bounds to think of."""
    between = KERNELS[method].between
    if minimum is None and maximum is None:
        if size:
            return None
    elif between is None:
        raise InputValueError("limits.method", method=method.name)
    limits = bounds.read(codes, weights, size, minimum, maximum)
    if size == 0 and method in DIVISORS:
        # Quotas of nothing do not tell who has a weight, so the kernel cannot see to this.
        DIVISORS[method].least(weights, limits, size)
    if between is None:
        return None
    return between([size * weight for weight in weights], sum(weights), limits)


def _checked(
    total: int, weights: Sequence[Exact] | Mapping[str, Exact]
) -> tuple[int, list[str], Sequence[int]]:
    if isinstance(weights, str | bytes) or not isinstance(weights, Sequence | Mapping):
        raise InputTypeError("weights.type", value=shown(weights), type=type(weights).__name__)
    if type(total) is not int:
        raise InputTypeError("total.type", value=shown(total), type=type(total).__name__)
    codes: list[str] = []
    values: Sequence[Exact]
    if isinstance(weights, Mapping):
        codes, values = list(weights), list(weights.values())
        for code in codes:
            if not isinstance(code, str):
                raise InputTypeError("code.type", value=shown(code), type=type(code).__name__)
    else:
        values = weights
    numbers = _whole(values)
    if not numbers:
        raise WeightError("weights.none")
    if min(numbers) < 0:
        place = next(index for index, number in enumerate(numbers) if number < 0)
        at = codes[place] if codes else Phrase("place {place}", place=str(place))
        raise WeightError(
            "weights.negative",
            recipient=at,
            weight=exact(values[place]),
            by=Phrase("the weights"),
        )
    if not any(numbers):
        raise WeightError("weights.zero_total", by=Phrase("the weights"), recipients=len(numbers))
    return total, codes, numbers


def _whole(values: Sequence[Exact]) -> Sequence[int]:
    if set(map(type, values)) == {int}:
        return values  # type: ignore[return-value]  # the line above has just seen to it
    return Vector.of(exact(value) for value in values).weights


def _by_code(codes: list[str], numbers: Sequence[int]) -> tuple[list[str], list[int]]:
    order = sorted(range(len(codes)), key=codes.__getitem__)
    return [codes[index] for index in order], [numbers[index] for index in order]
