"""Payees: who is paid what a recipient earns. Never here: amounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import Attribute, field, frozen

from fordelning.allocation import Outcome, Row
from fordelning.errors import (
    FordelningError,
    InputTypeError,
    InputValueError,
    PaymentError,
    raise_problems,
)
from fordelning.register import Level, swedish
from fordelning.sentences import Phrase, shown

__all__ = ["Named", "Payee", "recipient_name", "resolved"]

# Gotland is kommun and region in one body, which is paid for both.
_GOTLAND = {Level.KOMMUN: "0980", Level.REGION: "09"}
_PARTS = {Level.KOMMUN: "kommundel", Level.REGION: "landstingsdel"}


def _says_who(_: object, __: Attribute[str], name: str) -> None:
    if not isinstance(name, str) or not name.strip():
        raise InputValueError("payee.name", value=shown(name))


@frozen
class Payee:
    """Name who is paid (mottagare av utbetalningen), and the reference for its invoices.

    Payees of one name are one payee, whatever their references.

    >>> Payee("Storsthlm", reference="ZZ101")
    Payee(name='Storsthlm', reference='ZZ101')

    Raises:
        InputValueError: no name.
    """

    name: str = field(validator=_says_who)
    reference: str = ""


Named: TypeAlias = (
    Mapping[str, Payee | str]
    | Mapping[tuple[str, str], Payee | str]
    | Mapping[str | tuple[str, str], Payee | str]
)
"""Payees by (pot, code), by (level, code), or by the code of a recipient or its län."""


def recipient_name(row: Row) -> str:
    """Return what a recipient is called on an invoice; Gotland's two parts are told apart."""
    for level, code in _GOTLAND.items():
        if (row.level, row.code) == (level, code):
            return f"{row.name} ({_PARTS[level]})"
    return row.name or row.code


def resolved(rows: Iterable[tuple[Outcome, Row]], payees: Named) -> list[Payee | None]:
    """Return the payee of each row, or None for a row of nothing that needs none.

    The first that is named, by (pot, code), by (level, code), and, where the pot says that
    somebody else is paid, by code and by län. Where it does not, the recipient is paid.

    Raises:
        InputTypeError, InputValueError: payees that are no such mapping.
        PaymentError: somebody's payee is not named, or a named one has nothing to be paid
            for; several such problems at once.
    """
    named = _checked(payees)
    rows = list(rows)
    found: list[Payee | None] = []
    missing: dict[str, list[Row]] = {}
    for (outcome, row), own in zip(rows, _own_names(rows), strict=True):
        payee = next((named[place] for place in _places(outcome, row) if place in named), None)
        if payee is None and not row.payee:
            payee = Payee(own)
        elif payee is None and row.amount.ore:
            missing.setdefault(row.pot, []).append(row)
        found.append(payee)
    places = {place for outcome, row in rows for place in _places(outcome, row)}
    needless = tuple(shown(place) for place in named if place not in places)
    raise_problems([*_missing(missing), *_needless(needless)], PaymentError, "payee.problems")
    return found


def _places(outcome: Outcome, row: Row) -> tuple[str | tuple[str, str], ...]:
    """Return what may name a row's payee, the first that does going before the others."""
    pairs = ((row.pot, row.code), (str(row.level), row.code))
    return (*pairs, row.code, outcome.lan(row.code) or row.code) if row.payee else pairs


def _checked(payees: Named) -> dict[str | tuple[str, str], Payee]:
    if not isinstance(payees, Mapping):
        raise InputTypeError("payee.type", value=shown(payees), type=type(payees).__name__)
    named: dict[str | tuple[str, str], Payee] = {}
    problems: list[FordelningError] = []
    for place, payee in payees.items():
        try:
            if not _is_place(place):
                raise InputTypeError("payee.place", value=shown(place))
            named[place] = payee if isinstance(payee, Payee) else Payee(payee)
        except FordelningError as error:
            problems.append(error.within(Phrase("payee of {place}", place=shown(place))))
    raise_problems(problems, PaymentError, "payee.problems")
    return named


def _is_place(place: str | tuple[str, str]) -> bool:
    if isinstance(place, tuple):
        return len(place) == 2 and all(isinstance(part, str) for part in place)  # noqa: PLR2004
    return isinstance(place, str)


def _own_names(rows: Iterable[tuple[Outcome, Row]]) -> list[str]:
    """Return what each row's recipient is called as a payee; namesakes with their level."""
    bodies = [_body(outcome, row) for outcome, row in rows]
    every = Counter(dict(bodies).values())
    return [
        name if every[name] == 1 else f"{name} ({level or code})" for (level, code), name in bodies
    ]


def _body(outcome: Outcome, row: Row) -> tuple[tuple[str, str], str]:
    """Return the level and code of who is paid where nobody else is, and its name."""
    on = outcome.scope.date
    if on is not None and (row.level, row.code) == (Level.KOMMUN, _GOTLAND[Level.KOMMUN]):
        region = Level.REGION, _GOTLAND[Level.REGION]
        return region, swedish().at(on).name(*region)
    return (row.level, row.code), row.name or row.code


def _missing(rows: Mapping[str, list[Row]]) -> list[FordelningError]:
    return [
        PaymentError(
            "payee.missing",
            pot=pot,
            text=lacking[0].payee,
            recipients=", ".join(row.code for row in lacking),
            count=len(lacking),
            first=lacking[0].code,
        )
        for pot, lacking in rows.items()
    ]


def _needless(places: tuple[str, ...]) -> list[FordelningError]:
    return [PaymentError("payee.needless", named=", ".join(places))] if places else []
