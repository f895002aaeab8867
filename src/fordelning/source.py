"""Sources: where a rule or a figure stands. Never here: the rules and figures themselves."""

from __future__ import annotations

from datetime import date

from attrs import Attribute, field, frozen

from fordelning.errors import InputTypeError, InputValueError
from fordelning.sentences import shown

__all__ = ["Source", "as_source"]


def _says_something(_: object, __: Attribute[str], document: str) -> None:
    if not isinstance(document, str) or not document.strip():
        raise InputValueError("source.empty", value=shown(document))


@frozen
class Source:
    """Name the place where a rule or a figure stands (källa), so that anyone can look.

    `document` is the title; `locator` the place in it (a page, a section, a table id);
    `quote` the words themselves; `dnr` the registry number (diarienummer); `dated` the
    day of the document, or the day on which figures were updated.

    >>> print(Source("Överenskommelse 2020", locator="s. 7", quote="efter befolkningsmängd"))
    Överenskommelse 2020, s. 7: "efter befolkningsmängd"

    Raises:
        InputValueError: no document.
    """

    document: str = field(validator=_says_something)
    locator: str = ""
    quote: str = ""
    url: str = ""
    dnr: str = ""
    dated: date | None = None

    def __str__(self) -> str:
        dated = self.dated.isoformat() if self.dated else ""
        where = ", ".join(part for part in (self.document, self.locator, self.dnr, dated) if part)
        quote = f': "{self.quote}"' if self.quote else ""
        return f"{where}{quote}{f' <{self.url}>' if self.url else ''}"


def as_source(source: Source | str | None) -> Source | None:
    """Return a source as it is; a text is the title of its document.

    Raises:
        InputTypeError: anything else.
        InputValueError: an empty text.
    """
    if source is None or isinstance(source, Source):
        return source
    if not isinstance(source, str):
        raise InputTypeError("source.type", value=shown(source), type=type(source).__name__)
    return Source(source)
