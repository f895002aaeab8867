"""Floors and caps (golv och tak) on what a key gives.

Never here: how bounds are met in numbers (`clamped`), how they survive rounding
(`allocation`), or a rule without bounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, final

from attrs import Factory, field, frozen

from fordelning.errors import FordelningError, InputTypeError, InputValueError, ShareError
from fordelning.exact import Vector, exact
from fordelning.keys.base import Key, Quotas, as_key, distributed
from fordelning.keys.bounded_steps import BoundedStep, Stage
from fordelning.keys.bounds import NOTHING, Bounds, PartOf, as_bound
from fordelning.keys.clamped import Limits, Problem, clamped, not_crossed, payable, unreachable
from fordelning.keys.named import Named
from fordelning.keys.steps import Step
from fordelning.measures import Amount, Measure, Scope, as_amount
from fordelning.sentences import Phrase, shown

__all__ = ["Bounded", "BoundedKey", "HoldHarmless", "Staged"]


class BoundedKey(Key):
    """Bound what another key gives, in one stage or several (golv och tak).

    quota = what `key` gives, kept within the bounds of each of `stages` in turn, in exact
    öre; nothing is left. `Bounded` has one stage, `Staged` may have more.

    >>> from fordelning import PerCapita, kr
    >>> Bounded(PerCapita(), cap=kr(5)).stages
    (Bounds(cap=kr("5")),)
    """

    __slots__ = ()

    key: Key
    stages: tuple[Bounds, ...]

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        """Return the inner key's quotas within the bounds, and no rest."""
        return Quotas(_after(self._applied(amount, scope), scope))

    def bounds(self, amount: Fraction, scope: Scope) -> tuple[Limits, Limits]:
        """Return the floor and the cap that hold for each recipient's exact quota.

        Of several stages, those of the last one that the recipient took part in.
        """
        if len(self.stages) == 1:
            return self.stages[0].limits(amount, scope)
        stages = self._applied(amount, scope)
        return (
            _joined([(stage.codes, stage.problem.floors) for stage in stages], scope),
            _joined([(stage.codes, stage.problem.caps) for stage in stages], scope),
        )

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        """Return one step, with the inner key's steps and the stages inside."""
        stages = self._applied(amount, scope)
        grounds = [ground for each in self.stages for ground in each.grounds(scope)]
        return (
            BoundedStep(
                key=repr(self),
                codes=scope.codes,
                given=amount,
                quotas=_after(stages, scope),
                rest=Fraction(0),
                grounds=tuple({each.measure: each for each in grounds}.values()),
                inner=self.key.steps(amount, scope),
                stages=stages,
            ),
        )

    def _applied(self, amount: Fraction, scope: Scope) -> tuple[Stage, ...]:
        before, total = distributed(self.key, amount, scope).vector, amount
        places: tuple[int, ...] = tuple(range(len(scope.codes)))
        stages: list[Stage] = []
        for number, bounds in enumerate(self.stages, 1):
            if stages:
                free = stages[-1].free
                places = tuple(places[place] for place in free)
                before = _only(stages[-1].after, free)
                total = before.total()
            by = bounds.paid_by
            payers = before if by is None else _only(by.vector(scope), places)
            floors, caps = (each.only(places) for each in bounds.limits(amount, scope))
            problem = Problem(before, payers, floors, caps, total)
            try:
                stage = self._stage(bounds, tuple(map(scope.codes.__getitem__, places)), problem)
            except FordelningError as error:
                if len(self.stages) > 1:
                    error.within(Phrase("stage {number}", number=str(number)))
                raise
            stages.append(stage)
        return tuple(stages)

    def _stage(self, bounds: Bounds, codes: tuple[str, ...], problem: Problem) -> Stage:
        by = bounds.paid_by or self.key
        payable(by, codes, problem)
        not_crossed(self, codes, problem)
        after = clamped(problem)
        if after is None:
            raise unreachable(self, by, codes, problem)
        return Stage(codes, problem, "" if bounds.paid_by is None else repr(by), after)


def _only(vector: Vector, places: Iterable[int]) -> Vector:
    weights = vector.weights
    return Vector(vector.numerator, vector.denominator, tuple(weights[place] for place in places))


def _after(stages: tuple[Stage, ...], scope: Scope) -> Vector:
    if len(stages) == 1:
        return stages[0].after
    found = _joined([(stage.codes, Limits.of(stage.after)) for stage in stages], scope)
    # Quotas are numbers all: nobody is left out here.
    return Vector(1, found.denominator, [each for each in found.numerators if each is not None])


def _joined(parts: list[tuple[tuple[str, ...], Limits]], scope: Scope) -> Limits:
    """Return each recipient's number in the last part that it is in."""
    denominator = lcm(*(limits.denominator for _, limits in parts))
    found: dict[str, int | None] = {}
    for codes, limits in parts:
        found.update(zip(codes, limits.over(denominator), strict=True))
    return Limits(denominator, tuple(map(found.__getitem__, scope.codes)))


def _one(key: Bounded) -> tuple[Bounds, ...]:
    return (Bounds(key.floor, key.cap, key.paid_by),)


