"""Receipts: three digests, verified by computing again, and every change detected."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from fordelning import (
    About,
    Agreement,
    Allocation,
    Ambiguity,
    Bounded,
    Equal,
    Flat,
    FordelningError,
    Lot,
    Method,
    Nested,
    PerCapita,
    Population,
    Pot,
    Proportional,
    Reading,
    Recipient,
    Rounding,
    Source,
    Unspent,
    allocate,
    catalogue,
    documents,
    kr,
    mkr,
)
from fordelning.canonical import digest
from fordelning.cli import main
from fordelning.errors import DocumentError, InputTypeError, ReceiptError
from fordelning.keys import Key, Quotas, Step
from fordelning.measures import Scope, indicator
from fordelning.population import Sex
from fordelning.receipts import Receipt, Versions, issue, read, verify
from fordelning.receipts.text import RECEIPT

from .strategies import DAY, LEVEL, SETTINGS, codes, populations

GOLDEN = Path(__file__).parent / "golden" / "receipts.txt"

OUTCOME = """
from fordelning import allocate, catalogue
from fordelning.receipts import issue
for id in catalogue.agreements():
    try:
        example = catalogue.example(id)
    except LookupError:
        continue
    allocation = allocate(
        catalogue.agreement(id),
        catalogue.population(example.population),
        readings=dict(example.readings),
        reference_date=example.reference_date,
    )
    found = issue(allocation).digests
    print(id, example.population, found.definition, found.population, found.result)
