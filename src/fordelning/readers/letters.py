"""Letters that a program garbled: UTF-8 that was taken for Windows' latin-1 and saved so.

Never here: which encoding the bytes of a file are in.
"""

from __future__ import annotations

from fordelning.errors import ReaderError
from fordelning.readers.cube import Cube
from fordelning.sentences import Phrase, shown

__all__ = ["before", "check_letters"]


def before(text: str) -> str:
    """Return what a garbled text was; nothing where it is not garbled in this way.

    >>> before("SÃ¶dermanlands lÃ¤n"), before("Södermanlands län"), before("Ekero")
    ('Södermanlands län', '', '')
    """
    if text.isascii():
        return ""
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode()
        except UnicodeError:
            continue
    return ""


def check_letters(cube: Cube) -> None:
    """See that the letters of a table's names are what they were.

    A name that is garbled fits nobody, and the name of a column that is fits nothing.

    Raises:
        ReaderError: they are garbled.
    """
    texts = dict.fromkeys((cube.about.title,))
    for each in cube.variables:
        texts.update(dict.fromkeys((each.id, each.label, *each.codes, *each.labels)))
    wrong = tuple(
        Phrase("{given}, which was {meant}", given=shown(text), meant=shown(meant))
        for text in texts
        if (meant := before(text))
    )
    if wrong:
        raise ReaderError("reader.garbled", texts=wrong)
