"""Reading the bundled populations: a file each, named by its id. Never here: any figure."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from fordelning.population import Population
from fordelning.source import Source

__all__ = ["ids", "read"]

_SUFFIX = ".json"


def _folder() -> Traversable:
    return resources.files("fordelning.catalogue") / "data"


@cache
def ids() -> tuple[str, ...]:
    """Return the ids of the populations there are files of, ascending."""
    names = (file.name for file in _folder().iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def read(id: str) -> Population:
    """Return the population of a file: its tables, joined."""
    bundle = json.loads((_folder() / f"{id}{_SUFFIX}").read_text(encoding="utf-8"))
    first, *others = (_table(bundle, table) for table in bundle["tables"])
    for other in others:
        first |= other
    return first


def _table(bundle: dict[str, Any], table: dict[str, Any]) -> Population:
    about: dict[str, Any] = {
        "date": date.fromisoformat(bundle["date"]),
        "source": Source(**table["source"]),
        "level": table["level"],
        "perturbed": bundle["perturbed"],
    }
    if "ages" not in table:
        return Population.from_counts(table["figures"], **about)
    return Population.from_ages(
        {
            (code, age): count
            for code, counts in table["figures"].items()
            for age, count in zip(table["ages"], counts, strict=True)
        },
        **about,
    )
