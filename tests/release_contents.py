"""See that a wheel and a source distribution hold what they should, and nothing else.

    python tests/release_contents.py TREE WHEEL SDIST

TREE holds what is committed, and nothing more. The wheel is the package in it byte for byte, with
types, schema, figures, texts and licence; the source distribution is the files that
`pyproject.toml` names. Neither tells when, where or by whom it was built.

Never here: how they are built, and what the modules do.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import sys
import tarfile
import tomllib
from collections.abc import Iterator, Mapping
from email import message_from_string
from pathlib import Path
from typing import Any
from zipfile import ZipFile

__all__ = ["problems"]

PACKAGE = "fordelning"
NEEDED = (
    "py.typed",
    "documents/schema.json",
    "text/locale/sv/LC_MESSAGES/fordelning.mo",
    "register/lan.csv",
    "register/kommuner.csv",
    "catalogue/data/scb-2020-12-31.json",
    "catalogue/definitions/psykisk-halsa-2020.toml",
)
NEVER = {"tests", "docs", "benchmarks", "__pycache__", ".pyc", ".so"}
INFO = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
PLAIN = 0o644

Files = Mapping[str, bytes]


def problems(tree: Path, wheel: Path, sdist: Path) -> list[str]:
    """Return all that is wrong with a wheel and a source distribution of a tree."""
    declared = tomllib.loads((tree / "pyproject.toml").read_text("utf-8"))
    return [*_of_wheel(tree, wheel, declared), *_of_sdist(tree, sdist, declared)]


def _of_wheel(tree: Path, wheel: Path, declared: Mapping[str, Any]) -> Iterator[str]:
    project = declared["project"]
    info = f"{PACKAGE}-{project['version']}.dist-info/"
    with ZipFile(wheel) as opened:
        entries = opened.infolist()
        files = {entry.filename: opened.read(entry) for entry in entries}
    package = {f"{PACKAGE}/{name}": text for name, text in _files(tree / "src" / PACKAGE).items()}
    own = {info + name: files.get(info + name, b"") for name in INFO}
    yield from _compared("wheel", files, package | own)
    for name in NEEDED:
        if f"{PACKAGE}/{name}" not in files:
            yield f"wheel: {name} is missing"
    for name in files:
        if NEVER & {*Path(name).parts, Path(name).suffix}:
            yield f"wheel: {name} does not belong there"
    if {(entry.date_time, entry.external_attr >> 16 & 0o777) for entry in entries} != {
        ((2020, 2, 2, 0, 0, 0), PLAIN)
    }:
        yield "wheel: times or permissions are those of the build"
    yield from _of_record(files, info)
    yield from _of_metadata(files, info, project)
    yield from _of_sources(files)


def _of_sdist(tree: Path, sdist: Path, declared: Mapping[str, Any]) -> Iterator[str]:
    top = f"{PACKAGE}-{declared['project']['version']}/"
    with tarfile.open(sdist) as opened:
        entries = [entry for entry in opened.getmembers() if not entry.isdir()]
        read = {entry.name: opened.extractfile(entry) for entry in entries}
        files = {name: file.read() for name, file in read.items() if file}
    only = declared["tool"]["hatch"]["build"]["targets"]["sdist"]["only-include"]
    roots = (*only, "pyproject.toml", ".gitignore")
    expected = {
        top + name: text
        for name, text in _files(tree).items()
        if any(name == root or name.startswith(f"{root}/") for root in roots)
    }
    own = f"{top}PKG-INFO"
    yield from _compared("sdist", files, expected | {own: files.get(own, b"")})
    if {(entry.uid, entry.gid, entry.uname, entry.gname) for entry in entries} != {(0, 0, "", "")}:
        yield "sdist: files have the owner of the build"
    if len({entry.mtime for entry in entries}) != 1:
        yield "sdist: files have the times of the build"
    if {entry.mode & 0o777 for entry in entries} != {PLAIN}:
        yield "sdist: files have the permissions of the build"


def _files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def _compared(what: str, found: Files, expected: Files) -> Iterator[str]:
    for name in sorted(found.keys() | expected.keys()):
        if name not in found:
            yield f"{what}: {name} is missing"
        elif name not in expected:
            yield f"{what}: {name} is not committed, or not asked for"
        elif found[name] != expected[name]:
            yield f"{what}: {name} is not what is committed"


def _of_record(files: Files, info: str) -> Iterator[str]:
    """See that the wheel's list of its files has the digest of each."""
    rows = list(csv.reader(files[f"{info}RECORD"].decode().splitlines()))
    listed = {name: digest for name, digest, _ in rows}
    for name, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text).digest()).decode().rstrip("=")
        if listed.get(name) != ("" if name.endswith("/RECORD") else f"sha256={digest}"):
            yield f"wheel: RECORD has not the digest of {name}"


def _of_metadata(files: Files, info: str, project: Mapping[str, Any]) -> Iterator[str]:
    told = message_from_string(files[f"{info}METADATA"].decode())
    wheel = message_from_string(files[f"{info}WHEEL"].decode())
    required = {each for each in told.get_all("Requires-Dist", ()) if "extra ==" not in each}
    facts = {
        "Version": (told["Version"], project["version"]),
        "Requires-Python": (told["Requires-Python"], project["requires-python"]),
        "Requires-Dist": (required, set(project["dependencies"])),
        "License-Expression": (told["License-Expression"], project["license"]),
        "License-File": (told["License-File"], "LICENSE"),
        "Tag": (wheel.get_all("Tag"), ["py3-none-any"]),
    }
    for name, (found, meant) in facts.items():
        if found != meant:
            yield f"wheel: {name} is {found}, and {meant} is meant"


def _of_sources(files: Files) -> Iterator[str]:
    """See that every bundled figure and every bundled agreement says where it is from."""
    for name, text in files.items():
        if "/catalogue/data/" in name:
            tables = json.loads(text)["tables"]
            if not tables or not all(table.get("source") for table in tables):
                yield f"wheel: {name} has a table without a source"
        if "/catalogue/definitions/" in name and not tomllib.loads(text.decode()).get("sources"):
            yield f"wheel: {name} has no source"


if __name__ == "__main__":
    given = [Path(each) for each in sys.argv[1:]]
    wrong = problems(*given)
    for told in wrong:
        print(told)
    for file in given[1:]:
        print(f"{file.name}: {file.stat().st_size:,} bytes")
    sys.exit(bool(wrong))
