"""What keys say: the first sentence of each error, and the steps that a trace is made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from inspect import signature
from typing import Any

import pytest
from attrs import evolve, frozen

from fordelning import (
    REST,
    AgeWeighted,
    Bounded,
    DeclaredShares,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    HoldHarmless,
    Money,
    Nested,
    Only,
    PerCapita,
    Population,
    Proportional,
    RoundedRate,
    ShareOf,
    Split,
    Tier,
    Tiered,
    Unspent,
    kr,
)
from fordelning.errors import FordelningError
from fordelning.exact import Vector
from fordelning.keys import Bounds, Cited, Key, Quotas, Staged, Step
from fordelning.keys.base import distributed, spent
from fordelning.keys.nested import Node
from fordelning.keys.unspent import ending
from fordelning.measures import Scope, population, table
from fordelning.register import swedish
from fordelning.source import Source

DAY = date(2020, 12, 31)
PEOPLE = Population.from_counts({"a": 1, "b": 3}, date=DAY, source="påhittad", level="skola")
SCOPE = Scope(("a", "b"), "skola", PEOPLE, DAY)
HEADS = PerCapita()
KRONA = Fraction(100)


@frozen(repr=False)
class Own(Key):
    """Give fixed numbers of öre, right or wrong."""

    ore: tuple[Fraction, ...]
    rest: Fraction = Fraction(0)

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return Quotas(Vector.of(self.ore), self.rest)

    def __repr__(self) -> str:
        return "Own()"


@frozen(repr=False)
class Answers(Key):
    """Give whatever one is told to give."""

    answer: Any

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        return self.answer  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        return "Answers()"


def own(*ore: int, rest: int = 0) -> Own:
    return Own(tuple(map(Fraction, ore)), Fraction(rest))


SCHOOLS = Population.of(
    ["a", "b"], level="skola", parents={"a": "kust", "b": "kust"}
) | Population.of(["kust"], level="område")
IN_AREAS = Scope(("a", "b"), "skola", SCHOOLS)


def nested(lower: Any, upper: Key | None = None, through: str = "område") -> Nested:
    return Nested(through=through, upper=upper or Equal(), lower=lower)


def gives(key: Key) -> Callable[[], object]:
    return lambda: spent(key, distributed(key, KRONA, SCOPE), KRONA)


def loose(kind: Any) -> Any:
    """Return what is given, without types, so that what they forbid can be passed."""
    return kind


LooseOnly, LooseSplit, LooseTiered = map(loose, (Only, Split, Tiered))
LooseCited, LooseStaged, LooseDeclared = map(loose, (Cited, Staged, DeclaredShares))

SAYS: list[tuple[Callable[[], object], str]] = [
    (lambda: LooseOnly(["a"], 5), "5 (int) is not a key"),
    (lambda: LooseOnly(["a"], PerCapita), "PerCapita is a class of keys and not a key"),
    (gives(Answers([])), "Answers() gave [], and not Quotas of a Vector"),
    (
        gives(Answers(loose(Quotas)([]))),
        "Answers() gave Quotas(vector=[], rest=Fraction(0, 1)), and not Quotas of a Vector",
    ),
    (lambda: loose(Quotas)(Vector(1, 1, ()), 0.5), "a float is not exact: 0.5"),
    (gives(own(100)), "Own() answers with the wrong number of quotas: 1; recipients: 2"),
    (gives(own(50, 51)), "Own() was given 1,00 kr and accounts for 1,01 kr"),
    (gives(own(50, 20, rest=20)), "Own() was given 1,00 kr and accounts for 0,90 kr"),
    (gives(own(50, 20, rest=-30)), "Own() was given 1,00 kr and accounts for 0,40 kr"),
    (gives(own(50, 49, rest=1)), "Own() leaves 0,01 kr of 1,00 kr"),
    (
        gives(Fixed({"a": kr("1,50")})),
        """Fixed({'a': kr("1,50")}) hands out 0,50 kr more than the 1,00 kr that it was given""",
    ),
    (
        gives(Fixed({"a": kr("1,50")}) >> HEADS),
        """Fixed({'a': kr("1,50")}) hands out 0,50 kr more than the 1,00 kr that it was given""",
    ),
    (
        gives(Split(("1/2", Fixed({"a": kr(1)})), ("1/2", HEADS))),
        """Fixed({'a': kr("1")}) hands out 0,50 kr more than the 0,50 kr that it was given""",
    ),
    (
        gives(Split(("1/2", Flat(kr("0,20"))), ("1/2", HEADS))),
        'Flat(kr("0,20")) leaves 0,10 kr of 0,50 kr',
    ),
    (
        gives(Split((kr("0,40"), HEADS))),
        """Split((kr("0,40"), PerCapita())) leaves 0,60 kr of 1,00 kr""",
    ),
    (
        gives(Split((kr("0,99"), HEADS))),
        """Split((kr("0,99"), PerCapita())) leaves 0,01 kr of 1,00 kr""",
    ),
    (
        gives(Split((kr("1,40"), HEADS))),
        'Split((kr("1,40"), PerCapita())) hands out 0,40 kr more than the 1,00 kr that it was '
        "given",
    ),
    (lambda: LooseSplit("half"), "'half' is not a part of a Split"),
    (
        lambda: Split(("1/2", HEADS), (kr(1), HEADS)),
        """Split(("1/2", PerCapita()), (kr("1"), PerCapita())) mixes shares with money""",
    ),
    (
        lambda: Split((REST, HEADS), (REST, HEADS)),
        "Split((REST, PerCapita()), (REST, PerCapita())) has 2 parts that are REST",
    ),
    (
        lambda: Split((kr("-0,01"), HEADS), (REST, HEADS)),
        'Split((kr("-0,01"), PerCapita()), (REST, PerCapita())) has the negative part -0,01 kr',
    ),
    (
        lambda: Split(("1/2", HEADS), ("1/3", HEADS)),
        'the shares of Split(("1/2", PerCapita()), ("1/3", PerCapita())) add up to '
        "≈ 0,8333 and not to 1: ≈ 0,1667 differ",
    ),
    (lambda: LooseOnly("ab", HEADS), "'ab' is one text where several codes belong"),
    (lambda: LooseOnly([1], HEADS), "a code is text, not 1 (int)"),
    (
        lambda: Only(["a"], Only(["b"], HEADS)).quotas(KRONA, SCOPE),
        "Only(('b',), PerCapita()) has no recipients",
    ),
    (lambda: LooseStaged(HEADS, kr(1)), 'kr("1") (Money) is not a stage of a Staged'),
    (
        lambda: HoldHarmless("-1/2", {"a": kr(1)}, HEADS),
        """HoldHarmless("-1/2", {'a': kr("1")}, PerCapita()) has the negative part -0,5""",
    ),
    (
        lambda: Bounded(HEADS, floor=kr(2), cap={"a": kr(1)}).quotas(KRONA, SCOPE),
        """Bounded(PerCapita(), floor=kr("2"), cap={'a': kr("1")}) has floors above caps: a """
        "(2,00 kr above 1,00 kr)",
    ),
    (lambda: LooseCited(HEADS, 5), "5 (int) is not a source"),
    (lambda: LooseCited(HEADS, None), "None (NoneType) is not a source"),
    (lambda: Nested(through="område", upper=loose(5), lower=HEADS), "5 (int) is not a key"),
    (
        lambda: Tier(kr(1), codes=["a"], by=population(), low=1),
        """Tier(kr("1"), codes=('a',), by=population(), low=1) has both codes and a bracket""",
    ),
    (
        lambda: Tier(kr(1), by=population()),
        'Tier(kr("1"), by=population()) has bounds without a measure, or a measure without bounds',
    ),
    (
        lambda: Tier(kr(1), by=population(), low=5, high=5),
        "nobody can be from 5 up to, but not including, 5, as "
        'Tier(kr("1"), by=population(), low=5, high=5) says',
    ),
    (lambda: LooseTiered(kr(1)), 'kr("1") (Money) is not a Tier'),
    (
        lambda: Tiered(Tier(kr(1)), Tier(kr(2), codes=["a"])),
        """Tier(kr("2"), codes=('a',)) stands behind Tier(kr("1")), which is for everyone else, """
        "so nobody can reach it",
    ),
    (
        lambda: Tiered(Tier(kr(1), codes=["a"])).quotas(KRONA, SCOPE),
        """b are in no tier of Tiered(Tier(kr("1"), codes=('a',)))""",
    ),
    (
        lambda: LooseDeclared([1]),
        "declared shares are a mapping from code to share, not [1] (list)",
    ),
    (
        lambda: nested([HEADS]),
        "lower keys are a key, or a mapping from parent to key, not [PerCapita()] (list)",
    ),
    (lambda: nested({1: HEADS}), "a code is text, not 1 (int)"),
    (lambda: nested({"kust": 5}), "5 (int) is not a key"),
    (
        lambda: nested({"bergen": HEADS}).steps(KRONA, IN_AREAS),
        "Nested(through='område', upper=Equal(), lower={'bergen': PerCapita()}) has lower keys for "
        "bergen, who are not at level 'område'",
    ),
    (
        lambda: nested({}).steps(KRONA, IN_AREAS),
        "Nested(through='område', upper=Equal(), lower={}) has no lower key for kust, who have "
        "money to hand on",
    ),
    (
        lambda: nested(Equal(), upper=Flat(kr("0,40"))).quotas(KRONA, IN_AREAS),
        'Flat(kr("0,40")) leaves 0,60 kr of 1,00 kr',
    ),
    (
        lambda: nested(Flat(kr("0,40"))).quotas(KRONA, IN_AREAS),
        'Flat(kr("0,40")) leaves 0,20 kr of 1,00 kr',
    ),
    (
        lambda: nested(Equal(), through="område2").quotas(KRONA, IN_AREAS),
        "Nested(through='område2', upper=Equal(), lower=Equal()) goes through level "
        "'område2', at which the population lists nobody",
    ),
    (
        lambda: loose(RoundedRate)(population(), 5),
        "the unit of rounding is money, not 5 (int)",
    ),
    (
        lambda: loose(Unspent)(kr(5)),
        'Unspent is given what becomes of the money, not kr("5") (Money)',
    ),
    (
        lambda: loose(AgeWeighted)([17, 64]),
        "[17, 64] (list) does not give bands of ages their weights",
    ),
    (
        lambda: AgeWeighted({(0, 17): 1, (0, None): 1}),
        "the bands 0-17 and 0+ overlap",
    ),
    (
        lambda: AgeWeighted({(0, 17): -1}),
        "the band 0-17 has the negative weight -1",
    ),
    (
        lambda: AgeWeighted({(65, None): 1, (17, 65): 1, (0, 16): 1}),
        "the bands 17-65 and 65+ overlap",
    ),
    (lambda: LooseDeclared({1: "1/1"}), "1: a code is text, not 1 (int)"),
]


@pytest.mark.parametrize(("call", "says"), SAYS, ids=[says[:40] for _, says in SAYS])
def test_what_is_wrong_is_said_with_its_value(call: Callable[[], object], says: str) -> None:
    with pytest.raises(FordelningError) as caught:
        call()
    assert str(caught.value).splitlines()[0] == says


def test_tiers_are_bracketed_by_name_only() -> None:
    by_name = [
        each.name for each in signature(Tier).parameters.values() if each.kind is each.KEYWORD_ONLY
    ]
    assert by_name == ["by", "low", "high"]


def test_a_share_is_no_flat_amount() -> None:
    """5 kr each is `Flat`; half of what there is to each is `Fixed(ShareOf("1/2"))`."""
    for make in (Flat, FlatPlusRemainder):
        for value in (ShareOf("1/2"), {"a": kr(1)}):
            with pytest.raises(FordelningError):
                loose(make)(value)


def test_nothing_is_an_amount_too() -> None:
    """A part, a guarantee and a floor may be zero; less is refused."""
    nothing = kr(0)
    assert gives(Split((nothing, HEADS), (REST, HEADS)))() == Vector(1, 1, (25, 75))
    assert gives(HoldHarmless(0, {"a": kr(5)}, HEADS))() == Vector(1, 1, (25, 75))
    assert gives(Bounded(HEADS, floor=nothing))() == Vector(1, 1, (25, 75))


def test_a_rate_may_be_rounded_to_the_ore() -> None:
    """1 kr over 3 people is 33 öre each, and leaves one."""
    scope = Scope(("b",), "skola", PEOPLE, DAY)
    assert RoundedRate(population(), Money(1)).quotas(KRONA, scope) == Quotas(
        Vector(1, 1, (99,)), Fraction(1)
    )


def test_the_end_of_a_chain_is_its_last_key() -> None:
    chain = Flat(kr(1)) >> Flat(kr(2)) >> Unspent("återgår")
    assert ending(chain) == Unspent("återgår")
    assert ending(Flat(kr(1)) >> Unspent("återgår") >> HEADS) is None


def test_a_guarantee_may_be_a_share_of_what_there_is() -> None:
    """All of half of 1 kr to each: a has 25 öre by people, and b 75."""
    assert gives(HoldHarmless(1, ShareOf("1/2"), HEADS))() == Vector(1, 1, (50, 50))


def test_keys_are_spelled_as_they_are_written() -> None:
    assert repr(Bounded(HEADS)) == "Bounded(PerCapita())"
    assert repr(SHARES) == """DeclaredShares({'a': "1/5", 'b': "4/5"})"""
    half = DeclaredShares({"a": "1/2"}, total="1/2")
    assert repr(half) == """DeclaredShares({'a': "1/2"}, total="1/2")"""


def test_bands_of_ages_ascend_and_may_weigh_nothing() -> None:
    key = AgeWeighted({(18, 64): "1/2", (65, None): 0, (0, 17): 1})
    assert repr(key) == "AgeWeighted({(0, 17): 1, (18, 64): '1/2', (65, None): 0})"
    assert repr(key.definition) == (
        'Proportional((ages(0, 17) + (ages(18, 64) * constant("1/2")))'
        " + (ages(65, None) * constant(0)))"
    )


def test_lower_keys_are_spelled_by_parent() -> None:
    key = nested({"n": HEADS, "s": Equal()})
    assert repr(key) == (
        "Nested(through='område', upper=Equal(), lower={'n': PerCapita(), 's': Equal()})"
    )


def test_a_node_has_nobody_inside_unless_it_is_said() -> None:
    assert Node("ort", "n", Fraction(0), (), Vector(0, 1, ())).nodes == ()


def test_equal_arguments_are_equal_however_they_are_written() -> None:
    assert Bounded(HEADS, cap=kr(1)).cap == Bounds(cap=kr(1)).cap == Fixed(kr(1)).amount
    assert Tier(kr(1), codes=["b", "a", "b"]) == Tier(kr(1), codes=("a", "b"))
    assert Bounded(HEADS, cap={"a": kr(1)}) == Bounded(HEADS, cap={"a": kr(1)})
    assert Bounded(HEADS, cap=kr(1)) != Bounded(HEADS, cap=kr(2))


SHARES = DeclaredShares({"a": "20 %", "b": "80 %"})

# What each gives of 1 kr to a, who is 1, and b, who are 3, and what it leaves, by hand; and
# which key its first step is of, where that is what it is short for.
STEPS: list[tuple[Key, tuple[int, int], int, str]] = [
    (HEADS, (25, 75), 0, "Proportional(population())"),
    (Equal(), (50, 50), 0, "Proportional(constant(1))"),
    (Proportional(table({"a": 3, "b": 1})), (75, 25), 0, ""),
    (Fixed({"a": kr("0,40")}), (40, 0), 60, ""),
    (Flat(kr("0,10")), (10, 10), 80, 'Fixed(kr("0,10"))'),
    (Only(["b"], HEADS), (0, 100), 0, ""),
    (Only(["b"], Flat(kr("0,10"))), (0, 10), 90, ""),
    (Tiered(Tier(kr("0,20"), codes=["a"]), Tier(kr("0,30"))), (20, 30), 50, ""),
    (Bounded(HEADS, cap={"b": kr("0,60")}), (40, 60), 0, ""),
    (Staged(HEADS, Bounds(cap={"b": kr("0,60")}), Bounds(floor=kr("0,10"))), (40, 60), 0, ""),
    (SHARES, (20, 80), 0, """Proportional(table({'a': "1/5", 'b': "4/5"}))"""),
    (Cited(Flat(kr("0,10")), Source("avtal", locator="s. 2")), (10, 10), 80, ""),
    (RoundedRate(population(), kr("0,10")), (30, 90), -20, ""),
    (Unspent("återgår"), (0, 0), 100, ""),
]


@pytest.mark.parametrize(
    ("key", "expected", "rest", "of"), STEPS, ids=[repr(each[0])[:40] for each in STEPS]
)
def test_a_step_tells_key_codes_and_money(
    key: Key, expected: tuple[int, int], rest: int, of: str
) -> None:
    quotas = Vector(1, 1, expected)
    given = distributed(key, KRONA, SCOPE)
    assert given.vector == quotas
    assert given.rest == rest
    (step,) = key.steps(KRONA, SCOPE)
    assert step.key == (of or repr(key))
    assert step.given == KRONA
    assert step.rest == rest
    assert step.codes == SCOPE.codes
    assert step.quotas == quotas


def test_a_split_has_a_step_for_each_part() -> None:
    """A quarter in equal parts, 12,5 öre each, and three quarters by people, 18,75 and 56,25."""
    steps = Split(("1/4", Equal()), ("3/4", HEADS)).steps(KRONA, SCOPE)
    half, quarter = Fraction(1, 2), Fraction(1, 4)
    assert [step.key for step in steps] == ["Equal()", "PerCapita()"]
    assert [step.given for step in steps] == [25, 75]
    assert [step.rest for step in steps] == [0, 0]
    assert [step.codes for step in steps] == [SCOPE.codes] * 2
    assert [step.quotas.fractions() for step in steps] == [
        (12 + half, 12 + half),
        (18 + 3 * quarter, 56 + quarter),
    ]


class Told(Own):
    """Tell the figures of people in its step too."""

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        (step,) = super().steps(amount, scope)
        return (evolve(step, grounds=population().grounds(scope)),)


SENTENCES: list[tuple[Key, list[str]]] = [
    (
        Told((Fraction(60), Fraction(40))),
        [
            "population() of a is 1 (folkmängd, skola 2020-12-31; påhittad)",
            "Own() gives a 0,60 kr of 1,00 kr",
        ],
    ),
    (
        Cited(Equal(), Source("avtal", locator="s. 2")),
        [
            "this rule stands in avtal, s. 2",
            "Proportional(constant(1)): 1,00 kr x 1 / 2 gives 0,50 kr",
        ],
    ),
    (
        Split(("1/4", Equal()), ("3/4", Only(["b"], HEADS))),
        [
            'a part of "1/4" is 0,25 kr',
            "Proportional(constant(1)): 0,25 kr x 1 / 2 gives 0,125 kr",
            'a part of "3/4" is 0,75 kr',
            "Only(('b',), PerCapita()): nothing, since a is not among them",
        ],
    ),
    (
        Flat(kr("0,60")),
        [
            'Fixed(kr("0,60")) gives 0,60 kr, out of 1,00 kr for all',
            "together the 2 get 1,20 kr, which is 0,20 kr too much",
        ],
    ),
    (
        Flat(Money(49)),
        [
            'Fixed(kr("0,49")) gives 0,49 kr, out of 1,00 kr for all',
            "together the 2 get 0,98 kr; 0,02 kr are left",
        ],
    ),
    (
        own(60, 39, rest=1),
        ["Own() gives a 0,60 kr of 1,00 kr", "together the 2 get 0,99 kr; 0,01 kr are left"],
    ),
    (own(60, 40), ["Own() gives a 0,60 kr of 1,00 kr"]),
    (
        RoundedRate(population(), Money(1)),
        [
            "population() of a is 1 (folkmängd, skola 2020-12-31; påhittad)",
            'RoundedRate(population(), unit=kr("0,01")): 1,00 kr / 4 is 0,25 kr each, rounded to '
            "0,25 kr",
            "0,25 kr x 1 gives 0,25 kr",
        ],
    ),
    (Unspent("återgår"), ["1,00 kr go to nobody: återgår"]),
]


@pytest.mark.parametrize(("key", "says"), SENTENCES, ids=[repr(key)[:40] for key, _ in SENTENCES])
def test_a_step_tells_it_in_sentences(key: Key, says: list[str]) -> None:
    steps = key.steps(KRONA, SCOPE)
    assert [str(each) for step in steps for each in step.sentences("a")] == says


def test_a_nested_step_begins_with_the_parent() -> None:
    key = nested(Equal())
    (step,) = key.steps(KRONA, IN_AREAS)
    assert (step.key, step.codes, step.given) == (repr(key), ("a", "b"), KRONA)
    assert (step.quotas, step.rest) == (Vector(1, 1, (50, 50)), Fraction(0))
    assert [str(each) for each in step.sentences("b")] == [
        "b is part of kust",
        "Proportional(constant(1)): 1,00 kr x 1 / 1 gives 1,00 kr",
        "Proportional(constant(1)): 1,00 kr x 1 / 2 gives 0,50 kr",
    ]


def test_a_sum_of_kommuner_is_called_one() -> None:
    """Gotland is one kommun, so the sum of its kommuner is that figure."""
    others = dict.fromkeys(swedish().at(DAY).codes("kommun"), 1)
    people = Population.from_counts({**others, "0980": 60_124}, date=DAY, source="påhittad")
    scope = Scope(("09",), "lan", people, DAY)
    (step,) = HEADS.steps(KRONA, scope)
    assert [str(each) for each in step.sentences("09")] == [
        "population() of 09 is 60 124, the sum of its kommuner"
        " (folkmängd, kommun 2020-12-31; påhittad)",
        "Proportional(population()): 1,00 kr x 60 124 / 60 124 gives 1,00 kr",
    ]


# Two places; in each a school, in it a class, in it a pupil.
IN_CLASSES = (
    Population.of(["e1", "e2"], level="elev", parents={"e1": "nk", "e2": "sk"})
    | Population.of(["nk", "sk"], level="klass", parents={"nk": "ns", "sk": "ss"})
    | Population.of(["ns", "ss"], level="skola", parents={"ns": "n", "ss": "s"})
    | Population.of(["n", "s"], level="ort")
)
IN_CLASS = nested(Equal(), through="klass")


@pytest.mark.parametrize(
    "lower",
    [
        nested(IN_CLASS, through="skola"),
        {
            "n": nested({"ns": IN_CLASS}, through="skola"),
            "s": nested({"ss": IN_CLASS}, through="skola"),
        },
    ],
)
def test_whoever_gets_nothing_hands_nothing_on_all_the_way_down(lower: Any) -> None:
    key = nested(lower, Only(["n"], Equal()), through="ort")
    scope = Scope(("e1", "e2"), "elev", IN_CLASSES)

    def way(ore: int, code: str, *parents: str) -> tuple[Node, ...]:
        """Return a place with the money, its school inside it, and the class inside that."""
        found: tuple[Node, ...] = ()
        for level, parent in zip(("klass", "skola", "ort"), parents, strict=True):
            quotas = Vector(ore, 1, (1,))
            found = (Node(level, parent, Fraction(ore), (code,), quotas, found),)
        return found

    north, south = way(100, "e1", "nk", "ns", "n"), way(0, "e2", "sk", "ss", "s")
    assert key.nodes(KRONA, scope) == (*north, *south)


def test_nobody_needs_a_weight_where_there_is_no_money() -> None:
    """There is nobody in b, which is all of the south; and the south gets nothing."""
    people = (
        Population.from_counts({"a": 5, "b": 0}, date=DAY, source="påhittad", level="skola")
        | Population.of(["a", "b"], level="skola", parents={"a": "n", "b": "s"})
        | Population.of(["n", "s"], level="ort")
    )
    key = nested(HEADS, Only(["n"], Equal()), through="ort")
    scope = Scope(("a", "b"), "skola", people, DAY)
    assert key.quotas(KRONA, scope).vector == Vector(1, 1, (100, 0))


def test_a_key_inside_a_parent_may_name_the_parents_there() -> None:
    """All in the north goes to the pupils of the school ns: e1; e2 is in the south."""
    inside = nested(IN_CLASS, Only(["ns"], Equal()), through="skola")
    key = nested({"n": inside, "s": Equal()}, through="ort")
    scope = Scope(("e1", "e2"), "elev", IN_CLASSES)
    assert key.quotas(KRONA, scope).vector == Vector(1, 1, (50, 50))
