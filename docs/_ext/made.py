"""Pages from what the library itself says: every error's words, and the commands' own help.

The directive `error-codes` lists the codes with their messages, and `command-line` the help of
each command. Never here: words of our own.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import io
import os
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import fordelning
from fordelning import errors, messages
from fordelning.cli import main
from fordelning.messages import MESSAGES, Message

__all__ = ["CommandLine", "ErrorCodes", "setup"]

_ABOUT = re.compile(r"about (?P<subject>.+?)\.(?:\s|$)", re.DOTALL)
_COMMAND = re.compile(r"^    (?P<name>[a-z]+)  +\S", re.MULTILINE)


@cache
def _classes() -> dict[str, set[str]]:
    """Return the classes that each code is raised as, as far as the code shows it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in Path(fordelning.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                given = [node.func, *node.args]
                names = {each.id for each in given if isinstance(each, ast.Name)}
                texts = {str(each.value) for each in given if isinstance(each, ast.Constant)}
                for code in texts & MESSAGES.keys():
                    found[code] |= names & set(errors.__all__)
    return found


def _groups() -> Iterator[tuple[str, dict[str, Message]]]:
    """Yield what each group of messages is about, and the group."""
    for info in pkgutil.iter_modules(messages.__path__):
        module = importlib.import_module(f"{messages.__name__}.{info.name}")
        about = _ABOUT.search(module.__doc__ or "")
        group = getattr(module, module.__all__[0])
        if about and isinstance(group, dict):
            subject = " ".join(about["subject"].split())
            yield subject[0].upper() + subject[1:], group


def _link(name: str) -> nodes.Node:
    return addnodes.pending_xref(
        "", nodes.literal(text=name), refdomain="py", reftype="exc", reftarget=name
    )


class ErrorCodes(SphinxDirective):
    """List every code with the three parts of its message, in sections."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each group of messages."""
        return [self._section(subject, group) for subject, group in _groups()]

    def _section(self, subject: str, group: dict[str, Message]) -> nodes.section:
        section = nodes.section("", nodes.title(text=subject), ids=[nodes.make_id(subject)])
        section += nodes.definition_list(
            "", *(self._item(code, group[code]) for code in sorted(group)), classes=["codes"]
        )
        return section

    def _item(self, code: str, message: Message) -> nodes.definition_list_item:
        term = nodes.term("", "", nodes.literal(text=code), ids=[nodes.make_id(f"code-{code}")])
        for name in sorted(_classes()[code]):
            term += [nodes.Text(" "), _link(name)]
        parts = {"": message.what, "cause: ": message.cause, "do: ": message.remedy}
        said = nodes.definition()
        for label, text in parts.items():
            plain = text.replace("{{", "{").replace("}}", "}")
            said += nodes.paragraph("", "", nodes.emphasis(text=label), nodes.Text(plain))
        return nodes.definition_list_item("", term, said)


def _help(*arguments: str) -> str:
    """Return what the program says of itself, in lines of one length."""
    out = io.StringIO()
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "80"
    try:
        with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
            main([*arguments, "--help"])
    finally:
        os.environ.pop("COLUMNS") if before is None else os.environ.update(COLUMNS=before)
    return out.getvalue()


class CommandLine(SphinxDirective):
    """Show the help of the program and of each of its commands, in sections."""

    def run(self) -> list[nodes.Node]:
        """Return the program's help, and a section for each command."""
        whole = _help()
        sections = [
            nodes.section(
                "", nodes.title(text=name), self._block(_help(name)), ids=[f"command-{name}"]
            )
            for name in _COMMAND.findall(whole)
        ]
        return [self._block(whole), *sections]

    def _block(self, text: str) -> nodes.literal_block:
        return nodes.literal_block(text, text, language="text")


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directives."""
    app.add_directive("error-codes", ErrorCodes)
    app.add_directive("command-line", CommandLine)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
