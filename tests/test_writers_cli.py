"""`allocate ID -o FILE.xlsx`: a workbook from the command line, and its errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from fordelning.cli import main

from .workbooks import values

CHOICES = [
    *("allocate", "psykisk-halsa-2020", "scb-2020-12-31"),
    *("--reading", "barn-och-unga=0-25", "--reference-date", "2020-12-31"),
]


@pytest.mark.parametrize(
    ("arguments", "name"), [([], "Sammanfattning"), (["--language", "en"], "Summary")]
)
def test_writes_a_workbook(
    arguments: list[str], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "2020.xlsx"
    assert main([*CHOICES, "-o", str(path), *arguments]) == 0
    assert capsys.readouterr().out == f"{path} is written: 1 716 000 000,00 kr in 12 pots\n"
    assert values(path)[name]["A1"] == "Överenskommelsen om psykisk hälsa 2020"


def test_tells_why_it_cannot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*CHOICES, "-o", str(tmp_path / "saknas" / "x.xlsx")]) == 2
    assert "cannot be written: No such file or directory" in capsys.readouterr().err
