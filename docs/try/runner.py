"""What the page asks of Python: run a program, and tell its last value or what went wrong.

Never here: the page, and what the library computes.
"""

from __future__ import annotations

import ast
import json
import linecache
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["run"]

PROGRAM = "program"


def run(source: str) -> str:
    """Run a program and return, as JSON, its last value as a table or a text, or its error."""
    linecache.cache[PROGRAM] = (len(source), None, source.splitlines(keepends=True), PROGRAM)
    try:
        told = _shown(_last_value(ast.parse(source, PROGRAM)))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the reader's program raises
        told = {"error": _error(error)}
    return json.dumps(told)


def _last_value(program: ast.Module) -> object:
    """Run a program; where it ends in an expression, return the value of that."""
    names: dict[str, Any] = {"__name__": "__main__"}
    last: Any = None
    match program.body:
        case [*_, ast.Expr(value=last)]:
            program.body.pop()
    exec(compile(program, PROGRAM, "exec"), names)  # noqa: S102 - what the page is for
    if last is None:
        return None
    return eval(compile(ast.Expression(last), PROGRAM, "eval"), names)  # noqa: S307


def _shown(value: object) -> dict[str, object]:
    if value is None:
        return {}
    if callable(rows := getattr(value, "rows", None)):
        return _table(
            ("pot", "code", "name", "amount"),
            [(row.pot, row.code, row.name, row.amount) for row in rows()],
        )
    if isinstance(value, Mapping):
        return _table(("key", "value"), list(value.items()))
    return {"text": str(value)}


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> dict[str, object]:
    """Return a table of texts, with the place of its figures, which stand to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    return {"table": {"head": head, "rows": cells, "right": [len(head) - 1]}}


def _error(error: BaseException) -> str:
    """Tell an error as Python does, but of the program's own lines only."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == PROGRAM
    ]
    told = traceback.format_exception_only(error)
    if frames:
        told = ["Traceback (most recent call last):\n", *traceback.format_list(frames), *told]
    return "".join(told).rstrip()
