"""The calculation: largest remainder in integers of 64 bits, as one expression.

With the amount a = A * W + b, where W is the sum of the weights, the quota of weight w
rounded down is w * A + (w * b) // W, and its remainder (w * b) mod W. Never here: checks;
`guards` has seen to it that no product reaches 2^63.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from fordelning.frames.columns import OWN, Columns
from fordelning.frames.engines import Frame, numbered, quotient, summed

__all__ = ["planned"]

_AMOUNT, _WEIGHT = f"{OWN}amount", f"{OWN}weight"
_SIZE, _TOTAL, _EACH, _PART = f"{OWN}size", f"{OWN}total", f"{OWN}each", f"{OWN}part"
_MORE, _WHOLE, _REST = f"{OWN}more", f"{OWN}whole", f"{OWN}rest"
_GIVEN, _PLACE = f"{OWN}given", f"{OWN}place"


def planned(frame: Frame, used: Columns) -> Frame:
    """Return the frame with the units of each row, not yet computed where the engine is lazy."""
    by, whole, kept = used.group(), nw.col(_WHOLE), frame.columns
    frame = summed(frame.with_columns(nw.col(_AMOUNT).abs().alias(_SIZE)), _TOTAL, _WEIGHT, by)
    frame = quotient(frame, _EACH, _SIZE, _TOTAL)
    remainder = nw.col(_SIZE) - nw.col(_EACH) * nw.col(_TOTAL)
    frame = frame.with_columns((nw.col(_WEIGHT) * remainder).alias(_PART))
    frame = quotient(frame, _MORE, _PART, _TOTAL)
    frame = frame.with_columns(
        (nw.col(_WEIGHT) * nw.col(_EACH) + nw.col(_MORE)).alias(_WHOLE),
        # Minus the remainder, since the largest come first.
        (nw.col(_MORE) * nw.col(_TOTAL) - nw.col(_PART)).alias(_REST),
    ).select(*kept, _SIZE, _WHOLE, _REST)
    # What is left is taken from the amount: remainders of a large group may add up to 2^63.
    frame = numbered(summed(frame, _GIVEN, _WHOLE, by), _PLACE, by, _REST, used.code)
    goes_up = nw.col(_PLACE) <= nw.col(_SIZE) - nw.col(_GIVEN)
    # One more only where there is: added to all, it would reach beyond 2^63 - 1.
    units = whole + nw.when(goes_up).then(nw.lit(1)).otherwise(nw.lit(0))
    signed = nw.when(nw.col(_AMOUNT) < 0).then(-units).otherwise(units).alias(used.into)
    return frame.with_columns(signed).select(
        *(name for name in kept if not name.startswith(OWN)), used.into
    )
