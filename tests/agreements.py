"""Random whole agreements: every key, measure, amount and rule that a document can hold.

They need not add up, or be possible to allocate: what is written must be read again.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from fordelning import (
    BY_CODE,
    REFUSE,
    REST,
    About,
    AgeWeighted,
    Agreement,
    Ambiguity,
    Bounded,
    Declared,
    DeclaredShares,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    HoldHarmless,
    Level,
    Lot,
    Method,
    Money,
    Nested,
    Only,
    PerCapita,
    Pot,
    Proportional,
    Reading,
    Recipient,
    RoundedRate,
    Rounding,
    ShareOf,
    Source,
    Split,
    Tier,
    Tiered,
    Unspent,
    UpTo,
)
from fordelning.keys import Bounds, Cited, Key, Staged
from fordelning.measures import (
    Amount,
    Measure,
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
from fordelning.population import Sex

BANDS = ((0, 17), (18, 25), (26, None))
THRESHOLDS = (Fraction(0), Fraction(1000), Fraction(20_000, 3))

texts = st.text(st.characters(codec="utf-8"), max_size=12)
names = texts.filter(str.strip)
codes = st.sampled_from(("01", "0114", "å", "SKR", '1.2 "x"', "")) | texts
money = st.one_of(st.integers(-(10**7), 10**7), st.integers(0, 10**6).map(lambda n: n * 10**8)).map(
    Money
)
numbers = st.fractions() | st.decimals(allow_nan=False, allow_infinity=False, places=7).map(
    Fraction
)
days = st.dates()
levels = st.sampled_from((*Level, "skola"))
sexes = st.none() | st.sampled_from(Sex)
sources = st.builds(
    Source,
    names,
    locator=texts,
    quote=texts,
    url=texts,
    dnr=texts,
    dated=st.none() | days,
)


def _brackets() -> st.SearchStrategy[list[tuple[Fraction, Fraction]]]:
    return st.lists(numbers, min_size=1, max_size=3).map(
        lambda values: list(zip(THRESHOLDS, values, strict=False))
    )


def measures() -> st.SearchStrategy[Measure]:
    """Draw expressions with every measure in them."""
    leaves: st.SearchStrategy[Measure] = st.one_of(
        st.builds(population, sex=sexes, at=st.none() | days),
        st.sampled_from(BANDS).flatmap(
            lambda band: st.builds(ages, st.just(band[0]), st.just(band[1]), sex=sexes)
        ),
        st.builds(indicator, texts.filter(bool), at=st.none() | days),
        st.builds(constant, numbers),
        st.dictionaries(codes, numbers, max_size=2).map(table),
        st.builds(quotas_of, texts.filter(bool)),
    )
    return st.recursive(leaves, _of_measures, max_leaves=4)


def _of_measures(inner: st.SearchStrategy[Measure]) -> st.SearchStrategy[Measure]:
    bounds = st.none() | inner
    return st.one_of(
        st.builds(lambda a, b: a + b, inner, inner),
        st.builds(lambda a, b: a - b, inner, inner),
        st.builds(lambda a, b: a * b, inner, inner),
        st.builds(lambda a, b: a / b, inner, inner),
        st.builds(smallest, inner, inner),
        st.builds(largest, inner, inner, inner),
        st.builds(clamp, inner, bounds, bounds),
        st.builds(lambda m, each: steps(m, *each), inner, _brackets()),
        st.builds(lambda m, each: marginal(m, *each), inner, _brackets()),
        st.builds(share, inner),
        st.builds(lambda m, over: summed(m, over=over), inner, levels),
    )


def amounts() -> st.SearchStrategy[Amount | Money | dict[str, Money]]:
    """Draw what a key can give each recipient, as the API takes it."""
    return st.one_of(
        money,
        st.dictionaries(codes, money, max_size=3),
        st.builds(lambda m, by: m * by, money, measures()),
        st.builds(ShareOf, numbers),
    )


def tiers() -> st.SearchStrategy[Tier]:
    """Draw tiers for some, within a bracket, or for everyone."""
    edges = st.tuples(numbers, st.none() | st.integers(1, 9))
    bracketed = st.builds(
        lambda m, by, edge: Tier(
            m, by=by, low=edge[0], high=None if edge[1] is None else edge[0] + edge[1]
        ),
        money,
        measures(),
        edges,
    )
    below = st.builds(lambda m, by, high: Tier(m, by=by, high=high), money, measures(), numbers)
    some = st.builds(Tier, money, codes=st.lists(codes, max_size=3))
    return st.one_of(some, bracketed, below)


def _weights() -> st.SearchStrategy[Key]:
    weight = numbers.map(abs)
    return st.dictionaries(st.sampled_from(BANDS), weight, min_size=1).map(AgeWeighted)


def _shares(parts: dict[str, Fraction]) -> Key:
    return DeclaredShares(parts, sum(parts.values(), Fraction(0)))


def _leaves() -> st.SearchStrategy[Key]:
    positive = numbers.map(lambda number: abs(number) + 1)
    return st.one_of(
        st.just(PerCapita()),
        st.just(Equal()),
        st.builds(Proportional, measures()),
        st.builds(Fixed, amounts()),
        st.builds(Flat, money),
        _weights(),
        st.builds(lambda some, m: Tiered(*some, Tier(m)), st.lists(tiers(), max_size=2), money),
        st.lists(tiers(), min_size=1, max_size=2).map(lambda some: Tiered(*some)),
        st.dictionaries(codes, positive, min_size=1, max_size=3).map(_shares),
        st.builds(RoundedRate, measures(), st.integers(1, 10**6).map(Money)),
        st.builds(Unspent, names),
    )


def _bounds() -> st.SearchStrategy[Bounds]:
    bound = st.none() | amounts()
    return st.builds(Bounds, floor=bound, cap=bound, paid_by=st.none() | measures())


def _of_keys(inner: st.SearchStrategy[Key]) -> st.SearchStrategy[Key]:
    part = st.integers(0, 12).map(lambda twelfths: Fraction(twelfths, 12))
    bound = st.none() | amounts()
    lower = inner | st.dictionaries(codes, inner, max_size=2)
    return st.one_of(
        st.builds(lambda a, b: a >> b, inner, inner),
        st.builds(lambda s, a, b: Split((s, a), (1 - s, b)), part, inner, inner),
        st.builds(lambda m, a, b: Split((positive(m), a), (REST, b)), money, inner, inner),
        st.builds(Only, st.lists(codes, max_size=3), inner),
        st.builds(FlatPlusRemainder, money, inner),
        st.builds(lambda t, u, lo: Nested(through=t, upper=u, lower=lo), levels, inner, lower),
        st.builds(Bounded, inner, floor=bound, cap=bound, paid_by=st.none() | measures()),
        st.builds(lambda a, some: Staged(a, *some), inner, st.lists(_bounds(), min_size=1)),
        st.builds(HoldHarmless, numbers.map(abs), amounts(), inner),
        st.builds(Cited, inner, sources),
    )


def positive(amount: Money) -> Money:
    return Money(abs(amount.ore))


def keys() -> st.SearchStrategy[Key]:
    """Draw keys with every class of key in them."""
    return st.recursive(_leaves(), _of_keys, max_leaves=3)


recipients = st.builds(Recipient, codes, texts)
ties = st.sampled_from((BY_CODE, REFUSE)) | st.builds(Lot, texts)
roundings = st.builds(Rounding, st.integers(1, 10**6).map(Money), st.sampled_from(Method), ties)


def pots() -> st.SearchStrategy[Pot]:
    """Draw pots, with a key or without, to a level or to somebody."""
    return st.builds(
        Pot,
        texts,
        money | st.builds(UpTo, money) | st.builds(About, money),
        levels | recipients,
        st.none() | keys(),
        title=texts,
        payee=texts,
        note=texts,
        rounding=st.none() | roundings,
        source=st.none() | sources,
    )


def readings() -> st.SearchStrategy[Reading]:
    """Draw readings, by a key, by pots, or by neither."""
    return st.builds(
        Reading,
        texts,
        pots=st.lists(pots(), max_size=1),
        key=st.none() | keys(),
        source=st.none() | sources,
    )


def ambiguities() -> st.SearchStrategy[Ambiguity]:
    """Draw places that can be read in several ways, or that are left open."""
    return st.builds(
        Ambiguity,
        texts,
        readings=st.lists(readings(), max_size=2),
        amount=st.none() | money,
        to=st.none() | levels | recipients,
        title=texts,
        payee=texts,
        note=texts,
        source=st.none() | sources,
    )


def agreements() -> st.SearchStrategy[Agreement]:
    """Draw whole agreements."""
    return st.builds(
        Agreement,
        texts,
        texts,
        money,
        st.lists(pots() | ambiguities(), max_size=3),
        st.none() | days,
        declared=st.lists(
            st.builds(Declared, texts, money, st.lists(texts, max_size=2)), max_size=2
        ),
        sources=st.lists(sources, max_size=2),
        rounding=roundings,
        note=texts,
    )


_POPULATION = population()
_SOURCE = Source(
    "Lag (2020:1)", "4 §", "efter folkmängd", "https://a.se", "S2020/1", date(2020, 2, 29)
)

EVERY_MEASURE: tuple[Measure, ...] = (
    population(),
    population(sex=Sex.WOMEN),
    population(at=date(2018, 12, 31)),
    ages(0, 25),
    ages(65, None, sex=Sex.MEN, at=date(2018, 12, 31)),
    ages(25, 25),
    indicator("asylsökande"),
    indicator("asylsökande", at=date(2018, 12, 31)),
    constant("2/3"),
    table({"03": "1,5", "01": -3}),
    population() + ages(0, 5) + 1,
    population() + (ages(0, 5) + 1),
    population() - ages(0, 5) - 1,
    population() - (ages(0, 5) - 1),
    population() * 3 / 4 * 5,
    population() / ages(0, 5) / 2,
    smallest(population(), 20_000),
    largest(population(), population(at=date(2018, 12, 31)), 5),
    clamp(population(), low=10_000),
    clamp(population(), high=ages(0, 5)),
    steps(population(), (0, 1), (50_000, "1,5")),
    steps(population(), (0, 9, 1), (9, "19/2", 2)),
    marginal(population(), (0, "108/67"), (18_000, 20_000, 5)),
    share(population()),
    summed(population() * 6, over=Level.KOMMUN),
    quotas_of("grund"),
)
"""A measure of every class, in every form."""

EVERY_AMOUNT: tuple[Amount | Money | dict[str, Money], ...] = (
    Money(500),
    Money(-1),
    {"09": Money(1), "01": Money(10**10)},
    {},
    Money(3200) * population(),
    ShareOf("22 %"),
)
"""An amount of every class."""

EVERY_KEY: tuple[Key, ...] = (
    *(Proportional(measure) for measure in EVERY_MEASURE),
    *(Fixed(amount) >> PerCapita() for amount in EVERY_AMOUNT),
    PerCapita(),
    Equal(),
    Flat(Money(100)),
    FlatPlusRemainder(Money(100)),
    FlatPlusRemainder(Money(100), Equal()),
    AgeWeighted({(0, 17): 2, (18, 25): "1/3", (65, None): 0}),
    Tiered(Tier(Money(200), codes=("14", "01")), Tier(Money(100))),
    Tiered(
        Tier(Money(3), codes=()),
        Tier(Money(2), by=_POPULATION, low=100, high="1000,5"),
        Tier(Money(1), by=_POPULATION, high=100),
    ),
    DeclaredShares({"n": "62,5 %", "s": "37,5 %"}),
    DeclaredShares({"n": 60, "s": 40}, total=100),
    RoundedRate(_POPULATION),
    RoundedRate(_POPULATION, unit=Money(1)),
    Flat(Money(1)) >> Equal() >> Unspent("återgår till staten"),
    Split(("3/4", PerCapita()), ("1/4", Equal())),
    Split((Money(5), PerCapita()), (REST, Equal())),
    Only(["12", "01"], PerCapita()),
    Nested(through=Level.LAN, upper=Equal(), lower=PerCapita()),
    Nested(through="land", upper=Equal(), lower={"n": Equal(), "01": PerCapita()}),
    Nested(through="land", upper=Equal(), lower={}),
    Cited(PerCapita(), "bilaga 1"),
    Cited(PerCapita(), _SOURCE),
    Bounded(PerCapita()),
    Bounded(PerCapita(), floor=None, paid_by=_POPULATION),
    Bounded(PerCapita(), floor=Money(5), cap=ShareOf("22 %")),
    Bounded(PerCapita(), floor={"01": Money(5)}, cap=Money(3) * _POPULATION),
    Staged(PerCapita(), Bounds(cap=ShareOf("22 %")), Bounds(floor=None, paid_by=_POPULATION)),
    HoldHarmless("90 %", {"01": Money(5)}, PerCapita()),
)
"""A key of every class, in every form."""

EVERYTHING = Agreement(
    "allt",
    'Allt som "kan" stå\ti ett dokument',
    Money(171_600_000_001),
    [
        *(Pot(f"nyckel-{n}", Money(n), Level.LAN, key) for n, key in enumerate(EVERY_KEY)),
        Pot("skr", UpTo(Money(5)), Recipient("SKR", "Sveriges Kommuner och Regioner")),
        Pot("ensam", About(Money(5)), Recipient("SKR"), note="till en"),
        Pot(
            "skola",
            Money(5),
            "skola",
            Equal(),
            title="rubrik",
            payee="huvudmannen",
            rounding=Rounding(Money(100), Method.SAINTE_LAGUE_1_2, Lot("S2020/1")),
            source=_SOURCE,
            note="en\nanmärkning",
        ),
        Pot("vald", Money(5), "skola", Equal(), rounding=Rounding(ties=REFUSE)),
        Pot("grundregeln", Money(5), "skola", Equal(), rounding=Rounding(), source="Lag (2020:1)"),
        Ambiguity(
            "unga",
            Reading("folkmängd", key=PerCapita(), source=_SOURCE),
            Reading("0-25", key=AgeWeighted({(0, 25): 1})),
            amount=Money(5),
            to=Level.REGION,
            title="unga",
            payee="regionen",
            note="två tolkningar",
            source="Lag (2020:1)",
        ),
        Ambiguity("delad", Reading("var", pots=[Pot("a", Money(2), "skola", Equal())])),
        Ambiguity("öppen", amount=Money(5), to=Recipient("a", "kommuner och regioner")),
    ],
    date(2019, 11, 1),
    declared=[Declared("summa", Money(5), ("skr", Level.LAN)), Declared("inget", Money(0), ())],
    sources=["Lag (2020:1)", _SOURCE],
    rounding=Rounding(Money(100), Method.NEAREST, BY_CODE),
    note="vad vi vet",
)
"""An agreement with all that a document can hold; it does not add up."""
