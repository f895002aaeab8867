"""Checking a key, or an agreement, by every law on many cases: one call in a test.

Never here: the laws, random figures, or how a case is written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TypeAlias, TypeVar

import hypothesis
from hypothesis import strategies as st

from fordelning.agreement import Agreement, Reading
from fordelning.errors import BandError, CertificateError, FordelningError, MissingFigureError
from fordelning.keys import Key
from fordelning.keys.base import as_key
from fordelning.money import Money, as_money
from fordelning.sentences import shown
from fordelning.testing.agreements import Populations, as_strategy
from fordelning.testing.cases import AgreementCase, KeyCase, agreement_cases, inner_cases, key_cases
from fordelning.testing.figures import money
from fordelning.testing.figures import populations as drawn_populations
from fordelning.testing.law import LawError, broken
from fordelning.testing.laws import (
    OF_ALLOCATIONS,
    OF_KEYS,
    AllocationLaw,
    KeyLaw,
    answers,
)
from fordelning.testing.laws.one_answer import fault
from fordelning.testing.running import smallest_failure

__all__ = ["check_agreement", "check_key"]

_DISTRIBUTES = "every case is distributed but for the refusals expected, and some case is"
_FIGURES = """in a check: draw populations that have the figures, such as
  populations=populations(ages=["0-17", "18+"], indicators=["elever"])"""

Refusals: TypeAlias = tuple[type[FordelningError], ...]
Law: TypeAlias = Callable[..., None]
T = TypeVar("T")
C = TypeVar("C", KeyCase, AgreementCase)


def check_key(
    key: Key | st.SearchStrategy[Key],
    *,
    populations: Populations | None = None,
    level: str | None = None,
    amounts: Money | st.SearchStrategy[Money] | None = None,
    laws: Sequence[KeyLaw] = OF_KEYS,
    refusals: Refusals = (FordelningError,),
    settings: hypothesis.settings | None = None,
) -> None:
    """Check a key of your own by every law, on many populations and amounts (nyckelprov).

    Each law is called with the key, one of `amounts` and the scope of everyone at `level`;
    then, as inside a `Split` and an `Only`, with a third of an amount and the scope of some.
    `key` may be a strategy of keys. `populations` is one, or a strategy, with the figures
    that the key needs; `amounts` too. A case that the key refuses by one of the errors
    `refusals` is passed over, unless it refuses them all, or all with money for several.

    >>> from fordelning import FlatPlusRemainder, kr
    >>> check_key(FlatPlusRemainder(kr(5)), settings=hypothesis.settings(max_examples=10))

    Raises:
        LawError: a law does not hold, with the smallest case; or every case is refused.
        InputTypeError: something else than a key, or than amounts.
    """
    __tracebackhide__ = True
    cases = key_cases(
        key if isinstance(key, st.SearchStrategy) else st.just(as_key(key)),
        drawn_populations() if populations is None else as_strategy(populations),
        _amounts(amounts),
        level,
    )

    def attempt(case: KeyCase) -> FordelningError | None:
        with _told(answers, case.who, case.lines):
            quotas = _asked(lambda: case.key.quotas(case.given, case.scope), case, refusals)
        if isinstance(quotas, FordelningError):
            return quotas
        for law in laws:
            with _told(law, case.who, case.lines):
                law(case.key, case.amount, case.scope)
        return None

    _check(cases, attempt, settings)
    # On its own a key is simpler to look at, so what breaks there is told first.
    failure = smallest_failure(inner_cases(cases), attempt, settings)
    if failure is not None:
        raise failure from failure.__cause__


def _amounts(amounts: Money | st.SearchStrategy[Money] | None) -> st.SearchStrategy[Money]:
    if amounts is None:
        return money()
    return amounts if isinstance(amounts, st.SearchStrategy) else st.just(as_money(amounts))


def check_agreement(
    agreement: Agreement,
    populations: Populations,
    *,
    readings: Mapping[str, str | Reading] | None = None,
    reference_date: dt.date | None = None,
    laws: Sequence[AllocationLaw] = OF_ALLOCATIONS,
    key_laws: Sequence[KeyLaw] = OF_KEYS,
    refusals: Refusals = (FordelningError,),
    settings: hypothesis.settings | None = None,
) -> None:
    """Check an agreement by every law, on many populations (prov av en överenskommelse).

    It is allocated to each population, under each of its readings where `readings` names
    none. `laws` are called with the allocation, `key_laws` with the key of each pot, the
    pot's amount and its scope. `populations` is one, or a strategy, with the figures that
    the agreement needs. A population that it refuses by one of the errors `refusals` is passed
    over, unless it refuses them all; with `refusals=()` it has to take every one.

    >>> from fordelning import Agreement, Level, PerCapita, Pot, kr
    >>> from fordelning.testing import populations
    >>> agreement = Agreement("a", "A", kr(9), [Pot("p", kr(9), Level.LAN, PerCapita())], None)
    >>> few = hypothesis.settings(max_examples=5)
    >>> check_agreement(agreement, populations(level=Level.LAN), settings=few)

    Raises:
        LawError: a law does not hold, with the smallest case; or every case is refused.
    """
    __tracebackhide__ = True
    cases = agreement_cases(
        agreement, as_strategy(populations), dict(readings or {}), reference_date
    )

    def attempt(case: AgreementCase) -> FordelningError | None:
        with _told(answers, case.who, lambda _: case.lines()):
            allocation = _asked(case.allocated, case, refusals)
        if isinstance(allocation, FordelningError):
            return allocation
        for law in laws:
            with _told(law, case.who, case.lines):
                law(allocation)
        for outcome in allocation.outcomes:
            pot, key = outcome.pot, outcome.pot.key
            if key is None:
                continue
            for each in key_laws:
                with _told(each, shown(key), partial(case.lines, pot=pot.id)):
                    each(key, pot.stated, outcome.scope)
        return None

    _check(cases, attempt, settings)


def _check(
    cases: st.SearchStrategy[C],
    attempt: Callable[[C], FordelningError | None],
    settings: hypothesis.settings | None,
) -> None:
    """Attempt many cases; raise the smallest failure, or that nothing but refusals came."""
    __tracebackhide__ = True
    # By whether there is money for several: the others are easily distributed.
    refused: dict[bool, LawError] = {}
    kept: set[bool] = set()

    def run(case: C) -> None:
        refusal = attempt(case)
        if refusal is None:
            kept.add(case.telling)
        elif case.telling not in refused:
            refused[case.telling] = _refused(case, refusal, "every case")

    failure = smallest_failure(cases, run, settings)
    telling = True in refused or True in kept
    which = "every case with money for several" if kept else "every case"

    def refuse(case: C) -> None:
        refusal = attempt(case)
        if refusal is not None and case.telling == telling:
            raise _refused(case, refusal, which)

    if failure is None and telling in refused and telling not in kept:
        failure = smallest_failure(cases, refuse, settings) or refused[telling]
    if failure is not None:
        raise failure from failure.__cause__


def _refused(case: KeyCase | AgreementCase, refusal: FordelningError, which: str) -> LawError:
    """Return the error of nothing but refusals, with what helps where figures are missing."""
    found = f"it refuses {which}, the simplest one thus: {refusal}"
    if isinstance(refusal, MissingFigureError | BandError):
        found += f"\n{_FIGURES}"
    return LawError(case.who, "distributes", _DISTRIBUTES, found, case.lines())


def _asked(
    ask: Callable[[], T], case: KeyCase | AgreementCase, refusals: Refusals
) -> T | FordelningError:
    """Return what is answered, or the error by which it is refused, if that may be."""
    try:
        return ask()
    except FordelningError as error:
        if fault(error) or isinstance(error, CertificateError):
            # These do not refuse: they say that something is broken.
            raise
        if isinstance(error, refusals):
            return error
        found = f"it is refused: {error}"
        raise LawError(case.who, "distributes", _DISTRIBUTES, found, case.lines()) from error


@contextmanager
def _told(law: Law, who: str, lines: Callable[[Law], tuple[str, ...]]) -> Generator[None]:
    """Tell of a law that does not hold, whatever it raised, in which case it did not."""
    try:
        yield
    except LawError as error:
        raise error.at(error.case or lines(law)) from error.__cause__
    except AssertionError as error:
        raise broken(law, who, str(error) or "it does not hold").at(lines(law)) from error
    except Exception as error:
        other = fault(error) if isinstance(error, FordelningError) else None
        if isinstance(error, FordelningError) and other is not None:
            raise broken(other, who, str(error.sentences()[0])).at(lines(other)) from error
        found = f"it raised {type(error).__name__}: {error}"
        raise broken(law, who, found).at(lines(law)) from error
