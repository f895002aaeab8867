"""`fordelning check FILE`: what a document says, and all that is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fordelning import Agreement, Equal, Flat, Pot, kr
from fordelning.cli import main
from fordelning.documents import to_json, to_toml

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
        said = self.refused(BROKEN / "several.toml", capsys)
        assert said.startswith("fordelning: problems in the document, 9 in all:\n- $: there is no")
        assert "\n- $.pot[1].key.then[0].flat: amount without unit: '5' (text)\n" in said

    def test_is_told_with_its_line(self, capsys):
        said = self.refused(BROKEN / "syntax.json", capsys)
        assert said.startswith("fordelning: line 4, column 3: this is not JSON")

    def test_is_not_there(self, tmp_path, capsys):
        assert "cannot be read" in self.refused(tmp_path / "a.toml", capsys)

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
