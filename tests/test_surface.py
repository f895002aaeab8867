"""The public surface: what it is, that it changes only on purpose, and that its types are known."""

from __future__ import annotations

import copy
import json
import typing
from difflib import unified_diff
from importlib.util import find_spec
from pathlib import Path

import pytest

import fordelning

from .breaking import broken, dump
from .public import MODULES, classes, code, modules, names, public, reached
from .surface import surface

GOLDEN = Path(__file__).parent / "golden"
REFERENCE = Path(__file__).parents[1] / "docs" / "reference"

CHANGED = """\
The public surface has changed:

{diff}
If that is meant, and breaks nobody, give it a line in CHANGELOG.md and write the surface anew:
    python -m tests.surface > tests/golden/surface.txt
What goes away, or is called in another way, is deprecated first: CONTRIBUTING.md tells how."""

BROKEN = """\
Programs that use the last version would break:

{broken}

Deprecate first: CONTRIBUTING.md tells how. In a version that may break programs, tell each of
these in CHANGELOG.md with the call to use instead, and make the dump anew:
    python -m tests.breaking > tests/golden/released.json"""


class TestTheSurface:
    """ "The public surface is a golden file." """

    def test_is_what_the_golden_file_says(self) -> None:
        golden = (GOLDEN / "surface.txt").read_text("utf-8")
        diff = unified_diff(golden.splitlines(), surface().splitlines(), "golden", "now", n=1)
        told = "\n".join(diff)
        assert not told, CHANGED.format(diff=told)

    def test_tells_every_name_once_and_where_else_it_is(self) -> None:
        told = [f"{path}.{name}" for path, name, _ in public()]
        assert len(told) == len(set(told))
        assert "fordelning.Money" in told
        assert "fordelning.keys.PerCapita" in told
        assert "fordelning.PerCapita" not in told
        assert "  PerCapita: see fordelning.keys\n" in surface()

    @pytest.mark.parametrize("path", MODULES)
    def test_every_public_name_is_there_and_no_private_one(self, path: str) -> None:
        module = modules()[path]
        assert len(set(module.__all__)) == len(module.__all__)
        assert all(hasattr(module, name) and name[0] != "_" for name in names(module))

    @pytest.mark.skipif(not REFERENCE.is_dir(), reason="the documentation is not in the wheel")
    def test_every_public_module_has_a_page_in_the_reference(self) -> None:
        pages = {page.stem for page in REFERENCE.glob("*.md")}
        assert {path.removeprefix("fordelning.") for path in MODULES} <= pages

    def test_the_package_offers_no_more_than_45_names(self) -> None:
        assert dir(fordelning) == sorted(fordelning.__all__)
        assert len(fordelning.__all__) <= 45


@pytest.mark.skipif(find_spec("griffe") is None, reason="griffe comes with the extra lint")
class TestBreakingChanges:
    """ "Within a major version nothing is removed that has not warned for a year." """

    def test_there_are_none_since_the_last_version(self) -> None:
        released = json.loads((GOLDEN / "released.json").read_text("utf-8"))
        found = broken(released, dump())
        assert not found, BROKEN.format(broken="\n".join(found))

    def test_each_kind_of_them_is_found(self) -> None:
        now = dump()
        changed = copy.deepcopy(now)
        of = changed["members"]
        del of["keys"]["members"]["PerCapita"]
        del of["PerCapita"]
        del of["apportionment"]["members"]["Method"]["members"]["DEAN"]
        del of["Money"]["members"]["parse"]
        of["allocate"]["parameters"].pop()
        of["allocation"]["members"]["allocate"]["parameters"].append({"name": "more"})
        of["About"]["kind"] = "attribute"
        moved = of["Declared"]["members"]["__init__"]["parameters"]
        moved[1:3] = moved[2], moved[1]
        assert {each.rpartition(": ")[::2] for each in broken(now, changed)} == {
            ("fordelning.Money.parse", "Public object was removed"),
            ("fordelning.PerCapita", "Public object was removed"),
            ("fordelning.keys.PerCapita", "Public object was removed"),
            ("fordelning.apportionment.Method.DEAN", "Public object was removed"),
            ("fordelning.allocate", "Parameter was removed (reference_date)"),
            ("fordelning.allocation.allocate", "Parameter was added as required (more)"),
            ("fordelning.About", "Public object points to a different kind of object"),
            ("fordelning.Declared.__init__", "Positional parameter was moved (name)"),
            ("fordelning.Declared.__init__", "Positional parameter was moved (amount)"),
        }

    def test_a_new_name_and_a_new_optional_argument_break_nobody(self) -> None:
        now = dump()
        more = copy.deepcopy(now)
        more["members"]["new"] = {"kind": "function", "parameters": []}
        more["members"]["kr"]["parameters"].append({"name": "new", "default": "None"})
        assert broken(now, more) == []


class TestTypesAtRunTime:
    """ "`typing.get_type_hints` works for every public class, function and method."

    Not for an `__init__` that attrs makes, which has the names of its converters' modules;
    the class itself has the same types.
    """

    @pytest.mark.parametrize(("path", "name"), [(path, name) for path, name, _ in public()])
    def test_are_known(self, path: str, name: str) -> None:
        value = getattr(modules()[path], name)
        if isinstance(value, type):
            typing.get_type_hints(value)
        for function in code(value):
            hints = typing.get_type_hints(function)
            assert "return" in hints or function.__name__ == "__init__"

    def test_are_known_of_what_public_classes_give_back(self) -> None:
        found = reached()
        assert fordelning.rounding.Rounded in found
        assert not classes() & set(found)
        assert all(typing.get_type_hints(kind) is not None for kind in found)
