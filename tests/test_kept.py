"""What earlier versions wrote: pickles, documents and receipts that every later one reads.

`keep` wrote the files, once per version. The figures are those of `keep.agreement`, for 100,
200 and 300 pupils of whom 40, 60 and 100 are 15 or younger, all computed by hand:

    lika      100 kr in three: 33,33 each, and the öre left over to the first by code
    folkmängd 50 each, and 450 by 100, 200 and 300: 75, 150 and 225
    unga      1 000 kr by 40, 60 and 100
    golv      600 kr would be 100, 200 and 300; 150 for the first leaves 450 by 200 and 300
    kronor    20 kr by 1, 2 and 3 sixths, in whole kronor rounded down: one is left
    rest      20 each of 100 kr
    nivåer    60 kr in equal parts to two parents: 30 by 100 and 200, and 30 to the third
    följer    600 kr as folkmängd
"""

from __future__ import annotations

import hashlib
import pickle
from datetime import date
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from fordelning import (
    BY_CODE,
    REFUSE,
    About,
    Agreement,
    Allocation,
    Level,
    Method,
    Money,
    Population,
    Recipient,
    Rounding,
    UpTo,
    allocate,
    errors,
    kr,
)
from fordelning.documents import from_json, from_toml, to_json, to_toml
from fordelning.errors import FordelningError
from fordelning.exact import Exact
from fordelning.population import AgeClass, Sex
from fordelning.receipts import read, verify

from . import keep

HAND: dict[str, tuple[Exact, Exact, Exact]] = {
    "lika": ("33,34", "33,33", "33,33"),
    "folkmängd": (125, 200, 275),
    "unga": (200, 300, 500),
    "golv": (150, 180, 270),
    "kronor": (3, 6, 10),
    "rest": (20, 20, 20),
    "nivåer": (10, 20, 30),
    "följer": (125, 200, 275),
}
SCHOOLS = ("norra", "södra", "östra")
AMOUNTS = {pot: dict(zip(SCHOOLS, map(kr, given), strict=True)) for pot, given in HAND.items()}
BUILTIN = {
    "MissingExtraError": ImportError,
    "InputTypeError": TypeError,
    "ConservationError": ArithmeticError,
    "CertificateError": ArithmeticError,
    "MissingFigureError": LookupError,
    "ReadingError": LookupError,
    "ReferenceDateError": LookupError,
    "UnknownCodeError": LookupError,
    "UnknownIdError": LookupError,
}


@pytest.fixture(params=sorted(each.name for each in keep.KEPT.iterdir()))
def kept(request: pytest.FixtureRequest) -> Path:
    return keep.KEPT / str(request.param)


def unpickled(kept: Path, name: str) -> Any:
    return pickle.loads((kept / f"{name}.pickle").read_bytes())


def text(kept: Path, name: str) -> str:
    return (kept / name).read_text("utf-8")


def is_as_computed_by_hand(allocation: Allocation) -> None:
    assert {pot: allocation.pot(pot) for pot in AMOUNTS} == AMOUNTS
    assert allocation["förbundet", "F"] == kr(5)
    left = {(row.pot, row.name): row.amount for row in allocation.residuals}
    assert left == {
        ("kronor", "avrundningsdifferens"): kr(1),
        ("rest", "återgår till staten"): kr(40),
    }
    assert allocation.total == kr(3085)


