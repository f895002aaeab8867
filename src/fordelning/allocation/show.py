"""Plain tables, as text and as HTML for notebooks. Never here: figures, formats, locales."""

from __future__ import annotations

from collections.abc import Collection, Sequence

__all__ = ["html", "text"]


def text(header: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[int]) -> str:
    """Return a table in columns; those in `right` are aligned there.

    >>> print(text(["code", "kr"], [["01", "5"], ["09", "12"]], right={1}))
    code  kr
    01     5
    09    12
    """
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (header, *rows)
    )


def html(
    caption: str, header: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[int]
) -> str:
    """Return a table as HTML, with every text escaped."""
    from html import escape

    head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    aligned = [
        ' style="text-align: right"' if place in right else "" for place in range(len(header))
    ]
    body = "".join(
        "<tr>"
        + "".join(f"<td{how}>{escape(cell)}</td>" for how, cell in zip(aligned, row, strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
