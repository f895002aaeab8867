"""The sheet of one pot: each recipient's amount, by formulas or as values, and why.

Never here: what the formulas are (`live`), or sheets of several pots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from string import Formatter

from attrs import frozen

from fordelning.agreement import About, Pot, UpTo
from fordelning.allocation import Outcome
from fordelning.register import Recipient
from fordelning.writers.figures import Figures
from fordelning.writers.live import planned
from fordelning.writers.plan import LIMIT, NotLive, Plan, Style, called
from fordelning.writers.saying import in_words, level_name, rounding_rule
from fordelning.writers.sheet import (
    FIRST_ROW,
    Cell,
    Fact,
    Heading,
    Sheet,
    address,
    kronor,
    letters,
    span,
)
from fordelning.writers.words import Language, Word

__all__ = ["PotSheet", "pot_sheet", "whom"]

_KRONOR, _CALCULATION = 2, 3
# Names stand above the labels of what is computed, which need some room.
_LABEL = "x" * 26
_LONGEST_FORMULA = 8_000  # Excel takes 8192.


@frozen
class _Line:
    """Hold who a row is for, and the öre in it."""

    code: str
    name: str
    ore: int


@frozen
class _Column:
    """Hold one column behind the amounts in kronor."""

    heading: Heading
    cells: tuple[Cell | None, ...]
    total: Cell | None = None


@frozen
class _Body:
    """Hold what a pot's sheet has besides codes, names and kronor.

    `pot` is the address of the pot's amount; the column of öre is at `ore` among `columns`.
    `must` are conditions that hold as long as the amounts make up the pot.
    """

    lines: list[_Line]
    columns: list[_Column]
    facts: list[Fact]
    pot: str
    ore: int
    must: tuple[str, ...] = ()


@frozen
class PotSheet:
    """Hold a pot's sheet, how far it computes, and where its amount and its öre stand."""

    outcome: Outcome
    sheet: Sheet
    follows: Word
    pot: str
    ore: int


def whom(pot: Pot, language: Language) -> str:
    """Return to whom a pot goes."""
    if isinstance(pot.to, Recipient):
        return f"{pot.to.name} ({pot.to.code})"
    return level_name(pot.level, language)


def _stated(pot: Pot, language: Language) -> str:
    """Return a pot's amount, as an amount, the most or about the amount that it is."""
    stated = in_words(pot.stated, language)
    if isinstance(pot.amount, UpTo):
        return Word.UP_TO.said(language, amount=stated)
    if isinstance(pot.amount, About):
        return Word.ABOUT.said(language, amount=stated)
    return stated


def pot_sheet(outcome: Outcome, name: str, figures: Figures, language: Language) -> PotSheet:
    """Return the sheet of a pot, with formulas where these are exact.

    Raises:
        CertificateError: the formulas would give other amounts than the outcome has.
    """
    facts = list(_facts(outcome, language))
    try:
        plan = planned(outcome, language, figures.links)
        body = _formulas(outcome, facts, plan)
    except NotLive as reason:
        why = Cell(reason.reason.said(language, **reason.values))
        body = _values(outcome, [*facts, Fact(Word.WHY.said(language), why)], language)
        follows = Word.VALUES
    else:
        follows = Word.PARTLY if plan.staying else Word.LIVE
    sheet = _sheet(outcome, name, body, language)
    return PotSheet(outcome, sheet, follows, body.pot, _CALCULATION + body.ore)


def _facts(outcome: Outcome, language: Language) -> Iterator[Fact]:
    pot, choice = outcome.pot, outcome.choice
    yield Fact(
        Word.KEY.said(language),
        Cell(in_words(pot.key, language) if pot.key else Word.NO_KEY.said(language)),
    )
    yield Fact(
        Word.ROUNDING.said(language), Cell(rounding_rule(outcome.rounded.rounding, language))
    )
    said = (
        (Word.READING, choice.reading if choice else ""),
        (Word.SOURCE, choice.source if choice else None),
        (Word.SOURCE, pot.source),
        (Word.PAYEE, pot.payee),
        (Word.NOTE, pot.note),
    )
    facts = [Fact(word.said(language), Cell(str(text))) for word, text in said if text]
    yield from dict.fromkeys(facts)


