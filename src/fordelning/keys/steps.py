"""Steps: a key's calculation as typed records, from which anyone can follow an öre.

A step tells, for one recipient, what was given, by which figures it was shared and what
is left. Never here: how quotas are computed.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from fordelning.exact import Vector
from fordelning.measures import Ground
from fordelning.measures.summed import Summed
from fordelning.money import Ore
from fordelning.register import Level
from fordelning.sentences import Sentence
from fordelning.source import Source

__all__ = [
    "CitedStep",
    "FixedStep",
    "NestedStep",
    "OnlyStep",
    "ProportionalStep",
    "SplitStep",
    "Step",
    "figures",
]


@frozen(kw_only=True)
class Step:
    """Record what a key did with what it was given.

    `key` is the key as it is written; `codes` those in scope; `given` and `rest` are exact
    öre; `quotas` has what each got here, in the order of the codes; `grounds` are the
    figures that it rests on; `inner` the calculation of keys inside this one.
    """

    key: str
    codes: tuple[str, ...]
    given: Fraction
    quotas: Vector
    rest: Fraction
    grounds: tuple[Ground, ...] = ()
    inner: tuple[Step, ...] = ()

    def uses_figures(self) -> bool:
        """Tell whether any figure of the population went into this."""
        return any(ground.table for ground in self.grounds) or any(
            step.uses_figures() for step in self.inner
        )

    def quota(self, code: str) -> Fraction:
        """Return what a recipient got here, in exact öre."""
        return self.quotas[self.codes.index(code)]

    def sentences(self, code: str) -> tuple[Sentence, ...]:
        """Tell what a recipient in scope got here and why, before any language."""
        return (
            *figures(self.grounds, code, self.codes.index(code)),
            Sentence(
                "{key} gives {code} {quota} of {given}",
                {
                    "key": self.key,
                    "code": code,
                    "quota": Ore(self.quota(code)),
                    "given": Ore(self.given),
                },
            ),
            *self.left(),
        )

    def left(self) -> tuple[Sentence, ...]:
        """Tell what is left for the next key, or what is lacking, if anything is."""
        if not self.rest:
            return ()
        return (
            Sentence(
                "together the {recipients} get {handed}; {rest} are left"
                if self.rest > 0
                else "together the {recipients} get {handed}, which is {rest} too much",
                {
                    "handed": Ore(self.given - self.rest),
                    "recipients": len(self.inner[0].codes if self.inner else self.codes),
                    "rest": Ore(abs(self.rest)),
                },
            ),
        )


def figures(grounds: tuple[Ground, ...], code: str, place: int) -> tuple[Sentence, ...]:
    """Tell a recipient's figures and where they stand, if not in the rule itself."""
    return tuple(_figure(ground, code, place) for ground in grounds)


def _figure(ground: Ground, code: str, place: int) -> Sentence:
    table, figure = ground.table, ground.vector[place]
    values = {"measure": repr(ground.measure), "code": code, "figure": figure}
    if table is None:
        return Sentence("{measure} of {code} is {figure}", values)
    rolled_up = table.level == Level.KOMMUN and code not in table.codes
    return Sentence(
        "{measure} of {code} is {figure}, the sum of its kommuner ({table}; {sources})"
        if rolled_up and not isinstance(ground.measure, Summed)
        else "{measure} of {code} is {figure} ({table}; {sources})",
        {**values, "table": str(table), "sources": tuple(map(str, table.sources))},
    )


@frozen(kw_only=True)
class ProportionalStep(Step):
    """Record a sharing in proportion to weights, and the figures that these are made of."""

    weights: Vector

    def sentences(self, code: str) -> tuple[Sentence, ...]:
        """Tell the recipient's weight, the sum of all and the share of what was given."""
        place = self.codes.index(code)
        return (
            *figures(self.grounds, code, place),
            Sentence(
                "{key}: {given} x {weight} / {total} gives {quota}",
                {
                    "key": self.key,
                    "given": Ore(self.given),
                    "weight": self.weights[place],
                    "total": self.weights.total(),
                    "quota": Ore(self.quotas[place]),
                },
            ),
        )


@frozen(kw_only=True)
class FixedStep(Step):
    """Record fixed amounts, and the figures that these are made of, if any."""

    def sentences(self, code: str) -> tuple[Sentence, ...]:
        """Tell the recipient's amount and what is left of what was given."""
        place = self.codes.index(code)
        return (
            *figures(self.grounds, code, place),
            Sentence(
                "{key} gives {quota}, out of {given} for all",
                {"key": self.key, "quota": Ore(self.quotas[place]), "given": Ore(self.given)},
            ),
            *self.left(),
        )


@frozen(kw_only=True)
class OnlyStep(Step):
    """Record a key among some recipients: `inner` is its calculation."""

    def sentences(self, code: str) -> tuple[Sentence, ...]:
        """Tell that the recipient is not among them, or how it fared there."""
        among = self.inner[0].codes
        if code not in among:
            return (
                Sentence(
                    "{key}: nothing, since {code} is not among them",
                    {"key": self.key, "code": code},
                ),
                *self.left(),
            )
        return tuple(sentence for step in self.inner for sentence in step.sentences(code))


@frozen(kw_only=True)
class SplitStep(Step):
    """Record one part of a split: `share` says which, `inner` is its calculation."""

    share: str

    def sentences(self, code: str) -> tuple[Sentence, ...]:
        """Tell how large the part is and how the recipient fared in it."""
        return (
            Sentence(
                "a part of {share} is {given}", {"share": self.share, "given": Ore(self.given)}
            ),
            *(sentence for step in self.inner for sentence in step.sentences(code)),
        )


@frozen(kw_only=True)
class NestedStep(Step):
    """Record a nested distribution: `inner` is the upper key's calculation.

    `parents` has each recipient's parent; `lower` the calculation inside each parent that
    has money.
    """

    parents: tuple[tuple[str, str], ...]
    lower: tuple[tuple[str, tuple[Step, ...]], ...]

    def uses_figures(self) -> bool:
        """Tell whether any figure of the population went into this."""
        return super().uses_figures() or any(
            step.uses_figures() for _, steps in self.lower for step in steps
        )

    def sentences(self, code: str) -> tuple[Sentence, ...]:
        """Tell what the recipient's parent got, and how the recipient fared inside it."""
        parent = dict(self.parents)[code]
        inside = dict(self.lower).get(parent, ())
        return (
            Sentence("{code} is part of {parent}", {"code": code, "parent": parent}),
            *(sentence for step in self.inner for sentence in step.sentences(parent)),
            *(sentence for step in inside for sentence in step.sentences(code)),
        )


@frozen(kw_only=True)
class CitedStep(Step):
    """Record where the rule of the key inside stands."""

    source: Source

    def sentences(self, code: str) -> tuple[Sentence, ...]:
        """Tell the source, and what the key did."""
        return (
            Sentence("this rule stands in {source}", {"source": str(self.source)}),
            *(sentence for step in self.inner for sentence in step.sentences(code)),
        )
