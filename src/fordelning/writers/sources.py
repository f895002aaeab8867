"""The sheet of sources: where each rule and figure stands, and the digests.

Never here: the rules and figures themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

from fordelning.allocation import Allocation
from fordelning.errors import DocumentError
from fordelning.receipts import issue
from fordelning.source import Source
from fordelning.writers.grounds import cited, tables
from fordelning.writers.plan import Style
from fordelning.writers.saying import in_words
from fordelning.writers.sheet import Cell, Fact, Heading, Sheet
from fordelning.writers.words import Language, Word

__all__ = ["sources"]


def sources(allocation: Allocation, name: str, language: Language) -> Sheet:
    """Return the sheet of sources of the agreement, the pots, their keys and the figures."""
    widths = (
        (Word.WHAT, 18),
        (Word.NAME, 30),
        (Word.DOCUMENT, 44),
        (Word.PLACE, 18),
        (Word.QUOTE, 40),
        (Word.DNR, 16),
        (Word.DATED, 12),
        (Word.URL, 40),
    )
    rows = dict.fromkeys(_sources(allocation, language))
    return Sheet(
        name,
        title=name,
        subtitle=allocation.agreement.title,
        headings=tuple(
            Heading(word.said(language), "", width, right=False) for word, width in widths
        ),
        sums=(),
        rows=tuple(
            tuple(
                Cell(text, Style.WRAPPED)
                for text in (
                    what.said(language),
                    of,
                    source.document,
                    source.locator,
                    source.quote,
                    source.dnr,
                    source.dated.isoformat() if source.dated else "",
                    source.url,
                )
            )
            for what, of, source in rows
        ),
        facts=tuple(_digests(allocation, language)),
        frozen_columns=2,
    )


def _sources(allocation: Allocation, language: Language) -> Iterator[tuple[Word, str, Source]]:
    for source in allocation.agreement.sources:
        yield Word.AGREEMENT, allocation.agreement.id, source
    for outcome in allocation.outcomes:
        for place in cited(outcome):
            yield Word.POT, outcome.pot.id, place
    for table in tables(allocation):
        for source in table.sources:
            yield Word.FIGURES, in_words(str(table), language), source


def _digests(allocation: Allocation, language: Language) -> Iterator[Fact]:
    how = Word.DIGESTS.said(language)
    try:
        digests = issue(allocation, figures=False).digests
    except DocumentError:
        yield Fact(how, Cell(Word.NO_DIGEST.said(language)))
        return
    yield Fact(how, Cell(Word.DIGEST_HOW.said(language)))
    yield Fact(Word.DIGEST_DEFINITION.said(language), Cell(digests.definition))
    yield Fact(Word.DIGEST_POPULATION.said(language), Cell(digests.population))
    yield Fact(Word.DIGEST_RESULT.said(language), Cell(digests.result))
