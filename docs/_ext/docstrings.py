"""Docstrings as they are written here, made the reStructuredText that autodoc reads.

They are plain text: code in single backquotes, doctests, and sections such as `Raises:` with a
line for each error. Never here: which names there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sphinx.application import Sphinx

import fordelning

__all__ = ["setup", "written"]

_SECTION = re.compile(r"^(?P<name>Raises(?:, [\w ]+)?):$")
_ERRORS = re.compile(r"^    (?P<names>\w+Error(?:, \w+Error)*): (?P<when>.*)$")
_CODE = re.compile(r"`([^`]+)`")
_NAME = re.compile(r"[A-Z]\w+(?:\.\w+)?(?:\(\))?|\w+\.\w+(?:\(\))?|\w+\(\)")
# What has a meaning in reStructuredText, and none here.
_MARKS = re.compile(r"[*|\\]|_(?=\W|$)")


def _code(text: str) -> str:
    """Make a name a link where there is one of that name, and other code a literal."""
    links = _NAME.fullmatch(text) or text in fordelning.__all__
    return f":py:obj:`{text.removesuffix('()')}`" if links else f"``{text}``"


def _plain(line: str) -> str:
    """Escape what would be markup, outside of code."""
    parts = _CODE.split(line)
    for index, part in enumerate(parts):
        parts[index] = _code(part) if index % 2 else _MARKS.sub(r"\\\g<0>", part)
    return "".join(parts)


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """Join lines where code goes on from one to the next."""
    begun: list[str] = []
    for line in lines:
        begun.append(line if not begun else line.strip())
        if not line or " ".join(begun).count("`") % 2 == 0:
            yield " ".join(begun) if line else ""
            begun = []
    yield from begun


def written(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a docstring as reStructuredText."""
    example = section = False
    for line in _joined(lines):
        example = bool(line.strip()) and (example or line.lstrip().startswith(">>>"))
        section = section and (not line or line.startswith(" "))
        if example:
            yield line
        elif found := _SECTION.match(line):
            section = True
            yield from (f":{found['name']}:", "")
        elif section and (errors := _ERRORS.match(line)):
            names = ", ".join(f":py:exc:`{name}`" for name in errors["names"].split(", "))
            yield f"    * {names}: {_plain(errors['when'])}"
        elif section:
            yield f"      {_plain(line.strip())}" if line.strip() else ""
        else:
            yield _plain(line)


def _docstring(
    app: Sphinx, what: str, name: str, value: object, options: object, lines: list[str]
) -> None:
    lines[:] = list(written(lines))


def _signature(
    app: Sphinx, what: str, name: str, value: object, options: object, given: str | None, back: str
) -> tuple[str | None, str]:
    """Show a default that is made anew each time as the source of a function would."""
    return given and given.replace("= NOTHING", "= ..."), back


def setup(app: Sphinx) -> dict[str, bool]:
    """Have every docstring pass through here, and every signature."""
    app.connect("autodoc-process-docstring", _docstring)
    app.connect("autodoc-process-signature", _signature)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
