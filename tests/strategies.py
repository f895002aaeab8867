"""Random money, populations and keys, small enough to read when a law fails.

Those that the library can always distribute are of `fordelning.testing`; here are also measures
and keys that refuse.
"""

from __future__ import annotations

import os
from datetime import date
from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st

from fordelning import (
    REST,
    AgeWeighted,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    Money,
    Only,
    PerCapita,
    Population,
    Proportional,
    ShareOf,
    Split,
    Tier,
    Tiered,
    testing,
)
from fordelning.keys import Key
from fordelning.measures import Measure, ages, constant, indicator, population, table

# Long runs ask for more examples of every law.
SETTINGS = settings(max_examples=int(os.environ.get("FORDELNING_EXAMPLES", "50")), deadline=None)

LEVEL = "skola"
DAY = date(2020, 12, 31)
CODES = tuple("abcdefgh")
CLASSES = ("0-17", "18-25", "26+")
BANDS = ((0, 17), (18, 25), (26, None), (0, 25), (0, None), (18, None))

INDICATOR = "asylsökande"

money = testing.money(max_value=Money(10**16))
small_money = testing.money(max_value=Money(500))
fractions = st.builds(Fraction, st.integers(0, 40), st.integers(1, 12))


@st.composite
def codes(draw: st.DrawFn) -> tuple[str, ...]:
    """Draw who there is: the first few codes, at least one."""
    return CODES[: draw(st.integers(1, len(CODES)))]


def populations(who: tuple[str, ...]) -> st.SearchStrategy[Population]:
    """Draw people by age and asylum seekers, of everyone, zeros included."""
    return testing.populations(who, level=LEVEL, date=DAY, ages=CLASSES, indicators=[INDICATOR])


def measures(who: tuple[str, ...]) -> st.SearchStrategy[Measure]:
    """Draw expressions; some give a negative number or nothing but zeros."""
    leaves: st.SearchStrategy[Measure] = st.one_of(
        st.builds(population),
        st.sampled_from(BANDS).map(lambda band: ages(*band)),
        st.just(indicator(INDICATOR)),
        fractions.map(constant),
        st.fixed_dictionaries(dict.fromkeys(who, fractions)).map(table),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(lambda a, b: a + b, inner, inner),
            st.builds(lambda a, b: a - b, inner, inner),
            st.builds(lambda a, b: a * b, inner, inner),
            st.builds(lambda a, b: a / b, inner, inner),
        ),
        max_leaves=3,
    )


def _weighted() -> st.SearchStrategy[Key]:
    bands = st.lists(st.sampled_from(BANDS[:3]), min_size=1, unique=True)
    return bands.flatmap(
        lambda chosen: st.fixed_dictionaries(dict.fromkeys(chosen, fractions)).map(AgeWeighted)
    )


def _leaves(who: tuple[str, ...]) -> st.SearchStrategy[Key]:
    groups = st.lists(st.sampled_from(who), min_size=1, unique=True)
    return st.one_of(
        st.just(PerCapita()),
        st.just(Equal()),
        _weighted(),
        measures(who).map(Proportional),
        small_money.map(Flat),
        st.dictionaries(st.sampled_from(who), small_money).map(Fixed),
        st.builds(lambda m, by: Fixed(m * by), small_money, measures(who)),
        fractions.map(lambda share: Fixed(ShareOf(share / 40))),
        st.builds(
            lambda a, group, b: Tiered(Tier(a, codes=group), Tier(b)),
            small_money,
            groups,
            small_money,
        ),
    )


def _combined(who: tuple[str, ...], inner: st.SearchStrategy[Key]) -> st.SearchStrategy[Key]:
    groups = st.lists(st.sampled_from(who), min_size=1, unique=True)
    share = st.integers(0, 12).map(lambda twelfths: Fraction(twelfths, 12))
    return st.one_of(
        st.builds(lambda a, b: a >> b, inner, inner),
        st.builds(FlatPlusRemainder, small_money, inner),
        st.builds(Only, groups, inner),
        st.builds(lambda s, a, b: Split((s, a), (1 - s, b)), share, inner, inner),
        st.builds(lambda m, a, b: Split((m, a), (REST, b)), small_money, inner, inner),
    )


def keys(who: tuple[str, ...]) -> st.SearchStrategy[Key]:
    """Draw trees of keys; many leave a rest, overdraw or have nothing to share by."""
    return st.recursive(_leaves(who), lambda inner: _combined(who, inner), max_leaves=6)


def sound_keys(who: tuple[str, ...]) -> st.SearchStrategy[Key]:
    """Draw keys that use up any amount, however they are put together."""
    return testing.keys(who, ages=CLASSES, indicators=[INDICATOR])
