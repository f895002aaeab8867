"""`import fordelning` against `import attrs`, in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from time import perf_counter

from benchmarks.measure import Line, in_turns

__all__ = ["modules", "seconds"]

_COUNT = "import sys; old = set(sys.modules); import fordelning; print(len(set(sys.modules) - old))"


def _python(code: str, cache: str = "") -> str:
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache}
    if cache:
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run(  # noqa: S603 - the code stands in this file
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment
    ).stdout


def seconds() -> list[Line]:
    """Compare the time of the two imports, each less that of a bare start of Python."""
    with tempfile.TemporaryDirectory() as cache:
        times = in_turns(
            {
                "ours": lambda _: _python("import fordelning", cache),
                "attrs": lambda _: _python("import attrs", cache),
                "bare": lambda _: _python("pass", cache),
            },
            range,
            blocks=15,
            calls=5,
            clock=perf_counter,
        )
    blocks = zip(times["ours"], times["attrs"], times["bare"], strict=True)
    ratios = [(ours - bare) / (attrs - bare) for ours, attrs, bare in blocks]
    return [Line.of("import fordelning / import attrs", ratios, "at most 4")]


def modules() -> list[Line]:
    """Count the modules that the import adds."""
    return [Line.of("modules that import fordelning adds", [int(_python(_COUNT))], "at most 150")]
