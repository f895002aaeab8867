"""How deep JSON is nested: counted as a parser would go, by brackets outside strings."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fordelning.nesting import DEEPEST, too_deep

from .strategies import SETTINGS

documents = st.recursive(
    st.one_of(st.none(), st.integers(), st.text(), st.text('[]{}\\" ')),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
)


def nested(depth: int, value: Any = "]") -> Any:
    for level in range(depth):
        value = [value] if level % 2 else {"[": value}
    return value


@pytest.mark.parametrize("value", ["]", '"]', "\\", '\\"[{', "", None, ["[", "]"]])
def test_the_deepest_that_may_be(value: Any) -> None:
    within = DEEPEST - isinstance(value, list)
    assert not too_deep(json.dumps(nested(within, value)))
    assert too_deep(json.dumps(nested(within + 1, value)))


def test_many_beside_one_another_are_not_deep() -> None:
    assert not too_deep(json.dumps([[]] * 10_000))
    assert not too_deep(json.dumps([{"a": [0]}] * 10_000))


def test_what_is_no_json_is_left_to_the_parser() -> None:
    assert not too_deep("]" * 10_000)
    assert not too_deep('"' + "[" * 10_000 + '"')
    assert too_deep("[" * 10_000)
    assert too_deep('{"":' * 10_000)


@pytest.mark.property
@SETTINGS
@given(documents)
def test_strings_are_not_looked_into(document: object) -> None:
    """Around any document, as many brackets as may be beside its own."""

    def depth(value: object) -> int:
        if isinstance(value, dict):
            return 1 + max(map(depth, value.values()), default=0)
        return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0

    spare = DEEPEST - depth(document)
    text = json.dumps(document, ensure_ascii=False)
    assert not too_deep("[" * spare + text + "]" * spare)
    assert too_deep("[" * (spare + 1) + text + "]" * (spare + 1))
