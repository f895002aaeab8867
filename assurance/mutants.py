"""The mutants of a module: its source with one thing changed, by mutmut's operators.

Some that mutmut makes are left out: of types and lists of names, of `strict=` in zip, and
of a text the second and third that only change its case. Never here: running tests on them.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import libcst as cst
from attrs import field, frozen
from libcst import matchers as m
from mutmut.mutation.file_mutation import Mutation, create_mutations, deep_replace

__all__ = ["Mutant", "mutants"]

_SRC = Path(__file__).parent.parent / "src"

# What says something about types or names, and computes nothing.
_SAYING = (
    m.AnnAssign(annotation=m.Annotation(m.Name("TypeAlias"))),
    m.Assign(targets=[m.AssignTarget(m.Name("__all__") | m.Name("__slots__"))]),
    m.Assign(value=m.Call(m.Name("TypeVar"))),
    m.If(test=m.Name("TYPE_CHECKING")),
    m.ImportFrom(),
    m.Import(),
)
# Of zip it never acts: what is zipped here has one item for each recipient.
_STRICT = re.compile(r",\s*(strict=\w+)?(?=\s*\))")


@frozen
class Mutant:
    """Hold a module's source with one thing changed.

    `function` is what it is in, as Python names it, "" outside any; `was` and `now` are the
    lines that differ, with single spaces.
    """

    module: str
    function: str
    was: str
    now: str
    source: str = field(repr=False)


@frozen
class _Unit:
    """Hold a statement of the module or of a class in it, and on which lines it stands."""

    node: cst.CSTNode
    start: int
    end: int
    owner: str

    def function(self) -> str:
        """Return the name of what is mutated here."""
        if not isinstance(self.node, cst.FunctionDef):
            return ""
        return f"{self.owner}.{self.node.name.value}" if self.owner else self.node.name.value


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield the mutants of a file of the package, in the order of its lines."""
    code = path.read_text(encoding="utf-8")
    lines = code.splitlines(keepends=True)
    module = ".".join(path.relative_to(_SRC).with_suffix("").parts)
    tree, found, *_ = create_mutations(str(path), code)
    places = {node: unit for unit in _units(tree) for node in _computing(unit.node)}
    for each in found:
        unit = places.get(each.original_node)
        if unit is None or _only_case(each):
            continue
        changed = deep_replace(unit.node, each.original_node, each.mutated_node)
        assert isinstance(changed, cst.CSTNode)
        new = tree.code_for_node(changed)
        was, now = _difference(tree.code_for_node(unit.node), new)
        if was == now or _STRICT.sub("", was) == _STRICT.sub("", now):
            continue
        spaced = textwrap.indent(new, "    ") if unit.owner else new
        source = "".join([*lines[: unit.start], spaced, *lines[unit.end :]])
        yield Mutant(module, unit.function(), was, now, source)


def _units(tree: cst.Module) -> Iterator[_Unit]:
    start = sum(tree.code_for_node(each).count("\n") for each in tree.header)
    for statement in tree.body:
        end = start + tree.code_for_node(statement).count("\n")
        if isinstance(statement, cst.ClassDef) and isinstance(statement.body, cst.IndentedBlock):
            children = statement.body.body
            heights = [tree.code_for_node(child).count("\n") for child in children]
            at = end - len(statement.body.footer) - sum(heights)
            for child, height in zip(children, heights, strict=True):
                yield _Unit(child, at, at + height, statement.name.value)
                at += height
        else:
            yield _Unit(statement, start, end, "")
        start = end


def _computing(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield every node of a statement but those that only say something."""
    if not any(m.matches(node, kind) for kind in _SAYING):
        yield node
        for child in node.children:
            yield from _computing(child)


def _only_case(each: Mutation) -> bool:
    old, new = each.original_node, each.mutated_node
    return (
        isinstance(old, cst.SimpleString)
        and isinstance(new, cst.SimpleString)
        and old.value.lower() == new.value.lower()
    )


def _difference(before: str, after: str) -> tuple[str, str]:
    """Return the lines that are in one text and not in the other."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    was, now = (re.sub(r"\s+", " ", " ".join(lines)).strip() for lines in (old, new))
    return was, now
