"""Checking cells on their way into a population: codes, counts, age classes and sex.

Every check reports all that it finds, since a person mends figures in one go. Never here:
the tables that the cells become.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from fordelning.errors import (
    FordelningError,
    InputTypeError,
    InputValueError,
    PopulationError,
    UnknownCodeError,
    nearest,
    raise_problems,
)
from fordelning.population.ages import AgeClass
from fordelning.population.sex import Sex, as_sex, cell
from fordelning.population.table import Figure
from fordelning.register import SWEDISH, Level, swedish
from fordelning.sentences import shown
from fordelning.source import Source, as_source

__all__ = [
    "BySex",
    "Cells",
    "Counts",
    "by_class",
    "by_sex",
    "checked_date",
    "checked_mapping",
    "checked_source",
    "grouped_by_level",
]

# By the number of digits in a code.
_LEVELS = {2: Level.LAN, 4: Level.KOMMUN}


def checked_date(on: date) -> date:
    """Return a date, having seen that it is one, without a time of day."""
    if type(on) is not date:
        raise InputTypeError("population.date", value=shown(on), type=type(on).__name__)
    return on


def checked_mapping(figures: object) -> None:
    """See that figures are a mapping, from code (and age) to figure.

    Raises:
        InputTypeError: anything else.
    """
    if not isinstance(figures, Mapping):
        raise InputTypeError("figures.type", value=shown(figures), type=type(figures).__name__)


def checked_source(source: Source | str) -> tuple[Source, ...]:
    """Return the source of figures, which all have one.

    Raises:
        InputTypeError, InputValueError: none, or something else.
    """
    found = as_source(source)
    if found is None:
        raise InputTypeError("source.type", value="None", type="NoneType")
    return (found,)


def _wrong(cell: str, value: object) -> FordelningError:
    if type(value) is int:
        return InputValueError("cell.negative", cell=cell, value=value)
    if isinstance(value, float):
        return InputTypeError("cell.float", cell=cell, value=shown(float(value)))
    return InputTypeError("cell.type", cell=cell, value=shown(value), type=type(value).__name__)


def grouped_by_level(
    codes: Iterable[str], level: str | None, on: date | None, wrong: Sequence[FordelningError] = ()
) -> dict[str, tuple[str, ...]]:
    """Sort codes, ascending, under their levels, and see that the register knows them.

    Without a level, two digits are a län and four a kommun; a region's figures are its
    län's. At a level of the caller's own any text is a code. What is `wrong` with the
    figures is told together with what is wrong with the codes.
    """
    codes = list(codes)
    problems: list[FordelningError] = [
        InputTypeError("code.type", value=shown(code), type=type(code).__name__)
        for code in codes
        if not isinstance(code, str) or (not code and level is not None)
    ]
    if level is not None and not isinstance(level, str):
        raise InputTypeError("level.type", value=shown(level), type=type(level).__name__)
    if not codes and not wrong:
        raise PopulationError("population.empty")
    texts = sorted([code for code in codes if isinstance(code, str)])
    found = _by_digits(texts) if level is None else {level: texts} if texts else {}
    if "" in found:
        problems.append(UnknownCodeError("level.needed", codes=tuple(found.pop(""))))
    if Level.REGION in found:
        found = {Level.LAN: found[Level.REGION]}
    groups = {each: tuple(members) for each, members in found.items()}
    problems += [
        problem
        for each, members in groups.items()
        if each in SWEDISH and on is not None and (problem := _unknown(each, members, on))
    ]
    raise_problems([*problems, *wrong], PopulationError, "population.problems")
    return groups


def _by_digits(codes: list[str]) -> dict[str, list[str]]:
    """Sort codes under the Swedish levels by how many digits they are; others under ""."""
    found: dict[str, list[str]] = {}
    for code in codes:
        level = _LEVELS.get(len(code), "") if code.isascii() and code.isdigit() else ""
        found.setdefault(level, []).append(code)
    return found


def _unknown(level: str, codes: tuple[str, ...], on: date) -> FordelningError | None:
    known = swedish().at(on).codes(level)
    unknown = tuple(sorted(set(codes) - set(known)))
    if not unknown:
        return None
    return UnknownCodeError(
        "code.unknown", level=level, codes=unknown, date=on, near=nearest(unknown[0], known)
    )


# Several, since the type of a mapping's keys is invariant.
Counts: TypeAlias = (
    Mapping[str, int] | Mapping[tuple[str, Sex], int] | Mapping[tuple[str, str], int]
)
Cells: TypeAlias = (
    Mapping[tuple[str, int], int]
    | Mapping[tuple[str, str], int]
    | Mapping[tuple[str, int | str], int]
    | Mapping[tuple[str, int, Sex], int]
    | Mapping[tuple[str, str, Sex], int]
    | Mapping[tuple[str, int | str, Sex], int]
    | Mapping[tuple[str, int, str], int]
    | Mapping[tuple[str, str, str], int]
    | Mapping[tuple[str, int | str, str], int]
)
BySex: TypeAlias = dict[Sex | None, dict[str, tuple[Figure, ...]]]


def by_sex(counts: Counts) -> tuple[BySex, list[FordelningError]]:
    """Sort counts by code, or by code and sex, under the sex; and tell what is wrong."""
    rows: BySex = {}
    problems: list[FordelningError] = []
    for key, count in counts.items():
        code, label = key if isinstance(key, tuple) and len(key) == 2 else (key, None)  # noqa: PLR2004
        try:
            sex = None if label is None else as_sex(label)
        except FordelningError as error:
            problems.append(error.within(f"{code}"))
            continue
        rows.setdefault(sex, {})[code] = (count,)
        if type(count) is not int or count < 0:
            problems.append(_wrong(cell(f"{code}", None, sex), count))
    return rows, problems


def by_class(cells: Cells) -> tuple[tuple[AgeClass, ...], BySex]:
    """Turn counts by code and age, and perhaps sex, into rows of a figure per age class.

    Raises:
        BandError, InputValueError, PopulationError: a label that is no class or no sex,
            classes that overlap, a cell that stands twice or that only some have.
    """
    rows: dict[tuple[str, Sex | None], dict[AgeClass, int]] = {}
    problems: list[FordelningError] = []
    read = lru_cache(typed=True)(AgeClass.read)  # everyone has the same labels
    for key, count in cells.items():
        if not (isinstance(key, tuple) and len(key) in (2, 3)):
            problems.append(InputTypeError("cell.key", value=shown(key)))
            continue
        code, label, *others = key
        try:
            age, sex = read(label), as_sex(others[0]) if others else None
        except FordelningError as error:
            problems.append(error.within(f"{code}"))
            continue
        row = rows.setdefault((code, sex), {})
        if age in row:
            problems.append(PopulationError("cell.twice", cell=cell(f"{code}", age, sex)))
        row[age] = count
        if type(count) is not int or count < 0:
            problems.append(_wrong(cell(f"{code}", age, sex), count))
    raise_problems(problems, PopulationError, "population.problems")
    return _complete(rows)


def _complete(
    rows: dict[tuple[str, Sex | None], dict[AgeClass, int]],
) -> tuple[tuple[AgeClass, ...], BySex]:
    """Return the classes that ascend, and the rows, having seen that everyone has them all."""
    classes = tuple(sorted(set[AgeClass]().union(*rows.values()), key=_from_low))
    for first, second in pairwise(classes):
        if first.overlaps(second):
            raise PopulationError("class.overlap", first=str(first), second=str(second))
    problems = [
        PopulationError(
            "cell.missing",
            recipient=cell(f"{code}", None, sex),
            classes=tuple(str(age) for age in missing),
        )
        for (code, sex), row in rows.items()
        if (missing := [age for age in classes if age not in row])
    ]
    raise_problems(problems, PopulationError, "population.problems")
    complete: BySex = {}
    for (code, sex), row in rows.items():
        complete.setdefault(sex, {})[code] = tuple(row[age] for age in classes)
    return classes, complete


def _from_low(age: AgeClass) -> tuple[int, int]:
    return age.low, -1 if age.high is None else age.high
