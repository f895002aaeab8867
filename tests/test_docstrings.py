"""Docstrings of the public surface: what each says, of what, in which units, and what it raises."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

import fordelning
from fordelning import keys, measures

from .docstrings import doc, first, is_order, raised, told
from .public import is_function, members, public

SWEDISH = re.compile(r"\([a-zåäöà][a-zåäöà, \n-]+\)")
FORMULA = re.compile(r" = |\([ijk]\)")
UNIT = re.compile(r"\böre\b|\bunits?\b|\bpeople\b")


def _every() -> dict[str, Any]:
    """Return each public class, function and member by its dotted name."""
    found: dict[str, Any] = {}
    for path, name, value in public():
        if isinstance(value, type):
            of = members(value)
            found[f"{path}.{name}"] = value
            found |= {f"{path}.{name}.{each}": of[each] for each in of if each[0] != "_"}
        elif is_function(value):
            found[f"{path}.{name}"] = value
    return found


EVERY = _every()
CLASSES = {name: value for name, value in EVERY.items() if isinstance(value, type)}
CODE = {name: value for name, value in EVERY.items() if is_function(value)}
TOP = {
    name: value
    for name, value in EVERY.items()
    if value is getattr(fordelning, name.rpartition(".")[2], None)
}
KEYS = {
    name: kind
    for name, kind in CLASSES.items()
    if issubclass(kind, keys.Key) and getattr(kind, "__final__", False)
}
MEASURES = {
    name: value
    for name, value in CODE.items()
    if name.startswith("fordelning.measures.")
    and name.rpartition(".")[2] in measures.__all__
    and not name.rpartition(".")[2].startswith("as_")
}


def without(of: dict[str, Any], has: Callable[[str], object]) -> list[str]:
    """Return the names of those whose docstring does not have something."""
    return [name for name, value in of.items() if not has(doc(value))]


class TestEveryPublicName:
    """ "Public docstrings: one imperative line, ... `Raises:`." """

    def test_begins_with_a_sentence(self) -> None:
        assert without(EVERY, lambda text: first(text).endswith((".", ":"))) == []
        assert without(EVERY, lambda text: 10 <= len(first(text)) <= 250) == []

    def test_of_a_function_begins_with_an_order(self) -> None:
        assert without(CODE, is_order) == []

    def test_says_what_is_raised(self) -> None:
        """A method's errors may stand with those of its class, "Raises, when it distributes"."""
        wrong = {}
        for name, value in (CLASSES | CODE).items():
            of_class = CLASSES.get(name.rpartition(".")[0])
            said = told(doc(value)) | (told(doc(of_class)) if of_class else set())
            if lacking := raised(value) - said:
                wrong[name] = lacking
        assert wrong == {}

    def test_names_only_errors_that_there_are(self) -> None:
        public = {kind.__name__ for kind in CLASSES.values() if issubclass(kind, Exception)}
        assert without(EVERY, lambda text: told(text) <= public) == []


class TestKeysAndMeasures:
    """ "Each with its Swedish name and a real example in its docstring." """

    ALL = KEYS | MEASURES

    def test_are_all_looked_at(self) -> None:
        assert {"fordelning.keys.PerCapita", "fordelning.keys.Cited"} <= KEYS.keys()
        assert {"fordelning.measures.ages", "fordelning.measures.summed"} <= MEASURES.keys()
        assert len(KEYS) >= 19
        assert len(MEASURES) >= 13

    def test_have_a_swedish_name(self) -> None:
        assert without(self.ALL, SWEDISH.search) == []

    def test_have_a_formula_and_its_units(self) -> None:
        assert without(self.ALL, FORMULA.search) == []
        assert without(self.ALL, UNIT.search) == []

    def test_have_a_real_example(self) -> None:
        assert without(self.ALL, lambda text: "\nReal: " in text) == []

    def test_say_what_they_raise(self) -> None:
        assert without(self.ALL, told) == []


class TestExamples:
    """ "A doctest that runs": Sybil runs them all."""

    def test_are_there_for_keys_and_measures(self) -> None:
        assert without(KEYS | MEASURES, lambda text: "\n>>> " in text) == []

    def test_are_there_for_what_the_package_offers(self) -> None:
        assert {name.rpartition(".")[2] for name in TOP} >= {"allocate", "Money", "kr", "Method"}
        assert without(TOP, lambda text: "\n>>> " in text) == []


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Return it.", True),
        ("Pass money on.", True),
        ("Returns it.", False),
        ("The sum.", False),
        ("return it.", False),
        ("", False),
    ],
)
def test_an_order_is_told_from_a_description(text: str, order: bool) -> None:
    assert is_order(text) is order
