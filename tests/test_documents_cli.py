"""`fordelning check FILE`: what a document says, and all that is wrong with it."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import pytest

from fordelning import (
    Agreement,
    Ambiguity,
    Equal,
    Flat,
    Level,
    PerCapita,
    Pot,
    Reading,
    allocate,
    catalogue,
    kr,
)
from fordelning.cli import main
from fordelning.cli.printable import printable
from fordelning.documents import from_toml, to_json, to_toml
from fordelning.errors import AgreementError
from fordelning.receipts import issue
from fordelning.sentences import Phrase, Sentence

BROKEN = Path(__file__).parent / "broken"


def agreement(total: int) -> Agreement:
    return Agreement("a", "Bidrag", kr(total), [Pot("p", kr(5), "lan", Equal())], None)


@pytest.mark.parametrize(("name", "write"), [("a.toml", to_toml), ("A.JSON", to_json)])
class TestADocumentThatCanBeRead:
    def test_is_told_in_short(self, name, write, tmp_path, capsys):
        path = tmp_path / name
        path.write_text(write(agreement(5)), encoding="utf-8")
        assert main(["check", str(path)]) == 0
        said = capsys.readouterr().out
        assert said.startswith("Bidrag (a): 5,00 kr\n")
        assert "p: 5,00 kr to lan\n  key: Equal()\n" in said
        assert said.endswith("Problems: 0\n")

    def test_with_problems_lists_them_all_and_exits_with_1(self, name, write, tmp_path, capsys):
        path = tmp_path / name
        path.write_text(write(agreement(6)), encoding="utf-8")
        assert main(["check", str(path)]) == 1
        said = capsys.readouterr().out
        assert "Problems: 1\nthe pots add up to 5,00 kr and the agreement says 6,00 kr" in said


class TestADocumentThatCannotBeRead:
    """ "All errors at once, each with its path." Exit code 2."""

    def refused(self, path: Path, capsys: pytest.CaptureFixture[str]) -> str:
        assert main(["check", str(path)]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        return said.err

    def test_is_told_with_all_that_is_wrong(self, capsys):
        path = BROKEN / "several.toml"
        said = self.refused(path, capsys)
        first = f"fordelning: {path}: problems in the document, 9 in all:\n- $: there is no"
        assert said.startswith(first)
        assert "\n- $.pot[1].key.then[0].flat: amount without unit: '5' (text)\n" in said

    def test_is_told_with_its_line(self, capsys):
        path = BROKEN / "syntax.json"
        said = self.refused(path, capsys)
        assert said.startswith(f"fordelning: {path}: line 4, column 3: this is not JSON")

    def test_is_not_there(self, tmp_path, capsys):
        assert "cannot be read" in self.refused(tmp_path / "a.toml", capsys)
        written(tmp_path / "b.toml", LAN)
        assert "cannot be read" in self.refused(tmp_path / "b.toml" / "a.toml", capsys)

    def test_is_named_otherwise(self, tmp_path, capsys):
        assert "is named neither as TOML nor as JSON" in self.refused(tmp_path / "a.xlsx", capsys)

    def test_is_no_utf_8(self, tmp_path, capsys):
        path = tmp_path / "a.toml"
        path.write_bytes(to_toml(agreement(5)).replace("Bidrag", "Länet").encode("latin-1"))
        assert "is not text in UTF-8" in self.refused(path, capsys)

    def test_is_too_large(self, tmp_path, capsys):
        path = tmp_path / "a.toml"
        path.write_bytes(b"#" * 4_000_001)
        assert "has more than 4 000 000 bytes" in self.refused(path, capsys)


def test_a_key_that_leaves_a_rest_is_no_matter_of_the_definition(tmp_path):
    """What depends on figures is found when money is distributed, not when it is defined."""
    path = tmp_path / "a.toml"
    pot = Pot("p", kr(5), "lan", Flat(kr(1)))
    path.write_text(to_toml(Agreement("a", "A", kr(5), [pot], None)), encoding="utf-8")
    assert main(["check", str(path)]) == 0


FIGURES = ["scb-2020-12-31"]


def run(capsys: pytest.CaptureFixture[str], *given: object) -> tuple[int, str, str]:
    code = main(list(map(str, given)))
    out, err = capsys.readouterr()
    return code, out, err


def written(path: Path, *pots: Pot | Ambiguity, title: str = "Bidrag") -> Path:
    total = kr(5 * len(pots))
    write = to_json if path.suffix.lower() == ".json" else to_toml
    path.write_text(write(Agreement("a", title, total, pots, None)), encoding="utf-8")
    return path


LAN = Pot("p", kr(5), Level.LAN, PerCapita())


@pytest.mark.parametrize("name", ["a.toml", "a.TOML", "a.json", "a.Json"])
class TestEveryCommandTakesADocument:
    """An agreement is given by its id, or as FILE.toml or FILE.json in any case."""

    def test_show(self, name, tmp_path, capsys):
        path = written(tmp_path / name, LAN)
        code, said, _ = run(capsys, "show", path)
        assert (code, said) == (0, run(capsys, "check", path)[1])
        assert said.startswith("Bidrag (a): 5,00 kr\n")

    def test_allocate(self, name, tmp_path, capsys):
        """60 124 of 10 379 295 people get 2,896… öre of 500; the largest rests are rounded up."""
        path = written(tmp_path / name, LAN)
        code, said, _ = run(capsys, "allocate", path, *FIGURES)
        assert code == 0
        assert "Grand total: 5,00 kr\nEvery pot adds up to its amount: 1 of 1.\n" in said
        code, said, _ = run(capsys, "allocate", path, *FIGURES, "--pot", "p")
        assert code == 0
        gotland = next(line for line in said.splitlines() if line.startswith("09 "))
        assert gotland.split() == ["09", "Gotlands", "län", "0,03", "kr"]

    def test_explain(self, name, tmp_path, capsys):
        path = written(tmp_path / name, LAN)
        code, said, _ = run(capsys, "explain", path, "p", "09", "--population", *FIGURES)
        assert (code, said.startswith("Gotlands län (09) in pot 'p' of Bidrag\n")) == (0, True)

    def test_explain_needs_to_be_told_the_population(self, name, tmp_path, capsys):
        """There is an example of bundled agreements only."""
        path = written(tmp_path / name, LAN)
        code, _, said = run(capsys, "explain", path, "p", "09")
        assert (code, f"there is no example of '{path}'\n" in said) == (2, True)
        assert "or it is a document\n  what to do: choose yourself: --population ID" in said

    def test_receipt(self, name, tmp_path, capsys):
        path = written(tmp_path / name, LAN)
        code, said, _ = run(capsys, "receipt", path, *FIGURES)
        definition = Agreement("a", "Bidrag", kr(5), [LAN], None)
        issued = issue(allocate(definition, catalogue.population("scb-2020-12-31")))
        assert (code, said) == (0, issued.to_json())

    def test_reconcile(self, name, tmp_path, capsys):
        path = written(tmp_path / name, LAN)
        table = tmp_path / "table.csv"
        table.write_text("pot;code;kr\np;09;0\n", encoding="utf-8")
        code, said, _ = run(capsys, "reconcile", path, *FIGURES, table)
        assert (code, "\np: 1 cell, " in said) == (0, True)

    def test_diff(self, name, tmp_path, capsys):
        path = written(tmp_path / name, LAN)
        code, said, _ = run(capsys, "diff", path, path)
        assert (code, said) == (0, "a -> a: the definitions are the same\n")

    @pytest.mark.parametrize(
        "command",
        [
            ["check", "FILE"],
            ["show", "FILE"],
            ["allocate", "FILE", *FIGURES],
            ["explain", "FILE", "p", "09", "--population", *FIGURES],
            ["receipt", "FILE", *FIGURES],
            ["reconcile", "FILE", *FIGURES, "table.csv"],
            ["diff", "FILE", "psykisk-halsa-2020"],
        ],
        ids=lambda command: command[0],
    )
    @pytest.mark.parametrize("content", [b"{", b"[]", b"\xff", b"#" * 4_000_001])
    def test_what_is_wrong_names_the_file_once(self, content, command, name, tmp_path, capsys):
        path = tmp_path / name
        path.write_bytes(content)
        given = [str(path) if each == "FILE" else each for each in command]
        code, out, said = run(capsys, *given)
        assert (code, out, said.count(name)) == (2, "", 1)
        assert said.startswith(f"fordelning: {path}")


class TestADocumentThatLeavesAPlaceOpen:
    """The line in Python is for a shell, and a document may come from anybody."""

    def line(self, path: Path, capsys: pytest.CaptureFixture[str]) -> str:
        code, _, said = run(capsys, "allocate", path, *FIGURES)
        assert code == 2
        return said.splitlines()[-1]

    def test_is_told_with_a_line_that_runs(self, tmp_path, capsys):
        place = Ambiguity("öppet", amount=kr(5), to=Level.LAN)
        line = self.line(written(tmp_path / "a.toml", place), capsys)
        assert line.startswith('python -c "')
        exec(shlex.split(line)[-1], {})
        assert "5,00 kr" in capsys.readouterr().out

    def test_gives_the_shell_no_command(self, tmp_path, capsys):
        id = "\"; touch $(here) `there`\n' \\"
        place = Ambiguity(id, amount=kr(5), to=Level.LAN)
        line = self.line(written(tmp_path / "a.toml", place), capsys)
        command = shlex.split(line)
        assert command[:2] == ["python", "-c"]
        assert len(command) == 3
        exec(command[2], {})
        assert "5,00 kr" in capsys.readouterr().out


EVIL = "\x1b[2J\nProblems: 0\r\x9b1A\u202e\u2028\x7f"
ESCAPED = r"\x1b[2J\nProblems: 0\r\x9b1A\u202e\u2028\x7f"


class TestWhatIsNotPrintable:
    """A text of a document can neither command a terminal nor forge a line."""

    def clean(self, *texts: str) -> None:
        for text in texts:
            assert all(each.isprintable() for each in text.replace("\u00a0", " ").split("\n"))
            assert "Problems: 0" not in text.splitlines()[:-1]

    def hostile(self, path: Path) -> Path:
        text = to_toml(
            Agreement(
                "a" + EVIL,
                "T" + EVIL,
                kr(10),
                [
                    Pot("p" + EVIL, kr(5), Level.LAN, PerCapita(), title=EVIL, note=EVIL),
                    Ambiguity(
                        "o" + EVIL,
                        Reading("r" + EVIL, key=Equal(), source="s" + EVIL),
                        amount=kr(5),
                        to=Level.LAN,
                        note=EVIL,
                    ),
                ],
                date(2020, 1, 1),
                sources=["s" + EVIL],
                note="n" + EVIL,
            )
        )
        path.write_text(text, encoding="utf-8")
        return path

    @pytest.mark.parametrize("command", ["check", "show"])
    def test_of_a_definition(self, command, tmp_path, capsys):
        code, said, err = run(capsys, command, self.hostile(tmp_path / "a.toml"))
        assert (code, err) == (0, "")
        self.clean(said)
        assert said.startswith(f"T{ESCAPED} (a{ESCAPED}): 10,00 kr\n")
        assert f"\nnote: n{ESCAPED}\n" in said

    def test_of_problems(self, tmp_path, capsys):
        path = tmp_path / "a.toml"
        pots = [Pot("p" + EVIL, kr(1), Level.LAN, Equal())] * 2
        path.write_text(to_toml(Agreement("a", "A", kr(5), pots, None)), encoding="utf-8")
        for arguments in (["check", path], ["allocate", path, *FIGURES]):
            code, said, err = run(capsys, *arguments)
            assert code
            self.clean(*filter(None, (said, err)))
            assert "p" + ESCAPED in said + err

    def test_of_an_outcome_and_its_account(self, tmp_path, capsys):
        path = self.hostile(tmp_path / "a.toml")
        chosen = [*FIGURES, "--reference-date", "2020-12-31", "--reading", f"o{EVIL}=r{EVIL}"]
        table = tmp_path / "table.csv"
        table.write_text(f'pot;code;kr\n"p{EVIL}";09;1\n', encoding="utf-8", newline="")
        for arguments in (
            ["allocate", path, *chosen],
            ["allocate", path, *chosen, "--pot", "p" + EVIL],
            ["explain", path, "o" + EVIL, "09", "--population", *chosen],
            ["reconcile", path, FIGURES[0], table, *chosen[1:]],
            ["diff", path, "psykisk-halsa-2020"],
        ):
            code, said, err = run(capsys, *arguments)
            assert (code in (0, 1), err) == (True, "")
            self.clean(said)
            assert ESCAPED in said

    def test_of_a_broken_document(self, tmp_path, capsys):
        path = tmp_path / "a.toml"
        path.write_text('"x\\u001b\\n\\u009b" = 1\n', encoding="utf-8")
        code, out, said = run(capsys, "check", path)
        assert (code, out) == (2, "")
        self.clean(said)
        assert r"there is no field 'x\x1b\n\x9b' here" in said
        assert "\n- $: 'schema' is missing\n    likely cause: " in said

    def test_a_receipt_has_the_definition_as_it_is(self, tmp_path, capsys):
        path = written(tmp_path / "a.toml", LAN, title="Bi\u00addrag")
        definition = from_toml(path.read_text("utf-8"))
        issued = issue(allocate(definition, catalogue.population("scb-2020-12-31")))
        code, said, _ = run(capsys, "receipt", path, *FIGURES)
        assert (code, said) == (0, issued.to_json())

    def test_leaves_the_rest_as_it_is(self):
        """Spaces of every width are in amounts, and numbers and dates are no texts."""
        assert printable("1\u00a0234\u202f567 kr Å") == "1\u00a0234\u202f567 kr Å"
        same = (1, date(2020, 1, 1), Level.LAN, frozenset({"a"}), [kr(5)], {"a": None})
        assert printable(same) == same

    def test_keeps_what_can_be_said_in_another_language(self):
        phrase = printable(Phrase("pot '{pot}'", pot="\n"))
        assert phrase.sentence == Sentence("pot '{pot}'", {"pot": r"\n"})
        assert printable(Sentence("{a}\n", {"a": "\n"})) == Sentence("{a}\n", {"a": r"\n"})

    def test_an_error_keeps_its_class_code_and_place(self):
        made = printable(AgreementError("pot.unknown", id="\n").within("\x1b"))
        assert (type(made), made.code, made.id) == (AgreementError, "pot.unknown", r"\n")
        assert made.place == (r"\x1b",)
