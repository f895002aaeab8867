"""Agreements in documents: pots, readings, sums, rounding, and the version of the form.

Never here: keys and measures, or text of any format.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, Literal, final

from attrs import frozen

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
from fordelning.apportionment.ties import ByCode, Refuse
from fordelning.documents.keys import KEY
from fordelning.documents.kinds import Kind, wrong
from fordelning.documents.leaves import Choice, Day, Text
from fordelning.documents.measures import MONEY, TEXT
from fordelning.documents.shapes import Built, Field, Later, Listed, Record
from fordelning.documents.sources import SOURCE
from fordelning.documents.unions import Either, Tagged, Told, Variant
from fordelning.money import Money
from fordelning.register import Recipient
from fordelning.rounding import Rounding
from fordelning.sentences import Phrase, shown

__all__ = ["AGREEMENT", "VERSION", "pots", "roundings"]

VERSION = "fordelning/1"
"""The version of the form; every later version of the library reads it."""

_BLANK = Field(Text(), "")


@final
@frozen
class _Version(Kind[str]):
    """Read the version of the form, which this library has to know."""

    def read(self, value: object) -> str:
        """Return the version."""
        if value != VERSION:
            raise wrong("document.version", value=shown(value), known=VERSION)
        return VERSION

    def write(self, value: str) -> object:
        """Return the version."""
        return value

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"const": VERSION}


_TIES: Kind[Ties] = Tagged(
    Phrase("rule for ties"),
    (
        Variant("by_code", ByCode, value=BY_CODE),
        Variant("refuse", Refuse, value=REFUSE),
        Variant("lot", Lot, Built(TEXT, Lot, attrgetter("text"))),
    ),
)
_METHOD = Choice(tuple((method.value, method) for method in Method))
_DEFAULT = Rounding()


@cache
def roundings() -> Kind[Rounding]:
    """Return the kind of rounding rules."""
    return Record(
        Rounding,
        {
            "unit": Field(MONEY, _DEFAULT.unit),
            "method": Field(_METHOD, _DEFAULT.method),
            "ties": Field(_TIES, _DEFAULT.ties),
        },
    )


ROUNDING: Kind[Rounding] = Later("rounding", roundings)

_AMOUNT: Kind[Any] = Tagged(
    Phrase("amount"),
    (
        Variant("up_to", UpTo, Built(MONEY, UpTo, attrgetter("money"))),
        Variant("about", About, Built(MONEY, About, attrgetter("money"))),
    ),
    plain=MONEY,
    plain_of=Money,
)


def _is_level(to: object) -> bool:
    return isinstance(to, str)


# A level is a text, a single recipient a table.
_TO: Kind[str | Recipient] = Either(
    TEXT, Record[Recipient](Recipient, {"code": Field(TEXT), "name": _BLANK}), _is_level
)

_TOLD = {"title": _BLANK, "payee": _BLANK, "note": _BLANK, "source": Field(SOURCE, None)}


@cache
def pots() -> Kind[Pot]:
    """Return the kind of pots."""
    return Record(
        Pot,
        {
            "id": Field(TEXT),
            "amount": Field(_AMOUNT),
            "to": Field(_TO),
            "key": Field(KEY, None),
            "rounding": Field(ROUNDING, None),
            **_TOLD,
        },
        elsewhere=("readings",),
    )


POTS: Kind[tuple[Pot, ...]] = Listed(Later("pot", pots))

_READING: Kind[Reading] = Record(
    Reading,
    {
        "name": Field(TEXT),
        "key": Field(KEY, None),
        "source": Field(SOURCE, None),
        "pot": Field(POTS, (), "pots"),
    },
)

_AMBIGUITY: Kind[Ambiguity] = Record(
    Ambiguity,
    {
        "id": Field(TEXT),
        "amount": Field(MONEY, None),
        "to": Field(_TO, None),
        **_TOLD,
        "readings": Field(Listed(_READING)),
    },
)


def _is_ambiguity(place: Pot | Ambiguity) -> bool:
    return isinstance(place, Ambiguity)


# What has readings, or an empty list of them, is a place that can be read in several ways.
_PLACE: Kind[Pot | Ambiguity] = Told("readings", _AMBIGUITY, Later("pot", pots), _is_ambiguity)

_DECLARED: Kind[Declared] = Record(
    Declared,
    {"name": Field(TEXT), "amount": Field(MONEY), "pots": Field(Listed(TEXT))},
)


def _agreement(
    schema: Literal["fordelning/1"], reference_date: date | None = None, **given: Any
) -> Agreement:
    del schema
    return Agreement(reference_date=reference_date, **given)


def _of_agreement(agreement: Agreement, part: str) -> Any:
    return VERSION if part == "schema" else getattr(agreement, part)


AGREEMENT: Kind[Agreement] = Record(
    _agreement,
    {
        "schema": Field(_Version()),
        "id": Field(TEXT),
        "title": Field(TEXT),
        "total": Field(MONEY),
        "reference_date": Field(Day(), None),
        "note": _BLANK,
        "rounding": Field(ROUNDING, _DEFAULT),
        "sources": Field(Listed(SOURCE), ()),
        "declared": Field(Listed(_DECLARED), ()),
        "pot": Field(Listed(_PLACE), part="pots"),
    },
    _of_agreement,
)
"""The whole document, except for what the schema names and says once."""
