"""Documents as text: TOML and JSON, read within limits, and written.

Nothing in a document is ever executed. Never here: what a document says.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from fordelning.documents.limits import Table, check_keys, check_length
from fordelning.errors import DocumentError, MissingExtraError
from fordelning.nesting import too_deep

__all__ = ["json_text", "parsed_json", "parsed_toml", "toml_text"]

_PLACE = re.compile(r"(?P<reason>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end.*)\)")
_BYTE_ORDER_MARK = "\ufeff"


def parsed_toml(text: str) -> object:
    """Return the table that a TOML text holds.

    Raises:
        DocumentError: the text is too long, is nested too deeply, or is no TOML.
    """
    check_keys(check_length(text))
    try:
        return tomllib.loads(text.removeprefix(_BYTE_ORDER_MARK))
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(str(error), text) from None
    except RecursionError:
        raise DocumentError("document.too_deep") from None
    except ValueError:
        # Python refuses to read whole numbers of thousands of digits.
        raise DocumentError("document.digits") from None


def _no_toml(said: str, text: str) -> DocumentError:
    """Return the parser's own complaint, with its line."""
    found = _PLACE.fullmatch(said)
    return DocumentError(
        "document.toml",
        reason=found["reason"] if found else said,
        line=int((found and found["line"]) or text.count("\n") + 1),
        column=int((found and found["column"]) or 1),
    )


def parsed_json(text: str) -> object:
    """Return what a JSON text holds; a table that names a field twice tells so.

    Raises:
        DocumentError: the text is too long, is nested too deeply, or is no JSON.
    """
    check_length(text)
    if too_deep(text):
        raise DocumentError("document.too_deep")
    try:
        return json.loads(text.removeprefix(_BYTE_ORDER_MARK), object_pairs_hook=Table.of)
    except json.JSONDecodeError as error:
        raise DocumentError(
            "document.json", reason=error.msg, line=error.lineno, column=error.colno
        ) from None
    except ValueError:
        raise DocumentError("document.digits") from None


def json_text(document: Mapping[str, Any]) -> str:
    """Write a document as JSON, indented, in its own order."""
    return check_length(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def toml_text(document: Mapping[str, Any]) -> str:
    """Write a document as TOML, in its own order.

    Raises:
        MissingExtraError: `tomli-w` is not installed.
    """
    try:
        import tomli_w
    except ImportError:
        raise MissingExtraError("extra.missing", needs="tomli-w", extra="documents") from None
    return check_length(tomli_w.dumps(document, indent=2))
