"""The allocation: what everyone got, in every pot, and the way to look it up.

Amounts are kept as whole units; money, rows and exact quotas are made when asked for.
Never here: the calculation, or what it is compared with.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from fordelning.agreement import Agreement, Choice
from fordelning.allocation.bounds import Passed
from fordelning.allocation.outcome import Outcome, Row
from fordelning.allocation.trace import Trace
from fordelning.errors import InputTypeError, UnknownIdError, nearest
from fordelning.money import Money
from fordelning.population import Population
from fordelning.sentences import Phrase, shown

__all__ = ["Allocation"]


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
        """The rows without a recipient: what goes to nobody, of either sign.

        Money that a pot leaves unspent, a difference to an amount that is `About` so much,
        or what rounding left over (avrundningsdifferens). Their code is "" and their name
        says what they are.
        """
        return tuple(row for each in self.outcomes for row in each.residual())

    @property
    def passed(self) -> tuple[Passed, ...]:
        """The amounts that rounding put past a floor or cap that is no whole unit."""
        return tuple(each for outcome in self.outcomes for each in outcome.passed())

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
        return self.outcome(pot_id).amounts

    def nodes(self, pot_id: str, level: str | None = None) -> dict[str, Money]:
        """Return the amount of each parent in a nested pot, by code (nivåvis fördelning).

        `level` is that of the parents, the uppermost unless given. They are no rows: what
        they have is what their children have.

        Raises:
            UnknownIdError: there is no such pot, or it has no parents at that level.
        """
        outcome = self.outcome(pot_id)
        found: dict[str, dict[str, Money]] = {}
        for node in (each for top in outcome.nodes for each in top.within()):
            found.setdefault(node.level, {})[node.code] = node.amount
        wanted = level or next(iter(found), "")
        if wanted not in found:
            raise UnknownIdError(
                "pot.no_nodes",
                pot=pot_id,
                level=wanted or Phrase("any"),
                near=nearest(wanted, tuple(found)),
                known=tuple(found) or Phrase("none, since its key is not Nested"),
            )
        return found[wanted]

    def __getitem__(self, place: tuple[str, str]) -> Money:
        if not (isinstance(place, tuple) and len(place) == 2):  # noqa: PLR2004 - pot and code
            raise InputTypeError("place.type", value=shown(place))
        pot_id, code = place
        return self.pot(pot_id)[self._known(pot_id, code)]

    def _known(self, pot_id: str, code: str) -> str:
        outcome = self.outcome(pot_id)
        known = outcome.codes
        if code not in known:
            named = [each for each in known if outcome.name(each) == code]
            raise UnknownIdError(
                "pot.no_recipient",
                pot=pot_id,
                recipient=repr(code),
                near=Phrase("; that is the name of '{code}'", code=named[0])
                if named
                else nearest(str(code), known),
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
            for code, amount in each.amounts.items()
        )

    def by_lan(self) -> dict[str, Money]:
        """Return the sum that went to each län: to itself, its region and its kommuner.

        The code "" has the money outside the län, so that everything adds up to `total`.
        """
        inside = _summed(
            (each.lan(code), amount)
            for each in self.outcomes
            for code, amount in each.amounts.items()
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
        *above, (_, step) = outcome.roundings(self._known(pot_id, code))
        return Trace(
            agreement=self.agreement,
            used=outcome.scope.date,
            choice=outcome.choice,
            pot=outcome.pot,
            code=code,
            name=outcome.name(code),
            steps=outcome.steps(),
            rounding=step,
            above=tuple(above),
            passed=tuple(each for each in outcome.passed() if each.code == code),
        )

    def __repr__(self) -> str:
        return f"<Allocation of {self.agreement.id}: {len(self.outcomes)} pots, {self.total}>"

    def _overview(self) -> tuple[list[str], list[list[str]]]:
        rows = [
            [
                each.pot.id,
                each.pot.level or each.codes[0],
                str(len(each.codes)),
                str(each.pot.amount),
                str(Money.total(_amounts(each))),
            ]
            for each in self.outcomes
        ]
        rows += [[row.pot, row.name, "", "", str(row.amount)] for row in self.residuals]
        amount = Money.total(each.pot.stated for each in self.outcomes)
        rows.append(["total", "", "", str(amount), str(self.total)])
        return ["pot", "to", "recipients", "amount", "distributed"], rows

    def __str__(self) -> str:
        from fordelning.allocation import show

        return show.text(*self._overview(), right=(2, 3, 4))

    def _repr_html_(self) -> str:
        from fordelning.allocation import show

        return show.html(self.agreement.title, *self._overview(), right=(2, 3, 4))


def _amounts(outcome: Outcome) -> Iterable[Money]:
    return outcome.amounts.values()


def _summed(amounts: Iterable[tuple[str, Money]]) -> dict[str, Money]:
    sums: dict[str, int] = {}
    for code, amount in amounts:
        sums[code] = sums.get(code, 0) + amount.ore
    return {code: Money(ore) for code, ore in sorted(sums.items())}
