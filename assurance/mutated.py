"""One group of mutants, run in this process: what `assurance.mutate` starts.

The tests are collected once; each mutant is tried in a fork. Hypothesis draws the same
examples every time and does not shrink. Time is that of the processor, so that a busy
machine kills nothing. Never here: shares, arguments, what is changed.
"""

from __future__ import annotations

import gc
import importlib.abc
import importlib.util
import json
import os
import pkgutil
import re
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, Phase, settings

from assurance.mutants import Mutant, mutants
from assurance.mutate import Row, files_of, named, tests_of

_ARGUMENTS = [
    *("-p", "no:cacheprovider", "-p", "no:terminal"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
]
_SECONDS = 90
_EVERY = 50
_MEMORY = 4 << 30


def _quietly() -> None:
    """Let Hypothesis find failures fast and alike; say nothing."""
    settings.register_profile(
        "mutants",
        settings(
            phases=(Phase.explicit, Phase.generate),
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    settings.load_profile("mutants")


def _in_fork(work: Callable[[], int], seconds: float) -> tuple[int, bytes]:
    """Return the status of work in a fork, or minus a signal, and what it wrote."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(writing, 3)
        void = os.open(os.devnull, os.O_WRONLY)
        os.dup2(void, 1)
        os.dup2(void, 2)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            status = work()
        except BaseException:
            status = 1
        os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), told


def _outcome(status: int) -> str:
    return {0: "survived", -signal.SIGPROF: "timeout"}.get(status, "killed")


def _passes(item: pytest.Item) -> bool:
    return all(report.passed or report.skipped for report in runtestprotocol(item, log=False))


class _Importer(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Import a mutated module instead of its own."""

    def __init__(self, mutant: Mutant, path: Path) -> None:
        self.mutant, self.path = mutant, path

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        if fullname != self.mutant.module:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.mutant.source, str(self.path), "exec"), vars(module))


class _Failures:
    """A plugin that writes which tests fail."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Write one that does."""
        if report.failed:
            os.write(3, f"{report.nodeid}\n".encode())


def see_sound(tests: list[str]) -> None:
    """See that the tests pass as things are."""
    status, told = _in_fork(lambda: int(pytest.main([*_ARGUMENTS, *tests], [_Failures()])), 3600)
    if status != 0:
        sys.exit(f"these tests fail as things are: {told.decode() or status}")


def _nearest(tests: list[str], module: str) -> str:
    """Return the file of tests whose name begins as the module's, or the first."""
    begins = f"test_{module.rsplit('.', maxsplit=1)[-1][:4]}"
    return next((each for each in tests if Path(each).name.startswith(begins)), tests[0])


def outside(mutant: Mutant, path: Path, tests: list[str]) -> Row:
    """Try a mutant that is in no function: import everything with it."""

    def work() -> int:
        for name in [each for each in sys.modules if re.match(r"(fordelning|tests)\b", each)]:
            del sys.modules[name]
        sys.meta_path.insert(0, _Importer(mutant, path))
        # To collect all the files takes longer than most mutants live.
        first = _nearest(tests, mutant.module)
        failed = int(pytest.main([*_ARGUMENTS, "-x", first]))
        others = [each for each in tests if each != first]
        return failed or int(pytest.main([*_ARGUMENTS, "-x", *others]))

    status, _ = _in_fork(work, _SECONDS)
    return _row(mutant, _outcome(status), "")


def _row(mutant: Mutant, outcome: str, by: str) -> Row:
    return {
        "module": mutant.module,
        "function": mutant.function,
        "was": mutant.was,
        "now": mutant.now,
        "outcome": outcome,
        "by": by,
    }


class Inside:
    """A plugin that runs no test as such, but each mutant's tests."""

    def __init__(
        self, found: list[tuple[Mutant, Path]], tests: list[str], budget: float, kept: Kept
    ) -> None:
        self.found, self.tests, self.budget, self.kept = found, tests, budget, kept
        self.files = {str(path): path for _, path in found}
        self.done = False
        self.seconds: list[float] = []
        self.calls: dict[str, list[int]] = {}
        self.killers: dict[str, list[int]] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests once to see what each calls, then each mutant's."""
        everything = import_module("fordelning")
        for each in pkgutil.walk_packages(everything.__path__, "fordelning."):
            if not each.name.endswith("__main__"):
                with suppress(ImportError):  # of what is not installed
                    import_module(each.name)
        gc.freeze()
        status, told = _in_fork(lambda: self._watched(session.items), 3600)
        if status != 0:
            sys.exit(f"the tests could not be watched: {status}")
        watched = json.loads(told)
        self.seconds, self.calls = watched["seconds"], watched["calls"]
        for mutant, path in self.found:
            self.kept.add(self.tried(mutant, path, session.items))
        self.done = True
        return True

    def _watched(self, items: list[pytest.Item]) -> int:
        seconds: list[float] = []
        calls: dict[str, list[int]] = {}
        for number, item in enumerate(items):
            seen: set[str] = set()

            def watch(frame: FrameType, event: str, _: Any, seen: set[str] = seen) -> None:
                if event == "call" and frame.f_code.co_filename in self.files:
                    name = frame.f_code.co_qualname.split(".<locals>")[0]
                    seen.add(f"{frame.f_code.co_filename}:{name}")

            began = time.process_time()
            sys.setprofile(watch)
            passed = _passes(item)
            sys.setprofile(None)
            if not passed:
                return 1
            seconds.append(time.process_time() - began)
            for each in seen:
                calls.setdefault(each, []).append(number)
        os.write(3, json.dumps({"seconds": seconds, "calls": calls}).encode())
        return 0

    def tried(self, mutant: Mutant, path: Path, items: list[pytest.Item]) -> Row:
        """Try a mutant that is in a function."""
        name = f"{path}:{mutant.function}"
        killers = self.killers.setdefault(name, [])
        quick = sorted(self.calls.get(name, []), key=self.seconds.__getitem__)
        order = [*killers, *(each for each in quick if each not in killers)]
        if not order:
            return _row(mutant, "survived", "")
        if not replaced(mutant):
            return outside(mutant, path, self.tests)

        def work() -> int:
            replace(mutant)
            began = time.process_time()
            for number in order:
                if time.process_time() - began > self.budget:
                    return 0
                signal.setitimer(signal.ITIMER_PROF, 3 + 10 * self.seconds[number])
                os.write(3, f"{number}\n".encode())
                if not _passes(items[number]):
                    return 1
            return 0

        status, told = _in_fork(work, _SECONDS)
        last = int(told.split()[-1]) if told else -1
        if status and last >= 0 and last not in killers:
            killers.insert(0, last)
        return _row(mutant, _outcome(status), items[last].nodeid if status and last >= 0 else "")


def _function(mutant: Mutant) -> FunctionType:
    """Return the function as the package has it, out of what wraps it."""
    found: Any = vars(import_module(mutant.module))
    for part in mutant.function.split("."):
        found = found[part] if isinstance(found, dict) else vars(found)[part]
    while not isinstance(found, FunctionType) or hasattr(found, "__wrapped__"):
        found = next(
            getattr(found, name)
            for name in ("__wrapped__", "__func__", "fget")
            if hasattr(found, name)
        )
    return found


def _code(mutant: Mutant) -> CodeType | None:
    """Return the mutated function's code: the last of its name, after any overloads."""
    found = None
    waiting = [compile(mutant.source, _function(mutant).__code__.co_filename, "exec")]
    while waiting:
        code = waiting.pop(0)
        if code.co_qualname == mutant.function:
            found = code
        waiting += [each for each in code.co_consts if isinstance(each, CodeType)]
    return found


def replaced(mutant: Mutant) -> bool:
    """Tell whether a mutant is in what its function does, and not in a default of it."""
    old, new = _function(mutant).__code__, _code(mutant)
    return new is not None and old != new and old.co_freevars == new.co_freevars


def replace(mutant: Mutant) -> None:
    """Put a mutant's code in place of its function's, for whoever has the function."""
    code = _code(mutant)
    assert code is not None
    _function(mutant).__code__ = code


class Kept:
    """Outcomes in a file, from which a run that was broken off goes on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows: list[Row] = json.loads(path.read_text("utf-8")) if path.exists() else []
        self.had = Counter(map(named, self.rows))

    def took(self, mutant: Mutant) -> bool:
        """Tell whether a mutant was tried before this run, of those of its name the first."""
        name = named(_row(mutant, "", ""))
        self.had[name] -= 1
        return self.had[name] >= 0

    def add(self, row: Row) -> None:
        """Add an outcome."""
        self.rows.append(row)
        if len(self.rows) % _EVERY == 0:
            self.write()
            left = sum(row["outcome"] == "survived" for row in self.rows)
            print(f"{len(self.rows)} tried, {left} survived", file=sys.stderr, flush=True)

    def write(self) -> None:
        """Write all outcomes."""
        self.path.write_text(json.dumps(self.rows, indent=0, ensure_ascii=False), "utf-8")


def main() -> None:
    """Run the group that is named, and write what became of each mutant."""
    group, name, budget, only = sys.argv[1:]
    kept = Kept(Path(name))
    _quietly()
    tests = tests_of(group)
    see_sound(tests)
    found = [
        (mutant, path)
        for path in files_of(group)
        for mutant in mutants(path)
        if only in mutant.module and not kept.took(mutant)
    ]
    for mutant, path in found:
        if not mutant.function:
            kept.add(outside(mutant, path, tests))
    inside = Inside([each for each in found if each[0].function], tests, float(budget), kept)
    if inside.found:
        pytest.main([*_ARGUMENTS, *tests], plugins=[inside])
        if not inside.done:
            sys.exit("not every mutant was tried")
    kept.write()


if __name__ == "__main__":
    main()
