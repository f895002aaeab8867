"""Keys, measures and amounts in words: one of each kind, in English and in Swedish."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from inspect import isabstract
from typing import Any

import pytest

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
    Nested,
    Only,
    PerCapita,
    Proportional,
    RoundedRate,
    ShareOf,
    Split,
    Tier,
    Tiered,
    Unspent,
    kr,
)
from fordelning.keys import Bounds, Cited, Key, Quotas, Staged, Step
from fordelning.measures import (
    Amount,
    Measure,
    Scope,
    ages,
    clamp,
    constant,
    indicator,
    largest,
    marginal,
    population,
    quotas_of,
    share,
    smallest,
    steps,
    summed,
    table,
)
from fordelning.text import describe
from fordelning.text.grounds import ground
from fordelning.text.rules import rule

YEAR = date(2019, 12, 31)

# The rule, its words in English, and in Swedish, where a space between figures is a hard one.
RULES: list[tuple[Any, str, str]] = [
    (PerCapita(), "by population", "efter folkmängd"),
    (Equal(), "the same to each", "lika till var och en"),
    (
        Proportional(population() + ages(65, None)),
        "in proportion to the population + the number of people aged 65+",
        "i proportion till folkmängden + antalet invånare 65+ år",
    ),
    (
        AgeWeighted({(0, 25): 1}),
        "by the number of people aged 0-25",
        "efter antalet invånare 0-25 år",
    ),
    (
        AgeWeighted({(0, 17): 2, (18, None): "0.5"}),
        "by age, where there count 2 for each person aged 0-17; 0,5 for each person aged 18+",
        "efter ålder, där det räknas 2 för varje invånare 0-17 år; 0,5 för varje invånare 18+ år",
    ),
    (Flat(kr(1000)), "1 000,00 kr to each", "1 000,00 kr till var och en"),
    (
        Fixed({"b": kr(1), "a": kr(2)}),
        "2,00 kr to a, 1,00 kr to b",
        "2,00 kr till a, 1,00 kr till b",
    ),
    (Fixed({}), "nothing", "inget"),
    (
        Fixed(kr(32) * population()),
        "32,00 kr for each of the population",
        "32,00 kr för varje enhet av folkmängden",
    ),
    (
        Fixed(ShareOf("1/8")) >> Equal(),
        "12,5 % of it to each, then the same to each",
        "12,5 % av det till var och en, därefter lika till var och en",
    ),
    (
        FlatPlusRemainder(kr(5), AgeWeighted({(0, 25): 1})),
        "5,00 kr to each, then by the number of people aged 0-25",
        "5,00 kr till var och en, därefter efter antalet invånare 0-25 år",
    ),
    (
        Split(("5/8", PerCapita()), ("3/8", Equal())),
        "62,5 % by population; 37,5 % the same to each",
        "62,5 % efter folkmängd; 37,5 % lika till var och en",
    ),
    (
        Split((kr(7), PerCapita()), (REST, Equal())),
        "7,00 kr by population; the rest the same to each",
        "7,00 kr efter folkmängd; resten lika till var och en",
    ),
    (
        Split(("2/3", PerCapita()), ("1/3", Equal())),
        "≈ 66,6666667 % by population; ≈ 33,3333333 % the same to each",
        "≈ 66,6666667 % efter folkmängd; ≈ 33,3333333 % lika till var och en",
    ),
    (
        Only(["01", "12"], Flat(kr(2))) >> Unspent("återgår till staten"),
        "only to 01, 12: 2,00 kr to each, then the rest to nobody: återgår till staten",
        "bara till 01, 12: 2,00 kr till var och en, därefter resten till ingen: "
        "återgår till staten",
    ),
    (
        Nested(through="lan", upper=PerCapita(), lower=Equal()),
        "first to län, by population; inside each the same to each",
        "först till län, efter folkmängd; inom varje lika till var och en",
    ),
    (
        Nested(through="krets", upper=Equal(), lower={"x": Equal(), "y": PerCapita()}),
        "first to level 'krets', the same to each; inside x the same to each; "
        "inside y by population",
        "först till nivån 'krets', lika till var och en; inom x lika till var och en; "
        "inom y efter folkmängd",
    ),
    (
        Bounded(PerCapita(), floor=kr(4), cap=ShareOf("22 %")),
        "by population, but at least 4,00 kr and at most 22 % of it",
        "efter folkmängd, dock minst 4,00 kr och högst 22 % av det",
    ),
    (
        Bounded(PerCapita(), floor=None, paid_by=population()),
        "by population, the difference in proportion to the population",
        "efter folkmängd, skillnaden i proportion till folkmängden",
    ),
    (
        Staged(PerCapita(), Bounds(floor=kr(4)), Bounds(floor=None, cap=kr(3) * population())),
        "by population, but at least 4,00 kr, but at most 3,00 kr for each of the population",
        "efter folkmängd, dock minst 4,00 kr, dock högst 3,00 kr för varje enhet av folkmängden",
    ),
    (
        HoldHarmless("95 %", {"a": kr(7)}, PerCapita()),
        "by population, but at least 95 % of before: 7,00 kr to a",
        "efter folkmängd, dock minst 95 % av tidigare belopp: 7,00 kr till a",
    ),
    (
        HoldHarmless("95 %", {"a": kr(7)}, PerCapita()).definition,
        "by population, but at least 95 % of 7,00 kr to a",
        "efter folkmängd, dock minst 95 % av 7,00 kr till a",
    ),
    (
        DeclaredShares({"01": "13,04061 %", "03": "86,95939 %"}),
        "by declared shares: 13,04061 % to 01, 86,95939 % to 03",
        "efter angivna andelar: 13,04061 % till 01, 86,95939 % till 03",
    ),
    (
        RoundedRate(population(), kr(1)),
        "a rate for each of the population, itself rounded to 1,00 kr",
        "ett belopp för varje enhet av folkmängden, i sig avrundat till 1,00 kr",
    ),
    (
        Tiered(Tier(kr(2), codes=["01"]), Tier(kr(1))),
        "2,00 kr to 01; 1,00 kr to each other",
        "2,00 kr till 01; 1,00 kr till var och en av de övriga",
    ),
    (
        Tiered(
            Tier(kr(1), by=population(), high=5),
            Tier(kr(2), by=population(), low=5, high=9),
            Tier(kr(3), by=population(), low=9),
        ),
        "1,00 kr where the population is below 5; 2,00 kr where the population is 5 or more, and "
        "below 9; 3,00 kr where the population is 9 or more",
        "1,00 kr där folkmängden är under 5; 2,00 kr där folkmängden är 5 eller mer, men under 9; "
        "3,00 kr där folkmängden är 9 eller mer",
    ),
    (Cited(Equal(), "lag (1999:1)"), "the same to each", "lika till var och en"),
    (population(sex="2"), "the population (women)", "folkmängden (kvinnor)"),
    (ages(0, 5, sex="1"), "the number of people aged 0-5 (men)", "antalet invånare 0-5 år (män)"),
    (indicator("födda"), "födda", "födda"),
    (population(at=YEAR), "the population of 2019-12-31", "folkmängden 31 december 2019"),
    (constant("3/2"), "1,5", "1,5"),
    (
        table({"a": 1, "b": 2}),
        "numbers of the rule's own: 1 for a, 2 for b",
        "regelns egna tal: 1 för a, 2 för b",
    ),
    (
        (population() - 3) * indicator("födda"),
        "(the population − 3) × födda",
        "(folkmängden − 3) × födda",
    ),
    (
        smallest(population(), 7),
        "the smallest of the population; 7",
        "det minsta av folkmängden; 7",
    ),
    (largest(population(), 7), "the largest of the population; 7", "det största av folkmängden; 7"),
    (
        clamp(population(), 2, 9),
        "the population, but at least 2 and at most 9",
        "folkmängden, dock minst 2 och högst 9",
    ),
    (share(population()), "the share of the population", "andelen av folkmängden"),
    (
        steps(population(), (0, 1), (5, 2)),
        "by brackets of the population: 1 from 0 to 5; 2 from 5 on",
        "i intervall av folkmängden: 1 från 0 till 5; 2 från 5 och uppåt",
    ),
    (
        marginal(population(), (0, 1), (5, 2)),
        "graduated by the population: 1 from 0 to 5; 2 from 5 on",
        "i trappa efter folkmängden: 1 från 0 till 5; 2 från 5 och uppåt",
    ),
    (quotas_of("p"), "the exact amounts of pot 'p'", "de exakta beloppen i delbelopp 'p'"),
    (
        summed(population(), over="kommun"),
        "the population, summed over kommuner",
        "folkmängden, summerat över kommuner",
    ),
]


@pytest.mark.parametrize(("told", "english", "swedish"), RULES, ids=lambda each: str(each)[:40])
def test_in_words(told: Any, english: str, swedish: str) -> None:
    assert rule(told) == english
    assert describe(told, "sv_SE").replace("\N{NO-BREAK SPACE}", " ") == swedish


class _Own(Key):
    """A key of a user's own."""

    def quotas(self, amount: Any, scope: Scope) -> Quotas:
        raise NotImplementedError

    def steps(self, amount: Any, scope: Scope) -> tuple[Step, ...]:
        raise NotImplementedError

    def __repr__(self) -> str:
        return "EnligtMinRegel()"


def test_a_key_of_ones_own_is_told_as_it_calls_itself() -> None:
    assert describe(_Own() >> Equal()) == "EnligtMinRegel(), därefter lika till var och en"


def test_every_kind_of_the_librarys_own_has_words() -> None:
    """A kind of key, measure or amount without words would show as Python."""

    def dispatch(kind: type) -> object:
        words = rule if issubclass(kind, Key) else ground
        found = words.dispatch(kind)
        return object if found is words.dispatch(object) else found

    for kind in (*_kinds(Key), *_kinds(Measure), *_kinds(Amount)):
        if not isabstract(kind) and kind.__module__.startswith("fordelning."):
            assert dispatch(kind) is not object, kind


def _kinds(base: type) -> Iterator[type]:
    subclasses: list[type] = base.__subclasses__()
    for each in subclasses:
        yield each
        yield from _kinds(each)
