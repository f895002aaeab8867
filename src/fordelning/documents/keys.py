"""Keys in documents: a tag for each, and what its body holds.

Never here: what keys compute.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from operator import attrgetter
from typing import Any

from fordelning.documents.kinds import Kind, wrong
from fordelning.documents.leaves import SAID, Text
from fordelning.documents.measures import AMOUNT, BAND, MEASURE, MONEY, NUMBER, TEXT
from fordelning.documents.shapes import Built, Field, Later, Listed, Mapped, Record
from fordelning.documents.sources import SOURCE
from fordelning.documents.unions import OrWord, Tagged, Variant
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
from fordelning.sentences import Phrase

__all__ = ["KEY", "keys"]


def _key() -> Kind[Key]:
    return keys()


KEY: Kind[Key] = Later("key", _key)

_WHOLE = Fraction(1)

# A floor that is left out is nothing, a cap that is left out no bound, as "none" is.
_BOUND: Kind[Amount | None] = OrWord("none", None, AMOUNT)
_BOUNDS = {
    "floor": Field(_BOUND, NOTHING),
    "cap": Field(_BOUND, None),
    "paid_by": Field(MEASURE, None),
}


def _weighted(bands: tuple[tuple[AgeClass, Fraction], ...]) -> AgeWeighted:
    return AgeWeighted({(band.low, band.high): weight for band, weight in bands})


def _tiered(tiers: tuple[Tier, ...]) -> Tiered:
    return Tiered(*tiers)


# A tier is for some codes, for a bracket of a measure, or for everyone else.
_TIER: Kind[Tier] = Record(
    Tier,
    {
        "money": Field(MONEY),
        "codes": Field(Listed(TEXT), None),
        "by": Field(MEASURE, None),
        "low": Field(NUMBER, None),
        "high": Field(NUMBER, None),
    },
    rules={
        "dependentRequired": {"low": ["by"], "high": ["by"]},
        "if": {"required": ["by"]},
        "then": {
            "not": {"required": ["codes"]},
            "anyOf": [{"required": ["low"]}, {"required": ["high"]}],
        },
    },
)


def _declared(shares: tuple[tuple[str, Fraction], ...], total: Fraction = _WHOLE) -> DeclaredShares:
    return DeclaredShares(dict(shares), total)


def _named() -> tuple[Variant[Key], ...]:
    """Return the keys that the field has names for."""
    declared = {"shares": Field(Mapped(NUMBER, TEXT, 1)), "total": Field(NUMBER, _WHOLE)}
    flat = {"money": Field(MONEY), "remainder": Field(KEY, PerCapita())}
    rate = {"of": Field(MEASURE, part="measure"), "unit": Field(MONEY, kr(1))}
    weighted = Built(Mapped(NUMBER, BAND, 1), _weighted, attrgetter("bands"))
    return (
        Variant("per_capita", PerCapita, value=PerCapita()),
        Variant("equal", Equal, value=Equal()),
        Variant("flat", Flat, Built(MONEY, Flat, attrgetter("money"))),
        Variant("flat_plus_remainder", FlatPlusRemainder, Record(FlatPlusRemainder, flat)),
        Variant("age_weighted", AgeWeighted, weighted),
        Variant("tiered", Tiered, Built(Listed(_TIER, 1), _tiered, attrgetter("tiers"))),
        Variant("declared_shares", DeclaredShares, Record(_declared, declared)),
        Variant("rounded_rate", RoundedRate, Record(RoundedRate, rate)),
    )


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
        rules={"oneOf": [{"required": ["share"]}, {"required": ["money"]}]},
    ),
    1,
)


def _split(parts: tuple[tuple[Any, Key], ...]) -> Split:
    return Split(*parts)


def _then(keys: tuple[Key, ...]) -> Then:
    return Then(*keys)


def _nested(
    through: str,
    upper: Key,
    lower: Key | None = None,
    lower_by_parent: tuple[tuple[str, Key], ...] | None = None,
) -> Nested:
    if lower is not None and lower_by_parent is None:
        return Nested(through=through, upper=upper, lower=lower)
    if lower is None and lower_by_parent is not None:
        return Nested(through=through, upper=upper, lower=dict(lower_by_parent))
    raise wrong("document.one_of", fields=("lower", "lower_by_parent"))


def _of_nested(key: Nested, part: str) -> Any:
    if part not in ("lower", "lower_by_parent"):
        return getattr(key, part)
    return key.lower if isinstance(key.lower, Key) is (part == "lower") else None


_NESTED: Kind[Nested] = Record(
    _nested,
    {
        "through": Field(TEXT),
        "upper": Field(KEY),
        "lower": Field(KEY, None),
        "lower_by_parent": Field(Mapped(KEY, TEXT), None),
    },
    _of_nested,
    rules={"oneOf": [{"required": ["lower"]}, {"required": ["lower_by_parent"]}]},
)


def _combined() -> tuple[Variant[Key], ...]:
    """Return the keys that are made of keys."""
    only = {"codes": Field(Listed(TEXT)), "key": Field(KEY)}
    cited = {"key": Field(KEY), "source": Field(SOURCE)}
    return (
        Variant("then", Then, Built(Listed(KEY, 1), _then, attrgetter("keys"))),
        Variant("split", Split, Built(_PARTS, _split, attrgetter("parts"))),
        Variant("only", Only, Record(Only, only)),
        Variant("nested", Nested, _NESTED),
        Variant("cited", Cited, Record(Cited, cited)),
        Variant("unspent", Unspent, Built(Text(SAID), Unspent, attrgetter("name"))),
    )


def _staged(key: Key, stages: tuple[Bounds, ...]) -> Staged:
    return Staged(key, *stages)


def _bounded() -> tuple[Variant[Key], ...]:
    """Return the keys that keep what another gives within bounds."""
    stages = Listed(Record[Bounds](Bounds, _BOUNDS), 1)
    guarantee = {"share": Field(NUMBER), "previous": Field(AMOUNT), "key": Field(KEY)}
    return (
        Variant("bounded", Bounded, Record(Bounded, {"key": Field(KEY), **_BOUNDS})),
        Variant("staged", Staged, Record(_staged, {"key": Field(KEY), "stages": Field(stages)})),
        Variant("hold_harmless", HoldHarmless, Record(HoldHarmless, guarantee)),
    )


@cache
def keys() -> Kind[Key]:
    """Return the kind of keys."""
    by = Built(MEASURE, Proportional, attrgetter("by"))
    fixed = Built(AMOUNT, Fixed, attrgetter("amount"))
    return Tagged(
        Phrase("key"),
        (
            Variant("proportional", Proportional, by),
            Variant("fixed", Fixed, fixed),
            *_named(),
            *_combined(),
            *_bounded(),
        ),
    )