"""


def of_2020(**given: Any) -> Receipt:
    allocation = allocate(
        catalogue.agreement("psykisk-halsa-2020"),
        catalogue.population("scb-2020-12-31"),
        readings={"barn-och-unga": "0-25"},
        reference_date=date(2020, 12, 31),
    )
    return issue(allocation, **given)


def people() -> Population:
    """Build tables of every sort: by age and sex, of values, with parents, perturbed."""
    about: dict[str, Any] = {"date": DAY, "source": "invented", "level": LEVEL}
    by_age = {
        (code, age, sex): count
        for code, counts in (("a", (3, 14, 4, 15)), ("b", (9, 26, 5, 35)))
        for (age, sex), count in zip(
            [("0-17", Sex.MEN), ("18+", Sex.MEN), ("0-17", Sex.WOMEN), ("18+", Sex.WOMEN)],
            counts,
            strict=True,
        )
    }
    by_sex = {("x", Sex.MEN): 3, ("x", Sex.WOMEN): 4}
    return (
        Population.from_ages(by_age, **about)
        | Population.from_values("asylsökande", {"a": "1/3", "b": 2}, **about)
        | Population.from_counts(by_sex, **{**about, "level": "annan", "perturbed": True})
        | Population.of(["m", "n"], level="del", parents={"m": "nord", "n": "nord"})
        | Population.of(["nord"], level="område")
    )


def rich() -> Allocation:
    """Allocate a pot of each sort, by readings of the agreement's and of the caller's own."""
    place = Ambiguity(
        "unga",
        Reading("alla", key=PerCapita()),
        Reading("lika", key=Equal()),
        amount=kr(7),
        to=LEVEL,
    )
    pots: list[Pot | Ambiguity] = [
        place,
        Ambiguity("öppet", amount=kr(10), to=LEVEL, note="inte känt"),
        Pot("rest", kr(100), LEVEL, Flat(kr(30)) >> Unspent("återgår"), title="R", note="n"),
        Pot("nästan", kr(10), LEVEL, PerCapita(), rounding=Rounding(kr(1), Method.NEAREST)),
        Pot("golv", kr(10), LEVEL, Bounded(PerCapita(), floor=kr(4)), payee="någon"),
        Pot("nivå", kr(10), "del", Nested(through="område", upper=Equal(), lower=Equal())),
        Pot("värde", About(kr(7)), LEVEL, Proportional(indicator("asylsökande"))),
        Pot("en", kr(5), Recipient("SKR", "Sveriges Kommuner och Regioner")),
    ]
    agreement = Agreement(
        "a",
        "Avtal",
        kr(159),
        pots,
        None,
        sources=[Source("Avtalet", locator="s. 7", dated=DAY)],
        rounding=Rounding(ties=Lot("2020")),
    )
    own = Reading("min", key=Proportional(indicator("asylsökande")), source=Source("jag"))
    return allocate(agreement, people(), readings={"unga": "alla", "öppet": own})


def leaves(value: object, *above: Any) -> Iterator[tuple[tuple[Any, ...], object]]:
    """Yield each leaf of a document, with the steps that lead to it."""
    if isinstance(value, dict | list):
        for step, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(each, *above, step)
    else:
        yield above, value


def changed(text: str, steps: tuple[Any, ...], value: object) -> str:
    document = json.loads(text)
    inner = document
    for step in steps[:-1]:
        inner = inner[step]
    inner[steps[-1]] = value
    return json.dumps(document, ensure_ascii=False)


def detected(text: str) -> bool:
    """Tell whether a changed receipt is refused, or found not to hold."""
    try:
        return not verify(text).holds
    except FordelningError:
        return True


class TestDigests:
    """ "Three digests: SHA-256 of the canonical definition, of the population, of the result." """

    def test_the_result_by_hand(self) -> None:
        """Canonical JSON has sorted keys and no spaces; 1 kr evenly is 50 öre each."""
        agreement = Agreement("a", "A", kr(1), [Pot("p", kr(1), LEVEL, Equal())], None)
        receipt = issue(allocate(agreement, Population.of(["m", "n"], level=LEVEL)))
        text = (
            '{"dates":{},"own":[],"readings":[],"reference_date":null,'
            f'"rows":[["p","{LEVEL}","m",50,50,""],["p","{LEVEL}","n",50,50,""]]}}'
        )
        assert receipt.digests.result == hashlib.sha256(text.encode()).hexdigest()
        assert receipt.digests.definition == digest(agreement)

    def test_each_is_of_one_thing(self) -> None:
        """Other figures change the second and third, another choice the third alone."""
        agreement, figures = rich().agreement, rich().population
        own = Reading("min", key=Equal())
        first = issue(allocate(agreement, figures, readings={"unga": "alla", "öppet": own}))
        other = issue(allocate(agreement, figures, readings={"unga": "lika", "öppet": own}))
        more = figures | Population.from_values(
            "nytt", {"a": 1}, date=DAY, source="invented", level=LEVEL
        )
        third = issue(allocate(agreement, more, readings={"unga": "alla", "öppet": own}))
        assert first.digests.definition == other.digests.definition == third.digests.definition
        assert first.digests.population == other.digests.population != third.digests.population
        # Nothing that was computed rests on the new table.
        assert first.digests.result == third.digests.result != other.digests.result

    def test_every_hash_seed_gives_what_the_golden_file_says(self) -> None:
        """ "Equal across processes, Python 3.11-3.13 and hash seeds": the file is one for all."""
        golden = GOLDEN.read_text("utf-8")
        for seed in ("0", "4711"):
            done = subprocess.run(
                [sys.executable, "-c", OUTCOME],
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
                capture_output=True,
                check=True,
                text=True,
            )
            assert done.stdout == golden

    def test_names_of_recipients_are_not_part_of_it(self) -> None:
        """A later register may spell a name otherwise, and no öre has moved."""
        one, two = (
            issue(
                allocate(
                    Agreement("a", "A", kr(1), [Pot("p", kr(1), Recipient("SKR", name))], None),
                    Population.of(["m"], level=LEVEL),
                )
            )
            for name in ("SKL", "SKR")
        )
        assert one.digests.result == two.digests.result
        assert one.digests.definition != two.digests.definition


class TestIssued:
    """ "The three digests, readings and date chosen, totals; outside, versions, certificates." """

    def test_has_what_was_chosen_and_every_amount(self) -> None:
        receipt = of_2020()
        assert receipt.agreement == "psykisk-halsa-2020"
        assert receipt.reference_date == date(2020, 12, 31)
        assert receipt.readings == (("barn-och-unga", "0-25"),)
        assert receipt.total == mkr(1716)
        assert sum(len(pot.amounts) for pot in receipt.pots) == 750
        assert all(pot.distributed == pot.amount for pot in receipt.pots)
        assert all(pot.unassigned == kr(0) for pot in receipt.pots)
        assert receipt.population == catalogue.population("scb-2020-12-31")
        assert receipt.versions.python == sys.version.split()[0]

    def test_certificates_are_of_each_pot(self) -> None:
        found = {each.pot: each for each in issue(rich()).certificates}
        assert len(found) == 8
        assert all(each.holds for each in found.values())
        assert (found["nästan"].method, found["nästan"].unit) == (Method.NEAREST, kr(1))

    def test_a_certificate_that_does_not_hold_is_not_hidden(self) -> None:
        allocation = rich()
        first, *others = allocation.outcomes
        units = first.rounded.units
        moved = (units[0] + 2, units[1] - 2)
        wrong = evolve(first, rounded=evolve(first.rounded, units=moved))
        receipt = issue(evolve(allocation, outcomes=(wrong, *others)))
        assert [each.pot for each in receipt.certificates if not each.holds] == ["unga"]
        text = receipt.to_json()
        places = {each.place for each in verify(text).differences}
        assert "$.certificates[0].holds" in places
        assert "$.digests.result" in places

    def test_what_nobody_got_is_told(self) -> None:
        rest = {pot.id: pot.unassigned for pot in issue(rich()).pots}
        # 100 kr less 30 each to two; 10 kr by 36 and 75 of 111 are 3,24 and 6,76: 3 and 7.
        assert rest["rest"] == kr(40)
        assert {id for id, money in rest.items() if money.ore} == {"rest"}

    def test_readings_of_the_callers_own_are_in_it(self) -> None:
        receipt = issue(rich())
        (own,) = receipt.own
        assert (own.ambiguity, own.name, own.source) == ("öppet", "min", Source("jag"))
        assert receipt.chosen == {"unga": "alla", "öppet": own.reading}

    def test_only_an_allocation_has_one(self) -> None:
        agreement: Any = catalogue.agreement("psykisk-halsa-2020")
        with pytest.raises(InputTypeError, match="issued of an allocation") as caught:
            issue(agreement)
        assert caught.value.code == "receipt.allocation"

    def test_a_key_of_the_users_own_cannot_be_computed_by_others(self) -> None:
        agreement = Agreement("a", "A", kr(1), [Pot("p", kr(1), LEVEL, OwnKey())], None)
        allocation = allocate(agreement, Population.of(["m"], level=LEVEL))
        with pytest.raises(DocumentError, match="OwnKey"):
            issue(allocation)

    def test_figures_that_could_not_be_read_again_are_not_issued(self) -> None:
        """Such as values by age, which only who builds tables by hand can have."""
        figures = rich().population
        tables = [
            evolve(each, perturbed=True) if each.indicator == "asylsökande" else each
            for each in figures.tables
        ]
        allocation = evolve(rich(), population=Population(tables))
        with pytest.raises(ReceiptError, match="cannot be read again") as caught:
            issue(allocation)
        assert caught.value.code == "receipt.unkept"
        assert issue(allocation, figures=False).digests.population == digest(Population(tables))

    def test_is_a_value(self) -> None:
        receipt = issue(rich())
        assert pickle.loads(pickle.dumps(receipt)) == receipt
        assert receipt == issue(rich())

    def test_nothing_of_it_is_imported_with_the_package(self) -> None:
        program = "import sys, fordelning; print(*sorted(sys.modules))"
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, text=True
        )
        added = set(done.stdout.split())
        assert "fordelning" in added
        assert not added & {f"fordelning.{n}" for n in ("receipts", "documents", "comparison")}


@frozen
class OwnKey(Key):
    """A key of a class that no document can hold."""

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return Equal().quotas(amount, scope)

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        return Equal().steps(amount, scope)


class TestText:
    """ "Equal across processes": what is written is read as the same."""

    @pytest.mark.parametrize("figures", [True, False])
    def test_round_trip(self, figures: bool) -> None:
        for receipt in (of_2020(figures=figures), issue(rich(), figures=figures)):
            assert read(receipt.to_json()) == receipt

    def test_rows_are_lines(self) -> None:
        text = issue(rich()).to_json()
        assert text.startswith('{\n  "schema": "fordelning-receipt/1",\n  "agreement": "a",\n')
        assert '"ages": "0-17 18+"' in text
        assert '"a": "3 14"' in text
        assert '"a": "1/3"' in text
        assert read(text).population == people()

    @pytest.mark.property
    @given(st.data())
    @SETTINGS
    def test_any_population_is_kept(self, data: st.DataObject) -> None:
        figures = data.draw(populations(data.draw(codes())))
        agreement = Agreement("a", "A", kr(1), [Pot("p", kr(1), LEVEL, Equal())], DAY)
        receipt = issue(allocate(agreement, figures))
        assert read(receipt.to_json()).population == figures
        assert verify(receipt.to_json()).holds

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ("", "document.json"),
            ("{", "document.json"),
            ('{"schema": "fordelning-receipt/2"}', "receipt.version"),
            ("{}", "receipt.version"),
            ("[]", "receipt.version"),
            ('"text"', "receipt.version"),
            ('{"schema": ["fordelning-receipt/1"]}', "receipt.version"),
            ('{"schema": "fordelning-receipt/1"}', "document.problems"),
            ("[" * 100_000, "document.too_deep"),
            (" " * 1_000_001, "document.too_long"),
            ("9" * 5000, "document.digits"),
        ],
    )
    def test_what_cannot_be_read_is_refused(self, wrong: str, code: str) -> None:
        for each in (read, verify):
            with pytest.raises(FordelningError) as caught:
                each(wrong)
            assert caught.value.code == code

    def test_each_field_is_described(self) -> None:
        """A reader's kinds give a JSON Schema too, and a receipt is valid by it."""
        described = {**RECEIPT.schema(), "$defs": documents.schema()["$defs"]}
        validator = Draft202012Validator(described)
        assert validator.is_valid(json.loads(issue(rich()).to_json()))
        for steps, wrong in (
            (("population", 3, "perturbed"), "yes"),
            (("population", 5, "ages"), ["0-17"]),
            (("certificates", 0, "holds"), "yes"),
        ):
            assert not validator.is_valid(json.loads(changed(TEXT, steps, wrong)))

    def test_only_text_is_read(self) -> None:
        receipt: Any = issue(rich())
        with pytest.raises(InputTypeError, match=r"pass its text") as caught:
            verify(receipt)
        assert caught.value.code == "receipt.text"

    def test_all_that_is_wrong_is_told_with_its_path(self) -> None:
        text = issue(rich()).to_json()
        text = changed(text, ("certificates", 0, "holds"), "ja")
        text = changed(text, ("pots", 1, "amount"), "tio")
        text = changed(text, ("population", 5, "figures", "a"), "3 14 15")
        text = changed(text, ("nytt",), 1)
        with pytest.raises(DocumentError) as caught:
            read(text)
        assert sorted((each.place[0], each.code) for each in caught.value.problems) == [
            ("$", "document.unknown"),
            ("$.certificates[0].holds", "receipt.flag"),
            ("$.population[5]", "receipt.numbers"),
            ("$.pots[1].amount", "money.no_unit"),
        ]

    def test_a_field_that_stands_twice_is_refused(self) -> None:
        text = issue(rich()).to_json()
        twice = text.replace('"agreement": "a",', '"agreement": "b",\n  "agreement": "a",')
        with pytest.raises(DocumentError, match="stands twice"):
            read(twice)

    def test_one_that_is_too_long_is_not_written(self, monkeypatch: pytest.MonkeyPatch) -> None:
        receipt = issue(rich())
        monkeypatch.setattr("fordelning.documents.limits._LONGEST", 100)
        with pytest.raises(ReceiptError, match="100 are the most") as caught:
            receipt.to_json()
        assert caught.value.code == "receipt.too_long"


