"""Navigation from the pages' own lists of links, so that the site has no list beside them.

A page named `index` is a list of links under headings, as it is read on a code host too. Here
each heading becomes a group of the site's navigation, and each link to a page of it an entry.
Links to files beside the documentation become links to the pages that show them. Never here:
any page's name but theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from sphinx.application import Sphinx

__all__ = ["groups", "setup", "to_pages"]

SHOWN = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    ".github/SECURITY.md": "promise.md",
    "README.md": "index.md",
}
"""Files beside the documentation, and the pages of the site that show them."""

_HEADING = re.compile(r"^## (?P<caption>.+)$")
_LINK = re.compile(r"^- \[(?P<title>[^]]+)\]\((?P<page>[^):#]+)\.md\)")
_OUTWARD = re.compile(r"\[(?P<text>[^]]+)\]\((?P<file>(?:\.\./)+[^)#]+\.md)(?P<anchor>#[^)]*)?\)")


def to_pages(text: str, page: str) -> str:
    """Return the text with links to files beside the documentation made links to pages.

    Where no page shows the file, its name stands in the link's place.
    """
    up = "../" * page.count("/")

    def instead(link: re.Match[str]) -> str:
        if not link["file"].startswith(f"{up}../"):
            return link[0]
        file = link["file"].removeprefix(f"{up}../")
        if file in SHOWN:
            return f"[{link['text']}]({up}{SHOWN[file]}{link['anchor'] or ''})"
        return f"{link['text']} (`{file}`)"

    return _OUTWARD.sub(instead, text)


def groups(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each heading of a list of links, with the titles and pages linked to under it."""
    caption, entries = "", list[tuple[str, str]]()
    for line in text.splitlines():
        if heading := _HEADING.match(line):
            if entries:
                yield caption, entries
            caption, entries = heading["caption"], []
        elif link := _LINK.match(line):
            entries.append((link["title"], link["page"]))
    if entries:
        yield caption, entries


def _toctree(caption: str, entries: list[tuple[str, str]]) -> str:
    lines = "\n".join(f"{title} <{page}>" for title, page in entries)
    return f"\n\n```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{lines}\n```\n"


def _read(app: Sphinx, page: str, source: list[str]) -> None:
    text = to_pages(source[0], page)
    if PurePosixPath(page).name == "index":
        text += "".join(_toctree(caption, entries) for caption, entries in groups(text))
    source[0] = text


def setup(app: Sphinx) -> dict[str, bool]:
    """Have every page pass through here when it is read."""
    app.connect("source-read", _read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
