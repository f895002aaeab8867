"""The ledger: what recipients hold and have been paid, and the pool between them.

Every step gives a new ledger, and none makes or loses an öre. Never here: the rules that
money of the pool is distributed by, which are keys.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import floor

from attrs import Factory, evolve, field, frozen

from fordelning.agreement import Agreement, Pot
from fordelning.allocation import Allocation, allocate, show
from fordelning.errors import (
    FordelningError,
    InputTypeError,
    PaymentError,
    ShareError,
    UnknownCodeError,
    nearest,
    raise_problems,
)
from fordelning.exact import Exact, Vector, exact
from fordelning.keys import Key
from fordelning.keys.combined import as_codes
from fordelning.money import Money
from fordelning.payments.amounts import checked_amounts
from fordelning.payments.steps import Entry, Event, Step
from fordelning.population import Population
from fordelning.rounding import Rounding
from fordelning.sentences import Phrase, shown

__all__ = ["Ledger"]

_OWN_LEVEL = "mottagare"
_POOL = "pool"
_UNPAID = Phrase("what it holds and has not been paid")
_NOTHING = Money(0)


@frozen
class _Balances:
    """What each holds and has been paid, and what is in the pool, when steps are done."""

    held: dict[str, Money]
    paid: dict[str, Money]
    pool: Money


def _balances(ledger: Ledger) -> _Balances:
    held: dict[str, Money] = {}
    paid: dict[str, Money] = {}
    pool = _NOTHING
    for step in ledger.steps:
        for entry in step.entries:
            held[entry.code] = held.get(entry.code, _NOTHING) + entry.held
            paid[entry.code] = paid.get(entry.code, _NOTHING) + entry.paid
        pool += step.pool
    return _Balances(held, paid, pool)


@frozen(repr=False)
class Ledger:
    """Hold what recipients were granted, are paid and give back, step by step (reskontra).

    Recipients hold amounts, of which parts are paid out; the rest of all that was granted
    is in the pool, to be distributed again. What all hold and the pool make up `total`
    after every step; nobody holds, or has been paid, less than nothing, and nobody has been
    paid more than it holds. A ledger never changes: a step gives a new one.

    Build it with `Ledger.of` or `Ledger.of_pot`. `population`, `level` and `date` are what
    keys find their recipients and figures in when the pool is distributed.

    >>> from fordelning import Equal, kr
    >>> ledger = Ledger.of({"a": kr(60), "b": kr(40)}).pay("första delen", {"a": kr(60)})
    >>> ledger = ledger.give_up({"b": kr(10)}).give_back({"a": kr(5)}).distribute(Equal())
    >>> ledger.held, ledger.unpaid, ledger.total
    ({'a': kr("62,50"), 'b': kr("37,50")}, {'a': kr("7,50"), 'b': kr("37,50")}, kr("100"))
    >>> print(ledger)
    event        title                    amount       held      paid      pool
    granted      beviljat              100,00 kr  100,00 kr   0,00 kr   0,00 kr
    paid         första delen           60,00 kr  100,00 kr  60,00 kr   0,00 kr
    given up     ej rekvirerade medel   10,00 kr   90,00 kr  60,00 kr  10,00 kr
    given back   återbetalning           5,00 kr   85,00 kr  55,00 kr  15,00 kr
    distributed  omfördelning           15,00 kr  100,00 kr  55,00 kr   0,00 kr
    """

    steps: tuple[Step, ...]
    population: Population = field(repr=False)
    level: str
    date: dt.date | None = None
    _now: _Balances = field(default=Factory(_balances, takes_self=True), init=False, eq=False)

    @classmethod
    def of(
        cls,
        amounts: Mapping[str, Money],
        *,
        population: Population | None = None,
        level: str = _OWN_LEVEL,
        date: dt.date | None = None,
    ) -> Ledger:
        """Begin with what each recipient has been granted (beviljat belopp).

        Without a population the pool is distributed by keys that need no figures, among
        those who are named here.

        Raises:
            InputTypeError: no mapping, a code that is no text, an amount that is no money.
            PaymentError: no amounts, or negative ones.
        """
        held = checked_amounts(amounts)
        if population is None:
            population = Population.of(tuple(held), level=level)
        entries = tuple(Entry(code, amount, _NOTHING) for code, amount in held.items())
        return cls((Step(Event.GRANTED, "beviljat", entries, _NOTHING),), population, level, date)

    @classmethod
    def of_pot(cls, allocation: Allocation, pot_id: str) -> Ledger:
        """Begin with what a pot gave its recipients, those who got nothing too.

        Money that the pot gives to nobody is not in the ledger.

        Raises:
            InputTypeError: something else than an allocation.
            UnknownIdError: there is no such pot.
        """
        if not isinstance(allocation, Allocation):
            raise InputTypeError(
                "allocate.type",
                value=shown(allocation),
                type=type(allocation).__name__,
                expected="Allocation",
            )
        outcome = allocation.outcome(pot_id)
        if not outcome.pot.level:
            return cls.of(outcome.amounts)
        return cls.of(
            outcome.amounts,
            population=allocation.population,
            level=outcome.pot.level,
            date=outcome.scope.date,
        )

    @property
    def held(self) -> dict[str, Money]:
        """What each recipient holds, paid or not, by code."""
        return dict(self._now.held)

    @property
    def paid(self) -> dict[str, Money]:
        """What each recipient has been paid and has not given back, by code."""
        return dict(self._now.paid)

    @property
    def unpaid(self) -> dict[str, Money]:
        """What each recipient holds and has not been paid, by code."""
        return {code: held - self._now.paid[code] for code, held in self._now.held.items()}

    @property
    def pool(self) -> Money:
        """What nobody holds, and can be distributed."""
        return self._now.pool

    @property
    def total(self) -> Money:
        """The sum that was granted, which no step changes."""
        return self.steps[0].amount

    def pay(self, title: str, amounts: Mapping[str, Money]) -> Ledger:
        """Pay recipients parts of what they hold (utbetalning, delutbetalning).

        `title` names the payment, and no payment is made twice.

        Raises:
            PaymentError: the payment was made, or somebody holds less that is not paid.
            InputTypeError, UnknownCodeError: amounts that are none, or of nobody here.
        """
        if any(step.event is Event.PAID and step.title == title for step in self.steps):
            raise PaymentError("ledger.paid_twice", title=title)
        asked = self._within(amounts, self.unpaid, _UNPAID)
        entries = tuple(Entry(code, _NOTHING, amount) for code, amount in asked.items())
        return self._after(Step(Event.PAID, title, entries, _NOTHING))

    def give_up(self, amounts: Mapping[str, Money], title: str = "ej rekvirerade medel") -> Ledger:
        """Move what was not claimed, and has not been paid, to the pool (ej rekvirerade medel).

        Raises:
            PaymentError: somebody gives up more than it holds and has not been paid.
            InputTypeError, UnknownCodeError: amounts that are none, or of nobody here.
        """
        asked = self._within(amounts, self.unpaid, _UNPAID)
        return self._pooled(Event.GIVEN_UP, title, asked, dict.fromkeys(asked, _NOTHING))

    def give_back(self, amounts: Mapping[str, Money], title: str = "återbetalning") -> Ledger:
        """Move what was paid and came back to the pool (återbetalning).

        Raises:
            PaymentError: somebody gives back more than it has been paid.
            InputTypeError, UnknownCodeError: amounts that are none, or of nobody here.
        """
        asked = self._within(amounts, self.paid, Phrase("what it has been paid"))
        return self._pooled(Event.GIVEN_BACK, title, asked, asked)

    def set_aside(
        self, share: Exact, codes: Iterable[str] | None = None, title: str = "gemensam pott"
    ) -> Ledger:
        """Move a share of what recipients hold to the pool (gemensam pott).

        The pool gets share * (sum of what they hold), to the nearest öre, halves up; each
        gives its own share to less than an öre from it, by largest remainder. What is not
        paid is taken first; beyond that, money that was paid comes back. `codes` are those
        who give, everyone unless named.

        Real: in Stockholms län 4 per cent of every part was put in a common pot.

        >>> ledger = Ledger.of({"01": Money(120), "0114": Money(80)}).set_aside("4 %")
        >>> ledger.held, ledger.pool
        ({'01': kr("1,15"), '0114': kr("0,77")}, kr("0,08"))

        Raises:
            ShareError: a share below 0 or above 1.
            InputTypeError, InputValueError: a share that is no exact number.
            PaymentError: no codes.
            UnknownCodeError: a code of nobody here.
        """
        part = exact(share)
        if not 0 <= part <= 1:
            raise ShareError("ledger.share", share=part)
        givers = tuple(self._now.held) if codes is None else as_codes(codes)
        if not givers:
            raise PaymentError("payments.none")
        raise_problems(self._unknown(givers), PaymentError, "payments.problems")
        quotas = [part * self._now.held[code].ore for code in givers]
        total = Money(floor(sum(quotas, Fraction(1, 2))))
        given = Rounding().handed_on(givers, Vector.of(quotas), total).amounts
        unpaid = self.unpaid
        back = {code: max(amount - unpaid[code], _NOTHING) for code, amount in given.items()}
        return self._pooled(Event.POOLED, title, given, back)

    def distribute(
        self,
        key: Key,
        amount: Money | None = None,
        *,
        rounding: Rounding | None = None,
        title: str = "omfördelning",
    ) -> Ledger:
        """Distribute money of the pool by a key (omfördelning), to all or to some.

        All that is in the pool, or `amount` of it; `Only(codes, key)` gives it to those who
        asked. It is allocated and rounded as any pot is, and the step keeps the allocation.
        What the key leaves to nobody stays in the pool.

        Raises:
            PaymentError: the pool has less.
            UnknownCodeError: a recipient here that the key cannot give anything, as the
                level has nobody of its code, or one that it gives something and is not here.
            FordelningError: the key cannot distribute the money, as `allocate`.
        """
        pot = Pot(_POOL, self.pool if amount is None else amount, self.level, key, title)
        agreement = Agreement(
            _POOL, title, pot.stated, [pot], self.date, rounding=rounding or Rounding()
        )
        allocation = allocate(agreement, self.population)
        given = allocation.pot(_POOL)
        absent = tuple(code for code in self._now.held if code not in given)
        if absent:
            raise UnknownCodeError("ledger.absent", level=self.level, codes=absent)
        given = {code: money for code, money in given.items() if money.ore or code in self.held}
        raise_problems(self._unknown(given), PaymentError, "payments.problems")
        total = Money.total(given.values())
        if max(total, pot.stated) > self.pool:
            raise PaymentError("ledger.pool", amount=max(total, pot.stated), pool=self.pool)
        entries = tuple(Entry(code, money, _NOTHING) for code, money in given.items())
        return self._after(Step(Event.DISTRIBUTED, title, entries, -total, allocation))

    def _pooled(
        self, event: Event, title: str, given: dict[str, Money], back: dict[str, Money]
    ) -> Ledger:
        entries = tuple(Entry(code, -money, -back[code]) for code, money in given.items())
        return self._after(Step(event, title, entries, Money.total(given.values())))

    def _after(self, step: Step) -> Ledger:
        return evolve(self, steps=(*self.steps, step))

    def _within(
        self, amounts: Mapping[str, Money], most: Mapping[str, Money], of_what: str
    ) -> dict[str, Money]:
        """Return amounts by code, having seen that nobody's is more than it has."""
        asked = checked_amounts(amounts)
        problems = self._unknown(asked)
        problems += [
            PaymentError(
                "ledger.too_much", recipient=code, amount=amount, most=most[code], has=of_what
            )
            for code, amount in asked.items()
            if code in most and amount > most[code]
        ]
        raise_problems(problems, PaymentError, "payments.problems")
        return asked

    def _unknown(self, codes: Iterable[str]) -> list[FordelningError]:
        known = tuple(self._now.held)
        return [
            UnknownCodeError(
                "ledger.unknown", recipient=code, near=nearest(code, known), known=known
            )
            for code in codes
            if code not in self._now.held
        ]

    def __repr__(self) -> str:
        return f"<Ledger: {len(self._now.held)} recipients, {self.total}, {len(self.steps)} steps>"

    def __str__(self) -> str:
        rows: list[list[str]] = []
        for count, step in enumerate(self.steps, 1):
            now = evolve(self, steps=self.steps[:count])
            sums = Money.total(now.held.values()), Money.total(now.paid.values()), now.pool
            rows.append([step.event.value, step.title, str(step.amount), *map(str, sums)])
        header = ["event", "title", "amount", "held", "paid", "pool"]
        return show.text(header, rows, right=(2, 3, 4, 5))
