"""The laws of several answers: what holds of a key that is asked again, or otherwise.

Never here: random cases, or what holds of each answer.
"""

from __future__ import annotations

import copy
from contextlib import suppress
from fractions import Fraction
from itertools import zip_longest

from attrs import evolve

from fordelning.errors import FordelningError
from fordelning.exact import Vector
from fordelning.keys import Key, Quotas
from fordelning.measures import Scope
from fordelning.money import Money, Ore
from fordelning.sentences import shown
from fordelning.testing.law import broken
from fordelning.testing.laws.changed import orders, strangers, without_figures
from fordelning.testing.laws.one_answer import by_code, flaw, ore

__all__ = ["ignores_order", "is_a_value", "needs_its_figures", "same_twice"]


def same_twice(key: Key, amount: Money | Fraction, scope: Scope) -> None:
    """See that the same question has the same answer, whatever was asked in between.

    So it has no memory, no chance and no clock (samma svar på samma fråga). In between it
    is asked of an öre more. Then it is asked of recipients under codes that nobody had
    before, who have no figures; of the same with figures; and once more without. What it
    remembers by other things than amounts and codes is not found, nor what it remembers of
    recipients that it names, since it refuses the others.

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
    found = found or _remembered(key, given, scope)
    if found:
        raise broken(same_twice, shown(key), found)


def _remembered(key: Key, given: Fraction, scope: Scope) -> str:
    """Say what a key still knows of figures that it was shown and that are there no more."""
    without, with_figures = strangers(scope)
    before, _, after = (_answered(key, given, each) for each in (without, with_figures, without))
    if before == after:
        return ""
    place = next(i for i, pair in enumerate(zip_longest(before, after)) if pair[0] != pair[1])
    said = [
        f"{scope.codes[place]} gets {Ore(each[place])}" if each else "it says nothing"
        for each in (before, after)
    ]
    return f"new recipients without figures: {said[0]}; once it has seen their figures: {said[1]}"


def _answered(key: Key, given: Fraction, scope: Scope) -> tuple[Fraction, ...]:
    """Return what a key gives strangers; nothing where it has no answer, as it well may."""
    quotas: object = None
    # Whatever goes wrong, it has to go wrong again.
    with suppress(Exception):
        quotas = key.quotas(given, scope)
    if isinstance(quotas, Quotas) and not flaw(quotas, scope):
        return quotas.vector.fractions()
    return ()


def _difference(scope: Scope, first: Quotas, second: Quotas, how: str) -> str:
    """Say for whom, or for what is left, a second answer is another; nothing if for nobody."""
    others = by_code(second, scope)
    for code, quota in by_code(first, scope).items():
        if quota != others[code]:
            return f"{code} gets {Ore(quota)}, and {how} {Ore(others[code])}"
    if first.rest != second.rest:
        return f"{Ore(first.rest)} are left, and {how} {Ore(second.rest)}"
    return ""


def ignores_order(key: Key, amount: Money | Fraction, scope: Scope) -> None:
    """See that who gets what does not depend on the order in which recipients are listed.

    With `scope.codes` listed backwards, with the first one last, or with the first two
    swapped, each gets the same quota; all orders are made of these. What breaks it is a key
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
    given = ore(amount)
    first = key.quotas(given, scope)
    for how, other in orders(scope):
        turned = key.quotas(given, other)
        shares = by_code(turned, other)
        turned = evolve(turned, vector=Vector.of(map(shares.__getitem__, scope.codes)))
        found = _difference(scope, first, turned, how)
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


def needs_its_figures(key: Key, amount: Money | Fraction, scope: Scope) -> None:
    """See that a key refuses where a figure that it uses is missing, and takes none for zero.

    Without the figures of whoever gets most, of one indicator at a time, each gets the same
    quota, or the key refuses (en uppgift som saknas är inte noll). A rule that says what
    whoever has no figure gets is checked by the other laws.

    >>> from datetime import date
    >>> from fordelning import PerCapita, Population, kr
    >>> from fordelning.testing import scope
    >>> schools = Population.from_counts(
    ...     {"n": 3, "s": 1}, date=date(2026, 10, 15), source="invented", level="skola"
    ... )
    >>> needs_its_figures(PerCapita(), kr(5), scope(schools))

    Raises:
        LawError: somebody gets another quota.
        FordelningError: the key refuses where no figure is missing.
    """
    given = ore(amount)
    first = key.quotas(given, scope)
    shares = by_code(first, scope)
    most = max(shares, key=shares.__getitem__)
    for indicator, other in without_figures(scope, most):
        try:
            second = key.quotas(given, other)
        except FordelningError:
            continue
        found = _difference(scope, first, second, f"where {indicator} of {most} is missing")
        if found:
            raise broken(needs_its_figures, shown(key), found)
