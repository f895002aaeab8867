"""Random pots of every sort, to everyone at one level of a population.

Never here: whole agreements, or keys that use up what they get (`keys`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from attrs import evolve, frozen
from hypothesis import strategies as st

from fordelning.agreement import About, Pot, UpTo
from fordelning.apportionment import BY_CODE, Lot, Method
from fordelning.errors import FordelningError
from fordelning.keys import (
    BoundedKey,
    Equal,
    Fixed,
    Flat,
    HoldHarmless,
    Key,
    Nested,
    Only,
    Proportional,
    RoundedRate,
    Unspent,
)
from fordelning.measures import Measure, Scope, constant, population, summed
from fordelning.measures.quoted import inside
from fordelning.money import Money, kr, tkr
from fordelning.population import FOLKMANGD
from fordelning.register import Level, Recipient
from fordelning.rounding import Rounding
from fordelning.testing.figures import money
from fordelning.testing.keys import Place, fixed, keys_at
from fordelning.testing.measures import figures, shares_by

__all__ = ["pots"]

# These never refuse; only the first three keep amounts within a bound.
_NEAR = (Method.LARGEST_REMAINDER, Method.NEAREST, Method.FLOOR)
_METHODS = (*_NEAR, Method.SAINTE_LAGUE, Method.DHONDT)
_ROUNDINGS = st.sampled_from(
    [
        Rounding(unit, method, ties)
        for ties in (BY_CODE, Lot("invented"))
        for method in _METHODS
        for unit in (Money(1), kr(1), tkr(1))
    ]
)
_PAYEES = st.sampled_from(("", "den som regionen anger"))
_NOBODY = "återgår till staten"
_SOME = 3
# Of more classes of ages the first ones will do.
_FEW_CLASSES = 8


@frozen
class _Pot:
    """Hold what a pot is drawn from: to whom, by what figures, and how much."""

    id: str
    scope: Scope
    place: Place

    def of(self, key: Key, amount: Money | UpTo | About | None = None) -> Pot:
        given = self.place.amount if amount is None else amount
        return Pot(self.id, given, self.scope.level, key)


_Maker: TypeAlias = Callable[[st.DrawFn, _Pot], Pot]


@st.composite
def pots(draw: st.DrawFn, id: str, scope: Scope) -> Pot:
    """Draw a pot to everyone in a scope, or to one recipient alone, that can be allocated."""
    rounding = draw(_ROUNDINGS)
    place = Place(scope.codes, _known(scope), draw(money(unit=rounding.unit)))
    makers = [*_MAKERS, *([_nested] if _through(scope) else [])]
    pot = draw(st.sampled_from(makers))(draw, _Pot(id, scope, place))
    return evolve(pot, rounding=_fitting(rounding, pot), payee=draw(_PAYEES))


def _fitting(rounding: Rounding, pot: Pot) -> Rounding:
    """Return a rounding that a pot's key allows, with the same unit."""
    within = list(inside(pot.key))
    nested = any(isinstance(each, Nested) for each in within)
    bounded = any(isinstance(each, BoundedKey | HoldHarmless) for each in within)
    if nested or (bounded and rounding.method not in _NEAR):
        return evolve(rounding, method=Method.LARGEST_REMAINDER)
    return rounding


def _known(scope: Scope) -> tuple[Measure, ...]:
    """Return the measures that everyone has a figure of, and the first recipient some."""
    level = Level.LAN if scope.level == Level.REGION else scope.level
    tables = [table for table in scope.population.tables if table.level == level]
    classes = {each for table in tables for each in table.classes[:_FEW_CLASSES]}
    names = {table.indicator for table in tables} - {"", FOLKMANGD}
    sexes = any(table.sex for table in tables)
    candidates = figures(sorted(map(str, classes)), sorted(names), sex=sexes)
    return tuple(measure for measure in candidates if _serves(measure, scope))


def _serves(measure: Measure, scope: Scope) -> bool:
    try:
        vector = measure.vector(scope)
    except FordelningError:
        return False
    return vector[0] > 0 and not vector.has_negative()


def _through(scope: Scope) -> tuple[str, ...]:
    """Return the levels whose members are the parents of everyone, and have children all."""
    levels = dict.fromkeys((Level.LAN, *(table.level for table in scope.population.tables)))
    found = {level: scope.parents(level) for level in levels if level != scope.level}
    return tuple(
        str(level)
        for level, parents in found.items()
        if len(parents) == len(scope.codes) and set(parents.values()) == set(scope.listed(level))
    )


def _equal(draw: st.DrawFn, pot: _Pot) -> Pot:
    del draw
    return pot.of(Equal())


def _spent(draw: st.DrawFn, pot: _Pot) -> Pot:
    return pot.of(draw(keys_at(pot.place)))


def _alone(draw: st.DrawFn, pot: _Pot) -> Pot:
    del draw
    return Pot(pot.id, pot.place.amount, Recipient("SKR", "Sveriges Kommuner och Regioner"))


def _leaving(draw: st.DrawFn, place: Place) -> Key:
    """Draw a key that leaves something, and for which there is enough."""
    return draw(st.sampled_from((_flat, _fixed, _only)))(draw, place)


def _flat(draw: st.DrawFn, place: Place) -> Key:
    return Flat(draw(money(max_value=place.each)))


def _fixed(draw: st.DrawFn, place: Place) -> Key:
    return Fixed(draw(fixed(place)))


def _only(draw: st.DrawFn, place: Place) -> Key:
    some = st.lists(st.sampled_from(place.codes), min_size=1, max_size=_SOME, unique=True)
    return Only(draw(some), _flat(draw, place))


def _up_to(draw: st.DrawFn, pot: _Pot) -> Pot:
    return pot.of(_leaving(draw, pot.place), UpTo(pot.place.amount))


def _about(draw: st.DrawFn, pot: _Pot) -> Pot:
    # Twice as much as there is may be handed out.
    more = evolve(pot.place, amount=2 * pot.place.amount)
    return pot.of(_leaving(draw, more), About(pot.place.amount))


def _rate(draw: st.DrawFn, pot: _Pot) -> Pot:
    by = draw(shares_by(pot.place.codes, pot.place.known))
    return pot.of(RoundedRate(by), About(pot.place.amount))


def _unspent(draw: st.DrawFn, pot: _Pot) -> Pot:
    return pot.of(_leaving(draw, pot.place) >> Unspent(_NOBODY))


def _nested(draw: st.DrawFn, pot: _Pot) -> Pot:
    through = draw(st.sampled_from(_through(pot.scope)))
    lower: list[Key] = [Equal()]
    if population() in pot.place.known:
        # A parent may have children without anybody.
        lower.append(Proportional(population() + 1))
    upper: list[Key] = [Equal(), Proportional(summed(constant(1), over=pot.scope.level))]
    return pot.of(
        Nested(
            through=through, upper=draw(st.sampled_from(upper)), lower=draw(st.sampled_from(lower))
        )
    )


# Keys that use up a pot are the most various.
_MAKERS: list[_Maker] = [_equal, _spent, _spent, _spent, _alone, _up_to, _about, _rate, _unspent]
