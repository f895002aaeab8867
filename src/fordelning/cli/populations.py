"""Finding the population that a command is given: bundled, or in a file of figures.

Never here: the formats of files, or printing figures.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, cast

from fordelning import catalogue
from fordelning.cli.progress import progress
from fordelning.errors import FordelningError, InputValueError
from fordelning.population import Population
from fordelning.readers import Findings, examine
from fordelning.readers.reading import FileOptions

__all__ = [
    "GIVEN",
    "add_file_options",
    "day",
    "examined",
    "file_options",
    "in_python",
    "is_bundled",
    "pair",
    "population",
]

GIVEN = "the id of bundled figures, or a file of figures: CSV, xlsx, px, json-stat2"
"""What an argument that names a population can be, for --help."""

# The options of a file, by what `read_population` calls them.
_OPTIONS = {
    "date": "--figures-date",
    "bands": "--ages",
    "where": "--where",
    "columns": "--column",
    "level": "--level",
    "names": "--names",
    "indicator": "--indicator",
    "source": "--source",
}


def add_file_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how a file of figures is read."""
    group = parser.add_argument_group(
        "a file of figures", "What cannot be told from the file, and is not guessed."
    )
    group.add_argument(
        "--figures-date", metavar="YYYY-MM-DD", type=day, help="the day that the figures are of"
    )
    group.add_argument(
        "--ages",
        metavar="LOW-HIGH",
        action="append",
        type=_band,
        help="a band of ages that the agreement asks for, such as 0-25 or 65+; each is made of "
        "the fewest age classes, where these overlap",
    )
    group.add_argument(
        "--where",
        metavar="VARIABLE=VALUE",
        action="append",
        type=pair,
        help="which values of a variable are read; several are added up, and * is all",
    )
    group.add_argument(
        "--column",
        metavar="KIND=NAME",
        action="append",
        type=pair,
        help="which column is which: region, age, sex, time, contents or value",
    )
    group.add_argument("--level", metavar="NAME", help="the level that is read, or one of your own")
    group.add_argument("--source", metavar="TEXT", help="where the figures come from")
    _add_meaning(group.add_argument)


def _add_meaning(add: Callable[..., object]) -> None:
    """Add the options that say what is meant by what stands in the file."""
    add(
        "--names",
        action="store_true",
        default=None,
        help="find the codes of names by the register, where the file has no codes",
    )
    add(
        "--indicator",
        metavar="NAME",
        help="what is counted, where the file does not say that it is everyone; folkmängd "
        "says that it is",
    )


def is_bundled(given: str) -> bool:
    """Tell whether a population is given as an id: by its name, which is no file's."""
    return given in catalogue.populations() or not (Path(given).suffix or Path(given).exists())


def population(given: str, options: argparse.Namespace) -> Population:
    """Return the population of an id of the catalogue, or of a file.

    Raises:
        UnknownIdError: there is none of that id.
        InputValueError: options of a file beside an id.
        FordelningError: the file cannot be read as figures.
    """
    if not is_bundled(given):
        return examined(given, options).population
    found = catalogue.population(given)
    if names := file_options(options):
        raise InputValueError("reader.bundled", options=names, id=given)
    return found


def file_options(options: argparse.Namespace) -> tuple[str, ...]:
    """Return which options of a file were given, as they are written."""
    return tuple(_OPTIONS[name] for name in _said(options))


def examined(given: str, options: argparse.Namespace) -> Findings:
    """Read a file of figures, and keep what was found on the way.

    Raises:
        FordelningError: it cannot be read as figures.
    """
    try:
        with progress(f"reading {given}"):
            return examine(given, **_said(options))
    except FordelningError as error:
        if error.code == "file.unreadable":
            raise  # it names the file already
        raise error.within(given) from None


def in_python(given: str, options: argparse.Namespace) -> tuple[str, str]:
    """Return what to import in Python, and what to write there, for the same population."""
    if is_bundled(given):
        return "from fordelning.catalogue import population", f"population({given!r})"
    said = "".join(f", {name}={value!r}" for name, value in _said(options).items())
    # A date's own way of writing itself has the module's name before it.
    said = said.replace("datetime.date(", "date(")
    return "from fordelning.readers import read_population", f"read_population({given!r}{said})"


def _said(options: argparse.Namespace) -> FileOptions:
    """Return what was said of a file, as `read_population` takes it."""
    given: dict[str, Any] = {
        "date": options.figures_date,
        "bands": options.ages,
        "where": _grouped(options.where or ()),
        "columns": dict(options.column or ()),
        "level": options.level,
        "names": options.names,
        "indicator": options.indicator,
        "source": options.source,
    }
    return cast("FileOptions", {name: value for name, value in given.items() if value})


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str] | str]:
    chosen: dict[str, list[str] | str] = {}
    for variable, value in pairs:
        held = chosen.setdefault(variable, [])
        if value == "*" or isinstance(held, str):
            chosen[variable] = "*"
        else:
            held.append(value)
    return chosen


def day(text: str) -> date:
    """Return the day that an option names."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2020-12-31") from None


def _band(text: str) -> tuple[int, int | None]:
    low, dash, high = text.partition("-")
    if text.endswith("+") and text[:-1].isdecimal():
        return int(text[:-1]), None
    if dash and low.isdecimal() and high.isdecimal():
        return int(low), int(high)
    raise argparse.ArgumentTypeError(f"{text!r} is not a band of ages such as 0-25 or 65+")


def pair(text: str) -> tuple[str, str]:
    """Return the name and the value of an option."""
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value
