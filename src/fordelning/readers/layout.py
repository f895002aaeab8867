"""Finding what is what among rows: title, headings, labels, figures, notes below.

Two layouts are known. In a list every column has a name; in a crosstab, as workbooks are,
the corner is blank, and repeated labels may be written once. Never here: what the labels
mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import dropwhile, takewhile

from attrs import frozen

from fordelning.errors import ReaderError
from fordelning.readers.kinds import kind_by_name
from fordelning.readers.regions import is_name
from fordelning.readers.tokens import is_figure, split_code, time_in
from fordelning.sentences import shown

__all__ = ["Layout", "Line", "found", "of_columns"]

_NOTE = re.compile(
    r"(?:källa|source|anm|not[:. ]|note|fotnot|senast|uppdat|last|latest|statisti|copyright|scb)"
    r"|[*†]|[0-9]\)",
    re.IGNORECASE,
)
_CODE = re.compile(r"SE[0-9]{0,3}|[0-9]+")
_LARGE, _SMALL, _DIGITS = re.compile("[A-ZÅÄÖ]+"), re.compile("[a-zåäöé]+"), re.compile("[0-9]+")


@frozen
class Line:
    """Hold a row of a table: its number in the file, counted from 1, and its cells."""

    number: int
    cells: list[str]


@frozen
class Layout:
    """Hold a table as rows: which columns hold labels and which figures.

    `names` are those of the columns of labels, blank in a crosstab; `headings` has, for
    each column of figures, what stands above it, from the top down.
    """

    title: str
    names: tuple[str, ...]
    labels: tuple[int, ...]
    headings: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


def found(
    rows: Sequence[Sequence[str]],
    named: Iterable[str] = (),
    values: Sequence[str] = (),
    *,
    written_once: bool = False,
) -> Layout:
    """Return the layout of rows.

    The caller may name columns of labels, `named`, and those of figures, `values`.
    `written_once` says that a blank label is that of the row above.

    Raises:
        ReaderError: no headings, no figures, or a row that does not fit the headings.
    """
    lines = [
        Line(number, [cell.strip() for cell in row]) for number, row in enumerate(rows, start=1)
    ]
    title: list[str] = []
    start = 0
    while start < len(lines) and len(_filled(lines[start])) <= 1 and _leads(lines[start]):
        title.extend(cell for cell in lines[start].cells if cell)
        start += 1
    if start == len(lines):
        raise ReaderError("reader.no_table")
    names, labels, headings, figures, first = (
        _list(lines, start, named, values) if lines[start].cells[0] else _crosstab(lines, start)
    )
    body, notes = _body(lines[first:], lines[first - 1].cells, labels)
    width = max((*labels, *figures)) + 1
    if written_once:
        body = _filled_down(body, labels, width)
    _check_widths(body, width)
    return Layout(". ".join(title), names, labels, headings, figures, tuple(body), notes)


def of_columns(header: Sequence[str], rows: Iterable[Sequence[str]], value: int) -> Layout:
    """Return the layout of columns, of which one holds figures: no title, and no notes.

    Raises:
        ReaderError: no rows.
    """
    lines = tuple(
        Line(number, [cell.strip() for cell in row]) for number, row in enumerate(rows, start=2)
    )
    if not lines:
        raise ReaderError("reader.no_rows", held=tuple(header))
    labels = tuple(at for at in range(len(header)) if at != value)
    names = tuple(header[at] for at in labels)
    return Layout("", names, labels, ((header[value],),), (value,), lines, ())


def _filled(line: Line) -> list[str]:
    return [cell for cell in line.cells if cell]


def _leads(line: Line) -> bool:
    """Tell whether a line with at most one cell is blank, or has it in the first column."""
    return not _filled(line) or bool(line.cells[0])


_Parts = tuple[tuple[str, ...], tuple[int, ...], tuple[tuple[str, ...], ...], tuple[int, ...], int]


def _crosstab(lines: list[Line], start: int) -> _Parts:
    end = start
    while end < len(lines) and any(lines[end].cells) and not lines[end].cells[0]:
        end += 1
    above = [line.cells for line in lines[start:end]]
    width = max(map(len, above))
    first = min(next(at for at, cell in enumerate(row) if cell) for row in above)
    headings = [_spread(row, first, width) for row in above]
    figures = tuple(range(first, width))
    return (
        ("",) * first,
        tuple(range(first)),
        tuple(tuple(row[column] for row in headings) for column in figures),
        figures,
        end,
    )


def _spread(row: list[str], first: int, width: int) -> list[str]:
    """Let a heading that is written once stand above all its columns."""
    spread = [*row, *[""] * (width - len(row))]
    for column in range(first + 1, width):
        spread[column] = spread[column] or spread[column - 1]
    return spread


def _list(lines: list[Line], start: int, named: Iterable[str], values: Sequence[str]) -> _Parts:
    header = lines[start].cells
    below = dropwhile(lambda line: not any(line.cells), lines[start + 1 :])
    body = list(takewhile(lambda line: any(line.cells), below))
    if not body:
        raise ReaderError("reader.no_rows", held=tuple(header))
    if values:
        wanted = {name.casefold() for name in values}
        figures = tuple(at for at, name in enumerate(header) if name.casefold() in wanted)
        if len(figures) < len(wanted):
            raise ReaderError("reader.no_variable", wanted=tuple(values), held=tuple(header))
    else:
        figures = _figures(header, body, {name.casefold() for name in named})
    labels = tuple(at for at in range(len(header)) if at not in figures)
    return (
        tuple(header[at] for at in labels),
        labels,
        tuple((header[at],) for at in figures),
        figures,
        start + 1,
    )


def _figures(header: list[str], body: list[Line], labelled: set[str]) -> tuple[int, ...]:
    """Return the columns that hold figures: those of years, where there are such."""
    free = [
        at
        for at, name in enumerate(header)
        if name.casefold() not in labelled and kind_by_name(name) is None
    ]
    if not free:
        raise ReaderError("reader.no_figures", held=tuple(header))
    cells = {at: _column(body, at) for at in free}
    found = [
        at for at in free if any(cells[at].values()) and all(map(is_figure, cells[at].values()))
    ]
    if not found:
        # The last of the columns with most cells that begin as figures do.
        at = max(free, key=lambda at: (sum(map(_begins, cells[at].values())), at))
        row, cell = next(
            (found for found in cells[at].items() if not is_figure(found[1])), (body[0].number, "")
        )
        raise ReaderError("reader.not_figures", column=header[at], row=row, value=shown(cell))
    timed = [at for at in found if at and time_in(header[at])[0]]
    return tuple(timed or found)


def _column(body: list[Line], column: int) -> dict[int, str]:
    """Return the cells of a column by their rows."""
    return {line.number: line.cells[column] for line in body if column < len(line.cells)}


def _begins(cell: str) -> bool:
    """Tell whether a cell begins as a figure does.

    >>> _begins("2.377.081"), _begins("-5 1)"), _begins("Norr")
    (True, True, False)
    """
    return cell.lstrip("+-−")[:1].isdecimal()


def _body(
    lines: list[Line], header: list[str], labels: tuple[int, ...]
) -> tuple[list[Line], tuple[str, ...]]:
    """Return the rows of the table, and what stands below it behind a blank line."""
    while lines and not any(lines[0].cells):
        lines = lines[1:]
    end = next((at for at, line in enumerate(lines) if not any(line.cells)), len(lines))
    below = [line for line in lines[end:] if any(line.cells)]
    forms = {_form(line.cells[0]) for line in lines[:end]} if 0 in labels else set[str]()
    for line in below:
        if not _is_words(line, forms):
            raise ReaderError("reader.after_blank", row=line.number)
    if not end:
        raise ReaderError("reader.no_rows", held=tuple(cell for cell in header if cell))
    notes = list(takewhile(_is_note, reversed(lines[:end]))) if len(header) > 1 else []
    if notes:
        held = tuple(shown(_filled(line)[0]) for line in reversed(notes))
        raise ReaderError("reader.note", row=notes[-1].number, held=held)
    return lines[:end], tuple(" ".join(_filled(line)) for line in below)


def _is_words(line: Line, forms: set[str]) -> bool:
    """Tell whether a line below a table is a note: one cell, in the first column, of words.

    What is written as labels of the table are may be one of them, whose figures are lost.
    Workbooks have "Källa:" and what it is beside each other.
    """
    first, *beside = _filled(line)
    if first.endswith(":") and line.cells[0]:
        return len(beside) <= 1 and not any(map(is_figure, beside))
    if not line.cells[0] or beside or is_figure(first) or is_name(*split_code(first)):
        return False
    return _NOTE.match(first) is not None or not (_CODE.fullmatch(first) or _form(first) in forms)


def _form(text: str) -> str:
    """Return how a text is written: its runs of capitals, small letters and digits.

    >>> _form("0114 Upplands Väsby"), _form("B"), _form("Enskede")
    ('9 Aa Aa', 'A', 'Aa')
    """
    return _SMALL.sub("a", _LARGE.sub("A", _DIGITS.sub("9", text)))


def _is_note(line: Line) -> bool:
    """Tell whether a last row is none of the table: words of a note, or one cell and no code."""
    filled = _filled(line)
    if len(filled) > 1:
        return False
    return bool(_NOTE.match(filled[0])) or (len(line.cells) == 1 and not _begins(filled[0]))


def _check_widths(body: list[Line], width: int) -> None:
    wrong = [line for line in body if len(line.cells) < width or any(line.cells[width:])]
    if wrong:
        raise ReaderError(
            "reader.width",
            rows=tuple(line.number for line in wrong),
            width=width,
            row=wrong[0].number,
            cells=shown(wrong[0].cells),
        )


def _filled_down(body: list[Line], labels: tuple[int, ...], width: int) -> list[Line]:
    """Write labels again where they were written once; a new one ends those to its right.

    Blank cells at the end of a row, which workbooks leave out, are written too.
    """
    above = [""] * len(labels)
    written: list[Line] = []
    for line in body:
        cells = [*line.cells, *[""] * (width - len(line.cells))]
        fresh = False
        for at, column in enumerate(labels):
            fresh = fresh or bool(cells[column])
            if not fresh:
                cells[column] = above[at]
        above = [cells[column] for column in labels]
        written.append(Line(line.number, cells))
    return written
