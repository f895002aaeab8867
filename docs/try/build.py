"""Put the page that runs the library in a browser together, with all that it needs.

    python docs/try/build.py FOLDER WHEELS PYODIDE

FOLDER is made new, and can be served as it is, alone or as `try` in the built site. WHEELS is a
folder with the wheels of fordelning, attrs and Babel, PYODIDE the folder of the npm package of
that name. The wheels go in as they are, but for Babel, of whose thousand locales only Swedish
and English are kept. Nothing is fetched, here or by the page.

Never here: what the page says and does.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["build"]

HERE = Path(__file__).parent
PAGE = ("index.html", "icon.svg", "try.css", "try.js", "worker.js", "runner.py", "examples")
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LICENCES = {"fordelning": "MIT", "attrs": "MIT", "babel": "BSD 3-Clause"}
"""The packages that the page needs, and their licences."""

_OTHER_LOCALE = re.compile(
    r"babel/locale-data/(?!(root|sv|sv_SE|sv_FI|en|en_001|en_GB|en_US)\.).+\.dat"
)


def build(folder: Path, wheels: Path, pyodide: Path) -> int:
    """Make the folder, and return its size in bytes.

    Raises:
        FileExistsError: the folder is there already.
        ValueError: there is not one wheel of each package.
    """
    folder.mkdir(parents=True)
    for name in PAGE:
        made = HERE / name
        if made.is_dir():
            shutil.copytree(made, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(made, folder)
    lock = _runtime(folder / "pyodide", pyodide)
    parts = [
        f"Python {lock['python']} (PSF License 2)",
        f"Pyodide {lock['pyodide']}, Python for browsers (MPL 2.0), github.com/pyodide/pyodide",
    ]
    (folder / "wheels").mkdir()
    names = []
    for package, licence in LICENCES.items():
        wheel = _only(wheels, package)
        names.append(_copied(wheel, folder / "wheels").name)
        parts.append(f"{package} {wheel.name.split('-')[1]} ({licence})")
    size = _size(folder)
    said = {"bytes": size, "parts": parts, "wheels": names}
    (folder / "files.json").write_text(json.dumps(said, indent=2) + "\n", "utf-8")
    return size


def _runtime(folder: Path, pyodide: Path) -> dict[str, str]:
    """Copy Python itself, with a list of no further packages; return the versions."""
    folder.mkdir()
    for name in RUNTIME:
        shutil.copy(pyodide / name, folder)
    lock = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))
    empty = json.dumps({"info": lock["info"], "packages": {}})
    (folder / "pyodide-lock.json").write_text(empty, "utf-8")
    package = json.loads((pyodide / "package.json").read_text("utf-8"))
    return {"python": lock["info"]["python"], "pyodide": package["version"]}


def _only(wheels: Path, package: str) -> Path:
    found = sorted(wheels.glob(f"{package}-*.whl"))
    if len(found) != 1:
        raise ValueError(f"one wheel of {package} is needed, and {wheels} has {len(found)}")
    return found[0]


def _copied(wheel: Path, folder: Path) -> Path:
    """Copy a wheel; of Babel only what Swedish and English need, under a name that says so."""
    if not wheel.name.startswith("babel-"):
        return Path(shutil.copy(wheel, folder))
    made = folder / f"{'-'.join(wheel.name.split('-')[:2])}-sv-en.zip"
    with ZipFile(wheel) as whole, ZipFile(made, "w", ZIP_DEFLATED) as kept:
        for name in whole.namelist():
            if not _OTHER_LOCALE.fullmatch(name):
                # A date of its own would make each build another.
                kept.writestr(ZipInfo(name), whole.read(name), ZIP_DEFLATED)
    return made


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


if __name__ == "__main__":
    to, of_wheels, of_pyodide = map(Path, sys.argv[1:])
    build(to, of_wheels, of_pyodide)
    for file in sorted(to.rglob("*")):
        if file.is_file():
            print(f"{file.stat().st_size:>12,} {file.relative_to(to).as_posix()}")
    print(f"{_size(to):>12,} in all")
