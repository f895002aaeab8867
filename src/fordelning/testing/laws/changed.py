"""Scopes as a law changes them: in another order, of strangers, with figures less.

Never here: the laws, or random cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from attrs import evolve

from fordelning.measures import Scope
from fordelning.population import Population, Table
from fordelning.population.lookup import figures_of

__all__ = ["orders", "strangers", "without_figures"]

_NUMBERS = count(1)


def orders(scope: Scope) -> Iterator[tuple[str, Scope]]:
    """Yield the scope in other orders, each with how it is listed in words.

    From the last two of them, one after the other, every order can be made.
    """
    codes, everyone = scope.codes, scope.everyone or scope.codes
    seen = {codes}
    for how, other in (
        ("listed backwards", codes[::-1]),
        ("with the first one listed last", codes[1:] + codes[:1]),
        ("with the first two swapped", codes[1::-1] + codes[2:]),
    ):
        if other not in seen:
            seen.add(other)
            yield how, evolve(scope, codes=other, everyone=everyone)


def strangers(scope: Scope) -> tuple[Scope, Scope]:
    """Return the scope under codes that nobody ever had: without any figures, and with them.

    The codes keep their order. A key that names recipients may refuse both.
    """
    number = next(_NUMBERS)

    def stranger(code: str) -> str:
        return f"new{number}-{code}"

    level = figures_of(scope.level)
    tables = [
        _renamed(table, stranger) if table.level == level else table
        for table in scope.population.tables
    ]
    codes, everyone = (
        tuple(map(stranger, each)) for each in (scope.codes, scope.everyone or scope.codes)
    )
    named = [_listing(scope, everyone), *(table for table in tables if not table.indicator)]
    without, with_figures = (
        evolve(scope, codes=codes, everyone=everyone, population=Population(each))
        for each in (named, [*named, *(table for table in tables if table.indicator)])
    )
    return without, with_figures


def without_figures(scope: Scope, code: str) -> Iterator[tuple[str, Scope]]:
    """Yield the scope without a recipient's figures of each indicator, which is named.

    Of the same indicator at other levels there is then nothing, since sums of it could
    stand in for what was taken away.
    """
    level, tables = figures_of(scope.level), scope.population.tables
    listing = _listing(scope, scope.everyone or scope.codes)
    for indicator in dict.fromkeys(each.indicator for each in tables if each.level == level):
        if indicator:
            others = [each for each in tables if each.indicator != indicator]
            left = [
                evolve(each, rows=rows)
                for each in tables
                if (each.indicator, each.level) == (indicator, level)
                and (rows := tuple(row for row in each.rows if row[0] != code))
            ]
            yield indicator, evolve(scope, population=Population([listing, *others, *left]))


def _listing(scope: Scope, codes: tuple[str, ...]) -> Table:
    """Return the table that only names recipients."""
    rows = tuple((code, ()) for code in sorted(codes))
    return Table("", figures_of(scope.level), scope.date, (), (), rows)


def _renamed(table: Table, name: Callable[[str], str]) -> Table:
    return evolve(
        table,
        rows=tuple((name(code), figures) for code, figures in table.rows),
        parents=tuple((name(child), parent) for child, parent in table.parents),
    )
