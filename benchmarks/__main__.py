"""`python -m benchmarks`: measure everything; print a table of ratios, and one of peers."""

from __future__ import annotations

import platform
from pathlib import Path

from benchmarks import (
    allocating,
    apportioning,
    arraying,
    controlling,
    framing,
    importing,
    racing,
    reading,
)
from benchmarks.measure import Line

_MEASURED = (
    apportioning.peer,
    allocating.overhead,
    apportioning.certificates,
    apportioning.methods,
    importing.seconds,
    importing.modules,
    allocating.varied,
    arraying.arrays,
    controlling.solvers,
    framing.framing,
    reading.parsing,
)


def _processor() -> str:
    """Return the processor's model, as far as the system tells it."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _number(value: float) -> str:
    return f"{value:.0f}" if value == int(value) or value >= 100 else f"{value:.2f}"  # noqa: PLR2004 - three digits are enough


def _row(line: Line) -> tuple[str, ...]:
    return line.name, *map(_number, (line.median, line.least, line.most)), line.target


def main() -> None:
    """Print the machine and the tables."""
    print(f"{platform.python_implementation()} {platform.python_version()}, {_processor()}")
    heading = ("ratio, where it has a stroke", "median", "min", "max", "target")
    rows = [heading, *(_row(line) for measured in _MEASURED for line in measured())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *numbers, target in rows:
        cells = [each.rjust(width) for each, width in zip(numbers, widths[1:], strict=False)]
        print("  ".join([name.ljust(widths[0]), *cells, target]).rstrip())
    print()
    racing.main()


if __name__ == "__main__":
    main()
