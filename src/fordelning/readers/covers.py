"""Age classes of a table: one set that does not overlap, or the fewest cells for a band.

Totals and age groups stand as ordinary rows in Statistikdatabasen, and adding them all
would count people two or three times. Never here: figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from attrs import frozen

from fordelning.errors import BandError, FordelningError, ReaderError
from fordelning.population import AgeClass
from fordelning.readers.cube import Variable
from fordelning.readers.tokens import age_of, is_total_of

__all__ = ["Ages", "Cover", "ages_of", "covers_of", "fewest"]

_EVERY = AgeClass(0, None)


@frozen
class Cover:
    """Tell which age classes make up a band (åldersintervall), without overlap.

    Classes that leave out ages between them make up no band.

    >>> read = AgeClass.read
    >>> print(Cover.of([read("0-10"), read("11+")]), Cover.of([read("0-10"), read("20+")]))
    0+: 0-10, 11+ 0-10, 20+
    """

    band: AgeClass | None
    classes: tuple[AgeClass, ...]

    @classmethod
    def of(cls, classes: Sequence[AgeClass]) -> Cover:
        """Return classes that ascend, with the band that they make up, if they do."""
        band = AgeClass(classes[0].low, classes[-1].high)
        whole = all(
            one.high is not None and one.high + 1 == other.low for one, other in pairwise(classes)
        )
        return cls(band if whole else None, tuple(classes))

    def __str__(self) -> str:
        told = ", ".join(map(str, self.classes))
        return told if self.band is None else f"{self.band}: {told}"


@frozen
class Ages:
    """Hold the positions of age classes among a variable's values, and of the total.

    `same` are positions that hold the same class as one before them.
    """

    places: Mapping[AgeClass, int]
    total: int | None
    same: tuple[tuple[int, int], ...]


def ages_of(variable: Variable, chosen: Iterable[int]) -> tuple[Ages, list[FordelningError]]:
    """Return what ages the chosen values are of, and what is wrong with them."""
    places: dict[AgeClass, int] = {}
    totals: list[int] = []
    same: list[tuple[int, int]] = []
    unread: list[str] = []
    for at in chosen:
        code, label = variable.codes[at], variable.labels[at]
        age = age_of(code, label)
        if is_total_of(variable, at) and age in (None, _EVERY):
            totals.append(at)
        elif age is None:
            unread.append(label or code)
        elif age in places:
            same.append((places[age], at))
        else:
            places[age] = at
    problems: list[FordelningError] = []
    if unread:
        problems.append(ReaderError("reader.ages", variable=variable.name, labels=tuple(unread)))
    same += [(totals[0], at) for at in totals[1:]]
    return Ages(places, totals[0] if totals else None, tuple(same)), problems


def covers_of(classes: Iterable[AgeClass], bands: Sequence[AgeClass]) -> tuple[Cover, ...]:
    """Return the sets of classes to keep: all of them, or the fewest for each band.

    Raises:
        ReaderError: they overlap, and no band says what they are for.
        BandError: a band that the classes do not make up.
    """
    ordered = sorted(classes, key=_from_low)
    overlapping = [(one, other) for one, other in pairwise(ordered) if one.overlaps(other)]
    if not bands:
        if overlapping:
            first, second = overlapping[0]
            raise ReaderError(
                "reader.overlap", first=str(first), second=str(second), count=len(ordered)
            )
        if not ordered:
            return ()
        return (Cover.of(ordered),)
    covers = [Cover(band, fewest(band, ordered)) for band in bands]
    if not overlapping:
        return (Cover.of(ordered),)
    return tuple(dict.fromkeys(covers))


def fewest(band: AgeClass, classes: Iterable[AgeClass]) -> tuple[AgeClass, ...]:
    """Return the fewest classes that make up a band, each age in exactly one.

    >>> read = AgeClass.read
    >>> every = [*map(read, range(30)), *map(read, ("0-9", "10-19", "20-24", "20-29"))]
    >>> [str(each) for each in fewest(AgeClass(0, 25), every)]
    ['0-9', '10-19', '20-24', '25']

    Raises:
        BandError: no classes make it up.
    """
    inside = sorted((each for each in classes if band.holds(each)), key=_from_low, reverse=True)
    best: dict[int | None, tuple[AgeClass, ...]] = {
        None if band.high is None else band.high + 1: ()
    }
    # From the top down: what follows a class is known when the class is met.
    for each in inside:
        after = best.get(None if each.high is None else each.high + 1)
        if after is not None and len(after) + 1 < len(best.get(each.low, (None,) * 999)):
            best[each.low] = (each, *after)
    if band.low not in best:
        raise BandError("reader.band", band=str(band), classes=tuple(map(str, sorted(inside))))
    return best[band.low]


def _from_low(age: AgeClass) -> tuple[int, int]:
    """Order by the lower end; of those with the same, the widest first."""
    return age.low, -999_999 if age.high is None else -age.high
