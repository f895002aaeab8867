"""Documents with one thing changed: a field dropped or added, another type, another word."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

OTHERS: tuple[Any, ...] = (
    None,
    True,
    5,
    1.5,
    "",
    " ",
    "x",
    "5 Mkr",
    "2/3",
    "-1",
    "1,5 %",
    "0-25",
    "2019-11-01",
    "rest",
    "none",
    "equal",
    "population",
    [],
    ["01"],
    {},
    {"flat": "5 Mkr"},
    {"constant": "2"},
    {"share_of": "1/2"},
    {"document": "x"},
)
NAMES = ("", "x", "key", "codes", "by", "low", "money", "share", "readings", "lower", "pot", "01")

Place = tuple[Any, Any]


def places(value: Any) -> Iterator[Place]:
    """Yield every place below a value: what holds it, and its name or number there."""
    if isinstance(value, dict | list):
        for name in value if isinstance(value, dict) else range(len(value)):
            yield value, name
            yield from places(value[name])


def _word(text: str) -> st.SearchStrategy[str]:
    cut = st.integers(0, len(text))
    letters = st.sampled_from(
        ("", " ", ".", ",", "-", "0", "5", "x", "K", "%", "/", "\u00a0", "\n")
    )
    return st.builds(
        lambda at, gone, new: text[:at] + new + text[at + gone :], cut, st.integers(0, 2), letters
    )


@st.composite
def mutants(draw: st.DrawFn, document: dict[str, Any]) -> dict[str, Any]:
    """Draw a document with one thing changed."""
    found = copy.deepcopy(document)
    holder, name = draw(st.sampled_from(list(places(found))))
    value = holder[name]
    action = draw(st.sampled_from(("drop", "add", "type", "word")))
    if action == "drop":
        del holder[name]
    elif action == "add" and isinstance(holder, dict):
        holder[draw(st.sampled_from(NAMES))] = draw(st.sampled_from(OTHERS))
    elif action == "word" and isinstance(value, str):
        holder[name] = draw(_word(value))
    else:
        holder[name] = draw(st.sampled_from(OTHERS))
    return found
