"""What each key adds to the plan of a pot: fixed amounts, and shares by weights.

A term is two columns: whole öre, and what is left of one, over a denominator. Never here:
floors and caps (`bounding`), or rounding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import gcd, lcm

from attrs import frozen

from fordelning.keys import Fixed, Proportional
from fordelning.measures import Scope
from fordelning.measures.amounts import ByCode, Each, ShareOf
from fordelning.measures.base import Amount, PerUnit
from fordelning.sentences import shown
from fordelning.writers.measured import Links, is_whole, weighed
from fordelning.writers.plan import NotLive, Plan, below, modulo
from fordelning.writers.words import Word

__all__ = ["Given", "Term", "fixed", "left", "proportional", "shared", "shares", "whole"]


@frozen
class Given:
    """Hold what a key is given: `value / parts` öre; `cell` has the value."""

    value: int
    parts: int
    cell: str


@frozen
class Term:
    """Name the columns of a part of the quotas: `whole + rest / over` öre.

    `over` is the denominator, `cell` where it stands, or itself where the rule has it;
    without a rest it is 1.
    """

    whole: str
    rest: str = ""
    over: int = 1
    cell: str = ""

    @property
    def by_rule(self) -> bool:
        """Whether the denominator is the rule's, and so the same whatever the figures are."""
        return not self.rest or self.cell == str(self.over)


