"""Bytes to a file, when all of them are made. Never here: what they say."""

from __future__ import annotations

import os
from pathlib import Path

from fordelning.errors import InputValueError

__all__ = ["saved"]


def saved(data: bytes, path: str | os.PathLike[str]) -> None:
    """Write bytes to a file.

    Raises:
        InputValueError: it cannot be written.
    """
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputValueError("writers.unwritable", path=str(path), reason=reason) from None
