"""From a file of figures to a file of amounts: `figures`, `allocate AGREEMENT FILE -o FILE`.

All figures are invented.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fordelning import AgeWeighted, Agreement, Flat, Level, PerCapita, Pot, kr
from fordelning.cli import amounts, main
from fordelning.cli.progress import progress
from fordelning.documents import from_toml, to_json, to_toml
from fordelning.readers import read_population
from fordelning.register import swedish

DAY = date(2019, 11, 1)
CODES = swedish().at(DAY).codes(Level.LAN)
YOUNG = {code: 100 + int(code) for code in CODES}
OLD = {code: 300 - int(code) for code in CODES}


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(list(map(str, arguments)))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an agreement and its figures, in which commands run."""
    monkeypatch.chdir(tmp_path)
    pots = [
        Pot("lika", kr(42), "lan", Flat(kr(1)) >> PerCapita()),
        Pot("unga", kr(21), "lan", AgeWeighted({(0, 25): 1})),
    ]
    agreement = Agreement("stod", "Påhittat stöd", kr(63), pots, DAY)
    Path("avtal.toml").write_text(to_toml(agreement), "utf-8")
    write("folkmangd.csv", title='"Folkmängd 1 november efter region, ålder och år"\n\n')
    return tmp_path


def write(
    name: str,
    title: str = "",
    head: str = "region;ålder;2019",
    code: Callable[[str], str] = str,
    extra: str = "",
) -> None:
    """Write a file of the young and the old in each län."""
    rows = "".join(
        f"{code(each)};0-25 år;{YOUNG[each]}\n{code(each)};26+ år;{OLD[each]}\n" for each in CODES
    )
    Path(name).write_bytes(f"{title}{head}\n{rows}{extra}".encode("latin-1"))


