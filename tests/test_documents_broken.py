"""A corpus of broken documents, each with what is said of it.

Beside each document in `tests/broken` stands `<document>.en.txt`: a line per problem, its
path and what is wrong; and `<document>.sv.txt` with the same in Swedish.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fordelning.documents import from_json, from_mapping, from_toml, schema
from fordelning.documents.text import parsed_json, parsed_toml
from fordelning.errors import DocumentError, FordelningError
from fordelning.text import describe

BROKEN = Path(__file__).parent / "broken"
DOCUMENTS = sorted(path for path in BROKEN.iterdir() if path.suffix in (".toml", ".json"))
# Well written, and yet impossible: what no schema can say.
BEYOND_A_SCHEMA = {
    "ages-that-overlap.toml",
    "ages-twice.toml",
    "amount-not-whole-ore.toml",
    "brackets-with-a-hole.toml",
    "day-that-is-none.toml",
    "declared-share-negative.toml",
    "field-twice.json",
    "half-a-character.json",
    "shares-that-are-not-1.toml",
    "unit-of-nothing.toml",
}


def problems(path: Path) -> tuple[FordelningError, ...]:
    read = from_json if path.suffix == ".json" else from_toml
    with pytest.raises(DocumentError) as caught:
        read(path.read_text("utf-8"))
    found: tuple[FordelningError, ...] = caught.value.values.get("problems", (caught.value,))
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
class TestEach:
    def test_says_what_the_file_beside_it_says(self, path: Path) -> None:
        said = [
            "".join(f"{place}: " for place in each.place) + str(each.sentences()[0])
            for each in problems(path)
        ]
        expected = path.with_name(f"{path.name}.en.txt").read_text("utf-8")
        assert said == expected.splitlines()

    def test_says_it_in_swedish_too(self, path: Path) -> None:
        said = [describe(each, "sv_SE").splitlines()[0] for each in problems(path)]
        expected = path.with_name(f"{path.name}.sv.txt").read_text("utf-8")
        assert said == expected.splitlines()

    def test_the_schema_refuses_it_where_a_schema_can(self, path: Path) -> None:
        parse = parsed_json if path.suffix == ".json" else parsed_toml
        try:
            parsed = parse(path.read_text("utf-8"))
        except DocumentError:
            assert path.stem in ("syntax", "syntax-at-the-end", "field-twice")
            return
        if path.name == "day-with-a-time.toml":
            return  # a time, which JSON has not
        valid = Draft202012Validator(schema()).is_valid(parsed)
        assert valid == (path.name in BEYOND_A_SCHEMA)


def test_no_expectation_is_left_without_its_document() -> None:
    names = {path.name for path in DOCUMENTS}
    assert {path.name.rsplit(".", 2)[0] for path in BROKEN.glob("*.txt")} == names


def test_a_path_is_as_the_issue_has_it() -> None:
    """ "`$.pot[6].key.then[0].flat: amount without unit`" """
    (problem,) = problems(BROKEN / "amount-without-unit.toml")
    assert str(problem).startswith("$.pot[6].key.then[0].flat: amount without unit")


def test_all_is_told_at_once_with_what_to_do() -> None:
    """ "All errors at once, each with its path." """
    with pytest.raises(DocumentError) as caught:
        from_toml((BROKEN / "several.toml").read_text("utf-8"))
    assert len(caught.value.problems) == 9
    for problem in caught.value.problems:
        assert problem.place[0].startswith("$")
        for line in str(problem).splitlines():
            assert line in str(caught.value)


def test_what_is_no_text_has_a_name_of_its_own() -> None:
    """A mapping that Python made can have names that are none in TOML and JSON."""
    document: dict[Any, Any] = {"schema": "fordelning/1", "id": "a", "title": "A", 114: 1}
    with pytest.raises(DocumentError) as caught:
        from_mapping({**document, "total": "1 kr"})
    (name, pot) = caught.value.problems
    assert str(name).startswith("$: the name of a field is a text, not 114 (whole number)")
    assert str(pot).startswith("$: 'pot' is missing")


class TestHostile:
    """ "Limits on size": what is wrong is told, but not a hundred thousand times."""

    def test_no_more_than_a_hundred_problems_are_told(self) -> None:
        document = {"schema": "fordelning/1", "id": "a", "title": "A", "total": "1 kr"}
        with pytest.raises(DocumentError) as caught:
            from_mapping({**document, "pot": [{} for _ in range(5000)]})
        assert len(caught.value.problems) == 101
        assert caught.value.problems[-1].code == "document.more"
        assert "more problems than the 100 told here" in str(caught.value)

    def test_nor_a_name_that_is_far_too_long(self) -> None:
        name = "x" * 100_000
        document = {"schema": "fordelning/1", "id": "a", "title": "A", "total": "1 kr", name: "1"}
        pot = {"id": "p", "amount": "1 kr", "to": "lan", "key": {name: "1"}}
        other = {"id": "q", "amount": "1 kr", "to": "lan", "key": {name: "1", f"{name}2": "1"}}
        for pots in ([pot], [{**pot, "key": name}], [other]):
            with pytest.raises(DocumentError) as caught:
                from_mapping({**document, "pot": pots})
            assert len(str(caught.value)) < 5_000
