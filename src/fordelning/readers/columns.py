"""Populations from columns: mappings of lists, and dataframes of any library by narwhals.

Codes that came as numbers are refused: they have lost their zeros. Never here: files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, Unpack, cast

from fordelning.errors import InputTypeError, MissingExtraError, ReaderError
from fordelning.population import Population
from fordelning.readers.layout import of_columns
from fordelning.readers.limits import MOST_ROWS, check_size
from fordelning.readers.making import make
from fordelning.readers.reading import Options, wanted_of
from fordelning.readers.sheets import cube_of
from fordelning.sentences import Phrase, shown

__all__ = ["from_columns", "from_frame"]


def from_columns(
    columns: Mapping[str, Iterable[object]],
    *,
    code: str,
    value: str,
    age: str | None = None,
    sex: str | None = None,
    time: str | None = None,
    **options: Unpack[Options],
) -> Population:
    """Build a population from columns, of which one holds codes and one counts.

    `age`, `sex` and `time` name further columns that tell cells apart; columns that are
    not named are left out. The other options are those of `read_population`.

    >>> from datetime import date
    >>> columns = {"kod": ["01", "09"], "namn": ["Stockholm", "Gotland"], "antal": [2391990, 60124]}
    >>> from_columns(
    ...     columns, code="kod", value="antal", date=date(2020, 12, 31), source="SCB, BE0101N1"
    ... )
    Population(folkmängd, lan 2020-12-31)

    Raises:
        InputTypeError: no mapping of columns by their names.
        ReaderError: codes that are numbers, counts that are none, columns of unlike length.
    """
    _check_names(columns)
    kinds = {"region": code, "age": age, "sex": sex, "time": time, "value": value}
    said = {kind: name for kind, name in kinds.items() if name is not None}
    wanted = wanted_of(columns=said, **options)
    missing = tuple(name for name in said.values() if name not in columns)
    if missing:
        raise ReaderError("reader.no_variable", wanted=missing, held=tuple(columns))
    held = {name: list(columns[name]) for name in said.values()}
    lengths = {len(cells) for cells in held.values()}
    if len(lengths) > 1:
        raise ReaderError("reader.column_lengths", lengths=tuple(sorted(lengths)))
    check_size(Phrase("rows"), len(held[code]), MOST_ROWS)
    for number in held[code]:
        if not isinstance(number, str):
            raise ReaderError("reader.numbers", column=code, example=shown(number))
    rows = zip(*map(_cells, held.values()), strict=True)
    layout = of_columns(tuple(held), rows, list(held).index(value))
    return make(cube_of(layout, "columns", "", wanted.said), (), wanted).population


def _check_names(columns: object) -> None:
    """See that columns are a mapping of names, each with its cells."""
    if not isinstance(columns, Mapping):
        raise InputTypeError("reader.frame", value=shown(columns), type=type(columns).__name__)
    held = cast("Mapping[object, object]", columns)
    if not all(isinstance(name, str) for name in held):
        raise InputTypeError("reader.column_names", names=tuple(map(shown, held)))
    for name, cells in held.items():
        if isinstance(cells, str) or not isinstance(cells, Iterable):
            raise InputTypeError("reader.cells", column=name, value=shown(cells))


def _cells(column: Iterable[object]) -> list[str]:
    """Write cells as text; what is no whole number stays what it shows, and is refused."""
    return ["" if cell is None else str(cell) for cell in column]


def from_frame(
    frame: object,
    *,
    code: str,
    value: str,
    age: str | None = None,
    sex: str | None = None,
    time: str | None = None,
    **options: Unpack[Options],
) -> Population:
    """Build a population from a dataframe of any library that narwhals knows.

    Polars, pandas, PyArrow, DuckDB and others; a lazy one is collected. Needs the extra
    `frames`. Takes what `from_columns` takes.

    Raises:
        MissingExtraError: narwhals is not installed.
        InputTypeError: no dataframe, or columns whose names are no text or not unique.
        ReaderError: as `from_columns`.
    """
    try:
        narwhals = import_module("narwhals")
    except ModuleNotFoundError:
        raise MissingExtraError("extra.missing", needs="narwhals", extra="frames") from None
    try:
        known: Any = narwhals.from_native(frame)
        names: list[object] = list(known.columns)
    except TypeError:
        raise InputTypeError(
            "reader.frame", value=shown(frame), type=type(frame).__name__
        ) from None
    except ValueError as error:  # what narwhals raises where two columns have one name
        raise InputTypeError("reader.column_names", names=(str(error),)) from None
    if not all(isinstance(name, str) for name in names):
        raise InputTypeError("reader.column_names", names=tuple(map(shown, names)))
    if isinstance(known, narwhals.LazyFrame):
        known = known.collect()
    columns = cast("Mapping[str, Any]", {name: known[name].to_list() for name in names})
    return from_columns(columns, code=code, value=value, age=age, sex=sex, time=time, **options)