def _formulas(outcome: Outcome, facts: list[Fact], plan: Plan) -> _Body:
    """Return a plan with its addresses, the parameters among the facts."""
    lines = [_Line(row.code, row.name, row.amount.ore) for row in outcome.rows()]
    behind: list[str] = []
    if outcome.nobody is not None:
        lines.append(_Line("", outcome.nobody.name, outcome.nobody.amount.ore))
        behind.append("{pot}-{total}")
    if not outcome.rounded.rounding.method.keeps_total:
        lines.append(_Line("", plan.say(Word.RESIDUAL), outcome.rounded.residual.ore))
        behind.append("{total}-SUM({all_ore})")
    if plan.staying:
        facts = [*facts, Fact(plan.say(Word.STAYING), Cell("; ".join(plan.staying)))]
    first = FIRST_ROW + len(lines) + 1 + len(facts)
    fixed = _addresses(plan, first)
    fixed.setdefault("total", fixed["pot"])
    ores = [
        Cell(line.ore, Style.NUMBER, formula.format(**fixed))
        for line, formula in zip(lines[len(plan.codes) :], behind, strict=True)
    ]
    columns = [
        _column(plan, name, fixed, ores if name == "ore" else [None] * len(ores))
        for name in plan.columns
    ]
    facts = [*facts, *_parameters(plan, fixed), _below(plan, fixed, first)]
    must = tuple(_filled(each, fixed) for each in plan.conditions)
    return _Body(lines, columns, facts, fixed["pot"], len(columns) - 1, must)


def _filled(formula: str, places: dict[str, str]) -> str:
    """Return a formula with its addresses.

    Raises:
        NotLive: it is longer than a spreadsheet takes.
    """
    found = formula.format(**places)
    if len(found) > _LONGEST_FORMULA:
        raise NotLive(Word.TOO_LONG, length=len(found))
    return found


def _addresses(plan: Plan, first: int) -> dict[str, str]:
    """Return where each parameter stands, the first in the row `first`, and each column."""
    last = FIRST_ROW + len(plan.codes) - 1
    places = {name: address(_KRONOR, row) for row, name in enumerate(plan.parameters, first)}
    columns = enumerate(plan.columns, _CALCULATION)
    return places | {f"all_{name}": span(place, FIRST_ROW, last) for place, name in columns}


def _column(plan: Plan, name: str, fixed: dict[str, str], behind: Sequence[Cell | None]) -> _Column:
    """Return a column with its addresses, and the cells `behind` those of the recipients."""
    column = plan.columns[name]
    letters_of = {each: letters(place) for place, each in enumerate(plan.columns, _CALCULATION)}
    cells: list[Cell | None] = []
    for row, (value, formula) in enumerate(
        zip(column.values, column.formulas, strict=True), FIRST_ROW
    ):
        # Only the few that the formula names: a sheet may have a thousand columns.
        named = {each for _, each, _, _ in Formatter().parse(formula) if each}
        places = {each: fixed.get(each) or f"{letters_of[each]}{row}" for each in named}
        cells.append(Cell(value, column.style, _filled(formula, places)))
    cells += behind
    numbers = [cell.value for cell in cells if cell is not None and isinstance(cell.value, int)]
    total, letter = sum(numbers), letters_of[name]
    summed = f"SUM({letter}{FIRST_ROW}:{letter}{FIRST_ROW + len(cells) - 1})"
    return _Column(
        Heading.over(column.heading, _digits([*numbers, total]), column.note),
        tuple(cells),
        Cell(total, Style.NUMBER, summed) if column.summed else None,
    )


def _parameters(plan: Plan, fixed: dict[str, str]) -> Iterator[Fact]:
    for each in plan.parameters.values():
        cell = Cell(each.value, Style.NUMBER, _filled(each.formula, fixed))
        yield Fact(each.label, cell, each.note)


