"""Reading and writing whole documents, and the JSON Schema that describes them.

Never here: what their parts are, or how text is parsed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn, cast

from fordelning.agreement import Agreement
from fordelning.documents.agreements import AGREEMENT, VERSION, pots, roundings
from fordelning.documents.grammar import DEFINITIONS
from fordelning.documents.keys import keys
from fordelning.documents.kinds import MOST, ProblemsError
from fordelning.documents.limits import plain
from fordelning.documents.measures import amounts, measures
from fordelning.documents.sources import sources
from fordelning.documents.text import json_text, parsed_json, parsed_toml, toml_text
from fordelning.errors import DocumentError, FordelningError, InputTypeError, several
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

    >>> from_toml(to_toml(from_toml('''
    ... schema = "fordelning/1"
    ... id = "a"
    ... title = "A"
    ... total = "5 Mkr"
    ... pot = [{ id = "p", amount = "5 Mkr", to = "lan", key = "per_capita" }]
    ... ''')))
    <Agreement a: 1 pots, 5 000 000,00 kr>

    Raises:
        DocumentError: `problems` has all that is wrong, each thing with its path, such as
            `$.pot[6].key.then[0].flat`; a syntax error tells its line.
        InputTypeError: no text.
    """
    return _read(parsed_toml(_text(text)))


def from_json(text: str) -> Agreement:
    """Read an agreement from JSON text.

    Raises:
        DocumentError, InputTypeError: as `from_toml`.
    """
    return _read(parsed_json(_text(text)))


def from_mapping(document: Mapping[str, Any]) -> Agreement:
    """Read an agreement from a document that is parsed already.

    Money, numbers and codes are text, "5 Mkr", "2/3", "0114"; dates are dates or text.

    >>> agreement = from_mapping({
    ...     "schema": "fordelning/1", "id": "a", "title": "A", "total": "5 Mkr",
    ...     "pot": [{"id": "p", "amount": "5 Mkr", "to": "lan", "key": "per_capita"}],
    ... })
    >>> agreement.pots[0].key
    PerCapita()

    Raises:
        DocumentError: as `from_toml`.
    """
    return _read(document)


def _text(text: object) -> str:
    if not isinstance(text, str):
        raise InputTypeError("document.type", value=shown(text), type=type(text).__name__)
    return text


def _read(parsed: object) -> Agreement:
    document, errors = plain(parsed)
    try:
        agreement = AGREEMENT.read(document)
    except ProblemsError as raised:
        _refuse([*errors, *raised.below("$").errors])
    if errors:
        _refuse(errors)
    return agreement


def _refuse(errors: list[FordelningError]) -> NoReturn:
    if len(errors) >= MOST:
        errors = [*errors[:MOST], DocumentError("document.more", most=MOST)]
    raise several(errors, DocumentError, "document.problems")


def to_mapping(agreement: Agreement) -> dict[str, Any]:
    """Return an agreement as a document of tables, lists and text.

    Raises:
        DocumentError: `problems` has what no document can hold, each thing with its path:
            a key, a measure or an amount of a class of the user's own.
        InputTypeError: no agreement.
    """
    if not isinstance(agreement, Agreement):
        raise InputTypeError(
            "document.no_agreement", value=shown(agreement), type=type(agreement).__name__
        )
    try:
        document, _ = plain(AGREEMENT.write(agreement))
    except ProblemsError as raised:
        problems = raised.below("$").errors
        raise several(problems, DocumentError, "document.unwritable") from None
    except RecursionError:
        raise DocumentError("document.too_deep") from None
    return cast("dict[str, Any]", document)


def to_toml(agreement: Agreement) -> str:
    """Write an agreement as TOML; comments that it was read with are not kept.

    Raises:
        DocumentError, InputTypeError: as `to_mapping`.
        MissingExtraError: the extra `documents` is not installed.
    """
    return toml_text(to_mapping(agreement))


def to_json(agreement: Agreement) -> str:
    """Write an agreement as JSON.

    Raises:
        DocumentError, InputTypeError: as `to_mapping`.
    """
    return json_text(to_mapping(agreement))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of documents (draft 2020-12), which `schema.json` here is.

    It accepts what `from_json` reads, and besides only what no schema can refuse: values
    that are well written but cannot be, such as shares that do not make up 1, brackets
    that overlap or a 30 February, a field that stands twice, and what is beyond the limits.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{VERSION.replace('/', ':')}",
        "title": "An agreement of fordelning",
        **AGREEMENT.schema(),
        "$defs": {
            **DEFINITIONS,
            "source": sources().schema(),
            "rounding": roundings().schema(),
            "pot": pots().schema(),
            "key": keys().schema(),
            "measure": measures().schema(),
            "amount": amounts().schema(),
        },
    }
