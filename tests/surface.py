"""The public surface as text: every public name with its kind, signature, fields and members.

What is written is the same on every Python and with every order of hashing. Made again by

    python -m tests.surface > tests/golden/surface.txt
"""

from __future__ import annotations

import enum
import inspect
import sys
import types
import typing
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from .public import (
    FUNCTIONS,
    fields_of,
    functions,
    homes,
    implementation,
    is_function,
    members,
    modules,
    names,
    reached,
)

REACHED = """\
# Of these classes the above gives or takes values. They may be used, but are not to be imported.
"""

HEAD = """\
# The public surface: what a program may use and count on until the next major version.
# Made by `python -m tests.surface > tests/golden/surface.txt`; CONTRIBUTING.md says how it changes.
"""


def signature(function: Callable[..., Any], *, method: bool = False) -> str:
    """Write a signature as it stands in the source."""
    told = inspect.signature(function)
    given = list(told.parameters.values())[1 if method else 0 :]
    parameters = [
        each.replace(annotation=_annotation(each), default=_default(each)) for each in given
    ]
    written = str(told.replace(parameters=parameters, return_annotation=inspect.Signature.empty))
    if told.return_annotation in (inspect.Signature.empty, None):
        return f"{written} -> None" if told.return_annotation is None else written
    return f"{written} -> {annotation(told.return_annotation)}"


class _Written(str):
    """A text that is its own repr, so that a signature shows it as it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _annotation(parameter: inspect.Parameter) -> object:
    given = parameter.annotation
    return given if given is inspect.Parameter.empty else _Written(annotation(given))


def _default(parameter: inspect.Parameter) -> object:
    given = parameter.default
    if given is inspect.Parameter.empty:
        return given
    return _Written("..." if given in (attrs.NOTHING, ...) else shown(given))


def annotation(given: object) -> str:
    """Write a type as the source does."""
    if isinstance(given, str):
        return given
    if isinstance(given, list):
        return f"[{', '.join(map(annotation, given))}]"
    if isinstance(given, typing.ForwardRef):
        return given.__forward_arg__
    if given is type(None) or given is None:
        return "None"
    arguments = typing.get_args(given)
    if typing.get_origin(given) in (types.UnionType, typing.Union):
        return " | ".join(map(annotation, arguments))
    name = getattr(typing.get_origin(given) or given, "__name__", str(given))
    return f"{name}[{', '.join(map(annotation, arguments))}]" if arguments else name


def shown(value: object) -> str:
    """Write a value, in an order that is always the same."""
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, frozenset):
        return f"{{{', '.join(sorted(map(shown, value)))}}}"
    if isinstance(value, tuple):
        return f"({', '.join(map(shown, value))})"
    if isinstance(value, type | types.FunctionType):
        return value.__name__
    # How Hypothesis writes a strategy is no affair of ours.
    return "..." if type(value).__module__.startswith("hypothesis") else repr(value)


def _field(field: attrs.Attribute[Any]) -> str:
    told = f"{field.name}: {annotation(field.type)}"
    if isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]
        told += " = ..."
    elif field.default is not attrs.NOTHING:
        told += f" = {shown(field.default)}"
    return told if field.init else f"{told}  (made, not given)"


def _of_class(name: str, kind: type) -> Iterator[str]:
    bases = ", ".join(each.__name__ for each in kind.__bases__ if each is not object)
    sorts = ("final " if getattr(kind, "__final__", False) else "") + (
        "ordered " if "__lt__" in vars(kind) else ""
    )
    yield f"  {sorts}class {name}{f'({bases})' if bases else ''}"
    if issubclass(kind, enum.Enum):
        yield from (f"    {each.name} = {each.value!r}" for each in kind)
    elif "__init__" in vars(kind):
        made = signature(kind.__init__, method=True).removesuffix(" -> None")
        yield f"    {name}{made}"
    yield from (f"    {_field(each)}" for each in fields_of(kind))
    if not attrs.has(kind):
        told = {name: annotation(each) for name, each in inspect.get_annotations(kind).items()}
        yield from (f"    {name}: {each}" for name, each in told.items() if name[0] != "_")
    for called, value in members(kind).items():
        yield from (f"    {line}" for line in _member(called, value))


def _member(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, FUNCTIONS):
        abstract = "abstract " if getattr(value, "__isabstractmethod__", False) else ""
        sort = {classmethod: "classmethod ", staticmethod: "staticmethod "}.get(type(value), "")
        for each in functions(value):
            method = not isinstance(value, staticmethod)
            yield f"{abstract}{sort}{name}{signature(each, method=method)}"
    else:
        returned = inspect.signature(implementation(value)).return_annotation
        yield f"property {name}: {annotation(returned)}"


def _told(name: str, value: object) -> Iterator[str]:
    if isinstance(value, type):
        yield from _of_class(name, value)
    elif is_function(value):
        yield from (f"  {name}{signature(each)}" for each in functions(value))
    elif isinstance(value, types.UnionType) or typing.get_origin(value):
        yield f"  {name} = {annotation(value)}"
    else:
        yield f"  {name}: {type(value).__name__} = {shown(value)}"


def surface() -> str:
    """Return the whole surface."""
    at = homes()
    lines = [HEAD]
    for path, module in modules().items():
        lines.append(path)
        for name in names(module):
            value = getattr(module, name)
            home = at[name, id(value)]
            lines.extend(_told(name, value) if home == path else [f"  {name}: see {home}"])
        lines.append("")
    lines.append(REACHED)
    for kind in reached():
        lines.extend(_of_class(kind.__name__, kind))
    lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(surface())
