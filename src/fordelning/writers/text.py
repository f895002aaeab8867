"""Text: an allocation as CSV for people, CSV for machines, JSON or Markdown.

A text that a spreadsheet would take for a formula gets an apostrophe before it, in every
format. Never here: files, calculations, or a format that is read back by the library.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence

from fordelning.agreement import Choice
from fordelning.allocation import Allocation, Outcome, Row
from fordelning.errors import InputTypeError
from fordelning.money import Money
from fordelning.rounding import Rounding
from fordelning.sentences import shown
from fordelning.writers.grounds import tables
from fordelning.writers.safety import safe
from fordelning.writers.saying import in_words, level_name, read_as, rounding_rule
from fordelning.writers.words import Language, Word, known

__all__ = ["csv_for_machines", "csv_for_people", "to_json", "to_markdown"]

_BOM = "\ufeff"
_MARKUP = re.compile(r"([\\`*_\[\]<>|#~&!])")


def csv_for_people(allocation: Allocation) -> str:
    """Return an allocation as CSV that Excel opens in Swedish (semikolonseparerad fil).

    Parted by semicolons, kronor with a decimal comma, Swedish headings, a byte order mark
    first: write it as UTF-8, with `newline=""`. Excel takes a code such as 01 for the
    number 1; a workbook keeps it.

    Raises:
        InputTypeError: something else than an allocation.
    """
    words = (Word.POT, Word.LEVEL, Word.CODE, Word.NAME, Word.AMOUNT, Word.PAYEE)
    rows = (
        (row.pot, row.level, row.code, row.name, _kronor(row.amount), row.payee)
        for row in _rows(allocation)
    )
    return _BOM + _csv([word.said("sv") for word in words], rows, numbers=(4,))


def csv_for_machines(allocation: Allocation, pot: str | None = None) -> str:
    """Return an allocation as CSV for programs: öre as whole numbers, exact quotas.

    Parted by semicolons, with the names of `Allocation.to_columns` as headings; a quota is
    "numerator/denominator" in öre, or a whole number. Texts are as `safe` makes them. With
    the id of a pot, its rows only.

    >>> from fordelning import Agreement, Equal, Population, Pot, allocate, kr
    >>> agreement = Agreement("a", "A", kr(1), [Pot("p", kr(1), "skola", Equal())], None)
    >>> result = allocate(agreement, Population.of(["m", "n", "o"], level="skola"))
    >>> print(csv_for_machines(result).splitlines()[1])
    p;skola;m;m;34;100/3;

    Raises:
        InputTypeError: something else than an allocation.
        UnknownIdError: there is no such pot.
    """
    wanted = _rows(allocation)
    if pot is not None:
        found = allocation.outcome(pot).pot.id
        wanted = tuple(row for row in wanted if row.pot == found)
    rows = (
        (row.pot, row.level, row.code, row.name, str(row.amount.ore), str(row.quota), row.payee)
        for row in wanted
    )
    header = ["pot", "level", "code", "name", "ore", "quota", "payee"]
    return _csv(header, rows, numbers=(4, 5))


def to_json(allocation: Allocation) -> str:
    """Return an allocation as JSON: öre as whole numbers, exact quotas as texts.

    An object with the agreement, the day it asks for and the days of the figures that were
    used, their sources, the readings, the rounding and a list of pots, each with its
    recipients and what goes to nobody.

    Raises:
        InputTypeError: something else than an allocation.
    """
    _see(allocation)
    agreement = allocation.agreement
    asked = agreement.reference_date
    tree = {
        "agreement": safe(agreement.id),
        "title": safe(agreement.title),
        "reference_date": asked.isoformat() if asked else None,
        "figures_of": {level: day.isoformat() for level, day in allocation.dates.items()},
        "figures": [
            {"table": safe(str(table)), "sources": [safe(str(each)) for each in table.sources]}
            for table in tables(allocation)
        ],
        "readings": [_reading(choice) for choice in allocation.readings],
        "rounding": _rounding(agreement.rounding),
        "total_ore": allocation.total.ore,
        "pots": [_pot(outcome) for outcome in allocation.outcomes],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def to_markdown(allocation: Allocation, language: Language = "sv") -> str:
    """Return an allocation as Markdown: what it rests on, a table of the pots, one per pot.

    Raises:
        InputTypeError: something else than an allocation.
        InputValueError: another language than "sv" and "en".
    """
    _see(allocation)
    known(language)
    return "\n".join(_markdown(allocation, language)) + "\n"


def _see(allocation: object) -> None:
    if not isinstance(allocation, Allocation):
        raise InputTypeError(
            "writers.allocation", value=shown(allocation), type=type(allocation).__name__
        )


def _rows(allocation: Allocation) -> tuple[Row, ...]:
    _see(allocation)
    return allocation.rows()


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int]) -> str:
    """Write rows; in the columns of numbers a minus is one, and begins no formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(
            [cell if place in numbers else safe(cell) for place, cell in enumerate(row)]
        )
    return out.getvalue()


