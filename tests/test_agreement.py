"""Agreements: pots, readings of what is ambiguous, and sums that have to add up."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from fordelning import (
    Agreement,
    Ambiguity,
    Declared,
    Equal,
    Level,
    PerCapita,
    Pot,
    Reading,
    Recipient,
    Rounding,
    Source,
    kr,
)
from fordelning.agreement import Choice
from fordelning.errors import AgreementError, FordelningError, InputTypeError, ReadingError

SKR = Recipient("SKR", "Sveriges Kommuner och Regioner")


def agreement(*pots: Pot | Ambiguity, total: int, **more: Any) -> Agreement:
    return Agreement("a", "A", kr(total), pots, None, **more)


def codes(problems: tuple[FordelningError, ...]) -> list[str]:
    return [problem.code for problem in problems]


ANALYS = Ambiguity(
    "analys",
    Reading(
        "till-vardera", pots=[Pot("l", kr(250), "r", Equal()), Pot("k", kr(250), "k", Equal())]
    ),
    Reading("ordagrant", pots=[Pot("l", kr(250), "r", Equal())]),
)


class TestProblems:
    """ "`Agreement.problems()` returns all problems at once, under every reading." """

    def test_there_are_none_in_a_sound_agreement(self) -> None:
        sound = agreement(Pot("p", kr(3), "s", Equal()), Pot("q", kr(1), SKR), total=4)
        assert sound.problems() == ()

    def test_a_total_that_the_pots_miss_is_told_with_the_difference(self) -> None:
        (problem,) = agreement(Pot("p", kr(3), "s", Equal()), total=5).problems()
        assert problem.code == "agreement.total"
        assert (problem.sum, problem.total, problem.difference) == (kr(3), kr(5), kr(2))
        assert "3,00 kr and the agreement says 5,00 kr: 2,00 kr differ" in str(problem)

    def test_a_declared_sum_that_its_pots_miss_is_told_with_the_difference(self) -> None:
        # 300 + 200 = 500, and the text says 600.
        pots = Pot("p", kr(300), "region", Equal()), Pot("q", kr(200), "kommun", Equal())
        declared = Declared("both", kr(600), ["region", "kommun"]), Declared("p", kr(300), ["p"])
        (problem,) = agreement(*pots, total=500, declared=declared).problems()
        assert problem.code == "agreement.declared"
        assert (problem.name, problem.difference) == ("both", kr(100))

    def test_a_sum_over_what_is_not_there_is_told(self) -> None:
        declared = [Declared("x", kr(0), ["lan"])]
        (problem,) = agreement(Pot("p", kr(1), "s", Equal()), total=1, declared=declared).problems()
        assert problem.code == "agreement.declared_unknown"
        assert problem.pot == "lan"

    def test_duplicate_ids_are_told(self) -> None:
        pots = (Pot("p", kr(1), "s", Equal()),) * 2
        (problem,) = agreement(*pots, total=2).problems()
        assert problem.code == "agreement.duplicate"
        assert (problem.id, problem.count) == ("p", 2)

    def test_readings_of_one_place_may_share_an_id(self) -> None:
        place = Ambiguity(
            "x", Reading("a", key=Equal()), Reading("b", key=PerCapita()), amount=kr(1), to="s"
        )
        assert agreement(place, total=1).problems() == ()

    def test_several_problems_are_told_together(self) -> None:
        broken = agreement(
            Pot("p", kr(-1), "s", Equal()),
            Pot("p", kr("0,50"), "s"),
            Pot("q", kr(1), SKR, Equal()),
            total=9,
            rounding=Rounding(unit=kr(1)),
        )
        assert codes(broken.problems()) == [
            "agreement.duplicate",
            "pot.negative",
            "pot.no_key",
            "rounding.not_whole_units",
            "pot.needless_key",
            "agreement.total",
        ]
        with pytest.raises(AgreementError, match="6 in all") as caught:
            broken.resolved({})
        assert codes(caught.value.problems) == codes(broken.problems())
        assert "pot 'p': the pot is -1,00 kr" in str(caught.value)

    def test_no_pots_at_all_is_told(self) -> None:
        assert codes(agreement(total=0).problems()) == ["agreement.no_pots"]

    def test_a_pots_own_rounding_counts_rather_than_the_agreements(self) -> None:
        pot = Pot("p", kr("0,50"), "s", Equal(), rounding=Rounding())
        assert agreement(pot, total=0, rounding=Rounding(unit=kr(1))).problems()[0].code == (
            "agreement.total"
        )


class TestReadings:
    """ "The 2017 list says '250 Mkr … till landstingen/regionerna och till kommunerna'." """

    REST = Pot("unga", kr(150), "r", Equal()), Pot("mottagningar", kr(130), SKR)

    def both(self) -> Agreement:
        declared = [Declared("stimulansmedel", kr(780), ["analys", "unga", "mottagningar"])]
        return agreement(ANALYS, *self.REST, total=780, declared=declared)

    def test_problems_are_found_under_the_reading_that_has_them(self) -> None:
        # 250 + 150 + 130 = 530 and 250 + 250 + 150 + 130 = 780.
        problems = self.both().problems()
        assert codes(problems) == ["agreement.total", "agreement.declared"]
        for problem in problems:
            assert (problem.sum, problem.difference) == (kr(530), kr(250))
            assert "(reading 'ordagrant' of 'analys')" in str(problem)

    def test_only_the_chosen_reading_has_to_add_up(self) -> None:
        resolved = self.both().resolved({"analys": "till-vardera"})
        assert [pot.id for pot, _ in resolved.pots] == ["l", "k", "unga", "mottagningar"]
        assert resolved.choices == (Choice("analys", "till-vardera", own=False),)
        with pytest.raises(AgreementError, match="530,00 kr"):
            self.both().resolved({"analys": "ordagrant"})

    def test_a_choice_that_is_missing_is_asked_for(self) -> None:
        with pytest.raises(ReadingError, match="read in several ways: till-vardera") as caught:
            self.both().resolved({})
        assert caught.value.code == "reading.unchosen"
        assert "readings={'analys': 'till-vardera'}" in str(caught.value)

    def test_a_choice_that_is_unknown_is_refused(self) -> None:
        with pytest.raises(ReadingError, match="has no reading 'bokstavligt'") as caught:
            self.both().resolved({"analys": "bokstavligt"})
        assert caught.value.readings == ("till-vardera", "ordagrant")

    def test_needless_and_missing_choices_are_told_together(self) -> None:
        with pytest.raises(AgreementError, match="reasons: 2") as caught:
            self.both().resolved({"analyz": "ordagrant"})
        assert codes(caught.value.problems) == ["reading.needless", "reading.unchosen"]

    def test_where_only_the_key_differs_the_pot_has_the_ambiguitys_id(self) -> None:
        source = Source("list", quote="efter befolkningsmängd")
        place = Ambiguity(
            "barn-och-unga",
            readings=[Reading("befolkning", key=PerCapita(), source=source)],
            amount=kr(370),
            to=Level.REGION,
            title="barn och unga",
            payee="regionen",
        )
        ((pot, choice),) = (
            agreement(place, total=370).resolved({"barn-och-unga": "befolkning"}).pots
        )
        assert choice == Choice("barn-och-unga", "befolkning", own=False, source=source)
        assert pot == Pot(
            "barn-och-unga",
            kr(370),
            "region",
            PerCapita(),
            title="barn och unga",
            payee="regionen",
            source=source,
        )

    def test_a_reading_that_says_nothing_is_a_problem(self) -> None:
        for place in (
            Ambiguity("x", Reading("a")),
            Ambiguity("x", Reading("a", key=Equal())),
            Ambiguity("x", Reading("a", key=Equal()), amount=kr(0)),
        ):
            assert codes(agreement(place, total=0).problems()) == ["pot.no_pots"]


class TestContradictions:
    """ "Returns all problems at once": readings that contradict themselves are such."""

    def test_two_readings_of_one_name(self) -> None:
        place = Ambiguity(
            "x", Reading("a", key=Equal()), Reading("a", key=PerCapita()), amount=kr(1), to="s"
        )
        assert codes(agreement(place, total=1).problems()) == ["reading.duplicate"]

    def test_a_reading_with_both_pots_and_a_key(self) -> None:
        both = Reading("a", pots=[Pot("x", kr(1), "s", Equal())], key=Equal())
        assert codes(agreement(Ambiguity("x", both), total=1).problems()) == ["reading.both"]

    def test_a_reading_of_another_sum_than_the_text_states(self) -> None:
        less = Reading("a", pots=[Pot("y", kr(1), "s", Equal())])
        place = Ambiguity("x", less, amount=kr(130), to="s")
        (problem,) = agreement(place, total=1).problems()
        assert problem.code == "reading.amount"
        assert problem.difference == kr(129)

    def test_a_declared_sum_covers_pots_by_their_own_level(self) -> None:
        # 65 to kommuner and 65 to SKR are not 130 to kommuner.
        place = Ambiguity("x", amount=kr(130), to="kommun")
        half = Reading("h", pots=[Pot("k", kr(65), "kommun", Equal()), Pot("s", kr(65), SKR)])
        declared = [Declared("till kommuner", kr(130), ["kommun"])]
        whole = agreement(place, total=130, declared=declared)
        assert whole.problems() == ()
        with pytest.raises(AgreementError, match="65,00 kr differ"):
            whole.resolved({"x": half})

    def test_many_ambiguities_are_no_burden(self) -> None:
        places = [
            Ambiguity(
                f"x{i}",
                Reading("a", pots=[Pot(f"a{i}", kr(1), "s", Equal())]),
                Reading("b", pots=[Pot(f"b{i}", kr(2), "s", Equal())]),
            )
            for i in range(40)
        ]
        # Sums of 40 to 80 kr are possible, of which one is right.
        assert len(agreement(*places, total=60).problems()) == 40

    def test_the_agreements_own_reading_is_not_the_callers(self) -> None:
        reading = Reading("a", key=Equal())
        place = Ambiguity("x", reading, amount=kr(1), to="s")
        resolved = agreement(place, total=1).resolved({"x": reading})
        assert resolved.choices == (Choice("x", "a", own=False),)

    def test_a_choice_is_a_name_or_a_reading(self) -> None:
        with pytest.raises(InputTypeError, match="is not a reading of 'x'"):
            agreement(total=0).resolved({"x": ["a"]})  # type: ignore[dict-item]


class TestOpenAmbiguities:
    """ "An ambiguity without readings asks the caller for one." """

    OPEN = Ambiguity("mottagningar", amount=kr(130), to=Level.KOMMUN)

    def test_its_amount_counts_in_the_sums(self) -> None:
        declared = [Declared("all", kr(130), [Level.KOMMUN])]
        assert agreement(self.OPEN, total=130, declared=declared).problems() == ()
        assert codes(agreement(self.OPEN, total=131).problems()) == ["agreement.total"]

    def test_an_open_place_without_an_amount_is_a_problem(self) -> None:
        for place in (Ambiguity("x"), Ambiguity("x", amount=kr(1))):
            assert "agreement.unknown_amount" in codes(agreement(place, total=0).problems())

    def test_it_asks_for_a_reading_of_the_callers_own(self) -> None:
        open_ = agreement(self.OPEN, total=130)
        for choice in ({}, {"mottagningar": "lika"}):
            with pytest.raises(ReadingError, match="^'mottagningar' is left open\n") as caught:
                open_.resolved(choice)
            assert caught.value.code == "reading.open"

    def test_the_callers_reading_is_marked_as_such(self) -> None:
        own = Reading("hälften var", pots=[Pot("k", kr(65), "k", Equal()), Pot("r", kr(65), SKR)])
        resolved = agreement(self.OPEN, total=130).resolved({"mottagningar": own})
        assert resolved.choices == (Choice("mottagningar", "hälften var", own=True),)
        assert [pot.id for pot, _ in resolved.pots] == ["k", "r"]

    def test_the_callers_reading_has_to_add_up_too(self) -> None:
        own = Reading("för lite", pots=[Pot("k", kr(65), "k", Equal())])
        with pytest.raises(AgreementError, match="65,00 kr and the agreement says 130,00 kr"):
            agreement(self.OPEN, total=130).resolved({"mottagningar": own})


class TestInput:
    """ "Never a bare number where money is meant." """

    @pytest.mark.parametrize(
        "make",
        [
            lambda: Pot("p", 5, "s", Equal()),  # type: ignore[arg-type]
            lambda: Declared("d", 5, []),  # type: ignore[arg-type]
            lambda: Ambiguity("x", amount=5, to="s"),  # type: ignore[arg-type]
            lambda: Agreement("a", "A", 5, [], None),  # type: ignore[arg-type]
        ],
    )
    def test_bare_numbers_are_refused(self, make: Any) -> None:
        with pytest.raises(InputTypeError, match="is not money"):
            make()

    def test_a_pot_goes_to_a_level_or_a_recipient(self) -> None:
        with pytest.raises(InputTypeError, match="goes to a level or a Recipient") as caught:
            Pot("p", kr(1), ["01"], Equal())  # type: ignore[arg-type]
        assert caught.value.code == "pot.to"

    def test_a_pots_key_is_a_key(self) -> None:
        with pytest.raises(InputTypeError, match="is not a key"):
            Pot("p", kr(1), "s", "PerCapita")  # type: ignore[arg-type]

    def test_pots_are_a_list_of_pots(self) -> None:
        pot = Pot("p", kr(1), "s", Equal())
        for pots in (pot, kr(1), 5, [kr(1)]):
            with pytest.raises(InputTypeError, match="is not a pot, or a list of pots"):
                Agreement("a", "A", kr(1), pots, None)  # type: ignore[arg-type]

    def test_a_reference_date_is_a_date(self) -> None:
        with pytest.raises(InputTypeError, match="a reference date is a date"):
            Agreement("a", "A", kr(1), [], "2020-12-31")  # type: ignore[arg-type]

    def test_a_rounding_is_a_rounding(self) -> None:
        for make in (
            lambda: Pot("p", kr(1), "s", Equal(), rounding=kr(1)),  # type: ignore[arg-type]
            lambda: agreement(total=0, rounding=kr(1)),
        ):
            with pytest.raises(InputTypeError, match="is not a Rounding"):
                make()

    def test_what_a_sum_covers_is_a_list(self) -> None:
        with pytest.raises(InputTypeError, match="'lan' is one text"):
            Declared("x", kr(2), "lan")

    def test_readings_are_a_mapping(self) -> None:
        for readings in ("0-25", ["0-25"]):
            with pytest.raises(InputTypeError, match="readings are a mapping"):
                agreement(total=0).resolved(readings)  # type: ignore[arg-type]

    def test_a_text_is_a_source(self) -> None:
        pot = Pot("p", kr(1), "s", Equal(), source="dokument")
        assert pot.source == Source("dokument")
        for sources in ("dokument", ["dokument"], Source("dokument")):
            assert agreement(pot, total=1, sources=sources).sources == (Source("dokument"),)
        with pytest.raises(InputTypeError, match="is not a source"):
            Pot("p", kr(1), "s", Equal(), source=5)  # type: ignore[arg-type]


class TestRepr:
    def test_is_short(self) -> None:
        own = agreement(Pot("p", kr(1), "s", Equal()), total=1)
        assert repr(own) == "<Agreement a: 1 pots, 1,00 kr>"
        problem = agreement(total=1).problems()[0]
        assert repr(problem) == "<AgreementError agreement.no_pots: there are no pots>"


class TestValues:
    """Agreements compare by content, and can be pickled."""

    def test_round_trip_through_pickle(self) -> None:
        original = agreement(ANALYS, *TestReadings.REST, total=780)
        original.resolved({"analys": "till-vardera"})
        again = pickle.loads(pickle.dumps(original))
        assert again == original
        assert hash(again) == hash(original)
        assert codes(again.problems()) == codes(original.problems()) == ["agreement.total"]

    def test_notes_are_part_of_the_value(self) -> None:
        pot = Pot("p", kr(1), Level.KOMMUN, Equal(), note="Half known.")
        noted = Agreement("a", "A", kr(1), [pot], None, note="Wholly made up.")
        again = pickle.loads(pickle.dumps(noted))
        assert again == noted
        assert (again.note, again.pots[0].note) == ("Wholly made up.", "Half known.")
        assert noted != Agreement("a", "A", kr(1), [pot], None)
