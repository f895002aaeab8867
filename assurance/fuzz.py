"""Fuzz every door for untrusted input: `python -m assurance.fuzz --seconds 600`.

Atheris, guided by coverage, changes the seeds of each target for so many seconds. Nothing
but the library's own errors may come out, nothing may take more than five seconds of the
processor, nor the process more than 2 GB. What breaks the rule is kept as a file. Never
here: what is fuzzed (`targets`).
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

__all__ = ["main"]

_SLOW = 5
_MEGABYTES = 2048
_DONE = re.compile(r"Done (\d+) runs in (\d+) second")
_COVERAGE = re.compile(r"cov: (\d+)")
_ROOT = Path(__file__).parent.parent


class TooSlowError(Exception):
    """An input took longer than anything may."""


def _fuzz(name: str, seconds: int, seed: int, found: Path) -> None:
    """Fuzz one target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["fordelning", "tomllib", "json"]):
        from assurance.targets import TARGETS
    target = TARGETS[name]

    def once(data: bytes) -> None:
        began = process_time()
        target(data)
        if process_time() - began > _SLOW:
            raise TooSlowError(process_time() - began)

    with tempfile.TemporaryDirectory() as corpus:
        for number, data in enumerate(target.seeds()):
            (Path(corpus) / str(number)).write_bytes(data)
        arguments = [
            sys.argv[0],
            f"-max_total_time={seconds}",
            f"-max_len={target.longest}",
            f"-rss_limit_mb={_MEGABYTES}",
            "-timeout=120",
            f"-seed={seed}",
            f"-artifact_prefix={found}/{name}-",
            "-print_final_stats=1",
            corpus,
        ]
        atheris.Setup(arguments, once)
        atheris.Fuzz()


def main() -> int:
    """Fuzz the targets that are named, all unless any is, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", default=[])
    parser.add_argument("--seconds", type=int, default=600, help="of each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--found", type=Path, default=Path("found"), help="where findings go")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.found.mkdir(parents=True, exist_ok=True)
    if options.here:
        _fuzz(options.targets[0], options.seconds, options.seed, options.found)
    # Not before: what is fuzzed has to be imported by the one who follows its branches.
    from assurance.targets import TARGETS

    well = True
    for name in options.targets or TARGETS:
        command = [
            *(sys.executable, "-m", "assurance.fuzz", name, "--here"),
            *("--seconds", str(options.seconds), "--seed", str(options.seed)),
            *("--found", str(options.found.resolve())),
        ]
        ended = subprocess.run(command, check=False, cwd=_ROOT, capture_output=True, text=True)
        said = ended.stdout + ended.stderr
        (options.found / f"{name}.log").write_text(said, encoding="utf-8")
        done, coverage = _DONE.search(said), _COVERAGE.findall(said)
        sound = ended.returncode == 0 and done is not None
        well &= sound
        runs = f"{done[1]} inputs in {done[2]} s, {coverage[-1]} branches" if done else "no end"
        outcome = "nothing found" if sound else f"FOUND, see {name}.log"
        print(f"{name}: {runs}, {outcome}", flush=True)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
