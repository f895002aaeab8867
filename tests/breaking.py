"""The public surface of the last version, as a dump that griffe finds breaking changes against.

The dump has griffe's form, less what is empty, and is made of what `public` finds at run
time: griffe itself reads sources, in which what attrs makes is not written. Types are left
out, since griffe compares none; `surface` has them. Made again at a release, by

    python -m tests.breaking > tests/golden/released.json
"""

from __future__ import annotations

import enum
import inspect
import json
import sys
from collections.abc import Iterable
from typing import Any

from .public import fields_of, implementation, is_function, members, modules, names
from .surface import shown

KINDS = {
    inspect.Parameter.POSITIONAL_ONLY: "positional-only",
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "positional or keyword",
    inspect.Parameter.VAR_POSITIONAL: "variadic positional",
    inspect.Parameter.KEYWORD_ONLY: "keyword-only",
    inspect.Parameter.VAR_KEYWORD: "variadic keyword",
}

Told = dict[str, Any]


def dump() -> Told:
    """Return the surface as a package, its modules and so on, each object wherever it is named."""
    package = _module()
    for path, module in modules().items():
        place = package
        for part in path.split(".")[1:]:
            place = place["members"].setdefault(part, _module())
        place["members"].update({name: _object(getattr(module, name)) for name in names(module)})
    return package


def _module() -> Told:
    return {"kind": "module", "members": {}}


def _object(value: object) -> Told:
    if isinstance(value, type):
        return _class(value)
    if is_function(value):
        return _function(value)
    return {"kind": "attribute"}


def _class(kind: type) -> Told:
    found = {each.name: {"kind": "attribute"} for each in fields_of(kind)}
    if issubclass(kind, enum.Enum):
        found |= {each.name: {"kind": "attribute"} for each in kind}
    elif "__init__" in vars(kind):
        found["__init__"] = _function(kind.__init__)
    found |= {name: _object(value) for name, value in members(kind).items()}
    bases = [each.__name__ for each in kind.__bases__ if each is not object]
    return {"kind": "class", "bases": bases, "members": found}


def _function(value: object) -> Told:
    told = inspect.signature(implementation(value))
    return {"kind": "function", "parameters": list(map(_parameter, told.parameters.values()))}


def _parameter(parameter: inspect.Parameter) -> Told:
    told = {"name": parameter.name}
    if parameter.kind is not inspect.Parameter.POSITIONAL_OR_KEYWORD:
        told["kind"] = KINDS[parameter.kind]
    if parameter.default is not inspect.Parameter.empty:
        told["default"] = shown(parameter.default)
    return told


def completed(name: str, told: Told) -> Told:
    """Return an object with all that griffe's own dumps have, where it is left out."""
    own = {"name": name, "lineno": None, "returns": None, **told}
    if "members" in told:
        own["members"] = {each: completed(each, inner) for each, inner in told["members"].items()}
    missing = {"annotation": None, "default": None, "kind": "positional or keyword"}
    own["parameters"] = [{**missing, **each} for each in told.get("parameters", ())]
    return own


def broken(before: Told, after: Told) -> Iterable[str]:
    """Return what a program that uses the surface `before` cannot do with that `after`."""
    import griffe

    old, new = (
        griffe.Module.from_json(json.dumps(completed("fordelning", each)))
        for each in (before, after)
    )
    return [
        f"{each.obj.path}: {each.kind.value}" + _parameter_of(each.old_value or each.new_value)
        for each in griffe.find_breaking_changes(old, new)
    ]


def _parameter_of(value: object) -> str:
    kind, name = getattr(value, "kind", None), getattr(value, "name", None)
    return f" ({name})" if kind in KINDS.values() else ""


def written(package: Told) -> str:
    """Write a dump as JSON, with a line for each public object."""
    text = json.dumps(package, ensure_ascii=False, sort_keys=True)
    return text.replace(
        '"kind": "module", "members": {', '"kind": "module", "members": {\n'
    ).replace("}}, ", "}},\n")


if __name__ == "__main__":
    sys.stdout.write(f"{written(dump())}\n")
