"""Reading json-stat: version 2, as PxWebApi v1 and v2 deliver it, and the older version 1.

Never here: what the variables mean.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from fordelning.errors import ReaderError
from fordelning.nesting import too_deep
from fordelning.readers.cube import About, Cube, Value, Variable
from fordelning.readers.limits import cells_in
from fordelning.readers.tokens import MARKS
from fordelning.sentences import shown

__all__ = ["read"]

_ROLES = ("time", "metric", "geo")
_PLACE = re.compile(r"[0-9]{1,9}")


def read(text: str) -> Cube:
    """Return the table of a json-stat text.

    Raises:
        ReaderError: no JSON, too deep, no json-stat, or metadata without figures.
    """
    dataset = _dataset(_parsed(text))
    if not dataset.get("value"):
        raise ReaderError("reader.metadata")
    within: dict[str, Any] = dataset
    if "id" not in dataset:
        within = _table(dataset, "dimension")
    ids = _texts(within, "id")
    sizes = _list(within, "size")
    if len(set(ids)) < len(ids) or len(ids) != len(sizes):
        raise ReaderError("reader.json_shape", path="id", value=shown(ids))
    dimensions, roles = _table(dataset, "dimension"), _roles(within.get("role"))
    variables = tuple(
        _variable(name, _table(dimensions, name), roles.get(name, ""), size)
        for name, size in zip(ids, sizes, strict=True)
    )
    count = cells_in([len(variable.codes) for variable in variables])
    values = _values(dataset.get("value"), count)
    status = _status(dataset.get("status"), values)
    for place, mark in status.items():
        # A figure that is marked as missing is none, whatever number stands there.
        if mark in MARKS and mark and values[place] is not None:
            values[place] = mark
    return Cube(_about(dataset), variables, values, status)


def _parsed(text: str) -> object:
    if too_deep(text):
        raise ReaderError("reader.deep")
    try:
        # Decimal numbers stay as they were written: no float is made of them.
        return json.loads(text, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise ReaderError(
            "reader.json", line=error.lineno, column=error.colno, reason=error.msg
        ) from None
    except ValueError:
        raise ReaderError("reader.digits") from None


def _dataset(document: object) -> dict[str, Any]:
    if isinstance(document, dict):
        found = cast("dict[str, Any]", document)
        inner = found.get("dataset", found)
        if isinstance(inner, dict) and "dimension" in inner:
            return cast("dict[str, Any]", inner)
    raise ReaderError("reader.no_json_stat")


def _table(within: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = within.get(key)
    if not isinstance(value, dict):
        raise ReaderError("reader.json_shape", path=key, value=shown(value))
    return cast("dict[str, Any]", value)


def _list(within: Mapping[str, Any], key: str) -> list[object]:
    value = within.get(key)
    if not isinstance(value, list):
        raise ReaderError("reader.json_shape", path=key, value=shown(value))
    return cast("list[object]", value)


def _texts(within: Mapping[str, Any], key: str) -> list[str]:
    values = _list(within, key)
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) < len(values):
        raise ReaderError("reader.json_shape", path=key, value=shown(values))
    return texts


def _roles(roles: object) -> dict[str, str]:
    return {
        name: role
        for role, names in _mapping(roles).items()
        if role in _ROLES and isinstance(names, list)
        for name in cast("list[object]", names)
        if isinstance(name, str)
    }


def _mapping(value: object) -> dict[str, Any]:
    """Return a mapping, and an empty one for anything else, where nothing depends on it."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _variable(id: str, dimension: dict[str, Any], role: str, size: object) -> Variable:
    category = _table(dimension, "category")
    labels = _mapping(category.get("label"))
    index: object = category.get("index", labels)
    found = _in_order(cast("dict[str, Any]", index)) if isinstance(index, dict) else index
    codes = cast("list[object]", found) if isinstance(found, list) else []
    names = [code for code in codes if isinstance(code, str)]
    if not names or len(names) < len(codes) or len(set(names)) != size or len(names) != size:
        raise ReaderError("reader.json_shape", path=f"{id}.category", value=shown(dimension))
    return Variable(
        id,
        _text(dimension.get("label")),
        tuple(names),
        tuple(_text(labels.get(code)) for code in names),
        role,
        _text(_mapping(dimension.get("extension")).get("eliminationValueCode")),
        {code: _unit(_mapping(each)) for code, each in _mapping(category.get("unit")).items()},
    )


def _unit(unit: dict[str, Any]) -> str:
    """Return what figures are counted in; `mult` is a power of ten that they stand for."""
    told = _text(unit.get("base")) or _text(unit.get("label"))
    power = unit.get("mult")
    return told if power in (None, 0) else f"10^{power} {told}".strip()


def _in_order(index: dict[str, Any]) -> list[str] | None:
    """Return codes by their position, or nothing where two have the same or one has none.

    Where there is no position at all there is one code.
    """
    if len(index) == 1:
        return list(index)
    positions = {place: code for code, place in index.items() if type(place) is int}
    if sorted(positions) != list(range(len(index))):
        return None
    return [positions[place] for place in range(len(positions))]


def _values(found: object, count: int) -> list[Value]:
    if isinstance(found, dict):
        sparse = cast("dict[str, Value]", found)
        values: list[Value] = [sparse.get(str(place)) for place in range(count)]
        known = len(values) - values.count(None)
        if known != len(sparse) - list(sparse.values()).count(None):
            raise ReaderError("reader.json_shape", path="value", value=shown(sparse))
        return values
    if not isinstance(found, list) or len(cast("list[Value]", found)) != count:
        length = len(cast("list[Value]", found)) if isinstance(found, list) else 0
        raise ReaderError("reader.length", length=length, cells=count)
    return cast("list[Value]", found)


def _status(found: object, values: list[Value]) -> dict[int, str]:
    """Return the marks of cells: given by place, one for each, or one for all."""
    if isinstance(found, str):
        return dict.fromkeys(range(len(values)), found.strip())
    if isinstance(found, list):
        marks = dict(enumerate(cast("list[object]", found)))
    elif isinstance(found, dict):
        by_place = cast("dict[str, object]", found)
        marks = {int(place): mark for place, mark in by_place.items() if _PLACE.fullmatch(place)}
    else:
        return {}
    return {
        place: mark.strip()
        for place, mark in marks.items()
        if isinstance(mark, str) and place < len(values)
    }


def _about(dataset: dict[str, Any]) -> About:
    told = _mapping(_mapping(dataset.get("extension")).get("px"))
    notes = dataset.get("note")
    listed = cast("list[object]", notes) if isinstance(notes, list) else []
    return About(
        form="json-stat",
        title=_text(dataset.get("label")),
        table=_text(told.get("tableid")) or _text(told.get("matrix")),
        updated=_day(_text(dataset.get("updated"))),
        period=_period(_mapping(dataset.get("dimension"))),
        office=_text(dataset.get("source")),
        notes=tuple(note for note in listed if isinstance(note, str)),
    )


def _period(dimensions: dict[str, Any]) -> str:
    """Return what is said of the time that contents refer to, if all say the same."""
    told: set[str] = set()
    for dimension in dimensions.values():
        extension = _mapping(_mapping(dimension).get("extension"))
        told.update(map(_text, _mapping(extension.get("refperiod")).values()))
    return told.pop() if len(told) == 1 else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
