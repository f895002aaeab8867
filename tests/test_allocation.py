"""`allocate` and what it returns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from hashlib import sha256
from typing import Any

import pytest
from attrs import evolve, frozen

from fordelning import (
    BY_CODE,
    REFUSE,
    Agreement,
    Ambiguity,
    Equal,
    Flat,
    Level,
    Lot,
    Method,
    Money,
    Only,
    PerCapita,
    Population,
    Pot,
    Reading,
    Recipient,
    Rounding,
    Split,
    allocate,
    catalogue,
    kr,
    mkr,
)
from fordelning.agreement import Choice
from fordelning.apportionment import Tie
from fordelning.apportionment.api import KERNELS
from fordelning.apportionment.method import Kernel
from fordelning.errors import (
    AgreementError,
    CertificateError,
    ConservationError,
    InputTypeError,
    InputValueError,
    MissingFigureError,
    OverdrawnError,
    ReferenceDateError,
    TieError,
    UnknownCodeError,
    UnknownIdError,
    UnspentError,
)
from fordelning.exact import Vector
from fordelning.keys import Key, Quotas
from fordelning.measures import Scope
from fordelning.register import swedish

from .strategies import DAY, LEVEL

THREE = Population.from_counts({"a": 1, "b": 2, "c": 5}, date=DAY, source="invented", level=LEVEL)
KRONA = kr(1)
SKR = Recipient("SKR", "Sveriges Kommuner och Regioner")


def agreement(key: Key, amount: Money = KRONA, **more: Any) -> Agreement:
    return Agreement("a", "Avtalet", amount, [Pot("p", amount, LEVEL, key)], DAY, **more)


def lan_population(**changed: int) -> Population:
    division = catalogue.population("scb-2020-12-31")
    people = dict.fromkeys(division.codes(Level.LAN, DAY), 1000)
    return Population.from_counts(people | changed, date=DAY, source="invented")


@frozen
class Own(Key):
    """Give fixed quotas and rest, right or wrong."""

    shares: tuple[Fraction, ...]
    rest: Fraction = Fraction(0)

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return Quotas(Vector.of(self.shares), self.rest)


# By names without types, so that what the types forbid can be passed.
LooseQuotas: Any = Quotas
LooseVector: Any = Vector


@frozen
class Answers(Key):
    """Give whatever one is told to give."""

    answer: Callable[[], Any]

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return self.answer()  # type: ignore[no-any-return]


class TestReferenceDates:
    """ "A population without a table of that date is `ReferenceDateError`." """

    def test_the_agreements_own_date_is_used(self) -> None:
        other = Population.from_counts(
            {"a": 9, "b": 9, "c": 9}, date=date(2019, 12, 31), source="invented", level=LEVEL
        )
        result = allocate(agreement(PerCapita()), THREE | other)
        assert result.reference_date == DAY
        assert result["p", "a"] == kr("0,13")  # 100 / 8 = 12.5, and a is before b and c

    def test_another_date_has_to_be_asked_for(self) -> None:
        earlier = evolve(agreement(PerCapita()), reference_date=date(2019, 11, 1))
        with pytest.raises(ReferenceDateError, match="holds 2020-12-31") as caught:
            allocate(earlier, THREE)
        assert caught.value.asked == date(2019, 11, 1)
        result = allocate(earlier, THREE, reference_date=DAY)
        assert (result.agreement.reference_date, result.reference_date) == (
            date(2019, 11, 1),
            DAY,
        )
        said = "asks for figures of 2019-11-01; those of 2020-12-31 were used"
        assert said in str(result.explain("p", "a"))
        unweighed = evolve(agreement(Equal()), reference_date=date(2019, 11, 1))
        equal = allocate(unweighed, THREE, reference_date=DAY)
        assert said not in str(equal.explain("p", "a"))

    def test_a_date_that_nobody_has_is_refused(self) -> None:
        with pytest.raises(ReferenceDateError, match="no figures with a date"):
            allocate(agreement(Equal()), Population.of(["a"], level=LEVEL))

    @pytest.mark.parametrize("wrong", ["2020-12-31", datetime(2020, 12, 31, 12)])
    def test_what_is_no_date_is_refused(self, wrong: Any) -> None:
        with pytest.raises(InputTypeError, match="a reference date is a date"):
            allocate(agreement(Equal()), THREE, reference_date=wrong)

    def test_no_date_takes_the_only_one_there_is(self) -> None:
        undated = evolve(agreement(PerCapita()), reference_date=None)
        assert allocate(undated, THREE).explain("p", "a").used == DAY
        assert allocate(undated, THREE).reference_date is None
        assert allocate(undated, THREE).dates == {LEVEL: DAY}

    def test_no_date_and_several_to_choose_from_is_refused(self) -> None:
        undated = evolve(agreement(PerCapita()), reference_date=None)
        other = Population.from_counts(
            {"a": 1}, date=date(2019, 12, 31), source="invented", level=LEVEL
        )
        with pytest.raises(ReferenceDateError, match="2019-12-31, 2020-12-31") as caught:
            allocate(undated, THREE | other)
        assert caught.value.code == "date.several"
        assert allocate(undated, THREE | other, reference_date=DAY)["p", "c"] == kr("0,62")

    def test_a_swedish_level_needs_a_date_for_its_division(self) -> None:
        undated = Agreement("a", "A", kr(1), [Pot("p", kr(1), Level.LAN, Equal())], None)
        with pytest.raises(ReferenceDateError, match="level 'lan'"):
            allocate(undated, Population.of(["a"], level=LEVEL))


class TestRecipients:
    """ "The scope of a pot at a Swedish level is the register's whole division." """

    def test_a_missing_recipient_is_an_error_and_never_a_zero(self) -> None:
        some = Population.from_counts({"01": 5, "03": 7}, date=DAY, source="invented")
        pots = [Pot("p", kr(1), Level.LAN, PerCapita())]
        with pytest.raises(MissingFigureError, match="has no figure for 04, 05") as caught:
            allocate(Agreement("a", "A", kr(1), pots, DAY), some)
        assert len(caught.value.codes) == 19
        assert caught.value.place == ("pot 'p'",)
        assert str(caught.value).startswith("pot 'p': folkmängd at level 'lan' on 2020-12-31")

    def test_a_regions_figures_are_its_lans(self) -> None:
        pots = [
            Pot("r", kr(21), Level.REGION, PerCapita()),
            Pot("l", kr(21), Level.LAN, PerCapita()),
        ]
        result = allocate(Agreement("a", "A", kr(42), pots, DAY), lan_population())
        assert result.pot("r") == result.pot("l") == dict.fromkeys(result.pot("l"), kr(1))
        names = {row.pot: row.name for row in result.rows() if row.code == "09"}
        assert names == {"r": "Region Gotland", "l": "Gotlands län"}

    def test_recipients_without_figures_are_enough_for_equal_parts(self) -> None:
        lan = swedish().at(DAY).codes(Level.LAN)
        pots = [Pot("p", kr(21), Level.LAN, Equal())]
        named = Population.of(lan, level=Level.LAN, date=DAY)
        result = allocate(Agreement("a", "A", kr(21), pots, DAY), named)
        assert set(result.pot("p").values()) == {kr(1)}
        with pytest.raises(UnknownCodeError, match="02"):
            Population.of(["01", "02"], level=Level.LAN, date=DAY)

    def test_a_single_recipient_gets_the_whole_pot(self) -> None:
        result = allocate(Agreement("a", "A", kr(5), [Pot("p", kr(5), SKR)], DAY), THREE)
        assert result["p", "SKR"] == kr(5)
        (row,) = result.rows()
        assert (row.level, row.code, row.name) == ("", "SKR", SKR.name)
        assert "SKR alone, by no key, since there is one recipient" in str(
            result.explain("p", "SKR")
        )

    def test_a_level_that_nobody_is_at_is_refused(self) -> None:
        pots = [Pot("p", kr(1), "land", Equal())]
        with pytest.raises(UnknownCodeError, match="nobody is at the level 'land'"):
            allocate(Agreement("a", "A", kr(1), pots, DAY), THREE)

    def test_an_unknown_code_in_a_key_is_refused(self) -> None:
        pots = [Pot("p", kr(1), Level.LAN, Only(["1"], Equal()))]
        with pytest.raises(UnknownCodeError, match="did you mean '01'"):
            allocate(Agreement("a", "A", kr(1), pots, DAY), lan_population())


class TestMoney:
    """ "At the end of a pot, a rest is `UnspentError` or `OverdrawnError` with the figure." """

    def test_a_rest_that_nobody_takes_is_refused(self) -> None:
        with pytest.raises(UnspentError, match="leaves 0,70 kr of 1,00 kr") as caught:
            allocate(agreement(Flat(kr("0,10"))), THREE)
        assert caught.value.place == ("pot 'p'",)
        assert isinstance(caught.value, ValueError)

    def test_more_than_there_is_is_refused(self) -> None:
        with pytest.raises(OverdrawnError, match="hands out 2,00 kr more than the 1,00 kr"):
            allocate(agreement(Flat(kr(1))), THREE)

    def test_several_pots_that_fail_are_told_together(self) -> None:
        pots = [Pot("p", kr(1), LEVEL, Flat(kr(1))), Pot("q", kr(9), LEVEL, Flat(kr(1)))]
        with pytest.raises(AgreementError, match="2 pots cannot be allocated") as caught:
            allocate(Agreement("a", "A", kr(10), pots, DAY), THREE)
        assert [type(each) for each in caught.value.problems] == [OverdrawnError, UnspentError]
        assert "- pot 'q': " in str(caught.value)

    def test_a_pot_that_is_no_whole_number_of_units_is_refused(self) -> None:
        with pytest.raises(AgreementError, match=r"1,50 kr is not a whole multiple of the unit 1"):
            allocate(agreement(Equal(), kr("1,50"), rounding=Rounding(unit=kr(1))), THREE)

    def test_a_sum_that_does_not_add_up_is_refused(self) -> None:
        short = Agreement("a", "A", kr(3), [Pot("p", kr(1), LEVEL, Equal())], DAY)
        with pytest.raises(AgreementError, match="2,00 kr differ"):
            allocate(short, THREE)

    def test_an_empty_pot_gives_everyone_zero(self) -> None:
        assert set(allocate(agreement(PerCapita(), Money(0)), THREE).pot("p").values()) == {
            Money(0)
        }


class TestKeysOfTheUsersOwn:
    """ "Every path conserves the sum or raises." """

    def test_a_sound_one_is_allocated(self) -> None:
        half = Fraction(50)
        result = allocate(agreement(Own((half, half, Fraction(0)))), THREE)
        assert result["p", "a"] == kr("0,50")

    @pytest.mark.parametrize(
        ("key", "code"),
        [
            (Own((Fraction(50), Fraction(49), Fraction(0))), "key.not_conserving"),
            (Own((Fraction(50), Fraction(50), Fraction(0)), Fraction(1)), "key.not_conserving"),
            (Own((Fraction(50), Fraction(50))), "key.wrong_length"),
            (Own((Fraction(150), Fraction(-50), Fraction(0))), "quota.negative"),
        ],
    )
    def test_one_that_makes_or_loses_money_is_refused(self, key: Key, code: str) -> None:
        with pytest.raises((ConservationError, InputValueError)) as caught:
            allocate(agreement(key), THREE)
        assert caught.value.code == code

    @pytest.mark.parametrize(
        ("answer", "code"),
        [
            (lambda: [Fraction(100), Fraction(0), Fraction(0)], "key.answer"),
            (lambda: LooseQuotas([Fraction(100), Fraction(0), Fraction(0)]), "key.answer"),
            (lambda: None, "key.answer"),
            (
                lambda: LooseQuotas(LooseVector.of([50.0, Fraction(50), Fraction(0)])),
                "number.float",
            ),
            (lambda: LooseQuotas(LooseVector.repeated(100 / 3, 3)), "number.float"),
            (lambda: LooseQuotas(LooseVector(1, 1, (100.0, 0, 0))), "number.float"),
            (lambda: LooseQuotas(LooseVector(1.0, 1, (100, 0, 0))), "number.float"),
            (lambda: LooseQuotas(LooseVector(1, 1.0, (100, 0, 0))), "number.float"),
            (lambda: LooseQuotas(LooseVector(1, 1, (100, 0, 0)), 0.0), "number.float"),
            (lambda: LooseQuotas(LooseVector.of([None, 50, 50])), "number.type"),
        ],
    )
    def test_one_that_gives_no_exact_quotas_is_refused(
        self, answer: Callable[[], Any], code: str
    ) -> None:
        """ "Floats are refused at every door." """
        with pytest.raises(InputTypeError) as caught:
            allocate(agreement(Answers(answer)), THREE)
        assert caught.value.code == code

    def test_whole_numbers_and_fractions_may_stand_side_by_side(self) -> None:
        key = Answers(lambda: LooseQuotas(LooseVector.of([50, Fraction(99, 2), Fraction(1, 2)])))
        # 50 öre; 49 1/2, the first of the two largest remainders; 1/2.
        assert [each.ore for each in allocate(agreement(key), THREE).pot("p").values()] == [
            50,
            50,
            0,
        ]


class TestKeysInsideKeys:
    """ "Every öre that it was given must be in its quotas or in its rest." """

    @pytest.mark.parametrize(
        "wrap",
        [
            lambda key: Split((1, key)),
            lambda key: key >> Equal(),
            lambda key: Flat(Money(0)) >> key,
            lambda key: Only(["a", "b", "c"], key),
        ],
    )
    def test_are_checked_wherever_they_stand(self, wrap: Any) -> None:
        lost = Own((Fraction(50), Fraction(49), Fraction(0)))
        short = Own((Fraction(50), Fraction(50)))
        for key, code in ((lost, "key.not_conserving"), (short, "key.wrong_length")):
            with pytest.raises(ConservationError) as caught:
                allocate(agreement(wrap(key)), THREE)
            assert caught.value.code == code

    def test_two_wrongs_do_not_make_a_right(self) -> None:
        more = Own((Fraction(60), Fraction(0), Fraction(0)))
        less = Own((Fraction(40), Fraction(0), Fraction(0)))
        with pytest.raises(ConservationError):
            allocate(agreement(Split(("1/2", more), ("1/2", less))), THREE)


class TestFrozen:
    """ "Frozen values": nothing that is handed out can change what is computed next."""

    def test_every_vector_in_a_result_is_a_tuple(self) -> None:
        for key in (PerCapita(), Flat(Money(1)) >> PerCapita(), Only(["a"], Equal())):
            result = allocate(agreement(key), THREE)
            assert isinstance(result.outcome("p").rounded.quotas.weights, tuple)
            assert isinstance(result.outcome("p").rounded.units, tuple)
            hash(result)

    def test_the_register_cannot_be_changed(self) -> None:
        with pytest.raises(TypeError):
            swedish().at(DAY).names["lan"]["01"] = "X"  # type: ignore[index]

    def test_what_is_remembered_is_bounded(self) -> None:
        population = Population.of([f"{i:04}" for i in range(600)], level=LEVEL)
        one = kr(1)
        for i in range(600):
            pot = Pot("p", one, LEVEL, Only([f"{i:04}"], Equal()))
            assert allocate(Agreement("a", "A", one, [pot], None), population).total == one
        assert len(population._memo) <= 256
        place = Ambiguity("x", amount=one, to=LEVEL)
        open_ = Agreement("a", "A", one, [place], None)
        for i in range(100):
            own = Reading(f"r{i}", pots=[Pot("y", one, LEVEL, Equal())])
            open_.resolved({"x": own})
        assert len(open_._memo) <= 64


class TestTies:
    """ "Every decided tie is in the result." """

    def test_by_code(self) -> None:
        # 100 öre in thirds: 33 each, and the one left goes to the first code.
        result = allocate(agreement(Equal(), rounding=Rounding(ties=BY_CODE)), THREE)
        assert result.pot("p") == {"a": kr("0,34"), "b": kr("0,33"), "c": kr("0,33")}
        assert result.outcome("p").rounded.tie == Tie(("a",), ("b", "c"))
        assert "a tie was decided by BY_CODE: a before b, c" in str(result.explain("p", "b"))

    def test_by_lot(self) -> None:
        rounding = Rounding(ties=Lot("dnr 1"))
        result = allocate(agreement(Equal(), rounding=rounding), THREE)
        (winner,) = (code for code, amount in result.pot("p").items() if amount == kr("0,34"))
        drawn = {code: sha256(f"dnr 1\n{code}".encode()).hexdigest() for code in "abc"}
        assert winner == min(drawn, key=drawn.__getitem__)
        assert result.outcome("p").rounded.tie == Tie((winner,), tuple(sorted({*"abc"} - {winner})))

    def test_refused(self) -> None:
        with pytest.raises(TieError, match="a, b, c have equal claims"):
            allocate(agreement(Equal(), rounding=Rounding(ties=REFUSE)), THREE)

    def test_a_pots_own_rounding_goes_before_the_agreements(self) -> None:
        pot = Pot("p", kr(2), LEVEL, Equal(), rounding=Rounding(unit=kr(1)))
        result = allocate(Agreement("a", "A", kr(2), [pot], DAY), THREE)
        assert result.pot("p") == {"a": kr(1), "b": kr(1), "c": kr(0)}


class TestCertificates:
    """ "`allocate` always certifies." """

    def test_a_broken_kernel_does_not_get_through(self, monkeypatch: pytest.MonkeyPatch) -> None:
        sound = KERNELS[Method.LARGEST_REMAINDER]

        def broken(*arguments: Any) -> Any:
            units, tie = sound.apportion(*arguments)
            return [units[0] + 1, units[1] - 1, *units[2:]], tie

        monkeypatch.setitem(KERNELS, Method.LARGEST_REMAINDER, Kernel(broken, sound.holds))
        with pytest.raises(CertificateError):
            allocate(agreement(PerCapita()), THREE)


class TestReadings:
    """ "The result marks it as the caller's." """

    PLACE = Ambiguity("x", Reading("lika", key=Equal()), amount=kr(1), to=LEVEL)

    def test_the_chosen_reading_is_in_the_result_and_in_the_trace(self) -> None:
        result = allocate(
            Agreement("a", "A", kr(1), [self.PLACE], DAY), THREE, readings={"x": "lika"}
        )
        assert result.readings == (Choice("x", "lika", own=False),)
        assert "read 'x' as 'lika'" in str(result.explain("x", "a"))

    def test_the_callers_own_is_marked(self) -> None:
        own = Reading("per huvud", pots=[Pot("y", kr(1), LEVEL, PerCapita())], source="brev 3")
        result = allocate(Agreement("a", "A", kr(1), [self.PLACE], DAY), THREE, readings={"x": own})
        (choice,) = result.readings
        assert (choice.ambiguity, choice.reading, choice.own) == ("x", "per huvud", True)
        said = str(result.explain("y", "a"))
        assert "read 'x' as 'per huvud', a reading of the caller's own" in said
        assert "source: brev 3" in said


class TestLookingUp:
    """The allocation answers by pot, by recipient, by level and by län."""

    result = staticmethod(lambda: allocate(agreement(PerCapita(), kr(8)), THREE))

    def test_by_pot_and_code(self) -> None:
        assert self.result()["p", "c"] == kr(5)
        assert self.result().pot("p") == {"a": kr(1), "b": kr(2), "c": kr(5)}
        assert self.result().totals(LEVEL) == self.result().pot("p")

    def test_levels_of_ones_own_are_outside_the_lan(self) -> None:
        assert self.result().by_lan() == {"": kr(8)}

    def test_kommuner_count_to_their_lan(self) -> None:
        pots = [
            Pot("k", mkr(1), Level.KOMMUN, Only(["0980", "0114"], Equal())),
            Pot("s", kr(1), SKR),
        ]
        result = allocate(
            Agreement("a", "A", mkr(1) + kr(1), pots, DAY), catalogue.population("scb-2020-12-31")
        )
        by_lan = result.by_lan()
        assert (by_lan["09"], by_lan["01"], by_lan[""]) == (kr(500_000), kr(500_000), kr(1))
        assert (len(by_lan), by_lan["25"]) == (22, kr(0))

    def test_as_columns(self) -> None:
        columns = self.result().to_columns()
        assert columns == {
            "pot": ["p"] * 3,
            "level": [LEVEL] * 3,
            "code": ["a", "b", "c"],
            "name": ["a", "b", "c"],
            "ore": [100, 200, 500],
            "quota": ["100", "200", "500"],
            "payee": [""] * 3,
        }

    def test_an_unknown_pot_recipient_or_level_suggests_the_nearest(self) -> None:
        result = allocate(
            Agreement("a", "A", kr(21), [Pot("lan-pott", kr(21), Level.LAN, Equal())], DAY),
            lan_population(),
        )
        with pytest.raises(UnknownIdError, match="did you mean 'lan-pott'"):
            result.pot("lan-pot")
        with pytest.raises(UnknownIdError, match="did you mean '09'"):
            result["lan-pott", "9"]
        with pytest.raises(UnknownIdError, match="did you mean 'lan'"):
            result.totals("län")
        with pytest.raises(UnknownIdError):
            result.explain("lan-pott", "SKR")

    def test_a_pot_alone_names_no_recipient(self) -> None:
        for wrong in ("p", 0, ("p", "a", "b")):
            with pytest.raises(InputTypeError, match="does not name a pot and a recipient"):
                self.result()[wrong]  # type: ignore[index]

    def test_a_misspelt_level_is_told_the_right_one(self) -> None:
        for wrong, right in (("kommuner", "kommun"), ("län", "lan"), ("skolor", "skola")):
            pots = [Pot("p", kr(1), wrong, Equal())]
            with pytest.raises(UnknownCodeError, match=f"did you mean '{right}'") as caught:
                allocate(Agreement("a", "A", kr(1), pots, DAY), THREE)
            assert caught.value.code == "level.nobody"

    def test_arguments_that_are_swapped_are_refused(self) -> None:
        with pytest.raises(InputTypeError, match="is not Agreement"):
            allocate(THREE, agreement(Equal()))  # type: ignore[arg-type]
        with pytest.raises(InputTypeError, match="is not Population"):
            allocate(agreement(Equal()), {"a": 1})  # type: ignore[arg-type]


class TestShowing:
    """ "`str()` and `_repr_html_` are plain tables of its own." """

    result = staticmethod(lambda: allocate(agreement(PerCapita(), kr(8)), THREE))

    def test_as_text(self) -> None:
        assert str(self.result()).splitlines() == [
            "pot    to     recipients   amount  distributed",
            "p      skola           3  8,00 kr      8,00 kr",
            "total                     8,00 kr      8,00 kr",
        ]
        assert repr(self.result()) == "<Allocation of a: 1 pots, 8,00 kr>"

    def test_as_html_everything_is_escaped(self) -> None:
        risky = evolve(agreement(PerCapita(), kr(8)), title="<script>&")
        page = allocate(risky, THREE)._repr_html_()
        assert "<script>" not in page
        assert "<caption>&lt;script&gt;&amp;</caption>" in page
        assert page.count("<tr>") == 3
        assert '<td style="text-align: right">8,00 kr</td>' in page


class TestTraces:
    """ "A typed trace, key by key with figures and sources." """

    def test_tells_everything_from_the_pot_to_the_amount(self) -> None:
        pot = Pot(
            "p",
            kr(1),
            LEVEL,
            PerCapita(),
            title="skolpengen",
            payee="kommunen",
            source="beslut 7",
        )
        trace = allocate(Agreement("a", "Avtalet", kr(1), [pot], DAY), THREE).explain("p", "b")
        # 100 * 2 / 8 = 25 öre, a whole number; a and c have 12.5 and 62.5.
        assert repr(trace) == "<Trace of p, b: 0,25 kr>"
        assert str(trace).splitlines() == [
            "b in pot 'p', skolpengen, of Avtalet",
            "  1,00 kr to level 'skola', by PerCapita()",
            "  source: beslut 7",
            "  population() of b is 2 (folkmängd, skola 2020-12-31; invented)",
            "  Proportional(population()): 1,00 kr x 2 / 8 gives 0,25 kr",
            "  exact quota: 25 öre, nothing to round",
            "  amount: 0,25 kr, paid to kommunen",
        ]

    def test_tells_the_rounding(self) -> None:
        trace = allocate(agreement(PerCapita()), THREE).explain("p", "c")
        assert [str(each) for each in trace.rounding.sentences()] == [
            "exact quota: 62,5 öre (exactly 125 / 2)",
            "rounded down to a whole multiple of 0,01 kr: 0,62 kr, remainder 0,5",
            "rounding all 3 quotas down leaves 1 x 0,01 kr, which go one each to the "
            "largest remainders, down to 0,5; this one is number 1 from the largest",
            "a tie was decided by BY_CODE: a before c",
            "rounded down to 0,62 kr",
        ]

    def test_knows_no_recipient_that_the_pot_does_not(self) -> None:
        with pytest.raises(UnknownIdError, match="has no recipient 'x'"):
            allocate(agreement(PerCapita()), THREE).explain("p", "x")
