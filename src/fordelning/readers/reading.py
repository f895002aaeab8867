"""Reading a file of figures: which format it is, and from there to a population.

Never here: what any format looks like inside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path
from types import NoneType
from typing import TypedDict, Unpack, cast

from fordelning.errors import InputTypeError, InputValueError, ReaderError
from fordelning.population import AgeClass, Population
from fordelning.readers import csvs, jsonstat, px, xlsx
from fordelning.readers.cube import Cube
from fordelning.readers.dates import known_table
from fordelning.readers.foreign import check_read
from fordelning.readers.kinds import Kind
from fordelning.readers.layout import found
from fordelning.readers.limits import MOST_BYTES, check_size, decoded
from fordelning.readers.making import Findings, make
from fordelning.readers.plan import Wanted
from fordelning.readers.selecting import Where
from fordelning.readers.sheets import cube_of
from fordelning.readers.tokens import value_of
from fordelning.sentences import Phrase, shown
from fordelning.source import Source

__all__ = ["Band", "FileOptions", "Options", "examine", "laid_out", "read_population", "wanted_of"]

Band = tuple[int, int | None]


class Options(TypedDict, total=False):
    """What every reader takes beside the figures: see `read_population`."""

    date: dt.date | None
    bands: Iterable[Band]
    where: Where | None
    level: str | None
    names: bool
    source: Source | str | None
    perturbed: bool | None
    indicator: str | None


class FileOptions(Options, total=False):
    """What `read_population` takes beside the file."""

    columns: Mapping[str, str] | None


_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_NO_TABLE = ("reader.no_table", "reader.no_rows", "reader.no_figures", "reader.not_figures")


def read_population(
    path_or_bytes: str | PathLike[str] | bytes,
    *,
    date: dt.date | None = None,
    bands: Iterable[Band] = (),
    where: Where | None = None,
    level: str | None = None,
    columns: Mapping[str, str] | None = None,
    names: bool = False,
    source: Source | str | None = None,
    perturbed: bool | None = None,
    indicator: str | None = None,
) -> Population:
    r"""Read a population from a file of Statistikdatabasen, or one of your own.

    The format is recognised: json-stat2 and json-stat, px, PxWeb's CSV in each of its
    shapes, xlsx, plain CSV. Nothing is guessed: what could mean two things is an error
    that says how to tell.

    - `date`: the day that the figures are of, where the table does not say; of several
      years in the file, the one to read.
    - `bands`: ages that the rule asks for, `[(0, 25), (65, None)]`. Where age classes
      overlap, each band is made of the fewest cells.
    - `where`: the values to read of a variable, `{"civilstånd": "ogifta"}`; of one that is
      neither recipients, ages, sexes nor years, several are added up, and "*" is all.
    - `level`: at a Swedish level, only those; any other is a level of your own, whose codes
      are taken as they are.
    - `columns`: which variable is which, `{"region": "kommunkod", "value": "antal"}`; also
      "age", "sex", "time", "contents".
    - `names=True`: map names without codes by the register; see `examine` for the matches.
    - `source`: where the figures come from, if the file does not say.
    - `perturbed`: whether noise is added; else from reference year 2025, as SCB does.
    - `indicator`: what is counted. Unless it is said, the file must say, by its title and
      headings, that it is everyone; where it does not and they are all the same,
      `indicator="folkmängd"`.

    Ages are those reached at the end of the year (SCB).

    >>> from datetime import date
    >>> csv = "region;2020\n01 Stockholms län;2391990".encode("latin-1")
    >>> read_population(csv, date=date(2020, 12, 31), source="SCB, BE0101N1")
    Population(folkmängd, lan 2020-12-31)

    Raises:
        ReaderError: what is refused; `problems` has several at once.
        PopulationError, UnknownCodeError, BandError: as `Population` does.
    """
    return examine(
        path_or_bytes,
        date=date,
        bands=bands,
        where=where,
        level=level,
        columns=columns,
        names=names,
        source=source,
        perturbed=perturbed,
        indicator=indicator,
    ).population


def examine(path_or_bytes: str | PathLike[str] | bytes, **options: Unpack[FileOptions]) -> Findings:
    """Read a population and tell how: matches of names, age classes, what was left out.

    Takes what `read_population` takes. The table as delivered, with its notes and marks,
    is in `cube`.

    Raises:
        ReaderError: as `read_population`.
    """
    wanted = wanted_of(**options)
    data, name = _bytes(path_or_bytes)
    return make(_cube(data, wanted), tuple(filter(None, [known_table(name)])), wanted)


def wanted_of(
    *,
    date: dt.date | None = None,
    bands: Iterable[Band] = (),
    where: Where | None = None,
    level: str | None = None,
    columns: Mapping[str, str] | None = None,
    names: bool = False,
    source: Source | str | None = None,
    perturbed: bool | None = None,
    indicator: str | None = None,
) -> Wanted:
    """Return what the caller asks for, having seen that it can be asked for.

    Raises:
        ReaderError: columns of kinds that there are not.
        InputTypeError: a date, a band, values or another option that are none.
        InputValueError: a level or an indicator without a name.
    """
    if level is not None and not isinstance(level, str):
        raise InputTypeError("level.type", value=shown(level), type=type(level).__name__)
    _check_kinds(
        columns=columns,
        where=where,
        bands=bands,
        names=names,
        perturbed=perturbed,
        indicator=indicator,
        level=level,
        source=source,
    )
    said = dict(columns or {})
    known = (*map(str, Kind), "value")
    unknown = tuple(
        kind for kind, name in said.items() if kind not in known or not isinstance(name, str)
    )
    if unknown:
        raise ReaderError("reader.columns", unknown=unknown, known=known)
    if date is not None and type(date) is not dt.date:
        raise InputTypeError("population.date", value=shown(date), type=type(date).__name__)
    return Wanted(
        value=said.pop("value", ""),
        said=said,
        where=_checked_where(where or {}),
        bands=tuple(map(_band, bands)),
        date=date,
        level=level,
        names=names,
        perturbed=perturbed,
        source=source,
        indicator=indicator,
    )


# Of each option: the types that it takes, and how it is written.
_TAKEN: dict[str, tuple[tuple[type, ...], str]] = {
    "columns": ((Mapping, NoneType), "columns={'region': 'kommunkod'}"),
    "where": ((Mapping, NoneType), "where={'civilstånd': 'ogifta'}"),
    "bands": ((Iterable,), "bands=[(0, 25), (65, None)]"),
    "names": ((bool,), "names=True"),
    "perturbed": ((bool, NoneType), "perturbed=True"),
    "indicator": ((str, NoneType), "indicator='folkmängd'"),
    "level": ((str, NoneType), "level='kommun'"),
    "source": ((str, Source, NoneType), "source='SCB, Folkmängd 1 november 2019'"),
}


def _check_kinds(**options: object) -> None:
    """See that each option is of a type that it takes, and no empty name."""
    for option, value in options.items():
        types, example = _TAKEN[option]
        told = {"option": option, "value": shown(value), "example": example}
        if not isinstance(value, types):
            raise InputTypeError("reader.option", **told)
        if option in ("level", "indicator") and value is not None and not str(value).strip():
            raise InputValueError("reader.option", **told)


def _checked_where(where: Where) -> Where:
    for name, values in where.items():
        if not isinstance(name, str):
            raise InputTypeError(
                "reader.option", option="where", value=shown(where), example=_TAKEN["where"][1]
            )
        wanted = (values,) if isinstance(values, str) else values
        if not isinstance(wanted, Sequence) or not all(isinstance(each, str) for each in wanted):
            raise InputTypeError("reader.where", variable=shown(name), value=shown(values))
    return where


def _band(band: Band) -> AgeClass:
    try:
        low, high = band
    except (TypeError, ValueError):
        raise InputTypeError("reader.bands", value=shown(band)) from None
    return AgeClass(low, high)


def _bytes(given: object) -> tuple[bytes, str]:
    """Return the bytes of a file, and its name."""
    if isinstance(given, bytes):
        check_size(Phrase("bytes"), len(given), MOST_BYTES)
        return given, ""
    if not isinstance(given, str | PathLike):
        raise InputTypeError("reader.type", value=shown(given), type=type(given).__name__)
    text = fspath(cast("str | PathLike[str]", given))
    if text.lstrip()[:1] in ("{", "[", "<", '"') or "\n" in text:
        raise InputTypeError("reader.text", value=shown(text))
    path = Path(text)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReaderError("file.unreadable", path=text, reason=reason) from None
    check_size(Phrase("bytes"), len(data), MOST_BYTES)
    return data, path.name


def _cube(data: bytes, wanted: Wanted) -> Cube:
    """Return the table that bytes hold, in whatever format."""
    check_read(data)
    if xlsx.is_zip(data):
        return _in_workbook(data, wanted)
    if data[:4] == _OLD_EXCEL:
        raise ReaderError("reader.xls")
    text = decoded(data)
    start = text.lstrip()[:1]
    if not start:
        raise ReaderError("reader.empty")
    if start in "{[":
        return jsonstat.read(text)
    if start == "<":
        raise ReaderError("reader.markup")
    if px.is_px(text):
        return px.read(text)
    return laid_out(csvs.rows(text), "csv", "", wanted)


def _in_workbook(data: bytes, wanted: Wanted) -> Cube:
    """Return the table of a workbook's only sheet with figures, which is the first."""
    first, *others = xlsx.sheets(data)
    names = tuple(each.name for each in others)
    if first.hidden:
        raise ReaderError("reader.hidden", sheet=first.name, others=names)
    if first.unsaved:
        raise ReaderError("reader.formula", cells=first.unsaved)
    try:
        cube = laid_out(first.rows, "xlsx", first.name, wanted)
    except ReaderError as error:
        if others and error.code in _NO_TABLE:
            raise ReaderError("reader.sheets", sheet=first.name, others=names) from None
        raise
    also = tuple(each.name for each in others if _has_figures(each))
    if also:
        raise ReaderError("reader.several_sheets", sheet=first.name, others=also)
    return cube


def _has_figures(sheet: xlsx.Sheet) -> bool:
    """Tell whether a sheet holds a table, be it one that would be refused."""
    if not any(isinstance(value_of(cell), int) for row in sheet.rows for cell in row):
        return False
    try:
        found(sheet.rows, written_once=True)
    except ReaderError as error:
        return error.code not in _NO_TABLE
    return True


def laid_out(rows: list[list[str]], form: str, table: str, wanted: Wanted) -> Cube:
    """Return the cube of rows, of which the caller may have named columns."""
    values = [wanted.value] if wanted.value else []
    layout = found(rows, wanted.said.values(), values, written_once=form == "xlsx")
    return cube_of(layout, form, table, wanted.said)
