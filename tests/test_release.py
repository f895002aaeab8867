"""The tools of a release find what is wrong: planted faults, and bounds that are none."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

import pytest

from .release_contents import problems
from .release_lowest import lowest

PYPROJECT = """
[project]
name = "fordelning"
version = "1.2.3"
requires-python = ">=3.11"
license = "MIT"
dependencies = ["attrs>=24.2"]
[tool.hatch.build.targets.sdist]
only-include = ["src", "LICENSE"]
"""
METADATA = """Metadata-Version: 2.4
Name: fordelning
Version: 1.2.3
License-Expression: MIT
License-File: LICENSE
Requires-Python: >=3.11
Requires-Dist: attrs>=24.2
Requires-Dist: narwhals>=2; extra == 'frames'
"""
PACKAGE = {
    "__init__.py": "",
    "py.typed": "",
    "documents/schema.json": "{}",
    "text/locale/sv/LC_MESSAGES/fordelning.mo": "x",
    "register/lan.csv": "x",
    "register/kommuner.csv": "x",
    "catalogue/data/scb-2020-12-31.json": json.dumps({"tables": [{"source": "SCB"}]}),
    "catalogue/definitions/psykisk-halsa-2020.toml": 'sources = ["the text"]',
}
INFO = "fordelning-1.2.3.dist-info/"
TOP = "fordelning-1.2.3/"

Files = dict[str, bytes]


def of_tree() -> Files:
    package = {f"src/fordelning/{name}": text.encode() for name, text in PACKAGE.items()}
    named = {"pyproject.toml": PYPROJECT, ".gitignore": "dist/", "LICENSE": "MIT", ".ci/run": "x"}
    return package | {name: text.encode() for name, text in named.items()}


def of_wheel() -> Files:
    package = {f"fordelning/{name}": text.encode() for name, text in PACKAGE.items()}
    told = {
        "METADATA": METADATA,
        "WHEEL": "Wheel-Version: 1.0\nTag: py3-none-any\n",
        "entry_points.txt": "x",
        "licenses/LICENSE": "MIT",
    }
    return package | {INFO + name: text.encode() for name, text in told.items()}


def of_sdist() -> Files:
    left = {TOP + name: text for name, text in of_tree().items() if name != ".ci/run"}
    return left | {f"{TOP}PKG-INFO": METADATA.encode()}


def recorded(files: Files) -> Files:
    rows = []
    for name, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text).digest()).decode().rstrip("=")
        rows.append(f"{name},sha256={digest},{len(text)}")
    return files | {f"{INFO}RECORD": "\n".join([*rows, f"{INFO}RECORD,,"]).encode()}


def written_wheel(path: Path, files: Files, mode: int = 0o644, year: int = 2020) -> None:
    with ZipFile(path, "w") as opened:
        for name, text in files.items():
            entry = ZipInfo(name, (year, 2, 2, 0, 0, 0))
            entry.external_attr = mode << 16
            opened.writestr(entry, text)


def written_sdist(path: Path, files: Files, owner: str = "", spread: int = 0) -> None:
    with tarfile.open(path, "w:gz") as opened:
        for place, (name, text) in enumerate(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size, entry.uname, entry.mtime = len(text), owner, spread * place
            opened.addfile(entry, io.BytesIO(text))


def found(
    folder: Path,
    wheel: Callable[[Files], Files] = recorded,
    sdist: Mapping[str, bytes] | None = None,
    **how: Any,
) -> list[str]:
    """Write a tree, a wheel and a source distribution of it, and return what is wrong."""
    for name, text in of_tree().items():
        file = folder / "tree" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)
    of_zip = {name: how[name] for name in ("mode", "year") if name in how}
    of_tar = {name: how[name] for name in ("owner", "spread") if name in how}
    written_wheel(folder / "w.whl", wheel(of_wheel()), **of_zip)
    written_sdist(folder / "s.tar.gz", of_sdist() | dict(sdist or {}), **of_tar)
    return problems(folder / "tree", folder / "w.whl", folder / "s.tar.gz")


class TestContents:
    """ "The wheel is the package byte for byte, with types, schema, figures and licence." """

    def test_nothing_is_wrong_with_what_is_right(self, tmp_path: Path) -> None:
        assert found(tmp_path) == []

    @pytest.mark.parametrize(
        ("name", "text", "told"),
        [
            ("fordelning/left.py", "", "fordelning/left.py is not committed, or not asked for"),
            ("fordelning/x.pyc", "", "fordelning/x.pyc does not belong there"),
            ("tests/test_x.py", "", "tests/test_x.py does not belong there"),
            ("fordelning/register/lan.csv", "y", "fordelning/register/lan.csv is not what is"),
            (f"{INFO}METADATA", METADATA.replace("MIT", "BSD"), "License-Expression is BSD"),
            (f"{INFO}METADATA", METADATA.replace("24.2", "1"), "Requires-Dist is {'attrs>=1'}"),
            (f"{INFO}WHEEL", "Tag: cp311-cp311-linux\n", "Tag is ['cp311-cp311-linux']"),
        ],
    )
    def test_a_file_too_many_or_another(
        self, name: str, text: str, told: str, tmp_path: Path
    ) -> None:
        wrong = found(tmp_path, lambda files: recorded(files | {name: text.encode()}))
        assert any(told in each for each in wrong)

    @pytest.mark.parametrize("name", [f"fordelning/{name}" for name in PACKAGE])
    def test_a_file_too_few(self, name: str, tmp_path: Path) -> None:
        wrong = found(
            tmp_path, lambda files: recorded({each: files[each] for each in files if each != name})
        )
        assert f"wheel: {name} is missing" in wrong

    def test_a_digest_that_is_not_the_files(self, tmp_path: Path) -> None:
        wrong = found(tmp_path, lambda files: recorded(files) | {f"{INFO}entry_points.txt": b"y"})
        assert wrong == [f"wheel: RECORD has not the digest of {INFO}entry_points.txt"]

    @pytest.mark.parametrize(
        ("name", "text", "told"),
        [
            ("data/scb-2020-12-31.json", '{"tables": [{}]}', "has a table without a source"),
            ("definitions/psykisk-halsa-2020.toml", "id = 'a'", "has no source"),
        ],
    )
    def test_a_figure_without_a_source(
        self, name: str, text: str, told: str, tmp_path: Path
    ) -> None:
        file = f"fordelning/catalogue/{name}"
        wrong = found(tmp_path, lambda files: recorded(files | {file: text.encode()}))
        assert f"wheel: {file} {told}" in wrong

    @pytest.mark.parametrize(
        ("how", "told"),
        [
            ({"mode": 0o600}, "wheel: times or permissions are those of the build"),
            ({"year": 2026}, "wheel: times or permissions are those of the build"),
            ({"owner": "anna"}, "sdist: files have the owner of the build"),
            ({"spread": 1}, "sdist: files have the times of the build"),
        ],
    )
    def test_a_trace_of_who_built_it_and_when(
        self, how: dict[str, Any], told: str, tmp_path: Path
    ) -> None:
        assert found(tmp_path, **how) == [told]

    def test_what_is_not_asked_for(self, tmp_path: Path) -> None:
        wrong = found(tmp_path, sdist={f"{TOP}.ci/run": b"x"})
        assert wrong == [f"sdist: {TOP}.ci/run is not committed, or not asked for"]


class TestLowest:
    """ "Only what the project itself names is held, to the lowest version that it allows." """

    PROJECT: Mapping[str, Any] = {
        "name": "fordelning",
        "dependencies": ["attrs>=24.2"],
        "optional-dependencies": {
            "frames": ["narwhals>=2.0"],
            "tests": ["coverage[toml]>=7.6", "fordelning[frames,tables]", "pytest>=8.3"],
            "tables": ["networkx>=3.2"],
            "capped": ["pytest>=8,<9"],
            "open": ["pytest"],
            "other": ["pytest>=9"],
        },
    }

    def test_of_an_extra_that_needs_others(self) -> None:
        assert lowest(self.PROJECT, ["tests"]) == {
            "attrs": "24.2",
            "coverage": "7.6",
            "narwhals": "2.0",
            "networkx": "3.2",
            "pytest": "8.3",
        }

    def test_of_none(self) -> None:
        assert lowest(self.PROJECT, []) == {"attrs": "24.2"}

    @pytest.mark.parametrize(
        ("extras", "told"),
        [
            (["capped"], "'pytest>=8,<9' is not of the form name>=version"),
            (["open"], "'pytest' is not of the form name>=version"),
            (["tests", "other"], "pytest is held to 8.3 and to 9"),
        ],
    )
    def test_what_has_no_lowest_version_is_refused(self, extras: list[str], told: str) -> None:
        with pytest.raises(ValueError, match=told.replace("[", "[[]")):
            lowest(self.PROJECT, extras)
