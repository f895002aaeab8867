"""Cases for keys and for agreements: what a law is called with, drawn and written.

Never here: calling a law.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction

from attrs import evolve, frozen
from hypothesis import strategies as st

from fordelning.agreement import Agreement, Reading
from fordelning.allocation import Allocation, allocate
from fordelning.keys import Key
from fordelning.measures import Scope
from fordelning.money import Money
from fordelning.population import Population
from fordelning.sentences import shown
from fordelning.testing.laws import ore
from fordelning.testing.scopes import scope
from fordelning.testing.spelled import Printer, assigned, spelled

__all__ = ["AgreementCase", "KeyCase", "agreement_cases", "inner_cases", "key_cases"]

# Everyone, or so many.
_SOME = st.sampled_from((0, 1, 2, 3, 1, 1, 1))


@frozen
class KeyCase:
    """Hold a key, what it is given, and the scope of everyone at a level, or of some.

    `amount` is money, or a part of an öre.
    """

    key: Key
    amount: Money | Fraction
    population: Population
    scope: Scope

    @property
    def given(self) -> Fraction:
        """What the key is given, in öre."""
        return ore(self.amount)

    @property
    def telling(self) -> bool:
        """Whether there is money for several: nearly every key distributes the others."""
        return self.given != 0 and len(self.scope.codes) > 1

    @property
    def who(self) -> str:
        """The key, as it is written."""
        return shown(self.key)

    def _repr_pretty_(self, printer: Printer, cycle: bool) -> None:  # noqa: FBT001 - a protocol
        del cycle
        printer.text(self.who)

    def lines(self, law: Callable[..., None] | None = None) -> tuple[str, ...]:
        """Write the case as Python that asks the key, or that calls a law."""
        at = f"scope(population, {str(self.scope.level)!r})"
        if self.scope.everyone:
            at += f".only({list(self.scope.codes)!r})"
        called = (
            f"key.quotas({self.given!r}, {at})"
            if law is None
            else f"{_named(law)}(key, {self.amount!r}, {at})"
        )
        return f"key = {self.key!r}", assigned(self.population), called


@st.composite
def key_cases(
    draw: st.DrawFn,
    keys: st.SearchStrategy[Key],
    populations: st.SearchStrategy[Population],
    amounts: st.SearchStrategy[Money],
    level: str | None,
) -> KeyCase:
    """Draw what a key of a pot is asked: an amount for everyone at a level."""
    population = draw(populations)
    return KeyCase(draw(keys), draw(amounts), population, scope(population, level))


@st.composite
def inner_cases(draw: st.DrawFn, cases: st.SearchStrategy[KeyCase]) -> KeyCase:
    """Draw what a key inside others may be asked: a third of an amount, or for some only."""
    # The last ones, so that the first, who always has something, may be outside.
    some, parts = draw(_SOME), draw(st.sampled_from((1, 3)))
    case = draw(cases)
    if 0 < some < len(case.scope.codes):
        case = evolve(case, scope=case.scope.only(case.scope.codes[-some:]))
    return case if parts == 1 else evolve(case, amount=case.given / parts)


@frozen
class AgreementCase:
    """Hold an agreement, a population, and the choices that whoever allocates makes."""

    agreement: Agreement
    population: Population
    readings: dict[str, str | Reading]
    date: dt.date | None

    # The money is the agreement's affair.
    telling = True

    @property
    def who(self) -> str:
        """The agreement, by its id."""
        return f"agreement '{self.agreement.id}'"

    def _repr_pretty_(self, printer: Printer, cycle: bool) -> None:  # noqa: FBT001 - a protocol
        del cycle
        printer.text(self.who)

    def allocated(self) -> Allocation:
        """Allocate."""
        return allocate(
            self.agreement, self.population, readings=self.readings, reference_date=self.date
        )

    def lines(
        self, law: Callable[..., None] | None = None, pot: str | None = None
    ) -> tuple[str, ...]:
        """Write the case as Python that allocates, and calls a law of all or of one pot's key."""
        readings = f", readings={self.readings!r}" if self.readings else ""
        date = f", reference_date={spelled(self.date)}" if self.date else ""
        lines = (
            assigned(self.population),
            f"allocation = allocate(agreement, population{readings}{date})",
        )
        if law is None:
            return lines
        if pot is None:
            return (*lines, f"{_named(law)}(allocation)")
        return (
            *lines,
            f"outcome = allocation.outcome({pot!r})",
            f"{_named(law)}(outcome.pot.key, outcome.pot.stated, outcome.scope)",
        )


def agreement_cases(
    agreement: Agreement,
    populations: st.SearchStrategy[Population],
    readings: dict[str, str | Reading],
    date: dt.date | None,
) -> st.SearchStrategy[AgreementCase]:
    """Draw cases: a population, and a reading of each place that none is given for."""
    choices = {
        place.id: st.sampled_from([reading.name for reading in place.readings])
        for place in agreement.ambiguities()
        if place.id not in readings and place.readings
    }

    def case(population: Population, chosen: dict[str, str]) -> AgreementCase:
        return AgreementCase(agreement, population, {**readings, **chosen}, date)

    return st.builds(case, populations, st.fixed_dictionaries(choices))


def _named(law: Callable[..., None]) -> str:
    """Return how a test calls a law: one of ours, or one of its own."""
    ours = law.__module__.startswith("fordelning.testing.laws")
    return f"laws.{law.__name__}" if ours else law.__name__
