"""`diff`: definitions part by part, outcomes amount by amount; and readings side by side."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from fordelning import (
    About,
    Agreement,
    Allocation,
    Ambiguity,
    Declared,
    Equal,
    Flat,
    Level,
    Method,
    Money,
    PerCapita,
    Population,
    Pot,
    Reading,
    Recipient,
    Rounding,
    Source,
    Unspent,
    allocate,
    catalogue,
    kr,
    mkr,
)
from fordelning.cli import main
from fordelning.comparison import AmountChange, FieldChange, diff, readings_compared
from fordelning.documents import to_json
from fordelning.errors import InputTypeError, InputValueError, UnknownIdError
from fordelning.keys import Key

from .strategies import DAY, LEVEL, SETTINGS, small_money

PEOPLE = Population.from_counts(
    {"a": 10, "b": 30, "c": 0}, date=DAY, source="invented", level=LEVEL
)


def agreement(*pots: Pot | Ambiguity, **given: Any) -> Agreement:
    total = Money.total(each.stated for each in pots if isinstance(each, Pot))
    return Agreement("a", "A", given.pop("total", total), pots, None, **given)


FORTY = kr(40)


def by(key: Key, amount: Money = FORTY, **given: Any) -> Agreement:
    return agreement(Pot("p", amount, LEVEL, key, **given))


class TestDefinitions:
    """ "`diff` for definitions (structural)": added, removed, changed field by field."""

    def test_equal_definitions_do_not_differ(self) -> None:
        found = diff(by(Equal()), by(Equal()))
        assert found.same
        assert found.rows == ()
        assert str(found) == "a -> a: the definitions are the same"

    def test_pots_added_and_removed_are_told_with_sum_and_key(self) -> None:
        one = agreement(Pot("p", kr(1), LEVEL, Equal()), Pot("q", kr(2), Recipient("S", "SKR")))
        two = agreement(Pot("p", kr(1), LEVEL, Equal()), Pot("r", About(kr(2)), LEVEL, PerCapita()))
        found = diff(one, two)
        assert found.removed == (FieldChange("pot 'q'", "", "2,00 kr to SKR (S)", None),)
        assert found.added == (
            FieldChange("pot 'r'", "", None, f"about 2,00 kr to {LEVEL}, by PerCapita()"),
        )
        assert found.changed == ()
        assert str(found).splitlines() == [
            "a -> a: 1 added, 1 removed, 0 changed",
            "- pot 'q': 2,00 kr to SKR (S)",
            f"+ pot 'r': about 2,00 kr to {LEVEL}, by PerCapita()",
        ]

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("amount", kr(41), "40,00 kr -> 41,00 kr"),
            ("to", "annan", f"{LEVEL} -> annan"),
            ("key", PerCapita(), "Equal() -> PerCapita()"),
            ("title", "Ny", "none -> Ny"),
            ("payee", "andra", "none -> andra"),
            ("note", "så", "none -> så"),
            ("source", Source("s. 7"), "none -> s. 7"),
        ],
    )
    def test_each_field_of_a_pot(self, field: str, value: object, said: str) -> None:
        given: dict[str, Any] = {field: value}
        changed = agreement(evolve(Pot("p", kr(40), LEVEL, Equal()), **given), total=kr(40))
        found = diff(by(Equal()), changed)
        assert [str(row) for row in found.rows] == [f"  pot 'p', {field}: {said}"]
        assert found.changed == found.rows

    def test_each_field_of_an_agreement(self) -> None:
        before = by(Equal())
        after = Agreement(
            "b",
            "B",
            kr(40),
            before.pots,
            DAY,
            declared=[Declared("allt", kr(40), ["p"])],
            sources=["x", "y"],
            rounding=Rounding(kr(1), Method.FLOOR),
            note="n",
        )
        assert [str(row) for row in diff(before, after).rows] == [
            "  the agreement, id: a -> b",
            "  the agreement, title: A -> B",
            "  the agreement, reference_date: none -> 2020-12-31",
            "+ declared 'allt': 40,00 kr over p",
            "  the agreement, sources: none -> x; y",
            f"  the agreement, rounding: {before.rounding!r} -> {after.rounding!r}",
            "  the agreement, note: none -> n",
        ]

    def test_readings_are_compared_by_name_and_their_pots_by_id(self) -> None:
        def place(*readings: Reading) -> Agreement:
            return agreement(Ambiguity("o", *readings, amount=kr(4), to=LEVEL), total=kr(4))

        pots = [Pot("x", kr(4), LEVEL, Equal())]
        before = place(Reading("lika", key=Equal()), Reading("delat", pots=pots))
        after = place(
            Reading("lika", key=PerCapita()),
            Reading("delat", pots=[evolve(pots[0], key=PerCapita())]),
            Reading("tredje", key=Equal()),
            Reading("fjärde", pots=pots),
        )
        assert [str(row) for row in diff(before, after).rows] == [
            "  ambiguity 'o', reading 'lika', key: Equal() -> PerCapita()",
            "  ambiguity 'o', reading 'delat', pot 'x', key: Equal() -> PerCapita()",
            "+ ambiguity 'o', reading 'tredje': Equal()",
            "+ ambiguity 'o', reading 'fjärde': x 4,00 kr",
        ]

    def test_a_place_that_became_a_pot_is_removed_and_added(self) -> None:
        before = agreement(Ambiguity("p", amount=kr(40), to=LEVEL), total=kr(40))
        named = agreement(Ambiguity("p", Reading("r", key=Equal())), total=kr(40))
        assert [str(row) for row in diff(before, by(Equal())).rows] == [
            f"- ambiguity 'p': 40,00 kr to {LEVEL}, readings: none",
            f"+ pot 'p': 40,00 kr to {LEVEL}, by Equal()",
        ]
        assert str(diff(by(Equal()), named).added[0]).endswith("none to none, readings: r")

    def test_another_order_is_told(self) -> None:
        one, two = Pot("p", kr(1), LEVEL, Equal()), Pot("q", kr(1), LEVEL, Equal())
        assert [str(row) for row in diff(agreement(one, two), agreement(two, one)).rows] == [
            "  the agreement, order of pots: pot 'p', pot 'q' -> pot 'q', pot 'p'"
        ]

    def test_an_id_that_stands_twice_is_numbered(self) -> None:
        pot = Pot("p", kr(1), LEVEL, Equal())
        found = diff(agreement(pot), agreement(pot, pot, pot, total=kr(1)))
        assert [row.place for row in found.added] == ["pot 'p' (2)", "pot 'p' (3)"]

    def test_values_that_look_the_same_are_told_apart(self) -> None:
        found = diff(by(Equal(), title=""), by(Equal(), title="none"))
        assert found.changed[0].after == "none (another value that looks the same)"

    @pytest.mark.property
    @given(st.sampled_from(catalogue.agreements()), st.sampled_from(catalogue.agreements()))
    @SETTINGS
    def test_nothing_differs_only_where_they_are_equal(self, one: str, other: str) -> None:
        before, after = catalogue.agreement(one), catalogue.agreement(other)
        assert diff(before, after).same == (before == after)
        there, back = diff(before, after), diff(after, before)
        assert {row.place for row in there.added} == {row.place for row in back.removed}


def result(key: Key | None = None, amount: Money = FORTY) -> Allocation:
    return allocate(by(key or PerCapita(), amount), PEOPLE)


class TestOutcomes:
    """ "Outcomes (any baseline; öre, percent, kr per inhabitant)."""

    def test_by_hand(self) -> None:
        """40 kr by 10 and 30 people are 10 and 30; 80 kr evenly among three 26,67."""
        found = diff(result(), result(Equal(), kr("80,01")))
        a, b, c = found.rows
        assert (a.before, a.after, a.difference) == (kr(10), kr("26,67"), kr("16,67"))
        assert a.percent == Fraction("166.7")
        assert a.per_inhabitant == Fraction("1.667")
        assert b.percent == Fraction(-333, 30)
        assert b.per_inhabitant == Fraction("-3.33") / 30
        # Nothing before, and nobody there, so neither is a number.
        assert (c.difference, c.percent, c.per_inhabitant) == (kr("26,67"), None, None)
        assert found.total == kr("40,01")
        assert found.changed == found.rows
        assert not found.same

    def test_sums_by_pot_and_by_recipient(self) -> None:
        def both(first: Key) -> Allocation:
            pots = [Pot("p", kr(40), LEVEL, first), Pot("q", kr(4), LEVEL, Flat(kr(1)) >> Equal())]
            return allocate(agreement(*pots), PEOPLE)

        found = diff(both(PerCapita()), both(Equal()))
        assert [(row.pot, row.before, row.after, row.difference) for row in found.pots] == [
            ("p", kr(40), kr(40), kr(0)),
            ("q", kr(4), kr(4), kr(0)),
        ]
        assert [row.inhabitants for row in found.pots] == [40, 40]
        first = found.recipients[0]
        assert (first.code, first.level) == ("a", LEVEL)
        assert first.inhabitants == 10
        # 10 and 1,34 of 4 kr; 13,34 of 40 kr evenly.
        assert (first.before, first.after) == (kr("11,34"), kr("14,68"))
        assert len(found.changed) == 3

    def test_the_same_is_the_same(self) -> None:
        found = diff(result(), result())
        assert found.same
        assert "0 of 3 amounts differ, 0,00 kr in all" in str(found)

    def test_any_baseline(self) -> None:
        """Who is not named has nothing there, and nobody is left out."""
        found = diff({"p": {"a": kr(10), "x": kr(5)}, "gammal": {"a": kr(1)}}, result())
        assert [(row.pot, row.code, row.before, row.after) for row in found.rows] == [
            ("p", "a", kr(10), kr(10)),
            ("p", "b", None, kr(30)),
            ("p", "c", None, kr(0)),
            ("p", "x", kr(5), None),
            ("gammal", "a", kr(1), None),
        ]
        assert [row.difference for row in found.rows] == [kr(0), kr(30), kr(0), -kr(5), -kr(1)]
        assert found.pots[1] == AmountChange("gammal", "", "", "", kr(1), None, None)
        assert found.total == kr(24)
        assert not found.same
        assert [row.level for row in found.rows] == [LEVEL] * 4 + [""]

    def test_two_baselines_have_neither_names_nor_people(self) -> None:
        found = diff({"p": {"a": kr(1)}}, {"p": {"a": kr(2)}})
        assert found.rows == (AmountChange("p", "", "a", "a", kr(1), kr(2)),)
        assert str(found).splitlines()[1:] == [
            "pot  code  name   before    after  difference  per cent  kr per inhabitant",
            "p    a     a     1,00 kr  2,00 kr     1,00 kr       100",
            "p          sum   1,00 kr  2,00 kr     1,00 kr       100",
        ]

    def test_an_allocation_against_a_later_baseline_keeps_its_names(self) -> None:
        (row, *_) = diff(result(), {"p": {"a": kr(11)}}).rows
        assert (row.level, row.difference) == (LEVEL, kr(1))
        assert row.inhabitants == 10

    def test_who_is_no_longer_there_keeps_the_name(self) -> None:
        """Heby was 1917 until 2006, and is 0331 since."""
        key = Equal()
        one, two = (
            allocate(
                agreement(Pot("k", mkr(290), Level.KOMMUN, key)),
                Population.of([code], level=Level.KOMMUN, date=date(year, 1, 1)),
            )
            for code, year in (("1917", 2006), ("0331", 2007))
        )
        heby = [row for row in diff(one, two).rows if row.name == "Heby"]
        assert [(row.code, row.before, row.after is None) for row in heby] == [
            ("0331", None, False),
            ("1917", mkr(1), True),
        ]

    def test_what_goes_to_nobody_is_a_row(self) -> None:
        key = Flat(kr(10)) >> Unspent("återgår")
        found = diff(result(), result(key, kr(40)))
        last = found.rows[-1]
        assert (last.code, last.name) == ("", "(nobody)")
        assert (last.before, last.after, last.inhabitants) == (None, kr(10), None)
        assert found.total == kr(0)
        assert found.pots[0].inhabitants == 40

    def test_names_and_people_of_sweden(self) -> None:
        figures = catalogue.population("scb-2020-12-31")

        def of(key: Key) -> Allocation:
            pots = [Pot("r", mkr(21), Level.REGION, key), Pot("s", mkr(1), Recipient("SKR", "SKR"))]
            return allocate(agreement(*pots), figures)

        found = diff(of(PerCapita()), of(Equal()))
        gotland = next(row for row in found.rows if row.code == "09")
        assert gotland.name == "Region Gotland"
        assert gotland.inhabitants == 60_124
        assert gotland.after == mkr(1)
        assert gotland.per_inhabitant == Fraction(gotland.difference.ore, 100 * 60_124)
        assert found.rows[-1].inhabitants is None
        assert "≈" in str(found)

    def test_without_figures_there_are_no_inhabitants(self) -> None:
        """Nor where a table by age has no total, as one of those of 7 to 15."""
        named = Population.of(["a", "b"], level=LEVEL)
        young = Population.from_ages(
            {("a", "7-15"): 1, ("b", "7-15"): 1}, date=DAY, source="invented", level=LEVEL
        )
        for population in (named, young):
            one, two = (allocate(by(Equal(), amount), population) for amount in (kr(2), kr(4)))
            assert [row.per_inhabitant for row in diff(one, two).rows] == [None, None]

    @pytest.mark.parametrize(
        "wrong", [{"p": kr(1)}, {"p": {"a": 5}}, {"p": {1: kr(5)}}, 5, [("p", {})]]
    )
    def test_anything_else_is_refused(self, wrong: Any) -> None:
        with pytest.raises(InputTypeError):
            diff(result(), wrong)

    def test_a_definition_and_an_outcome_cannot_be_compared(self) -> None:
        pair: Any = (by(Equal()), result())
        for one, other in (pair, pair[::-1]):
            with pytest.raises(InputTypeError, match="cannot be compared") as caught:
                diff(one, other)
            assert caught.value.code == "diff.mixed"

    @pytest.mark.property
    @given(*[st.dictionaries(st.sampled_from("ab"), small_money)] * 2)
    @SETTINGS
    def test_there_and_back_is_nothing(self, one: Any, two: Any) -> None:
        there, back = diff({"p": one}, {"p": two}), diff({"p": two}, {"p": one})
        assert there.total == -back.total == Money.total(two.values()) - Money.total(one.values())
        assert there.same == (one == two)


