"""The Swedish register: län, regions and kommuner, by the division of each year.

Codes are text. A region has the code of its län; Gotland is kommun 0980, region 09 and
län 09 at once. Never here: figures, or how a spreadsheet spells a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from attrs import Factory, field, frozen

from fordelning.errors import InputTypeError, InputValueError, UnknownCodeError, nearest
from fordelning.register.bodies import Kommun, Lan, OtherName
from fordelning.register.levels import Level
from fordelning.register.names import Names
from fordelning.sentences import shown

__all__ = ["STORSTADSLAN", "Division", "Register", "division_year", "swedish"]

STORSTADSLAN = ("01", "12", "14")
"""The three big-city län (storstadslän): Stockholm, Skåne, Västra Götaland."""

_FIRST_YEAR = 2000
_LAST_DAY = (12, 31)


def _listed(division: Division) -> dict[str, tuple[str, ...]]:
    return {level: tuple(names) for level, names in division.names.items()}


@frozen(eq=False)
class Division:
    """Hold who there is under the division of one 1 January (indelning)."""

    year: int
    names: Mapping[str, Mapping[str, str]] = field(repr=False)
    lan_by_kommun: Mapping[str, str] = field(repr=False)
    register: Register = field(repr=False)
    _codes: dict[str, tuple[str, ...]] = field(
        default=Factory(_listed, takes_self=True), init=False, eq=False, repr=False
    )

    def codes(self, level: str) -> tuple[str, ...]:
        """Return the codes at a Swedish level, ascending.

        Raises:
            UnknownCodeError: a level that is not Swedish.
        """
        try:
            return self._codes[level]
        except KeyError:
            raise self._unknown_level(level) from None

    def name(self, level: str, code: str) -> str:
        """Return the name (namn) of a recipient at a Swedish level.

        A region has the name of its landsting, Gotland that of its kommun, before it took
        its own on 1 January of: 1999 Skåne, Västra Götaland; 2011 Gotland, Halland; 2015
        Gävleborg, Jämtland, Jönköping, Kronoberg, Örebro, Östergötland; 2017 Norrbotten,
        Uppsala, Västmanland; 2018 Västernorrland (in February, counted from the year's
        beginning); 2019 the other seven. Which they were in 2017 and 2019 is derived. The law
        spoke of landsting until 2020.

        >>> swedish().at(date(2018, 11, 1)).name("region", "04")
        'Landstinget Sörmland'

        Raises:
            UnknownCodeError: a level or a code that the division does not have.
        """
        try:
            return self.names[level][code]
        except KeyError:
            raise self._unknown(level, code) from None

    def find(self, level: str, name: str) -> str:
        """Return the code (kod) of a recipient at a Swedish level by a name in use.

        Capitals, spaces, hyphens and slashes are no matter, and a leading code may stand
        there if it is the recipient's own. A län and its region go by the same names: the
        full and the bare one, SCB's in English, the region's and the landsting's, in
        whatever year they held; a kommun with or without the word kommun.

        >>> division = swedish().at(date(2020, 12, 31))
        >>> division.find("region", "Jämtland/Härjedalen"), division.find("lan", "Sörmland")
        ('23', '04')
        >>> division.find("kommun", "0139 Upplands-Bro")
        '0139'

        Raises:
            InputTypeError: the level or the name is not a text.
            UnknownCodeError: nobody has the name, several have it, or the code before it
                is another's; or a level that is not Swedish.
        """
        if not isinstance(level, str):
            raise InputTypeError("level.type", value=shown(level), type=type(level).__name__)
        if level not in self.names:
            raise self._unknown_level(level)
        return _names(self, level).find(name)

    def lan_of(self, level: str, code: str) -> str:
        """Return the code of the län that a recipient at a Swedish level belongs to.

        Raises:
            UnknownCodeError: a kommun that the division does not have.
        """
        try:
            return self.lan_by_kommun[code] if level == Level.KOMMUN else code
        except KeyError:
            raise self._unknown(level, code) from None

    def _unknown_level(self, level: str) -> UnknownCodeError:
        known = tuple(str(each) for each in self.names)
        return UnknownCodeError("name.level", level=level, near=nearest(level, known), known=known)

    def _unknown(self, level: str, code: str) -> UnknownCodeError:
        known = self.codes(level)
        day = date(self.year, 1, 1)
        return UnknownCodeError(
            "code.unknown", level=level, codes=(code,), date=day, near=nearest(code, known)
        )


@frozen(cache_hash=True)
class Register:
    """Hold everyone who was ever in the register, and find who is there at a date."""

    lan: tuple[Lan, ...] = field(repr=False)
    kommuner: tuple[Kommun, ...] = field(repr=False)
    others: tuple[OtherName, ...] = field(default=(), repr=False)

    def at(self, on: date) -> Division:
        """Return the division (indelning) that figures of a date follow.

        Figures of 31 December follow the division of the next day, those of any other
        day the division of their own year's 1 January (SCB).

        >>> division = swedish().at(date(2020, 12, 31))
        >>> division.year, len(division.codes("kommun")), division.name("region", "09")
        (2021, 290, 'Region Gotland')

        Raises:
            InputValueError: a date before the register's first division.
        """
        return _division(self, division_year(on))


def division_year(on: date) -> int:
    """Return the year whose 1 January division figures of a date follow.

    >>> division_year(date(2006, 11, 1)), division_year(date(2006, 12, 31))
    (2006, 2007)
    """
    return on.year + 1 if (on.month, on.day) == _LAST_DAY else on.year


@cache
def _division(register: Register, year: int) -> Division:
    if year < _FIRST_YEAR:
        raise InputValueError("date.before_register", first=date(_FIRST_YEAR, 1, 1), date=str(year))
    first = date(year, 1, 1)
    kommuner = [kommun for kommun in register.kommuner if kommun.since <= first < kommun.until]
    return Division(
        year,
        MappingProxyType(
            {
                Level.LAN: MappingProxyType({lan.code: lan.name for lan in register.lan}),
                Level.REGION: MappingProxyType(
                    {
                        lan.code: lan.region if lan.region_since <= year else lan.landsting
                        for lan in register.lan
                    }
                ),
                Level.KOMMUN: MappingProxyType({each.code: each.name for each in kommuner}),
            }
        ),
        MappingProxyType({kommun.code: kommun.lan for kommun in kommuner}),
        register,
    )


@cache
def _names(division: Division, level: str) -> Names:
    register = division.register
    own = Level.KOMMUN if level == Level.KOMMUN else Level.LAN
    held = set(division.codes(level))
    bodies = register.kommuner if own == Level.KOMMUN else register.lan
    names = [(name, body.code) for body in bodies for name in body.names_in_use()]
    names += [(other.name, other.code) for other in register.others if other.level == own]
    return Names.of(
        level,
        date(division.year, 1, 1),
        [(name, code) for name, code in names if code in held],
        {lan.code: lan.nuts3 for lan in register.lan},
    )


@cache
def swedish() -> Register:
    """Return the bundled register, read once.

    Source: SCB, Län och kommuner 2026, and the notes on changes of division in SCB's
    Statistikdatabasen; other names in use from where each was met.
    """
    return Register(
        tuple(
            Lan(code, name, nuts3, region, landsting, int(since))
            for code, name, nuts3, region, landsting, since in _rows("lan.csv")
        ),
        tuple(
            Kommun(
                code,
                name,
                lan,
                date.fromisoformat(since) if since else date.min,
                date.fromisoformat(until) if until else date.max,
            )
            for code, name, lan, since, until in _rows("kommuner.csv")
        ),
        tuple(OtherName(level, code, name) for level, code, name, _ in _rows("names.csv")),
    )


def _rows(name: str) -> list[list[str]]:
    from importlib import resources

    text = resources.files("fordelning.register").joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [line.split(";") for line in lines[1:]]
