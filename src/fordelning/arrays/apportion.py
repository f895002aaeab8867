"""The door to arrays: `apportion_array`, and what it refuses.

Never here: arithmetic on the weights, or an import of numpy before there is an array.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from fordelning.errors import InputTypeError, InputValueError, MissingExtraError, WeightError
from fordelning.sentences import Phrase, shown

__all__ = ["apportion_array"]

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Weights: TypeAlias = NDArray[np.integer[Any]]
    Units: TypeAlias = NDArray[np.int64]
else:  # numpy may not be there, and types must still be told
    Weights = Units = Any

_MOST = 2**63 - 1


def apportion_array(total: int, weights: Weights) -> Units:
    """Apportion a whole number of units by an array of weights, by largest remainder.

    units[i] = floor(total * w[i] / W), and one more for the total - sum of those with the
    largest remainders, W being the sum of the weights; of equal remainders (lika) the first
    places. So it is what `apportion(total, weights.tolist())` gives, to the unit, and minus
    the result for its absolute value where the total is negative. `weights` have one axis
    and whole numbers of at most 64 bits (unsigned of at most 32); the result has 64.

    Nothing is divided but by W, and products stay below 2^63, so it is exact.

    Real: any of the yearly lists, simulated for a million recipients (största restens metod).

    >>> import numpy
    >>> apportion_array(10, numpy.array([6, 6, 2])).tolist()
    [4, 4, 2]
    >>> apportion_array(-10, numpy.array([1, 1, 1])).tolist()
    [-4, -3, -3]

    Raises:
        MissingExtraError: numpy is not installed.
        InputTypeError: a total that is not an int; no array of numpy, or one of floats,
            objects, truth values, or unsigned numbers of 64 bits.
        InputValueError: more axes than one; a total of 2^63 or more, or figures whose products
            could be: n * max(w) not below 2^63, or max(w) above (2^63 - 1) // (W - 1).
        WeightError: no weights, a negative one, or a sum of zero.
    """
    try:
        from fordelning.arrays import remainders
    except ModuleNotFoundError:
        raise MissingExtraError("extra.missing", needs="numpy", extra="arrays") from None
    if type(total) is not int:
        raise InputTypeError("total.type", value=shown(total), type=type(total).__name__)
    if not -_MOST <= total <= _MOST:
        raise InputValueError("arrays.total", total=total)
    numbers = remainders.whole(weights)
    together = _sum(numbers)
    units = remainders.given_out(abs(total), numbers, together)
    return -units if total < 0 else units


def _sum(weights: Units) -> int:
    """Return the sum of the weights, having seen that 64 bits hold all that is made of them."""
    count = len(weights)
    if not count:
        raise WeightError("weights.none")
    least, largest = int(weights.min()), int(weights.max())
    if least < 0:
        place = str(int(weights.argmin()))
        raise WeightError(
            "weights.negative",
            recipient=Phrase("place {place}", place=place),
            weight=least,
            by=Phrase("the weights"),
        )
    if not largest:
        raise WeightError("weights.zero_total", by=Phrase("the weights"), recipients=count)
    # First n * max(w) < 2^63, so that the sum is right, and only then the products.
    if largest > _MOST // count:
        raise InputValueError("arrays.sum", count=count, weight=largest)
    together = int(weights.sum())
    limit = _MOST // max(together - 1, 1)
    if largest > limit:
        raise InputValueError("arrays.product", weight=largest, total=together, limit=limit)
    return together
