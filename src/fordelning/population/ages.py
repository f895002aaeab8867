"""Ages: classes that figures come in, and bands that rules ask for.

Age is the age reached at the end of the year (SCB); both ends belong to a class or band.
Never here: the figures.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import field, frozen

from fordelning.errors import BandError, InputTypeError
from fordelning.sentences import shown

__all__ = ["AgeClass", "classes_in"]

_LABEL = re.compile(r"(?P<low>[0-9]{1,3})(?:(?P<open>\+)|[-–](?P<high>[0-9]{1,3}))?")


def _open_last(high: int | None) -> tuple[bool, int]:
    return high is None, high or 0


@frozen(order=True, cache_hash=True)
class AgeClass:
    """Hold the ages from `low` to `high`, both included; with `high=None` it is open.

    >>> AgeClass.read("100+"), str(AgeClass(7, 15)), str(AgeClass(25, 25))
    (AgeClass(low=100, high=None), '7-15', '25')

    Raises:
        InputTypeError: an end that is no whole number.
        BandError: ends that are no ages, or in the wrong order.
    """

    low: int
    high: int | None = field(order=_open_last)

    def __attrs_post_init__(self) -> None:
        for age in (self.low, self.low if self.high is None else self.high):
            if type(age) is not int:
                raise InputTypeError("band.type", value=shown(age))
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise BandError("band.order", band=str(self), low=self.low, high=self.high)

    @classmethod
    def read(cls, label: int | str) -> AgeClass:
        """Read a class as tables label it: 25, "25", "7-15" or "100+".

        Raises:
            BandError: any other label, also a total.
        """
        if type(label) is int:
            return cls(label, label)
        found = _LABEL.fullmatch(label.strip()) if isinstance(label, str) else None
        if found is None:
            raise BandError("band.class", value=shown(label))
        low = int(found["low"])
        return cls(low, None if found["open"] else int(found["high"] or low))

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low}+"
        return f"{self.low}" if self.high == self.low else f"{self.low}-{self.high}"

    def overlaps(self, other: AgeClass) -> bool:
        """Tell whether any age is in both."""
        return (other.high is None or self.low <= other.high) and (
            self.high is None or other.low <= self.high
        )

    def holds(self, other: AgeClass) -> bool:
        """Tell whether every age of the other is in this one."""
        return self.low <= other.low and (
            self.high is None or (other.high is not None and other.high <= self.high)
        )


def classes_in(band: AgeClass, classes: Sequence[AgeClass], level: str) -> range:
    """Return the places of the classes that make up a band, of classes that ascend.

    Raises:
        BandError: the band cuts a class, or some of its ages are in no class.
    """
    first = bisect_left(classes, _open_last(band.low), key=_end)
    after = len(classes) if band.high is None else bisect_right(classes, band.high, key=_start)
    touched = classes[first:after]
    # Only the first and the last can reach outside the band.
    cut = tuple(each for each in touched[:: len(touched) - 1 or 1] if not band.holds(each))
    if cut:
        raise BandError("band.cut", band=str(band), classes=tuple(map(str, cut)))
    missing = _gaps(band, touched)
    if missing:
        raise BandError("band.missing", ages=tuple(map(str, missing)), level=level)
    return range(first, after)


def _start(each: AgeClass) -> int:
    return each.low


def _end(each: AgeClass) -> tuple[bool, int]:
    return _open_last(each.high)


def _gaps(band: AgeClass, classes: Sequence[AgeClass]) -> list[AgeClass]:
    gaps: list[AgeClass] = []
    following: int | None = band.low
    for each in classes:
        if following is not None and each.low > following:
            gaps.append(AgeClass(following, each.low - 1))
        following = None if each.high is None else each.high + 1
    if following is not None and (band.high is None or following <= band.high):
        gaps.append(AgeClass(following, band.high))
    return gaps
