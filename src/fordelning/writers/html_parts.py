"""Elements of a page: markup that escapes whatever is not markup itself.

Never here: what a page says, or how it looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import TypeAlias

from attrs import frozen

__all__ = ["Column", "Inside", "Markup", "element", "facts", "joined", "table", "text"]

_VOID = frozenset({"br", "meta"})
# What no HTML document may contain: control characters, halves of a pair, non-characters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_REPLACEMENT = "\ufffd"


class Markup(str):
    """Be text that is HTML already; everything else is escaped where it is put in."""

    __slots__ = ()


Inside: TypeAlias = str | None


def text(words: str) -> Markup:
    r"""Return words as markup: escaped, and without what no document may contain.

    >>> text("<b> & \x00") == "&lt;b&gt; &amp; \ufffd"
    True
    """
    if isinstance(words, Markup):
        return words
    return Markup(escape(_FORBIDDEN.sub(_REPLACEMENT, words)))


def joined(parts: Iterable[Inside]) -> Markup:
    """Return parts behind each other; None is nothing."""
    return Markup("".join(text(part) for part in parts if part is not None))


def element(tag: str, *inside: Inside, **attributes: str | int | None) -> Markup:
    """Return an element; an attribute that is None is left out.

    An underscore at the end of an attribute's name is dropped, any other is a hyphen.

    >>> element("p", "1 < 2", class_="note", aria_label=None)
    '<p class="note">1 &lt; 2</p>'
    """
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{text(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Markup(f"<{tag}{said}>")
    return Markup(f"<{tag}{said}>{joined(inside)}</{tag}>")


def facts(pairs: Iterable[tuple[str, Inside]]) -> Markup:
    """Return a list of names and what each is; those that are empty are left out."""
    return element(
        "dl",
        *(
            element("div", element("dt", name), element("dd", value))
            for name, value in pairs
            if value
        ),
    )


@frozen
class Column:
    """Hold a column's heading, and the class of its cells, if they look like no other's."""

    heading: str
    style: str | None = None


def table(
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Inside]],
    foot: Sequence[Inside] | None = None,
) -> Markup:
    """Return a table whose first column names the rows."""
    head = (element("th", column.heading, scope="col", class_=column.style) for column in columns)
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *head)),
        element("tbody", *(_row(columns, row) for row in rows)),
        None if foot is None else element("tfoot", _row(columns, foot)),
    )


def _row(columns: Sequence[Column], cells: Sequence[Inside]) -> Markup:
    first, *others = cells
    return element(
        "tr",
        element("th", first, scope="row"),
        *(
            element("td", cell, class_=column.style)
            for column, cell in zip(columns[1:], others, strict=True)
        ),
    )