class TestVerified:
    """ "`verify` recomputes and says what differs." """

    def test_what_was_issued_holds(self) -> None:
        for receipt in (of_2020(), issue(rich())):
            found = verify(receipt.to_json())
            assert found.holds
            assert found.computed == receipt
            assert found.definition is None
        lines = str(found).splitlines()
        assert lines[:2] == [
            "a: the receipt holds",
            "computed again: 15 amounts in 8 pots, 159,00 kr",
        ]
        assert len(lines) == 4

    def test_versions_are_told_and_not_compared(self) -> None:
        receipt = evolve(issue(rich()), versions=Versions("9.0", "4.0"))
        found = verify(receipt.to_json())
        assert found.holds
        assert "issued by fordelning 9.0 on Python 4.0" in str(found)

    def test_an_amount_that_was_changed_is_named(self) -> None:
        steps = ("pots", 2, "amounts", "a")
        found = verify(changed(issue(rich()).to_json(), steps, "31 kr"))
        assert [str(each) for each in found.differences] == [
            "$.pots[2].amounts.a: the receipt says 31 kr, computed again it is 30 kr"
        ]
        assert str(found).startswith("a: the receipt does not hold\n")

    def test_an_amount_that_was_added_is_named(self) -> None:
        steps = ("pots", 2, "amounts", "x")
        (found,) = verify(changed(issue(rich()).to_json(), steps, "31 kr")).differences
        assert (found.stated, found.computed) == ("31 kr", None)
        assert str(found).endswith("says 31 kr, computed again it is nothing")
        document = json.loads(issue(rich()).to_json())
        del document["pots"][2]["amounts"]["a"]
        (found,) = verify(json.dumps(document)).differences
        assert (found.stated, found.computed) == (None, "30 kr")
        assert "the receipt says nothing" in str(found)

    def test_another_population_is_compared_figure_by_figure(self) -> None:
        figures = people()
        tables = list(figures.tables)
        place = next(i for i, each in enumerate(tables) if each.sex == Sex.MEN and each.classes)
        tables[place] = evolve(tables[place], rows=(("a", (3, 14)), ("b", (9, 27))))
        found = verify(issue(rich()).to_json(), population=Population(tables))
        places = {each.place: (each.stated, each.computed) for each in found.differences}
        assert places[f"$.population[{place}].figures.b"] == ("9 26", "9 27")
        assert "$.digests.population" in places
        assert "$.digests.definition" not in places
        assert "and " in str(found) or len(places) <= 12

    def test_a_long_list_is_cut(self) -> None:
        text = of_2020().to_json()
        document = json.loads(text)
        amounts = document["pots"][4]["amounts"]
        document["pots"][4]["amounts"] = dict.fromkeys(amounts, "0 kr")
        found = verify(json.dumps(document))
        assert len(found.differences) == 290
        assert "  and 278 more differences" in str(found)

    def test_another_definition_is_compared_part_by_part(self) -> None:
        text = issue(rich()).to_json()
        agreement = rich().agreement
        same = verify(text, agreement)
        assert same.holds
        assert same.definition is not None
        assert same.definition.same
        assert "->" not in str(same)
        other = evolve_pot(agreement, "rest", Flat(kr(20)) >> Unspent("återgår"))
        found = verify(text, other)
        assert not found.holds
        assert "$.digests.definition" in {each.place for each in found.differences}
        assert "pot 'rest', key: Flat(kr(\"30\"))" in str(found)

    def test_without_figures_the_population_has_to_be_given(self) -> None:
        receipt = issue(rich(), figures=False)
        assert receipt.population is None
        with pytest.raises(ReceiptError, match="leaves out its figures: recipients, del") as caught:
            verify(receipt.to_json())
        assert caught.value.code == "receipt.no_figures"
        assert caught.value.digest == digest(people())
        assert verify(receipt.to_json(), population=people()).holds
        other = people() | Population.of(["a"], level="ny")
        found = verify(receipt.to_json(), population=other)
        assert "$.digests.population" in {each.place for each in found.differences}

    def test_what_cannot_be_computed_says_why(self) -> None:
        text = changed(issue(rich()).to_json(), ("readings", "unga"), "annan")
        with pytest.raises(LookupError, match="has no reading 'annan'|annan"):
            verify(text)


