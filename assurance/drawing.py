"""What random examples are drawn from, under the names that Hypothesis has for it.

A law says what it is given in terms of `hypothesis.strategies`; here the terms that the laws
of the kernel use are drawn by a `Random` alone: nothing is shrunk, nothing is remembered, and
an example takes a tenth of the time. Small numbers, edges and repeated elements are likely,
since that is where ties are. Never here: which laws run, and how often (`standing_in`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from attrs import frozen

__all__ = [
    "Data",
    "Strategy",
    "UnsuitedError",
    "booleans",
    "builds",
    "composite",
    "data",
    "decimals",
    "dictionaries",
    "fractions",
    "integers",
    "lists",
    "permutations",
    "randoms",
    "sampled_from",
    "text",
    "tuples",
]

_FAR = 10**30
_MOST = 8
_TRIES = 50
_CHARACTERS = "aA0 9-.,:;\n\t\0åÄé\u00a0\u202f€\U0001f4b0\uffff\U0010ffff"


class UnsuitedError(Exception):
    """Say that an example is not one that the law is about."""


@frozen
class Strategy:
    """Draw values by a random number generator."""

    draw: Callable[[Random], Any]

    def map(self, pack: Callable[[Any], Any]) -> Strategy:
        """Draw what a function makes of what is drawn."""
        return Strategy(lambda random: pack(self.draw(random)))

    def filter(self, suits: Callable[[Any], Any]) -> Strategy:
        """Draw until something suits."""

        def draw(random: Random) -> Any:
            for _ in range(_TRIES):
                drawn = self.draw(random)
                if suits(drawn):
                    return drawn
            raise UnsuitedError

        return Strategy(draw)

    def __or__(self, other: Strategy) -> Strategy:
        """Draw from one or the other."""
        return Strategy(lambda random: random.choice((self, other)).draw(random))


@frozen
class Data:
    """Draw in the middle of a law."""

    random: Random

    def draw(self, strategy: Strategy) -> Any:
        """Draw from a strategy."""
        return strategy.draw(self.random)


def integers(min_value: int = -_FAR, max_value: int = _FAR) -> Strategy:
    """Draw edges, numbers of every size, and numbers of the greatest."""
    edges = (min_value, min_value + 1, -1, 0, 1, max_value - 1, max_value)
    inside = sorted({edge for edge in edges if min_value <= edge <= max_value})
    middle, signs = (min_value, (1,)) if min_value >= 0 else (0, (1, -1))
    sizes = [1 << bits for bits in range((max_value - middle).bit_length() + 1)]

    def draw(random: Random) -> int:
        kind = random.random()
        if kind < 0.1:
            return random.choice(inside)
        if kind < 0.5:
            drawn = middle + random.choice(signs) * random.randrange(random.choice(sizes))
            return min(max(drawn, min_value), max_value)
        return random.randint(min_value, max_value)

    return Strategy(draw)


def booleans() -> Strategy:
    """Draw true or false."""
    return sampled_from((False, True))


def sampled_from(elements: Sequence[Any]) -> Strategy:
    """Draw one of these."""
    return Strategy(lambda random: random.choice(elements))


def permutations(elements: Sequence[Any]) -> Strategy:
    """Draw these in any order."""
    return Strategy(lambda random: random.sample(elements, len(elements)))


def randoms() -> Strategy:
    """Draw a generator, as `random` has them."""
    return Strategy(lambda random: Random(random.getrandbits(64)))


def data() -> Strategy:
    """Draw what a law itself draws from."""
    return Strategy(Data)


def text(
    alphabet: str = _CHARACTERS, *, min_size: int = 0, max_size: int | None = None
) -> Strategy:
    """Draw characters."""
    return lists(sampled_from(alphabet), min_size=min_size, max_size=max_size).map("".join)


def tuples(*parts: Strategy) -> Strategy:
    """Draw one of each."""
    return Strategy(lambda random: tuple(part.draw(random) for part in parts))


def builds(target: Callable[..., Any], *parts: Strategy) -> Strategy:
    """Draw what a call makes of one of each."""
    return Strategy(lambda random: target(*(part.draw(random) for part in parts)))


def fractions(max_denominator: int) -> Strategy:
    """Draw fractions up to this denominator."""
    return builds(Fraction, integers(), integers(1, max_denominator))


def decimals(*, allow_nan: bool, allow_infinity: bool, places: int) -> Strategy:
    """Draw numbers with so many decimals."""
    if allow_nan or allow_infinity:
        raise NotImplementedError
    return integers().map(lambda number: Decimal(number).scaleb(-places))


def lists(
    elements: Strategy, *, min_size: int = 0, max_size: int | None = None, unique: bool = False
) -> Strategy:
    """Draw some, in every third list with some alike."""
    most = max(min_size, _MOST) if max_size is None else max_size

    def draw(random: Random) -> list[Any]:
        size = random.randint(min_size, most)
        if unique:
            return _different(elements, random, size, min_size)
        drawn = [elements.draw(random) for _ in range(size)]
        if size > 1 and random.random() < 0.33:
            for place in range(random.randrange(1, size)):
                drawn[place] = drawn[-1]
            random.shuffle(drawn)
        return drawn

    return Strategy(draw)


def dictionaries(
    keys: Strategy, values: Strategy, *, min_size: int = 0, max_size: int | None = None
) -> Strategy:
    """Draw values by keys that differ."""
    names = lists(keys, min_size=min_size, max_size=max_size, unique=True)

    def draw(random: Random) -> dict[Hashable, Any]:
        drawn = names.draw(random)
        several = lists(values, min_size=len(drawn), max_size=len(drawn))
        return dict(zip(drawn, several.draw(random), strict=True))

    return Strategy(draw)


def composite(made: Callable[..., Any]) -> Callable[..., Strategy]:
    """Let a function draw what it puts together."""
    return lambda *given, **named: Strategy(lambda random: made(Data(random).draw, *given, **named))


def _different(elements: Strategy, random: Random, size: int, least: int) -> list[Any]:
    drawn: dict[Any, None] = {}
    for _ in range(_TRIES):
        if len(drawn) == size:
            break
        drawn[elements.draw(random)] = None
    if len(drawn) < least:
        raise UnsuitedError
    return list(drawn)
