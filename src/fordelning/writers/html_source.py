"""Sources and digests on a page: where rules and figures stand, and what identifies them.

Never here: a digest of its own kind; they are those of a receipt.
"""

from __future__ import annotations

from collections.abc import Iterable

from fordelning.allocation import Allocation
from fordelning.errors import DocumentError
from fordelning.receipts import issue
from fordelning.source import Source
from fordelning.writers.grounds import tables
from fordelning.writers.html_parts import Inside, Markup, element, facts, joined
from fordelning.writers.html_tables import Sayer
from fordelning.writers.html_words import PageWord
from fordelning.writers.saying import in_words
from fordelning.writers.words import Word

__all__ = ["source", "sources"]

_LINKED = ("https://", "http://")


def source(say: Sayer, given: Source) -> Markup:
    """Return where something stands; only an ordinary web address becomes a link."""
    dated = say.day(given.dated) if given.dated else ""
    where = ", ".join(part for part in (given.document, given.locator, given.dnr, dated) if part)
    quote = (": ", element("q", given.quote)) if given.quote else ()
    url: Inside = given.url or None
    if given.url.startswith(_LINKED):
        url = element("a", given.url, href=given.url, rel="noreferrer")
    return joined((where, *quote, None if url is None else ", ", url))


def sources(say: Sayer, allocation: Allocation) -> Markup:
    """Return the section of sources and digests."""
    return element(
        "section",
        element("h2", say(PageWord.SOURCES)),
        element("h3", say(PageWord.RULES)),
        _listed(say, allocation.agreement.sources),
        element("h3", say(PageWord.FIGURES)),
        *_figures(say, allocation),
        element("h3", say(PageWord.DIGESTS)),
        _digests(say, allocation),
    )


def _listed(say: Sayer, given: Iterable[Source]) -> Markup:
    items = [element("li", source(say, each)) for each in given]
    return element("ul", *items) if items else element("p", say(PageWord.NO_SOURCE))


def _figures(say: Sayer, allocation: Allocation) -> Iterable[Markup]:
    used = tables(allocation)
    if not used:
        yield _listed(say, ())
    for each in used:
        yield element("p", in_words(str(each), say.language))
        yield _listed(say, each.sources)


def _digests(say: Sayer, allocation: Allocation) -> Markup:
    try:
        digests = issue(allocation, figures=False).digests
    except DocumentError:
        return element("p", say(Word.NO_DIGEST))
    found = (
        (Word.DIGEST_DEFINITION, digests.definition),
        (Word.DIGEST_POPULATION, digests.population),
        (Word.DIGEST_RESULT, digests.result),
    )
    return joined(
        (
            facts((say(word), element("code", digest)) for word, digest in found),
            element("p", say(Word.DIGEST_HOW)),
        )
    )
