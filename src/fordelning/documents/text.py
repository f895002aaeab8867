"""Documents as text: TOML and JSON, read within limits, and written.

Nothing in a document is ever executed. Never here: what a document says.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from fordelning.errors import DocumentError, MissingExtraError

__all__ = ["json_text", "parsed_json", "parsed_toml", "toml_text"]

_LONGEST = 1_000_000
_DEEPEST = 60


def parsed_toml(text: str) -> Mapping[str, object]:
    """Return the table that a TOML text holds, with dates as text.

    Raises:
        DocumentError: the text is too long, is nested too deeply, or is no TOML.
    """
    _check_length(text)
    try:
        return _table(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise DocumentError("document.toml", reason=str(error)) from None
    except RecursionError:
        raise DocumentError("document.depth", deepest=_DEEPEST) from None


def parsed_json(text: str) -> Mapping[str, object]:
    """Return the object that a JSON text holds.

    Raises:
        DocumentError: the text is too long, is nested too deeply, is no JSON, or names a
            field twice.
    """
    _check_length(text)
    try:
        return _table(json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant))
    except json.JSONDecodeError as error:
        raise DocumentError(
            "document.json", reason=error.msg, line=error.lineno, column=error.colno
        ) from None
    except RecursionError:
        raise DocumentError("document.depth", deepest=_DEEPEST) from None
    except ValueError as error:
        # Python refuses to read whole numbers of thousands of digits.
        raise DocumentError("document.digits", reason=str(error)) from None


def _check_length(text: str) -> None:
    if len(text) > _LONGEST:
        raise DocumentError("document.too_long", length=len(text), longest=_LONGEST)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise DocumentError("document.twice", what=twice)
    return found


def _no_constant(name: str) -> object:
    raise DocumentError("document.constant", name=name)


def _table(value: object) -> Mapping[str, object]:
    table = _plain(value, 0)
    if not isinstance(table, dict):
        raise DocumentError("document.no_table")
    return cast("dict[str, object]", table)


def _plain(value: object, depth: int) -> object:
    """Return a value with TOML's dates as text, having seen that it is not too deep."""
    if depth > _DEEPEST:
        raise DocumentError("document.depth", deepest=_DEEPEST)
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        return {name: _plain(each, depth + 1) for name, each in items}
    if isinstance(value, list):
        return [_plain(each, depth + 1) for each in cast("list[object]", value)]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value


def json_text(document: Mapping[str, Any]) -> str:
    """Write a document as JSON, indented, in its own order."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def toml_text(document: Mapping[str, Any]) -> str:
    """Write a document as TOML, in its own order.

    Raises:
        MissingExtraError: `tomli-w` is not installed.
    """
    try:
        import tomli_w
    except ImportError:
        raise MissingExtraError("extra.missing", needs="tomli-w", extra="documents") from None
    return tomli_w.dumps(document, multiline_strings=False, indent=2)
