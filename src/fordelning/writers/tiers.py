"""Tiers in the plan of a pot: an amount per tier, and who is in which by formulas.

Never here: what tiers are, or other fixed amounts (`terms`).
"""

from __future__ import annotations

from fractions import Fraction

from fordelning.keys import Tier, Tiered
from fordelning.measures import Scope
from fordelning.writers.measured import Links, Weights, followed, weighed
from fordelning.writers.plan import Plan
from fordelning.writers.saying import in_words
from fordelning.writers.terms import Term
from fordelning.writers.words import Word

__all__ = ["tiered"]

_MOST_NESTED = 60  # Excel takes 64.


def tiered(plan: Plan, key: Tiered, scope: Scope, links: Links) -> Term:
    """Add the amounts of tiers, each a parameter, and what says who gets which."""
    cells = [
        plan.parameter(
            "m",
            plan.say(Word.TIER, number=number),
            tier.money.ore,
            note=in_words(tier, plan.language),
        )
        for number, tier in enumerate(key.tiers, 1)
    ]
    places = dict(zip(scope.codes, key.places(scope), strict=True))
    measures = dict.fromkeys(tier.by for tier in key.tiers if tier.by is not None)
    brackets = sum(tier.by is not None for tier in key.tiers)
    if brackets <= _MOST_NESTED and all(followed(each, scope, links) for each in measures):
        named = {each: weighed(plan, each, scope, links, Word.FIGURE) for each in measures}
        tests = [
            _within(tier, named[tier.by]) if tier.by else frozenset(tier.members(scope))
            for tier in key.tiers
        ]
        formulas = {code: _chosen(code, tests, cells) for code in scope.codes}
    else:
        plan.stays(Word.TIERS_STAY, "; ".join(in_words(each, plan.language) for each in measures))
        formulas = {code: cells[place] for code, place in places.items()}
    return Term(
        plan.column(
            "f",
            plan.say(Word.FIXED),
            plan.spread(scope.codes, [key.tiers[place].money.ore for place in places.values()]),
            [formulas.get(code, "") for code in plan.codes],
            plan.say(Word.BY_TIER),
            summed=True,
        )
    )


def _chosen(code: str, tests: list[str | frozenset[str]], cells: list[str]) -> str:
    """Return the cell of one recipient's tier: the first that names it or has its figure."""
    formula, closing = "", ""
    for test, cell in zip(tests, cells, strict=True):
        if isinstance(test, str):
            formula += f"IF({test},{cell},"
            closing += ")"
        elif code in test:
            return formula + cell + closing
    return f"{formula}NA(){closing}"


def _within(tier: Tier, weights: Weights) -> str:
    """Return whether a figure is in a bracket, both multiplied to whole numbers."""
    asked: list[str] = []
    for bound, sign in ((tier.low, ">="), (tier.high, "<")):
        if bound is not None:
            over, under = (Fraction(bound) / weights.scale).as_integer_ratio()
            own = f"{{{weights.name}}}"
            asked.append(f"{own}*{under}{sign}{over}" if under > 1 else f"{own}{sign}{over}")
    return asked[0] if len(asked) == 1 else f"AND({','.join(asked)})"
