"""The page that runs the library, in headless Chromium and without a network.

It needs the npm packages playwright-core, axe-core and pyodide where node finds them, and the
folder of wheels that FORDELNING_WHEELS names; `.ci/long` and `.ci/release` have both.
"""

from __future__ import annotations

import json
import os
import runpy
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SCRIPT = HERE / "browser" / "try.cjs"
BUILDER = HERE.parent / "docs" / "try" / "build.py"
NEEDED = (
    "for (const name of ['playwright-core', 'axe-core']) require.resolve(name);"
    "console.log(require('node:path').dirname(require.resolve('pyodide')))"
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NODE = shutil.which("node")
WHEELS = os.environ.get("FORDELNING_WHEELS")


def pyodide() -> Path | None:
    """Return the folder of the npm package, where all that is needed is there."""
    if not (CHROMIUM and NODE and WHEELS):
        return None
    done = subprocess.run([NODE, "-e", NEEDED], check=False, capture_output=True, text=True)
    return Path(done.stdout.strip()) if done.returncode == 0 else None


PYODIDE = pyodide()
pytestmark = pytest.mark.skipif(PYODIDE is None, reason="no browser, Pyodide or wheels")


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder on loopback; give its address, and the paths asked for so far."""
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            asked.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Build the page, use it as a reader does, and return what was seen."""
    folder = tmp_path_factory.mktemp("site")
    shots = Path(os.environ.get("FORDELNING_SCREENSHOTS", folder / "shots"))
    shots.mkdir(exist_ok=True)
    build = runpy.run_path(str(BUILDER))["build"]
    build(folder / "site" / "try", Path(str(WHEELS)), PYODIDE)
    (folder / "other").mkdir()
    with served(folder / "site") as (base, asked), served(folder / "other") as (other, reached):
        done = subprocess.run(
            [str(NODE), str(SCRIPT), f"{base}/try/", str(CHROMIUM), str(shots), other],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            timeout=1200,
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return {**found, "base": base, "asked": asked, "reached": reached}


class TestWhatItComputes:
    """ "The page runs the library in the reader's browser." """

    def test_three_schools(self, seen: dict[str, Any]) -> None:
        """100 kr each, and 700 kr by 7, 5 and 3 of 15: 326.66 2/3, 233.33 1/3 and 140."""
        run = seen["narrow"]["runs"]["schools"]
        assert run["error"] == ""
        assert run["rows"] == [
            ["pot", "code", "name", "amount"],
            ["grant", "East", "East", "240,00 kr"],
            ["grant", "North", "North", "426,67 kr"],
            ["grant", "South", "South", "333,33 kr"],
        ]
        assert "700,00 kr x 7 / 15" in run["printed"]

    def test_in_swedish(self, seen: dict[str, Any]) -> None:
        """5 Mkr + 95 Mkr · 60 124 / 10 379 295, the third of twelve remainders rounded up."""
        run = seen["wide"]["runs"]["lan"]
        assert run["rows"][8] == ["samverkan", "09", "Gotlands län", "5 550 305,20 kr"]
        assert len(run["rows"]) == 1 + 21
        # Babel writes hard spaces.
        assert "belopp: 5 550 305,20 kr" in run["printed"].replace("\xa0", " ")
        assert "avrundat uppåt" in run["printed"]

    def test_what_does_not_add_up(self, seen: dict[str, Any]) -> None:
        run = seen["wide"]["runs"]["mistake"]
        assert run["status"].startswith("It ended with an error after")
        assert "AgreementError" in run["error"]
        assert "230 000 000,00 kr and the agreement says 229 000 000,00 kr" in run["error"]
        assert run["rows"] == []


class TestHowItBehaves:
    """ "The page answers while a program runs." """

    def test_an_error_is_told_with_its_line(self, seen: dict[str, Any]) -> None:
        error = seen["wide"]["runs"]["wrong"]["error"]
        assert 'File "program", line 2, in <module>' in error
        assert error.endswith("ZeroDivisionError: division by zero")
        assert "_pyodide" not in error

    def test_an_endless_program_is_stopped_and_the_next_one_runs(
        self, seen: dict[str, Any]
    ) -> None:
        runs = seen["wide"]["runs"]
        assert runs["stopped"]["status"] == "Stopped"
        assert runs["nothing"]["status"].startswith("Done after")
        assert (runs["nothing"]["printed"], runs["nothing"]["rows"]) == ("", [])

    def test_no_flood_of_output_drowns_it(self, seen: dict[str, Any]) -> None:
        printed = seen["wide"]["runs"]["flood"]["printed"]
        assert printed.startswith("öre 0\nöre 1\nöre 2\n")
        assert printed.endswith("... and more\n")
        assert len(printed) < 300_000


class TestWhereItGoes:
    """ "No request to anywhere but its own directory." """

    def test_only_to_its_own_folder(self, seen: dict[str, Any]) -> None:
        own = f"{seen['base']}/try/"
        for visit in ("narrow", "wide"):
            asked = [url for url in seen[visit]["requests"] if not url.startswith("blob:")]
            assert own in asked
            assert [url for url in asked if not url.startswith(own)] == []
        assert "/try/pyodide/pyodide.asm.wasm" in " ".join(seen["asked"])
        assert all(path.startswith("/try/") for path in seen["asked"])

    def test_a_program_reaches_nothing_else(self, seen: dict[str, Any]) -> None:
        """The page's policy holds for the programs on it too: the other server is never asked,
        as it is where the page has no policy."""
        assert "NetworkError" in seen["reaching"]["runs"]["reach"]["error"]
        assert seen["reached"] == []


@pytest.mark.parametrize("visit", ["narrow", "wide"])
class TestHowItLooks:
    """ "At 360 px no sideways scroll, no accessibility violations by axe-core." """

    def test_a_browser_has_nothing_to_complain_of(self, seen: dict[str, Any], visit: str) -> None:
        assert seen[visit]["complaints"] == []
        assert len(seen[visit]["looks"]) == 2
        for look in seen[visit]["looks"]:
            assert look["widths"] == [seen[visit]["width"]] * 2
            assert look["violations"] == []
