"""The allocation: what everyone got, in every pot, and the way to look it up.

Amounts are kept as whole units; money, rows and exact quotas are made when asked for.
Never here: the calculation, or what it is compared with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from fordelning.agreement import Agreement, Choice, Pot
from fordelning.allocation.trace import Trace
from fordelning.errors import InputTypeError, UnknownIdError, nearest
from fordelning.keys import Step
from fordelning.measures import Scope
from fordelning.money import Money
from fordelning.population import Population
from fordelning.register import SWEDISH, Recipient, swedish
from fordelning.rounding import Rounded
from fordelning.sentences import shown

__all__ = ["Allocation", "Outcome", "Row"]

_RESIDUAL = "avrundningsdifferens"


@frozen
class Row:
    """Hold what one recipient got of one pot; `quota` is exact, in öre."""

    pot: str
    level: str
    code: str
    name: str
    amount: Money
    quota: Fraction
    payee: str


@frozen
class Outcome:
    """Hold one pot's outcome: over whom it was distributed, and the rounded amounts."""

    pot: Pot
    choice: Choice | None
    scope: Scope
    rounded: Rounded

    def name(self, code: str) -> str:
        """Return a recipient's name; at a level of the caller's own that is its code."""
        if isinstance(self.pot.to, Recipient):
            return self.pot.to.name
        if self.pot.to in SWEDISH and self.scope.date is not None:
            return swedish().at(self.scope.date).name(self.pot.to, code)
        return code

    def lan(self, code: str) -> str:
        """Return the code of a recipient's län; empty where it is in none."""
        if self.pot.level in SWEDISH and self.scope.date is not None:
            return swedish().at(self.scope.date).lan_of(self.pot.level, code)
        return ""

    def residual(self) -> Iterator[Row]:
        """Yield the row of what rounding left over, where it left anything."""
        residual = self.rounded.residual
        if residual.ore:
            yield Row(self.pot.id, self.pot.level, "", _RESIDUAL, residual, Fraction(0), "")

    def rows(self) -> Iterator[Row]:
        """Yield a row per recipient, those who got nothing too."""
        rounded = self.rounded
        for place, (code, amount) in enumerate(rounded.amounts.items()):
            yield Row(
                self.pot.id,
                self.pot.level,
                code,
                self.name(code),
                amount,
                rounded.quotas[place],
                self.pot.payee,
            )

    def steps(self) -> tuple[Step, ...]:
        """Return the key's calculation as typed records."""
        if self.pot.key is None:
            return ()
        return self.pot.key.steps(Fraction(self.pot.amount.ore), self.scope)


