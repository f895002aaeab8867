"""Keys in documents: a tag for each, and what its body holds.

Never here: what keys compute.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from operator import attrgetter
from typing import Any

from fordelning.documents.kinds import Kind, Listed, Mapped, Number, Sum, Text, wrong
from fordelning.documents.measures import AMOUNT, BAND, MEASURE
from fordelning.documents.shapes import Built, Field, Later, OrWord, Record, Tagged, Variant
from fordelning.documents.sources import SOURCE
from fordelning.keys import (
    REST,
    AgeWeighted,
    Bounded,
    Bounds,
    Cited,
    DeclaredShares,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    HoldHarmless,
    Key,
    Nested,
    Only,
    PerCapita,
    Proportional,
    RoundedRate,
    Split,
    Staged,
    Then,
    Tier,
    Tiered,
    Unspent,
)
from fordelning.keys.bounds import NOTHING
from fordelning.keys.combined import Rest
from fordelning.measures import Amount
from fordelning.money import Money, kr
from fordelning.population import AgeClass

__all__ = ["KEY", "keys"]


def _key() -> Kind[Key]:
    return keys()


NUMBER, MONEY, TEXT = Number(), Sum(), Text(empty=False)
KEY: Kind[Key] = Later("key", _key)

# A floor that is left out is nothing, a cap no bound; "none" is no bound either.
_BOUND: Kind[Amount | None] = OrWord("none", None, AMOUNT)
_BOUNDS = {
    "floor": Field(_BOUND, NOTHING),
    "cap": Field(_BOUND, None),
    "paid_by": Field(MEASURE, None),
}


def _of(kind: type[Key]) -> Callable[[Any], bool]:
    return lambda key: isinstance(key, kind)


def _weighted(bands: tuple[tuple[AgeClass, Fraction], ...]) -> AgeWeighted:
    found = [band for band, _ in bands]
    twice = next((band for band in found if found.count(band) > 1), None)
    if twice is not None:
        raise wrong("document.twice", what=str(twice))
    return AgeWeighted({(band.low, band.high): weight for band, weight in bands})


def _pair(band: AgeClass, weight: Fraction) -> tuple[AgeClass, Fraction]:
    return band, weight


_WEIGHTED: Kind[Any] = Listed(
    Record[tuple[AgeClass, Fraction]](
        _pair,
        {"band": Field(BAND), "weight": Field(NUMBER)},
        lambda pair, name: pair[name == "weight"],
    ),
    1,
)

_TIER: Kind[Tier] = Record(
    Tier,
    {
        "money": Field(MONEY),
        "codes": Field(Listed(TEXT), None),
        "by": Field(MEASURE, None),
        "low": Field(NUMBER, None),
        "high": Field(NUMBER, None),
    },
)


def _tiered(tiers: tuple[Tier, ...]) -> Tiered:
    return Tiered(*tiers)


def _named() -> tuple[Variant[Key], ...]:
    remainder = Field(KEY, PerCapita())
    return (
        Variant("per_capita", _of(PerCapita), None, PerCapita()),
        Variant("equal", _of(Equal), None, Equal()),
        Variant("flat", _of(Flat), Built(MONEY, Flat, attrgetter("money"))),
        Variant(
            "flat_plus_remainder",
            _of(FlatPlusRemainder),
            Record(FlatPlusRemainder, {"money": Field(MONEY), "remainder": remainder}),
        ),
        Variant("age_weighted", _of(AgeWeighted), Built(_WEIGHTED, _weighted, attrgetter("bands"))),
        Variant("tiered", _of(Tiered), Built(Listed(_TIER, 1), _tiered, attrgetter("tiers"))),
        Variant(
            "declared_shares",
            _of(DeclaredShares),
            Record(
                DeclaredShares,
                {"shares": Field(Mapped(NUMBER)), "total": Field(NUMBER, Fraction(1))},
                _declared,
            ),
        ),
        Variant(
            "rounded_rate",
            _of(RoundedRate),
            Record(
                RoundedRate,
                {"of": Field(MEASURE, part="measure"), "unit": Field(MONEY, kr(1))},
            ),
        ),
    )


def _declared(key: DeclaredShares, part: str) -> Any:
    return dict(key.shares) if part == "shares" else key.total


def _part(
    key: Key, share: Fraction | Rest | None = None, money: Money | None = None
) -> tuple[Any, Key]:
    if (share is None) == (money is None):
        raise wrong("document.one_of", fields=("share", "money"))
    return (money if share is None else share), key


def _of_part(part: tuple[Any, Key], name: str) -> Any:
    if name == "key":
        return part[1]
    return part[0] if isinstance(part[0], Money) is (name == "money") else None


_PARTS: Kind[Any] = Listed(
    Record[tuple[Any, Key]](
        _part,
        {
            "share": Field(OrWord("rest", REST, NUMBER), None),
            "money": Field(MONEY, None),
            "key": Field(KEY),
        },
        _of_part,
    )
)


def _split(parts: tuple[tuple[Any, Key], ...]) -> Split:
    return Split(*parts)


def _then(keys: tuple[Key, ...]) -> Then:
    return Then(*keys)


def _nested(
    through: str,
    upper: Key,
    lower: Key | None = None,
    lower_by_parent: dict[str, Key] | None = None,
) -> Nested:
    below = lower if lower_by_parent is None else lower_by_parent
    if below is None or (lower is not None and lower_by_parent is not None):
        raise wrong("document.one_of", fields=("lower", "lower_by_parent"))
    return Nested(through=through, upper=upper, lower=below)


def _of_nested(key: Nested, part: str) -> Any:
    if part not in ("lower", "lower_by_parent"):
        return getattr(key, part)
    if isinstance(key.lower, Key):
        return key.lower if part == "lower" else None
    return None if part == "lower" else dict(key.lower)


def _combined() -> tuple[Variant[Key], ...]:
    nested = {
        "through": Field(TEXT),
        "upper": Field(KEY),
        "lower": Field(KEY, None),
        "lower_by_parent": Field(Mapped(KEY), None),
    }
    return (
        Variant("then", _of(Then), Built(Listed(KEY, 1), _then, attrgetter("keys"))),
        Variant("split", _of(Split), Built(_PARTS, _split, attrgetter("parts"))),
        Variant("only", _of(Only), Record(Only, {"codes": Field(Listed(TEXT)), "key": Field(KEY)})),
        Variant("nested", _of(Nested), Record(_nested, nested, _of_nested)),
        Variant("cited", _of(Cited), Record(Cited, {"key": Field(KEY), "source": Field(SOURCE)})),
        Variant("unspent", _of(Unspent), Built(TEXT, Unspent, attrgetter("name"))),
    )


def _staged(key: Key, stages: tuple[Bounds, ...]) -> Staged:
    return Staged(key, *stages)


def _bounded() -> tuple[Variant[Key], ...]:
    stages = Listed(Record[Bounds](Bounds, _BOUNDS), 1)
    guarantee = {"share": Field(NUMBER), "previous": Field(AMOUNT), "key": Field(KEY)}
    return (
        Variant("bounded", _of(Bounded), Record(Bounded, {"key": Field(KEY), **_BOUNDS})),
        Variant(
            "staged", _of(Staged), Record(_staged, {"key": Field(KEY), "stages": Field(stages)})
        ),
        Variant("hold_harmless", _of(HoldHarmless), Record(HoldHarmless, guarantee)),
    )


@cache
def keys() -> Kind[Key]:
    """Return the kind of keys."""
    return Tagged(
        "key",
        (
            Variant(
                "proportional", _of(Proportional), Built(MEASURE, Proportional, attrgetter("by"))
            ),
            Variant("fixed", _of(Fixed), Built(AMOUNT, Fixed, attrgetter("amount"))),
            *_named(),
            *_combined(),
            *_bounded(),
        ),
    )
