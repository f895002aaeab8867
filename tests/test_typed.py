"""Types as users meet them: the programs in `typed`, and how much of the surface has a type.

The checkers come with the extra `lint`; without it these tests are skipped.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

TYPED = Path(__file__).parent / "typed"
PROGRAMS = len(list(TYPED.glob("*.py")))

needs_mypy = pytest.mark.skipif(find_spec("mypy") is None, reason="mypy comes with the extra lint")
needs_pyright = pytest.mark.skipif(
    find_spec("pyright") is None, reason="pyright comes with the extra lint"
)


def checked(*command: str) -> tuple[int, str]:
    """Run a checker from a directory that has no settings of this project's."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=TYPED,
        env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


class TestPrograms:
    """ "Typed: clean under mypy and pyright in strict mode."

    An `assert_type` that does not hold is an error. So is an ignore that is not needed: each
    line of `refused` that has one is refused by both checkers.
    """

    @needs_mypy
    def test_mypy_agrees(self, tmp_path: Path) -> None:
        code, said = checked("mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path}", ".")
        assert code == 0, said
        assert said == f"Success: no issues found in {PROGRAMS} source files\n"

    @needs_pyright
    def test_pyright_agrees(self) -> None:
        code, said = checked("pyright", "--pythonpath", sys.executable, "--project", ".", "--stats")
        assert code == 0, said
        assert "0 errors, 0 warnings, 0 informations" in said
        assert f"Found {PROGRAMS} source files" in said


class TestCompleteness:
    """ "The package ships its types": every public name has one that checkers agree on."""

    @needs_pyright
    def test_every_type_is_known(self) -> None:
        code, said = checked(
            "pyright",
            "--pythonpath",
            sys.executable,
            "--verifytypes",
            "fordelning",
            "--ignoreexternal",
        )
        assert "Type completeness score: 100%" in said, said
        assert code == 0
