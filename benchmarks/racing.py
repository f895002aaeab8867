"""`python -m benchmarks.racing`: `apportion` against every peer that is installed.

Each method that a peer has, at 21, 290, 10^4 and 10^6 recipients. Name peers to measure only
these. Never here: how a peer is called.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from statistics import median

from attrs import frozen

from benchmarks.peers import PEERS, Peer
from benchmarks.race import LIMIT
from fordelning import Method

__all__ = ["Result", "main", "results"]

_SIZES = (21, 290, 10**4, 10**6)
_EVERYDAY = 20_000_000_000
"""200 million kronor, in öre."""


@frozen
class Result:
    """Hold what a race gave: ours / theirs by blocks, and how many of theirs were wrong."""

    peer: str
    method: str
    recipients: int
    units: int
    ratios: tuple[float, ...] = ()
    wrong: int = 0
    calls: int = 0
    said: str = ""

    def cells(self) -> tuple[str, ...]:
        """Return the result as a row of the table."""
        names = self.peer, self.method, f"{self.recipients:.0e}", f"{self.units:.0e}"
        if self.recipients < 1000:  # noqa: PLR2004 - small numbers are told as they are
            names = self.peer, self.method, str(self.recipients), f"{self.units:.0e}"
        numbers = ("", "", "")
        if self.ratios:
            each = median(self.ratios), min(self.ratios), max(self.ratios)
            numbers = (f"{each[0]:.3f}", f"{each[1]:.3f}", f"{each[2]:.3f}")
        wrong = f"{self.wrong} of {self.calls}" if self.calls else ""
        return (*names, *numbers, wrong, self.said)


def _race(peer: Peer, method: Method, recipients: int, units: int) -> Result:
    command = [sys.executable, "-m", "benchmarks.race", peer.name, method.value]
    done = subprocess.run(  # noqa: S603 - all of it stands in this file
        [*command, str(recipients), str(units)], capture_output=True, text=True, check=False
    )
    blocks = [json.loads(line) for line in done.stdout.splitlines()]
    # The first block warms up, where there are others.
    counted = blocks[1:] or blocks
    raised = sorted({name for block in blocks for name in block["raised"]})
    said = f"raises {', '.join(raised)}" if raised else ""
    if done.returncode == -signal.SIGPROF:
        said = f"a call takes more than {LIMIT} s"
    elif done.returncode:
        said = f"ends with {done.stderr.strip().splitlines()[-1:] or done.returncode}"
    failed = all(block["raised"] for block in counted)
    return Result(
        peer.name,
        method.value,
        recipients,
        units,
        () if failed else tuple(block["ours"] / block["theirs"] for block in counted),
        sum(block["wrong"] for block in blocks),
        sum(block["calls"] for block in blocks),
        said,
    )


def _races(method: Method) -> tuple[tuple[int, int], ...]:
    """Return recipients and units: an everyday sum, and few units where peers loop over them."""
    if method is Method.LARGEST_REMAINDER:
        return tuple((size, _EVERYDAY) for size in _SIZES)
    return (*((size, 10 * size) for size in _SIZES), (290, _EVERYDAY))


def results(names: tuple[str, ...] = ()) -> Iterator[Result]:
    """Yield the result of each race; a peer that was too slow is spared the larger ones."""
    for peer in PEERS:
        if names and peer.name not in names:
            continue
        if not peer.installed():
            yield Result(peer.name, "", 0, 0, said="not installed")
            continue
        for method in peer.methods:
            slow: list[tuple[int, int]] = []
            for recipients, units in _races(method):
                if any(recipients >= n and units >= most for n, most in slow):
                    said = "not tried: too slow for less"
                    yield Result(peer.name, method.value, recipients, units, said=said)
                    continue
                result = _race(peer, method, recipients, units)
                if not result.calls:
                    slow.append((recipients, units))
                yield result


def main(names: tuple[str, ...] = ()) -> None:
    """Print a table, a row as soon as it is known."""
    heading = ("peer", "method", "n", "units", "ours / theirs", "min", "max", "wrong", "")
    widths = (18, 18, 6, 6, 14, 8, 8, 12, 0)
    for cells in chain([heading], (result.cells() for result in results(names))):
        row = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
        print(" ".join(row).rstrip(), flush=True)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
