"""Bytes to a file, when all of them are made. Never here: what they say."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import copymode

from fordelning.errors import InputValueError

__all__ = ["saved"]


def saved(data: bytes, path: str | os.PathLike[str]) -> None:
    """Write bytes to a file; one that is there is replaced when the new one is complete.

    Raises:
        InputValueError: it cannot be written; what was there is as it was.
    """
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a pipe or a device is not replaced
        else:
            _replace(target.resolve(), data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputValueError("writers.unwritable", path=str(path), reason=reason) from None


def _replace(target: Path, data: bytes) -> None:
    """Write a new file beside another, and then let it take its place."""
    new = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        new.write_bytes(data)
        if target.exists():
            copymode(target, new)  # what few may read stays so
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)
