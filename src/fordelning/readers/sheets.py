"""Making a cube of rows, as CSV files, workbooks and dataframes have them.

Never here: how rows are found in a file, or what the cube means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from attrs import evolve

from fordelning.errors import ReaderError
from fordelning.readers.cube import About, Cube, Value, Variable
from fordelning.readers.kinds import Kind, kind_by_name, kind_by_values
from fordelning.readers.layout import Layout
from fordelning.readers.limits import cells_in
from fordelning.readers.regions import is_country, is_name
from fordelning.readers.tokens import age_of, is_sum, sex_of, split_code, time_in, value_of

__all__ = ["cube_of"]

_UPDATED = re.compile(r"(?i:uppdater|updat)\D{0,80}(\d{8})(?!\d)")
_PERIOD = re.compile(r"(?i:referenstid|reference time|reference period)\W{0,20}(.{1,200})")
_NAME = re.compile(r"(?i:namn|name)")
_Column = tuple[str, Kind | None, list[tuple[str, str]]]


def cube_of(layout: Layout, form: str, table: str, said: Mapping[str, str]) -> Cube:
    """Return the cube of a table laid out in rows.

    `said` are names of columns by kind, as the caller has them.

    Raises:
        ReaderError: no labels, a row is a sum, a label is blank, or a cell stands twice.
    """
    if not layout.labels:
        held = tuple(" ".join(heading) for heading in layout.headings)
        raise ReaderError("reader.no_region", held=held)
    columns = _label_columns(layout, said)
    _check_labels(layout, columns)
    return _filled(layout, _joined(columns), _heading_columns(layout), _about(layout, form, table))


def _about(layout: Layout, form: str, table: str) -> About:
    below = "\n".join(layout.notes)
    updated, period = _UPDATED.search(below), _PERIOD.search(below)
    about = About(
        form=form,
        title=layout.title,
        table=table,
        period=period[1].strip() if period else "",
        office="SCB" if re.search(r"\bSCB\b|Statistics Sweden", below) else "",
        notes=layout.notes,
        columns=tuple(filter(None, layout.names)),
    )
    try:
        return evolve(about, updated=date.fromisoformat(updated[1]) if updated else None)
    except ValueError:
        return about


def _label_columns(layout: Layout, said: Mapping[str, str]) -> list[_Column]:
    """Return the columns of labels, each cell cut into code and label."""
    kinds = {name.casefold(): Kind(kind) for kind, name in said.items()}
    columns: list[_Column] = []
    for at, (name, column) in enumerate(zip(layout.names, layout.labels, strict=True)):
        cells = [line.cells[column] for line in layout.lines]
        kind = kinds.get(name.casefold()) or kind_by_name(name)
        if kind is None and not name:
            plain = _variable("", None, [(cell, cell) for cell in cells])
            kind = Kind.REGION if at == 0 else kind_by_values(plain)
        split = split_code if kind == Kind.REGION else _whole
        columns.append((name, kind, [split(cell) for cell in cells]))
    return columns


def _whole(cell: str) -> tuple[str, str]:
    return cell, cell


def _joined(columns: list[_Column]) -> list[_Column]:
    """Put the names that stand in a column of their own, on either side, beside their codes."""
    found: list[_Column] = []
    for column in columns:
        both = _both(found[-1], column) if found else None
        if both is None:
            found.append(column)
        else:
            found[-1] = both
    return found


def _both(first: _Column, second: _Column) -> _Column | None:
    """Return codes and names as one column, if that is what two columns are."""
    kinds = {first[1], second[1]}
    if Kind.REGION not in kinds or not kinds <= {Kind.REGION, None}:
        return None
    if any(label for column in (first, second) if column[1] for _, label in column[2]):
        return None
    coded, named = first, second
    if first[1] is None or (second[1] and _digits(second) and not _digits(first)):
        coded, named = second, first
    codes, names = [code for code, _ in coded[2]], [code for code, _ in named[2]]
    pairs = set(zip(codes, names, strict=True))
    if not len(pairs) == len(set(codes)) == len(set(names)) or not _names(named, pairs):
        return None
    return coded[0], Kind.REGION, list(zip(codes, names, strict=True))


def _digits(column: _Column) -> bool:
    return all(code.isdecimal() for code, _ in column[2])


def _names(column: _Column, pairs: set[tuple[str, str]]) -> bool:
    """Tell whether a column holds names: by what it is called, or by the register."""
    name, kind, _ = column
    if name:
        return kind == Kind.REGION or _NAME.search(name) is not None
    return any(is_name(code, label) for code, label in pairs)


def _heading_columns(layout: Layout) -> list[_Column]:
    """Return what stands above the figures, as a column for each thing that it tells."""
    if len(layout.headings[0]) == 1:
        peeled = [_peeled(heading[0]) for heading in layout.headings]
        kinds: list[Kind | None] = [Kind.CONTENTS, Kind.SEX, Kind.AGE, Kind.TIME]
        columns: list[_Column] = [
            ("", kind, [(parts[at], parts[at]) for parts in peeled])
            for at, kind in enumerate(kinds)
        ]
        return [column for column in columns if any(code for code, _ in column[2])]
    rows = [list(row) for row in zip(*layout.headings, strict=True)]
    found: list[_Column] = []
    for row in rows:
        kind = kind_by_values(_variable("", None, [(cell, cell) for cell in row]))
        found.append(("", kind or Kind.CONTENTS, [(cell, cell) for cell in row]))
    return found


def _peeled(heading: str) -> tuple[str, str, str, str]:
    """Cut a heading into contents, sex, age and time; what is not there is blank.

    >>> _peeled("Population 2019"), _peeled("2007 men"), _peeled("0-9 år 2020")
    (('Population', '', '', '2019'), ('', 'men', '', '2007'), ('', '', '0-9 år', '2020'))
    """
    time, rest = time_in(heading)
    before, _, last = rest.rpartition(" ")
    if sex_of("", last):
        return before, last, "", time
    if age_of("", rest):
        return "", "", rest, time
    return rest, "", "", time


def _variable(name: str, kind: Kind | None, pairs: list[tuple[str, str]]) -> Variable:
    labels: dict[str, str] = {}
    for code, label in pairs:
        labels.setdefault(code, label)
    called = name or (str(kind) if kind else "")
    return Variable(called, called, tuple(labels), tuple(labels.values()))


def _filled(layout: Layout, labels: list[_Column], headings: list[_Column], about: About) -> Cube:
    columns = [*labels, *headings]
    variables = tuple(_variable(*column) for column in columns)
    count = cells_in([len(variable.codes) for variable in variables])
    steps = Cube(about, variables, ()).steps
    offsets = [
        _offsets(pairs, variable, step)
        for (_, _, pairs), variable, step in zip(columns, variables, steps, strict=True)
    ]
    # Nothing at all may stand above the figures.
    above = offsets[len(labels) :]
    beside = [sum(offset[place] for offset in above) for place in range(len(layout.figures))]
    values: list[Value] = [None] * count
    found: dict[int, tuple[int, int]] = {}
    twice: set[int] = set()
    for line, bases in zip(layout.lines, zip(*offsets[: len(labels)], strict=True), strict=True):
        for column, offset in zip(layout.figures, beside, strict=True):
            place = sum(bases) + offset
            if place in found:
                twice.update((line.number, found[place][0]))
            found[place] = line.number, column + 1
            values[place] = value_of(line.cells[column])
    if twice:
        raise ReaderError("reader.twice", rows=tuple(sorted(twice)))
    return Cube(about, variables, values, {}, found)


def _offsets(pairs: list[tuple[str, str]], variable: Variable, step: int) -> list[int]:
    """Return how far each label moves its figures among all values."""
    places = {code: at * step for at, code in enumerate(variable.codes)}
    return [places[code] for code, _ in pairs]


def _check_labels(layout: Layout, columns: Sequence[_Column]) -> None:
    """See that every row says whose figures it has: that it is no sum, and no label blank."""
    blank = [
        line for line in layout.lines if not all(line.cells[column] for column in layout.labels)
    ]
    sums = {line.number: label for line in blank for label in line.cells if is_country(label)}
    for (name, kind, _), column in zip(columns, layout.labels, strict=True):
        if kind == Kind.REGION or _NAME.search(name):
            held = {
                label for label in {line.cells[column] for line in layout.lines} if is_sum(label)
            }
            sums.update(
                (line.number, line.cells[column])
                for line in layout.lines
                if line.cells[column] in held
            )
    if sums:
        raise ReaderError("reader.sum", rows=tuple(sums), labels=tuple(sums.values()))
    if blank:
        raise ReaderError("reader.blank_label", rows=tuple(line.number for line in blank))
