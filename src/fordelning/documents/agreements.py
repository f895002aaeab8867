"""Agreements in documents: pots, readings, sums, rounding, and the version of the form.

Never here: keys and measures, or text of any format.
"""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import Any

from fordelning.agreement import (
    About,
    Agreement,
    Ambiguity,
    Declared,
    Pot,
    Reading,
    UpTo,
)
from fordelning.apportionment import BY_CODE, REFUSE, Lot, Method, Ties
from fordelning.documents.keys import KEY
from fordelning.documents.kinds import Choice, Day, Kind, Listed, Sum, Text
from fordelning.documents.shapes import Built, Either, Field, Record, Tagged, Told, Variant
from fordelning.documents.sources import SOURCE
from fordelning.money import Money
from fordelning.register import Recipient
from fordelning.rounding import Rounding

__all__ = ["AGREEMENT", "SCHEMA"]

SCHEMA = "fordelning/1"
"""The version of the form; every later version of the library reads it."""

MONEY, TEXT = Sum(), Text(empty=False)
_NOTE = Field(Text(), "")


def _is_lot(ties: Ties) -> bool:
    return isinstance(ties, Lot)


_TIES: Kind[Ties] = Tagged(
    "rule for ties",
    (
        Variant("by_code", BY_CODE.__eq__, None, BY_CODE),
        Variant("refuse", REFUSE.__eq__, None, REFUSE),
        Variant("lot", _is_lot, Built(Text(), Lot, attrgetter("text"))),
    ),
)
_METHOD = Choice(tuple((method.value, method) for method in Method))

_DEFAULT = Rounding()

ROUNDING: Kind[Rounding] = Record(
    Rounding,
    {
        "unit": Field(MONEY, _DEFAULT.unit),
        "method": Field(_METHOD, _DEFAULT.method),
        "ties": Field(_TIES, _DEFAULT.ties),
    },
)


def _stated(tag: str, kind: type[UpTo] | type[About]) -> Variant[Any]:
    return Variant(
        tag, lambda sum_: isinstance(sum_, kind), Built(MONEY, kind, attrgetter("money"))
    )


_AMOUNT: Kind[Any] = Tagged(
    "amount",
    (_stated("up_to", UpTo), _stated("about", About)),
    plain=MONEY,
    is_plain=lambda sum_: isinstance(sum_, Money),
)

# A level is a text, a single recipient a table.
_TO: Kind[str | Recipient] = Either(
    TEXT,
    Record[Recipient](Recipient, {"code": Field(TEXT), "name": _NOTE}),
    lambda to: isinstance(to, str),
)

_NOTED = {"title": _NOTE, "payee": _NOTE, "note": _NOTE, "source": Field(SOURCE, None)}

POT: Kind[Pot] = Record(
    Pot,
    {
        "id": Field(TEXT),
        "amount": Field(_AMOUNT),
        "to": Field(_TO),
        "key": Field(KEY, None),
        "rounding": Field(ROUNDING, None),
        **_NOTED,
    },
)

_READINGS: Kind[Any] = Listed(
    Record[Reading](
        Reading,
        {
            "name": Field(TEXT),
            "key": Field(KEY, None),
            "pots": Field(Listed(POT), ()),
            "source": Field(SOURCE, None),
        },
    )
)

_AMBIGUITY: Kind[Ambiguity] = Record(
    Ambiguity,
    {
        "id": Field(TEXT),
        "readings": Field(_READINGS),
        "amount": Field(MONEY, None),
        "to": Field(_TO, None),
        **_NOTED,
    },
)

# What has readings, or an empty list of them, is a place that can be read in several ways.
_PLACE: Kind[Pot | Ambiguity] = Told(
    "readings", _AMBIGUITY, POT, lambda place: isinstance(place, Ambiguity)
)

_DECLARED: Kind[Declared] = Record(
    Declared,
    {"name": Field(TEXT), "amount": Field(MONEY), "pots": Field(Listed(TEXT, 1))},
)


def _agreement(schema: str, reference_date: date | None = None, **given: Any) -> Agreement:
    del schema
    return Agreement(reference_date=reference_date, **given)


def _of_agreement(agreement: Agreement, part: str) -> Any:
    return SCHEMA if part == "schema" else getattr(agreement, part)


AGREEMENT: Kind[Agreement] = Record(
    _agreement,
    {
        "schema": Field(Choice(((SCHEMA, SCHEMA),))),
        "id": Field(TEXT),
        "title": Field(Text()),
        "total": Field(MONEY),
        "reference_date": Field(Day(), None),
        "note": _NOTE,
        "rounding": Field(ROUNDING, _DEFAULT),
        "sources": Field(Listed(SOURCE), ()),
        "declared": Field(Listed(_DECLARED), ()),
        "pot": Field(Listed(_PLACE), part="pots"),
    },
    _of_agreement,
)
"""The whole document, except for the schema's shared definitions."""