class TestReadings:
    """ "Readings compared": the outcomes under each reading of an ambiguity, side by side."""

    PLACE = Ambiguity(
        "unga",
        Reading("alla", key=PerCapita()),
        Reading("lika", key=Equal()),
        amount=kr(30),
        to=LEVEL,
    )

    def test_by_hand(self) -> None:
        found = readings_compared(
            agreement(self.PLACE, Pot("q", kr(4), LEVEL, PerCapita()), total=kr(34)), PEOPLE, "unga"
        )
        assert found.readings == ("alla", "lika")
        # 30 kr by 10, 30 and 0 people, or 10 each; and 1, 3 and 0 of the other pot.
        assert [(row.code, row.amounts, row.spread) for row in found.rows] == [
            ("a", (kr("8,50"), kr(11)), kr("2,50")),
            ("b", (kr("25,50"), kr(13)), kr("12,50")),
            ("c", (kr(0), kr(10)), kr(10)),
        ]
        assert found.differing == found.rows

    def test_readings_of_the_callers_own_and_what_is_left_open(self) -> None:
        """A place without readings needs two of the caller's; another place one choice."""
        open_place = Ambiguity("öppet", amount=kr(2), to=LEVEL)
        whole = agreement(self.PLACE, open_place, total=kr(32))
        own = [Reading("x", key=Equal()), Reading("y", key=Flat(kr(1)) >> Unspent("kvar"))]
        with pytest.raises(InputValueError, match="fewer|not two readings"):
            readings_compared(whole, PEOPLE, "öppet", own=own[:1], readings={"unga": "lika"})
        own[1] = Reading("y", pots=[Pot("z", kr(2), "annan", Equal())])
        people = PEOPLE | Population.of(["m"], level="annan")
        found = readings_compared(whole, people, "öppet", own=own, readings={"unga": "lika"})
        assert {(row.level, row.code): row.amounts for row in found.rows}["annan", "m"] == (
            kr(0),
            kr(2),
        )
        assert str(found).startswith("'öppet' in 2 readings: it matters to 4 of 4 recipients\n")

    def test_two_of_one_name_are_refused(self) -> None:
        with pytest.raises(InputValueError) as caught:
            readings_compared(
                agreement(self.PLACE, total=kr(30)), PEOPLE, "unga", own=[Reading("lika")]
            )
        assert caught.value.code == "readings.few"

    def test_the_place_must_be_there(self) -> None:
        with pytest.raises(UnknownIdError, match="did you mean 'unga'") as caught:
            readings_compared(agreement(self.PLACE, total=kr(30)), PEOPLE, "ungaa")
        assert caught.value.code == "ambiguity.unknown"

    def test_the_370_mkr_of_2020(self) -> None:
        """Who has the most young people gains by ages 0-25; every öre is somebody else's."""
        found = readings_compared(
            catalogue.agreement("psykisk-halsa-2020"),
            catalogue.population("scb-2020-12-31"),
            "barn-och-unga",
            reference_date=date(2020, 12, 31),
        )
        assert found.readings == ("befolkningsmangd", "0-25")
        assert {row.level for row in found.differing} == {Level.REGION}
        sums = [Money.total(row.amounts[place] for row in found.rows) for place in (0, 1)]
        assert sums == [mkr(1716), mkr(1716)]


