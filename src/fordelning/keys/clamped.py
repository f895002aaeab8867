"""Where bounds meet: the one set of numbers that keeps them and adds up to a total.

Here live limits per recipient, the solution by sorted breakpoints, in whole numbers over
one denominator, and the errors for bounds that have none. Never here: keys themselves,
rounding, or a solution by rounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from attrs import frozen

from fordelning.errors import InfeasibleError, WeightError
from fordelning.exact import Vector
from fordelning.keys.base import Key
from fordelning.measures import Measure
from fordelning.money import Ore
from fordelning.sentences import Phrase, plain

__all__ = ["Limits", "Problem", "clamped", "not_crossed", "payable", "unreachable"]

_ZERO = Fraction(0)


@frozen
class Limits:
    """Hold a bound per recipient, `numerators[i] / denominator`; None where there is none.

    >>> Limits(2, (3, None))[0], Limits(2, (3, None))[1]
    (Fraction(3, 2), None)
    """

    denominator: int
    numerators: tuple[int | None, ...]

    @classmethod
    def of(cls, vector: Vector) -> Limits:
        """Return numbers as limits."""
        return cls(vector.denominator, tuple(vector.numerators()))

    @classmethod
    def none(cls, length: int) -> Limits:
        """Return no limit, for so many."""
        return cls(1, (None,) * length)

    def __getitem__(self, index: int) -> Fraction | None:
        numerator = self.numerators[index]
        return None if numerator is None else Fraction(numerator, self.denominator)

    def over(self, denominator: int) -> tuple[int | None, ...]:
        """Return the numerators over a multiple of the denominator."""
        times = denominator // self.denominator
        if times == 1:
            return self.numerators
        return tuple(None if each is None else each * times for each in self.numerators)

    def only(self, places: Iterable[int]) -> Limits:
        """Return the limits at some places."""
        return Limits(self.denominator, tuple(self.numerators[place] for place in places))

    def fractions(self) -> tuple[Fraction | None, ...]:
        """Return the limits one by one."""
        return tuple(self[index] for index in range(len(self.numerators)))

    def total(self) -> Fraction | None:
        """Return the sum of the limits, None where somebody has none."""
        numbers = [each for each in self.numerators if each is not None]
        if len(numbers) < len(self.numerators):
            return None
        return Fraction(sum(numbers), self.denominator)


@frozen
class Problem:
    """Hold what all have `before` bounds, who pays how much, and what they are to have.

    In exact öre, or whatever `before` is in; `payers` are in any unit.
    """

    before: Vector
    payers: Vector
    floors: Limits
    caps: Limits
    total: Fraction

    @property
    def parts(self) -> tuple[int, ...]:
        """Who pays how much, in whole numbers: only their proportions matter."""
        return self.payers.weights if self.payers.numerator else (0,) * len(self.payers)


def clamped(problem: Problem) -> Vector | None:
    """Return clamp(before + t * payers, floor, cap) for the t that makes the sum `total`.

    `payers` are not negative and no floor is above its cap. Each number grows with t or
    stands still, and so does their sum: a sum that stands still between two t has every
    number standing still, so whichever of them is taken, the numbers are the same. None
    is returned where no t gives the sum. With nothing to do, `before` itself is returned.

    >>> three = Vector(1, 1, (70, 16, 14))
    >>> floors, caps = Limits(1, (20,) * 3), Limits(1, (45,) * 3)
    >>> clamped(Problem(three, three, floors, caps, Fraction(100)))
    Vector(1, 30, (1350, 880, 770))
    """
    before, parts, total = problem.before, problem.parts, problem.total
    floors, caps = problem.floors, problem.caps
    scale = lcm(before.denominator, floors.denominator, caps.denominator, total.denominator)
    times = before.numerator * (scale // before.denominator)
    start = [times * weight for weight in before.weights]
    lows, highs = floors.over(scale), caps.over(scale)
    aim = total.numerator * (scale // total.denominator)
    if sum(start) == aim and start == list(map(_within, start, lows, highs)):
        return before
    found = _crossing(start, parts, lows, highs, aim)
    if found is None:
        return None
    over, under = found
    return Vector(
        1,
        scale * under,
        tuple(
            map(
                _within,
                [
                    number * under + over * weight
                    for number, weight in zip(start, parts, strict=True)
                ],
                floors.over(scale * under),
                caps.over(scale * under),
            )
        ),
    )


def _within(number: int, low: int | None, high: int | None) -> int:
    if low is not None and number < low:
        return low
    return high if high is not None and number > high else number


def _crossing(
    start: Iterable[int],
    parts: tuple[int, ...],
    lows: tuple[int | None, ...],
    highs: tuple[int | None, ...],
    aim: int,
) -> tuple[int, int] | None:
    """Return t, as a numerator and a denominator above zero, at which the sum is `aim`.

    The sum at t is `fixed + slope * t`. From the lowest t on, a number leaves its floor
    at one breakpoint and, further up, stops at its cap at another.
    """
    # Two breakpoints p/d and q/e are equal or at least 1/(d e) apart, so that so many
    # bits tell them apart: the order by whole numbers is the exact one.
    bits = 2 * max(parts).bit_length()
    fixed = slope = 0
    breakpoints: list[tuple[int, int, int, int]] = []
    for number, part, low, high in zip(start, parts, lows, highs, strict=True):
        if not part:
            fixed += _within(number, low, high)
            continue
        if low is None:
            fixed += number
            slope += part
        else:
            fixed += low
            breakpoints.append((((low - number) << bits) // part, low - number, part, 1))
        if high is not None:
            breakpoints.append((((high - number) << bits) // part, high - number, part, -1))
    breakpoints.sort()
    over, under = 0, 1
    for _, over, under, sign in breakpoints:
        if fixed * under + slope * over >= aim * under:
            break
        slope += sign * under
        fixed -= sign * over
    if slope:
        return aim - fixed, slope
    # The sum stands still here: it is right for every such t, or for none.
    return (over, under) if fixed == aim else None


def payable(by: Key | Measure, codes: tuple[str, ...], problem: Problem) -> None:
    """See that nobody's part in what others pay is below zero.

    Raises:
        WeightError: somebody would be paid for paying.
    """
    shares = zip(codes, problem.payers.fractions(), strict=True)
    below = tuple(
        f"{code} ({Ore(part) if isinstance(by, Key) else plain(part)})"
        for code, part in shares
        if part < 0
    )
    if below:
        raise WeightError("bounds.payers", by=_spelled(by), recipients=below)


def not_crossed(key: Key, codes: tuple[str, ...], problem: Problem) -> None:
    """See that nobody's floor is above its cap.

    Raises:
        InfeasibleError: somebody's is, and all of these are named.
    """
    floors, caps = problem.floors, problem.caps
    crossed = tuple(
        Phrase(
            "{code} ({floor} above {cap})",
            code=codes[place],
            floor=Ore(floors[place] or _ZERO),
            cap=Ore(caps[place] or _ZERO),
        )
        for place, (floor, cap) in enumerate(zip(floors.numerators, caps.numerators, strict=True))
        if floor is not None
        and cap is not None
        and floor * caps.denominator > cap * floors.denominator
    )
    if crossed:
        raise InfeasibleError("bounds.crossed", key=repr(key), recipients=crossed)


def _spelled(by: Key | Measure) -> str:
    return Phrase("what {key} gives", key=repr(by)) if isinstance(by, Key) else repr(by)


def unreachable(
    key: Key,
    by: Key | Measure,
    codes: tuple[str, ...],
    problem: Problem,
) -> InfeasibleError:
    """Return the error for bounds within which no amounts make up the total."""
    floors, caps, total = problem.floors.total(), problem.caps.total(), problem.total
    said = {"key": repr(key), "recipients": len(codes), "total": Ore(total)}
    if floors is not None and floors > total:
        return InfeasibleError(
            "bounds.floors", **said, floors=Ore(floors), difference=Ore(floors - total)
        )
    if caps is not None and caps < total:
        return InfeasibleError("bounds.caps", **said, caps=Ore(caps), difference=Ore(total - caps))
    low, high = (_end(problem, up=up) for up in (False, True))
    reached = low if low is not None and low > total else high or _ZERO
    idle = [code for code, part in zip(codes, problem.parts, strict=True) if not part]
    return InfeasibleError(
        "bounds.stuck",
        **{**said, "recipients": tuple(idle)},
        by=_spelled(by),
        reached=Ore(reached),
        difference=Ore(abs(total - reached)),
    )


def _end(problem: Problem, *, up: bool) -> Fraction | None:
    """Return the least or the most that all can have, None where there is no end."""
    had, floors, caps = problem.before, problem.floors, problem.caps
    total = Fraction(0)
    for place, part in enumerate(problem.parts):
        floor, cap = floors[place], caps[place]
        if part:
            end = cap if up else floor
            if end is None:
                return None
            total += end
        else:
            number = had[place] if floor is None else max(had[place], floor)
            total += number if cap is None else min(number, cap)
    return total
