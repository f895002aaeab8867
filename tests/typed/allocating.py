"""From an agreement and a population to amounts, and all that is done with them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, assert_type

from fordelning import (
    About,
    Agreement,
    Allocation,
    Ambiguity,
    Declared,
    Equal,
    FordelningError,
    Level,
    Lot,
    Method,
    Money,
    PerCapita,
    Population,
    Pot,
    Reading,
    Recipient,
    Rounding,
    Source,
    UpTo,
    allocate,
    catalogue,
    kr,
    mkr,
)
from fordelning.allocation import Row, Trace
from fordelning.comparison import (
    DefinitionDiff,
    OutcomeDiff,
    Published,
    Reconciliation,
    Sensitivity,
    diff,
    reconcile,
    sensitivity,
)
from fordelning.documents import from_json, from_mapping, from_toml, to_json, to_mapping, to_toml
from fordelning.payments import Instalments, Invoices, Ledger, instalments, invoices
from fordelning.receipts import Receipt, Verification, issue, read, verify
from fordelning.tables import ControlledTable, by_pot, controlled
from fordelning.text import describe, format_money
from fordelning.writers import excel, html
from fordelning.writers.text import to_markdown


def agreement() -> Agreement:
    source = Source("Överenskommelsen", "s. 7", dated=date(2019, 12, 19))
    place = Ambiguity(
        "unga",
        Reading("alla", key=PerCapita(), source=source),
        Reading("lika", key=Equal()),
        amount=mkr(370),
        to=Level.REGION,
    )
    made = Agreement(
        "a",
        "A",
        total=mkr(375),
        pots=[
            place,
            Pot("stod", mkr(5), Recipient("SKR")),
            Pot("skolor", UpTo(kr(5)), "skola", Equal(), rounding=Rounding(unit=kr(1))),
            Pot("doser", About(kr(5)), Level.LAN, source="punktlistan"),
        ],
        reference_date=None,
        declared=[Declared("till alla", mkr(375), ["unga", Level.LAN])],
        sources=[source, "protokollet"],
        rounding=Rounding(method=Method.NEAREST, ties=Lot("S2020/00001")),
    )
    assert_type(made.problems(), tuple[FordelningError, ...])
    return made


def outcome(made: Agreement, people: Population) -> Allocation:
    allocation = allocate(
        made,
        people,
        readings={"unga": "alla", "egen": Reading("min", key=Equal())},
        reference_date=date(2020, 12, 31),
    )
    assert_type(allocation, Allocation)
    assert_type(allocation["unga", "01"], Money)
    assert_type(allocation.pot("unga"), dict[str, Money])
    assert_type(allocation.totals(Level.REGION), dict[str, Money])
    assert_type(allocation.totals("skola"), dict[str, Money])
    assert_type(allocation.by_lan(), dict[str, Money])
    assert_type(allocation.rows(), tuple[Row, ...])
    assert_type(allocation.rows()[0].quota, Fraction)
    assert_type(allocation.residuals, tuple[Row, ...])
    assert_type(allocation.total, Money)
    assert_type(allocation.to_columns(), dict[str, list[str] | list[int]])
    assert_type(allocation.explain("unga", "01"), Trace)
    assert_type(allocation.explain("unga", "01").amount, Money)
    return allocation


def compared(before: Agreement, after: Agreement, was: Allocation, now: Allocation) -> None:
    assert_type(diff(before, after), DefinitionDiff)
    assert_type(diff(was, now), OutcomeDiff)
    assert_type(diff({"unga": {"01": kr(5)}}, now), OutcomeDiff)
    found = reconcile(now, {"unga": Published({"01": kr(5)}, unit=kr(1))})
    assert_type(found, tuple[Reconciliation, ...])
    assert_type(sensitivity(now, "unga"), Sensitivity)


def written(made: Agreement, allocation: Allocation) -> None:
    assert_type(from_toml(to_toml(made)), Agreement)
    assert_type(from_json(to_json(made)), Agreement)
    assert_type(from_mapping(to_mapping(made)), Agreement)
    assert_type(to_mapping(made), dict[str, Any])
    assert_type(issue(allocation), Receipt)
    assert_type(read(issue(allocation).to_json()), Receipt)
    assert_type(verify(issue(allocation).to_json()), Verification)
    assert_type(to_markdown(allocation), str)
    assert_type(html.page(allocation, "en", maps=False), str)
    excel.write(allocation, "fordelning.xlsx")
    assert_type(describe(allocation.explain("unga", "01"), "en"), str)
    assert_type(format_money(allocation.total, unit="Mkr"), str)


def paid(allocation: Allocation) -> None:
    assert_type(invoices(allocation), Invoices)
    parts = instalments(allocation.pot("unga"), {date(2020, 3, 1): "1/2", date(2020, 9, 1): "1/2"})
    assert_type(parts, Instalments)
    assert_type(parts["01", date(2020, 3, 1)], Money)
    ledger = Ledger.of_pot(allocation, "unga").give_back({"01": kr(5)}).distribute(Equal())
    assert_type(ledger, Ledger)
    assert_type(ledger.pool, Money)


def printed(allocation: Allocation) -> None:
    """Round a table of money to money, and one of numbers to whole numbers."""
    matrix = by_pot(allocation, "region")
    assert_type(matrix, dict[str, dict[str, Money]])
    assert_type(controlled(matrix, kr(1000)), ControlledTable[Money])
    assert_type(controlled(matrix, kr(1000)).total, Money)
    assert_type(controlled({"a": {"b": "1/2"}}, 1), ControlledTable[int])


def bundled() -> None:
    assert_type(catalogue.agreement("psykisk-halsa-2020"), Agreement)
    assert_type(catalogue.population("scb-2020-12-31"), Population)
    assert_type(catalogue.agreements(), tuple[str, ...])
