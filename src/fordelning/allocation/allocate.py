"""`allocate`: settle readings, date and recipients, then each pot behind those it follows.

Never here: a rule of distribution, one pot's calculation, or how an outcome is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import evolve

from fordelning.agreement import Agreement, Reading, Resolved
from fordelning.allocation.allocation import Allocation
from fordelning.allocation.outcome import Outcome
from fordelning.allocation.settling import settled
from fordelning.errors import (
    AgreementError,
    FordelningError,
    InputTypeError,
    ReferenceDateError,
    UnknownCodeError,
    nearest,
    raise_problems,
)
from fordelning.measures import Scope
from fordelning.measures.scope import PotQuotas
from fordelning.population import Population
from fordelning.register import SWEDISH, Recipient, swedish
from fordelning.sentences import Phrase, shown

__all__ = ["allocate"]


def allocate(
    agreement: Agreement,
    population: Population,
    *,
    readings: Mapping[str, str | Reading] | None = None,
    reference_date: date | None = None,
) -> Allocation:
    """Distribute an agreement's money over its recipients, exactly to the öre (fördela).

    Each pot's key gives exact quotas, which are rounded once by the pot's rule and
    certified; every pot's amounts add up to the pot. `readings` chooses a reading, by its
    name or one of your own, for each ambiguity; `reference_date` uses figures of another
    day than the agreement asks for, on purpose, which the result then says.

    >>> from datetime import date
    >>> from fordelning import Agreement, Equal, Population, Pot, kr
    >>> agreement = Agreement("a", "A", kr(100), [Pot("lika", kr(100), "skola", Equal())], None)
    >>> result = allocate(agreement, Population.of(["norra", "södra", "östra"], level="skola"))
    >>> result["lika", "norra"], result["lika", "östra"]
    (kr("33,34"), kr("33,33"))

    Raises:
        InputTypeError: something else than an agreement and a population.
        ReadingError: a reading is not chosen, unknown or needless.
        AgreementError: the definition has problems, or several pots cannot be allocated.
        ReferenceDateError: the population has no figures of the day, or of several.
        FordelningError: any other error of the one pot that cannot be allocated.
    """
    for value, kind in ((agreement, Agreement), (population, Population)):
        if not isinstance(value, kind):
            raise InputTypeError(
                "allocate.type",
                value=shown(value),
                type=type(value).__name__,
                expected=kind.__name__,
            )
    wanted = agreement.reference_date if reference_date is None else reference_date
    resolved, on = _settled(agreement, readings or {}, population, wanted)
    outcomes, problems = _outcomes(agreement, resolved, population, on)
    raise_problems(problems, AgreementError, "allocation.problems", agreement=agreement.id)
    in_order = tuple(outcomes[pot.id] for pot, _ in resolved.pots)
    return Allocation(agreement, population, on, resolved.choices, in_order)


def _outcomes(
    agreement: Agreement, resolved: Resolved, population: Population, on: date | None
) -> tuple[dict[str, Outcome], list[FordelningError]]:
    """Return each pot's outcome, by id, and what hindered those that have none."""
    pots = {pot.id: (pot, choice) for pot, choice in resolved.pots}
    scopes: dict[str | Recipient, Scope] = {}
    outcomes: dict[str, Outcome] = {}
    problems: list[FordelningError] = []
    for id_ in resolved.order:
        pot, choice = pots[id_]
        try:
            scope = scopes.get(pot.to)
            if scope is None:
                scope = scopes[pot.to] = _scope(pot.to, population, on)
            followed = resolved.followed.get(id_)
            if followed:
                if not followed <= outcomes.keys():
                    # What it follows could not be allocated, which is told already.
                    continue
                scope = evolve(scope, quotas=_quotas(followed, outcomes))
            outcomes[id_] = settled(pot, choice, scope, pot.rounding or agreement.rounding)
        except FordelningError as error:
            problems.append(error.within(Phrase("pot '{pot}'", pot=id_)))
    return outcomes, problems


def _quotas(followed: frozenset[str], outcomes: Mapping[str, Outcome]) -> tuple[PotQuotas, ...]:
    return tuple(
        PotQuotas(
            id_,
            each.scope.level,
            tuple(zip(each.codes, each.rounded.quotas.fractions(), strict=True)),
        )
        for id_ in sorted(followed)
        for each in (outcomes[id_],)
    )


def _settled(
    agreement: Agreement,
    readings: Mapping[str, str | Reading],
    population: Population,
    wanted: date | None,
) -> tuple[Resolved, date | None]:
    """Return the pots under the chosen readings, and the day whose figures are used."""
    problems: list[FordelningError] = []
    resolved, on = Resolved((), ()), None
    try:
        resolved = agreement.resolved(readings)
    except FordelningError as error:
        problems.append(error)
    try:
        on = _date(wanted, population)
    except FordelningError as error:
        problems.append(error)
    raise_problems(problems, AgreementError, "allocation.choices", agreement=agreement.id)
    return resolved, on


def _date(wanted: date | None, population: Population) -> date | None:
    """Return the day whose figures are used, or None where the agreement asks for none."""
    if wanted is None:
        return None
    if type(wanted) is not date:
        raise InputTypeError("population.date", value=shown(wanted), type=type(wanted).__name__)
    held = population.dates()
    if wanted not in held:
        raise ReferenceDateError("date.missing", asked=wanted, **_held(held))
    return wanted


def _held(dates: tuple[date, ...]) -> dict[str, object]:
    last = dates[-1] if dates else None
    return {
        "held": dates or Phrase("no figures with a date"),
        "example": f"date({last.year}, {last.month}, {last.day})" if last else "date(...)",
    }


def _scope(to: str | Recipient, population: Population, on: date | None) -> Scope:
    if isinstance(to, Recipient):
        return Scope((to.code,), "", population, on)
    if on is None:
        dates = population.dates(to)
        if len(dates) > 1:
            raise ReferenceDateError("date.several", level=to, **_held(dates))
        if to in SWEDISH and not dates:
            raise ReferenceDateError("date.none", level=to)
        on = dates[0] if dates else None
    if to in SWEDISH and on is not None:
        return Scope(swedish().at(on).codes(to), to, population, on)
    codes = population.codes(to, on)
    if not codes:
        known = {*SWEDISH, *(table.level for table in population.tables)}
        raise UnknownCodeError(
            "level.nobody", level=to, near=nearest(to, known), known=tuple(sorted(known))
        )
    return Scope(codes, to, population, on)
