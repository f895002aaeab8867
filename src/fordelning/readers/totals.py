"""Seeing that totals in a file are the sums of its ages, and of men and women.

Never here: figures that the source adds noise to, whose totals are no sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fordelning.errors import FordelningError, ReaderError
from fordelning.population import Sex, Table
from fordelning.population.sex import cell
from fordelning.population.table import Figure
from fordelning.sentences import Phrase, plain

__all__ = ["wrong_totals"]

_FEW = 6

_Cell = tuple[str, Figure, tuple[Figure, ...]]


def wrong_totals(tables: Iterable[Table], age: str, sex: str) -> list[FordelningError]:
    """Return which totals are not the sums of their parts, each with both.

    `age` and `sex` are what the file calls the variables.
    """
    exact = {table.key: table for table in tables if not table.perturbed}
    problems: list[FordelningError] = []
    for key, table in exact.items():
        total = exact.get((*key[:3], (), key[4]))
        if total is not None and table.classes and table.makes(None):
            problems += _wrong(age, table, _by_age(total, table))
        men, women = (exact.get((*key[:4], each)) for each in Sex)
        if table.sex is None and men is not None and women is not None:
            problems += _wrong(sex, table, _by_sex(table, men, women))
    return problems


def _by_age(total: Table, table: Table) -> Iterator[_Cell]:
    parts = dict(table.rows)
    for code, figures in total.rows:
        yield cell(code, None, total.sex), figures[0], parts[code]


def _by_sex(both: Table, men: Table, women: Table) -> Iterator[_Cell]:
    his, hers = dict(men.rows), dict(women.rows)
    for code, figures in both.rows:
        ages = both.classes or (None,)
        for age, *found in zip(ages, figures, his[code], hers[code], strict=True):
            yield cell(code, age, None), found[0], (found[1], found[2])


def _wrong(variable: str, table: Table, cells: Iterable[_Cell]) -> list[FordelningError]:
    told = tuple(
        Phrase("{cell} has {total} and not {sum}", cell=name, total=total, sum=_sum(parts))
        for name, total, parts in cells
        if sum(parts) != total
    )
    if not told:
        return []
    return [ReaderError("reader.total", variable=variable, date=table.date, cells=told)]


def _sum(parts: tuple[Figure, ...]) -> str:
    """Write a sum with its parts, unless they are many.

    >>> _sum((12, 11)), _sum((1,) * 100)
    ('12 + 11 = 23', '100')
    """
    whole = plain(sum(parts))
    return f"{' + '.join(map(plain, parts))} = {whole}" if len(parts) <= _FEW else whole
