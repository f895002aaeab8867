"""Whether two recipients' figures look swapped between two populations.

In 2015 the figures of Upplands Väsby and Upplands-Bro had been swapped, and the amounts of
290 kommuner had to be decided again. Never here: which of two populations is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from attrs import frozen

from fordelning.errors import InputTypeError, InputValueError
from fordelning.exact import Exact, exact
from fordelning.population import Population, Table
from fordelning.population.sex import of_sex
from fordelning.register import SWEDISH, swedish
from fordelning.sentences import plain, shown

__all__ = ["Swap", "swapped"]

# Of the two changes, no more than this part is left when the figures are put crosswise.
_LEFT = Fraction(1, 4)


@frozen
class Swap:
    """Name two recipients whose figures look swapped, with the figures before and after.

    `first` and `second` are codes; `table` is the later table.
    """

    table: Table
    first: str
    second: str
    before: tuple[Fraction, Fraction]
    after: tuple[Fraction, Fraction]

    @property
    def straight(self) -> Fraction:
        """|b1 - a1| + |b2 - a2|: the two changes, as the figures stand."""
        return abs(self.after[0] - self.before[0]) + abs(self.after[1] - self.before[1])

    @property
    def crossed(self) -> Fraction:
        """|b2 - a1| + |b1 - a2|: the two changes, had the later figures been swapped."""
        return abs(self.after[1] - self.before[0]) + abs(self.after[0] - self.before[1])

    def __str__(self) -> str:
        first, second = (
            f"{self._name(code)} went from {plain(old)} to {plain(new)}"
            for code, old, new in zip(
                (self.first, self.second), self.before, self.after, strict=True
            )
        )
        return (
            f"{of_sex(self.table.indicator, self.table.sex)}: {first}, {second}; put crosswise, "
            f"they would change by {plain(self.crossed)} instead of {plain(self.straight)}"
        )

    def _name(self, code: str) -> str:
        if self.table.level in SWEDISH and self.table.date is not None:
            name = swedish().at(self.table.date).name(self.table.level, code)
            return f"{name} ({code})"
        return code


def swapped(before: Population, after: Population, *, least: Exact = "3 %") -> tuple[Swap, ...]:
    """Return the pairs whose figures look swapped between two populations (förväxlade).

    A pair looks swapped where both figures changed by at least `least` of what they were,
    and where putting the later two crosswise leaves at most a quarter of the two changes:
    |b2 - a1| + |b1 - a2| <= (|b1 - a1| + |b2 - a2|) / 4. Totals of the same indicator, level
    and sex are compared, each population's latest. Recipients that differ by less than
    `least` cannot be told. Over many years people move more; then raise `least`.

    Real: the swapped figures of Upplands Väsby and Upplands-Bro in 2015.

    >>> from datetime import date
    >>> def people(year, counts):
    ...     return Population.from_counts(counts, date=date(year, 12, 31), source="invented")
    >>> earlier = people(2020, {"0114": 47_184, "0139": 30_195, "0115": 34_090})
    >>> later = people(2021, {"0114": 31_082, "0139": 47_820, "0115": 34_382})
    >>> print(*swapped(earlier, later))
    folkmängd: Upplands Väsby (0114) went from 47 184 to 31 082, Upplands-Bro (0139) went from \
30 195 to 47 820; put crosswise, they would change by 1 523 instead of 33 727

    Raises:
        InputTypeError: something else than a population, or a number that is not exact.
        InputValueError: `least` is not above zero.
    """
    for value in (before, after):
        if not isinstance(value, Population):
            raise InputTypeError("swapped.type", value=shown(value), type=type(value).__name__)
    threshold = exact(least)
    if threshold <= 0:
        raise InputValueError("swapped.least", least=threshold)
    earlier, later = _latest(before), _latest(after)
    return tuple(
        swap
        for what, (column, _) in earlier.items()
        if what in later
        for swap in _pairs(column, *later[what], threshold)
    )


def _latest(
    population: Population,
) -> dict[tuple[str, str, str], tuple[dict[str, Fraction], Table]]:
    """Return the totals of each indicator, level and sex, of the latest date that has them."""
    found: dict[tuple[str, str, str], tuple[dict[str, Fraction], Table]] = {}
    # Tables ascend by date, and a total of its own comes before a table by age.
    for table in population.tables:
        what = (table.indicator, table.level, table.sex or "")
        held = found.get(what)
        newer = held is None or held[1].date != table.date
        if table.indicator and newer and table.makes(None):
            column = {code: Fraction(figure) for code, figure in table.column(None).items()}
            found[what] = (column, table)
    return found


def _pairs(
    old: dict[str, Fraction], new: dict[str, Fraction], table: Table, threshold: Fraction
) -> Iterator[Swap]:
    moved = [
        code
        for code, figure in old.items()
        if figure and code in new and abs(new[code] - figure) >= threshold * figure
    ]
    for one, other in combinations(moved, 2):
        swap = Swap(table, one, other, (old[one], old[other]), (new[one], new[other]))
        if swap.crossed <= _LEFT * swap.straight:
            yield swap
