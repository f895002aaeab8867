"""The page that runs the library: its examples and its Python part, without a browser."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

TRY = Path(__file__).parents[1] / "docs" / "try"
RUNNER = runpy.run_path(str(TRY / "runner.py"))
BUILDER = runpy.run_path(str(TRY / "build.py"))
EXAMPLES = sorted(file.name for file in (TRY / "examples").iterdir() if file.is_file())


def ran(source: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(RUNNER["run"](source))
    return told


def example(name: str) -> dict[str, Any]:
    return ran((TRY / "examples" / name).read_text("utf-8"))


class TestExamples:
    """ "A small agreement, allocated and printed; in Swedish too." """

    def test_each_is_on_the_page(self) -> None:
        page = (TRY / "index.html").read_text("utf-8")
        assert sorted(re.findall(r'<option value="([^"]+)"', page)) == EXAMPLES

    def test_three_schools(self, capsys: pytest.CaptureFixture[str]) -> None:
        """100 kr each, and 700 kr by 7, 5 and 3 of 15: 326.66 2/3, 233.33 1/3 and 140."""
        rows = example("schools.py")["table"]["rows"]
        assert [row[2:] for row in rows] == [
            ["East", "240,00 kr"],
            ["North", "426,67 kr"],
            ["South", "333,33 kr"],
        ]
        assert "700,00 kr x 7 / 15" in capsys.readouterr().out

    def test_in_swedish(self, capsys: pytest.CaptureFixture[str]) -> None:
        """5 Mkr + 95 Mkr · 60 124 / 10 379 295, the third of twelve remainders rounded up."""
        rows = example("lan.py")["table"]["rows"]
        assert ["samverkan", "09", "Gotlands län", "5 550 305,20 kr"] in rows
        assert len(rows) == 21
        assert "belopp: 5 550 305,20 kr" in capsys.readouterr().out.replace("\xa0", " ")

    def test_what_does_not_add_up(self) -> None:
        error = example("mistake.py")["error"]
        assert "230 000 000,00 kr and the agreement says 229 000 000,00 kr" in error
        assert 'File "program"' in error


class TestRunner:
    """ "Run a program, and tell its last value or what went wrong." """

    def test_a_mapping_is_a_table(self) -> None:
        told = ran("from fordelning import kr\n{'a': kr(1), 'b': kr(2)}")
        assert told["table"]["head"] == ["key", "value"]
        assert told["table"]["rows"] == [["a", "1,00 kr"], ["b", "2,00 kr"]]
        assert told["table"]["right"] == [1]

    def test_any_other_value_is_its_text(self) -> None:
        assert ran("from fordelning import kr\nkr(5)") == {"text": "5,00 kr"}

    @pytest.mark.parametrize("source", ["", "x = 1", "None", "# nothing"])
    def test_no_value_is_nothing(self, source: str) -> None:
        assert ran(source) == {}

    def test_programs_do_not_see_each_other(self) -> None:
        assert ran("seen = 1") == {}
        assert "NameError" in ran("seen")["error"]

    def test_an_error_is_told_with_the_programs_own_lines_only(self) -> None:
        error = ran("import json\njson.loads('x')")["error"]
        assert error.startswith("Traceback (most recent call last):\n")
        assert "line 2, in <module>\n    json.loads('x')" in error
        assert "decoder.py" not in error
        assert "runner.py" not in error

    def test_what_is_no_python_is_told_too(self) -> None:
        assert ran("x =")["error"].endswith("SyntaxError: invalid syntax")

    def test_leaving_is_no_way_out(self) -> None:
        assert ran("raise SystemExit(3)")["error"].endswith("SystemExit: 3")


def wheel(folder: Path, name: str, *files: str) -> None:
    with ZipFile(folder / name, "w") as opened:
        for file in files:
            opened.writestr(file, file)


@pytest.fixture
def parts(tmp_path: Path) -> tuple[Path, Path]:
    """Return a folder of wheels and one of Pyodide, with nothing in their files."""
    wheels, pyodide = tmp_path / "wheels", tmp_path / "pyodide"
    for folder in (wheels, pyodide):
        folder.mkdir()
    wheel(wheels, "fordelning-1.2.3-py3-none-any.whl", "fordelning/__init__.py")
    wheel(wheels, "attrs-26.1.0-py3-none-any.whl", "attr/__init__.py")
    locales = [f"babel/locale-data/{name}.dat" for name in ("root", "sv", "sv_SE", "en", "de")]
    wheel(wheels, "babel-2.18.0-py3-none-any.whl", "babel/core.py", *locales)
    wheel(wheels, "pytest-9.2.0-py3-none-any.whl")
    for name in BUILDER["RUNTIME"]:
        (pyodide / name).write_text("")
    lock = {"info": {"python": "3.14.2"}, "packages": {"numpy": {}}}
    (pyodide / "pyodide-lock.json").write_text(json.dumps(lock))
    (pyodide / "package.json").write_text(json.dumps({"version": "314.0.7"}))
    return wheels, pyodide


class TestBuilder:
    """ "Nothing is fetched, here or by the page." """

    def test_all_that_the_page_names_is_there(
        self, parts: tuple[Path, Path], tmp_path: Path
    ) -> None:
        made = tmp_path / "site" / "try"
        size = BUILDER["build"](made, *parts)
        files = json.loads((made / "files.json").read_text("utf-8"))
        named = re.findall(r'(?:href|src)="([^".][^"]*)"', (made / "index.html").read_text("utf-8"))
        assert sorted(named) == ["icon.svg", "try.css", "try.js"]
        for name in (*named, "worker.js", "runner.py", *(f"wheels/{n}" for n in files["wheels"])):
            assert (made / name).is_file()
        whole = sum(each.stat().st_size for each in made.rglob("*") if each.is_file())
        assert size == files["bytes"] == whole - (made / "files.json").stat().st_size
        assert [part.split(" (")[0] for part in files["parts"]] == [
            "Python 3.14.2",
            "Pyodide 314.0.7, Python for browsers",
            "fordelning 1.2.3",
            "attrs 26.1.0",
            "babel 2.18.0",
        ]

    def test_wheels_go_in_as_they_are_but_for_other_locales(
        self, parts: tuple[Path, Path], tmp_path: Path
    ) -> None:
        made = tmp_path / "try"
        BUILDER["build"](made, *parts)
        for name in ("fordelning-1.2.3-py3-none-any.whl", "attrs-26.1.0-py3-none-any.whl"):
            assert (made / "wheels" / name).read_bytes() == (parts[0] / name).read_bytes()
        with ZipFile(made / "wheels" / "babel-2.18.0-sv-en.zip") as kept:
            locales = [Path(name).stem for name in kept.namelist() if name.endswith(".dat")]
            assert kept.read("babel/core.py") == b"babel/core.py"
        assert locales == ["root", "sv", "sv_SE", "en"]
        assert len(list((made / "wheels").iterdir())) == 3

    def test_no_other_package_is_offered(self, parts: tuple[Path, Path], tmp_path: Path) -> None:
        BUILDER["build"](tmp_path / "try", *parts)
        lock = json.loads((tmp_path / "try" / "pyodide" / "pyodide-lock.json").read_text("utf-8"))
        assert lock == {"info": {"python": "3.14.2"}, "packages": {}}

    def test_a_wheel_too_few_or_too_many_is_an_error(
        self, parts: tuple[Path, Path], tmp_path: Path
    ) -> None:
        wheel(parts[0], "attrs-25.1.0-py3-none-any.whl")
        with pytest.raises(ValueError, match="one wheel of attrs is needed, and .* has 2"):
            BUILDER["build"](tmp_path / "try", *parts)
        for each in parts[0].glob("attrs-*"):
            each.unlink()
        with pytest.raises(ValueError, match="one wheel of attrs is needed, and .* has 0"):
            BUILDER["build"](tmp_path / "again", *parts)


class TestPolicy:
    """ "No request to anywhere but its own directory." """

    def test_nothing_of_the_page_names_another_host(self) -> None:
        for file in TRY.rglob("*"):
            if file.is_file() and file.suffix in {".html", ".css", ".js", ".py"}:
                text = file.read_text("utf-8")
                assert not re.search(r"https?:|url\(|@import|//[a-z]+[.]", text), file.name

    def test_the_page_says_so_to_the_browser(self) -> None:
        page = (TRY / "index.html").read_text("utf-8")
        (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        assert rules["default-src"] == "'none'"
        allowed = {word for rule in rules.values() for word in rule.split()}
        assert allowed == {"'none'", "'self'", "'wasm-unsafe-eval'", "blob:"}
