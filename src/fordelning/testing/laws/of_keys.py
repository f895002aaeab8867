"""The laws of keys: what holds for every key, amount and scope.

Never here: random cases, or what becomes of quotas when they are rounded.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from typing import Final, TypeAlias

from attrs import evolve

from fordelning.errors import ConservationError, FordelningError
from fordelning.exact import Vector
from fordelning.keys import Key, Quotas
from fordelning.measures import Scope
from fordelning.money import Money, Ore
from fordelning.sentences import shown
from fordelning.testing.law import broken

__all__ = [
    "OF_KEYS",
    "KeyLaw",
    "answers",
    "conserves",
    "explains",
    "ignores_order",
    "is_a_value",
    "not_negative",
    "ore",
    "same_twice",
]

KeyLaw: TypeAlias = Callable[[Key, Money | Fraction, Scope], None]


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
    except FordelningError:
        return
    except Exception as error:
        found = f"it raised {type(error).__name__}: {error}"
        raise broken(answers, shown(key), found) from error
    found = _flaw(quotas, scope)
    if found:
        raise broken(answers, shown(key), found)


def _flaw(quotas: object, scope: Scope) -> str:
    if not isinstance(quotas, Quotas) or not isinstance(quotas.vector, Vector):
        return f"it returned {shown(quotas)}, which is no Quotas of a Vector"
    numbers = (quotas.vector.numerator, quotas.vector.denominator, *quotas.vector.weights)
    inexact = [each for each in numbers if type(each) is not int]
    inexact += [] if isinstance(quotas.rest, int | Fraction) else [quotas.rest]
    if inexact:
        return f"{shown(inexact[0])} is not exact"
    if len(quotas.vector) != len(scope.codes):
        return f"{len(quotas.vector)} quotas for {len(scope.codes)} recipients"
    return ""


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
    except ConservationError as error:
        raise broken(conserves, shown(key), str(error.sentences()[0])) from error
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
    for code, quota in _by_code(key.quotas(ore(amount), scope), scope).items():
        if quota < 0:
            raise broken(not_negative, shown(key), f"{code} gets {Ore(quota)}")


def _by_code(quotas: Quotas, scope: Scope) -> dict[str, Fraction]:
    return dict(zip(scope.codes, quotas.vector.fractions(), strict=True))


def same_twice(key: Key, amount: Money | Fraction, scope: Scope) -> None:
    """See that the same question has the same answer, whatever was asked in between.

    So it has no memory, no chance and no clock (samma svar på samma fråga).

    >>> from fordelning import Equal, Population, kr
    >>> from fordelning.testing import scope
    >>> same_twice(Equal(), kr(5), scope(Population.of(["n", "s"], level="skola")))

    Raises:
        LawError: the second answer is another.
        FordelningError: the key refuses.
    """
    given = ore(amount)
    first = key.quotas(given, scope)
    with suppress(FordelningError):
        key.quotas(given + 1, scope)
    found = _difference(scope, first, key.quotas(given, scope), "then")
    if found:
        raise broken(same_twice, shown(key), found)


def _difference(scope: Scope, first: Quotas, second: Quotas, how: str) -> str:
    """Say for whom, or for what is left, a second answer is another; nothing if for nobody."""
    others = _by_code(second, scope)
    for code, quota in _by_code(first, scope).items():
        if quota != others[code]:
            return f"{code} gets {Ore(quota)}, and {how} {Ore(others[code])}"
    if first.rest != second.rest:
        return f"{Ore(first.rest)} are left, and {how} {Ore(second.rest)}"
    return ""


def ignores_order(key: Key, amount: Money | Fraction, scope: Scope) -> None:
    """See that who gets what does not depend on the order in which recipients are listed.

    With `scope.codes` listed backwards each gets the same quota. What breaks it is a key
    that has figures of its own in an order of their own, which gives one recipient what
    another should have. A key that means the lowest code says `min(scope.codes)`.

    Real: in 2015 the government reissued 290 amounts, since those of Upplands Väsby and
    Upplands-Bro had been swapped.

    >>> from fordelning import Equal, Population, kr
    >>> from fordelning.testing import scope
    >>> ignores_order(Equal(), kr(5), scope(Population.of(["n", "s"], level="skola")))

    Raises:
        LawError: somebody gets another quota.
        FordelningError: the key refuses.
    """
    given, everyone = ore(amount), scope.everyone or scope.codes
    backwards = evolve(scope, codes=scope.codes[::-1], everyone=everyone)
    turned = key.quotas(given, backwards)
    turned = evolve(turned, vector=Vector.of(turned.vector.fractions()[::-1]))
    found = _difference(scope, key.quotas(given, scope), turned, "listed backwards")
    if found:
        raise broken(ignores_order, shown(key), found)


def is_a_value(key: Key, amount: Money | Fraction, scope: Scope) -> None:
    """See that a copy of a key is equal to it, has the same hash, and gives the same.

    As a frozen attrs class is, whose fields are values too (a tuple of pairs, not a dict).

    >>> from fordelning import Equal, Population, kr
    >>> from fordelning.testing import scope
    >>> is_a_value(Equal(), kr(5), scope(Population.of(["n", "s"], level="skola")))

    Raises:
        LawError: the copy differs, or the key cannot be hashed.
        FordelningError: the key refuses.
    """
    twin = copy.copy(key)
    try:
        differ = hash(twin) != hash(key)
    except TypeError as error:
        raise broken(is_a_value, shown(key), f"it has no hash: {error}") from error
    if differ or twin != key:
        raise broken(is_a_value, shown(key), "a copy of it is another key")
    given = ore(amount)
    found = _difference(scope, key.quotas(given, scope), twin.quotas(given, scope), "by a copy")
    if found:
        raise broken(is_a_value, shown(key), found)


def explains(key: Key, amount: Money | Fraction, scope: Scope) -> None:
    """See that a key's steps add up to each exact quota, and that the last leaves the rest.

    sum over the steps of what each gave a recipient = its quota, in exact öre, and the last
    step leaves the rest: the trace (beräkningsgång) tells what was done, in words.

    >>> from fordelning import Flat, PerCapita, Population, kr
    >>> from fordelning.testing import scope
    >>> explains(Flat(kr(1)), kr(5), scope(Population.of(["n", "s"], level="skola")))

    Raises:
        LawError: the steps tell something else, or nothing.
        FordelningError: the key refuses.
    """
    given = ore(amount)
    quotas, steps = key.quotas(given, scope), key.steps(given, scope)
    for code, quota in _by_code(quotas, scope).items():
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


OF_KEYS: Final[tuple[KeyLaw, ...]] = (
    answers,
    conserves,
    not_negative,
    same_twice,
    is_a_value,
    ignores_order,
    explains,
)
"""The laws of keys, in the order in which they are checked."""
