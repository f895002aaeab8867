"""Whose figures they are: codes and names as a file writes them, made codes of the register.

Joined by code, never by the order of rows. A name beside a code must not be another's; one
that nobody has is shown; a name alone is mapped only when the caller says so, and every
match is shown. Never here: figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from attrs import frozen

from fordelning.errors import FordelningError, ReaderError, UnknownCodeError
from fordelning.readers.cube import Variable
from fordelning.readers.limits import MOST_PROBLEMS
from fordelning.readers.tokens import split_code
from fordelning.register import SWEDISH, Division, Level, swedish
from fordelning.register.bodies import Kommun, Lan
from fordelning.register.names import folded
from fordelning.sentences import Phrase

__all__ = ["Match", "Who", "is_country", "is_name", "recipients"]

_CODE = re.compile(r"[0-9]{2}|[0-9]{4}")
_SHORT = re.compile(r"[0-9]|[0-9]{3}")
_COUNTRY = ("00", "SE")
_COUNTRY_NAMES = ("riket", "hela riket", "sverige", "sweden", "whole country", "the whole country")


@frozen
class Match:
    """Tell which recipient a name, or a code of another kind, was taken for.

    Also where the register does not know the name that stands beside a recipient's code.
    """

    given: str
    level: str
    code: str
    name: str

    def __str__(self) -> str:
        return Phrase("{given} is {code} {name}", given=self.given, code=self.code, name=self.name)


@frozen
class Who:
    """Hold whose figures a variable's values are.

    `places` are the positions of values by level and code; `matches` tell which of them
    were not given by their own code; `unknown` are positions of codes that nobody has on
    that day, which is no error if nobody lives there; `country` that of the whole country.
    """

    places: dict[str, dict[str, int]]
    matches: tuple[Match, ...]
    unknown: tuple[int, ...]
    country: tuple[int, ...]


def recipients(
    variable: Variable, chosen: Iterable[int], on: date, level: str | None, *, names: bool
) -> tuple[Who, list[FordelningError]]:
    """Return whose figures the chosen values are on a day, and what is wrong with them.

    At a level of the caller's own, codes are taken as they are.
    """
    chosen = tuple(chosen)
    pairs = zip(variable.codes, variable.labels, strict=True)
    split = [split_code(code) if code == label else (code, label) for code, label in pairs]
    if level is not None and level not in SWEDISH:
        places = {variable.codes[at]: at for at in chosen}
        return Who({level: places}, (), (), ()), []
    codes, labels = tuple(code for code, _ in split), tuple(label for _, label in split)
    return _Finding(codes, labels, swedish().at(on), level, names).found(chosen)


@frozen
class _Finding:
    """Look up codes and labels in the division of one day."""

    codes: tuple[str, ...]
    labels: tuple[str, ...]
    division: Division
    level: str | None
    names: bool

    def found(self, chosen: tuple[int, ...]) -> tuple[Who, list[FordelningError]]:
        problems: list[FordelningError] = []
        matches: list[Match] = []
        places: dict[str, dict[str, int]] = {}
        unknown: list[int] = []
        coded = [at for at in chosen if _CODE.fullmatch(self.codes[at])]
        country = tuple(at for at in chosen if self._is_country(at))
        for at in coded:
            code = self.codes[at]
            level = Level.LAN if len(code) == 2 else Level.KOMMUN  # noqa: PLR2004 - digits
            if code in self.division.names[level]:
                self._compare_name(level, at, matches, problems)
                if code in places.setdefault(level, {}):
                    problems.append(ReaderError("reader.same", match=self._name(at)))
                places[level][code] = at
            elif at not in country:
                unknown.append(at)
        others = [at for at in chosen if at not in {*coded, *country}]
        found, wrong = self._named(others)
        problems += wrong
        for at, match in found:
            if match.code in places.setdefault(match.level, {}):
                problems.append(ReaderError("reader.same", match=str(match)))
            places[match.level][match.code] = at
            matches.append(match)
        if self.level is not None:
            wanted = Level.LAN if self.level == Level.REGION else self.level
            places = {level: held for level, held in places.items() if level == wanted}
        return Who(places, tuple(matches), tuple(unknown), country), problems

    def _compare_name(
        self, level: str, at: int, matches: list[Match], problems: list[FordelningError]
    ) -> None:
        """See that the name beside a code is not another's; if nobody's, the code decides."""
        code, label = self.codes[at], self.labels[at]
        if not label or label == code:
            return
        given = f"{code} {label.removeprefix(code).strip()}"
        try:
            self.division.find(level, given)
        except UnknownCodeError as error:
            if error.code == "name.other_code":
                problems.append(error)
            else:
                matches.append(Match(given, level, code, self.division.name(level, code)))

    def _named(self, others: list[int]) -> tuple[list[tuple[int, Match]], list[FordelningError]]:
        """Match names, and codes of the European division (NUTS 3), with the register."""
        short = tuple(self.codes[at] for at in others if self._lost_zero(self.codes[at]))
        if short:
            return [], [ReaderError("reader.zeros", codes=short, example=f"0{short[0]}")]
        levels = (self.level,) if self.level else (Level.LAN, Level.KOMMUN)
        tried = [(level, self._tried(level, others)) for level in levels]
        whole = [held for _, held in tried if all(isinstance(each, Match) for each in held)]
        if len(whole) > 1 and others:
            return [], [ReaderError("reader.level", names=self._given(others))]
        held = whole[0] if whole else tried[0][1]
        wrong = [each for each in held if not isinstance(each, Match)]
        found = [
            (at, each) for at, each in zip(others, held, strict=False) if isinstance(each, Match)
        ]
        bare = tuple(each for at, each in found if not self._nuts3(at))
        if bare and not self.names and not wrong:
            return found, [ReaderError("reader.names", matches=tuple(map(str, bare)))]
        return found, wrong

    def _tried(self, level: str, others: list[int]) -> list[Match | FordelningError]:
        """Match names one after the other, until so many are nobody's that more is no help."""
        held: list[Match | FordelningError] = []
        wrong = 0
        for at in others:
            held.append(self._match(level, at))
            wrong += not isinstance(held[-1], Match)
            if wrong == MOST_PROBLEMS:
                break
        return held

    def _is_country(self, at: int) -> bool:
        code, label = self.codes[at], self.labels[at]
        return code in _COUNTRY or is_country(label or code)

    def _given(self, others: list[int]) -> tuple[str, ...]:
        return tuple(self._name(at) for at in others)

    def _name(self, at: int) -> str:
        code, label = self.codes[at], self.labels[at]
        return f"{code} {label}".strip() if self._nuts3(at) else label or code

    def _lost_zero(self, code: str) -> bool:
        held = self.division.names
        return _SHORT.fullmatch(code) is not None and any(
            f"0{code}" in held[level] for level in (Level.LAN, Level.KOMMUN)
        )

    def _nuts3(self, at: int) -> str:
        """Return the code of the län that a NUTS 3 code is of, if it is one."""
        wanted = self.codes[at]
        return next((lan.code for lan in swedish().lan if lan.nuts3 == wanted), "")

    def _match(self, level: str, at: int) -> Match | FordelningError:
        given, label = self._name(at), self.labels[at]
        own = Level.KOMMUN if level == Level.KOMMUN else Level.LAN
        code = self._nuts3(at) if own == Level.LAN and not label else ""
        try:
            code = code or self.division.find(own, given)
        except FordelningError as error:
            return error
        return Match(given, own, code, self.division.name(own, code))


def is_country(name: str) -> bool:
    """Tell whether a name is that of the whole country."""
    return name.casefold() in _COUNTRY_NAMES


def is_name(code: str, name: str) -> bool:
    """Tell whether a name is one in use of the recipient with that code, on any day.

    >>> is_name("01", "Stockholm county"), is_name("01", "ogifta")
    (True, False)
    """
    register = swedish()
    bodies: tuple[Lan | Kommun, ...] = (*register.lan, *register.kommuner)
    own = {folded(each) for body in bodies if body.code == code for each in body.names_in_use()}
    return folded(name) in own
