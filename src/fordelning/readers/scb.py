"""Asking Statistikdatabasen: addresses to paste into a browser, and an optional fetch.

An address gives a file, which can be kept as proof and is read with `read_population`,
which can be had from here too. Nothing here touches the network but `fetch`, which needs
the extra `scb`. Never here: how files are read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from importlib import import_module
from itertools import product
from typing import Any
from urllib.parse import quote

from fordelning.errors import MissingExtraError, ReaderError
from fordelning.readers.reading import examine, read_population
from fordelning.register import Level, swedish

__all__ = ["NOVEMBER", "address", "examine", "fetch", "november", "read_population"]

_SERVICE = "https://statistikdatabasen.scb.se/api/v2/tables"

NOVEMBER = "TAB1267"
"""The table "Folkmängd 1 november efter region, ålder och kön", reference years 2002-2024."""

_NOVEMBER_YEARS = range(2002, 2025)

Values = Mapping[str, Sequence[str]]
"""The values to ask for, by the id of the variable: ["*"] for all."""


def address(table: str, values: Values, *, language: str = "sv") -> str:
    """Return the address of cells of a table, as json-stat2.

    >>> address("TAB1267", {"Region": ["01", "03"], "Alder": ["tot"], "Tid": ["2019"]})[-62:]
    'Codes[Region]=01,03&valueCodes[Alder]=tot&valueCodes[Tid]=2019'
    """
    asked = "".join(
        f"&valueCodes[{variable}]={','.join(quote(code, safe='*+') for code in codes)}"
        for variable, codes in values.items()
    )
    return f"{_SERVICE}/{table}/data?lang={language}&outputFormat=json-stat2{asked}"


def november(year: int, *, level: str = Level.LAN, ages: bool = True) -> Values:
    """Return what to ask of the table of 1 November: men and women, and every age.

    Without `ages` it is everyone together. Regions are asked for as their län.

    >>> november(2019, ages=False)["Region"][:2], november(2019, ages=False)["Alder"]
    (('01', '03'), ('tot',))

    Raises:
        ReaderError: a year that the table does not have. Whether another one continues it
            from reference year 2025 is to be looked up by its name.
    """
    if year not in _NOVEMBER_YEARS:
        first, last = _NOVEMBER_YEARS[0], _NOVEMBER_YEARS[-1]
        raise ReaderError("reader.november", year=str(year), first=str(first), last=str(last))
    singles = tuple(map(str, range(100)))
    return {
        "ContentsCode": ("BE0101A9",),
        "Region": swedish().at(date(year, 11, 1)).codes(level),
        "Alder": (*singles, "100+") if ages else ("tot",),
        "Kon": ("1", "2"),
        "Tid": (str(year),),
    }


def fetch(table: str, values: Values, *, language: str = "sv") -> bytes:
    """Fetch cells of a table by pxwebpy, as the bytes of a json-stat2 file.

    Keep the bytes: they are what the figures rest on. `read_population` reads them.

    Raises:
        MissingExtraError: pxwebpy is not installed.
        ReaderError: the service refuses, or cannot be reached.
    """
    try:
        pxweb = import_module("pxweb")
    except ModuleNotFoundError:
        raise MissingExtraError("extra.missing", needs="pxwebpy", extra="scb") from None
    try:
        api = pxweb.PxApi("scb", language=language)
        metadata = api.get_table_metadata(table)
        asked = {variable: list(codes) for variable, codes in values.items()}
        rows = api.get_table_data(table, value_codes=asked, show="code")
    except (OSError, ValueError) as error:
        raise ReaderError("reader.fetch", reason=str(error)) from None
    return json.dumps(_dataset(metadata, rows), ensure_ascii=False).encode()


def _dataset(metadata: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the json-stat of metadata and the cells that were given, each by its codes."""
    names = {each: metadata["dimension"][each]["label"] for each in metadata["id"]}
    codes = {each: list(dict.fromkeys(row[name] for row in rows)) for each, name in names.items()}
    figures = {tuple(row[name] for name in names.values()): row["value"] for row in rows}
    return {
        **metadata,
        "size": [len(held) for held in codes.values()],
        "dimension": {
            each: _chosen(metadata["dimension"][each], held) for each, held in codes.items()
        },
        "value": [figures.get(cell) for cell in product(*codes.values())],
    }


def _chosen(dimension: dict[str, Any], codes: list[str]) -> dict[str, Any]:
    labels = dimension["category"]["label"]
    category = {
        "index": {code: at for at, code in enumerate(codes)},
        "label": {code: labels.get(code, "") for code in codes},
    }
    return {**dimension, "category": category}
