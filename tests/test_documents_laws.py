"""Laws of documents: what is written is read again, and the schema says what is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from fordelning import Agreement, Money
from fordelning.canonical import digest
from fordelning.documents import (
    from_json,
    from_mapping,
    from_toml,
    schema,
    to_json,
    to_mapping,
    to_toml,
)
from fordelning.errors import DocumentError, FordelningError
from fordelning.exact import exact
from fordelning.population import AgeClass

from .agreements import EVERYTHING, agreements
from .mutations import mutants
from .strategies import SETTINGS

pytestmark = pytest.mark.property

# Whole agreements are large, which Hypothesis would rather know to be meant.
WHOLE = settings(SETTINGS, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
VALIDATOR = Draft202012Validator(schema())

# What no schema can know: each of these is said of values that are well written.
BEYOND_A_SCHEMA = {
    "band.order",  # ages from 25 to 0
    "band.overlap",
    "band.negative",
    "bracket.hole",
    "bracket.order",
    "bracket.overlap",
    "bracket.start",
    "declared.problems",  # several negative shares
    "declared.negative",
    "declared.sum",
    "document.twice",  # the ages 25 and 25-25
    "money.not_whole_ore",
    "rounding.unit",  # not above zero
    "share.mixed",
    "share.negative",
    "share.rests",
    "share.sum",
    "tier.crossed",
    "tier.unreachable",  # a tier behind the one for everyone else
}


class TestIdentity:
    """ "Document -> agreement -> document is the identity." """

    @given(agreements())
    @WHOLE
    def test_in_toml_in_json_and_as_a_mapping_that_the_schema_accepts(
        self, agreement: Agreement
    ) -> None:
        written = to_mapping(agreement)
        again = from_mapping(written)
        assert again == agreement
        assert hash(again) == hash(agreement)
        assert digest(again) == digest(agreement)
        assert to_mapping(again) == written
        assert VALIDATOR.is_valid(written)
        assert from_toml(to_toml(agreement)) == agreement
        assert from_json(to_json(agreement)) == agreement
        assert to_toml(from_toml(to_toml(agreement))) == to_toml(agreement)
        assert to_json(from_json(to_json(agreement))) == to_json(agreement)


class TestTheSchema:
    """ "A JSON Schema is shipped and tested both ways." """

    @given(agreements().map(to_mapping).flatmap(mutants))
    @WHOLE
    def test_refuses_what_the_reader_refuses_save_what_no_schema_can(
        self, document: dict[str, Any]
    ) -> None:
        self.agree(document)

    @given(mutants(to_mapping(EVERYTHING)))
    @WHOLE
    def test_also_in_a_document_that_has_everything(self, document: dict[str, Any]) -> None:
        self.agree(document)

    def agree(self, document: dict[str, Any]) -> None:
        try:
            from_mapping(document)
            codes: set[str] = set()
        except DocumentError as error:
            codes = {problem.code for problem in error.problems}
        assert VALIDATOR.is_valid(document) == (codes <= BEYOND_A_SCHEMA), codes


def pattern(name: str) -> re.Pattern[str]:
    return re.compile(schema()["$defs"][name]["pattern"])


def fits(name: str, text: str) -> bool:
    """Tell whether the schema takes a text for what it names so."""
    return bool(Draft202012Validator(schema()["$defs"][name]).is_valid(text))


def takes(read: Callable[[str], object], text: str, *beyond: str) -> bool:
    """Tell whether a text is well written for a reader, whatever it then says of its value."""
    try:
        read(text)
    except FordelningError as error:
        return error.code in beyond
    return True


def near(name: str, letters: str) -> st.SearchStrategy[str]:
    """Draw texts that a pattern fits, such texts with a letter changed, and any other."""
    fitting = st.from_regex(pattern(name), fullmatch=True)
    letter = st.sampled_from(letters)
    changed = fitting.flatmap(
        lambda text: st.builds(
            lambda at, gone, new: text[:at] + new + text[at + gone :],
            st.integers(0, len(text)),
            st.integers(0, 2),
            letter | st.just(""),
        )
    )
    return fitting | changed | st.text(letter, max_size=9)


class TestGrammar:
    """The schema's patterns are the library's own grammar, no more and no less."""

    @given(near("money", "015 \u00a0\u202f\t.,/%-−+kKrRtTmMnNdDlijoeaså"))
    @SETTINGS
    def test_of_money(self, text: str) -> None:
        assert fits("money", text) == takes(Money.parse, text, "money.not_whole_ore")

    @given(near("number", "0123 \u00a0\u202f\t.,/%-−‑+eE_٣"))
    @SETTINGS
    def test_of_numbers(self, text: str) -> None:
        assert fits("number", text) == takes(exact, text)

    @given(near("band", "0123 \t-–+٣"))
    @SETTINGS
    def test_of_ages(self, text: str) -> None:
        assert fits("band", text) == takes(AgeClass.read, text, "band.order")

    @given(near("date", "0123-W \n٣") | st.dates().map(str))
    @SETTINGS
    def test_of_dates(self, text: str) -> None:
        """All but days that a month has not: the 30 and 31 of some."""
        valid = fits("date", text)
        if text[-2:] not in ("29", "30", "31"):
            assert valid == takes(self.read, text)
        else:
            assert valid or not takes(self.read, text)

    def read(self, text: str) -> object:
        return from_mapping(
            {
                "schema": "fordelning/1",
                "id": "a",
                "title": "",
                "total": "0 kr",
                "reference_date": text,
                "pot": [],
            }
        )


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("key", "pot", "flat", "id")) | st.text(), inner)
    ),
    max_leaves=6,
)


class TestUntrusted:
    """ "Untrusted input has limits and never executes anything": whatever is given, what comes
    of it is an agreement or an error of the library's own."""

    @given(st.text())
    @SETTINGS
    def test_any_text(self, text: str) -> None:
        for read in (from_toml, from_json):
            with pytest.raises(DocumentError):
                read(text)

    @given(values)
    @SETTINGS
    def test_any_values(self, value: Any) -> None:
        with pytest.raises(DocumentError):
            from_mapping(value)

    @given(st.dictionaries(st.sampled_from(list(to_mapping(EVERYTHING))), values))
    @SETTINGS
    def test_any_values_in_the_place_of_the_right_ones(self, parts: dict[str, Any]) -> None:
        try:
            read = from_mapping({**to_mapping(EVERYTHING), **parts})
        except DocumentError as error:
            assert all(problem.place[0].startswith("$") for problem in error.problems)
            assert str(error)
        else:
            assert from_mapping(to_mapping(read)) == read
