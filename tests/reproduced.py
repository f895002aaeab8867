"""The page of reproduced tables: every published table that is kept here, reconciled.

`python -m tests.reproduced` writes it to `docs/reproduced.md`. Never here: expectations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path

from attrs import frozen

from fordelning import (
    Agreement,
    Allocation,
    Level,
    Method,
    Money,
    PerCapita,
    Pot,
    Rounding,
    allocate,
    catalogue,
    kr,
    mkr,
    tkr,
)
from fordelning.comparison import Kind, Published, Reconciliation
from fordelning.errors import ShareError
from fordelning.exact import exact
from fordelning.keys import DeclaredShares
from fordelning.measures import population
from fordelning.sentences import decimal, plain

from . import test_kvinnors_halsa as halsa
from . import test_psykisk_halsa_pots as pots
from . import test_published as single
from . import test_world as world
from . import test_world_bounded as bounded
from .published import among, compared, in_kronor, oracle

PAGE = Path(__file__).parent.parent / "docs" / "reproduced.md"
KRONA = Money(100)
RECOVERED = "recovered from the published amounts"
OF_2018 = "SCB, 31 December 2018, bundled"

HEAD = """# Reproduced tables

<!-- Made by `python -m tests.reproduced`; a test sees that it is current. -->

Every published table that the library's tests know, put beside what the rule gives by
`comparison.reconcile` ([how](reconciling.md)). *Equal* is equal to the last unit of the table; *one
unit off* is what rounding can explain; *different* is the rest. *Methods* are those that give every
cell, *missed* is what the rows miss of the total printed under them, and *figures* says where the
weights come from: a base that was recovered from the very amounts shows that a method fits, and no
more than that.
"""


@frozen
class Case:
    """A published table, or several of one kind, as reconciled."""

    name: str
    source: str
    figures: str
    found: tuple[Reconciliation, ...]
    unit: str = "kr"
    size: Money = KRONA

    def count(self, kind: Kind) -> int:
        return sum(len(each.of(kind)) for each in self.found)

    @property
    def methods(self) -> str:
        common = [m for m in Method if all(m in each.methods for each in self.found)]
        if not common:
            return "none"
        return "each one" if len(common) == len(Method) else ", ".join(m.value for m in common)

    @property
    def missed(self) -> str:
        units = [Fraction(each.missed.ore, self.size.ore) for each in self.found]
        return ", ".join(f"{plain(each)} {self.unit}" for each in units if each) or "0"

    def row(self) -> list[str]:
        cells = sum(len(each.cells) for each in self.found)
        counts = [str(self.count(kind)) for kind in Kind]
        return [self.name, str(cells), *counts, self.methods, self.missed, self.figures]

    def differing(self) -> Iterator[str]:
        for each in self.found:
            for cell in each.cells:
                if cell.kind is not Kind.EQUAL:
                    units = plain(Fraction(cell.difference.ore, self.size.ore))
                    yield f"{cell.name} {units} {self.unit}"


def sweden() -> Iterator[Case]:
    """Yield the tables of amounts that were decided by a key."""
    for year in (2019, 2020):
        id_ = f"kvinnors-halsa-{year}"
        figures = catalogue.population(catalogue.example(id_).population)
        allocation = allocate(catalogue.agreement(id_), figures)
        yield women(year, allocation, OF_2018)
    for year in (2022, 2023, 2024):
        yield women(year, halsa.on_its_base(year), RECOVERED)
    rural = compared(
        halsa.TestLandsbygd2023().allocated(),
        "landsbygd",
        in_kronor("kvinnors_halsa_landsbygd_2023"),
    )
    source = oracle("kvinnors_halsa_landsbygd_2023")["source"]
    yield Case("Women's health 2023, rural", source, RECOVERED, (rural,))
    yield from supplement()
    yield norrbotten()
    yield karlstad()


def women(year: int, allocation: Allocation, figures: str) -> Case:
    name = f"kvinnors_halsa_{year}"
    found = compared(allocation, "regioner", in_kronor(name))
    return Case(f"Women's health {year}", oracle(name)["source"], figures, (found,))


def supplement() -> Iterator[Case]:
    """Five rows of two columns; the rest of the country stands together as one."""
    table = oracle("kvinnors_halsa_2017")
    rows = table["rows"]
    people = among({row[0]: row[1] for row in rows}, single.EVERYBODY_2017)
    for column, amount in ((2, mkr(117)), (3, mkr(373))):
        allocation = allocate(single.one_pot(amount, Method.NEAREST, kr(1)), people)
        found = compared(allocation, "p", Published({row[0]: kr(row[column]) for row in rows}))
        name = f"Women's health 2017, supplement, {plain(amount.ore // mkr(1).ore)} mkr"
        yield Case(name, table["source"], RECOVERED, (found,))


def norrbotten() -> Case:
    agreement = single.one_pot(mkr(250), Method.FLOOR, kr(1))
    allocation = single.TestSingleAmounts().allocated("25", 250_246, agreement)
    found = compared(allocation, "p", Published({"25": kr("6 276 462")}))
    source = "the county's own page: 6 276 462 kr of 250 mkr, one amount"
    return Case("Mental health 2017, Norrbotten", source, RECOVERED, (found,))


def karlstad() -> Case:
    figures = catalogue.population("scb-2020-12-31")
    pot = Pot("p", mkr(300), Level.KOMMUN, PerCapita())
    whole = Rounding(tkr(100), Method.NEAREST)
    agreement = Agreement("a", "A", mkr(300), [pot], None, rounding=whole)
    table = Published({"1780": mkr("2,7")}, unit=tkr(100))
    found = compared(allocate(agreement, figures), "p", table)
    source = "the kommun's own page: 2,7 mkr of 300 mkr, one amount with two digits"
    figures_ = "SCB, 31 December 2020, bundled; the text asks for 1 November 2019"
    return Case("Mental health 2020, Karlstad", source, figures_, (found,))


def abroad() -> Iterator[Case]:
    """Yield the tables of other countries; money counts their own minor units."""
    law = "in the law itself"
    gafinhg = world.TestKoenigsteinerSchluessel
    amounts = {land: Money(int(euro)) for land, _, euro in gafinhg.rows}
    table = Published(amounts, Money(int(gafinhg.case["total"])), unit=Money(1))
    found = compared(gafinhg.result, "p", table)
    yield Case(
        "Königsteiner Schlüssel, all-day schooling",
        gafinhg.case["source"],
        law,
        (found,),
        "euro",
        Money(1),
    )
    yield indexed()
    yield coal()
    rows = bounded.ROWS
    dollars = {party: Money(int(amount)) for party, _, amount, _ in rows}
    found = compared(
        bounded.TestTheMontrealFund.result,
        "contribution",
        Published(dollars, bounded.TOTAL, unit=Money(1)),
    )
    yield Case(
        "Montreal Protocol fund 2021-2023, nobody above 22 %",
        bounded.FUND["source"],
        "the UN scale of assessments",
        (found,),
        "dollar",
        Money(1),
    )


def indexed() -> Case:
    funds = world.TestIndexedFunds()
    unit = funds.cents.unit
    found = tuple(
        compared(
            world.given_out(funds.key, funds.envelope(row[0]), funds.people, funds.cents),
            "p",
            Published(funds.printed(row), unit=unit),
        )
        for row in funds.rows
    )
    name = "Regionalisation funds 2016-2031, 1.8 % more each year"
    return Case(name, funds.case["source"], "in the law itself", found, "cent", unit)


def coal() -> Case:
    regions = world.TestCoalRegions()
    total = regions.total
    percent = regions.case["percent"]
    shares = {land: exact(each) / 100 * total.ore for land, each in percent.items()}
    table = Published({land: Money(int(each)) for land, each in shares.items()}, total, Money(1))
    result = world.given_out(regions.as_split(), total, regions.people)
    found = compared(result, "p", table)
    name = "Coal regions, shares of shares, percentages of the whole"
    return Case(name, regions.case["source"], "in the law itself", (found,), "euro", Money(1))


def printed_sums() -> Iterator[tuple[str, Reconciliation, str]]:
    """Yield tables of which no key is known here, but which print a sum of their rows."""
    text = oracle("psykisk_halsa_2020")
    grants = [amount for to in ("region", "kommun", "lan") for amount in text[to]]
    for name, rows, total in (
        ("grants", grants, text["stimulansmedel"]),
        ("whole", [*grants, *text["skr"]], text["total"]),
    ):
        amounts = {f"{place:02}": mkr(amount) for place, amount in enumerate(rows)}
        found = single.as_printed(Published(amounts, mkr(total)))
        yield f"Mental health 2020, {name}", found, text["source"]
    support = oracle("tillfalligt_stod_2015")
    support_rows = {code: mkr(amount) for code, amount in support["rows"]}
    table = Published(support_rows, mkr(support["printed_total_mnkr"]), unit=tkr(100))
    yield "Temporary support 2015", single.as_printed(table), support["source"]
    welfare = oracle("valfardsmiljarderna_2016")["source"]
    for name, block in single.TestPrintedSums().blocks_of_2016().items():
        yield f"Welfare billions 2016, {name}", single.as_printed(block), welfare
    rows_2017 = oracle("kvinnors_halsa_2017")
    for code, _, first, second, together in rows_2017["rows"]:
        if together is not None:
            table = Published({"a": kr(first), "b": kr(second)}, kr(together))
            found = single.as_printed(table)
            yield f"Women's health 2017, {code}, two parts", found, rows_2017["source"]


def declared() -> Iterator[tuple[str, int, str, str]]:
    """Yield the columns of percentages, how many there are, their sum, and where they stand."""
    sources = {name: source for name, source, _ in world.DECLARED["keys"]}
    columns = [(name, world.column(name), sources[name]) for name in world.COLUMNS]
    fag = world.percentages(world.DECLARED["fag_2020_percent"])
    columns.append(("fag_2020_percent", fag, world.DECLARED["fag_2020_source"]))
    case = world.TestRestToTheLargest.case
    columns.append(("ustschlfestv_2021", case["key"], case["source"]))
    columns.append(("ustschlfestv_2000", case["key_2000"], case["key_2000_source"]))
    for name, shares, source in columns:
        total = decimal(sum(map(exact, shares.values()), Fraction(0)) * 100, 5)
        try:
            DeclaredShares(shares)
        except ShareError:
            yield name, len(shares), f"{total} %, refused", source
        else:
            yield name, len(shares), f"{total} %, taken", source


def formulas() -> Iterator[tuple[str, int, int, str]]:
    """Yield formulas with published values: how many there are, and how many are met exactly."""
    checks = world.AUSTRIA["weighted"]
    measure = world.graduated(population())
    met = [world.of_people(measure, int(n)) == Fraction(value) for n, value in checks]
    name = "Abgestufter Bevölkerungsschlüssel, weighted people"
    yield name, len(met), sum(met), world.AUSTRIA["source"]
    dsr = world.TestDotationDeSolidariteRurale()
    groups: tuple[tuple[str, Callable[..., None], list[list[object]]], ...] = (
        ("value of a point", dsr.test_the_value_of_a_point_is_the_same_for_all, dsr.case["points"]),
        ("parts", dsr.test_the_parts, dsr.case["split"]),
        ("score", dsr.test_the_score, dsr.case["rows"]),
    )
    for what, check, rows in groups:
        met = [_passes(check, row) for row in rows]
        name = f"Dotation de solidarité rurale, {what}"
        yield name, len(met), sum(met), dsr.case["source"]
    stated = pots.STATED
    met = [
        _passes(
            pots.TestStated().test_every_pot_is_what_the_source_says_and_there_are_no_others,
            *choice,
        )
        for choice in pots.CHOICES
    ]
    name = f"Mental health 2016-2022, {len(stated['rows'])} stated pots, by year and reading"
    yield name, len(met), sum(met), stated["source"]


def _passes(check: Callable[..., None], *arguments: object) -> bool:
    try:
        check(*arguments)
    except AssertionError:
        return False
    return True


def table(header: list[str], rows: Iterable[list[str]]) -> str:
    """Return a table in Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def listed(sources: Iterable[tuple[str, str]]) -> str:
    """Return each source once, with the names of what stands there."""
    by_source: dict[str, list[str]] = {}
    for name, source in sources:
        by_source.setdefault(source, []).append(name)
    return "\n".join(f"- {'; '.join(names)}: {source}" for source, names in by_source.items())


