"""Formats that are not read, known by how they begin, so that each is told by its name.

Never here: anything that is read.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from fordelning.errors import ReaderError
from fordelning.readers.xlsx import DAMAGE
from fordelning.sentences import Phrase

__all__ = ["check_read"]

_STARTS = {
    b"%PDF-": Phrase("a PDF"),
    b"\x89PNG": Phrase("a picture"),
    b"\xff\xd8\xff": Phrase("a picture"),
    b"{\\rtf": Phrase("a text document (rtf)"),
    b"\x1f\x8b": Phrase("a packed file (gz)"),
    b"7z\xbc\xaf": Phrase("a packed file (7z)"),
    b"PAR1": Phrase("a Parquet file"),
}
_PARTS = {
    "word/document.xml": Phrase("a Word document"),
    "ppt/presentation.xml": Phrase("a presentation"),
    "xl/workbook.bin": Phrase("a binary workbook (xlsb)"),
    "content.xml": Phrase("an OpenDocument file (ods or odt)"),
}
_WORKBOOK = "xl/workbook.xml"


def check_read(data: bytes) -> None:
    """See that bytes do not begin as a format that is known and not read.

    Raises:
        ReaderError: they do.
    """
    for start, kind in _STARTS.items():
        if data.startswith(start):
            raise ReaderError("reader.foreign", kind=kind)
    if not data.startswith(b"PK\x03\x04"):
        return
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.namelist()
    except DAMAGE:
        return  # it is damaged, and the reader of workbooks tells how
    if _WORKBOOK in parts:
        return
    for part, kind in _PARTS.items():
        if part in parts:
            raise ReaderError("reader.foreign", kind=kind)
    raise ReaderError("reader.packed", parts=tuple(parts))
