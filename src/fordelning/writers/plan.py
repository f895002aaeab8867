"""The plan of a pot's sheet: parameters and columns, each with its formula and its value.

A formula is a template: "{b}" is the cell of a parameter, "{w}" that of a column in the same
row, "{all_w}" the whole column. Every intermediate has a cell of its own, so that one check
of the values tells whether a spreadsheet computes them exactly. Never here: which keys have
formulas, addresses of cells, or a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from fordelning.writers.words import Language, Word

__all__ = [
    "LIMIT",
    "UNBOUNDED",
    "Column",
    "NotLive",
    "Parameter",
    "Plan",
    "Style",
    "below",
    "called",
    "modulo",
]

LIMIT = 10**15
"""Spreadsheets keep 15 digits: whole numbers below this are exact in them."""

_MOST_ARGUMENTS = 200  # Excel takes 255.

UNBOUNDED = LIMIT
"""What stands, with its sign, in the place of a bound that is none."""


class NotLive(Exception):  # noqa: N818 - it is no error, but why a pot gets values instead
    """Say why a pot cannot be computed by formulas."""

    def __init__(self, reason: Word, **values: object) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.values = values


class Style:
    """Name how cells are shown."""

    TEXT = "text"
    NUMBER = "number"
    KRONOR = "kronor"
    STATE = "state"
    BOUND = "bound"
    FRACTION = "fraction"
    WRAPPED = "wrapped"


@frozen
class Parameter:
    """Hold one number of a pot; without a formula it is given by the rule."""

    label: str
    value: int
    formula: str = ""
    note: str = ""


@frozen
class Column:
    """Hold a number per recipient; where the formula is empty it is given."""

    heading: str
    note: str
    values: tuple[int, ...]
    formulas: tuple[str, ...]
    style: str
    summed: bool


class Plan:
    """Collect the parameters and columns of one pot, in the order in which they are shown.

    `conditions` are formulas that hold as long as the sheet says what the rule says, whatever
    is changed on it; `staying` tells what no formula follows.
    """

    def __init__(self, codes: tuple[str, ...], language: Language) -> None:
        self.codes = codes
        self.language: Language = language
        self.parameters: dict[str, Parameter] = {}
        self.columns: dict[str, Column] = {}
        self.conditions: list[str] = []
        self.staying: list[str] = []

    def say(self, word: Word, **values: object) -> str:
        """Return words in the plan's language."""
        return word.said(self.language, **values)

    def _free(self, name: str) -> str:
        number, found = 1, name
        while found in self.parameters or found in self.columns:
            number += 1
            found = f"{name}{number}"
        return found

    def which(self, name: str) -> str:
        """Return the number that the next parameter of a name gets; the first has none."""
        return self._free(name).removeprefix(name)

    def parameter(
        self, name: str, label: str, value: int, formula: str = "", note: str = ""
    ) -> str:
        """Add a parameter, and return the template of its cell."""
        name = self._free(name)
        self.parameters[name] = Parameter(label, value, formula, note)
        return f"{{{name}}}"

    def column(
        self,
        name: str,
        heading: str,
        values: Iterable[int],
        formula: str | Sequence[str] = "",
        note: str = "",
        *,
        style: str = Style.NUMBER,
        summed: bool = False,
    ) -> str:
        """Add a column, and return its name."""
        name, numbers = self._free(name), tuple(values)
        formulas = (formula,) * len(numbers) if isinstance(formula, str) else tuple(formula)
        self.columns[name] = Column(heading, note, numbers, formulas, style, summed)
        return name

    def must(self, condition: str) -> None:
        """Add a condition, without which the sheet says that it does not add up."""
        self.conditions.append(condition)

    def stays(self, word: Word, what: str) -> None:
        """Tell of something that stays as it is when figures are changed."""
        said = self.say(word, what=what)
        if said not in self.staying:
            self.staying.append(said)

    def spread(self, codes: Sequence[str], values: Iterable[int]) -> list[int]:
        """Return the values of some recipients in the places of all, zero elsewhere."""
        found = dict(zip(codes, values, strict=True))
        return [found.get(code, 0) for code in self.codes]

    def check(self) -> None:
        """See that every number is small enough to be exact.

        Raises:
            NotLive: one is not.
        """
        numbers = [each.value for each in self.parameters.values()]
        numbers += [value for each in self.columns.values() for value in each.values]
        below(max((abs(number) for number in numbers if abs(number) != UNBOUNDED), default=0))


def below(number: int) -> int:
    """Return a number that a spreadsheet keeps exactly.

    Raises:
        NotLive: it is too large for that.
    """
    if number >= LIMIT:
        raise NotLive(Word.TOO_LARGE, number=f"{number:,}".replace(",", "\u00a0"))
    return number


def called(function: str, arguments: Sequence[str]) -> str:
    """Write a function of any number of arguments, in calls that spreadsheets take.

    >>> called("MAX", ["A1", "B1"])
    'MAX(A1,B1)'
    """
    while len(arguments) > _MOST_ARGUMENTS:
        rows = range(0, len(arguments), _MOST_ARGUMENTS)
        arguments = [called(function, arguments[row : row + _MOST_ARGUMENTS]) for row in rows]
    return f"{function}({','.join(arguments)})"


def modulo(number: str, by: str) -> str:
    """Write the remainder of a division so that no spreadsheet rounds on the way.

    MOD alone divides first and keeps 15 digits of that, and so fails (in LibreOffice, with
    #VALUE!) where a large number leaves nearly the divisor. What is left of the nearest
    multiple is small.

    >>> modulo("A1", "B1")
    'MOD(A1-B1*ROUND(A1/B1,0),B1)'
    """
    return f"MOD({number}-{by}*ROUND({number}/{by},0),{by})"
