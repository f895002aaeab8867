"""Reading the minima and maxima that a caller names, and seeing that they can be kept.

Never here: how units are given out between them, which is the methods' work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from fordelning.apportionment.priority import Bounds
from fordelning.errors import InfeasibleError, InputTypeError, InputValueError
from fordelning.sentences import Phrase, shown

__all__ = ["Bound", "read"]

Bound: TypeAlias = int | Sequence[int | None] | Mapping[str, int] | None
"""A bound for everyone, or one each in the shape of the weights; None is no bound."""


def read(
    codes: Sequence[str], weights: Sequence[int], total: int, minimum: Bound, maximum: Bound
) -> Bounds:
    """Return the bounds on everyone's units, in the order of `weights`.

    `codes` are those of a mapping, and empty for a sequence. Who has no weight gets exactly
    its minimum.

    Raises:
        InputTypeError: a bound that is not an int.
        InputValueError: bounds of another shape, for a code that is not there, or below zero.
        InfeasibleError: a minimum above its maximum, minima that add up to more than the
            total, or maxima that add up to less.
    """
    low = [each or 0 for each in _each(minimum, Phrase("minimum"), codes, len(weights))]
    most = _each(maximum, Phrase("maximum"), codes, len(weights))
    for place, (least, high) in enumerate(zip(low, most, strict=True)):
        if high is not None and least > high:
            at = codes[place] if codes else Phrase("place {place}", place=str(place))
            raise InfeasibleError("limits.crossed", recipient=at, least=least, most=high)
    if sum(low) > total:
        raise InfeasibleError("limits.above", least=sum(low), total=total, over=sum(low) - total)
    # Of a total of nothing it still counts who may have a unit.
    ample = max(total, 1)
    highs = [
        (ample if high is None else min(high, ample)) if weight else least
        for weight, least, high in zip(weights, low, most, strict=True)
    ]
    if sum(highs) < total:
        raise InfeasibleError(
            "limits.below", most=sum(highs), total=total, short=total - sum(highs)
        )
    return Bounds(low, highs)


def _each(bound: Bound, name: str, codes: Sequence[str], length: int) -> list[int | None]:
    values: list[int | None]
    if bound is None:
        values = [None] * length
    elif isinstance(bound, Mapping) and codes:
        strange = sorted(set(bound) - set(codes), key=str)
        if strange:
            raise InputValueError("limits.codes", bound=name, codes=tuple(strange))
        values = [bound.get(each) for each in codes]
    elif isinstance(bound, Sequence) and not isinstance(bound, str | bytes) and not codes:
        if len(bound) != length:
            raise InputValueError("limits.length", bound=name, given=len(bound), weights=length)
        values = list(bound)
    else:
        values = [bound] * length  # type: ignore[list-item]  # what is no int is refused below
    for value in values:
        if value is not None and type(value) is not int:
            raise InputTypeError("limits.type", bound=name, value=shown(value))
        if value is not None and value < 0:
            raise InputValueError("limits.negative", bound=name, value=value)
    return values
