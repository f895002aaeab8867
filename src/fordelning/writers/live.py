"""From a pot's outcome to the plan of its sheet: its key's terms, their sum, the rounding.

Never here: a new calculation of amounts. What the formulas give is compared with the outcome
before anything is written.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from attrs import evolve

from fordelning.agreement import About
from fordelning.allocation import Outcome
from fordelning.errors import CertificateError
from fordelning.keys import Bounded, Fixed, Key, Only, Proportional, Split, Tiered, Unspent
from fordelning.keys.base import Then
from fordelning.keys.cited import plain_key
from fordelning.measures import Scope
from fordelning.money import Money
from fordelning.sentences import shown
from fordelning.writers.bounding import bounded
from fordelning.writers.measured import Links, weighed
from fordelning.writers.plan import NotLive, Plan, called, modulo
from fordelning.writers.rounding import rounded
from fordelning.writers.terms import Given, Term, fixed, left, proportional, shared, whole
from fordelning.writers.tiers import tiered
from fordelning.writers.words import Language, Word

__all__ = ["planned"]


def planned(outcome: Outcome, language: Language, links: Links) -> Plan:
    """Return the plan of a pot, whose last column has each amount in öre.

    Raises:
        NotLive: the pot cannot be computed by formulas.
        CertificateError: the formulas would give other amounts than the outcome has.
    """
    plan = Plan(outcome.codes, language)
    pot = outcome.pot.stated.ore
    given = Given(pot, 1, plan.parameter("pot", plan.say(Word.GIVEN), pot))
    if outcome.pot.key is None:
        name = plan.column("f", plan.say(Word.FIXED), [pot], given.cell, summed=True)
        quota = Term(name)
    else:
        quota = _together(plan, _terms(plan, outcome.pot.key, given, outcome.scope, links))
    unit = _unit(plan, outcome)
    total = given if outcome.nobody is None else _handed_out(plan, quota, unit)
    amounts = rounded(plan, quota, outcome.rounded.rounding, unit, total)
    _see_followed(plan, outcome, quota, total, unit)
    plan.check()
    expected = [each.ore for each in outcome.amounts.values()]
    if list(amounts) != expected or total.value != outcome.rounded.total.ore:
        raise CertificateError("excel.differs", pot=outcome.pot.id)
    return plan


def _see_followed(plan: Plan, outcome: Outcome, quota: Term, total: Given, unit: Given) -> None:
    """Add what must hold besides the sum: whole units, and nothing lost or made by rounding."""
    times, per = (f"*{unit.cell}", f"/{unit.cell}") if unit.cell else ("", "")
    plan.must(f"SUMPRODUCT(--(ROUND({{all_ore}}{per},0){times}<>{{all_ore}}))=0")
    if outcome.nobody is not None:
        if not isinstance(outcome.pot.amount, About):
            plan.must(f"{total.cell}<={{pot}}")
    elif not outcome.rounded.rounding.method.keeps_total:
        rests = f"+SUM({{all_{quota.rest}}})/{quota.cell}" if quota.rest else ""
        plan.must(f"ROUND(SUM({{all_{quota.whole}}}){rests}-{{pot}},3)=0")


def _unit(plan: Plan, outcome: Outcome) -> Given:
    """Return the unit of rounding, which has no cell where it is one öre."""
    unit = outcome.rounded.rounding.unit.ore
    return Given(unit, 1, plan.parameter("u", plan.say(Word.UNIT), unit) if unit > 1 else "")


def _handed_out(plan: Plan, quota: Term, unit: Given) -> Given:
    """Return the whole units in what a key hands out, where it may leave something."""
    value, formula = sum(plan.columns[quota.whole].values), f"SUM({{all_{quota.whole}}})"
    if quota.rest:
        rests = sum(plan.columns[quota.rest].values)
        cell = plan.parameter("N", plan.say(Word.SUM_RESTS), rests, f"SUM({{all_{quota.rest}}})")
        value += rests // quota.over
        formula += f"+({cell}-{modulo(cell, quota.cell)})/{quota.cell}"
    cell = plan.parameter("H", plan.say(Word.HANDED_OUT), value, formula)
    if unit.value > 1:
        value -= value % unit.value
        formula = f"{cell}-{modulo(cell, unit.cell)}"
    label, note = plan.say(Word.TOTAL_UNITS), plan.say(Word.TOTAL_UNITS_HOW)
    return Given(value, 1, plan.parameter("total", label, value, formula, note))


def _terms(plan: Plan, key: Key, given: Given, scope: Scope, links: Links) -> list[Term]:
    plain = plain_key(key)
    terms: list[Term] = []
    match plain:
        case Only():
            terms = _terms(plan, plain.key, given, scope.only(plain.codes), links)
        case Then():
            terms = _one_after_another(plan, plain, given, scope, links)
        case Split():
            for part, (_, each) in zip(_parts(plan, plain, given), plain.parts, strict=True):
                terms += _terms(plan, each, part, scope, links)
        case Fixed():
            terms = [fixed(plan, plain, given, scope, links)]
        case Tiered():
            terms = [tiered(plan, plain, scope, links)]
        case Proportional():
            terms = [proportional(plan, plain, given, scope, links)]
        case Bounded():
            terms = [_bounded(plan, plain, given, scope, links)]
        case Unspent():
            pass
        case _:
            raise NotLive(Word.NOT_KEY, key=shown(plain))
    return terms


def _one_after_another(
    plan: Plan, key: Then, given: Given, scope: Scope, links: Links
) -> list[Term]:
    terms: list[Term] = []
    before: list[Term] = []
    for each in key.keys:
        if not isinstance(plain_key(each), Unspent):
            if not all(term.by_rule for term in before):
                raise NotLive(Word.NOT_KEY, key=shown(key))
            if before:
                given = left(plan, given, before)
            before = _terms(plan, each, given, scope, links)
            terms += before
    return terms


def _parts(plan: Plan, key: Split, given: Given) -> list[Given]:
    """Return what each part of a split is given, the rest after the others."""
    found: dict[int, Given] = {}
    rests: list[int] = []
    if not all(isinstance(share, Fraction) for share, _ in key.parts):
        given = whole(plan, given, key)
    for place, (share, _) in enumerate(key.parts):
        label = plan.say(Word.PART, share=share)
        if isinstance(share, Fraction):
            found[place] = shared(plan, given, share, label)
        elif isinstance(share, Money):
            found[place] = Given(share.ore, 1, plan.parameter("P", label, share.ore))
        else:
            rests.append(place)
    for place in rests:
        value = given.value - sum(each.value for each in found.values())
        formula = "-".join((given.cell, *(each.cell for each in found.values())))
        cell = plan.parameter("P", plan.say(Word.TO_SHARE), value, formula)
        plan.must(f"{cell}>=0")
        found[place] = Given(value, 1, cell)
    return [found[place] for place in range(len(key.parts))]


def _bounded(plan: Plan, key: Bounded, given: Given, scope: Scope, links: Links) -> Term:
    inner, (bounds,), given = plain_key(key.key), key.stages, whole(plan, given, key)
    by = bounds.paid_by
    if isinstance(inner, Proportional) and by in (None, inner.by):
        weights = weighed(plan, inner.by, scope, links)
        return bounded(plan, bounds, given, scope, links, base="", by=weights.name)
    if not isinstance(inner, Fixed | Tiered):
        raise NotLive(Word.NOT_KEY, key=shown(key))
    (term,) = _terms(plan, inner, given, scope, links)
    if term.rest:
        plan.must(f"SUM({{all_{term.rest}}})=0")
        if any(plan.columns[term.rest].values):
            raise NotLive(Word.NOT_WHOLE, key=shown(inner))
    if by is None:
        return bounded(plan, bounds, given, scope, links, base="", by=term.whole)
    weights = weighed(plan, by, scope, links)
    return bounded(plan, bounds, given, scope, links, base=term.whole, by=weights.name)


def _together(plan: Plan, terms: list[Term]) -> Term:
    """Add the sum of terms, over the denominator that they have in common."""
    if len(terms) == 1:
        return terms[0]
    if not terms:
        return Term(plan.column("f", plan.say(Word.FIXED), [0] * len(plan.codes)))
    parts = [term for term in terms if term.rest]
    wholes = [plan.columns[term.whole].values for term in terms]
    numbers = [sum(row) for row in zip(*wholes, strict=True)]
    formula = "+".join(f"{{{term.whole}}}" for term in terms)
    found = parts[0] if parts else Term("")
    if len(parts) > 1:
        every, found = _rests(plan, parts)
        sums = plan.columns[every].values
        numbers = [number + each // found.over for number, each in zip(numbers, sums, strict=True)]
        formula += f"+({{{every}}}-{{{found.rest}}})/{found.cell}"
    note = plan.say(Word.QUOTA_SUM_HOW)
    name = plan.column("t", plan.say(Word.QUOTA_WHOLE), numbers, formula, note, summed=True)
    return evolve(found, whole=name)


def _rests(plan: Plan, parts: list[Term]) -> tuple[str, Term]:
    """Add the sum of remainders: a column of it, and what is left when whole öre are taken."""
    over = lcm(*(term.over for term in parts))
    cells = list(dict.fromkeys(term.cell for term in parts))
    total = plan.parameter(
        "L", plan.say(Word.COMMON), over, called("LCM", cells), plan.say(Word.COMMON_HOW)
    )
    rows = zip(*(plan.columns[term.rest].values for term in parts), strict=True)
    sums = [
        sum(rest * (over // term.over) for rest, term in zip(row, parts, strict=True))
        for row in rows
    ]
    every = plan.column(
        "y",
        plan.say(Word.SUM_RESTS),
        sums,
        "+".join(f"{{{term.rest}}}*({total}/{term.cell})" for term in parts),
        plan.say(Word.SUM_RESTS_HOW),
    )
    rest = plan.column(
        "z",
        plan.say(Word.QUOTA_REST),
        [each % over for each in sums],
        modulo(f"{{{every}}}", total),
        plan.say(Word.QUOTA_REST_HOW),
    )
    return every, Term("", rest, over, total)