class TestPickles:
    """ "Pickles of results load in later versions." """

    def test_an_allocation_has_its_amounts_and_explains_them(self, kept: Path) -> None:
        allocation = unpickled(kept, "allocation")
        assert isinstance(allocation, Allocation)
        is_as_computed_by_hand(allocation)
        assert allocation.nodes("nivåer") == {"nord": kr(30), "öst": kr(30)}
        assert allocation.reference_date == date(2020, 12, 31)
        assert [(each.ambiguity, each.reading, each.own) for each in allocation.readings] == [
            ("unga", "0-15", False)
        ]
        assert allocation.explain("lika", "södra").quota == Fraction(10_000, 3)
        assert allocation.to_columns()["ore"][:3] == [3334, 3333, 3333]

    def test_a_trace_tells_the_same(self, kept: Path) -> None:
        trace = unpickled(kept, "trace")
        assert (trace.pot.id, trace.code, trace.amount) == ("folkmängd", "södra", kr(200))
        assert trace.quota == Fraction(20_000)
        assert "450,00 kr x 200 / 600 gives 150,00 kr" in str(trace)

    def test_an_agreement_and_a_population_are_allocated_alike(self, kept: Path) -> None:
        agreement, people = unpickled(kept, "agreement"), unpickled(kept, "population")
        assert isinstance(agreement, Agreement)
        assert agreement == keep.agreement()
        assert agreement.problems() == ()
        assert agreement.declared[0].amount == kr(3080)
        is_as_computed_by_hand(allocate(agreement, people, readings={"unga": "0-15"}))

    def test_a_population_has_its_figures(self, kept: Path) -> None:
        people = unpickled(kept, "population")
        assert isinstance(people, Population)
        assert people == keep.people()
        day, young = date(2020, 12, 31), AgeClass(0, 15)
        assert people.figures(SCHOOLS, level="skola", date=day)[0] == (100, 200, 300)
        assert people.figures(SCHOOLS, level="skola", date=day, band=young)[0] == (40, 60, 100)
        values, table = people.figures(("norra",), level="skola", date=day, indicator="doser")
        assert values == (Fraction(1, 3),)
        assert [each.document for each in table.sources] == ["k"]
        assert people.figures(("01",), level="lan", date=day, sex=Sex.MEN)[0] == (7,)
        assert people.parents("skola", ("nord", "öst"))["östra"] == "öst"
        assert people.perturbed

    def test_keys_and_measures_are_the_same_values(self, kept: Path) -> None:
        for name, made in (("keys", keep.keys()), ("measures", keep.measures())):
            again = unpickled(kept, name)
            assert len(again) >= 12
            # Those that a later version has more are behind the others.
            for one, other in zip(again, made, strict=False):
                assert (one, hash(one), repr(one)) == (other, hash(other), repr(other))

    def test_small_values(self, kept: Path) -> None:
        small = unpickled(kept, "small")
        assert small["money"] == (Money(123_450), Money(-500))
        assert small["amounts"] == (UpTo(kr(5)), About(kr(5)))
        rounding = small["rounding"]
        assert isinstance(rounding, Rounding)
        assert (rounding.unit, rounding.method) == (kr(1), Method.DHONDT)
        lots = {code: hashlib.sha256(f"S2020/00001\n{code}".encode()).digest() for code in SCHOOLS}
        drawn = [SCHOOLS[place] for place in rounding.ties.order(SCHOOLS)]
        assert drawn == sorted(SCHOOLS, key=lots.__getitem__)
        assert small["ties"] == (BY_CODE, REFUSE)
        assert small["recipient"] == Recipient("SKR", "Sveriges Kommuner och Regioner")
        assert small["level"] is Level.KOMMUN
        assert small["sex"] is Sex.MEN
        assert str(small["source"]) == str(keep.SOURCE)
        assert small["source"].dated == date(2020, 12, 31)

    def test_comparisons(self, kept: Path) -> None:
        changed, more, (table,) = unpickled(kept, "comparison")
        amounts = {(each.code, each.before, each.after) for each in changed.changed}
        assert ("norra", kr(200), kr("166,67")) in amounts
        assert ("södra", kr(300), kr("333,33")) in amounts
        assert [change.code for change in more.gains] == ["södra"]
        assert [cell.kind.name for cell in table.cells] == ["EQUAL", "EQUAL", "RESIDUAL"]

    def test_payments(self, kept: Path) -> None:
        ledger, parts, bills = unpickled(kept, "payments")
        assert ledger.held == AMOUNTS["folkmängd"]
        assert ledger.paid["norra"] == kr(25)
        assert ledger.give_back({"norra": kr(5)}).pool == kr(5)
        assert parts["södra", date(2021, 6, 30)] == kr(100)
        assert bills.sums()["Området"] == kr(60)
        assert bills.total == kr(3044)


