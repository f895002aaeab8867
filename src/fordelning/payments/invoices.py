"""Invoices: what each payee asks for, pot by pot. Never here: numbering, layout or files."""

from __future__ import annotations

from attrs import frozen

from fordelning.agreement import Agreement, Pot
from fordelning.allocation import Allocation, Row, show
from fordelning.errors import InputTypeError
from fordelning.money import Money
from fordelning.payments.payees import Named, Payee, recipient_name, resolved
from fordelning.sentences import shown

__all__ = ["Invoice", "Invoices", "invoices"]


@frozen
class Invoice:
    """Hold the basis for one invoice (fakturaunderlag): one recipient's amount of one pot.

    `code` and `recipient` say who earned the amount, `payee` who is paid it; `text` is what
    the invoice is for, `dnr` the registry number of the pot's source or the agreement's.
    """

    pot: str
    level: str
    code: str
    recipient: str
    amount: Money
    payee: Payee
    text: str
    dnr: str


@frozen(repr=False)
class Invoices:
    """Hold every invoice of an allocation, and the rows that nobody is paid.

    Both make up the allocation's total.
    """

    rows: tuple[Invoice, ...]
    nobody: tuple[Row, ...]

    @property
    def total(self) -> Money:
        """The sum of all invoices."""
        return Money.total(row.amount for row in self.rows)

    def by_payee(self) -> dict[str, tuple[Invoice, ...]]:
        """Return the invoices of each payee, by its name, as the pots come."""
        found: dict[str, list[Invoice]] = {}
        for row in self.rows:
            found.setdefault(row.payee.name, []).append(row)
        return {name: tuple(rows) for name, rows in found.items()}

    def sums(self) -> dict[str, Money]:
        """Return what each payee is paid in all, by its name."""
        return {
            name: Money.total(row.amount for row in rows) for name, rows in self.by_payee().items()
        }

    def to_columns(self) -> dict[str, list[str] | list[int]]:
        """Return the invoices as columns for any dataframe library; öre are whole numbers."""
        return {
            "payee": [row.payee.name for row in self.rows],
            "reference": [row.payee.reference for row in self.rows],
            "pot": [row.pot for row in self.rows],
            "level": [row.level for row in self.rows],
            "code": [row.code for row in self.rows],
            "recipient": [row.recipient for row in self.rows],
            "ore": [row.amount.ore for row in self.rows],
            "text": [row.text for row in self.rows],
            "dnr": [row.dnr for row in self.rows],
        }

    def __repr__(self) -> str:
        return f"<Invoices: {len(self.rows)}, {self.total}>"

    def __str__(self) -> str:
        rows = [
            [name, str(len(each)), str(Money.total(row.amount for row in each))]
            for name, each in self.by_payee().items()
        ]
        rows.append(["total", str(len(self.rows)), str(self.total)])
        rows += [[f"nobody: {row.pot}, {row.name}", "", str(row.amount)] for row in self.nobody]
        return show.text(["payee", "invoices", "amount"], rows, right=(1, 2))


def invoices(allocation: Allocation, payees: Named | None = None) -> Invoices:
    """List what each payee invoices, one invoice per pot and recipient (fakturaunderlag).

    A recipient is paid itself, unless the pot has a `payee`: that text says who is meant
    ("den aktör som regionen och länets kommuner anger"), and `payees` has the name, as a
    `Payee` or a text. Its keys are a code, that of a recipient or of its län, or a pair
    (pot, code) or (level, code). A pair goes before a code, and names a payee also where
    the pot does not say that somebody else is paid. Those who get nothing have no invoice.

    Real: in 2020 money to a län was paid to an actor that its region and kommuner named;
    each sent SKR an invoice per pot. Gotland is kommundel and landstingsdel of one payee.

    >>> from fordelning import Equal, Population, Pot, allocate, kr
    >>> pot = Pot("p", kr(3), "skola", Equal(), "läxhjälp", payee="den som skolan anger")
    >>> two = Population.of(["n", "s"], level="skola")
    >>> allocation = allocate(Agreement("a", "A", kr(3), [pot], None), two)
    >>> listed = invoices(allocation, {"n": Payee("Norra", "ZZ1"), "s": "Stiftelsen"})
    >>> listed.rows[0].text, listed.sums()
    ('A: läxhjälp', {'Norra': kr("1,50"), 'Stiftelsen': kr("1,50")})

    Raises:
        InputTypeError, InputValueError: no allocation, or payees that are no such mapping.
        PaymentError: payees that are missing, all of them, or that nobody needs.
    """
    if not isinstance(allocation, Allocation):
        raise InputTypeError(
            "invoices.type", value=shown(allocation), type=type(allocation).__name__
        )
    rows = [(outcome, row) for outcome in allocation.outcomes for row in outcome.rows()]
    found = resolved(rows, payees or {})
    return Invoices(
        tuple(
            _invoice(allocation.agreement, outcome.pot, row, payee)
            for (outcome, row), payee in zip(rows, found, strict=True)
            if payee is not None and row.amount.ore
        ),
        allocation.residuals,
    )


def _invoice(agreement: Agreement, pot: Pot, row: Row, payee: Payee) -> Invoice:
    text = f"{agreement.title}: {pot.title or pot.id}"
    sources = (pot.source, *agreement.sources)
    dnr = next((source.dnr for source in sources if source is not None and source.dnr), "")
    name = recipient_name(row)
    return Invoice(row.pot, row.level, row.code, name, row.amount, payee, text, dnr)
