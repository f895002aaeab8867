"""Public names of the library: where each is defined, and what its docstring says.

Never here: Sphinx, or how a name is shown.
"""

from __future__ import annotations

import ast
import importlib
import inspect
from functools import cache

__all__ = ["home", "is_constant", "is_public", "said"]

_LIBRARY = "fordelning"


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(importlib.import_module(module)))


@cache
def _imports(module: str) -> dict[str, tuple[str, str]]:
    """Return where each name comes from that a module imports."""
    return {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


@cache
def home(module: str, name: str) -> str:
    """Return the full name of a public name where it is defined."""
    origin = _imports(module).get(name)
    while origin is not None and origin[0].startswith(_LIBRARY) and origin != (module, name):
        module, name = origin
        origin = _imports(module).get(name)
    return f"{module}.{name}"


@cache
def is_public(full: str, modules: tuple[str, ...]) -> bool:
    """Tell whether what has a full name is among the public names of modules."""
    return any(
        home(module, name) == full
        for module in modules
        for name in importlib.import_module(module).__all__
    )


def is_constant(value: object) -> bool:
    """Tell whether a value is neither a function, a class nor a module."""
    return not (inspect.isroutine(value) or inspect.isclass(value) or inspect.ismodule(value))


def said(module: str, name: str) -> str:
    """Return a docstring: of a constant, the text that stands below its assignment."""
    value = getattr(importlib.import_module(module), name)
    if not is_constant(value):
        return inspect.getdoc(value) or ""
    module, _, name = home(module, name).rpartition(".")
    body = _tree(module).body
    for node, below in zip(body, [*body[1:], None], strict=True):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        named = any(isinstance(each, ast.Name) and each.id == name for each in targets)
        if named and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            return inspect.cleandoc(str(below.value.value))
    return ""
