"""Mutation testing of what every amount rests on: `python -m assurance.mutate`.

Each mutant is put in place of its function in a forked process, where the tests that call
the function are run, the quick ones first, until one fails. Outside functions the module is
imported anew. Exits with 1 where a group has less than the wanted share killed, or a
survivor that `survivors.toml` does not argue. Never here: what is changed (`mutants`).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

__all__ = ["GROUPS"]

_HERE = Path(__file__).parent
_SRC = _HERE.parent / "src" / "fordelning"

# What is mutated together, and the tests that are run on it.
GROUPS: dict[str, tuple[str, str]] = {
    "apportionment": (
        "apportionment/*.py",
        "apportionment divisors methods kernel_edges rounding vectors errors",
    ),
    "exact": ("exact.py", "exact exact_edges money errors"),
    "rounding": ("rounding.py", "rounding methods divisors rounding_edges errors"),
    "keys": (
        "keys/*.py",
        """keys keys_doors keys_words bounded bounded_edges nested declared tiers leaving cited
        following summed rules text_trace psykisk_halsa_2020 errors""",
    ),
}

Row = dict[str, Any]


def named(row: Row) -> tuple[str, ...]:
    """Return what names a mutant, whatever else is changed in its module."""
    return row["module"], row["function"], row["was"], row["now"]


def files_of(group: str) -> list[Path]:
    """Return the modules of a group; those that only gather names have nothing to change."""
    return sorted(path for path in _SRC.glob(GROUPS[group][0]) if path.name != "__init__.py")


def tests_of(group: str) -> list[str]:
    """Return the files of tests that are run on a group."""
    tests = [_HERE.parent / "tests" / f"test_{name}.py" for name in GROUPS[group][1].split()]
    if missing := [path.name for path in tests if not path.exists()]:
        sys.exit(f"{group} names tests that are not there: {missing}")
    return [str(path) for path in tests]


def _argued() -> dict[tuple[str, ...], str]:
    path = _HERE / "survivors.toml"
    if not path.exists():
        return {}
    given = tomllib.loads(path.read_text(encoding="utf-8"))["survivor"]
    return {
        (each["module"], each["function"], each["was"], now): each["why"]
        for each in given
        for now in each["now"]
    }


def _run(group: str, kept: Path, *wanted: str) -> list[Row]:
    """Run a group in a process of its own, and return what became of each mutant."""
    environment = {"FORDELNING_EXAMPLES": "5", **os.environ, "PYTHONPATH": str(_SRC.parent)}
    command = [sys.executable, "-m", "assurance.mutated", group, str(kept), *wanted]
    subprocess.run(command, check=True, cwd=_HERE.parent, env=environment)
    rows: list[Row] = json.loads(kept.read_text(encoding="utf-8"))
    return rows


def _tell(group: str, rows: list[Row], least: float) -> bool:
    """Print a group's figures and its survivors; tell whether it is well."""
    argued = _argued()
    counts = Counter(row["outcome"] for row in rows)
    survivors = [row for row in rows if row["outcome"] == "survived"]
    unargued = [row for row in survivors if named(row) not in argued]
    killed = 100 * (1 - len(survivors) / len(rows)) if rows else 0.0
    print(
        f"{group}: {len(rows)} mutants, {killed:.2f} % killed, {counts['timeout']} of them by time;"
        f" {len(survivors)} survived, {len(unargued)} without an argument"
    )
    for row in unargued:
        print(f"  {row['module']} {row['function']}\n    - {row['was']}\n    + {row['now']}")
    return killed >= least and not unargued


def main() -> int:
    """Run the groups that are named, all unless any is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", choices=[[], *GROUPS], default=[])
    parser.add_argument("--least", type=float, default=95.0, help="per cent to be killed")
    parser.add_argument(
        "--budget", type=float, default=60, help="seconds of tests per mutant, the quick first"
    )
    parser.add_argument("--only", default="", help="modules whose name has this")
    parser.add_argument("--kept", type=Path, help="a directory of outcomes: go on from there")
    parser.add_argument("--again", action="store_true", help="try the survivors once more")
    options = parser.parse_args()
    well = True
    with tempfile.TemporaryDirectory() as temporary:
        directory: Path = (options.kept or Path(temporary)).resolve()
        directory.mkdir(parents=True, exist_ok=True)
        for group in options.groups or GROUPS:
            kept = directory / f"{group}.json"
            if options.again and kept.exists():
                rows = json.loads(kept.read_text(encoding="utf-8"))
                # Two mutants have one name where a line stands twice: then both.
                alive = {named(row) for row in rows if row["outcome"] == "survived"}
                dead = [row for row in rows if named(row) not in alive]
                kept.write_text(json.dumps(dead), encoding="utf-8")
            rows = _run(group, kept, str(options.budget), options.only)
            well &= _tell(group, rows, options.least)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
