"""Random money and populations, which shrink to few recipients and small whole numbers.

Never here: what is distributed, or by which rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import lcm
from typing import Any, Final, TypeAlias

from hypothesis import strategies as st

from fordelning.keys.combined import as_codes
from fordelning.money import Money, as_money, mkr
from fordelning.population import Population, Sex
from fordelning.register import SWEDISH, swedish

__all__ = ["DAY", "LEVEL", "money", "populations"]

LEVEL: Final = "skola"
DAY: Final = dt.date(2020, 12, 31)

_CODES = "abcdefgh"
# One is the simplest, and shows the least.
_HOW_MANY = st.sampled_from([*range(1, len(_CODES) + 1), *range(2, len(_CODES) + 1)])
_PARENTS = "ABC"
_SOURCE = "invented"
_NOTHING: Final = Money(0)
_ORE: Final = Money(1)
# More than any pot of public money.
_MOST: Final = mkr(2_000_000)
_KRONA = 100
# Of more recipients than these, all but a few are alike.
_FEW = 12
_ODD = 4
# Strategies are kept, since it takes longer to make one than to draw from it.
_KEPT = 256

# A failing case shrinks to the first of these: to ones, and to nobody where it has to. One
# choice each, since there are many.
_PEOPLE = st.sampled_from([*range(1, 61), *[0] * 50, *(99_991 * number for number in range(1, 31))])
_VALUES = st.sampled_from(
    [Fraction(each) for each in (*range(1, 31), *[0] * 30)]
    + [Fraction(number, under) for under in (2, 3, 12) for number in range(1, 12)]
)

_Cell: TypeAlias = tuple[Any, ...]


def money(
    min_value: Money = _NOTHING, max_value: Money = _MOST, *, unit: Money = _ORE
) -> st.SearchStrategy[Money]:
    """Draw amounts between two bounds, both included, in whole multiples of a unit (belopp).

    It shrinks to few whole kronor, above zero where the bounds allow it; then to öre.

    >>> from hypothesis import find
    >>> from fordelning import kr
    >>> find(money(), lambda amount: amount > kr(5)), find(money(unit=kr(7)), bool)
    (kr("6"), kr("7"))

    Raises:
        InputTypeError: a bound or a unit that is no money.

    Raises, when it is drawn from:
        InvalidArgument: no multiple of the unit between the bounds.
    """
    for value in (min_value, max_value, unit):
        as_money(value)
    return _money(min_value.ore, max_value.ore, unit)


@lru_cache(maxsize=_KEPT)
def _money(low: int, high: int, unit: Money) -> st.SearchStrategy[Money]:
    step = lcm(unit.ore, _KRONA)
    some = _multiples(unit.ore, low, high)
    if low >= 0:
        # Often; by as many choices as the others take, since fewer would be simpler.
        some |= st.integers(0, 1).map(lambda _: Money(_least(unit.ore, low)))
    above_zero = max(low, 1)
    return _multiples(step, above_zero, high) | some if _least(step, above_zero) <= high else some


def _least(step: int, low: int) -> int:
    """Return the least multiple of a step that is not below a number."""
    return -(-low // step) * step


def _multiples(step: int, low: int, high: int) -> st.SearchStrategy[Money]:
    counts = st.integers(_least(step, low) // step, high // step)
    return counts.map(lambda count: Money(count * step))


def populations(
    codes: Iterable[str] | None = None,
    *,
    level: str = LEVEL,
    date: dt.date = DAY,
    ages: Sequence[int | str] = (),
    sex: bool = False,
    indicators: Sequence[str] = (),
    people: st.SearchStrategy[int] = _PEOPLE,
    through: str | None = None,
) -> st.SearchStrategy[Population]:
    """Draw populations: people, also by age and sex, and named indicators (underlag).

    Of the recipients `codes`; unless given, of everyone at a Swedish level by the division
    of the date, or of the first few of "a", "b", ... at a level of one's own. `ages` are age
    classes as `Population.from_ages` takes them, `sex` counts men and women apart, each of
    `indicators` has an exact figure. `through` names a level of parents, over whom those of
    a level of one's own are divided, for `Nested`. `people` draws each count.

    Some have nobody, but the first recipient always has somebody of every sort, so that
    there is something to share by. It shrinks to one recipient with one inhabitant. Where
    there are many recipients, all but a few of them are alike.

    >>> from hypothesis import find, settings
    >>> found = find(populations(), lambda each: True, settings=settings(max_examples=9))
    >>> found, found.tables[0].rows
    (Population(folkmängd, skola 2020-12-31), (('a', (1,)),))

    Raises:
        InputTypeError: one text where several codes belong, or a code that is no text.

    Raises, when it is drawn from:
        UnknownCodeError, BandError, InputValueError: as `Population.from_ages`.
    """
    cells = tuple(product(*([ages] if ages else []), *([Sex] if sex else [])))
    return _populations(
        _who(codes, level, date),
        level=level,
        date=date,
        cells=cells,
        by_age=bool(ages),
        people=people,
        indicators=indicators,
        through=through,
    )


def _who(
    codes: Iterable[str] | None, level: str, date: dt.date
) -> st.SearchStrategy[tuple[str, ...]]:
    if codes is not None:
        return st.just(as_codes(codes))
    if level in SWEDISH:
        return st.just(swedish().at(date).codes(level))
    return _HOW_MANY.map(lambda count: tuple(_CODES[:count]))


@st.composite
def _populations(
    draw: st.DrawFn,
    who: st.SearchStrategy[tuple[str, ...]],
    *,
    level: str,
    date: dt.date,
    cells: Sequence[_Cell],
    by_age: bool,
    people: st.SearchStrategy[int],
    indicators: Sequence[str],
    through: str | None,
) -> Population:
    codes = draw(who)
    counts = draw(_figures(codes, cells, people))
    make = Population.from_ages if by_age else Population.from_counts
    given: Any = counts if any(cells) else _by_code(counts)
    found = make(given, date=date, source=_SOURCE, level=level)
    for name in indicators:
        values = _by_code(draw(_figures(codes, [()], _VALUES)))
        found |= Population.from_values(name, values, date=date, source=_SOURCE, level=level)
    if through is not None:
        parents = {code: draw(st.sampled_from(_PARENTS)) for code in codes}
        found |= Population.of(codes, level=level, parents=parents)
        found |= Population.of(sorted(set(parents.values())), level=through)
    return found


def _by_code(figures: Mapping[_Cell, Any]) -> dict[str, Any]:
    return {code: figure for (code,), figure in figures.items()}


@st.composite
def _figures(
    draw: st.DrawFn,
    codes: Sequence[str],
    cells: Sequence[_Cell],
    values: st.SearchStrategy[Any],
) -> dict[_Cell, Any]:
    """Draw a figure for each recipient and cell; the first recipient's are above zero."""
    if len(codes) <= _FEW:
        found = {(code, *cell): draw(values) for code in codes for cell in cells}
    else:
        alike = [(cell, draw(values)) for cell in cells]
        found = {(code, *cell): figure for code in codes for cell, figure in alike}
        odd = draw(st.lists(st.sampled_from(codes), unique=True, max_size=_ODD))
        found |= {(code, *cell): draw(values) for code in odd for cell in cells}
    # The first of the codes, whose figures are the first ones.
    for place in list(found)[: len(cells)]:
        found[place] = found[place] or type(found[place])(1)
    return found