class TestToAFile:
    """ "`fordelning allocate avtal.toml folkmangd.csv -o ut.xlsx` (.csv, .json, .html, .md)." """

    @pytest.mark.parametrize("ending", ["xlsx", "csv", "json", "html", "md", "JSON"])
    def test_of_every_format(
        self, ending: str, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        arguments = ["allocate", "avtal.toml", "folkmangd.csv", "-o", f"ut.{ending}"]
        said = f"ut.{ending} is written: 63,00 kr in 2 pots\n"
        assert run(capsys, *arguments)[:2] == (0, said)
        first = Path(f"ut.{ending}").read_bytes()
        start = {"xlsx": b"PK", "csv": b"\xef\xbb\xbfPott;", "html": b"<!", "md": b"# P"}
        assert first.startswith(start.get(ending, b"{\n"))
        # What was there is replaced, and the same input gives the same file.
        assert run(capsys, *arguments)[0] == 0
        assert Path(f"ut.{ending}").read_bytes() == first

    def test_with_the_amounts_of_the_figures(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        run(capsys, "allocate", "avtal.toml", "folkmangd.csv", "--output", "ut.json")
        pots = json.loads(Path("ut.json").read_text("utf-8"))["pots"]
        for pot, (amount, weights) in zip(
            pots, [(2100, dict.fromkeys(CODES, 400)), (2100, YOUNG)], strict=True
        ):
            flat = 100 if pot["id"] == "lika" else 0
            for each in pot["recipients"]:
                exact = flat * sum(weights.values()) + amount * weights[each["code"]]
                assert abs(each["ore"] * sum(weights.values()) - exact) < sum(weights.values())
            assert sum(each["ore"] for each in pot["recipients"]) == 2100 + 21 * flat

    def test_a_page_without_a_map_says_what_that_needs(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        arguments = ["allocate", "avtal.toml", "folkmangd.csv", "-o", "ut.html"]
        for found, said in ((None, "pip install 'fordelning[maps]'"), (object(), "")):
            monkeypatch.setattr(amounts, "find_spec", lambda _, found=found: found)
            code, _, err = run(capsys, *arguments)
            assert (code, said in err, bool(err)) == (0, True, bool(said))

    def test_in_english(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        asked = ["allocate", "avtal.toml", "folkmangd.csv", "--language", "en", "-o", "ut.md"]
        run(capsys, *asked)
        assert "| Code | Name | Amount, SEK |" in Path("ut.md").read_text("utf-8")

    def test_another_ending_is_refused_before_anything_is_read(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, out, err = run(capsys, "allocate", "avtal.toml", "saknas.csv", "-o", "ut.xls")
        assert (code, out) == (2, "")
        assert "ut.xls does not end as a format that there is" in err
        assert "end it with one of .xlsx, .csv, .json, .html, .md" in err

    @pytest.mark.parametrize("ending", ["xlsx", "csv", "html"])
    def test_a_place_that_cannot_be_written_to(
        self, ending: str, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        asked = ["allocate", "avtal.toml", "folkmangd.csv", "-o", f"saknas/ut.{ending}"]
        code, out, err = run(capsys, *asked)
        assert (code, out) == (2, "")
        assert f"saknas/ut.{ending} cannot be written: No such file or directory" in err

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["-o", "ut.md", "--csv"], "--csv prints, and -o writes a file"),
            (["--language", "en"], "--language is of the file that -o writes"),
            (["-o", "ut.md", "--pot", "unga"], "not allowed with argument"),
        ],
    )
    def test_options_that_do_not_go_together(
        self,
        options: list[str],
        said: str,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        with pytest.raises(SystemExit) as caught:
            main(["allocate", "avtal.toml", "folkmangd.csv", *options])
        assert caught.value.code == 2
        assert said in capsys.readouterr().err


class TestFromAFile:
    """ "From 'I downloaded this from Statistikdatabasen' to the workbook." """

    def test_other_commands_read_it_too(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        both = ("avtal.toml", "folkmangd.csv")
        code, out, _ = run(capsys, "allocate", *both)
        assert code == 0
        assert "Population: folkmangd.csv, folkmängd, lan 2019-11-01 by age" in out
        code, out, _ = run(capsys, "explain", both[0], "unga", "09", "--population", both[1])
        assert code == 0
        assert "Folkmängd 1 november" in out
        Path("receipt.json").write_text(run(capsys, "receipt", *both)[1], "utf-8")
        assert run(capsys, "verify", "receipt.json")[0] == 0
        Path("table.csv").write_text("pot;code;kr\nlika;09;2\n", "utf-8")
        code, out, _ = run(capsys, "reconcile", *both, "table.csv")
        assert (code, "1 equal" in out) == (0, True)

    def test_a_receipt_without_figures_is_verified_by_the_file_that_it_is_of(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write("egen.csv", head="Var;Grupp;Antal")
        options = [
            *("--column", "region=Var", "--column", "age=Grupp", "--column", "value=Antal"),
            *("--figures-date", "2019-11-01", "--source", "påhittad"),
        ]
        asked = ("receipt", "avtal.toml", "egen.csv", *options, "--without-figures")
        Path("kort.json").write_text(run(capsys, *asked)[1], "utf-8")
        code, out, err = run(capsys, "verify", "kort.json")
        assert (code, out) == (2, "")
        assert "what to do: give the figures: --population ID, or --population FILE with" in err
        code, out, _ = run(capsys, "verify", "kort.json", "--population", "egen.csv", *options)
        assert (code, out.splitlines()[0]) == (0, "stod: the receipt holds")
        # Gotland has one more who is young.
        changed = Path("egen.csv").read_bytes().replace(b"09;0-25 \xe5r;109", b"09;0-25 \xe5r;110")
        Path("annan.csv").write_bytes(changed)
        code, out, _ = run(capsys, "verify", "kort.json", "--population", "annan.csv", *options)
        assert (code, out.splitlines()[0]) == (1, "stod: the receipt does not hold")
        assert "$.digests.population: the receipt says " in out

    def test_a_receipt_of_other_figures_than_those_given(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        asked = ("receipt", "avtal.toml", "folkmangd.csv", "--without-figures")
        Path("kort.json").write_text(run(capsys, *asked)[1], "utf-8")
        code, _, err = run(capsys, "verify", "kort.json", "--population", "scb-2020-12-31")
        assert code == 2
        assert "what to do: give the figures that the receipt is of, by --population" in err
        assert "--reference-date" not in err
        code, _, err = run(capsys, "verify", "kort.json", "--population", "scb-2020-13-31")
        assert (code, "the catalogue has no population" in err) == (2, True)

    def test_options_of_a_file_that_is_not_given(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as caught:
            main(["verify", "kort.json", "--names", "--level", "lan"])
        assert caught.value.code == 2
        assert "of the file of --population, which is not given: --level, --names" in (
            capsys.readouterr().err
        )

    def test_what_the_file_does_not_say_is_said_by_options(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        names = swedish().at(DAY)
        head = "Var;Grupp;Antal"
        write("egen.csv", head=head, code=lambda code: names.name(Level.LAN, code))
        options = [
            *("--column", "region=Var", "--column", "age=Grupp", "--column", "value=Antal"),
            *("--figures-date", "2019-11-01", "--names", "--source", "påhittad"),
            *("--level", "lan", "--ages", "0-25", "--ages", "26+"),
        ]
        code, out, err = run(capsys, "figures", "egen.csv", *options)
        assert (code, err) == (0, "")
        assert out.startswith(
            f"egen.csv\n\nfolkmängd, lan 2019-11-01 by age: 21 recipients, {400 * 21:,} in all\n"
            "  source: påhittad".replace(",400", " 400")
        )
        assert "named: Gotlands län is 09 Gotlands län\n" in out
        code, out, _ = run(capsys, "allocate", "avtal.toml", "egen.csv", *options, "--csv")
        assert code == 0
        rows = list(csv.DictReader(out.splitlines(), delimiter=";"))
        people = read_population(
            Path("egen.csv"),
            columns={"region": "Var", "age": "Grupp", "value": "Antal"},
            date=DAY,
            names=True,
            source="påhittad",
        )
        assert people.dates() == (DAY,)
        assert sum(int(row["ore"]) for row in rows) == 6300

    def test_bands_are_made_of_the_fewest_classes(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write("delad.csv", extra="01 Stockholms län;0-19 år;60\n01 Stockholms län;20-25 år;41\n")
        said = ["--figures-date", "2019-11-01", "--source", "påhittad", "--where", "region=01"]
        code, out, _ = run(capsys, "figures", "delad.csv", *said)
        assert (code, out) == (2, "")
        code, out, _ = run(capsys, "figures", "delad.csv", *said, "--ages", "0-25")
        assert (code, "\nages: 0-25: 0-25\n" in out) == (0, True)

    def test_values_of_a_variable_are_chosen(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        text = "region;civilstånd;2019\n09;ogifta;3\n09;gifta;4\n09;skilda;5\n"
        Path("delad.csv").write_bytes(text.encode())
        said = ["--figures-date", "2019-11-01", "--source", "påhittad"]
        for chosen, total in (
            (["civilstånd=ogifta"], 3),
            (["civilstånd=ogifta", "civilstånd=skilda"], 8),
            (["civilstånd=ogifta", "civilstånd=*"], 12),
            (["civilstånd=*", "civilstånd=ogifta"], 12),
        ):
            options = [part for each in chosen for part in ("--where", each)]
            code, out, _ = run(capsys, "figures", "delad.csv", *said, *options)
            assert (code, f" {total} in all" in out) == (0, True)
        options = [*said, "--where", "civilstånd=*", "--indicator", "vigda"]
        assert "\nvigda, lan 2019-11-01" in run(capsys, "figures", "delad.csv", *options)[1]

    def test_what_stands_in_a_file_is_told(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        cube = {
            "version": "2.0",
            "class": "dataset",
            "label": "Folkmängd 1 november efter region och år",
            "updated": "2020-02-03T08:00:00Z",
            "note": ["Påhittat\x1b[2J."],
            "id": ["Region", "Tid"],
            "size": [2, 1],
            "dimension": {
                "Region": {
                    "label": "region",
                    "category": {
                        "index": {"00": 0, "09": 1},
                        "label": {"00": "Riket", "09": "Gotlands län"},
                    },
                },
                "Tid": {"label": "år", "category": {"index": {"2019": 0}}},
            },
            "value": [50, 7],
        }
        Path("svar.json").write_text(json.dumps(cube), "utf-8")
        code, out, _ = run(capsys, "figures", "svar.json")
        assert code == 0
        assert "updated: 2020-02-03\n" in out
        assert "left out: 00 Riket" in out
        assert "note: Påhittat\\x1b[2J.\n" in out

    def test_a_line_for_a_reading_of_ones_own_reads_the_file(
        self,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        id = "psykisk-halsa-2017"
        write("utan.csv", head="region;ålder;antal")
        options = ["--figures-date", "2019-11-01", "--source", "påhittad"]
        code, _, err = run(capsys, "allocate", id, "utan.csv", *options)
        assert code == 2
        line = err.splitlines()[-1]
        assert (
            "from fordelning.readers import read_population; print(allocate(agreement("
            "'psykisk-halsa-2017'), read_population('utan.csv', date=date(2019, 11, 1), "
            "source='påhittad')"
        ) in line


class TestWrongFiles:
    """ "Refuses rather than guesses", and says which option helps."""

    @pytest.mark.parametrize(
        ("head", "options", "said"),
        [
            ("region;ålder;antal", [], "say it: --figures-date YYYY-MM-DD"),
            ("region;ålder;antal", ["--figures-date", "2019-11-01"], "say it: --source TEXT"),
            ("region;grupp;antal", ["--column", "x=grupp"], "write --column KIND=NAME"),
        ],
    )
    def test_the_option_is_named(
        self,
        head: str,
        options: list[str],
        said: str,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        write("fel.csv", head=head)
        code, out, err = run(capsys, "allocate", "avtal.toml", "fel.csv", *options)
        assert (code, out) == (2, "")
        assert err.startswith("fordelning: fel.csv: ")
        assert f"  what to do: {said}" in err

    def test_in_swedish(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write("fel.csv", head="region;ålder;antal")
        _, _, err = run(capsys, "figures", "fel.csv", "--locale", "sv")
        assert "ange den: --figures-date ÅÅÅÅ-MM-DD" in err

    def test_a_file_that_is_not_there(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name in ("saknas.csv", "saknas.json", "."):
            code, out, err = run(capsys, "allocate", "avtal.toml", name)
            assert (code, out) == (2, "")
            assert err.startswith(f"fordelning: {name} cannot be read: ")

    def test_neither_an_id_nor_a_file(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, _, err = run(capsys, "allocate", "avtal.toml", "scb-2019-11-01")
        assert code == 2
        assert "the catalogue has no population 'scb-2019-11-01'" in err

    def test_options_of_a_file_beside_an_id(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        arguments = ["allocate", "avtal.toml", "scb-2019-12-31", "--names", "--ages", "0-25"]
        code, _, err = run(capsys, *arguments)
        assert code == 2
        assert "--ages, --names say how a file is read, and 'scb-2019-12-31' is no file" in err


class TestNothingIsLost:
    """ "Wrong input … loses nothing." """

    @pytest.mark.parametrize("name", ["avtal.json", "folkmangd.csv"])
    def test_what_is_read_is_not_replaced(
        self, name: str, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("avtal.json").write_text(to_json(from_toml(Path("avtal.toml").read_text("utf-8"))))
        before = Path(name).read_bytes()
        asked = ["allocate", "avtal.json", "folkmangd.csv", "-o", f"../{folder.name}/{name}"]
        code, _, err = run(capsys, *asked)
        assert (code, Path(name).read_bytes()) == (2, before)
        assert f"{name} is what the amounts are computed from, and would be replaced" in err

    @pytest.mark.parametrize("ending", ["xlsx", "html", "csv"])
    def test_a_file_is_replaced_by_a_whole_one_or_not_at_all(
        self,
        ending: str,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        file = Path(f"ut.{ending}")
        file.write_text("gammal")

        def full(path: Path, data: bytes) -> int:
            with path.open("wb") as out:
                out.write(data[:10])
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(Path, "write_bytes", full)
            code, _, err = run(capsys, "allocate", "avtal.toml", "folkmangd.csv", "-o", file)
        assert code == 2
        assert f"{file} cannot be written: No space left on device" in err
        assert file.read_text() == "gammal"
        assert {each.name for each in folder.iterdir()} == {
            "avtal.toml",
            "folkmangd.csv",
            str(file),
        }

    def test_who_may_read_a_file_stays_so(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("ut.md").touch(0o600)
        run(capsys, "allocate", "avtal.toml", "folkmangd.csv", "-o", "ut.md")
        assert Path("ut.md").stat().st_mode & 0o777 == 0o600

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    @pytest.mark.parametrize("options", [["--csv"], ["--pot", "unga"]])
    def test_a_full_disk_is_told_without_a_traceback(
        self, options: list[str], folder: Path
    ) -> None:
        asked = ["allocate", "avtal.toml", "folkmangd.csv", *options]
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "fordelning", *asked],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert done.returncode == 2
        assert done.stderr.splitlines() == [
            "fordelning: what is printed cannot be written: No space left on device",
            "  likely cause: the disk is full, or the program that reads it has stopped",
            "  what to do: print it to another place",
        ]

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_a_device_is_written_to_and_not_replaced(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("ut.md").symlink_to("/dev/full")
        code, _, err = run(capsys, "allocate", "avtal.toml", "folkmangd.csv", "-o", "ut.md")
        assert (code, "No space left on device" in err) == (2, True)
        assert Path("/dev/full").is_char_device()


class TestProgress:
    """ "A progress line where something takes more than a second." """

    def test_says_what_takes_long_and_takes_it_back(
        self,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr("sys.stderr.isatty", lambda: True)
        monkeypatch.setattr("fordelning.cli.progress._PATIENCE", 0.01)
        with progress("reading x"):
            time.sleep(0.5)
        assert capsys.readouterr() == ("", "reading x …\r\x1b[K")

    def test_says_nothing_of_what_is_quick(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr("sys.stderr.isatty", lambda: True)
        with progress("reading x"):
            pass
        assert capsys.readouterr() == ("", "")

    def test_says_nothing_where_nobody_looks(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr("fordelning.cli.progress._PATIENCE", 0.01)
        with progress("reading x"):
            time.sleep(0.1)
        assert capsys.readouterr() == ("", "")
