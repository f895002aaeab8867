"""The canonical form: one text for each value, the same everywhere, to hash and compare.

Two values that are equal have the same form, in every process, Python version and hash
seed. Never here: a form to read back (that is `documents`), or to show people.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Set
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from attrs import fields, has

from fordelning.errors import InputTypeError
from fordelning.sentences import shown

__all__ = ["digest", "form"]


def form(value: object) -> str:
    """Return the canonical text of a value.

    JSON with sorted keys and no spaces. Whole numbers are JSON numbers, a fraction is its
    text, a date is ISO; an attrs value is an object of its fields with its class as "@"
    (fields that do not take part in equality are left out); a set is its sorted members.

    >>> form({"b": Fraction(1, 3), "a": (1, None)})
    '{"a":[1,null],"b":"1/3"}'

    Raises:
        InputTypeError: a float or any other type that has no canonical form.
    """
    return json.dumps(_tree(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical text, in hexadecimal.

    >>> digest(())[:16]
    '4f53cda18c2baa0c'
    """
    return hashlib.sha256(form(value).encode()).hexdigest()


def _tree(value: object) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, int | str):
        return value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _tree(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_tree(item) for item in value]
    if isinstance(value, Set):
        return sorted((_tree(item) for item in value), key=form)
    if has(type(value)):
        tree = {
            attribute.name: _tree(getattr(value, attribute.name))
            for attribute in fields(type(value))
            if attribute.eq
        }
        return {"@": type(value).__name__, **tree}
    raise InputTypeError("canonical.type", value=shown(value), type=type(value).__name__)
