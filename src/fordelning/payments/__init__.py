"""Paying: who is invoiced what, in which instalments, and what comes back and goes out again.

What is done here is done with amounts that are there, in whole öre. Never here: the
allocation itself, files, or a calendar.
"""

from fordelning.payments.instalments import Instalments, instalments
from fordelning.payments.invoices import Invoice, Invoices, invoices
from fordelning.payments.ledger import Ledger
from fordelning.payments.payees import Payee
from fordelning.payments.steps import Entry, Event, Step

__all__ = [
    "Entry",
    "Event",
    "Instalments",
    "Invoice",
    "Invoices",
    "Ledger",
    "Payee",
    "Step",
    "instalments",
    "invoices",
]
