"""`apportion` against another package, and the certificate against its kernel call."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from itertools import count
from statistics import median

from attrs import frozen

from benchmarks.measure import Line, in_turns, ratio
from fordelning import BY_CODE, Method, apportion
from fordelning.apportionment.api import kernel
from fordelning.catalogue import population

__all__ = ["certificates", "methods", "peer"]

_UNITS = 20_000_000_000


@frozen
class _Case:
    """Hold quotas as the kernel takes them, and the units that it gave."""

    quotas: list[int]
    denominator: int
    units: list[int]


def _weights() -> list[int]:
    """Return the 290 kommuner's inhabitants."""
    figures = population("scb-2020-12-31")
    date = figures.dates("kommun")[0]
    counts, _ = figures.figures(figures.codes("kommun", date), level="kommun", date=date)
    return [int(each) for each in counts]


def _totals() -> Callable[[int], list[int]]:
    """Return a source of totals, so many at a time, none of them twice."""
    total = count(_UNITS)
    return lambda calls: [next(total) for _ in range(calls)]


def peer() -> list[Line]:
    """Compare the public `apportion` with the peer, given whole weights and floats."""
    if not find_spec("largest_remainder"):
        return []
    from largest_remainder import LargestRemainder

    weights = _weights()
    whole: list[float] = [*weights]
    floats = [float(weight) for weight in weights]
    times = in_turns(
        {
            "ours": lambda total: apportion(total, weights),
            "whole weights": lambda total: LargestRemainder.round(whole, total),
            "float weights": lambda total: LargestRemainder.round(floats, total),
        },
        _totals(),
        blocks=101,
        calls=100,
    )
    ours = times.pop("ours")
    fastest = min(times, key=lambda name: median(times[name]))
    return [
        ratio(
            f"apportion / largest-remainder, {name}",
            ours,
            theirs,
            "at most 1.25" if name == fastest else "",
        )
        for name, theirs in times.items()
    ]


def certificates() -> list[Line]:
    """Compare each method's certificate with the kernel call that it certifies."""
    weights = _weights()
    codes = [str(place) for place in range(len(weights))]
    return [line for method in Method for line in _certificate(method, weights, codes)]


def _certificate(method: Method, weights: list[int], codes: list[str]) -> list[Line]:
    functions, denominator, totals = kernel(method), sum(weights), _totals()

    def units(quotas: list[int]) -> list[int]:
        return functions.apportion(quotas, denominator, codes.__getitem__, BY_CODE)[0]

    def cases(calls: int) -> list[_Case]:
        every = ([total * weight for weight in weights] for total in totals(calls))
        return [_Case(quotas, denominator, units(quotas)) for quotas in every]

    times = in_turns(
        {
            "holds": lambda case: functions.holds(
                case.quotas, case.denominator, case.units, codes.__getitem__, BY_CODE
            ),
            "kernel": lambda case: units(case.quotas),
        },
        cases,
        blocks=31,
        calls=20,
    )
    name = f"certificate / kernel call, {method.value}"
    return [ratio(name, times["holds"], times["kernel"], "at most 1")]


def methods() -> list[Line]:
    """Compare each method with largest remainder, and with itself on a millionth of the units."""
    weights = _weights()
    totals = _totals()
    few = count(_UNITS // 1_000_000)
    lines: list[Line] = []
    for method in Method:
        times = in_turns(
            {
                "method": lambda pair: apportion(pair[0], weights, method),  # noqa: B023 - called at once
                "few": lambda pair: apportion(pair[1], weights, method),  # noqa: B023 - called at once
                "largest": lambda pair: apportion(pair[0], weights),
            },
            lambda calls: [(total, next(few)) for total in totals(calls)],
            blocks=31,
            calls=20,
        )
        name = method.value
        lines += [
            ratio(f"{name} / largest remainder", times["method"], times["largest"]),
            ratio(f"{name}, 2e10 units / 2e4 units", times["method"], times["few"], "about 1"),
        ]
    return lines
