"""`apportion` against another package, and the certificate against its kernel call."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from statistics import median

from attrs import frozen
from largest_remainder import LargestRemainder

from benchmarks.measure import Line, in_turns, ratio
from fordelning import BY_CODE, apportion
from fordelning.apportionment import largest_remainder
from fordelning.catalogue import population

__all__ = ["certificate", "peer"]

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


def certificate() -> list[Line]:
    """Compare the certificate with the kernel call that it certifies."""
    weights = _weights()
    denominator = sum(weights)
    codes = [str(place) for place in range(len(weights))]
    totals = _totals()

    def kernel(quotas: list[int]) -> list[int]:
        units, _ = largest_remainder.apportion(quotas, denominator, codes.__getitem__, BY_CODE)
        return units

    def cases(calls: int) -> list[_Case]:
        every = ([total * weight for weight in weights] for total in totals(calls))
        return [_Case(quotas, denominator, kernel(quotas)) for quotas in every]

    times = in_turns(
        {
            "holds": lambda case: largest_remainder.holds(
                case.quotas, case.denominator, case.units, codes.__getitem__, BY_CODE
            ),
            "kernel": lambda case: kernel(case.quotas),
        },
        cases,
        blocks=101,
        calls=100,
    )
    return [ratio("certificate / kernel call", times["holds"], times["kernel"])]
