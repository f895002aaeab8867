"""Constraints that hold what a project needs to the lowest versions that it allows.

    python tests/release_lowest.py pyproject.toml EXTRA... > lowest.txt
    python -m pip install -c lowest.txt '.[EXTRA,...]'

Only what the project itself names is held; what that needs in turn is as new as may be. A
requirement that is not of the form `name>=version` has no lowest version, and is refused.

Never here: which versions are right; the tests say that.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

__all__ = ["lowest"]

REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(\[(?P<extras>[\w,-]+)\])?(>=(?P<version>[\d.]+))?")


def lowest(project: Mapping[str, Any], extras: Sequence[str]) -> dict[str, str]:
    """Return the lowest version allowed of each package that a project and its extras name.

    Raises:
        ValueError: a requirement has no lower bound, or two that differ.
    """
    found: dict[str, str] = {}
    for name, version in _bounds(project, project["dependencies"]):
        _hold(found, name, version)
    for extra in extras:
        for name, version in _bounds(project, project["optional-dependencies"][extra]):
            _hold(found, name, version)
    return dict(sorted(found.items()))


def _bounds(project: Mapping[str, Any], requirements: Sequence[str]) -> Iterator[tuple[str, str]]:
    for requirement in requirements:
        read = REQUIREMENT.fullmatch(requirement)
        if read is None or (read["version"] is None) != (read["name"] == project["name"]):
            raise ValueError(f"{requirement!r} is not of the form name>=version")
        if read["version"] is not None:
            yield read["name"], read["version"]
        for extra in (read["extras"] or "").split(",") if read["version"] is None else ():
            yield from _bounds(project, project["optional-dependencies"][extra])


def _hold(found: dict[str, str], name: str, version: str) -> None:
    if found.setdefault(name, version) != version:
        raise ValueError(f"{name} is held to {found[name]} and to {version}")


if __name__ == "__main__":
    declared = tomllib.loads(Path(sys.argv[1]).read_text("utf-8"))["project"]
    for name, version in lowest(declared, sys.argv[2:]).items():
        print(f"{name}=={version}")
