"""Sources: where a rule or a figure stands."""

from datetime import date

import pytest

from fordelning.source import Source, as_source


class TestSource:
    """Name the place where a rule or a figure stands, so that anyone can look."""

    @pytest.mark.parametrize(
        ("source", "text"),
        [
            (Source("Överenskommelse 2020"), "Överenskommelse 2020"),
            (Source("Ö", locator="s. 7"), "Ö, s. 7"),
            (Source("Ö", quote="efter folkmängd"), 'Ö: "efter folkmängd"'),
            (Source("Ö", url="https://skr.se"), "Ö <https://skr.se>"),
            (Source("Ö", dnr="S2020/1"), "Ö, S2020/1"),
            (Source("Ö", dated=date(2020, 1, 2)), "Ö, 2020-01-02"),
            (
                Source("Ö", "s. 7", "q", "https://skr.se", "S2020/1", date(2020, 1, 2)),
                'Ö, s. 7, S2020/1, 2020-01-02: "q" <https://skr.se>',
            ),
        ],
    )
    def test_says_what_it_has(self, source, text):
        assert str(source) == text

    def test_compares_and_hashes_by_content(self):
        assert Source("Ö", "s. 7") == Source("Ö", locator="s. 7")
        assert hash(Source("Ö")) == hash(Source("Ö"))
        assert Source("Ö") != Source("Ö", "s. 7")


class TestAsSource:
    """A source as it is; a text is the title of its document."""

    def test_a_text_is_a_document(self):
        assert as_source("Ö") == Source("Ö")

    @pytest.mark.parametrize("source", [Source("Ö", "s. 7"), None])
    def test_everything_else_stays_as_it_is(self, source):
        assert as_source(source) is source
