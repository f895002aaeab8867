"""Floors and caps in the plan of a pot: who is at which, and what the others share.

Somebody is at its floor when all together, at the point where it reaches that floor, have at
least the amount; at its cap likewise. That is the one solution by sorted breakpoints, told
for each recipient by itself. Never here: whether bounds can be kept, which `allocate` saw.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import starmap

from attrs import frozen

from fordelning.keys import Bounds
from fordelning.keys.bounds import PartOf
from fordelning.keys.clamped import Limits
from fordelning.measures import Scope
from fordelning.measures.amounts import ByCode, Each, ShareOf
from fordelning.measures.base import Amount, PerUnit
from fordelning.sentences import shown
from fordelning.writers.measured import Links, weighed
from fordelning.writers.plan import UNBOUNDED, NotLive, Plan, Style, below
from fordelning.writers.terms import Given, Term, shares
from fordelning.writers.words import Word

__all__ = ["bounded"]

_FLOOR, _BETWEEN, _CAP = -1, 0, 1


@frozen
class _Row:
    """Hold what one has before bounds, its part in what is shared, its floor and its cap."""

    base: int
    part: int
    low: int
    high: int

    def clamped(self, over: int, under: int) -> int:
        """Return `under` times what this one has where all get over / under for each part."""
        return min(max(self.base * under + over * self.part, self.low * under), self.high * under)


def bounded(
    plan: Plan, bounds: Bounds, given: Given, scope: Scope, links: Links, *, base: str, by: str
) -> Term:
    """Add bounds on base + t * weight, where base may be no column, which is 0 for all.

    What is given is whole öre.
    """
    floors, caps = bounds.limits(Fraction(given.value), scope)
    lows = _whole(plan, floors, scope, bounds, -UNBOUNDED)
    highs = _whole(plan, caps, scope, bounds, UNBOUNDED)
    columns = plan.columns
    bases = columns[base].values if base else (0,) * len(plan.codes)
    rows = list(starmap(_Row, zip(bases, columns[by].values, lows, highs, strict=True)))
    inside = [row for row, code in zip(rows, plan.codes, strict=True) if code in scope.codes]
    states = [_state(row, inside, given.value) for row in rows]
    low, high = (
        plan.column(
            name,
            plan.say(word),
            values,
            _formulas(plan, bound, given, scope, links),
            plan.say(Word.FLOOR_HOW),
            style=Style.BOUND,
        )
        for name, word, values, bound in (
            ("lo", Word.FLOOR, lows, bounds.floor),
            ("hi", Word.CAP, highs, bounds.cap),
        )
    )
    for name in (low, high):
        if any(plan.columns[name].formulas):
            plan.must(f"SUMPRODUCT(--(ROUND({{all_{name}}},0)<>{{all_{name}}}))=0")
    state = plan.column(
        "s",
        plan.say(Word.STATE),
        states,
        _state_formula(base, by, low, high, given.cell),
        plan.say(Word.STATE_HOW),
        style=Style.STATE,
    )
    return _shares(plan, rows, states, given, (base, by, low, high, state))


def _whole(plan: Plan, limits: Limits, scope: Scope, bounds: Bounds, none: int) -> list[int]:
    found = limits.fractions()
    if any(each is not None and each.denominator > 1 for each in found):
        raise NotLive(Word.NOT_WHOLE, key=shown(bounds))
    numbers = [none if each is None else below(each.numerator) for each in found]
    return plan.spread(scope.codes, numbers)


def _formulas(
    plan: Plan, bound: Amount | None, given: Given, scope: Scope, links: Links
) -> list[str]:
    """Return what gives each bound; nothing for one that the rule has as it is."""
    of = dict.fromkeys(scope.codes, "")
    match bound:
        case None | Each() | ByCode() | PartOf(amount=Each() | ByCode()):
            pass
        case ShareOf():
            over, under = bound.share.as_integer_ratio()
            below(abs(given.value * over))
            of = dict.fromkeys(scope.codes, f"{given.cell}*{over}/{under}")
        case PerUnit():
            weights = weighed(plan, bound.measure, scope, links, Word.FIGURE)
            rate = plan.parameter("m", plan.say(Word.EACH_OF), bound.money.ore)
            over, under = weights.scale.as_integer_ratio()
            numbers = plan.columns[weights.name].values
            below(max(abs(bound.money.ore * over * each) for each in numbers))
            of = dict.fromkeys(scope.codes, f"{rate}*{{{weights.name}}}*{over}/{under}")
        case _:
            plan.stays(Word.BOUNDS_STAY, shown(bound))
    return [of.get(code, "") for code in plan.codes]


def _state(row: _Row, rows: list[_Row], amount: int) -> int:
    """Tell whether one is at a bound, by what all have when it gets there.

    Raises:
        NotLive: that is so near the amount that a spreadsheet might tell otherwise.
    """
    if not row.part:
        return _FLOOR if row.base < row.low else _CAP if row.base > row.high else _BETWEEN
    if row.low > -UNBOUNDED and _reached(row, row.low, rows, amount) >= 0:
        return _FLOOR
    if row.high < UNBOUNDED and _reached(row, row.high, rows, amount) <= 0:
        return _CAP
    return _BETWEEN


def _reached(row: _Row, bound: int, rows: list[_Row], amount: int) -> int:
    """Return how much more than the amount all have when one reaches its bound, by sign."""
    below(amount * len(rows))
    over = sum(each.clamped(bound - row.base, row.part) for each in rows) - amount * row.part
    if 0 < abs(over) < row.part:
        raise NotLive(Word.TOO_NEAR)
    return over


def _state_formula(base: str, by: str, low: str, high: str, amount: str) -> str:
    own, every = (f"{{{base}}}", f"{{all_{base}}}+") if base else ("0", "")

    def together(bound: str) -> str:
        had = f"({every}({{{bound}}}-{own})/{{{by}}}*{{all_{by}}})"
        low_, high_ = f"{{all_{low}}}", f"{{all_{high}}}"
        return (
            f"SUMPRODUCT(({had}<{low_})*{low_}+({had}>{high_})*{high_}"
            f"+({had}>={low_})*({had}<={high_})*{had})"
        )

    still = f"IF({own}<{{{low}}},-1,IF({own}>{{{high}}},1,0))"
    at_floor = f"IF({{{low}}}>-{UNBOUNDED},{together(low)}>={amount}-0.5,FALSE)"
    at_cap = f"IF({{{high}}}<{UNBOUNDED},{together(high)}<={amount}+0.5,FALSE)"
    return f"IF({{{by}}}=0,{still},IF({at_floor},-1,IF({at_cap},1,0)))"


def _shares(
    plan: Plan,
    rows: list[_Row],
    states: list[int],
    given: Given,
    names: tuple[str, str, str, str, str],
) -> Term:
    """Add what is left to those between their bounds, and their shares by weight."""
    base, by, low, high, state = names
    n = plan.which("W")
    own = f"{{{base}}}+" if base else ""
    settled = {_FLOOR: "low", _CAP: "high", _BETWEEN: "base"}
    had = [getattr(row, settled[at]) for row, at in zip(rows, states, strict=True)]
    value = given.value - sum(had)
    all_state, all_base = f"{{all_{state}}}", f"-SUMPRODUCT(({{all_{state}}}=0)*{{all_{base}}})"
    rest = plan.parameter(
        "P",
        plan.say(Word.BETWEEN_SHARE),
        value,
        f"{given.cell}-SUMPRODUCT(({all_state}=-1)*{{all_{low}}})"
        f"-SUMPRODUCT(({all_state}=1)*{{all_{high}}}){all_base if base else ''}",
        plan.say(Word.BETWEEN_SHARE_HOW),
    )
    parts = [row.part if at == _BETWEEN else 0 for row, at in zip(rows, states, strict=True)]
    over = max(1, sum(parts))
    total = plan.parameter(
        "W",
        plan.say(Word.BETWEEN_WEIGHTS, n=n),
        over,
        f"MAX(1,SUMPRODUCT(({all_state}=0)*{{all_{by}}}))",
    )
    return shares(
        plan,
        Given(value, 1, rest),
        parts,
        by=by,
        over=over,
        total=total,
        starts=had,
        product=f"IF({{{state}}}=0,%s,0)",
        whole=f"IF({{{state}}}=-1,{{{low}}},IF({{{state}}}=1,{{{high}}},{own}%s))",
        how=Word.BOUNDED_HOW,
    )
