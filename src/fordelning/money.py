"""Money in whole öre, its constructors and its plain text.

SEK only. Never here: dividing money (that is what apportioning is for), rounding, or
formatting for a locale.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Never, NoReturn

from attrs import Attribute, field, frozen

from fordelning.errors import InputTypeError, InputValueError
from fordelning.exact import Exact, exact, not_exact
from fordelning.sentences import decimal, grouped, shown

__all__ = ["Money", "Ore", "as_money", "kr", "mkr", "tkr"]

# Four decimals of an öre.
DECIMALS = 6
_KRONA, _TKR, _MKR, _MDKR = 100, 100_000, 100_000_000, 100_000_000_000
_UNITS = {
    "kr": _KRONA,
    "kronor": _KRONA,
    "tkr": _TKR,
    "mkr": _MKR,
    "mnkr": _MKR,
    "mn kr": _MKR,
    "miljon kronor": _MKR,
    "miljoner kronor": _MKR,
    "mdkr": _MDKR,
    "miljard": _MDKR,
    "miljarder": _MDKR,
    "miljard kronor": _MDKR,
    "miljarder kronor": _MDKR,
}
_SPACES = re.compile("[ \u00a0\u202f]+")
_TEXT = re.compile(r"(?P<number>.*[0-9]) ?(?P<unit>[A-Za-zÅÄÖåäö][A-Za-zÅÄÖåäö ]*)")
_POINT_BEFORE_THREE = re.compile(r"[0-9]\.[0-9]{3}(?![0-9])")


def _whole_ore(_: object, __: Attribute[int], value: int) -> None:
    if type(value) is not int:
        raise (
            not_exact(value)
            if isinstance(value, float)
            else InputTypeError("money.ore", value=shown(value), type=type(value).__name__)
        )


@frozen(order=True, repr=False)
class Money:
    """An amount of Swedish kronor (belopp), as a whole number of öre, of any sign.

    Build it with `kr`, `tkr`, `mkr` or `Money.parse`. It adds, subtracts, compares and
    multiplies by whole numbers; `money * measure` is an amount per recipient. It does not
    divide: `apportion` does that without losing an öre.

    >>> kr("1 234,50") + kr(1)
    kr("1 235,50")
    >>> Money.total([]), str(-kr(5))
    (kr("0"), '-5,00 kr')

    Raises:
        InputTypeError: `ore` is not an int.
    """

    ore: int = field(validator=_whole_ore)

    @classmethod
    def total(cls, amounts: Iterable[Money]) -> Money:
        """Return the sum of amounts; of none, zero."""
        ore = 0
        for amount in amounts:
            ore += as_money(amount).ore
        return cls(ore)

    @classmethod
    def parse(cls, text: str) -> Money:
        """Read an amount with its unit, as Swedish documents write it.

        Units: kr, kronor, tkr, Mkr, mkr, mnkr, mn kr, miljon(er) kronor, mdkr,
        miljard(er) (kronor). Groups of three may be parted by a space, also U+00A0 and
        U+202F; the decimal mark is a comma (a point is taken unless three digits follow
        it, as they do where it parts groups); a minus may be `-`, `−` or `‑`.

        >>> Money.parse("1 716 miljoner kronor"), Money.parse("37,8 mnkr")
        (kr("1 716 000 000"), kr("37 800 000"))

        Raises:
            InputTypeError: not a text.
            InputValueError: no unit, an unknown one, no number, or not whole öre.
        """
        if not isinstance(text, str):
            raise InputTypeError("money.not_text", value=shown(text), type=type(text).__name__)
        found = _TEXT.fullmatch(_SPACES.sub(" ", text.strip())) if len(text) <= 200 else None  # noqa: PLR2004
        unit = _UNITS.get(found["unit"].lower()) if found else None
        if found is None or unit is None:
            raise InputValueError("money.no_unit", value=shown(text))
        return _money(found["number"], unit, shown(text))

    def __add__(self, other: Money) -> Money:
        return Money(self.ore + other.ore) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: Money) -> Money:
        return Money(self.ore - other.ore) if isinstance(other, Money) else NotImplemented

    def __neg__(self) -> Money:
        return Money(-self.ore)

    def __mul__(self, by: int) -> Money:
        if isinstance(by, float | bool):
            exact(by)  # raises the error that says why
        return Money(self.ore * by) if isinstance(by, int) else NotImplemented

    __rmul__ = __mul__

    # Nothing is of the type Never, so that a type checker refuses to divide, too.
    def __truediv__(self, by: Never) -> NoReturn:
        raise InputTypeError("money.divided", money=self, by=shown(by))

    __floordiv__ = __truediv__
    __mod__ = __truediv__
    __divmod__ = __truediv__

    def __str__(self) -> str:
        kronor, ore = divmod(abs(self.ore), _KRONA)
        return f"{'-' if self.ore < 0 else ''}{grouped(kronor)},{ore:02} kr"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __repr__(self) -> str:
        return f'kr("{str(self)[:-3].removesuffix(",00")}")'


def as_money(value: Money) -> Money:
    """Return money, having seen that it is some: a bare number's unit is not known.

    Raises:
        InputTypeError: anything else.
    """
    if not isinstance(value, Money):
        raise InputTypeError("money.expected", value=shown(value), type=type(value).__name__)
    return value


@frozen
class Ore:
    """Say an exact amount of öre in kronor, also where it is not whole; only for text.

    >>> str(Ore(Fraction(12345))), str(Ore(Fraction(200, 3)))
    ('123,45 kr', '≈ 0,666667 kr')
    """

    exact: Fraction

    def __str__(self) -> str:
        if self.exact.denominator == 1:
            return str(Money(self.exact.numerator))
        return f"{decimal(self.exact / _KRONA, DECIMALS)} kr"


def kr(amount: Exact) -> Money:
    """Return an amount given in kronor.

    >>> kr(5), kr("1 234,50")
    (kr("5"), kr("1 234,50"))

    Raises:
        InputTypeError, InputValueError: not an exact number, or not whole öre.
    """
    return _money(amount, _KRONA)


def tkr(amount: Exact) -> Money:
    """Return an amount given in thousands of kronor (tusental kronor).

    >>> tkr("37,5")
    kr("37 500")

    Raises:
        InputTypeError, InputValueError: not an exact number, or not whole öre.
    """
    return _money(amount, _TKR)


def mkr(amount: Exact) -> Money:
    """Return an amount given in millions of kronor (miljoner kronor).

    >>> mkr("1,5")
    kr("1 500 000")

    Raises:
        InputTypeError, InputValueError: not an exact number, or not whole öre.
    """
    return _money(amount, _MKR)


def _money(amount: Exact, unit: int, given: str | None = None) -> Money:
    given = given or shown(amount)
    if isinstance(amount, str) and "%" in amount:
        raise InputValueError("money.share", value=given)
    if isinstance(amount, str) and _POINT_BEFORE_THREE.search(amount):
        raise InputValueError("money.point", value=given)
    ore: Fraction = exact(amount) * unit
    if ore.denominator != 1:
        raise InputValueError("money.not_whole_ore", value=given, ore=ore)
    return Money(ore.numerator)
