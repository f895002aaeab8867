"""The scope: whom a measure or a key is evaluated over, and with which figures.

Never here: expressions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from fractions import Fraction
from typing import Any, TypeVar

from attrs import Factory, evolve, field, frozen

from fordelning.errors import UnknownCodeError, nearest
from fordelning.population import FOLKMANGD, AgeClass, Population, Sex, Table
from fordelning.population.table import Figure
from fordelning.register import SWEDISH, Level, swedish
from fordelning.sentences import Phrase

__all__ = ["PotQuotas", "Scope"]

T = TypeVar("T")


def _memory(scope: Scope) -> dict[Hashable, Any]:
    if scope.quotas:
        # What rests on other pots is another agreement's in the next call.
        return {}
    return scope.population.memory((scope.level, scope.date, scope.codes, scope.everyone))


@frozen
class PotQuotas:
    """Hold the exact quotas of another pot: at which level, and in öre by code."""

    pot: str
    level: str
    quotas: tuple[tuple[str, Fraction], ...]


@frozen
class Scope:
    """Hold the recipients that a key distributes to, and the figures that it may use.

    `codes` ascend; `everyone` are all the codes at the pot's level, of which an `Only`
    leaves some in `codes`; `date` is that of the figures, None where they have none;
    `quotas` are the exact quotas of the pots that this one follows; `inside` is the level
    and the code of the parent whose children these are, in a nested distribution.
    """

    codes: tuple[str, ...]
    level: str
    population: Population = field(repr=False)
    date: dt.date | None = None
    everyone: tuple[str, ...] = field(default=(), repr=False)
    quotas: tuple[PotQuotas, ...] = field(default=(), repr=False)
    inside: tuple[str, str] | None = field(default=None, repr=False)
    _memo: dict[Hashable, Any] = field(
        default=Factory(_memory, takes_self=True), init=False, eq=False, repr=False
    )

    def figures(
        self,
        indicator: str = FOLKMANGD,
        band: AgeClass | None = None,
        sex: Sex | None = None,
        at: dt.date | None = None,
    ) -> tuple[tuple[Figure, ...], Table]:
        """Look up the figures of those in scope, and the table that they stand in.

        The table is that of the scope's date, or of another date `at`.
        """
        return self.population.figures(
            self.codes,
            level=self.level,
            date=at or self.date,
            indicator=indicator,
            band=band,
            sex=sex,
        )

    def remembered(self, measure: Hashable, make: Callable[[Any, Scope], T]) -> T:
        """Return what `make` makes of a measure over this scope, made once per population.

        Neither the population nor the scope ever changes, so neither does what rests on
        them alone.
        """
        made: T | None = self._memo.get(measure)
        if made is None:
            made = self._memo[measure] = make(measure, self)
        return made

    def only(self, codes: Iterable[str]) -> Scope:
        """Return the scope of those who are both in this one and among `codes`.

        Raises:
            UnknownCodeError: a code that nobody at the pot's level has.
        """
        wanted = self.known(codes)
        return evolve(
            self,
            codes=tuple(code for code in self.codes if code in wanted),
            everyone=self.everyone or self.codes,
        )

    def parts(self, level: str) -> dict[str, str]:
        """Return who at another level is part of whom at this one, ascending by part.

        At the Swedish levels these are the kommuner of each län or region; where nothing
        is known to be a part of anything, nobody is.
        """
        if self.level in (Level.LAN, Level.REGION) and level == Level.KOMMUN and self.date:
            division = swedish().at(self.date)
            return {code: division.lan_of(level, code) for code in division.codes(level)}
        return self.population.parents(level, self.listed(self.level))

    def listed(self, level: str) -> tuple[str, ...]:
        """Return who there is at a level: by the register, or as the population lists them."""
        if level in SWEDISH and self.date:
            return swedish().at(self.date).codes(level)
        return self.population.codes(level, self.date)

    def parents(self, level: str) -> dict[str, str]:
        """Return of whom at another level each in scope is part, where that is known."""
        if self.level == Level.KOMMUN and level in (Level.LAN, Level.REGION) and self.date:
            division = swedish().at(self.date)
            return {code: division.lan_of(self.level, code) for code in self.codes}
        known = self.population.parents(self.level, self.listed(level))
        return {code: known[code] for code in self.codes if code in known}

    def known(self, codes: Iterable[str]) -> frozenset[str]:
        """Return codes as a set, having seen that the pot's level knows them all.

        Raises:
            UnknownCodeError: a code that nobody there has.
        """
        wanted = frozenset(codes)
        everyone = self.everyone or self.codes
        unknown = tuple(sorted(wanted.difference(everyone)))
        if unknown:
            raise UnknownCodeError(
                "code.unknown",
                level=self.level,
                codes=unknown,
                date=self.date or Phrase("any date"),
                near=nearest(unknown[0], everyone),
            )
        return wanted
