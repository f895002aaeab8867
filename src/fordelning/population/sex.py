"""The sex that figures are of, where they are of one. Never here: the figures."""

from __future__ import annotations

from enum import StrEnum

from fordelning.errors import InputValueError
from fordelning.population.ages import AgeClass
from fordelning.sentences import Phrase, shown

__all__ = ["Sex", "as_sex", "cell", "of_sex"]


class Sex(StrEnum):
    """Name the sex that figures are of (kön), by SCB's codes.

    Figures of both together have none.

    >>> Sex("2")
    <Sex.WOMEN: '2'>
    """

    MEN = "1"
    WOMEN = "2"


def as_sex(value: Sex | str) -> Sex:
    """Read a sex, or its code in SCB's tables.

    >>> as_sex("1")
    <Sex.MEN: '1'>

    Raises:
        InputValueError: anything else, also the code of a total.
    """
    try:
        return Sex(value)
    except ValueError:
        raise InputValueError("sex.unknown", value=shown(value)) from None


def of_sex(name: str, sex: Sex | None) -> str:
    """Name figures with the sex that they are of, where they are of one.

    >>> of_sex("folkmängd", Sex.WOMEN), of_sex("folkmängd", None)
    ('folkmängd, women', 'folkmängd')
    """
    if sex is None:
        return name
    if sex is Sex.WOMEN:
        return Phrase("{name}, women", name=name)
    return Phrase("{name}, men", name=name)


def cell(code: str, age: AgeClass | None, sex: Sex | None) -> str:
    """Name a cell of a table: whose it is, of which ages and sex.

    >>> cell("01", AgeClass(0, 25), Sex.WOMEN), cell("01", None, None)
    ('01, age 0-25, women', '01')
    """
    named = code if age is None else Phrase("{code}, age {age}", code=code, age=str(age))
    return of_sex(named, sex)
