"""Workbooks: an allocation as an Excel file that anyone can recompute.

Never here: the sheets themselves, or text formats.
"""

from __future__ import annotations

import os

from fordelning.allocation import Allocation
from fordelning.errors import InputTypeError, InputValueError
from fordelning.sentences import shown
from fordelning.writers.book import book, xlsxwriter
from fordelning.writers.figures import Figures
from fordelning.writers.overview import by_recipient, summary
from fordelning.writers.plan import LIMIT
from fordelning.writers.pots import pot_sheet
from fordelning.writers.saving import saved
from fordelning.writers.sheet import Sheet, sheet_name
from fordelning.writers.sources import sources
from fordelning.writers.words import Language, Word, known

__all__ = ["write"]


def write(allocation: Allocation, path: str | os.PathLike[str], language: Language = "sv") -> None:
    """Write an allocation as a workbook (arbetsbok) with formulas, in Swedish or English.

    A summary, each recipient's amounts over the pots, a sheet per pot, the figures and the
    sources. A pot is computed by formulas, from the figures to each öre, where every
    intermediate is a whole number below 10^15, with which spreadsheets are exact; another
    pot has its amounts as values, its exact quotas as text, and says why. Beside every
    formula stands its value, so that a program which does not compute shows it too. The
    same allocation gives the same file. Needs the extra `excel`.

    Real: the annexes to the agreements between the state and SKR, which are Excel tables.

    Raises:
        MissingExtraError: xlsxwriter is not installed.
        InputTypeError, InputValueError: something else than an allocation, another
            language, amounts above 10^15 öre, more than fits a sheet, a path that cannot
            be written.
    """
    if not isinstance(allocation, Allocation):
        raise InputTypeError(
            "writers.allocation", value=shown(allocation), type=type(allocation).__name__
        )
    xlsxwriter()
    made = book(_sheets(allocation, known(language)), allocation.agreement.title, language)
    saved(made, path)


def _sheets(allocation: Allocation, language: Language) -> list[Sheet]:
    _see_exact(allocation)
    taken: list[str] = []

    def name(wanted: str) -> str:
        taken.append(sheet_name(wanted, taken))
        return taken[-1]

    first, last = name(Word.SUMMARY.said(language)), name(Word.SOURCES.said(language))
    figures = Figures(allocation, taken, language)
    pots = [pot_sheet(each, name(each.pot.id), figures, language) for each in allocation.outcomes]
    return [
        summary(allocation, pots, first, language),
        *by_recipient(pots, taken, language),
        *(each.sheet for each in pots),
        *figures.sheets(),
        sources(allocation, last, language),
    ]


def _see_exact(allocation: Allocation) -> None:
    """See that every amount and sum is one that a spreadsheet keeps."""
    amounts = [row.amount.ore for row in allocation.rows()]
    most = sum(map(abs, amounts))
    if most >= LIMIT:
        raise InputValueError("excel.amount", amount=allocation.total)
