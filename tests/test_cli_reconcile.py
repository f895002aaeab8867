"""The command `reconcile`: published tables from CSV, the report, the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from fordelning.cli import main

CHOICES = (
    *("--reference-date", "2020-12-31"),
    *("--reading", "barn-och-unga=0-25"),
)
HEADER = "pot;code;kr\n"


def run(capsys: pytest.CaptureFixture[str], path: Path, text: str | bytes) -> tuple[int, str, str]:
    file = path / "t.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    code = main(["reconcile", "psykisk-halsa-2020", "scb-2020-12-31", str(file), *CHOICES])
    out, err = capsys.readouterr()
    return code, out, err


class TestReport:
    """ "`fordelning reconcile ID published.csv`, a short report per table." """

    def test_each_table(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        # 5 550 305,1990 kr is Gotland's exact amount: the nearest krona is 5 550 305.
        text = (
            f"{HEADER}lan-samverkan;09;5 550 305\nlan-brukarmedverkan;01;2 000 000\n"
            "lan-brukarmedverkan;03;2 000 000\nlan-brukarmedverkan;;24 000 000\n"
        )
        code, out, _ = run(capsys, tmp_path, text)
        assert code == 1
        *_, first, second = out.split("\n\n")
        assert first.startswith("lan-samverkan: 1 cell, 1 equal")
        assert "the rows miss the printed total by 20 000 000,00 kr" in second
        assert "03 Uppsala län: published 2 000 000,00 kr, computed 1 000 000,00 kr" in second

    def test_says_first_what_the_amounts_are_compared_with(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        _, out, _ = run(capsys, tmp_path, f"{HEADER}lan-samverkan;09;5 550 305\n")
        assert out.splitlines()[:6] == [
            "Överenskommelsen om psykisk hälsa 2020 (psykisk-halsa-2020): 1 716 000 000,00 kr",
            "",
            "The agreement asks for figures of 2019-11-01; those of 2020-12-31 were used instead.",
            "Population: scb-2020-12-31, folkmängd, kommun 2020-12-31; folkmängd, lan 2020-12-31 "
            "by age",
            "Read 'barn-och-unga' as '0-25'",
            "Rounding: largest-remainder, to whole multiples of 0,01 kr",
        ]
        assert (
            "Computed amounts are rounded to the unit of the published table, whole kronor." in out
        )

    def test_the_exit_code_says_whether_an_amount_is_different(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        for amount, code in (("5 550 305", 0), ("5 550 306", 0), ("5 550 307", 1)):
            assert run(capsys, tmp_path, f"{HEADER}lan-samverkan;09;{amount}\n")[0] == code
        for arguments in (["--help"], ["reconcile", "--help"]):
            with pytest.raises(SystemExit):
                main(arguments)
            assert "1 when" in capsys.readouterr().out


class TestWrongInput:
    """ "What cannot be read is refused, and never half read." """

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "does not begin with the header pot;code;kr"),
            ("pot,code,kr\n", "does not begin with the header"),
            (f"{HEADER}lan-samverkan;09\n", "line 2: the row has 2 cells"),
            (f"{HEADER}\np;09;1\n", "line 2: the row has 0 cells"),
            (f"{HEADER}p;09;1\np;09;2\n", "line 3: '09' stands twice in the table of 'p'"),
            (f"{HEADER}p;;1\np;;x\n", "line 3: '(total)' stands twice"),
            (f"{HEADER}p;01;1.000\np;03;1,234\n", "2 rows of "),
            (f"{HEADER}lan-samverkan;09;5 550 305,20\n", "pot 'lan-samverkan': "),
        ],
    )
    def test_of_rows(
        self, text: str, said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        code, out, err = run(capsys, tmp_path, text)
        assert (code, out) == (2, "")
        assert said in err
        assert "population" not in err

    @pytest.mark.parametrize(
        "text",
        [
            f"{HEADER}lan-samverkan;Jämtland;1\n".encode("latin-1"),
            f"{HEADER}p;01;1\n".encode("utf-16"),
            f"{HEADER}p;01;{'1' * 200_000}\n".encode(),
        ],
    )
    def test_of_files_that_are_no_csv_in_utf_8(
        self, text: bytes, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        code, out, err = run(capsys, tmp_path, text)
        assert (code, out) == (2, "")
        assert "t.csv cannot be read as rows of text" in err
        assert "what to do: save as CSV UTF-8" in err

    def test_blank_lines_at_the_end_are_no_rows(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        for end in ("\n\n", "\r\n;;\r\n", "  \n"):
            text = f"\ufeff{HEADER}lan-samverkan;09;5 550 305\n{end}"
            assert run(capsys, tmp_path, text)[0] == 0

    def test_of_a_file_that_is_too_large_or_not_there(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        code, _, err = run(capsys, tmp_path, "x" * 10_000_001)
        assert code == 2
        assert "larger than 10 000 000 bytes" in err
        missing = str(tmp_path / "missing.csv")
        assert main(["reconcile", "psykisk-halsa-2020", "scb-2020-12-31", missing, *CHOICES]) == 2
        assert "cannot be read" in capsys.readouterr().err
