"""Sources and digests on a page: where rules and figures stand, and what identifies them.

Never here: a digest of its own kind; they are those of a receipt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fordelning.allocation import Allocation, Outcome
from fordelning.errors import DocumentError
from fordelning.keys import CitedStep, Step
from fordelning.receipts import issue
from fordelning.source import Source
from fordelning.text import describe
from fordelning.writers.html_parts import Inside, Markup, element, facts, joined
from fordelning.writers.html_tables import Sayer
from fordelning.writers.html_words import PageWord
from fordelning.writers.words import Word, locale_of

__all__ = ["source", "sources", "sources_of"]

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


def sources_of(outcome: Outcome) -> tuple[Source, ...]:
    """Return where a pot, its reading and its key stand, each once."""
    choice = outcome.choice
    cited = (each for step in outcome.steps() for each in _cited(step))
    found = (outcome.pot.source, choice.source if choice else None, *cited)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _cited(step: Step) -> Iterator[Source]:
    if isinstance(step, CitedStep):
        yield step.source
    for inner in step.inner:
        yield from _cited(inner)


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
    for each in allocation.population.tables:
        yield element("p", describe(str(each), locale_of(say.language)))
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