@final
@frozen(repr=False)
class Bounded(BoundedKey):
    """Keep what a key gives between a floor and a cap (golv och tak).

    quota = clamp(x + t * d, floor, cap) in exact öre, where x is what the key gives, d = x
    or the measure `paid_by`, and t is such that the quotas make up the amount (without a
    unit, or in öre per unit of `paid_by`). There is exactly one such set of quotas. The key
    may leave a rest or hand out too much: that is shared by d too. Where no bound binds,
    the key's own quotas stand. Bounds are as in `Bounds`; the floor holds for a recipient
    with no weight too.

    With `paid_by=population(), floor=None` it is a balancing item (regleringspost): the
    same kronor per head from or to everyone, whatever makes the sum right.

    Real: contributions to the Montreal Protocol's fund by the UN scale, of which nobody
    pays more than 22 %.

    >>> from fordelning import PerCapita, ShareOf, kr
    >>> Bounded(PerCapita(), floor=kr(5), cap=ShareOf("22 %"))
    Bounded(PerCapita(), floor=kr("5"), cap=ShareOf("11/50"))

    Raises:
        InputTypeError: a bound that is no amount, something else than a key or measure.

    Raises, when it distributes:
        InfeasibleError: the floors are more than the amount or the caps less, a floor is
            above a cap, or nobody is left who can pay.
        WeightError: somebody's d is below zero.
        UnknownCodeError: a bound for a code outside the scope.
    """

    key: Key = field(converter=as_key)
    floor: Amount | None = field(default=NOTHING, converter=as_bound)
    cap: Amount | None = field(default=None, converter=as_bound)
    paid_by: Measure | None = None
    stages: tuple[Bounds, ...] = field(default=Factory(_one, takes_self=True), init=False, eq=False)

    def __repr__(self) -> str:
        bounds = self.stages[0].spelled()
        return f"Bounded({self.key!r}{', ' if bounds else ''}{bounds})"


@final
@frozen(repr=False, init=False)
class Staged(BoundedKey):
    """Apply bounds one after the other (golv och tak i flera steg).

    Each stage is a `Bounded` among those whom no stage before it settled, who share what
    the settled do not have: quota = clamp(x + t * d, floor, cap) in exact öre, where x is
    what the stage before left each with (at first what the key gives), d = x or the stage's
    `paid_by`, and t is such that the sum is the amount less what the settled have. A
    recipient is settled when it is at its floor or its cap (save one that was there before
    and never pays). Settled, it stays as it is, whatever the next stages do. A share is of
    what this key was given, in every stage.

    Real: the UN scale of assessments: a floor of 0.001 %, a cap of 0.01 % for the least
    developed countries and one of 22 % for all, in turn.

    >>> from fordelning import PerCapita, ShareOf, kr
    >>> Staged(PerCapita(), Bounds(cap=ShareOf("22 %")), Bounds(floor=kr(5)))
    Staged(PerCapita(), Bounds(cap=ShareOf("11/50")), Bounds(floor=kr("5")))

    Raises:
        InputTypeError: something else than bounds, or than a key.
        InputValueError: no bounds.

    Raises, when it distributes:
        InfeasibleError, WeightError, UnknownCodeError: as `Bounded`, in any stage.
    """

    key: Key
    stages: tuple[Bounds, ...]

    if TYPE_CHECKING:  # attrs makes it, for a class that has an __init__ of its own

        def __attrs_init__(self, key: Key, stages: tuple[Bounds, ...]) -> None: ...

    def __init__(self, key: Key, *stages: Bounds) -> None:
        for stage in stages:
            if not isinstance(stage, Bounds):
                raise InputTypeError("bounds.type", value=shown(stage), type=type(stage).__name__)
        if not stages:
            raise InputValueError("bounds.empty")
        self.__attrs_init__(as_key(key), stages)

    def __repr__(self) -> str:
        return f"Staged({self.key!r}, {', '.join(map(repr, self.stages))})"


def _guaranteed(key: HoldHarmless) -> Key:
    return Bounded(key.key, floor=PartOf(key.share, key.previous))


@final
@frozen(repr=False)
class HoldHarmless(Named):
    """Guarantee everyone a share of its previous amount (garantibelopp).

    quota = max(share * previous, x + t * x) in exact öre, where x is what the key gives and
    t is such that the quotas make up the amount. `Bounded` with a floor of share *
    previous; those above their floors pay in proportion to what the key gives them, or
    share what it leaves. `previous` is a mapping from code to money, such as
    `allocation.pot("...")`; whoever is not in it is guaranteed nothing.

    Real: Title I of the US Elementary and Secondary Education Act, which guarantees
    school districts 85, 90 or 95 % of the year before.

    >>> from fordelning import PerCapita, kr
    >>> HoldHarmless("90 %", {"01": kr(5)}, PerCapita())
    HoldHarmless("9/10", {'01': kr("5")}, PerCapita())

    Raises:
        ShareError: a negative share.
        InputTypeError, InputValueError: a share that is not exact, amounts that are no
            money, something else than a key.

    Raises, when it distributes:
        UnknownCodeError: a previous amount of somebody outside the scope.
        InfeasibleError: the guarantees are more than there is, or nobody can pay them.
        WeightError: the key gives somebody less than zero.
    """

    share: Fraction = field(converter=exact)
    previous: Amount = field(converter=as_amount)
    key: Key
    definition: Key = field(default=Factory(_guaranteed, takes_self=True), init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        if self.share < 0:
            raise ShareError("share.negative", key=repr(self), share=self.share)

    def __repr__(self) -> str:
        return f'HoldHarmless("{self.share}", {self.previous!r}, {self.key!r})'
