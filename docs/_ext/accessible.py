"""What the theme leaves out for those who hear a page or have no mouse.

Pages are mended when they have been written: headings of the navigation get their level,
landmarks their names, code that scrolls can be reached by the keyboard, parameters are no
list of definitions, and the page of the search has a heading. Never here: what a page says.
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx

__all__ = ["accessible", "setup"]

_NAMES = {
    "en": {"menu": "Pages", "page": "On this page", "search": "Search"},
    "sv": {"menu": "Sidor", "page": "På den här sidan", "search": "Sök"},
}
_MENDED = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    "<pre>": '<pre tabindex="0">',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
    '<aside class="sidebar-drawer': '<aside aria-label="{menu}" class="sidebar-drawer',
    '<aside class="toc-drawer': '<aside aria-label="{page}" class="toc-drawer',
    '</noscript>\n\n<div id="search-results">': (
        '</noscript>\n<h1>{search}</h1>\n<div id="search-results">'
    ),
}
_PARAMETERS = re.compile(r'<dl>\n((?:<dd><em class="sig-param">.*</dd>\n)+)</dl>')


def accessible(html: str, language: str) -> str:
    """Return a page with what it lacked; one that lacks nothing as it is."""
    for was, now in _MENDED.items():
        html = html.replace(was, now.format_map(_NAMES[language]))
    return _PARAMETERS.sub(_undefined, html)


def _undefined(found: re.Match[str]) -> str:
    lines = found[1].replace("<dd>", "<span>").replace("</dd>", "</span>")
    return f'<span class="parameters">\n{lines}</span>'


def _mend(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.format != "html":
        return
    for path in Path(app.outdir).rglob("*.html"):
        if path.relative_to(app.outdir).parts[0].startswith("_"):
            continue
        html = path.read_text(encoding="utf-8")
        mended = accessible(html, "sv" if 'lang="sv"' in html[:200] else "en")
        if mended != html:
            path.write_text(mended, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Have every page mended once all are written."""
    app.connect("build-finished", _mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
