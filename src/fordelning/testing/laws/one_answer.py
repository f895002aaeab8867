"""The laws of one answer of a key: what holds of its quotas, its rest and its steps.

Never here: random cases, what becomes of quotas when they are rounded, or a key that is
asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeAlias

from fordelning.errors import FordelningError
from fordelning.exact import Vector
from fordelning.keys import Key, Quotas, Step
from fordelning.measures import Scope
from fordelning.money import Money, Ore
from fordelning.sentences import shown
from fordelning.testing.law import broken

__all__ = [
    "KeyLaw",
    "answers",
    "by_code",
    "conserves",
    "explains",
    "fault",
    "flaw",
    "not_negative",
    "ore",
]

KeyLaw: TypeAlias = Callable[[Key, Money | Fraction, Scope], None]

# By these the library refuses what a key of the caller's own answers.
_NO_ANSWER = ("key.answer", "key.wrong_length", "number.float", "number.type")


def ore(amount: Money | Fraction) -> Fraction:
    """Return an amount as a key is given it, in exact öre (belopp i öre).

    Money, or a `Fraction` of öre, which need not be whole: a part of a `Split` seldom is.

    >>> ore(Money(250)), ore(Fraction(250, 3))
    (Fraction(250, 1), Fraction(250, 3))
    """
    return Fraction(amount.ore) if isinstance(amount, Money) else amount


def answers(key: Key, amount: Money | Fraction, scope: Scope) -> None:
    """See that a key gives each recipient in scope one exact quota, or refuses in words.

    It returns `Quotas`, whose vector has an exact number for each of `scope.codes` and whose
    rest is exact, or raises a `FordelningError`; never another error, never a float.

    >>> from fordelning import Equal, Population, kr
    >>> from fordelning.testing import scope
    >>> answers(Equal(), kr(1), scope(Population.of(["n", "s"], level="skola")))

    Raises:
        LawError: anything else comes of it.
    """
    try:
        quotas: object = key.quotas(ore(amount), scope)
    except FordelningError as error:
        if fault(error) is answers:
            raise broken(answers, shown(key), str(error.sentences()[0])) from error
        return
    except Exception as error:
        found = f"it raised {type(error).__name__}: {error}"
        raise broken(answers, shown(key), found) from error
    found = flaw(quotas, scope)
    if found:
        raise broken(answers, shown(key), found)


def flaw(quotas: object, scope: Scope) -> str:
    """Say why an answer is not one exact quota for each in scope; nothing if it is."""
    if not isinstance(quotas, Quotas) or not isinstance(quotas.vector, Vector):
        return f"it returned {shown(quotas)}, which is no Quotas of a Vector"
    numbers = (quotas.vector.numerator, quotas.vector.denominator, *quotas.vector.weights)
    inexact = [each for each in numbers if type(each) is not int]
    if inexact:
        return f"{shown(inexact[0])} is not exact"
    if len(quotas.vector) != len(scope.codes):
        return f"recipients in scope: {len(scope.codes)}, quotas: {len(quotas.vector)}"
    return ""


def fault(error: FordelningError) -> KeyLaw | None:
    """Return the law that a key breaks, if that is what an error says, and not that it refuses."""
    if error.code == "key.not_conserving":
        return conserves
    return answers if error.code in _NO_ANSWER else None


def conserves(key: Key, amount: Money | Fraction, scope: Scope) -> None:
    """See that every öre that a key is given is in its quotas or in its rest.

    sum of the quotas + rest = amount, in exact öre (inga pengar försvinner).

    >>> from fordelning import Flat, Population, kr
    >>> from fordelning.testing import scope
    >>> conserves(Flat(kr(1)), kr(5), scope(Population.of(["n", "s"], level="skola")))

    Raises:
        LawError: money is made or lost, by this key or by one inside it.
        FordelningError: the key refuses.
    """
    given = ore(amount)
    try:
        quotas = key.quotas(given, scope)
    except FordelningError as error:
        law = fault(error)
        if law is None:
            raise
        raise broken(law, shown(key), str(error.sentences()[0])) from error
    accounted = quotas.vector.total() + quotas.rest
    if accounted != given:
        found = f"it was given {Ore(given)}, and accounts for {Ore(accounted)}"
        raise broken(conserves, shown(key), found)


def not_negative(key: Key, amount: Money | Fraction, scope: Scope) -> None:
    """See that nobody gets less than nothing.

    quota >= 0 for each recipient; a rest may be negative, if the key gives more than there is.

    >>> from fordelning import Flat, Population, kr
    >>> from fordelning.testing import scope
    >>> not_negative(Flat(-kr(1)), kr(5), scope(Population.of(["n", "s"], level="skola")))
    Traceback (most recent call last):
    fordelning.testing.law.LawError: Flat(kr("-1")) breaks the law 'not_negative'
      the law: nobody gets less than nothing
      found: n gets -1,00 kr

    Raises:
        LawError: a quota is below zero.
        FordelningError: the key refuses.
    """
    for code, quota in by_code(key.quotas(ore(amount), scope), scope).items():
        if quota < 0:
            raise broken(not_negative, shown(key), f"{code} gets {Ore(quota)}")


def by_code(quotas: Quotas, scope: Scope) -> dict[str, Fraction]:
    """Return the quota of each in scope."""
    return dict(zip(scope.codes, quotas.vector.fractions(), strict=True))


def explains(key: Key, amount: Money | Fraction, scope: Scope) -> None:
    """See that a key's steps add up to each exact quota, and that the last leaves the rest.

    sum over the steps of what each gave a recipient = its quota, in exact öre, and the last
    step leaves the rest. Each step is given what is left, or a part of that, and accounts
    for all of it: the trace (beräkningsgång) tells what was done, in words.

    >>> from fordelning import Flat, PerCapita, Population, kr
    >>> from fordelning.testing import scope
    >>> explains(Flat(kr(1)), kr(5), scope(Population.of(["n", "s"], level="skola")))

    Raises:
        LawError: the steps tell something else, or nothing.
        FordelningError: the key refuses.
    """
    given = ore(amount)
    quotas, steps = key.quotas(given, scope), key.steps(given, scope)
    for code, quota in by_code(quotas, scope).items():
        told = sum((step.quota(code) for step in steps), Fraction(0))
        if told != quota:
            found = f"{code} gets {Ore(quota)}, and the steps tell of {Ore(told)}"
            raise broken(explains, shown(key), found)
        if not any(map(str, (each for step in steps for each in step.sentences(code)))):
            raise broken(explains, shown(key), f"the steps say nothing of {code}")
    left = steps[-1].rest
    if left != quotas.rest:
        found = f"{Ore(quotas.rest)} are left, and the last step tells of {Ore(left)}"
        raise broken(explains, shown(key), found)
    found = _misstated(steps, given)
    if found:
        raise broken(explains, shown(key), found)


def _misstated(steps: Sequence[Step], left: Fraction) -> str:
    """Say which step is given more than is left, or does not account for what it is given."""
    nothing = Fraction(0)
    for number, step in enumerate(steps, 1):
        accounted = step.quotas.total() + step.rest
        if accounted != step.given:
            return f"step {number} is given {Ore(step.given)}, and accounts for {Ore(accounted)}"
        if not min(left, nothing) <= step.given <= max(left, nothing):
            return f"step {number} is given {Ore(step.given)}, where {Ore(left)} are left"
        left += step.rest - step.given
    return ""
