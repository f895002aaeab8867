"""The catalogues: every sentence in the code has its words in every language."""

import re
import shutil
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from fordelning.messages import MESSAGES
from fordelning.text.catalogue import files, templates, unread, update
from fordelning.text.speaking import words

from .test_text import ENGLISH, prose

FILES = files()
USED = templates()


def read(file: Path) -> dict[str, str]:
    """Return a catalogue's messages that have words, and these."""
    with file.open("rb") as opened:
        catalogue = read_po(opened)
    assert not any(message.fuzzy for message in catalogue if message.id)
    return {
        str(message.id): str(message.string)
        for message in catalogue
        if message.id and message.string
    }


def named(text: str) -> list[str]:
    """Return the names of a template's values, with any format that they are given."""
    parts = string.Formatter().parse(text)
    return sorted({f"{name}:{spec}!{how}" for _, name, spec, how in parts if name is not None})


def test_swedish_is_there() -> None:
    assert [file.parents[1].name for file in FILES] == ["sv"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parents[1].name)
class TestEveryCatalogue:
    """Complete, current and compiled; `python -m fordelning.text.catalogue` makes it so."""

    def test_has_words_for_every_template(self, file: Path) -> None:
        found = read(file)
        assert [text for text in USED if text not in found] == []

    def test_has_no_others(self, file: Path) -> None:
        assert [text for text in read(file) if text not in USED] == []

    def test_speaks_of_the_same_values_as_the_code(self, file: Path) -> None:
        for meant, said in read(file).items():
            assert named(said) == named(meant), meant

    def test_is_not_left_in_english(self, file: Path) -> None:
        for said in read(file).values():
            assert not ENGLISH.search(prose(re.sub("[{][a-z]+[}]", "", said))), said

    def test_keeps_the_form_of_what_it_translates(self, file: Path) -> None:
        """A phrase keeps its edges, and an error's part is a phrase without a full stop."""
        for meant, said in read(file).items():
            assert said[:1].isspace() == meant[:1].isspace(), said
            assert said[-1:].isspace() == meant[-1:].isspace(), said
            assert said.endswith(".") == meant.endswith("."), said

    def test_is_compiled(self, file: Path) -> None:
        compiled = words(file.parents[1].name)
        for meant, said in read(file).items():
            assert compiled.gettext(meant) == said

    def test_is_left_as_it_is_by_an_update(self, file: Path, tmp_path: Path) -> None:
        copy = tmp_path / "sv" / "LC_MESSAGES" / file.name
        copy.parent.mkdir(parents=True)
        shutil.copy(file, copy)
        assert not set(update(copy)) & set(read(file))
        assert read(copy) == {meant: said for meant, said in read(file).items() if meant in USED}
        assert copy.with_suffix(".mo").is_file()

    def test_a_new_message_is_added_and_an_old_one_dropped(
        self, file: Path, tmp_path: Path
    ) -> None:
        copy = tmp_path / "sv" / "LC_MESSAGES" / file.name
        copy.parent.mkdir(parents=True)
        copy.write_text(
            file.read_text("utf-8").replace('msgid "there are no weights"', 'msgid "x"'), "utf-8"
        )
        assert "there are no weights" in update(copy)
        assert "x" not in read(copy)


class TestTemplates:
    """A message is the template of a `Sentence` or a `Phrase`, or a part of a `Message`."""

    def test_every_template_is_a_literal_where_it_is_used(self) -> None:
        """Only what hands on a template that is a literal elsewhere has none."""
        assert unread() == [
            "errors.py: Sentence(text, self.values)",
            "sentences.py: Phrase(sentence.template, **dict(sentence.values))",
            "sentences.py: Sentence(template, values)",
        ]

    def test_all_parts_of_every_error_are_among_them(self) -> None:
        for code, message in MESSAGES.items():
            for text in (message.what, message.cause, message.remedy):
                assert code in USED[text]

    def test_both_ways_of_a_sentence_that_has_two_are(self) -> None:
        assert "keys/steps.py" in USED["{measure} of {code} is {figure} ({table}; {sources})"]
        assert "rounding.py" in USED["rounded up to {amount}"]
        assert "rounding.py" in USED["rounded down to {amount}"]

    def test_a_language_without_a_catalogue_has_the_words_of_the_code(self) -> None:
        assert words("fi").gettext("there are no weights") == "there are no weights"
