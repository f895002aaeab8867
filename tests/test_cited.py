"""`Cited`: "`Source` on agreement, pot, key, reading; it survives into the trace"."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fordelning import (
    Agreement,
    Bounded,
    Equal,
    Flat,
    FlatPlusRemainder,
    Method,
    Nested,
    PerCapita,
    Population,
    Pot,
    Rounding,
    Source,
    Split,
    Unspent,
    allocate,
    kr,
)
from fordelning.errors import AgreementError, InputTypeError
from fordelning.keys import Cited, Key

from .strategies import DAY, LEVEL

PEOPLE = (
    Population.from_counts({"a": 1, "b": 3}, date=DAY, source="invented", level=LEVEL)
    | Population.of(["a", "b"], level=LEVEL, parents={"a": "x", "b": "y"})
    | Population.of(["x", "y"], level="område")
)


def one(key: Key, rounding: Rounding | None = None) -> Agreement:
    return Agreement("x", "X", kr(8), [Pot("p", kr(8), LEVEL, key, rounding=rounding)], None)


class TestCited:
    def test_distributes_as_the_key_does_and_tells_the_place(self) -> None:
        cited = Cited(PerCapita(), Source("Överenskommelsen", "s. 9"))
        key = Split(("1/2", cited), ("1/2", Cited(Equal(), "bilaga 2")))
        result = allocate(one(key), PEOPLE)
        assert result.pot("p") == {"a": kr(3), "b": kr(5)}
        said = str(result.explain("p", "a"))
        assert "this rule stands in Överenskommelsen, s. 9" in said
        assert "this rule stands in bilaga 2" in said

    def test_whatever_is_known_of_the_key_is_known_through_it(self) -> None:
        left = allocate(
            one(Cited(FlatPlusRemainder(kr(1), Unspent("till staten")), "s. 1")), PEOPLE
        )
        assert [row.amount for row in left.residuals] == [kr(6)]
        nested = Nested(through="område", upper=Equal(), lower=Cited(Equal(), "s. 2"))
        assert allocate(one(Cited(nested, "s. 3")), PEOPLE).nodes("p") == {"x": kr(4), "y": kr(4)}
        with pytest.raises(AgreementError, match="rounded by FLOOR"):
            allocate(one(Cited(nested, "s. 3"), Rounding(method=Method.FLOOR)), PEOPLE)
        with pytest.raises(AgreementError, match="a Nested stands inside"):
            allocate(one(Split((1, Cited(nested, "s. 3")))), PEOPLE)
        with pytest.raises(AgreementError, match="an Unspent stands inside"):
            allocate(one(Cited(Unspent("till staten"), "s. 1") >> Equal()), PEOPLE)
        deep = FlatPlusRemainder(kr(1), Cited(Flat(kr(1)) >> Unspent("åter"), "s. 7"))
        assert [row.name for row in allocate(one(deep), PEOPLE).residuals] == ["åter"]
        capped = Cited(Bounded(Equal(), cap={"b": kr("2,50")}), "s. 4")
        # 5,50 and 2,50 kr in units of 4 kr: b's remainder is the larger, so b passes its cap.
        (passed,) = allocate(one(capped, Rounding(kr(4))), PEOPLE).passed
        assert (passed.code, passed.amount) == ("b", kr(4))

    def test_evaluates_to_itself(self) -> None:
        key = Cited(PerCapita(), Source("A", dnr="S2020/1", dated=date(2020, 1, 2)))
        assert eval(repr(key), {**globals(), "datetime": __import__("datetime")}) == key
        assert key.definition == PerCapita()

    @pytest.mark.parametrize(("key", "source"), [(PerCapita, "s. 1"), (PerCapita(), None)])
    def test_wrong_input(self, key: Any, source: Any) -> None:
        with pytest.raises(InputTypeError):
            Cited(key, source)
