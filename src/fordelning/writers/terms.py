"""What each key adds to the plan of a pot: fixed amounts, and shares by weights.

A term is two columns: whole öre, and what is left of one, over a denominator. Never here:
floors and caps (`bounding`), or rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from math import gcd
from typing import TypeAlias

from attrs import frozen

from fordelning.exact import Vector
from fordelning.keys import Fixed, Proportional, Tiered
from fordelning.measures import Measure, Scope, ShareOf
from fordelning.measures.amounts import Each
from fordelning.measures.base import PerUnit
from fordelning.sentences import shown
from fordelning.writers.plan import NotLive, Plan, below, modulo
from fordelning.writers.saying import in_words
from fordelning.writers.words import Word

__all__ = [
    "Given",
    "Links",
    "Term",
    "fixed",
    "left",
    "proportional",
    "shared",
    "shares",
    "tiered",
    "weighed",
]

Links: TypeAlias = Callable[[Measure, Scope], dict[str, str]]
"""Where the figures of a measure stand, by code; empty where they stand nowhere."""


@frozen
class Given:
    """Hold what a key is given: `value / parts` öre; `cell` has the value."""

    value: int
    parts: int
    cell: str


@frozen
class Term:
    """Name the columns of a part of the quotas: `whole + rest / over` öre.

    `over` is the denominator, `cell` where it stands; without a rest it is 1.
    """

    whole: str
    rest: str = ""
    over: int = 1
    cell: str = ""


def is_whole(vector: Vector) -> bool:
    """Tell whether all the numbers are whole."""
    return all(number.denominator == 1 for number in vector.fractions())


def left(plan: Plan, given: Given, terms: Iterable[Term]) -> Given:
    """Return what fixed amounts leave for the next key."""
    value, formula = given.value, given.cell
    times = f"{given.parts}*" if given.parts > 1 else ""
    for term in terms:
        value -= given.parts * sum(plan.columns[term.whole].values)
        formula += f"-{times}SUM({{all_{term.whole}}})"
    cell = plan.parameter("P", plan.say(Word.TO_SHARE), value, formula)
    return Given(value, given.parts, cell)


def shared(plan: Plan, given: Given, share: Fraction, label: str) -> Given:
    """Return a share of what was given, as a parameter.

    Raises:
        NotLive: it takes too large numbers.
    """
    over, under = share.numerator, share.denominator
    if given.value % under == 0:
        value, parts = given.value // under * over, given.parts
        formula = f"{given.cell}/{under}*{over}"
    else:
        product, parts = below(given.value * over), given.parts * under
        common = gcd(product, parts)
        value, parts = product // common, parts // common
        formula = f"{given.cell}*{over}/{common}"
    note = plan.say(Word.SHARE_OF, parts=parts) if parts > 1 else ""
    return Given(value, parts, plan.parameter("P", label, value, formula, note))


def fixed(plan: Plan, key: Fixed, given: Given, scope: Scope, links: Links) -> Term:
    """Add fixed amounts: of a parameter, of a rate and a figure, or as the rule has them."""
    amount = key.amount
    vector = amount.ore(Fraction(given.value, given.parts), scope)
    if not is_whole(vector):
        raise NotLive(Word.NOT_WHOLE, key=shown(key))
    note, formula = plan.say(Word.AS_WRITTEN), ""
    if isinstance(amount, Each):
        formula = plan.parameter("m", plan.say(Word.EACH), amount.money.ore)
    elif isinstance(amount, ShareOf):
        found = shared(plan, given, amount.share, plan.say(Word.EACH))
        formula = found.cell if found.parts == 1 else f"{found.cell}/{found.parts}"
    elif isinstance(amount, PerUnit) and is_whole(amount.measure.vector(scope)):
        rate = plan.parameter("m", plan.say(Word.EACH_OF), amount.money.ore)
        note = ""
        formula = f"{rate}*{{{weighed(plan, amount.measure, scope, links)}}}"
    inside = set(scope.codes)
    return Term(
        plan.column(
            "f",
            plan.say(Word.FIXED),
            plan.spread(scope.codes, map(int, vector.fractions())),
            [formula if code in inside else "" for code in plan.codes],
            note,
            summed=True,
        )
    )


def tiered(plan: Plan, key: Tiered, scope: Scope) -> Term:
    """Add the amounts of tiers, each a parameter."""
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
    return Term(
        plan.column(
            "f",
            plan.say(Word.FIXED),
            plan.spread(scope.codes, [key.tiers[place].money.ore for place in places.values()]),
            [cells[places[code]] if code in places else "" for code in plan.codes],
            plan.say(Word.BY_TIER),
            summed=True,
        )
    )


def weighed(plan: Plan, measure: Measure, scope: Scope, links: Links) -> str:
    """Add the weights of a measure: its numbers, or whole ones in the same proportions."""
    vector = measure.vector(scope)
    if is_whole(vector):
        values = tuple(number.numerator for number in vector.fractions())
        found, note = links(measure, scope), in_words(measure, plan.language)
    else:
        common = gcd(*vector.weights)
        values = tuple(weight // common for weight in vector.weights)
        found, note = {}, plan.say(Word.WHOLE_WEIGHT_OF, measure=in_words(measure, plan.language))
    return plan.column(
        "w",
        plan.say(Word.WEIGHT),
        plan.spread(scope.codes, values),
        [found.get(code, "") for code in plan.codes],
        note,
        summed=True,
    )


def proportional(plan: Plan, key: Proportional, given: Given, scope: Scope, links: Links) -> Term:
    """Add shares by weights: a * w + b * w / W, where what is shared is a * W + b.

    Divided so, before anything is multiplied, numbers stay as small as they can.
    """
    by = weighed(plan, key.by, scope, links)
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
