"""The named keys: the kernel's, under the names that agreements and the field use.

Never here: anything that the kernel keys cannot say.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias, cast, final

from attrs import Factory, field, frozen

from fordelning.errors import BandError, InputTypeError
from fordelning.exact import Exact, exact
from fordelning.keys.base import Key, Quotas
from fordelning.keys.kernel import Fixed, Proportional
from fordelning.keys.steps import Step
from fordelning.measures import Measure, Scope, constant, population
from fordelning.measures.expressions import Figures
from fordelning.money import Money, as_money
from fordelning.population import AgeClass
from fordelning.sentences import shown

__all__ = ["AgeWeighted", "Equal", "Flat", "FlatPlusRemainder", "Named", "PerCapita"]


class Named(Key):
    """Name a key that is defined by others.

    quota and rest = those of `definition`, in exact öre.

    >>> Equal().definition
    Proportional(constant(1))
    """

    __slots__ = ()

    definition: Key

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        """Return what the definition gives."""
        return self.definition.quotas(amount, scope)

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        """Return the definition's steps."""
        return self.definition.steps(amount, scope)


_BY_HEAD = Proportional(population())
_EQUALLY = Proportional(constant(1))


@final
@frozen
class PerCapita(Named):
    """Share by population (efter befolkningsmängd): `Proportional(population())`.

    quota = amount * people / sum of the people in scope, in exact öre. Nothing is left.

    Real: 300 mkr to the regions in the agreement on mental health of 2020.

    >>> PerCapita().definition
    Proportional(population())

    Raises, when it distributes:
        WeightError, MissingFigureError: as `Proportional`.
    """

    definition: Key = field(default=_BY_HEAD, init=False, eq=False, repr=False)


@final
@frozen
class Equal(Named):
    """Share in equal parts (lika fördelning): `Proportional(constant(1))`.

    quota = amount / n, in exact öre, for the n recipients in scope. Nothing is left.

    Real: 50 mkr shared evenly between the regions.

    >>> Equal().definition
    Proportional(constant(1))

    Raises, when it distributes:
        WeightError: nobody is in scope.
    """

    definition: Key = field(default=_EQUALLY, init=False, eq=False, repr=False)


def _flat(key: Flat) -> Key:
    return Fixed(key.money)


@final
@frozen(repr=False)
class Flat(Named):
    """Give everyone the same amount and leave the rest (grundbelopp): `Fixed(money)`.

    quota = money; rest = amount - n * money, in exact öre, for the n recipients in scope.
    A rest below zero is an `OverdrawnError` of the key or pot around this one.

    Real: "5 mkr per län" (överenskommelsen om psykisk hälsa 2020).

    >>> from fordelning.money import mkr
    >>> Flat(mkr(5))
    Flat(kr("5 000 000"))

    Raises:
        InputTypeError: something else than money.
    """

    money: Money = field(converter=as_money)
    definition: Key = field(default=Factory(_flat, takes_self=True), init=False, eq=False)

    def __repr__(self) -> str:
        return f"Flat({self.money!r})"


def _flat_then_remainder(key: FlatPlusRemainder) -> Key:
    return Flat(key.money) >> key.remainder


@final
@frozen(repr=False)
class FlatPlusRemainder(Named):
    """Give everyone the same amount and share the rest (grundbelopp och resten).

    `Flat(money) >> remainder`: quota = money + what `remainder` gives of amount - n * money,
    which by weights is (amount - n * money) * weight / sum of the weights; in exact öre,
    for the n recipients in scope.

    Real: 200 mkr to the län in 2020, "5 mkr per län och resten efter befolkningsmängd".

    >>> from fordelning.money import mkr
    >>> FlatPlusRemainder(mkr(5))
    FlatPlusRemainder(kr("5 000 000"), PerCapita())

    Raises:
        InputTypeError: something else than money, or than a key.

    Raises, when it distributes:
        OverdrawnError: the flat amounts are more than there is.
        WeightError, MissingFigureError: as `remainder`.
    """

    money: Money
    remainder: Key = PerCapita()
    definition: Key = field(
        default=Factory(_flat_then_remainder, takes_self=True), init=False, eq=False
    )

    def __repr__(self) -> str:
        return f"FlatPlusRemainder({self.money!r}, {self.remainder!r})"


Bands: TypeAlias = Mapping[tuple[int, int | None], Exact]


def _is_pair(band: object) -> bool:
    return isinstance(band, tuple) and len(cast("tuple[object, ...]", band)) == 2  # noqa: PLR2004


def _bands(weights: Bands) -> tuple[tuple[AgeClass, Fraction], ...]:
    pairs = isinstance(weights, Mapping) and all(_is_pair(band) for band in weights)
    if not pairs:
        raise InputTypeError("bands.type", value=shown(weights), type=type(weights).__name__)
    bands = sorted((AgeClass(low, high), exact(weight)) for (low, high), weight in weights.items())
    if not bands:
        raise BandError("band.empty")
    for band, weight in bands:
        if weight < 0:
            raise BandError("band.negative", band=str(band), weight=weight)
    for (first, _), (second, _) in pairwise(bands):
        if first.overlaps(second):
            raise BandError("band.overlap", first=str(first), second=str(second))
    return tuple(bands)


def _weighted_sum(key: AgeWeighted) -> Key:
    weighed = [
        Figures(band=band) if weight == 1 else Figures(band=band) * weight
        for band, weight in key.bands
    ]
    measure: Measure = weighed[0]
    for other in weighed[1:]:
        measure += other
    return Proportional(measure)


@final
@frozen(repr=False)
class AgeWeighted(Named):
    """Share by people in age bands, each with its weight (åldersviktad fördelning).

    quota = amount * w / sum of w in scope, in exact öre, where w = the sum over the bands of
    weight * people of those ages. Ages in no band weigh nothing; both ends belong to a band,
    and `None` is no upper end. `Proportional` to such a sum of `ages`.

    Real: 150 mkr for ungdomsmottagningar in 2020, by those of 0-25 years; several bands
    with a cost weight each (förordning 1995:1644).

    >>> AgeWeighted({(0, 17): 2, (18, 25): 1})
    AgeWeighted({(0, 17): 2, (18, 25): 1})

    Raises:
        BandError: no bands, or bands that overlap or are none.
        InputTypeError, InputValueError: a weight that is not exact.

    Raises, when it distributes:
        BandError: a band cuts one of the population's age classes.
        WeightError, MissingFigureError: as `Proportional`.
    """

    bands: tuple[tuple[AgeClass, Fraction], ...] = field(converter=_bands)

    definition: Key = field(default=Factory(_weighted_sum, takes_self=True), init=False, eq=False)

    def __repr__(self) -> str:
        bands = ", ".join(
            f"({band.low}, {band.high}): {weight if weight.denominator == 1 else repr(str(weight))}"
            for band, weight in self.bands
        )
        return f"AgeWeighted({{{bands}}})"
