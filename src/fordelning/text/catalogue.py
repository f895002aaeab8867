"""The catalogues of other languages: gathered from the code, kept up to date, compiled.

`python -m fordelning.text.catalogue` brings `locale/*/LC_MESSAGES/fordelning.po` up to the
code and compiles each to the `.mo` that is read. A message is the template of a `Sentence`
or a `Phrase`, which therefore stand in the code as literals, or a part of an error's
`Message`. Never here: what is needed to tell anything.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from fordelning.messages import MESSAGES
from fordelning.text.speaking import DOMAIN

__all__ = ["files", "templates", "unread", "update"]

_PACKAGE = Path(__file__).parents[1]
_MAKERS = {"Sentence", "Phrase"}


def templates() -> dict[str, list[str]]:
    """Return every template, with the modules and the codes of errors that use it."""
    found: dict[str, list[str]] = {}
    for module, call in _calls():
        for template in _literals(call.args[0]):
            found.setdefault(template, []).append(module)
    for code, message in MESSAGES.items():
        for text in (message.what, message.cause, message.remedy):
            found.setdefault(text, []).append(code)
    return found


def unread() -> list[str]:
    """Return where a sentence or phrase is made of a template that is no literal."""
    return [
        f"{module}: {ast.unparse(call)}" for module, call in _calls() if not _literals(call.args[0])
    ]


def files() -> list[Path]:
    """Return the catalogues that there are, as text."""
    return sorted(_PACKAGE.glob(f"text/locale/*/LC_MESSAGES/{DOMAIN}.po"))


def update(file: Path) -> tuple[str, ...]:
    """Bring a catalogue up to the code, compile it, and return what it has no words for.

    A message that the code no longer has is dropped.
    """
    with file.open("rb") as opened:
        before = read_po(opened)
    after = Catalog(file.parents[1].name, DOMAIN, before.header_comment, fuzzy=False)
    after.mime_headers = before.mime_headers
    for template, users in templates().items():
        known = before.get(template)
        used = ", ".join(sorted(set(users)))
        after.add(template, known.string if known else "", auto_comments=[used])
    with file.open("wb") as opened:
        write_po(opened, after, width=100)
    with file.with_suffix(".mo").open("wb") as opened:
        write_mo(opened, after)
    return tuple(str(message.id) for message in after if message.id and not message.string)


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(_PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in _MAKERS
            ):
                yield path.relative_to(_PACKAGE).as_posix(), node


def _literals(template: ast.expr) -> list[str]:
    if isinstance(template, ast.IfExp):
        return [*_literals(template.body), *_literals(template.orelse)]
    if isinstance(template, ast.Constant) and isinstance(template.value, str):
        return [template.value]
    return []


if __name__ == "__main__":
    for _file in files():
        for _words in update(_file):
            print(f"{_file.name}: no words for {_words!r}", file=sys.stderr)
