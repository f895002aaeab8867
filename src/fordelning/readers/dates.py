"""Which day figures refer to: by what the file says, and by the tables that are known.

A table says "2019", and not of which day. That is taken from the file's own words or from
the table's id, never guessed. Never here: which division holds on a day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from fordelning.errors import ReaderError
from fordelning.sentences import Phrase

__all__ = ["KNOWN", "Day", "day_of", "known_table", "may_be", "rule_for", "rule_in"]


class Day(StrEnum):
    """Name the day of a year or month that a table's figures refer to (mättidpunkt)."""

    NOVEMBER = "1 November"
    YEAR_END = "31 December"
    MONTH_END = "last day of the month"

    @property
    def told(self) -> str:
        """The day, in words that can be said in another language."""
        if self == Day.MONTH_END:
            return Phrase("the last day of the month")
        return Phrase("1 November") if self == Day.NOVEMBER else Phrase("31 December")


KNOWN = MappingProxyType(
    {
        # "REFPERIOD: 31 Dec each year", px files of BE0101N1 and BE0101A1 from SCB.
        "BE0101N1": Day.YEAR_END,
        "BE0101A1": Day.YEAR_END,
        # Table BefolkningNy, "Folkmängden efter region, civilstånd, ålder och kön", whose
        # figures are BE0101N1; TAB638 in the interface's second version.
        "BEFOLKNINGNY": Day.YEAR_END,
        "TAB638": Day.YEAR_END,
        # The same contents from reference year 2025, with noise.
        "000007ME": Day.YEAR_END,
        # Population density, of the same figures.
        "BE0101U1": Day.YEAR_END,
        # "Folkmängd 1 november efter region, ålder och kön".
        "FOLKMANGDNOV": Day.NOVEMBER,
        "TAB1267": Day.NOVEMBER,
        "BE0101A9": Day.NOVEMBER,
        # "Uppgiften om folkmängd avser förhållandet den sista dagen i respektive månad",
        # TAB6471 (2025 on) and TAB5444 (2000-2024), note to the table.
        "TAB6471": Day.MONTH_END,
        "000007SF": Day.MONTH_END,
        "TAB5444": Day.MONTH_END,
        "BEFOLKMANAD": Day.MONTH_END,
    }
)
"""The day of each table, by its id or that of its contents, with where that stands."""

_SAID = {
    Day.YEAR_END: re.compile(r"(?<![0-9])31[\s.]{0,3}dec", re.IGNORECASE),
    Day.NOVEMBER: re.compile(r"(?<![0-9])1[\s.]{0,3}nov", re.IGNORECASE),
}
_FILE = re.compile(r"(?P<table>[A-Za-z0-9]+)_[0-9]{8}-[0-9]{6}(?:\..*)?")
_YEAR = re.compile(r"[12][0-9]{3}")
_MONTH = re.compile(r"(?P<year>[12][0-9]{3})M(?P<month>0[1-9]|1[0-2])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ENDS = {Day.YEAR_END: (12, 31), Day.NOVEMBER: (11, 1)}


def known_table(name: str) -> str:
    """Return the id of the table in the name that Statistikdatabasen gives a file.

    >>> known_table("BE0101N1_20230719-185419.csv"), known_table("folk.csv")
    ('BE0101N1', '')
    """
    found = _FILE.fullmatch(name)
    return found["table"] if found else ""


def rule_in(words: str) -> set[Day]:
    """Return the days that a title or a reference period names.

    >>> rule_in("Folkmängd 1 november efter region"), rule_in("31 Dec each year")
    ({<Day.NOVEMBER: '1 November'>}, {<Day.YEAR_END: '31 December'>})
    """
    return {day for day, pattern in _SAID.items() if pattern.search(words)}


def rule_for(tables: tuple[str, ...], words: tuple[str, ...]) -> Day | None:
    """Return the day that a file's table ids and words agree on; nothing where none says.

    Raises:
        ReaderError: they name different days.
    """
    by_table = {KNOWN[table.upper()] for table in tables if table.upper() in KNOWN}
    days = by_table.union(*map(rule_in, words))
    if len(days) > 1:
        raise ReaderError("reader.days", days=tuple(day.told for day in sorted(days)))
    return next(iter(days), None)


def day_of(time: str, rule: Day | None) -> date | None:
    """Return the day that a year, month or date of a table stands for, if that is known.

    >>> day_of("2019", Day.NOVEMBER), day_of("2024M02", Day.MONTH_END), day_of("2019", None)
    (datetime.date(2019, 11, 1), datetime.date(2024, 2, 29), None)
    """
    if _DATE.fullmatch(time):
        try:
            return date.fromisoformat(time)
        except ValueError:
            return None
    if rule is not None and rule in _ENDS and _YEAR.fullmatch(time):
        return date(int(time), *_ENDS[rule])
    month = _MONTH.fullmatch(time)
    if rule == Day.MONTH_END and month:
        year, number = int(month["year"]), int(month["month"])
        return date(year, number, monthrange(year, number)[1])
    return None


def may_be(day: date, rule: Day) -> bool:
    """Tell whether a day is one that figures of a table can be of.

    >>> may_be(date(2019, 12, 31), Day.NOVEMBER), may_be(date(2019, 12, 31), Day.MONTH_END)
    (False, True)
    """
    if rule == Day.MONTH_END:
        return day.day == monthrange(day.year, day.month)[1]
    return (day.month, day.day) == _ENDS[rule]