def left(plan: Plan, given: Given, terms: Sequence[Term]) -> Given:
    """Return what fixed amounts leave for the next key, and see that it is not below zero.

    Raises:
        NotLive: it takes too large numbers.
    """
    parts = lcm(given.parts, *(term.over for term in terms))
    value = below(given.value * (parts // given.parts))
    formula = _times(given.cell, parts // given.parts)
    for term in terms:
        for name, times in ((term.whole, parts), (term.rest, parts // term.over)):
            if name:
                value -= times * sum(plan.columns[name].values)
                formula += f"-{_times(f'SUM({{all_{name}}})', times)}"
    note = plan.say(Word.SHARE_OF, parts=parts) if parts > 1 else ""
    cell = plan.parameter("P", plan.say(Word.TO_SHARE), value, formula, note)
    plan.must(f"{cell}>=0")
    return Given(value, parts, cell)


def _times(formula: str, by: int) -> str:
    return formula if by == 1 else f"{formula}*{by}"


def shared(plan: Plan, given: Given, share: Fraction, label: str) -> Given:
    """Return a share of what was given, as a parameter that is whole whatever was given.

    Raises:
        NotLive: it takes too large numbers.
    """
    common = gcd(share.numerator, given.parts)
    over, parts = share.numerator // common, given.parts // common * share.denominator
    note = plan.say(Word.SHARE_OF, parts=parts) if parts > 1 else ""
    value, formula = below(given.value * over), _times(given.cell, over)
    return Given(value, parts, plan.parameter("P", label, value, formula, note))


def whole(plan: Plan, given: Given, key: object) -> Given:
    """Return what was given in whole öre, and see that it stays so.

    Raises:
        NotLive: it is no whole öre.
    """
    if given.parts == 1:
        return given
    if given.value % given.parts:
        raise NotLive(Word.NOT_WHOLE, key=shown(key))
    plan.must(f"{modulo(given.cell, str(given.parts))}=0")
    value, formula = given.value // given.parts, f"{given.cell}/{given.parts}"
    return Given(value, 1, plan.parameter("P", plan.say(Word.TO_SHARE), value, formula))


def fixed(plan: Plan, key: Fixed, given: Given, scope: Scope, links: Links) -> Term:
    """Add fixed amounts: of a parameter, a share, a rate and figures, or as the rule has them."""
    amount = key.amount
    match amount:
        case Each():
            cell = plan.parameter("m", plan.say(Word.EACH), amount.money.ore)
            return _fixed(plan, scope, [amount.money.ore] * len(scope.codes), cell)
        case ShareOf():
            found = shared(plan, given, amount.share, plan.say(Word.EACH))
            numbers = plan.spread(scope.codes, [found.value] * len(scope.codes))
            return _divided(plan, scope, numbers, found.cell, found.parts)
        case PerUnit():
            return _per_unit(plan, amount, scope, links)
        case _:
            return _as_written(plan, amount, given, scope)


def _fixed(plan: Plan, scope: Scope, numbers: Iterable[int], formula: str, note: str = "") -> Term:
    inside = set(scope.codes)
    formulas = [formula if code in inside else "" for code in plan.codes]
    values = plan.spread(scope.codes, numbers)
    return Term(plan.column("f", plan.say(Word.FIXED), values, formulas, note, summed=True))


def _divided(plan: Plan, scope: Scope, numbers: Sequence[int], formula: str, over: int) -> Term:
    """Add fixed amounts of numbers / over öre, which need not be whole ones.

    `numbers` has one for each row, `formula` is what gives them.
    """
    inside = set(scope.codes)
    below(max(map(abs, numbers)))
    rests = [each % over for each in numbers]
    rest = modulo(formula, str(over))
    name = ""
    if over > 1:
        name = plan.column(
            "r",
            plan.say(Word.PRODUCT_REST),
            rests,
            [rest if code in inside else "" for code in plan.codes],
            plan.say(Word.FIXED_REST_HOW, parts=over),
        )
        formula = f"({formula}-{{{name}}})/{over}"
    amounts = [
        each // over for each, code in zip(numbers, plan.codes, strict=True) if code in inside
    ]
    found = _fixed(plan, scope, amounts, formula)
    return Term(found.whole, name, over, str(over)) if name else found


def _per_unit(plan: Plan, amount: PerUnit, scope: Scope, links: Links) -> Term:
    rate = plan.parameter("m", plan.say(Word.EACH_OF), amount.money.ore)
    weights = weighed(plan, amount.measure, scope, links)
    over, under = weights.scale.as_integer_ratio()
    numbers = [amount.money.ore * over * each for each in plan.columns[weights.name].values]
    return _divided(plan, scope, numbers, _times(f"{rate}*{{{weights.name}}}", over), under)


def _as_written(plan: Plan, amount: Amount, given: Given, scope: Scope) -> Term:
    vector = amount.ore(Fraction(given.value, given.parts), scope)
    if not is_whole(vector):
        raise NotLive(Word.NOT_WHOLE, key=shown(amount))
    if not isinstance(amount, ByCode):
        plan.stays(Word.AMOUNTS_STAY, shown(amount))
    note = plan.say(Word.AS_WRITTEN)
    return _fixed(plan, scope, map(int, vector.fractions()), "", note)


def proportional(plan: Plan, key: Proportional, given: Given, scope: Scope, links: Links) -> Term:
    """Add shares by weights: a * w + b * w / W, where what is shared is a * W + b.

    Divided so, before anything is multiplied, numbers stay as small as they can.
    """
    by = weighed(plan, key.by, scope, links).name
    numbers = plan.columns[by].values
    over, n = sum(numbers) * given.parts, plan.which("W")
    if given.parts > 1:
        label = plan.say(Word.SUM_WEIGHTS_TIMES, n=n, parts=given.parts)
        total = plan.parameter("W", label, over, f"SUM({{all_{by}}})*{given.parts}")
    else:
        total = plan.parameter("W", plan.say(Word.SUM_WEIGHTS, n=n), over, f"SUM({{all_{by}}})")
    return shares(plan, given, numbers, by=by, over=over, total=total)


def shares(
    plan: Plan,
    given: Given,
    weights: Sequence[int],
    *,
    by: str,
    over: int,
    total: str,
    starts: Sequence[int] = (),
    product: str = "%s",
    whole: str = "%s",
    how: Word = Word.PRODUCT_WHOLE_HOW,
) -> Term:
    """Add the columns that share by the weights in a column, whose sum is `over`.

    `starts` is what each has besides; `product` and `whole` are formulas around those of
    the columns of these names.
    """
    (a, b), n, cell = divmod(given.value, over), plan.which("b"), given.cell
    b_cell = plan.parameter("b", plan.say(Word.SHARE_REST, n=n), b, modulo(cell, total))
    a_cell = plan.parameter("a", plan.say(Word.SHARE_WHOLE, n=n), a, f"({cell}-{b_cell})/{total}")
    products = [b * weight for weight in weights]
    x = plan.column("x", plan.say(Word.PRODUCT, n=n), products, product % f"{b_cell}*{{{by}}}")
    rest = plan.column(
        "r",
        plan.say(Word.PRODUCT_REST),
        [each % over for each in products],
        modulo(f"{{{x}}}", total),
        plan.say(Word.PRODUCT_REST_HOW, n=n),
    )
    found = plan.column(
        "q",
        plan.say(Word.PRODUCT_WHOLE),
        [
            start + a * weight + each // over
            for start, weight, each in zip(
                starts or [0] * len(weights), weights, products, strict=True
            )
        ],
        whole % f"{a_cell}*{{{by}}}+({{{x}}}-{{{rest}}})/{total}",
        plan.say(how, n=n),
    )
    return Term(found, rest, over, total)
