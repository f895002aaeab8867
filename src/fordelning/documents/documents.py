"""Reading and writing whole documents, and the JSON Schema that describes them.

Never here: what their parts are, or how text is parsed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from fordelning.agreement import Agreement
from fordelning.documents.agreements import AGREEMENT, SCHEMA
from fordelning.documents.keys import keys
from fordelning.documents.kinds import UnreadableError
from fordelning.documents.measures import amounts, measures
from fordelning.documents.text import json_text, parsed_json, parsed_toml, toml_text
from fordelning.errors import DocumentError, FordelningError, InputTypeError, raise_problems
from fordelning.sentences import shown

__all__ = [
    "from_json",
    "from_mapping",
    "from_toml",
    "schema",
    "to_json",
    "to_mapping",
    "to_toml",
]


def from_toml(text: str) -> Agreement:
    """Read an agreement from TOML text (definition som dokument).

    Raises:
        DocumentError: all that is wrong, each thing with its path, such as
            `$.pot[6].key.then[0].flat`; a syntax error with its line.
    """
    return from_mapping(parsed_toml(_text(text)))


def from_json(text: str) -> Agreement:
    """Read an agreement from JSON text.

    Raises:
        DocumentError: as `from_toml`.
    """
    return from_mapping(parsed_json(_text(text)))


def _text(text: object) -> str:
    if not isinstance(text, str):
        raise InputTypeError("document.type", value=shown(text), type=type(text).__name__)
    return text


def from_mapping(document: Mapping[str, Any]) -> Agreement:
    """Read an agreement from a document that is parsed already.

    Money, numbers, codes and dates are text: `"5 Mkr"`, `"2/3"`, `"0114"`, `"2019-11-01"`.

    >>> agreement = from_mapping({
    ...     "schema": "fordelning/1", "id": "a", "title": "A", "total": "5 Mkr",
    ...     "pot": [{"id": "p", "amount": "5 Mkr", "to": "lan", "key": "per_capita"}],
    ... })
    >>> agreement.pots[0].key
    PerCapita()

    Raises:
        DocumentError: all that is wrong, each thing with its path.
    """
    try:
        return AGREEMENT.read(document)
    except UnreadableError as raised:
        errors: list[FordelningError] = list(raised.below("$").errors)
    raise_problems(errors, DocumentError, "document.problems")
    raise AssertionError("a document that cannot be read has errors")  # pragma: no cover


def to_mapping(agreement: Agreement) -> dict[str, Any]:
    """Return an agreement as a document of tables, lists and text.

    Raises:
        DocumentError: a key, a measure or an amount of a class of the user's own.
    """
    if not isinstance(agreement, Agreement):
        raise InputTypeError(
            "document.no_agreement", value=shown(agreement), type=type(agreement).__name__
        )
    try:
        return cast("dict[str, Any]", AGREEMENT.write(agreement))
    except UnreadableError as raised:
        raise raised.errors[0] from None


def to_toml(agreement: Agreement) -> str:
    """Write an agreement as TOML.

    Raises:
        DocumentError: as `to_mapping`.
        MissingExtraError: the extra `documents` is not installed.
    """
    return toml_text(to_mapping(agreement))


def to_json(agreement: Agreement) -> str:
    """Write an agreement as JSON.

    Raises:
        DocumentError: as `to_mapping`.
    """
    return json_text(to_mapping(agreement))


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of documents (draft 2020-12).

    It accepts what `from_json` can read, but for what no schema can say: sums that do not
    add up, brackets that overlap, codes that nobody has.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA}",
        "title": "An agreement of fordelning",
        **AGREEMENT.schema(),
        "$defs": {
            "money": {
                "type": "string",
                "description": "an amount with its unit: 5 Mkr, 1 234,50 kr",
                "pattern": "[0-9].*[a-zA-Z]",
            },
            "number": {
                "type": "string",
                "description": "an exact number: 3, 2/3, 0.25, 13,04061 %",
                "pattern": "^[ +-]?[^a-zA-Z]*[0-9][^a-zA-Z]*$",
            },
            "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            "key": keys().schema(),
            "measure": measures().schema(),
            "amount": amounts().schema(),
        },
    }
