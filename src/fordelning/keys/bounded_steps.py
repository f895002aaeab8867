"""The account of floors and caps: who was put at a bound, and what the others paid.

A stage tells every figure that a pocket calculator needs to get at a recipient's quota.
Never here: how the quotas are found.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from fordelning.exact import Vector
from fordelning.keys.clamped import Limits, Problem
from fordelning.keys.steps import Step, figures
from fordelning.money import Ore
from fordelning.sentences import Phrase, Sentence

__all__ = ["BoundedStep", "Stage"]


@frozen
class Stage:
    """Record one application of bounds, among those of `codes`.

    `problem` has what each had, its bounds and its part in what others pay; `by` is the
    measure that this part is, empty where all pay in proportion to what they had; `after`
    is what each has, in exact öre.
    """

    codes: tuple[str, ...]
    problem: Problem
    by: str
    after: Vector

    @cached_property
    def at_floor(self) -> tuple[str, ...]:
        """Those who end at their floor, save who was there already and never pays."""
        return self._at(self.problem.floors)

    @cached_property
    def at_cap(self) -> tuple[str, ...]:
        """Those who end at their cap, save who was there already and never pays."""
        lowest = set(self.at_floor)
        return tuple(code for code in self._at(self.problem.caps) if code not in lowest)

    def _at(self, limits: Limits) -> tuple[str, ...]:
        after, before = self.after, self.problem.before
        return tuple(
            code
            for place, (code, limit, part) in enumerate(
                zip(self.codes, limits.numerators, self.problem.parts, strict=True)
            )
            if limit is not None
            and limit * after.denominator
            == after.numerator * after.weights[place] * limits.denominator
            and (part or before[place] != after[place])
        )

    @cached_property
    def free(self) -> tuple[int, ...]:
        """The places of those who are not settled at a bound."""
        settled = {*self.at_floor, *self.at_cap}
        return tuple(place for place, code in enumerate(self.codes) if code not in settled)

    @cached_property
    def paying(self) -> tuple[int, ...]:
        """The places of those between their bounds whose part in what others pay is not 0."""
        return tuple(place for place in self.free if self.problem.parts[place])

    @property
    def t(self) -> Fraction | None:
        """What those between the bounds got for each unit of `payers`, below 0 if they paid.

        A share of what they had where `by` is empty, otherwise öre per unit of the measure.
        None where everyone is at a bound.
        """
        if not self.paying:
            return None
        got = _sum(self.after, self.paying) - _sum(self.problem.before, self.paying)
        return got / _sum(self.problem.payers, self.paying)

    def sentences(self, code: str) -> tuple[Sentence, ...]:
        """Tell a recipient's bounds, and why it has what it has."""
        place = self.codes.index(code)
        return (self._bounds(place), *self._outcome(code, place))

    def _bounds(self, place: int) -> Sentence:
        floor, cap = self.problem.floors[place], self.problem.caps[place]
        return Sentence(
            "before bounds {code} has {before}; its floor is {floor}, its cap {cap}",
            {
                "code": self.codes[place],
                "before": Ore(self.problem.before[place]),
                "floor": Phrase("none") if floor is None else Ore(floor),
                "cap": Phrase("none") if cap is None else Ore(cap),
            },
        )

    def _outcome(self, code: str, place: int) -> tuple[Sentence, ...]:
        before, after = self.problem.before[place], self.after[place]
        if self.problem.before == self.after:
            return (
                Sentence(
                    "all are within their bounds and nothing is over or lacking: {quota}",
                    {"quota": Ore(after)},
                ),
            )
        bound = {"quota": Ore(after), "code": code}
        if code in self.at_floor:
            return (
                Sentence(
                    "{code} is raised to its floor: {quota}"
                    if before < after
                    else "{code} is lowered, and stops at its floor: {quota}",
                    bound,
                ),
            )
        if code in self.at_cap:
            return (
                Sentence(
                    "{code} is lowered to its cap: {quota}"
                    if before > after
                    else "{code} is raised, and stops at its cap: {quota}",
                    bound,
                ),
            )
        if place not in self.paying:
            return (Sentence("{code} has no part in what is paid or shared: {quota}", bound),)
        return self._paid(place)

    def _paid(self, place: int) -> tuple[Sentence, ...]:
        places = self.paying
        had, have = _sum(self.problem.before, places), _sum(self.after, places)
        settled = Sentence(
            "at their floor: {floors}, at their cap: {caps}; between them {others}, who share "
            "what is left: they had {had} and have {have}",
            {
                "floors": len(self.at_floor),
                "caps": len(self.at_cap),
                "others": len(places),
                "had": Ore(had),
                "have": Ore(have),
            },
        )
        values = {
            "before": Ore(self.problem.before[place]),
            "had": Ore(had),
            "have": Ore(have),
            "quota": Ore(self.after[place]),
        }
        if not self.by:
            return (settled, Sentence("{before} x {have} / {had} gives {quota}", values))
        return (
            settled,
            Sentence(
                "by {by}: {before} + ({have} - {had}) x {part} / {parts} gives {quota}",
                {
                    **values,
                    "by": self.by,
                    "part": self.problem.payers[place],
                    "parts": _sum(self.problem.payers, places),
                },
            ),
        )


def _sum(vector: Vector, places: Iterable[int]) -> Fraction:
    weights = vector.weights
    return Fraction(vector.numerator * sum(weights[place] for place in places), vector.denominator)


@frozen(kw_only=True)
class BoundedStep(Step):
    """Record bounds on a key: `inner` is the key's calculation, `stages` the bounds'."""

    stages: tuple[Stage, ...]

    def sentences(self, code: str) -> tuple[Sentence, ...]:
        """Tell what the key gave, then each stage that the recipient took part in."""
        said = [sentence for step in self.inner for sentence in step.sentences(code)]
        said += figures(self.grounds, code, self.codes.index(code))
        for number, stage in enumerate(self.stages, 1):
            if code not in stage.codes:
                continue
            if len(self.stages) > 1:
                said.append(
                    Sentence(
                        "stage {number} of {stages}, of {recipients} recipients",
                        {
                            "number": number,
                            "stages": len(self.stages),
                            "recipients": len(stage.codes),
                        },
                    )
                )
            said += stage.sentences(code)
        return tuple(said)
