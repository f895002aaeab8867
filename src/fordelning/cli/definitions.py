"""Finding the agreement that a command is given, and reading text from a file.

Never here: what a document says, or printing it.
"""

from __future__ import annotations

from pathlib import Path

from fordelning import catalogue
from fordelning.agreement import Agreement
from fordelning.documents import from_json, from_toml
from fordelning.errors import DocumentError, FordelningError

__all__ = ["GIVEN", "agreement", "is_file", "read", "text"]

GIVEN = "the id of a bundled agreement, or a document: FILE.toml or FILE.json"
"""What an argument that names an agreement can be, for --help."""

_READERS = {".toml": from_toml, ".json": from_json}
# No document of so many bytes is short enough, whatever its letters.
_LARGEST = 4_000_000


def agreement(given: str) -> Agreement:
    """Return the agreement of an id of the catalogue, or of a file in TOML or JSON.

    Raises:
        UnknownIdError: there is none of that id.
        DocumentError: the file cannot be read as a document.
    """
    return read(Path(given)) if is_file(given) else catalogue.agreement(given)


def is_file(given: str) -> bool:
    """Tell whether an agreement is given as a file: by the end of its name, in any case."""
    return Path(given).suffix.lower() in _READERS


def read(path: Path) -> Agreement:
    """Return the agreement of a file in TOML or JSON.

    Raises:
        DocumentError: it is named otherwise, is too large, is not UTF-8, or is no document.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise DocumentError("document.suffix", path=str(path), known=tuple(_READERS))
    given = text(path)
    try:
        return reader(given)
    except FordelningError as error:
        raise error.within(str(path)) from None


def text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        DocumentError: it is too large, or is not UTF-8.
    """
    if path.stat().st_size > _LARGEST:
        raise DocumentError("document.too_large", path=str(path), largest=_LARGEST)
    try:
        with path.open(encoding="utf-8") as file:
            # A pipe has no size beforehand.
            return file.read(_LARGEST)
    except UnicodeDecodeError as error:
        raise DocumentError("document.encoding", path=str(path), reason=str(error)) from None
