"""The words of errors about tables for print. Never here: the errors."""

from fordelning.messages.message import Message

__all__ = ["TABLES"]

TABLES: dict[str, Message] = {
    "tables.type": Message(
        "{value} ({type}) is not a table or a row of one",
        "a table is a mapping of mappings: from row code to column code to figure",
        "write {{'01': {{'pot': kr(5)}}}}, or by_pot(allocation, level)",
    ),
    "tables.empty": Message(
        "a table of {rows} rows has no cells",
        "the rows are empty, or were filtered away",
        "pass at least one figure",
    ),
    "tables.unit_type": Message(
        "{value} ({type}) is not a unit to round to",
        "a unit is money, or a whole number for a table of bare numbers",
        "write controlled(matrix, tkr(1)); for tenths of bare numbers multiply these by ten",
    ),
    "tables.unit": Message(
        "a unit of {unit} is not above zero",
        "a difference was passed, or a sign was turned",
        "write controlled(matrix, tkr(1))",
    ),
    "tables.money": Message(
        "{value} is money, and the unit a bare number",
        "the unit was written without its kr, tkr or mkr",
        "write the unit as money: controlled(matrix, tkr(1))",
    ),
    "tables.cells": Message(
        "{count} cells cannot be read:{listed}",
        "the table has figures of several sorts",
        "mend each of these",
    ),
    "tables.no_solver": Message(
        "controlled rounding needs {needs}, which is not installed",
        "it is not among what every user needs, so it comes with an extra",
        "install it: pip install 'fordelning[{extra}]'",
    ),
    "tables.solver": Message(
        "what {needs} {version} made of a table of {rows} rows and {columns} columns does not "
        "add up or is not the closest",
        "that version has a fault, or another module goes by its name",
        "install another version of {needs}, and report this; nothing was returned",
    ),
}
