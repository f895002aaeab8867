"""The rounding of a pot in its plan, by the methods that formulas can follow.

Never here: which amounts are right, which is the allocation's to say.
"""

from __future__ import annotations

from attrs import frozen

from fordelning.apportionment import Lot, Method
from fordelning.rounding import Rounding
from fordelning.writers.plan import NotLive, Plan, below, modulo
from fordelning.writers.terms import Given, Term
from fordelning.writers.words import METHODS, Word

__all__ = ["rounded"]

_TO_NEAREST = (Method.NEAREST, Method.NEAREST_THEN_LARGEST, Method.NEAREST_THEN_LAST)


@frozen
class _Quota:
    """Hold quotas as whole units and a remainder over a denominator, with their cells.

    `per` is what divides öre to units.
    """

    units: tuple[int, ...]
    rests: tuple[int, ...]
    over: int
    down: str
    rest: str
    cell: str
    per: str = ""

    @property
    def keys(self) -> list[tuple[int, int]]:
        """What quotas are compared by."""
        return list(zip(self.units, self.rests, strict=True))


def rounded(
    plan: Plan, quota: Term, rounding: Rounding, unit: Given, total: Given
) -> tuple[int, ...]:
    """Add the rounding of quotas to whole units, and return the amounts in öre.

    Raises:
        NotLive: the method is none that formulas follow.
    """
    method = rounding.method
    found = _quota(plan, quota, unit)
    if not found.rest or method is Method.FLOOR:
        units, formula, note = found.units, found.down, ""
    elif method is Method.LARGEST_REMAINDER:
        units, formula, note = _by_remainder(plan, found, rounding, total)
    elif method in _TO_NEAREST:
        units, formula, note = _to_nearest(plan, found, rounding, total)
    else:
        raise NotLive(Word.NOT_METHOD, method=plan.say(METHODS[method]))
    times = f"({formula})*{unit.cell}" if unit.cell else formula
    amounts = tuple(each * unit.value for each in units)
    plan.column("ore", plan.say(Word.AMOUNT_ORE), amounts, times, note, summed=True)
    return amounts


