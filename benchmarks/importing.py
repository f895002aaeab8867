"""`import fordelning` against `import attrs`, in processes of their own."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.measure import Line, in_turns

__all__ = ["modules", "seconds"]

_COUNT = "import sys; old = set(sys.modules); import fordelning; print(len(set(sys.modules) - old))"


def _python(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - the code stands in this file


def seconds() -> list[Line]:
    """Compare the time of the two imports, each less that of a bare start of Python."""
    times = in_turns(
        {
            "ours": lambda _: _python("import fordelning"),
            "attrs": lambda _: _python("import attrs"),
            "bare": lambda _: _python("pass"),
        },
        range,
        blocks=15,
        calls=5,
    )
    blocks = zip(times["ours"], times["attrs"], times["bare"], strict=True)
    ratios = [(ours - bare) / (attrs - bare) for ours, attrs, bare in blocks]
    return [Line.of("import fordelning / import attrs", ratios, "at most 4")]


def modules() -> list[Line]:
    """Count the modules that the import adds."""
    return [Line.of("modules that import fordelning adds", [int(_python(_COUNT))], "at most 150")]
