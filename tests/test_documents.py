"""Documents: lossless TOML and JSON for every agreement that the API can build."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from jsonschema import Draft202012Validator

import fordelning
from fordelning import (
    Agreement,
    Equal,
    Fixed,
    Flat,
    Level,
    Money,
    PerCapita,
    Pot,
    Proportional,
    Recipient,
    Source,
    catalogue,
    kr,
)
from fordelning.agreement import Ambiguity, Declared
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
from fordelning.errors import DocumentError, FordelningError, InputTypeError, MissingExtraError
from fordelning.exact import Vector
from fordelning.keys import Key, Quotas
from fordelning.measures import Amount, Measure, Scope, constant, population
from fordelning.population import AgeClass

from .agreements import EVERY_KEY, EVERY_MEASURE, EVERYTHING

GOLDEN = Path(__file__).parent / "golden" / "document-1.toml"
SHIPPED = Path(fordelning.__file__).parent / "documents" / "schema.json"


def one_pot(key: Key | None, **more: Any) -> Agreement:
    return Agreement("a", "A", kr(5), [Pot("p", kr(5), "lan", key)], None, **more)


def key_of(agreement: Agreement) -> Any:
    (pot,) = agreement.pots
    assert isinstance(pot, Pot)
    return pot.key


def document(key: object, **more: Any) -> dict[str, Any]:
    pot = {"id": "p", "amount": "5 kr", "to": "lan", "key": key}
    return {
        "schema": "fordelning/1",
        "id": "a",
        "title": "A",
        "total": "5 kr",
        "pot": [pot],
        **more,
    }


def problems(found: pytest.ExceptionInfo[DocumentError]) -> list[tuple[str, str]]:
    return [(each.place[0], each.code) for each in found.value.problems]


class TestLossless:
    """ "Document -> agreement -> document is the identity." """

    @pytest.mark.parametrize("key", EVERY_KEY, ids=repr)
    def test_every_key(self, key: Key) -> None:
        agreement = one_pot(key)
        assert from_toml(to_toml(agreement)) == agreement
        assert from_json(to_json(agreement)) == agreement

    def test_everything(self) -> None:
        for text, read, write in (
            (to_toml(EVERYTHING), from_toml, to_toml),
            (to_json(EVERYTHING), from_json, to_json),
        ):
            again = read(text)
            assert again == EVERYTHING
            assert hash(again) == hash(EVERYTHING)
            assert digest(again) == digest(EVERYTHING)
            assert write(again) == text
        assert to_mapping(from_mapping(to_mapping(EVERYTHING))) == to_mapping(EVERYTHING)

    def test_every_class_that_the_library_has_is_among_them(self) -> None:
        """So that a key or a measure that a later version adds is not forgotten here."""
        said = json.dumps(to_mapping(EVERYTHING))
        for name in ("key", "measure", "amount"):
            union = schema()["$defs"][name]["anyOf"]
            tags = [each["const"] for each in union if "const" in each]
            for tag in (*tags, *union[-1]["properties"]):
                assert f'"{tag}"' in said, tag

    @pytest.mark.parametrize("base", [Key, Measure, Amount])
    def test_no_class_of_the_library_is_without_a_tag(self, base: type) -> None:
        """Save those that only stand behind a name, or are what others are made of."""
        everything = repr_of_types(EVERYTHING)
        inner = {"Named", "BoundedKey", "_Bracketed", "PartOf"}
        own = {each for each in below(base) if each.__module__.startswith("fordelning.")}
        assert {each.__name__ for each in own} - inner <= everything

    def test_levels_are_read_as_plain_texts_that_are_equal(self) -> None:
        agreement = one_pot(Equal())
        assert agreement == Agreement("a", "A", kr(5), [Pot("p", kr(5), Level.LAN, Equal())], None)
        (pot,) = from_toml(to_toml(agreement)).pots
        assert type(pot.to) is str
        assert pot.to == Level.LAN

    def test_is_in_the_words_of_the_field(self) -> None:
        (pot,) = to_mapping(one_pot(Flat(kr("1 234,50")) >> PerCapita()))["pot"]
        assert pot == {
            "id": "p",
            "amount": "5 kr",
            "to": "lan",
            "key": {"then": [{"flat": "1 234,50 kr"}, "per_capita"]},
        }

    def test_a_later_version_reads_what_this_one_wrote(self) -> None:
        """ "Documents have a schema version and are readable by every later version."

        The golden document and its digest were written when the form was new, and stay.
        """
        golden = GOLDEN.with_suffix(".sha256").read_text("utf-8").split()
        assert [digest(from_toml(GOLDEN.read_text("utf-8")))] == golden


def below(kind: type) -> set[type]:
    direct: list[type] = kind.__subclasses__()
    return {each for one in direct for each in {one} | below(one)}


def repr_of_types(value: object) -> set[str]:
    from fordelning.measures.quoted import inside

    return {type(each).__name__ for each in inside(value)}


class TestReading:
    def test_what_is_left_out_is_as_in_python(self) -> None:
        assert from_mapping(document("equal")) == one_pot(Equal())

    @pytest.mark.parametrize(
        ("key", "meant"),
        [
            ({"proportional": {"people": {}}}, Proportional(population())),
            ({"proportional": {"indicator": {"name": "folkmängd"}}}, Proportional(population())),
            (
                {"proportional": {"sum": [{"sum": ["population", "population"]}, "population"]}},
                Proportional(population() + population() + population()),
            ),
            ({"then": [{"then": ["equal", "equal"]}, "equal"]}, Equal() >> Equal() >> Equal()),
            (
                {"fixed": {"by_code": {"03": "1 kr", "01": "2 kr"}}},
                Fixed({"01": kr(2), "03": kr(1)}),
            ),
        ],
    )
    def test_of_several_ways_to_write_a_key_one_is_written(self, key: object, meant: Key) -> None:
        agreement = from_mapping(document(key))
        assert agreement == one_pot(meant)
        assert from_mapping(to_mapping(agreement)) == agreement

    def test_a_bracket_without_an_end_ends_where_the_next_begins(self) -> None:
        brackets = [{"from": "0", "value": "1"}, {"from": "9", "value": "2"}]
        key = key_of(
            from_mapping(
                document({"proportional": {"steps": {"of": "population", "brackets": brackets}}})
            )
        )
        assert [each.high for each in key.by.brackets] == [Fraction(9), None]

    def test_dates_may_be_dates(self) -> None:
        """TOML has dates, and a parsed document may have them too."""
        day = date(2019, 11, 1)
        assert from_mapping(document("equal", reference_date=day)).reference_date == day
        text = to_toml(one_pot(Equal()))
        for written in ("2019-11-01", '"2019-11-01"'):
            assert from_toml(f"reference_date = {written}\n{text}").reference_date == day

    def test_mappings_and_tuples_of_python_are_taken_as_they_are(self) -> None:
        from types import MappingProxyType

        read = from_mapping(MappingProxyType(document({"then": ("equal", "equal")})))
        assert read == one_pot(Equal() >> Equal())

    def test_a_byte_order_mark_and_comments_are_passed_over(self) -> None:
        """ "Comments are not kept." """
        text = to_toml(one_pot(Equal()))
        assert from_toml(f"\ufeff# why\n{text}") == one_pot(Equal())
        assert from_json("\ufeff" + to_json(one_pot(Equal()))) == one_pot(Equal())
        assert "why" not in to_toml(from_toml(f"# why\n{text}"))

    @pytest.mark.parametrize("text", [b"", None, Path("a.toml")])
    def test_a_document_is_text(self, text: Any) -> None:
        for read in (from_toml, from_json):
            with pytest.raises(InputTypeError) as caught:
                read(text)
            assert caught.value.code == "document.type"

    def test_a_definition_that_does_not_add_up_is_read(self) -> None:
        """What an agreement says of itself is `problems()`, as in Python."""
        read = from_mapping(document("equal", total="6 kr"))
        assert [problem.code for problem in read.problems()] == ["agreement.total"]


@frozen
class OfOnesOwn(Key):
    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return Quotas(Vector.repeated(amount, 1))


@frozen
class Wages(Measure):
    def vector(self, scope: Scope) -> Vector:
        return Vector.repeated(Fraction(1), 1)


class TestWriting:
    def test_classes_of_ones_own_are_told_with_their_paths(self) -> None:
        """ "A class of the user's own is a clear error." """
        pots = [
            Pot("a", kr(1), "lan", Flat(kr(1)) >> OfOnesOwn()),
            Pot("b", kr(1), "lan", Proportional(population() + Wages())),
        ]
        with pytest.raises(DocumentError) as caught:
            to_toml(Agreement("a", "A", kr(2), pots, None))
        assert caught.value.code == "document.unwritable"
        assert problems(caught) == [
            ("$.pot[0].key.then[1]", "document.own_class"),
            ("$.pot[1].key.proportional.sum[1]", "document.own_class"),
        ]
        assert "OfOnesOwn() (OfOnesOwn) is a key that no document can hold" in str(caught.value)

    def test_what_only_looks_like_a_key_of_the_library_is_one_of_ones_own(self) -> None:
        class Flatter(Flat):  # type: ignore[misc]
            pass

        with pytest.raises(DocumentError):
            to_mapping(one_pot(Flatter(kr(1))))

    @pytest.mark.parametrize("value", ["psykisk-halsa-2020", None, Equal()])
    def test_only_agreements_are_written(self, value: Any) -> None:
        with pytest.raises(InputTypeError) as caught:
            to_mapping(value)
        assert caught.value.code == "document.no_agreement"

    @pytest.mark.parametrize(
        ("agreement", "place", "code"),
        [
            (one_pot(Flat(Money(10**300))), "$.pot[0].key.flat", "document.not_exact"),
            (one_pot(Flat(Money(10**9999))), "$.pot[0].key.flat", "document.not_exact"),
            (
                one_pot(Proportional(constant(Fraction(1, 3**999)))),
                "$.pot[0].key.proportional.constant",
                "document.not_exact",
            ),
            (
                one_pot(Proportional(constant(10**9999))),
                "$.pot[0].key.proportional.constant",
                "document.not_exact",
            ),
            (one_pot(None, note="\ud83d"), "$.note", "document.half"),
            (one_pot(None, note=5), "$.note", "document.text"),
            (
                one_pot(None, sources=[Source("A", dated="2020-01-01")]),  # type: ignore[arg-type]
                "$.sources[0].dated",
                "document.date",
            ),
            (
                one_pot(Proportional(sum([population()] * 250, constant(0)))),
                "$.pot[0].key.proportional.sum",
                "document.too_many",
            ),
        ],
    )
    def test_what_could_not_be_read_again_is_not_written(
        self, agreement: Agreement, place: str, code: str
    ) -> None:
        for write in (to_toml, to_json):
            with pytest.raises(DocumentError) as caught:
                write(agreement)
            assert problems(caught) == [(place, code)]

    def test_ages_above_three_digits_have_no_label(self) -> None:
        from fordelning import AgeWeighted

        with pytest.raises(DocumentError) as caught:
            to_mapping(one_pot(AgeWeighted({(0, 1000): 1})))
        assert problems(caught) == [("$.pot[0].key.age_weighted", "document.not_exact")]

    def test_toml_needs_an_extra_and_json_does_not(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "tomli_w", None)
        with pytest.raises(MissingExtraError) as caught:
            to_toml(one_pot(Equal()))
        assert "pip install 'fordelning[documents]'" in str(caught.value)
        assert from_json(to_json(one_pot(Equal()))) == one_pot(Equal())


def nested(times: int) -> Any:
    key: Any = "equal"
    for _ in range(times):
        key = {"only": {"codes": [], "key": key}}
    return key


class TestLimits:
    """ "Limits on size, depth and digits." """

    def code(self, read: Any, text: Any) -> str:
        with pytest.raises(FordelningError) as caught:
            read(text)
        return caught.value.code

    def test_size(self) -> None:
        long = "#" * 1_000_001
        for read in (from_toml, from_json):
            assert self.code(read, long) == "document.too_long"
        agreement = one_pot(Equal(), note=long)
        for write in (to_toml, to_json):
            assert self.code(write, agreement) == "document.too_long"
        assert from_toml(to_toml(one_pot(Equal())) + "#" * 900_000) == one_pot(Equal())

    def test_depth(self) -> None:
        """The document, its pots, a pot and its key are the first; then two for each key."""
        allowed = from_mapping(document(nested(48)))
        assert from_toml(to_toml(allowed)) == allowed
        assert self.code(from_mapping, document(nested(49))) == "document.too_deep"
        assert self.code(from_json, json.dumps(document(nested(49)))) == "document.too_deep"

    @pytest.mark.parametrize("times", [49, 300])
    def test_depth_of_what_is_written(self, times: int) -> None:
        from fordelning import Only

        key: Key = Equal()
        for _ in range(times):
            key = Only((), key)
        assert self.code(to_mapping, one_pot(key)) == "document.too_deep"

    @pytest.mark.parametrize("open_", ["[", '{"a":'])
    def test_depth_of_text(self, open_: str) -> None:
        assert self.code(from_json, open_ * 100_000) == "document.too_deep"

    @pytest.mark.parametrize(
        "text",
        ["a = " + "[" * 100_000, "a." * 100_000 + "a = 1", "b = { 'a' . " + "a." * 100 + "c = 1 }"],
        ids=["lists", "keys", "inline keys"],
    )
    def test_depth_of_toml(self, text: str) -> None:
        assert self.code(from_toml, text) == "document.too_deep"

    def test_dots_in_texts_are_no_keys(self) -> None:
        agreement = one_pot(Equal(), note="a." * 1000)
        assert from_toml(to_toml(agreement)) == agreement

    def test_digits(self) -> None:
        digits = "9" * 5000
        assert self.code(from_toml, f"a = {digits}") == "document.digits"
        assert self.code(from_json, f'{{"a": {digits}}}') == "document.digits"
        with pytest.raises(DocumentError) as caught:
            from_toml(to_toml(one_pot(Equal())).replace('"5 kr"', "0x" + "f" * 5000))
        assert problems(caught) == [
            ("$.total", "document.money"),
            ("$.pot[0].amount", "document.money"),
        ]
        with pytest.raises(DocumentError) as caught:
            from_mapping(document({"flat": f"{digits} kr"}))
        assert problems(caught) == [("$.pot[0].key.flat", "money.no_unit")]

    def test_terms(self) -> None:
        """A longer chain is too deep for Python to compare or show."""
        with pytest.raises(DocumentError) as caught:
            from_mapping(document({"proportional": {"sum": ["population"] * 201}}))
        assert problems(caught) == [("$.pot[0].key.proportional.sum", "document.too_many")]
        read = from_mapping(document({"proportional": {"sum": ["population"] * 200}}))
        assert from_toml(to_toml(read)) == read
        assert len(repr(key_of(read))) > 2000


class TestSchema:
    """ "A JSON Schema is shipped." """

    def test_is_a_schema(self) -> None:
        Draft202012Validator.check_schema(schema())

    def test_the_shipped_file_is_current(self, capsys: pytest.CaptureFixture[str]) -> None:
        """`python -m fordelning.documents > src/fordelning/documents/schema.json`."""
        runpy.run_module("fordelning.documents", run_name="__main__")
        assert SHIPPED.read_text("utf-8") == capsys.readouterr().out

    def test_accepts_everything(self) -> None:
        assert Draft202012Validator(schema()).is_valid(to_mapping(EVERYTHING))

    def test_says_what_each_tag_is(self) -> None:
        *bare, tables = schema()["$defs"]["key"]["anyOf"]
        assert bare[0]["description"] == (
            "Share by population (efter befolkningsmängd): `Proportional(population())`."
        )
        assert all(each["description"] for each in tables["properties"].values())


class TestTheCatalogue:
    """ "The catalogue's definitions are such documents." """

    @pytest.mark.parametrize("id", catalogue.agreements())
    def test_each_is_a_document_of_its_own_id(self, id: str) -> None:
        agreement = catalogue.agreement(id)
        assert agreement.id == id
        assert from_toml(to_toml(agreement)) == agreement
        assert Draft202012Validator(schema()).is_valid(to_mapping(agreement))

    def test_the_package_itself_needs_no_documents(self) -> None:
        program = "import sys, fordelning; print('fordelning.documents' in sys.modules)"
        said = subprocess.check_output([sys.executable, "-c", program], text=True)
        assert said == "False\n"


class TestAnAmbiguity:
    def test_without_readings_is_open_and_is_no_pot(self) -> None:
        open_ = Ambiguity("p", amount=kr(5), to=Recipient("x"))
        agreement = Agreement("a", "A", kr(5), [open_], None, declared=[Declared("d", kr(5), ())])
        (written,) = to_mapping(agreement)["pot"]
        assert written["readings"] == []
        assert from_toml(to_toml(agreement)) == agreement


def test_the_measures_here_are_all_different() -> None:
    assert len(set(EVERY_MEASURE)) == len(EVERY_MEASURE)
    assert AgeClass(25, 25) == AgeClass.read("25-25")
