"""Rounding (avrundning): exact quotas become whole units, once, here and nowhere else.

Here live the rule that a pot is rounded by, its outcome, and the account of how one
recipient's quota was rounded. Never here: who has which quota, or a second rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from attrs import Attribute, field, frozen

from fordelning.apportionment import BY_CODE, Method, Tie, Ties
from fordelning.apportionment.api import kernel
from fordelning.apportionment.largest_remainder import holds_to_total, to_total
from fordelning.apportionment.quotients import Quotients, quotients
from fordelning.apportionment.ties import checked_ties
from fordelning.errors import (
    CertificateError,
    InputTypeError,
    InputValueError,
    RoundingUnitError,
    WeightError,
)
from fordelning.exact import Exact, Vector, exact
from fordelning.money import Money, Ore, as_money
from fordelning.sentences import Phrase, Sentence, shown

__all__ = ["Rounded", "Rounding", "RoundingStep"]

# Who takes the rest, by the methods that give it to one.
_TAKERS = {
    Method.NEAREST_THEN_LARGEST: Phrase("largest"),
    Method.NEAREST_THEN_LAST: Phrase("last"),
}


def _positive(_: object, __: Attribute[Money], unit: Money) -> None:
    if not isinstance(unit, Money):
        raise InputTypeError("rounding.unit_type", value=shown(unit), type=type(unit).__name__)
    if unit.ore <= 0:
        raise InputValueError("rounding.unit", unit=unit)


def _is_method(_: object, __: Attribute[Method], method: Method) -> None:
    kernel(method)


@frozen
class Rounding:
    """Say how a pot's exact quotas become whole units (avrundningsregel).

    `unit` is what amounts are whole multiples of (an öre unless said otherwise), `method`
    how the units are given out, `ties` who goes first among equals.

    >>> Rounding(unit=Money(100)).apply({"01": "66,7", "03": "133,3"}, Money(200)).amounts
    {'01': kr("1"), '03': kr("1")}

    Raises:
        InputTypeError, InputValueError: a unit that is no money, or not positive.
    """

    unit: Money = field(default=Money(1), validator=_positive)
    method: Method = field(default=Method.LARGEST_REMAINDER, validator=_is_method)
    ties: Ties = field(default=BY_CODE, converter=checked_ties)

    def apply(self, quotas: Mapping[str, Exact], total: Money) -> Rounded:
        """Round exact quotas, in öre per code, so that they make up `total`.

        Raises:
            RoundingUnitError: `total` is not a whole multiple of the unit.
            InputTypeError: a total that is no money, a code that is no text.
            WeightError: no quotas.
            InputValueError: a negative quota, or quotas that do not add up to `total`.
            TieError: a tie, under `ties=REFUSE`.
        """
        as_money(total)
        if not quotas:
            raise WeightError("weights.none")
        for code in quotas:
            if not isinstance(code, str):
                raise InputTypeError("code.type", value=shown(code), type=type(code).__name__)
        codes = tuple(sorted(quotas))
        vector = Vector.of(exact(quotas[code]) for code in codes)
        if vector.has_negative():
            place = next(index for index, ore in enumerate(vector.fractions()) if ore < 0)
            raise InputValueError(
                "quota.negative", recipient=codes[place], quota=Ore(vector[place])
            )
        if vector.total() != total.ore:
            raise InputValueError(
                "quota.sum",
                sum=Ore(vector.total()),
                total=total,
                difference=Ore(abs(total.ore - vector.total())),
            )
        return self.rounded(codes, vector, total)

    def rounded(self, codes: tuple[str, ...], quotas: Vector, total: Money) -> Rounded:
        """Round quotas in öre, known to be sound, so that they make up `total`; certify it.

        `codes` ascend; the quotas add up to `total`, or to less than a unit more.

        Raises:
            RoundingUnitError: `total` is not a whole multiple of the unit.
            TieError: a tie, under `ties=REFUSE`.
            CertificateError: the outcome does not have what the method promises.
        """
        unit = self.unit.ore
        if total.ore % unit and self.method.keeps_total:
            raise RoundingUnitError(
                "rounding.not_whole_units",
                total=total,
                unit=self.unit,
                over=Money(total.ore % unit),
            )
        functions = kernel(self.method)
        numerators, over = quotas.numerators(), quotas.denominator * unit
        units, tie = functions.apportion(numerators, over, codes.__getitem__, self.ties)
        short = self.method.keeps_total and sum(units) * unit != total.ore
        if short or not functions.holds(numerators, over, units, codes.__getitem__, self.ties):
            raise CertificateError("certificate.broken", method=self.method.name, total=total)
        return Rounded(self, codes, quotas, tuple(units), tie, total)

    def handed_on(self, codes: tuple[str, ...], quotas: Vector, total: Money) -> Rounded:
        """Round quotas inside a parent so that they make up what the parent has; certify it.

        By largest remainder, to a total that is the sum of the quotas rounded up or down.

        Raises:
            TieError: a tie, under `ties=REFUSE`.
            CertificateError: the outcome does not have what the method promises.
        """
        unit = self.unit.ore
        numerators, over = quotas.numerators(), quotas.denominator * unit
        whole = total.ore // unit
        units, tie = to_total(numerators, over, whole, codes.__getitem__, self.ties)
        if not holds_to_total(numerators, over, units, whole, codes.__getitem__, self.ties):
            raise CertificateError("certificate.broken", method=self.method.name, total=total)
        return Rounded(self, codes, quotas, tuple(units), tie, total)


@frozen
class Rounded:
    """Hold rounded quotas: for each code, so many units of the rounding's unit.

    `tie` is the tie that had to be decided, if there was one; `total` what the amounts
    were to make up.
    """

    rounding: Rounding
    codes: tuple[str, ...]
    quotas: Vector
    units: tuple[int, ...]
    tie: Tie | None
    total: Money

    @property
    def amounts(self) -> dict[str, Money]:
        """The amount of each recipient, by code."""
        unit = self.rounding.unit.ore
        return {
            code: Money(units * unit) for code, units in zip(self.codes, self.units, strict=True)
        }

    @property
    def residual(self) -> Money:
        """What the amounts miss of the total (avrundningsdifferens), of either sign.

        Zero for every method that keeps the total.
        """
        return self.total - sum(self.units) * self.rounding.unit

    def step(self, code: str) -> RoundingStep:
        """Tell how the quota of one recipient was rounded."""
        unit = self.rounding.unit.ore
        quotas = [quota / unit for quota in self.quotas.fractions()]
        down = [floor(quota) for quota in quotas]
        near = [floor(quota + Fraction(1, 2)) for quota in quotas]
        remainders = [quota - whole for quota, whole in zip(quotas, down, strict=True)]
        raised = [
            remainder
            for remainder, units, whole in zip(remainders, self.units, down, strict=True)
            if units > whole
        ]
        index = self.codes.index(code)
        mine = remainders[index]
        tied = self.tie is not None and code in self.tie.winners + self.tie.losers
        return RoundingStep(
            rounding=self.rounding,
            quota=quotas[index] * unit,
            floor=down[index],
            nearest=near[index],
            remainder=mine,
            left=sum(self.units) - sum(down),
            rest=sum(self.units) - sum(near),
            rank=1 + sum(remainder > mine for remainder in remainders),
            recipients=len(self.codes),
            cut=min(raised, default=None),
            tie=self.tie if tied else None,
            units=self.units[index],
            quotients=quotients(self.rounding.method, quotas, self.units, index),
        )


@frozen
class RoundingStep:
    """Account for the rounding of one quota.

    `quota` is exact, in öre; `floor`, `nearest` and `units` count the rounding's unit;
    `remainder` (överskott) is what the floor leaves of the quota, below 1; `left` is how
    many units remained when all quotas were rounded down, `rest` when all were rounded to
    the nearest; `rank` is the remainder's place among those of all `recipients`, from the
    largest; `cut` is the least remainder that was rounded up; `tie` is the decision among
    equals, where this was one of them.
    """

    rounding: Rounding
    quota: Fraction
    floor: int
    nearest: int
    remainder: Fraction
    left: int
    rest: int
    rank: int
    recipients: int
    cut: Fraction | None
    tie: Tie | None
    units: int
    quotients: Quotients | None = None

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the account, before any language."""
        if self.quotients is not None:
            return (self._exactly(), *self._by_quotient(self.quotients))
        if self.rounding.method is not Method.LARGEST_REMAINDER:
            return (self._exactly(), *self._by_itself())
        if not self.remainder:
            return (Sentence("exact quota: {quota} öre, nothing to round", {"quota": self.quota}),)
        return (self._exactly(), *self._by_remainder())

    def _exactly(self) -> Sentence:
        if self.quota.denominator == 1:
            return Sentence("exact quota: {quota} öre", {"quota": self.quota})
        return Sentence(
            "exact quota: {quota} öre (exactly {over} / {under})",
            {
                "quota": self.quota,
                "over": self.quota.numerator,
                "under": self.quota.denominator,
            },
        )

    def _by_remainder(self) -> tuple[Sentence, ...]:
        unit = self.rounding.unit
        return (
            Sentence(
                "rounded down to a whole multiple of {unit}: {floor}, remainder {remainder}",
                {"unit": unit, "floor": self.floor * unit, "remainder": self.remainder},
            ),
            Sentence(
                "rounding all {recipients} quotas down leaves {left} x {unit}, which go one each "
                "to the largest remainders, down to {cut}; this one is number {rank} from the "
                "largest",
                {
                    "recipients": self.recipients,
                    "left": self.left,
                    "unit": unit,
                    "cut": self.cut,
                    "rank": self.rank,
                },
            ),
            *self._tie(),
            Sentence(
                "rounded up to {amount}" if self.units > self.floor else "rounded down to {amount}",
                {"amount": self.units * unit},
            ),
        )

    def _by_itself(self) -> tuple[Sentence, ...]:
        unit = self.rounding.unit
        values = {"unit": unit, "floor": self.floor * unit, "nearest": self.nearest * unit}
        if self.rounding.method is Method.FLOOR:
            return (Sentence("rounded down to a whole multiple of {unit}: {floor}", values),)
        near = Sentence("rounded to the nearest multiple of {unit}, halves up: {nearest}", values)
        if self.units == self.nearest:
            return (near, *self._tie())
        return (
            near,
            Sentence(
                "so rounded, all {recipients} miss the pot by {rest}, which the {taker} takes, "
                "and that is this one",
                {
                    "recipients": self.recipients,
                    "rest": self.rest * unit,
                    "taker": _TAKERS[self.rounding.method],
                },
            ),
            *self._tie(),
        )

    def _by_quotient(self, found: Quotients) -> tuple[Sentence, ...]:
        values: dict[str, object] = {
            "unit": self.rounding.unit,
            "units": self.units,
            "amount": self.units * self.rounding.unit,
            "weight": found.weight,
            "divisor": found.divisor,
            "last": found.last,
            "after": found.next_divisor,
            "next": found.next,
            "recipients": self.recipients,
            "reached": found.reached,
        }
        outcome = Sentence("rounded to {units} x {unit}, {amount}", values)
        if found.next is None:
            return (*self._tie(), outcome)
        return (*self._compared(found, values), *self._tie(), outcome)

    def _compared(self, found: Quotients, values: dict[str, object]) -> tuple[Sentence, ...]:
        compared = Sentence(
            "quota and divisors are compared by their squares; that of the quota, in units of "
            "{unit}, is {weight}"
            if found.squared
            else "the quota is {weight} units of {unit}",
            values,
        )
        reached = Sentence(
            "units go to the largest quotients of quota and divisor, down to {reached} "
            "among all {recipients} recipients",
            values,
        )
        last = Sentence(
            "unit {units} went at {weight} / {divisor}, which is {last}"
            if found.last is not None
            else "its only unit is the first, which everyone gets",
            values,
        )
        after = Sentence(
            "one more, at {weight} / {after}, which is {next}, was not reached", values
        )
        return (
            compared,
            *((reached,) if found.reached is not None else ()),
            *((last,) if self.units else ()),
            after,
        )

    def _tie(self) -> tuple[Sentence, ...]:
        if self.tie is None:
            return ()
        return (
            Sentence(
                "a tie was decided by {ties}: {winners} before {losers}",
                {
                    "ties": repr(self.rounding.ties),
                    "winners": self.tie.winners,
                    "losers": self.tie.losers,
                },
            ),
        )