def _quota(plan: Plan, quota: Term, by: Given) -> _Quota:
    """Bring quotas in öre to units: how many whole ones, and what is left."""
    unit, cell = by.value, by.cell
    whole = plan.columns[quota.whole].values
    rests = plan.columns[quota.rest].values if quota.rest else (0,) * len(whole)
    if unit == 1:
        down, rest = f"{{{quota.whole}}}", f"{{{quota.rest}}}" if quota.rest else ""
        return _Quota(whole, rests, quota.over, down, rest, quota.cell)
    units = tuple(each // unit for each in whole)
    lefts = tuple(each % unit * quota.over + rest for each, rest in zip(whole, rests, strict=True))
    modulus = modulo(f"{{{quota.whole}}}", cell)
    name = plan.column(
        "k",
        plan.say(Word.DOWN),
        units,
        f"({{{quota.whole}}}-{modulus})/{cell}",
        plan.say(Word.DOWN_HOW),
        summed=True,
    )
    rest = plan.column(
        "r",
        plan.say(Word.REMAINDER),
        lefts,
        f"{modulus}*{quota.cell}+{{{quota.rest}}}" if quota.rest else modulus,
        plan.say(Word.REMAINDER_HOW),
    )
    over = f"({quota.cell}*{cell})" if quota.rest else cell
    return _Quota(units, lefts, quota.over * unit, f"{{{name}}}", f"{{{rest}}}", over, f"/{cell}")


def _all(cell: str) -> str:
    """Return the template of the whole column that a cell stands in."""
    return f"{{all_{cell[1:]}"


def _earlier(plan: Plan, rounding: Rounding, cell: str) -> tuple[str, list[int], str]:
    """Return what says that a row goes before this one, each row's place, and the rule."""
    if not isinstance(rounding.ties, Lot):
        places = list(range(len(plan.codes)))
        return f"(ROW({_all(cell)})<ROW({cell}))", places, Word.CODE.said(plan.language).lower()
    drawn = rounding.ties.order(plan.codes)
    places = [0] * len(drawn)
    for place, index in enumerate(drawn, 1):
        places[index] = place
    lot = plan.column("lot", plan.say(Word.LOT), places, note=plan.say(Word.LOT_HOW))
    return f"({{all_{lot}}}<{{{lot}}})", places, plan.say(Word.LOT).lower()


def _by_remainder(
    plan: Plan, quota: _Quota, rounding: Rounding, total: Given
) -> tuple[tuple[int, ...], str, str]:
    earlier, places, ties = _earlier(plan, rounding, quota.rest)
    order = sorted(range(len(places)), key=lambda row: (-quota.rests[row], places[row]))
    ranks = {row: rank for rank, row in enumerate(order, 1)}
    own, every = quota.rest, _all(quota.rest)
    rank = plan.column(
        "rank",
        plan.say(Word.RANK),
        [ranks[row] for row in range(len(places))],
        f"1+SUMPRODUCT(({every}>{own})+({every}={own})*{earlier})",
        plan.say(Word.RANK_HOW, ties=ties),
    )
    left = sum(quota.rests) // quota.over
    count = plan.parameter(
        "left",
        plan.say(Word.LEFT),
        left,
        f"{total.cell}{quota.per}-SUM({_all(quota.down)})",
        plan.say(Word.LEFT_HOW),
    )
    units = tuple(number + (ranks[row] <= left) for row, number in enumerate(quota.units))
    return units, f"{quota.down}+({{{rank}}}<={count})", plan.say(Word.ORE_UP)


def _to_nearest(
    plan: Plan, quota: _Quota, rounding: Rounding, total: Given
) -> tuple[tuple[int, ...], str, str]:
    below(2 * max(quota.rests))
    near = tuple(
        number + (2 * rest >= quota.over)
        for number, rest in zip(quota.units, quota.rests, strict=True)
    )
    formula = f"{quota.down}+(2*{quota.rest}>={quota.cell})"
    if rounding.method is Method.NEAREST:
        return near, formula, plan.say(Word.ORE_NEAR)
    name = plan.column("n", plan.say(Word.NEAR), near, formula, plan.say(Word.NEAR_HOW))
    rest = total.value // rounding.unit.ore - sum(near)
    cell = plan.parameter(
        "rest",
        plan.say(Word.REST),
        rest,
        f"{total.cell}{quota.per}-SUM({{all_{name}}})",
        plan.say(Word.REST_HOW),
    )
    taker, first = (
        _largest(plan, quota, rounding)
        if rounding.method is Method.NEAREST_THEN_LARGEST
        else _last(plan, quota)
    )
    units = tuple(number + (rest if row == taker else 0) for row, number in enumerate(near))
    return units, f"{{{name}}}+({{{first}}}=1)*{cell}", plan.say(Word.ORE_TAKER)


def _largest(plan: Plan, quota: _Quota, rounding: Rounding) -> tuple[int, str]:
    earlier, places, ties = _earlier(plan, rounding, quota.rest)
    keys = quota.keys
    order = sorted(range(len(keys)), key=lambda row: (-keys[row][0], -keys[row][1], places[row]))
    ranks = {row: rank for rank, row in enumerate(order, 1)}
    down, downs, own, every = quota.down, _all(quota.down), quota.rest, _all(quota.rest)
    name = plan.column(
        "rank",
        plan.say(Word.SIZE),
        [ranks[row] for row in range(len(keys))],
        f"1+SUMPRODUCT(({downs}>{down})+({downs}={down})"
        f"*(({every}>{own})+({every}={own})*{earlier}))",
        plan.say(Word.SIZE_HOW, ties=ties),
    )
    return order[0], name


def _last(plan: Plan, quota: _Quota) -> tuple[int, str]:
    keys = quota.keys
    last = max((row for row, key in enumerate(keys) if any(key)), default=-1)
    positive = f"({_all(quota.down)}+{_all(quota.rest)}>0)"
    name = plan.column(
        "last",
        plan.say(Word.LAST),
        [int(row == last) for row in range(len(keys))],
        f"IF({quota.down}+{quota.rest}>0,"
        f"IF(SUMPRODUCT((ROW({_all(quota.rest)})>ROW({quota.rest}))*{positive})=0,1,0),0)",
        plan.say(Word.LAST_HOW),
    )
    return last, name