@frozen(repr=False)
class Allocation:
    """Hold an agreement's outcome (fördelning): every recipient's amount, and why.

    `allocation[pot_id, code]` is an amount. `reference_date` is the day whose figures were
    used, None where the agreement asks for none; `readings` are the choices that were
    made of readings. `dates` tells which day's figures each level had.

    >>> from fordelning import Agreement, Equal, Population, Pot, allocate, kr
    >>> agreement = Agreement("a", "A", kr(1), [Pot("lika", kr(1), "skola", Equal())], None)
    >>> result = allocate(agreement, Population.of(["n", "s"], level="skola"))
    >>> result["lika", "n"], result.pot("lika"), result.total
    (kr("0,50"), {'n': kr("0,50"), 's': kr("0,50")}, kr("1"))
    """

    agreement: Agreement
    population: Population = field(repr=False)
    reference_date: date | None
    readings: tuple[Choice, ...]
    outcomes: tuple[Outcome, ...] = field(repr=False)

    @property
    def total(self) -> Money:
        """The sum of all rows: of every amount, and of what rounding left over."""
        return Money.total(row.amount for row in self.residuals) + Money.total(
            amount for each in self.outcomes for amount in _amounts(each)
        )

    @property
    def residuals(self) -> tuple[Row, ...]:
        """The rows without a recipient: what rounding left over of a pot, of either sign.

        Their code is "" and their name says what they are (avrundningsdifferens).
        """
        return tuple(row for each in self.outcomes for row in each.residual())

    @property
    def dates(self) -> dict[str, date]:
        """The day whose figures were used, by level."""
        return {
            each.pot.level: each.scope.date
            for each in self.outcomes
            if each.pot.level and each.scope.date is not None
        }

    def outcome(self, pot_id: str) -> Outcome:
        """Return one pot's outcome.

        Raises:
            UnknownIdError: there is no such pot.
        """
        for each in self.outcomes:
            if each.pot.id == pot_id:
                return each
        known = tuple(each.pot.id for each in self.outcomes)
        raise UnknownIdError("pot.unknown", id=pot_id, near=nearest(pot_id, known), known=known)

    def pot(self, pot_id: str) -> dict[str, Money]:
        """Return each recipient's amount in one pot, by code.

        Raises:
            UnknownIdError: there is no such pot.
        """
        return self.outcome(pot_id).rounded.amounts

    def __getitem__(self, place: tuple[str, str]) -> Money:
        if not (isinstance(place, tuple) and len(place) == 2):  # noqa: PLR2004 - pot and code
            raise InputTypeError("place.type", value=shown(place))
        pot_id, code = place
        return self.pot(pot_id)[self._known(pot_id, code)]

    def _known(self, pot_id: str, code: str) -> str:
        outcome = self.outcome(pot_id)
        known = outcome.rounded.codes
        if code not in known:
            named = [each for each in known if outcome.name(each) == code]
            raise UnknownIdError(
                "pot.no_recipient",
                pot=pot_id,
                recipient=repr(code),
                near=f"; that is the name of '{named[0]}'" if named else nearest(str(code), known),
                known=known,
            )
        return code

    def totals(self, level: str) -> dict[str, Money]:
        """Return each recipient's sum over the pots to a level, by code.

        Raises:
            UnknownIdError: no pot goes to that level.
        """
        levels = tuple(dict.fromkeys(each.pot.level for each in self.outcomes))
        if level not in levels:
            known = tuple(each for each in levels if each)
            raise UnknownIdError(
                "level.unknown", level=level, near=nearest(level, known), known=known
            )
        return _summed(
            (code, amount)
            for each in self.outcomes
            if each.pot.level == level
            for code, amount in each.rounded.amounts.items()
        )

    def by_lan(self) -> dict[str, Money]:
        """Return the sum that went to each län: to itself, its region and its kommuner.

        The code "" has the money outside the län, so that everything adds up to `total`.
        """
        inside = _summed(
            (each.lan(code), amount)
            for each in self.outcomes
            for code, amount in each.rounded.amounts.items()
        )
        left = Money.total(row.amount for row in self.residuals)
        outside = inside.pop("", Money(0)) + left
        return {**inside, "": outside}

    def rows(self) -> tuple[Row, ...]:
        """Return a row per pot and recipient, those who got nothing too, and the residuals."""
        return tuple(row for each in self.outcomes for row in (*each.rows(), *each.residual()))

    def to_columns(self) -> dict[str, list[str] | list[int]]:
        """Return the rows as columns for any dataframe library; öre are whole numbers.

        Exact quotas are text, "numerator/denominator" in öre.
        """
        rows = self.rows()
        return {
            "pot": [row.pot for row in rows],
            "level": [row.level for row in rows],
            "code": [row.code for row in rows],
            "name": [row.name for row in rows],
            "ore": [row.amount.ore for row in rows],
            "quota": [str(row.quota) for row in rows],
            "payee": [row.payee for row in rows],
        }

    def explain(self, pot_id: str, code: str) -> Trace:
        """Return how an amount came about, step by step (beräkningsgång).

        Raises:
            UnknownIdError: there is no such pot, or it has no such recipient.
        """
        outcome = self.outcome(pot_id)
        step = outcome.rounded.step(self._known(pot_id, code))
        return Trace(
            agreement=self.agreement,
            used=outcome.scope.date,
            choice=outcome.choice,
            pot=outcome.pot,
            code=code,
            name=outcome.name(code),
            steps=outcome.steps(),
            rounding=step,
        )

    def __repr__(self) -> str:
        return f"<Allocation of {self.agreement.id}: {len(self.outcomes)} pots, {self.total}>"

    def _overview(self) -> tuple[list[str], list[list[str]]]:
        rows = [
            [
                each.pot.id,
                each.pot.level or each.rounded.codes[0],
                str(len(each.rounded.codes)),
                str(each.pot.amount),
                str(Money.total(_amounts(each))),
            ]
            for each in self.outcomes
        ]
        rows += [[row.pot, row.name, "", "", str(row.amount)] for row in self.residuals]
        amount = Money.total(each.pot.amount for each in self.outcomes)
        rows.append(["total", "", "", str(amount), str(self.total)])
        return ["pot", "to", "recipients", "amount", "distributed"], rows

    def __str__(self) -> str:
        from fordelning.allocation import show

        return show.text(*self._overview(), right=(2, 3, 4))

    def _repr_html_(self) -> str:
        from fordelning.allocation import show

        return show.html(self.agreement.title, *self._overview(), right=(2, 3, 4))


def _amounts(outcome: Outcome) -> Iterable[Money]:
    return outcome.rounded.amounts.values()


def _summed(amounts: Iterable[tuple[str, Money]]) -> dict[str, Money]:
    sums: dict[str, int] = {}
    for code, amount in amounts:
        sums[code] = sums.get(code, 0) + amount.ore
    return {code: Money(ore) for code, ore in sorted(sums.items())}
