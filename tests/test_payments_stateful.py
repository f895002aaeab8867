"""Any sequence of steps conserves the sum, makes nobody negative and pays nothing twice."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from fordelning import Equal, Fixed, Money, Only, Population, Proportional
from fordelning.errors import PaymentError
from fordelning.keys import Key, Unspent
from fordelning.measures import table
from fordelning.payments import Event, Instalments, Ledger, instalments

from .strategies import SETTINGS

CODES = ("0114", "0115", "09", "a")
ORE = st.integers(0, 10_000)
WHO = st.lists(st.sampled_from(CODES), min_size=1, unique=True)
DATES = (date(2020, 3, 1), date(2020, 6, 1), date(2020, 9, 1))
SOME = st.dictionaries(st.sampled_from(CODES), st.integers(0, 110), min_size=1)
"""Per cent, for each, of what it can at most pay or give; above 100 it is too much."""


class Payments(RuleBasedStateMachine):
    """Keep the books a second time, in plain whole numbers."""

    @initialize(amounts=st.fixed_dictionaries(dict.fromkeys(CODES, ORE)))
    def begin(self, amounts):
        self.held: dict[str, int] = dict(amounts)
        self.paid = dict.fromkeys(CODES, 0)
        self.pool = 0
        self.sum = sum(amounts.values())
        self.payments = 0
        self.returned = 0
        self.out = 0
        self.plan: Instalments | None = None
        self.planned: list[date] = []
        self.ledger = Ledger.of({code: Money(ore) for code, ore in amounts.items()})

    def unpaid(self):
        return {code: self.held[code] - self.paid[code] for code in CODES}

    def parts(self, some, most):
        """Return parts of what each has at most, as öre; the second tells if it is too much."""
        asked = {code: -(-most[code] * part // 100) for code, part in some.items()}
        return asked, any(ore > most[code] for code, ore in asked.items())

    def money(self, asked):
        return {code: Money(ore) for code, ore in asked.items()}

    def refused(self, call, *values):
        with pytest.raises(PaymentError):
            call(*values)

    @rule(some=SOME)
    def pay(self, some):
        asked, too_much = self.parts(some, self.unpaid())
        title = f"betalning {self.payments}"
        if too_much:
            self.refused(self.ledger.pay, title, self.money(asked))
            return
        self.ledger = self.ledger.pay(title, self.money(asked))
        self.payments += 1
        for code, ore in asked.items():
            self.paid[code] += ore
            self.out += ore
        self.refused(self.ledger.pay, title, self.money(asked))

    @rule(shares=st.lists(st.integers(0, 5), min_size=3, max_size=3).filter(any))
    def make_a_plan(self, shares):
        whole = sum(shares)
        self.plan = instalments(
            self.ledger.unpaid,
            {day: Fraction(part, whole) for day, part in zip(DATES, shares, strict=True)},
        )
        assert self.plan.total.ore == sum(self.unpaid().values())
        self.planned = list(DATES)

    @precondition(lambda self: self.planned)
    @rule()
    def pay_an_instalment(self):
        assert self.plan is not None
        day = self.planned.pop(0)
        amounts = self.plan.on(day)
        title = f"betalning {self.payments}"
        if any(amount.ore > self.unpaid()[code] for code, amount in amounts.items()):
            self.refused(self.ledger.pay, title, amounts)
            return
        self.ledger = self.ledger.pay(title, amounts)
        self.payments += 1
        for code, amount in amounts.items():
            self.paid[code] += amount.ore
            self.out += amount.ore

    @rule(some=SOME)
    def give_up(self, some):
        asked, too_much = self.parts(some, self.unpaid())
        if too_much:
            self.refused(self.ledger.give_up, self.money(asked))
            return
        self.ledger = self.ledger.give_up(self.money(asked))
        for code, ore in asked.items():
            self.held[code] -= ore
            self.pool += ore

    @rule(some=SOME)
    def give_back(self, some):
        asked, too_much = self.parts(some, self.paid)
        if too_much:
            self.refused(self.ledger.give_back, self.money(asked))
            return
        self.ledger = self.ledger.give_back(self.money(asked))
        for code, ore in asked.items():
            self.held[code] -= ore
            self.paid[code] -= ore
            self.pool += ore
            self.returned += ore

    @rule(share=st.integers(0, 100), who=WHO)
    def set_aside(self, share, who):
        before = self.ledger
        self.ledger = before.set_aside(f"{share} %", who)
        given = {code: before.held[code].ore - self.ledger.held[code].ore for code in CODES}
        assert all(given[code] == 0 for code in CODES if code not in who)
        exactly = {code: Fraction(share * self.held[code], 100) for code in who}
        assert all(abs(given[code] - exactly[code]) < 1 for code in who)
        assert 2 * abs(sum(given.values()) - sum(exactly.values(), Fraction(0))) <= 1
        for code, ore in given.items():
            self.held[code] -= ore
            self.pool += ore
            back = max(0, self.paid[code] - self.held[code])
            self.paid[code] -= back
            self.returned += back

    @rule(who=WHO)
    def distribute_equally(self, who):
        self.distribute(Only(who, Equal()), who, self.pool)

    @rule(who=WHO, part=st.integers(0, 100))
    def distribute_a_part(self, who, part):
        self.distribute(Only(who, Equal()), who, self.pool * part // 100)

    @precondition(lambda self: self.held["a"])
    @rule()
    def distribute_by_what_is_held(self):
        held = Proportional(table({code: self.held[code] for code in CODES}))
        self.distribute(held, [code for code in CODES if self.held[code]], self.pool)

    def distribute(self, key: Key, who, ore):
        before = self.ledger
        self.ledger = before.distribute(key, Money(ore))
        given = {code: self.ledger.held[code].ore - before.held[code].ore for code in CODES}
        assert min(given.values()) >= 0
        assert sum(given.values()) == sum(given[code] for code in who) == ore
        for code, each in given.items():
            self.held[code] += each
        self.pool -= ore
        self.refused(self.ledger.distribute, key, Money(self.pool + 1))

    @rule(part=st.integers(0, 100))
    def leave_some_to_nobody(self, part):
        ore = self.pool * part // 100
        self.ledger = self.ledger.distribute(Fixed({"09": Money(ore)}) >> Unspent("över"))
        self.held["09"] += ore
        self.pool -= ore

    @invariant()
    def the_books_agree(self):
        assert {code: amount.ore for code, amount in self.ledger.held.items()} == self.held
        assert {code: amount.ore for code, amount in self.ledger.paid.items()} == self.paid
        assert {code: amount.ore for code, amount in self.ledger.unpaid.items()} == self.unpaid()
        assert self.ledger.pool.ore == self.pool

    @invariant()
    def the_sum_is_conserved(self):
        assert sum(self.held.values()) + self.pool == self.sum == self.ledger.total.ore
        for step in self.ledger.steps[1:]:
            assert Money.total(entry.held for entry in step.entries) + step.pool == Money(0)

    @invariant()
    def nobody_is_negative(self):
        assert self.pool >= 0
        for code in CODES:
            assert 0 <= self.paid[code] <= self.held[code]

    @invariant()
    def nothing_is_paid_twice(self):
        paid = [step for step in self.ledger.steps if step.event is Event.PAID]
        assert len({step.title for step in paid}) == len(paid) == self.payments
        assert Money.total(step.amount for step in paid).ore == self.out
        assert self.out - self.returned == sum(self.paid.values())

    @invariant()
    def the_steps_are_the_ledger(self):
        everyone = Population.of(CODES, level="mottagare")
        assert Ledger(self.ledger.steps, everyone, "mottagare") == self.ledger


TestPayments = pytest.mark.property(Payments.TestCase)
TestPayments.settings = settings(SETTINGS, stateful_step_count=20)
