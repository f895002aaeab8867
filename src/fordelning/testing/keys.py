"""Random keys that distribute all of any amount that is as large as they are told.

Never here: keys that leave something (`agreements`), or amounts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from attrs import evolve, frozen
from hypothesis import strategies as st

from fordelning.keys import (
    REST,
    AgeWeighted,
    Bounded,
    Cited,
    DeclaredShares,
    Equal,
    Fixed,
    FlatPlusRemainder,
    HoldHarmless,
    Key,
    Only,
    PerCapita,
    Proportional,
    Split,
    Tier,
    Tiered,
)
from fordelning.keys.combined import as_codes
from fordelning.measures import Measure, ShareOf, constant, population
from fordelning.measures.expressions import Figures
from fordelning.money import Money
from fordelning.population import AgeClass
from fordelning.testing.figures import money
from fordelning.testing.measures import figures, shares_by

__all__ = ["Place", "fixed", "keys", "keys_at"]

_NOTHING: Final = Money(0)
_DEPTH = 2
# What comes first is what a failing case shrinks to.
_SHARES = st.sampled_from(
    [Fraction(text) for text in ("1/2", "1/4", "3/4", "1/3", "2/3", "1/10", "0", "1")]
)
_WEIGHTS = st.sampled_from([Fraction(text) for text in ("1", "2", "3", "1/2", "3/2")])
_WIDE = st.sampled_from([Fraction(text) for text in ("1", "2", "3/2")])
_ONE = Fraction(1)


@frozen
class Place:
    """Say where a key is to work: among whom, by what, and how much it is surely given.

    Without `codes` it names nobody. Of each of the `known` measures the first recipient has
    some. `depth` is how many keys may be around the innermost.
    """

    codes: tuple[str, ...]
    known: tuple[Measure, ...]
    amount: Money
    depth: int = _DEPTH

    def inside(self, amount: Money | None = None, codes: Sequence[str] = ()) -> Place:
        """Return the place inside a key, which may be given less, or be for fewer."""
        given = self.amount if amount is None else amount
        return evolve(self, codes=tuple(codes) or self.codes, amount=given, depth=self.depth - 1)

    @property
    def bands(self) -> list[AgeClass]:
        """The ages that there are figures of."""
        return [each.band for each in self.known if isinstance(each, Figures) and each.band]

    @property
    def each(self) -> Money:
        """The most that everyone can get."""
        return Money(self.amount.ore // max(len(self.codes), 1))


_Maker: TypeAlias = Callable[[st.DrawFn, Place], Key]


def keys(
    codes: Iterable[str] = (),
    *,
    amount: Money = _NOTHING,
    ages: Sequence[int | str] = (),
    sex: bool = False,
    indicators: Sequence[str] = (),
) -> st.SearchStrategy[Key]:
    """Draw keys over what `populations` draws for the same arguments (fördelningsnyckel).

    They name the recipients `codes`, or, without any, nobody, and so fit every level. They
    leave nothing of any amount from `amount` on; fixed amounts are within that. A `Nested`
    key is among those of `agreements`. It shrinks to `Equal()`.

    >>> from hypothesis import find
    >>> from fordelning import kr
    >>> find(keys(), lambda key: isinstance(key, Split))
    Split(("1/2", Equal()), ("1/2", Equal()))
    >>> find(keys(["a", "b"], amount=kr(9)), lambda key: isinstance(key, Only))
    Only(('a',), Equal())

    Raises:
        BandError: a label that is no age class.
        InputTypeError: one text where several codes belong, or a code that is no text.
    """
    known = figures(ages, indicators, sex=sex)
    return keys_at(Place(as_codes(codes), known, amount))


def keys_at(place: Place) -> st.SearchStrategy[Key]:
    """Draw keys that work at a place."""
    return _keys(place)


@st.composite
def _keys(draw: st.DrawFn, place: Place) -> Key:
    # In one draw, so that a key inside another is as short as one alone.
    makers: list[_Maker] = [_equal]
    makers += [_per_capita] if population() in place.known else []
    makers += [_proportional]
    makers += [_by_age] if place.bands else []
    makers += [_declared] if place.codes else []
    if place.depth:
        makers += [_split, _cited]
        makers += [_split_off] if place.amount.ore else []
        makers += _NAMING if place.codes else []
        makers += _NAMING_MONEY if place.codes and place.amount.ore else []
    return draw(st.sampled_from(makers))(draw, place)


def _equal(draw: st.DrawFn, place: Place) -> Key:
    del draw, place
    return Equal()


def _per_capita(draw: st.DrawFn, place: Place) -> Key:
    del draw, place
    return PerCapita()


def _proportional(draw: st.DrawFn, place: Place) -> Key:
    return Proportional(draw(shares_by(place.codes, place.known)))


def _by_age(draw: st.DrawFn, place: Place) -> Key:
    weights: dict[AgeClass, Fraction] = {}
    for band in draw(st.lists(st.sampled_from(place.bands), min_size=1, max_size=3)):
        if not any(band.overlaps(other) for other in weights):
            weights[band] = draw(_WEIGHTS)
    return AgeWeighted({(band.low, band.high): weight for band, weight in weights.items()})


def _declared(draw: st.DrawFn, place: Place) -> Key:
    weights = {code: draw(_WEIGHTS) for code in place.codes}
    total = sum(weights.values())
    return DeclaredShares({code: weight / total for code, weight in weights.items()})


def _split(draw: st.DrawFn, place: Place) -> Key:
    share = draw(_SHARES)
    parts = [
        (each, draw(_keys(place.inside(_part(place.amount, each)))))
        for each in (share, _ONE - share)
    ]
    return Split(*parts)


def _part(amount: Money, share: Fraction) -> Money:
    return Money(int(amount.ore * share))


def _split_off(draw: st.DrawFn, place: Place) -> Key:
    part = draw(money(max_value=place.amount))
    first = draw(_keys(place.inside(part)))
    return Split((part, first), (REST, draw(_keys(place.inside(place.amount - part)))))


def _cited(draw: st.DrawFn, place: Place) -> Key:
    return Cited(draw(_keys(place.inside())), "invented")


def _only(draw: st.DrawFn, place: Place) -> Key:
    group = _group(draw, place)
    return Only(group, draw(_keys(place.inside(codes=group))))


def _group(draw: st.DrawFn, place: Place) -> list[str]:
    """Draw some of the recipients, with the first, who has something to share by."""
    first, *others = place.codes
    chosen = draw(st.lists(st.sampled_from(others), unique=True, max_size=3)) if others else []
    return [first, *sorted(chosen)]


def _bounded(draw: st.DrawFn, place: Place) -> Key:
    """Return a key with bounds that leave room, and are paid by everyone."""
    even = Fraction(1, len(place.codes))
    low, high = draw(_SHARES), draw(_WIDE)
    inner = draw(_keys(place.inside()))
    return Bounded(inner, floor=ShareOf(low * even), cap=ShareOf(high * even), paid_by=constant(1))


def _share_first(draw: st.DrawFn, place: Place) -> Key:
    part = draw(_SHARES)
    inner = draw(_keys(place.inside(_part(place.amount, _ONE - part))))
    return Fixed(ShareOf(part / len(place.codes))) >> inner


def _flat(draw: st.DrawFn, place: Place) -> Key:
    each = draw(money(max_value=place.each))
    left = place.amount - len(place.codes) * each
    return FlatPlusRemainder(each, draw(_keys(place.inside(left))))


@st.composite
def fixed(draw: st.DrawFn, place: Place) -> dict[str, Money]:
    """Draw amounts for some recipients, who together get no more than there is."""
    return {code: draw(money(max_value=place.each)) for code in _group(draw, place)}


def _fixed_first(draw: st.DrawFn, place: Place) -> Key:
    amounts = draw(fixed(place))
    left = place.amount - Money.total(amounts.values())
    return Fixed(amounts) >> draw(_keys(place.inside(left)))


def _tiered_first(draw: st.DrawFn, place: Place) -> Key:
    first, others = (draw(money(max_value=place.each)) for _ in range(2))
    tiers = Tiered(Tier(first, codes=_group(draw, place)), Tier(others))
    left = place.amount - len(place.codes) * max(first, others)
    return tiers >> draw(_keys(place.inside(left)))


def _guaranteed(draw: st.DrawFn, place: Place) -> Key:
    return HoldHarmless(draw(_SHARES), draw(fixed(place)), draw(_keys(place.inside())))


_NAMING: list[_Maker] = [_only, _bounded, _share_first]
_NAMING_MONEY: list[_Maker] = [_flat, _fixed_first, _tiered_first, _guaranteed]
