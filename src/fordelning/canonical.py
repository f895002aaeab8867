"""The canonical form: one text for each value, the same everywhere, to hash and compare.

Two values that are equal have the same form, in every process, Python version and hash
seed. Never here: a form to read back (that is `documents`), or to show people.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence, Set
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import singledispatch
from typing import Any

from attrs import Attribute, fields, has

from fordelning.errors import InputTypeError, InputValueError
from fordelning.exact import Vector
from fordelning.sentences import shown

__all__ = ["digest", "form"]


def form(value: object) -> str:
    """Return the canonical text of a value.

    JSON with sorted keys and no spaces. Whole numbers are JSON numbers, a fraction is its
    text, a date is ISO, a set is its sorted members. An attrs value is an object of its
    fields (those that take part in equality and differ from their default, so that a field
    which a later version adds changes nothing) with its class as "@", and the class's
    module where that is not the library's.

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

    Raises:
        InputTypeError: as `form`.
        InputValueError: a text that is no text: it holds half of a pair (a surrogate).
    """
    try:
        text = form(value).encode()
    except UnicodeEncodeError as error:
        broken = error.object[max(error.start - 20, 0) : error.end]
        raise InputValueError("canonical.text", value=shown(broken)) from None
    return hashlib.sha256(text).hexdigest()


@singledispatch
def _tree(value: object) -> Any:
    kind = type(value)
    if not has(kind):
        raise InputTypeError("canonical.type", value=shown(value), type=kind.__name__)
    tree = {
        each.name: _tree(getattr(value, each.name))
        for each in fields(kind)
        if each.eq and getattr(value, each.name) != _default(each)
    }
    own = kind.__module__.partition(".")[0] == "fordelning"
    name = kind.__name__ if own else f"{kind.__module__}.{kind.__qualname__}"
    return {"@": name, **tree}


def _default(field: Attribute[Any]) -> Any:
    """Return the value that a field has when it is not given; `NOTHING` where it must be."""
    made: Any = field.default
    made_by = getattr(made, "factory", None)
    return made if made_by is None or made.takes_self else made_by()


@_tree.register
def _(value: str | int | None) -> Any:
    return value


@_tree.register
def _(value: Enum) -> Any:
    return value.name


@_tree.register
def _(value: Fraction) -> Any:
    return value.numerator if value.denominator == 1 else str(value)


@_tree.register
def _(value: date) -> Any:
    return value.isoformat()


@_tree.register(Mapping)
def _(value: Mapping[str, object]) -> Any:
    for key in value:
        if not isinstance(key, str):
            raise InputTypeError("canonical.type", value=shown(key), type=type(key).__name__)
    return {key: _tree(item) for key, item in value.items()}


@_tree.register
def _(value: Vector) -> Any:
    return _tree(value.fractions())


@_tree.register(tuple)
@_tree.register(list)
def _(value: Sequence[object]) -> Any:
    return [_tree(item) for item in value]


@_tree.register(Set)
def _(value: Set[object]) -> Any:
    return sorted((_tree(item) for item in value), key=form)
