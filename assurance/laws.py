"""Every law on very many examples: `python -m assurance.laws`.

The tests marked `property`: a million examples of each law of the kernel, drawn without
Hypothesis, a hundred thousand simulations of payments, twenty thousand examples of each other
law. They are drawn in rounds, each with a seed of its own, so that memory is bounded and a
failure comes again. Never here: the laws, and how examples are drawn.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

from attrs import frozen

__all__ = ["KINDS", "Kind"]

_ROOT = Path(__file__).parent.parent

# A round of Hypothesis remembers its examples; a round without it remembers nothing.
_HYPOTHESIS = 20_000
_ALONE = 125_000


@frozen
class Kind:
    """Hold the files of some laws, how many examples each law is to have, and by whom."""

    examples: int
    files: tuple[str, ...]
    alone: bool = False

    @property
    def options(self) -> tuple[str, ...]:
        """Return what pytest is told, so that examples are drawn without Hypothesis."""
        plugins = ("no:hypothesispytest", "assurance.standing_in")
        return tuple(f"-p{each}" for each in plugins) if self.alone else ()


_KERNEL = tuple(
    f"tests/test_{name}.py"
    for name in ("apportionment", "divisors", "methods", "exact", "rounding")
)
_PAYMENTS = ("tests/test_payments_stateful.py",)

KINDS = {
    "kernel": Kind(1_000_000, _KERNEL, alone=True),
    "payments": Kind(100_000, _PAYMENTS),
    "others": Kind(20_000, ("tests", *(f"--ignore={each}" for each in _KERNEL + _PAYMENTS))),
}


def _round(kind: Kind, drawn: tuple[int, int]) -> tuple[bool, dict[str, float]]:
    """Run so many examples by a seed; tell whether all held, and how long each law took."""
    examples, seed = map(str, drawn)
    with tempfile.NamedTemporaryFile(suffix=".xml") as report:
        command = [
            *(sys.executable, "-m", "pytest", "-q", "-m", "property", "-p", "no:cacheprovider"),
            *(f"--junit-xml={report.name}", *kind.options, *kind.files),
            *(() if kind.alone else (f"--hypothesis-seed={seed}",)),
        ]
        told = {"FORDELNING_EXAMPLES": examples, "FORDELNING_SEED": seed}
        ended = subprocess.run(command, check=False, cwd=_ROOT, env={**os.environ, **told})
        seconds = {
            f"{each.get('classname')}::{each.get('name')}": float(each.get("time") or 0)
            for each in ET.parse(report.name).iter("testcase")
        }
    return ended.returncode == 0, seconds


def main() -> int:
    """Run the kinds that are named, all unless any is, and tell how long each law took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=[])
    parser.add_argument("--scale", type=float, default=1.0, help="of the examples")
    parser.add_argument("--seed", type=int, default=1, help="of the first round")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    well = True
    for name in options.kinds or KINDS:
        kind = KINDS[name]
        examples = max(1, int(kind.examples * options.scale))
        most = _ALONE if kind.alone else _HYPOTHESIS
        sizes = [min(most, examples - begun) for begun in range(0, examples, most)]
        rounds = [(size, options.seed + number) for number, size in enumerate(sizes)]
        with ThreadPoolExecutor(options.jobs) as pool:
            held, took = zip(*pool.map(partial(_round, kind), rounds), strict=True)
        well &= all(held)
        seconds = {law: sum(each[law] for each in took) for law in took[0]}
        for law, each in sorted(seconds.items(), key=lambda pair: -pair[1]):
            print(f"{each:>9.1f} s {law}")
        end = "hold" if all(held) else "DO NOT HOLD"
        print(
            f"{name}: {len(seconds)} laws, {examples} examples of each, seeds {options.seed} to"
            f" {rounds[-1][1]}, {sum(seconds.values()):.0f} s: {end}"
        )
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
