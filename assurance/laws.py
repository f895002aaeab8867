"""Every law on very many examples: `python -m assurance.laws`.

The tests marked `property`: a million examples of each law of the kernel, a hundred
thousand simulations of payments, twenty thousand examples of each other law. Many are drawn
in rounds, each with a seed of its own, so that memory is bounded and a failure comes again.
Never here: the laws.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

from attrs import frozen

__all__ = ["KINDS", "Kind"]

_ROOT = Path(__file__).parent.parent
_ROUND = 20_000


@frozen
class Kind:
    """Hold the files of some laws, and how many examples each law is to have."""

    examples: int
    files: tuple[str, ...]


_KERNEL = tuple(
    f"tests/test_{name}.py"
    for name in ("apportionment", "divisors", "methods", "exact", "rounding")
)
_PAYMENTS = ("tests/test_payments_stateful.py",)

KINDS = {
    "kernel": Kind(1_000_000, _KERNEL),
    "payments": Kind(100_000, _PAYMENTS),
    "others": Kind(20_000, ("tests", *(f"--ignore={each}" for each in _KERNEL + _PAYMENTS))),
}


def _round(kind: Kind, examples: int, seed: int) -> tuple[bool, dict[str, float]]:
    """Run one round; tell whether all held, and how many seconds each law took."""
    with tempfile.NamedTemporaryFile(suffix=".xml") as report:
        command = [
            *(sys.executable, "-m", "pytest", "-q", "-m", "property", "-p", "no:cacheprovider"),
            *(f"--hypothesis-seed={seed}", f"--junit-xml={report.name}", *kind.files),
        ]
        environment = {**os.environ, "FORDELNING_EXAMPLES": str(examples)}
        ended = subprocess.run(command, check=False, cwd=_ROOT, env=environment)
        seconds: dict[str, float] = {}
        for each in ET.parse(report.name).iter("testcase"):
            law = f"{each.get('classname')}::{each.get('name')}"
            seconds[law] = float(each.get("time") or 0)
    return ended.returncode == 0, seconds


def main() -> int:
    """Run the kinds that are named, all unless any is, and tell how long each law took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=[])
    parser.add_argument("--scale", type=float, default=1.0, help="of the examples")
    parser.add_argument("--seed", type=int, default=1, help="of the first round")
    options = parser.parse_args()
    well = True
    for name in options.kinds or KINDS:
        kind = KINDS[name]
        left = examples = max(1, int(kind.examples * options.scale))
        seed, seconds = options.seed, dict[str, float]()
        while left:
            size = min(left, _ROUND)
            held, took = _round(kind, size, seed)
            well &= held
            seconds = {law: seconds.get(law, 0) + each for law, each in took.items()}
            left, seed = left - size, seed + 1
        for law, each in sorted(seconds.items(), key=lambda pair: -pair[1]):
            print(f"{each:>9.1f} s {law}")
        print(
            f"{name}: {len(seconds)} laws, {examples} examples of each, seeds {options.seed} to"
            f" {seed - 1}, {sum(seconds.values()):.0f} s: {'hold' if well else 'DO NOT HOLD'}"
        )
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
