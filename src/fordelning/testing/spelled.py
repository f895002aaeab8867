"""Values as Python that makes them again: what a failing test shows can be pasted and run.

Here too is what makes Hypothesis show them so. Never here: the laws, or finding a case.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from enum import Enum
from functools import singledispatch
from typing import Any, Protocol

from attrs import Attribute, fields
from hypothesis.vendor.pretty import RepresentationPrinter

from fordelning.agreement import Agreement, Declared, Pot
from fordelning.allocation import Allocation
from fordelning.keys import Key
from fordelning.measures import Amount, Measure
from fordelning.money import Money
from fordelning.population import FOLKMANGD, Population, Table
from fordelning.population.table import Figure
from fordelning.register import SWEDISH, swedish
from fordelning.rounding import Rounding
from fordelning.source import Source

__all__ = ["Printer", "assigned", "spelled"]

# More figures than these are not listed; of a whole level, those of so few that differ are.
_LISTED = 60
_ODD = 5


class Printer(Protocol):
    """What Hypothesis writes values to."""

    def text(self, obj: str) -> None:
        """Write a text."""


@singledispatch
def spelled(value: object) -> str:
    """Write a value as Python that makes it again; one of too many figures, as its name.

    >>> spelled(Population.of(["n", "s"], level="skola")), spelled(dt.date(2020, 12, 31))
    ("Population.of(['n', 's'], level='skola')", 'date(2020, 12, 31)')
    """
    return repr(value)


@spelled.register(dt.date)
def _(value: dt.date) -> str:
    return f"date({value.year}, {value.month}, {value.day})"


@spelled.register(Enum)
def _(value: Enum) -> str:
    return f"{type(value).__name__}.{value.name}"


@spelled.register(tuple)
def _(value: tuple[object, ...]) -> str:
    return f"[{', '.join(map(spelled, value))}]"


@spelled.register(Agreement)
@spelled.register(Declared)
@spelled.register(Pot)
@spelled.register(Rounding)
@spelled.register(Source)
def _(value: Any) -> str:
    """Write the class with each argument that is not what it is unless given."""
    given = [(each, getattr(value, each.name)) for each in fields(value.__class__) if each.init]
    written = [f"{each.name}={spelled(held)}" for each, held in given if held != _default(each)]
    return f"{value.__class__.__name__}({', '.join(written)})"


def _default(each: Attribute[Any]) -> object:
    default: Any = each.default
    return default.factory() if hasattr(default, "factory") else default


@spelled.register(Allocation)
def _(value: Allocation) -> str:
    return f"allocate({spelled(value.agreement)}, {spelled(value.population)})"


@spelled.register(Population)
def _(value: Population) -> str:
    tables = [_table(table) for table in value.tables]
    return repr(value) if None in tables else " | ".join(table for table in tables if table)


def assigned(population: Population) -> str:
    """Write a population as a line that makes it; of too many figures, as a remark.

    >>> assigned(Population.of(["n", "s"], level="skola"))
    "population = Population.of(['n', 's'], level='skola')"
    """
    written = spelled(population)
    return f"# population: {written}" if written == repr(population) else f"population = {written}"


def _table(table: Table) -> str | None:
    date = "" if table.date is None else f", date={spelled(table.date)}"
    level = f", level={str(table.level)!r}"
    if not table.indicator:
        parents = f", parents={dict(table.parents)!r}" if table.parents else ""
        return f"Population.of({list(table.codes)!r}{level}{date}{parents})"
    cells = _cells(table)
    if cells is None:
        return None
    perturbed = ", perturbed=True" if table.perturbed else ""
    given = f"{cells}{date}, source={', '.join(map(str, table.sources))!r}{level}{perturbed}"
    if table.indicator != FOLKMANGD:
        return f"Population.from_values({table.indicator!r}, {given})"
    return f"Population.{'from_ages' if table.classes else 'from_counts'}({given})"


def _cells(table: Table) -> str | None:
    """Write the figures, by code and perhaps age and sex; None where they are too many."""
    suffixes: list[tuple[str, ...]] = [(str(each),) for each in table.classes] or [()]
    if table.sex is not None:
        suffixes = [(*suffix, str(table.sex)) for suffix in suffixes]
    rows = dict(table.rows)
    common, _ = Counter(rows.values()).most_common(1)[0]
    odd = {code: row for code, row in rows.items() if row != common}
    who = _everyone(table)
    if who is None or len(odd) > _ODD:
        return _listed(rows, suffixes) if len(rows) * len(suffixes) <= _LISTED else None
    alike = [
        f"{{{_key('code', suffix)}: {_number(figure)} for code in {who}}}"
        for suffix, figure in zip(suffixes, common, strict=True)
    ]
    return " | ".join([*alike, *([_listed(odd, suffixes)] if odd else [])])


def _everyone(table: Table) -> str | None:
    """Write how the codes are found, if they are all those of a Swedish level."""
    level, on = table.level, table.date
    if level not in SWEDISH or on is None or table.codes != swedish().at(on).codes(level):
        return None
    return f"swedish().at({spelled(on)}).codes({str(level)!r})"


def _listed(rows: dict[str, tuple[Figure, ...]], suffixes: Sequence[tuple[str, ...]]) -> str:
    cells = [
        f"{_key(repr(code), suffix)}: {_number(figure)}"
        for code, row in rows.items()
        for suffix, figure in zip(suffixes, row, strict=True)
    ]
    return f"{{{', '.join(cells)}}}"


def _key(code: str, suffix: tuple[str, ...]) -> str:
    return f"({', '.join((code, *map(repr, suffix)))})" if suffix else code


def _number(figure: Figure) -> str:
    return str(figure) if figure.denominator == 1 else repr(str(figure))


def _shown(value: object, printer: Printer, cycle: bool) -> None:  # noqa: FBT001 - its protocol
    del cycle
    # IPython asks for the same, and is told what it would have been.
    printer.text(spelled(value) if isinstance(printer, RepresentationPrinter) else repr(value))


# Hypothesis would show every field of these, down to the sources.
for _kind in (Agreement, Allocation, Amount, Key, Measure, Money, Population):
    setattr(_kind, "_repr_pretty_", _shown)  # noqa: B010 - no class knows that it has this