CASES = ["table", "cells", "equal", "one unit off", "different", "methods", "missed", "figures"]


def section(title: str, cases: list[Case]) -> list[str]:
    differing = [f"- {each.name}: {', '.join(each.differing())}" for each in cases]
    told = [line for line in differing if not line.endswith(": ")]
    off = ["Published less computed, where that is not zero:", "\n".join(told)] if told else []
    return [
        f"## {title}",
        table(CASES, [each.row() for each in cases]),
        *off,
        "Where they stand:",
        listed((each.name, each.source) for each in cases),
    ]


def page() -> str:
    """Return the whole page."""
    sums, columns, exactly = list(printed_sums()), list(declared()), list(formulas())
    parts = [
        HEAD.rstrip(),
        *section("Sweden", list(sweden())),
        *section("Elsewhere", list(abroad())),
        "## Printed sums",
        "Sums that are printed with their rows. Only that the rows make them up is checked.",
        table(
            ["table", "rows", "missed"],
            [[name, str(len(found.cells)), str(found.missed)] for name, found, _ in sums],
        ),
        "Where they stand:",
        listed((name, source) for name, _, source in sums),
        "## Declared percentages",
        "Columns of published shares. `DeclaredShares` takes those that make up the whole and "
        "refuses the others,\nwith the difference.",
        table(["column", "shares", "sum"], [[name, str(n), said] for name, n, said, _ in columns]),
        "Where they stand:",
        listed((name, source) for name, _, _, source in columns),
        "## Formulas and stated pots",
        "Published values of a formula, and the pots of agreements as their sources state them, "
        "exactly.",
        table(
            ["formula", "checked", "met"], [[name, str(n), str(met)] for name, n, met, _ in exactly]
        ),
        "Where they stand:",
        listed((name, source) for name, _, _, source in exactly),
    ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
