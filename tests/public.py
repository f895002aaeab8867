"""What is public: the modules, their names, and what each class of them offers.

`MODULES` is the one place that says which modules are public; `surface` writes what is
found here as text, `breaking` compares it with that of the last version.
"""

from __future__ import annotations

import enum
import inspect
import types
import typing
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs

import fordelning

SOURCE = Path(fordelning.__file__).parent

MODULES = (
    "fordelning",
    "fordelning.agreement",
    "fordelning.allocation",
    "fordelning.apportionment",
    "fordelning.arrays",
    "fordelning.catalogue",
    "fordelning.comparison",
    "fordelning.documents",
    "fordelning.errors",
    "fordelning.exact",
    "fordelning.frames",
    "fordelning.keys",
    "fordelning.measures",
    "fordelning.payments",
    "fordelning.population",
    "fordelning.readers",
    "fordelning.readers.scb",
    "fordelning.receipts",
    "fordelning.register",
    "fordelning.tables",
    "fordelning.testing",
    "fordelning.testing.laws",
    "fordelning.text",
    "fordelning.writers.excel",
    "fordelning.writers.files",
    "fordelning.writers.html",
    "fordelning.writers.text",
)

# What says nothing to a caller, or stands in a class's first line.
UNTOLD = {
    "__attrs_init__",
    "__attrs_post_init__",
    "__eq__",
    "__getattr__",
    "__hash__",
    "__init__",
    "__init_subclass__",
    "__new__",
    "__reduce__",
    "__repr__",
    "__setattr__",
    "__str__",
}

FUNCTIONS = (types.FunctionType, classmethod, staticmethod)
PROPERTIES = (property, cached_property, enum.property)


def modules() -> dict[str, ModuleType]:
    """Return the public modules by name."""
    return {name: import_module(name) for name in MODULES}


def names(module: ModuleType) -> list[str]:
    """Return a module's public names, but for those of modules, which have a part of their own."""
    return sorted(
        name for name in module.__all__ if not isinstance(getattr(module, name), ModuleType)
    )


@cache
def homes() -> dict[tuple[str, int], str]:
    """Return the public module that each public object is told in, by name and identity.

    That is the one nearest to where it is defined; a value that is no class or function is
    told in the last module that has it, which is the most special one.
    """
    found: dict[tuple[str, int], str] = {}
    for path, module in modules().items():
        for name in names(module):
            value = getattr(module, name)
            place = (name, id(value))
            defined = f"{getattr(value, '__module__', path)}."
            if place not in found or defined.startswith(f"{path}."):
                found[place] = path
    return found


@cache
def public() -> tuple[tuple[str, str, object], ...]:
    """Return each public object once: its module, its name, itself."""
    return tuple(_public())


def _public() -> Iterator[tuple[str, str, object]]:
    at = homes()
    for path, module in modules().items():
        for name in names(module):
            value = getattr(module, name)
            if at[name, id(value)] == path:
                yield path, name, value


@cache
def classes() -> frozenset[type]:
    """Return the public classes."""
    return frozenset(value for _, _, value in public() if isinstance(value, type))


def members(kind: type) -> dict[str, Any]:
    """Return what a class offers beside its fields, also by bases that are not public."""
    found: dict[str, Any] = {}
    for base in kind.__mro__:
        ours = base.__module__.startswith("fordelning")
        if not ours or (base is not kind and base in classes()):
            continue
        for name, value in vars(base).items():
            if _is_told(name, value):
                found.setdefault(name, value)
    fields = {each.name for each in fields_of(kind)}
    return {name: found[name] for name in sorted(found.keys() - fields)}


def fields_of(kind: type) -> tuple[attrs.Attribute[Any], ...]:
    """Return the public fields of an attrs class; of any other, none."""
    fields = attrs.fields(kind) if attrs.has(kind) else ()
    return tuple(each for each in fields if not each.name.startswith("_"))


def _is_told(name: str, value: object) -> bool:
    function = getattr(value, "__func__", value)
    special = name.startswith("__") and name.endswith("__")
    if name.startswith("_") and (not special or name in UNTOLD):
        return False
    if isinstance(function, types.FunctionType):
        return _is_ours(function)
    return isinstance(value, PROPERTIES)


def _is_ours(function: types.FunctionType) -> bool:
    return Path(function.__code__.co_filename).is_relative_to(SOURCE)


def is_function(value: object) -> bool:
    """Tell functions and methods, also those that remember what they returned."""
    return isinstance(value, FUNCTIONS) or hasattr(value, "__wrapped__")


def implementation(value: Any) -> Any:
    """Return the function below a method, a property or a cache; anything else as it is."""
    if isinstance(value, property | enum.property):
        return value.fget
    function = getattr(value, "__func__", getattr(value, "func", value))
    return function if isinstance(function, type) else inspect.unwrap(function)


def functions(value: object) -> list[Callable[..., Any]]:
    """Return a function's overloads, or else the function alone."""
    function = implementation(value)
    return list(typing.get_overloads(function)) or [function]


def code(value: object) -> Iterator[Callable[..., Any]]:
    """Yield the functions that a member, a function or a class's own methods are made of."""
    if isinstance(value, type):
        if made_by_hand(value):
            yield value.__init__  # type: ignore[misc]
        for each in members(value).values():
            yield from code(each)
    elif is_function(value):
        yield from functions(value)
    elif isinstance(value, PROPERTIES):
        yield implementation(value)


def made_by_hand(kind: type) -> bool:
    """Tell whether a class has an `__init__` in the source, not one that attrs makes."""
    return "__init__" in vars(kind) and _is_ours(vars(kind)["__init__"])


def reached() -> list[type]:
    """Return the classes of ours that public ones give back, without being public by name."""
    found: dict[type, None] = {}
    waiting: list[object] = [value for _, _, value in public()]
    while waiting:
        each = waiting.pop()
        told = (each, *code(each)) if isinstance(each, type) else tuple(code(each))
        for hint in (hint for part in told for hint in typing.get_type_hints(part).values()):
            new = [kind for kind in _classes_in(hint) if kind not in found]
            found.update(dict.fromkeys(new))
            waiting.extend(new)
    return sorted(found, key=lambda kind: (kind.__module__, kind.__name__))


def _classes_in(hint: object) -> Iterator[type]:
    parts = hint if isinstance(hint, list | tuple) else typing.get_args(hint)
    for part in parts:
        yield from _classes_in(part)
    if (
        isinstance(hint, type)
        and hint.__module__.startswith("fordelning")
        and hint not in classes()
        and hint.__name__[0] != "_"
    ):
        yield hint
