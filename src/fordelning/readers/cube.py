"""The form that every file is brought into: variables, one value per combination, and notes.

Values are whole numbers where they were written as such, otherwise the text that stood
there, or nothing. Never here: what a variable means, or any format.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from attrs import field, frozen

from fordelning.sentences import Phrase

__all__ = ["About", "Cube", "Value", "Variable"]

Value = int | str | None
"""A whole number, the text that stood where one should be, or nothing at all."""


@frozen
class Variable:
    """Hold a variable of a table (variabel): its name, and its values' codes and labels.

    `role` is "time", "metric" or "geo" where the file says so; `total` is the code of the
    value that stands for all the others together, where the file names it; `units` are
    what the figures of values are counted in (enhet), by code, where the file says so.
    """

    id: str
    label: str
    codes: tuple[str, ...] = field(repr=False)
    labels: tuple[str, ...] = field(repr=False)
    role: str = ""
    total: str = ""
    units: Mapping[str, str] = field(factory=dict[str, str], repr=False)

    @property
    def name(self) -> str:
        """What the variable is called in messages."""
        return self.label or self.id

    def named(self, position: int) -> str:
        """Name one of the values, by its code."""
        return f"{self.name} {self.codes[position] or self.labels[position]}".strip()


@frozen
class About:
    """Hold what a file says of itself: its table, when it was updated, and its notes.

    `period` is what the file says of the time that figures refer to (referenstid); `table`
    is the id of the table; `office` who publishes it; `columns` are the names of columns
    with labels, where the file has such.
    """

    form: str
    title: str = ""
    table: str = ""
    updated: date | None = None
    period: str = ""
    office: str = ""
    notes: tuple[str, ...] = field(default=(), repr=False)
    columns: tuple[str, ...] = field(default=(), repr=False)


@frozen(eq=False)
class Cube:
    """Hold a table as it was delivered: a value for each combination of variables' values.

    `values` run with the last variable fastest. `status` says of single cells what marks
    the file has for them; `places` are the row and column of each, in files that have them.
    """

    about: About
    variables: tuple[Variable, ...]
    values: Sequence[Value] = field(repr=False)
    status: Mapping[int, str] = field(factory=dict[int, str], repr=False)
    places: Mapping[int, tuple[int, int]] = field(factory=dict[int, tuple[int, int]], repr=False)

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """How far apart two cells are that differ by one in each variable."""
        steps = [1]
        for variable in reversed(self.variables[1:]):
            steps.append(steps[-1] * len(variable.codes))
        return tuple(reversed(steps))

    def cell(self, index: int) -> str:
        """Name a cell by the codes of its variables, and by its row and column."""
        names = ", ".join(
            variable.named(index // step % len(variable.codes))
            for variable, step in zip(self.variables, self.steps, strict=True)
            if len(variable.codes) > 1
        )
        if index not in self.places:
            return names or self.variables[0].named(0)
        row, column = self.places[index]
        return Phrase("{cell} (row {row}, column {column})", cell=names, row=row, column=column)