class TestErrors:
    """ "Every error ... can be pickled": each class, its values, its place, its words."""

    def test_every_class_was_kept(self, kept: Path) -> None:
        found = unpickled(kept, "errors")
        assert {name: type(error).__name__ for name, error in found.items()} == {
            name: name for name in found
        }
        assert len(found) >= 26
        assert found.keys() <= keep.problems().keys()

    def test_each_is_what_it_was(self, kept: Path) -> None:
        for name, error in unpickled(kept, "errors").items():
            assert isinstance(error, FordelningError)
            assert isinstance(error, BUILTIN.get(name, ValueError)), name
            assert error.code.partition(".")[2]
            assert error.place == ("pot 'lika'",)
            assert str(error).startswith("pot 'lika': ")
            assert "\n  what to do: " in str(error)

    def test_their_values_are_attributes(self, kept: Path) -> None:
        found = unpickled(kept, "errors")
        assert found["AgreementError"].amount == -kr(5)
        assert found["RoundingUnitError"].over == kr("0,50")
        assert found["UnspentError"].left.exact == 200
        assert found["TieError"].codes == ("norra", "södra")
        assert found["ReferenceDateError"].asked == date(2020, 12, 31)
        assert (found["InputTypeError"].code, found["InputTypeError"].value) == (
            "number.float",
            "0.1",
        )


class TestDocuments:
    """ "Documents have a schema version and are readable by every later version." """

    def test_both_are_the_agreement(self, kept: Path) -> None:
        of_toml = from_toml(text(kept, "document.toml"))
        assert of_toml == from_json(text(kept, "document.json")) == keep.agreement()
        assert of_toml.total == kr(3085)
        assert [each.id for each in of_toml.pots] == [
            "lika",
            "folkmängd",
            "unga",
            *("golv", "kronor", "rest", "nivåer", "följer", "förbundet"),
        ]
        is_as_computed_by_hand(allocate(of_toml, keep.people(), readings={"unga": "0-15"}))

    def test_they_are_written_again_as_the_same(self, kept: Path) -> None:
        of_toml = from_toml(text(kept, "document.toml"))
        assert from_toml(to_toml(of_toml)) == of_toml
        assert from_json(to_json(of_toml)) == of_toml


class TestReceipts:
    """ "Proof of what was computed, to be computed again years later." """

    def test_it_verifies(self, kept: Path) -> None:
        verification = verify(text(kept, "receipt.json"))
        assert verification.holds, str(verification)
        assert verification.computed.digests == verification.receipt.digests

    def test_it_says_what_was_computed(self, kept: Path) -> None:
        receipt = read(text(kept, "receipt.json"))
        assert receipt == unpickled(kept, "receipt")
        assert receipt.versions.fordelning == kept.name
        assert {pot.id: dict(pot.amounts) for pot in receipt.pots if pot.id in AMOUNTS} == AMOUNTS
        assert {pot.id: pot.unassigned for pot in receipt.pots if pot.unassigned.ore} == {
            "kronor": kr(1),
            "rest": kr(40),
        }
        assert all(each.holds for each in receipt.certificates)
        assert receipt.population == keep.people()

    def test_a_changed_one_does_not(self, kept: Path) -> None:
        said = text(kept, "receipt.json")
        changed = said.replace("33,34 kr", "33,35 kr", 1)
        assert changed != said
        assert not verify(changed).holds


class TestKeeping:
    def test_writes_all_and_never_twice(self, tmp_path: Path) -> None:
        now = version("fordelning")
        place = keep.keep(now, tmp_path)
        written = {each.name for each in place.iterdir()}
        assert written == {name for name, _ in keep.files()}
        assert {"allocation.pickle", "document.toml", "receipt.json"} <= written
        before = (place / "document.toml").read_bytes()
        with pytest.raises(SystemExit, match="never written again"):
            keep.keep(now, tmp_path)
        assert (place / "document.toml").read_bytes() == before

    def test_only_in_its_own_name(self, tmp_path: Path) -> None:
        with pytest.raises(SystemExit, match="not 99.0.0"):
            keep.keep("99.0.0", tmp_path)
        assert not list(tmp_path.iterdir())

    def test_every_class_of_error_is_among_what_is_written(self) -> None:
        assert keep.problems().keys() == set(errors.__all__) - {"FordelningError"}
