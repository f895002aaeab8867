"""One race: `apportion` and one peer, the same calls in turns, in a process of its own.

`python -m benchmarks.race PEER METHOD RECIPIENTS UNITS` prints a line of JSON per block. A
peer's call that takes more than LIMIT seconds of the processor ends the process. Never here:
which races there are, or what becomes of them.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout, suppress
from io import StringIO
from itertools import count
from random import Random
from time import thread_time
from typing import Any

from benchmarks.peers import PEERS
from fordelning import BY_CODE, Method, apportion, catalogue, certify
from fordelning.apportionment.api import kernel
from fordelning.errors import CertificateError

__all__ = ["LIMIT", "weights"]

LIMIT = 10
"""Seconds of the processor that a peer's single call may take."""

_BUDGET = 5
_BLOCKS = 11
_MEMORY = 6 * 2**30


def weights(recipients: int) -> list[int]:
    """Return the inhabitants of the 21 län, of the 290 kommuner, or of invented places."""
    people = catalogue.population("scb-2020-12-31")
    date = people.dates()[0]
    for level in ("lan", "kommun"):
        codes = people.codes(level, date)
        if len(codes) == recipients:
            return [int(each) for each in people.figures(codes, level=level, date=date)[0]]
    random = Random(recipients)  # noqa: S311 - nothing here is secret
    return [1 + int(random.lognormvariate(9.7, 1)) for _ in range(recipients)]


def _within_limit(call: Callable[[int, list[int]], Sequence[Any]]) -> Callable[..., Any]:
    """Return a call that gives units or the name of an exception; too long a call ends it all."""

    def limited(total: int, numbers: list[int]) -> Sequence[Any] | str:
        signal.setitimer(signal.ITIMER_PROF, LIMIT)
        try:
            with redirect_stdout(StringIO()):
                return call(total, numbers)
        except Exception as error:  # noqa: BLE001 - whatever a peer raises is its result
            return type(error).__name__
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    return limited


def _is_wrong(found: Sequence[Any] | str, total: int, numbers: list[int], method: Method) -> bool:
    """Tell whether units are not the method's; another decision of a tie is not wrong."""
    try:
        units = [int(each) for each in found]
    except (ValueError, OverflowError):
        return True
    if len(units) != len(numbers) or any(a != b for a, b in zip(units, found, strict=True)):
        return True
    with suppress(CertificateError):
        certify(total, numbers, units, method)
        return False
    quotas = [total * number for number in numbers]
    _, tie = kernel(method).apportion(quotas, sum(numbers), str, BY_CODE)
    return tie is None


def _timed(call: Callable[..., Any], totals: list[int], numbers: list[int]) -> tuple[float, Any]:
    start = thread_time()
    found = [call(total, numbers) for total in totals]
    return thread_time() - start, found


def _raced(name: str, method: Method, recipients: int, units: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    (peer,) = (each for each in PEERS if each.name == name)
    theirs, numbers, totals = _within_limit(peer.by(method)), weights(recipients), count(units)
    calls = max(1, min(50, 3000 // recipients))
    spent = 0.0
    for _ in range(_BLOCKS):
        block = [next(totals) for _ in range(calls)]
        ours, _ = _timed(lambda total, by: apportion(total, by, method), block, numbers)
        other, found = _timed(theirs, block, numbers)
        wrong = sum(
            _is_wrong(each, total, numbers, method)
            for each, total in zip(found, block, strict=True)
        )
        raised = sorted({each for each in found if isinstance(each, str)})
        result = {"ours": ours, "theirs": other, "wrong": wrong, "calls": calls, "raised": raised}
        print(json.dumps(result), flush=True)
        spent += ours + other
        if spent > _BUDGET:
            break


if __name__ == "__main__":
    _raced(sys.argv[1], Method(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
