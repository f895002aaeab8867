"""Measures and amounts in documents: a tag for each, and what its body holds.

Never here: keys, or what measures compute.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache, partial
from operator import attrgetter
from typing import Any

from fordelning.documents.kinds import Choice, Day, Kind, Listed, Mapped, Number, Sum, Text
from fordelning.documents.shapes import Built, Field, Later, Record, Tagged, Variant
from fordelning.measures import Amount, Measure, ShareOf
from fordelning.measures.amounts import ByCode, Each
from fordelning.measures.base import Binary, Constant, PerUnit
from fordelning.measures.brackets import BracketLike, Marginal, Stepped
from fordelning.measures.expressions import Figures
from fordelning.measures.expressions import Listed as Stated
from fordelning.measures.functions import Chosen, Clamped, Share
from fordelning.measures.quoted import QuotasOf
from fordelning.measures.summed import Summed
from fordelning.money import Money
from fordelning.population import FOLKMANGD, AgeClass, Sex

__all__ = ["AMOUNT", "BAND", "MEASURE", "amounts", "measures"]


def _measure() -> Kind[Measure]:
    return measures()


def _amount() -> Kind[Amount]:
    return amounts()


NUMBER, MONEY, TEXT = Number(), Sum(), Text(empty=False)
MEASURE: Kind[Measure] = Later("measure", _measure)
AMOUNT: Kind[Amount] = Later("amount", _amount)
BAND: Kind[AgeClass] = Built(TEXT, AgeClass.read, str)
"""A band of ages, as tables label it: "0-25", "65+"."""

_SEX = Field(Choice((("men", Sex.MEN), ("women", Sex.WOMEN))), None)
_AT = Field(Day(), None)


def _bracket(low: Fraction, value: Fraction, high: Fraction | None = None) -> BracketLike:
    return low, high, value


_BRACKETS: Kind[Any] = Listed(
    Record[BracketLike](
        _bracket,
        {
            "from": Field(NUMBER, part="low"),
            "to": Field(NUMBER, None, "high"),
            "value": Field(NUMBER),
        },
    ),
    1,
)


def _is_figures(measure: object, *, people: bool, banded: bool) -> bool:
    return (
        isinstance(measure, Figures)
        and (measure.indicator == FOLKMANGD) is people
        and (measure.band is not None) is banded
    )


def _figures() -> tuple[Variant[Measure], ...]:
    return (
        Variant("population", Figures().__eq__, None, Figures()),
        Variant(
            "people",
            partial(_is_figures, people=True, banded=False),
            Record(Figures, {"sex": _SEX, "at": _AT}),
        ),
        Variant(
            "ages",
            partial(_is_figures, people=True, banded=True),
            Record(Figures, {"band": Field(BAND), "sex": _SEX, "at": _AT}),
        ),
        Variant(
            "indicator",
            partial(_is_figures, people=False, banded=False),
            Record(Figures, {"name": Field(TEXT, part="indicator"), "at": _AT}),
        ),
    )


def _of(kind: type[Measure]) -> Callable[[Any], bool]:
    return lambda measure: isinstance(measure, kind)


def _operation(tag: str, sign: str) -> Variant[Measure]:
    return Variant(
        tag,
        lambda measure: isinstance(measure, Binary) and measure.sign == sign,
        Record(
            partial(Binary, sign),
            {"of": Field(MEASURE, part="left"), "and": Field(MEASURE, part="right")},
        ),
    )


def _chosen(name: str) -> Variant[Measure]:
    return Variant(
        name,
        lambda measure: isinstance(measure, Chosen) and measure.name == name,
        Built(Listed(MEASURE, 2), partial(Chosen, name), attrgetter("measures")),
    )


def _functions() -> tuple[Variant[Measure], ...]:
    of, bound = Field(MEASURE, part="measure"), Field(MEASURE, None)
    bracketed = {"of": of, "brackets": Field(_BRACKETS)}
    return (
        _chosen("smallest"),
        _chosen("largest"),
        Variant("clamp", _of(Clamped), Record(_clamped, {"of": of, "low": bound, "high": bound})),
        Variant("steps", _of(Stepped), Record(Stepped, bracketed)),
        Variant("marginal", _of(Marginal), Record(Marginal, bracketed)),
        Variant("share", _of(Share), Built(MEASURE, Share, attrgetter("measure"))),
        Variant("summed", _of(Summed), Record(Summed, {"of": of, "over": Field(TEXT)})),
        Variant("quotas_of", _of(QuotasOf), Built(TEXT, QuotasOf, attrgetter("pot"))),
    )


def _clamped(measure: Measure, low: Measure | None = None, high: Measure | None = None) -> Measure:
    return Clamped(measure, low, high)


def _stated(numbers: dict[str, Fraction]) -> Measure:
    return Stated(tuple(sorted(numbers.items())))


@cache
def measures() -> Kind[Measure]:
    """Return the kind of measures."""
    return Tagged(
        "measure",
        (
            *_figures(),
            Variant("constant", _of(Constant), Built(NUMBER, Constant, attrgetter("number"))),
            Variant(
                "table",
                _of(Stated),
                Built(Mapped(NUMBER), _stated, lambda each: dict(each.numbers)),
            ),
            _operation("sum", "+"),
            _operation("difference", "-"),
            _operation("product", "*"),
            _operation("quotient", "/"),
            *_functions(),
        ),
    )


def _by_code(amounts: dict[str, Money]) -> Amount:
    return ByCode(tuple(sorted(amounts.items())))


@cache
def amounts() -> Kind[Amount]:
    """Return the kind of amounts: money for each, or one of the tagged ones."""
    return Tagged(
        "amount",
        (
            Variant(
                "share_of",
                lambda amount: isinstance(amount, ShareOf),
                Built(NUMBER, ShareOf, attrgetter("share")),
            ),
            Variant(
                "per_unit",
                lambda amount: isinstance(amount, PerUnit),
                Record(PerUnit, {"money": Field(MONEY), "of": Field(MEASURE, part="measure")}),
            ),
            Variant(
                "by_code",
                lambda amount: isinstance(amount, ByCode),
                Built(Mapped(MONEY), _by_code, lambda amount: dict(amount.amounts)),
            ),
        ),
        plain=Built(MONEY, Each, attrgetter("money")),
        is_plain=lambda amount: isinstance(amount, Each),
    )
