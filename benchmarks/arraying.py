"""`apportion_array` of a million weights against what it cannot do without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from itertools import count
from typing import Any

from benchmarks.measure import Line, in_turns
from fordelning import apportion
from fordelning.arrays import apportion_array

__all__ = ["arrays"]

_COUNT, _UNITS = 10**6, 20_000_000_000


def arrays() -> list[Line]:
    """Compare with one floor-divide and one partition, and with `apportion` of the same."""
    if not find_spec("numpy"):
        return []
    import numpy as np

    seeds = count(1)

    def fresh(calls: int) -> Sequence[tuple[int, Any, Any]]:
        """Return totals, weights, and numbers as large as those that are divided."""
        numbers = [next(seeds) for _ in range(calls)]
        randoms = [np.random.default_rng(number) for number in numbers]
        return [
            (
                _UNITS + number,
                random.integers(1, 10**6, _COUNT),
                random.integers(0, 2 * 10**16, _COUNT),
            )
            for number, random in zip(numbers, randoms, strict=True)
        ]

    contestants: dict[str, Callable[[tuple[int, Any, Any]], object]] = {
        "ours": lambda case: apportion_array(case[0], case[1]),
        "divide": lambda case: case[2] // (case[0] * 25),
        "partition": lambda case: np.partition(case[2], _COUNT // 2),
    }
    times = in_turns(contestants, fresh, blocks=15, calls=1)
    ratios = [
        ours / (divide + partition) for ours, divide, partition in zip(*times.values(), strict=True)
    ]
    listed = in_turns(
        {
            "ours": contestants["ours"],
            "list": lambda case: apportion(case[0], case[1].tolist()),
        },
        fresh,
        blocks=3,
        calls=1,
    )
    slower = [a / b for a, b in zip(listed["ours"], listed["list"], strict=True)]
    name = "apportion_array of 10^6"
    return [
        Line.of(f"{name} / a floor-divide and a partition", ratios, "at most 5"),
        Line.of(f"{name} / apportion of the same as a list", slower),
    ]