def evolve_pot(agreement: Agreement, id: str, key: Key) -> Agreement:
    pots = [
        evolve(each, key=key) if isinstance(each, Pot) and each.id == id else each
        for each in agreement.pots
    ]
    return Agreement(
        agreement.id,
        agreement.title,
        agreement.total,
        pots,
        agreement.reference_date,
        sources=agreement.sources,
        rounding=agreement.rounding,
    )


TEXT = issue(rich()).to_json()
LEAVES = list(leaves(json.loads(TEXT)))


class TestTampered:
    """ "Tampering: every single field of a receipt changed is detected." """

    @pytest.mark.parametrize(
        ("steps", "value"), LEAVES, ids=[".".join(map(str, steps)) for steps, _ in LEAVES]
    )
    def test_every_leaf(self, steps: tuple[Any, ...], value: object) -> None:
        """Versions alone are told and not compared: they cannot be computed again."""
        others: list[object] = [None, 5]
        others += [not value] if isinstance(value, bool) else [f"{value}x", f"1{value}"]
        for other in (each for each in others if each != value):
            # "0-17" with a 1 before it is 10-17, and so on: always another value.
            told = detected(changed(TEXT, steps, other))
            if steps[0] == "versions" and isinstance(other, str) and other:
                assert not told
            else:
                assert told, other

    @pytest.mark.parametrize("steps", [steps for steps, _ in LEAVES], ids=str)
    def test_every_leaf_taken_away(self, steps: tuple[Any, ...]) -> None:
        document = json.loads(TEXT)
        inner = document
        for step in steps[:-1]:
            inner = inner[step]
        del inner[steps[-1]]
        assert detected(json.dumps(document))

    def test_a_table_whose_rows_are_taken_away_needs_the_population(self) -> None:
        document = json.loads(TEXT)
        del document["population"][0]["figures"]
        with pytest.raises(ReceiptError, match="leaves out its figures"):
            verify(json.dumps(document))

    def test_a_definition_or_figures_that_are_not_those_of_the_digests_are_refused(self) -> None:
        definition = changed(TEXT, ("definition", "title"), "Annat avtal")
        figures = changed(TEXT, ("population", 2, "figures", "b"), "3")
        both = changed(definition, ("population", 2, "figures", "b"), "3")
        for text, code in (
            (definition, "receipt.definition"),
            (figures, "receipt.figures"),
            (both, "receipt.problems"),
        ):
            with pytest.raises(ReceiptError) as caught:
                verify(text)
            assert caught.value.code == code

    def test_a_definition_that_was_changed_with_its_digest_gives_another_result(self) -> None:
        agreement = evolve_pot(rich().agreement, "golv", PerCapita())
        text = json.dumps(
            {
                **json.loads(TEXT),
                "definition": json.loads(
                    issue(allocate(agreement, people(), readings=issue(rich()).chosen)).to_json()
                )["definition"],
            }
        )
        text = changed(text, ("digests", "definition"), digest(agreement))
        places = {each.place for each in verify(text).differences}
        assert "$.digests.result" in places
        assert "$.pots[4].amounts.a" in places

    def test_ages_are_of_people_only(self) -> None:
        assert detected(changed(TEXT, ("population", 2, "ages"), "0-17 18+"))

    @pytest.mark.parametrize(
        ("place", "code", "figure"),
        [(5, "a", "-3 14"), (5, "a", "1/2 14"), (2, "c", "1")],
    )
    def test_figures_that_cannot_be_are_refused_whatever_the_digest(
        self, place: int, code: str, figure: str
    ) -> None:
        assert detected(changed(TEXT, ("population", place, "figures", code), figure))

    def test_the_same_in_other_words_is_the_same(self) -> None:
        """A definition is compared by what it says: 5 kr are 5,00 kr."""
        steps = ("definition", "pot", 7, "amount")
        assert dict(LEAVES)[steps] == "5 kr"
        assert verify(changed(TEXT, steps, "5,00 kr")).holds