class TestCommand:
    """ "`fordelning diff A B`": 0 where nothing differs, 1 where anything does, 2 otherwise."""

    def run(self, capsys: pytest.CaptureFixture[str], *given: object) -> tuple[int, str, str]:
        code = main(["diff", *map(str, given)])
        out, err = capsys.readouterr()
        return code, out, err

    def test_ids(self, capsys: pytest.CaptureFixture[str]) -> None:
        same = ("psykisk-halsa-2020", "psykisk-halsa-2020")
        assert self.run(capsys, *same)[0] == 0
        code, out, _ = self.run(capsys, "psykisk-halsa-2016", "psykisk-halsa-2020")
        assert code == 1
        assert "the agreement, total: 845 000 000,00 kr -> 1 716 000 000,00 kr" in out

    def test_documents(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        text = to_json(catalogue.agreement("psykisk-halsa-2020"))
        file, toml = tmp_path / "a.json", tmp_path / "a.toml"
        file.write_text(text, encoding="utf-8")
        assert self.run(capsys, "psykisk-halsa-2020", file)[0] == 0
        toml.write_text(
            'schema = "fordelning/1"\nid = "a"\ntitle = "A"\ntotal = "1 kr"\n'
            'pot = [{ id = "p", amount = "1 kr", to = "lan", key = "equal" }]\n',
            encoding="utf-8",
        )
        code, out, _ = self.run(capsys, toml, toml)
        assert (code, out) == (0, "a -> a: the definitions are the same\n")

    def test_wrong_input(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        code, _, err = self.run(capsys, "psykisk-halsa-202", "psykisk-halsa-2020")
        assert (code, "no agreement" in err) == (2, True)
        broken = tmp_path / "b.json"
        broken.write_text("{", encoding="utf-8")
        code, _, err = self.run(capsys, broken, "psykisk-halsa-2020")
        assert (code, f"{broken}: " in err) == (2, True)
        broken.write_bytes(b"\xff\xfe")
        code, _, err = self.run(capsys, broken, broken)
        assert (code, "is not text in UTF-8" in err) == (2, True)
        broken.write_text("x" * 1_000_050, encoding="utf-8")
        assert self.run(capsys, broken, broken)[0] == 2
        code, _, err = self.run(capsys, tmp_path / "none.toml", broken)
        assert (code, "cannot be read" in err) == (2, True)
