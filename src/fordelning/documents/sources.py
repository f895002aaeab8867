"""Sources in documents: a title, or a table of what is known of the place.

Never here: anything else.
"""

from __future__ import annotations

from operator import attrgetter

from fordelning.documents.kinds import Kind
from fordelning.documents.leaves import SAID, Day, Text
from fordelning.documents.shapes import Built, Field, Later, Record
from fordelning.documents.unions import Either
from fordelning.source import Source

__all__ = ["SOURCE", "sources"]

_TITLE, _TEXT = Text(SAID), Field(Text(), "")

_SOURCES: Kind[Source] = Either(
    Built(_TITLE, Source, attrgetter("document")),
    Record[Source](
        Source,
        {
            "document": Field(_TITLE),
            "locator": _TEXT,
            "quote": _TEXT,
            "url": _TEXT,
            "dnr": _TEXT,
            "dated": Field(Day(), None),
        },
    ),
    lambda source: source == Source(source.document),
)


def sources() -> Kind[Source]:
    """Return the kind of sources."""
    return _SOURCES


SOURCE: Kind[Source] = Later("source", sources)
