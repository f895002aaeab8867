"""Measures over smaller bodies, summed to those that they are part of.

Never here: sums of published figures (`population` rolls those up), or other expressions.
"""

from __future__ import annotations

from typing import final

from attrs import evolve, field, frozen

from fordelning.errors import InputTypeError, MissingFigureError
from fordelning.exact import Vector
from fordelning.measures.base import Ground, Measure, as_measure
from fordelning.measures.scope import Scope
from fordelning.register import Level
from fordelning.sentences import shown

__all__ = ["Summed", "summed"]


def _level(level: object) -> str:
    if not isinstance(level, str):
        raise InputTypeError("level.type", value=shown(level), type=type(level).__name__)
    return level


@final
@frozen(repr=False)
class Summed(Measure):
    """Add up a measure over the parts of each recipient."""

    measure: Measure = field(converter=as_measure)
    over: str = field(converter=_level)

    def vector(self, scope: Scope) -> Vector:
        """Return the sum over each recipient's parts.

        Raises:
            MissingFigureError: the parts of this level are not known, or somebody has none.
        """
        parts = self._parts(scope)
        places = {code: place for place, code in enumerate(scope.codes)}
        inner = self.measure.vector(evolve(scope, codes=tuple(parts), level=self.over, everyone=()))
        sums = [0] * len(scope.codes)
        for whole, weight in zip(parts.values(), inner.weights, strict=True):
            sums[places[whole]] += weight
        return Vector(inner.numerator, inner.denominator, sums)

    def _parts(self, scope: Scope) -> dict[str, str]:
        """Return the part's code and that of the recipient it belongs to, by part."""
        wanted = set(scope.codes)
        whole_of = scope.parts(self.over)
        orphans = tuple(part for part in scope.listed(self.over) if part not in whole_of)
        if orphans and whole_of:
            raise MissingFigureError(
                "figure.orphans", measure=repr(self), level=self.over, parts=orphans
            )
        parts = {part: whole for part, whole in whole_of.items() if whole in wanted}
        childless = tuple(sorted(wanted.difference(parts.values())))
        if childless:
            raise MissingFigureError(
                "figure.no_parts", measure=repr(self), level=self.over, recipients=childless
            )
        return parts

    def grounds(self, scope: Scope) -> tuple[Ground, ...]:
        """Return the sums of each of the figures inside, with the tables that these are of."""
        parts = evolve(scope, codes=tuple(self._parts(scope)), level=self.over, everyone=())
        sums = [
            (evolve(self, measure=ground.measure), ground.table)
            for ground in self.measure.grounds(parts)
        ]
        return tuple(Ground(each, each.vector(scope), table) for each, table in sums)

    def __repr__(self) -> str:
        over = (
            repr(str(self.over))
            if self.over not in set(Level)
            else f"Level.{Level(self.over).name}"
        )
        return f"summed({self.measure!r}, over={over})"


def summed(measure: Measure, *, over: Level | str) -> Measure:
    """Add up a measure over the kommuner of each län or region, or over other parts.

    summed(i) = the sum of measure(p) over the parts p of recipient i (summa av delarna),
    exactly, in the measure's unit. The parts are the bodies at level `over`: the kommuner
    of a län, or, at levels of one's own, those whose parent (`Population.of(…, parents=…)`)
    is i.

    The rule asks for the figures of the parts, so these are added up also where SCB has
    perturbed them; a figure of the recipient's own is never replaced by such a sum.

    Real: weights by kommun type, summed to region (landsbygd, kvinnors hälsa 2023).

    >>> from fordelning.measures import population, table
    >>> summed(population() * 6, over=Level.KOMMUN)
    summed(population() * constant(6), over=Level.KOMMUN)

    Raises:
        InputTypeError: something else than a measure, or than a level.

    Raises, when it is evaluated:
        MissingFigureError: a recipient without parts at that level.
    """
    return Summed(measure, over)
