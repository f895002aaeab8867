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
from fordelning.errors import CertificateError, ConservationError, FordelningError
from fordelning.keys import Key
from fordelning.money import Money
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
    conserves,
)
from fordelning.testing.running import smallest_failure

__all__ = ["check_agreement", "check_key"]

_DISTRIBUTES = "every case is distributed but for the refusals expected, and some case is"

Refusals: TypeAlias = tuple[type[FordelningError], ...]
Law: TypeAlias = Callable[..., None]
T = TypeVar("T")
C = TypeVar("C", KeyCase, AgreementCase)


def check_key(
    key: Key | st.SearchStrategy[Key],
    *,
    populations: Populations | None = None,
    level: str | None = None,
    amounts: st.SearchStrategy[Money] | None = None,
    laws: Sequence[KeyLaw] = OF_KEYS,
    refusals: Refusals = (FordelningError,),
    settings: hypothesis.settings | None = None,
) -> None:
    """Check a key of your own by every law, on many populations and amounts (nyckelprov).

    Each law is called with the key, one of `amounts` and the scope of everyone at `level`;
    then, as inside a `Split` and an `Only`, with a third of an amount and the scope of some.
    `key` may be a strategy of keys. `populations` is one, or a strategy, with the figures
    that the key needs. A case that the key refuses by one of the errors `refusals` is passed
    over, unless it refuses them all.

    >>> from fordelning import FlatPlusRemainder, kr
    >>> check_key(FlatPlusRemainder(kr(5)), settings=hypothesis.settings(max_examples=10))

    Raises:
        LawError: a law does not hold, with the smallest case; or every case is refused.
    """
    __tracebackhide__ = True
    cases = key_cases(
        key if isinstance(key, st.SearchStrategy) else st.just(key),
        drawn_populations() if populations is None else as_strategy(populations),
        money() if amounts is None else amounts,
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
    refused: list[tuple[C, FordelningError]] = []
    kept: list[C] = []

    def run(case: C) -> None:
        refusal = attempt(case)
        if refusal is None:
            kept[:] = [case]
        elif not refused:
            # The first one drawn is the simplest there is.
            refused.append((case, refusal))

    failure = smallest_failure(cases, run, settings)
    if failure is not None:
        raise failure from failure.__cause__
    if refused and not kept:
        case, refusal = refused[0]
        found = f"it refuses every case, the simplest one thus: {refusal}"
        raise LawError(case.who, "distributes", _DISTRIBUTES, found, case.lines())


def _asked(
    ask: Callable[[], T], case: KeyCase | AgreementCase, refusals: Refusals
) -> T | FordelningError:
    """Return what is answered, or the error by which it is refused, if that may be."""
    try:
        return ask()
    except (ConservationError, CertificateError):
        # These do not refuse: they say that something is broken.
        raise
    except refusals as error:
        return error
    except FordelningError as error:
        found = f"it is refused: {error}"
        raise LawError(case.who, "distributes", _DISTRIBUTES, found, case.lines()) from error


@contextmanager
def _told(law: Law, who: str, lines: Callable[[Law], tuple[str, ...]]) -> Generator[None]:
    """Tell of a law that does not hold, whatever it raised, in which case it did not."""
    try:
        yield
    except LawError as error:
        raise error.at(error.case or lines(law)) from error.__cause__
    except ConservationError as error:
        raise broken(conserves, who, str(error.sentences()[0])).at(lines(conserves)) from error
    except AssertionError as error:
        raise broken(law, who, str(error) or "it does not hold").at(lines(law)) from error
    except Exception as error:
        found = f"it raised {type(error).__name__}: {error}"
        raise broken(law, who, found).at(lines(law)) from error