def _kronor(amount: Money) -> str:
    whole, part = divmod(abs(amount.ore), 100)
    return f"{'-' if amount.ore < 0 else ''}{whole},{part:02}"


def _reading(choice: Choice) -> dict[str, object]:
    return {
        "ambiguity": safe(choice.ambiguity),
        "reading": safe(choice.reading),
        "own": choice.own,
    }


def _rounding(rounding: Rounding) -> dict[str, object]:
    return {"method": rounding.method.value, "unit_ore": rounding.unit.ore}


def _pot(outcome: Outcome) -> dict[str, object]:
    pot = outcome.pot
    return {
        "id": safe(pot.id),
        "title": safe(pot.title),
        "level": safe(pot.level),
        "payee": safe(pot.payee),
        "amount_ore": pot.stated.ore,
        "recipients": [{"code": safe(row.code), **_row(row)} for row in outcome.rows()],
        "nobody": [_row(row) for row in outcome.residual()],
    }


def _row(row: Row) -> dict[str, object]:
    return {"name": safe(row.name), "ore": row.amount.ore, "quota": str(row.quota)}


def _markdown(allocation: Allocation, language: Language) -> Iterator[str]:
    def say(word: Word) -> str:
        return word.said(language)

    agreement = allocation.agreement
    yield f"# {_plain(agreement.title)}"
    yield ""
    yield f"{_plain(agreement.id)}: {in_words(agreement.total, language)}"
    yield ""
    for label, said in _basis(allocation, language):
        yield f"- {label}: {_plain(said)}"
    yield ""
    header = (say(Word.POT), say(Word.TITLE), say(Word.RECIPIENTS), say(Word.AMOUNT))
    rows = [
        (each.pot.id, each.pot.title, str(len(each.codes)), _kronor(each.pot.stated))
        for each in allocation.outcomes
    ]
    yield from _table(header, rows, right=(2, 3))
    for each in allocation.outcomes:
        yield ""
        yield f"## {_plain(': '.join(filter(None, (each.pot.id, each.pot.title))))}"
        yield ""
        lines = [*each.rows(), *each.residual()]
        cells = [(row.code, row.name, _kronor(row.amount)) for row in lines]
        cells.append(("", say(Word.TOTAL), _kronor(Money.total(row.amount for row in lines))))
        yield from _table((say(Word.CODE), say(Word.NAME), say(Word.AMOUNT)), cells, right=(2,))


def _basis(allocation: Allocation, language: Language) -> Iterator[tuple[str, str]]:
    """Yield what the amounts rest on, with what it is called."""
    agreement = allocation.agreement
    asked = agreement.reference_date
    yield Word.ASKED.said(language), str(asked) if asked else Word.ANY_DAY.said(language)
    for level, day in allocation.dates.items():
        yield f"{Word.USED.said(language)}, {level_name(level, language)}", str(day)
    for choice in allocation.readings:
        yield Word.READING.said(language), read_as(choice, language)
    yield Word.ROUNDING.said(language), rounding_rule(agreement.rounding, language)
    for table in tables(allocation):
        sources = "; ".join(map(str, table.sources))
        label = f"{in_words(str(table), language)} ({sources})"
        yield Word.POPULATION.said(language), label


def _table(
    header: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int]
) -> Iterator[str]:
    yield _line(header)
    yield _line(["---:" if place in right else "---" for place in range(len(header))])
    for row in rows:
        yield _line([cell if place in right else _plain(cell) for place, cell in enumerate(row)])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Return a text in one line that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", " ".join(safe(text).split()))