def _below(plan: Plan, fixed: dict[str, str], first: int) -> Fact:
    """Return whether all numbers but bounds are below the limit, by few ranges of them."""
    yes, no = plan.say(Word.YES), plan.say(Word.NO)
    ranges = [span(_KRONOR, first, first + len(plan.parameters) - 1)]
    for bound, columns in groupby(
        enumerate(plan.columns, _CALCULATION),
        lambda each: plan.columns[each[1]].style == Style.BOUND,
    ):
        if not bound:
            names = [name for _, name in columns]
            start, end = fixed[f"all_{names[0]}"], fixed[f"all_{names[-1]}"]
            ranges.append(f"{start.partition(':')[0]}:{end.partition(':')[2]}")
    formula = f'IF({called("MAX", ranges)}<{LIMIT},"{yes}","{no}")'
    return Fact(plan.say(Word.BELOW_LIMIT), Cell(yes, Style.FRACTION, formula))


def _values(outcome: Outcome, facts: list[Fact], language: Language) -> _Body:
    """Return the amounts as values, with their exact quotas as text."""
    rows = [*outcome.rows(), *outcome.residual()]
    lines = [_Line(row.code, row.name, row.amount.ore) for row in rows]
    ores, quotas = [line.ore for line in lines], [str(row.quota) for row in rows]
    all_ores = span(_CALCULATION, FIRST_ROW, FIRST_ROW + len(lines) - 1)
    columns = [
        _Column(
            Heading.over(Word.AMOUNT_ORE.said(language), _digits([sum(ores)])),
            tuple(Cell(ore, Style.NUMBER) for ore in ores),
            Cell(sum(ores), Style.NUMBER, f"SUM({all_ores})"),
        ),
        _Column(
            Heading.over(Word.QUOTA.said(language), quotas),
            tuple(Cell(quota, Style.FRACTION) for quota in quotas),
        ),
    ]
    pot = address(_KRONOR, FIRST_ROW + len(lines) + 1 + len(facts))
    stated = Cell(outcome.pot.stated.ore, Style.NUMBER)
    return _Body(lines, columns, [*facts, Fact(Word.GIVEN.said(language), stated)], pot, 0)


def _sheet(outcome: Outcome, name: str, body: _Body, language: Language) -> Sheet:
    """Put together codes, names, kronor and what they are computed from."""

    def say(word: Word) -> str:
        return word.said(language)

    place, lines, columns = _CALCULATION + body.ore, body.lines, body.columns
    total = sum(line.ore for line in lines)
    ores = span(place, FIRST_ROW, FIRST_ROW + len(lines) - 1)
    every = called("AND", [f"SUM({ores})={body.pot}", *body.must])
    formula = f'IF({every},"{say(Word.YES)}","{say(Word.NO)}")'
    adds_up = Cell(say(Word.YES), Style.FRACTION, formula)
    note = say(Word.ADDS_UP_HOW) if body.must else ""
    return Sheet(
        name,
        title=": ".join(filter(None, (outcome.pot.id, outcome.pot.title))),
        subtitle=" ".join(
            (_stated(outcome.pot, language), say(Word.TO).lower(), whom(outcome.pot, language))
        ),
        headings=(
            Heading.over(say(Word.CODE), [each.code for each in lines], right=False),
            Heading.over(say(Word.NAME), [_LABEL, *(each.name for each in lines)], right=False),
            Heading.over(say(Word.AMOUNT), [f"{kronor(total):,}"], say(Word.KRONOR)),
            *(column.heading for column in columns),
        ),
        sums=(
            Cell(say(Word.TOTAL)),
            None,
            _kronor(total, FIRST_ROW - 1, place),
            *(column.total for column in columns),
        ),
        rows=tuple(
            (
                Cell(line.code),
                Cell(line.name),
                _kronor(line.ore, FIRST_ROW + index, place),
                *(column.cells[index] for column in columns),
            )
            for index, line in enumerate(lines)
        ),
        facts=(*body.facts, Fact(say(Word.ADDS_UP), adds_up, note)),
    )


def _kronor(ore: int, row: int, column: int) -> Cell:
    return Cell(kronor(ore), Style.KRONOR, f"{letters(column)}{row}/100")


def _digits(numbers: Iterable[int]) -> list[str]:
    """Return grouped numbers, without unbounded ones, which are shown as a dash."""
    return [f"{each:,}" for each in numbers if abs(each) < LIMIT]
