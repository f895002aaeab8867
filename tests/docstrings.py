"""What a docstring says, and which errors the code below it raises. Read from the source alone.

An error is raised directly where a function says `raise` with its class. A class raises what
its `__init__`, its converters and its validators do, as far as they stand in its own module.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from fordelning import errors

from .public import implementation

ERRORS = set(errors.__all__)
RAISES = re.compile(r"^Raises(?:, [a-z ]+)?:\n((?:^(?: {4}.*)?\n?)+)", re.MULTILINE)
ERROR = re.compile(r"\b[A-Z]\w*Error\b")
# With these a sentence tells about a function, instead of telling the function what to do.
NO_ORDER = {"A", "An", "It", "The", "This", "That", "What", "Whether"}
MAKING = {"__init__", "__attrs_post_init__"}

Definition: TypeAlias = ast.FunctionDef | ast.ClassDef


def doc(value: Any) -> str:
    """Return the docstring that an object itself has."""
    said = vars(value).get("__doc__") if isinstance(value, type) else implementation(value).__doc__
    return inspect.cleandoc(said or "")


def first(text: str) -> str:
    """Return the first paragraph as one line."""
    return " ".join(text.partition("\n\n")[0].split())


def is_order(text: str) -> bool:
    """Tell whether a docstring begins as an order: "Return ...", not "Returns ..."."""
    word = text.partition(" ")[0]
    return word[:1].isupper() and word not in NO_ORDER and not re.fullmatch(r"\w+[^s]s", word)


def told(text: str) -> set[str]:
    """Return the errors that the parts of a docstring called `Raises` name."""
    return {name for part in RAISES.findall(f"{text}\n") for name in ERROR.findall(part)}


@cache
def _tree(path: str) -> ast.Module:
    return ast.parse(Path(path).read_text("utf-8"))


def _definition(value: Any) -> tuple[ast.Module, Definition]:
    """Return the module that a function or class is defined in, and its definition there."""
    value = implementation(value)
    tree = _tree(str(inspect.getsourcefile(value)))
    within: list[ast.stmt] = tree.body
    *above, name = value.__qualname__.split(".")
    for part in above:
        within = _named(within, part)[-1].body
    # Of overloads the last is the one that does something.
    return tree, _named(within, name)[-1]


def _named(body: list[ast.stmt], name: str) -> list[Definition]:
    kinds = (ast.FunctionDef, ast.ClassDef)
    return [node for node in body if isinstance(node, kinds) and node.name == name]


def raised(value: Any) -> set[str]:
    """Return the errors that a function, or the making of a class, raises by name."""
    tree, node = _definition(value)
    if isinstance(node, ast.FunctionDef):
        return _raised(node)
    helpers = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}
    found = [helpers[name] for name in _checks(node) if name in helpers]
    found += [
        each
        for name in MAKING
        for each in _named(node.body, name)
        if isinstance(each, ast.FunctionDef)
    ]
    return {error for each in found for error in _raised(each)}


def _raised(node: ast.FunctionDef) -> set[str]:
    return {
        each.id
        for statement in ast.walk(node)
        if isinstance(statement, ast.Raise) and statement.exc is not None
        for each in ast.walk(statement.exc)
        if isinstance(each, ast.Name) and each.id in ERRORS
    }


def _checks(node: ast.ClassDef) -> Iterator[str]:
    """Yield the names of a class's converters and validators."""
    given = (
        each for call in ast.walk(node) if isinstance(call, ast.Call) for each in call.keywords
    )
    for keyword in given:
        if keyword.arg in {"converter", "validator"}:
            yield from (each.id for each in ast.walk(keyword.value) if isinstance(each, ast.Name))
