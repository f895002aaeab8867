"""The measures that read figures, or that a rule states itself, and what shares by them.

Never here: arithmetic on measures, or money.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import cast, final

from attrs import field, frozen
from attrs.converters import optional

from fordelning.errors import InputTypeError, InputValueError, MissingFigureError, WeightError
from fordelning.exact import Exact, Vector, exact
from fordelning.measures.base import Constant, Ground, Measure, spelled
from fordelning.measures.scope import Scope
from fordelning.population import FOLKMANGD, AgeClass, Sex, Table
from fordelning.population.cells import checked_date
from fordelning.population.sex import as_sex
from fordelning.sentences import shown

__all__ = ["Figures", "ages", "constant", "indicator", "population", "table", "weights"]


@final
@frozen(repr=False, cache_hash=True)
class Figures(Measure):
    """Read figures from the population's tables: an indicator, in total or for a band.

    Of one sex or of both, and of the scope's date or of another one.
    """

    indicator: str = FOLKMANGD
    band: AgeClass | None = None
    sex: Sex | None = field(default=None, converter=optional(as_sex))
    at: date | None = field(default=None, converter=optional(checked_date))

    def vector(self, scope: Scope) -> Vector:
        """Return the figures of those in scope."""
        return self._read(scope)[0]

    def grounds(self, scope: Scope) -> tuple[Ground, ...]:
        """Return the figures with the table that they stand in."""
        return (Ground(self, *self._read(scope)),)

    def _read(self, scope: Scope) -> tuple[Vector, Table]:
        figures, table = scope.figures(self.indicator, self.band, self.sex, self.at)
        if Fraction in map(type, figures):
            return Vector.of(map(Fraction, figures)), table
        return Vector(1, 1, cast("tuple[int, ...]", figures)), table

    def __repr__(self) -> str:
        name = "ages" if self.band else "population"
        given = [f"{self.band.low}, {self.band.high}"] if self.band else []
        if self.indicator != FOLKMANGD:
            name, given = "indicator", [repr(self.indicator)]
        if self.sex:
            given.append(f"sex=Sex.{self.sex.name}")
        if self.at:
            given.append(f"at=date({self.at.year}, {self.at.month}, {self.at.day})")
        return f"{name}({', '.join(given)})"


@final
@frozen(repr=False)
class Listed(Measure):
    """Give each recipient the number that the rule itself names for it."""

    numbers: tuple[tuple[str, Fraction], ...]

    def vector(self, scope: Scope) -> Vector:
        """Return the numbers of those in scope.

        Raises:
            MissingFigureError: somebody is not named.
            UnknownCodeError: a code is named that nobody at the pot's level has.
        """
        numbers = dict(self.numbers)
        scope.known(numbers)
        missing = tuple(code for code in scope.codes if code not in numbers)
        if missing:
            raise MissingFigureError("table.missing", measure=repr(self), codes=missing)
        return Vector.of(map(numbers.__getitem__, scope.codes))

    def __repr__(self) -> str:
        listed = ", ".join(f"{code!r}: {spelled(number)}" for code, number in self.numbers[:3])
        return f"table({{{listed}{', ...' if len(self.numbers) > 3 else ''}}})"  # noqa: PLR2004


def population(*, sex: Sex | str | None = None, at: date | None = None) -> Measure:
    """Count the people of each recipient (folkmängd, befolkningsmängd).

    population(i) = the people in recipient i, in people, as published. Of one `sex`
    (kön) or of both together; on the reference date (mättidpunkt), or on a date `at`
    of its own.

    Real: "efter befolkningsmängd", in nearly every agreement.

    >>> from datetime import date
    >>> from fordelning.population import Sex
    >>> population(), population(sex=Sex.WOMEN, at=date(2018, 12, 31))
    (population(), population(sex=Sex.WOMEN, at=date(2018, 12, 31)))

    Raises:
        InputTypeError, InputValueError: a sex or a date that is none.

    Raises, when it is evaluated:
        MissingFigureError: no table of that sex and date, or somebody is not in it.
    """
    return Figures(sex=sex, at=at)


def ages(
    low: int, high: int | None, *, sex: Sex | str | None = None, at: date | None = None
) -> Measure:
    """Count the people of ages from `low` to `high` years, both included (åldersgrupp).

    ages(i) = the people in recipient i of whom low <= age <= high, in people. Age is the
    age reached at the end of the year (SCB). `high=None` has no upper end. `sex` and `at`
    are those of `population`.

    Real: ungdomsmottagningar in 2020, by those of 0-25 years.

    >>> from fordelning.population import Sex
    >>> ages(0, 25), ages(65, None), ages(20, 44, sex=Sex.WOMEN)
    (ages(0, 25), ages(65, None), ages(20, 44, sex=Sex.WOMEN))

    Raises:
        InputTypeError, BandError: ends that are no ages, or in the wrong order.
        InputTypeError, InputValueError: a sex or a date that is none.

    Raises, when it is evaluated:
        BandError: the band cuts one of the population's age classes.
        MissingFigureError: as `population`.
    """
    return Figures(band=AgeClass(low, high), sex=sex, at=at)


def indicator(name: str, *, at: date | None = None) -> Measure:
    """Read the figures of a named indicator (nyckeltal) of the population.

    indicator(i) = the figure of recipient i as its table has it, exactly, in the
    indicator's own unit (people, doses, days, ...). On the reference date (mättidpunkt), or
    on a date `at` of its own.

    Real: money of 2017-2021 that was shared in part per head and in part by asylum
    seekers; 275 kr per dose.

    >>> indicator("asylsökande") / population()
    indicator('asylsökande') / population()

    Raises:
        InputValueError: no name.
        InputTypeError: a date that is none.

    Raises, when it is evaluated:
        MissingFigureError: as `population`.
    """
    if not isinstance(name, str) or not name:
        raise InputValueError("indicator.empty", value=shown(name))
    return Figures(name, at=at)


def constant(number: Exact) -> Measure:
    """Give every recipient the same exact number (konstant).

    constant(i) = number for each recipient i: without a unit, or in the one that the rule
    gives it. In arithmetic a number needs no `constant`: `population() * "3/2"` has it.

    Real: 50 mkr shared evenly between the regions, which is in proportion to 1; age bands
    with a cost weight each (förordning 1995:1644).

    >>> constant("3/2")
    constant("3/2")

    Raises:
        InputTypeError, InputValueError: not an exact number.
    """
    return Constant(number)


def table(numbers: Mapping[str, Exact]) -> Measure:
    """Give each recipient the number that the rule names for it (värdetabell).

    table(i) = numbers[i] for each recipient i, exactly, in the unit that the rule gives
    them. Everyone in scope must be named; whoever else the pot's level knows may be.

    Real: weights by kommun type (landsbygd: 1, 4 and 6, as inferred from the outcome); the
    Königsteiner Schlüssel's percentages.

    >>> table({"09": "1,5", "01": 3})
    table({'01': 3, '09': "3/2"})

    Raises:
        InputTypeError, InputValueError: a code that is no text, a number that is not exact.

    Raises, when it is evaluated:
        MissingFigureError: somebody in scope is not named.
        UnknownCodeError: a code that nobody at the pot's level has.
    """
    for code in numbers:
        if not isinstance(code, str):
            raise InputTypeError("code.type", value=shown(code), type=type(code).__name__)
    return Listed(tuple((code, exact(numbers[code])) for code in sorted(numbers)))


def weights(measure: Measure, scope: Scope) -> tuple[Vector, int]:
    """Return a measure's numbers as weights to share by, and the sum of the whole weights.

    They are remembered with the population, since many pots share by the same.

    Raises:
        WeightError: a negative number, or none above zero.
    """
    return scope.remembered(measure, _weights)


def _weights(measure: Measure, scope: Scope) -> tuple[Vector, int]:
    vector = measure.vector(scope)
    if vector.has_negative():
        place = next(index for index, number in enumerate(vector.fractions()) if number < 0)
        raise WeightError(
            "weights.negative", by=repr(measure), recipient=scope.codes[place], weight=vector[place]
        )
    if not vector.numerator or not any(vector.weights):
        raise WeightError("weights.zero_total", by=repr(measure), recipients=len(scope.codes))
    return vector, sum(vector.weights)
