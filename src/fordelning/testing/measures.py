"""Random measures that a key can share by: none is negative, and not all are zero.

Never here: the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from attrs import evolve, frozen
from hypothesis import strategies as st

from fordelning.keys.combined import as_codes
from fordelning.measures import (
    Measure,
    ages,
    clamp,
    constant,
    indicator,
    largest,
    marginal,
    population,
    share,
    smallest,
    steps,
    table,
)
from fordelning.population import AgeClass, Sex

__all__ = ["figures", "measures", "shares_by"]

_ZERO = Fraction(0)
_POSITIVE = [Fraction(each) for each in range(1, 31)] + [
    Fraction(number, under) for under in (2, 3, 12) for number in range(1, 12)
]
# What comes first is what a failing case shrinks to.
_NUMBERS = st.sampled_from(_POSITIVE)
_OR_ZERO = st.sampled_from([*_POSITIVE, *[_ZERO] * 20])
# From zero on, and from some number on.
_BRACKETS = st.tuples(
    st.tuples(st.just(_ZERO), _NUMBERS),
    st.tuples(_NUMBERS, _NUMBERS),
)
_DEPTH = 2


def measures(
    codes: Iterable[str] = (),
    *,
    ages: Sequence[int | str] = (),
    sex: bool = False,
    indicators: Sequence[str] = (),
) -> st.SearchStrategy[Measure]:
    """Draw measures over what `populations` draws for the same arguments (fördelningsgrund).

    Expressions over people, their ages and sex and the indicators, if there are any, and
    tables of the rule's own for `codes`. None is below zero, and the first recipient's is
    above, so that every measure can be shared by. It shrinks to `population()`.

    >>> from hypothesis import find
    >>> find(measures(ages=["0-17", "18+"]), lambda each: "ages" in repr(each))
    ages(0, 17)

    Raises:
        BandError: a label that is no age class.
        InputTypeError: one text where several codes belong, or a code that is no text.
    """
    return shares_by(as_codes(codes), figures(ages, indicators, sex=sex))


def figures(
    labels: Sequence[int | str] = (), indicators: Sequence[str] = (), *, sex: bool = False
) -> tuple[Measure, ...]:
    """Return the measures that read each figure of a population, and of adjoining ages."""
    classes = sorted(map(AgeClass.read, labels), key=lambda each: each.low)
    adjoining = [
        AgeClass(first.low, second.high)
        for first, second in pairwise(classes)
        if first.high is not None and first.high + 1 == second.low
    ]
    sexes = (None, *Sex) if sex else (None,)
    return (
        *(population(sex=each) for each in sexes),
        *(ages(a.low, a.high, sex=each) for a in (*classes, *adjoining) for each in sexes),
        *map(indicator, indicators),
    )


@frozen
class _Place:
    """Say by what can be shared, and how many measures may be around the innermost."""

    codes: tuple[str, ...]
    known: tuple[Measure, ...]
    depth: int = _DEPTH

    @property
    def inner(self) -> st.SearchStrategy[Measure]:
        """Draw a measure inside another."""
        return _measures(evolve(self, depth=self.depth - 1))


_Maker: TypeAlias = Callable[[st.DrawFn, _Place], Measure]


def shares_by(codes: tuple[str, ...], known: tuple[Measure, ...]) -> st.SearchStrategy[Measure]:
    """Draw measures made of known ones, of each of which the first recipient has some."""
    return _measures(_Place(codes, known))


@st.composite
def _measures(draw: st.DrawFn, place: _Place) -> Measure:
    makers: list[_Maker] = [_known] if place.known else []
    makers += [_number]
    makers += [_listed] if place.codes else []
    if place.depth:
        makers += _COMBINED
    return draw(st.sampled_from(makers))(draw, place)


def _known(draw: st.DrawFn, place: _Place) -> Measure:
    return draw(st.sampled_from(place.known))


def _number(draw: st.DrawFn, place: _Place) -> Measure:
    del place
    return constant(draw(_NUMBERS))


def _listed(draw: st.DrawFn, place: _Place) -> Measure:
    first, *others = place.codes
    # The first has some of it, as of everything else.
    some = {code: draw(_OR_ZERO) for code in others}
    return table({first: draw(_NUMBERS), **some})


# Each of positive measures makes a positive one; nothing is divided by zero.
_COMBINED: list[_Maker] = [
    lambda draw, place: draw(place.inner) + draw(place.inner),
    lambda draw, place: draw(place.inner) * draw(_NUMBERS),
    lambda draw, place: draw(place.inner) * draw(place.inner),
    lambda draw, place: draw(place.inner) / (draw(place.inner) + 1),
    lambda draw, place: smallest(draw(place.inner), draw(place.inner)),
    lambda draw, place: largest(draw(place.inner), draw(place.inner)),
    lambda draw, place: clamp(draw(place.inner), high=draw(_NUMBERS)),
    lambda draw, place: clamp(draw(place.inner), low=draw(_NUMBERS)),
    lambda draw, place: share(draw(place.inner)),
    lambda draw, place: steps(draw(place.inner), *draw(_BRACKETS)),
    lambda draw, place: marginal(draw(place.inner), *draw(_BRACKETS)),
]
