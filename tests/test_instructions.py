"""The gate on instructions: what is compared, and what it says."""

from __future__ import annotations

import sys

import pytest

instructions = pytest.importorskip("benchmarks.instructions")

COUNTS = {
    "start": 1_000,
    "reference": 1_000 + 20 * 100,  # so a round is 100
    "import": 51_000,
    "nothing": 70_000,
    "allocate": 70_000 + 20 * 450,
    "apportion": 70_000 + 100 * 80,
}
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Return a file of kept numbers, beside counts that need no valgrind."""
    file = tmp_path / "instructions.toml"
    monkeypatch.setattr(instructions, "KEPT", file)
    monkeypatch.setattr(instructions, "counted", lambda: COUNTS)
    monkeypatch.setattr(instructions.shutil, "which", lambda _: "valgrind")
    return file


def test_rounds_are_differences_by_the_reference_loop() -> None:
    assert instructions.rounds(COUNTS) == {"import": 500.0, "allocate": 4.5, "apportion": 0.8}


@pytest.mark.parametrize(("number", "holds"), [(110.0, True), (110.1, False), (50.0, True)])
def test_the_margin_is_ten_per_cent_above(number: float, holds: bool) -> None:
    lines, held = instructions.compared({"import": number}, {"import": 100.0})
    assert held is holds
    assert ("TOO MANY" in lines[0]) is not holds


def test_keeping_and_comparing(kept, capsys) -> None:
    kept.write_text('["3.0"]\nimport = 1.0\n', "utf-8")
    assert instructions.main(["keep"]) == 0
    assert "import = 1.0\n" in kept.read_text("utf-8")
    assert instructions.main([]) == 0
    assert "allocate: 4.500 rounds of the reference loop, kept 4.500, at most 4.950" in (
        capsys.readouterr().out
    )


def test_too_many_tell_what_to_do(kept, capsys) -> None:
    kept.write_text(f'["{VERSION}"]\nimport = 400.0\nallocate = 4.5\napportion = 0.8\n', "utf-8")
    assert instructions.main([]) == 1
    said = capsys.readouterr().out
    assert (
        "import: 500.000 rounds of the reference loop, kept 400.000, at most 440.000: TOO" in said
    )
    assert "python -m benchmarks.instructions keep" in said


def test_another_python_is_not_compared(kept, capsys) -> None:
    kept.write_text('["3.0"]\nimport = 1.0\n', "utf-8")
    assert instructions.main([]) == 1
    assert f"no numbers of Python {VERSION}" in capsys.readouterr().out


def test_without_valgrind_nothing_is_counted(kept, monkeypatch, capsys) -> None:
    monkeypatch.setattr(instructions.shutil, "which", lambda _: None)
    assert instructions.main([]) == 1
    assert capsys.readouterr().out == "valgrind is not installed: no instructions were counted\n"


def test_the_project_keeps_the_numbers_that_are_compared() -> None:
    every = instructions.tomllib.loads(instructions.KEPT.read_text("utf-8"))
    assert all(numbers.keys() == instructions.rounds(COUNTS).keys() for numbers in every.values())
    assert every
