"""The command line: what it prints, to whom, and with which exit code."""

from __future__ import annotations

import csv
import io
import os
import re
import runpy
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from fordelning import (
    Agreement,
    Ambiguity,
    Equal,
    Method,
    Population,
    Pot,
    Reading,
    Recipient,
    Rounding,
    allocate,
    catalogue,
    kr,
)
from fordelning.cli import main, report

CHOICES = [
    "scb-2020-12-31",
    *("--reading", "barn-och-unga=0-25"),
    *("--reference-date", "2020-12-31"),
]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


class TestWithoutArguments:
    """ "Without arguments it allocates `psykisk-halsa-2020` on `scb-2020-12-31`." """

    def test_it_says_which_date_was_used_instead(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, err = run(capsys)
        assert (code, err) == (0, "")
        assert (
            "The agreement asks for figures of 2019-11-01; those of 2020-12-31 were used instead."
            in out
        )
        assert "Read 'barn-och-unga' as '0-25'" in out

    def test_it_prints_each_pot_each_lan_and_the_grand_total(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _, out, _ = run(capsys)
        lines = out.splitlines()
        assert any(
            line.split("  ")[0] == "lan-samverkan"
            and "200 000 000,00 kr" in line
            and 'FlatPlusRemainder(kr("5 000 000"), PerCapita())' in line
            for line in lines
        )
        for code in ("01", "09", "25", "SKR"):
            assert any(line.startswith(f"{code} ") for line in lines)
        header = next(line for line in lines if line.startswith("code"))
        assert re.split(r" {2,}", header) == [
            *("code", "län", "its region", "its kommuner", "the län", "others", "sum")
        ]
        assert "Grand total: 1 716 000 000,00 kr" in lines
        assert "Every pot adds up to its amount: 12 of 12." in lines

    def test_the_columns_are_what_the_text_gives_each_level(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _, out, _ = run(capsys)
        sums = next(line for line in out.splitlines() if line.strip().startswith("sum"))
        for amount in ("820", "300", "574", "22", "1 716"):
            assert f" {amount} 000 000,00 kr" in sums


class TestList:
    def test_names_agreements_and_populations(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "list")
        assert code == 0
        for id in (*catalogue.agreements(), *catalogue.populations()):
            assert any(line.startswith(id) for line in out.splitlines())

    def test_marks_what_needs_a_reading_of_ones_own(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _, out, _ = run(capsys, "list")
        marked = {line.split()[0] for line in out.splitlines() if "reading of your own" in line}
        assert marked == {
            "kvinnors-halsa-2023-landsbygd",
            *(f"psykisk-halsa-{year}" for year in (2016, 2017, 2019, 2022)),
        }


class TestShow:
    def test_shows_an_agreement_with_its_readings_and_sums(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _, out, _ = run(capsys, "show", "psykisk-halsa-2020")
        assert "figures of: 2019-11-01" in out
        assert "declared: stimulansmedel, 1 694 000 000,00 kr, over region, kommun, lan" in out
        assert "barn-och-unga: can be read in 2 ways." in out
        assert '"efter befolkningsmängd"' in out
        assert "paid to: den aktör som regionen och länets kommuner anger" in out
        assert "skr-samordning: 20 000 000,00 kr to Sveriges Kommuner och Regioner (SKR)" in out
        assert "Problems: 0" in out

    def test_shows_what_is_left_open(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(capsys, "show", "psykisk-halsa-2017")
        assert (
            "ungdomsmottagningar: left open, 130 000 000,00 kr to kommuner och landsting, utan "
            "angiven delning (kommuner+landsting), ungdomsmottagningar\n  The text does not say"
        ) in out
        assert "by None" not in out
        assert "530 000 000,00 kr: 250 000 000,00 kr differ" in out

    def test_shows_a_population_with_its_sources(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(capsys, "show", "scb-2020-12-31")
        assert "folkmängd, lan 2020-12-31 by age: 21 recipients, 10 379 295 in all" in out
        assert "folkmängd, kommun 2020-12-31: 290 recipients, 10 379 295 in all" in out
        assert out.count("source: SCB") == 2

    def test_perturbed_figures_are_not_added_up(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(capsys, "show", "scb-2025-12-31")
        assert "folkmängd, kommun 2025-12-31, perturbed: 290 recipients\n" in out

    def test_a_wrong_id_suggests_the_nearest(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, err = run(capsys, "show", "SCB-2020-12-31")
        assert (code, out) == (2, "")
        assert "no agreement or population 'SCB-2020-12-31'; did you mean 'scb-2020-12-31'?" in err

    @pytest.mark.parametrize(
        ("id", "kind", "likest"),
        [
            ("scb-2020-13-31", "scb-", "scb-2020-12-31"),
            ("psykisk-halsa-2021", "psykisk-halsa-", "psykisk-halsa-20"),
        ],
    )
    def test_a_wrong_id_names_those_that_are_likest(
        self, id: str, kind: str, likest: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Of agreements and populations, those of the kind that was meant, and not all."""
        code, _, err = run(capsys, "show", id)
        assert code == 2
        named = re.search(r"use one such as (.+); all of them: fordelning list", err)
        assert named is not None
        ids = named[1].split(", ")
        assert len(ids) == 3
        assert all(each.startswith(kind) for each in ids)
        assert ids[0].startswith(likest)

    def test_notes_rounding_and_no_claim_about_the_text(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _, out, _ = run(capsys, "show", "kvinnors-halsa-2020")
        assert "figures of: any day, since the definition names none" in out
        assert "rounding: nearest, to whole multiples of 1,00 kr" in out
        assert "note: The amounts rest on the population of 31 December 2018. 19 of" in out
        _, out, _ = run(capsys, "show", "kvinnors-halsa-2017-tillagg")
        assert out.count("  note: The sum is inferred") == 2


class TestAllocate:
    def test_prints_the_same_as_without_arguments(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, chosen, _ = run(capsys, "allocate", "psykisk-halsa-2020", *CHOICES)
        _, shown, _ = run(capsys)
        assert shown.startswith(chosen)

    def test_one_pot(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(
            capsys, "allocate", "psykisk-halsa-2020", *CHOICES, "--pot", "lan-samverkan"
        )
        assert re.search(r"^09 +Gotlands län +5 550 305,20 kr$", out, re.MULTILINE)
        assert out.splitlines()[-1].split() == ["sum", "200", "000", "000,00", "kr"]

    def test_csv_has_a_row_per_pot_and_recipient(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(capsys, "allocate", "psykisk-halsa-2020", *CHOICES, "--csv")
        assert out.splitlines()[0] == "pot;level;code;name;ore;quota;payee"
        rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
        assert len(rows) == 8 * 21 + 2 * 290 + 2
        assert sum(int(row["ore"]) for row in rows) == 171_600_000_000
        assert {"pot": "lan-samverkan", "level": "lan", "code": "09"}.items() <= {
            key: value
            for row in rows
            if (row["pot"], row["code"]) == ("lan-samverkan", "09")
            for key, value in row.items()
        }.items()

    def test_csv_of_one_pot(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(
            capsys, "allocate", "psykisk-halsa-2020", *CHOICES, "--csv", "--pot", "skr-samordning"
        )
        assert out.splitlines() == [
            "pot;level;code;name;ore;quota;payee",
            "skr-samordning;;SKR;Sveriges Kommuner och Regioner;2000000000;2000000000;",
        ]

    def test_a_wrong_pot_is_refused_in_every_form(self, capsys: pytest.CaptureFixture[str]) -> None:
        for form in ([], ["--csv"]):
            code, out, err = run(
                capsys, "allocate", "psykisk-halsa-2020", *CHOICES, "--pot", "lan-samvrekan", *form
            )
            assert (code, out) == (2, "")
            assert "did you mean 'lan-samverkan'?" in err

    def test_what_is_left_open_is_told_with_the_options_that_settle_it(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, out, err = run(capsys, "allocate", "psykisk-halsa-2020", "scb-2020-12-31")
        assert (code, out) == (2, "")
        assert "read in several ways: befolkningsmangd, 0-25" in err
        assert "what to do: choose one: --reading barn-och-unga=NAME" in err
        assert "what to do: use another day on purpose: --reference-date 2020-12-31" in err
        assert "allocate(" not in err

    def test_two_readings_of_one_place_are_refused(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        other = ["--reading", "barn-och-unga=befolkningsmangd"]
        code, out, err = run(capsys, "allocate", "psykisk-halsa-2020", *CHOICES, *other)
        assert (code, out) == (2, "")
        assert "is given two readings: 0-25, befolkningsmangd" in err
        assert run(capsys, "allocate", "psykisk-halsa-2020", *CHOICES, *CHOICES[1:3])[0] == 0

    def test_an_unknown_reading_is_told_with_the_known_ones(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        wrong = [*CHOICES[:2], "barn-och-unga=0-24", *CHOICES[3:]]
        code, _, err = run(capsys, "allocate", "psykisk-halsa-2020", *wrong)
        assert code == 2
        assert "NAME is one of befolkningsmangd, 0-25" in err

    @pytest.mark.parametrize(
        ("option", "said"),
        [
            (["--reading", "barn-och-unga"], "is not NAME=VALUE"),
            (["--reference-date", "31/12"], "is not a date such as 2020-12-31"),
            (["--ages", "0"], "is not a band of ages such as 0-25 or 65+"),
            (["--where", "kön"], "is not NAME=VALUE"),
            ([], "the following arguments are required: POPULATION"),
        ],
    )
    def test_options_that_cannot_be_read_are_refused(
        self, option: list[str], said: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as caught:
            main(
                ["allocate", "psykisk-halsa-2020", *(["scb-2020-12-31"] if option else []), *option]
            )
        assert caught.value.code == 2
        assert said in capsys.readouterr().err


class TestAReadingOfOnesOwn:
    """ "For a reading of one's own say that it needs Python, with a line that runs." """

    @pytest.mark.parametrize(
        ("id", "population", "options", "open_places"),
        [
            ("psykisk-halsa-2016", "scb-2021-12-31", [], 1),
            ("psykisk-halsa-2017", "scb-2020-12-31", [], 1),
            ("psykisk-halsa-2017", "scb-2020-12-31", ["--reading", "analys=till-vardera"], 1),
            ("psykisk-halsa-2017", "scb-2021-12-31", ["--reference-date", "2021-12-31"], 1),
            ("psykisk-halsa-2019", "scb-2020-12-31", [], 6),
            ("psykisk-halsa-2022", "scb-2021-12-31", [], 8),
            ("kvinnors-halsa-2023-landsbygd", "scb-2022-12-31", [], 1),
        ],
    )
    def test_the_line_that_is_printed_runs(
        self,
        id: str,
        population: str,
        options: list[str],
        open_places: int,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        code, out, err = run(capsys, "allocate", id, population, *options)
        assert (code, out) == (2, "")
        assert err.count("is left open") == open_places
        assert err.count("give a reading of your own, which needs Python") == open_places
        line = err.splitlines()[-1]
        assert line.startswith('python -c "')
        assert line.endswith('"')
        exec(line.removeprefix('python -c "').removesuffix('"'), {})
        assert catalogue.agreement(id).total.ore > 0
        printed = capsys.readouterr().out.splitlines()
        assert printed[-1].split("  ")[-1].strip() == str(catalogue.agreement(id).total)

    def test_nothing_is_said_of_python_elsewhere(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, _, err = run(capsys, "allocate", "psykisk-halsa-2020", "scb-2020-12-31")
        assert "python -c" not in err

    def test_several_days_in_one_population_are_settled_by_an_option(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        both = catalogue.population("scb-2021-12-31") | catalogue.population("scb-2022-12-31")

        def joined(_: str) -> Population:
            return both

        monkeypatch.setattr(catalogue, "population", joined)
        code, _, err = run(capsys, "allocate", "kvinnors-halsa-2022", "both")
        assert code == 2
        assert "pot 'regioner': no reference date is named" in err
        assert "--reference-date YYYY-MM-DD, one of 2021-12-31, 2022-12-31" in err
        assert "allocate(" not in err


class TestExplain:
    """ "`explain ID POT CODE`" """

    def test_tells_how_gotlands_amount_came_about(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "explain", "psykisk-halsa-2020", "lan-samverkan", "09")
        assert code == 0
        for said in (
            "Gotlands län (09)",
            "95 000 000,00 kr x 60 124 / 10 379 295",
            "≈ 555 030 519,8956 öre",
            "leaves 12 x 0,01 kr",
            "this one is number 3 from the largest",
            "rounded up to 5 550 305,20 kr",
        ):
            assert said in out

    def test_takes_another_reading(self, capsys: pytest.CaptureFixture[str]) -> None:
        reading = ["--reading", "barn-och-unga=befolkningsmangd"]
        _, out, _ = run(capsys, "explain", "psykisk-halsa-2020", "barn-och-unga", "09", *reading)
        assert "What you did not choose is as in the bundled example" in out
        assert "read 'barn-och-unga' as 'befolkningsmangd'" in out
        assert "370 000 000,00 kr x 60 124 / 10 379 295" in out

    def test_needs_no_example_where_the_population_is_chosen(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        where = ["explain", "kvinnors-halsa-2022", "regioner", "09"]
        code, _, err = run(capsys, *where)
        assert code == 2
        assert "no example of 'kvinnors-halsa-2022'" in err
        assert "choose yourself: --population ID" in err
        code, out, _ = run(capsys, *where, "--population", "scb-2021-12-31")
        assert code == 0
        assert "Region Gotland (09)" in out
        assert "bundled example" not in out

    def test_says_nothing_of_defaults_where_all_is_chosen(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _, out, _ = run(
            capsys, "explain", "psykisk-halsa-2020", "lan-samverkan", "09", "--population", *CHOICES
        )
        assert "bundled example" not in out

    def test_a_name_is_told_its_code(self, capsys: pytest.CaptureFixture[str]) -> None:
        where = ["explain", "psykisk-halsa-2020", "kommun-handlingsplaner"]
        code, _, err = run(capsys, *where, "Karlstad")
        assert code == 2
        assert "has no recipient 'Karlstad'; that is the name of '1780'" in err

    def test_a_code_that_lost_its_zero_is_recognised(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, _, err = run(capsys, "explain", "psykisk-halsa-2020", "lan-samverkan", "9")
        assert code == 2
        assert "did you mean '09'?" in err


class TestAsAProgram:
    def test_help_and_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        for option, said in (("--help", "distribute an agreement's money"), ("--version", "0.1.0")):
            with pytest.raises(SystemExit) as caught:
                main([option])
            assert caught.value.code == 0
            assert said in capsys.readouterr().out

    def test_a_reader_that_has_seen_enough_is_no_error(self) -> None:
        command = [sys.executable, "-m", "fordelning"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
            assert program.stdout
            assert program.stderr
            program.stdout.close()
            assert program.stderr.read() == b""
        assert program.returncode == 0

    def test_runs_where_the_terminal_knows_only_ascii(self) -> None:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "fordelning",
                "explain",
                "psykisk-halsa-2020",
                "lan-samverkan",
                "09",
            ],
            env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"5 550 305,20 kr" in done.stdout


def test_the_report_of_an_agreement_with_problems_tells_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = catalogue.agreement("psykisk-halsa-2020")
    broken = evolve(sound, total=kr(1), reference_date=None, note="Mind the sum.")

    def with_a_problem(_: str) -> Agreement:
        return broken

    monkeypatch.setattr(catalogue, "agreement", with_a_problem)
    _, out, _ = run(capsys, "show", "psykisk-halsa-2020")
    assert "figures of: any day, since the definition names none" in out
    assert "note: Mind the sum." in out
    assert "Problems: 1" in out
    assert "the pots add up to 1 716 000 000,00 kr and the agreement says 1,00 kr" in out


class TestReports:
    """What is printed of agreements that are not in the catalogue."""

    POTS = (Pot("p", kr(2), "skola", Equal()), Pot("q", kr(1), Recipient("SKR")))

    def test_levels_of_ones_own_have_a_column_of_their_own(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        own = Agreement("a", "Avtalet", kr(3), self.POTS, None)
        result = allocate(own, Population.of(["norra", "södra"], level="skola"))
        report.overview(result, "egen")
        lines = capsys.readouterr().out.splitlines()
        assert lines[:3] == ["Avtalet (a): 3,00 kr", "", "Population: egen, recipients, skola"]
        assert re.split(" {2,}", next(line for line in lines if line.startswith("code"))) == [
            *("code", "län", "skola", "others", "sum")
        ]
        assert re.split(" {2,}", next(line for line in lines if line.startswith("norra"))) == [
            *("norra", "norra", "1,00 kr", "1,00 kr")
        ]
        assert lines[-1] == "Every pot adds up to its amount: 2 of 2."

    def test_the_date_of_the_figures_is_told_unless_it_is_the_one_asked_for(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        day = date(2020, 12, 31)
        dated = Population.from_counts(
            {"norra": 1, "södra": 1}, date=day, source="invented", level="skola"
        )
        for asked, said in (
            (None, "The definition names no date; level 'skola' has figures of 2020-12-31."),
            (day, "Population: egen, folkmängd, skola 2020-12-31"),
        ):
            own = Agreement("a", "Avtalet", kr(3), self.POTS, asked)
            report.overview(allocate(own, dated), "egen")
            assert capsys.readouterr().out.splitlines()[2] == said

    def test_what_rounding_left_over_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        whole = Rounding(unit=kr(1), method=Method.FLOOR)
        own = Agreement("a", "Avtalet", kr(4), [Pot("p", kr(4), "skola", Equal())], None)
        three = Population.of(["a", "b", "c"], level="skola")
        result = allocate(evolve(own, rounding=whole), three)
        report.overview(result, "egen")
        lines = capsys.readouterr().out.splitlines()
        assert lines[-2:] == [
            "Every pot adds up to its amount: 1 of 1.",
            "Given to nobody in p: 1,00 kr (avrundningsdifferens)",
        ]
        table = [line.split(maxsplit=1) for line in lines if line.endswith(" kr")]
        # The column adds up: 1 each to a, b and c and 1 to nobody are the 4 of the pot.
        assert ["to", "nobody  1,00 kr  1,00 kr"] in table
        assert ["sum", "4,00 kr  4,00 kr"] in table
        report.one_pot(result, "p")
        assert [line.split() for line in capsys.readouterr().out.splitlines()[-2:]] == [
            ["avrundningsdifferens", "1,00", "kr"],
            ["sum", "4,00", "kr"],
        ]

    def test_roundings_and_notes_of_single_pots_are_told(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        pots = [
            Pot("p", kr(2), "skola", Equal(), rounding=Rounding(kr(1)), note="Half known."),
            Pot("q", kr(1), Recipient("SKR")),
        ]
        own = Agreement("a", "Avtalet", kr(3), pots, None, note="Wholly made up.")
        report.definition(own)
        assert "  rounding: largest-remainder, to whole multiples of 1,00 kr\n" in (
            capsys.readouterr().out
        )
        result = allocate(own, Population.of(["norra", "södra"], level="skola"))
        report.heading(result, "egen")
        assert capsys.readouterr().out.splitlines()[-4:] == [
            "Rounding: largest-remainder, to whole multiples of 0,01 kr",
            "Rounding of p: largest-remainder, to whole multiples of 1,00 kr",
            "Note: Wholly made up.",
            "Note on p: Half known.",
        ]
        report.one_pot(result, "q")
        assert capsys.readouterr().out.splitlines()[0] == "Avtalet: q, 1,00 kr"

    def test_a_pot_without_a_source_is_shown_without(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        report.definition(Agreement("a", "Avtalet", kr(3), self.POTS, None))
        assert "source" not in capsys.readouterr().out

    def test_the_callers_own_reading_is_said_to_be(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        place = Ambiguity("x", amount=kr(1), to="skola")
        own = Reading("lika", pots=[Pot("y", kr(1), "skola", Equal())])
        result = allocate(
            Agreement("a", "Avtalet", kr(1), [place], None),
            Population.of(["norra"], level="skola"),
            readings={"x": own},
        )
        report.overview(result, "egen")
        assert "Read 'x' as 'lika', a reading of the caller's own" in capsys.readouterr().out


class TestModule:
    def test_python_m_runs_the_command_line(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "argv", ["fordelning", "list"])
        with pytest.raises(SystemExit) as caught:
            runpy.run_module("fordelning", run_name="__main__")
        assert caught.value.code == 0
        assert "psykisk-halsa-2020" in capsys.readouterr().out

    def test_a_broken_pipe_is_quiet(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        with (tmp_path / "out").open("w") as stream:

            def closed(*_: object) -> None:
                raise BrokenPipeError

            monkeypatch.setattr(sys, "stdout", stream)
            monkeypatch.setattr("builtins.print", closed)
            assert main(["list"]) == 0

    def test_output_that_is_full_is_wrong(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        said = io.StringIO()
        with (tmp_path / "out").open("w") as stream:

            def full(text: str, file: object = None) -> None:
                if file is None:
                    raise OSError(28, "No space left on device")
                said.write(text)

            monkeypatch.setattr(sys, "stdout", stream)
            monkeypatch.setattr("builtins.print", full)
            assert main(["list"]) == 2
        assert said.getvalue().startswith(
            "fordelning: what is printed cannot be written: No space left on device\n"
        )

    def test_a_stream_that_cannot_be_reconfigured_will_do(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stream = io.StringIO()
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["list"]) == 0
        assert "scb-2020-12-31" in stream.getvalue()
