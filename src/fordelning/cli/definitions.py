"""Reading an agreement from a file. Never here: what a document says, or printing it."""

from __future__ import annotations

from pathlib import Path

from fordelning.agreement import Agreement
from fordelning.documents import from_json, from_toml
from fordelning.errors import DocumentError

__all__ = ["read"]

_READERS = {".toml": from_toml, ".json": from_json}
# No document of so many bytes is short enough, whatever its letters.
_LARGEST = 4_000_000


def read(path: Path) -> Agreement:
    """Return the agreement of a file in TOML or JSON.

    Raises:
        DocumentError: it is named otherwise, is too large, is not UTF-8, or is no document.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise DocumentError("document.suffix", path=str(path), known=tuple(_READERS))
    if path.stat().st_size > _LARGEST:
        raise DocumentError("document.too_large", path=str(path), largest=_LARGEST)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError("document.encoding", path=str(path), reason=str(error)) from None
    return reader(text)
