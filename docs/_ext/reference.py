"""The reference from the code: each public name once, under the module that one imports it from.

The directive `names` lists all public names of a module with their first lines, and `public`
describes those that stand in it, or all. Never here: what any of it does, which docstrings say.
"""

from __future__ import annotations

import enum
import importlib
import inspect
from collections.abc import Iterator
from types import ModuleType

from docstrings import written
from docutils import nodes
from docutils.statemachine import StringList
from names import home, is_constant, said
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

__all__ = ["Names", "Public", "setup"]


class _OfModule(SphinxDirective):
    """Parse the lines of reStructuredText that are made for a module."""

    required_arguments = 1
    has_content = True

    def lines(self, module: ModuleType) -> Iterator[str]:
        """Yield the lines."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Return what the lines make."""
        module = importlib.import_module(self.arguments[0])
        lines = ["```{eval-rst}", *self.lines(module), "```"]
        made = nodes.container()
        self.state.nested_parse(StringList(lines, self.arguments[0]), self.content_offset, made)
        return made.children


class Names(_OfModule):
    """List all public names of a module, with the first line of each docstring."""

    def lines(self, module: ModuleType) -> Iterator[str]:
        """Yield a table."""
        yield from (f".. py:module:: {module.__name__}", "")
        yield from (".. list-table::", "   :class: names", "   :widths: auto", "")
        for name in sorted(module.__all__, key=str.lower):
            first = " ".join(said(module.__name__, name).split("\n\n")[0].split())
            yield f"   * - :py:obj:`{name} <{module.__name__}.{name}>`"
            yield f"     - {next(iter(written([first])))}"


class Public(_OfModule):
    """Describe public names of a module, those that stand in the directive or all."""

    def lines(self, module: ModuleType) -> Iterator[str]:
        """Yield what has autodoc describe each."""
        yield from (f".. py:currentmodule:: {module.__name__}", "")
        for name in " ".join(self.content).split() or module.__all__:
            if name not in module.__all__:
                raise self.error(f"{module.__name__}.__all__ has no {name}")
            yield from _described(module, name)


def _described(module: ModuleType, name: str) -> Iterator[str]:
    """Yield the lines that describe a public name."""
    value = getattr(module, name)
    path = module.__name__
    if is_constant(value):
        yield from (f".. py:data:: {name}", f"   :canonical: {home(path, name)}", "")
        yield from (f"   {line}" for line in written(said(path, name).split("\n")))
    elif inspect.isroutine(value):
        yield f".. autofunction:: {path}.{name}"
    elif issubclass(value, Exception):
        yield from (f".. autoexception:: {path}.{name}", "   :members:", "   :show-inheritance:")
    else:
        yield from (f".. autoclass:: {path}.{name}", "   :members:")
        yield from ["   :undoc-members:"] * issubclass(value, enum.Enum)
    yield ""


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directives."""
    app.add_directive("names", Names)
    app.add_directive("public", Public)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
