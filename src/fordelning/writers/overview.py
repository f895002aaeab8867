"""The sheets of a whole allocation: the summary, and what each recipient gets of all pots.

Never here: one pot's calculation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fordelning.allocation import Allocation
from fordelning.money import Money
from fordelning.writers.grounds import tables
from fordelning.writers.plan import Style
from fordelning.writers.pots import PotSheet, whom
from fordelning.writers.saying import in_words, level_name, read_as, rounding_rule
from fordelning.writers.sheet import (
    FIRST_ROW,
    Cell,
    Fact,
    Heading,
    Sheet,
    kronor,
    letters,
    quoted,
    sheet_name,
    span,
)
from fordelning.writers.words import Language, Word

__all__ = ["by_recipient", "summary"]

_KRONOR = 2


def summary(
    allocation: Allocation, pots: Sequence[PotSheet], name: str, language: Language
) -> Sheet:
    """Return the sheet with a row per pot, and what the allocation rests on below."""
    agreement = allocation.agreement
    sums = [(each.outcome.pot.stated, _recipients(each), _nobody(each)) for each in pots]
    totals = [Money.total(column) for column in zip(*sums, strict=True)]
    last = FIRST_ROW + len(pots) - 1

    return Sheet(
        name,
        title=agreement.title,
        subtitle=f"{agreement.id}: {in_words(agreement.total, language)}",
        headings=_headings(pots, totals, language),
        sums=(
            Cell(Word.TOTAL.said(language)),
            None,
            None,
            None,
            *(
                Cell(kronor(total.ore), Style.KRONOR, _exact_sum(span(place, FIRST_ROW, last)))
                for place, total in enumerate(totals, 4)
            ),
            None,
        ),
        rows=tuple(_row(each, amounts, language) for each, amounts in zip(pots, sums, strict=True)),
        facts=tuple(_facts(allocation, language)),
        frozen_columns=1,
    )


def _headings(
    pots: Sequence[PotSheet], totals: Sequence[Money], language: Language
) -> tuple[Heading, ...]:
    def say(word: Word) -> str:
        return word.said(language)

    ids = [each.outcome.pot.id for each in pots]
    # Titles stand above the values of what is said below, which need some room.
    titles = ["x" * 20, *(each.outcome.pot.title for each in pots)]
    return (
        Heading.over(say(Word.POT), ids, right=False),
        Heading.over(say(Word.TITLE), titles, right=False),
        Heading.over(say(Word.TO), [whom(e.outcome.pot, language) for e in pots], right=False),
        Heading.over(say(Word.RECIPIENTS), []),
        *(
            Heading.over(say(word), [str(total) for total in totals])
            for word in (Word.POT_AMOUNT, Word.TO_RECIPIENTS, Word.TO_NOBODY)
        ),
        Heading.over(say(Word.CALCULATION), [each.follows.said(language) for each in pots]),
    )


def _recipients(pot: PotSheet) -> Money:
    return Money.total(pot.outcome.amounts.values())


def _nobody(pot: PotSheet) -> Money:
    return Money.total(row.amount for row in pot.outcome.residual())


def _exact_sum(cells: str) -> str:
    """Sum kronor as whole öre, since kronor with decimals are not exact in a spreadsheet."""
    return f"SUMPRODUCT(ROUND({cells}*100,0))/100"


def _row(pot: PotSheet, amounts: tuple[Money, ...], language: Language) -> tuple[Cell, ...]:
    outcome, sheet = pot.outcome, quoted(pot.sheet.name)
    last = FIRST_ROW + len(outcome.codes) - 1
    beyond = FIRST_ROW + len(pot.sheet.rows) - 1
    formulas = (
        f"{sheet}{pot.pot}/100",
        f"SUM({sheet}{span(pot.ore, FIRST_ROW, last)})/100",
        f"SUM({sheet}{span(pot.ore, last + 1, beyond)})/100" if beyond > last else "0",
    )
    return (
        Cell(outcome.pot.id),
        Cell(outcome.pot.title),
        Cell(whom(outcome.pot, language)),
        Cell(len(outcome.codes), Style.NUMBER),
        *(
            Cell(kronor(amount.ore), Style.KRONOR, formula)
            for amount, formula in zip(amounts, formulas, strict=True)
        ),
        Cell(pot.follows.said(language), Style.FRACTION),
    )


def _facts(allocation: Allocation, language: Language) -> Iterator[Fact]:
    agreement = allocation.agreement
    asked = agreement.reference_date or Word.ANY_DAY.said(language)
    yield Fact(Word.ASKED.said(language), Cell(str(asked)))
    for level, day in allocation.dates.items():
        label = f"{Word.USED.said(language)}, {level_name(level, language)}"
        yield Fact(label, Cell(str(day)))
    for choice in allocation.readings:
        yield Fact(Word.READING.said(language), Cell(read_as(choice, language)))
    yield Fact(Word.ROUNDING.said(language), Cell(rounding_rule(agreement.rounding, language)))
    for table in tables(allocation):
        yield Fact(Word.POPULATION.said(language), Cell(in_words(str(table), language)))
    if agreement.note:
        yield Fact(Word.NOTE.said(language), Cell(agreement.note))
    yield Fact(Word.HOW_TO_READ.said(language), Cell(Word.EXACT_HOW.said(language)))


def by_recipient(pots: Sequence[PotSheet], taken: list[str], language: Language) -> Iterator[Sheet]:
    """Yield a sheet per level that several pots go to: a row per recipient, a column per pot."""
    for level in dict.fromkeys(each.outcome.pot.level for each in pots):
        mine = [each for each in pots if level and each.outcome.pot.level == level]
        if len(mine) > 1:
            wanted = f"{Word.TO_EACH.said(language)}, {level_name(level, language)}"
            name = sheet_name(wanted, taken)
            taken.append(name)
            yield _matrix(mine, name, language)


def _matrix(pots: list[PotSheet], name: str, language: Language) -> Sheet:
    # All pots to one level have the same recipients, in the same order.
    outcome = pots[0].outcome
    codes, names = outcome.codes, [outcome.name(code) for code in outcome.codes]
    amounts = [list(each.outcome.amounts.values()) for each in pots]
    totals = [Money.total(row) for row in zip(*amounts, strict=True)]
    last = FIRST_ROW + len(codes) - 1
    sums = [Money.total(column) for column in (*amounts, totals)]
    return Sheet(
        name,
        title=name,
        subtitle="",
        headings=(
            Heading.over(Word.CODE.said(language), codes, right=False),
            Heading.over(Word.NAME.said(language), names, right=False),
            *(
                Heading.over(each.outcome.pot.id, [str(total)], each.outcome.pot.title)
                for each, total in zip(pots, sums, strict=False)
            ),
            Heading.over(Word.TOTAL.said(language), [str(sums[-1])]),
        ),
        sums=(
            Cell(Word.TOTAL.said(language)),
            None,
            *(
                Cell(kronor(total.ore), Style.KRONOR, _exact_sum(span(place, FIRST_ROW, last)))
                for place, total in enumerate(sums, _KRONOR)
            ),
        ),
        rows=tuple(
            (Cell(code), Cell(called), *_across(pots, each, row))
            for row, (code, called, each) in enumerate(
                zip(codes, names, zip(*amounts, strict=True), strict=True), FIRST_ROW
            )
        ),
    )


def _across(pots: list[PotSheet], amounts: tuple[Money, ...], row: int) -> Iterator[Cell]:
    """Yield one recipient's amount in each pot, and their sum."""
    for pot, amount in zip(pots, amounts, strict=True):
        formula = f"{quoted(pot.sheet.name)}{letters(_KRONOR)}{row}"
        yield Cell(kronor(amount.ore), Style.KRONOR, formula)
    cells = f"{letters(_KRONOR)}{row}:{letters(_KRONOR + len(pots) - 1)}{row}"
    yield Cell(kronor(Money.total(amounts).ore), Style.KRONOR, _exact_sum(cells))
