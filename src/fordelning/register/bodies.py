"""Bodies: what the register holds of a län, a region, a kommun and of SKR.

Never here: who is there at a date, or how a name that somebody wrote is compared.
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from fordelning.errors import InputTypeError
from fordelning.register.levels import Recipient
from fordelning.sentences import shown

__all__ = ["Kommun", "Lan", "OtherName", "skr"]

_SKR_SINCE = date(2019, 11, 1)


@frozen
class Lan:
    """A län and the region in it, with the name that it had as a landsting."""

    code: str
    name: str
    nuts3: str
    region: str
    landsting: str
    region_since: int

    def names_in_use(self) -> tuple[str, ...]:
        """Return what the län, its region and its landsting are called, in any year.

        >>> Lan("25", "Norrbottens län", "SE332", "Region Norrbotten", "", 2017).names_in_use()[:3]
        ('Norrbottens län', 'Norrbotten', 'Norrbotten county')
        """
        bare = self.name.removesuffix(" län").removesuffix("s")
        return (
            self.name,
            bare,
            f"{bare} county",
            self.region,
            self.region.removeprefix("Region "),
            self.landsting,
            f"{self.name}s landsting",
        )


@frozen
class Kommun:
    """A kommun and the days from and until which its code holds."""

    code: str
    name: str
    lan: str
    since: date
    until: date

    def names_in_use(self) -> tuple[str, ...]:
        """Return what the kommun is called, with and without the word kommun.

        >>> Kommun("1489", "Alingsås", "14", date.min, date.max).names_in_use()[:2]
        ('Alingsås', 'Alingsås kommun')
        """
        return (self.name, f"{self.name} kommun", f"{self.name}s kommun")


@frozen
class OtherName:
    """A name that somebody goes by besides those that follow from the register's own."""

    level: str
    code: str
    name: str


def skr(on: date) -> Recipient:
    """Return the association of kommuner and regions (SKR), by its name at a date.

    It changed its name in November 2019; the month is what is known, so the new name
    holds from its first day, and SKL on every day before.

    >>> skr(date(2020, 1, 1)).name, skr(date(2019, 10, 31)).code
    ('Sveriges Kommuner och Regioner', 'SKL')

    Raises:
        InputTypeError: not a date, or one with a time of day.
    """
    if type(on) is not date:
        raise InputTypeError("population.date", value=shown(on), type=type(on).__name__)
    if on < _SKR_SINCE:
        return Recipient("SKL", "Sveriges Kommuner och Landsting")
    return Recipient("SKR", "Sveriges Kommuner och Regioner")
