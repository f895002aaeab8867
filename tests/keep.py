"""Keep what a version wrote, for every later version to read: `python -m tests.keep VERSION`.

Run once, when a version is released; what is there is never written again. The figures are
small enough to be computed by hand, which `test_kept` does. Later versions may add to what
is kept, behind what is here, and change nothing of it.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path

from fordelning import (
    BY_CODE,
    REFUSE,
    REST,
    About,
    AgeWeighted,
    Agreement,
    Allocation,
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
    Nested,
    Only,
    PerCapita,
    Population,
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
    allocate,
    errors,
    kr,
)
from fordelning.comparison import Published, diff, reconcile, sensitivity
from fordelning.documents import to_json, to_toml
from fordelning.errors import FordelningError
from fordelning.keys import Bounds, Cited, Key, Staged
from fordelning.measures import (
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
from fordelning.money import Ore
from fordelning.payments import Ledger, Payee, instalments, invoices
from fordelning.population import Sex
from fordelning.receipts import issue

KEPT = Path(__file__).parent / "kept"
DAY = date(2020, 12, 31)
SOURCE = Source("Skolornas egna uppgifter", "s. 1", dated=DAY)
AMBIGUOUS = Ambiguity(
    "unga",
    Reading("alla", key=PerCapita()),
    Reading("0-15", key=AgeWeighted({(0, 15): 1}), source="s. 7"),
    amount=kr(1000),
    to="skola",
    note="Texten säger bådadera.",
)


def people() -> Population:
    """Build 100, 200 and 300 pupils, of whom 40, 60 and 100 are 15 or younger."""
    counts = {
        ("norra", "0-15"): 40,
        ("norra", "16+"): 60,
        ("södra", "0-15"): 60,
        ("södra", "16+"): 140,
        ("östra", "0-15"): 100,
        ("östra", "16+"): 200,
    }
    parents = {"norra": "nord", "södra": "nord", "östra": "öst"}
    return (
        Population.from_ages(counts, date=DAY, source=SOURCE, level="skola")
        | Population.from_values("doser", {"norra": "1/3"}, date=DAY, source="k", level="skola")
        | Population.from_counts({("01", Sex.MEN): 7}, date=DAY, source="SCB", perturbed=True)
        | Population.of(parents, level="skola", parents=parents)
        | Population.of(["nord", "öst"], level="område")
    )


def agreement() -> Agreement:
    """Define a pot of each sort."""

    def pot(id: str, amount: int, key: Key, **more: object) -> Pot:
        return Pot(id, kr(amount), "skola", key, **more)  # type: ignore[arg-type]

    nested = Nested(through="område", upper=Equal(), lower=PerCapita())
    return Agreement(
        "kvar",
        "Det som finns kvar",
        total=kr(3085),
        pots=[
            pot("lika", 100, Equal(), title="Lika till alla"),
            pot("folkmängd", 600, Flat(kr(50)) >> PerCapita(), source=SOURCE),
            AMBIGUOUS,
            pot("golv", 600, Bounded(PerCapita(), floor=kr(150))),
            pot("kronor", 20, PerCapita(), rounding=Rounding(kr(1), Method.FLOOR)),
            pot("rest", 100, Flat(kr(20)) >> Unspent("återgår till staten")),
            pot("nivåer", 60, nested, payee="området"),
            pot("följer", 600, Proportional(quotas_of("folkmängd"))),
            Pot("förbundet", kr(5), Recipient("F", "Förbundet")),
        ],
        reference_date=DAY,
        declared=[Declared("till skolorna", kr(3080), ["skola"])],
        sources=[SOURCE],
        rounding=Rounding(ties=BY_CODE),
        note="Påhittad.",
    )


def allocation() -> Allocation:
    """Allocate it, by the reading of the ages."""
    return allocate(agreement(), people(), readings={"unga": "0-15"})


def keys() -> tuple[Key, ...]:
    """Return one key of every class."""
    tiers = Tier(kr(2), codes=["01"]), Tier(kr(3), by=population(), low=5), Tier(kr(1))
    return (
        Proportional(ages(0, 15)),
        Fixed({"norra": kr(5)}),
        Flat(kr(5)) >> PerCapita() >> Unspent("kvar"),
        Split(("1/4", Equal()), ("3/4", PerCapita())),
        Split((kr(5), Equal()), (REST, PerCapita())),
        Only(["norra"], Equal()),
        Nested(through=Level.LAN, upper=PerCapita(), lower={"01": Equal(), "03": PerCapita()}),
        Bounded(PerCapita(), floor=kr(1), cap=ShareOf("22 %"), paid_by=population()),
        Staged(PerCapita(), Bounds(floor=kr(1)), Bounds(cap=kr(2) * population())),
        AgeWeighted({(0, 17): 2, (18, None): "3/2"}),
        FlatPlusRemainder(kr(5)),
        Tiered(*tiers),
        DeclaredShares({"01": "13,04061 %"}, total="13,04061 %"),
        HoldHarmless("90 %", {"01": kr(5)}, Equal()),
        RoundedRate(population(), unit=kr(10)),
        Cited(Equal(), SOURCE),
    )


def measures() -> tuple[object, ...]:
    """Return one measure of every class."""
    return (
        population(sex=Sex.WOMEN, at=DAY),
        ages(20, 44),
        indicator("doser") / population(),
        constant("3/2") - table({"norra": 1, "södra": "2/3"}),
        smallest(population(), 3),
        largest(population(), 3, ages(0, 15)),
        clamp(population(), low=1, high=5),
        steps(population(), (0, 1), (1000, "3/2")),
        marginal(population(), (0, 1), (1000, "1/2")),
        share(population()) * 2,
        summed(population(), over=Level.KOMMUN),
        quotas_of("folkmängd"),
    )


def problems() -> dict[str, FordelningError]:
    """Return an error of every class, by the name of the class."""
    code = {"level": "skola", "codes": ("x",), "date": DAY, "near": ""}
    pot = {"id": "lika", "near": "", "known": ("lika",)}
    over = {"key": "Flat(kr(5))", "given": Ore(Fraction(100))}
    made = (
        errors.AgreementError("pot.negative", amount=-kr(5)),
        errors.BandError("band.order", band="5-3", low=5, high=3),
        errors.BoundBrokenError("bounds.broken", method="DEAN", recipients=("norra",)),
        errors.CertificateError("certificate.broken", method="DEAN", total=kr(5)),
        errors.ConservationError("key.wrong_length", key="Own()", quotas=2, recipients=3),
        errors.DocumentError("document.suffix", path="a.xml", known=(".toml", ".json")),
        errors.InfeasibleError("limits.crossed", recipient="norra", least=5, most=3),
        errors.InputTypeError("number.float", value="0.1"),
        errors.InputValueError("money.no_unit", value="'5'"),
        errors.MissingExtraError("extra.missing", needs="narwhals", extra="frames"),
        errors.MissingFigureError("figure.orphans", measure="m", level="del", parts=("x",)),
        errors.OverdrawnError("money.overdrawn", over=Ore(Fraction(1, 3)), **over),
        errors.PaymentError("instalments.none"),
        errors.PopulationError("cell.twice", cell="01"),
        errors.ReaderError("reader.too_large", what="cells", size=9, most=8),
        errors.ReadingError("reading.needless", ambiguity="unga", ambiguities=("x",)),
        errors.ReceiptError("receipt.unkept", tables=("t",)),
        errors.ReferenceDateError("date.missing", asked=DAY, held=(DAY,), example="DAY"),
        errors.ResidualError("residual.negative", recipient="norra", units=1, rest=-2),
        errors.RoundingUnitError(
            "rounding.not_whole_units", total=kr("1,50"), unit=kr(1), over=kr("0,50")
        ),
        errors.ShareError("instalments.mixed"),
        errors.TieError("tie.refused", codes=("norra", "södra")),
        errors.UnknownCodeError("code.unknown", **code),
        errors.UnknownIdError("pot.unknown", **pot),
        errors.UnspentError("money.unspent", left=Ore(Fraction(200)), **over),
        errors.WeightError("weights.none"),
    )
    return {type(each).__name__: each.within("pot 'lika'") for each in made}


def values() -> dict[str, object]:
    """Return what is pickled, by name of file."""
    made = allocation()
    ledger = Ledger.of_pot(made, "folkmängd").pay("först", {"norra": kr(25)})
    other = allocate(agreement(), people(), readings={"unga": "alla"})
    cells = {"norra": kr("33,34"), "södra": kr("33,33"), "östra": kr("33,34")}
    published = Published(cells, unit=kr("0,01"))
    return {
        "agreement": agreement(),
        "allocation": made,
        "comparison": (
            diff(made, other),
            sensitivity(made, "lika"),
            reconcile(made, {"lika": published}),
        ),
        "errors": problems(),
        "keys": keys(),
        "measures": measures(),
        "payments": (
            ledger,
            instalments(made.pot("folkmängd"), {DAY: "1/2", date(2021, 6, 30): "1/2"}),
            invoices(made, {("nivåer", code): Payee("Området") for code in made.pot("nivåer")}),
        ),
        "population": people(),
        "receipt": issue(made),
        "small": {
            "money": (kr("1 234,50"), -kr(5)),
            "amounts": (UpTo(kr(5)), About(kr(5))),
            "rounding": Rounding(kr(1), Method.DHONDT, Lot("S2020/00001")),
            "ties": (BY_CODE, REFUSE),
            "recipient": Recipient("SKR", "Sveriges Kommuner och Regioner"),
            "level": Level.KOMMUN,
            "source": SOURCE,
            "sex": Sex.MEN,
        },
        "trace": made.explain("folkmängd", "södra"),
    }


def files() -> Iterator[tuple[str, bytes]]:
    """Yield each file that is kept: its name and what is in it."""
    for name, value in values().items():
        yield f"{name}.pickle", pickle.dumps(value, protocol=4)
    yield "document.toml", to_toml(agreement()).encode()
    yield "document.json", to_json(agreement()).encode()
    yield "receipt.json", issue(allocation()).to_json().encode()


def keep(named: str, kept: Path = KEPT) -> Path:
    """Write what this version writes, in a directory of its name that is not there yet."""
    if named != version("fordelning"):
        raise SystemExit(f"this is version {version('fordelning')}, not {named}")
    place = kept / named
    if place.exists():
        raise SystemExit(f"{place} is there already: what a version wrote is never written again")
    place.mkdir(parents=True)
    for name, content in files():
        (place / name).write_bytes(content)
    return place


if __name__ == "__main__":
    print(keep("".join(sys.argv[1:])))
