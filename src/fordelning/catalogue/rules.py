"""Reading the bundled agreements: a document each, named by its id. Never here: any rule."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fordelning.agreement import Agreement
from fordelning.documents import from_toml

__all__ = ["ids", "read"]

_SUFFIX = ".toml"


def _folder() -> Traversable:
    return resources.files("fordelning.catalogue") / "definitions"


@cache
def ids() -> tuple[str, ...]:
    """Return the ids of the agreements there are documents of, ascending."""
    names = (file.name for file in _folder().iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def read(id: str) -> Agreement:
    """Return the agreement of a document."""
    return from_toml((_folder() / f"{id}{_SUFFIX}").read_text(encoding="utf-8"))
