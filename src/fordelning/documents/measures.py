"""Measures and amounts in documents: a tag for each, and what its body holds.

Never here: keys, or what measures compute.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache, partial, reduce
from operator import attrgetter
from typing import Any

from fordelning.documents.kinds import Kind
from fordelning.documents.leaves import FILLED, Band, Choice, Day, Number, Sum, Text
from fordelning.documents.shapes import Built, Field, Later, Listed, Mapped, Record
from fordelning.documents.unions import Tagged, Variant
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
from fordelning.population import FOLKMANGD, Sex
from fordelning.sentences import Phrase

__all__ = ["AMOUNT", "BAND", "MEASURE", "MONEY", "NUMBER", "TEXT", "amounts", "measures"]

# A chain of more terms is too deep for Python to compare or show.
_MOST_TERMS = 200


def _measure() -> Kind[Measure]:
    return measures()


def _amount() -> Kind[Amount]:
    return amounts()


NUMBER, MONEY, TEXT, BAND = Number(), Sum(), Text(), Band()
MEASURE: Kind[Measure] = Later("measure", _measure)
AMOUNT: Kind[Amount] = Later("amount", _amount)

_SEX = Field(Choice((("men", Sex.MEN), ("women", Sex.WOMEN))), None)
_AT = Field(Day(), None)


def _is_everyone(figures: Figures) -> bool:
    return figures == Figures()


def _is_figures(figures: Figures, *, people: bool, banded: bool) -> bool:
    return (figures.indicator == FOLKMANGD) is people and (figures.band is not None) is banded


def _figures() -> tuple[Variant[Measure], ...]:
    people = partial(_is_figures, people=True, banded=False)
    ages = partial(_is_figures, people=True, banded=True)
    indicator = partial(_is_figures, people=False, banded=False)
    named = {"name": Field(Text(FILLED), part="indicator"), "at": _AT}
    return (
        Variant("population", Figures, value=Figures(), when=_is_everyone),
        Variant("people", Figures, Record(Figures, {"sex": _SEX, "at": _AT}), when=people),
        Variant(
            "ages",
            Figures,
            Record(Figures, {"band": Field(BAND), "sex": _SEX, "at": _AT}),
            when=ages,
        ),
        Variant("indicator", Figures, Record(Figures, named), when=indicator),
    )


def _joined(sign: str, terms: tuple[Measure, ...]) -> Measure:
    return reduce(partial(Binary, sign), terms)


def _terms(sign: str, measure: Measure) -> tuple[Measure, ...]:
    terms: list[Measure] = []
    while isinstance(measure, Binary) and measure.sign == sign:
        terms.append(measure.right)
        measure = measure.left
    return (measure, *reversed(terms))


def _operation(tag: str, sign: str) -> Variant[Measure]:
    """Return an operation on two or more, from the left: [a, b, c] is (a - b) - c."""
    terms = Listed(MEASURE, 2, _MOST_TERMS)
    return Variant(
        tag,
        Binary,
        Built(terms, partial(_joined, sign), partial(_terms, sign)),
        when=lambda measure: measure.sign == sign,
    )


def _chosen(name: str) -> Variant[Measure]:
    return Variant(
        name,
        Chosen,
        Built(Listed(MEASURE, 2), partial(Chosen, name), attrgetter("measures")),
        when=lambda measure: measure.name == name,
    )


def _bracket(low: Fraction, value: Fraction, high: Fraction | None = None) -> BracketLike:
    return (low, value) if high is None else (low, high, value)


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


def _clamped(measure: Measure, low: Measure | None = None, high: Measure | None = None) -> Measure:
    return Clamped(measure, low, high)


def _functions() -> tuple[Variant[Measure], ...]:
    of, bound = Field(MEASURE, part="measure"), Field(MEASURE, None)
    bracketed = {"of": of, "brackets": Field(_BRACKETS)}
    return (
        _chosen("smallest"),
        _chosen("largest"),
        Variant("clamp", Clamped, Record(_clamped, {"of": of, "low": bound, "high": bound})),
        Variant("steps", Stepped, Record(Stepped, bracketed)),
        Variant("marginal", Marginal, Record(Marginal, bracketed)),
        Variant("share", Share, Built(MEASURE, Share, attrgetter("measure"))),
        Variant("summed", Summed, Record(Summed, {"of": of, "over": Field(TEXT)})),
        Variant("quotas_of", QuotasOf, Built(Text(FILLED), QuotasOf, attrgetter("pot"))),
    )


def _stated(numbers: tuple[tuple[str, Fraction], ...]) -> Measure:
    return Stated(tuple(sorted(numbers)))


@cache
def measures() -> Kind[Measure]:
    """Return the kind of measures."""
    return Tagged(
        Phrase("measure"),
        (
            *_figures(),
            Variant("constant", Constant, Built(NUMBER, Constant, attrgetter("number"))),
            Variant("table", Stated, Built(Mapped(NUMBER, TEXT), _stated, attrgetter("numbers"))),
            _operation("sum", "+"),
            _operation("difference", "-"),
            _operation("product", "*"),
            _operation("quotient", "/"),
            *_functions(),
        ),
    )


def _by_code(amounts: tuple[tuple[str, Money], ...]) -> Amount:
    return ByCode(tuple(sorted(amounts)))


@cache
def amounts() -> Kind[Amount]:
    """Return the kind of amounts: money for each, or one of the tagged ones."""
    per_unit = {"money": Field(MONEY), "of": Field(MEASURE, part="measure")}
    return Tagged(
        Phrase("amount"),
        (
            Variant("share_of", ShareOf, Built(NUMBER, ShareOf, attrgetter("share"))),
            Variant("per_unit", PerUnit, Record(PerUnit, per_unit)),
            Variant("by_code", ByCode, Built(Mapped(MONEY, TEXT), _by_code, attrgetter("amounts"))),
        ),
        plain=Built(MONEY, Each, attrgetter("money")),
        plain_of=Each,
    )
