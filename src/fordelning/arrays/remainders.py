"""The calculation on arrays, in integers of 64 bits.

With the total a * W + b, where W is the sum of the weights, the quota of weight w rounded
down is w * a + (w * b) // W, and its remainder (w * b) mod W. Never here: what may be asked.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fordelning.errors import InputTypeError, InputValueError
from fordelning.sentences import shown

__all__ = ["given_out", "whole"]


def whole(weights: object) -> NDArray[np.int64]:
    """Return weights in 64 bits, having seen that they are whole numbers and fit.

    Raises:
        InputTypeError, InputValueError: no array, of another type, or with other axes.
    """
    # A subclass may hide some of its figures, as a masked array does.
    if type(weights) is not np.ndarray:
        raise InputTypeError("arrays.type", value=shown(weights), type=type(weights).__name__)
    array: NDArray[Any] = weights
    if not np.can_cast(array.dtype, np.int64) or array.dtype.kind not in "iu":
        raise InputTypeError("arrays.dtype", dtype=str(array.dtype))
    if array.ndim != 1:
        raise InputValueError("arrays.axes", axes=array.ndim)
    return array.astype(np.int64, copy=False)


def given_out(total: int, weights: NDArray[np.int64], together: int) -> NDArray[np.int64]:
    """Return the units of each, where no product reaches 2^63."""
    each, over = divmod(total, together)
    rests = weights * over
    units = rests // together
    spare = units * together
    rests -= spare
    if each:
        units += np.multiply(weights, each, out=spare)
    left = total - int(units.sum())
    if left:
        np.copyto(spare, rests)
        spare.partition(len(spare) - left)
        _give_largest(units, rests, left, cut=spare[len(spare) - left])
    return units


def _give_largest(
    units: NDArray[np.int64], rests: NDArray[np.int64], left: int, cut: np.int64
) -> None:
    """Give one unit each to the remainders above the cut, and to the first ones at it."""
    above = rests > cut
    units += above
    short = left - int(np.count_nonzero(above))
    units[np.flatnonzero(rests == cut)[:short]] += 1
