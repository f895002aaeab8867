"""Sources in documents: a table of what is known of the place. Never here: anything else."""

from __future__ import annotations

from fordelning.documents.kinds import Day, Kind, Text
from fordelning.documents.shapes import Field, Record
from fordelning.source import Source

__all__ = ["SOURCE"]

_TEXT = Field(Text(), "")

SOURCE: Kind[Source] = Record(
    Source,
    {
        "document": Field(Text(empty=False)),
        "locator": _TEXT,
        "quote": _TEXT,
        "url": _TEXT,
        "dnr": _TEXT,
        "dated": Field(Day(), None),
    },
)
