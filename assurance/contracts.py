"""Contracts of the bare kernel, for CrossHair: `python -m assurance.contracts`.

Each function here first says what is given, then what must hold; CrossHair looks for whole
numbers that break it, by solving for them along each path, not by drawing them. Numbers are
small, since products of unknowns are hard to solve for. `planted` has a lost unit, which
has to be found, or the whole says nothing. Never here: random cases (`differential`).
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

from fordelning.apportionment import BY_CODE, largest_remainder, nearest
from fordelning.apportionment.divisor import DIVISORS
from fordelning.apportionment.method import Method

__all__ = ["CONTRACTS"]


def keeps_the_sum(total: int, a: int, b: int, c: int) -> None:
    """Largest remainder: the units add up to the total."""
    assert 0 <= total <= 9
    assert 0 <= a <= 4
    assert 0 <= b <= 4
    assert 0 < c <= 4
    units, _ = largest_remainder.apportion(_quotas(total, a, b, c), a + b + c, str, BY_CODE)
    assert sum(units) == total


def stays_within_a_unit(total: int, a: int, b: int, c: int) -> None:
    """Largest remainder: everyone is less than a unit from quota."""
    assert 0 <= total <= 9
    assert 0 <= a <= 4
    assert 0 <= b <= 4
    assert 0 < c <= 4
    quotas, weight = _quotas(total, a, b, c), a + b + c
    units, _ = largest_remainder.apportion(quotas, weight, str, BY_CODE)
    for quota, unit in zip(quotas, units, strict=True):
        assert -weight < quota - weight * unit < weight


def keeps_the_order(total: int, a: int, b: int, c: int) -> None:
    """Largest remainder: who weighs more does not get less, and of equals the first goes first."""
    assert 0 <= total <= 9
    assert a >= b >= 0
    assert a <= 4
    assert 0 < c <= 4
    units, _ = largest_remainder.apportion(_quotas(total, a, b, c), a + b + c, str, BY_CODE)
    assert units[0] >= units[1]


def is_certified(total: int, a: int, b: int) -> None:
    """Largest remainder: what it gives has its certificate, and nothing else has."""
    assert 0 <= total <= 9
    assert 0 <= a <= 4
    assert 0 < b <= 4
    quotas = _quotas(total, a, b)
    units, _ = largest_remainder.apportion(quotas, a + b, str, BY_CODE)
    assert largest_remainder.holds(quotas, a + b, units, str, BY_CODE)
    moved = [units[0] + 1, units[1] - 1]
    assert not largest_remainder.holds(quotas, a + b, moved, str, BY_CODE)


def is_nearest(quota: int, denominator: int) -> None:
    """To the nearest: no more than half a unit away, and halves up."""
    assert 0 <= quota <= 50
    assert 0 < denominator <= 9
    gap = 2 * (quota - denominator * nearest.to_nearest(quota, denominator))
    assert -denominator <= gap < denominator


def sainte_lague_keeps_the_sum(total: int, a: int, b: int) -> None:
    """Uddatalsmetoden: the units add up to the total."""
    assert 0 <= total <= 5
    assert 0 <= a <= 4
    assert 0 < b <= 4
    method = DIVISORS[Method.SAINTE_LAGUE]
    units, _ = method.apportion(_quotas(total, a, b), a + b, str, BY_CODE)
    assert sum(units) == total


def planted(total: int, a: int, b: int) -> None:
    """Lose a unit where two remainders tie, as a kernel with a mistake might."""
    assert 0 <= total <= 9
    assert 0 <= a <= 4
    assert 0 < b <= 4
    units, tie = largest_remainder.apportion(_quotas(total, a, b), a + b, str, BY_CODE)
    if tie is not None:
        units[0] -= 1
    assert sum(units) == total


def _quotas(total: int, *weights: int) -> list[int]:
    return [total * weight for weight in weights]


CONTRACTS = (
    keeps_the_sum,
    stays_within_a_unit,
    keeps_the_order,
    is_certified,
    is_nearest,
    sainte_lague_keeps_the_sum,
)

_SAID = {
    "Confirmed": "confirmed over all paths",
    "Not confirmed": "not refuted, nor confirmed over all paths",
}


def _checked(name: str, seconds: int) -> str:
    """Return what CrossHair says of a contract."""
    command = [
        *(sys.executable, "-m", "crosshair", "check", f"assurance.contracts.{name}"),
        *("--analysis_kind=asserts", "--report_all", f"--per_condition_timeout={seconds}"),
    ]
    root = Path(__file__).parent.parent
    ended = subprocess.run(command, check=False, capture_output=True, text=True, cwd=root)
    return re.sub(r"^\S*?:\d+: ", "", (ended.stdout + ended.stderr).strip(), flags=re.MULTILINE)


def main() -> int:
    """Check every contract for so many seconds, and that the planted mistake is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=120, help="of each contract")
    options = parser.parse_args()
    well = True
    for contract in CONTRACTS:
        said = _checked(contract.__name__, options.seconds)
        refuted = "error:" in said
        well &= not refuted
        known = next((words for start, words in _SAID.items() if f": {start}" in f": {said}"), said)
        print(f"{contract.__name__}: {said if refuted else known}", flush=True)
    said = _checked(planted.__name__, options.seconds)
    found = "error:" in said
    print(f"planted: {'found: ' + said if found else 'NOT FOUND: ' + said}")
    return 0 if well and found else 1


if __name__ == "__main__":
    sys.exit(main())
