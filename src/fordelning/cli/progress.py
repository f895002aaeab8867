"""A line for who waits longer than a second, at a terminal. Never here: what takes so long."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from threading import Timer

__all__ = ["progress"]

_PATIENCE = 1.0
_ERASE = "\r\x1b[K"


@contextmanager
def progress(what: str) -> Generator[None]:
    """Say what takes its time, after a second of it, until it is done.

    It goes to standard error, and only to a terminal: a log or a pipe has no use for it.
    """
    if not sys.stderr.isatty():
        yield
        return
    shown: list[str] = []

    def show() -> None:
        shown.append(what)
        print(f"{what} …", end="", file=sys.stderr, flush=True)

    timer = Timer(_PATIENCE, show)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if shown:
            print(_ERASE, end="", file=sys.stderr, flush=True)
