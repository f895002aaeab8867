"""How the code is laid out: what CONTRIBUTING says of modules and functions."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import fordelning

SOURCE = Path(fordelning.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))


def names(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=names)
class TestEveryModule:
    """ "Every module says in its first lines what lives there and what never does." """

    def test_says_what_it_is_for_and_what_it_offers(self, path: Path) -> None:
        tree = ast.parse(path.read_text("utf-8"))
        said = ast.get_docstring(tree)
        assert said
        assert "Never here" in " ".join(said.split()) or path.name == "__init__.py", said
        if path.name != "__main__.py":
            assert any(
                isinstance(node, ast.Assign | ast.AnnAssign)
                and "__all__" in ast.unparse(node).split(" ")[0]
                for node in tree.body
            )

    def test_can_be_read_in_one_sitting(self, path: Path) -> None:
        text = path.read_text("utf-8")
        assert len(text.splitlines()) <= 400
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno is not None
                assert node.end_lineno - node.lineno < 60, node.name
                inside = node.body[1:] if ast.get_docstring(node) else node.body
                lines = (node.end_lineno - inside[0].lineno + 1) if inside else 0
                assert lines <= 40, node.name


def test_the_package_only_re_exports() -> None:
    text = (SOURCE / "__init__.py").read_text("utf-8")
    assert len(text.splitlines()) < 60
    kinds = {type(node) for node in ast.parse(text).body}
    assert kinds <= {ast.Expr, ast.ImportFrom, ast.Assign, ast.FunctionDef}