class TestCommands:
    """ "`fordelning verify receipt.json` recomputes and says what differs." """

    CHOICES = (
        *("psykisk-halsa-2020", "scb-2020-12-31"),
        *("--reading", "barn-och-unga=0-25", "--reference-date", "2020-12-31"),
    )

    def run(self, capsys: pytest.CaptureFixture[str], *given: object) -> tuple[int, str, str]:
        code = main(list(map(str, given)))
        out, err = capsys.readouterr()
        return code, out, err

    @pytest.mark.parametrize("more", [(), ("--without-figures",)])
    def test_what_is_issued_holds(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, more: tuple[str, ...]
    ) -> None:
        code, out, _ = self.run(capsys, "receipt", *self.CHOICES, *more)
        assert code == 0
        assert read(out) == of_2020(figures=not more)
        file = tmp_path / "receipt.json"
        file.write_text(out, encoding="utf-8")
        code, said, _ = self.run(capsys, "verify", file)
        assert (code, said.splitlines()[0]) == (0, "psykisk-halsa-2020: the receipt holds")
        file.write_text(out.replace('"5 550 305,20 kr"', '"5 550 305,21 kr"'), encoding="utf-8")
        code, said, _ = self.run(capsys, "verify", file)
        assert code == 1
        assert "the receipt says 5 550 305,21 kr, computed again it is 5 550 305,20 kr" in said

    def test_wrong_input(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        file = tmp_path / "receipt.json"
        file.write_text("{}", encoding="utf-8")
        code, _, err = self.run(capsys, "verify", file)
        assert (code, "the receipt is of the form None" in err) == (2, True)
        file.write_text(issue(rich(), figures=False).to_json(), encoding="utf-8")
        code, _, err = self.run(capsys, "verify", file)
        assert (code, "leaves out its figures" in err) == (2, True)
        assert "what to do: give the figures: --population ID, or --population FILE" in err
        file.write_bytes(b"\xff")
        assert self.run(capsys, "verify", file)[0] == 2
        assert self.run(capsys, "verify", tmp_path / "none.json")[0] == 2

    def test_what_was_chosen_then_is_no_option_now(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """`verify` has no --reading and no --reference-date, so no remedy names them."""
        file = tmp_path / "receipt.json"
        document = json.loads(TEXT)
        for tampered in (
            {"readings": {**document["readings"], "unga": "annan"}},
            {"readings": {"öppet": document["readings"]["öppet"]}},
            {"readings": {"unga": "alla"}, "own_readings": []},
        ):
            file.write_text(json.dumps({**document, **tampered}), encoding="utf-8")
            code, _, err = self.run(capsys, "verify", file)
            assert code == 2
            assert "what to do: take the receipt again from where it is kept" in err
            assert "--reading" not in err
            assert "python -c" not in err

    def test_a_receipt_that_is_too_long_can_be_issued_without_figures(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("fordelning.documents.limits._LONGEST", 1000)
        code, out, err = self.run(capsys, "receipt", *self.CHOICES)
        assert (code, out) == (2, "")
        assert "what to do: issue it without figures, and keep the population: --without" in err
        assert "issue(" not in err
