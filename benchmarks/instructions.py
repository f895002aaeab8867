"""`python -m benchmarks.instructions`: a gate on speed that no busy machine can fail.

Counted are the instructions of the processor that a program takes, by valgrind's callgrind:
for `import fordelning`, for a certified `allocate` of the agreement of 2020, and for
`apportion` of 290 weights. Each is a difference between two runs, with calls and without,
and is given as so many rounds of a reference loop, which is counted too, so that it hardly
depends on how Python was built. It fails if one is more than MARGIN above what
`instructions.toml` keeps for this version of Python; `python -m benchmarks.instructions keep`
writes that file anew. Never here: times.
"""

from __future__ import annotations

import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

from benchmarks.counted import CALLS
from fordelning import catalogue

__all__ = ["KEPT", "MARGIN", "compared", "counted", "main", "rounds"]

KEPT = Path(__file__).with_suffix(".toml")
MARGIN = 10
"""By how many per cent a count may be above the one that is kept."""

_AGREEMENT = "psykisk-halsa-2020"
_COLLECTED = re.compile(r"Collected : ([0-9]+)")
_HEAD = """\
# Instructions by callgrind, in rounds of the reference loop, per version of Python.
# `python -m benchmarks.instructions` compares with them; `... instructions keep` writes them.
"""
_ADVICE = """\
More instructions than are kept in {file}, by more than {margin} %.
  likely cause: work was added to a path that every call takes, or an import to the package
  what to do: find it (python -X importtime, cProfile); where it is worth its cost, keep the new
  numbers by `python -m benchmarks.instructions keep` and say why in the change"""


def _state(directory: str) -> Path:
    """Pickle the agreement and the population of 2020, and how they are to be read."""
    example = catalogue.example(_AGREEMENT)
    chosen = {"readings": dict(example.readings), "reference_date": example.reference_date}
    agreement = catalogue.agreement(_AGREEMENT)
    state = Path(directory, "state")
    state.write_bytes(pickle.dumps((agreement, catalogue.population(example.population), chosen)))
    return state


def _run(state: Path, what: str, calls: int, *under: str) -> str:
    # -S: what other packages hook into the start of Python is not counted.
    python = [sys.executable, "-S", "-m", "benchmarks.counted"]
    command = [*under, *python, what, str(calls), str(state)]
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(each or "." for each in sys.path),
        "PYTHONPYCACHEPREFIX": str(state.parent),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run(  # noqa: S603 - all of it stands in this file
        command, check=True, capture_output=True, text=True, env=environment
    ).stderr


def counted() -> dict[str, int]:
    """Count the instructions of each run, start of Python included."""
    counts: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as directory:
        state = _state(directory)
        under = "valgrind", "--tool=callgrind", f"--callgrind-out-file={directory}/out"
        for what, calls in {"start": 0, **CALLS}.items():
            name = "import" if what == "start" else what
            # Once without: the bytecode is then there, and is not counted.
            _run(state, name, calls)
            found = _COLLECTED.search(_run(state, name, calls, *under))
            if found is None:
                raise ArithmeticError("callgrind tells no count")
            counts[what] = int(found[1])
    return counts


def rounds(counts: Mapping[str, int]) -> dict[str, float]:
    """Return what each takes, in rounds of the reference loop."""
    loop = (counts["reference"] - counts["start"]) / CALLS["reference"]
    found = {"import": (counts["import"] - counts["start"]) / loop}
    for name in ("allocate", "apportion"):
        found[name] = (counts[name] - counts["nothing"]) / CALLS[name] / loop
    return {name: round(number, 3) for name, number in found.items()}


def compared(found: Mapping[str, float], kept: Mapping[str, float]) -> tuple[list[str], bool]:
    """Return a line for each number, and whether none is above what is kept by the margin."""
    most = {name: number * (100 + MARGIN) / 100 for name, number in kept.items()}
    lines = [
        f"{name}: {number:.3f} rounds of the reference loop, kept {kept[name]:.3f}, "
        f"at most {most[name]:.3f}{'' if number <= most[name] else ': TOO MANY'}"
        for name, number in found.items()
    ]
    return lines, all(number <= most[name] for name, number in found.items())


def main(arguments: list[str]) -> int:
    """Count, compare and print; return the exit status."""
    if shutil.which("valgrind") is None:
        print("valgrind is not installed: no instructions were counted")
        return 1
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    every = tomllib.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    if arguments != ["keep"] and version not in every:
        print(f"{KEPT.name} keeps no numbers of Python {version}: nothing was compared")
        return 1
    counts = counted()
    print(*(f"{name}: {count:,} instructions" for name, count in counts.items()), sep="\n")
    found = rounds(counts)
    if arguments == ["keep"]:
        every[version] = found
        KEPT.write_text(_HEAD + "".join(map(_section, sorted(every.items()))), "utf-8")
        return 0
    lines, holds = compared(found, every[version])
    print(*lines, sep="\n")
    if not holds:
        print(_ADVICE.format(file=KEPT.name, margin=MARGIN))
    return 0 if holds else 1


def _section(kept: tuple[str, Mapping[str, float]]) -> str:
    version, numbers = kept
    lines = "".join(f"{name} = {number}\n" for name, number in numbers.items())
    return f'\n["{version}"]\n{lines}'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
