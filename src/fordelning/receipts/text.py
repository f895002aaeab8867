"""Receipts as JSON: what each field is, how it is read within limits, and written.

Never here: what a receipt proves.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar, cast, final

from attrs import frozen

from fordelning.apportionment import Method
from fordelning.documents.agreements import AGREEMENT, pots
from fordelning.documents.kinds import Kind, ProblemsError, type_name, wrong
from fordelning.documents.leaves import SAID, Band, Choice, Day, Number, Sum, Text
from fordelning.documents.limits import plain
from fordelning.documents.shapes import Field, Listed, Mapped, Record
from fordelning.documents.sources import SOURCE
from fordelning.documents.text import json_text, parsed_json
from fordelning.errors import DocumentError, InputTypeError, ReceiptError, several
from fordelning.money import Money
from fordelning.population import Sex
from fordelning.receipts.figures import Figures
from fordelning.receipts.receipt import (
    Certificate,
    Digests,
    OwnReading,
    PotResult,
    Receipt,
    Versions,
)
from fordelning.sentences import shown

__all__ = ["RECEIPT", "VERSION", "as_mapping", "read", "write"]

VERSION = "fordelning-receipt/1"
"""The version of the form; every later version of the library reads it."""

_VERSION_FIELD = "schema"

TEXT, MONEY = Text(SAID), Sum()

T = TypeVar("T")


@final
@frozen
class _Flag(Kind[bool]):
    """Read true or false."""

    def read(self, value: object) -> bool:
        """Return it."""
        if not isinstance(value, bool):
            raise wrong("receipt.flag", value=shown(value), type=type_name(value))
        return value

    def write(self, value: bool) -> object:  # noqa: FBT001 - as every kind's
        """Return it."""
        return value

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"type": "boolean"}


@final
@frozen
class _Spaced(Kind[tuple[T, ...]], Generic[T]):
    """Read several values from one text, with a space between them, so that rows are lines."""

    kind: Kind[T]

    def read(self, value: object) -> tuple[T, ...]:
        """Return the values."""
        return tuple(self.kind.read(each) for each in Text().read(value).split())

    def write(self, value: tuple[T, ...]) -> object:
        """Return the text."""
        return " ".join(str(self.kind.write(each)) for each in value)

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"type": "string"}


_DIGESTS: Kind[Digests] = Record(
    Digests, {"definition": Field(TEXT), "population": Field(TEXT), "result": Field(TEXT)}
)

_POT: Kind[PotResult] = Record(
    PotResult,
    {
        "id": Field(TEXT),
        "amount": Field(MONEY),
        "amounts": Field(Mapped(MONEY, TEXT)),
        "unassigned": Field(MONEY, Money(0)),
    },
)

_CERTIFICATE: Kind[Certificate] = Record(
    Certificate,
    {
        "pot": Field(TEXT),
        "method": Field(Choice(tuple((method.value, method) for method in Method))),
        "unit": Field(MONEY),
        "holds": Field(_Flag()),
    },
)

_VERSIONS: Kind[Versions] = Record(Versions, {"fordelning": Field(TEXT), "python": Field(TEXT)})

_OWN: Kind[OwnReading] = Record(
    OwnReading,
    {
        "ambiguity": Field(TEXT),
        "name": Field(TEXT),
        "source": Field(SOURCE, None),
        "pot": Field(Listed(pots()), part="pots"),
    },
)

_FIGURES: Kind[Figures] = Record(
    Figures,
    {
        "indicator": Field(Text()),
        "level": Field(TEXT),
        "date": Field(Day(), None),
        "sources": Field(Listed(SOURCE)),
        "sex": Field(Choice((("men", Sex.MEN), ("women", Sex.WOMEN))), None),
        "perturbed": Field(_Flag(), default=False),
        "ages": Field(_Spaced(Band()), (), "classes"),
        "parents": Field(Mapped(TEXT, TEXT), ()),
        "figures": Field(Mapped(_Spaced(Number()), TEXT), None, "rows"),
    },
)


def _receipt(schema: str, **given: Any) -> Receipt:
    del schema
    return Receipt(**given)


def _of_receipt(receipt: Receipt, part: str) -> Any:
    return VERSION if part == _VERSION_FIELD else getattr(receipt, part)


RECEIPT: Kind[Receipt] = Record(
    _receipt,
    {
        _VERSION_FIELD: Field(Choice(((VERSION, VERSION),))),
        "agreement": Field(TEXT),
        "digests": Field(_DIGESTS),
        "reference_date": Field(Day(), None),
        "readings": Field(Mapped(TEXT, TEXT), ()),
        "total": Field(MONEY),
        "pots": Field(Listed(_POT)),
        "certificates": Field(Listed(_CERTIFICATE)),
        "versions": Field(_VERSIONS),
        "definition": Field(AGREEMENT),
        "own_readings": Field(Listed(_OWN), (), "own"),
        "population": Field(Listed(_FIGURES, 1), part="figures"),
    },
    _of_receipt,
)
"""The whole of a receipt."""


def read(text: str) -> Receipt:
    """Read a receipt from its JSON, without computing anything again.

    Raises:
        InputTypeError: no text.
        DocumentError: no JSON, too long, too deep, or of fields that no receipt has;
            `problems` has all that is wrong, each thing with its path.
        ReceiptError: another version of the form.
    """
    if not isinstance(text, str):
        raise InputTypeError("receipt.text", value=shown(text), type=type(text).__name__)
    document, errors = plain(parsed_json(text))
    version = _version(document)
    if version != VERSION:
        raise ReceiptError("receipt.version", value=shown(version), known=VERSION)
    try:
        receipt = RECEIPT.read(document)
    except ProblemsError as raised:
        errors = [*errors, *raised.below("$").errors]
        raise several(errors, DocumentError, "document.problems") from None
    if errors:
        raise several(errors, DocumentError, "document.problems")
    return receipt


def _version(document: object) -> object:
    if not isinstance(document, dict):
        return None
    return cast("dict[str, object]", document).get(_VERSION_FIELD)


def write(receipt: Receipt) -> str:
    """Write a receipt as JSON.

    Raises:
        ReceiptError: the text is longer than what is read.
    """
    document = as_mapping(receipt)
    try:
        return json_text(document)
    except DocumentError as error:
        raise ReceiptError("receipt.too_long", length=error.length, longest=error.longest) from None


def as_mapping(receipt: Receipt) -> dict[str, Any]:
    """Return a receipt as tables, lists and text.

    Raises:
        DocumentError: its definition has a class of the user's own, which no text can hold.
    """
    try:
        document, _ = plain(RECEIPT.write(receipt))
    except ProblemsError as raised:
        raise several(raised.below("$").errors, DocumentError, "document.unwritable") from None
    return cast("dict[str, Any]", document)
