"""Deprecation: the warning stands at the caller's line, and what is deprecated still works."""

from __future__ import annotations

import ast
import inspect
import pickle
import re
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import pytest
from attrs import frozen

import fordelning
from fordelning import PerCapita, Proportional
from fordelning.deprecation import deprecated, renamed
from fordelning.keys import Key, Named
from fordelning.measures import population

SOURCE = Path(fordelning.__file__).parent
CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"
WORDS = re.compile(r"since (\d+\.\d+\.\d+), removed in (\d+\.\d+\.\d+): \S.*")


@deprecated("since 0.2.0, removed in 1.0.0: call `new` instead")
def old(number: int, *, more: int = 0) -> int:
    """Add."""
    return number + more


@renamed("by", "weights", since="0.2.0", removed="1.0.0")
def shared(total: int, weights: int = 1) -> tuple[int, int]:
    """Pair."""
    return total, weights


BY_HEAD = Proportional(population())


@deprecated("since 0.2.0, removed in 1.0.0: write `PerCapita()` instead")
@frozen
class ByHead(Named):
    """A key by another name."""

    definition: Key = BY_HEAD


class Counter:
    @classmethod
    @deprecated("since 0.2.0, removed in 1.0.0: call `of` instead")
    def make(cls, number: int) -> int:
        return number

    @property
    @deprecated("since 0.2.0, removed in 1.0.0: read `all` instead")
    def total(self) -> int:
        return 7


def told(use: Callable[[], object], gives: object) -> str:
    """Return the one warning of a use, having seen that it stands at the line of the use."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert use() == gives
    (found,) = caught
    assert found.category is DeprecationWarning
    assert found.filename == __file__
    assert found.lineno == use.__code__.co_firstlineno
    return str(found.message)


class TestDeprecated:
    """ "Deprecations warn for a year before anything is removed." """

    def test_a_function_works_and_says_since_when_until_when_and_what_instead(self) -> None:
        said = told(lambda: old(3, more=4), 7)
        assert said == "old is deprecated since 0.2.0, removed in 1.0.0: call `new` instead"

    def test_so_do_methods_and_properties(self) -> None:
        assert told(lambda: Counter.make(5), 5).startswith("Counter.make is deprecated since")
        assert told(lambda: Counter().total, 7).startswith("Counter.total is deprecated since")

    def test_so_does_the_making_of_a_class(self) -> None:
        said = told(lambda: ByHead().definition, PerCapita().definition)
        assert said.startswith("ByHead is deprecated since 0.2.0, removed in 1.0.0: write ")

    def test_signature_and_docstring_are_kept(self) -> None:
        assert str(inspect.signature(old)) == "(number: 'int', *, more: 'int' = 0) -> 'int'"
        assert old.__doc__ == "Add."
        assert str(inspect.signature(ByHead)).startswith("(definition: 'Key' = Prop")

    def test_tools_can_read_what_is_said(self) -> None:
        for value in (old, ByHead):
            assert cast("Any", value).__deprecated__.startswith(f"{value.__name__} is deprecated")

    def test_a_pickle_loads_without_a_warning(self) -> None:
        with pytest.warns(DeprecationWarning, match="ByHead"):
            key = ByHead()
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert pickle.loads(pickle.dumps(key)) == key

    @pytest.mark.parametrize("kind", [classmethod, staticmethod])
    def test_above_what_makes_a_method_it_is_refused(self, kind: Any) -> None:
        with pytest.raises(TypeError, match=f"below @{kind.__name__}"):
            deprecated("since 0.2.0, removed in 1.0.0: call `new` instead")(kind(len))


class TestRenamed:
    def test_the_new_name_and_the_place_give_no_warning(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert shared(3) == (3, 1)
            assert shared(3, 4) == shared(3, weights=4) == (3, 4)

    def test_the_old_name_works_and_says_the_new_one(self) -> None:
        said = told(lambda: shared(3, by=4), (3, 4))  # type: ignore[call-arg]
        assert said == (
            "argument 'by' of shared is deprecated since 0.2.0, removed in 1.0.0: call it 'weights'"
        )

    def test_both_at_once_are_an_error(self) -> None:
        for twice in (lambda: shared(3, 4, by=5), lambda: shared(3, weights=4, by=5)):  # type: ignore[call-arg]
            with (
                pytest.warns(DeprecationWarning, match="by"),
                pytest.raises(TypeError, match="multiple values"),
            ):
                twice()

    def test_signature_and_docstring_are_kept(self) -> None:
        assert list(inspect.signature(shared).parameters) == ["total", "weights"]
        assert shared.__doc__ == "Pair."


def deprecations(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield what is deprecated in a module: its name, and the words that say since when."""
    for node in ast.walk(tree):
        for mark in getattr(node, "decorator_list", ()):
            if not isinstance(mark, ast.Call):
                continue
            called = ast.unparse(mark.func).rpartition(".")[2]
            if called == "deprecated":
                yield node.name, ast.literal_eval(mark.args[0])  # type: ignore[attr-defined]
            if called == "renamed":
                name, new = map(ast.literal_eval, mark.args)
                given = {each.arg: ast.literal_eval(each.value) for each in mark.keywords}
                yield name, f"since {given['since']}, removed in {given['removed']}: {new}"


def wrong(tree: ast.AST, now: str, changelog: str) -> list[str]:
    """Return what is wrong with how things are deprecated."""
    found = []
    announced = "\n".join(re.findall(r"(?ms)^### Deprecated$(.*?)(?=^##|\Z)", changelog))
    for name, words in deprecations(tree):
        said = WORDS.fullmatch(words)
        if said is None:
            found.append(f"{name}: not 'since 1.2.3, removed in 2.0.0: what instead'")
        elif _number(said[2]) <= _number(now):
            found.append(f"{name}: was to be removed in {said[2]}")
        if f"`{name}`" not in announced:
            found.append(f"{name}: not under Deprecated in CHANGELOG.md")
    return found


def _number(of: str) -> tuple[int, ...]:
    return tuple(map(int, of.split(".")))


class TestHowThingsAreDeprecated:
    """CONTRIBUTING: since when, until when and what instead; told in the changelog; removed."""

    @pytest.mark.skipif(not CHANGELOG.exists(), reason="the changelog is not in the wheel")
    def test_in_the_library(self) -> None:
        changelog = CHANGELOG.read_text("utf-8")
        modules = {path: ast.parse(path.read_text("utf-8")) for path in SOURCE.rglob("*.py")}
        found = {
            path.name: problems
            for path, tree in modules.items()
            if (problems := wrong(tree, version("fordelning"), changelog))
        }
        assert found == {}

    def test_is_checked(self) -> None:
        tree = ast.parse(
            "@deprecated('since 0.2.0, removed in 1.0.0: call `new` instead')\ndef old(): ...\n"
            "@deprecated('use `new`')\nclass Old: ...\n"
            "@renamed('by', 'weights', since='0.2.0', removed='0.9.0')\ndef share(): ...\n"
            "@cache\n@other(1)\ndef fine(): ...\n"
        )
        told = "## [0.3.0]\n\n### Deprecated\n\n- `old`\n- `by`\n\n### Fixed\n\n- `Old`\n"
        assert wrong(tree, "0.9.0", told) == [
            "Old: not 'since 1.2.3, removed in 2.0.0: what instead'",
            "Old: not under Deprecated in CHANGELOG.md",
            "by: was to be removed in 0.9.0",
        ]
