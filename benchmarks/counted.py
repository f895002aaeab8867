"""What `benchmarks.instructions` counts: `python -m benchmarks.counted WHAT CALLS [STATE]`.

STATE is a pickle of the agreement and the population of 2020, so that reading their files is
not counted. Nothing else is imported here, since imports count too. Never here: counting.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

__all__ = ["CALLS", "WORK"]

CALLS = {"reference": 20, "import": 1, "nothing": 0, "allocate": 20, "apportion": 100}
"""How often each is done in the run that counts it."""


def _reference(_: str) -> Callable[[int], object]:
    """Return a loop of what any program does: whole numbers, lists, dicts, a sort, calls."""
    weights = [7 * place % 1009 + 1 for place in range(290)]
    together = sum(weights)

    def loop(call: int) -> object:
        quotas = [(2 * 10**10 + call) * weight for weight in weights]
        parts = {str(place): quota % together for place, quota in enumerate(quotas)}
        return sorted(parts.values()), [quota // together for quota in quotas]

    return loop


def _import(_: str) -> Callable[[int], object]:
    return lambda _: __import__("fordelning")


def _nothing(state: str) -> Callable[[int], object]:
    """Return what does nothing, having made ready as those below do."""
    _prepared(state)
    return lambda _: None


def _allocate(state: str) -> Callable[[int], object]:
    call, agreement, population, chosen = _prepared(state)
    return lambda _: call(agreement, population, **chosen)


def _apportion(state: str) -> Callable[[int], object]:
    _, _, population, _ = _prepared(state)
    from fordelning import apportion

    (kommuner, *_) = population.tables
    weights = [figures[0] for _, figures in kommuner.rows]
    return lambda call: apportion(2 * 10**10 + call, weights)


def _prepared(state: str) -> tuple[Any, ...]:
    """Return `allocate` and what it takes, once called, as in use."""
    import pickle
    from pathlib import Path

    from fordelning import allocate

    agreement, population, chosen = pickle.loads(Path(state).read_bytes())  # noqa: S301 - our own
    allocate(agreement, population, **chosen)
    return allocate, agreement, population, chosen


WORK = {
    "reference": _reference,
    "import": _import,
    "nothing": _nothing,
    "allocate": _allocate,
    "apportion": _apportion,
}

if __name__ == "__main__":
    _work = WORK[sys.argv[1]](sys.argv[3])
    for _call in range(int(sys.argv[2])):
        _work(_call)
