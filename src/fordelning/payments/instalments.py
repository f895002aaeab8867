"""Instalments: a sum per recipient, paid at several dates, that adds up both ways.

Never here: who is paid, or whether it was done.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from fordelning.allocation import show
from fordelning.errors import (
    InputTypeError,
    PaymentError,
    RoundingUnitError,
    ShareError,
    UnknownCodeError,
)
from fordelning.exact import Exact, Vector, exact
from fordelning.money import Money
from fordelning.payments.amounts import checked_amounts
from fordelning.payments.margins import in_proportion
from fordelning.rounding import Rounding
from fordelning.sentences import shown

__all__ = ["Instalments", "instalments"]

_ORE = Money(1)

Shares: TypeAlias = Mapping[date, Exact] | Mapping[date, Money]


@frozen(repr=False)
class Instalments:
    """Hold what each recipient is paid at each date (utbetalningsplan).

    `plan[code, date]` is one instalment (delutbetalning). `ore` has those of each code, in
    öre, in the order of `dates`, which ascend.

    >>> plan = instalments({"01": Money(5)}, {date(2020, 3, 1): "1/2", date(2020, 9, 1): "1/2"})
    >>> plan["01", date(2020, 3, 1)], plan.on(date(2020, 9, 1)), plan.total
    (kr("0,03"), {'01': kr("0,02")}, kr("0,05"))
    """

    dates: tuple[date, ...]
    codes: tuple[str, ...]
    ore: tuple[tuple[int, ...], ...]

    def __getitem__(self, place: tuple[str, date]) -> Money:
        code, day = place
        return Money(self.ore[self._row(code)][self._column(day)])

    def on(self, day: date) -> dict[str, Money]:
        """Return what is paid at one date, by code.

        Raises:
            UnknownCodeError: nothing is paid at that date.
        """
        column = self._column(day)
        return {code: Money(row[column]) for code, row in zip(self.codes, self.ore, strict=True)}

    def to(self, code: str) -> dict[date, Money]:
        """Return what one recipient is paid, by date.

        Raises:
            UnknownCodeError: there is no such recipient.
        """
        row = self.ore[self._row(code)]
        return {day: Money(ore) for day, ore in zip(self.dates, row, strict=True)}

    @property
    def sums(self) -> dict[date, Money]:
        """The sum that is paid at each date."""
        columns = zip(*self.ore, strict=True)
        return {day: Money(sum(column)) for day, column in zip(self.dates, columns, strict=True)}

    @property
    def total(self) -> Money:
        """The sum of all instalments."""
        return Money.total(self.sums.values())

    def _row(self, code: str) -> int:
        if code not in self.codes:
            raise UnknownCodeError("instalments.unknown", asked=repr(code), known=self.codes)
        return self.codes.index(code)

    def _column(self, day: date) -> int:
        if day not in self.dates:
            raise UnknownCodeError("instalments.unknown", asked=shown(day), known=self.dates)
        return self.dates.index(day)

    def __repr__(self) -> str:
        return (
            f"<Instalments: {len(self.codes)} to be paid {self.total} at {len(self.dates)} dates>"
        )

    def __str__(self) -> str:
        rows = [
            [code, *(str(Money(ore)) for ore in row), str(Money(sum(row)))]
            for code, row in zip(self.codes, self.ore, strict=True)
        ]
        rows.append(["total", *map(str, self.sums.values()), str(self.total)])
        header = ["code", *(day.isoformat() for day in self.dates), "total"]
        return show.text(header, rows, right=range(1, len(header)))


def instalments(amounts: Mapping[str, Money], dates: Shares, *, unit: Money = _ORE) -> Instalments:
    """Spread amounts over dates, so that recipients and dates both add up (delutbetalningar).

    `dates` has the share of everything that is paid at each date; shares are exact and make
    up 1. Or it has the sum that is paid at each date, and the sums make up all the amounts.
    The exact instalment is amount * share (amount * sum / sum of sums). Instalments are
    whole multiples of `unit`, an öre unless said otherwise. What each recipient is paid adds
    up to its amount; every instalment is less than a unit from its exact one; what is paid
    at a date is the sum that was given, or less than a unit from its share.

    Real: half of a sum now and half on result.

    >>> half = {date(2020, 3, 1): "1/2", date(2020, 9, 1): "1/2"}
    >>> print(instalments({"01": Money(5), "03": Money(3)}, half))
    code   2020-03-01  2020-09-01    total
    01        0,03 kr     0,02 kr  0,05 kr
    03        0,01 kr     0,02 kr  0,03 kr
    total     0,04 kr     0,04 kr  0,08 kr

    Raises:
        InputTypeError: no mapping, a code that is no text, a date or an amount that is none.
        InputTypeError, InputValueError: a unit that is no money, or not positive.
        PaymentError: no amounts or no dates, or negative ones.
        ShareError: shares that do not make up 1, sums that do not make up the amounts, or
            both together.
        RoundingUnitError: an amount or a sum that is not a whole multiple of `unit`.
    """
    held = checked_amounts(amounts)
    unit = Rounding(unit).unit
    days, weights = _weights(dates, Money.total(held.values()), unit)
    broken = tuple(code for code, amount in held.items() if amount.ore % unit.ore)
    if broken:
        raise RoundingUnitError("instalments.unit", of=broken, unit=unit)
    rows = [amount.ore // unit.ore for amount in held.values()]
    cells = in_proportion(rows, weights if any(weights) else [1] * len(weights))
    ore = tuple(tuple(cell * unit.ore for cell in row) for row in cells)
    return Instalments(days, tuple(held), ore)


def _weights(dates: Shares, total: Money, unit: Money) -> tuple[tuple[date, ...], tuple[int, ...]]:
    """Return the dates, ascending, and whole numbers in proportion to what is paid then."""
    if not isinstance(dates, Mapping):
        raise InputTypeError("instalments.type", value=shown(dates), type=type(dates).__name__)
    if not dates:
        raise PaymentError("instalments.none")
    for day in dates:
        if type(day) is not date:
            raise InputTypeError("instalments.date", value=shown(day), type=type(day).__name__)
    days = tuple(sorted(dates))
    parts = [dates[day] for day in days]
    money = [part for part in parts if isinstance(part, Money)]
    if not money:
        return days, _shares(days, [exact(part) for part in parts if not isinstance(part, Money)])
    if len(money) < len(parts):
        raise ShareError("instalments.mixed")
    return days, _sums(days, money, total, unit)


def _shares(days: tuple[date, ...], shares: list[Fraction]) -> tuple[int, ...]:
    for day, share in zip(days, shares, strict=True):
        if share < 0:
            raise PaymentError("instalments.negative", day=day, part=share)
    whole = sum(shares, Fraction(0))
    if whole != 1:
        raise ShareError("instalments.shares", sum=whole, difference=abs(1 - whole))
    return Vector.of(shares).weights


def _sums(days: tuple[date, ...], sums: list[Money], total: Money, unit: Money) -> tuple[int, ...]:
    for day, part in zip(days, sums, strict=True):
        if part.ore < 0:
            raise PaymentError("instalments.negative", day=day, part=part)
    difference = Money.total(sums) - total
    if difference.ore:
        raise ShareError(
            "instalments.sums",
            sum=Money.total(sums),
            total=total,
            difference=max(difference, -difference),
        )
    broken = tuple(day for day, part in zip(days, sums, strict=True) if part.ore % unit.ore)
    if broken:
        raise RoundingUnitError("instalments.unit", of=broken, unit=unit)
    return tuple(part.ore for part in sums)
