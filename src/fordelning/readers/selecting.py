"""Choosing the values of variables, as the caller says or where only one can be meant.

Never here: ages, recipients, days and contents, or figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fordelning.errors import FordelningError, ReaderError
from fordelning.population import Sex
from fordelning.readers.cube import Variable
from fordelning.readers.tokens import is_total_of, sex_of

__all__ = ["EVERY", "Where", "is_named", "others_of", "selected", "sexes_of"]

Where = Mapping[str, str | Sequence[str]]
"""Values of variables by the variable's name: a code or label, several, or "*" for all."""

EVERY = "*"


def selected(variables: Sequence[Variable], where: Where) -> list[tuple[int, ...]]:
    """Return the positions of the values that are wanted of each variable; all, or those named.

    Raises:
        ReaderError: there is no such variable, or no such value.
    """
    names = {name.casefold(): name for each in variables for name in (each.id, each.label)}
    for name in where:
        if name.casefold() not in names or not name:
            held = tuple(each.name for each in variables)
            raise ReaderError("reader.no_variable", wanted=(name,), held=held)
    return [_positions(variable, where) for variable in variables]


def _positions(variable: Variable, where: Where) -> tuple[int, ...]:
    every = tuple(range(len(variable.codes)))
    said = [value for name, value in where.items() if is_named(variable, {name: value})]
    if not said or said[0] == EVERY:
        return every
    wanted = (said[0],) if isinstance(said[0], str) else tuple(said[0])
    places = {label.casefold(): at for at, label in enumerate(variable.labels)}
    places.update({code.casefold(): at for at, code in enumerate(variable.codes)})
    missing = tuple(each for each in wanted if each.casefold() not in places)
    if missing or not wanted:
        raise ReaderError(
            "reader.no_value", wanted=missing, variable=variable.name, held=variable.codes
        )
    return tuple(dict.fromkeys(places[each.casefold()] for each in wanted))


def is_named(variable: Variable, where: Where) -> bool:
    """Tell whether the caller chose among the values of a variable."""
    own = (variable.id.casefold(), variable.label.casefold())
    return any(name.casefold() in own for name in where)


def sexes_of(
    variable: Variable, chosen: tuple[int, ...]
) -> tuple[dict[Sex | None, int], list[FordelningError]]:
    """Return the positions of men, of women, and of both where a total stands."""
    found: dict[Sex | None, int] = {}
    unread: list[str] = []
    for at in chosen:
        code, label = variable.codes[at], variable.labels[at]
        sex = sex_of(code, label)
        both = (label.strip() or code) == "1+2" or is_total_of(variable, at)
        total = sex is None and both
        if (sex is None and not total) or sex in found:
            unread.append(label or code)
        found.setdefault(sex, at)
    if unread:
        return {}, [ReaderError("reader.sexes", variable=variable.name, labels=tuple(unread))]
    return found, []


def others_of(
    variable: Variable, chosen: tuple[int, ...], *, named: bool
) -> tuple[tuple[int, ...], list[FordelningError]]:
    """Return which values of another variable to add up: its total, or those named."""
    if named:
        return chosen, []
    totals = [at for at in chosen if is_total_of(variable, at)]
    if len(totals) == 1:
        return tuple(totals), []
    held = tuple(variable.labels[at] or variable.codes[at] for at in chosen)
    return (), [ReaderError("reader.other", variable=variable.name, held=held)]
